//! The numbers that stand for inputs, measures, aspects and levels in a link.
//!
//! The place in a table is the code. **Append only**: a code keeps its meaning for ever, so nothing is moved, removed or put
//! in between. The inputs' table is the model's ([`balans_model::codes`]). Tests hold that every input and measure of the
//! pack has a code, and that no code has changed since it was handed out ([`HANDED_OUT`]).

pub use balans_model::codes::YEAR;
pub(super) use balans_model::codes::{INPUTS, InputCode, input};

use crate::{Aspect, Level};

/// The code of a lever's limit is the lever's own code and this.
pub(super) const LIMITS: usize = 512;
/// The code of a lever that takes what is left is the lever's own code and this.
pub(super) const TAKES: usize = 1024;
/// The end of the codes in a link, known to this version or not.
pub(super) const END: usize = 1536;

const _: () = assert!(INPUTS.len() <= LIMITS);

/// Measures by code: append new ones last, and a line to [`HANDED_OUT`].
pub(super) static MEASURES: &[&str] = &[
    "occupancy",
    "housing_upgrade",
    "vacancy_reform",
    "negligence_clause",
    "caseload",
    "automation",
    "extra_care_housing",
    "retained_cost_liability",
    "discharge",
    "own_lss_places",
    "indexation",
    "commissioning",
    "welfare_technology",
    "reablement",
    "shared_administration",
    "co_location",
    "e_services",
    "collaboration",
    "resident_dialogue",
];

/// The codes handed out: at each change of the tables, their lengths and the checksum of their ids in order. Append only: a
/// line that no longer holds means that a code has changed its meaning. The test `no_code_changes_its_meaning` prints the
/// line to append.
#[cfg(test)]
pub(super) const HANDED_OUT: &[HandedOut] = &[
    HandedOut {
        inputs: 194,
        measures: 19,
        checksum: 0x8992_d3c1,
    },
    HandedOut {
        inputs: 212,
        measures: 19,
        checksum: 0xd21a_f774,
    },
    HandedOut {
        inputs: 213,
        measures: 19,
        checksum: 0x67b1_44e7,
    },
    HandedOut {
        inputs: 219,
        measures: 19,
        checksum: 0x51b7_ffc6,
    },
];

/// Lengths of [`INPUTS`] and [`MEASURES`] as they once were, and the checksum of those ids.
#[cfg(test)]
#[derive(Debug, PartialEq, Eq)]
pub(super) struct HandedOut {
    pub(super) inputs: usize,
    pub(super) measures: usize,
    pub(super) checksum: u32,
}

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
