//! When the budget balances, the year's result, what must be restored, and how the members' contributions grow.

use balans_format::names::{MUNICIPALITY, REGION, named};
use balans_format::{self as format, HARD_SPACE};
use balans_model::Year;

use super::shared::{POOLED, amount, is_balanced, is_nothing, percent};

/// Said wherever the headline stands first: the documents speak of a list that the tool's copy lacks.
pub const LIST_MISSING: &str = "Förvaltningens förteckning över möjliga effektiviseringar saknas i verktygets exemplar av dokumenten. \
     Det kan finnas fler belopp än två.";

/// Asks from which year the budget balances.
pub const WHEN: &str = "När?";

/// From which year nothing is left, as a title; 0 is no year.
#[must_use]
pub fn balance_title(year: Year, horizon: Year) -> String {
    if year == 0 {
        format!("Inget år till {horizon} är i balans")
    } else {
        format!("I balans från {year}")
    }
}

/// The same as a sentence.
#[must_use]
pub fn balance_year(year: Year, horizon: Year) -> String {
    format!("{}.", balance_title(year, horizon))
}

/// The same in a cell.
#[must_use]
pub fn balance_cell(year: Year, horizon: Year) -> String {
    if year == 0 {
        format!("inget år till {horizon}")
    } else {
        format!("från {year}")
    }
}

/// Writes what would be left in a later year if the members paid 80 percent of the growth, beside what is left as the
/// scenario stands, mnkr.
#[must_use]
pub fn low_funding(year: Year, low: f64, left: f64) -> String {
    let left = match (is_balanced(low), is_balanced(left)) {
        (true, true) => "inget heller".to_owned(),
        (true, false) => "inget".to_owned(),
        (false, _) => amount(low),
    };
    format!("Om medlemmarna betalar 80{HARD_SPACE}procent av ökningen återstår {left} {year}.")
}

/// After what is left: that it is with 80 percent of the growth paid.
pub const LOW_FUNDING: &str = "om medlemmarna betalar 80\u{a0}procent av ökningen";

/// The heading of that column.
pub const LOW_FUNDING_COLUMN: &str = "Återstår vid 80\u{a0}procent";

/// What stands below such a column.
pub const LOW_FUNDING_NOTE: &str = "Vid 80\u{a0}procent: om medlemmarna betalar 80\u{a0}procent av kostnadsökningen efter planåret.";

/// How the members' contributions grow after the plan year, percent: the share of the growth they pay, or by how much
/// they are raised a year.
#[must_use]
pub fn contributions(by_increase: bool, share: f64, care: f64, health: f64) -> String {
    if by_increase {
        format!(
            "Medlemmarnas bidrag antas höjas varje år efter planåret, i varje års egna priser: \
             {} till omsorgen och {} till hälso- och sjukvården.",
            percent(care, 1),
            percent(health, 1)
        )
    } else {
        format!(
            "Medlemmarna antas betala {} av kostnadsökningen efter planåret.",
            percent(share, 0)
        )
    }
}

/// Whether money may move between the areas, and how large the reserve is, mnkr; empty where neither is so.
#[must_use]
pub fn pots(pooled: bool, reserve: f64) -> String {
    let pooled = pooled.then(|| POOLED.to_owned());
    let reserve =
        (!is_nothing(reserve)).then(|| format!("Resultatreserven är {}.", format::mnkr(reserve)));
    let all: Vec<_> = pooled.into_iter().chain(reserve).collect();
    all.join(" ")
}

/// The lines of the chart of balance: what is left, the same at 80 percent, and the year's result.
pub const LINES: [&str; 3] = ["återstår", "återstår vid 80\u{a0}procent", "årets resultat"];

/// Under that chart's title.
#[must_use]
pub fn balance_lead(plan_year: Year) -> String {
    format!("Mnkr per år i {plan_year} års priser. {LOW_FUNDING_NOTE}")
}

/// The heading over results and what must be restored.
pub const RESTORE: &str = "Årets resultat och vad som ska återställas";

/// Most that must be restored in a year, mnkr, as a title.
#[must_use]
pub fn restore_title(most: f64, horizon: Year) -> String {
    if is_nothing(most) {
        format!("Inget underskott behöver återställas till {horizon}")
    } else {
        format!("Som mest ska {} återställas på ett år", amount(most))
    }
}

/// The same with the year and each member's part.
#[must_use]
pub fn restore_most(year: Year, most: f64, norrtalje: f64, region: f64, horizon: Year) -> String {
    let title = restore_title(most, horizon);
    if is_nothing(most) {
        return format!("{title}.");
    }
    format!(
        "{title}, {year}: {} för {MUNICIPALITY} och {} för {REGION}.",
        amount(norrtalje),
        amount(region)
    )
}

/// What recurring balance, result and restoring mean.
pub const RESTORE_MEANS: [&str; 3] = [
    "Återstår visar den återkommande balansen: kravet minus åtgärderna, utan engångskostnader.",
    "Årets resultat är åtgärderna minus kravet och minus årets engångskostnader.",
    "Ett negativt resultat ska återställas inom tre år (balanskravet, kommunallagen 11\u{a0}kap.\u{a0}12\u{a0}§). \
     Här återställs det som resultatreserven inte täcker med en tredjedel om året, och fördelas efter vad som saknas i omsorgen och i vården.",
];

/// What the table of results is.
pub const RESTORE_CAPTION: &str = "Återstår, årets resultat och vad som ska återställas, mnkr";

/// The columns of that table.
#[must_use]
pub fn restore_columns() -> [&'static str; 8] {
    [
        "År",
        "Återstår",
        LOW_FUNDING_COLUMN,
        "Årets resultat",
        "Reserv som används",
        "Att återställa",
        named("Varav Norrtälje kommun"),
        named("Varav Region Stockholm"),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_of_balance_is_told_in_words() {
        assert_eq!(balance_year(0, 2031), "Inget år till 2031 är i balans.");
        assert_eq!(balance_year(2026, 2031), "I balans från 2026.");
        assert_eq!(balance_cell(0, 2031), "inget år till 2031");
    }

    #[test]
    fn a_later_year_is_told_at_80_percent_too() {
        assert_eq!(
            low_funding(2031, 390.354_6, 72.5),
            "Om medlemmarna betalar 80\u{a0}procent av ökningen återstår 390,4\u{a0}mnkr 2031."
        );
        assert!(low_funding(2031, 0.000_4, 0.0).contains("återstår inget heller 2031"));
        assert!(low_funding(2031, 0.0, 12.0).contains("återstår inget 2031"));
    }

    #[test]
    fn contributions_are_told_as_they_are_chosen() {
        assert!(contributions(false, 100.0, 3.0, 3.0).contains("100\u{a0}procent av"));
        let raised = contributions(true, 100.0, 3.0, 2.5);
        assert!(
            raised.contains("3,0\u{a0}procent till omsorgen"),
            "{raised}"
        );
        assert!(!raised.contains("100"), "{raised}");
        assert_eq!(pots(false, 0.0), "");
        assert_eq!(
            pots(true, 10.0),
            "Pengar får flyttas mellan omsorg och vård. Resultatreserven är 10,0\u{a0}mnkr."
        );
    }

    #[test]
    fn what_must_be_restored_is_told_with_its_year_and_members() {
        assert_eq!(
            restore_most(2026, 72.5, 46.4, 26.1, 2031),
            "Som mest ska 72,5\u{a0}mnkr återställas på ett år, 2026: 46,4\u{a0}mnkr för Norrtälje kommun och \
             26,1\u{a0}mnkr för Region Stockholm."
        );
        assert_eq!(
            restore_most(2023, 0.0, 0.0, 0.0, 2031),
            "Inget underskott behöver återställas till 2031."
        );
    }
}
