//! Biståndsbedömt trygghetsboende: a form of housing between the own home and the nursing home (model.md, measure 7).

use super::Measure;
use super::year::YearRun;
use crate::context::Context;
use crate::ids::{InputId, input_id};
use crate::number::lit;

const M: Measure = Measure::ExtraCareHousing;
const PERSONS: InputId = input_id("extra_care_housing.persons");
const FROM_NURSING_HOME: InputId = input_id("extra_care_housing.share_from_nursing_home");
const HOURS_SAVED: InputId = input_id("extra_care_housing.home_care_hours_saved");
const HOME_CARE_RATE: InputId = input_id("extra_care_housing.home_care_rate");
const NURSING_HOME_COST: InputId = input_id("extra_care_housing.nursing_home_cost");
const CARE_COST: InputId = input_id("extra_care_housing.care_cost_in_extra_care");
const OPERATING_COST: InputId = input_id("extra_care_housing.operating_cost");

/// Computes n·F·[(1 − s)·12·hours·rate + s·(nursing home − care in extra care) − 12·operating cost], tkr inside the
/// brackets.
pub(crate) fn run<C: Context>(run: &mut YearRun<'_, C>) {
    let share = run.share(FROM_NURSING_HOME);
    let home_care = run.input(HOURS_SAVED) * run.input(HOME_CARE_RATE) * 12.0 / 1000.0;
    let from_home = (lit::<C::N>(1.0) - share) * home_care;
    let from_nursing_home = share * (run.input(NURSING_HOME_COST) - run.input(CARE_COST));
    let each = from_home + from_nursing_home - run.input(OPERATING_COST) * 12.0;
    run.save_care(M, run.input(PERSONS) * run.phase(M) * each / 1000.0);
}
