//! Workbooks of the tool and of other programs, read back: `tests/files/README.md` says how each file was made.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::fs;
use std::path::{Path, PathBuf};

use balans_import::{FileNotice, Present, Proposal, read};
use balans_model::{InputId, Inputs, KSON_2023};
use balans_report::Case;
use balans_report::futures::case_spans;
use balans_spreadsheet::workbook;

const NOW: &str = "2026-11-29T22:00:00+01:00";

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/files")
        .join(name)
}

/// Reads a file beside the spans that the pack has.
fn read_beside_spans(bytes: &[u8]) -> Proposal {
    let spans = case_spans(&Case {
        values: Case::values_of(&Inputs::defaults(&KSON_2023)),
        ..Case::default()
    });
    let span = |id| {
        let span = spans.iter().find(|span| span.input == id)?;
        Some((span.low, span.high))
    };
    let present = Present {
        pack: &KSON_2023,
        span: &span,
    };
    read(bytes, &present).unwrap()
}

fn read_file(name: &str) -> Proposal {
    read_beside_spans(&fs::read(file(name)).unwrap())
}

/// A scenario with every second input elsewhere in its range, at numbers with as many digits as there are.
fn scenario() -> Inputs {
    Inputs::raw(|id| {
        let spec = KSON_2023.spec(id);
        let elsewhere = spec.min + (spec.max - spec.min) * 0.371_234_567_89;
        match id.index() % 2 {
            0 => spec.default,
            _ => spec.mend(elsewhere).unwrap(),
        }
    })
}

fn made(inputs: &Inputs) -> Vec<u8> {
    let case = Case {
        name: "Prov".to_owned(),
        today: "29 november 2026".to_owned(),
        values: Case::values_of(inputs),
        ..Case::default()
    };
    workbook(&case, inputs, NOW).unwrap()
}

/// Every input is read, with the scenario's value to the bit.
#[track_caller]
fn is_scenario(proposal: &Proposal, inputs: &Inputs) {
    assert_eq!(proposal.faults, []);
    let changed = InputId::all().filter(|id| inputs.is_changed(&KSON_2023, *id));
    let changed: Vec<_> = changed.collect();
    let found: Vec<_> = proposal.figures.iter().map(|figure| figure.input).collect();
    assert_eq!(found, changed);
    assert_eq!(proposal.unchanged, InputId::all().len() - changed.len());
    for figure in &proposal.figures {
        let (value, wanted) = (figure.value.unwrap(), inputs.get(figure.input));
        let name = figure.input.name();
        assert_eq!(value.to_bits(), wanted.to_bits(), "{name}");
        // The pack's source is of the pack's value.
        assert_eq!(figure.source, None, "{name}");
    }
}

#[test]
fn a_workbook_of_a_scenario_gives_that_scenario_to_the_bit() {
    let inputs = scenario();
    let bytes = made(&inputs);
    if std::env::var_os("BALANS_RECORD").is_some() {
        fs::write(file("scenario.xlsx"), &bytes).unwrap();
    }
    let proposal = read_beside_spans(&bytes);
    is_scenario(&proposal, &inputs);
    assert!(proposal.figures.iter().all(|figure| figure.span.is_none()));
    let [FileNotice::LeftAlone(names, 5)] = &*proposal.notices else {
        panic!("{:?}", proposal.notices);
    };
    assert_eq!(names[0], "Läs mig");
}

/// The figures of two files of the same scenario are the same, apart from how many digits the program writes.
#[track_caller]
fn are_alike(one: &Proposal, other: &Proposal) {
    assert_eq!(one.faults, []);
    assert_eq!(other.faults, []);
    assert!(one.figures.len() > 50, "{}", one.figures.len());
    assert_eq!(one.figures.len(), other.figures.len());
    assert_eq!(one.unchanged, other.unchanged);
    for (one, other) in one.figures.iter().zip(&other.figures) {
        assert_eq!(
            (one.input, &one.source, one.span),
            (other.input, &other.source, other.span)
        );
        let (one, other) = (
            one.value.unwrap_or(f64::NAN),
            other.value.unwrap_or(f64::NAN),
        );
        assert!((one - other).abs() <= 1e-12 * one.abs() || (one.is_nan() && other.is_nan()));
    }
}

#[test]
fn libreoffices_copy_of_a_workbook_says_what_the_workbook_does() {
    are_alike(&read_file("scenario.xlsx"), &read_file("libreoffice.xlsx"));
}

#[test]
fn libreoffices_table_of_a_sheet_says_what_the_workbook_does() {
    are_alike(
        &read_file("scenario.xlsx"),
        &read_file("libreoffice-utf16.csv"),
    );
}
