//! Evaluation context: how formulas read inputs and name results.
//!
//! Three readings: everything kept ([`Full`]), only what questions need kept and nothing allocated ([`TotalsOnly`], of one
//! scenario or of several at once), and the recording one in [`crate::explain`]. No formula lives here.

use crate::ids::{INPUT_COUNT, InputId, Party, Scope, YEAR_SLOTS, Year};
use crate::inputs::Inputs;
use crate::number::{Number, lit};
use crate::pack::Pack;
use crate::quantity::{Quantity, SLOTS};
use std::ops::RangeInclusive;

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

    /// The years that are computed: those of the pack, unless a reading needs only the first of them.
    fn years(&self) -> RangeInclusive<Year> {
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
pub(crate) struct YearSeries<N> {
    base: Year,
    values: [N; YEAR_SLOTS],
}

impl<N: Number> YearSeries<N> {
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

/// What questions about a scenario need of a run, mnkr: the light reading, one scenario among thousands, or several at
/// once. A year outside the pack reads 0.
#[derive(Clone, PartialEq, Debug)]
pub struct Totals<N = f64> {
    base_year: Year,
    gap: [[N; YEAR_SLOTS]; Scope::ALL.len()],
    saving: [[N; YEAR_SLOTS]; Scope::ALL.len()],
    party: [[N; YEAR_SLOTS]; Party::ALL.len()],
    remaining: [N; YEAR_SLOTS],
    result: [N; YEAR_SLOTS],
    one_off: [N; YEAR_SLOTS],
}

impl Totals {
    /// The gap of a scope in a year.
    #[must_use]
    pub fn gap(&self, scope: Scope, year: Year) -> f64 {
        gap(self, scope, year)
    }

    /// What the measures save in a scope in a year.
    #[must_use]
    pub fn saving(&self, scope: Scope, year: Year) -> f64 {
        self.read(&self.saving[scope.place()], year)
    }

    /// What all measures mean to a party in a year.
    #[must_use]
    pub fn party(&self, party: Party, year: Year) -> f64 {
        self.read(&self.party[party as usize], year)
    }

    /// What is left to find in a year: of both areas as [`Quantity::Remaining`], of one its gap where that is above zero.
    #[must_use]
    pub fn remaining(&self, scope: Scope, year: Year) -> f64 {
        remaining(self, scope, year)
    }

    /// Årets resultat.
    #[must_use]
    pub fn result(&self, year: Year) -> f64 {
        self.read(&self.result, year)
    }

    /// The one-off costs of a year.
    #[must_use]
    pub fn one_off(&self, year: Year) -> f64 {
        self.read(&self.one_off, year)
    }
}

impl<N: Copy + From<f64>> Totals<N> {
    fn new(base_year: Year) -> Self {
        let none = [N::from(0.0); YEAR_SLOTS];
        Self {
            base_year,
            gap: [none; Scope::ALL.len()],
            saving: [none; Scope::ALL.len()],
            party: [none; Party::ALL.len()],
            remaining: none,
            result: none,
            one_off: none,
        }
    }

    fn read(&self, series: &[N; YEAR_SLOTS], year: Year) -> N {
        let place = slot(self.base_year, year);
        series.get(place).copied().unwrap_or(N::from(0.0))
    }

    /// The place of a number that is kept.
    fn place(&mut self, quantity: Quantity) -> Option<&mut N> {
        let base = self.base_year;
        let (series, year) = match quantity {
            Quantity::Gap(scope, year) => (&mut self.gap[scope.place()], year),
            Quantity::Saving(scope, year) => (&mut self.saving[scope.place()], year),
            Quantity::PartyTotal(party, year) => (&mut self.party[party as usize], year),
            Quantity::Remaining(year) => (&mut self.remaining, year),
            Quantity::YearResult(year) => (&mut self.result, year),
            Quantity::OneOff(year) => (&mut self.one_off, year),
            _ => return None,
        };
        series.get_mut(slot(base, year))
    }
}

#[cfg(test)]
impl Totals {
    /// Gives those of one scenario of several.
    pub(crate) fn of_one<N: crate::lanes::Wide>(several: &Totals<N>, at: usize) -> Self {
        let one = |series: &[N; YEAR_SLOTS]| series.each_ref().map(|number| number.numbers()[at]);
        Self {
            base_year: several.base_year,
            gap: several.gap.each_ref().map(one),
            saving: several.saving.each_ref().map(one),
            party: several.party.each_ref().map(one),
            remaining: one(&several.remaining),
            result: one(&several.result),
            one_off: one(&several.one_off),
        }
    }
}

/// Gives the gap of a scope in a year, see [`Totals::gap`].
pub(crate) fn gap<N: Number>(totals: &Totals<N>, scope: Scope, year: Year) -> N {
    totals.read(&totals.gap[scope.place()], year)
}

/// Gives what is left to find in a year, see [`Totals::remaining`].
pub(crate) fn remaining<N: Number>(totals: &Totals<N>, scope: Scope, year: Year) -> N {
    match scope {
        Scope::Total => totals.read(&totals.remaining, year),
        Scope::Area(_) => gap(totals, scope, year).at_least(lit(0.0)),
    }
}

/// Gives the place of a year in a series from `base` on; beyond every series for an earlier year.
fn slot(base: Year, year: Year) -> usize {
    usize::try_from(year.saturating_sub(base)).unwrap_or(usize::MAX)
}

/// Keeps what [`Totals`] has, of one scenario or of several at once, and allocates nothing.
pub(crate) struct TotalsOnly<'p, N = f64> {
    pack: &'p Pack,
    inputs: [N; INPUT_COUNT],
    last: Year,
    totals: Totals<N>,
}

impl<'p, N: Number> TotalsOnly<'p, N> {
    pub(crate) fn new(pack: &'p Pack, inputs: &Inputs) -> Self {
        Self {
            pack,
            inputs: clamped_inputs(pack, inputs).map(N::from),
            last: *pack.years().end(),
            totals: Totals::new(pack.base_year),
        }
    }

    /// Leaves out the years after `last`.
    pub(crate) fn end(&mut self, last: Year) {
        self.last = last.clamp(self.pack.base_year, *self.pack.years().end());
    }

    /// Sets an input to a value within its range ([`crate::InputSpec::fit`]).
    pub(crate) fn set(&mut self, id: InputId, value: N) {
        self.inputs[id.index()] = value;
    }

    /// Returns what is kept so far.
    pub(crate) fn totals(&self) -> &Totals<N> {
        &self.totals
    }
}

impl TotalsOnly<'_> {
    pub(crate) fn into_totals(self) -> Totals {
        self.totals
    }
}

impl<N: Number> Context for TotalsOnly<'_, N> {
    type N = N;
    fn pack(&self) -> &Pack {
        self.pack
    }
    fn input(&self, id: InputId) -> N {
        self.inputs[id.index()]
    }
    fn name(&mut self, quantity: Quantity, number: N) -> N {
        let number = number + 0.0;
        if let Some(place) = self.totals.place(quantity) {
            *place = number;
        }
        number
    }
    fn years(&self) -> RangeInclusive<Year> {
        self.pack.base_year..=self.last
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
        let mut totals = TotalsOnly::<f64>::new(&KSON_2023, &inputs);
        for number in [full.name(gap, -0.0), totals.name(gap, -0.0)] {
            assert_eq!(number.to_bits(), 0.0_f64.to_bits());
        }
    }
}
