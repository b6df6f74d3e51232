//! Persistent storage: `navigator.storage`, where the browser has it.

use js_sys::Reflect;
use leptos::prelude::window;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use super::share::method;

/// Tests whether the browser has promised to keep the site's storage. `None` where it can't be
/// asked.
pub async fn is_promised() -> Option<bool> {
    ask("persisted").await
}

/// Requests persistent storage and returns whether it was granted. A browser may prompt the user.
pub async fn promise() -> bool {
    ask("persist").await.unwrap_or_default()
}

async fn ask(what: &str) -> Option<bool> {
    let storage: JsValue = Reflect::get(&window().navigator(), &"storage".into()).ok()?;
    let asked = method(&storage, what)?.call0(&storage).ok()?;
    let answer = JsFuture::from(js_sys::Promise::resolve(&asked)).await;
    Some(answer.ok()?.is_truthy())
}
