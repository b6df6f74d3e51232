//! Words about sharing a scenario, and about one that somebody else has shared.

use balans_format::text::isolated;
use balans_report::texts::finance::LIST_MISSING;
use balans_report::texts::shared::{Gaps, POOLED, answer, is_balanced, rest};

use balans_format::{self as format, number};

/// Opens the dialog; its heading.
pub const SHARE: &str = "Dela";
/// Said where there are own figures.
pub const OWN_FIGURES: &str = "Dina egna tal följer med, men inte deras källor. Källorna följer med om du sparar scenariot som fil.";
/// What the link is.
pub const LEAD: &str = "Länken innehåller hela scenariot: alla reglage, dina bedömningar och resultatet. Den som öppnar den får se om talen stämmer. Inget skickas till någon server.";
/// The same where the page has no address that others can open.
pub const LEAD_NO_ADDRESS: &str = "Verktyget är öppnat från en fil och har ingen adress att länka till. Texten här innehåller hela scenariot: den som har samma fil öppnar den och klistrar in texten sist i adressfältet. Du kan också spara scenariot som fil under Scenarier.";
/// The field with the link.
pub const LINK: &str = "Länk till scenariot";
/// The same where it is no link.
pub const TEXT: &str = "Scenariot som text";
/// Whether notes go along.
pub const WITH_NOTES: &str = "Ta med mina anteckningar";
/// Takes the link to the clipboard.
pub const COPY: &str = "Kopiera länken";
/// The same where it is no link.
pub const COPY_TEXT: &str = "Kopiera texten";
/// It is there.
pub const COPIED: &str = "Länken är kopierad.";
/// The same where it is no link.
pub const COPIED_TEXT: &str = "Texten är kopierad.";
/// It is not; the field is selected.
pub const NOT_COPIED: &str =
    "Webbläsaren tillät inte kopiering. Texten är markerad: tryck Ctrl\u{a0}+\u{a0}C.";
/// A mail with the headline in words.
pub const MAIL: &str = "Skriv e-post";
/// Takes the scenario along where a link can't, or shouldn't.
pub const AS_FILE: &str = "Spara som fil";
/// The system's own way.
pub const SYSTEM: &str = "Dela på annat sätt";
/// Shows the square code.
pub const CODE: &str = "Visa som QR-kod";
/// What the code is, for those who can't see it.
pub const CODE_NAME: &str = "QR-kod med länken till scenariot";
/// The link is too long for a code.
pub const CODE_TOO_LONG: &str = "Länken är för lång för en QR-kod. Dela den utan anteckningar.";
/// What makes the code could not be fetched.
pub const CODE_MISSING: &str = "QR-koden kunde inte visas.";
/// The view's heading.
pub const VIEW: &str = "Delat scenario";
/// After the shared scenario's own number: whose it is.
pub const IN_SHARED: &str = " i det delade scenariot";
/// A shared scenario without a name.
pub const UNNAMED: &str = "Scenario utan namn";
/// Nothing of one's own is touched.
pub const BESIDE: &str =
    "Ditt eget scenario är orört. Det delade visas bredvid tills du väljer något av detta:";
/// The answer is the same.
pub const MATCHES: &str = "Stämmer";
/// The answer is another.
pub const DIFFERS: &str = "Stämmer inte längre";
/// It can't be trusted.
pub const DAMAGED: &str = "Länken är skadad";
/// As it was decided, with the formulas and figures of then.
pub const FROZEN: &str = "Räknat med de tal och formler som gällde när länken gjordes.";
/// Shows today's instead.
pub const TODAY: &str = "Räkna med dagens tal";
/// Back to those of then.
pub const THEN: &str = "Räkna som när länken gjordes";
/// While an older calculation is fetched.
pub const FETCHING: &str = "Hämtar den tidigare beräkningen…";
/// Makes it the working copy.
pub const ADOPT: &str = "Arbeta vidare med det";
/// Keeps it among one's own.
pub const KEEP: &str = "Spara bland mina scenarier";
/// Goes on with what could be read.
pub const ADOPT_SALVAGED: &str = "Arbeta vidare med det som gick att läsa";
/// Back to one's own.
pub const LEAVE: &str = "Tillbaka till mitt scenario";
/// A column: as the link says.
pub const IN_LINK: &str = "När länken gjordes";
/// A column.
pub const IN_SCENARIO: &str = "I scenariot";
/// Notes that came along.
pub const NOTES: &str = "Anteckningar";
/// What moved, if the answer is another.
pub const WHY: &str = "Talen eller formlerna har ändrats sedan länken gjordes.";
/// Some values have no place any more.
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

/// What the scenario gives, in words: for a mail and for a shared one.
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

/// An amount of a link, mnkr.
#[must_use]
pub fn mnkr(kr: i64) -> String {
    number(kr as f64 / 1e6, 1)
}

/// What the table of what differs is.
#[must_use]
pub fn differs_table(year: i32) -> String {
    format!("Återstår att hitta {year}, mnkr")
}

/// A mail's subject.
#[must_use]
pub fn subject(name: &str) -> String {
    if name.is_empty() {
        "Budget i balans: ett scenario".to_owned()
    } else {
        format!("Budget i balans: {}", isolated(name))
    }
}

/// A mail's text.
#[must_use]
pub fn body(headline: &str, link: &str) -> String {
    format!("{headline}\n\nÖppna scenariot och pröva själv:\n{link}\n")
}

/// How many ratings came along.
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
