//! Ingen tomdygnsersättning vid försumlighet: the proposed clause for neglect and abnormal wear.

use super::year::YearRun;
use super::{Measure, vacancy_reform};
use crate::context::Context;
use crate::ids::{Area, InputId, input_id};
use crate::number::Number;

const M: Measure = Measure::NegligenceClause;
const AMOUNT: InputId = input_id("negligence_clause.amount");

/// R2 = min(amount·F, all compensation − R1).
pub(crate) fn run<C: Context>(run: &mut YearRun<'_, C>) {
    let sought = run.input(AMOUNT) / 1000.0 * run.phase(M);
    let left = run.homes.compensation_total;
    let left = match run.saved(Measure::VacancyReform, Area::Care) {
        Some(taken) => left - taken,
        None => left,
    };
    let saving = run.save_care(M, sought.at_most(left));
    vacancy_reform::transfer(run, M, saving);
}
