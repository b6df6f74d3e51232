//! The JSON door: layout, unknown ids, clamping, malformed text.

#![allow(clippy::unwrap_used, reason = "a failed test panics")]

#[allow(dead_code, reason = "its main is the example's")]
#[path = "../examples/calculate.rs"]
mod calculate;
mod common;

use calculate::calculate;
use common::near;
use serde_json::Value;

fn report(scenario: &str) -> Value {
    serde_json::from_str(&calculate(scenario).unwrap()).unwrap()
}

fn number(report: &Value, pointer: &str) -> f64 {
    report.pointer(pointer).and_then(Value::as_f64).unwrap()
}

#[test]
fn the_layout() {
    let report = report("{}");
    let keys: Vec<&str> = report
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    assert_eq!(
        keys,
        [
            "areas",
            "balance_year",
            "gross_saving",
            "housing",
            "measures",
            "one_off",
            "parties",
            "remaining",
            "reserve_used",
            "result",
            "to_restore",
            "total",
            "warnings",
            "years"
        ]
    );
    assert_eq!(
        report["years"],
        serde_json::json!([2022, 2023, 2024, 2025, 2026, 2027, 2028, 2029, 2030, 2031])
    );
    let five = [
        "reference_cost",
        "requirement",
        "financing",
        "saving",
        "gap",
    ];
    let series = five
        .iter()
        .flat_map(|name| {
            [
                format!("/areas/care/{name}"),
                format!("/areas/health/{name}"),
                format!("/total/{name}"),
            ]
        })
        .chain(
            [
                "kson",
                "tiohundra",
                "norrtalje",
                "region",
                "external",
                "group",
            ]
            .iter()
            .map(|party| format!("/parties/{party}")),
        )
        .chain(
            ["nursing_home", "lss", "social_psychiatry"]
                .iter()
                .flat_map(|home| {
                    ["vacant_days", "compensation", "external_premium_cost"]
                        .map(|name| format!("/housing/{home}/{name}"))
                }),
        )
        .chain(balans_model::Measure::ALL.iter().flat_map(|measure| {
            ["saving", "one_off"].map(|name| format!("/measures/{}/{name}", measure.id()))
        }))
        .chain(
            [
                "one_off",
                "gross_saving",
                "remaining",
                "result",
                "reserve_used",
                "to_restore",
            ]
            .map(|name| format!("/{name}")),
        );
    for pointer in series {
        let values = report.pointer(&pointer).and_then(Value::as_array).unwrap();
        assert!(
            values.len() == 10 && values.iter().all(Value::is_f64),
            "{pointer}"
        );
    }
    near(number(&report, "/total/gap/1"), 72.5, 1e-9);
    near(
        number(&report, "/measures/vacancy_reform/full_year"),
        0.5,
        1e-12,
    );
    near(number(&report, "/parties/tiohundra/9"), -1.2, 1e-12);
    assert_eq!(report["balance_year"], 0);
    assert_eq!(report["measures"]["e_services"]["cost_missing"], 0);
}

#[test]
fn years_and_flags_are_whole_numbers() {
    let inputs = r#"{"requirement.care": 1.2, "requirement.health": 0, "e_services.cases": 100}"#;
    let report = report(&format!("{{\"inputs\": {inputs}}}"));
    assert_eq!(report["balance_year"], 2023);
    assert_eq!(report["measures"]["e_services"]["cost_missing"], 1);
    near(number(&report, "/gross_saving/1"), 0.011_25, 1e-12);
    near(number(&report, "/result/1"), 0.011_25, 1e-9);
}

#[test]
fn inputs_are_read_and_the_rest_is_default() {
    let report = report(r#"{"inputs": {"requirement.care": 50}}"#);
    near(number(&report, "/total/requirement/1"), 76.1, 1e-9);
    near(number(&report, "/areas/care/gap/1"), 48.8, 1e-9);
}

#[test]
fn what_is_outside_its_range_is_clamped_with_a_warning() {
    let report = report(r#"{"inputs": {"requirement.care": 500}}"#);
    near(number(&report, "/areas/care/requirement/1"), 100.0, 0.0);
    let warnings = report["warnings"].as_array().unwrap();
    let clamped = warnings
        .iter()
        .find(|warning| warning["code"] == "input_clamped")
        .unwrap();
    assert!(
        clamped["text"]
            .as_str()
            .unwrap()
            .contains("requirement.care")
    );
}

#[test]
fn what_is_wrong_is_said() {
    for (scenario, says) in [
        (
            r#"{"inputs": {"requirement.caer": 50}}"#,
            "unknown input \"requirement.caer\"",
        ),
        (r#"{"inputs": {"requirement.care": "50"}}"#, "invalid type"),
        (r#"{"inputs": {"requirement.care": null}}"#, "invalid type"),
        (r#"{"input": {}}"#, "unknown key \"input\""),
        (r#"{"inputs": {"#, "EOF"),
        ("", "EOF"),
        ("[]", "expected a map"),
    ] {
        let error = calculate(scenario).unwrap_err();
        assert!(error.contains(says), "{error}");
    }
}
