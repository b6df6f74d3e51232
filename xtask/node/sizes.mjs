// Prints `kind raw brotli` for every file in a folder. What is fetched when the page
// already answers is a kind of its own.
import { readdirSync, readFileSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const folder = process.argv[2];
const folderOf = (entry) => entry.parentPath ?? entry.path;
for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue;
  const bytes = readFileSync(join(folderOf(entry), entry.name));
  const packed = brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
  // A frozen calculation is fetched only for a link that was made with it.
  const frozen = basename(folderOf(entry)) === "engines";
  const asked = /^(kontor|lamna|bildspel)-/.test(entry.name);
  const later = entry.name.startsWith("senare-");
  const kind = frozen ? "frozen" : asked ? "office" : later ? "later" : extname(entry.name).slice(1);
  console.log(kind || "other", bytes.length, packed.length);
}
