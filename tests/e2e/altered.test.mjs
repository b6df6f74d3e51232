// A page whose text is changed by extensions: translators, grammar checkers and others wrap,
// replace, split and join text nodes. It shows the figures of an unchanged page, on every view, in
// dialogs and on slides, or reports that it can't.
import assert from "node:assert/strict";
import { routes, slug } from "../../xtask/node/views.mjs";
import { expect, ready, test as base } from "./fixtures.mjs";

/** The views after Läget, where the steps begin. */
const VIEWS = routes({ open: "indexation", without: ["#/"] });

/** The ways to change a text node, by name. */
const WAYS = ["replaced", "replaced where it has letters", "wrapped", "split", "split and wrapped", "joined", "copied"];

/** Changes the page's texts in a way, and again at each of the app's changes if `live`. */
async function alter(page, way, live = false) {
  await page.evaluate(
    ({ way, live }) => {
      const around = (node) => {
        const font = document.createElement("font");
        font.append(document.createElement("font"));
        font.firstChild.append(node);
        return font;
      };
      const done = new WeakSet();
      const change = (text) => {
        if (done.has(text) || !text.data.trim() || text.parentElement?.closest("font, script, style, title")) return;
        if (way === "replaced where it has letters" && !/\p{L}/u.test(text.data)) return;
        // HTML in a drawing is not drawn: figures ask to be left alone, and what translates them is their table.
        if (text.parentElement.closest("svg")?.closest("[translate=no]")) return;
        done.add(text);
        if (way.startsWith("replaced")) text.replaceWith(around(text.cloneNode()));
        if (way === "wrapped") {
          const font = around(document.createTextNode(""));
          text.before(font);
          font.firstChild.append(text);
        }
        if (way === "copied") text.replaceWith(text.cloneNode());
        if (way.startsWith("split") && text.data.length > 1) {
          const half = text.splitText(text.data.length >> 1);
          done.add(half);
          if (way === "split and wrapped") for (const part of [text, half]) part.replaceWith(around(part.cloneNode()));
        }
      };
      const all = () => {
        if (way === "joined") return document.body.normalize();
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        const texts = [];
        while (walker.nextNode()) texts.push(walker.currentNode);
        texts.forEach(change);
      };
      all();
      window.altering?.disconnect();
      if (!live) return;
      window.altering = new MutationObserver(() => {
        all();
        window.altering.takeRecords();
      });
      window.altering.observe(document.body, { childList: true, characterData: true, subtree: true });
    },
    { way, live },
  );
}

/** Returns the visible words and figures. Text for screen readers alone is updated late, and is left out. */
const figures = (page) =>
  page.evaluate(() => {
    const seen = document.querySelectorAll(
      ".answer, .answer-note, .shares-legend, .by-area, .last-move, main > :not(:has(.show)), .slide, .dock-lever, .bar, dialog[open]",
    );
    const texts = [...seen].map((one) => [one.innerText, ...[...one.querySelectorAll("svg text")].map((text) => text.textContent)].join(" "));
    return texts.join(" ").replace(/\s+/g, "");
  });

/** Waits until the page has been unchanged for longer than late updates take: figures' footnotes wait 150 ms. */
const still = (page) =>
  page.evaluate(
    () =>
      new Promise((done) => {
        let timer;
        const begin = () => {
          clearTimeout(timer);
          timer = setTimeout(() => {
            watch.disconnect();
            done();
          }, 300);
        };
        const watch = new MutationObserver(begin);
        watch.observe(document.body, { childList: true, characterData: true, attributes: true, subtree: true });
        begin();
      }),
  );

/** Shows where two texts differ, with context. */
function difference(is, wanted) {
  if (is === wanted) return "";
  let at = 0;
  while (is[at] === wanted[at]) at += 1;
  const around = (text) => text.slice(Math.max(0, at - 40), at + 40);
  return `“${around(is)}” instead of “${around(wanted)}”`;
}

const go = (page, address) => page.evaluate((address) => (location.hash = address), address);

/** The steps on the page: each changes figures, or their presentation. */
function* steps() {
  const care = '[data-input="requirement.care"] input[inputmode=decimal]';
  const fill = (value) => async (page) => {
    await page.locator(`main ${care}`).fill(value);
    await page.locator(`main ${care}`).press("Enter");
  };
  yield fill("35");
  yield fill("41,5");
  yield (page) => page.locator(".strip .answer [data-quantity]").click();
  yield async (page) => {
    await page.keyboard.press("Escape");
    await page.locator("dialog[open]").waitFor({ state: "detached" });
  };
  yield (page) => page.locator("[data-action=undo]").click();
  for (const view of VIEWS) {
    yield async (page) => {
      await go(page, view);
      await page.locator(`main[data-route=${slug(view)}] #rubrik`).waitFor();
    };
    yield (page) => page.locator("[data-action=redo]").click();
    yield (page) => page.locator("[data-action=undo]").click();
  }
  yield async (page) => {
    await go(page, "#/presentera?bild=requirement");
    await page.locator(".dock-lever").first().waitFor();
  };
  yield (page) => page.keyboard.press("PageUp");
  yield (page) => page.keyboard.press("PageDown");
  yield (page) => page.locator("[data-action=redo]").click();
  yield fill("12");
  yield (page) => page.keyboard.press("PageDown");
  yield (page) => page.locator("[data-action=undo]").click();
}

const test = base.extend({
  /** The figures after each step on an unchanged page. */
  untouched: [
    async ({ browser, server }, use) => {
      // As large as the pages that it is compared with.
      const viewport = { width: 1280, height: 900 };
      const page = await browser.newPage({ locale: "sv-SE", timezoneId: "Europe/Stockholm", viewport });
      await page.goto(server.url);
      await ready(page);
      const found = [];
      for (const step of steps()) {
        await step(page);
        await still(page);
        found.push(await figures(page));
      }
      await page.close();
      await use(found);
    },
    { scope: "worker" },
  ],
});

for (const way of WAYS) {
  for (const live of [false, true]) {
    // No extension joins nodes at every change.
    if (live && way === "joined") continue;
    test(`texts ${way}${live ? ", again at every change" : ""}: the figures are those of an untouched page`, async ({ page, open, untouched }) => {
      await open("#/");
      let number = 0;
      for (const step of steps()) {
        if (!live || number === 0) await alter(page, way, live);
        await step(page);
        await expect.poll(async () => difference(await figures(page), untouched[number]), { message: `step ${number}` }).toBe("");
        number += 1;
      }
      await expect(page.locator(".altered")).toHaveCount(0);
    });
  }
}

test("a translation that comes late gives way to the figures that hold, and if it insists the page says so", async ({ page, open }) => {
  await open("#/");
  const note = page.locator(".answer-note");
  const late = () =>
    note.evaluate((note) => {
      const font = document.createElement("font");
      font.textContent = "of the requirement 12.3";
      note.firstChild.replaceWith(font);
    });
  const held = await note.innerText();
  await late();
  await expect(note).toHaveInnerText(held);
  await expect(note).toHaveAttribute("translate", "no");
  await expect(page.locator(".altered")).toHaveCount(0);
  // Digits as they were, words in another language and another script's digits: that is a translation.
  const lead = page.locator(".last-move");
  const words = await lead.innerText();
  await lead.evaluate((lead) => {
    const font = document.createElement("font");
    font.textContent = `moved: ${lead.textContent.replace(/\D/g, "").replace(/\d/g, (digit) => String.fromCodePoint(0x660 + Number(digit)))}`;
    lead.firstChild.replaceWith(font);
  });
  assert.notEqual(await lead.innerText(), words);
  await late();
  await page.getByRole("alert").filter({ hasText: "siffror på den kan vara fel" }).waitFor();
  await expect(lead).toHaveInnerText(/^moved/);
  await page.evaluate(() => (window.before = true));
  await page.getByRole("button", { name: "Ladda om sidan" }).click();
  await page.waitForFunction(() => !window.before && document.documentElement.dataset.ready);
  await expect(note).toHaveInnerText(held);
});
