// The browser tests: `cargo xtask test e2e browsers office`, or `npx playwright test` with BALANS_BROWSER set and dist/ built.
import { availableParallelism } from "node:os";
import { defineConfig } from "@playwright/test";
import { launchOptions } from "./xtask/node/browser.mjs";

/** Milliseconds after which what has not come true is not waited for any longer: only for the case that something hangs. */
const PATIENCE = 60_000;

/**
 * Features of Chromium that draw the address bar's suggestions. For each new page they start a process of their own, which
 * costs as much as the page.
 */
const ADDRESS_BAR = ["WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup"];

/** What Playwright 1.65 switches off, which a second `--disable-features` would switch on again. */
const PLAYWRIGHTS_OWN = [
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsUpgrades",
  "HttpsFirstBalancedModeAutoEnable",
  "LensOverlay",
  "MediaRouter",
  "PaintHolding",
  "ThirdPartyStoragePartitioning",
  "AvoidCorsURLLoaderRestartOnRedirect",
  "OptimizationHints",
  "NetworkTimeServiceQuerying",
  "AimEnabled",
  "PreconnectToSearch",
];

export default defineConfig({
  testDir: "tests",
  // Chosen with `--project`.
  projects: [
    ...["e2e", "office"].map((name) => ({ name, testDir: `tests/${name}` })),
    // The same tests in every engine.
    ...["chromium", "firefox", "webkit"].map((name) => ({ name, testDir: "tests/browsers", use: { engineName: name } })),
  ],
  outputDir: "target/playwright",
  reporter: "list",
  workers: Math.max(2, availableParallelism()),
  fullyParallel: true,
  // A test that fails now and then is a fault to find.
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 3 * PATIENCE,
  expect: { timeout: PATIENCE, toPass: { timeout: PATIENCE, intervals: [50, 100, 250] } },
  use: {
    browserName: "chromium",
    launchOptions: launchOptions([
      `--disable-features=${[...PLAYWRIGHTS_OWN, ...ADDRESS_BAR].join(",")}`,
      // Code that runs for seconds is not worth optimising again.
      "--js-flags=--no-wasm-tier-up",
    ]),
    locale: "sv-SE",
    timezoneId: "Europe/Stockholm",
    actionTimeout: PATIENCE,
    navigationTimeout: PATIENCE,
    // What was done, asked for and said. Pictures of the page at each step take a third of the time: `--trace on` has them.
    trace: { mode: "retain-on-failure", screenshots: false, snapshots: false },
    screenshot: "only-on-failure",
  },
});
