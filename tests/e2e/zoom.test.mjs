// Half a tablet's screen, zoom by two fingers, and larger text on a phone.
import assert from "node:assert/strict";
import { cutTexts, eachView, noSidewaysScroll, test } from "./fixtures.mjs";
import { PHONE, fitsPhone } from "./large-text.mjs";

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

// As a browser that enlarges text alone does: unlike the browser's own size of text, it changes no media query.
test("on a phone text at twice its size overlaps nothing, and the strip leaves the page in sight", async ({ page, site, open }) => {
  await open("#/", PHONE);
  await page.evaluate(() => scrollTo(0, 900));
  const top = await page.locator(".strip").evaluate((strip) => strip.getBoundingClientRect().top);
  assert.equal(top, 0, "at its usual size it stays in sight");
  await eachView(page, site, async (route) => {
    await page.evaluate(() => {
      document.documentElement.style.fontSize = "200%";
      return new Promise(requestAnimationFrame);
    });
    await fitsPhone(page, route);
  });
});
