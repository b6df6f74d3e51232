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

/// Changed from where it starts.
pub const CHANGED: &str = "Ändrat";

/// Closes a dialog.
pub const CLOSE: &str = "Stäng";

/// Opens a figure's table.
pub const AS_TABLE: &str = "Visa som tabell";

/// Stands where a part of the page should, while it is being fetched.
pub const PART_COMING: &str = "Hämtas…";

/// When it could not be fetched.
pub const PART_MISSING: &str = "Den här delen av verktyget gick inte att hämta. Kontrollera att du har nätverk och försök igen. Det du har gjort finns kvar. Hjälper det inte, ladda om sidan.";

/// To fetch it again.
pub const TRY_AGAIN: &str = "Försök igen";

/// Stands where a figure should, when its drawing could not be fetched.
pub const NO_DRAWING: &str = "Diagrammet kunde inte ritas. Den del av verktyget som ritar gick inte att hämta, eller har slutat svara. Tabellen har samma tal.";

/// The footer.
pub const FOOTER: &str =
    "Det du gör sparas bara i den här webbläsaren. Ingenting skickas någonstans.";

/// The footer where storage is denied.
pub const FOOTER_MEMORY: &str =
    "Webbläsaren tillåter inte att något sparas. Det du gör försvinner när fliken stängs.";

/// A newer version of the tool has been fetched.
pub const NEWER: &str = "En ny version finns. Du får den nästa gång du startar verktyget, eller nu med Ladda om. Det du har gjort finns kvar.";

/// Opens it now.
pub const NEWER_TAKE: &str = "Ladda om";

/// To what is stored, and how to clear it.
pub const FOOTER_LINK: &str = "Vad som sparas och Rensa allt";

/// The browser's title.
#[must_use]
pub fn page_title(view: &str) -> String {
    format!("{view} – {NAME}")
}
