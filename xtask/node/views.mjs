// The views of the app, for tests and tools: those of the menu are read from `index.html`, whose
// menu a test in `src/state/route.rs` compares with the app's routes.
import { readFileSync } from "node:fs";

const page = readFileSync(new URL("../../index.html", import.meta.url), "utf8");
const [, menu] = page.match(/<ul class="views">([\s\S]*?)<\/ul>/) ?? [];
const links = [...(menu ?? "").matchAll(/<a href="(#\/([^"]*))"[^>]*>([^<]+)<\/a>/g)];
if (links.length < 2) throw new Error("index.html has no menu of views");

/** The views of the menu, in its order: address, name of its `main[data-route]`, heading. */
export const MENU = links.map(([, route, path, heading]) => ({ route, slug: path || "laget", heading }));

/** The views of the menu but the decision paper, whose tables and pages are those of a document. */
export const TOOL_VIEWS = MENU.filter(({ slug }) => slug !== "beslutsunderlag");

/** A view that is not in the menu. */
export const UNKNOWN = { route: "#/finns-inte", slug: "okand", heading: "Sidan finns inte" };

/**
 * Returns the addresses of the menu. `open` is a measure to open in the list of measures. `without` are left out; an
 * address there that is no view is an error.
 */
export function routes({ open, without = [] } = {}) {
  const all = MENU.map(({ route }) => route);
  for (const route of without) if (!all.includes(route)) throw new Error(`${route} is no view`);
  const left = all.filter((route) => !without.includes(route));
  if (!open) return left;
  if (!left.includes("#/atgarder")) throw new Error("there is no view of measures");
  return left.map((route) => (route === "#/atgarder" ? `${route}?oppna=${open}` : route));
}

/** The name in `main[data-route]` of the view that an address leads to. */
export function slug(address) {
  const found = MENU.find(({ route }) => route === address.split("?")[0]);
  if (!found) throw new Error(`${address} is no view`);
  return found.slug;
}
