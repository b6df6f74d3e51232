// icons.mjs <folder>: draws the icons for an installed app and for old browsers, from
// public/icon.svg.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { launch } from "./browser.mjs";
import { PUBLIC } from "./site.mjs";

const folder = process.argv[2];
const svg = readFileSync(join(PUBLIC, "icon.svg"), "utf8");
const ground = svg.match(/<rect [^>]*fill="(#[0-9a-f]{6})"/)?.[1];
if (!ground) throw new Error("public/icon.svg has no ground");

// `part`: the share of the side that the drawing fills. A system may crop a maskable icon to a
// circle of 80 %.
const ICONS = [
  { name: "icon-192.png", size: 192, part: 1 },
  { name: "icon-512.png", size: 512, part: 1 },
  { name: "maskable-512.png", size: 512, part: 0.74, ground },
  { name: "apple-180.png", size: 180, part: 0.86, ground },
];

const browser = await launch();
mkdirSync(folder, { recursive: true });
for (const { name, size, part, ground: behind } of ICONS) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const picture = `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`;
  await page.setContent(
    `<body style="margin:0;height:100vh;display:grid;place-items:center;background:${behind ?? "transparent"}">` +
      `<img src="${picture}" style="width:${part * 100}vw;height:${part * 100}vw">`,
  );
  await page.locator("img").evaluate((image) => image.decode());
  writeFileSync(join(folder, name), await page.screenshot({ omitBackground: !behind }));
  console.log(join(folder, name));
  await page.close();
}
await browser.close();
