// The search: questions, actions, documents, numbers and words for the same thing; and Källor, where many of them lead.
import assert from "node:assert/strict";
import { MEASURES } from "../../xtask/node/pack.mjs";
import { WIDTHS, axeInBoth, expect, noSidewaysScroll, test } from "./fixtures.mjs";

/** Opens the search and types into it. */
async function seek(page, text) {
  await page.keyboard.press("/");
  const dialog = page.getByRole("dialog", { name: "Sök", exact: true });
  await dialog.getByRole("searchbox").fill(text);
  return dialog;
}

test("an empty search shows common questions, and one leads to its answer", async ({ page, open }) => {
  await open("#/");
  const dialog = await seek(page, "");
  await expect(dialog.locator("[role=status]")).toHaveInnerText("Vanliga frågor");
  await expect(dialog.locator(".hit")).toHaveCount(6);
  await dialog.getByRole("button", { name: /Vem betalar\?/ }).click();
  await page.locator("main[data-route=parter]").waitFor();
});

test("a number leads to its explanation", async ({ page, open }) => {
  await open("#/");
  const dialog = await seek(page, "72,5");
  await dialog.getByRole("searchbox").press("Enter");
  await page.locator('dialog[open] [data-explains="remaining.2023"]').waitFor();
});

test("an action is done at once", async ({ page, open }) => {
  await open("#/");
  const field = page.locator('[data-input="requirement.care"] input[inputmode=decimal]');
  await field.fill("50");
  await field.press("Enter");
  await field.blur();
  const undo = await seek(page, "ångra");
  await undo.getByRole("searchbox").press("Enter");
  await expect(field).toHaveValue("47,6");
  const share = await seek(page, "excel");
  await share.getByRole("searchbox").press("Enter");
  await page.getByRole("dialog", { name: "Dela", exact: true }).waitFor();
});

test("a part of a document leads to the numbers that it states", async ({ page, open }) => {
  await open("#/");
  const dialog = await seek(page, "digitala arbetssätt");
  await dialog.locator(".hit").first().click();
  await page.locator("main[data-route=kallor]").waitFor();
  const rows = page.locator("[data-source]");
  await expect(rows.first()).toHaveInnerText(/avsnittet om digitala arbetssätt/);
  assert.ok((await rows.count()) < 20);
});

test("Källor begins with the documents and what to replace, and folds each measure's phasing", async ({ page, open }) => {
  await open("#/kallor");
  const tops = await page.locator("#dokument, #byt-forst, #andrat, #alla-tal").evaluateAll((all) => all.map((one) => one.id));
  assert.deepEqual(tops, ["dokument", "byt-forst", "andrat", "alla-tal"]);
  await expect(page.locator("#dokument")).toHaveInnerText(/inte på någon webbadress/);
  const first = page.locator("[data-replace]").first();
  await expect(first).toHaveInnerText(/ändrar talet det som återstår 20\d\d med \d[\d\s]*,\d\smnkr/);
  const phased = MEASURES.filter(({ hasLevers }) => hasLevers).length;
  await expect(page.locator("[data-phasing]")).toHaveCount(phased);
  const start = page.locator('[data-source="caseload.start_year"]');
  await expect(start).toBeHidden();
  await page.locator('[data-phasing="caseload"] > button').click();
  await expect(start).toBeVisible();
  // What is sought is seen.
  await page.getByRole("searchbox", { name: "Sök bland talen" }).fill("caseload.start_year");
  await expect(page.locator("[data-phasing]")).toHaveCount(0);
  await expect(start).toBeVisible();
  const id = await first.getAttribute("data-replace");
  await first.getByRole("button", { name: /^Visa talet/ }).click();
  await expect(page.locator(`[data-source="${id}"]`)).toBeVisible();
  await expect(page.locator("#alla-tal")).toBeFocused();
});

for (const width of WIDTHS) {
  test(`the search's hits are accessible at ${width} px in light and dark`, async ({ page, open }) => {
    await open("#/", { width });
    await page.locator("body").press("/");
    await page.getByRole("dialog", { name: "Sök", exact: true }).getByRole("searchbox").fill("beläggning");
    await page.locator(".hit").first().waitFor();
    await axeInBoth(page);
    await noSidewaysScroll(page);
  });
}
