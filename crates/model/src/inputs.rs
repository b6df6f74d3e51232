//! One scenario's values: a number for every input.
//!
//! What an input means stands in [`crate::pack`]; what it does stands in the formulas.

use crate::ids::{INPUT_COUNT, InputId};
use crate::pack::{Evidence, MeasureSpec, Pack};

/// One value per input.
#[derive(Clone, PartialEq, Debug)]
pub struct Inputs {
    values: [f64; INPUT_COUNT],
}

/// The result of setting a value.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum SetOutcome {
    /// Kept as given.
    Kept,
    /// Outside the range (or a yes/no that was neither): this value was set instead.
    Clamped(f64),
    /// Not a number: nothing was changed.
    Refused,
}

impl Inputs {
    /// Makes the inputs with every value the pack's own.
    #[must_use]
    pub fn defaults(pack: &Pack) -> Self {
        Self::raw(|id| pack.spec(id).default)
    }

    /// Makes inputs of unchecked values, each in its input's unit; [`simulate`](crate::simulate) clamps what is outside its range and says so.
    #[must_use]
    pub fn raw(value: impl Fn(InputId) -> f64) -> Self {
        let mut values = [0.0; INPUT_COUNT];
        for id in InputId::all() {
            values[id.index()] = value(id);
        }
        Self { values }
    }

    /// Gives the value of an input, in its unit.
    #[must_use]
    pub fn get(&self, id: InputId) -> f64 {
        self.values[id.index()]
    }

    /// Sets an input, clamped to its range. NaN and infinity are refused.
    pub fn set(&mut self, pack: &Pack, id: InputId, value: f64) -> SetOutcome {
        let Some(fitted) = pack.spec(id).fit(value) else {
            return SetOutcome::Refused;
        };
        self.values[id.index()] = fitted;
        if (fitted - value).abs() <= 0.0 {
            SetOutcome::Kept
        } else {
            SetOutcome::Clamped(fitted)
        }
    }

    /// Iterates over every input with its value, in the pack's order.
    pub fn iter(&self) -> impl Iterator<Item = (InputId, f64)> + '_ {
        InputId::all().zip(self.values.iter().copied())
    }

    /// Whether an input differs from the pack's own value.
    #[must_use]
    pub fn is_changed(&self, pack: &Pack, id: InputId) -> bool {
        self.get(id).to_bits() != pack.spec(id).default.to_bits()
    }

    /// Iterates over the inputs that differ from the pack's own values.
    pub fn changed<'a>(&'a self, pack: &'a Pack) -> impl Iterator<Item = (InputId, f64)> + 'a {
        self.iter().filter(|(id, _)| self.is_changed(pack, *id))
    }

    /// Sets the values of a preset; other inputs are left alone.
    pub fn apply(&mut self, pack: &Pack, preset: &crate::pack::Preset) {
        for (id, value) in preset.values.iter() {
            self.set(pack, *id, *value);
        }
    }
}

impl Pack {
    /// Gives the evidence of a measure's amount as the inputs have it: a decided or possible amount that is another than
    /// the documents' is the user's own. `None` = listed only.
    #[must_use]
    pub fn evidence(&self, measure: &MeasureSpec, inputs: &Inputs) -> Option<Evidence> {
        let stated = measure.evidence?;
        let levers = measure.levers.iter();
        let mut changed =
            levers.filter(|id| (inputs.get(**id) - self.documented(**id)).abs() > 0.0);
        Some(if changed.next().is_some() {
            Evidence::Own
        } else {
            stated
        })
    }
}
