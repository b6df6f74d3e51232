// Offline: one visit is enough, a newer version is offered and never forced, and an incomplete one
// changes nothing.
import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NAMED, WORKER, filesIn, readWorker, sha256, writeWorker } from "../../xtask/node/site.mjs";
import { GAP, WIDTHS, axeInBoth, care, expect, gap, noSidewaysScroll, ready, test as base, type, watch } from "./fixtures.mjs";
import { QUESTION, ask } from "./ask.mjs";
import { ENGINE_1_DIFFERS, goodLinks } from "./links.mjs";
import { launch } from "../../xtask/node/browser.mjs";
import { DIST, serve } from "../../xtask/node/server.mjs";

const NOTICE = "footer [data-newer]";

/** Makes a build with another page and another style sheet, whose name shows it, in a folder. */
function altered(dist, word, folder) {
  cpSync(dist, folder, { recursive: true });
  const old = filesIn(folder).find((name) => /^start-.*\.css$/.test(name));
  const sheet = `${readFileSync(join(folder, old), "utf8")}/* ${word} */\n`;
  const name = `start-${sha256(sheet).slice(0, 16)}.css`;
  renameSync(join(folder, old), join(folder, name));
  writeFileSync(join(folder, name), sheet);
  const page = readFileSync(join(folder, "index.html"), "utf8");
  writeFileSync(join(folder, "index.html"), page.replace(old, name).replace("<html ", `<html data-edition="${word}" `));
  writeWorker(folder);
}

const versionOf = (dist) => readWorker(readFileSync(join(dist, WORKER), "utf8")).version;
const listed = (dist) => readWorker(readFileSync(join(dist, WORKER), "utf8")).files;
const edition = (page) => page.evaluate(() => document.documentElement.dataset.edition ?? "");

const versions = (page) => page.evaluate(async () => (await caches.keys()).map((key) => key.split(" ").at(-1)).sort());

/** Waits until these versions are cached and no other: caches have no events. */
const keeps = (page, ...dists) =>
  expect.poll(() => versions(page)).toStrictEqual(dists.map(versionOf).sort());

/** Waits until a cache holds all files that are fetched in the background. */
async function filled(page, dist) {
  const names = Object.entries(listed(dist)).filter(([, [, when]]) => when !== "used").map(([name]) => name);
  const missing = () =>
    page.evaluate(
      async ({ version, names, scope }) => {
        const key = (await caches.keys()).find((key) => key.endsWith(version));
        if (!key) return names;
        const cache = await caches.open(key);
        const found = await Promise.all(names.map((name) => cache.match(new URL(name, scope).href)));
        return names.filter((_, at) => !found[at]);
      },
      { version: versionOf(dist), names, scope: new URL("./", page.url()).href },
    );
  await expect.poll(missing).toStrictEqual([]);
}

/**
 * Checks for a newer version; resolves when one waits, or could not be fetched. The browser checks
 * by itself too, some time after a visit, and may have found it first.
 */
const update = (page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    const settled = (worker) =>
      new Promise((resolve) => {
        const look = () => ["installed", "redundant"].includes(worker.state) && resolve(worker.state);
        worker.addEventListener("statechange", look);
        look();
      });
    const found = new Promise((resolve) => {
      const look = () => {
        const worker = registration.waiting ?? registration.installing;
        if (worker) resolve(worker);
      };
      registration.addEventListener("updatefound", look);
      look();
    });
    await registration.update();
    return settled(await found);
  });

/** Returns a promise of the waiting worker's taking control. */
async function takeover(context) {
  const session = await context.newCDPSession(await context.newPage());
  let wait;
  const waits = new Promise((resolve) => (wait = resolve));
  const taken = new Promise((resolve) => {
    let waiting;
    session.on("ServiceWorker.workerVersionUpdated", ({ versions }) => {
      for (const { versionId, status } of versions) {
        if (status === "installed") wait((waiting = versionId));
        if (status === "activated" && versionId === waiting) resolve();
      }
    });
  });
  await session.send("ServiceWorker.enable");
  await waits;
  return { taken };
}

/** The test on a site of its own, where its service worker may be registered. */
const test = base.extend({
  serviceWorker: true,

  /** The folder of a newer build. */
  newer: [
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), "balans-newer-"));
      altered(DIST, "Nyare", folder);
      await use(folder);
      rmSync(folder, { recursive: true });
    },
    { scope: "worker" },
  ],

  /** The folder that is served. */
  root: async ({ folder }, use) => use(join(folder, "site")),

  /** Publishes another build: `publish(dist)`. */
  publish: async ({ root }, use) => {
    const publish = (dist) => {
      rmSync(root, { recursive: true, force: true });
      cpSync(dist, root, { recursive: true });
    };
    publish(DIST);
    await use(publish);
  },

  /** The requested files, in order. */
  asked: async ({}, use) => use([]),

  // The files must exist before they are served.
  site: async ({ publish, root, asked }, use) => {
    const site = await serve(root, {
      alter: (file, reply) => {
        asked.push(file);
        site.alter(file, reply);
      },
    });
    site.alter = () => {};
    await use(site);
    await site.close();
  },

  /** Alters the responses (`alter` of xtask/node/server.mjs). */
  alter: async ({ site }, use) => use((by) => (site.alter = by)),

  /** Opens a tab: `tab(route)`. */
  tab: async ({ context, site, trouble }, use, testInfo) => {
    await use(async (route = "#/") => {
      const page = await context.newPage();
      await watch(page, trouble, site);
      await page.goto(site.url + route);
      await ready(page);
      return page;
    });
    trouble.settle(testInfo);
  },

  /** Opens a tab that has visited once and caches all files of a build: `visit(route, dist)`. */
  visit: async ({ tab }, use) =>
    use(async (route, dist = DIST) => {
      const page = await tab(route);
      await filled(page, dist);
      await page.waitForFunction(() => navigator.serviceWorker.controller?.state === "activated");
      return page;
    }),
});

test("after one visit everything works without network, reload and another tab included", async ({ site, visit, tab }) => {
  const page = await visit();
  await site.close();

  await page.reload();
  await ready(page);
  await page.locator("#bro .drawing svg").waitFor();
  await type(care(page).field, "50");
  await gap(page, "74,9");
  await page.locator(GAP).first().click();
  await page.locator("dialog[open] h2").first().waitFor();
  await page.keyboard.press("Escape");

  const { kind, by } = await ask(page, QUESTION);
  assert.deepEqual([kind, by], ["answer", "worker"]);

  const other = await tab("#/kallor");
  await other.locator("main[data-route=kallor] [data-source]").first().waitFor();
  await other.goto(`${site.url}index.html?fran=e-post#/boende`);
  await ready(other);
  await other.locator("main[data-route=boende]").waitFor();
});

test("an address whose # was encoded or lost leads to the tool, with network or without", async ({ site, visit, tab }) => {
  const page = await visit();
  await type(care(page).field, "50");
  await gap(page, "74,9");
  await page.locator("[data-action=share]").click();
  const link = (await page.locator("dialog[open] .share-link input").inputValue()).split("#")[1];
  await site.close();
  const other = await tab();
  for (const lost of [`%23${link}`, `%2523${link}`, `index.html%23${link}`, link]) {
    await other.goto(site.url + lost);
    await ready(other);
    await other.locator("[data-matches]").waitFor();
    assert.equal(other.url(), `${site.url}#${link}`);
  }
});

test("without network a link of engine 1 opens with the calculation it was made with", async ({ site, visit, tab }) => {
  const page = await visit();
  await filled(page, DIST);
  await site.close();
  const other = await tab();
  const { link } = goodLinks().find(({ file }) => file === ENGINE_1_DIFFERS);
  await other.goto(`${site.url}#${link}`);
  await ready(other);
  await other.locator("[data-matches]").waitFor();
  await expect(other.locator("[data-verdict]")).toHaveInnerText(/som gällde när länken gjordes/);
  await other.getByRole("button", { name: "Räkna med dagens tal" }).click();
  await other.locator("[data-differs]").waitFor();
});

test("offline waits until the tool answers and draws, and fetches nothing twice", async ({ asked, visit }) => {
  await visit();
  const at = (pattern) => asked.findIndex((name) => pattern.test(name));
  assert.ok(at(/^deferred-/) > 0);
  for (const late of [/^offline-/, /^sw\.js$/]) assert.ok(at(late) > at(/^deferred-/), `${late} comes last: ${asked}`);
  for (const name of filesIn(DIST)) {
    const times = asked.filter((one) => one === name).length;
    if (!NAMED.includes(name) && !name.startsWith("engines/")) assert.ok(times <= 1, `${name} was asked for ${times} times`);
  }
  assert.equal(asked.filter((name) => name === "balans.html").length, 0, "the single file is nobody's to cache");
});

test("a newer version is offered, not forced; taking it keeps the work and drops the old cache", async ({ publish, visit, newer }) => {
  const page = await visit();
  await type(care(page).field, "50");
  await gap(page, "74,9");
  publish(newer);
  await page.reload();
  await ready(page);
  assert.equal(await edition(page), "", "a reload goes on with what there was");
  const notice = page.locator(NOTICE);
  await expect(notice).toHaveInnerText(/En ny version finns/);
  assert.equal(await edition(page), "");
  await keeps(page, DIST, newer);

  await notice.getByRole("button", { name: "Ladda om" }).click();
  await page.waitForSelector("html[data-edition=Nyare][data-ready][data-later=here]", { state: "attached" });
  await gap(page, "74,9");
  await expect(care(page).field).toHaveValue("50,0");
  await expect(page.locator(NOTICE)).toHaveCount(0);
  await keeps(page, newer);
});

test("whoever closes every tab has the newer version the next time, with network or without", async ({ site, publish, visit, tab, context, newer }) => {
  const page = await visit();
  publish(newer);
  assert.equal(await update(page), "installed");
  await filled(page, newer);
  // The waiting version takes control when no tab runs the old one.
  const { taken } = await takeover(context);
  await page.close();
  await taken;
  await site.close();
  const next = await tab();
  await next.waitForSelector("html[data-edition=Nyare]", { state: "attached" });
  await keeps(next, newer);
});

test("another tab goes on with the version it has, is offered the newer, and keeps its files meanwhile", async ({ publish, visit, tab, root, newer }) => {
  const page = await visit();
  const other = await tab("#/boende");
  publish(newer);
  assert.equal(await update(page), "installed");
  await page.locator(NOTICE).getByRole("button").click();
  await page.waitForSelector("html[data-edition=Nyare][data-ready]", { state: "attached" });
  await other.locator(NOTICE).waitFor();
  assert.equal(await edition(other), "", "nobody else's tab is reloaded");
  const old = Object.keys(listed(DIST)).find((name) => /^start-/.test(name));
  assert.ok(!filesIn(root).includes(old));
  assert.ok(await other.evaluate(async (name) => (await (await fetch(name)).text()).length, old));
  await other.locator(NOTICE).getByRole("button").click();
  await other.waitForSelector("html[data-edition=Nyare][data-ready]", { state: "attached" });
  await page.close();
  await other.reload();
  await keeps(other, newer);
});

for (const [what, spoil] of [
  ["is missing", (reply) => Object.assign(reply, { status: 404, body: Buffer.from("Finns inte\n") })],
  ["is an error page that calls itself well", (reply) => Object.assign(reply, { body: Buffer.from("<!doctype html><title>Logga in</title>") })],
  ["is sent somewhere else", (reply) => (Object.assign(reply.headers, { location: "./" }), Object.assign(reply, { status: 302 }))],
]) {
  test(`an update of which one file ${what} leaves the old version whole`, async ({ site, publish, alter, visit, newer }) => {
    const page = await visit();
    publish(newer);
    const sheet = Object.keys(listed(newer)).find((name) => /^start-/.test(name));
    alter((name, reply) => name === sheet && spoil(reply));
    assert.equal(await update(page), "redundant");
    await keeps(page, DIST);
    await expect(page.locator(NOTICE)).toHaveCount(0);
    await site.close();
    await page.reload();
    await ready(page);
    assert.equal(await edition(page), "");
    await page.locator("#bro .drawing svg").waitFor();
  });
}

test("in the middle of a meeting nothing is offered", async ({ publish, visit, newer }) => {
  const page = await visit("#/presentera");
  publish(newer);
  assert.equal(await update(page), "installed");
  await filled(page, newer);
  await expect(page.locator("[data-newer]")).toHaveCount(0);
  await page.evaluate(() => (location.hash = "#/"));
  await page.locator(NOTICE).waitFor();
  await page.evaluate(() => (location.hash = "#/presentera"));
  await page.locator(NOTICE).waitFor({ state: "detached" });
  await page.evaluate(() => (location.hash = "#/"));
  await page.locator(NOTICE).waitFor();
  // The projector's window is a page of its own: only the rule is tested here, when another tab
  // takes the newer version.
  await page.evaluate(() => {
    history.replaceState(null, "", "#/projektor");
    navigator.serviceWorker.dispatchEvent(new Event("controllerchange"));
  });
  await page.locator(NOTICE).waitFor({ state: "detached" });
});

test("what isn't needed to start is fetched afterwards, or when somebody wants it, and kept only as it was built", async ({ site, root, alter, visit }) => {
  mkdirSync(join(root, "engines"), { recursive: true });
  // Newest last by name; together the two exceed the background limit.
  writeFileSync(join(root, "engines", "1-00000001.wasm"), Buffer.alloc(2 * 1024 * 1024, 1));
  writeFileSync(join(root, "engines", "2-00000002.wasm"), Buffer.alloc(1024, 2));
  writeWorker(root);
  const page = await visit("#/", root);
  const fetched = (name) => page.evaluate(async (name) => (await (await fetch(name)).arrayBuffer()).byteLength, name);
  const spoil = (name, reply) => name === "engines/1-00000001.wasm" && Object.assign(reply, { body: Buffer.from("Logga in") });
  alter(spoil);
  assert.equal(await fetched("engines/1-00000001.wasm"), 8);
  alter(() => {});
  assert.equal(await fetched("engines/1-00000001.wasm"), 2 * 1024 * 1024, "what was not as built was not kept");
  const kept = () => page.evaluate(async (url) => Boolean(await caches.match(url)), `${site.url}engines/1-00000001.wasm`);
  await expect.poll(kept).toBeTruthy();
  await site.close();
  assert.equal(await fetched("engines/1-00000001.wasm"), 2 * 1024 * 1024);
  assert.equal(await fetched("engines/2-00000002.wasm"), 1024);
});

test("Rensa allt takes what the person has done and leaves what the tool is made of", async ({ site, visit }) => {
  const page = await visit();
  await type(care(page).field, "50");
  await gap(page, "74,9");
  await page.evaluate(() => (location.hash = "#/om"));
  await page.getByRole("button", { name: "Rensa allt" }).click();
  await page.getByRole("button", { name: "Ja, ta bort allt" }).click();
  await gap(page, "72,5");
  await site.close();
  await page.reload();
  await ready(page);
  await gap(page, "72,5");
});

test("another edition in a folder of the same site keeps its cache", async ({ visit }) => {
  const page = await visit();
  const [own, other] = ["./", "z/"].map((folder) => `balans ${new URL(folder, page.url()).href} 0123456789abcdef`);
  await page.evaluate((names) => Promise.all(names.map((name) => caches.open(name))), [own, other]);
  await page.reload();
  await ready(page);
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    registration.active.postMessage("fill");
  });
  // Older caches of the app's own are gone by then.
  const keys = () => page.evaluate(() => caches.keys());
  await expect.poll(async () => !(await keys()).includes(own)).toBeTruthy();
  assert.ok((await keys()).includes(other));
});

test("over plain http elsewhere than on the machine itself the page works, without a word about offline", async () => {
  const own = await launch(["--host-resolver-rules=MAP balans.test 127.0.0.1"]);
  const site = await serve(DIST);
  try {
    const page = await own.newPage();
    const trouble = [];
    const url = site.url.replace("127.0.0.1", "balans.test");
    await watch(page, trouble, { url, origin: new URL(url).origin });
    await page.goto(url);
    await ready(page);
    await page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name }) => /offline-/.test(name)));
    assert.equal(await page.evaluate(() => isSecureContext), false);
    assert.deepEqual(trouble, []);
  } finally {
    await own.close();
    await site.close();
  }
});

test("the tool can be installed: the manifest is whole and its pictures are what they say", async ({ context, site, visit }) => {
  const page = await visit();
  const cdp = await context.newCDPSession(page);
  const { url, errors, data } = await cdp.send("Page.getAppManifest");
  assert.equal(url, `${site.url}manifest.json`);
  assert.deepEqual(errors, []);
  const { installabilityErrors } = await cdp.send("Page.getInstallabilityErrors");
  // A test's context is a private window, where nothing is installed; nothing else prevents it.
  assert.deepEqual(installabilityErrors.filter(({ errorId }) => errorId !== "in-incognito"), []);

  const manifest = JSON.parse(data);
  for (const key of ["start_url", "scope", "id"]) assert.equal(manifest[key], "./");
  const colours = await page.evaluate(() => {
    const style = getComputedStyle(document.documentElement);
    return ["--ground", "--surface"].map((name) => style.getPropertyValue(name).trim());
  });
  assert.deepEqual([manifest.background_color, manifest.theme_color], colours);
  for (const { src, sizes, type, purpose } of manifest.icons) {
    const seen = await page.evaluate(async (src) => {
      const image = Object.assign(new Image(), { src });
      await image.decode();
      const { naturalWidth: width, naturalHeight: height } = image;
      const canvas = Object.assign(document.createElement("canvas"), { width, height });
      const pen = canvas.getContext("2d");
      pen.drawImage(image, 0, 0);
      return { width, height, corner: pen.getImageData(0, 0, 1, 1).data[3] };
    }, src);
    if (type === "image/png") assert.equal(`${seen.width}x${seen.height}`, sizes);
    assert.equal(seen.corner === 255, purpose === "maskable", `${src}: a maskable icon, and no other, fills its corners`);
  }
});

for (const width of WIDTHS) {
  test(`the offer of a newer version at ${width} px in light and dark`, async ({ publish, visit, newer }) => {
    const page = await visit();
    await page.setViewportSize({ width, height: 900 });
    publish(newer);
    await update(page);
    await page.locator(NOTICE).waitFor();
    await expect(page.locator(`[role=status]:has(${NOTICE.replace("footer ", "")})`), "said by a screen reader").toHaveCount(1);
    await noSidewaysScroll(page);
    await axeInBoth(page);
  });
}
