// Makes the app work offline: caches the files of one build, all or none. `cargo xtask build` fills
// in the list (xtask/node/site.mjs) and puts this beside index.html.
//
// The page itself is served from the cache too, with all files of its version: versions are never
// mixed, nothing waits for a bad network, and a session ends with the version it started with. The
// browser looks for a newer sw.js at every visit; a newer version is cached beside the old one and
// waits until the user accepts it, or until no tab runs the old one.

const VERSION = "{{VERSION}}";
// name -> [SHA-256 in hex, when]: "first" is needed to start and to draw, "after" is fetched when
// those are cached, "used" on first use.
const FILES = {{FILES}};

// Caches belong to the origin, and several editions may be in folders of one.
const OURS = `balans ${registration.scope} `;
const CACHE = OURS + VERSION;
// Trunk writes a hash without its leading zeros.
const HASHED = /-[0-9a-f]{11,16}(_bg)?\.\w+$/;
// A hashed file may come from the browser's own cache; a file with a fixed name must be
// revalidated.
const freshness = (name) => (HASHED.test(name) ? "default" : "no-cache");
const address = (name) => new URL(name, registration.scope).href;

addEventListener("install", (event) => {
  event.waitUntil(install());
});

addEventListener("activate", (event) => {
  event.waitUntil(tidy().then(() => clients.claim()));
});

addEventListener("message", (event) => {
  if (event.data === "take") event.waitUntil(skipWaiting());
  if (event.data === "fill") event.waitUntil(fill());
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const tool = led(request);
  if (tool) return event.respondWith(Response.redirect(tool));
  const name = nameOf(request);
  if (name !== undefined) event.respondWith(answer(event, name));
});

/** Caches all needed files or none: an incomplete version is not installed. */
async function install() {
  const first = Object.keys(FILES).filter((name) => FILES[name][1] === "first");
  const fault = (await Promise.allSettled(first.map(ensure))).find(({ status }) => status === "rejected");
  if (!fault) return;
  await caches.delete(CACHE);
  throw fault.reason;
}

/**
 * Redirects an address of the app whose `#` a mail or chat program has encoded or lost to the app,
 * with the text after it. There is no such file, and offline no server to say so. public/404.js
 * does the same.
 */
function led({ method, mode, url }) {
  const { origin, pathname, search } = new URL(url);
  const folder = new URL(registration.scope);
  if (method !== "GET" || mode !== "navigate" || origin !== folder.origin || !pathname.startsWith(folder.pathname)) return undefined;
  const name = pathname.slice(folder.pathname.length);
  const [, , fragment] = name.match(/^(index\.html)?%(?:25)*23(.*)$/i) ?? name.match(/^()(s\d\..*)$/) ?? [];
  return fragment === undefined ? undefined : `${folder.href}#${fragment}${search}`;
}

/** The app's file that is requested; undefined where the browser should handle the request. */
function nameOf({ method, mode, url }) {
  const { origin, pathname } = new URL(url);
  const folder = new URL(registration.scope);
  if (method !== "GET" || origin !== folder.origin || !pathname.startsWith(folder.pathname)) return undefined;
  const name = pathname.slice(folder.pathname.length);
  if (name === "" || name === "index.html") return mode === "navigate" ? "./" : undefined;
  // A tab of the former version requests files that only its own cache has.
  return Object.hasOwn(FILES, name) || HASHED.test(name) ? name : undefined;
}

async function answer(event, name) {
  const kept = await find(name).catch(() => undefined);
  if (kept) return kept;
  const response = await fetch(event.request);
  if (Object.hasOwn(FILES, name) && name !== "./") {
    const copy = response.clone();
    event.waitUntil(checked(name, copy).then((whole) => keep(name, whole)).catch(() => {}));
  }
  return response;
}

/** Finds a file in this version's cache; a hashed file in any of the app's caches. */
async function find(name) {
  const own = await (await caches.open(CACHE)).match(address(name));
  return own ?? (HASHED.test(name) ? findInAny(name) : undefined);
}

async function findInAny(name) {
  for (const cacheName of await ours()) {
    const found = await (await caches.open(cacheName)).match(address(name));
    if (found) return found;
  }
  return undefined;
}

const ours = async () => (await caches.keys()).filter((name) => name.startsWith(OURS));

async function keep(name, response) {
  await (await caches.open(CACHE)).put(address(name), response);
}

/** Adds a file to the cache, if it is missing; fails if it can't be fetched intact. */
async function ensure(name) {
  const cache = await caches.open(CACHE);
  if (!(await cache.match(address(name)))) await cache.put(address(name), await obtain(name));
}

/** Gets a file from an older version's cache where the content is the same, else over the network. */
async function obtain(name) {
  const older = await findInAny(name);
  if (older) {
    const same = await checked(name, older).catch(() => undefined);
    if (same) return same;
  }
  const get = async (cache) => checked(name, await fetch(address(name), { cache, redirect: "error" }));
  // The browser's cache may hold half a file; then fetch past it.
  return get(freshness(name)).catch(() => get("reload"));
}

/** Returns the response, if it is the listed file and no error page, redirect or proxy page. */
async function checked(name, response) {
  if (response.status !== 200 || response.redirected || response.type !== "basic") throw new Error(`${name}: ${response.status}`);
  const digest = await crypto.subtle.digest("SHA-256", await response.clone().arrayBuffer());
  const hex = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  if (hex !== FILES[name][0]) throw new Error(`${name}: not as built`);
  return response;
}

/** Fetches the other files in the background, one at a time; restores those that the browser has evicted. */
async function fill() {
  for (const name of Object.keys(FILES)) {
    if (FILES[name][1] !== "used") await ensure(name).catch(() => {});
  }
  await tidy();
}

/** Drops older caches, unless another tab may still run on one: then a later visit does. */
async function tidy() {
  const older = (await ours()).filter((name) => name !== CACHE);
  const tabs = await clients.matchAll({ type: "window", includeUncontrolled: true });
  // A version that is being installed, waits or has just taken control has a cache that isn't
  // older.
  const inCharge = !serviceWorker || serviceWorker.state.startsWith("activat");
  if (tabs.length > 1 || registration.installing || registration.waiting || !inCharge) return;
  await Promise.all(older.map((name) => caches.delete(name)));
}
