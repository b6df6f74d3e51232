// Answers that take many runs of the model: by the shipped module, in a worker and without one. Without network:
// offline.test.mjs; from the one file: single.test.mjs.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { inputs } from "../../xtask/node/pack.mjs";
import { DIST } from "../../xtask/node/server.mjs";
import { LONG, QUESTION, ask, limits, native } from "./ask.mjs";
import { expect, test } from "./fixtures.mjs";

/** A span of every third input, over its whole range: formulas branch in some futures and not in others. */
const FUTURES = { points: 203, spans: inputs().filter((_, at) => at % 3 === 0).map(({ id, min, max }) => ({ input: id, low: min, high: max })) };

test("the shipped modules answer as the native program does, to the bit, with vectors and without", async () => {
  const random = { inputs: Object.fromEntries(inputs().map(({ id, min, max }, at) => [id, min + (max - min) * ((at * 0.37) % 1)])) };
  const questions = [
    QUESTION,
    { ...random, year: 2028, area: "health", seek: true, from: {}, limits: limits(5), levels: 3, constraints: { tiohundra: -3, most: 3 }, take: ["indexation.withheld_health"] },
    { ...random, year: 2027, futures: FUTURES },
    { year: 2025, area: "care", futures: FUTURES },
    { year: 1 },
  ];
  const expected = native(questions);
  assert.match(expected.at(-1), /unknown year 1/);
  assert.ok(expected[0].length > 10_000);
  for (const kind of [/^answers-simd-[\da-f]+\.wasm$/, /^answers-[\da-f]+\.wasm$/]) {
    const names = readdirSync(DIST).filter((name) => kind.test(name));
    assert.equal(names.length, 1, names.join(" "));
    const { instance } = await WebAssembly.instantiate(readFileSync(join(DIST, names[0])), {});
    const { memory, request_buffer, response_ptr, ...functions } = instance.exports;
    const response = (length) => Buffer.from(memory.buffer, response_ptr(), length).toString();
    const answers = questions.map((question) => {
      const bytes = Buffer.from(JSON.stringify(question));
      // Before the buffer is asked for, which a memory that grows replaces.
      const at = request_buffer(bytes.length);
      new Uint8Array(memory.buffer, at, bytes.length).set(bytes);
      const wrong = functions.ask();
      if (wrong > 0) return JSON.stringify(response(wrong));
      for (;;) {
        const length = functions.step(100);
        if (length > 0) return response(length);
      }
    });
    assert.deepEqual(answers, expected, names[0]);
  }
});

test("a browser without vector instructions fetches the module that needs none", async ({ page, open }) => {
  await page.addInitScript(() => {
    WebAssembly.validate = () => false;
  });
  const fetched = [];
  page.on("request", (request) => fetched.push(new URL(request.url()).pathname));
  await open();
  assert.equal((await ask(page, QUESTION)).said, native([QUESTION])[0]);
  const modules = fetched.filter((path) => /\/answers-.*wasm$/.test(path));
  assert.equal(modules.length, 1);
  assert.match(modules[0], /answers-[\da-f]+\.wasm$/);
});

test("a worker answers, and only the last question", async ({ page, open }) => {
  await open();
  const { kind, said, by } = await ask(page, QUESTION);
  assert.deepEqual([kind, by], ["answer", "worker"]);
  assert.equal(said, native([QUESTION])[0]);

  const told = await page.evaluate(
    async ([long, question]) => {
      await globalThis.balansImport(document.getElementById("app-answers").content);
      const told = [];
      await new Promise((resolve) => {
        // The second question comes when the first is on its way.
        balansAnswers.ask(JSON.stringify(long), (kind) => {
          if (told.push(`long ${kind}`) > 1) return;
          balansAnswers.ask(JSON.stringify(question), (kind) => {
            told.push(kind);
            if (kind !== "progress") resolve();
          });
        });
      });
      balansAnswers.cancel();
      return told;
    },
    [LONG, QUESTION],
  );
  assert.equal(told[0], "long progress");
  assert.equal(told.at(-1), "answer");
  assert.deepEqual(told.filter((one) => one.startsWith("long")), ["long progress"]);
});

test("a question that is wrong fails, and the next is answered", async ({ page, open }) => {
  await open();
  const wrong = await ask(page, { inputs: { "no.such": 1 } });
  assert.equal(wrong.kind, "failed");
  assert.match(wrong.said, /no\.such/);
  assert.equal((await ask(page, {})).kind, "answer");
});

test("where a worker is denied the page answers in slices", async ({ page, open }) => {
  for (const denied of ["throws", "errs"]) {
    await page.addInitScript((denied) => {
      globalThis.Worker = function () {
        if (denied === "throws") throw new DOMException("denied", "SecurityError");
        return { postMessage() {}, terminate() {}, set onerror(hear) { queueMicrotask(() => hear(new Event("error"))); } };
      };
    }, denied);
    await open();
    const question = { ...QUESTION, limits: limits(15) };
    const { kind, said, by, shares } = await ask(page, question);
    assert.deepEqual([kind, by], ["answer", "page"], denied);
    assert.equal(said, native([question])[0]);
    assert.ok(shares.length > 3 && shares.every((share, at) => share >= (shares[at - 1] ?? 0) && share <= 1), shares.join(" "));
    await page.reload();
  }
});

test("a module that can't be had fails, and is fetched again for the next question", async ({ page, open, trouble }) => {
  trouble.expect(/answers-/, /ERR_FAILED|Failed to load/);
  await open("#/om");
  await page.route("**/answers-*.wasm", (route) => route.abort());
  assert.equal((await ask(page, {})).kind, "failed");
  await page.unroute("**/answers-*.wasm");
  assert.equal((await ask(page, {})).kind, "answer");
});

test("nothing of the answers is fetched before a question", async ({ page, open }) => {
  const fetched = [];
  page.on("request", (request) => fetched.push(new URL(request.url()).pathname));
  await open("#/om");
  const late = () => fetched.filter((path) => /\/answers-/.test(path)).map((path) => path.split(".").pop());
  await page.waitForSelector("html[data-later=here]", { state: "attached" });
  expect(late()).toEqual([]);
  await ask(page, {});
  expect(new Set(late())).toEqual(new Set(["js", "wasm"]));
  // Of the two modules the one with vector instructions.
  const modules = fetched.filter((path) => /\/answers-.*wasm$/.test(path));
  expect(new Set(modules.map((path) => /answers-(?:simd-)?/.exec(path)[0]))).toEqual(new Set(["answers-simd-"]));
});
