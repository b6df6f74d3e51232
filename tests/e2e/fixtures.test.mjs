// What the other tests lean on: the matcher of their own.
import { expect, test } from "./fixtures.mjs";

test("with not, toHaveInnerText waits for another text, and fails where it stays", async ({ page }) => {
  await page.setContent("<p>ett</p>");
  const text = page.locator("p");
  await expect(text).toHaveInnerText("ett");
  const becomesOther = expect(text).not.toHaveInnerText("ett");
  await text.evaluate((element) => (element.textContent = "två"));
  await becomesOther;
  await expect(text).not.toHaveInnerText(/ett/);
  const soon = expect.configure({ timeout: 1 });
  await expect(soon(text).not.toHaveInnerText("två")).rejects.toThrow(`innerText of ${text}`);
  await expect(soon(text).toHaveInnerText("ett")).rejects.toThrow(`innerText of ${text}`);
});
