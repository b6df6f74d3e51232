// The accessibility statement: the host's file and its faults, and what the page shows with it and without.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { checkSite } from "../../xtask/node/check-site.mjs";
import { DIST, serve } from "../../xtask/node/server.mjs";
import { single } from "../../xtask/node/single.mjs";
import { filesIn, readWorker, withStatement, writeWorker } from "../../xtask/node/site.mjs";
import { outOfDate, readSite, readStatement } from "../../xtask/node/statement.mjs";
import { axe, expect, test } from "./fixtures.mjs";

const EXAMPLE = fileURLToPath(new URL("../../docs/redogorelse.exempel.json", import.meta.url));
const SCRIPT = fileURLToPath(new URL("../../xtask/node/statement.mjs", import.meta.url));
const DAY = "2026-11-30";
const example = () => JSON.parse(readFileSync(EXAMPLE, "utf8"));
const read = (object, now = DAY) => readStatement(Buffer.from(JSON.stringify(object)), now);

/** Copies the site into a folder, with a statement in it. */
function publish(folder, statement) {
  cpSync(DIST, folder, { recursive: true });
  const page = join(folder, "index.html");
  writeFileSync(page, withStatement(readFileSync(page, "utf8"), statement, folder));
  writeWorker(folder);
}

test("the example of the guide is whole, and gives the published address", () => {
  assert.deepEqual(readStatement(readFileSync(EXAMPLE), DAY), { statement: example(), faults: [] });
  assert.equal(read({ ...example(), tillsyn: undefined }).statement.tillsyn, example().tillsyn);
  assert.equal(readSite("https://example.se/balans/").site, "https://example.se/balans/");
});

// Each alone: what is wrong is told by the name of its key.
for (const [alter, says] of [
  [(file) => (file.extra = 1), /^extra: there is no such key/],
  [(file) => delete file.aktor, /^aktor: is missing$/],
  [(file) => (file.aktor = " "), /^aktor: must be a text/],
  [(file) => (file.aktor = "a\nb"), /^aktor: has a line break/],
  [(file) => (file.provat = "a".repeat(2001)), /^provat: is longer than 2000/],
  [(file) => (file.adress = "balans.example.se"), /^adress: .* is no web address/],
  [(file) => (file.adress = "https://example.se/#/om"), /^adress: .* without \? and #/],
  [(file) => (file.adress = 7), /^adress: 7 is no web address/],
  [(file) => (file.adress = ["https://example.se/"]), /^adress: .* is no web address/],
  [(file) => (file.forenlighet = "ja"), /^forenlighet: "ja" is none of helt, delvis, inte$/],
  [(file) => (file.forenlighet = "helt"), /^forenlighet: helt, but brister/],
  [(file) => (file.brister = []), /^forenlighet: delvis, but brister names nothing/],
  [(file) => (file.brister = {}), /^brister: must be a list/],
  [(file) => (file.brister[1] = "text"), /^brister\[1\]: must be an object/],
  [(file) => delete file.brister[0].varfor, /^brister\[0\]\.varfor: is missing$/],
  [(file) => (file.brister[0].skal = "dyrt"), /^brister\[0\]\.skal: "dyrt" is none of/],
  [(file) => (file.brister[0].klart = "sommaren 2027"), /^brister\[0\]\.klart: .* is no date/],
  [(file) => (file.bedomd = "2026-02-30"), /^bedomd: "2026-02-30" is no date/],
  [(file) => (file.bedomd = "30 november"), /^bedomd: .* is no date/],
  [(file) => (file.uppdaterad = "2026-12-01"), /^uppdaterad: 2026-12-01 has not been yet$/],
  [(file) => (file.uppdaterad = "2026-11-15"), /^uppdaterad: is before bedomd$/],
  [(file) => (file.metod = "annan"), /^metod: /],
  [(file) => (file.kontakt = {}), /^kontakt: needs one of/],
  [(file) => (file.kontakt.fax = "1"), /^kontakt\.fax: there is no such key/],
  [(file) => (file.kontakt.epost = "ingen"), /^kontakt\.epost: .* is no e-mail address/],
  [(file) => (file.kontakt.epost = ["a@example.se"]), /^kontakt\.epost: .* is no e-mail address/],
  [(file) => (file.kontakt.telefon = 176000000), /^kontakt\.telefon: .* is no telephone number/],
  [(file) => (file.kontakt.telefon = "ring"), /^kontakt\.telefon: .* is no telephone number/],
  [(file) => (file.kontakt.lank = "javascript:alert(1)"), /^kontakt\.lank: .* is no link/],
  [(file) => (file.tillsyn = "http://digg.se"), /^tillsyn: .* is no link/],
]) {
  test(`a statement's fault is told by name: ${alter.toString().replace(/^\(file\) => /, "")}`, () => {
    const file = example();
    alter(file);
    const { statement, faults } = read(file);
    assert.equal(statement, undefined);
    assert.ok(faults.length === 1 && says.test(faults[0]), faults.join("\n"));
  });
}

test("a file that is no statement is refused, and as a command it leaves 1 and the names", ({ folder }) => {
  for (const [bytes, says] of [
    [Buffer.from([0x7b, 0xe4, 0x7d]), /not JSON in UTF-8/],
    [Buffer.from("[]"), /one object/],
    [Buffer.from("null"), /one object/],
    [Buffer.alloc(65537, " "), /may have 65536/],
  ]) {
    assert.match(readStatement(bytes).faults.join(), says);
  }
  const run = (word) => spawnSync(process.execPath, [SCRIPT, word], { encoding: "utf8" });
  const file = join(folder, "fel.json");
  writeFileSync(file, JSON.stringify({ ...example(), aktor: undefined, metod: "annan" }));
  const failed = run(file);
  assert.equal(failed.status, 1);
  assert.match(failed.stderr, /aktor: is missing\n {2}metod: /);
  assert.match(run(join(folder, "saknas.json")).stderr, /cannot read/);
  assert.match(run("https://example.se/?a").stderr, /without \? and #/);
  assert.equal(run("https://example.se/").status, 0);
});

test("what has grown old is told: an assessment of last year's, and a promise whose day has passed", () => {
  assert.deepEqual(outOfDate(example(), DAY), []);
  const old = outOfDate(example(), "2027-12-01");
  assert.equal(old.length, 2);
  assert.match(old.join("\n"), /^bedomd: .*\nbrister\[0\]\.klart: 2027-06-30 has passed/);
});

test("the statement is kept for offline, and is in the single file", ({ folder }) => {
  publish(folder, example());
  const name = filesIn(folder).find((file) => file.startsWith("redogorelse-"));
  assert.equal(readWorker(readFileSync(join(folder, "sw.js"), "utf8")).files[name][1], "after");
  assert.match(single(folder), /data-file="app-statement" data-type="application\/json"/);
});

test("check-site says that there is no statement, what is wrong with one, and what is old in it", async ({ folder }) => {
  const check = async (statement) => {
    if (statement) publish(folder, statement);
    const site = await serve(statement ? folder : DIST, { packed: true });
    try {
      return await checkSite(site.url, { now: DAY });
    } finally {
      await site.close();
    }
  };
  const none = await check();
  assert.ok(none.remarks.some((text) => /^no accessibility statement/.test(text)), none.remarks.join("\n"));
  const { aktor: _, ...nameless } = example();
  const wrong = await check({ ...nameless, bedomd: "2020-01-01" });
  assert.ok(wrong.faults.includes("the accessibility statement: aktor: is missing"), wrong.faults.join("\n"));
  const old = await check({ ...example(), bedomd: "2020-01-01" });
  assert.deepEqual(old.faults, []);
  assert.ok(old.remarks.some((text) => /bedomd: 2020-01-01 is more than a year ago/.test(text)), old.remarks.join("\n"));
});

const section = (page) => page.locator("[data-statement]");

test("without a statement the page says what is tested, what is lacking, and what the host must fill in", async ({ page, open }) => {
  await open("#/");
  await page.getByRole("link", { name: /^Tillgänglighets.?redogörelse$/ }).click();
  await expect(section(page).locator("h2")).toBeFocused();
  // Again, from the address that is there already.
  await page.locator("h1").focus();
  await page.getByRole("link", { name: /^Tillgänglighets.?redogörelse$/ }).press("Enter");
  await expect(section(page).locator("h2")).toBeFocused();
  await expect(section(page)).toContainText("EN 301 549");
  await expect(section(page)).toContainText("Kända brister i verktyget");
  await expect(section(page)).toContainText("Det här saknas");
  await page.evaluate(() => (location.hash = "#/presentera"));
  await expect(page.locator("header, .foot-links")).toHaveCount(0);
});

/** The test on a site with the example in it, which the server may lose. */
const published = test.extend({
  lost: async ({}, use) => use({ now: true }),
  site: async ({ folder, lost }, use) => {
    publish(folder, example());
    const alter = (name, reply) => lost.now && name.startsWith("redogorelse-") && Object.assign(reply, { status: 404, body: Buffer.from("Finns inte") });
    const site = await serve(folder, { alter });
    await use(site);
    await site.close();
  },
});

published("with a statement the page shows all of it, and offers to fetch it again where it is lost", async ({ page, open, lost, trouble }) => {
  trouble.expect(/404/);
  await open("#/om?tillganglighet");
  await expect(section(page)).toContainText("gick inte att hämta");
  await expect(section(page)).not.toContainText("Det här saknas");
  lost.now = false;
  await section(page).getByRole("button", { name: "Försök igen" }).click();
  const shown = ["delvis förenlig", "Bristande förenlighet", "Innehåll som inte omfattas", "30\u00a0juni\u00a02027", "självskattning", "16\u00a0november\u00a02026", "30\u00a0november\u00a02026", example().aktor, example().provat];
  for (const text of shown) await expect(section(page)).toContainText(text);
  await expect(section(page)).not.toContainText("Oskäligt betungande");
  const links = await section(page).locator("a").evaluateAll((all) => all.map((a) => a.getAttribute("href")));
  assert.deepEqual(links, ["mailto:tillganglighet@example.se", "tel:0176000000", "https://www.digg.se/tdosanmalan"]);
  await axe(page);
});
