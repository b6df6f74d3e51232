//! The browser's own storage, made to fail in the ways browsers do.

use balans::state::Route;
use balans::storage::{
    Environment, Fault, Fit, Repository, Trouble, WORKING_KEY, WORKING_PREFIX, open_backend,
    open_tab_backend,
};
use balans_scenario::Draft;
use leptos::prelude::window;
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::Page;

/// Runs a script that breaks the storage, and restores the browser when dropped.
struct Broken(&'static str);

impl Broken {
    fn by(setup: &str, undo: &'static str) -> Self {
        js_sys::eval(setup).unwrap();
        Self(undo)
    }

    fn denied() -> Self {
        Self::by(
            "window.__own = Object.getOwnPropertyDescriptor(window, 'localStorage'); Object.defineProperty(window, 'localStorage', { configurable: true, get() { throw new DOMException('no', 'SecurityError'); } })",
            "Object.defineProperty(window, 'localStorage', window.__own)",
        )
    }

    fn full() -> Self {
        Self::by(
            "Storage.prototype.__set = Storage.prototype.setItem; Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }",
            "Storage.prototype.setItem = Storage.prototype.__set",
        )
    }
}

impl Drop for Broken {
    fn drop(&mut self) {
        let _ = js_sys::eval(self.0);
    }
}

fn clean() -> web_sys::Storage {
    window()
        .session_storage()
        .unwrap()
        .unwrap()
        .clear()
        .unwrap();
    let storage = window().local_storage().unwrap().unwrap();
    storage.clear().unwrap();
    storage
}

/// Opens a page load.
fn open() -> (Repository, Option<Draft>) {
    let environment = Environment {
        now: || "2026-11-21T19:00:00+01:00".to_owned(),
        fresh_id: || format!("{:08x}", (js_sys::Math::random() * 4e9) as u32),
        unnamed: "Namnlöst scenario",
    };
    Repository::open(open_backend(), open_tab_backend(), environment, |_| {
        Fit::Here
    })
}

/// Lists the stored working copies, by key.
fn working(storage: &web_sys::Storage) -> Vec<(String, String)> {
    let keys = open_backend().keys().unwrap();
    let ours = keys
        .into_iter()
        .filter(|key| key.starts_with(WORKING_PREFIX));
    ours.map(|key| (key.clone(), storage.get_item(&key).unwrap().unwrap()))
        .collect()
}

fn draft() -> Draft {
    Draft {
        pack: "kson-2023".to_owned(),
        ..Draft::default()
    }
}

#[wasm_bindgen_test]
fn what_is_kept_is_there_again() {
    clean();
    let (mut repository, start) = open();
    assert!(repository.is_persistent());
    assert_eq!(start, None);
    repository.keep_working(&draft()).unwrap();
    assert_eq!(open().1, Some(draft()));
    clean();
}

#[wasm_bindgen_test]
async fn denied_storage_is_said_and_the_tool_works_on() {
    clean();
    let _broken = Broken::denied();
    let backend = open_backend();
    assert!(!backend.is_persistent());
    let page = Page::open(Route::Overview, OpenDoor).await;
    assert!(page.text(".notice").contains("tillåter inte"));
    assert_eq!(
        page.text(r#".strip [data-quantity="remaining.2023"]"#),
        "72,5"
    );
}

/// A backend that opens the browser's storage at each call, since `Page` takes a backend by value.
struct OpenDoor;

impl balans::storage::StorageBackend for OpenDoor {
    fn read(&self, key: &str) -> Result<Option<String>, Fault> {
        open_backend().read(key)
    }
    fn write(&self, key: &str, text: &str) -> Result<(), Fault> {
        open_backend().write(key, text)
    }
    fn remove(&self, key: &str) -> Result<(), Fault> {
        open_backend().remove(key)
    }
    fn keys(&self) -> Result<Vec<String>, Fault> {
        open_backend().keys()
    }
    fn is_persistent(&self) -> bool {
        open_backend().is_persistent()
    }
}

#[wasm_bindgen_test]
fn access_taken_away_while_the_page_is_open_is_a_fault_and_no_panic() {
    clean();
    let backend = open_backend();
    let _broken = Broken::denied();
    assert_eq!(backend.write("balans.x", "1"), Err(Fault::Denied));
    assert_eq!(backend.read("balans.x"), Err(Fault::Denied));
}

#[wasm_bindgen_test]
fn a_full_storage_keeps_what_was_there() {
    let storage = clean();
    open().0.keep_working(&draft()).unwrap();
    let before = working(&storage);
    {
        let _broken = Broken::full();
        // A full storage is still read; it is not a denied one.
        let (mut repository, start) = open();
        assert_eq!(start, Some(draft()));
        assert_eq!(repository.keep_working(&draft()), Err(Trouble::Full));
    }
    assert_eq!(working(&storage), before);
    clean();
}

#[wasm_bindgen_test]
async fn damaged_and_newer_texts_are_said_and_left_where_they_can_be_found() {
    let storage = clean();
    storage.set_item(WORKING_KEY, "{ trasig").unwrap();
    let page = Page::open(Route::Overview, OpenDoor).await;
    assert!(page.text(".notice").contains("gick inte att läsa"));
    let aside = open().0.aside();
    assert_eq!(
        aside.iter().map(|it| it.text.as_str()).collect::<Vec<_>>(),
        ["{ trasig"]
    );
    drop(page);

    let newer = r#"{"schema":99,"app":"9","saved":"x","data":{}}"#;
    storage.set_item(WORKING_KEY, newer).unwrap();
    let page = Page::open(Route::Overview, OpenDoor).await;
    assert!(page.text(".notice").contains("nyare version"));
    page.enter(
        r#"[data-input="requirement.care"] input[type=range]"#,
        "50",
        &["input", "change"],
    )
    .await;
    assert_eq!(
        page.text(r#".strip [data-quantity="remaining.2023"]"#),
        "74,9"
    );
    assert_eq!(
        storage.get_item(WORKING_KEY).unwrap().as_deref(),
        Some(newer)
    );
    clean();
}
