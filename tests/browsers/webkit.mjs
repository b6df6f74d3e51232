// WebKitGTK, in its MiniBrowser on a screen of its own, driven by WebDriver. The driver has one
// session at a time; each profile is a session, which is a browser of its own.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, watch, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Gone, PATIENCE, Tab, eventually } from "./tab.mjs";
import { pointer, strokes } from "./webdriver.mjs";

/** This driver's fingers are a mouse, and it prints nothing. */
export const FEATURES = { touch: false, print: false, pageNumbers: false };

/** The ending of a file that is not whole yet. */
const PARTIAL = ".wkdownload";

/** Style of the window, whose toolbar would else keep the page from being as narrow as a phone's. */
const NARROW = "* { min-width: 0; min-height: 0; padding: 0; margin: 0; border: 0; font-size: 1px; -gtk-icon-transform: scale(0); }\n";

const end = (child) => {
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill();
  return ended;
};

/** Returns a port that nobody uses. */
const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** Starts the driver: `{ profile, close }`. */
export async function start() {
  const folder = mkdtempSync(join(tmpdir(), "balans-webkit-"));
  const downloads = join(folder, "downloads");
  for (const name of ["downloads", ".config/gtk-3.0"]) mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, ".config", "gtk-3.0", "gtk.css"), NARROW);
  writeFileSync(join(folder, ".config", "user-dirs.dirs"), `XDG_DOWNLOAD_DIR="${downloads}"\n`);

  const screen = spawn("Xvfb", ["-displayfd", "3", "-screen", "0", "2000x1400x24", "-nolisten", "tcp"], { stdio: ["ignore", "ignore", "ignore", "pipe"] });
  const display = await new Promise((resolve, reject) => {
    screen.once("error", reject);
    screen.once("exit", () => reject(new Error("Xvfb ended")));
    screen.stdio[3].once("data", (data) => resolve(String(data).trim()));
  });

  const env = { ...process.env, HOME: folder, XDG_CONFIG_HOME: join(folder, ".config"), DISPLAY: `:${display}`, GTK_A11Y: "none", NO_AT_BRIDGE: "1" };
  return {
    /** Opens a profile of its own: `{ tab, close }`. Its driver is its own too: one that is closing a session may never open the next. */
    profile: async () => {
      const { send, stop } = await startDriver(env);
      const session = await Session.open(send, downloads);
      const close = async () => {
        await session.close();
        await stop();
      };
      return { tab: () => session.tab(), close };
    },
    close: async () => {
      await end(screen);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Starts a driver: `{ send, stop }`. */
async function startDriver(env) {
  const port = await freePort();
  const driver = spawn(process.env.BALANS_WEBKIT_DRIVER, [`--port=${port}`], { env, stdio: "ignore" });
  const send = async (method, path, body) => {
    // A script and the load of a page have PATIENCE each; a driver whose browser has ended never answers.
    const signal = AbortSignal.timeout(2 * PATIENCE);
    const reply = await fetch(`http://127.0.0.1:${port}${path}`, { method, body: body && JSON.stringify(body), signal });
    const { value } = await reply.json();
    if (value?.error) throw Object.assign(new Error(`${value.error}: ${value.message}`), { code: value.error });
    return value;
  };
  await eventually("WebKitWebDriver", () => send("GET", "/status").catch(() => undefined));
  return { send, stop: () => end(driver) };
}

/** A session of WebDriver, whose commands go to one window at a time. */
class Session {
  #send;
  #path;
  #current;
  #last = Promise.resolve();
  #first = true;

  static async open(send, downloads) {
    const options = { binary: process.env.BALANS_WEBKIT_BROWSER, args: ["--automation"] };
    const { sessionId } = await send("POST", "/session", { capabilities: { alwaysMatch: { "webkitgtk:browserOptions": options } } });
    const session = new Session();
    session.#send = send;
    session.#path = `/session/${sessionId}`;
    session.downloads = downloads;
    await session.command(undefined, "POST", "/timeouts", { script: PATIENCE, pageLoad: PATIENCE });
    session.#current = await session.command(undefined, "GET", "/window");
    return session;
  }

  /** Sends a command to a window; one after the other. */
  command(window, ...about) {
    const sent = this.#last.then(async () => {
      if (window !== undefined && window !== this.#current) {
        await this.#send("POST", `${this.#path}/window`, { handle: window });
        this.#current = window;
      }
      const [method, path, body] = about;
      return this.#send(method, this.#path + path, body);
    });
    this.#last = sent.catch(() => {});
    return sent;
  }

  async tab() {
    if (this.#first) {
      this.#first = false;
      return new WebKitTab(this, this.#current);
    }
    const { handle } = await this.command(undefined, "POST", "/window/new", { type: "window" });
    return new WebKitTab(this, handle);
  }

  close() {
    return this.command(undefined, "DELETE", "");
  }
}

class WebKitTab extends Tab {
  #session;
  #window;

  constructor(session, window) {
    super();
    this.#session = session;
    this.#window = window;
  }

  #send(method, path, body) {
    return this.#session.command(this.#window, method, path, body);
  }

  async run(source, args) {
    const script = `const done = arguments[0];
      (async () => JSON.stringify(await (${source})(...${JSON.stringify(args)})))()
        .then((value) => done({ value: value ?? null }), (error) => done({ error: String(error.stack ?? error) }));`;
    const { value, error } = await this.#send("POST", "/execute/async", { script, args: [] }).catch((cause) => {
      throw cause.code === "javascript error" ? new Gone(cause.message) : cause;
    });
    if (error) throw new Error(error);
    return value === null ? undefined : JSON.parse(value);
  }

  navigate(url) {
    return this.#send("POST", "/url", { url });
  }

  refresh() {
    return this.#send("POST", "/refresh", {});
  }

  mouse(steps) {
    return this.#send("POST", "/actions", { actions: pointer("mouse", steps) });
  }

  touch(steps) {
    return this.#send("POST", "/actions", { actions: pointer("touch", steps) });
  }

  keys(steps) {
    return this.#send("POST", "/actions", { actions: strokes(steps) });
  }

  async upload(selector, file) {
    const found = await this.#send("POST", "/element", { using: "css selector", value: selector });
    await this.#send("POST", `/element/${Object.values(found)[0]}/value`, { text: file });
  }

  /** Sets the size of the page: the window's frame is measured first. */
  async resize(width, height) {
    const inner = () => this.run("() => [innerWidth, innerHeight]", []);
    const [wide, high] = await inner();
    const frame = await this.#send("GET", "/window/rect");
    await this.#send("POST", "/window/rect", { width: width + frame.width - wide, height: height + frame.height - high });
    await this.until((width, height) => innerWidth === width && innerHeight === height, width, height);
  }

  /**
   * Returns the file that `action` saves: `{ name, bytes }`. The engine makes the file before it writes
   * it and tells of neither, so the file is whole when it has as many bytes as the page's blob. It is then
   * removed: the browser writes over a file of the same name, which would not be told from the one before.
   */
  async saved(action) {
    const { downloads } = this.#session;
    await this.evaluate(() => {
      document.savedSize = undefined;
      const { createObjectURL } = URL;
      URL.createObjectURL = (blob) => {
        document.savedSize = blob.size;
        return createObjectURL.call(URL, blob);
      };
    });
    const whole = async () => {
      const name = readdirSync(downloads).find((name) => !name.endsWith(PARTIAL));
      if (!name) return;
      const file = join(downloads, name);
      const bytes = await readFile(file);
      if (bytes.length !== (await this.evaluate(() => document.savedSize))) return;
      rmSync(file);
      return { name, bytes };
    };
    const changes = watch(downloads);
    try {
      await action();
      await this.until(() => document.savedSize);
      for (;;) {
        const change = once(changes, "change");
        const saved = await whole();
        if (saved) return saved;
        await change;
      }
    } finally {
      changes.close();
    }
  }

  /** Returns the window that `action` opens. */
  async popup(action) {
    const handles = () => this.#send("GET", "/window/handles");
    const before = new Set(await handles());
    await action();
    const handle = await eventually("a new window", async () => (await handles()).find((handle) => !before.has(handle)));
    return new WebKitTab(this.#session, handle);
  }

  close() {
    return this.#send("DELETE", "/window");
  }
}
