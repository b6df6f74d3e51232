use balans::state::Route;
use balans::storage::{StorageBackend, WORKING_PREFIX};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlInputElement;

use super::page::{Page, SharedBackend};

const RANGE: &str = r#"[data-input="requirement.care"] input[type=range]"#;
const FIELD: &str = r#"[data-input="requirement.care"] input[inputmode=decimal]"#;
const RESET: &str = r#"[data-input="requirement.care"] [data-action=reset]"#;
const ERROR: &str = r#"[data-input="requirement.care"] [data-error]"#;
const CARE_OF_50: &str = r#""requirement.care":50.0"#;
const GAP: &str = r#".strip [data-quantity="remaining.2023"]"#;

#[wasm_bindgen_test]
async fn a_drag_moves_the_figures_and_is_kept_when_let_go() {
    let backend = SharedBackend::default();
    let page = Page::open(Route::Overview, backend.clone()).await;
    assert_eq!(page.text(GAP), "72,5");
    page.enter(RANGE, "50", &["input"]).await;
    assert_eq!(page.text(GAP), "74,9");
    assert_eq!(page.find::<HtmlInputElement>(FIELD).value(), "50,0");
    assert_eq!(kept(&backend), None, "nothing is kept on the way");
    page.enter(RANGE, "50", &["change"]).await;
    assert!(kept(&backend).unwrap().contains(CARE_OF_50));

    let again = Page::open(Route::Overview, backend).await;
    assert_eq!(again.find::<HtmlInputElement>(FIELD).value(), "50,0");
}

/// Returns the working copy that is in storage.
fn kept(backend: &SharedBackend) -> Option<String> {
    let mut keys = backend.keys().unwrap().into_iter();
    let key = keys.find(|key| key.starts_with(WORKING_PREFIX))?;
    backend.read(&key).unwrap()
}

#[wasm_bindgen_test]
async fn a_key_pressed_in_the_middle_of_a_drag_loses_nothing() {
    let backend = SharedBackend::default();
    let page = Page::open(Route::Overview, backend.clone()).await;
    page.enter(RANGE, "50", &["input"]).await;
    page.enter(RANGE, "50", &["keydown", "change"]).await;
    assert!(kept(&backend).unwrap().contains(CARE_OF_50));
}

#[wasm_bindgen_test]
async fn a_key_moves_the_figures_and_is_kept() {
    let backend = SharedBackend::default();
    let page = Page::open(Route::Overview, backend.clone()).await;
    page.enter(RANGE, "50", &["keydown", "input", "change"])
        .await;
    assert_eq!(page.text(GAP), "74,9");
    assert!(kept(&backend).unwrap().contains(CARE_OF_50));
}

#[wasm_bindgen_test]
async fn typing_is_swedish_and_bad_text_changes_nothing() {
    let page = Page::open(Route::Overview, SharedBackend::default()).await;
    page.enter(FIELD, "50,0", &["input", "change"]).await;
    assert_eq!(page.text(GAP), "74,9");
    for (text, why) in [
        ("abc", "Det här är inget tal. Skriv till exempel 47,6."),
        ("1000", "Skriv ett tal från 0 till 100."),
        ("", "Skriv ett tal."),
    ] {
        page.enter(FIELD, text, &["input", "change"]).await;
        assert_eq!(page.text(ERROR), why);
        assert_eq!(page.text(GAP), "74,9");
        assert_eq!(
            page.find::<HtmlInputElement>(FIELD).value(),
            text,
            "what was typed is still there"
        );
    }
    page.enter(RANGE, "60", &["input", "change"]).await;
    assert!(!page.has(ERROR));
    assert_eq!(page.find::<HtmlInputElement>(FIELD).value(), "60,0");
}

#[wasm_bindgen_test]
async fn the_mark_brings_the_lever_back() {
    let page = Page::open(Route::Overview, SharedBackend::default()).await;
    page.enter(RANGE, "50", &["input", "change"]).await;
    page.press(RESET).await;
    assert_eq!(page.text(GAP), "72,5");
    assert_eq!(page.find::<HtmlInputElement>(RANGE).value(), "47.6");
}

#[wasm_bindgen_test]
async fn a_vacancy_slider_shows_what_results() {
    let range = r#"[data-input="occupancy.social_psychiatry.change"] input[type=range]"#;
    let page = Page::open(Route::Housing, SharedBackend::default()).await;
    assert_eq!(page.find::<HtmlInputElement>(range).value(), "4");
    page.enter(range, "12", &["input", "change"]).await;
    let change = r#"[data-input="occupancy.social_psychiatry.change"] [data-change]"#;
    assert_eq!(
        page.text(change),
        "Jämfört med i dag: +8,0\u{a0}procentenheter"
    );
    page.rest().await;
    // 40 places × (12 % + 4 %) × 365 days.
    assert_eq!(
        page.text(r#"[data-quantity="vacant_days.social_psychiatry.2023"]"#),
        "2\u{a0}336"
    );
}
