// A static server like the one that dist/ is published on: in a subfolder, with the policy that
// docs/ recommends, and without fallbacks that would hide a missing file.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { POLICY } from "./policy.mjs";

export const DIST = process.env.BALANS_DIST ?? fileURLToPath(new URL("../../dist", import.meta.url));

export const BASE = "/x/y/";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".webp": "image/webp",
  ".wasm": "application/wasm",
};

// A hashed file never changes. Trunk writes a hash without its leading zeros.
const HASHED = /-[0-9a-f]{11,16}(_bg)?\.\w+$/;

/**
 * Serves `folder` under BASE on a free port of the loopback: `{ origin, url, close }`. `packed` also
 * compresses, as a real server would; `alter(name, reply)` may change `{ status, headers, body }`.
 */
export async function serve(folder, { port = 0, packed = false, alter = () => {} } = {}) {
  const root = normalize(folder);
  const server = createServer(async (request, response) => {
    let wanted = "";
    const finish = (status, type, body) => {
      const headers = {
        "content-type": type,
        "content-security-policy": POLICY,
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "cache-control": HASHED.test(wanted) && status === 200 ? "public, max-age=31536000, immutable" : "no-cache",
      };
      const reply = { status, headers, body };
      alter(wanted, reply);
      if (packed && /\bgzip\b/.test(request.headers["accept-encoding"] ?? "")) {
        headers["content-encoding"] = "gzip";
        reply.body = gzipSync(reply.body);
      }
      response.writeHead(reply.status, headers);
      response.end(request.method === "HEAD" ? undefined : reply.body);
    };
    // As hosts do: with the site's own 404 page, where there is one and a page is requested.
    const missing = async () => {
      const page = /\btext\/html\b/.test(request.headers.accept ?? "") && (await readFile(join(root, "404.html")).catch(() => undefined));
      if (page) finish(404, TYPES[".html"], page);
      else finish(404, "text/plain; charset=utf-8", "Finns inte\n");
    };
    try {
      const { pathname } = new URL(request.url, "http://localhost");
      if (!pathname.startsWith(BASE)) return missing();
      wanted = decodeURIComponent(pathname.slice(BASE.length)) || "index.html";
      const file = join(root, wanted);
      if (!file.startsWith(root + sep)) return missing();
      const body = await readFile(file);
      finish(200, TYPES[extname(file)] ?? "application/octet-stream", body);
    } catch {
      missing();
    }
  });
  await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin,
    url: origin + BASE,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { url } = await serve(process.argv[2] ?? DIST, { port: Number(process.argv[3] ?? 0) });
  console.log(url);
}
