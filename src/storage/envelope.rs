//! The envelope of every stored text: checksum, schema number, app version and time.
//!
//! A text of an older schema is migrated step by step, each step a pure function of its data; a
//! text of a newer schema is recognised and not read. The checksum came with schema 2 and is first
//! in every later one, so that corruption can be told from a newer schema.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use balans_scenario::sum;

/// The schema that this version writes. Raised when the data's shape or meaning changes, with a
/// step in `MIGRATIONS` and texts of the former schema in `tests/schemas/`.
pub const SCHEMA: u32 = 4;

/// The kind of data in a stored text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A working copy.
    Working,
    /// A saved scenario.
    Scenario,
    /// An unreadable text, set aside.
    Aside,
}

/// A migration from schema n to n + 1; the first is from 1.
type Migration = fn(Kind, &mut Map<String, Value>);
const MIGRATIONS: [Migration; SCHEMA as usize - 1] = [scenario_note, slides_and_underlag, engine];

/// Migrates 1 → 2: adds a scenario's own note.
fn scenario_note(kind: Kind, data: &mut Map<String, Value>) {
    if kind == Kind::Scenario {
        data.insert("note".to_owned(), Value::String(String::new()));
    }
}

/// Migrates 2 → 3: adds a scenario's own slides and own figures. A missing field means none, so
/// nothing is changed.
fn slides_and_underlag(_: Kind, _: &mut Map<String, Value>) {}

/// 3 → 4: a draft says which engine it was made with, where that is not the present. Before this there was the first.
fn engine(kind: Kind, data: &mut Map<String, Value>) {
    let draft = match kind {
        Kind::Working => Some(data),
        Kind::Scenario => data.get_mut("draft").and_then(Value::as_object_mut),
        Kind::Aside => None,
    };
    if let Some(draft) = draft {
        draft.insert("engine".to_owned(), Value::from(1));
    }
}

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
    #[serde(rename = "sum", default)]
    _sum: String,
    #[serde(rename = "schema")]
    _schema: u32,
    #[serde(rename = "app")]
    _app: String,
    saved: String,
    data: T,
}

/// The part of an envelope that every schema has.
#[derive(Deserialize)]
struct SchemaHeader {
    schema: u32,
}

/// The result of opening a stored text.
#[derive(Debug, PartialEq)]
pub(crate) enum Opened<T> {
    /// Readable: the data, and when it was written (RFC 3339).
    Data(T, String),
    /// Written by a newer version of the app: must be left unchanged.
    Newer,
    /// Corrupt, or not written by this app.
    Unreadable,
}

const SUM_START: &str = "{\"sum\":\"";
const SUM_END: &str = "\",";
const SUM_DIGITS: usize = 8;

/// Wraps `data` in an envelope. `saved` is a time in RFC 3339.
pub(crate) fn seal<T: Serialize>(data: &T, saved: &str) -> String {
    let outgoing = Outgoing {
        schema: SCHEMA,
        app: env!("CARGO_PKG_VERSION"),
        saved,
        data,
    };
    // Serializing plain structs with string keys can't fail; were the text empty, it would read as
    // unreadable and never as stored data.
    let text = serde_json::to_string(&outgoing).unwrap_or_default();
    let Some(rest) = text.strip_prefix('{') else {
        return text;
    };
    [SUM_START, &sum(rest), SUM_END, rest].concat()
}

/// Returns an envelope's data as it is written: two envelopes with the same text here hold the same, whenever sealed.
pub(crate) fn data(text: &str) -> Option<&str> {
    text.split_once("\"data\":").map(|(_, data)| data)
}

/// Tests the checksum; `None` where the text has none.
fn is_whole(text: &str) -> Option<bool> {
    let rest = text.strip_prefix(SUM_START)?;
    let (said, rest) = rest.split_at_checked(SUM_DIGITS)?;
    Some(sum(rest.strip_prefix(SUM_END)?) == said)
}

/// Unwraps a stored text, migrated to this schema.
pub(crate) fn open<T: DeserializeOwned>(kind: Kind, text: &str) -> Opened<T> {
    let whole = is_whole(text);
    let head = match serde_json::from_str::<SchemaHeader>(text) {
        Ok(head) if whole != Some(false) => head,
        _ => return Opened::Unreadable,
    };
    if head.schema > SCHEMA {
        return Opened::Newer;
    }
    let lifted = (head.schema < SCHEMA).then(|| lift(kind, text, head.schema));
    let current = match &lifted {
        Some(lifted) => lifted.as_deref(),
        // A text of this schema must have a checksum.
        None => whole.map(|_| text),
    };
    current
        .and_then(|text| serde_json::from_str::<Incoming<T>>(text).ok())
        .map_or(Opened::Unreadable, |incoming| {
            Opened::Data(incoming.data, incoming.saved)
        })
}

/// Migrates a text from an older schema; `None` where it is malformed.
fn lift(kind: Kind, text: &str, schema: u32) -> Option<String> {
    let first = usize::try_from(schema).ok()?.checked_sub(1)?;
    let mut envelope = serde_json::from_str::<Map<String, Value>>(text).ok()?;
    let data = envelope.get_mut("data")?.as_object_mut()?;
    for step in MIGRATIONS.get(first..)? {
        step(kind, data);
    }
    serde_json::to_string(&envelope).ok()
}

#[cfg(test)]
mod tests;
