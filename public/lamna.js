// What only a browser can do with a picture or a presentation, fetched when somebody asks for one:
// a drawing as PNG, a picture on the clipboard, slides as a file (PptxGenJS does the writing; what
// stands on them is decided in office/src/slides.rs).

/** An SVG file as PNG, `scale` times its size. */
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
  // Long enough for any browser to have taken it.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

export async function png(name, svg) {
  save(name, await picture(svg, 2));
}

/** Puts a picture on the clipboard and says as what: "png", "svg" (its text), or "" where neither is allowed. */
export async function copy(svg) {
  const clipboard = navigator.clipboard;
  try {
    // Handed over as a promise, since some browsers let only the press itself reach the clipboard.
    await clipboard.write([new ClipboardItem({ "image/png": picture(svg, 2) })]);
    return "png";
  } catch {
    try {
      await clipboard.writeText(svg);
      return "svg";
    } catch {
      return "";
    }
  }
}

/** Writes a plan of slides as a file. `library` is PptxGenJS's address. */
export async function slides(name, library, text) {
  const { default: PptxGenJS } = await import(new URL(library, document.baseURI).href);
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
    slide.addText(one.title, { placeholder: "title" });
    for (const part of one.parts) {
      if (part.text) slide.addText(part.text, part.options);
      else if (part.rows) slide.addTable(part.rows, part.options);
      else if (part.chart) slide.addChart(part.chart, part.data, part.options);
    }
    if (one.notes) slide.addNotes(one.notes);
  }
  save(name, await file.write({ outputType: "blob" }));
}
