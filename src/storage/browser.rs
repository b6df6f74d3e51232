//! The browser's own storage, over gloo-storage.
//!
//! gloo panics where storage is denied, and a panic ends the page; so every call first asks
//! web-sys, which answers without panicking, and only then goes through gloo.
#![allow(clippy::disallowed_methods)]

use gloo_storage::{LocalStorage, Storage as _};
use wasm_bindgen::{JsCast, JsValue};

use super::door::{Door, Fault, MemoryDoor};

/// The key that is written and removed again to learn whether storage works at all.
const PROBE_KEY: &str = "balans.prov";

/// Local storage of this browser and address.
#[derive(Debug)]
pub struct BrowserDoor;

/// The browser's storage where it can be read, else memory.
///
/// A full storage is still the browser's: what stands there must be read, and a write will say so.
#[must_use]
pub fn open_door() -> Box<dyn Door> {
    match probe() {
        Ok(()) | Err(Fault::Full) => Box::new(BrowserDoor),
        Err(_) => Box::new(MemoryDoor::default()),
    }
}

fn probe() -> Result<(), Fault> {
    let storage = storage()?;
    storage
        .set_item(PROBE_KEY, "1")
        .map_err(|error| fault(&error))?;
    storage
        .remove_item(PROBE_KEY)
        .map_err(|error| fault(&error))
}

fn storage() -> Result<web_sys::Storage, Fault> {
    let granted = web_sys::window().and_then(|window| window.local_storage().ok().flatten());
    if granted.is_some() {
        Ok(LocalStorage::raw())
    } else {
        Err(Fault::Denied)
    }
}

fn fault(error: &JsValue) -> Fault {
    match error
        .dyn_ref::<web_sys::DomException>()
        .map(web_sys::DomException::name)
        .as_deref()
    {
        Some("QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED") => Fault::Full,
        Some("SecurityError") => Fault::Denied,
        _ => Fault::Failed,
    }
}

impl Door for BrowserDoor {
    fn read(&self, key: &str) -> Result<Option<String>, Fault> {
        storage()?.get_item(key).map_err(|error| fault(&error))
    }

    fn write(&self, key: &str, text: &str) -> Result<(), Fault> {
        storage()?
            .set_item(key, text)
            .map_err(|error| fault(&error))
    }

    fn remove(&self, key: &str) -> Result<(), Fault> {
        storage()?.remove_item(key).map_err(|error| fault(&error))
    }

    fn keys(&self) -> Result<Vec<String>, Fault> {
        let storage = storage()?;
        let count = storage.length().map_err(|error| fault(&error))?;
        (0..count)
            .filter_map(|index| {
                storage
                    .key(index)
                    .map_err(|error| fault(&error))
                    .transpose()
            })
            .collect()
    }

    fn lasts(&self) -> bool {
        true
    }
}
