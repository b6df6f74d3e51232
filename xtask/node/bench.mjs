// Measures the built app in a browser and prints one line per view or load: measurement <tab>
// result <tab> reference <tab> ratio. A cell with two values has the one at full speed first, then
// the one at a quarter of it.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { launch } from "./browser.mjs";
import { HOSTILE, keepMemories, write } from "./hostile.mjs";
import { DIST, serve } from "./server.mjs";
import { routes } from "./views.mjs";

const MOVES = 300;
const WARM_UP = 60;
const LOADS = 15;
const FILE_TURNS = 3;
const THROTTLES = [1, 4];
// Every view that shows a figure, and a slide. Where there is a slider it is moved, elsewhere a move is undone and redone.
const ROUTES = [...routes({ open: "indexation", without: ["#/om"] }), "#/presentera?bild=years"];

const print = (...cells) => console.log(cells.join("\t"));
const ms = (value) => `${value.toFixed(value < 1 ? 2 : 1)} ms`;
const times = (a, b) => `${(a / b).toFixed(1)}×`;
const sorted = (values) => [...values].sort((a, b) => a - b);
const percentile = (values, p) => sorted(values)[Math.min(values.length - 1, Math.ceil((p / 100) * values.length) - 1)];
const speed = (rate) => (rate === 1 ? "" : `, ${rate}× CPU throttle`);

async function fresh(browser, site, { route = "", rate }) {
  const context = await browser.newContext({
    locale: "sv-SE",
    timezoneId: "Europe/Stockholm",
    viewport: { width: 1280, height: 900 },
  });
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send("Emulation.setCPUThrottlingRate", { rate });
  return { context, page, cdp, go: () => page.goto(site.url + route) };
}

/**
 * Times from a move of a slider until the frame that shows it is painted: one line per view. The
 * browser runs without its frame limit, so the time is work and no wait for the next tick of a
 * screen; on a real screen a wait of up to a frame is added. What the compositor does after the
 * main thread has painted is not included.
 *
 * Details (the empty frame, and where the time went) go to stderr: they are seen but not kept.
 */
async function slider() {
  const site = await serve(DIST);
  const browser = await launch(["--disable-frame-rate-limit", "--disable-gpu-vsync"]);
  for (const route of ROUTES) {
    const results = [];
    let act = "";
    for (const rate of THROTTLES) {
      const { context, page, cdp, go } = await fresh(browser, site, { route, rate });
      await go();
      await page.waitForSelector("html[data-ready][data-later=here]", { state: "attached" });
      const sliders = await page.locator(SLIDER).count();
      act = sliders ? "slider" : "undo or redo";
      if (!sliders) await moveOnce(page, route);
      await page.evaluate(prepare, SLIDER);
      await page.evaluate((count) => window.moves(count), WARM_UP);
      const empty = await page.evaluate((count) => window.emptyFrames(count), MOVES);

      await cdp.send("Performance.enable");
      const before = await metrics(cdp);
      const painted = await page.evaluate((count) => window.moves(count), MOVES);
      const after = await metrics(cdp);
      await context.close();

      const spent = (name) => ms((1000 * (after[name] - before[name])) / MOVES);
      console.error(
        `${route}${speed(rate)}: an empty frame ${ms(percentile(empty, 50))}; mean of a move: script ${spent("ScriptDuration")}, ` +
          `style ${spent("RecalcStyleDuration")}, layout ${spent("LayoutDuration")}, all work ${spent("TaskDuration")}`,
      );
      const [p50, p95, p99] = [50, 95, 99].map((p) => percentile(painted, p));
      results.push({ p50, p95, p99, target: rate === 1 ? 1000 / 120 : 1000 / 60 });
    }
    const each = (show) => results.map(show).join("; ");
    print(
      `${act} to painted frame, \`${route}\`: p50, p95, p99`,
      each(({ p50, p95, p99 }) => [p50, p95, p99].map((value) => value.toFixed(1)).join(", ") + " ms"),
      each(({ target }) => `p99 ${ms(target)}`),
      each(({ p99, target }) => times(p99, target)),
    );
  }
  await browser.close();
  await site.close();
}

/**
 * Times a slider as above, while each move asks anew what every lever would take and what each
 * measure gives, and without: in turns, so that other load on the machine affects both.
 */
async function answers() {
  const site = await serve(DIST);
  const browser = await launch(["--disable-frame-rate-limit", "--disable-gpu-vsync"]);
  const results = [];
  for (const rate of THROTTLES) {
    const { context, page, go } = await fresh(browser, site, { route: "#/", rate });
    await go();
    await page.waitForSelector("html[data-ready][data-later=here]", { state: "attached" });
    await page.evaluate(prepare, SLIDER);
    await page.evaluate(async () => {
      await globalThis.balansImport(document.getElementById("app-answers").content);
      const question = JSON.stringify({ seek: true, shapley: true });
      await new Promise((resolve) => balansAnswers.ask(question, (kind) => kind === "answer" && resolve()));
      window.asks = false;
      window.asked = Promise.resolve();
      addEventListener("input", () => {
        if (!window.asks) return;
        window.asked = new Promise((resolve) => balansAnswers.ask(question, (kind) => kind === "answer" && resolve()));
      });
    });
    await page.evaluate((count) => window.moves(count), WARM_UP);
    const [quiet, asking] = [[], []];
    for (let turn = 0; turn < 4; turn += 1) {
      for (const [asks, painted] of [[false, quiet], [true, asking]]) {
        await page.evaluate((asks) => (window.asks = asks), asks);
        painted.push(...(await page.evaluate((count) => window.moves(count), MOVES)));
        // The last question is worked out when the slider rests: not while the next turn is timed.
        await page.evaluate(() => window.asked);
      }
    }
    await context.close();
    const halves = [quiet.slice(0, 2 * MOVES), quiet.slice(2 * MOVES)].map((painted) => ms(percentile(painted, 99)));
    console.error(`without answers${speed(rate)}, p99 of the first and the last turns: ${halves.join(", ")}`);
    results.push([quiet, asking].map((painted) => percentile(painted, 99)));
  }
  const each = (show) => results.map(show).join("; ");
  print(
    "slider to painted frame while a worker answers, p99",
    each(([, asking]) => ms(asking)),
    `without answers: ${each(([quiet]) => ms(quiet))}`,
    each(([quiet, asking]) => `${(asking / quiet).toFixed(2)}×`),
  );
  await browser.close();
  await site.close();
}

const SLIDER = "[data-input] input[type=range]";

/** Makes a step to undo, for a view without sliders. */
async function moveOnce(page, route) {
  await page.evaluate(() => (location.hash = "#/"));
  await page.locator(SLIDER).first().press("End");
  await page.evaluate((route) => (location.hash = route), route);
  await page.waitForFunction(() => !document.querySelector("[data-action=undo]").disabled);
}

async function metrics(cdp) {
  const { metrics } = await cdp.send("Performance.getMetrics");
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}

/** Runs in the page. */
function prepare(slider) {
  const range = document.querySelector(slider);
  const [min, max, step] = range ? [range.min, range.max, range.step].map(Number) : [0, 1, 1];
  const steps = Math.round((max - min) / step);
  const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;

  // A frame without changes is throttled to the screen's rate. A dot that changes colour makes
  // every frame a real one; an empty frame has the dot alone.
  const dot = document.body.appendChild(document.createElement("div"));
  Object.assign(dot.style, { position: "fixed", inset: "0 auto auto 0", width: "1px", height: "1px" });
  let on = false;
  const blink = () => (dot.style.background = (on = !on) ? "red" : "blue");

  // A message posted in a frame's own callback arrives when the frame has been painted.
  const painted = () =>
    new Promise((resolve) =>
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = resolve;
        port2.postMessage(0);
      }),
    );

  const measure = async (count, act) => {
    const all = [];
    for (let at = 0; at < count; at += 1) {
      const start = performance.now();
      blink();
      act(at);
      await painted();
      all.push(performance.now() - start);
    }
    return all;
  };

  window.emptyFrames = (count) => measure(count, () => {});
  // To and fro over the whole range, a new value each time.
  window.moves = (count) =>
    measure(count, (at) => {
      if (!range) return document.querySelector(`[data-action=${at % 2 ? "redo" : "undo"}]`).click();
      const place = at % (2 * steps);
      setValue.call(range, String(min + step * (place <= steps ? place : 2 * steps - place)));
      range.dispatchEvent(new Event("input", { bubbles: true }));
    });
}

/**
 * Measures interactions by Event Timing, with the browser's own input and frame limit, at a quarter of the speed: from
 * the key, press or release to the next frame, as browsers report Interaction to Next Paint. Beside them stands a key on
 * the slider of a page that has nothing else: what the browser and the wait for a frame take.
 */
async function interactions() {
  const folder = mkdtempSync(join(tmpdir(), "balans-bare-"));
  writeFileSync(join(folder, "index.html"), "<!doctype html><html lang=sv data-ready data-later=here><title>Tom</title><p data-input><input type=range></p>");
  const [site, bare] = [await serve(DIST), await serve(folder)];
  const browser = await launch();
  const rate = THROTTLES.at(-1);
  const menu = routes();
  const key = {
    count: 100,
    begin: (page) => page.locator(SLIDER).first().focus(),
    act: (page, at) => page.keyboard.press(at % 20 < 10 ? "ArrowRight" : "ArrowLeft"),
  };
  const turn = {
    count: 3 * menu.length,
    begin: async () => {},
    act: (page, at) => page.locator(`.menu a[href="${menu[(at + 1) % menu.length]}"]`).click(),
  };
  const measure = async (from, route, { count, begin, act }) => {
    const { context, page, go } = await fresh(browser, from, { route, rate });
    await page.addInitScript(() => {
      const longest = new Map();
      const note = (entries) => {
        for (const { interactionId, duration } of entries) {
          if (interactionId) longest.set(interactionId, Math.max(duration, longest.get(interactionId) ?? 0));
        }
      };
      const observer = new PerformanceObserver((list) => note(list.getEntries()));
      observer.observe({ type: "event", durationThreshold: 16 });
      window.interactions = () => {
        note(observer.takeRecords());
        return [...longest.values()];
      };
    });
    await go();
    await page.waitForSelector("html[data-ready][data-later=here]", { state: "attached" });
    await begin(page);
    for (let at = 0; at < count; at += 1) {
      await act(page, at);
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    }
    const reported = await page.evaluate(() => window.interactions());
    await context.close();
    // What takes less than 16 ms is not reported.
    const all = [...reported, ...Array(Math.max(0, count - reported.length)).fill(16)];
    return [50, 98].map((p) => percentile(all, p));
  };
  const said = ([p50, p98]) => `${p50}, ${p98} ms`;
  const base = await measure(bare, "", key);
  for (const [what, route, kind] of [
    ["a key on a lever, `#/`", "#/", key],
    ["a key on a lever, `#/boende`", "#/boende", key],
    ["another view, pressed in the menu", "#/", turn],
  ]) {
    const ours = await measure(site, route, kind);
    print(`interaction to next paint${speed(rate)}: ${what}; p50, p98`, said(ours), `a bare slider: ${said(base)}; p98 50 ms`, times(ours[1], 50));
  }
  await browser.close();
  await Promise.all([site.close(), bare.close()]);
  rmSync(folder, { recursive: true });
}

/** Times a first visit, from the click on a link until the page is interactive: nothing cached, over the loopback. */
async function load() {
  const folder = mkdtempSync(join(tmpdir(), "balans-bare-"));
  writeFileSync(join(folder, "index.html"), "<!doctype html><html lang=sv><title>Tom</title><h1>Tom</h1>");
  const [site, bare] = [await serve(DIST), await serve(folder)];
  const browser = await launch();
  const results = [];
  for (const rate of THROTTLES) {
    const [ours, drawn, theirs] = [[], [], []];
    // Alternately, so that other load on the machine affects both.
    for (let turn = 0; turn < LOADS; turn += 1) {
      ours.push(await timeLoad(browser, site, rate, "html[data-ready]"));
      drawn.push(await timeLoad(browser, site, rate, "html[data-later=here]"));
      theirs.push(await timeLoad(browser, bare, rate, "h1"));
    }
    results.push([ours, drawn, theirs].map((times) => percentile(times, 50)));
  }
  const each = (show) => results.map(show).join("; ");
  print(
    `cold load to interactive, median of ${LOADS}`,
    each(([mine]) => ms(mine)),
    `a bare page: ${each(([, , bare]) => ms(bare))}`,
    each(([mine, , bare]) => times(mine, bare)),
  );
  print(
    `cold load until charts are drawn and every view is here, median of ${LOADS}`,
    each(([, all]) => ms(all)),
    `to interactive: ${each(([mine]) => ms(mine))}`,
    each(([mine, all]) => times(all, mine)),
  );
  await browser.close();
  await Promise.all([site.close(), bare.close()]);
  rmSync(folder, { recursive: true });
}

/** Milliseconds by the page's own clock, which starts with the navigation. */
async function timeLoad(browser, site, rate, selector) {
  const { context, page, go } = await fresh(browser, site, { rate });
  await page.addInitScript((selector) => {
    const seen = new Promise((resolve) => {
      const look = () => document.querySelector(selector) && (resolve(performance.now()), observer.disconnect());
      const observer = new MutationObserver(look);
      observer.observe(document, { subtree: true, childList: true, attributes: true });
    });
    window.interactive = () => seen;
  }, selector);
  await go();
  const time = await page.evaluate(() => window.interactive());
  await context.close();
  return time;
}

/**
 * Times a slider of the first view and a cold load as above, beside two pages that show the same with
 * less work (xtask/peers, built into BALANS_PEERS): in turns, in one browser.
 */
async function peers() {
  const folder = (name) => join(process.env.BALANS_PEERS, name);
  // The pages beside ours write markup as text, which trusted types forbid.
  const alter = (_, { headers }) => {
    const policy = headers["content-security-policy"];
    headers["content-security-policy"] = policy.replace(/; require-trusted-types-for [^;]*; trusted-types [^;]*/, "");
  };
  const beside = (name) => serve(folder(name), { alter });
  const sites = { ours: await serve(DIST), react: await beside("react"), uplot: await beside("uplot") };
  const drawn = { ours: "html[data-ready][data-later=here]", react: "html[data-ready]", uplot: "html[data-ready]" };
  const names = Object.keys(sites);
  const measured = [];
  const browser = await launch(["--disable-frame-rate-limit", "--disable-gpu-vsync"]);
  for (const rate of THROTTLES) {
    const pages = {};
    for (const name of names) {
      const { context, page, go } = await fresh(browser, sites[name], { rate });
      await go();
      await page.waitForSelector(drawn[name], { state: "attached" });
      await page.evaluate(prepare, SLIDER);
      await page.bringToFront();
      await page.evaluate((count) => window.moves(count), WARM_UP);
      pages[name] = { context, page, painted: [], loads: [] };
    }
    for (let turn = 0; turn < 5; turn += 1) {
      for (const { page, painted } of Object.values(pages)) {
        await page.bringToFront();
        painted.push(...(await page.evaluate((count) => window.moves(count), MOVES / 3)));
      }
    }
    for (const { context } of Object.values(pages)) await context.close();
    for (let turn = 0; turn < LOADS; turn += 1) {
      for (const name of names) pages[name].loads.push(await timeLoad(browser, sites[name], rate, "html[data-ready]"));
    }
    const of = ({ painted, loads }) => ({ p50: percentile(painted, 50), p99: percentile(painted, 99), load: percentile(loads, 50) });
    measured.push(Object.fromEntries(names.map((name) => [name, of(pages[name])])));
  }
  const each = (show) => measured.map(show).join("; ");
  for (const [peer, called] of [["uplot", "vanilla JavaScript and uPlot"], ["react", "React and Recharts"]]) {
    for (const [kind, what] of [["p50", "slider to painted frame, p50"], ["p99", "slider to painted frame, p99"], ["load", "cold load to interactive"]]) {
      print(
        `${what}, beside ${called}`,
        each(({ ours }) => ms(ours[kind])),
        `theirs: ${each((all) => ms(all[peer][kind]))}`,
        each((all) => `${(all.ours[kind] / all[peer][kind]).toFixed(2)}×`),
      );
    }
  }
  await browser.close();
  for (const site of Object.values(sites)) await site.close();
}

/**
 * Times from the choice of a file that is not what it seems, or too much (hostile.mjs), until the sentence about it stands
 * there, beside the tool's own workbook with every second figure changed; and what memory it took, the app's own and that of
 * the module that reads files.
 */
async function hostile() {
  const folder = mkdtempSync(join(tmpdir(), "balans-hostile-"));
  const site = await serve(DIST);
  const browser = await launch();
  const own = fileURLToPath(new URL("../../crates/import/tests/files/scenario.xlsx", import.meta.url));
  const files = [{ what: "the tool's own workbook", path: own }];
  for (const file of HOSTILE) files.push({ what: file.what, path: write(file, folder) });
  const measured = files.map(() => []);
  for (const rate of THROTTLES) {
    const { context, page, go } = await fresh(browser, site, { route: "#/kallor", rate });
    await page.addInitScript(keepMemories);
    await go();
    await page.waitForSelector("html[data-ready][data-later=here]", { state: "attached" });
    await page.evaluate(timeFiles);
    // The first time, the module is fetched.
    await page.locator("#fil").setInputFiles(own);
    await page.evaluate(() => window.fileRead());
    for (const [at, { path }] of files.entries()) {
      const runs = [];
      for (let turn = 0; turn < FILE_TURNS; turn += 1) {
        await page.locator("#fil").setInputFiles(path);
        runs.push(await page.evaluate(() => window.fileRead()));
      }
      const median = (kind) => percentile(runs.map((run) => run[kind]), 50);
      measured[at].push({ time: median("time"), app: Math.max(...runs.map(({ app }) => app)), module: Math.max(...runs.map(({ module }) => module)) });
    }
    await context.close();
  }
  const [reference, ...all] = measured;
  const each = (runs, show) => runs.map(show).join("; ");
  const mib = (bytes) => `${(bytes / 1024 / 1024).toFixed(0)} MiB`;
  for (const [at, runs] of all.entries()) {
    const { what } = HOSTILE[at];
    print(
      `from choosing a file to the sentence: ${what}`,
      `${each(runs, ({ time }) => ms(time))}; the app's memory +${mib(runs[0].app)}, the module's ${mib(runs[0].module)}`,
      `the tool's own workbook: ${each(reference, ({ time }) => ms(time))}; ${mib(reference[0].module)}`,
      each(runs, ({ time }, rate) => times(time, reference[rate].time)),
    );
  }
  await browser.close();
  await site.close();
  rmSync(folder, { recursive: true });
}

/** Runs in the page: lets `fileRead` wait for what is said of the file chosen last. */
function timeFiles() {
  const size = () => window.memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
  const count = window.memories.length;
  const says = () => document.querySelector("#fil-fel [data-error], #fil-innehall");
  let said;
  document.getElementById("fil").addEventListener(
    "change",
    () => {
      const [start, before, earlier] = [performance.now(), size(), says()];
      said = new Promise((resolve) => {
        const observer = new MutationObserver(() => {
          if (!says() || says() === earlier) return;
          observer.disconnect();
          const time = performance.now() - start;
          const module = window.memories.splice(count).reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
          resolve({ time, module, app: size() - before });
        });
        observer.observe(document.body, { childList: true, subtree: true });
      });
    },
    { capture: true },
  );
  window.fileRead = () => said;
}

await { slider, interactions, load, answers, peers, hostile }[process.argv[2]]();
