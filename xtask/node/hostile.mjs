// Files that are not what they seem, or too much, as somebody might choose them where figures are read: for the tests, which
// hold each to its sentence, and for the bench, which times it. Made here and never kept.
import { closeSync, openSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";

const MIB = 1024 * 1024;
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

const CRC = Int32Array.from({ length: 256 }, (_, byte) => {
  for (let bit = 0; bit < 8; bit += 1) byte = byte & 1 ? (byte >>> 1) ^ 0xedb88320 : byte >>> 1;
  return byte;
});

/** The checksum of an archive's part. */
function crc32(bytes) {
  let sum = -1;
  for (let at = 0; at < bytes.length; at += 1) sum = CRC[(sum ^ bytes[at]) & 0xff] ^ (sum >>> 8);
  return (sum ^ -1) >>> 0;
}

/** A zip archive of parts, each `[name, content]`; `states` may say another unpacked size than a part has. */
function archive(parts, states = (size) => size) {
  const [bodies, directory] = [[], []];
  let at = 0;
  for (const [name, content] of parts) {
    const whole = Buffer.from(content);
    const packed = deflateRawSync(whole);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(8, 4);
    head.writeUInt32LE(crc32(whole), 10);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(states(whole.length), 18);
    head.writeUInt16LE(Buffer.byteLength(name), 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    bodies.push(Buffer.from("PK\x03\x04"), head, Buffer.from(name), packed);
    directory.push(Buffer.from("PK\x01\x02\x14\0"), head, place, Buffer.from(name));
    at += 30 + Buffer.byteLength(name) + packed.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...bodies, listed, Buffer.from("PK\x05\x06"), end]);
}

/** The parts of a workbook of one sheet, *Indata*, with these rows. */
function workbook(rows) {
  const relation = (id, kind, target) => `<Relationship Id="${id}" Type="${RELATIONS}/${kind}" Target="${target}"/>`;
  return [
    ["_rels/.rels", `<Relationships>${relation("r", "officeDocument", "xl/workbook.xml")}</Relationships>`],
    ["xl/workbook.xml", `<workbook xmlns:r="${RELATIONS}"><sheets><sheet name="Indata" sheetId="1" r:id="a"/></sheets></workbook>`],
    ["xl/_rels/workbook.xml.rels", `<Relationships>${relation("a", "worksheet", "worksheets/sheet1.xml")}</Relationships>`],
    ["xl/worksheets/sheet1.xml", `<worksheet><sheetData>${rows}</sheetData></worksheet>`],
  ];
}

const text = (words) => `<c t="inlineStr"><is><t>${words}</t></is></c>`;
const HEADINGS = `<row>${text("Id")}${text("Värde")}</row>`;
const FIGURE = `<row>${text("requirement.care")}<c><v>50</v></c></row>`;

/** Digits that no packer makes much of, the same each time. */
function* noise() {
  for (let value = 1; ; value = (value * 48271) % 2147483647) yield value;
}

/** Rows of `columns` numbers, `count` of them. */
function numbers(count, columns) {
  const digits = noise();
  const cell = () => `<c><v>${digits.next().value}</v></c>`;
  return Array.from({ length: count }, () => `<row>${Array.from({ length: columns }, cell).join("")}</row>`).join("");
}

/** Rows of the list of figures, as a program writes them: with their addresses. */
function figures(count) {
  const row = (at) => `<row r="${at}"><c r="A${at}" t="str"><v>requirement.care</v></c><c r="B${at}"><v>50</v></c></row>`;
  return Array.from({ length: count }, (_, at) => row(at + 2)).join("");
}

const TOO_MANY_ROWS = /^Listan med tal har fler än 2\s000 rader, och så långa listor läses inte\./;
const TOO_LARGE = /^Filen är större än 20\sMB, och så stora filer läses inte\./;
const UNPACKS = /^Filen är packad, och blir för stor när den packas upp\./;
const NO_TABLE = /^Det finns ingen lista med verktygets tal i filen\./;

/**
 * The files: what each is, its name, how its bytes are made, or its size where only that matters, and what is said of it.
 * `taken` are those whose figures are read, and the sentence is said beside them.
 */
export const HOSTILE = [
  {
    what: "a zip bomb: 64 kB of spaces a thousandfold",
    name: "bomb.xlsx",
    make: () => archive([...workbook(FIGURE), ["xl/sharedStrings.xml", Buffer.alloc(64 * MIB, " ")]]),
    says: UNPACKS,
  },
  {
    what: "a zip bomb that states another size",
    name: "lögn.xlsx",
    make: () => archive(workbook(FIGURE + " ".repeat(16 * MIB)), (size) => Math.min(size, MIB)),
    says: /^Filen är skadad och går inte att läsa\./,
  },
  { what: "a workbook of 50 MB", name: "stor.xlsx", size: 50 * MIB, says: TOO_LARGE },
  { what: "a text table of 50 MB", name: "stor.csv", size: 50 * MIB, says: TOO_LARGE },
  {
    what: "a PDF of 19 MB, renamed",
    name: "årsredovisning.xlsx",
    make: () => Buffer.concat([Buffer.from("%PDF-1.7\n"), Buffer.alloc(19 * MIB, "x")]),
    says: /^Filen är en pdf, och ur en sådan läses inga tal\./,
  },
  {
    what: "an older workbook, or one with a password",
    name: "låst.xlsx",
    make: () => Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(MIB)]),
    says: /^Filen är sparad i Excels gamla format \(\.xls\) eller skyddad med lösenord\./,
  },
  {
    what: "a workbook with macros and links to other files",
    name: "makron.xlsm",
    make: () => archive([...workbook(HEADINGS + FIGURE), ["xl/vbaProject.bin", "Sub Auto_Open()"], ["xl/externalLinks/externalLink1.xml", "<externalLink/>"]]),
    says: /makro.*länkar/is,
    taken: true,
  },
  {
    what: "a workbook of a million rows in the list of figures",
    name: "miljon.xlsx",
    make: () => archive(workbook(HEADINGS + figures(1_000_000))),
    says: UNPACKS,
  },
  {
    what: "a workbook with as many rows in the list of figures as are unpacked",
    name: "halvmiljon.xlsx",
    make: () => archive(workbook(HEADINGS + figures(400_000))),
    says: TOO_MANY_ROWS,
  },
  {
    what: "a workbook of a million rows of other numbers",
    name: "annat.xlsx",
    make: () => archive(workbook(numbers(1_000_000, 1))),
    says: NO_TABLE,
  },
  {
    what: "a text table of a million rows",
    name: "miljon.csv",
    make: () => Buffer.from(`Id;Värde\n${"requirement.care;50\n".repeat(900_000)}`),
    says: TOO_MANY_ROWS,
  },
  {
    what: "a text of 19 MB that is no table",
    name: "logg.csv",
    make: () => Buffer.alloc(19 * MIB, "En rad text utan tal, och en till\n"),
    says: NO_TABLE,
  },
  {
    what: "a workbook of as many cells as are read",
    name: "bred.xlsx",
    make: () => archive(workbook(numbers(3_500, 500))),
    says: NO_TABLE,
  },
];

/** Writes a hostile file into a folder and returns its path. A file of which only the size matters takes no room. */
export function write({ name, make, size }, folder) {
  const path = join(folder, name);
  if (make) writeFileSync(path, make());
  else {
    closeSync(openSync(path, "w"));
    truncateSync(path, size);
  }
  return path;
}

/** Runs in the page before its own scripts: keeps the memory of every wasm module in `window.memories`. */
export function keepMemories() {
  window.memories = [];
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const instantiate = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await instantiate.apply(WebAssembly, given);
      const { memory } = (made.instance ?? made).exports;
      if (memory) window.memories.push(memory);
      return made;
    };
  }
}
