//! The namespace of numbers: every quantity has one key, and every key one quantity.

use balans_model::{KSON_2023, Quantity, Scope, Unit};
use std::collections::BTreeSet;

#[test]
fn keys_are_unique_and_read_back() {
    let mut keys = BTreeSet::new();
    for quantity in Quantity::all(&KSON_2023) {
        let key = quantity.key();
        assert_eq!(Quantity::parse(&key), Some(quantity));
        assert!(keys.insert(key));
        assert!(
            quantity
                .year()
                .is_none_or(|year| KSON_2023.years().contains(&year))
        );
    }
    assert!(keys.contains("gap.total.2023") && keys.contains("unfit_place.lss.group"));
}

#[test]
fn other_text_is_no_key() {
    for text in [
        "",
        "gap",
        "gap.total",
        "gap.total.2023.1",
        "gap.totalt.2023",
        "gap.total.23",
        "gap.total.+202",
        "Gap.total.2023",
    ] {
        assert_eq!(Quantity::parse(text), None, "{text}");
    }
}

#[test]
fn units_and_years() {
    assert_eq!(Quantity::Gap(Scope::Total, 2023).unit(), Unit::Mnkr);
    assert_eq!(Quantity::Gap(Scope::Total, 2023).year(), Some(2023));
    assert_eq!(
        Quantity::ReferenceGrowth(Scope::Total).unit(),
        Unit::Percent
    );
    assert_eq!(Quantity::ReferenceGrowth(Scope::Total).year(), None);
}
