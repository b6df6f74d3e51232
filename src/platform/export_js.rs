//! Exports that need `public/export.js` (PNG, clipboard, presentation). The script is fetched on
//! first use.

use js_sys::{Array, Function, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::deferred::address;

/// Ids of the `meta` elements that hold the scripts' addresses.
const ADDRESS: &str = "app-handover";
const LIBRARY: &str = "app-slides";

/// Saves an SVG file as a PNG of twice its size in pixels; false where the browser can't.
pub async fn png(name: &str, svg: &str) -> bool {
    call("png", &[name, svg]).await.is_some()
}

/// Copies a picture to the clipboard and returns the format copied: `png`, `svg` (its text), or an
/// empty string where neither is allowed.
pub async fn copy(svg: &str) -> String {
    let done = call("copy", &[svg]).await;
    done.and_then(|done| done.as_string()).unwrap_or_default()
}

/// Saves a slide plan as a presentation file; false where that fails.
pub async fn slides(name: &str, plan: &str) -> bool {
    match address(LIBRARY) {
        Some(library) => call("slides", &[name, &library, plan]).await.is_some(),
        None => false,
    }
}

/// Calls a function of the script. `None` where the script can't be fetched or the function fails.
async fn call(name: &str, texts: &[&str]) -> Option<JsValue> {
    let module = module(ADDRESS).await?;
    let texts: Array = texts.iter().map(|text| JsValue::from(*text)).collect();
    settled(function(&module, name)?.apply(&JsValue::NULL, &texts)).await
}

/// Fetches the script whose address is in the `meta` element with this id. `None` where it can't be
/// fetched.
pub(super) async fn module(id: &str) -> Option<JsValue> {
    let import = function(&window(), "balansImport")?;
    settled(import.call1(&JsValue::NULL, &address(id)?.into())).await
}

pub(super) fn function(of: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(of, &name.into()).ok()?.dyn_into().ok()
}

async fn settled(promise: Result<JsValue, JsValue>) -> Option<JsValue> {
    let promise: Promise = promise.ok()?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()
}
