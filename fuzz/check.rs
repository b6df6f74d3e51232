//! What must hold of any bytes given to the decoder of links. The fuzzer and the ordinary tests
//! both include this file, each with its own `link` beside it.

use super::link::{self, LIMIT};
use balans_model::{KSON_2023, Pack};

/// Reads `data` as a link, and also as the body of a link whose checksum is right, which is where
/// damage done on purpose would be.
pub(crate) fn check(data: &[u8]) {
    text(&String::from_utf8_lossy(data));
    // A body that would make a longer link than there are is refused by its length alone.
    text(&link::sealed(&data[..data.len().min(LIMIT / 2)]));
}

fn text(text: &str) {
    match link::read(text, &KSON_2023) {
        Ok(shared) => {
            let mut found = link::find(text).unwrap_or_default().to_owned();
            found.retain(|letter| !letter.is_ascii_whitespace());
            assert_eq!(shared.write(), Ok(found));
            holds(&shared, &KSON_2023);
            assert_eq!(shared.today(&KSON_2023).1, [""; 0]);
        }
        Err(fault) => {
            if let Some(saved) = fault.salvaged {
                holds(&saved, &KSON_2023);
            }
        }
    }
}

fn holds(shared: &link::Shared, pack: &Pack) {
    for (id, value) in &shared.values {
        let spec = pack.find(id).map(|id| pack.spec(id));
        assert!(
            spec.is_some_and(|spec| spec.min <= *value && *value <= spec.max),
            "{id} = {value}"
        );
    }
    assert!(shared.name.chars().count() <= link::NAME_LIMIT);
    let long = |note: &String| note.chars().count() > link::NOTE_LIMIT;
    assert!(!long(&shared.note) && !shared.notes.iter().any(|(_, note)| long(note)));
}
