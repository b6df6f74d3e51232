// The page in two wasm files: the first is interactive alone, the second has the other views, and
// whatever needs it says so while it is loading or has failed.
import assert from "node:assert/strict";
import { WIDTHS, axe, axeInBoth, expect, noSidewaysScroll, test } from "./fixtures.mjs";

const PARTS = "**/views-*.wasm";
const BLOCKED = [/views-/, /ERR_FAILED|Failed to (load|fetch)/];
const ANSWERS = "html[data-ready]";
const missing = (page) => page.locator("main [data-missing]");

/** Holds the second file back until the returned function is called. */
async function hold(page) {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route(PARTS, async (route) => {
    await held;
    await route.continue();
  });
  return release;
}

test("the first view answers before the second file is here", async ({ page, open }) => {
  const release = await hold(page);
  await open("#/", { ready: false });
  await page.waitForSelector(ANSWERS, { state: "attached" });
  const field = page.locator('[data-input="requirement.care"] input[inputmode=decimal]');
  await field.fill("50");
  await field.press("Enter");
  await page.locator('.strip [data-quantity="remaining.2023"]', { hasText: "74,9" }).first().waitFor();
  await page.getByRole("button", { name: "Dela", exact: true }).click();
  await page.locator("dialog.share[open]").waitFor();
  await page.locator("dialog.share[open]").getByText("Hämtas").waitFor();
  release();
  await page.locator("dialog.share[open] .share-link input").waitFor();
  await page.keyboard.press("Escape");
  await page.locator("#liggare table").waitFor({ state: "attached" });
});

test("a view that is on its way has its heading, and focus stays there when it comes", async ({ page, open }) => {
  const release = await hold(page);
  await open("#/", { ready: false });
  await page.waitForSelector(ANSWERS, { state: "attached" });
  await page.locator(".views").getByRole("link", { name: "Källor" }).press("Enter");
  await page.locator("main").getByText("Hämtas").first().waitFor();
  await expect(page.locator("#rubrik")).toBeFocused();
  const before = await page.locator("#rubrik").elementHandle();
  await axe(page);
  release();
  await page.locator("main .source-list").first().waitFor();
  await page.waitForFunction((before) => document.activeElement?.id === "rubrik" && document.activeElement !== before, before);
});

for (const address of ["#/kallor", "#/presentera", "#s1.abc"]) {
  test(`the address ${address} asks for the second file beside the first, and once`, async ({ page, open }) => {
    const asked = [];
    page.on("request", (request) => asked.push(request.url().match(/[^/]*$/)[0].replace(/-[0-9a-f]{11,16}/, "")));
    await page.route("**/balans-*_bg.wasm", async (route) => {
      // The app can't have requested it: it is not running.
      if (!asked.includes("views.wasm")) await page.waitForRequest(PARTS);
      await route.continue();
    });
    await open(address);
    assert.equal(asked.filter((name) => name === "views.wasm").length, 1);
  });
}

for (const width of WIDTHS) {
  test(
    `without the second file every place says so, at ${width} px in light and dark`,
    async ({ page, open, trouble }) => {
      trouble.expect(...BLOCKED);
      await page.route(PARTS, (route) => route.abort());
      await open("#/", { width, ready: false });
      await page.waitForSelector(`${ANSWERS}[data-later=here]`, { state: "attached" });
      await page.locator("#bro .drawing svg").waitFor();
      await missing(page).first().waitFor();
      await axeInBoth(page);
      await noSidewaysScroll(page);
      await page.getByRole("button", { name: "Dela", exact: true }).click();
      await page.locator("dialog.share[open] [data-missing]").waitFor();
      await page.keyboard.press("Escape");
      for (const [route, name] of [["kallor", "Källor"], ["presentera", "Presentera"]]) {
        await open(`#/${route}`, { width, ready: false });
        await page.locator("main h1", { hasText: name }).waitFor();
        await missing(page).getByText("gick inte att hämta").waitFor();
        await axeInBoth(page);
        await noSidewaysScroll(page);
      }
      await page.locator("main").getByRole("link", { name: "Läget" }).click();
      await page.locator("#bro .drawing svg").waitFor();
    },
  );
}

// A bad response is fetched once more each time, past the browser's cache.
for (const [what, answer, faults, asks] of [
  ["can't be reached", (route) => route.abort(), BLOCKED, 1],
  ["is answered with an error", (route) => route.fulfill({ status: 503, body: "" }), [/503/, /views-/], 2],
  ["is no wasm", (route) => route.fulfill({ status: 200, body: "<!doctype html>" }), [/WebAssembly/], 2],
]) {
  test(`a second file that ${what} can be asked for again, from where one is`, async ({ page, open, trouble }) => {
    trouble.expect(...faults);
    let tries = 0;
    const refuse = (route) => ((tries += 1), answer(route));
    // Läget asks for each part of it that is in the second file; the first is the measures to try.
    const again = (place) => place.getByRole("button", { name: "Försök igen" }).first();
    const focusIn = (selector) => page.waitForFunction((selector) => document.activeElement?.closest(selector), selector);
    await page.route(PARTS, refuse);

    await open("#/kallor", { ready: false });
    await again(page.locator("main")).press("Enter");
    await expect.poll(() => tries).toBe(2 * asks);
    await again(page.locator("main")).waitFor();
    await focusIn(".missing");
    await page.unroute(PARTS, refuse);
    await page.keyboard.press("Enter");
    await page.locator("main .source-list").first().waitFor();
    await expect(page.locator("#rubrik")).toBeFocused();

    await page.route(PARTS, refuse);
    await page.goto("about:blank");
    await open("#/", { ready: false });
    await again(page.locator("main")).waitFor();
    await page.unroute(PARTS, refuse);
    await again(page.locator("main")).press("Enter");
    await page.locator("#liggare table").waitFor();
    await focusIn("#prova");

    await page.route(PARTS, refuse);
    await page.goto("about:blank");
    await open("#/", { ready: false });
    await page.getByRole("button", { name: "Dela", exact: true }).click();
    await again(page.locator("dialog[open]")).waitFor();
    await page.unroute(PARTS, refuse);
    await again(page.locator("dialog[open]")).press("Enter");
    await page.locator("dialog[open] .share-link").waitFor();
    await focusIn("dialog[open]");
  });
}

test("the foot of the page keeps its place when a view comes", async ({ page, open }) => {
  await page.addInitScript(() => {
    window.moved = [];
    const note = (list) => window.moved.push(...list.getEntries().flatMap(({ sources }) => sources.map(({ node }) => node?.className)));
    new PerformanceObserver(note).observe({ type: "layout-shift", buffered: true });
  });
  const release = await hold(page);
  await open("#/boende", { ready: false });
  await page.locator("main").getByText("Hämtas").first().waitFor();
  // Painted, so that a shift from here would count.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  release();
  await page.locator("main .lever").first().waitFor();
  // Layout shifts are reported with the frame after the one they occurred in.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  assert.ok(!(await page.evaluate(() => window.moved)).includes("foot"));
});

test("a projector that waits for the second file, or has none, says so", async ({ page, open, trouble }) => {
  trouble.expect(...BLOCKED);
  const release = await hold(page);
  await open("#/projektor?abc", { ready: false });
  await page.locator("main").getByText("Hämtas").first().waitFor();
  await axe(page);
  release();
  await page.waitForSelector(ANSWERS, { state: "attached" });
  await page.locator(".projector-says").waitFor({ state: "attached" });

  await page.route(PARTS, (route) => route.abort());
  await page.reload();
  await missing(page).getByText("Ladda om sidan").waitFor();
  await axe(page);
});
