// Jämförelser: the documents' tables unchanged, the other order per case manager, and the caseload
// lever compared with the neighbours.
import assert from "node:assert/strict";
import { expect, test } from "./fixtures.mjs";

const rows = (table) =>
  table.locator("tbody tr").evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.innerText)));

test("the tables stand as in the document, with the note on Vallentuna", async ({ page, open }) => {
  await open("#/jamforelser");
  const clients = page.locator('[role=region][aria-label="Handläggning inom SoL/äldre"]');
  assert.deepEqual(await rows(clients), [
    ["Norrtälje", "2\u00a0978", "23,5", "4", "3,5", "31", "96"],
    ["Vallentuna*", "858", "10", "2", "2", "14,62", "59"],
    ["Täby", "2\u00a0288", "18", "4", "3", "25", "92"],
    ["Österåker", "1\u00a0019", "9", "1", "1", "11", "93"],
    ["Lidingö", "1\u00a0727", "17", "1", "2", "20", "86"],
    ["Vaxholm", "376", "3", "0,35", "1,3", "4,65", "81"],
    ["Danderyd", "1\u00a0167", "9", "4", "3", "16", "73"],
  ]);
  await page.getByText("Delarna blir 14, men dokumentet anger 14,62").first().waitFor();
  const cases = page.locator('[role=region][aria-label="Ärenden inom socialpsykiatri"]');
  assert.deepEqual(await rows(cases), [
    ["KSON", "64–72"],
    ["Vallentuna", "58–66"],
    ["Österåker", "55–65"],
    ["Danderyd", "40–45"],
    ["Vaxholm", "55"],
  ]);
});

test("per case manager the order is another", async ({ page, open }) => {
  await open("#/jamforelser");
  const figure = page.locator("#kommuner");
  await expect(figure.locator("h2")).toHaveInnerText(/^Norrtälje har flest kunder per årsarbetare/);
  await figure.getByRole("button", { name: "Per handläggare" }).click();
  await expect(figure.locator("h2")).toHaveInnerText(/^Danderyd har flest kunder per handläggare/);
  await figure.getByRole("button", { name: /^Visa som tabell/ }).click();
  await figure.locator(".table-wrap").waitFor();
  const order = await rows(figure.locator(".table-wrap"));
  assert.deepEqual(order.slice(0, 3), [
    ["Danderyd", "129,7"],
    ["Täby", "127,1"],
    ["Norrtälje", "126,7"],
  ]);
  await figure.locator('.table-wrap [data-quantity="clients_per_case_manager.6"]').click();
  await expect(page.locator("dialog .formula-values").first()).toHaveInnerText(/1\s167\s÷\s9/);
});

test("the caseload lever against the neighbours, what it gives and the posts it takes", async ({ page, open }) => {
  await open("#/jamforelser");
  const field = page.locator('[data-input="caseload.change"] input[inputmode=decimal]');
  const value = async (key) => (await page.locator(`main [data-quantity="${key}"]`).first().innerText()).trim();
  // 2 978 / 31 today.
  assert.equal(await value("caseload_today"), "96,1");
  await field.fill("−10");
  await field.press("Enter");
  const [today, index] = [2978 / 31, 1.33 * 1.039 ** 6];
  await expect.poll(() => value("caseload.2031")).toBe((today - 10).toFixed(1).replace(".", ","));
  const posts = (2978 * index) / (today - 10);
  assert.equal(await value("fte_needed.2031"), posts.toFixed(1).replace(".", ","));
  // 86,1 is above Lidingö's 86 and below Täby's 92 and Österåker's 93.
  await expect(page.locator("#kommuner h2")).toHaveInnerText(/färre än i två av de sex andra kommunerna$/);
  await expect(page.locator("#arsarbetare h2")).toHaveInnerText(/^Scenariot kräver/);
  await field.fill("10");
  await field.press("Enter");
  await page.locator('main [role=status] .error').waitFor();
});

test("no number on Jämförelser is without its reason or its source", async ({ page, open }) => {
  await open("#/jamforelser");
  await page.locator('main .figure-foot button[aria-expanded="false"]').evaluateAll((all) => all.forEach((b) => b.click()));
  await expect(page.locator('main .figure-foot button[aria-expanded="false"]')).toHaveCount(0);
  await expect(page.locator("[data-unexplained]")).toHaveCount(0);
  assert.ok((await page.locator("[data-stated-source]").count()) >= 2);
});
