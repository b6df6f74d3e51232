//! Questions that are answered by running the model many times (answers.md, sections 1–4): which value of a lever would
//! balance the budget ([`Seek`]), which combinations of measures would ([`Packages`]), what each measure gives, what makes
//! the difference between two scenarios ([`Attribution`]), and how sure the answer is ([`FuturesRun`]).
//!
//! Everything that can be counted is counted: a lever is tried at every step of its slider, and a set of measures in every
//! combination. A question is a [`Job`], which is run in steps, so that a caller can report progress, answer others in
//! between, or drop it. Jobs read nothing but the pack, the inputs and the question. The inner loops allocate nothing.

mod combinations;
mod differences;
mod futures;
mod hinges;
mod members;
mod runner;
mod seek;
mod series;
mod shapley;
mod subsets;

pub use combinations::{
    Combination, Combinations, Constraint, Dropped, Levels, Limit, MOST_LIMITS, PackageQuestion,
    Packages, Way, combinations,
};
pub use differences::{InputGroup, MOST_GROUPS, Side, decisions, differences};
pub use futures::{
    BANDS, FIRST_FUTURES, FUTURES, Futures, FuturesRun, MOST_FUTURES, Span, Spread, futures,
    futures_one_by_one, left, quantile,
};
pub use hinges::{Hinge, Hinges, MOST_STEPS as MOST_HINGE_STEPS, hinge_runs};
pub use members::{Payment, payments};
pub use seek::{Lever, Seek, Sought, left_for_group, levers, runs, seek};
pub use series::{Readings, SERIES, Series, read};
pub use shapley::{Attribution, Player, Share, measures, shapley};

pub use crate::finance::BALANCED;
use crate::ids::{Scope, Year};

/// What is to be balanced: a year, and both areas or one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Target {
    /// The year.
    pub year: Year,
    /// Both areas, which are never netted unless the scenario pools them; or one.
    pub scope: Scope,
}

/// A question that is run in steps.
pub trait Job {
    /// Runs the model for about this many years, at least one run, and tells whether the job is done. A year takes some
    /// microseconds. Once done, further steps do nothing.
    fn step(&mut self, years: u32) -> bool;

    /// Gives how much is done, and of how much; the second is above zero.
    fn progress(&self) -> (u64, u64);
}

/// Runs a job to its end.
pub fn finish(job: &mut impl Job) {
    while !job.step(u32::MAX) {}
}
