//! The properties that hold for any bytes given to the reader of files: for the fuzzer (feature `fuzzing`) and the crate's
//! own tests.
#![allow(
    clippy::missing_panics_doc,
    reason = "a property that does not hold is a panic"
)]

use balans_model::{Inputs, KSON_2023, simulate};

use super::{Contents, FileError, LIMIT, read, read_bytes, read_pack, write, write_underlag};
use crate::{SavedScenario, Underlag};

/// Source of an own figure that has none.
const NO_SOURCE: &str = "none";

/// Reads `data` as a file of scenarios or of own figures.
///
/// What is read can be written, and comes back to the bit.
pub fn check(data: &[u8]) {
    match read_bytes(data, &KSON_2023, LIMIT, NO_SOURCE) {
        Ok(Contents {
            scenarios,
            underlag: None,
            ..
        }) => scenarios_come_back(&scenarios),
        Ok(Contents {
            scenarios,
            underlag: Some(underlag),
            ..
        }) => {
            assert!(scenarios.is_empty());
            own_figures_come_back(underlag);
        }
        Err(FileError::TooLarge) => assert!(data.len() > LIMIT),
        Err(_) => {}
    }
}

fn scenarios_come_back(scenarios: &[SavedScenario]) {
    assert!(!scenarios.is_empty());
    for (id, value) in scenarios.iter().flat_map(|saved| &saved.draft.values) {
        let input = KSON_2023.find(id);
        let mended = input.and_then(|input| KSON_2023.spec(input).mend(*value));
        assert_eq!(mended.map(f64::to_bits), Some(value.to_bits()), "{id}");
    }
    let text = write(&KSON_2023, scenarios);
    let again = read(&text, &KSON_2023, usize::MAX, NO_SOURCE);
    let again = again.map(|contents| contents.scenarios);
    assert_eq!(again.as_deref(), Ok(scenarios), "{text}");
}

fn own_figures_come_back(underlag: Underlag) {
    assert!(!underlag.figures.is_empty());
    let text = write_underlag(&KSON_2023, underlag.clone());
    let again = read(&text, &KSON_2023, usize::MAX, NO_SOURCE);
    assert_eq!(
        again.map(|contents| contents.underlag),
        Ok(Some(underlag)),
        "{text}"
    );
}

/// Reads `data` as a file of a pack.
///
/// What is read comes back to the bit, makes a pack, and the whole run of the pack gives finite numbers.
pub fn check_pack(data: &[u8]) {
    let Ok(file) = read_pack(data) else {
        return;
    };
    let text = file.write();
    assert_eq!(read_pack(text.as_bytes()).as_ref(), Ok(&file), "{text}");
    let made = file.pack(str::to_owned);
    assert!(made.is_ok(), "{made:?}: {text}");
    let Ok(pack) = made else { return };
    let outcome = simulate(&pack, &Inputs::defaults(&pack));
    for (quantity, value) in outcome.iter() {
        assert!(value.is_finite(), "{}: {value} in {text}", quantity.key());
    }
}
