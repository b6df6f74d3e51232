//! Columns side by side or on top of each other: areas, parties.

use super::{Figure, Fill, Frame, Table};

/// How the series of one category stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Side by side.
    Grouped,
    /// On top of each other; what is below zero goes downwards.
    Stacked,
}

/// One value for each category.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// What it is called.
    pub name: String,
    /// One for each category.
    pub values: Vec<f64>,
    /// How it is filled.
    pub fill: Fill,
}

/// Columns per category.
#[derive(Clone, Debug, PartialEq)]
pub struct Columns {
    /// The finding.
    pub title: String,
    /// "mnkr".
    pub unit: String,
    /// Decimals of every number.
    pub decimals: u8,
    /// Whether above zero is shown with "+": for changes, not for levels.
    pub signed: bool,
    /// Heading of the category column in the table, "Part".
    pub category_heading: String,
    /// From left to right.
    pub categories: Vec<String>,
    /// Side by side or stacked.
    pub layout: Layout,
    /// At most four can be told apart.
    pub series: Vec<Series>,
}

impl Figure for Columns {
    fn svg(&self, _frame: &Frame<'_>) -> String {
        String::new()
    }

    fn table(&self) -> Table {
        Table {
            caption: String::new(),
            columns: vec![],
            rows: vec![],
        }
    }

    fn summary(&self) -> String {
        String::new()
    }
}
