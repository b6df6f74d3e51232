//! The empty places of a year: how many, what they cost KSON, and what the external places bought instead cost.
//!
//! Computed before the measures on them, which read it.

use super::Measure;
use super::year::YearRun;
use crate::context::Context;
use crate::housing::{DISPLACED, Homes};
use crate::ids::{HousingType, Vacancy};
use crate::number::{Number, lit};
use crate::quantity::Quantity;

/// Empty places in a year, after `occupancy` and `housing_upgrade`; before the plan year as they are today.
pub(crate) fn homes<C: Context>(run: &mut YearRun<'_, C>) -> Homes<C::N> {
    let year = run.year;
    let acting = run.acts();
    let mut homes = Homes::none();
    for housing in HousingType::ALL.iter().copied() {
        let h = housing as usize;
        let home = housing.inputs();
        let places = run.input(home.places);
        let mut shares = [lit::<C::N>(0.0); 2];
        let kinds = [
            (
                Vacancy::Usable,
                home.usable_vacancy,
                home.usable_change,
                Measure::Occupancy,
            ),
            (
                Vacancy::Unfit,
                home.unfit_vacancy,
                home.unfit_change,
                Measure::HousingUpgrade,
            ),
        ];
        for (kind, today, change, measure) in kinds {
            let today = run.input(today);
            let share = if acting {
                let moved = today + run.input(change) * run.phase(measure);
                moved.at_least(lit(0.0)).at_most(lit(100.0))
            } else {
                today
            };
            let share = run.name(Quantity::VacancyShare(kind, housing, year), share);
            let freed = if acting {
                places * (today - share) / 100.0 * 365.0
            } else {
                lit(0.0)
            };
            let freed = run.name(Quantity::FreedDays(kind, housing, year), freed);
            shares[kind as usize] = share;
            homes.freed[h][kind as usize] = freed;
            if kind == Vacancy::Unfit {
                homes.unfit[h] = [today, share];
            }
        }
        // An upgraded place to which nobody moves back stands empty, but can be used.
        let usable = if acting {
            let [before, after] = homes.unfit[h];
            let stays_empty = (lit::<C::N>(1.0) - run.share(DISPLACED)) * (before - after);
            (shares[0] + stays_empty)
                .at_least(lit(0.0))
                .at_most(lit(100.0))
        } else {
            shares[0]
        };
        let days = places * (usable + shares[1]) / 100.0 * 365.0;
        let days = run.name(Quantity::VacantDays(housing, year), days);
        let compensation = days * run.input(home.compensation) / 1e6;
        homes.compensation[h] = run.name(Quantity::Compensation(housing, year), compensation);

        let displaced = places * shares[1] / 100.0 * 365.0 * run.share(DISPLACED);
        let displaced = run.name(Quantity::DisplacedDays(housing, year), displaced);
        let premium = displaced * (run.external_rates[h] - run.input(home.daily_rate)) / 1e6;
        homes.vacant[h] = days;
        homes.premium[h] = run.name(Quantity::ExternalPremiumCost(housing, year), premium);
    }
    let [a, b, c] = homes.compensation;
    homes.compensation_total = run.name(Quantity::CompensationTotal(year), a + b + c);
    homes
}
