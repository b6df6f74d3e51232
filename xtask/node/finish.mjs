// finish.mjs <dist> [address | FILE]: makes trunk's output the site to publish, and the single-file
// edition, with the bill of materials. FILE is the host's (statement.mjs). Prints the name of the version.
import { join } from "node:path";
import { writeFileSync } from "node:fs";
import { SBOM, sbomText } from "./sbom.mjs";
import { SINGLE, finish } from "./site.mjs";
import { single } from "./single.mjs";
import { readSite } from "./statement.mjs";

const [dist, site] = process.argv.slice(2);
writeFileSync(join(dist, SBOM), sbomText());
const version = finish(dist, site ? readSite(site) : {});
writeFileSync(join(dist, SINGLE), single(dist));
console.log(version);
