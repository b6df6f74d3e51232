//! The packs that a person has opened or made, each the text of its file, and the one in use.

use serde::Serialize;

use super::backend::{Fault, StorageBackend};
use super::envelope;
use super::repository::ASIDE_PREFIX;

/// Key of the pack in use: the text of its file, empty for the built-in pack. Without it the site's own pack is used.
pub(super) const PACK_KEY: &str = "balans.paket";
/// Prefix of the keys of the packs at hand: followed by the id of the pack.
pub(super) const PACK_PREFIX: &str = "balans.paket.";

/// Reads the text of the pack in use; `None` where nobody has chosen one.
#[must_use]
pub fn pack_in_use(backend: &dyn StorageBackend) -> Option<String> {
    backend.read(PACK_KEY).ok().flatten()
}

/// Makes a pack the one that the page starts with, by the text of its file.
///
/// # Errors
/// Why it was not kept.
pub fn use_pack(backend: &dyn StorageBackend, text: &str) -> Result<(), Fault> {
    write(backend, PACK_KEY, text)
}

/// Lists the packs at hand: the id that each is kept under, and the text of its file.
#[must_use]
pub fn packs(backend: &dyn StorageBackend) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for key in backend.keys().unwrap_or_default() {
        if let Some(id) = key.strip_prefix(PACK_PREFIX)
            && let Ok(Some(text)) = backend.read(&key)
        {
            found.push((id.to_owned(), text));
        }
    }
    found.sort_unstable();
    found
}

/// Keeps a pack under its id, the text of its file.
///
/// # Errors
/// Why it was not kept.
pub fn keep_pack(backend: &dyn StorageBackend, id: &str, text: &str) -> Result<(), Fault> {
    write(backend, &[PACK_PREFIX, id].concat(), text)
}

/// Removes a pack from those at hand.
///
/// # Errors
/// The browser's error.
pub fn drop_pack(backend: &dyn StorageBackend, id: &str) -> Result<(), Fault> {
    backend.remove(&[PACK_PREFIX, id].concat())
}

/// Puts the text of the pack in use among the unreadable texts, and lets the page start without it.
///
/// # Errors
/// Why it was not put aside; it is then still in use.
pub fn set_pack_aside(backend: &dyn StorageBackend, text: &str, now: &str) -> Result<(), Fault> {
    #[derive(Serialize)]
    struct AsideText<'a> {
        key: &'a str,
        text: &'a str,
    }
    let aside = AsideText {
        key: PACK_KEY,
        text,
    };
    let key = [ASIDE_PREFIX, "paket.", now].concat();
    write(backend, &key, &envelope::seal(&aside, now))?;
    backend.remove(PACK_KEY)
}

/// Writes a text and reads it back; the read decides.
fn write(backend: &dyn StorageBackend, key: &str, text: &str) -> Result<(), Fault> {
    let written = backend.write(key, text);
    match backend.read(key)? {
        Some(back) if back == text => Ok(()),
        _ => Err(written.err().unwrap_or(Fault::Failed)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::{Aside, Environment, Fit, MemoryBackend, Repository};
    use std::sync::Arc;

    #[test]
    fn a_pack_is_kept_used_and_set_aside() {
        let backend = Arc::new(MemoryBackend::default());
        assert_eq!(pack_in_use(&backend), None);
        keep_pack(&backend, "b", "B").unwrap();
        keep_pack(&backend, "a", "A").unwrap();
        use_pack(&backend, "B").unwrap();
        assert_eq!(pack_in_use(&backend).as_deref(), Some("B"));
        let kept = [("a", "A"), ("b", "B")].map(|(id, text)| (id.to_owned(), text.to_owned()));
        assert_eq!(packs(&backend), kept);
        drop_pack(&backend, "a").unwrap();
        assert_eq!(packs(&backend), kept[1..]);

        // Set aside it is among the unreadable texts, unchanged, and nothing starts with it.
        let now = "2026-11-30T06:00:00+01:00";
        set_pack_aside(&backend, "B", now).unwrap();
        assert_eq!(pack_in_use(&backend), None);
        let environment = Environment {
            now: || "2026-11-30T07:00:00+01:00".to_owned(),
            fresh_id: || "x".to_owned(),
            unnamed: "Namnlöst",
        };
        let boxed = Box::new(Arc::clone(&backend));
        let tab = Box::new(MemoryBackend::default());
        let (repository, _) = Repository::open(boxed, tab, environment, |_| Fit::Here);
        let aside = Aside {
            key: PACK_KEY.to_owned(),
            text: "B".to_owned(),
            when: Some(now.to_owned()),
        };
        assert_eq!(repository.aside(), [aside]);
    }
}
