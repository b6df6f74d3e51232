// Every number is explained: on every view, with every panel open, each number in a table or list
// is a button that opens its explanation.
import assert from "node:assert/strict";
import { MEASURES, WITH_AMOUNT, changed, preset } from "../../xtask/node/pack.mjs";
import { routes } from "../../xtask/node/views.mjs";
import { expect, test } from "./fixtures.mjs";

const VIEWS = routes({ open: "caseload" });

/** Opens what a view hides: tables, assumptions, panels; not the explanations, which lead on without end. */
async function openTables(page) {
  const closed = page.locator('main button[aria-expanded="false"]:visible:not(:has-text("Så räknas det"))');
  for (let rounds = 0; rounds < 2; rounds += 1) {
    await closed.evaluateAll((buttons) => buttons.filter((one) => !one.closest("[data-measure]")).forEach((one) => one.click()));
  }
}

/** Lists the numbers in tables and lists that are neither buttons nor marked as stated in a document. */
function unreasoned() {
  const cells = document.querySelectorAll("main td, main .facts dd, main .measure-effects dd");
  const bare = (cell) =>
    /\d/.test(cell.textContent) &&
    !cell.querySelector("[data-quantity]") &&
    !cell.closest("[data-stated]") &&
    !cell.querySelector("[data-stated]") &&
    // The facts about an input (its value, the underlag's, its range) end the chain of
    // explanations.
    !cell.closest(".panel .facts, [data-source]");
  return [...cells].filter(bare).map((cell) => cell.closest("tr, dl").textContent.trim().slice(0, 80));
}

for (const route of VIEWS) {
  test(`every number on ${route} has its reason`, async ({ page, open }) => {
    await open(route);
    await openTables(page);
    await expect(page.locator("main [data-unexplained]")).toHaveCount(0);
    assert.deepEqual(await page.evaluate(unreasoned), []);

    // One of each kind: the first part of a quantity's key is its formula.
    const keys = await page.locator("main [data-quantity]:visible").evaluateAll((all) => all.map((one) => one.dataset.quantity));
    const kinds = new Map(keys.map((key) => [key.split(".")[0], key]));
    if (!["#/scenarier", "#/kallor", "#/om"].includes(route)) assert.ok(kinds.size > 2, [...kinds].join(" "));
    for (const key of kinds.values()) {
      await page.locator(`main [data-quantity="${key}"]:visible`).first().click();
      const how = page.locator(`dialog[open] [data-explains="${key}"]`);
      await how.waitFor();
      await expect(how.locator(".formula-values").first(), key).toHaveInnerText(/^= .*\d/);
      await page.keyboard.press("Escape");
      await page.locator("dialog[open]").waitFor({ state: "detached" });
    }
  });
}

test("each preset sets what it says, and no more", async ({ page, open }) => {
  await open("#/scenarier");
  const gap = page.locator('.strip [data-quantity="remaining.2023"]').first();
  const card = (id) => page.locator(`[data-preset="${id}"]`);
  await expect(page.locator("[data-preset]")).toHaveCount(6);
  // Presets applied on top of each other, so that their values add up.
  const set = new Map();
  for (const [id, left] of [
    ["inga_atgarder", "73,7"],
    ["om_inget_gors", "73,7"],
    ["underlaget", "73,7"],
    ["aldersviktat", "73,7"],
  ]) {
    for (const [input, value] of preset(id)) set.set(input, value);
    const sets = card(id).locator("button[aria-expanded]");
    if (await sets.count()) await sets.click();
    await card(id).locator(".sets li").first().waitFor();
    await card(id).locator(".pick").click();
    await page.locator(`[data-preset="${id}"][data-on=true]`).waitFor();
    await expect(gap).toHaveInnerText(left);
    await expect(page.locator("#avvikelser tbody tr")).toHaveCount(changed(set));
  }
});

test("a figure says what it assumes, and what is changed from the underlag where it acts", async ({ page, open }) => {
  await open("#/");
  const bridge = page.locator("#bro [data-basis]");
  const years = page.locator("#balans [data-basis]");
  await years.filter({ hasText: "antaganden" }).waitFor();
  assert.doesNotMatch(await years.innerText(), /Ändrat/);
  const set = async (input, text) => {
    const field = page.locator(`[data-input="${input}"] input[inputmode=decimal]`);
    await field.fill(text);
    await field.press("Enter");
  };
  await set("requirement.growth_funding", "50");
  await expect(years).toHaveInnerText(/Ändrat från utgångsläget: andel av ökningen som medlemmarna betalar\.$/);
  // Later payments by the members change nothing this year.
  await set("requirement.care", "50");
  await expect(bridge).toHaveInnerText(/Ändrat från utgångsläget: krav på omsorgen\.$/);
});

test("500 and 700 tkr are three presses from what is left, past no zeros and no step that says the same again", async ({ page, open }) => {
  await open("#/");
  await page.locator('.strip [data-quantity="remaining.2023"]').first().click();
  const dialog = page.locator("dialog[open]");
  const measures = dialog.locator('[data-explains="gap.care.2023"] > .terms > li', { hasText: "Åtgärder med belopp" });
  await measures.getByRole("button", { name: "Så räknas det" }).first().click();
  const sum = dialog.locator('[data-explains="saving.care.2023"]');
  await expect(sum.locator("> .formula-values")).toHaveInnerText(/^= 0,5 \+ 0,7 = 1,2\smnkr$/);
  const left = MEASURES.filter(({ hasLevers }) => hasLevers).length - WITH_AMOUNT.length;
  await expect(sum.locator("> .terms > .left-out").first()).toHaveInnerText(`Av åtgärderna är ${left} ej beräknade och räknas inte med. Det betyder inte noll.`);
  const terms = sum.locator("> .terms > li:not(.left-out)");
  await expect(terms).toHaveCount(WITH_AMOUNT.length);
  for (const [at, amount] of [[0, "500"], [1, "700"]]) {
    const term = terms.nth(at);
    await term.getByRole("button", { name: "Så räknas det" }).first().click();
    const input = term.locator("[data-explains] > .terms > li").first();
    await expect(input).toHaveInnerText(new RegExp(`${amount}\\stkr`));
    await expect(input).toHaveInnerText(/Effektiviseringsunderlaget, avsnittet Vilka kostnader kan påverkas/);
    // The document's own words, and where the document is.
    await expect(input.locator("[data-quote]")).toHaveInnerText(new RegExp(`^Så står det i dokumentet: ”.*${amount}\\stkr per år”$`));
    await expect(input).toHaveInnerText(/Dokumentet finns inte på någon webbadress/);
  }
});
