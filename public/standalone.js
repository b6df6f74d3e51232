// In the one-file edition (dist/balans.html): unpacks the files it carries before boot.js starts the
// app. Each stands as base64 of gzip in `<script type="application/gzip" data-file="…">`.
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
    // The page fetches what stands in a meta of this id; here that is in its own memory.
    const meta = document.getElementById(file) ?? document.head.appendChild(document.createElement("meta"));
    meta.id = file;
    meta.content = URL.createObjectURL(new Blob([bytes], { type }));
  }
  // Put there by the script before this one, at the end of wasm-bindgen's own.
  await globalThis.balansGlue({ module_or_path: app });
};
