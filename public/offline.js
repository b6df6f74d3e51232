// Registers the service worker once the app is interactive, and offers a newer installed version.
// The page keeps the version it started with until the user accepts.
//
// Communicates with the page by `html[data-newer]` and two events: `balans-newer` (the attribute
// was set or removed) and `balans-take` (open the newer version).

// During a presentation nothing is offered: neither to the presenter nor on the projector.
const MEETING = /^#\/(presentera|projektor)\b/;
/** Milliseconds between update checks of an open tab. */
const ASK_AGAIN = 60 * 60 * 1000;

const workers = isSecureContext ? navigator.serviceWorker : undefined;
if (workers) follow(workers).catch(() => {}); // A browser that denies it works on, without offline.

async function follow(workers) {
  // The first worker to take control replaces none.
  let charge = workers.controller;
  let replaced = false;
  const address = globalThis.balansPolicy?.createScriptURL("sw.js") ?? "sw.js";
  const registration = await workers.register(address, { updateViaCache: "none" });

  const offer = () => {
    const ready = replaced || Boolean(registration.waiting && workers.controller);
    const now = ready && !MEETING.test(location.hash);
    document.documentElement.toggleAttribute("data-newer", now);
    dispatchEvent(new Event("balans-newer"));
  };
  const install = (worker) => {
    // Files not needed to start are fetched after those that are.
    const whole = charge ? "installed" : "activated";
    worker?.addEventListener("statechange", () => {
      if (worker.state === whole) worker.postMessage("fill");
      offer();
    });
  };

  registration.addEventListener("updatefound", () => install(registration.installing));
  install(registration.installing);
  workers.addEventListener("controllerchange", () => {
    // Another tab, or this one, has opened the newer version.
    if (charge) replaced = true;
    charge = workers.controller;
    offer();
  });
  addEventListener("hashchange", offer);
  addEventListener("balans-take", () => {
    const reload = () => location.reload();
    if (!registration.waiting) return reload();
    workers.addEventListener("controllerchange", reload, { once: true });
    registration.waiting.postMessage("take");
  });

  let asked = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible" || Date.now() - asked < ASK_AGAIN) return;
    asked = Date.now();
    registration.update().catch(() => {}); // Without network there is nothing newer.
  });

  registration.active?.postMessage("fill");
  registration.waiting?.postMessage("fill");
  offer();
}
