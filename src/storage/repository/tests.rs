use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::{Arc, Mutex};

use super::*;
use crate::storage::MemoryDoor;

/// A memory that outlives the repository and can be told to fail.
#[derive(Default)]
struct Shared {
    memory: MemoryDoor,
    full: AtomicBool,
    garbles_writes: AtomicBool,
    refuses_reads: Mutex<Option<String>>,
}

struct SharedDoor(Arc<Shared>);

impl Door for SharedDoor {
    fn read(&self, key: &str) -> Result<Option<String>, Fault> {
        if self.0.refuses_reads.lock().unwrap().as_deref() == Some(key) {
            return Err(Fault::Failed);
        }
        self.0.memory.read(key)
    }
    fn write(&self, key: &str, text: &str) -> Result<(), Fault> {
        if self.0.full.load(Relaxed) {
            return Err(Fault::Full);
        }
        let text = if self.0.garbles_writes.load(Relaxed) {
            &text[..text.len() / 2]
        } else {
            text
        };
        self.0.memory.write(key, text)
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

const NOW: &str = "2026-11-21T19:00:00+01:00";

fn open(shared: &Arc<Shared>) -> (Repository, Startup) {
    Repository::open(Box::new(SharedDoor(Arc::clone(shared))), |draft| {
        draft.pack == "kson-2023"
    })
}

fn draft(value: f64) -> Draft {
    Draft {
        pack: "kson-2023".to_owned(),
        values: BTreeMap::from([("requirement.care".to_owned(), value)]),
        ..Draft::default()
    }
}

fn scenario(id: &str, changed: &str) -> SavedScenario {
    SavedScenario {
        id: id.to_owned(),
        name: format!("Förslag {id}"),
        created: NOW.to_owned(),
        changed: changed.to_owned(),
        draft: draft(50.0),
    }
}

fn texts(shared: &Arc<Shared>) -> BTreeMap<String, String> {
    let keys = shared.memory.keys().unwrap();
    keys.into_iter()
        .map(|key| (key.clone(), shared.memory.read(&key).unwrap().unwrap()))
        .collect()
}

#[test]
fn what_is_kept_is_found_again() {
    let shared = Arc::<Shared>::default();
    let (repository, startup) = open(&shared);
    assert_eq!(startup, Startup::default());
    repository.keep_working(&draft(50.125), NOW).unwrap();
    repository
        .save(&scenario("a", "2026-01-01T10:00:00+01:00"), NOW)
        .unwrap();
    repository
        .save(&scenario("b", "2026-02-01T10:00:00+01:00"), NOW)
        .unwrap();

    let (repository, startup) = open(&shared);
    assert_eq!(startup.working, Some(draft(50.125)));
    assert_eq!(
        startup
            .scenarios
            .iter()
            .map(|s| s.id.as_str())
            .collect::<Vec<_>>(),
        ["b", "a"]
    );
    assert_eq!(startup.troubles, []);

    repository.delete("b").unwrap();
    assert_eq!(open(&shared).1.scenarios.len(), 1);
}

#[test]
fn ratings_and_notes_are_kept_and_older_texts_have_none() {
    let shared = Arc::<Shared>::default();
    let (repository, _) = open(&shared);
    repository.keep_working(&draft(50.0), NOW).unwrap();
    let plain = texts(&shared).remove(WORKING_KEY).unwrap();
    assert!(
        !plain.contains("ratings") && !plain.contains("notes"),
        "{plain}"
    );

    let judged = Draft {
        ratings: BTreeMap::from([(
            "caseload".to_owned(),
            BTreeMap::from([("staff".to_owned(), "high".to_owned())]),
        )]),
        notes: BTreeMap::from([("caseload".to_owned(), "Två rader\noch å, ä, ö".to_owned())]),
        ..draft(50.0)
    };
    repository.keep_working(&judged, NOW).unwrap();
    assert_eq!(open(&shared).1.working, Some(judged));

    let older = r#"{"schema":1,"app":"0.1.0","saved":"x","data":{"pack":"kson-2023","values":{}}}"#;
    shared.memory.write(WORKING_KEY, older).unwrap();
    let working = open(&shared).1.working.unwrap();
    assert!(working.ratings.is_empty() && working.notes.is_empty());
}

#[test]
fn a_full_storage_keeps_what_was_there() {
    let shared = Arc::<Shared>::default();
    let (repository, _) = open(&shared);
    repository.keep_working(&draft(50.0), NOW).unwrap();
    let before = texts(&shared);
    shared.full.store(true, Relaxed);
    assert_eq!(
        repository.keep_working(&draft(60.0), NOW),
        Err(Trouble::Full)
    );
    assert_eq!(
        repository.save(&scenario("a", NOW), NOW),
        Err(Trouble::Full)
    );
    assert_eq!(texts(&shared), before);
}

#[test]
fn a_write_that_does_not_read_back_is_not_called_saved() {
    let shared = Arc::<Shared>::default();
    let (repository, _) = open(&shared);
    shared.garbles_writes.store(true, Relaxed);
    assert_eq!(
        repository.save(&scenario("a", NOW), NOW),
        Err(Trouble::Failed)
    );
}

#[test]
fn unreadable_texts_are_set_aside_and_the_rest_works_on() {
    for damaged in [
        "",
        "{",
        "null",
        "[1]",
        r#"{"schema":1}"#,
        r#"{"schema":1,"app":"x","saved":"y","data":{"nonsense":1}}"#,
    ] {
        let shared = Arc::<Shared>::default();
        shared.memory.write(WORKING_KEY, damaged).unwrap();
        shared.memory.write(&scenario_key("a"), damaged).unwrap();
        let (repository, startup) = open(&shared);
        assert_eq!(
            startup,
            Startup {
                troubles: vec![Trouble::SetAside],
                ..Startup::default()
            },
            "{damaged}"
        );
        let kept = texts(&shared);
        assert_eq!(
            kept.get("balans.undanlagt.arbetskopia.1")
                .map(String::as_str),
            Some(damaged)
        );
        assert_eq!(
            kept.get("balans.undanlagt.scenario.a.1")
                .map(String::as_str),
            Some(damaged)
        );
        repository.keep_working(&draft(50.0), NOW).unwrap();
        assert_eq!(open(&shared).1.working, Some(draft(50.0)));
    }
}

#[test]
fn what_cannot_be_set_aside_is_left_alone() {
    let shared = Arc::<Shared>::default();
    shared.memory.write(WORKING_KEY, "{").unwrap();
    shared.full.store(true, Relaxed);
    let before = texts(&shared);
    let (repository, startup) = open(&shared);
    assert_eq!(startup.troubles, [Trouble::SetAside]);
    shared.full.store(false, Relaxed);
    assert!(repository.keep_working(&draft(50.0), NOW).is_err());
    assert_eq!(texts(&shared), before);
}

#[test]
fn a_second_damaged_text_does_not_replace_the_first() {
    let shared = Arc::<Shared>::default();
    for text in ["first", "second"] {
        shared.memory.write(WORKING_KEY, text).unwrap();
        let _ = open(&shared);
    }
    let kept = texts(&shared);
    assert_eq!(
        kept.get("balans.undanlagt.arbetskopia.1")
            .map(String::as_str),
        Some("first")
    );
    assert_eq!(
        kept.get("balans.undanlagt.arbetskopia.2")
            .map(String::as_str),
        Some("second")
    );
}

#[test]
fn newer_data_is_neither_read_nor_touched() {
    let newer = r#"{"schema":2,"app":"9.0.0","saved":"2030","data":{"what":"ever"}}"#;
    let other_pack = envelope::seal(
        &Draft {
            pack: "kson-2024".to_owned(),
            ..draft(1.0)
        },
        NOW,
    );
    for text in [newer, &other_pack] {
        let shared = Arc::<Shared>::default();
        shared.memory.write(WORKING_KEY, text).unwrap();
        let before = texts(&shared);
        let (repository, startup) = open(&shared);
        assert_eq!(
            startup,
            Startup {
                troubles: vec![Trouble::Newer],
                ..Startup::default()
            }
        );
        assert_eq!(
            repository.keep_working(&draft(50.0), NOW),
            Err(Trouble::Newer)
        );
        assert_eq!(texts(&shared), before);
    }
}

#[test]
fn an_unread_text_is_not_written_over() {
    let shared = Arc::<Shared>::default();
    let (repository, _) = open(&shared);
    repository.keep_working(&draft(50.0), NOW).unwrap();
    let before = texts(&shared);
    *shared.refuses_reads.lock().unwrap() = Some(WORKING_KEY.to_owned());
    let (repository, startup) = open(&shared);
    assert_eq!(startup.troubles, [Trouble::Failed]);
    *shared.refuses_reads.lock().unwrap() = None;
    assert!(repository.keep_working(&draft(60.0), NOW).is_err());
    assert_eq!(texts(&shared), before);
}

#[test]
fn clearing_removes_all_of_ours_and_nothing_else() {
    let shared = Arc::<Shared>::default();
    shared.memory.write("someone.else", "stays").unwrap();
    shared.memory.write(WORKING_KEY, "{").unwrap();
    let (mut repository, _) = open(&shared);
    repository.keep_working(&draft(50.0), NOW).unwrap();
    repository.save(&scenario("a", NOW), NOW).unwrap();
    repository.clear_all().unwrap();
    assert_eq!(shared.memory.keys().unwrap(), ["someone.else"]);
}

#[test]
fn memory_says_that_it_does_not_last() {
    let (repository, startup) = Repository::open(Box::new(MemoryDoor::default()), |_| true);
    assert_eq!(startup.troubles, [Trouble::NotLasting]);
    assert!(!repository.lasts());
}
