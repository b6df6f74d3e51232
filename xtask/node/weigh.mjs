// Prints the sizes in a wasm file that has kept its names: code by crate, the largest functions,
// and the data.
import { readFileSync } from "node:fs";

const bytes = readFileSync(process.argv[2]);
let at = 8;

function leb() {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return value;
  }
}
const text = () => {
  const length = leb();
  at += length;
  return bytes.toString("utf8", at - length, at);
};

const IMPORT = 2;
const CODE = 10;
const DATA = 11;
let imported = 0;
let data = 0;
const bodies = [];
const names = new Map();

while (at < bytes.length) {
  const id = bytes[at++];
  const size = leb();
  const end = at + size;
  if (id === IMPORT) {
    for (let left = leb(); left > 0; left -= 1) {
      text();
      text();
      const kind = bytes[at++];
      if (kind === 0) {
        imported += 1;
        leb();
      } else if (kind === 1 || kind === 2) {
        if (kind === 1) at += 1;
        const limits = bytes[at++];
        leb();
        if (limits & 1) leb();
      } else {
        at += 2;
      }
    }
  } else if (id === CODE) {
    for (let left = leb(); left > 0; left -= 1) {
      const length = leb();
      bodies.push(length);
      at += length;
    }
  } else if (id === DATA) {
    data = size;
  } else if (id === 0 && text() === "name") {
    while (at < end) {
      const kind = bytes[at++];
      const stop = leb() + at;
      if (kind === 1) for (let left = leb(); left > 0; left -= 1) names.set(leb(), text());
      at = stop;
    }
  }
  at = end;
}

// Demangles a name enough to see the crate and the function.
function readable(name) {
  if (name.startsWith("_R")) {
    const parts = [];
    const plain = name.replaceAll(/s[0-9A-Za-z]*_(?=\d)/g, "");
    for (let at = 0; at < plain.length; ) {
      const number = plain.slice(at).match(/^(\d+)_?/);
      if (number) parts.push(plain.substr(at + number[0].length, Number(number[1])));
      at += number ? number[0].length + Number(number[1]) : 1;
    }
    return parts.join("::");
  }
  const parts = [];
  for (let rest = name.replace(/^_ZN/, ""); /^\d/.test(rest); ) {
    const [digits] = rest.match(/^\d+/);
    parts.push(rest.substr(digits.length, Number(digits)));
    rest = rest.slice(digits.length + Number(digits));
  }
  const path = parts.filter((part) => !/^h[0-9a-f]{16}$/.test(part)).join("::");
  const marks = { LT: "<", GT: ">", RF: "&", BP: "*", LP: "(", RP: ")", C: ",", u20: " ", u7b: "{", u7d: "}", u5b: "[", u5d: "]", u27: "'" };
  return path.replaceAll(/\$(\w+?)\$/g, (all, mark) => marks[mark] ?? all).replaceAll("..", "::").replaceAll(/(^|::)_</g, "$1<");
}

// `<F as tachys::Render>::build` belongs to tachys, `<alloc::vec::Vec<T> as Debug>::fmt` to alloc.
function crate(name) {
  const inner = name.match(/^<(?:impl )?(.*)/)?.[1];
  if (inner === undefined) return name.match(/^\w+/)?.[0] ?? "other";
  const [type, ...of] = inner.split(" as ");
  const first = type.match(/[a-z_]\w*(?=::)/)?.[0];
  return first ?? of.join(" ").match(/[a-z_]\w*(?=::)/)?.[0] ?? "core";
}

const byCrate = new Map();
const functions = bodies.map((size, index) => {
  const name = readable(names.get(index + imported) ?? "");
  byCrate.set(crate(name), (byCrate.get(crate(name)) ?? 0) + size);
  return { name, size };
});

const kib = (size) => `${(size / 1024).toFixed(1).padStart(8)} KiB`;
const total = bodies.reduce((sum, size) => sum + size, 0);
console.log(`code ${kib(total)}, data ${kib(data)} (before wasm-opt, uncompressed)\n\ncode by crate`);
for (const [name, size] of [...byCrate].sort((a, b) => b[1] - a[1]).slice(0, 25)) console.log(`${kib(size)}  ${name}`);
console.log("\nthe largest functions");
for (const { name, size } of functions.sort((a, b) => b.size - a.size).slice(0, 40)) {
  console.log(`${kib(size)}  ${name.slice(0, 140)}`);
}
