//! A case with what it gives: what slides and papers are made from.

use balans_model::{InputId, Inputs, KSON_2023, Outcome, Pack, Quantity, simulate};

use crate::{Case, Number};
use balans_figures::format;

/// A case, computed once.
pub(crate) struct Room<'a> {
    pub(crate) case: &'a Case,
    pub(crate) pack: &'static Pack,
    pub(crate) inputs: Inputs,
    pub(crate) outcome: Outcome,
}

impl<'a> Room<'a> {
    pub(crate) fn new(case: &'a Case) -> Self {
        let pack = &KSON_2023;
        let inputs = inputs_of(pack, &case.values);
        let outcome = simulate(pack, &inputs);
        Self {
            case,
            pack,
            inputs,
            outcome,
        }
    }

    /// A number of the outcome, in its own unit; zero where there is none of that name.
    pub(crate) fn of(&self, quantity: Quantity) -> f64 {
        self.outcome.value(quantity).unwrap_or(0.0)
    }

    /// A number in mnkr, large.
    pub(crate) fn mnkr(&self, label: impl Into<String>, quantity: Quantity) -> Number {
        Number {
            label: label.into(),
            value: format::mnkr(self.of(quantity)),
            note: String::new(),
            quantity: Some(quantity),
        }
    }
}

/// The inputs of a list of values; what is missing stands as the pack has it.
pub(crate) fn inputs_of(pack: &Pack, values: &[f64]) -> Inputs {
    Inputs::raw(|id: InputId| {
        let value = values.get(id.index()).copied();
        value.unwrap_or_else(|| pack.spec(id).default)
    })
}
