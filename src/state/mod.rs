//! State: the owner of the session's signals. State of a single view, such as whether a section is
//! unfolded, is a signal of that view.
//!
//! Contains the session (plain data and intents), the routes, and [`Store`], which turns the
//! session into signals. Contains no words on screen, markup or formulas.

mod annotations;
mod compare;
mod history;
mod library;
mod own_figures;
mod patch;
pub mod present;
mod replay;
mod route;
mod session;
mod store;

pub use crate::storage::Environment;
pub use annotations::NOTE_LIMIT;
pub use balans_scenario::{Aspect, Level};
pub use compare::{
    COMPARED, ComparedChoice, ComparedRow, Comparison, Contender, ContenderOrigin, Insignificant,
    SIGNIFICANT, contenders, distinct,
};
pub use history::Step;
pub use library::{Fate, LibraryOrder};
pub use own_figures::OwnChange;
pub use replay::between;
pub use route::Route;
pub use session::{Difference, Intent, LastMove, Moved, NAME_LIMIT, Notice, Session};
pub use store::{Explainer, LoadState, PriceBasis, Store, use_store};
