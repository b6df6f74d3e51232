//! What programs do to an address on its way, undone: where a link begins in a text, and its letters as they were
//! written.
//!
//! | who | does what |
//! |---|---|
//! | mail, chat | breaks the line (`\n`, also `=\n` of quoted-printable), quotes it (`> `), puts `<…>`, `(…)`, `.` around it |
//! | Outlook, Teams, Google, Facebook | puts the address into another, percent-encoded once or more (`%23`, `%2523`) |
//! | Proofpoint | the same with `-` for `%` (version 2), or `*` for `#` (version 3) |
//! | quoted-printable | `=23` for `#`, `=2E` for `.` |
//! | Markdown | a `\` before `-` or `_` |
//! | word processors | hyphens that don't break, dashes, soft hyphens, spaces without width |
//! | whoever counts visits | appends `?fbclid=…`, `&utm_source=…` |
//!
//! None of these has a letter of ours in common with what it adds, and a link says how long it is: so what was added is
//! told from what was there, and the checksum has the last word.

use super::bytes::{self, ByteReader, is_letter, is_space};
use super::{END, LIMIT};

/// `s1.`
pub(super) const PREFIX: usize = 3;
/// Letters that hold checksum and length, however large the length.
const HEAD: usize = 20;

/// Where the first link at or after `from` begins.
pub(super) fn start(text: &str, from: usize) -> Option<usize> {
    let all = text.as_bytes();
    (from..all.len().saturating_sub(PREFIX - 1)).find(|&at| {
        matches!(all[at..], [b's' | b'S', b'1'..=b'9', b'.', ..]) && may_precede(&all[..at])
    })
}

/// Whether a link may begin after this: at `#` in any of its forms, or where a word does.
fn may_precede(before: &[u8]) -> bool {
    let Some((last, rest)) = before.split_last() else {
        return true;
    };
    match last {
        b'#' | b'*' | b'/' | b'<' | b'>' | b'(' | b'[' | b'"' | b'\'' | b'|' | b';' => true,
        b'3' => encodes_hash(rest),
        // The last byte of a space, quotation mark or dash beyond ASCII.
        0x80.. => true,
        last => is_space(*last),
    }
}

/// Whether this and a `3` after it are a `#` that has been encoded, once or more: `%2`, `%252`, `=2`, `-2`.
fn encodes_hash(before: &[u8]) -> bool {
    let Some(mut rest) = before.strip_suffix(b"2") else {
        return false;
    };
    while let Some(shorter) = rest.strip_suffix(b"25") {
        rest = shorter;
    }
    matches!(rest.last(), Some(b'%' | b'=' | b'-'))
}

/// What people and programs put after an address; none of it is ours.
pub(super) fn is_trailing(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(
            letter,
            '.' | ','
                | ';'
                | ':'
                | '!'
                | '?'
                | ')'
                | ']'
                | '>'
                | '"'
                | '\''
                | '…'
                | '*'
                | '”'
                | '»'
                | '|'
                | '`'
        )
}

/// The letters of the link that begins at `at`: to its end mark where that stands where it should, or else to the first
/// letter that none of the above explains, which stays last. Nothing where there are more than a link can have.
pub(super) fn recover(text: &str, at: usize) -> Option<String> {
    // Version 2 of Proofpoint's addresses writes `-2D` for the hyphen.
    let hyphenated = text[..at].ends_with("-23");
    let mut link = text[at..at + PREFIX].to_owned();
    let mut rest = &text[at + PREFIX..];
    loop {
        let run = rest
            .bytes()
            .take_while(|byte| is_letter(*byte) && !(hyphenated && *byte == b'-'));
        let run = run.count();
        link.push_str(&rest[..run]);
        rest = &rest[run..];
        if link.len() > LIMIT {
            return cut(&link).filter(|link| link.len() <= LIMIT);
        }
        let Some(letter) = rest.chars().next() else {
            break;
        };
        let after = &rest[letter.len_utf8()..];
        rest = match letter {
            '\n' => after.trim_start_matches([' ', '\t', '>', '|']),
            '\\' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => after,
            letter if letter.is_whitespace() => after,
            '\u{2010}' | '\u{2011}' => {
                link.push('-');
                after
            }
            '\u{2013}' | '\u{2014}' => {
                link.push_str("--");
                after
            }
            '=' if after.starts_with(['\r', '\n']) => after,
            '%' | '=' | '-' => match encoded(after) {
                Some((byte, after)) if is_letter(byte) => {
                    link.push(char::from(byte));
                    after
                }
                Some((byte, after)) if is_space(byte) => after,
                _ => {
                    link.push('*');
                    break;
                }
            },
            letter => {
                let ends = rest.trim_start_matches(|c: char| is_trailing(c) && !c.is_whitespace());
                if !is_trailing(letter)
                    || !(ends.is_empty() || ends.starts_with(char::is_whitespace))
                {
                    link.push(if letter.is_ascii() { letter } else { '*' });
                }
                break;
            }
        };
    }
    cut(&link).or(Some(link))
}

/// The byte of two hexadecimal digits, encoded once more or not: `2D`, `252D`.
fn encoded(mut text: &str) -> Option<(u8, &str)> {
    while let Some(rest) = text.strip_prefix("25") {
        text = rest;
    }
    let (digits, rest) = text.split_at_checked(2)?;
    let byte = u8::from_str_radix(digits, 16).ok()?;
    byte.is_ascii().then_some((byte, rest))
}

/// The link up to its end mark, if that stands where its length says.
fn cut(link: &str) -> Option<String> {
    let letters = link.get(PREFIX..)?;
    let head = letters.get(..HEAD).unwrap_or(letters);
    let (bytes, _) = bytes::base64(head);
    let mut reader = ByteReader(&bytes);
    let _: [u8; 4] = reader.array().ok()?;
    let length = usize::try_from(reader.number().ok()?).ok()?;
    let count = (bytes.len() - reader.0.len()).checked_add(length)?;
    let end = count.checked_mul(4)?.div_ceil(3);
    let marked = letters.as_bytes().get(end) == Some(&(END as u8));
    marked.then(|| link[..=PREFIX + end].to_owned())
}
