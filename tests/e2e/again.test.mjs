// What could not be fetched can be had again: a wrong answer that the browser keeps, a module that is
// lost or fails, a style sheet, the start script.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { SCHEMES, axe, check, focusOn, says, until, watch } from "./fixtures.mjs";
import { launch } from "./browser.mjs";
import { DIST, serve } from "./server.mjs";

const LIMIT = 180_000;
const READY = "html[data-ready][data-later=here]";
const GAP = '.strip [data-quantity="gap.total.2023"]';
const SHEETS = readdirSync(DIST).filter((name) => name.endsWith(".css"));
const NO_SCRIPT = { "content-type": "text/html", "x-content-type-options": "nosniff" };
const WAITS = ".boot-waits";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

const gap = (page, text) => page.locator(GAP, { hasText: text }).first().waitFor();

/** Lets what waits for seconds by a style sheet's clock come at once. */
async function hurry(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Animation.enable");
  await session.send("Animation.setPlaybackRate", { playbackRate: 1000 });
}

/**
 * A test on a server of its own that answers as it should not: `alter` as in server.mjs. `expect` are the troubles that
 * may come of it.
 */
function checkServed(name, expect, body) {
  test(name, { timeout: LIMIT }, async () => {
    let alter = () => {};
    const site = await serve(DIST, { alter: (file, reply) => alter(file, reply) });
    const context = await browser.newContext({ locale: "sv-SE", timezoneId: "Europe/Stockholm" });
    const trouble = [];
    try {
      await context.addInitScript(() => delete Navigator.prototype.serviceWorker);
      const page = await context.newPage();
      await watch(page, trouble, site);
      await body({ page, site, alter: (by) => (alter = by) });
      assert.deepEqual(trouble.filter((line) => !expect.some((pattern) => pattern.test(line))), []);
    } catch (cause) {
      if (trouble.length) cause.message += `\n\nThe page said:\n${trouble.join("\n")}`;
      throw cause;
    } finally {
      await context.close();
      await site.close();
    }
  });
}

/**
 * The failed request of an answer that is not what was asked for: Chromium stops reading a script of a wrong type, and
 * drops what nobody reads, and reports either as aborted, or not, depending on what had come by then.
 */
const cancelled = (file) => ({
  test: (line) => {
    const [, name] = /^request failed: \S*\/(\S+) net::ERR_ABORTED$/.exec(line) ?? [];
    return name !== undefined && file.test(name.replace(/\?\d+$/, ""));
  },
});

/** Answers with a page instead of the file, and lets that be kept for a year; returns how to end it. */
function poison(alter, pattern, type = "text/html; charset=utf-8") {
  let answers = 0;
  alter((file, reply) => {
    if (!pattern.test(file)) return;
    answers += 1;
    reply.body = Buffer.from("<!doctype html><title>Logga in</title>");
    reply.headers["content-type"] = type ?? reply.headers["content-type"];
  });
  return () => (alter(() => {}), answers);
}

// Asked for, then past the cache, and a script then by an address that the page does not remember.
for (const [what, pattern, asks] of [
  ["the app's script", /^balans-[^_]*\.js$/, 3],
  ["the app's wasm", /^balans-.*_bg\.wasm$/, 2],
]) {
  for (const type of [undefined, "text/html; charset=utf-8"]) {
    checkServed(
      `a page kept in the place of ${what}, ${type ?? "of its type"}, is a fault that one reload mends`,
      [/^console (error|warning):/, cancelled(pattern)],
      async ({ page, site, alter }) => {
        const cure = poison(alter, pattern, type);
        await page.goto(site.url);
        await page.getByRole("alert").getByText("Verktyget kunde inte starta. Ladda om sidan.").waitFor();
        assert.equal(cure(), asks);
        await page.reload();
        await page.waitForSelector(READY, { state: "attached" });
        await gap(page, "72,5");
      },
    );
    checkServed(
      `a page kept in the place of ${what}, ${type ?? "of its type"}, and then not, is not even seen`,
      [/^console (error|warning):/, cancelled(pattern)],
      async ({ page, site, alter }) => {
        let answers = 0;
        alter((file, reply) => {
          if (!pattern.test(file) || (answers += 1) > 1) return;
          reply.body = Buffer.from("<!doctype html><title>Logga in</title>");
          if (type) reply.headers["content-type"] = type;
        });
        await page.goto(site.url);
        await page.waitForSelector(READY, { state: "attached" });
        await gap(page, "72,5");
        assert.equal(answers, asks);
      },
    );
  }
}

checkServed("a page kept in the place of the second file is replaced at once or by one press", [/^console error:/, cancelled(/^views-/)], async ({ page, site, alter }) => {
  const cure = poison(alter, /^views-/);
  await page.goto(`${site.url}#/kallor`);
  const again = page.locator("main").getByRole("button", { name: "Försök igen" });
  await again.waitFor();
  cure();
  await again.click();
  await page.locator("main .source-list").first().waitFor();
  await page.reload();
  await page.locator("main .source-list").first().waitFor();
});

for (const [what, broken] of [
  ["a page kept in its place", (reply) => (reply.body = Buffer.from("<!doctype html>"))],
  ["an error", (reply) => Object.assign(reply, { status: 503, body: Buffer.from("") })],
]) {
  checkServed(`the module that draws, answered with ${what}, is had by one press`, [/503/, cancelled(/^deferred-/)], async ({ page, site, alter }) => {
    alter((file, reply) => /^deferred-/.test(file) && broken(reply));
    await page.goto(site.url);
    await page.waitForSelector("html[data-ready][data-later=missing]", { state: "attached" });
    const figure = page.locator("#bro");
    await figure.getByText("Diagrammet kunde inte ritas").waitFor();
    await axe(page);
    const again = figure.getByRole("button", { name: "Försök igen" });
    await again.press("Enter");
    await says(again, "Försök igen");
    alter(() => {});
    await again.press("Enter");
    for (const id of ["#bro", "#ar"]) {
      await page.locator(`${id} .drawing svg`).waitFor();
      await page.locator(`${id} .missing`).waitFor({ state: "detached" });
    }
    assert.ok(await page.evaluate(() => document.activeElement.closest("#bro")), "focus stays at the figure");
    await page.waitForSelector(READY, { state: "attached" });
    await page.reload();
    await page.locator("#bro .drawing svg").waitFor();
  });
}

for (const [route, missing, there] of [
  ["#/presentera", "Bilderna kunde inte visas", ".slide-body > *"],
  ["#/beslutsunderlag", "Beslutsunderlaget kunde inte visas", ".paper > *"],
  ["#/scenarier", "Filer kan inte sparas", "#filer"],
]) {
  check(`${route} without what makes its contents says so, and tries again`, { expect: [/deferred-/, /ERR_FAILED|Failed to load/] }, async ({ page, open }) => {
    const refuse = (route) => route.abort();
    await page.route("**/deferred-*.wasm", refuse);
    await open(route, { ready: false });
    await page.locator("main").getByText(missing).waitFor();
    await axe(page);
    await page.unroute("**/deferred-*.wasm", refuse);
    await page.locator(".missing button").first().click();
    await page.locator(there).first().waitFor();
    await page.locator(".missing").waitFor({ state: "detached" });
  });
}

check("a link's code that could not be made is not called too long, and is had again", { expect: [/deferred-/, /ERR_FAILED|Failed to load/] }, async ({ page, open }) => {
  const refuse = (route) => route.abort();
  await page.route("**/deferred-*.wasm", refuse);
  await open("#/", { ready: false });
  await page.locator("[data-action=share]").click();
  const dialog = page.locator("dialog[open]");
  await dialog.getByRole("button", { name: "Visa som QR-kod" }).click();
  await dialog.getByText("QR-koden kunde inte visas").waitFor();
  assert.equal(await dialog.getByText("för lång").count(), 0);
  await page.unroute("**/deferred-*.wasm", refuse);
  await dialog.locator(".missing button").click();
  await dialog.locator(".code svg").waitFor();
});

check(
  "what could not be had without a network comes by itself when there is one",
  { expect: [/ERR_FAILED|Failed to (load|fetch)/, /^request failed/] },
  async ({ page, context, open }) => {
    const refuse = (route) => route.abort();
    for (const name of ["**/deferred-*.wasm", "**/views-*.wasm"]) await page.route(name, refuse);
    await open("#/", { ready: false });
    await page.waitForSelector("html[data-ready][data-later=missing]", { state: "attached" });
    await page.locator("#bro").getByText("Diagrammet kunde inte ritas").waitFor();
    await page.unrouteAll();
    await context.setOffline(true);
    await context.setOffline(false);
    await page.locator("#bro .drawing svg").waitFor();
    await page.locator("#liggare table").waitFor({ state: "attached" });
    assert.equal(await page.locator(".missing").count(), 0);
  },
);

/** Lets calls of the module that draws trap, as often as `window.traps` says for each; an instance that trapped traps for good. */
function trapping() {
  window.traps = {};
  const real = WebAssembly.instantiate;
  WebAssembly.instantiate = async (...about) => {
    const made = await real.apply(WebAssembly, about);
    if (!(made instanceof WebAssembly.Instance) || !made.exports.room) return made;
    let dead = false;
    const fail = () => {
      dead = true;
      throw new WebAssembly.RuntimeError("unreachable");
    };
    const wrapped = Object.entries(made.exports).map(([name, one]) => [
      name,
      typeof one !== "function"
        ? one
        : (...values) => {
            if (dead) return fail();
            if (window.traps[name] > 0) {
              window.traps[name] -= 1;
              return fail();
            }
            return one(...values);
          },
    ]);
    return Object.create(WebAssembly.Instance.prototype, { exports: { value: Object.fromEntries(wrapped) } });
  };
}

const type = async (page, text) => {
  const field = page.locator('[data-input="requirement.care"] input[inputmode=decimal]');
  await field.fill(text);
  await field.press("Enter");
};

check("a trap in the module that draws leaves no figure blank", async ({ page, open }) => {
  await page.addInitScript(trapping);
  await open("#/");
  await page.locator("#bro .drawing svg").waitFor();
  const drawn = () => page.locator("#bro .drawing").innerHTML();
  const before = await drawn();
  // Once: the module is made anew, and the same is asked again.
  await page.evaluate(() => (window.traps.draw = 1));
  await type(page, "50");
  await gap(page, "74,9");
  await until(page, async () => assert.notEqual(await drawn(), before));
  for (const id of ["#bro", "#ar"]) await page.locator(`${id} .drawing svg`).waitFor();
  await until(page, async () => assert.equal(await page.locator(".missing").count(), 0));
});

check("a drawing that traps each time is said to be missing, and nothing else is", async ({ page, open }) => {
  await page.addInitScript(trapping);
  await open("#/");
  await page.locator("#bro .drawing svg").waitFor();
  await page.evaluate(() => (window.traps.draw = Infinity));
  await type(page, "50");
  const figure = page.locator("#bro");
  await figure.getByText("Diagrammet kunde inte ritas").waitFor();
  assert.equal(await figure.locator("svg").count(), 0);
  await page.locator(GAP).first().click();
  await page.locator('dialog[open] [data-explains="gap.total.2023"] .formula', { hasText: "=" }).waitFor();
  await page.keyboard.press("Escape");
  await page.evaluate(() => (window.traps.draw = 0));
  await figure.getByRole("button", { name: "Försök igen" }).click();
  await figure.locator(".drawing svg").waitFor();
  await page.locator(".missing").waitFor({ state: "detached" });
});

check("an explanation, a slide and a paper that trap each time are said to be missing", async ({ page, open }) => {
  await page.addInitScript(trapping);
  await open("#/");
  await page.evaluate(() => Object.assign(window.traps, { explain: Infinity, slide: Infinity, paper: Infinity }));
  await page.locator(GAP).first().click();
  await page.locator("dialog[open]").getByText("Förklaringen kunde inte visas").waitFor();
  await page.keyboard.press("Escape");
  await page.evaluate(() => (location.hash = "#/beslutsunderlag"));
  await page.locator("main").getByText("Beslutsunderlaget kunde inte visas").waitFor();
  await page.evaluate(() => (location.hash = "#/presentera"));
  await page.locator("main").getByText("Bilderna kunde inte visas").waitFor();
});

for (const [what, answer, expect] of [
  ["can't be reached", (route) => route.abort(), [/boot-/, /ERR_FAILED/]],
  ["is of a wrong type", (route) => route.fulfill({ status: 200, headers: NO_SCRIPT, body: "<!doctype html>" }), [/boot-/]],
  ["never comes", () => {}, []],
]) {
  for (const reducedMotion of ["no-preference", "reduce"]) {
    check(`a start script that ${what} is a fault that can be read, with motion: ${reducedMotion}`, { context: { reducedMotion }, expect }, async ({ page, open }) => {
      await hurry(page);
      await page.route("**/boot-*.js", answer);
      const opened = open("", { ready: false });
      // A script that never comes holds the page's load for ever.
      opened.catch(() => {});
      await page.locator(WAITS).getByText("Ladda om sidan").waitFor();
      await axe(page);
      await page.unrouteAll({ behavior: "ignoreErrors" });
    });
  }
}

check("what stands in for a start script is not seen where there is one", async ({ page, open }) => {
  await hurry(page);
  await page.route("**/*.wasm", () => {});
  await open("", { ready: false });
  await page.getByText("Läser in").waitFor();
  assert.equal(await page.locator(WAITS).count(), 0);
});

check("a start that takes long says so", async ({ page, open }) => {
  await page.addInitScript(() => {
    const real = setTimeout;
    window.setTimeout = (act, after) => real(act, after / 1000);
  });
  await page.route("**/*.wasm", () => {});
  await open("", { ready: false });
  await page.getByText("längre tid än vanligt").waitFor();
});

for (const sheet of SHEETS.filter((name) => !/^print-/.test(name))) {
  for (const scheme of SCHEMES) {
    check(`without ${sheet.replace(/-.*/, ".css")} all can be read, in ${scheme}`, { expect: [new RegExp(sheet), /ERR_FAILED/] }, async ({ page, open }) => {
      await page.route(`**/${sheet}`, (route) => route.abort());
      await open("#/", { scheme });
      await page.getByRole("alert").getByText("Sidans utseende gick inte att hämta").waitFor();
      await axe(page, ["color-contrast"]);
    });
  }
}

checkServed("a style sheet that was lost once is had without a word", [/components-/], async ({ page, site, alter }) => {
  let answers = 0;
  alter((file, reply) => {
    if (!/^components-.*\.css$/.test(file) || (answers += 1) > 1) return;
    reply.body = Buffer.from("<!doctype html>");
    reply.headers["content-type"] = "text/html; charset=utf-8";
  });
  await page.goto(site.url);
  await page.waitForSelector(READY, { state: "attached" });
  await until(page, async () => {
    const background = await page.locator(".strip button.num").first().evaluate((one) => getComputedStyle(one).cursor);
    assert.equal(background, "pointer");
    assert.equal(await page.evaluate(() => [...document.querySelectorAll("link[rel=stylesheet]")].every(({ sheet }) => sheet)), true);
  });
  assert.equal(await page.getByText("Sidans utseende").count(), 0);
});
