use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::Relaxed};

use balans_model::{KSON_2023, Status, input_id};

use super::super::NOTE_LIMIT;
use super::super::library::{Fate, LibraryOrder};
use super::super::own_figures::OwnChange;
use super::*;
use crate::storage::{Fault, MemoryBackend, StorageBackend};
use balans_scenario::terms::TermValues;
use balans_scenario::{FigureDetail, MadeWith, OwnFigure, Underlag};

const CARE: InputId = input_id("requirement.care");
const HEALTH: InputId = input_id("requirement.health");

#[derive(Default)]
struct Shared {
    memory: MemoryBackend,
    full: AtomicBool,
}

struct SharedBackend(Arc<Shared>);

impl StorageBackend for SharedBackend {
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
    fn is_persistent(&self) -> bool {
        true
    }
}

fn environment() -> Environment {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    Environment {
        now: || "2026-11-21T19:00:00+01:00".to_owned(),
        fresh_id: || format!("s{:06}", NEXT.fetch_add(1, Relaxed)),
        unnamed: "Namnlöst scenario",
    }
}

fn open(shared: &Arc<Shared>) -> Session {
    let tab = Box::new(MemoryBackend::default());
    Session::open(
        &KSON_2023,
        Box::new(SharedBackend(Arc::clone(shared))),
        tab,
        environment(),
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
    session.apply(Intent::Nudge(CARE, 48.0));
    session.apply(Intent::Nudge(CARE, 50.0));
    assert_eq!(session.before().get(CARE), 47.6);
    session.apply(Intent::Set(HEALTH, 30.0));
    assert_eq!(session.before().get(CARE), 50.0);
    assert_eq!(session.before().get(HEALTH), 26.1);
}

/// Two numbers typed into one field, two clicks on a slider's track, a switch turned off and on:
/// each is a step of its own.
#[test]
fn what_is_done_twice_is_two_steps() {
    let on = input_id("vacancy_reform.on");
    let mut session = open(&Arc::default());
    let input = |id, before, after| Some(Step::Input { id, before, after });
    session.apply(Intent::Set(CARE, 40.0));
    session.apply(Intent::Set(CARE, 12.0));
    assert_eq!(session.before().get(CARE), 40.0, "each is told by itself");
    for value in [20.0, 30.0] {
        // A click on the track sends the value where it landed, and then that it is final.
        session.apply(Intent::Drag(CARE, value));
        session.apply(Intent::Set(CARE, value));
    }
    session.apply(Intent::Nudge(CARE, 30.1));
    session.apply(Intent::Nudge(CARE, 30.2));
    session.apply(Intent::Set(on, 0.0));
    session.apply(Intent::Set(on, 1.0));
    assert_eq!(undo(&mut session), input(on, 0.0, 1.0));
    assert_eq!(undo(&mut session), input(on, 1.0, 0.0));
    assert_eq!(undo(&mut session), input(CARE, 30.0, 30.2));
    assert_eq!(undo(&mut session), input(CARE, 20.0, 30.0));
    assert_eq!(undo(&mut session), input(CARE, 12.0, 20.0));
    assert_eq!(undo(&mut session), input(CARE, 40.0, 12.0));
    assert_eq!(undo(&mut session), input(CARE, 47.6, 40.0));
    assert_eq!(undo(&mut session), None);
}

/// Earlier versions stored a year such as 2024,5. It is read, rounded, and reported once.
#[test]
fn a_kept_fraction_of_what_is_whole_is_mended_and_told_once() {
    let start = input_id("indexation.start_year");
    let places = "housing.lss.places";
    let shared = Arc::<Shared>::default();
    let mut old = Draft {
        pack: KSON_2023.id.to_string(),
        values: [
            (start.name(), 2024.5),
            (places, 180.25),
            ("requirement.care", 50.5),
        ]
        .map(|(id, value)| (id.to_owned(), value))
        .into(),
        underlag: Some(Underlag {
            name: "Bokslut".to_owned(),
            figures: [(
                places.to_owned(),
                OwnFigure {
                    value: 180.25,
                    source: "Avtal".to_owned(),
                    ..OwnFigure::default()
                },
            )]
            .into(),
            ..Underlag::default()
        }),
        ..Draft::default()
    };
    let backend = Box::new(SharedBackend(Arc::clone(&shared)));
    let tab = Box::new(MemoryBackend::default());
    let (mut repository, _) = Repository::open(backend, tab, environment(), |_| Fit::Here);
    repository.keep_working(&old).unwrap();
    drop(repository);

    let mut session = open(&shared);
    let stands = |session: &Session| {
        assert_eq!(session.inputs().get(start), 2025.0);
        assert_eq!(session.inputs().get(input_id("housing.lss.places")), 180.0);
        assert_eq!(session.inputs().get(CARE), 50.5);
        assert_eq!(
            session
                .active_pack()
                .spec(input_id("housing.lss.places"))
                .default,
            180.0
        );
    };
    stands(&session);
    let told = Notice::MadeWhole(3);
    assert_eq!(session.notices().iter().collect::<Vec<_>>(), [&told]);
    let again = open(&shared);
    stands(&again);
    assert!(again.notices().is_empty(), "{:?}", again.notices());

    // The same for a link, which may have a count with decimals, and for a saved scenario.
    session.apply(Intent::Dismiss(told));
    old.underlag = None;
    session.apply(Intent::Adopt("Länk".to_owned(), old));
    assert_eq!(session.inputs().get(start), 2025.0);
    assert!(session.notices().contains(&Notice::MadeWhole(2)));
    session.apply(Intent::Set(start, 2023.4));
    assert_eq!(session.inputs().get(start), 2023.0, "nothing else comes in");
}

#[test]
fn a_link_taken_up_at_once_is_one_step_and_is_told_until_it_is_undone() {
    let shared = Arc::<Shared>::default();
    let mut session = open(&shared);
    let mut draft = Draft {
        pack: session.base_pack().id.to_string(),
        ..Draft::default()
    };
    draft.values.insert("requirement.care".to_owned(), 50.0);
    let (name, from) = ("Förslag".to_owned(), Some("delat av Anna".to_owned()));
    session.apply(Intent::Receive {
        name: name.clone(),
        from: from.clone(),
        draft,
    });
    assert_eq!(session.inputs().get(CARE), 50.0);
    assert!(session.unsaved());
    let told = Notice::Received { name, from };
    assert_eq!(session.notices().iter().collect::<Vec<_>>(), [&told]);
    session.apply(Intent::Undo);
    assert_eq!(session.inputs().get(CARE), 47.6);
    assert!(session.notices().is_empty() && session.undo_step().is_none());
}

/// A scenario of the first engine: two measures that are calculated otherwise now, one of them turned off, one that is not,
/// and a value that has become the starting value.
fn of_the_first_engine() -> Draft {
    Draft {
        pack: KSON_2023.id.to_string(),
        values: [
            ("occupancy.nursing_home.change", -1.0),
            ("automation.share", 5.0),
            ("automation.on", 0.0),
            ("reablement.start_year", 2025.0),
            ("commissioning.share_care", 0.5),
            ("extra_care_housing.share_from_nursing_home", 0.0),
        ]
        .map(|(id, value)| (id.to_owned(), value))
        .into(),
        engine: MadeWith::engine(1),
        ..Draft::default()
    }
}

fn recalculated(name: Option<&str>) -> Notice {
    Notice::Recalculated {
        name: name.map(str::to_owned),
        measures: vec![Measure::Occupancy, Measure::ExtraCareHousing],
    }
}

#[test]
fn what_an_earlier_engine_kept_says_once_what_is_calculated_otherwise() {
    let shared = Arc::<Shared>::default();
    let backend = Box::new(SharedBackend(Arc::clone(&shared)));
    let tab = Box::new(MemoryBackend::default());
    let (mut repository, _) = Repository::open(backend, tab, environment(), |_| Fit::Here);
    repository.keep_working(&of_the_first_engine()).unwrap();
    let now = "2026-11-20T19:00:00+01:00".to_owned();
    let saved = SavedScenario {
        id: "s1".to_owned(),
        name: "Förslag".to_owned(),
        note: "Kvar".to_owned(),
        created: now.clone(),
        changed: now.clone(),
        draft: of_the_first_engine(),
    };
    repository.save(&saved).unwrap();
    drop(repository);

    // The working copy, which has no name.
    let mut session = open(&shared);
    let told = |session: &Session| session.notices().iter().cloned().collect::<Vec<_>>();
    assert_eq!(told(&session), [recalculated(None)]);
    assert!(told(&open(&shared)).is_empty(), "it is said once");

    // The saved scenario, when it is opened.
    session.apply(Intent::Dismiss(recalculated(None)));
    session.apply(Intent::Open("s1".to_owned()));
    assert_eq!(told(&session), [recalculated(Some("Förslag"))]);
    assert!(!session.unsaved(), "nothing is changed by being read");
    let kept = session.current_scenario().unwrap();
    assert_eq!((&*kept.note, &kept.changed), ("Kvar", &now));
    assert!(kept.draft.engine.is_present());
    let mut again = open(&shared);
    again.apply(Intent::Open("s1".to_owned()));
    assert!(told(&again).is_empty(), "it is said once");
    assert_eq!(names(&again), ["Förslag"]);

    // Where storage refuses, the scenario stands and it is said the next time as well.
    again.apply(Intent::Import(vec![SavedScenario {
        id: "s2".to_owned(),
        name: "Andra".to_owned(),
        ..saved
    }]));
    again.apply(Intent::Dismiss(Notice::Imported {
        added: 1,
        same: 0,
        refused: 0,
    }));
    shared.full.store(true, Relaxed);
    again.apply(Intent::Open("s2".to_owned()));
    assert!(told(&again).contains(&recalculated(Some("Andra"))));
    shared.full.store(false, Relaxed);
    let mut third = open(&shared);
    third.apply(Intent::Open("s2".to_owned()));
    assert!(told(&third).contains(&recalculated(Some("Andra"))));

    // A link is told of when it is worked on.
    third.apply(Intent::Adopt("Länk".to_owned(), of_the_first_engine()));
    assert_eq!(told(&third), [recalculated(Some("Länk"))]);
    let mut present = of_the_first_engine();
    present.engine = MadeWith::default();
    third.apply(Intent::Adopt("Ny länk".to_owned(), present));
    assert!(told(&third).is_empty());
}

/// What holds nothing of its own is not calculated otherwise in any way that it says.
#[test]
fn an_untouched_working_copy_of_an_earlier_engine_says_nothing() {
    let shared = Arc::<Shared>::default();
    let backend = Box::new(SharedBackend(Arc::clone(&shared)));
    let tab = Box::new(MemoryBackend::default());
    let (mut repository, _) = Repository::open(backend, tab, environment(), |_| Fit::Here);
    let untouched = Draft {
        values: [].into(),
        ..of_the_first_engine()
    };
    repository.keep_working(&untouched).unwrap();
    drop(repository);
    assert!(open(&shared).notices().is_empty());
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
fn several_values_are_one_step_and_whole_where_they_must_be() {
    let shared = Arc::<Shared>::default();
    let mut session = open(&shared);
    let (before, persons) = (
        session.inputs().clone(),
        input_id("extra_care_housing.persons"),
    );
    let values = vec![(CARE, 50.0), (persons, 7.6)];
    session.apply(Intent::SetAll("Två reglage".to_owned(), values));
    assert_eq!(session.inputs().get(CARE), 50.0);
    assert_eq!(session.inputs().get(persons), 8.0);
    assert_eq!(
        session.moved(),
        Some(&Moved::Preset("Två reglage".to_owned()))
    );
    assert_eq!(open(&shared).inputs(), session.inputs());
    session.apply(Intent::Undo);
    assert_eq!(*session.inputs(), before);
    assert!(session.undo_step().is_none());
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

// Undo and redo --------------------------------------------------------------------------------

fn undo(session: &mut Session) -> Option<Step> {
    let step = session.undo_step().cloned();
    session.apply(Intent::Undo);
    step
}

fn id_of(session: &Session, name: &str) -> String {
    let mut library = session.library().iter();
    library.find(|saved| saved.name == name).unwrap().id.clone()
}

#[test]
fn a_drag_is_one_step_and_so_is_a_run_on_one_lever() {
    let shared = Arc::<Shared>::default();
    let mut session = open(&shared);
    for value in [48.0, 49.0, 50.0] {
        session.apply(Intent::Drag(CARE, value));
    }
    assert!(!session.kept());
    session.apply(Intent::Nudge(CARE, 50.0));
    assert!(session.kept());
    session.apply(Intent::Nudge(CARE, 51.0));
    session.apply(Intent::Set(HEALTH, 30.0));
    let input = |id, before, after| Some(Step::Input { id, before, after });
    assert_eq!(undo(&mut session), input(HEALTH, 26.1, 30.0));
    assert_eq!(undo(&mut session), input(CARE, 47.6, 51.0));
    assert_eq!(undo(&mut session), None);
    assert_eq!(*session.inputs(), Inputs::defaults(&KSON_2023));
    assert_eq!(open(&shared).inputs(), session.inputs(), "undo is kept too");
    session.apply(Intent::Redo);
    assert_eq!(session.inputs().get(CARE), 51.0);
    // After an undo a lever begins a new step, and the undone steps are gone.
    session.apply(Intent::Set(CARE, 52.0));
    assert_eq!(session.redo_step(), None);
    assert_eq!(undo(&mut session), input(CARE, 51.0, 52.0));
}

#[test]
fn a_drag_there_and_back_is_no_step() {
    let mut session = open(&Arc::default());
    for value in [48.0, 49.0, 47.6] {
        session.apply(Intent::Drag(CARE, value));
    }
    assert_eq!(session.undo_step(), None);
    session.apply(Intent::Drag(CARE, 48.0));
    assert!(session.undo_step().is_some());
}

#[test]
fn a_save_ends_a_run_and_is_no_step() {
    let shared = Arc::<Shared>::default();
    let mut session = open(&shared);
    session.apply(Intent::Set(CARE, 50.0));
    session.apply(Intent::SaveAs("A".to_owned()));
    session.apply(Intent::Set(CARE, 60.0));
    session.apply(Intent::Save(String::new()));
    session.apply(Intent::Set(CARE, 70.0));
    assert!(undo(&mut session).is_some());
    assert_eq!(session.inputs().get(CARE), 60.0);
    session.apply(Intent::Undo);
    session.apply(Intent::Undo);
    assert_eq!(session.inputs().get(CARE), 47.6);
    assert_eq!(session.undo_step(), None);
    // The save is kept, and the saved scenario is still the current one.
    let saved = open(&shared).library()[0].clone();
    assert_eq!(saved.draft.values["requirement.care"], 60.0);
    assert_eq!(
        session.current_scenario().map(|saved| saved.name.as_str()),
        Some("A")
    );
    assert!(session.unsaved());
}

#[test]
fn every_kind_of_step_can_be_taken_back_and_says_what_it_is() {
    let shared = Arc::<Shared>::default();
    let mut session = open(&shared);
    session.apply(Intent::SaveAs("A".to_owned()));
    let id = id_of(&session, "A");
    let (name, text) = ("A".to_owned(), |text: &str| text.to_owned());
    let other = SavedScenario {
        id: text("utifran"),
        name: text("Utifrån"),
        ..(*session.library()[0]).clone()
    };
    session.apply(Intent::Set(HEALTH, 30.0));
    let default = KSON_2023.spec(HEALTH).default;
    assert_eq!(default, 26.1);
    for (intent, step) in [
        (
            Intent::Reset(HEALTH),
            Step::Reset {
                id: HEALTH,
                before: 30.0,
                after: 26.1,
            },
        ),
        (Intent::ResetAll, Step::ResetAll),
        (
            Intent::Preset(text("aldersviktat")),
            Step::Preset(text("Åldersviktat behov")),
        ),
        (
            rate("caseload", Aspect::Staff, Some(Level::High)),
            Step::Rate {
                measure: text("caseload"),
                aspect: Aspect::Staff,
                level: Some(Level::High),
            },
        ),
        (note("caseload", "Ny"), Step::Note(text("caseload"))),
        (
            Intent::Slides(vec![text("aren"), text("fragan")]),
            Step::Slides,
        ),
        (Intent::Year(2025), Step::Year(2025)),
        (limits(4.6), Step::Terms),
        (
            put(&session, Some(own(48.0))),
            Step::Underlag(Some(text("Egna tal"))),
        ),
        (Intent::Open(id.clone()), Step::Open(name.clone())),
        (Intent::Import(vec![other]), Step::Import(1)),
        (Intent::Duplicate(id.clone()), Step::Duplicate(name.clone())),
        (
            Intent::Rename(id.clone(), text("B")),
            Step::Rename {
                from: name.clone(),
                to: text("B"),
            },
        ),
        (
            Intent::Describe(id.clone(), text("Om A")),
            Step::Describe {
                id: id.clone(),
                name: name.clone(),
            },
        ),
        (Intent::Delete(id.clone()), Step::Delete(name.clone())),
    ] {
        let state = |session: &Session| (session.draft(), session.library().to_vec());
        let before = state(&session);
        session.apply(intent);
        let after = state(&session);
        assert_ne!(before, after, "{step:?}");
        assert_eq!(session.undo_step(), Some(&step));
        session.apply(Intent::Undo);
        assert_eq!(state(&session), before, "{step:?}");
        assert_eq!(open(&shared).library(), session.library());
        assert_eq!(session.redo_step(), Some(&step));
        session.apply(Intent::Redo);
        assert_eq!(state(&session), after, "{step:?}");
        assert_eq!(open(&shared).library(), session.library());
        session.apply(Intent::Undo);
    }
}

#[test]
fn the_year_shown_is_kept_and_the_plan_year_leaves_no_trace() {
    let shared = Arc::<Shared>::default();
    let mut session = open(&shared);
    let plain = session.draft();
    assert_eq!(session.year(), 2023);
    // Steps through the years are one step to undo.
    for year in [2024, 2025, 2031] {
        session.apply(Intent::Year(year));
    }
    assert_eq!(open(&shared).year(), 2031);
    session.apply(Intent::Undo);
    assert_eq!((session.year(), session.undo_step()), (2023, None));
    assert_eq!(session.draft(), plain);
    session.apply(Intent::Redo);
    // A year without a plan changes nothing, and is no step.
    for year in [2022, 2032, 0] {
        session.apply(Intent::Year(year));
        assert_eq!(session.year(), 2031);
    }
    session.apply(Intent::SaveAs("A".to_owned()));
    session.apply(Intent::Set(CARE, 40.0));
    session.apply(Intent::Year(2023));
    assert_eq!(session.draft().year, None, "as if no year had been chosen");
    session.apply(Intent::Open(id_of(&session, "A")));
    assert_eq!(session.year(), 2031, "a scenario opens in its own year");
    assert_eq!(session.year_of(&session.library()[0].clone()), 2031);
    session.apply(Intent::Undo);
    assert_eq!(session.year(), 2023);
    // What another pack could show is read, and shown in the plan year.
    let mut other = session.draft();
    other.year = Some(2040);
    session.apply(Intent::Adopt("B".to_owned(), other));
    assert_eq!(session.year(), 2023);
}

#[test]
fn limits_are_kept_opened_and_undone_one_at_a_time() {
    let shared = Arc::<Shared>::default();
    let mut session = open(&shared);
    let plain = session.draft();
    session.apply(limits(4.6));
    session.apply(limits(3.0));
    assert_eq!(open(&shared).terms(), session.terms());
    assert_eq!(session.terms()["indexation.withheld_care"], 3.0);
    session.apply(Intent::Undo);
    assert_eq!(session.terms()["indexation.withheld_care"], 4.6);
    session.apply(Intent::SaveAs("A".to_owned()));
    session.apply(Intent::Terms(TermValues::new()));
    assert!(session.unsaved() && session.draft().terms.is_empty());
    session.apply(Intent::Open(id_of(&session, "A")));
    assert_eq!(session.terms().len(), 2);
    for _ in 0..3 {
        session.apply(Intent::Undo);
    }
    assert_eq!(session.draft().terms, plain.terms);
    // A limit outside its range is the nearest that is inside, and said; what no version has is not opened.
    let mut other = session.draft();
    other
        .terms
        .insert("indexation.withheld_care".to_owned(), 1e9);
    session.apply(Intent::Adopt("B".to_owned(), other.clone()));
    let max = KSON_2023.spec(input_id("indexation.withheld_care")).max;
    assert_eq!(session.terms()["indexation.withheld_care"], max);
    let before = session.draft();
    other.terms.insert("finns.inte".to_owned(), 1.0);
    session.apply(Intent::Adopt("C".to_owned(), other));
    assert_eq!(session.draft(), before);
}

#[test]
fn typing_a_note_is_one_step() {
    let mut session = open(&Arc::default());
    session.apply(Intent::SaveAs("A".to_owned()));
    let id = id_of(&session, "A");
    let changed = session.library()[0].changed.clone();
    for text in ["F", "Fr", "Fråga", "Fråga Anna"] {
        session.apply(note("caseload", text));
    }
    for text in ["O", "Om", "Om A"] {
        session.apply(Intent::Describe(id.clone(), text.to_owned()));
    }
    assert_eq!(session.library()[0].note, "Om A");
    session.apply(Intent::Undo);
    assert_eq!(session.library()[0].note, "");
    assert_eq!(session.library()[0].changed, changed);
    session.apply(Intent::Undo);
    assert_eq!(session.note("caseload"), "");
    assert_eq!(session.undo_step(), None);
    session.apply(Intent::Redo);
    assert_eq!(session.note("caseload"), "Fråga Anna");
    // Typed and erased again: no step, and the scenario is as before.
    for text in ["x", "xy", "x", ""] {
        session.apply(Intent::Describe(id.clone(), text.to_owned()));
    }
    assert_eq!(
        session.undo_step(),
        Some(&Step::Note("caseload".to_owned()))
    );
    let long = "å".repeat(NOTE_LIMIT + 1);
    session.apply(Intent::Describe(id, long));
    assert_eq!(session.library()[0].note, "");
}

#[test]
fn undo_leaves_what_has_been_saved_since() {
    let shared = Arc::<Shared>::default();
    let mut session = open(&shared);
    session.apply(Intent::SaveAs("A".to_owned()));
    let id = id_of(&session, "A");
    session.apply(Intent::Duplicate(id.clone()));
    session.apply(Intent::Open(id_of(&session, "A (kopia)")));
    session.apply(Intent::Set(CARE, 50.0));
    session.apply(Intent::Save(String::new()));
    while session.undo_step().is_some() {
        session.apply(Intent::Undo);
    }
    assert_eq!(
        names(&session).len(),
        2,
        "the copy was saved, and is a promise"
    );
    let left = Notice::LeftAsItIs("A (kopia)".to_owned());
    assert!(session.notices().contains(&left));
    // Without a save in between the copy is removed.
    session.apply(Intent::Duplicate(id));
    session.apply(Intent::Undo);
    assert_eq!(names(&session).len(), 2);
}

#[test]
fn what_storage_refuses_stays_to_be_undone() {
    let shared = Arc::<Shared>::default();
    let mut session = open(&shared);
    session.apply(Intent::SaveAs("A".to_owned()));
    session.apply(Intent::Delete(id_of(&session, "A")));
    shared.full.store(true, Relaxed);
    session.apply(Intent::Undo);
    assert_eq!(names(&session), [""; 0]);
    assert!(session.notices().contains(&Notice::Storage(Trouble::Full)));
    shared.full.store(false, Relaxed);
    session.apply(Intent::Undo);
    assert_eq!(names(&session), ["A"]);
    assert!(
        session
            .notices()
            .iter()
            .all(|n| !matches!(n, Notice::Deleted(_)))
    );
}

#[test]
fn the_deleted_comes_back_whatever_was_done_since() {
    let shared = Arc::<Shared>::default();
    let mut session = open(&shared);
    session.apply(Intent::SaveAs("A".to_owned()));
    session.apply(Intent::Delete(id_of(&session, "A")));
    session.apply(Intent::Set(CARE, 50.0));
    session.apply(Intent::Undelete);
    assert_eq!(names(&session), ["A"]);
    assert_eq!(session.inputs().get(CARE), 50.0);
    assert_eq!(session.undo_step(), Some(&Step::Restore("A".to_owned())));
    session.apply(Intent::Undo);
    session.apply(Intent::Undo);
    session.apply(Intent::Undo);
    assert_eq!(names(&open(&shared)), ["A"]);
}

#[test]
fn clearing_leaves_nothing_to_undo() {
    let shared = Arc::<Shared>::default();
    let mut session = open(&shared);
    session.apply(Intent::Set(CARE, 50.0));
    session.apply(Intent::ClearAll);
    session.apply(Intent::Undo);
    assert_eq!(session.undo_step(), None);
    assert_eq!(session.inputs().get(CARE), 47.6);
}

#[test]
fn the_last_move_can_be_played_again() {
    let mut session = open(&Arc::default());
    assert!(session.last_move().is_none());
    session.apply(Intent::Set(CARE, 50.0));
    session.apply(note("caseload", "Rör inget tal"));
    let last = session.last_move().unwrap();
    assert_eq!(last.before.get(CARE), 47.6);
    assert_eq!(last.after.get(CARE), 50.0);
    assert_eq!(*last.what, Moved::Input(CARE));
    session.apply(Intent::Undo);
    assert_eq!(session.last_move().unwrap().after.get(CARE), 50.0);
    session.apply(Intent::Undo);
    let last = session.last_move().unwrap();
    assert_eq!((last.before.get(CARE), last.after.get(CARE)), (50.0, 47.6));
    session.apply(Intent::Preset("aldersviktat".to_owned()));
    session.apply(Intent::Undo);
    let step = Step::Preset("Åldersviktat behov".to_owned());
    // Whether the preset sets one input or several, the move is reported.
    let what = session.last_move().unwrap().what.clone();
    assert!(matches!(what, Moved::Input(_)) || what == Moved::Undone(step));
}

// The library ----------------------------------------------------------------------------------

#[test]
fn an_import_never_writes_over() {
    let shared = Arc::<Shared>::default();
    let mut session = open(&shared);
    session.apply(Intent::SaveAs("A".to_owned()));
    let there = (*session.library()[0]).clone();
    let with = |change: fn(&mut SavedScenario)| {
        let mut other = there.clone();
        change(&mut other);
        other
    };
    let other = with(|it| it.note = "Annan".to_owned());
    let unknown = with(|it| {
        it.id = "b".to_owned();
        it.draft.values.insert("finns.inte".to_owned(), 1.0);
    });
    let hostile = with(|it| it.id = "a.b".to_owned());
    let fresh = with(|it| {
        it.id = "ny-1".to_owned();
        it.name = "Ny".to_owned();
    });
    let another = with(|it| it.note = "Ännu en".to_owned());
    let offered = [there.clone(), other, another, unknown, hostile, fresh];
    assert_eq!(
        session.fates(&offered),
        [
            Fate::Same,
            Fate::Copy("A (kopia)".to_owned()),
            // The prediction matches the import.
            Fate::Copy("A (kopia 2)".to_owned()),
            Fate::Refused,
            Fate::Refused,
            Fate::New
        ]
    );
    session.apply(Intent::Import(offered.to_vec()));
    let mut found = names(&session);
    found.sort_unstable();
    assert_eq!(found, ["A", "A (kopia 2)", "A (kopia)", "Ny"]);
    assert_eq!(
        *session
            .library()
            .iter()
            .find(|it| it.id == there.id)
            .unwrap()
            .clone(),
        there
    );
    let notice = Notice::Imported {
        added: 3,
        same: 1,
        refused: 2,
    };
    assert!(session.notices().contains(&notice));
    session.apply(Intent::Undo);
    assert_eq!(names(&open(&shared)), ["A"]);
}

#[test]
fn copies_have_names_of_their_own_that_fit() {
    let mut session = open(&Arc::default());
    let long = "å".repeat(NAME_LIMIT);
    session.apply(Intent::SaveAs(long.clone()));
    let id = id_of(&session, &long);
    for _ in 0..3 {
        session.apply(Intent::Duplicate(id.clone()));
    }
    let mut names = names(&session);
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), 4);
    assert!(names.iter().all(|name| name.chars().count() <= NAME_LIMIT));
    assert_eq!(
        names.iter().filter(|name| name.contains("(kopia")).count(),
        3
    );
}

#[test]
fn all_that_differs_is_listed_not_what_was_touched_last() {
    let mut session = open(&Arc::default());
    session.apply(Intent::Set(HEALTH, 30.0));
    session.apply(Intent::Set(CARE, 50.0));
    session.apply(Intent::Preset("aldersviktat".to_owned()));
    session.apply(Intent::SaveAs("A".to_owned()));
    let saved = session.library()[0].clone();
    let differences = session.differences(&saved);
    assert_eq!(differences.len(), saved.draft.values.len());
    let care = differences.iter().find(|it| it.id == CARE).unwrap();
    assert_eq!((care.underlag, care.value), (47.6, 50.0));
    assert!(differences.is_sorted_by_key(|it| it.id));
    session.apply(Intent::ResetAll);
    assert_eq!(session.differences(&saved), differences);
    let gap = session.gap(&saved).unwrap();
    assert!(gap > 72.5, "{gap}");
    session.apply(Intent::SaveAs("B".to_owned()));
    let order = |order| -> Vec<String> {
        let found = session.arranged(order, "");
        found.iter().map(|saved| saved.name.clone()).collect()
    };
    assert_eq!(order(LibraryOrder::Gap), ["B", "A"]);
    assert_eq!(order(LibraryOrder::Name), ["A", "B"]);
    assert_eq!(session.arranged(LibraryOrder::Name, "b").len(), 1);
}

// Two tabs ---------------------------------------------------------------------------------------

#[test]
fn another_tabs_scenarios_are_heard() {
    let shared = Arc::<Shared>::default();
    let (mut ours, mut theirs) = (open(&shared), open(&shared));
    theirs.apply(Intent::SaveAs("Deras".to_owned()));
    let key = shared.memory.keys().unwrap().pop();
    ours.apply(Intent::StorageChanged(key));
    assert_eq!(names(&ours), ["Deras"]);
    theirs.apply(Intent::Delete(id_of(&theirs, "Deras")));
    ours.apply(Intent::StorageChanged(None));
    assert_eq!(names(&ours), [""; 0]);
    assert_eq!(ours.undo_step(), None, "what others do is not ours to undo");
}

/// Two tabs that both edit a scenario, the other tab having saved it last.
fn both_at_it(heard: bool, reloaded: bool) {
    let shared = Arc::<Shared>::default();
    let mut ours = open(&shared);
    ours.apply(Intent::SaveAs("A".to_owned()));
    let id = id_of(&ours, "A");
    let mut theirs = open(&shared);
    ours.apply(Intent::Set(CARE, 50.0));
    if reloaded {
        ours = open(&shared);
        assert_eq!(ours.inputs().get(CARE), 50.0);
    }
    theirs.apply(Intent::Set(CARE, 60.0));
    theirs.apply(Intent::Save(String::new()));
    if heard {
        ours.apply(Intent::StorageChanged(None));
    }
    ours.apply(Intent::Save(String::new()));
    let care = |name: &str| {
        let session = open(&shared);
        let mut library = session.library().iter();
        let saved = library.find(|saved| saved.name == name).unwrap().clone();
        (saved.id == id, saved.draft.values["requirement.care"])
    };
    assert_eq!(care("A"), (true, 60.0), "theirs stands");
    assert_eq!(care("A (min version)"), (false, 50.0));
    let mine = "A (min version)".to_owned();
    assert!(ours.notices().contains(&Notice::KeptBoth(mine.clone())));
    assert_eq!(ours.current_scenario().map(|it| &it.name), Some(&mine));
    assert!(!ours.unsaved());
    // From here on it is an ordinary scenario.
    ours.apply(Intent::Set(CARE, 51.0));
    ours.apply(Intent::Save(String::new()));
    assert_eq!(names(&ours).len(), 2);
}

#[test]
fn a_scenario_that_another_tab_saved_meanwhile_is_not_saved_over() {
    both_at_it(false, false);
    both_at_it(true, false);
    both_at_it(true, true);
}

#[test]
fn what_is_opened_anew_is_what_one_works_on_from_then() {
    let shared = Arc::<Shared>::default();
    let mut ours = open(&shared);
    ours.apply(Intent::SaveAs("A".to_owned()));
    let mut theirs = open(&shared);
    theirs.apply(Intent::Set(CARE, 60.0));
    theirs.apply(Intent::Save(String::new()));
    // This tab's content is equal, so that opening it moves nothing.
    ours.apply(Intent::Set(CARE, 60.0));
    ours.apply(Intent::StorageChanged(None));
    ours.apply(Intent::Open(id_of(&ours, "A")));
    assert!(ours.kept());
    let draft = ours.draft();
    let mut again = open(&shared);
    assert_eq!(again.draft(), draft);
    again.apply(Intent::Set(CARE, 61.0));
    again.apply(Intent::Save(String::new()));
    assert_eq!(names(&again), ["A"]);
}

#[test]
fn another_tabs_words_are_kept_when_the_figures_are_saved() {
    let shared = Arc::<Shared>::default();
    let mut ours = open(&shared);
    ours.apply(Intent::SaveAs("A".to_owned()));
    let mut theirs = open(&shared);
    theirs.apply(Intent::Rename(id_of(&theirs, "A"), "Deras namn".to_owned()));
    ours.apply(Intent::Set(CARE, 50.0));
    ours.apply(Intent::Save(String::new()));
    assert_eq!(names(&open(&shared)), ["Deras namn"]);
    assert!(!ours.unsaved());
}

#[test]
fn what_another_tab_changed_is_neither_renamed_nor_deleted_unseen() {
    let shared = Arc::<Shared>::default();
    let mut ours = open(&shared);
    ours.apply(Intent::SaveAs("A".to_owned()));
    let id = id_of(&ours, "A");
    let mut theirs = open(&shared);
    for (now, intent) in [
        ("Ett", Intent::Delete(id.clone())),
        ("Två", Intent::Rename(id.clone(), "Vårt".to_owned())),
        ("Tre", Intent::Describe(id.clone(), "Vår".to_owned())),
    ] {
        theirs.apply(Intent::StorageChanged(None));
        theirs.apply(Intent::Rename(id.clone(), now.to_owned()));
        let seen = names(&ours)[0].to_owned();
        ours.apply(intent);
        assert_eq!(names(&ours), [now], "now it is seen");
        assert!(ours.notices().contains(&Notice::ChangedElsewhere(seen)));
        assert_eq!(open(&shared).library(), ours.library());
    }
}

#[test]
fn beside_a_newer_version_nothing_is_written() {
    let shared = Arc::<Shared>::default();
    let mut session = open(&shared);
    session.apply(Intent::SaveAs("A".to_owned()));
    let newer = r#"{"schema":99,"app":"9","saved":"x","data":{}}"#;
    let key = "balans.scenario.a.ny-0001".to_owned();
    shared.memory.write(&key, newer).unwrap();
    session.apply(Intent::StorageChanged(Some(key)));
    let beside = Notice::Storage(Trouble::NewerBeside);
    assert!(session.notices().contains(&beside));
    let before = shared.memory.keys().unwrap();
    session.apply(Intent::Set(CARE, 50.0));
    assert!(!session.kept());
    session.apply(Intent::Dismiss(beside.clone()));
    for intent in [
        Intent::SaveAs("B".to_owned()),
        Intent::Delete(id_of(&session, "A")),
        Intent::Duplicate(id_of(&session, "A")),
    ] {
        session.apply(intent);
        assert!(
            session.notices().contains(&beside),
            "asked, it is said again"
        );
        session.apply(Intent::Dismiss(beside.clone()));
    }
    assert_eq!(names(&session), ["A"]);
    assert_eq!(shared.memory.keys().unwrap(), before);
    assert_eq!(session.inputs().get(CARE), 50.0, "the tool works on");
}

// A hundred thousand actions ---------------------------------------------------------------------

/// SplitMix64.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % limit as u64) as usize
    }
}

fn random_intent(session: &Session, chance: &mut Chance, saves: bool) -> Intent {
    let ids: Vec<InputId> = InputId::all().collect();
    let lever = ids[chance.below(ids.len())];
    let spec = KSON_2023.spec(lever);
    let value = spec.min + (spec.max - spec.min) * chance.below(1000) as f64 / 999.0;
    let measure = &KSON_2023.measures[chance.below(KSON_2023.measures.len())].id;
    let text = "åter ord ".repeat(chance.below(9));
    let text = format!("{text}{}", chance.below(100));
    let library = session.library();
    let saved = &library[chance.below(library.len())];
    let id = saved.id.clone();
    match chance.below(if saves { 29 } else { 26 }) {
        0 | 1 => Intent::Set(lever, value),
        2 => Intent::Nudge(lever, value),
        3 | 4 => Intent::Drag(CARE, value),
        5 => Intent::Set(CARE, value),
        6 => Intent::Reset(lever),
        7 if chance.below(10) == 0 => Intent::ResetAll,
        7 | 8 => rate(
            measure,
            Aspect::ALL[chance.below(4)],
            [None, Some(Level::Low), Some(Level::High)][chance.below(3)],
        ),
        9..=11 => note(measure, &text),
        12 => Intent::Preset("aldersviktat".to_owned()),
        13 => Intent::Open(id),
        14 => Intent::Rename(id, text),
        15 => Intent::Describe(id, text),
        16 if library.len() < 8 => Intent::Duplicate(id),
        17 if library.len() < 8 => Intent::Import(vec![SavedScenario {
            note: text,
            ..(**saved).clone()
        }]),
        16..=18 if library.len() > 2 => Intent::Delete(id),
        16..=20 => Intent::Undo,
        21..=23 => Intent::Redo,
        24 if chance.below(2) == 0 => limits(chance.below(50) as f64 / 10.0),
        24 => Intent::Slides(vec![text; chance.below(2)]),
        25 => put(
            session,
            [None, Some(own(48.0)), Some(own(49.0))][chance.below(3)].clone(),
        ),
        26 => Intent::SaveAs(text),
        _ => Intent::Save(text),
    }
}

/// Sets a limit and a constraint.
fn limits(care: f64) -> Intent {
    let terms = [("indexation.withheld_care", care), ("most", 3.0)];
    Intent::Terms(terms.map(|(name, value)| (name.to_owned(), value)).into())
}

/// Makes own figures with another care requirement.
fn own(care: f64) -> Underlag {
    let source = "Beslut".to_owned();
    let figure = OwnFigure {
        value: care,
        source,
        ..OwnFigure::default()
    };
    Underlag {
        name: "Egna tal".to_owned(),
        figures: [("requirement.care".to_owned(), figure)].into(),
        ..Underlag::default()
    }
}

/// Makes the intent that puts own figures in use, or takes them out of use.
fn put(session: &Session, underlag: Option<Underlag>) -> Intent {
    let change = OwnChange {
        underlag,
        ..OwnChange::of(session)
    };
    change.intent(session)
}

#[test]
fn own_figures_take_the_packs_place_and_leave_what_was_moved() {
    let shared = Arc::<Shared>::default();
    let mut session = open(&shared);
    session.apply(Intent::Set(HEALTH, 30.0));
    session.apply(put(&session, Some(own(48.0))));
    assert_eq!(session.inputs().get(CARE), 48.0);
    assert_eq!(session.inputs().get(HEALTH), 30.0);
    let spec = session.active_pack().spec(CARE);
    assert_eq!(
        (spec.status, &*spec.source),
        (Status::Own, "Egna tal: Beslut")
    );
    assert_eq!(session.base_pack().spec(CARE).default, 47.6);
    // Stored values are relative to the documents.
    assert_eq!(session.draft().values["requirement.care"], 48.0);
    let again = open(&shared);
    assert_eq!(again.active_pack().spec(CARE).default, 48.0);
    assert_eq!(again.draft(), session.draft());

    session.apply(Intent::Set(CARE, 50.0));
    session.apply(Intent::Reset(CARE));
    assert_eq!(session.inputs().get(CARE), 48.0);
    let reset = Step::Reset {
        id: CARE,
        before: 50.0,
        after: 48.0,
    };
    assert_eq!(session.undo_step(), Some(&reset));
    session.apply(Intent::Set(CARE, 51.0));
    // Moved by the user, so it stays when other figures come.
    session.apply(put(&session, Some(own(49.0))));
    assert_eq!(session.inputs().get(CARE), 51.0);
    session.apply(Intent::ResetAll);
    assert_eq!(session.inputs().get(CARE), 49.0);
    session.apply(Intent::Set(CARE, 60.0));
    session.apply(put(&session, None));
    assert_eq!(session.moved(), Some(&Moved::Underlag(None)));
    session.apply(Intent::Undo);
    // It moved no value, and is still the last step.
    assert_eq!(session.moved(), Some(&Moved::Undone(Step::Underlag(None))));
    session.apply(Intent::Undo);
    session.apply(put(&session, None));
    assert_eq!(*session.inputs(), Inputs::defaults(&KSON_2023));
    assert!(std::ptr::eq(session.active_pack(), session.base_pack()));
    session.apply(Intent::Undo);
    assert_eq!(session.active_pack().spec(CARE).default, 49.0);
}

#[test]
fn a_figure_a_span_and_its_note_are_saved_in_one_step() {
    let shared = Arc::<Shared>::default();
    let mut session = open(&shared);
    let mut change = OwnChange::of(&session);
    let mut underlag = own(48.0);
    for figure in underlag.figures.values_mut() {
        figure.set_detail(FigureDetail::Responsible, "Ekonomichefen".to_owned());
    }
    change.underlag = Some(underlag.clone());
    let span = [
        ("low.requirement.care", 45.0),
        ("high.requirement.care", 50.0),
    ];
    change.terms = span.map(|(name, value)| (name.to_owned(), value)).into();
    change
        .notes
        .insert("requirement.care".to_owned(), "Tre års utfall".to_owned());
    session.apply(change.clone().intent(&session));
    assert_eq!(OwnChange::of(&session), change);
    assert_eq!(session.inputs().get(CARE), 48.0);
    assert_eq!(OwnChange::of(&open(&shared)), change, "kept");

    // What a figure was, is and stands on is kept with the figures; what did not change is not.
    let mut after = change.clone();
    let figure = after
        .underlag
        .as_mut()
        .unwrap()
        .figures
        .get_mut("requirement.care");
    figure.unwrap().value = 49.0;
    let when = "2026-11-29T10:00:00+01:00";
    let after = after.recorded(&change, &KSON_2023, when);
    let logged = after.underlag.as_ref().unwrap().changes();
    assert_eq!(logged.len(), 1);
    assert_eq!(
        (logged[0].from, logged[0].to, &*logged[0].why),
        (48.0, 49.0, "Beslut")
    );
    let mut none = change.clone();
    none.underlag = None;
    let first = change.clone().recorded(&none, &KSON_2023, when);
    let first = first.underlag.unwrap().changes();
    assert_eq!((first[0].from, first[0].to), (47.6, 48.0));

    // A span alone moves no number and says that it is a span.
    let moved = session.moved().cloned();
    change.terms.insert("low.requirement.care".to_owned(), 44.0);
    session.apply(change.clone().intent(&session));
    assert_eq!(session.undo_step(), Some(&Step::Terms));
    assert_eq!(session.moved(), moved.as_ref());
    session.apply(Intent::Undo);
    session.apply(Intent::Undo);
    assert_eq!(session.undo_step(), None);
    assert_eq!(*session.inputs(), Inputs::defaults(&KSON_2023));
    assert_eq!(OwnChange::of(&session).terms, TermValues::new());
    assert_eq!(session.note("requirement.care"), "");

    // What cannot be held changes nothing of it.
    change.terms.insert("low.finns.inte".to_owned(), 1.0);
    session.apply(change.intent(&session));
    assert_eq!(session.undo_step(), None);
}

#[test]
fn own_figures_that_cannot_be_change_nothing() {
    let mut session = open(&Arc::default());
    let opened = open(&Arc::default());
    let bad = |change: fn(&mut Underlag)| {
        let mut underlag = own(48.0);
        change(&mut underlag);
        put(&opened, Some(underlag))
    };
    for intent in [
        bad(|it| it.name = " ".to_owned()),
        bad(|it| it.figures.clear()),
        bad(|it| it.figures.values_mut().for_each(|it| it.value = 1e9)),
        bad(|it| it.figures.values_mut().for_each(|it| it.source.clear())),
        bad(|it| {
            let figure = it.figures["requirement.care"].clone();
            it.figures.insert("finns.inte".to_owned(), figure);
        }),
        Intent::Terms([("finns.inte".to_owned(), 1.0)].into()),
        Intent::Terms([("requirement.care".to_owned(), 1.0)].into()),
        Intent::Terms([("indexation.withheld_care".to_owned(), f64::NAN)].into()),
        Intent::Terms([("most".to_owned(), 2.5)].into()),
        Intent::Slides(vec![String::new()]),
        Intent::Slides(vec!["aren".to_owned(); 2]),
        Intent::Slides((0..101).map(|key| key.to_string()).collect()),
    ] {
        let before = session.draft();
        session.apply(intent.clone());
        assert_eq!(session.draft(), before, "{intent:?}");
        assert_eq!(session.undo_step(), None, "{intent:?}");
    }
}

/// Lists all of a user's data as stored: the working copy, the library, and the scenarios in
/// storage.
fn all_of(session: &Session, shared: &Arc<Shared>) -> String {
    let stored = open(shared);
    let library = |session: &Session| -> Vec<SavedScenario> {
        session.library().iter().map(|it| (**it).clone()).collect()
    };
    serde_json::to_string(&(session.draft(), library(session), library(&stored))).unwrap()
}

fn travel_all(session: &mut Session, forward: bool) {
    loop {
        let (step, intent) = match forward {
            true => (session.redo_step(), Intent::Redo),
            false => (session.undo_step(), Intent::Undo),
        };
        if step.is_none() {
            return;
        }
        session.apply(intent);
    }
}

fn random_actions(seed: u64, actions: usize, saves: bool) {
    let shared = Arc::<Shared>::default();
    let mut session = open(&shared);
    for (name, value) in [("A", 50.0), ("Ö", 60.0), ("C", 70.0)] {
        session.apply(Intent::Set(CARE, value));
        session.apply(note("caseload", name));
        session.apply(Intent::SaveAs(name.to_owned()));
    }
    session = open(&shared);
    let start = all_of(&session, &shared);
    let content = session.content();
    let mut chance = Chance(seed);
    for _ in 0..actions {
        let intent = random_intent(&session, &mut chance, saves);
        session.apply(intent);
    }
    travel_all(&mut session, true);
    let end = all_of(&session, &shared);
    assert_ne!(start, end);
    travel_all(&mut session, false);
    let back = all_of(&session, &shared);
    if saves {
        // The save stays; the working copy is as before.
        assert_eq!(session.content(), content);
    } else {
        assert_eq!(back, start);
    }
    travel_all(&mut session, true);
    assert_eq!(all_of(&session, &shared), end);
}

#[test]
fn a_hundred_thousand_actions_undone_are_undone_to_the_byte_and_done_again_too() {
    random_actions(1, 100_000, false);
}

#[test]
fn with_saves_in_between_nothing_saved_is_taken_back_and_redo_leads_to_the_same_end() {
    for seed in 0..20 {
        random_actions(seed, 500, true);
    }
}

#[test]
fn a_save_over_can_be_taken_back_and_nothing_is_lost() {
    let world = Arc::<Shared>::default();
    let mut session = open(&world);
    session.apply(Intent::Set(CARE, 40.0));
    session.apply(Intent::Save("A".to_owned()));
    assert!(session.notices().contains(&Notice::Saved("A".to_owned())));
    // Saving the same content again replaces nothing.
    session.apply(Intent::Save(String::new()));
    assert!(session.notices().contains(&Notice::Saved("A".to_owned())));
    session.apply(Intent::Unsave);
    let before = session.library()[0].draft.clone();

    session.apply(Intent::Set(CARE, 50.0));
    session.apply(Intent::Save(String::new()));
    assert!(
        session
            .notices()
            .contains(&Notice::SavedOver("A".to_owned()))
    );
    assert!(!session.notices().contains(&Notice::Saved("A".to_owned())));
    assert_eq!(session.library().len(), 1);
    session.apply(Intent::Unsave);
    assert_eq!(session.library()[0].draft, before);
    assert!(session.notices().contains(&Notice::PutBack("A".to_owned())));
    assert!(
        !session
            .notices()
            .contains(&Notice::SavedOver("A".to_owned()))
    );
    // The work is still there and marked unsaved; a new start finds both.
    assert_eq!(session.inputs().get(CARE), 50.0);
    assert!(session.unsaved());
    let again = open(&world);
    assert_eq!(again.library()[0].draft, before);
    assert_eq!(again.inputs().get(CARE), 50.0);
    // It can be done once.
    session.apply(Intent::Unsave);
    assert_eq!(session.library()[0].draft, before);
    // Saving it after all replaces it again.
    session.apply(Intent::Save(String::new()));
    assert!(
        session
            .notices()
            .contains(&Notice::SavedOver("A".to_owned()))
    );
    assert!(!session.unsaved());
}

#[test]
fn what_another_tab_has_saved_since_is_not_taken_back() {
    let world = Arc::<Shared>::default();
    let mut session = open(&world);
    session.apply(Intent::Set(CARE, 40.0));
    session.apply(Intent::Save("A".to_owned()));
    session.apply(Intent::Set(CARE, 50.0));
    session.apply(Intent::Save(String::new()));
    let mut other = open(&world);
    let id = other.library()[0].id.clone();
    other.apply(Intent::Open(id));
    other.apply(Intent::Set(CARE, 60.0));
    other.apply(Intent::Save(String::new()));
    session.apply(Intent::Unsave);
    assert!(
        session
            .notices()
            .contains(&Notice::ChangedElsewhere("A".to_owned()))
    );
    assert_eq!(session.library()[0].draft.values["requirement.care"], 60.0);
    // A renamed or deleted scenario is changed as well.
    other.apply(Intent::Rename(
        other.library()[0].id.clone(),
        "B".to_owned(),
    ));
    assert!(
        !other
            .notices()
            .iter()
            .any(|notice| matches!(notice, Notice::SavedOver(_)))
    );
    other.apply(Intent::Unsave);
    assert_eq!(other.library()[0].draft.values["requirement.care"], 60.0);
}

#[test]
fn what_no_text_can_carry_is_taken_out_of_names_and_notes() {
    let world = Arc::<Shared>::default();
    let mut session = open(&world);
    session.apply(Intent::Save(
        "\u{202e}Fo\u{308}r\u{fffe}slag \u{200f}".to_owned(),
    ));
    assert_eq!(session.library()[0].name, "Förslag");
    let id = session.library()[0].id.clone();
    session.apply(Intent::Rename(id.clone(), "\u{202e}\u{feff}".to_owned()));
    assert_eq!(session.library()[0].name, "Förslag");
    session.apply(Intent::Describe(id, "ett\r\n\u{2067}två\u{7}".to_owned()));
    assert_eq!(session.library()[0].note, "ett\ntvå");
    session.apply(Intent::Note {
        measure: "occupancy".to_owned(),
        text: "tomdygns\u{fffe}ersättning".to_owned(),
    });
    assert_eq!(session.note("occupancy"), "tomdygnsersättning");
    let zalgo = ["a", &"\u{316}".repeat(30)].concat();
    session.apply(Intent::SaveAs(zalgo));
    assert!(
        session
            .library()
            .iter()
            .any(|saved| saved.name == "a\u{316}\u{316}\u{316}")
    );
}

/// Opens a session whose storage lasts as long as the page.
fn open_in_memory() -> Session {
    let memory = || Box::new(MemoryBackend::default());
    Session::open(&KSON_2023, memory(), memory(), environment())
}

#[test]
fn where_nothing_lasts_nothing_is_called_saved() {
    let mut session = open_in_memory();
    let troubles = |session: &Session| session.notices().iter().cloned().collect::<Vec<_>>();
    assert_eq!(troubles(&session), [Notice::Storage(Trouble::NotLasting)]);
    session.apply(Intent::Set(CARE, 50.0));
    session.apply(Intent::SaveAs("Prov".to_owned()));
    assert_eq!(troubles(&session), [Notice::OnlyInTab("Prov".to_owned())]);
    assert_eq!(names(&session), ["Prov"]);
    session.apply(Intent::Set(CARE, 51.0));
    session.apply(Intent::Save(String::new()));
    assert_eq!(troubles(&session), [Notice::OnlyInTab("Prov".to_owned())]);
}

#[test]
fn what_was_called_saved_and_is_cleared_is_taken_back() {
    let shared = Arc::<Shared>::default();
    let mut session = open(&shared);
    session.apply(Intent::Set(CARE, 50.0));
    session.apply(Intent::SaveAs("Prov".to_owned()));
    // No change by another tab removes the notice, nor does another name.
    let mut other = open(&shared);
    other.apply(Intent::SaveAs("Annat".to_owned()));
    session.apply(Intent::StorageChanged(None));
    other.apply(Intent::Rename(
        session
            .library()
            .iter()
            .find(|it| it.name == "Prov")
            .unwrap()
            .id
            .clone(),
        "Nytt namn".to_owned(),
    ));
    session.apply(Intent::StorageChanged(None));
    assert!(
        session
            .notices()
            .contains(&Notice::Saved("Prov".to_owned()))
    );

    for key in shared.memory.keys().unwrap() {
        shared.memory.remove(&key).unwrap();
    }
    session.apply(Intent::StorageChanged(None));
    let told = session.notices().iter().cloned().collect::<Vec<_>>();
    assert!(
        !told.iter().any(|notice| matches!(notice, Notice::Saved(_))),
        "{told:?}"
    );
    assert!(
        told.contains(&Notice::Gone("Nytt namn".to_owned())),
        "{told:?}"
    );
    assert!(!session.kept());
    assert_eq!(session.inputs().get(CARE), 50.0, "the work stands");
    session.apply(Intent::SaveAs("Prov".to_owned()));
    let told = session.notices().iter().cloned().collect::<Vec<_>>();
    assert_eq!(told, [Notice::Saved("Prov".to_owned())]);
    assert_eq!(open(&shared).inputs().get(CARE), 50.0);
}

#[test]
fn a_kept_value_outside_its_range_is_told() {
    let shared = Arc::<Shared>::default();
    let mut session = open(&shared);
    session.apply(Intent::Set(CARE, 50.0));
    session.apply(Intent::Set(HEALTH, 30.0));
    session.apply(Intent::SaveAs("Prov".to_owned()));
    assert!(
        !session
            .notices()
            .iter()
            .any(|it| matches!(it, Notice::Fitted(_)))
    );
    // As stored by another version, with other ranges.
    let most = KSON_2023.spec(CARE).max;
    for key in shared.memory.keys().unwrap() {
        let text = shared.memory.read(&key).unwrap().unwrap();
        let rest = text
            .split_once(',')
            .unwrap()
            .1
            .replace("\"requirement.care\":50.0", "\"requirement.care\":5000.0");
        let sum = balans_scenario::sum(&rest);
        shared
            .memory
            .write(&key, &format!("{{\"sum\":\"{sum}\",{rest}"))
            .unwrap();
    }
    let mut again = open(&shared);
    assert_eq!(again.inputs().get(CARE), most);
    let fitted = Notice::Fitted(vec![CARE]);
    assert!(again.notices().contains(&fitted));
    again.apply(Intent::Dismiss(fitted.clone()));
    again.apply(Intent::ResetAll);
    let id = again.library()[0].id.clone();
    again.apply(Intent::Open(id));
    assert!(again.notices().contains(&fitted));
    assert_eq!(again.inputs().get(CARE), most);
}
