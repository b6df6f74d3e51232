//! The bytes of a link: numbers of variable length, base64url and the checksum.
//!
//! All three are written here because they are small here: the kept crates for base64url add 2 KiB (`base64ct`) and
//! 5 KiB (`base64`) brotli to the page, measured, and this whole file some hundred bytes. Reading takes room only for
//! what is there, whatever a length in the link says.

/// Reason why decoding stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DecodeError {
    /// The bytes end before the value does.
    UnexpectedEnd,
    /// The bytes are none that the encoder writes.
    Malformed,
}

/// Decodes values from the front of a slice.
pub(super) struct ByteReader<'a>(pub(super) &'a [u8]);

impl<'a> ByteReader<'a> {
    pub(super) fn bytes(&mut self, count: usize) -> Result<&'a [u8], DecodeError> {
        let (bytes, rest) = self
            .0
            .split_at_checked(count)
            .ok_or(DecodeError::UnexpectedEnd)?;
        self.0 = rest;
        Ok(bytes)
    }

    pub(super) fn array<const N: usize>(&mut self) -> Result<[u8; N], DecodeError> {
        let (bytes, rest) = self
            .0
            .split_first_chunk()
            .ok_or(DecodeError::UnexpectedEnd)?;
        self.0 = rest;
        Ok(*bytes)
    }

    /// Reads a number of seven bits a byte, least significant first.
    pub(super) fn number(&mut self) -> Result<u64, DecodeError> {
        let mut number = 0;
        for place in 0..10 {
            let [byte] = self.array()?;
            let bits = u64::from(byte & 0x7f);
            if place == 9 && byte > 1 {
                return Err(DecodeError::Malformed);
            }
            number |= bits << (7 * place);
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(DecodeError::Malformed)
    }

    /// Reads a count of at most `most`.
    pub(super) fn count(&mut self, most: usize) -> Result<usize, DecodeError> {
        let count = usize::try_from(self.number()?).map_err(|_| DecodeError::Malformed)?;
        if count > most {
            return Err(DecodeError::Malformed);
        }
        Ok(count)
    }

    pub(super) fn signed(&mut self) -> Result<i64, DecodeError> {
        Ok(unfold(self.number()?))
    }

    pub(super) fn text(&mut self, most_characters: usize) -> Result<&'a str, DecodeError> {
        let length = usize::try_from(self.number()?).map_err(|_| DecodeError::Malformed)?;
        let text = std::str::from_utf8(self.bytes(length)?).map_err(|_| DecodeError::Malformed)?;
        if text.chars().count() > most_characters {
            return Err(DecodeError::Malformed);
        }
        Ok(text)
    }
}

/// Writes a number in the form that [`ByteReader::number`] reads.
pub(super) fn put_number(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

pub(super) fn put_signed(out: &mut Vec<u8>, number: i64) {
    put_number(out, fold(number));
}

pub(super) fn put_text(out: &mut Vec<u8>, text: &str) {
    put_number(out, text.len() as u64);
    out.extend_from_slice(text.as_bytes());
}

/// Maps signed numbers to unsigned, small to small (zigzag): 0, −1, 1, −2 → 0, 1, 2, 3.
pub(super) const fn fold(number: i64) -> u64 {
    ((number << 1) ^ (number >> 63)) as u64
}

pub(super) const fn unfold(number: u64) -> i64 {
    (number >> 1) as i64 ^ -((number & 1) as i64)
}

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Writes bytes as base64url without padding (RFC 4648, section 5).
pub(super) fn put_base64(out: &mut String, bytes: &[u8]) {
    out.reserve(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let at = |place: usize| u32::from(three.get(place).copied().unwrap_or(0));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for place in 0..=three.len() {
            let letter = bits >> (18 - 6 * place) & 63;
            out.push(char::from(LETTERS[letter as usize]));
        }
    }
}

/// How a base64 text ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Base64End {
    /// After a whole byte.
    Complete,
    /// Within a byte, as a cut text may. Bits left over must be 0, so that bytes have one text only.
    Partial,
    /// At an invalid character.
    InvalidChar,
}

/// Value of each character; [`SPACE`] and [`NONE`] for those without one.
const VALUES: [u8; 256] = {
    let mut values = [NONE; 256];
    let mut at = 0;
    while at < LETTERS.len() {
        values[LETTERS[at] as usize] = at as u8;
        at += 1;
    }
    let spaces = b" \r\n\t";
    let mut at = 0;
    while at < spaces.len() {
        values[spaces[at] as usize] = SPACE;
        at += 1;
    }
    values
};
const SPACE: u8 = 64;
const NONE: u8 = 128;

/// Returns whether a byte is one of the 64 characters of base64url.
pub(super) const fn is_letter(byte: u8) -> bool {
    VALUES[byte as usize] < SPACE
}

/// Returns whether a byte is a space or a line break.
pub(super) const fn is_space(byte: u8) -> bool {
    VALUES[byte as usize] == SPACE
}

/// Decodes base64url up to the first invalid character. Spaces and line breaks, which mail inserts, are skipped.
pub(super) fn base64(text: &str) -> (Vec<u8>, Base64End) {
    // Four letters are three bytes: this is nearly all of a link, and the longest must be read quickly.
    let mut bytes = vec![0; text.len() / 4 * 3];
    let mut whole = 0;
    for (four, three) in text
        .as_bytes()
        .chunks_exact(4)
        .zip(bytes.chunks_exact_mut(3))
    {
        // Spelt out: where bytes count more than speed, a closure here is a call for each letter.
        let a = u32::from(VALUES[usize::from(four[0])]);
        let b = u32::from(VALUES[usize::from(four[1])]);
        let c = u32::from(VALUES[usize::from(four[2])]);
        let d = u32::from(VALUES[usize::from(four[3])]);
        if a | b | c | d >= 64 {
            break;
        }
        three[0] = (a << 2 | b >> 4) as u8;
        three[1] = (b << 4 | c >> 2) as u8;
        three[2] = (c << 6 | d) as u8;
        whole += 1;
    }
    bytes.truncate(3 * whole);
    let rest = &text.as_bytes()[4 * whole..];
    // What is left over, or has something else among it.
    let (mut bits, mut held) = (0_u32, 0);
    for letter in rest {
        match VALUES[usize::from(*letter)] {
            SPACE => continue,
            NONE => return (bytes, Base64End::InvalidChar),
            value => bits = bits << 6 | u32::from(value),
        }
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held) as u8);
            bits &= (1 << held) - 1;
        }
    }
    let end = if held < 6 && bits == 0 {
        Base64End::Complete
    } else {
        Base64End::Partial
    };
    (bytes, end)
}

/// CRC-32 (ISO-HDLC, as in zip and PNG). By whole bytes and a table of 1 KiB: by half bytes and one of 64, the longest
/// link took half of its millisecond for this alone.
pub(super) fn crc32(parts: [&[u8]; 2]) -> u32 {
    const TABLE: [u32; 256] = {
        let mut table = [0; 256];
        let mut at = 0;
        while at < 256 {
            let mut rest = at as u32;
            let mut bit = 0;
            while bit < 8 {
                rest = (rest >> 1) ^ (0xedb8_8320 * (rest & 1));
                bit += 1;
            }
            table[at] = rest;
            at += 1;
        }
        table
    };
    let mut crc = u32::MAX;
    for part in parts {
        for byte in part {
            crc = (crc >> 8) ^ TABLE[usize::from(crc as u8 ^ byte)];
        }
    }
    !crc
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_the_one_of_zip_and_png() {
        assert_eq!(crc32([b"1234", b"56789"]), 0xcbf4_3926);
        assert_eq!(crc32([b"", b""]), 0);
    }

    #[test]
    fn base64url_as_in_the_rfc() {
        for (bytes, text) in [
            (&b""[..], ""),
            (b"f", "Zg"),
            (b"fo", "Zm8"),
            (b"foo", "Zm9v"),
            (b"foob", "Zm9vYg"),
            (&[0xfb, 0xff, 0xfe], "-__-"),
        ] {
            let mut out = String::new();
            put_base64(&mut out, bytes);
            assert_eq!(out, text);
            assert_eq!(base64(text), (bytes.to_vec(), Base64End::Complete));
        }
        for (text, whole, end) in [
            ("Zm\r\n 9v\t", "foo", Base64End::Complete),
            ("Zm9vY", "foo", Base64End::Partial),
            ("Zh", "f", Base64End::Partial),
            ("Zm9v+mFy", "foo", Base64End::InvalidChar),
            ("Zg==", "f", Base64End::InvalidChar),
        ] {
            assert_eq!(base64(text), (whole.as_bytes().to_vec(), end), "{text}");
        }
    }

    #[test]
    fn numbers() {
        for number in [0, 1, 127, 128, 16383, 16384, u64::MAX] {
            let mut out = Vec::new();
            put_number(&mut out, number);
            assert_eq!(ByteReader(&out).number(), Ok(number));
            for cut in 0..out.len() {
                assert_eq!(
                    ByteReader(&out[..cut]).number(),
                    Err(DecodeError::UnexpectedEnd)
                );
            }
        }
        for number in [0, -1, 1, -47_600_000, i64::MIN, i64::MAX] {
            assert_eq!(unfold(fold(number)), number);
        }
        assert_eq!(fold(-1), 1);
        // More than 64 bits.
        assert_eq!(
            ByteReader(&[0xff; 11]).number(),
            Err(DecodeError::Malformed)
        );
        let mut over = [0xff; 10];
        over[9] = 2;
        assert_eq!(ByteReader(&over).number(), Err(DecodeError::Malformed));
    }

    #[test]
    fn a_length_that_lies_takes_no_room() {
        let mut long = Vec::new();
        put_number(&mut long, u64::MAX);
        assert!(ByteReader(&long).text(10).is_err());
        assert_eq!(ByteReader(&long).count(10), Err(DecodeError::Malformed));
        let mut out = Vec::new();
        put_text(&mut out, "å");
        assert_eq!(ByteReader(&out).text(1), Ok("å"));
        assert_eq!(ByteReader(&out).text(0), Err(DecodeError::Malformed));
        assert_eq!(
            ByteReader(&[2, 0xc3, 0x28]).text(9),
            Err(DecodeError::Malformed)
        );
    }
}
