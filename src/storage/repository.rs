//! Which keys there are, and the promise that nothing that was confirmed as kept is lost.
//!
//! **No text is ever written over.** A new version of a scenario or a working copy goes to a key
//! nobody has used; only when it is read back and agrees is it called kept, and only then are the
//! versions it replaces removed. So a write that fails half-way, or another tab that writes at the
//! same moment, has nothing of anyone else's to destroy. Where two versions are left of the same
//! scenario (two tabs at once, a removal that failed), both are shown.
//!
//! Texts are ordered by the time in their envelope, which never goes back: a new text is given the time
//! now, or just after the latest text seen where the clock has been set back.
//!
//! A text from a newer version is left alone; an unreadable one is left too, and copied aside.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, SecondsFormat};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::backend::{Fault, StorageBackend};
use super::envelope::{self, Kind, Opened};
use crate::collections::{collect_into, sort};
use balans_scenario::{Draft, SavedScenario};

/// Every key of ours starts so; *Rensa allt* removes them and no others.
pub const KEY_PREFIX: &str = "balans.";
/// The working copy's key in schema 1, when all tabs shared one; read as a start and moved.
pub const WORKING_KEY: &str = "balans.arbetskopia";
/// The working copies' keys: one page load's, its number within it.
pub const WORKING_PREFIX: &str = "balans.arbetskopia.";
/// The saved scenarios' keys: the scenario's id, a point, and the version's own mark.
pub const SCENARIO_PREFIX: &str = "balans.scenario.";
/// The keys of what could not be read.
pub const ASIDE_PREFIX: &str = "balans.undanlagt.";
/// Where the tab keeps which working copy is its own.
const TAB_KEY: &str = "balans.flik";
/// How many working copies stay; beyond it the oldest of other page loads go.
pub const WORKING_COPIES: usize = 20;
/// A number within a page load that is already taken is a reload with the same clock and chance:
/// never, outside tests.
const TRIES: u32 = 1000;

/// What the tool needs from outside: the time and a name nobody else has.
#[derive(Debug, Clone, Copy)]
pub struct Environment {
    /// The time now, RFC 3339.
    pub now: fn() -> String,
    /// A new id: letters, digits and hyphens.
    pub fresh_id: fn() -> String,
    /// Name of a scenario whose stored name has nothing that can be shown.
    pub unnamed: &'static str,
}

/// A text that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aside {
    /// The key it stood under.
    pub key: String,
    /// The text as it was.
    pub text: String,
    /// When it was found, RFC 3339; nothing where it was set aside by schema 1 or could not be
    /// copied and lies where it was.
    #[serde(skip)]
    pub when: Option<String>,
}

/// What went wrong, for the shell to put in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Trouble {
    /// Nothing outlives the tab.
    NotLasting,
    /// No room left; the last write did not happen.
    Full,
    /// A write or read failed for another reason.
    Failed,
    /// A text was unreadable and lies aside.
    SetAside,
    /// A text was written by a newer version and is left as it is.
    Newer,
    /// A newer version writes beside this tab, which keeps nothing more.
    NewerBeside,
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

/// A kept time as a number that grows with it; what is no time comes first.
#[must_use]
pub fn instant(rfc3339: &str) -> i64 {
    DateTime::parse_from_rfc3339(rfc3339).map_or(i64::MIN, |time| time.timestamp_millis())
}

/// One kept text of a scenario.
struct Version {
    saved: i64,
    scenario: Arc<SavedScenario>,
}

/// A scenario as it is shown, and the keys it stands under: one, unless two tabs wrote the same.
struct Shown {
    scenario: Arc<SavedScenario>,
    keys: Vec<String>,
}

impl Shown {
    fn of(key: &str, version: &Version) -> Self {
        Self {
            scenario: Arc::clone(&version.scenario),
            keys: vec![key.to_owned()],
        }
    }
}

/// Tells whether this version can hold a draft.
type Knows = Box<dyn Fn(&Draft) -> bool + Send + Sync>;

/// The only reader and writer of our keys.
pub struct Repository {
    backend: Box<dyn StorageBackend>,
    tab: Box<dyn StorageBackend>,
    environment: Environment,
    knows: Knows,
    /// This page load's name, in the keys it writes.
    load: String,
    count: u32,
    /// The latest time in any text seen, in milliseconds since 1970.
    latest: i64,
    /// Every scenario text there is. A text never changes under its key, so it is read once.
    versions: BTreeMap<String, Version>,
    shown: Vec<Shown>,
    /// Where this page load's working copy stands.
    own: Vec<String>,
    /// Keys that are replaced but could not be removed yet.
    doomed: BTreeSet<String>,
    /// Keys that have been told of: unreadable, newer or refused.
    told: BTreeSet<String>,
    /// Unreadable texts that could not be copied aside.
    in_place: BTreeSet<String>,
    started: bool,
    read_only: bool,
    troubles: BTreeSet<Trouble>,
}

impl Repository {
    /// Reads all there is, and the working copy to start from: this tab's own, or the latest of
    /// any. `tab` is what the tab alone keeps. `knows` tells whether this version can hold a draft
    /// (its pack and all its ids); one it can't is treated as newer, since to load and keep it
    /// would drop what it doesn't know.
    #[must_use]
    pub fn open(
        backend: Box<dyn StorageBackend>,
        tab: Box<dyn StorageBackend>,
        environment: Environment,
        knows: impl Fn(&Draft) -> bool + Send + Sync + 'static,
    ) -> (Self, Option<Draft>) {
        let mut repository = Self {
            backend,
            tab,
            environment,
            knows: Box::new(knows),
            load: (environment.fresh_id)(),
            count: 0,
            latest: i64::MIN,
            versions: BTreeMap::new(),
            shown: Vec::new(),
            own: Vec::new(),
            doomed: BTreeSet::new(),
            told: BTreeSet::new(),
            in_place: BTreeSet::new(),
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
            .any(|copy| former.as_deref() == Some(load_of(&copy.key)));
        if own {
            copies.retain(|copy| former.as_deref() == Some(load_of(&copy.key)));
        }
        let latest = copies.into_iter().max_by(Working::by_time)?;
        // The key all tabs shared is left for one of this tab's own.
        if latest.key == WORKING_KEY && self.keep_working(&latest.draft).is_ok() {
            self.retire(vec![latest.key]);
        }
        Some(latest.draft)
    }

    fn working_copies(&mut self) -> Vec<Working> {
        let Some(keys) = self.keys() else {
            return Vec::new();
        };
        let mut copies = Vec::new();
        for key in keys {
            if key != WORKING_KEY && !key.starts_with(WORKING_PREFIX) {
                continue;
            }
            if let Some((mut draft, saved)) =
                self.load(Kind::Working, &key, |me, draft: &Draft| (me.knows)(draft))
            {
                draft.clean();
                copies.push(Working {
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

    /// Reads one text, with what is wrong with it told once.
    fn load<T: DeserializeOwned>(
        &mut self,
        kind: Kind,
        key: &str,
        fits: impl Fn(&Self, &T) -> bool,
    ) -> Option<(T, String)> {
        let text = match self.backend.read(key) {
            Ok(text) => text?,
            Err(fault) => {
                if self.told.insert(key.to_owned()) {
                    self.troubles.insert(fault.into());
                }
                return None;
            }
        };
        match envelope::open::<T>(kind, &text) {
            Opened::Data(data, saved) if fits(self, &data) => {
                self.latest = self.latest.max(instant(&saved));
                return Some((data, saved));
            }
            Opened::Data(..) => {
                if self.told.insert(key.to_owned()) {
                    self.troubles.insert(Trouble::Newer);
                }
            }
            Opened::Newer => self.meet_newer(key),
            Opened::Unreadable => self.set_aside(key, text),
        }
        None
    }

    /// At the start a newer text is one that was left behind; later, somebody newer writes now.
    fn meet_newer(&mut self, key: &str) {
        if !self.told.insert(key.to_owned()) {
            return;
        }
        self.read_only |= self.started;
        self.troubles.insert(if self.read_only {
            Trouble::NewerBeside
        } else {
            Trouble::Newer
        });
    }

    /// Copies an unreadable text to a key of its own, once. It stays where it was as well: what
    /// reads badly now may read well later.
    fn set_aside(&mut self, key: &str, text: String) {
        if !self.told.insert(key.to_owned()) {
            return;
        }
        let name = key.strip_prefix(KEY_PREFIX).unwrap_or(key);
        let start = [ASIDE_PREFIX, name, "."].concat();
        let aside = Aside {
            key: key.to_owned(),
            text,
            when: None,
        };
        let Some(taken) = self.keys() else { return };
        for other in taken.iter().filter(|other| other.starts_with(&start)) {
            let known = self.backend.read(other).ok().flatten();
            if known.is_some_and(|known| open_aside(&known).is_some_and(|(it, _)| it == aside)) {
                return;
            }
        }
        self.troubles.insert(Trouble::SetAside);
        let text = envelope::seal(&aside, &(self.environment.now)());
        let free = (1..TRIES)
            .map(|n| [&start, n.to_string().as_str()].concat())
            .find(|candidate| !taken.contains(candidate));
        if free.is_none_or(|free| self.write_new(&free, &text).is_err()) {
            self.in_place.insert(key.to_owned());
        }
    }

    /// What could not be read, to be looked at or downloaded.
    #[must_use]
    pub fn aside(&self) -> Vec<Aside> {
        let mut found = Vec::new();
        let keys = self.backend.keys().unwrap_or_default();
        for key in keys {
            let set_aside = key.starts_with(ASIDE_PREFIX);
            if !set_aside && !self.in_place.contains(&key) {
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

    /// A key nobody has used. To write where something stands would be to write over it.
    fn fresh_key(&mut self, start: &str) -> Result<String, Fault> {
        for _ in 0..TRIES {
            self.count += 1;
            let key = format!("{start}{}-{:04}", self.load, self.count);
            if self.backend.read(&key)?.is_none() {
                return Ok(key);
            }
        }
        Err(Fault::Failed)
    }

    /// A write counts when a read back agrees, whatever the write itself said.
    fn write_new(&mut self, key: &str, text: &str) -> Result<(), Fault> {
        let written = self.backend.write(key, text);
        match self.backend.read(key) {
            Ok(Some(back)) if back == text => Ok(()),
            read => {
                self.retire(vec![key.to_owned()]);
                Err(written.err().or(read.err()).unwrap_or(Fault::Failed))
            }
        }
    }

    /// Removes keys, now or when it can be done.
    fn retire(&mut self, keys: Vec<String>) {
        for key in &keys {
            self.versions.remove(key);
        }
        self.doomed.extend(keys);
        self.sweep();
    }

    fn sweep(&mut self) {
        let backend = &self.backend;
        self.doomed.retain(|key| {
            // Whether it worked is told by the read.
            let _ = backend.remove(key);
            backend.read(key) != Ok(None)
        });
    }

    /// Looks at what is kept now: what other tabs have saved, changed and deleted.
    pub fn refresh(&mut self) {
        self.sweep();
        let Some(keys) = self.keys() else { return };
        let present: BTreeSet<&String> = collect_into(&keys);
        let backend = &self.backend;
        // A list that is read while others write may skip a key, so its word is not enough.
        self.versions
            .retain(|key, _| present.contains(key) || backend.read(key) != Ok(None));
        for key in &keys {
            let Some((id, mark)) = scenario_of(key) else {
                continue;
            };
            // Schema 1 wrote over its keys: what stands under one of those may be new.
            if self.doomed.contains(key) || (mark.is_some() && self.versions.contains_key(key)) {
                continue;
            }
            let found = self.load(Kind::Scenario, key, |me, saved: &SavedScenario| {
                saved.id == id && (me.knows)(&saved.draft)
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
        self.show();
    }

    /// The newest version of a scenario has its id; any other goes by its own mark, and keeps it
    /// while the page is open.
    fn show(&mut self) {
        let mut order: Vec<(&String, &mut Version)> = self.versions.iter_mut().collect();
        sort(&mut order, |a, b| (b.1.saved, b.0).cmp(&(a.1.saved, a.0)));
        let mut shown: Vec<Shown> = Vec::with_capacity(order.len());
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
                    shown.push(Shown::of(key, version));
                }
            }
        }
        for (key, version) in others {
            let mut id = match scenario_of(key) {
                Some((_, Some(mark))) => mark.to_owned(),
                _ => [&version.scenario.id, "-0"].concat(),
            };
            while places.contains_key(&id) {
                id.push_str("-0");
            }
            places.insert(id.clone(), shown.len());
            Arc::make_mut(&mut version.scenario).id = id;
            shown.push(Shown::of(key, version));
        }
        // Last changed first.
        let mut shown: Vec<(i64, Shown)> = shown
            .into_iter()
            .map(|one| (instant(&one.scenario.changed), one))
            .collect();
        sort(&mut shown, |(a, one), (b, other)| {
            b.cmp(a)
                .then_with(|| one.scenario.id.cmp(&other.scenario.id))
        });
        let shown = shown.into_iter().map(|(_, one)| one).collect();
        self.shown = shown;
    }

    /// The saved scenarios as last seen, last changed first.
    #[must_use]
    pub fn library(&self) -> Vec<Arc<SavedScenario>> {
        let scenarios = self.shown.iter().map(|shown| &shown.scenario);
        scenarios.map(Arc::clone).collect()
    }

    /// What the person should know and has not been told.
    pub fn take_troubles(&mut self) -> BTreeSet<Trouble> {
        std::mem::take(&mut self.troubles)
    }

    /// Whether what is kept is there after the tab is closed.
    #[must_use]
    pub fn is_persistent(&self) -> bool {
        self.backend.is_persistent()
    }

    /// Another tab has written or removed this key, or, with none, everything. False where this
    /// page load's own working copy is gone by it.
    pub fn heard(&mut self, key: Option<&str>) -> bool {
        let (backend, had) = (&self.backend, self.own.len());
        self.own.retain(|own| backend.read(own) != Ok(None));
        let stands = had == 0 || !self.own.is_empty();
        match key {
            Some(key) if key.starts_with(WORKING_PREFIX) => {
                if load_of(key) == self.load && !self.own.iter().any(|own| own == key) {
                    // Somebody else goes by this name.
                    self.load = (self.environment.fresh_id)();
                }
                self.look(key);
            }
            Some(key) if key.starts_with(SCENARIO_PREFIX) => self.refresh(),
            Some(_) => {}
            None => {
                for key in self.keys().unwrap_or_default() {
                    if key.starts_with(WORKING_PREFIX) {
                        self.look(&key);
                    }
                }
                self.refresh();
            }
        }
        stands
    }

    fn look(&mut self, key: &str) {
        let Some(text) = self.backend.read(key).ok().flatten() else {
            return;
        };
        match envelope::open::<Draft>(Kind::Working, &text) {
            Opened::Data(_, saved) => self.latest = self.latest.max(instant(&saved)),
            Opened::Newer => self.meet_newer(key),
            // It may be on its way; whoever starts from it sets it aside.
            Opened::Unreadable => {}
        }
    }

    /// The time to write in the next text, RFC 3339: now, or later than any text seen.
    fn stamp(&mut self) -> String {
        let now = (self.environment.now)();
        let time = instant(&now);
        if time > self.latest {
            self.latest = time;
            return now;
        }
        self.latest = self.latest.saturating_add(1);
        // No calendar goes further: then the order is the keys'.
        let after = DateTime::from_timestamp_millis(self.latest);
        after.map_or(now, |time| {
            time.to_rfc3339_opts(SecondsFormat::Millis, true)
        })
    }

    fn may_write(&self) -> Result<(), Trouble> {
        if self.read_only {
            Err(Trouble::NewerBeside)
        } else {
            Ok(())
        }
    }

    /// Keeps the working copy.
    ///
    /// # Errors
    /// Why it could not be kept; what was kept before still is.
    pub fn keep_working(&mut self, draft: &Draft) -> Result<(), Trouble> {
        self.may_write()?;
        let key = self.fresh_key(WORKING_PREFIX)?;
        let now = self.stamp();
        self.write_new(&key, &envelope::seal(draft, &now))?;
        let former = std::mem::replace(&mut self.own, vec![key]);
        let first = former.is_empty();
        self.retire(former);
        if first {
            // A tab that can't remember starts from the latest copy instead of its own.
            let _ = self.tab.write(TAB_KEY, &self.load);
            self.prune();
        }
        Ok(())
    }

    /// The oldest working copies of other page loads go, those that this version reads.
    fn prune(&mut self) {
        let mut copies = self.working_copies();
        copies.retain(|copy| load_of(&copy.key) != self.load);
        sort(&mut copies, Working::by_time);
        let over = (copies.len() + 1).saturating_sub(WORKING_COPIES);
        self.retire(copies.drain(..over).map(|copy| copy.key).collect());
    }

    /// Keeps a scenario, in place of the version of it that was last seen. Gives it as it stands
    /// in the library: under another id if another tab saved the same at this very moment.
    ///
    /// # Errors
    /// Why it could not be kept; what was kept before still is.
    pub fn save(&mut self, saved: &SavedScenario) -> Result<Arc<SavedScenario>, Trouble> {
        self.may_write()?;
        let key = self.fresh_key(&[SCENARIO_PREFIX, &saved.id, "."].concat())?;
        let now = self.stamp();
        self.write_new(&key, &envelope::seal(saved, &now))?;
        let former = self.keys_of(&saved.id);
        let version = Version {
            saved: instant(&now),
            scenario: Arc::new(saved.clone()),
        };
        self.versions.insert(key.clone(), version);
        self.retire(former);
        self.show();
        self.refresh();
        let mut shown = self.shown.iter();
        shown
            .find(|shown| shown.keys.contains(&key))
            .map(|shown| Arc::clone(&shown.scenario))
            .ok_or(Trouble::Failed)
    }

    fn keys_of(&self, id: &str) -> Vec<String> {
        let mut shown = self.shown.iter();
        shown
            .find(|shown| shown.scenario.id == id)
            .map(|shown| shown.keys.clone())
            .unwrap_or_default()
    }

    /// Removes a scenario: the version of it that was last seen.
    ///
    /// # Errors
    /// Why it could not be removed; it is still there.
    pub fn delete(&mut self, id: &str) -> Result<(), Trouble> {
        self.may_write()?;
        let keys = self.keys_of(id);
        for key in &keys {
            let removed = self.backend.remove(key);
            if let (Err(fault), Ok(Some(_))) = (removed, self.backend.read(key)) {
                return Err(fault.into());
            }
        }
        self.retire(keys);
        self.show();
        self.refresh();
        Ok(())
    }

    /// *Rensa allt*: removes every key of ours, also what lies aside or was written by a newer
    /// version, since that is what the person asked for.
    ///
    /// # Errors
    /// Why some could not be removed; the others are gone.
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
        // A tab that can't forget names a working copy that is gone: it starts from the latest.
        let _ = self.tab.remove(TAB_KEY);
        self.own.clear();
        self.told.clear();
        self.in_place.clear();
        self.read_only = false;
        self.troubles.clear();
        self.refresh();
        outcome
    }
}

/// A working copy that was found.
struct Working {
    key: String,
    saved: i64,
    draft: Draft,
}

impl Working {
    fn by_time(&self, other: &Self) -> std::cmp::Ordering {
        (self.saved, &self.key).cmp(&(other.saved, &other.key))
    }
}

/// The page load a working copy's key names.
fn load_of(key: &str) -> &str {
    let name = key.strip_prefix(WORKING_PREFIX).unwrap_or_default();
    name.rsplit_once('-').map_or(name, |(load, _)| load)
}

/// The id in a scenario's key, and the version's mark; schema 1 wrote none.
fn scenario_of(key: &str) -> Option<(&str, Option<&str>)> {
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
