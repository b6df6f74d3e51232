//! Scenarios as data, and their two codecs: [`link`], a scenario in an address, and [`mod@file`], scenarios as JSON.
//!
//! ```
//! use balans_scenario::link;
//!
//! // A link is found anywhere in a text, and one that is damaged says how.
//! assert!(link::find("no link here").is_none());
//! assert!(link::read("s1.AAAA", &balans_model::KSON_2023).is_err());
//! ```
//!
//! A [`Draft`] is a scenario's values with a person's ratings, notes, slides, limits ([`terms`]) and own figures; a [`SavedScenario`] also has
//! an id, a name and times. Only what differs from a named pack is stored.
//!
//! Pure: no browser, no clock, no signal. The page reads links itself, and has the deferred module
//! (`crates/wasm/deferred`) read and write files, so that the file codec does not delay the page.

#![cfg_attr(
    test,
    allow(clippy::float_cmp, reason = "kept values are kept to the bit")
)]

pub mod file;
mod handover;
pub mod link;
mod rating;
mod scenario;
pub mod terms;

pub use rating::{Aspect, Level};
pub use scenario::{
    Draft, FNV_OFFSET_BASIS, FigureChange, FigureDetail, LOG_LIMIT, MadeWith, OwnFigure,
    SavedScenario, Underlag, checksum, is_later_year, sum,
};
