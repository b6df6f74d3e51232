//! Units, numbers typed and numbers shown to the last decimal.

use balans_format::ParseError;
use balans_model::{InputSpec, Unit};
use balans_report::texts::shared::{after, decimals, scale_end, suffix, trimmed};
/// Writes a number of a formula with more decimals than elsewhere, so that a reader can check the arithmetic.
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

/// Writes a constant of a formula, such as 365 days.
#[must_use]
pub fn literal(value: f64) -> String {
    trimmed(value, 0, 6)
}

/// Returns the short unit beside a field; the long one is in the field's name.
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

/// Returns the unit for screen readers.
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

/// Lists the units accepted after a number typed in a field of this unit.
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

/// Returns the error of a typed number.
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

/// Writes the error of a typed number outside the range; nothing is changed.
#[must_use]
pub fn out_of_range(spec: &InputSpec, min: f64, max: f64) -> String {
    format!(
        "Skriv ett tal från {} till {}.",
        scale_end(spec, min),
        scale_end(spec, max)
    )
}

/// Returns the error of a typed number with decimals where only whole numbers are allowed; nothing is changed.
#[must_use]
pub const fn not_whole(unit: Unit) -> &'static str {
    match unit {
        Unit::CalendarYear => "Skriv ett helt årtal, utan decimaler.",
        _ => "Skriv ett heltal, utan decimaler.",
    }
}

/// The choice of prices.
pub const PRICES: &str = "Priser";

/// The plan year's prices throughout.
pub const PRICES_FIXED: &str = "Fasta priser";

/// Each year in its own prices.
pub const PRICES_CURRENT: &str = "Löpande priser";

/// Under the years' title: current prices.
pub const YEARS_LEAD_CURRENT: &str = "Mnkr per år i varje års egna priser";
