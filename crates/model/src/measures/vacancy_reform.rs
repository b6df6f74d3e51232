//! Reformerad ersättningsmodell: the decided lower compensation for empty places in social psychiatry (model.md,
//! measure 3).

use super::Measure;
use super::year::YearRun;
use crate::context::Context;
use crate::housing::TIOHUNDRA;
use crate::ids::{HousingType, InputId, Party, input_id};
use crate::number::{Number, lit};

const M: Measure = Measure::VacancyReform;
const AMOUNT: InputId = input_id("vacancy_reform.amount");
const IN_BASE_YEAR: InputId = input_id("vacancy_reform.in_base_year");

/// Computes R1 = min(amount·F, compensation in social psychiatry); nothing if it is in the base year's cost already.
pub(crate) fn run<C: Context>(run: &mut YearRun<'_, C>) {
    let sought = run.input(AMOUNT) / 1000.0 * run.phase(M);
    let cap = run.homes.compensation[HousingType::SocialPsychiatry as usize];
    let counted = lit::<C::N>(1.0) - run.input(IN_BASE_YEAR);
    let saving = run.save_care(M, sought.at_most(cap) * counted);
    transfer(run, M, saving);
}

/// The providers lose what KSON gains, Tiohundra by its share of the places.
pub(super) fn transfer<C: Context>(run: &mut YearRun<'_, C>, measure: Measure, saving: C::N) {
    let share = run.share(TIOHUNDRA);
    run.post(measure, Party::Tiohundra, -(share * saving));
    run.post(
        measure,
        Party::External,
        -((lit::<C::N>(1.0) - share) * saving),
    );
}
