//! The properties that hold for any bytes given to the decoder of links: for the fuzzer (feature `fuzzing`) and the
//! crate's own tests.
#![allow(
    clippy::missing_panics_doc,
    reason = "a property that does not hold is a panic"
)]

use balans_model::KSON_2023;

use super::{Calculation, LIMIT, SharedScenario};
use crate::link;

/// Reads `data` as a link, and also as the body of a link whose checksum is right, which is where
/// damage done on purpose would be.
pub fn check(data: &[u8]) {
    text(&String::from_utf8_lossy(data));
    // A body that would make a longer link than there are is refused by its length alone.
    text(&link::encode_frame(&data[..data.len().min(LIMIT / 2)]));
}

fn text(text: &str) {
    match link::read(text, &KSON_2023) {
        Ok(shared) => {
            let written = shared.write().unwrap_or_default();
            assert!(
                link::links(text).any(|found| found.as_deref() == Some(&*written)),
                "{written} does not stand in {text}"
            );
            words(&shared);
            let calculation = shared.calculation(&KSON_2023);
            assert!(calculation.is_some());
            if calculation == Some(Calculation::Today) {
                assert_eq!(shared.today(&KSON_2023).1, [""; 0]);
            }
        }
        Err(error) => {
            if let Some(saved) = error.salvaged {
                words(&saved);
                assert_eq!(saved.today(&KSON_2023).1, [""; 0]);
            }
        }
    }
}

fn words(shared: &SharedScenario) {
    assert!(shared.values.iter().all(|(_, value)| value.is_finite()));
    assert!(shared.name.chars().count() <= link::NAME_LIMIT);
    if let Some(sender) = &shared.sender {
        assert!((1..=link::NAME_LIMIT).contains(&sender.name.chars().count()));
    }
    let long = |note: &String| note.chars().count() > link::NOTE_LIMIT;
    assert!(!long(&shared.note) && !shared.notes.iter().any(|(_, note)| long(note)));
}
