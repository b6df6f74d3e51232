// Touch on levers: a swipe scrolls and two fingers zoom, and neither moves a lever; a sideways drag
// from the thumb and a tap do. Touches are sent by the browser's debugging protocol.
import assert from "node:assert/strict";
import { expect, test } from "./fixtures.mjs";

const PHONE = { width: 390, height: 844 };

test.use({ hasTouch: true, isMobile: true, viewport: PHONE });

/** Sends touches to the page: each step is a list of points. */
async function fingers(page, ...steps) {
  const session = await page.context().newCDPSession(page);
  const points = (places) => places.map(([x, y], id) => ({ x, y, id, radiusX: 8, radiusY: 8, force: 1 }));
  let before = 0;
  for (const places of steps) {
    const type = places.length === 0 ? "touchEnd" : places.length > before ? "touchStart" : "touchMove";
    await session.send("Input.dispatchTouchEvent", { type, touchPoints: points(places) });
    before = places.length;
  }
  await session.detach();
}

/** Moves a finger from one point to another, in steps, and lifts it. */
const swipe = (page, from, to) => {
  const steps = Array.from({ length: 13 }, (_, step) => [from.map((start, axis) => start + ((to[axis] - start) * step) / 12)]);
  return fingers(page, ...steps, []);
};

/** Scrolls a lever into sight and returns its rail, its thumb and its middle line. */
async function lever(page, input) {
  const slider = page.locator(`[data-input="${input}"] input[type=range]`);
  await slider.evaluate((slider) => slider.scrollIntoView({ block: "center" }));
  const box = await slider.boundingBox();
  const share = await slider.evaluate((slider) => (slider.value - slider.min) / (slider.max - slider.min));
  return { slider, box, y: box.y + box.height / 2, thumb: box.x + 14 + share * (box.width - 28), at: (part) => box.x + part * box.width };
}

const ready = (page) => page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name }) => /\/touch-[^/]*\.js$/.test(name)));

for (const [where, address] of [["on a view", "#/"], ["on a slide", "#/presentera?bild=requirement"]]) {
  test(`a finger that scrolls or zooms ${where} moves no lever`, async ({ page, open }) => {
    await open(address, PHONE);
    await ready(page);
    const { slider } = await lever(page, "requirement.care");
    const start = await slider.inputValue();
    const steps = await page.evaluate(() => document.querySelector("[data-action=undo]").title);
    for (const begin of ["track", "thumb"]) {
      for (const way of [-260, 200]) {
        const { y, thumb, at } = await lever(page, "requirement.care");
        const x = begin === "thumb" ? thumb : at(0.12);
        const top = await page.evaluate(() => scrollY);
        await swipe(page, [x, y], [x + 14, y + way]);
        await expect(slider, `${begin}, ${way}`).toHaveValue(start);
        if (way < 0 && address === "#/") await expect.poll(() => page.evaluate(() => scrollY), { message: "the page scrolls" }).not.toBe(top);
      }
      const { y, thumb, at } = await lever(page, "requirement.care");
      const x = begin === "thumb" ? thumb : at(0.12);
      // Two fingers, one after the other, apart and up.
      await fingers(page, [[x, y]], [[x, y], [x + 60, y + 40]], [[x - 20, y - 30], [x + 90, y + 90]], [[x - 60, y - 60], [x + 140, y + 140]], []);
      await expect(slider, `pinch from the ${begin}`).toHaveValue(start);
      await page.evaluate(() => document.activeElement?.blur());
    }
    const { y, at } = await lever(page, "requirement.care");
    await swipe(page, [at(0.1), y], [at(0.4), y + 3]);
    await expect(slider, "a swipe sideways from the track").toHaveValue(start);
    assert.equal(await page.evaluate(() => document.querySelector("[data-action=undo]").title), steps, "nothing to undo");
  });

  test(`a drag from the thumb and a tap ${where} move the lever`, async ({ page, open }) => {
    await open(address, PHONE);
    await ready(page);
    const field = page.locator('[data-input="requirement.care"] .entry input');
    let { slider, box, y, thumb, at } = await lever(page, "requirement.care");
    await swipe(page, [thumb + 5, y], [thumb + 5 + 8 + (box.width - 28) / 10, y + 6]);
    // A tenth of the range, past the distance that has no effect.
    await expect(slider).toHaveValue("57.6");
    await expect(field).toHaveValue("57,6");
    ({ y, at } = await lever(page, "requirement.care"));
    await fingers(page, [[at(0.25), y]], []);
    const share = (0.25 * box.width - 14) / (box.width - 28);
    await expect(async () => assert.ok(Math.abs((await slider.inputValue()) - share * 100) < 0.6, await slider.inputValue())).toPass();
    await page.locator("[data-action=undo]").click();
    await expect(slider).toHaveValue("57.6");
    await page.locator("[data-action=undo]").click();
    await expect(slider).toHaveValue("47.6");
    // Mouse and keyboard work as before.
    await slider.focus();
    await page.keyboard.press("ArrowRight");
    await expect(slider).not.toHaveValue("47.6");
  });
}
