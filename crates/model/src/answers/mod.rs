//! Questions that are answered by running the model many times: which value of a lever would balance the budget
//! ([`seek`]), which combinations of measures would ([`combinations`]), and what each measure gives ([`shapley`]).
//!
//! Everything that can be counted is counted: a lever is tried at every step of its slider, and a set of measures in every
//! combination. Each function is pure and takes the pack, a scenario's inputs and the question (answers.md, sections 1–3).

mod combinations;
mod seek;
mod shapley;

pub use combinations::{Combination, Combinations, Limit, MOST_LIMITS, Way, combinations};
pub use seek::{Lever, Sought, levers, seek};
pub use shapley::{Share, shapley};

use crate::ids::{Scope, Year};

/// Less than this is left of nothing, mnkr: it rounds to 0 tkr.
pub const BALANCED: f64 = 0.000_5;

/// What is to be balanced: a year, and both areas or one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Target {
    /// The year.
    pub year: Year,
    /// Both areas, which are never netted unless the scenario pools them; or one.
    pub scope: Scope,
}
