// Fixtures of all browser tests: a fresh context per test, one server per worker, and a guard that
// fails the test on any console message, error, policy violation, failed request or request to
// another origin.
import { expect as baseExpect, test as baseTest } from "@playwright/test";
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DIST, serve } from "../../xtask/node/server.mjs";
import { MENU } from "../../xtask/node/views.mjs";

export const WIDTHS = [320, 1280];
export const SCHEMES = ["light", "dark"];

/** Matches when the app is interactive, and the deferred module is loaded. */
export const READY = "html[data-ready][data-later=here]";

/** Chooses the year shown, in the strip: by its bar, or in the list of a narrow strip. */
export async function showYear(page, year) {
  const list = page.locator(".years-select select");
  if (await list.isVisible()) await list.selectOption(String(year));
  else await page.locator(`.years-bars input[value="${year}"]`).check();
}

/** The gap of 2023, in the result strip. */
export const GAP = '.strip [data-quantity="remaining.2023"]';

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The axe rules whose result depends on colours. */
const COLOUR_RULES = ["color-contrast", "link-in-text-block"];

export const test = baseTest.extend({
  /** Whether the page may register its service worker, which would answer instead of the server. */
  serviceWorker: [false, { option: true }],

  /** The site in dist/ on a server: `{ origin, url }`. */
  server: [
    async ({}, use) => {
      const server = await serve(DIST);
      await use(server);
      await server.close();
    },
    { scope: "worker" },
  ],

  /** The tested site; a test file may replace it. */
  site: async ({ server }, use) => use(server),

  /** A folder of the test's own, removed after it. */
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), "balans-"));
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },

  /** The record of forbidden events. `trouble.expect` and `trouble.allow` name those that the test is about. */
  trouble: async ({}, use) => use(new Trouble()),

  page: async ({ context, page, site, trouble, serviceWorker }, use, testInfo) => {
    if (!serviceWorker) await context.addInitScript(() => delete Navigator.prototype.serviceWorker);
    await watch(page, trouble, site);
    await use(page);
    trouble.settle(testInfo);
  },

  /** Opens a route of the site in the test's page. */
  open: async ({ page, site }, use) => use((route, view) => open(page, site, route, view)),
});

export const expect = baseExpect.extend({
  /**
   * Waits until an element's trimmed `innerText` equals a text, or matches; with `not`, until it does not. Unlike with
   * `toHaveText`, hidden text is left out and a no-break space is not a space.
   */
  async toHaveInnerText(locator, expected) {
    const shown = baseExpect.poll(async () => (await locator.innerText()).trim(), {
      message: `innerText of ${locator}`,
      timeout: this.timeout,
      intervals: [50, 100, 250],
    });
    // With `not`, the wait is for another text: a matcher that waited for this one would take all its time to see it stay away.
    const wanted = this.isNot ? shown.not : shown;
    try {
      await (typeof expected === "string" ? wanted.toBe(expected) : wanted.toMatch(expected));
      return { pass: !this.isNot, message: () => "" };
    } catch (cause) {
      return { pass: this.isNot, message: () => cause.message };
    }
  },
});

/** A record of events that no page may cause. */
class Trouble {
  #lines = [];
  #expected = [];
  // Läget asks how sure it is by itself, and a page that is left drops what it fetches.
  #allowed = [/\/answers-[\w-]+\.(js|wasm) net::ERR_ABORTED/];

  push(line) {
    this.#lines.push(line);
  }

  /** Names patterns of events that must occur, and are then no fault. */
  expect(...patterns) {
    this.#expected.push(...patterns);
  }

  /** Names patterns of events that may occur, and are no fault. */
  allow(...patterns) {
    this.#allowed.push(...patterns);
  }

  /** Fails for unexpected events, and for expected ones that did not occur; after another failure, attaches the record. */
  settle(testInfo) {
    const lines = this.#lines;
    if (testInfo.errors.length > 0) {
      if (lines.length > 0) throw new Error(`The page said:\n${lines.join("\n")}`);
      return;
    }
    for (const pattern of this.#expected) {
      assert.ok(lines.some((line) => pattern.test(line)), `expected ${pattern} among: ${lines.join("\n")}`);
    }
    const known = [...this.#expected, ...this.#allowed];
    assert.deepEqual(lines.filter((line) => !known.some((pattern) => pattern.test(line))), []);
  }
}

/** Records in `trouble` every forbidden event of a page of `site` (`{ url, origin }`). */
export async function watch(page, trouble, site) {
  page.on("console", (message) => trouble.push(`console ${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => trouble.push(`error: ${error.stack ?? error}`));
  page.on("crash", () => trouble.push("the page crashed"));
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText;
    // The last requests, such as the icon's, are aborted when the page is left early.
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

/** Opens a route and waits until the app is interactive and draws (`html[data-ready][data-later=here]`). */
async function open(page, site, route = "#/", { width = 1280, height = 900, scheme = "light", ready = true } = {}) {
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme: scheme });
  await turn(page, site.url + route);
  if (!ready) return;
  await page.waitForSelector(READY, { state: "attached" });
  // What a view works out when it opens.
  await page.locator("main .require-progress[data-coming]").waitFor({ state: "detached" });
}

/** Goes to an address; where that is another view of the same page load, waits for the `hashchange`. */
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

/** Waits until the app is interactive and draws. */
export const ready = (page) => page.waitForSelector(READY, { state: "attached" });

/** Waits until the strip shows this gap for 2023. */
export const gap = (page, text) => page.locator(GAP, { hasText: text }).first().waitFor();

/** Returns an input's lever and its parts. */
export function lever(page, id) {
  const root = page.locator(`[data-input="${id}"]`);
  return {
    root,
    range: root.locator("input[type=range]"),
    field: root.locator("input[inputmode=decimal]"),
    reset: root.locator("button[data-action=reset]"),
    error: root.locator("[data-error]"),
  };
}

/** Returns the lever of the care requirement. */
export const care = (page) => lever(page, "requirement.care");

/** Types into a field and confirms by Enter. */
export async function type(field, text) {
  await field.fill(text);
  await field.press("Enter");
}

/** Clicks something of the header; in a narrow window *Mer* is opened first where it holds it. */
export async function clickInHeader(page, selector) {
  const target = page.locator(`header ${selector}`);
  if (!(await target.isVisible())) await page.locator(".shortcuts > button").click();
  await target.click();
}

/** Saves the working copy as a new scenario, in the dialog. */
export async function saveAs(page, name) {
  await clickInHeader(page, ".scenario-name");
  const dialog = page.locator("dialog[open]");
  await dialog.getByLabel("Namn på scenariot").first().fill(name);
  await dialog.getByRole("button", { name: "Spara som nytt", exact: true }).click();
  await dialog.waitFor({ state: "detached" });
}

/** Runs in the page: denies storage, as a browser set to store nothing does. */
export function deny() {
  for (const name of ["localStorage", "sessionStorage"]) {
    Object.defineProperty(window, name, {
      get: () => {
        throw new DOMException("denied", "SecurityError");
      },
    });
  }
}

/** Records every text that an element shows from now on, each once it differs; returns a function that lists them in order. */
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
 * Suspends the page's timers, so that nothing happens by itself however slow the machine is;
 * returns a function that resumes them. Playwright's own clock has ids that a 32-bit handle can't
 * hold, so that no timer could be cleared.
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

/**
 * Fails with every violation that axe finds, and its place; of these rules, or all. In dark only
 * colours differ from what the same test has checked in light.
 */
export async function axe(page, rules) {
  const dark = await page.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches);
  // By `evaluate`, since the policy forbids a script element; once per page load.
  if (!(await page.evaluate(() => Boolean(window.axe)))) await page.evaluate(AXE);
  const violations = await page.evaluate(async (rules) => {
    const only = rules && { runOnly: { type: "rule", values: rules } };
    const { violations } = await window.axe.run(document, { resultTypes: ["violations"], ...only });
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${help}\n  at ${target.join(" ")}\n  ${failureSummary}`),
    );
  }, rules ?? (dark ? COLOUR_RULES : undefined));
  assert.deepEqual(violations, []);
}

/** Runs axe in dark and then in light: the scheme changes only colours, which style/tokens.css alone names. */
export async function axeInBoth(page) {
  for (const colorScheme of ["dark", "light"]) {
    await page.emulateMedia({ colorScheme });
    // Colour transitions have ended.
    await page.evaluate(() => {
      const fading = document.getAnimations().filter((one) => one instanceof CSSTransition);
      return Promise.allSettled(fading.map(({ finished }) => finished));
    });
    await axe(page);
  }
}

/** Fails if the page can be scrolled sideways, and names the elements that stick out. */
export async function noSidewaysScroll(page) {
  const sticksOut = await page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const outside = (element) =>
      element.checkVisibility() && element.getBoundingClientRect().right > root.clientWidth + 0.5;
    // Content of a box that scrolls or clips is no fault of the page's.
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

/**
 * Lists the visible words broken at the end of a line where no break is allowed, each with its
 * place. A break is allowed after a hyphen, a dash, a slash, a soft hyphen or a zero-width space,
 * and where the browser hyphenates by itself.
 */
export function brokenWords(page) {
  return page.evaluate(() => {
    const ALLOWED = /[-\u2010–—/\u00ad\u200b…]$/u;
    const found = new Set();
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    const rects = (node, from, to) => {
      range.setStart(node, from);
      range.setEnd(node, to);
      return [...range.getClientRects()].filter(({ width }) => width > 0);
    };
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const parent = node.parentElement;
      // An address is no word; text in a box of one pixel is for screen readers.
      if (parent.closest("svg, script, style, select, textarea, .address")) continue;
      const { width, height } = parent.getBoundingClientRect();
      if (width <= 1 || height <= 1 || !parent.checkVisibility({ visibilityProperty: true })) continue;
      if (getComputedStyle(parent).hyphens === "auto") continue;
      for (const { 0: word, index } of node.data.matchAll(/[\p{L}\p{M}\p{N}\u00ad'’:.,/-]+/gu)) {
        const tops = new Set(rects(node, index, index + word.length).map(({ top }) => Math.round(top)));
        if (tops.size < 2) continue;
        let line;
        for (let at = 0; at < word.length; at += 1) {
          // The first letter of a line has a rectangle without width at the end of the line before.
          const top = rects(node, index + at, index + at + 1).at(-1)?.top;
          if (top === undefined) continue;
          if (top > line + 2 && !ALLOWED.test(word.slice(0, at))) {
            const of = parent.closest("[id]")?.id;
            found.add(`${word.slice(0, at)}|${word.slice(at)} in ${parent.tagName.toLowerCase()}.${parent.className} of #${of}`);
            break;
          }
          line = top;
        }
      }
    }
    return [...found];
  });
}

/** Turns to each view in the page that is open, and waits until what comes later is there. */
export async function eachView(page, site, act) {
  for (const { route, slug } of MENU) {
    await turn(page, site.url + route);
    await expect(page.locator("main")).toHaveAttribute("data-route", slug);
    await ready(page);
    await expect(page.locator("main [data-coming]")).toHaveCount(0);
    await act(route);
  }
}

/** Opens all that the view folds, and waits until what comes of it is there. */
export async function openAll(page) {
  const closed = page.locator('main button[aria-expanded="false"]:visible');
  // Opening one creates others; explanations lead to explanations without end.
  for (let rounds = 0; rounds < 2; rounds += 1) {
    await closed.evaluateAll((buttons) => buttons.forEach((button) => button.click()));
  }
  await expect(page.locator("main [data-coming]")).toHaveCount(0);
}

/** Lists texts that a box without a scroll bar cuts off. */
export const cutTexts = (page) =>
  page.evaluate(() => {
    const isCut = (element) => {
      const { overflowX, overflowY, clip, textOverflow } = getComputedStyle(element);
      if (overflowX === "visible" || overflowX === "auto" || overflowX === "scroll" || clip !== "auto") return false;
      if (textOverflow === "ellipsis" || !element.checkVisibility({ visibilityProperty: true })) return false;
      const { width, height } = element.getBoundingClientRect();
      // Text in a box of one pixel is for screen readers.
      if (width <= 1 || height <= 1 || element.innerText.trim() === "") return false;
      return element.scrollWidth > element.clientWidth + 1 || (overflowY !== "auto" && element.scrollHeight > element.clientHeight + 1);
    };
    return [...document.body.querySelectorAll("*")]
      .filter((element) => element instanceof HTMLElement && isCut(element))
      .map((element) => element.outerHTML.slice(0, 160));
  });
