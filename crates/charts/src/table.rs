//! The table of a figure: the same numbers as rows.

use balans_format as format;

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub enum FigureCell {
    /// A heading or a label.
    Text(String),
    /// A number, and its text as in the figure.
    Number {
        /// Value, for export and sorting.
        value: f64,
        /// Text shown.
        text: String,
    },
    /// A number beside the model's own in the same row, such as a count over many runs; as [`Self::Number`].
    Counted {
        /// Value, for export and sorting.
        value: f64,
        /// Text shown.
        text: String,
    },
    /// An empty cell.
    Empty,
}

impl FigureCell {
    /// The text of the cell.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Number { text, .. } | Self::Counted { text, .. } => text,
            Self::Empty => "",
        }
    }

    /// Whether the cell is a number, set to the right in tabular digits.
    #[must_use]
    pub const fn is_number(&self) -> bool {
        matches!(self, Self::Number { .. } | Self::Counted { .. })
    }

    /// Makes a number one that is counted.
    #[must_use]
    pub(crate) fn counted(self) -> Self {
        match self {
            Self::Number { value, text } => Self::Counted { value, text },
            cell => cell,
        }
    }
}

/// Makes a table's caption: the figure's title with the unit, unless the title ends with it.
#[must_use]
pub(crate) fn caption(title: &str, unit: &str) -> String {
    let is_said = title
        .strip_suffix(unit)
        .is_some_and(|rest| rest.ends_with(format::HARD_SPACE));
    if unit.is_empty() || is_said {
        title.to_owned()
    } else {
        [title, ", ", unit].concat()
    }
}

/// Rows of cells under column headings; the first cell of a row is its heading.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureTable {
    /// The figure's title with the unit.
    pub caption: String,
    /// One heading for each cell of a row.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<FigureCell>>,
}
