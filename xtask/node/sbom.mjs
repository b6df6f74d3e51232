// The site's bill of materials, CycloneDX 1.6 in JSON: every library that is in what a visitor downloads, with version,
// licence, checksum and what it depends on. Made by each build (finish.mjs) from the lock files, so that it is the list of
// that very build; without time and path, so that two builds of one commit have the same.
//
// Written here and not by a tool such as cargo-cyclonedx: a tool has to be compiled on a bare machine, knows nothing of
// what the page takes from npm, and lists the whole workspace, with what only its tests and tools use.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The file's name in the site. */
export const SBOM = "sbom.cdx.json";
const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const TARGET = "wasm32-unknown-unknown";

/** The packages that become wasm files of the site, with the features of a release. */
const PACKAGES = [["balans", "split"], ["balans-deferred"], ["balans-answers-module"], ["balans-spreadsheet"]];
/** What the page takes from npm: SCRIPTS in xtask/src/modules.rs. */
const FROM_NPM = ["jszip", "pptxgenjs"];
/** Dependencies that these declare for Node or for compilers, and that their scripts for browsers are without. */
const NOT_IN_BROWSERS = ["@types/node", "https", "image-size"];
/** The tools that write into the site's files. */
const NPM_TOOLS = ["binaryen", "terser"];

const text = (name) => readFileSync(join(ROOT, name), "utf8");
const cargo = (...words) => execFileSync(process.env.CARGO ?? "cargo", words, { cwd: ROOT, encoding: "utf8", maxBuffer: 1 << 26 });

/** Makes a package's URL, which also names the component within the file. */
export function purl(kind, name, version) {
  const path = name.split("/").map(encodeURIComponent).join("/");
  return `pkg:${kind}/${path}@${encodeURIComponent(version)}`;
}

/** Makes the `licenses` of a component. A slash is cargo's old way to write OR. */
export function licences(written) {
  const expression = written.replaceAll("/", " OR ").replace(/^\(([^()]*)\)$/, "$1").trim();
  if (!expression) return [];
  return /[\s()]/.test(expression) ? [{ expression }] : [{ license: { id: expression } }];
}

/** Reads Cargo.lock's checksums: `name version` -> SHA-256. */
function checksums(lock) {
  const found = new Map();
  for (const [, name, version, checksum] of lock.matchAll(/^name = "(.*)"\nversion = "(.*)"\nsource = "registry.*"\nchecksum = "(.*)"$/gm)) {
    found.set(`${name} ${version}`, checksum);
  }
  return found;
}

/**
 * Reads what `cargo tree --prefix depth` prints of one package: `{ libraries, edges, roots }`. Edges lead from a
 * library to those it needs; what the workspace's own crates need are roots.
 */
export function readTree(printed, sums) {
  const libraries = new Map();
  const edges = new Map();
  const roots = new Set();
  const above = [];
  for (const line of printed.split("\n").filter(Boolean)) {
    const [, depth, name, version, path, licence] = line.match(/^(\d+)(\S+) v(\S+)(?: \((\/.*|[A-Za-z]:.*)\))?\t(.*?)(?: \(\*\))?$/) ?? [];
    if (!name) throw new Error(`cargo tree printed: ${line}`);
    const ref = path ? undefined : purl("cargo", name, version);
    above.length = Number(depth);
    above.push(ref);
    if (!ref) continue;
    const checksum = sums.get(`${name} ${version}`);
    if (!checksum) throw new Error(`Cargo.lock has no checksum of ${name} ${version}`);
    libraries.set(ref, {
      type: "library",
      "bom-ref": ref,
      name,
      version,
      hashes: [{ alg: "SHA-256", content: checksum }],
      licenses: licences(licence),
      purl: ref,
    });
    const parent = above.at(-2);
    if (!parent) roots.add(ref);
    else edges.set(parent, (edges.get(parent) ?? new Set()).add(ref));
  }
  return { libraries, edges, roots };
}

/** Reads package-lock.json: the libraries that the page's scripts from npm hold, in the form of `readTree`. */
export function readNpm(lock) {
  const libraries = new Map();
  const edges = new Map();
  /** Returns a package's place, as Node finds it from another package's place. */
  const place = (name, from) => {
    const own = `${from}node_modules/${name}`;
    if (lock.packages[own]) return own;
    if (!from) throw new Error(`package-lock.json has no ${name}`);
    return place(name, from.replace(/(?:^|(?<=\/))node_modules\/(?:@[^/]+\/)?[^/]+\/$/, ""));
  };
  const add = (name, from = "") => {
    const at = place(name, from);
    const { version, license, integrity, dependencies = {} } = lock.packages[at];
    const ref = purl("npm", name, version);
    if (libraries.has(ref)) return ref;
    const [, sum] = integrity.match(/^sha512-(.*)$/);
    libraries.set(ref, {
      type: "library",
      "bom-ref": ref,
      name,
      version,
      hashes: [{ alg: "SHA-512", content: Buffer.from(sum, "base64").toString("hex") }],
      licenses: licences(license),
      purl: ref,
    });
    const needs = Object.keys(dependencies).filter((one) => !NOT_IN_BROWSERS.includes(one));
    edges.set(ref, new Set(needs.map((one) => add(one, `${at}/`))));
    return ref;
  };
  const roots = new Set(FROM_NPM.map((name) => add(name)));
  return { libraries, edges, roots };
}

const byRef = (a, b) => (a["bom-ref"] < b["bom-ref"] ? -1 : 1);

/** Returns the bill of materials as an object. */
export function sbom() {
  const cargoLock = text("Cargo.lock");
  const npmLock = JSON.parse(text("package-lock.json"));
  const sums = checksums(cargoLock);
  const parts = PACKAGES.map(([name, features]) => {
    const chosen = features ? ["--features", features] : [];
    return readTree(
      cargo("tree", "--locked", "--quiet", "-p", name, ...chosen, "--target", TARGET, "-e", "normal,no-proc-macro", "--prefix", "depth", "--format", "{p}\t{l}"),
      sums,
    );
  });
  parts.push(readNpm(npmLock));

  const libraries = new Map();
  const edges = new Map();
  const roots = new Set();
  for (const part of parts) {
    for (const [ref, library] of part.libraries) libraries.set(ref, library);
    for (const [ref, needs] of part.edges) edges.set(ref, new Set([...(edges.get(ref) ?? []), ...needs]));
    for (const ref of part.roots) roots.add(ref);
  }

  const rustc = execFileSync(process.env.RUSTC ?? "rustc", ["--version"], { cwd: ROOT, encoding: "utf8" }).match(/^rustc (\S+)/)[1];
  const standard = purl("generic", "rust-std", rustc);
  libraries.set(standard, {
    type: "library",
    "bom-ref": standard,
    name: "rust-std",
    version: rustc,
    description: "Rust's standard library, which is in every wasm file",
    licenses: licences("MIT OR Apache-2.0"),
    purl: standard,
  });
  roots.add(standard);
  const engines = readdirSync(join(ROOT, "public", "engines")).filter((name) => name.endsWith(".wasm")).sort();
  const frozen = engines.map((name) => ({
    type: "file",
    "bom-ref": `engines/${name}`,
    name: `engines/${name}`,
    description: "The calculation that older links were made with, built from an earlier commit of this repository",
    hashes: [{ alg: "SHA-256", content: createHash("sha256").update(readFileSync(join(ROOT, "public", "engines", name))).digest("hex") }],
  }));
  for (const { "bom-ref": ref } of frozen) roots.add(ref);

  const locked = (name) => cargoLock.match(new RegExp(`^name = "${name}"\nversion = "(.*)"$`, "m"))[1];
  const tool = (name, version) => ({ type: "application", name, version });
  const own = "balans";
  const bom = {
    $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: {
      tools: {
        components: [
          tool("rustc", rustc),
          tool("trunk", text("Trunk.toml").match(/^trunk-version = "(.*)"$/m)[1]),
          tool("wasm-bindgen", locked("wasm-bindgen")),
          ...NPM_TOOLS.map((name) => tool(name, npmLock.packages[`node_modules/${name}`].version)),
        ],
      },
      component: { type: "application", "bom-ref": own, name: own, version: locked(own), description: "Budget i balans" },
    },
    components: [...libraries.values(), ...frozen].sort(byRef),
    dependencies: [own, ...libraries.keys()].sort().map((ref) => ({
      ref,
      dependsOn: [...(ref === own ? roots : (edges.get(ref) ?? []))].sort(),
    })),
  };
  return { ...bom, serialNumber: serial(JSON.stringify(bom)) };
}

/** Makes a number out of the content: the same content has the same number. */
function serial(content) {
  const hex = createHash("sha256").update(content).digest("hex");
  // Version 8 and variant 10 of a UUID: of one's own making.
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)];
  return `urn:uuid:${parts.join("-")}`;
}

/** Returns the file's text. */
export const sbomText = () => `${JSON.stringify(sbom(), null, 2)}\n`;
