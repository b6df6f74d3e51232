//! Text tables: fields between semicolons, commas or tabs, in quotation marks where they have such themselves.

use std::ops::ControlFlow;

use balans_format::delimited::{FieldEnd, field};

use crate::ImportError;
use crate::table::{COLUMN_LIMIT, CellBudget, CellValue, InputTable, SheetRow};

const SEPARATORS: [char; 3] = [';', '\t', ','];
/// What a formula begins with. The tool's own files have an apostrophe before a text that does.
const FORMULA: [char; 4] = ['=', '+', '-', '@'];

/// Reads a text table, with the separator that its first line states or that gives headings.
///
/// # Errors
/// [`ImportError::TooManyCells`].
pub(crate) fn table(text: &str, budget: &mut CellBudget) -> Result<InputTable, ImportError> {
    if let Some((separator, rest)) = stated(text) {
        return with_separator(rest, separator, budget);
    }
    let mut table = InputTable::new("");
    for separator in SEPARATORS {
        table = with_separator(text, separator, budget)?;
        if table.headings.row > 0 {
            break;
        }
    }
    Ok(table)
}

/// Reads the separator that Excel takes from a first line such as `sep=;`, and returns it with the rows after the line,
/// which is none of the sheet's.
fn stated(text: &str) -> Option<(char, &str)> {
    let start = text.strip_prefix('"').unwrap_or(text);
    let start = start.get(.."sep=".len())?;
    if !start.eq_ignore_ascii_case("sep=") {
        return None;
    }
    let (line, _, rest) = field(text, '\n');
    let separator = line.chars().nth("sep=".len())?;
    let can_be = separator == '\t' || separator.is_ascii_punctuation();
    (can_be && separator != '"').then_some((separator, rest))
}

fn with_separator(
    text: &str,
    separator: char,
    budget: &mut CellBudget,
) -> Result<InputTable, ImportError> {
    let mut table = InputTable::new("");
    let mut rest = text;
    let mut number = 0;
    while !rest.is_empty() {
        number += 1;
        let mut row = SheetRow {
            number,
            cells: Vec::new(),
        };
        let mut column = 0;
        loop {
            budget.take()?;
            let (field, end, after) = field(rest, separator);
            rest = after;
            if column < COLUMN_LIMIT && !field.trim().is_empty() {
                row.cells.push((column, CellValue::Text(unguarded(field))));
            }
            column += 1;
            if end == FieldEnd::Row {
                break;
            }
        }
        if table.row(row) == ControlFlow::Break(()) {
            break;
        }
    }
    Ok(table)
}

/// Removes the apostrophe that keeps a text from being a formula.
fn unguarded(field: String) -> String {
    match field.strip_prefix('\'') {
        Some(text) if text.trim_start().starts_with(FORMULA) => text.to_owned(),
        _ => field,
    }
}
