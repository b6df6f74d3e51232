//! The repository: the keys, and the guarantee that nothing confirmed as saved is lost.
//!
//! **No text is ever overwritten.** A new version of a scenario or a working copy is written to an
//! unused key; it counts as saved only when a read returns the same text, and only then are the
//! versions it replaces removed. So a write that fails half-way, or another tab that writes at the
//! same time, can destroy no other text. Where two versions of a scenario remain (two tabs at once,
//! a failed removal), both are shown.
//!
//! Texts are ordered by the time in their envelope, which never goes back: a new text gets the
//! current time, or a time just after the latest text seen where the clock has been set back.
//!
//! A text from a newer version is left unchanged; an unreadable text is left too, and copied to a
//! key of its own. product.md, *Behaviour*: storage that is denied, full, corrupt or newer loses
//! nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, SecondsFormat};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::backend::{Fault, StorageBackend};
use super::envelope::{self, Kind, Opened};
use crate::collections::{collect_into, sort};
use balans_scenario::{Draft, SavedScenario};

/// Prefix of all the app's keys; *Rensa allt* removes these and no others.
pub const KEY_PREFIX: &str = "balans.";
/// The working copy's key in schema 1, when all tabs shared one; read at start and moved.
pub const WORKING_KEY: &str = "balans.arbetskopia";
/// Prefix of working copies' keys: followed by the page load's name and a number within it.
pub const WORKING_PREFIX: &str = "balans.arbetskopia.";
/// Prefix of saved scenarios' keys: followed by the scenario's id, a dot, and the version's mark.
pub const SCENARIO_PREFIX: &str = "balans.scenario.";
/// Prefix of the keys of unreadable texts, set aside.
pub const ASIDE_PREFIX: &str = "balans.undanlagt.";
/// The session storage key for the page load whose working copy is this tab's.
const TAB_KEY: &str = "balans.flik";
/// Most working copies kept; beyond it the oldest of other page loads are removed.
pub const WORKING_COPIES: usize = 20;
/// Most keys tried for a new text. A key is taken only if a reload had the same clock and random
/// number: never, outside tests.
const TRIES: u32 = 1000;

/// The app's sources of time and of unique ids, and a default name.
#[derive(Debug, Clone, Copy)]
pub struct Environment {
    /// Returns the current time, RFC 3339.
    pub now: fn() -> String,
    /// Returns a new unique id: letters, digits and hyphens.
    pub fresh_id: fn() -> String,
    /// Name for a scenario whose stored name has no visible character.
    pub unnamed: &'static str,
}

/// An unreadable text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aside {
    /// The key of the original.
    pub key: String,
    /// The text, unchanged.
    pub text: String,
    /// When the text was found, RFC 3339; `None` where it was set aside by schema 1, or could not
    /// be copied and is still only under its own key.
    #[serde(skip)]
    pub when: Option<String>,
}

/// A storage problem, which the shell puts in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Trouble {
    /// Nothing stored outlives the tab.
    NotLasting,
    /// The quota is full; the last write did not happen.
    Full,
    /// A write or read failed for another reason.
    Failed,
    /// A text was unreadable and is set aside.
    SetAside,
    /// A text was written by a newer version and is left unchanged.
    Newer,
    /// A newer version writes to the same storage: this tab saves nothing more.
    NewerBeside,
    /// The pack in use could not be opened, and the page has started with the built-in one.
    Pack,
}

impl From<Fault> for Trouble {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Denied => Self::NotLasting,
            Fault::Full => Self::Full,
            Fault::Failed => Self::Failed,
        }
    }
}

/// Converts an RFC 3339 time to milliseconds since 1970, UTC; `i64::MIN` for a text that is no
/// time.
#[must_use]
pub fn instant(rfc3339: &str) -> i64 {
    DateTime::parse_from_rfc3339(rfc3339).map_or(i64::MIN, |time| time.timestamp_millis())
}

/// One stored version of a scenario.
struct Version {
    saved: i64,
    scenario: Arc<SavedScenario>,
}

/// A scenario as shown, and its keys: one, unless two tabs wrote the same version.
struct LibraryEntry {
    scenario: Arc<SavedScenario>,
    keys: Vec<String>,
}

impl LibraryEntry {
    fn of(key: &str, version: &Version) -> Self {
        Self {
            scenario: Arc::clone(&version.scenario),
            keys: vec![key.to_owned()],
        }
    }
}

/// Whether a draft is one to open here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// This version can hold all of it, under the pack in use.
    Here,
    /// It is of another pack, and waits for that.
    OtherPack,
    /// It has what only a newer version knows.
    Newer,
}

/// What waits in storage for a pack that is not in use.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Waiting {
    /// Id of the pack.
    pub pack: String,
    /// Names of the saved scenarios, in no order.
    pub scenarios: Vec<String>,
    /// Number of working copies.
    pub working: usize,
}

type FitOf = Box<dyn Fn(&Draft) -> Fit + Send + Sync>;

/// The only reader and writer of the app's keys.
pub struct Repository {
    backend: Box<dyn StorageBackend>,
    tab: Box<dyn StorageBackend>,
    environment: Environment,
    fit_of: FitOf,
    /// This page load's id, part of the keys it writes.
    page_load_id: String,
    write_count: u32,
    /// The latest time in any text seen, in milliseconds since 1970.
    latest_time: i64,
    /// Every stored scenario text, by key. A text never changes under its key, so it is read once.
    versions: BTreeMap<String, Version>,
    entries: Vec<LibraryEntry>,
    /// Keys of this page load's working copy.
    own_keys: Vec<String>,
    /// Replaced keys that could not be removed yet.
    pending_deletes: BTreeSet<String>,
    /// Keys whose trouble has been reported: unreadable, newer or refused.
    reported_keys: BTreeSet<String>,
    /// Unreadable texts that could not be copied aside.
    unreadable_in_place: BTreeSet<String>,
    started: bool,
    read_only: bool,
    troubles: BTreeSet<Trouble>,
}

impl Repository {
    /// Opens the repository: reads all scenarios, and the working copy to start from: this tab's
    /// own, or the latest of any tab. `tab` is the tab's session storage. `fit_of` tells whether this
    /// version can hold a draft (its pack and all its ids); one that it can't is left as it is, since
    /// saving it again would drop the unknown parts.
    #[must_use]
    pub fn open(
        backend: Box<dyn StorageBackend>,
        tab: Box<dyn StorageBackend>,
        environment: Environment,
        fit_of: impl Fn(&Draft) -> Fit + Send + Sync + 'static,
    ) -> (Self, Option<Draft>) {
        let mut repository = Self {
            backend,
            tab,
            environment,
            fit_of: Box::new(fit_of),
            page_load_id: (environment.fresh_id)(),
            write_count: 0,
            latest_time: i64::MIN,
            versions: BTreeMap::new(),
            entries: Vec::new(),
            own_keys: Vec::new(),
            pending_deletes: BTreeSet::new(),
            reported_keys: BTreeSet::new(),
            unreadable_in_place: BTreeSet::new(),
            started: false,
            read_only: false,
            troubles: BTreeSet::new(),
        };
        if !repository.backend.is_persistent() {
            repository.troubles.insert(Trouble::NotLasting);
        }
        let working = repository.find_working();
        repository.refresh();
        repository.started = true;
        (repository, working)
    }

    fn find_working(&mut self) -> Option<Draft> {
        let former = self.tab.read(TAB_KEY).ok().flatten();
        let mut copies = self.working_copies();
        let own = copies
            .iter()
            .any(|copy| former.as_deref() == Some(page_load_of(&copy.key)));
        if own {
            copies.retain(|copy| former.as_deref() == Some(page_load_of(&copy.key)));
        }
        let latest = copies.into_iter().max_by(StoredWorkingCopy::by_time)?;
        // Move the copy from the key that all tabs shared to a key of this tab's own.
        if latest.key == WORKING_KEY && self.keep_working(&latest.draft).is_ok() {
            self.delete_when_possible(vec![latest.key]);
        }
        Some(latest.draft)
    }

    fn working_copies(&mut self) -> Vec<StoredWorkingCopy> {
        let Some(keys) = self.keys() else {
            return Vec::new();
        };
        let mut copies = Vec::new();
        for key in keys {
            if key != WORKING_KEY && !key.starts_with(WORKING_PREFIX) {
                continue;
            }
            if let Some((mut draft, saved)) =
                self.read_envelope(Kind::Working, &key, |me, draft: &Draft| (me.fit_of)(draft))
            {
                draft.clean();
                copies.push(StoredWorkingCopy {
                    key,
                    saved: instant(&saved),
                    draft,
                });
            }
        }
        copies
    }

    fn keys(&mut self) -> Option<Vec<String>> {
        match self.backend.keys() {
            Ok(keys) => Some(keys),
            Err(fault) => {
                self.troubles.insert(fault.into());
                None
            }
        }
    }

    /// Reads one text; reports trouble with it once.
    fn read_envelope<T: DeserializeOwned>(
        &mut self,
        kind: Kind,
        key: &str,
        fits: impl Fn(&Self, &T) -> Fit,
    ) -> Option<(T, String)> {
        let text = match self.backend.read(key) {
            Ok(text) => text?,
            Err(fault) => {
                if self.reported_keys.insert(key.to_owned()) {
                    self.troubles.insert(fault.into());
                }
                return None;
            }
        };
        match envelope::open::<T>(kind, &text) {
            Opened::Data(data, saved) => match fits(self, &data) {
                Fit::Here => {
                    self.latest_time = self.latest_time.max(instant(&saved));
                    return Some((data, saved));
                }
                Fit::OtherPack => {}
                Fit::Newer => {
                    if self.reported_keys.insert(key.to_owned()) {
                        self.troubles.insert(Trouble::Newer);
                    }
                }
            },
            Opened::Newer => self.on_newer_schema(key),
            Opened::Unreadable => self.set_aside(key, text),
        }
        None
    }

    /// Records a newer text. Found at start it was written earlier; found later, a newer version is
    /// writing now, and this tab becomes read-only.
    fn on_newer_schema(&mut self, key: &str) {
        if !self.reported_keys.insert(key.to_owned()) {
            return;
        }
        self.read_only |= self.started;
        self.troubles.insert(if self.read_only {
            Trouble::NewerBeside
        } else {
            Trouble::Newer
        });
    }

    /// Copies an unreadable text to a key of its own, once. The original stays too: a failed read
    /// may succeed later.
    fn set_aside(&mut self, key: &str, text: String) {
        if !self.reported_keys.insert(key.to_owned()) {
            return;
        }
        let name = key.strip_prefix(KEY_PREFIX).unwrap_or(key);
        let start = [ASIDE_PREFIX, name, "."].concat();
        let aside = Aside {
            key: key.to_owned(),
            text,
            when: None,
        };
        let text = envelope::seal(&aside, &(self.environment.now)());
        let Some(taken) = self.keys() else { return };
        for other in taken.iter().filter(|other| other.starts_with(&start)) {
            let known = self.backend.read(other).ok().flatten();
            if known.is_some_and(|known| envelope::data(&known) == envelope::data(&text)) {
                return;
            }
        }
        self.troubles.insert(Trouble::SetAside);
        let free = (1..TRIES)
            .map(|n| [&start, n.to_string().as_str()].concat())
            .find(|candidate| !taken.contains(candidate));
        if free.is_none_or(|free| self.write_new(&free, &text).is_err()) {
            self.unreadable_in_place.insert(key.to_owned());
        }
    }

    /// Lists the unreadable texts, for the user to view or download.
    #[must_use]
    pub fn aside(&self) -> Vec<Aside> {
        let mut found = Vec::new();
        let keys = self.backend.keys().unwrap_or_default();
        for key in keys {
            let set_aside = key.starts_with(ASIDE_PREFIX);
            if !set_aside && !self.unreadable_in_place.contains(&key) {
                continue;
            }
            let Ok(Some(text)) = self.backend.read(&key) else {
                continue;
            };
            found.push(match open_aside(&text).filter(|_| set_aside) {
                Some((aside, when)) => Aside {
                    when: Some(when),
                    ..aside
                },
                None => Aside {
                    key,
                    text,
                    when: None,
                },
            });
        }
        sort(&mut found, |a, b| {
            a.key.cmp(&b.key).then_with(|| a.when.cmp(&b.when))
        });
        found
    }

    /// Lists what waits for packs that are not in use, by pack.
    #[must_use]
    pub fn waiting(&self) -> Vec<Waiting> {
        let mut found = BTreeMap::<String, Waiting>::new();
        let mut of = |draft: &Draft, name: Option<String>| {
            if (self.fit_of)(draft) != Fit::OtherPack {
                return;
            }
            let waiting = found.entry(draft.pack.clone()).or_default();
            waiting.pack.clone_from(&draft.pack);
            match name {
                Some(name) => waiting.scenarios.push(name),
                None => waiting.working += 1,
            }
        };
        for key in self.backend.keys().unwrap_or_default() {
            let Ok(Some(text)) = self.backend.read(&key) else {
                continue;
            };
            if key.starts_with(WORKING_PREFIX) {
                if let Opened::Data(draft, _) = envelope::open::<Draft>(Kind::Working, &text) {
                    of(&draft, None);
                }
            } else if key.starts_with(SCENARIO_PREFIX)
                && let Opened::Data(mut saved, _) =
                    envelope::open::<SavedScenario>(Kind::Scenario, &text)
            {
                saved.clean(self.environment.unnamed);
                of(&saved.draft, Some(saved.name));
            }
        }
        found.into_values().collect()
    }

    /// Finds an unused key, so that no text is overwritten.
    fn fresh_key(&mut self, start: &str) -> Result<String, Fault> {
        for _ in 0..TRIES {
            self.write_count += 1;
            let key = format!("{start}{}-{:04}", self.page_load_id, self.write_count);
            if self.backend.read(&key)?.is_none() {
                return Ok(key);
            }
        }
        Err(Fault::Failed)
    }

    /// Writes a text and reads it back; the read decides, whatever the write returned.
    fn write_new(&mut self, key: &str, text: &str) -> Result<(), Fault> {
        let written = self.backend.write(key, text);
        match self.backend.read(key) {
            Ok(Some(back)) if back == text => Ok(()),
            read => {
                self.delete_when_possible(vec![key.to_owned()]);
                Err(written.err().or(read.err()).unwrap_or(Fault::Failed))
            }
        }
    }

    /// Removes keys, now or at a later sweep.
    fn delete_when_possible(&mut self, keys: Vec<String>) {
        for key in &keys {
            self.versions.remove(key);
        }
        self.pending_deletes.extend(keys);
        self.delete_pending();
    }

    fn delete_pending(&mut self) {
        let backend = &self.backend;
        self.pending_deletes.retain(|key| {
            // The read decides whether the removal worked.
            let _ = backend.remove(key);
            backend.read(key) != Ok(None)
        });
    }

    /// Reads what other tabs have saved, changed and deleted.
    pub fn refresh(&mut self) {
        self.delete_pending();
        let Some(keys) = self.keys() else { return };
        let present: BTreeSet<&String> = collect_into(&keys);
        let backend = &self.backend;
        // A list read while others write may skip a key, so a missing key is read as well.
        self.versions
            .retain(|key, _| present.contains(key) || backend.read(key) != Ok(None));
        for key in &keys {
            let Some((id, mark)) = parse_scenario_key(key) else {
                continue;
            };
            // Schema 1 overwrote its keys: the text under one of those may be new.
            if self.pending_deletes.contains(key)
                || (mark.is_some() && self.versions.contains_key(key))
            {
                continue;
            }
            let found = self.read_envelope(Kind::Scenario, key, |me, saved: &SavedScenario| {
                if saved.id == id {
                    (me.fit_of)(&saved.draft)
                } else {
                    Fit::Newer
                }
            });
            if let Some((mut scenario, saved)) = found {
                scenario.clean(self.environment.unnamed);
                let version = Version {
                    saved: instant(&saved),
                    scenario: Arc::new(scenario),
                };
                self.versions.insert(key.clone(), version);
            }
        }
        self.rebuild_entries();
    }

    /// Lists the scenarios to show. The newest version of a scenario has the scenario's id; any
    /// other gets its own mark as id, and keeps it while the page is open.
    fn rebuild_entries(&mut self) {
        let mut order: Vec<(&String, &mut Version)> = self.versions.iter_mut().collect();
        sort(&mut order, |a, b| (b.1.saved, b.0).cmp(&(a.1.saved, a.0)));
        let mut shown: Vec<LibraryEntry> = Vec::with_capacity(order.len());
        let mut others = Vec::new();
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        for (key, version) in order {
            match places.get(&version.scenario.id) {
                Some(&place) if shown[place].scenario == version.scenario => {
                    shown[place].keys.push(key.clone());
                }
                Some(_) => others.push((key, version)),
                None => {
                    places.insert(version.scenario.id.clone(), shown.len());
                    shown.push(LibraryEntry::of(key, version));
                }
            }
        }
        for (key, version) in others {
            let mut id = match parse_scenario_key(key) {
                Some((_, Some(mark))) => mark.to_owned(),
                _ => [&version.scenario.id, "-0"].concat(),
            };
            while places.contains_key(&id) {
                id.push_str("-0");
            }
            places.insert(id.clone(), shown.len());
            Arc::make_mut(&mut version.scenario).id = id;
            shown.push(LibraryEntry::of(key, version));
        }
        // Sort: last changed first.
        let mut shown: Vec<(i64, LibraryEntry)> = shown
            .into_iter()
            .map(|one| (instant(&one.scenario.changed), one))
            .collect();
        sort(&mut shown, |(a, one), (b, other)| {
            b.cmp(a)
                .then_with(|| one.scenario.id.cmp(&other.scenario.id))
        });
        let shown = shown.into_iter().map(|(_, one)| one).collect();
        self.entries = shown;
    }

    /// Lists the saved scenarios as last read, last changed first.
    #[must_use]
    pub fn library(&self) -> Vec<Arc<SavedScenario>> {
        let scenarios = self.entries.iter().map(|shown| &shown.scenario);
        scenarios.map(Arc::clone).collect()
    }

    /// Takes the troubles not yet reported to the user.
    pub fn take_troubles(&mut self) -> BTreeSet<Trouble> {
        std::mem::take(&mut self.troubles)
    }

    /// Tests whether what is stored outlives the tab.
    #[must_use]
    pub fn is_persistent(&self) -> bool {
        self.backend.is_persistent()
    }

    /// Handles a storage event: another tab has written or removed `key`, or, with `None`, cleared
    /// everything. Returns false where this page load's working copy was removed.
    pub fn on_storage_event(&mut self, key: Option<&str>) -> bool {
        let (backend, had) = (&self.backend, self.own_keys.len());
        self.own_keys.retain(|own| backend.read(own) != Ok(None));
        let stands = had == 0 || !self.own_keys.is_empty();
        match key {
            Some(key) if key.starts_with(WORKING_PREFIX) => {
                if page_load_of(key) == self.page_load_id
                    && !self.own_keys.iter().any(|own| own == key)
                {
                    // Another tab uses the same page-load id.
                    self.page_load_id = (self.environment.fresh_id)();
                }
                self.observe_working_copy(key);
            }
            Some(key) if key.starts_with(SCENARIO_PREFIX) => self.refresh(),
            Some(_) => {}
            None => {
                for key in self.keys().unwrap_or_default() {
                    if key.starts_with(WORKING_PREFIX) {
                        self.observe_working_copy(&key);
                    }
                }
                self.refresh();
            }
        }
        stands
    }

    fn observe_working_copy(&mut self, key: &str) {
        let Some(text) = self.backend.read(key).ok().flatten() else {
            return;
        };
        match envelope::open::<Draft>(Kind::Working, &text) {
            Opened::Data(_, saved) => self.latest_time = self.latest_time.max(instant(&saved)),
            Opened::Newer => self.on_newer_schema(key),
            // The write may be unfinished; a later start sets it aside.
            Opened::Unreadable => {}
        }
    }

    /// Returns the time for the next text, RFC 3339: now, or later than any text seen.
    fn next_timestamp(&mut self) -> String {
        let now = (self.environment.now)();
        let time = instant(&now);
        if time > self.latest_time {
            self.latest_time = time;
            return now;
        }
        self.latest_time = self.latest_time.saturating_add(1);
        // Past the calendar's end: the keys then decide the order.
        let after = DateTime::from_timestamp_millis(self.latest_time);
        after.map_or(now, |time| {
            time.to_rfc3339_opts(SecondsFormat::Millis, true)
        })
    }

    fn check_writable(&self) -> Result<(), Trouble> {
        if self.read_only {
            Err(Trouble::NewerBeside)
        } else {
            Ok(())
        }
    }

    /// Saves the working copy.
    ///
    /// # Errors
    /// Why it could not be saved; the previous version is still stored.
    pub fn keep_working(&mut self, draft: &Draft) -> Result<(), Trouble> {
        self.check_writable()?;
        let key = self.fresh_key(WORKING_PREFIX)?;
        let now = self.next_timestamp();
        self.write_new(&key, &envelope::seal(draft, &now))?;
        let former = std::mem::replace(&mut self.own_keys, vec![key]);
        let first = former.is_empty();
        self.delete_when_possible(former);
        if first {
            // A tab that can't store this starts from the latest copy instead of its own.
            let _ = self.tab.write(TAB_KEY, &self.page_load_id);
            self.prune_working_copies();
        }
        Ok(())
    }

    /// Removes the oldest working copies of other page loads beyond [`WORKING_COPIES`], of those
    /// that this version can read.
    fn prune_working_copies(&mut self) {
        let mut copies = self.working_copies();
        copies.retain(|copy| page_load_of(&copy.key) != self.page_load_id);
        sort(&mut copies, StoredWorkingCopy::by_time);
        let over = (copies.len() + 1).saturating_sub(WORKING_COPIES);
        self.delete_when_possible(copies.drain(..over).map(|copy| copy.key).collect());
    }

    /// Saves a scenario, replacing the version of it that was last read. Returns the scenario as in
    /// the library: under another id if another tab saved the same scenario at the same time.
    ///
    /// # Errors
    /// Why it could not be saved; the previous version is still stored.
    pub fn save(&mut self, saved: &SavedScenario) -> Result<Arc<SavedScenario>, Trouble> {
        self.check_writable()?;
        let key = self.fresh_key(&[SCENARIO_PREFIX, &saved.id, "."].concat())?;
        let now = self.next_timestamp();
        self.write_new(&key, &envelope::seal(saved, &now))?;
        let former = self.keys_of(&saved.id);
        let version = Version {
            saved: instant(&now),
            scenario: Arc::new(saved.clone()),
        };
        self.versions.insert(key.clone(), version);
        self.delete_when_possible(former);
        self.rebuild_entries();
        self.refresh();
        let mut shown = self.entries.iter();
        shown
            .find(|shown| shown.keys.contains(&key))
            .map(|shown| Arc::clone(&shown.scenario))
            .ok_or(Trouble::Failed)
    }

    fn keys_of(&self, id: &str) -> Vec<String> {
        let mut shown = self.entries.iter();
        shown
            .find(|shown| shown.scenario.id == id)
            .map(|shown| shown.keys.clone())
            .unwrap_or_default()
    }

    /// Removes the version of a scenario that was last read.
    ///
    /// # Errors
    /// Why it could not be removed; it is still stored.
    pub fn delete(&mut self, id: &str) -> Result<(), Trouble> {
        self.check_writable()?;
        let keys = self.keys_of(id);
        for key in &keys {
            let removed = self.backend.remove(key);
            if let (Err(fault), Ok(Some(_))) = (removed, self.backend.read(key)) {
                return Err(fault.into());
            }
        }
        self.delete_when_possible(keys);
        self.rebuild_entries();
        self.refresh();
        Ok(())
    }

    /// Removes every key of the app (*Rensa allt*), also unreadable texts and texts of a newer
    /// version, as the user asked for.
    ///
    /// # Errors
    /// Why some could not be removed; the others are removed.
    pub fn clear_all(&mut self) -> Result<(), Trouble> {
        let mut outcome = Ok(());
        for key in self.backend.keys()? {
            if key.starts_with(KEY_PREFIX)
                && let Err(fault) = self.backend.remove(&key)
            {
                outcome = Err(fault.into());
            }
        }
        if outcome.is_ok()
            && self
                .backend
                .keys()?
                .iter()
                .any(|key| key.starts_with(KEY_PREFIX))
        {
            outcome = Err(Trouble::Failed);
        }
        // Where this fails the tab names a removed working copy, and starts from the latest.
        let _ = self.tab.remove(TAB_KEY);
        self.own_keys.clear();
        self.reported_keys.clear();
        self.unreadable_in_place.clear();
        self.read_only = false;
        self.troubles.clear();
        self.refresh();
        outcome
    }
}

/// A stored working copy.
struct StoredWorkingCopy {
    key: String,
    saved: i64,
    draft: Draft,
}

impl StoredWorkingCopy {
    fn by_time(&self, other: &Self) -> std::cmp::Ordering {
        (self.saved, &self.key).cmp(&(other.saved, &other.key))
    }
}

/// Returns the page load in a working copy's key.
fn page_load_of(key: &str) -> &str {
    let name = key.strip_prefix(WORKING_PREFIX).unwrap_or_default();
    name.rsplit_once('-').map_or(name, |(load, _)| load)
}

/// Splits a scenario's key into id and version mark; schema 1 wrote no mark.
fn parse_scenario_key(key: &str) -> Option<(&str, Option<&str>)> {
    let name = key.strip_prefix(SCENARIO_PREFIX)?;
    Some(
        name.split_once('.')
            .map_or((name, None), |(id, mark)| (id, Some(mark))),
    )
}

fn open_aside(text: &str) -> Option<(Aside, String)> {
    match envelope::open(Kind::Aside, text) {
        Opened::Data(aside, when) => Some((aside, when)),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
