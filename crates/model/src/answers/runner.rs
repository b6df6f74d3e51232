//! A scenario whose inputs are changed and run again, as cheaply as it can be done.

use crate::context::{Context as _, Totals, TotalsOnly};
use crate::ids::{INPUT_COUNT, InputId, Year};
use crate::inputs::Inputs;
use crate::measures::Measure;
use crate::pack::Pack;
use crate::simulate::{self, Base};

/// Runs [`totals`](crate::totals) year by year, without allocating. What no measure changes (the [`Base`]) is computed anew
/// only when an input that belongs to no measure has been set. The numbers are those of a whole run, to the bit.
pub(super) struct Runner<'p> {
    pack: &'p Pack,
    context: TotalsOnly<'p>,
    base: Option<Base<f64>>,
    /// Whether an input belongs to a measure.
    is_measures: [bool; INPUT_COUNT],
}

impl<'p> Runner<'p> {
    pub(super) fn new(pack: &'p Pack, inputs: &Inputs) -> Self {
        let mut is_measures = [false; INPUT_COUNT];
        let specs = Measure::ALL.iter().map(|measure| pack.measure(*measure));
        for id in specs.flat_map(|spec| spec.inputs.iter().chain(spec.phasing.iter())) {
            is_measures[id.index()] = true;
        }
        Self {
            pack,
            context: TotalsOnly::new(pack, inputs),
            base: None,
            is_measures,
        }
    }

    /// Sets an input, clamped to its range.
    pub(super) fn set(&mut self, id: InputId, value: f64) {
        self.context.set(id, value);
        if !self.is_measures[id.index()] {
            self.base = None;
        }
    }

    /// Gives an input's value.
    pub(super) fn input(&self, id: InputId) -> f64 {
        self.context.input(id)
    }

    /// Runs a year; the totals of other years may be of inputs set earlier.
    pub(super) fn year(&mut self, year: Year) -> &Totals {
        let Self { context, base, .. } = self;
        let base = base.get_or_insert_with(|| simulate::base(context));
        simulate::year(context, base, year);
        &context.totals
    }

    /// Runs every year. The result of a year ([`Totals::result`]) is not computed.
    pub(super) fn years(&mut self) -> &Totals {
        for year in self.pack.years() {
            self.year(year);
        }
        &self.context.totals
    }
}

#[cfg(test)]
mod tests {
    use super::Runner;
    use crate::answers::read;
    use crate::ids::InputId;
    use crate::inputs::Inputs;
    use crate::pack::KSON_2023;
    use crate::simulate::totals;

    /// Inputs are set one after another in the same runner, so nothing of an earlier run may be left.
    #[test]
    fn a_runner_gives_what_a_whole_run_gives() {
        let mut inputs = Inputs::defaults(&KSON_2023);
        let mut runner = Runner::new(&KSON_2023, &inputs);
        for (at, id) in InputId::all().chain(InputId::all().rev()).enumerate() {
            let spec = KSON_2023.spec(id);
            let value = if at % 2 == 0 { spec.max } else { spec.min };
            inputs.set(&KSON_2023, id, value);
            runner.set(id, value);
            let whole = totals(&KSON_2023, &inputs);
            let years = runner.years();
            for year in KSON_2023.years() {
                let bits = |totals| read(totals, year).map(f64::to_bits);
                assert_eq!(bits(years), bits(&whole), "{} {year}", id.name());
            }
        }
    }
}
