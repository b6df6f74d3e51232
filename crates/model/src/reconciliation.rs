//! The documents' own sums, from the inputs as they stand: what must agree, and within which rounding.

use crate::context::Context;
use crate::core::Core;
use crate::ids::{InputId, Rounding, Scope, input_id};
use crate::number::{Number, Test, lit};
use crate::quantity::{Quantity, Reform};

const ADMINISTRATION_COST: InputId = input_id("base.administration_cost");
const CASE_MANAGEMENT_COST: InputId = input_id("base.case_management_cost");
const REFORM_AMOUNT: InputId = input_id("vacancy_reform.amount");
const CLAUSE_AMOUNT: InputId = input_id("negligence_clause.amount");

/// Administration's share of the total cost as the document states it, percent.
const STATED_SHARE: f64 = 2.5;
/// Half a step of the last digit: of the share as of the amount, both stated with one decimal.
const HALF_STEP: f64 = 0.05;
/// A requirement of no more than this (a krona) has no share worth naming.
const NO_REQUIREMENT: f64 = 1e-6;

/// Names what the documents' figures come to.
pub(crate) fn reconciliation<C: Context>(c: &mut C, core: &Core<C::N>) {
    let cost = c.input(ADMINISTRATION_COST);
    let cost = c.name(Quantity::AdministrationCost(), cost);
    let cases = c.input(CASE_MANAGEMENT_COST);
    c.name(Quantity::CaseManagementCost(), cases);
    let share = c.name(Quantity::StatedShare(), lit(STATED_SHARE));
    for rounding in Rounding::ALL.iter().copied() {
        // The least total: the least amount that rounds to the stated one, over the greatest share that does.
        let (amount, share) = match rounding {
            Rounding::Low => (cost - HALF_STEP, share + HALF_STEP),
            Rounding::Stated => (cost, share),
            Rounding::High => (cost + HALF_STEP, share - HALF_STEP),
        };
        c.name(Quantity::ImpliedTotal(rounding), amount / (share / 100.0));
    }

    let amounts = [
        (Reform::VacancyReform, REFORM_AMOUNT),
        (Reform::NegligenceClause, CLAUSE_AMOUNT),
    ];
    let [decided, possible] = amounts.map(|(reform, id)| {
        let amount = c.input(id) / 1000.0;
        c.name(Quantity::DocumentedAmount(reform), amount)
    });
    let stated = c.name(Quantity::DocumentedSaving(), decided + possible);
    let plan = c.pack().plan_year;
    let requirement = core.budget.requirement[Scope::Total.place()].at(plan);
    let share = C::N::choose(
        Test::Less(lit(NO_REQUIREMENT), requirement),
        || stated / requirement * 100.0,
        || lit(0.0),
    );
    c.name(Quantity::DocumentedShare(), share);
}
