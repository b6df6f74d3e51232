// Checks the package of a presentation, whatever opens it: parts and their types, links, XML by the
// browser's strict parser, and what the schema requires of shapes, charts and runs.
import JSZip from "jszip";

/** Lists the faults of a package, in words. `page` is any page of a browser: the parts are parsed in an empty one beside it. */
export async function faults(page, zip) {
  const texts = {};
  const found = [];
  for (const [name, file] of Object.entries(zip.files)) {
    if (file.dir) found.push(`${name} is a folder`);
    else if (/\.(xml|rels)$/.test(name)) texts[name] = await file.async("string");
    else if (name.endsWith(".xlsx")) {
      const book = await JSZip.loadAsync(await file.async("uint8array"));
      for (const inner of Object.keys(book.files).filter((one) => /\.(xml|rels)$/.test(one))) {
        texts[`${name}!${inner}`] = await book.file(inner).async("string");
      }
    }
  }
  const names = Object.keys(zip.files).filter((name) => !zip.files[name].dir);
  const empty = await page.context().newPage();
  found.push(...(await empty.evaluate(inside, { texts, names })));
  await empty.close();
  return found;
}

function inside({ texts, names }) {
  const LEAST = 1400;
  const faults = [];
  const there = new Set(names);
  const parts = new Map();
  for (const [name, text] of Object.entries(texts)) {
    const part = new DOMParser().parseFromString(text, "application/xml");
    if (part.querySelector("parsererror")) faults.push(`${name} is no XML`);
    else parts.set(name, part);
    // Some parsers let these through.
    // eslint-disable-next-line no-control-regex
    if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(text)) faults.push(`${name} has a letter that XML forbids`);
  }
  const all = (part, name) => (part ? [...part.getElementsByTagName(name)] : []);

  const types = parts.get("[Content_Types].xml");
  const named = all(types, "Override").map((one) => one.getAttribute("PartName").slice(1));
  const endings = new Set(all(types, "Default").map((one) => one.getAttribute("Extension")));
  for (const name of named) if (!there.has(name)) faults.push(`a type for ${name}, which is not there`);
  if (new Set(named).size !== named.length) faults.push("two types for one part");
  for (const name of names) {
    const ending = name.split(".").pop();
    const special = ending === "xml" && name !== "[Content_Types].xml";
    if (!named.includes(name) && (special || (ending !== "xml" && !endings.has(ending)))) faults.push(`no type for ${name}`);
  }

  for (const [name, part] of parts) {
    if (name.endsWith(".rels") && !name.includes("!")) {
      const base = name.replace(/_rels\/[^/]*$/, "");
      for (const link of all(part, "Relationship")) {
        if (link.getAttribute("TargetMode") === "External") continue;
        const target = new URL(link.getAttribute("Target"), `http://x/${base}`).pathname.slice(1);
        if (!there.has(target)) faults.push(`${name} leads to ${target}, which is not there`);
      }
    }
    const ids = all(part, "p:cNvPr").map((shape) => shape.getAttribute("id"));
    if (new Set(ids).size !== ids.length) faults.push(`${name} has one id twice: ${ids}`);
    for (const words of all(part, "a:t")) if (words.textContent === "") faults.push(`${name} has a run without text`);
    for (const value of all(part, "c:v")) if (value.textContent === "") faults.push(`${name} has a value without a number`);
    for (const kind of ["c:barChart", "c:lineChart"]) {
      for (const chart of all(part, kind)) {
        const axes = [...chart.children].filter((one) => one.nodeName === "c:axId").map((one) => one.getAttribute("val"));
        const drawn = ["c:catAx", "c:valAx"].flatMap((axis) => all(part, axis)).map((axis) => all(axis, "c:axId")[0].getAttribute("val"));
        if (axes.length !== 2 || axes.some((axis) => !drawn.includes(axis))) faults.push(`${name} has the axes ${axes} for ${drawn}`);
      }
    }
    if (/^ppt\/(slides|charts)\/[^/]*\.xml$/.test(name)) {
      for (const one of part.querySelectorAll("[sz]")) {
        if (/^(a|c):/.test(one.nodeName) && Number(one.getAttribute("sz")) < LEAST) faults.push(`${name} has letters of ${one.getAttribute("sz")}`);
      }
    }
  }
  return faults;
}
