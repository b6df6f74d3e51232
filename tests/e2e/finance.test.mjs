// Läget: how the members' contributions grow, when the budget balances, results by year and what must be restored.
import assert from "node:assert/strict";
import { expect, gap, lever, test, type } from "./fixtures.mjs";

const members = (page) => page.locator("#bidrag");
const amount = (page, key) => members(page).locator(`[data-quantity="${key}"]`);

test("contributions follow the need or are raised by a fixed percentage, and one press undoes the choice", async ({ page, open }) => {
  await open("#/");
  await expect(amount(page, "remaining.2031")).toHaveInnerText(/^72,5\smnkr$/);
  // Never one bare number of a later year.
  await expect(amount(page, "remaining_low_funding.2031")).toHaveInnerText(/^390,4\smnkr$/);
  await expect(lever(page, "requirement.growth_funding").field).toBeVisible();
  await expect(page.locator('[data-input="financing.increase_care"]')).toHaveCount(0);

  await members(page).getByRole("button", { name: "Höjs med en fast procent om året" }).click();
  await expect(amount(page, "remaining.2031")).toHaveInnerText(/^1\s661,8\smnkr$/);
  await expect(lever(page, "financing.increase_care").field).toBeVisible();
  await expect(lever(page, "financing.increase_health").field).toBeVisible();
  await expect(page.locator('[data-input="requirement.growth_funding"]')).toHaveCount(0);
  // The plan year is the same either way.
  await gap(page, "72,5");

  await page.locator('[data-action="undo"]').click();
  await expect(amount(page, "remaining.2031")).toHaveInnerText(/^72,5\smnkr$/);
  await expect(lever(page, "requirement.growth_funding").field).toBeVisible();
});

test("one area's surplus covers the other's lack only where money may move", async ({ page, open }) => {
  await open("#/");
  await type(lever(page, "requirement.care").field, "0");
  // Care has 1,2 over; the 26,1 of health care are still to be found.
  await gap(page, "26,1");
  await expect(page.locator("[data-answer]")).toHaveInnerText(/i vården 2023\..*annan medlems pengar/s);
  await lever(page, "requirement.care").field.press("Tab");
  await page.locator('[data-input="financing.pooled"]').getByRole("button", { name: "Ja", exact: true }).click();
  await gap(page, "24,9");
  await expect(page.locator("[data-answer]")).toHaveInnerText(/Pengar får flyttas mellan omsorg och vård\./);
});

test("the year of balance, the missing list and what must be restored are said in words", async ({ page, open }) => {
  await open("#/");
  await expect(page.locator("[data-when]")).toHaveInnerText("När? Inget år till 2031 är i balans.");
  await expect(page.locator("[data-list-missing]")).toHaveInnerText(/Det kan finnas fler belopp än två\.$/);
  const row = page.locator("#aterstalla tbody tr", { hasText: /^2026/ });
  const cells = await row.locator("td").allInnerTexts();
  assert.deepEqual(cells, ["72,5", "212,1", "\u{2212}72,5", "0,0", "72,5", "46,4", "26,1"]);

  for (const id of ["requirement.care", "requirement.health"]) await type(lever(page, id).field, "0,5");
  await expect(page.locator("[data-when]")).toHaveInnerText("När? Inget år till 2031 är i balans.");
  await type(lever(page, "requirement.health").field, "0");
  await expect(page.locator("[data-when]")).toHaveInnerText("När? I balans från 2023.");
});

for (const [act, events] of [
  ["a held slider", ["input"]],
  ["a key", ["keydown", "input", "change"]],
]) {
  test(`a table out of sight waits at ${act}, and follows when it rests`, async ({ page, open }) => {
    await open("#/");
    const slider = lever(page, "requirement.care").range;
    const row = page.locator("#aterstalla [data-quantity='remaining.2031']");
    await expect(row).toHaveText("72,5");
    await expect(row).not.toBeInViewport();
    // Asked in the turn in which the number at the top has changed: no time may pass in between.
    const waits = await slider.evaluate(async (range, events) => {
      const [top, below] = [".strip [data-quantity='remaining.2023']", "#aterstalla [data-quantity='remaining.2031']"].map((one) =>
        document.querySelector(one),
      );
      const before = top.textContent;
      for (const name of events) {
        if (name === "input") Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(range, "40");
        range.dispatchEvent(name === "keydown" ? new KeyboardEvent(name, { bubbles: true }) : new Event(name, { bubbles: true }));
      }
      for (let turn = 0; turn < 1000 && top.textContent === before; turn += 1) await Promise.resolve();
      return [top.textContent !== before, below.textContent];
    }, events);
    expect(waits).toEqual([true, "72,5"]);
    await expect(row).toHaveText("64,9");
  });
}
