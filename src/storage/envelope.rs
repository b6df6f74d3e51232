//! The wrapper of every kept text: which schema it follows, which version wrote it, and when.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// The schema this version writes. Raised when the data's shape or meaning changes.
pub const SCHEMA: u32 = 1;

#[derive(Serialize)]
struct Outgoing<'a, T> {
    schema: u32,
    app: &'a str,
    saved: &'a str,
    data: &'a T,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Incoming<T> {
    #[serde(rename = "schema")]
    _schema: u32,
    #[serde(rename = "app")]
    _app: String,
    #[serde(rename = "saved")]
    _saved: String,
    data: T,
}

/// Only what says whether the rest can be read.
#[derive(Deserialize)]
struct Head {
    schema: u32,
}

/// What a kept text turned out to be.
#[derive(Debug, PartialEq)]
pub(crate) enum Opened<T> {
    /// Readable.
    Data(T),
    /// Written by a newer version of the tool: to be left as it is.
    Newer,
    /// Not a text this tool wrote, or a damaged one.
    Unreadable,
}

/// Wraps `data`. `saved` is a time in RFC 3339.
pub(crate) fn seal<T: Serialize>(data: &T, saved: &str) -> String {
    let outgoing = Outgoing {
        schema: SCHEMA,
        app: env!("CARGO_PKG_VERSION"),
        saved,
        data,
    };
    // Serializing plain structs with string keys has no way to fail; an empty text would be
    // refused by the read-back, so not even that could lose anything.
    serde_json::to_string(&outgoing).unwrap_or_default()
}

/// Unwraps a kept text.
pub(crate) fn open<T: DeserializeOwned>(text: &str) -> Opened<T> {
    match serde_json::from_str::<Head>(text) {
        Ok(head) if head.schema > SCHEMA => Opened::Newer,
        Ok(_) => serde_json::from_str::<Incoming<T>>(text)
            .map_or(Opened::Unreadable, |e| Opened::Data(e.data)),
        Err(_) => Opened::Unreadable,
    }
}
