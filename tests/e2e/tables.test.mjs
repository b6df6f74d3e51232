// Every table of every view, saved as CSV and compared with the page: the same numbers in the same
// unit, headings that name it, rows of one length, and only values that a spreadsheet can calculate
// with. The views are the menu's; tables, charts and choices are read from the page.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { TOOL_VIEWS } from "../../xtask/node/views.mjs";
import { expect, test } from "./fixtures.mjs";

const PACK = new URL("../../crates/model/data/kson-2023.toml", import.meta.url);

/** The factors of units. Two different units differ by their factors, or are not compared. */
const FACTORS = { mnkr: 1e6, tkr: 1e3, kr: 1 };
const UNITS = ["mnkr", "tkr", "kr", "%", "platser", "personer", "kunder", "årsarbetare", "dygn", "ärenden", "index", "procentenheter", "minuter", "timmar", "månader", "år", "användare"];

const plain = (text) => text.replaceAll("\u00ad", "").replace(/[\u00a0\u202f\u2009]/g, " ").replace(/\s+/g, " ").trim();
const words = (text) => plain(text).toLowerCase().split(/[^\p{L}\d%]+/u);
/** Returns the first unit that a text names, as a word. */
const unitIn = (text) => words(text).find((word) => UNITS.includes(word));
/** Returns the unit that a title or a lead names: money first, else the last unit. */
const unitOf = (text) => words(text).find((word) => word in FACTORS) ?? words(text).findLast((word) => word !== "år" && UNITS.includes(word));

const SHOWN = /^[+−]?\d{1,3}(?: \d{3})*(?:,\d+)?/;
const shownValue = (text) => Number(text.replaceAll(" ", "").replace("−", "-").replace("+", "").replace(",", "."));
const RAW = /^-?\d+(?:,\d{1,9})?$/;
const rawValue = (text) => Number(text.replace(",", "."));

function rowsOf(text) {
  assert.equal(text.charCodeAt(0), 0xfeff);
  const lines = text.slice(1).split("\r\n").slice(0, -1);
  return lines.map((line) =>
    [...`;${line}`.matchAll(/;(?:"((?:[^"]|"")*)"|([^;"]*))/g)].map(([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare),
  );
}

async function handed(page, action) {
  const [download] = await Promise.all([page.waitForEvent("download"), action()]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
}

/** Reads a table of the page: headings, and of each cell its text, difference and span. */
const shown = (table) =>
  table.evaluate((table) => {
    const seen = (element) => {
      const copy = element.cloneNode(true);
      copy.querySelectorAll(".visually-hidden, [aria-hidden], .compare-line").forEach((one) => one.remove());
      return copy.textContent;
    };
    const cell = (cell) => {
      const change = cell.querySelector("[data-change]");
      const value = cell.querySelector("[data-value]");
      return { text: seen(value ?? cell), change: change && seen(change), span: cell.colSpan };
    };
    const row = (row) => [...row.cells].map(cell);
    return {
      caption: table.caption?.textContent ?? "",
      heads: [...table.tHead.rows[0].cells].map(seen),
      isBase: [...table.tHead.rows[0].cells].map((one) => Boolean(one.querySelector(".compare-line"))),
      rows: [...table.tBodies].flatMap((body) => [...body.rows].map(row)),
    };
  });

/** Fails unless a number of the file equals the number shown, each in its own unit. */
function sameNumber(what, text, shownUnit, raw, rawUnit) {
  assert.match(raw, RAW, `${what}: ${raw}`);
  assert.ok(raw.replace(/\D/g, "").replace(/^0+/, "").length <= 12, `${what}: ${raw} has digits of noise`);
  const found = text.match(SHOWN)?.[0];
  assert.ok(found, `${what}: ${text} is no number`);
  const said = unitIn(text.slice(found.length)) ?? shownUnit;
  const both = [said, rawUnit];
  const factors = both.map((unit) => FACTORS[unit] ?? 1);
  // A heading may be the unit itself: "Chefer". Money always names its unit.
  const isWord = said === undefined && !(rawUnit in FACTORS);
  if (!both.every((unit) => unit in FACTORS) && !isWord) assert.equal(rawUnit, said, `${what}: ${text} against ${raw}`);
  const half = 0.5 * 10 ** -(found.split(",")[1]?.length ?? 0) * factors[0];
  // A saving beyond the requirement is a gap below zero.
  const sign = text.endsWith("mer än kravet") ? -1 : 1;
  const difference = Math.abs(rawValue(raw) * factors[1] - sign * shownValue(found) * factors[0]);
  assert.ok(difference <= half * 1.000001 + 1e-6, `${what}: ${raw} ${rawUnit} is shown as ${text} ${said}`);
}

/** Fails unless a file has the table's content. Returns the number of compared numbers. */
function sameTable(what, file, { caption, heads, isBase, rows }, lead, hasOrigin) {
  const all = rowsOf(file);
  const blank = all.findIndex((row) => row.every((field) => field === ""));
  const about = all.slice(0, blank).map(([name]) => name);
  assert.ok(all[0][0], `${what}: a title first`);
  assert.ok(about.includes("Scenario") || about.includes("Scenarier"), `${what}: of which scenario`);
  assert.ok(about.includes("Datum"), `${what}: when`);
  assert.deepEqual([...new Set(all.map((row) => row.length))], [all[0].length], `${what}: rows of one length`);
  for (const row of all) {
    for (const field of row) {
      assert.doesNotMatch(field, /[\u00ad\u00a0]/, `${what}: ${JSON.stringify(field)}`);
      assert.doesNotMatch(field, /^'/, `${what}: a guard is shown: ${field}`);
      assert.doesNotMatch(field, /^\u2212?[\d\s]*\u2212[\d\s,]+/, `${what}: ${field} is no number to a spreadsheet`);
    }
  }
  const [head, ...body] = all.slice(blank + 1);
  assert.equal(body.length, rows.length, `${what}: as many rows`);
  assert.equal(head[0], plain(heads[0]), what);
  const unitColumn = head[1] === "Enhet";
  const base = plain(heads[isBase.indexOf(true)] ?? "");

  // The file columns of each column on the page.
  let next = unitColumn ? 2 : 1;
  const columns = heads.slice(1).map((heading) => {
    const name = plain(heading);
    const own = (at) => head[at] === name || head[at]?.startsWith(`${name}, `);
    assert.ok(own(next), `${what}: ${name} is called ${head[next]}`);
    const first = next;
    next += 1;
    if (head[first] === `${name}, lägst`) {
      next += 1;
      assert.equal(head[first + 1], `${name}, högst`);
      return { name, first, range: true };
    }
    const change = head[next] === `${name}, skillnad mot ${base}`;
    if (change) next += 1;
    return { name, first, change };
  });
  // A comparison has one source, stated above the table.
  const rest = head.slice(next).filter(Boolean).join();
  const sources = hasOrigin && !about.includes("Källa") ? ["Status,Källa"] : ["", "Status,Källa"];
  assert.ok(sources.includes(rest), `${what}: ${rest}`);

  let numbers = 0;
  rows.forEach((cells, at) => {
    const fields = body[at];
    const here = `${what}, ${plain(cells[0].text)}`;
    assert.equal(fields[0].replace(/ \(.*\)$/, ""), plain(cells[0].text).replace(/ (överföring|delvis överföring|flyttas mellan KSON och andra|Eget tal)$/, ""), what);
    let column = cells[0].span - 1;
    for (let passed = 0; passed < column; passed += 1) assert.equal(fields[columns[passed].first], "", `${here}: nothing under the heading`);
    for (const cell of cells.slice(1)) {
      const { name, first, range, change } = columns[column];
      column += 1;
      const text = plain(cell.text);
      const raw = fields[first];
      const place = `${here}, ${name}`;
      const rawUnit = unitColumn ? unitIn(fields[1]) : unitIn(head[first].slice(name.length)) ?? unitIn(head[first]);
      const shownUnit = unitIn(caption.split(", ").at(-1)) ?? unitIn(name) ?? unitOf(lead);
      if (range) {
        const [low, high = low] = text.split("–");
        sameNumber(place, low, shownUnit, raw, rawUnit);
        sameNumber(place, high, shownUnit, fields[first + 1], rawUnit);
        numbers += 2;
      } else if (SHOWN.test(text) && !/^\d{4}-/.test(text)) {
        // In a table of inputs the unit is in the cell, and in a comparison in a column of its own.
        const unit = unitColumn ? (unitIn(text) ?? unitOf(lead) ?? rawUnit) : shownUnit;
        sameNumber(place, text, unit, raw, rawUnit);
        numbers += 1;
        if (cell.change) {
          assert.ok(change, `${place}: the difference has a column of its own`);
          sameNumber(`${place}, difference`, plain(cell.change), unit, fields[first + 1], rawUnit);
          numbers += 1;
        } else if (change && cell.change === null && isBase[column]) {
          assert.equal(fields[first + 1], "");
        }
      } else {
        assert.equal(raw, text, place);
        assert.doesNotMatch(raw, /^[\d\s,−-]+$/, place);
      }
    }
  });
  return numbers;
}

const hasNoZeroFor = (what, file) => {
  for (const row of rowsOf(file)) {
    if (/^(Lägre vakans|Färre tomma platser|Upprusta)/.test(row[0])) {
      assert.ok(row.includes("ej beräknad"), `${what}: ${row}`);
    }
  }
};

/** Checks all tables and charts on the page, with every choice of each chart. */
async function holdPage(page, where, { origins = true, charts = true } = {}) {
  let numbers = 0;
  const names = new Map();
  // What is out of sight follows when the values have come to rest.
  await expect(page.locator("[data-lags]")).toHaveCount(0);
  const tables = page.locator("main .table-wrap:visible:has(+ .table-foot)");
  for (let at = 0; at < (await tables.count()); at += 1) {
    const wrap = tables.nth(at);
    const title = await wrap.getAttribute("aria-label");
    const what = `${where}: ${title}`;
    const lead = [title, ...(await wrap.locator("xpath=preceding-sibling::p").allInnerTexts())].join(" ");
    const save = wrap.locator("xpath=following-sibling::*[1]").getByRole("button");
    const { name, text } = await handed(page, () => save.click());
    assert.equal(rowsOf(text)[0][0], plain(title));
    numbers += sameTable(what, text, await shown(wrap.locator("table")), lead, false);
    assert.ok(!names.has(name) || names.get(name) === title, `${name} is two tables'`);
    names.set(name, title);
    if (where.startsWith("base") || where.startsWith("without")) hasNoZeroFor(what, text);
  }
  const figures = page.locator("main figure.figure:visible");
  for (let at = 0; charts && at < (await figures.count()); at += 1) {
    const figure = figures.nth(at);
    for (const word of ["Visa som tabell", "Spara eller kopiera"]) {
      const opener = figure.getByRole("button", { name: new RegExp(`^${word}`) });
      if ((await opener.getAttribute("aria-expanded")) === "false") await opener.click();
    }
    const options = figure.locator(".choices button");
    const count = await options.count();
    const made = new Map();
    for (let option = 0; option < Math.max(count, 1); option += 1) {
      if (count) {
        await options.nth(option).click();
        await figure.locator('.choices button[aria-pressed="true"]').and(options.nth(option)).waitFor();
      }
      const title = plain(await figure.locator("figcaption :is(h2, h3)").innerText());
      const what = `${where}: ${title}`;
      const table = figure.locator("table");
      await expect.poll(async () => plain(await table.locator("caption").innerText()).startsWith(title)).toBeTruthy();
      const lead = await figure.locator("figcaption p").innerText();
      const { name, text } = await handed(page, () => figure.locator("[data-take=csv]").click());
      assert.ok(rowsOf(text)[0][0].startsWith(title), `${what}: the file's title is what is drawn`);
      assert.ok(rowsOf(text).some((row) => row[0] === "Visar" && row[1].toLowerCase().endsWith(plain(lead).toLowerCase())), what);
      numbers += sameTable(what, text, await shown(table), lead, origins);
      assert.ok(!made.has(name), `${what}: ${name} again`);
      made.set(name, text);
    }
    if (count) await options.first().click();
  }
  return numbers;
}

/** Checks every view of the menu, with each measure that has an amount opened, and the last year where a year is chosen. */
async function holdAll(page, open, where, options) {
  let numbers = 0;
  for (const { route, slug } of TOOL_VIEWS) {
    await page.locator(`.views a[href="${route}"]`).first().click();
    await page.locator(`main[data-route=${slug}] h1`).waitFor();
    await expect(page.locator("main [data-coming]")).toHaveCount(0);
    numbers += await holdPage(page, `${where} ${route}`, options);
    if (["#/", "#/parter"].includes(route)) {
      const years = page.locator(".years-bars input");
      const last = await years.last().inputValue();
      await years.last().check();
      await page.locator("main .table-wrap").first().waitFor();
      numbers += await holdPage(page, `${where} ${route} ${last}`, options);
      await years.first().check();
    }
    const measures = await page.locator("main li.measure[data-figure]").evaluateAll((all) => all.map((one) => one.dataset.measure));
    for (const measure of measures) {
      const row = page.locator(`main li.measure[data-measure="${measure}"]`);
      await row.locator(".measure-name button").click();
      await row.locator(".measure-panel table").first().waitFor();
      numbers += await holdPage(page, `${where} ${route} ${measure}`, options);
      await row.locator(".measure-name button").click();
      await row.locator(".measure-panel table").first().waitFor({ state: "detached" });
    }
  }
  return numbers;
}

/** Returns values of a file that move every numeric input of the pack well away from its default. */
async function moved(share) {
  const blocks = (await readFile(PACK, "utf8")).split("[[input]]").slice(1);
  const values = {};
  for (const block of blocks) {
    const of = (key) => block.match(new RegExp(`^${key} = "?([^"#\\n]*?)"?\\s*(#.*)?$`, "m"))?.[1];
    const [min, max, step, standard] = ["min", "max", "step", "default"].map((key) => Number(of(key)));
    if (of("unit") === "ja/nej" || of("status") === "source" || ![min, max, step].every(Number.isFinite)) continue;
    const steps = Math.round(((max - min) * share) / step);
    const value = Number((min + steps * step).toFixed(6));
    if (value !== standard && value <= max) values[of("id")] = value;
  }
  assert.ok(Object.keys(values).length > 40, "many levers");
  return values;
}

const scenario = (id, name, values) => ({
  id, name, created: "2026-05-03T09:05:00+02:00", changed: "2026-05-04T10:00:00+02:00", values,
});

/** Imports these scenarios from a file. */
async function take(page, scenarios) {
  const frozen = JSON.parse(await readFile(new URL("../../crates/scenario/tests/files/2-library.json", import.meta.url), "utf8"));
  const buffer = Buffer.from(JSON.stringify({ ...frozen, scenarios }));
  await page.locator("#fil").setInputFiles({ name: "scenarier.json", mimeType: "application/json", buffer });
  await page.locator("#fil-innehall").getByRole("button", { name: "Läs in", exact: true }).click();
  await page.locator("#fil-innehall").waitFor({ state: "detached" });
}

test("every table's file is what is shown, with the underlag's own values", async ({ page, open }) => {
  await open("#/");
  assert.ok((await holdAll(page, open, "base")) > 500);
});

test("every table's file is what is shown, with many levers moved, and scenarios beside each other", async ({ page, open }) => {
  await open("#/scenarier");
  await take(page, [
    scenario("a-1", "Många reglage", await moved(0.37)),
    scenario("a-2", "Andra reglage", await moved(0.61)),
  ]);
  const saved = page.locator("main li", { hasText: "Många reglage" }).filter({ has: page.getByRole("button", { name: /^Öppna/ }) });
  await saved.first().getByRole("button", { name: /^Öppna/ }).click();
  await page.locator("header").getByText("Många reglage").first().waitFor();
  // The file is of an earlier calculation, and the page says so over its lower part.
  await page.locator(".notice", { hasText: "tidigare formler" }).getByRole("button", { name: "Okej" }).click();
  const boxes = page.locator("#jamfor .compare-choose");
  for (const name of ["Många reglage", "Andra reglage"]) await boxes.getByLabel(name, { exact: true }).check();
  await expect(page.locator("#jamfor-resultat thead th")).toHaveCount(4);
  const first = await holdPage(page, "compared");
  assert.ok(first > 100, `${first} numbers`);

  // A number to calculate with, in a file that names its scenarios.
  const save = page.locator("#jamfor-parter .table-foot button");
  const all = rowsOf((await handed(page, () => save.click())).text);
  assert.deepEqual(all[1].filter(Boolean), ["Scenarier", "Det du arbetar med nu (Många reglage)", "Många reglage", "Andra reglage"]);
  const head = all.find((row) => row[0] === "Part");
  assert.deepEqual(head.filter(Boolean), [
    "Part",
    "Enhet",
    "Det du arbetar med nu",
    "Många reglage",
    "Många reglage, skillnad mot Det du arbetar med nu",
    "Andra reglage",
    "Andra reglage, skillnad mot Det du arbetar med nu",
  ]);
  assert.ok((await holdAll(page, open, "moved")) > 1000);
});

test(
  "no unit hangs on what has been fetched: without the later module every table's file is what is shown",
  async ({ page, open, trouble }) => {
    trouble.expect(/deferred-/, /ERR_FAILED|Failed to load/);
    await page.route("**/deferred-*.wasm", (route) => route.abort());
    await open("#/", { ready: false });
    await page.waitForSelector("html[data-ready][data-later=missing]", { state: "attached" });
    const field = page.locator('[data-input="requirement.care"] input[inputmode=decimal]');
    await field.fill("50");
    await field.press("Enter");
    assert.ok((await holdAll(page, open, "without", { origins: false })) > 500);
  },
);

test("the headline over a chart of current prices is of those, and its files say so", async ({ page, open }) => {
  await open("#/behov");
  const figure = page.locator("#ar");
  const title = figure.locator("figcaption h2");
  const fixed = await title.innerText();
  assert.match(fixed, /växer kostnaden med 45\sprocent från 2023 till 2031$/);
  await figure.getByRole("button", { name: /^Spara eller kopiera/ }).click();
  const csv = () => handed(page, () => figure.locator("[data-take=csv]").click());
  const before = await csv();
  await figure.getByRole("button", { name: "Löpande priser" }).click();
  await expect.poll(() => title.innerText()).not.toBe(fixed);

  // 3 506 in 2023 and 6 453 in 2031, as the chart's own table has it.
  const after = await csv();
  const costs = rowsOf(after.text).filter((row) => /^\d{4}$/.test(row[0])).map((row) => rawValue(row[1]));
  const growth = Math.round((costs.at(-1) / costs[1] - 1) * 100);
  assert.equal(growth, 84);
  await expect(title).toHaveInnerText(new RegExp(`växer kostnaden med ${growth}\\sprocent från 2023 till 2031, i löpande priser$`));
  assert.notEqual(before.name, after.name);
  assert.match(before.name, /^balans-ar-fasta-priser-/);
  assert.match(after.name, /^balans-ar-lopande-priser-/);
  const prices = (text) => rowsOf(text).find((row) => row[0] === "Priser")[1];
  assert.match(prices(before.text), /^fasta priser/);
  assert.match(prices(after.text), /^löpande priser/);
  const svg = await handed(page, () => figure.locator("[data-take=svg]").click());
  assert.match(svg.name, /^balans-ar-lopande-priser-.*\.svg$/);
  assert.match(svg.text, /Priser: löpande priser/);

  await page.locator('.views a[href="#/behov"]').click();
  const areas = page.locator("#omraden-ar figcaption h2");
  await areas.getByText("i löpande priser").waitFor();
  const current = await areas.innerText();
  await page.locator("#omraden-ar").getByRole("button", { name: "Fasta priser" }).click();
  await expect.poll(() => areas.innerText()).not.toBe(current);
  await expect(areas).toHaveInnerText(/45\sprocent/);
});
