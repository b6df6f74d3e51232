//! Charts: plain data in; an SVG string, a table and a sentence out.
//!
//! A figure is a struct of labels, numbers and a unit ([`Waterfall`], [`Lines`], [`Columns`],
//! [`BarsHorizontal`], [`ComparisonChart`], [`Flow`], [`Dots`], [`Bands`]; any of them is an [`AnyFigure`]). It gives three
//! twins with the same numbers: [`Figure::svg`], [`Figure::table`] and [`Figure::summary`]. Labels,
//! titles and units come with the data: the crate knows no model, no signal and no words.
//!
//! The page uses the data, tables and sentences but never calls [`Figure::svg`]: charts-rs with its
//! built-in font is larger than the model, so drawing is done in `crates/wasm/deferred`, asked with
//! the bytes of [`request`] and answered by [`answer`].
//!
//! charts-rs lays out axes, columns and lines; `finish.rs` rewrites its output in one pass (Swedish
//! numbers, colours as tokens, no fixed size, no style), and labels are placed on its marks.

mod any;
mod bars;
mod columns;
mod comparison;
mod file;
mod finish;
mod flow;
mod futures;
mod legend;
mod lines;
mod pen;
mod plot;
mod request;
mod table;
mod waterfall;

#[cfg(test)]
mod tests;

pub use any::AnyFigure;
pub use bars::BarsHorizontal;
pub use columns::{ColumnSeries, Columns, Layout};
pub use comparison::{Compared, ComparisonChart, Mark};
pub use file::{Caption, file};
pub use flow::{Flow, FlowStep};
pub use futures::{Bands, Dots};
pub use legend::FillLegend;
pub use lines::{Line, Lines, Marker, Role, Stroke};
pub use request::{answer, request, request_file};
pub use table::{FigureCell, FigureTable};
pub use waterfall::{StepKind, StepMarks, Waterfall, WaterfallStep};

use serde::{Deserialize, Serialize};

/// Width a figure is drawn for, in logical pixels. Text is 14 px at that size, so each class serves
/// displayed widths down to 6/7 of its own before text falls below 12 px.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Canvas {
    /// 720 wide: a reading column, or a projector scaled up.
    Wide,
    /// 480 wide: a tablet column or a phone on its side.
    Medium,
    /// 320 wide and taller: a phone.
    Narrow,
}

impl Canvas {
    /// The class for a container `css_px` wide.
    #[must_use]
    pub fn for_width(css_px: f64) -> Self {
        if css_px >= 620.0 {
            Self::Wide
        } else if css_px >= 412.0 {
            Self::Medium
        } else {
            Self::Narrow
        }
    }

    /// The logical width; a figure's height follows from its content.
    #[must_use]
    pub const fn width(self) -> f64 {
        match self {
            Self::Wide => 720.0,
            Self::Medium => 480.0,
            Self::Narrow => 320.0,
        }
    }
}

/// The colours of a figure as hexadecimal numbers, for a file that leaves the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colours {
    /// Text and axes.
    pub ink: &'static str,
    /// Secondary text, connectors, alternatives.
    pub muted: &'static str,
    /// Gridlines.
    pub grid: &'static str,
    /// Totals.
    pub total: &'static str,
    /// Decided: solid.
    pub decided: &'static str,
    /// Possible: outline.
    pub possible: &'static str,
    /// Own assumption and transfers: hatching.
    pub own: &'static str,
    /// What is still to be found.
    pub remaining: &'static str,
    /// The reference.
    pub reference: &'static str,
    /// Financing.
    pub financing: &'static str,
    /// Background; haloes and the space in outlines.
    pub surface: &'static str,
    /// Edges of tables and fields.
    pub line: &'static str,
    /// Background of headings and cards.
    pub sunk: &'static str,
    /// Background of the headings of a workbook.
    pub soft: &'static str,
}

impl Colours {
    /// The light theme of `style/tokens.css`, the one for documents; a test compares the two.
    pub const LIGHT: Self = Self {
        ink: "#14232e",
        muted: "#4d5b65",
        grid: "#e2dfd6",
        total: "#14232e",
        decided: "#24734f",
        possible: "#24734f",
        own: "#4d5b65",
        remaining: "#b5501c",
        reference: "#0f4a5c",
        financing: "#b5501c",
        surface: "#ffffff",
        line: "#dbd7cc",
        sunk: "#f0ede6",
        soft: "#d9e8eb",
    };
}

/// How colours are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Palette {
    /// `var(--fig-…)`: the page decides, so theme, print and forced colours need no redrawing.
    Css,
    /// Written out, with a fixed size and a font stack: a file that stands alone.
    Literal(&'static Colours),
}

/// What a drawing needs besides its data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame<'a> {
    /// Width class.
    pub canvas: Canvas,
    /// How colours are written.
    pub palette: Palette,
    /// Prefix of every id in the drawing; unique on the page, `[a-z0-9-]` only.
    pub id: &'a str,
}

impl<'a> Frame<'a> {
    /// A frame for a figure on the page.
    #[must_use]
    pub const fn page(canvas: Canvas, id: &'a str) -> Self {
        Self {
            canvas,
            palette: Palette::Css,
            id,
        }
    }

    /// A frame for a figure in a file of its own.
    #[must_use]
    pub const fn file(canvas: Canvas, id: &'a str) -> Self {
        Self {
            canvas,
            palette: Palette::Literal(&Colours::LIGHT),
            id,
        }
    }
}

/// Fill of an area. Status is shown by fill, so that it survives without colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fill {
    /// Dark and solid: a total, a requirement.
    Total,
    /// Solid green: decided.
    Decided,
    /// Green outline: possible.
    Possible,
    /// Hatched: own assumption.
    Own,
    /// Hatched the other way: moved between parties, not saved.
    Transfer,
    /// Burnt orange: still to be found. A value below zero is drawn as [`Fill::Surplus`].
    Remaining,
    /// Dark and solid: more than the requirement.
    Surplus,
    /// Petrol: the reference.
    Reference,
    /// Burnt orange: financing.
    Financing,
    /// Grey: context.
    Muted,
}

impl Fill {
    /// The fill of a value: a negative remainder is a surplus and never drawn as something missing.
    #[must_use]
    pub fn of(self, value: f64) -> Self {
        match self {
            Self::Remaining if value < 0.0 => Self::Surplus,
            fill => fill,
        }
    }
}

/// A figure. Its title and `summary` become the accessible name and description of the drawing.
pub trait Figure {
    /// Draws the figure as SVG.
    fn svg(&self, frame: &Frame<'_>) -> String;
    /// Gives the same numbers as a table.
    fn table(&self) -> FigureTable;
    /// Gives the same numbers as a sentence.
    fn summary(&self) -> String;
}
