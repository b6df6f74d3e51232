// Text at twice its size, as a person sets it in the browser: every view is whole.
import assert from "node:assert/strict";
import { cutTexts, eachView, noSidewaysScroll, test } from "./fixtures.mjs";
import { PHONE, fitsPhone } from "./large-text.mjs";

test.use({
  launchOptions: async ({ launchOptions }, use) => use({ ...launchOptions, args: [...launchOptions.args, "--blink-settings=defaultFontSize=32"] }),
});

test("text at twice its size is whole in every view", async ({ page, site, open }) => {
  await open("#/", { width: 1280 });
  assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize), "32px");
  await eachView(page, site, async (route) => {
    await noSidewaysScroll(page);
    assert.deepEqual(await cutTexts(page), [], route);
  });
});

test("on a phone text at twice its size overlaps nothing, and the strip leaves the page in sight", async ({ page, site, open }) => {
  await open("#/", PHONE);
  await eachView(page, site, (route) => fitsPhone(page, route));
});
