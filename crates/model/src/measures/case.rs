//! For the cases calculated by hand in the measures' own files.

use super::Measure;
use crate::ids::{InputId, Year};
use crate::inputs::{Inputs, SetOutcome};
use crate::pack::KSON_2023;
use crate::quantity::Quantity;
use crate::simulate::simulate;

/// Asserts what a measure saves in a year, mnkr, at the defaults but for the inputs given.
#[track_caller]
pub(super) fn saves(measure: Measure, changes: &[(InputId, f64)], year: Year, mnkr: f64) {
    let mut inputs = Inputs::defaults(&KSON_2023);
    for (id, value) in changes {
        let set = inputs.set(&KSON_2023, *id, *value);
        assert_eq!(set, SetOutcome::Kept, "{} = {value}", id.name());
    }
    let saving = simulate(&KSON_2023, &inputs).value(Quantity::MeasureSaving(measure, year));
    assert!(
        saving.is_some_and(|saving| (saving - mnkr).abs() <= 1e-9),
        "{saving:?} is not {mnkr}"
    );
}
