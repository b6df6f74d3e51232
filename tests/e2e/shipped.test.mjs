// The engine in the published files, after the linker and wasm-opt: it gives the model's native
// results. The first file is tested by links whose results were computed natively, and reports
// whether they agree to the krona; the deferred module has a copy of its own, and is compared in
// every number, to the bit.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { inputs } from "../../xtask/node/pack.mjs";
import { DIST } from "../../xtask/node/server.mjs";
import { care, expect, test, turn, type } from "./fixtures.mjs";

const LINKS = new URL("../../crates/scenario/tests/links/good/", import.meta.url);
const corpus = readdirSync(LINKS)
  .filter((name) => name.endsWith(".json"))
  .map((name) => ({ name, ...JSON.parse(readFileSync(new URL(name, LINKS))) }));

/** The number of random scenarios for the deferred module. */
const RANDOM = 12;

test("links with answers calculated natively agree with the page, and one with another answer does not", async ({ page, open, site }) => {
  const verdicts = { matches: 0, differs: 0 };
  await open("#/");
  // With work of one's own a link is shown beside it; without, it opens at once.
  await type(care(page).field, "40");
  for (const { name, link, verdict: said } of corpus) {
    const verdict = said === "matches" ? said : "differs";
    await turn(page, `${site.url}#${link}`);
    await page.locator("main[data-route=delat]").waitFor();
    await expect(page.locator(`[data-${verdict}]`), name).toHaveCount(1);
    verdicts[verdict] += 1;
    await turn(page, `${site.url}#/om`);
    await page.locator("main[data-route=om]").waitFor();
  }
  assert.ok(verdicts.matches > 10 && verdicts.differs > 0, JSON.stringify(verdicts));
});

test("the deferred module gives every number of the native model, to the bit", async () => {
  const random = Array.from({ length: RANDOM }, (_, seed) => scenario(seed + 1));
  const scenarios = [{}, ...corpus.map(({ values }) => values), ...random];
  const cargo = process.env.CARGO ?? "cargo";
  const example = ["run", "--quiet", "--locked", "-p", "balans-model", "--example", "values"];
  const said = execFileSync(cargo, example, {
    cwd: new URL("../../", import.meta.url),
    input: scenarios.map((one) => `${JSON.stringify(one)}\n`).join(""),
    encoding: "utf8",
    maxBuffer: 2 ** 30,
  });
  const native = said.trim().split("\n").map((line) => JSON.parse(line));
  assert.equal(native.length, scenarios.length);

  const ask = await deferred();
  let compared = 0;
  const seen = new Set();
  for (const [at, { inputs, values }] of native.entries()) {
    const request = Buffer.concat([Buffer.from(inputs, "hex"), Buffer.alloc(4)]);
    for (const [number, bits] of Object.entries(values)) {
      request.writeUInt32LE(Number(number), request.length - 4);
      // An explanation begins with the number: its kind, its place, its value.
      const answer = ask("explain", request);
      assert.ok(answer.length > 11, `scenario ${at}, quantity ${number}: no answer`);
      assert.equal(answer.readUInt16LE(1), Number(number));
      const given = answer.readBigUInt64LE(3).toString(16).padStart(16, "0");
      assert.equal(given, bits, `scenario ${at}, quantity ${number}: ${answer.readDoubleLE(3)}`);
      compared += 1;
      seen.add(bits);
    }
  }
  // Most numbers of most scenarios are zero, and some are not.
  assert.ok(compared > 1000 * scenarios.length && seen.size > 1000, `${compared} compared, ${seen.size} of them different`);
});

/** Returns a function that calls the shipped module, as `src/platform/deferred.rs` does. */
async function deferred() {
  const names = readdirSync(DIST).filter((name) => /^deferred-[\da-f]+\.wasm$/.test(name));
  assert.equal(names.length, 1, names.join(" "));
  const { instance } = await WebAssembly.instantiate(readFileSync(join(DIST, names[0])), {});
  const { memory, request_buffer, response_ptr, ...functions } = instance.exports;
  return (what, request) => {
    const at = request_buffer(request.length);
    new Uint8Array(memory.buffer, at, request.length).set(request);
    const length = functions[what]();
    return Buffer.from(memory.buffer, response_ptr(), length);
  };
}

/** Makes a scenario with every input of the pack somewhere in its range, by a seed. */
function scenario(seed) {
  let state = seed;
  const chance = () => {
    // Mulberry32.
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return Object.fromEntries(inputs().map(({ id, min, max }) => [id, min + (max - min) * chance()]));
}
