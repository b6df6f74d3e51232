//! The words of the slides.

use balans_format as format;
use balans_format::names::{MUNICIPALITY, named};
use balans_model::Evidence;

use super::compare::{line_name, quoted};
use super::parties;
use super::shared::{
    Gaps, NO_REQUIREMENT, amount, area_in, is_balanced, is_nothing, is_over, lower, no_requirement,
    others_over, share_of, single,
};

/// A share of the requirement in words; nothing where there is no requirement.
fn of_requirement(part: f64, requirement: f64) -> String {
    if is_balanced(requirement) {
        return String::new();
    }
    format!(", {} av kravet", share_of(part / requirement * 100.0))
}

// The question --------------------------------------------------------------------

pub(crate) fn question(year: i32) -> String {
    format!("Når vi budget i balans {year}, och vad krävs?")
}

pub(crate) const REQUIREMENT: &str = "Krav";
pub(crate) const SAVING: &str = "Åtgärder med belopp";

/// The label of what is more than the requirement.
pub(crate) const OVER: &str = "Mer än kravet";

/// What is left, or over.
pub(crate) fn left(gap: f64) -> &'static str {
    if is_over(gap) {
        OVER
    } else {
        "Återstår att hitta"
    }
}

/// At the foot of every slide: what is left in a year.
pub(crate) fn left_in(year: i32, amount: &str) -> String {
    format!("Återstår att hitta {year}: {amount}")
}

/// The foot's pieces that no measure gives.
pub(crate) const LEFT: &str = "återstår";
/// What a lower requirement leaves to the members.
pub(crate) const LOWER: &str = "lägre krav, som medlemmarna betalar";

/// A piece of the foot's bar.
pub(crate) fn piece(amount: &str, name: &str) -> String {
    format!("{amount} {name}")
}

/// Which scenario it is, and how far from the documents, by whichever name.
pub(crate) fn scenario(name: &str, deviating: usize, documents: &str) -> String {
    let name = if name.is_empty() {
        "Scenario utan namn".to_owned()
    } else {
        format!("Scenario: {name}")
    };
    match deviating {
        0 => format!("{name}. Alla tal är som i {documents}."),
        1 => format!("{name}. Det skiljer sig från {documents} i ett tal."),
        many => format!(
            "{name}. Det skiljer sig från {documents} i {} tal.",
            format::count(many)
        ),
    }
}

pub(crate) const QUESTION_NOTES: [&str; 2] = [
    "Effektiviseringskravet är skillnaden mellan vad verksamheten väntas kosta och vad medlemmarna betalar. Det är ett gap, inte en åtgärd.",
    "En åtgärd som ingen har angett belopp för räknas inte som noll. Den är ej beräknad.",
];

// The requirement -------------------------------------------------------------------

pub(crate) fn requirement(year: i32, total: f64, share: f64) -> String {
    if is_nothing(total) {
        no_requirement(year)
    } else {
        format!(
            "Kravet {year} är {}, {} av vad verksamheten väntas kosta",
            amount(total),
            share_of(share)
        )
    }
}

/// Under an area's requirement: its share of the area's cost, percent.
pub(crate) fn requirement_share(share: f64, name: &str) -> String {
    if is_nothing(share) {
        NO_REQUIREMENT.to_owned()
    } else {
        format!("motsvarar {} av {name} kostnad", share_of(share))
    }
}

pub(crate) const AREAS_OF: [&str; 2] = ["omsorgens", "vårdens"];

pub(crate) const REQUIREMENT_IS: &str = "Kravet är skillnaden mellan vad verksamheten väntas kosta och vad medlemmarna betalar. Det är ett gap, inte en åtgärd.";

/// Whether the requirement is the documents' own; all in mnkr.
pub(crate) fn requirement_of(total: f64, stated: f64) -> String {
    if is_nothing(total - stated) {
        format!(
            "Effektiviseringsunderlaget anger {} för de två områdena.",
            format::mnkr(stated)
        )
    } else {
        format!(
            "Kravet är ändrat i scenariot. Effektiviseringsunderlaget anger {}.",
            format::mnkr(stated)
        )
    }
}

pub(crate) const REQUIREMENT_NOTES: [&str; 2] = [
    "Vilken medlem som finansierar vad står inte i dokumenten. Att omsorgen är kommunens och vården regionens är verktygets antagande.",
    "Källa: Effektiviseringsunderlaget, avsnittet Vilka kostnader kan påverkas.",
];

// Decided, possible, own --------------------------------------------------------------

/// What measures with one kind of evidence give, mnkr.
pub(crate) fn evidence(evidence: Evidence, year: i32, given: f64, requirement: f64) -> String {
    let (what, gives) = match evidence {
        Evidence::Decided => ("Den beslutade modellen", "väntas ge upp till"),
        Evidence::Possible => (
            "Det som är möjligt enligt förvaltningen",
            "ger uppskattningsvis",
        ),
        Evidence::Own => ("Egna antaganden", "ger"),
    };
    if is_nothing(given) {
        format!("{what} ger inget {year}")
    } else if given < 0.0 {
        format!("{what} kostar {} mer {year}", amount(given))
    } else {
        format!(
            "{what} {gives} {} {year}{}",
            amount(given),
            of_requirement(given, requirement)
        )
    }
}

/// Columns of measures with their effect.
pub(crate) fn effect_columns(year: i32) -> [String; 3] {
    [
        "Åtgärd".to_owned(),
        format!("tkr {year}"),
        "tkr helår".to_owned(),
    ]
}

/// The caption of that table.
pub(crate) fn effect_caption(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::Decided => named("Beslutad modell, effekt för KSON"),
        Evidence::Possible => {
            named("Möjligt, och föreslaget för Norrtälje kommun: effekt för KSON")
        }
        Evidence::Own => named("Åtgärder med egna antaganden, effekt för KSON"),
    }
}

/// In place of a table with no rows.
pub(crate) fn none(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::Decided => "Ingen beslutad åtgärd finns i dokumenten.",
        Evidence::Possible => "Dokumenten har ingen åtgärd som är möjlig eller föreslagen.",
        Evidence::Own => "Ingen åtgärd har fått ett eget belopp.",
    }
}

/// After a measure's name, in a table.
pub(crate) fn turned_off(name: &str) -> String {
    format!("{name} (räknas inte med)")
}

/// After the name of a proposed measure whose amount is the user's own.
pub(crate) fn own_amount(name: &str) -> String {
    format!("{name} (eget belopp)")
}

/// After the name of a measure whose decided or possible amount is another here.
pub(crate) fn changed_amount(name: &str) -> String {
    format!("{name} (ändrat belopp, eget antagande)")
}

/// Under the table of what is proposed, where some of it has no amount.
pub(crate) fn proposed_without() -> &'static str {
    named(
        "Ej beräknad: direktionen har föreslagit åtgärden för Norrtälje kommun, men ingen har angett ett belopp.",
    )
}

/// In a table, in place of measures that have no row of their own.
pub(crate) fn more_measures(count: usize) -> String {
    match count {
        1 => "Ytterligare en åtgärd".to_owned(),
        many => format!("Ytterligare {} åtgärder", format::count(many)),
    }
}

/// Under the table of own assumptions.
pub(crate) const OWN_NOTE: &str = "Beloppen är satta i scenariot och står inte i dokumenten.";
/// A whole year.
pub(crate) const FULL_YEAR_NOTE: &str =
    "Helår är effekten om alla åtgärder gällde fullt ut hela planåret.";

/// Whom a measure hits, in the notes.
pub(crate) fn affects(name: &str, affects: &str) -> String {
    format!("{name}. {AFFECTS}{affects}")
}

pub(crate) fn source(source: &str) -> String {
    format!("Källa: {source}.")
}

// Without a figure --------------------------------------------------------------------

pub(crate) fn uncalculated(without: usize, all: usize) -> String {
    match without {
        0 => format!("Alla {} åtgärder har ett belopp", format::count(all)),
        1 => format!(
            "Belopp saknas för en av {} åtgärder – det betyder inte noll",
            format::count(all)
        ),
        many => format!(
            "Belopp saknas för {} av {} åtgärder – det betyder inte noll",
            format::count(many),
            format::count(all)
        ),
    }
}

pub(crate) const UNCALCULATED_COLUMNS: [&str; 3] = ["Enligt dokumenten", "Antal", "Åtgärder"];
pub(crate) const UNCALCULATED_CAPTION: &str = "Åtgärder utan belopp";
/// The groups of measures by how far they have come, furthest first.
pub(crate) use super::measures::status_groups as groups;
pub(crate) const UNCALCULATED_NOTES: [&str; 3] = [
    "Effektiviseringsunderlaget säger att vissa effektiviseringar kräver en mer omfattande bedömning av besparingspotential och därför inte har kunnat beräknas.",
    "Effektiviseringsunderlaget hänvisar till en förteckning över möjliga effektiviseringar som inte finns i verktygets exemplar. Förvaltningen kan alltså ha fler belopp.",
    "Källa: Effektiviseringsunderlaget, avsnittet Vilka kostnader kan påverkas; Förvaltningen informerar, om förstudier, studiebesök och utbildning.",
];

/// Lists phrases of measures in a cell or after a colon.
pub(crate) fn names(phrases: &[&str]) -> String {
    phrases.join(", ")
}

/// Lists phrases of measures inside a sentence: "a, b och c".
pub(crate) fn listed(phrases: &[&str]) -> String {
    match phrases {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} och {last}", first.join(", ")),
    }
}

// Brutto ------------------------------------------------------------------------------

/// On a slide of a measure whose cost nobody has stated.
pub(crate) const GROSS_IS: &str =
    "Beloppet är brutto: ingen har angett vad åtgärden kostar, och den kostnaden ska räknas av.";

/// The finding of such a measure.
pub(crate) fn gross(title: &str) -> String {
    format!("{title} (brutto)")
}

/// What the measures whose cost nobody has stated give together in a year, mnkr.
pub(crate) fn gross_sum(phrases: &[&str], year: i32, saving: f64) -> String {
    let many = phrases.len() > 1;
    let who = if many { "Åtgärderna" } else { "Åtgärden" };
    let all = if many { " sammanlagt" } else { "" };
    let given = if is_nothing(saving) {
        format!("{who} ger inget {year}.")
    } else {
        let verb = if saving < 0.0 { "kostar" } else { "ger" };
        format!(
            "{who} {verb}{all} {} {year} brutto: kostnaden ska räknas av.",
            single(saving.abs())
        )
    };
    format!("Kostnaden saknas för {}. {given}", listed(phrases))
}

// Empty homes -------------------------------------------------------------------------

pub(crate) fn housing_caution() -> &'static str {
    named(
        "Antalet platser och andelen tomma är antaganden: KSON:s egna tal finns inte i dokumenten.",
    )
}
/// In place of the caution where a controller has put figures in.
pub(crate) const HOUSING_OWN: &str = "Antalet platser och andelen tomma är delvis egna tal.";
/// In place of the caution where a controller has put all those figures in.
pub(crate) const HOUSING_ALL_OWN: &str =
    "Antalet platser, andelen tomma och ersättningen för en tom plats är egna tal.";
pub(crate) fn housing_notes() -> [&'static str; 2] {
    [
        named(
            "KSON betalar tomdygnsersättning även för en plats som inte går att använda. Då köps en extern plats, som är dyrare, och Tiohundra\u{a0}AB förlorar intäkt.",
        ),
        named(
            "Norrtälje kommun ansvarar för lokalerna: KSON bestämmer inte över skick och åtgärder.",
        ),
    ]
}
/// The note with the source of the empty places and that of the prices.
pub(crate) fn housing_source(places: &str, prices: &str) -> String {
    let [places, prices] = [places, prices].map(|source| source.trim_end_matches('.'));
    format!("Om de tomma platserna: {places}. Om priserna: {prices}.")
}

// Parties and years -------------------------------------------------------------------

pub(crate) fn parties_notes() -> [&'static str; 4] {
    [
        named(
            "KSON äger hela Tiohundra\u{a0}AB. Det KSON slutar betala till bolaget är en överföring tills bolaget kan sänka sina egna kostnader.",
        ),
        named(
            "Effektiviseringsunderlaget säger att förslagen som påverkar Tiohundra\u{a0}AB behöver särskild genomlysning.",
        ),
        "Om bolaget förlorar så mycket att det egna kapitalet sjunker under halva aktiekapitalet kan medlemmarna behöva skjuta till kapital.",
        "Källa: Effektiviseringsunderlaget, avsnittet Vilka kostnader kan påverkas. Fördelningen mellan parterna bygger på antaganden.",
    ]
}

/// What is left at the end against the plan year, in words. Of each its gaps and its requirement, mnkr.
pub(crate) fn years_left(first: (i32, Gaps, f64), last: (i32, Gaps, f64)) -> String {
    let ((from_year, from, _), (to_year, to, _)) = (first, last);
    let [before, now] = [from, to].map(|gaps| amount(gaps.left()));
    let is_left = |gaps: Gaps| !is_balanced(gaps.left()) && gaps.uneven().is_none();
    let has_none = [first, last].map(|(_, _, requirement)| is_nothing(requirement));
    if has_none == [true; 2] {
        format!("Inget krav är satt för vare sig {from_year} eller {to_year}.")
    } else if has_none == [false; 2] && from.is_balanced() && to.is_balanced() {
        let [from, to] = [(from_year, from), (to_year, to)].map(|(year, gaps)| gaps.balance(year));
        format!("{from} {to}")
    } else if has_none != [false; 2] || !is_left(from) || !is_left(to) {
        let [from, to] = [first, last].map(year_left);
        format!("{from} {to}")
    } else if before == now {
        format!("Lika mycket återstår att hitta {to_year} som {from_year}: {now}.")
    } else {
        format!("Det återstår att hitta {before} {from_year} och {now} {to_year}.")
    }
}

/// What is left in one year, where the budget balances in another or one area lacks what the other has over.
pub(crate) fn year_left((year, gaps, requirement): (i32, Gaps, f64)) -> String {
    if is_nothing(requirement) {
        format!("{}.", no_requirement(year))
    } else if let Some((area, lacks, over)) = gaps.uneven() {
        format!(
            "År {year} återstår {} i {}. {}",
            amount(lacks),
            area_in(area),
            others_over(area, over)
        )
    } else if gaps.is_over() {
        format!(
            "År {year} ger åtgärderna {} mer än kravet.",
            amount(gaps.total())
        )
    } else if gaps.is_balanced() {
        gaps.balance(year)
    } else {
        format!("År {year} återstår {} att hitta.", amount(gaps.left()))
    }
}

pub(crate) const YEARS_NOTE: &str = "Effektiviseringsunderlaget väntar sig att kostnaden ökar i takt med antalet som är 80 år och äldre, och att ökningen huvudsakligen finansieras av medlemmarna.";
/// Of the source of the documents' growth of the elderly, its last year, and the source of the growth after it.
pub(crate) fn years_source(documents: &str, last: i32, after: &str) -> String {
    format!("Källa: {documents}. Efter {last}: {after}.")
}

// Alternatives ------------------------------------------------------------------------

/// What the scenario at hand is called beside others.
pub(crate) fn own_name(name: &str) -> String {
    if name.is_empty() {
        "Det här scenariot".to_owned()
    } else {
        name.to_owned()
    }
}

pub(crate) fn compared_columns(plan: i32, horizon: i32) -> [String; 6] {
    [
        "Scenario".to_owned(),
        format!("Krav {plan}"),
        format!("Återstår {plan}"),
        format!("Återstår {horizon}"),
        format!("Återstår {horizon} vid 80\u{a0}procent"),
        "I balans".to_owned(),
    ]
}

pub(crate) const COMPARED_CAPTION: &str = "Scenarier bredvid varandra, mnkr";
pub(crate) const COMPARED_STATED: &str =
    "Varje scenario är uträknat ur sina egna reglage med samma utgångsläge.";

/// Some do not fit.
pub(crate) fn compared_more(count: usize) -> String {
    match count {
        0 => String::new(),
        1 => "Ytterligare ett sparat scenario får inte plats här.".to_owned(),
        many => format!(
            "Ytterligare {} sparade scenarier får inte plats här.",
            format::count(many)
        ),
    }
}

/// One alternative against the scenario at hand: what it leaves less what that leaves, mnkr.
pub(crate) fn alternative(name: &str, own: &str, year: i32, left: f64, against: f64) -> String {
    let name = quoted(&line_name(name));
    let own = if own.is_empty() {
        "här".to_owned()
    } else {
        format!("i {}", quoted(&line_name(own)))
    };
    let change = left - against;
    if is_nothing(change) {
        format!("I {name} återstår lika mycket {year} som {own}")
    } else {
        let more = if change > 0.0 { "mer" } else { "mindre" };
        format!(
            "I {name} återstår {} {more} {year} än {own}",
            amount(change)
        )
    }
}

pub(crate) const DIFFERS_COLUMNS: [&str; 2] = ["Reglage", "Här"];
pub(crate) const DIFFERS_CAPTION: &str = "Reglage som skiljer sig åt";
pub(crate) const DIFFERS_NONE: &str = "Alla reglage står lika.";

/// More of them than there is room for.
pub(crate) fn differs_more(count: usize) -> String {
    match count {
        0 => String::new(),
        1 => "Ytterligare ett reglage skiljer sig åt.".to_owned(),
        many => format!(
            "Ytterligare {} reglage skiljer sig åt.",
            format::count(many)
        ),
    }
}

// What is asked -----------------------------------------------------------------------

pub(crate) fn request(year: i32, gaps: Gaps) -> String {
    if gaps.is_balanced() {
        format!("Ska direktionen besluta enligt det här scenariot för {year}?")
    } else if let Some((area, lacks, _)) = gaps.uneven() {
        format!(
            "Frågan till direktionen: hur ska {} hittas i {} {year}?",
            amount(lacks),
            super::shared::area_in(area)
        )
    } else {
        format!(
            "Frågan till direktionen: hur ska {} hittas {year}?",
            amount(gaps.left())
        )
    }
}

/// Asks about what the administration says is possible, by phrase.
pub(crate) fn ask_possible(phrases: &[&str]) -> String {
    match phrases {
        [] => String::new(),
        [one] => format!("Ska det som förvaltningen bedömer som möjligt beslutas: {one}?"),
        many => format!(
            "Vad av det som förvaltningen bedömer som möjligt ska beslutas: {}?",
            listed(many)
        ),
    }
}

/// Says what the direktion has proposed already, by phrase.
pub(crate) fn already_proposed(phrases: &[&str]) -> String {
    format!(
        "Frågas inte igen: direktionen har föreslagit {} för {MUNICIPALITY}.",
        listed(phrases)
    )
}

/// Asks about the measures without an amount; `others` where some are left out of the count.
pub(crate) fn ask_uncalculated(count: usize, others: bool) -> String {
    match count {
        0 => String::new(),
        1 => "Ska den åtgärd som saknar belopp utredas, av vem och till när?".to_owned(),
        many => {
            let those = if others { "övriga" } else { "de" };
            format!(
                "Vilka av {those} {} åtgärder som saknar belopp ska utredas, av vem och till när?",
                format::count(many)
            )
        }
    }
}

/// What is left.
pub(crate) fn ask_left(gaps: Gaps) -> String {
    if gaps.is_balanced() {
        "Vilka konsekvenser av åtgärderna är godtagbara?".to_owned()
    } else {
        format!(
            "Hur ska det som återstår, {}, hanteras tills det är hittat?",
            amount(gaps.left())
        )
    }
}

pub(crate) const DECISION: &str = "Beslut";
pub(crate) fn request_notes() -> [&'static str; 2] {
    [
        named(
            "Verktyget lägger inget förslag till beslut. Frågorna är gjorda av vad som är möjligt enligt förvaltningen, vad som saknar belopp och vad som återstår. Det som direktionen redan har föreslagit för Norrtälje kommun är inte med.",
        ),
        "Effektiviseringsunderlaget säger att effektiviseringarna kan få konsekvenser för kvaliteten, andra verksamheter och invånarna, och att de därför bör utredas inför eventuella beslut. Källa: Effektiviseringsunderlaget, avsnittet Vilka kostnader kan påverkas.",
    ]
}

// One measure -------------------------------------------------------------------------

/// A measure's finding: what it gives in the plan year and in a whole year, mnkr. Less than half a tkr is nothing.
pub(crate) fn measure(name: &str, year: i32, given: f64, full_year: f64) -> String {
    if !parties::is_nothing(given) {
        let verb = if given < 0.0 { "kostar" } else { "ger" };
        format!("{name} {verb} {} {year}", single(given.abs()))
    } else if !parties::is_nothing(full_year) {
        let verb = if full_year < 0.0 { "kostar" } else { "ger" };
        format!(
            "{name} ger inget {year} men {verb} {} på helår",
            single(full_year.abs())
        )
    } else {
        format!("{name} ger inget {year}")
    }
}

/// A measure that nobody has put a figure on.
pub(crate) fn measure_uncalculated(name: &str) -> String {
    format!("{name}: ingen har angett ett belopp")
}

pub(crate) fn effect_in(year: i32) -> String {
    format!("Effekt {year}")
}

pub(crate) const FULL_YEAR: &str = "På helår";
pub(crate) const ONE_OFF: &str = "Engångskostnad";
pub(crate) const AFFECTS: &str = "Vem berörs: ";
pub(crate) const CONSEQUENCE: &str = "Konsekvenser: ";
pub(crate) const RATED: &str = "Negativa konsekvenser, egen bedömning: ";
pub(crate) const NOTE: &str = "Anteckning: ";

/// A rating in words.
pub(crate) fn rated(aspect: &str, level: &str) -> String {
    format!("{} för {}", lower(level), lower(aspect))
}

// Figures on their own ----------------------------------------------------------------

/// The areas' slide in a list, and so on.
pub(crate) const OFFERED: [(&str, &str); 8] = [
    ("required", "Vad krävs: vad varje reglage skulle behöva ge"),
    ("gives", "Vad ger vad: vad varje åtgärd ger"),
    (
        "futures",
        "Hur säkert: i hur många framtider budgeten är i balans",
    ),
    ("figure:bridge", "Diagram: från krav till vad som återstår"),
    (
        "figure:bridge-measures",
        "Diagram: från krav till vad som återstår, åtgärd för åtgärd",
    ),
    ("figure:areas", "Diagram: omsorg samt hälso- och sjukvård"),
    ("figure:spiral", "Diagram: vad en olämplig plats leder till"),
    ("figure:years-current", "Diagram: åren i löpande priser"),
];

pub(crate) const YEARS_CURRENT: &str = "Mnkr per år i varje års egna priser";
pub(crate) fn spiral_lead() -> &'static str {
    named(
        "Platsen kan inte användas men betalas ändå. KSON köper en extern plats, och Tiohundra\u{a0}AB förlorar intäkten.",
    )
}

/// A measure's slide in a list.
pub(crate) fn offer_measure(name: &str) -> String {
    format!("Åtgärd: {}", lower(name))
}

/// An alternative's slide in a list.
pub(crate) fn offer_alternative(name: &str) -> String {
    format!("Scenario: {name}")
}
