// The single-file edition, opened from a disk in a browser without network.
import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";
import { single } from "../../xtask/node/single.mjs";
import { SBOM } from "../../xtask/node/sbom.mjs";
import { MANIFEST, SINGLE, filesIn, linked, metas, sha256 } from "../../xtask/node/site.mjs";
import { GAP, WIDTHS, axeInBoth, care, deny, expect, gap, noSidewaysScroll, ready, saveAs, test as base, type } from "./fixtures.mjs";
import { QUESTION, ask, native } from "./ask.mjs";
import { ENGINE_1_DIFFERS, goodLinks } from "./links.mjs";
import { DIST } from "../../xtask/node/server.mjs";
import { TOOL_VIEWS } from "../../xtask/node/views.mjs";

/** The test on the file, opened from a disk in a browser without network. */
const test = base.extend({
  serviceWorker: true,
  offline: true,

  /** The published address in the file, if any. */
  published: [undefined, { option: true }],

  /** Whether the browser stores nothing for files. */
  denied: [false, { option: true }],

  // Alone, under a name that a user might give it.
  site: async ({ folder, published }, use) => {
    const file = join(folder, "Budget i balans, möte 3.html");
    const text = readFileSync(join(DIST, SINGLE), "utf8").replace(/<link rel="canonical"[^>]*>/, "");
    const link = published ? `<link rel="canonical" href="${published}">` : "";
    writeFileSync(file, text.replace("</head>", `${link}</head>`));
    await use({ url: pathToFileURL(file).href, origin: "null" });
  },

  page: async ({ page, denied }, use) => {
    if (denied) await page.addInitScript(deny);
    await use(page);
  },
});

async function exported(page) {
  const button = page.locator("#filer").getByRole("button", { name: "Spara alla scenarier som fil" });
  const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
  return JSON.parse(await readFile(await download.path(), "utf8"));
}

/** Returns the embedded files of a page: file -> bytes. */
const carried = (page) =>
  new Map([...page.matchAll(/<script type="application\/gzip" data-file="([^"]+)" data-type="[^"]+">([^<]*)</g)].map(([, file, text]) => [file, gunzipSync(Buffer.from(text, "base64"))]));

/** Fails unless a page made of `dist` embeds every file, except those that only a site needs. */
function carriesAll(page, dist) {
  const blocks = [...carried(page).values()];
  const index = readFileSync(join(dist, "index.html"), "utf8");
  for (const { id, address } of metas(index)) {
    if (!["app-offline", "app-styles"].includes(id)) assert.ok(carried(page).get(id)?.equals(readFileSync(join(dist, address))), `${id} is carried`);
  }
  for (const name of filesIn(dist)) {
    const ofASite = ["index.html", SINGLE, MANIFEST, SBOM, "sw.js"].includes(name) || /^(offline-|404[-.]|answers-simd-)/.test(name) || extname(name) === ".png";
    if (ofASite) continue;
    const bytes = readFileSync(join(dist, name));
    const inside = page.includes(bytes.toString("utf8")) || page.includes(bytes.toString("base64")) || blocks.some((block) => block.equals(bytes));
    assert.ok(inside, `${name} is in the file`);
  }
}

test("everything is in the file, under a policy that lets nothing else in", () => {
  const page = readFileSync(join(DIST, SINGLE), "utf8");
  carriesAll(page, DIST);
  assert.deepEqual(linked(page), []);
  assert.deepEqual(metas(page), []);
  const policy = page.match(/http-equiv="Content-Security-Policy" content="([^"]*)"/)[1];
  assert.match(policy, /^default-src 'none'; script-src /);
  assert.doesNotMatch(policy, /unsafe-inline|unsafe-eval(?<!wasm-unsafe-eval)|unsafe-hashes|strict-dynamic|\*|http|'self'/);
  const rules = Object.fromEntries(policy.split("; ").map((rule) => rule.split(/ (.*)/)));
  for (const name of ["connect-src", "worker-src"]) assert.match(rules[name], /^blob:$/);
  const inline = [...page.matchAll(/<(script|style)(?![^>]*application\/gzip)[^>]*>([^]*?)<\/\1>/g)];
  assert.ok(inline.length > 3);
  for (const [, kind, body] of inline) assert.ok(rules[`${kind}-src`].includes(`'sha256-${sha256(body, "base64")}'`));
});

test("what the page comes to fetch besides is carried too: modules of any kind, and frozen calculations", () => {
  const dist = mkdtempSync(join(tmpdir(), "balans-more-"));
  try {
    cpSync(DIST, dist, { recursive: true });
    mkdirSync(join(dist, "engines"), { recursive: true });
    writeFileSync(join(dist, "engines", "1-00000001.wasm"), "a frozen calculation");
    writeFileSync(join(dist, "more-0123456789abcdef.wasm"), "an exporter");
    writeFileSync(join(dist, "other-0123456789abcdef.js"), "export const other = 1;");
    const more = '<meta id="app-more" name="more" content="more-0123456789abcdef.wasm"><meta id="app-other" content="other-0123456789abcdef.js">';
    const index = readFileSync(join(dist, "index.html"), "utf8");
    writeFileSync(join(dist, "index.html"), index.replace("</head>", `${more}</head>`));
    const page = single(dist);
    carriesAll(page, dist);
    assert.equal(carried(page).get("engines/1-00000001.wasm").toString(), "a frozen calculation");
    // A script from the page's own memory is allowed only where there is one.
    assert.match(page, /script-src [^;]*blob:/);
    const plain = readFileSync(join(dist, "index.html"), "utf8").replace(/<meta id="app-[^>]*content="[^"]*\.js">/g, "");
    writeFileSync(join(dist, "index.html"), plain);
    assert.doesNotMatch(single(dist), /script-src [^;]*blob:/);
    // A file that is not embedded is detected.
    writeFileSync(join(dist, "forgotten.wasm"), "nobody's");
    assert.throws(() => carriesAll(page, dist), /forgotten\.wasm is in the file/);
  } finally {
    rmSync(dist, { recursive: true });
  }
});

test("a worker from the page's own memory answers what takes many runs of the model", async ({ page, open }) => {
  await open();
  const { kind, said, by } = await ask(page, QUESTION);
  assert.deepEqual([kind, by], ["answer", "worker"]);
  assert.equal(said, native([QUESTION])[0]);
});

test("figures stay true where an extension has replaced the texts", async ({ page, open }) => {
  await open();
  const answer = page.locator(".strip .answer");
  const note = page.locator(".strip .answer-note");
  const before = [await answer.innerText(), await note.innerText()];
  await care(page).field.fill("35");
  await care(page).field.press("Enter");
  await page.locator(GAP, { hasText: "59,9" }).first().waitFor();
  const after = [await answer.innerText(), await note.innerText()];
  await page.evaluate(() => {
    const walker = document.createTreeWalker(document.querySelector(".strip"), NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) if (walker.currentNode.data.trim()) texts.push(walker.currentNode);
    for (const text of texts) {
      const font = document.createElement("font");
      font.textContent = text.data;
      text.replaceWith(font);
    }
  });
  await page.locator("[data-action=undo]").click();
  await page.locator(GAP, { hasText: "72,5" }).first().waitFor();
  assert.deepEqual([await answer.innerText(), await note.innerText()], before);
  await page.locator("[data-action=redo]").click();
  await page.locator(GAP, { hasText: "59,9" }).first().waitFor();
  assert.deepEqual([await answer.innerText(), await note.innerText()], after);
});

test("a link of engine 1 opens with the calculation that the file carries", async ({ page, open }) => {
  const { link } = goodLinks().find(({ file }) => file === ENGINE_1_DIFFERS);
  await open(`#${link}`);
  await page.locator("[data-matches]").waitFor();
  await expect(page.locator("[data-verdict]")).toHaveInnerText(/som gällde när länken gjordes/);
  await page.getByRole("button", { name: "Räkna med dagens tal" }).click();
  await page.locator("[data-differs]").waitFor();
});

test("every view opens, answers and draws", async ({ page, open }) => {
  await open();
  let drawn = 0;
  // The decision paper's drawings are those of its own pages.
  for (const { route, slug } of TOOL_VIEWS) {
    await page.locator(`.views a[href="${route}"]`).click();
    await page.locator(`main[data-route=${slug}] h1#rubrik`).waitFor();
    const drawings = page.locator("main figure .drawing");
    for (let at = 0; at < (await drawings.count()); at += 1) {
      await drawings.nth(at).scrollIntoViewIfNeeded();
      await drawings.nth(at).locator("svg").first().waitFor();
      drawn += 1;
    }
  }
  assert.ok(drawn >= 10, `${drawn} figures drawn`);
});

test("Excel, PowerPoint and pictures are made from the file alone", async ({ page, open }) => {
  await open();
  const handed = async (button) => {
    const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
    return readFileSync(await download.path());
  };
  const figure = page.locator("#bro");
  await figure.getByRole("button", { name: /^Spara eller kopiera/ }).click();
  assert.equal((await handed(figure.locator("[data-take=png]"))).toString("latin1", 1, 4), "PNG");
  await page.locator('.views a[href="#/scenarier"]').click();
  for (const kind of ["xlsx", "pptx"]) {
    const bytes = await handed(page.locator(`main [data-office=${kind}]`));
    assert.equal(bytes.toString("latin1", 0, 2), "PK", kind);
  }
});

test("a slider moves the answer, a number is explained, and the work is there after a reload", async ({ page, open }) => {
  await open();
  await page.locator('[data-input="requirement.care"] input[type=range]').press("ArrowRight");
  await page.waitForFunction((gap) => !document.querySelector(gap).textContent.includes("72,5"), GAP);
  await type(care(page).field, "50");
  await gap(page, "74,9");
  await page.locator(GAP).first().click();
  await page.locator('dialog[open] [data-explains="remaining.2023"]').waitFor();
  await page.keyboard.press("Escape");
  await saveAs(page, "Inför mötet");
  await page.reload();
  await ready(page);
  await gap(page, "74,9");
  await page.locator('.views a[href="#/scenarier"]').click();
  const { scenarios } = await exported(page);
  assert.deepEqual(scenarios.map(({ name }) => name), ["Inför mötet"]);
});

test("a file that was cut on its way says that it could not start", async ({ context, folder }) => {
  const text = readFileSync(join(DIST, SINGLE), "utf8");
  const cut = join(folder, "avbruten.html");
  writeFileSync(cut, text.slice(0, text.indexOf('type="module"')));
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Animation.enable");
  await session.send("Animation.setPlaybackRate", { playbackRate: 1000 });
  await page.goto(pathToFileURL(cut).href);
  await page.locator(".boot-waits").getByText("Ladda om sidan").waitFor();
});

test.describe(() => {
  test.use({ denied: true });

  test("where storage is denied it says so, works on, and files work", async ({ page, open }) => {
    await open();
    await page.locator("footer").getByText("Webbläsaren tillåter inte att något sparas.").waitFor();
    const notice = page.locator(".notice");
    await expect(notice).toHaveInnerText(/tillåter inte att något sparas/);
    await type(care(page).field, "50");
    await gap(page, "74,9");
    await saveAs(page, "Inför mötet");
    await expect(notice).toHaveCount(1);
    await expect(notice.locator("p").first()).toHaveInnerText(/^”Inför mötet” finns bara i den här fliken.*som fil eller länk/);
    await expect(page.getByText("är sparat")).toHaveCount(0);
    const [taken] = await Promise.all([page.waitForEvent("download"), notice.locator("[data-take-along=file]").click()]);
    const alone = JSON.parse(await readFile(await taken.path(), "utf8"));
    assert.equal(alone.scenarios[0].values["requirement.care"], 50);
    assert.equal(alone.scenarios[0].name, "Inför mötet");
    await notice.locator("[data-take-along=link]").click();
    await page.locator("dialog.share[open] .share-link input").waitFor();
    await page.keyboard.press("Escape");
    await page.locator('.views a[href="#/scenarier"]').click();
    await page.locator(".saved-list").getByText("Bara i den här fliken, sedan").first().waitFor();
    assert.doesNotMatch(await page.locator("main").innerText(), /Sparat \d|Sparade scenarier/);
    const file = await exported(page);
    assert.equal(file.scenarios[0].values["requirement.care"], 50);
    await page.reload();
    await ready(page);
    await gap(page, "72,5");
    await page.locator("#fil").setInputFiles({ name: "scenarier.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(file)) });
    await page.locator("#fil-innehall").getByRole("button", { name: "Läs in" }).click();
    await page.locator(".notices").getByText("lades till").first().waitFor();
  });
});

test.describe(() => {
  test.use({ published: "https://exempel.se/balans/" });

  test("the projector's window is the file too, whatever address it is published at", async ({ page, site, open }) => {
    await open("#/presentera");
    await page.locator(".bar-place", { hasText: /^1 av / }).waitFor();
    const [projector] = await Promise.all([page.waitForEvent("popup"), page.locator("[data-action=project]").click()]);
    await ready(projector);
    assert.ok(projector.url().startsWith(`${site.url}#/projektor?`), projector.url());
    await page.locator("[data-contact=linked]").waitFor();
    const title = page.locator("h1#rubrik");
    for (const key of ["PageDown", "PageDown"]) {
      const before = await title.innerText();
      await page.keyboard.press(key);
      await page.waitForFunction((was) => document.querySelector("h1#rubrik").innerText !== was, before);
      await projector.locator("h1", { hasText: await title.innerText() }).waitFor();
    }
  });

  test("Dela leads to where the tool is published, if the build was told", async ({ page, open }) => {
    await open();
    await page.locator("[data-action=share]").click();
    const dialog = page.locator("dialog[open]");
    assert.match(await dialog.locator(".share-link input").inputValue(), /^https:\/\/exempel\.se\/balans\/#s1\./);
    await dialog.getByRole("button", { name: "Visa som QR-kod" }).click();
    await dialog.locator(".code svg path").first().waitFor({ state: "attached" });
  });
});

test("Dela gives no address of a disk: the scenario as text, which opens after the file's own", async ({ page, context, site, open }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open();
  await type(care(page).field, "50");
  await gap(page, "74,9");
  await page.locator("[data-action=share]").click();
  const dialog = page.locator("dialog[open]");
  await dialog.getByText("klistrar in texten sist i adressfältet").waitFor();
  const text = await dialog.locator(".share-link input").inputValue();
  assert.match(text, /^#s1\.[\w-]+z$/);
  await expect(dialog.getByRole("link", { name: "Skriv e-post" })).toHaveCount(0);
  await expect(dialog.getByRole("button", { name: "Visa som QR-kod" })).toHaveCount(0);
  await dialog.getByRole("button", { name: "Kopiera texten" }).click();
  await dialog.getByText("Texten är kopierad.").waitFor();
  await page.keyboard.press("Escape");
  await page.goto(site.url + text);
  await page.locator("main[data-route=delat] [data-matches]").waitFor();
  await expect(page.locator("[data-verdict]")).toHaveInnerText(/74,9/);
});

for (const width of WIDTHS) {
  test(`the file and its Dela at ${width} px in light and dark`, async ({ page, open }) => {
    await open("#/", { width });
    await noSidewaysScroll(page);
    await page.locator("[data-action=share]").click();
    await page.locator("dialog[open] .share-link input").waitFor();
    await noSidewaysScroll(page);
    await axeInBoth(page);
  });
}
