//! Words around the decision paper; its own are the meeting's.

use super::frame::NAME;
/// The view's name.
pub const VIEW: &str = "Beslutsunderlag";
/// What it is.
pub const LEAD: &str = "Scenariot som en tjänsteskrivelse att skriva ut eller spara som PDF. Tryck på ett understruket tal för att se hur det räknas.";
/// What becomes of what is typed into it.
pub const TYPED: &str = "De tomma fälten kan fyllas i här eller för hand. Det du skriver i dem sparas inte någonstans: det är borta när du lämnar sidan.";
/// How much is shown: the name of the choice, and what is chosen between.
pub const LENGTH: &str = "Omfattning";
/// All of it.
pub const WHOLE: &str = "Hela beslutsunderlaget";
/// What matters most, on one A4.
pub const ONE_PAGE: &str = "En sida";

/// The foot of each page that is printed: which scenario, and when.
#[must_use]
pub fn foot(scenario: &str, day: &str) -> String {
    if scenario.is_empty() {
        format!("{NAME}. Scenario utan namn, {day}")
    } else {
        format!("{NAME}. Scenario: {scenario}, {day}")
    }
}

/// In the foot of the paper's pages: what has been typed, or room to write.
#[must_use]
pub fn register(typed: &str) -> String {
    let typed = typed.trim();
    if typed.is_empty() {
        "Dnr ______________".to_owned()
    } else {
        format!("Dnr {typed}")
    }
}

/// Opens the system's own way to print.
pub const PRINT: &str = "Skriv ut";
/// While what makes it is fetched.
pub const COMING: &str = "Beslutsunderlaget hämtas…";
/// What makes it could not be fetched.
pub const MISSING: &str = "Beslutsunderlaget kunde inte visas. Den del av verktyget som skriver det gick inte att hämta, eller har slutat svara.";
/// From elsewhere to here.
pub const LINK: &str = "Beslutsunderlag att skriva ut";
