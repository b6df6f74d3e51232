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
use balans_report::{Case, WorkedOut, shows_worked_out};

pub use slides::slides as plan;
pub use workbook::workbook;

/// Sets the module's base pack: see [`balans_report::protocol::take_pack`].
#[unsafe(no_mangle)]
pub extern "C" fn take_pack() -> usize {
    handle(balans_report::protocol::take_pack)
}

/// Makes a workbook of the request's time and case; 0 where it cannot be made.
#[unsafe(no_mangle)]
pub extern "C" fn xlsx() -> usize {
    handle(|request| {
        let (now, mut case) = asked(request)?;
        work_out(&mut case);
        let inputs = inputs(&case);
        workbook(&case, &inputs, now).ok()
    })
}

/// Makes the plan of a presentation, JSON in UTF-8, of the request's time and case; 0 where it cannot be made.
#[unsafe(no_mangle)]
pub extern "C" fn slides() -> usize {
    handle(|request| {
        let (now, mut case) = asked(request)?;
        if shows_worked_out(&case) {
            work_out(&mut case);
        }
        Some(plan(&case, now).ok()?.into_bytes())
    })
}

/// Reads a workbook or a text table of figures: see [`balans_report::protocol::figures`].
#[unsafe(no_mangle)]
pub extern "C" fn figures() -> usize {
    handle(balans_report::protocol::figures)
}

/// Works out what takes many runs of the model, where the page has not: a file is made once, and no lever waits for it.
fn work_out(case: &mut Case) {
    if case.worked_out.is_none() {
        case.worked_out = Some(WorkedOut::of(case));
    }
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
