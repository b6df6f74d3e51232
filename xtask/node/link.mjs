// Prints, for each of the links that take longest to read, its length and the nanoseconds of one
// reading as wasm (the median of several batches), and last the memory used by all.
import { readFileSync } from "node:fs";

const { instance } = await WebAssembly.instantiate(readFileSync(process.argv[2]), {});
const { memory, run_read: run } = instance.exports;
const before = memory.buffer.byteLength;
// Making the link is part of each batch, a negligible one with this many readings.
const RUNS = 200;
const BATCHES = 21;

for (const which of [0, 1, 2, 3]) {
  const letters = run(which, RUNS);
  const batches = Array.from({ length: BATCHES }, () => {
    const start = process.hrtime.bigint();
    run(which, RUNS);
    return Number(process.hrtime.bigint() - start) / RUNS;
  });
  batches.sort((a, b) => a - b);
  console.log([letters, batches[(BATCHES - 1) / 2].toFixed(0)].join("\t"));
}
console.log(memory.buffer.byteLength - before);
