// Files that are not what they seem, or too much: each is refused in Swedish, and changes nothing.
import assert from "node:assert/strict";
import { expect, test } from "./fixtures.mjs";
import { HOSTILE, keepMemories, write } from "../../xtask/node/hostile.mjs";

const MIB = 1024 * 1024;

test("a file that is not what it seems is told by its sentence, changes nothing and stays out of the app's memory", async ({ page, open, folder }) => {
  await page.addInitScript(keepMemories);
  await open("#/kallor");
  const count = await page.evaluate(() => window.memories.length);
  assert.ok(count > 0, "the app's own memory is known");
  const size = () => page.evaluate((count) => window.memories.slice(0, count).reduce((sum, { buffer }) => sum + buffer.byteLength, 0), count);
  const stored = () => page.evaluate(() => JSON.stringify({ ...localStorage }));
  const [before, kept] = [await size(), await stored()];
  const field = page.locator("#fil");
  for (const file of HOSTILE) {
    await test.step(file.what, async () => {
      await field.setInputFiles(write(file, folder));
      const preview = page.locator("#fil-innehall");
      if (file.taken) {
        await expect(preview).toContainText(file.says);
        await preview.getByRole("button", { name: "Avbryt", exact: true }).click();
        await expect(preview).toHaveCount(0);
      } else {
        await expect(page.locator("#fil-fel [data-error]")).toHaveInnerText(file.says);
        await expect(preview).toHaveCount(0);
      }
      // What the module took goes with it.
      await page.evaluate((count) => window.memories.splice(count), count);
      assert.equal(await stored(), kept);
    });
  }
  assert.ok((await size()) - before < 4 * MIB, `the app's memory grew from ${before} bytes`);
});
