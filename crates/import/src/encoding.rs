//! The character encoding of a text table.

use std::borrow::Cow;

use crate::ImportError;

/// Number of bytes at the beginning that tell the encoding of a text without a mark.
const PROBE: usize = 4096;

/// The characters of bytes 0x80–0x9F in Windows-1252; those that have none there are the control characters.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// Decodes UTF-8, UTF-16 of either byte order, and Windows-1252.
///
/// # Errors
/// [`ImportError::NotText`].
pub(crate) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, ImportError> {
    let text = match bytes {
        [0xef, 0xbb, 0xbf, text @ ..] => utf_8(text)?,
        [0xff, 0xfe, text @ ..] => Cow::Owned(utf_16(text, u16::from_le_bytes)?),
        [0xfe, 0xff, text @ ..] => Cow::Owned(utf_16(text, u16::from_be_bytes)?),
        text => match zeros(text) {
            (0, 0) => utf_8(text).or_else(|_| windows_1252(text).map(Cow::Owned))?,
            // Latin letters have a zero as their upper byte.
            (even, odd) if odd > even => Cow::Owned(utf_16(text, u16::from_le_bytes)?),
            _ => Cow::Owned(utf_16(text, u16::from_be_bytes)?),
        },
    };
    let is_binary = |c: char| matches!(c, '\0'..='\u{8}' | '\u{e}'..='\u{1f}');
    if text.contains(is_binary) {
        return Err(ImportError::NotText);
    }
    Ok(text)
}

/// Counts the zero bytes at even and odd places of the beginning.
fn zeros(bytes: &[u8]) -> (usize, usize) {
    let probe = bytes.get(..PROBE).unwrap_or(bytes);
    let zeros = |first| {
        let places = probe.iter().skip(first).step_by(2);
        places.filter(|byte| **byte == 0).count()
    };
    (zeros(0), zeros(1))
}

fn utf_8(bytes: &[u8]) -> Result<Cow<'_, str>, ImportError> {
    str::from_utf8(bytes)
        .map(Cow::Borrowed)
        .map_err(|_| ImportError::NotText)
}

fn utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, ImportError> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        return Err(ImportError::NotText);
    }
    let units = pairs.iter().map(|pair| unit(*pair));
    let text: Result<String, _> = char::decode_utf16(units).collect();
    text.map_err(|_| ImportError::NotText)
}

fn windows_1252(bytes: &[u8]) -> Result<String, ImportError> {
    let letter = |byte: &u8| match byte {
        0x80..=0x9f => WINDOWS_1252[usize::from(byte - 0x80)],
        byte => char::from(*byte),
    };
    Ok(bytes.iter().map(letter).collect())
}
