//! What the tool holds while it is open, and what each intent does to it. No signals and no
//! browser: the whole of it is tested natively, faults included.

use std::collections::BTreeSet;

use balans_model::{InputId, Inputs, Pack};

use super::judgements::{Aspect, Judgements, Level};
use crate::storage::{Draft, Repository, SavedScenario, Startup, Trouble};

/// The longest name of a scenario, in characters.
pub const NAME_LIMIT: usize = 80;

/// What a person asks for. Views send these and change nothing themselves.
#[derive(Debug, Clone, PartialEq)]
pub enum Intent {
    /// A slider on its way; not kept until it is let go.
    Drag(InputId, f64),
    /// A value that stands: a slider let go, a typed number.
    Set(InputId, f64),
    /// Back to the underlag's value.
    Reset(InputId),
    /// Every input back to the underlag; ratings and notes are words, not values, and stay.
    ResetAll,
    /// What the person thinks of a measure's consequences; no level takes it back.
    Rate {
        /// The measure's id.
        measure: String,
        /// For whom.
        aspect: Aspect,
        /// How serious.
        level: Option<Level>,
    },
    /// The person's own note on a measure, at most [`NOTE_LIMIT`](super::NOTE_LIMIT) characters;
    /// a longer one changes nothing.
    Note {
        /// The measure's id.
        measure: String,
        /// The note as it is written; a blank one takes it away.
        text: String,
    },
    /// Set what the pack's preset with this id sets, and leave the rest.
    Preset(String),
    /// Keep under the current name, or under a new one where there is none.
    Save(String),
    /// Keep as a new scenario.
    SaveAs(String),
    /// Make a saved scenario the working copy.
    Open(String),
    /// Give a saved scenario another name.
    Rename(String, String),
    /// Delete a saved scenario; it can be brought back until the next deletion.
    Delete(String),
    /// Bring the deleted scenario back.
    Undelete,
    /// *Rensa allt*.
    ClearAll,
    /// The person has read a notice.
    Dismiss(Notice),
    /// The person has read what the first visit says.
    Begin,
}

/// A line of word from the tool itself, shown until it is read or no longer true.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Notice {
    /// Storage is not as it should be.
    Storage(Trouble),
    /// A scenario is kept, read back and compared.
    Saved(String),
    /// A scenario is deleted and can be brought back.
    Deleted(String),
    /// All that was kept is gone.
    Cleared,
}

/// What the last move was, for the strip's words.
#[derive(Debug, Clone, PartialEq)]
pub enum Moved {
    /// One input.
    Input(InputId),
    /// A saved scenario was opened.
    Opened(String),
    /// A preset with this name was set.
    Preset(String),
    /// Everything went back to the underlag.
    All,
}

/// What the session needs from outside: the time and a name nobody else has.
#[derive(Debug, Clone, Copy)]
pub struct Edge {
    /// The time now, RFC 3339.
    pub now: fn() -> String,
    /// A new scenario's id.
    pub fresh_id: fn() -> String,
}

/// All there is.
pub struct Session {
    pack: &'static Pack,
    repository: Repository,
    edge: Edge,
    inputs: Inputs,
    before: Inputs,
    judgements: Judgements,
    moved: Option<Moved>,
    dragged: Option<InputId>,
    current: Option<String>,
    library: Vec<SavedScenario>,
    deleted: Option<SavedScenario>,
    notices: BTreeSet<Notice>,
    first_visit: bool,
}

impl Session {
    /// Opens what was kept.
    #[must_use]
    pub fn open(pack: &'static Pack, door: Box<dyn crate::storage::Door>, edge: Edge) -> Self {
        let (repository, startup) =
            Repository::open(door, |draft| read_draft(pack, draft).is_some());
        let Startup {
            working,
            scenarios,
            troubles,
        } = startup;
        let kept = working.as_ref().and_then(|draft| read_draft(pack, draft));
        let (inputs, judgements) =
            kept.unwrap_or_else(|| (Inputs::defaults(pack), Judgements::default()));
        let first_visit = working.is_none() && scenarios.is_empty();
        let current = working.and_then(|draft| draft.scenario);
        Self {
            pack,
            repository,
            edge,
            before: inputs.clone(),
            inputs,
            judgements,
            moved: None,
            dragged: None,
            current: current.filter(|id| scenarios.iter().any(|saved| saved.id == *id)),
            library: scenarios,
            deleted: None,
            notices: troubles.into_iter().map(Notice::Storage).collect(),
            first_visit,
        }
    }

    /// Does what is asked.
    pub fn apply(&mut self, intent: Intent) {
        match intent {
            Intent::Drag(id, value) => self.move_input(id, value, false),
            Intent::Set(id, value) => self.move_input(id, value, true),
            Intent::Reset(id) => self.move_input(id, self.pack.spec(id).default, true),
            Intent::ResetAll => {
                let neutral = (Inputs::defaults(self.pack), self.judgements.clone());
                self.replace(neutral, Moved::All, None);
            }
            Intent::Rate {
                measure,
                aspect,
                level,
            } => self.judge(|judgements, pack| judgements.rate(pack, &measure, aspect, level)),
            Intent::Note { measure, text } => {
                self.judge(|judgements, pack| judgements.write(pack, &measure, &text));
            }
            Intent::Preset(id) => self.set_preset(&id),
            Intent::Save(name) => match self.current_scenario().cloned() {
                Some(saved) => self.save_over(saved),
                None => self.save_new(&name),
            },
            Intent::SaveAs(name) => self.save_new(&name),
            Intent::Open(id) => self.open_scenario(&id),
            Intent::Rename(id, name) => self.rename(&id, &name),
            Intent::Delete(id) => self.delete(&id),
            Intent::Undelete => self.undelete(),
            Intent::ClearAll => self.clear_all(),
            Intent::Begin => {
                self.first_visit = false;
                self.keep();
            }
            Intent::Dismiss(notice) => {
                self.notices.remove(&notice);
            }
        }
    }

    fn move_input(&mut self, id: InputId, value: f64, stands: bool) {
        let same_lever = self.moved == Some(Moved::Input(id));
        let mut next = self.inputs.clone();
        next.set(self.pack, id, value);
        if next != self.inputs {
            // Steps on one lever add up to one move, so that a run of key presses reads as one.
            if !same_lever {
                self.before = self.inputs.clone();
                self.moved = Some(Moved::Input(id));
            }
            self.inputs = next;
            self.dragged = Some(id);
        }
        if stands && self.dragged.take().is_some() {
            self.keep();
        }
    }

    /// A judgement moves no number, so it is no move; it is kept as one.
    fn judge(&mut self, change: impl FnOnce(&mut Judgements, &Pack) -> bool) {
        let mut next = self.judgements.clone();
        if change(&mut next, self.pack) && next != self.judgements {
            self.judgements = next;
            self.keep();
        }
    }

    fn replace(&mut self, scenario: Scenario, moved: Moved, current: Option<String>) {
        let (inputs, judgements) = scenario;
        self.before = std::mem::replace(&mut self.inputs, inputs);
        self.judgements = judgements;
        self.moved = Some(moved);
        self.current = current;
        self.keep();
    }

    fn set_preset(&mut self, id: &str) {
        let Some(preset) = self.pack.preset(id) else {
            return;
        };
        let mut inputs = self.inputs.clone();
        inputs.apply(self.pack, preset);
        if inputs != self.inputs {
            let moved = Moved::Preset(preset.name.to_string());
            let scenario = (inputs, self.judgements.clone());
            self.replace(scenario, moved, self.current.clone());
        }
    }

    fn draft(&self) -> Draft {
        let mut draft = Draft {
            pack: self.pack.id.to_string(),
            values: self
                .inputs
                .changed(self.pack)
                .map(|(id, value)| (id.name().to_owned(), value))
                .collect(),
            scenario: self.current.clone(),
            ..Draft::default()
        };
        self.judgements.fill(&mut draft);
        draft
    }

    fn keep(&mut self) {
        let result = self
            .repository
            .keep_working(&self.draft(), &(self.edge.now)());
        self.report(result);
    }

    /// Storage trouble is told once and taken back when it is over.
    fn report(&mut self, result: Result<(), Trouble>) -> bool {
        match result {
            Ok(()) => {
                self.notices.remove(&Notice::Storage(Trouble::Full));
                self.notices.remove(&Notice::Storage(Trouble::Failed));
                true
            }
            // Said at start-up; the person may have read it and sent it away.
            Err(Trouble::Newer | Trouble::NotLasting) => false,
            Err(trouble) => {
                self.notices.insert(Notice::Storage(trouble));
                false
            }
        }
    }

    fn save_new(&mut self, name: &str) {
        let Some(name) = clean_name(name) else { return };
        let now = (self.edge.now)();
        let id = (self.edge.fresh_id)();
        self.save_over(SavedScenario {
            id,
            name,
            created: now.clone(),
            changed: now,
            draft: Draft::default(),
        });
    }

    fn save_over(&mut self, saved: SavedScenario) {
        let now = (self.edge.now)();
        let before = self.current.replace(saved.id.clone());
        // The draft in the library names no scenario: it is one.
        let draft = Draft {
            scenario: None,
            ..self.draft()
        };
        let saved = SavedScenario {
            changed: now,
            draft,
            ..saved
        };
        let name = saved.name.clone();
        if self.write(saved) {
            self.retire(|notice| matches!(notice, Notice::Saved(_)));
            self.notices.insert(Notice::Saved(name));
            self.keep();
        } else {
            self.current = before;
        }
    }

    /// Writes a scenario, and only when that succeeded has it in the library.
    fn write(&mut self, saved: SavedScenario) -> bool {
        let result = self.repository.save(&saved, &(self.edge.now)());
        if result == Err(Trouble::Newer) {
            self.notices.insert(Notice::Storage(Trouble::Newer));
        }
        if !self.report(result) {
            return false;
        }
        self.library.retain(|other| other.id != saved.id);
        self.library.push(saved);
        self.library
            .sort_by(|a, b| b.changed.cmp(&a.changed).then_with(|| a.id.cmp(&b.id)));
        true
    }

    fn open_scenario(&mut self, id: &str) {
        let Some(saved) = self.library.iter().find(|saved| saved.id == id) else {
            return;
        };
        let Some(scenario) = read_draft(self.pack, &saved.draft) else {
            return;
        };
        let name = saved.name.clone();
        self.replace(scenario, Moved::Opened(name), Some(id.to_owned()));
    }

    fn rename(&mut self, id: &str, name: &str) {
        let Some(name) = clean_name(name) else { return };
        if let Some(saved) = self.library.iter().find(|saved| saved.id == id).cloned() {
            self.write(SavedScenario { name, ..saved });
        }
    }

    fn delete(&mut self, id: &str) {
        let Some(index) = self.library.iter().position(|saved| saved.id == id) else {
            return;
        };
        let result = self.repository.delete(id);
        if !self.report(result) {
            return;
        }
        let saved = self.library.remove(index);
        if self.current.as_deref() == Some(id) {
            self.current = None;
            self.keep();
        }
        self.retire(|notice| matches!(notice, Notice::Deleted(_) | Notice::Saved(_)));
        self.notices.insert(Notice::Deleted(saved.name.clone()));
        self.deleted = Some(saved);
    }

    fn undelete(&mut self) {
        if let Some(saved) = self.deleted.take() {
            if self.write(saved.clone()) {
                self.retire(|notice| matches!(notice, Notice::Deleted(_)));
            } else {
                self.deleted = Some(saved);
            }
        }
    }

    fn clear_all(&mut self) {
        let result = self.repository.clear_all();
        if !self.report(result) {
            return;
        }
        self.before = std::mem::replace(&mut self.inputs, Inputs::defaults(self.pack));
        self.judgements = Judgements::default();
        self.moved = Some(Moved::All);
        self.current = None;
        self.library.clear();
        self.deleted = None;
        self.notices.clear();
        self.notices.insert(Notice::Cleared);
    }

    fn retire(&mut self, over: impl Fn(&Notice) -> bool) {
        self.notices.retain(|notice| !over(notice));
    }

    /// The figures all else is compared with.
    #[must_use]
    pub const fn pack(&self) -> &'static Pack {
        self.pack
    }

    /// The inputs as they stand.
    #[must_use]
    pub const fn inputs(&self) -> &Inputs {
        &self.inputs
    }

    /// The inputs before the last move; the same as now where there is none.
    #[must_use]
    pub const fn before(&self) -> &Inputs {
        &self.before
    }

    /// The last move.
    #[must_use]
    pub const fn moved(&self) -> Option<&Moved> {
        self.moved.as_ref()
    }

    /// Saved scenarios, last changed first.
    #[must_use]
    pub fn library(&self) -> &[SavedScenario] {
        &self.library
    }

    /// The saved scenario the working copy comes from.
    #[must_use]
    pub fn current_scenario(&self) -> Option<&SavedScenario> {
        let id = self.current.as_deref()?;
        self.library.iter().find(|saved| saved.id == id)
    }

    /// Whether the working copy differs from the scenario it comes from, or from the underlag.
    #[must_use]
    pub fn unsaved(&self) -> bool {
        let now = Draft {
            scenario: None,
            ..self.draft()
        };
        match self.current_scenario() {
            Some(saved) => saved.draft != now,
            None => !(now.values.is_empty() && now.ratings.is_empty() && now.notes.is_empty()),
        }
    }

    /// How a measure's consequences for someone are rated, if they are.
    #[must_use]
    pub fn rating(&self, measure: &str, aspect: Aspect) -> Option<Level> {
        self.judgements.rating(measure, aspect)
    }

    /// The person's own note on a measure; empty where there is none.
    #[must_use]
    pub fn note(&self, measure: &str) -> &str {
        self.judgements.note(measure)
    }

    /// Whether nothing of this tool was kept here before, and nothing has been read or moved yet.
    #[must_use]
    pub const fn first_visit(&self) -> bool {
        self.first_visit
    }

    /// Whether what is kept outlives the tab.
    #[must_use]
    pub fn lasts(&self) -> bool {
        self.repository.lasts()
    }

    /// What the person should know.
    #[must_use]
    pub const fn notices(&self) -> &BTreeSet<Notice> {
        &self.notices
    }
}

/// What a scenario is made of.
type Scenario = (Inputs, Judgements);

/// The scenario a draft stands for, or nothing if this version can't hold all of it.
fn read_draft(pack: &'static Pack, draft: &Draft) -> Option<Scenario> {
    if draft.pack != pack.id {
        return None;
    }
    let mut inputs = Inputs::defaults(pack);
    for (id, value) in &draft.values {
        inputs.set(pack, pack.find(id)?, *value);
    }
    Some((inputs, Judgements::read(pack, draft)?))
}

/// A name as it is kept: trimmed, one line, not longer than [`NAME_LIMIT`]; none if nothing is left.
fn clean_name(name: &str) -> Option<String> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = name
        .chars()
        .filter(|c| !c.is_control())
        .take(NAME_LIMIT)
        .collect::<String>();
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests;
