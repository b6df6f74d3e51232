//! Källor.

use balans_format as format;
use balans_model::Status;
/// Sources and assumptions.
pub const VIEW: &str = "Källor";

/// The view's lead.
#[must_use]
pub fn sources_lead(count: usize, changed: usize) -> String {
    match changed {
        0 => format!(
            "Här är alla {count} tal som verktyget räknar med. Inget skiljer sig från utgångsläget."
        ),
        1 => format!("Här är alla {count} tal som verktyget räknar med. Ett av dem är ändrat."),
        many => format!(
            "Här är alla {count} tal som verktyget räknar med. Av dem är {} ändrade.",
            format::count(many)
        ),
    }
}

/// Free search.
pub const SEARCH: &str = "Sök bland talen";

/// Filter by status.
pub const SHOW: &str = "Visa";

/// All statuses.
pub const ALL: &str = "Alla";

/// Only what is changed.
pub const ONLY_CHANGED: &str = "Ändrade";

/// How many the search found.
#[must_use]
pub fn found(count: usize) -> String {
    match count {
        0 => "Inget tal matchar sökningen.".to_owned(),
        1 => "Här visas ett tal.".to_owned(),
        many => format!("Här visas {} tal.", format::count(many)),
    }
}

/// Opens an input for change.
pub const CHANGE: &str = "Visa och ändra";

/// All back.
pub const RESET_ALL: &str = "Återställ allt till utgångsläget";

/// The documents' heading.
pub const DOCUMENTS: &str = "De två dokumenten";

/// The statuses' heading.
pub const STATUSES: &str = "Vad statusen betyder";

/// The value in the pack, in a row.
#[must_use]
pub fn underlag_value(status: Status, value: &str) -> String {
    match status {
        Status::Own => format!("eget tal {value}"),
        _ => format!("utgångsläge {value}"),
    }
}

/// What the documents have where a figure is a controller's own.
#[must_use]
pub fn in_documents(value: &str) -> String {
    format!("verktygets utgångsläge {value}")
}
