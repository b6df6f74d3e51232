//! Läget, the first view.

/// The views' names in the menu, which are their headings too.
pub const VIEW: &str = "Läget";

/// The krav card.
pub const REQUIREMENT: &str = "Effektiviseringskrav";

/// What a requirement is.
pub const REQUIREMENT_LEAD: &str =
    "Skillnaden mellan den väntade kostnaden och medlemmarnas bidrag.";

/// The sum.
pub const TOGETHER: &str = "Totalt";

/// The share of both areas' cost.
pub const SHARE_TOTAL: &str = "Kravets andel av hela kostnaden";

/// What is left in a later year.
#[must_use]
pub fn gap_in(year: i32) -> String {
    format!("Återstår {year}")
}

/// The members' card.
pub const MEMBERS: &str = "Så finansieras växande behov";

/// What it is about.
pub const MEMBERS_LEAD: &str =
    "Hur mycket av kostnadsökningen efter planåret som medlemmarna betalar.";

/// Warnings' heading.
pub const WARNINGS: &str = "Varningar";
