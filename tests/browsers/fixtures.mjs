// Fixtures of the tests that run in every browser: an engine for each worker, and for each test a
// profile of its own, a site of its own, and a guard that fails on any message, error, policy
// violation or missing file.
import { test as base } from "@playwright/test";
import assert from "node:assert/strict";
import { copyFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { DIST, serve } from "../../xtask/node/server.mjs";
import { SINGLE, sha256, writeWorker } from "../../xtask/node/site.mjs";
import { slug } from "../../xtask/node/views.mjs";

const WATCH = new URL("watch.js", import.meta.url);

/** Matches when the app is interactive, and the deferred module is loaded. */
export const READY = "html[data-ready][data-later=here]";

const temporary = () => mkdtempSync(join(tmpdir(), "balans-browsers-"));

export const test = base.extend({
  /** The engine: the name of an adapter beside this file. */
  engineName: ["chromium", { option: true, scope: "worker" }],

  /** The running engine: `{ features, profile }`. */
  engine: [
    async ({ engineName }, use) => {
      const { FEATURES, start } = await import(`./${engineName}.mjs`);
      const { profile, close } = await start();
      await use({ features: FEATURES, profile });
      await close();
    },
    { scope: "worker" },
  ],

  /** The folder of the site in dist/, with the guard in its page. */
  watched: [
    async ({}, use) => {
      const folder = temporary();
      cpSync(DIST, folder, { recursive: true });
      copyFileSync(WATCH, join(folder, "watch.js"));
      const page = join(folder, "index.html");
      writeFileSync(page, put(readFileSync(page, "utf8"), "</title>", '</title><script src="./watch.js"></script>'));
      writeWorker(folder);
      await use(folder);
      rmSync(folder, { recursive: true });
    },
    { scope: "worker" },
  ],

  /** The site on a server: `{ url, stop }`. */
  site: async ({ watched }, use) => {
    const missing = [];
    const site = await serve(watched, { alter: (name, { status }) => status >= 400 && missing.push(`${status}: ${name}`) });
    let stopped;
    const stop = () => (stopped ??= site.close());
    await use({ url: site.url, stop });
    await stop();
    assert.deepEqual(missing, []);
  },

  /** The single-file edition on a disk, alone in a folder, with the guard in it: its address. */
  single: async ({}, use) => {
    const folder = temporary();
    const file = join(folder, "Budget i balans, möte 3.html");
    const guard = readFileSync(WATCH, "utf8");
    let page = readFileSync(join(DIST, SINGLE), "utf8");
    page = put(page, "; script-src ", `; script-src 'sha256-${sha256(guard, "base64")}' `);
    page = put(page, "</title>", `</title><script>${guard}</script>`);
    writeFileSync(file, page);
    await use(pathToFileURL(file).href);
    rmSync(folder, { recursive: true });
  },

  /** Opens another tab of the test's profile: `tab()`; `tab.keep(popup)` has the guard look at a popup too. */
  newTab: async ({ engine }, use) => {
    const { tab, close } = await engine.profile();
    const tabs = [];
    const keep = (one) => {
      tabs.push(one);
      return one;
    };
    await use(Object.assign(async () => keep(await tab()), { keep }));
    const said = [];
    for (const one of tabs) if (!one.closed) said.push(...(await one.trouble()));
    await close();
    assert.deepEqual(said, []);
  },

  tab: async ({ newTab }, use) => use(await newTab()),

  /** Opens a route of the site in the test's tab, and waits until the app is interactive and draws. */
  open: async ({ tab, site }, use) =>
    use(async (route = "#/", { width = 1280, height = 900 } = {}) => {
      await tab.resize(width, height);
      await tab.goto(site.url + route);
      assert.equal(await tab.evaluate(() => innerWidth), width);
      await ready(tab);
    }),
});

/** Puts a text in another's only place. */
function put(text, place, instead) {
  assert.equal(text.split(place).length, 2, `there is one ${place}`);
  return text.replace(place, () => instead);
}

/** Waits until the app is interactive and draws. */
export const ready = (tab) => tab.until((selector) => Boolean(document.querySelector(selector)), READY);

/** Waits until everything on a view is drawn and worked out. */
export const whole = (tab) =>
  tab.until(async () => {
    for (const drawing of all("main figure .drawing")) {
      if (drawing.querySelector("svg")) continue;
      drawing.scrollIntoView({ block: "center", behavior: "instant" });
      return false;
    }
    return all("main [data-coming]").length === 0;
  });

/** Goes to a view of the menu within the page, and waits until everything on it is drawn: until then its buttons move. */
export async function turn(tab, route) {
  await tab.evaluate((route) => void (location.hash = route), route);
  await tab.shown(`main[data-route=${slug(route)}] h1`);
  await whole(tab);
}

/** The gap of 2023, in the result strip. */
export const GAP = '.strip [data-quantity="remaining.2023"]';

/** Waits until the strip shows this gap for 2023. */
export const gap = (tab, text) => tab.says(GAP, text);

/** Selectors of a lever's parts. */
export const lever = (id) => ({
  range: `[data-input="${id}"] input[type=range]`,
  field: `[data-input="${id}"] input[inputmode=decimal]`,
});

/** The lever of the care requirement, 47,6 at first. */
export const CARE = lever("requirement.care");
