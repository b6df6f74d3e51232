//! Storage backends: a store of texts by key, and its three errors.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Error of a storage call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The browser gives this page no lasting storage.
    Denied,
    /// The browser's quota is full.
    Full,
    /// Any other error.
    Failed,
}

/// A store of texts by key. A call may fail but never panics.
pub trait StorageBackend: Send + Sync {
    /// Reads the text under `key`; `None` where there is none.
    ///
    /// # Errors
    /// The browser's error.
    fn read(&self, key: &str) -> Result<Option<String>, Fault>;

    /// Writes `text` under `key`, replacing any text there. Browsers write a text whole or not at
    /// all, but [`Repository`](super::Repository) does not depend on that.
    ///
    /// # Errors
    /// The browser's error.
    fn write(&self, key: &str, text: &str) -> Result<(), Fault>;

    /// Removes `key`; a missing key is no error.
    ///
    /// # Errors
    /// The browser's error.
    fn remove(&self, key: &str) -> Result<(), Fault>;

    /// Lists all keys, this app's and others', in no order.
    ///
    /// # Errors
    /// The browser's error.
    fn keys(&self) -> Result<Vec<String>, Fault>;

    /// Tests whether a written text outlives the tab.
    fn is_persistent(&self) -> bool;
}

/// A store in memory, which lives as long as the page: the fallback where storage is denied.
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

/// Forwards to a shared backend.
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
