//! What is left, the year's result and what must be restored, calculated by hand; and measures whose cost is missing.

mod common;

use balans_model::{
    Area, InputId, Inputs, KSON_2023, Measure, Member, Outcome, Quantity, Scope, simulate,
};
use common::{LAST, PLAN, Seeded, at, id, near, run};

const TOLERANCE: f64 = 1e-9;
/// The requirement that the documents' two amounts meet, and no other.
const MET: [(&str, f64); 2] = [("requirement.care", 1.2), ("requirement.health", 0.0)];

fn with(changes: &[(&str, f64)]) -> Outcome {
    run(&[&MET[..], changes].concat())
}

fn series(outcome: &Outcome, quantity: fn(i32) -> Quantity) -> Vec<f64> {
    (PLAN..=LAST)
        .map(|year| at(outcome, quantity(year)))
        .collect()
}

/// Nine years from the plan year, all 0 but those given.
#[track_caller]
fn all_zero_but(actual: &[f64], years: &[(i32, f64)]) {
    for (year, actual) in (PLAN..).zip(actual) {
        let expected = years.iter().find(|(of, _)| *of == year);
        near(*actual, expected.map_or(0.0, |(_, mnkr)| *mnkr), TOLERANCE);
    }
}

#[test]
fn members_that_raise_their_contribution_by_a_fixed_share() {
    // As much as prices rise: in fixed prices the members pay what they paid in the plan year.
    let outcome = run(&[("financing.by_increase", 1.0)]);
    for area in Area::ALL.iter().copied() {
        let financing = |year| at(&outcome, Quantity::Financing(area.into(), year));
        near(financing(LAST), financing(PLAN), TOLERANCE);
    }
    // 5 % to care and 0 to health where prices rise 3 %, and 1 % of the plan year's cost more a year.
    let uneven = run(&[
        ("financing.by_increase", 1.0),
        ("financing.increase_care", 5.0),
        ("financing.increase_health", 0.0),
        ("requirement.extra_per_year", 1.0),
        // Plays no part where the contribution is raised by a fixed share.
        ("requirement.growth_funding", 40.0),
    ]);
    for (area, first, raise) in [(Area::Care, 47.6, 1.05_f64), (Area::Health, 26.1, 1.0)] {
        let of =
            |quantity: fn(Scope, i32) -> Quantity, year| at(&uneven, quantity(area.into(), year));
        near(of(Quantity::Requirement, PLAN), first, TOLERANCE);
        let cost = of(Quantity::ReferenceCost, PLAN);
        let paid = (cost - first) * (raise / 1.03).powi(3) - 0.03 * cost;
        near(of(Quantity::Financing, 2026), paid, TOLERANCE);
    }
}

#[test]
fn what_is_left_apart_and_pooled() {
    // Care has 1,2 more than it needs, health lacks 26,1: another member's money.
    let apart = [("requirement.care", 0.0)];
    near(at(&run(&apart), Quantity::Remaining(PLAN)), 26.1, TOLERANCE);
    let pooled = [apart[0], ("financing.pooled", 1.0)];
    near(
        at(&run(&pooled), Quantity::Remaining(PLAN)),
        24.9,
        TOLERANCE,
    );
    near(
        at(&run(&pooled), Quantity::RemainingLowFunding(PLAN)),
        24.9,
        TOLERANCE,
    );
    // More than the requirement in both is nothing left.
    let more = with(&[("requirement.care", 0.2)]);
    near(at(&more, Quantity::Remaining(PLAN)), 0.0, 0.0);
    near(
        at(&more, Quantity::Gap(Scope::Total, PLAN)),
        -1.0,
        TOLERANCE,
    );
    near(at(&more, Quantity::Remaining(2022)), 0.0, 0.0);
}

/// Whatever share the members fund: 80 % of the growth, each area's own, and what is required besides.
#[test]
fn what_would_be_left_at_80_percent_of_the_growth() {
    let outcome = run(&[
        ("requirement.growth_funding", 100.0),
        ("requirement.extra_per_year", 1.0),
        ("requirement.care", 0.0),
    ]);
    let cost = |area: Area, year| at(&outcome, Quantity::ReferenceCost(area.into(), year));
    let gap = |area, first: f64| {
        first + 0.2 * (cost(area, 2026) - cost(area, PLAN)) + 0.03 * cost(area, PLAN)
    };
    near(
        at(&outcome, Quantity::RemainingLowFunding(2026)),
        gap(Area::Care, 0.0) - 1.2 + gap(Area::Health, 26.1),
        TOLERANCE,
    );
    near(at(&outcome, Quantity::RemainingLowFunding(2022)), 0.0, 0.0);
    near(
        at(&outcome, Quantity::RemainingLowFunding(PLAN)),
        26.1,
        TOLERANCE,
    );
}

#[test]
fn the_year_from_which_nothing_is_left() {
    let year = |changes: &[(&str, f64)]| with(changes).balance_year();
    assert_eq!(run(&[]).balance_year(), 0);
    assert_eq!(year(&[]), PLAN);
    // The reform's 0,5 comes in 2026; in the last year; never.
    assert_eq!(year(&[("vacancy_reform.start_year", 2026.0)]), 2026);
    assert_eq!(year(&[("vacancy_reform.start_year", 2031.0)]), LAST);
    assert_eq!(year(&[("vacancy_reform.on", 0.0)]), 0);
    // Balanced to begin with and not at the end.
    assert_eq!(year(&[("requirement.extra_per_year", 0.1)]), 0);
    // From 2025 automation costs 0,1; from 2028 e-services give more than that.
    let again = [
        ("automation.running_cost", 0.1),
        ("automation.start_year", 2025.0),
        ("e_services.cases", 4000.0),
        ("e_services.start_year", 2028.0),
    ];
    assert_eq!(year(&again), 2028);
    // What is shown as 0 tkr is nothing; 1 tkr is something.
    assert_eq!(year(&[("requirement.care", 1.2004)]), PLAN);
    assert_eq!(year(&[("requirement.care", 1.2006)]), 0);
    // A one-off burdens the year's result, and does not come again.
    assert_eq!(year(&[("vacancy_reform.one_off", 5.0)]), PLAN);
}

#[test]
fn a_negative_result_is_restored_in_three_equal_parts() {
    let once = ("vacancy_reform.one_off", 3.0);
    let outcome = with(&[once]);
    all_zero_but(&series(&outcome, Quantity::YearResult), &[(PLAN, -3.0)]);
    let restored = [(2024, 1.0), (2025, 1.0), (2026, 1.0)];
    all_zero_but(&series(&outcome, Quantity::ToRestore), &restored);
    all_zero_but(&series(&outcome, Quantity::ReserveUsed), &[]);
    near(at(&outcome, Quantity::YearResult(2022)), 0.0, 0.0);
    // A reserve of 1,5 pays half of it.
    let outcome = with(&[once, ("financing.reserve", 1.5)]);
    all_zero_but(&series(&outcome, Quantity::ReserveUsed), &[(PLAN, 1.5)]);
    let restored = [(2024, 0.5), (2025, 0.5), (2026, 0.5)];
    all_zero_but(&series(&outcome, Quantity::ToRestore), &restored);
    // Of 4, 3 go in the first year and what is left of it in 2025, where 2 are lacking.
    let outcome = with(&[
        once,
        ("financing.reserve", 4.0),
        ("negligence_clause.one_off", 2.0),
        ("negligence_clause.start_year", 2025.0),
        ("requirement.care", 0.5),
    ]);
    all_zero_but(
        &series(&outcome, Quantity::ReserveUsed),
        &[(PLAN, 3.0), (2025, 1.0)],
    );
    // 2025: 0,7 more than the requirement, less 2.
    near(at(&outcome, Quantity::YearResult(2025)), -1.3, TOLERANCE);
    near(at(&outcome, Quantity::ToRestore(2026)), 0.1, TOLERANCE);
    near(at(&outcome, Quantity::ToRestore(2028)), 0.1, TOLERANCE);
    near(at(&outcome, Quantity::ToRestore(2029)), 0.0, TOLERANCE);
    // Every year lacks 72,5: a third of it after a year, two thirds after two, all of it from then on.
    let outcome = run(&[]);
    for (year, mnkr) in [
        (PLAN, 0.0),
        (2024, 72.5 / 3.0),
        (2025, 145.0 / 3.0),
        (LAST, 72.5),
    ] {
        near(at(&outcome, Quantity::ToRestore(year)), mnkr, TOLERANCE);
    }
}

#[test]
fn each_member_restores_what_its_area_lacked() {
    let of = |outcome: &Outcome, member, year| at(outcome, Quantity::MemberRestore(member, year));
    let outcome = run(&[]);
    near(of(&outcome, Member::Norrtalje, 2024), 46.4 / 3.0, TOLERANCE);
    near(of(&outcome, Member::Region, 2024), 26.1 / 3.0, TOLERANCE);
    near(of(&outcome, Member::Region, 2022), 0.0, 0.0);
    // An area that lacks nothing has nothing to restore, though the other has less than all to restore.
    let outcome = run(&[("requirement.care", 0.0)]);
    near(of(&outcome, Member::Norrtalje, 2024), 0.0, 0.0);
    near(of(&outcome, Member::Region, 2024), 24.9 / 3.0, TOLERANCE);
    // A one-off alone is shared as the members pay.
    let outcome = with(&[("vacancy_reform.one_off", 3.0)]);
    let paid = |scope| at(&outcome, Quantity::Financing(scope, PLAN));
    let care = paid(Area::Care.into()) / paid(Scope::Total);
    near(of(&outcome, Member::Norrtalje, 2024), care, TOLERANCE);
    near(of(&outcome, Member::Region, 2024), 1.0 - care, TOLERANCE);
}

#[test]
fn the_reserve_never_runs_below_nothing() {
    let mut seeded = Seeded(12);
    for _ in 0..100 {
        let inputs = seeded.inputs();
        let outcome = simulate(&KSON_2023, &inputs);
        let used: f64 = series(&outcome, Quantity::ReserveUsed).iter().sum();
        let reserve = inputs.get(id("financing.reserve"));
        let lacking: f64 = series(&outcome, Quantity::YearResult)
            .iter()
            .map(|result| (-result).max(0.0))
            .sum();
        near(used, reserve.min(lacking), TOLERANCE);
    }
}

/// Per measure whose cost nobody has stated: what makes it save, and the input of its cost.
/// A measure, what makes it save something, and the input of its cost.
type Unstated = (Measure, &'static [(&'static str, f64)], &'static str);

const GROSS: [Unstated; 6] = [
    (
        Measure::HousingUpgrade,
        &[("housing_upgrade.social_psychiatry.change", -1.0)],
        "housing_upgrade.cost_per_place",
    ),
    (
        Measure::Automation,
        &[("automation.share", 1.0)],
        "automation.running_cost",
    ),
    (
        Measure::Discharge,
        &[("discharge.external_days", 100.0)],
        "discharge.coordinator_cost",
    ),
    (
        Measure::OwnLssPlaces,
        &[("own_lss_places.places", 1.0)],
        "own_lss_places.capital_cost_per_place",
    ),
    (
        Measure::CoLocation,
        &[("co_location.rent_now", 5.0)],
        "co_location.rent_new",
    ),
    (
        Measure::EServices,
        &[("e_services.cases", 1000.0)],
        "e_services.running_cost",
    ),
];

#[test]
fn a_saving_without_its_cost_is_gross() {
    for (measure, levers, cost) in GROSS {
        let with = |change: &[(&str, f64)]| run(&[levers, change].concat());
        let gross = with(&[]);
        assert!(gross.is_gross(measure), "{}", measure.id());
        for year in [PLAN, LAST] {
            let saving = at(&gross, Quantity::MeasureSaving(measure, year));
            near(at(&gross, Quantity::GrossSaving(year)), saving, 0.0);
        }
        let known = format!("{}.cost_known", measure.id());
        for settled in [with(&[(cost, 0.1)]), with(&[(&known, 1.0)])] {
            assert!(!settled.is_gross(measure), "{}", measure.id());
            near(at(&settled, Quantity::GrossSaving(LAST)), 0.0, 0.0);
        }
        // The other way round it saves nothing.
        let off = format!("{}.on", measure.id());
        assert!(!with(&[(&off, 0.0)]).is_gross(measure));
        // A controller's own figure is stated, though it be what the tool would have put there.
        let cost: InputId = id(cost);
        let default = KSON_2023.spec(cost).default;
        let own = KSON_2023.with_own("Bokslut", [(cost, default, "Konto 4")]);
        let mut inputs = Inputs::defaults(&own);
        for (lever, value) in levers {
            inputs.set(&own, id(lever), *value);
        }
        assert!(!simulate(&own, &inputs).is_gross(measure));
    }
    // Together; and a measure whose cost is stated in the documents is none of them.
    let all: Vec<(&str, f64)> = GROSS
        .iter()
        .flat_map(|(_, levers, _)| *levers)
        .copied()
        .collect();
    let outcome = run(&all);
    let sum: f64 = GROSS
        .iter()
        .map(|(measure, ..)| at(&outcome, Quantity::MeasureSaving(*measure, LAST)))
        .sum();
    near(at(&outcome, Quantity::GrossSaving(LAST)), sum, TOLERANCE);
    assert!(!outcome.is_gross(Measure::VacancyReform));
    assert!(
        Measure::ALL
            .iter()
            .all(|measure| !run(&[]).is_gross(*measure))
    );
}

/// Which way each number goes: raising contributions, pooling and a reserve never leave more to find or restore.
#[test]
fn what_helps_never_harms() {
    let mut seeded = Seeded(13);
    for _ in 0..100 {
        let inputs = seeded.inputs();
        let both = |input: &str, low: f64, high: f64| {
            [low, high].map(|value| {
                let mut inputs = inputs.clone();
                inputs.set(&KSON_2023, id("financing.by_increase"), 1.0);
                inputs.set(&KSON_2023, id(input), value);
                simulate(&KSON_2023, &inputs)
            })
        };
        for (input, low, high) in [
            ("financing.increase_care", 1.0, 4.0),
            ("financing.increase_health", 1.0, 4.0),
            ("financing.pooled", 0.0, 1.0),
            ("financing.reserve", 10.0, 90.0),
        ] {
            let [less, more] = both(input, low, high);
            for year in PLAN..=LAST {
                for quantity in [Quantity::Remaining, Quantity::ToRestore] {
                    let [less, more] = [&less, &more].map(|of| at(of, quantity(year)));
                    assert!(more <= less + TOLERANCE, "{input} {year}: {less} to {more}");
                }
            }
        }
    }
}
