//! The run itself: the order in which everything is computed, once, for all three readings.

use crate::context::{Context, Full, Totals, TotalsOnly};
use crate::core::Core;
use crate::ids::{HousingType, YEAR_SLOTS};
use crate::inputs::Inputs;
use crate::measures::run::run_year;
use crate::measures::year::Mode;
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

/// Computes only the gap, from the same formulas, without allocating.
#[must_use]
pub fn totals(pack: &Pack, inputs: &Inputs) -> Totals {
    let mut context = TotalsOnly::new(pack, inputs);
    core(&mut context);
    context.totals
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

/// Computes the budget: reference cost, requirement, measures, gap.
fn core<C: Context>(c: &mut C) -> Core<C::N> {
    let external_rates = housing::external_rates(c);
    let lss = external_rates[HousingType::Lss as usize];
    let reference = demography::reference(c, lss);
    let prices = demography::price_index(c);
    let mut budget = finance::budget(c, &reference, &prices);
    let mut years = [const { None }; YEAR_SLOTS];
    for (year, slot) in c.years().zip(years.iter_mut()) {
        let result = run_year(c, year, Mode::Phased, &reference, &external_rates);
        finance::close_year(c, &mut budget, year, result.saving);
        *slot = Some(result);
    }
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
    use super::run;
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
}
