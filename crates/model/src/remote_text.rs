//! Texts of a pack that the page needs only after its start: sources, notes, consequences.
//!
//! They stand in one table, which is reached only by reading a text. So a build that is cut in two keeps the table out of
//! the first file as long as nothing there reads such a text; comparing two does not read them.

use crate::fnv::Fnv;
use crate::pack::REMOTE_TEXTS;
use std::ops::Deref;

/// A text that is looked up when it is read: by its place among the built-in pack's, or a text of its own.
#[derive(Clone)]
pub struct RemoteText(Place);

#[derive(Clone)]
enum Place {
    /// A place in the table, and the hash of the text there.
    BuiltIn(u16, u64),
    Own(String),
}

fn hash(text: &str) -> u64 {
    let mut hash = Fnv::new();
    hash.bytes(text.as_bytes());
    hash.finish()
}

impl RemoteText {
    /// A text of the built-in pack.
    pub(crate) const fn built_in(place: u16, hash: u64) -> Self {
        Self(Place::BuiltIn(place, hash))
    }

    /// A text of a pack made at run time.
    #[must_use]
    pub const fn own(text: String) -> Self {
        Self(Place::Own(text))
    }

    fn hash(&self) -> u64 {
        match &self.0 {
            Place::BuiltIn(_, hash) => *hash,
            Place::Own(text) => hash(text),
        }
    }
}

impl Deref for RemoteText {
    type Target = str;
    fn deref(&self) -> &str {
        match &self.0 {
            Place::BuiltIn(place, _) => REMOTE_TEXTS.get(usize::from(*place)).unwrap_or(&""),
            Place::Own(text) => text,
        }
    }
}

/// Equal by a 64-bit hash, so that comparing does not reach for the table.
impl PartialEq for RemoteText {
    fn eq(&self, other: &Self) -> bool {
        self.hash() == other.hash()
    }
}

impl Eq for RemoteText {}

impl PartialEq<str> for RemoteText {
    fn eq(&self, other: &str) -> bool {
        self.hash() == hash(other)
    }
}

impl PartialEq<String> for RemoteText {
    fn eq(&self, other: &String) -> bool {
        *self == **other
    }
}

impl std::fmt::Debug for RemoteText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "RemoteText({:x})", self.hash())
    }
}

impl std::fmt::Display for RemoteText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::{Place, RemoteText};
    use crate::pack::{KSON_2023, REMOTE_TEXTS};

    #[test]
    fn each_text_has_its_own_hash_and_place() {
        let specs = KSON_2023.inputs.iter();
        let texts: Vec<&RemoteText> = specs
            .flat_map(|spec| std::iter::once(&spec.source).chain(spec.note.as_ref()))
            .collect();
        assert!(texts.len() > 200);
        for text in texts {
            let Place::BuiltIn(place, _) = text.0 else {
                continue;
            };
            assert_eq!(&**text, REMOTE_TEXTS[usize::from(place)]);
            assert!(*text == **text && *text == RemoteText::own(text.to_string()));
        }
        let mut hashes: Vec<u64> = REMOTE_TEXTS.iter().map(|text| super::hash(text)).collect();
        hashes.sort_unstable();
        hashes.dedup();
        assert_eq!(hashes.len(), REMOTE_TEXTS.len());
    }
}
