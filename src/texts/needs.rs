//! The words of Behov.

use balans_format as format;
use balans_format::names::named;
use balans_model::Pack;
use balans_report::texts::shared::{self, trimmed};

/// The view's name in the menu, which is its heading too.
pub const VIEW: &str = "Behov";

/// A preset was set.
#[must_use]
pub fn moved_preset(name: &str) -> String {
    format!("Du valde ”{name}”")
}

/// A factor: two decimals, and up to four where two would hide the point.
#[must_use]
pub fn factor(value: f64) -> String {
    trimmed(value, 2, 4)
}

/// Percent without decimals and without sign, where the sentence says which way.
fn percent(value: f64) -> String {
    shared::percent(value.abs(), 0)
}

// The answer --------------------------------------------------------------------

/// The answer's part before the stake of the assumption.
pub const ANSWER_STAKE: &str = "Ett enda antagande ändrar kostnaden med ";
/// Writes the answer's part after the stake.
#[must_use]
pub fn answer_stake(horizon: i32) -> String {
    format!(" {horizon}: hur starkt den följer antalet äldre.")
}

/// The answer's part before the cost with the documents' assumption.
pub const ANSWER_PROPORTIONAL: &str =
    "Om kostnaden följer antalet äldre fullt ut, som Effektiviseringsunderlaget antar, är den ";

/// Writes the answer's part between that cost and the one with the age-weighted need.
#[must_use]
pub fn answer_weighted(horizon: i32) -> String {
    format!(" {horizon}. Om bara en del av kostnaden gör det är den ")
}

/// Writes the answer's part after both costs.
#[must_use]
pub fn answer_prices(plan_year: i32) -> String {
    format!(". Allt i {plan_year} års priser.")
}

// The presets -------------------------------------------------------------------

/// The two presets' heading.
pub const PRESETS: &str = "Två sätt att räkna behovet";
/// What they are.
pub const PRESETS_LEAD: &str = "Effektiviseringsunderlaget väntar sig att kostnaderna ökar i samma takt som antalet äldre. Men all vård \
     och omsorg ges inte till äldre. Åldersviktat behov räknar bara upp den del som gäller äldre.";
/// Writes the label of a preset's cost.
#[must_use]
pub fn gives(horizon: i32) -> String {
    format!("Kostnad {horizon}")
}

/// Button: applies a preset.
pub const CHOOSE: &str = "Använd";
/// Mark of the preset in use.
pub const CHOSEN: &str = "Används nu";

/// The figure's title.
#[must_use]
pub fn stake_title(stake: f64, horizon: i32) -> String {
    format!(
        "Valet av antagande ändrar kostnaden {horizon} med {}",
        format::with_unit(stake, 0, shared::MNKR)
    )
}

/// Line: the documents' assumption.
pub const LINE_PROPORTIONAL: &str = "underlagets antagande";
/// Line: what the levers say, when neither preset does.
pub const LINE_OWN: &str = "ditt val";

// The elderly -------------------------------------------------------------------

/// Heading of the levers of the number of elderly.
pub const ELDERLY: &str = "Hur många äldre blir det?";
/// What they are.
#[must_use]
pub fn elderly_lead(pack: &Pack) -> String {
    format!(
        "Prognosen i Effektiviseringsunderlaget slutar {}. Därefter används ökningstakten för hela landet.",
        pack.growth_to
    )
}
/// Heading of the levers of how cost follows the number of elderly.
pub const FOLLOWS: &str = "Hur starkt följer kostnaden antalet äldre?";
/// What they are.
pub const FOLLOWS_LEAD: &str = "Värdet 1 betyder att en procent fler äldre ger en procent högre kostnad, 0 betyder att kostnaden inte påverkas.";

/// The index' title: the same growth from two years.
#[must_use]
pub fn index_title(from_start: f64, from_base: f64, pack: &Pack) -> String {
    let (from, base, to) = (pack.growth_from, pack.base_year, pack.growth_to);
    let [start, rest] = [from_start, from_base].map(|index| (index - 1.0) * 100.0);
    if start.abs() < 0.5 {
        return format!("Antalet äldre är oförändrat från {from} till {to}");
    }
    let verb = if start > 0.0 { "ökar" } else { "minskar" };
    format!(
        "Antalet äldre {verb} med {} från {from} till {to}, med {} räknat från {base}",
        percent(start),
        percent(rest)
    )
}

/// Under the index' title.
pub const INDEX_LEAD: &str = "Invånare som är 80\u{a0}år och äldre. Index, startåret = 1.";
/// The index has no unit of its own.
pub const INDEX_UNIT: &str = "index";
/// Line: counted from a year.
#[must_use]
pub fn line_since(year: i32) -> String {
    format!("sedan {year}")
}
/// The marker where the documents' own forecast ends.
pub const FORECAST_ENDS: &str = "prognosen slutar";

// The base-year trap --------------------------------------------------------------

/// The trap's heading.
pub const TRAP: &str = "Räkna inte samma ökning två gånger";
/// The trap explained, in pieces around the three factors: since the start, up to the base year
/// and from it.
#[must_use]
pub fn trap(pack: &Pack) -> [String; 4] {
    let (from, base, to) = (pack.growth_from, pack.base_year, pack.growth_to);
    [
        format!("Prognosen går från {from} till {to} och ger faktorn "),
        format!(
            ". Men kostnaden som räknas upp är från {base}. Då hade ökningen från {from} till {base}, faktorn "
        ),
        format!(", redan hänt och fanns i kostnaden. Från {base} till {to} återstår bara "),
        ".".to_owned(),
    ]
}

/// Writes the three factors' meanings.
#[must_use]
pub fn trap_steps(pack: &Pack) -> [String; 3] {
    let (from, base, to) = (pack.growth_from, pack.base_year, pack.growth_to);
    [
        format!("Hela prognosen, {from}–{to}"),
        format!("÷ Redan i kostnaden, {from}–{base}"),
        format!("= Kvar att räkna upp med, {base}–{to}"),
    ]
}

/// Writes the cost of the mistake.
#[must_use]
pub fn trap_cost(pack: &Pack) -> String {
    format!(
        "Så mycket överskattas kostnaden {} om hela prognosen läggs på {}",
        pack.growth_to, pack.base_year
    )
}

// LSS ---------------------------------------------------------------------------

/// The LSS lever's card.
#[must_use]
pub fn lss() -> &'static str {
    named("LSS-boende: kapacitetstaket är nått")
}
/// Lead of the LSS lever's card.
#[must_use]
pub fn lss_lead() -> &'static str {
    named(
        "LSS är lagen om stöd och service till vissa funktionshindrade. KSON:s egna LSS-boenden är fulla. \
     Den som tillkommer får plats hos en extern utförare, vilket är dyrare.",
    )
}
/// Text before the link to the view of places and prices.
pub const LSS_ELSEWHERE: &str = "Antal platser, pris och påslag ställer du in på ";
/// The LSS figure's title.
#[must_use]
pub fn lss_title(places: f64, cost: f64, year: i32) -> String {
    let shown = format::number(places, 0);
    if shown == "0" {
        return format!("Ingen LSS-plats behöver köpas externt {year}");
    }
    format!(
        "Behovet är {} LSS-{} över taket {year}, vilket kostar {} mer än egna platser",
        match shown.as_str() {
            "1" => "en".to_owned(),
            _ => format::count(format::rounded(places, 0) as usize),
        },
        if shown == "1" { "plats" } else { "platser" },
        format::mnkr(cost)
    )
}
/// Under the title: places.
#[must_use]
pub fn lss_lead_places() -> &'static str {
    named("Platser utöver dem som KSON har i dag")
}
/// Under the title: money.
#[must_use]
pub fn lss_lead_cost(plan_year: i32) -> String {
    format!("Merkostnad om allt över taket köps externt, mnkr per år i {plan_year} års priser")
}
/// Label of the choice of quantity.
pub const LSS_CHOICE: &str = "Visa";
/// Choice: places.
pub const PLACES: &str = "Platser";
/// Choice: extra cost.
pub const EXTRA_COST: &str = "Merkostnad";
/// The unit of places.
pub const PLACES_UNIT: &str = "platser";
/// Line: above the ceiling.
pub const LINE_OVERFLOW: &str = "över taket";
/// Line: bought.
pub const LINE_EXTERNAL: &str = "köps externt";
/// Line: the extra cost.
pub const LINE_EXTRA: &str = "merkostnad";
/// The table by year.
pub const LSS_TABLE: &str = "LSS-platser och merkostnad, år för år";
/// Its columns.
pub const LSS_COLUMNS: [&str; 5] = [
    "År",
    "Över taket, platser",
    "Nya egna, platser",
    "Köps externt, platser",
    "Merkostnad om inget görs, mnkr",
];

// Prices and base ------------------------------------------------------------------

/// The price levers.
pub const PRICES: &str = "Priser";
/// Lead of the price levers.
pub const PRICES_LEAD: &str = "Planårets prisökning höjer kostnaden för alla år. Prisökningen därefter märks mest i löpande priser.";
/// The base's levers.
pub const BASE: &str = "Kostnaden som allt räknas från";
/// Lead of the base's levers.
pub const BASE_LEAD: &str = "Byt till årsredovisningens tal.";
/// The administration's levers.
pub const ADMINISTRATION: &str = "Förvaltningens kostnad";
/// The administration's share.
pub const ADMINISTRATION_SHARE: &str = "Förvaltningens andel";
/// The administration but for case management.
pub const ADMINISTRATION_OTHER: &str = "Förvaltning utom handläggning";

/// The areas' title, which is of the prices that are drawn: the plan year's, or each year's own.
#[must_use]
pub fn areas_title(care: f64, health: f64, current: bool) -> String {
    let change = |share: f64| {
        if format::rounded(share, 0).abs() < 0.5 {
            "är oförändrad".to_owned()
        } else if share > 0.0 {
            format!("växer med {}", percent(share))
        } else {
            format!("sjunker med {}", percent(share))
        }
    };
    format!(
        "Omsorgens kostnad {} och vårdens {} om inget görs{}",
        change(care),
        change(health),
        if current { ", i löpande priser" } else { "" }
    )
}

/// Under the areas' title: what the title's percent is of.
#[must_use]
pub fn areas_lead(lead: &str, plan_year: i32, horizon: i32) -> String {
    format!("{lead}. Procenten gäller {plan_year}–{horizon}.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use balans_model::KSON_2023;

    #[test]
    fn factors_show_what_is_needed() {
        assert_eq!(factor(1.33), "1,33");
        assert_eq!(factor(1.33_f64.powf(0.75)), "1,2385");
        assert_eq!(factor(1.0), "1,00");
    }

    #[test]
    fn titles_are_true() {
        assert_eq!(
            index_title(1.33, 1.2385, &KSON_2023),
            "Antalet äldre ökar med 33\u{a0}procent från 2021 till 2025, med 24\u{a0}procent räknat från 2022"
        );
        for (places, cost, title) in [
            (0.0, 0.0, "Ingen LSS-plats behöver köpas externt 2031"),
            (
                1.2,
                0.3,
                "Behovet är en LSS-plats över taket 2031, vilket kostar 0,3\u{a0}mnkr mer än egna platser",
            ),
            (
                36.2,
                9.0,
                "Behovet är 36 LSS-platser över taket 2031, vilket kostar 9,0\u{a0}mnkr mer än egna platser",
            ),
        ] {
            assert_eq!(lss_title(places, cost, 2031), title);
        }
        assert_eq!(
            areas_title(45.3, -0.2, false),
            "Omsorgens kostnad växer med 45\u{a0}procent och vårdens är oförändrad om inget görs"
        );
        assert_eq!(
            areas_title(83.9, 30.0, true),
            "Omsorgens kostnad växer med 84\u{a0}procent och vårdens växer med 30\u{a0}procent om inget görs, i löpande priser"
        );
    }
}
