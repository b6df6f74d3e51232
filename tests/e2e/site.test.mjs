// `cargo xtask check-site`: its report on a correct site, and on faulty ones.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { cpSync, readFileSync, unlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { checkSite, report } from "../../xtask/node/check-site.mjs";
import { filesIn, withStatement, writeWorker } from "../../xtask/node/site.mjs";
import { DIST, serve } from "../../xtask/node/server.mjs";
import { test } from "./fixtures.mjs";

const SCRIPT = fileURLToPath(new URL("../../xtask/node/check-site.mjs", import.meta.url));
const WASM = filesIn(DIST).find((name) => name.endsWith("_bg.wasm"));

/** A day on which the guide's example is not old. */
const DAY = "2026-11-30";

/** Copies the site into a folder, with the guide's example as its statement. */
function withExample(folder) {
  cpSync(DIST, folder, { recursive: true });
  const page = join(folder, "index.html");
  const example = JSON.parse(readFileSync(new URL("../../docs/redogorelse.exempel.json", import.meta.url), "utf8"));
  writeFileSync(page, withStatement(readFileSync(page, "utf8"), example, folder));
  writeWorker(folder);
}

/** Returns the check's report on DIST as altered by `alter`. */
async function found(alter, options = {}) {
  const site = await serve(options.folder ?? DIST, { packed: options.packed ?? true, alter });
  try {
    return await checkSite(site.url, { now: DAY, ...options });
  } finally {
    await site.close();
  }
}

const single = (name, { headers }) => name === "balans.html" && (headers["content-disposition"] = "attachment");

test("a site that serves what it should has no fault and no remark, and may be held against a build", async ({ folder }) => {
  withExample(folder);
  const { faults, remarks, fine } = await found(single, { folder, dist: folder });
  assert.deepEqual([faults, remarks], [[], []]);
  assert.ok(fine.some((text) => /^(\d+) of \1 files/.test(text)), fine.join("\n"));
});

for (const [what, alter, says] of [
  ["a file is missing", (name, reply) => name === WASM && (reply.status = 404), new RegExp(`^${WASM}: status 404$`)],
  ["a file is another", (name, reply) => name === WASM && (reply.body = Buffer.from("no")), /not the file that was built/],
  ["wasm is called something else", (name, { headers }) => /wasm$/.test(name) && (headers["content-type"] = "application/octet-stream"), /served as application\/octet-stream, not application\/wasm/],
  ["there is no policy", (_, { headers }) => delete headers["content-security-policy"], /no Content-Security-Policy header/],
  ["the policy is a laxer one", (_, { headers }) => (headers["content-security-policy"] = "script-src 'self' 'unsafe-inline'"), /another Content-Security-Policy/],
  ["the page may be kept", (name, { headers }) => name === "index.html" && (headers["cache-control"] = "max-age=3600"), /must be asked for anew/],
  ["nothing may be kept", (_, { headers }) => (headers["cache-control"] = "no-store"), /may be kept for ever/],
  ["a missing file may be kept as missing", (_, { status, headers }) => status === 404 && (headers["cache-control"] = "max-age=99"), /a 404 must not be cached/],
  ["types are guessed", (_, { headers }) => delete headers["x-content-type-options"], /nosniff/],
  ["the service worker is sent elsewhere", (name, reply) => name === "sw.js" && (reply.status = 302), /sw\.js: redirected/],
  ["what isn't there is answered with the page", (_, reply) => reply.status === 404 && (reply.status = 200), /it must be 404/],
  ["the service worker is somebody else's", (name, reply) => name === "sw.js" && (reply.body = Buffer.from("// empty")), /not a service worker of this tool/],
]) {
  test(`it is a fault that ${what}`, async () => {
    const { faults } = await found((name, reply) => {
      single(name, reply);
      alter(name, reply);
    });
    assert.ok(faults.some((text) => says.test(text)), `${says} among: ${faults.join("\n")}`);
  });
}

test("what a host without headers of one's own can't help is a remark, and what it can is a fault", async () => {
  const bare = (_, { headers }) => {
    for (const name of ["content-security-policy", "x-content-type-options", "referrer-policy"]) delete headers[name];
    headers["cache-control"] = "max-age=600";
  };
  const { faults, remarks } = await found(bare, { noHeaders: true });
  assert.deepEqual(faults, []);
  assert.ok(remarks.some((text) => /no Content-Security-Policy header/.test(text)));
  const typed = (name, reply) => (bare(name, reply), /wasm$/.test(name) && (reply.headers["content-type"] = "text/plain"));
  assert.ok((await found(typed, { noHeaders: true })).faults.length > 0);
});

test("a site that serves no compression, or the one file where it can't start, gets a remark", async () => {
  const { faults, remarks } = await found(undefined, { packed: false });
  assert.deepEqual(faults, []);
  assert.ok(remarks.some((text) => /not compressed/.test(text)) && remarks.some((text) => /^balans\.html/.test(text)));
});

test("an older build than the one it should be is a fault", async ({ folder }) => {
  cpSync(DIST, folder, { recursive: true });
  unlinkSync(join(folder, filesIn(folder).find((name) => /^start-.*css$/.test(name))));
  writeWorker(folder);
  const { faults } = await found(single, { folder, dist: DIST });
  assert.ok(faults.some((text) => /^serves version/.test(text)) && faults.some((text) => /start-.*404/.test(text)), faults.join("\n"));
  assert.match(report({ faults, remarks: [], fine: [] }), /^FAULT /);
});

test("as a command it leaves 0 or 1, and says why in lines", async () => {
  const run = (address) => spawnSync(process.execPath, [SCRIPT, address], { encoding: "utf8" });
  const dead = run("http://127.0.0.1:9/");
  assert.equal(dead.status, 1);
  assert.match(dead.stdout, /^FAULT {3}sw\.js: /);
  assert.equal(run("balans").status, 1);
});

const nginx = spawnSync("nginx", ["-v"]).status === 0;
test("nginx with the documentation's own lines serves what it should", async ({ folder }) => {
  test.skip(!nginx, "nginx is not installed");
  const docs = (name) => readFileSync(new URL(`../../docs/${name}`, import.meta.url), "utf8");
  const maps = docs("hosting.md").match(/```\n(map [^`]*)```/)[1];
  const socket = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => socket.once("listening", resolve));
  const { port } = socket.address();
  await new Promise((resolve) => socket.close(resolve));
  const www = join(folder, "www", "balans");
  withExample(www);
  writeFileSync(join(folder, "location.conf"), docs("nginx.conf").replaceAll("/srv/www", join(folder, "www")));
  const rooms = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${folder}/${name};`);
  writeFileSync(
    join(folder, "nginx.conf"),
    `daemon off;\nmaster_process off;\npid ${folder}/pid;\nerror_log stderr notice;\nevents {}\nhttp {\naccess_log off;\n${rooms.join("\n")}\n${maps}\nserver {\nlisten 127.0.0.1:${port};\ninclude ${folder}/location.conf;\n}\n}\n`,
  );
  const server = spawn("nginx", ["-c", join(folder, "nginx.conf"), "-p", folder], { stdio: ["ignore", "ignore", "pipe"] });
  try {
    let said = "";
    await new Promise((resolve, reject) => {
      server.stderr.on("data", (text) => (said += text).includes("start worker") || said.includes("using the") ? resolve() : undefined);
      server.once("exit", () => reject(new Error(said)));
    });
    const { faults, remarks, fine } = await checkSite(`http://127.0.0.1:${port}/balans/`, { dist: www, now: DAY });
    assert.deepEqual([faults, remarks], [[], []], said);
    assert.equal(fine.length, 4);
  } finally {
    server.kill();
  }
});
