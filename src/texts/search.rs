//! Words of the search, the keys and the first visit.

/// The search's name and heading.
pub const SEARCH: &str = "Sök";
/// The field's label.
pub const FIELD: &str = "Sök bland tal, åtgärder, vyer och ord";
/// Nothing found.
pub const NOTHING: &str = "Inget stämmer. Pröva ett annat ord.";
/// What a hit is: a view.
pub const VIEW: &str = "Vy";
/// What a hit is: an input.
pub const INPUT: &str = "Tal";
/// What a hit is: a measure.
pub const MEASURE: &str = "Åtgärd";
/// What a hit is: a word of the list.
pub const WORD: &str = "Ord";

/// How many hits there are, when not all are shown.
#[must_use]
pub fn more(shown: usize, found: usize) -> String {
    format!("De {shown} första av {found} träffar visas.")
}

/// The keys' heading.
pub const KEYS: &str = "Tangenter";
/// The keys and what they do.
pub const KEY_LIST: [(&str, &str); 7] = [
    ("/", "Sök bland allt"),
    ("?", "Visa tangenterna"),
    ("Tabb", "Gå till nästa reglage eller knapp"),
    ("Piltangenter", "Flytta reglaget ett steg"),
    ("Page Up, Page Down", "Flytta reglaget längre"),
    ("Retur", "Låt talet i fältet gälla"),
    ("Esc", "Ångra det du skriver, eller stäng rutan"),
];

/// The first visit's heading.
pub const WELCOME: &str = "Så fungerar det";
/// Three sentences, not a tour.
pub const WELCOME_TEXT: [&str; 3] = [
    "Överst ser du vad som är kvar att finna för att nå budget i balans.",
    "Dra i ett reglage eller skriv ett tal, så ser du direkt vad som ändras och för vem.",
    "Tryck på ett understruket tal för att se hur det räknas och var det kommer ifrån.",
];
/// The first visit's button.
pub const WELCOME_DONE: &str = "Börja";
