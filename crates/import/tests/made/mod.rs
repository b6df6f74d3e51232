//! Workbooks made part by part, as other programs and hostile people write them.

#![allow(dead_code, reason = "each test file uses its own part of it")]

use std::fmt::Write as _;

/// A cell of a made sheet.
#[derive(Clone, Copy)]
pub enum Cell<'a> {
    /// Nothing.
    No,
    /// A shared text.
    Text(&'a str),
    /// A text in the cell itself.
    Inline(&'a str),
    /// A number.
    Number(f64),
    /// A number as a percentage.
    Percent(f64),
    /// A day.
    Date(f64),
    /// A formula with its stored result.
    Result(f64),
    /// A formula without one.
    NoResult,
    /// An error.
    Error(&'a str),
}

/// A zip archive of stored parts.
#[derive(Default)]
pub struct Zip {
    bytes: Vec<u8>,
    directory: Vec<u8>,
    count: u16,
    /// Whether the size of a part stands after it, as programs write that don't know it before.
    pub is_streamed: bool,
    /// Whether Excel's room for growth stands before a part.
    pub has_room: bool,
}

impl Zip {
    /// Adds a part as it is.
    pub fn stored(&mut self, name: &str, bytes: &[u8]) {
        let size = bytes.len() as u32;
        self.part(name, bytes, 0, (crc32(bytes), size));
    }

    /// Adds a part with any packed bytes, method, checksum and stated size.
    pub fn part(&mut self, name: &str, packed: &[u8], method: u16, (checksum, size): (u32, u32)) {
        let start = self.bytes.len() as u32;
        let flags = if self.is_streamed { 8 } else { 0 };
        // The local header's extra field; the directory has none.
        let room: &[u8] = match self.has_room {
            true => b"\x20\xa2\x04\0\0\0\0\0",
            false => &[],
        };
        let head = |sizes: [u32; 3], extra: usize| {
            let mut head = Vec::new();
            for number in [20, flags, method, 0, 0] {
                head.extend_from_slice(&u16::to_le_bytes(number));
            }
            for number in sizes {
                head.extend_from_slice(&number.to_le_bytes());
            }
            head.extend_from_slice(&(name.len() as u16).to_le_bytes());
            head.extend_from_slice(&(extra as u16).to_le_bytes());
            head
        };
        let sizes = [checksum, packed.len() as u32, size];
        let local = if self.is_streamed { [0; 3] } else { sizes };
        self.bytes.extend_from_slice(b"PK\x03\x04");
        self.bytes.extend_from_slice(&head(local, room.len()));
        self.bytes.extend_from_slice(name.as_bytes());
        self.bytes.extend_from_slice(room);
        self.bytes.extend_from_slice(packed);
        if self.is_streamed {
            self.bytes.extend_from_slice(b"PK\x07\x08");
            for number in sizes {
                self.bytes.extend_from_slice(&number.to_le_bytes());
            }
        }
        let common = head(sizes, 0);
        self.directory.extend_from_slice(b"PK\x01\x02\x14\x00");
        self.directory.extend_from_slice(&common);
        self.directory.extend_from_slice(&[0; 10]);
        self.directory.extend_from_slice(&start.to_le_bytes());
        self.directory.extend_from_slice(name.as_bytes());
        self.count += 1;
    }

    /// The whole archive.
    pub fn whole(mut self) -> Vec<u8> {
        let (start, size) = (self.bytes.len() as u32, self.directory.len() as u32);
        self.bytes.extend_from_slice(&self.directory);
        self.bytes.extend_from_slice(b"PK\x05\x06\0\0\0\0");
        self.bytes.extend_from_slice(&self.count.to_le_bytes());
        self.bytes.extend_from_slice(&self.count.to_le_bytes());
        self.bytes.extend_from_slice(&size.to_le_bytes());
        self.bytes.extend_from_slice(&start.to_le_bytes());
        self.bytes.extend_from_slice(&[0, 0]);
        self.bytes
    }
}

/// The checksum of a part.
pub fn crc32(bytes: &[u8]) -> u32 {
    let step = |sum: u32, _| {
        if sum & 1 == 1 {
            sum >> 1 ^ 0xedb8_8320
        } else {
            sum >> 1
        }
    };
    !bytes.iter().fold(!0, |sum: u32, byte| {
        (0..8).fold(sum ^ u32::from(*byte), step)
    })
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The parts of a workbook around its sheets.
pub fn frame(zip: &mut Zip, sheets: &[&str], texts: &[String]) {
    zip.stored(
        "_rels/.rels",
        format!("<Relationships><Relationship Id=\"r\" Type=\"{RELATIONS}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>").as_bytes(),
    );
    let (mut book, mut relations) = (String::new(), String::new());
    for (place, sheet) in sheets.iter().enumerate() {
        let _ = write!(
            book,
            "<sheet name=\"{}\" sheetId=\"{place}\" r:id=\"r{place}\"/>",
            escaped(sheet)
        );
        let _ = write!(
            relations,
            "<Relationship Id=\"r{place}\" Type=\"{RELATIONS}/worksheet\" Target=\"worksheets/s{place}.xml\"/>"
        );
    }
    let _ = write!(
        relations,
        "<Relationship Id=\"t\" Type=\"{RELATIONS}/sharedStrings\" Target=\"/xl/sharedStrings.xml\"/><Relationship Id=\"y\" Type=\"{RELATIONS}/styles\" Target=\"styles.xml\"/>"
    );
    zip.stored(
        "xl/workbook.xml",
        format!("<?xml version=\"1.0\"?><workbook><sheets>{book}</sheets></workbook>").as_bytes(),
    );
    zip.stored(
        "xl/_rels/workbook.xml.rels",
        format!("<Relationships>{relations}</Relationships>").as_bytes(),
    );
    zip.stored("xl/styles.xml", b"<styleSheet><numFmts><numFmt numFmtId=\"170\" formatCode=\"yyyy\\-mm\\-dd\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"10\"/><xf numFmtId=\"170\"/></cellXfs></styleSheet>");
    // The claimed number of texts is what made another reader give up.
    let texts: String = texts
        .iter()
        .map(|text| format!("<si><t>{}</t></si>", escaped(text)))
        .collect();
    zip.stored(
        "xl/sharedStrings.xml",
        format!("<sst uniqueCount=\"18446744073709551615\">{texts}</sst>").as_bytes(),
    );
}

/// A workbook of sheets, each a name and rows of cells.
pub fn workbook(sheets: &[(&str, &[&[Cell<'_>]])]) -> Vec<u8> {
    let mut texts = Vec::new();
    let mut parts = Vec::new();
    for (_, rows) in sheets {
        let mut xml = String::from("<worksheet><sheetData>");
        for (place, row) in rows.iter().enumerate() {
            let number = place + 1;
            let _ = write!(xml, "<row r=\"{number}\">");
            for (column, cell) in row.iter().enumerate() {
                let at = format!("{}{number}", char::from(b'A' + column as u8));
                let _ = match cell {
                    Cell::No => write!(xml, "<c r=\"{at}\" s=\"1\"/>"),
                    Cell::Text(text) => {
                        texts.push((*text).to_owned());
                        write!(xml, "<c r=\"{at}\" t=\"s\"><v>{}</v></c>", texts.len() - 1)
                    }
                    Cell::Inline(text) => write!(
                        xml,
                        "<c r=\"{at}\" t=\"inlineStr\"><is><r><t>{}</t></r><rPh><t>x</t></rPh></is></c>",
                        escaped(text)
                    ),
                    Cell::Number(value) => write!(xml, "<c r=\"{at}\"><v>{value}</v></c>"),
                    Cell::Percent(value) => write!(xml, "<c r=\"{at}\" s=\"1\"><v>{value}</v></c>"),
                    Cell::Date(value) => write!(xml, "<c r=\"{at}\" s=\"2\"><v>{value}</v></c>"),
                    Cell::Result(value) => {
                        write!(xml, "<c r=\"{at}\"><f>A1*2</f><v>{value}</v></c>")
                    }
                    Cell::NoResult => write!(xml, "<c r=\"{at}\"><f>A1*2</f></c>"),
                    Cell::Error(error) => {
                        write!(xml, "<c r=\"{at}\" t=\"e\"><f>1/0</f><v>{error}</v></c>")
                    }
                };
            }
            xml.push_str("</row>");
        }
        xml.push_str("</sheetData></worksheet>");
        parts.push(xml);
    }
    let mut zip = Zip::default();
    let names: Vec<_> = sheets.iter().map(|(name, _)| *name).collect();
    frame(&mut zip, &names, &texts);
    for (place, xml) in parts.iter().enumerate() {
        zip.stored(&format!("xl/worksheets/s{place}.xml"), xml.as_bytes());
    }
    zip.whole()
}
