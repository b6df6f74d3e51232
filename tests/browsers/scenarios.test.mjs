// What a person does with the tool, in every browser.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { MENU, UNKNOWN } from "../../xtask/node/views.mjs";
import { ENGINE_1_DIFFERS, goodLinks } from "../e2e/links.mjs";
import { CARE, GAP, gap, ready, test, turn, whole } from "./fixtures.mjs";

const LIBRARY = fileURLToPath(new URL("../../crates/scenario/tests/files/2-library.json", import.meta.url));

/** Lists what sticks out sideways. */
const sideways = (tab) =>
  tab.evaluate(() => {
    const root = document.documentElement;
    return root.scrollWidth > root.clientWidth ? `${location.hash}: ${root.scrollWidth} px in ${root.clientWidth} px` : "";
  });

for (const width of [320, 1280]) {
  test(`every view opens, draws and stays within ${width} px`, async ({ tab, open }) => {
    await open("#/", { width });
    for (const { route, slug, heading } of [...MENU, UNKNOWN]) {
      await tab.evaluate((route) => void (location.hash = route), route);
      await tab.shown(`main[data-route=${slug}] h1`);
      await tab.says("h1", heading);
      await whole(tab);
      assert.equal(await sideways(tab), "");
    }
  });
}

test("the menu of a narrow window opens, and leads to a view", async ({ tab, open }) => {
  await open("#/", { width: 390, height: 844 });
  await tab.click(".shortcuts > button");
  await tab.click('.views a[href="#/boende"]');
  await tab.shown("main[data-route=boende] h1");
});

const WAYS = {
  "by mouse": async (tab) => {
    const { left, width, y } = await tab.box(CARE.range);
    const at = (share) => ["move", left + width * share, y];
    await tab.mouse([at(0.476), ["down"], at(0.48), at(0.49), at(0.495), at(0.5), ["up"]]);
  },
  "by keys": async (tab) => {
    await tab.evaluate((range) => document.querySelector(range).focus(), CARE.range);
    for (let press = 0; press < 24; press += 1) await tab.press("ArrowRight");
  },
  "by typing": (tab) => tab.enter(CARE.field, "50,0"),
};

for (const [way, move] of Object.entries(WAYS)) {
  test(`a lever moves ${way}, is undone and redone by key, and is found again after a reload`, async ({ tab, open }) => {
    await open();
    await tab.holds(CARE.field, "47,6");
    await move(tab);
    const value = Number(await tab.value(CARE.range));
    // A pointer is as exact as a pixel.
    assert.ok(Math.abs(value - 50) < (way === "by mouse" ? 0.6 : 1e-9), `the lever is at ${value}`);
    const [shown, remaining] = [value, value + 24.9].map((number) => number.toFixed(1).replace(".", ","));
    await tab.holds(CARE.field, shown);
    await gap(tab, remaining);
    await tab.says("[data-last-move]", "Krav på omsorgen: 47,6");
    await tab.evaluate(() => document.getElementById("rubrik").focus());
    await tab.press("Control+z");
    await gap(tab, "72,5");
    await tab.holds(CARE.range, "47.6");
    await tab.press("Control+Shift+Z");
    await gap(tab, remaining);
    await tab.reload();
    await ready(tab);
    await tab.holds(CARE.field, shown);
    await tab.holds(CARE.range, String(value));
    await gap(tab, remaining);
  });
}

test("what is no number is refused beside the field, and changes nothing", async ({ tab, open }) => {
  await open();
  await tab.enter(CARE.field, "femtio");
  await tab.says('[data-input="requirement.care"] [data-error]', "inget tal");
  await gap(tab, "72,5");
});

test("a finger that scrolls moves no lever, a drag from the thumb and a tap do", async ({ tab, engine, open }) => {
  test.skip(!engine.features.touch, "this engine's driver has no fingers");
  await open("#/", { width: 390, height: 844 });
  await tab.until(() => performance.getEntriesByType("resource").some(({ name }) => /\/touch-[^/]*\.js$/.test(name)));
  const thumb = ({ left, width }, value) => left + 14 + (value / 100) * (width - 28);
  const swipe = (from, to) => {
    const steps = Array.from({ length: 13 }, (_, step) => ["move", ...from.map((start, axis) => start + ((to[axis] - start) * step) / 12)]);
    return tab.touch([steps[0], ["down"], ...steps.slice(1), ["up"]]);
  };
  for (const way of [-260, 200]) {
    const box = await tab.box(CARE.range);
    const x = thumb(box, 47.6);
    await swipe([x, box.y], [x + 14, box.y + way]);
    await tab.holds(CARE.range, "47.6");
  }
  const box = await tab.box(CARE.range);
  const x = thumb(box, 47.6) + 5;
  await swipe([x, box.y], [x + 8 + (box.width - 28) / 10, box.y + 6]);
  await tab.until((range) => Math.abs(document.querySelector(range).value - 57.6) < 0.6, CARE.range);
  const { left, width, y } = await tab.box(CARE.range);
  await tab.touch([["move", left + 0.25 * width, y], ["down"], ["up"]]);
  const value = (100 * (0.25 * width - 14)) / (width - 28);
  await tab.until((range, value) => Math.abs(document.querySelector(range).value - value) < 0.6, CARE.range, value);
});

/** Opens *Mer*, where the header is one row: in a narrow window, and for a finger. */
async function openMore(tab) {
  if (await tab.evaluate(() => all(".shortcuts > button").length > 0)) await tab.click(".shortcuts > button");
}

/** Saves the working copy as a new scenario. */
async function saveAs(tab, name) {
  await openMore(tab);
  await tab.click("header .scenario-name");
  await tab.fill("dialog[open] input[type=text]", name);
  await tab.click("dialog[open] button", "Spara som nytt");
  await tab.hidden("dialog[open]");
}

test("a saved scenario is there after a reload and in another tab, and Rensa allt takes it", async ({ tab, newTab, open, site }) => {
  await open();
  await tab.enter(CARE.field, "50");
  await gap(tab, "74,9");
  await saveAs(tab, "Inför mötet");
  await tab.says(".notices", "”Inför mötet” är sparat i den här webbläsaren.");
  await tab.reload();
  await ready(tab);
  await openMore(tab);
  await tab.says("header .scenario-name", "Inför mötet");
  const other = await newTab();
  await other.goto(`${site.url}#/scenarier`);
  await ready(other);
  await other.says("main .saved-list", "Inför mötet");
  await other.evaluate(() => void (location.hash = "#/om"));
  await other.click("main button", "Rensa allt");
  await other.click("button", "Ja, ta bort allt");
  await gap(other, "72,5");
  await turn(other, "#/scenarier");
  await other.hidden("main .saved-list li");
});

test("no text becomes markup but by the tool's own policy, in a browser that has trusted types", async ({ tab, open }) => {
  await open("#/");
  const results = await tab.evaluate(() => {
    if (!globalThis.trustedTypes) return undefined;
    // The guard of all tests is at the window: it does not hear of what is tried here.
    document.addEventListener("securitypolicyviolation", (event) => event.stopPropagation());
    const attempt = (act) => {
      try {
        return act() ?? "done";
      } catch (cause) {
        return cause.name;
      }
    };
    const text = attempt(() => void (document.createElement("p").innerHTML = "<b>text</b>"));
    const policy = attempt(() => void trustedTypes.createPolicy("other", {}));
    const own = attempt(() => String(window.balansPolicy.createHTML("<b>text</b>")));
    const script = attempt(() => String(window.balansPolicy.createHTML("<img src=x onerror=run()>")));
    return { text, policy, own, script };
  });
  if (results) assert.deepEqual(results, { text: "TypeError", policy: "TypeError", own: "<b>text</b>", script: "TypeError" });
});

test("a number is explained in a dialog, which Esc closes, and the search leads there too", async ({ tab, open }) => {
  await open();
  await tab.click(GAP);
  await tab.shown('dialog[open] [data-explains="remaining.2023"]');
  await tab.press("Escape");
  await tab.hidden("dialog[open]");
  await tab.press("/");
  await tab.enter("dialog[open] input[type=search]", "72,5");
  await tab.shown('dialog[open] [data-explains="remaining.2023"]');
});

test("what takes many runs of the model is worked out, by a worker", async ({ tab, open }) => {
  await open("#/vad-kravs");
  await tab.shown("main h1");
  await whole(tab);
  assert.ok(await tab.evaluate(() => performance.getEntriesByType("resource").some(({ name }) => /\/answers-[^/]*\.wasm$/.test(name))));
});

test("a scenario is shared: the link is copied, and opens elsewhere as it was decided", async ({ tab, newTab, open }) => {
  await open();
  await tab.enter(CARE.field, "50");
  await gap(tab, "74,9");
  await tab.click("[data-action=share]");
  await tab.shown("dialog[open] .share-link input");
  const address = await tab.value("dialog[open] .share-link input");
  assert.match(address, /#s1\.[\w-]+z$/);
  await tab.click("dialog[open] button", "Kopiera länken");
  await tab.says("dialog[open]", "Länken är kopierad.");
  await tab.click("dialog[open] button", "Visa som QR-kod");
  await tab.until(() => Boolean(document.querySelector("dialog[open] .code svg path")));
  await tab.press("Escape");
  await tab.hidden("dialog[open]");
  await tab.enter(CARE.field, "40");
  await gap(tab, "64,9");
  const other = await newTab();
  await other.goto(address);
  await ready(other);
  await other.shown("main[data-route=delat] [data-matches]");
  await other.says("[data-verdict]", "Det återstår att hitta 74,9 mnkr 2023");
  await other.click("[data-action=adopt]");
  await gap(other, "74,9");
});

test("a link of an older calculation opens with that calculation", async ({ tab, open }) => {
  const { link } = goodLinks().find(({ file }) => file === ENGINE_1_DIFFERS);
  await open(`#${link}`);
  await tab.shown("[data-matches]");
  await tab.says("[data-verdict]", "som gällde när länken gjordes");
  await tab.click("button", "Räkna med dagens tal");
  await tab.shown("[data-differs]");
});

test("a file is read, a bad one is refused, and what is saved as a file is the same", async ({ tab, open }, testInfo) => {
  await open("#/scenarier");
  const bad = testInfo.outputPath("trasig.json");
  writeFileSync(bad, "Rubrik;Tal\r\n");
  await tab.choose("#fil", bad);
  await tab.says("#fil-fel [data-error]", "följer inte formatet");
  await tab.choose("#fil", LIBRARY);
  await tab.says("#fil-innehall", "Som underlaget: nytt");
  await tab.click("#filer button", "Läs in");
  await tab.says(".notices", "Inläsningen lade till två scenarier.");
  const { name, bytes } = await tab.saved(() => tab.click("#filer button", "Spara alla scenarier som fil"));
  assert.match(name, /^balans-scenarier-\d{4}-\d\d-\d\d\.json$/);
  const values = (text) => JSON.parse(text).scenarios.map(({ name, values }) => [name, values]).sort();
  assert.deepEqual(values(bytes), values(readFileSync(LIBRARY)));
});

test("Excel, PowerPoint, a table and a picture are saved", async ({ tab, open }) => {
  await open();
  await whole(tab);
  await tab.until(() => {
    const [button] = all("#bro button").filter((button) => button.innerText.startsWith("Spara eller kopiera"));
    button?.setAttribute("data-test", "take");
    return button;
  });
  await tab.click("#bro [data-test=take]");
  for (const [take, mark] of [["png", "\x89PNG"], ["svg", "<svg"], ["csv", "\xef\xbb\xbf"]]) {
    const { bytes } = await tab.saved(() => tab.click(`#bro [data-take=${take}]`));
    assert.equal(bytes.toString("latin1", 0, mark.length), mark, take);
  }
  await turn(tab, "#/scenarier");
  for (const kind of ["xlsx", "pptx"]) {
    const { name, bytes } = await tab.saved(() => tab.click(`main [data-office=${kind}]`));
    assert.match(name, new RegExp(`\\.${kind}$`));
    assert.equal(bytes.toString("latin1", 0, 2), "PK", kind);
  }
});

test("the projector's window follows the presenter's, also when it is opened again", async ({ tab, newTab, open }) => {
  const place = (number) => tab.until((number) => all(".bar-place")[0]?.innerText.startsWith(`${number} av `), number);
  const project = async (selector) => {
    const window = newTab.keep(await tab.popup(() => tab.click(selector)));
    await ready(window);
    await tab.shown("[data-contact=linked]");
    await window.shown(".slide-body > *");
    return window;
  };
  const same = async (window) => window.says("h1", (await tab.text("h1")).replace(/\s+/g, " "));
  await open("#/presentera", { width: 1280, height: 720 });
  await place(1);
  const first = await project("[data-action=project]");
  await same(first);
  await tab.press("PageDown");
  await place(2);
  await same(first);
  await first.press("PageDown");
  await place(3);
  await same(first);
  await tab.press("b");
  await first.until(() => Boolean(document.querySelector("main[data-black=true]")));
  await tab.press("b");
  await first.until(() => !document.querySelector("main[data-black=true]"));
  // A lever moves what stands on the projector.
  await tab.press("PageUp");
  await place(2);
  const slider = ".dock input[type=range]";
  const before = await first.text(".slide");
  await tab.evaluate((slider) => document.querySelector(slider).focus(), slider);
  await tab.press("ArrowRight");
  await first.until((before) => all(".slide")[0].innerText.trim() !== before, before);

  await first.leave();
  await tab.says("body", "Kontakten med projektorfönstret är bruten");
  const second = await project("[data-contact=lost] button");
  await same(second);
});

test("a presentation fills the screen and gives it back", async ({ tab, open }) => {
  await open("#/presentera");
  await tab.shown(".bar-place");
  await tab.press("f");
  await tab.until(() => Boolean(document.fullscreenElement));
  await tab.press("f");
  await tab.until(() => !document.fullscreenElement);
});

test("after one visit the tool works without network", async ({ tab, open, site, watched }) => {
  await open();
  await tab.until(async () => (await navigator.serviceWorker.ready).active.state === "activated");
  const files = JSON.parse(readFileSync(join(watched, "sw.js"), "utf8").match(/^const FILES = (\{\n[^;]*\});$/m)[1]);
  const wanted = Object.entries(files).filter(([, [, when]]) => when !== "used").map(([name]) => name);
  // Caches have no events.
  await tab.until(async (wanted) => {
    const found = await Promise.all(wanted.map((name) => caches.match(new URL(name, document.baseURI).href)));
    return found.every(Boolean);
  }, wanted);
  await site.stop();
  await tab.reload();
  await ready(tab);
  await tab.enter(CARE.field, "50");
  await gap(tab, "74,9");
  for (const route of ["#/vad-kravs", "#/boende", "#/kallor"]) {
    await turn(tab, route);
  }
});

test("the one file, opened from a disk, shows every view and keeps what is done", async ({ tab, single }) => {
  await tab.resize(1280, 900);
  await tab.goto(single);
  await ready(tab);
  for (const { route } of MENU) {
    await turn(tab, route);
  }
  await turn(tab, "#/");
  await tab.enter(CARE.field, "50");
  await gap(tab, "74,9");
  await turn(tab, "#/scenarier");
  const { bytes } = await tab.saved(() => tab.click("main [data-office=xlsx]"));
  assert.equal(bytes.toString("latin1", 0, 2), "PK");
  await tab.reload();
  await ready(tab);
  await gap(tab, "74,9");
});

test("the decision paper is printed on A4, with numbered pages where the engine numbers them", async ({ tab, engine, open }) => {
  test.skip(!engine.features.print, "this engine's driver does not print");
  for (const type of ["DOMMatrix", "ImageData", "Path2D"]) globalThis[type] ??= class {};
  const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");
  await open("#/beslutsunderlag");
  await whole(tab);
  const task = getDocument({ data: new Uint8Array(await tab.pdf()), useSystemFonts: true, verbosity: 0 });
  const pdf = await task.promise;
  assert.ok(pdf.numPages >= 8 && pdf.numPages <= 16, `${pdf.numPages} pages`);
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const [left, bottom, right, top] = page.view;
    assert.ok(Math.abs(right - left - 595.3) < 1.5 && Math.abs(top - bottom - 841.9) < 1.5, `page ${number}: ${page.view}`);
    const { items } = await page.getTextContent();
    const text = items.map(({ str }) => str).join(" ");
    assert.ok(text.length > 100, `page ${number} is empty`);
    const numbered = text.includes(`${number} (${pdf.numPages})`);
    assert.equal(numbered, engine.features.pageNumbers, `page ${number} is numbered: ${numbered}`);
  }
  await task.destroy();
});
