//! Times questions that take many runs, and prints a line of JSON for each: `{"bench":"seek","ns":…}`, the median of several
//! runs; and one run of `totals` in the same process, to hold them against.

use balans_model::answers::{
    Levels, Lever, Limit, PackageQuestion, Packages, Seek, Target, finish, levers, shapley,
};
use balans_model::{Inputs, KSON_2023, Measure, Scope, totals};
use std::hint::black_box;
use std::time::Instant;

mod bench_futures;

#[allow(
    clippy::disallowed_methods,
    reason = "a stopwatch on the developer's own machine"
)]
fn time(name: &str, count: usize, mut work: impl FnMut()) {
    let mut times: Vec<u128> = (0..count)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed().as_nanos()
        })
        .collect();
    times.sort_unstable();
    println!("{{\"bench\":\"{name}\",\"ns\":{}}}", times[count / 2]);
}

/// A scenario in which every measure acts, as far as its sliders are from their least values by a third.
fn inputs() -> Inputs {
    let mut inputs = Inputs::defaults(&KSON_2023);
    for Lever { inputs: ids, .. } in levers(&KSON_2023) {
        for id in ids {
            let spec = KSON_2023.spec(id);
            inputs.set(&KSON_2023, id, spec.min + (spec.max - spec.min) / 3.0);
        }
    }
    inputs
}

/// A search over some measures, each to the greatest value of its first levers.
fn packages(inputs: &Inputs, count: usize) -> Packages<'static> {
    let limit = |measure: &Measure| Limit {
        measure: *measure,
        levers: KSON_2023
            .measure(*measure)
            .levers
            .iter()
            .map(|id| (*id, KSON_2023.spec(*id).max))
            .collect(),
    };
    let question = PackageQuestion {
        target: Target {
            year: KSON_2023.growth_to,
            scope: Scope::Total,
        },
        limits: Measure::ALL.iter().take(count).map(limit).collect(),
        levels: Levels::Two,
        constraints: Vec::new(),
        take: None,
    };
    Packages::new(&KSON_2023, inputs, question)
}

fn main() {
    let inputs = inputs();
    let target = Target {
        year: KSON_2023.growth_to,
        scope: Scope::Total,
    };
    time("totals", 2001, || {
        black_box(totals(&KSON_2023, black_box(&inputs)));
    });
    time("seek", 11, || {
        let mut job = Seek::new(&KSON_2023, &inputs, target, levers(&KSON_2023));
        finish(&mut job);
        black_box(job.found());
    });
    for (name, count, runs) in [("packages8", 8, 11), ("packages17", 17, 3)] {
        time(name, runs, || {
            let mut job = packages(&inputs, count);
            finish(&mut job);
            black_box(job.found());
        });
    }
    time("futures", 11, || {
        black_box(bench_futures::run_lanes(1));
    });
    time("futures_one_by_one", 11, || {
        black_box(bench_futures::run_one_by_one(1));
    });
    time("shapley", 1, || {
        black_box(shapley(&KSON_2023, &inputs));
    });
}
