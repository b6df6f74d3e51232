//! Colours in style sheets and in code.

/// CSS functions and names that make a colour. `currentcolor`, `transparent` and `color-mix` make none of their own.
const FUNCTIONS: &[&str] = &[
    "rgb(", "rgba(", "hsl(", "hsla(", "hwb(", "lab(", "lch(", "oklab(", "oklch(", "color(",
];
const NAMES: &[&str] = &[
    "aqua", "beige", "black", "blue", "brown", "cyan", "fuchsia", "gold", "gray", "green", "grey",
    "indigo", "ivory", "lime", "magenta", "maroon", "navy", "olive", "orange", "pink", "purple",
    "red", "silver", "teal", "violet", "white", "yellow",
];

/// Whether letters are `#` and the digits of a colour.
fn is_hex(word: &str) -> bool {
    word.strip_prefix('#').is_some_and(|digits| {
        matches!(digits.len(), 3 | 4 | 6 | 8) && digits.chars().all(|c| c.is_ascii_hexdigit())
    })
}

/// The colours in the values of a style sheet's declarations, each with its line.
pub(crate) fn in_style(sheet: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, line) in without_comments(sheet).lines().enumerate() {
        // The value of a declaration: selectors end with a brace or a comma, and have no space after a colon.
        let Some((_, value)) = line
            .split_once(": ")
            .filter(|_| !line.trim_end().ends_with('{'))
        else {
            continue;
        };
        let value = value.to_lowercase();
        let functions = FUNCTIONS.iter().filter(|name| {
            value.match_indices(**name).any(|(start, _)| {
                let before = value[..start].chars().next_back();
                !before.is_some_and(|letter| letter.is_alphanumeric() || letter == '-')
            })
        });
        let functions = functions.map(|name| (at + 1, (*name).to_owned()));
        let words = value.split(|c: char| !(c.is_alphanumeric() || "#-_".contains(c)));
        let words = words.filter(|word| is_hex(word) || NAMES.contains(word));
        found.extend(functions.chain(words.map(|word| (at + 1, word.to_owned()))));
    }
    found
}

/// A style sheet with its comments blank, line by line.
fn without_comments(sheet: &str) -> String {
    let mut rest = sheet;
    let mut found = String::new();
    while let Some((before, after)) = rest.split_once("/*") {
        let (comment, after) = after.split_once("*/").unwrap_or((after, ""));
        found.push_str(before);
        found.extend(comment.chars().filter(|letter| *letter == '\n'));
        rest = after;
    }
    found + rest
}

/// Whether a string literal holds a colour: digits as Office writes them, with or without `#`, or a CSS function.
pub(crate) fn in_code(text: &str) -> bool {
    let is_number = text.parse::<u32>().is_ok();
    let is_office = text.len() == 6 && text.chars().all(|c| c.is_ascii_hexdigit()) && !is_number;
    let words = text.split(|c: char| !(c.is_alphanumeric() || c == '#'));
    is_office || words.into_iter().any(is_hex) || FUNCTIONS.iter().any(|name| text.contains(name))
}
