// Takes pictures of the built app: every view, wide and narrow, light and dark; or, with
// --readme FILE, the one that README shows.
import { mkdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { launch } from "../../tests/e2e/browser.mjs";
import { DIST, serve } from "../../tests/e2e/server.mjs";

const [first, second] = process.argv.slice(2);
const site = await serve(DIST);
const browser = await launch();

async function shoot({ route, width, height = 900, scheme, file, fullPage }) {
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
  await page.evaluate(async () => {
    await document.fonts.ready;
    // Figures are drawn to the width they find, a frame after they are first seen.
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
  });
  mkdirSync(dirname(file), { recursive: true });
  await page.screenshot({ path: file, fullPage });
  console.log(file);
  const links = await page.locator('nav a[href^="#/"]').evaluateAll((all) => all.map((a) => a.getAttribute("href")));
  await context.close();
  return links;
}

if (first === "--readme") {
  await shoot({ route: "#/", width: 1280, scheme: "light", file: second });
} else {
  rmSync(first, { recursive: true, force: true });
  const seen = new Set();
  const wanted = ["#/"];
  for (const route of wanted) {
    if (seen.has(route)) continue;
    seen.add(route);
    for (const width of [1280, 320]) {
      for (const scheme of ["light", "dark"]) {
        const file = join(first, `${route.slice(2) || "laget"}-${width}-${scheme}.png`);
        wanted.push(...(await shoot({ route, width, scheme, file, fullPage: true })));
      }
    }
  }
}

await browser.close();
await site.close();
