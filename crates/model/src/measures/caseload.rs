//! Kunder per årsarbetare: each full-time equivalent in case management has more clients, or fewer (model.md, measure
//! 5).
//!
//! Also the staffing that the measure and `automation` share, so that the same post is never counted twice.

use super::Measure;
use super::year::{Staffing, YearRun};
use crate::context::Context;
use crate::ids::{InputId, input_id};
use crate::number::{Number, lit};
use crate::quantity::Quantity;

const M: Measure = Measure::Caseload;
const CLIENTS: InputId = input_id("caseload.clients");
const FTE: InputId = input_id("caseload.fte");
pub(super) const COST_PER_FTE: InputId = input_id("caseload.cost_per_fte");
const CHANGE: InputId = input_id("caseload.change");

/// Computes clients(t) = clients·B(t); κ0 = clients/fte; κ1 = max(1, κ0 + change·F).
pub(super) fn staffing<C: Context>(run: &mut YearRun<'_, C>) -> Staffing<C::N> {
    let year = run.year;
    let clients = run.input(CLIENTS) * run.reference.index.at(year);
    let clients = run.name(Quantity::Clients(year), clients);
    let today = run.input(CLIENTS) / run.input(FTE);
    let today = run.name(Quantity::CaseloadToday(), today);
    let caseload = if run.acts() {
        (today + run.input(CHANGE) * run.phase(M)).at_least(lit(1.0))
    } else {
        today
    };
    let caseload = run.name(Quantity::Caseload(year), caseload);
    let unchanged = run.name(Quantity::FteUnchanged(year), clients / today);
    let needed = run.name(Quantity::FteNeeded(year), clients / caseload);
    Staffing { unchanged, needed }
}

/// Computes clients(t)·(1/κ0 − 1/κ1)·cost per full-time equivalent.
pub(crate) fn run<C: Context>(run: &mut YearRun<'_, C>) {
    let fewer = run.staffing.unchanged - run.staffing.needed;
    let saving = fewer * run.input(COST_PER_FTE) / 1000.0;
    run.save_care(M, saving);
}
