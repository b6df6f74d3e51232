//! The host's accessibility statement, read with the browser's reader of JSON.

use balans::platform::statement::{Conformance, ShortcomingReason, read};
use wasm_bindgen_test::wasm_bindgen_test;

/// The example of the guide for hosts, as the build publishes it.
const EXAMPLE: &str = include_str!("../../docs/redogorelse.exempel.json");

#[wasm_bindgen_test]
fn the_guides_example_is_read() {
    let statement = read(EXAMPLE.as_bytes()).unwrap();
    assert_eq!(statement.conformance, Conformance::Partial);
    let reasons: Vec<_> = statement
        .shortcomings
        .iter()
        .map(|one| one.reason)
        .collect();
    assert_eq!(
        reasons,
        [ShortcomingReason::Fails, ShortcomingReason::OutOfScope]
    );
    assert!(!statement.is_external);
    assert_eq!(statement.form, None);
    assert!(statement.mail.is_some() && statement.phone.is_some());
}

#[wasm_bindgen_test]
fn a_file_with_a_value_that_is_missing_or_unknown_is_not_read() {
    for (from, to) in [
        ("\"delvis\"", "\"kanske\""),
        ("\"aktor\"", "\"aktör\""),
        ("\"omfattas-inte\"", "\"annat\""),
        ("\"sjalvskattning\"", "\"annat\""),
        ("\"kontakt\"", "\"kontakter\""),
        ("{", "["),
    ] {
        assert!(EXAMPLE.contains(from), "{from}");
        assert_eq!(read(EXAMPLE.replace(from, to).as_bytes()), None, "{from}");
    }
    for other in ["<!doctype html>", "null", "[]", "{\"brister\": {}}"] {
        assert_eq!(read(other.as_bytes()), None, "{other}");
    }
}
