//! What only the browser's own script can do with a picture or a presentation (`public/export.js`),
//! fetched when somebody asks for one.

use js_sys::{Array, Function, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::deferred::address;

/// The elements of the page that know the scripts' addresses.
const ADDRESS: &str = "app-handover";
const LIBRARY: &str = "app-slides";

/// Saves an SVG file as PNG, twice its size; false where the browser can't.
pub async fn png(name: &str, svg: &str) -> bool {
    call("png", &[name, svg]).await.is_some()
}

/// Puts a picture on the clipboard and says as what: `png`, `svg` (its text), or nothing where
/// neither is allowed.
pub async fn copy(svg: &str) -> String {
    let done = call("copy", &[svg]).await;
    done.and_then(|done| done.as_string()).unwrap_or_default()
}

/// Saves a plan of slides as a presentation; false where it can't be made.
pub async fn slides(name: &str, plan: &str) -> bool {
    match address(LIBRARY) {
        Some(library) => call("slides", &[name, &library, plan]).await.is_some(),
        None => false,
    }
}

/// Calls a function of the script; nothing where it, or what it needs, can't be had.
async fn call(name: &str, texts: &[&str]) -> Option<JsValue> {
    let import = function(&window(), "balansImport")?;
    let module = import.call1(&JsValue::NULL, &address(ADDRESS)?.into());
    let module = settled(module).await?;
    let texts: Array = texts.iter().map(|text| JsValue::from(*text)).collect();
    settled(function(&module, name)?.apply(&JsValue::NULL, &texts)).await
}

fn function(of: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(of, &name.into()).ok()?.dyn_into().ok()
}

async fn settled(promise: Result<JsValue, JsValue>) -> Option<JsValue> {
    let promise: Promise = promise.ok()?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()
}
