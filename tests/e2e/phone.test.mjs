// A phone and an upright tablet: the room that header, strip and bar take, what is in sight, what a finger can press, and
// tables that are wider than the window.
import assert from "node:assert/strict";
import { MENU } from "../../xtask/node/views.mjs";
import { axeInBoth, expect, openAll, test } from "./fixtures.mjs";
import { goodLinks } from "./links.mjs";

const PHONE = { width: 390, height: 844 };
/** The narrowest window: a small phone, or a page enlarged four times. */
const SMALL_PHONE = { width: 320, height: 640 };
const TABLET = { width: 820, height: 1180 };
const SMALL_TABLET = { width: 744, height: 1133 };
/** Half a tablet on its side. */
const HALF_TABLET = { width: 678, height: 1024 };
/** A tablet on its side. */
const TABLET_ASIDE = { width: 1180, height: 820 };
/** The bar's views, by address. */
const BAR = ["#/", "#/vad-kravs", "#/atgarder"];

/** Returns the box of the first element that matches. */
const box = (page, selector) =>
  page.locator(selector).first().evaluate((one) => {
    const { top, bottom, left, right, width, height } = one.getBoundingClientRect();
    return { top, bottom, left, right, width, height };
  });

const more = (page) => page.locator(".shortcuts > button");
const opened = (page) => page.locator(".more").evaluate((one) => one.matches(":popover-open"));

test.describe("with a finger", () => {
  test.use({ hasTouch: true, isMobile: true, viewport: PHONE });

  for (const size of [PHONE, TABLET]) {
    test(`header, strip and bar leave the rest of ${size.width} px to read`, async ({ page, open }) => {
      for (const { route } of MENU) {
        await open(route, size);
        const [header, strip, bar] = [await box(page, ".top"), await box(page, ".strip"), await box(page, ".shortcuts")];
        assert.ok(header.height <= 56, `${route}: header ${header.height}`);
        assert.ok(strip.height <= 84, `${route}: strip ${strip.height}`);
        assert.ok(bar.height <= 56 && Math.abs(bar.bottom - size.height) < 1, `${route}: bar ${bar.height} at ${bar.bottom}`);
        const rows = await page.locator(".brand, .tools > .button:visible").evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top + one.offsetHeight / 2));
        assert.ok(Math.max(...rows) - Math.min(...rows) < 4, `${route}: ${rows}`);
      }
    });
  }

  test("beside a received scenario the strip says whose number it shows, in the room it has", async ({ page, open }) => {
    await open("#/", PHONE);
    await page.locator("[data-input] input[type=range]").first().press("Home");
    const { link } = goodLinks().find(({ file }) => file === "v2-sender.json");
    await open(`#${link}`, PHONE);
    await expect(page.locator(".strip .answer")).toContainText("i ditt eget scenario");
    const { height } = await box(page, ".strip");
    assert.ok(height <= 84, `strip ${height}`);
  });

  test("on Läget a lever is in sight without scrolling, on the first visit too", async ({ page, open }) => {
    await open("#/", PHONE);
    await page.locator(".welcome").waitFor();
    const first = async () => [await box(page, "main input[type=range]"), await box(page, ".shortcuts")];
    const [lever, bar] = await first();
    assert.ok(lever.bottom <= bar.top, `the lever ends at ${lever.bottom}, the bar begins at ${bar.top}`);
    // What else there is to say of the answer stands below the lever.
    const when = await box(page, "[data-list-missing]");
    assert.ok(when.top > lever.bottom);
    await page.locator(".welcome summary").click();
    await expect(page.locator(".welcome ol")).toBeVisible();
    await page.getByRole("button", { name: "Börja" }).click();
    await expect(page.locator(".welcome")).toHaveCount(0);
    const [after] = await first();
    assert.ok(after.bottom < lever.bottom);
  });

  test("a tablet on its side has a header and a strip as low, and the bar", async ({ page, open }) => {
    await open("#/", TABLET_ASIDE);
    const { height } = await box(page, ".strip");
    assert.ok(height <= 84, `strip ${height}`);
    assert.ok((await box(page, ".top")).height <= 56);
    assert.equal((await box(page, ".shortcuts")).bottom, TABLET_ASIDE.height);
    await more(page).click();
    await expect.poll(() => opened(page)).toBe(true);
    await page.locator(".views a", { hasText: "Källor" }).click();
    await page.locator("main[data-route=kallor]").waitFor();
    await expect.poll(() => opened(page)).toBe(false);
    await open("#/", TABLET_ASIDE);
    await page.evaluate(() => scrollTo(0, 900));
    assert.equal((await box(page, ".strip")).top, 0);
  });

  for (const size of [PHONE, SMALL_TABLET, TABLET, TABLET_ASIDE]) {
    test(`the strip is as high whatever it says at ${size.width} px`, ({ page, open }) => stripKeepsItsHeight(page, open, size));
  }

  for (const size of [PHONE, TABLET]) test(`while a finger drags a lever at ${size.width} px the strip is one line, and nothing moves`, async ({ page, open }) => {
    await open("#/", size);
    await page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name }) => /\/touch-[^/]*\.js$/.test(name)));
    const slider = page.locator('[data-input="requirement.care"] input[type=range]');
    const { x, y, width, height } = await slider.boundingBox();
    const at = (share) => ({ x: x + 14 + share * (width - 28), y: y + height / 2 });
    const session = await page.context().newCDPSession(page);
    const send = (type, ...points) => session.send("Input.dispatchTouchEvent", { type, touchPoints: points.map((point) => ({ ...point, id: 0 })) });
    const before = await box(page, ".strip");
    await send("touchStart", at(0.476));
    for (let step = 1; step <= 6; step += 1) await send("touchMove", at(0.476 - step * 0.02));
    await page.locator("html[data-held]").waitFor();
    assert.match(await page.locator(".strip").evaluate((one) => getComputedStyle(one).clipPath), /inset/);
    assert.deepEqual(await box(page, ".strip"), before);
    assert.equal((await slider.boundingBox()).y, y);
    await send("touchEnd");
    await expect(page.locator("html[data-held]")).toHaveCount(0);
    assert.equal(await page.locator(".strip").evaluate((one) => getComputedStyle(one).clipPath), "none");
    // A key ends the hold as well. The thumb is where the drag left it.
    await send("touchStart", at(0.38));
    for (let step = 1; step <= 6; step += 1) await send("touchMove", at(0.38 + step * 0.02));
    await page.locator("html[data-held]").waitFor();
    await page.keyboard.press("Shift");
    await expect(page.locator("html[data-held]")).toHaveCount(0);
    await send("touchEnd");
    await expect(page.locator("html[data-held]")).toHaveCount(0);
  });

  test("the bar leads to its views, Mer holds the rest, and Escape and a link close it", async ({ page, open }) => {
    await open("#/", PHONE);
    const bar = page.locator(".shortcuts a");
    assert.deepEqual(await bar.evaluateAll((all) => all.map((one) => one.getAttribute("href"))), BAR);
    await bar.filter({ hasText: "Åtgärder" }).click();
    await page.locator("main[data-route=atgarder]").waitFor();
    await expect(page.locator(".shortcuts [aria-current=page]")).toHaveInnerText("Åtgärder");
    await more(page).click();
    assert.ok(await opened(page));
    for (const { heading } of MENU) await expect(page.locator(".more .views a", { hasText: heading }).first()).toBeVisible();
    for (const tool of ["[data-action=redo]", "[data-action=replay]", ".scenario-name", ".present", ".seek"]) {
      await expect(page.locator(`.more ${tool}`)).toBeVisible();
    }
    await axeInBoth(page);
    await page.keyboard.press("Escape");
    assert.ok(!(await opened(page)));
    await more(page).click();
    await page.locator(".more .views a", { hasText: "Beslutsunderlag" }).click();
    await page.locator("main[data-route=beslutsunderlag]").waitFor();
    assert.ok(!(await opened(page)));
    // None of the bar's views is the current one: Mer is marked.
    assert.notEqual(await more(page).evaluate((one) => getComputedStyle(one).boxShadow), "none");
    await more(page).click();
    await page.locator(".more .seek").click();
    await page.locator("dialog[open].search").waitFor();
    assert.ok(!(await opened(page)));
  });

  test("Mer works before the app has started", async ({ page, open }) => {
    await page.route("**/*.wasm", () => {});
    await open("", { ...PHONE, ready: false });
    await page.getByText("Läser in").waitFor();
    await more(page).click();
    await expect(page.locator(".more .views a", { hasText: "Källor" })).toBeVisible();
  });

  test("the bar covers no focus, no notice and no end of the page", async ({ page, open }) => {
    await open("#/", PHONE);
    const bar = await box(page, ".shortcuts");
    await page.locator("main h1").focus();
    for (let press = 0; press < 40; press += 1) {
      await page.keyboard.press("Tab");
      const { top, bottom, inside } = await page.evaluate(() => {
        const { top, bottom } = document.activeElement.getBoundingClientRect();
        return { top, bottom, inside: Boolean(document.activeElement.closest("main")) };
      });
      if (inside && bottom - top < 400) assert.ok(bottom <= bar.top + 1, `press ${press}: ${bottom} under the bar at ${bar.top}`);
    }
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    assert.ok((await box(page, ".foot-links a")).bottom <= bar.top);
    await page.locator("header").getByRole("button", { name: "Spara" }).click();
    const dialog = page.locator("dialog[open]");
    await dialog.getByLabel("Namn på scenariot").first().fill("På telefonen");
    await dialog.getByRole("button", { name: "Spara som nytt", exact: true }).click();
    await page.locator(".notice").waitFor();
    assert.ok((await box(page, ".notice")).bottom <= bar.top);
  });

  test("what a finger presses is 44 px, and what it presses is what answers", async ({ page, open }) => {
    const found = [];
    for (const { route } of MENU) {
      await open(route, PHONE);
      const small = await page.evaluate(() => {
        const targets = [...document.querySelectorAll("button:not(:disabled), a[href], select, summary, input:not([type=file])")];
        const seen = targets.filter((one) => one.checkVisibility({ visibilityProperty: true }) && one.tabIndex >= 0 && !one.matches(".skip"));
        return seen.flatMap((one) => {
          const { width, height } = one.getBoundingClientRect();
          if (width <= 1) return [];
          const label = one.closest("label")?.getBoundingClientRect();
          const after = getComputedStyle(one, "::after");
          const size = (own, of) => Math.max(own, label?.[of] ?? 0, after.content === "none" || after.position !== "absolute" ? 0 : parseFloat(after[of]));
          const [wide, tall] = [size(width, "width"), size(height, "height")];
          return wide >= 43.9 && tall >= 43.9 ? [] : [`${Math.round(wide)}×${Math.round(tall)} ${one.outerHTML.slice(0, 110)}`];
        });
      });
      found.push(...small.map((one) => `${route}: ${one}`));
    }
    assert.deepEqual(found, []);
    await open("#/", PHONE);
    const missed = await page.locator("main button.num:visible, main .quiet:visible").evaluateAll((all) =>
      all.flatMap((one) => {
        one.scrollIntoView({ block: "center" });
        const { left, top, width, height } = one.getBoundingClientRect();
        const hit = document.elementFromPoint(left + width / 2, top + height / 2);
        return one.contains(hit) ? [] : [`${one.innerText}: ${hit?.outerHTML.slice(0, 100)}`];
      }),
    );
    assert.deepEqual(missed, []);
  });

  test("on its side the strip stays, and leaves 20 rem to read", async ({ page, open }) => {
    await open("#/", { width: 844, height: 390 });
    await page.evaluate(() => scrollTo(0, 900));
    const strip = await box(page, ".strip");
    assert.ok(Math.abs(strip.top) < 1, `${strip.top}`);
    assert.ok(390 - strip.bottom >= 320, `${strip.bottom}`);
    assert.ok((await box(page, ".shortcuts")).bottom < 0, "the bar scrolls with the header");
    await page.evaluate(() => scrollTo(0, 0));
    assert.ok((await box(page, ".top")).height <= 56);
  });

  for (const size of [SMALL_PHONE, PHONE, HALF_TABLET, SMALL_TABLET, TABLET]) test(`a wide table at ${size.width} px cuts no number and no heading, wherever it is scrolled, and keeps the row's name`, async ({ page, open }) => {
    for (const route of ["#/", "#/vad-kravs", "#/boende", "#/parter", "#/behov", "#/jamforelser", "#/beslutsunderlag"]) {
      await open(route, size);
      await openAll(page);
      const wraps = page.locator("main :is(.card, .panel, .paper) .table-wrap:visible");
      await wraps.first().waitFor();
      for (const wrap of await wraps.all()) {
        const over = await wrap.evaluate((one) => one.scrollWidth - one.clientWidth);
        if (await wrap.evaluate((one) => one.matches("[data-cards]") && getComputedStyle(one.querySelector("tr")).display === "block")) {
          assert.equal(over, 0, `${route}: a list of cards does not scroll`);
          const named = await wrap.locator("tbody td:not(:empty)").evaluateAll((all) => all.map((cell) => getComputedStyle(cell, "::before").content));
          assert.ok(named.length > 0 && named.every((content) => /^"[^"]+"/.test(content)), `${route}: ${named}`);
          continue;
        }
        // What a table can be scrolled by is at least a column, not what a finger's room takes beyond its last number.
        if (over === 0) continue;
        assert.ok(over > 12, `${route}: ${over}`);
        for (const far of [0, 150, 400]) {
          await wrap.evaluate((one, far) => one.scrollTo({ left: far, behavior: "instant" }), far);
          const cut = await wrap.evaluate((one) => {
            const { left, right } = one.getBoundingClientRect();
            const name = one.querySelector("thead th").getBoundingClientRect();
            const range = document.createRange();
            const texts = [...one.querySelectorAll("tr > :not(:first-child)")].map((cell) => {
              const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
              const rects = [];
              while (walker.nextNode()) {
                if (walker.currentNode.parentElement.closest(".visually-hidden")) continue;
                range.selectNodeContents(walker.currentNode);
                rects.push(...range.getClientRects());
              }
              const [lefts, rights] = [rects.map((rect) => rect.left), rects.map((rect) => rect.right)];
              return { says: cell.innerText, width: rects.length, left: Math.min(...lefts), right: Math.max(...rights) };
            });
            const inSight = texts.filter((text) => text.width > 0 && text.right > name.right + 1 && text.left < right - 1);
            const parted = inSight.filter((text) => text.left < name.right - 1 || text.right > right + 1);
            return { kept: name.left >= left - 1, some: inSight.length > 0, parted: parted.map(({ says }) => says) };
          });
          assert.deepEqual(cut, { kept: true, some: true, parted: [] }, `${route}, ${far}: ${await wrap.getAttribute("aria-label")}`);
        }
      }
    }
  });

  test("on Tomma platser a home's levers, cost and payers are within one screen", async ({ page, open }) => {
    await open("#/boende", PHONE);
    const home = page.locator("main .home:has([data-costs])");
    await expect(home).toHaveCount(3);
    for (const one of await home.all()) {
      const first = await one.locator("input[type=range]").first().boundingBox();
      const costs = await one.locator("[data-costs]").boundingBox();
      assert.ok(costs.y + costs.height - first.y <= 844 - 84 - 52, `${costs.y + costs.height - first.y}`);
    }
    const field = page.locator('[data-input="occupancy.social_psychiatry.change"] input[inputmode=decimal]');
    const paid = page.locator('.home [data-costs] [data-quantity="compensation.social_psychiatry.2023"]');
    await expect(paid).toHaveInnerText(/^1,8\smnkr$/);
    await field.fill("12");
    await field.press("Enter");
    await expect(paid).toHaveInnerText(/^3,5\smnkr$/);
  });
});

/** Shows a requirement that is lowered, one area in balance, both, on own assumptions too, and none. */
async function stripKeepsItsHeight(page, open, size) {
  await open("#/", size);
  const set = async (input, value) => {
    const field = page.locator(`[data-input="${input}"] input[inputmode=decimal]`).first();
    await field.fill(value);
    await field.press("Enter");
  };
  const height = async () => (await box(page, ".strip")).height;
  const first = await height();
  const says = async (text) => {
    await expect(page.locator(".strip .answer")).toContainText(text);
    assert.equal(await height(), first, text);
    const [answer, note] = [await box(page, ".strip .answer"), await box(page, ".strip .last-move")];
    assert.ok(answer.bottom <= note.top + 1, `${text}: the claim ends at ${answer.bottom}, the last move begins at ${note.top}`);
    const areas = await box(page, ".by-area");
    assert.ok(areas.width === 0 || answer.right <= areas.left + 1 || answer.bottom <= areas.top + 1, `${text}: the claim lies over the areas`);
  };
  await set("requirement.care", "30,5");
  await says("mnkr återstår");
  await set("requirement.care", "1");
  await says("i vården");
  await set("requirement.health", "0");
  await says("Budget i balans");
  await set("requirement.care", "10");
  await set("requirement.health", "10");
  await set("indexation.withheld_care", "5");
  await set("commissioning.share_health", "2");
  await says("på egna antaganden");
  await set("requirement.care", "0");
  await set("requirement.health", "0");
  await says("Inget krav är satt");
}

for (const size of [{ width: 1366, height: 768 }, { width: 1920, height: 1080 }]) {
  test(`the strip is as high whatever it says at ${size.width} px`, ({ page, open }) => stripKeepsItsHeight(page, open, size));
}

test("at 400 % zoom nothing sticks", async ({ page, open }) => {
  await open("#/", { width: 320, height: 256 });
  await page.evaluate(() => scrollTo(0, 900));
  for (const part of [".strip", ".shortcuts"]) assert.ok((await box(page, part)).bottom < 0, part);
});

test("a wide window has no bar, and its menu has Beslutsunderlag", async ({ page, open }) => {
  await open("#/", { width: 1366, height: 768 });
  await expect(page.locator(".shortcuts")).toBeHidden();
  await page.locator(".views a", { hasText: "Beslutsunderlag" }).click();
  await page.locator("main[data-route=beslutsunderlag]").waitFor();
});

test("a lever's mark stands over its own text", async ({ page, open }) => {
  for (const route of ["#/", "#/boende", "#/behov"]) {
    await open(route, { width: 390, height: 844 });
    const off = await page.locator("main .rail:visible").evaluateAll((all) =>
      all.flatMap((rail) => {
        const [mark, text] = [".mark", ".reset"].map((part) => rail.querySelector(part).getBoundingClientRect());
        const [box, at] = [rail.getBoundingClientRect(), mark.left + mark.width / 2];
        const inside = text.left >= box.left - 1 && text.right <= box.right + 1;
        return inside && at >= text.left - 16 && at <= text.right + 16 ? [] : [`${rail.innerText}: ${at} of ${text.left}–${text.right}`];
      }),
    );
    assert.deepEqual(off, [], route);
  }
});

test("at 1920 px the page uses the window, and a text keeps its measure", async ({ page, open }) => {
  await open("#/", { width: 1920, height: 1080 });
  assert.ok((await box(page, "main .columns")).width > 1600);
  assert.ok((await box(page, "main .lead")).width < 800);
});
