// In the single-file edition (dist/balans.html): unpacks the embedded files before boot.js starts
// the app. Each is base64 of gzip in `<script type="application/gzip" data-file="…">`.
globalThis.balansCarried = async () => {
  const unpack = async (block) => {
    block.remove();
    const packed = Uint8Array.from(atob(block.textContent), (letter) => letter.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream).arrayBuffer();
  };
  let app;
  for (const block of document.querySelectorAll("script[data-file]")) {
    const { file, type } = block.dataset;
    const bytes = await unpack(block);
    if (file === "app-wasm") {
      app = bytes;
      continue;
    }
    // The page fetches the address in the `meta` of this id: here an object URL.
    const meta = document.getElementById(file) ?? document.head.appendChild(document.createElement("meta"));
    meta.id = file;
    meta.content = URL.createObjectURL(new Blob([bytes], { type }));
  }
  // Set by the script before this one, at the end of wasm-bindgen's own.
  await globalThis.balansGlue({ module_or_path: app });
};
