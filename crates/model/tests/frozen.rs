//! The door of a frozen calculation, natively; `cargo xtask test frozen` goes through it as wasm.

#![allow(clippy::unwrap_used, reason = "a failed test panics")]

mod common;
#[allow(dead_code, reason = "its exports are for wasm")]
#[path = "../examples/frozen.rs"]
mod frozen;

use balans_model::{Area, ENGINE, Inputs, KSON_2023, Outcome, Quantity, simulate};
use common::{Seeded, inputs};
use serde_json::Value;

fn answer(question: &str) -> Value {
    serde_json::from_str(&frozen::answer(question)).unwrap()
}

/// The question for these inputs, written as the page writes it.
fn question(inputs: &Inputs) -> String {
    let values: Vec<String> = inputs
        .changed(&KSON_2023)
        .map(|(id, value)| format!("\"{}\":{value}", id.name()))
        .collect();
    format!("{{\"inputs\":{{{}}}}}", values.join(","))
}

fn gaps(outcome: &Outcome, area: Area) -> Vec<u64> {
    outcome
        .series(|year| Quantity::Gap(area.into(), year))
        .iter()
        .map(|gap| gap.to_bits())
        .collect()
}

#[test]
fn the_answer_is_the_models_to_the_bit() {
    let mut seeded = Seeded(9);
    let scenarios = [
        Inputs::defaults(&KSON_2023),
        inputs(&[("requirement.care", 47.65)]),
    ];
    for inputs in scenarios
        .into_iter()
        .chain((0..20).map(|_| seeded.inputs()))
    {
        let answer = answer(&question(&inputs));
        let outcome = simulate(&KSON_2023, &inputs);
        for area in Area::ALL {
            let series = answer["report"]["areas"][area.id()]["gap"]
                .as_array()
                .unwrap();
            let bits: Vec<u64> = series
                .iter()
                .map(|gap| gap.as_f64().unwrap().to_bits())
                .collect();
            assert_eq!(bits, gaps(&outcome, *area));
        }
        for (told, (id, value)) in answer["inputs"]
            .as_array()
            .unwrap()
            .iter()
            .zip(inputs.iter())
        {
            assert_eq!(told["id"], id.name());
            assert_eq!(told["value"].as_f64().unwrap().to_bits(), value.to_bits());
        }
    }
}

#[test]
fn it_says_which_calculation_it_is() {
    let answer = answer(r#"{"inputs":{}}"#);
    assert_eq!(answer["engine"], ENGINE);
    assert_eq!(answer["pack"], "kson-2023");
    assert_eq!(answer["version"], KSON_2023.version());
    assert_eq!(answer["plan_year"], 2023);
    assert_eq!(answer["inputs"][0]["label"], "Krav på omsorgen");
}

#[test]
fn what_it_cannot_calculate_it_refuses() {
    for (question, refused) in [
        (r#"{"inputs":{"requirement.caer":50}}"#, "requirement.caer"),
        (r#"{"inputs":{"requirement.care":500}}"#, "requirement.care"),
        (r#"{"inputs":{"occupancy.on":0.5}}"#, "occupancy.on"),
        (r#"{"inputs":{"requirement.care":1e999}}"#, ""),
        (r#"{"inputs":{"requirement.care":null}}"#, ""),
        (r#"{"inputs":{},"more":1}"#, ""),
        ("", ""),
    ] {
        assert_eq!(
            answer(question),
            serde_json::json!({ "refused": refused }),
            "{question}"
        );
    }
}
