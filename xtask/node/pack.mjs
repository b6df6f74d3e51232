// Facts about the pack for browser tests, read from its file: no count of measures is written
// twice.
import { readFileSync } from "node:fs";

const text = readFileSync(new URL("../../crates/model/data/kson-2023.toml", import.meta.url), "utf8");

/** Lists the lines of each `[[name]]` table, with those of its sub-tables. */
const tables = (name) =>
  text
    .split(/^(?=\[\[)/m)
    .filter((part) => part.startsWith(`[[${name}]]`))
    .map((part) => part.split("\n").filter((line) => !line.startsWith("#")));
const value = (lines, key) => lines.map((line) => line.match(new RegExp(`^"?${key.replaceAll(".", "\\.")}"? = "?([^"#]*)`))?.[1].trim()).find((found) => found !== undefined);

/** The measures: id, and whether a lever gives the measure an amount. */
export const MEASURES = tables("measure").map((lines) => ({
  id: value(lines, "id"),
  hasLevers: lines.some((line) => line.startsWith("levers = ")),
}));

/** The measures with an amount by default. */
export const WITH_AMOUNT = ["vacancy_reform", "negligence_clause"];

const DEFAULTS = new Map([
  // A measure's switch is added by the build, and is on.
  ...MEASURES.filter(({ hasLevers }) => hasLevers).map(({ id }) => [`${id}.on`, 1]),
  ...tables("input").map((lines) => [value(lines, "id"), Number(value(lines, "default"))]),
]);

/** Returns the values that a preset sets, by input. */
export function preset(id) {
  const lines = tables("preset").find((lines) => value(lines, "id") === id);
  if (!lines) throw new Error(`the pack has no preset ${id}`);
  const values = lines.slice(lines.indexOf("[preset.values]") + 1).map((line) => line.match(/^"([^"]+)" = ([\d.-]+)/));
  return new Map(values.filter(Boolean).map(([, input, number]) => [input, Number(number)]));
}

/** Counts the values that differ from the pack's defaults. */
export function changed(values) {
  for (const input of values.keys()) if (!DEFAULTS.has(input)) throw new Error(`the pack has no input ${input}`);
  return [...values].filter(([input, number]) => DEFAULTS.get(input) !== number).length;
}

for (const id of WITH_AMOUNT) if (!MEASURES.some((measure) => measure.id === id)) throw new Error(`the pack has no measure ${id}`);

/** The inputs that the pack lists, each with its range; the build adds the switches and the phasing of the measures. */
export const inputs = () =>
  tables("input").map((lines) => ({ id: value(lines, "id"), min: Number(value(lines, "min")), max: Number(value(lines, "max")) }));
