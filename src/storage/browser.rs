//! The browser's storage, through gloo-storage.
//!
//! gloo panics where storage is denied, and a panic ends the page; so every call first asks
//! web-sys, which returns an error instead, and only then uses gloo.
#![allow(clippy::disallowed_methods)]

use gloo_storage::{LocalStorage, SessionStorage, Storage as _};
use wasm_bindgen::{JsCast, JsValue};

use super::backend::{Fault, MemoryBackend, StorageBackend};

/// The key that is written and removed to test whether storage works.
const PROBE_KEY: &str = "balans.prov";

/// Web Storage of this origin.
#[derive(Debug, Clone, Copy)]
pub enum BrowserBackend {
    /// `localStorage`: shared by all tabs; outlives them.
    Local,
    /// `sessionStorage`: one per tab; a duplicated tab starts with a copy.
    Tab,
}

/// Opens the browser's local storage where it can be read, else memory.
///
/// Full storage is still opened: stored texts must be readable, and a write returns
/// [`Fault::Full`].
#[must_use]
pub fn open_backend() -> Box<dyn StorageBackend> {
    open_browser(BrowserBackend::Local)
}

/// Opens the tab's session storage where it can be read, else memory.
#[must_use]
pub fn open_tab_backend() -> Box<dyn StorageBackend> {
    open_browser(BrowserBackend::Tab)
}

fn open_browser(backend: BrowserBackend) -> Box<dyn StorageBackend> {
    match probe(backend) {
        Ok(()) | Err(Fault::Full) => Box::new(backend),
        Err(_) => Box::new(MemoryBackend::default()),
    }
}

fn probe(backend: BrowserBackend) -> Result<(), Fault> {
    let storage = backend.storage()?;
    storage
        .set_item(PROBE_KEY, "1")
        .map_err(|error| fault(&error))?;
    storage
        .remove_item(PROBE_KEY)
        .map_err(|error| fault(&error))
}

impl BrowserBackend {
    fn storage(self) -> Result<web_sys::Storage, Fault> {
        let granted = web_sys::window().and_then(|window| {
            match self {
                Self::Local => window.local_storage(),
                Self::Tab => window.session_storage(),
            }
            .ok()
            .flatten()
        });
        match (granted, self) {
            (None, _) => Err(Fault::Denied),
            (Some(_), Self::Local) => Ok(LocalStorage::raw()),
            (Some(_), Self::Tab) => Ok(SessionStorage::raw()),
        }
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

impl StorageBackend for BrowserBackend {
    fn read(&self, key: &str) -> Result<Option<String>, Fault> {
        self.storage()?.get_item(key).map_err(|error| fault(&error))
    }

    fn write(&self, key: &str, text: &str) -> Result<(), Fault> {
        self.storage()?
            .set_item(key, text)
            .map_err(|error| fault(&error))
    }

    fn remove(&self, key: &str) -> Result<(), Fault> {
        self.storage()?
            .remove_item(key)
            .map_err(|error| fault(&error))
    }

    fn keys(&self) -> Result<Vec<String>, Fault> {
        let storage = self.storage()?;
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

    fn is_persistent(&self) -> bool {
        matches!(self, Self::Local)
    }
}
