//! The properties that hold for any bytes given to the reader: for the fuzzer (feature `fuzzing`) and the crate's tests.
#![allow(
    clippy::missing_panics_doc,
    reason = "a property that does not hold is a panic"
)]

use std::collections::BTreeSet;

use balans_model::KSON_2023;

use crate::{FAULT_LIMIT, Present, Proposal, read, workbook};

/// Reads `data` as a file, and also as each kind of part of a workbook, which a checksum keeps damage from otherwise.
pub fn check(data: &[u8]) {
    let present = Present {
        pack: &KSON_2023,
        span: &|_| None,
    };
    if let Ok(proposal) = read(data, &present) {
        is_sound(&proposal);
    }
    workbook::check_parts(data);
}

/// Each input is proposed once, with values that it can have.
fn is_sound(proposal: &Proposal) {
    assert!(proposal.faults.len() <= FAULT_LIMIT);
    let mut inputs = BTreeSet::new();
    for figure in &proposal.figures {
        assert!(inputs.insert(figure.input));
        let spec = KSON_2023.spec(figure.input);
        let ends = figure.span.map(|(low, high)| [low, high]);
        let values = figure.value.into_iter().chain(ends.into_iter().flatten());
        for value in values {
            let mended = spec.mend(value).map(f64::to_bits);
            assert_eq!(mended, Some(value.to_bits()), "{}", spec.id);
        }
    }
}
