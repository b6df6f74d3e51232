//! The words of the view Åtgärder.

use balans_format::names::{FEDERATION, named};
use balans_model::{Evidence, InputSpec, MeasureArea, MeasureStatus};
use balans_scenario::{Aspect, Level};

use super::parties::is_nothing;
use super::shared::{lower, single};
use balans_format as format;

/// The view's name in the menu, which is its heading too.
pub const VIEW: &str = "Åtgärder";

/// The finding: how many measures nobody has put a figure on.
#[must_use]
pub fn without_figure(without: usize, all: usize) -> String {
    match without {
        0 => format!("Alla {} åtgärder har ett belopp.", format::count(all)),
        1 => format!("Belopp saknas för en av {} åtgärder.", format::count(all)),
        many => format!(
            "Belopp saknas för {} av {} åtgärder.",
            format::count(many),
            format::count(all)
        ),
    }
}

/// Before the number of measures nobody has put an amount on.
pub const UNCALCULATED_BEFORE: &str = " Av dem är ";
/// After it. `listed` is how many have no amount because there is none to compute.
#[must_use]
pub fn uncalculated(count: usize, listed: usize) -> String {
    let ending = if count < 2 {
        "ej beräknad"
    } else {
        "ej beräknade"
    };
    format!(
        " {ending} och {} kan inte värderas i kronor. ",
        format::count(listed)
    )
}

/// The number of measures nobody has put an amount on, in that sentence.
#[must_use]
pub fn uncalculated_count(count: usize) -> String {
    match count {
        0 => "ingen".to_owned(),
        count => format::count(count),
    }
}

/// The number of measures with an amount, in the sentence of [`calculated`].
#[must_use]
pub fn calculated_count(count: usize) -> String {
    match count {
        0 => "0".to_owned(),
        1 => "enda".to_owned(),
        many => format::count(many),
    }
}
/// Before that number, and between it and what they give in the plan year.
#[must_use]
pub const fn calculated(count: usize) -> [&'static str; 2] {
    match count {
        0 => [
            "Antal åtgärder med belopp: ",
            ". Sammanlagt ger åtgärderna ",
        ],
        1 => ["Den ", " som har belopp ger "],
        _ => ["De ", " som har belopp ger sammanlagt "],
    }
}
/// After what they give in the plan year, before what they give in a whole year.
#[must_use]
pub fn in_year(year: i32) -> String {
    format!(" {year} och ")
}
/// After what they give in a whole year.
pub const IN_FULL_YEAR: &str = " på helår.";
/// What a measure without a figure means and what to do about it.
pub const LEAD: &str = "Öppna en åtgärd för att ange egna belopp och bedöma konsekvenserna.";

/// The groups of the list: what the documents state, what the user assumes, what nobody has an amount for.
pub const GROUPS: [&str; 3] = [
    "Har ett belopp i dokumenten",
    "Har dina egna antaganden",
    "Ej beräknade",
];

/// Under the last group's heading.
pub const GROUP_UNCALCULATED: &str = "Ingen har angett ett belopp. Det betyder inte att åtgärden ger noll. Belopp efter ”som mest” är räkneexempel: vad åtgärden ger på helår när reglagen står i sitt bästa läge och allt annat är som i scenariot.";

/// Before the most that a measure gives.
pub const AT_MOST: &str = "som mest";

/// The most that a measure gives in a full year.
#[must_use]
pub fn at_most(mnkr: f64, gross: bool) -> String {
    let gross = if gross { ", brutto" } else { "" };
    [&single(mnkr), " på helår", gross].concat()
}

/// The filter's name.
pub const FILTER: &str = "Urval och ordning";

/// The filter's name, and how many choices are set.
#[must_use]
pub fn filter(set: usize) -> String {
    match set {
        0 => FILTER.to_owned(),
        1 => format!("{FILTER}: ett val"),
        many => format!("{FILTER}: {} val", format::count(many)),
    }
}
/// Filter: status.
pub const BY_STATUS: &str = "Status";
/// Filter: area.
pub const BY_AREA: &str = "Område";
/// Filter: with or without a figure.
pub const BY_FIGURE: &str = "Belopp";
/// Sort order.
pub const ORDER: &str = "Ordning";
/// Only those with a figure.
pub const WITH_FIGURE: &str = "Med belopp";
/// Only those without.
pub const NO_FIGURE: &str = "Utan belopp";
/// Order: the model's.
pub const ORDER_MODEL: &str = "Verktygets";
/// Order: by name.
pub const ORDER_NAME: &str = "Namn";
/// Order: by effect in a whole year.
pub const ORDER_FULL_YEAR: &str = "Effekt på helår";

/// Order: by effect in the year shown.
pub const ORDER_EFFECT: &str = "Effekt det år som visas";

/// How many the filter leaves.
#[must_use]
pub fn shown(count: usize, all: usize) -> String {
    match count {
        0 => "Ingen åtgärd passar urvalet.".to_owned(),
        count if count == all => format!("Alla {} åtgärder visas.", format::count(all)),
        1 => format!("Här visas en av {} åtgärder.", format::count(all)),
        many => format!(
            "Här visas {} av {} åtgärder.",
            format::count(many),
            format::count(all)
        ),
    }
}

/// Column: the measure.
pub const COLUMN_MEASURE: &str = "Åtgärd";
/// Column: whom it hits and what may follow.
pub const COLUMN_WORDS: &str = "Vem som berörs och konsekvenser";
/// Column: effect in a whole year.
pub const COLUMN_FULL_YEAR: &str = "Helår";
/// Column: whether it counts.
pub const COLUMN_ON: &str = "Räknas med";

/// The words of a measure's status in the documents, for a chip.
#[must_use]
pub fn status(status: MeasureStatus) -> &'static str {
    match status {
        MeasureStatus::Decided => "beslutad modell",
        MeasureStatus::Proposed => named("föreslagen för Norrtälje kommun"),
        MeasureStatus::Possible => "möjlig enligt förvaltningen",
        MeasureStatus::Problem => "problemet beskrivet",
        MeasureStatus::Benchmark => "jämförelse gjord",
        MeasureStatus::Potential => "möjlighet nämnd",
        MeasureStatus::MainRoute => "utpekad huvudväg",
        MeasureStatus::Ceiling => "kapacitetstaket nått",
        MeasureStatus::StudyVisit => "studiebesök gjort",
        MeasureStatus::Training => "utbildning planerad",
        MeasureStatus::PreStudy => "utreds",
        MeasureStatus::Needed => "behov nämnt",
        MeasureStatus::Ongoing => "arbete pågår",
        MeasureStatus::Own => "verktygets egen",
    }
}

/// The groups of statuses in the filter, furthest first.
#[must_use]
pub fn status_groups() -> [&'static str; 6] {
    [
        "Beslutade",
        named("Föreslagna för Norrtälje kommun"),
        "Möjliga enligt förvaltningen",
        "Under utredning",
        "Nämnda",
        "Verktygets egna",
    ]
}

/// Where a measure acts.
#[must_use]
pub const fn area(area: MeasureArea) -> &'static str {
    match area {
        MeasureArea::Care => "omsorg",
        MeasureArea::Health => "hälso- och sjukvård",
        MeasureArea::Both => "omsorg och vård",
    }
}

/// What stands behind one measure's amount.
#[must_use]
pub const fn amount_kind(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::Decided => "väntat, ”upp till” (beslutad modell)",
        Evidence::Possible => "uppskattat (möjligt)",
        Evidence::Own => "eget antagande",
    }
}

/// Says that an amount lacks the measure's cost, which nobody has stated.
pub const GROSS: &str = "brutto, kostnaden saknas";
/// What stands behind such an amount.
pub const GROSS_KIND: &str = "eget antagande, brutto: kostnaden saknas";

/// The measure's cost, in its panel.
pub const COST: &str = "Kostnad";
/// What *brutto* means and what settles it.
pub const GROSS_NOTE: &str = "Beloppet är brutto: ingen har angett vad åtgärden kostar. Ange kostnaden, eller välj Ja om den redan är med.";
/// Before the amount of a year that lacks a cost.
#[must_use]
pub fn gross_before(year: i32) -> String {
    format!(" Av beloppet för {year} är ")
}
/// After it.
pub const GROSS_AFTER: &str = " brutto: kostnaden saknas.";

/// A measure's name, or the title of its amount, where nobody has stated the cost.
#[must_use]
pub fn gross_name(name: &str) -> String {
    format!("{name} ({GROSS})")
}

/// In place of a number nobody has given.
pub const NOT_CALCULATED: &str = "ej beräknad";
/// In place of a number there is no way to compute.
pub const NOT_VALUED: &str = "inte värderad i kronor";
/// Whom it hits.
pub const AFFECTS: &str = "Vem berörs";
/// In place of what stands behind the amount when the measure is switched off.
pub const TURNED_OFF: &str = "avstängd";
/// What stands behind the amount, for those who listen.
pub const AMOUNT_KIND: &str = "Beloppet är";

/// After the switch's words, which measure it is of.
#[must_use]
pub fn switch(measure: &str) -> String {
    format!(": {}", lower(measure))
}

/// The worst that the person has rated.
#[must_use]
pub fn rated(level: &str) -> String {
    format!("din bedömning: {} konsekvenser", lower(level))
}

/// The person has written a note.
pub const HAS_NOTE: &str = "anteckning";

// Open ----------------------------------------------------------------------------

/// The levers.
pub const LEVERS: &str = "Reglage";
/// The assumptions that most leave alone.
pub const ASSUMPTIONS: &str = "Antaganden bakom beloppet";
/// When and how much.
pub const PHASING: &str = "Start, infasning och genomförande";
/// Before the link to the view with the homes' own numbers.
pub const HOMES_BEFORE: &str = "Antal platser, priser och dagens tomma platser ändrar du på ";

/// A phasing lever's name without the measure's, which stands above.
#[must_use]
pub fn phasing_label(spec: &InputSpec) -> String {
    let name = spec.label.rsplit(": ").next().unwrap_or(&spec.label);
    format::capital(name)
}

/// In place of effect and parties as long as no lever is moved.
pub const MOVE_A_LEVER: &str = "Ej beräknad: ingen har angett ett belopp för åtgärden. Flytta ett reglage för att se vad den ger.";
/// In place of them where there is no lever.
pub const NO_LEVER: &str =
    "Inte värderad i kronor: dokumenten anger ingen kostnad eller besparing att räkna på.";

fn verb(mnkr: f64) -> &'static str {
    if mnkr < 0.0 { "kostar" } else { "ger" }
}

fn given(mnkr: f64, year: i32) -> String {
    format!("{} {} {year}", verb(mnkr), single(mnkr.abs()))
}

/// The finding of a measure's effect by year, in mnkr from the first year on.
#[must_use]
pub fn effect_title(values: &[f64], first_year: i32) -> String {
    let shown = values.iter();
    let shown = shown.map(|&mnkr| if is_nothing(mnkr) { 0.0 } else { mnkr });
    let shown = shown.collect::<Vec<_>>();
    let years = first_year..;
    let Some((&first, &last)) = shown.first().zip(shown.last()) else {
        return String::new();
    };
    let last_year = first_year + shown.len() as i32 - 1;
    let text = if shown.iter().all(|&value| is_nothing(value)) {
        format!("ger ingenting {first_year}–{last_year}")
    } else if shown.iter().all(|&value| single(value) == single(first)) {
        format!("{} {} varje år", verb(first), single(first.abs()))
    } else if is_nothing(first) && !is_nothing(last) {
        let starts = years.zip(&shown).find(|(_, value)| !is_nothing(**value));
        let start = starts.map_or(last_year, |(year, _)| year);
        format!("får effekt från {start} och {}", given(last, last_year))
    } else if verb(first) == verb(last) {
        format!(
            "{} och {} {last_year}",
            given(first, first_year),
            single(last.abs())
        )
    } else {
        format!(
            "{} och {}",
            given(first, first_year),
            given(last, last_year)
        )
    };
    format!("Åtgärden {text}")
}

/// Under the effect's title.
#[must_use]
pub fn effect_lead(plan_year: i32) -> String {
    format!("Effekt för {FEDERATION} per år, tkr i {plan_year} års priser")
}

/// Series and column of the effect.
pub const EFFECT: &str = "Effekt";

/// The parties' heading.
#[must_use]
pub fn parties(year: i32) -> String {
    format!("Vem vinner och vem förlorar {year}")
}

/// What the parties' table is.
#[must_use]
pub fn parties_of(measure: &str, year: i32) -> String {
    format!("{measure}: effekt per part {year}, tkr")
}

/// Under the parties' table.
#[must_use]
pub fn parties_note() -> &'static str {
    named("Plus är bättre för parten. Koncernen är KSON och Tiohundra\u{a0}AB tillsammans.")
}

/// One-off cost in its start year, before the amount.
#[must_use]
pub fn one_off(year: i32) -> String {
    format!("Engångskostnad {year}")
}

// The person's own rating ------------------------------------------------------------

/// Heading.
pub const RATING: &str = "Din bedömning av negativa konsekvenser";
/// What it is for.
pub const RATING_LEAD: &str =
    "Bedömningen är din egen och ändrar inga belopp. Den sparas med scenariot.";
/// Rated by nobody.
pub const UNRATED: &str = "Ej bedömda";

/// Names whom a consequence is for.
#[must_use]
pub const fn aspect(aspect: Aspect) -> &'static str {
    match aspect {
        Aspect::Users => "Brukare",
        Aspect::Staff => "Personal",
        Aspect::LegalCertainty => "Rättssäkerhet",
        Aspect::OtherServices => "Andra verksamheter",
    }
}

/// Names how serious consequences are.
#[must_use]
pub const fn level(level: Level) -> &'static str {
    match level {
        Level::Low => "Små",
        Level::Medium => "Måttliga",
        Level::High => "Stora",
    }
}

/// The note's name.
pub const NOTE: &str = "Anteckning";
/// What a note is not for.
pub const NOTE_LEAD: &str = "Skriv inga personuppgifter. Anteckningen sparas i den här webbläsaren, och lämnar den bara om du tar med anteckningen i en länk, en fil eller på papper.";

/// The note is too long; what stands there is not kept.
#[must_use]
pub fn note_too_long(length: usize, limit: usize) -> String {
    format!(
        "Anteckningen har {} tecken och får ha högst {}. Det senaste är inte sparat.",
        format::number(length as f64, 0),
        format::number(limit as f64, 0)
    )
}

/// Source's heading.
pub const SOURCE: &str = "Källa";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn effect_titles_are_true() {
        for (values, title) in [
            (&[0.5, 0.5, 0.5][..], "Åtgärden ger 500\u{a0}tkr varje år"),
            (&[-0.2, -0.2], "Åtgärden kostar 200\u{a0}tkr varje år"),
            (&[0.0, 0.0], "Åtgärden ger ingenting 2023–2024"),
            (
                &[0.0, 0.9, 0.9],
                "Åtgärden får effekt från 2024 och ger 900\u{a0}tkr 2025",
            ),
            (
                &[-0.1, 16.8],
                "Åtgärden kostar 100\u{a0}tkr 2023 och ger 16,8\u{a0}mnkr 2024",
            ),
            (
                &[1.0, 1.5],
                "Åtgärden ger 1,0\u{a0}mnkr 2023 och 1,5\u{a0}mnkr 2024",
            ),
            (
                &[-0.000_1, 1.46, 1.5],
                "Åtgärden får effekt från 2024 och ger 1,5\u{a0}mnkr 2025",
            ),
            // Shown alike though their tkr differ.
            (&[1.46, 1.5], "Åtgärden ger 1,5\u{a0}mnkr varje år"),
            (&[0.000_1, 0.000_2], "Åtgärden ger ingenting 2023–2024"),
        ] {
            assert_eq!(effect_title(values, 2023), title);
        }
    }

    #[test]
    fn a_phasing_lever_is_named_without_its_measure() {
        let pack = &balans_model::KSON_2023;
        for spec in pack.measures.iter() {
            for &input in spec.phasing.iter() {
                let label = phasing_label(pack.spec(input));
                assert!(
                    !label.contains(&*spec.name) && !label.contains(':'),
                    "{label}"
                );
            }
        }
    }
}
