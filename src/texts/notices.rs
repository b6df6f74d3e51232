//! Notices: storage, saved, deleted.

use balans_format::text::isolated;
use balans_report::texts::shared::lower;

/// A shared scenario was taken up at once: whose it is, and what undo does.
#[must_use]
pub fn received(name: &str, from: Option<&str>) -> String {
    let from = from.map_or_else(String::new, |from| format!(", {from}"));
    let name = isolated(name);
    format!("”{name}” är öppnat från en länk{from}. Med Ångra är du tillbaka där du var.")
}

/// Sends a notice away.
pub const DISMISS: &str = "Okej";

/// Undo.
pub const UNDO: &str = "Ångra";

/// Nothing outlives the tab.
pub const TROUBLE_NOT_LASTING: &str = "Webbläsaren tillåter inte att något sparas här. Verktyget fungerar, men det du gör försvinner när fliken stängs.";

/// No room left.
pub const TROUBLE_FULL: &str = "Webbläsarens utrymme är slut. Den senaste ändringen är inte sparad; det som var sparat finns kvar.";

/// A write failed.
pub const TROUBLE_FAILED: &str =
    "Webbläsaren kunde inte spara den senaste ändringen. Det som var sparat finns kvar.";

/// Something unreadable lies aside.
pub const TROUBLE_SET_ASIDE: &str =
    "Något som var sparat gick inte att läsa. Det ligger kvar i webbläsaren. Allt annat fungerar.";

/// Something is from a newer version.
pub const TROUBLE_NEWER: &str = "Något är sparat med en nyare version av verktyget. Det lämnas orört, och dina \
     ändringar sparas inte över det. Ladda om sidan för att få den nya versionen.";

/// The pack in use could not be opened.
pub const TROUBLE_PACK: &str = "Det valda underlaget gick inte att öppna. Här visas det inbyggda.";

/// All that was kept is gone.
pub const CLEARED: &str = "Allt som var sparat i webbläsaren är borttaget.";

/// A scenario is kept.
#[must_use]
pub fn saved(name: &str) -> String {
    format!("”{}” är sparat i den här webbläsaren.", isolated(name))
}

/// A scenario is kept in the place of what was saved under its name.
#[must_use]
pub fn saved_over(name: &str) -> String {
    format!(
        "”{}” är sparat i stället för det som fanns där förut.",
        isolated(name)
    )
}

/// What was saved before is back.
#[must_use]
pub fn put_back(name: &str) -> String {
    format!(
        "”{}” är som det var förut. Det du arbetar med finns kvar, men är inte sparat.",
        isolated(name)
    )
}

/// A scenario stands until the tab is closed.
#[must_use]
pub fn only_in_tab(name: &str) -> String {
    format!(
        "”{name}” finns bara i den här fliken, eftersom webbläsaren inte tillåter att något sparas. Ta med scenariot som fil eller länk innan du stänger fliken."
    )
}

/// A saved scenario is gone.
#[must_use]
pub fn gone(name: &str) -> String {
    format!(
        "”{name}” finns inte längre i webbläsaren. Det är borttaget i en annan flik, eller så har webbplatsens data rensats. Det du ser här är orört: tryck på Spara för att spara det igen."
    )
}

/// Stored values were out of range, and were changed to the nearest allowed.
#[must_use]
pub fn fitted(labels: &[&str]) -> String {
    format!(
        "Det här var sparat med värden utanför dagens gränser och räknas med närmaste tillåtna värde: {}.",
        labels.join(", ")
    )
}

/// A scenario of an earlier engine, with the measures that are calculated otherwise now.
#[must_use]
pub fn recalculated(name: Option<&str>, measures: &[&str]) -> String {
    let what = name.map_or_else(
        || "Det du arbetar med".to_owned(),
        |name| format!("”{}”", isolated(name)),
    );
    let measures: Vec<_> = measures.iter().map(|name| lower(name)).collect();
    let otherwise = match &*measures {
        [] => String::new(),
        [one] => format!("{one} räknas annorlunda nu, och "),
        [a, b, c, others @ .., _] if !others.is_empty() => {
            let more = others.len() + 1;
            format!("{a}, {b}, {c} och {more} andra åtgärder räknas annorlunda nu, och ")
        }
        [others @ .., last] => {
            let others = others.join(", ");
            format!("{others} och {last} räknas annorlunda nu, och ")
        }
    };
    format!(
        "{what} är gjort med tidigare formler: {otherwise}det som inte är ändrat följer dagens utgångsläge."
    )
}

/// Button: saves the scenario as a file where it can't be stored.
pub const TAKE_AS_FILE: &str = "Spara som fil";

/// Button: shares the scenario as a link where it can't be stored.
pub const TAKE_AS_LINK: &str = "Dela som länk";

/// A scenario is deleted.
#[must_use]
pub fn deleted(name: &str) -> String {
    format!("”{}” är borttaget.", isolated(name))
}

#[cfg(test)]
mod tests {
    use super::recalculated;

    #[test]
    fn what_is_calculated_otherwise_is_one_sentence() {
        let said = |name, measures: &[&str]| {
            recalculated(name, measures).replace(['\u{2068}', '\u{2069}'], "")
        };
        for (text, expected) in [
            (
                said(Some("Förslag"), &[]),
                "”Förslag” är gjort med tidigare formler: det som inte är ändrat följer dagens utgångsläge.",
            ),
            (
                said(None, &["Färre tomma platser"]),
                "Det du arbetar med är gjort med tidigare formler: färre tomma platser räknas annorlunda nu, och det \
                 som inte är ändrat följer dagens utgångsläge.",
            ),
            (
                said(
                    Some("A"),
                    &["Färre tomma platser", "Egna LSS-platser", "Fler e-tjänster"],
                ),
                "”A” är gjort med tidigare formler: färre tomma platser, egna LSS-platser och fler e-tjänster räknas \
                 annorlunda nu, och det som inte är ändrat följer dagens utgångsläge.",
            ),
            (
                said(None, &["Ett", "Två", "Tre", "Fyra", "Fem"]),
                "Det du arbetar med är gjort med tidigare formler: ett, två, tre och 2 andra åtgärder räknas annorlunda \
                 nu, och det som inte är ändrat följer dagens utgångsläge.",
            ),
        ] {
            assert_eq!(text, expected);
        }
    }
}
