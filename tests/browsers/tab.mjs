// A tab of any browser: what a test does with a page, made of what an engine's adapter can do.
//
// An adapter extends `Tab` with `run`, `navigate`, `refresh`, `mouse`, `touch`, `keys`, `upload`,
// `resize`, `saved`, `popup`, `close` and, where the engine prints to a file, `pdf`.

/** Milliseconds after which what has not come true is not waited for any longer: only for the case that something hangs. */
export const PATIENCE = 60_000;

/** Milliseconds of one wait in the page, after which it is asked anew, as where another page has come. */
const TURN = 5_000;

/** What the page had when a command reached it is gone: another document has taken its place. */
export class Gone extends Error {}

/** Waits until `ask` gives something, however many documents come and go; `what` is what is waited for. */
export async function eventually(what, ask) {
  const end = performance.now() + PATIENCE;
  for (;;) {
    const found = await ask();
    if (found) return found;
    if (performance.now() > end) throw new Error(`waited in vain for ${what}`);
  }
}

/** In the page: the visible elements of a selector, or of those the ones with a text; all white space is one space. */
function all(selector, text) {
  const words = (element) => (element.innerText ?? element.textContent).replace(/\s+/g, " ").trim();
  return [...document.querySelectorAll(selector)].filter(
    (element) => element.checkVisibility({ visibilityProperty: true }) && (text === undefined || words(element) === text),
  );
}

export class Tab {
  #noted = [];

  /** Whether the test has closed it. */
  closed = false;

  /** Runs a function in the page, with arguments and a result that JSON can hold. `all` is at hand there. */
  async evaluate(action, ...args) {
    return this.run(`(...args) => { const all = ${all}; return (${action})(...args); }`, args);
  }

  /** Waits until a function of the page gives something true, and returns it. */
  async until(check, ...args) {
    // A condition has no event of its own.
    const source = `async (...args) => {
      const all = ${all};
      const check = ${check};
      for (const end = performance.now() + ${TURN}; performance.now() < end; await new Promise((done) => setTimeout(done, 20))) {
        const found = await check(...args);
        if (found) return [found];
      }
    }`;
    const [found] = await eventually(`${check} ${JSON.stringify(args)}`, () =>
      this.run(source, args).catch((cause) => {
        if (!(cause instanceof Gone)) throw cause;
      }),
    );
    return found;
  }

  /** Waits until an element is shown. */
  shown(selector, text) {
    return this.until((selector, text) => all(selector, text).length > 0, ...definite(selector, text));
  }

  /** Waits until no such element is shown. */
  hidden(selector, text) {
    return this.until((selector, text) => all(selector, text).length === 0, ...definite(selector, text));
  }

  /** Waits until the text of an element holds another, where white space is one space. */
  says(selector, part) {
    return this.until(
      (selector, part) => all(selector).some((element) => element.innerText.replace(/\s+/g, " ").includes(part)),
      selector,
      part,
    );
  }

  /** Waits until a field has a value. */
  holds(selector, value) {
    return this.until((selector, value) => document.querySelector(selector)?.value === value, selector, value);
  }

  /** Returns the text of the first such element that is shown. */
  text(selector) {
    return this.until((selector) => all(selector)[0]?.innerText.trim(), selector);
  }

  value(selector) {
    return this.evaluate((selector) => document.querySelector(selector).value, selector);
  }

  /** Scrolls an element into sight; returns its box when it stands still and nothing lies over its middle. */
  async box(selector, text) {
    return this.until(
      async (selector, text) => {
        const place = () => {
          const element = all(selector, text)[0];
          if (!element) return;
          const { left, top, width, height } = element.getBoundingClientRect();
          const [x, y] = [left + width / 2, top + height / 2];
          const hit = document.elementFromPoint(x, y);
          return { element, left, top, width, height, x, y, free: element.contains(hit) || Boolean(hit?.closest("label")?.contains(element)) };
        };
        place()?.element.scrollIntoView({ block: "center", behavior: "instant" });
        const before = place();
        await new Promise((done) => setTimeout(done, 50));
        const { element, free, ...box } = place() ?? {};
        return element && free && before?.left === box.left && before.top === box.top && box;
      },
      ...definite(selector, text),
    );
  }

  /** Clicks the first such element. */
  async click(selector, text) {
    const { x, y } = await this.box(selector, text);
    await this.mouse([["move", x, y], ["down"], ["up"]]);
  }

  /** Presses a key, or keys together: `Control+z`. */
  press(combination) {
    const all = combination.split("+");
    return this.keys([...all.map((key) => ["down", key]), ...all.toReversed().map((key) => ["up", key])]);
  }

  /** Replaces the text of a field by typing. */
  async fill(selector, text) {
    await this.until((selector) => {
      const field = all(selector)[0];
      field?.focus();
      field?.select();
      return field && field === document.activeElement;
    }, selector);
    await this.keys([...text].flatMap((letter) => [["down", letter], ["up", letter]]));
  }

  /** Fills a field and confirms by Enter. */
  async enter(selector, text) {
    await this.fill(selector, text);
    await this.press("Enter");
  }

  /** Chooses a file in a field. */
  async choose(selector, file) {
    await this.until((selector) => Boolean(document.querySelector(selector)), selector);
    await this.upload(selector, file);
  }

  /** Goes to an address, and waits until the page is loaded. */
  async goto(address) {
    await this.#note();
    await this.navigate(address);
  }

  /** Loads the page anew. */
  async reload() {
    await this.#note();
    await this.refresh();
  }

  /** Closes the tab. */
  async leave() {
    await this.#note();
    this.closed = true;
    await this.close();
  }

  /** Returns what the pages of this tab have said (`watch.js`), each once. */
  async trouble() {
    await this.#note();
    return this.#noted.splice(0);
  }

  async #note() {
    this.#noted.push(...((await this.run("() => window.trouble?.splice(0)", [])) ?? []));
  }
}

/** JSON has no `undefined`: an argument that is left out is left out. */
const definite = (...args) => args.filter((arg) => arg !== undefined);
