//! The same bits everywhere: a few hundred seeded scenarios give one digest, natively and in wasm.
//!
//! Natively: `cargo test -p balans-model --test digest`. In wasm the same with `--target wasm32-unknown-unknown` and
//! wasm-bindgen-test-runner. Both must give the recorded number.
//!
//! The digests stand in `digest.txt`. A deliberate change of a formula, or of the pack, changes them; to write the new
//! ones, run the test with `BALANS_RECORD=1`.
//!
//! **When `links_open_as_decided` fails, a result that links carry has changed, and links are out there that were made
//! with the old calculation.**
//! 1. On the commit before the change: `cargo xtask freeze`. It puts the old calculation into `public/engines/` and
//!    says which line to add to `FROZEN` in `crates/scenario/src/link/frozen.rs`. Commit both.
//! 2. If a formula changed (the pack's version is as before): raise `ENGINE` in `src/lib.rs`.
//! 3. `BALANS_RECORD=1 cargo test -p balans-model --test digest`. It adds a row to `digest.txt`; rows are never changed
//!    or taken away once the page has been published with them.
//! 4. Add a link made with the new calculation to `crates/scenario/tests/links/good/` (its README says how).

#![allow(clippy::unwrap_used, reason = "a failed test panics")]

mod common;

use balans_model::{
    ENGINE, InputSpec, KSON_2023, Measure, Outcome, Pack, Party, Quantity, Scope, Year, simulate,
};
use common::Seeded;
use std::sync::Mutex;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test;

const SCENARIOS: u32 = 300;

/// The recorded digests. `every_bit` is of every number of the seeded scenarios. `decided` is of what a link carries, a row
/// for every calculation there has been: engine, pack version, digest; the last is the present one.
const RECORDS: &str = include_str!("digest.txt");

/// The rows of a kind in the records, each with its fields.
fn rows(kind: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    let rows = RECORDS
        .lines()
        .map(|line| line.split(' ').collect::<Vec<_>>());
    rows.filter(move |row| row[0] == kind)
        .map(|row| row[1..].to_vec())
}

/// Replaces the last row of a kind in the file of records, or adds one after it, where `BALANS_RECORD` is set; whether it is.
fn record(kind: &str, row: &str, add: bool) -> bool {
    static FILE: Mutex<()> = Mutex::new(());
    if std::env::var_os("BALANS_RECORD").is_none() {
        return false;
    }
    let _lock = FILE.lock().unwrap();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/digest.txt");
    let text = std::fs::read_to_string(path).unwrap();
    let mut lines: Vec<&str> = text.lines().collect();
    let last = lines
        .iter()
        .rposition(|line| line.starts_with(kind))
        .unwrap();
    if add {
        lines.insert(last + 1, row);
    } else {
        lines[last] = row;
    }
    std::fs::write(path, lines.join("\n") + "\n").unwrap();
    true
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn every_bit_is_the_same_natively_and_in_wasm() {
    let mut seeded = Seeded(7);
    let digest = (0..SCENARIOS).fold(0_u64, |digest, _| {
        digest.rotate_left(1) ^ simulate(&KSON_2023, &seeded.inputs()).digest()
    });
    let digest = format!("{digest:#018x}");
    if !record("every_bit", &format!("every_bit {digest}"), false) {
        assert_eq!(rows("every_bit").collect::<Vec<_>>(), [[&digest]]);
    }
}

#[test]
fn links_open_as_decided() {
    let mut seeded = Seeded(8);
    let digest = (0..SCENARIOS).fold(0_u64, |digest, _| {
        digest.rotate_left(1) ^ decided(&simulate(&KSON_2023, &seeded.inputs()))
    });
    let name = format!("{ENGINE} {:#010x}", KSON_2023.version());
    let row = format!("{name} {digest:#018x}");
    let last = rows("decided").last().map(|row| row.join(" "));
    if last.as_deref() == Some(&row) {
        return;
    }
    let named = last.is_some_and(|last| last.starts_with(&name));
    assert!(
        !named && record("decided", &format!("decided {row}"), true),
        "another calculation: do the four steps at the top of this file; the new row is {row}"
    );
}

/// Every bit of what a frozen calculation gives back: the budget, the measures and the parties. A number that is new,
/// or shown beside these, makes no old link untrue.
fn decided(outcome: &Outcome) -> u64 {
    let budget = |scope: Scope, year: Year| {
        [
            Quantity::ReferenceCost(scope, year),
            Quantity::Requirement(scope, year),
            Quantity::Financing(scope, year),
            Quantity::Saving(scope, year),
            Quantity::Gap(scope, year),
        ]
    };
    let mut hash: u64 = 0;
    for year in outcome.years() {
        let quantities = Scope::ALL
            .iter()
            .flat_map(|scope| budget(*scope, year))
            .chain(Measure::ALL.iter().flat_map(|measure| {
                [
                    Quantity::MeasureSaving(*measure, year),
                    Quantity::MeasureOneOff(*measure, year),
                ]
            }))
            .chain(
                Party::ALL
                    .iter()
                    .map(|party| Quantity::PartyTotal(*party, year)),
            );
        for quantity in quantities {
            let bits = common::at(outcome, quantity).to_bits();
            hash = (hash.rotate_left(5) ^ bits).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        }
    }
    hash
}

/// Engine and pack version name one calculation, or a frozen one could stand in for another.
#[test]
fn no_two_calculations_have_the_same_name() {
    let names: Vec<_> = rows("decided").map(|row| row[..2].to_vec()).collect();
    assert!(!names.is_empty());
    for (at, name) in names.iter().enumerate() {
        assert_eq!(names.iter().position(|other| other == name), Some(at));
    }
}

/// With one input changed by `change`.
fn changed(change: impl Fn(&mut InputSpec)) -> Pack {
    let mut pack = KSON_2023.clone();
    change(&mut pack.inputs.to_mut()[0]);
    pack
}

#[test]
fn the_packs_version_follows_figures_and_not_texts() {
    let version = KSON_2023.version();
    for moved in [
        changed(|spec| spec.default += 0.1),
        changed(|spec| spec.min -= 1.0),
        changed(|spec| spec.max += 1.0),
        Pack {
            plan_year: 2024,
            ..KSON_2023.clone()
        },
    ] {
        assert_ne!(moved.version(), version);
    }
    let told = changed(|spec| {
        spec.label = "Ett annat namn".into();
        spec.note = None;
        spec.step = 0.5;
    });
    assert_eq!(told.version(), version);
}
