// Takes pictures of the built app: every view, wide and narrow, light and dark; or, with
// --docs FOLDER, those of README.md and docs/walkthrough.md.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { launch } from "./browser.mjs";
import { DIST, serve } from "./server.mjs";

const [first, second] = process.argv.slice(2);

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
];

/** Types another requirement, and opens the explanation of the gap. */
async function moveAndAsk(page) {
  const field = page.locator('[data-input="requirement.care"] input[inputmode=decimal]');
  await field.fill("40");
  await field.press("Enter");
  await page.locator('.strip [data-quantity="remaining.2023"]').first().click();
  await page.locator('dialog[open] [data-explains="remaining.2023"]').waitFor();
}

const site = await serve(DIST);
const browser = await launch();

async function shoot({ route, width, height = 900, scheme, file, fullPage, act = () => {} }) {
  const context = await browser.newContext({
    locale: "sv-SE",
    timezoneId: "Europe/Stockholm",
    viewport: { width, height },
    colorScheme: scheme,
    reducedMotion: "reduce",
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
  const links = await page.locator('.views a[href^="#/"]').evaluateAll((all) => all.map((a) => a.getAttribute("href")));
  await context.close();
  return links;
}

if (first === "--docs") {
  for (const { name, route, act, height } of DOCS) {
    await shoot({ route, act, height, width: 1280, scheme: "light", file: join(second, `${name}.webp`) });
  }
} else {
  rmSync(first, { recursive: true, force: true });
  const seen = new Set();
  const wanted = ["#/"];
  for (const route of wanted) {
    if (seen.has(route)) continue;
    seen.add(route);
    for (const width of [390, 820, 1366, 1920]) {
      for (const scheme of ["light", "dark"]) {
        const file = join(first, `${route.slice(2) || "laget"}-${width}-${scheme}.png`);
        wanted.push(...(await shoot({ route, width, scheme, file, fullPage: true })));
      }
    }
  }
}

await browser.close();
await site.close();
