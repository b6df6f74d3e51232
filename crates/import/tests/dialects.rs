//! The tool's own template, filled in and then written as each spreadsheet program writes a workbook or a text table: what
//! is proposed is the same. What the programs do was read off files that they have saved, and off reports to other
//! readers; nothing of those files is here.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    unreachable_pub
)]

mod made;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use balans_import::{FileNotice, Present, Proposal, ProposedFigure, read};
use balans_model::{InputId, Inputs, KSON_2023, input_id};
use balans_report::{Case, WorkedOut};
use balans_spreadsheet::workbook;
use made::Zip;
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::decompress_to_vec;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

const CARE: InputId = input_id("requirement.care");
const HEALTH: InputId = input_id("requirement.health");
const FUNDING: InputId = input_id("requirement.growth_funding");
const SOURCE: &str = "Bokslut 2022 \u{2013} \"slutligt\" & prövat, 1;2 <tredje> versionen _x0041_, kr\u{a0}/\u{a0}år";
/// 3 May 2023 as a workbook stores it, days from 30 December 1899 and from 1 January 1904.
const DAY: f64 = 45_049.0;
const DAY_1904: f64 = 43_587.0;

#[derive(Debug, Clone, PartialEq)]
enum Value {
    Empty,
    Number(f64),
    Date,
    Text(String),
    Bool(bool),
}

#[derive(Debug, Clone)]
struct Cell {
    style: usize,
    value: Value,
    formula: Option<String>,
}

/// A sheet's name, and its cells by row, from 1, and column, from 0.
type SheetCells = (String, BTreeMap<u32, BTreeMap<u32, Cell>>);

/// A workbook as cells.
#[derive(Clone)]
struct Book {
    sheets: Vec<SheetCells>,
    /// The number format of each style.
    styles: Vec<String>,
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.try_get_attribute(name).unwrap()?;
    let value = found.normalized_value(quick_xml::XmlVersion::Implicit1_0);
    Some(value.unwrap().into_owned())
}

fn column_of(address: &str) -> u32 {
    let letters = address.bytes().take_while(u8::is_ascii_alphabetic);
    letters.fold(0, |column, letter| {
        column * 26 + u32::from(letter - b'A') + 1
    }) - 1
}

/// Unpacks the parts of an archive of this tool's.
fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let number = |at: usize, length: usize| {
        let digits = bytes[at..at + length].iter().rev();
        digits.fold(0_usize, |number, digit| number << 8 | usize::from(*digit))
    };
    let end = bytes.len() - 22;
    let mut at = number(end + 16, 4);
    let mut parts = BTreeMap::new();
    for _ in 0..number(end + 10, 2) {
        let (length, extra, comment) = (number(at + 28, 2), number(at + 30, 2), number(at + 32, 2));
        let name = String::from_utf8(bytes[at + 46..at + 46 + length].to_vec()).unwrap();
        let local = number(at + 42, 4);
        let start = local + 30 + number(local + 26, 2) + number(local + 28, 2);
        let packed = &bytes[start..start + number(at + 20, 4)];
        let whole = match number(at + 10, 2) {
            0 => packed.to_vec(),
            _ => decompress_to_vec(packed).unwrap(),
        };
        parts.insert(name, String::from_utf8(whole).unwrap());
        at += 46 + length + extra + comment;
    }
    parts
}

/// The texts of the elements of a name, each with the attributes and texts of what is in it.
fn events(xml: &str) -> Vec<Event<'_>> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    let mut events = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => return events,
            event => events.push(event),
        }
    }
}

fn put(event: &Event<'_>, out: &mut String) {
    match event {
        Event::Text(text) => out.push_str(&text.xml10_content()),
        Event::GeneralRef(name) => out.push_str(match &**name {
            "amp" => "&",
            "lt" => "<",
            "gt" => ">",
            "quot" => "\"",
            other => panic!("{other}"),
        }),
        _ => {}
    }
}

fn book(bytes: &[u8]) -> Book {
    let parts = parts(bytes);
    let mut texts = Vec::new();
    for event in events(&parts["xl/sharedStrings.xml"]) {
        match event {
            Event::Start(tag) if tag.name().as_ref() == "si" => texts.push(String::new()),
            event => texts
                .last_mut()
                .into_iter()
                .for_each(|text| put(&event, text)),
        }
    }
    let mut codes = BTreeMap::new();
    let mut styles = Vec::new();
    let mut in_cells = false;
    for event in events(&parts["xl/styles.xml"]) {
        match event {
            Event::Start(tag) => match tag.name().as_ref() {
                "numFmt" => {
                    let code = attribute(&tag, "formatCode").unwrap();
                    codes.insert(attribute(&tag, "numFmtId").unwrap(), code);
                }
                "cellXfs" => in_cells = true,
                "xf" if in_cells => {
                    let id = attribute(&tag, "numFmtId").unwrap();
                    let code = codes.get(&id).cloned();
                    styles.push(code.unwrap_or_else(|| "General".to_owned()));
                }
                _ => {}
            },
            Event::End(tag) if tag.name().as_ref() == "cellXfs" => in_cells = false,
            _ => {}
        }
    }
    let mut sheets = Vec::new();
    for event in events(&parts["xl/workbook.xml"]) {
        let Event::Start(tag) = event else { continue };
        if tag.name().as_ref() != "sheet" {
            continue;
        }
        let part = &parts[&format!("xl/worksheets/sheet{}.xml", sheets.len() + 1)];
        let rows = rows(part, &texts);
        sheets.push((attribute(&tag, "name").unwrap(), rows));
    }
    Book { sheets, styles }
}

fn rows(part: &str, texts: &[String]) -> BTreeMap<u32, BTreeMap<u32, Cell>> {
    let mut rows: BTreeMap<u32, BTreeMap<u32, Cell>> = BTreeMap::new();
    let (mut row, mut column, mut kind) = (0, 0, None);
    let mut stored = String::new();
    for event in events(part) {
        match event {
            Event::Start(tag) => match tag.name().as_ref() {
                "row" => row = attribute(&tag, "r").unwrap().parse().unwrap(),
                "c" => {
                    column = column_of(&attribute(&tag, "r").unwrap());
                    kind = attribute(&tag, "t");
                    let style = attribute(&tag, "s").map_or(0, |style| style.parse().unwrap());
                    let cell = Cell {
                        style,
                        value: Value::Empty,
                        formula: None,
                    };
                    rows.entry(row).or_default().insert(column, cell);
                }
                "v" | "f" => stored.clear(),
                _ => {}
            },
            Event::End(tag) => {
                let cell = rows.get_mut(&row).and_then(|row| row.get_mut(&column));
                match (tag.name().as_ref(), cell) {
                    ("f", Some(cell)) => cell.formula = Some(stored.clone()),
                    ("v", Some(cell)) => {
                        cell.value = match kind.as_deref() {
                            Some("s") => {
                                Value::Text(texts[stored.parse::<usize>().unwrap()].clone())
                            }
                            Some("str") => Value::Text(stored.clone()),
                            None => Value::Number(stored.parse().unwrap()),
                            Some(other) => panic!("{other}"),
                        };
                    }
                    _ => {}
                }
            }
            event => put(&event, &mut stored),
        }
    }
    rows
}

/// The tool's workbook with figures filled in by hand, beside a sheet of the person's own.
fn filled() -> Book {
    let inputs = Inputs::defaults(&KSON_2023);
    let case = Case {
        name: "Prov".to_owned(),
        today: "29 november 2026".to_owned(),
        values: Case::values_of(&inputs),
        // Working it out takes long, and the template needs none of it.
        worked_out: Some(WorkedOut::default()),
        ..Case::default()
    };
    let mut book = book(&workbook(&case, &inputs, "2026-11-29T22:00:00+01:00").unwrap());
    // What the calculation says is left alone; its first rows are enough for that.
    for (_, rows) in &mut book.sheets {
        rows.retain(|row, _| *row < 300);
    }
    book.styles.push("0%".to_owned());
    book.styles.push("yyyy\\-mm\\-dd".to_owned());
    let (percent, date) = (book.styles.len() - 2, book.styles.len() - 1);
    let (_, rows) = book
        .sheets
        .iter_mut()
        .find(|(name, _)| name == "Reglage")
        .unwrap();
    let text = |words: &str| Value::Text(words.to_owned());
    let mut put = |row: u32, heading: &str, value: Value, formula: Option<&str>| {
        let headings = rows.get_mut(&3).unwrap();
        let found = headings
            .iter()
            .find(|(_, cell)| cell.value == text(heading))
            .map(|(column, _)| *column);
        let column = found.unwrap_or_else(|| {
            let next = headings.keys().last().unwrap() + 1;
            let style = headings[&0].style;
            let cell = Cell {
                style,
                value: text(heading),
                formula: None,
            };
            headings.insert(next, cell);
            next
        });
        let cells = rows.get_mut(&row).unwrap();
        let before = cells.get(&column).map_or(0, |cell| cell.style);
        let style = match value {
            Value::Date => date,
            Value::Number(0.95) => percent,
            _ => before,
        };
        let formula = formula.map(str::to_owned);
        let cell = Cell {
            style,
            value,
            formula,
        };
        cells.insert(column, cell);
    };
    put(4, "Värde", Value::Number(48.25), None);
    put(4, "Källa", text(SOURCE), None);
    put(4, "Spann, lägst", Value::Number(45.0), None);
    put(4, "Spann, högst", text(" 52\u{a0}500,5 tkr "), None);
    put(4, "Spannet bygger på", text("Två år\nav utfall"), None);
    put(4, "Datum", Value::Date, None);
    put(4, "Ansvarig", text("  Ekonomichef "), None);
    put(4, "Anteckning", text("Preliminärt"), None);
    // A formula with a result of seventeen digits, one with a text, a percentage.
    put(5, "Värde", Value::Number(0.1 + 0.2), Some("A1*0.1+0.2"));
    put(5, "Källa", text("Delår"), Some("\"Del\"&\"år\""));
    put(6, "Värde", Value::Number(0.95), None);
    let own = BTreeMap::from([(
        1,
        BTreeMap::from([
            (0, plain(text("Namn"))),
            (1, plain(text("Belopp"))),
            (2, plain(Value::Bool(true))),
            (4, plain(Value::Date)),
        ]),
    )]);
    book.sheets.insert(0, ("Löner & annat".to_owned(), own));
    book
}

fn plain(value: Value) -> Cell {
    Cell {
        style: 0,
        value,
        formula: None,
    }
}

fn taken(bytes: &[u8]) -> Proposal {
    let present = Present {
        pack: &KSON_2023,
        span: &|_| None,
    };
    read(bytes, &present).unwrap()
}

/// A text without what a text table may lose: a hard space, and a dash that a character set lacks.
fn comparable(text: &str) -> String {
    text.replace('\u{a0}', " ").replace('\u{2013}', "-")
}

/// What the filled template proposes, wherever its rows are.
#[track_caller]
fn is_the_filled_template(proposal: &Proposal, writer: &str) {
    assert_eq!(proposal.faults, [], "{writer}");
    let [care, health, funding, spans @ ..] = &*proposal.figures else {
        panic!("{writer}: {:?}", proposal.figures);
    };
    let wanted = ProposedFigure {
        input: CARE,
        place: care.place.clone(),
        old: 47.6,
        value: Some(48.25),
        old_span: None,
        span: Some((45.0, 52.5005)),
        span_basis: Some("Två år av utfall".to_owned()),
        source: Some(comparable(SOURCE)),
        note: Some("Preliminärt".to_owned()),
        date: Some("2023-05-03".to_owned()),
        role: Some("Ekonomichef".to_owned()),
    };
    let care = ProposedFigure {
        source: care.source.as_deref().map(comparable),
        ..care.clone()
    };
    assert_eq!(care, wanted, "{writer}");
    assert_eq!(
        (health.input, health.value),
        (HEALTH, Some(0.3)),
        "{writer}"
    );
    assert_eq!(health.source.as_deref(), Some("Delår"), "{writer}");
    assert_eq!(
        (funding.input, funding.value),
        (FUNDING, Some(95.0)),
        "{writer}"
    );
    // The template's spans, which the tool has not here, and sources with a dash that the character set lacks.
    for one in spans {
        let known = comparable(&KSON_2023.spec(one.input).source);
        let source = one.source.as_deref().map(comparable);
        assert!(source.is_none_or(|source| source == known), "{writer}");
        assert_eq!(one.value, None, "{writer}");
    }
    assert_eq!(
        proposal.unchanged + 3 + spans.len(),
        InputId::all().len(),
        "{writer}"
    );
}

/// How a program writes a workbook.
#[derive(Clone, Copy)]
struct Dialect {
    /// Namespace of the sheets, and of the relations between parts.
    main: &'static str,
    relations: &'static str,
    /// What stands before the name of each element of a sheet.
    prefix: &'static str,
    /// What stands before the target of a relation.
    folder: &'static str,
    texts: Texts,
    dates: Dates,
    numbers: fn(f64) -> String,
    /// Attributes of the workbook's and the sheet's root, of a row and of a text.
    root: &'static str,
    row: &'static str,
    text: &'static str,
    before_sheets: &'static str,
    before_rows: &'static str,
    after_rows: &'static str,
    /// Number of empty, formatted rows after the last.
    empty_rows: u32,
    /// Whether a row without cells and a cell without content have no address.
    has_addresses: bool,
    /// The name of a sheet, and of the part of the sheet with this number, from 1.
    sheet: fn(&str) -> String,
    part: fn(usize) -> String,
    /// Rows of text before a sheet's own.
    title: bool,
    is_streamed: bool,
    has_room: bool,
    /// Whether parts are named as in Windows' file system.
    is_backslashed: bool,
    /// The encoding of the parts.
    encode: fn(&str) -> Vec<u8>,
    /// A part beside those of the workbook, and its content.
    beside: &'static [(&'static str, &'static str)],
}

#[derive(Clone, Copy, PartialEq)]
enum Texts {
    /// Each text once, in a part of its own.
    Shared,
    /// The same in runs of different looks, with how it is pronounced.
    Runs,
    /// In the cell itself.
    Inline,
    /// In the cell itself in runs, with a number beside it, as some libraries write.
    InlineBesideNumber,
}

#[derive(Clone, Copy, PartialEq)]
enum Dates {
    Serial,
    Serial1904,
    Text,
}

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

fn utf_8(text: &str) -> Vec<u8> {
    text.as_bytes().to_vec()
}

/// As short as it can be: LibreOffice, WPS.
fn shortest(value: f64) -> String {
    value.to_string()
}

/// Seventeen digits, and powers of ten: Excel.
fn seventeen(value: f64) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    let digits = format!("{value:.16E}");
    let (number, power) = digits.split_once('E').unwrap();
    format!(
        "{}E{power}",
        number.trim_end_matches('0').trim_end_matches('.')
    )
    .replace("E0", "")
}

/// As Java writes a double: Google.
fn java(value: f64) -> String {
    match value.abs() {
        small if small > 0.0 && small < 1e-3 => format!("{value:?}").replace('e', "E"),
        _ => format!("{value:?}"),
    }
}

const EXCEL: Dialect = Dialect {
    main: MAIN,
    relations: RELATIONS,
    prefix: "",
    folder: "",
    texts: Texts::Runs,
    dates: Dates::Serial,
    numbers: seventeen,
    root: " xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" mc:Ignorable=\"x14ac xr\" xmlns:x14ac=\"http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac\" xmlns:xr=\"http://schemas.microsoft.com/office/spreadsheetml/2014/revision\" xr:uid=\"{00000000-0001-0000-0000-000000000000}\"",
    row: " spans=\"1:18\" ht=\"30\" customHeight=\"1\" x14ac:dyDescent=\"0.3\"",
    text: " xml:space=\"preserve\"",
    before_sheets: "<fileVersion appName=\"xl\" lastEdited=\"7\" lowestEdited=\"7\" rupBuild=\"29227\"/><mc:AlternateContent><mc:Choice Requires=\"x15\"><x15ac:absPath url=\"C:\\Ekonomi\\\" xmlns:x15ac=\"http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac\"/></mc:Choice></mc:AlternateContent><xr:revisionPtr revIDLastSave=\"0\"/><bookViews><workbookView xWindow=\"0\"/></bookViews>",
    before_rows: "<dimension ref=\"A1:R215\"/><sheetViews><sheetView workbookViewId=\"0\"/></sheetViews><sheetFormatPr defaultRowHeight=\"15\" x14ac:dyDescent=\"0.25\"/><cols><col min=\"1\" max=\"1\" width=\"20\" customWidth=\"1\"/></cols>",
    // A button, whose place has a row and a column.
    after_rows: "<phoneticPr fontId=\"1\"/><mc:AlternateContent><mc:Choice Requires=\"x14\"><controls><control shapeId=\"1\" name=\"Ruta\"><controlPr><anchor><from xmlns:xdr=\"http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing\"><xdr:col>3</xdr:col><xdr:row>3</xdr:row></from></anchor></controlPr></control></controls></mc:Choice><mc:Fallback><c r=\"D4\"><v>1</v></c></mc:Fallback></mc:AlternateContent><extLst><ext uri=\"{1}\" xmlns:x14=\"http://schemas.microsoft.com/office/spreadsheetml/2009/9/main\"><x14:conditionalFormattings/></ext></extLst>",
    empty_rows: 0,
    has_addresses: true,
    sheet: str::to_owned,
    part: |number| format!("worksheets/sheet{number}.xml"),
    title: false,
    is_streamed: false,
    has_room: true,
    is_backslashed: false,
    encode: utf_8,
    beside: &[
        (
            "xl/calcChain.xml",
            "<calcChain><c r=\"F4\" i=\"2\"/></calcChain>",
        ),
        ("docMetadata/LabelInfo.xml", "<clbl:labelList/>"),
        (
            "xl/comments1.xml",
            "<comments><commentList><comment ref=\"D4\"><text><t>48</t></text></comment></commentList></comments>",
        ),
    ],
};

const GOOGLE: Dialect = Dialect {
    texts: Texts::Shared,
    numbers: java,
    root: " xmlns:mx=\"http://schemas.microsoft.com/office/mac/excel/2008/main\" xmlns:mv=\"urn:schemas-microsoft-com:mac:vml\" xmlns:x14ac=\"http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac\"",
    row: "",
    text: "",
    before_sheets: "",
    before_rows: "<sheetPr><outlinePr summaryBelow=\"0\" summaryRight=\"0\"/></sheetPr><sheetViews><sheetView workbookViewId=\"0\"/></sheetViews><sheetFormatPr customHeight=\"1\" defaultColWidth=\"12.63\" defaultRowHeight=\"15.75\"/>",
    after_rows: "<drawing r:id=\"rId1\"/>",
    empty_rows: 785,
    is_streamed: true,
    has_room: false,
    beside: &[("xl/metadata", "{\"sheets\":[]}")],
    ..EXCEL
};

/// The dialects, each with the program.
fn dialects() -> Vec<(&'static str, Dialect)> {
    let strict = Dialect {
        main: "http://purl.oclc.org/ooxml/spreadsheetml/main",
        relations: "http://purl.oclc.org/ooxml/officeDocument/relationships",
        dates: Dates::Text,
        ..EXCEL
    };
    let open_xml = Dialect {
        prefix: "x:",
        folder: "/xl/",
        texts: Texts::Inline,
        root: "",
        row: "",
        text: "",
        before_sheets: "",
        before_rows: "",
        after_rows: "",
        has_room: false,
        beside: &[],
        ..EXCEL
    };
    vec![
        ("Excel", EXCEL),
        ("Excel, Strict Open XML", strict),
        (
            "Excel, dates from 1904",
            Dialect {
                dates: Dates::Serial1904,
                ..EXCEL
            },
        ),
        ("Google", GOOGLE),
        (
            "Numbers",
            Dialect {
                sheet: |name| format!("{name} - Tabell 1"),
                // Its first sheet has had no number in its part's name.
                part: |number| match number {
                    1 => "worksheets/sheet.xml".to_owned(),
                    number => format!("worksheets/sheet{number}.xml"),
                },
                title: true,
                empty_rows: 0,
                ..GOOGLE
            },
        ),
        (
            "WPS",
            Dialect {
                numbers: shortest,
                texts: Texts::Shared,
                before_sheets: "<fileVersion appName=\"xl\" lastEdited=\"3\" rupBuild=\"9302\"/>",
                beside: &[("xl/cellimages.xml", "<etc:cellImages/>")],
                ..EXCEL
            },
        ),
        ("Open XML SDK", open_xml),
        (
            "a library that writes no addresses",
            Dialect {
                has_addresses: false,
                texts: Texts::InlineBesideNumber,
                prefix: "",
                folder: "",
                ..open_xml
            },
        ),
        (
            "a library that writes UTF-16 and Windows' names of parts",
            Dialect {
                encode: |text| {
                    let units = "\u{feff}".encode_utf16().chain(text.encode_utf16());
                    units.flat_map(u16::to_le_bytes).collect()
                },
                is_backslashed: true,
                ..open_xml
            },
        ),
    ]
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

impl Dialect {
    /// A text as in a cell: what looks like an escaped character is escaped itself.
    fn content(&self, text: &str) -> String {
        let text = escaped(text).replace("_x0041_", "_x005F_x0041_");
        let (p, space) = (self.prefix, self.text);
        let t = |text: &str| format!("<{p}t{space}>{text}</{p}t>");
        if !matches!(self.texts, Texts::Runs | Texts::InlineBesideNumber) || text.contains('_') {
            return t(&text);
        }
        let text = text.replace('\n', "_x000D_\n");
        let half = text.char_indices().nth(1).map_or(0, |(at, _)| at);
        let half = if text.starts_with('&') { 0 } else { half };
        let (first, rest) = text.split_at(half);
        let first = match first {
            "" => String::new(),
            first => format!("<r>{}</r>", t(first)),
        };
        format!(
            "{first}<r><rPr><b/><sz val=\"11\"/></rPr>{}</r><rPh sb=\"0\" eb=\"1\"><t>uttal</t></rPh><phoneticPr fontId=\"1\"/>",
            t(rest)
        )
    }

    fn cell(&self, at: &str, cell: &Cell, texts: &mut Vec<String>) -> String {
        let p = self.prefix;
        let formula = cell.formula.as_ref().map_or_else(String::new, |formula| {
            format!("<{p}f>{}</{p}f>", escaped(formula))
        });
        let (kind, content) = match &cell.value {
            Value::Empty => ("", String::new()),
            Value::Number(value) => ("", format!("<{p}v>{}</{p}v>", (self.numbers)(*value))),
            Value::Date if self.dates == Dates::Text => {
                ("d", format!("<{p}v>2023-05-03T00:00:00</{p}v>"))
            }
            Value::Date => {
                let is_1904 = self.dates == Dates::Serial1904;
                let days = if is_1904 { DAY_1904 } else { DAY };
                ("", format!("<{p}v>{}</{p}v>", (self.numbers)(days)))
            }
            Value::Bool(is) => ("b", format!("<{p}v>{}</{p}v>", u8::from(*is))),
            Value::Text(text) if cell.formula.is_some() => {
                ("str", format!("<{p}v>{}</{p}v>", escaped(text)))
            }
            Value::Text(text) => match self.texts {
                Texts::Inline => (
                    "inlineStr",
                    format!("<{p}is>{}</{p}is>", self.content(text)),
                ),
                Texts::InlineBesideNumber => (
                    "inlineStr",
                    format!("<v>1.0</v><is>{}</is>", self.content(text)),
                ),
                Texts::Shared | Texts::Runs => {
                    let content = self.content(text);
                    let place = texts.iter().position(|known| *known == content);
                    let place = place.unwrap_or_else(|| {
                        texts.push(content);
                        texts.len() - 1
                    });
                    ("s", format!("<{p}v>{place}</{p}v>"))
                }
            },
        };
        let kind = match kind {
            "" => String::new(),
            kind => format!(" t=\"{kind}\""),
        };
        let style = cell.style;
        format!("<{p}c{at} s=\"{style}\"{kind}>{formula}{content}</{p}c>")
    }

    fn sheet(&self, rows: &BTreeMap<u32, BTreeMap<u32, Cell>>, texts: &mut Vec<String>) -> String {
        let (p, look) = (self.prefix, self.row);
        let mut xml = String::new();
        let mut rows = rows.clone();
        if self.title {
            let moved = rows.into_iter().map(|(row, cells)| (row + 1, cells));
            rows = moved.collect();
            let name = plain(Value::Text("Tabell 1".to_owned()));
            rows.insert(1, BTreeMap::from([(0, name)]));
        }
        let last = rows.keys().last().copied().unwrap_or(0) + self.empty_rows;
        for row in 1..=last {
            let at = match self.has_addresses {
                true => format!(" r=\"{row}\""),
                false => String::new(),
            };
            let _ = write!(xml, "<{p}row{at}{look}>");
            let empty = BTreeMap::new();
            let cells = rows.get(&row).unwrap_or(&empty);
            // Programs write formatted cells to the last column.
            for column in 0..18 {
                let none = plain(Value::Empty);
                let cell = cells.get(&column).unwrap_or(&none);
                let at = match self.has_addresses {
                    true => format!(" r=\"{}{row}\"", char::from(b'A' + column as u8)),
                    false => String::new(),
                };
                xml.push_str(&self.cell(&at, cell, texts));
            }
            let _ = write!(xml, "</{p}row>");
        }
        let (head, root) = (self.head(), self.root);
        let (before, after) = (self.before_rows, self.after_rows);
        format!(
            "{head}<{p}worksheet {}{root}>{before}<{p}sheetData>{xml}</{p}sheetData>{after}</{p}worksheet>",
            self.namespaces()
        )
    }

    fn head(&self) -> &'static str {
        "<?xml version=\"1.0\" standalone=\"yes\"?>\r\n"
    }

    fn namespaces(&self) -> String {
        let name = self.prefix.trim_end_matches(':');
        let colon = if name.is_empty() { "" } else { ":" };
        format!(
            "xmlns{colon}{name}=\"{}\" xmlns:r=\"{}\"",
            self.main, self.relations
        )
    }

    fn styles(&self, book: &Book) -> String {
        let p = self.prefix;
        let (mut formats, mut cells) = (String::new(), String::new());
        for (place, code) in book.styles.iter().enumerate() {
            // Excel has a number of its own for the usual date.
            let id = match &**code {
                "General" => 0,
                "0%" => 9,
                "yyyy\\-mm\\-dd" if self.has_room => 14,
                code => {
                    let id = 164 + place;
                    let _ = write!(
                        formats,
                        "<{p}numFmt numFmtId=\"{id}\" formatCode=\"{}\"/>",
                        escaped(code)
                    );
                    id
                }
            };
            let _ = write!(
                cells,
                "<{p}xf borderId=\"0\" numFmtId=\"{id}\" xfId=\"0\" applyNumberFormat=\"1\"><{p}alignment vertical=\"top\"/></{p}xf>"
            );
        }
        format!(
            "{}<{p}styleSheet {}><{p}numFmts>{formats}</{p}numFmts><{p}cellStyleXfs><{p}xf numFmtId=\"14\"/></{p}cellStyleXfs><{p}cellXfs>{cells}</{p}cellXfs><{p}dxfs><{p}dxf><{p}numFmt numFmtId=\"0\" formatCode=\"yyyy\"/></{p}dxf></{p}dxfs></{p}styleSheet>",
            self.head(),
            self.namespaces()
        )
    }

    /// Writes a book as the program does.
    fn write(&self, book: &Book) -> Vec<u8> {
        let p = self.prefix;
        let mut texts = Vec::new();
        let (mut sheets, mut relations) = (String::new(), String::new());
        let mut all = Vec::new();
        let relation = |id: &str, kind: &str, target: &str| {
            format!(
                "<Relationship Id=\"{id}\" Type=\"{}/{kind}\" Target=\"{}{target}\"/>",
                self.relations, self.folder
            )
        };
        let mut beside = vec![
            ("styles.xml".to_owned(), self.styles(book)),
            ("theme/theme1.xml".to_owned(), "<a:theme/>".to_owned()),
        ];
        for (place, (name, rows)) in book.sheets.iter().enumerate() {
            let number = place + 1;
            let _ = write!(
                sheets,
                "<{p}sheet name=\"{}\" sheetId=\"{}\" state=\"visible\" r:id=\"rId{number}\"/>",
                escaped(&(self.sheet)(name)),
                number + 7
            );
            relations += &relation(&format!("rId{number}"), "worksheet", &(self.part)(number));
            all.push(((self.part)(number), self.sheet(rows, &mut texts)));
        }
        relations += &relation("rId90", "theme", "theme/theme1.xml");
        relations += &relation("rId91", "styles", "styles.xml");
        if !texts.is_empty() {
            relations += &relation("rId92", "sharedStrings", "sharedStrings.xml");
            let items: String = texts
                .iter()
                .map(|text| format!("<{p}si>{text}</{p}si>"))
                .collect();
            let texts = format!(
                "{}<{p}sst {}>{items}</{p}sst>",
                self.head(),
                self.namespaces()
            );
            beside.push(("sharedStrings.xml".to_owned(), texts));
        }
        all.extend(beside);
        let is_1904 = match self.dates {
            Dates::Serial1904 => " date1904=\"1\"",
            Dates::Serial | Dates::Text => "",
        };
        let (root, before) = (self.root, self.before_sheets);
        let book = format!(
            "{}<{p}workbook {}{root}>{before}<{p}workbookPr{is_1904} defaultThemeVersion=\"166925\"/><{p}sheets>{sheets}</{p}sheets><{p}definedNames/><{p}calcPr calcId=\"191029\"/><{p}extLst><{p}ext uri=\"G\"><go:sheetsCustomData xmlns:go=\"http://customooxmlschemas.google.com/\" r:id=\"rId7\"/></{p}ext></{p}extLst></{p}workbook>",
            self.head(),
            self.namespaces()
        );
        all.push(("workbook.xml".to_owned(), book));
        let relations = format!("{}<Relationships>{relations}</Relationships>", self.head());
        all.push(("_rels/workbook.xml.rels".to_owned(), relations));
        let mut zip = Zip::default();
        zip.is_streamed = self.is_streamed;
        zip.has_room = self.has_room;
        let mut add = |name: &str, text: &str| {
            let bytes = (self.encode)(text);
            let name = match self.is_backslashed {
                true => name.replace('/', "\\"),
                false => name.to_owned(),
            };
            let size = (made::crc32(&bytes), bytes.len() as u32);
            zip.part(&name, &compress_to_vec(&bytes, 6), 8, size);
        };
        add("[Content_Types].xml", "<Types/>");
        let root = format!(
            "{}<Relationships><Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/><Relationship Id=\"rId1\" Type=\"{}/officeDocument\" Target=\"{}xl/workbook.xml\"/></Relationships>",
            self.head(),
            self.relations,
            if self.folder.is_empty() { "" } else { "/" }
        );
        add("_rels/.rels", &root);
        for (name, text) in &all {
            add(&format!("xl/{name}"), text);
        }
        for (name, text) in self.beside {
            add(name, text);
        }
        zip.whole()
    }
}

#[test]
fn the_template_as_each_program_saves_it_proposes_the_same() {
    let book = filled();
    for (writer, dialect) in dialects() {
        let proposal = taken(&dialect.write(&book));
        is_the_filled_template(&proposal, writer);
        let [FileNotice::LeftAlone(names, 8)] = &*proposal.notices else {
            panic!("{writer}: {:?}", proposal.notices);
        };
        assert_eq!(names[0], (dialect.sheet)("Löner & annat"), "{writer}");
        let sheet = &proposal.figures[0].place;
        let row = if dialect.title { 5 } else { 4 };
        assert_eq!(
            (&*sheet.sheet, sheet.row),
            (&*(dialect.sheet)("Reglage"), row),
            "{writer}"
        );
    }
}

/// In a column of figures a date is one, however the program stores it.
#[test]
fn a_date_in_the_column_of_values_is_said_to_be_one() {
    let mut book = filled();
    let date = book.styles.len() - 1;
    let (_, rows) = &mut book.sheets[2];
    let cell = Cell {
        style: date,
        value: Value::Date,
        formula: None,
    };
    rows.get_mut(&5).unwrap().insert(3, cell);
    for (writer, dialect) in dialects() {
        let proposal = taken(&dialect.write(&book));
        let faults: Vec<_> = proposal.faults.iter().map(|fault| &fault.reason).collect();
        assert_eq!(
            faults,
            [&balans_import::FaultReason::IsDate(HEALTH)],
            "{writer}"
        );
    }
}

/// How a program writes a text table.
struct TextDialect {
    separator: char,
    /// What stands before the first row.
    first: &'static str,
    line: &'static str,
    /// Whether every text is in quotation marks.
    quotes_all: bool,
    /// Whether a text with a line break or tab has spaces instead, and no quotation marks.
    flat: bool,
    comma: bool,
    encode: fn(&str) -> Vec<u8>,
}

fn utf_16_with_mark(text: &str) -> Vec<u8> {
    let units = "\u{feff}".encode_utf16().chain(text.encode_utf16());
    units.flat_map(u16::to_le_bytes).collect()
}

fn utf_8_with_mark(text: &str) -> Vec<u8> {
    ["\u{feff}", text].concat().into_bytes()
}

fn windows_1252(text: &str) -> Vec<u8> {
    let letter = |c| match c {
        '\u{2013}' => 0x96,
        // Excel writes what the character set lacks so.
        '\u{2212}' => b'?',
        c => u8::try_from(u32::from(c)).unwrap_or_else(|_| panic!("{c:?}")),
    };
    text.chars().map(letter).collect()
}

/// The character set of a program, by the bytes of the letters that the template has beyond ASCII.
fn older(letters: [(char, u8); 9]) -> impl Fn(&str) -> Vec<u8> {
    move |text| {
        let byte = |c: char| match letters.iter().find(|(letter, _)| *letter == c) {
            Some((_, byte)) => *byte,
            None if c.is_ascii() => c as u8,
            // What the character set lacks.
            None => b'?',
        };
        text.chars().map(byte).collect()
    }
}

fn ms_dos(text: &str) -> Vec<u8> {
    older([
        ('å', 0x86),
        ('ä', 0x84),
        ('ö', 0x94),
        ('Å', 0x8f),
        ('Ä', 0x8e),
        ('Ö', 0x99),
        ('é', 0x82),
        ('§', 0xf5),
        ('\u{a0}', 0xff),
    ])(&text.replace('\u{2013}', "-"))
}

fn macintosh(text: &str) -> Vec<u8> {
    older([
        ('å', 0x8c),
        ('ä', 0x8a),
        ('ö', 0x9a),
        ('Å', 0x81),
        ('Ä', 0x80),
        ('Ö', 0x85),
        ('é', 0x8e),
        ('§', 0xa4),
        ('\u{2013}', 0xd0),
    ])(&text.replace('\u{a0}', " "))
}

impl TextDialect {
    fn write(&self, rows: &BTreeMap<u32, BTreeMap<u32, Cell>>, styles: &[String]) -> Vec<u8> {
        let mut text = self.first.to_owned();
        let last = rows.keys().last().copied().unwrap_or(0);
        for row in 1..=last + 2 {
            let fields = (0..18).map(|column| {
                let cell = rows.get(&row).and_then(|cells| cells.get(&column));
                cell.map_or_else(String::new, |cell| self.field(cell, styles))
            });
            let fields: Vec<_> = fields.collect();
            text.push_str(&fields.join(&self.separator.to_string()));
            text.push_str(self.line);
        }
        (self.encode)(&text)
    }

    fn field(&self, cell: &Cell, styles: &[String]) -> String {
        let number = |value: f64| {
            // A general cell shows at most fifteen digits.
            let value: f64 = format!("{value:.14e}").parse().unwrap();
            let text = value.to_string();
            if self.comma {
                text.replace('.', ",")
            } else {
                text
            }
        };
        let (field, is_text) = match &cell.value {
            Value::Empty => return String::new(),
            Value::Number(value) if styles[cell.style] == "0%" => {
                (format!("{}%", number(value * 100.0)), false)
            }
            Value::Number(value) => (number(*value), false),
            Value::Date => ("2023-05-03".to_owned(), false),
            Value::Bool(is) => (if *is { "SANT" } else { "FALSKT" }.to_owned(), false),
            Value::Text(text) => (text.clone(), true),
        };
        if self.flat {
            return field.replace(['\n', '\t'], " ");
        }
        let special = |c| matches!(c, '"' | '\n' | ',') || c == self.separator;
        if field.contains(special) || (self.quotes_all && is_text) {
            return format!("\"{}\"", field.replace('"', "\"\""));
        }
        field
    }
}

#[test]
fn the_template_as_each_program_saves_text_proposes_the_same() {
    let book = filled();
    let (_, rows) = &book.sheets[2];
    let swedish = TextDialect {
        separator: ';',
        first: "",
        line: "\r\n",
        quotes_all: false,
        flat: false,
        comma: true,
        encode: windows_1252,
    };
    for (writer, dialect) in [
        (
            "Excel: Unicode text",
            TextDialect {
                separator: '\t',
                encode: utf_16_with_mark,
                ..swedish
            },
        ),
        (
            "Excel: CSV UTF-8",
            TextDialect {
                encode: utf_8_with_mark,
                ..swedish
            },
        ),
        (
            "Excel: a file that states its separator",
            TextDialect {
                first: "sep=;\r\n",
                encode: utf_8,
                ..swedish
            },
        ),
        (
            "Excel: another separator, stated",
            TextDialect {
                separator: '|',
                first: "\"sep=|\"\r\n",
                ..swedish
            },
        ),
        (
            "Excel: CSV (Macintosh)",
            TextDialect {
                line: "\r",
                encode: macintosh,
                ..swedish
            },
        ),
        (
            "Excel: CSV (MS-DOS)",
            TextDialect {
                encode: ms_dos,
                ..swedish
            },
        ),
        (
            "Google: CSV",
            TextDialect {
                separator: ',',
                encode: utf_8,
                ..swedish
            },
        ),
        (
            "Google: TSV",
            TextDialect {
                separator: '\t',
                flat: true,
                line: "\n",
                encode: utf_8,
                ..swedish
            },
        ),
        (
            "Google: a sheet in English",
            TextDialect {
                separator: ',',
                comma: false,
                encode: utf_8,
                ..swedish
            },
        ),
        (
            "LibreOffice: as it offers first",
            TextDialect {
                separator: ',',
                line: "\n",
                quotes_all: true,
                encode: utf_8,
                ..swedish
            },
        ),
        (
            "Numbers",
            TextDialect {
                first: "Tabell 1;;;;;;;;;;;;;;;;;\r\n",
                encode: utf_8,
                ..swedish
            },
        ),
        ("Excel: CSV", swedish),
    ] {
        let bytes = dialect.write(rows, &book.styles);
        let proposal = taken(&bytes);
        is_the_filled_template(&proposal, writer);
        assert_eq!(proposal.notices, [], "{writer}");
        // The row that states the separator is none of the sheet's.
        let row = if dialect.first.contains("Tabell") {
            5
        } else {
            4
        };
        assert_eq!(proposal.figures[0].place.row, row, "{writer}");
    }
}
