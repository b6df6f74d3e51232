//! The calculation as a file of its own, for links that were made with it: `cargo xtask freeze`.
//!
//! Formulas and pack in one module that imports nothing: `alloc`, then `calculate`, JSON in and JSON out. What goes
//! in and out is specified in `crates/scenario/src/link/frozen.rs`; an answer may gain fields, never lose them, because files
//! frozen years apart are read by the same page.
#![allow(
    unsafe_code,
    reason = "an exported name is what a wasm module is called by"
)]

// The report is the example's, and one example cannot import another: hence `#[path]`, within the crate.
#[allow(dead_code, reason = "its main and `calculate` are the example's")]
#[path = "calculate.rs"]
mod calculate;

use balans_model::{ENGINE, Inputs, KSON_2023, simulate};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Question<'a> {
    #[serde(borrow)]
    inputs: BTreeMap<&'a str, f64>,
}

#[derive(Serialize)]
struct Answer {
    engine: u32,
    pack: &'static str,
    version: u32,
    plan_year: i32,
    inputs: Vec<Input>,
    report: calculate::Report,
}

#[derive(Serialize)]
struct Input {
    id: &'static str,
    label: &'static str,
    unit: &'static str,
    default: f64,
    value: f64,
}

/// What could not be calculated: the input that there is not, or not with that value; empty for no question at all.
#[derive(Serialize)]
struct Refused<'a> {
    refused: &'a str,
}

/// The answer to `question`, both JSON. What `calculate` clamps and warns of is refused here: a link never means
/// another value than it says.
pub(crate) fn answer(question: &str) -> String {
    let question: Question<'_> = match serde_json::from_str(question) {
        Ok(question) => question,
        Err(_) => return json(&Refused { refused: "" }),
    };
    let pack = &KSON_2023;
    let mut values = Inputs::defaults(pack);
    for (name, value) in question.inputs {
        let fits = pack.find(name).filter(|id| {
            let fitted = pack.spec(*id).fit(value);
            fitted.is_some_and(|fitted| fitted.to_bits() == value.to_bits())
        });
        let Some(id) = fits else {
            return json(&Refused { refused: name });
        };
        values.set(pack, id, value);
    }
    let input = |(id, value): (balans_model::InputId, f64)| {
        let spec = &KSON_2023.inputs[id.index()];
        Input {
            id: &spec.id,
            label: &spec.label,
            unit: spec.unit.as_str(),
            default: spec.default,
            value,
        }
    };
    json(&Answer {
        engine: ENGINE,
        pack: &KSON_2023.id,
        version: pack.version(),
        plan_year: pack.plan_year,
        inputs: values.iter().map(input).collect(),
        report: calculate::report(&simulate(pack, &values)),
    })
}

fn json(answer: &impl Serialize) -> String {
    // Strings and finite numbers only: there is no way to fail.
    serde_json::to_string(answer).unwrap_or_default()
}

/// Allocates space for a question of `length` bytes.
#[unsafe(no_mangle)]
pub(crate) extern "C" fn alloc(length: usize) -> *mut u8 {
    Box::leak(vec![0; length].into_boxed_slice()).as_mut_ptr()
}

/// Answers the question of `length` bytes at `question`: a pointer to the answer's length, four bytes, least first,
/// and then the answer.
///
/// # Safety
/// `question` comes from `alloc(length)`.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn calculate(question: *const u8, length: usize) -> *const u8 {
    // SAFETY: the caller's promise.
    let question = unsafe { std::slice::from_raw_parts(question, length) };
    let answer = answer(std::str::from_utf8(question).unwrap_or_default());
    let mut bytes = Vec::with_capacity(answer.len() + 4);
    bytes.extend_from_slice(&(answer.len() as u32).to_le_bytes());
    bytes.extend_from_slice(answer.as_bytes());
    Box::leak(bytes.into_boxed_slice()).as_ptr()
}
