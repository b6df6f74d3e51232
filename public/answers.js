// Runs questions of crates/answers, which take many runs of the model. The page imports this script
// and calls `balansAnswers.ask`; the script starts itself as a worker, so that no slider waits for an
// answer. Where a worker is denied, it runs the same module on the page's own thread in short slices.
//
// It exports and imports nothing: as a worker it is a classic script, since browsers refuse workers
// that are modules in a page opened from a disk (balans.html).
//
// Only the last question asked is answered. An answer that comes late is dropped by its number.

/** The longest that the page's own thread is kept, and a worker before it hears the next message, ms. */
const SLICE = { page: 4, worker: 8 };
/** Years of the model a step, well under a millisecond. */
const STEP = 48;
/**
 * How long a question waits that drops one being worked out, and for the next one, ms. With two cores
 * or fewer, a worker that works while a slider moves takes time from the browser's painting.
 */
const SETTLE = navigator.hardwareConcurrency > 2 ? 0 : 80;

/** The module with vector instructions, beside the one that needs none; the build puts its name here. */
const SIMD = "answers-simd.wasm";
/** A module of one function that makes a vector: valid where there are such instructions. */
const VECTOR = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 15, 11]);

/** An instance of the wasm module. A call that traps leaves it unusable. */
class Engine {
  constructor(module) {
    this.exports = new WebAssembly.Instance(module, {}).exports;
  }

  /** Starts on a question; returns what is wrong with it, if anything is. */
  ask(question) {
    const bytes = new TextEncoder().encode(question);
    const at = this.exports.request_buffer(bytes.length);
    new Uint8Array(this.exports.memory.buffer, at, bytes.length).set(bytes);
    return this.#response(this.exports.ask());
  }

  /** Works for at most `limit` ms if a step allows; returns the answer when there is one. */
  work(limit) {
    const start = performance.now();
    for (let now = start, longest = 0; ; ) {
      const answer = this.#response(this.exports.step(STEP));
      if (answer !== undefined) return answer;
      const then = now;
      now = performance.now();
      longest = Math.max(longest, now - then);
      if (now + longest - start > limit) return undefined;
    }
  }

  progress() {
    return this.exports.progress();
  }

  #response(length) {
    if (length === 0) return undefined;
    return new TextDecoder().decode(new Uint8Array(this.exports.memory.buffer, this.exports.response_ptr(), length));
  }
}

/** Runs the last question asked, in slices with other work between them. */
class Line {
  #module;
  #engine;
  #slice;
  #tell;
  #asked;
  #runs = false;

  constructor(module, slice, tell) {
    this.#module = module;
    this.#slice = slice;
    this.#tell = tell;
  }

  /** Asks a question, or none, and drops the one before. */
  ask(id, question) {
    this.#asked = { id, question };
    if (!this.#runs) this.#run();
  }

  async #run() {
    this.#runs = true;
    while (this.#asked) {
      const { id, question } = this.#asked;
      this.#asked = undefined;
      if (question === undefined) continue;
      try {
        this.#engine ??= new Engine(this.#module);
        const wrong = this.#engine.ask(question);
        if (wrong !== undefined) {
          this.#tell({ id, failed: wrong });
          continue;
        }
        while (!this.#asked) {
          const answer = this.#engine.work(this.#slice);
          this.#tell(answer === undefined ? { id, progress: this.#engine.progress() } : { id, answer });
          if (answer !== undefined) break;
          await pause();
        }
      } catch (why) {
        this.#engine = undefined;
        this.#tell({ id, failed: String(why) });
      }
    }
    this.#runs = false;
  }
}

const channel = new MessageChannel();
const waiting = [];
channel.port1.onmessage = () => waiting.shift()?.();
/** Lets messages and input in; a timer would wait longer, up to a second in a hidden tab. */
const pause = () => new Promise((resolve) => (waiting.push(resolve), channel.port2.postMessage(0)));

if (typeof document === "undefined") serve();
else globalThis.balansAnswers = { ask, cancel };

/** Answers the page's messages: in a worker. */
function serve() {
  let line;
  // A module that can't be received counts as a worker that is denied.
  addEventListener("messageerror", () => {
    throw new Error("no module");
  });
  addEventListener("message", ({ data }) => {
    if (data.module) {
      line = new Line(data.module, SLICE.worker, (message) => postMessage(message));
      postMessage({ ready: true });
    } else {
      line?.ask(data.id, data.question);
    }
  });
}

let last = 0;
let hear = () => {};
let starting;
/** Whether a question is being worked out, or waits to be. */
let isOpen = false;
let waits;

/**
 * Asks a question (JSON) of the module. `tell` is called with
 * `"progress"` and a share 0–1, and at last with `"answer"` and JSON, or `"failed"` and a reason; no
 * more once another question is asked, or `cancel` is called.
 */
async function ask(question, tell) {
  const id = (last += 1);
  hear = tell;
  starting ??= start();
  try {
    const send = await starting;
    if (id !== last) return;
    if (isOpen && SETTLE > 0) {
      if (waits === undefined) send(id, undefined);
      clearTimeout(waits);
      waits = setTimeout(() => ((waits = undefined), send(id, question)), SETTLE);
    } else {
      isOpen = true;
      send(id, question);
    }
  } catch (why) {
    // The next question fetches anew.
    starting = undefined;
    isOpen = false;
    if (id === last) tell("failed", String(why));
  }
}

/** Drops the question that is being worked out. */
function cancel() {
  const id = (last += 1);
  hear = () => {};
  isOpen = false;
  clearTimeout(waits);
  waits = undefined;
  starting?.then(
    (send) => id === last && send(id, undefined),
    () => {},
  );
}

function told({ id, progress, answer, failed }) {
  if (id !== last) return;
  isOpen = progress !== undefined;
  if (answer !== undefined) hear("answer", answer);
  else if (failed !== undefined) hear("failed", failed);
  else hear("progress", progress);
}

/** Returns the address in the `meta` element with this id. */
const addressIn = (id) => new URL(document.getElementById(id).content, document.baseURI);

/**
 * Returns the address of the module: with vectors where the browser has them, but in balans.html, which
 * holds only the other.
 */
function moduleAddress() {
  const plain = addressIn("app-solver");
  return plain.protocol !== "blob:" && WebAssembly.validate(VECTOR) ? new URL(SIMD, plain) : plain;
}

/** Fetches the module; returns a function that sends a question to a worker, or to this thread. */
async function start() {
  const module = await fetched(moduleAddress());
  const worker = await started(module);
  document.documentElement.dataset.answers = worker ? "worker" : "page";
  if (worker) return (id, question) => worker.postMessage({ id, question });
  const line = new Line(module, SLICE.page, told);
  return (id, question) => line.ask(id, question);
}

/** Fetches and compiles the module; past the browser's cache if what is there is something else. */
async function fetched(address) {
  const compiled = async (cache) => WebAssembly.compile(await (await fetch(address, { cache })).arrayBuffer());
  return compiled("default").catch(() => compiled("reload"));
}

/** Starts the worker; `undefined` where it is denied. */
function started(module) {
  return new Promise((resolve) => {
    let worker;
    try {
      const address = addressIn("app-answers").href;
      worker = new Worker(globalThis.balansPolicy?.createScriptURL(address) ?? address);
      let ready = false;
      worker.onmessage = ({ data }) => {
        if (!data.ready) return told(data);
        ready = true;
        resolve(worker);
      };
      worker.onerror = (event) => {
        event.preventDefault();
        worker.terminate();
        resolve(undefined);
        if (!ready) return;
        // The next question starts another.
        starting = undefined;
        isOpen = false;
        hear("failed", String(event.message));
      };
      worker.postMessage({ module });
    } catch {
      worker?.terminate();
      resolve(undefined);
    }
  });
}
