//! An address that leads nowhere.

use balans_format::text::{isolated, line};
/// The view's name: an unknown address.
pub const VIEW: &str = "Sidan finns inte";

/// Lead above the list of views.
pub const UNKNOWN_LEAD: &str =
    "Adressen leder inte till någon sida. Kontrollera länken, eller välj en sida här:";

/// Writes the unknown address.
#[must_use]
pub fn unknown_address(path: &str) -> String {
    let shown: String = line(path).chars().take(60).collect();
    format!("Adressen var #{}", isolated(&shown))
}

/// Message: the address names an unknown measure.
#[must_use]
pub fn unknown_measure(id: &str) -> String {
    let shown: String = line(id).chars().take(60).collect();
    format!(
        "Det finns ingen åtgärd med beteckningen ”{}”. Här står alla som finns.",
        isolated(&shown)
    )
}
