// Takes pictures of the built app: every view, the slides and the dialogs at four sizes, light and dark, beside those of
// another build if BALANS_BEFORE names its folder; or, with --docs FOLDER [NAME...], those of README.md and of docs/, or
// only these.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { MENU } from "./views.mjs";
import { launch } from "./browser.mjs";
import { DIST, serve } from "./server.mjs";

const [first, second, ...names] = process.argv.slice(2);

/** The windows of the people who use the tool: phone, tablet, laptop, desktop. */
const WINDOWS = [[390, 844], [820, 1180], [1366, 768], [1920, 1080]];
/** What a window is filled with: file name, address, and what to do first. Dialogs and slides are no longer than it. */
const SCREENS = [
  ...MENU.map(({ route, slug }) => ({ name: slug, route, fullPage: true })),
  { name: "atgarder-oppen", route: "#/atgarder?oppna=discharge", fullPage: true },
  { name: "kallor-egna-tal", route: "#/kallor?eget" },
  { name: "presentera", route: "#/presentera" },
  { name: "presentera-reglage", route: "#/presentera?bild=housing" },
  { name: "sok", route: "#/", act: (page) => page.keyboard.press("/") },
  { name: "sa-raknas-det", route: "#/", act: (page) => page.locator(".strip [data-quantity]").first().click() },
  { name: "dela", route: "#/", act: (page) => page.getByRole("button", { name: "Dela" }).first().click() },
];

/** Most bytes of a picture in the documentation. */
const DOCS_LIMIT = 100 * 1024;
/** The pictures of the documentation: file name, address, and actions to take first. */
const DOCS = [
  { name: "overview", route: "#/", act: (page) => page.getByRole("button", { name: "Börja" }).click() },
  { name: "explanation", route: "#/", act: (page) => moveAndAsk(page) },
  { name: "measures", route: "#/atgarder" },
  { name: "parties", route: "#/parter" },
  { name: "presentation", route: "#/presentera?bild=years", height: 720 },
  { name: "decision-paper", route: "#/beslutsunderlag" },
  { name: "own-figure", route: "#/kallor", act: (page) => fillFigure(page) },
  { name: "own-table", route: "#/kallor?eget", act: (page) => fillTable(page) },
];

/** Opens the form of a figure in Källor, and fills it in. */
async function fillFigure(page) {
  const row = page.locator('li[data-source="requirement.care"]');
  await row.getByRole("button", { name: /^Eget tal och spann/ }).click();
  await row.getByLabel("Värde, mnkr").fill("48,25");
  await row.getByLabel("Lägst, mnkr").fill("45");
  await row.getByLabel("Högst, mnkr").fill("52");
  await row.getByLabel("Källa", { exact: true }).fill("Direktionens protokoll § 12");
  await row.getByLabel("Datum").fill("2026-11");
  await row.getByLabel("Ansvarig").fill("Ekonomichefen");
  await row.evaluate((element) => element.scrollIntoView({ block: "center" }));
}

/** Fills in two rows of the table of own figures, each with the value that it has and a source. */
async function fillTable(page) {
  const rows = page.locator("[data-own-row]");
  for (const [at, source] of ["Bokslut 2026", "Personalsystemet, november"].entries()) {
    const value = (await rows.nth(at).locator("th .small").innerText()).replace(/^[^]*utgångsläge /, "");
    await rows.nth(at).locator("[data-field=varde] input").fill(value);
    await rows.nth(at).locator("[data-field=kalla] input").fill(source);
  }
  await rows.nth(0).evaluate((element) => element.scrollIntoView({ block: "center" }));
}

/** Types another requirement, and opens the explanation of the gap. */
async function moveAndAsk(page) {
  const field = page.locator('[data-input="requirement.care"] input[inputmode=decimal]');
  await field.fill("40");
  await field.press("Enter");
  await page.locator('.strip [data-quantity="remaining.2023"]').first().click();
  await page.locator('dialog[open] [data-explains="remaining.2023"]').waitFor();
}

const browser = await launch();

/** Takes one picture of a served site. */
async function shoot(site, { route, width, height = 900, scheme, file, fullPage, bypassCSP, act = () => {} }) {
  const context = await browser.newContext({
    locale: "sv-SE",
    timezoneId: "Europe/Stockholm",
    viewport: { width, height },
    colorScheme: scheme,
    reducedMotion: "reduce",
    hasTouch: width < 1000,
    bypassCSP,
  });
  const page = await context.newPage();
  await page.goto(site.url + route);
  await page.waitForSelector("html[data-ready][data-later=here]", { state: "attached" });
  await act(page);
  await page.evaluate(async () => {
    await document.fonts.ready;
    // Figures are drawn to their width a frame after they are first seen.
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
  });
  mkdirSync(dirname(file), { recursive: true });
  if (file.endsWith(".webp")) {
    // A quarter of the size of PNG; Playwright itself can't write it.
    const cdp = await context.newCDPSession(page);
    const { data } = await cdp.send("Page.captureScreenshot", { format: "webp", quality: 82 });
    const bytes = Buffer.from(data, "base64");
    if (bytes.length > DOCS_LIMIT) throw new Error(`${file} would weigh ${bytes.length} bytes, over ${DOCS_LIMIT}`);
    writeFileSync(file, bytes);
  } else {
    await page.screenshot({ path: file, fullPage });
  }
  console.log(file);
  await context.close();
}

/**
 * Takes the pictures of all screens of a build into a folder. `earlier`: a build that may have been made for another
 * policy than the server's.
 */
async function shootAll(dist, folder, earlier) {
  const site = await serve(dist);
  for (const { name, ...screen } of SCREENS) {
    for (const [width, height] of WINDOWS) {
      for (const scheme of ["light", "dark"]) {
        await shoot(site, { ...screen, width, height, scheme, bypassCSP: earlier, file: join(folder, picture(name, width, scheme)) });
      }
    }
  }
  await site.close();
}

const picture = (name, width, scheme) => `${name}-${width}-${scheme}.png`;

/** Returns a page of all pictures, those of each of `folders` beside each other. */
function contactSheet(folders) {
  const figures = SCREENS.flatMap(({ name }) =>
    WINDOWS.flatMap(([width]) =>
      ["light", "dark"].map((scheme) => {
        const file = picture(name, width, scheme);
        const images = folders.map((folder) => `<a href="${folder}/${file}"><img loading="lazy" src="${folder}/${file}" alt="${folder}"></a>`);
        return `<figure><figcaption>${file}</figcaption>${images.join("")}</figure>`;
      }),
    ),
  );
  const style = "figure{display:inline-flex;flex-wrap:wrap;align-items:start;gap:8px;margin:16px}figcaption{width:100%}img{max-width:46vw;border:1px solid}";
  return `<!doctype html><meta charset="utf-8"><title>${folders.join(" | ")}</title><style>${style}</style>${figures.join("\n")}\n`;
}

if (first === "--docs") {
  const site = await serve(DIST);
  for (const { name, route, act, height } of DOCS) {
    if (names.length && !names.includes(name)) continue;
    await shoot(site, { route, act, height, width: 1280, scheme: "light", file: join(second, `${name}.webp`) });
  }
  await site.close();
} else {
  rmSync(first, { recursive: true, force: true });
  const builds = [["before", process.env.BALANS_BEFORE], ["after", DIST]].filter(([, dist]) => dist);
  for (const [folder, dist] of builds) await shootAll(dist, join(first, folder), folder === "before");
  writeFileSync(join(first, "index.html"), contactSheet(builds.map(([folder]) => folder)));
  console.log(join(first, "index.html"));
}

await browser.close();
