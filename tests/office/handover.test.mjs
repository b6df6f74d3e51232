// Exported files, opened by LibreOffice: the presentation has its slides, texts, charts and notes,
// and the workbook has the page's own result.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import JSZip from "jszip";
import { care, expect, test, type } from "../e2e/fixtures.mjs";
import { faults } from "./package.mjs";

const OFFICE = process.env.BALANS_OFFICE;
if (!OFFICE) throw new Error("BALANS_OFFICE is not set: run this through `cargo xtask test office`");
/** The folder of python-pptx; undefined on a machine without Python. */
const PYTHON_PPTX = process.env.BALANS_PYTHON_PPTX;
const READ = fileURLToPath(new URL("read.py", import.meta.url));

const run = (program, ...args) => execFileSync(program, args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

/** Converts a file to another format in the same folder. */
function convert(to, file) {
  const folder = dirname(file);
  const profile = pathToFileURL(join(folder, "profile"));
  run(OFFICE, `-env:UserInstallation=${profile}`, "--headless", "--norestore", "--convert-to", to, "--outdir", folder, file);
}

async function handed(page, folder, kind) {
  const button = page.locator(`main [data-office=${kind}]`);
  const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
  const name = download.suggestedFilename();
  assert.match(name, new RegExp(`^balans-.*\\d{4}-\\d\\d-\\d\\d\\.${kind}$`));
  const file = join(folder, name);
  await download.saveAs(file);
  await page.locator("main .office").getByText(`Sparas som ${name}.`).waitFor();
  return file;
}

const squeezed = (text) => text.replace(/[\s\u00a0\u00ad]+/g, "");
const words = (xml) => [...xml.matchAll(/<a:t>([^<]*)<\/a:t>/g)].map(([, text]) => text);

test("the presentation opens with every slide, its texts, charts, tables and notes", async ({ page, open, folder }) => {
  await open("#/");
  await type(care(page).field, "50,5");
  await page.locator('nav a[href="#/scenarier"]').click();
  const file = await handed(page, folder, "pptx");

  const bytes = readFileSync(file);
  const zip = await JSZip.loadAsync(bytes);
  assert.deepEqual(await faults(page, zip), []);
  for (const [kind, spoil] of Object.entries(SPOILED)) {
    const spoiled = await JSZip.loadAsync(bytes);
    await spoil(spoiled);
    assert.notDeepEqual(await faults(page, spoiled), [], `${kind} is not found`);
  }
  const names = Object.keys(zip.files);
  const slides = names.filter((name) => /^ppt\/slides\/slide\d+\.xml$/.test(name));
  const charts = names.filter((name) => /^ppt\/charts\/chart\d+\.xml$/.test(name));
  assert.ok(slides.length >= 8, `${slides.length} slides`);
  assert.ok(charts.length >= 3, `${charts.length} charts`);
  let tables = 0;
  const titles = [];
  for (const name of slides) {
    const xml = await zip.file(name).async("string");
    assert.doesNotMatch(xml, /lang="en-US"/, name);
    const title = xml.match(/<p:sp>(?:(?!<\/p:sp>).)*type="title".*?<\/p:sp>/s)?.[0];
    assert.ok(title && words(title).join("").length > 5, `${name} has a title`);
    titles.push(words(title).join(""));
    tables += xml.split("<a:tbl>").length - 1;
    for (const [, frame] of xml.matchAll(/<p:graphicFrame>(.*?)<\/p:graphicFrame>/gs)) {
      if (frame.includes("<c:chart")) assert.match(frame, /descr="[^"]{20,}"/, `${name}: a chart says what it shows`);
    }
  }
  assert.ok(tables >= 2, `${tables} tables`);
  for (const name of charts) {
    const xml = await zip.file(name).async("string");
    assert.match(xml, /<c:(bar|line)Chart>/);
    assert.match(xml, /<c:f>Sheet1!/, "its numbers are in a sheet of its own");
    assert.doesNotMatch(xml, /NaN|Infinity|undefined/);
  }
  const notes = names.filter((name) => /^ppt\/notesSlides\/notesSlide\d+\.xml$/.test(name));
  const noted = await Promise.all(notes.map(async (name) => words(await zip.file(name).async("string")).join("")));
  assert.ok(noted.filter((text) => text.length > 20).length >= 5, "notes for the presenter");

  convert("pdf", file);
  const pdf = file.replace(/pptx$/, "pdf");
  assert.equal(Number(run("pdfinfo", pdf).match(/^Pages:\s+(\d+)/m)[1]), slides.length);
  const read = squeezed(run("pdftotext", pdf, "-"));
  for (const title of titles) assert.ok(read.includes(squeezed(title)), `${title} is not on the pages`);

  if (!PYTHON_PPTX) {
    console.log("python-pptx is not here: no strict reader has opened the presentation");
    return;
  }
  const strict = JSON.parse(
    execFileSync("python3", [READ, file], { encoding: "utf8", env: { ...process.env, PYTHONPATH: PYTHON_PPTX } }),
  );
  assert.deepEqual(strict.map(({ title }) => squeezed(title)), titles.map(squeezed));
  assert.equal(strict.flatMap((slide) => slide.charts).length, charts.length);
  assert.equal(strict.flatMap((slide) => slide.tables).length, tables);
  const years = strict.flatMap((slide) => slide.charts).find((chart) => chart.categories.includes("2022"));
  // A missing first value is missing, and not zero.
  assert.ok(years.series.some(({ values }) => values[0] === null && values[1] > 1000), JSON.stringify(years));
});

/** Packages with one fault each, which the check must find. */
const rewrite = async (zip, name, from, to) => {
  const text = await zip.file(name).async("string");
  assert.match(text, from, name);
  zip.file(name, text.replace(from, to));
};
const SPOILED = {
  "a part without a type": (zip) => rewrite(zip, "[Content_Types].xml", /<Override PartName="\/ppt\/slides\/slide1\.xml"[^>]*>/, ""),
  "a type without a part": (zip) => zip.remove("ppt/slides/slide2.xml"),
  "a link to nothing": (zip) => rewrite(zip, "ppt/slides/_rels/slide1.xml.rels", /slideLayout\d+\.xml/, "slideLayout99.xml"),
  "no XML": (zip) => rewrite(zip, "ppt/slides/slide1.xml", /<\/p:sld>/, "\ufffe</p:sld>"),
  "one id twice": (zip) => rewrite(zip, "ppt/slides/slide1.xml", /<p:cNvPr id="3"/, '<p:cNvPr id="2"'),
  "a third axis": (zip) => rewrite(zip, "ppt/charts/chart1.xml", /<c:axId /, '<c:axId val="7"/><c:axId '),
  "an empty value": (zip) => rewrite(zip, "ppt/charts/chart1.xml", /<c:v>[\d.]+<\/c:v>/, "<c:v></c:v>"),
  "an empty run": (zip) => rewrite(zip, "ppt/slides/slide1.xml", /<a:t>[^<]+<\/a:t>/, "<a:t></a:t>"),
  "small letters": (zip) => rewrite(zip, "ppt/slides/slide1.xml", / sz="\d+"/, ' sz="1100"'),
};

test("the workbook's answer is the page's, and calculated", async ({ page, open, folder }) => {
  await open("#/");
  await type(care(page).field, "50,5");
  const shown = page.locator(".strip .answer .num");
  await expect(shown).toHaveInnerText(/75,4/);
  const answer = await shown.innerText();
  await page.locator('nav a[href="#/scenarier"]').click();
  const file = await handed(page, folder, "xlsx");
  const zip = await JSZip.loadAsync(readFileSync(file));
  const names = Object.keys(zip.files);
  assert.ok(!names.some((name) => /vba|macro|externalLink/i.test(name)));
  // Years accept whole numbers, and refuse others with a message.
  const rules = [...(await zip.file("xl/worksheets/sheet2.xml").async("string")).matchAll(/<dataValidation ([^>]*)>(.*?)<\/dataValidation>/g)];
  const years = rules.filter(([, , limits]) => /<formula1>20\d\d<\/formula1>/.test(limits));
  assert.ok(years.length > 10, `${years.length} years`);
  for (const [, about] of years) assert.match(about, /^type="whole" .*Skriv ett heltal/);
  const core = await zip.file("docProps/core.xml").async("string");
  const made = Date.parse(core.match(/<dcterms:created[^>]*>([^<]*)</)[1]);
  assert.ok(Math.abs(made - Date.now()) < 86_400_000, "made when the page says, not in 1970");
  convert("csv:Text - txt - csv (StarCalc):9,34,76,1,,0,false,false,false,false,false,-1", file);
  const csv = file.replace(/\.xlsx$/, "-Läs mig.csv");
  const rows = readFileSync(csv, "utf8").split("\n").map((line) => line.split("\t"));
  const row = rows.find(([name]) => /^Återstår att hitta \d{4}$/.test(name));
  const gap = Number(row[1].replaceAll('"', ""));
  assert.equal(gap.toFixed(1).replace(".", ","), answer.match(/\d+,\d/)[0], row.join("|"));
});
