//! An address that leads nowhere.

use balans_format::text::{isolated, line};
/// An address that leads nowhere.
pub const VIEW: &str = "Sidan finns inte";

/// Where an unknown address leads.
pub const UNKNOWN_LEAD: &str =
    "Adressen leder inte till någon sida. Kontrollera länken, eller välj en sida här:";

/// The address that was asked for.
#[must_use]
pub fn unknown_address(path: &str) -> String {
    let shown: String = line(path).chars().take(60).collect();
    format!("Adressen var #{}", isolated(&shown))
}

/// The address asks for a measure that there isn't.
#[must_use]
pub fn unknown_measure(id: &str) -> String {
    let shown: String = line(id).chars().take(60).collect();
    format!(
        "Det finns ingen åtgärd med beteckningen ”{}”. Här står alla som finns.",
        isolated(&shown)
    )
}
