//! Natively only: in the browser there is no source of chance for proptest.
#![cfg(not(target_arch = "wasm32"))]

use super::*;
use balans_scenario::{Draft, MadeWith, SavedScenario};

/// Texts written by earlier versions, each with its key on the line above: five of schema 1, then
/// two each of schemas 2 and 3.
const FROZEN: [(Kind, &str); 9] = [
    (
        Kind::Working,
        include_str!("../../../tests/schemas/1-working-untouched.txt"),
    ),
    (
        Kind::Working,
        include_str!("../../../tests/schemas/1-working-judged.txt"),
    ),
    (
        Kind::Working,
        include_str!("../../../tests/schemas/1-working-of-scenario.txt"),
    ),
    (
        Kind::Scenario,
        include_str!("../../../tests/schemas/1-scenario-values.txt"),
    ),
    (
        Kind::Scenario,
        include_str!("../../../tests/schemas/1-scenario-judged.txt"),
    ),
    (
        Kind::Working,
        include_str!("../../../tests/schemas/2-working-judged.txt"),
    ),
    (
        Kind::Scenario,
        include_str!("../../../tests/schemas/2-scenario-noted.txt"),
    ),
    (
        Kind::Working,
        include_str!("../../../tests/schemas/3-working-levers.txt"),
    ),
    (
        Kind::Scenario,
        include_str!("../../../tests/schemas/3-scenario-levers.txt"),
    ),
];

fn frozen(index: usize) -> &'static str {
    FROZEN[index].1.lines().nth(1).unwrap()
}

fn data<T: DeserializeOwned>(kind: Kind, text: &str) -> T {
    match open(kind, text) {
        Opened::Data(data, _) => data,
        _ => panic!("unreadable: {text}"),
    }
}

#[test]
fn every_text_of_schema_one_is_read_as_it_was_meant() {
    let untouched: Draft = data(Kind::Working, frozen(0));
    assert_eq!(untouched.pack, "kson-2023");
    assert!(untouched.values.is_empty() && untouched.scenario.is_none());

    let judged: Draft = data(Kind::Working, frozen(1));
    assert_eq!(judged.scenario.as_deref(), Some("s0"));
    assert_eq!(judged.values["requirement.care"], 50.0);
    assert_eq!(judged.values["requirement.health"], 26.123_456_789_012_344);
    assert_eq!(judged.ratings["caseload"]["staff"], "high");
    assert_eq!(judged.notes["caseload"], " Två rader\noch lite till ");

    let of_scenario: Draft = data(Kind::Working, frozen(2));
    assert_eq!(of_scenario.scenario.as_deref(), Some("s1"));

    let values: SavedScenario = data(Kind::Scenario, frozen(3));
    assert_eq!(values.name, "Höjt krav, \"citat\" & å ä ö");
    assert_eq!(values.note, "", "what schema 2 added");
    assert_eq!(values.created, "2026-11-21T19:00:00+01:00");
    assert_eq!(values.draft.values.len(), 3);

    let scenario: SavedScenario = data(Kind::Scenario, frozen(4));
    assert_eq!(
        Draft {
            scenario: Some("s1".to_owned()),
            ..scenario.draft
        },
        of_scenario
    );
}

#[test]
fn every_text_of_schema_two_is_read_as_it_was_meant() {
    let judged: Draft = data(Kind::Working, frozen(5));
    let first: Draft = data(Kind::Working, frozen(1));
    assert_eq!(judged.base.as_deref(), Some("2ed4416b"));
    assert_eq!(
        judged,
        Draft {
            base: judged.base.clone(),
            ..first
        }
    );
    assert!(judged.slides.is_empty() && judged.underlag.is_none());
    let noted: SavedScenario = data(Kind::Scenario, frozen(6));
    let first: SavedScenario = data(Kind::Scenario, frozen(4));
    assert_eq!(noted.note, "Från mötet 3 maj\nmed ”citat”");
    // The checksum that a tab compares, to see whether another tab has saved, is unchanged.
    assert_eq!(judged.base, Some(noted.draft.sum()));
    assert_eq!(noted.draft, first.draft);
}

#[test]
fn every_text_of_schema_three_is_read_as_it_was_meant() {
    let working: Draft = data(Kind::Working, frozen(7));
    assert_eq!(working.engine.earlier(), Some(1), "what schema 4 added");
    assert_eq!(working.values["occupancy.nursing_home.change"], -1.0);
    assert_eq!(working.slides, ["question", "request"]);
    let saved: SavedScenario = data(Kind::Scenario, frozen(8));
    assert_eq!(saved.draft.engine.earlier(), Some(1));
    assert_eq!(working.base, Some(saved.draft.sum()));
    assert_eq!(saved.draft.underlag.unwrap().name, "Bokslut");
}

#[test]
fn a_draft_of_the_present_engine_says_nothing_of_it() {
    let draft = Draft::default();
    assert!(!seal(&draft, "x").contains("engine"));
    let older = Draft {
        engine: MadeWith::engine(1),
        ..Draft::default()
    };
    let back: Draft = data(Kind::Working, &seal(&older, "x"));
    assert_eq!(back.engine.earlier(), Some(1));
}

#[test]
fn the_migrations_add_note_and_engine_and_touch_nothing_else() {
    for (place, (kind, _)) in FROZEN.into_iter().enumerate() {
        let text = frozen(place);
        let before: Value = serde_json::from_str(text).unwrap();
        let schema = before["schema"].as_u64().unwrap() as u32;
        let mut after: Value = serde_json::from_str(&lift(kind, text, schema).unwrap()).unwrap();
        let data = after["data"].as_object_mut().unwrap();
        let draft = match kind {
            Kind::Scenario => data["draft"].as_object_mut().unwrap(),
            _ => data,
        };
        assert_eq!(draft.remove("engine"), Some(Value::from(1)));
        if schema > 1 {
            assert_eq!(after, before);
            continue;
        }
        let note = after["data"].as_object_mut().unwrap().remove("note");
        assert_eq!(note.is_some(), kind == Kind::Scenario);
        assert_eq!(after, before);
    }
}

#[test]
fn there_is_a_step_for_every_schema_and_none_for_what_never_was() {
    assert_eq!(MIGRATIONS.len(), SCHEMA as usize - 1);
    assert_eq!(lift(Kind::Working, r#"{"schema":0,"data":{}}"#, 0), None);
}

#[test]
fn what_is_sealed_opens_and_any_other_byte_is_told() {
    let draft: Draft = data(Kind::Working, frozen(1));
    let text = seal(&draft, "2026-11-21T19:00:00+01:00");
    assert_eq!(
        open(Kind::Working, &text),
        Opened::Data(draft, "2026-11-21T19:00:00+01:00".to_owned())
    );
    for place in 0..text.len() {
        let mut bytes = text.clone().into_bytes();
        bytes[place] ^= 1;
        if let Ok(damaged) = String::from_utf8(bytes) {
            assert_eq!(
                open::<Draft>(Kind::Working, &damaged),
                Opened::Unreadable,
                "{damaged}"
            );
        }
        if let Some(cut) = text.get(..place) {
            assert_eq!(
                open::<Draft>(Kind::Working, cut),
                Opened::Unreadable,
                "{cut}"
            );
        }
    }
}

#[test]
fn newer_is_told_from_damaged() {
    let newer = r#"{"schema":5,"app":"9.0.0","saved":"2030","data":{"what":"ever"}}"#;
    assert_eq!(open::<Draft>(Kind::Working, newer), Opened::Newer);
    // This schema's number, without a checksum.
    let bare = frozen(1).replace("\"schema\":1", "\"schema\":4");
    assert_eq!(open::<Draft>(Kind::Working, &bare), Opened::Unreadable);
    let damaged = seal(&Draft::default(), "x").replace("\"schema\":4", "\"schema\":5");
    assert_eq!(open::<Draft>(Kind::Working, &damaged), Opened::Unreadable);
}

proptest::proptest! {
    #[test]
    fn numbers_come_back_to_the_bit(value in proptest::num::f64::NORMAL) {
        let draft = Draft {
            values: [("requirement.care".to_owned(), value)].into(),
            ..Draft::default()
        };
        let back: Draft = data(Kind::Working, &seal(&draft, "x"));
        proptest::prop_assert_eq!(back.values["requirement.care"].to_bits(), value.to_bits());
    }
}
