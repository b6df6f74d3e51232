//! Sliders.

use super::numbers::spoken_unit;
use super::sources::underlag_value;
use balans_format::{self as format, HARD_SPACE};
use balans_model::answers::BALANCED;
use balans_model::{Area, InputSpec, Party, Unit, Vacancy};
use balans_report::texts::parties;
use balans_report::texts::shared::{input_value, lower, member_of, party, plain_value, single};
/// Writes the mark of the underlag's value, under the track.
#[must_use]
pub fn underlag_mark(spec: &InputSpec) -> String {
    let value = match spec.unit {
        Unit::Bool | Unit::Month => input_value(spec, spec.default),
        _ => plain_value(spec, spec.default),
    };
    underlag_value(spec.status, &value)
}

/// Writes the mark of today's vacancy, under the track.
#[must_use]
pub fn today_mark(spec: &InputSpec, value: f64) -> String {
    format!("i dag {}{HARD_SPACE}%", plain_value(spec, value))
}

/// Writes the name of the reset button, for screen readers.
#[must_use]
pub fn reset(label: &str) -> String {
    format!("Återställ {} till ", lower(label))
}

/// Writes the number field's name, for screen readers.
#[must_use]
pub fn field_name(label: &str, unit: Unit) -> String {
    let unit = spoken_unit(unit);
    if unit.is_empty() {
        format!("{label}, skriv ett tal")
    } else {
        format!("{label}, skriv ett tal i {unit}")
    }
}

/// Returns the meaning of a vacancy lever's share.
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

/// Under the lever of a measure that is off.
pub const OFF: &str = "Åtgärden är avstängd, så reglaget ändrar ingenting.";

/// Under a measure's lever that gives no more at either end than where it starts.
pub const NO_MORE: &str = "I utgångsläget ger reglaget mest.";

/// Under a measure's lever that changes no year.
pub const NOTHING: &str = "Ändrar ingenting så länge allt annat är som nu.";

/// Before how far a measure's lever reaches in the first year when it gives anything.
#[must_use]
pub fn not_before(year: i32) -> String {
    format!("Ger inget före {year}. ")
}

/// What a measure's lever gives more in a year than where it starts, mnkr; *brutto* where the measure's cost is not stated.
#[must_use]
pub fn gives(more: f64, year: i32, is_gross: bool) -> String {
    if more.abs() < BALANCED {
        return nothing(year);
    }
    let gross = if is_gross { " brutto" } else { "" };
    let than = if more > 0.0 { "mer" } else { "mindre" };
    let amount = single(more.abs());
    format!("Ger {amount}{gross} {than} {year} än i utgångsläget.")
}

/// How much more there is to find in a year than where another input starts, mnkr.
#[must_use]
pub fn to_find(more: f64, year: i32) -> String {
    if more.abs() < BALANCED {
        return nothing(year);
    }
    let than = if more > 0.0 { "mer" } else { "mindre" };
    let amount = single(more.abs());
    format!("Det blir {amount} {than} att hitta {year} än i utgångsläget.")
}

/// Who pays what the lever changes, mnkr; after the change.
#[must_use]
pub fn pay(payers: &[(Party, f64)]) -> String {
    let payers: Vec<_> = payers
        .iter()
        .map(|(payer, amount)| {
            let name = match payer {
                Party::External => lower(party(*payer)),
                _ => party(*payer).to_owned(),
            };
            format!("{name} {}", single(*amount))
        })
        .collect();
    if payers.is_empty() {
        String::new()
    } else {
        format!(" Betalar: {}.", payers.join(", "))
    }
}

/// Where an input changes nothing of what is left in a year, since the members pay the difference.
#[must_use]
pub fn members_pay(year: i32) -> String {
    format!("Ändrar inte det som återstår {year}: medlemmarna betalar skillnaden.")
}

/// The most that a measure's lever gives more than where it starts, mnkr, and the value that gives it.
#[must_use]
pub fn at_most(gives: f64, year: i32, is_gross: bool, unit: Unit, at: &str) -> String {
    let gross = if is_gross { " brutto" } else { "" };
    let at = match unit {
        Unit::Bool => format!("med svaret {at}"),
        _ => format!("vid {at}"),
    };
    format!("Som mest {}{gross} {year}, {at}.", single(gives))
}

/// In a list of levers: the lever's measure, and the most it gives in a year, mnkr.
#[must_use]
pub fn pick_most(measure: &str, gives: f64, year: i32) -> String {
    format!("{measure}, som mest {} {year}", single(gives))
}

/// What is left at the ends of another input's range, mnkr.
#[must_use]
pub fn between([low, high]: [f64; 2], year: i32) -> String {
    format!(
        "I ändlägena återstår {} och {} {year}.",
        format::number(low, 1),
        format::mnkr(high)
    )
}

/// Where a lever changes nothing of a year.
#[must_use]
pub fn nothing(year: i32) -> String {
    format!("Ändrar inte det som återstår {year}.")
}

/// Under the lever of a requirement: a lower one is no saving.
#[must_use]
pub fn requirement_reach(area: Area) -> String {
    format!(
        "Det som kravet sänks med betalar {}.",
        parties::member(member_of(area))
    )
}
