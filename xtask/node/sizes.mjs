// Prints `kind raw brotli` for every file in a folder. Files needed until the page is interactive
// have their extension as kind; files fetched later, or never, have another.
import { readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { MISSING, SINGLE, WORKER, filesIn } from "./site.mjs";

function kind(name) {
  // A frozen engine is fetched only for a link that was made with it.
  if (name.startsWith("engines/")) return "frozen";
  if (name === SINGLE) return SINGLE;
  if (name === WORKER || name === MISSING || /^(offline|touch|404)-/.test(name)) return "offline";
  if (/^(views|styles)-/.test(name)) return "views";
  if (name.startsWith("deferred-")) return "later";
  // Fetched when a question is asked that takes many runs.
  if (name.startsWith("answers-")) return "answers";
  // Fetched on demand, for files and pictures.
  if (/^(office|export|pptx)-/.test(name)) return "office";
  return extname(name).slice(1) || "other";
}

const folder = process.argv[2];
for (const name of filesIn(folder)) {
  const bytes = readFileSync(join(folder, name));
  const packed = brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
  console.log(kind(name), bytes.length, packed.length);
}
