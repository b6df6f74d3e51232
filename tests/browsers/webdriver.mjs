// What WebDriver and WebDriver BiDi have in common: the form of input, and of scripts.

/** The keys that are no letters, as WebDriver writes them. */
const KEYS = {
  Backspace: "\ue003",
  Tab: "\ue004",
  Enter: "\ue007",
  Shift: "\ue008",
  Control: "\ue009",
  Escape: "\ue00c",
  PageUp: "\ue00e",
  PageDown: "\ue00f",
  End: "\ue010",
  Home: "\ue011",
  ArrowLeft: "\ue012",
  ArrowUp: "\ue013",
  ArrowRight: "\ue014",
  ArrowDown: "\ue015",
};

/** Milliseconds between two places of a pointer. */
const STEP = 20;

/** Writes the steps of a mouse or a finger: `["move", x, y]`, `["down"]`, `["up"]`. */
export function pointer(kind, steps) {
  const actions = steps.map(([what, x, y]) =>
    what === "move"
      ? { type: "pointerMove", x: Math.round(x), y: Math.round(y), duration: STEP, origin: "viewport" }
      : { type: what === "down" ? "pointerDown" : "pointerUp", button: 0 },
  );
  return [{ type: "pointer", id: kind, parameters: { pointerType: kind }, actions }];
}

/** Writes key strokes: `["down", key]`, `["up", key]`. */
export function strokes(steps) {
  const actions = steps.map(([what, key]) => ({ type: what === "down" ? "keyDown" : "keyUp", value: KEYS[key] ?? key }));
  return [{ type: "key", id: "keys", actions }];
}
