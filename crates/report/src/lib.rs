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
mod certainty;
pub mod code;
mod context;
mod deck;
pub mod figures;
pub mod futures;
pub mod html;
mod paper;
pub mod protocol;
pub mod texts;
mod worked_out;

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;

use balans_charts::{AnyFigure, FigureTable, StepMarks};
use balans_model::{InputId, Quantity};
use serde::{Deserialize, Serialize};

pub use case::{Alternative, Case, Rated};
pub use context::pack_of;
pub use deck::{STANDARD, deck, gives_in_full, offers, required_in_full, shows_worked_out, slide};
pub use paper::{Paper, Section, one_page, paper};
pub use worked_out::{
    FoundLever, LeverAnswer, LeverList, MeasureGives, MeasureShare, WorkedOut, found_levers,
    is_choice, required_scopes,
};

/// A block of a slide or of a section of the decision paper.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A leading sentence.
    Lead(String),
    /// A paragraph.
    Text(String),
    /// A list of sentences or names.
    List(Vec<String>),
    /// A few large numbers, each with its label.
    Numbers(Vec<KeyFigure>),
    /// A table.
    Table(TableBlock),
    /// A chart with its finding.
    Figure(Box<ChartBlock>),
    /// A field that a person fills in.
    Blank {
        /// Key of the field: stable, unique in the paper; `[a-z-]` only.
        key: String,
        /// What to write in the field.
        label: String,
        /// Height of the field in lines; 1 for a name or a date.
        lines: u8,
    },
    /// A link to the scenario, as an address and as a QR code; where the tool has no address, the text to paste
    /// after one.
    Code(String),
}

/// A large number with its label.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyFigure {
    /// Label.
    pub label: String,
    /// Value as shown, with its unit after U+00A0.
    pub value: String,
    /// Caveat or comparison; may be empty.
    pub note: String,
    /// Quantity that *Så räknas det* explains; `None` for a number without one.
    pub quantity: Option<Quantity>,
}

/// A table, with the quantities of its numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct TableBlock {
    /// Caption, headings and rows. The caption has the unit.
    pub table: FigureTable,
    /// Quantity of each number, row by row from left to right; `None` for a number that is not of the
    /// scenario's own outcome.
    pub quantities: Vec<Option<Quantity>>,
    /// Note below the table: sources of numbers without a quantity, meaning of marks. May be empty.
    pub note: String,
    /// Whether the last row is a sum.
    pub total: bool,
}

/// A chart on a slide or in a section.
#[derive(Clone, Debug, PartialEq)]
pub struct ChartBlock {
    /// Prefix of the ids in the drawing: unique on the page, `[a-z0-9-]` only.
    pub id: String,
    /// Subtitle: what is shown, in which unit.
    pub lead: String,
    /// The chart's data, with the finding as title.
    pub figure: AnyFigure,
    /// Quantity of each number in the chart's table, as in [`TableBlock`].
    pub quantities: Vec<Option<Quantity>>,
    /// Marks on the steps of a waterfall; empty for none.
    pub marks: Vec<Option<StepMarks>>,
}

/// A slide of a presentation.
#[derive(Clone, Debug, PartialEq)]
pub struct Slide {
    /// Key, stable between versions: a deck's order is stored by it.
    pub key: String,
    /// Title: the finding, at most two lines.
    pub title: String,
    /// Blocks below the title.
    pub blocks: Vec<Block>,
    /// Notes for the presenter: plain sentences, sources last.
    pub notes: Vec<String>,
    /// Inputs that can be moved while the slide is shown.
    pub levers: Vec<InputId>,
    /// What is left, at the foot of the slide.
    pub left: LeftBar,
}

/// What is left of the requirement in the year shown, as a sentence and as the pieces of a bar.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LeftBar {
    /// What is left.
    pub says: String,
    /// The pieces from left to right, those that show.
    pub pieces: Vec<LeftPiece>,
}

/// A piece of the bar of what is left.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LeftPiece {
    /// What decides its fill: an evidence, `none` for what is left, `lower` for what a requirement is lowered by.
    pub kind: String,
    /// Its length, mnkr.
    pub mnkr: f64,
    /// Its name with its amount, for the legend.
    pub name: String,
}

/// A slide that can be added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// Key of the slide.
    pub key: String,
    /// Title of the slide in a list.
    pub title: String,
}
