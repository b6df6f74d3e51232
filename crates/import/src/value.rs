//! A cell as a number in its input's unit.

use balans_format::{ParseError, lower_letters, text};
use balans_model::{InputId, InputSpec, Unit};

use crate::table::{CellValue, NumberFormat};
use crate::{FaultReason, shown};

/// A unit as conversion sees it.
#[derive(Debug, Clone, Copy, PartialEq)]
enum UnitForm {
    /// Kronor times ten to a power.
    Money(i32),
    Percent,
    Points,
}

const MONEY: &[(i32, &[&str])] = &[
    (
        6,
        &[
            "mnkr",
            "mkr",
            "msek",
            "milj",
            "milj.",
            "milj kr",
            "milj. kr",
            "miljoner",
            "miljoner kr",
            "miljoner kronor",
        ],
    ),
    (
        3,
        &["tkr", "kkr", "tsek", "ksek", "tusen kr", "tusen kronor"],
    ),
    (0, &["kr", "kronor", "sek", ":-"]),
];
const PERIODS: &[(&str, &[&str])] = &[
    ("år", &["år"]),
    ("månad", &["månad", "mån", "mån."]),
    ("dygn", &["dygn", "dag"]),
    ("timme", &["timme", "tim", "tim."]),
];

/// Parts a unit into its form and its period, "tkr per månad" into thousand kronor and "månad".
fn form(unit: &str) -> Option<(UnitForm, Option<&'static str>)> {
    let unit = lower_letters(&text::line(unit)).replace('/', " per ");
    let unit = text::line(&unit);
    let (amount, period) = match unit.split_once(" per ") {
        Some((amount, period)) => {
            let known = PERIODS.iter().find(|(_, texts)| texts.contains(&period))?;
            (amount, Some(known.0))
        }
        None => (&*unit, None),
    };
    let money = MONEY.iter().find(|(_, texts)| texts.contains(&amount));
    let form = match (money, amount) {
        (Some((power, _)), _) => UnitForm::Money(*power),
        (None, "%" | "procent") => UnitForm::Percent,
        (None, "procentenheter" | "procentenhet" | "p.e.") => UnitForm::Points,
        _ => return None,
    };
    Some((form, period))
}

/// Words for a unit beside the unit's own.
fn words(unit: Unit) -> &'static [&'static str] {
    match unit {
        Unit::Places => &["plats", "st"],
        Unit::Persons => &["person", "st"],
        Unit::Clients | Unit::Users => &["st", "personer"],
        Unit::Fte => &["åa", "fte"],
        Unit::Minutes => &["min", "min.", "minut"],
        Unit::Months => &["månad", "mån", "mån."],
        Unit::DaysPerYear => &["dygn", "dygn/år"],
        Unit::CasesPerYear => &["ärenden", "ärenden/år"],
        Unit::HoursPerMonth => &["timmar", "timmar/månad", "tim/mån"],
        _ => &[],
    }
}

/// Returns the power of ten that takes a number from a stated unit to the input's; `None` where it cannot be taken.
fn power(stated: &str, unit: Unit) -> Option<i32> {
    let stated = lower_letters(&text::line(stated));
    if stated == unit.as_str() || words(unit).contains(&&*stated) {
        return Some(0);
    }
    let ((from, from_period), (to, to_period)) = (form(&stated)?, form(unit.as_str())?);
    if from_period.is_some() && from_period != to_period {
        return None;
    }
    match (from, to) {
        (UnitForm::Money(from), UnitForm::Money(to)) => Some(from - to),
        // Percentage points are written with the sign of percent as well.
        (UnitForm::Percent, UnitForm::Percent | UnitForm::Points) => Some(0),
        (from, to) => (from == to).then_some(0),
    }
}

/// Multiplies by a power of ten in decimal: 47 600 by 10⁻³ is the `f64` nearest to 47,6.
fn scaled(value: f64, power: i32) -> f64 {
    if power == 0 {
        return value;
    }
    format!("{value}e{power}").parse().unwrap_or(f64::NAN)
}

/// Rounds to the fifteen digits that spreadsheets calculate with: 0,1 + 0,2 is 0,3.
fn fifteen_digits(value: f64) -> f64 {
    format!("{value:.14e}").parse().unwrap_or(value)
}

/// Reads a figure. `column_unit` is what the column of units says of the row.
///
/// # Errors
/// Why the cell is no number in the input's unit. The range is not checked.
pub(crate) fn figure(
    cell: &CellValue,
    (id, spec): (InputId, &InputSpec),
    column_unit: Option<&str>,
) -> Result<f64, FaultReason> {
    if spec.unit == Unit::Bool {
        return yes_or_no(cell, id);
    }
    // A month and a number without unit say in words what they are; the column is of no use there.
    let has_unit = !matches!(spec.unit, Unit::Month | Unit::CalendarYear | Unit::Number);
    let column_unit = column_unit.filter(|_| has_unit);
    let of_column = || match column_unit {
        None => Ok(0),
        Some(stated) => {
            power(stated, spec.unit).ok_or_else(|| FaultReason::OtherUnit(id, shown(stated)))
        }
    };
    match cell {
        CellValue::Number {
            value,
            format,
            is_result,
        } => {
            let value = if *is_result {
                fifteen_digits(*value)
            } else {
                *value
            };
            match format {
                NumberFormat::Date => Err(FaultReason::IsDate(id)),
                // Stored as a fraction of one, shown as percent.
                NumberFormat::Percent => power("%", spec.unit)
                    .map(|_| scaled(value, 2))
                    .ok_or_else(|| FaultReason::OtherUnit(id, "%".to_owned())),
                NumberFormat::Plain => Ok(scaled(value, of_column()?)),
            }
        }
        CellValue::Text(text) => {
            let (number, unit) = parted(text);
            let value = balans_format::parse(number, &[]);
            let value = value.map_err(|error| FaultReason::NotNumber(id, error, shown(text)))?;
            let power = match unit {
                "" => of_column()?,
                unit => {
                    power(unit, spec.unit).ok_or_else(|| FaultReason::OtherUnit(id, shown(unit)))?
                }
            };
            Ok(scaled(value, power))
        }
        CellValue::Bool(is) => {
            let text = if *is { "SANT" } else { "FALSKT" };
            Err(FaultReason::NotNumber(
                id,
                ParseError::NotANumber,
                text.to_owned(),
            ))
        }
        CellValue::Error(error) => Err(FaultReason::CellError(shown(error))),
        CellValue::NoResult => Err(FaultReason::NoResult),
    }
}

/// Parts a text after its last digit: "47,6 mnkr" into "47,6" and "mnkr".
fn parted(text: &str) -> (&str, &str) {
    let text = text.trim();
    let Some(last) = text.rfind(|c: char| c.is_ascii_digit()) else {
        return (text, "");
    };
    let (number, unit) = text.split_at(last + 1);
    // What cannot be seen, or belongs to the number and makes it none, stays with the number.
    let unit = unit.trim();
    let is_unit = unit.starts_with(|c: char| c.is_alphabetic() || c == '%' || c == ':' || c == '/');
    if is_unit {
        (number, unit.trim_start_matches('/'))
    } else {
        (text, "")
    }
}

fn yes_or_no(cell: &CellValue, id: InputId) -> Result<f64, FaultReason> {
    let word = match cell {
        CellValue::Bool(is) => return Ok(f64::from(u8::from(*is))),
        CellValue::Number { value, .. } => value.to_string().replace('.', ","),
        CellValue::Text(text) => text::line(text),
        CellValue::Error(error) => return Err(FaultReason::CellError(shown(error))),
        CellValue::NoResult => return Err(FaultReason::NoResult),
    };
    match &*lower_letters(&word) {
        "ja" | "1" | "sant" | "yes" | "true" => Ok(1.0),
        "nej" | "0" | "falskt" | "no" | "false" => Ok(0.0),
        _ => Err(FaultReason::NotYesOrNo(id, shown(&word))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_converted_in_decimal() {
        for (text, unit, value) in [
            ("47,6 mnkr", Unit::Mnkr, 47.6),
            ("47\u{a0}600 tkr", Unit::Mnkr, 47.6),
            ("47\u{202f}600\u{2009}000 kr", Unit::Mnkr, 47.6),
            ("\u{2212}1,5 MNKR", Unit::Tkr, -1500.0),
            ("0,1 tkr", Unit::Mnkr, 0.0001),
            ("12 tkr/månad", Unit::TkrPerMonth, 12.0),
            ("12 tkr", Unit::TkrPerMonth, 12.0),
            ("2,1%", Unit::Percent, 2.1),
            ("2,1 %", Unit::Points, 2.1),
            ("3 procentenheter", Unit::Points, 3.0),
            ("12 platser", Unit::Places, 12.0),
            ("950:-", Unit::Kr, 950.0),
            ("2024", Unit::CalendarYear, 2024.0),
        ] {
            let (number, stated) = parted(text);
            let read = balans_format::parse(number, &[]).unwrap();
            let power = if stated.is_empty() {
                Some(0)
            } else {
                power(stated, unit)
            };
            let (read, value): (f64, f64) = (scaled(read, power.unwrap()), value);
            assert_eq!(read.to_bits(), value.to_bits(), "{text}: {read}");
        }
    }

    #[test]
    fn what_is_another_unit_is_not_converted() {
        for (stated, unit) in [
            ("tkr per år", Unit::TkrPerMonth),
            ("kr", Unit::Places),
            ("%", Unit::Mnkr),
            ("procentenheter", Unit::Percent),
            ("euro", Unit::Mnkr),
            ("timmar", Unit::Minutes),
        ] {
            assert_eq!(power(stated, unit), None, "{stated}");
        }
        assert_eq!(parted("40\u{2013}41"), ("40\u{2013}41", ""));
        assert_eq!(parted("47,"), ("47,", ""));
    }

    #[test]
    fn a_formulas_result_has_the_digits_that_a_spreadsheet_shows() {
        assert_eq!(fifteen_digits(0.1 + 0.2).to_bits(), 0.3_f64.to_bits());
        assert_eq!(fifteen_digits(47.6).to_bits(), 47.6_f64.to_bits());
    }
}
