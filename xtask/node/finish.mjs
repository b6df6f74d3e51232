// finish.mjs <dist> [address]: makes trunk's output the site to publish, and the single-file
// edition, with the bill of materials. Prints the name of the version.
import { join } from "node:path";
import { writeFileSync } from "node:fs";
import { SBOM, sbomText } from "./sbom.mjs";
import { SINGLE, finish } from "./site.mjs";
import { single } from "./single.mjs";

const [dist, site] = process.argv.slice(2);
writeFileSync(join(dist, SBOM), sbomText());
const version = finish(dist, { site });
writeFileSync(join(dist, SINGLE), single(dist));
console.log(version);
