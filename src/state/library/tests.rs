use super::*;
use balans_scenario::Draft;

fn saved(id: &str, name: &str, note: &str, created: &str, changed: &str) -> Arc<SavedScenario> {
    Arc::new(SavedScenario {
        id: id.to_owned(),
        name: name.to_owned(),
        note: note.to_owned(),
        created: created.to_owned(),
        changed: changed.to_owned(),
        draft: Draft::default(),
    })
}

fn names(scenarios: &[Arc<SavedScenario>]) -> Vec<&str> {
    scenarios.iter().map(|saved| saved.name.as_str()).collect()
}

#[test]
fn case_and_foreign_accents_fold_and_swedish_letters_stay() {
    for (text, folded) in [
        ("ÅTGÄRD Ö", "åtgärd ö"),
        ("Idé à la Müller", "ide a la myller"),
        ("A\u{30a}rsta a\u{308} o\u{308}", "årsta ä ö"),
        ("e\u{301}", "e"),
        ("Æ Ø", "ä ö"),
        ("", ""),
    ] {
        assert_eq!(fold(text), folded);
    }
}

#[test]
fn every_order_is_as_it_says_and_always_the_same() {
    let (old, mid, new) = (
        "2026-01-01T10:00:00+01:00",
        // Later than `old` by local time, earlier than `new` in UTC.
        "2026-10-25T02:30:00+02:00",
        "2026-10-25T02:10:00+01:00",
    );
    let all = [
        saved("1", "Östra", "", mid, old),
        saved("2", "zebra", "", old, mid),
        saved("3", "Ärende", "", new, new),
        saved("4", "Åtgärd", "", old, old),
        saved("5", "Zon", "", old, old),
        saved("6", "zebra", "", old, old),
    ];
    let gap = |saved: &SavedScenario| saved.id.parse::<f64>().map_or(0.0, |id| -id);
    for (order, expected) in [
        (LibraryOrder::Name, "265431"),
        (LibraryOrder::Changed, "326541"),
        (LibraryOrder::Created, "312654"),
        (LibraryOrder::Gap, "654321"),
    ] {
        for rotation in 0..all.len() {
            let mut scenarios = all.to_vec();
            scenarios.rotate_left(rotation);
            arrange(&mut scenarios, order, gap);
            let ids: String = scenarios.iter().map(|saved| saved.id.as_str()).collect();
            assert_eq!(ids, expected, "{order:?}");
        }
    }
}

#[test]
fn search_finds_every_word_in_name_or_note() {
    let one = saved("1", "Höjt krav", "Enligt idé från Anna", "", "");
    for (sought, found) in [
        ("", true),
        ("  ", true),
        ("höjt", true),
        ("HÖJT ANNA", true),
        ("ide", true),
        ("krav anna från", true),
        ("hojt", false),
        ("höjt bo", false),
        ("kravenligt", false),
    ] {
        assert_eq!(matches(&one, sought), found, "{sought}");
    }
}

#[test]
fn a_name_nobody_has_is_found() {
    let library = [
        saved("1", "A", "", "", ""),
        saved("2", "A 1", "", "", ""),
        saved("3", "A 2", "", "", ""),
    ];
    assert_eq!(names(&library), ["A", "A 1", "A 2"]);
    assert_eq!(unused_name(&library, |n| format!("A {n}")), "A 3");
    assert_eq!(unused_name(&library, |n| format!("B {n}")), "B 1");
}
