// What holds on a phone with text at twice its size, whoever sets it.
import assert from "node:assert/strict";

export const PHONE = { width: 390, height: 844 };

/** Lists the texts of header, strip and bar that meet another, or stand outside the window or their own part of the page. */
const collisions = (page) =>
  page.evaluate(() => {
    const found = [];
    const boxes = [];
    for (const part of document.querySelectorAll(".top .page > :not(.more), .strip, .shortcuts")) {
      const texts = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
      const range = document.createRange();
      for (let node = texts.nextNode(); node; node = texts.nextNode()) {
        const parent = node.parentElement;
        const { width, height } = parent.getBoundingClientRect();
        if (!node.data.trim() || width <= 1 || height <= 1 || !parent.checkVisibility({ visibilityProperty: true })) continue;
        if (parent.closest("select, svg, .more")) continue;
        range.selectNodeContents(node);
        for (const { left, right, top, bottom } of range.getClientRects()) {
          const box = { left, right, top, bottom, text: node.data.trim(), part };
          if (left < -1 || right > innerWidth + 1) found.push(`${box.text} is outside the window: ${left}–${right}`);
          const own = part.getBoundingClientRect();
          if (part.matches(".strip") && bottom > own.bottom + 1) found.push(`${box.text} is below the strip`);
          boxes.push(box);
        }
      }
    }
    for (const [at, one] of boxes.entries()) {
      for (const other of boxes.slice(at + 1)) {
        const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
        // Lines of one text may touch.
        const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
        if (one.text !== other.text && wide > 2 && high > 6) found.push(`${one.text} meets ${other.text}`);
      }
    }
    return found;
  });

/** Expects a phone's header, strip and bar to be readable, and the strip to leave the page in sight when it is scrolled. */
export async function fitsPhone(page, route) {
  assert.deepEqual(await collisions(page), [], route);
  await page.evaluate(() => scrollTo(0, 900));
  const { strip, bar } = await page.evaluate(() => ({
    strip: document.querySelector(".strip").getBoundingClientRect().bottom,
    bar: document.querySelector(".shortcuts").getBoundingClientRect().top,
  }));
  assert.ok(strip <= 0, `${route}: the strip ends at ${strip} of ${PHONE.height} px, the bar begins at ${bar}`);
  // The bar stays at the lower edge, or has gone with the header.
  assert.ok(bar <= 0 || bar >= PHONE.height * 0.8, `${route}: the bar begins at ${bar}`);
  await page.evaluate(() => scrollTo(0, 0));
}
