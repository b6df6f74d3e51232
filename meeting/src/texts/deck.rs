//! The words of the slides.

use balans_figures::format;
use balans_model::Area;

/// The question of the whole evening.
pub(crate) fn question(year: i32) -> String {
    format!("Når vi budget i balans {year}, och vad krävs?")
}

/// Which scenario it is, and how far from the underlag.
pub(crate) fn scenario(name: &str, changed: usize) -> String {
    let name = if name.is_empty() {
        "Scenario utan namn".to_owned()
    } else {
        format!("Scenario: {name}")
    };
    match changed {
        0 => format!("{name}. Inget tal är ändrat från underlaget."),
        1 => format!("{name}. Ett tal är ändrat från underlaget."),
        many => format!("{name}. {many} tal är ändrade från underlaget."),
    }
}

pub(crate) const REQUIREMENT: &str = "Krav";
pub(crate) const SAVING: &str = "Åtgärder med siffra";

/// What is left, or over.
pub(crate) fn left(gap: f64) -> &'static str {
    if gap <= -0.05 {
        "Mer än kravet"
    } else {
        "Kvar att finna"
    }
}

pub(crate) fn question_notes() -> Vec<String> {
    vec!["Kravet är ett gap, inte en åtgärd.".to_owned()]
}

pub(crate) fn area(area: Area) -> &'static str {
    match area {
        Area::Care => "Omsorg",
        Area::Health => "Hälso- och sjukvård",
    }
}

pub(crate) fn requirement(year: i32, total: f64) -> String {
    format!("Kravet {year} är {}", format::mnkr(total))
}

pub(crate) const REQUIREMENT_IS: &str =
    "Kravet är skillnaden mellan vad verksamheten väntas kosta och vad medlemmarna betalar.";

pub(crate) fn requirement_notes() -> Vec<String> {
    vec![
        "Källa: Effektiviseringsunderlaget (EU), avsnittet Vilka kostnader kan påverkas."
            .to_owned(),
    ]
}
