use balans_model::{Inputs, KSON_2023};

use crate::{Case, wire};

fn underlaget() -> Case {
    Case {
        values: Case::values_of(&Inputs::defaults(&KSON_2023)),
        ..Case::default()
    }
}

#[test]
fn a_deck_comes_back_over_the_wire() {
    let case = underlaget();
    let shown = wire::read_deck(&wire::deck(&case.to_bytes()).unwrap()).unwrap();
    let made = crate::deck(&case);
    assert_eq!(shown.len(), made.len());
    for (shown, made) in shown.iter().zip(&made) {
        assert_eq!((&shown.key, &shown.title), (&made.key, &made.title));
        let one = wire::slide(&wire::ask_slide(&case, &made.key)).unwrap();
        assert_eq!(&wire::read_slide(&one).unwrap(), shown);
    }
    let offers = wire::read_offers(&wire::offers(&case.to_bytes()).unwrap()).unwrap();
    assert!(offers.len() >= made.len());
}

#[test]
fn bytes_that_nobody_made_are_answered_with_nothing() {
    for bytes in [&[][..], &[1], &[255; 40]] {
        assert!(wire::deck(bytes).is_none() && wire::slide(bytes).is_none());
    }
    let short = Case {
        values: vec![0.0],
        ..Case::default()
    };
    assert!(wire::deck(&short.to_bytes()).is_none());
}
