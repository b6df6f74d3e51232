// with-pack.mjs <folder> <PACK>: makes the page in trunk's folder start with the pack of a file.
import { join } from "node:path";
import { readFileSync, writeFileSync } from "node:fs";
import { readPack, withPack } from "./site.mjs";

const [folder, file] = process.argv.slice(2);
const page = join(folder, "index.html");
writeFileSync(page, withPack(readFileSync(page, "utf8"), readPack(file), folder));
