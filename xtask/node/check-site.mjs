// check-site.mjs <address> [--dist FOLDER] [--no-headers]: requests every file of the build from a
// published address and prints, a line each, what is right and what is wrong. Exits with 1 where
// there is a fault.
import { readFileSync } from "node:fs";
import * as http from "node:http";
import * as https from "node:https";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { brotliDecompress, gunzip } from "node:zlib";
import { MISSING, NAMED, POLICY, SINGLE, WORKER, metaPolicy, metas, readWorker, sha256 } from "./site.mjs";
import { STATEMENT, outOfDate, readStatement, today } from "./statement.mjs";

/** Longest wait for a response, in milliseconds. */
const PATIENCE = 30_000;
/** Requests at a time: enough to be quick, few enough for a small server. */
const AT_ONCE = 6;
/** Smallest size worth compressing, in bytes. */
const WORTH_PACKING = 2048;
const YEAR = 365 * 24 * 3600;
const TYPES = {
  ".html": ["text/html"],
  ".css": ["text/css"],
  ".js": ["text/javascript", "application/javascript"],
  ".json": ["application/json", "application/manifest+json"],
  ".svg": ["image/svg+xml"],
  ".png": ["image/png"],
  ".webp": ["image/webp"],
  ".wasm": ["application/wasm"],
};
const PACKED = [".html", ".css", ".js", ".json", ".svg", ".wasm"];
const UNPACK = { br: promisify(brotliDecompress), gzip: promisify(gunzip) };

const rules = (policy) => policy.split(";").map((rule) => rule.trim().replace(/\s+/g, " ")).filter(Boolean).sort().join("; ");

/** Requests an address: `{ status, headers, body }`, decompressed, without following redirects. */
function ask(url, accept = "*/*") {
  const { get } = url.protocol === "https:" ? https : http;
  return new Promise((resolve, reject) => {
    const request = get(url, { headers: { "accept-encoding": "br, gzip", accept }, timeout: PATIENCE }, (response) => {
      const parts = [];
      response.on("data", (part) => parts.push(part));
      response.on("error", reject);
      response.on("end", async () => {
        const { statusCode: status, headers } = response;
        const raw = Buffer.concat(parts);
        try {
          const body = raw.length ? await (UNPACK[headers["content-encoding"]]?.(raw) ?? raw) : raw;
          resolve({ status, headers, body });
        } catch (cause) {
          reject(cause);
        }
      });
    });
    request.on("timeout", () => request.destroy(new Error(`no answer in ${PATIENCE / 1000} s`)));
    request.on("error", reject);
  });
}

/**
 * Checks `address`; gives `{ faults, remarks, fine }`, sentences all. `dist` is a build to be the very
 * same as; `noHeaders` lets what only headers can do pass as a remark; `now` is the day by which the
 * accessibility statement is old or not.
 */
export async function checkSite(address, { dist, noHeaders = false, now = today() } = {}) {
  const found = { faults: [], remarks: [], fine: [] };
  const fault = (text) => found.faults.push(text);
  const remark = (text) => found.remarks.push(text);
  const fine = (text) => found.fine.push(text);
  // Faults that a host without configurable headers can't avoid.
  const ofHeaders = noHeaders ? remark : fault;

  let base;
  try {
    base = new URL(address.endsWith("/") ? address : `${address}/`);
    if (!/^https?:$/.test(base.protocol)) throw new Error();
  } catch {
    fault(`${address} is no address of a site`);
    return found;
  }
  const local = base.hostname === "localhost" || base.hostname === "[::1]" || base.hostname.startsWith("127.");
  if (base.protocol !== "https:" && !local) remark("not https: the tool works, but browsers refuse it offline and the clipboard");

  const get = async (name, accept) => {
    try {
      return await ask(new URL(name, base), accept);
    } catch (cause) {
      return { status: 0, headers: {}, body: Buffer.alloc(0), cause };
    }
  };
  const where = (name) => (name === "./" ? "the page" : name);
  const there = (name, { status, headers, cause }) => {
    if (cause) fault(`${where(name)}: ${cause.message}`);
    else if (status >= 300 && status < 400) fault(`${where(name)}: redirected to ${headers.location}; it must be served where it is asked for`);
    else if (status !== 200) fault(`${where(name)}: status ${status}`);
    return status === 200;
  };

  /** Checks the accessibility statement that the page names. */
  const checkStatement = () => {
    const named = metas(answers.get("./").body.toString("utf8")).find(({ id }) => id === STATEMENT)?.address;
    if (!named) return remark("no accessibility statement: a public body must publish one (cargo xtask build --site FILE, docs/publicera.md)");
    const answer = answers.get(named);
    if (answer?.status !== 200) return fault(`the accessibility statement, ${named}, is not there`);
    const { statement, faults } = readStatement(answer.body, now);
    for (const one of faults) fault(`the accessibility statement: ${one}`);
    if (!statement) return undefined;
    const folder = (url) => url.replace(/\/?$/, "/");
    if (!local && folder(statement.adress) !== base.href) fault(`the accessibility statement is of ${statement.adress}, and not of ${base.href}`);
    const old = outOfDate(statement, now);
    for (const one of old) remark(`the accessibility statement: ${one}`);
    if (!old.length) fine(`the accessibility statement is whole, and of ${statement.uppdaterad}`);
    return undefined;
  };

  const worker = await get(WORKER);
  if (!there(WORKER, worker)) return found;
  let served;
  try {
    served = readWorker(worker.body.toString("utf8"));
  } catch (cause) {
    fault(`${WORKER}: ${cause.message}`);
    return found;
  }
  let wanted = served;
  if (dist) {
    wanted = readWorker(readFileSync(join(dist, WORKER), "utf8"));
    if (wanted.version !== served.version) fault(`serves version ${served.version}, and ${dist} holds ${wanted.version}`);
  }
  fine(`version ${served.version}${dist ? "" : ", held against its own list"}`);

  const answers = new Map([[WORKER, worker]]);
  const names = [...Object.keys(wanted.files), "index.html"];
  const todo = [...names];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let name = todo.pop(); name !== undefined; name = todo.pop()) answers.set(name, await get(name));
    }),
  );

  // A fault of many files is one line with their names.
  const ailing = new Map();
  const ail = (say, what, name) => {
    if (!ailing.has(what)) ailing.set(what, { say, names: [] });
    ailing.get(what).names.push(where(name));
  };

  let whole = 0;
  for (const name of names) {
    const answer = answers.get(name);
    if (name === "index.html") {
      // Some hosts redirect it to the folder, which is all the page itself uses.
      if (answer.status >= 300 && answer.status < 400) remark(`index.html is sent on to ${answer.headers.location}`);
      else if (there(name, answer) && !answer.body.equals(answers.get("./").body)) fault("index.html is another page than the folder's own");
      continue;
    }
    if (!there(name, answer)) continue;
    if (sha256(answer.body) === wanted.files[name][0]) whole += 1;
    else fault(`${where(name)}: not the file that was built (${answer.body.length} bytes)`);
  }
  fine(`${whole} of ${names.length - 1} files are there and as they were built`);

  for (const [name, { status, headers, body }] of answers) {
    if (status !== 200) continue;
    const ending = name === "./" ? ".html" : extname(name);
    const [type, ...parameters] = (headers["content-type"] ?? "").split(";").map((part) => part.trim().toLowerCase());
    if (!TYPES[ending]?.includes(type)) fault(`${where(name)}: served as ${type || "nothing"}, not ${TYPES[ending]?.[0]}`);
    if (ending === ".html" && !parameters.includes("charset=utf-8") && parameters.length) fault(`${where(name)}: served with ${parameters.join("; ")}, not UTF-8`);

    const caching = (headers["cache-control"] ?? "").toLowerCase();
    const age = Number(caching.match(/max-age=(\d+)/)?.[1] ?? 0);
    if (["./", ...NAMED].includes(name)) {
      if (!/no-cache|no-store/.test(caching) && (age > 0 || !caching)) ail(ofHeaders, `must be asked for anew each time (Cache-Control: no-cache), not “${caching || "nothing said"}”`, name);
    } else if (!name.startsWith("engines/") && (!caching.includes("immutable") || age < YEAR)) {
      ail(ofHeaders, `may be kept for ever (Cache-Control: public, max-age=${YEAR}, immutable), not “${caching || "nothing said"}”`, name);
    }
    if (PACKED.includes(ending) && body.length >= WORTH_PACKING && !UNPACK[headers["content-encoding"]]) {
      ail(remark, "not compressed", name);
    }
    if (headers["x-content-type-options"]?.toLowerCase() !== "nosniff") ail(ofHeaders, "lacks X-Content-Type-Options: nosniff", name);
  }
  for (const [what, { say, names }] of ailing) say(`${names.sort().join(", ")}: ${what}`);

  const page = answers.get("./");
  if (page.status === 200) {
    const inHead = page.body.toString("utf8").match(/<meta http-equiv="Content-Security-Policy" content="([^"]*)"/)?.[1];
    if (rules(inHead ?? "") !== rules(metaPolicy())) fault("the page carries no policy of its own, or another one");
    const header = page.headers["content-security-policy"];
    if (header === undefined) ofHeaders("the page: no Content-Security-Policy header");
    else if (rules(header) !== rules(POLICY)) fault(`the page: another Content-Security-Policy than it should have: ${header}`);
    else fine("the Content-Security-Policy is the right one");
    if (!page.headers["referrer-policy"]) ofHeaders("the page: lacks Referrer-Policy: no-referrer");
    if (base.protocol === "https:" && !page.headers["strict-transport-security"]) remark("the page: no Strict-Transport-Security");
    if (page.headers["set-cookie"]) fault("the page sets a cookie");
    checkStatement();
  }

  const single = await get(SINGLE);
  const header = single.headers["content-security-policy"];
  const handed = /^attachment/i.test(single.headers["content-disposition"] ?? "");
  if (single.status === 200 && header && !handed) remark(`${SINGLE}: cannot start under the site's policy; serve it as a download (Content-Disposition: attachment), or not at all`);

  const nothing = await get(`finns-inte-${sha256(String(Date.now())).slice(0, 16)}.js`);
  if (nothing.status === 200) fault("a file that isn't there is answered with something that is: it must be 404");
  else if (/immutable|max-age=[1-9]/.test(nothing.headers["cache-control"] ?? "")) ofHeaders("that a file isn't there may be kept: a 404 must not be cached");
  const lost = await get("%23s1.", "text/html");
  if (lost.status !== 200 && answers.has(MISSING) && !lost.body.equals(answers.get(MISSING).body)) {
    remark(`what isn't there is not answered with ${MISSING}: a link whose # has been changed to %23 leads nowhere for who hasn't visited before`);
  }
  if (base.pathname !== "/") {
    const bare = await get(base.href.slice(0, -1));
    if (bare.status === 200) fault("the page is also served without the last slash, where none of its addresses lead right; redirect it to the folder");
  }
  return found;
}

/** Formats the report as lines. */
export function report({ faults, remarks, fine }) {
  const lines = (word, texts) => texts.map((text) => `${word.padEnd(7)} ${text}`);
  return [...lines("ok", fine), ...lines("remark", remarks), ...lines("FAULT", faults)].join("\n");
}

if (process.argv[1]?.endsWith("check-site.mjs")) {
  const words = process.argv.slice(2);
  const at = words.indexOf("--dist");
  const dist = at < 0 ? undefined : words.splice(at, 2)[1];
  const noHeaders = words.includes("--no-headers");
  const found = await checkSite(words[0], { dist, noHeaders });
  console.log(report(found));
  process.exitCode = found.faults.length ? 1 : 0;
}
