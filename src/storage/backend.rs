//! Storage backends: text by key, and three ways to fail.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Why a text could not be read or written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The browser gives this page no lasting storage.
    Denied,
    /// The browser's quota is used up.
    Full,
    /// Anything else the browser said.
    Failed,
}

/// Text by key. Every call can fail and none panics.
pub trait StorageBackend: Send + Sync {
    /// The text under `key`, or `None` where there is none.
    ///
    /// # Errors
    /// What the browser said.
    fn read(&self, key: &str) -> Result<Option<String>, Fault>;

    /// Puts `text` under `key`. Browsers do so whole or not at all, but nobody who must keep a
    /// promise leans on that.
    ///
    /// # Errors
    /// What the browser said.
    fn write(&self, key: &str, text: &str) -> Result<(), Fault>;

    /// Removes `key`; a key that isn't there is no fault.
    ///
    /// # Errors
    /// What the browser said.
    fn remove(&self, key: &str) -> Result<(), Fault>;

    /// Every key, ours and others', in no order.
    ///
    /// # Errors
    /// What the browser said.
    fn keys(&self) -> Result<Vec<String>, Fault>;

    /// Whether what is written is there after the tab is closed.
    fn is_persistent(&self) -> bool;
}

/// Keeps texts as long as the page is open: the fallback where storage is denied.
#[derive(Debug, Default)]
pub struct MemoryBackend {
    texts: Mutex<BTreeMap<String, String>>,
}

impl MemoryBackend {
    fn texts(&self) -> MutexGuard<'_, BTreeMap<String, String>> {
        self.texts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl StorageBackend for MemoryBackend {
    fn read(&self, key: &str) -> Result<Option<String>, Fault> {
        Ok(self.texts().get(key).cloned())
    }

    fn write(&self, key: &str, text: &str) -> Result<(), Fault> {
        self.texts().insert(key.to_owned(), text.to_owned());
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<(), Fault> {
        self.texts().remove(key);
        Ok(())
    }

    fn keys(&self) -> Result<Vec<String>, Fault> {
        Ok(self.texts().keys().cloned().collect())
    }

    fn is_persistent(&self) -> bool {
        false
    }
}

/// A backend that several hold is a backend.
impl<D: StorageBackend + ?Sized> StorageBackend for Arc<D> {
    fn read(&self, key: &str) -> Result<Option<String>, Fault> {
        (**self).read(key)
    }

    fn write(&self, key: &str, text: &str) -> Result<(), Fault> {
        (**self).write(key, text)
    }

    fn remove(&self, key: &str) -> Result<(), Fault> {
        (**self).remove(key)
    }

    fn keys(&self) -> Result<Vec<String>, Fault> {
        (**self).keys()
    }

    fn is_persistent(&self) -> bool {
        (**self).is_persistent()
    }
}
