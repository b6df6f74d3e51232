// Messages about storage: nothing is called saved that is not, and possible loss is reported.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { WIDTHS, axe, axeInBoth, care, deny, expect, gap, noSidewaysScroll, saveAs, test, type } from "./fixtures.mjs";

const SAVED = /är sparat|Sparat \d|Sparade scenarier/;

for (const width of WIDTHS) {
  test(`where storage is denied nothing is called saved, and file and link are offered, at ${width} px in light and dark`, async ({ page, open }) => {
    await page.addInitScript(deny);
    await open("#/", { width });
    const notice = page.locator(".notice");
    await expect(notice.locator("p").first()).toHaveInnerText(/tillåter inte att något sparas/);
    await notice.locator("[data-take-along=file]").waitFor();
    await type(care(page).field, "50");
    await saveAs(page, "Prov");
    await expect(notice).toHaveCount(1);
    await expect(notice.locator("p").first()).toHaveInnerText(/^”Prov” finns bara i den här fliken/);
    assert.doesNotMatch(await page.locator("body").innerText(), SAVED);
    await axeInBoth(page);
    await noSidewaysScroll(page);
    const [download] = await Promise.all([page.waitForEvent("download"), notice.locator("[data-take-along=file]").click()]);
    const { scenarios } = JSON.parse(await readFile(await download.path(), "utf8"));
    assert.deepEqual(scenarios.map(({ name, values }) => [name, values["requirement.care"]]), [["Prov", 50]]);
    await notice.locator("[data-take-along=link]").click();
    await page.locator("dialog.share[open] .share-link input").waitFor();
    await page.keyboard.press("Escape");
    for (const route of ["scenarier", "beslutsunderlag", "om"]) {
      await page.evaluate((route) => (location.hash = `#/${route}`), route);
      await page.locator(`main[data-route=${route}] h1`).waitFor();
      assert.doesNotMatch(await page.locator("body").innerText(), SAVED, route);
    }
    await page.locator("main").getByText("Just nu tillåter webbläsaren inte").waitFor();
  });
}

test("a full storage offers the file and the link as well", async ({ page, open }) => {
  await open("#/");
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await type(care(page).field, "50");
  const notice = page.locator(".notice");
  await expect(notice.locator("p").first()).toHaveInnerText(/utrymme är slut/);
  const [download] = await Promise.all([page.waitForEvent("download"), notice.locator("[data-take-along=file]").click()]);
  const { scenarios } = JSON.parse(await readFile(await download.path(), "utf8"));
  assert.equal(scenarios[0].values["requirement.care"], 50);
});

for (const event of ["focus", "visibilitychange"]) {
  test(`what is cleared under the page is no longer called saved, on ${event}`, async ({ page, open }) => {
    await open("#/");
    await type(care(page).field, "50");
    await saveAs(page, "Prov");
    const notice = page.locator(".notice");
    await expect(notice.locator("p").first()).toHaveInnerText("”Prov” är sparat i den här webbläsaren.");
    await page.evaluate((event) => {
      localStorage.clear();
      dispatchEvent(new Event(event));
    }, event);
    await expect(notice.locator("p").first()).toHaveInnerText(/^”Prov” finns inte längre i webbläsaren/);
    await expect(notice).toHaveCount(1);
    await gap(page, "74,9");
    await saveAs(page, "Prov");
    await expect(notice.locator("p").first()).toHaveInnerText("”Prov” är sparat i den här webbläsaren.");
    await expect(notice).toHaveCount(1);
  });
}

test("a kept value outside its range is said, by the name of what it is", async ({ page, open }) => {
  await page.addInitScript(() => {
    const data = { pack: "kson-2023", values: { "requirement.care": 5000 } };
    localStorage.setItem("balans.arbetskopia", JSON.stringify({ schema: 1, app: "0.1.0", saved: "2026-11-21T19:00:00+01:00", data }));
  });
  await open("#/");
  await expect(page.locator(".notice p").first()).toHaveInnerText(/utanför dagens gränser.*Krav/);
});

for (const given of [true, false]) {
  test(`Om says that a browser may clear by itself, and asks it not to: ${given ? "promised" : "refused"}`, async ({ page, open }) => {
    await page.addInitScript((given) => {
      const storage = { persisted: async () => false, persist: async () => given };
      Object.defineProperty(Navigator.prototype, "storage", { get: () => storage });
    }, given);
    await open("#/om");
    await page.getByText("Webbläsaren kan själv rensa").waitFor();
    await page.locator("[data-action=promise]").click();
    await page.getByText(given ? "har lovat att inte rensa" : "lovade ingenting").waitFor();
    await expect(page.locator("[data-action=promise]")).toHaveCount(given ? 0 : 1);
    await axe(page);
  });
}

test("Om offers nothing where the browser can't be asked", async ({ page, open }) => {
  await page.addInitScript(() => Object.defineProperty(Navigator.prototype, "storage", { get: () => undefined }));
  await open("#/om");
  await page.getByText("Webbläsaren kan själv rensa").waitFor();
  await expect(page.locator("[data-action=promise]")).toHaveCount(0);
});

test("a copy that the browser never answers is not waited for in silence", async ({ page, open }) => {
  await page.addInitScript(() => {
    const real = setTimeout;
    window.setTimeout = (act, after, ...rest) => real(act, after / 100, ...rest);
    const never = () => new Promise(() => {});
    Object.defineProperty(Navigator.prototype, "clipboard", { get: () => ({ writeText: never, write: never }) });
    document.execCommand = () => false;
  });
  await open("#/");
  await page.locator("[data-action=share]").click();
  const dialog = page.locator("dialog.share[open]");
  await dialog.getByRole("button", { name: "Kopiera länken" }).click();
  await dialog.getByText("Texten är markerad: tryck Ctrl").waitFor();
  await page.keyboard.press("Escape");
  const figure = page.locator("#bro");
  await figure.getByRole("button", { name: /^Spara eller kopiera/ }).click();
  await figure.locator("[data-take=copy]").click();
  await figure.getByText("Spara bilden i stället").waitFor();
});
