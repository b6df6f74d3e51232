// The year shown: chosen in the strip, obeyed by every view, slide and file, and kept with the scenario.
import assert from "node:assert/strict";
import { axe, expect, noSidewaysScroll, ready, showYear, test } from "./fixtures.mjs";

/** Views and the quantities that each must show of the year shown, and of no other. */
const OBEY = [
  { route: "#/", of: "main #bro", says: "2025", quantities: [] },
  { route: "#/", of: "main #liggare", quantities: ["requirement.total", "gap.total", "one_off"] },
  { route: "#/", of: "main [data-answer]", says: "2025", quantities: [] },
  { route: "#/boende", of: "main", says: "2025", quantities: ["compensation_total", "vacant_days.social_psychiatry"] },
  { route: "#/atgarder", of: "main", says: "2025", quantities: ["saving.total", "measure_saving.vacancy_reform"] },
  { route: "#/jamforelser", of: "main", says: "2025", quantities: ["measure_saving.caseload"] },
  { route: "#/parter", of: "main [data-answer]", says: "2025", quantities: ["party_total.kson", "party_total.group"] },
];

const strip = (page) => page.locator(".strip .answer");

async function set(page, input, text) {
  const field = page.locator(`main [data-input="${input}"] input[inputmode=decimal]`);
  await field.fill(text);
  await field.press("Enter");
}

test("every view shows the year that is chosen in the strip", async ({ page, open }) => {
  await open("#/jamforelser");
  await set(page, "caseload.change", "5");
  await page.locator(".views a[href=\"#/\"]").click();
  await set(page, "requirement.growth_funding", "95");
  await showYear(page, 2025);
  await expect(strip(page)).toHaveInnerText(/^98,0\s?mnkr återstår att hitta 2025$/);
  // No later year is one bare number.
  await expect(page.locator(".strip .answer-note")).toHaveInnerText(/80\sprocent av ökningen återstår \d+,\d\smnkr 2025\./);
  for (const { route, of, says, quantities } of OBEY) {
    await page.locator(`.views a[href="${route}"]`).click();
    await expect.poll(() => new URL(page.url()).hash).toBe(route);
    const place = page.locator(of).first();
    await place.waitFor();
    if (says) await expect(place, `${route} ${of}`).toContainText(says);
    for (const quantity of quantities) {
      const shown = place.locator(`[data-quantity="${quantity}.2025"]`);
      await expect(shown.first(), `${route} ${quantity}`).toBeVisible();
    }
    for (const quantity of quantities) {
      await expect(place.locator(`[data-quantity="${quantity}.2023"]`), `${route} ${quantity}`).toHaveCount(0);
    }
  }
  // The paper's title, and the text that goes with a shared link.
  await page.goto(page.url().split("#")[0] + "#/beslutsunderlag");
  await expect(page.locator(".paper h1, .paper-title").first()).toContainText("2025");
  await page.locator("[data-action=share]").click();
  await expect(page.locator("dialog.share[open] p b").first()).toContainText("2025");
});

test("the year is kept, undone in one step, and goes by link; a link without one is as before", async ({ page, open, site }) => {
  await open("#/");
  const link = async () => {
    await page.locator("[data-action=share]").click();
    const field = page.locator("dialog.share[open] .share-link input");
    await field.waitFor();
    const address = await field.inputValue();
    await page.keyboard.press("Escape");
    return address;
  };
  const plain = await link();
  for (const year of [2024, 2026, 2031]) await showYear(page, year);
  const later = await link();
  assert.notEqual(later, plain);
  await page.reload();
  await ready(page);
  await expect(strip(page)).toHaveInnerText(/2031$/);
  await expect(page.locator('.years-bars input[value="2031"]')).toBeChecked();
  await showYear(page, 2023);
  assert.equal(await link(), plain);
  await page.keyboard.press("Control+z");
  await expect(strip(page)).toHaveInnerText(/2031$/);

  await page.goto(site.url + later.slice(later.indexOf("#")));
  await expect(page.locator(".shared-answer")).toContainText("2031");
  await page.locator('[data-action="adopt"]').click();
  await expect(strip(page)).toHaveInnerText(/2031$/);
});

test("a bar a year, chosen by keyboard and by a press on the bar, with its amounts in words", async ({ page, open }) => {
  await open("#/", { width: 1366 });
  const chosen = page.locator(".years-bars input:checked");
  await expect(page.getByRole("radio", { name: "2023", exact: true })).toBeChecked();
  await expect(page.locator("[data-left-by-year]")).toContainText(/^Återstår per år: 2023 72,5\smnkr, 2024 /);
  await expect(page.locator(".strip [data-balance]")).toHaveInnerText("Inget år till 2031 är i balans");
  await chosen.focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(strip(page)).toHaveInnerText(/2025$/);
  assert.equal(await page.evaluate(() => document.activeElement.value), "2025", "focus follows the choice");
  const box = await page.locator(".years-bars label").last().boundingBox();
  await page.mouse.click(box.x + box.width / 2, box.y + 10);
  await expect(strip(page)).toHaveInnerText(/2031$/);
  // As high as its share: half the requirement, half the bars, on one scale with the highest.
  const heights = () =>
    page.locator(".years-bars path").first().evaluate((path) => [...path.getAttribute("d").matchAll(/v-([\d.]+)/g)].map((found) => Number(found[1])));
  assert.deepEqual([...new Set(await heights())], [24], "the same each year");
  await set(page, "requirement.growth_funding", "90");
  await expect.poll(async () => (await heights()).at(-1)).toBe(24);
  const all = await heights();
  assert.ok(all.every((height, at) => at === 0 || height >= all[at - 1]), `${all}`);
  assert.ok(all[0] < 12, `${all}`);
});

test("at 320 px the year is a list of its own, and nothing scrolls sideways", async ({ page, open }) => {
  await open("#/", { width: 320 });
  const list = page.getByRole("combobox", { name: "Visa år" });
  await list.selectOption("2025");
  await expect(strip(page)).toHaveInnerText(/2025$/);
  const { height } = await list.boundingBox();
  assert.ok(height >= 44, `${height} px`);
  await noSidewaysScroll(page);
  await axe(page);
});

test("a lower requirement is no saving: the members pay, in the bar and in the words", async ({ page, open }) => {
  await open("#/");
  const width = (kind) =>
    page.locator(`.shares-bar > [data-evidence="${kind}"]`).evaluate((one) => one.getBoundingClientRect().width);
  await set(page, "requirement.care", "28,1");
  await expect(page.locator("[data-last-move]")).toHaveInnerText(/Ett lägre krav är ingen besparing: Norrtälje kommun betalar 19,5\smnkr mer\.$/);
  await expect(page.locator("[data-lower]")).toHaveInnerText(/lägre krav: Norrtälje kommun betalar 19,5\smnkr/);
  const [left, lower] = [await width("none"), await width("lower")];
  assert.ok(Math.abs(lower / left - 19.5 / 53) < 0.03, `${lower} of ${left}`);
  // Each member can cover what is left; the claim of balance says who pays.
  const [norrtalje, region] = ["care", "health"].map((area) => page.locator(`[data-member=${area}]`));
  await expect(norrtalje).toContainText(/Betalar 19,5\smnkr mer om året, \d+,\d\sprocent mer än i utgångsläget/);
  await norrtalje.locator("[data-cover]").click();
  await region.locator("[data-cover]").click();
  await expect(strip(page)).toHaveInnerText(/^Budget i balans 2023, med 72,5\smnkr mer från medlemmarna, och Tiohundra\sAB förlorar 1,2\smnkr$/);
  await norrtalje.getByRole("button", { name: "Tillbaka till utgångsläget" }).click();
  await expect(strip(page)).toHaveInnerText(/^4\d,\d\s?mnkr återstår/);
});

test("the strongest measures stand beside the requirement, each with its lever", async ({ page, open }) => {
  await open("#/", { width: 1366 });
  const tried = page.locator("#prova [data-try]");
  await expect(tried).toHaveCount(4);
  const most = (await tried.locator("h3 + p").allInnerTexts()).map((text) => text.match(/mest ([\d,]+)\smnkr 2023/)?.[1]);
  const amounts = most.map((text) => Number(text.replace(",", ".")));
  assert.deepEqual([...amounts].sort((a, b) => b - a), amounts);
  const before = await strip(page).innerText();
  await tried.first().locator("input[type=range]").press("ArrowRight");
  await expect.poll(() => strip(page).innerText()).not.toBe(before);
});
