//! Därför skiljer de sig: what makes the difference between two scenarios.

use balans_format::{self as format, HARD_SPACE};
use balans_model::Year;
use balans_model::answers::InputGroup;
use balans_report::texts::compare::quoted;
use balans_report::texts::shared::{MNKR, amount};

/// The choice of the scenario that is explained, where there are more than two.
pub const OTHER: &str = "Visa varför det här scenariot skiljer sig";
/// First column: a measure, or a group of inputs.
pub const GROUP: &str = "Åtgärd eller grupp av reglage";
/// The bars' name, and the second column.
pub const CHANGES: &str = "Ändrar det som återstår";
/// Row: all of it.
pub const SUM: &str = "Skillnad";

/// Names a group of inputs that belongs to no measure.
#[must_use]
pub const fn group(group: InputGroup) -> &'static str {
    match group {
        InputGroup::Requirement => "Kravet",
        InputGroup::Financing => "Finansiering",
        InputGroup::Needs => "Behov och kostnader",
        InputGroup::Prices => "Priser",
        InputGroup::Housing => "Boende och tomma platser",
        InputGroup::Providers => "Utförare",
        InputGroup::Measure(_) | InputGroup::Others => "Övriga skillnader",
    }
}

/// The finding: how much more or less is left in the second scenario than in the first.
#[must_use]
pub fn title([from, to]: &[String; 2], total: f64, year: Year) -> String {
    let [from, to] = [from, to].map(|name| quoted(name));
    if format::rounded(total, 1).abs() < 0.05 {
        return format!("Därför skiljer de sig: år {year} återstår lika mycket i {to} och {from}");
    }
    let way = if total < 0.0 { "mindre" } else { "mer" };
    format!(
        "Därför skiljer de sig: år {year} återstår {} {way} i {to} än i {from}",
        amount(total.abs())
    )
}

/// Under the title.
#[must_use]
pub fn lead(year: Year) -> String {
    format!(
        "Vad varje skillnad ändrar av det som återstår {year}, mnkr. Minus betyder att mindre återstår."
    )
}

/// How the difference is shared.
#[must_use]
pub fn how(groups: usize, runs: usize) -> String {
    format!(
        "Varje åtgärd eller grupp får medelvärdet av vad den ändrar i alla turordningar. Modellen är körd {} gånger, en gång \
         för varje kombination av det som skiljer sig ({}). Tillsammans blir det exakt skillnaden.",
        format::number(runs as f64, 0),
        format::count(groups),
    )
}

fn signed_amount(mnkr: f64) -> String {
    format!("{}{HARD_SPACE}{MNKR}", format::signed(mnkr, 1))
}

/// What of the difference comes from assumptions, and what from decisions.
#[must_use]
pub fn sides(assumptions: f64, decisions: f64) -> String {
    format!(
        "Antaganden mot beslut: andra antaganden ändrar det som återstår med {}, och åtgärdernas reglage med {}.",
        signed_amount(assumptions),
        signed_amount(decisions)
    )
}

/// What differs and changes nothing in the year.
#[must_use]
pub fn without_effect(names: &[String], year: Year) -> String {
    format!("Ändrar inget {year}: {}.", names.join(", "))
}

/// Something differs, and changes nothing that is left.
#[must_use]
pub fn nothing(year: Year) -> String {
    format!("Det som skiljer scenarierna åt ändrar inget av det som återstår {year}.")
}
