use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::Relaxed};

use balans_model::{KSON_2023, input_id};

use super::super::NOTE_LIMIT;
use super::*;
use crate::storage::{Door, Fault, MemoryDoor};

const CARE: InputId = input_id("requirement.care");
const HEALTH: InputId = input_id("requirement.health");

#[derive(Default)]
struct Shared {
    memory: MemoryDoor,
    full: AtomicBool,
}

struct SharedDoor(Arc<Shared>);

impl Door for SharedDoor {
    fn read(&self, key: &str) -> Result<Option<String>, Fault> {
        self.0.memory.read(key)
    }
    fn write(&self, key: &str, text: &str) -> Result<(), Fault> {
        if self.0.full.load(Relaxed) {
            Err(Fault::Full)
        } else {
            self.0.memory.write(key, text)
        }
    }
    fn remove(&self, key: &str) -> Result<(), Fault> {
        self.0.memory.remove(key)
    }
    fn keys(&self) -> Result<Vec<String>, Fault> {
        self.0.memory.keys()
    }
    fn lasts(&self) -> bool {
        true
    }
}

fn edge() -> Edge {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    Edge {
        now: || "2026-11-21T19:00:00+01:00".to_owned(),
        fresh_id: || format!("s{:06}", NEXT.fetch_add(1, Relaxed)),
    }
}

fn open(shared: &Arc<Shared>) -> Session {
    let tab = Box::new(MemoryDoor::default());
    Session::open(
        &KSON_2023,
        Box::new(SharedDoor(Arc::clone(shared))),
        tab,
        edge(),
    )
}

fn names(session: &Session) -> Vec<&str> {
    session
        .library()
        .iter()
        .map(|saved| saved.name.as_str())
        .collect()
}

#[test]
fn a_drag_is_kept_when_it_is_let_go() {
    let shared = Arc::<Shared>::default();
    let mut session = open(&shared);
    session.apply(Intent::Drag(CARE, 49.0));
    session.apply(Intent::Drag(CARE, 50.0));
    assert_eq!(session.inputs().get(CARE), 50.0);
    assert_eq!(open(&shared).inputs().get(CARE), 47.6);
    session.apply(Intent::Set(CARE, 50.0));
    assert_eq!(open(&shared).inputs().get(CARE), 50.0);
    assert_eq!(session.before().get(CARE), 47.6);
    assert_eq!(session.moved(), Some(&Moved::Input(CARE)));
}

#[test]
fn steps_on_one_lever_are_one_move_and_another_lever_begins_a_new_one() {
    let mut session = open(&Arc::default());
    session.apply(Intent::Set(CARE, 48.0));
    session.apply(Intent::Set(CARE, 50.0));
    assert_eq!(session.before().get(CARE), 47.6);
    session.apply(Intent::Set(HEALTH, 30.0));
    assert_eq!(session.before().get(CARE), 50.0);
    assert_eq!(session.before().get(HEALTH), 26.1);
}

#[test]
fn setting_what_already_stands_is_no_move() {
    let mut session = open(&Arc::default());
    session.apply(Intent::Set(CARE, 47.6));
    session.apply(Intent::Set(CARE, f64::NAN));
    assert_eq!(session.moved(), None);
}

#[test]
fn reset_brings_back_the_underlag() {
    let shared = Arc::<Shared>::default();
    let mut session = open(&shared);
    session.apply(Intent::Set(CARE, 50.0));
    session.apply(Intent::Set(HEALTH, 30.0));
    session.apply(Intent::Reset(CARE));
    assert_eq!(session.inputs().get(CARE), 47.6);
    session.apply(Intent::ResetAll);
    assert_eq!(*session.inputs(), Inputs::defaults(&KSON_2023));
    assert_eq!(open(&shared).inputs(), session.inputs());
}

#[test]
fn a_preset_sets_its_own_and_leaves_the_rest() {
    let shared = Arc::<Shared>::default();
    let mut session = open(&shared);
    let elasticity = input_id("demography.elasticity_care");
    session.apply(Intent::Set(CARE, 50.0));
    session.apply(Intent::Preset("aldersviktat".to_owned()));
    assert_eq!(session.inputs().get(elasticity), 0.48);
    assert_eq!(session.inputs().get(CARE), 50.0);
    assert_eq!(session.before().get(elasticity), 1.0);
    let moved = Moved::Preset("Åldersviktat behov".to_owned());
    assert_eq!(session.moved(), Some(&moved));
    assert_eq!(open(&shared).inputs(), session.inputs());
    session.apply(Intent::Preset("finns inte".to_owned()));
    assert_eq!(session.moved(), Some(&moved));
}

#[test]
fn scenarios_are_saved_opened_renamed_and_deleted_with_undo() {
    let shared = Arc::<Shared>::default();
    let mut session = open(&shared);
    session.apply(Intent::Set(CARE, 50.0));
    session.apply(Intent::SaveAs("  Höjt   krav ".to_owned()));
    assert_eq!(names(&session), ["Höjt krav"]);
    assert!(!session.unsaved());
    assert!(
        session
            .notices()
            .contains(&Notice::Saved("Höjt krav".to_owned()))
    );

    session.apply(Intent::Set(CARE, 60.0));
    assert!(session.unsaved());
    session.apply(Intent::Save(String::new()));
    assert!(!session.unsaved());

    session.apply(Intent::ResetAll);
    let id = session.library()[0].id.clone();
    session.apply(Intent::Open(id.clone()));
    assert_eq!(session.inputs().get(CARE), 60.0);
    assert_eq!(
        session.current_scenario().map(|saved| saved.name.as_str()),
        Some("Höjt krav")
    );

    session.apply(Intent::Rename(id.clone(), "Nytt namn".to_owned()));
    assert_eq!(names(&open(&shared)), ["Nytt namn"]);

    session.apply(Intent::Delete(id));
    assert_eq!(names(&open(&shared)), [""; 0]);
    session.apply(Intent::Undelete);
    assert_eq!(names(&session), ["Nytt namn"]);
    assert_eq!(open(&shared).library(), session.library());
}

#[test]
fn two_scenarios_may_have_the_same_name() {
    let mut session = open(&Arc::default());
    session.apply(Intent::SaveAs("Samma".to_owned()));
    session.apply(Intent::SaveAs("Samma".to_owned()));
    assert_eq!(names(&session), ["Samma", "Samma"]);
}

#[test]
fn a_full_storage_is_told_loses_nothing_and_is_taken_back() {
    let shared = Arc::<Shared>::default();
    let mut session = open(&shared);
    session.apply(Intent::SaveAs("Först".to_owned()));
    shared.full.store(true, Relaxed);
    session.apply(Intent::Set(CARE, 50.0));
    assert!(session.notices().contains(&Notice::Storage(Trouble::Full)));
    assert_eq!(session.inputs().get(CARE), 50.0, "the tool works on");
    session.apply(Intent::SaveAs("Sedan".to_owned()));
    assert_eq!(
        names(&session),
        ["Först"],
        "what is not saved is not shown as saved"
    );
    assert_eq!(names(&open(&shared)), ["Först"]);
    shared.full.store(false, Relaxed);
    session.apply(Intent::Set(CARE, 51.0));
    assert!(!session.notices().contains(&Notice::Storage(Trouble::Full)));
    assert_eq!(open(&shared).inputs().get(CARE), 51.0);
}

#[test]
fn clearing_leaves_an_empty_store_and_the_underlag() {
    let shared = Arc::<Shared>::default();
    let mut session = open(&shared);
    session.apply(Intent::Set(CARE, 50.0));
    session.apply(Intent::SaveAs("Bort".to_owned()));
    session.apply(Intent::ClearAll);
    assert_eq!(shared.memory.keys().unwrap(), [""; 0]);
    assert_eq!(*session.inputs(), Inputs::defaults(&KSON_2023));
    assert_eq!(
        session.notices().iter().collect::<Vec<_>>(),
        [&Notice::Cleared]
    );
}

#[test]
fn a_draft_with_an_unknown_id_is_left_alone() {
    let shared = Arc::<Shared>::default();
    let text = r#"{"schema":1,"app":"0.1.0","saved":"x","data":{"pack":"kson-2023","values":{"unknown.id":1.0}}}"#;
    shared
        .memory
        .write(crate::storage::WORKING_KEY, text)
        .unwrap();
    let mut session = open(&shared);
    assert!(session.notices().contains(&Notice::Storage(Trouble::Newer)));
    session.apply(Intent::Set(CARE, 50.0));
    assert_eq!(
        shared
            .memory
            .read(crate::storage::WORKING_KEY)
            .unwrap()
            .as_deref(),
        Some(text)
    );
}

fn rate(measure: &str, aspect: Aspect, level: Option<Level>) -> Intent {
    Intent::Rate {
        measure: measure.to_owned(),
        aspect,
        level,
    }
}

fn note(measure: &str, text: &str) -> Intent {
    Intent::Note {
        measure: measure.to_owned(),
        text: text.to_owned(),
    }
}

#[test]
fn ratings_and_notes_are_kept_and_move_no_number() {
    let shared = Arc::<Shared>::default();
    let mut session = open(&shared);
    session.apply(rate("caseload", Aspect::Staff, Some(Level::High)));
    session.apply(rate("collaboration", Aspect::Users, Some(Level::Low)));
    session.apply(note("caseload", " Två rader\noch lite till "));
    assert_eq!(session.moved(), None);
    assert!(session.unsaved());

    let mut again = open(&shared);
    assert_eq!(again.rating("caseload", Aspect::Staff), Some(Level::High));
    assert_eq!(again.rating("caseload", Aspect::Users), None);
    assert_eq!(
        again.rating("collaboration", Aspect::Users),
        Some(Level::Low),
        "a measure without a value can be rated too"
    );
    assert_eq!(again.note("caseload"), " Två rader\noch lite till ");

    again.apply(rate("caseload", Aspect::Staff, None));
    again.apply(rate("collaboration", Aspect::Users, None));
    again.apply(note("caseload", " \n "));
    assert!(!again.unsaved(), "taken back, nothing is left");
    assert_eq!(open(&shared).note("caseload"), "");
}

#[test]
fn a_long_note_is_refused_whole_and_so_is_an_unknown_measure() {
    let mut session = open(&Arc::default());
    let longest = "å".repeat(NOTE_LIMIT);
    session.apply(note("caseload", &longest));
    session.apply(note("caseload", &format!("{longest}!")));
    assert_eq!(session.note("caseload"), longest);
    session.apply(note("no_such_measure", "x"));
    session.apply(rate("no_such_measure", Aspect::Users, Some(Level::Low)));
    assert_eq!(session.note("no_such_measure"), "");
    assert_eq!(session.rating("no_such_measure", Aspect::Users), None);
}

#[test]
fn ratings_and_notes_follow_the_scenario() {
    let shared = Arc::<Shared>::default();
    let mut session = open(&shared);
    session.apply(rate("discharge", Aspect::Users, Some(Level::Medium)));
    session.apply(note("discharge", "Fråga hemtjänsten"));
    session.apply(Intent::SaveAs("Med bedömning".to_owned()));
    assert!(!session.unsaved());
    session.apply(note("discharge", "Frågat"));
    assert!(session.unsaved());
    session.apply(Intent::Save(String::new()));
    assert!(!session.unsaved());

    session.apply(Intent::ResetAll);
    assert_eq!(session.note("discharge"), "Frågat", "words are not values");
    session.apply(note("discharge", ""));
    session.apply(rate("discharge", Aspect::Users, None));
    assert!(!session.unsaved());

    let id = session.library()[0].id.clone();
    session.apply(Intent::Open(id));
    assert_eq!(session.note("discharge"), "Frågat");
    assert_eq!(
        session.rating("discharge", Aspect::Users),
        Some(Level::Medium)
    );

    session.apply(Intent::ClearAll);
    assert_eq!(session.note("discharge"), "");
    assert_eq!(open(&shared).note("discharge"), "");
}

#[test]
fn ratings_and_notes_this_version_does_not_know_are_left_alone() {
    let long = "x".repeat(NOTE_LIMIT + 1);
    for data in [
        r#""ratings":{"no_such_measure":{"users":"low"}}"#.to_owned(),
        r#""ratings":{"caseload":{"neighbours":"low"}}"#.to_owned(),
        r#""ratings":{"caseload":{"users":"extreme"}}"#.to_owned(),
        r#""notes":{"no_such_measure":"x"}"#.to_owned(),
        format!(r#""notes":{{"caseload":"{long}"}}"#),
    ] {
        let shared = Arc::<Shared>::default();
        let text = format!(
            r#"{{"schema":1,"app":"9.0.0","saved":"x","data":{{"pack":"kson-2023","values":{{}},{data}}}}}"#
        );
        let key = crate::storage::WORKING_KEY;
        shared.memory.write(key, &text).unwrap();
        let mut session = open(&shared);
        assert!(
            session.notices().contains(&Notice::Storage(Trouble::Newer)),
            "{data}"
        );
        session.apply(note("caseload", "Ny"));
        assert_eq!(
            shared.memory.read(key).unwrap().as_deref(),
            Some(text.as_str())
        );
    }
}

#[test]
fn measures_with_a_figure_are_those_the_model_counts() {
    use balans_model::{Quantity, simulate};
    let mut session = open(&Arc::default());
    for move_to in [None, Some(-5.0), Some(0.0)] {
        if let Some(value) = move_to {
            session.apply(Intent::Set(input_id("caseload.change"), value));
            session.apply(Intent::Set(input_id("negligence_clause.on"), 0.0));
        }
        let ours = KSON_2023
            .measures
            .iter()
            .filter(|spec| session.has_figure(spec));
        let outcome = simulate(&KSON_2023, session.inputs());
        assert_eq!(
            outcome.value(Quantity::CalculatedMeasures()),
            Some(ours.count() as f64),
            "{move_to:?}"
        );
    }
}

#[test]
fn names_are_cleaned() {
    for (given, kept) in [
        (" a\n b ", Some("a b")),
        ("", None),
        (" \t ", None),
        ("å\u{7}ä", Some("åä")),
    ] {
        assert_eq!(clean_name(given).as_deref(), kept);
    }
    assert_eq!(
        clean_name(&"x".repeat(200)).map(|name| name.chars().count()),
        Some(NAME_LIMIT)
    );
}

#[test]
fn the_first_visit_is_over_when_something_is_kept() {
    let shared = Arc::<Shared>::default();
    let mut session = open(&shared);
    assert!(session.first_visit());
    session.apply(Intent::Begin);
    assert!(!session.first_visit());
    assert!(!open(&shared).first_visit());
}
