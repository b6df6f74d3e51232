// Number input: what a field accepts and refuses, and what happens to half-typed text. Number
// output: what the strip and the rows state about them.
import assert from "node:assert/strict";
import { care, expect, lever, test, type } from "./fixtures.mjs";

/** Pastes into a field as a browser would. */
const paste = (field, text) =>
  field.evaluate((element, pasted) => {
    element.focus();
    element.select();
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", pasted);
    const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
    if (element.dispatchEvent(event)) document.execCommand("insertText", false, pasted);
  }, text);

test("a year with decimals is refused with a sentence, and the year stands", async ({ page, open }) => {
  await open("#/atgarder?oppna=indexation");
  await page.locator('[aria-controls="atgard-fasning"]').click();
  const start = lever(page, "indexation.start_year");
  await type(start.field, "2024,5");
  await expect(start.error).toHaveInnerText(/Skriv ett helt årtal/);
  await expect(start.range).toHaveValue("2023");
  await type(start.field, "2024");
  await start.error.waitFor({ state: "detached" });
  await expect(start.range).toHaveValue("2024");
  await page.locator('[aria-controls="atgard-antaganden"]').click();
  const years = lever(page, "indexation.years");
  await type(years.field, "2,5");
  await expect(years.error).toHaveInnerText(/Skriv ett heltal/);
});

test("a field takes numbers as they are pasted, and two of them are refused", async ({ page, open }) => {
  await open("#/");
  const { field, range, error } = care(page);
  for (const [text, value] of [
    ["\u{2009}48,5\u{202f}mnkr\u{a0}", "48.5"],
    ["\u{feff}49\u{200b},5", "49.5"],
    ["50,5\r\n", "50.5"],
  ]) {
    await paste(field, text);
    await field.press("Enter");
    await expect(range).toHaveValue(value);
  }
  await paste(field, "40\r\n41");
  await expect(error).toHaveInnerText(/två tal/);
  await field.press("Enter");
  await expect(error).toHaveInnerText(/två tal/);
  await expect(range).toHaveValue("50.5");
  await field.fill("40\u{2013}41");
  await field.press("Enter");
  await expect(error).toHaveInnerText(/två tal/);
  await expect(range).toHaveValue("50.5");
});

test("Back in the middle of a number keeps it and breaks nothing", async ({ page, open }) => {
  await open("#/om");
  await page.evaluate(() => (location.hash = "#/"));
  const { field } = care(page);
  await field.click();
  await field.press("Control+a");
  await page.keyboard.type("12");
  await page.goBack();
  await page.locator("main[data-route=om]").waitFor();
  await page.goForward();
  await expect(care(page).field).toHaveValue("12,0");
  await page.locator('[data-action="undo"]').click();
  await expect(care(page).field).toHaveValue("47,6");
});

test("what is half typed ends with the scenario it was typed in", async ({ page, open }) => {
  await open("#/");
  const { field, error } = care(page);
  await field.fill("12x");
  await field.press("Tab");
  await error.waitFor();
  // Another input changes, so that there is a step to undo, and the care requirement stays.
  await type(lever(page, "requirement.health").field, "30");
  await expect(field).toHaveValue("12x");
  await page.locator('[data-action="undo"]').click();
  await expect(field).toHaveValue("47,6");
  await error.waitFor({ state: "detached" });
});

test("a press on reset is not lost to the error that comes of leaving the field", async ({ page, open }) => {
  await open("#/");
  const { field, reset, error } = care(page);
  await type(field, "50");
  await field.fill("12x");
  await reset.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await reset.boundingBox();
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await page.mouse.up();
  await expect(field).toHaveValue("47,6");
  await error.waitFor({ state: "detached" });
});

test("a vacancy is never below zero, and says that its change reaches no further", async ({ page, open }) => {
  await open("#/boende");
  const change = lever(page, "occupancy.nursing_home.change");
  await type(change.field, "0");
  await page.evaluate(() => (location.hash = "#/kallor"));
  await page.locator("main[data-route=kallor]").waitFor();
  await page.locator('[aria-controls="p-housing-nursing-home-usable-vacancy"], [data-source="housing.nursing_home.usable_vacancy"] button').first().click();
  await type(lever(page, "housing.nursing_home.usable_vacancy").field, "1");
  await page.evaluate(() => (location.hash = "#/boende"));
  await page.locator("main[data-route=boende]").waitFor();
  await expect(change.field).toHaveValue("0,0");
  await expect(change.range).toHaveValue("0");
  await expect(change.root.locator("[data-change]")).toHaveInnerText(/−1,0\s*procentenheter.*satt till −2,4/);
});

test("two numbers typed are two steps, and undo right after Enter is the tool's", async ({ page, open }) => {
  await open("#/");
  const { field, range } = care(page);
  await type(field, "40");
  await type(field, "12");
  await expect(range).toHaveValue("12");
  await page.keyboard.press("Control+z");
  await expect(field).toHaveValue("40,0");
  await page.keyboard.press("Control+z");
  await expect(field).toHaveValue("47,6");
  await page.keyboard.press("Control+y");
  await expect(field).toHaveValue("40,0");
  // Text being typed has its own undo.
  await field.fill("4");
  await page.keyboard.press("Control+z");
  await expect(range).toHaveValue("40");
});

test("each press on the track is a step, and a run of keys is one", async ({ page, open }) => {
  await open("#/");
  const { range, field } = care(page);
  await range.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await range.boundingBox();
  const values = [];
  for (const share of [0.2, 0.6, 0.8]) {
    await page.mouse.click(x + width * share, y + height / 2);
    values.push(await field.inputValue());
  }
  assert.equal(new Set(values).size, 3, values.join(" "));
  for (let press = 0; press < 3; press += 1) await page.keyboard.press("ArrowRight");
  const undo = page.locator('[data-action="undo"]');
  for (const value of [values[2], values[1], values[0], "47,6"]) {
    await undo.click();
    await expect(field).toHaveValue(value);
  }
});

test("more than the requirement, and balance in one area only, are called what they are", async ({ page, open }) => {
  await open("#/");
  await type(care(page).field, "0");
  await type(lever(page, "requirement.health").field, "0");
  const strip = page.locator(".strip");
  // Where no requirement is set, none is called met, and no saving is more than it.
  await expect(strip.locator(".shares-legend")).toHaveInnerText(/\singet krav är satt\nlägre krav: /);
  assert.doesNotMatch(await strip.innerText(), /mer än kravet/);
  await expect(strip.locator(".answer")).toHaveInnerText("Inget krav är satt för 2023");
  await expect(strip.locator(".answer-note")).toHaveInnerText(/^Åtgärder med belopp: 1,2.mnkr\. /);
  await expect(page.locator("[data-answer]")).toHaveInnerText(/^Inget krav är satt för 2023\. Åtgärderna ger 1,2.mnkr\. /);
  await expect(page.locator("[data-last-move]")).toHaveInnerText(/^Inget krav är satt\. /);
  await expect(page.locator("[data-last-move]")).toHaveInnerText(/Krav på hälso- och sjukvården: 26,1.* → 0,0/);

  await open("#/");
  await type(care(page).field, "1,249");
  await type(lever(page, "requirement.health").field, "0");
  await expect(strip).toHaveAttribute("data-balanced", "false");
  await expect(strip.locator(".answer")).toHaveInnerText(/49\s*tkr återstår/);

  await type(care(page).field, "10");
  await page.evaluate(() => (location.hash = "#/atgarder?oppna=indexation"));
  await type(lever(page, "indexation.withheld_health").field, "5");
  await expect(strip.locator(".answer")).toHaveInnerText(/återstår i omsorgen/);
  await expect(strip.locator(".answer-note")).toHaveInnerText(/Vården har .* över; det är en annan medlems pengar/);
  assert.doesNotMatch(await strip.innerText(), /Budget i balans|I balans/);
});

test("a decided amount that is changed is one's own, also at 0", async ({ page, open }) => {
  await open("#/atgarder?oppna=vacancy_reform");
  const row = page.locator('[data-measure="vacancy_reform"]');
  await expect(row.locator(".measure-effects")).toHaveInnerText(/500\s*tkr[\s\S]*upp till/);
  for (const amount of ["200", "0"]) {
    await type(lever(page, "vacancy_reform.amount").field, amount);
    await expect(row.locator(".measure-effects")).toHaveInnerText(new RegExp(`${amount}\\s*tkr[\\s\\S]*eget antagande`));
    assert.doesNotMatch(await row.innerText(), /ej beräknad/i);
  }
  await expect(page.locator(".shares-legend")).toHaveInnerText(/0,0\s+beslutad modell/);
});

test("below a lever stands what it changes and who pays: at once of its own move, and of others' when they rest", async ({ page, open }) => {
  await open("#/boende");
  const vacancy = lever(page, "occupancy.social_psychiatry.change");
  const says = vacancy.root.locator("[data-says]");
  await expect(says).toHaveInnerText(/^Som mest 552\stkr 2023, vid 0\s%\.$/);
  await type(vacancy.field, "10");
  // 40 places, 6 percent more of them for 365 days at 1 500 kr.
  await expect(says).toHaveInnerText(/^Ger 1,3\smnkr mindre 2023 än i utgångsläget\. Betalar: KSON 1,3\smnkr\. Som mest/);
  await page.locator("[aria-controls=antaganden-socialpsykiatri]").click();
  await type(lever(page, "housing.social_psychiatry.vacancy_compensation").field, "2000");
  await expect(says).toHaveInnerText(/^Ger 1,8\smnkr mindre 2023/);
  await vacancy.reset.click();
  await expect(says).toHaveInnerText(/^Som mest 1,1\smnkr 2023, vid 0\s%\.$/);
});
