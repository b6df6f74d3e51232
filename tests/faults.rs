//! Nothing confirmed as saved is lost under injected storage faults: 100 000 seeded sequences.
#![cfg(not(target_arch = "wasm32"))]
#![allow(missing_docs)]

mod common;

use std::sync::Arc;

use balans::storage::MemoryBackend;

const SEQUENCES: u64 = 100_000;

#[test]
fn nothing_confirmed_is_lost() {
    let threads = 2;
    let workers: Vec<_> = (0..threads)
        .map(|worker| {
            std::thread::spawn(move || {
                let (mut faults, mut promises) = (0, 0);
                for seed in (worker..SEQUENCES).step_by(threads as usize) {
                    let report = common::faults::run(Arc::new(MemoryBackend::default()), seed);
                    assert_eq!(report.losses, [""; 0], "seed {seed}");
                    faults += report.faults;
                    promises += report.promises;
                }
                (faults, promises)
            })
        })
        .collect();
    let (mut faults, mut promises) = (0, 0);
    for worker in workers {
        let (some_faults, some_promises) = worker.join().unwrap();
        faults += some_faults;
        promises += some_promises;
    }
    println!("{SEQUENCES} sequences, {faults} faults, {promises} promises, 0 losses");
    // A run with few faults or few saves would prove nothing.
    assert!(faults > SEQUENCES * 2, "{faults}");
    assert!(promises as u64 > SEQUENCES, "{promises}");
}
