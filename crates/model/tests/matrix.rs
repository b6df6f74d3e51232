//! The matrix: all inputs at their default, least and greatest value, each input alone at its ends, and what no input
//! can break.

mod common;

use balans_model::{
    Area, HousingType, InputId, Inputs, KSON_2023, Measure, Member, Outcome, Party,
    ProviderMeasure, Quantity, Reform, Scope, SetOutcome, WarningCode, simulate, totals,
};
use common::{LAST, PLAN, Seeded, at, near};

/// What holds for every outcome.
#[track_caller]
fn holds(inputs: &Inputs) -> Outcome {
    let outcome = simulate(&KSON_2023, inputs);
    let mut count = 0;
    for quantity in Quantity::all(&KSON_2023) {
        let value = at(&outcome, quantity);
        assert!(value.is_finite(), "{} = {value}", quantity.key());
        assert!(
            value != 0.0 || value.is_sign_positive(),
            "{} is −0",
            quantity.key()
        );
        count += 1;
    }
    assert_eq!(outcome.iter().count(), count);
    let totals = totals(&KSON_2023, inputs);
    let v = |quantity| at(&outcome, quantity);
    for year in outcome.years() {
        for scope in Scope::ALL.iter().copied() {
            let [cost, requirement, financing, saving, gap] = [
                Quantity::ReferenceCost,
                Quantity::Requirement,
                Quantity::Financing,
                Quantity::Saving,
                Quantity::Gap,
            ]
            .map(|quantity| v(quantity(scope, year)));
            near(financing, cost - requirement, 1e-9);
            near(gap, requirement - saving, 1e-9);
            near(v(Quantity::ScenarioCost(scope, year)), cost - saving, 1e-9);
            assert_eq!(totals.gap(scope, year).to_bits(), gap.to_bits());
            let measures: f64 = Measure::ALL
                .iter()
                .map(|measure| match scope {
                    Scope::Area(area) => v(Quantity::MeasureAreaSaving(*measure, area, year)),
                    Scope::Total => v(Quantity::MeasureSaving(*measure, year)),
                })
                .sum();
            near(saving, measures, 1e-9);
            let evidence: f64 = balans_model::Evidence::ALL
                .iter()
                .map(|evidence| v(Quantity::EvidenceSaving(*evidence, scope, year)))
                .sum();
            near(saving, evidence, 1e-9);
        }
        for quantity in [
            Quantity::ReferenceCost,
            Quantity::Requirement,
            Quantity::Financing,
            Quantity::Saving,
            Quantity::Gap,
        ] {
            let areas =
                v(quantity(Area::Care.into(), year)) + v(quantity(Area::Health.into(), year));
            near(areas, v(quantity(Scope::Total, year)), 1e-9);
        }
        let one_off: f64 = Measure::ALL
            .iter()
            .map(|measure| v(Quantity::MeasureOneOff(*measure, year)))
            .sum();
        near(one_off, v(Quantity::OneOff(year)), 1e-9);
        let gross: f64 = Measure::ALL
            .iter()
            .map(|m| v(Quantity::CostMissing(*m)) * v(Quantity::MeasureSaving(*m, year)))
            .sum();
        near(gross, v(Quantity::GrossSaving(year)), 1e-9);
        for gain in ProviderMeasure::ALL.iter().copied() {
            let kept = v(Quantity::ProviderGainKept(gain, year));
            let taken = v(Quantity::MeasureSaving(gain.measure(), year));
            let counted =
                v(Quantity::ProviderGain(gain, year)) * v(Quantity::ProviderGainCounted(year));
            near(taken + kept, counted, 1e-9);
        }
        assert!(v(Quantity::Remaining(year)) >= 0.0);
        let used = v(Quantity::ReserveUsed(year));
        let negative = (-v(Quantity::YearResult(year))).max(0.0);
        assert!((0.0..=negative).contains(&used));
        let members: f64 = Member::ALL
            .iter()
            .map(|member| v(Quantity::MemberRestore(*member, year)))
            .sum();
        near(members, v(Quantity::ToRestore(year)), 1e-9);

        for party in Party::ALL.iter().copied() {
            let effects: f64 = Measure::ALL
                .iter()
                .map(|measure| v(Quantity::PartyEffect(*measure, party, year)))
                .sum();
            near(effects, v(Quantity::PartyTotal(party, year)), 1e-9);
        }
        let [kson, tiohundra, group] = [Party::Kson, Party::Tiohundra, Party::Group]
            .map(|party| v(Quantity::PartyTotal(party, year)));
        near(group, kson + tiohundra, 1e-9);
        near(kson, v(Quantity::Saving(Scope::Total, year)), 1e-9);
        for reform in Reform::ALL.iter().copied() {
            let transfers: f64 = Party::SINGLE
                .iter()
                .map(|party| v(Quantity::PartyEffect(reform.measure(), *party, year)))
                .sum();
            near(transfers, 0.0, 1e-9);
            assert!(v(Quantity::ReformRemaining(reform, year)) >= -1e-12);
        }

        let compensation: f64 = HousingType::ALL
            .iter()
            .map(|h| v(Quantity::Compensation(*h, year)))
            .sum();
        near(compensation, v(Quantity::CompensationTotal(year)), 1e-9);
        let reforms: f64 = Reform::ALL
            .iter()
            .map(|reform| v(Quantity::MeasureSaving(reform.measure(), year)))
            .sum();
        assert!(
            reforms <= compensation + 1e-9,
            "{reforms} of {compensation}"
        );
        for housing in HousingType::ALL.iter().copied() {
            assert!(v(Quantity::VacantDays(housing, year)) >= 0.0);
        }
        if year < PLAN {
            near(v(Quantity::Saving(Scope::Total, year)), 0.0, 0.0);
            near(v(Quantity::Requirement(Scope::Total, year)), 0.0, 0.0);
        }
    }
    outcome
}

#[test]
fn at_default_least_and_greatest() {
    let clamped = |outcome: &Outcome| {
        outcome
            .warnings
            .iter()
            .filter(|w| w.code() == WarningCode::InputClamped)
            .count()
    };
    for value in [
        |id| KSON_2023.spec(id).default,
        |id| KSON_2023.spec(id).min,
        |id| KSON_2023.spec(id).max,
    ] {
        assert_eq!(clamped(&holds(&Inputs::raw(value))), 0);
    }
}

#[test]
fn each_input_alone_at_its_ends() {
    for id in InputId::all() {
        let spec = KSON_2023.spec(id);
        for value in [spec.min, spec.max] {
            let mut inputs = Inputs::defaults(&KSON_2023);
            assert_eq!(inputs.set(&KSON_2023, id, value), SetOutcome::Kept);
            holds(&inputs);
        }
    }
}

#[test]
fn anywhere_at_all() {
    let mut seeded = Seeded(1);
    for _ in 0..300 {
        holds(&seeded.inputs());
    }
}

#[test]
fn numbers_that_are_none_or_enormous() {
    for value in [
        f64::NAN,
        f64::INFINITY,
        f64::NEG_INFINITY,
        1e308,
        -1e308,
        f64::MIN_POSITIVE,
        -0.0,
    ] {
        holds(&Inputs::raw(|_| value));
    }
    for id in InputId::all() {
        for value in [f64::NAN, 1e308] {
            holds(&Inputs::raw(|other| {
                if other == id {
                    value
                } else {
                    KSON_2023.spec(other).default
                }
            }));
        }
    }
}

/// Fields and files refuse a fraction of what is whole; the calculation is total for it all the same.
#[test]
fn a_fraction_of_what_is_whole() {
    for part in [0.25, 0.5, 0.999] {
        let near_least = |id: InputId| {
            let spec = KSON_2023.spec(id);
            let whole = spec.unit.is_whole();
            if whole { spec.min + part } else { spec.default }
        };
        holds(&Inputs::raw(near_least));
        for id in InputId::all().filter(|id| KSON_2023.spec(*id).unit.is_whole()) {
            let spec = KSON_2023.spec(id);
            let mut inputs = Inputs::defaults(&KSON_2023);
            inputs.set(&KSON_2023, id, spec.max - part);
            holds(&inputs);
        }
    }
    let mut seeded = Seeded(3);
    for _ in 0..100 {
        let shares: Vec<f64> = InputId::all().map(|_| seeded.share()).collect();
        holds(&Inputs::raw(|id| {
            let spec = KSON_2023.spec(id);
            spec.min + (spec.max - spec.min) * shares[id.index()]
        }));
    }
}

#[test]
fn what_is_outside_its_range_is_named() {
    let care = common::id("requirement.care");
    let raw = |value| {
        Inputs::raw(move |id| {
            if id == care {
                value
            } else {
                KSON_2023.spec(id).default
            }
        })
    };
    for (value, gap, says) in [
        (
            140.0,
            124.9,
            "Krav på omsorgen låg utanför 0 till 100\u{a0}mnkr och räknas som 100.",
        ),
        (
            f64::NAN,
            72.5,
            "Krav på omsorgen var inget tal. Utgångsläget används.",
        ),
    ] {
        let outcome = simulate(&KSON_2023, &raw(value));
        near(at(&outcome, Quantity::Gap(Scope::Total, LAST)), gap, 1e-9);
        let warning = outcome
            .warnings
            .iter()
            .find(|w| w.code() == WarningCode::InputClamped)
            .unwrap();
        assert_eq!(warning.input(), Some(care));
        assert_eq!(warning.text(&KSON_2023), says);
    }
}

#[test]
fn setting_clamps_keeps_and_refuses() {
    let mut inputs = Inputs::defaults(&KSON_2023);
    let (care, on) = (common::id("requirement.care"), common::id("occupancy.on"));
    assert_eq!(inputs.changed(&KSON_2023).count(), 0);
    assert_eq!(inputs.set(&KSON_2023, care, 50.03), SetOutcome::Kept);
    near(inputs.get(care), 50.03, 0.0);
    assert_eq!(
        inputs.changed(&KSON_2023).collect::<Vec<_>>(),
        [(care, 50.03)]
    );
    assert_eq!(inputs.set(&KSON_2023, care, f64::NAN), SetOutcome::Refused);
    assert_eq!(
        inputs.set(&KSON_2023, care, f64::INFINITY),
        SetOutcome::Refused
    );
    near(inputs.get(care), 50.03, 0.0);
    assert_eq!(
        inputs.set(&KSON_2023, care, 200.0),
        SetOutcome::Clamped(100.0)
    );
    assert_eq!(inputs.set(&KSON_2023, care, -1.0), SetOutcome::Clamped(0.0));
    assert_eq!(inputs.set(&KSON_2023, on, 0.4), SetOutcome::Clamped(0.0));
    assert_eq!(inputs.set(&KSON_2023, on, 0.5), SetOutcome::Clamped(1.0));
    assert_eq!(inputs.set(&KSON_2023, on, 1.0), SetOutcome::Kept);
    // −0 is a number nobody wants to see.
    assert_eq!(inputs.set(&KSON_2023, care, -0.0), SetOutcome::Kept);
    assert_eq!(inputs.get(care).to_bits(), 0.0_f64.to_bits());
}

#[test]
fn a_year_outside_the_pack_has_no_number() {
    let outcome = simulate(&KSON_2023, &Inputs::defaults(&KSON_2023));
    for year in [i32::MIN, 2021, 2032, 2033, 2034, 2035, i32::MAX] {
        for scope in Scope::ALL.iter().copied() {
            assert_eq!(outcome.value(Quantity::Gap(scope, year)), None, "{year}");
        }
    }
}

/// Two outcomes are the same if both their numbers and their warnings are.
#[test]
fn outcomes_are_told_apart() {
    let defaults = Inputs::defaults(&KSON_2023);
    let same = simulate(&KSON_2023, &defaults);
    let numbers = common::run(&[("requirement.care", 50.0)]);
    assert!(numbers.warnings == same.warnings && numbers != same);
    // What is no number is warned of, and computed as the default.
    let care = common::id("requirement.care");
    let unclear = Inputs::raw(|id| {
        if id == care {
            f64::NAN
        } else {
            defaults.get(id)
        }
    });
    let warned = simulate(&KSON_2023, &unclear);
    assert!(warned.digest() == same.digest() && warned != same);
}

#[test]
fn scenarios_do_not_know_of_each_other() {
    let mut seeded = Seeded(2);
    let (one, other) = (seeded.inputs(), seeded.inputs());
    let alone = simulate(&KSON_2023, &one);
    let _ = simulate(&KSON_2023, &other);
    assert!(alone == simulate(&KSON_2023, &one));
    assert!(alone != simulate(&KSON_2023, &other));
    assert_eq!(alone.digest(), simulate(&KSON_2023, &one).digest());
    assert_ne!(alone.digest(), simulate(&KSON_2023, &other).digest());
}
