//! The spiral: boxes in a row, each leading to the next, with an amount on each.

use super::{Figure, Fill, Frame, Table};

/// One box.
#[derive(Clone, Debug, PartialEq)]
pub struct FlowStep {
    /// What happens, a few words.
    pub heading: String,
    /// The amount.
    pub value: f64,
    /// Decimals of the amount.
    pub decimals: u8,
    /// "mnkr per år".
    pub unit: String,
    /// Who or why, in one short sentence; may be empty.
    pub note: String,
    /// Colour of the amount and of the box's edge.
    pub fill: Fill,
}

/// Boxes with arrows between them.
#[derive(Clone, Debug, PartialEq)]
pub struct Flow {
    /// The finding.
    pub title: String,
    /// Heading of the step column in the table, "Led".
    pub step_heading: String,
    /// Heading of the amount column in the table, "Belopp".
    pub value_heading: String,
    /// In order.
    pub steps: Vec<FlowStep>,
}

impl Figure for Flow {
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
