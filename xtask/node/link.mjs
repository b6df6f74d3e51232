// Prints, for each of the links that take longest to read, its letters and the nanoseconds of one reading as wasm (the
// median of several batches), and last the memory that all of it took.
import { readFileSync } from "node:fs";

const { instance } = await WebAssembly.instantiate(readFileSync(process.argv[2]), {});
const { memory, run_read: run } = instance.exports;
const before = memory.buffer.byteLength;
const RUNS = 50;
const BATCHES = 21;

for (const which of [0, 1, 2, 3]) {
  const letters = run(which, 10 * RUNS);
  // What making the link takes is no part of reading it.
  const time = (runs) => {
    const start = process.hrtime.bigint();
    run(which, runs);
    return Number(process.hrtime.bigint() - start);
  };
  const batches = Array.from({ length: BATCHES }, () => (time(2 * RUNS) - time(RUNS)) / RUNS);
  batches.sort((a, b) => a - b);
  console.log([letters, batches[(BATCHES - 1) / 2].toFixed(0)].join("\t"));
}
console.log(memory.buffer.byteLength - before);
