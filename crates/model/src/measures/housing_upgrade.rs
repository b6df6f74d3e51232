//! Upprusta olämpliga boenden: unfit places can be used again, so KSON pays neither for empty days there nor for the
//! external places bought instead.

use super::Measure;
use super::year::YearRun;
use crate::context::Context;
use crate::housing::{self, DISPLACED, TIOHUNDRA};
use crate::ids::{HousingType, InputId, Party, Vacancy, input_id};
use crate::number::{Number, lit, sum};

const M: Measure = Measure::HousingUpgrade;
const COST_PER_PLACE: InputId = input_id("housing_upgrade.cost_per_place");

/// Σ dX·(θ + δ(Pext − P)) − max(0, N(b0 − b1))·cost_per_place.
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

    let tiohundra =
        sum(types()
            .map(|housing| housing::tiohundra_per_day(&*run.c, housing) * days(run, housing)));
    let tiohundra = run.share(TIOHUNDRA) * tiohundra.unwrap_or(lit(0.0)) / 1e6;
    run.post(M, Party::Tiohundra, tiohundra);

    let external =
        sum(types().map(|housing| run.external_rates[housing as usize] * days(run, housing)));
    let external = -(run.share(DISPLACED) * external.unwrap_or(lit(0.0)) / 1e6);
    run.post(M, Party::External, external);
}
