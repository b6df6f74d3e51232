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

/// The upper half of code page 850: Excel's *CSV (MS-DOS)*.
const MS_DOS: [char; 128] = [
    'Ç', 'ü', 'é', 'â', 'ä', 'à', 'å', 'ç', 'ê', 'ë', 'è', 'ï', 'î', 'ì', 'Ä', 'Å', 'É', 'æ', 'Æ',
    'ô', 'ö', 'ò', 'û', 'ù', 'ÿ', 'Ö', 'Ü', 'ø', '£', 'Ø', '×', 'ƒ', 'á', 'í', 'ó', 'ú', 'ñ', 'Ñ',
    'ª', 'º', '¿', '®', '¬', '½', '¼', '¡', '«', '»', '░', '▒', '▓', '│', '┤', 'Á', 'Â', 'À', '©',
    '╣', '║', '╗', '╝', '¢', '¥', '┐', '└', '┴', '┬', '├', '─', '┼', 'ã', 'Ã', '╚', '╔', '╩', '╦',
    '╠', '═', '╬', '¤', 'ð', 'Ð', 'Ê', 'Ë', 'È', 'ı', 'Í', 'Î', 'Ï', '┘', '┌', '█', '▄', '¦', 'Ì',
    '▀', 'Ó', 'ß', 'Ô', 'Ò', 'õ', 'Õ', 'µ', 'þ', 'Þ', 'Ú', 'Û', 'Ù', 'ý', 'Ý', '¯', '´', '\u{ad}',
    '±', '‗', '¾', '¶', '§', '÷', '¸', '°', '¨', '·', '¹', '³', '²', '■', '\u{a0}',
];

/// The upper half of Mac OS Roman: Excel's *CSV (Macintosh)*.
const MACINTOSH: [char; 128] = [
    'Ä', 'Å', 'Ç', 'É', 'Ñ', 'Ö', 'Ü', 'á', 'à', 'â', 'ä', 'ã', 'å', 'ç', 'é', 'è', 'ê', 'ë', 'í',
    'ì', 'î', 'ï', 'ñ', 'ó', 'ò', 'ô', 'ö', 'õ', 'ú', 'ù', 'û', 'ü', '†', '°', '¢', '£', '§', '•',
    '¶', 'ß', '®', '©', '™', '´', '¨', '≠', 'Æ', 'Ø', '∞', '±', '≤', '≥', '¥', 'µ', '∂', '∑', '∏',
    'π', '∫', 'ª', 'º', 'Ω', 'æ', 'ø', '¿', '¡', '¬', '√', 'ƒ', '≈', '∆', '«', '»', '…', '\u{a0}',
    'À', 'Ã', 'Õ', 'Œ', 'œ', '–', '—', '“', '”', '‘', '’', '÷', '◊', 'ÿ', 'Ÿ', '⁄', '€', '‹', '›',
    '\u{fb01}', '\u{fb02}', '‡', '·', '‚', '„', '‰', 'Â', 'Ê', 'Á', 'Ë', 'È', 'Í', 'Î', 'Ï', 'Ì',
    'Ó', 'Ô', '\u{f8ff}', 'Ò', 'Ú', 'Û', 'Ù', 'ı', 'ˆ', '˜', '¯', '˘', '˙', '˚', '¸', '˝', '˛',
    'ˇ',
];

/// Decodes UTF-8, UTF-16 of either byte order, and what has a byte for each letter: Windows-1252, or one of Excel's older
/// character sets.
///
/// # Errors
/// [`ImportError::NotText`].
pub(crate) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, ImportError> {
    let text = match bytes {
        [0xef, 0xbb, 0xbf, text @ ..] => utf_8(text)?,
        [0xff, 0xfe, text @ ..] => Cow::Owned(utf_16(text, u16::from_le_bytes)?),
        [0xfe, 0xff, text @ ..] => Cow::Owned(utf_16(text, u16::from_be_bytes)?),
        text => match zeros(text) {
            (0, 0) => utf_8(text).or_else(|_| Ok(Cow::Owned(single_bytes(text))))?,
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

/// Decodes a byte for each letter, by the character set in which the text has most Swedish letters.
fn single_bytes(bytes: &[u8]) -> String {
    let count = |letters: &[u8]| {
        let found = bytes.iter().filter(|byte| letters.contains(byte));
        found.count()
    };
    // å, ä, ö, Å, Ä, Ö.
    let windows = count(b"\xe5\xe4\xf6\xc5\xc4\xd6");
    let dos = count(b"\x86\x84\x94\x8f\x8e\x99");
    let mac = count(b"\x8c\x8a\x9a\x81\x80\x85");
    let upper = |byte: u8| usize::from(byte & 0x7f);
    let letter = |byte: &u8| match byte {
        ..0x80 => char::from(*byte),
        byte if mac > windows.max(dos) => MACINTOSH[upper(*byte)],
        byte if dos > windows => MS_DOS[upper(*byte)],
        0x80..=0x9f => WINDOWS_1252[upper(*byte)],
        byte => char::from(*byte),
    };
    bytes.iter().map(letter).collect()
}
