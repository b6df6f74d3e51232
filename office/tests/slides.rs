//! The plan of a presentation: all of the deck, inside the page, for scenarios of any kind.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use balans_meeting::{Alternative, Case, deck, offers};
use balans_model::{Inputs, KSON_2023};
use balans_office::plan;
use serde_json::Value;

const WIDTH: f64 = 13.34;
const HEIGHT: f64 = 7.5;

fn case(inputs: &Inputs) -> Case {
    let values = Case::values_of(inputs);
    Case {
        name: "Prov <&> \u{201d}prov\u{201d}".to_owned(),
        today: "22 november 2026".to_owned(),
        link: "https://exempel.se/balans/#s=1.AAAA".to_owned(),
        version: "Budget i balans 0.1.0".to_owned(),
        alternatives: vec![Alternative {
            id: "a".to_owned(),
            name: "Utan åtgärder".to_owned(),
            values: values.clone(),
        }],
        values,
        ..Case::default()
    }
}

/// The case with everything that can be shown.
fn all(inputs: &Inputs) -> Case {
    let case = case(inputs);
    let slides = offers(&case).into_iter().map(|offer| offer.key).collect();
    Case { slides, ..case }
}

fn check(case: &Case) {
    let plan: Value = serde_json::from_str(&plan(case)).unwrap();
    let slides = plan["slides"].as_array().unwrap();
    let said = deck(case);
    assert_eq!(slides.len(), said.len());
    for (slide, said) in slides.iter().zip(&said) {
        assert_eq!(slide["title"], said.title);
        assert_eq!(slide["notes"], said.notes.join("\n"));
        for part in slide["parts"].as_array().unwrap() {
            let options = &part["options"];
            let [x, y, w, h] = ["x", "y", "w"]
                .map(|name| options[name].as_f64().unwrap())
                .into_iter()
                .chain([options["h"].as_f64().unwrap_or_else(|| {
                    let rows = options["rowH"].as_array().unwrap().iter();
                    rows.map(|height| height.as_f64().unwrap()).sum()
                })])
                .collect::<Vec<_>>()
                .try_into()
                .unwrap();
            let inside = x >= 0.0 && y >= 1.0 && x + w <= WIDTH && y + h <= HEIGHT;
            assert!(inside, "{}: {x} {y} {w} {h} of {part}", said.key);
            if part["chart"].is_string() {
                chart(part);
            }
        }
    }
}

/// A chart has numbers for each of its labels, a colour for each series, and says what it shows.
fn chart(part: &Value) {
    assert!(part["options"]["altText"].as_str().unwrap().len() > 20);
    let series = part["data"].as_array().unwrap();
    assert!(!series.is_empty());
    let colours = part["options"]["chartColors"].as_array().unwrap();
    assert!(colours.len() >= series.len());
    for one in series {
        let values = one["values"].as_array().unwrap();
        assert_eq!(values.len(), one["labels"].as_array().unwrap().len());
        let numbers = |value: &Value| value.is_number() || part["chart"] == "line";
        assert!(values.iter().all(numbers), "{one}");
    }
}

#[test]
fn any_scenario_has_a_presentation_inside_its_pages() {
    check(&case(&Inputs::defaults(&KSON_2023)));
    check(&all(&Inputs::defaults(&KSON_2023)));
    check(&all(&Inputs::raw(|id| KSON_2023.spec(id).min)));
    check(&all(&Inputs::raw(|id| KSON_2023.spec(id).max)));
}

/// What stands at each step, base and all, comes to the level the figure shows.
#[test]
fn the_bridge_stands_on_its_levels() {
    let plan: Value = serde_json::from_str(&plan(&all(&Inputs::defaults(&KSON_2023)))).unwrap();
    let slides = plan["slides"].as_array().unwrap().iter();
    let parts = slides.flat_map(|slide| slide["parts"].as_array().unwrap());
    let bridge = parts
        .filter(|part| part["options"]["barGrouping"] == "stacked")
        .find(|part| part["options"]["chartColors"][0] == "transparent")
        .unwrap();
    let top = |at: usize| -> f64 {
        let series = bridge["data"].as_array().unwrap().iter();
        series.map(|one| one["values"][at].as_f64().unwrap()).sum()
    };
    assert!((top(0) - 73.7).abs() < 1e-9, "{}", top(0));
    let last = bridge["data"][0]["values"].as_array().unwrap().len() - 1;
    assert!((top(last) - 72.5).abs() < 1e-9, "{}", top(last));
}
