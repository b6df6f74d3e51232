//! Texts of a pack that the page needs only after its start: purposes, sources, notes, consequences.
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
    BuiltIn(u16, u32),
    /// A text of the built-in pack that the start shows.
    Held(&'static str),
    Own(String),
}

/// Hashes to 32 bits, since hundreds stand in the page's first file and nothing makes them smaller there.
fn hash(text: &str) -> u32 {
    let mut hash = Fnv::new();
    hash.bytes(text.as_bytes());
    hash.finish() as u32
}

impl RemoteText {
    /// A text of the built-in pack.
    pub(crate) const fn built_in(place: u16, hash: u32) -> Self {
        Self(Place::BuiltIn(place, hash))
    }

    /// A text of the built-in pack that does not stand in the table.
    pub(crate) const fn held(text: &'static str) -> Self {
        Self(Place::Held(text))
    }

    /// Returns the text if it can be read without the table.
    #[must_use]
    pub fn at_hand(&self) -> Option<&str> {
        match &self.0 {
            Place::BuiltIn(..) => None,
            Place::Held(text) => Some(text),
            Place::Own(text) => Some(text),
        }
    }

    /// A text of a pack made at run time.
    #[must_use]
    pub const fn own(text: String) -> Self {
        Self(Place::Own(text))
    }

    fn hash(&self) -> u32 {
        match &self.0 {
            Place::BuiltIn(_, hash) => *hash,
            Place::Held(text) => hash(text),
            Place::Own(text) => hash(text),
        }
    }
}

impl Deref for RemoteText {
    type Target = str;
    fn deref(&self) -> &str {
        match &self.0 {
            Place::BuiltIn(place, _) => REMOTE_TEXTS.get(usize::from(*place)).unwrap_or(&""),
            Place::Held(text) => text,
            Place::Own(text) => text,
        }
    }
}

/// Equal by a hash, so that comparing does not reach for the table.
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
            .flat_map(|spec| {
                [&spec.source, &spec.purpose]
                    .into_iter()
                    .chain(spec.note.as_ref())
            })
            .collect();
        assert!(texts.len() > 200);
        for text in texts {
            let Place::BuiltIn(place, _) = text.0 else {
                continue;
            };
            assert_eq!(&**text, REMOTE_TEXTS[usize::from(place)]);
            assert!(*text == **text && *text == RemoteText::own(text.to_string()));
        }
        let mut hashes: Vec<u32> = REMOTE_TEXTS.iter().map(|text| super::hash(text)).collect();
        hashes.sort_unstable();
        hashes.dedup();
        assert_eq!(hashes.len(), REMOTE_TEXTS.len());
    }
}
