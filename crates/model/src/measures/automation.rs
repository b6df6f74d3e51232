//! Automatiserad handläggning: routine steps take care of themselves, so that each case manager does more (model.md,
//! measure 6).

use super::year::YearRun;
use super::{Measure, caseload};
use crate::context::Context;
use crate::ids::{InputId, input_id};
use crate::number::lit;

const M: Measure = Measure::Automation;
const SHARE: InputId = input_id("automation.share");
const RUNNING_COST: InputId = input_id("automation.running_cost");

/// Computes (clients/κ1)·(1 − 1/(1 + α))·cost per full-time equivalent − running cost·F, with α = share·F.
pub(crate) fn run<C: Context>(run: &mut YearRun<'_, C>) {
    let one = lit::<C::N>(1.0);
    let faster = one + run.share(SHARE) * run.phase(M);
    let freed = run.staffing.needed * (one - one / faster);
    let saving = freed * run.input(caseload::COST_PER_FTE) / 1000.0;
    let cost = run.input(RUNNING_COST) * run.phase(M);
    run.save_care(M, saving - cost);
}
