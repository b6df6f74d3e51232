//! The words of the decision paper, under the headings of a Swedish tjänsteskrivelse.

use balans_format::names::{FEDERATION, FEDERATION_S, named};
use balans_format::{self as format, HARD_SPACE, capital};
use balans_model::{MeasureStatus, Status};

use super::compare::quoted;
use super::finance::LOW_FUNDING_COLUMN;
use super::shared::{Gaps, amount, area_in, is_nothing, lower, part_of, single};

pub(crate) fn title(year: i32, gaps: Gaps, requirement: f64) -> String {
    let left = gaps.left();
    if is_nothing(requirement) {
        format!("Budget i balans {year}: inget krav är satt")
    } else if gaps.is_over() {
        format!(
            "Budget i balans {year}: {} mer än kravet",
            amount(gaps.total())
        )
    } else if gaps.is_balanced() {
        format!("Budget i balans {year}: kravet är uppfyllt")
    } else if let Some((area, lacks, _)) = gaps.uneven() {
        format!(
            "Budget i balans {year}: {} återstår i {}",
            amount(lacks),
            area_in(area)
        )
    } else if left > requirement {
        format!("Budget i balans {year}: {} återstår", amount(left))
    } else {
        format!(
            "Budget i balans {year}: {} återstår",
            part_of(left, requirement)
        )
    }
}

// The head ----------------------------------------------------------------------------

pub(crate) fn to() -> (&'static str, &'static str) {
    (
        "Till",
        named("Direktionen för Kommunalförbundet Sjukvård och omsorg i Norrtälje (KSON)"),
    )
}
pub(crate) const SCENARIO: &str = "Scenario";
pub(crate) const MADE: &str = "Framtaget";
pub(crate) const CASE_WORKER: &str = "Handläggare";
pub(crate) const REGISTER: &str = "Diarienummer";
pub(crate) const DATE: &str = "Datum";

/// The scenario's name and when it was saved.
pub(crate) fn scenario(name: &str, saved: Option<&str>) -> String {
    let name = if name.is_empty() {
        "Scenario utan namn"
    } else {
        name
    };
    match saved {
        Some(when) => format!("{name} (sparat {when})"),
        None => format!("{name} (inte sparat)"),
    }
}

/// When and with what.
pub(crate) fn made(
    today: &str,
    version: &str,
    pack: &str,
    pack_version: u32,
    engine: u32,
) -> String {
    let day = if today.is_empty() {
        String::new()
    } else {
        format!(", {today}")
    };
    format!("{version}{day}. Tal: {pack} (version {pack_version:08x}). Beräkningsversion {engine}")
}

// The matter --------------------------------------------------------------------------

pub(crate) const MATTER: &str = "Ärendet";

pub(crate) fn matter(year: i32, total: f64, care: f64, health: f64) -> String {
    const CARE: &str = "omsorg om äldre och personer med funktionsnedsättningar";
    const HEALTH: &str = "hälso- och sjukvård";
    if is_nothing(total) {
        return format!(
            "{FEDERATION} ska ha en budget i balans {year}. I scenariot är inget effektiviseringskrav satt."
        );
    }
    let parts = match (is_nothing(care), is_nothing(health)) {
        (false, false) => format!(
            "varav {} avser {CARE} och {} {HEALTH}",
            amount(care),
            amount(health)
        ),
        (true, _) => format!("som helt avser {HEALTH}"),
        (_, true) => format!("som helt avser {CARE}"),
    };
    format!(
        "{FEDERATION} ska ha en budget i balans {year}. Medlemmarnas finansiering innebär ett effektiviseringskrav på {}, {parts}.",
        amount(total)
    )
}

pub(crate) const MATTER_SHOWS: &str = "Beslutsunderlaget visar vad ett scenario ger, vad som återstår att hitta och vad som inte är beräknat. \
     Alla belopp är i planårets priser om inget annat anges. Mnkr betyder miljoner kronor och tkr tusen kronor.";

// The proposal ------------------------------------------------------------------------

pub(crate) const PROPOSAL: &str = "Förslag till beslut";
pub(crate) const PROPOSAL_IS: &str =
    "Skrivs av den som ansvarar för ärendet. Verktyget lägger inget förslag.";
/// What stands before a proposal in papers of this kind; the rest is a person's.
pub(crate) const PROPOSED: &str = "Direktionen föreslås besluta";
pub(crate) const QUESTIONS: &str = "Scenariot lämnar de här frågorna öppna:";

// The summary -------------------------------------------------------------------------

pub(crate) const SUMMARY: &str = "Sammanfattning";

/// What the measures give by what stands behind them, mnkr.
pub(crate) fn by_evidence(decided: f64, possible: f64, own: f64) -> String {
    if [decided, possible, own].into_iter().all(is_nothing) {
        return "Varken den beslutade modellen, det möjliga eller egna antaganden ger något."
            .to_owned();
    }
    let [decided, possible, own] = [decided, possible, own].map(format::mnkr);
    format!(
        "Den beslutade modellen väntas ge upp till {decided}, det möjliga uppskattningsvis {possible} och egna antaganden {own}."
    )
}

/// How far the scenario is from the documents, by whichever name.
pub(crate) fn stands_on(deviating: usize, assumptions: usize, documents: &str) -> String {
    let differs = match deviating {
        0 => format!("Scenariot skiljer sig inte från {documents}"),
        1 => format!("Scenariot skiljer sig från {documents} i ett tal"),
        many => format!(
            "Scenariot skiljer sig från {documents} i {} tal",
            format::count(many)
        ),
    };
    match assumptions {
        0 => format!("{differs}, och inget tal är ett antagande."),
        1 => format!("{differs}, och ett tal är ett antagande. Talen redovisas sist."),
        many => format!(
            "{differs}, och {} tal är antaganden. Talen redovisas sist.",
            format::count(many)
        ),
    }
}

pub(crate) fn areas_caption(year: i32) -> String {
    format!("Krav, åtgärder med belopp och vad som återstår {year}, mnkr")
}
pub(crate) fn areas_columns() -> [&'static str; 4] {
    ["Område", "Krav", "Åtgärder med belopp", "Återstår"]
}

// Background --------------------------------------------------------------------------

pub(crate) const BACKGROUND: &str = "Bakgrund";

pub(crate) fn who() -> &'static str {
    named(
        "KSON är ett kommunalförbund med Norrtälje kommun och Region Stockholm som medlemmar. \
     All verksamhet i egen regi bedrivs av Tiohundra\u{a0}AB, som KSON äger helt.",
    )
}

/// How many more grow old; percent, against what the documents say.
pub(crate) fn elderly(from: i32, to: i32, growth: f64, stated: f64) -> String {
    let [growth, said] = [growth, stated].map(|share| {
        let number = super::shared::trimmed(share, 0, 1);
        format!("{number}{HARD_SPACE}procent")
    });
    if growth == said {
        format!(
            "Enligt Effektiviseringsunderlaget väntas antalet invånare som är 80 år och äldre öka med {growth} mellan {from} och {to}, \
             och {FEDERATION_S} kostnader öka i motsvarande grad."
        )
    } else {
        format!(
            "I scenariot ökar antalet invånare som är 80 år och äldre med {growth} mellan {from} och {to}. Effektiviseringsunderlaget anger {said}."
        )
    }
}

pub(crate) fn survey() -> &'static str {
    named(
        "Förvaltningen har gjort en grov genomlysning av möjliga effektiviseringar. Vissa kräver en mer omfattande \
     bedömning av besparingspotential och har därför inte kunnat beräknas. Förslagen som påverkar Tiohundra\u{a0}AB:s \
     verksamhet behöver särskild genomlysning. Inom LSS-boenden i egen regi är kapacitetstaket nått, så att väntade \
     volymökningar måste tillgodoses med externt köpta platser, vilket är dyrare. (LSS är lagen om stöd och service \
     till vissa funktionshindrade.)",
    )
}

/// The person's own words about the scenario.
pub(crate) fn about(note: &str) -> String {
    format!("Om scenariot: {note}")
}

// The requirement ---------------------------------------------------------------------

pub(crate) const REQUIREMENT: &str = "Krav";
pub(crate) fn requirement_caption(year: i32) -> String {
    format!("Kravet mot kostnad och finansiering {year}")
}
pub(crate) fn requirement_columns(year: i32) -> [String; 5] {
    [
        "Område".to_owned(),
        format!("Väntad kostnad {year}, mnkr"),
        "Finansi\u{ad}ering, mnkr".to_owned(),
        "Krav, mnkr".to_owned(),
        "Krav, % av kostnaden".to_owned(),
    ]
}

/// What comes on top each year; percent.
pub(crate) fn extra(share: f64) -> String {
    if share < 0.05 {
        "Inget nytt krav antas tillkomma åren efter planåret.".to_owned()
    } else {
        format!(
            "Varje år efter planåret antas ett nytt krav på {} av planårets kostnad tillkomma.",
            super::shared::percent(share, 1)
        )
    }
}

// The measures ------------------------------------------------------------------------

pub(crate) const MEASURES: &str = "Åtgärder";
pub(crate) const WITH_FIGURE: &str = "Åtgärder med belopp";
pub(crate) const WITH_FIGURE_NONE: &str = "Ingen åtgärd som räknas med har ett belopp i scenariot.";
pub(crate) const WITHOUT_FIGURE: &str = "Åtgärder utan belopp";
pub(crate) const WITHOUT_FIGURE_NONE: &str = "Alla åtgärder har ett belopp.";
pub(crate) const TURNED_OFF: &str = "Avstängda i scenariot";
pub(crate) const BY_YEAR: &str = "År för år";
pub(crate) fn measures_caption() -> &'static str {
    named("Åtgärder med belopp, effekt för KSON")
}
pub(crate) fn measures_columns(year: i32, plan: i32) -> [String; 6] {
    let first = if year == plan { "År 1, " } else { "" };
    [
        "Åtgärd".to_owned(),
        "Beloppet är".to_owned(),
        "Börjar".to_owned(),
        format!("{first}tkr {year}"),
        "Helår, tkr".to_owned(),
        "Engångs\u{ad}kostnad, mnkr".to_owned(),
    ]
}
pub(crate) const TOGETHER: &str = "Totalt";
pub(crate) const MEASURES_NOTE: &str = "Helår är effekten om alla åtgärder gällde fullt ut hela planåret. Engångskostnader redovisas för sig och ändrar inte vad som återstår.";
pub(crate) const UNCALCULATED_CAPTION: &str = "Åtgärder som ingen har angett belopp för";
pub(crate) const UNCALCULATED_COLUMNS: [&str; 3] = ["Åtgärd", "Enligt dokumenten", "Vem berörs"];
pub(crate) const UNCALCULATED_NOTE: &str = "Ej beräknad betyder inte noll: åtgärderna kan ge en besparing, ge ingenting eller medföra kostnader.";
pub(crate) const YEARS_CAPTION: &str =
    "Kostnad, finansiering och vad som återstår per år, mnkr i planårets priser";
pub(crate) const YEARS_COLUMNS: [&str; 8] = [
    "År",
    "Kostnad om inget görs",
    "Finansiering",
    "Krav",
    "Åtgärder",
    "Återstår",
    LOW_FUNDING_COLUMN,
    "Engångs\u{ad}kostnader",
];

/// When a measure starts: a month only where it is not the first.
pub(crate) fn start(year: i32, month: &str) -> String {
    if month.is_empty() {
        year.to_string()
    } else {
        format!("{month} {year}")
    }
}

/// How far a measure has come.
pub(crate) fn status(status: MeasureStatus) -> String {
    capital(super::measures::status(status))
}

// Empty homes -------------------------------------------------------------------------

pub(crate) const HOUSING: &str = "Tomma platser";
pub(crate) fn housing_caption(year: i32) -> String {
    format!(
        "Vad tomma platser kostar {FEDERATION} {year}, före de åtgärder som sänker ersättningen"
    )
}
pub(crate) const HOUSING_COLUMNS: [&str; 5] = [
    "Boendeform",
    "Tomma dygn",
    "Tomdygns\u{ad}ersättning, tkr",
    "Merkostnad för externa platser, tkr",
    "En tom plats, kr per dygn",
];

// Who is affected ---------------------------------------------------------------------

pub(crate) const AFFECTED: &str = "Vilka som påverkas";
pub(crate) const PARTIES_CAPTION: &str = "Effekt per part, tkr. Plus är bättre för parten.";
pub(crate) fn parties_columns(plan: i32, horizon: i32) -> [String; 4] {
    [
        "Part".to_owned(),
        format!("Effekt {plan}"),
        "Varav över\u{ad}föring inom kon\u{ad}cernen".to_owned(),
        format!("Effekt {horizon}"),
    ]
}
pub(crate) fn measure_parties(year: i32) -> String {
    format!("Effekt per åtgärd och part {year}, tkr")
}
pub(crate) const FINANCE: &str = "Vem som finansierar det som återstår";
pub(crate) const MEMBERS_CAPTION: &str = "Återstår att hitta per medlem, mnkr";
pub(crate) fn members_columns(plan: i32, horizon: i32) -> [String; 4] {
    [
        "Medlem".to_owned(),
        plan.to_string(),
        format!("% av finansieringen {plan}"),
        horizon.to_string(),
    ]
}

// Consequences ------------------------------------------------------------------------

pub(crate) const CONSEQUENCES: &str = "Konsekvenser och bedömningar";
pub(crate) const CONSEQUENCES_LEAD: &str = "Effektiviseringsunderlaget säger att effektiviseringarna kan få konsekvenser för vårdens och omsorgens kvalitet, påverka andra \
     verksamheter och ytterst invånarna, och att de därför bör utredas inför att eventuella beslut fattas. \
     Bedömningarna nedan är gjorda av den som har gjort scenariot. De ändrar inga belopp.";
pub(crate) const RATINGS_CAPTION: &str = "Bedömda negativa konsekvenser";
pub(crate) const RATINGS_NONE: &str = "Ingen åtgärd med belopp finns att bedöma.";
pub(crate) const UNRATED: &str = "ej\u{a0}bedömda";
/// The measures whose consequences nobody has rated.
pub(crate) fn unrated(names: &str) -> String {
    format!("Konsekvenserna är ej bedömda för: {names}.")
}
pub(crate) const MAY_FOLLOW: &str = "Möjliga konsekvenser";
pub(crate) const NOTES: &str = "Anteckningar";
pub(crate) const OTHER_CONSEQUENCES: &str =
    "Övriga konsekvenser, till exempel för barn, jämställdhet och miljö";

/// A measure with a text about it.
pub(crate) fn about_measure(name: &str, text: &str) -> String {
    format!("{name}: {}", lower(text))
}

/// A measure with a person's own words.
pub(crate) fn note(name: &str, text: &str) -> String {
    format!("{name}: {}", quoted(text))
}

// What is uncertain -------------------------------------------------------------------

pub(crate) const UNCERTAIN: &str = "Osäkerheter och vad som inte är beräknat";
pub(crate) const UNCERTAIN_IS: &str = "De kan ge mer eller mindre än vad som krävs, eller medföra kostnader. Resultatet ovan är därför ingen prognos.";
pub(crate) const WARNINGS: &str = "Varningar om scenariot";
pub(crate) const OPEN: &str = "Frågor som dokumenten inte svarar på";

/// Whether the decided reform is in the base year already; what it gives in the plan year, mnkr.
pub(crate) fn base_year(given: f64, year: i32) -> String {
    format!(
        "Ingår den beslutade reformen redan i basåret {year}? I så fall återstår ytterligare {} att hitta.",
        single(given)
    )
}

// Alternatives ------------------------------------------------------------------------

pub(crate) const ALTERNATIVES: &str = "Alternativa scenarier";

// Deviations, sources, assumptions ----------------------------------------------------

// The documents are named as the scenario's own underlag lets them be.
pub(crate) fn deviations(documents: &str) -> String {
    format!("Avvikelser från {documents}")
}
pub(crate) fn deviations_none(documents: &str) -> String {
    format!("Inget tal skiljer sig från {documents}.")
}
pub(crate) fn deviations_caption(documents: &str) -> String {
    format!("Tal som skiljer sig från {documents}")
}
pub(crate) fn deviations_columns(documents: &str) -> [String; 4] {
    let [number, here, from] = ["Tal", "I scenariot", "Varifrån"].map(str::to_owned);
    [number, here, format!("I {documents}"), from]
}
pub(crate) const DEVIATIONS_NOTE: &str = "Ett reglage är ett val. Utgångsläget är det värde som det har från början. \
     Hur talen påverkar resultatet visar verktyget på sidan Källor.";

/// Where a deviating value comes from.
pub(crate) fn from(status: Status, source: &str, moved: bool) -> String {
    match status {
        Status::Own if moved => "satt i scenariot, skiljer sig från det egna talet".to_owned(),
        Status::Own => format!("eget tal, {source}"),
        Status::Lever => "satt i scenariot (reglage)".to_owned(),
        Status::Source => "satt i scenariot i stället för dokumentens tal".to_owned(),
        Status::Derived => "satt i scenariot i stället för det härledda talet".to_owned(),
        Status::External => "satt i scenariot i stället för den externa uppgiften".to_owned(),
        Status::Assumption => "satt i scenariot i stället för verktygets antagande".to_owned(),
    }
}

pub(crate) const SOURCES: &str = "Källor";
pub(crate) const EXTERNAL_CAPTION: &str =
    "Uppgifter som är härledda eller hämtade utanför dokumenten";
pub(crate) const OWN_CHANGES: &str = "Ändringar av de egna talen";
pub(crate) const OWN_CHANGES_COLUMNS: [&str; 5] =
    ["Uppgift", "Från", "Till", "Datum", "Anteckning eller källa"];
pub(crate) const EXTERNAL_COLUMNS: [&str; 3] = ["Uppgift", "Värde", "Källa"];

/// A document.
pub(crate) fn document(title: &str, description: &str) -> String {
    format!("{title}. {description}")
}

pub(crate) const ASSUMPTIONS: &str = "Antaganden";
pub(crate) fn assumptions_lead() -> &'static str {
    named(
        "Ingen har angett de här talen. De är verktygets antaganden och bör bytas mot KSON:s egna. Tal om åtgärder utan belopp är inte med: de påverkar ingenting.",
    )
}
pub(crate) const ASSUMPTIONS_NONE: &str = "Inget tal är ett antagande.";
pub(crate) const ASSUMPTIONS_CAPTION: &str = "Antaganden som scenariot bygger på";
pub(crate) const ASSUMPTIONS_COLUMNS: [&str; 3] = ["Antagande", "Värde", "Varifrån"];

/// What is assumed of every measure with an amount, each a name and a value.
pub(crate) fn assumed_of_all(asked: &[String]) -> String {
    format!(
        "För åtgärder med belopp antas, om inget annat står i tabellen: {}.",
        asked.join(", ")
    )
}

/// The value is another than the assumption's own.
pub(crate) const CHANGED: &str = "ändrat i scenariot";

// One page ----------------------------------------------------------------------------

pub(crate) const CARRY: &str = "Antaganden som bär resultatet";

/// How many numbers nobody has stated.
pub(crate) fn assumed_count(count: usize) -> String {
    match count {
        0 => "Inget tal som påverkar resultatet är ett antagande.".to_owned(),
        1 => "Resultatet påverkas av ett tal som är ett antagande.".to_owned(),
        many => format!(
            "Resultatet påverkas av {} tal som är antaganden.",
            format::count(many)
        ),
    }
}

/// The numbers that differ from the documents, by whichever name: the first with their values, and how many more.
pub(crate) fn deviating_named(named: &[String], more: usize, documents: &str) -> String {
    if named.is_empty() {
        return deviations_none(documents);
    }
    let more = match more {
        0 => String::new(),
        1 => " och ett tal till".to_owned(),
        many => format!(" och {} tal till", format::count(many)),
    };
    format!("Skiljer sig från {documents}: {}{more}.", named.join("; "))
}

// Trying it, and the signature --------------------------------------------------------

pub(crate) const TRY: &str = "Pröva scenariot";
pub(crate) const TRY_IS: &str = "Länken och koden öppnar hela scenariot i verktyget. Där visar Så räknas det hur varje tal räknas fram. \
     Anteckningarna följer inte med i länken.";
/// The same where the tool has no address.
pub(crate) const TRY_TEXT: &str = "Texten nedan är hela scenariot: klistra in den sist i adressfältet, efter verktygets adress, så öppnas det. \
     Där visar Så räknas det hur varje tal räknas fram. Anteckningarna följer inte med i texten.";
pub(crate) const SIGNED: &str = "Underskrift";
pub(crate) const SIGNED_BY: &str = "Namn och titel";
pub(crate) const PLACE: &str = "Ort och datum";

// For the page around it --------------------------------------------------------------

/// What the code is, for those who can't see it.
pub(crate) const CODE_NAME: &str = "QR-kod med länken till scenariot";
/// The link's text.
pub(crate) const LINK: &str = "Öppna scenariot i verktyget";
