// hash.mjs FILE...: prints the hash of the files' joined contents, as used in names (`site.mjs`).
import { readFileSync } from "node:fs";
import { sha256 } from "./site.mjs";

console.log(sha256(Buffer.concat(process.argv.slice(2).map((file) => readFileSync(file)))).slice(0, 16));
