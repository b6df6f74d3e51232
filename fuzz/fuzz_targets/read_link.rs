//! The decoder of links against anything at all: `cargo xtask fuzz`.
#![no_main]

#[path = "../check.rs"]
mod check;
#[allow(dead_code, unused_imports, reason = "the page uses the rest")]
#[path = "../../crates/scenario/src/link/mod.rs"]
mod link;

libfuzzer_sys::fuzz_target!(|data: &[u8]| check::check(data));
