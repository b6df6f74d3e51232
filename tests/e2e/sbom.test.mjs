// The bill of materials of the site: in the form of CycloneDX 1.6, whole, of this build, and the same each time.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { SBOM, licences, purl, readNpm, readTree, sbomText } from "../../xtask/node/sbom.mjs";
import { DIST } from "../../xtask/node/server.mjs";
import { test } from "./fixtures.mjs";

const root = (name) => readFileSync(new URL(`../../${name}`, import.meta.url), "utf8");
const bom = () => JSON.parse(readFileSync(join(DIST, SBOM), "utf8"));

/** The keys that the schema knows, of those used here, and those it requires. */
const SHAPES = {
  bom: [["$schema", "bomFormat", "specVersion", "serialNumber", "version", "metadata", "components", "dependencies"], ["bomFormat", "specVersion"]],
  metadata: [["tools", "component"], []],
  component: [["type", "bom-ref", "name", "version", "description", "hashes", "licenses", "purl"], ["type", "name"]],
  dependency: [["ref", "dependsOn"], ["ref"]],
  hash: [["alg", "content"], ["alg", "content"]],
};
const LENGTHS = { "SHA-256": 64, "SHA-512": 128 };

function shaped(object, shape) {
  const [known, required] = SHAPES[shape];
  for (const key of Object.keys(object)) assert.ok(known.includes(key), `${shape} has no ${key}`);
  for (const key of required) assert.ok(Object.hasOwn(object, key), `${shape} without ${key}: ${JSON.stringify(object)}`);
}

test("the bill of materials keeps to the schema's essentials", () => {
  const made = bom();
  shaped(made, "bom");
  assert.deepEqual([made.bomFormat, made.specVersion, made.version], ["CycloneDX", "1.6", 1]);
  assert.match(made.serialNumber, /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
  shaped(made.metadata, "metadata");
  const components = [made.metadata.component, ...made.metadata.tools.components, ...made.components];
  for (const component of components) {
    shaped(component, "component");
    assert.ok(["application", "library", "file"].includes(component.type), component.type);
    for (const hash of component.hashes ?? []) {
      shaped(hash, "hash");
      assert.match(hash.content, new RegExp(`^[0-9a-f]{${LENGTHS[hash.alg]}}$`));
    }
    for (const licence of component.licenses ?? []) {
      assert.ok(Object.hasOwn(licence, "expression") !== Object.hasOwn(licence, "license"), component.name);
      assert.match(licence.expression ?? licence.license.id, /^[A-Za-z\d.+-]+$|^[A-Za-z\d.+() -]+ (OR|AND) [A-Za-z\d.+() -]+$/, component.name);
    }
  }
  const refs = [made.metadata.component, ...made.components].map((one) => one["bom-ref"]);
  assert.equal(new Set(refs).size, refs.length);
  for (const dependency of made.dependencies) {
    shaped(dependency, "dependency");
    for (const ref of [dependency.ref, ...dependency.dependsOn]) assert.ok(refs.includes(ref), ref);
    assert.equal(new Set(dependency.dependsOn).size, dependency.dependsOn.length);
  }
});

test("every library is there with version, licence, address and checksum, and is reached from the tool", () => {
  const made = bom();
  const libraries = made.components.filter(({ type }) => type === "library");
  const names = libraries.map(({ name }) => name);
  for (const name of ["leptos", "wasm-bindgen", "serde_json", "charts-rs", "rust_xlsxwriter", "sobol_burley", "jszip", "pako", "pptxgenjs", "rust-std"]) {
    assert.ok(names.includes(name), name);
  }
  // Of the tests, of the build, and what a library declares for Node alone.
  for (const name of ["proptest", "serde_derive", "leptos_macro", "wasm_split_cli_support", "playwright-core", "terser", "image-size", "balans"]) {
    assert.ok(!names.includes(name), name);
  }
  const lock = root("Cargo.lock");
  for (const { name, version, purl: address, licenses, hashes } of libraries) {
    assert.ok(licenses.length > 0, `${name} has no licence`);
    assert.match(address, /^pkg:(cargo|npm|generic)\/[^@\s]+@[^@\s]+$/);
    if (address.startsWith("pkg:cargo/")) assert.ok(lock.includes(`name = "${name}"\nversion = "${version}"\nsource = "registry+https://github.com/rust-lang/crates.io-index"\nchecksum = "${hashes[0].content}"`), name);
  }
  const needs = new Map(made.dependencies.map(({ ref, dependsOn }) => [ref, dependsOn]));
  const reached = new Set();
  const walk = (ref) => reached.has(ref) || (reached.add(ref), (needs.get(ref) ?? []).forEach(walk));
  walk(made.metadata.component["bom-ref"]);
  assert.deepEqual(made.components.map((one) => one["bom-ref"]).filter((ref) => !reached.has(ref)), []);
});

test("two bills of one commit are the same, and name no folder of the machine", () => {
  const built = readFileSync(join(DIST, SBOM), "utf8");
  assert.equal(sbomText(), built);
  assert.doesNotMatch(built, /timestamp|\/home\/|\/root\/|\/work\/|\\\\/);
});

test("trees and locks are read with their edges, and what can't be read is told", () => {
  const sums = new Map([["a 1.0.0", "aa"], ["b 2.0.0+x", "bb"]]);
  const printed = "0own v0.1.0 (/somewhere/own)\t\n1a v1.0.0\tMIT/Apache-2.0\n2b v2.0.0+x\tMIT (*)\n1crate v0.1.0 (/somewhere/crate)\t\n2b v2.0.0+x\tMIT\n";
  const { libraries, edges, roots } = readTree(printed, sums);
  assert.deepEqual([...roots], ["pkg:cargo/a@1.0.0", "pkg:cargo/b@2.0.0%2Bx"]);
  assert.deepEqual([...edges.get("pkg:cargo/a@1.0.0")], ["pkg:cargo/b@2.0.0%2Bx"]);
  assert.deepEqual(libraries.get("pkg:cargo/a@1.0.0").licenses, [{ expression: "MIT OR Apache-2.0" }]);
  assert.throws(() => readTree("1c v1.0.0\tMIT\n", sums), /no checksum of c 1\.0\.0/);
  assert.throws(() => readTree("warning\n", sums), /printed: warning/);
  assert.throws(() => readNpm({ packages: {} }), /has no jszip/);
  assert.deepEqual(licences("(MIT OR GPL-3.0-or-later)"), [{ expression: "MIT OR GPL-3.0-or-later" }]);
  assert.deepEqual(licences("(MIT OR Apache-2.0) AND Unicode-3.0"), [{ expression: "(MIT OR Apache-2.0) AND Unicode-3.0" }]);
  assert.deepEqual(licences("ISC"), [{ license: { id: "ISC" } }]);
  assert.equal(purl("npm", "@types/node", "1.0.0"), "pkg:npm/%40types/node@1.0.0");
});
