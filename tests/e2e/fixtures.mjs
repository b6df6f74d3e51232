// What every test in the browser stands on: a fresh context per test, one server per worker, and a guard that fails the
// test on any message in the console, error, breach of the policy, failed request or request to somewhere else.
import { expect as baseExpect, test as baseTest } from "@playwright/test";
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DIST, serve } from "../../xtask/node/server.mjs";

export const WIDTHS = [320, 1280];
export const SCHEMES = ["light", "dark"];

/** The app answers, and the module that draws is here. */
export const READY = "html[data-ready][data-later=here]";

/** What is left to find in 2023, in the strip. */
export const GAP = '.strip [data-quantity="gap.total.2023"]';

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The rules of axe whose result depends on the colours. */
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

  /** The site that the test is about; a file of tests may put another in its place. */
  site: async ({ server }, use) => use(server),

  /** A folder of the test's own, removed after it. */
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), "balans-"));
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },

  /** What the pages have done that none may do. `trouble.expect` and `trouble.allow` name what the test is about. */
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
   * Waits until an element's `innerText` without the space around it is a text, or matches. Unlike with `toHaveText`, text
   * that is not shown is left out and a no-break space is no space.
   */
  async toHaveInnerText(locator, expected) {
    const shown = baseExpect.poll(async () => (await locator.innerText()).trim(), {
      message: `innerText of ${locator}`,
      timeout: this.timeout,
      intervals: [50, 100, 250],
    });
    try {
      await (typeof expected === "string" ? shown.toBe(expected) : shown.toMatch(expected));
      return { pass: true, message: () => `expected ${locator} not to say ${expected}` };
    } catch (cause) {
      return { pass: false, message: () => cause.message };
    }
  },
});

/** A record of what no page may do. */
class Trouble {
  #lines = [];
  #expected = [];
  #allowed = [];

  push(line) {
    this.#lines.push(line);
  }

  /** Names patterns of trouble that must occur, and are then no fault. */
  expect(...patterns) {
    this.#expected.push(...patterns);
  }

  /** Names patterns of trouble that may occur, or not, and are no fault. */
  allow(...patterns) {
    this.#allowed.push(...patterns);
  }

  /** Fails for what was not expected, and for what was and has not occurred; after another failure, says what there was. */
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
async function open(page, site, route = "#/", { width = 1280, height = 900, scheme = "light", ready = true } = {}) {
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme: scheme });
  await turn(page, site.url + route);
  if (ready) await page.waitForSelector(READY, { state: "attached" });
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

/** Waits until the app answers and draws. */
export const ready = (page) => page.waitForSelector(READY, { state: "attached" });

/** Waits until the strip says that so much is left to find in 2023. */
export const gap = (page, text) => page.locator(GAP, { hasText: text }).first().waitFor();

/** An input's lever and its parts. */
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

/** The lever of the requirement on care. */
export const care = (page) => lever(page, "requirement.care");

/** Types into a field and leaves it by Enter. */
export async function type(field, text) {
  await field.fill(text);
  await field.press("Enter");
}

/** Saves the working copy as a new scenario, in the dialog. */
export async function saveAs(page, name) {
  await page.locator("header .scenario-name").click();
  const dialog = page.locator("dialog[open]");
  await dialog.getByLabel("Namn på scenariot").first().fill(name);
  await dialog.getByRole("button", { name: "Spara som nytt", exact: true }).click();
  await dialog.waitFor({ state: "detached" });
}

/** Runs in the page: denies its storage, as a browser does that is told to keep nothing. */
export function deny() {
  for (const name of ["localStorage", "sessionStorage"]) {
    Object.defineProperty(window, name, {
      get: () => {
        throw new DOMException("denied", "SecurityError");
      },
    });
  }
}

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

/**
 * Fails with every violation axe finds, and where; of these rules, or all. In dark only colours differ from what the same
 * test has checked in light.
 */
export async function axe(page, rules) {
  const dark = await page.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches);
  // By evaluate, since a script tag is what the policy forbids; once for each page that is loaded.
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

/** The same in dark and then in light: the scheme changes nothing but colours, which style/tokens.css alone names. */
export async function axeInBoth(page) {
  for (const colorScheme of ["dark", "light"]) {
    await page.emulateMedia({ colorScheme });
    // What fades from one colour to another has come there.
    await page.evaluate(() => {
      const fading = document.getAnimations().filter((one) => one instanceof CSSTransition);
      return Promise.allSettled(fading.map(({ finished }) => finished));
    });
    await axe(page);
  }
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

/**
 * The words in sight that the end of a line breaks where nothing allows it, each with where it stands. A break is allowed
 * after a hyphen, a dash, a slash, a soft hyphen or a zero-width space, and where the browser hyphenates by itself.
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
      // An address is no word; what stands in a pixel's room is there to be heard.
      if (parent.closest("svg, script, style, select, textarea, .address")) continue;
      const { width, height } = parent.getBoundingClientRect();
      if (width <= 1 || height <= 1 || !parent.checkVisibility({ visibilityProperty: true })) continue;
      if (getComputedStyle(parent).hyphens === "auto") continue;
      for (const { 0: word, index } of node.data.matchAll(/[\p{L}\p{M}\p{N}\u00ad'’:.,/-]+/gu)) {
        const tops = new Set(rects(node, index, index + word.length).map(({ top }) => Math.round(top)));
        if (tops.size < 2) continue;
        let line;
        for (let at = 0; at < word.length; at += 1) {
          // A letter that begins a line has a rectangle without width at the end of the one before.
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
