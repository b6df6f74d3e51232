//! What was done, step by step, so that it can be undone and done again.
//!
//! A step keeps only what it changed, as it was before and after. What it is called is data, for
//! the shell to put in words. Saving is no step: it is a promise, and undo takes none back.

use std::sync::Arc;

use balans_model::{InputId, Inputs, Pack};

use super::annotations::{Annotations, Notes, Ratings};
use super::patch::Patch;
use super::{Aspect, Level};
use balans_scenario::{SavedScenario, Underlag};

/// What a person did.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// A lever was moved: a drag, or a run of values on the same one.
    Input {
        /// Which.
        id: InputId,
        /// Its value before, in its own unit.
        before: f64,
        /// Its value after, in its own unit.
        after: f64,
    },
    /// An input went back to the underlag.
    Reset {
        /// Which.
        id: InputId,
        /// Its value before, in its own unit.
        before: f64,
        /// The underlag's value as it was then, in its own unit.
        after: f64,
    },
    /// All inputs went back to the underlag.
    ResetAll,
    /// A preset with this name was set.
    Preset(String),
    /// A consequence was rated, or a rating taken back.
    Rate {
        /// The measure's id.
        measure: String,
        /// For whom.
        aspect: Aspect,
        /// What it became.
        level: Option<Level>,
    },
    /// The note on the measure with this id was written.
    Note(String),
    /// Other slides were chosen, or in another order.
    Slides,
    /// The figures with this name took the pack's place; with none, the pack's own came back.
    Underlag(Option<String>),
    /// The scenario with this name was opened.
    Open(String),
    /// This many scenarios were imported.
    Import(usize),
    /// The scenario with this name was deleted.
    Delete(String),
    /// The deleted scenario with this name was brought back.
    Restore(String),
    /// The scenario with this name was duplicated.
    Duplicate(String),
    /// A scenario was renamed.
    Rename {
        /// Its name before.
        from: String,
        /// Its name after.
        to: String,
    },
    /// The note of the scenario with this name was written.
    Describe {
        /// Its id.
        id: String,
        /// Its name.
        name: String,
    },
}

/// A change of a saved scenario's own words.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Words {
    pub(super) id: String,
    pub(super) name: Option<(String, String)>,
    pub(super) note: Option<Patch>,
    /// When it was changed, before and after.
    pub(super) changed: (String, String),
}

/// A change of the library.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum LibraryChange {
    Added(Arc<SavedScenario>),
    Removed(Arc<SavedScenario>),
    Words(Box<Words>),
}

/// Something before and after.
type Pair<T> = Option<Box<(T, T)>>;

/// What a step changed. Most of it is empty in every step, and empty costs nothing.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Delta {
    pub(super) values: Box<[(InputId, f64, f64)]>,
    pub(super) ratings: Ratings,
    pub(super) notes: Notes,
    pub(super) slides: Pair<Vec<String>>,
    pub(super) underlag: Pair<Option<Arc<Underlag>>>,
    pub(super) library: Box<[LibraryChange]>,
    /// Which scenario the working copy comes from.
    pub(super) current: Pair<Option<String>>,
}

fn pair<T: PartialEq + Clone>(before: &T, after: &T) -> Pair<T> {
    (before != after).then(|| Box::new((before.clone(), after.clone())))
}

impl Delta {
    /// Between two working copies.
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
            && self.library.is_empty()
            && self.current.is_none()
    }

    /// Carries the working copy to the other side of the step.
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
    }
}

/// The steps, those done and those undone.
#[derive(Debug, Default)]
pub(super) struct History {
    steps: Vec<(Step, Delta)>,
    /// How many of them are done.
    done: usize,
    /// Whether the last one done is still being made.
    running: bool,
}

impl History {
    /// What undo would take back.
    pub(super) fn last(&self) -> Option<&(Step, Delta)> {
        self.steps.get(self.done.checked_sub(1)?)
    }

    /// What redo would do again.
    pub(super) fn next(&self) -> Option<&(Step, Delta)> {
        self.steps.get(self.done)
    }

    /// The last step, while it is still being made.
    pub(super) fn running(&self) -> Option<&(Step, Delta)> {
        self.last().filter(|_| self.running)
    }

    /// A new step; what was undone is gone by it.
    pub(super) fn push(&mut self, step: Step, delta: Delta, running: bool) {
        self.running = false;
        if !delta.is_empty() {
            self.steps.truncate(self.done);
            self.steps.push((step, delta));
            self.done += 1;
            self.running = running;
        }
    }

    /// The step being made became this; nothing, if it led back to where it began.
    pub(super) fn replace(&mut self, step: Step, delta: Delta) {
        self.done = self.done.saturating_sub(1);
        self.push(step, delta, true);
        self.steps.truncate(self.done);
    }

    /// The next value begins a step of its own.
    pub(super) const fn settle(&mut self) {
        self.running = false;
    }

    /// One step back or forward has been made.
    pub(super) fn moved(&mut self, forward: bool) {
        self.running = false;
        self.done = match forward {
            true => (self.done + 1).min(self.steps.len()),
            false => self.done.saturating_sub(1),
        };
    }

    /// The working copy now comes from another scenario, because it was saved as one. It does so
    /// from the step that brought it where it was, to the one that takes it elsewhere.
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
