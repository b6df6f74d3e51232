//! Sharing a text: the clipboard, and the system's share dialog where there is one.

use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlInputElement;

/// Returns the address that links to a scenario begin with: the page's own, without query
/// (`?fbclid=…` is added by others) and fragment. For a page opened from a disk, whose path works
/// for nobody else and may name a user, the published address (`cargo xtask build --site`), or
/// empty where none was given.
#[must_use]
pub fn address() -> String {
    let href = window().location().href().unwrap_or_default();
    if href.starts_with("http") {
        return href.split(['#', '?']).next().unwrap_or_default().to_owned();
    }
    let published = document().query_selector("link[rel=canonical]");
    let published = published.ok().flatten();
    let href = published.and_then(|link| link.get_attribute("href"));
    href.unwrap_or_default()
}

/// Returns a method of a browser object, where it exists. Not every browser has these, and calling
/// a missing one would throw.
pub(super) fn method(of: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(of, &name.into()).ok()?.dyn_into().ok()
}

/// Longest wait for the browser, in milliseconds: a permission prompt that the user never sees
/// would never settle.
const PATIENCE: i32 = 5000;

/// Awaits a promise as [`settled`] does; false as well after [`PATIENCE`].
async fn settled_soon(promise: Result<JsValue, JsValue>) -> bool {
    let limit = Promise::new(&mut |_, reject| {
        let page = window();
        // Without a timer there is no limit.
        let _ = page.set_timeout_with_callback_and_timeout_and_arguments_0(&reject, PATIENCE);
    });
    settled(promise.map(|promise| Promise::race(&Array::of2(&promise, &limit)).into())).await
}

pub(super) async fn settled(promise: Result<JsValue, JsValue>) -> bool {
    let promise = promise
        .ok()
        .and_then(|made| made.dyn_into::<Promise>().ok());
    match promise {
        Some(promise) => JsFuture::from(promise).await.is_ok(),
        None => false,
    }
}

/// Copies a field's text to the clipboard; where that is refused, selects the text. Returns whether
/// it was copied.
pub async fn copy(field: &HtmlInputElement) -> bool {
    let clipboard = Reflect::get(&window().navigator(), &"clipboard".into()).unwrap_or_default();
    if let Some(write) = method(&clipboard, "writeText")
        && settled_soon(write.call1(&clipboard, &field.value().into())).await
    {
        return true;
    }
    field.select();
    let document = JsValue::from(document());
    // Deprecated, but the only way where the page is opened from a file or an address without TLS.
    method(&document, "execCommand")
        .and_then(|run| run.call1(&document, &"copy".into()).ok())
        .is_some_and(|done| done.is_truthy())
}

/// Tests whether the browser has `navigator.share`.
#[must_use]
pub fn can_share() -> bool {
    method(&window().navigator(), "share").is_some()
}

/// Opens the system's share dialog.
pub async fn share(title: &str, text: &str, url: &str) {
    let navigator = JsValue::from(window().navigator());
    let what = Object::new();
    for (name, value) in [("title", title), ("text", text), ("url", url)] {
        // A plain object takes every property.
        let _ = Reflect::set(&what, &name.into(), &value.into());
    }
    if let Some(share) = method(&navigator, "share") {
        // A cancelled dialog is no error.
        let _ = settled(share.call1(&navigator, &what)).await;
    }
}

/// Decodes a percent-encoded text; returned as it is where it is malformed.
#[must_use]
pub fn decode(text: &str) -> String {
    js_sys::decode_uri_component(text).map_or_else(|_| text.to_owned(), Into::into)
}

/// Percent-encodes a text as part of an address.
#[must_use]
pub fn encode(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}
