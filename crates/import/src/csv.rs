//! Text tables: fields between semicolons, commas or tabs, in quotation marks where they have such themselves.

use std::ops::ControlFlow;

use crate::ImportError;
use crate::table::{COLUMN_LIMIT, CellBudget, CellValue, InputTable, SheetRow};

const SEPARATORS: [char; 3] = [';', '\t', ','];
/// What a formula begins with. The tool's own files have an apostrophe before a text that does.
const FORMULA: [char; 4] = ['=', '+', '-', '@'];

/// Reads a text table, with the separator that gives headings.
///
/// # Errors
/// [`ImportError::TooManyCells`].
pub(crate) fn table(text: &str, budget: &mut CellBudget) -> Result<InputTable, ImportError> {
    let mut table = InputTable::new("");
    for separator in SEPARATORS {
        table = with_separator(text, separator, budget)?;
        if table.headings.row > 0 {
            break;
        }
    }
    Ok(table)
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

#[derive(PartialEq, Eq, Clone, Copy)]
enum FieldEnd {
    Field,
    Row,
}

/// Reads a field, and returns how it ends and what is after it.
fn field(text: &str, separator: char) -> (String, FieldEnd, &str) {
    let mut field = String::new();
    let mut rest = text;
    // Quotation marks count where a field begins with one; a mark within is written twice.
    if let Some(quoted) = rest.strip_prefix('"') {
        rest = quoted;
        loop {
            let Some((inside, after)) = rest.split_once('"') else {
                // The mark at the end is missing: the field is the rest of the file.
                field.push_str(rest);
                return (field, FieldEnd::Row, "");
            };
            field.push_str(inside);
            match after.strip_prefix('"') {
                Some(after) => {
                    field.push('"');
                    rest = after;
                }
                None => {
                    rest = after;
                    break;
                }
            }
        }
    }
    let is_end = |c: char| c == separator || c == '\n' || c == '\r';
    let Some(at) = rest.find(is_end) else {
        field.push_str(rest);
        return (field, FieldEnd::Row, "");
    };
    let (inside, after) = rest.split_at(at);
    field.push_str(inside);
    if let Some(after) = after.strip_prefix(separator) {
        return (field, FieldEnd::Field, after);
    }
    let after = after.strip_prefix("\r\n").or(after.get(1..));
    (field, FieldEnd::Row, after.unwrap_or_default())
}
