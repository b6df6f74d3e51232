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

/// A file's bytes, in the browser's memory and not the app's, which does not shrink.
#[derive(Debug)]
pub struct FileBytes(pub(super) Uint8Array);

impl FileBytes {
    /// Returns the number of bytes.
    #[must_use]
    pub fn length(&self) -> usize {
        self.0.length() as usize
    }

    /// Copies the first bytes, at most `length`, into the app's memory.
    #[must_use]
    pub fn first(&self, length: u32) -> Vec<u8> {
        self.0.subarray(0, length).to_vec()
    }
}

/// Reads a file's bytes. `None` where the browser can't read the file.
pub async fn bytes(file: &File) -> Option<FileBytes> {
    let buffer = JsFuture::from(file.array_buffer()).await.ok()?;
    Some(FileBytes(Uint8Array::new(&buffer)))
}
