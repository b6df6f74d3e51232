// The static shell: what the page shows before the app has started, and where it cannot start.
import { WIDTHS, axeInBoth, expect, noSidewaysScroll, test } from "./fixtures.mjs";

const question = (page) => page.getByRole("heading", { level: 1, name: "Når vi budget i balans 2023, och vad krävs?", exact: true });

test.describe(() => {
  test.use({ javaScriptEnabled: false });

  test("without JavaScript the page says what is needed", async ({ page, open, trouble }) => {
    // Chromium reports an unused preload as failed; the user sees nothing of it.
    trouble.expect(/^request failed: .*\.js csp$/);
    await open("", { ready: false });
    await question(page).waitFor();
    await expect(page.locator("noscript")).toHaveInnerText(/behöver JavaScript/);
  });
});

test("without WebAssembly the page says what is needed", async ({ page, open }) => {
  await page.addInitScript(() => delete window.WebAssembly);
  await open("", { ready: false });
  const alert = page.getByRole("alert");
  await alert.waitFor();
  // Old browsers are not the only ones without it, and not every user can change that.
  await expect(alert).toHaveInnerText(/behöver WebAssembly.*för gammal.*avstängt.*it-stödet/);
  await question(page).waitFor();
});

test(
  "a start that fails is told on the page and its cause in the console",
  async ({ page, open, trouble }) => {
    // The browser drops a response that is not read.
    trouble.expect(/^status 404: .*\.wasm$|^request failed: .*\.wasm net::ERR_ABORTED$/, /^console error: /);
    await page.route("**/*.wasm", (route) => route.fulfill({ status: 404, body: "" }));
    await open("", { ready: false });
    const alert = page.getByRole("alert");
    await alert.waitFor();
    await expect(alert).toHaveInnerText(/kunde inte starta/);
  },
);

for (const width of WIDTHS) {
  test(`while the app loads, the shell is whole at ${width} px in light and dark`, async ({ page, open }) => {
    // Never answered: the app is loading for as long as the test runs.
    await page.route("**/*.wasm", () => {});
    await open("", { width, ready: false });
    await page.getByText("Läser in").waitFor();
    await question(page).waitFor();
    await axeInBoth(page);
    await noSidewaysScroll(page);
  });
}

test(
  "without the later module the page answers, tables stand, and it says what is missing",
  async ({ page, open, trouble }) => {
    trouble.expect(/deferred-/, /ERR_FAILED|Failed to load/);
    await page.route("**/deferred-*.wasm", (route) => route.abort());
    await open("#/", { ready: false });
    await page.waitForSelector("html[data-ready][data-later=missing]", { state: "attached" });
    await page.locator("#bro").getByText("Diagrammet kunde inte ritas").waitFor();
    await page.locator('#bro button[aria-controls="bro-tabell"]').click();
    await expect(page.locator("#bro-tabell table")).toHaveInnerText(/72,5/);
    const field = page.locator('[data-input="requirement.care"] input[inputmode=decimal]');
    await field.fill("50");
    await field.press("Enter");
    await page.locator('.strip [data-quantity="remaining.2023"]', { hasText: "74,9" }).first().click();
    await page.locator("dialog[open]").getByText("Förklaringen kunde inte visas").waitFor();
  },
);
