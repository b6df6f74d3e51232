// The site as files, and the server the other tests trust.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { BASE, DIST, POLICY, serve } from "./server.mjs";

let site;
before(async () => {
  site = await serve(DIST);
});
after(() => site?.close());

const page = () => readFileSync(join(DIST, "index.html"), "utf8");

test("the page names its files relatively, so that any folder will do", () => {
  const addresses = [...page().matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address]) => address);
  assert.ok(addresses.length >= 7);
  for (const address of addresses) assert.match(address, /^(\.\/|#)/);
});

// A frozen calculation has its version in its name.
test("every file but the page has a hash in its name", () => {
  const names = readdirSync(DIST).filter((name) => !["index.html", "engines"].includes(name));
  assert.ok(names.length >= 7);
  for (const name of names) assert.match(name, /-[0-9a-f]{15,16}(_bg)?\.\w+$/);
});

test("nothing in the page is inline, and nothing of the workshop is left in it", () => {
  assert.doesNotMatch(page(), /<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)|nonce|data-trunk/);
});

test("the server serves under its folder and nowhere else, with the policy on every answer", async () => {
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

test("a .wasm file is served as one, which streaming compilation demands", async () => {
  const name = readdirSync(DIST).find((name) => name.endsWith(".wasm"));
  assert.equal((await fetch(site.url + name)).headers.get("content-type"), "application/wasm");
});
