// Printing: what Chromium prints of the decision paper and of every view is A4, tagged, outlined,
// vector, and of a reasonable length. Read by pdf.js, independently of the app.
import assert from "node:assert/strict";
import { expect, ready, test } from "./fixtures.mjs";
import { TOOL_VIEWS } from "../../xtask/node/views.mjs";

// Classes that pdf.js would draw with: without them it needs a native canvas. Nothing is drawn
// here.
for (const type of ["DOMMatrix", "ImageData", "Path2D"]) globalThis[type] ??= class {};
const { OPS, getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");

/** A4 in points, and the tolerance for rounding. */
const A4 = [595.3, 841.9];
const OFF = 1;

/** Prints the current page. */
async function print(page) {
  // What takes many runs of the model is worked out.
  await page.locator(".paper[data-coming]").waitFor({ state: "detached" });
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send("Page.printToPDF", {
    preferCSSPageSize: true,
    generateTaggedPDF: true,
    generateDocumentOutline: true,
  });
  const task = getDocument({ data: new Uint8Array(Buffer.from(data, "base64")), useSystemFonts: true, verbosity: 0 });
  return { pdf: await task.promise, close: () => task.destroy() };
}

/** Removes spaces and soft hyphens of a heading: Chromium joins its lines in the outline. */
const bare = (text) => text.replace(/[\s\u00ad]/g, "");

/** Lists every node of the pages' structure, in order. */
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

/** Lists the titles of the outline, at any depth. */
async function outline(pdf) {
  const flat = (items) => (items ?? []).flatMap(({ title, items: below }) => [bare(title), ...flat(below)]);
  return flat(await pdf.getOutline());
}

/** Returns all text of a page. */
async function textOf(pdf, number) {
  const page = await pdf.getPage(number);
  const { items } = await page.getTextContent();
  return items.map(({ str }) => str).join(" ");
}

/** A millimetre in points. */
const MM = 72 / 25.4;

/** The range of a page's text in points, from its foot. */
const ROOM = [20 * MM, A4[1] - 18 * MM];

/** Lists the lines of a page from the top, each with its height above the page's foot in points and its text; the footer left out. */
async function lines(pdf, number) {
  const page = await pdf.getPage(number);
  const { items } = await page.getTextContent();
  const found = new Map();
  for (const { str, transform } of items) {
    if (!str.trim()) continue;
    const y = transform[5];
    if (y < ROOM[0] - 1) continue;
    // Texts of one line may differ in size, and so by a little in height.
    const at = [...found.keys()].find((key) => Math.abs(key - y) < 2) ?? y;
    found.set(at, (found.get(at) ?? "") + str);
  }
  return [...found].map(([y, text]) => ({ y, text })).sort((a, b) => b.y - a.y);
}

/**
 * Lists the faults of page breaks: a heading cut in two, or last on a page but for a line; a name or a table's head last on
 * a page; a note first; a page but the last with more than a third of it empty below.
 */
async function partings(pdf, { headings, names, heads, notes }) {
  const wrong = [];
  const pages = [];
  for (let number = 1; number <= pdf.numPages; number += 1) pages.push(await lines(pdf, number));
  for (const [at, all] of pages.entries()) {
    const number = at + 1;
    const bares = all.map(({ text }) => bare(text));
    const after = (pages[number] ?? []).map(({ text }) => bare(text));
    const [first, last] = [bares[0] ?? "", bares.at(-1) ?? ""];
    // A heading may take several lines.
    const counts = [1, 2, 3, 4];
    const ends = (less) => counts.map((count) => bares.slice(-count - less, bares.length - less).join(""));
    const cut = counts.flatMap((count) => counts.map((more) => bares.slice(-count).join("") + after.slice(0, more).join("")));
    const found = (texts, where) => texts.find((text) => where.includes(text));
    const faults = [
      ["ends with the heading", found([...headings, ...names], ends(0))],
      ["ends with a line below the heading", found(headings, ends(1))],
      ["ends inside the heading", found(headings, cut)],
    ];
    for (const [fault, text] of faults) if (text && number < pdf.numPages) wrong.push(`page ${number} ${fault} ${text}`);
    if (heads.some((head) => head && last.endsWith(head))) wrong.push(`page ${number} ends with a table's head ${last}`);
    if (notes.some((note) => note.startsWith(first) && first.length > 20)) wrong.push(`page ${number} begins with the note ${first}`);
    const empty = ((all.at(-1)?.y ?? ROOM[1]) - ROOM[0]) / (ROOM[1] - ROOM[0]);
    if (number < pdf.numPages && empty > 1 / 3) wrong.push(`page ${number}: ${Math.round(empty * 100)} percent is empty`);
  }
  return wrong;
}

/** Collects the parts that `partings` looks for, of the page as printed. */
async function parts(page) {
  const texts = async (selector) => (await page.locator(selector).allTextContents()).map(bare).filter(Boolean);
  return {
    headings: await texts("main :is(h1, h2, h3)"),
    names: await texts("main dt"),
    heads: [...(await texts("main caption")), ...(await texts("main thead th:last-child"))],
    notes: await texts("main .table-wrap + .small"),
  };
}

/** Expects every page's footer to have the scenario, the date and the text of its middle. */
async function footed(pdf, middle) {
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const text = await textOf(pdf, number);
    assert.match(text, /Budget i balans\. Scenario[^]* \d{1,2} [a-zåäö]+ \d{4}/, `page ${number}: ${text.slice(-200)}`);
    assert.match(text, middle, `page ${number}: ${text.slice(-200)}`);
  }
}

/** Expects what holds for anything printed: size, tags, numbers on each page, nothing rasterised. */
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

/** Lists the visible headings of the view. */
const headings = async (page) => (await page.locator("main :is(h1, h2, h3):visible").allTextContents()).map(bare);

/** Lists the visible controls that have no use on paper; a number and a name are text. */
const controls = (page) =>
  page
    .locator(":is(button:not(.num, .scenario-name, h2 > button), dialog, input[type=range], input[type=search]):visible")
    .evaluateAll((all) => all.map((one) => one.outerHTML.slice(0, 100)));

/** The fewest and most pages of a view. */
const USUAL = [1, 6];
/** The same for views with a narrower or wider range, by address. */
const PAGES = {
  "#/": [2, 6],
  "#/vad-kravs": [3, 12],
  "#/boende": [3, 9],
  "#/atgarder": [2, 5],
  "#/behov": [2, 8],
  "#/jamforelser": [2, 6],
  "#/parter": [2, 6],
  "#/scenarier": [1, 4],
  "#/kallor": [3, 20],
  "#/om": [1, 4],
};

for (const { route } of TOOL_VIEWS) {
  test(`${route} on paper`, async ({ page, open }) => {
    await open(route, { scheme: "dark" });
    const { pdf, close } = await print(page);
    try {
      await page.emulateMedia({ media: "print" });
      assert.deepEqual(await controls(page), []);
      await sound(pdf, PAGES[route] ?? USUAL);
      await footed(pdf, /./);
      // Cards of figures can leave a page empty below; nothing stands alone on any.
      const wrong = await partings(pdf, await parts(page));
      assert.deepEqual(wrong.filter((one) => !one.includes("percent")), []);
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

test("the paper is printed whole: headings, tables, figures, blanks and what is typed into them", async ({ page, open }) => {
  await open("#/beslutsunderlag", { width: 320, scheme: "dark" });
  await page.locator("[data-blank=handlaggare]").fill("Åsa Öberg");
  // More proposals than lines.
  const proposal = ["att lägga underlaget till handlingarna", "att två", "att tre", "att fyra", "att fem", "att sex", "att sjunde sist"];
  await page.locator("[data-blank=forslag]").fill(proposal.join("\n"));
  const { pdf, close } = await print(page);
  try {
    await sound(pdf, [8, 15]);
    const all = await tags(pdf);
    const count = (role) => all.filter((node) => node.role === role).length;
    assert.equal(count("H1"), 1);
    const shown = await headings(page);
    assert.deepEqual(await outline(pdf), shown);
    assert.equal(count("H2") + count("H3"), shown.length - 1);
    for (const heading of ["Ärendet", "Förslag till beslut", "Sammanfattning", "Bakgrund", "Krav", "Åtgärder", "Vad krävs?", "Vad ger vad?", "Avvikelser från utgångsläget", "Källor", "Antaganden", "Underskrift"]) {
      assert.ok(shown.includes(bare(heading)), heading);
    }
    // Figures and the QR code, each with a text alternative; a table over several pages is one per
    // page.
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

/** Scenarios whose decision paper is long in different places: by default, with many measures, and with long notes. */
const LONG = "Vi prövar det här eftersom direktionen bad om det. ".repeat(30);
const PAPERS = [
  ["the underlag", async () => {}],
  ["many measures", async (page, open) => {
    await open("#/scenarier");
    for (const preset of ["eu_huvudvagar", "fi_forstudier"]) {
      await page.locator(`[data-preset="${preset}"] .pick`).click();
      await page.locator(`[data-preset="${preset}"][data-on=true]`).waitFor();
    }
    // One area exceeds its requirement while the other lacks, and the rounded numbers don't add up:
    // the longest text about it.
    await open("#/");
    const field = page.locator('[data-input="requirement.health"] input[inputmode=decimal]');
    await field.fill("5,04");
    await field.press("Enter");
    await page.locator("[data-answer]", { hasText: "en annan medlems pengar" }).waitFor();
  }],
  ["long notes", async (page, open) => {
    await open("#/atgarder?oppna=caseload");
    const note = page.locator('[data-measure="caseload"] textarea').first();
    await note.fill(LONG);
    await note.blur();
  }],
];

for (const [name, prepare] of PAPERS) {
  test(`the paper of ${name} parts nothing from what it belongs to, and leaves no page empty`, async ({ page, open }) => {
    await prepare(page, open);
    await open("#/beslutsunderlag");
    await page.locator("[data-blank=diarienummer]").fill("KSON 2026-114");
    const { pdf, close } = await print(page);
    try {
      assert.deepEqual(await partings(pdf, await parts(page)), []);
      await footed(pdf, /Dnr KSON 2026-114/);
    } finally {
      await close();
    }
  });

  test(`one page of ${name} is one page`, async ({ page, open }) => {
    await prepare(page, open);
    await open("#/beslutsunderlag");
    await page.locator("[data-blank=forslag]").fill("att utreda");
    await page.locator("[data-blank=handlaggare]").fill("Åsa Öberg");
    await page.getByRole("button", { name: "En sida" }).click();
    await page.locator('.paper[data-length="one-page"]').waitFor();
    const { pdf, close } = await print(page);
    try {
      await sound(pdf, [1, 1]);
      await footed(pdf, /Dnr _+/);
      const text = await textOf(pdf, 1);
      for (const word of ["Åsa Öberg", "återstår", "Åtgärder med belopp", "Tiohundra AB", "antaganden", "Öppna scenariot"]) {
        assert.ok(text.includes(word), `${word}: ${text}`);
      }
    } finally {
      await close();
    }
    // Text typed in a field that the page does not print is kept.
    await page.getByRole("button", { name: "Hela beslutsunderlaget" }).click();
    await expect(page.locator("[data-blank=forslag]")).toHaveValue("att utreda");
  });
}

test("lines to write on go as far down as what is written", async ({ page, open }) => {
  await open("#/beslutsunderlag");
  const field = page.locator("[data-blank=forslag]");
  await field.fill(Array.from({ length: 11 }, (_, at) => `att ${at + 1}`).join("\n"));
  await page.emulateMedia({ media: "print" });
  const lined = await page.locator(".ruled:has([data-blank=forslag])").evaluate((ruled) => {
    const box = ruled.getBoundingClientRect();
    const rules = [...ruled.querySelectorAll(".rule")].map((rule) => rule.getBoundingClientRect().bottom);
    return { lines: rules.filter((bottom) => bottom < box.bottom + 1).length, height: box.height };
  });
  assert.ok(lined.lines >= 11, JSON.stringify(lined));
});

test("where the page's margin has no boxes, the foot stands on each page all the same", async ({ page, open }) => {
  await page.addInitScript(() => delete window.CSSMarginRule);
  await open("#/beslutsunderlag");
  const { pdf, close } = await print(page);
  try {
    // Chromium has the boxes; so it says it twice.
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const text = await textOf(pdf, number);
      assert.equal(text.split("Budget i balans. Scenario").length - 1, 2, `page ${number}: ${text.slice(-300)}`);
    }
  } finally {
    await close();
  }
});

test("a presentation is printed as landscape slides, one a page", async ({ page, open }) => {
  await open("#/presentera");
  const count = Number((await page.locator(".bar-place").innerText()).match(/\d+\D+(\d+)/)[1]);
  const { pdf, close } = await print(page);
  try {
    assert.equal(pdf.numPages, count);
    for (let number = 1; number <= count; number += 1) {
      const one = await pdf.getPage(number);
      const [left, bottom, right, top] = one.view;
      assert.ok(Math.abs(right - left - A4[1]) < OFF && Math.abs(top - bottom - A4[0]) < OFF, `page ${number}: ${one.view}`);
      const text = await textOf(pdf, number);
      assert.ok(text.length > 80, `page ${number} is empty: ${text}`);
    }
    await footed(pdf, /./);
  } finally {
    await close();
  }
  // The slides exist only while the page is printed.
  await expect(page.locator(".handout")).toHaveCount(0);
});

test("the head of a table stands on each page the table runs over", async ({ page, open }) => {
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

test("what is typed into a blank stands through a new number, and is kept nowhere", async ({ page, open }) => {
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
  for (const [key, text] of Object.entries(blanks)) await expect(page.locator(`[data-blank=${key}]`)).toHaveValue(text);
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href]));
  assert.ok(!kept.includes("Öberg") && !kept.includes("utreda"), kept);
  await page.reload();
  await ready(page);
  await expect(page.locator("[data-blank=handlaggare]")).toHaveValue("");
});

test("Skriv ut opens the system's dialog, and the search and Scenarier lead here", async ({ page, open }) => {
  await page.addInitScript(() => (window.print = () => (window.printed = (window.printed ?? 0) + 1)));
  await open("#/scenarier");
  await page.locator("main a", { hasText: "Beslutsunderlag" }).click();
  await page.locator("main button", { hasText: "Skriv ut" }).click();
  await expect.poll(() => page.evaluate(() => window.printed)).toBe(1);
  await open("#/");
  await page.keyboard.press("/");
  await page.keyboard.type("beslutsunderlag");
  await page.keyboard.press("Enter");
  await page.locator("main[data-route=beslutsunderlag]").waitFor();
  await expect(page.locator(".views a[aria-current=page]")).toHaveInnerText("Beslutsunderlag");
});

test("what is printed right after a change has it on every page", async ({ page, open }) => {
  await page.addInitScript(() => (window.print = () => (window.printed = document.querySelector("article.paper").innerHTML)));
  await open("#/beslutsunderlag");
  const sheet = page.locator("article.paper");
  await page.locator(".paper[data-coming]").waitFor({ state: "detached" });
  const before = await sheet.innerHTML();
  await page.evaluate(() => {
    scrollTo(0, 0);
    const press = (text) => [...document.querySelectorAll("main button")].find((button) => button.innerText.trim() === text).click();
    press("Efter åtgärd");
    press("Skriv ut");
  });
  await page.waitForFunction(() => window.printed);
  await page.locator(".paper[data-coming]").waitFor({ state: "detached" });
  const after = await sheet.innerHTML();
  assert.notEqual(after, before);
  assert.equal(await page.evaluate(() => window.printed), after);
});

test(
  "without the later module the paper says so, and nothing can be printed of it",
  async ({ page, open, trouble }) => {
    trouble.expect(/deferred-/, /ERR_FAILED|Failed to load/);
    await page.route("**/deferred-*.wasm", (route) => route.abort());
    await open("#/beslutsunderlag", { ready: false });
    await page.waitForSelector("html[data-ready][data-later=missing]", { state: "attached" });
    await page.getByText("Beslutsunderlaget kunde inte visas").waitFor();
    assert.ok(await page.locator("main button", { hasText: "Skriv ut" }).isDisabled());
  },
);
