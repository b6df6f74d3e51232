use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::Relaxed};

use super::*;
use crate::storage::MemoryBackend;

/// A memory store that outlives the repository and can be set to fail.
#[derive(Default)]
struct Shared {
    memory: MemoryBackend,
    full: AtomicBool,
    garbles_writes: AtomicBool,
    keeps_what_it_removes: AtomicBool,
    refuses_reads: Mutex<Option<String>>,
    reads: AtomicU32,
    writes: AtomicU32,
}

struct SharedBackend(Arc<Shared>);

impl StorageBackend for SharedBackend {
    fn read(&self, key: &str) -> Result<Option<String>, Fault> {
        self.0.reads.fetch_add(1, Relaxed);
        if self.0.refuses_reads.lock().unwrap().as_deref() == Some(key) {
            return Err(Fault::Failed);
        }
        self.0.memory.read(key)
    }
    fn write(&self, key: &str, text: &str) -> Result<(), Fault> {
        self.0.writes.fetch_add(1, Relaxed);
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
        if self.0.keeps_what_it_removes.load(Relaxed) {
            return Err(Fault::Failed);
        }
        self.0.memory.remove(key)
    }
    fn keys(&self) -> Result<Vec<String>, Fault> {
        self.0.memory.keys()
    }
    fn is_persistent(&self) -> bool {
        true
    }
}

const NOW: &str = "2026-11-21T19:00:00+01:00";
static NEXT: AtomicU32 = AtomicU32::new(0);
const ENVIRONMENT: Environment = Environment {
    now: || {
        let tick = NEXT.fetch_add(1, Relaxed);
        format!("2026-11-21T19:{:02}:{:02}+01:00", tick / 60 % 60, tick % 60)
    },
    fresh_id: || format!("s{:06}", NEXT.fetch_add(1, Relaxed)),
    unnamed: "Namnlöst scenario",
};

/// Opens a page load in a tab whose session storage is `tab`.
fn open_in(shared: &Arc<Shared>, tab: &Arc<Shared>) -> (Repository, Option<Draft>) {
    let backend = |shared: &Arc<Shared>| Box::new(SharedBackend(Arc::clone(shared)));
    Repository::open(backend(shared), backend(tab), ENVIRONMENT, |draft| {
        if draft.pack == "kson-2023" {
            Fit::Here
        } else {
            Fit::OtherPack
        }
    })
}

fn open(shared: &Arc<Shared>) -> (Repository, Option<Draft>) {
    open_in(shared, &Arc::default())
}

fn troubles(repository: &mut Repository) -> Vec<Trouble> {
    repository.take_troubles().into_iter().collect()
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
        note: String::new(),
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

fn ids(repository: &Repository) -> Vec<String> {
    let library = repository.library();
    library.iter().map(|saved| saved.id.clone()).collect()
}

#[test]
fn what_is_kept_is_found_again() {
    let shared = Arc::<Shared>::default();
    let (mut repository, working) = open(&shared);
    assert_eq!(working, None);
    repository.keep_working(&draft(50.125)).unwrap();
    repository
        .save(&scenario("a", "2026-01-01T10:00:00+01:00"))
        .unwrap();
    repository
        .save(&scenario("b", "2026-02-01T10:00:00+01:00"))
        .unwrap();

    let (mut repository, working) = open(&shared);
    assert_eq!(working, Some(draft(50.125)));
    assert_eq!(ids(&repository), ["b", "a"]);
    assert_eq!(troubles(&mut repository), []);

    repository.delete("b").unwrap();
    assert_eq!(ids(&repository), ["a"]);
    assert_eq!(ids(&open(&shared).0), ["a"]);
}

#[test]
fn each_kept_text_has_one_key_and_none_is_left_behind() {
    let shared = Arc::<Shared>::default();
    let (mut repository, _) = open(&shared);
    for value in [50.0, 51.0, 52.0] {
        repository.keep_working(&draft(value)).unwrap();
        let saved = SavedScenario {
            draft: draft(value),
            ..scenario("a", NOW)
        };
        assert_eq!(*repository.save(&saved).unwrap(), saved);
    }
    assert_eq!(shared.memory.keys().unwrap().len(), 2);
}

#[test]
fn a_full_storage_keeps_what_was_there() {
    let shared = Arc::<Shared>::default();
    let (mut repository, _) = open(&shared);
    repository.keep_working(&draft(50.0)).unwrap();
    repository.save(&scenario("a", NOW)).unwrap();
    let before = texts(&shared);
    shared.full.store(true, Relaxed);
    assert_eq!(repository.keep_working(&draft(60.0)), Err(Trouble::Full));
    assert_eq!(repository.save(&scenario("a", "z")), Err(Trouble::Full));
    assert_eq!(texts(&shared), before);
}

#[test]
fn a_write_that_does_not_read_back_is_not_called_saved_and_harms_nothing() {
    let shared = Arc::<Shared>::default();
    let (mut repository, _) = open(&shared);
    repository.save(&scenario("a", NOW)).unwrap();
    let before = texts(&shared);
    shared.garbles_writes.store(true, Relaxed);
    let next = SavedScenario {
        draft: draft(60.0),
        ..scenario("a", NOW)
    };
    assert_eq!(repository.save(&next), Err(Trouble::Failed));
    assert_eq!(texts(&shared), before);
    assert_eq!(*repository.library()[0], scenario("a", NOW));
}

#[test]
fn what_could_not_be_removed_is_hidden_and_removed_later() {
    let shared = Arc::<Shared>::default();
    let (mut repository, _) = open(&shared);
    repository.save(&scenario("a", NOW)).unwrap();
    shared.keeps_what_it_removes.store(true, Relaxed);
    let next = SavedScenario {
        draft: draft(60.0),
        ..scenario("a", NOW)
    };
    repository.save(&next).unwrap();
    assert_eq!(*repository.library()[0], next);
    assert_eq!(ids(&repository), ["a"]);
    // A page that opens now cannot know which was meant, and shows both versions.
    let (other, _) = open(&shared);
    assert_eq!(*other.library()[0], next);
    assert_eq!(other.library()[1].draft, draft(50.0));
    assert_eq!(repository.delete("a"), Err(Trouble::Failed));
    shared.keeps_what_it_removes.store(false, Relaxed);
    repository.refresh();
    assert_eq!(shared.memory.keys().unwrap().len(), 1);
}

#[test]
fn two_tabs_that_save_the_same_scenario_lose_neither() {
    let shared = Arc::<Shared>::default();
    let (mut ours, _) = open(&shared);
    ours.save(&scenario("a", NOW)).unwrap();
    let (mut theirs, _) = open(&shared);
    for (repository, value) in [(&mut theirs, 60.0), (&mut ours, 70.0)] {
        // Neither tab has refreshed since both saw the same version.
        let next = SavedScenario {
            draft: draft(value),
            ..scenario("a", NOW)
        };
        repository.save(&next).unwrap();
    }
    let values = |repository: &Repository| -> Vec<Draft> {
        let library = repository.library();
        library.iter().map(|saved| saved.draft.clone()).collect()
    };
    assert_eq!(values(&ours), [draft(70.0), draft(60.0)]);
    let (mut third, _) = open(&shared);
    assert_eq!(values(&third), [draft(70.0), draft(60.0)]);
    assert_eq!(
        ids(&third),
        ids(&ours),
        "the other's id is the same for all"
    );

    // The version that lost the id can be saved and gets keys of its own.
    let other = SavedScenario {
        draft: draft(61.0),
        ..(*third.library()[1]).clone()
    };
    third.save(&other).unwrap();
    assert_eq!(values(&open(&shared).0), [draft(70.0), draft(61.0)]);
    assert_eq!(ids(&open(&shared).0), ids(&ours));
}

const DAMAGED: [&str; 7] = [
    "",
    "{",
    "null",
    "[1]",
    r#"{"schema":1}"#,
    r#"{"schema":1,"app":"x","saved":"y","data":{"nonsense":1}}"#,
    r#"{"sum":"00000000","schema":2,"app":"x","saved":"y","data":{"pack":"kson-2023","values":{}}}"#,
];

#[test]
fn unreadable_texts_are_set_aside_told_once_and_the_rest_works_on() {
    for damaged in DAMAGED {
        let shared = Arc::<Shared>::default();
        shared.memory.write(WORKING_KEY, damaged).unwrap();
        shared.memory.write("balans.scenario.a", damaged).unwrap();
        let before = texts(&shared);
        let (mut repository, working) = open(&shared);
        assert_eq!(working, None);
        assert_eq!(troubles(&mut repository), [Trouble::SetAside], "{damaged}");
        let aside = repository.aside();
        let keys: Vec<&str> = aside.iter().map(|aside| aside.key.as_str()).collect();
        assert_eq!(keys, [WORKING_KEY, "balans.scenario.a"]);
        assert!(aside.iter().all(|it| it.text == damaged));
        assert!(aside.iter().all(|it| it.when.is_some()));
        repository.keep_working(&draft(50.0)).unwrap();
        repository.save(&scenario("a", NOW)).unwrap();

        let (mut again, working) = open(&shared);
        assert_eq!(working, Some(draft(50.0)));
        assert_eq!(ids(&again), ["a"]);
        assert_eq!(troubles(&mut again), []);
        assert_eq!(again.aside(), aside);
        let after = texts(&shared);
        assert!(
            before
                .iter()
                .all(|(key, text)| after.get(key) == Some(text))
        );
    }
}

#[test]
fn what_cannot_be_copied_aside_can_still_be_downloaded() {
    let shared = Arc::<Shared>::default();
    shared.memory.write(WORKING_KEY, "{").unwrap();
    shared.full.store(true, Relaxed);
    let before = texts(&shared);
    let (mut repository, _) = open(&shared);
    assert_eq!(troubles(&mut repository), [Trouble::SetAside]);
    assert_eq!(texts(&shared), before);
    assert_eq!(
        repository.aside(),
        [Aside {
            key: WORKING_KEY.to_owned(),
            text: "{".to_owned(),
            when: None
        }]
    );
}

#[test]
fn a_second_damaged_text_does_not_replace_the_first_and_schema_one_kept_them_bare() {
    let shared = Arc::<Shared>::default();
    let bare = "balans.undanlagt.arbetskopia.1";
    shared.memory.write(bare, "older").unwrap();
    for text in ["first", "second", "second"] {
        shared.memory.write(WORKING_KEY, text).unwrap();
        let _ = open(&shared);
    }
    let kept: Vec<(String, String)> = open(&shared)
        .0
        .aside()
        .into_iter()
        .map(|aside| (aside.key, aside.text))
        .collect();
    let expected = [
        (WORKING_KEY, "first"),
        (WORKING_KEY, "second"),
        (bare, "older"),
    ];
    assert_eq!(
        kept,
        expected.map(|(key, text)| (key.to_owned(), text.to_owned()))
    );
}

fn newer() -> &'static str {
    r#"{"schema":5,"app":"9.0.0","saved":"2030","data":{"what":"ever"}}"#
}

#[test]
fn what_waits_for_another_pack_is_named_and_no_trouble() {
    let shared = Arc::<Shared>::default();
    let other = Draft {
        pack: "prov-2027".to_owned(),
        ..draft(1.0)
    };
    let saved = SavedScenario {
        draft: other.clone(),
        ..scenario("a", NOW)
    };
    let name = saved.name.clone();
    let write = |key: &str, text: &str| shared.memory.write(key, text).unwrap();
    write("balans.scenario.a.x", &envelope::seal(&saved, NOW));
    write("balans.arbetskopia.s1-0001", &envelope::seal(&other, NOW));
    let before = texts(&shared);
    let (mut repository, working) = open(&shared);
    assert_eq!((working, repository.library().len()), (None, 0));
    assert_eq!(troubles(&mut repository), []);
    let waiting = Waiting {
        pack: "prov-2027".to_owned(),
        scenarios: vec![name],
        working: 1,
    };
    assert_eq!(repository.waiting(), [waiting]);
    repository.keep_working(&draft(50.0)).unwrap();
    let after = texts(&shared);
    assert!(
        before
            .iter()
            .all(|(key, text)| after.get(key) == Some(text))
    );
}

#[test]
fn newer_data_is_neither_read_nor_touched() {
    let other_pack = envelope::seal(
        &Draft {
            pack: "kson-2024".to_owned(),
            ..draft(1.0)
        },
        NOW,
    );
    for text in [newer(), &other_pack] {
        let shared = Arc::<Shared>::default();
        shared.memory.write(WORKING_KEY, text).unwrap();
        shared
            .memory
            .write("balans.arbetskopia.s1-0001", text)
            .unwrap();
        shared.memory.write("balans.scenario.a.x", newer()).unwrap();
        let before = texts(&shared);
        let (mut repository, working) = open(&shared);
        assert_eq!(working, None);
        assert_eq!(troubles(&mut repository), [Trouble::Newer]);
        let waits = usize::from(text == other_pack);
        assert_eq!(repository.waiting().len(), waits);
        // The newer text may be old: this version saves its own beside it.
        repository.keep_working(&draft(50.0)).unwrap();
        repository.save(&scenario("a", NOW)).unwrap();
        let after = texts(&shared);
        assert!(
            before
                .iter()
                .all(|(key, text)| after.get(key) == Some(text))
        );
        assert_eq!(open(&shared).1, Some(draft(50.0)));
    }
}

#[test]
fn a_newer_version_that_writes_now_makes_this_one_keep_nothing_more() {
    for key in ["balans.scenario.b.x-0001", "balans.arbetskopia.x-0001"] {
        for heard in [Some(key), None] {
            let shared = Arc::<Shared>::default();
            let (mut repository, _) = open(&shared);
            repository.save(&scenario("a", NOW)).unwrap();
            shared.memory.write(key, newer()).unwrap();
            let before = texts(&shared);
            repository.on_storage_event(heard);
            assert_eq!(troubles(&mut repository), [Trouble::NewerBeside]);
            let refused = Err(Trouble::NewerBeside);
            assert_eq!(repository.keep_working(&draft(50.0)), refused);
            assert_eq!(repository.save(&scenario("a", NOW)).map(|_| ()), refused);
            assert_eq!(repository.delete("a"), refused);
            assert_eq!(texts(&shared), before);
        }
    }
}

#[test]
fn an_unread_text_is_not_written_over_and_not_forgotten() {
    let shared = Arc::<Shared>::default();
    let (mut repository, _) = open(&shared);
    repository.keep_working(&draft(50.0)).unwrap();
    let key = shared.memory.keys().unwrap().remove(0);
    let before = texts(&shared);
    *shared.refuses_reads.lock().unwrap() = Some(key.clone());
    let (mut repository, working) = open(&shared);
    assert_eq!(working, None);
    assert_eq!(troubles(&mut repository), [Trouble::Failed]);
    repository.keep_working(&draft(60.0)).unwrap();
    assert_eq!(texts(&shared).get(&key), before.get(&key));
}

#[test]
fn each_page_load_has_a_working_copy_of_its_own() {
    let shared = Arc::<Shared>::default();
    let (tab_a, tab_b) = (Arc::<Shared>::default(), Arc::<Shared>::default());
    let (mut a, _) = open_in(&shared, &tab_a);
    a.keep_working(&draft(50.0)).unwrap();
    let (mut b, start) = open_in(&shared, &tab_b);
    assert_eq!(start, Some(draft(50.0)), "a new tab starts from the latest");
    b.keep_working(&draft(60.0)).unwrap();
    assert_eq!(open_in(&shared, &tab_a).1, Some(draft(50.0)));
    assert_eq!(open_in(&shared, &tab_b).1, Some(draft(60.0)));
    assert_eq!(open(&shared).1, Some(draft(60.0)));

    // A duplicated tab has a copy of the session storage, and shares no working copy by it.
    let copied = Arc::<Shared>::default();
    let remembered = tab_a.memory.read(TAB_KEY).unwrap().unwrap();
    copied.memory.write(TAB_KEY, &remembered).unwrap();
    let (mut duplicate, start) = open_in(&shared, &copied);
    assert_eq!(start, Some(draft(50.0)));
    duplicate.keep_working(&draft(70.0)).unwrap();
    assert_eq!(open_in(&shared, &tab_a).1, Some(draft(50.0)));
    assert_eq!(open_in(&shared, &copied).1, Some(draft(70.0)));
}

#[test]
fn a_name_that_somebody_else_uses_is_given_up() {
    let shared = Arc::<Shared>::default();
    let (mut a, _) = open(&shared);
    a.keep_working(&draft(50.0)).unwrap();
    let name = a.page_load_id.clone();
    let (mut b, _) = open(&shared);
    b.page_load_id.clone_from(&name);
    b.keep_working(&draft(60.0)).unwrap();
    let keys = shared.memory.keys().unwrap();
    let theirs = keys.iter().find(|key| !a.own_keys.contains(key)).unwrap();
    assert!(a.on_storage_event(Some(theirs)));
    a.keep_working(&draft(51.0)).unwrap();
    assert_ne!(a.page_load_id, name);
    let kept: Vec<Draft> = a.working_copies().into_iter().map(|it| it.draft).collect();
    assert_eq!(kept, [draft(60.0), draft(51.0)]);
}

#[test]
fn the_key_all_tabs_shared_is_read_and_moved() {
    let shared = Arc::<Shared>::default();
    let text = include_str!("../../../tests/schemas/1-working-judged.txt");
    let text = text.lines().nth(1).unwrap();
    shared.memory.write(WORKING_KEY, text).unwrap();
    let tab = Arc::<Shared>::default();
    let (_, first) = open_in(&shared, &tab);
    assert_eq!(first.as_ref().map(|draft| draft.notes.len()), Some(1));
    let keys = shared.memory.keys().unwrap();
    assert!(keys.len() == 1 && keys[0].starts_with(WORKING_PREFIX));
    assert_eq!(open_in(&shared, &tab).1, first);

    // Where it can't be moved it is left, and read all the same.
    let full = Arc::<Shared>::default();
    full.memory.write(WORKING_KEY, text).unwrap();
    full.full.store(true, Relaxed);
    assert_eq!(open(&full).1, first);
    assert_eq!(full.memory.keys().unwrap(), [WORKING_KEY]);
}

#[test]
fn a_scenario_of_schema_one_is_read_and_moved_when_it_is_saved() {
    let shared = Arc::<Shared>::default();
    let text = include_str!("../../../tests/schemas/1-scenario-judged.txt");
    let (key, text) = text.trim_end().split_once('\n').unwrap();
    shared.memory.write(key, text).unwrap();
    let (mut repository, _) = open(&shared);
    let mut saved = (*repository.library()[0]).clone();
    assert_eq!((saved.id.as_str(), saved.note.as_str()), ("s1", ""));
    saved.note = "Ny".to_owned();
    repository.save(&saved).unwrap();
    assert_eq!(shared.memory.read(key).unwrap(), None);
    assert_eq!(*open(&shared).0.library()[0], saved);
}

#[test]
fn the_oldest_working_copies_of_others_go_and_ones_own_stays() {
    let shared = Arc::<Shared>::default();
    let tab = Arc::<Shared>::default();
    let (mut own, _) = open_in(&shared, &tab);
    own.keep_working(&draft(1.0)).unwrap();
    shared
        .memory
        .write("balans.arbetskopia.x-0001", newer())
        .unwrap();
    for value in 0..WORKING_COPIES * 2 {
        let (mut other, _) = open(&shared);
        other.keep_working(&draft(100.0 + value as f64)).unwrap();
    }
    let keys = shared.memory.keys().unwrap();
    assert_eq!(
        keys.len(),
        WORKING_COPIES + 1,
        "the newer one is not ours to drop"
    );
    assert!(
        shared
            .memory
            .read("balans.arbetskopia.x-0001")
            .unwrap()
            .is_some()
    );
    assert_eq!(open(&shared).1, Some(draft(139.0)));
    // Removed while the page was open: it is written again at its next change, and removed last.
    own.keep_working(&draft(2.0)).unwrap();
    assert_eq!(open_in(&shared, &tab).1, Some(draft(2.0)));
}

#[test]
fn clearing_removes_all_of_ours_and_nothing_else() {
    let shared = Arc::<Shared>::default();
    let tab = Arc::<Shared>::default();
    shared.memory.write("someone.else", "stays").unwrap();
    shared.memory.write(WORKING_KEY, "{").unwrap();
    shared.memory.write("balans.scenario.x", newer()).unwrap();
    let (mut repository, _) = open_in(&shared, &tab);
    repository.keep_working(&draft(50.0)).unwrap();
    repository.save(&scenario("a", NOW)).unwrap();
    repository.clear_all().unwrap();
    assert_eq!(shared.memory.keys().unwrap(), ["someone.else"]);
    assert_eq!(tab.memory.keys().unwrap(), [""; 0]);
    assert_eq!(ids(&repository), [""; 0]);
}

#[test]
fn another_tab_is_heard() {
    let shared = Arc::<Shared>::default();
    let (mut ours, _) = open(&shared);
    let (mut theirs, _) = open(&shared);
    theirs.save(&scenario("a", NOW)).unwrap();
    let key = shared.memory.keys().unwrap().remove(0);
    assert!(ours.on_storage_event(Some(&key)));
    assert_eq!(ids(&ours), ["a"]);
    ours.keep_working(&draft(50.0)).unwrap();
    theirs.clear_all().unwrap();
    assert!(!ours.on_storage_event(None), "its working copy is gone");
    assert_eq!(ids(&ours), [""; 0]);
}

#[test]
fn a_hundred_scenarios_are_read_once() {
    let shared = Arc::<Shared>::default();
    let (mut repository, _) = open(&shared);
    for number in 0..100 {
        repository
            .save(&scenario(&format!("n{number}"), NOW))
            .unwrap();
    }
    let (mut repository, _) = open(&shared);
    let opened = shared.reads.swap(0, Relaxed);
    shared.writes.store(0, Relaxed);
    repository.save(&scenario("n50", NOW)).unwrap();
    repository.on_storage_event(Some("balans.scenario.n51.x"));
    // Only the texts that one save writes and removes are read; none of the ninety-nine others.
    assert!(shared.reads.load(Relaxed) <= 8, "{:?}", shared.reads);
    assert_eq!(shared.writes.load(Relaxed), 1);
    assert!(opened >= 100);
    assert_eq!(repository.library().len(), 100);
}

#[test]
fn memory_says_that_it_does_not_last() {
    let memory = || Box::new(MemoryBackend::default());
    let (mut repository, _) = Repository::open(memory(), memory(), ENVIRONMENT, |_| Fit::Here);
    assert_eq!(troubles(&mut repository), [Trouble::NotLasting]);
    assert!(!repository.is_persistent());
}

#[test]
fn times_are_ordered_across_zones() {
    let earlier = instant("2026-10-25T02:30:00+02:00");
    assert!(earlier < instant("2026-10-25T02:10:00+01:00"));
    assert!(instant("no time") < earlier);
}

#[test]
fn what_an_earlier_version_kept_is_read_as_it_may_be_shown() {
    let shared = Arc::<Shared>::default();
    let (mut repository, _) = open(&shared);
    let mut dirty = scenario("a", NOW);
    dirty.name = "\u{202e}Fo\u{308}rslag\u{fffe}".to_owned();
    dirty.note = "\u{2067}ett\u{7}".to_owned();
    dirty
        .draft
        .notes
        .insert("occupancy".to_owned(), "\u{feff}två\u{ffff}".to_owned());
    repository.save(&dirty).unwrap();
    dirty.draft.scenario = None;
    repository.keep_working(&dirty.draft).unwrap();
    let (repository, working) = open(&shared);
    let read = &repository.library()[0];
    assert_eq!((&*read.name, &*read.note), ("Förslag", "ett"));
    assert_eq!(read.draft.notes["occupancy"], "två");
    assert_eq!(working.unwrap().notes["occupancy"], "två");
}

/// Minutes past 19:00, for [`TURNED`].
static TURNED_TO: AtomicU32 = AtomicU32::new(0);
/// A clock set by a test.
const TURNED: Environment = Environment {
    now: || format!("2026-11-21T19:{:02}:00+01:00", TURNED_TO.load(Relaxed)),
    fresh_id: ENVIRONMENT.fresh_id,
    unnamed: "Namnlöst scenario",
};

#[test]
fn the_newest_work_is_opened_whatever_the_clock_says() {
    let shared = Arc::<Shared>::default();
    let open = |tab: &Arc<Shared>| {
        let backend = |shared: &Arc<Shared>| Box::new(SharedBackend(Arc::clone(shared)));
        Repository::open(backend(&shared), backend(tab), TURNED, |_| Fit::Here)
    };
    let new_tab = || open(&Arc::default()).1;
    TURNED_TO.store(50, Relaxed);
    let (mut first, _) = open(&Arc::default());
    first.keep_working(&draft(50.0)).unwrap();
    first.save(&scenario("a", NOW)).unwrap();

    // The clock is set back by more than half an hour.
    TURNED_TO.store(10, Relaxed);
    let (mut second, _) = open(&Arc::default());
    second.keep_working(&draft(60.0)).unwrap();
    assert_eq!(new_tab(), Some(draft(60.0)));
    second.keep_working(&draft(61.0)).unwrap();
    assert_eq!(new_tab(), Some(draft(61.0)));

    // The first tab gets the storage events and goes on.
    for key in shared.memory.keys().unwrap() {
        first.on_storage_event(Some(&key));
    }
    first.keep_working(&draft(70.0)).unwrap();
    assert_eq!(new_tab(), Some(draft(70.0)));

    // A version that could not be removed still counts as the older one.
    shared.keeps_what_it_removes.store(true, Relaxed);
    let next = SavedScenario {
        draft: draft(62.0),
        ..scenario("a", NOW)
    };
    second.save(&next).unwrap();
    assert_eq!(*open(&Arc::default()).0.library()[0], next);

    // A text saved when the clock is right again is the newest too.
    TURNED_TO.store(59, Relaxed);
    second.keep_working(&draft(80.0)).unwrap();
    assert_eq!(new_tab(), Some(draft(80.0)));
}

#[test]
fn a_time_at_the_end_of_the_calendar_stops_no_write() {
    let shared = Arc::<Shared>::default();
    let (mut repository, _) = open(&shared);
    repository.latest_time = i64::MAX;
    repository.keep_working(&draft(50.0)).unwrap();
    assert_eq!(open(&shared).1, Some(draft(50.0)));
}
