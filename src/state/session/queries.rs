//! What can be read off a session.

use std::collections::BTreeSet;
use std::sync::Arc;

use balans_model::{InputId, Inputs, Outcome, Pack, Quantity, Scope, simulate};

use super::{Difference, LastMove, Moved, Notice, Session, read_draft};
use crate::state::history::Step;
use crate::state::library::{Order, arrange, matches};
use crate::state::{Aspect, Level};
use crate::storage::Aside;
use balans_scenario::{Draft, SavedScenario, Underlag};

impl Session {
    /// The pack that drafts and links name: what stands in the documents.
    #[must_use]
    pub const fn base_pack(&self) -> &'static Pack {
        self.pack
    }

    /// The underlag as it stands: the pack, with a controller's own figures where there are any.
    #[must_use]
    pub const fn active_pack(&self) -> &'static Pack {
        self.shown.now
    }

    /// The controller's own figures, if any.
    #[must_use]
    pub fn underlag(&self) -> Option<&Arc<Underlag>> {
        self.annotations.underlag.as_ref()
    }

    /// Whether the working copy or a saved scenario stands on a controller's own figure here.
    #[must_use]
    pub fn has_own_figure(&self, input: InputId) -> bool {
        let here = self.underlag().map(|own| &**own);
        let saved = self.library.iter();
        let mut all = here
            .into_iter()
            .chain(saved.filter_map(|it| it.draft.underlag.as_ref()));
        all.any(|own| own.figures.contains_key(input.name()))
    }

    /// The slides that are shown, by key and in order; empty where they are the usual ones.
    #[must_use]
    pub fn slides(&self) -> &[String] {
        self.annotations.slides()
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

    /// How many times the working copy has become another other than by moving an input: a scenario
    /// opened, a preset set, a step taken back. What is half typed then belongs to what was.
    #[must_use]
    pub const fn turns(&self) -> u32 {
        self.turns
    }

    /// The last move with what it moved, to be played again.
    #[must_use]
    pub fn last_move(&self) -> Option<LastMove<'_>> {
        Some(LastMove {
            before: &self.before,
            after: &self.inputs,
            what: self.moved.as_ref()?,
        })
    }

    /// What undo would take back.
    #[must_use]
    pub fn undo_step(&self) -> Option<&Step> {
        self.history.last().map(|(step, _)| step)
    }

    /// What redo would do again.
    #[must_use]
    pub fn redo_step(&self) -> Option<&Step> {
        self.history.next().map(|(step, _)| step)
    }

    /// Saved scenarios, last changed first.
    #[must_use]
    pub fn library(&self) -> &[Arc<SavedScenario>] {
        &self.library
    }

    /// The saved scenarios in whose name or note every word sought stands, in order.
    #[must_use]
    pub fn arranged(&self, order: Order, sought: &str) -> Vec<Arc<SavedScenario>> {
        let found = self.library.iter().filter(|saved| matches(saved, sought));
        let mut found: Vec<_> = found.cloned().collect();
        arrange(&mut found, order, |saved| {
            self.gap(saved).unwrap_or(f64::INFINITY)
        });
        found
    }

    /// What a saved scenario leaves to find in the plan year, mnkr.
    #[must_use]
    pub fn gap(&self, saved: &SavedScenario) -> Option<f64> {
        let gap = Quantity::Gap(Scope::Total, self.pack.plan_year);
        self.outcome_of(saved)?.value(gap)
    }

    /// What a saved scenario gives; `None` where this version can't hold all of it.
    #[must_use]
    pub fn outcome_of(&self, saved: &SavedScenario) -> Option<Outcome> {
        let (inputs, _) = read_draft(self.pack, &saved.draft)?;
        // Not `totals`: a second reading of the formulas would weigh more than it saves here.
        Some(simulate(self.pack, &inputs))
    }

    /// The inputs of a saved scenario; `None` where this version can't hold all of it.
    #[must_use]
    pub fn inputs_of(&self, saved: &SavedScenario) -> Option<Inputs> {
        Some(read_draft(self.pack, &saved.draft)?.0)
    }

    /// Every input that a saved scenario has elsewhere than the underlag, in the pack's order.
    #[must_use]
    pub fn differences(&self, saved: &SavedScenario) -> Vec<Difference> {
        let Some((inputs, _)) = read_draft(self.pack, &saved.draft) else {
            return Vec::new();
        };
        let changed = inputs.changed(self.pack);
        changed
            .map(|(id, value)| Difference {
                id,
                underlag: self.pack.spec(id).default,
                value,
            })
            .collect()
    }

    /// What could not be read, to be looked at or downloaded. Asks storage.
    #[must_use]
    pub fn aside(&self) -> Vec<Aside> {
        self.repository.aside()
    }

    /// Whether the working copy as it stands is kept, or as it was found when the page opened: not
    /// in the middle of a drag, and not where storage refused it.
    #[must_use]
    pub const fn kept(&self) -> bool {
        self.kept
    }

    /// The saved scenario the working copy comes from.
    #[must_use]
    pub fn current_scenario(&self) -> Option<&Arc<SavedScenario>> {
        self.find(self.current.as_deref()?)
    }

    /// Whether the working copy differs from the scenario it comes from, or from the underlag.
    #[must_use]
    pub fn unsaved(&self) -> bool {
        let now = self.content();
        match self.current_scenario() {
            Some(saved) => saved.draft != now,
            None => {
                now != Draft {
                    pack: now.pack.clone(),
                    ..Draft::default()
                }
            }
        }
    }

    /// How a measure's consequences for someone are rated, if they are.
    #[must_use]
    pub fn rating(&self, measure: &str, aspect: Aspect) -> Option<Level> {
        self.annotations.rating(measure, aspect)
    }

    /// The person's own note on a measure; empty where there is none.
    #[must_use]
    pub fn note(&self, measure: &str) -> &str {
        self.annotations.note(measure)
    }

    /// Whether nothing of this tool was kept here before, and nothing has been read or moved yet.
    #[must_use]
    pub const fn first_visit(&self) -> bool {
        self.first_visit
    }

    /// Whether what is kept outlives the tab.
    #[must_use]
    pub fn is_persistent(&self) -> bool {
        self.repository.is_persistent()
    }

    /// What the person should know.
    #[must_use]
    pub const fn notices(&self) -> &BTreeSet<Notice> {
        &self.notices
    }
}
