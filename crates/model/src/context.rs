//! Evaluation context: how formulas read inputs and name results.
//!
//! Three readings: everything kept ([`Full`]), only the gap kept and nothing allocated ([`TotalsOnly`]), and the
//! recording one in [`crate::explain`]. No formula lives here.

use crate::ids::{INPUT_COUNT, InputId, Scope, YEAR_SLOTS, Year};
use crate::inputs::Inputs;
use crate::number::{Number, lit};
use crate::pack::Pack;
use crate::quantity::{Quantity, SLOTS};

/// What a formula can do: know the pack, read an input, name a number.
pub(crate) trait Context {
    /// The numbers it computes with.
    type N: Number;
    fn pack(&self) -> &Pack;
    fn input(&self, id: InputId) -> Self::N;
    /// A figure that stands in a document and is nobody's to change: shown in formulas as it is, and not
    /// folded together with its neighbours.
    fn stated(&self, value: f64) -> Self::N {
        lit(value)
    }
    /// Gives a number its name; what comes back is the same number, known by it from then on (−0 becomes 0).
    fn name(&mut self, quantity: Quantity, number: Self::N) -> Self::N;

    /// An input in percent, as a share.
    fn share(&self, id: InputId) -> Self::N {
        self.input(id) / 100.0
    }

    /// Every year of the pack.
    fn years(&self) -> std::ops::RangeInclusive<Year> {
        self.pack().years()
    }
}

/// The values a run computes with: each within its range, NaN and infinity replaced by the pack's own value.
pub(crate) fn clamped_inputs(pack: &Pack, inputs: &Inputs) -> [f64; INPUT_COUNT] {
    let mut values = [0.0; INPUT_COUNT];
    for (id, value) in inputs.iter() {
        let spec = pack.spec(id);
        values[id.index()] = spec.fit(value).unwrap_or(spec.default);
    }
    values
}

/// A number per year of the pack.
#[derive(Clone, Copy)]
pub(crate) struct Series<N> {
    base: Year,
    values: [N; YEAR_SLOTS],
}

impl<N: Number> Series<N> {
    pub(crate) fn new(base: Year) -> Self {
        Self {
            base,
            values: [N::from(0.0); YEAR_SLOTS],
        }
    }

    fn place(&self, year: Year) -> usize {
        usize::try_from(year.saturating_sub(self.base))
            .unwrap_or(0)
            .min(YEAR_SLOTS - 1)
    }

    pub(crate) fn at(&self, year: Year) -> N {
        self.values[self.place(year)]
    }

    pub(crate) fn put(&mut self, year: Year, number: N) {
        self.values[self.place(year)] = number;
    }
}

/// Keeps every named number, densely.
pub(crate) struct Full<'p> {
    pack: &'p Pack,
    inputs: [f64; INPUT_COUNT],
    values: Vec<f64>,
}

impl<'p> Full<'p> {
    pub(crate) fn new(pack: &'p Pack, inputs: &Inputs) -> Self {
        // NaN = not named; no number the model makes is NaN.
        Self {
            pack,
            inputs: clamped_inputs(pack, inputs),
            values: vec![f64::NAN; SLOTS],
        }
    }

    pub(crate) fn into_values(self) -> Vec<f64> {
        self.values
    }
}

impl Context for Full<'_> {
    type N = f64;
    fn pack(&self) -> &Pack {
        self.pack
    }
    fn input(&self, id: InputId) -> f64 {
        self.inputs[id.index()]
    }
    fn name(&mut self, quantity: Quantity, number: f64) -> f64 {
        let number = number + 0.0;
        let slot = quantity.slot(self.pack.base_year);
        debug_assert!(slot.is_some(), "{quantity:?} is of a year outside the pack");
        if let Some(place) = slot.and_then(|slot| self.values.get_mut(slot)) {
            *place = number;
        }
        number
    }
}

/// What is still to be found per scope and year, and nothing else: one scenario among thousands.
#[derive(Clone, PartialEq, Debug)]
pub struct Totals {
    base_year: Year,
    gap: [[f64; YEAR_SLOTS]; Scope::ALL.len()],
}

impl Totals {
    /// The gap of a scope in a year, mnkr; 0 for a year outside the pack.
    #[must_use]
    pub fn gap(&self, scope: Scope, year: Year) -> f64 {
        let slot = usize::try_from(year.saturating_sub(self.base_year)).unwrap_or(usize::MAX);
        self.gap[scope.place()].get(slot).copied().unwrap_or(0.0)
    }
}

/// Keeps the gap and allocates nothing.
pub(crate) struct TotalsOnly<'p> {
    pack: &'p Pack,
    inputs: [f64; INPUT_COUNT],
    pub(crate) totals: Totals,
}

impl<'p> TotalsOnly<'p> {
    pub(crate) fn new(pack: &'p Pack, inputs: &Inputs) -> Self {
        let totals = Totals {
            base_year: pack.base_year,
            gap: [[0.0; YEAR_SLOTS]; Scope::ALL.len()],
        };
        Self {
            pack,
            inputs: clamped_inputs(pack, inputs),
            totals,
        }
    }
}

impl Context for TotalsOnly<'_> {
    type N = f64;
    fn pack(&self) -> &Pack {
        self.pack
    }
    fn input(&self, id: InputId) -> f64 {
        self.inputs[id.index()]
    }
    fn name(&mut self, quantity: Quantity, number: f64) -> f64 {
        let number = number + 0.0;
        if let Quantity::Gap(scope, year) = quantity {
            let slot =
                usize::try_from(year.saturating_sub(self.pack.base_year)).unwrap_or(usize::MAX);
            if let Some(place) = self.totals.gap[scope.place()].get_mut(slot) {
                *place = number;
            }
        }
        number
    }
}

#[cfg(test)]
mod tests {
    use super::{Context, Full, TotalsOnly};
    use crate::ids::Scope;
    use crate::inputs::Inputs;
    use crate::pack::KSON_2023;
    use crate::quantity::Quantity;

    #[test]
    fn a_named_number_is_never_negative_zero() {
        let inputs = Inputs::defaults(&KSON_2023);
        let gap = Quantity::Gap(Scope::Total, KSON_2023.plan_year);
        let mut full = Full::new(&KSON_2023, &inputs);
        let mut totals = TotalsOnly::new(&KSON_2023, &inputs);
        for number in [full.name(gap, -0.0), totals.name(gap, -0.0)] {
            assert_eq!(number.to_bits(), 0.0_f64.to_bits());
        }
    }
}
