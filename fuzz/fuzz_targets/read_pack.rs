//! Fuzzes the reader of files of packs with arbitrary bytes: `cargo xtask fuzz --target read_pack`.
#![no_main]

use balans_scenario::file::check::check_pack;

libfuzzer_sys::fuzz_target!(|data: &[u8]| check_pack(data));
