// The build's own files: the service worker's list, the steps that finish the page for publishing,
// and the policy in the page itself.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, extname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { POLICY } from "./policy.mjs";
import { SBOM } from "./sbom.mjs";
import { FILE, STATEMENT } from "./statement.mjs";

export { POLICY };
export const PUBLIC = fileURLToPath(new URL("../../public", import.meta.url));
const STYLE = fileURLToPath(new URL("../../style", import.meta.url));

/** The single-file edition. */
export const SINGLE = "balans.html";
export const WORKER = "sw.js";
export const MANIFEST = "manifest.json";
/** The page that a host serves for missing files. */
export const MISSING = "404.html";
/** Files with fixed names; every other file in the root has a hash in its name. */
export const NAMED = ["index.html", SINGLE, WORKER, MANIFEST, MISSING, SBOM];
/** Frozen engines up to this total, in bytes, newest first, are fetched in the background. */
const ENGINES_AFTER = 2 * 1024 * 1024;

export const sha256 = (bytes, form = "hex") => createHash("sha256").update(bytes).digest(form);

/** Lists every file below a folder, with `/` between. */
export function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join("/"))
    .sort();
}

/** Lists the site's files that a page links and runs. */
export const linked = (page) =>
  [...page.matchAll(/<(?:link|script)\b[^>]*?\s(?:href|src)="(?:\.\/)?([^"#:]+)"/g)].map(([, name]) => name);

/** Lists the page's `<meta id="app-…">` that hold a file's address: `{ id, address, tag }`. */
export function metas(page) {
  return [...page.matchAll(/<meta id="(app-[\w-]+)"[^>]*?\scontent="(?:\.\/)?([^"]*)"[^>]*>/g)]
    .map(([tag, id, address]) => ({ tag, id, address }))
    .filter(({ address }) => address !== "");
}

/** Makes the list of `public/sw.js`: name -> [hash, when]; the page is `./`. */
export function listOf(dist) {
  const page = readFileSync(join(dist, "index.html"), "utf8");
  const later = metas(page).filter(({ id }) => ["app-parts", "app-styles", "app-later", "app-offline", "app-pack"].includes(id));
  const first = new Set(["index.html", ...linked(page), ...later.map(({ address }) => address)]);
  const list = {};
  let engines = 0;
  // Newest first: a frozen engine is named by the number of its formulas.
  const names = filesIn(dist).sort((a, b) => b.localeCompare(a, "en", { numeric: true }));
  for (const name of names) {
    if (name === WORKER || name === SINGLE) continue;
    const bytes = readFileSync(join(dist, name));
    let when = first.has(name) ? "first" : "after";
    // Few browsers are without vector instructions: theirs is kept when it is used.
    if (/^answers-[\da-f]+\.wasm$/.test(name)) when = "used";
    // For who administers the site.
    if (name === SBOM) when = "used";
    if (name.startsWith("engines/")) when = (engines += bytes.length) <= ENGINES_AFTER ? "after" : "used";
    list[name === "index.html" ? "./" : name] = [sha256(bytes), when];
  }
  return Object.fromEntries(Object.entries(list).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Formats a list as JSON, one file a line. */
function lines(list) {
  const rows = Object.entries(list).map(([name, about]) => `  ${JSON.stringify(name)}: ${JSON.stringify(about)}`);
  return `{\n${rows.join(",\n")}\n}`;
}

/** Writes the service worker for the files in `dist`; returns the version's name. */
export function writeWorker(dist) {
  const list = listOf(dist);
  const version = sha256(JSON.stringify(list)).slice(0, 16);
  const template = readFileSync(join(PUBLIC, WORKER), "utf8");
  const text = template.replace("{{VERSION}}", version).replace("{{FILES}}", () => lines(list));
  if (/\{\{/.test(text)) throw new Error("public/sw.js has a place that nobody fills");
  writeFileSync(join(dist, WORKER), text);
  return version;
}

/** Parses the list and the version from a service worker's text; throws where it is not the app's. */
export function readWorker(text) {
  const version = text.match(/^const VERSION = "([0-9a-f]{16})";$/m)?.[1];
  const files = text.match(/^const FILES = (\{\n[^;]*\});$/m)?.[1];
  if (!version || !files) throw new Error("not a service worker of this tool");
  return { version, files: JSON.parse(files) };
}

/** Makes the policy for a page's own meta element: without the directives that only a header can have. */
export const metaPolicy = (policy = POLICY) =>
  policy
    .split("; ")
    .filter((rule) => !rule.startsWith("frame-ancestors "))
    .join("; ");

/** Reads a colour of style/tokens.css: the light theme's, or the dark one's. */
function token(name, dark = false) {
  const [light, rest] = readFileSync(join(STYLE, "tokens.css"), "utf8").split("@media screen and (prefers-color-scheme: dark)");
  const value = (dark ? rest : light).match(new RegExp(`--${name}: (#[0-9a-f]{6});`))?.[1];
  if (!value) throw new Error(`style/tokens.css has no colour --${name}`);
  return value;
}

/** Copies a file into the site under its hashed name, unless it is there; returns the name. */
function hashed(file, dist) {
  const bytes = readFileSync(file);
  const there = filesIn(dist).find((name) => extname(name) === extname(file) && bytes.equals(readFileSync(join(dist, name))));
  return there ?? writeHashed(basename(file), bytes, dist);
}

/** Writes a file into the site with the hash of its content in its name; returns that name. */
function writeHashed(file, bytes, dist) {
  const name = `${basename(file, extname(file))}-${sha256(bytes).slice(0, 16)}${extname(file)}`;
  writeFileSync(join(dist, name), bytes);
  return name;
}

/** Puts the host's accessibility statement into the site; returns the page with its address in the head. */
export function withStatement(page, statement, dist) {
  const name = writeHashed(`${FILE}.json`, Buffer.from(`${JSON.stringify(statement, null, 2)}\n`), dist);
  return page.replace("</head>", () => `<meta id="${STATEMENT}" name="statement" content="./${name}">\n</head>`);
}

/** Reads the file of a pack, which `cargo xtask pack check` has found sound. */
export const readPack = (file) => JSON.parse(readFileSync(file, "utf8").replace(/^\ufeff/, ""));

/** The name of the federation in the page as it is built. */
const FEDERATION = /\bKSON\b/;

/**
 * Puts the pack that the page starts with into the site; returns the page with its address, and with its plan year and the
 * name of its federation where those stand.
 */
export function withPack(page, pack, dist) {
  const name = writeHashed("pack.json", Buffer.from(JSON.stringify(pack)), dist);
  const places = [/(<meta name="description" content="[^"]*?)\b2023\b/, /(<h1 class="answer">.*?)\b2023\b/];
  for (const place of places) {
    if (!place.test(page)) throw new Error(`index.html has no ${place}`);
    page = page.replace(place, (_, before) => `${before}${pack.plan_year}`);
  }
  // In an attribute of the page, and in a text of JSON.
  const federation = pack.names?.federation ?? "KSON";
  const escaped = federation.replace(/[&"<>]/g, (letter) => `&#${letter.charCodeAt(0)};`);
  page = page.replace(/(?<=<meta name="description" content=")[^"]*/, (text) => text.replace(FEDERATION, () => escaped));
  const manifest = join(dist, MANIFEST);
  // Under `serve` there is none.
  if (existsSync(manifest)) describe(manifest, pack.plan_year, federation);
  return page.replace("</head>", () => `<meta id="app-pack" name="pack" content="./${name}">\n</head>`);
}

/** Puts the plan year and the name of the federation into the manifest's description. */
function describe(manifest, planYear, federation) {
  const described = JSON.parse(readFileSync(manifest, "utf8"));
  described.description = described.description.replace(/\b2023\b/, planYear).replace(FEDERATION, () => federation);
  writeFileSync(manifest, `${JSON.stringify(described, null, 2)}\n`);
}

/** Matches the link of a style sheet of the start. */
const STYLE_LINK = /<link rel="stylesheet" href="\.\/([^"]+)"\/?>\s*/g;

/** Joins the style sheets of the start into one file, which is a tenth smaller when compressed; returns the page that links it. */
function joinStyles(page, dist) {
  const names = [...page.matchAll(STYLE_LINK)].map(([, name]) => name);
  const joined = Buffer.concat(names.map((name) => readFileSync(join(dist, name))));
  const name = writeHashed("start.css", joined, dist);
  for (const old of names) rmSync(join(dist, old));
  const [first, ...others] = page.match(STYLE_LINK);
  const joinedPage = page.replace(first, `<link rel="stylesheet" href="./${name}">\n`);
  return others.reduce((text, tag) => text.replace(tag, ""), joinedPage);
}

/** Writes the page for missing files, with the page's own policy and style. */
function writeMissing(dist, page) {
  const script = hashed(join(PUBLIC, "404.js"), dist);
  const policy = page.match(/<meta http-equiv="Content-Security-Policy"[^>]*>/)[0];
  const [style] = page.match(STYLE_LINK);
  const text = readFileSync(join(PUBLIC, MISSING), "utf8")
    .replaceAll("{{SCRIPT}}", script)
    .replace("{{STYLE}}", style.trim())
    .replace('<meta charset="utf-8">', `<meta charset="utf-8">\n    ${policy}`);
  writeFileSync(join(dist, MISSING), text);
}

/**
 * Makes trunk's folder the site to publish: policy, manifest, icons and service worker. `site` is
 * the published address, `statement` the host's accessibility statement and `pack` the pack that the
 * page starts with, if given.
 */
export function finish(dist, { site, statement, pack } = {}) {
  for (const name of filesIn(dist)) {
    if (basename(name).startsWith(".")) rmSync(join(dist, name));
  }
  const file = join(dist, "index.html");
  let page = readFileSync(file, "utf8");
  const put = (place, text) => {
    if (page.split(place).length !== 2) throw new Error(`index.html has not one ${place}`);
    page = page.replace(place, () => text);
  };

  page = joinStyles(page, dist);
  const manifest = JSON.parse(readFileSync(join(PUBLIC, MANIFEST), "utf8"));
  manifest.background_color = token("ground");
  manifest.theme_color = token("surface");
  for (const icon of manifest.icons) icon.src = `./${hashed(join(PUBLIC, icon.src), dist)}`;
  writeFileSync(join(dist, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);

  const head = [
    `<meta name="theme-color" media="(prefers-color-scheme: light)" content="${token("surface")}">`,
    `<meta name="theme-color" media="(prefers-color-scheme: dark)" content="${token("surface", true)}">`,
    `<link rel="manifest" href="./${MANIFEST}">`,
    `<link rel="apple-touch-icon" href="./${hashed(join(PUBLIC, "icons", "apple-180.png"), dist)}">`,
  ];
  if (site) head.push(`<link rel="canonical" href="${new URL(site).href}">`);
  put('<meta charset="utf-8">', `<meta charset="utf-8">\n    <meta http-equiv="Content-Security-Policy" content="${metaPolicy()}">`);
  put("</head>", `${head.join("\n")}\n</head>`);
  put('<meta id="app-offline" content="">', `<meta id="app-offline" content="${hashed(join(PUBLIC, "offline.js"), dist)}">`);
  if (statement) page = withStatement(page, statement, dist);
  if (pack) page = withPack(page, pack, dist);
  writeFileSync(file, page);

  for (const name of linked(page)) {
    if (!existsSync(join(dist, name))) throw new Error(`index.html names ${name}, which isn't there`);
  }
  writeMissing(dist, page);
  return writeWorker(dist);
}

