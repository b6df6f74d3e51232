// Behov: the figures that depend on the age assumption, the base-year trap with its numbers, the
// presets and the LSS ceiling. Expected values are computed by hand from model.md.
import assert from "node:assert/strict";
import { expect, test } from "./fixtures.mjs";

const amounts = (page, key) => page.locator(`main [data-quantity="${key}"]`);

async function shown(page, key) {
  const [first] = await amounts(page, key).allInnerTexts();
  assert.ok(first, `nothing on the page shows ${key}`);
  return first.replace(/\s*(mnkr|tkr)$/, "");
}

test("the base-year trap: 1,33 from 2021 is 1,2385 from 2022", async ({ page, open }) => {
  await open("#/behov");
  const trap = page.locator("[data-trap]");
  for (const [key, text] of [
    ["elderly_index.2025", "1,33"],
    ["elderly_index.2022", "1,0739"],
    ["elderly_since_base.2025", "1,2385"],
  ]) {
    const [first] = await trap.locator(`[data-quantity="${key}"]`).allInnerTexts();
    assert.equal(first, text);
  }
  // 3 263,52 · (1,33 − 1,33^¾)
  assert.equal(await shown(page, "base_year_trap"), "298,7");
  await trap.locator('[data-quantity="elderly_since_base.2025"]').first().click();
  await page.locator('dialog [data-explains="elderly_since_base.2025"]').waitFor();
});

test("the presets set the elasticities, stand side by side, and one is in force", async ({ page, open }) => {
  await open("#/behov");
  const card = (id) => page.locator(`[data-preset="${id}"]`);
  const before = await shown(page, "age_weighted_cost.total.2031");
  assert.equal(await shown(page, "proportional_cost.total.2031"), "5\u00a0095");
  await expect(card("underlaget").locator("button[aria-pressed]")).toHaveAttribute("aria-pressed", "true");

  await card("aldersviktat").locator("button[aria-pressed]").click();
  await expect(card("underlaget").locator("button[aria-pressed]")).toHaveAttribute("aria-pressed", "false");
  await expect(card("aldersviktat").locator("button[aria-pressed]")).toHaveAttribute("aria-pressed", "true");
  const field = (id) => page.locator(`[data-input="${id}"] input[inputmode=decimal]`);
  await expect(field("demography.elasticity_care")).toHaveValue("0,48");
  await expect(field("demography.elasticity_health")).toHaveValue("0,20");
  // Both costs are unchanged: they are the presets' own.
  assert.equal(await shown(page, "proportional_cost.total.2031"), "5\u00a0095");
  assert.equal(await shown(page, "age_weighted_cost.total.2031"), before);
  await expect(page.locator("[data-last-move]")).toHaveInnerText(/Åldersviktat behov/);

  // A third assumption is a line of its own.
  const lines = page.locator("#antaganden .drawing");
  assert.doesNotMatch(await lines.innerHTML(), /ditt val/);
  await field("demography.elasticity_care").fill("0,7");
  await field("demography.elasticity_care").press("Enter");
  await expect.poll(() => lines.innerHTML()).toMatch(/ditt val/);
  await expect(page.locator('[data-preset] button[aria-pressed="true"]')).toHaveCount(0);
});

test("LSS: places above the ceiling and what they cost, by year", async ({ page, open }) => {
  await open("#/behov");
  // 200 · (1,021⁹ − 1) places at 25 % of 2 737 kr more a day.
  const places = 200 * (1.021 ** 9 - 1);
  const cost = (places * 365 * 2737 * 0.25) / 1e6;
  assert.equal(await shown(page, "lss_overflow.2031"), String(Math.round(places)));
  assert.equal(await shown(page, "lss_external.2031"), String(Math.round(places)));
  assert.equal(await shown(page, "lss_covered.2031"), "0");
  assert.equal(await shown(page, "lss_extra_cost.2031"), cost.toFixed(1).replace(".", ","));
});

test("no number on Behov is without its reason", async ({ page, open }) => {
  await open("#/behov");
  await page.locator('main .figure-foot button[aria-expanded="false"]').evaluateAll((all) => all.forEach((b) => b.click()));
  await expect(page.locator('main .figure-foot button[aria-expanded="false"]')).toHaveCount(0);
  await expect(page.locator("[data-unexplained]")).toHaveCount(0);
});
