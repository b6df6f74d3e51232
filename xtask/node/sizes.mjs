// Prints `kind raw brotli` for every file in a folder. What is fetched when the page
// already answers is a kind of its own.
import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const folder = process.argv[2];
for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue;
  const bytes = readFileSync(join(entry.parentPath ?? entry.path, entry.name));
  const packed = brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
  const kind = entry.name.startsWith("senare-") ? "later" : extname(entry.name).slice(1) || "other";
  console.log(kind, bytes.length, packed.length);
}
