// Touch on a lever. Browsers move a slider as soon as a finger lands on it, also where the finger
// goes on to scroll or zoom. Here a lever moves in two ways: by a sideways drag that begins on its
// thumb, and by a tap. Mouse, pen, keyboard and assistive technology are not affected.
//
// The slider's own change meanwhile is undone before any listener sees it, and the intended value
// is sent with the slider's own events, `input` and `change`.

/** CSS pixels that a finger may move without effect. */
const STRAY = 8;
/** Milliseconds after the touch in which the browser may still send mouse events for it. */
const ECHO = 1000;

/** The touch on a lever: `way` is "waiting", "dragging" or "nothing" (scrolls, zooms, is over). */
let hold = null;

const tell = (type) => hold.input.dispatchEvent(new Event(type, { bubbles: true }));

function set(value) {
  hold.input.value = value;
  if (hold.input.value === hold.value) return;
  hold.value = hold.input.value;
  tell("input");
}

/** Marks whether a finger drags a lever: the strip is then one line on a phone. */
const mark = (held) => document.documentElement.toggleAttribute("data-held", held);

/** Cancels the touch's effect. */
function drop() {
  mark(false);
  if (hold.way === "dragging") {
    set(hold.start);
    tell("change");
  }
  hold.way = "nothing";
}

/** The range of the thumb's middle: its leftmost position, and its travel. */
function rail(input) {
  const { left, width } = input.getBoundingClientRect();
  const thumb = 1.75 * parseFloat(getComputedStyle(document.documentElement).fontSize);
  return { from: left + thumb / 2, length: Math.max(width - thumb, 1), thumb };
}

const listen = (type, act) => addEventListener(type, act, { capture: true, passive: true });

listen("pointerdown", (event) => {
  if (hold && hold.way !== "nothing") drop();
  const input = event.target;
  hold = null;
  if (event.pointerType !== "touch" || input.type !== "range") return;
  const { from, length, thumb } = rail(input);
  const { min, max, value } = input;
  const share = (value - min) / (max - min || 1);
  const onThumb = Math.abs(event.clientX - from - share * length) <= thumb / 2 + STRAY;
  const way = event.isPrimary ? "waiting" : "nothing";
  hold = { input, id: event.pointerId, way, onThumb, x: event.clientX, y: event.clientY, start: value, value };
});

listen("pointermove", (event) => {
  if (hold?.id !== event.pointerId || hold.way === "nothing") return;
  const [right, down] = [event.clientX - hold.x, event.clientY - hold.y];
  if (hold.way === "waiting") {
    if (Math.hypot(right, down) <= STRAY) return;
    if (!hold.onThumb || Math.abs(right) <= Math.abs(down)) return drop();
    hold.way = "dragging";
    mark(true);
    hold.x += Math.sign(right) * STRAY;
  }
  const { min, max } = hold.input;
  set(Number(hold.start) + ((event.clientX - hold.x) / rail(hold.input).length) * (max - min));
});

listen("pointerup", (event) => {
  if (hold?.id !== event.pointerId) return;
  if (hold.way === "waiting" && !hold.onThumb) {
    const { from, length } = rail(hold.input);
    const { min, max } = hold.input;
    set(Number(min) + ((event.clientX - from) / length) * (max - min));
  }
  if (hold.value !== hold.start) tell("change");
  end();
});

listen("pointercancel", (event) => {
  if (hold?.id !== event.pointerId) return;
  drop();
  end();
});

listen("keydown", () => {
  mark(false);
  hold = null;
});

function end() {
  mark(false);
  hold.way = "nothing";
  const over = hold;
  setTimeout(() => {
    if (hold === over) hold = null;
  }, ECHO);
}

for (const type of ["input", "change"]) {
  listen(type, (event) => {
    if (!event.isTrusted || event.target !== hold?.input) return;
    event.stopImmediatePropagation();
    hold.input.value = hold.value;
  });
}
