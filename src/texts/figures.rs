//! Words about own figures read from a workbook or a CSV file.

use balans_format::count;
use balans_format::text::isolated;

/// Above the preview's table.
pub const CHANGES: &str = "Tal som ändras";
/// The figure as it is.
pub const NOW: &str = "Utgångsläge nu";
/// The figure as the file has it.
pub const IN_FILE: &str = "I filen";
/// The span of the file.
pub const SPAN: &str = "Spann";
/// Above what could not be read.
pub const NOT_TAKEN: &str = "Gick inte att läsa";
/// The module that reads files could not be fetched.
pub const NOT_FETCHED: &str = "Filen kunde inte läsas, för en del av verktyget gick inte att hämta. Kontrollera nätet och välj filen igen.";

/// Heads the preview.
#[must_use]
pub fn found(file: &str, number: usize) -> String {
    let file = isolated(file);
    match number {
        0 => format!("I {file} skiljer sig inget tal från det som redan gäller"),
        1 => format!("I {file} finns ett tal som ändras"),
        _ => format!("I {file} finns {} tal som ändras", count(number)),
    }
}

/// A span from low to high, each with its unit.
#[must_use]
pub fn span(low: &str, high: &str) -> String {
    format!("{low} till {high}")
}

/// Says how many figures the file has as they are; none where there are none.
#[must_use]
pub fn unchanged(number: usize) -> Option<String> {
    match number {
        0 => None,
        1 => Some("Ett tal i filen är som det redan är.".to_owned()),
        _ => Some(format!("I filen är {} tal som de redan är.", count(number))),
    }
}
