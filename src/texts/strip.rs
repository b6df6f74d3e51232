//! The result strip.

use super::numbers::spoken_unit;
use balans_format as format;
use balans_format::text::isolated;
use balans_model::{Area, HousingType, Unit, Vacancy};
use balans_report::texts::parties;
use balans_report::texts::shared::{
    Gaps, MNKR, OVER, POOLED, ROUNDED, TKR, amount, area_in, housing, is_balanced, is_nothing,
    lower, member_of, no_requirement, others_over,
};
/// Writes the label of the large number where one area has a gap and the other a surplus.
#[must_use]
pub fn strip_left_in(area: Area, year: i32) -> String {
    format!("återstår i {} {year}", area_in(area))
}

/// Writes the label after the large number.
#[must_use]
pub fn strip_left(year: i32) -> String {
    format!("återstår att hitta {year}")
}

/// Names the choice of the year shown.
pub const SHOW_YEAR: &str = "Visa år";

/// Writes what is left in a year, mnkr, in the list of all years.
#[must_use]
pub fn left_of(year: i32, left: f64) -> String {
    if is_balanced(left) {
        [&year.to_string(), " inget"].concat()
    } else {
        format!("{year} {}", amount(left))
    }
}

/// Writes what is left in each year, by [`left_of`].
#[must_use]
pub fn left_by_year(years: &[String]) -> String {
    format!("Återstår per år: {}.", years.join(", "))
}

/// Label after the large number while a shared scenario is shown below it.
pub const STRIP_OWN: &str = " i ditt eget scenario";

/// Writes the text in place of the number where the budget balances, or no requirement is set.
#[must_use]
pub fn strip_balance(year: i32, has_requirement: bool) -> String {
    if has_requirement {
        format!("Budget i balans {year}")
    } else {
        no_requirement(year)
    }
}

/// Writes the note under the large number.
#[must_use]
pub fn strip_note(
    year: i32,
    requirement: f64,
    identified: f64,
    gaps: Gaps,
    rounded: bool,
) -> String {
    let mut note = match gaps.uneven() {
        // The large number is of one area and the requirement of both.
        Some((area, _, over)) => others_over(area, over),
        None => {
            let given = format!("Åtgärder med belopp: {}.", format::mnkr(identified));
            let also = if gaps.is_pooled() { POOLED } else { "" };
            if is_nothing(requirement) {
                given
            } else {
                format!("av kravet {}. {given} {also}", amount(requirement))
            }
        }
    };
    let low = gaps.low_funding(year).unwrap_or_default();
    for more in [&*low, if rounded { ROUNDED } else { "" }, LIST_MISSING] {
        note = [note.trim_end(), more].join(" ");
    }
    note
}

/// Note: the documents' own list of measures is missing from the tool's copy; in full on Läget.
pub const LIST_MISSING: &str = "Förvaltningens förteckning saknas: fler belopp kan finnas.";

/// Returns the bar's legend: the gap, or the surplus.
#[must_use]
pub const fn strip_rest(over: bool) -> &'static str {
    if over { OVER } else { "återstår" }
}

/// The texts around the part of own assumptions whose cost is not stated.
pub const GROSS: [&str; 2] = [", varav ", " brutto"];

/// Label after an area's surplus.
pub const STRIP_OVER: &str = "över";

/// Message before the first move.
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

/// Writes the move of an input, by its lever's label.
#[must_use]
pub fn moved_input(label: &str, before: &str, now: &str) -> String {
    if before == now {
        format!("{label} är tillbaka på {now}")
    } else {
        format!("{label}: {before} → {now}")
    }
}

/// After what moved: that a requirement below the documents' saves nothing, and which member pays instead, mnkr.
#[must_use]
pub fn lower_requirement(moved: &str, area: Area, lower: f64) -> String {
    let member = parties::member(member_of(area));
    format!(
        "{moved}. Ett lägre krav är ingen besparing: {member} betalar {} mer",
        amount(lower)
    )
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

/// The last move: every input was reset.
pub const MOVED_ALL: &str = "Allt är återställt till utgångsläget";

/// Writes the remaining requirement for the live region.
#[must_use]
pub fn announcement(year: i32, gaps: Gaps, has_requirement: bool) -> String {
    if gaps.is_balanced() {
        let claims = strip_balance(year, has_requirement);
        let stands = if has_requirement {
            gaps.basis.says()
        } else {
            String::new()
        };
        return format!("{claims}{stands}.");
    }
    let amount = amount(gaps.left()).replace(MNKR, spoken_unit(Unit::Mnkr));
    let amount = amount.replace(TKR, spoken_unit(Unit::Tkr));
    let place = match gaps.uneven() {
        Some((area, ..)) => format!(" i {}", area_in(area)),
        None => String::new(),
    };
    format!("Det återstår att hitta {amount}{place} {year}.")
}
