//! The session's library operations: names, notes, copies, imports, deletion and restoring.

use std::sync::Arc;

use balans_format::text;

use super::{NAME_LIMIT, Notice, Session, clean_name, read_draft, words};
use crate::state::NOTE_LIMIT;
use crate::state::history::{Delta, LibraryChange, Step, Words};
use crate::state::library::{Fate, unused_name};
use crate::state::patch::Patch;
use balans_scenario::SavedScenario;
use balans_scenario::file::is_id;

impl Session {
    /// Returns the stored scenario, if it is unchanged from the one this tab shows; else adds a
    /// notice.
    fn unchanged(&mut self, id: &str) -> Option<Arc<SavedScenario>> {
        let seen = self.find(id)?.clone();
        self.refresh();
        if self.find(id) == Some(&seen) {
            return Some(seen);
        }
        self.notices
            .insert(Notice::ChangedElsewhere(seen.name.clone()));
        None
    }

    pub(super) fn rename(&mut self, id: &str, name: &str) {
        let Some(name) = clean_name(name) else { return };
        let Some(saved) = self.unchanged(id).filter(|saved| saved.name != name) else {
            return;
        };
        let now = (self.environment.now)();
        let change = Words {
            id: id.to_owned(),
            name: Some((saved.name.clone(), name.clone())),
            note: None,
            changed: (saved.changed.clone(), now.clone()),
        };
        let renamed = SavedScenario {
            name: name.clone(),
            changed: now,
            ..(*saved).clone()
        };
        if self.put(&renamed).is_some() {
            let step = Step::Rename {
                from: saved.name.clone(),
                to: name,
            };
            self.push_library(step, vec![LibraryChange::Words(Box::new(change))], false);
        }
    }

    pub(super) fn describe(&mut self, id: &str, text: &str) {
        let note = &*text::lines(text);
        let note = if note.trim().is_empty() { "" } else { note };
        if note.chars().count() > NOTE_LIMIT {
            return;
        }
        let Some(saved) = self.unchanged(id).filter(|saved| saved.note != note) else {
            return;
        };
        // Consecutive edits are one step.
        let run = match self.history.running() {
            Some((Step::Describe { id: same, .. }, delta)) if same == id => {
                delta.library.first().and_then(|change| match change {
                    LibraryChange::Words(change) => {
                        let start = change.note.as_ref()?.apply(&saved.note, false)?;
                        Some((start, change.changed.0.clone()))
                    }
                    _ => None,
                })
            }
            _ => None,
        };
        let running = run.is_some();
        let (start, changed) = run.unwrap_or_else(|| (saved.note.clone(), saved.changed.clone()));
        let back = start == note;
        let now = if back {
            changed.clone()
        } else {
            (self.environment.now)()
        };
        let described = SavedScenario {
            note: note.to_owned(),
            changed: now.clone(),
            ..(*saved).clone()
        };
        if self.put(&described).is_none() {
            return;
        }
        let change = LibraryChange::Words(Box::new(Words {
            id: id.to_owned(),
            name: None,
            note: Some(Patch::between(&start, note)),
            changed: (changed, now),
        }));
        let step = Step::Describe {
            id: id.to_owned(),
            name: saved.name.clone(),
        };
        if running {
            let changes = if back { vec![] } else { vec![change] };
            let delta = Delta {
                library: changes.into(),
                ..Delta::default()
            };
            self.history.replace(step, delta);
        } else {
            self.push_library(step, vec![change], true);
        }
    }

    fn push_library(&mut self, step: Step, changes: Vec<LibraryChange>, running: bool) {
        let delta = Delta {
            library: changes.into(),
            ..Delta::default()
        };
        self.history.push(step, delta, running);
    }

    pub(super) fn duplicate(&mut self, id: &str) {
        let Some(saved) = self.find(id).cloned() else {
            return;
        };
        let now = (self.environment.now)();
        let copy = SavedScenario {
            id: self.unused_id(),
            name: self.unused_name(&saved.name, words::copy),
            created: now.clone(),
            changed: now,
            ..(*saved).clone()
        };
        if let Some(kept) = self.put(&copy) {
            let step = Step::Duplicate(saved.name.clone());
            self.push_library(step, vec![LibraryChange::Added(kept)], false);
        }
    }

    /// Predicts the result of importing scenarios, one by one; each counts those before it as
    /// added.
    #[must_use]
    pub fn fates(&self, scenarios: &[SavedScenario]) -> Vec<Fate> {
        let mut library = self.library.clone();
        let mut fates = Vec::with_capacity(scenarios.len());
        for saved in scenarios {
            let fate = self.fate(&library, saved);
            if let Fate::Copy(name) = &fate {
                library.push(Arc::new(SavedScenario {
                    id: String::new(),
                    name: name.clone(),
                    ..saved.clone()
                }));
            } else if fate == Fate::New {
                library.push(Arc::new(saved.clone()));
            }
            fates.push(fate);
        }
        fates
    }

    fn fate(&self, library: &[Arc<SavedScenario>], saved: &SavedScenario) -> Fate {
        let sound = clean_name(&saved.name).as_deref() == Some(saved.name.as_str())
            && saved.note.chars().count() <= NOTE_LIMIT
            && is_id(&saved.id)
            && read_draft(self.pack, &saved.draft).is_some();
        match library.iter().find(|there| there.id == saved.id) {
            _ if !sound => Fate::Refused,
            None => Fate::New,
            Some(there) if **there == *saved => Fate::Same,
            Some(_) => Fate::Copy(free_name(library, &saved.name, words::copy)),
        }
    }

    pub(super) fn import(&mut self, scenarios: Vec<SavedScenario>) {
        self.refresh();
        let (mut added, mut same, mut refused) = (Vec::new(), 0, 0);
        for scenario in scenarios {
            let scenario = match self.fate(&self.library, &scenario) {
                Fate::Same => {
                    same += 1;
                    continue;
                }
                Fate::Refused => {
                    refused += 1;
                    continue;
                }
                Fate::New => scenario,
                Fate::Copy(name) => SavedScenario {
                    id: self.unused_id(),
                    name,
                    ..scenario
                },
            };
            match self.put(&scenario) {
                Some(kept) => added.push(LibraryChange::Added(kept)),
                // `put` has added a notice; scenarios already added are kept.
                None => break,
            }
        }
        let count = added.len();
        self.push_library(Step::Import(count), added, false);
        self.remove_notices(|notice| matches!(notice, Notice::Imported { .. }));
        self.notices.insert(Notice::Imported {
            added: count,
            same,
            refused,
        });
    }

    pub(super) fn delete(&mut self, id: &str) {
        let Some(saved) = self.unchanged(id) else {
            return;
        };
        if !self.take(&saved) {
            return;
        }
        self.forget_replaced(id);
        let here = self.current.as_deref() == Some(id);
        let delta = Delta {
            library: Box::new([LibraryChange::Removed(Arc::clone(&saved))]),
            current: here.then(|| Box::new((self.current.clone(), None))),
            ..Delta::default()
        };
        self.history
            .push(Step::Delete(saved.name.clone()), delta, false);
        if here {
            self.current = None;
            self.keep();
        }
        self.remove_notices(|notice| matches!(notice, Notice::Deleted(_) | Notice::Saved(_)));
        self.notices.insert(Notice::Deleted(saved.name.clone()));
        self.deleted = Some(saved);
    }

    pub(super) fn undelete(&mut self) {
        let Some(saved) = self.deleted.clone() else {
            return;
        };
        let last = self.history.last().map(|(_, delta)| &*delta.library);
        if last.is_some_and(|changes| changes == [LibraryChange::Removed(Arc::clone(&saved))]) {
            self.undo_or_redo(false);
        } else if self.find(&saved.id).is_none() && self.put(&saved).is_some() {
            let step = Step::Restore(saved.name.clone());
            self.push_library(step, vec![LibraryChange::Added(saved)], false);
            self.forget_deleted();
        }
    }

    fn forget_deleted(&mut self) {
        self.deleted = None;
        self.remove_notices(|notice| matches!(notice, Notice::Deleted(_)));
    }

    /// Applies one change of the library, forward or back. A scenario saved or changed since is
    /// left unchanged, with a notice; false where storage refused.
    pub(super) fn apply_change(&mut self, change: &LibraryChange, forward: bool) -> bool {
        match (change, forward) {
            (LibraryChange::Added(saved), true) | (LibraryChange::Removed(saved), false) => {
                let there = self.find(&saved.id).is_some();
                let done = there || self.put(saved).is_some();
                if done && self.deleted.as_ref() == Some(saved) {
                    self.forget_deleted();
                }
                done
            }
            (LibraryChange::Added(saved), false) | (LibraryChange::Removed(saved), true) => {
                match self.find(&saved.id) {
                    None => true,
                    Some(there) if there == saved => self.take(saved),
                    Some(there) => {
                        let name = there.name.clone();
                        self.notices.insert(Notice::LeftAsItIs(name));
                        true
                    }
                }
            }
            (LibraryChange::Words(words), _) => self.reword(words, forward),
        }
    }

    fn reword(&mut self, words: &Words, forward: bool) -> bool {
        let Some(there) = self.find(&words.id).cloned() else {
            return true;
        };
        let turn = |pair: &(String, String), now: &String| {
            let (from, to) = match forward {
                true => (&pair.0, &pair.1),
                false => (&pair.1, &pair.0),
            };
            (from == now).then(|| to.clone())
        };
        let mut next = (*there).clone();
        let name = words.name.as_ref().map(|name| turn(name, &there.name));
        let note = words.note.as_ref().map(|it| it.apply(&there.note, forward));
        if name == Some(None) || note == Some(None) {
            self.notices.insert(Notice::LeftAsItIs(there.name.clone()));
            return true;
        }
        next.name = name.flatten().unwrap_or(next.name);
        next.note = note.flatten().unwrap_or(next.note);
        // A later save has its own time, which is kept.
        next.changed = turn(&words.changed, &there.changed).unwrap_or(next.changed);
        self.put(&next).is_some()
    }

    /// Removes a scenario. False where that failed.
    fn take(&mut self, saved: &SavedScenario) -> bool {
        let result = self.repository.delete(&saved.id);
        self.load_library();
        self.notify_failure(result).is_some()
    }
}

/// Returns an unused name of a kind, within [`NAME_LIMIT`].
pub(super) fn free_name(
    library: &[Arc<SavedScenario>],
    name: &str,
    kind: fn(&str, usize) -> String,
) -> String {
    unused_name(library, |number| {
        let room = NAME_LIMIT.saturating_sub(kind("", number).chars().count());
        let start: String = name.chars().take(room).collect();
        kind(start.trim_end(), number)
    })
}
