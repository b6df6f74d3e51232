//! The run itself: the order in which everything is computed, once, for all three readings.

use crate::context::{Context, Full, Totals, TotalsOnly, YearSeries};
use crate::core::Core;
use crate::demography::Reference;
use crate::finance::Budget;
use crate::housing::ExternalRates;
use crate::ids::{HousingType, YEAR_SLOTS, Year};
use crate::inputs::Inputs;
use crate::measures::run::run_year;
use crate::measures::year::{Mode, YearResult};
use crate::outcome::Outcome;
use crate::pack::Pack;
use crate::{demography, finance, housing, indicators, ledger, warnings};

/// Computes a scenario: every number the tool shows, and its warnings.
///
/// Total: any pack that passed its checks and any inputs give an outcome without NaN or infinity. Values outside
/// their range are clamped, and a warning says so.
#[must_use]
pub fn simulate(pack: &Pack, inputs: &Inputs) -> Outcome {
    let mut context = Full::new(pack, inputs);
    run(&mut context);
    let mut outcome = Outcome::new(pack, context.into_values());
    outcome.warnings = warnings::warnings(pack, inputs, &outcome);
    outcome
}

/// Computes what questions need ([`Totals`]), from the same formulas, without allocating.
#[must_use]
pub fn totals(pack: &Pack, inputs: &Inputs) -> Totals {
    let mut context = TotalsOnly::<f64>::new(pack, inputs);
    core(&mut context);
    context.into_totals()
}

/// Computes every number, naming each in the context.
pub(crate) fn run<C: Context>(c: &mut C) {
    let core = core(c);
    let plan = c.pack().plan_year;
    let mut full_year = None;
    if c.years().contains(&plan) {
        full_year = Some(run_year(
            c,
            plan,
            Mode::FullYear,
            &core.reference,
            &core.external_rates,
        ));
    }
    for year in c.years() {
        let [identified, scheduled] = [Mode::Identified, Mode::Scheduled]
            .map(|mode| run_year(c, year, mode, &core.reference, &core.external_rates));
        let stages = indicators::readiness(c, year, &identified.total, &scheduled.total);
        ledger::stages(c, &core, year, stages);
    }
    indicators::indicators(c, &core, full_year);
}

/// What no measure changes: reference cost, prices and requirement.
pub(crate) struct Base<N> {
    pub(crate) reference: Reference<N>,
    pub(crate) prices: YearSeries<N>,
    pub(crate) external_rates: ExternalRates<N>,
    /// Requirement and financing; the rest is filled in year by year.
    pub(crate) budget: Budget<N>,
}

/// Computes what no measure changes.
pub(crate) fn base<C: Context>(c: &mut C) -> Base<C::N> {
    let external_rates = housing::external_rates(c);
    let lss = external_rates[HousingType::Lss as usize];
    let reference = demography::reference(c, lss);
    let prices = demography::price_index(c);
    let budget = finance::budget(c, &reference, &prices);
    Base {
        reference,
        prices,
        external_rates,
        budget,
    }
}

/// Computes the measures of a year, and what they leave of its requirement. No year reads another.
pub(crate) fn year<C: Context>(c: &mut C, base: &mut Base<C::N>, year: Year) -> YearResult<C::N> {
    let result = run_year(c, year, Mode::Phased, &base.reference, &base.external_rates);
    finance::close_year(c, &mut base.budget, year, result.saving);
    result
}

/// Computes the budget: reference cost, requirement, measures, gap.
fn core<C: Context>(c: &mut C) -> Core<C::N> {
    let mut base = base(c);
    let mut years = [const { None }; YEAR_SLOTS];
    for (at, slot) in c.years().zip(years.iter_mut()) {
        *slot = Some(year(c, &mut base, at));
    }
    let Base {
        reference,
        prices,
        external_rates,
        budget,
    } = base;
    finance::restore(c, &budget, years.iter().flatten().map(|year| year.one_off));
    Core {
        reference,
        budget,
        prices,
        external_rates,
        years,
    }
}

#[cfg(test)]
mod tests {
    use super::{base, run};
    use crate::context::{Context, clamped_inputs};
    use crate::ids::{INPUT_COUNT, InputId};
    use crate::inputs::Inputs;
    use crate::pack::{KSON_2023, Pack};
    use crate::quantity::Quantity;
    use std::cell::Cell;

    /// Notes which inputs are read.
    struct Noting {
        inputs: [f64; INPUT_COUNT],
        read: [Cell<bool>; INPUT_COUNT],
    }

    impl Context for Noting {
        type N = f64;
        fn pack(&self) -> &Pack {
            &KSON_2023
        }
        fn input(&self, id: InputId) -> f64 {
            self.read[id.index()].set(true);
            self.inputs[id.index()]
        }
        fn name(&mut self, _: Quantity, number: f64) -> f64 {
            number
        }
    }

    /// That no formula reads an input outside the pack is checked by the compiler: ids are made by `input_id`.
    #[test]
    fn every_input_of_the_pack_is_read() {
        let inputs = clamped_inputs(&KSON_2023, &Inputs::defaults(&KSON_2023));
        let mut context = Noting {
            inputs,
            read: [const { Cell::new(false) }; INPUT_COUNT],
        };
        run(&mut context);
        let unread: Vec<&str> = InputId::all()
            .filter(|id| !context.read[id.index()].get())
            .map(InputId::name)
            .collect();
        assert!(unread.is_empty(), "nothing reads {unread:?}");
    }

    /// The answers compute the base once for all values of the measures' own inputs.
    #[test]
    fn the_base_reads_no_input_of_a_measure() {
        let inputs = clamped_inputs(&KSON_2023, &Inputs::defaults(&KSON_2023));
        for by_increase in [0.0, 1.0] {
            let mut context = Noting {
                inputs,
                read: [const { Cell::new(false) }; INPUT_COUNT],
            };
            context.inputs[crate::input_id("financing.by_increase").index()] = by_increase;
            let _ = base(&mut context);
            let read = |id: &InputId| context.read[id.index()].get();
            assert!(InputId::all().any(|id| read(&id)));
            for spec in KSON_2023.measures.iter() {
                let own = spec.inputs.iter().chain(spec.phasing.iter());
                let of_base: Vec<&str> = own.filter(|id| read(id)).map(|id| id.name()).collect();
                assert!(of_base.is_empty(), "{of_base:?}");
            }
        }
    }
}
