// Prints `kind raw brotli` for every file in a folder.
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
  const kind = basename(folderOf(entry)) === "engines" ? "frozen" : extname(entry.name).slice(1);
  console.log(kind || "other", bytes.length, packed.length);
}
