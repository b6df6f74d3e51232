// Half a tablet's screen, and zoom by two fingers.
import assert from "node:assert/strict";
import { cutTexts, eachView, noSidewaysScroll, test } from "./fixtures.mjs";

test("half a tablet's screen, beside another app, shows every view whole", async ({ page, site, open }) => {
  for (const width of [507, 694]) {
    await open("#/", { width, height: 1024 });
    await eachView(page, site, async (route) => {
      await noSidewaysScroll(page);
      assert.deepEqual(await cutTexts(page), [], `${route} at ${width} px`);
    });
  }
});

test("the page can be zoomed by two fingers", async ({ page, open }) => {
  await open("#/");
  const viewport = await page.locator("meta[name=viewport]").getAttribute("content");
  assert.doesNotMatch(viewport, /maximum-scale|minimum-scale|user-scalable/);
  const blocked = await page.evaluate(() =>
    [...document.querySelectorAll("*")].filter((one) => !/auto|manipulation|pinch-zoom/.test(getComputedStyle(one).touchAction)).map((one) => one.tagName),
  );
  assert.deepEqual(blocked, []);
});
