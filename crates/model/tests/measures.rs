//! A case calculated by hand for every measure, with its limits, its neighbours and its parties.

mod common;

use balans_model::{
    Area, KSON_2023, Measure, Outcome, Party, ProviderMeasure, Quantity, Scope, Status,
};
use common::{LAST, PLAN, at, near, run};
use std::fs;
use std::path::Path;

const TOLERANCE: f64 = 1e-9;

/// B(2023) and B(2031).
fn elderly(year: i32) -> f64 {
    match year {
        PLAN => 1.33_f64.sqrt(),
        LAST => 1.33 * 1.039_f64.powi(6),
        _ => f64::NAN,
    }
}

#[track_caller]
fn saves(outcome: &Outcome, measure: Measure, year: i32, mnkr: f64) {
    near(
        at(outcome, Quantity::MeasureSaving(measure, year)),
        mnkr,
        TOLERANCE,
    );
}

#[track_caller]
fn means(outcome: &Outcome, measure: Measure, year: i32, effects: &[(Party, f64)]) {
    for (party, mnkr) in effects {
        near(
            at(outcome, Quantity::PartyEffect(measure, *party, year)),
            *mnkr,
            TOLERANCE,
        );
    }
}

/// KSON's gain is the others' loss, to the öre.
#[track_caller]
fn only_moves(outcome: &Outcome, measure: Measure, year: i32) {
    let sum: f64 = Party::SINGLE
        .iter()
        .map(|party| at(outcome, Quantity::PartyEffect(measure, *party, year)))
        .sum();
    near(sum, 0.0, 1e-12);
}

#[test]
fn occupancy() {
    let m = Measure::Occupancy;
    // 500 places × 1 % × 365 = 1 825 days × 1 544 kr = 2,8178 mnkr; Tiohundra loses 70 % of it.
    let outcome = run(&[("occupancy.nursing_home.change", -1.0)]);
    saves(&outcome, m, PLAN, 2.8178);
    means(
        &outcome,
        m,
        PLAN,
        &[
            (Party::Kson, 2.8178),
            (Party::Tiohundra, -1.97246),
            (Party::Group, 0.84534),
        ],
    );
    means(
        &outcome,
        m,
        PLAN,
        &[(Party::External, 0.0), (Party::Norrtalje, 0.0)],
    );
    // In the other direction it costs as much.
    saves(
        &run(&[("occupancy.nursing_home.change", 1.0)]),
        m,
        PLAN,
        -2.8178,
    );
    // No fewer than none: 2,4 % × 500 × 365 = 4 380 days × 1 544 kr.
    saves(
        &run(&[("occupancy.nursing_home.change", -10.0)]),
        m,
        PLAN,
        6.76272,
    );
    // The other homes: 200 × 1 % × 365 × 1 500 kr and 40 × 1 % × 365 × 1 500 kr. LSS has no usable place empty today.
    saves(&run(&[("occupancy.lss.change", -1.0)]), m, PLAN, 0.0);
    let lss = [
        ("housing.lss.usable_vacancy", 2.4),
        ("occupancy.lss.change", -1.0),
    ];
    saves(&run(&lss), m, PLAN, 1.095);
    saves(
        &run(&[("occupancy.social_psychiatry.change", -1.0)]),
        m,
        PLAN,
        0.219,
    );
}

/// 1 825 days of a nursing home: θ is 1 544, P 2 235, Pext 2 793,75 and what a filled place gives its provider
/// 2 235 − 1 544 − 670,5 = 20,5 kr a day. Closed is worth 1 544 kr, filled from an external place 1 544 + 558,75 = 2 102,75
/// and from home 300 + 1 544 − 2 235 = −391.
#[test]
fn places_closed_and_filled() {
    let m = Measure::Occupancy;
    let filled = |home, external, others: &[(&str, f64)]| {
        run(&[
            &[
                ("occupancy.nursing_home.change", -1.0),
                ("occupancy.filled_from_home", home),
                ("occupancy.filled_from_external", external),
            ],
            others,
        ]
        .concat())
    };
    // Half is closed: 772 + 0,3 × 2 102,75 − 0,2 × 391 = 1 324,625 kr a day. The provider: 0,5 × 20,5 − 0,5 × 1 544 × 0,7.
    let some = filled(20.0, 30.0, &[]);
    saves(&some, m, PLAN, 1825.0 * 1324.625 / 1e6);
    means(
        &some,
        m,
        PLAN,
        &[
            (Party::Tiohundra, 1825.0 * (10.25 - 540.4) / 1e6),
            (Party::External, -1825.0 * 0.3 * 2793.75 / 1e6),
            (Party::Region, 0.0),
            (Party::Norrtalje, 0.0),
        ],
    );
    // What comes from home comes first: of 80 % from external places there is room for 60. Nothing is closed.
    // 0,6 × 2 102,75 − 0,4 × 391 = 1 105,25 kr a day. Tiohundra has 60 % of the places, others 40.
    let full = filled(40.0, 80.0, &[("housing.tiohundra_share", 60.0)]);
    saves(&full, m, PLAN, 1825.0 * 1105.25 / 1e6);
    means(
        &full,
        m,
        PLAN,
        &[
            (Party::Tiohundra, 1825.0 * 0.6 * 20.5 / 1e6),
            (Party::External, 1825.0 * (0.4 * 20.5 - 0.6 * 2793.75) / 1e6),
        ],
    );
    // Home care that is dearer makes it pay: 1 500 + 1 544 − 2 235 = 809 kr a day.
    let dear = filled(100.0, 0.0, &[("occupancy.home_care_replaced", 1500.0)]);
    saves(&dear, m, PLAN, 1825.0 * 809.0 / 1e6);
}

#[test]
fn housing_upgrade() {
    let m = Measure::HousingUpgrade;
    // 40 × 2 % × 365 = 292 days × 0,8 × (1 500 + 3 421,25 − 2 737) kr = 292 × 1 747,4 = 0,5102408 mnkr,
    // less 0,8 places × 100 tkr.
    let from_start = ("housing_upgrade.start_year", 2023.0);
    let changes = [
        from_start,
        ("housing_upgrade.social_psychiatry.change", -2.0),
        ("housing_upgrade.cost_per_place", 100.0),
    ];
    let outcome = run(&changes);
    saves(&outcome, m, PLAN, 0.510_240_8 - 0.08);
    // Tiohundra per day: 0,8 × (2 737 − 1 500 − 0,3 × 2 737) = 332,72 kr.
    // The external providers lose 0,8 × 3 421,25 kr a day.
    means(
        &outcome,
        m,
        PLAN,
        &[
            (Party::Tiohundra, 292.0 * 332.72 / 1e6),
            (Party::External, -292.0 * 2737.0 / 1e6),
        ],
    );
    // More unfit places cost what fewer save, and nobody is paid for upgrading.
    let worse = [
        from_start,
        ("housing_upgrade.social_psychiatry.change", 2.0),
        ("housing_upgrade.cost_per_place", 100.0),
    ];
    saves(&run(&worse), m, PLAN, -0.510_240_8);
    // All of the 4 % and no more: 584 days.
    let all = ("housing_upgrade.social_psychiatry.change", -10.0);
    saves(&run(&[from_start, all]), m, PLAN, 2.0 * 0.510_240_8);
    // Tiohundra's part follows its share of the places; the other providers have the rest of what a filled place gives.
    let shared = run(&[
        from_start,
        ("housing_upgrade.social_psychiatry.change", -2.0),
        ("housing.tiohundra_share", 50.0),
    ]);
    means(
        &shared,
        m,
        PLAN,
        &[
            (Party::Tiohundra, 292.0 * 166.36 / 1e6),
            (Party::External, 292.0 * (166.36 - 2737.0) / 1e6),
        ],
    );
    // Nobody comes back to an upgraded place: it saves nothing, and stands empty.
    let nobody = run(&[from_start, all, ("housing.displaced_share", 0.0)]);
    saves(&nobody, m, PLAN, 0.0);
    let days = Quantity::VacantDays(balans_model::HousingType::SocialPsychiatry, PLAN);
    near(at(&nobody, days), 1168.0, TOLERANCE);
    // More unfit places take from the usable ones, of which there are never fewer than none: 6 % of 40 places.
    let none_left = [
        from_start,
        ("housing_upgrade.social_psychiatry.change", 2.0),
        ("occupancy.social_psychiatry.change", -4.0),
    ];
    near(at(&run(&none_left), days), 876.0, TOLERANCE);
}

#[test]
fn vacancy_reform() {
    let m = Measure::VacancyReform;
    let outcome = run(&[("housing.tiohundra_share", 60.0)]);
    saves(&outcome, m, PLAN, 0.5);
    means(
        &outcome,
        m,
        PLAN,
        &[
            (Party::Tiohundra, -0.3),
            (Party::External, -0.2),
            (Party::Group, 0.2),
        ],
    );
    // 10 places × 8 % × 365 × 1 500 kr = 0,438 mnkr is all there is to take from.
    saves(
        &run(&[("housing.social_psychiatry.places", 10.0)]),
        m,
        PLAN,
        0.438,
    );
    saves(&run(&[("vacancy_reform.in_base_year", 1.0)]), m, PLAN, 0.0);
    // Fewer empty days leave less to reform: of both kinds only the upgraded places that nobody comes back to, 0,8 % of
    // 40 places × 365 × 1 500 kr; where all come back, nothing.
    let few = [
        ("occupancy.social_psychiatry.change", -4.0),
        ("housing_upgrade.social_psychiatry.change", -4.0),
        ("housing_upgrade.start_year", 2023.0),
    ];
    saves(&run(&few), m, PLAN, 0.1752);
    let none = [&few[..], &[("housing.displaced_share", 100.0)]].concat();
    saves(&run(&none), m, PLAN, 0.0);
}

#[test]
fn negligence_clause() {
    let m = Measure::NegligenceClause;
    let outcome = run(&[("housing.tiohundra_share", 60.0)]);
    saves(&outcome, m, PLAN, 0.7);
    means(
        &outcome,
        m,
        PLAN,
        &[(Party::Tiohundra, -0.42), (Party::External, -0.28)],
    );
    // Only social psychiatry with 20 places: 0,876 mnkr, of which the reform takes 0,5 first.
    let small = [
        ("housing.nursing_home.places", 0.0),
        ("housing.lss.places", 0.0),
        ("housing.social_psychiatry.places", 20.0),
    ];
    saves(&run(&small), m, PLAN, 0.376);
    // Without the reform, all of its 700 tkr.
    saves(
        &run(&[&small[..], &[("vacancy_reform.on", 0.0)]].concat()),
        m,
        PLAN,
        0.7,
    );
    // The other homes' compensation is not in its scope, unless it covers all homes: then there is enough.
    let social = ("housing.social_psychiatry.places", 20.0);
    saves(&run(&[social]), m, PLAN, 0.376);
    let all = [social, ("negligence_clause.all_homes", 1.0)];
    saves(&run(&all), m, PLAN, 0.7);
    // No usable place is empty any longer: 3 + 4 come after 1 + 2.
    let after = [&small[..], &[("occupancy.social_psychiatry.change", -4.0)]].concat();
    saves(&run(&after), Measure::VacancyReform, PLAN, 0.438);
    saves(&run(&after), m, PLAN, 0.0);
}

const HUNDRED_EACH: [(&str, f64); 2] = [("caseload.clients", 3000.0), ("caseload.fte", 30.0)];

#[test]
fn caseload() {
    let m = Measure::Caseload;
    // 3 000 clients and 30 posts: 100 each. At 120 each: 3 000·B·(1/100 − 1/120) × 0,72 = 3,6·B mnkr.
    let more = run(&[&HUNDRED_EACH[..], &[("caseload.change", 20.0)]].concat());
    saves(&more, m, PLAN, 3.6 * elderly(PLAN));
    saves(&more, m, LAST, 3.6 * elderly(LAST));
    near(at(&more, Quantity::Caseload(PLAN)), 120.0, TOLERANCE);
    near(
        at(&more, Quantity::FteNeeded(PLAN)),
        25.0 * elderly(PLAN),
        TOLERANCE,
    );
    near(
        at(&more, Quantity::FteUnchanged(PLAN)),
        30.0 * elderly(PLAN),
        TOLERANCE,
    );
    near(at(&more, Quantity::CaseloadToday()), 100.0, TOLERANCE);
    // At 80 each: 3 000·B·(1/100 − 1/80) × 0,72 = −5,4·B mnkr.
    saves(
        &run(&[&HUNDRED_EACH[..], &[("caseload.change", -20.0)]].concat()),
        m,
        PLAN,
        -5.4 * elderly(PLAN),
    );
    // Nobody has less than one client.
    let one = [
        ("caseload.clients", 100.0),
        ("caseload.fte", 100.0),
        ("caseload.change", -40.0),
    ];
    saves(&run(&one), m, PLAN, 0.0);
    // The table's own numbers: 2 978/31.
    near(at(&run(&[]), Quantity::CaseloadToday()), 96.0645, 5e-5);
}

#[test]
fn automation() {
    let m = Measure::Automation;
    // 30·B posts × (1 − 1/1,1) × 0,72 = 30·B/11 × 0,72, less 0,5 to run it.
    let alone = [
        &HUNDRED_EACH[..],
        &[
            ("automation.share", 10.0),
            ("automation.running_cost", 0.5),
            ("automation.start_year", 2023.0),
        ],
    ]
    .concat();
    saves(
        &run(&alone),
        m,
        PLAN,
        30.0 * elderly(PLAN) / 11.0 * 0.72 - 0.5,
    );
    // With 120 clients each there are only 25·B posts to free: together never more than all that is freed.
    let both = run(&[&alone[..], &[("caseload.change", 20.0)]].concat());
    saves(&both, m, PLAN, 25.0 * elderly(PLAN) / 11.0 * 0.72 - 0.5);
    let freed = 30.0 * elderly(PLAN) - 25.0 * elderly(PLAN) / 1.1;
    let together = at(&both, Quantity::MeasureSaving(Measure::Caseload, PLAN))
        + 25.0 * elderly(PLAN) / 11.0 * 0.72;
    near(together, freed * 0.72, TOLERANCE);
    // Half taken home: α is halved, not the effect: 1 − 1/1,05.
    let half = run(&[&alone[..], &[("automation.realisation", 50.0)]].concat());
    saves(
        &half,
        m,
        PLAN,
        30.0 * elderly(PLAN) * (1.0 - 1.0 / 1.05) * 0.72 - 0.25,
    );
}

const FORTY_IN_EXTRA_CARE: [(&str, f64); 3] = [
    ("extra_care_housing.persons", 40.0),
    ("extra_care_housing.share_from_nursing_home", 15.0),
    ("extra_care_housing.start_year", 2023.0),
];

#[test]
fn extra_care_housing() {
    // From home 0,85 × 12 × 20 × 450 = 91,8 tkr; from a nursing home 0,15 × (816 − 216) = 90 tkr; operation
    // 12 × 6 = 72 tkr: 109,8 tkr each, times 40.
    let outcome = run(&FORTY_IN_EXTRA_CARE);
    saves(&outcome, Measure::ExtraCareHousing, PLAN, 4.392);
    means(
        &outcome,
        Measure::ExtraCareHousing,
        PLAN,
        &[(Party::Tiohundra, 0.0), (Party::External, 0.0)],
    );
    // With nobody from a nursing home: 108 − 72 = 36 tkr each. At 15 tkr a month it costs: 108 − 180.
    let home = [
        ("extra_care_housing.persons", 40.0),
        ("extra_care_housing.start_year", 2023.0),
    ];
    saves(&run(&home), Measure::ExtraCareHousing, PLAN, 1.44);
    let dear = [&home[..], &[("extra_care_housing.operating_cost", 15.0)]].concat();
    saves(&run(&dear), Measure::ExtraCareHousing, PLAN, -2.88);
}

#[test]
fn retained_cost_liability() {
    let m = Measure::RetainedCostLiability;
    // 5 persons × 816 tkr = 4,08 mnkr, a third in the first year and two thirds in the second; the agreement ends 2024.
    let outcome = run(&[("retained_cost_liability.net_persons", 5.0)]);
    for (year, mnkr) in [
        (PLAN, 0.0),
        (2024, 4.08 / 3.0),
        (2025, 4.08 * 2.0 / 3.0),
        (2026, 4.08),
        (LAST, 4.08),
    ] {
        saves(&outcome, m, year, mnkr);
        means(&outcome, m, year, &[(Party::External, -mnkr)]);
    }
    near(at(&outcome, Quantity::FullYear(m)), 4.08, TOLERANCE);
    saves(
        &run(&[("retained_cost_liability.net_persons", -5.0)]),
        m,
        LAST,
        -4.08,
    );
}

#[test]
fn discharge() {
    // 400 days × 10 500 kr = 4,2 mnkr, which Region Stockholm's hospitals lose, less 1,5 for the coordinators, whom
    // nobody else gains from.
    let from_start = ("discharge.start_year", 2023.0);
    let outcome = run(&[
        from_start,
        ("discharge.external_days", 400.0),
        ("discharge.coordinator_cost", 1.5),
    ]);
    saves(&outcome, Measure::Discharge, PLAN, 2.7);
    means(
        &outcome,
        Measure::Discharge,
        PLAN,
        &[
            (Party::Region, -4.2),
            (Party::External, 0.0),
            (Party::Tiohundra, 0.0),
        ],
    );
    saves(
        &run(&[from_start, ("discharge.coordinator_cost", 1.5)]),
        Measure::Discharge,
        PLAN,
        -1.5,
    );
}

#[test]
fn own_lss_places() {
    let m = Measure::OwnLssPlaces;
    let outcome = run(&[
        ("own_lss_places.places", 10.0),
        ("own_lss_places.capital_cost_per_place", 100.0),
        ("own_lss_places.start_year", 2023.0),
    ]);
    // 2023 the overflow is 200 × 2,1 % = 4,2 places: × 365 × 684,25 kr, less 10 × 100 tkr.
    saves(&outcome, m, PLAN, 4.2 * 365.0 * 684.25 / 1e6 - 1.0);
    means(
        &outcome,
        m,
        PLAN,
        &[(Party::External, -4.2 * 365.0 * 3421.25 / 1e6)],
    );
    // 2031 all ten are needed: 10 × 365 × 684,25 kr = 2,4975125 mnkr.
    saves(&outcome, m, LAST, 2.497_512_5 - 1.0);
    means(&outcome, m, LAST, &[(Party::External, -12.487_562_5)]);
    // 4,2 covered in 2023 and 41,14 − 10 still bought in 2031; with no new places, all of them.
    near(at(&outcome, Quantity::LssCovered(PLAN)), 4.2, TOLERANCE);
    near(at(&outcome, Quantity::LssExternal(PLAN)), 0.0, TOLERANCE);
    let overflow = 200.0 * (1.021_f64.powi(9) - 1.0);
    near(
        at(&outcome, Quantity::LssExternal(LAST)),
        overflow - 10.0,
        TOLERANCE,
    );
    near(
        at(&run(&[]), Quantity::LssExternal(LAST)),
        overflow,
        TOLERANCE,
    );
}

#[test]
fn indexation() {
    let m = Measure::Indexation;
    let outcome = run(&[("indexation.withheld_care", 2.0)]);
    near(
        at(&outcome, Quantity::MeasureSaving(m, PLAN)),
        16.8047,
        5e-5,
    );
    near(
        at(&outcome, Quantity::MeasureSaving(m, LAST)),
        24.4875,
        5e-5,
    );
    // 60 % of (care's cost − 1,2) × (1 − 102,6/104,6).
    let cost = at(&outcome, Quantity::ReferenceCost(Area::Care.into(), PLAN));
    let care = 0.6 * (cost - 1.2) * 2.0 / 104.6;
    saves(&outcome, m, PLAN, care);
    means(
        &outcome,
        m,
        PLAN,
        &[
            (Party::Tiohundra, -0.8 * care),
            (Party::External, -0.2 * care),
        ],
    );
    only_moves(&outcome, m, PLAN);
    // Health: 60 % of its cost × 1/104,6; Tiohundra has 90 % there.
    let health = run(&[("indexation.withheld_health", 1.0)]);
    let saved = 0.6 * at(&health, Quantity::ReferenceCost(Area::Health.into(), PLAN)) / 104.6;
    saves(&health, m, PLAN, saved);
    near(
        at(&health, Quantity::MeasureAreaSaving(m, Area::Health, PLAN)),
        saved,
        TOLERANCE,
    );
    means(&health, m, PLAN, &[(Party::Tiohundra, -0.9 * saved)]);
    // Never more than the price rise: 5 is 4,6, and 4,6/104,6.
    saves(
        &run(&[("indexation.withheld_care", 5.0)]),
        m,
        PLAN,
        0.6 * (cost - 1.2) * 4.6 / 104.6,
    );
    // Two years: 102,6/104,6 × 101/103, and the level stays.
    let two = run(&[("indexation.withheld_care", 2.0), ("indexation.years", 2.0)]);
    for (year, kept) in [
        (2023, 102.6 / 104.6),
        (2024, 102.6 / 104.6 * 101.0 / 103.0),
        (LAST, 102.6 / 104.6 * 101.0 / 103.0),
    ] {
        near(at(&two, Quantity::PriceKept(Area::Care, year)), kept, 1e-12);
    }
    // From 2025: nothing before, then 101/103. Half taken home: 102/103.
    let later = [
        ("indexation.withheld_care", 2.0),
        ("indexation.start_year", 2025.0),
    ];
    near(
        at(&run(&later), Quantity::PriceKept(Area::Care, 2024)),
        1.0,
        0.0,
    );
    near(
        at(&run(&later), Quantity::PriceKept(Area::Care, 2026)),
        101.0 / 103.0,
        1e-12,
    );
    let half = [&later[..], &[("indexation.realisation", 50.0)]].concat();
    near(
        at(&run(&half), Quantity::PriceKept(Area::Care, 2025)),
        102.0 / 103.0,
        1e-12,
    );
    near(
        at(&run(&half), Quantity::FullYear(m)),
        0.6 * (cost - 1.2) / 104.6,
        TOLERANCE,
    );
}

#[test]
fn indexation_comes_after_volume() {
    // 40 persons in extra care housing save 4,392: so much less to withhold from.
    let withheld = ("indexation.withheld_care", 2.0);
    let outcome = run(&[&[withheld], &FORTY_IN_EXTRA_CARE[..]].concat());
    let cost = at(&outcome, Quantity::ReferenceCost(Area::Care.into(), PLAN));
    saves(
        &outcome,
        Measure::Indexation,
        PLAN,
        0.6 * (cost - 1.2 - 4.392) * 2.0 / 104.6,
    );
    near(
        at(&outcome, Quantity::VolumeSaving(Area::Care, PLAN)),
        5.592,
        TOLERANCE,
    );
    // What is saved elsewhere does not matter: e-services are no volume.
    let elsewhere = run(&[
        ("indexation.withheld_care", 2.0),
        ("e_services.cases", 4000.0),
    ]);
    saves(
        &elsewhere,
        Measure::Indexation,
        PLAN,
        0.6 * (cost - 1.2) * 2.0 / 104.6,
    );
}

#[test]
fn commissioning() {
    let m = Measure::Commissioning;
    let outcome = run(&[
        ("commissioning.share_care", 1.0),
        ("indexation.withheld_care", 2.0),
    ]);
    let cost = at(&outcome, Quantity::ReferenceCost(Area::Care.into(), PLAN));
    let withheld = at(&outcome, Quantity::MeasureSaving(Measure::Indexation, PLAN));
    let saved = 0.01 * 0.6 * (cost - 1.2 - withheld);
    saves(&outcome, m, PLAN, saved);
    // Half of it is real: the providers lose the other half, Tiohundra 80 % of that.
    means(
        &outcome,
        m,
        PLAN,
        &[
            (Party::Tiohundra, -0.4 * saved),
            (Party::External, -0.1 * saved),
        ],
    );
    let real = run(&[
        ("commissioning.share_care", 1.0),
        ("commissioning.real_share", 100.0),
    ]);
    means(
        &real,
        m,
        PLAN,
        &[(Party::Tiohundra, 0.0), (Party::External, 0.0)],
    );
    let health = run(&[("commissioning.share_health", 2.0)]);
    let saved = 0.02 * 0.6 * at(&health, Quantity::ReferenceCost(Area::Health.into(), PLAN));
    saves(&health, m, PLAN, saved);
    near(
        at(&health, Quantity::MeasureAreaSaving(m, Area::Care, PLAN)),
        0.0,
        0.0,
    );
    means(&health, m, PLAN, &[(Party::Tiohundra, -0.45 * saved)]);
}

#[test]
fn welfare_technology() {
    let m = Measure::WelfareTechnology;
    // 1 000 × (1 300 − 650) kr = 0,65 mnkr, all of it in the contracts.
    let contracted = ("welfare_technology.contracted", 100.0);
    saves(
        &run(&[contracted, ("welfare_technology.users", 1000.0)]),
        m,
        PLAN,
        0.65,
    );
    // A loss counts whole: 1 000 × (0 − 2 000) kr.
    let loss = [
        contracted,
        ("welfare_technology.users", 1000.0),
        ("welfare_technology.saving_per_user", 0.0),
        ("welfare_technology.running_cost_per_user", 2000.0),
        ("commissioning.share_care", 2.0),
    ];
    saves(&run(&loss), m, PLAN, -2.0);
}

#[test]
fn reablement() {
    // 2 % of 211 = 4,22 mnkr, three quarters of it in the contracts.
    let outcome = run(&[
        ("reablement.hours_reduction", 2.0),
        ("reablement.contracted", 75.0),
    ]);
    saves(&outcome, Measure::Reablement, PLAN, 3.165);
}

#[test]
fn gains_at_the_provider_count_above_commissioning() {
    let (technology, reablement) = (Measure::WelfareTechnology, Measure::Reablement);
    // 1 000 × (1 300 − 650) kr = 0,65 mnkr; 2 % of 211 = 4,22 mnkr.
    let gains = [
        ("welfare_technology.users", 1000.0),
        ("reablement.hours_reduction", 2.0),
    ];
    let contracted = [
        ("welfare_technology.contracted", 100.0),
        ("reablement.contracted", 100.0),
    ];
    let both = [gains, contracted].concat();
    let outcome = run(&both);
    saves(&outcome, technology, PLAN, 0.65);
    saves(&outcome, reablement, PLAN, 4.22);
    // Without a contract all of it stays at the provider, 80 % at Tiohundra.
    let kept = run(&gains);
    saves(&kept, technology, PLAN, 0.0);
    saves(&kept, reablement, PLAN, 0.0);
    means(
        &kept,
        technology,
        PLAN,
        &[(Party::Tiohundra, 0.52), (Party::External, 0.13)],
    );
    means(
        &kept,
        reablement,
        PLAN,
        &[(Party::Tiohundra, 3.376), (Party::External, 0.844)],
    );
    // With 40 % in the contracts: 0,26 and 1,688 for KSON, 0,39 and 2,532 kept.
    let some = run(&[
        &gains[..],
        &[
            ("welfare_technology.contracted", 40.0),
            ("reablement.contracted", 40.0),
        ],
    ]
    .concat());
    for (measure, of, saved, left) in [
        (technology, ProviderMeasure::WelfareTechnology, 0.26, 0.39),
        (reablement, ProviderMeasure::Reablement, 1.688, 2.532),
    ] {
        saves(&some, measure, PLAN, saved);
        near(
            at(&some, Quantity::ProviderGainKept(of, PLAN)),
            left,
            TOLERANCE,
        );
    }
    // Commissioning takes 0,1 % × 60 % × (cost − 1,2), of which half is real efficiency: only what is above that counts
    // of the 4,87.
    let some = run(&[&both[..], &[("commissioning.share_care", 0.1)]].concat());
    let taken =
        0.5 * 0.001 * 0.6 * (at(&some, Quantity::ReferenceCost(Area::Care.into(), PLAN)) - 1.2);
    saves(&some, technology, PLAN, 0.65 * (4.87 - taken) / 4.87);
    saves(&some, reablement, PLAN, 4.22 * (4.87 - taken) / 4.87);
    // Commissioning above all of it leaves nothing to count.
    let all = run(&[&both[..], &[("commissioning.share_care", 2.0)]].concat());
    saves(&all, technology, PLAN, 0.0);
    saves(&all, reablement, PLAN, 0.0);
}

#[test]
fn shared_administration() {
    let m = Measure::SharedAdministration;
    // (78,0 − 40,9) × 1,046 × mean(4, 8, 0, 0) % = 37,1 × 1,046 × 3 % = 1,164198 mnkr.
    let from_start = ("shared_administration.start_year", 2023.0);
    let outcome = run(&[
        from_start,
        ("shared_administration.organisation", 4.0),
        ("shared_administration.digital", 8.0),
    ]);
    saves(&outcome, m, PLAN, 1.164_198);
    let cost = |scope| at(&outcome, Quantity::ReferenceCost(scope, PLAN));
    let care = 1.164_198 * cost(Area::Care.into()) / cost(Scope::Total);
    near(
        at(&outcome, Quantity::MeasureAreaSaving(m, Area::Care, PLAN)),
        care,
        TOLERANCE,
    );
    saves(
        &run(&[
            from_start,
            ("shared_administration.skills", 20.0),
            ("shared_administration.economy", 20.0),
        ]),
        m,
        PLAN,
        3.88066,
    );
}

#[test]
fn co_location() {
    let m = Measure::CoLocation;
    // From 6 to 4 mnkr, from 2024. Of today's rent 75 % goes to Norrtälje: it gets 4 − 4,5, others lose 1,5.
    let outcome = run(&[
        ("co_location.rent_now", 6.0),
        ("co_location.rent_new", 4.0),
        ("co_location.landlord_share", 75.0),
        ("co_location.double_rent_months", 6.0),
        ("co_location.one_off", 1.0),
    ]);
    saves(&outcome, m, PLAN, 0.0);
    saves(&outcome, m, 2024, 2.0);
    means(
        &outcome,
        m,
        2024,
        &[
            (Party::Norrtalje, -0.5),
            (Party::External, -1.5),
            (Party::Group, 2.0),
        ],
    );
    only_moves(&outcome, m, 2024);
    // Six months of double rent and the move itself, once.
    for (year, mnkr) in [(PLAN, 0.0), (2024, 4.0), (2025, 0.0)] {
        near(
            at(&outcome, Quantity::MeasureOneOff(m, year)),
            mnkr,
            TOLERANCE,
        );
    }
    near(at(&outcome, Quantity::FullYear(m)), 2.0, TOLERANCE);
}

#[test]
fn phasing() {
    let phase = |changes: &[(&str, f64)], year| {
        at(&run(changes), Quantity::Phase(Measure::VacancyReform, year))
    };
    // From July with a ramp of two years and 80 % taken home: 1/2 × 6/12 × 0,8, then 0,8.
    let slow = [
        ("vacancy_reform.start_month", 7.0),
        ("vacancy_reform.ramp_years", 2.0),
        ("vacancy_reform.realisation", 80.0),
    ];
    for (year, f) in [(2022, 0.0), (2023, 0.2), (2024, 0.8), (LAST, 0.8)] {
        near(phase(&slow, year), f, 1e-12);
    }
    for (year, f) in [(2024, 0.0), (2025, 1.0), (2026, 1.0)] {
        near(
            phase(&[("vacancy_reform.start_year", 2025.0)], year),
            f,
            0.0,
        );
    }
    near(
        phase(&[("vacancy_reform.start_month", 12.0)], PLAN),
        1.0 / 12.0,
        1e-12,
    );
    near(phase(&[("vacancy_reform.on", 0.0)], PLAN), 0.0, 0.0);
    // A start between two years, as only a file can have it: nothing before, then by the years that have passed.
    let between = [
        ("vacancy_reform.start_year", 2023.5),
        ("vacancy_reform.ramp_years", 3.0),
    ];
    for (year, f) in [(2023, 0.0), (2024, 0.5), (2025, 2.5 / 3.0), (2026, 1.0)] {
        near(phase(&between, year), f, 1e-12);
    }
}

#[test]
fn the_full_year_effect_knows_no_calendar() {
    let outcome = run(&[
        ("vacancy_reform.start_year", 2026.0),
        ("vacancy_reform.start_month", 9.0),
        ("vacancy_reform.ramp_years", 4.0),
        ("vacancy_reform.realisation", 60.0),
    ]);
    saves(&outcome, Measure::VacancyReform, 2025, 0.0);
    near(
        at(&outcome, Quantity::FullYear(Measure::VacancyReform)),
        0.3,
        TOLERANCE,
    );
    // Every measure starts in it: indexation then comes after the volume that is otherwise not there until 2030.
    let outcome = run(&[
        ("indexation.withheld_care", 2.0),
        ("extra_care_housing.persons", 40.0),
        ("extra_care_housing.share_from_nursing_home", 15.0),
        ("extra_care_housing.start_year", 2030.0),
    ]);
    let cost = at(&outcome, Quantity::ReferenceCost(Area::Care.into(), PLAN));
    near(
        at(&outcome, Quantity::FullYear(Measure::Indexation)),
        0.6 * (cost - 5.592) * 2.0 / 104.6,
        TOLERANCE,
    );
    saves(
        &outcome,
        Measure::Indexation,
        PLAN,
        0.6 * (cost - 1.2) * 2.0 / 104.6,
    );
    near(
        at(&outcome, Quantity::FullYearVolume(Area::Care)),
        5.592,
        TOLERANCE,
    );
    near(
        at(&outcome, Quantity::FullYearPriceKept(Area::Care)),
        102.6 / 104.6,
        1e-12,
    );
    let housing = balans_model::HousingType::SocialPsychiatry;
    near(
        at(&outcome, Quantity::FullYearCompensation(housing)),
        1.752,
        TOLERANCE,
    );
}

#[test]
fn a_one_off_is_a_series_of_its_own() {
    let changes = [
        ("vacancy_reform.one_off", 2.0),
        ("vacancy_reform.start_year", 2025.0),
    ];
    let outcome = run(&changes);
    for (year, mnkr) in [(2024, 0.0), (2025, 2.0), (2026, 0.0)] {
        near(at(&outcome, Quantity::OneOff(year)), mnkr, 0.0);
    }
    near(
        at(&outcome, Quantity::Gap(Scope::Total, 2025)),
        72.5,
        TOLERANCE,
    );
    let off = [&changes[..], &[("vacancy_reform.on", 0.0)]].concat();
    near(at(&run(&off), Quantity::OneOff(2025)), 0.0, 0.0);
}

#[test]
fn the_requirement_after_the_plan_year() {
    let outcome = run(&[
        ("requirement.growth_funding", 60.0),
        ("requirement.extra_per_year", 1.0),
    ]);
    for area in Area::ALL.iter().copied() {
        let at_year =
            |quantity: fn(Scope, i32) -> Quantity, year| at(&outcome, quantity(area.into(), year));
        let cost = |year| at_year(Quantity::ReferenceCost, year);
        let first = if area == Area::Care { 47.6 } else { 26.1 };
        near(at_year(Quantity::Requirement, PLAN), first, 0.0);
        let expected = first + 0.4 * (cost(2026) - cost(PLAN)) + 0.01 * cost(PLAN) * 3.0;
        near(at_year(Quantity::Requirement, 2026), expected, TOLERANCE);
        near(
            at_year(Quantity::Financing, 2026),
            cost(2026) - expected,
            TOLERANCE,
        );
    }
}

/// Which way KSON's saving goes when a lever is moved up from neutral.
#[test]
fn every_lever_pulls_the_right_way() {
    let upwards = [
        "caseload.change",
        "automation.share",
        "extra_care_housing.persons",
        "retained_cost_liability.net_persons",
        "discharge.external_days",
        "own_lss_places.places",
        "indexation.withheld_care",
        "indexation.withheld_health",
        "commissioning.share_care",
        "commissioning.share_health",
        "shared_administration.organisation",
        "shared_administration.digital",
        "shared_administration.skills",
        "shared_administration.economy",
        "co_location.rent_now",
        "e_services.cases",
    ];
    let downwards = [
        "occupancy.nursing_home.change",
        "occupancy.lss.change",
        "occupancy.social_psychiatry.change",
        "housing_upgrade.nursing_home.change",
        "housing_upgrade.lss.change",
        "housing_upgrade.social_psychiatry.change",
        "automation.running_cost",
        "co_location.rent_new",
    ];
    let saving = |changes: &[(&str, f64)]| at(&run(changes), Quantity::Saving(Scope::Total, LAST));
    for (names, sign) in [(&upwards[..], 1.0), (&downwards[..], -1.0)] {
        for name in names {
            let spec = KSON_2023.spec(common::id(name));
            let moved = saving(&[(name, spec.default + spec.step)]) - saving(&[]);
            assert!(moved * sign > 1e-6, "{name} moves the saving by {moved}");
        }
    }
    // How long indexation is withheld matters once something is withheld.
    let withheld = ("indexation.withheld_care", 1.0);
    assert!(saving(&[withheld, ("indexation.years", 2.0)]) > saving(&[withheld]));
    // A provider's gain is worth nothing to KSON without a contract, and a contract nothing without a gain.
    for (gain, contract) in [
        ("welfare_technology.users", "welfare_technology.contracted"),
        ("reablement.hours_reduction", "reablement.contracted"),
    ] {
        let both = saving(&[(gain, 5.0), (contract, 10.0)]);
        assert!(both > saving(&[(gain, 5.0)]) + 1e-6, "{contract}");
        near(saving(&[(gain, 5.0)]), saving(&[]), TOLERANCE);
        near(saving(&[(contract, 10.0)]), saving(&[]), TOLERANCE);
    }
    // That a cost is known changes no amount, only what is called gross.
    let known = [
        "housing_upgrade.cost_known",
        "automation.cost_known",
        "discharge.cost_known",
        "own_lss_places.cost_known",
        "co_location.cost_known",
        "e_services.cost_known",
    ];
    for name in known {
        near(saving(&[(name, 1.0)]), saving(&[]), 0.0);
    }
    let known = upwards.len() + downwards.len() + known.len() + 4 + 1;
    let levers = KSON_2023
        .measures
        .iter()
        .flat_map(|spec| spec.inputs.iter());
    assert_eq!(
        levers
            .filter(|id| KSON_2023.spec(**id).status == Status::Lever)
            .count(),
        known
    );
}

#[test]
fn what_only_moves_money_sums_to_nothing() {
    let mut seeded = common::Seeded(6);
    for _ in 0..100 {
        let outcome = balans_model::simulate(&KSON_2023, &seeded.inputs());
        for year in PLAN..=LAST {
            for measure in [
                Measure::VacancyReform,
                Measure::NegligenceClause,
                Measure::RetainedCostLiability,
                Measure::Indexation,
                Measure::CoLocation,
            ] {
                only_moves(&outcome, measure, year);
            }
        }
    }
}

#[test]
fn the_benchmarks_stand_as_in_the_document() {
    let rows = &KSON_2023.client_benchmarks;
    let per_fte: Vec<(&str, f64)> = rows
        .iter()
        .map(|row| (&*row.municipality, row.clients_per_fte))
        .collect();
    let stated = [
        ("Norrtälje", 96.0),
        ("Vallentuna", 59.0),
        ("Täby", 92.0),
        ("Österåker", 93.0),
        ("Lidingö", 86.0),
        ("Vaxholm", 81.0),
        ("Danderyd", 73.0),
    ];
    assert_eq!(per_fte, stated);
    for row in rows.iter() {
        near(
            row.clients_per_fte_unrounded().round(),
            row.clients_per_fte,
            0.0,
        );
        let parts = row.fte_of_parts();
        assert_eq!(
            (parts - row.fte).abs() > 1e-9,
            row.note.is_some(),
            "{}",
            row.municipality
        );
    }
    let per_manager = |name: &str| {
        rows.iter()
            .find(|row| row.municipality == name)
            .map(|row| (row.clients_per_case_manager() * 10.0).round())
    };
    assert_eq!(
        (per_manager("Danderyd"), per_manager("Norrtälje")),
        (Some(1297.0), Some(1267.0))
    );
    let cases: Vec<(&str, f64, f64)> = KSON_2023
        .case_benchmarks
        .iter()
        .map(|row| (&*row.municipality, row.low, row.high))
        .collect();
    let stated = [
        ("KSON", 64.0, 72.0),
        ("Vallentuna", 58.0, 66.0),
        ("Österåker", 55.0, 65.0),
        ("Danderyd", 40.0, 45.0),
        ("Vaxholm", 55.0, 55.0),
    ];
    assert_eq!(cases, stated);
}

#[test]
fn what_has_no_value_is_listed() {
    let unvalued: Vec<&str> = KSON_2023
        .measures
        .iter()
        .filter(|spec| spec.evidence.is_none())
        .map(|spec| &*spec.id)
        .collect();
    assert_eq!(unvalued, ["collaboration", "resident_dialogue"]);
    let valued = KSON_2023
        .measures
        .iter()
        .filter(|spec| spec.evidence.is_some());
    for spec in valued {
        assert!(
            Measure::find(&spec.id).is_some(),
            "{} has evidence and no formula",
            spec.id
        );
    }
}

/// A case is a test with the measure's id as its name, here or in the measure's own file.
#[test]
fn every_measure_has_a_case_calculated_by_hand() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let has_case = |id: &str| {
        let own =
            fs::read_to_string(folder.join(format!("src/measures/{id}.rs"))).unwrap_or_default();
        let case = format!("#[test]\nfn {id}() {{");
        let own_case = format!("#[test]\n    fn {id}() {{");
        include_str!("measures.rs").contains(&case) || own.contains(&own_case)
    };
    let without: Vec<&str> = Measure::ALL
        .iter()
        .map(|measure| measure.id())
        .filter(|id| !has_case(id))
        .collect();
    assert_eq!(without, [""; 0], "measures without a case");
}
