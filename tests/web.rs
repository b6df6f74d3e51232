//! Tests that need a browser: the slider and its field in a real document, the host's statement, and storage that is
//! denied, full, corrupt or newer.
#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    missing_docs,
    reason = "a failed test panics, and these break the browser's storage on purpose"
)]

mod common;

/// The tests, in the folder of this name.
mod web {
    mod faults;
    mod frozen;
    mod page;
    mod slider;
    mod statement;
    mod storage;
}

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
