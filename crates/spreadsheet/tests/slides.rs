//! The plan of a presentation: all of the deck, inside the page, for scenarios of any kind.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::collections::BTreeMap;

use balans_model::{Inputs, KSON_2023};
use balans_report::{Alternative, Block, Case, Slide, WorkedOut, deck, offers};
use balans_scenario::{OwnFigure, Underlag};
use balans_spreadsheet::plan;
use serde_json::{Value, json};

const WIDTH: f64 = 13.34;
const HEIGHT: f64 = 7.5;
const NOW: &str = "2026-11-22T01:02:03+01:00";

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
    Case {
        slides,
        worked_out: Some(WorkedOut::of(&case)),
        ..case
    }
}

fn planned(case: &Case) -> Vec<Value> {
    let plan: Value = serde_json::from_str(&plan(case, NOW).unwrap()).unwrap();
    plan["slides"].as_array().unwrap().clone()
}

/// The pages of each slide of the deck: one, or several numbered ones.
fn by_slide(case: &Case) -> Vec<(Slide, Vec<Value>)> {
    let mut pages = planned(case).into_iter().peekable();
    let slides = deck(case).into_iter().map(|said| {
        let first = pages.next().unwrap();
        let title = first["title"].as_str().unwrap().to_owned();
        let mut own = vec![first];
        if let Some(rest) = title.strip_prefix(&format!("{} (1 av ", said.title)) {
            let count: usize = rest.trim_end_matches(')').parse().unwrap();
            own.extend((1..count).map(|_| pages.next().unwrap()));
        } else {
            assert_eq!(title, said.title);
        }
        (said, own)
    });
    let slides: Vec<_> = slides.collect();
    assert!(pages.next().is_none());
    slides
}

fn boxed(part: &Value) -> [f64; 4] {
    let options = &part["options"];
    let number = |name: &str| options[name].as_f64();
    let high = number("h").unwrap_or_else(|| {
        let rows = options["rowH"].as_array().unwrap().iter();
        rows.map(|height| height.as_f64().unwrap()).sum()
    });
    [
        number("x").unwrap(),
        number("y").unwrap(),
        number("w").unwrap(),
        high,
    ]
}

fn check(case: &Case) {
    for (said, pages) in by_slide(case) {
        let key = &said.key;
        assert_eq!(pages[0]["notes"], json!(said.notes));
        // Nothing is left out: every row of every table, every item of every list.
        let rows: usize = said.blocks.iter().map(rows_of).sum();
        let parts = || {
            pages
                .iter()
                .flat_map(|page| page["parts"].as_array().unwrap())
        };
        let shown = parts().map(|part| match part["rows"].as_array() {
            Some(rows) => rows.len() - 1,
            None => {
                let runs = part["text"].as_array().map_or(&[][..], Vec::as_slice);
                runs.iter()
                    .filter(|run| run["options"]["bullet"] == true)
                    .count()
            }
        });
        assert_eq!(shown.sum::<usize>(), rows, "{key}");
        for page in &pages {
            let parts = page["parts"].as_array().unwrap();
            let has_numbers = said.blocks.iter().any(|block| {
                matches!(
                    block,
                    Block::Table(_) | Block::Figure(_) | Block::Numbers(_)
                )
            });
            assert_eq!(under(page).len(), usize::from(has_numbers), "{key}");
            let boxes: Vec<_> = parts.iter().map(|part| (part, boxed(part))).collect();
            for (part, [x, y, w, h]) in &boxes {
                let inside = *x >= 0.0 && *y >= 1.0 && x + w <= WIDTH && y + h <= HEIGHT;
                assert!(inside, "{key}: {x} {y} {w} {h} of {part}");
                if part["chart"].is_string() {
                    chart(part);
                }
            }
            // Words, tables and charts stand clear of each other: what a part needs, it has.
            let told = |part: &Value| {
                part["text"].is_string() || part["rows"].is_array() || part["chart"].is_string()
            };
            let told: Vec<_> = boxes.iter().filter(|(part, _)| told(part)).collect();
            for (at, (one, [x, y, w, h])) in told.iter().enumerate() {
                for (other, [x2, y2, w2, h2]) in &told[at + 1..] {
                    let apart = y + h <= y2 + 0.001
                        || y2 + h2 <= y + 0.001
                        || x + w <= x2 + 0.001
                        || x2 + w2 <= x + 0.001;
                    assert!(apart, "{key}: {one} meets {other}");
                }
            }
            sizes(page, key);
        }
    }
}

/// No letter is smaller than 14 points.
fn sizes(value: &Value, key: &str) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                if name == "fontSize" || name == "size" {
                    assert!(value.as_f64().unwrap() >= 14.0, "{key}: {value}");
                }
                sizes(value, key);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| sizes(item, key)),
        _ => {}
    }
}

fn rows_of(block: &Block) -> usize {
    match block {
        Block::Table(tabled) => tabled.table.rows.len(),
        Block::List(items) => items.len(),
        _ => 0,
    }
}

/// What a slide stands on.
fn under(slide: &Value) -> Vec<&str> {
    let parts = slide["parts"].as_array().unwrap().iter();
    let texts = parts.filter_map(|part| part["text"].as_str());
    texts.filter(|text| text.contains(DOCUMENTS)).collect()
}

const DOCUMENTS: &str = "Källor: Effektiviseringsunderlag KSON, bilaga till nulägeskarta 2023; Förvaltningen informerar";

/// A slide says what its numbers stand on, once, and no more than that.
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
        figures: [(
            "requirement.growth_funding".to_owned(),
            OwnFigure {
                value: 90.0,
                source: "Avtal".to_owned(),
                ..OwnFigure::default()
            },
        )]
        .into(),
        ..Underlag::default()
    });
    let said = |case: &Case, key: &str| {
        let mut slides = by_slide(case).into_iter();
        let (_, pages) = slides.find(|(said, _)| said.key == key).unwrap();
        under(&pages[0])
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
    let [line] = said(&case, "alternatives").try_into().unwrap();
    assert!(line.contains(changed));
    // Nothing that is computed.
    assert_eq!(said(&case, "uncalculated"), [format!("{DOCUMENTS}.")]);
    check(&case);
}

/// A chart is as its schema wants it, has its numbers in a workbook, and says what it shows.
fn chart(part: &Value) {
    assert!(part["options"]["altText"].as_str().unwrap().len() > 20);
    let xml = part["xml"].as_str().unwrap();
    for kind in ["barChart", "lineChart"] {
        if let Some((_, inside)) = xml.split_once(&format!("<c:{kind}>")) {
            let inside = inside.split(&format!("</c:{kind}>")).next().unwrap();
            assert_eq!(inside.matches("<c:axId").count(), 2, "{kind}");
        }
    }
    assert_eq!(
        xml.matches("<c:catAx>").count() + xml.matches("<c:valAx>").count(),
        2
    );
    assert!(xml.contains("<c:ser>") && xml.contains("<c:f>Sheet1!$B$2:$B$"));
    for wrong in ["<c:v></c:v>", "NaN", "inf", "dblMax"] {
        assert!(!xml.contains(wrong), "{wrong} in {xml}");
    }
    let book = part["book"].as_str().unwrap();
    assert!(book.starts_with("UEsDB"), "a zip");
}

/// What XML has no place for is in no part of the plan, wherever it came from.
#[test]
fn a_presentation_carries_no_letter_that_its_format_forbids() {
    let inputs = Inputs::defaults(&KSON_2023);
    let evil = "a\u{fffe}b\u{ffff}c\u{1}d\u{b}e\u{202e}f & <g>";
    let mut case = case(&inputs);
    case.name = evil.to_owned();
    case.today = evil.to_owned();
    case.link = evil.to_owned();
    case.alternatives[0].name = evil.to_owned();
    case.underlag = Some(Underlag {
        name: evil.to_owned(),
        figures: [(
            "requirement.care".to_owned(),
            OwnFigure {
                value: 40.0,
                source: evil.to_owned(),
                ..OwnFigure::default()
            },
        )]
        .into(),
        ..Underlag::default()
    });
    let slides = offers(&case).into_iter().map(|offer| offer.key).collect();
    let plan = plan(&Case { slides, ..case }, NOW).unwrap();
    let plan: Value = serde_json::from_str(&plan).unwrap();
    fn walk(value: &Value, names: &mut usize) {
        match value {
            Value::String(text) => {
                let wrong = |letter: char| {
                    (letter.is_control() && letter != '\n')
                        || matches!(letter, '\u{fffe}' | '\u{ffff}' | '\u{202e}')
                };
                assert!(!text.contains(wrong), "{text:?}");
                *names += usize::from(text.contains("abcdef"));
            }
            Value::Array(items) => items.iter().for_each(|item| walk(item, names)),
            Value::Object(fields) => fields.values().for_each(|field| walk(field, names)),
            _ => {}
        }
    }
    let mut names = 0;
    walk(&plan, &mut names);
    assert!(names > 8, "{names}");
}

/// Status is told by fill in charts too: solid, outlined, hatched, and a surplus never as something missing.
#[test]
fn charts_keep_the_code_of_fills() {
    let base = Inputs::defaults(&KSON_2023);
    let xml = |inputs: &Inputs, key: &str| {
        let mut slides = by_slide(&all(inputs)).into_iter();
        let (_, pages) = slides.find(|(said, _)| said.key == key).unwrap();
        let parts = pages[0]["parts"].as_array().unwrap().iter();
        let charts = parts.filter_map(|part| part["xml"].as_str());
        charts.collect::<String>()
    };
    let light = balans_charts::Colours::LIGHT;
    let hex = |colour: &str| colour.trim_start_matches('#').to_uppercase();
    for key in ["question", "figure:bridge", "figure:areas"] {
        let shown = xml(&base, key);
        for colour in [light.total, light.decided, light.remaining] {
            let colour = hex(colour);
            assert!(
                shown.contains(&format!(
                    "<c:spPr><a:solidFill><a:srgbClr val=\"{colour}\"/>"
                )),
                "{key}"
            );
        }
        let outline = format!(
            "<a:ln w=\"25400\"><a:solidFill><a:srgbClr val=\"{}\"/>",
            hex(light.possible)
        );
        assert!(shown.contains(&outline), "{key}");
    }
    // The bridge has a step of own assumptions where there are any.
    let mut own = base.clone();
    let lever = KSON_2023.find("indexation.withheld_care").unwrap();
    own.set(&KSON_2023, lever, 2.0);
    assert!(xml(&own, "question").contains("<a:pattFill prst=\"wdUpDiag\">"));
    // A step for each measure is filled by its status, and a swatch says what each fill is.
    let key = "figure:bridge-measures";
    let shown = xml(&own, key);
    assert!(shown.contains("<a:pattFill prst=\"wdUpDiag\">"), "{shown}");
    let mut slides = by_slide(&all(&own)).into_iter();
    let (_, pages) = slides.find(|(said, _)| said.key == key).unwrap();
    let parts = pages[0]["parts"].as_array().unwrap();
    let at = |text: &str| parts.iter().position(|part| part["text"] == text);
    let names = balans_model::Evidence::ALL.iter();
    let swatch = |evidence: &balans_model::Evidence| {
        let name = balans_report::texts::shared::evidence(*evidence);
        let swatch = &parts[at(name).expect(name) - 1];
        swatch["paint"].as_str().unwrap().to_owned()
    };
    let swatches: Vec<String> = names.map(swatch).collect();
    assert!(swatches[0].starts_with("<a:solidFill>") && !swatches[0].contains("<a:ln"));
    assert!(swatches[1].contains("<a:ln w=\"25400\">"));
    assert!(swatches[2].contains("<a:pattFill prst=\"wdUpDiag\">"));
    assert!(xml(&base, "parties").contains("<a:pattFill prst=\"wdDnDiag\">"));
    let mut over = base;
    for (id, value) in [("requirement.care", 0.2), ("requirement.health", 0.0)] {
        over.set(&KSON_2023, KSON_2023.find(id).unwrap(), value);
    }
    for key in ["question", "figure:bridge"] {
        let shown = xml(&over, key);
        assert!(
            !shown.is_empty() && !shown.contains(&hex(light.remaining)),
            "{key}"
        );
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
    let slides = by_slide(&all(&Inputs::defaults(&KSON_2023)));
    let (_, pages) = slides
        .iter()
        .find(|(said, _)| said.key == "figure:bridge")
        .unwrap();
    let parts = pages[0]["parts"].as_array().unwrap();
    let chart = parts.iter().find_map(|part| part["xml"].as_str()).unwrap();
    // The values of each series, by the place of their step.
    let series: Vec<BTreeMap<usize, f64>> = chart
        .split("<c:val>")
        .skip(1)
        .map(|one| {
            let one = one.split("</c:val>").next().unwrap();
            let points = one.split("<c:pt idx=\"").skip(1).map(|point| {
                let (at, rest) = point.split_once("\"><c:v>").unwrap();
                let value = rest.split('<').next().unwrap();
                (at.parse().unwrap(), value.parse().unwrap())
            });
            points.collect()
        })
        .collect();
    let top = |at: usize| -> f64 { series.iter().filter_map(|one| one.get(&at)).sum() };
    assert!((top(0) - 73.7).abs() < 1e-9, "{}", top(0));
    let last = series[0].len() - 1;
    assert!((top(last) - 72.5).abs() < 1e-9, "{}", top(last));
}
