//! What a person's file gives: moved columns, own sheets, formulas, units, encodings, and what is wrong with a cell.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    unreachable_pub
)]

mod made;

use balans_format::ParseError;
use balans_import::{
    CellFault, FaultReason, FileNotice, Heading, ImportError, Present, Proposal, read,
};
use balans_model::{InputId, KSON_2023, Unit, input_id};
use made::Cell::{Date, Error, Inline, NoResult, Number, Percent, Result as Computed, Text};
use made::{Cell, workbook};
use proptest::prelude::*;

const CARE: InputId = input_id("requirement.care");
const HEALTH: InputId = input_id("requirement.health");
const FUNDING: InputId = input_id("requirement.growth_funding");
const START: InputId = input_id("indexation.start_year");
const NO: Cell<'static> = Cell::No;

fn taken(bytes: &[u8]) -> Result<Proposal, ImportError> {
    read(
        bytes,
        &Present {
            pack: &KSON_2023,
            span: &|_| None,
        },
    )
}

fn values(proposal: &Proposal) -> Vec<(InputId, Option<f64>)> {
    let figures = proposal.figures.iter();
    figures.map(|figure| (figure.input, figure.value)).collect()
}

/// Faults as a person sees where they are.
fn placed(faults: &[CellFault]) -> Vec<(String, &FaultReason)> {
    let faults = faults.iter();
    faults
        .map(|fault| (fault.place.to_string(), &fault.reason))
        .collect()
}

#[test]
fn columns_may_be_moved_rows_left_empty_and_sheets_added() {
    let table: &[&[Cell<'_>]] = &[
        &[Text("Våra tal, maj 2023")],
        &[],
        &[
            Text("Källa"),
            NO,
            Text("VÄRDE:"),
            Text("Våra tankar"),
            Text("Id"),
            Text("Lägst"),
            Text("Högst"),
            Text("Datum"),
            Text("Ansvarig"),
            Text("Anteckning"),
        ],
        &[
            Text("Bokslut 2022"),
            NO,
            Number(48.25),
            Text("x"),
            Inline("requirement.care"),
            Number(45.0),
            Text("52,5 mnkr"),
            Date(45_049.0),
            Text("Ekonomichef"),
            Text("Preliminärt"),
        ],
        &[],
        &[NO, NO, Computed(0.1 + 0.2), NO, Text("requirement.health")],
        &[
            NO,
            NO,
            Percent(0.07),
            NO,
            Text("Requirement.growth_funding"),
        ],
        &[NO, NO, NO, NO, Text("indexation.start_year")],
    ];
    let own: &[&[Cell<'_>]] = &[
        &[Text("Namn"), Text("Belopp")],
        &[Text("Anna"), Number(1.0)],
    ];
    let proposal = taken(&workbook(&[("Löner", own), ("Mina tal", table)])).unwrap();
    assert_eq!(proposal.faults, []);
    assert_eq!(
        values(&proposal),
        [
            (CARE, Some(48.25)),
            (HEALTH, Some(0.3)),
            (FUNDING, Some(7.0))
        ]
    );
    let care = &proposal.figures[0];
    assert_eq!(care.place.to_string(), "'Mina tal'!E4");
    assert_eq!((care.old, care.span), (47.6, Some((45.0, 52.5))));
    assert_eq!(care.source.as_deref(), Some("Bokslut 2022"));
    assert_eq!(care.date.as_deref(), Some("2023-05-03"));
    assert_eq!(care.role.as_deref(), Some("Ekonomichef"));
    assert_eq!(care.note.as_deref(), Some("Preliminärt"));
    assert_eq!(
        proposal.notices,
        [
            FileNotice::LeftAlone(vec!["Löner".to_owned()], 1),
            FileNotice::OtherColumns("Mina tal".to_owned(), vec!["Våra tankar".to_owned()], 1),
        ]
    );
}

#[test]
fn every_cell_that_cannot_be_read_is_named_with_its_reason() {
    let head: &[Cell<'_>] = &[
        Text("Tal"),
        Text("Id"),
        Text("Värde"),
        Text("Enhet"),
        Text("Spann, lägst"),
        Text("Spann, högst"),
        Text("Källa"),
        Text("Värde"),
        Text("Lägsta"),
        Text("Datum"),
    ];
    let long = "x".repeat(201);
    let label = |id| &*KSON_2023.spec(id).label;
    let flag = InputId::all()
        .find(|id| KSON_2023.spec(*id).unit == Unit::Bool)
        .unwrap();
    let rows: &[&[Cell<'_>]] = &[
        head,
        &[NO, Text("requirement.cure"), Number(1.0)],
        &[Text("Krav på allt"), NO, Number(1.0)],
        &[NO, NO, Number(1.0)],
        &[Text(label(HEALTH)), Text("requirement.care"), Number(1.0)],
        &[Text(label(HEALTH)), NO, Text("runt 26")],
        &[Text(label(HEALTH)), NO, Text("1.200")],
        &[Text(label(HEALTH)), NO, Text("26,1 euro")],
        &[Text(label(HEALTH)), NO, Number(26.0), Text("personer")],
        &[Text(label(HEALTH)), NO, Percent(0.26)],
        &[Text(label(HEALTH)), NO, Date(45_049.0)],
        &[Text(label(HEALTH)), NO, Error("#DIV/0!")],
        &[Text(label(HEALTH)), NO, NoResult],
        &[Text(label(HEALTH)), NO, Text("2 000 mnkr")],
        &[Text(label(START)), NO, Text("2024,5")],
        &[NO, Text(flag.name()), Text("kanske")],
        &[
            Text(label(CARE)),
            NO,
            Number(48.0),
            Text("mnkr"),
            Number(47.0),
            NO,
            Text("A"),
        ],
        &[
            Text(label(FUNDING)),
            NO,
            Number(90.0),
            NO,
            Number(95.0),
            Number(80.0),
            Text(&long),
            NO,
            NO,
            Text("i maj"),
        ],
        &[Text(label(CARE)), NO, Number(49.0)],
        &[
            Text(label(HEALTH)),
            NO,
            Number(30.0),
            NO,
            NO,
            NO,
            NO,
            NO,
            Number(7.0),
        ],
    ];
    let proposal = taken(&workbook(&[("Indata", rows)])).unwrap();
    // The contradicted requirement of care is not taken.
    assert_eq!(
        values(&proposal),
        [(FUNDING, Some(90.0)), (HEALTH, Some(30.0))]
    );
    assert_eq!(proposal.figures[0].span, None);
    let text = |text: &str| text.to_owned();
    use FaultReason as Is;
    let wanted = [
        ("H1", Is::SameHeading(text("Värde"))),
        ("B2", Is::UnknownId(text("requirement.cure"))),
        ("A3", Is::UnknownName(text("Krav på allt"))),
        ("C4", Is::NoInput),
        ("B5", Is::OtherName(CARE, HEALTH)),
        (
            "C6",
            Is::NotNumber(HEALTH, ParseError::NotANumber, text("runt 26")),
        ),
        (
            "C7",
            Is::NotNumber(HEALTH, ParseError::AmbiguousPoint, text("1.200")),
        ),
        ("C8", Is::OtherUnit(HEALTH, text("euro"))),
        ("C9", Is::OtherUnit(HEALTH, text("personer"))),
        ("C10", Is::OtherUnit(HEALTH, text("%"))),
        ("C11", Is::IsDate(HEALTH)),
        ("C12", Is::CellError(text("#DIV/0!"))),
        ("C13", Is::NoResult),
        ("C14", Is::OutOfRange(HEALTH, 2000.0)),
        ("C15", Is::NotWhole(START, 2024.5)),
        ("C16", Is::NotYesOrNo(flag, text("kanske"))),
        ("E17", Is::HalfSpan(CARE)),
        ("E18", Is::SpanOrder(FUNDING)),
        ("G18", Is::TooLong(Heading::Source, 200)),
        ("J18", Is::NotDate(text("i maj"))),
        ("A19", Is::Twice(CARE, proposal_place("Indata", 17, 0))),
        ("I20", Is::LimitColumn(HEALTH)),
    ];
    let wanted: Vec<_> = wanted
        .iter()
        .map(|(at, is)| (format!("Indata!{at}"), is))
        .collect();
    assert_eq!(placed(&proposal.faults), wanted);
}

fn proposal_place(sheet: &str, row: u32, column: u32) -> balans_import::CellPlace {
    balans_import::CellPlace {
        sheet: sheet.to_owned(),
        row,
        column,
    }
}

/// The bytes of a text in each encoding that a spreadsheet saves.
fn encoded(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    let utf_16 = |unit: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(unit).collect::<Vec<_>>();
    let latin = text.chars().map(|c| match c {
        '\u{2013}' => 0x96,
        c => u8::try_from(u32::from(c)).unwrap(),
    });
    vec![
        ("UTF-8", text.as_bytes().to_vec()),
        (
            "UTF-8 with a mark",
            [b"\xef\xbb\xbf", text.as_bytes()].concat(),
        ),
        ("Windows-1252", latin.collect()),
        (
            "UTF-16 LE with a mark",
            [b"\xff\xfe".to_vec(), utf_16(u16::to_le_bytes)].concat(),
        ),
        (
            "UTF-16 BE with a mark",
            [b"\xfe\xff".to_vec(), utf_16(u16::to_be_bytes)].concat(),
        ),
        ("UTF-16 LE", utf_16(u16::to_le_bytes)),
        ("UTF-16 BE", utf_16(u16::to_be_bytes)),
    ]
}

#[test]
fn text_tables_are_read_in_any_encoding_with_any_separator() {
    for separator in [";", ",", "\t"] {
        for end in ["\r\n", "\n", "\r"] {
            let rows = [
                ["Id", "Värde", "Källa", "Enhet"],
                [
                    "requirement.care",
                    "\"48,25\"",
                    "\"Bokslut \u{2013} \"\"slutligt\"\", 1;2\"",
                    "mnkr",
                ],
                ["", "", "", ""],
                [
                    "requirement.health",
                    "\"\u{a0}25\u{a0}500,5 tkr \"",
                    "'=Blad",
                    "mnkr",
                ],
                ["requirement.growth_funding", "95%", "", ""],
            ];
            let text = rows.map(|row| row.join(separator)).join(end);
            for (encoding, bytes) in encoded(&text) {
                let proposal =
                    taken(&bytes).unwrap_or_else(|error| panic!("{encoding}: {error:?}"));
                assert_eq!(proposal.faults, [], "{encoding}");
                assert_eq!(
                    values(&proposal),
                    [
                        (CARE, Some(48.25)),
                        (HEALTH, Some(25.5005)),
                        (FUNDING, Some(95.0))
                    ],
                    "{encoding}"
                );
                let [care, health, _] = &*proposal.figures else {
                    panic!()
                };
                assert_eq!(
                    care.source.as_deref(),
                    Some("Bokslut \u{2013} \"slutligt\", 1;2")
                );
                assert_eq!(care.place.to_string(), "A2");
                assert_eq!(health.source.as_deref(), Some("=Blad"));
            }
        }
    }
}

#[test]
fn a_number_in_the_units_column_converts_the_value_and_the_span() {
    let text = "Tal;Värde;Enhet;Lägst;Högst\nKrav på omsorgen;48250;tkr;45 000;52 mnkr\n";
    let proposal = taken(text.as_bytes()).unwrap();
    assert_eq!(proposal.faults, []);
    assert_eq!(values(&proposal), [(CARE, Some(48.25))]);
    assert_eq!(proposal.figures[0].span, Some((45.0, 52.0)));
}

#[test]
fn what_stands_as_it_is_is_counted_and_not_proposed() {
    let source = &*KSON_2023.spec(CARE).source;
    let text = format!(
        "Id;Värde;Källa;Lägsta;Högsta\nrequirement.care;47,6;{source};0;100\nrequirement.health;26,1;Vårt bokslut;;\n"
    );
    let proposal = taken(text.as_bytes()).unwrap();
    assert_eq!((proposal.faults.len(), proposal.unchanged), (0, 1));
    assert_eq!(values(&proposal), [(HEALTH, None)]);
    assert_eq!(proposal.figures[0].source.as_deref(), Some("Vårt bokslut"));
}

#[test]
fn a_sheet_twice_is_one_where_it_says_the_same() {
    let rows: &[&[Cell<'_>]] = &[
        &[Text("Id"), Text("Värde")],
        &[Text("requirement.care"), Number(50.0)],
    ];
    let proposal = taken(&workbook(&[("Reglage", rows), ("Reglage (2)", rows)])).unwrap();
    assert_eq!(
        (values(&proposal), proposal.faults),
        (vec![(CARE, Some(50.0))], vec![])
    );
}

#[test]
fn names_are_enough_only_where_no_sheet_has_ids() {
    let by_name: &[&[Cell<'_>]] = &[
        &[Text("Tal"), Text("Värde")],
        &[Text("krav på omsorgen"), Number(50.0)],
    ];
    let by_id: &[&[Cell<'_>]] = &[
        &[Text("Id"), Text("Värde")],
        &[Text("requirement.health"), Number(20.0)],
    ];
    let proposal = taken(&workbook(&[("Beräkning", by_name)])).unwrap();
    assert_eq!(values(&proposal), [(CARE, Some(50.0))]);
    let proposal = taken(&workbook(&[("Beräkning", by_name), ("Reglage", by_id)])).unwrap();
    assert_eq!(values(&proposal), [(HEALTH, Some(20.0))]);
    assert_eq!(
        proposal.notices,
        [FileNotice::LeftAlone(vec!["Beräkning".to_owned()], 1)]
    );
}

/// Writes a number as a Swede might.
fn written(value: f64, spaces: &str, minus: &str) -> String {
    let text = value.abs().to_string();
    let (whole, decimals) = text
        .split_once('.')
        .map_or((&*text, None), |(a, b)| (a, Some(b)));
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            grouped.push_str(spaces);
        }
        grouped.push(digit);
    }
    let sign = if value < 0.0 { minus } else { "" };
    let decimals = decimals
        .map(|decimals| format!(",{decimals}"))
        .unwrap_or_default();
    format!("{sign}{grouped}{decimals}")
}

proptest! {
    /// A number within its range comes back to the bit, from a text and from a cell, in any unit of its kind.
    #[test]
    fn numbers_survive(
        at in 0_usize..400,
        part in 0.0_f64..1.0,
        decimals in 0_usize..9,
        spaces in prop::sample::select(vec!["", " ", "\u{a0}", "\u{202f}", "\u{2009}", "'"]),
        minus in prop::sample::select(vec!["-", "\u{2212}", "\u{2013}"]),
    ) {
        let id = InputId::all().nth(at % InputId::all().len()).unwrap();
        let spec = KSON_2023.spec(id);
        prop_assume!(spec.unit != Unit::Bool);
        let value = spec.min + (spec.max - spec.min) * part;
        let value: f64 = format!("{value:.decimals$}").parse().unwrap();
        let value = spec.mend(value).unwrap();
        let mut forms = vec![written(value, spaces, minus), format!("{} {}", written(value, spaces, minus), spec.unit.as_str())];
        if matches!(spec.unit, Unit::Mnkr | Unit::MnkrPerYear) {
            let tkr: f64 = format!("{value}e3").parse().unwrap();
            forms.push(format!("{} tkr", written(tkr, spaces, minus)));
        }
        let is_there = |proposal: Proposal| {
            let found = match &*proposal.figures {
                [figure] => figure.value.unwrap(),
                _ => spec.default,
            };
            proposal.faults.is_empty() && (found - value).abs() <= 1e-12 * value.abs()
                && (proposal.figures.is_empty() || found.to_bits() == (value + 0.0).to_bits())
        };
        for form in forms {
            let text = format!("Id\tVärde\n{}\t{form}\n", id.name());
            let proposal = taken(text.as_bytes()).unwrap();
            prop_assert!(is_there(proposal.clone()), "{text}: {proposal:?}");
        }
        let rows: &[&[Cell<'_>]] = &[&[Text("Id"), Text("Värde")], &[Text(id.name()), Number(value)]];
        let proposal = taken(&workbook(&[("Indata", rows)])).unwrap();
        prop_assert!(is_there(proposal.clone()), "{value}: {proposal:?}");
    }
}
