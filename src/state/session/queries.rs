//! Queries of a session.

use std::collections::BTreeSet;
use std::sync::Arc;

use balans_model::{InputId, Inputs, Outcome, Pack, Quantity, Year, simulate};

use super::{Difference, LastMove, Moved, Notice, Session, read_draft};
use crate::state::history::Step;
use crate::state::library::{LibraryOrder, arrange, matches};
use crate::state::{Aspect, Level};
use crate::storage::{Aside, Waiting};
use balans_scenario::terms::TermValues;
use balans_scenario::{Draft, SavedScenario, Underlag, is_later_year};

impl Session {
    /// Returns the base pack: the documents' figures, which drafts and links refer to.
    #[must_use]
    pub const fn base_pack(&self) -> &'static Pack {
        self.pack
    }

    /// Lists what waits in storage for packs that are not in use, by pack.
    #[must_use]
    pub fn waiting(&self) -> Vec<Waiting> {
        self.repository.waiting()
    }

    /// Tests whether a slider is being dragged: its value is neither saved nor an undo step yet.
    #[must_use]
    pub const fn is_dragging(&self) -> bool {
        self.dragged.is_some()
    }

    /// Returns the active pack: the base pack, with a controller's own figures where there are any.
    #[must_use]
    pub const fn active_pack(&self) -> &'static Pack {
        self.active.now
    }

    /// Returns the controller's own figures, if any.
    #[must_use]
    pub fn underlag(&self) -> Option<&Arc<Underlag>> {
        self.annotations.underlag.as_ref()
    }

    /// Tests whether the working copy or a saved scenario has a controller's own figure for an
    /// input.
    #[must_use]
    pub fn has_own_figure(&self, input: InputId) -> bool {
        let here = self.underlag().map(|own| &**own);
        let saved = self.library.iter();
        let mut all = here
            .into_iter()
            .chain(saved.filter_map(|it| it.draft.underlag.as_ref()));
        all.any(|own| own.figures.contains_key(input.name()))
    }

    /// Returns the chosen slides, by key and in order; empty where they are the default ones.
    #[must_use]
    pub fn slides(&self) -> &[String] {
        self.annotations.slides()
    }

    /// Returns the year that is shown on every view.
    #[must_use]
    pub fn year(&self) -> Year {
        self.annotations.year.unwrap_or(self.pack.plan_year)
    }

    /// Returns how far levers may go together, and what must hold.
    #[must_use]
    pub const fn terms(&self) -> &TermValues {
        &self.annotations.terms
    }

    /// Returns the current inputs.
    #[must_use]
    pub const fn inputs(&self) -> &Inputs {
        &self.inputs
    }

    /// Returns the inputs before the last move; the current ones where there is none.
    #[must_use]
    pub const fn before(&self) -> &Inputs {
        &self.before
    }

    /// Returns the last move.
    #[must_use]
    pub const fn moved(&self) -> Option<&Moved> {
        self.moved.as_ref()
    }

    /// Returns the number of times the working copy was replaced other than by moving an input: a
    /// scenario opened, a preset applied, a step undone. A half-typed value then belongs to the
    /// former copy.
    #[must_use]
    pub const fn turns(&self) -> u32 {
        self.turns
    }

    /// Returns the last move with the inputs before and after, for replay.
    #[must_use]
    pub fn last_move(&self) -> Option<LastMove<'_>> {
        Some(LastMove {
            before: &self.before,
            after: &self.inputs,
            what: self.moved.as_ref()?,
        })
    }

    /// Returns the step that undo would take back.
    #[must_use]
    pub fn undo_step(&self) -> Option<&Step> {
        self.history.last().map(|(step, _)| step)
    }

    /// Returns the step that redo would repeat.
    #[must_use]
    pub fn redo_step(&self) -> Option<&Step> {
        self.history.next().map(|(step, _)| step)
    }

    /// Returns the saved scenarios, last changed first.
    #[must_use]
    pub fn library(&self) -> &[Arc<SavedScenario>] {
        &self.library
    }

    /// Lists the saved scenarios whose name or note has every search word, in order.
    #[must_use]
    pub fn arranged(&self, order: LibraryOrder, sought: &str) -> Vec<Arc<SavedScenario>> {
        let found = self.library.iter().filter(|saved| matches(saved, sought));
        let mut found: Vec<_> = found.cloned().collect();
        arrange(&mut found, order, |saved| {
            self.gap(saved).unwrap_or(f64::INFINITY)
        });
        found
    }

    /// Computes a saved scenario's gap in the year shown, mnkr; `None` where this version can't hold
    /// all of it. Defined in model.md, *Requirement and financing*.
    #[must_use]
    pub fn gap(&self, saved: &SavedScenario) -> Option<f64> {
        let left = Quantity::Remaining(self.year());
        self.outcome_of(saved)?.value(left)
    }

    /// Simulates a saved scenario; `None` where this version can't hold all of it.
    #[must_use]
    pub fn outcome_of(&self, saved: &SavedScenario) -> Option<Outcome> {
        let (inputs, _) = read_draft(self.pack, &saved.draft)?;
        // Not `totals`: a second instance of the formulas would add more to the download than it
        // saves here.
        Some(simulate(self.pack, &inputs))
    }

    /// Returns the year that a saved scenario is shown in on its own.
    #[must_use]
    pub fn year_of(&self, saved: &SavedScenario) -> Year {
        let year = saved
            .draft
            .year
            .filter(|year| is_later_year(self.pack, *year));
        year.unwrap_or(self.pack.plan_year)
    }

    /// Reads a saved scenario's inputs; `None` where this version can't hold all of it.
    #[must_use]
    pub fn inputs_of(&self, saved: &SavedScenario) -> Option<Inputs> {
        Some(read_draft(self.pack, &saved.draft)?.0)
    }

    /// Lists the inputs whose value in a saved scenario differs from the documents', in the pack's
    /// order.
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

    /// Lists the unreadable stored texts, for the user to view or download. Reads storage.
    #[must_use]
    pub fn aside(&self) -> Vec<Aside> {
        self.repository.aside()
    }

    /// Tests whether the working copy is stored as it is, or unchanged since the page opened: false
    /// in the middle of a drag, and where storage refused it.
    #[must_use]
    pub const fn kept(&self) -> bool {
        self.kept
    }

    /// Returns the saved scenario that the working copy comes from.
    #[must_use]
    pub fn current_scenario(&self) -> Option<&Arc<SavedScenario>> {
        self.find(self.current.as_deref()?)
    }

    /// Tests whether the working copy differs from the scenario it comes from, or from the
    /// documents where it comes from none.
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

    /// Returns the rating of a measure's consequences for a group, if there is one.
    #[must_use]
    pub fn rating(&self, measure: &str, aspect: Aspect) -> Option<Level> {
        self.annotations.rating(measure, aspect)
    }

    /// Returns the user's note on a measure; empty where there is none.
    #[must_use]
    pub fn note(&self, measure: &str) -> &str {
        self.annotations.note(measure)
    }

    /// Tests whether nothing was stored when the page opened, and the introduction is not
    /// dismissed.
    #[must_use]
    pub const fn first_visit(&self) -> bool {
        self.first_visit
    }

    /// Tests whether what is stored outlives the tab.
    #[must_use]
    pub fn is_persistent(&self) -> bool {
        self.repository.is_persistent()
    }

    /// Returns the current notices.
    #[must_use]
    pub const fn notices(&self) -> &BTreeSet<Notice> {
        &self.notices
    }
}
