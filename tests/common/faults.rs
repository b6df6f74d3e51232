//! Runs seeded sequences of user actions in two or three tabs over a storage backend that injects
//! faults: it denies access, fills up, tears writes, garbles reads, drops keys, and lets another
//! tab run between any two calls. After each sequence every text that was confirmed as saved must
//! be readable for a newly opened page, unless a tab that had read it deleted or replaced it.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use balans::state::{Aspect, Environment, Intent, Level, Notice, Session};
use balans::storage::{
    Fault, KEY_PREFIX, MemoryBackend, SCENARIO_PREFIX, StorageBackend, Trouble, WORKING_PREFIX,
};
use balans_model::{InputId, KSON_2023, input_id};
use balans_scenario::{Draft, SavedScenario};

const LEVERS: [InputId; 3] = [
    input_id("requirement.care"),
    input_id("requirement.health"),
    input_id("negligence_clause.on"),
];
const MEASURES: [&str; 2] = ["caseload", "discharge"];
/// The session storage key of a tab's working copy.
const TAB_KEY: &str = "balans.flik";
const NEWER: &str = r#"{"schema":99,"app":"9.0.0","saved":"2030","data":{"what":"ever"}}"#;

/// The SplitMix64 generator: the same sequence on every platform.
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn seeded(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }

    fn one_in(&mut self, many: usize) -> bool {
        many > 0 && self.below(many) == 0
    }
}

thread_local! {
    static TICK: Cell<u64> = const { Cell::new(0) };
}

fn tick() -> u64 {
    TICK.with(|tick| {
        tick.set(tick.get() + 1);
        tick.get()
    })
}

/// Returns a clock that moves slowly enough for several actions in the same second.
fn now() -> String {
    let second = tick() / 4;
    format!(
        "2026-11-21T{:02}:{:02}:{:02}+01:00",
        second / 3600 % 24,
        second / 60 % 60,
        second % 60
    )
}

fn fresh_id() -> String {
    format!("t{:06}", tick())
}

const ENVIRONMENT: Environment = Environment {
    now,
    fresh_id,
    unnamed: "Namnlöst scenario",
};

fn lock<T: ?Sized>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Fault rates: each fault happens in one of so many calls, and never where the rate is 0.
#[derive(Clone, Copy, Default)]
struct FaultRates {
    denied: usize,
    full: usize,
    torn: usize,
    lying: usize,
    garbled: usize,
    vanishing: usize,
    stuck: usize,
    skipping: usize,
}

impl FaultRates {
    /// Chooses the kinds of fault of a sequence: each kind occurs in some sequences, with every
    /// other.
    fn of(chance: &mut Chance) -> Self {
        let mut kind = || {
            if chance.one_in(3) {
                3 + chance.below(20)
            } else {
                0
            }
        };
        Self {
            denied: kind(),
            full: kind(),
            torn: kind(),
            lying: kind(),
            garbled: kind(),
            vanishing: kind() * 4,
            stuck: kind(),
            skipping: kind(),
        }
    }
}

/// The texts that the session has confirmed as saved.
#[derive(Default)]
struct Promises {
    scenarios: Vec<Arc<SavedScenario>>,
    /// The id of a page load, and its working copy as last stored.
    working: Vec<(String, String)>,
    newer: BTreeSet<String>,
    /// Keys and texts that the browser dropped or a user erased.
    gone: Vec<(String, String)>,
    /// Keys that were written completely, with their texts.
    written: Vec<(String, Option<SavedScenario>)>,
}

impl Promises {
    fn excuses(&self, load: &str, draft: &str) -> bool {
        let start = format!("{WORKING_PREFIX}{load}-");
        let mut gone = self.gone.iter();
        gone.any(|(key, text)| key.starts_with(&start) && text.contains(draft))
    }
}

struct Tab {
    session: Option<Session>,
    own: Arc<MemoryBackend>,
    load: String,
    /// The working copy that the tab opened with, which is not its own until it is changed.
    opened: String,
    /// The scenarios confirmed as saved so far.
    made: Vec<Arc<SavedScenario>>,
}

/// The state of a sequence.
struct World {
    ground: Arc<dyn StorageBackend>,
    chance: Mutex<Chance>,
    rates: Mutex<FaultRates>,
    /// The action that another tab takes after so many more calls.
    between: Mutex<Option<(usize, usize, Intent)>>,
    tabs: Vec<Mutex<Tab>>,
    promises: Mutex<Promises>,
    faults: AtomicU64,
}

/// A tab's backend on the shared store, which fails at the given rates.
struct FaultInjectingBackend(Arc<World>);

impl FaultInjectingBackend {
    fn hits(&self, of: impl Fn(&FaultRates) -> usize) -> bool {
        let rate = of(&lock(&self.0.rates));
        let hit = lock(&self.0.chance).one_in(rate);
        if hit {
            self.0.faults.fetch_add(1, Relaxed);
        }
        hit
    }

    fn below(&self, limit: usize) -> usize {
        lock(&self.0.chance).below(limit)
    }

    /// Runs before every call: lets another tab act, and drops keys.
    fn step(&self) -> Result<(), Fault> {
        let due = {
            let mut between = lock(&self.0.between);
            match &mut *between {
                Some((0, ..)) => between.take(),
                Some((left, ..)) => {
                    *left -= 1;
                    None
                }
                None => None,
            }
        };
        if let Some((_, tab, intent)) = due {
            self.0.faults.fetch_add(1, Relaxed);
            self.0.act(tab, intent);
        }
        if self.hits(|rates| rates.vanishing) {
            self.0.vanish();
        }
        if self.hits(|rates| rates.denied) {
            return Err(Fault::Denied);
        }
        Ok(())
    }
}

fn garble(text: &str, chance: &mut Chance) -> String {
    let mut bytes = text.as_bytes().to_vec();
    match chance.below(4) {
        0 => bytes.clear(),
        1 => bytes.truncate(chance.below(text.len())),
        _ => {
            let place = chance.below(bytes.len());
            if let Some(byte) = bytes.get_mut(place) {
                *byte = b' ' + (chance.next() % 90) as u8;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

impl StorageBackend for FaultInjectingBackend {
    fn read(&self, key: &str) -> Result<Option<String>, Fault> {
        self.step()?;
        let text = self.0.ground.read(key)?;
        if self.hits(|rates| rates.garbled) {
            return Ok(text.map(|text| garble(&text, &mut lock(&self.0.chance))));
        }
        Ok(text)
    }

    fn write(&self, key: &str, text: &str) -> Result<(), Fault> {
        self.step()?;
        if self.hits(|rates| rates.full) {
            return Err(Fault::Full);
        }
        if self.hits(|rates| rates.torn) {
            let end = (0..=self.below(text.len()))
                .rev()
                .find(|&end| text.is_char_boundary(end));
            self.0.ground.write(key, &text[..end.unwrap_or(0)])?;
            // Sometimes without reporting an error.
            return if self.below(2) == 0 {
                Ok(())
            } else {
                Err(Fault::Failed)
            };
        }
        self.0.ground.write(key, text)?;
        if key.starts_with(SCENARIO_PREFIX) {
            let whole = (key.to_owned(), scenario_in(text));
            lock(&self.0.promises).written.push(whole);
        }
        if self.hits(|rates| rates.lying) {
            return Err(Fault::Full);
        }
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<(), Fault> {
        self.step()?;
        if self.hits(|rates| rates.stuck) {
            return if self.below(2) == 0 {
                Ok(())
            } else {
                Err(Fault::Failed)
            };
        }
        self.0.ground.remove(key)?;
        if self.hits(|rates| rates.lying) {
            return Err(Fault::Failed);
        }
        Ok(())
    }

    fn keys(&self) -> Result<Vec<String>, Fault> {
        self.step()?;
        let mut keys = self.0.ground.keys()?;
        if !keys.is_empty() && self.hits(|rates| rates.skipping) {
            keys.swap_remove(self.below(keys.len()));
        }
        Ok(keys)
    }

    fn is_persistent(&self) -> bool {
        true
    }
}

/// Reads the scenario in a stored text; none in what a torn write left.
fn scenario_in(text: &str) -> Option<SavedScenario> {
    let value: serde_json::Value = serde_json::from_str(text).ok()?;
    serde_json::from_value(value.get("data")?.clone()).ok()
}

/// Compares two scenarios, ids aside.
fn same(a: &SavedScenario, b: &SavedScenario) -> bool {
    (&a.name, &a.note, &a.created, &a.changed, &a.draft)
        == (&b.name, &b.note, &b.created, &b.changed, &b.draft)
}

fn as_text(draft: &Draft) -> String {
    serde_json::to_string(draft).unwrap_or_default()
}

impl World {
    fn our_keys(&self) -> Vec<String> {
        let keys = self.ground.keys().unwrap_or_default();
        keys.into_iter()
            .filter(|key| key.starts_with(KEY_PREFIX))
            .collect()
    }

    /// Drops a key as a browser may. Its text no longer counts as confirmed.
    fn vanish(&self) {
        let keys = self.our_keys();
        if keys.is_empty() {
            return;
        }
        let key = &keys[lock(&self.chance).below(keys.len())];
        let text = self.ground.read(key).ok().flatten().unwrap_or_default();
        let mut promises = lock(&self.promises);
        if let Some(gone) = scenario_in(&text) {
            promises.scenarios.retain(|saved| !same(saved, &gone));
        }
        promises.working.retain(|(_, draft)| !text.contains(draft));
        promises.newer.remove(key);
        promises.gone.push((key.clone(), text));
        drop(promises);
        let _ = self.ground.remove(key);
    }

    fn open(self: &Arc<Self>, tab: usize) {
        let mut tab = lock(&self.tabs[tab]);
        tab.session = None;
        // A page's first id is its page-load id.
        tab.load = format!("t{:06}", TICK.with(Cell::get) + 1);
        let own: Box<dyn StorageBackend> = Box::new(Arc::clone(&tab.own));
        let backend = Box::new(FaultInjectingBackend(Arc::clone(self)));
        let session = Session::open(&KSON_2023, backend, own, ENVIRONMENT);
        tab.opened = as_text(&session.draft());
        tab.session = Some(session);
    }

    /// Runs an action in a tab and records what it confirmed as saved.
    fn act(&self, index: usize, intent: Intent) {
        let mut tab = lock(&self.tabs[index]);
        let tab = &mut *tab;
        let (load, opened) = (tab.load.clone(), tab.opened.clone());
        let Some(session) = &mut tab.session else {
            return;
        };
        let before = session.library().to_vec();
        let base = matches!(intent, Intent::Save(_)).then(|| session.draft());
        let base = base.unwrap_or_default();
        let clears = intent == Intent::ClearAll;
        let removes = matches!(
            intent,
            Intent::Delete(_) | Intent::Undo | Intent::Redo | Intent::Undelete
        );
        let target = match &intent {
            Intent::Delete(id) => Some(id.clone()),
            _ => None,
        };
        let steps = matches!(intent, Intent::Undo | Intent::Redo);
        let drags = matches!(intent, Intent::Drag(..));
        let hears = matches!(intent, Intent::StorageChanged(_));
        let (gone, written) = {
            let promises = lock(&self.promises);
            (promises.gone.len(), promises.written.len())
        };
        let waiting = lock(&self.between).is_some();
        if clears {
            for key in self.our_keys() {
                let text = self.ground.read(&key).ok().flatten();
                let gone = (key, text.unwrap_or_default());
                lock(&self.promises).gone.push(gone);
            }
        }
        session.apply(intent);
        let interrupted = waiting && lock(&self.between).is_none();
        let mut promises = lock(&self.promises);
        if clears {
            // Asked to erase: whatever could be erased is gone.
            promises.scenarios.clear();
            promises.newer.clear();
            for (load, draft) in std::mem::take(&mut promises.working) {
                let key = format!("{WORKING_PREFIX}{load}-");
                promises.gone.push((key, draft));
            }
            return;
        }
        if hears {
            return;
        }
        let find = |library: &[Arc<SavedScenario>], id: &str| {
            library.iter().find(|saved| saved.id == id).cloned()
        };
        let same_library = before.len() == session.library().len()
            && before
                .iter()
                .zip(session.library())
                .all(|(was, is)| Arc::ptr_eq(was, is));
        let ids: BTreeSet<String> = before
            .iter()
            .chain(session.library())
            .filter(|_| !same_library || promises.gone.len() > gone)
            .map(|saved| saved.id.clone())
            .collect();
        for id in ids {
            let (was, is) = (find(&before, &id), find(session.library(), &id));
            if was == is {
                continue;
            }
            let own = is.as_ref().is_some_and(|is| {
                // A scenario shown before, now under another id, is not new.
                !before.iter().any(|was| same(was, is)) && self.wrote(&load, is)
            });
            // Saved, and dropped by the browser before it could be shown.
            let mark = format!("{SCENARIO_PREFIX}{id}.{load}-");
            let mut forgotten = promises.gone[gone..].iter();
            let forgotten = forgotten.any(|(key, _)| key.starts_with(&mark));
            // Saved, and replaced by the tab that ran in between.
            let lately = promises.written[written..].iter().rev();
            let mut lately = lately.filter(|(key, _)| key.starts_with(&mark));
            let lately = lately.next().and_then(|(_, saved)| saved.clone());
            let passed = interrupted && lately.is_some();
            // Removed, and written again by the tab that ran in between.
            let returned = interrupted && removes && target.as_ref().is_none_or(|it| *it == id);
            if own || forgotten || passed || returned || (is.is_none() && removes) {
                // The tab had read the text that it replaced or removed.
                promises
                    .scenarios
                    .retain(|saved| was.as_ref().is_none_or(|was| !same(saved, was)));
            }
            if let Some(mine) = lately.filter(|_| own || forgotten || passed) {
                // Other words for the figures it began from: they live on in what it saved.
                // And a word taken back, with another tab's word left as it was.
                let merged = |saved: &SavedScenario| {
                    let (name, note) = (saved.name == mine.name, saved.note == mine.note);
                    let figures = base.scenario.as_ref() == Some(&mine.id)
                        && base.base == Some(saved.draft.sum());
                    let words = steps && saved.draft == mine.draft;
                    saved.id == mine.id && (name && note && figures || (name || note) && words)
                };
                promises.scenarios.retain(|saved| !merged(saved));
            }
            if is.is_none() && removes {
                // What a step of its own had added, just as it was added.
                let made = &tab.made;
                promises
                    .scenarios
                    .retain(|saved| saved.id != id || !made.iter().any(|it| it == saved));
            }
            if let Some(is) = is.filter(|_| own) {
                tab.made.push(Arc::clone(&is));
                promises.scenarios.push(is);
            }
        }
        if session.kept() && !drags {
            let draft = as_text(&session.draft());
            let begun = promises.working.iter().any(|(other, _)| *other == load);
            if begun || draft != opened {
                promises.working.retain(|(other, _)| *other != load);
                if !promises.excuses(&load, &draft) {
                    promises.working.push((load, draft));
                }
            }
        }
    }

    /// Tests whether this page load wrote a scenario as it is shown. A scenario that it wrote and
    /// shows is confirmed; one that another load left half-done and could not remove is not.
    fn wrote(&self, load: &str, saved: &SavedScenario) -> bool {
        let mark = format!(".{load}-");
        self.our_keys().iter().any(|key| {
            key.starts_with(SCENARIO_PREFIX)
                && key.contains(&mark)
                && self
                    .ground
                    .read(key)
                    .ok()
                    .flatten()
                    .and_then(|text| scenario_in(&text))
                    .is_some_and(|written| same(&written, saved))
        })
    }

    fn some_scenario(&self, index: usize, chance: &mut Chance) -> Option<Arc<SavedScenario>> {
        let tab = lock(&self.tabs[index]);
        let library = tab.session.as_ref()?.library();
        library.get(chance.below(library.len())).cloned()
    }

    fn intent(&self, index: usize, chance: &mut Chance) -> Intent {
        let value = chance.below(60) as f64;
        let lever = LEVERS[chance.below(LEVERS.len())];
        let word = format!("ord {}", chance.below(40));
        let id = self.some_scenario(index, chance);
        let id = id.map_or_else(String::new, |saved| saved.id.clone());
        let measure = MEASURES[chance.below(MEASURES.len())].to_owned();
        match chance.below(25) {
            0 | 1 => Intent::Set(lever, value),
            2 => Intent::Drag(lever, value),
            3 => Intent::Reset(lever),
            4 => Intent::ResetAll,
            5 => Intent::Note {
                measure,
                text: word,
            },
            6 => Intent::Rate {
                measure,
                aspect: Aspect::Users,
                level: Some(Level::High),
            },
            7..=9 => Intent::SaveAs(word),
            10..=12 => Intent::Save(word),
            13 | 14 => Intent::Open(id),
            15 => Intent::Rename(id, word),
            16 => Intent::Describe(id, word),
            17 => Intent::Duplicate(id),
            18 | 19 => Intent::Delete(id),
            20 => Intent::Undelete,
            21 => Intent::Redo,
            22 if chance.one_in(10) => Intent::ClearAll,
            22 => {
                let other = self.some_scenario(chance.below(self.tabs.len()), chance);
                let other = other.map(|saved| SavedScenario {
                    note: word,
                    ..(*saved).clone()
                });
                Intent::Import(other.into_iter().collect())
            }
            _ => Intent::Undo,
        }
    }

    /// Lists what is missing for a page that opens now, without faults.
    fn losses(self: &Arc<Self>) -> Vec<String> {
        *lock(&self.rates) = FaultRates::default();
        *lock(&self.between) = None;
        let mut losses = Vec::new();
        let promises = std::mem::take(&mut *lock(&self.promises));
        for key in &promises.newer {
            if self.ground.read(key).ok().flatten().as_deref() != Some(NEWER) {
                losses.push(format!("the newer text under {key} is not as it was"));
            }
        }
        let mut texts = Vec::new();
        for key in self.our_keys() {
            if key.starts_with(WORKING_PREFIX) {
                let text = self.ground.read(&key).ok().flatten();
                texts.push((key, text.unwrap_or_default()));
            }
        }
        for (load, draft) in &promises.working {
            let start = format!("{WORKING_PREFIX}{load}-");
            let data = format!("\"data\":{draft}}}");
            if !texts
                .iter()
                .any(|(key, text)| key.starts_with(&start) && text.ends_with(&data))
            {
                losses.push(format!("working copy of {load}: {draft}"));
            }
        }
        let backend = Box::new(FaultInjectingBackend(Arc::clone(self)));
        let own = Box::new(MemoryBackend::default());
        let mut fresh = Session::open(&KSON_2023, backend, own, ENVIRONMENT);
        for promised in &promises.scenarios {
            if !fresh.library().iter().any(|saved| same(saved, promised)) {
                losses.push(format!("scenario {promised:?}"));
            }
        }
        // And the app still works.
        fresh.apply(Intent::SaveAs("Till slut".to_owned()));
        if !fresh
            .notices()
            .contains(&Notice::Saved("Till slut".to_owned()))
            || !fresh.kept()
        {
            losses.push("nothing can be saved any more".to_owned());
        }
        for tab in &self.tabs {
            let mut tab = lock(tab);
            let Some(session) = &mut tab.session else {
                continue;
            };
            let beside = Notice::Storage(Trouble::NewerBeside);
            session.apply(Intent::StorageChanged(None));
            session.apply(Intent::Set(LEVERS[0], 61.5));
            session.apply(Intent::Set(LEVERS[0], 62.5));
            if !session.kept() && !session.notices().contains(&beside) {
                losses.push("a tab keeps nothing any more and does not say why".to_owned());
            }
        }
        losses
    }
}

/// The result of a sequence.
pub(crate) struct Report {
    /// The confirmed texts that are missing; must be empty.
    pub losses: Vec<String>,
    /// Number of calls that failed or were interrupted.
    pub faults: u64,
    /// Number of confirmed texts at the end.
    pub promises: usize,
}

/// Runs one sequence over an empty store. The same seed over the same store gives the same result.
pub(crate) fn run(ground: Arc<dyn StorageBackend>, seed: u64) -> Report {
    TICK.with(|tick| tick.set(0));
    let mut chance = Chance::seeded(seed);
    let tabs = 2 + usize::from(chance.one_in(4));
    let rates = FaultRates::of(&mut chance);
    let world = Arc::new(World {
        ground,
        chance: Mutex::new(Chance::seeded(!seed)),
        rates: Mutex::new(rates),
        between: Mutex::new(None),
        tabs: (0..tabs)
            .map(|_| {
                Mutex::new(Tab {
                    session: None,
                    own: Arc::default(),
                    load: String::new(),
                    opened: String::new(),
                    made: Vec::new(),
                })
            })
            .collect(),
        promises: Mutex::default(),
        faults: AtomicU64::new(0),
    });
    if chance.one_in(6) {
        let _ = world.ground.write("balans.scenario.x.skadad", "{ skadad");
    }
    for tab in 0..tabs {
        world.open(tab);
    }
    for _ in 0..4 + chance.below(5) {
        let index = chance.below(tabs);
        match chance.below(16) {
            0 => world.open(index),
            1 => {
                // A tab is duplicated, replacing another.
                let from = chance.below(tabs);
                let copied = lock(&world.tabs[from]).own.read(TAB_KEY).ok().flatten();
                let own = Arc::new(MemoryBackend::default());
                if let Some(copied) = copied {
                    let _ = own.write(TAB_KEY, &copied);
                }
                lock(&world.tabs[index]).own = own;
                world.open(index);
            }
            2 => world.act(index, Intent::StorageChanged(None)),
            3 if chance.one_in(6) => {
                let start = [SCENARIO_PREFIX, WORKING_PREFIX][chance.below(2)];
                let key = format!("{start}nyare.{}", chance.below(9));
                if world.ground.write(&key, NEWER).is_ok() {
                    lock(&world.promises).newer.insert(key.clone());
                }
                world.act(index, Intent::StorageChanged(Some(key)));
            }
            _ => {
                if chance.one_in(3) {
                    let other = (index + 1) % tabs;
                    let intent = world.intent(other, &mut chance);
                    let after = chance.below(14);
                    *lock(&world.between) = Some((after, other, intent));
                }
                let intent = world.intent(index, &mut chance);
                world.act(index, intent);
                *lock(&world.between) = None;
                // The other tabs get the storage event, or miss it.
                for other in (0..tabs).filter(|&other| other != index) {
                    if chance.one_in(2) {
                        world.act(other, Intent::StorageChanged(None));
                    }
                }
            }
        }
    }
    let promises = {
        let promises = lock(&world.promises);
        promises.scenarios.len() + promises.working.len()
    };
    let losses = world.losses();
    // The tabs and the world refer to each other.
    for tab in &world.tabs {
        lock(tab).session = None;
    }
    let faults = world.faults.load(Relaxed);
    for key in world.our_keys() {
        let _ = world.ground.remove(&key);
    }
    Report {
        losses,
        faults,
        promises,
    }
}
