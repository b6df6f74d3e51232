//! Files: saving one, and reading one the user chose.

use std::time::Duration;

use js_sys::{Array, Uint8Array};
use leptos::prelude::{document, set_timeout};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, HtmlInputElement, Url};

/// Time the browser has to read a saved file's object URL before it is revoked.
const FETCHED_WITHIN: Duration = Duration::from_secs(60);

/// Saves a text as a file, through the browser's download. `kind` is a media type.
pub fn save(name: &str, kind: &str, text: &str) {
    // A browser that refuses reports that itself.
    let _ = try_save(name, kind, &text.into());
}

/// Saves bytes as a file, through the browser's download. `kind` is a media type.
pub fn save_bytes(name: &str, kind: &str, bytes: &[u8]) {
    let _ = try_save(name, kind, &Uint8Array::from(bytes).into());
}

fn try_save(name: &str, kind: &str, content: &JsValue) -> Result<(), JsValue> {
    let properties = BlobPropertyBag::new();
    properties.set_type(kind);
    let parts = Array::of1(content);
    let blob = Blob::new_with_str_sequence_and_options(&parts, &properties)?;
    let link: HtmlAnchorElement = document().create_element("a")?.dyn_into()?;
    let url = Url::create_object_url_with_blob(&blob)?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    set_timeout(
        move || {
            // A URL that is already revoked needs nothing.
            let _ = Url::revoke_object_url(&url);
        },
        FETCHED_WITHIN,
    );
    Ok(())
}

/// Takes the file chosen in a field, if any. The field is emptied, so that choosing the same file
/// again, edited, fires `change`.
#[must_use]
pub fn take(field: &HtmlInputElement) -> Option<File> {
    let file = field.files()?.get(0)?;
    field.set_value("");
    Some(file)
}

/// Reads a file's bytes, into the browser's memory and not the app's. `None` where the browser can't read the file.
pub async fn bytes(file: &File) -> Option<Uint8Array> {
    let buffer = JsFuture::from(file.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&buffer))
}
