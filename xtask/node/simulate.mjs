// Prints the nanoseconds that one run of the core takes as wasm: the median of several batches.
import { readFileSync } from "node:fs";

const { instance } = await WebAssembly.instantiate(readFileSync(process.argv[2]), {});
const run = instance.exports.run_simulate;
const RUNS = 500;
const BATCHES = 21;

// V8 starts with baseline code and replaces it with optimised code while it runs.
run(10 * RUNS);
const batches = Array.from({ length: BATCHES }, () => {
  const start = process.hrtime.bigint();
  run(RUNS);
  return Number(process.hrtime.bigint() - start) / RUNS;
});
batches.sort((a, b) => a - b);
console.log(batches[(BATCHES - 1) / 2].toFixed(0));
