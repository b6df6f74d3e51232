// Undo and redo, replay of the last move, and sharing a scenario as a link.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { ENGINE_1_DIFFERS, goodLinks } from "./links.mjs";
import { MEASURES } from "../../xtask/node/pack.mjs";
import { GAP, WIDTHS, axe, axeInBoth, care, expect, gap, holdTimers, lever, noSidewaysScroll, noting, test, turn, type } from "./fixtures.mjs";

/** Writes a note on the first measures of the list. */
async function note(page, count, text) {
  for (let place = 0; place < count; place += 1) {
    await page.locator(".measure-list > li").nth(place).locator("button[aria-expanded]").first().click();
    const field = page.locator(".measure-list > li").nth(place).locator("textarea");
    await field.fill(text);
    await field.blur();
  }
}

/** Returns the link of the current scenario. */
async function link(page) {
  await page.locator("[data-action=share]").click();
  const text = await page.locator("dialog[open] .share-link input").inputValue();
  await page.keyboard.press("Escape");
  return text;
}

test("undo and redo by button and by key, with what it is in words", async ({ page, open }) => {
  await open("#/");
  const undo = page.locator("[data-action=undo]");
  const redo = page.locator("[data-action=redo]");
  await expect(undo).toHaveAttribute("aria-disabled", "true");
  await type(lever(page, "requirement.care").field, "50");
  await gap(page, "74,9");
  assert.match(await undo.getAttribute("aria-label"), /^Ångra: .*47,6 → 50,0/);
  await type(lever(page, "requirement.health").field, "30");
  await gap(page, "78,8");
  await undo.click();
  await gap(page, "74,9");
  await page.locator("h1#rubrik").focus();
  await page.keyboard.press("Control+z");
  await gap(page, "72,5");
  await page.keyboard.press("Control+Shift+Z");
  await gap(page, "74,9");
  await redo.click();
  await gap(page, "78,8");
  await expect(redo).toHaveAttribute("aria-disabled", "true");
  await page.reload();
  await gap(page, "78,8");
});

test("the last move is played again and ends where it ended", async ({ page, open }) => {
  await open("#/");
  await type(lever(page, "requirement.care").field, "50");
  await gap(page, "74,9");
  const replay = page.locator("[data-action=replay]");
  const played = await noting(page, GAP);
  await replay.click();
  await expect(async () => {
    const values = await played();
    assert.ok(values.length > 2 && values[1] === "72,5" && values.at(-1) === "74,9", values.join(" "));
  }).toPass();
  await expect(care(page).field).toHaveValue("50,0");
  // A move during the replay is shown at once.
  const letGo = await holdTimers(page);
  await replay.click();
  await gap(page, "72,5");
  await type(lever(page, "requirement.health").field, "30");
  await gap(page, "78,8");
  await letGo();
  const undo = page.locator("[data-action=undo]");
  await undo.click();
  await gap(page, "74,9");
  assert.deepEqual((await played()).slice(-3), ["72,5", "78,8", "74,9"], "nothing is played after it");
});

test("a link opens beside one's own, says Stämmer, and can be worked on", async ({ page, open, site }) => {
  await open("#/");
  await type(lever(page, "requirement.care").field, "50");
  await gap(page, "74,9");
  const address = await link(page);
  assert.match(address, /#s1\.[\w-]+z$/);
  assert.ok(address.length < 200, address);
  await page.locator("[data-action=undo]").click();
  await gap(page, "72,5");
  await type(lever(page, "requirement.health").field, "30");
  await gap(page, "76,4");

  await turn(page, address);
  await page.locator("main[data-route=delat]").waitFor();
  await page.locator("[data-matches]").waitFor();
  await expect(page.locator("[data-verdict]")).toHaveInnerText(/Det återstår att hitta 74,9\u00a0mnkr 2023/);
  await expect(page.locator("main table")).toHaveInnerText(/50,0/);
  await gap(page, "76,4");

  await page.locator("[data-action=keep]").click();
  await gap(page, "76,4");
  await page.locator("[data-action=adopt]").click();
  await gap(page, "74,9");
  assert.equal(new URL(page.url()).origin, site.origin);
  await page.locator("[data-action=undo]").click();
  await gap(page, "76,4");
  await turn(page, `${site.url}#/scenarier`);
  await page.locator("main .saved-list li").first().waitFor();
  await expect(page.locator("main .saved-list li")).toHaveCount(1);
});

test("a link opens at once where there is no work, says whose it is, and one undo takes it back", async ({ page, open, site }) => {
  await open("#/behov");
  await type(lever(page, "demography.growth_80_to_2025").field, "30");
  await page.locator("[data-action=share]").click();
  const dialog = page.getByRole("dialog", { name: "Dela", exact: true });
  await dialog.getByLabel("Ditt namn i länken (om du vill)").fill("Anna Åberg");
  const address = await dialog.locator(".share-link input").inputValue();
  await page.keyboard.press("Escape");
  await page.locator("[data-action=undo]").click();
  await expect(page.locator("[data-action=undo]")).toHaveAttribute("aria-disabled", "true");
  await turn(page, `${site.url}#/om`);
  await page.locator("main[data-route=om]").waitFor();

  await turn(page, address);
  await page.locator("main[data-route=behov]").waitFor();
  await expect(lever(page, "demography.growth_80_to_2025").field).toHaveValue("30");
  const notice = page.locator(".notice", { hasText: "är öppnat från en länk" });
  await expect(notice).toHaveInnerText(/delat av .*Anna Åberg.* den \d+\s\w+\s\d{4}\. Med Ångra är du tillbaka där du var\./);
  // The link's address is gone, so that a reload keeps what has been done since.
  assert.equal(new URL(page.url()).hash, "#/behov");
  await page.locator("[data-action=undo]").click();
  await expect(page.locator("[data-action=undo]")).toHaveAttribute("aria-disabled", "true");
  await expect(notice).toHaveCount(0);
});

test("with work of one's own, the shared scenario is compared with it first", async ({ page, open }) => {
  await open("#/");
  await type(lever(page, "requirement.care").field, "50");
  const address = await link(page);
  await type(lever(page, "requirement.care").field, "40");
  await turn(page, address);
  const ways = page.locator(".share-ways").first();
  await ways.waitFor();
  assert.deepEqual(await ways.locator(".button").allInnerTexts(), ["Jämför med mitt", "Öppna det delade", "Behåll mitt", "Spara bland mina scenarier"]);
  await ways.getByRole("button", { name: "Jämför med mitt" }).click();
  await page.locator("main[data-route=scenarier]").waitFor();
  await expect(page.locator("#jamfor-rubrik")).toBeFocused();
  await expect(page.locator(".compare-boxes input:checked")).toHaveCount(2);
  await gap(page, "64,9");
});

test("a link of engine 1 opens with the calculation it was made with, and offers today's figures", async ({ page, open, site }) => {
  await open("#/");
  const verdict = page.locator("[data-verdict]");
  for (const { what, link, verdict: was } of goodLinks().filter(({ made }) => made.engine === 1)) {
    await turn(page, `${site.url}#${link}`);
    await page.locator("main[data-route=delat]").waitFor();
    await expect(verdict, what).toHaveInnerText(/Räknat med de tal och formler som gällde när länken gjordes\./);
    await expect(verdict.locator(was === "matches" ? "[data-matches]" : "[data-differs]"), what).toHaveCount(1);
  }
  // Measures of the pre-studies: engine 1 let them start in 2023, and gave KSON the gain of rehabilitation without a contract.
  const { link, headline_kr } = goodLinks().find(({ file }) => file === ENGINE_1_DIFFERS);
  await turn(page, `${site.url}#${link}`);
  const then = (headline_kr.care + headline_kr.health) / 1e6;
  const answer = page.locator(".shared-answer");
  await expect(answer).toHaveInnerText(new RegExp(`^${then.toFixed(1).replace(".", ",")}\\s*mnkr`));
  await page.getByRole("button", { name: "Räkna med dagens tal" }).click();
  await page.locator("[data-differs]").waitFor();
  await expect(verdict.locator("tbody tr")).toHaveCount(2);
  await axe(page);
  await page.getByRole("button", { name: "Räkna som när länken gjordes" }).click();
  await page.locator("[data-matches]").waitFor();
  // Whoever works on it is told once what is calculated otherwise.
  const notice = page.locator(".notice p").filter({ hasText: "är gjort med tidigare formler" });
  await page.locator("[data-action=adopt]").click();
  await expect(notice).toHaveInnerText(/räknas annorlunda nu, och det som inte är ändrat följer dagens utgångsläge\.$/);
  await page.reload();
  await page.locator("main h1").waitFor();
  await expect(notice).toHaveCount(0);
});

test("a link from when the answer was another shows both", async ({ page, open }) => {
  const frozen = JSON.parse(readFileSync(new URL("../../crates/scenario/tests/links/good/v1-other-headline.json", import.meta.url)));
  await open(`#${frozen.link ?? frozen.text}`);
  await page.locator("[data-differs]").waitFor();
  await expect(page.locator("[data-verdict] tbody tr")).toHaveCount(2);
});

test("a scenario's own note goes along when notes do, and not otherwise", async ({ page, open }) => {
  await open("#/");
  await page.locator("header .scenario-name").click();
  await page.locator("dialog[open]").getByLabel("Namn på scenariot").fill("Förslag");
  await page.locator("dialog[open]").getByRole("button", { name: "Spara som nytt" }).click();
  await turn(page, page.url().replace(/#.*/, "#/scenarier"));
  const note = page.locator("main .saved-note textarea");
  await note.fill("Inför direktionen");
  await note.blur();
  const without = await link(page);
  await page.locator("[data-action=share]").click();
  await page.getByLabel("Ta med mina anteckningar").check();
  const shown = page.locator("dialog[open] .share-link input");
  await expect(shown).not.toHaveValue(without);
  const address = await shown.inputValue();
  await turn(page, without);
  await page.locator("[data-matches]").waitFor();
  await expect(page.locator("[data-note]")).toHaveCount(0);
  await turn(page, address);
  await expect(page.locator("[data-note]")).toHaveInnerText("Inför direktionen");
});

test("a cut link says so, and what could be read can be worked on", async ({ page, open }) => {
  await open("#/");
  await type(lever(page, "requirement.care").field, "50");
  await type(lever(page, "requirement.health").field, "30");
  await gap(page, "78,8");
  const address = await link(page);
  await turn(page, address.slice(0, -6));
  await expect(page.locator("main [data-error]")).toHaveInnerText(/avklippt/);
  await gap(page, "78,8");
  await turn(page, `${address.split("#")[0]}#s1.hej`);
  await page.locator("main[data-route=delat] [data-error]").waitFor();
});

test("the link is copied, mailed, and shown as a code", async ({ page, context, open }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open("#/");
  await page.locator("[data-action=share]").click();
  const dialog = page.locator("dialog[open]");
  await dialog.getByRole("button", { name: "Kopiera länken" }).click();
  await dialog.getByText("Länken är kopierad.").waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(copied, await dialog.locator(".share-link input").inputValue());
  const mail = decodeURIComponent(await dialog.getByRole("link", { name: "Skriv e-post" }).getAttribute("href"));
  assert.match(mail, /^mailto:\?subject=Budget i balans/);
  assert.ok(mail.includes("Det återstår att hitta 72,5\u00a0mnkr 2023") && mail.includes(copied), mail);
  await dialog.getByRole("button", { name: "Visa som QR-kod" }).click();
  await dialog.locator(".code svg path").first().waitFor({ state: "attached" });
});

test("over the limit nothing is copied, and the file is the way", async ({ page, context, open }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open("#/atgarder");
  await page.evaluate(() => navigator.clipboard.writeText("FÖRE"));
  await note(page, MEASURES.length, "å".repeat(2000));
  await page.locator("[data-action=share]").click();
  const dialog = page.locator("dialog[open]");
  await dialog.getByLabel("Ta med mina anteckningar").check();
  await expect(dialog.locator("[data-error]")).toHaveInnerText(/får inte plats i en länk/);
  const copy = dialog.getByRole("button", { name: "Kopiera länken" });
  await expect(copy).toHaveAttribute("aria-disabled", "true");
  await copy.click({ force: true });
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), "FÖRE");
  await expect(dialog.getByText("Länken är kopierad")).toHaveCount(0);
  await expect(dialog.locator("a", { hasText: "Skriv e-post" })).not.toHaveAttribute("href");
  await dialog.getByRole("button", { name: "Visa som QR-kod" }).click({ force: true });
  await expect(dialog.locator(".code")).toHaveCount(0);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    dialog.getByRole("button", { name: "Spara som fil" }).click(),
  ]);
  const file = JSON.parse(readFileSync(await download.path()));
  assert.equal(Object.keys(file.scenarios[0].notes).length, MEASURES.length);
  // Without the notes a link can be made again.
  await dialog.getByLabel("Ta med mina anteckningar").uncheck();
  await expect(copy).not.toHaveAttribute("aria-disabled");
  await copy.click();
  await dialog.getByText("Länken är kopierad.").waitFor();
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /#s1\.[\w-]+z$/);
});

test("a long link says so before it is sent", async ({ page, open }) => {
  await open("#/atgarder");
  await note(page, 5, "Ett ord. ".repeat(160));
  await page.locator("[data-action=share]").click();
  const dialog = page.locator("dialog[open]");
  await expect(dialog.locator(".share-file")).toHaveCount(0);
  await dialog.getByLabel("Ta med mina anteckningar").check();
  await expect(dialog.locator(".share-file p")).toHaveInnerText(/^Länken är \d+\u00a0\d{3} tecken lång\./);
  await expect(dialog.getByRole("button", { name: "Kopiera länken" })).not.toHaveAttribute("aria-disabled");
  await axe(page);
});

test("what is done to an address on its way is undone", async ({ page, open, site }) => {
  await open("#/");
  await type(lever(page, "requirement.care").field, "50");
  await gap(page, "74,9");
  const link_ = (await link(page)).split("#")[1];
  for (const changed of [`#${link_}?fbclid=IwAR0`, `#%23${link_})`, `?fbclid=IwAR0#${link_}&utm_source=x`, `index.html?a#${link_}.`]) {
    await page.goto("about:blank");
    await open(changed);
    await page.locator("[data-matches]").waitFor();
    await expect(page.locator(".shared-answer")).toHaveInnerText("74,9 mnkr återstår att hitta 2023 i det delade scenariot");
    await expect(page.locator(".strip .answer")).toHaveInnerText(/i ditt eget scenario$/);
  }
  // A query that others appended to count visits is not shared.
  assert.equal((await link(page)).split("#")[0], `${site.url}index.html`);
  for (const damaged of [`#${link_.toUpperCase()}`, "#s1."]) {
    await turn(page, site.url + damaged);
    await page.locator("main[data-route=delat] [data-error]").waitFor();
  }
});

test("an encoded # leads a host's 404 back to the tool", async ({ page, open, site, trouble }) => {
  trouble.expect(/404|%23\/start/);
  await open("#/");
  await type(lever(page, "requirement.care").field, "50");
  await gap(page, "74,9");
  const text = (await link(page)).split("#")[1];
  for (const lost of [`%23${text}`, `%2523${text}`, `index.html%23${text}`, `${text}`, `%23${text}?fbclid=IwAR0`]) {
    await page.goto(site.url + lost);
    await page.locator("[data-matches]").waitFor();
    assert.equal(new URL(page.url()).pathname.startsWith(new URL(site.url).pathname), true);
    assert.match(page.url(), /#s1\./);
  }
  await page.goto(`${site.url}%23/atgarder?oppna=caseload`);
  await page.locator("main[data-route=atgarder]").waitFor();
  assert.match(page.url(), /#\/atgarder\?oppna=caseload$/);
  await page.goto(`${site.url}finns-inte`);
  await expect(page.locator("h1")).toHaveInnerText("Sidan finns inte");
});

test("the page for what isn't there has its style and its way back in any folder", async ({ page, site, trouble }) => {
  trouble.expect(/404|finns\/(inte\/)?start/);
  const background = () => page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--ground"));
  for (const path of ["finns-inte", "finns/inte", "finns/inte/alls"]) {
    await page.goto(site.url + path);
    await expect(page.locator("h1")).toHaveInnerText("Sidan finns inte");
    await expect.poll(background, path).not.toBe("");
    await expect(page.getByRole("link", { name: "Till Budget i balans" })).toHaveJSProperty("href", site.url);
  }
});

test("a measure that there isn't is said", async ({ page, open, site }) => {
  await open("#/atgarder?oppna=nix");
  await expect(page.locator("[data-unknown]")).toHaveInnerText(/^Det finns ingen åtgärd med beteckningen ”nix”/);
  await turn(page, `${site.url}#/atgarder?oppna=caseload`);
  await expect(page.locator("[data-unknown]")).toHaveCount(0);
});

test("Spara over a saved scenario says so and can be undone where it is said", async ({ page, open }) => {
  await open("#/");
  const name = page.locator("header .scenario-name");
  await expect(name).toHaveInnerText("Scenarier");
  await type(lever(page, "requirement.care").field, "50");
  await expect(name).toHaveInnerText("Osparat");
  await page.getByRole("button", { name: "Spara", exact: true }).click();
  const field = page.locator("dialog[open]").getByLabel("Namn på scenariot");
  await expect(field).toHaveValue("Krav på omsorgen 50,0");
  await field.fill("A");
  await page.locator("dialog[open]").getByRole("button", { name: "Spara som nytt" }).click();
  const notices = page.locator(".notices");
  await notices.getByText("”A” är sparat i den här webbläsaren.").waitFor();
  const top = () => page.locator("main h2").first().evaluate((it) => it.getBoundingClientRect().top + scrollY);
  const before = await top();
  await notices.getByRole("button", { name: "Okej" }).click();
  await expect(notices.locator(".notice")).toHaveCount(0);
  assert.equal(await top(), before, "a notice moves nothing");

  await type(lever(page, "requirement.care").field, "40");
  await gap(page, "64,9");
  await page.getByRole("button", { name: "Spara", exact: true }).click();
  await notices.getByText("”A” är sparat i stället för det som fanns där förut.").waitFor();
  await axe(page);
  await notices.getByRole("button", { name: "Ångra" }).click();
  await notices.getByText("”A” är som det var förut.").waitFor();
  await gap(page, "64,9");
  await name.click();
  await page.locator("dialog[open] .saved-list").locator("button", { hasText: "Öppna" }).click();
  await gap(page, "74,9");
});

test("a name that turns letters or stacks marks turns and covers nothing", async ({ page, open }) => {
  await open("#/");
  await page.getByRole("button", { name: "Spara", exact: true }).click();
  await page.locator("dialog[open]").getByLabel("Namn på scenariot").fill(`\u202eA\u030atga\u0308rd\ufffe${"\u0316".repeat(30)}`);
  await page.locator("dialog[open]").getByRole("button", { name: "Spara som nytt" }).click();
  const name = page.locator("header .scenario-name .label");
  await expect(name).toHaveInnerText(`Åtgärd${"\u0316".repeat(3)}`);
});

for (const width of WIDTHS) {
  test(`sharing and what is shared at ${width} px in light and dark`, async ({ page, open }) => {
    await open("#/", { width });
    // Work of one's own, without which the link would open at once.
    await type(lever(page, "requirement.care").field, "50");
    const address = await link(page);
    await page.locator("[data-action=share]").click();
    await page.getByRole("button", { name: "Visa som QR-kod" }).click();
    await page.locator("dialog[open] .code svg path").first().waitFor({ state: "attached" });
    await axeInBoth(page);
    await noSidewaysScroll(page);
    await page.goto(address);
    await page.locator("[data-matches]").waitFor();
    await axeInBoth(page);
    await noSidewaysScroll(page);
  });
}
