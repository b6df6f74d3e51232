// Packs of other plan years: made in the page, opened from a file, taken into use, and what a link and a scenario of another
// pack say. Under a pack, no view names a year that is the built-in one's.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import JSZip from "jszip";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DIST, serve } from "../../xtask/node/server.mjs";
import { single } from "../../xtask/node/single.mjs";
import { withPack, writeWorker } from "../../xtask/node/site.mjs";
import { MENU } from "../../xtask/node/views.mjs";
import { axe, axeInBoth, care, expect, noSidewaysScroll, ready, saveAs, test, turn, type } from "./fixtures.mjs";

const EXAMPLE = new URL("../../docs/packs/ovningskommunen-2024.json", import.meta.url);
const example = () => JSON.parse(readFileSync(EXAMPLE, "utf8"));

/** A pack of plan year 2027, none of whose texts names another year. */
const later = () => ({
  ...example(),
  id: "prov-2027",
  name: "Provkommunen, planår 2027",
  base_year: 2026,
  plan_year: 2027,
  horizon: 2030,
  growth_from: 2026,
  growth_to: 2029,
  figures: Object.fromEntries(
    Object.entries(example().figures).map(([id, figure]) => {
      const isYear = figure.value >= 2000 && figure.value < 2100 && /year/.test(id);
      return [id, { ...figure, value: isYear ? 2027 : figure.value }];
    }),
  ),
});

/** Opens a text as a file in the card of own figures. */
async function read(page, text, name = "underlag.json") {
  await page.locator("#fil").setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
}

/** Opens a pack from a file and takes it into use. */
async function use(page, open, pack) {
  await open("#/kallor");
  await read(page, JSON.stringify(pack));
  await page.locator("[data-found-pack]").getByRole("button", { name: "Spara och använd" }).click();
  await page.locator(".strip .answer", { hasText: String(pack.plan_year) }).first().waitFor();
  await ready(page);
}

const row = (page, name) => page.locator("[data-pack]").filter({ hasText: name });

test("the example is opened from a file, previewed, used, and the built-in one is used again with its work", async ({ page, open, trouble }) => {
  trouble.allow(/net::ERR_ABORTED/);
  await open("#/");
  await type(care(page).field, "50");
  await saveAs(page, "Mitt förslag");
  await open("#/kallor");
  await read(page, await readFile(EXAMPLE, "utf8"), "ovning.json");
  const found = page.locator("[data-found-pack]");
  await expect(found).toHaveInnerText(/ovning\.json är ett underlag: Övningskommunen \(påhittad\), planår 2024/);
  await expect(found).toHaveInnerText(/Planår 2024, basår 2023, till och med 2032\. Alla tal är bekräftade\./);
  await axe(page);
  await found.getByRole("button", { name: "Spara bland underlagen" }).click();
  await expect(row(page, "Övningskommunen")).toHaveCount(1);
  await expect(row(page, "KSON, planår 2023").locator(".chip")).toHaveText("Används");

  await row(page, "Övningskommunen").getByRole("button", { name: /^Använd/ }).click();
  await row(page, "Övningskommunen").locator(".chip", { hasText: "Används" }).waitFor();
  await ready(page);
  await expect(page.locator(".strip .answer")).toHaveInnerText(/2024/);
  // What is of the other pack waits, by name.
  await expect(row(page, "KSON, planår 2023").locator("[data-waits]")).toHaveInnerText(/Här väntar scenariot ”Mitt förslag” och ett scenario/);
  await open("#/scenarier");
  await expect(page.locator("#vantar [data-waits]")).toHaveInnerText(/KSON, planår 2023\. Här väntar scenariot ”Mitt förslag”/);
  await expect(page.locator(".notices .notice")).toHaveCount(0);

  await open("#/kallor");
  await row(page, "KSON, planår 2023").getByRole("button", { name: /^Använd/ }).click();
  await row(page, "KSON, planår 2023").locator(".chip", { hasText: "Används" }).waitFor();
  await ready(page);
  await open("#/");
  await expect(care(page).field).toHaveValue("50,0");
});

test("a file of a pack that is not sound says what is wrong, and changes nothing", async ({ page, open }) => {
  await open("#/kallor");
  const broken = example();
  broken.figures["requirement.care"].value = -5;
  await read(page, JSON.stringify(broken));
  await expect(page.locator("#fil-fel [data-error]")).toHaveInnerText(/Talet ”Krav på omsorgen”: värdet ligger utanför gränserna\./);
  await expect(page.locator("[data-pack]")).toHaveCount(1);
});

test("the next plan year is made, filled in and taken into use by keyboard", async ({ page, open, trouble }) => {
  trouble.allow(/net::ERR_ABORTED/);
  await open("#/kallor");
  await page.locator("[data-action=new-pack]").focus();
  await page.keyboard.press("Enter");
  const editor = page.locator("[data-pack-editor]");
  await expect(editor.locator("h3")).toBeFocused();
  await expect(editor.getByLabel("Namn", { exact: true })).toHaveValue("KSON, planår 2024");
  await expect(editor.getByLabel("Planår", { exact: true })).toHaveValue("2024");
  // What is wrong is said at its field, which gets focus.
  await editor.getByLabel("Planår", { exact: true }).fill("2020");
  await page.keyboard.press("Enter");
  await expect(editor.getByLabel("Planår", { exact: true })).toBeFocused();
  await expect(editor.locator("#underlag-planar-fel")).toHaveInnerText(/Basåret ska vara före planåret/);
  await editor.getByLabel("Planår", { exact: true }).fill("2024");
  // Names of parties and homes are the pack's own.
  const company = editor.getByLabel("Bolaget", { exact: true });
  await expect(company).toHaveValue("Tiohundra\u00a0AB");
  await company.fill("");
  await page.keyboard.press("Enter");
  await expect(company).toBeFocused();
  await expect(editor.locator("#underlag-namn-company-fel")).toHaveInnerText(/Namnet under ”Bolaget” ska finnas/);
  await company.fill("Omvårdnad Nord AB");
  await page.keyboard.press("Enter");
  await expect(editor.locator("h3")).toHaveText("Underlaget KSON, planår 2024");
  await expect(editor.locator("[data-pack-count]")).toHaveInnerText(/^Inget av \d+ tal är bekräftat\.$/);

  // Every figure waits to be confirmed; one is given its value of the year.
  const care = editor.locator('[data-own-row="requirement.care"]');
  await expect(care.locator("[data-to-confirm]")).toHaveText("från förra året, att bekräfta");
  await care.locator("[data-field=varde] input").focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("250");
  await page.keyboard.press("Tab");
  await editor.locator("[data-action=save-figures]").click();
  await expect(editor.locator(".own-problems")).toHaveInnerText(/utanför reglagets gränser/);
  await care.locator("[data-field=varde] input").fill("51,5");
  await care.locator("[data-field=kalla] input").fill("Budget 2024");
  await care.locator("[data-field=bekraftad] input").focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Enter");
  await expect(editor.locator('[data-own-row="requirement.health"] [data-field=bekraftad] input')).toBeFocused();
  await editor.locator("[data-action=save-figures]").click();
  await expect(editor.locator("[data-figures-said]")).toHaveText("En rad är sparad.");
  await expect(editor.locator("[data-pack-count]")).toHaveInnerText(/^Ett av \d+ tal är bekräftat\.$/);
  await expect(row(page, "KSON, planår 2024")).toHaveCount(1);
  await axe(page);

  // As a file it is the same pack, and it is used.
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    row(page, "KSON, planår 2024").locator("[data-action=save-pack]").click(),
  ]);
  const file = JSON.parse(await readFile(await download.path(), "utf8"));
  assert.deepEqual([file.format, file.plan_year, file.figures["requirement.care"].value], ["balans-paket", 2024, 51.5]);
  assert.equal(file.figures["requirement.care"].confirmed, true);
  assert.deepEqual([file.version, file.names.company, file.names.federation], [2, "Omvårdnad Nord\u00a0AB", "KSON"]);
  await row(page, "KSON, planår 2024").locator("[data-action=use-pack]").click();
  await page.locator(".strip .answer", { hasText: "2024" }).waitFor();
  await ready(page);
  const care24 = page.locator('li[data-source="requirement.care"]');
  await expect(care24).toHaveInnerText(/51,5/);
  await expect(care24).toHaveInnerText(/Budget 2024/);
  await expect(page.locator('li[data-source="requirement.health"]')).toHaveInnerText(/Från förra året, att bekräfta: /);
  await expect(page.locator('li[data-source="housing.tiohundra_share"]')).toHaveInnerText(/Omvårdnad Nord\sAB:s del av platserna/);
});

test("a link of another pack says which, and opens under it when it is here", async ({ page, open, site, trouble }) => {
  trouble.allow(/net::ERR_ABORTED/);
  await use(page, open, example());
  await open("#/");
  await type(care(page).field, "12");
  await page.locator("[data-action=share]").click();
  const link = await page.locator("dialog[open] .share-link input").inputValue();
  await page.keyboard.press("Escape");
  const hash = link.slice(link.indexOf("#"));

  // Under the built-in pack it is offered to be opened under its own.
  await open("#/kallor");
  await row(page, "KSON, planår 2023").locator("[data-action=use-pack]").click();
  await row(page, "KSON, planår 2023").locator(".chip", { hasText: "Används" }).waitFor();
  await ready(page);
  await turn(page, site.url + hash);
  await expect(page.locator("[data-other-pack]")).toHaveInnerText(/hör till underlaget Övningskommunen \(påhittad\), planår 2024\. Det finns här/);
  await axe(page);
  await page.locator("[data-action=use-and-open]").click();
  await page.locator(".strip .answer", { hasText: "2024" }).waitFor();
  await ready(page);
  await expect(page.locator("[data-matches]")).toHaveText("Stämmer");

  // Where the pack is not here, the link says what to ask for.
  await page.evaluate(() => localStorage.clear());
  await page.goto("about:blank");
  await open(hash);
  await expect(page.locator("[data-other-pack]")).toHaveInnerText(/underlaget ovningskommunen-2024-[0-9a-f]{8}, som inte finns här\. Be den som skickade länken/);
});

test("a pack that cannot be read is set aside and said, and the built-in one is used", async ({ page, open }) => {
  await open("#/");
  await page.evaluate(() => localStorage.setItem("balans.paket", '{"format":"balans-paket"'));
  await page.reload();
  await ready(page);
  await expect(page.locator(".notices")).toHaveInnerText(/Det valda underlaget gick inte att öppna/);
  await expect(page.locator(".strip .answer")).toHaveInnerText(/2023/);
  await page.reload();
  await ready(page);
  await expect(page.locator(".notices .notice")).toHaveCount(0);
  await open("#/om");
  await expect(page.locator("[data-aside]")).toHaveInnerText(/balans\.paket/);
});

test("a pack in the list that cannot be read is said, is left as it is, and can be saved", async ({ page, open }) => {
  await open("#/");
  const text = '{"format":"balans-paket"';
  await page.evaluate((text) => localStorage.setItem("balans.paket.trasigt-2030-0123abcd", text), text);
  await open("#/kallor");
  const damaged = page.locator("[data-damaged]");
  await expect(damaged).toHaveInnerText(/Underlaget trasigt-2030-0123abcd är sparat här i webbläsaren, men går inte att läsa\. Det ligger kvar/);
  await axe(page);
  const [download] = await Promise.all([page.waitForEvent("download"), damaged.getByRole("button", { name: "Spara som fil" }).click()]);
  assert.equal(await readFile(await download.path(), "utf8"), text);
  assert.equal(await page.evaluate(() => localStorage.getItem("balans.paket.trasigt-2030-0123abcd")), text);
  await expect(page.locator("[data-pack]")).toHaveCount(1);
});

/** A year of the built-in pack that is not of the later one. */
const YEAR = /(?<![\d:])(2022|2023|2025|2031)(?!\d)/;
/** A name of the built-in pack's parties and homes. */
const NAME = /KSON|Tiohundra|Norrtälje|Region Stockholm|särskil(t|da) boende|LSS-boende|socialpsykiatriska? boende/i;
/** Titles of what the built-in pack's documents say of measures, which every pack has as their source. */
const QUOTED = ["avsnittet om förstudien av Norrtälje kommunhus"];

/** The lines with a year or a name that is the built-in pack's. */
function foreign(text) {
  const plain = text.replaceAll("\u00ad", "").replaceAll("\u00a0", " ");
  const bare = (line) => QUOTED.reduce((rest, quoted) => rest.replaceAll(quoted, ""), line);
  return plain.split("\n").filter((line) => YEAR.test(line) || NAME.test(bare(line)));
}

/** Lists the lines that a page shows, or tells a screen reader, with a year or a name that is the built-in pack's. */
async function foreignIn(page) {
  const shown = await page.evaluate(() => {
    // The built-in pack stands there by name, to be chosen.
    for (const list of document.querySelectorAll(".pack-list")) list.style.display = "none";
    const shown = [document.body.innerText, document.title];
    for (const element of document.querySelectorAll("[aria-label], [title]")) {
      shown.push(element.getAttribute("aria-label") ?? "", element.getAttribute("title") ?? "");
    }
    return shown.join("\n");
  });
  return foreign(shown).slice(0, 5);
}

/** The words in the parts of an office file; ids of numbers apart. */
async function wordsOf(bytes) {
  const zip = await JSZip.loadAsync(bytes);
  const parts = Object.values(zip.files).filter(({ name, dir }) => !dir && /\.xml$/.test(name));
  const texts = await Promise.all(parts.map((part) => part.async("string")));
  const words = texts.join("\n").replace(/<[^>]*>/g, "\n").split("\n");
  return words.filter((word) => !/^[a-z0-9_]+(\.[a-z0-9_]+)+$/.test(word.trim()));
}

test("under a pack of plan year 2027 with other names no view has a year or a name of the built-in one", async ({ page, open, trouble }) => {
  trouble.allow(/net::ERR_ABORTED/);
  test.setTimeout(180_000);
  await use(page, open, later());
  const wrong = [];
  for (const route of [...MENU.map(({ route }) => route), "#/presentera"]) {
    await open(route);
    // Folded sections are part of the view too.
    for (const button of await page.locator('main button[aria-expanded=false]:visible').all()) {
      if (await button.isVisible()) await button.click({ timeout: 2000 }).catch(() => {});
    }
    await expect(page.locator("main [data-coming]")).toHaveCount(0);
    wrong.push(...(await foreignIn(page)).map((line) => `${route}: ${line}`));
    await noSidewaysScroll(page);
  }
  assert.deepEqual(wrong, []);
});

test("under such a pack no dialog and no file has a name of the built-in one", async ({ page, open, trouble }) => {
  trouble.allow(/net::ERR_ABORTED/);
  test.setTimeout(180_000);
  await use(page, open, later());
  const wrong = [];
  const see = async (what) => wrong.push(...(await foreignIn(page)).map((line) => `${what}: ${line}`));
  await open("#/parter");
  await page.locator("main").getByText("Omvårdnad Nord AB").first().waitFor();
  await page.keyboard.press("/");
  const search = page.getByRole("dialog", { name: "Sök", exact: true });
  for (const [text, found] of [["", /Övningsförbundet/], ["övningsförbundet", /Övningsförbundet/], ["omvårdnad nord", /Omvårdnad Nord/], ["gruppbostad", /[Gg]ruppbostad/]]) {
    await search.getByRole("searchbox").fill(text);
    await expect(search).toHaveInnerText(found);
    await see(`the search for ${text}`);
  }
  // The first takes the text away.
  await search.getByRole("searchbox").fill("");
  await page.keyboard.press("Escape");
  await expect(search).toHaveCount(0);
  await page.locator("main [data-quantity]:is(button)").first().click();
  await page.locator("dialog[open] [data-explains]").waitFor();
  await see("an explanation");
  await page.keyboard.press("Escape");

  const saved = async (action) => {
    const [download] = await Promise.all([page.waitForEvent("download"), action()]);
    return readFile(await download.path());
  };
  for (const figure of await page.locator("main figure.figure").all()) {
    const opener = figure.getByRole("button", { name: /^Spara eller kopiera/ });
    for (const kind of ["csv", "svg"]) {
      if ((await opener.getAttribute("aria-expanded")) !== "true") await opener.click();
      const bytes = await saved(() => figure.locator(`[data-take=${kind}]`).click());
      wrong.push(...foreign(bytes.toString("utf8").replace(/<[^>]*>/g, "\n")).map((line) => `${kind}: ${line}`));
    }
  }
  await open("#/scenarier");
  for (const kind of ["xlsx", "pptx"]) {
    const words = await wordsOf(await saved(() => page.locator(`main [data-office=${kind}]`).click()));
    assert.ok(words.some((word) => word.includes("Övningsförbundet")), `${kind} has the pack's names`);
    wrong.push(...words.filter((word) => NAME.test(word) && !QUOTED.some((quoted) => word.includes(quoted))).map((word) => `${kind}: ${word}`));
  }
  assert.deepEqual(wrong, []);
});

test("the projector has the presenter's pack", async ({ page, open, trouble }) => {
  trouble.allow(/net::ERR_ABORTED/);
  await use(page, open, later());
  await open("#/presentera");
  const [projector] = await Promise.all([page.waitForEvent("popup"), page.locator("[data-action=project]").first().click()]);
  await ready(projector);
  await projector.locator(".slide-body > *").first().waitFor();
  await expect(projector.locator(".stage")).toHaveInnerText(/2027/);
  assert.deepEqual(await foreignIn(projector), []);
});

test("the card and the form at 320 px", async ({ page, open }) => {
  await open("#/kallor", { width: 320 });
  await page.locator("[data-action=new-pack]").click();
  await page.locator("[data-action=keep-pack]").click();
  await page.locator("[data-pack-editor] [data-own-row]").first().waitFor();
  await noSidewaysScroll(page);
  await axeInBoth(page);
});

test.describe("a site with a pack of its own", () => {
  test.use({
    site: async ({ folder }, use) => {
      cpSync(DIST, folder, { recursive: true });
      const page = join(folder, "index.html");
      writeFileSync(page, withPack(readFileSync(page, "utf8"), example(), folder));
      writeWorker(folder);
      const server = await serve(folder);
      await use(server);
      await server.close();
    },
  });

  test("starts with it, and the built-in one can be chosen", async ({ page, open, site, folder, trouble }) => {
    trouble.allow(/net::ERR_ABORTED/);
    const html = readFileSync(join(folder, "index.html"), "utf8");
    assert.match(html, /content="Når Övningsförbundet en budget i balans 2024/);
    const { description } = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
    assert.equal(description, "Når Övningsförbundet en budget i balans 2024, och vad krävs?");
    assert.match(html, /Når vi budget i balans 2024/);
    assert.match(single(folder), /data-file="app-pack"/);
    await open("#/kallor");
    await expect(page.locator(".strip .answer")).toHaveInnerText(/2024/);
    await expect(row(page, "Övningskommunen").locator(".chip")).toHaveText("Används");
    await row(page, "KSON, planår 2023").locator("[data-action=use-pack]").click();
    await page.locator(".strip .answer", { hasText: "2023" }).waitFor();
    await ready(page);
    await row(page, "Övningskommunen").locator("[data-action=use-pack]").waitFor();
    await page.goto(`${site.url}#/`);
    await page.reload();
    await ready(page);
    await expect(page.locator(".strip .answer")).toHaveInnerText(/2023/);
  });
});

test.describe("without network", () => {
  test.use({ serviceWorker: true });

  test("a pack in use starts again", async ({ page, open, context, trouble }) => {
    trouble.allow(/net::ERR_ABORTED/, /ERR_INTERNET_DISCONNECTED/);
    await use(page, open, later());
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.reload();
    await ready(page);
    await context.setOffline(true);
    await page.reload();
    await ready(page);
    await expect(page.locator(".strip .answer")).toHaveInnerText(/2027/);
    await context.setOffline(false);
  });
});
