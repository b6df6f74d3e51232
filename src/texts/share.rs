//! Words about sharing a scenario, and about one that somebody else has shared.

use balans_format::text::isolated;
use balans_report::texts::finance::LIST_MISSING;
use balans_report::texts::shared::{Gaps, POOLED, answer, is_balanced, rest};

use balans_format::{self as format, number};

/// Button that opens the dialog, and the dialog's heading.
pub const SHARE: &str = "Dela";
/// Note: the scenario has own figures.
pub const OWN_FIGURES: &str = "Dina egna tal följer med, men inte deras källor. Källorna följer med om du sparar scenariot som fil.";
/// Explanation of the link.
pub const LEAD: &str = "Länken innehåller hela scenariot: alla reglage, dina bedömningar och resultatet. Den som öppnar den får se om talen stämmer. Inget skickas till någon server.";
/// The same where the page has no address that others can open.
pub const LEAD_NO_ADDRESS: &str = "Verktyget är öppnat från en fil och har ingen adress att länka till. Texten här innehåller hela scenariot: den som har samma fil öppnar den och klistrar in texten sist i adressfältet. Du kan också spara scenariot som fil under Scenarier.";
/// Label of the field with the link.
pub const LINK: &str = "Länk till scenariot";
/// The same where it is no link.
pub const TEXT: &str = "Scenariot som text";
/// Checkbox: includes notes in the link.
pub const WITH_NOTES: &str = "Ta med mina anteckningar";
/// Button: copies the link.
pub const COPY: &str = "Kopiera länken";
/// The same where it is no link.
pub const COPY_TEXT: &str = "Kopiera texten";
/// Message: the link is copied.
pub const COPIED: &str = "Länken är kopierad.";
/// The same where it is no link.
pub const COPIED_TEXT: &str = "Texten är kopierad.";
/// Message: the link was not copied; the field is selected.
pub const NOT_COPIED: &str =
    "Webbläsaren tillät inte kopiering. Texten är markerad: tryck Ctrl\u{a0}+\u{a0}C.";
/// Button: opens an email with the headline in words.
pub const MAIL: &str = "Skriv e-post";
/// Button: saves the scenario as a file.
pub const AS_FILE: &str = "Spara som fil";
/// Button: opens the system's share dialog.
pub const SYSTEM: &str = "Dela på annat sätt";
/// Button: shows the QR code.
pub const CODE: &str = "Visa som QR-kod";
/// Text alternative of the QR code.
pub const CODE_NAME: &str = "QR-kod med länken till scenariot";
/// Message: the link is too long for a QR code.
pub const CODE_TOO_LONG: &str = "Länken är för lång för en QR-kod. Dela den utan anteckningar.";
/// Message: the QR code could not be made, since the deferred module is missing.
pub const CODE_MISSING: &str = "QR-koden kunde inte visas.";
/// The view's heading.
pub const VIEW: &str = "Delat scenario";
/// After the shared scenario's own number: whose it is.
pub const IN_SHARED: &str = " i det delade scenariot";
/// Label of the field for the sender's name.
pub const SENDER: &str = "Ditt namn i länken (om du vill)";
/// What the name is for.
pub const SENDER_NOTE: &str = "Namnet och dagens datum står i länken och sparas ingen annanstans.";

/// Who shared a scenario, and when; only who, where the day cannot be read.
#[must_use]
pub fn shared_by(name: &str, day: &str) -> String {
    let name = isolated(name);
    if day.is_empty() {
        format!("delat av {name}")
    } else {
        format!("delat av {name} den {day}")
    }
}

/// The same as a sentence.
#[must_use]
pub fn shared_by_sentence(shared_by: &str) -> String {
    format!("Scenariot är {shared_by}.")
}

/// Message while a scenario is taken up.
pub const OPENING: &str = "Öppnar scenariot…";
/// Button: shows the shared scenario beside one's own.
pub const COMPARE: &str = "Jämför med mitt";
/// What the comparison does.
pub const COMPARE_NOTE: &str = "När du jämför sparas det delade bland dina scenarier.";

/// A shared scenario without a name.
pub const UNNAMED: &str = "Scenario utan namn";
/// Note: the user's own scenarios are unchanged.
pub const BESIDE: &str =
    "Ditt eget scenario är orört. Det delade visas bredvid tills du väljer något av detta:";
/// Verdict: the result is unchanged.
pub const MATCHES: &str = "Stämmer";
/// Verdict: the result has changed.
pub const DIFFERS: &str = "Stämmer inte längre";
/// Heading of a damaged link.
pub const DAMAGED: &str = "Länken är skadad";
/// Note: the result is shown with the engine and figures that the link was made with.
pub const FROZEN: &str = "Räknat med de tal och formler som gällde när länken gjordes.";
/// Button: shows the result of the present engine.
pub const TODAY: &str = "Räkna med dagens tal";
/// Button: shows the result of the link's engine.
pub const THEN: &str = "Räkna som när länken gjordes";
/// Message while an older engine is fetched.
pub const FETCHING: &str = "Hämtar den tidigare beräkningen…";
/// Button: makes the shared scenario the working copy.
pub const ADOPT: &str = "Öppna det delade";
/// Button: saves the shared scenario.
pub const KEEP: &str = "Spara bland mina scenarier";
/// Button: continues with the values that could be read.
pub const ADOPT_SALVAGED: &str = "Arbeta vidare med det som gick att läsa";
/// One's own scenario, where a shared one is compared with it.
pub const MINE: &str = "Det du arbetar med nu";
/// Link back to the user's own scenario.
pub const LEAVE: &str = "Behåll mitt";
/// Column: the value in the link.
pub const IN_LINK: &str = "När länken gjordes";
/// Column: the value now.
pub const IN_SCENARIO: &str = "I scenariot";
/// Heading of the shared notes.
pub const NOTES: &str = "Anteckningar";
/// Explanation of a changed result.
pub const WHY: &str = "Talen eller formlerna har ändrats sedan länken gjordes.";
/// Message: the link has values that this version does not have.
pub const LEFT_OUT: &str =
    "De här reglagen finns inte längre, eller har nu andra gränser, och är inte med: ";

/// The link is longer than some programs let through.
#[must_use]
pub fn long(letters: usize) -> String {
    format!(
        "Länken är {} tecken lång. Många program för e-post och chatt kortar av så långa länkar, och då går den inte att öppna. Spara scenariot som fil och skicka filen i stället.",
        number(letters as f64, 0)
    )
}

/// Writes the scenario's result in words, for an email and for a shared scenario.
#[must_use]
pub fn headline(year: i32, gaps: Gaps, has_requirement: bool) -> String {
    let says = if !has_requirement {
        let (answer, more) = answer(year, gaps, 0.0);
        format!("{answer}{more}")
    } else if is_balanced(gaps.care) || is_balanced(gaps.health) {
        let pooled = if gaps.is_pooled() {
            format!(" {POOLED}")
        } else {
            String::new()
        };
        format!(
            "Resultat {year}: {} i omsorgen och {} i hälso- och sjukvården.{pooled}",
            rest(gaps.care),
            rest(gaps.health)
        )
    } else {
        format!(
            "Det återstår att hitta {} {year}: {} i omsorgen och {} i hälso- och sjukvården.",
            format::mnkr(gaps.left()),
            number(gaps.care, 1),
            number(gaps.health, 1)
        )
    };
    format!("{says} Beloppen bygger delvis på antaganden. {LIST_MISSING}")
}

/// Writes an amount of a link, mnkr.
#[must_use]
pub fn mnkr(kr: i64) -> String {
    number(kr as f64 / 1e6, 1)
}

/// Writes the caption of the table of differences.
#[must_use]
pub fn differs_table(year: i32) -> String {
    format!("Återstår att hitta {year}, mnkr")
}

/// Writes the email's subject.
#[must_use]
pub fn subject(name: &str) -> String {
    if name.is_empty() {
        "Budget i balans: ett scenario".to_owned()
    } else {
        format!("Budget i balans: {}", isolated(name))
    }
}

/// Writes the email's text.
#[must_use]
pub fn body(headline: &str, link: &str) -> String {
    format!("{headline}\n\nÖppna scenariot och pröva själv:\n{link}\n")
}

/// Writes the number of shared ratings.
#[must_use]
pub fn ratings(count: usize) -> String {
    if count == 1 {
        "En bedömning av konsekvenser följer med.".to_owned()
    } else {
        format!(
            "Det följer med {} bedömningar av konsekvenser.",
            format::count(count)
        )
    }
}
