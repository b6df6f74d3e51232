// The presentation: the presenter's keys, levers on a slide, the slide list, and the projector's
// window, which follows, shows when it is disconnected and reconnects.
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { axe, axeInBoth, expect, noSidewaysScroll, noting, ready, test } from "./fixtures.mjs";

const SIZES = [
  [320, 640],
  [1280, 720],
  [1920, 1080],
];

const OWN = fileURLToPath(new URL("../../crates/scenario/tests/files/underlag-1.json", import.meta.url));

const place = (page, number) => page.locator(".bar-place", { hasText: new RegExp(`^${number} av `) }).waitFor();
const title = (page) => page.locator("h1").innerText();
const count = async (page) => Number((await page.locator(".bar-place").innerText()).split(" av ")[1]);
const gap = (page) => page.locator('.slide [data-quantity^="remaining."]').first().innerText();
const focused = (page) => page.evaluate(() => document.activeElement.id || document.activeElement.tagName);

async function present(page, open, options) {
  await open("#/presentera", options);
  await place(page, 1);
}

/** Opens the projector's window, and waits until both are linked. */
async function project(page, trouble) {
  const [projector] = await Promise.all([
    page.waitForEvent("popup"),
    page.locator("[data-action=project], [data-contact=lost] button").first().click(),
  ]);
  projector.on("console", (message) => trouble.push(`projector console ${message.type()}: ${message.text()}`));
  projector.on("pageerror", (error) => trouble.push(`projector error: ${error.stack ?? error}`));
  await ready(projector);
  await page.locator("[data-contact=linked]").waitFor();
  await projector.locator(".slide-body > *").first().waitFor();
  return projector;
}

const shows = (page, text) => page.locator("h1", { hasText: text }).waitFor();

/** Searches for a lever, and puts the first that is found on the slide. */
async function pick(page, sought, id) {
  await page.locator("[data-action=pick]").click();
  const dialog = page.getByRole("dialog", { name: "Lägg till ett reglage" });
  await dialog.getByRole("searchbox").fill(sought);
  await dialog.getByRole("listitem").first().getByRole("button").click();
  await page.locator(`.dock [data-input="${id}"]`).waitFor();
}

/** Presses a key that leads to a slide, and waits for the slide. */
async function press(page, key, number) {
  await page.keyboard.press(key);
  await place(page, number);
}

test("one slide at a time, by every key and by a clicker's", async ({ page, open }) => {
  await open("#/boende");
  await page.locator("header a[href='#/presentera']").click();
  await place(page, 1);
  await expect(page.locator("header, .strip, footer")).toHaveCount(0);
  await expect(page.locator("#rubrik")).toBeFocused();
  const last = await count(page);
  const places = await noting(page, ".bar-place");
  assert.ok(last >= 8, `${last} slides`);
  let at = 1;
  for (const [key, to] of [
    ["ArrowRight", 2],
    ["ArrowDown", 3],
    ["PageDown", 4],
    [" ", 5],
    ["Shift+ ", 4],
    ["PageUp", 3],
    ["ArrowUp", 2],
    ["ArrowLeft", 1],
    ["ArrowLeft", 1],
    ["End", last],
    ["PageDown", last],
    ["Home", 1],
  ]) {
    const before = await title(page);
    await press(page, key, to);
    if (to !== at) {
      assert.notEqual(await title(page), before, key);
      const told = page.locator("[data-turned]", { hasText: `Bild ${to} av ${last}: ` });
      await told.waitFor({ state: "attached" });
      assert.ok((await told.innerText()).endsWith(await title(page)), key);
    }
    at = to;
  }
  // At either end a key has no effect.
  const way = [1, 2, 3, 4, 5, 4, 3, 2, 1, last, 1];
  assert.deepEqual(await places(), way.map((number) => `${number} av ${last}`));
  assert.equal(await focused(page), "rubrik", "turning pages moves no focus");
  for (const key of ["b", "."]) {
    await page.keyboard.press(key);
    await page.locator(".dark").waitFor();
    await page.locator("[data-turned]", { hasText: "svart" }).waitFor({ state: "attached" });
    await page.keyboard.press("PageDown");
    await page.locator(".dark").waitFor({ state: "detached" });
    await place(page, 1);
  }
  await page.keyboard.press("B");
  await page.locator(".dark").waitFor();
  await page.keyboard.press("Escape");
  await page.locator(".dark").waitFor({ state: "detached" });
  await page.keyboard.press("?");
  const keys = page.getByRole("dialog", { name: "Kortkommandon" });
  await keys.getByText("Svart bild, och tillbaka").waitFor();
  await page.keyboard.press("Escape");
  await keys.waitFor({ state: "hidden" });
  await place(page, 1);
  await page.keyboard.press("/");
  await expect(page.locator("dialog[open]"), "nothing leads away in the middle of a meeting").toHaveCount(0);
  await page.keyboard.press("Escape");
  await page.locator("main[data-route=boende]").waitFor();
  await expect(page.locator("#rubrik")).toBeFocused();
});

test("F and F5 fill the screen, and Esc gives it back before it ends anything", async ({ page, open }) => {
  await present(page, open);
  const full = (yes) => page.waitForFunction((yes) => Boolean(document.fullscreenElement) === yes, yes);
  for (const key of ["f", "F5"]) {
    await page.keyboard.press(key);
    await full(true);
    await page.locator("[data-action=full][aria-pressed=true]").waitFor();
    await page.keyboard.press("Escape");
    await full(false);
    await place(page, 1);
  }
  await page.locator("[data-action=full]").click();
  await full(true);
  await page.locator("[data-action=leave]").click();
  await page.locator("main[data-route=laget]").waitFor();
  await full(false);
});

test("an address leads to its slide, and loaded anew it is still there", async ({ page, open }) => {
  await present(page, open);
  await page.waitForURL(/bild=/);
  const first = page.url();
  await press(page, "End", await count(page));
  const last = await title(page);
  await page.waitForURL((url) => url.href !== first);
  await page.reload();
  await shows(page, last);
});

/** Returns the state that an accidental key would change: the levers' values. */
const values = (page) => page.locator(".dock-lever input").evaluateAll((fields) => fields.map((field) => field.value).join(" "));

/** Presses each key that a clicker may send, and expects exactly the slide that it leads to and nothing else. */
async function clicks(page, at, focus) {
  const last = await count(page);
  const before = await values(page);
  for (const [key, to] of [["PageDown", at + 1], ["PageUp", at]]) {
    await focus();
    const seen = await noting(page, ".bar-place");
    await press(page, key, to);
    assert.deepEqual((await seen()).slice(-2), [`${key === "PageDown" ? at : at + 1} av ${last}`, `${to} av ${last}`], key);
  }
  for (const key of ["b", "."]) {
    await focus();
    await page.keyboard.press(key);
    await page.locator(".dark").waitFor();
    await page.keyboard.press(key);
    await page.locator(".dark").waitFor({ state: "detached" });
  }
  await focus();
  await page.keyboard.press("F5");
  await page.waitForFunction(() => document.fullscreenElement);
  await page.keyboard.press("F5");
  await page.waitForFunction(() => !document.fullscreenElement);
  await place(page, at);
  assert.equal(await values(page), before);
  assert.ok(await page.evaluate(() => window.here), "nothing is loaded anew");
}

test("what a clicker sends turns the slides, whatever has focus", async ({ page, open }) => {
  await present(page, open);
  await page.evaluate(() => (window.here = true));
  await press(page, "PageDown", 2);
  const slider = page.locator(".dock input[type=range]").first();
  const field = page.locator(".dock .entry input").first();
  for (const control of [slider, field, page.locator("[data-action=undo]"), page.locator("[data-action=full]"), page.locator("[data-action=pick]")]) {
    await clicks(page, 2, () => control.focus());
  }
  for (const key of ["Home", "End"]) {
    await slider.focus();
    const before = await values(page);
    await page.keyboard.press(key);
    await place(page, key === "Home" ? 1 : await count(page));
    await page.keyboard.press("Home");
    await press(page, "PageDown", 2);
    assert.equal(await values(page), before);
  }
});

test("a page key closes a dialog and turns one slide", async ({ page, open }) => {
  await present(page, open);
  await press(page, "PageDown", 2);
  for (const openDialog of [
    () => page.locator("[data-action=slides]").click(),
    () => page.keyboard.press("?"),
    () => page.locator(".slide [data-quantity]").first().click(),
  ]) {
    await openDialog();
    await page.locator("dialog[open]").waitFor();
    await press(page, "PageDown", 3);
    await page.locator("dialog[open]").waitFor({ state: "detached" });
    await press(page, "PageUp", 2);
  }
  await page.locator("[data-action=slides]").click();
  const seek = page.getByRole("dialog", { name: "Bilderna i ordning" }).getByRole("searchbox");
  await seek.pressSequentially("b. f");
  await expect(seek, "what is written is the field's").toHaveValue("b. f");
});

test("a lever that the mouse lets go of, and a button that it presses, leave the keys to the slides", async ({ page, open }) => {
  await present(page, open);
  await press(page, "PageDown", 2);
  const slider = page.locator(".dock input[type=range]").first();
  const box = await slider.boundingBox();
  const start = await slider.inputValue();
  await page.mouse.move(box.x + box.width * 0.47, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.3, box.y + box.height / 2, { steps: 3 });
  await page.mouse.up();
  await page.waitForFunction(() => document.activeElement === document.body);
  const moved = await values(page);
  await expect(slider).not.toHaveValue(start);
  for (const [key, to] of [["ArrowRight", 3], ["ArrowLeft", 2], ["PageDown", 3], ["PageUp", 2], [" ", 3], ["Shift+ ", 2]]) {
    await press(page, key, to);
  }
  assert.equal(await values(page), moved);
  const undo = page.locator("[data-action=undo]");
  await undo.click();
  await expect(slider).toHaveValue(start);
  await press(page, " ", 3);
  await press(page, "PageUp", 2);
  await expect(slider).toHaveValue(start);
  const field = page.locator(".dock .entry input").first();
  await field.fill("12");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement === document.body);
  await expect(slider).toHaveValue("12");
  await page.keyboard.press(".");
  await page.locator(".dark").waitFor();
  await page.keyboard.press(".");
  await press(page, "PageDown", 3);
});

test("a lever reached with the keyboard has the arrow keys, and moves the slide", async ({ page, open }) => {
  await present(page, open);
  await press(page, "PageDown", 2);
  const slider = page.locator(".dock input[type=range]").first();
  const html = () => page.locator(".slide").innerHTML();
  const before = await html();
  await slider.focus();
  await page.getByText("Piltangenterna styr reglaget").waitFor();
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction((was) => document.querySelector(".slide").innerHTML !== was, before);
  await page.keyboard.press("ArrowLeft");
  await place(page, 2);
  assert.match(await focused(page), /^r-/, "the slide is made anew, the slider keeps focus");
  await page.keyboard.press("Escape");
  await expect(page.locator("#rubrik")).toBeFocused();
  const field = page.locator(".dock .entry input").first();
  await field.focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("1 0.5");
  await expect(field, "a number that is being typed has its full stop and space").toHaveValue("1 0.5");
  await place(page, 2);
  await page.keyboard.press("Escape");
  await expect(page.locator("#rubrik")).toBeFocused();
  await press(page, "PageDown", 3);
});

test("another slide's address leads there, also while slides are shown", async ({ page, open }) => {
  await present(page, open);
  const first = await title(page);
  await page.waitForURL(/bild=/);
  const address = await page.evaluate(() => location.hash);
  await press(page, "End", await count(page));
  await page.evaluate((address) => (location.hash = address), address);
  await place(page, 1);
  assert.equal(await title(page), first);
  await page.evaluate(() => (location.hash = "#/presentera?bild=finns-inte"));
  await page.waitForFunction((address) => location.hash === address, address);
  await place(page, 1);
  await page.evaluate(() => (location.hash = "#/om"));
  await page.locator("main[data-route=om]").waitFor();
});

test("nothing lies over anything else, and the lever in focus is in sight, however small the window", async ({ page, open }) => {
  for (const [width, height] of [[390, 844], [640, 400], [780, 600], [820, 640], [940, 700], [1100, 700], [1280, 720]]) {
    await present(page, open, { width, height });
    await press(page, "PageDown", 2);
    const covered = await page.evaluate(() => {
      const boxes = [...document.querySelectorAll(".bar button, .bar-place, .show-tools button")].map((one) => [one.innerText || one.ariaLabel, one.getBoundingClientRect()]);
      const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
      return boxes.flatMap(([name, box], at) => boxes.slice(at + 1).filter(([, other]) => meet(box, other)).map(([other]) => `${name} / ${other}`));
    });
    // Content that scrolls under the pinned bar is no fault.
    if (width > 768 && height > 416) assert.deepEqual(covered, [], `${width}`);
    for (const lever of await page.locator(".dock input[type=range]").all()) {
      await page.evaluate(() => scrollTo(0, 0));
      await lever.focus();
      const [bottom, edge] = await lever.evaluate((lever) => [lever.getBoundingClientRect().bottom, document.querySelector(".bar").getBoundingClientRect().top]);
      assert.ok(bottom <= edge + 1, `at ${width}x${height} the lever ends at ${bottom} and the bar begins at ${edge}`);
    }
    await page.goto("about:blank");
  }
});

test("any lever can be put on the slide, played again, and taken away", async ({ page, open }) => {
  await present(page, open);
  const first = await gap(page);
  await pick(page, "krav omsorg", "requirement.care");
  const field = page.locator('.dock [data-input="requirement.care"] .entry input');
  await field.fill("60");
  await page.keyboard.press("Enter");
  const moved = page.waitForFunction(
    (was) => document.querySelector('.slide [data-quantity^="remaining."]').innerText !== was,
    first,
  );
  await moved;
  const after = await gap(page);
  const seen = await noting(page, '.slide [data-quantity^="remaining."]');
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.locator("[data-action=replay]").click();
  // With reduced motion only before and after are shown.
  await expect.poll(seen).toStrictEqual([after, first, after]);
  await page.emulateMedia({ reducedMotion: "no-preference" });
  await page.locator("[data-action=replay]").click();
  await expect(async () => {
    const [start, ...others] = (await seen()).slice(3);
    assert.ok(start === first && others.length > 1 && others.at(-1) === after, `${start}, ${others}`);
  }).toPass();
  await page.keyboard.press("PageDown");
  await field.waitFor();
  await page.getByRole("button", { name: /^Ta bort reglaget/ }).click();
  await expect(page.locator("#rubrik")).toBeFocused();
});

test("the strongest levers stand first in the search, and what is left stands on the slide", async ({ page, open, trouble }) => {
  await present(page, open);
  const foot = (page) => page.locator(".slide-left");
  await expect(foot(page)).toContainText("Återstår att hitta 2023: 72,5");
  const projector = await project(page, trouble);
  await press(page, "End", await count(page));
  await page.locator("[data-action=pick]").click();
  const dialog = page.getByRole("dialog", { name: "Lägg till ett reglage" });
  const offered = (await dialog.getByRole("listitem").allInnerTexts()).map((text) => parseFloat(text.match(/som mest ([\d,]+)\s*mnkr/)?.[1].replace(",", ".") ?? "0"));
  assert.equal(offered.length, 10);
  assert.deepEqual(offered, offered.toSorted((a, b) => b - a), "the strongest first");
  await dialog.getByRole("listitem").first().getByRole("button").click();
  await expect(page.locator("#rubrik"), "the keys are the slides'").toBeFocused();
  await page.locator(".dock .entry input").fill("1");
  await page.keyboard.press("Enter");
  await expect(foot(page)).not.toContainText("72,5");
  const now = await foot(page).innerText();
  await expect(foot(projector)).toHaveText(now.replaceAll("\n", ""), { useInnerText: false });
  // A piece as narrow as a half per cent is seen.
  const widths = await foot(projector).locator(".shares-bar > i").evaluateAll((pieces) => pieces.map((piece) => piece.getBoundingClientRect().width));
  assert.ok(widths.length >= 3 && widths.every((width) => width >= 6), `${widths}`);
});

test("the screen stays on while slides are shown, also after the page has been hidden, and no longer", async ({ page, open }) => {
  await page.addInitScript(() => {
    const locks = { asked: 0, held: 0 };
    const request = async () => {
      locks.asked += 1;
      locks.held += 1;
      let open = true;
      return { release: async () => { locks.held -= Number(open); open = false; } };
    };
    Object.defineProperty(navigator, "wakeLock", { value: { request } });
    window.locks = locks;
  });
  const held = (asked, held) => expect.poll(() => page.evaluate(() => ({ ...window.locks }))).toStrictEqual({ asked, held });
  await present(page, open);
  await held(1, 1);
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange", { bubbles: true })));
  await held(2, 1);
  await page.locator("[data-action=leave]").click();
  await page.locator("main[data-route=laget]").waitFor();
  await held(2, 0);
});

test("a number on a slide says how it is made", async ({ page, open }) => {
  await present(page, open);
  const number = page.locator(".slide [data-quantity]").first();
  const key = await number.getAttribute("data-quantity");
  await number.click();
  await page.locator(`dialog[open] [data-explains="${key}"]`).waitFor();
  await page.keyboard.press("Escape");
  await place(page, 1);
});

test("the slides are put in order, left out and added, kept, and undone", async ({ page, open }) => {
  await present(page, open);
  const list = page.getByRole("dialog", { name: "Bilderna i ordning" });
  const rows = () => list.locator(".slides-title > :last-child").allInnerTexts();
  const is = (titles) =>
    page.waitForFunction(
      (wanted) =>
        JSON.stringify([...document.querySelectorAll(".slides-title > :last-child")].map((one) => one.innerText)) === wanted,
      JSON.stringify(titles),
    );
  await page.locator("[data-action=slides]").click();
  await list.waitFor();
  const [one, two, three, ...rest] = await rows();
  await list.getByRole("button", { name: `Flytta ner: ${one}` }).press("Enter");
  await is([two, one, three, ...rest]);
  await expect(page.locator("#ner-1")).toBeFocused();
  await list.getByRole("button", { name: `Flytta upp: ${two}` }).press("Enter");
  await is([two, one, three, ...rest]);
  await list.getByRole("button", { name: `Utelämna: ${three}` }).press("Enter");
  await is([two, one, ...rest]);
  await list.getByText(`${three} är utelämnad`).waitFor({ state: "attached" });
  await list.getByRole("searchbox").fill("finns ingenstans");
  await list.getByText("Inga träffar").waitFor();
  await expect(list.getByText("Alla bilder är redan med")).toHaveCount(0);
  await list.getByRole("searchbox").fill("färre tomma");
  const offers = list.locator(".slides-offers li");
  const offer = offers.getByRole("button").first();
  await expect(async () => {
    for (const text of await offers.allInnerTexts()) assert.match(text, /tomma platser/i);
  }).toPass();
  const added = (await offer.getAttribute("aria-label")).replace("Lägg till: ", "");
  await offer.click();
  await is([two, one, ...rest, added]);
  await list.locator(".slides-title").last().click();
  await list.waitFor({ state: "hidden" });
  await place(page, rest.length + 3);
  await page.reload();
  await place(page, rest.length + 3);
  await page.locator("[data-action=slides]").click();
  await is([two, one, ...rest, added]);
  await list.getByRole("button", { name: "Tillbaka till standardbilderna" }).click();
  await is([one, two, three, ...rest]);
  await page.keyboard.press("Escape");
  await list.waitFor({ state: "hidden" });
  assert.match(await page.locator("[data-action=undo]").getAttribute("aria-label"), /bild/i);
  await page.keyboard.press("Control+z");
  await page.locator("[data-action=slides]").click();
  await is([two, one, ...rest, added]);
});

test("the slide of own assumptions comes and goes with them", async ({ page, open }) => {
  await present(page, open);
  const usual = await count(page);
  const slides = (number) => page.locator(".bar-place", { hasText: new RegExp(` av ${number}$`) }).waitFor();
  await pick(page, "kunder per årsarbetare", "caseload.change");
  await page.locator('.dock [data-input="caseload.change"] input[type=range]').press("ArrowRight");
  await slides(usual + 1);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+z");
  await slides(usual);
});

/** Loads a controller's own figures as the last action. */
async function useOwnFigures(page, open) {
  await open("#/kallor");
  await page.locator("#fil").setInputFiles(OWN);
  const preview = page.locator("#fil-innehall");
  await preview.getByRole("button", { name: "Använd de egna talen" }).click();
  await preview.waitFor({ state: "detached" });
}

test("a key draws one future at a time in both windows, and after the last all are shown", async ({ page, open, trouble }) => {
  await present(page, open);
  await page.locator("[data-action=slides]").click();
  const list = page.getByRole("dialog", { name: "Bilderna i ordning" });
  await list.getByRole("searchbox").fill("hur säkert");
  await list.locator(".slides-offers li").getByRole("button").first().click();
  await list.locator(".slides-title").last().click();
  await list.waitFor({ state: "hidden" });
  await shows(page, /^I balans 2023 i /);
  const projector = await project(page, trouble);
  await shows(projector, /^I balans 2023 i /);
  const dots = (page) => page.locator(".slide .drawing.wide circle").count();
  let before = 0;
  for (let number = 1; number <= 20; number += 1) {
    await page.keyboard.press("d");
    await shows(page, new RegExp(`^Framtid ${number}: `));
    const now = await dots(page);
    assert.ok(now > before, `${now} after ${before}`);
    before = now;
  }
  await shows(projector, await title(page));
  await page.locator("[data-turned]", { hasText: await title(page) }).waitFor({ state: "attached" });
  // From the projector's keyboard, and from the button.
  await projector.keyboard.press("d");
  await shows(page, /^I balans 2023 i /);
  await shows(projector, /^I balans 2023 i /);
  const button = page.locator("[data-action=draw]");
  await button.click();
  await shows(projector, /^Framtid 1: /);
  await projector.keyboard.press("r");
  await shows(page, /^I balans 2023 i /);
  await button.click();
  await shows(page, /^Framtid 1: /);
  await page.keyboard.press("PageUp");
  await expect(button).toHaveCount(0);
  await page.keyboard.press("PageDown");
  await shows(page, /^I balans 2023 i /);
});

test("to undo an underlag leaves the projector and the meeting as they are", async ({ page, open, trouble }) => {
  await useOwnFigures(page, open);
  await page.locator("header a[href='#/presentera']").click();
  await place(page, 1);
  const projector = await project(page, trouble);
  await pick(page, "krav omsorg", "requirement.care");
  const lever = page.locator('.dock [data-input="requirement.care"]');
  await lever.locator("[data-status=own]").waitFor({ state: "attached" });
  const own = await gap(page);
  await page.keyboard.press("Control+z");
  await page.waitForFunction((was) => document.querySelector('.slide [data-quantity^="remaining."]').innerText !== was, own);
  // The lever shows the current status.
  await lever.locator("[data-status=own]").waitFor({ state: "detached" });
  assert.ok(await lever.isVisible(), "the lever that was added stays");
  await projector.locator('.slide [data-quantity^="remaining."]', { hasText: await gap(page) }).waitFor();
  await press(page, "PageDown", 2);
  await shows(projector, await title(page));
  await page.locator("[data-contact=linked]").waitFor();
});

test("to undo an underlag leaves what is typed on the paper", async ({ page, open }) => {
  await useOwnFigures(page, open);
  await page.evaluate(() => (location.hash = "#/beslutsunderlag"));
  const blank = page.locator("[data-blank]").first();
  await blank.fill("att återkomma");
  const before = await page.locator(".paper").innerText();
  await page.locator("#rubrik").focus();
  await page.keyboard.press("Control+z");
  await page.waitForFunction((was) => document.querySelector(".paper").innerText !== was, before);
  assert.match(await blank.evaluate((field) => field.value ?? field.innerText), /återkomma/);
});

test("a window of another build is told apart", async ({ page, open, trouble }) => {
  await present(page, open);
  const projector = await project(page, trouble);
  const says = "De två fönstren har olika versioner av verktyget";
  const name = new URL(page.url()).hash.split("fonster=")[1];
  await page.evaluate((name) => {
    const channel = new BroadcastChannel(`balans.visning.${name}`);
    // A request in another build's form.
    channel.postMessage(new Uint8Array([2, 0, 0, 0, 0, 2]));
    window.other = channel;
  }, name);
  await projector.getByText(says).waitFor();
});

test("the projector's window follows, and touches no storage", async ({ page, context, open, trouble }) => {
  await context.addInitScript(() => {
    window.touched = [];
    if (!location.hash.startsWith("#/projektor")) return;
    for (const name of ["setItem", "getItem", "removeItem", "clear", "key"]) {
      Storage.prototype[name] = (...about) => window.touched.push([name, ...about]);
    }
  });
  await present(page, open);
  const projector = await project(page, trouble);
  await shows(projector, await title(page));
  await expect(projector.locator("button, a, input")).toHaveCount(0);
  await press(page, "PageDown", 2);
  await shows(projector, await title(page));
  await projector.keyboard.press("PageDown");
  await place(page, 3);
  await shows(projector, await title(page));
  await projector.keyboard.press("Home");
  await place(page, 1);

  const nextTitle = page.locator(".desk-next .slide-title");
  const before = await nextTitle.innerText();
  const start = await gap(page);
  await pick(page, "krav hälso", "requirement.health");
  const slider = page.locator('.dock [data-input="requirement.health"] input[type=range]');
  await slider.focus();
  for (let press = 0; press < 7; press += 1) await page.keyboard.press("ArrowRight");
  await expect(async () => {
    assert.notEqual(await gap(page), start);
    assert.equal(await gap(projector), await gap(page));
  }).toPass();

  await page.keyboard.press("b");
  await projector.locator("main[data-black=true]").waitFor();
  await expect(page.locator(".dark"), "the presenter sees on").toHaveCount(0);
  await page.getByText("Bilden är svart").first().waitFor();
  await page.keyboard.press("b");
  await projector.locator("main[data-black=false]").waitFor();

  await page.locator(".desk-notes p").first().waitFor();
  // The next slide's preview follows when the lever has come to rest.
  await page.waitForFunction((was) => document.querySelector(".desk-next .slide-title").innerText !== was, before);
  const coming = await nextTitle.innerText();
  await page.keyboard.press("Escape");
  await page.keyboard.press("PageDown");
  await shows(page, coming);
  assert.deepEqual(await projector.evaluate(() => window.touched), []);
  await Promise.all([projector.waitForEvent("close"), page.getByRole("button", { name: "Stäng projektorfönstret" }).click()]);
  await page.locator("[data-action=project]").waitFor();
});

test("a projector that is closed is missed, and found again", async ({ page, open, trouble }) => {
  await present(page, open);
  const first = await project(page, trouble);
  await press(page, "PageDown", 2);
  await first.close();
  await page.getByText("Kontakten med projektorfönstret är bruten").waitFor();
  const second = await project(page, trouble);
  await shows(second, await title(page));
  await second.reload();
  await page.locator("[data-contact=linked]").waitFor();
  await shows(second, await title(page));
  await Promise.all([second.waitForEvent("close"), page.locator("[data-action=leave]").click()]);
  await page.locator("main[data-route=laget]").waitFor();
});

test("a presenter that is loaded anew is missed on the projector, and found again", async ({ page, open, trouble }) => {
  await present(page, open);
  const projector = await project(page, trouble);
  await press(page, "PageDown", 2);
  const here = await title(page);
  await shows(projector, here);
  // The presenter does not reconnect before it is missed.
  await page.route("**/*.wasm", async (route) => {
    await projector.getByText("Kontakten med det andra fönstret är bruten").waitFor();
    await route.continue();
  });
  await page.reload();
  await page.locator("[data-contact=linked]").waitFor();
  await shows(page, here);
  await projector.getByText("Kontakten med det andra fönstret är bruten").waitFor({ state: "detached" });
  await press(page, "PageDown", 3);
  await shows(projector, await title(page));
});

test("a window that falls silent without a word is missed too, on both sides", async ({ page, open, trouble }) => {
  await present(page, open);
  const projector = await project(page, trouble);
  await projector.evaluate(() => {
    window.post = BroadcastChannel.prototype.postMessage;
    BroadcastChannel.prototype.postMessage = () => {};
  });
  await page.getByText("Kontakten med projektorfönstret är bruten").waitFor();
  await projector.evaluate(() => (BroadcastChannel.prototype.postMessage = window.post));
  await page.locator("[data-contact=linked]").waitFor();
  await page.evaluate(() => {
    window.post = BroadcastChannel.prototype.postMessage;
    BroadcastChannel.prototype.postMessage = () => {};
  });
  await projector.getByText("Kontakten med det andra fönstret är bruten").waitFor();
  await page.evaluate(() => (BroadcastChannel.prototype.postMessage = window.post));
  await projector.getByText("Kontakten med det andra fönstret är bruten").waitFor({ state: "detached" });
});

test("two presentations don't mix, and neither does a copy of the tab", async ({ page, context, open, site, trouble }) => {
  await present(page, open);
  const projector = await project(page, trouble);
  const other = await context.newPage();
  await other.goto(`${site.url}#/presentera`);
  await place(other, 1);
  const second = await project(other, trouble);
  await press(other, "End", await count(other));
  await shows(second, await title(other));
  assert.equal(await title(projector), await title(page));
  const copy = await context.newPage();
  await copy.goto(page.url());
  await place(copy, 1);
  await copy.locator("[data-action=project]").waitFor();
  await press(copy, "End", await count(copy));
  await press(page, "PageDown", 2);
  await shows(projector, await title(page));
});

test("where no window may be opened, it says so", async ({ page, open }) => {
  await page.addInitScript(() => (window.open = () => null));
  await present(page, open);
  await page.locator("[data-action=project]").click();
  await page.getByText("Webbläsaren blockerade det nya fönstret").waitFor();
  await press(page, "PageDown", 2);
});

test(
  "without the later module it says that there are no slides",
  async ({ page, open, trouble }) => {
    trouble.expect(/deferred-/, /ERR_FAILED|Failed to load/);
    await page.route("**/deferred-*.wasm", (route) => route.abort());
    await open("#/presentera", { ready: false });
    await page.getByText("Bilderna kunde inte visas").waitFor();
    await axe(page);
  },
);

test("nothing on it moves by itself, and all of it can be reached and touched", async ({ page, open }) => {
  await present(page, open);
  for (const [width, height] of SIZES) {
    await page.setViewportSize({ width, height });
    const moving = await page.evaluate(() => {
      const parts = [...document.querySelectorAll(".show, .show *")];
      const still = (part) => /^0s(, 0s)*$/.test(getComputedStyle(part).transitionDuration);
      return [document.getAnimations().length, parts.filter((part) => !still(part)).length];
    });
    assert.deepEqual(moving, [0, 0]);
    const small = await page.locator(".bar button, .dark").evaluateAll((buttons) =>
      buttons
        .map((one) => [one.innerText || one.getAttribute("aria-label"), one.getBoundingClientRect()])
        .filter(([, box]) => box.width < 44 || box.height < 44)
        .map(([name, box]) => `${name} ${box.width}x${box.height}`),
    );
    assert.deepEqual(small, [], `${width}`);
  }
  await press(page, "PageDown", 2);
  const wanted = await page.evaluate(() => {
    const all = [...document.querySelectorAll("main :is(button, input, select, [tabindex='0'])")];
    return all.filter((one) => one.tabIndex >= 0 && one.checkVisibility({ visibilityProperty: true })).length;
  });
  const reached = new Set();
  for (let press = 0; press < wanted; press += 1) {
    await page.keyboard.press("Tab");
    reached.add(await page.evaluate(() => {
      const one = document.activeElement;
      const { outlineStyle } = getComputedStyle(one);
      // A slider shows its focus on the thumb.
      return one.matches("[type=range]") || outlineStyle !== "none" ? one.outerHTML.slice(0, 200) : "not shown";
    }));
  }
  assert.equal(reached.size, wanted, [...reached].join("\n"));
  assert.ok(!reached.has("not shown"));
});

for (const [width, height] of SIZES) {
  test(`every slide at ${width} px in light and dark`, async ({ page, open }) => {
    await present(page, open, { width, height });
    const last = await count(page);
    for (let number = 1; number <= last; number += 1) {
      await place(page, number);
      await noSidewaysScroll(page);
      await axeInBoth(page);
      if (width >= 1280) await wholeAndLarge(page);
      await page.keyboard.press("PageDown");
    }
    await page.locator("[data-action=slides]").click();
    await page.getByRole("dialog", { name: "Bilderna i ordning" }).waitFor();
    await noSidewaysScroll(page);
    await axeInBoth(page);
  });

  test(`the presenter's window and the projector's at ${width} px in light and dark`, async ({ page, open, trouble }) => {
    await present(page, open, { width, height });
    const projector = await project(page, trouble);
    await projector.setViewportSize({ width, height });
    await press(page, "PageDown", 2);
    await shows(projector, await title(page));
    for (const window of [page, projector]) {
      await noSidewaysScroll(window);
      await axeInBoth(window);
    }
    if (width >= 1280) await wholeAndLarge(projector);
  });
}

/** Waits until all of the slide is in sight, with text of at least a fortieth of the window's height. */
async function wholeAndLarge(page) {
  await expect(async () => {
    const found = await page.evaluate(() => {
      const stage = document.querySelector(".stage");
      const body = parseFloat(getComputedStyle(document.querySelector(".slide")).fontSize);
      return { over: stage.scrollHeight - stage.clientHeight, body, least: innerHeight / 45 };
    });
    assert.ok(found.over <= 0, `the slide sticks out by ${found.over} px`);
    assert.ok(found.body >= found.least, `${found.body} px is less than ${found.least}`);
  }).toPass();
}

test("the talk's time follows no clock that is set, and goes on where the page is loaded anew", async ({ page, open, trouble }) => {
  await page.addInitScript(() => {
    const now = Date.now;
    window.shift = 0;
    Date.now = () => now() + window.shift;
  });
  await present(page, open);
  await project(page, trouble);
  const seconds = async () => {
    const parts = (await page.getByRole("timer").innerText()).split(":");
    return parts.reduce((sum, part) => sum * 60 + Number(part), 0);
  };
  await page.evaluate(() => (window.shift = 3_600_000));
  await expect.poll(seconds).toBeGreaterThanOrEqual(3);
  const before = await seconds();
  assert.ok(before < 600, `${before} s`);
  await page.reload();
  await page.getByRole("timer").waitFor();
  const after = await seconds();
  assert.ok(after >= before && after < 600, `${before} s, then ${after} s`);
  await page.getByRole("button", { name: "Nollställ" }).click();
  assert.ok((await seconds()) < before);
  // Another presentation starts at 0.
  await expect.poll(seconds).toBeGreaterThanOrEqual(2);
  await page.locator("[data-action=leave]").click();
  await page.locator("main[data-route=laget]").waitFor();
  assert.equal(await page.evaluate(() => sessionStorage.getItem("balans.visning.tid")), null);
});

test("without channels no projector is offered, and its window says why", async ({ page, open }) => {
  await page.addInitScript(() => delete window.BroadcastChannel);
  await present(page, open);
  await expect(page.locator("[data-action=project]")).toHaveCount(0);
  await page.goto("about:blank");
  await open("#/projektor?abc");
  await page.locator(".projector-says").getByText("kan inte länka två fönster").waitFor();
});
