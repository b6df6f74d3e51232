//! What is kept of a scenario.

use std::collections::BTreeMap;

use balans_format::text;
use balans_model::{InputSpec, Pack};
use serde::{Deserialize, Serialize};

/// A scenario as it is kept: the inputs that differ from the named pack, ratings and notes.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// The pack the omitted values come from, such as `kson-2023`.
    pub pack: String,
    /// Input id → value, in the input's own unit.
    pub values: BTreeMap<String, f64>,
    /// The saved scenario this was opened from or saved as, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scenario: Option<String>,
    /// The [`sum`](Self::sum) of that scenario as it was when it was opened or saved, so that a
    /// change by another tab is noticed even after a reload.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<String>,
    /// Measure id → aspect → level. Texts rather than enums, so that a word from a newer version
    /// leaves the draft readable and is told apart from damage.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub ratings: BTreeMap<String, BTreeMap<String, String>>,
    /// Measure id → the person's own note.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub notes: BTreeMap<String, String>,
    /// The slides that are shown, by key and in order; empty where they are the usual ones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub slides: Vec<String>,
    /// A controller's own figures, where they stand in for the pack's. The values above are what is
    /// computed with, whatever stands here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub underlag: Option<Underlag>,
}

/// Eget underlag: a controller's own figures, each with where it comes from.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Underlag {
    /// What it is called, such as "KSON:s egna tal, maj 2023".
    pub name: String,
    /// Input id → the figure. Not empty.
    pub figures: BTreeMap<String, OwnFigure>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnFigure {
    /// In the input's own unit.
    pub value: f64,
    /// Where it comes from, in a line. Not empty.
    pub source: String,
}

impl OwnFigure {
    /// Whether it is the very value that the pack has.
    #[must_use]
    pub fn is_value_of(&self, spec: &InputSpec) -> bool {
        spec.default.to_bits() == self.value.to_bits()
    }
}

impl Underlag {
    /// Replaces the source of each figure that differs from the pack's but still names the pack's source: the figure comes
    /// from elsewhere. The source then is `no_source`, a text that says that none is given.
    #[must_use]
    pub fn attributed(mut self, pack: &Pack, no_source: &str) -> Self {
        for (id, figure) in &mut self.figures {
            let spec = pack.find(id).map(|id| pack.spec(id));
            if spec.is_some_and(|spec| !figure.is_value_of(spec) && spec.source == figure.source) {
                no_source.clone_into(&mut figure.source);
            }
        }
        self
    }
}

impl Draft {
    /// Cleans its texts for showing ([`text`]); a note of nothing that can be shown is removed.
    pub fn clean(&mut self) {
        for note in self.notes.values_mut() {
            *note = text::lines(note);
        }
        self.notes.retain(|_, note| !note.trim().is_empty());
        if let Some(underlag) = &mut self.underlag {
            underlag.name = text::line(&underlag.name);
            for figure in underlag.figures.values_mut() {
                figure.source = text::line(&figure.source);
            }
        }
    }

    /// A short text that differs where what is drafted differs.
    #[must_use]
    pub fn sum(&self) -> String {
        sum(&serde_json::to_string(self).unwrap_or_default())
    }
}

/// A named scenario.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SavedScenario {
    /// Unique in this browser; part of the key.
    pub id: String,
    /// What the person called it.
    pub name: String,
    /// What the person says about it; empty where nothing is said.
    pub note: String,
    /// When it was first saved, RFC 3339.
    pub created: String,
    /// When it was last changed, RFC 3339.
    pub changed: String,
    /// What it holds.
    pub draft: Draft,
}

impl SavedScenario {
    /// Cleans its texts for showing ([`text`]); a name of nothing that can be shown becomes `unnamed`.
    pub fn clean(&mut self, unnamed: &str) {
        self.name = text::line(&self.name);
        if self.name.is_empty() {
            unnamed.clone_into(&mut self.name);
        }
        self.note = text::lines(&self.note);
        self.draft.clean();
    }
}

/// A text's checksum, eight digits: tells damage, not malice.
#[must_use]
pub fn sum(text: &str) -> String {
    format!("{:08x}", checksum(text, FNV_OFFSET_BASIS))
}

/// The [`checksum`] of no text.
pub const FNV_OFFSET_BASIS: u32 = 0x811c_9dc5;

/// FNV-1a, 32 bits, taken on from where it was.
#[must_use]
pub const fn checksum(text: &str, mut sum: u32) -> u32 {
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        sum = (sum ^ *first as u32).wrapping_mul(0x0100_0193);
        rest = after;
    }
    sum
}
