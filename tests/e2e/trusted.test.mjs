// Trusted types: the site's policy demands them, the app's one policy refuses script, handlers, frames and style sheets, and
// no text gets by it. That every view, dialog and file works under it is held by all other tests, which fail on a violation.
import assert from "node:assert/strict";
import { expect, test } from "./fixtures.mjs";

/** Markup that runs, or brings in what does. */
const UNSAFE = [
  "<script>run()</script>",
  "<p>text<SCRIPT src=x>",
  '<img src="x" onerror="run()">',
  "<img src=x\nonerror=run()>",
  '<svg viewBox="0 0 1 1"><path d="M0 0"onload="run()"/></svg>',
  `<p title='"' onclick='run()'>`,
  `<img src=x" onerror='run()'>`,
  "<p title=a' onclick=run()>",
  '<p "x onclick=run()>',
  '<a href="javascript:run()">text</a>',
  "<a href= ' javascript:run()'>text</a>",
  '<iframe srcdoc="x">',
  '<object data="x">',
  '<base href="x">',
  '<link rel="stylesheet" href="x">',
  '<meta http-equiv="refresh" content="0">',
  "<style>p { color: red }</style>",
];

/** Markup of the app's kind, with words in it that only look like script. */
const SAFE = [
  '<p title="onsdag onclick=run() &gt; javascript:run()">onsdag onclick=run() javascript:run() "x</p>',
  '<div data-on="true" aria-label="on"><a href="#/">on=1</a></div>',
  "<p>3 &lt; 4 &amp;&amp; &lt;script&gt;run()&lt;/script&gt;</p>",
  "",
];

test("markup that runs, or brings in what does, is refused, and what only looks like it is not", async ({ page, open }) => {
  await open("#/");
  const refused = await page.evaluate(
    (all) =>
      all.filter((markup) => {
        try {
          window.balansPolicy.createHTML(markup);
          return false;
        } catch {
          return true;
        }
      }),
    [...UNSAFE, ...SAFE],
  );
  assert.deepEqual(refused, UNSAFE);
});

test("a text is no markup without the policy, there is no second policy, and no worker from elsewhere", async ({ page, open, trouble }) => {
  trouble.expect(/policy: require-trusted-types-for/, /policy: trusted-types/);
  trouble.allow(/^console error: .*(TrustedHTML|TrustedTypePolicy|Trusted Type)/i);
  await open("#/");
  const results = await page.evaluate(() => {
    const attempt = (act) => {
      try {
        act();
        return "done";
      } catch (cause) {
        return cause.name;
      }
    };
    return {
      text: attempt(() => (document.createElement("p").innerHTML = "<b>text</b>")),
      second: attempt(() => trustedTypes.createPolicy("other", {})),
      again: attempt(() => trustedTypes.createPolicy("balans", {})),
      elsewhere: attempt(() => window.balansPolicy.createScriptURL("https://example.com/sw.js")),
      own: String(window.balansPolicy.createScriptURL("sw.js")),
    };
  });
  assert.deepEqual(results, { text: "TypeError", second: "TypeError", again: "TypeError", elsewhere: "TypeError", own: "sw.js" });
  await expect(page.locator("main h2, main h3").first()).toBeVisible();
});
