//! How the members' contributions grow, and results by year, on Läget.

/// Writes the label of the remaining requirement of a later year.
#[must_use]
pub fn left_in(year: i32) -> String {
    format!("Återstår {year}")
}

/// The members' card.
pub const MEMBERS: &str = "Så finansieras växande behov";

/// Lead of the members' card.
pub const MEMBERS_LEAD: &str = "Hur medlemmarnas bidrag växer efter planåret.";

/// The two ways, as a choice: its name, and each way.
pub const WAY: &str = "Medlemmarnas bidrag";
/// Choice: the contributions follow the need.
pub const BY_SHARE: &str = "Följer behovet";
/// Choice: the contributions rise by a fixed percentage a year.
pub const BY_INCREASE: &str = "Höjs med en fast procent om året";

/// Warnings' heading.
pub const WARNINGS: &str = "Varningar";

/// In how many futures the budget balances, until it is worked out.
pub const FUTURES_COMING: &str = "Räknar i hur många framtider budgeten är i balans…";
