//! *Så räknas det*: explanations of numbers.

use balans_format as format;
use balans_model::{Area, Status};
use balans_report::texts::shared::{lower, scope};
/// Opens an explanation.
pub const HOW: &str = "Så räknas det";

/// Hint that a number can be pressed; read after the number by a screen reader.
pub const HOW_HELP: &str = "Tryck för att se hur talet räknas";

/// Id of the element with [`HOW_HELP`].
pub const HOW_HELP_ID: &str = "hur-hjalp";

/// Message: the explanation could not be made, since the deferred module is missing.
pub const NO_EXPLANATION: &str = "Förklaringen kunde inte visas. Den del av verktyget som visar hur talen räknas gick inte att hämta, eller har slutat svara.";

/// The input's value in the pack.
#[must_use]
pub const fn default_name(status: Status) -> &'static str {
    match status {
        Status::Source => "Värde i dokumenten",
        Status::Own => "Eget tal",
        _ => "Utgångsläge",
    }
}

/// The input's value now.
pub const VALUE_NOW: &str = "Värde nu";

/// The range.
pub const RANGE: &str = "Kan vara";

/// The status.
pub const STATUS: &str = "Status";

/// The source.
pub const SOURCE: &str = "Källa";

/// The note.
pub const NOTE: &str = "Att tänka på";

/// Heading of the numbers that depend on the input.
pub const DRIVES: &str = "Ingår i";

/// Message: no number depends on the input with the present values.
pub const DRIVES_NOTHING: &str =
    "Just nu påverkar talet ingenting, till exempel för att åtgärden är avstängd.";

/// Lesser of two.
pub const LESSER_OF: &str = "det minsta av";

/// Greater of two.
pub const GREATER_OF: &str = "det största av";

/// What a formula leaves out, a sentence each: measures without an amount, measures switched off, areas.
#[must_use]
pub fn left_out(uncalculated: usize, off: usize, areas: &[Area]) -> Vec<String> {
    let mut all = Vec::new();
    match uncalculated {
        0 => {}
        1 => all.push(
            "En åtgärd är ej beräknad och räknas inte med. Det betyder inte noll.".to_owned(),
        ),
        many => all.push(format!(
            "Av åtgärderna är {} ej beräknade och räknas inte med. Det betyder inte noll.",
            format::count(many)
        )),
    }
    match off {
        0 => {}
        1 => all.push("En åtgärd är avstängd och räknas inte med.".to_owned()),
        many => all.push(format!(
            "Av åtgärderna är {} avstängda och räknas inte med.",
            format::count(many)
        )),
    }
    let areas = areas.iter().map(|&area| lower(scope(area.into())));
    all.extend(areas.map(|area| format!("Ingen åtgärd ger något i {area}.")));
    all
}
