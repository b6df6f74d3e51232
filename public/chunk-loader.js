// How the app's first file fetches its second (src/ui/lazy/mod.rs). `cargo xtask modules` puts this into
// wasm-bindgen's script, whose `wasm` is the running module; the function's name is wasm-split's.
const balansParts = {
  /** Fetches the file, and calls the function `then` of the table with `at` and whether it is here. */
  __wasm_split_load_parts(then, at) {
    const address = document.getElementById("app-parts").content;
    // boot.js has asked already where the address is of another view; asked again, it is anew.
    const asked = globalThis.balansParts ?? fetch(address);
    delete globalThis.balansParts;
    const load = async (response) => {
      if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
      // Through a buffer rather than as a stream: a server that calls wasm something else will do.
      await WebAssembly.instantiate(await response.arrayBuffer(), { __wasm_split: wasm });
      return true;
    };
    // Another answer than the file may lie in the browser's cache, for as long as the file might.
    const again = async () => load(await fetch(address, { cache: "reload" }));
    const fail = (cause) => (console.error(cause), false);
    // What the file shows has its style sheet first.
    const styled = globalThis.balansStyles?.();
    asked
      .then((response) => load(response).catch(again))
      .catch(fail)
      .then((here) => Promise.resolve(styled).then(() => wasm.__indirect_function_table.get(then)(at, here)));
  },
};
