//! Gemensam administration: KSON and Tiohundra share administration and support (model.md, measure 15).

use super::Measure;
use super::year::YearRun;
use crate::context::Context;
use crate::demography::PRICE_PLAN;
use crate::ids::{InputId, input_id};
use crate::number::lit;

const M: Measure = Measure::SharedAdministration;
const ADMINISTRATION_COST: InputId = input_id("base.administration_cost");
const CASE_MANAGEMENT_COST: InputId = input_id("base.case_management_cost");
const ORGANISATION: InputId = input_id("shared_administration.organisation");
const DIGITAL: InputId = input_id("shared_administration.digital");
const SKILLS: InputId = input_id("shared_administration.skills");
const ECONOMY: InputId = input_id("shared_administration.economy");

/// Computes (administration − case management)·(1 + price rise)·mean of the four shares·F, split by the areas' cost.
pub(crate) fn run<C: Context>(run: &mut YearRun<'_, C>) {
    let cost = run.input(ADMINISTRATION_COST) - run.input(CASE_MANAGEMENT_COST);
    let cost = cost * (lit::<C::N>(1.0) + run.share(PRICE_PLAN));
    let shares =
        run.share(ORGANISATION) + run.share(DIGITAL) + run.share(SKILLS) + run.share(ECONOMY);
    let all = cost * (shares / 4.0) * run.phase(M);
    run.save_split(M, all);
}
