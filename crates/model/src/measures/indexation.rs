//! Utebliven uppräkning: the compensation to providers rises less than prices. The level stays lower afterwards
//! (model.md, measure 11).

use super::Measure;
use super::year::YearRun;
use crate::context::Context;
use crate::demography::{PRICE_FOLLOWING, PRICE_PLAN};
use crate::ids::{Area, InputId, input_id};
use crate::number::{Number, Test, lit};
use crate::quantity::Quantity;

const M: Measure = Measure::Indexation;
const WITHHELD: [InputId; 2] = [
    input_id("indexation.withheld_care"),
    input_id("indexation.withheld_health"),
];
const YEARS: InputId = input_id("indexation.years");

/// Computes Y·(C − volume savings)·(1 − Π) per area; the providers lose all of it.
pub(crate) fn run<C: Context>(run: &mut YearRun<'_, C>) {
    let saving = Area::ALL.iter().copied().map(|area| {
        let kept = price_kept(run, area);
        let kept = run.name(Quantity::PriceKept(area, run.year), kept);
        run.provider_cost(area) * (lit::<C::N>(1.0) - kept)
    });
    let [care, health] = super::year::both(saving);
    let saving = run.save_both(M, [care, health]);
    run.post_to_providers(M, saving, None);
}

/// Computes Π of (1 + p − w)/(1 + p) over the years withheld so far: how much of the price level is kept.
fn price_kept<C: Context>(run: &YearRun<'_, C>, area: Area) -> C::N {
    let plan = run.c.pack().plan_year;
    let start = if run.mode.by_calendar() {
        run.input(M.phasing().start_year)
    } else {
        lit(f64::from(plan))
    };
    let last = start + run.input(YEARS) - 1.0;
    let one = lit::<C::N>(1.0);
    let mut kept = one;
    for year in plan..=run.year {
        let less = || {
            let rise = run.share(if year == plan {
                PRICE_PLAN
            } else {
                PRICE_FOLLOWING
            });
            let withheld = run.share(WITHHELD[area as usize]).at_most(rise) * run.extent(M);
            kept.times((one + rise - withheld) / (one + rise))
        };
        let now = lit::<C::N>(f64::from(year));
        let begun = || C::N::choose(Test::Less(last, now), || kept, less);
        kept = C::N::choose(Test::Less(now, start), || kept, begun);
    }
    kept
}
