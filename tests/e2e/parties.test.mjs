// Vem påverkas?, the gap ledger on Läget and the reconciliation on Källor. Expected values are
// computed by hand from model.md.
import assert from "node:assert/strict";
import { expect, test, showYear } from "./fixtures.mjs";

const MINUS = "\u2212";
const SPACE = "\u00a0";

/** Reads a quantity's text within a part of the page: once, or the same everywhere. */
async function shown(scope, key) {
  const texts = await scope.locator(`[data-quantity="${key}"]`).allInnerTexts();
  assert.ok(texts.length > 0, `nothing shows ${key}`);
  const bare = texts.map((text) => text.replace(/\s*(mnkr|tkr|%)$/, ""));
  for (const other of bare) assert.equal(other, bare[0], key);
  return bare[0];
}

/** Waits until a part of the page shows all expected values. */
async function expectAll(scope, expected) {
  await expect(async () => {
    for (const [key, text] of Object.entries(expected)) assert.equal(await shown(scope, key), text, key);
  }).toPass();
}

/** Opens the panel with a lever, and types a value. */
async function set(page, panel, input, text) {
  const opener = page.locator(`button[aria-controls="${panel}"]`);
  if ((await opener.getAttribute("aria-expanded")) === "false") await opener.click();
  const field = page.locator(`[data-input="${input}"] input[inputmode=decimal]`);
  await field.fill(text);
  await field.press("Enter");
}

async function go(page, route, slug) {
  await page.locator(`.views a[href="${route}"]`).click();
  await page.locator(`main[data-route=${slug}]`).waitFor();
}

test("what KSON gains by both reforms is taken from Tiohundra, and the koncern keeps nothing", async ({ page, open }) => {
  await open("#/parter");
  const answer = page.locator("[data-answer]");
  await expect(answer).toHaveInnerText(/^KSON vinner 2023, Tiohundra\sAB förlorar\./);
  // From a million kronor up a sentence and a sum are in mnkr; tables keep tkr for all.
  await expect(answer).toHaveInnerText(/KSON \+1,2\smnkr, Tiohundra\sAB \u22121,2\smnkr\. .* 0\stkr\.$/);
  const sum = page.locator("dl.facts", { hasText: "Koncernen totalt" });
  await expect(sum).toHaveInnerText(/\+1,2\smnkr\s[\s\S]*\u22121,2\smnkr\s[\s\S]*0,0\smnkr\s[\s\S]*\+1,2\smnkr/);

  // Every year is the same, and stands once: as the year shown, under a heading that says which years.
  const years = page.locator("#parter-ar");
  const same = /Varje år 2023–2031 har samma belopp\./;
  for (const year of [2023, 2027]) {
    await showYear(page, year);
    await expectAll(years, {
      [`party_total.kson.${year}`]: `+1${SPACE}200`,
      [`party_total.tiohundra.${year}`]: `${MINUS}1${SPACE}200`,
      [`party_total.group.${year}`]: "0",
      [`party_transfer.kson.${year}`]: `+1${SPACE}200`,
      [`party_total.norrtalje.${year}`]: "0",
      [`party_total.region.${year}`]: "0",
      [`party_total.external.${year}`]: "0",
    });
    assert.deepEqual(await years.locator("thead th").allInnerTexts(), ["Part", "2023–2031"]);
    for (const part of ["#parter-ar", "#medlemmar", "#aktiekapital"]) {
      await expect(page.locator(`${part} [data-same-years]`)).toHaveInnerText(same);
    }
    assert.deepEqual(await page.locator(":is(#medlemmar, #aktiekapital) tbody th").allInnerTexts(), ["2023–2031", "2023–2031"]);
  }
  await showYear(page, 2023);
  // Both parties: the mark is text, not colour.
  await expect(years.getByText("⇄", { exact: true })).toHaveCount(2);

  const measures = page.locator("#parter-atgarder");
  await expect(measures.locator("h2")).toHaveInnerText("Det är två åtgärder som påverkar någon part 2023");
  assert.deepEqual(await measures.locator("tbody .chip").allInnerTexts(), ["överföring", "överföring"]);
  await expectAll(measures, { "transfer.vacancy_reform.2023": "+500", "transfer.negligence_clause.2023": "+700" });

  // 47,6 − 1,2 and 26,1; −1,2 of 17,3.
  await expectAll(page.locator("#medlemmar"), {
    "member_gap.norrtalje.2023": "46,4",
    "member_gap.region.2023": "26,1",
    "remaining.2023": "72,5",
  });
  await expect(page.locator("#medlemmar")).toHaveInnerText(/Antagande/);
  await expectAll(page.locator("#aktiekapital"), { "share_capital": "17,3", "tiohundra_capital_share.2023": `${MINUS}6,9` });
});

/** Changes an input where Källor lists it. */
async function setInSources(page, input, text) {
  const row = page.locator(`[data-source="${input}"]`);
  await row.getByRole("button", { name: /^Visa och ändra/ }).click();
  const field = row.locator("input[inputmode=decimal]");
  await field.fill(text);
  await field.press("Enter");
}

test("the region is a party of its own, and a gain that no contract takes home stays at the providers", async ({ page, open }) => {
  await open("#/kallor");
  await setInSources(page, "discharge.external_days", "200");
  await setInSources(page, "reablement.hours_reduction", "5");
  await setInSources(page, "reablement.contracted", "40");
  await go(page, "#/parter", "parter");
  // Of 5 % of 211 mnkr KSON has 40 %; of the rest Tiohundra has 80 %, and pays 0,5 and 0,7 for the reforms.
  await expectAll(page.locator("#parter-atgarder"), {
    "party_effect.reablement.kson.2023": `+4${SPACE}220`,
    "party_effect.reablement.tiohundra.2023": `+5${SPACE}064`,
    "party_effect.reablement.external.2023": `+1${SPACE}266`,
    "provider_gain_kept.reablement.2023": "+6,3",
  });
  await page.locator('[data-kept] [data-quantity="provider_gain_kept.reablement.2023"]').click();
  await page.locator('dialog[open] [data-explains="provider_gain_kept.reablement.2023"]').waitFor();
  await page.keyboard.press("Escape");
  // Days at the hospital end in 2024: 200 at 10 500 kr.
  await showYear(page, 2024);
  await expectAll(page.locator("#externa"), { "party_total.region.2024": `${MINUS}2,1`, "party_total.norrtalje.2024": "0" });
  await expectAll(page.locator("#parter-atgarder"), { "party_effect.discharge.region.2024": `${MINUS}2${SPACE}100` });
  await page.locator('#parter button[aria-controls="parter-tabell"]').click();
  await expect(page.locator("#parter-tabell tbody th", { hasText: "Region Stockholm" })).toHaveCount(1);
  await expect(page.locator("[data-unexplained]")).toHaveCount(0);
});

test("with half of the places, Tiohundra bears half, others half, and half stays in the koncern", async ({ page, open }) => {
  await open("#/boende");
  await set(page, "antaganden-alla", "housing.tiohundra_share", "50");
  await go(page, "#/parter", "parter");
  await expectAll(page.locator("#parter-ar"), {
    "party_total.kson.2023": `+1${SPACE}200`,
    "party_total.tiohundra.2023": `${MINUS}600`,
    "party_total.group.2023": "+600",
    "party_transfer.kson.2023": "+600",
    "party_total.external.2023": `${MINUS}600`,
  });
  await expect(page.locator("#parter h2")).toHaveInnerText(`Av KSON:s 1,2${SPACE}mnkr stannar 600${SPACE}tkr i koncernen`);
  await page.locator('#parter button[aria-controls="parter-tabell"]').click();
  await expectAll(page.locator("#parter-tabell"), {
    "party_transfer.kson.2023": "+600",
    "party_rest.kson.2023": "+600",
    "party_transfer.tiohundra.2023": `${MINUS}600`,
    "party_rest.tiohundra.2023": "0",
    "party_rest.group.2023": "+600",
    "party_rest.external.2023": `${MINUS}600`,
  });
  const marks = await page.locator("#parter-atgarder tbody .chip").allInnerTexts();
  assert.deepEqual(marks, ["delvis överföring", "delvis överföring"]);
});

test("years that differ stand each for itself, all of them", async ({ page, open }) => {
  await open("#/boende");
  await set(page, "fasning-forsumlighet", "negligence_clause.start_year", "2026");
  await go(page, "#/parter", "parter");
  const years = page.locator("#parter-ar");
  const all = Array.from({ length: 9 }, (_, at) => String(2023 + at));
  await expect(years.locator("thead th")).toHaveCount(10);
  assert.deepEqual((await years.locator("thead th").allInnerTexts()).slice(1), all);
  for (const year of all) {
    const both = Number(year) >= 2026;
    await expectAll(years, {
      [`party_total.kson.${year}`]: both ? `+1${SPACE}200` : "+500",
      [`party_total.tiohundra.${year}`]: both ? `${MINUS}1${SPACE}200` : `${MINUS}500`,
      [`party_total.group.${year}`]: "0",
    });
    await expectAll(page.locator("#medlemmar"), { [`member_gap.norrtalje.${year}`]: both ? "46,4" : "47,1", [`member_gap.region.${year}`]: "26,1" });
    await expectAll(page.locator("#aktiekapital"), { [`party_total.tiohundra.${year}`]: both ? `${MINUS}1${SPACE}200` : `${MINUS}500` });
  }
  await expect(years.getByText("⇄", { exact: true })).toHaveCount(18);
  await expect(page.locator("[data-same-years]")).toHaveCount(0);
});

test("the year is chosen once for figure, measures and members, by keyboard too", async ({ page, open }) => {
  await open("#/boende");
  await set(page, "fasning-forsumlighet", "negligence_clause.start_year", "2025");
  await go(page, "#/parter", "parter");
  await expect(page.locator("#parter-atgarder h2")).toHaveInnerText("En åtgärd påverkar någon part 2023");
  await page.locator('.years-bars input[value="2023"]').focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await page.locator("#parter-atgarder h2").getByText("Det är två åtgärder som påverkar någon part 2025").waitFor();
  await expect(page.locator("#parter figcaption p")).toHaveInnerText(/2025/);
  await expect(page.locator("#medlemmar tr[data-chosen] th")).toHaveInnerText("2025");
  await expect(page.locator("[data-answer]")).toHaveInnerText(/2025/);
});

test("every number of the view explains itself when pressed", async ({ page, open }) => {
  await open("#/parter");
  for (const key of [
    "party_transfer.kson.2023",
    "member_gap.region.2023",
    "member_raise.norrtalje.2023",
    "tiohundra_capital_share.2023",
    "share_capital",
  ]) {
    await page.locator(`main [data-quantity="${key}"]`).first().click();
    await page.locator(`dialog[open] [data-explains="${key}"]`).waitFor();
    await page.keyboard.press("Escape");
    await page.locator("dialog[open]").waitFor({ state: "detached" });
  }
  // A number in a table without a quantity would be marked.
  const closed = page.locator('main figure button[aria-expanded="false"]');
  await closed.evaluateAll((buttons) => buttons.forEach((button) => button.click()));
  await page.locator("#parter-tabell table").waitFor();
  await expect(page.locator("[data-unexplained]")).toHaveCount(0);
});

test("Tomma platser splits the parties the same way and sums all measures", async ({ page, open }) => {
  await open("#/boende");
  await page.locator('#parter button[aria-controls="parter-tabell"]').click();
  await expectAll(page.locator("#parter-tabell"), {
    "party_transfer.kson.2023": `+1${SPACE}200`,
    "party_rest.kson.2023": "0",
    "party_transfer.tiohundra.2023": `${MINUS}1${SPACE}200`,
  });
  await expectAll(page.locator("main"), { "party_total.kson.2023": `+1${SPACE}200` });
  // The other measures have no amount, nor have fewer empty places: that is not zero.
  await expect(page.locator('main [data-quantity="beyond_housing.kson.2023"]')).toHaveCount(0);
  const cells = page.locator("main tr", { has: page.getByText("Övriga åtgärder", { exact: true }) }).locator("td");
  assert.deepEqual(await cells.allInnerTexts(), Array(4).fill("ej beräknad"));
});

test("the gap ledger: identified, scheduled and taken home, and what waiting costs", async ({ page, open }) => {
  await open("#/");
  const ledger = page.locator("#liggare");
  await expectAll(ledger, {
    "requirement.total.2023": "73,7",
    // The three stages are equal, and stand as one column.
    "evidence_saving.decided.total.2023": "0,5",
    "evidence_saving.possible.total.2023": "0,7",
    "evidence_saving.own.total.2023": "0,0",
    "gap.total.2023": "72,5",
    "one_off.2023": "0,0",
    // 1,2 and 72,5 mnkr in twelve.
    "delay_month": "100",
    "gap_month.2023": "6,0",
  });
  await expect(ledger.locator("thead th")).toHaveCount(2);

  await go(page, "#/boende", "boende");
  await set(page, "fasning-forsumlighet", "negligence_clause.start_year", "2025");
  await set(page, "fasning-reform", "vacancy_reform.realisation", "50");
  await go(page, "#/", "laget");
  await expectAll(ledger, {
    "identified.decided.2023": "0,5",
    "scheduled.possible.2023": "0,0",
    "gap_after_identified.2023": "72,5",
    "gap_after_scheduled.2023": "73,2",
    "gap.total.2023": "73,5",
    "not_scheduled.2023": "0,7",
    "not_taken_home.2023": "0,3",
    // Half of 0,5 and all of 0,7 in twelve.
    "delay_month": "79",
  });
  await showYear(page, 2025);
  await expectAll(ledger, { "not_scheduled.2025": "0,0", "gap.total.2025": "72,8", "gap_month.2025": "6,1" });
});

test("the gap ledger fits a phone without scrolling sideways in itself", async ({ page, open }) => {
  await open("#/", { width: 320 });
  const room = await page.locator("#liggare .table-wrap").evaluate((wrap) => wrap.scrollWidth - wrap.clientWidth);
  assert.equal(room, 0);
});

test("Källor tells what the documents say besides, what is missing, and what the new calculation changed", async ({ page, open }) => {
  await open("#/kallor");
  await expect(page.locator("#fakta")).toHaveInnerText(/Helseplan Consulting Group\sAB/);
  await expect(page.locator("#fakta dt")).toHaveCount(8);
  await expect(page.locator("#saknas")).toHaveInnerText(/förteckning/);
  await expect(page.locator("#ny-berakning")).toHaveInnerText(/Från 1,86\s% per år till 2,10\s% per år\. Det tidigare talet/);
  // An address is text: the page makes no request to anyone.
  await expect(page.locator('main a[href^="http"]')).toHaveCount(0);
});

test("the reconciliation: sums, rounding band and what is changed", async ({ page, open }) => {
  await open("#/kallor");
  const card = page.locator("#avstamning");
  await expect(card.locator("h2")).toHaveInnerText("Därför kan talen skilja sig från årsredovisningen");
  await expectAll(card, {
    "requirement.care.2023": "47,6",
    "requirement.health.2023": "26,1",
    "requirement.total.2023": "73,7",
    "case_management_cost": "40,9",
    "other_administration": "37,1",
    "administration_cost": "78,0",
    "stated_share": "2,5",
    "implied_total.stated": `3${SPACE}120`,
    "implied_total.low": `3${SPACE}057`,
    "implied_total.high": `3${SPACE}186`,
    "documented_saving": "1,2",
    "documented_share": "1,6",
    "reference_cost_current.total.2022": `3${SPACE}120`,
    "reference_cost.total.2022": `3${SPACE}264`,
  });
  assert.doesNotMatch(await card.innerText(), /Du har ändrat/);
  await card.locator('[data-quantity="implied_total.low"]').click();
  await page.locator('dialog[open] [data-explains="implied_total.low"]').waitFor();
  await page.keyboard.press("Escape");

  await go(page, "#/", "laget");
  const care = page.locator('[data-input="requirement.care"] input[inputmode=decimal]');
  await care.fill("50");
  await care.press("Enter");
  await go(page, "#/kallor", "kallor");
  await expectAll(card, { "requirement.care.2023": "50,0", "requirement.total.2023": "76,1", "documented_saving": "1,2" });
  await expect(card).toHaveInnerText(/Du har ändrat/);
});
