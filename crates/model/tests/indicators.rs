//! The numbers that views show beside the core, calculated by hand.

#![allow(
    clippy::unwrap_used,
    clippy::float_cmp,
    reason = "a failed test panics; counts are whole"
)]

mod common;

use balans_model::{
    Area, BenchmarkRow, Evidence, HousingType, Inputs, KSON_2023, Measure, Member, Outcome, Party,
    Quantity, Reform, Rounding, Scope, Vacancy, simulate,
};
use common::{LAST, PLAN, at, id, near, run};

#[test]
fn shares_and_growth() {
    let outcome = run(&[]);
    let cost = |year| at(&outcome, Quantity::ReferenceCost(Scope::Total, year));
    near(
        at(&outcome, Quantity::RequirementShare(Scope::Total, PLAN)),
        73.7 / cost(PLAN) * 100.0,
        1e-12,
    );
    near(
        at(&outcome, Quantity::RequirementShare(Scope::Total, PLAN)),
        2.102,
        5e-4,
    );
    near(
        at(&outcome, Quantity::RequirementShare(Scope::Total, 2022)),
        0.0,
        0.0,
    );
    near(
        at(&outcome, Quantity::ReferenceGrowth(Scope::Total)),
        (cost(LAST) / cost(PLAN) - 1.0) * 100.0,
        1e-12,
    );
    near(
        at(&outcome, Quantity::ReferenceGrowth(Scope::Total)),
        45.3335,
        5e-4,
    );
}

#[test]
fn the_years_own_prices() {
    let outcome = run(&[]);
    for (year, factor) in [
        (2022, 1.0 / 1.046),
        (2023, 1.0),
        (2024, 1.03),
        (2026, 1.03 * 1.03 * 1.03),
    ] {
        near(at(&outcome, Quantity::PriceIndex(year)), factor, 1e-12);
        for (fixed, current) in [
            (
                Quantity::ReferenceCost(Scope::Total, year),
                Quantity::ReferenceCostCurrent(Scope::Total, year),
            ),
            (
                Quantity::Financing(Scope::Total, year),
                Quantity::FinancingCurrent(Scope::Total, year),
            ),
            (
                Quantity::ScenarioCost(Scope::Total, year),
                Quantity::ScenarioCostCurrent(Scope::Total, year),
            ),
        ] {
            near(at(&outcome, current), at(&outcome, fixed) * factor, 1e-9);
        }
    }
    // The base year in its own prices is the total cost itself.
    near(
        at(&outcome, Quantity::ReferenceCostCurrent(Scope::Total, 2022)),
        3120.0,
        1e-9,
    );
}

#[test]
fn the_age_weighted_alternative_is_the_preset() {
    let weighted = {
        let mut inputs = Inputs::defaults(&KSON_2023);
        inputs.apply(&KSON_2023, KSON_2023.preset("aldersviktat").unwrap());
        simulate(&KSON_2023, &inputs)
    };
    let outcome = run(&[]);
    for year in outcome.years() {
        for scope in Scope::ALL.iter().copied() {
            let alternative = at(&outcome, Quantity::AgeWeightedCost(scope, year));
            near(
                alternative,
                at(&weighted, Quantity::ReferenceCost(scope, year)),
                1e-9,
            );
        }
    }
    assert!(at(&outcome, Quantity::AgeWeightedCost(Scope::Total, LAST)) < 4400.0);
}

#[test]
fn savings_by_what_stands_behind_them() {
    let outcome = run(&[
        ("e_services.cases", 4000.0),
        ("commissioning.share_health", 1.0),
    ]);
    let saving = |evidence, scope| at(&outcome, Quantity::EvidenceSaving(evidence, scope, PLAN));
    near(saving(Evidence::Decided, Scope::Total), 0.5, 1e-12);
    near(saving(Evidence::Possible, Scope::Total), 0.7, 1e-12);
    near(saving(Evidence::Own, Area::Care.into()), 0.45, 1e-12);
    let health = 0.01 * 0.6 * at(&outcome, Quantity::ReferenceCost(Area::Health.into(), PLAN));
    near(saving(Evidence::Own, Area::Health.into()), health, 1e-9);
    near(saving(Evidence::Own, Scope::Total), 0.45 + health, 1e-9);
}

#[test]
fn measures_with_an_amount_and_without() {
    let all = Measure::ALL.len() as f64;
    let counts = |changes: &[(&str, f64)]| {
        let outcome = run(changes);
        let calculated = at(&outcome, Quantity::CalculatedMeasures());
        near(
            at(&outcome, Quantity::UncalculatedMeasures()),
            all - calculated,
            0.0,
        );
        calculated
    };
    near(counts(&[]), 2.0, 0.0);
    near(
        counts(&[("e_services.cases", 100.0), ("occupancy.lss.change", 1.0)]),
        4.0,
        0.0,
    );
    // Where the documents have an amount, 0 is another amount and not none.
    near(counts(&[("vacancy_reform.amount", 0.0)]), 2.0, 0.0);
    let outcome = run(&[("e_services.cases", 100.0), ("vacancy_reform.amount", 0.0)]);
    let counted = Measure::ALL.iter().copied();
    let counted = counted.filter(|m| at(&outcome, Quantity::MeasureCalculated(*m)) > 0.0);
    assert_eq!(
        counted.collect::<Vec<_>>(),
        [
            Measure::VacancyReform,
            Measure::NegligenceClause,
            Measure::EServices
        ]
    );
}

/// Nobody has decided or estimated an amount that a user, or a controller's own figure, has put in its place.
#[test]
fn an_amount_that_is_changed_is_the_users_own() {
    let amount = id("vacancy_reform.amount");
    let reform = KSON_2023.measure(Measure::VacancyReform);
    let of = |outcome: &Outcome, year| {
        Evidence::ALL
            .iter()
            .map(|evidence| {
                [
                    Quantity::EvidenceSaving(*evidence, Scope::Total, year),
                    Quantity::EvidenceSaving(*evidence, Area::Care.into(), year),
                    Quantity::Identified(*evidence, year),
                    Quantity::Scheduled(*evidence, year),
                ]
                .map(|quantity| at(outcome, quantity))
            })
            .collect::<Vec<_>>()
    };
    for (value, decided, own) in [(500.0, 0.5, 0.0), (200.0, 0.0, 0.2), (0.0, 0.0, 0.0)] {
        let inputs = common::inputs(&[("vacancy_reform.amount", value)]);
        let kind = if value < 500.0 {
            Evidence::Own
        } else {
            Evidence::Decided
        };
        assert_eq!(KSON_2023.evidence(reform, &inputs), Some(kind));
        let figures = KSON_2023.with_own("Bokslut", [(amount, value, "Konto 4")]);
        assert_eq!(figures.evidence(reform, &inputs), Some(kind));
        for pack in [&KSON_2023, &figures] {
            let outcome = simulate(pack, &inputs);
            for year in [PLAN, LAST] {
                let sums = of(&outcome, year);
                for (sums, expected) in sums.into_iter().zip([decided, 0.7, own]) {
                    for sum in sums {
                        near(sum, expected, 1e-12);
                    }
                }
            }
        }
    }
    let outcome = run(&[
        ("negligence_clause.amount", 430.0),
        ("e_services.cases", 4000.0),
    ]);
    let saving = |evidence| {
        at(
            &outcome,
            Quantity::EvidenceSaving(evidence, Scope::Total, PLAN),
        )
    };
    near(saving(Evidence::Possible), 0.0, 0.0);
    near(saving(Evidence::Own), 0.43 + 0.45, 1e-12);
    let listed = KSON_2023.measures.iter().find(|m| m.evidence.is_none());
    let none = listed.and_then(|m| KSON_2023.evidence(m, &Inputs::defaults(&KSON_2023)));
    assert_eq!(none, None);
}

#[test]
fn what_emptiness_costs() {
    let outcome = run(&[
        ("occupancy.nursing_home.change", -1.0),
        ("housing_upgrade.social_psychiatry.change", 2.0),
        ("housing_upgrade.start_year", 2023.0),
    ]);
    let v = |quantity| at(&outcome, quantity);
    // 4 745 × 1 544 + 146 × 1 500 + 1 168 × 1 500 kr; premiums 0,163155 + 0,0799204 + 0,3196816.
    near(
        v(Quantity::CompensationTotal(2022)),
        7.32628 + 0.219 + 1.752,
        1e-9,
    );
    near(v(Quantity::ExternalPremiumTotal(2022)), 0.562_757, 1e-9);
    near(v(Quantity::EmptinessCost(2022)), 9.860_037, 1e-9);
    // 1 825 days fewer × 1 544 kr. In social psychiatry 292 days more with an unfit place and a fifth as many fewer with a
    // usable one: 233,6 × 1 500 kr; and half as much premium again.
    near(
        v(Quantity::VacantDaysChange(HousingType::NursingHome, PLAN)),
        -1825.0,
        1e-9,
    );
    near(
        v(Quantity::VacantDaysChange(
            HousingType::SocialPsychiatry,
            PLAN,
        )),
        233.6,
        1e-9,
    );
    near(
        v(Quantity::VacantDaysChange(HousingType::Lss, PLAN)),
        0.0,
        1e-9,
    );
    near(
        v(Quantity::CompensationTotal(PLAN)),
        9.29728 - 2.8178 + 0.3504,
        1e-9,
    );
    near(
        v(Quantity::EmptinessCost(PLAN)),
        9.860_037 - 2.8178 + 0.3504 + 0.159_840_8,
        1e-9,
    );
    // The same as each kind of home saves.
    near(
        v(Quantity::FreedValue(
            Vacancy::Usable,
            HousingType::NursingHome,
            PLAN,
        )),
        2.8178,
        1e-9,
    );
    near(
        v(Quantity::FreedValue(
            Vacancy::Unfit,
            HousingType::SocialPsychiatry,
            PLAN,
        )),
        -0.510_240_8,
        1e-9,
    );
    near(
        v(Quantity::FreedValue(Vacancy::Unfit, HousingType::Lss, PLAN)),
        0.0,
        0.0,
    );
    // 40 places × 6 % × 365 × 80 %.
    near(
        v(Quantity::DisplacedDays(HousingType::SocialPsychiatry, PLAN)),
        700.8,
        1e-9,
    );
    near(v(Quantity::ExternalRate(HousingType::Lss)), 3421.25, 1e-9);
    near(
        v(Quantity::EmptyPlaceDay(HousingType::NursingHome)),
        1544.0,
        0.0,
    );
    near(
        v(Quantity::EmptyPlaceYear(HousingType::NursingHome)),
        563.56,
        1e-9,
    );
}

#[test]
fn the_spiral() {
    let outcome = run(&[]);
    let place = |party| {
        at(
            &outcome,
            Quantity::UnfitPlace(HousingType::SocialPsychiatry, party),
        )
    };
    // A year of 365 days, tkr: KSON pays 0,8 × (1 500 + 684,25) a day; Tiohundra misses 332,72; others sell 0,8 × 3 421,25.
    near(place(Party::Kson), -1747.4 * 0.365, 1e-9);
    near(place(Party::Tiohundra), -332.72 * 0.365, 1e-9);
    near(place(Party::Group), -(1747.4 + 332.72) * 0.365, 1e-9);
    near(place(Party::External), 2737.0 * 0.365, 1e-9);
    near(place(Party::Norrtalje), 0.0, 0.0);
    near(place(Party::Region), 0.0, 0.0);
    let half = run(&[("housing.tiohundra_share", 50.0)]);
    let tiohundra = Quantity::UnfitPlace(HousingType::SocialPsychiatry, Party::Tiohundra);
    near(at(&half, tiohundra), -166.36 * 0.365, 1e-9);
    // The other providers miss the other half, and sell the external place.
    let external = Quantity::UnfitPlace(HousingType::SocialPsychiatry, Party::External);
    near(at(&half, external), (2737.0 - 166.36) * 0.365, 1e-9);
    // The same as the measure gives for one place made usable again: 2,5 points of 40 places.
    let upgraded = run(&[
        ("housing_upgrade.social_psychiatry.change", -2.5),
        ("housing_upgrade.start_year", 2023.0),
    ]);
    for party in Party::ALL.iter().copied() {
        let effect = at(
            &upgraded,
            Quantity::PartyEffect(balans_model::Measure::HousingUpgrade, party, PLAN),
        );
        near(effect * 1000.0, -place(party), 1e-9);
    }
}

#[test]
fn what_the_reforms_can_take() {
    let outcome = run(&[("housing.social_psychiatry.places", 10.0)]);
    let v = |quantity| at(&outcome, quantity);
    // In social psychiatry 0,438 mnkr, all taken by the reform: nothing is left for the clause there.
    near(
        v(Quantity::ReformCap(Reform::VacancyReform, PLAN)),
        0.438,
        1e-9,
    );
    near(
        v(Quantity::ReformRemaining(Reform::VacancyReform, PLAN)),
        0.0,
        1e-12,
    );
    near(
        v(Quantity::ReformCap(Reform::NegligenceClause, PLAN)),
        0.0,
        1e-9,
    );
    near(
        v(Quantity::ReformRemaining(Reform::NegligenceClause, PLAN)),
        0.0,
        1e-9,
    );
    near(
        v(Quantity::ReformCap(Reform::NegligenceClause, 2022)),
        0.438,
        1e-9,
    );
    // All homes: 7,32628 + 0,219 + 0,438, of which the reform leaves 7,54528 and the clause takes 0,7.
    let all = run(&[
        ("housing.social_psychiatry.places", 10.0),
        ("negligence_clause.all_homes", 1.0),
    ]);
    for (quantity, mnkr) in [
        (Quantity::ReformCap(Reform::NegligenceClause, PLAN), 7.54528),
        (
            Quantity::ReformRemaining(Reform::NegligenceClause, PLAN),
            6.84528,
        ),
        (Quantity::ReformCap(Reform::NegligenceClause, 2022), 7.98328),
    ] {
        near(at(&all, quantity), mnkr, 1e-9);
    }
}

#[test]
fn case_management_grows_with_the_old() {
    let outcome = run(&[]);
    near(
        at(&outcome, Quantity::Clients(PLAN)),
        2978.0 * 1.33_f64.sqrt(),
        1e-9,
    );
    near(at(&outcome, Quantity::FteNeeded(2025)), 31.0 * 1.33, 1e-9);
    near(
        at(&outcome, Quantity::FteUnchanged(2025)),
        31.0 * 1.33,
        1e-9,
    );
    near(at(&outcome, Quantity::LssOverflow(PLAN)), 4.2, 1e-9);
    near(
        at(&outcome, Quantity::LssExtraCost(PLAN)),
        4.2 * 365.0 * 684.25 / 1e6,
        1e-9,
    );
    near(at(&outcome, Quantity::LssOverflow(2022)), 0.0, 0.0);
}

#[test]
fn from_identified_to_taken_home() {
    // 0,45 mnkr by e-services from July 2024, half of it taken home; the reform ramped over two years.
    let outcome = run(&[
        ("e_services.cases", 4000.0),
        ("e_services.start_year", 2024.0),
        ("e_services.start_month", 7.0),
        ("e_services.realisation", 50.0),
        ("vacancy_reform.ramp_years", 2.0),
    ]);
    let v = |quantity| at(&outcome, quantity);
    // Year: identified, scheduled, taken home; for own, decided and possible.
    for (year, own, decided) in [
        (2023, [0.45, 0.0, 0.0], [0.5, 0.25, 0.25]),
        (2024, [0.45, 0.225, 0.1125], [0.5, 0.5, 0.5]),
        (2025, [0.45, 0.45, 0.225], [0.5, 0.5, 0.5]),
    ] {
        for (evidence, expected) in [
            (Evidence::Own, own),
            (Evidence::Decided, decided),
            (Evidence::Possible, [0.7; 3]),
        ] {
            near(v(Quantity::Identified(evidence, year)), expected[0], 1e-12);
            near(v(Quantity::Scheduled(evidence, year)), expected[1], 1e-12);
            near(
                v(Quantity::EvidenceSaving(evidence, Scope::Total, year)),
                expected[2],
                1e-12,
            );
        }
        near(v(Quantity::IdentifiedTotal(year)), 1.65, 1e-12);
        near(
            v(Quantity::ScheduledTotal(year)),
            own[1] + decided[1] + 0.7,
            1e-12,
        );
    }
    near(
        v(Quantity::MeasureIdentified(Measure::EServices, 2023)),
        0.45,
        1e-12,
    );
    near(
        v(Quantity::MeasureScheduled(Measure::EServices, 2024)),
        0.225,
        1e-12,
    );
    near(v(Quantity::IdentifiedTotal(2022)), 0.0, 0.0);
    // Helårseffekt: 0,225 + 0,5 + 0,7; a month of it, and a month of the gap.
    near(v(Quantity::FullYearTotal()), 1.425, 1e-12);
    near(v(Quantity::DelayMonth()), 1.425 / 12.0, 1e-12);
    near(v(Quantity::GapMonth(2025)), (73.7 - 1.425) / 12.0, 1e-9);
}

#[test]
fn indexation_identified_is_withheld_from_the_plan_year_and_taken_home_wholly() {
    let outcome = run(&[
        ("indexation.withheld_health", 2.0),
        ("indexation.years", 2.0),
        ("indexation.start_year", 2026.0),
        ("indexation.realisation", 50.0),
    ]);
    let v = |quantity| at(&outcome, quantity);
    let paid = |year| 0.6 * v(Quantity::ReferenceCost(Area::Health.into(), year));
    let m = Measure::Indexation;
    near(
        v(Quantity::MeasureIdentified(m, 2023)),
        paid(2023) * 2.0 / 104.6,
        1e-9,
    );
    let both = 1.0 - 102.6 / 104.6 * 101.0 / 103.0;
    near(
        v(Quantity::MeasureIdentified(m, 2025)),
        paid(2025) * both,
        1e-9,
    );
    near(v(Quantity::MeasureScheduled(m, 2025)), 0.0, 0.0);
    near(
        v(Quantity::MeasureScheduled(m, 2026)),
        paid(2026) * 2.0 / 103.0,
        1e-9,
    );
    near(
        v(Quantity::MeasureSaving(m, 2026)),
        paid(2026) / 103.0,
        1e-9,
    );
}

#[test]
fn the_documents_own_reconciliation() {
    let outcome = run(&[]);
    near(at(&outcome, Quantity::OtherAdministration()), 37.1, 1e-9);
    near(at(&outcome, Quantity::AdministrationShare()), 2.5, 1e-12);
    // −1,2 of 17,3 mnkr.
    near(
        at(&outcome, Quantity::TiohundraCapitalShare(PLAN)),
        -1.2 / 17.3 * 100.0,
        1e-9,
    );
    near(
        at(&outcome, Quantity::TiohundraCapitalShare(2022)),
        0.0,
        0.0,
    );
}

#[test]
fn what_is_moved_inside_the_koncern() {
    let parts = |changes: &[(&str, f64)]| {
        let outcome = run(changes);
        [Party::Kson, Party::Tiohundra, Party::Group, Party::External].map(|party| {
            [Quantity::PartyTransfer, Quantity::PartyRest].map(|of| at(&outcome, of(party, PLAN)))
        })
    };
    let all = |actual: [[f64; 2]; 4], expected: [[f64; 2]; 4]| {
        for (actual, expected) in actual.iter().flatten().zip(expected.iter().flatten()) {
            near(*actual, *expected, 1e-9);
        }
    };
    // Both reforms take from Tiohundra what they give KSON.
    all(
        parts(&[]),
        [[1.2, 0.0], [-1.2, 0.0], [0.0, 0.0], [0.0, 0.0]],
    );
    // With half of the places, only half of it stays in the koncern.
    all(
        parts(&[("housing.tiohundra_share", 50.0)]),
        [[0.6, 0.6], [-0.6, 0.0], [0.0, 0.6], [0.0, -0.6]],
    );
    // 8 points more of 40 places are 1 168 empty days: KSON pays 1,752 more, Tiohundra keeps 70 % of it, 1,2264.
    all(
        parts(&[("occupancy.social_psychiatry.change", 8.0)]),
        [
            [1.2 - 1.2264, -(1.752 - 1.2264)],
            [1.2264 - 1.2, 0.0],
            [0.0, -(1.752 - 1.2264)],
            [0.0, 0.0],
        ],
    );
    // An upgraded place is better for both: nothing of it is moved.
    let upgraded = run(&[
        ("housing_upgrade.social_psychiatry.change", -2.5),
        ("housing_upgrade.start_year", 2023.0),
    ]);
    let upgrade = Quantity::Transfer(Measure::HousingUpgrade, PLAN);
    near(at(&upgraded, upgrade), 0.0, 0.0);
    near(
        at(&upgraded, Quantity::PartyRest(Party::Tiohundra, PLAN)),
        332.72 * 0.365 / 1000.0,
        1e-9,
    );
}

#[test]
fn transfers_keep_ksons_sign_and_never_exceed_either_side() {
    let mut seeded = common::Seeded(11);
    for _ in 0..100 {
        let outcome = simulate(&KSON_2023, &seeded.inputs());
        for year in outcome.years() {
            let mut sum = 0.0;
            for measure in Measure::ALL.iter().copied() {
                let of = |party| at(&outcome, Quantity::PartyEffect(measure, party, year));
                let (kson, tiohundra) = (of(Party::Kson), of(Party::Tiohundra));
                let expected = if kson * tiohundra < 0.0 {
                    kson.signum() * kson.abs().min(tiohundra.abs())
                } else {
                    0.0
                };
                let transfer = at(&outcome, Quantity::Transfer(measure, year));
                near(transfer, expected, 0.0);
                sum += transfer;
            }
            let of = |of: fn(Party, i32) -> Quantity, party| at(&outcome, of(party, year));
            near(of(Quantity::PartyTransfer, Party::Kson), sum, 1e-9);
            near(of(Quantity::PartyTransfer, Party::Tiohundra), -sum, 1e-9);
            for party in Party::ALL.iter().copied() {
                let parts = of(Quantity::PartyTransfer, party) + of(Quantity::PartyRest, party);
                near(parts, of(Quantity::PartyTotal, party), 1e-9);
            }
            for party in Party::ALL.iter().copied() {
                let housing: f64 = [
                    Measure::Occupancy,
                    Measure::HousingUpgrade,
                    Measure::VacancyReform,
                    Measure::NegligenceClause,
                ]
                .iter()
                .map(|m| at(&outcome, Quantity::PartyEffect(*m, party, year)))
                .sum();
                near(
                    housing + of(Quantity::BeyondHousing, party),
                    of(Quantity::PartyTotal, party),
                    1e-9,
                );
            }
        }
    }
}

#[test]
fn each_member_finances_what_is_left_of_its_area() {
    let outcome = run(&[]);
    let v = |quantity| at(&outcome, quantity);
    // The figures of both reforms are care's: 47,6 − 1,2.
    near(v(Quantity::MemberGap(Member::Norrtalje, PLAN)), 46.4, 1e-9);
    near(v(Quantity::MemberGap(Member::Region, PLAN)), 26.1, 1e-9);
    let paid = v(Quantity::Financing(Area::Health.into(), PLAN));
    near(
        v(Quantity::MemberRaise(Member::Region, PLAN)),
        26.1 / paid * 100.0,
        1e-12,
    );
    near(v(Quantity::MemberGap(Member::Norrtalje, 2022)), 0.0, 0.0);
}

/// Nothing is no share of nothing: where the requirement is the whole cost there is no financing to raise.
#[test]
fn a_member_that_pays_nothing_has_no_raise() {
    let health = Area::Health.into();
    let cost = at(&run(&[]), Quantity::ReferenceCost(health, PLAN));
    let mut pack = KSON_2023.clone();
    let requirement = &mut pack.inputs.to_mut()[common::id("requirement.health").index()];
    (requirement.default, requirement.max) = (cost, cost);
    let outcome = simulate(&pack, &Inputs::defaults(&pack));
    near(at(&outcome, Quantity::Financing(health, PLAN)), 0.0, 0.0);
    near(
        at(&outcome, Quantity::MemberGap(Member::Region, PLAN)),
        cost,
        0.0,
    );
    near(
        at(&outcome, Quantity::MemberRaise(Member::Region, PLAN)),
        0.0,
        0.0,
    );
}

#[test]
fn what_is_left_at_each_stage() {
    // 0,45 mnkr by e-services from July 2024, half of it taken home: in 2024 scheduled 0,225 and taken home 0,1125.
    let outcome = run(&[
        ("e_services.cases", 4000.0),
        ("e_services.start_year", 2024.0),
        ("e_services.start_month", 7.0),
        ("e_services.realisation", 50.0),
    ]);
    let v = |quantity| at(&outcome, quantity);
    near(v(Quantity::GapAfterIdentified(2024)), 73.7 - 1.65, 1e-9);
    near(v(Quantity::GapAfterScheduled(2024)), 73.7 - 1.425, 1e-9);
    near(v(Quantity::NotScheduled(2024)), 0.225, 1e-9);
    near(v(Quantity::NotTakenHome(2024)), 0.1125, 1e-9);
    // The three parts of what is left are all of it.
    for year in outcome.years() {
        near(
            v(Quantity::GapAfterIdentified(year))
                + v(Quantity::NotScheduled(year))
                + v(Quantity::NotTakenHome(year)),
            v(Quantity::Gap(Scope::Total, year)),
            1e-9,
        );
    }
}

#[test]
fn the_documents_sums_and_their_rounding() {
    let outcome = run(&[]);
    let v = |quantity| at(&outcome, quantity);
    near(v(Quantity::Requirement(Scope::Total, PLAN)), 73.7, 1e-12);
    near(v(Quantity::AdministrationCost()), 78.0, 0.0);
    near(v(Quantity::CaseManagementCost()), 40.9, 0.0);
    near(v(Quantity::ImpliedTotal(Rounding::Stated)), 3120.0, 1e-9);
    // 77,95/0,0255 and 78,05/0,0245: the band that the pack warns by, in whole mnkr.
    let limits = &KSON_2023.limits;
    for (rounding, exact, limit) in [
        (Rounding::Low, 3_056.862_745, limits.total_cost_low),
        (Rounding::High, 3_185.714_286, limits.total_cost_high),
    ] {
        near(v(Quantity::ImpliedTotal(rounding)), exact, 1e-6);
        near(exact.round(), limit, 0.0);
    }
    near(
        v(Quantity::DocumentedAmount(Reform::VacancyReform)),
        0.5,
        1e-12,
    );
    near(
        v(Quantity::DocumentedAmount(Reform::NegligenceClause)),
        0.7,
        1e-12,
    );
    near(v(Quantity::DocumentedSaving()), 1.2, 1e-12);
    near(v(Quantity::DocumentedShare()), 1.2 / 73.7 * 100.0, 1e-9);
    near(v(Quantity::ShareCapital()), 17.3, 0.0);
    // Of a requirement of two kronor it is 600 000 times as much; of a krona or nothing there is no share.
    for (care, share) in [(2e-6, 6e7), (1e-6, 0.0), (0.0, 0.0)] {
        let small = run(&[("requirement.care", care), ("requirement.health", 0.0)]);
        near(at(&small, Quantity::DocumentedShare()), share, 1e-6);
    }
}

#[test]
fn what_hangs_on_the_assumption() {
    // The documents' own elasticities stand still while the levers move.
    let moved = run(&[
        ("demography.elasticity_care", 0.7),
        ("demography.elasticity_health", 0.1),
    ]);
    let outcome = run(&[]);
    for year in outcome.years() {
        for scope in Scope::ALL.iter().copied() {
            near(
                at(&moved, Quantity::ProportionalCost(scope, year)),
                at(&outcome, Quantity::ReferenceCost(scope, year)),
                1e-9,
            );
        }
        let stake = at(&outcome, Quantity::ProportionalCost(Scope::Total, year))
            - at(&outcome, Quantity::AgeWeightedCost(Scope::Total, year));
        near(at(&moved, Quantity::AssumptionStake(year)), stake, 1e-9);
        let price = at(&outcome, Quantity::PriceIndex(year));
        for (current, fixed) in [
            (
                Quantity::ProportionalCostCurrent(year),
                Quantity::ProportionalCost(Scope::Total, year),
            ),
            (
                Quantity::AgeWeightedCostCurrent(year),
                Quantity::AgeWeightedCost(Scope::Total, year),
            ),
            (
                Quantity::AssumptionStakeCurrent(year),
                Quantity::AssumptionStake(year),
            ),
        ] {
            near(at(&outcome, current), at(&outcome, fixed) * price, 1e-9);
        }
    }
    near(at(&outcome, Quantity::AssumptionStake(2022)), 0.0, 1e-9);
}

/// 33 percent runs from 2021, the costs are of 2022: 1.33 / 1.33^(1/4) = 1.33^(3/4) = 1.2385.
#[test]
fn the_base_year_trap() {
    let outcome = run(&[]);
    near(at(&outcome, Quantity::ElderlySinceBase(2022)), 1.0, 0.0);
    near(at(&outcome, Quantity::ElderlySinceBase(2025)), 1.2385, 5e-5);
    // Both areas follow the age in full: 3 263.52 grows by 1.33 instead of 1.2385, the LSS extra price by nothing.
    let too_much = 3263.52 * (1.33 - 1.33_f64.powf(0.75));
    near(at(&outcome, Quantity::BaseYearTrap()), too_much, 1e-6);
    near(
        at(&outcome, Quantity::WrongBaseCost(Scope::Total)),
        at(&outcome, Quantity::ReferenceCost(Scope::Total, 2025)) + too_much,
        1e-6,
    );
    // Health is 58,2 % of it; the LSS extra price is care's alone.
    near(
        at(&outcome, Quantity::WrongBaseCost(Area::Health.into())),
        3263.52 * 0.582 * 1.33,
        1e-6,
    );
    near(
        at(&outcome, Quantity::WrongBaseCost(Area::Care.into())),
        3263.52 * 0.418 * 1.33 + at(&outcome, Quantity::LssExtraCost(2025)),
        1e-6,
    );
    // Where the cost does not follow the age there is no trap.
    let flat = run(&[
        ("demography.elasticity_care", 0.0),
        ("demography.elasticity_health", 0.0),
    ]);
    near(at(&flat, Quantity::BaseYearTrap()), 0.0, 1e-9);
}

#[test]
fn clients_per_case_manager() {
    let outcome = run(&[("caseload.clients", 5000.0)]);
    let per_manager: Vec<(&str, f64)> = BenchmarkRow::of(&KSON_2023)
        .map(|(row, of)| {
            let value = at(&outcome, Quantity::ClientsPerCaseManager(row));
            near(value, of.clients_per_case_manager(), 0.0);
            assert_eq!(&KSON_2023.client_benchmarks[row.place()], of);
            (&*of.municipality, (value * 10.0).round() / 10.0)
        })
        .collect();
    assert_eq!(
        per_manager,
        [
            ("Norrtälje", 126.7),
            ("Vallentuna", 85.8),
            ("Täby", 127.1),
            ("Österåker", 113.2),
            ("Lidingö", 101.6),
            ("Vaxholm", 125.3),
            ("Danderyd", 129.7),
        ]
    );
}

#[test]
fn a_row_without_case_managers_has_nothing_to_divide_by() {
    let mut pack = KSON_2023.clone();
    pack.client_benchmarks.to_mut()[1].case_managers = 0.0;
    let places: Vec<usize> = BenchmarkRow::of(&pack)
        .map(|(row, _)| row.place())
        .collect();
    assert_eq!(places, [0, 2, 3, 4, 5, 6]);
    let outcome = simulate(&pack, &Inputs::defaults(&pack));
    let numbers = outcome
        .iter()
        .filter(|(quantity, _)| matches!(quantity, Quantity::ClientsPerCaseManager(_)));
    assert_eq!(numbers.count(), places.len());
}

/// Percent of the places that are neither filled from home nor from outside; together they are at most all of them.
#[test]
fn places_that_are_closed_are_the_rest() {
    for (home, external, closed) in [
        (0.0, 0.0, 100.0),
        (40.0, 30.0, 30.0),
        (100.0, 0.0, 0.0),
        (70.0, 60.0, 0.0),
    ] {
        let outcome = run(&[
            ("occupancy.filled_from_home", home),
            ("occupancy.filled_from_external", external),
        ]);
        near(at(&outcome, Quantity::PlacesClosed()), closed, 1e-12);
    }
}

#[test]
fn every_cost_that_can_be_unknown_is_listed() {
    for spec in KSON_2023.inputs.iter() {
        let Some(measure) = spec.id.strip_suffix(".cost_known") else {
            continue;
        };
        let listed = Measure::ALL.iter().any(|one| {
            one.id() == measure
                && one
                    .unstated_cost()
                    .is_some_and(|(_, known)| known.name() == spec.id)
        });
        assert!(listed, "{}: add it to UNSTATED_COSTS", spec.id);
    }
}
