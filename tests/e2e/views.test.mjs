// Every view, narrow and wide, light and dark: it opens, axe finds no fault, nothing sticks out,
// and the keyboard reaches every control and shows the focus.
import assert from "node:assert/strict";
import { MENU, UNKNOWN } from "../../xtask/node/views.mjs";
import { WIDTHS, axeInBoth, brokenWords, expect, noSidewaysScroll, openAll, ready, test } from "./fixtures.mjs";

for (const { route, slug, heading } of [...MENU, UNKNOWN]) {
  // The decision paper is shown on a projector too.
  for (const width of slug === "beslutsunderlag" ? [...WIDTHS, 1920] : WIDTHS) {
    test(`${route} at ${width} px in light and dark`, async ({ page, open }) => {
      await open(route, { width });
      await expect(page.locator("main")).toHaveAttribute("data-route", slug);
      await expect(page.locator("h1")).toHaveInnerText(heading);
      assert.ok((await page.title()).startsWith(heading), await page.title());
      await noSidewaysScroll(page);
      await axeInBoth(page);
      // Folded sections are part of the view too.
      await openAll(page);
      await noSidewaysScroll(page);
      await axeInBoth(page);
    });
  }

  test(`${route} by keyboard alone`, async ({ page, open }) => {
    await open(route);
    // What comes later, as the worker's answers in the paper, takes the place of what stood there.
    await expect(page.locator("main [data-coming]")).toHaveCount(0);
    const wanted = await page.evaluate(() => {
      const usable = 'a[href], summary, button:not(:disabled), input:not(:disabled), select, textarea, [tabindex="0"]';
      // Of a group of radio buttons Tab stops at the chosen one, and arrows move in it.
      const isPassed = (element) => element.type === "radio" && !element.checked;
      const all = [...document.querySelectorAll(usable)].filter(
        (element) => element.tabIndex >= 0 && element.checkVisibility({ visibilityProperty: true }) && !isPassed(element),
      );
      all.forEach((element, at) => (element.dataset.stop = at));
      return all.length;
    });
    const reached = [];
    for (let press = 0; press < wanted; press += 1) {
      await page.keyboard.press("Tab");
      const stop = await page.evaluate(() => {
        const element = document.activeElement;
        const { outlineStyle, outlineWidth } = getComputedStyle(element);
        const { top, bottom } = element.getBoundingClientRect();
        return {
          at: Number(element.dataset.stop),
          name: element.outerHTML.slice(0, 120),
          inSight: bottom > 0 && top < innerHeight,
          outlined: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2,
        };
      });
      // A slider shows its focus on the thumb, which only a screenshot tells.
      const seen = stop.inSight && (stop.outlined || (await looksFocused(page)));
      reached.push({ ...stop, seen });
    }
    assert.deepEqual(
      reached.map(({ at }) => at),
      Array.from({ length: wanted }, (_, at) => at),
    );
    assert.deepEqual(reached.filter(({ seen }) => !seen), []);
  });
}

// A phone, a larger one and a tablet, with every section open, where space is scarcest.
for (const width of [320, 390, 820]) {
  test(`no word is broken where no hyphen may stand, at ${width} px`, async ({ page, open }) => {
    const broken = [];
    for (const { route } of [...MENU, UNKNOWN, { route: "#/presentera" }]) {
      await open(route, { width });
      await openAll(page);
      await noSidewaysScroll(page);
      broken.push(...(await brokenWords(page)).map((where) => `${route}: ${where}`));
    }
    assert.deepEqual(broken, []);
  });
}

async function looksFocused(page) {
  const focused = await page.evaluateHandle(() => document.activeElement);
  const { x, y, width, height } = await focused.boundingBox();
  const picture = () => page.screenshot({ clip: { x: x - 8, y: y - 8, width: width + 16, height: height + 16 } });
  const withFocus = await picture();
  await focused.evaluate((element) => element.blur());
  const without = await picture();
  await focused.evaluate((element) => element.focus());
  return !withFocus.equals(without);
}

test("the menu leads to every view, Back leads back, and focus follows", async ({ page, open }) => {
  await open("#/");
  for (const { route, slug, heading } of MENU.slice(1)) {
    await page.locator(`.views a[href="${route}"]`).click();
    await page.locator(`main[data-route=${slug}]`).waitFor();
    await expect(page.locator(".views a[aria-current=page]")).toHaveAttribute("href", route);
    await expect.poll(() => page.evaluate(() => document.activeElement.innerText)).toBe(heading);
  }
  await page.goBack();
  await page.locator("main[data-route=kallor]").waitFor();
});

for (const width of WIDTHS) {
  test(`nothing moves when the app takes over at ${width} px`, async ({ page, open }) => {
    let release;
    const held = new Promise((resolve) => (release = resolve));
    await page.route("**/*.wasm", async (route) => {
      await held;
      await route.continue();
    });
    await open("#/", { width, ready: false });
    await page.getByText("Läser in").waitFor();
    const tops = () =>
      page.evaluate(() =>
        Object.fromEntries(
          [".top", ".strip", "main"].map((part) => [part, Math.round(document.querySelector(part).getBoundingClientRect().top)]),
        ),
      );
    const before = await tops();
    release();
    await ready(page);
    assert.deepEqual(await tops(), before);
  });
}

for (const width of WIDTHS) {
  test(`a figure doesn't grow when it is come upon, at ${width} px`, async ({ page, open }) => {
    await open("#/scenarier", { width });
    // With many changes a figure's basis takes several lines.
    const preset = page.locator("[data-preset=aldersviktat]");
    await preset.locator(".pick").click();
    await page.locator("[data-preset=aldersviktat][data-on=true]").waitFor();
    await page.addInitScript(() => {
      window.figures = () =>
        [...document.querySelectorAll("main figure[id]")].map((figure) => ({
          id: figure.id,
          drawn: Boolean(figure.querySelector(".drawing svg")),
          basis: figure.querySelector("[data-basis]").innerText,
          foot: Math.round(figure.querySelector(".figure-foot").getBoundingClientRect().top + scrollY),
        }));
      // As they are in the first frame that has drawings.
      const watch = new MutationObserver(() => {
        if (!document.documentElement.dataset.later) return;
        watch.disconnect();
        requestAnimationFrame(() => (window.first = window.figures()));
      });
      watch.observe(document, { subtree: true, attributeFilter: ["data-later"] });
    });
    for (const route of ["#/", "#/boende", "#/parter"]) {
      await page.goto("about:blank");
      await open(route, { width });
      const first = await page.waitForFunction(() => window.first).then((handle) => handle.jsonValue());
      assert.deepEqual(first.filter(({ drawn, basis }) => !drawn || !basis), [], route);
      if (route === "#/") assert.ok(first.some(({ basis }) => /Ändrat från utgångsläget/.test(basis)), "the preset changes something");
      for (const { id } of first) await page.locator(`#${id} .figure-foot`).scrollIntoViewIfNeeded();
      assert.deepEqual(await page.evaluate(() => window.figures()), first, route);
    }
  });
}
