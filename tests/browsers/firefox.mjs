// Firefox, driven by WebDriver BiDi.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { WebSocket } from "ws";
import { Gone, Tab } from "./tab.mjs";
import { pointer, strokes } from "./webdriver.mjs";

/** It prints nothing in the margins of a page but what the person chooses when printing. */
export const FEATURES = { touch: true, print: true, pageNumbers: false };

/** A4 in centimetres. */
const A4 = { width: 21, height: 29.7 };

/** Where the browser's own preferences would disturb a test. */
const preferences = (folder) => ({
  "browser.download.folderList": 2,
  "browser.download.dir": folder,
  "browser.download.useDownloadDir": true,
  "browser.download.alwaysOpenPanel": false,
  // On a machine without a touch screen too.
  "dom.w3c_touch_events.enabled": 1,
  "intl.accept_languages": "sv-SE,sv",
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
});

/** Starts the browser: `{ profile, close }`. */
export async function start() {
  const folder = mkdtempSync(join(tmpdir(), "balans-firefox-"));
  const lines = Object.entries(preferences(folder)).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`);
  writeFileSync(join(folder, "user.js"), lines.join(""));
  const args = ["--headless", "--no-remote", "--profile", folder, "--remote-debugging-port", "0"];
  const browser = spawn(process.env.BALANS_FIREFOX, args, { stdio: ["ignore", "ignore", "pipe"] });
  const ended = new Promise((resolve) => browser.once("exit", resolve));
  const address = await new Promise((resolve, reject) => {
    let said = "";
    browser.stderr.on("data", (data) => {
      said += data;
      const found = said.match(/WebDriver BiDi listening on (ws:\S+)/);
      if (found) resolve(found[1]);
    });
    browser.once("error", reject);
    browser.once("exit", () => reject(new Error(`Firefox ended: ${said}`)));
  });
  const wire = await Wire.open(`${address}/session`);
  await wire.send("session.new", { capabilities: {} });
  await wire.send("session.subscribe", { events: ["browsingContext.contextCreated", "browsingContext.downloadWillBegin", "browsingContext.downloadEnd"] });
  return {
    /** Opens a profile of its own: `{ tab, close }`. */
    profile: async () => {
      const { userContext } = await wire.send("browser.createUserContext");
      return {
        tab: async () => {
          const { context } = await wire.send("browsingContext.create", { type: "tab", userContext });
          return new FirefoxTab(wire, context);
        },
        close: () => wire.send("browser.removeUserContext", { userContext }),
      };
    },
    close: async () => {
      wire.close();
      browser.kill();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A connection of WebDriver BiDi. */
class Wire {
  #socket;
  #sent = 0;
  #waiting = new Map();
  #listeners = new Set();

  static async open(address) {
    const wire = new Wire();
    wire.#socket = new WebSocket(address, { maxPayload: 0 });
    wire.#socket.on("message", (data) => wire.#receive(JSON.parse(data)));
    // A browser that ends answers nothing more.
    wire.#socket.on("close", () => {
      for (const { reject } of wire.#waiting.values()) reject(new Error("Firefox closed the connection"));
      wire.#waiting.clear();
    });
    await new Promise((resolve, reject) => wire.#socket.once("open", resolve).once("error", reject));
    return wire;
  }

  #receive({ type, id, result, error, message, method, params }) {
    if (type === "event") {
      for (const listener of this.#listeners) listener(method, params);
      return;
    }
    const { resolve, reject } = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (type === "success") resolve(result);
    else reject(new Error(`${error}: ${message}`));
  }

  send(method, params = {}) {
    const id = (this.#sent += 1);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#socket.send(JSON.stringify({ id, method, params }));
    });
  }

  /** Waits for an event that `wanted` accepts. */
  event(name, wanted) {
    return new Promise((resolve) => {
      const listener = (method, params) => {
        if (method !== name || !wanted(params)) return;
        this.#listeners.delete(listener);
        resolve(params);
      };
      this.#listeners.add(listener);
    });
  }

  close() {
    this.#socket.close();
  }
}

class FirefoxTab extends Tab {
  #wire;
  #context;

  constructor(wire, context) {
    super();
    this.#wire = wire;
    this.#context = context;
  }

  #send(method, params) {
    return this.#wire.send(method, { context: this.#context, ...params });
  }

  async run(source, args) {
    const { result, exceptionDetails } = await this.#wire
      .send("script.callFunction", {
        // By text: BiDi has a notation of its own for values.
        functionDeclaration: `async () => JSON.stringify(await (${source})(...${JSON.stringify(args)}))`,
        target: { context: this.#context },
        awaitPromise: true,
      })
      .catch((cause) => {
        throw /AbortError|no such frame|destroyed|navigat|discarded/i.test(cause.message) ? new Gone(cause.message) : cause;
      });
    if (exceptionDetails) throw new Error(exceptionDetails.text);
    return result.value === undefined ? undefined : JSON.parse(result.value);
  }

  navigate(url) {
    return this.#send("browsingContext.navigate", { url, wait: "complete" });
  }

  refresh() {
    return this.#send("browsingContext.reload", { wait: "complete" });
  }

  mouse(steps) {
    return this.#send("input.performActions", { actions: pointer("mouse", steps) });
  }

  touch(steps) {
    return this.#send("input.performActions", { actions: pointer("touch", steps) });
  }

  keys(steps) {
    return this.#send("input.performActions", { actions: strokes(steps) });
  }

  async upload(selector, file) {
    const { nodes } = await this.#send("browsingContext.locateNodes", { locator: { type: "css", value: selector } });
    await this.#send("input.setFiles", { element: { sharedId: nodes[0].sharedId }, files: [file] });
  }

  resize(width, height) {
    return this.#send("browsingContext.setViewport", { viewport: { width, height } });
  }

  /** Returns the file that `action` saves: `{ name, bytes }`. */
  async saved(action) {
    const ours = ({ context }) => context === this.#context;
    const begun = this.#wire.event("browsingContext.downloadWillBegin", ours);
    const ended = this.#wire.event("browsingContext.downloadEnd", ours);
    await action();
    const { suggestedFilename } = await begun;
    const { status, filepath } = await ended;
    if (status !== "complete") throw new Error(`the download is ${status}`);
    return { name: suggestedFilename ?? basename(filepath), bytes: await readFile(filepath) };
  }

  /** Returns the window that `action` opens. */
  async popup(action) {
    const created = this.#wire.event("browsingContext.contextCreated", ({ originalOpener }) => originalOpener === this.#context);
    await action();
    const { context } = await created;
    return new FirefoxTab(this.#wire, context);
  }

  async pdf() {
    const { data } = await this.#send("browsingContext.print", { page: A4, background: true });
    return Buffer.from(data, "base64");
  }

  close() {
    return this.#send("browsingContext.close", {});
  }
}
