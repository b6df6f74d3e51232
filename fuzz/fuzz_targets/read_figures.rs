//! Fuzzes the reader of workbooks and text tables with arbitrary bytes: `cargo xtask fuzz --target read_figures`.
#![no_main]

use balans_import::check::check;

libfuzzer_sys::fuzz_target!(|data: &[u8]| check(data));
