//! The link decoder as wasm, so that Node can time it on the links that take longest:
//! `cargo xtask bench link`.
#![allow(unsafe_code, reason = "an exported name is what a wasm module is called by")]

use std::hint::black_box;

use balans_model::{Inputs, KSON_2023, Measure, simulate};
use balans_scenario::link::{self, LIMIT, SharedScenario};

/// Reads a link `times` times; returns its length in bytes. `which`: 0 every input changed, 1 as
/// many notes as fit, 2 the same with its last letter gone, 3 the longest allowed, empty of
/// content.
#[unsafe(no_mangle)]
pub extern "C" fn run_read(which: u32, times: u32) -> usize {
    let text = match which {
        0 => every_input(),
        1 => notes(),
        2 => {
            let mut text = notes();
            text.pop();
            text
        }
        _ => format!("s1.{}", "A".repeat(LIMIT - 3)),
    };
    for _ in 0..times {
        let _ = black_box(link::read(black_box(&text), &KSON_2023));
    }
    text.len()
}

fn shared(inputs: &Inputs) -> SharedScenario {
    SharedScenario::of(&KSON_2023, inputs, &simulate(&KSON_2023, inputs))
}

fn every_input() -> String {
    let inputs = Inputs::raw(|id| {
        let spec = KSON_2023.spec(id);
        let third = spec.min + (spec.max - spec.min) / 3.0;
        spec.fit(third).unwrap_or(spec.default)
    });
    shared(&inputs).write().unwrap_or_default()
}

fn notes() -> String {
    let mut shared = shared(&Inputs::defaults(&KSON_2023));
    for measure in Measure::ALL {
        shared.notes.push((measure.id(), "ö".repeat(1400)));
    }
    shared.write().unwrap_or_default()
}
