//! The plan of a presentation: all of the deck, inside the page, for scenarios of any kind.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use balans_meeting::{Alternative, Case, Underlag, deck, offers};
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
        let parts = slide["parts"].as_array().unwrap();
        let shown = parts.iter().filter(|part| is_shown(part)).count();
        assert_eq!(under(slide).len(), shown, "{}", said.key);
        for part in parts {
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

/// A table or a chart.
fn is_shown(part: &Value) -> bool {
    part["chart"].is_string() || part["rows"].is_array()
}

/// What stands in small print under the tables and charts of a slide.
fn under(slide: &Value) -> Vec<&str> {
    let parts = slide["parts"].as_array().unwrap().iter();
    let small = parts.filter(|part| part["options"]["fontSize"].as_f64() <= Some(10.0));
    let texts = small.filter_map(|part| part["text"].as_str());
    texts.filter(|text| text.contains(DOCUMENTS)).collect()
}

const DOCUMENTS: &str = "Källor: Effektiviseringsunderlag KSON, bilaga till nulägeskarta 2023; Förvaltningen informerar";

/// Under each table and chart stands what its numbers stand on, and no more than that.
#[test]
fn tables_and_charts_say_what_they_stand_on() {
    let mut inputs = Inputs::defaults(&KSON_2023);
    let with = [
        ("requirement.care", 50.5),
        ("requirement.growth_funding", 90.0),
    ];
    for (id, value) in with {
        inputs.set(&KSON_2023, KSON_2023.find(id).unwrap(), value);
    }
    let mut case = all(&inputs);
    case.underlag = Some(Underlag {
        name: "Bokslut 2023".to_owned(),
        figures: vec![(
            "requirement.growth_funding".to_owned(),
            90.0,
            "Avtal".to_owned(),
        )],
    });
    let said = |case: &Case, key: &str| {
        let plan: Value = serde_json::from_str(&plan(case)).unwrap();
        let at = deck(case).iter().position(|one| one.key == key).unwrap();
        under(&plan["slides"][at])
            .into_iter()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    // Both act on what is left by year; neither on what empty homes cost.
    let changed = "Ändrat från utgångsläget: krav på omsorgen.";
    let own = "Ett tal är ditt eget.";
    let source = format!("{DOCUMENTS}; egna tal: Bokslut 2023.");
    for (key, acts) in [("years", true), ("housing", false)] {
        let [line] = said(&case, key).try_into().unwrap();
        assert_eq!(line.contains(changed), acts, "{line}");
        assert_eq!(line.contains(own), acts, "{line}");
        assert_eq!(line.ends_with(&source), acts, "{line}");
        assert!(line.starts_with("Bygger på "), "{line}");
    }
    // Several scenarios: the drawing has no numbers of its own, but stands on the same as its table.
    let lines = said(&case, "alternatives");
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0], lines[1]);
    assert!(lines[0].contains(changed));
    // Nothing that is computed.
    assert_eq!(said(&case, "uncalculated"), [format!("{DOCUMENTS}.")]);
    check(&case);
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
