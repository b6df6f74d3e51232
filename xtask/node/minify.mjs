// minify.mjs FILE: shortens a module of the site in place. Its exports and properties keep their names.
import { readFileSync, writeFileSync } from "node:fs";
import { minify } from "terser";

const file = process.argv[2];
const { code } = await minify(readFileSync(file, "utf8"), { module: true, ecma: 2022, compress: { passes: 2 } });
writeFileSync(file, code);
