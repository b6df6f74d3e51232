//! Days and times.

use balans_format::HARD_SPACE;
use balans_report::texts::shared::month;
use chrono::{DateTime, FixedOffset};
use chrono::{Datelike, Timelike};
/// A time as a Swede writes it: "21 november 2026 kl. 19.43", where the line may break before kl. only.
#[must_use]
pub fn date(rfc3339: &str) -> String {
    match DateTime::<FixedOffset>::parse_from_rfc3339(rfc3339) {
        Ok(t) => format!(
            "{}{HARD_SPACE}{}{HARD_SPACE}{} kl.{HARD_SPACE}{}.{:02}",
            t.day(),
            month(t.month()),
            t.year(),
            t.hour(),
            t.minute()
        ),
        Err(_) => "vid okänd tid".to_owned(),
    }
}

/// A day as a Swede writes it: "21 november 2026".
#[must_use]
pub fn day(rfc3339: &str) -> String {
    let day = DateTime::<FixedOffset>::parse_from_rfc3339(rfc3339);
    day.map_or_else(
        |_| String::new(),
        |t| {
            format!(
                "{}{HARD_SPACE}{}{HARD_SPACE}{}",
                t.day(),
                month(t.month()),
                t.year()
            )
        },
    )
}
