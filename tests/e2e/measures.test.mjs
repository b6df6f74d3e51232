// Åtgärder: the list, what opens in it, and what of it is kept.
import assert from "node:assert/strict";
import { SCHEMES, WIDTHS, axe, check, counts, has, noSidewaysScroll, says, until } from "./fixtures.mjs";

const ROUTE = "#/atgarder";
const HARD = "\u00a0";

const row = (page, id) => page.locator(`[data-measure="${id}"]`);
const number = (page, id, kind) => row(page, id).locator(`.measure-effects [data-quantity^="${kind}."]`);
const gap = (page) => page.locator('.strip .answer [data-quantity="gap.total.2023"]');
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

check("every measure stands in the list, and what nobody has put a figure on says so", async ({ page, open }) => {
  await open(ROUTE);
  assert.equal((await ids(page)).length, 19);
  assert.match(await page.locator(".lead").innerText(), /^Av 19 åtgärder saknar 17 belopp\./);
  assert.equal(await page.getByText("ej beräknad", { exact: true }).count(), 15);
  assert.equal(await page.getByText("inte värderad i kronor", { exact: true }).count(), 2);
  await says(number(page, "vacancy_reform", "measure_saving"), `500${HARD}tkr`);
  await says(number(page, "negligence_clause", "full_year"), `700${HARD}tkr`);
  assert.match(await row(page, "vacancy_reform").innerText(), /beslutad/);
  assert.match(await row(page, "negligence_clause").innerText(), /föreslagen/);
});

check("pressing a number explains it", async ({ page, open }) => {
  await open(ROUTE);
  await number(page, "negligence_clause", "measure_saving").click();
  await page.locator('dialog[open] [data-explains="measure_saving.negligence_clause.2023"]').waitFor();
});

check("one measure is open at a time and the pressed row stays where it is", async ({ page, open }) => {
  await open(ROUTE);
  await openMeasure(page, "vacancy_reform");
  assert.equal(await page.locator("#effekt-per-ar").count(), 1);
  const below = row(page, "own_lss_places").locator("h2 button");
  await below.scrollIntoViewIfNeeded();
  const before = await below.boundingBox();
  await openMeasure(page, "own_lss_places");
  await until(page, async () => {
    const after = await below.boundingBox();
    assert.ok(Math.abs(after.y - before.y) <= 1, `from ${before.y} to ${after.y}`);
  });
  assert.equal(await page.locator(".measure-panel:not([hidden])").count(), 1);
  assert.equal(await row(page, "vacancy_reform").locator("h2 button").getAttribute("aria-expanded"), "false");
  await below.press("Enter");
  await counts(page.locator(".measure-panel:not([hidden])"), 0);
});

check("an address opens a measure", async ({ page, open }) => {
  await open(`${ROUTE}?oppna=caseload`);
  await row(page, "caseload").locator(".measure-panel:not([hidden])").waitFor();
});

check("moving a lever gives the measure a figure and moves the strip", async ({ page, open }) => {
  await open(ROUTE);
  await openMeasure(page, "caseload");
  await says(row(page, "caseload").locator(".measure-empty"), /^Ej beräknad/);
  await set(page, "caseload.change", "5");
  await says(number(page, "caseload", "measure_saving"), `1${HARD}273${HARD}tkr`);
  await says(gap(page), "71,2");
  assert.match(await page.locator(".lead").innerText(), /^Av 19 åtgärder saknar 16 belopp/);
  assert.match(await page.locator("#effekt-per-ar h3").innerText(), /^Åtgärden ger 1\s273\stkr 2023/);
  assert.equal((await ids(page))[4], "caseload", "the row stays in its place");
  await set(page, "caseload.change", "0");
  await row(page, "caseload").locator(".measure-none").waitFor();
});

check("the levers of the homes show the vacancy that results", async ({ page, open }) => {
  await open(ROUTE);
  await openMeasure(page, "occupancy");
  const field = page.locator('[data-input="occupancy.nursing_home.change"] .entry input');
  assert.equal(await field.inputValue(), "2,4");
  await set(page, "occupancy.nursing_home.change", "1");
  await says(page.locator('[data-input="occupancy.nursing_home.change"]'), /−1,4.procentenheter jämfört med i dag/);
});

check("a measure is switched off and on", async ({ page, open }) => {
  await open(ROUTE);
  const toggle = row(page, "negligence_clause").getByRole("switch");
  assert.equal(await toggle.getAttribute("aria-checked"), "true");
  await toggle.click();
  await has(toggle, "aria-checked", "false");
  await says(number(page, "negligence_clause", "measure_saving"), `0${HARD}tkr`);
  await says(gap(page), "73,2");
  await says(row(page, "negligence_clause"), /avstängd/);
  await toggle.press("Space");
  await says(gap(page), "72,5");
});

check("a rating and a note are there after a reload", async ({ page, open }) => {
  await open(ROUTE);
  await openMeasure(page, "collaboration");
  const level = (aspect, name) => page.locator(`[data-aspect="${aspect}"]`).getByRole("button", { name, exact: true });
  assert.equal(await level("staff", "Ej bedömda").getAttribute("aria-pressed"), "true");
  const before = await level("staff", "Måttliga").boundingBox();
  await level("staff", "Måttliga").click();
  await has(level("staff", "Måttliga"), "aria-pressed", "true");
  const after = await level("staff", "Måttliga").boundingBox();
  assert.ok(Math.abs(after.x - before.x) < 0.5, "what is chosen stays where it is");
  await page.locator("#anteckning").fill("Fråga skolan\noch socialtjänsten");
  await page.reload();
  await page.waitForSelector("html[data-ready][data-later=here]", { state: "attached" });
  assert.match(await row(page, "collaboration").innerText(), /din bedömning: måttliga konsekvenser/);
  await openMeasure(page, "collaboration");
  assert.equal(await level("staff", "Måttliga").getAttribute("aria-pressed"), "true");
  assert.equal(await page.locator("#anteckning").inputValue(), "Fråga skolan\noch socialtjänsten");
});

check("a note that is too long says so and keeps what was kept", async ({ page, open }) => {
  await open(ROUTE);
  await openMeasure(page, "caseload");
  const note = page.locator("#anteckning");
  await note.fill("Kort");
  await note.fill("x".repeat(2001));
  await says(page.locator(".note [data-error]"), /får ha högst 2.000/);
  assert.equal((await note.inputValue()).length, 2001, "what is written is not taken away");
  await page.reload();
  await page.waitForSelector("html[data-ready][data-later=here]", { state: "attached" });
  await openMeasure(page, "caseload");
  assert.equal(await page.locator("#anteckning").inputValue(), "Kort");
});

check("the list is filtered and sorted", async ({ page, open }) => {
  await open(ROUTE);
  const choose = (label, option) => page.getByRole("combobox", { name: label, exact: true }).selectOption({ label: option });
  await choose("Belopp", "Med belopp");
  await says(page.locator(".measures > [role=status]"), "Två av 19 åtgärder visas.");
  assert.deepEqual(await ids(page), ["vacancy_reform", "negligence_clause"]);
  await choose("Ordning", "Effekt 2023");
  await page.waitForFunction(() => document.querySelector("[data-measure]").dataset.measure === "negligence_clause");
  await choose("Status", "Beslutade");
  await says(page.locator(".measures > [role=status]"), "En av 19 åtgärder visas.");
  await choose("Område", "Hälso- och sjukvård");
  await says(page.locator(".measures > [role=status]"), "Ingen åtgärd passar urvalet.");
});

for (const width of WIDTHS) {
  for (const scheme of SCHEMES) {
    check(`the open list is accessible at ${width} px in ${scheme}`, async ({ page, open }) => {
      await open(ROUTE, { width, scheme });
      await openMeasure(page, "vacancy_reform");
      await page.getByRole("button", { name: /^Visa som tabell/ }).click();
      await page.locator("#effekt-per-ar table").waitFor();
      await axe(page);
      await noSidewaysScroll(page);
    });
  }
}
