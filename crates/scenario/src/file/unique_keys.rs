//! A map of a file, in which a repeated key is an error: of two values for the same input, neither is
//! known to be the intended one.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde::ser::{Serialize, Serializer};

/// Values by key, each key once.
pub(super) struct UniqueKeyMap<V>(pub(super) BTreeMap<String, V>);

impl<V> Default for UniqueKeyMap<V> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<V> UniqueKeyMap<V> {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<V: Serialize> Serialize for UniqueKeyMap<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de, V: Deserialize<'de>> Deserialize<'de> for UniqueKeyMap<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(UniqueKeyVisitor(PhantomData))
    }
}

struct UniqueKeyVisitor<V>(PhantomData<V>);

impl<'de, V: Deserialize<'de>> Visitor<'de> for UniqueKeyVisitor<V> {
    type Value = UniqueKeyMap<V>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<UniqueKeyMap<V>, A::Error> {
        let mut values = BTreeMap::new();
        while let Some((key, value)) = map.next_entry()? {
            if values.insert(key, value).is_some() {
                return Err(Error::custom("twice"));
            }
        }
        Ok(UniqueKeyMap(values))
    }
}
