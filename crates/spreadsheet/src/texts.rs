//! Every word of the files that stands neither in the pack nor in `balans_report::texts`. Swedish, plain, and nowhere else.

use balans_format::names::named;
use balans_model::{InputSpec, Unit};

/// Names of the sheets, in order.
pub(crate) const READ_ME: &str = "Läs mig";
pub(crate) const LEVERS: &str = "Reglage";
pub(crate) const MEASURES: &str = "Åtgärder";
pub(crate) const PARTIES: &str = "Parter";
pub(crate) const YEARS: &str = "År";
pub(crate) const REQUIRED: &str = "Vad krävs";
pub(crate) const GIVES: &str = "Vad ger vad";
pub(crate) const CALCULATION: &str = "Beräkning";

pub(crate) const TOOL: &str = "Budget i balans";
pub(crate) const UNNAMED: &str = "Scenario utan namn";
pub(crate) const PAGE: &str = "&L&A&RSida &P av &N";

// The presentation
pub(crate) const SLIDES: &str = "Presentation";
pub(crate) const BASE: &str = "Stapelns nollpunkt";

/// The bar below the requirement's: what the requirement is covered by, and what is left.
pub(crate) const COVERED_BY: &str = "Täcks av";

/// The title of a slide that takes several pages.
pub(crate) fn continued(title: &str, page: usize, of: usize) -> String {
    format!("{title} ({page} av {of})")
}

/// Footer of every slide.
pub(crate) fn foot(name: &str, today: &str) -> String {
    format!("{}. {today}", title(name))
}

/// At the end of a slide with numbers: what they stand on, and their sources. `own` is a controller's own underlag that
/// acts on them.
pub(crate) fn stands_on(basis: &str, documents: &[&str], own: Option<&str>) -> String {
    let mut sources: Vec<_> = documents.iter().map(|title| (*title).to_owned()).collect();
    sources.extend(own.map(|own| format!("egna tal: {own}")));
    let space = if basis.is_empty() { "" } else { " " };
    format!("{basis}{space}Källor: {}.", sources.join("; "))
}

// Läs mig
pub(crate) const SCENARIO: &str = "Scenario";
pub(crate) const NOTE: &str = "Anteckning";
pub(crate) const DATE: &str = "Datum";
pub(crate) const SAVED: &str = "Sparat";
pub(crate) const NOT_SAVED: &str = "Inte sparat, eller ändrat sedan det sparades";
pub(crate) const VERSION: &str = "Verktygets version";
pub(crate) const FIGURES: &str = "Tal";
pub(crate) const LINK: &str = "Länk till scenariot";
pub(crate) const OPEN: &str = "Öppna scenariot i verktyget";
pub(crate) const ANSWER: &str = "Svaret";
pub(crate) const CHANGED_COUNT: &str = "Antal ändrade tal";
pub(crate) const HOW: &str = "Så använder du arbetsboken";
pub(crate) fn can() -> [&'static str; 4] {
    [
        "Ändra i de gula cellerna på fliken Reglage. Allt annat räknas om: vad som återstår, åtgärderna, parterna och åren.",
        "Formlerna på fliken Beräkning är verktygets egna, steg för steg. Markera en cell för att se hur talet räknas.",
        named(
            "Varje tal på fliken Reglage har status och källa. Ett antagande är inte ett faktum: byt det mot KSON:s eget tal.",
        ),
        "Ett värde utanför sina gränser räknas som närmaste gräns, och en tom cell som utgångsläget. Årtal, månader och antal år räknas som heltal. Kolumnen Räknas med visar vad som gäller.",
    ]
}
pub(crate) const LIMITS: &str = "Vad arbetsboken inte gör";
pub(crate) const CANNOT: &[&str] = &[
    "Den ändrar ingenting i verktyget förrän du läser in den där, under Källor och Egna tal. Länken ovan öppnar scenariot som det var när arbetsboken sparades.",
    "Flikarna Vad krävs och Vad ger vad räknas inte om. De gäller scenariot som det var när arbetsboken sparades.",
    "Den prövar inga framtider. Spannen på fliken Reglage visar hur långt ett tal kan vara från sitt värde, och ingår inte i formlerna.",
    "Den visar inte verktygets varningar, jämförelsetal och bedömningar av konsekvenser.",
    "Alla belopp är i planårets priser. Löpande priser finns i verktyget.",
    "Den har inga makron och hämtar inget utifrån.",
];
pub(crate) const MEANINGS: &str = "Vad statusen betyder";

// Columns
pub(crate) const AREA: &str = "Område";
pub(crate) const NAME: &str = "Tal";
pub(crate) const ID: &str = "Id";
pub(crate) const VALUE: &str = "Värde";
pub(crate) const UNIT: &str = "Enhet";
pub(crate) const COUNTED: &str = "Räknas med";
pub(crate) const UNDERLAG: &str = "Utgångsläge";
pub(crate) const CHANGED: &str = "Ändrat";
pub(crate) const STATUS: &str = "Status";
pub(crate) const LEAST: &str = "Lägsta";
pub(crate) const MOST: &str = "Högsta";
pub(crate) const SOURCE: &str = "Källa";
pub(crate) const SPAN_LOW: &str = "Spann, lägst";
pub(crate) const SPAN_HIGH: &str = "Spann, högst";
pub(crate) const SPAN_BASIS: &str = "Spannet bygger på";
pub(crate) const MEASURE: &str = "Åtgärd";
pub(crate) const FULL_YEAR: &str = "Helårseffekt, mnkr";
pub(crate) const ONE_OFF: &str = "Engångskostnad, mnkr";
pub(crate) const EVIDENCE: &str = "Beloppet är";
pub(crate) const AFFECTS: &str = "Vem berörs";
pub(crate) const PARTY: &str = "Part";
pub(crate) const KEY: &str = "Namn i beräkningen";
pub(crate) const ROW: &str = "Mnkr i planårets priser";

// Cells
pub(crate) const YES: &str = "ja";
pub(crate) const NO: &str = "nej";
pub(crate) const CHANGED_YES: &str = "Ja";
pub(crate) const CHANGED_NO: &str = "Nej";
pub(crate) const NOT_CALCULATED: &str = "ej beräknad";
pub(crate) const NOT_VALUED: &str = "inte värderad i kronor";
pub(crate) const TOGETHER: &str = "Totalt";
/// The part of the sum above that lacks a cost nobody has stated.
pub(crate) const GROSS: &str = "varav brutto, kostnaden saknas";
pub(crate) const LEFT_TO_FINANCE: &str = "Vem finansierar det som återstår";
pub(crate) fn group_note() -> &'static str {
    named(
        "Plus är bättre för parten. Koncernen är KSON och Tiohundra\u{a0}AB tillsammans; raderna ska inte summeras med den.",
    )
}
pub(crate) const PRICES_NOTE: &str = "Fasta priser, planårets nivå. Krav och åtgärder räknas från planåret. Minus på raden Krav minus åtgärder med belopp betyder mer än kravet. Ett negativt resultat återställs inom tre år (kommunallagen 11\u{a0}kap.\u{a0}12\u{a0}§).";
pub(crate) const MEASURES_NOTE: &str = "Ej beräknad betyder att ingen har angett ett belopp för åtgärden, inte att den ger noll. Brutto betyder att ingen har angett vad den kostar.";
pub(crate) const LEVERS_NOTE: &str = "Ändra i de gula cellerna. Allt annat räknas om.";
pub(crate) const WORKED_OUT_NOTE: &str = "Uträknat när arbetsboken sparades, med många körningar av modellen. Talen här ändras inte när du ändrar i de gula cellerna.";
pub(crate) const CALCULATION_NOTE: &str = "Verktygets formler, skrivna av verktyget. Ändra inte här, utan i de gula cellerna på fliken Reglage.";

/// A shared part of formulas without a name of its own.
pub(crate) fn part_of(name: &str) -> String {
    format!("Delsteg i: {}", balans_report::texts::shared::lower(name))
}

pub(crate) fn effect_in(year: i32) -> String {
    format!("Effekt {year}, mnkr")
}

pub(crate) fn title(name: &str) -> String {
    if name.trim().is_empty() {
        TOOL.to_owned()
    } else {
        format!("{TOOL}: {name}")
    }
}

/// The pack, a controller's own figures in it, and which of its versions.
pub(crate) fn figures(pack: &str, own: Option<&str>, version: u32, engine: u32) -> String {
    let own = own.map_or_else(String::new, |own| format!(", egna tal: {own}"));
    format!("{pack}{own}, version {version:08x}, beräkningsversion {engine}")
}

/// What a cell says when what is typed can't stand there.
pub(crate) fn range(spec: &InputSpec) -> String {
    let number = |value: f64| value.to_string().replace('.', ",").replace('-', "\u{2212}");
    match spec.unit {
        Unit::Bool => format!("Skriv {YES} eller {NO}."),
        unit if unit.is_whole() => format!(
            "Skriv ett heltal från {} till {} ({}).",
            number(spec.min.ceil()),
            number(spec.max.floor()),
            unit.as_str()
        ),
        unit => format!(
            "Skriv ett tal från {} till {} ({}).",
            number(spec.min),
            number(spec.max),
            unit.as_str()
        ),
    }
}
