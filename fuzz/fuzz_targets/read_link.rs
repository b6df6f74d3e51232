//! The decoder of links against anything at all: `cargo xtask fuzz`.
#![no_main]

use balans_scenario::link::check::check;

libfuzzer_sys::fuzz_target!(|data: &[u8]| check(data));
