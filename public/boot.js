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
  status.textContent = "Läser in siffrorna\u2009…";

  const address = (id) => document.getElementById(id).href;
  import(address("app-js"))
    .then((app) => app.default({ module_or_path: address("app-wasm") }))
    .catch((cause) => {
      console.error(cause);
      say("Verktyget kunde inte starta. Ladda om sidan. Hjälper inte det, öppna den i en aktuell version av Edge, Chrome, Firefox eller Safari.");
    });
})();
