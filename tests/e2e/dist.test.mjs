// The site as files, and the server that the other tests rely on.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { NAMED, SINGLE, WORKER, filesIn, listOf, readWorker } from "../../xtask/node/site.mjs";
import { POLICY } from "../../xtask/node/policy.mjs";
import { BASE, DIST } from "../../xtask/node/server.mjs";
import { test } from "./fixtures.mjs";

const page = () => readFileSync(join(DIST, "index.html"), "utf8");

test("the page names its files relatively, so that any folder will do", () => {
  // Except the published address, which the build may have been given.
  const named = page().replace(/<link rel="canonical"[^>]*>/, "");
  const addresses = [...named.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address]) => address);
  assert.ok(addresses.length >= 7);
  for (const address of addresses) assert.match(address, /^(\.\/|#)/);
});

// A frozen engine has its version in its name.
test("every file but the few that are asked for by name has a hash in it", () => {
  const names = readdirSync(DIST).filter((name) => ![...NAMED, "engines"].includes(name));
  assert.ok(names.length >= 7);
  for (const name of names) assert.match(name, /-[0-9a-f]{11,16}(_bg)?\.\w+$/);
});

test("what a host shows for a missing file names its own relatively, has nothing inline and carries the policy", () => {
  const missing = readFileSync(join(DIST, "404.html"), "utf8");
  const addresses = [...missing.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address]) => address);
  assert.ok(addresses.some((address) => /^\.\/404-[0-9a-f]+\.js$/.test(address)), addresses.join(" "));
  for (const address of addresses) {
    assert.match(address, /^(\.\/|(\.\.\/)+)/);
    if (address !== "./") assert.ok(filesIn(DIST).includes(address.replace(/^[./]+\//, "")), address);
  }
  assert.doesNotMatch(missing, /<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)|\{\{/);
  assert.match(missing, /<meta charset="utf-8">\s*<meta http-equiv="Content-Security-Policy"/);
});

test("nothing in the page is inline, and nothing of the workshop is left in it", () => {
  assert.doesNotMatch(page(), /<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)|nonce|data-trunk/);
});

test("the page carries the policy for hosts that can't send it, before anything it governs", () => {
  const policy = POLICY.replace(/; frame-ancestors [^;]*/, "");
  assert.match(page(), /<meta charset="utf-8">\s*<meta http-equiv="Content-Security-Policy"/);
  assert.equal(page().match(/http-equiv="Content-Security-Policy" content="([^"]*)"/)[1], policy);
});

test("what the documentation tells a host to send is what the tests hold", () => {
  for (const name of ["hosting.md", "nginx.conf"]) {
    const text = readFileSync(new URL(`../../docs/${name}`, import.meta.url), "utf8");
    assert.deepEqual(text.match(/default-src 'none';[^"\n]*/g), [POLICY], name);
  }
});

test("the service worker's list is the folder: every file, its hash, and when it is fetched", () => {
  const { files } = readWorker(readFileSync(join(DIST, WORKER), "utf8"));
  assert.deepEqual(files, listOf(DIST));
  const kept = filesIn(DIST).filter((name) => ![WORKER, SINGLE].includes(name));
  assert.deepEqual(Object.keys(files).sort(), kept.map((name) => (name === "index.html" ? "./" : name)).sort());
  const first = Object.keys(files).filter((name) => files[name][1] === "first");
  for (const name of ["./", /_bg\.wasm$/, /^boot-.*js$/, /^views-.*wasm$/, /^deferred-.*wasm$/, /^start-.*css$/, /^styles-.*css$/]) {
    assert.ok(first.some((one) => (typeof name === "string" ? one === name : name.test(one))), `${name}`);
  }
  // The answers are fetched when they are asked for, or when the page is at rest.
  const rest = [[/^answers-simd-.*wasm$/, "after"], [/^answers-[\da-f]+\.wasm$/, "used"], [/^answers-.*js$/, "after"]];
  for (const [name, when] of rest) {
    assert.deepEqual(Object.keys(files).filter((one) => name.test(one)).map((one) => files[one][1]), [when], `${name}`);
  }
});

test("the server serves under its folder and nowhere else, with the policy on every answer", async ({ site }) => {
  for (const [address, status] of [
    ["", 200],
    ["index.html", 200],
    ["finns-inte.js", 404],
    ["%2e%2e/Cargo.toml", 404],
    ["%zz", 404],
  ]) {
    const response = await fetch(site.url + address);
    assert.equal(response.status, status, address);
    assert.equal(response.headers.get("content-security-policy"), POLICY);
  }
  assert.equal((await fetch(site.origin + "/")).status, 404);
  assert.equal((await fetch(site.origin + BASE.slice(0, -1))).status, 404);
});

test("a .wasm file is served as one, which streaming compilation demands", async ({ site }) => {
  const name = readdirSync(DIST).find((name) => name.endsWith(".wasm"));
  assert.equal((await fetch(site.url + name)).headers.get("content-type"), "application/wasm");
});
