//! Times one run in each of the three readings and prints a line of JSON for each: `{"bench":"simulate","ns":…}` (the median of eleven
//! batches; `least_ns` is the quickest, for a machine that does other things too).

use balans_model::{Inputs, KSON_2023, Quantity, Scope, explain, simulate, totals};
use std::hint::black_box;
use std::time::Instant;

/// The median of several batches, nanoseconds a run.
#[allow(
    clippy::disallowed_methods,
    reason = "a stopwatch on the developer's own machine"
)]
fn time(name: &str, runs: u32, mut work: impl FnMut()) {
    let mut batches: Vec<u128> = (0..11)
        .map(|_| {
            let start = Instant::now();
            for _ in 0..runs {
                work();
            }
            start.elapsed().as_nanos() / u128::from(runs)
        })
        .collect();
    batches.sort_unstable();
    let (least, median) = (batches[0], batches[batches.len() / 2]);
    println!(
        "{{\"bench\":\"{name}\",\"ns\":{median},\"least_ns\":{least},\"runs\":{}}}",
        runs * 11
    );
}

fn main() {
    let inputs = Inputs::defaults(&KSON_2023);
    let gap = Quantity::Gap(Scope::Total, KSON_2023.plan_year);
    time("simulate", 1000, || {
        black_box(simulate(&KSON_2023, black_box(&inputs)));
    });
    time("totals", 5000, || {
        black_box(totals(&KSON_2023, black_box(&inputs)));
    });
    time("explain", 200, || {
        black_box(explain(&KSON_2023, black_box(&inputs), gap));
    });
}
