//! The undo history.
//!
//! A step stores only what it changed, before and after. Its description is data, which the shell
//! puts in words. Saving is no step: undo never takes back a save.

use std::sync::Arc;

use balans_model::{InputId, Inputs, Pack, Year};

use super::annotations::{Annotations, Notes, Ratings};
use super::patch::Patch;
use super::{Aspect, Level};
use balans_scenario::terms::TermValues;
use balans_scenario::{SavedScenario, Underlag};

/// A user's action.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// A lever was moved: a drag, or consecutive values of the same lever.
    Input {
        /// The input.
        id: InputId,
        /// The value before, in the input's own unit.
        before: f64,
        /// The value after, in the input's own unit.
        after: f64,
    },
    /// An input was reset to the underlag.
    Reset {
        /// The input.
        id: InputId,
        /// The value before, in the input's own unit.
        before: f64,
        /// The underlag's value at the time, in the input's own unit.
        after: f64,
    },
    /// All inputs were reset to the underlag.
    ResetAll,
    /// The preset with this name was applied.
    Preset(String),
    /// A consequence's rating was set or removed.
    Rate {
        /// The measure's id.
        measure: String,
        /// The affected group.
        aspect: Aspect,
        /// The new level; `None` where the rating was removed.
        level: Option<Level>,
    },
    /// The note on the measure with this id was edited.
    Note(String),
    /// The choice or order of slides was changed.
    Slides,
    /// This year was chosen to be shown.
    Year(Year),
    /// How far levers may go together, or what must hold, was changed.
    Terms,
    /// The own figures with this name replaced the pack's; with `None`, the pack's own were
    /// restored.
    Underlag(Option<String>),
    /// The scenario with this name was opened.
    Open(String),
    /// This many scenarios were imported.
    Import(usize),
    /// The scenario with this name was deleted.
    Delete(String),
    /// The deleted scenario with this name was restored.
    Restore(String),
    /// The scenario with this name was duplicated.
    Duplicate(String),
    /// A scenario was renamed.
    Rename {
        /// The name before.
        from: String,
        /// The name after.
        to: String,
    },
    /// The note of the scenario with this name was edited.
    Describe {
        /// The scenario's id.
        id: String,
        /// The scenario's name.
        name: String,
    },
}

/// A change of a saved scenario's name or note.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Words {
    pub(super) id: String,
    pub(super) name: Option<(String, String)>,
    pub(super) note: Option<Patch>,
    /// The scenario's time of change, before and after.
    pub(super) changed: (String, String),
}

/// A change of the library.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum LibraryChange {
    Added(Arc<SavedScenario>),
    Removed(Arc<SavedScenario>),
    Words(Box<Words>),
}

/// A value before and after; `None` where unchanged.
type Pair<T> = Option<Box<(T, T)>>;

/// The changes of a step. Most fields are empty in any one step, and an empty field allocates
/// nothing.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Delta {
    pub(super) values: Box<[(InputId, f64, f64)]>,
    pub(super) ratings: Ratings,
    pub(super) notes: Notes,
    pub(super) slides: Pair<Vec<String>>,
    pub(super) underlag: Pair<Option<Arc<Underlag>>>,
    pub(super) year: Pair<Option<Year>>,
    pub(super) terms: Pair<TermValues>,
    pub(super) library: Box<[LibraryChange]>,
    /// The id of the scenario that the working copy comes from.
    pub(super) current: Pair<Option<String>>,
}

fn pair<T: PartialEq + Clone>(before: &T, after: &T) -> Pair<T> {
    (before != after).then(|| Box::new((before.clone(), after.clone())))
}

impl Delta {
    /// Computes the changes between two working copies.
    pub(super) fn between(
        before: (&Inputs, &Annotations),
        after: (&Inputs, &Annotations),
        current: (&Option<String>, &Option<String>),
    ) -> Self {
        let pairs = before.0.iter().zip(after.0.iter());
        let values = pairs
            .filter(|((_, a), (_, b))| a.to_bits() != b.to_bits())
            .map(|((id, a), (_, b))| (id, a, b))
            .collect();
        let (ratings, notes) = before.1.differences(after.1);
        Self {
            values,
            ratings,
            notes,
            slides: pair(&before.1.slides().to_vec(), &after.1.slides().to_vec()),
            underlag: pair(&before.1.underlag, &after.1.underlag),
            year: pair(&before.1.year, &after.1.year),
            terms: pair(&before.1.terms, &after.1.terms),
            library: Box::default(),
            current: pair(current.0, current.1),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.values.is_empty()
            && self.ratings.is_empty()
            && self.notes.is_empty()
            && self.slides.is_none()
            && self.underlag.is_none()
            && self.year.is_none()
            && self.terms.is_none()
            && self.library.is_empty()
            && self.current.is_none()
    }

    /// Applies the step to the working copy, forward or back.
    pub(super) fn carry(
        &self,
        pack: &Pack,
        inputs: &mut Inputs,
        annotations: &mut Annotations,
        forward: bool,
    ) {
        for (id, before, after) in &self.values {
            inputs.set(pack, *id, if forward { *after } else { *before });
        }
        for (measure, aspect, before, after) in &self.ratings {
            let level = if forward { *after } else { *before };
            annotations.rate(pack, measure, *aspect, level);
        }
        for (measure, patch) in &self.notes {
            if let Some(text) = patch.apply(annotations.note(measure), forward) {
                annotations.write(pack, measure, &text);
            }
        }
        if let Some(slides) = &self.slides {
            annotations.show(if forward { &slides.1 } else { &slides.0 });
        }
        if let Some(underlag) = &self.underlag {
            let side = if forward { &underlag.1 } else { &underlag.0 };
            annotations.underlag.clone_from(side);
        }
        if let Some(year) = &self.year {
            annotations.year = if forward { year.1 } else { year.0 };
        }
        if let Some(terms) = &self.terms {
            let side = if forward { &terms.1 } else { &terms.0 };
            annotations.terms.clone_from(side);
        }
    }
}

/// The steps: those done, then those undone.
#[derive(Debug, Default)]
pub(super) struct History {
    steps: Vec<(Step, Delta)>,
    /// Number of done steps.
    done: usize,
    /// Whether the last done step can still be extended.
    running: bool,
}

impl History {
    /// Returns the step that undo would take back.
    pub(super) fn last(&self) -> Option<&(Step, Delta)> {
        self.steps.get(self.done.checked_sub(1)?)
    }

    /// Returns the step that redo would repeat.
    pub(super) fn next(&self) -> Option<&(Step, Delta)> {
        self.steps.get(self.done)
    }

    /// Returns the last step, while it can still be extended.
    pub(super) fn running(&self) -> Option<&(Step, Delta)> {
        self.last().filter(|_| self.running)
    }

    /// Adds a step, and drops the undone ones. An empty change adds none.
    pub(super) fn push(&mut self, step: Step, delta: Delta, running: bool) {
        self.running = false;
        if !delta.is_empty() {
            self.steps.truncate(self.done);
            self.steps.push((step, delta));
            self.done += 1;
            self.running = running;
        }
    }

    /// Replaces the step being extended; removes it, if it led back to where it began.
    pub(super) fn replace(&mut self, step: Step, delta: Delta) {
        self.done = self.done.saturating_sub(1);
        self.push(step, delta, true);
        self.steps.truncate(self.done);
    }

    /// Ends the step being extended: the next value begins a new one.
    pub(super) const fn settle(&mut self) {
        self.running = false;
    }

    /// Records that one step was undone or redone.
    pub(super) fn moved(&mut self, forward: bool) {
        self.running = false;
        self.done = match forward {
            true => (self.done + 1).min(self.steps.len()),
            false => self.done.saturating_sub(1),
        };
    }

    /// Records that the working copy was saved as, and now comes from, another scenario. This holds
    /// from the step that last changed the origin to the next that does.
    pub(super) fn rebase(&mut self, current: &Option<String>) {
        self.running = false;
        let (done, undone) = self.steps.split_at_mut(self.done);
        let last = done.iter_mut().rev().find_map(|(_, d)| d.current.as_mut());
        if let Some(last) = last {
            last.1.clone_from(current);
        }
        let next = undone.iter_mut().find_map(|(_, d)| d.current.as_mut());
        if let Some(next) = next {
            next.0.clone_from(current);
        }
    }
}

#[cfg(test)]
mod tests;
