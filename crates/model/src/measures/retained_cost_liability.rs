//! Säga upp bibehållet kostnadsansvar: who moves to a nursing home in another municipality is paid for there, and the
//! other way round. The sign is unknown (model.md, measure 8).

use super::Measure;
use super::year::YearRun;
use crate::context::Context;
use crate::ids::{InputId, Party, input_id};

const M: Measure = Measure::RetainedCostLiability;
const NET_PERSONS: InputId = input_id("retained_cost_liability.net_persons");
const COST_PER_PERSON: InputId = input_id("retained_cost_liability.cost_per_person");

/// Computes net persons·cost per person·F; other municipalities pay what KSON no longer does.
pub(crate) fn run<C: Context>(run: &mut YearRun<'_, C>) {
    let saving = run.input(NET_PERSONS) * run.input(COST_PER_PERSON) / 1000.0 * run.phase(M);
    let saving = run.save_care(M, saving);
    run.post(M, Party::External, -saving);
}
