//! What no Swedish text of the tool may hold: the words ruled out by `docs/swedish-terms.md`, an ordinary space where a line must
//! not break, and a proper name without its capital. Included by the tests that walk the texts.

use std::sync::LazyLock;

const LIST: &str = include_str!("../../docs/swedish-terms.md");

/// Units that a number must not be parted from.
const UNITS: [&str; 7] = [
    "mnkr",
    "tkr",
    "kr",
    "kronor",
    "%",
    "procent",
    "procentenheter",
];

/// The words of the list's third column that stand between backticks.
pub(crate) static RULED_OUT: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let rows = LIST.lines().filter(|line| line.starts_with("| "));
    let last = rows.filter_map(|row| row.trim_end_matches('|').rsplit('|').next());
    last.flat_map(|cell| cell.split('`').skip(1).step_by(2))
        .collect()
});

fn is_ruled_out(text: &str, lower: &str, word: &str) -> bool {
    // Capitals count as they stand: EU, MiB.
    let text = if word.chars().any(char::is_uppercase) {
        text
    } else {
        lower
    };
    let (word, is_prefix) = match word.strip_suffix('*') {
        Some(prefix) => (prefix, true),
        None => (word, false),
    };
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        let is_part = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
        !is_part(before) && (is_prefix || !is_part(after))
    })
}

/// The first thing wrong with the text.
pub(crate) fn fault(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    if let Some(word) = RULED_OUT
        .iter()
        .find(|word| is_ruled_out(text, &lower, word))
    {
        return Some(format!("”{word}” is ruled out by docs/swedish-terms.md"));
    }
    for name in ["norrtälje", "tiohundra"] {
        let mut found = text.match_indices(name);
        let is_name = |(at, _): (usize, &str)| {
            let before = text[..at].chars().next_back();
            // An address or a code is no name.
            let after = text[at + name.len()..].chars().next();
            !before.is_some_and(char::is_alphanumeric) && !matches!(after, Some('.' | '_'))
        };
        if found.any(is_name) {
            return Some(format!("”{name}” without its capital"));
        }
    }
    text.match_indices(' ').find_map(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + 1..]);
        let word: String = after
            .chars()
            .take_while(|letter| letter.is_alphabetic() || *letter == '%')
            .collect();
        // What a format string puts in is a number as often as not.
        let number = before.ends_with(|letter: char| letter.is_ascii_digit() || letter == '}');
        let digit = after.starts_with(|letter: char| letter.is_ascii_digit());
        let parts = (number && UNITS.contains(&word.as_str()))
            || ((before.ends_with('§') || before.ends_with("kap.")) && digit)
            || (before.ends_with(|letter: char| letter.is_ascii_digit()) && after.starts_with('§'))
            || (before.ends_with("Tiohundra") && word == "AB");
        parts.then(|| format!("an ordinary space before ”{word}”"))
    })
}
