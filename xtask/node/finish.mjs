// finish.mjs <dist> [address | FILE | ""] [PACK]: makes trunk's output the site to publish, and the single-file
// edition, with the bill of materials. FILE is the host's (statement.mjs), PACK the
// file of the pack that the page starts with. Prints the name of the version.
import { join } from "node:path";
import { writeFileSync } from "node:fs";
import { SBOM, sbomText } from "./sbom.mjs";
import { SINGLE, finish, readPack } from "./site.mjs";
import { single } from "./single.mjs";
import { readSite } from "./statement.mjs";

const [dist, site, packFile] = process.argv.slice(2);
const pack = packFile && readPack(packFile);
writeFileSync(join(dist, SBOM), sbomText());
const version = finish(dist, { ...(site ? readSite(site) : {}), pack });
writeFileSync(join(dist, SINGLE), single(dist));
console.log(version);
