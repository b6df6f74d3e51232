//! Every word on screen that is not in the pack. Swedish, plain, and nowhere else.
//!
//! Hard spaces stand between a number and its unit; [`crate::format`] sets the numbers.

pub mod benchmarks;
pub mod files;
pub mod history;
pub mod ledger;
pub mod link;
pub mod needs;
pub mod paper;
pub mod present;
pub mod scenarios;
pub mod search;
pub mod share;

use balans_format::text::{isolated, line};
use balans_model::{Area, HousingType, InputSpec, Status, Unit, Vacancy};
use chrono::{DateTime, Datelike, FixedOffset, Timelike};

use crate::format::{self, HARD_SPACE, ParseError};

// What slides and papers say as well stands with them.
pub use balans_report::texts::{compare, measures, names::*, parties, reconciliation, shared::*};

// The frame -----------------------------------------------------------------

/// The tool's name.
pub const NAME: &str = "Budget i balans";
/// Skip link.
pub const SKIP: &str = "Till innehållet";
/// The menu's name.
pub const VIEWS: &str = "Meny";
/// The strip's name.
pub const STRIP: &str = "Resultat";
/// Changed from where it starts.
pub const CHANGED: &str = "Ändrat";
/// Closes a dialog.
pub const CLOSE: &str = "Stäng";
/// Sends a notice away.
pub const DISMISS: &str = "Okej";
/// Opens an explanation.
pub const HOW: &str = "Så räknas det";
/// What pressing a number does; read after the number by a screen reader.
pub const HOW_HELP: &str = "Tryck för att se hur talet räknas";
/// Where that stands.
pub const HOW_HELP_ID: &str = "hur-hjalp";
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
/// Stands where an explanation should, when what makes it could not be fetched.
pub const NO_EXPLANATION: &str = "Förklaringen kunde inte visas. Den del av verktyget som visar hur talen räknas gick inte att hämta, eller har slutat svara.";
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

/// The views' names in the menu, which are their headings too.
pub const VIEW_OVERVIEW: &str = "Läget";
/// Empty homes.
pub const VIEW_HOUSING: &str = "Tomma platser";
/// Sources and assumptions.
pub const VIEW_SOURCES: &str = "Källor";
/// About the tool.
pub const VIEW_ABOUT: &str = "Om";
/// An address that leads nowhere.
pub const VIEW_UNKNOWN: &str = "Sidan finns inte";

/// The browser's title.
#[must_use]
pub fn page_title(view: &str) -> String {
    format!("{view} – {NAME}")
}

/// Where an unknown address leads.
pub const UNKNOWN_LEAD: &str =
    "Adressen leder inte till någon sida. Kontrollera länken, eller välj en sida här:";

/// The address that was asked for.
#[must_use]
pub fn unknown_address(path: &str) -> String {
    let shown: String = line(path).chars().take(60).collect();
    format!("Adressen var #{}", isolated(&shown))
}

/// The address asks for a measure that there isn't.
#[must_use]
pub fn unknown_measure(id: &str) -> String {
    let shown: String = line(id).chars().take(60).collect();
    format!(
        "Det finns ingen åtgärd med beteckningen ”{}”. Här står alla som finns.",
        isolated(&shown)
    )
}

// Units and numbers ----------------------------------------------------------

/// A figure inside a formula: finer than on its own, so that a reader can check the arithmetic.
#[must_use]
pub fn exact_number(unit: Unit, value: f64) -> String {
    match unit {
        Unit::Number => trimmed(value, 0, 6),
        Unit::Mnkr | Unit::MnkrPerYear => trimmed(value, 1, 4),
        unit => trimmed(value, decimals(unit), 3),
    }
}

/// The same with its unit.
#[must_use]
pub fn exact(unit: Unit, value: f64) -> String {
    after(&exact_number(unit, value), unit)
}

/// A constant of a formula, such as 365 days.
#[must_use]
pub fn literal(value: f64) -> String {
    trimmed(value, 0, 6)
}

/// Beside a field there is room for a short unit only; the long one is in the field's name.
#[must_use]
pub const fn short_unit(unit: Unit) -> &'static str {
    match unit {
        Unit::PercentPerYear => "%/år",
        Unit::Points | Unit::PointsPerYear => "procentenheter",
        Unit::KrPerDay => "kr/dygn",
        Unit::KrPerHour => "kr/tim",
        Unit::KrPerYear => "kr/år",
        Unit::TkrPerYear => "tkr/år",
        Unit::TkrPerMonth => "tkr/mån",
        Unit::MnkrPerYear => "mnkr/år",
        Unit::HoursPerMonth => "tim/mån",
        Unit::DaysPerYear => "dygn/år",
        Unit::CasesPerYear => "per år",
        Unit::ClientsPerFte => "kunder",
        Unit::Fte => "årsarb.",
        unit => suffix(unit),
    }
}

/// How a screen reader says the unit.
#[must_use]
pub const fn spoken_unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Mnkr => "miljoner kronor",
        Unit::MnkrPerYear => "miljoner kronor per år",
        Unit::Tkr => "tusen kronor",
        Unit::TkrPerYear => "tusen kronor per år",
        Unit::TkrPerMonth => "tusen kronor per månad",
        Unit::Kr => "kronor",
        Unit::KrPerDay => "kronor per dygn",
        Unit::KrPerYear => "kronor per år",
        Unit::KrPerHour => "kronor per timme",
        Unit::Percent => "procent",
        Unit::PercentPerYear => "procent per år",
        unit => suffix(unit),
    }
}

/// The units a person may type after a number in a field of this unit.
#[must_use]
pub fn accepted_units(unit: Unit) -> Vec<&'static str> {
    let mut accepted = vec![suffix(unit), spoken_unit(unit)];
    match unit {
        Unit::Percent | Unit::PercentPerYear | Unit::Points | Unit::PointsPerYear => {
            accepted.extend(["%", "procent"]);
        }
        Unit::Mnkr | Unit::MnkrPerYear => accepted.extend(["mnkr", "mkr"]),
        Unit::Tkr | Unit::TkrPerYear | Unit::TkrPerMonth => accepted.push("tkr"),
        Unit::KrPerDay | Unit::KrPerYear | Unit::KrPerHour => accepted.extend(["kr", "kronor"]),
        _ => {}
    }
    accepted.retain(|text| !text.is_empty());
    accepted
}

/// What is wrong with a typed number.
#[must_use]
pub const fn parse_error(error: ParseError) -> &'static str {
    match error {
        ParseError::Empty => "Skriv ett tal.",
        ParseError::NotANumber => "Det här är inget tal. Skriv till exempel 47,6.",
        ParseError::ManyCommas => "Talet har mer än ett decimalkomma.",
        ParseError::AmbiguousPoint => {
            "Punkten kan betyda både tusental och decimaler. Skriv 1 200 eller 1,2."
        }
        ParseError::Exponent => "Skriv talet med siffror, till exempel 1 000.",
        ParseError::NotFinite => "Talet är för stort.",
        ParseError::BadGrouping => "Siffrorna är fel grupperade. Skriv tusental så här: 1 200.",
        ParseError::MissingDecimals => "Det saknas siffror efter kommat.",
        ParseError::UnknownUnit => "Skriv bara talet; enheten står bredvid.",
        ParseError::TwoNumbers => "Det står två tal i fältet. Skriv bara ett.",
    }
}

/// A typed number outside the range. Nothing is changed.
#[must_use]
pub fn out_of_range(spec: &InputSpec, min: f64, max: f64) -> String {
    format!(
        "Skriv ett tal från {} till {}.",
        scale_end(spec, min),
        scale_end(spec, max)
    )
}

/// A typed number with decimals where there can be none. Nothing is changed.
#[must_use]
pub const fn not_whole(unit: Unit) -> &'static str {
    match unit {
        Unit::CalendarYear => "Skriv ett helt årtal, till exempel 2025.",
        _ => "Skriv ett heltal, utan decimaler.",
    }
}

/// The choice of prices.
pub const PRICES: &str = "Priser";

/// The plan year's prices throughout.
pub const PRICES_FIXED: &str = "Fasta priser";
/// Each year in its own prices.
pub const PRICES_CURRENT: &str = "Löpande priser";

// The strip -------------------------------------------------------------------

/// The large number where one area lacks what the other has over.
#[must_use]
pub fn strip_left_in(area: Area, year: i32) -> String {
    format!("återstår i {} {year}", area_in(area))
}

/// After the large number.
#[must_use]
pub fn strip_left(year: i32) -> String {
    format!("återstår att hitta {year}")
}

/// After the large number, while somebody else's scenario is shown below it.
pub const STRIP_OWN: &str = " i ditt eget scenario";

/// In place of the number when the budget balances, and when no requirement is set.
#[must_use]
pub fn strip_balance(year: i32, has_requirement: bool) -> String {
    if has_requirement {
        format!("Budget i balans {year}")
    } else {
        no_requirement(year)
    }
}

/// Under the large number.
#[must_use]
pub fn strip_note(requirement: f64, identified: f64, gaps: Gaps, rounded: bool) -> String {
    let mut note = match gaps.hidden() {
        // The large number is of one area and the requirement of both.
        Some((area, _, over)) => others_over(area, over),
        None => {
            let given = format!("Åtgärder med belopp: {}.", format::mnkr(identified));
            let also = uneven(gaps).map_or_else(String::new, |also| format!(" {also}"));
            if is_nothing(requirement) {
                given
            } else {
                format!("av kravet {}. {given}{also}", amount(requirement))
            }
        }
    };
    if rounded {
        note.push(' ');
        note.push_str(ROUNDED);
    }
    note
}

/// The bar's legend: what is left, or over.
#[must_use]
pub const fn strip_rest(over: bool) -> &'static str {
    if over { OVER } else { "återstår" }
}

/// After what an area has over.
pub const STRIP_OVER: &str = "över";

/// Before anything is moved.
pub const NO_MOVE: &str = "Inget är ändrat sedan du öppnade verktyget.";

/// What the last move did to what is left, in mnkr before and after, each as it is shown; and what it
/// was. Where no requirement is set, that is said instead.
#[must_use]
pub fn last_move(what: &str, before: f64, now: f64, requirement: f64) -> String {
    let [before, now] = [before, now].map(|gap| format::rounded(gap, 1));
    let change = now - before;
    let says = if is_nothing(requirement) && is_balanced(now) {
        "Inget krav är satt.".to_owned()
    } else if change.abs() < 0.05 {
        "Det som återstår är oförändrat.".to_owned()
    } else if before >= 0.0 && now >= 0.0 {
        let more = if change > 0.0 { "mer" } else { "mindre" };
        format!("Det återstår {} {more}.", format::mnkr(change.abs()))
    } else if before <= 0.0 && now <= 0.0 {
        let more = if change > 0.0 { "minskar" } else { "ökar" };
        format!(
            "Det som är mer än kravet {more} med {}.",
            format::mnkr(change.abs())
        )
    } else {
        let rest = |gap: f64| format!("{} {}", format::mnkr(gap.abs()), strip_rest(gap < 0.0));
        format!("Från {} till {}.", rest(before), rest(now))
    };
    format!("{says} {what}.")
}

/// An input that moved, by the words on its lever.
#[must_use]
pub fn moved_input(label: &str, before: &str, now: &str) -> String {
    if before == now {
        format!("{label} är tillbaka på {now}")
    } else {
        format!("{label}: {before} → {now}")
    }
}

/// A vacancy lever's name where the home is not named around it.
#[must_use]
pub fn vacancy_label(vacancy: Vacancy, home: HousingType) -> String {
    let of = match vacancy {
        Vacancy::Usable => "Tomma platser som går att använda",
        Vacancy::Unfit => "Tomma olämpliga platser",
    };
    format!("{of}, {}", lower(housing(home)))
}

/// A scenario was opened.
#[must_use]
pub fn moved_opened(name: &str) -> String {
    format!("Du öppnade ”{}”", isolated(name))
}

/// All went back.
pub const MOVED_ALL: &str = "Allt är återställt till utgångsläget";

/// For the live region: what is left now.
#[must_use]
pub fn announcement(year: i32, gaps: Gaps, has_requirement: bool) -> String {
    if gaps.is_balanced() {
        return strip_balance(year, has_requirement);
    }
    let amount = amount(gaps.left()).replace(MNKR, spoken_unit(Unit::Mnkr));
    let amount = amount.replace(TKR, spoken_unit(Unit::Tkr));
    let place = match gaps.hidden() {
        Some((area, ..)) => format!(" i {}", area_in(area)),
        None => String::new(),
    };
    format!("Det återstår att hitta {amount}{place} {year}.")
}

// Levers ------------------------------------------------------------------------

/// Where the lever starts, under the track.
#[must_use]
pub fn underlag_mark(spec: &InputSpec) -> String {
    let value = match spec.unit {
        Unit::Bool | Unit::Month => input_value(spec, spec.default),
        _ => plain_value(spec, spec.default),
    };
    underlag_value(spec.status, &value)
}

/// Today's vacancy, under the track of a resulting vacancy.
#[must_use]
pub fn today_mark(spec: &InputSpec, value: f64) -> String {
    format!("i dag {}{HARD_SPACE}%", plain_value(spec, value))
}

/// What the mark's button does, for those who don't see the mark.
#[must_use]
pub fn reset(label: &str) -> String {
    format!("Återställ {} till ", lower(label))
}

/// The field's name for those who don't see the slider beside it.
#[must_use]
pub fn field_name(label: &str, unit: Unit) -> String {
    let unit = spoken_unit(unit);
    if unit.is_empty() {
        format!("{label}, skriv ett tal")
    } else {
        format!("{label}, skriv ett tal i {unit}")
    }
}

/// What a vacancy lever's share is of.
#[must_use]
pub const fn vacancy_purpose(vacancy: Vacancy) -> &'static str {
    match vacancy {
        Vacancy::Usable => "Andel av platserna som står tomma trots att de går att använda.",
        Vacancy::Unfit => "Andel av platserna som står tomma för att de inte går att använda.",
    }
}

/// How far a vacancy is from today's, in percentage points: as it counts, and as it is set. It counts
/// less than it is set where the share would be below 0 or above 100.
#[must_use]
pub fn change_from_today(spec: &InputSpec, counts: f64, set: f64) -> String {
    let signed = |points: f64| {
        let sign = if points > 0.0 { "+" } else { "" };
        format!("{sign}{}", plain_value(spec, points))
    };
    let mut text = if counts.abs() < 1e-9 {
        "Som i dag".to_owned()
    } else {
        format!(
            "Jämfört med i dag: {}{HARD_SPACE}procentenheter",
            signed(counts)
        )
    };
    if (counts - set).abs() >= 1e-9 {
        text.push_str(&format!(
            ". Mer går inte: ändringen är satt till {}.",
            signed(set)
        ));
    }
    text
}

// Så räknas det -------------------------------------------------------------------

/// The input's value in the pack.
#[must_use]
pub const fn default_name(status: Status) -> &'static str {
    match status {
        Status::Source => "Värde i dokumenten",
        Status::Own => "Eget tal",
        _ => "Utgångsläge",
    }
}

/// The input's value now.
pub const VALUE_NOW: &str = "Värde nu";
/// The range.
pub const RANGE: &str = "Kan vara";
/// The status.
pub const STATUS: &str = "Status";
/// The source.
pub const SOURCE: &str = "Källa";
/// The note.
pub const NOTE: &str = "Att tänka på";
/// What an input acts in.
pub const DRIVES: &str = "Ingår i";
/// An input that no figure reads as things stand.
pub const DRIVES_NOTHING: &str =
    "Just nu påverkar talet ingenting, till exempel för att åtgärden är avstängd.";

/// Lesser of two.
pub const LESSER_OF: &str = "det minsta av";
/// Greater of two.
pub const GREATER_OF: &str = "det största av";
/// What a formula leaves out, a sentence each: measures without an amount, measures switched off, areas.
#[must_use]
pub fn left_out(uncalculated: usize, off: usize, areas: &[Area]) -> Vec<String> {
    let mut all = Vec::new();
    match uncalculated {
        0 => {}
        1 => all.push(
            "En åtgärd är ej beräknad och räknas inte med. Det betyder inte noll.".to_owned(),
        ),
        many => all.push(format!(
            "Av åtgärderna är {} ej beräknade och räknas inte med. Det betyder inte noll.",
            format::count(many)
        )),
    }
    match off {
        0 => {}
        1 => all.push("En åtgärd är avstängd och räknas inte med.".to_owned()),
        many => all.push(format!(
            "Av åtgärderna är {} avstängda och räknas inte med.",
            format::count(many)
        )),
    }
    let areas = areas.iter().map(|&area| lower(scope(area.into())));
    all.extend(areas.map(|area| format!("Ingen åtgärd ger något i {area}.")));
    all
}
/// Between the two.
pub const AND: &str = "och";

// Läget ---------------------------------------------------------------------------

/// The krav card.
pub const REQUIREMENT: &str = "Effektiviseringskrav";
/// What a requirement is.
pub const REQUIREMENT_LEAD: &str =
    "Skillnaden mellan den väntade kostnaden och medlemmarnas bidrag.";
/// The sum.
pub const TOGETHER: &str = "Totalt";
/// The share of both areas' cost.
pub const SHARE_TOTAL: &str = "Kravets andel av hela kostnaden";

/// What is left in a later year.
#[must_use]
pub fn gap_in(year: i32) -> String {
    format!("Återstår {year}")
}

/// The members' card.
pub const MEMBERS: &str = "Så finansieras växande behov";
/// What it is about.
pub const MEMBERS_LEAD: &str =
    "Hur mycket av kostnadsökningen efter planåret som medlemmarna betalar.";

/// Under the years' title: current prices.
pub const YEARS_LEAD_CURRENT: &str = "Mnkr per år i varje års egna priser";

/// Warnings' heading.
pub const WARNINGS: &str = "Varningar";

// Tomma platser ---------------------------------------------------------------------

/// The view's answer.
#[must_use]
pub fn housing_answer(year: i32, cost: f64, days: f64) -> String {
    if is_nothing(days) {
        return format!("Inga platser står tomma {year}.");
    }
    format!(
        "Tomma platser kostar KSON {} {year}, motsvarande {}{HARD_SPACE}tomma dygn.",
        format::mnkr(cost),
        format::number(days, 0)
    )
}

/// What the figures stand on.
pub const HOUSING_CAUTION: &str = "Antalet platser och andelen tomma är antaganden: KSON:s egna tal finns inte i dokumenten. \
     Byt ut dem under Antaganden vid varje boendeform.";
/// The levers' card.
pub const HOUSING_LEVERS: &str = "Hur många platser står tomma?";
/// What the levers show.
pub const HOUSING_LEVERS_LEAD: &str =
    "Reglaget visar andelen i scenariot. Strecket visar dagens andel.";
/// The disclosure with today's values and prices.
pub const ASSUMPTIONS: &str = "Antaganden";

/// The disclosure with today's values and prices of a kind of home.
#[must_use]
pub fn assumptions_for(home: HousingType) -> String {
    format!("Antaganden om {}", lower(housing(home)))
}

/// The disclosure with what all homes share.
pub const ASSUMPTIONS_SHARED: &str = "Antaganden om alla boenden";
/// The disclosure with when measures start.
pub const ASSUMPTIONS_PHASING: &str = "Start, infasning och genomförande";

/// Price of emptiness.
pub const PLACE_COST: &str = "Vad en tom plats kostar";
/// Column headings of the price table.
pub const PLACE_COLUMNS: [&str; 5] = [
    "Boendeform",
    "Kr per dygn",
    "Tkr per plats och år",
    "Tomma dygn per år",
    "Totalt, tkr",
];
/// What the price table is.
#[must_use]
pub fn place_cost(year: i32) -> String {
    format!("{PLACE_COST} {year}")
}

/// Both reforms.
pub const REFORMS: &str = "Två åtgärder med belopp";
/// What they are.
pub const REFORMS_LEAD: &str = "De enda åtgärder som har belopp i verktygets exemplar av Effektiviseringsunderlaget. Ingen av dem kan ge mer än den ersättning som betalas ut.";
/// What a reform takes.
pub const REFORM_TAKES: &str = "Ger i scenariot";
/// The most it can take.
pub const REFORM_CAP: &str = "Kan som mest ge";
/// The reform takes all there is.
pub const REFORM_CAPPED: &str = "Taket är nått: beloppet är större än ersättningen som betalas ut.";

/// The measures by party: what the table is.
#[must_use]
pub fn parties_table(year: i32) -> String {
    format!("Effekt per åtgärd och part {year}, tkr")
}

/// The same where only the measures about empty places stand one by one.
#[must_use]
pub fn housing_parties_table(year: i32) -> String {
    format!("Tomma platser: effekt per åtgärd och part {year}, tkr")
}

/// A kind of home where room is short.
#[must_use]
pub const fn housing_short(home: HousingType) -> &'static str {
    match home {
        HousingType::NursingHome => "Särskilt",
        HousingType::Lss => "LSS",
        HousingType::SocialPsychiatry => "Socialpsykiatri",
    }
}

/// Under the spiral's title.
pub const SPIRAL_LEAD: &str = "Platsen kan inte användas men betalas ändå. KSON köper en extern plats, och Tiohundra\u{a0}AB förlorar intäkten.";

/// Which home the spiral is about.
pub const SPIRAL_CHOICE: &str = "Visa för";

// Källor -------------------------------------------------------------------------------

/// The view's lead.
#[must_use]
pub fn sources_lead(count: usize, changed: usize) -> String {
    match changed {
        0 => format!(
            "Här är alla {count} tal som verktyget räknar med. Inget skiljer sig från utgångsläget."
        ),
        1 => format!("Här är alla {count} tal som verktyget räknar med. Ett av dem är ändrat."),
        many => format!(
            "Här är alla {count} tal som verktyget räknar med. Av dem är {} ändrade.",
            format::count(many)
        ),
    }
}

/// Free search.
pub const SEARCH: &str = "Sök bland talen";
/// Filter by status.
pub const SHOW: &str = "Visa";
/// All statuses.
pub const ALL: &str = "Alla";
/// Only what is changed.
pub const ONLY_CHANGED: &str = "Ändrade";

/// How many the search found.
#[must_use]
pub fn found(count: usize) -> String {
    match count {
        0 => "Inget tal matchar sökningen.".to_owned(),
        1 => "Här visas ett tal.".to_owned(),
        many => format!("Här visas {} tal.", format::count(many)),
    }
}

/// Opens an input for change.
pub const CHANGE: &str = "Visa och ändra";
/// All back.
pub const RESET_ALL: &str = "Återställ allt till utgångsläget";
/// The documents' heading.
pub const DOCUMENTS: &str = "De två dokumenten";
/// The statuses' heading.
pub const STATUSES: &str = "Vad statusen betyder";
/// The value in the pack, in a row.
#[must_use]
pub fn underlag_value(status: Status, value: &str) -> String {
    match status {
        Status::Own => format!("eget tal {value}"),
        _ => format!("utgångsläge {value}"),
    }
}

/// What the documents have where a figure is a controller's own.
#[must_use]
pub fn in_documents(value: &str) -> String {
    format!("verktygets utgångsläge {value}")
}

// Scenarier ------------------------------------------------------------------------------

/// Keep.
pub const SAVE: &str = "Spara";
/// The dialog's opener and heading.
pub const SCENARIOS: &str = "Scenarier";
/// The opener where what is worked on has no name yet.
pub const NOT_SAVED: &str = "Osparat";
/// Its name.
pub const SCENARIO_NAME: &str = "Namn på scenariot";
/// Keep as new.
pub const SAVE_AS: &str = "Spara som nytt";
/// Open.
pub const OPEN: &str = "Öppna";
/// Rename.
pub const RENAME: &str = "Byt namn";
/// Delete.
pub const DELETE: &str = "Ta bort";
/// Undo.
pub const UNDO: &str = "Ångra";
/// Cancel.
pub const CANCEL: &str = "Avbryt";
/// Nothing saved yet.
pub const NONE_SAVED: &str = "Inga scenarier är sparade än.";
/// No name given.
pub const NAME_MISSING: &str = "Skriv ett namn.";
/// The open scenario.
pub const CURRENT: &str = "Öppet";

/// The name is too long.
#[must_use]
pub fn name_too_long(limit: usize) -> String {
    format!("Namnet får ha högst {limit} tecken.")
}

/// When a scenario was saved, and how much in it differs.
#[must_use]
pub fn saved_when(changed: &str, differs: usize, is_persistent: bool) -> String {
    let kept = if is_persistent {
        "Sparat"
    } else {
        "Bara i den här fliken, sedan"
    };
    let when = date(changed);
    match differs {
        0 => format!("{kept} {when}. Som utgångsläget."),
        1 => format!("{kept} {when}. Ett tal skiljer sig från utgångsläget."),
        many => format!(
            "{kept} {when}. Skiljer sig från utgångsläget i {} tal.",
            format::count(many)
        ),
    }
}

/// The working copy has changes that the scenario has not.
pub const UNSAVED: &str = "ändrat";

/// A time as a Swede writes it: "21 november 2026 kl. 19.43", where the line may break before kl. only.
#[must_use]
pub fn date(rfc3339: &str) -> String {
    match DateTime::<FixedOffset>::parse_from_rfc3339(rfc3339) {
        Ok(t) => format!(
            "{}{HARD_SPACE}{}{HARD_SPACE}{} kl.{HARD_SPACE}{}.{:02}",
            t.day(),
            month(t.month()),
            t.year(),
            t.hour(),
            t.minute()
        ),
        Err(_) => "vid okänd tid".to_owned(),
    }
}

/// A day as a Swede writes it: "21 november 2026".
#[must_use]
pub fn day(rfc3339: &str) -> String {
    let day = DateTime::<FixedOffset>::parse_from_rfc3339(rfc3339);
    day.map_or_else(
        |_| String::new(),
        |t| {
            format!(
                "{}{HARD_SPACE}{}{HARD_SPACE}{}",
                t.day(),
                month(t.month()),
                t.year()
            )
        },
    )
}

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

/// Values that were kept and can't be used as they are.
#[must_use]
pub fn fitted(labels: &[&str]) -> String {
    format!(
        "Det här var sparat med värden utanför dagens gränser och räknas med närmaste tillåtna värde: {}.",
        labels.join(", ")
    )
}

/// Takes the scenario along where it can't be kept: as a file.
pub const TAKE_AS_FILE: &str = "Spara som fil";
/// The same, as a link.
pub const TAKE_AS_LINK: &str = "Dela som länk";

/// A scenario is deleted.
#[must_use]
pub fn deleted(name: &str) -> String {
    format!("”{}” är borttaget.", isolated(name))
}

// Om ---------------------------------------------------------------------------------------

/// What the tool is.
pub const ABOUT: &str = "Vad verktyget är";
/// In a few sentences.
pub const ABOUT_TEXT: [&str; 3] = [
    "Budget i balans hjälper politiker och tjänstepersoner i KSON (Kommunalförbundet Sjukvård och omsorg i Norrtälje) att pröva vad som krävs för en budget i balans.",
    "Ett effektiviseringskrav är ett gap, inte en åtgärd. Dokumenten anger belopp för två åtgärder. De övriga är ej beräknade, och det betyder inte noll.",
    "Varje tal har en status som visar varifrån det kommer: ur dokumenten, härlett, extern referens, antagande, reglage eller eget tal. Så räknas det visar hur ett tal räknas fram.",
];
/// The word list.
pub const GLOSSARY: &str = "Ordlista";
/// Words and what they mean.
pub const GLOSSARY_WORDS: [(&str, &str); 34] = [
    (
        "Antagande",
        "Ett tal som ingen har angett. Verktyget föreslår ett värde, som bör bytas mot KSON:s eget tal.",
    ),
    ("Basår", "Året som kostnaderna räknas upp från, 2022."),
    (
        "Bibehållet kostnadsansvar",
        "KSON betalar för den som flyttar till särskilt boende i en annan kommun, och tvärtom.",
    ),
    (
        "Biståndsbedömt trygghetsboende",
        "En boendeform mellan vanlig bostad och särskilt boende. Kommunen beslutar vem som får flytta in.",
    ),
    ("Direktionen", "De politiker som styr KSON."),
    (
        "Effektiviseringskrav",
        "Skillnaden mellan vad verksamheten väntas kosta och vad medlemmarna betalar. Det är ett gap, inte en åtgärd.",
    ),
    (
        "Effektiviseringsunderlaget",
        "Dokumentet Effektiviseringsunderlag KSON, bilaga till nulägeskarta 2023.",
    ),
    (
        "Egen regi",
        "Verksamhet som KSON driver genom sitt eget bolag, Tiohundra\u{a0}AB.",
    ),
    (
        "Ej beräknad",
        "Ingen har angett ett belopp för åtgärden. Det betyder inte att den ger noll.",
    ),
    ("Fasta priser", "Alla år räknas i planårets priser."),
    (
        "Genomförandegrad",
        "Hur stor del av en åtgärds möjliga effekt som blir verklig.",
    ),
    (
        "Helårseffekt",
        "Vad en åtgärd ger på ett helt år när den är fullt införd.",
    ),
    (
        "Identifierad, inplanerad, uppnådd",
        "En åtgärds effekt i tre steg: om allt gällde fullt ut, med den start och infasning som är satt, och till den del som väntas bli verklig.",
    ),
    (
        "Kapacitetstak",
        "Så många platser som finns i egna boenden. Blir behovet större köps platser externt.",
    ),
    (
        "Koncernen",
        "KSON och Tiohundra\u{a0}AB tillsammans. KSON äger hela bolaget.",
    ),
    (
        "Kontrollbalansräkning",
        "En särskild redovisning som ett bolag måste göra när det egna kapitalet kan antas vara mindre än halva aktiekapitalet.",
    ),
    ("KSON", "Kommunalförbundet Sjukvård och omsorg i Norrtälje."),
    (
        "LSS-boende",
        "Bostad med särskild service enligt lagen om stöd och service till vissa funktionshindrade (LSS).",
    ),
    ("Löpande priser", "Varje år räknas i sina egna priser."),
    (
        "Medlemmarna",
        "Norrtälje kommun och Region Stockholm, som finansierar KSON.",
    ),
    ("Mnkr, tkr", "Miljoner kronor och tusen kronor."),
    (
        "Olämplig plats",
        "En boendeplats som inte går att använda, till exempel på grund av brandskydd eller arbetsmiljö.",
    ),
    ("Planår", "Det budgetår som beräkningen gäller, 2023."),
    (
        "Procentenhet",
        "Skillnaden mellan två procenttal. Från 4 till 3\u{a0}procent är en procentenhet.",
    ),
    (
        "Socialpsykiatriskt boende",
        "Boende för personer med psykisk funktionsnedsättning.",
    ),
    (
        "SoL",
        "Socialtjänstlagen, som bland annat gäller hemtjänst och särskilt boende.",
    ),
    (
        "Tiohundra\u{a0}AB",
        "Bolaget som driver all KSON:s verksamhet i egen regi.",
    ),
    (
        "Tomdygnsersättning",
        "Det KSON betalar för ett dygn då en plats står tom.",
    ),
    (
        "Uppräkning",
        "Att ersättningen höjs när priser och löner stiger.",
    ),
    (
        "Utförare",
        "Den som utför vården eller omsorgen på uppdrag av KSON.",
    ),
    (
        "Åldersviktat behov",
        "Att bara den del av kostnaden som gäller äldre antas växa med antalet äldre.",
    ),
    ("Årsarbetare", "En heltidstjänst under ett helt år."),
    (
        "Återstår att hitta",
        "Kravet minus de beräknade åtgärderna.",
    ),
    (
        "Överföring",
        "Pengar som flyttas mellan KSON och Tiohundra\u{a0}AB utan att någon kostnad försvinner.",
    ),
];
/// What is stored.
pub const STORED: &str = "Vad som sparas och var";
/// In words.
pub const STORED_TEXT: [&str; 3] = [
    "Det du ändrar sparas i webbläsarens lokala lagring på den här enheten: det du arbetar med vid varje ändring, och scenarier när du trycker på Spara. Inget skickas till någon server, och verktyget använder inga kakor.",
    "Det som sparas är reglagens värden, dina bedömningar och anteckningar om åtgärderna, scenariernas namn och när de sparades. Skriv inga personuppgifter i namn eller anteckningar.",
    "Webbläsaren kan också lägga undan verktygets egna filer, så att det går att öppna utan nätverk. I dem finns inget om dig eller det du gör, och Rensa allt rör dem inte. De tas bort när du rensar webbplatsdata i webbläsaren.",
];
/// What the browser may do by itself, and the safe way.
pub const STORED_HOW_LONG: &str = "Webbläsaren kan själv rensa det som är sparat: när enhetens utrymme tar slut, när du rensar webbplatsdata, i privat läge när fönstret stängs, och i Safari när verktyget inte har öppnats på sju dagar. Spara viktiga scenarier som fil, under Scenarier.";
/// Asks the browser not to.
pub const STORED_ASK: &str = "Be webbläsaren att inte rensa";
/// It has promised.
pub const STORED_PROMISED: &str =
    "Webbläsaren har lovat att inte rensa det som är sparat här när utrymmet tar slut.";
/// It has not.
pub const STORED_NOT_PROMISED: &str =
    "Webbläsaren lovade ingenting. Spara som fil det som ska finnas kvar.";
/// Where nothing lasts.
pub const STORED_MEMORY: &str = "Just nu tillåter webbläsaren inte att något sparas.";
/// Clear.
pub const CLEAR_ALL: &str = "Rensa allt";
/// Clear, for sure.
pub const CLEAR_SURE: &str = "Ja, ta bort allt";

/// What will go.
#[must_use]
pub fn clear_question(scenarios: usize) -> String {
    match scenarios {
        0 => {
            "Det du arbetar med och allt annat som verktyget har sparat tas bort. Det går inte att ångra."
                .to_owned()
        }
        1 => "Det du arbetar med och ett sparat scenario tas bort. Det går inte att ångra.".to_owned(),
        many => {
            format!(
                "Det du arbetar med och {} sparade scenarier tas bort. Det går inte att ångra.",
                format::count(many)
            )
        }
    }
}

/// The accessibility statement.
pub const ACCESSIBILITY: &str = "Tillgänglighets\u{ad}redogörelse";
/// What has been tested, and what has not.
pub const ACCESSIBILITY_TEXT: [&str; 4] = [
    "Verktyget är byggt för att följa riktlinjerna för tillgänglighet, WCAG 2.2 på nivå AA. Ingen utomstående har granskat det.",
    "Varje sida prövas automatiskt i ljust och mörkt läge, på smal och bred skärm (320 och 1\u{a0}280 pixlar), utan kända fel. Sådana prov hittar ungefär hälften av alla brister.",
    "Att varje sida går att använda med bara tangentbord prövas automatiskt. Proven görs i Chromium. Skärmläsare, talstyrning och andra webbläsare är inte prövade.",
    "Varje diagram har en tabell med samma tal och en sammanfattning i ord.",
];
/// The version.
pub const VERSION: &str = "Version";

/// A build that was given no number.
pub const NO_BUILD: &str = "utan nummer";

/// Version and build.
#[must_use]
pub fn build(version: &str, build: &str) -> String {
    format!("{NAME} {version}, {build}")
}

/// Version, build and pack.
#[must_use]
pub fn version(version: &str, build: &str, pack: &str) -> String {
    format!("{}. Tal: {pack}.", self::build(version, build))
}

#[cfg(test)]
mod tests {
    use super::*;
    use balans_model::KSON_2023;
    use balans_model::Quantity;

    #[test]
    fn what_a_figure_stands_on() {
        for (assumptions, own, changed, says) in [
            (0, 0, &[][..], ""),
            (1, 0, &[], "Bygger på ett antagande."),
            (0, 2, &[], "Egna tal: två."),
            (
                12,
                1,
                &["Krav på omsorgen"],
                "Bygger på tolv\u{a0}antaganden. Ett tal är ditt eget. Ändrat från utgångsläget: krav på omsorgen.",
            ),
            (
                0,
                0,
                &["Ett", "Två", "LSS"],
                "Ändrat från utgångsläget: ett, två, LSS.",
            ),
            (
                0,
                0,
                &["Ett", "Två", "Tre", "Fyra", "Fem"],
                "Ändrat från utgångsläget: ett, två, tre och två till.",
            ),
        ] {
            assert_eq!(basis(assumptions, own, changed), says);
        }
    }

    #[test]
    fn values_show_as_many_decimals_as_they_need() {
        for (id, value, text) in [
            ("requirement.care", 47.6, "47,6"),
            ("requirement.care", 50.0, "50,0"),
            ("requirement.care", 50.125, "50,125"),
            ("base.total_cost", 3120.0, "3\u{a0}120"),
            ("requirement.growth_funding", 100.0, "100"),
            ("occupancy.lss.change", -0.3, "−0,3"),
            ("negligence_clause.amount", 700.0, "700"),
            ("lss.growth", 1.86, "1,86"),
            ("demography.elasticity_care", 0.48, "0,48"),
            ("occupancy.start_year", 2023.0, "2023"),
        ] {
            let spec = KSON_2023.spec(KSON_2023.find(id).unwrap());
            assert_eq!(plain_value(spec, value), text, "{id}");
        }
    }

    #[test]
    fn names_inside_a_sentence() {
        assert_eq!(lower("Omsorg"), "omsorg");
        assert_eq!(lower("LSS-boende"), "LSS-boende");
        assert_eq!(lower(""), "");
        for name in [
            "Norrtälje kommun äger husen",
            "Tiohundra\u{a0}AB:s aktiekapital",
            "Region Stockholm",
            "Effektiviseringsunderlagets belopp",
        ] {
            assert_eq!(lower(name), name);
        }
    }

    #[test]
    fn times_are_swedish() {
        assert_eq!(
            date("2026-11-21T09:05:00+01:00"),
            "21\u{a0}november\u{a0}2026 kl.\u{a0}9.05"
        );
        assert_eq!(date("nonsense"), "vid okänd tid");
        assert_eq!(
            day("2026-11-01T09:05:00+01:00"),
            "1\u{a0}november\u{a0}2026"
        );
    }

    #[test]
    fn every_quantity_has_a_name_of_its_own() {
        let pack = &KSON_2023;
        let mut names = std::collections::BTreeMap::new();
        for q in Quantity::all(pack) {
            let name = quantity(pack, q);
            if let Some(other) = names.insert(name.clone(), q) {
                // The prefix "Åtgärder med belopp" counts both kronor and measures; the unit tells.
                assert_ne!(other.unit(), q.unit(), "{name}: {other:?} and {q:?}");
            }
        }
    }

    #[test]
    fn bridge_titles_are_true() {
        assert_eq!(
            bridge_title(1.2, 73.7, gaps(47.1, 25.4)),
            "De beräknade åtgärderna täcker 1,6\u{a0}procent av kravet"
        );
        assert_eq!(
            bridge_title(73.7, 73.7, gaps(0.0, 0.0)),
            "De beräknade åtgärderna täcker hela kravet"
        );
        assert_eq!(
            bridge_title(-2.0, 73.7, gaps(49.6, 26.1)),
            "De beräknade åtgärderna gör att ytterligare 2,0\u{a0}mnkr saknas"
        );
        assert_eq!(bridge_title(0.0, 0.0, gaps(0.0, 0.0)), "Inget krav är satt");
        assert_eq!(
            bridge_title(0.0, 73.7, gaps(47.6, 26.1)),
            "De beräknade åtgärderna täcker ingen del av kravet"
        );
        assert_eq!(
            bridge_title(0.02, 73.7, gaps(47.58, 26.1)),
            "De beräknade åtgärderna täcker mindre än 0,1\u{a0}procent av kravet"
        );
        // 20 tkr are missing: not 100,0 procent.
        assert_eq!(
            bridge_title(73.68, 73.7, gaps(0.02, 0.0)),
            "De beräknade åtgärderna täcker 99,9\u{a0}procent av kravet"
        );
        assert_eq!(
            bridge_title(81.0, 73.7, gaps(20.4, -27.7)),
            "Åtgärderna ger mer än kravet totalt, men 20,4\u{a0}mnkr återstår i omsorgen"
        );
    }

    const fn gaps(care: f64, health: f64) -> Gaps {
        Gaps { care, health }
    }

    #[test]
    fn the_last_move_is_told_as_what_is_left() {
        for (before, now, says) in [
            (72.5, 53.0, "Det återstår 19,5\u{a0}mnkr mindre. Det."),
            (72.5, 73.8, "Det återstår 1,3\u{a0}mnkr mer. Det."),
            (72.5, 72.53, "Det som återstår är oförändrat. Det."),
            (
                5.0,
                -3.0,
                "Från 5,0\u{a0}mnkr återstår till 3,0\u{a0}mnkr mer än kravet. Det.",
            ),
            (
                -3.0,
                -5.0,
                "Det som är mer än kravet ökar med 2,0\u{a0}mnkr. Det.",
            ),
            (
                -5.0,
                0.0,
                "Det som är mer än kravet minskar med 5,0\u{a0}mnkr. Det.",
            ),
        ] {
            assert_eq!(last_move("Det", before, now, 73.7), says);
        }
        assert_eq!(
            last_move("Krav: 26,1 → 0,0", 72.5, -1.2, 0.0),
            "Inget krav är satt. Krav: 26,1 → 0,0."
        );
        assert_eq!(moved_input("Krav", "47,6", "28,1"), "Krav: 47,6 → 28,1");
        assert_eq!(
            moved_input("Krav", "47,6", "47,6"),
            "Krav är tillbaka på 47,6"
        );
    }

    #[test]
    fn the_answer_claims_no_more_than_is_so() {
        let answer = |care, health, requirement| {
            let (first, more) = answer(2023, gaps(care, health), requirement);
            format!("{first}{more}")
        };
        for (says, text) in [
            (
                answer(47.1, 25.4, 73.7),
                "Det återstår att hitta 72,5 av 73,7\u{a0}mnkr 2023.",
            ),
            (
                answer(0.049, 0.0, 1.249),
                "Det återstår att hitta 49\u{a0}tkr av 1,2\u{a0}mnkr 2023.",
            ),
            (
                answer(0.0, 0.000_3, 73.7),
                "Det återstår att hitta 300\u{a0}kr av 73,7\u{a0}mnkr 2023.",
            ),
            (
                answer(0.0, 1e-9, 73.7),
                "Budget i balans 2023. Kravet på 73,7\u{a0}mnkr är uppfyllt.",
            ),
            (
                answer(-0.5, -29.3, 20.0),
                "Budget i balans 2023. Kravet på 20,0\u{a0}mnkr är uppfyllt. Åtgärderna ger 29,8\u{a0}mnkr mer än kravet.",
            ),
            (
                answer(20.4, -27.7, 73.7),
                "Det återstår att hitta 20,4\u{a0}mnkr i omsorgen 2023. Vården har 27,7\u{a0}mnkr över; det är en annan medlems pengar.",
            ),
            (
                answer(49.6, 26.1, 73.7),
                "Det återstår att hitta 75,7\u{a0}mnkr 2023: mer än kravet, 73,7\u{a0}mnkr.",
            ),
        ] {
            assert_eq!(says, text);
        }
        assert!(
            answer(30.0, -10.0, 73.7).contains("I omsorgen återstår 30,0\u{a0}mnkr. Vården har")
        );
        for (care, health, text) in [
            (0.0, 0.0, "Inget krav är satt för 2023."),
            (
                -1.2,
                0.0,
                "Inget krav är satt för 2023. Åtgärderna ger 1,2\u{a0}mnkr.",
            ),
            (
                2.0,
                0.0,
                "Inget krav är satt för 2023. Åtgärderna kostar 2,0\u{a0}mnkr mer än de ger.",
            ),
        ] {
            assert_eq!(answer(care, health, 0.0), text);
            let headline = share::headline(2023, (care * 1e6) as i64, 0, false);
            assert!(headline.starts_with(text), "{headline}");
        }
        assert_eq!(
            share::headline(2023, -7_000_000, 26_100_000, true),
            "Resultat 2023: 7,0\u{a0}mnkr mer än kravet i omsorgen och 26,1\u{a0}mnkr återstår i hälso- och \
             sjukvården. Beloppen bygger delvis på antaganden."
        );
        assert_eq!(strip_balance(2023, false), "Inget krav är satt för 2023");
        assert_eq!(
            strip_note(0.0, 1.2, gaps(-1.2, 0.0), false),
            "Åtgärder med belopp: 1,2\u{a0}mnkr."
        );
        let note = |care, health| strip_note(73.7, 1.2, gaps(care, health), false);
        assert_eq!(
            note(47.1, 25.4),
            "av kravet 73,7\u{a0}mnkr. Åtgärder med belopp: 1,2\u{a0}mnkr."
        );
        assert!(strip_note(5.2, 5.18, gaps(0.0, 0.0), true).ends_with(ROUNDED));
        assert!(!announcement(2023, gaps(20.4, -27.7), true).contains("balans"));
        assert_eq!(
            announcement(2023, gaps(0.049, 0.0), true),
            "Det återstår att hitta 49\u{a0}tusen kronor 2023."
        );
    }
}
