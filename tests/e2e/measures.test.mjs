// Åtgärder: the list, the panels that open in it, and what is stored.
import assert from "node:assert/strict";
import { MEASURES, WITH_AMOUNT } from "../../xtask/node/pack.mjs";
import { WIDTHS, axeInBoth, expect, noSidewaysScroll, ready, test } from "./fixtures.mjs";

const ROUTE = "#/atgarder";
const HARD = "\u00a0";
const ALL = MEASURES.length;
/** The number of measures with a lever that gives them an amount. */
const CALCULABLE = MEASURES.filter(({ hasLevers }) => hasLevers).length;
/** Makes the pattern of the lead for so many measures without an amount. */
const missing = (count) => new RegExp(`^Belopp saknas för ${count} av ${ALL} åtgärder`);

const row = (page, id) => page.locator(`[data-measure="${id}"]`);
const number = (page, id, kind) => row(page, id).locator(`.measure-effects [data-quantity^="${kind}."]`);
const gap = (page) => page.locator('.strip .answer [data-quantity="remaining.2023"]');
const ids = (page) => page.locator("[data-measure]").evaluateAll((rows) => rows.map((one) => one.dataset.measure));

async function openMeasure(page, id) {
  const button = row(page, id).locator("h2 button");
  await button.click();
  await row(page, id).locator(".measure-panel:not([hidden])").waitFor();
  return button;
}

/** Types into a lever's field and leaves it. */
async function set(page, input, text) {
  const field = page.locator(`[data-input="${input}"] .entry input`);
  await field.fill(text);
  await field.press("Tab");
}

test("every measure stands in the list, and what nobody has put a figure on says so", async ({ page, open }) => {
  await open(ROUTE);
  assert.deepEqual((await ids(page)).sort(), MEASURES.map(({ id }) => id).sort());
  await expect(page.locator(".lead")).toHaveInnerText(missing(ALL - WITH_AMOUNT.length));
  await expect(page.getByText("ej beräknad", { exact: true })).toHaveCount(CALCULABLE - WITH_AMOUNT.length);
  await expect(page.getByText("inte värderad i kronor", { exact: true })).toHaveCount(ALL - CALCULABLE);
  await expect(number(page, "vacancy_reform", "measure_saving")).toHaveInnerText(`500${HARD}tkr`);
  await expect(number(page, "negligence_clause", "full_year")).toHaveInnerText(`700${HARD}tkr`);
  await expect(row(page, "vacancy_reform")).toHaveInnerText(/beslutad/);
  await expect(row(page, "negligence_clause")).toHaveInnerText(/möjlig enligt förvaltningen/);
});

test("pressing a number explains it", async ({ page, open }) => {
  await open(ROUTE);
  await number(page, "negligence_clause", "measure_saving").click();
  await page.locator('dialog[open] [data-explains="measure_saving.negligence_clause.2023"]').waitFor();
});

test("one measure is open at a time and the pressed row stays where it is", async ({ page, open }) => {
  await open(ROUTE);
  await openMeasure(page, "vacancy_reform");
  await expect(page.locator("#effekt-per-ar")).toHaveCount(1);
  const below = row(page, "own_lss_places").locator("h2 button");
  await below.scrollIntoViewIfNeeded();
  const before = await below.boundingBox();
  await openMeasure(page, "own_lss_places");
  await expect(async () => {
    const after = await below.boundingBox();
    assert.ok(Math.abs(after.y - before.y) <= 1, `from ${before.y} to ${after.y}`);
  }).toPass();
  await expect(page.locator(".measure-panel:not([hidden])")).toHaveCount(1);
  await expect(row(page, "vacancy_reform").locator("h2 button")).toHaveAttribute("aria-expanded", "false");
  await below.press("Enter");
  await expect(page.locator(".measure-panel:not([hidden])")).toHaveCount(0);
});

test("the list stands in groups by what is known, and a closed row goes to its group", async ({ page, open }) => {
  await open(ROUTE);
  const group = (name) => page.locator(".measure-group", { has: page.getByRole("heading", { name, exact: true }) });
  const inGroup = (name) => group(name).locator("[data-measure]").evaluateAll((rows) => rows.map((one) => one.dataset.measure));
  assert.deepEqual(await inGroup("Har ett belopp i dokumenten"), WITH_AMOUNT);
  await expect(group("Har dina egna antaganden")).toBeHidden();
  assert.equal((await inGroup("Ej beräknade")).length, ALL - WITH_AMOUNT.length);
  // What has no amount has nothing to switch, and says how far its levers reach.
  await expect(group("Ej beräknade").getByRole("switch")).toHaveCount(0);
  await expect(row(page, "discharge").locator(".measure-most")).toHaveInnerText(/^som mest \d+,\d\smnkr på helår, brutto$/);
  await openMeasure(page, "caseload");
  await set(page, "caseload.change", "5");
  assert.ok((await inGroup("Ej beräknade")).includes("caseload"), "no row walks away from its lever");
  await expect(row(page, "caseload").getByRole("switch")).toBeVisible();
  const button = row(page, "caseload").locator("h2 button");
  await button.press("Enter");
  await expect(group("Har dina egna antaganden").locator('[data-measure="caseload"]')).toBeVisible();
  await expect(button).toBeFocused();
  await expect(button).toBeInViewport();
});

test("a press anywhere on a row opens it, apart from its controls", async ({ page, open }) => {
  await open(ROUTE);
  const panel = row(page, "negligence_clause").locator(".measure-panel");
  await row(page, "negligence_clause").getByRole("switch").click();
  await expect(panel).toBeHidden();
  await row(page, "negligence_clause").locator(".measure-row .measure-words").click();
  await expect(panel).toBeVisible();
  await row(page, "negligence_clause").locator(".measure-row .measure-words").click();
  await expect(panel).toBeHidden();
});

test("an address opens a measure", async ({ page, open }) => {
  await open(`${ROUTE}?oppna=caseload`);
  await row(page, "caseload").locator(".measure-panel:not([hidden])").waitFor();
});

test("moving a lever gives the measure a figure and moves the strip", async ({ page, open }) => {
  await open(ROUTE);
  await openMeasure(page, "caseload");
  await expect(row(page, "caseload").locator(".measure-empty")).toHaveInnerText(/^Ej beräknad/);
  await set(page, "caseload.change", "5");
  await expect(number(page, "caseload", "measure_saving")).toHaveInnerText(`1,3${HARD}mnkr`);
  await expect(gap(page)).toHaveInnerText("71,2");
  await expect(page.locator(".lead")).toHaveInnerText(missing(ALL - WITH_AMOUNT.length - 1));
  await expect(page.locator("#effekt-per-ar h3")).toHaveInnerText(/^Åtgärden ger 1,3\smnkr 2023/);
  assert.equal((await ids(page))[4], "caseload", "the row stays in its place");
  await set(page, "caseload.change", "0");
  await row(page, "caseload").locator(".measure-none").waitFor();
});

test("the levers of the homes show the vacancy that results", async ({ page, open }) => {
  await open(ROUTE);
  await openMeasure(page, "occupancy");
  const field = page.locator('[data-input="occupancy.nursing_home.change"] .entry input');
  await expect(field).toHaveValue("2,4");
  await set(page, "occupancy.nursing_home.change", "1");
  await expect(page.locator('[data-input="occupancy.nursing_home.change"]')).toHaveInnerText(/Jämfört med i dag: −1,4.procentenheter/);
});

test("what becomes of a place that is no longer empty stands beside the sliders", async ({ page, open }) => {
  await open(ROUTE);
  await openMeasure(page, "occupancy");
  await set(page, "occupancy.nursing_home.change", "0");
  await expect(number(page, "occupancy", "measure_saving")).toHaveInnerText(`6,8${HARD}mnkr`);
  const closed = row(page, "occupancy").locator('[data-becomes] [data-quantity="places_closed"]');
  await expect(closed).toHaveInnerText(/^100/);
  await set(page, "occupancy.filled_from_home", "100");
  await expect(closed).toHaveInnerText(/^0/);
  await expect(number(page, "occupancy", "measure_saving")).toHaveInnerText(`−1,7${HARD}mnkr`);
});

test("a saving whose cost nobody has stated is brutto until the cost is settled", async ({ page, open }) => {
  await open(ROUTE);
  await openMeasure(page, "e_services");
  await set(page, "e_services.cases", "8000");
  const gross = /brutto: kostnaden saknas/;
  const kind = row(page, "e_services").locator(".kind");
  await expect(kind).toHaveInnerText(gross);
  await expect(page.locator(".lead")).toHaveInnerText(gross);
  await expect(page.locator(".shares-legend")).toHaveInnerText(/varav 0,9 brutto/);
  await expect(page.locator("#effekt-per-ar h3")).toHaveInnerText(/\(brutto, kostnaden saknas\)$/);
  await page.locator('[data-input="e_services.cost_known"]').getByRole("button", { name: "Ja", exact: true }).click();
  await expect(kind).not.toHaveInnerText(gross);
  await expect(page.locator(".lead")).not.toHaveInnerText(gross);
  await expect(page.locator(".shares-legend")).not.toHaveInnerText(/brutto/);
  await expect(page.locator("#effekt-per-ar h3")).not.toHaveInnerText(/brutto/);
});

test("what the contracts take home is set beside the lever", async ({ page, open }) => {
  await open(ROUTE);
  await openMeasure(page, "reablement");
  await set(page, "reablement.hours_reduction", "5");
  await expect(number(page, "reablement", "measure_saving")).toHaveInnerText(`0${HARD}tkr`);
  await set(page, "reablement.contracted", "40");
  await expect(number(page, "reablement", "measure_saving")).toHaveInnerText(`4,2${HARD}mnkr`);
});

test("a measure is switched off and on", async ({ page, open }) => {
  await open(ROUTE);
  const toggle = row(page, "negligence_clause").getByRole("switch");
  await expect(toggle).toHaveAttribute("aria-checked", "true");
  await toggle.click();
  await expect(toggle).toHaveAttribute("aria-checked", "false");
  await expect(number(page, "negligence_clause", "measure_saving")).toHaveInnerText(`0${HARD}tkr`);
  await expect(gap(page)).toHaveInnerText("73,2");
  await expect(row(page, "negligence_clause")).toHaveInnerText(/avstängd/);
  await toggle.press("Space");
  await expect(gap(page)).toHaveInnerText("72,5");
});

test("a rating and a note are there after a reload", async ({ page, open }) => {
  await open(ROUTE);
  await openMeasure(page, "collaboration");
  const level = (aspect, name) => page.locator(`[data-aspect="${aspect}"]`).getByRole("button", { name, exact: true });
  await expect(level("staff", "Ej bedömda")).toHaveAttribute("aria-pressed", "true");
  const before = await level("staff", "Måttliga").boundingBox();
  await level("staff", "Måttliga").click();
  await expect(level("staff", "Måttliga")).toHaveAttribute("aria-pressed", "true");
  const after = await level("staff", "Måttliga").boundingBox();
  assert.ok(Math.abs(after.x - before.x) < 0.5, "what is chosen stays where it is");
  await page.locator("#anteckning").fill("Fråga skolan\noch socialtjänsten");
  await page.reload();
  await ready(page);
  await expect(row(page, "collaboration")).toHaveInnerText(/din bedömning: måttliga konsekvenser/);
  await openMeasure(page, "collaboration");
  await expect(level("staff", "Måttliga")).toHaveAttribute("aria-pressed", "true");
  await expect(page.locator("#anteckning")).toHaveValue("Fråga skolan\noch socialtjänsten");
});

test("a note that is too long says so and keeps what was kept", async ({ page, open }) => {
  await open(ROUTE);
  await openMeasure(page, "caseload");
  const note = page.locator("#anteckning");
  await note.fill("Kort");
  await note.fill("x".repeat(2001));
  await expect(page.locator(".note [data-error]")).toHaveInnerText(/får ha högst 2.000/);
  assert.equal((await note.inputValue()).length, 2001, "what is written is not taken away");
  await page.reload();
  await ready(page);
  await openMeasure(page, "caseload");
  await expect(page.locator("#anteckning")).toHaveValue("Kort");
});

test("the list is filtered and sorted", async ({ page, open }) => {
  await open(ROUTE);
  const button = page.getByRole("button", { name: /^Urval och ordning/ });
  await button.click();
  const choose = (label, option) => page.getByRole("combobox", { name: label, exact: true }).selectOption({ label: option });
  await choose("Belopp", "Med belopp");
  await expect(page.locator(".measures > [role=status]")).toHaveInnerText(`Här visas två av ${ALL} åtgärder.`);
  assert.deepEqual(await ids(page), WITH_AMOUNT);
  await choose("Ordning", "Effekt det år som visas");
  await page.waitForFunction(() => document.querySelector("[data-measure]").dataset.measure === "negligence_clause");
  await choose("Status", "Beslutade");
  await expect(page.locator(".measures > [role=status]")).toHaveInnerText(`Här visas en av ${ALL} åtgärder.`);
  await choose("Område", "Hälso- och sjukvård");
  await expect(page.locator(".measures > [role=status]")).toHaveInnerText("Ingen åtgärd passar urvalet.");
  await expect(button).toHaveInnerText("Urval och ordning: fyra val");
});

for (const width of WIDTHS) {
  test(`the open list is accessible at ${width} px in light and dark`, async ({ page, open }) => {
    await open(ROUTE, { width });
    await openMeasure(page, "vacancy_reform");
    await page.getByRole("button", { name: /^Visa som tabell/ }).click();
    await page.locator("#effekt-per-ar table").waitFor();
    await axeInBoth(page);
    await noSidewaysScroll(page);
  });
}
