// What may be depended on, by `cargo xtask test audit`: each thing that is wrong with a dependency is found.
import assert from "node:assert/strict";
import { advisories, crateFaults, isAllowed, npmFaults, rules } from "../../xtask/node/audit.mjs";
import { test } from "./fixtures.mjs";

const RULES = { allow: ["MIT", "Zlib"], exceptions: { base: ["CC0-1.0"] }, registries: ["https://registry"] };

test("a licence expression is met by the licences that are allowed", () => {
  const allowed = ["MIT", "Zlib", "Apache-2.0 WITH LLVM-exception"];
  for (const met of ["MIT", "GPL-3.0 OR MIT", "GPL-3.0/MIT", "(MIT AND Zlib)", "(GPL-3.0 OR MIT) AND Zlib", "Apache-2.0 WITH LLVM-exception"]) {
    assert.ok(isAllowed(met, allowed), met);
  }
  for (const unmet of ["GPL-3.0", "MIT AND GPL-3.0", "(MIT OR Zlib) AND GPL-3.0", "Apache-2.0", "MIT WITH LLVM-exception"]) {
    assert.ok(!isAllowed(unmet, allowed), unmet);
  }
  for (const none of ["(MIT", "MIT)", "MIT Zlib"]) assert.throws(() => isAllowed(none, allowed), none);
});

test("a crate of another licence, another source or none is a fault, and so is one of ours that could be published", () => {
  const source = "registry+https://registry";
  const found = (part) => crateFaults({ packages: [{ name: "some", version: "1.0.0", license: "MIT", source, publish: null, ...part }] }, RULES);
  assert.deepEqual(found({}), []);
  assert.deepEqual(found({ license: "GPL-3.0" }), ["some 1.0.0: GPL-3.0"]);
  assert.deepEqual(found({ license: null }), ["some 1.0.0: names no licence"]);
  assert.deepEqual(found({ source: "git+https://elsewhere" }), ["some 1.0.0: from git+https://elsewhere"]);
  assert.deepEqual(found({ name: "base", license: "CC0-1.0" }), []);
  assert.deepEqual(found({ source: null, license: null, publish: [] }), []);
  assert.equal(found({ source: null, license: null }).length, 1);
});

test("a package of npm without checksum, of another licence or from elsewhere is a fault", () => {
  const found = (part) =>
    npmFaults({ packages: { "": {}, "node_modules/some": { version: "1.0.0", license: "MIT", integrity: "sha512-x", ...part } } }, RULES);
  assert.deepEqual(found({}), []);
  assert.deepEqual(found({ license: "MPL-2.0" }), ["some 1.0.0: MPL-2.0"]);
  assert.deepEqual(found({ integrity: "sha1-x" }), ["some 1.0.0: has no checksum"]);
  assert.deepEqual(found({ resolved: "git+ssh://elsewhere" }), ["some 1.0.0: from git+ssh://elsewhere"]);
});

test("the rules are read from deny.toml, and a registry that does not answer gives no advisories", () => {
  const { allow, exceptions, registries } = rules();
  assert.ok(allow.includes("MIT") && !allow.some((name) => name.startsWith("GPL")), `${allow}`);
  assert.deepEqual(exceptions["xxhash-rust"], ["BSL-1.0"]);
  assert.deepEqual(registries, ["https://github.com/rust-lang/crates.io-index"]);
  assert.equal(advisories(""), undefined);
  assert.equal(advisories('{"statusCode": 405}'), undefined);
  const report = { metadata: { vulnerabilities: { high: 1 } }, vulnerabilities: { some: { name: "some", severity: "high", range: "<1" } } };
  assert.deepEqual(advisories(JSON.stringify(report)), ["some <1: high"]);
});
