//! Text tables (CSV, and what a spreadsheet puts on the clipboard): fields between separators, in quotation marks where they
//! hold a separator, a line break or a mark themselves.

/// What ends a field.
#[derive(Debug, PartialEq, Eq, Clone, Copy)]
pub enum FieldEnd {
    /// The separator: another field of the row follows.
    Field,
    /// The end of the row, or of the text.
    Row,
}

/// Reads a field, and returns how it ends and what is after it.
#[must_use]
pub fn field(text: &str, separator: char) -> (String, FieldEnd, &str) {
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

#[cfg(test)]
mod tests {
    use super::{FieldEnd, field};

    #[test]
    fn a_field_ends_at_a_separator_or_a_line_break_that_is_not_in_quotation_marks() {
        for (text, expected) in [
            ("a;b", ("a", FieldEnd::Field, "b")),
            ("a\r\nb", ("a", FieldEnd::Row, "b")),
            ("a\rb", ("a", FieldEnd::Row, "b")),
            ("a", ("a", FieldEnd::Row, "")),
            ("", ("", FieldEnd::Row, "")),
            ("\"a;\n\"\"b\"\"\";c", ("a;\n\"b\"", FieldEnd::Field, "c")),
            ("5\";c", ("5\"", FieldEnd::Field, "c")),
            ("\"a;b", ("a;b", FieldEnd::Row, "")),
        ] {
            let (inside, end, after) = field(text, ';');
            assert_eq!((&*inside, end, after), expected, "{text:?}");
        }
    }
}
