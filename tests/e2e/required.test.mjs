// Vad krävs?: which value of each lever would be enough. What the page promises is held against the native program, and
// against the page itself once it has been tried.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { native } from "./ask.mjs";
import { expect, lever, showYear, test, turn, type } from "./fixtures.mjs";

const VIEW = "#/vad-kravs";
const area = (page, id) => page.locator(`#lista-${id}`);
const row = (page, of, levers) => area(page, of).locator(`.require-row[data-levers="${levers}"]`);
const answered = (page) => page.locator("main .require-progress[data-coming]").waitFor({ state: "detached" });
/** Opens the view in the last year of the documents' planning period. */
async function openIn2025(page, open) {
  await open(VIEW);
  await showYear(page, 2025);
  await page.locator("main .lead", { hasText: "2025" }).waitFor();
  await answered(page);
}
/** The spans that the pack's sources give. */
const STATED = [
  { input: "vacancy_reform.amount", low: 0, high: 500 },
  { input: "requirement.growth_funding", low: 80, high: 100 },
  { input: "base.total_cost", low: 3057, high: 3186 },
  { input: "demography.elasticity_care", low: 0.48, high: 1 },
  { input: "demography.elasticity_health", low: 0.2, high: 1 },
  { input: "housing.nursing_home.external_premium", low: 4.2, high: 25 },
  { input: "housing.lss.external_premium", low: 10.8, high: 25 },
  { input: "welfare_technology.saving_per_user", low: 1300, high: 2600 },
  { input: "discharge.price_per_day", low: 9300, high: 10500 },
];
const number = (page, key) => page.locator(`main [data-quantity="${key}"]`).first();

test("with nothing changed it says which levers are enough, per area and never netted", async ({ page, open }) => {
  await openIn2025(page, open);
  await expect(page.locator("main .lead")).toContainText(
    "År 2025 återstår 72,5 mnkr att hitta. I omsorgen räcker inget reglage ensamt. I vården räcker två reglage vart för sig.",
  );
  const [{ seek }] = native([{ year: 2025, area: "health", seek: true }]).map((one) => JSON.parse(one));
  const enough = seek.filter(({ to, levers }) => to !== null && levers.length === 1).map(({ levers }) => levers[0]);
  const shown = await area(page, "health").locator('[data-verdict="enough"]').evaluateAll((all) => all.map((one) => one.dataset.levers));
  assert.deepEqual(shown, enough);
  await expect(row(page, "health", enough[0]).locator("b")).toContainText("Räcker vid 2,0 procentenheter per år");
  await expect(row(page, "care", "discharge.external_days").locator("b")).toContainText("Räcker inte: 21,0 av 46,4 mnkr vid 2 000 dygn per år");
  await expect(row(page, "care", "own_lss_places.places").locator("b")).toContainText("Ger inget förrän 2026");
  await expect(row(page, "care", "co_location.rent_new").locator("b")).toContainText("Kan inte räknas: dagens hyra är inte känd");
  await expect(area(page, "health").locator("[data-members]")).toContainText("Region Stockholm betalar 26,1 mnkr mer 2025");
});

test("Prova gives what was promised, in one step", async ({ page, open }) => {
  await openIn2025(page, open);
  for (const levers of ["discharge.external_days", "housing_upgrade.nursing_home.change housing_upgrade.lss.change housing_upgrade.social_psychiatry.change"]) {
    const tried = row(page, "care", levers);
    const promised = await tried.locator("dd").first().innerText();
    const before = await number(page, "gap.care.2025").innerText();
    await tried.locator("[data-action=try]").click();
    await expect(number(page, "gap.care.2025")).toHaveInnerText(promised);
    await answered(page);
    await page.keyboard.press("Control+z");
    await expect(number(page, "gap.care.2025")).toHaveInnerText(before);
    await answered(page);
  }
  await row(page, "health", "commissioning.share_health").locator("[data-action=try]").click();
  await expect(page.locator("main .lead")).toContainText("I vården återstår inget.");
  await expect(area(page, "health").locator("h2")).toBeFocused();
  await expect(area(page, "health").locator(".require-row")).toHaveCount(0);
});

test("another year and other inputs are asked anew, and pooled money has one list", async ({ page, open }) => {
  await open(VIEW);
  await showYear(page, 2027);
  await page.locator("main .lead", { hasText: "2027" }).waitFor();
  await answered(page);
  await expect(page.locator("main .lead")).toContainText("År 2027 återstår");
  assert.notEqual(await row(page, "care", "own_lss_places.places").getAttribute("data-verdict"), "nothing");
  await turn(page, page.url().replace(/#.*/, "#/"));
  await page.locator('[data-input="financing.pooled"]').getByRole("button", { name: "Ja", exact: true }).click();
  await turn(page, page.url().replace(/#.*/, VIEW));
  await answered(page);
  await expect(area(page, "total").locator("h2")).toHaveInnerText("Omsorg och vård tillsammans");
  await expect(area(page, "care")).toHaveCount(0);
  await expect(area(page, "total").locator("[data-members]")).toContainText("För Norrtälje kommun blir det");
});

test("filters keep the rows that fit", async ({ page, open }) => {
  await openIn2025(page, open);
  const care = area(page, "care");
  const count = () => care.locator(".require-row").count();
  const all = await count();
  await care.getByLabel("Vem som förlorar").selectOption("Tiohundra AB");
  await expect.poll(count).toBeLessThan(all);
  for (const text of await care.locator(".require-row dl").allInnerTexts()) assert.match(text.replace(/\s+/g, " "), /Tiohundra AB −/);
  await care.getByLabel("Status").selectOption("Beslutade");
  await expect(care).toContainText("Inget reglage passar urvalet.");
});

test("a row says how it was found", async ({ page, open }) => {
  await openIn2025(page, open);
  const tried = row(page, "care", "indexation.withheld_care");
  await tried.getByRole("button", { name: /^Så räknas det/ }).click();
  await expect(tried.locator(".require-how")).toContainText("Hela modellen är körd 52 gånger");
  await expect(tried.locator(".require-how")).toContainText("Alla tal i scenariot står i utgångsläget.");
});

test("a list is a table too, and a file", async ({ page, open }) => {
  await openIn2025(page, open);
  const health = area(page, "health");
  await health.getByRole("button", { name: /^Visa som tabell/ }).click();
  const rows = health.locator("tbody tr");
  await expect(rows).toHaveCount(await health.locator(".require-row").count());
  await expect(rows.first()).toContainText("till 2,0 procentenheter per år");
  const [download] = await Promise.all([page.waitForEvent("download"), health.locator(".table-foot button").click()]);
  const text = await readFile(await download.path(), "utf8");
  const [{ seek }] = native([{ year: 2025, area: "health", seek: true }]).map((one) => JSON.parse(one));
  const found = seek.find(({ to, levers }) => to !== null && levers.join() === "commissioning.share_health");
  const line = text.split("\r\n").find((one) => one.startsWith("Utvecklade uppdrag till utförare:"));
  const fields = line.split(";");
  assert.match(fields[1], /^från 0,0.* till 1,9.%$/);
  assert.deepEqual(fields.slice(2, 4), ["räcker", "0"]);
  const change = (id) => found.at[id] - JSON.parse(native([{ year: 2025 }])[0]).now[id];
  const number = (field) => Number(field.replace(",", "."));
  for (const [field, id] of [[fields[4], "party.tiohundra"], [fields[5], "party.group"]]) assert.ok(Math.abs(number(field) - change(id)) < 1e-6, `${id}: ${line}`);
});

test("what cannot be worked out is said, and asked again", async ({ page, open, trouble }) => {
  trouble.expect(/answers-/, /ERR_FAILED|Failed to load/);
  await page.route("**/answers-*.wasm", (route) => route.abort());
  await open(VIEW);
  await page.getByText("Svaren kunde inte räknas ut.").waitFor();
  await page.unroute("**/answers-*.wasm");
  await page.getByRole("button", { name: "Försök igen" }).click();
  await expect(page.locator("main .lead")).toContainText("I omsorgen räcker inget reglage ensamt.");
});

test("what each measure gives adds up, for every party and year, and is the native program's", async ({ page, open }) => {
  await openIn2025(page, open);
  // Two measures that lower the same cost.
  for (const [of, levers] of [["care", "indexation.withheld_care"], ["care", "commissioning.share_care"]]) {
    await row(page, of, levers).locator("[data-action=try]").click();
    await answered(page);
  }
  const gives = page.locator("#vad-ger-vad");
  const asked = (question) => JSON.parse(native([question])[0]);
  const inputs = {};
  for (const id of ["indexation.withheld_care", "commissioning.share_care"]) {
    const found = asked({ inputs, year: 2025, area: "care", seek: true }).seek.find(({ levers }) => levers.join() === id);
    inputs[id] = found.to ?? found.nearest;
  }
  const { shapley } = asked({ inputs, shapley: true });
  const shown = (value) => `${value > 0 ? "+" : ""}${value.toFixed(1).replace(".", ",").replace("-", "−")}`;
  const value = (id) => gives.locator(`[data-measure="${id}"] .gives-value`);
  for (const [year, at] of [["2025", 3], ["2030", 8]]) {
    await showYear(page, year);
    await answered(page);
    for (const [choice, series] of [["KSON:s kostnader, totalt", "saving.total"], ["Tiohundra AB", "party.tiohundra"]]) {
      await gives.getByLabel("Räknat för").selectOption(choice);
      for (const { id, value: values } of shapley.shares) {
        if (Math.abs(values[series][at]) > 0.06) await expect(value(id)).toHaveInnerText(new RegExp(`^${shown(values[series][at]).replace("+", "\\+")}.mnkr$`));
      }
      const sum = gives.locator("[data-row=sum] .gives-value");
      const together = gives.locator(`p [data-quantity="${series === "saving.total" ? "saving.total" : "party_total.tiohundra"}.${year}"]`);
      await expect(sum).toHaveInnerText(await together.innerText());
    }
  }
  await expect(gives.locator("[data-row=overlap]")).toContainText("Överlapp");
});

test("combinations: a row's lever and its limit, three ways, Prova and Spara, and a constraint that stops them", async ({ page, open }) => {
  await openIn2025(page, open);
  await row(page, "care", "indexation.withheld_care").locator("[data-action=include]").click();
  const together = page.locator("#tillsammans");
  const field = (id) => together.locator(`[data-limit="${id}"] input`);
  await expect(field("indexation.withheld_care")).toBeFocused();
  await expect(field("indexation.withheld_care")).toHaveValue("4,6");
  await row(page, "health", "indexation.withheld_health").locator("[data-action=include]").click();
  for (const id of ["discharge.external_days", "commissioning.share_health"]) await together.locator("#tillsammans-nytt").selectOption(id);
  await type(field("indexation.withheld_care"), "99");
  await expect(together.locator("[data-error]")).toHaveInnerText("Skriv ett tal från 0 till 5.");
  await type(field("indexation.withheld_care"), "4,6");
  await expect(together.locator("[data-error]")).toHaveCount(0);
  await answered(page);

  const limits = { "indexation.withheld_care": 4.6, "indexation.withheld_health": 2, "discharge.external_days": 2000, "commissioning.share_health": 2 };
  const [{ packages }] = native([{ year: 2025, limits, levels: 3 }]).map((one) => JSON.parse(one));
  const finding = together.locator("[data-balancing]");
  await expect(finding).toContainText(`Av ${packages.combinations} kombinationer når ${packages.balancing} balans 2025.`);
  assert.ok(packages.balancing > 0);

  await together.locator("[data-action=save]").first().click();
  await expect(together).toContainText("Sparat som ”Balans 2025: färst åtgärder");
  await together.locator("[data-action=try]").first().click();
  await expect(page.locator("#lista-care")).toContainText("I omsorgen återstår inget.");
  await page.locator("main .lead", { hasText: "År 2025 återstår inget att hitta." }).waitFor();
  await answered(page);
  await page.keyboard.press("Control+z");
  await answered(page);

  await type(together.getByLabel("Tiohundra AB får förlora högst, mnkr"), "1");
  await answered(page);
  await expect(finding).toContainText("Ingen av");
  await expect(finding).toContainText("Mest ändras utan villkoret om Tiohundra AB");
});

test("limits and constraints stay with the scenario: undone one at a time, after a reload and in a link", async ({ page, open }) => {
  await openIn2025(page, open);
  const together = page.locator("#tillsammans");
  const limit = together.locator('[data-limit="discharge.external_days"] input');
  const supported = together.getByLabel("Bara beslutade och möjliga åtgärder");
  await together.locator("#tillsammans-nytt").selectOption("discharge.external_days");
  await type(limit, "300");
  await supported.check();
  const undo = page.locator("[data-action=undo]");
  await expect(undo).toHaveAttribute("aria-label", "Ångra: gränser och spann i Vad krävs?");
  await undo.click();
  await expect(supported).not.toBeChecked();
  await expect(limit).toHaveValue("300");
  await undo.click();
  await expect(limit).toHaveValue("2\u00a0000");
  await page.locator("[data-action=redo]").click();
  await expect(limit).toHaveValue("300");
  const takes = together.getByLabel("Reglage som tar det som är kvar");
  await takes.selectOption("commissioning.share_health");
  await page.reload();
  await expect(limit).toHaveValue("300");
  await expect(takes).toHaveValue("commissioning.share_health");

  await page.locator("[data-action=share]").click();
  const link = await page.locator("dialog[open] .share-link input").inputValue();
  await page.keyboard.press("Escape");
  await turn(page, link);
  await expect(page.locator("main [data-terms]")).toContainText("färre dygn på sjukhus för utskrivningsklara till 300 dygn per år");
});

test("counted for the koncern there is one list, which stays with the scenario", async ({ page, open }) => {
  await openIn2025(page, open);
  const choice = page.locator('main [role="group"][aria-label="Räknat för"]');
  const pressed = (name) => expect(choice.getByRole("button", { name })).toHaveAttribute("aria-pressed", "true");
  await pressed(/^KSON/);
  await choice.getByRole("button", { name: "Koncernen" }).click();
  await answered(page);
  const list = area(page, "total");
  await expect(list.locator("h2")).toHaveInnerText("Koncernen: omsorg och vård tillsammans");
  await expect(list).toContainText("För koncernen återstår därför 73,7 mnkr.");
  await expect(page.locator("main .lead")).toContainText("För koncernen räcker");
  await expect(area(page, "care")).toHaveCount(0);
  // Combinations and their constraints are KSON's, and nothing is asked of them yet.
  await expect(page.locator("#tillsammans fieldset")).toHaveCount(0);
  const tried = row(page, "total", "indexation.withheld_care");
  const promised = await tried.locator("dd").first().innerText();
  await tried.locator("[data-action=try]").click();
  await answered(page);
  await expect(list).toContainText(`För koncernen återstår därför ${promised}.`);
  await page.reload();
  await pressed("Koncernen");
  await choice.getByRole("button", { name: "KSON", exact: true }).click();
  await answered(page);
  await expect(area(page, "care")).toHaveCount(1);
});

test("asked for on a lever, the answer stands below it and on its scale", async ({ page, open }) => {
  await open("#/atgarder?oppna=indexation");
  await showYear(page, 2025);
  const root = lever(page, "indexation.withheld_health").root;
  const line = root.locator("[data-lever-answer]");
  await root.waitFor();
  await expect(line).toHaveInnerText("");
  await page.locator("[data-action=levers-answers]").click();
  await expect(line).toHaveInnerText("Balans i vården 2025 vid 2,0\u00a0procentenheter per år.");
  // Where the line says: 2 of 5.
  await expect(root.locator(".rail[data-answer]")).toHaveCSS("--answer", "0.4000");
  await expect(page.locator("[data-action=levers-answers]")).toHaveCount(0);
  await type(lever(page, "indexation.withheld_health").field, "2");
  // Nothing is left to say there.
  await expect(line).toHaveInnerText("");
  await expect(root.locator(".rail[data-answer]")).toHaveCount(0);
  await turn(page, page.url().replace(/#.*/, "#/boende"));
  const places = page.locator("[data-lever-answer]", { hasText: "Räcker inte i omsorgen" }).first();
  await places.waitFor();
});

test("the paper has the same answers, worked out anew for another year", async ({ page, open }) => {
  await open("#/beslutsunderlag");
  const section = (heading) => page.locator(".paper section", { has: page.getByRole("heading", { name: heading, exact: true }) }).last();
  const required = section("Vad krävs?");
  await showYear(page, 2025);
  await expect(required.locator(".lead")).toContainText(
    "År 2025 återstår 72,5 mnkr att hitta. I omsorgen räcker inget reglage ensamt. I vården räcker två reglage vart för sig.",
  );
  await expect(required.locator("tbody tr").filter({ hasText: "lägre uppräkning i vården" })).toContainText("räcker");
  const gives = section("Vad ger vad?");
  const [{ shapley }] = native([{ shapley: true }]).map((one) => JSON.parse(one));
  const value = (share) => share.value["saving.total"][2025 - 2022];
  const shown = shapley.shares.map(value).filter((saving) => Math.abs(saving) >= 0.0005);
  await expect(gives.locator("tbody tr")).toHaveCount(shown.length + 1);
  const texts = await gives.locator("tbody tr td:nth-child(2)").allInnerTexts();
  const signed = (saving) => (saving < 0 ? "\u2212" : "+") + Math.abs(saving).toFixed(1).replace(".", ",");
  assert.deepEqual(texts.slice(0, -1), shown.sort((a, b) => b - a).map(signed));
  const measures = section("Åtgärder");
  await expect(measures.locator("figcaption").first()).not.toContainText("Ringen visar");
  await page.getByRole("button", { name: "Efter åtgärd" }).click();
  await expect(measures.locator("figcaption").first()).toContainText("Ringen visar vad åtgärden ger ensam");
});

test("on Läget the bridge stands by measure in place of by status", async ({ page, open }) => {
  await open("#/");
  const choice = page.locator(".bridge-by");
  await expect(page.locator("#bro")).toBeVisible();
  await choice.getByRole("button", { name: "Efter åtgärd" }).click();
  await expect(choice.locator('.gives-row[data-row="sum"]')).toBeVisible();
  await expect(page.locator("#bro")).toBeHidden();
  await choice.getByRole("button", { name: "Efter underlag" }).click();
  await expect(page.locator("#bro")).toBeVisible();
  await expect(choice.locator(".gives-row")).toHaveCount(0);
});

test("a slide of what is required comes with its answer", async ({ page, open }) => {
  await open("#/presentera");
  await page.locator("[data-action=slides]").click();
  const list = page.getByRole("dialog", { name: "Bilderna i ordning" });
  await list.getByRole("searchbox").fill("vad krävs");
  await list.locator(".slides-offers li").getByRole("button").first().click();
  await list.locator(".slides-title").last().click();
  await list.waitFor({ state: "hidden" });
  await expect(page.locator(".slide").filter({ visible: true }).first()).toContainText("I omsorgen räcker inget reglage ensamt");
});

test("on Läget the futures are counted, with their bands behind the years, and the next view has its own answers", async ({ page, open }) => {
  await open("#/");
  await showYear(page, 2025);
  const card = page.locator("[data-outlook]");
  await expect(card).toContainText(
    "I balans 2025 i 0 av 100 framtider. Av nio spann ändrar två vad som återstår 2025. I 95 av 100 framtider återstår minst 74,7 mnkr.",
  );
  await expect(card.locator("[data-status=assumption]")).toBeVisible();
  const [{ futures }] = native([{ year: 2025, futures: { points: 4096, spans: STATED } }]).map((one) => JSON.parse(one));
  const { bands } = futures.years.find(({ year }) => year === 2031);
  await page.locator("#balans .figure-foot button").first().click();
  const cells = page.locator("#balans-tabell tbody tr").last().locator("td").filter({ hasNot: page.locator("[data-quantity]") });
  await expect(cells).toHaveCount(bands.length);
  for (const [at, text] of (await cells.allInnerTexts()).entries()) {
    const shown = Number(text.replace(/\s/g, "").replace("−", "-").replace(",", "."));
    assert.ok(Math.abs(shown - bands[at]) < 0.0501, `${shown} and ${bands[at]}`);
  }
  // Another scenario has other futures.
  await type(lever(page, "requirement.care").field, "20");
  await expect(card).not.toContainText("74,7");
  const says = await card.locator("[role=status]").innerText();
  await card.getByRole("link").click();
  await answered(page);
  await expect(page.locator("#hur-sakert [data-futures]")).toHaveInnerText(says);
});

test("a row that goes with the answer leaves the focus at the head of its list", async ({ page, open }) => {
  await open("#/vad-kravs");
  await answered(page);
  for (const at of [3, 5, 0]) {
    const row = page.locator(".require-list").first().locator("> li").nth(at);
    await row.evaluate((row) => void (window.row = row));
    await row.getByRole("button", { name: /^Prova/ }).focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => !window.row.isConnected);
    await expect(page.locator("#krav-care")).toBeFocused();
  }
});

test("how sure it is: counted futures, a span of one's own, undone and sent", async ({ page, open }) => {
  await openIn2025(page, open);
  const sure = page.locator("#hur-sakert");
  const says = sure.locator("[data-futures]");
  // Of what the sources give a span, the reform and the members' share of the increase touch 2025.
  await expect(says).toContainText(
    "I balans 2025 i 0 av 100 framtider. Av nio spann ändrar två vad som återstår 2025. I 95 av 100 framtider återstår minst 74,7 mnkr.",
  );
  const span = (id) => sure.locator(`[data-span="${id}"]`);
  await expect(span("vacancy_reform.amount")).toContainText("Lägst: 73,0 mnkr återstår. Högst: 72,5 mnkr återstår.");
  for (const id of ["requirement.care", "requirement.health"]) {
    await sure.locator("#spann-nytt").selectOption(id);
    await span(id).waitFor();
  }
  const field = (id, end) => span(id).locator(`#spann-${end}-${id.replace(/[._]/g, "-")}`);
  await expect(says).toContainText("Av elva spann");
  const before = await says.innerText();
  await type(field("requirement.care", "hogst"), "60");
  // The row that now changes most stays where it is while someone types in it.
  await field("requirement.health", "lagst").fill("7");
  await expect.poll(() => says.innerText()).not.toBe(before);
  await expect(field("requirement.health", "lagst")).toBeFocused();
  await expect(field("requirement.health", "lagst")).toHaveValue("7");
  await field("requirement.health", "lagst").fill("0");
  await type(field("requirement.care", "lagst"), "70");
  await expect(span("requirement.care").locator("[data-error]")).toHaveInnerText("Det lägsta värdet får inte vara över det högsta.");
  await type(field("requirement.care", "lagst"), "0");
  await answered(page);
  const own = [
    { input: "requirement.care", low: 0, high: 60 },
    { input: "requirement.health", low: 0, high: 100 },
  ];
  const [{ futures }] = native([{ year: 2025, futures: { points: 4096, spans: [...STATED, ...own] } }]).map((one) => JSON.parse(one));
  const { balanced, dots } = futures.years.find(({ year }) => year === 2025);
  const count = Math.round((balanced / 4096) * 100);
  await expect(says).toContainText(balanced > 0 && balanced / 4096 < 0.005 ? "färre än en av 100" : `i ${count} av 100 framtider`);
  await sure.locator("#framtider .figure-foot button").first().click();
  const cells = sure.locator("#framtider-tabell tbody td");
  // Rounded half away from zero, which `toFixed` does not promise.
  await expect(async () => {
    const shown = Number((await cells.nth(19).innerText()).replace(",", "."));
    assert.ok(Math.abs(shown - dots[19]) < 0.0501, `${shown} and ${dots[19]}`);
  }).toPass();
  // Why, and that the two go together.
  await type(span("requirement.care").getByLabel("Varför?"), "Bokslutet är inte klart.");
  await span("requirement.health").getByLabel("Följs åt med").selectOption("requirement.care");
  await answered(page);
  await page.reload();
  await answered(page);
  await expect(span("requirement.care").getByLabel("Varför?")).toHaveValue("Bokslutet är inte klart.");
  await expect(span("requirement.health").getByLabel("Följs åt med")).toHaveValue("requirement.care");
  await span("requirement.care").getByRole("button", { name: "Ta bort spannet" }).click();
  await expect(span("requirement.care")).toHaveCount(0);
  await expect(span("requirement.health").getByLabel("Följs åt med")).toHaveValue("");
  await page.locator("[data-action=undo]").click();
  await expect(field("requirement.care", "hogst")).toHaveValue("60,0");
});
