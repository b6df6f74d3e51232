//! The frame around every view, and words that many views have.

/// The tool's name.
pub const NAME: &str = "Budget i balans";

/// Skip link.
pub const SKIP: &str = "Till innehållet";

/// The menu's name.
pub const VIEWS: &str = "Meny";

/// The name of the bar of the most used views, in a narrow window.
pub const BAR: &str = "Genvägar";

/// Opens the menu and the tools that a narrow window has no room for.
pub const MORE: &str = "Mer";

/// The strip's name.
pub const STRIP: &str = "Resultat";

/// Mark of a changed value.
pub const CHANGED: &str = "Ändrat";

/// Closes a dialog.
pub const CLOSE: &str = "Stäng";

/// Opens a figure's table.
pub const AS_TABLE: &str = "Visa som tabell";

/// Message while a lazy panel is fetched.
pub const PART_COMING: &str = "Hämtas…";

/// Message: a lazy panel could not be fetched.
pub const PART_MISSING: &str = "Den här delen av verktyget gick inte att hämta. Kontrollera att du har nätverk och försök igen. Det du har gjort finns kvar. Hjälper det inte, ladda om sidan.";

/// Button: fetches the panel again.
pub const TRY_AGAIN: &str = "Försök igen";

/// Message: the chart could not be drawn, since the deferred module is missing.
pub const NO_DRAWING: &str = "Diagrammet kunde inte ritas. Den del av verktyget som ritar gick inte att hämta, eller har slutat svara. Tabellen har samma tal.";

/// The footer.
pub const FOOTER: &str =
    "Det du gör sparas bara i den här webbläsaren. Ingenting skickas någonstans.";

/// The footer where storage is denied.
pub const FOOTER_MEMORY: &str =
    "Webbläsaren tillåter inte att något sparas. Det du gör försvinner när fliken stängs.";

/// A newer version of the tool has been fetched.
pub const NEWER: &str = "En ny version finns. Du får den nästa gång du startar verktyget, eller nu med Ladda om. Det du har gjort finns kvar.";

/// Button: opens the newer version.
pub const NEWER_TAKE: &str = "Ladda om";

/// Link to what is stored and to *Rensa allt*.
pub const FOOTER_LINK: &str = "Vad som sparas och Rensa allt";

/// Writes the page's title in the browser.
#[must_use]
pub fn page_title(view: &str) -> String {
    format!("{view} – {NAME}")
}
