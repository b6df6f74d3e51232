//! The numbers of inputs and measures, which never change: links name them by number, and a future draws by an input's.
//!
//! The place in the table is the number. The tables are `data/codes.txt`, which only grows: `tests/codes.rs` writes what is
//! new, and holds that every input and measure has a number and that no number has changed since it was handed out. An
//! input that the pack no longer has is `Gone`, since a frozen calculation still knows it.

use crate::ids::InputId;

/// The input that a code stands for.
#[derive(Debug)]
pub enum InputCode {
    /// An input of the present pack.
    Live(InputId),
    /// An input that only frozen packs have, by id.
    Gone(&'static str),
    /// Something else than an input, by name: no calculation reads it.
    Other(&'static str),
}

impl InputCode {
    /// Returns the input's id in text.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Live(id) => id.name(),
            Self::Gone(name) | Self::Other(name) => name,
        }
    }

    /// Returns the input, if the present pack has it.
    #[must_use]
    pub const fn id(&self) -> Option<InputId> {
        match self {
            Self::Live(id) => Some(*id),
            Self::Gone(_) | Self::Other(_) => None,
        }
    }
}

include!(concat!(env!("OUT_DIR"), "/codes.rs"));

/// The number of the year that a scenario is shown in.
pub const YEAR: &str = "scenario.year";

/// The constraints that combinations of measures keep to (*Vad krävs?*), by name; how far a lever may go has the lever's
/// own number (`crates/scenario/src/link/codes.rs`).
pub mod constraints {
    /// The area that is to balance: 1 omsorg, 2 hälso- och sjukvård.
    pub const AREA: &str = "area";
    /// The most that Tiohundra may lose, mnkr.
    pub const TIOHUNDRA: &str = "tiohundra";
    /// The most measures that change.
    pub const MOST: &str = "most";
    /// 1: only measures that the documents call decided or possible.
    pub const SUPPORTED: &str = "supported";
    /// 1: no measure that has a high rating.
    pub const NOT_RATED: &str = "not_rated";
    /// 1: what each lever alone would take is counted for the group (KSON and Tiohundra).
    pub const GROUP: &str = "group";
}

/// Finds the code of an input. Searches from the code `near` on first, since callers ask in order.
#[must_use]
pub fn input(name: &str, near: usize) -> Option<usize> {
    let find = |(_, slot): &(usize, &InputCode)| slot.name() == name;
    let all = || INPUTS.iter().enumerate();
    let (code, _) = all().skip(near).find(find).or_else(|| all().find(find))?;
    Some(code)
}
