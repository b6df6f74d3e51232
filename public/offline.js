// Registers the service worker once the tool answers, and offers a newer version that lies ready.
// Offers it, and no more: the page runs what it started with until the person says otherwise.
//
// With the page it speaks through `html[data-newer]` and two events, `balans-newer` (it has come or
// gone) and `balans-take` (open it now).

// In the middle of a meeting nothing is offered: neither to the presenter nor on the projector.
const MEETING = /^#\/(presentera|projektor)\b/;
/** Milliseconds between questions of a tab that stays open. */
const ASK_AGAIN = 60 * 60 * 1000;

const workers = isSecureContext ? navigator.serviceWorker : undefined;
if (workers) follow(workers).catch(() => {}); // A browser that denies it works on, without offline.

async function follow(workers) {
  // The first worker to take charge replaces none.
  let charge = workers.controller;
  let replaced = false;
  const registration = await workers.register("sw.js", { updateViaCache: "none" });

  const offer = () => {
    const ready = replaced || Boolean(registration.waiting && workers.controller);
    const now = ready && !MEETING.test(location.hash);
    document.documentElement.toggleAttribute("data-newer", now);
    dispatchEvent(new Event("balans-newer"));
  };
  const install = (worker) => {
    // Whatever is not needed to start is fetched when what is needed is there.
    const whole = charge ? "installed" : "activated";
    worker?.addEventListener("statechange", () => {
      if (worker.state === whole) worker.postMessage("fill");
      offer();
    });
  };

  registration.addEventListener("updatefound", () => install(registration.installing));
  install(registration.installing);
  workers.addEventListener("controllerchange", () => {
    // Another tab has opened the newer version, or this one has.
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
