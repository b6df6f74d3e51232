// Builds the two pages that `cargo xtask bench peers` measures beside ours: the same view with less
// work, as people would build it with React and Recharts, and with uPlot. `build.mjs FOLDER` makes
// FOLDER/react and FOLDER/uplot.
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const PAGES = { react: "react/app.jsx", uplot: "uplot/app.js" };

for (const [name, entry] of Object.entries(PAGES)) {
  const folder = join(process.argv[2], name);
  mkdirSync(folder, { recursive: true });
  const { outputFiles } = await build({
    entryPoints: [join(here, entry)],
    outfile: join(folder, "app.js"),
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2022",
    jsx: "transform",
    define: { "process.env.NODE_ENV": '"production"' },
  });
  for (const { path, contents } of outputFiles) writeFileSync(path, contents);
  copyFileSync(join(here, "base.css"), join(folder, "base.css"));
  const own = outputFiles.some(({ path }) => path.endsWith(".css")) ? '<link rel="stylesheet" href="app.css">' : "";
  writeFileSync(
    join(folder, "index.html"),
    `<!doctype html><html lang="sv"><meta charset="utf-8"><title>Läget</title><link rel="stylesheet" href="base.css">${own}` +
      '<div id="app"></div><script type="module" src="app.js"></script></html>',
  );
}
