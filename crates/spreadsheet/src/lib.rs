//! What is handed over as office files: a scenario as a workbook that calculates, and a presentation.
//!
//! Natively a library, for the page a wasm module of its own (see `crates/wasm/deferred/`), fetched when somebody asks for a file: it
//! is called as a function with plain bytes, asks nobody for anything, and knows the time only as it is told.
#![allow(
    unsafe_code,
    reason = "an exported name is what a wasm module is called by"
)]

mod chart;
mod formulas;
mod letters;
mod slides;
mod texts;
mod workbook;

use balans_abi::respond;
use balans_model::Inputs;
use balans_report::Case;

pub use slides::slides as plan;
pub use workbook::workbook;

/// Makes a workbook of the time and the case that were asked about; 0 where it can't be made.
#[unsafe(no_mangle)]
pub extern "C" fn xlsx() -> usize {
    respond(|request| {
        let (now, case) = asked(request)?;
        let inputs = inputs(&case);
        workbook(&case, &inputs, now).ok()
    })
}

/// Makes the plan of a presentation, JSON in UTF-8, of the time and the case that were asked about; 0 where it can't be
/// made.
#[unsafe(no_mangle)]
pub extern "C" fn slides() -> usize {
    respond(|request| {
        let (now, case) = asked(request)?;
        Some(plan(&case, now).ok()?.into_bytes())
    })
}

/// A time in RFC 3339, a line break, and the case.
fn asked(request: &[u8]) -> Option<(&str, Case)> {
    let end = request.iter().position(|byte| *byte == b'\n')?;
    let (now, case) = request.split_at(end);
    Some((str::from_utf8(now).ok()?, Case::from_bytes(case.get(1..)?)?))
}

/// The values of a case.
#[must_use]
pub fn inputs(case: &Case) -> Inputs {
    let values = &case.values;
    Inputs::raw(|id| values.get(id.index()).copied().unwrap_or(f64::NAN))
}
