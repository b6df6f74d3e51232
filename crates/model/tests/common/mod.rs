//! What the integration tests share: reading an outcome, and making inputs.

#![allow(
    dead_code,
    clippy::panic,
    reason = "each test uses its part; a failed test panics"
)]

use balans_model::{
    INPUT_COUNT, InputId, Inputs, KSON_2023, Outcome, Quantity, Unit, Year, simulate,
};

pub(crate) const PLAN: Year = 2023;
pub(crate) const LAST: Year = 2031;

#[track_caller]
pub(crate) fn near(actual: f64, expected: f64, tolerance: f64) {
    assert!(
        (actual - expected).abs() <= tolerance,
        "{actual} is not {expected}"
    );
}

#[track_caller]
pub(crate) fn at(outcome: &Outcome, quantity: Quantity) -> f64 {
    outcome
        .value(quantity)
        .unwrap_or_else(|| panic!("{} is missing", quantity.key()))
}

#[track_caller]
pub(crate) fn id(name: &str) -> InputId {
    KSON_2023
        .find(name)
        .unwrap_or_else(|| panic!("no input {name}"))
}

/// The defaults with some inputs set; a value that would be clamped is a mistake in the test.
#[track_caller]
pub(crate) fn inputs(changes: &[(&str, f64)]) -> Inputs {
    let mut inputs = Inputs::defaults(&KSON_2023);
    set(&mut inputs, changes);
    inputs
}

#[track_caller]
pub(crate) fn set(inputs: &mut Inputs, changes: &[(&str, f64)]) {
    for (name, value) in changes {
        let outcome = inputs.set(&KSON_2023, id(name), *value);
        assert_eq!(outcome, balans_model::SetOutcome::Kept, "{name} = {value}");
    }
}

#[track_caller]
pub(crate) fn run(changes: &[(&str, f64)]) -> Outcome {
    simulate(&KSON_2023, &inputs(changes))
}

/// Inputs from one number in 0..=1 per input: 0 is its least value, 1 its greatest. Calendar inputs become whole.
pub(crate) fn spread(shares: &[f64]) -> Inputs {
    assert_eq!(shares.len(), INPUT_COUNT);
    Inputs::raw(|id| {
        let spec = KSON_2023.spec(id);
        let value = spec.min + (spec.max - spec.min) * shares[id.index()];
        match spec.unit {
            Unit::Bool | Unit::CalendarYear | Unit::Month | Unit::Years => value.round(),
            _ => value,
        }
    })
}

/// A small deterministic generator (SplitMix64), for runs that must be the same everywhere.
pub(crate) struct Seeded(pub(crate) u64);

impl Seeded {
    pub(crate) fn share(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A whole number from 0 up to, and not with, `count`.
    pub(crate) fn below(&mut self, count: u32) -> u32 {
        (self.share() * f64::from(count)) as u32
    }

    pub(crate) fn inputs(&mut self) -> Inputs {
        let shares: Vec<f64> = (0..INPUT_COUNT).map(|_| self.share()).collect();
        spread(&shares)
    }
}
