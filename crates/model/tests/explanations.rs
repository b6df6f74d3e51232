//! Every number explains itself: the recorded formula gives the same bits, all the way down to the inputs.

#![allow(clippy::unwrap_used, reason = "a failed test panics")]

mod common;

use balans_model::{
    Explanation, Expr, InputId, Inputs, KSON_2023, Outcome, Quantity, Scope, Trace, explain,
    simulate,
};
use common::{Seeded, at};
use std::collections::BTreeMap;

/// The number computed anew from nothing but inputs and constants.
fn drill(
    trace: &Trace,
    inputs: &Inputs,
    quantity: Quantity,
    known: &mut BTreeMap<Quantity, f64>,
) -> f64 {
    if let Some(value) = known.get(&quantity) {
        return *value;
    }
    let why = trace.explain(quantity).unwrap();
    assert_eq!(why.quantity, quantity);
    let value = eval(trace, inputs, &why.formula, known) + 0.0;
    known.insert(quantity, value);
    value
}

fn eval(trace: &Trace, inputs: &Inputs, expr: &Expr, known: &mut BTreeMap<Quantity, f64>) -> f64 {
    let mut two =
        |a: &Expr, b: &Expr| (eval(trace, inputs, a, known), eval(trace, inputs, b, known));
    match expr {
        Expr::Literal(value) => *value,
        Expr::Input(id, value) => {
            assert_eq!(value.to_bits(), inputs.get(*id).to_bits(), "{}", id.name());
            *value
        }
        Expr::Quantity(quantity, value) => {
            let deeper = drill(trace, inputs, *quantity, known);
            assert_eq!(deeper.to_bits(), value.to_bits(), "{}", quantity.key());
            deeper
        }
        Expr::Neg(a) => -eval(trace, inputs, a, known),
        Expr::Add(a, b) => {
            let (a, b) = two(a, b);
            a + b
        }
        Expr::Sub(a, b) => {
            let (a, b) = two(a, b);
            a - b
        }
        Expr::Mul(a, b) => {
            let (a, b) = two(a, b);
            a * b
        }
        Expr::Div(a, b) => {
            let (a, b) = two(a, b);
            a / b
        }
        Expr::Min(a, b) => {
            let (a, b) = two(a, b);
            if b < a { b } else { a }
        }
        Expr::Max(a, b) => {
            let (a, b) = two(a, b);
            if b > a { b } else { a }
        }
        Expr::Pow(a, b) => {
            let (a, b) = two(a, b);
            libm::pow(a, b)
        }
    }
}

fn every_number_explains_itself(inputs: &Inputs) {
    let outcome = simulate(&KSON_2023, inputs);
    let trace = Trace::new(&KSON_2023, inputs);
    let mut known = BTreeMap::new();
    for quantity in Quantity::all(&KSON_2023) {
        let why = trace.explain(quantity).unwrap();
        let value = at(&outcome, quantity).to_bits();
        assert_eq!(why.value.to_bits(), value, "{}", quantity.key());
        assert_eq!(why.recompute().to_bits(), value, "{}", quantity.key());
        assert_eq!(
            drill(&trace, inputs, quantity, &mut known).to_bits(),
            value,
            "{}",
            quantity.key()
        );
    }
}

#[test]
fn at_the_defaults() {
    every_number_explains_itself(&Inputs::defaults(&KSON_2023));
}

#[test]
fn at_the_ends() {
    every_number_explains_itself(&Inputs::raw(|id| KSON_2023.spec(id).min));
    every_number_explains_itself(&Inputs::raw(|id| KSON_2023.spec(id).max));
}

#[test]
fn at_random() {
    let mut seeded = Seeded(3);
    for _ in 0..40 {
        every_number_explains_itself(&seeded.inputs());
    }
}

#[test]
fn an_outcome_has_no_number_that_is_not_explained() {
    let inputs = Inputs::defaults(&KSON_2023);
    let outcome: Outcome = simulate(&KSON_2023, &inputs);
    let trace = Trace::new(&KSON_2023, &inputs);
    assert!(
        outcome
            .iter()
            .all(|(quantity, _)| trace.explain(quantity).is_some())
    );
    assert!(explain(&KSON_2023, &inputs, Quantity::Gap(Scope::Total, 1999)).is_none());
}

/// A formula as a person would write it.
fn print(expr: &Expr) -> String {
    match expr {
        Expr::Literal(value) => format!("{value}"),
        Expr::Input(id, value) => format!("{}={value}", id.name()),
        Expr::Quantity(quantity, _) => quantity.key(),
        Expr::Neg(a) => format!("−{}", print(a)),
        Expr::Add(a, b) => format!("({} + {})", print(a), print(b)),
        Expr::Sub(a, b) => format!("({} − {})", print(a), print(b)),
        Expr::Mul(a, b) => format!("{}·{}", print(a), print(b)),
        Expr::Div(a, b) => format!("{}/{}", print(a), print(b)),
        Expr::Min(a, b) => format!("min({}, {})", print(a), print(b)),
        Expr::Max(a, b) => format!("max({}, {})", print(a), print(b)),
        Expr::Pow(a, b) => format!("{}^{}", print(a), print(b)),
    }
}

#[test]
fn formulas_read_well() {
    let inputs = Inputs::defaults(&KSON_2023);
    for (key, formula) in [
        (
            "gap.total.2023",
            "(requirement.total.2023 − saving.total.2023)",
        ),
        (
            "requirement.total.2023",
            "(requirement.care.2023 + requirement.health.2023)",
        ),
        ("requirement.care.2023", "requirement.care=47.6"),
        (
            "measure_saving.housing_upgrade.2023",
            "((freed_value.unfit.nursing_home.2023 + freed_value.unfit.lss.2023) + freed_value.unfit.social_psychiatry.2023)",
        ),
        (
            "full_year.indexation",
            "(full_year_area.indexation.care + full_year_area.indexation.health)",
        ),
        (
            "full_year_area.indexation.care",
            "provider.share_care=60/100·(reference_cost.care.2023 − full_year_volume.care)·(1 − full_year_price_kept.care)",
        ),
        ("price_index.2024", "(1 + price.following=3/100)"),
        (
            "price_index.2025",
            "price_index.2024·(1 + price.following=3/100)",
        ),
        (
            "elderly_index.2023",
            "(1 + demography.growth_80_to_2025=33/100)^0.5",
        ),
        (
            "measure_saving.vacancy_reform.2023",
            "min(vacancy_reform.amount=500/1000·phase.vacancy_reform.2023, compensation.social_psychiatry.2023)·(1 − vacancy_reform.in_base_year=0)",
        ),
        (
            "party_effect.vacancy_reform.tiohundra.2023",
            "−housing.tiohundra_share=100/100·measure_saving.vacancy_reform.2023",
        ),
        (
            "vacant_days.lss.2023",
            "housing.lss.places=200·(min(max((vacancy_share.usable.lss.2023 + (1 − housing.displaced_share=80/100)·(housing.lss.unfit_vacancy=0.2 − vacancy_share.unfit.lss.2023)), 0), 100) + vacancy_share.unfit.lss.2023)/100·365",
        ),
        (
            "phase.vacancy_reform.2023",
            "min(((2023 − vacancy_reform.start_year=2023) + 1)/vacancy_reform.ramp_years=1, 1)·vacancy_reform.realisation=100/100·vacancy_reform.on=1",
        ),
    ] {
        let why: Explanation = explain(&KSON_2023, &inputs, Quantity::parse(key).unwrap()).unwrap();
        assert_eq!(print(&why.formula), formula, "{key}");
    }
}

/// A measure that has not started says when it does, rather than just 0.
#[test]
fn a_phase_before_its_start_still_shows_its_year() {
    let inputs = common::inputs(&[("vacancy_reform.start_year", 2024.0)]);
    let phase = Quantity::Phase(balans_model::Measure::VacancyReform, 2023);
    let why = explain(&KSON_2023, &inputs, phase).unwrap();
    let level =
        "max(min(((2023 − vacancy_reform.start_year=2024) + 1)/vacancy_reform.ramp_years=1, 1), 0)";
    let scale = "vacancy_reform.realisation=100/100·vacancy_reform.on=1";
    assert_eq!(print(&why.formula), format!("{level}·{scale}"));
}

#[test]
fn leaves_stand_from_left_to_right() {
    let why = explain(
        &KSON_2023,
        &Inputs::defaults(&KSON_2023),
        Quantity::Gap(Scope::Total, 2023),
    )
    .unwrap();
    let leaves: Vec<String> = why.formula.leaves().into_iter().map(print).collect();
    assert_eq!(leaves, ["requirement.total.2023", "saving.total.2023"]);
}

/// A controller asks the other way round: where does this figure act?
#[test]
fn the_readers_of_an_input_are_the_numbers_whose_formula_has_it() {
    let inputs = Inputs::defaults(&KSON_2023);
    let trace = Trace::new(&KSON_2023, &inputs);
    let care = KSON_2023.find("requirement.care").unwrap();
    assert!(
        trace
            .direct_dependents(care)
            .contains(&Quantity::Requirement(
                Scope::Area(balans_model::Area::Care),
                2023
            ))
    );
    for input in balans_model::InputId::all() {
        let expected: Vec<Quantity> = Quantity::all(&KSON_2023)
            .filter(|quantity| {
                let why = trace.explain(*quantity);
                why.is_some_and(|why| {
                    why.formula
                        .leaves()
                        .iter()
                        .any(|leaf| matches!(leaf, Expr::Input(id, _) if *id == input))
                })
            })
            .collect();
        let mut dependents = trace.direct_dependents(input);
        dependents.sort_unstable();
        dependents.dedup();
        let mut expected = expected;
        expected.sort_unstable();
        assert_eq!(dependents, expected, "{}", input.name());
    }
}

#[test]
fn what_a_number_rests_on_is_what_moves_it() {
    let inputs = Inputs::defaults(&KSON_2023);
    let trace = Trace::new(&KSON_2023, &inputs);
    let requirement = Quantity::Requirement(Scope::Total, 2023);
    let names = |quantities: &[Quantity]| {
        let dependencies = trace.input_dependencies(quantities).into_iter();
        dependencies.map(|id| id.name()).collect::<Vec<_>>()
    };
    assert_eq!(
        names(&[requirement]),
        ["requirement.care", "requirement.health"]
    );
    assert_eq!(names(&[]), [""; 0]);
    // Whatever moves the gap is among what it rests on.
    let gap = Quantity::Gap(Scope::Total, 2023);
    let dependencies = trace.input_dependencies(&[gap]);
    let before = simulate(&KSON_2023, &inputs).value(gap).unwrap();
    for id in InputId::all().filter(|id| !dependencies.contains(id)) {
        let spec = KSON_2023.spec(id);
        for end in [spec.min, spec.max] {
            let mut moved = inputs.clone();
            moved.set(&KSON_2023, id, end);
            let trace = Trace::new(&KSON_2023, &moved);
            let after = simulate(&KSON_2023, &moved).value(gap).unwrap();
            // A lever at rest may wake another formula; then it is read there.
            assert!(
                (after - before).abs() <= 0.0 || trace.input_dependencies(&[gap]).contains(&id),
                "{} moves the gap and is not among what it rests on",
                id.name()
            );
        }
    }
}
