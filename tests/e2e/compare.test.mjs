// The comparison on Scenarier: each scenario's outcome, the difference from a chosen base, the
// inputs that differ, and a fifth scenario that is refused. Expected values are computed by hand.
import assert from "node:assert/strict";
import { WIDTHS, axeInBoth, clickInHeader, expect, lever, noSidewaysScroll, saveAs, showYear, test, turn, type } from "./fixtures.mjs";

const MINUS = "\u2212";
const SPACE = "\u00a0";
const WORKING = "Det du arbetar med nu";

async function go(page, route, slug) {
  await clickInHeader(page, `.views a[href="${route}"]`);
  await page.locator(`main[data-route=${slug}]`).waitFor();
}

/** Switches the negligence clause on or off. */
async function toggleClause(page) {
  await go(page, "#/atgarder", "atgarder");
  await page.locator('[data-measure="negligence_clause"]').first().getByRole("switch").click();
  await go(page, "#/", "laget");
}

/** Makes "Krav 50", "Utan klausul" and the underlag as the working copy, on Scenarier. */
async function threeScenarios(page) {
  await type(lever(page, "requirement.care").field, "50");
  await saveAs(page, "Krav 50");
  await type(lever(page, "requirement.care").field, "47,6");
  await type(lever(page, "requirement.health").field, "26,14");
  await toggleClause(page);
  await saveAs(page, "Utan klausul");
  await toggleClause(page);
  await type(lever(page, "requirement.health").field, "26,1");
  await go(page, "#/scenarier", "scenarier");
}

const box = (page, name) => page.locator("#jamfor .compare-choose").getByLabel(name, { exact: true });

const numbers = (page, card, row) => page.locator(`#jamfor-${card} tr[data-row="${row}"] [data-value]`).allTextContents();

/** Reads the differences shown under the numbers; the base has none. */
async function changes(page, card, row) {
  const texts = await page.locator(`#jamfor-${card} tr[data-row="${row}"] [data-change]`).allTextContents();
  return texts.map((text) => text.replace("skillnad ", ""));
}

/** Waits until these scenarios are compared, the base first. */
const beside = (page, ...names) =>
  expect(async () => {
    const heads = await page.locator("#jamfor-resultat thead th").allTextContents();
    assert.deepEqual(heads, ["Belopp", ...names.map((name, at) => (at === 0 ? `${name}jämförelsebas` : name))]);
  }).toPass();

const differing = (page) => page.locator("#jamfor-reglage tbody tr").evaluateAll((rows) => rows.map((row) => row.dataset.row).sort());

for (const width of WIDTHS) {
  test(`three scenarios beside each other at ${width} px in light and dark`, async ({ page, open }) => {
    await open("#/", { width });
    await type(lever(page, "requirement.care").field, "50");
    await saveAs(page, "Krav 50");
    await type(lever(page, "requirement.care").field, "40");
    await saveAs(page, "Ettmycketlångtordsomintekanbrytasochändåskafåplats");
    await go(page, "#/scenarier", "scenarier");
    for (const input of await page.locator("#jamfor .compare-choose input").all()) await input.check();
    await page.locator("#jamfor-reglage table").waitFor();
    await noSidewaysScroll(page);
    await axeInBoth(page);
    await page.locator("#jamfor-reglage").getByRole("switch").click();
    await page.locator('#jamfor-ar button[aria-controls="jamfor-ar-tabell"]').click();
    await page.locator("#jamfor-ar-tabell table").waitFor();
    await noSidewaysScroll(page);
    await axeInBoth(page);
    await expect(page.locator("main [data-unexplained]")).toHaveCount(0);
  });
}

test("with nothing saved, and with one chosen, it says what to do", async ({ page, open }) => {
  await open("#/scenarier");
  const hint = page.locator("#jamfor [data-compare-hint]");
  await expect(hint).toHaveInnerText(/^Spara ett scenario under ett namn/);
  assert.ok(await box(page, WORKING).isChecked());
  await saveAs(page, "Underlaget");
  await expect(hint).toHaveInnerText("Välj ett scenario till, så visas de bredvid varandra.");
  await box(page, WORKING).uncheck();
  await expect(hint).toHaveInnerText("Välj två scenarier, så visas de bredvid varandra.");
  await expect(page.locator("#jamfor table")).toHaveCount(0);
});

test("each scenario has its own figures, and the difference to the base under them", async ({ page, open }) => {
  await open("#/");
  await threeScenarios(page);
  await box(page, "Krav 50").check();
  await box(page, "Utan klausul").check();
  await beside(page, WORKING, "Krav 50", "Utan klausul");
  // 47,6 + 26,1; 50 + 26,1; 47,6 + 26,14. Less 0,5 + 0,7, and in the last 0,5 alone.
  for (const [row, values, differences] of [
    ["requirement.total.2023", ["73,7", "76,1", "73,7"], ["+2,4", "0,0"]],
    ["saving.total.2023", ["1,2", "1,2", "0,5"], ["0,0", `${MINUS}0,7`]],
    ["remaining.2023", ["72,5", "74,9", "73,2"], ["+2,4", "+0,7"]],
    ["gap.care.2023", ["46,4", "48,8", "47,1"], ["+2,4", "+0,7"]],
    ["gap.health.2023", ["26,1", "26,1", "26,1"], ["0,0", "0,0"]],
    ["one_off.2023", ["0,0", "0,0", "0,0"], ["0,0", "0,0"]],
  ]) {
    assert.deepEqual(await numbers(page, "resultat", row), values, row);
    assert.deepEqual(await changes(page, "resultat", row), differences, row);
  }
  // A higher requirement is higher by the same amount every year.
  assert.deepEqual(await changes(page, "resultat", "remaining.2031"), ["+2,4", "+0,7"]);
  for (const [row, values, differences] of [
    ["party_total.kson.2023", [`+1${SPACE}200`, `+1${SPACE}200`, "+500"], ["0", `${MINUS}700`]],
    ["party_total.tiohundra.2023", [`${MINUS}1${SPACE}200`, `${MINUS}1${SPACE}200`, `${MINUS}500`], ["0", "+700"]],
    ["party_total.group.2023", ["0", "0", "0"], ["0", "0"]],
    ["party_total.norrtalje.2023", ["0", "0", "0"], ["0", "0"]],
    ["party_total.region.2023", ["0", "0", "0"], ["0", "0"]],
    ["party_total.external.2023", ["0", "0", "0"], ["0", "0"]],
  ]) {
    assert.deepEqual(await numbers(page, "parter", row), values, row);
    assert.deepEqual(await changes(page, "parter", row), differences, row);
  }

  // The open scenario's numbers are buttons; the others are marked as the other scenarios'.
  const row = page.locator('#jamfor-resultat tr[data-row="remaining.2023"]');
  await expect(row.locator("td[data-stated]")).toHaveCount(2);
  await row.locator('[data-quantity="remaining.2023"]').click();
  await page.locator('dialog[open] [data-explains="remaining.2023"]').waitFor();
  await page.keyboard.press("Escape");
  await page.locator("dialog[open]").waitFor({ state: "detached" });

  await page.locator("#jamfor").getByLabel("Skillnad mot").selectOption({ label: "Krav 50" });
  await page.locator("#jamfor-resultat thead th", { hasText: "Krav 50jämförelsebas" }).waitFor();
  // 72,5 − 74,9 and 73,24 − 74,9.
  assert.deepEqual(await changes(page, "resultat", "remaining.2023"), [`${MINUS}2,4`, `${MINUS}1,7`]);
  await expect(page.locator("#jamfor-resultat")).toHaveInnerText(/skillnaden mot ”Krav 50”/);
});

test("the years stand in one figure with a line for each, and the numbers are the scenarios' own", async ({ page, open }) => {
  await open("#/");
  await threeScenarios(page);
  await box(page, "Krav 50").check();
  await box(page, "Utan klausul").check();
  await beside(page, WORKING, "Krav 50", "Utan klausul");
  const figure = page.locator("#jamfor-ar");
  await expect(figure.locator("h2")).toHaveInnerText(/^Minst återstår 2031 i ”Det du arbetar med nu”: /);
  await figure.locator(".drawing svg").waitFor();
  await figure.locator('button[aria-controls="jamfor-ar-tabell"]').click();
  const table = figure.locator("#jamfor-ar-tabell table");
  await table.waitFor();
  assert.deepEqual(await table.locator("thead th").allInnerTexts(), ["År", WORKING, "Krav 50", "Utan klausul"]);
  await expect(table.locator("tbody tr")).toHaveCount(9);
  assert.deepEqual(await table.locator("tbody tr").first().locator("td").allInnerTexts(), ["72,5", "74,9", "73,2"]);
  await expect(table.locator("td:not([data-stated])")).toHaveCount(0);
});

test("every input that differs is listed, and the insignificant can be left out", async ({ page, open }) => {
  await open("#/");
  await threeScenarios(page);
  await box(page, "Krav 50").check();
  await box(page, "Utan klausul").check();
  await beside(page, WORKING, "Krav 50", "Utan klausul");
  const card = page.locator("#jamfor-reglage");
  assert.deepEqual(await differing(page), ["negligence_clause.on", "requirement.care", "requirement.health"]);
  await expect(card).toHaveInnerText(/Det är tre reglage som skiljer sig åt\./);
  const health = card.locator('tr[data-row="requirement.health"] td');
  assert.deepEqual(await health.allInnerTexts(), ["26,1", "26,1", "26,14"].map((text) => `${text}${SPACE}mnkr`));
  assert.deepEqual(await card.locator('tr[data-row="negligence_clause.on"] td').allInnerTexts(), ["ja", "ja", "nej"]);

  // 0,04 mnkr in one area.
  const toggle = card.getByRole("switch");
  await toggle.click();
  await expect(toggle).toHaveAttribute("aria-checked", "true");
  assert.deepEqual(await differing(page), ["negligence_clause.on", "requirement.care"]);
  await expect(card).toHaveInnerText(/Det är tre reglage som skiljer sig åt, ett av dem visas inte\./);
  await expect(card.locator("[data-together]")).toHaveCount(0);
  await toggle.click();
  await expect.poll(async () => (await differing(page)).length).toBe(3);
});

test("a fifth is refused with a sentence, and fits when another leaves", async ({ page, open }) => {
  await open("#/");
  for (const name of ["A", "B", "C", "D"]) {
    await saveAs(page, name);
  }
  await go(page, "#/scenarier", "scenarier");
  for (const name of ["A", "B", "C"]) await box(page, name).check();
  await beside(page, WORKING, "A", "B", "C");
  // Four equal scenarios: no input differs, and all have the same gap.
  await expect(page.locator("#jamfor-reglage")).toHaveInnerText(/Alla reglage står lika\./);
  await expect(page.locator("#jamfor-ar h2")).toHaveInnerText(/^Lika mycket återstår i alla scenarier 2031: /);

  const alert = page.locator("#jamfor [data-error]");
  await box(page, "D").click();
  await expect(alert).toHaveInnerText(/^Fyra scenarier får plats/);
  assert.equal(await box(page, "D").isChecked(), false);
  await expect(page.locator("#jamfor-resultat thead th")).toHaveCount(5);

  await box(page, WORKING).uncheck();
  await expect(alert).toHaveCount(0);
  await box(page, "D").check();
  await beside(page, "A", "B", "C", "D");
});

test("a link is set beside one's own, kept and undone as any other, and a bad one says what is wrong", async ({ page, open }) => {
  await open("#/");
  await type(lever(page, "requirement.care").field, "50");
  await page.locator('.strip [data-quantity="remaining.2023"]', { hasText: "74,9" }).first().waitFor();
  await page.getByRole("button", { name: "Dela" }).click();
  const link = await page.locator("dialog[open]").getByLabel("Länk till scenariot").inputValue();
  await page.keyboard.press("Escape");
  await type(lever(page, "requirement.care").field, "47,6");
  await go(page, "#/scenarier", "scenarier");
  const field = page.getByLabel("Jämför med en länk som du har fått");
  const add = page.getByRole("button", { name: "Lägg bredvid" });
  await field.fill(link.slice(0, -9));
  await add.click();
  await page.locator("#jamfor [data-error]").filter({ hasText: /länken/i }).waitFor();
  await expect(field, "what was pasted stays").toHaveValue(link.slice(0, -9));
  await field.fill(link);
  await add.click();
  await page.locator('#jamfor [data-row="requirement.care"]').waitFor();
  await expect(page.locator('#jamfor [data-row="requirement.care"]')).toHaveInnerText(/47,6\s*mnkr[\s\S]*50,0\s*mnkr/);
  await expect(field).toHaveValue("");
  await page.keyboard.press("Control+z");
  await page.locator('#jamfor [data-row="requirement.care"]').waitFor({ state: "detached" });
});

test("what makes the difference adds up to it, in the year shown, and stands beside a link too", async ({ page, open }) => {
  await open("#/");
  await type(lever(page, "requirement.care").field, "50");
  await saveAs(page, "Krav 50");
  const address = await (async () => {
    await page.locator("[data-action=share]").click();
    const text = await page.locator("dialog[open] .share-link input").inputValue();
    await page.keyboard.press("Escape");
    return text;
  })();
  await type(lever(page, "requirement.care").field, "47,6");
  await toggleClause(page);
  await go(page, "#/scenarier", "scenarier");
  await box(page, "Krav 50").check();
  const card = page.locator("#darfor");
  // The working copy is the base: 2,4 more is required, and the clause is worth 0,7.
  await expect(card.locator("figcaption h2")).toHaveInnerText("Därför skiljer de sig: år 2023 återstår 1,7\u00a0mnkr mer i ”Krav 50” än i ”Det du arbetar med nu”");
  await card.getByRole("button", { name: /^Visa som tabell/ }).click();
  const rows = card.locator("tbody tr");
  await expect(rows).toHaveCount(3);
  const [krav, clause, sum] = await rows.locator("td.number").allInnerTexts();
  assert.deepEqual([krav, clause, sum], ["2,4", `${MINUS}0,7`, "1,7"]);
  // What stands behind each: the requirement is one's own, the clause the documents'.
  assert.deepEqual(await rows.locator("td:last-child").allInnerTexts(), ["egna antaganden", "möjligt, uppskattat", ""]);
  await expect(card).toContainText("Antaganden mot beslut: andra antaganden ändrar det som återstår med +2,4 mnkr");
  await showYear(page, 2025);
  await expect(card.locator("figcaption h2")).toContainText("år 2025 återstår");

  await turn(page, address);
  await expect(page.locator("#darfor figcaption h2")).toContainText("i ”Krav 50” än i ”Det du arbetar med nu”");
});
