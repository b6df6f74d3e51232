//! CSV that a Swedish Excel opens correctly: UTF-8 with a byte order mark, `;` between fields,
//! decimal comma, CRLF, and quoted as in RFC 4180.
//!
//! A text that a spreadsheet would take for a formula gets an apostrophe first, which makes it a
//! text: a scenario's name may come from anyone.

use std::fmt::Write as _;

/// The byte order mark.
pub(super) const MARK: char = '\u{feff}';
const LINE_END: &str = "\r\n";
/// Characters that a formula starts with, also in the full-width forms.
const FORMULA: [char; 8] = [
    '=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}',
];

/// A field of a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Field {
    /// A text.
    Text(String),
    /// A number, written with every digit it has; one that is not finite leaves the field empty.
    Number(f64),
    /// An empty field.
    Empty,
}

impl From<&str> for Field {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// Writes rows as CSV.
#[must_use]
pub fn write(rows: &[Vec<Field>]) -> String {
    let mut out = String::from(MARK);
    for row in rows {
        for (place, field) in row.iter().enumerate() {
            if place > 0 {
                out.push(';');
            }
            match field {
                Field::Text(text) => put_text(&mut out, text),
                Field::Number(value) if value.is_finite() => put_number(&mut out, *value),
                Field::Number(_) | Field::Empty => {}
            }
        }
        out.push_str(LINE_END);
    }
    out
}

fn put_number(out: &mut String, value: f64) {
    let start = out.len();
    // −0 becomes 0. Writing to a String can't fail.
    let _ = write!(out, "{}", value + 0.0);
    if let Some(point) = out[start..].find('.') {
        out.replace_range(start + point..=start + point, ",");
    }
}

fn put_text(out: &mut String, text: &str) {
    let is_space = |c: char| c.is_whitespace() || c.is_control() || c == MARK;
    let guard = if text.trim_start_matches(is_space).starts_with(FORMULA) {
        "'"
    } else {
        ""
    };
    let spaced = text.starts_with(is_space) || text.ends_with(is_space);
    if spaced || text.contains([';', '"', '\r', '\n']) {
        out.push('"');
        out.push_str(guard);
        out.push_str(&text.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(guard);
        out.push_str(text);
    }
}
