// Runs a frozen engine. `frozen.mjs module.wasm` prints its identity,
// `frozen.mjs module.wasm folder` also compares it, to the bit, with every link of the folder that
// was made with it.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const [file, links] = process.argv.slice(2);
const module = new WebAssembly.Module(readFileSync(file));
const imports = WebAssembly.Module.imports(module);
if (imports.length > 0) fail(`it imports ${imports.map(({ name }) => name)}`);

// One question per instance, as on the page.
function ask(question) {
  const { memory, alloc, calculate } = new WebAssembly.Instance(module, {}).exports;
  const bytes = new TextEncoder().encode(JSON.stringify(question));
  const at = alloc(bytes.length);
  new Uint8Array(memory.buffer, at, bytes.length).set(bytes);
  const answer = calculate(at, bytes.length);
  const length = new DataView(memory.buffer).getUint32(answer, true);
  return JSON.parse(new TextDecoder().decode(new Uint8Array(memory.buffer, answer + 4, length)));
}

function fail(why) {
  console.error(`${file}: ${why}`);
  process.exit(1);
}

const { engine, pack, version } = ask({ inputs: {} });
let checked = 0;
for (const name of links ? readdirSync(links) : []) {
  const { made, values, gap_mnkr } = JSON.parse(readFileSync(join(links, name)));
  if (made.engine !== engine || made.pack !== pack || made.version !== hex(version)) continue;
  const answer = ask({ inputs: values });
  if ("refused" in answer) fail(`${name}: it refuses "${answer.refused}"`);
  const { years, areas } = answer.report;
  const plan = years.indexOf(answer.plan_year);
  for (const area of ["care", "health"]) {
    const gap = areas[area].gap[plan];
    // Compared as text, so that no other program has rounded it.
    if (!Object.is(gap, Number(gap_mnkr[area]))) fail(`${name}: ${area} is ${gap}, not ${gap_mnkr[area]}`);
  }
  checked += 1;
}
if (ask({ inputs: { nothing: 1 } }).refused !== "nothing") fail("it takes an input there is not");
if (links && checked === 0) fail(`no link in ${links} was made with it`);
console.log([engine, pack, hex(version), checked].join("\t"));

function hex(number) {
  return number.toString(16).padStart(8, "0");
}
