//! A frozen engine as on the page: fetched, asked and read, in a real browser.

use balans::platform;
use balans_model::{Inputs, KSON_2023, input_id, simulate};
use balans_scenario::link::{FrozenAnswer, Headline, Refusal, SharedScenario};
use wasm_bindgen_test::wasm_bindgen_test;

/// The current engine as a frozen module, put there by `cargo xtask test web`.
const FILE: &str = "/target/web/frozen.wasm";

fn link(care: f64) -> SharedScenario {
    let mut inputs = Inputs::defaults(&KSON_2023);
    inputs.set(&KSON_2023, input_id("requirement.care"), care);
    inputs.set(
        &KSON_2023,
        input_id("demography.elasticity_care"),
        1.0 / 3.0,
    );
    let outcome = simulate(&KSON_2023, &inputs);
    SharedScenario::of(&KSON_2023, &inputs, &outcome)
}

#[wasm_bindgen_test]
async fn it_gives_what_the_link_says() {
    let shared = link(50.0);
    let answer = platform::deferred::ask_frozen(FILE, &shared.question()).await;
    let answer = FrozenAnswer::read(&answer.unwrap(), &shared).unwrap();
    assert_eq!(answer.headline(), Some(shared.headline));
    assert_ne!(answer.headline(), Some(Headline::default()));
    // Another link gets another answer: no state is left of the first.
    let other = link(60.0);
    let answer = platform::deferred::ask_frozen(FILE, &other.question()).await;
    let answer = FrozenAnswer::read(&answer.unwrap(), &other).unwrap();
    assert_eq!(answer.headline(), Some(other.headline));
    assert_ne!(other.headline, shared.headline);
}

#[wasm_bindgen_test]
async fn what_it_refuses_and_what_is_not_there_is_told() {
    let mut shared = link(50.0);
    shared.values[0].1 = 1e6;
    let answer = platform::deferred::ask_frozen(FILE, &shared.question()).await;
    let refused = Refusal::Input("requirement.care".to_owned());
    let care = shared
        .values
        .iter()
        .any(|(id, value)| *id == "requirement.care" && *value > 100.0);
    assert!(care);
    assert_eq!(FrozenAnswer::read(&answer.unwrap(), &shared), Err(refused));
    // An answer of another engine is refused.
    let mut other = link(50.0);
    let answer = platform::deferred::ask_frozen(FILE, &other.question()).await;
    other.provenance.engine += 1;
    assert_eq!(
        FrozenAnswer::read(&answer.unwrap(), &other),
        Err(Refusal::Nonsense)
    );
    let missing = platform::deferred::ask_frozen("/target/web/none.wasm", "{}").await;
    assert_eq!(missing, None);
}
