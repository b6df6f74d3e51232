//! Fuzzes the reader of files of scenarios and of own figures with arbitrary bytes: `cargo xtask fuzz --target read_file`.
#![no_main]

use balans_scenario::file::check::check;

libfuzzer_sys::fuzz_target!(|data: &[u8]| check(data));
