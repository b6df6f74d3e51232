//! The same bits everywhere: a few hundred seeded scenarios give one digest, natively and in wasm.
//!
//! Natively: `cargo test -p balans-model --test digest`. In wasm the same with `--target wasm32-unknown-unknown` and
//! wasm-bindgen-test-runner. Both must give the recorded number; a deliberate change of a formula, or of the pack,
//! changes it, and the failing test prints the new one.

mod common;

use balans_model::{KSON_2023, simulate};
use common::Seeded;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test;

const SCENARIOS: u32 = 300;
const RECORDED: u64 = 0xcf36_30e1_8a5d_2142;

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn every_bit_is_the_same_natively_and_in_wasm() {
    let mut seeded = Seeded(7);
    let digest = (0..SCENARIOS).fold(0_u64, |digest, _| {
        digest.rotate_left(1) ^ simulate(&KSON_2023, &seeded.inputs()).digest()
    });
    assert_eq!(digest, RECORDED, "the digest is now {digest:#018x}");
}
