// Prints the nanoseconds that 4 096 futures of a year take as wasm, the median of several turns that follow one another:
// eight at once with vector instructions, eight at once without, and one at a time without.
// Arguments: the module with vector instructions, and the one without.
import { readFileSync } from "node:fs";

const TURNS = 21;
const load = async (file) => (await WebAssembly.instantiate(readFileSync(file), {})).instance.exports;
const [vectors, plain] = await Promise.all(process.argv.slice(2).map(load));
const ways = [vectors.run_lanes, plain.run_lanes, plain.run_one_by_one].map((run) => ({ run, times: [] }));

// V8 starts with baseline code and replaces it with optimised code while it runs.
const found = ways.map(({ run }) => run(10));
if (new Set(found).size > 1) throw new Error(`the ways differ: ${found.join(", ")}`);
for (let turn = 0; turn < TURNS; turn += 1) {
  for (const { run, times } of ways) {
    const start = process.hrtime.bigint();
    run(1);
    times.push(Number(process.hrtime.bigint() - start));
  }
}
for (const { times } of ways) console.log(times.sort((a, b) => a - b)[(TURNS - 1) / 2]);
