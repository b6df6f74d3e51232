// Own figures where they stand: the form of a figure, and the table that is filled in.
import assert from "node:assert/strict";
import { WIDTHS, axeInBoth, expect, noSidewaysScroll, test } from "./fixtures.mjs";

const ID = "requirement.care";

/** Pastes a text in the focused field, as a spreadsheet puts it on the clipboard. */
const paste = (page, text) =>
  page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);

test("a figure is made one's own by keyboard where it stands, with a source, and undone in one step", async ({ page, open }) => {
  await open("#/kallor");
  const row = page.locator(`li[data-source="${ID}"]`);
  const button = row.getByRole("button", { name: /^Eget tal och spann/ });
  await button.focus();
  await page.keyboard.press("Enter");
  await row.getByLabel("Värde, mnkr").fill("48,25");
  await row.getByLabel("Lägst, mnkr").fill("45");
  await row.getByLabel("Högst, mnkr").fill("52");
  await page.keyboard.press("Enter");
  // Without a source it is refused where the source is missing, and offered as a trial.
  await expect(row.locator("[data-error]")).toHaveText([/Ange en källa/]);
  await expect(row.getByLabel("Källa", { exact: true })).toBeFocused();
  await expect(row).toHaveInnerText(/utgångsläge 47,6/);
  await row.getByRole("button", { name: "Pröva värdet i scenariot" }).waitFor();
  await page.keyboard.type("Direktionens protokoll § 12");
  await page.keyboard.press("Tab");
  await page.keyboard.type("2026-11");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Ekonomichefen");
  await page.keyboard.press("Enter");

  await row.getByText("Eget tal", { exact: true }).waitFor();
  await expect(button).toBeFocused();
  await expect(row).toHaveInnerText(/48,25/);
  await expect(row).toHaveInnerText(/Egna tal: Direktionens protokoll § 12/);
  await expect(row).toHaveInnerText(/2026-11, ansvarig: Ekonomichefen/);
  await expect(row.locator("[data-span]")).toHaveInnerText(/spann 45,0–52,0\smnkr \(eget spann/);
  await page.keyboard.press("Control+z");
  await expect(row.locator("[data-span]")).toHaveCount(0);
  await expect(row).toHaveInnerText(/utgångsläge 47,6/);

  // From a lever's panel too: focus comes back to the lever.
  await open("#/");
  const lever = page.locator(`[data-input="${ID}"]`).first();
  await lever.getByRole("button", { name: /^Så räknas det/ }).click();
  await lever.getByRole("button", { name: /^Eget tal och spann/ }).click();
  await lever.getByLabel("Värde, mnkr").fill("50");
  await lever.getByLabel("Källa", { exact: true }).fill("Bokslut");
  await page.keyboard.press("Enter");
  await lever.getByText("Eget tal", { exact: true }).first().waitFor();
  await expect(lever.locator("input[type=range]")).toBeFocused();
});

for (const width of WIDTHS) {
  test(`the table of own figures takes a pasted column, goes down by Enter and saves all or nothing at ${width} px`, async ({ page, open }) => {
    await open("#/kallor?eget", { width });
    const rows = page.locator("[data-own-row]");
    const cell = (at, field) => rows.nth(at).locator(`[data-field=${field}] input`);
    const said = page.locator("[data-own-said]");
    const before = (await page.locator("[data-own-count]").innerText()).match(/av (\d+) antaganden/)[1];
    const values = await rows.evaluateAll((all) => all.slice(0, 2).map((row) => row.querySelector("th .small").innerText.replace(/^.*utgångsläge /, "")));
    await cell(0, "varde").focus();
    await paste(page, `${values.join("\r\n")}\r\n`);
    await expect(said).toHaveText("Ifyllda rutor: 2.");
    await expect(cell(1, "varde")).toHaveValue(values[1]);
    await page.keyboard.press("Enter");
    await expect(cell(1, "varde")).toBeFocused();
    await page.keyboard.press("Shift+Enter");
    await expect(cell(0, "varde")).toBeFocused();
    await page.locator("[data-action=save-own]").click();
    await expect(said).toHaveText("Inget är sparat: två rader har fel, som står under raderna.");
    await expect(cell(0, "kalla")).toBeFocused();
    await noSidewaysScroll(page);
    await axeInBoth(page);

    // What is not saved is there when one comes back.
    await page.evaluate(() => (location.hash = "#/om"));
    await page.locator("main[data-route=om]").waitFor();
    await page.evaluate(() => (location.hash = "#/kallor?eget"));
    await expect(cell(1, "varde")).toHaveValue(values[1]);
    await page.getByLabel("Källa för rader utan egen källa").fill("Bokslut 2026");
    await page.locator("[data-action=save-own]").click();
    await expect(said).toHaveText("Sparade rader: 2. Det går att ångra.");
    await expect(page.locator("[data-own-count]")).toHaveText(`Av ${before} antaganden är två KSON:s egna.`);
    await expect(cell(1, "kalla")).toHaveValue("Bokslut 2026");
    await page.keyboard.press("Control+z");
    await expect(page.locator("[data-own-count]")).toHaveText(`Inget av ${before} antaganden är KSON:s eget.`);
    assert.equal(await cell(1, "varde").inputValue(), "");
  });
}
