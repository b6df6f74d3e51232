// Fetches the app's second wasm file (src/ui/lazy/mod.rs). `cargo xtask modules` inserts this into
// wasm-bindgen's script, whose `wasm` is the running module; the function's name is wasm-split's.
const balansParts = {
  /** Fetches the file, and calls the table's function `then` with `at` and whether the fetch succeeded. */
  __wasm_split_load_parts(then, at) {
    const address = document.getElementById("app-parts").content;
    // boot.js has already fetched where the address is of another view; a second attempt fetches
    // again.
    const asked = globalThis.balansParts ?? fetch(address);
    delete globalThis.balansParts;
    const load = async (response) => {
      if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
      // Through a buffer and not a stream, which requires the media type `application/wasm`.
      await WebAssembly.instantiate(await response.arrayBuffer(), { __wasm_split: wasm });
      return true;
    };
    // The browser's cache may hold another response than the file.
    const again = async () => load(await fetch(address, { cache: "reload" }));
    const fail = (cause) => (console.error(cause), false);
    // The style sheet of the file's views is applied first.
    const styled = globalThis.balansStyles?.();
    asked
      .then((response) => load(response).catch(again))
      .catch(fail)
      .then((here) => Promise.resolve(styled).then(() => wasm.__indirect_function_table.get(then)(at, here)));
  },
};
