// Makes the single-file edition, for a mail or a file share: opened from a disk, where a browser
// refuses modules, fetches and service workers. All files are embedded, under a policy of the
// page's own: scripts and styles by their hashes, fetches from the page's own memory and nowhere
// else.
import { existsSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { PUBLIC, filesIn, metaPolicy, metas, sha256 } from "./site.mjs";

const TYPES = { ".wasm": "application/wasm", ".js": "text/javascript", ".json": "application/json" };

/** Returns the page as text, made from a finished `dist`. */
export function single(dist) {
  const text = (name) => readFileSync(join(dist, name), "utf8");
  let page = text("index.html");
  const inline = { script: [], style: [] };
  /** Makes an element with `body` in it, whose hash goes into the policy. */
  const embed = (kind, attributes, body) => {
    if (new RegExp(`</${kind}|<!--`, "i").test(body)) throw new Error(`a ${kind} would end before its end`);
    inline[kind].push(`'sha256-${sha256(body, "base64")}'`);
    return `<${kind}${attributes}>${body}</${kind}>`;
  };
  const take = (pattern, make, least = 1) => {
    let count = 0;
    page = page.replace(pattern, (...found) => ((count += 1), make(...found)));
    if (count < least) throw new Error(`index.html has no ${pattern}`);
  };
  const blocks = [];
  const carry = (id, name) => {
    const packed = gzipSync(readFileSync(join(dist, name)), { level: 9 });
    // The header's byte of the operating system: unknown, on all of them.
    packed[9] = 255;
    blocks.push(`<script type="application/gzip" data-file="${id}" data-type="${TYPES[extname(name)] ?? "application/octet-stream"}">${packed.toString("base64")}</script>`);
    return name;
  };

  take(/[ \t]*<link rel="(?:manifest|apple-touch-icon)"[^>]*>\n?/g, () => "");
  // The style sheet that a site fetches with its views is put in its place of the cascade.
  const styles = metas(page).find(({ id }) => id === "app-styles");
  if (styles) {
    take(/<\/head>/, (end) => `<link rel="stylesheet" href="./${styles.address}">${end}`);
    take(styles.tag, () => styles.tag.replace(/content="[^"]*"/, 'content=""'));
  }
  take(/<link rel="stylesheet" href="\.\/([^"]+)"([^>]*?)\/?>/g, (_, name, rest) => embed("style", rest, text(name)));
  take(/<link rel="icon" href="\.\/([^"]+)"[^>]*>/, (_, name) => {
    const icon = readFileSync(join(dist, name)).toString("base64");
    return `<link rel="icon" type="image/svg+xml" href="data:image/svg+xml;base64,${icon}">`;
  });

  let glue;
  take(/<link id="app-js"[^>]*href="\.\/([^"]+)"[^>]*>\n?/, (_, name) => ((glue = text(name)), ""));
  take(/<link id="app-wasm"[^>]*href="\.\/([^"]+)"[^>]*>\n?/, (_, name) => (carry("app-wasm", name), ""));
  const start = glue.match(/export\s*\{[^}]*?([\w$]+) as default[^}]*\}/)?.[1];
  if (!start || /^\s*import\b/m.test(glue)) throw new Error("wasm-bindgen's script is made another way than it was");

  const scripts = [embed("script", ' type="module"', `${glue}\nglobalThis.balansGlue = ${start};\n`)];
  scripts.push(embed("script", ' type="module"', readFileSync(join(PUBLIC, "standalone.js"), "utf8")));
  // In the original order; a module runs, like a deferred script, when the page is parsed.
  take(/[ \t]*<script src="\.\/([^"]+)" defer><\/script>\n?/g, (_, name) => {
    scripts.push(embed("script", ' type="module"', text(name)));
    return "";
  });

  // Files that the page fetches by an address in its own meta elements.
  let modules = false;
  for (const { id, address, tag } of metas(page)) {
    // Only a site has a service worker.
    if (id !== "app-offline" && existsSync(join(dist, address))) {
      carry(id, address);
      modules ||= extname(address) === ".js";
    }
    take(tag, () => tag.replace(/content="[^"]*"/, 'content=""'));
  }
  for (const name of filesIn(dist)) if (name.startsWith("engines/")) carry(name, name);

  take("</body>", () => `${blocks.join("\n")}\n${scripts.join("\n")}\n</body>`);

  const left = page.match(/\s(?:href|src)="\.\/[^"]*"/)?.[0];
  if (left) throw new Error(`balans.html would still ask for ${left}`);
  const policy = policyFor(inline, modules);
  take(/(<meta http-equiv="Content-Security-Policy" content=")[^"]*"/, (_, before) => `${before}${policy}"`);
  return page;
}

/** Makes the page's policy: the site's, with hashes and the page's memory in place of `'self'`. */
function policyFor({ script, style }, modules) {
  const own = {
    "script-src": [...script, ...(modules ? ["blob:"] : [])],
    "style-src": style,
    "img-src": ["data:"],
    "connect-src": ["blob:"],
    "worker-src": ["blob:"],
  };
  const rules = metaPolicy().split("; ").map((rule) => rule.split(" "));
  return rules
    .filter(([name]) => name !== "manifest-src")
    .map(([name, ...sources]) => {
      const all = sources.flatMap((source) => (source === "'self'" ? (own[name] ?? ["'none'"]) : [source]));
      return [name, ...new Set(all)].join(" ");
    })
    .join("; ");
}
