//! Requirement, financing and gap. A requirement is a gap, not a measure: it is never also subtracted as a saving.

use crate::context::{Context, YearSeries};
use crate::demography::Reference;
use crate::ids::{Area, InputId, Member, Scope, Year, input_id};
use crate::number::{Number, Test, lit, sum};
use crate::quantity::Quantity;

const REQUIREMENT_CARE: InputId = input_id("requirement.care");
const REQUIREMENT_HEALTH: InputId = input_id("requirement.health");
const GROWTH_FUNDING: InputId = input_id("requirement.growth_funding");
const EXTRA_PER_YEAR: InputId = input_id("requirement.extra_per_year");
const BY_INCREASE: InputId = input_id("financing.by_increase");
const INCREASE: [InputId; Area::ALL.len()] = [
    input_id("financing.increase_care"),
    input_id("financing.increase_health"),
];
const POOLED: InputId = input_id("financing.pooled");
const RESERVE: InputId = input_id("financing.reserve");

/// Less than this is left of nothing, mnkr: it rounds to 0 tkr.
pub const BALANCED: f64 = 0.000_5;
/// The share of the growth that the members fund in the cautious reading of the documents' *huvudsakligen*.
const LOW_FUNDING: f64 = 0.8;
/// How many years a negative result is restored over (KL 11 kap. 12 §).
const RESTORED_OVER: usize = 3;

/// What the requirements and savings of each year come to.
pub(crate) struct Budget<N> {
    pub(crate) requirement: [YearSeries<N>; 3],
    pub(crate) financing: [YearSeries<N>; 3],
    pub(crate) saving: [YearSeries<N>; 3],
    pub(crate) gap: [YearSeries<N>; 3],
    /// What is still to be found, never below zero.
    pub(crate) remaining: YearSeries<N>,
}

/// Requirement and financing for every year.
pub(crate) fn budget<C: Context>(
    c: &mut C,
    reference: &Reference<C::N>,
    prices: &YearSeries<C::N>,
) -> Budget<C::N> {
    let none = YearSeries::new(c.pack().base_year);
    let empty = [none; 3];
    let mut budget = Budget {
        requirement: empty,
        financing: empty,
        saving: empty,
        gap: empty,
        remaining: none,
    };
    for year in c.years() {
        let mut both = [lit::<C::N>(0.0); 2];
        for area in Area::ALL.iter().copied() {
            let k = requirement(c, reference, prices, area, year);
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

/// K_a(t) = base_a(t) + k·C_a(plan)·(t − plan); 0 before the plan year. The members fund the share φ of the growth,
/// base_a = requirement + (1 − φ)(C_a(t) − C_a(plan)), or raise what they pay by a fixed share a year, m, in current prices:
/// base_a = C_a(t) − (C_a(plan) − requirement)(1 + m)^(t − plan)/price factor.
fn requirement<C: Context>(
    c: &C,
    reference: &Reference<C::N>,
    prices: &YearSeries<C::N>,
    area: Area,
    year: Year,
) -> C::N {
    let plan = c.pack().plan_year;
    if year < plan {
        return lit(0.0);
    }
    let first = first(c, area);
    if year == plan {
        return first;
    }
    let one = lit::<C::N>(1.0);
    let (now, at_plan) = (reference.cost(area, year), reference.cost(area, plan));
    let unfunded = one - c.share(GROWTH_FUNDING);
    let raise = one + c.share(INCREASE[area as usize]);
    let by_share = Test::Same(c.input(BY_INCREASE), lit(0.0));
    let base = C::N::choose(
        by_share,
        || first + unfunded * (now - at_plan),
        || now - (at_plan - first) * raise.power(f64::from(year - plan)) / prices.at(year),
    );
    base + extra(c, reference, area, year)
}

/// The requirement of the plan year, mnkr.
fn first<C: Context>(c: &C, area: Area) -> C::N {
    c.input(match area {
        Area::Care => REQUIREMENT_CARE,
        Area::Health => REQUIREMENT_HEALTH,
    })
}

/// What is required besides, growing each year after the plan year, mnkr.
fn extra<C: Context>(c: &C, reference: &Reference<C::N>, area: Area, year: Year) -> C::N {
    let plan = c.pack().plan_year;
    c.share(EXTRA_PER_YEAR) * reference.cost(area, plan) * f64::from(year - plan)
}

/// What is left of two areas' gaps: each where it is above zero, or both together where money may move between them.
fn left<C: Context>(c: &C, [care, health]: [C::N; 2]) -> C::N {
    let zero = lit::<C::N>(0.0);
    let apart = Test::Same(c.input(POOLED), zero);
    C::N::choose(
        apart,
        || care.at_least(zero) + health.at_least(zero),
        || (care + health).at_least(zero),
    )
}

/// Names saving, gap and what is left of a year.
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
    let gaps = [budget.gap[0].at(year), budget.gap[1].at(year)];
    let left = left(c, gaps);
    let left = c.name(Quantity::Remaining(year), left);
    budget.remaining.put(year, left);
}

/// Names the year from which the budget balances, each year's result, what the reserve pays of it, and what must be
/// restored, in all and by member. `one_offs` has a number a year, from the first.
pub(crate) fn restore<C: Context>(
    c: &mut C,
    budget: &Budget<C::N>,
    one_offs: impl Iterator<Item = C::N>,
) {
    let zero = lit::<C::N>(0.0);
    balance_year(c, budget);
    let plan = c.pack().plan_year;
    let mut reserve = c.input(RESERVE);
    // What is not covered of the latest years' negative results, by member.
    let mut due = [[None; RESTORED_OVER]; Member::ALL.len()];
    for (at, (year, one_off)) in c.years().zip(one_offs).enumerate() {
        let result = if year < plan {
            zero
        } else {
            -budget.gap[Scope::Total.place()].at(year) - one_off
        };
        let result = c.name(Quantity::YearResult(year), result);
        let negative = (-result).at_least(zero);
        let used = c.name(Quantity::ReserveUsed(year), reserve.at_most(negative));
        reserve = reserve - used;
        let mut all = None;
        for member in Member::ALL.iter().copied() {
            let before = sum(due[member as usize].into_iter().flatten());
            let part = before.map_or(zero, |before| before / RESTORED_OVER as f64);
            let part = c.name(Quantity::MemberRestore(member, year), part);
            all = sum(all.into_iter().chain([part]));
            due[member as usize][at % RESTORED_OVER] =
                (year >= plan).then(|| (negative - used) * share(budget, member, year));
        }
        c.name(Quantity::ToRestore(year), all.unwrap_or(zero));
    }
}

/// The share of a year's negative result that a member's area stands for: of what is left there, or of what the members
/// pay where nothing is.
fn share<N: Number>(budget: &Budget<N>, member: Member, year: Year) -> N {
    let zero = lit::<N>(0.0);
    let of = |series: &[YearSeries<N>; 3], area: Area| series[Scope::from(area).place()].at(year);
    let lacks = |area| of(&budget.gap, area).at_least(zero);
    let all = lacks(Area::Care) + lacks(Area::Health);
    let paid = budget.financing[Scope::Total.place()].at(year);
    N::choose(
        Test::Less(zero, all),
        || lacks(member.area()) / all,
        || of(&budget.financing, member.area()) / paid,
    )
}

/// Names the first year from which nothing is left in any year; 0 where there is none.
fn balance_year<C: Context>(c: &mut C, budget: &Budget<C::N>) {
    let mut first = lit::<C::N>(0.0);
    let (plan, last) = (c.pack().plan_year, *c.years().end());
    for year in (plan..=last).rev() {
        let now = lit::<C::N>(f64::from(year));
        let balanced = Test::Less(budget.remaining.at(year), lit(BALANCED));
        let follows = if year == last {
            Test::Same(now, now)
        } else {
            Test::Same(first, now + 1.0)
        };
        let after = first;
        first = C::N::choose(
            balanced,
            || C::N::choose(follows, || now, || after),
            || after,
        );
    }
    c.name(Quantity::BalanceYear(), first);
}

/// Names what would be left if the members funded 80 percent of the growth after the plan year.
pub(crate) fn low_funding<C: Context>(
    c: &mut C,
    reference: &Reference<C::N>,
    budget: &Budget<C::N>,
) {
    let plan = c.pack().plan_year;
    for year in c.years() {
        let mut gaps = [lit::<C::N>(0.0); 2];
        for area in Area::ALL.iter().copied() {
            if year < plan {
                continue;
            }
            let growth = reference.cost(area, year) - reference.cost(area, plan);
            let required =
                first(c, area) + growth * (1.0 - LOW_FUNDING) + extra(c, reference, area, year);
            let saving = budget.saving[Scope::from(area).place()].at(year);
            gaps[area as usize] = required - saving;
        }
        let left = left(c, gaps);
        c.name(Quantity::RemainingLowFunding(year), left);
    }
}
