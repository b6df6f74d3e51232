//! Fuzzes the link decoder with arbitrary bytes: `cargo xtask fuzz`.
#![no_main]

use balans_scenario::link::check::check;

libfuzzer_sys::fuzz_target!(|data: &[u8]| check(data));
