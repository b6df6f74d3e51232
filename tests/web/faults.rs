//! The sequences of `tests/faults.rs` over the browser's own storage.

use std::sync::Arc;

use balans::storage::BrowserBackend;
use leptos::prelude::window;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::common::faults;

const SEQUENCES: u64 = 300;

#[wasm_bindgen_test]
fn nothing_confirmed_is_lost_in_the_browsers_own_storage() {
    window().local_storage().unwrap().unwrap().clear().unwrap();
    let (mut faults, mut promises) = (0, 0);
    for seed in 0..SEQUENCES {
        let report = faults::run(Arc::new(BrowserBackend::Local), seed);
        assert_eq!(report.losses, [""; 0], "seed {seed}");
        faults += report.faults;
        promises += report.promises;
    }
    // A run with few faults or few saves would prove nothing.
    assert!(faults > SEQUENCES, "{faults}");
    assert!(promises as u64 > SEQUENCES, "{promises}");
}
