//! Handing a text over: the clipboard, and the system's own way where there is one.

use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlInputElement;

/// The address a link to a scenario begins with, without what stands after `#` or `?`: the page's own. What stands after
/// `?` is somebody else's, who counts visits (`?fbclid=…`). For
/// a page opened from a disk, whose address leads nobody else anywhere and may tell a user's name, it
/// is where the tool is published (`cargo xtask build --site`), or empty where nobody has said.
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

/// A browser's own function, where it has one: none of these are there everywhere, and to call one
/// that isn't would end the page.
pub(super) fn method(of: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(of, &name.into()).ok()?.dyn_into().ok()
}

/// How long a browser may take to answer, in milliseconds: one that waits for a person's leave nobody
/// sees never does.
const PATIENCE: i32 = 5000;

/// The same as [`settled`]; false as well where no answer comes within some seconds.
async fn settled_soon(promise: Result<JsValue, JsValue>) -> bool {
    let limit = Promise::new(&mut |_, reject| {
        let page = window();
        // A page without timers waits for the answer.
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

/// Puts a field's text on the clipboard; where that is refused the text is selected.
pub async fn copy(field: &HtmlInputElement) -> bool {
    let clipboard = Reflect::get(&window().navigator(), &"clipboard".into()).unwrap_or_default();
    if let Some(write) = method(&clipboard, "writeText")
        && settled_soon(write.call1(&clipboard, &field.value().into())).await
    {
        return true;
    }
    field.select();
    let document = JsValue::from(document());
    // Old, and all there is where the page is opened from a file or an address without TLS.
    method(&document, "execCommand")
        .and_then(|run| run.call1(&document, &"copy".into()).ok())
        .is_some_and(|done| done.is_truthy())
}

/// Whether the system has a way of its own to share.
#[must_use]
pub fn can_share() -> bool {
    method(&window().navigator(), "share").is_some()
}

/// Opens the system's own way to share.
pub async fn share(title: &str, text: &str, url: &str) {
    let navigator = JsValue::from(window().navigator());
    let what = Object::new();
    for (name, value) in [("title", title), ("text", text), ("url", url)] {
        // A plain object takes every property.
        let _ = Reflect::set(&what, &name.into(), &value.into());
    }
    if let Some(share) = method(&navigator, "share") {
        // A person who thinks better of it is no fault.
        let _ = settled(share.call1(&navigator, &what)).await;
    }
}

/// What [`encode`] made of a text, back again; as it stands where it made nothing of the kind.
#[must_use]
pub fn decode(text: &str) -> String {
    js_sys::decode_uri_component(text).map_or_else(|_| text.to_owned(), Into::into)
}

/// A text as part of an address.
#[must_use]
pub fn encode(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}
