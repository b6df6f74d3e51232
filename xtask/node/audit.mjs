// Licences and sources of everything that the lock files name, without network, and npm's advisories where its registry
// answers. What may be depended on is in deny.toml.
import { execFile, execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** Manifests of the workspaces of crates. */
const CARGO = ["Cargo.toml", "fuzz/Cargo.toml"];
/** Folders of npm's lock files. */
const NPM = [".", "xtask/peers"];
/** Packages of npm with a licence that is not in deny.toml, which reach no visitor: the tests and the bench use them. */
const NPM_EXCEPTIONS = { "axe-core": ["MPL-2.0"] };
/** Milliseconds that a registry may take to answer. */
const PATIENCE = 30_000;

/** Reads `deny.toml`: `{ allow, exceptions, registries }`. */
export function rules(text = readFileSync(new URL("../../deny.toml", import.meta.url), "utf8")) {
  const section = (name) => text.split(new RegExp(`^\\[${name}\\]$`, "m"))[1]?.split(/^\[/m)[0] ?? "";
  const list = (text) => [...text.matchAll(/"([^"]+)"/g)].map(([, word]) => word);
  const field = (section, name) => section.match(new RegExp(`^${name} = \\[([^\\]]*)\\]$`, "m"))?.[1];
  const licenses = section("licenses");
  const allow = list(field(licenses, "allow") ?? "");
  const exceptions = Object.fromEntries(
    [...licenses.matchAll(/\{ crate = "([^"]+)", allow = \[([^\]]+)\] \}/g)].map(([, name, text]) => [name, list(text)]),
  );
  const registries = list(field(section("sources"), "allow-registry") ?? "");
  if (!allow.length || !registries.length) throw new Error("deny.toml names no licence, or no registry");
  return { allow, exceptions, registries };
}

/** Returns whether a licence expression (SPDX, or the older `A/B`) can be met by the licences `allowed`. */
export function isAllowed(expression, allowed) {
  const words = expression.replaceAll("/", " OR ").match(/[()]|[^\s()]+/g) ?? [];
  let at = 0;
  const any = () => {
    let met = all();
    while (words[at] === "OR") {
      at += 1;
      // Both sides are read, whatever the first says.
      met = all() || met;
    }
    return met;
  };
  const all = () => {
    let met = one();
    while (words[at] === "AND") {
      at += 1;
      met = one() && met;
    }
    return met;
  };
  const one = () => {
    const word = words[at];
    at += 1;
    if (word === "(") {
      const met = any();
      if (words[at] !== ")") throw new Error(`not a licence expression: ${expression}`);
      at += 1;
      return met;
    }
    if (words[at] !== "WITH") return allowed.includes(word);
    at += 2;
    return allowed.includes(`${word} WITH ${words[at - 1]}`);
  };
  const met = any();
  if (at !== words.length) throw new Error(`not a licence expression: ${expression}`);
  return met;
}

/** Lists what is wrong with the packages of `cargo metadata`. */
export function crateFaults({ packages }, { allow, exceptions, registries }) {
  return packages.flatMap(({ name, version, license, source, publish }) => {
    const what = `${name} ${version}`;
    if (source === null) return publish?.length === 0 ? [] : [`${what}: our own, and not marked \`publish = false\``];
    const faults = [];
    if (!registries.some((registry) => source === `registry+${registry}`)) faults.push(`${what}: from ${source}`);
    if (!license) faults.push(`${what}: names no licence`);
    else if (!isAllowed(license, [...allow, ...(exceptions[name] ?? [])])) faults.push(`${what}: ${license}`);
    return faults;
  });
}

/** Lists what is wrong with the packages of an npm lock file. */
export function npmFaults({ packages }, { allow }) {
  return Object.entries(packages).flatMap(([place, { version, license, resolved, integrity, link }]) => {
    if (place === "") return [];
    const name = place.split("node_modules/").at(-1);
    const what = `${name} ${version}`;
    const faults = [];
    // Without an address the registry's own is meant (.npmrc).
    if (link || (resolved && !resolved.startsWith("https://registry.npmjs.org/"))) faults.push(`${what}: from ${resolved}`);
    if (!integrity?.startsWith("sha512-")) faults.push(`${what}: has no checksum`);
    if (!license) faults.push(`${what}: names no licence`);
    else if (!isAllowed(license, [...allow, ...(NPM_EXCEPTIONS[name] ?? [])])) faults.push(`${what}: ${license}`);
    return faults;
  });
}

/** Returns the advisories in a report of `npm audit --json`; `undefined` where the registry did not answer. */
export function advisories(report) {
  let read;
  try {
    read = JSON.parse(report);
  } catch {
    return undefined;
  }
  if (!read?.metadata?.vulnerabilities) return undefined;
  return Object.values(read.vulnerabilities).map(({ name, severity, range }) => `${name} ${range}: ${severity}`);
}

async function main() {
  const rule = rules();
  const faults = [];
  for (const manifest of CARGO) {
    const args = ["metadata", "--locked", "--format-version", "1", "--manifest-path", manifest];
    const text = execFileSync(process.env.CARGO ?? "cargo", args, { cwd: ROOT, encoding: "utf8", maxBuffer: 2 ** 28 });
    const metadata = JSON.parse(text);
    console.log(`${manifest}: ${metadata.packages.length} crates`);
    faults.push(...crateFaults(metadata, rule));
  }
  for (const folder of NPM) {
    const lock = JSON.parse(readFileSync(`${ROOT}/${folder}/package-lock.json`, "utf8"));
    console.log(`${folder}/package-lock.json: ${Object.keys(lock.packages).length - 1} packages`);
    faults.push(...npmFaults(lock, rule));
    const args = ["audit", "--package-lock-only", "--json", "--fetch-retries=0", `--fetch-timeout=${PATIENCE}`];
    const npm = process.platform === "win32" ? "npm.cmd" : "npm";
    const report = await new Promise((done) => {
      execFile(npm, args, { cwd: `${ROOT}/${folder}`, maxBuffer: 2 ** 28 }, (_, stdout) => done(stdout));
    });
    const found = advisories(report);
    if (found) faults.push(...found);
    else console.log("Left out: advisories about npm's packages, whose registry did not answer.");
  }
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) process.exitCode = 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await main();
