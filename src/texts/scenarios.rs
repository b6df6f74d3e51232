//! The words of Scenarier.

use crate::format::{HARD_SPACE, number};

/// The menu's word, and the heading.
pub const VIEW: &str = "Scenarier";
/// What the page is for.
pub const LEAD: &str = "Börja från ett förval eller från ett sparat scenario. Det du gör finns kvar i webbläsaren tills du sparar det under ett namn.";
/// Above the presets.
pub const PRESETS: &str = "Börja från ett förval";
/// What pressing one does.
pub const PRESETS_LEAD: &str =
    "Ett förval ställer in de reglage som står i det och lämnar de andra som de är.";
/// Presses one.
pub const SET: &str = "Ställ in";
/// It stands as the preset sets it.
pub const IS_SET: &str = "Inställt";
/// Above what is saved.
pub const SAVED: &str = "Sparade scenarier";
/// Above what differs.
pub const DIFFERS: &str = "Det här skiljer sig från underlaget";
/// The same where the underlag has a controller's own figures in it.
pub const DIFFERS_FROM_DOCUMENTS: &str =
    "Det här skiljer sig från dokumenten och verktygets utgångsläge";
/// Nothing does.
pub const DIFFERS_NOT: &str = "Alla reglage står som i underlaget.";
/// A column: which input.
pub const INPUT: &str = "Reglage";
/// A column: the value now.
pub const NOW: &str = "Nu";
/// A column: the underlag's value.
pub const BEFORE: &str = "I underlaget";

/// Searches names and notes.
pub const SEEK: &str = "Sök bland namn och anteckningar";
/// Nothing has these words.
pub const NONE_FOUND: &str = "Inget sparat scenario har de orden.";
/// Chooses the order.
pub const ORDER: &str = "Ordning";
/// The orders: last changed, last created, by name, least left to find.
pub const ORDERS: [&str; 4] = [
    "Senast ändrade",
    "Senast skapade",
    "Namn",
    "Minst kvar att finna",
];
/// Keeps a copy beside it.
pub const DUPLICATE: &str = "Kopiera";
/// Stands in an empty note.
pub const NOTE: &str = "Anteckning. Skriv inga personuppgifter.";

/// A note's label.
#[must_use]
pub fn note_of(name: &str) -> String {
    format!("Anteckning till {name}")
}

/// What a scenario leaves to find, after when it was saved.
#[must_use]
pub fn gap(mnkr: f64) -> String {
    format!(" · kvar att finna {}{HARD_SPACE}mnkr", number(mnkr, 1))
}

/// The button that shows what a saved scenario has elsewhere than the underlag.
#[must_use]
pub fn differs(count: usize) -> String {
    match count {
        0 => "Som underlaget".to_owned(),
        1 => "Ett reglage skiljer sig".to_owned(),
        many => format!("{many}{HARD_SPACE}reglage skiljer sig"),
    }
}

/// What the underlag has, after what the scenario has.
#[must_use]
pub fn instead_of(underlag: &str) -> String {
    format!(" (underlaget: {underlag})")
}

/// The button that shows what a preset sets.
#[must_use]
pub fn sets(count: usize) -> String {
    format!("Ställer in {count}\u{a0}reglage")
}
