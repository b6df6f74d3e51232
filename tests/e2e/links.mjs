// The corpus of links that open, for the tests that open them in the page.
import { readFileSync, readdirSync } from "node:fs";

const GOOD = new URL("../../crates/scenario/tests/links/good/", import.meta.url);

/** A link of engine 1 whose answer is another with the present calculation. */
export const ENGINE_1_DIFFERS = "v1-preset-fi-forstudier.json";

/** Every link that opens, with the name of its file. */
export const goodLinks = () =>
  readdirSync(GOOD)
    .sort()
    .map((file) => ({ file, ...JSON.parse(readFileSync(new URL(file, GOOD), "utf8")) }));
