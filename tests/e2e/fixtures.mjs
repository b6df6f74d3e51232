// What every test in the browser stands on: one browser and one server per file, a fresh context
// per test, and a watch that fails the test on any message in the console, error, breach of the
// policy, failed request or request to somewhere else.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { launch } from "./browser.mjs";
import { DIST, serve } from "./server.mjs";

export const WIDTHS = [320, 1280];
export const SCHEMES = ["light", "dark"];

/** Milliseconds; only for the case that something hangs. */
const LIMIT = 180_000;

/** Milliseconds after which what has not come true is not waited for any longer. */
const PATIENCE = 60_000;

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let browser;
let site;

before(async () => {
  [browser, site] = await Promise.all([launch(), serve(DIST)]);
});

after(async () => {
  await browser?.close();
  await site?.close();
});

/**
 * A test in a browser. `options.context` goes to Playwright; `options.expect` lists patterns of
 * troubles that must occur, and are then no fault; `options.offline` lets the service worker in.
 */
export function check(name, options, body) {
  if (typeof options === "function") return check(name, {}, options);
  test(name, { timeout: LIMIT }, async () => {
    const context = await browser.newContext({
      locale: "sv-SE",
      timezoneId: "Europe/Stockholm",
      ...options.context,
    });
    try {
      const trouble = [];
      // Only the tests of it want a service worker, which would answer instead of the server.
      if (!options.offline) await context.addInitScript(() => delete Navigator.prototype.serviceWorker);
      const page = await context.newPage();
      await watch(page, trouble, site);
      try {
        await body({ page, context, site, trouble, open: (route, view) => open(page, route, view) });
      } catch (cause) {
        if (trouble.length) cause.message += `\n\nThe page said:\n${trouble.join("\n")}`;
        throw cause;
      }
      const expected = options.expect ?? [];
      for (const pattern of expected) {
        assert.ok(trouble.some((line) => pattern.test(line)), `expected ${pattern} among: ${trouble.join("\n")}`);
      }
      const faults = trouble.filter((line) => !expected.some((pattern) => pattern.test(line)));
      assert.deepEqual(faults, []);
    } finally {
      await context.close();
    }
  });
}

/** Keeps a record in `trouble` of all that a page of `site` (`{ url, origin }`) must not do. */
export async function watch(page, trouble, site) {
  page.on("console", (message) => trouble.push(`console ${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => trouble.push(`error: ${error.stack ?? error}`));
  page.on("crash", () => trouble.push("the page crashed"));
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText;
    // What comes last of all, as the icon does, is let go when the page is left before.
    if (why === "net::ERR_ABORTED" && /\/((offline|touch)-[^/]*\.js|icon-[^/]*\.svg)$/.test(request.url())) return;
    trouble.push(`request failed: ${request.url()} ${why}`);
  });
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(site.url) && !url.startsWith("data:") && !url.startsWith(`blob:${site.origin}`)) {
      trouble.push(`request elsewhere: ${url}`);
    }
  });
  page.on("response", (response) => {
    if (response.status() >= 400) trouble.push(`status ${response.status()}: ${response.url()}`);
  });
  await page.exposeFunction("policyBreach", (text) => trouble.push(`policy: ${text}`));
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) =>
      window.policyBreach(`${event.effectiveDirective} ${event.blockedURI}`),
    );
  });
}

/** Opens a route and waits until the app answers and draws (`html[data-ready][data-later=here]`). */
async function open(page, route = "#/", { width = 1280, height = 900, scheme = "light", ready = true } = {}) {
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme: scheme });
  await turn(page, site.url + route);
  if (ready) await page.waitForSelector("html[data-ready][data-later=here]", { state: "attached" });
}

/** Goes to an address; where that is another view of the same page load, waits until the page has heard of it. */
export async function turn(page, address) {
  const [[here, from], [there, to]] = [page.url(), address].map((text) => text.split("#"));
  const within = here === there && from !== to;
  if (within) {
    await page.evaluate(() => {
      window.turned = new Promise((done) => addEventListener("hashchange", () => done(), { once: true }));
    });
  }
  await page.goto(address);
  if (within) await page.evaluate(() => window.turned);
}

/**
 * Waits until a claim about a page holds. A page answers an action in its own time, so what an action leads to is claimed
 * with this. It is asked again at each frame; if it never holds, what it said last is the failure.
 */
export async function until(page, claim) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    try {
      return await claim();
    } catch (cause) {
      if (!(cause instanceof assert.AssertionError) || Date.now() > end) throw cause;
    }
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
}

/** Waits until an element says a text, or one of a kind. */
export const says = (locator, expected) =>
  until(locator.page(), async () => {
    const text = (await locator.innerText()).trim();
    if (typeof expected === "string") assert.equal(text, expected);
    else assert.match(text, expected);
  });

/** Waits until an element has a value in an attribute; null is no such attribute. */
export const has = (locator, attribute, value) =>
  until(locator.page(), async () => assert.equal(await locator.getAttribute(attribute), value, attribute));

/** Waits until a field holds a text. */
export const holds = (field, text) => until(field.page(), async () => assert.equal(await field.inputValue(), text));

/** Waits until there are so many of something. */
export const counts = (locator, number) => until(locator.page(), async () => assert.equal(await locator.count(), number));

/** Waits until the element of an id has focus. */
export const focusOn = (page, id) =>
  until(page, async () => assert.equal(await page.evaluate(() => document.activeElement.id), id));

/** Notes every text that an element shows from now on, each once it differs; asked, it gives them in order. */
export async function noting(page, selector) {
  await page.evaluate((selector) => {
    const noted = [];
    const note = () => {
      const text = document.querySelector(selector)?.innerText;
      if (text !== undefined && text !== noted.at(-1)) noted.push(text);
    };
    note();
    new MutationObserver(note).observe(document.body, { childList: true, characterData: true, subtree: true });
    (window.noted ??= {})[selector] = noted;
  }, selector);
  return () => page.evaluate((selector) => window.noted[selector], selector);
}

/**
 * From now on the page's timers wait, and nothing comes of itself however slow the machine is; what is returned lets them
 * run. Playwright's own clock has ids that a 32-bit handle can't carry, so that nothing could be cleared.
 */
export async function holdTimers(page) {
  await page.evaluate(() => {
    const held = new Map();
    const running = new Map();
    let next = 2 ** 30;
    const restored = [];
    for (const kind of ["Timeout", "Interval"]) {
      const [set, clear] = [window[`set${kind}`], window[`clear${kind}`]];
      window[`set${kind}`] = (act, after) => {
        held.set((next += 1), () => set(act, after));
        return next;
      };
      window[`clear${kind}`] = (id) => held.delete(id) || clear(running.get(id) ?? id);
      restored.push(() => (window[`set${kind}`] = set));
    }
    window.letGo = () => {
      for (const restore of restored) restore();
      for (const [id, start] of held) running.set(id, start());
      held.clear();
    };
  });
  return () => page.evaluate(() => window.letGo());
}

/** Fails with every violation axe finds, and where; of these rules, or all. */
export async function axe(page, rules) {
  // By evaluate, since a script tag is what the policy forbids.
  await page.evaluate(AXE);
  const violations = await page.evaluate(async (rules) => {
    const only = rules && { runOnly: { type: "rule", values: rules } };
    const { violations } = await window.axe.run(document, { resultTypes: ["violations"], ...only });
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${help}\n  at ${target.join(" ")}\n  ${failureSummary}`),
    );
  }, rules);
  assert.deepEqual(violations, []);
}

/** Fails if the page can be scrolled sideways, and names what sticks out. */
export async function noSidewaysScroll(page) {
  const sticksOut = await page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const outside = (element) =>
      element.checkVisibility() && element.getBoundingClientRect().right > root.clientWidth + 0.5;
    // What lies in a box that scrolls or clips by itself is no fault of the page's.
    const contained = (element) => {
      for (let box = element.parentElement; box && box !== document.body; box = box.parentElement) {
        if (getComputedStyle(box).overflowX !== "visible") return true;
      }
      return false;
    };
    const found = [...document.body.querySelectorAll("*")].filter((element) => outside(element) && !contained(element));
    return [
      `the page is ${root.scrollWidth} px wide in ${root.clientWidth} px`,
      ...found.slice(0, 10).map((element) => element.outerHTML.slice(0, 160)),
    ];
  });
  assert.deepEqual(sticksOut, []);
}
