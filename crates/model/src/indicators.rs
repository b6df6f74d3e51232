//! Numbers that views show and that decide nothing: shares, sums by evidence, current prices, the cost of empty places
//! (product.md, *Views*).
//!
//! No view computes: what a view needs beyond the core is named here. Totals-only runs skip all of it.

use crate::context::Context;
use crate::core::Core;
use crate::demography;
use crate::finance;
use crate::housing;
use crate::ids::{Area, HousingType, InputId, Scope, YEAR_SLOTS, Year, input_id};
use crate::inputs::Inputs;
use crate::ledger;
use crate::measures::year::YearResult;
use crate::measures::{Measure, negligence_clause};
use crate::number::{Number, Test, lit, sum};
use crate::pack::{Evidence, Pack, Status};
use crate::quantity::{BenchmarkRow, Quantity, Reform};
use crate::reconciliation;

const TOTAL_COST: InputId = input_id("base.total_cost");
const ADMINISTRATION_COST: InputId = input_id("base.administration_cost");
const CASE_MANAGEMENT_COST: InputId = input_id("base.case_management_cost");

/// Computes every indicator.
pub(crate) fn indicators<C: Context>(
    c: &mut C,
    core: &Core<C::N>,
    full_year: Option<YearResult<C::N>>,
) {
    waiting(c, core, full_year);
    money(c, core);
    by_evidence(c, core);
    emptiness(c, core);
    housing::place_indicators(c, &core.external_rates);
    calculated(c);
    gross(c, core);
    finance::low_funding(c, &core.reference, &core.budget);
    administration(c);
    ledger::parties(c, core);
    ledger::members(c, core);
    reconciliation::reconciliation(c, core);
    benchmarks(c);
}

/// Computes shares, scenario cost, current prices, growth, and the second reference series.
fn money<C: Context>(c: &mut C, core: &Core<C::N>) {
    let prices = &core.prices;
    demography::assumptions(c, &core.reference, prices);
    demography::base_year_trap(c, &core.reference);
    let (plan, last) = (c.pack().plan_year, *c.years().end());
    for scope in Scope::ALL.iter().copied() {
        let cost = |year| match scope {
            Scope::Area(area) => core.reference.cost(area, year),
            Scope::Total => core.reference.total.at(year),
        };
        if c.years().contains(&plan) {
            let growth = (cost(last) / cost(plan) - 1.0) * 100.0;
            c.name(Quantity::ReferenceGrowth(scope), growth);
        }
        for year in c.years() {
            let share = core.budget.requirement[scope.place()].at(year) / cost(year) * 100.0;
            c.name(Quantity::RequirementShare(scope, year), share);
            let scenario = cost(year) - core.budget.saving[scope.place()].at(year);
            let scenario = c.name(Quantity::ScenarioCost(scope, year), scenario);
            let price = prices.at(year);
            c.name(
                Quantity::ReferenceCostCurrent(scope, year),
                cost(year) * price,
            );
            let financing = core.budget.financing[scope.place()].at(year);
            c.name(Quantity::FinancingCurrent(scope, year), financing * price);
            c.name(Quantity::ScenarioCostCurrent(scope, year), scenario * price);
        }
    }
}

/// Computes administration's cost by the documents' own figures, and its share of the total.
fn administration<C: Context>(c: &mut C) {
    let (all, cases) = (c.input(ADMINISTRATION_COST), c.input(CASE_MANAGEMENT_COST));
    c.name(Quantity::OtherAdministration(), all - cases);
    let share = c.input(ADMINISTRATION_COST) / c.input(TOTAL_COST) * 100.0;
    c.name(Quantity::AdministrationShare(), share);
}

/// Computes clients per case manager from the documents' benchmarks (model.md, *Benchmarks*).
fn benchmarks<C: Context>(c: &mut C) {
    let rows: Vec<_> = BenchmarkRow::of(c.pack())
        .map(|(row, of)| (row, of.clients, of.case_managers))
        .collect();
    for (row, clients, managers) in rows {
        let per_manager = c.stated(clients) / c.stated(managers);
        c.name(Quantity::ClientsPerCaseManager(row), per_manager);
    }
}

/// The sum of what measures save whose amount has this evidence behind it. A decided or possible amount that is another
/// than the documents' is nobody's decision or proposal: it counts as the user's own assumption.
fn evidence_sum<C: Context>(
    c: &C,
    evidence: Evidence,
    saving: impl Fn(Measure) -> Option<C::N>,
) -> C::N {
    let stated = |measure: Measure| c.pack().measure(measure).evidence;
    let all = Measure::ALL.iter().copied();
    let here = all.clone().filter(|m| stated(*m) == Some(evidence));
    if evidence != Evidence::Own {
        let kept = here.filter_map(|m| {
            let saving = saving(m)?;
            let levers = &c.pack().measure(m).levers;
            Some(as_documented(c, levers, || saving, &|| lit(0.0)))
        });
        return sum(kept).unwrap_or(lit(0.0));
    }
    let own = sum(here.filter_map(&saving)).unwrap_or(lit(0.0));
    let others = all.filter(|m| !matches!(stated(*m), None | Some(Evidence::Own)));
    others.fold(own, |own, measure| match saving(measure) {
        Some(saving) => {
            let levers = &c.pack().measure(measure).levers;
            as_documented(c, levers, || own, &|| own + saving)
        }
        None => own,
    })
}

/// Returns `then` where every lever has the documents' value, else `otherwise`.
fn as_documented<C: Context>(
    c: &C,
    levers: &[InputId],
    then: impl FnOnce() -> C::N,
    otherwise: &dyn Fn() -> C::N,
) -> C::N {
    match levers.split_first() {
        None => then(),
        Some((first, rest)) => {
            let stated = lit(c.pack().documented(*first));
            let same = Test::Same(c.input(*first), stated);
            C::N::choose(same, || as_documented(c, rest, then, otherwise), otherwise)
        }
    }
}

/// Computes savings by the evidence for the amount, mnkr.
fn by_evidence<C: Context>(c: &mut C, core: &Core<C::N>) {
    for (year, result) in c.years().zip(core.years.iter().flatten()) {
        for evidence in Evidence::ALL.iter().copied() {
            let mut parts = [lit::<C::N>(0.0); 2];
            for area in Area::ALL.iter().copied() {
                let of = |m: Measure| result.by_measure[m as usize][area as usize];
                let saving = evidence_sum(c, evidence, of);
                parts[area as usize] = c.name(
                    Quantity::EvidenceSaving(evidence, area.into(), year),
                    saving,
                );
            }
            c.name(
                Quantity::EvidenceSaving(evidence, Scope::Total, year),
                parts[0] + parts[1],
            );
        }
    }
}

/// Computes the gap ledger's identified and scheduled savings of a year, and their totals, mnkr.
pub(crate) fn readiness<C: Context>(
    c: &mut C,
    year: Year,
    identified: &[C::N],
    scheduled: &[C::N],
) -> [C::N; 2] {
    type Name = fn(Evidence, Year) -> Quantity;
    let readings: [(&[C::N], Name, Quantity); 2] = [
        (
            identified,
            Quantity::Identified,
            Quantity::IdentifiedTotal(year),
        ),
        (
            scheduled,
            Quantity::Scheduled,
            Quantity::ScheduledTotal(year),
        ),
    ];
    readings.map(|(savings, name, total)| {
        let mut parts = [lit::<C::N>(0.0); Evidence::ALL.len()];
        for (part, evidence) in parts.iter_mut().zip(Evidence::ALL.iter().copied()) {
            let saving = evidence_sum(c, evidence, |m| savings.get(m as usize).copied());
            *part = c.name(name(evidence, year), saving);
        }
        c.name(total, sum(parts).unwrap_or(lit(0.0)))
    })
}

/// Computes the cost of waiting: a month of every measure, and a month of the gap, mnkr.
fn waiting<C: Context>(c: &mut C, core: &Core<C::N>, full_year: Option<YearResult<C::N>>) {
    let all = full_year
        .and_then(|result| sum(result.total))
        .unwrap_or(lit(0.0));
    let all = c.name(Quantity::FullYearTotal(), all);
    c.name(Quantity::DelayMonth(), all / 12.0);
    for year in c.years() {
        let gap = core.budget.gap[Scope::Total.place()].at(year);
        c.name(Quantity::GapMonth(year), gap / 12.0);
    }
}

/// Computes the cost of empty places, its change from today, and the compensation that the reforms can reduce, mnkr.
fn emptiness<C: Context>(c: &mut C, core: &Core<C::N>) {
    let Some(today) = core
        .years
        .iter()
        .flatten()
        .next()
        .map(|result| result.homes.vacant)
    else {
        return;
    };
    for (year, result) in c.years().zip(core.years.iter().flatten()) {
        let homes = &result.homes;
        for housing in HousingType::ALL.iter().copied() {
            let change = homes.vacant[housing as usize] - today[housing as usize];
            c.name(Quantity::VacantDaysChange(housing, year), change);
        }
        let premium = sum(homes.premium).unwrap_or(lit(0.0));
        let premium = c.name(Quantity::ExternalPremiumTotal(year), premium);
        c.name(
            Quantity::EmptinessCost(year),
            homes.compensation_total + premium,
        );

        let mut cap = homes.compensation[HousingType::SocialPsychiatry as usize];
        for reform in Reform::ALL.iter().copied() {
            let named = c.name(Quantity::ReformCap(reform, year), cap);
            let taken = result.by_measure[reform.measure() as usize][Area::Care as usize];
            let remaining = taken.map_or(named, |taken| named - taken);
            c.name(Quantity::ReformRemaining(reform, year), remaining);
            let scope = negligence_clause::scope(&*c, homes);
            cap = taken.map_or(scope, |taken| scope - taken);
        }
    }
}

/// 1 where some lever is away from neutral, else 0. Where the documents have an amount there is one whatever it is
/// changed to: 0 is then an amount too, and not *ej beräknad*.
fn moved<C: Context>(c: &C, levers: &[InputId]) -> C::N {
    if levers.iter().any(|id| c.pack().documented(*id).abs() > 0.0) {
        return lit(1.0);
    }
    match levers.split_first() {
        None => lit(0.0),
        Some((first, rest)) => {
            let neutral = Test::Same(c.input(*first), lit(0.0));
            C::N::choose(neutral, || moved(c, rest), || lit(1.0))
        }
    }
}

/// Counts the measures with an amount, and those *ej beräknade*.
fn calculated<C: Context>(c: &mut C) {
    let mut calculated = None;
    for measure in Measure::ALL.iter().copied() {
        let count = moved(c, &c.pack().measure(measure).levers);
        let count = c.name(Quantity::MeasureCalculated(measure), count);
        calculated = sum(calculated.into_iter().chain([count]));
    }
    let calculated = calculated.unwrap_or(lit(0.0));
    let calculated = c.name(Quantity::CalculatedMeasures(), calculated);
    c.name(
        Quantity::UncalculatedMeasures(),
        lit::<C::N>(Measure::ALL.len() as f64) - calculated,
    );
}

/// The measures whose cost nobody has stated: the input of that cost, and whether the person says that it is known.
const UNSTATED_COSTS: [(Measure, InputId, InputId); 6] = [
    (
        Measure::HousingUpgrade,
        input_id("housing_upgrade.cost_per_place"),
        input_id("housing_upgrade.cost_known"),
    ),
    (
        Measure::Automation,
        input_id("automation.running_cost"),
        input_id("automation.cost_known"),
    ),
    (
        Measure::Discharge,
        input_id("discharge.coordinator_cost"),
        input_id("discharge.cost_known"),
    ),
    (
        Measure::OwnLssPlaces,
        input_id("own_lss_places.capital_cost_per_place"),
        input_id("own_lss_places.cost_known"),
    ),
    (
        Measure::CoLocation,
        input_id("co_location.rent_new"),
        input_id("co_location.cost_known"),
    ),
    (
        Measure::EServices,
        input_id("e_services.running_cost"),
        input_id("e_services.cost_known"),
    ),
];

impl Measure {
    /// Gives the input of the measure's cost that nobody has stated, and the input that says that the cost is counted;
    /// `None` for a measure whose costs are all stated.
    #[must_use]
    pub fn unstated_cost(self) -> Option<(InputId, InputId)> {
        let mut all = UNSTATED_COSTS.iter();
        let found = all.find(|(of, ..)| *of == self)?;
        Some((found.1, found.2))
    }
}

impl Pack {
    /// Tells whether nobody has stated a measure's cost: it stands as in the pack, is no controller's own figure, and is not
    /// said to be counted.
    #[must_use]
    pub fn lacks_cost(&self, measure: Measure, inputs: &Inputs) -> bool {
        measure.unstated_cost().is_some_and(|(cost, known)| {
            let spec = self.spec(cost);
            let is_default = inputs.get(cost).to_bits() == spec.default.to_bits();
            spec.status != Status::Own && is_default && inputs.get(known) <= 0.0
        })
    }
}

/// Returns 1 where any of the amounts is above zero, else 0.
fn saves<N: Number>(amounts: &[N]) -> N {
    match amounts.split_first() {
        None => lit(0.0),
        Some((first, rest)) => {
            let positive = Test::Less(lit(0.0), *first);
            N::choose(positive, || lit(1.0), || saves(rest))
        }
    }
}

/// Which measures save something while nobody has stated their cost, and what those save: *brutto*. A cost that stands
/// at a controller's own figure is stated.
fn gross<C: Context>(c: &mut C, core: &Core<C::N>) {
    let mut missing = [None; Measure::ALL.len()];
    for measure in Measure::ALL.iter().copied() {
        let unstated = measure.unstated_cost();
        let flag = unstated.map_or(lit(0.0), |(cost, known)| {
            let spec = c.pack().spec(cost);
            let (is_own, default) = (spec.status == Status::Own, spec.default);
            let (cost, known) = (c.input(cost), c.input(known));
            if is_own {
                return lit(0.0);
            }
            let mut amounts = [lit::<C::N>(0.0); YEAR_SLOTS];
            for (amount, year) in amounts.iter_mut().zip(core.years.iter().flatten()) {
                *amount = year.total[measure as usize];
            }
            let at_default = Test::Same(cost, lit(default));
            let saves = || C::N::choose(at_default, || saves(&amounts), || lit(0.0));
            C::N::choose(Test::Same(known, lit(0.0)), saves, || lit(0.0))
        });
        let flag = c.name(Quantity::CostMissing(measure), flag);
        missing[measure as usize] = unstated.map(|_| flag);
    }
    for (year, result) in c.years().zip(core.years.iter().flatten()) {
        let parts = missing
            .iter()
            .zip(result.total)
            .filter_map(|(flag, saving)| flag.map(|flag| flag * saving));
        let all = sum(parts).unwrap_or(lit(0.0));
        c.name(Quantity::GrossSaving(year), all);
    }
}
