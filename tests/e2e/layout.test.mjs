// Layout: elements of a row are aligned, words and numbers whole, and no punctuation is alone on a
// line.
import assert from "node:assert/strict";
import { TOOL_VIEWS } from "../../xtask/node/views.mjs";
import { expect, lever, test, type } from "./fixtures.mjs";

/** Returns the outer boxes of the elements that match a selector, in whole pixels. */
const boxes = (page, selector) =>
  page.locator(selector).evaluateAll((all) =>
    all.map((one) => {
      const { top, bottom, left, right, height } = one.getBoundingClientRect();
      return Object.fromEntries(Object.entries({ top, bottom, left, right, height }).map(([side, at]) => [side, Math.round(at)]));
    }),
  );

const equal = (values, what) => assert.equal(new Set(values).size, 1, `${what}: ${values.join(" ")}`);

for (const width of [390, 820, 1366]) {
  test(`the paper's controls are as tall as each other at ${width} px`, async ({ page, open }) => {
    await open("#/beslutsunderlag", { width });
    const found = await boxes(page, ".paper-tools button");
    assert.equal(found.length, 5);
    equal(found.map(({ height }) => height), "heights");
    if (width > 700) equal(found.map(({ top }) => top), "one row");
  });
}

test("the tools stand on the brand's row, and the menu on one of its own, however wide the window is", async ({ page, open }) => {
  for (const width of [1280, 1440, 1920, 2560]) {
    await open("#/", { width });
    const [[brand], [tools], [menu]] = await Promise.all([".brand", ".tools > .button", ".menu"].map((one) => boxes(page, one)));
    assert.ok(tools.top < brand.bottom, `${width}: ${tools.top} ${brand.bottom}`);
    assert.ok(menu.top >= Math.max(brand.bottom, tools.bottom), `${width}: ${menu.top}`);
  }
});

test("choices beside each other are as tall, with their buttons on one line", async ({ page, open }) => {
  for (const route of ["#/behov", "#/scenarier"]) {
    await open(route, { width: 1366 });
    await page.locator(".choice .pick").first().waitFor();
    const all = await boxes(page, ".choice");
    const rows = new Set(all.map(({ top }) => top));
    for (const row of rows) equal(all.filter(({ top }) => top === row).map(({ bottom }) => bottom), `${route}: ends`);
    assert.equal(new Set((await boxes(page, ".choice .pick")).map(({ top }) => top)).size, rows.size, route);
  }
});

test("a wide table is as wide as its card", async ({ page, open }) => {
  await open("#/parter", { width: 1366 });
  const tables = page.locator("table.wide");
  await tables.first().waitFor();
  const short = await tables.evaluateAll((all) => all.map((one) => one.parentElement.clientWidth - one.offsetWidth).filter((left) => left > 1));
  assert.deepEqual(short, []);
});

test("a line never begins with the sign after a number", async ({ page, open }) => {
  for (const route of ["#/", "#/parter", "#/behov", "#/jamforelser"]) {
    await open(route, { width: 1280 });
    await page.locator("main .together").first().waitFor();
    const parted = await page.evaluate(() => {
      const main = document.querySelector("main");
      const wrong = [];
      let signs = 0;
      for (let width = 290; width <= 1200; width += 5) {
        main.style.maxWidth = `${width}px`;
        for (const number of main.querySelectorAll("p button.num")) {
          const walker = document.createTreeWalker(number.closest("p"), NodeFilter.SHOW_TEXT);
          walker.currentNode = number.lastChild;
          const text = walker.nextNode();
          if (!text || !/^[.,:;]/.test(text.data)) continue;
          signs += 1;
          const range = document.createRange();
          range.setStart(text, 0);
          range.setEnd(text, 1);
          if (range.getBoundingClientRect().top > number.getBoundingClientRect().bottom - 2) wrong.push(`${width}: ${number.innerText}${text.data}`);
        }
      }
      main.style.maxWidth = "";
      return signs ? wrong : ["no number has a sign after it"];
    });
    assert.deepEqual(parted, [], route);
  }
});

test("a table that goes on to the side has a shade there, and one that does not has none", async ({ page, open }) => {
  await open("#/parter", { width: 390 });
  const wraps = page.locator("#parter-atgarder .table-wrap:has(table.wide)");
  await wraps.first().waitFor();
  const layers = await wraps.first().evaluate((one) => [getComputedStyle(one).backgroundAttachment, one.scrollWidth > one.clientWidth]);
  // The cover of the shade scrolls with the table, so that it hides the shade at the table's end
  // alone.
  assert.deepEqual(layers, ["local, scroll", true]);
});

test("no word is broken in the list of keys or beside an input's values", async ({ page, open }) => {
  /** Elements whose longest word is wider than they are. */
  const broken = (selector) =>
    page.locator(selector).evaluateAll((all) =>
      all.flatMap((one) => {
        const probe = document.createElement("span");
        const { fontFamily, fontSize, fontWeight } = getComputedStyle(one);
        Object.assign(probe.style, { position: "absolute", visibility: "hidden", whiteSpace: "nowrap", fontFamily, fontSize, fontWeight });
        document.body.append(probe);
        const wide = one.innerText.split(/\s+/).filter((word) => {
          probe.textContent = word;
          return probe.offsetWidth > Math.ceil(one.getBoundingClientRect().width) + 1;
        });
        probe.remove();
        return wide;
      }),
    );
  await open("#/boende", { width: 390 });
  await page.locator("h1").focus();
  await page.keyboard.press("?");
  await page.locator("dialog[open] .keys dd").first().waitFor();
  assert.deepEqual(await broken("dialog[open] .keys dd"), []);
  await page.keyboard.press("Escape");
  for (const width of [390, 1366]) {
    await open("#/boende", { width });
    const first = page.locator("main .lever-foot button[aria-expanded]").first();
    if ((await first.getAttribute("aria-expanded")) === "false") await first.click();
    await page.locator("main .panel .facts dt").first().waitFor();
    assert.deepEqual(await broken("main .panel .facts dt"), [], `${width}`);
  }
});

test("more than the requirement has not the colour of what is missing, on the slides too", async ({ page, open }) => {
  await open("#/");
  const colours = async () => {
    await open("#/presentera");
    const values = page.locator(".slide .value button");
    await expect(values).toHaveCount(3);
    return values.evaluateAll((all) => all.map((one) => getComputedStyle(one).color));
  };
  const [ink, , lack] = await colours();
  assert.notEqual(lack, ink);
  await open("#/");
  await type(lever(page, "requirement.care").field, "0,5");
  await type(lever(page, "requirement.health").field, "0");
  await page.locator(".strip .shares-legend", { hasText: "mer än kravet" }).waitFor();
  const [first, , over] = await colours();
  assert.equal(over, first);
});

test("in a wide window no card ends far below its content, and nothing reaches out of one", async ({ page, open }) => {
  for (const width of [1700, 1920]) {
    for (const { route, slug } of TOOL_VIEWS) {
      await open(route, { width, height: 1080 });
      if (slug === "vad-kravs") await page.locator("#framtider svg").first().waitFor();
      if (slug === "laget") await page.locator("#aterstalla table").waitFor();
      const cards = page.locator("main .card:visible");
      await cards.first().waitFor();
      const wrong = await cards.evaluateAll((all) =>
        all.flatMap((card) => {
          const [box, style] = [card.getBoundingClientRect(), getComputedStyle(card)];
          const bottoms = [...card.children].map((child) => child.getBoundingClientRect()).filter(({ height }) => height > 0);
          const left = box.bottom - Number.parseFloat(style.paddingBottom) - Math.max(...bottoms.map(({ bottom }) => bottom));
          const name = card.id || card.innerText.slice(0, 40);
          const inside = [...card.querySelectorAll("p, dd, dt, h2, h3, button, input, li")];
          const out = inside.filter((one) => !one.closest(".table-wrap, .visually-hidden") && one.getClientRects().length && one.getBoundingClientRect().right > box.right + 1);
          return [...(left > 100 ? [`${name}: ${Math.round(left)} px empty`] : []), ...out.map((one) => `${name}: ${one.innerText} reaches out`)];
        }),
      );
      assert.deepEqual(wrong, [], `${route} at ${width} px`);
    }
  }
});

test("in a wide window what belongs together stands side by side, and the paper in the middle", async ({ page, open }) => {
  const box = (selector) => page.locator(selector).first().boundingBox();
  await open("#/parter", { width: 1920, height: 1080 });
  const [years, measures] = [await box("#parter-ar"), await box("#parter-atgarder")];
  assert.equal(years.y, measures.y);
  assert.ok(measures.x >= years.x + years.width);
  // Years that differ need the whole width.
  await open("#/atgarder?oppna=indexation", { width: 1920, height: 1080 });
  const field = page.locator('[data-input="indexation.withheld_care"] input[inputmode=decimal]').first();
  await field.fill("1");
  await field.press("Enter");
  await page.locator(".views a", { hasText: "Vem påverkas?" }).click();
  await expect(page.locator("#parter-ar thead th")).toHaveCount(10);
  assert.ok((await box("#parter-ar")).width > 1600);

  await open("#/beslutsunderlag", { width: 1920, height: 1080 });
  const [paper, title] = [await box(".paper"), await box("h1")];
  assert.ok(Math.abs(paper.x + paper.width / 2 - (await page.evaluate(() => document.documentElement.clientWidth)) / 2) < 2, `${paper.x}`);
  assert.ok(Math.abs(title.x - paper.x) < 1);

  await open("#/", { width: 1920, height: 1080 });
  const tracks = await page.locator("#prova input[type=range]").evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().top)));
  assert.equal(new Set(tracks).size, 1, `${tracks}`);
  // The panel over the bridge lets presses through.
  await page.locator("#bro .figure-foot button").first().click();
  await expect(page.locator("#bro-tabell table")).toBeVisible();
  await page.getByRole("button", { name: "Efter åtgärd" }).click();
  await expect(page.locator("#bro")).toBeHidden();
});

test("on a phone a slide's title lies beside none of its buttons in the list of slides", async ({ page, open }) => {
  await open("#/presentera", { width: 390, height: 844 });
  await page.getByRole("button", { name: "Bilder" }).click();
  const rows = page.locator("dialog[open] .slides-list li");
  await rows.first().waitFor();
  const over = await rows.evaluateAll((all) =>
    all.filter((row) => {
      const range = document.createRange();
      range.selectNodeContents(row.querySelector(".slides-title"));
      const title = [...range.getClientRects()];
      const buttons = [...row.querySelectorAll("button:not(.slides-title)")].map((one) => one.getBoundingClientRect());
      return buttons.some((button) => title.some((line) => line.right > button.left && line.left < button.right && line.bottom > button.top && line.top < button.bottom));
    }).length,
  );
  assert.equal(over, 0);
});
