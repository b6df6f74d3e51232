//! A scenario as it is kept, and the two ways it leaves the tool: [`link`], in an address, and
//! [`file`], as JSON.
//!
//! Pure: no browser, no clock, no signal. The page reads links itself; files it asks the module for
//! that comes later (`crates/wasm/deferred/`), so that what reads them weighs nothing before the page answers.

#![cfg_attr(
    test,
    allow(clippy::float_cmp, reason = "kept values are kept to the bit")
)]

pub mod file;
mod handover;
pub mod link;
mod scenario;
pub mod texts;

pub use scenario::{Draft, NOTHING, OwnFigure, SavedScenario, Underlag, checksum, sum};
