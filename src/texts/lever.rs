//! Sliders.

use super::numbers::spoken_unit;
use super::sources::underlag_value;
use balans_format::HARD_SPACE;
use balans_model::{InputSpec, Unit, Vacancy};
use balans_report::texts::shared::{input_value, lower, plain_value};
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
