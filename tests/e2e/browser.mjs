// Starts the browser that xtask found. Run by hand, BALANS_BROWSER must name one.
import { chromium } from "playwright-core";

export async function launch(extra = []) {
  const executablePath = process.env.BALANS_BROWSER;
  if (!executablePath) throw new Error("BALANS_BROWSER is not set: run this through `cargo xtask`");
  const quiet = (process.env.BALANS_BROWSER_ARGS ?? "").split(" ").filter(Boolean);
  return chromium.launch({ executablePath, headless: true, chromiumSandbox: false, args: [...quiet, ...extra] });
}
