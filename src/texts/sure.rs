//! Hur säkert är det?: in how many futures the budget is balanced, and what the answer hangs on.

use balans_format as format;
use balans_model::Year;
use balans_report::texts::shared::amount;

/// What a row says.
pub const HANGS_ON_LEAD: &str = "Varje rad visar vad som återstår när bara det talet flyttas, från det lägsta till det högsta värdet.";
/// Group of spans: what somebody decides.
pub const DECISIONS: &str = "Beslut";
/// Group of spans: what nobody knows.
pub const ASSUMPTIONS: &str = "Antaganden";
/// Field: a span's low end.
pub const LOW: &str = "lägst";
/// Field: a span's high end.
pub const HIGH: &str = "högst";
/// Field: why a span is what it is.
pub const WHY: &str = "Varför?";
/// Field: the input whose draw a span follows.
pub const FOLLOWS: &str = "Följs åt med";
/// The same: none.
pub const FOLLOWS_NONE: &str = "inget";
/// A span of the person's own.
pub const OWN: &str = "Eget spann";
/// What is left both rises and falls over the span.
pub const TURNS: &str = "Vänder: det som återstår både ökar och minskar inom spannet.";
/// Choice of an input to give a span.
pub const ADD: &str = "Ge ett tal ett eget spann";
/// The same: nothing chosen.
pub const CHOOSE: &str = "Välj tal";
/// Button: takes an own span away.
pub const REMOVE: &str = "Ta bort spannet";
/// Button: takes an own span away where a source has one.
pub const RESTORE: &str = "Tillbaka till källans spann";
/// The ends are in the wrong order.
pub const ORDER: &str = "Det lägsta värdet får inte vara över det högsta.";

/// Heading of the list of what has no span.
#[must_use]
pub fn missing(count: usize) -> String {
    format!(
        "Spann saknas: {} antaganden",
        format::number(count as f64, 0)
    )
}

/// Button: shows the list of what has no span.
pub const SHOW_MISSING: &str = "Visa vilka";

/// A row's ends: what is left with the number at its lowest and at its highest.
#[must_use]
pub fn from_to(at_low: f64, at_high: f64) -> String {
    let over = |left: f64| {
        if left < 0.0 {
            [&*amount(-left), " mer än kravet"].concat()
        } else {
            [&*amount(left), " återstår"].concat()
        }
    };
    format!("Lägst: {}. Högst: {}.", over(at_low), over(at_high))
}

/// A row that changes nothing in the year.
#[must_use]
pub fn no_effect(year: Year) -> String {
    format!("Ändrar inget {year}.")
}

/// The value as it stands is outside its span.
#[must_use]
pub fn outside(value: &str) -> String {
    format!("Scenariots värde, {value}, ligger utanför spannet.")
}
