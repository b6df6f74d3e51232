// The strip's bar: the parts of the requirement, told apart by fill as in the figures.
import assert from "node:assert/strict";
import { expect, test } from "./fixtures.mjs";

/** Lists the visible pieces: their kind and width. */
const pieces = (page) =>
  page.locator(".shares-bar > i:not([hidden])").evaluateAll((all) =>
    all.map((one) => ({ kind: one.dataset.evidence, width: one.getBoundingClientRect().width })),
  );

async function change(page, input, text) {
  const field = page.locator(`main [data-input="${input}"] input[inputmode=decimal]`);
  await field.fill(text);
  await field.press("Enter");
}

test("status is told by fill, every piece can be seen, and what is over is not drawn as missing", async ({ page, open }) => {
  const kinds = (expected) =>
    expect.poll(async () => (await pieces(page)).map(({ kind }) => kind)).toStrictEqual(expected);
  await open("#/");
  await kinds(["decided", "possible", "none"]);
  const shown = await pieces(page);
  for (const { kind, width } of shown) assert.ok(width >= 6, `${kind} is ${width} px`);
  const all = shown.reduce((sum, { width }) => sum + width, 0);
  assert.ok(shown[2].width / all > 0.9, "72,5 of 73,7");
  const swatches = page.locator(".shares-legend li > i");
  const keyed = () => swatches.evaluateAll((every) => every.map((one) => one.dataset.evidence));
  assert.deepEqual(await keyed(), ["decided", "possible", "own", "none"]);
  const looks = await swatches.evaluateAll((every) =>
    every.map((one) => [getComputedStyle(one).backgroundColor, getComputedStyle(one).backgroundImage, getComputedStyle(one).borderTopWidth].join()),
  );
  assert.equal(new Set(looks).size, looks.length, looks.join("\n"));

  await change(page, "requirement.care", "0,5");
  await change(page, "requirement.health", "0");
  await kinds(["decided", "possible", "lower", "over"]);
  assert.deepEqual(await keyed(), ["decided", "possible", "own", "over", "lower"]);
  // The mark is at the requirement: at 0,5 of 1,2, with 73,2 that the members pay beside it.
  const [bar, mark] = await page.evaluate(() =>
    [".shares-bar", '.shares-bar > [data-evidence="over"]'].map((one) => {
      const { left, width } = document.querySelector(one).getBoundingClientRect();
      return { left, width };
    }),
  );
  const at = (mark.left + mark.width / 2 - bar.left) / bar.width;
  assert.ok(Math.abs(at - 0.5 / (1.2 + 73.2)) < 0.01, `${at}`);
});
