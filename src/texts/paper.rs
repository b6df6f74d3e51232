//! Words around the decision paper; its own are the meeting's.

use super::frame::NAME;
/// The view's name.
pub const VIEW: &str = "Beslutsunderlag";
/// Lead of the view.
pub const LEAD: &str = "Scenariot som en tjänsteskrivelse att skriva ut eller spara som PDF. Tryck på ett understruket tal för att se hur det räknas.";
/// Note: typed text is not stored.
pub const TYPED: &str = "De tomma fälten kan fyllas i här eller för hand. Det du skriver i dem sparas inte någonstans: det är borta när du lämnar sidan.";
/// Label of the choice of length.
pub const LENGTH: &str = "Omfattning";
/// Choice: the whole paper.
pub const WHOLE: &str = "Hela beslutsunderlaget";
/// Choice: one A4 page.
pub const ONE_PAGE: &str = "En sida";

/// Writes the footer of printed pages: scenario and date.
#[must_use]
pub fn foot(scenario: &str, day: &str) -> String {
    if scenario.is_empty() {
        format!("{NAME}. Scenario utan namn, {day}")
    } else {
        format!("{NAME}. Scenario: {scenario}, {day}")
    }
}

/// Writes the footer of the paper's pages: typed text, or a blank line.
#[must_use]
pub fn register(typed: &str) -> String {
    let typed = typed.trim();
    if typed.is_empty() {
        "Dnr ______________".to_owned()
    } else {
        format!("Dnr {typed}")
    }
}

/// Button: opens the print dialog.
pub const PRINT: &str = "Skriv ut";
/// Message while the deferred module is fetched.
pub const COMING: &str = "Beslutsunderlaget hämtas…";
/// Message: the deferred module could not be fetched.
pub const MISSING: &str = "Beslutsunderlaget kunde inte visas. Den del av verktyget som skriver det gick inte att hämta, eller har slutat svara.";
/// Link to the decision paper.
pub const LINK: &str = "Beslutsunderlag att skriva ut";
