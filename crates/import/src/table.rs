//! Rows of a sheet, and the table of inputs among them.

use std::ops::ControlFlow;

use balans_format::{lower_letters, text};
use balans_model::{InputId, Pack};

use crate::headings::{Heading, Headings};
use crate::{ImportError, ROW_LIMIT};

/// Number of rows from the first that headings are looked for in.
const HEADING_ROWS: usize = 200;
/// Number of columns that are read.
pub(crate) const COLUMN_LIMIT: u32 = 512;
/// Number of cells that are read in a file.
const CELL_LIMIT: usize = 2_000_000;
/// Length at which a kept text is cut, characters: longer than any text that is taken.
const TEXT_KEPT: usize = 2_500;

/// A cell that is not empty.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum CellValue {
    /// A text that is not blank.
    Text(String),
    /// A number.
    Number {
        /// As stored; of a date, days since 30 December 1899.
        value: f64,
        /// How it is shown.
        format: NumberFormat,
        /// Whether it is a formula's result.
        is_result: bool,
    },
    /// Yes or no.
    Bool(bool),
    /// An error such as `#DIV/0!`.
    Error(String),
    /// A formula whose result is not stored.
    NoResult,
}

/// How a number is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum NumberFormat {
    /// As a number.
    #[default]
    Plain,
    /// As hundredths.
    Percent,
    /// As a date or a time.
    Date,
}

/// A row of a sheet.
#[derive(Debug, Default)]
pub(crate) struct SheetRow {
    /// Row, from 1.
    pub(crate) number: u32,
    /// Column from 0, and its cell. Without empty cells.
    pub(crate) cells: Vec<(u32, CellValue)>,
}

/// Counts the cells that a file may still have.
pub(crate) struct CellBudget(usize);

impl CellBudget {
    pub(crate) const fn new() -> Self {
        Self(CELL_LIMIT)
    }

    /// Counts a cell.
    ///
    /// # Errors
    /// [`ImportError::TooManyCells`].
    pub(crate) fn take(&mut self) -> Result<(), ImportError> {
        self.0 = self.0.checked_sub(1).ok_or(ImportError::TooManyCells)?;
        Ok(())
    }
}

/// A row below the headings.
#[derive(Debug)]
pub(crate) struct FilledRow {
    /// Row, from 1.
    pub(crate) number: u32,
    cells: Vec<(Heading, u32, CellValue)>,
}

impl FilledRow {
    /// The cell in the column of a heading, with its column.
    pub(crate) fn cell(&self, heading: Heading) -> Option<(u32, &CellValue)> {
        let found = self.cells.iter().find(|(of, ..)| *of == heading);
        found.map(|(_, column, cell)| (*column, cell))
    }

    /// The text in the column of a heading, in one line.
    pub(crate) fn text(&self, heading: Heading) -> Option<String> {
        match self.cell(heading)? {
            (_, CellValue::Text(words)) => Some(text::line(words)).filter(|line| !line.is_empty()),
            (_, CellValue::Number { value, .. }) => Some(value.to_string().replace('.', ",")),
            _ => None,
        }
    }

    /// Finds the input by id, or by name where the row has no id.
    pub(crate) fn input(&self, pack: &Pack) -> Option<InputId> {
        match self.text(Heading::Id) {
            Some(id) => pack.find(&lower_letters(&id)),
            None => named(pack, &self.text(Heading::Name)?),
        }
    }
}

/// Finds the input of this name. Case does not matter; a name of two inputs is none.
pub(crate) fn named(pack: &Pack, name: &str) -> Option<InputId> {
    let name = lower_letters(name);
    let is_named = |id: &InputId| lower_letters(&text::line(&pack.spec(*id).label)) == name;
    let mut named = InputId::all().filter(is_named);
    let first = named.next()?;
    named.next().is_none().then_some(first)
}

/// A sheet's table, if it has headings of one.
#[derive(Debug, Default)]
pub(crate) struct InputTable {
    /// Name of the sheet; empty in a text table.
    pub(crate) sheet: String,
    pub(crate) headings: Headings,
    pub(crate) rows: Vec<FilledRow>,
    /// Whether it has more rows than [`ROW_LIMIT`].
    pub(crate) is_cut: bool,
    looked: usize,
}

impl InputTable {
    pub(crate) fn new(sheet: &str) -> Self {
        Self {
            sheet: sheet.to_owned(),
            ..Self::default()
        }
    }

    /// Takes the next row. Breaks where the rest of the sheet need not be read.
    pub(crate) fn row(&mut self, row: SheetRow) -> ControlFlow<()> {
        if self.headings.row == 0 {
            self.looked += 1;
            match Headings::of(&row) {
                Some(headings) => self.headings = headings,
                None if self.looked >= HEADING_ROWS => return ControlFlow::Break(()),
                None => {}
            }
            return ControlFlow::Continue(());
        }
        let cells = row.cells.into_iter().filter_map(|(column, cell)| {
            let heading = self.headings.at(column)?;
            Some((heading, column, cut(cell)))
        });
        let cells: Vec<_> = cells.collect();
        if cells.is_empty() {
            return ControlFlow::Continue(());
        }
        if self.rows.len() >= ROW_LIMIT {
            self.is_cut = true;
            return ControlFlow::Break(());
        }
        self.rows.push(FilledRow {
            number: row.number,
            cells,
        });
        ControlFlow::Continue(())
    }

    /// Whether a row names an input.
    pub(crate) fn names_input(&self, pack: &Pack) -> bool {
        self.rows.iter().any(|row| row.input(pack).is_some())
    }
}

fn cut(cell: CellValue) -> CellValue {
    match cell {
        CellValue::Text(text) if text.len() > TEXT_KEPT => {
            CellValue::Text(text.chars().take(TEXT_KEPT).collect())
        }
        cell => cell,
    }
}
