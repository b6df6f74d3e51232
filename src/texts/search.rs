//! Words of the search, the keys and the first visit.

use balans_format as format;

/// The search's name and heading.
pub const SEARCH: &str = "Sök";
/// The field's label.
pub const FIELD: &str = "Sök bland tal, åtgärder, sidor och ord";
/// Nothing found.
pub const NOTHING: &str = "Inga träffar. Pröva ett annat ord.";
/// What a hit is: a view.
pub const VIEW: &str = "Sida";
/// What a hit is: an input.
pub const INPUT: &str = "Tal";
/// What a hit is: a measure.
pub const MEASURE: &str = "Åtgärd";
/// What a hit is: a word of the list.
pub const WORD: &str = "Ord";

/// Words that lead to Läget besides its name.
pub const OVERVIEW_ALSO: &str =
    "balanskrav underskott återställa resultatreserv resultat finansiering bidrag kommunallagen";

/// Words that lead to *Vad krävs?* besides its name.
pub const REQUIRED_ALSO: &str = "balans räcker underskott sparkrav gap målsökning kombinationer turordning överlapp vad ger vad tillsammans";

/// How many hits there are, when not all are shown.
#[must_use]
pub fn more(shown: usize, found: usize) -> String {
    format!(
        "De {} första av {found} träffar visas.",
        format::count(shown)
    )
}

/// The keys' heading.
pub const KEYS: &str = "Kortkommandon";
/// The keys and what they do.
pub const KEY_LIST: [(&str, &str); 7] = [
    ("/", "Sök i hela verktyget"),
    ("?", "Visa kortkommandon"),
    ("Tabb", "Gå till nästa reglage eller knapp"),
    ("Piltangenter", "Flytta reglaget ett steg"),
    ("Page Up, Page Down", "Flytta reglaget längre"),
    ("Retur", "Bekräfta talet"),
    ("Esc", "Ångra det du skriver, eller stäng rutan"),
];

/// The first visit's heading.
pub const WELCOME: &str = "Så fungerar det";
/// Three sentences, not a tour.
pub const WELCOME_TEXT: [&str; 3] = [
    "Överst ser du vad som återstår att hitta för att nå budget i balans.",
    "Dra i ett reglage eller skriv ett tal, så ser du direkt vad som ändras och för vem.",
    "Tryck på ett understruket tal för att se hur det räknas och var det kommer ifrån.",
];
/// The first visit's button.
pub const WELCOME_DONE: &str = "Börja";
