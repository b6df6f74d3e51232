//! Reports of a scenario: slides for a meeting, and a decision paper (*beslutsunderlag*).
//!
//! A [`Case`] is a scenario with all that a person has written in it. [`deck`], [`slide`] and
//! [`offers`] make slides of it, [`paper()`] and [`one_page`] a decision paper. Both are plain data,
//! [`Block`]s, for a page, a file or a print; [`html`] makes their markup. The page, which does not
//! contain this crate's reports, asks the deferred module for them in the form of [`protocol`]. The crate
//! also has the builders of all charts ([`figures`]) and the words shared with the page ([`texts`]).
//!
//! Every sentence is made from the outcome and is true for any values. Nothing is recommended: what
//! the direktion should do is for people to write.

mod case;
pub mod code;
mod context;
mod deck;
pub mod figures;
pub mod html;
mod paper;
pub mod protocol;
pub mod texts;

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;

use balans_charts::{AnyFigure, FigureTable};
use balans_model::{InputId, Quantity};
use serde::{Deserialize, Serialize};

pub use case::{Alternative, Case, Rated};
pub use context::pack_of;
pub use deck::{STANDARD, deck, offers, slide};
pub use paper::{Paper, Section, one_page, paper};

/// A piece of a slide or of a section.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A sentence to be read first.
    Lead(String),
    /// A paragraph.
    Text(String),
    /// A list of sentences or names.
    List(Vec<String>),
    /// A few numbers, large, each with its name.
    Numbers(Vec<KeyFigure>),
    /// A table.
    Table(TableBlock),
    /// A drawing with its finding.
    Figure(ChartBlock),
    /// A place that only a person may fill in: the key of the field, and its name.
    Blank {
        /// Stable, unique in the paper; `[a-z-]` only.
        key: String,
        /// What to write there.
        label: String,
        /// Lines of room; 1 for a name or a date.
        lines: u8,
    },
    /// A link to the scenario, as an address and as a code to point a camera at; where the tool has no address, the
    /// text that is pasted after one.
    Code(String),
}

/// A number with its name.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyFigure {
    /// What it is.
    pub label: String,
    /// As shown, with its unit after a hard space.
    pub value: String,
    /// A caveat or a comparison; may be empty.
    pub note: String,
    /// Its name in the model, by which it opens *Så räknas det*.
    pub quantity: Option<Quantity>,
}

/// A table, and which numbers of the model stand in it.
#[derive(Clone, Debug, PartialEq)]
pub struct TableBlock {
    /// Caption, headings and rows. The caption has the unit.
    pub table: FigureTable,
    /// The quantity behind each number, row by row from left to right; `None` for one that is not
    /// of the scenario's own outcome.
    pub quantities: Vec<Option<Quantity>>,
    /// Below it: where the numbers come from that have no quantity, what a mark means. May be empty.
    pub note: String,
    /// Whether the last row is a sum.
    pub total: bool,
}

/// A figure with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct ChartBlock {
    /// Unique on the page, `[a-z0-9-]` only: prefix of the drawing's ids.
    pub id: String,
    /// Under its title: what is shown, in which unit.
    pub lead: String,
    /// The numbers, and the finding as title.
    pub figure: AnyFigure,
    /// The quantity behind each number of its table, as in [`TableBlock`].
    pub quantities: Vec<Option<Quantity>>,
}

/// One thing to say in the room.
#[derive(Clone, Debug, PartialEq)]
pub struct Slide {
    /// Stable: what a deck's order is kept by.
    pub key: String,
    /// The finding, at most two lines.
    pub title: String,
    /// What stands below it.
    pub blocks: Vec<Block>,
    /// For the presenter: plain sentences, sources last.
    pub notes: Vec<String>,
    /// What can be moved while it is shown.
    pub levers: Vec<InputId>,
}

/// A slide that can be added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// Its key.
    pub key: String,
    /// What it is called in a list.
    pub title: String,
}
