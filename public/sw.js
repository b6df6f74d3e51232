// Keeps the tool working without network: the files of one build, whole or not at all.
// `cargo xtask build` fills in the list (xtask/node/site.mjs) and puts this beside index.html.
//
// The page itself comes from the cache too, and so do all files of one version together: nothing is
// mixed, nothing waits for a network that may be half there, and what a meeting started with it ends
// with. The browser looks for a newer sw.js at every visit; a newer version is fetched beside the old
// one and waits until the person takes it, or until no tab runs the old one any more.

const VERSION = "{{VERSION}}";
// name -> [SHA-256 in hex, when]: "first" is what the tool needs to start and to draw, "after" is
// fetched when all that is here, "used" only when somebody wants it.
const FILES = {{FILES}};

// Caches are the origin's, and several editions may stand in folders of one.
const OURS = `balans ${registration.scope} `;
const CACHE = OURS + VERSION;
// Trunk writes a hash without its leading zeros.
const HASHED = /-[0-9a-f]{11,16}(_bg)?\.\w+$/;
// A hashed file may come from the browser's own cache; what keeps its name must be asked for.
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

/** All that is needed, or nothing: a version that can't be had whole is not installed. */
async function install() {
  const first = Object.keys(FILES).filter((name) => FILES[name][1] === "first");
  const fault = (await Promise.allSettled(first.map(ensure))).find(({ status }) => status === "rejected");
  if (!fault) return;
  await caches.delete(CACHE);
  throw fault.reason;
}

/**
 * Where an address of ours leads whose `#` a program for mail or chat has encoded or lost: to the tool, with what stood
 * after it. There is no such file, and without network nobody else to say so. public/404.js does the same.
 */
function led({ method, mode, url }) {
  const { origin, pathname, search } = new URL(url);
  const folder = new URL(registration.scope);
  if (method !== "GET" || mode !== "navigate" || origin !== folder.origin || !pathname.startsWith(folder.pathname)) return undefined;
  const name = pathname.slice(folder.pathname.length);
  const [, , fragment] = name.match(/^(index\.html)?%(?:25)*23(.*)$/i) ?? name.match(/^()(s\d\..*)$/) ?? [];
  return fragment === undefined ? undefined : `${folder.href}#${fragment}${search}`;
}

/** Which file of ours is asked for; undefined where the browser should do as it always does. */
function nameOf({ method, mode, url }) {
  const { origin, pathname } = new URL(url);
  const folder = new URL(registration.scope);
  if (method !== "GET" || origin !== folder.origin || !pathname.startsWith(folder.pathname)) return undefined;
  const name = pathname.slice(folder.pathname.length);
  if (name === "" || name === "index.html") return mode === "navigate" ? "./" : undefined;
  // A tab that runs the version before asks for files that only its own cache has.
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

/** From this version's cache; what has its content in its name, from any of ours. */
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

/** Sees to it that the cache has a file; fails if it can't be had as it should be. */
async function ensure(name) {
  const cache = await caches.open(CACHE);
  if (!(await cache.match(address(name)))) await cache.put(address(name), await obtain(name));
}

/** From an older version's cache where the content is the same, else over the network. */
async function obtain(name) {
  const older = await findInAny(name);
  if (older) {
    const same = await checked(name, older).catch(() => undefined);
    if (same) return same;
  }
  const get = async (cache) => checked(name, await fetch(address(name), { cache, redirect: "error" }));
  // A browser's cache may hold half a file; then it is asked for past it.
  return get(freshness(name)).catch(() => get("reload"));
}

/** The response, if it is the very file of the list and no error page, redirect or proxy's greeting. */
async function checked(name, response) {
  if (response.status !== 200 || response.redirected || response.type !== "basic") throw new Error(`${name}: ${response.status}`);
  const digest = await crypto.subtle.digest("SHA-256", await response.clone().arrayBuffer());
  const hex = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  if (hex !== FILES[name][0]) throw new Error(`${name}: not as built`);
  return response;
}

/** What is fetched in the background, one at a time; also mends what the browser has thrown away. */
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
  // What is being installed, waits or has taken over has a cache that isn't older.
  const inCharge = !serviceWorker || serviceWorker.state.startsWith("activat");
  if (tabs.length > 1 || registration.installing || registration.waiting || !inCharge) return;
  await Promise.all(older.map((name) => caches.delete(name)));
}
