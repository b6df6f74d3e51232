// Files: export and import of scenarios, messages about bad files, and tables that open in Excel.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { WIDTHS, axeInBoth, expect, noSidewaysScroll, ready, test } from "./fixtures.mjs";
import { TOOL_VIEWS } from "../../xtask/node/views.mjs";

const ROUTE = "#/scenarier";
const FROZEN = new URL("../../crates/scenario/tests/files/2-library.json", import.meta.url);

const files = (page) => page.locator("#filer");
const preview = (page) => page.locator("#fil-innehall");
const fault = (page) => page.locator("#fil-fel [data-error]");
const press = (page, name) => files(page).getByRole("button", { name, exact: true }).click();

/** Chooses a file in the field. */
const choose = (page, content, name = "scenarier.json") =>
  page.locator("#fil").setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(content) });

/** Returns the file that `action` saves: `{ name, text }`. */
async function handed(page, action) {
  const [download] = await Promise.all([page.waitForEvent("download"), action()]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
}

/** Returns everything that the app stores. */
const kept = (page) =>
  page.evaluate(() => JSON.stringify(Object.entries(localStorage).sort(([a], [b]) => (a < b ? -1 : 1))));

async function reload(page) {
  await page.reload();
  await ready(page);
}

async function importAll(page, content, count) {
  await choose(page, content);
  await preview(page).waitFor();
  await expect(preview(page).locator("li")).toHaveCount(count);
  await press(page, "Läs in");
  await preview(page).waitFor({ state: "detached" });
}

test("what is saved as a file comes back after everything is cleared", async ({ page, open }) => {
  await open(ROUTE);
  const frozen = await readFile(FROZEN, "utf8");
  await expect(files(page).getByRole("button", { name: "Spara alla scenarier som fil" })).toHaveCount(0);
  await choose(page, frozen);
  await preview(page).waitFor();
  assert.deepEqual(await preview(page).locator("li").allInnerTexts(), ["Förslag \"ÅÄÖ\": nytt", "Som underlaget: nytt"]);
  await press(page, "Läs in");
  await preview(page).waitFor({ state: "detached" });
  await expect(page.locator("#fil")).toBeFocused();
  await page.locator(".notices").getByText("Inläsningen lade till två scenarier.").waitFor();

  const first = await handed(page, () => press(page, "Spara alla scenarier som fil"));
  assert.match(first.name, /^balans-scenarier-\d{4}-\d\d-\d\d\.json$/);
  // A scenario of the first engine says so from then on.
  const byId = (text) => JSON.parse(text).scenarios.sort((a, b) => (a.id < b.id ? -1 : 1));
  assert.deepEqual(byId(first.text), byId(frozen).map((one) => ({ ...one, engine: 1 })));
  assert.match(first.text, /\n {2}"format": "balans-scenarier",\n/, "indented, so that it can be read");

  await page.evaluate(() => {
    localStorage.clear();
    sessionStorage.clear();
  });
  await reload(page);
  await expect(files(page).getByRole("button", { name: "Spara alla scenarier som fil" })).toHaveCount(0);
  await importAll(page, first.text, 2);
  const second = await handed(page, () => press(page, "Spara alla scenarier som fil"));
  assert.equal(second.text, first.text);
});

test("the preview says what is there already and what becomes a copy, and Avbryt changes nothing", async ({ page, open }) => {
  await open(ROUTE);
  const frozen = await readFile(FROZEN, "utf8");
  await importAll(page, frozen, 2);
  await page.locator(".notices").getByText("Inläsningen lade till två scenarier.").waitFor();

  await choose(page, frozen);
  await preview(page).waitFor();
  for (const text of await preview(page).locator("li").allInnerTexts()) assert.match(text, /: finns redan/);
  await expect(preview(page).getByRole("button", { name: "Läs in", exact: true })).toHaveCount(0);
  await press(page, "Avbryt");
  await preview(page).waitFor({ state: "detached" });

  const before = await kept(page);
  const changed = frozen.replace('"requirement.care": 50.0', '"requirement.care": 55');
  assert.notEqual(changed, frozen);
  await choose(page, changed);
  await preview(page).waitFor();
  await expect(preview(page).locator("li").first()).toHaveInnerText(/blir en kopia: Förslag "ÅÄÖ"/);
  await expect(preview(page).locator("li").last()).toHaveInnerText(/finns redan/);
  await press(page, "Avbryt");
  await preview(page).waitFor({ state: "detached" });
  assert.equal(await kept(page), before);

  await choose(page, changed);
  await preview(page).waitFor();
  await press(page, "Läs in");
  await preview(page).waitFor({ state: "detached" });
  const { text } = await handed(page, () => press(page, "Spara alla scenarier som fil"));
  const cares = JSON.parse(text).scenarios.map(({ values }) => values["requirement.care"] ?? null);
  assert.deepEqual(cares.sort((a, b) => a - b), [null, 50, 55], "the first stands as it was, beside the copy");
});

test("a bad file says what is wrong beside the field, and changes nothing", async ({ page, open }) => {
  await open(ROUTE);
  const frozen = await readFile(FROZEN, "utf8");
  const before = await kept(page);
  for (const [content, says] of [
    ["Rubrik;Tal\r\n", /följer inte formatet.*JSON.*rad\s1/],
    ["{}", /inte en fil med scenarier/],
    [frozen.slice(0, 200), /följer inte formatet.*JSON/],
    [frozen.replace('"version": 2', '"version": 99'), /nyare version/],
    [frozen.replace('"kson-2023"', '"annat"'), /hör till underlaget annat, som inte används här nu/],
    [frozen.replace("requirement.care", "requirement.car"), /”Förslag "ÅÄÖ"”: det finns inget tal som heter requirement\.car/],
    [frozen.replace('"requirement.care": 50.0', '"requirement.care": 101'), /är 101, och kan bara vara 0–100/],
    [frozen.replace('"note":', '"anm":'), /okänt.*rad\s\d+/],
    [Buffer.from([0x7b, 0xe5, 0x7d]), /inte att läsa som text.*UTF-8/],
    [" ".repeat(1024 * 1024 + 1), /större än 1\sMB/],
  ]) {
    await choose(page, content);
    await fault(page).filter({ hasText: says }).waitFor();
    await expect(page.locator("#fil")).toHaveAttribute("aria-invalid", "true");
    await expect(preview(page)).toHaveCount(0);
    assert.equal(await kept(page), before);
  }
  await choose(page, frozen);
  await preview(page).waitFor();
  await expect(fault(page)).toHaveCount(0);
  await expect(page.locator("#fil")).not.toHaveAttribute("aria-invalid");
});

for (const width of WIDTHS) {
  test(`preview and fault at ${width} px in light and dark`, async ({ page, open }) => {
    await open(ROUTE, { width });
    await choose(page, await readFile(FROZEN, "utf8"), `${"namn".repeat(40)}.json`);
    await preview(page).waitFor();
    await noSidewaysScroll(page);
    await axeInBoth(page);
    const long = (await readFile(FROZEN, "utf8")).replace("requirement.care", "x".repeat(60));
    await choose(page, long);
    await fault(page).waitFor();
    await noSidewaysScroll(page);
    await axeInBoth(page);
  });
}

/** Parses CSV as the app writes it, after the byte order mark; fields with line breaks are not expected. */
function rows(text) {
  assert.equal(text.charCodeAt(0), 0xfeff, "a mark first");
  assert.ok(text.endsWith("\r\n"));
  const lines = text.slice(1).split("\r\n").slice(0, -1);
  return lines.map((line) =>
    [...`;${line}`.matchAll(/;(?:"((?:[^"]|"")*)"|([^;"]*))/g)].map(([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare),
  );
}

const NUMBER = /[−-]?\d[\d\u00a0\u202f ]*(?:,\d+)?/;
const valueOf = (text) => Number(text.replace("−", "-").replace(/[\u00a0\u202f ]/g, "").replace(",", "."));

test("a figure's CSV holds the table's numbers, with status and source", async ({ page, open }) => {
  await open("#/behov");
  const figure = page.locator("#ar");
  await figure.getByRole("button", { name: /^Spara eller kopiera/ }).click();
  const { name, text } = await handed(page, () => figure.getByRole("button", { name: "Tabell (CSV)" }).click());
  assert.match(name, /^balans-ar-fasta-priser-\d{4}-\d\d-\d\d\.csv$/);
  const all = rows(text);
  assert.deepEqual(all.slice(1, 5).map(([name]) => name), ["Scenario", "Datum", "Visar", "Priser"]);
  assert.equal(all[3][1], "Fasta priser: mnkr per år i 2023 års priser");
  assert.deepEqual(all[5].join(""), "");

  await figure.getByRole("button", { name: /^Visa som tabell/ }).click();
  const table = figure.locator("table");
  await table.waitFor();
  assert.equal(all[0][0], (await table.locator("caption").innerText()).replaceAll("\u00a0", " "));
  const heads = await table.locator("thead th").allInnerTexts();
  assert.deepEqual(all[6], [heads[0], ...heads.slice(1).map((head) => `${head}, mnkr`), "Status", "Källa"]);
  const shown = await table.locator("tbody tr").evaluateAll((all) => all.map((row) => [...row.cells].map((cell) => cell.innerText)));
  const said = all.slice(7);
  assert.equal(said.length, shown.length);
  let decimals = 0;
  shown.forEach((cells, at) => {
    assert.equal(said[at][0], cells[0]);
    cells.slice(1).forEach((cell, column) => {
      const found = cell.match(NUMBER)?.[0];
      if (!found) return;
      const raw = said[at][column + 1];
      assert.match(raw, /^-?\d+(,\d+)?$/);
      if (raw.includes(",")) decimals += 1;
      const half = 0.5 * 10 ** -(found.split(",")[1]?.length ?? 0);
      assert.ok(Math.abs(valueOf(raw) - valueOf(found)) <= half + 1e-9, `${raw} is shown as ${cell}`);
    });
    assert.match(said[at][heads.length], /^(Ur dokumenten|Härlett|Antagande|Extern referens|Reglage)/);
    assert.ok(said[at][heads.length + 1]);
  });
  assert.ok(decimals > 0, "with decimal comma");
});

test("every figure's table can be saved, where it comes from a document too", async ({ page, open }) => {
  await open("#/jamforelser");
  const figures = page.locator("main figure");
  const count = await figures.count();
  assert.ok(count > 1);
  for (let at = 0; at < count; at += 1) {
    const figure = figures.nth(at);
    await figure.getByRole("button", { name: /^Spara eller kopiera/ }).click();
    const { text } = await handed(page, () => figure.getByRole("button", { name: "Tabell (CSV)" }).click());
    assert.ok(rows(text).length > 5);
  }
});

test("all inputs as CSV, with what has been changed", async ({ page, open }) => {
  await open("#/");
  const field = page.locator('[data-input="requirement.care"] input[inputmode=decimal]');
  await field.fill("50,5");
  await field.press("Enter");
  await page.locator('.views a[href="#/kallor"]').click();
  const save = page.getByRole("button", { name: "Spara tabellen (CSV)", exact: true });
  await save.waitFor();
  const { name, text } = await handed(page, () => save.click());
  assert.match(name, /^balans-kallor-\d{4}-\d\d-\d\d\.csv$/);
  const all = rows(text);
  assert.deepEqual(all[4], [
    ...["Område", "Tal", "Id", "Värde", "Enhet", "Utgångsläge", "Ändrat", "Status", "Källa"],
    ...["Lägst", "Högst", "Spannets källa", "Datum", "Ansvarig", "Anteckning"],
  ]);
  const care = all.find((row) => row[2] === "requirement.care");
  assert.deepEqual(care.slice(2, 8), ["requirement.care", "50,5", "mnkr", "47,6", "Ja", "Ur dokumenten"]);
  assert.equal(all.filter((row) => row[6] === "Ja").length, 1);
  assert.equal(all.length - 5, await page.locator("[data-source]").count());
  for (const row of all) assert.equal(row.length, 15);
});

test("what could not be read can be taken out as it was", async ({ page, open, site }) => {
  await open("#/om");
  await expect(page.locator("[data-aside]")).toHaveCount(0);
  await page.evaluate(() => localStorage.setItem("balans.scenario.trasigt", "{ inte hela"));
  await page.reload();
  await ready(page);
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator("[data-aside] button").first().click()]);
  assert.match(download.suggestedFilename(), /^balans-undanlagt-.*\.txt$/);
  assert.equal(await readFile(await download.path(), "utf8"), "{ inte hela");
});

const OWN = new URL("../../crates/scenario/tests/files/underlag-1.json", import.meta.url);
const own = (page) => page.locator("#eget-underlag");

test("own figures take the documents' place, are marked wherever they act, and can be taken back", async ({ page, open }) => {
  await open("#/kallor");
  const care = page.locator('li[data-source="requirement.care"]');
  await choose(page, await readFile(OWN, "utf8"), "underlag.json");
  await preview(page).waitFor();
  const row = preview(page).locator("tbody tr").filter({ hasText: "SKR, april 2023" });
  await expect(row).toHaveInnerText(/3,0\s%.*\s3,1\s%/);
  await expect(care).toHaveInnerText(/47,6/);
  await preview(page).getByRole("button", { name: "Använd de egna talen" }).click();
  await preview(page).waitFor({ state: "detached" });

  // Källor: the figure, its own source, and what the documents have.
  await care.getByText("Eget tal", { exact: true }).waitFor();
  await expect(care).toHaveInnerText(/48,25/);
  await expect(care).toHaveInnerText(/KSON:s egna tal, maj 2023: Direktionens protokoll § 12/);
  await expect(care).toHaveInnerText(/verktygets utgångsläge 47,6/);
  await expect(own(page).locator("[data-own]")).toHaveInnerText(/KSON:s egna tal, maj 2023, två egna tal/);
  await expect(page.locator(".strip")).toHaveInnerText(/73,2/);

  // The lever resets to the figure, Så räknas det names it, and the chart says that it depends on
  // it.
  await open("#/");
  const lever = page.locator('[data-input="requirement.care"]');
  await lever.getByText("Eget tal", { exact: true }).waitFor();
  await page.locator("[data-basis]").filter({ hasText: /(Ett tal är ditt eget|Egna tal: två)\./ }).first().waitFor();
  await page.locator('.strip [data-quantity="gap.care.2023"]').first().click();
  const dialog = page.locator("dialog[open]");
  await dialog.getByRole("button", { name: /Effektiviseringskrav, omsorg/ }).click();
  await dialog.getByText("Eget tal", { exact: true }).first().waitFor();
  await page.keyboard.press("Escape");

  // A link has the figures and says that their sources are not in it.
  await page.getByRole("button", { name: "Dela" }).click();
  await page.locator("dialog[open] [data-own]").getByText(/inte deras källor/).waitFor();
  await page.keyboard.press("Escape");

  // Differences from the documents are listed, and an exported table says so.
  await open(ROUTE);
  await expect(page.locator("#avvikelser tbody")).toHaveInnerText(/Eget tal[\s\S]*48,25[\s\S]*47,6/);
  await open("#/kallor");
  const csv = await handed(page, () => page.getByRole("button", { name: "Spara tabellen (CSV)" }).first().click());
  assert.match(csv.text, /;requirement\.care;48,25;mnkr;48,25;Nej;Eget tal;KSON:s egna tal/);

  // Kept over a reload, exported as the same file, and reset to the documents.
  await reload(page);
  await own(page).locator("[data-own]").waitFor();
  const again = await handed(page, () => own(page).getByRole("button", { name: "Spara som fil", exact: true }).click());
  assert.match(again.name, /^balans-underlag-/);
  assert.deepEqual(JSON.parse(again.text).figures, JSON.parse(await readFile(OWN, "utf8")).figures);
  await own(page).getByRole("button", { name: "Tillbaka till verktygets tal" }).click();
  await own(page).locator("[data-own]").waitFor({ state: "detached" });
  await expect(page.locator(".strip")).toHaveInnerText(/72,5/);
  await page.keyboard.press("Control+z");
  await own(page).locator("[data-own]").waitFor();
});

test("the template is every figure with its source, and says what is wrong when it is badly filled in", async ({ page, open }) => {
  await open("#/kallor");
  const template = await handed(page, () => own(page).getByRole("button", { name: "Spara mall som fil" }).click());
  const file = JSON.parse(template.text);
  assert.equal(Object.keys(file.figures).length, await page.locator("li[data-source]").count());
  const before = await kept(page);
  const filled = (id, figure) => JSON.stringify({ ...file, figures: { ...file.figures, [id]: figure } });
  for (const [content, says] of [
    [template.text, /inget eget tal/],
    [filled("requirement.care", { value: 48, source: " " }), /Egna tal: .* saknar källa/],
    [filled("requirement.care", { value: 1000, source: "x" }), /kan bara vara 0–100/],
    [filled("requirement.car", { value: 1, source: "x" }), /inget tal som heter requirement\.car/],
    [filled("requirement.care", { value: 48, source: "x", status: "y" }), /okänt/],
  ]) {
    await choose(page, content);
    await fault(page).filter({ hasText: says }).waitFor();
    await expect(preview(page)).toHaveCount(0);
  }
  assert.equal(await kept(page), before);
  await choose(page, filled("requirement.care", { value: 48, source: "Beslut" }));
  await preview(page).waitFor();
  await expect(preview(page).locator("tbody tr")).toHaveCount(1);
});

for (const width of WIDTHS) {
  test(`own figures, their preview and their marks at ${width} px in light and dark`, async ({ page, open }) => {
    await open("#/kallor", { width });
    await choose(page, await readFile(OWN, "utf8"), "underlag.json");
    await preview(page).waitFor();
    await noSidewaysScroll(page);
    await axeInBoth(page);
    await preview(page).getByRole("button", { name: "Använd de egna talen" }).click();
    await own(page).locator("[data-own]").waitFor();
    await noSidewaysScroll(page);
    await axeInBoth(page);
  });
}

const save = (table) => table.locator("xpath=following-sibling::*[1]").getByRole("button");

test("every table can be saved as CSV as it is shown, with the model's numbers in full", async ({ page, open }) => {
  for (const { route } of TOOL_VIEWS) {
    await open(route);
    const tables = page.locator("main .table-wrap");
    for (let at = 0; at < (await tables.count()); at += 1) {
      const name = await tables.nth(at).getAttribute("aria-label");
      const [text] = await save(tables.nth(at)).allTextContents();
      assert.equal(text, `Spara tabellen (CSV): ${name}`, route);
    }
  }
  await open("#/");
  const wrap = page.locator("main .table-wrap").first();
  const csv = await handed(page, () => save(wrap).click());
  assert.match(csv.name, /\.csv$/);
  const lines = csv.text.split("\r\n");
  assert.ok(lines[0].startsWith("\ufeff"));
  assert.ok(lines.some((line) => /;Status;Källa$/.test(line)));
  const requirement = lines.find((line) => line.startsWith("Krav;"));
  assert.match(requirement, /^Krav;73,7;Ur dokumenten.*;.+/);
});

test("a workbook or a table is previewed with what could not be read, taken in one step and undone", async ({ page, open }) => {
  await open("#/kallor");
  const click = (name) => preview(page).getByRole("button", { name, exact: true }).click();
  const field = page.locator("#fil");
  const buffer = await readFile(new URL("../../crates/import/tests/files/libreoffice.xlsx", import.meta.url));
  await field.setInputFiles({ name: "tal.xlsx", mimeType: "application/octet-stream", buffer });
  await preview(page).getByRole("heading", { name: /^I tal\.xlsx finns \d+ tal som ändras$/ }).waitFor();
  await expect(preview(page).locator("[data-faults]")).toHaveCount(0);
  await click("Avbryt");
  await preview(page).waitFor({ state: "detached" });

  const before = await kept(page);
  await field.setInputFiles({ name: "tal.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7") });
  await fault(page).filter({ hasText: "Filen är en pdf" }).waitFor();
  assert.equal(await kept(page), before);

  const table = "Id;Värde;Källa\r\nrequirement.care;48 250 tkr;Bokslut\r\nrequirement.health;runt 26;\r\n";
  await field.setInputFiles({ name: "tal.csv", mimeType: "text/csv", buffer: Buffer.from(table) });
  await preview(page).getByRole("heading", { name: "I tal.csv finns ett tal som ändras" }).waitFor();
  await expect(fault(page)).toHaveCount(0);
  await expect(preview(page).locator("tbody")).toContainText("48,25");
  await expect(preview(page).locator("[data-faults] li")).toHaveInnerText(/^B3: .*”runt 26” är inget tal\.$/);
  await axeInBoth(page);
  await click("Använd de egna talen");
  await preview(page).waitFor({ state: "detached" });
  await expect(page.locator("[data-own]")).toContainText("ett eget tal");
  await page.keyboard.press("Control+z");
  await expect(page.locator("[data-own]")).toHaveCount(0);
});
