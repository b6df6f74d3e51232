//! Whether the browser may clear what is kept by itself: `navigator.storage`, where there is one.

use js_sys::Reflect;
use leptos::prelude::window;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use super::share::method;

/// Whether the browser has promised to keep what is kept; nothing where it can't be asked.
pub async fn is_promised() -> Option<bool> {
    ask("persisted").await
}

/// Asks for that promise, and says whether it was given. A browser may ask the person.
pub async fn promise() -> bool {
    ask("persist").await.unwrap_or_default()
}

async fn ask(what: &str) -> Option<bool> {
    let storage: JsValue = Reflect::get(&window().navigator(), &"storage".into()).ok()?;
    let asked = method(&storage, what)?.call0(&storage).ok()?;
    let answer = JsFuture::from(js_sys::Promise::resolve(&asked)).await;
    Some(answer.ok()?.is_truthy())
}
