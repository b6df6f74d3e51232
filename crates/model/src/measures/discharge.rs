//! Trygg hemgång: patients ready for discharge come home sooner, and KSON pays for fewer hospital days (model.md,
//! measure 9).

use super::Measure;
use super::year::YearRun;
use crate::context::Context;
use crate::ids::{InputId, Party, input_id};

const M: Measure = Measure::Discharge;
const DAYS: InputId = input_id("discharge.external_days");
const PRICE: InputId = input_id("discharge.price_per_day");
const COORDINATOR_COST: InputId = input_id("discharge.coordinator_cost");

/// Computes days·price·F − coordinator cost·F; Region Stockholm, which owns the hospitals, loses the days.
pub(crate) fn run<C: Context>(run: &mut YearRun<'_, C>) {
    let phase = run.phase(M);
    let days = run.input(DAYS) * run.input(PRICE) / 1e6 * phase;
    run.save_care(M, days - run.input(COORDINATOR_COST) * phase);
    run.post(M, Party::Region, -days);
}
