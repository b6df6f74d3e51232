// Exports that need the browser, fetched on first use: a drawing as PNG, a picture on the
// clipboard, slides as a file (written by PptxGenJS; their content is decided in
// crates/spreadsheet/src/slides.rs).

/** Draws an SVG file as PNG, `scale` times its size. */
async function picture(svg, scale) {
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(image.naturalWidth * scale);
    canvas.height = Math.round(image.naturalHeight * scale);
    const pen = canvas.getContext("2d");
    pen.scale(scale, scale);
    pen.drawImage(image, 0, 0);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png");
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}

function save(name, blob) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // Long enough for any browser to have read it.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

export async function png(name, svg) {
  save(name, await picture(svg, 2));
}

/** Longest wait for the browser, in milliseconds: a permission prompt that the user never sees would never settle. */
const PATIENCE = 5_000;
const SILENT = new Error("no answer");

const soon = (promise) =>
  Promise.race([promise, new Promise((_, reject) => setTimeout(reject, PATIENCE, SILENT))]);

/** Copies a picture to the clipboard; returns its format: "png", "svg" (its text), or "" where neither is allowed. */
export async function copy(svg) {
  const clipboard = navigator.clipboard;
  try {
    // Passed as a promise, since some browsers allow clipboard access only in the click handler
    // itself.
    await soon(clipboard.write([new ClipboardItem({ "image/png": picture(svg, 2) })]));
    return "png";
  } catch (cause) {
    if (cause === SILENT) return "";
    try {
      await soon(clipboard.writeText(svg));
      return "svg";
    } catch {
      return "";
    }
  }
}

/** Parses a part of a package, strictly. */
function parsed(text) {
  // By the page's policy of trusted types (public/tree.js).
  const checked = globalThis.balansPolicy?.createHTML(text) ?? text;
  const part = new DOMParser().parseFromString(checked, "application/xml");
  if (part.querySelector("parsererror")) throw new Error("a part of the presentation is no XML");
  return part;
}

/** The name of shapes that `paint` changes. */
const PAINTED = "Nyckel";
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const written = (part) => HEAD + new XMLSerializer().serializeToString(part.documentElement);
const all = (part, name) => [...part.getElementsByTagName(name)];
const numbered = (zip, pattern) =>
  Object.keys(zip.files)
    .filter((name) => pattern.test(name))
    .sort((a, b) => a.localeCompare(b, "en", { numeric: true }));

/**
 * Corrects what PptxGenJS writes against the format's schema: content types of missing parts,
 * shapes that share an id, runs without text, elements out of order. Replaces its charts with the
 * plan's own, each with its workbook.
 */
async function mend(zip, charts, painted) {
  const change = async (name, by) => {
    const part = parsed(await zip.file(name).async("string"));
    by(part);
    zip.file(name, written(part));
  };

  const made = numbered(zip, /^ppt\/charts\/chart\d+\.xml$/);
  if (made.length !== charts.length) throw new Error("a chart is missing");
  for (const [at, name] of made.entries()) {
    zip.file(name, charts[at].xml);
    const links = name.replace("charts/", "charts/_rels/") + ".rels";
    const target = (await zip.file(links).async("string")).match(/Target="\.\.\/(embeddings\/[^"]+)"/)[1];
    zip.file(`ppt/${target}`, charts[at].book, { base64: true });
  }

  for (const name of numbered(zip, /^ppt\/(slides|slideLayouts|slideMasters|notesSlides)\/\w+\.xml$/)) {
    await change(name, (part) => {
      all(part, "p:cNvPr").forEach((shape, at) => shape.setAttribute("id", at + 1));
      for (const shape of all(part, "p:sp")) {
        if (all(shape, "p:cNvPr")[0].getAttribute("name") === PAINTED) paint(shape, painted.shift().paint);
      }
      // A title placeholder with an index counts as one more text, not as the slide's title.
      for (const place of all(part, "p:ph")) if (place.getAttribute("type") === "title") place.removeAttribute("idx");
      // A bullet is as large as its text by default; the attribute is written in a form that only
      // later versions allow.
      for (const size of all(part, "a:buSzPct")) size.remove();
      for (const words of all(part, "a:t")) {
        const run = words.parentNode;
        if (words.textContent === "") run.remove();
        else if (name.includes("notesSlides")) lines(run);
      }
    });
  }

  await change("ppt/presentation.xml", (part) => {
    all(part, "p:sldMasterIdLst")[0].after(...all(part, "p:notesMasterIdLst"));
  });

  // Folders are no parts of a package.
  for (const name of Object.keys(zip.files)) if (zip.files[name].dir) delete zip.files[name];
  const there = new Set(Object.keys(zip.files).map((name) => `/${name}`));
  await change("[Content_Types].xml", (part) => {
    const seen = new Set();
    for (const one of all(part, "Override")) {
      const name = one.getAttribute("PartName");
      if (!there.has(name) || seen.has(name)) one.remove();
      seen.add(name);
    }
  });
}

/** Gives a shape a fill and an edge that PptxGenJS can't write: a hatching. */
function paint(shape, xml) {
  const from = parsed(`<a:ln xmlns:a="${shape.lookupNamespaceURI("a")}">${xml}</a:ln>`).documentElement;
  const properties = all(shape, "p:spPr")[0];
  for (const old of [...properties.children].slice(2)) old.remove();
  properties.append(...[...from.children].map((one) => shape.ownerDocument.importNode(one, true)));
}

/** Makes a paragraph of each line of a run of notes. */
function lines(run) {
  const words = (one) => one.getElementsByTagName("a:t")[0];
  const [first, ...others] = words(run).textContent.split("\n");
  let paragraph = run.parentNode;
  words(run).textContent = first;
  for (const line of others) {
    const next = paragraph.cloneNode(true);
    words(next).textContent = line;
    paragraph.after(next);
    paragraph = next;
  }
}

/** Writes a slide plan as a file. `library` is PptxGenJS's address. */
export async function slides(name, library, text) {
  const { default: PptxGenJS, Zip } = await globalThis.balansImport(library);
  const plan = JSON.parse(text);
  const file = new PptxGenJS();
  file.layout = "LAYOUT_WIDE";
  file.title = plan.title;
  file.subject = plan.subject;
  file.author = plan.author;
  file.company = plan.author;
  file.theme = { headFontFace: plan.font, bodyFontFace: plan.font };
  file.defineSlideMaster({
    title: "BALANS",
    objects: [
      { placeholder: { options: { name: "title", type: "title", ...plan.heading }, text: "" } },
      { text: { text: plan.foot.text, options: plan.foot.options } },
    ],
    slideNumber: plan.foot.number,
  });
  for (const one of plan.slides) {
    const slide = file.addSlide({ masterName: "BALANS" });
    slide.addText(one.title, { placeholder: "title", fontSize: one.size });
    for (const part of one.parts) {
      if (part.text) slide.addText(part.text, part.options);
      else if (part.rows) slide.addTable(part.rows, part.options);
      else if (part.shape) slide.addShape(part.shape, { ...part.options, objectName: part.paint ? PAINTED : "Form" });
      else if (part.chart) slide.addChart(part.chart, part.data, part.options);
    }
    if (one.notes.length > 0) slide.addNotes(one.notes.join("\n"));
  }
  const zip = await Zip.loadAsync(await file.write({ outputType: "arraybuffer" }));
  const parts = plan.slides.flatMap((one) => one.parts);
  await mend(zip, parts.filter((part) => part.chart), parts.filter((part) => part.paint));
  const type = "application/vnd.openxmlformats-officedocument.presentationml.presentation";
  save(name, await zip.generateAsync({ type: "blob", mimeType: type, compression: "DEFLATE" }));
}
