//! A scenario whose inputs are changed and run again, as cheaply as it can be done.

use crate::context::{Context as _, Totals, TotalsOnly};
use crate::ids::{INPUT_COUNT, InputId, Year};
use crate::inputs::Inputs;
use crate::lanes::Wide;
use crate::measures::Measure;
use crate::number::Number;
use crate::pack::Pack;
use crate::simulate::{self, Base};

/// Runs [`totals`](crate::totals) year by year, without allocating. What no measure changes (the [`Base`]) is computed anew
/// only when an input that belongs to no measure has been set. The numbers are those of a whole run, to the bit.
pub(super) struct Runner<'p, N: Number = f64> {
    pack: &'p Pack,
    context: TotalsOnly<'p, N>,
    base: Option<Base<N>>,
    /// Whether an input belongs to a measure.
    is_measures: [bool; INPUT_COUNT],
}

impl<'p, N: Number> Runner<'p, N> {
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

    /// Leaves out the years after `last`, which then cannot be run.
    pub(super) fn end(&mut self, last: Year) {
        self.context.end(last);
        self.base = None;
    }

    /// Gives an input's value.
    pub(super) fn input(&self, id: InputId) -> N {
        self.context.input(id)
    }

    /// Runs a year; the totals of other years may be of inputs set earlier.
    pub(super) fn year(&mut self, year: Year) -> &Totals<N> {
        let Self { context, base, .. } = self;
        let base = base.get_or_insert_with(|| simulate::base(context));
        simulate::year(context, base, year);
        context.totals()
    }

    /// Runs every year. The result of a year ([`Totals::result`]) is not computed.
    pub(super) fn years(&mut self) -> &Totals<N> {
        for year in self.pack.years() {
            self.year(year);
        }
        self.context.totals()
    }
}

impl Runner<'_> {
    /// Sets an input, clamped to its range.
    pub(super) fn set(&mut self, id: InputId, value: f64) {
        self.set_each(id, |_| value);
    }
}

impl<N: Wide> Runner<'_, N> {
    /// Sets an input in each scenario, clamped to its range.
    #[inline]
    pub(super) fn set_each(&mut self, id: InputId, value: impl Fn(usize) -> f64) {
        let spec = self.pack.spec(id);
        let fit = |at| spec.fit(value(at)).unwrap_or(spec.default);
        self.context.set(id, N::each(fit));
        if !self.is_measures[id.index()] {
            self.base = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Runner, Totals};
    use crate::answers::read;
    use crate::ids::InputId;
    use crate::inputs::Inputs;
    use crate::lanes::{Lanes, Wide as _};
    use crate::pack::KSON_2023;
    use crate::simulate::totals;

    /// Inputs are set one after another in the same runner, so nothing of an earlier run may be left.
    #[test]
    fn a_runner_gives_what_a_whole_run_gives() {
        let mut inputs = Inputs::defaults(&KSON_2023);
        let mut runner = Runner::<f64>::new(&KSON_2023, &inputs);
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

    /// Eight scenarios that have nothing in common, so that every branch is taken in some lanes and not in others.
    #[test]
    fn lanes_give_what_a_whole_run_of_each_gives() {
        let mut state = 8_u64;
        let mut share = || {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            (state >> 40) as f64 / (1_u64 << 24) as f64
        };
        let mut runner = Runner::<Lanes>::new(&KSON_2023, &Inputs::defaults(&KSON_2023));
        for _ in 0..40 {
            let mut scenarios =
                [const { None::<Inputs> }; Lanes::WIDTH].map(|_| Inputs::defaults(&KSON_2023));
            for id in InputId::all() {
                let spec = KSON_2023.spec(id);
                let values: [f64; Lanes::WIDTH] = std::array::from_fn(|_| match share() {
                    low if low < 0.2 => spec.min,
                    default if default < 0.4 => spec.default,
                    high if high < 0.5 => spec.max,
                    _ => spec.min + share() * (spec.max - spec.min),
                });
                for (inputs, value) in scenarios.iter_mut().zip(values) {
                    inputs.set(&KSON_2023, id, value);
                }
                runner.set_each(id, |at| values[at]);
            }
            let years = runner.years();
            for (at, inputs) in scenarios.iter().enumerate() {
                let (ours, whole) = (Totals::of_one(years, at), totals(&KSON_2023, inputs));
                for year in KSON_2023.years() {
                    let bits = |totals| read(totals, year).map(f64::to_bits);
                    assert_eq!(bits(&ours), bits(&whole), "lane {at}, {year}");
                }
            }
        }
    }

    /// Years that are left out change no other.
    #[test]
    fn a_runner_of_the_first_years_gives_what_a_whole_run_gives() {
        let inputs = Inputs::defaults(&KSON_2023);
        let whole = totals(&KSON_2023, &inputs);
        for last in KSON_2023.years() {
            let mut runner = Runner::<f64>::new(&KSON_2023, &inputs);
            runner.end(last);
            for year in KSON_2023.base_year..=last {
                let bits = |totals| read(totals, year).map(f64::to_bits);
                assert_eq!(bits(runner.year(year)), bits(&whole), "{year} of {last}");
            }
        }
    }
}
