//! The gap ledger on Läget: from what is identified to what is achieved, and what waiting costs.

use balans_model::Evidence;
use balans_report::texts::shared::{Gaps, amount, area_in, is_balanced, no_requirement};

/// Writes the ledger's title: its main result.
#[must_use]
pub fn title(year: i32, requirement: f64, after_identified: f64, gaps: Gaps) -> String {
    if is_balanced(requirement) {
        no_requirement(year)
    } else if gaps.is_balanced() {
        format!("Åtgärderna täcker hela kravet {year}")
    } else if let Some((area, lacks, _)) = gaps.uneven() {
        format!("I {} återstår {} {year}", area_in(area), amount(lacks))
    } else if is_balanced(after_identified) {
        format!(
            "Hela kravet {year} är identifierat, men {} är inte uppnått",
            amount(gaps.left())
        )
    } else if after_identified >= requirement {
        format!("Åtgärderna täcker ingen del av kravet {year}")
    } else {
        format!(
            "Åtgärder med belopp saknas för {} av kravet på {} {year}",
            amount(after_identified),
            amount(requirement)
        )
    }
}

/// Lead under the title.
pub const LEAD: &str = "Kravet minus åtgärdernas effekt i tre steg: identifierat, inplanerat, uppnått. Årligen återkommande belopp, mnkr.";
/// The stages, with places where a long word may break.
pub const STAGES: [&str; 3] = ["Identi\u{ad}fierat", "In\u{ad}planerat", "Upp\u{ad}nått"];
/// The only column, while the stages are equal.
pub const ALL_STAGES: [&str; 1] = ["I alla tre steg"];
/// Says that the stages are equal.
pub const SAME: &str = "Identifierat, inplanerat och uppnått är samma belopp.";
/// The stages' meanings.
pub const STAGES_NOTE: [(&str, &str); 3] = [
    ("Identifierat:", "om allt gällde fullt ut från planåret."),
    ("Inplanerat:", "med den start och infasning som är satt."),
    ("Uppnått:", "så stor del som genomförandegraden anger."),
];
/// Writes the table's caption.
#[must_use]
pub fn table(year: i32) -> String {
    format!("Kravet minus åtgärder per steg och status {year}, mnkr")
}
/// The first row.
pub const REQUIREMENT: &str = "Krav";
/// The last row.
pub const LEFT: &str = "Återstår";

/// Returns the name of a subtracted row.
#[must_use]
pub const fn less(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::Decided => "Minus beslutad modell",
        Evidence::Possible => "Minus möjligt, upp\u{ad}skattat",
        Evidence::Own => "Minus egna anta\u{ad}ganden",
    }
}

/// Between the stages.
pub const NOT_SCHEDULED: &str = "Identifierat men inte inplanerat";
/// Between the stages.
pub const NOT_TAKEN_HOME: &str = "Inplanerat men inte uppnått";
/// Row: realised savings whose cost is not stated.
pub const GROSS: &str = "Uppnått av egna antaganden som är brutto: kostnaden saknas";
/// One-off costs, apart.
pub const ONE_OFF: &str =
    "Engångs\u{ad}kostnader, som redovisas för sig och inte ändrar vad som återstår";

/// Heading of the cost of waiting.
pub const WAITING: &str = "Kostnaden för att vänta";

/// Before and after a month of all measures.
#[must_use]
pub fn delay(month: f64) -> [&'static str; 2] {
    if month >= 0.000_5 {
        [
            "Varje månad som alla beräknade åtgärder dröjer kostar ",
            ", en tolftedel av vad de ger på ett helår.",
        ]
    } else if month <= -0.000_5 {
        [
            "Åtgärderna kostar sammantaget mer än de ger på ett helår. Kostnaden för en månads väntan är ",
            ": att vänta sparar alltså pengar.",
        ]
    } else {
        [
            "Att vänta en månad med åtgärderna kostar ",
            ": ingen av dem ger något på ett helår.",
        ]
    }
}

/// Before and after a month of the gap.
#[must_use]
pub fn gap_month(year: i32, gaps: Gaps) -> [String; 2] {
    if is_balanced(gaps.total()) {
        let what = if gaps.is_balanced() {
            "Inget återstår att hitta"
        } else {
            "Sammanlagt för båda områdena återstår inget att hitta"
        };
        [format!("{what} {year}: per månad "), ".".to_owned()]
    } else {
        [
            format!("Det som återstår {year} motsvarar "),
            " i månaden tills det är hittat.".to_owned(),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_true() {
        for ((requirement, identified, gap), text) in [
            (
                (73.7, 72.5, 72.5),
                "Åtgärder med belopp saknas för 72,5\u{a0}mnkr av kravet på 73,7\u{a0}mnkr 2023",
            ),
            ((0.0, -1.2, -1.2), "Inget krav är satt för 2023"),
            ((73.7, -1.0, -0.5), "Åtgärderna täcker hela kravet 2023"),
            (
                (73.7, -1.0, 20.0),
                "Hela kravet 2023 är identifierat, men 20,0\u{a0}mnkr är inte uppnått",
            ),
            (
                (73.7, 0.049, 0.049),
                "Åtgärder med belopp saknas för 49\u{a0}tkr av kravet på 73,7\u{a0}mnkr 2023",
            ),
            (
                (73.7, 74.0, 74.0),
                "Åtgärderna täcker ingen del av kravet 2023",
            ),
        ] {
            let gaps = Gaps::new(gap, 0.0, false);
            assert_eq!(title(2023, requirement, identified, gaps), text);
        }
        let uneven = Gaps::new(20.4, -27.7, false);
        assert_eq!(
            title(2023, 73.7, -7.3, uneven),
            "I omsorgen återstår 20,4\u{a0}mnkr 2023"
        );
    }
}
