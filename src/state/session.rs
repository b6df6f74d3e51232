//! The session: the app's state while the page is open, and the effect of each intent. No signals
//! and no browser APIs: all of it is tested natively, storage errors included. What is saved when:
//! product.md, *Behaviour*.

mod library_ops;
mod queries;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use balans_format::text;
use balans_model::{InputId, Inputs, Measure, Pack, Year};

use super::annotations::Annotations;
use super::history::{Delta, History, Step};
use super::own_figures::ActivePack;
use super::patch::Patch;
use super::{Aspect, Level};
use crate::collections::collect_into;
use crate::storage::{Environment, Fit, Repository, StorageBackend, Trouble};
use crate::texts::history as words;
use balans_scenario::terms::TermValues;
use balans_scenario::{Draft, SavedScenario, is_later_year};
use library_ops::free_name;

pub use balans_scenario::file::NAME_LIMIT;

/// A user's request. Views send intents and change nothing themselves.
#[derive(Debug, Clone, PartialEq)]
pub enum Intent {
    /// A slider being dragged; not saved until it is released.
    Drag(InputId, f64),
    /// A final value: a released slider, a typed number, a choice. The next value of the same lever
    /// is a step of its own.
    Set(InputId, f64),
    /// A final value from a key on a slider: consecutive ones on the same lever are one step.
    Nudge(InputId, f64),
    /// Reset the input to the underlag's value.
    Reset(InputId),
    /// Reset every input to the underlag; ratings and notes are no values, and stay.
    ResetAll,
    /// Rate a measure's consequences; `None` removes the rating.
    Rate {
        /// The measure's id.
        measure: String,
        /// The affected group.
        aspect: Aspect,
        /// The level of seriousness.
        level: Option<Level>,
    },
    /// Set the user's note on a measure, at most [`super::NOTE_LIMIT`] characters; a longer one
    /// changes nothing.
    Note {
        /// The measure's id.
        measure: String,
        /// The note; a blank one removes it.
        text: String,
    },
    /// Show these slides in this order, by key; an empty list means the default slides.
    Slides(Vec<String>),
    /// Show this year on every view; a year that the pack has no plan for changes nothing.
    Year(Year),
    /// Set how far levers may go together, and what must hold; what cannot be held changes nothing.
    Terms(TermValues),
    /// Replace the values and annotations by those of a draft, in one step; a draft that cannot be held changes nothing.
    /// Made by [`OwnChange::intent`](super::OwnChange::intent).
    Replace(Step, Draft),
    /// Apply the pack's preset with this id: set its inputs, leave the others.
    Preset(String),
    /// Set several inputs in one step, with a name for the step.
    SetAll(String, Vec<(InputId, f64)>),
    /// Save under the current name, or under this name where there is none.
    Save(String),
    /// Save as a new scenario with this name.
    SaveAs(String),
    /// Restore the version that the last save replaced; the working copy is unchanged.
    Unsave,
    /// Make a saved scenario the working copy.
    Open(String),
    /// Make a shared scenario with this name the working copy; it is not in the library until it is
    /// saved.
    Adopt(String, Draft),
    /// Takes up a shared scenario at once, since there is no work of one's own: as [`Intent::Adopt`], with a notice.
    Receive {
        /// The scenario's name.
        name: String,
        /// Who shared it and when, in words, where the link says so.
        from: Option<String>,
        /// The scenario.
        draft: Draft,
    },
    /// Rename the saved scenario with this id.
    Rename(String, String),
    /// Set the note of the saved scenario with this id, at most [`super::NOTE_LIMIT`] characters; a
    /// longer one changes nothing, a blank one removes it.
    Describe(String, String),
    /// Save a copy of a saved scenario.
    Duplicate(String),
    /// Add scenarios to the library; none is overwritten. [`Session::fates`] tells beforehand the
    /// result for each.
    Import(Vec<SavedScenario>),
    /// Delete a saved scenario; undo restores it.
    Delete(String),
    /// Restore the last deleted scenario, whatever was done since.
    Undelete,
    /// Undo the last step.
    Undo,
    /// Redo the step last undone.
    Redo,
    /// Erase everything (*Rensa allt*), the history included: this can't be undone.
    ClearAll,
    /// Another tab has written or removed this key; with `None`, cleared everything.
    StorageChanged(Option<String>),
    /// Dismiss a notice.
    Dismiss(Notice),
    /// Dismiss the first visit's introduction.
    Begin,
}

/// A message from the app, shown until it is dismissed or no longer true.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Notice {
    /// A storage problem.
    Storage(Trouble),
    /// The scenario with this name is saved, read back and compared.
    Saved(String),
    /// The scenario with this name is saved over its earlier version, which can be restored.
    SavedOver(String),
    /// The earlier version of the scenario with this name is restored.
    PutBack(String),
    /// The scenario with this name lasts as long as the tab: the browser allows no storage.
    OnlyInTab(String),
    /// The saved scenario with this name is gone: removed by another tab, or the site's data was
    /// cleared.
    Gone(String),
    /// These inputs were stored with values out of range, and have been set to the nearest allowed.
    Fitted(Vec<InputId>),
    /// Another tab had changed the scenario: that version is kept, and this tab's is saved under
    /// this name.
    KeptBoth(String),
    /// Another tab has changed the scenario with this name, so it was neither renamed nor deleted.
    ChangedElsewhere(String),
    /// Undo or redo left the scenario with this name unchanged, since it was saved or changed after
    /// the step.
    LeftAsItIs(String),
    /// The scenario with this name is deleted and can be restored.
    Deleted(String),
    /// An import is done.
    Imported {
        /// Number of added scenarios.
        added: usize,
        /// Number of scenarios that existed already.
        same: usize,
        /// Number of refused scenarios.
        refused: usize,
    },
    /// A shared scenario was taken up at once.
    Received {
        /// Its name.
        name: String,
        /// Who shared it and when, in words, where the link says so.
        from: Option<String>,
    },
    /// Everything stored is erased.
    Cleared,
    /// This many whole-number inputs were stored with decimals, and have been rounded.
    MadeWhole(usize),
    /// The scenario was made with an earlier engine.
    Recalculated {
        /// Its name, if it has one.
        name: Option<String>,
        /// The measures it has values of that are calculated otherwise since.
        measures: Vec<Measure>,
    },
}

/// The last move, for the result strip's words.
#[derive(Debug, Clone, PartialEq)]
pub enum Moved {
    /// One input.
    Input(InputId),
    /// A saved scenario was opened.
    Opened(String),
    /// The preset with this name was applied.
    Preset(String),
    /// All inputs were reset to the underlag.
    All,
    /// The own figures with this name replaced the pack's; with `None`, the pack's own were
    /// restored.
    Underlag(Option<String>),
    /// A step that moved several inputs was undone.
    Undone(Step),
    /// A step that moved several inputs was redone.
    Redone(Step),
}

/// The last move, for replay.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LastMove<'a> {
    /// The inputs before the move.
    pub before: &'a Inputs,
    /// The inputs after the move: the current ones.
    pub after: &'a Inputs,
    /// The kind of move.
    pub what: &'a Moved,
}

/// An input whose value in a scenario differs from the documents'.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference {
    /// The input.
    pub id: InputId,
    /// The documents' value, in the input's own unit.
    pub underlag: f64,
    /// The scenario's value, in the input's own unit.
    pub value: f64,
}

/// The session.
pub struct Session {
    /// The base pack: the documents' figures, which drafts and links refer to.
    pack: &'static Pack,
    /// The active pack, with a controller's own figures where there are any.
    active: ActivePack,
    repository: Repository,
    environment: Environment,
    inputs: Inputs,
    before: Inputs,
    annotations: Annotations,
    moved: Option<Moved>,
    dragged: Option<InputId>,
    /// Number of times the working copy was replaced other than by moving an input.
    turns: u32,
    current: Option<String>,
    /// The checksum of each scenario's draft as this tab last opened or saved it.
    bases: BTreeMap<String, String>,
    library: Vec<Arc<SavedScenario>>,
    deleted: Option<Arc<SavedScenario>>,
    /// The version that the last save replaced, and the saved one.
    replaced: Option<[Arc<SavedScenario>; 2]>,
    history: History,
    notices: BTreeSet<Notice>,
    kept: bool,
    first_visit: bool,
}

impl Session {
    /// Opens the stored session. `tab` is the tab's session storage.
    #[must_use]
    pub fn open(
        pack: &'static Pack,
        backend: Box<dyn StorageBackend>,
        tab: Box<dyn StorageBackend>,
        environment: Environment,
    ) -> Self {
        let (repository, working) = Repository::open(backend, tab, environment, move |draft| {
            if draft.pack != pack.id {
                Fit::OtherPack
            } else if read_draft(pack, draft).is_some() {
                Fit::Here
            } else {
                Fit::Newer
            }
        });
        let kept = working.as_ref().and_then(|draft| read_draft(pack, draft));
        let mended = working.as_ref().map_or(0, |draft| fractions(pack, draft));
        let recalculated = working.as_ref().and_then(|draft| recalculated(pack, draft));
        let (inputs, annotations) =
            kept.unwrap_or_else(|| (Inputs::defaults(pack), Annotations::default()));
        let fitted = working.as_ref().map(|draft| fitted(pack, draft));
        let library = repository.library();
        let first_visit = working.is_none() && library.is_empty();
        let (current, base) = working
            .map(|draft| (draft.scenario, draft.base))
            .unwrap_or_default();
        let mut active = ActivePack::new(pack);
        active.follow(annotations.underlag.as_ref());
        let mut session = Self {
            pack,
            active,
            repository,
            environment,
            before: inputs.clone(),
            inputs,
            annotations,
            moved: None,
            dragged: None,
            turns: 0,
            current: current.filter(|id| library.iter().any(|saved| saved.id == *id)),
            bases: BTreeMap::new(),
            library,
            deleted: None,
            replaced: None,
            history: History::default(),
            notices: BTreeSet::new(),
            kept: !first_visit,
            first_visit,
        };
        if let Some(id) = session.current.clone() {
            let base = base.or_else(|| session.find(&id).map(|saved| saved.draft.sum()));
            session.bases.extend(base.map(|base| (id, base)));
        }
        session.load_library();
        let name = session.current_scenario().map(|saved| saved.name.clone());
        let recalculated = session.notify_recalculated(name, recalculated);
        let notified = session.notify_rounded(mended) || recalculated;
        if session.notify_fitted(fitted.unwrap_or_default()) || notified {
            // Save the mended values, so that the notice is shown once.
            session.keep();
        }
        session
    }

    /// Adds a notice of a storage problem.
    pub fn report(&mut self, trouble: Trouble) {
        self.notices.insert(Notice::Storage(trouble));
    }

    /// Applies an intent.
    pub fn apply(&mut self, intent: Intent) {
        match intent {
            Intent::Drag(id, value) => self.move_input(id, value, false),
            Intent::Nudge(id, value) => self.move_input(id, value, true),
            Intent::Set(id, value) => {
                self.move_input(id, value, true);
                self.history.settle();
            }
            Intent::Reset(id) => self.reset(id),
            Intent::ResetAll => {
                let inputs = Inputs::defaults(self.active_pack());
                // The figures are no scenario's any more, so the working copy comes from none.
                self.step(Step::ResetAll, Moved::All, inputs, None, None);
            }
            Intent::Rate {
                measure,
                aspect,
                level,
            } => self.rate(measure, aspect, level),
            Intent::Note { measure, text } => self.write_note(measure, &text),
            Intent::Slides(slides) => {
                self.annotate(Step::Slides, &mut |annotations, _| {
                    annotations.show(&slides)
                });
            }
            Intent::Terms(values) => {
                self.annotate(Step::Terms, &mut |annotations, pack| {
                    annotations.set_terms(pack, &values)
                });
            }
            Intent::Year(year) => self.show_year(year),
            Intent::Replace(step, draft) => self.replace(step, &draft),
            Intent::Preset(id) => self.set_preset(&id),
            Intent::SetAll(name, values) => {
                let mut inputs = self.inputs.clone();
                for (id, value) in values {
                    set_whole(&mut inputs, self.pack, id, value);
                }
                self.set_named(name, inputs);
            }
            Intent::Save(name) => match self.current_scenario().cloned() {
                Some(seen) => self.save_over(&seen),
                None => self.save_new(&name),
            },
            Intent::SaveAs(name) => self.save_new(&name),
            Intent::Unsave => self.unsave(),
            Intent::Open(id) => self.open_scenario(&id),
            Intent::Adopt(name, draft) => self.adopt(name, &draft),
            Intent::Receive { name, from, draft } => {
                self.adopt(name.clone(), &draft);
                self.remove_notices(|notice| matches!(notice, Notice::Received { .. }));
                self.notices.insert(Notice::Received { name, from });
            }
            Intent::Rename(id, name) => self.rename(&id, &name),
            Intent::Describe(id, text) => self.describe(&id, &text),
            Intent::Duplicate(id) => self.duplicate(&id),
            Intent::Import(scenarios) => self.import(scenarios),
            Intent::Delete(id) => self.delete(&id),
            Intent::Undelete => self.undelete(),
            Intent::Undo => self.undo_or_redo(false),
            Intent::Redo => self.undo_or_redo(true),
            Intent::ClearAll => self.clear_all(),
            Intent::StorageChanged(key) => {
                let called_saved = self.called_saved();
                self.kept &= self.repository.on_storage_event(key.as_deref());
                self.load_library();
                self.notify_gone(&called_saved);
            }
            Intent::Begin => {
                self.first_visit = false;
                self.keep();
            }
            Intent::Dismiss(notice) => {
                self.notices.remove(&notice);
            }
        }
    }

    /// Adds a notice that numbers were rounded; false where none were.
    fn notify_rounded(&mut self, count: usize) -> bool {
        if count > 0 {
            self.remove_notices(|notice| matches!(notice, Notice::MadeWhole(_)));
            self.notices.insert(Notice::MadeWhole(count));
        }
        count > 0
    }

    /// Adds a notice that a scenario of an earlier engine is calculated otherwise now; false where `measures` is `None`.
    fn notify_recalculated(
        &mut self,
        name: Option<String>,
        measures: Option<Vec<Measure>>,
    ) -> bool {
        self.remove_notices(|notice| matches!(notice, Notice::Recalculated { .. }));
        measures
            .is_some_and(|measures| self.notices.insert(Notice::Recalculated { name, measures }))
    }

    fn move_input(&mut self, id: InputId, value: f64, is_final: bool) {
        let mut next = self.inputs.clone();
        set_whole(&mut next, self.pack, id, value);
        let (from, after) = (self.inputs.get(id), next.get(id));
        if after.to_bits() != from.to_bits() {
            // Consecutive values of one lever are one move.
            let before = match self.history.running() {
                Some((
                    Step::Input {
                        id: same, before, ..
                    },
                    _,
                )) if *same == id => Some(*before),
                _ => None,
            };
            let start = before.unwrap_or(from);
            let step = Step::Input {
                id,
                before: start,
                after,
            };
            let mut delta = Delta::default();
            if start.to_bits() != after.to_bits() {
                delta.values = Box::new([(id, start, after)]);
            }
            if before.is_some() {
                self.history.replace(step, delta);
            } else {
                self.before = self.inputs.clone();
                self.moved = Some(Moved::Input(id));
                self.history.push(step, delta, true);
            }
            self.inputs = next;
            self.dragged = Some(id);
            self.kept = false;
        }
        if is_final && self.dragged.take().is_some() {
            self.keep();
        }
    }

    fn reset(&mut self, id: InputId) {
        let mut inputs = self.inputs.clone();
        inputs.set(self.pack, id, self.active_pack().spec(id).default);
        let (before, after) = (self.inputs.get(id), inputs.get(id));
        self.step(
            Step::Reset { id, before, after },
            Moved::Input(id),
            inputs,
            None,
            self.current.clone(),
        );
    }

    fn set_preset(&mut self, id: &str) {
        if let Some(preset) = self.pack.preset(id) {
            let mut inputs = self.inputs.clone();
            inputs.apply(self.pack, preset);
            self.set_named(preset.name.to_string(), inputs);
        }
    }

    /// Replaces the inputs in one step with this name.
    fn set_named(&mut self, name: String, inputs: Inputs) {
        self.step(
            Step::Preset(name.clone()),
            Moved::Preset(name),
            inputs,
            None,
            self.current.clone(),
        );
    }

    /// Changes annotations in one step, unless `change` returns false.
    fn annotate(&mut self, step: Step, change: &mut dyn FnMut(&mut Annotations, &Pack) -> bool) {
        let mut annotations = self.annotations.clone();
        if !change(&mut annotations, self.pack) {
            return;
        }
        let delta = Delta::between(
            (&self.inputs, &self.annotations),
            (&self.inputs, &annotations),
            (&None, &None),
        );
        if !delta.is_empty() {
            self.history.push(step, delta, false);
            self.annotations = annotations;
            self.keep();
        }
    }

    /// Shows a year. Consecutive choices are one step.
    fn show_year(&mut self, year: Year) {
        let later = is_later_year(self.pack, year).then_some(year);
        if later == self.annotations.year || later.is_none() && year != self.pack.plan_year {
            return;
        }
        let start = match self.history.running() {
            Some((Step::Year(_), delta)) => delta.year.as_deref().map(|(before, _)| *before),
            _ => None,
        };
        let before = start.unwrap_or(self.annotations.year);
        let delta = Delta {
            year: (before != later).then(|| Box::new((before, later))),
            ..Delta::default()
        };
        if start.is_some() {
            self.history.replace(Step::Year(year), delta);
        } else {
            self.history.push(Step::Year(year), delta, true);
        }
        self.annotations.year = later;
        self.keep();
    }

    fn replace(&mut self, step: Step, draft: &Draft) {
        let Some((inputs, annotations)) = read_draft(self.pack, draft) else {
            return;
        };
        if let Step::Underlag(name) = &step {
            let (moved, current) = (Moved::Underlag(name.clone()), self.current.clone());
            self.step(step, moved, inputs, Some(annotations), current);
        } else {
            // No number is moved.
            self.annotate(step, &mut |own, _| {
                own.clone_from(&annotations);
                true
            });
        }
    }

    fn open_scenario(&mut self, id: &str) {
        let Some(saved) = self.find(id) else { return };
        let Some((inputs, annotations)) = read_draft(self.pack, &saved.draft) else {
            return;
        };
        let fitted = fitted(self.pack, &saved.draft);
        let name = saved.name.clone();
        let base = saved.draft.sum();
        let mended = fractions(self.pack, &saved.draft);
        let recalculated = recalculated(self.pack, &saved.draft);
        let old = recalculated.is_some().then(|| (**saved).clone());
        let seen = self.bases.insert(id.to_owned(), base.clone()) == Some(base);
        let (step, moved) = (Step::Open(name.clone()), Moved::Opened(name));
        let current = Some(id.to_owned());
        if !self.step(step, moved, inputs, Some(annotations), current) && !seen {
            // The content is equal, but another tab has saved it since.
            self.keep();
        }
        self.notify_rounded(mended);
        self.notify_fitted(fitted);
        if let Some(old) = old {
            self.notify_recalculated(Some(old.name.clone()), recalculated);
            self.save_as_read(old);
        }
    }

    /// Saves a scenario of an earlier engine as it is read now, so that what is calculated otherwise is said once.
    fn save_as_read(&mut self, old: SavedScenario) {
        let id = old.id.clone();
        let read = SavedScenario {
            draft: self.content(),
            ..old
        };
        if self.repository.save(&read).is_ok() {
            self.bases.insert(id, read.draft.sum());
            self.refresh();
            self.keep();
        }
        self.notify_troubles();
    }

    fn adopt(&mut self, name: String, draft: &Draft) {
        if let Some((inputs, annotations)) = read_draft(self.pack, draft) {
            let (step, moved) = (Step::Open(name.clone()), Moved::Opened(name.clone()));
            self.step(step, moved, inputs, Some(annotations), None);
            self.notify_rounded(fractions(self.pack, draft));
            self.notify_recalculated(Some(name), recalculated(self.pack, draft));
        }
    }

    /// Replaces the working copy in one step; `None` keeps the annotations. False where nothing
    /// changed.
    fn step(
        &mut self,
        step: Step,
        moved: Moved,
        inputs: Inputs,
        annotations: Option<Annotations>,
        current: Option<String>,
    ) -> bool {
        self.turns += 1;
        let annotations = annotations.unwrap_or_else(|| self.annotations.clone());
        let delta = Delta::between(
            (&self.inputs, &self.annotations),
            (&inputs, &annotations),
            (&self.current, &current),
        );
        if delta.is_empty() {
            return false;
        }
        self.history.push(step, delta, false);
        self.before = std::mem::replace(&mut self.inputs, inputs);
        self.annotations = annotations;
        self.active.follow(self.annotations.underlag.as_ref());
        self.moved = Some(moved);
        self.current = current;
        self.keep();
        true
    }

    /// Sets a rating. A rating moves no number, so it is no move; it is saved and undone as a step.
    fn rate(&mut self, measure: String, aspect: Aspect, level: Option<Level>) {
        let before = self.annotations.rating(&measure, aspect);
        if before != level && self.annotations.rate(self.pack, &measure, aspect, level) {
            let delta = Delta {
                ratings: Box::new([(measure.clone(), aspect, before, level)]),
                ..Delta::default()
            };
            self.history.push(
                Step::Rate {
                    measure,
                    aspect,
                    level,
                },
                delta,
                false,
            );
            self.keep();
        }
    }

    fn write_note(&mut self, measure: String, text: &str) {
        let before = self.annotations.note(&measure).to_owned();
        if !self.annotations.write(self.pack, &measure, text) {
            return;
        }
        let after = self.annotations.note(&measure);
        if before == after {
            return;
        }
        // Consecutive edits are one step.
        let start = match self.history.running() {
            Some((Step::Note(same), delta)) if *same == measure => delta
                .notes
                .first()
                .and_then(|(_, patch)| patch.apply(&before, false)),
            _ => None,
        };
        let running = start.is_some();
        let start = start.unwrap_or(before);
        let mut delta = Delta::default();
        if start != after {
            delta.notes = Box::new([(measure.clone(), Patch::between(&start, after))]);
        }
        let step = Step::Note(measure);
        if running {
            self.history.replace(step, delta);
        } else {
            self.history.push(step, delta, true);
        }
        self.keep();
    }

    /// Returns the working copy's content as it would be saved.
    fn content(&self) -> Draft {
        let mut draft = Draft {
            pack: self.pack.id.to_string(),
            values: collect_into(
                self.inputs
                    .changed(self.pack)
                    .map(|(id, value)| (id.name().to_owned(), value)),
            ),
            ..Draft::default()
        };
        self.annotations.fill(&mut draft);
        draft
    }

    /// Returns the working copy as it is stored, with its origin.
    #[must_use]
    pub fn draft(&self) -> Draft {
        let base = self.current.as_ref().and_then(|id| self.bases.get(id));
        Draft {
            scenario: self.current.clone(),
            base: base.cloned(),
            ..self.content()
        }
    }

    /// Stores the working copy.
    fn keep(&mut self) {
        let result = self.repository.keep_working(&self.draft());
        self.notify_troubles();
        self.kept = self.update_storage_notices(result);
    }

    /// Updates the storage notices after a write. Returns whether it succeeded.
    fn update_storage_notices(&mut self, result: Result<(), Trouble>) -> bool {
        match result {
            Ok(()) => {
                self.notices.remove(&Notice::Storage(Trouble::Full));
                self.notices.remove(&Notice::Storage(Trouble::Failed));
                true
            }
            // Reported when it began, and perhaps dismissed since.
            Err(Trouble::Newer | Trouble::NewerBeside | Trouble::NotLasting) => false,
            Err(trouble) => {
                self.notices.insert(Notice::Storage(trouble));
                false
            }
        }
    }

    /// Updates the library and the storage notices from the repository.
    fn load_library(&mut self) {
        self.library = self.repository.library();
        self.notify_troubles();
    }

    /// Adds a notice for each storage problem since the last call.
    fn notify_troubles(&mut self) {
        let troubles = self.repository.take_troubles();
        self.notices
            .extend(troubles.into_iter().map(Notice::Storage));
    }

    /// Reads storage again, for what another tab has written since.
    fn refresh(&mut self) {
        self.repository.refresh();
        self.load_library();
    }

    /// Saves a scenario; the library has it only if that succeeded.
    fn put(&mut self, saved: &SavedScenario) -> Option<Arc<SavedScenario>> {
        self.forget_replaced(&saved.id);
        let result = self.repository.save(saved);
        self.load_library();
        self.notify_failure(result)
    }

    /// Updates the storage notices after a write that the user asked for: every failure adds a notice. Returns the result's
    /// value.
    fn notify_failure<T>(&mut self, result: Result<T, Trouble>) -> Option<T> {
        if let Err(trouble) = &result {
            self.notices.insert(Notice::Storage(*trouble));
        }
        self.update_storage_notices(result.as_ref().map(|_| ()).map_err(|trouble| *trouble));
        result.ok()
    }

    fn save_new(&mut self, name: &str) {
        let Some(name) = clean_name(name) else { return };
        let now = (self.environment.now)();
        self.save_working(SavedScenario {
            id: self.unused_id(),
            name,
            note: String::new(),
            created: now.clone(),
            changed: now,
            draft: self.content(),
        });
    }

    /// Saves over the scenario as last seen. Where another tab has saved it since this tab opened
    /// it, the other version is kept, and this one is saved as a new scenario.
    fn save_over(&mut self, seen: &SavedScenario) {
        self.refresh();
        let there = self.find(&seen.id).cloned();
        let base = self.bases.get(&seen.id);
        let theirs = there
            .as_ref()
            .is_some_and(|there| base.is_some_and(|base| *base != there.draft.sum()));
        let former = there.unwrap_or_else(|| Arc::new(seen.clone()));
        let mut mine = SavedScenario {
            changed: (self.environment.now)(),
            draft: self.content(),
            // A new name or note from another tab is kept.
            ..(*former).clone()
        };
        if theirs {
            mine.id = self.unused_id();
            mine.created.clone_from(&mine.changed);
            mine.name = self.unused_name(&mine.name, words::mine);
        }
        let named = mine.id.clone();
        let Some(kept) = self.save_working(mine) else {
            return;
        };
        if theirs || kept.id != named {
            self.notices.insert(Notice::KeptBoth(kept.name.clone()));
        } else if kept.draft != former.draft && self.is_persistent() {
            self.notices.remove(&Notice::Saved(kept.name.clone()));
            self.notices.insert(Notice::SavedOver(kept.name.clone()));
            self.replaced = Some([former, kept]);
        }
    }

    /// Restores the version that the last save replaced, if the scenario has not changed since.
    fn unsave(&mut self) {
        let Some([former, mine]) = self.replaced.take() else {
            return;
        };
        self.remove_notices(|notice| matches!(notice, Notice::SavedOver(_)));
        self.refresh();
        if self.find(&mine.id) != Some(&mine) {
            self.notices
                .insert(Notice::ChangedElsewhere(mine.name.clone()));
        } else if let Some(kept) = self.put(&former) {
            self.bases.insert(kept.id.clone(), kept.draft.sum());
            self.notices.insert(Notice::PutBack(kept.name.clone()));
            self.keep();
        }
    }

    /// Forgets the replaced version of a scenario that is saved again or deleted.
    fn forget_replaced(&mut self, id: &str) {
        if self
            .replaced
            .take_if(|[former, _]| former.id == id)
            .is_some()
        {
            self.remove_notices(|notice| matches!(notice, Notice::SavedOver(_)));
        }
    }

    /// Saves the working copy as a scenario, and makes that its origin.
    fn save_working(&mut self, mine: SavedScenario) -> Option<Arc<SavedScenario>> {
        let kept = self.put(&mine)?;
        self.bases.insert(kept.id.clone(), kept.draft.sum());
        if self.current.as_ref() == Some(&kept.id) {
            self.history.settle();
        } else {
            self.current = Some(kept.id.clone());
            self.history.rebase(&self.current);
        }
        self.replaced = None;
        self.remove_notices(|notice| {
            matches!(notice, Notice::OnlyInTab(_) | Notice::Gone(_))
                || named_saved(notice).is_some()
        });
        let name = kept.name.clone();
        if self.is_persistent() {
            self.notices.insert(Notice::Saved(name));
        } else {
            // The next notice says the same, and names the scenario.
            self.notices.remove(&Notice::Storage(Trouble::NotLasting));
            self.notices.insert(Notice::OnlyInTab(name));
        }
        self.keep();
        Some(kept)
    }

    /// Lists the scenarios that the page calls saved outside the library's list: the current one
    /// and those named in notices.
    fn called_saved(&self) -> Vec<Arc<SavedScenario>> {
        let called = |saved: &&Arc<SavedScenario>| {
            self.current.as_ref() == Some(&saved.id)
                || self
                    .notices
                    .iter()
                    .any(|notice| named_saved(notice) == Some(&saved.name))
        };
        self.library.iter().filter(called).cloned().collect()
    }

    /// Replaces notices about saved scenarios that are gone with a notice of that.
    fn notify_gone(&mut self, called_saved: &[Arc<SavedScenario>]) {
        let mut called_saved = called_saved.iter();
        let Some(gone) = called_saved.find(|saved| self.find(&saved.id).is_none()) else {
            return;
        };
        self.notices.insert(Notice::Gone(gone.name.clone()));
        let library = &self.library;
        self.notices.retain(|notice| {
            named_saved(notice).is_none_or(|name| library.iter().any(|saved| saved.name == *name))
        });
    }

    /// Adds a notice of values that were out of range; true where there are any.
    fn notify_fitted(&mut self, fitted: Vec<InputId>) -> bool {
        self.remove_notices(|notice| matches!(notice, Notice::Fitted(_)));
        !fitted.is_empty() && self.notices.insert(Notice::Fitted(fitted))
    }

    /// Undoes or redoes one step. Where storage refuses, the step is not moved.
    fn undo_or_redo(&mut self, forward: bool) {
        let step = match forward {
            true => self.history.next(),
            false => self.history.last(),
        };
        let Some((step, delta)) = step.cloned() else {
            return;
        };
        self.dragged = None;
        self.turns += 1;
        self.remove_notices(|notice| matches!(notice, Notice::Received { .. }));
        if !delta.library.is_empty() {
            self.refresh();
            if !delta
                .library
                .iter()
                .all(|change| self.apply_change(change, forward))
            {
                return;
            }
        }
        self.history.moved(forward);
        if !delta.values.is_empty() || delta.underlag.is_some() {
            self.before = self.inputs.clone();
            self.moved = Some(match (&*delta.values, forward) {
                ([(id, ..)], _) if delta.underlag.is_none() => Moved::Input(*id),
                (_, false) => Moved::Undone(step),
                (_, true) => Moved::Redone(step),
            });
        }
        delta.carry(self.pack, &mut self.inputs, &mut self.annotations, forward);
        self.active.follow(self.annotations.underlag.as_ref());
        if let Some(current) = delta.current {
            self.current = if forward { current.1 } else { current.0 };
        }
        self.keep();
    }

    fn clear_all(&mut self) {
        let result = self.repository.clear_all();
        if self.notify_failure(result).is_none() {
            self.load_library();
            return;
        }
        self.before = std::mem::replace(&mut self.inputs, Inputs::defaults(self.pack));
        self.annotations = Annotations::default();
        self.active.follow(None);
        self.moved = Some(Moved::All);
        self.turns += 1;
        self.dragged = None;
        self.current = None;
        self.bases.clear();
        self.deleted = None;
        self.replaced = None;
        self.history = History::default();
        self.kept = false;
        self.notices.clear();
        self.notices.insert(Notice::Cleared);
        self.load_library();
    }

    fn find(&self, id: &str) -> Option<&Arc<SavedScenario>> {
        self.library.iter().find(|saved| saved.id == id)
    }

    fn unused_id(&self) -> String {
        let mut id = (self.environment.fresh_id)();
        while self.find(&id).is_some() {
            id.push_str("-2");
        }
        id
    }

    fn unused_name(&self, name: &str, kind: fn(&str, usize) -> String) -> String {
        free_name(&self.library, name, kind)
    }

    /// Removes the notices for which `is_over` is true.
    fn remove_notices(&mut self, is_over: impl Fn(&Notice) -> bool) {
        self.notices.retain(|notice| !is_over(notice));
    }
}

/// The content of a scenario.
type Scenario = (Inputs, Annotations);

/// Reads a draft into inputs and annotations; `None` if this version can't hold all of it.
fn read_draft(pack: &'static Pack, draft: &Draft) -> Option<Scenario> {
    if draft.pack != pack.id {
        return None;
    }
    let mut inputs = Inputs::defaults(pack);
    for (id, value) in &draft.values {
        set_whole(&mut inputs, pack, pack.find(id)?, *value);
    }
    Some((inputs, Annotations::read(pack, draft)?))
}

/// Sets an input to the nearest allowed value: see
/// [`InputSpec::mend`](balans_model::InputSpec::mend).
fn set_whole(inputs: &mut Inputs, pack: &Pack, id: InputId, value: f64) {
    inputs.set(pack, id, pack.spec(id).mend(value).unwrap_or(value));
}

// A new engine: add the measures that it calculates otherwise to `RECALCULATED`, and raise the number here.
const _: () = assert!(balans_model::ENGINE == 2);

/// The measures that engine 2 calculates otherwise than engine 1, or starts from other values.
const RECALCULATED: [Measure; 11] = [
    Measure::Occupancy,
    Measure::HousingUpgrade,
    Measure::NegligenceClause,
    Measure::Automation,
    Measure::ExtraCareHousing,
    Measure::RetainedCostLiability,
    Measure::Discharge,
    Measure::OwnLssPlaces,
    Measure::WelfareTechnology,
    Measure::Reablement,
    Measure::SharedAdministration,
];

/// Those of [`RECALCULATED`] that a draft of an earlier engine counts and has values of; `None` for one of the present
/// engine, and for one that has no values.
fn recalculated(pack: &Pack, draft: &Draft) -> Option<Vec<Measure>> {
    if draft.engine.is_present() || draft.values.is_empty() {
        return None;
    }
    let value = |id: &InputId| draft.values.get(id.name()).copied();
    let counts = |measure: &Measure| {
        let is_on = value(&measure.phasing().on).is_none_or(|on| on > 0.0);
        is_on
            && pack
                .measure(*measure)
                .inputs
                .iter()
                .any(|id| value(id).is_some())
    };
    Some(collect_into(RECALCULATED.into_iter().filter(counts)))
}

/// Counts a draft's whole-number inputs that have decimals; earlier versions stored such.
fn fractions(pack: &Pack, draft: &Draft) -> usize {
    let is_fraction = |id: &String, value| {
        pack.find(id)
            .is_some_and(|id| pack.spec(id).is_fraction(value))
    };
    let figures = draft.underlag.iter().flat_map(|own| &own.figures);
    let values = draft.values.iter().map(|(id, value)| (id, *value));
    let all = values.chain(figures.map(|(id, figure)| (id, figure.value)));
    all.filter(|(id, value)| is_fraction(id, *value)).count()
}

/// Returns the name of the scenario that a notice calls saved, if it does.
const fn named_saved(notice: &Notice) -> Option<&String> {
    match notice {
        Notice::Saved(name)
        | Notice::SavedOver(name)
        | Notice::PutBack(name)
        | Notice::KeptBoth(name) => Some(name),
        _ => None,
    }
}

/// Lists the inputs whose value or limit in a draft is out of range and is read as the nearest allowed.
fn fitted(pack: &Pack, draft: &Draft) -> Vec<InputId> {
    let mut fitted = Vec::new();
    for values in [&draft.values, &draft.terms] {
        for (id, value) in values {
            // Compared as numbers: −0 equals 0.
            if let Some(id) = pack.find(id)
                && pack.spec(id).fit(*value) != Some(*value)
            {
                fitted.push(id);
            }
        }
    }
    fitted
}

/// Normalises a name for storage: trimmed, one line, visible characters ([`text::line`]), at most
/// [`NAME_LIMIT`] characters; `None` if nothing is left.
fn clean_name(name: &str) -> Option<String> {
    let mut name = text::line(name);
    if let Some((end, _)) = name.char_indices().nth(NAME_LIMIT) {
        name.truncate(end);
        name.truncate(name.trim_end().len());
    }
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests;
