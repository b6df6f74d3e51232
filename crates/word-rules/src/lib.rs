//! Finds what no Swedish text of the tool may hold: words ruled out by `docs/swedish-terms.md`, an ordinary space where a
//! line must not break, a proper name without its capital, a sentence that begins with a figure. Used by the tests that
//! walk the texts, in several crates.

use std::sync::LazyLock;

const LIST: &str = include_str!("../../../docs/swedish-terms.md");

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
pub static RULED_OUT: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
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

/// What a number alone may have after it and still be no sentence: a unit, or a unit per something.
const MEASURES: [&str; 22] = [
    "mnkr",
    "tkr",
    "kr",
    "kronor",
    "%",
    "procent",
    "procentenheter",
    "platser",
    "personer",
    "kunder",
    "årsarbetare",
    "årsarb.",
    "dygn",
    "ärenden",
    "timmar",
    "timme",
    "minuter",
    "månader",
    "månad",
    "användare",
    "år",
    "tim",
];
const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
];

fn is_number(word: &str) -> bool {
    word.starts_with(|letter: char| letter.is_ascii_digit())
        || (word.starts_with(['−', '+', '-'])
            && word
                .chars()
                .nth(1)
                .is_some_and(|letter| letter.is_ascii_digit()))
}

/// Whether what begins with a number is no sentence: the number alone, with its unit, or a date.
fn is_bare(sentence: &str) -> bool {
    let all = sentence.split([' ', '\u{a0}', '/', '\u{202f}']);
    let words: Vec<_> = all
        .map(|word| word.trim_end_matches(['.', ',']))
        .filter(|word| !word.is_empty() && !is_number(word) && *word != "kl")
        .collect();
    match words.as_slice() {
        [] => true,
        [unit] => MEASURES.contains(unit) || MONTHS.contains(unit),
        // A legend: "0 = nej, 1 = ja".
        ["=", ..] => true,
        // A table's cell: "1,2 mer än kravet".
        ["mer", "än", "kravet"] => !sentence.ends_with('.'),
        [unit, "per", of] => MEASURES.contains(unit) && MEASURES.contains(of),
        [unit, of] => sentence.contains('/') && MEASURES.contains(unit) && of.len() < 6,
        _ => false,
    }
}

/// Finds the first sentence of a text that begins with a figure. A number with its unit, as in the cell of a table, is no
/// sentence.
#[must_use]
pub fn begins_with_figure(text: &str) -> Option<&str> {
    let mut rest = text;
    loop {
        let end = [". ", "? ", "! ", "\n"]
            .iter()
            .filter_map(|end| Some(rest.find(end)? + end.len()))
            .min();
        let (sentence, after) = rest.split_at(end.unwrap_or(rest.len()));
        let sentence = sentence.trim();
        let first = sentence.split([' ', '\u{a0}']).next().unwrap_or_default();
        if is_number(first) && !is_bare(sentence) {
            return Some(sentence);
        }
        if after.is_empty() {
            return None;
        }
        rest = after;
    }
}

/// Finds the first thing wrong with a text, in words for whoever reads the failed test.
#[must_use]
pub fn fault(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    if let Some(word) = RULED_OUT
        .iter()
        .find(|word| is_ruled_out(text, &lower, word))
    {
        return Some(format!("”{word}” is ruled out by docs/swedish-terms.md"));
    }
    if let Some(sentence) = begins_with_figure(text) {
        return Some(format!("”{sentence}” begins with a figure"));
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
