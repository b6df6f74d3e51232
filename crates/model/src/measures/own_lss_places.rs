//! Egna LSS-platser: own places instead of external ones, as far as the overflow goes (model.md, measure 10).

use super::Measure;
use super::year::YearRun;
use crate::context::Context;
use crate::demography::LSS_RATE;
use crate::ids::{HousingType, InputId, Party, input_id};
use crate::number::{Number, lit};
use crate::quantity::Quantity;

const M: Measure = Measure::OwnLssPlaces;
const PLACES: InputId = input_id("own_lss_places.places");
const CAPITAL_COST: InputId = input_id("own_lss_places.capital_cost_per_place");

/// Computes covered·365·(Pext − P) − built·capital cost, with built = places·F and covered = min(built, overflow).
pub(crate) fn run<C: Context>(run: &mut YearRun<'_, C>) {
    let built = run.input(PLACES) * run.phase(M);
    let covered = cover(run, Some(built));
    let external = run.external_rates[HousingType::Lss as usize];
    let cheaper = covered * 365.0 * (external - run.input(LSS_RATE)) / 1e6;
    run.save_care(M, cheaper - built * run.input(CAPITAL_COST) / 1000.0);
    run.post(M, Party::External, -(covered * 365.0 * external / 1e6));
}

/// Names how many of the places above the ceiling own new ones cover, and how many are still bought.
pub(super) fn cover<C: Context>(run: &mut YearRun<'_, C>, built: Option<C::N>) -> C::N {
    let (year, overflow) = (run.year, run.reference.overflow.at(run.year));
    let covered = built.map_or(lit(0.0), |built| built.at_most(overflow));
    let covered = run.name(Quantity::LssCovered(year), covered);
    run.name(Quantity::LssExternal(year), overflow - covered);
    covered
}
