//! Which keys there are, and the promise that nothing that was there is lost.
//!
//! Each saved scenario has a key of its own, so that two tabs never write over each other's.
//! A text from a newer version is left alone; an unreadable one is copied aside before its key is
//! written again, and if even that fails the key is left alone as well.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::door::{Door, Fault};
use super::envelope::{self, Opened};

/// Every key of ours starts so; *Rensa allt* removes them and no others.
pub const KEY_PREFIX: &str = "balans.";
/// The working copy's key.
pub const WORKING_KEY: &str = "balans.arbetskopia";
const SCENARIO_PREFIX: &str = "balans.scenario.";
const ASIDE_PREFIX: &str = "balans.undanlagt.";

/// A scenario as it is kept: the inputs that differ from the named pack, ratings and notes.
///
/// A version from before `ratings` and `notes` would not know the fields and set such a draft
/// aside as unreadable. None was released; from the first release on, a new field means a new
/// [`SCHEMA`](super::SCHEMA).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// The pack the omitted values come from, such as `kson-2023`.
    pub pack: String,
    /// Input id → value, in the input's own unit.
    pub values: BTreeMap<String, f64>,
    /// The saved scenario this was opened from or saved as, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scenario: Option<String>,
    /// Measure id → aspect → level. Texts rather than enums, so that a word from a newer version
    /// leaves the draft readable and is told apart from damage.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub ratings: BTreeMap<String, BTreeMap<String, String>>,
    /// Measure id → the person's own note.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub notes: BTreeMap<String, String>,
}

/// A named scenario.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SavedScenario {
    /// Unique in this browser; part of the key.
    pub id: String,
    /// What the person called it.
    pub name: String,
    /// When it was first saved, RFC 3339.
    pub created: String,
    /// When it was last saved, RFC 3339.
    pub changed: String,
    /// What it holds.
    pub draft: Draft,
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

/// What was found at start-up.
#[derive(Debug, Default, PartialEq)]
pub struct Startup {
    /// The working copy, if there is a readable one.
    pub working: Option<Draft>,
    /// The readable saved scenarios, newest first.
    pub scenarios: Vec<SavedScenario>,
    /// What the person should know, once each.
    pub troubles: Vec<Trouble>,
}

/// The only reader and writer of our keys.
pub struct Repository {
    door: Box<dyn Door>,
    /// Keys whose text must stay as it is.
    untouchable: BTreeSet<String>,
}

/// The key of a saved scenario.
#[must_use]
pub fn scenario_key(id: &str) -> String {
    format!("{SCENARIO_PREFIX}{id}")
}

impl Repository {
    /// Reads all there is. `knows` tells whether this version can hold a draft (its pack and all
    /// its ids); one it can't is treated as newer, since to load and keep it would drop what it
    /// doesn't know.
    #[must_use]
    pub fn open(door: Box<dyn Door>, knows: impl Fn(&Draft) -> bool) -> (Self, Startup) {
        let mut repository = Self {
            door,
            untouchable: BTreeSet::new(),
        };
        let mut startup = Startup::default();
        let mut troubles = BTreeSet::new();
        if !repository.door.lasts() {
            troubles.insert(Trouble::NotLasting);
        }
        startup.working = repository.load(WORKING_KEY, |draft: &Draft| knows(draft), &mut troubles);
        let keys = repository.door.keys().unwrap_or_else(|fault| {
            troubles.insert(fault.into());
            Vec::new()
        });
        for key in keys.iter().filter(|key| key.starts_with(SCENARIO_PREFIX)) {
            let fits =
                |saved: &SavedScenario| knows(&saved.draft) && scenario_key(&saved.id) == *key;
            startup
                .scenarios
                .extend(repository.load(key, fits, &mut troubles));
        }
        startup
            .scenarios
            .sort_by(|a, b| b.changed.cmp(&a.changed).then_with(|| a.id.cmp(&b.id)));
        startup.troubles = troubles.into_iter().collect();
        (repository, startup)
    }

    fn load<T: serde::de::DeserializeOwned>(
        &mut self,
        key: &str,
        fits: impl Fn(&T) -> bool,
        troubles: &mut BTreeSet<Trouble>,
    ) -> Option<T> {
        let text = match self.door.read(key) {
            Ok(text) => text?,
            Err(fault) => {
                // Unread is not absent: writing here could replace something good.
                self.untouchable.insert(key.to_owned());
                troubles.insert(fault.into());
                return None;
            }
        };
        match envelope::open::<T>(&text) {
            Opened::Data(data) if fits(&data) => Some(data),
            Opened::Data(_) | Opened::Newer => {
                self.untouchable.insert(key.to_owned());
                troubles.insert(Trouble::Newer);
                None
            }
            Opened::Unreadable => {
                if self.set_aside(key, &text).is_err() {
                    self.untouchable.insert(key.to_owned());
                }
                troubles.insert(Trouble::SetAside);
                None
            }
        }
    }

    fn set_aside(&self, key: &str, text: &str) -> Result<(), Fault> {
        let name = key.strip_prefix(KEY_PREFIX).unwrap_or(key);
        let taken = self.door.keys()?;
        let aside = (1..)
            .map(|n| format!("{ASIDE_PREFIX}{name}.{n}"))
            .find(|candidate| !taken.contains(candidate))
            .ok_or(Fault::Failed)?;
        self.write_checked(&aside, text)?;
        self.door.remove(key)
    }

    /// A write counts only when a read back agrees.
    fn write_checked(&self, key: &str, text: &str) -> Result<(), Fault> {
        self.door.write(key, text)?;
        if self.door.read(key)?.as_deref() == Some(text) {
            Ok(())
        } else {
            Err(Fault::Failed)
        }
    }

    fn put<T: Serialize>(&self, key: &str, data: &T, now: &str) -> Result<(), Trouble> {
        if self.untouchable.contains(key) {
            return Err(Trouble::Newer);
        }
        self.write_checked(key, &envelope::seal(data, now))?;
        Ok(())
    }

    /// Whether what is kept is there after the tab is closed.
    #[must_use]
    pub fn lasts(&self) -> bool {
        self.door.lasts()
    }

    /// Keeps the working copy.
    ///
    /// # Errors
    /// Why it could not be kept; what stood there still does.
    pub fn keep_working(&self, draft: &Draft, now: &str) -> Result<(), Trouble> {
        self.put(WORKING_KEY, draft, now)
    }

    /// Keeps a named scenario under its own key.
    ///
    /// # Errors
    /// Why it could not be kept; what stood there still does.
    pub fn save(&self, saved: &SavedScenario, now: &str) -> Result<(), Trouble> {
        self.put(&scenario_key(&saved.id), saved, now)
    }

    /// Removes a named scenario.
    ///
    /// # Errors
    /// Why it could not be removed; it is still there.
    pub fn delete(&self, id: &str) -> Result<(), Trouble> {
        Ok(self.door.remove(&scenario_key(id))?)
    }

    /// *Rensa allt*: removes every key of ours, also what lies aside or was written by a newer
    /// version, since that is what the person asked for.
    ///
    /// # Errors
    /// Why some could not be removed; the others are gone.
    pub fn clear_all(&mut self) -> Result<(), Trouble> {
        let keys = self.door.keys()?;
        let mut outcome = Ok(());
        for key in keys.iter().filter(|key| key.starts_with(KEY_PREFIX)) {
            if let Err(fault) = self.door.remove(key) {
                outcome = Err(fault.into());
            }
        }
        self.untouchable.clear();
        outcome
    }
}

#[cfg(test)]
mod tests;
