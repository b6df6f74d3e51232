// Starts the app. Trunk's own start script is inline, which the content security policy forbids.
(() => {
  "use strict";

  /** Milliseconds after which a start that has not come to an end is called slow. */
  const SLOW = 20_000;

  const root = document.documentElement;
  const status = document.getElementById("boot-status");
  const say = (text) => {
    clearTimeout(slow);
    delete root.dataset.show;
    // The start may have failed after the app had taken the shell away.
    const line = status.isConnected ? status : document.body.appendChild(document.createElement("p"));
    line.setAttribute("role", "alert");
    line.textContent = text;
  };

  // A presentation has the page to itself from the first moment.
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

  // An answer that is not the file, such as an error page, may lie in the browser's cache for as long as
  // the file might. So what could not be used is asked for once more, past the cache.
  const anew = (address) => fetch(address, { cache: "reload" });

  // A style sheet that could not be had has no rules, or none that may be read.
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

  // The style sheet of every view but the first comes with those views. It stands ahead of the print style, whose
  // rules are to win. The one-file edition has it in the page.
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
      document.querySelector("link[media=print]").before(link);
    }));

  // Any view but the first is in the app's second file, which then is wanted as soon as the first. In
  // `serve` there is none; the one-file edition carries it.
  const parts = document.getElementById("app-parts").content;
  if (parts && !globalThis.balansCarried && !/^(#\/?)?$/.test(location.hash)) {
    globalThis.balansParts = fetch(parts);
    // What goes wrong is told by who waits for it (public/chunk-loader.js).
    globalThis.balansParts.catch(() => {});
    globalThis.balansStyles();
  }

  // A browser may remember that an address could not be imported: asked for again, it is another one.
  const bring = (address) =>
    import(address).catch(() => anew(address).then(() => import(`${address}?${Date.now()}`)));
  // The app is a module that can't import by an address it reads from the page; this can.
  globalThis.balansImport = (address) => bring(new URL(address, document.baseURI).href);

  const address = (id) => document.getElementById(id).href;
  const start = (app, response) => app.default({ module_or_path: response });
  const fetched = async () => {
    const app = await bring(address("app-js"));
    const wasm = address("app-wasm");
    return start(app, fetch(wasm)).catch((cause) => {
      // An app that has taken the shell away has begun, and begins no second time.
      if (!status.isConnected) throw cause;
      return start(app, anew(wasm));
    });
  };
  // The one-file edition has unpacked what it carries (public/standalone.js).
  (globalThis.balansCarried ?? fetched)()
    .then(() => {
      clearTimeout(slow);
      // Without it a lever is the browser's own under a finger.
      globalThis.balansImport(document.getElementById("app-touch").content).catch(() => {});
      // Offline comes last: not until the tool answers and has what it fetches by itself.
      const offline = document.getElementById("app-offline")?.content;
      if (!offline) return;
      const then = () => {
        if (!root.dataset.later) return;
        watch.disconnect();
        // What goes wrong there is no trouble of the tool's.
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
