//! Words of the presentation: the presenter's window, the slide list and the projector's window.

/// The view's name, its way in, and the page's title.
pub const VIEW: &str = "Presentera";
/// The projector's window.
pub const PROJECTOR_VIEW: &str = "Projektorfönster";
/// What the controls are.
pub const CONTROLS: &str = "Styr presentationen";
/// One back.
pub const BACK: &str = "Föregående bild";
/// One on.
pub const NEXT: &str = "Nästa bild";
/// To the slide list.
pub const LIST: &str = "Bilder";
/// To the projector's window.
pub const PROJECTOR: &str = "Projektor";
/// What that does.
pub const PROJECTOR_HELP: &str = "Öppnar ett fönster att dra till projektorn. Det här fönstret visar då anteckningar och nästa bild.";
/// The screen black.
pub const BLACK: &str = "Svart";
/// The whole screen.
pub const FULL: &str = "Helskärm";
/// Out of it.
pub const LEAVE: &str = "Avsluta";
/// The slide comes back.
pub const LIGHT: &str = "Visa bilden igen";
/// The screen is black.
pub const IS_BLACK: &str = "Bilden är svart.";
/// Nothing can be shown yet.
pub const COMING: &str = "Hämtar bilderna…";
/// Nothing can be shown.
pub const MISSING: &str =
    "Bilderna kunde inte hämtas. Kontrollera att du har nätverk och ladda om sidan.";

/// The same in the presenter's window, above the button that tries again.
pub const NOT_MADE: &str = "Bilderna kunde inte visas. Den del av verktyget som gör dem gick inte att hämta, eller har slutat svara.";

/// The slide that was shown hangs on something that is gone.
pub const GONE: &str = "Den här bilden finns inte med de värden som gäller nu.";

/// Where in the row one is, for the eye.
#[must_use]
pub fn place(number: usize, count: usize) -> String {
    format!("{number} av {count}")
}

/// The same, for the ear.
#[must_use]
pub fn turned(number: usize, count: usize, title: &str) -> String {
    format!("Bild {number} av {count}: {title}")
}

/// The levers on the slide.
pub const LEVERS: &str = "Reglage på bilden";
/// What undoes, plays again and adds.
pub const STEPS: &str = "Ändra på bilden";
/// The field to choose one more in.
pub const ADD_LEVER: &str = "Lägg till ett reglage";
/// What says who has the keys.
pub const LEVER_HAS_KEYS: &str = "Piltangenterna styr reglaget. Tryck Esc för att styra bilderna.";

/// Take a lever away again.
#[must_use]
pub fn take_lever(label: &str) -> String {
    format!("Ta bort reglaget {label}")
}

// The presenter's own -------------------------------------------------------------------------

/// What comes next.
pub const COMES: &str = "Nästa";
/// Nothing more.
pub const LAST: &str = "Det här är sista bilden.";
/// For the presenter alone.
pub const NOTES: &str = "Att säga";
/// No notes.
pub const NO_NOTES: &str = "Inget är skrivet till bilden.";
/// Time spent.
pub const TIME: &str = "Tid";
/// The clock to zero.
pub const RESTART: &str = "Nollställ";
/// The projector's window answers.
pub const LINKED: &str = "Projektorfönstret följer med.";
/// It has not answered yet.
pub const WAITING: &str = "Väntar på projektorfönstret…";
/// It has answered and does so no more.
pub const LOST: &str =
    "Kontakten med projektorfönstret är bruten. Öppnas det igen hittar det tillbaka av sig självt.";
/// No window may be opened.
pub const BLOCKED: &str = "Webbläsaren blockerade det nya fönstret. Tillåt popup-fönster för den här sidan och tryck på Projektor igen.";
/// No two windows can be linked.
pub const NO_CHANNEL: &str = "Den här webbläsaren kan inte länka två fönster. Visa det här fönstret på projektorn i stället.";
/// Open it again.
pub const REOPEN: &str = "Öppna fönstret igen";
/// Back to one window.
pub const CLOSE_PROJECTOR: &str = "Stäng projektorfönstret";

// The projector's -----------------------------------------------------------------------------

/// No two windows can be linked.
pub const PROJECTOR_NO_CHANNEL: &str = "Den här webbläsaren kan inte länka två fönster. Stäng det här fönstret och visa det andra på projektorn i stället.";
/// Before the first slide.
pub const PROJECTOR_WAITING: &str = "Väntar på presentatörens fönster…";
/// The presenter's window answers no more.
pub const PROJECTOR_LOST: &str =
    "Kontakten med det andra fönstret är bruten. Det som visas är det senaste.";
/// What was heard can't be read.
pub const PROJECTOR_OTHER: &str =
    "De två fönstren har olika versioner av verktyget. Ladda om båda.";
/// How to fill the projector.
pub const PROJECTOR_HELP_FULL: &str = "Dra fönstret till projektorn och tryck F för helskärm.";

// The slide list ------------------------------------------------------------------------------

/// Its heading.
pub const LIST_HEADING: &str = "Bilderna i ordning";
/// One earlier.
pub const UP: &str = "Flytta upp";
/// One later.
pub const DOWN: &str = "Flytta ner";
/// Not shown.
pub const LEAVE_OUT: &str = "Utelämna";
/// What can be added.
pub const OFFERS: &str = "Lägg till";
/// All are there.
pub const NO_OFFERS: &str = "Alla bilder är redan med.";
/// The field to seek in.
pub const SEEK: &str = "Sök bland bilder, diagram, åtgärder och scenarier";
/// Back to the standard deck.
pub const STANDARD: &str = "Tillbaka till standardbilderna";

/// Told after a change in the list.
#[must_use]
pub fn moved(title: &str, number: usize, count: usize) -> String {
    format!("{title}: bild {number} av {count}")
}
/// Told after leaving one out.
#[must_use]
pub fn left_out(title: &str) -> String {
    format!("{title} är utelämnad")
}
/// Told after adding one.
#[must_use]
pub fn added(title: &str) -> String {
    format!("{title} är tillagd sist")
}
/// Told after going back to the standard.
pub const RESTORED: &str = "Standardbilderna är tillbaka";

/// The keys while slides are shown.
pub const KEY_LIST: [(&str, &str); 10] = [
    ("→ ↓ Page Down Blanksteg", "Nästa bild"),
    ("← ↑ Page Up Skift + Blanksteg", "Föregående bild"),
    ("Home, End", "Första och sista bilden"),
    ("B eller .", "Svart bild, och tillbaka"),
    ("F eller F5", "Helskärm, och tillbaka"),
    (
        "Esc",
        "Lämna reglaget, helskärmen, den svarta bilden eller presentationen",
    ),
    ("Ctrl + Z, Ctrl + Y", "Ångra och gör om"),
    ("Tabb", "Gå till nästa knapp eller reglage"),
    (
        "Pilarna på ett reglage",
        "Flytta reglaget; Page Up och Page Down byter bild också där",
    ),
    ("?", "Visa kortkommandon"),
];
