// Retries of failed fetches: a wrong response that the browser caches, a module that is missing or
// traps, a style sheet, the start script.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { GAP, SCHEMES, axe, care, expect, gap, ready, test, type } from "./fixtures.mjs";
import { DIST, serve } from "../../xtask/node/server.mjs";

const SHEETS = readdirSync(DIST).filter((name) => name.endsWith(".css"));
const NO_SCRIPT = { "content-type": "text/html", "x-content-type-options": "nosniff" };
const WAITS = ".boot-waits";

/** Ends waits of seconds that a style sheet's animation times. */
async function hurry(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Animation.enable");
  await session.send("Animation.setPlaybackRate", { playbackRate: 1000 });
}

/** The test on a server of its own, whose responses it may alter (`alter` of xtask/node/server.mjs). */
const served = test.extend({
  site: async ({}, use) => {
    const site = await serve(DIST, { alter: (file, reply) => site.alter(file, reply) });
    site.alter = () => {};
    await use(site);
    await site.close();
  },
  alter: async ({ site }, use) => use((by) => (site.alter = by)),
});

/**
 * Patterns of the failed request of a wrong response: Chromium stops reading a script of a wrong
 * type, and drops an unread response, and reports either as aborted, or not, depending on how much
 * had arrived.
 */
const cancelled = (file) => ({
  test: (line) => {
    const [, name] = /^request failed: \S*\/(\S+) net::ERR_ABORTED$/.exec(line) ?? [];
    return name !== undefined && file.test(name.replace(/\?\d+$/, ""));
  },
});

/** Responds with a page instead of the file, cacheable for a year; returns how to end it. */
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

// Fetched, then past the cache, and a script then by an address that the page does not remember.
for (const [what, pattern, asks] of [
  ["the app's script", /^balans-[^_]*\.js$/, 3],
  ["the app's wasm", /^balans-.*_bg\.wasm$/, 2],
]) {
  for (const type of [undefined, "text/html; charset=utf-8"]) {
    served(
      `a page kept in the place of ${what}, ${type ?? "of its type"}, is a fault that one reload mends`,
      async ({ page, site, alter, trouble }) => {
        trouble.allow(/^console (error|warning):/, cancelled(pattern));
        const cure = poison(alter, pattern, type);
        await page.goto(site.url);
        await page.getByRole("alert").getByText("Verktyget kunde inte starta. Ladda om sidan.").waitFor();
        assert.equal(cure(), asks);
        await page.reload();
        await ready(page);
        await gap(page, "72,5");
      },
    );
    served(
      `a page kept in the place of ${what}, ${type ?? "of its type"}, and then not, is not even seen`,
      async ({ page, site, alter, trouble }) => {
        trouble.allow(/^console (error|warning):/, cancelled(pattern));
        let answers = 0;
        alter((file, reply) => {
          if (!pattern.test(file) || (answers += 1) > 1) return;
          reply.body = Buffer.from("<!doctype html><title>Logga in</title>");
          if (type) reply.headers["content-type"] = type;
        });
        await page.goto(site.url);
        await ready(page);
        await gap(page, "72,5");
        assert.equal(answers, asks);
      },
    );
  }
}

served("a page kept in the place of the second file is replaced at once or by one press", async ({ page, site, alter, trouble }) => {
  trouble.allow(/^console error:/, cancelled(/^views-/));
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
  served(`the module that draws, answered with ${what}, is had by one press`, async ({ page, site, alter, trouble }) => {
    trouble.allow(/503/, cancelled(/^deferred-/));
    alter((file, reply) => /^deferred-/.test(file) && broken(reply));
    await page.goto(site.url);
    await page.waitForSelector("html[data-ready][data-later=missing]", { state: "attached" });
    const figure = page.locator("#bro");
    await figure.getByText("Diagrammet kunde inte ritas").waitFor();
    await axe(page);
    const again = figure.getByRole("button", { name: "Försök igen" });
    await again.press("Enter");
    await expect(again).toHaveInnerText("Försök igen");
    alter(() => {});
    await again.press("Enter");
    for (const id of ["#bro", "#balans"]) {
      await page.locator(`${id} .drawing svg`).waitFor();
      await page.locator(`${id} .missing`).waitFor({ state: "detached" });
    }
    assert.ok(await page.evaluate(() => document.activeElement.closest("#bro")), "focus stays at the figure");
    await ready(page);
    await page.reload();
    await page.locator("#bro .drawing svg").waitFor();
  });
}

for (const [route, missing, there] of [
  ["#/presentera", "Bilderna kunde inte visas", ".slide-body > *"],
  ["#/beslutsunderlag", "Beslutsunderlaget kunde inte visas", ".paper > *"],
  ["#/scenarier", "Filer kan inte sparas", "#filer"],
]) {
  test(`${route} without what makes its contents says so, and tries again`, async ({ page, open, trouble }) => {
    trouble.expect(/deferred-/, /ERR_FAILED|Failed to load/);
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

test("a link's code that could not be made is not called too long, and is had again", async ({ page, open, trouble }) => {
  trouble.expect(/deferred-/, /ERR_FAILED|Failed to load/);
  const refuse = (route) => route.abort();
  await page.route("**/deferred-*.wasm", refuse);
  await open("#/", { ready: false });
  await page.locator("[data-action=share]").click();
  const dialog = page.locator("dialog[open]");
  await dialog.getByRole("button", { name: "Visa som QR-kod" }).click();
  await dialog.getByText("QR-koden kunde inte visas").waitFor();
  await expect(dialog.getByText("för lång")).toHaveCount(0);
  await page.unroute("**/deferred-*.wasm", refuse);
  await dialog.locator(".missing button").click();
  await dialog.locator(".code svg").waitFor();
});

test(
  "what could not be had without a network comes by itself when there is one",
  async ({ page, context, open, trouble }) => {
    trouble.expect(/ERR_FAILED|Failed to (load|fetch)/, /^request failed/);
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
    await expect(page.locator(".missing")).toHaveCount(0);
  },
);

/** Makes calls of the deferred module trap, as often as `window.traps` says for each; an instance that has trapped always traps. */
function trapping() {
  window.traps = {};
  const real = WebAssembly.instantiate;
  WebAssembly.instantiate = async (...about) => {
    const made = await real.apply(WebAssembly, about);
    if (!(made instanceof WebAssembly.Instance) || !made.exports.request_buffer) return made;
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

test("a trap in the module that draws leaves no figure blank", async ({ page, open }) => {
  await page.addInitScript(trapping);
  await open("#/");
  await page.locator("#bro .drawing svg").waitFor();
  const drawn = () => page.locator("#bro .drawing").innerHTML();
  const before = await drawn();
  // Once: the module is instantiated again, and the call repeated.
  await page.evaluate(() => (window.traps.draw = 1));
  await type(care(page).field, "50");
  await gap(page, "74,9");
  await expect.poll(drawn).not.toBe(before);
  for (const id of ["#bro", "#balans"]) await page.locator(`${id} .drawing svg`).waitFor();
  await expect(page.locator(".missing")).toHaveCount(0);
});

test("a drawing that traps each time is said to be missing, and nothing else is", async ({ page, open }) => {
  await page.addInitScript(trapping);
  await open("#/");
  await page.locator("#bro .drawing svg").waitFor();
  await page.evaluate(() => (window.traps.draw = Infinity));
  await type(care(page).field, "50");
  const figure = page.locator("#bro");
  await figure.getByText("Diagrammet kunde inte ritas").waitFor();
  await expect(figure.locator("svg")).toHaveCount(0);
  await page.locator(GAP).first().click();
  await page.locator('dialog[open] [data-explains="remaining.2023"] .formula', { hasText: "=" }).first().waitFor();
  await page.keyboard.press("Escape");
  await page.evaluate(() => (window.traps.draw = 0));
  await figure.getByRole("button", { name: "Försök igen" }).click();
  await figure.locator(".drawing svg").waitFor();
  await page.locator(".missing").waitFor({ state: "detached" });
});

test("an explanation, a slide and a paper that trap each time are said to be missing", async ({ page, open }) => {
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

for (const [what, answer, faults] of [
  ["can't be reached", (route) => route.abort(), [/boot-/, /ERR_FAILED/]],
  ["is of a wrong type", (route) => route.fulfill({ status: 200, headers: NO_SCRIPT, body: "<!doctype html>" }), [/boot-/]],
  ["never comes", () => {}, []],
]) {
  for (const reducedMotion of ["no-preference", "reduce"]) {
    test(`a start script that ${what} is a fault that can be read, with motion: ${reducedMotion}`, async ({ page, open, trouble }) => {
      trouble.expect(...faults);
      await page.emulateMedia({ reducedMotion });
      await hurry(page);
      await page.route("**/boot-*.js", answer);
      const opened = open("", { ready: false });
      // A script that never arrives blocks the page's load event.
      opened.catch(() => {});
      await page.locator(WAITS).getByText("Ladda om sidan").waitFor();
      await axe(page);
      await page.unrouteAll({ behavior: "ignoreErrors" });
    });
  }
}

test("what stands in for a start script is not seen where there is one", async ({ page, open }) => {
  await hurry(page);
  await page.route("**/*.wasm", () => {});
  await open("", { ready: false });
  await page.getByText("Läser in").waitFor();
  await expect(page.locator(WAITS)).toHaveCount(0);
});

test("a start that takes long says so", async ({ page, open }) => {
  await page.addInitScript(() => {
    const real = setTimeout;
    window.setTimeout = (act, after) => real(act, after / 1000);
  });
  await page.route("**/*.wasm", () => {});
  await open("", { ready: false });
  await page.getByText("längre tid än vanligt").waitFor();
});

for (const sheet of SHEETS) {
  for (const scheme of SCHEMES) {
    test(`without ${sheet.replace(/-.*/, ".css")} all can be read, in ${scheme}`, async ({ page, open, trouble }) => {
      trouble.expect(new RegExp(sheet), /ERR_FAILED/);
      await page.route(`**/${sheet}`, (route) => route.abort());
      await open("#/", { scheme });
      await page.getByRole("alert").getByText("Sidans utseende gick inte att hämta").waitFor();
      // Without the start's sheet all colours are the browser's own, and axe takes the browser's dark ground for white.
      if (!(sheet.startsWith("start-") && scheme === "dark")) await axe(page, ["color-contrast"]);
    });
  }
}

served("a style sheet that was lost once is had without a word", async ({ page, site, alter, trouble }) => {
  trouble.allow(/start-/);
  let answers = 0;
  alter((file, reply) => {
    if (!/^start-.*\.css$/.test(file) || (answers += 1) > 1) return;
    reply.body = Buffer.from("<!doctype html>");
    reply.headers["content-type"] = "text/html; charset=utf-8";
  });
  await page.goto(site.url);
  await ready(page);
  await expect(async () => {
    const background = await page.locator(".strip button.num").first().evaluate((one) => getComputedStyle(one).cursor);
    assert.equal(background, "pointer");
    assert.equal(await page.evaluate(() => [...document.querySelectorAll("link[rel=stylesheet]")].every(({ sheet }) => sheet)), true);
  }).toPass();
  await expect(page.getByText("Sidans utseende")).toHaveCount(0);
});
