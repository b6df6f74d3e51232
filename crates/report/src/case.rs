//! The scenario as it is brought into the room: its values, and what a person has written.

use balans_model::{INPUT_COUNT, Inputs};
use balans_scenario::{Aspect, Level, Underlag};
use serde::{Deserialize, Serialize};

/// A scenario and all that a slide or a paper may say of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Case {
    /// The scenario's name; empty where it has none.
    pub name: String,
    /// What the person says about it; may be empty.
    pub note: String,
    /// Today as a Swede writes it, "22 november 2026".
    pub today: String,
    /// When the scenario was last saved, "21 november 2026 kl. 19.43"; `None` where it was not, or
    /// has been changed since.
    pub saved: Option<String>,
    /// The whole address of the scenario; from "#" on where the tool has no address, empty where the scenario
    /// can't be written as one.
    pub link: String,
    /// The tool's own version and build.
    pub version: String,
    /// The value of every input in its own unit, in the pack's order, to the bit.
    pub values: Vec<f64>,
    /// What the person thinks of measures' consequences.
    pub ratings: Vec<Rated>,
    /// The person's own notes: measure id, text.
    pub notes: Vec<(String, String)>,
    /// Other scenarios to hold this one against.
    pub alternatives: Vec<Alternative>,
    /// The keys of the slides in order; empty for the standard deck.
    pub slides: Vec<String>,
    /// A controller's own figures, where they stand in for the pack's.
    pub underlag: Option<Underlag>,
}

/// How serious a person finds a measure's consequence for someone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rated {
    /// The measure's id.
    pub measure: String,
    /// Whom the consequence is for.
    pub aspect: Aspect,
    /// How serious it is.
    pub level: Level,
}

/// Another scenario.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Alternative {
    /// Stable, unique among the alternatives: what its slide is kept by.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its values, as the case's own.
    pub values: Vec<f64>,
}

/// What a case's link is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum LinkKind {
    /// A whole address.
    Address,
    /// What stands after one.
    Text,
    /// Nothing that opens a scenario.
    None,
}

impl LinkKind {
    pub(crate) fn of(link: &str) -> Self {
        let starts = |with: &[&str]| with.iter().any(|start| link.starts_with(start));
        if starts(&["https://", "http://"]) {
            Self::Address
        } else if starts(&["#"]) {
            Self::Text
        } else {
            Self::None
        }
    }
}

impl Case {
    /// The bytes that [`from_bytes`](Self::from_bytes) reads. Both are built from the same source,
    /// so they need no version.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        // Plain data of known length: nothing in it can fail, and no bytes ask for nothing.
        postcard::to_allocvec(self).unwrap_or_default()
    }

    /// Reads a case; nothing for bytes that [`to_bytes`](Self::to_bytes) did not make, or where a
    /// scenario has not a value for each input.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let case: Self = postcard::from_bytes(bytes).ok()?;
        let is_whole = |values: &Vec<f64>| values.len() == INPUT_COUNT;
        let others = case.alternatives.iter();
        let whole = is_whole(&case.values) && others.map(|one| &one.values).all(is_whole);
        whole.then_some(case)
    }

    /// The values of a scenario as a list, the way a case and an alternative carry them.
    #[must_use]
    pub fn values_of(inputs: &Inputs) -> Vec<f64> {
        inputs.iter().map(|(_, value)| value).collect()
    }
}
