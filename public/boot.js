// Starts the app. Trunk's own start script is inline, which the content security policy forbids.
(() => {
  "use strict";

  const root = document.documentElement;
  const say = (text) => {
    delete root.dataset.show;
    let line = document.getElementById("boot-status");
    if (!line) {
      // The start failed after the app had taken the shell away.
      line = document.body.appendChild(document.createElement("p"));
    }
    line.setAttribute("role", "alert");
    line.textContent = text;
  };

  // A presentation has the page to itself from the first moment.
  if (/^#\/(presentera|projektor)\b/.test(location.hash)) root.dataset.show = "";

  const status = document.getElementById("boot-status");
  if (typeof WebAssembly !== "object") {
    say("Webbläsaren saknar WebAssembly, som verktyget behöver. Öppna sidan i en aktuell version av Edge, Chrome, Firefox eller Safari.");
    return;
  }
  status.textContent = "Läser in talen…";

  // Any view but the first is in the app's second file, which then is wanted as soon as the first. In
  // `serve` there is none; the one-file edition carries it.
  const parts = document.getElementById("app-parts").content;
  if (parts && !globalThis.balansCarried && !/^(#\/?)?$/.test(location.hash)) {
    globalThis.balansParts = fetch(parts);
    // What goes wrong is told by who waits for it (public/parts.js).
    globalThis.balansParts.catch(() => {});
  }

  // The app is a module that can't import by an address it reads from the page; this can.
  globalThis.balansImport = (address) => import(new URL(address, document.baseURI).href);

  const address = (id) => document.getElementById(id).href;
  // The one-file edition has unpacked what it carries (public/single.js).
  const fetched = () => import(address("app-js")).then((app) => app.default({ module_or_path: address("app-wasm") }));
  (globalThis.balansCarried ?? fetched)()
    .then(() => {
      // Without it a lever is the browser's own under a finger.
      import(new URL(document.getElementById("app-touch").content, document.baseURI)).catch(() => {});
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
      say("Verktyget kunde inte starta. Ladda om sidan. Hjälper inte det, öppna den i en aktuell version av Edge, Chrome, Firefox eller Safari.");
    });
})();
