// Export of a figure: as a picture, a drawing, a table or by the clipboard; and the messages when
// an export fails.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { routes } from "../../xtask/node/views.mjs";
import { WIDTHS, axeInBoth, expect, noSidewaysScroll, test } from "./fixtures.mjs";

async function handed(page, action) {
  const [download] = await Promise.all([page.waitForEvent("download"), action()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

async function openMenu(figure) {
  const opener = figure.getByRole("button", { name: /^Spara eller kopiera/ });
  await opener.click();
  await expect(opener).toHaveAttribute("aria-expanded", "true");
  return figure.locator(".take");
}

/** The views with figures. */
const ROUTES = routes({ without: ["#/vad-kravs", "#/atgarder", "#/scenarier", "#/kallor", "#/om", "#/beslutsunderlag"] });

for (const route of ROUTES) {
  test(`${route}: every figure is a drawing that stands alone and says what it is of`, async ({ page, open }) => {
    await open(route);
    const figures = page.locator("main figure.figure");
    const count = await figures.count();
    assert.ok(count > 0);
    for (let at = 0; at < count; at += 1) {
      const figure = figures.nth(at);
      const menu = await openMenu(figure);
      const { name, bytes } = await handed(page, () => menu.locator("[data-take=svg]").click());
      assert.match(name, /^balans-.*\.svg$/);
      const svg = bytes.toString("utf8");
      assert.doesNotMatch(svg, /var\(|href=|url\((?!#)|<style|\sstyle=/, "nothing from elsewhere");
      assert.match(svg, /font-family="system-ui/);
      assert.doesNotMatch(svg, /paint-order/, "a halo that only browsers put below its letters");
      const title = await figure.locator("figcaption :is(h2, h3)").innerText();
      const parts = await page.evaluate((text) => {
        // By the page's policy: a picture has no script in it either.
        const doc = new DOMParser().parseFromString(window.balansPolicy.createHTML(text), "image/svg+xml");
        const all = (selector) => [...doc.querySelectorAll(selector)].map((one) => one.textContent);
        return { fault: all("parsererror"), title: all("svg > title")[0], desc: all("svg > desc")[0], data: all("metadata description"), shown: all("text").join(" ") };
      }, svg);
      assert.deepEqual(parts.fault, []);
      const plain = (text) => text.replace(/[\s\u00ad-]+/g, "");
      assert.equal(plain(parts.title), plain(title));
      assert.ok(parts.desc.length > 20);
      assert.ok(plain(parts.shown).includes(plain(title)), "the title is in the picture");
      const said = parts.data.join("\n");
      assert.match(said, /Budget i balans\. Scenario: Inte sparat under något namn\. Datum: \d/);
      assert.match(said, /Källa: ./);
      for (const line of parts.data) assert.ok(plain(parts.shown).includes(plain(line)), `${line} is in the picture`);
      const basis = (await figure.locator("[data-basis]").innerText()).trim();
      if (basis) assert.ok(said.includes(basis), basis);
    }
  });
}

test("Vad ger vad? as a picture keeps the code of fills, with a swatch for each, and its table says it in words", async ({ page, open }) => {
  await open("#/");
  const field = page.locator('[data-input="indexation.withheld_care"] input[inputmode=decimal]').first();
  await field.fill("1");
  await field.press("Enter");
  await open("#/vad-kravs");
  const card = page.locator("#vad-ger-vad");
  const menu = await openMenu(card);
  const { bytes } = await handed(page, () => menu.locator("[data-take=svg]").click());
  const svg = bytes.toString("utf8");
  const names = ["beslutad modell", "möjligt, uppskattat", "egna antaganden"];
  assert.deepEqual(names.filter((name) => !svg.includes(`>${name}</text>`)), []);
  // A bar and a swatch each: solid, outlined, hatched.
  const rects = svg.match(/<rect[^>]*>/g);
  const count = (pattern) => rects.filter((one) => pattern.test(one)).length;
  assert.deepEqual([/fill="#24734f"/, /fill="#ffffff" stroke="#24734f"/, /fill="url\(#[^)]*own\)"/].map(count), [2, 2, 2]);
  await card.getByRole("button", { name: /^Visa som tabell/ }).click();
  const table = card.locator("#ger-tabell table");
  await expect(table.locator("thead th").last()).toHaveInnerText("Status");
  const said = (await table.locator("tbody td:last-child").allInnerTexts()).filter(Boolean);
  assert.deepEqual(said.sort(), [...names].sort());
});

test("a picture is twice its size, with something on it", async ({ page, open }) => {
  await open("#/behov");
  const figure = page.locator("#ar");
  const menu = await openMenu(figure);
  const { name, bytes } = await handed(page, () => menu.locator("[data-take=png]").click());
  assert.match(name, /^balans-ar-fasta-priser-\d{4}-\d\d-\d\d\.png$/);
  assert.deepEqual([...bytes.subarray(0, 8)], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  assert.equal(bytes.readUInt32BE(16), 2 * (720 + 2 * 16));
  await menu.getByRole("status").getByText(`Sparas som ${name}.`).waitFor();
  const colours = await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    const pen = canvas.getContext("2d");
    pen.drawImage(picture, 0, 0);
    const { data } = pen.getImageData(0, 0, picture.width, picture.height);
    return new Set(new Uint32Array(data.buffer)).size;
  }, bytes.toString("base64"));
  assert.ok(colours > 20, `${colours} colours`);
});

test("the clipboard gets a picture", async ({ page, context, open }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open("#/behov");
  const menu = await openMenu(page.locator("#ar"));
  await menu.locator("[data-take=copy]").click();
  await menu.getByRole("status").getByText("Bilden är kopierad.").waitFor();
  const types = await page.evaluate(async () => (await navigator.clipboard.read()).flatMap((item) => item.types));
  assert.deepEqual(types, ["image/png"]);
});

test("a browser that copies no pictures gets the drawing's text, or is told to save it", async ({ page, open }) => {
  await page.addInitScript(() => {
    window.copied = null;
    Object.defineProperty(navigator, "clipboard", {
      value: {
        writeText: async (text) => {
          if (window.refuses) throw new DOMException("no", "NotAllowedError");
          window.copied = text;
        },
      },
    });
  });
  await open("#/behov");
  const menu = await openMenu(page.locator("#ar"));
  await menu.locator("[data-take=copy]").click();
  await menu.getByText("kopierad som text (SVG-kod)").waitFor();
  assert.match(await page.evaluate(() => window.copied), /^<svg /);
  await page.evaluate(() => (window.refuses = true));
  await menu.locator("[data-take=copy]").click();
  await menu.getByText("Spara bilden i stället.").waitFor();
});

test("by keyboard alone: open, save, and focus stays", async ({ page, open }) => {
  await open("#/behov");
  const figure = page.locator("#ar");
  const opener = figure.getByRole("button", { name: /^Spara eller kopiera/ });
  await opener.focus();
  await page.keyboard.press("Enter");
  await figure.locator("[data-take=png]").waitFor();
  const order = [];
  // The figure's own choices are in between.
  for (let at = 0; at < 8 && order.length < 4; at += 1) {
    await page.keyboard.press("Tab");
    const take = await page.evaluate(() => document.activeElement.dataset.take);
    if (take) order.push(take);
  }
  assert.deepEqual(order, ["png", "svg", "csv", "copy"]);
  await page.keyboard.press("Shift+Tab");
  const { name } = await handed(page, () => page.keyboard.press("Enter"));
  assert.match(name, /\.csv$/);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.take), "csv");
});

for (const width of WIDTHS) {
  test(`the menu and the office files, ${width} px in light and dark`, async ({ page, open }) => {
    await open("#/behov", { width });
    await openMenu(page.locator("#ar"));
    await noSidewaysScroll(page);
    await axeInBoth(page);
    await page.getByRole("button", { name: "Dela", exact: true }).click();
    await page.locator("dialog [data-office=xlsx]").waitFor();
    await axeInBoth(page);
    await page.keyboard.press("Escape");
    await open("#/scenarier", { width });
    await page.locator("main [data-office=pptx]").waitFor();
    await noSidewaysScroll(page);
    await axeInBoth(page);
  });
}

test(
  "what makes office files can't be had: it says so beside the button, and a second try works",
  async ({ page, open, trouble }) => {
    trouble.expect(/office-/, /ERR_FAILED|Failed to load/);
    await page.route(/office-/, (route) => route.abort());
    await open("#/scenarier");
    const office = page.locator("main .office");
    await office.locator("[data-office=xlsx]").click();
    await office.getByRole("alert").getByText("Filen kunde inte skapas.").waitFor();
    await page.unroute(/office-/);
    const { name } = await handed(page, () => office.locator("[data-office=xlsx]").click());
    assert.match(name, /\.xlsx$/);
    await expect(office.getByRole("alert")).toHaveInnerText("");
  },
);

test("nothing of it is fetched before somebody asks, and it says that it works", async ({ page, open }) => {
  const fetched = [];
  page.on("request", (request) => fetched.push(new URL(request.url()).pathname));
  await page.route(/office-/, async (route) => {
    // The file is held until the message is shown.
    await page.locator("main .office").getByText("Skapar filen").waitFor();
    await route.continue();
  });
  await open("#/scenarier");
  const late = () => fetched.filter((path) => /\/(office|export|pptx)-/.test(path));
  assert.deepEqual(late(), []);
  await handed(page, () => page.locator("main [data-office=xlsx]").click());
  assert.equal(late().length, 1);
});
