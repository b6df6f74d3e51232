//! *Så räknas det*: explanations of numbers.

use balans_format as format;
use balans_format::names::named;
use balans_model::{Area, Status};
use balans_report::texts::shared::{lower, scope};
/// Opens an explanation.
pub const HOW: &str = "Så räknas det";

/// Hint that a number can be pressed; read after the number by a screen reader.
pub const HOW_HELP: &str = "Tryck för att se hur talet räknas";

/// Id of the element with [`HOW_HELP`].
pub const HOW_HELP_ID: &str = "hur-hjalp";

/// Message: the explanation could not be made, since the deferred module is missing.
pub const NO_EXPLANATION: &str = "Förklaringen kunde inte visas. Den del av verktyget som visar hur talen räknas gick inte att hämta, eller har slutat svara.";

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

/// Before the document's own words about an input.
pub const QUOTE: &str = "Så står det i dokumentet";

/// Says that there is no link to the document.
pub const NOT_PUBLISHED: &str =
    "Dokumentet finns inte på någon webbadress som verktyget känner till.";

/// Says that there is no link to either document.
#[must_use]
pub fn not_published_both() -> &'static str {
    named(
        "Dokumenten finns inte på någon webbadress som verktyget känner till. Fråga KSON:s förvaltning.",
    )
}

/// What the document says of an input, word for word; `None` for an input that no document states.
#[must_use]
pub fn quote(id: &str) -> Option<&'static str> {
    let mut all = QUOTES.iter();
    all.find(|(of, _)| *of == id).map(|(_, quote)| *quote)
}

/// The documents' own words, by the input's id.
const QUOTES: [(&str, &str); 10] = [
    (
        "requirement.care",
        "varav 47,6\u{a0}mnkr avser omsorg om äldre och personer med funktionsnedsättningar",
    ),
    (
        "requirement.health",
        "och 26,1\u{a0}mnkr avser hälso- och sjukvård",
    ),
    (
        "base.total_cost",
        "KSON:s förvaltnings nettokostnader motsvarar 2,5\u{a0}procent av KSON:s nettokostnader 2022",
    ),
    ("base.administration_cost", "och uppgick till 78,0\u{a0}mkr"),
    (
        "base.case_management_cost",
        "av dessa avser 40,9\u{a0}mkr biståndshandläggning",
    ),
    (
        "demography.growth_80_to_2025",
        "är 80\u{a0}år och äldre väntas öka med 33\u{a0}procent mellan år 2021 och 2025",
    ),
    (
        "vacancy_reform.amount",
        "väntas reducera förvaltningens kostnader för tomdygnsersättning med upp till 500\u{a0}tkr per år",
    ),
    (
        "negligence_clause.amount",
        "Uppskattningsvis kan det bespara förvaltningen 700\u{a0}tkr per år",
    ),
    ("caseload.clients", "Antal kunder 2978"),
    ("caseload.fte", "Totalt antal årsarbetare 31"),
];

/// The note.
pub const NOTE: &str = "Att tänka på";

/// Heading of the numbers that depend on the input.
pub const DRIVES: &str = "Ingår i";

/// Message: no number depends on the input with the present values.
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

#[cfg(test)]
mod tests {
    use super::*;
    use balans_model::KSON_2023;

    /// A quote is short, and has the figure that stands in the pack.
    #[test]
    fn every_input_that_a_document_states_has_its_words() {
        let stated = KSON_2023.inputs.iter();
        let stated = stated.filter(|spec| spec.status == Status::Source);
        for spec in stated {
            let quote = quote(&spec.id).unwrap_or_default();
            let words = quote.split_whitespace().count();
            assert!((1..=15).contains(&words), "{}: {quote}", spec.id);
            let figure = spec.default.to_string().replace('.', ",");
            assert!(quote.contains(&figure), "{}: {quote}", spec.id);
        }
        for (id, _) in QUOTES {
            assert!(KSON_2023.find(id).is_some(), "{id}");
        }
    }
}
