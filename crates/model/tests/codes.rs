//! The numbers that links name inputs and measures by.
//!
//! `BALANS_RECORD=1 cargo test -p balans-model --test codes` appends those of a new input or measure to `data/codes.txt`.

#![allow(clippy::unwrap_used, reason = "a failed test panics")]

use balans_model::{InputId, KSON_2023, codes};

const LINES: &str = include_str!("../data/codes.txt");

/// The checksum that closes what had been handed out: FNV-1a of 32 bits over the names, inputs before measures.
fn checksum(inputs: &[&str], measures: &[&str]) -> String {
    let names = inputs.iter().chain(&["/"]).chain(measures);
    let bytes = names.flat_map(|name| name.bytes().chain([b'\n']));
    let sum = bytes.fold(0x811c_9dc5_u32, |sum, byte| {
        (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    format!("{sum:08x}")
}

/// The names of the lines so far, inputs and measures.
#[derive(Default)]
struct Names<'a> {
    inputs: Vec<&'a str>,
    measures: Vec<&'a str>,
    closed: bool,
}

impl<'a> Names<'a> {
    fn line(&mut self, line: &'a str) {
        let (kind, name) = line.split_once(' ').unwrap();
        self.closed = kind == "handed";
        match kind {
            "input" | "other" => self.inputs.push(name),
            "measure" => self.measures.push(name),
            "handed" => assert_eq!(
                name,
                checksum(&self.inputs, &self.measures),
                "numbers that links carry now mean something else: put codes.txt back, and append only"
            ),
            _ => assert_eq!(kind, "#"),
        }
    }
}

#[test]
fn every_input_and_measure_has_a_number_that_never_changes() {
    let mut names = Names::default();
    LINES.lines().for_each(|line| names.line(line));
    assert!(names.closed, "the last line closes the table");
    let has = |all: &[&str], id: &str| all.iter().filter(|name| **name == id).count();
    let mut new = Vec::new();
    for id in InputId::all().map(InputId::name) {
        match has(&names.inputs, id) {
            0 => new.push(("input", id)),
            count => assert_eq!(count, 1, "{id}"),
        }
    }
    for id in KSON_2023.measures.iter().map(|spec| &*spec.id) {
        match has(&names.measures, id) {
            0 => new.push(("measure", id)),
            count => assert_eq!(count, 1, "{id}"),
        }
    }
    if !new.is_empty() && std::env::var_os("BALANS_RECORD").is_some() {
        record(names, &new);
        return;
    }
    assert_eq!(
        new,
        [],
        "without a number: BALANS_RECORD=1 cargo test -p balans-model --test codes"
    );
}

fn record<'a>(mut names: Names<'a>, new: &[(&str, &'a str)]) {
    let mut text = LINES.to_owned();
    for (kind, id) in new {
        text += &format!("{kind} {id}\n");
        match *kind {
            "input" => names.inputs.push(id),
            _ => names.measures.push(id),
        }
    }
    text += &format!("handed {}\n", checksum(&names.inputs, &names.measures));
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/data/codes.txt");
    std::fs::write(path, text).unwrap();
}

#[test]
fn the_tables_are_the_lines() {
    let mut names = Names::default();
    LINES.lines().for_each(|line| names.line(line));
    let inputs: Vec<_> = codes::INPUTS.iter().map(codes::InputCode::name).collect();
    assert_eq!(
        (inputs, &codes::MEASURES[..]),
        (names.inputs, &names.measures[..])
    );
    for (code, name) in codes::INPUTS.iter().enumerate() {
        assert_eq!(codes::input(name.name(), 0), Some(code));
        assert_eq!(
            name.id().map(InputId::name),
            KSON_2023.find(name.name()).map(InputId::name)
        );
    }
}
