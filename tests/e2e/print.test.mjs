// Paper: what Chromium prints of the paper and of every view is A4, tagged, outlined, vector, and
// of a reasonable length. Read by pdf.js, which knows nothing of how it was made.
import assert from "node:assert/strict";
import { check, holds, until } from "./fixtures.mjs";

// What pdf.js would draw with: without them it asks for a native canvas. Nothing is drawn here.
for (const type of ["DOMMatrix", "ImageData", "Path2D"]) globalThis[type] ??= class {};
const { OPS, getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");

/** A4 in points, and how far a rounding may be off. */
const A4 = [595.3, 841.9];
const OFF = 1;

/** Prints the page as it stands. */
async function print(page) {
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send("Page.printToPDF", {
    preferCSSPageSize: true,
    generateTaggedPDF: true,
    generateDocumentOutline: true,
  });
  const task = getDocument({ data: new Uint8Array(Buffer.from(data, "base64")), useSystemFonts: true, verbosity: 0 });
  return { pdf: await task.promise, close: () => task.destroy() };
}

/** A heading without spaces and soft hyphens: Chromium sets lines of one together in the outline. */
const bare = (text) => text.replace(/[\s\u00ad]/g, "");

/** Every node of the pages' structure, in order. */
async function tags(pdf) {
  const all = [];
  const walk = (node) => {
    if (!node?.role) return;
    all.push(node);
    node.children?.forEach(walk);
  };
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    walk(await page.getStructTree());
  }
  return all;
}

/** The titles of the outline, at any depth. */
async function outline(pdf) {
  const flat = (items) => (items ?? []).flatMap(({ title, items: below }) => [bare(title), ...flat(below)]);
  return flat(await pdf.getOutline());
}

/** All text of a page. */
async function textOf(pdf, number) {
  const page = await pdf.getPage(number);
  const { items } = await page.getTextContent();
  return items.map(({ str }) => str).join(" ");
}

/** What is true of anything printed: size, tags, numbers on each page, nothing painted in pixels. */
async function sound(pdf, [least, most]) {
  assert.ok(pdf.numPages >= least && pdf.numPages <= most, `${pdf.numPages} pages`);
  const { info } = await pdf.getMetadata();
  assert.equal((await pdf.getMarkInfo())?.Marked, true);
  assert.equal(info.Language ?? "sv", "sv");
  const raster = [OPS.paintImageXObject, OPS.paintInlineImageXObject, OPS.paintImageMaskXObject, OPS.paintImageXObjectRepeat];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const [left, bottom, right, top] = page.view;
    assert.ok(Math.abs(right - left - A4[0]) < OFF && Math.abs(top - bottom - A4[1]) < OFF, `page ${number}: ${page.view}`);
    const { fnArray } = await page.getOperatorList();
    assert.ok(!fnArray.some((operation) => raster.includes(operation)), `page ${number} has a picture in pixels`);
    const text = await textOf(pdf, number);
    assert.match(text, new RegExp(`${number} \\(${pdf.numPages}\\)`), `page ${number} is not numbered`);
  }
}

/** The headings of the view as it stands. */
const headings = async (page) => (await page.locator("main :is(h1, h2, h3):visible").allTextContents()).map(bare);

/** What can only be pressed or moved, and is there all the same; a number and a name are text. */
const controls = (page) =>
  page
    .locator(":is(button:not(.num, .scenario-name, h2 > button), dialog, input[type=range], input[type=search]):visible")
    .evaluateAll((all) => all.map((one) => one.outerHTML.slice(0, 100)));

/** A route and the fewest and most pages it may take. */
const VIEWS = [
  ["#/", 2, 6],
  ["#/boende", 3, 9],
  ["#/atgarder", 2, 5],
  ["#/behov", 2, 8],
  ["#/jamforelser", 2, 6],
  ["#/parter", 2, 6],
  ["#/scenarier", 1, 4],
  ["#/kallor", 3, 14],
  ["#/om", 1, 4],
];

for (const [route, least, most] of VIEWS) {
  check(`${route} on paper`, async ({ page, open }) => {
    await open(route, { scheme: "dark" });
    const { pdf, close } = await print(page);
    try {
      await page.emulateMedia({ media: "print" });
      assert.deepEqual(await controls(page), []);
      await sound(pdf, [least, most]);
      const all = await tags(pdf);
      const roles = new Set(all.map(({ role }) => role));
      assert.ok(roles.has("H1") && roles.has("H2"), [...roles].join(" "));
      const found = await outline(pdf);
      for (const heading of await headings(page)) assert.ok(found.includes(heading), `${heading} is not in the outline: ${found}`);
      const drawn = await page.locator("main .drawing svg:visible").count();
      const figures = all.filter(({ role, alt }) => role === "Figure" && alt);
      assert.ok(figures.length >= drawn, `${figures.length} figures with words of ${drawn}`);
    } finally {
      await close();
    }
  });
}

check("the paper is printed whole: headings, tables, figures, blanks and what is typed into them", async ({ page, open }) => {
  await open("#/beslutsunderlag", { width: 320, scheme: "dark" });
  await page.locator("[data-blank=handlaggare]").fill("Åsa Öberg");
  // More than there are lines for.
  const proposal = ["att lägga underlaget till handlingarna", "att två", "att tre", "att fyra", "att fem", "att sex", "att sjunde sist"];
  await page.locator("[data-blank=forslag]").fill(proposal.join("\n"));
  const { pdf, close } = await print(page);
  try {
    await sound(pdf, [7, 12]);
    const all = await tags(pdf);
    const count = (role) => all.filter((node) => node.role === role).length;
    assert.equal(count("H1"), 1);
    const shown = await headings(page);
    assert.deepEqual(await outline(pdf), shown);
    assert.equal(count("H2") + count("H3"), shown.length - 1);
    for (const heading of ["Ärendet", "Förslag till beslut", "Sammanfattning", "Bakgrund", "Krav", "Åtgärder", "Avvikelser från utgångsläget", "Källor", "Antaganden", "Underskrift"]) {
      assert.ok(shown.includes(bare(heading)), heading);
    }
    // Figures and the code, each with words; a table that runs over pages is one on each.
    const figures = all.filter(({ role, alt }) => role === "Figure" && alt);
    assert.ok(figures.length >= 5, `${figures.length} figures with words`);
    const tables = await page.locator(".paper table").count();
    assert.ok(count("Table") >= tables && count("TH") >= tables * 3, `${count("Table")} tables, ${count("TH")} headings`);
    const first = await textOf(pdf, 1);
    for (const word of ["Handläggare", "Åsa Öberg", ...proposal]) assert.ok(first.includes(word), `${word}: ${first}`);
    assert.ok(!first.includes("Skriv ut"));
  } finally {
    await close();
  }
});

check("the head of a table stands on each page the table runs over", async ({ page, open }) => {
  await open("#/beslutsunderlag");
  const { pdf, close } = await print(page);
  try {
    const texts = await Promise.all(Array.from({ length: pdf.numPages }, (_, at) => textOf(pdf, at + 1)));
    const log = texts.filter((text) => /Antagande\s+Värde\s+Varifrån/.test(text));
    assert.ok(log.length >= 2, `the log's head stands on ${log.length} pages`);
  } finally {
    await close();
  }
});

check("what is typed into a blank stands through a new number, and is kept nowhere", async ({ page, open }) => {
  await open("#/");
  const field = page.locator('[data-input="requirement.care"] input[inputmode=decimal]');
  await field.fill("50");
  await field.press("Enter");
  await page.locator("header button", { hasText: "Dela" }).click();
  await page.locator("dialog[open] a", { hasText: "Beslutsunderlag" }).click();
  const title = page.locator(".paper-title");
  await title.filter({ hasText: "74,9 av 76,1" }).waitFor();
  const blanks = { handlaggare: "Åsa Öberg", forslag: "att utreda\natt återkomma" };
  for (const [key, text] of Object.entries(blanks)) await page.locator(`[data-blank=${key}]`).fill(text);
  await page.locator('[data-action="undo"]').click();
  await title.filter({ hasText: "72,5 av 73,7" }).waitFor();
  for (const [key, text] of Object.entries(blanks)) assert.equal(await page.locator(`[data-blank=${key}]`).inputValue(), text);
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href]));
  assert.ok(!kept.includes("Öberg") && !kept.includes("utreda"), kept);
  await page.reload();
  await page.waitForSelector("html[data-ready][data-later=here]", { state: "attached" });
  await holds(page.locator("[data-blank=handlaggare]"), "");
});

check("Skriv ut opens the system's dialog, and the search and Scenarier lead here", async ({ page, open }) => {
  await page.addInitScript(() => (window.print = () => (window.printed = (window.printed ?? 0) + 1)));
  await open("#/scenarier");
  await page.locator("main a", { hasText: "Beslutsunderlag" }).click();
  await page.locator("main button", { hasText: "Skriv ut" }).click();
  await until(page, async () => assert.equal(await page.evaluate(() => window.printed), 1));
  await open("#/");
  await page.keyboard.press("/");
  await page.keyboard.type("beslutsunderlag");
  await page.keyboard.press("Enter");
  await page.locator("main[data-route=beslutsunderlag]").waitFor();
  assert.equal(await page.locator("nav a[aria-current=page]").count(), 0);
});

check(
  "without the later module the paper says so, and nothing can be printed of it",
  { expect: [/senare-/, /ERR_FAILED|Failed to load/] },
  async ({ page, open }) => {
    await page.route("**/senare-*.wasm", (route) => route.abort());
    await open("#/beslutsunderlag", { ready: false });
    await page.waitForSelector("html[data-ready][data-later=missing]", { state: "attached" });
    await page.getByText("Beslutsunderlaget kunde inte visas").waitFor();
    assert.ok(await page.locator("main button", { hasText: "Skriv ut" }).isDisabled());
  },
);
