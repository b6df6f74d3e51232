//! Office files: a scenario as an Excel workbook with live formulas, and the plan of a PowerPoint presentation.
//!
//! A library natively, and for the page a wasm module without imports, fetched when a person asks for a file. The page
//! calls it with bytes (`crates/wasm/abi`): the time in RFC 3339, a line break, and a [`Case`]. It reads no clock.
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

use balans_abi::handle;
use balans_model::Inputs;
use balans_report::Case;

pub use slides::slides as plan;
pub use workbook::workbook;

/// Makes a workbook of the request's time and case; 0 where it cannot be made.
#[unsafe(no_mangle)]
pub extern "C" fn xlsx() -> usize {
    handle(|request| {
        let (now, case) = asked(request)?;
        let inputs = inputs(&case);
        workbook(&case, &inputs, now).ok()
    })
}

/// Makes the plan of a presentation, JSON in UTF-8, of the request's time and case; 0 where it cannot be made.
#[unsafe(no_mangle)]
pub extern "C" fn slides() -> usize {
    handle(|request| {
        let (now, case) = asked(request)?;
        Some(plan(&case, now).ok()?.into_bytes())
    })
}

/// Reads a request: a time in RFC 3339, a line break, and a case.
fn asked(request: &[u8]) -> Option<(&str, Case)> {
    let end = request.iter().position(|byte| *byte == b'\n')?;
    let (now, case) = request.split_at(end);
    Some((str::from_utf8(now).ok()?, Case::from_bytes(case.get(1..)?)?))
}

/// Returns the inputs of a case.
#[must_use]
pub fn inputs(case: &Case) -> Inputs {
    let values = &case.values;
    Inputs::raw(|id| values.get(id.index()).copied().unwrap_or(f64::NAN))
}
