//! Futures as wasm with two doors, so that Node can time them: `cargo xtask bench answers` builds it with vector instructions
//! and without, and loads both. `bench_answers` times the same natively.
#![allow(
    unsafe_code,
    reason = "an exported name is what a wasm module is called by"
)]

use balans_model::answers::{FUTURES, Span, Target, futures, futures_one_by_one};
use balans_model::{Inputs, KSON_2023, Scope};
use std::hint::black_box;

/// Spans of a person's own beside the pack's: some requirements, assumptions and levers.
const OWN: [(&str, f64, f64); 10] = [
    ("requirement.care", 40.0, 60.0),
    ("requirement.health", 20.0, 32.0),
    ("demography.growth_80_to_2025", 8.0, 20.0),
    ("price.plan_year", 2.0, 6.0),
    ("indexation.withheld_care", 0.0, 5.0),
    ("indexation.withheld_health", 0.0, 5.0),
    ("commissioning.share_care", 0.0, 2.0),
    ("discharge.external_days", 0.0, 2_000.0),
    ("welfare_technology.users", 0.0, 1_000.0),
    ("occupancy.nursing_home.change", -5.0, 0.0),
];

fn spans() -> Vec<Span> {
    let of_pack = KSON_2023.spans.iter();
    let of_pack = of_pack.map(|span| Span::new(span.input, span.low, span.high));
    let own = OWN.iter().filter_map(|(name, low, high)| {
        let input = KSON_2023.find(name)?;
        Some(Span::new(input, *low, *high))
    });
    of_pack.chain(own).collect()
}

const TARGET: Target = Target {
    year: KSON_2023.growth_to,
    scope: Scope::Total,
};

/// Runs the futures of a year `runs` times, eight at once, and gives the last median gap, mnkr.
#[unsafe(no_mangle)]
pub(crate) extern "C" fn run_lanes(runs: u32) -> f64 {
    let (inputs, spans) = (Inputs::defaults(&KSON_2023), spans());
    let mut last = 0.0;
    for _ in 0..runs {
        let found = futures(&KSON_2023, black_box(&inputs), TARGET, &spans, FUTURES);
        last = found.quantile(0.5);
    }
    last
}

/// Runs the same futures one at a time.
#[unsafe(no_mangle)]
pub(crate) extern "C" fn run_one_by_one(runs: u32) -> f64 {
    let (inputs, spans) = (Inputs::defaults(&KSON_2023), spans());
    let mut last = 0.0;
    for _ in 0..runs {
        let inputs = black_box(&inputs);
        let years = TARGET.year..=TARGET.year;
        let found = futures_one_by_one(&KSON_2023, inputs, TARGET.scope, years, &spans, FUTURES);
        last = found.first().map_or(0.0, |(_, found)| found.quantile(0.5));
    }
    last
}
