//! The same bits everywhere: a few hundred seeded scenarios give one digest, natively and in wasm.
//!
//! Natively: `cargo test -p balans-model --test digest`. In wasm the same with `--target wasm32-unknown-unknown` and
//! wasm-bindgen-test-runner. Both must give the recorded number.
//!
//! A deliberate change of a formula, or of the pack, changes it, and the failing test prints the new one.
//!
//! **When `links_open_as_decided` fails, a result that links carry has changed, and links are out there that were made
//! with the old calculation.**
//! 1. On the commit before the change: `cargo xtask freeze`. It puts the old calculation into `public/engines/` and
//!    says which line to add to `FROZEN` in `crates/scenario/src/link/frozen.rs`. Commit both.
//! 2. If a formula changed (the pack's version is as before): raise `ENGINE` in `src/lib.rs`.
//! 3. Add a row to `DECIDED` with what the failing test prints. Rows are never changed or taken away once the page
//!    has been published with them.
//! 4. Add a link made with the new calculation to `crates/scenario/tests/links/good/` (its README says how).

mod common;

use balans_model::{
    ENGINE, InputSpec, KSON_2023, Measure, Outcome, Pack, Party, Quantity, Scope, Year, simulate,
};
use common::Seeded;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test;

const SCENARIOS: u32 = 300;

const RECORDED: u64 = 0x6f5a_da36_d9f8_27a2;

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn every_bit_is_the_same_natively_and_in_wasm() {
    let mut seeded = Seeded(7);
    let digest = (0..SCENARIOS).fold(0_u64, |digest, _| {
        digest.rotate_left(1) ^ simulate(&KSON_2023, &seeded.inputs()).digest()
    });
    assert_eq!(digest, RECORDED, "the digest is now {digest:#018x}");
}

/// Every calculation there has been: engine, pack version, digest of what it decides. The last is the present one.
const DECIDED: &[(u32, u32, u64)] = &[(1, 0xa84e_3f8e, 0x6dc5_81f8_6d52_388a)];

#[test]
fn links_open_as_decided() {
    let mut seeded = Seeded(8);
    let digest = (0..SCENARIOS).fold(0_u64, |digest, _| {
        digest.rotate_left(1) ^ decided(&simulate(&KSON_2023, &seeded.inputs()))
    });
    let (engine, version) = (ENGINE, KSON_2023.version());
    assert_eq!(
        DECIDED.last(),
        Some(&(engine, version, digest)),
        "another calculation: do the four steps at the top of this file; the new row is \
         ({engine}, {version:#010x}, {digest:#018x})"
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
    for (at, (engine, version, _)) in DECIDED.iter().enumerate() {
        let same = |row: &(u32, u32, u64)| row.0 == *engine && row.1 == *version;
        assert_eq!(DECIDED.iter().position(same), Some(at));
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
