// Undo and redo, the last move played again, and a scenario that leaves the room as a link.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { axe, check, holdTimers, noSidewaysScroll, noting, SCHEMES, says, turn, until, WIDTHS } from "./fixtures.mjs";

const GAP = '.strip [data-quantity="gap.total.2023"]';
const field = (page, id) => page.locator(`[data-input="${id}"] input[inputmode=decimal]`);
const gap = async (page, text) => page.locator(GAP, { hasText: text }).first().waitFor();

async function type(page, id, text) {
  await field(page, id).fill(text);
  await field(page, id).press("Enter");
}

/** The link of what stands on the page. */
async function link(page) {
  await page.locator("[data-action=share]").click();
  const text = await page.locator("dialog[open] .share-link input").inputValue();
  await page.keyboard.press("Escape");
  return text;
}

check("undo and redo by button and by key, with what it is in words", async ({ page, open }) => {
  await open("#/");
  const undo = page.locator("[data-action=undo]");
  const redo = page.locator("[data-action=redo]");
  assert.equal(await undo.getAttribute("aria-disabled"), "true");
  await type(page, "requirement.care", "50");
  await gap(page, "74,9");
  assert.match(await undo.getAttribute("aria-label"), /^Ångra: .*47,6 → 50,0/);
  await type(page, "requirement.health", "30");
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
  assert.equal(await redo.getAttribute("aria-disabled"), "true");
  await page.reload();
  await gap(page, "78,8");
});

check("the last move is played again and ends where it ended", async ({ page, open }) => {
  await open("#/");
  await type(page, "requirement.care", "50");
  await gap(page, "74,9");
  const replay = page.locator("[data-action=replay]");
  const played = await noting(page, GAP);
  await replay.click();
  await until(page, async () => {
    const values = await played();
    assert.ok(values.length > 2 && values[1] === "72,5" && values.at(-1) === "74,9", values.join(" "));
  });
  assert.equal(await field(page, "requirement.care").inputValue(), "50,0");
  // Whoever moves something meanwhile sees that at once.
  const letGo = await holdTimers(page);
  await replay.click();
  await gap(page, "72,5");
  await type(page, "requirement.health", "30");
  await gap(page, "78,8");
  await letGo();
  const undo = page.locator("[data-action=undo]");
  await undo.click();
  await gap(page, "74,9");
  assert.deepEqual((await played()).slice(-3), ["72,5", "78,8", "74,9"], "nothing is played after it");
});

check("a link opens beside one's own, says Stämmer, and can be worked on", async ({ page, open, site }) => {
  await open("#/");
  await type(page, "requirement.care", "50");
  await gap(page, "74,9");
  const address = await link(page);
  assert.match(address, /#s1\.[\w-]+z$/);
  assert.ok(address.length < 200, address);
  await page.locator("[data-action=undo]").click();
  await gap(page, "72,5");

  await turn(page, address);
  await page.locator("main[data-route=delat]").waitFor();
  await page.locator("[data-matches]").waitFor();
  assert.match(await page.locator("[data-verdict]").innerText(), /Det återstår att hitta 74,9\u00a0mnkr 2023/);
  assert.match(await page.locator("main table").innerText(), /50,0/);
  await gap(page, "72,5");

  await page.locator("[data-action=keep]").click();
  await gap(page, "72,5");
  await page.locator("[data-action=adopt]").click();
  await gap(page, "74,9");
  assert.equal(new URL(page.url()).origin, site.origin);
  await page.locator("[data-action=undo]").click();
  await gap(page, "72,5");
  await turn(page, `${site.url}#/scenarier`);
  await page.locator("main .saved-list li").first().waitFor();
  assert.equal(await page.locator("main .saved-list li").count(), 1);
});

check("a link from when the answer was another shows both", async ({ page, open }) => {
  const frozen = JSON.parse(readFileSync(new URL("../links/good/v1-other-headline.json", import.meta.url)));
  await open(`#${frozen.link ?? frozen.text}`);
  await page.locator("[data-differs]").waitFor();
  assert.equal(await page.locator("[data-verdict] tbody tr").count(), 2);
});

check("a scenario's own note goes along when notes do, and not otherwise", async ({ page, open }) => {
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
  await until(page, async () => assert.notEqual(await shown.inputValue(), without));
  const address = await shown.inputValue();
  await turn(page, without);
  await page.locator("[data-matches]").waitFor();
  assert.equal(await page.locator("[data-note]").count(), 0);
  await turn(page, address);
  await says(page.locator("[data-note]"), "Inför direktionen");
});

check("a cut link says so, and what could be read can be worked on", async ({ page, open }) => {
  await open("#/");
  await type(page, "requirement.care", "50");
  await type(page, "requirement.health", "30");
  await gap(page, "78,8");
  const address = await link(page);
  await turn(page, address.slice(0, -6));
  await says(page.locator("main [data-error]"), /avklippt/);
  await gap(page, "78,8");
  await turn(page, `${address.split("#")[0]}#s1.hej`);
  await page.locator("main[data-route=delat] [data-error]").waitFor();
});

check("the link is copied, mailed, and shown as a code", { context: { permissions: ["clipboard-read", "clipboard-write"] } }, async ({ page, open }) => {
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

for (const scheme of SCHEMES) {
  for (const width of WIDTHS) {
    check(`sharing and what is shared at ${width} px in ${scheme}`, async ({ page, open }) => {
      await open("#/", { width, scheme });
      const address = await link(page);
      await page.locator("[data-action=share]").click();
      await page.getByRole("button", { name: "Visa som QR-kod" }).click();
      await page.locator("dialog[open] .code svg path").first().waitFor({ state: "attached" });
      await axe(page);
      await noSidewaysScroll(page);
      await page.goto(address);
      await page.locator("[data-matches]").waitFor();
      await axe(page);
      await noSidewaysScroll(page);
    });
  }
}
