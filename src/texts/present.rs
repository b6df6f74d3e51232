//! Words of the presentation: the presenter's window, the slide list and the projector's window.

/// The view's name, its way in, and the page's title.
pub const VIEW: &str = "Presentera";
/// The projector's window.
pub const PROJECTOR_VIEW: &str = "Projektorfönster";
/// Label of the controls, for screen readers.
pub const CONTROLS: &str = "Styr presentationen";
/// Button: the previous slide.
pub const BACK: &str = "Föregående bild";
/// Button: the next slide.
pub const NEXT: &str = "Nästa bild";
/// Link to the slide list.
pub const LIST: &str = "Bilder";
/// Button: opens the projector's window.
pub const PROJECTOR: &str = "Projektor";
/// Explanation of [`PROJECTOR`].
pub const PROJECTOR_HELP: &str = "Öppnar ett fönster att dra till projektorn. Det här fönstret visar då anteckningar och nästa bild.";
/// Button: makes the slide black.
pub const BLACK: &str = "Svart";
/// Button: full screen.
pub const FULL: &str = "Helskärm";
/// Button: leaves the presentation.
pub const LEAVE: &str = "Avsluta";
/// Button: shows the black slide again.
pub const LIGHT: &str = "Visa bilden igen";
/// Message while the slide is black.
pub const IS_BLACK: &str = "Bilden är svart.";
/// Message while the slides are fetched.
pub const COMING: &str = "Hämtar bilderna…";
/// Message in the projector's window: the slides could not be fetched.
pub const MISSING: &str =
    "Bilderna kunde inte hämtas. Kontrollera att du har nätverk och ladda om sidan.";

/// Message in the presenter's window: the slides could not be made. Above the button that tries again.
pub const NOT_MADE: &str = "Bilderna kunde inte visas. Den del av verktyget som gör dem gick inte att hämta, eller har slutat svara.";

/// Message: the slide does not exist with the scenario's values.
pub const GONE: &str = "Den här bilden finns inte med de värden som gäller nu.";

/// Writes the slide's number of all, on screen.
#[must_use]
pub fn place(number: usize, count: usize) -> String {
    format!("{number} av {count}")
}

/// Writes the slide's number and title, for screen readers.
#[must_use]
pub fn turned(number: usize, count: usize, title: &str) -> String {
    format!("Bild {number} av {count}: {title}")
}

/// Label of the slide's levers.
pub const LEVERS: &str = "Reglage på bilden";
/// Label of the buttons that undo, replay and add levers.
pub const STEPS: &str = "Ändra på bilden";
/// Button and heading: adds a lever to the slide.
pub const ADD_LEVER: &str = "Lägg till ett reglage";
/// Label of the search among the levers.
pub const SEEK_LEVER: &str = "Sök bland reglagen";
/// Over the levers before anything is searched for.
pub const STRONGEST: &str = "De som kan ge mest, i ordning:";
/// Hint while a lever has the arrow keys.
pub const LEVER_HAS_KEYS: &str = "Piltangenterna styr reglaget. Tryck Esc för att styra bilderna.";

/// Button on the slide of how sure the answer is: draws the first future.
pub const DRAW: &str = "Dra en framtid";
/// The same: draws the next one.
pub const DRAW_NEXT: &str = "Dra nästa framtid";
/// Button: shows all futures again.
pub const ALL_FUTURES: &str = "Visa alla framtider";

/// Writes the name of the button that removes a lever.
#[must_use]
pub fn take_lever(label: &str) -> String {
    format!("Ta bort reglaget {label}")
}

// The presenter's own -------------------------------------------------------------------------

/// Heading of the next slide.
pub const COMES: &str = "Nästa";
/// Message: there is no next slide.
pub const LAST: &str = "Det här är sista bilden.";
/// Heading of the presenter's notes.
pub const NOTES: &str = "Att säga";
/// Message: the slide has no notes.
pub const NO_NOTES: &str = "Inget är skrivet till bilden.";
/// Label of the elapsed time.
pub const TIME: &str = "Tid";
/// Button: resets the elapsed time.
pub const RESTART: &str = "Nollställ";
/// Status: the projector's window is connected.
pub const LINKED: &str = "Projektorfönstret följer med.";
/// Status: waiting for the projector's window.
pub const WAITING: &str = "Väntar på projektorfönstret…";
/// Status: the projector's window has stopped answering.
pub const LOST: &str =
    "Kontakten med projektorfönstret är bruten. Öppnas det igen hittar det tillbaka av sig självt.";
/// Message: the browser blocks new windows.
pub const BLOCKED: &str = "Webbläsaren blockerade det nya fönstret. Tillåt popup-fönster för den här sidan och tryck på Projektor igen.";
/// No two windows can be linked.
pub const NO_CHANNEL: &str = "Den här webbläsaren kan inte länka två fönster. Visa det här fönstret på projektorn i stället.";
/// Button: opens the projector's window again.
pub const REOPEN: &str = "Öppna fönstret igen";
/// Button: presents in one window.
pub const CLOSE_PROJECTOR: &str = "Stäng projektorfönstret";

// The projector's -----------------------------------------------------------------------------

/// No two windows can be linked.
pub const PROJECTOR_NO_CHANNEL: &str = "Den här webbläsaren kan inte länka två fönster. Stäng det här fönstret och visa det andra på projektorn i stället.";
/// Message in the projector's window before the first slide.
pub const PROJECTOR_WAITING: &str = "Väntar på presentatörens fönster…";
/// Message in the projector's window: the presenter's window has stopped answering.
pub const PROJECTOR_LOST: &str =
    "Kontakten med det andra fönstret är bruten. Det som visas är det senaste.";
/// Message in the projector's window: the presenter's window has another version.
pub const PROJECTOR_OTHER: &str =
    "De två fönstren har olika versioner av verktyget. Ladda om båda.";
/// Instruction for full screen on the projector.
pub const PROJECTOR_HELP_FULL: &str = "Dra fönstret till projektorn och tryck F för helskärm.";

// The slide list ------------------------------------------------------------------------------

/// Heading of the slide list.
pub const LIST_HEADING: &str = "Bilderna i ordning";
/// Button: moves the slide one place earlier.
pub const UP: &str = "Flytta upp";
/// Button: moves the slide one place later.
pub const DOWN: &str = "Flytta ner";
/// Button: removes the slide from the list.
pub const LEAVE_OUT: &str = "Utelämna";
/// Heading of the slides that can be added.
pub const OFFERS: &str = "Lägg till";
/// Message: every slide is in the list.
pub const NO_OFFERS: &str = "Alla bilder är redan med.";
/// Label of the search field.
pub const SEEK: &str = "Sök bland bilder, diagram, åtgärder och scenarier";
/// Button: restores the standard slides.
pub const STANDARD: &str = "Tillbaka till standardbilderna";

/// Announcement after a slide was moved.
#[must_use]
pub fn moved(title: &str, number: usize, count: usize) -> String {
    format!("{title}: bild {number} av {count}")
}
/// Announcement after a slide was removed.
#[must_use]
pub fn left_out(title: &str) -> String {
    format!("{title} är utelämnad")
}
/// Announcement after a slide was added.
#[must_use]
pub fn added(title: &str) -> String {
    format!("{title} är tillagd sist")
}
/// Announcement after the standard slides were restored.
pub const RESTORED: &str = "Standardbilderna är tillbaka";

/// The keyboard shortcuts of the presentation.
pub const KEY_LIST: [(&str, &str); 11] = [
    ("→ ↓ Page Down Blanksteg", "Nästa bild"),
    ("← ↑ Page Up Skift + Blanksteg", "Föregående bild"),
    ("Home, End", "Första och sista bilden"),
    ("B eller .", "Svart bild, och tillbaka"),
    ("F eller F5", "Helskärm, och tillbaka"),
    ("D, R", "Dra en framtid, och visa alla"),
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
