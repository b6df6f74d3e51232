// On the page that a host shows for what isn't there (404.html): where a program for mail or chat has encoded the `#` of
// an address, the server is asked for a file of that name. Leads back to the tool with what stood after the `#`.
// public/sw.js does the same where the tool is kept without network. Where nothing was encoded, the page's links and styles
// are led to the folder that this script stands in: they are relative, and what was asked for may stand in another folder.
(() => {
  "use strict";
  const { origin, pathname, search } = location;
  // `/balans/%23s1.…`, `/balans/index.html%2523/boende`, and `/balans/s1.…` where the `#` is lost.
  const [, before, fragment] = pathname.match(/^(.*?)%(?:25)*23(.*)$/i) ?? pathname.match(/^(.*\/)(s\d\..*)$/) ?? [];
  if (fragment !== undefined) {
    location.replace(`${origin}${before}#${fragment}${search}`);
    return;
  }
  const { src } = document.currentScript;
  for (const link of document.querySelectorAll("a[href], link[rel=stylesheet]")) {
    const { href } = new URL(link.getAttribute("href"), src);
    if (link.href !== href) link.href = href;
  }
})();
