//! Upprustning av olämpliga boenden: unfit places can be used again. The share of them whose residents come back saves the
//! external places bought instead; the rest stand empty, but can be used (model.md, measure 2).

use super::Measure;
use super::year::YearRun;
use crate::context::Context;
use crate::housing::{self, DISPLACED, TIOHUNDRA};
use crate::ids::{HousingType, InputId, Party, Vacancy, input_id};
use crate::number::{Number, lit, sum};

const M: Measure = Measure::HousingUpgrade;
const COST_PER_PLACE: InputId = input_id("housing_upgrade.cost_per_place");

/// Computes Σ dX·δ(θ + Pext − P) − max(0, N(b0 − b1))·cost_per_place. The providers gain δ·g·dX, Tiohundra by its
/// share of the places; external ones lose δ·Pext·dX.
pub(crate) fn run<C: Context>(run: &mut YearRun<'_, C>) {
    let types = || HousingType::ALL.iter().copied();
    let days = |run: &YearRun<'_, C>, housing: HousingType| {
        run.homes.freed[housing as usize][Vacancy::Unfit as usize]
    };
    let saving = run.freed(Vacancy::Unfit, |run, housing| {
        let rate = run.external_rates[housing as usize];
        let gain = days(run, housing) * housing::kson_per_day(&*run.c, housing, rate) / 1e6;
        let [before, after] = run.homes.unfit[housing as usize];
        let upgraded = run.input(housing.inputs().places) * (before - after) / 100.0;
        gain - upgraded.at_least(lit(0.0)) * run.input(COST_PER_PLACE) / 1000.0
    });
    run.save_care(M, saving);

    let returned = run.share(DISPLACED);
    let providers =
        sum(types()
            .map(|housing| housing::filled_place_per_day(&*run.c, housing) * days(run, housing)));
    let providers = returned * providers.unwrap_or(lit(0.0)) / 1e6;
    let share = run.share(TIOHUNDRA);
    run.post(M, Party::Tiohundra, share * providers);

    let bought =
        sum(types().map(|housing| run.external_rates[housing as usize] * days(run, housing)));
    let bought = returned * bought.unwrap_or(lit(0.0)) / 1e6;
    let others = (lit::<C::N>(1.0) - share) * providers;
    run.post(M, Party::External, others - bought);
}
