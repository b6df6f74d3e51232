// Copies the links of crates/scenario/tests/links to the fuzzer's corpus: `seeds.mjs links folder`.
// Of each link also its bytes without length and checksum, which the fuzz target adds, so that its
// input passes them.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [from, to] = process.argv.slice(2);
mkdirSync(to, { recursive: true });
for (const part of ["good", "bad"]) {
  for (const name of readdirSync(join(from, part))) {
    const { link, times = 1 } = JSON.parse(readFileSync(join(from, part, name)));
    const seed = join(to, `${part}-${name}`);
    writeFileSync(seed, link.repeat(times));
    const bytes = Buffer.from(link.slice(3, -1), "base64url");
    let at = 4;
    while (bytes[at] & 0x80) at += 1;
    writeFileSync(`${seed}-body`, bytes.subarray(at + 1));
  }
}
