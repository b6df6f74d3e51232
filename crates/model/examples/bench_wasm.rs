//! The core as wasm with one door, so that Node can time it: `cargo xtask bench` loads it.
#![allow(
    unsafe_code,
    reason = "an exported name is what a wasm module is called by"
)]

use balans_model::{Inputs, KSON_2023, Quantity, Scope, simulate};
use std::hint::black_box;

/// Runs the defaults `runs` times and gives the last gap of the plan year, mnkr.
#[unsafe(no_mangle)]
pub extern "C" fn run_simulate(runs: u32) -> f64 {
    let inputs = Inputs::defaults(&KSON_2023);
    let gap = Quantity::Gap(Scope::Total, KSON_2023.plan_year);
    let mut last = 0.0;
    for _ in 0..runs {
        last = simulate(&KSON_2023, black_box(&inputs))
            .value(gap)
            .unwrap_or(0.0);
    }
    last
}
