// The walk-through of the intended user, on the documents' own figures. Expected values are
// computed by hand from model.md, not copied from the page.
import assert from "node:assert/strict";
import { care, expect, holdTimers, lever, ready, test } from "./fixtures.mjs";

/** Reads a quantity's text on the page, which must be the same in every place but below a home's levers: an amount of a million or more is in mnkr there. */
async function shown(page, key) {
  const texts = await page.locator(`[data-quantity="${key}"]:not([data-costs] *)`).allInnerTexts();
  assert.ok(texts.length > 0, `nothing on the page shows ${key}`);
  const [first, ...others] = texts.map((text) => text.replace(/\s*(mnkr|tkr)$/, ""));
  for (const other of others) assert.equal(other, first, key);
  return first;
}

/** Waits until the page shows all expected values. */
const shows = (page, expected) =>
  expect(async () => {
    for (const [key, text] of Object.entries(expected)) assert.equal(await shown(page, key), text, key);
  }).toPass();

const GAP = "remaining.2023";

test("72,5 of 73,7 mnkr are still to be found", async ({ page, open }) => {
  await open("#/");
  assert.equal(await shown(page, GAP), "72,5");
  assert.equal(await shown(page, "requirement.total.2023"), "73,7");
  await expect(page.locator("[data-answer]")).toHaveInnerText(/72,5/);
});

const WAYS = {
  "by mouse": async (page, { range }) => {
    await range.scrollIntoViewIfNeeded();
    const { x, y, width, height } = await range.boundingBox();
    const at = (share) => x + width * share;
    await page.mouse.move(at(0.476), y + height / 2);
    await page.mouse.down();
    await page.mouse.move(at(0.49), y + height / 2, { steps: 4 });
    await page.mouse.move(at(0.5), y + height / 2, { steps: 4 });
    await page.mouse.up();
  },
  "by keys": async (page, { range }) => {
    await range.focus();
    for (let press = 0; press < 24; press += 1) await page.keyboard.press("ArrowRight");
  },
  "by typing": async (page, { field }) => {
    await field.fill("50,0");
    await field.press("Enter");
  },
};

for (const [way, move] of Object.entries(WAYS)) {
  test(`the care requirement to 50 ${way}, found again after a reload, and reset`, async ({ page, open }) => {
    await open("#/");
    const requirement = care(page);
    await expect(requirement.field).toHaveValue("47,6");
    await move(page, requirement);
    const moved = async () => {
      await expect(requirement.field).toHaveValue("50,0");
      await expect(requirement.range).toHaveValue("50");
      await shows(page, { [GAP]: "74,9", "requirement.total.2023": "76,1" });
    };
    await moved();
    await expect(page.locator("[data-last-move]")).toHaveInnerText(/Det återstår 2,4\s*mnkr mer\. Krav på omsorgen: 47,6.* → 50,0/);

    await page.reload();
    await ready(page);
    await moved();

    await requirement.reset.click();
    await expect(requirement.field).toHaveValue("47,6");
    await shows(page, { [GAP]: "72,5" });
    assert.ok(await requirement.root.evaluate((root) => root.contains(document.activeElement)), "focus stays with the lever");
  });
}

test("a text that is no number, or out of range, is refused beside the field and changes nothing", async ({ page, open }) => {
  await open("#/");
  const requirement = care(page);
  for (const [text, why] of [
    ["femtio", /inget tal/],
    ["101", /från 0 till 100/],
    ["−5", /från 0 till 100/],
    ["", /Skriv ett tal/],
  ]) {
    await requirement.field.fill(text);
    await requirement.field.press("Enter");
    await expect(requirement.error).toHaveInnerText(why);
    await expect(requirement.field).toHaveAttribute("aria-invalid", "true");
    assert.equal(await shown(page, GAP), "72,5");
    await expect(requirement.range).toHaveValue("47.6");
  }
  await requirement.field.fill("48.6");
  await requirement.field.press("Enter");
  await expect(requirement.error).toHaveCount(0);
  await shows(page, { [GAP]: "73,5" });
});

test("vacancy in social psychiatry to 12 %: days, compensation and parties", async ({ page, open }) => {
  await open("#/boende");
  const home = "social_psychiatry.2023";
  // 40 places, 4 % usable and 4 % unfit vacancy, 1 500 kr a day.
  assert.equal(await shown(page, `vacant_days.${home}`), "1\u00a0168");
  assert.equal(await shown(page, `compensation.${home}`), "1\u00a0752");

  const vacancy = lever(page, "occupancy.social_psychiatry.change");
  await expect(vacancy.field).toHaveValue("4,0");
  await vacancy.field.fill("12");
  await vacancy.field.press("Enter");

  // 40·(0,12+0,04)·365 days; 1 168 more of them at 1 500 kr; Tiohundra avoids 30 % of its cost.
  await shows(page, {
    [`vacant_days.${home}`]: "2\u00a0336",
    [`compensation.${home}`]: "3\u00a0504",
    "party_effect.occupancy.kson.2023": "\u22121\u00a0752",
    "party_effect.occupancy.tiohundra.2023": "+1\u00a0226",
    "party_effect.occupancy.group.2023": "\u2212526",
    // The two reforms give KSON 1 200 tkr and take them from Tiohundra.
    "party_total.kson.2023": "\u2212552",
    "party_total.tiohundra.2023": "+26",
    "party_total.group.2023": "\u2212526",
    [GAP]: "74,3",
  });

  await page.locator('.views a[href="#/"]').first().click();
  await page.locator("main[data-route=laget]").waitFor();
  await shows(page, { [GAP]: "74,3" });
});

test("the live region is silent during a drag and speaks once after it", async ({ page, open }) => {
  await open("#/");
  await page.evaluate(() => {
    window.spoken = [];
    new MutationObserver(() => window.spoken.push(document.querySelector("[data-live]").textContent)).observe(
      document.querySelector("[data-live]"),
      { childList: true, characterData: true, subtree: true },
    );
  });
  const requirement = care(page);
  await requirement.range.focus();
  // However slow the machine is, the drag is one move.
  const letGo = await holdTimers(page);
  for (let press = 0; press < 10; press += 1) await page.keyboard.press("ArrowRight");
  await expect(requirement.field).toHaveValue("48,6");
  assert.deepEqual(await page.evaluate(() => window.spoken), []);
  await letGo();
  await page.waitForFunction(() => window.spoken.length > 0);
  assert.deepEqual(await page.evaluate(() => window.spoken), ["Det återstår att hitta 73,5\u00a0miljoner kronor 2023."]);
});
