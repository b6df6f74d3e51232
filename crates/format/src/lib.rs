//! Swedish numbers: to text ([`number`] and its helpers) and from text ([`parse`]).
//!
//! ```
//! use balans_format::{ParseError, mnkr, number, parse, signed};
//!
//! assert_eq!(number(-1234.56, 1), "−1\u{a0}234,6");
//! assert_eq!(signed(1.25, 1), "+1,3");
//! assert_eq!(mnkr(72.5), "72,5\u{a0}mnkr");
//! assert_eq!(parse("1 200,5 mnkr", &["mnkr"]), Ok(1200.5));
//! assert_eq!(parse("1.200", &[]), Err(ParseError::AmbiguousPoint));
//! ```
//!
//! To text: groups of three separated by U+00A0, decimal comma, U+2212 as minus, a hard space before
//! a unit, never "−0,0", and "–" for what is not a number. From text: what people type and paste,
//! and nothing that could mean two things. [`text`] cleans and folds texts that people write, [`delimited`] reads fields of text tables,
//! [`names`] puts the names of a pack into texts. Words are the caller's, except for counts up to twelve ([`count`]).

pub mod delimited;
pub mod names;
pub mod text;

/// The hard space, which groups digits and precedes a unit.
pub const HARD_SPACE: char = '\u{a0}';
/// The minus sign (not the hyphen).
pub const MINUS: char = '\u{2212}';
/// The text for a value that is not a number.
pub const NO_NUMBER: &str = "\u{2013}";

/// Writes `value` with `decimals` decimals: `number(-1234.56, 1)` is "−1 234,6".
///
/// Halves of the shortest decimal form of the value round away from zero: 2.675 gives "2,68"
/// although the nearest `f64` is slightly less.
#[must_use]
pub fn number(value: f64, decimals: u8) -> String {
    match digits(value, decimals) {
        Some(digits) => digits.grouped(),
        None => NO_NUMBER.to_owned(),
    }
}

/// Writes `value` with the decimals of its shortest form: `shortest(2900.5)` is "2 900,5", 100 is "100".
#[must_use]
pub fn shortest(value: f64) -> String {
    let plain = value.to_string();
    let decimals = plain
        .split_once('.')
        .map_or(0, |(_, decimals)| decimals.len());
    number(value, u8::try_from(decimals).unwrap_or(u8::MAX))
}

/// Writes as [`number`] does, with "+" before a value above zero once rounded: "+1,2", "−0,5", "0,0".
#[must_use]
pub fn signed(value: f64, decimals: u8) -> String {
    match digits(value, decimals) {
        Some(digits) if !digits.negative && digits.any_above_zero() => {
            format!("+{}", digits.grouped())
        }
        Some(digits) => digits.grouped(),
        None => NO_NUMBER.to_owned(),
    }
}

/// Writes as [`number`] does, followed by a hard space and the unit; "–" alone where there is no number.
#[must_use]
pub fn with_unit(value: f64, decimals: u8, unit: &str) -> String {
    let mut text = number(value, decimals);
    if value.is_finite() && !unit.is_empty() {
        text.push(HARD_SPACE);
        text.push_str(unit);
    }
    text
}

/// Writes a count for running text: words up to twelve ("två"), digits from 13. One is "en"; where the noun takes
/// "ett", the caller replaces it.
#[must_use]
pub fn count(number: usize) -> String {
    const WORDS: [&str; 13] = [
        "noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva",
        "tolv",
    ];
    WORDS
        .get(number)
        .map_or_else(|| self::number(number as f64, 0), |word| (*word).to_owned())
}

/// Makes the first letter a capital, for a sentence that begins with a name or a count.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        [upper_letter(first)].into_iter().chain(letters).collect()
    })
}

/// Makes the first letter of a label small, for the middle of a sentence; not where the second is a capital, as in an
/// abbreviation, and not where a party's name begins it.
#[must_use]
pub fn inside(label: &str) -> String {
    if names::begins_with_party(label) {
        return label.to_owned();
    }
    let mut letters = label.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if upper_letter(second) != second => {
            [lower_letter(first)].into_iter().chain(letters).collect()
        }
        _ => label.to_owned(),
    }
}

/// Lowercases a letter of ASCII or Latin-1; leaves any other character. `char::to_lowercase` would bring the tables of
/// all scripts into the page's first file.
#[must_use]
pub const fn lower_letter(c: char) -> char {
    match c {
        'A'..='Z' => c.to_ascii_lowercase(),
        '\u{d7}' => c,
        '\u{c0}'..='\u{de}' => latin_1(c as u8 + 0x20),
        _ => c,
    }
}

/// Uppercases a letter of ASCII or Latin-1; leaves any other character.
#[must_use]
pub const fn upper_letter(c: char) -> char {
    match c {
        'a'..='z' => c.to_ascii_uppercase(),
        '\u{f7}' => c,
        '\u{e0}'..='\u{fe}' => latin_1(c as u8 - 0x20),
        _ => c,
    }
}

/// Lowercases each letter of a text: see [`lower_letter`].
#[must_use]
pub fn lower_letters(text: &str) -> String {
    text.chars().map(lower_letter).collect()
}

const fn latin_1(byte: u8) -> char {
    byte as char
}

/// Whether a character counts as a letter of a unit or a word after a number.
const fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic()
        || matches!(c, '\u{aa}' | '\u{b5}' | '\u{ba}' | '\u{c0}'..='\u{24f}' | '\u{370}'..='\u{1fff}' | '\u{3040}'..='\u{d7ff}')
            && !matches!(c, '\u{d7}' | '\u{f7}')
}

/// Writes million kronor with one decimal: "72,5 mnkr".
#[must_use]
pub fn mnkr(value: f64) -> String {
    with_unit(value, 1, "mnkr")
}

/// Writes thousand kronor without decimals: "1 200 tkr".
#[must_use]
pub fn tkr(value: f64) -> String {
    with_unit(value, 0, "tkr")
}

/// Writes a value that is in percent: `percent(2.1, 1)` is "2,1 %".
#[must_use]
pub fn percent(value: f64, decimals: u8) -> String {
    with_unit(value, decimals, "%")
}

/// Rounds `value` as [`number`] shows it.
#[must_use]
pub fn rounded(value: f64, decimals: u8) -> f64 {
    let Some(digits) = digits(value, decimals) else {
        return value;
    };
    let mut plain = String::with_capacity(digits.text.len() + 2);
    if digits.negative {
        plain.push('-');
    }
    plain.push_str(&digits.text[..digits.whole]);
    plain.push('.');
    plain.push_str(&digits.text[digits.whole..]);
    plain.parse().unwrap_or(value)
}

/// Rounded decimal digits, not yet grouped.
struct Digits {
    negative: bool,
    /// Whole digits, then decimals, without a separator.
    text: String,
    /// How many of them are whole.
    whole: usize,
}

impl Digits {
    fn any_above_zero(&self) -> bool {
        self.text.bytes().any(|digit| digit != b'0')
    }

    fn grouped(&self) -> String {
        let mut out = String::with_capacity(self.text.len() * 2 + 4);
        if self.negative {
            out.push(MINUS);
        }
        for (index, digit) in self.text.chars().enumerate() {
            if index == self.whole {
                out.push(',');
            } else if index > 0 && index < self.whole && (self.whole - index).is_multiple_of(3) {
                out.push(HARD_SPACE);
            }
            out.push(digit);
        }
        out
    }
}

fn digits(value: f64, decimals: u8) -> Option<Digits> {
    if !value.is_finite() {
        return None;
    }
    // `Display` gives the shortest decimal form that reads back as the same value, and never
    // an exponent: the form a reader would round by hand.
    let plain = value.abs().to_string();
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let wanted = usize::from(decimals);

    let mut text = Vec::with_capacity(whole.len() + wanted + 1);
    text.extend_from_slice(whole.as_bytes());
    text.extend(fraction.bytes().chain(std::iter::repeat(b'0')).take(wanted));
    let mut whole = whole.len();

    if fraction
        .as_bytes()
        .get(wanted)
        .is_some_and(|next| *next >= b'5')
    {
        let mut carried = true;
        for digit in text.iter_mut().rev() {
            if *digit == b'9' {
                *digit = b'0';
            } else {
                *digit += 1;
                carried = false;
                break;
            }
        }
        if carried {
            text.insert(0, b'1');
            whole += 1;
        }
    }
    let mut digits = Digits {
        negative: false,
        text: text.into_iter().map(char::from).collect(),
        whole,
    };
    digits.negative = value.is_sign_negative() && digits.any_above_zero();
    Some(digits)
}

/// Why a text is not a number. The caller has the words for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParseError {
    /// Only spaces or a unit.
    Empty,
    /// No number found: "abc", "--5", "-".
    NotANumber,
    /// More than one decimal comma: "1,2,3".
    ManyCommas,
    /// A point that may separate thousands or decimals: "1.200,5", "1.200", "1.2.3".
    AmbiguousPoint,
    /// An exponent: "1e9".
    Exponent,
    /// "∞", or more digits than an `f64` holds.
    NotFinite,
    /// Digit groups that are not of three: "12 00", "1 2345".
    BadGrouping,
    /// A comma or point with no digits after it: "47,".
    MissingDecimals,
    /// A number followed by something that is not one of the units: "47 kg".
    UnknownUnit,
    /// Two numbers, as from two cells or a range: "40⇥41", "40–41".
    TwoNumbers,
}

impl std::fmt::Display for ParseError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Empty => "empty",
            Self::NotANumber => "not a number",
            Self::ManyCommas => "more than one decimal comma",
            Self::AmbiguousPoint => "the point may mean thousands or decimals",
            Self::Exponent => "exponent",
            Self::NotFinite => "not a finite number",
            Self::BadGrouping => "groups that are not of three digits",
            Self::MissingDecimals => "no digits after the separator",
            Self::UnknownUnit => "unknown unit",
            Self::TwoNumbers => "two numbers",
        })
    }
}

impl std::error::Error for ParseError {}

/// Reads what a person typed or pasted: "47,6", "47.6", "1 200", "1'200", "−5", "+5", and with `units` given also
/// "47,6 mnkr" or "12 %". Any space groups digits, any dash is a minus, and what can't be seen (zero-width characters,
/// marks of direction) is passed over. Case does not matter in a unit.
///
/// # Errors
/// Refuses what could mean two things, see [`ParseError`]. "1.200" is one: some write it for 1,2 and
/// others for 1 200, a thousand times as much.
pub fn parse(text: &str, units: &[&str]) -> Result<f64, ParseError> {
    let text = plain_text(text);
    let text = without_unit(text.trim(), units);
    // A spreadsheet's mark that a cell is text.
    let text = text.strip_prefix('\'').unwrap_or(text);
    let (negative, body) = match text.chars().next() {
        None => return Err(ParseError::Empty),
        Some('-') => (true, text.trim_start_matches('-')),
        Some('+') => (false, &text[1..]),
        Some(_) => (false, text),
    };
    let sign_chars = text.len() - body.len();
    let body = body.trim_start();
    if sign_chars > 1 || body.is_empty() {
        return Err(ParseError::NotANumber);
    }

    let plain = plain_digits(body)?;
    let value: f64 = plain.parse().map_err(|_| ParseError::NotANumber)?;
    if !value.is_finite() {
        return Err(ParseError::NotFinite);
    }
    // "−0" is zero: a sign without a number would come back as "−0,0".
    Ok(if negative && value > 0.0 {
        -value
    } else {
        value
    })
}

/// Replaces characters that look alike by one: ' ' for any space, '\n' for what separates lines and cells, '-' for any
/// dash, '\'' for any apostrophe, and nothing for what cannot be seen.
fn plain_text(text: &str) -> String {
    let plain = |c: char| match c {
        '\t' | '\n' | '\u{b}' | '\u{c}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        // Soft hyphen, zero-width characters, byte order mark and marks of direction.
        '\u{ad}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fffe}' => None,
        '\u{2010}'..='\u{2015}' | MINUS | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => Some('-'),
        '\u{2018}' | '\u{2019}' | '\u{2bc}' | '\u{2032}' | '\u{b4}' => Some('\''),
        c if c.is_whitespace() => Some(' '),
        c => Some(c),
    };
    text.chars().filter_map(plain).collect()
}

fn without_unit<'a>(text: &'a str, units: &[&str]) -> &'a str {
    for unit in units.iter().filter(|unit| !unit.is_empty()) {
        let Some(start) = text.len().checked_sub(unit.len()) else {
            continue;
        };
        let (Some(head), Some(tail)) = (text.get(..start), text.get(start..)) else {
            continue;
        };
        if lower_letters(tail) == lower_letters(unit) {
            return head.trim_end();
        }
    }
    text
}

const fn is_group_space(c: char) -> bool {
    matches!(c, ' ' | '\'')
}

/// Reduces a number to its digits with a plain point, or says why it cannot.
fn plain_digits(body: &str) -> Result<String, ParseError> {
    if let Some(error) = foreign(body) {
        return Err(error);
    }
    let commas = body.matches(',').count();
    let points = body.matches('.').count();
    if points > 1 || (points == 1 && commas > 0) {
        return Err(ParseError::AmbiguousPoint);
    }
    if commas > 1 {
        return Err(ParseError::ManyCommas);
    }
    let (whole, fraction) = match body.split_once([',', '.']) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (body, None),
    };
    if fraction.is_some_and(str::is_empty) {
        return Err(ParseError::MissingDecimals);
    }
    if fraction.is_some_and(|digits| digits.contains(is_group_space)) {
        return Err(ParseError::BadGrouping);
    }
    let looks_like_thousands = (1..=3).contains(&whole.len()) && !whole.starts_with('0');
    if points == 1 && looks_like_thousands && fraction.is_some_and(|digits| digits.len() == 3) {
        return Err(ParseError::AmbiguousPoint);
    }

    let mut plain = String::with_capacity(body.len() + 1);
    for (index, group) in whole.split(is_group_space).enumerate() {
        let fits = if index == 0 && whole.contains(is_group_space) {
            (1..=3).contains(&group.len())
        } else {
            index == 0 || group.len() == 3
        };
        if !fits {
            return Err(ParseError::BadGrouping);
        }
        plain.push_str(group);
    }
    if plain.is_empty() {
        plain.push('0');
    }
    if let Some(fraction) = fraction {
        plain.push('.');
        plain.push_str(fraction);
    }
    Ok(plain)
}

/// Finds what is wrong with a text that holds more than digits, separators and spaces.
fn foreign(body: &str) -> Option<ParseError> {
    let own = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.') || is_group_space(c);
    let Some(start) = body.find(|c| !own(c)) else {
        return (!body.contains(|c: char| c.is_ascii_digit())).then_some(ParseError::NotANumber);
    };
    let (head, tail) = body.split_at(start);
    let lower = lower_letters(tail);
    if lower.starts_with('∞') || lower == "inf" || lower == "infinity" {
        return Some(ParseError::NotFinite);
    }
    if !head.contains(|c: char| c.is_ascii_digit()) {
        return Some(ParseError::NotANumber);
    }
    let exponent = lower
        .strip_prefix('e')
        .map(|rest| rest.trim_start_matches(['+', '-']));
    if exponent.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit())) {
        return Some(ParseError::Exponent);
    }
    let second = tail.trim_start_matches(['\n', '-', ' ', '+', ';']);
    if second.len() < tail.len() && second.starts_with(|c: char| c.is_ascii_digit()) {
        return Some(ParseError::TwoNumbers);
    }
    let unit_like = tail.starts_with(|c: char| is_letter(c) || matches!(c, '%' | '‰' | '€' | '$'));
    Some(if unit_like {
        ParseError::UnknownUnit
    } else {
        ParseError::NotANumber
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::float_cmp)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn letters_of_latin_1_change_as_the_standard_library_has_it() {
        for c in '\0'..='\u{ff}' {
            let lower: String = c.to_lowercase().collect();
            assert_eq!(lower_letter(c).to_string(), lower, "{c:?}");
            let upper: String = c.to_uppercase().collect();
            // Their capital forms are of other blocks, or two letters.
            if !matches!(c, '\u{b5}' | '\u{df}' | '\u{ff}') {
                assert_eq!(upper_letter(c).to_string(), upper, "{c:?}");
            }
            assert_eq!(is_letter(c), c.is_alphabetic(), "{c:?}");
        }
        assert_eq!(capital("åtgärder"), "Åtgärder");
    }

    #[test]
    fn the_shortest_form_keeps_every_decimal() {
        for (value, text) in [
            (0.0, "0"),
            (-0.0, "0"),
            (100.0, "100"),
            (3057.0, "3\u{a0}057"),
            (-10.0, "−10"),
            (2900.5, "2\u{a0}900,5"),
            (-1_234_567.25, "−1\u{a0}234\u{a0}567,25"),
            (0.3, "0,3"),
            (f64::NAN, "–"),
        ] {
            assert_eq!(shortest(value), text);
        }
    }

    #[test]
    fn numbers_out() {
        for (value, decimals, expected) in [
            (0.0, 1, "0,0"),
            (-0.0, 1, "0,0"),
            (-0.04, 1, "0,0"),
            (-0.05, 1, "−0,1"),
            (0.05, 1, "0,1"),
            (0.25, 1, "0,3"),
            (-0.25, 1, "−0,3"),
            (2.675, 2, "2,68"),
            (1.005, 2, "1,01"),
            (0.5, 0, "1"),
            (1.5, 0, "2"),
            (2.5, 0, "3"),
            (-2.5, 0, "−3"),
            (72.5, 1, "72,5"),
            (47.64, 1, "47,6"),
            (9.96, 1, "10,0"),
            (999.95, 1, "1\u{a0}000,0"),
            (1200.0, 0, "1\u{a0}200"),
            (-1_234_567.8, 1, "−1\u{a0}234\u{a0}567,8"),
            (100_000.0, 0, "100\u{a0}000"),
            (3.0, 3, "3,000"),
            (1e15, 0, "1\u{a0}000\u{a0}000\u{a0}000\u{a0}000\u{a0}000"),
            (
                9_007_199_254_740_991.0,
                0,
                "9\u{a0}007\u{a0}199\u{a0}254\u{a0}740\u{a0}991",
            ),
            (
                1e21,
                0,
                "1\u{a0}000\u{a0}000\u{a0}000\u{a0}000\u{a0}000\u{a0}000\u{a0}000",
            ),
            (1e-20, 2, "0,00"),
            (-1e-20, 2, "0,00"),
            (f64::NAN, 1, "–"),
            (f64::INFINITY, 1, "–"),
            (f64::NEG_INFINITY, 0, "–"),
        ] {
            assert_eq!(
                number(value, decimals),
                expected,
                "number({value}, {decimals})"
            );
        }
    }

    #[test]
    fn helpers() {
        for (made, expected) in [
            (mnkr(72.5), "72,5\u{a0}mnkr"),
            (mnkr(-0.04), "0,0\u{a0}mnkr"),
            (tkr(1199.6), "1\u{a0}200\u{a0}tkr"),
            (percent(2.1, 1), "2,1\u{a0}%"),
            (with_unit(f64::NAN, 1, "mnkr"), "–"),
            (with_unit(3.0, 0, ""), "3"),
            (signed(1.2, 1), "+1,2"),
            (signed(-0.5, 1), "−0,5"),
            (signed(0.0, 1), "0,0"),
            (signed(0.04, 1), "0,0"),
            (signed(-0.04, 1), "0,0"),
            (signed(f64::NAN, 1), "–"),
        ] {
            assert_eq!(made, expected);
        }
    }

    #[test]
    fn counts_are_words_up_to_twelve() {
        for (number, expected) in [
            (0, "noll"),
            (1, "en"),
            (2, "två"),
            (12, "tolv"),
            (13, "13"),
            (1200, "1\u{a0}200"),
        ] {
            assert_eq!(count(number), expected);
        }
        assert_eq!(capital("två åtgärder"), "Två åtgärder");
        assert_eq!(capital("övriga"), "Övriga");
        assert_eq!(capital(""), "");
    }

    #[test]
    fn numbers_in() {
        for (text, expected) in [
            ("47,6", 47.6),
            ("47.6", 47.6),
            (" 47,6 ", 47.6),
            ("1 200", 1200.0),
            ("1\u{a0}200", 1200.0),
            ("1\u{202f}200", 1200.0),
            ("1 234 567,8", 1_234_567.8),
            ("1200", 1200.0),
            ("1200.25", 1200.25),
            ("−5", -5.0),
            ("-5", -5.0),
            ("- 5", -5.0),
            ("+5", 5.0),
            ("-0", 0.0),
            (",5", 0.5),
            ("0.125", 0.125),
            ("1,200", 1.2),
            ("007", 7.0),
            ("47,6 mnkr", 47.6),
            ("47,6mnkr", 47.6),
            ("47,6\u{a0}MNKR", 47.6),
            ("12 %", 12.0),
            ("−12\u{a0}%", -12.0),
        ] {
            assert_eq!(parse(text, &["mnkr", "%"]), Ok(expected), "{text:?}");
        }
    }

    /// What pages, papers, mail and spreadsheets put on the clipboard.
    #[test]
    fn numbers_as_they_are_pasted() {
        for space in "\u{20}\u{a0}\u{2000}\u{2001}\u{2002}\u{2003}\u{2004}\u{2005}\u{2006}\u{2007}\u{2008}\u{2009}\u{200a}\u{202f}\u{205f}\u{3000}".chars() {
            let text = format!("{space}1{space}234,5{space}mnkr{space}");
            assert_eq!(parse(&text, &["mnkr"]), Ok(1234.5), "U+{:04X}", u32::from(space));
            let per_year = format!("5{space}mnkr{space}per{space}år");
            assert_eq!(parse(&per_year, &["mnkr per år"]), Ok(5.0), "U+{:04X}", u32::from(space));
        }
        for dash in
            "-\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2015}\u{2212}\u{fe63}\u{ff0d}".chars()
        {
            for text in [
                format!("{dash}5"),
                format!("{dash}\u{a0}5"),
                format!(" {dash}5 %"),
            ] {
                assert_eq!(parse(&text, &["%"]), Ok(-5.0), "U+{:04X}", u32::from(dash));
            }
            let range = format!("40{dash}41");
            assert_eq!(
                parse(&range, &["%"]),
                Err(ParseError::TwoNumbers),
                "{range}"
            );
            assert_eq!(
                parse(&format!("{dash}{dash}5"), &[]),
                Err(ParseError::NotANumber)
            );
            assert_eq!(parse(&dash.to_string(), &[]), Err(ParseError::NotANumber));
        }
        for unseen in "\u{ad}\u{61c}\u{180e}\u{200b}\u{200c}\u{200d}\u{200e}\u{200f}\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2060}\u{2066}\u{2067}\u{2068}\u{2069}\u{feff}".chars() {
            let text = format!("{unseen}−{unseen}4{unseen}7{unseen},6{unseen} mnkr{unseen}");
            assert_eq!(parse(&text, &["mnkr"]), Ok(-47.6), "U+{:04X}", u32::from(unseen));
            assert_eq!(parse(&unseen.to_string(), &[]), Err(ParseError::Empty));
        }
        for end in [
            "\t", "\n", "\r\n", "\u{85}", "\u{2028}", "\u{2029}", "\n\t ",
        ] {
            let text = format!("{end}47,6{end}mnkr{end}");
            assert_eq!(parse(&text, &["mnkr"]), Ok(47.6), "{text:?}");
            let two = format!("40{end}41");
            assert_eq!(parse(&two, &[]), Err(ParseError::TwoNumbers), "{two:?}");
            let signed = format!("40{end}−41,5");
            assert_eq!(
                parse(&signed, &[]),
                Err(ParseError::TwoNumbers),
                "{signed:?}"
            );
        }
        for apostrophe in "\'\u{2018}\u{2019}\u{2bc}\u{2032}\u{b4}".chars() {
            let text = format!("1{apostrophe}234{apostrophe}567,8");
            assert_eq!(parse(&text, &[]), Ok(1_234_567.8), "{text}");
            let half = format!("12{apostrophe}00");
            assert_eq!(parse(&half, &[]), Err(ParseError::BadGrouping), "{half}");
        }
        assert_eq!(parse("'47,6", &[]), Ok(47.6));
        assert_eq!(parse("40; 41", &[]), Err(ParseError::TwoNumbers));
        assert_eq!(parse("40;", &[]), Err(ParseError::NotANumber));
    }

    #[test]
    fn refused() {
        use ParseError::*;
        for (text, expected) in [
            ("", Empty),
            ("   ", Empty),
            (" mnkr", Empty),
            ("abc", NotANumber),
            ("nan", NotANumber),
            ("-", NotANumber),
            ("--5", NotANumber),
            ("-+5", NotANumber),
            ("5-", NotANumber),
            (",", NotANumber),
            ("1/2", NotANumber),
            ("1,2,3", ManyCommas),
            ("1.200,5", AmbiguousPoint),
            ("1,200.5", AmbiguousPoint),
            ("1.200", AmbiguousPoint),
            ("47.600", AmbiguousPoint),
            ("1.2.3", AmbiguousPoint),
            ("1e9", Exponent),
            ("1,5E-3", Exponent),
            ("∞", NotFinite),
            ("-∞", NotFinite),
            ("inf", NotFinite),
            ("12 00", BadGrouping),
            ("1 2345", BadGrouping),
            ("1234 567", BadGrouping),
            ("1  200", BadGrouping),
            ("1,234 567", BadGrouping),
            ("47,", MissingDecimals),
            ("47.", MissingDecimals),
            ("47 kg", UnknownUnit),
            ("47,6 tkr", UnknownUnit),
        ] {
            assert_eq!(parse(text, &["mnkr", "%"]), Err(expected), "{text:?}");
        }
        assert_eq!(parse(&"9".repeat(400), &[]), Err(NotFinite));
    }

    proptest! {
        #[test]
        fn what_goes_out_comes_back(value in -1e12..1e12f64, decimals in 0u8..5) {
            let text = number(value, decimals);
            let back = parse(&text, &[]).unwrap();
            prop_assert_eq!(back, rounded(value, decimals));
            prop_assert_eq!(number(back, decimals), text);
            prop_assert!((back - value).abs() <= 0.500_001 * 10f64.powi(-i32::from(decimals)) + 1e-3);
        }

        #[test]
        fn a_unit_changes_nothing(value in -1e9..1e9f64, decimals in 0u8..3) {
            prop_assert_eq!(parse(&with_unit(value, decimals, "mnkr"), &["mnkr"]), Ok(rounded(value, decimals)));
        }

        #[test]
        fn any_value_has_a_clean_form(value in any::<f64>(), decimals in 0u8..6) {
            let text = number(value, decimals);
            prop_assert!(!text.contains(['.', '-', 'e', 'N', 'i']));
            let is_bare_zero = text.strip_prefix(MINUS).is_some_and(|rest| !rest.contains(|c: char| ('1'..='9').contains(&c)));
            prop_assert!(!is_bare_zero, "{}", text);
        }

        #[test]
        fn no_text_breaks_the_parser(text in any::<String>()) {
            if let Ok(value) = parse(&text, &["mnkr", "%"]) {
                prop_assert!(value.is_finite());
            }
        }

        #[test]
        fn no_number_like_text_breaks_the_parser(text in "[-−+0-9 ,.\u{a0}e%∞mnkr]{0,12}") {
            if let Ok(value) = parse(&text, &["mnkr", "%", "kr"]) {
                prop_assert!(value.is_finite());
            }
        }
    }
}
