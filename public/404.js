// On the page that a host shows for what isn't there (404.html): where a program for mail or chat has encoded the `#` of
// an address, the server is asked for a file of that name. Leads back to the tool with what stood after the `#`.
// public/sw.js does the same where the tool is kept without network.
(() => {
  "use strict";
  const { origin, pathname, search } = location;
  // `/balans/%23s1.…`, `/balans/index.html%2523/boende`, and `/balans/s1.…` where the `#` is lost.
  const [, before, fragment] = pathname.match(/^(.*?)%(?:25)*23(.*)$/i) ?? pathname.match(/^(.*\/)(s\d\..*)$/) ?? [];
  if (fragment !== undefined) location.replace(`${origin}${before}#${fragment}${search}`);
})();
