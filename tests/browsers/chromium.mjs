// Chromium, driven by Playwright.
import { readFile } from "node:fs/promises";
import { launch } from "../../xtask/node/browser.mjs";
import { Gone, Tab } from "./tab.mjs";

export const FEATURES = { touch: true, print: true, pageNumbers: true };

/** Starts the browser: `{ profile, close }`. */
export async function start() {
  const browser = await launch();
  return {
    /** Opens a profile of its own: `{ tab, close }`. */
    profile: async () => {
      const context = await browser.newContext({ locale: "sv-SE", hasTouch: true });
      return { tab: async () => new ChromiumTab(await context.newPage()), close: () => context.close() };
    },
    close: () => browser.close(),
  };
}

class ChromiumTab extends Tab {
  #page;

  constructor(page) {
    super();
    this.#page = page;
  }

  run(source, args) {
    return this.#page.evaluate(`(${source})(...${JSON.stringify(args)})`).catch((cause) => {
      throw /context was destroyed|navigat/i.test(cause.message) ? new Gone(cause.message) : cause;
    });
  }

  navigate(address) {
    return this.#page.goto(address);
  }

  refresh() {
    return this.#page.reload();
  }

  async mouse(steps) {
    const { mouse } = this.#page;
    for (const [what, ...place] of steps) await mouse[what](...place);
  }

  async touch(steps) {
    const session = await this.#page.context().newCDPSession(this.#page);
    let touchPoints = [];
    let held = false;
    for (const [what, x, y] of steps) {
      if (what === "move") touchPoints = [{ x, y }];
      if (what === "down") held = true;
      if (what === "move" && !held) continue;
      const type = { move: "touchMove", down: "touchStart", up: "touchEnd" }[what];
      await session.send("Input.dispatchTouchEvent", { type, touchPoints: what === "up" ? [] : touchPoints });
    }
    await session.detach();
  }

  async keys(steps) {
    const { keyboard } = this.#page;
    for (const [what, key] of steps) {
      // Playwright's keyboard is American.
      const foreign = key.length === 1 && key > "~";
      if (!foreign) await keyboard[what](key);
      else if (what === "down") await keyboard.insertText(key);
    }
  }

  upload(selector, file) {
    return this.#page.locator(selector).setInputFiles(file);
  }

  resize(width, height) {
    return this.#page.setViewportSize({ width, height });
  }

  /** Returns the file that `action` saves: `{ name, bytes }`. */
  async saved(action) {
    const [download] = await Promise.all([this.#page.waitForEvent("download"), action()]);
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  }

  /** Returns the window that `action` opens. */
  async popup(action) {
    const [page] = await Promise.all([this.#page.waitForEvent("popup"), action()]);
    return new ChromiumTab(page);
  }

  pdf() {
    return this.#page.pdf({ preferCSSPageSize: true });
  }

  close() {
    return this.#page.close();
  }
}
