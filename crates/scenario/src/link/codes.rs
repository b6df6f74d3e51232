//! The numbers that stand for inputs, measures, aspects and levels in a link.
//!
//! A code keeps its meaning for ever. Those of inputs and measures are the model's ([`balans_model::codes`]).

pub use balans_model::codes::YEAR;
pub(super) use balans_model::codes::{INPUTS, InputCode, MEASURES, input};

use crate::terms::OF_INPUTS;
use crate::{Aspect, Level};

/// The length of a block of codes. The first block is the inputs' values; each kind of term that names an input
/// ([`OF_INPUTS`]) has the next, where an input has its own code beyond the block's beginning.
pub(super) const BLOCK: usize = 512;
/// The end of the codes in a link, known to this version or not.
pub(super) const END: usize = 4096;

const _: () = assert!(INPUTS.len() <= BLOCK && (1 + OF_INPUTS.len()) * BLOCK <= END);

/// Place of an aspect's two bits in a measure's byte, from the lowest bit. A fifth aspect is a new form of link.
pub(super) const fn shift(aspect: Aspect) -> u32 {
    match aspect {
        Aspect::Users => 0,
        Aspect::Staff => 2,
        Aspect::LegalCertainty => 4,
        Aspect::OtherServices => 6,
    }
}

/// A level's two bits; 0 is a consequence that nobody has rated.
pub(super) const fn bits(level: Level) -> u8 {
    match level {
        Level::Low => 1,
        Level::Medium => 2,
        Level::High => 3,
    }
}

/// The level of two bits, by [`bits`]; `None` where nobody has rated.
pub(super) fn level(two: u8) -> Option<Level> {
    let mut levels = Level::ALL.iter().copied();
    levels.find(|level| bits(*level) == two)
}
