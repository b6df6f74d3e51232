// Nothing moves by itself while the page comes: neither when the app takes the static shell over, nor when figures, lazy
// panels and answers arrive. And only what the first paint needs keeps it waiting.
import assert from "node:assert/strict";
import { MENU, UNKNOWN } from "../../xtask/node/views.mjs";
import { READY, expect, test } from "./fixtures.mjs";

/** How many times slower the processor is, so that what comes at different times is painted at different times. */
const SLOWER = 4;

/** Runs in the page before it loads: keeps the layout shifts that follow no input, each with what moved. */
function observe() {
  window.shifts = [];
  const name = (node) => {
    const element = node?.nodeType === Node.ELEMENT_NODE ? node : node?.parentElement;
    return element ? element.outerHTML.slice(0, 120) : "an element that is gone";
  };
  const box = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(" ");
  const keep = (list) => {
    for (const { value, hadRecentInput, sources, startTime } of list) {
      if (hadRecentInput) continue;
      const moved = sources.map(({ node, previousRect, currentRect }) => `${box(previousRect)} -> ${box(currentRect)} ${name(node)}`);
      window.shifts.push([`${value.toFixed(4)} at ${Math.round(startTime)} ms`, ...moved].join("\n  "));
    }
  };
  const observer = new PerformanceObserver((list) => keep(list.getEntries()));
  observer.observe({ type: "layout-shift", buffered: true });
  window.takeShifts = () => {
    keep(observer.takeRecords());
    return window.shifts;
  };
}

for (const [width, height] of [
  [390, 844],
  [1366, 768],
]) {
  for (const { route, slug } of [...MENU, UNKNOWN]) {
    test(`${route} moves nothing while it comes at ${width} px`, async ({ page, site }) => {
      await page.setViewportSize({ width, height });
      await page.addInitScript(observe);
      const session = await page.context().newCDPSession(page);
      await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
      await page.goto(site.url + route);
      await page.waitForSelector(READY, { state: "attached" });
      await expect(page.locator("main")).toHaveAttribute("data-route", slug);
      await expect(page.locator("main [data-coming]")).toHaveCount(0);
      // Two frames later all that came has been painted.
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      assert.deepEqual(await page.evaluate(() => window.takeShifts()), []);
    });
  }
}

test("the first paint waits for the style sheet of the start and for nothing else", async ({ page, open }) => {
  await open("#/");
  const blocking = await page.evaluate(() =>
    performance
      .getEntriesByType("resource")
      .filter(({ renderBlockingStatus }) => renderBlockingStatus === "blocking")
      .map(({ name }) => name.split("/").at(-1)),
  );
  const sheets = blocking.map((name) => name.replace(/-[0-9a-f]+\.css$/, ""));
  assert.deepEqual(sheets.sort(), ["start"]);
  // A script that is not deferred stops the parser.
  const scripts = await page.locator("script[src]").evaluateAll((all) => all.map((one) => one.defer || one.async || one.type === "module"));
  assert.ok(scripts.length > 0 && scripts.every(Boolean), `${scripts}`);
});
