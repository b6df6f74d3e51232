// Starts the app. Trunk's own start script is inline, which the content security policy forbids.
(() => {
  "use strict";

  /** Milliseconds after which an unfinished start is called slow. */
  const SLOW = 20_000;

  const root = document.documentElement;
  const status = document.getElementById("boot-status");
  const say = (text) => {
    clearTimeout(slow);
    delete root.dataset.show;
    // The start may have failed after the app removed the static shell.
    const line = status.isConnected ? status : document.body.appendChild(document.createElement("p"));
    line.setAttribute("role", "alert");
    line.textContent = text;
  };

  // A presentation fills the page from the start.
  if (/^#\/(presentera|projektor)\b/.test(location.hash)) root.dataset.show = "";

  const slow = setTimeout(() => {
    status.textContent = "Det tar längre tid än vanligt att hämta verktyget. Vänta lite till, eller ladda om sidan.";
  }, SLOW);
  if (typeof WebAssembly !== "object") {
    say(
      "Verktyget behöver WebAssembly, som saknas här: webbläsaren är för gammal, eller så är WebAssembly avstängt i den. Öppna sidan i en aktuell version av Edge, Chrome, Firefox eller Safari. Går det inte där heller, fråga it-stödet eller den som sköter datorn.",
    );
    return;
  }
  status.textContent = "Läser in talen…";

  // The browser's cache may hold another response, such as an error page, for as long as it may
  // hold the file. So a file that could not be used is fetched once more, past the cache.
  const anew = (address) => fetch(address, { cache: "reload" });

  // A style sheet that failed to load has no rules, or no readable ones.
  const lost = ({ sheet }) => {
    try {
      return sheet.cssRules.length === 0;
    } catch {
      return true;
    }
  };
  const restyle = (link, done) => {
    const again = link.cloneNode();
    again.onload = done;
    again.onerror = () => {
      const line = document.createElement("p");
      line.setAttribute("role", "alert");
      line.textContent = "Sidans utseende gick inte att hämta. Ladda om sidan.";
      document.body.prepend(line);
      done();
    };
    const replace = () => link.replaceWith(again);
    anew(link.href).then(replace, replace);
  };
  for (const link of document.querySelectorAll("link[rel=stylesheet]:not([media])")) {
    if (lost(link)) restyle(link, () => {});
  }

  // The style sheet of all views except the first, and of paper, is fetched with them. It is last, since
  // its rules must win. The single-file edition has it in the page.
  let styled;
  globalThis.balansStyles = () =>
    (styled ??= new Promise((done) => {
      const address = document.getElementById("app-styles").content;
      if (!address) return done();
      const link = document.createElement("link");
      link.rel = "stylesheet";
      link.href = address;
      link.onload = done;
      link.onerror = () => restyle(link, done);
      document.head.append(link);
    }));

  // All views except the first are in the app's second file, which is then fetched as early as the
  // first. Under `serve` there is none; the single-file edition embeds it.
  const parts = document.getElementById("app-parts").content;
  if (parts && !globalThis.balansCarried && !/^(#\/?)?$/.test(location.hash)) {
    globalThis.balansParts = fetch(parts);
    // Errors are handled where the file is awaited (public/chunk-loader.js).
    globalThis.balansParts.catch(() => {});
    globalThis.balansStyles();
  }

  // A browser may remember a failed import: the retry has another address.
  const bring = (address) =>
    import(address).catch(() => anew(address).then(() => import(`${address}?${Date.now()}`)));
  // The app's module can't import an address that it reads from the page; this function can.
  globalThis.balansImport = (address) => bring(new URL(address, document.baseURI).href);

  const address = (id) => document.getElementById(id).href;
  const start = (app, response) => app.default({ module_or_path: response });
  const fetched = async () => {
    const app = await bring(address("app-js"));
    const wasm = address("app-wasm");
    return start(app, fetch(wasm)).catch((cause) => {
      // An app that has removed the static shell has started, and is not started again.
      if (!status.isConnected) throw cause;
      return start(app, anew(wasm));
    });
  };
  // The single-file edition has unpacked its files (public/standalone.js).
  (globalThis.balansCarried ?? fetched)()
    .then(() => {
      clearTimeout(slow);
      // Without it touch on a lever is the browser's own.
      globalThis.balansImport(document.getElementById("app-touch").content).catch(() => {});
      // Offline support comes last: when the app is interactive and has fetched its deferred files.
      const offline = document.getElementById("app-offline")?.content;
      if (!offline) return;
      const then = () => {
        if (!root.dataset.later) return;
        watch.disconnect();
        // Errors there don't concern the app.
        import(new URL(offline, document.baseURI)).catch(() => {});
      };
      const watch = new MutationObserver(then);
      watch.observe(root, { attributeFilter: ["data-later"] });
      then();
    })
    .catch((cause) => {
      console.error(cause);
      say(
        "Verktyget kunde inte starta. Ladda om sidan. Hjälper inte det, öppna den i en aktuell version av Edge, Chrome, Firefox eller Safari, eller fråga it-stödet.",
      );
    });
})();
