//! Requirement, financing and gap. A requirement is a gap, not a measure: it is never also subtracted as a saving.

use crate::context::{Context, Series};
use crate::demography::Reference;
use crate::ids::{Area, InputId, Scope, Year, input_id};
use crate::number::lit;
use crate::quantity::Quantity;

const REQUIREMENT_CARE: InputId = input_id("requirement.care");
const REQUIREMENT_HEALTH: InputId = input_id("requirement.health");
const GROWTH_FUNDING: InputId = input_id("requirement.growth_funding");
const EXTRA_PER_YEAR: InputId = input_id("requirement.extra_per_year");

/// What the requirements and savings of each year come to.
pub(crate) struct Budget<N> {
    pub(crate) requirement: [Series<N>; 3],
    pub(crate) financing: [Series<N>; 3],
    pub(crate) saving: [Series<N>; 3],
    pub(crate) gap: [Series<N>; 3],
}

/// Requirement and financing for every year.
pub(crate) fn budget<C: Context>(c: &mut C, reference: &Reference<C::N>) -> Budget<C::N> {
    let empty = [Series::new(c.pack().base_year); 3];
    let mut budget = Budget {
        requirement: empty,
        financing: empty,
        saving: empty,
        gap: empty,
    };
    for year in c.years() {
        let mut both = [lit::<C::N>(0.0); 2];
        for area in Area::ALL.iter().copied() {
            let k = requirement(c, reference, area, year);
            both[area as usize] = c.name(Quantity::Requirement(area.into(), year), k);
        }
        let total = c.name(Quantity::Requirement(Scope::Total, year), both[0] + both[1]);
        for scope in Scope::ALL.iter().copied() {
            let (k, cost) = match scope {
                Scope::Area(area) => (both[area as usize], reference.cost(area, year)),
                Scope::Total => (total, reference.total.at(year)),
            };
            let financing = c.name(Quantity::Financing(scope, year), cost - k);
            budget.requirement[scope.place()].put(year, k);
            budget.financing[scope.place()].put(year, financing);
        }
    }
    budget
}

/// K_a(t) = requirement + (1 − φ)(C(t) − C(plan)) + k·C(plan)·(t − plan); 0 before the plan year.
fn requirement<C: Context>(c: &C, reference: &Reference<C::N>, area: Area, year: Year) -> C::N {
    let plan = c.pack().plan_year;
    if year < plan {
        return lit(0.0);
    }
    let first = match area {
        Area::Care => c.input(REQUIREMENT_CARE),
        Area::Health => c.input(REQUIREMENT_HEALTH),
    };
    if year == plan {
        return first;
    }
    let at_plan = reference.cost(area, plan);
    let unfunded =
        (lit::<C::N>(1.0) - c.share(GROWTH_FUNDING)) * (reference.cost(area, year) - at_plan);
    let extra = c.share(EXTRA_PER_YEAR) * at_plan * f64::from(year - plan);
    first + unfunded + extra
}

/// Saving and gap of a year.
pub(crate) fn close_year<C: Context>(
    c: &mut C,
    budget: &mut Budget<C::N>,
    year: Year,
    saving: [C::N; 2],
) {
    let care = c.name(Quantity::Saving(Area::Care.into(), year), saving[0]);
    let health = c.name(Quantity::Saving(Area::Health.into(), year), saving[1]);
    let total = c.name(Quantity::Saving(Scope::Total, year), care + health);
    for (scope, saving) in Scope::ALL.iter().copied().zip([care, health, total]) {
        budget.saving[scope.place()].put(year, saving);
        let gap = budget.requirement[scope.place()].at(year) - saving;
        let gap = c.name(Quantity::Gap(scope, year), gap);
        budget.gap[scope.place()].put(year, gap);
    }
}
