// For 404.html, the page that a host serves for missing files. A mail or chat program may have
// encoded the `#` of a link, so that the server is asked for a file of that name: redirects to the
// app with the text after the `#`. public/sw.js does the same offline. Where nothing was encoded,
// makes the page's relative links and styles point to this script's folder, since the missing
// address may be in another.
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
