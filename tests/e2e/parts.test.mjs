// The page in two files: the first answers alone, the second brings the other views, and what hangs
// on it says so while it is on its way or can't be had.
import assert from "node:assert/strict";
import { axe, check, noSidewaysScroll, SCHEMES, WIDTHS } from "./fixtures.mjs";

const PARTS = "**/delar-*.wasm";
const BLOCKED = [/delar-/, /ERR_FAILED|Failed to (load|fetch)/];
const ANSWERS = "html[data-ready]";
const missing = (page) => page.locator("main [data-missing]");

/** Holds the second file back until the function it returns is called. */
async function hold(page) {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route(PARTS, async (route) => {
    await held;
    await route.continue();
  });
  return release;
}

check("the first view answers before the second file is here", async ({ page, open }) => {
  const release = await hold(page);
  await open("#/", { ready: false });
  await page.waitForSelector(ANSWERS, { state: "attached" });
  const field = page.locator('[data-input="requirement.care"] input[inputmode=decimal]');
  await field.fill("50");
  await field.press("Enter");
  await page.locator('.strip [data-quantity="gap.total.2023"]', { hasText: "74,9" }).first().waitFor();
  await page.getByRole("button", { name: "Dela", exact: true }).click();
  await page.locator("dialog.share[open]").waitFor();
  assert.equal(await page.locator("dialog.share input").count(), 0);
  release();
  await page.locator("dialog.share[open] .share-link input").waitFor();
  await page.keyboard.press("Escape");
  await page.locator("#liggare table").waitFor({ state: "attached" });
});

check("a view that is on its way has its heading, and focus stays there when it comes", async ({ page, open }) => {
  const release = await hold(page);
  await open("#/", { ready: false });
  await page.waitForSelector(ANSWERS, { state: "attached" });
  await page.locator("nav .views").getByRole("link", { name: "Källor" }).press("Enter");
  await page.locator("main").getByText("Hämtas").waitFor();
  await page.waitForFunction(() => document.activeElement?.id === "rubrik");
  const before = await page.locator("#rubrik").elementHandle();
  await axe(page);
  release();
  await page.locator("main .source-list").first().waitFor();
  await page.waitForFunction((before) => document.activeElement?.id === "rubrik" && document.activeElement !== before, before);
});

check("the address of another view asks for the second file beside the first", async ({ page, open }) => {
  const asked = [];
  page.on("request", (request) => asked.push(request.url().match(/[^/]*$/)[0].replace(/-[0-9a-f]{11,16}/, "")));
  await page.route("**/balans-*_bg.wasm", async (route) => {
    // The app can't have asked: it is not here.
    if (!asked.includes("delar.wasm")) await page.waitForRequest(PARTS);
    await route.continue();
  });
  await open("#/kallor");
  assert.equal(asked.filter((name) => name === "delar.wasm").length, 1);
});

for (const width of WIDTHS) {
  for (const scheme of SCHEMES) {
    check(
      `without the second file every place says so, and tries again, at ${width} px in ${scheme}`,
      { expect: BLOCKED },
      async ({ page, open }) => {
        await page.route(PARTS, (route) => route.abort());
        await open("#/", { width, scheme, ready: false });
        await page.waitForSelector(`${ANSWERS}[data-later=here]`, { state: "attached" });
        await page.locator("#bro .drawing svg").waitFor();
        await missing(page).first().waitFor();
        await axe(page);
        await noSidewaysScroll(page);
        await page.getByRole("button", { name: "Dela", exact: true }).click();
        await page.locator("dialog.share[open] [data-missing]").waitFor();
        await page.keyboard.press("Escape");
        await page.evaluate(() => (location.hash = "#/kallor"));
        await page.locator("main h1", { hasText: "Källor" }).waitFor();
        await missing(page).getByText("gick inte att hämta").waitFor();
        await axe(page);
        await noSidewaysScroll(page);
        await page.unroute(PARTS);
        await page.locator("main").getByRole("button", { name: "Försök igen" }).press("Enter");
        await page.locator("main .source-list").first().waitFor();
        await page.waitForFunction(() => document.activeElement?.id === "rubrik");
      },
    );
  }
}

check("a projector without the second file says so", { expect: BLOCKED }, async ({ page, open }) => {
  await page.route(PARTS, (route) => route.abort());
  await open("#/projektor?abc", { ready: false });
  await page.waitForSelector(ANSWERS, { state: "attached" });
  await missing(page).getByText("Ladda om sidan").waitFor();
  await axe(page);
});
