//! Workbooks (Office Open XML): sheets, shared texts and number formats.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use chrono::NaiveDate;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::archive::Archive;
use crate::table::{COLUMN_LIMIT, CellBudget, CellValue, InputTable, NumberFormat, SheetRow};
use crate::{FileNotice, ImportError, encoding};

const ROOT: &str = "_rels/.rels";
const USUAL: &str = "xl/workbook.xml";
/// The last row and column that a sheet can have.
const LAST_ROW: u32 = 1_048_576;
const LAST_COLUMN: u32 = 16_384;
/// Largest number of sheets and of shared texts.
const SHEET_LIMIT: usize = 300;
const TEXT_LIMIT: usize = 500_000;
/// Days from the first day of the old Macintosh system of dates to that of the usual one.
const DAYS_TO_1904: f64 = 1462.0;

/// Reads every sheet's table; a sheet without one gives a table without headings.
///
/// # Errors
/// See [`ImportError`].
pub(crate) fn tables(
    bytes: &[u8],
    budget: &mut CellBudget,
    notices: &mut Vec<FileNotice>,
) -> Result<Vec<InputTable>, ImportError> {
    let archive = Archive::open(bytes)?;
    let book = main_part(&archive)?;
    let Some(book_text) = archive.part(&book)? else {
        return Err(other_archive(&archive));
    };
    let (folder, file) = book.rsplit_once('/').unwrap_or(("", &book));
    let relations = relations(&archive, &format!("{folder}/_rels/{file}.rels"), folder)?;
    let Workbook { sheets, is_1904 } = workbook(&book_text)?;
    drop(book_text);

    let of_kind = |kind: &str| {
        let mut all = relations.values();
        let found = all.find(|relation| relation.kind.ends_with(kind));
        found.map(|relation| relation.target.clone())
    };
    let texts = match of_kind("/sharedStrings") {
        Some(part) => shared_texts(archive.part(&part)?)?,
        None => SharedTexts::default(),
    };
    let formats = match of_kind("/styles") {
        Some(part) => formats(archive.part(&part)?)?,
        None => Vec::new(),
    };

    let mut tables = Vec::new();
    for (name, relation) in sheets {
        let mut table = InputTable::new(&name);
        let relation = relations.get(&relation);
        let is_sheet = |relation: &&PartRelation| relation.kind.ends_with("/worksheet");
        let part = match relation.filter(is_sheet) {
            Some(relation) => archive.part(&relation.target)?,
            // A sheet of nothing but a chart.
            None => None,
        };
        if let Some(part) = part {
            let sheet = Sheet {
                texts: &texts,
                formats: &formats,
                is_1904,
            };
            sheet.rows(&part, budget, &mut |row| table.row(row))?;
        }
        tables.push(table);
    }

    let has = |what: &str| archive.names().any(|name| name.contains(what));
    if has("vbaproject") || has("macrosheets/") {
        notices.push(FileNotice::Macros);
    }
    if has("externallinks/") {
        notices.push(FileNotice::ExternalLinks);
    }
    Ok(tables)
}

/// Finds the workbook's own part.
fn main_part(archive: &Archive<'_>) -> Result<String, ImportError> {
    let relations = relations(archive, ROOT, "")?;
    let main = relations
        .into_values()
        .find(|relation| relation.kind.ends_with("/officeDocument"));
    Ok(main.map_or_else(|| USUAL.to_owned(), |relation| relation.target))
}

/// Tells what an archive without a workbook is.
fn other_archive(archive: &Archive<'_>) -> ImportError {
    let has = |name: &str| archive.names().any(|part| part == name);
    if has("xl/workbook.bin") {
        ImportError::BinaryWorkbook
    } else if has("mimetype") && has("content.xml") {
        ImportError::OpenDocument
    } else {
        ImportError::OtherArchive
    }
}

struct PartRelation {
    kind: String,
    target: String,
}

/// Reads a part's relations to others, by id. A part without relations has none.
fn relations(
    archive: &Archive<'_>,
    part: &str,
    folder: &str,
) -> Result<BTreeMap<String, PartRelation>, ImportError> {
    let mut relations = BTreeMap::new();
    let Some(bytes) = archive.part(part.trim_start_matches('/'))? else {
        return Ok(relations);
    };
    let text = text(&bytes)?;
    let mut reader = reader(&text);
    loop {
        match next(&mut reader)? {
            Event::Start(tag) if is(&tag, "Relationship") => {
                let [id, kind, target, mode] =
                    attributes(&tag, ["Id", "Type", "Target", "TargetMode"])?;
                // A file outside the workbook.
                if mode.as_deref() == Some("External") {
                    continue;
                }
                let relation = PartRelation {
                    kind: kind.unwrap_or_default(),
                    target: resolved(folder, &target.unwrap_or_default()),
                };
                relations.insert(id.unwrap_or_default(), relation);
            }
            Event::Eof => return Ok(relations),
            _ => {}
        }
    }
}

/// Resolves the address of a part against the folder of the part that refers to it.
fn resolved(folder: &str, target: &str) -> String {
    let mut path: Vec<&str> = match target.starts_with('/') {
        true => Vec::new(),
        false => folder.split('/').filter(|step| !step.is_empty()).collect(),
    };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            step => path.push(step),
        }
    }
    path.join("/")
}

struct Workbook {
    /// Names of the sheets, and the ids of the relations to their parts.
    sheets: Vec<(String, String)>,
    /// Whether dates are counted from 1904.
    is_1904: bool,
}

fn workbook(bytes: &[u8]) -> Result<Workbook, ImportError> {
    let text = text(bytes)?;
    let mut reader = reader(&text);
    let mut workbook = Workbook {
        sheets: Vec::new(),
        is_1904: false,
    };
    loop {
        match next(&mut reader)? {
            Event::Start(tag) if is(&tag, "sheet") => {
                let [name, id] = attributes(&tag, ["name", "id"])?;
                if workbook.sheets.len() >= SHEET_LIMIT {
                    return Err(ImportError::TooManyCells);
                }
                let sheet = (name.unwrap_or_default(), id.unwrap_or_default());
                workbook.sheets.push(sheet);
            }
            Event::Start(tag) if is(&tag, "workbookPr") => {
                let [date] = attributes(&tag, ["date1904"])?;
                workbook.is_1904 |= matches!(date.as_deref(), Some("1" | "true"));
            }
            Event::Eof => return Ok(workbook),
            _ => {}
        }
    }
}

/// Texts that cells refer to by number.
#[derive(Default)]
struct SharedTexts {
    text: String,
    ends: Vec<usize>,
}

impl SharedTexts {
    fn get(&self, place: usize) -> Option<&str> {
        let start = match place.checked_sub(1) {
            Some(before) => *self.ends.get(before)?,
            None => 0,
        };
        self.text.get(start..*self.ends.get(place)?)
    }
}

fn shared_texts(part: Option<Vec<u8>>) -> Result<SharedTexts, ImportError> {
    let mut texts = SharedTexts::default();
    let Some(bytes) = part else {
        return Ok(texts);
    };
    let text = text(&bytes)?;
    let mut reader = reader(&text);
    loop {
        match next(&mut reader)? {
            Event::Start(tag) if is(&tag, "si") => {
                if texts.ends.len() >= TEXT_LIMIT {
                    return Err(ImportError::TooManyCells);
                }
                let start = texts.text.len();
                text_within(&mut reader, "si", &mut texts.text)?;
                unescape(&mut texts.text, start);
                texts.ends.push(texts.text.len());
            }
            Event::Eof => return Ok(texts),
            _ => {}
        }
    }
}

/// Reads the text of the elements `t` up to the end of an element. How a text is pronounced is no part of it.
fn text_within(
    reader: &mut Reader<&[u8]>,
    element: &str,
    out: &mut String,
) -> Result<(), ImportError> {
    let (mut in_text, mut in_sound) = (false, false);
    loop {
        match next(reader)? {
            Event::Start(tag) if is(&tag, "t") => in_text = true,
            Event::Start(tag) if is(&tag, "rPh") => in_sound = true,
            Event::End(tag) => match tag.local_name().as_ref() {
                "t" => in_text = false,
                "rPh" => in_sound = false,
                name if name == element => return Ok(()),
                _ => {}
            },
            Event::Eof => return Err(ImportError::Damaged),
            event if in_text && !in_sound => put(&event, out)?,
            _ => {}
        }
    }
}

/// Adds the text of an event.
fn put(event: &Event<'_>, out: &mut String) -> Result<(), ImportError> {
    match event {
        Event::Text(text) => out.push_str(&text.xml10_content()),
        Event::CData(text) => out.push_str(&text.xml10_content()),
        Event::GeneralRef(name) => match &**name {
            "amp" => out.push('&'),
            "lt" => out.push('<'),
            "gt" => out.push('>'),
            "quot" => out.push('"'),
            "apos" => out.push('\''),
            _ => {
                let letter = name.resolve_char_ref().map_err(|_| ImportError::Damaged)?;
                // A name that only a document type could define.
                out.push(letter.ok_or(ImportError::Damaged)?);
            }
        },
        _ => {}
    }
    Ok(())
}

/// Replaces `_x000D_` and its like, which stand for characters that XML has no way to write, from a place on.
fn unescape(text: &mut String, start: usize) {
    const LENGTH: usize = "_x000D_".len();
    let Some(tail) = text.get(start..).filter(|tail| tail.contains("_x")) else {
        return;
    };
    let mut plain = String::with_capacity(tail.len());
    let mut rest = tail;
    while let Some(at) = rest.find("_x") {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let digits = rest.get(2..LENGTH - 1);
        let is_whole = rest.get(LENGTH - 1..LENGTH) == Some("_");
        let digits = digits.filter(|it| is_whole && it.bytes().all(|b| b.is_ascii_hexdigit()));
        let letter = digits
            .and_then(|digits| u32::from_str_radix(digits, 16).ok())
            .and_then(char::from_u32);
        match letter {
            Some(letter) => {
                plain.push(letter);
                rest = rest.get(LENGTH..).unwrap_or_default();
            }
            None => {
                plain.push_str("_x");
                rest = rest.get(2..).unwrap_or_default();
            }
        }
    }
    plain.push_str(rest);
    text.truncate(start);
    text.push_str(&plain);
}

/// Reads how the numbers of each cell style are shown.
fn formats(part: Option<Vec<u8>>) -> Result<Vec<NumberFormat>, ImportError> {
    let mut formats = Vec::new();
    let Some(bytes) = part else {
        return Ok(formats);
    };
    let text = text(&bytes)?;
    let mut reader = reader(&text);
    let mut own = BTreeMap::new();
    let mut in_cells = false;
    loop {
        match next(&mut reader)? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "numFmt" => {
                    let [id, code] = attributes(&tag, ["numFmtId", "formatCode"])?;
                    let code = code.unwrap_or_default();
                    own.insert(id.unwrap_or_default(), of_code(&code));
                }
                "cellXfs" => in_cells = true,
                "xf" if in_cells => {
                    let [id] = attributes(&tag, ["numFmtId"])?;
                    let id = id.unwrap_or_default();
                    let format = own.get(&id).copied();
                    formats.push(format.unwrap_or_else(|| of_number(id.parse().unwrap_or(0))));
                }
                _ => {}
            },
            Event::End(tag) if tag.local_name().as_ref() == "cellXfs" => in_cells = false,
            Event::Eof => return Ok(formats),
            _ => {}
        }
    }
}

/// The formats that every spreadsheet has.
const fn of_number(id: u32) -> NumberFormat {
    match id {
        9 | 10 => NumberFormat::Percent,
        14..=22 | 27..=36 | 45..=47 | 50..=58 => NumberFormat::Date,
        _ => NumberFormat::Plain,
    }
}

/// Reads a format's code, leaving out what is shown as it stands: quoted texts, colours, conditions, single characters.
fn of_code(code: &str) -> NumberFormat {
    let (mut quoted, mut bracketed, mut escaped) = (false, false, false);
    let mut format = NumberFormat::Plain;
    for c in code.chars() {
        match c {
            _ if escaped => escaped = false,
            '"' => quoted = !quoted,
            _ if quoted => {}
            ']' => bracketed = false,
            _ if bracketed => {}
            '[' => bracketed = true,
            '\\' | '_' | '*' => escaped = true,
            '%' => return NumberFormat::Percent,
            'y' | 'm' | 'd' | 'h' | 's' | 'Y' | 'M' | 'D' | 'H' | 'S' => {
                format = NumberFormat::Date;
            }
            // What comes after is how negative numbers are shown.
            ';' => break,
            _ => {}
        }
    }
    // The name of the plain format, in any language, has such letters too.
    if code.eq_ignore_ascii_case("general") || code.eq_ignore_ascii_case("standard") {
        return NumberFormat::Plain;
    }
    format
}

/// What the cells of a sheet refer to.
struct Sheet<'a> {
    texts: &'a SharedTexts,
    formats: &'a [NumberFormat],
    is_1904: bool,
}

impl Sheet<'_> {
    /// Reads a sheet row by row, until it ends or `take` breaks.
    fn rows(
        &self,
        bytes: &[u8],
        budget: &mut CellBudget,
        take: &mut dyn FnMut(SheetRow) -> ControlFlow<()>,
    ) -> Result<(), ImportError> {
        let text = text(bytes)?;
        let mut reader = reader(&text);
        let mut row = SheetRow::default();
        let mut column = 0;
        let mut in_data = false;
        loop {
            match next(&mut reader)? {
                Event::Start(tag) if is(&tag, "sheetData") => in_data = true,
                // What follows, such as the place of a button, has elements named `row` too.
                Event::End(tag) if tag.local_name().as_ref() == "sheetData" => return Ok(()),
                Event::Start(tag) if in_data && is(&tag, "row") => {
                    let [number] = attributes(&tag, ["r"])?;
                    let number = match number {
                        Some(number) => number.parse().map_err(|_| ImportError::Damaged)?,
                        None => row.number.saturating_add(1),
                    };
                    if !(1..=LAST_ROW).contains(&number) {
                        return Err(ImportError::Damaged);
                    }
                    column = 0;
                    row = SheetRow {
                        number,
                        cells: Vec::new(),
                    };
                }
                Event::End(tag) if in_data && tag.local_name().as_ref() == "row" => {
                    let cells = std::mem::take(&mut row.cells);
                    let whole = SheetRow {
                        number: row.number,
                        cells,
                    };
                    if take(whole) == ControlFlow::Break(()) {
                        return Ok(());
                    }
                }
                Event::Start(tag) if in_data && is(&tag, "c") => {
                    budget.take()?;
                    let [at, style, kind] = attributes(&tag, ["r", "s", "t"])?;
                    if let Some(at) = at {
                        column = column_of(&at).ok_or(ImportError::Damaged)?;
                    }
                    let cell = self.cell(&mut reader, style.as_deref(), kind.as_deref())?;
                    if let Some(cell) = cell.filter(|_| column < COLUMN_LIMIT) {
                        row.cells.push((column, cell));
                    }
                    column = column.saturating_add(1);
                }
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    /// Reads a cell to its end; `None` where it is empty.
    fn cell(
        &self,
        reader: &mut Reader<&[u8]>,
        style: Option<&str>,
        kind: Option<&str>,
    ) -> Result<Option<CellValue>, ImportError> {
        let (mut stored, mut has_formula) = (String::new(), false);
        // The text in the cell itself. Some writers put a number beside it.
        let mut inline = String::new();
        let mut in_value = false;
        loop {
            match next(reader)? {
                Event::Start(tag) => match tag.local_name().as_ref() {
                    "v" => in_value = true,
                    "f" => has_formula = true,
                    "is" => text_within(reader, "is", &mut inline)?,
                    _ => {}
                },
                Event::End(tag) => match tag.local_name().as_ref() {
                    "v" => in_value = false,
                    "c" => break,
                    _ => {}
                },
                Event::Eof => return Err(ImportError::Damaged),
                event if in_value => put(&event, &mut stored)?,
                _ => {}
            }
        }
        if kind == Some("inlineStr") && !inline.is_empty() {
            stored = inline;
        }
        let number = |stored: &str| {
            let number = stored.trim().parse::<f64>().ok();
            number.filter(|number| number.is_finite())
        };
        Ok(Some(match kind {
            _ if stored.trim().is_empty() => {
                // A formula whose result is an empty text has none to show.
                let is_missing = has_formula && kind != Some("str");
                return Ok(is_missing.then_some(CellValue::NoResult));
            }
            Some("s") => {
                let place = stored.trim().parse().ok();
                let text = place.and_then(|place| self.texts.get(place));
                match text.ok_or(ImportError::Damaged)? {
                    text if text.trim().is_empty() => return Ok(None),
                    text => CellValue::Text(text.to_owned()),
                }
            }
            Some("str" | "inlineStr") => {
                unescape(&mut stored, 0);
                CellValue::Text(stored)
            }
            // Strict Open XML, which Excel offers to save as: a date as text.
            Some("d") => match days_of(&stored) {
                Some(days) => CellValue::Number {
                    value: days,
                    format: NumberFormat::Date,
                    is_result: has_formula,
                },
                None => CellValue::Text(stored),
            },
            Some("b") => CellValue::Bool(stored.trim() == "1" || stored.trim() == "true"),
            Some("e") => CellValue::Error(stored),
            _ => {
                let value = number(&stored).ok_or(ImportError::Damaged)?;
                let place = style.and_then(|style| style.parse::<usize>().ok());
                let format = self.formats.get(place.unwrap_or(0)).copied();
                let format = format.unwrap_or_default();
                let is_shifted = self.is_1904 && format == NumberFormat::Date;
                CellValue::Number {
                    value: value + if is_shifted { DAYS_TO_1904 } else { 0.0 },
                    format,
                    is_result: has_formula,
                }
            }
        }))
    }
}

/// Counts the days from 30 December 1899 to a date written as `2023-05-03`, with or without a time after it.
fn days_of(stated: &str) -> Option<f64> {
    let date = stated.trim().get(..10)?;
    let day = NaiveDate::parse_from_str(date, "%Y-%m-%d").ok()?;
    let first = NaiveDate::from_ymd_opt(1899, 12, 30)?;
    Some(day.signed_duration_since(first).num_days() as f64)
}

/// Reads the column of a cell's address, from 0: "C14" is 2.
fn column_of(address: &str) -> Option<u32> {
    let letters = address.trim_end_matches(|c: char| c.is_ascii_digit());
    let mut column = 0_u32;
    for letter in letters.bytes() {
        if !letter.is_ascii_alphabetic() {
            return None;
        }
        let digit = u32::from(letter.to_ascii_uppercase() - b'A') + 1;
        column = column.checked_mul(26)?.checked_add(digit)?;
    }
    let is_column = (1..=LAST_COLUMN).contains(&column);
    is_column.then(|| column - 1)
}

fn text(bytes: &[u8]) -> Result<std::borrow::Cow<'_, str>, ImportError> {
    encoding::decode(bytes).map_err(|_| ImportError::Damaged)
}

fn reader(text: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    reader
}

fn next<'a>(reader: &mut Reader<&'a [u8]>) -> Result<Event<'a>, ImportError> {
    reader.read_event().map_err(|_| ImportError::Damaged)
}

fn is(tag: &BytesStart<'_>, name: &str) -> bool {
    tag.local_name().as_ref() == name
}

/// Reads the attributes of these names, whatever their prefixes.
fn attributes<const N: usize>(
    tag: &BytesStart<'_>,
    names: [&str; N],
) -> Result<[Option<String>; N], ImportError> {
    let mut found = [const { None }; N];
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute.map_err(|_| ImportError::Damaged)?;
        let name = attribute.key.local_name();
        let place = names.iter().position(|it| *it == name.as_ref());
        let Some(slot) = place.and_then(|place| found.get_mut(place)) else {
            continue;
        };
        let value = attribute.normalized_value(XmlVersion::Implicit1_0);
        *slot = Some(value.map_err(|_| ImportError::Damaged)?.into_owned());
    }
    Ok(found)
}

/// Reads bytes as each kind of part.
#[cfg(any(test, feature = "fuzzing"))]
pub(crate) fn check_parts(data: &[u8]) {
    let texts = shared_texts(Some(data.to_vec())).unwrap_or_default();
    let formats = formats(Some(data.to_vec())).unwrap_or_default();
    let _ = workbook(data);
    let sheet = Sheet {
        texts: &texts,
        formats: &formats,
        is_1904: false,
    };
    let mut table = InputTable::new("");
    let _ = sheet.rows(data, &mut CellBudget::new(), &mut |row| table.row(row));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_a_date_or_a_percentage_by_its_format() {
        for (code, format) in [
            ("General", NumberFormat::Plain),
            ("#,##0.0", NumberFormat::Plain),
            ("#,##0.0\" mdshy%\"", NumberFormat::Plain),
            ("[Red]0.0\\d", NumberFormat::Plain),
            ("0.0%", NumberFormat::Percent),
            ("yyyy\\-mm\\-dd", NumberFormat::Date),
            ("[$-41D]d mmmm yyyy;@", NumberFormat::Date),
        ] {
            assert_eq!(of_code(code), format, "{code}");
        }
    }

    #[test]
    fn addresses_and_paths() {
        assert_eq!(column_of("C14"), Some(2));
        assert_eq!(column_of("AA1"), Some(26));
        assert_eq!(column_of("XFD1"), Some(16_383));
        for none in ["XFE1", "14", "", "Ö1", "AAAAAAAAAAAAAAAA1"] {
            assert_eq!(column_of(none), None, "{none}");
        }
        assert_eq!(
            resolved("xl", "worksheets/sheet1.xml"),
            "xl/worksheets/sheet1.xml"
        );
        assert_eq!(resolved("xl", "/xl/a.xml"), "xl/a.xml");
        assert_eq!(resolved("xl", "../../a.xml"), "a.xml");
    }

    #[test]
    fn characters_that_xml_cannot_write_come_back() {
        for (stored, plain) in [
            ("a_x000D_b", "a\rb"),
            ("_x005F_x000D_", "_x000D_"),
            ("_xå000_ _x12", "_xå000_ _x12"),
            ("_xD800_", "_xD800_"),
        ] {
            let mut text = format!("_x0041_{stored}");
            unescape(&mut text, 7);
            assert_eq!(text, format!("_x0041_{plain}"));
        }
    }
}
