//! Ingen tomdygnsersättning vid försumlighet: the possible clause for neglect and abnormal wear (model.md, measure 4).

use super::year::YearRun;
use super::{Measure, vacancy_reform};
use crate::context::Context;
use crate::housing::Homes;
use crate::ids::{Area, HousingType, InputId, input_id};
use crate::number::{Number, Test, lit};

const M: Measure = Measure::NegligenceClause;
const AMOUNT: InputId = input_id("negligence_clause.amount");
const ALL_HOMES: InputId = input_id("negligence_clause.all_homes");

/// The compensation that the clause covers, mnkr: that of social psychiatry, or of all homes.
pub(crate) fn scope<C: Context>(c: &C, homes: &Homes<C::N>) -> C::N {
    let only_social = Test::Same(c.input(ALL_HOMES), lit(0.0));
    let social = homes.compensation[HousingType::SocialPsychiatry as usize];
    C::N::choose(only_social, || social, || homes.compensation_total)
}

/// Computes R2 = min(amount·F, T − R1), T being the compensation that the clause covers.
pub(crate) fn run<C: Context>(run: &mut YearRun<'_, C>) {
    let sought = run.input(AMOUNT) / 1000.0 * run.phase(M);
    let left = scope(&*run.c, &run.homes);
    let left = match run.saved(Measure::VacancyReform, Area::Care) {
        Some(taken) => left - taken,
        None => left,
    };
    let saving = run.save_care(M, sought.at_most(left));
    vacancy_reform::transfer(run, M, saving);
}
