//! The bridge from requirement to what is left, by the rules of IBCS.

use super::{Cell, Figure, Frame, Table};
use crate::format;

/// What a step is, told by its fill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepKind {
    /// A level, dark: the requirement.
    Total,
    /// A decided change, solid green.
    Decided,
    /// A proposed change, green outline.
    Proposed,
    /// A change the user assumes, hatched.
    Own,
    /// A level, burnt orange: what is still to be found.
    Remaining,
}

impl StepKind {
    /// Whether the step is a level from zero rather than a change.
    #[must_use]
    pub const fn is_level(self) -> bool {
        matches!(self, Self::Total | Self::Remaining)
    }
}

/// One step.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// What stands below it.
    pub label: String,
    /// A level (Total, Remaining), or the change of the gap as it is shown: a saving is
    /// negative and falls, a cost is positive and rises.
    pub value: f64,
    /// What it is.
    pub kind: StepKind,
}

/// Requirement → decided → proposed → own assumptions → left to find.
#[derive(Clone, Debug, PartialEq)]
pub struct Waterfall {
    /// The finding.
    pub title: String,
    /// "mnkr".
    pub unit: String,
    /// Decimals of every number.
    pub decimals: u8,
    /// Heading of the label column in the table, "Steg".
    pub label_heading: String,
    /// Heading of the value column in the table, "mnkr 2023".
    pub value_heading: String,
    /// From left to right.
    pub steps: Vec<Step>,
}

impl Waterfall {
    fn shown(&self, step: &Step) -> String {
        if step.kind.is_level() {
            format::number(step.value, self.decimals)
        } else {
            format::signed(step.value, self.decimals)
        }
    }
}

impl Figure for Waterfall {
    fn svg(&self, _frame: &Frame<'_>) -> String {
        String::new()
    }

    fn table(&self) -> Table {
        Table {
            caption: format!("{}, {}", self.title, self.unit),
            columns: vec![self.label_heading.clone(), self.value_heading.clone()],
            rows: self
                .steps
                .iter()
                .map(|step| {
                    vec![
                        Cell::Text(step.label.clone()),
                        Cell::Number {
                            value: step.value,
                            text: self.shown(step),
                        },
                    ]
                })
                .collect(),
        }
    }

    fn summary(&self) -> String {
        String::new()
    }
}
