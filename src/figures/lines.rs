//! Years on one axis: reference cost, financing, scenario.

use super::{Figure, Frame, Table};

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stroke {
    /// Heavy and whole.
    Solid,
    /// Dashed.
    Dashed,
    /// Thin and whole.
    Thin,
}

/// What a line stands for; decides its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The reference cost.
    Reference,
    /// What the members pay.
    Financing,
    /// The user's scenario.
    Scenario,
    /// Another assumption, for comparison.
    Alternative,
}

/// One line.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Written at its end.
    pub name: String,
    /// One for each year; `None` where it says nothing.
    pub values: Vec<Option<f64>>,
    /// How it is drawn.
    pub stroke: Stroke,
    /// What it stands for.
    pub role: Role,
}

/// A year set apart: the plan year.
#[derive(Clone, Debug, PartialEq)]
pub struct Marker {
    /// Which one.
    pub year: i32,
    /// What stands by it.
    pub label: String,
}

/// One to four lines over the years.
#[derive(Clone, Debug, PartialEq)]
pub struct Lines {
    /// The finding.
    pub title: String,
    /// "mnkr".
    pub unit: String,
    /// Decimals of the values (the axis takes what it needs).
    pub decimals: u8,
    /// Heading of the year column in the table, "År".
    pub year_heading: String,
    /// From left to right, evenly spaced.
    pub years: Vec<i32>,
    /// At most four can be told apart.
    pub series: Vec<Line>,
    /// `Some`: the axis need not start at zero, and says so in these words when it does not.
    pub break_note: Option<String>,
    /// The plan year.
    pub marker: Option<Marker>,
}

impl Figure for Lines {
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
