//! Reads figures that a person has filled in, in an Excel workbook (`.xlsx`, `.xlsm`) or a text table (CSV, TSV), into a
//! [`Proposal`]: which inputs get which values, and what could not be read and where.
//!
//! Pure: bytes in, values out. Nothing is taken in silence: what a sheet says and the proposal does not carry is a
//! [`CellFault`] with its cell, or a [`FileNotice`]. The Swedish sentences are in `balans_report::texts::import`.
//!
//! # Hostile files
//! A file is at most [`FILE_LIMIT`] bytes. What a workbook unpacks to is known from its directory before anything is
//! unpacked, and no part unpacks to more than its directory says. Rows, columns, cells and texts have limits too, so that
//! time and memory are bounded for any bytes. Macros are never read, external links never followed.
//!
//! # Why no whole workbook library
//! calamine 0.38 (MIT) was considered first. By its source a hostile file makes it panic: it reserves as many strings as the
//! file claims to have, and resizes a list to an index from the file. It also unpacks without a limit, and brings the
//! tables of all character sets. So the container and the four kinds of XML parts are read here, on miniz_oxide and
//! quick-xml.

mod archive;
#[cfg(any(test, feature = "fuzzing"))]
pub mod check;
mod csv;
mod encoding;
mod headings;
mod proposal;
mod table;
mod value;
mod workbook;

use std::fmt;

use balans_format::ParseError;
use balans_model::{InputId, Pack};

pub use headings::Heading;
use table::{CellBudget, InputTable};

/// Size of the largest file that is read, bytes.
pub const FILE_LIMIT: usize = 20 * 1024 * 1024;
/// Largest number of rows of the tables of inputs.
pub const ROW_LIMIT: usize = 2_000;
/// Largest number of faults that are kept; the rest are counted.
pub const FAULT_LIMIT: usize = 200;

/// What a file proposes.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Proposal {
    /// The inputs that would change, in the file's order, each once.
    pub figures: Vec<ProposedFigure>,
    /// What could not be read, in the file's order, at most [`FAULT_LIMIT`].
    pub faults: Vec<CellFault>,
    /// Number of faults beyond the limit.
    pub more_faults: usize,
    /// What else there is to say about the file.
    pub notices: Vec<FileNotice>,
    /// Number of inputs that the file has as they already are.
    pub unchanged: usize,
}

/// What a file proposes for one input. Fields that the file leaves empty, or has as they are, are `None`.
#[derive(Debug, Clone, PartialEq)]
pub struct ProposedFigure {
    /// The input.
    pub input: InputId,
    /// Where its row is.
    pub place: CellPlace,
    /// The value as it is.
    pub old: f64,
    /// The proposed value, in the input's own unit.
    pub value: Option<f64>,
    /// The span as it is.
    pub old_span: Option<(f64, f64)>,
    /// The proposed lowest and highest value.
    pub span: Option<(f64, f64)>,
    /// What the span is based on, one line.
    pub span_basis: Option<String>,
    /// Source of the value, one line.
    pub source: Option<String>,
    /// Note.
    pub note: Option<String>,
    /// Date of the value, ISO 8601.
    pub date: Option<String>,
    /// Role that answers for the value, one line.
    pub role: Option<String>,
}

/// A cell of a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CellPlace {
    /// Name of the sheet; empty in a text table.
    pub sheet: String,
    /// Row, from 1.
    pub row: u32,
    /// Column, from 0.
    pub column: u32,
}

/// Writes the cell as a spreadsheet does: `Indata!C14`, `'Mina tal'!C14`, and `C14` in a text table.
impl fmt::Display for CellPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_plain = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
        match &*self.sheet {
            "" => {}
            sheet if sheet.chars().all(is_plain) => write!(f, "{sheet}!")?,
            sheet => write!(f, "'{}'!", sheet.replace('\'', "''"))?,
        }
        write!(f, "{}{}", column_letters(self.column), self.row)
    }
}

/// Returns the letters of a column, counted from 0: A, B … Z, AA.
fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        let digit = (rest - 1) % 26;
        letters.push(char::from(b'A' + digit as u8));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// A cell that could not be read, or that contradicts another.
#[derive(Debug, Clone, PartialEq)]
pub struct CellFault {
    /// Where.
    pub place: CellPlace,
    /// Why.
    pub reason: FaultReason,
}

/// Reason why a cell was not read. Texts from the file are one line and cut for showing.
#[derive(Debug, Clone, PartialEq)]
pub enum FaultReason {
    /// No input has this id.
    UnknownId(String),
    /// No input has this name.
    UnknownName(String),
    /// The row has a figure but neither id nor name.
    NoInput,
    /// The row has the id of one input and the name of another.
    OtherName(InputId, InputId),
    /// The text is not a number.
    NotNumber(InputId, ParseError, String),
    /// The text is neither yes nor no.
    NotYesOrNo(InputId, String),
    /// The unit is none that can be converted to the input's.
    OtherUnit(InputId, String),
    /// The cell is formatted as a date: the program that wrote the file has taken a number for one.
    IsDate(InputId),
    /// The cell has an error such as `#DIV/0!`.
    CellError(String),
    /// The cell has a formula whose result is not in the file.
    NoResult,
    /// The value is outside the input's range.
    OutOfRange(InputId, f64),
    /// The value is a fraction, and the input a whole number.
    NotWhole(InputId, f64),
    /// The row has one end of a span and not the other.
    HalfSpan(InputId),
    /// The lowest value is above the highest.
    SpanOrder(InputId),
    /// The value is outside its span.
    OutsideSpan(InputId, f64),
    /// The input can have no span: yes or no, a month, or when and how far a measure is carried out.
    NoSpan(InputId),
    /// The text is longer than the number of characters.
    TooLong(Heading, usize),
    /// The text is not a date.
    NotDate(String),
    /// The text is a person's address and not a role.
    NotRole(String),
    /// The input has a row already, with another content.
    Twice(InputId, CellPlace),
    /// The column shows the tool's own limit for the input, and has been changed.
    LimitColumn(InputId),
    /// A column before this one has the same heading.
    SameHeading(String),
}

/// Something about a file that is not a fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileNotice {
    /// Sheets without a table of inputs, which were not read. At most [`NAMES_LIMIT`], and how many there are.
    LeftAlone(Vec<String>, usize),
    /// Headings of a table of inputs that say nothing to the reader. At most [`NAMES_LIMIT`], and how many there are.
    OtherColumns(String, Vec<String>, usize),
    /// The workbook has macros, which were not read.
    Macros,
    /// The workbook has links to other files, which were not followed: the results stored in it were read.
    ExternalLinks,
}

/// Largest number of names in a [`FileNotice`].
pub const NAMES_LIMIT: usize = 8;

/// Reason why a file is not read at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportError {
    /// The file is larger than [`FILE_LIMIT`].
    TooLarge,
    /// The file has no bytes.
    Empty,
    /// The file is a workbook of Excel 97–2003, or one with a password.
    OldOrLocked,
    /// The file is a binary workbook (`.xlsb`).
    BinaryWorkbook,
    /// The file is an OpenDocument.
    OpenDocument,
    /// The file is a Numbers document, a text document or another zip archive.
    OtherArchive,
    /// The file is a PDF.
    Pdf,
    /// The file is a web page.
    WebPage,
    /// The file is JSON: possibly a file of the tool, which is read elsewhere.
    Json,
    /// The file is neither a workbook nor text.
    NotText,
    /// The file is a workbook that is damaged.
    Damaged,
    /// The workbook unpacks to more than is read.
    UnpacksTooLarge,
    /// The file has more cells than are read.
    TooManyCells,
    /// The table of inputs has more than [`ROW_LIMIT`] rows.
    TooManyRows,
    /// The file has no row of headings with an id or a name, and a value.
    NoTable,
}

/// The figures that a file is compared with.
#[derive(Clone, Copy)]
pub struct Present<'a> {
    /// The pack, with own figures where there are such.
    pub pack: &'a Pack,
    /// The span of an input, where it has one.
    pub span: &'a dyn Fn(InputId) -> Option<(f64, f64)>,
}

/// Reads a file.
///
/// # Errors
/// See [`ImportError`]. A file of which single cells cannot be read is no error: see [`Proposal::faults`].
pub fn read(bytes: &[u8], present: &Present<'_>) -> Result<Proposal, ImportError> {
    if bytes.is_empty() {
        return Err(ImportError::Empty);
    }
    if bytes.len() > FILE_LIMIT {
        return Err(ImportError::TooLarge);
    }
    let mut notices = Vec::new();
    let mut budget = CellBudget::new();
    let tables = match kind_of(bytes)? {
        FileKind::Archive => workbook::tables(bytes, &mut budget, &mut notices)?,
        FileKind::Text => vec![csv::table(&encoding::decode(bytes)?, &mut budget)?],
    };
    let tables = chosen(tables, present.pack, &mut notices)?;
    Ok(proposal::propose(&tables, present, notices))
}

enum FileKind {
    Archive,
    Text,
}

fn kind_of(bytes: &[u8]) -> Result<FileKind, ImportError> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Ok(FileKind::Archive);
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return Err(ImportError::OldOrLocked);
    }
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = text.trim_ascii_start();
    let begins = |start: &str| {
        let head = text.get(..start.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(start.as_bytes()))
    };
    if begins("%PDF") {
        return Err(ImportError::Pdf);
    }
    if ["<!doctype", "<html", "<table", "<?xml"]
        .into_iter()
        .any(begins)
    {
        return Err(ImportError::WebPage);
    }
    if begins("{") {
        return Err(ImportError::Json);
    }
    Ok(FileKind::Text)
}

/// Chooses the tables of inputs. A table whose rows have ids is one; where there is none, a table that names an input is.
/// A workbook of the tool has other sheets with names and values (the calculation), which are none.
fn chosen(
    tables: Vec<InputTable>,
    pack: &Pack,
    notices: &mut Vec<FileNotice>,
) -> Result<Vec<InputTable>, ImportError> {
    let has_ids = |table: &InputTable| table.headings.has(Heading::Id) && table.names_input(pack);
    let any_ids = tables.iter().any(has_ids);
    let (chosen, left): (Vec<_>, Vec<_>) = tables.into_iter().partition(|table| match any_ids {
        true => has_ids(table),
        false => table.names_input(pack),
    });
    if chosen.is_empty() {
        return Err(ImportError::NoTable);
    }
    let rows = chosen.iter().map(|table| table.rows.len()).sum::<usize>();
    if rows > ROW_LIMIT || chosen.iter().any(|table| table.is_cut) {
        return Err(ImportError::TooManyRows);
    }
    if !left.is_empty() {
        let count = left.len();
        let names = left.into_iter().map(|table| shown(&table.sheet));
        notices.push(FileNotice::LeftAlone(
            names.take(NAMES_LIMIT).collect(),
            count,
        ));
    }
    for table in &chosen {
        let others = &table.headings.others;
        if !others.is_empty() {
            let names = others.iter().take(NAMES_LIMIT).map(|name| shown(name));
            notices.push(FileNotice::OtherColumns(
                shown(&table.sheet),
                names.collect(),
                others.len(),
            ));
        }
    }
    Ok(chosen)
}

/// Length at which a text of the file is cut for showing, characters.
const SHOWN: usize = 60;

/// Cleans a text of the file to one line and cuts it for showing.
fn shown(text: &str) -> String {
    let line = balans_format::text::line(text);
    let mut letters = line.chars();
    let mut shown: String = letters.by_ref().take(SHOWN).collect();
    if letters.next().is_some() {
        shown.push('\u{2026}');
    }
    shown
}

#[cfg(test)]
mod tests;
