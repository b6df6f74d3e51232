//! Numbers in a file, and detection of numbers that a person has written with a comma or as a text.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde::ser::{Serialize, Serializer};

/// Beginning of the deserialisation error for a number that is written as a text.
pub(super) const AS_TEXT: &str = "a number as a text";

/// A number of a file, in its input's own unit.
#[derive(Clone, Copy)]
pub(super) struct FileNumber(pub(super) f64);

impl Serialize for FileNumber {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.0)
    }
}

impl<'de> Deserialize<'de> for FileNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(FileNumberVisitor)
    }
}

struct FileNumberVisitor;

impl Visitor<'_> for FileNumberVisitor {
    type Value = FileNumber;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a number")
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<FileNumber, E> {
        Ok(FileNumber(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<FileNumber, E> {
        Ok(FileNumber(value as f64))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<FileNumber, E> {
        Ok(FileNumber(value as f64))
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<FileNumber, E> {
        Err(E::custom(AS_TEXT))
    }
}

/// Whether a line of a file has a number with a decimal comma after its colon: `"value": 73,7`.
pub(super) fn is_with_comma(line: &str) -> bool {
    line.split(':').skip(1).any(|value| {
        let value = value.trim_start().trim_start_matches(['-', '\u{2212}']);
        let Some((whole, decimals)) = value.split_once(',') else {
            return false;
        };
        !whole.is_empty()
            && whole.bytes().all(|byte| byte.is_ascii_digit())
            && decimals.starts_with(|c: char| c.is_ascii_digit())
    })
}
