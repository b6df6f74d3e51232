//! Bars from left to right, for categories with long names.

use super::{Figure, Frame, Layout, Series, Table};

/// Bars per category, the first category on top.
#[derive(Clone, Debug, PartialEq)]
pub struct BarsHorizontal {
    /// The finding.
    pub title: String,
    /// "mnkr".
    pub unit: String,
    /// Decimals of every number.
    pub decimals: u8,
    /// Heading of the category column in the table, "Boendeform".
    pub category_heading: String,
    /// From the top down.
    pub categories: Vec<String>,
    /// Side by side or stacked.
    pub layout: Layout,
    /// At most four can be told apart.
    pub series: Vec<Series>,
}

impl Figure for BarsHorizontal {
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
