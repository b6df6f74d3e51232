// Launch options for the browser that xtask found, for the tests, the bench and the pictures. When
// run by hand, BALANS_BROWSER must name one.
import { chromium } from "@playwright/test";

/** Playwright's launch options; `extra` are more command-line arguments. */
export function launchOptions(extra = []) {
  const executablePath = process.env.BALANS_BROWSER;
  if (!executablePath) throw new Error("BALANS_BROWSER is not set: run this through `cargo xtask`");
  const quiet = (process.env.BALANS_BROWSER_ARGS ?? "").split(" ").filter(Boolean);
  return { executablePath, headless: true, chromiumSandbox: false, args: [...quiet, ...extra] };
}

export const launch = (extra) => chromium.launch(launchOptions(extra));
