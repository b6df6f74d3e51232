//! All that is written of a scenario, under a pack of other years and names: no year and no name of the built-in pack is in it.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use balans_format::names::Names;
use balans_model::{
    Explanation, Expr, InputId, Inputs, KSON_2023, Pack, PackYears, Quantity, RemoteText, Trace,
    set_base_pack, simulate,
};
use balans_report::texts::{names, reconciliation};
use balans_report::{Alternative, Case, WorkedOut, html, offers, one_page, paper, protocol, slide};
use balans_scenario::file::read_pack;
use balans_scenario::{OwnFigure, Underlag};
use balans_spreadsheet::{plan, workbook};

const NOW: &str = "2061-11-22T01:02:03+01:00";
/// Far enough that no year of the built-in pack is one of the pack's.
const LATER: i32 = 40;

/// What no text may have, in small letters, with ordinary spaces and no hyphenation.
const NAMES: [&str; 9] = [
    "kson",
    "tiohundra",
    "norrtälje",
    "region stockholm",
    "särskilt boende",
    "särskilda boenden",
    "lss-boende",
    "socialpsykiatriskt boende",
    "socialpsykiatriska boende",
];

/// Replaces the years and names in what the pack's documents say.
fn scrubbed(text: &str) -> String {
    let mut scrubbed = Names::new(|_| "en part".to_owned()).put_into(text);
    for (name, other) in [
        ("KSON", "en part"),
        ("Norrtälje", "En ort"),
        ("Tiohundra", "ett bolag"),
        ("socialpsykiatriska boende", "ett slags boende"),
    ] {
        scrubbed = scrubbed.replace(name, other);
    }
    for year in 2000..2050 {
        scrubbed = scrubbed.replace(&year.to_string(), "ett år");
    }
    scrubbed
}

fn scrub(text: &mut RemoteText) {
    *text = RemoteText::own(scrubbed(text));
}

/// Makes the built-in figures the pack of a later plan year, with no year in its documents' own texts.
fn later() -> &'static Pack {
    let old = PackYears::of(&KSON_2023);
    let pack = KSON_2023.with_years(PackYears {
        base_year: old.base_year + LATER,
        plan_year: old.plan_year + LATER,
        horizon: old.horizon + LATER,
        growth_from: old.growth_from + LATER,
        growth_to: old.growth_to + LATER,
    });
    let example = read_pack(include_bytes!(
        "../../../docs/packs/ovningskommunen-2024.json"
    ));
    let mut pack = pack.with_names(example.unwrap().names);
    pack.id = "prov".into();
    pack.name = "Prov".into();
    for document in pack.documents.to_mut() {
        document.title = scrubbed(&document.title).into();
        scrub(&mut document.description);
    }
    for spec in pack.inputs.to_mut() {
        scrub(&mut spec.source);
        spec.note.iter_mut().for_each(scrub);
    }
    for span in pack.spans.to_mut() {
        scrub(&mut span.source);
    }
    for measure in pack.measures.to_mut() {
        let texts = [
            &mut measure.purpose,
            &mut measure.affects,
            &mut measure.consequence,
            &mut measure.source,
        ];
        texts.into_iter().for_each(scrub);
        measure.note.iter_mut().for_each(scrub);
    }
    for row in pack.case_benchmarks.to_mut() {
        row.municipality = scrubbed(&row.municipality).into();
    }
    for row in pack.client_benchmarks.to_mut() {
        row.municipality = scrubbed(&row.municipality).into();
        row.note.iter_mut().for_each(scrub);
    }
    Box::leak(Box::new(pack))
}

/// Lists where the years 2015–2055 stand in a text: whole numbers of four digits that are no row of a cell's address.
fn years_in(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let at = |place: usize| bytes.get(place).copied().unwrap_or(b' ');
    let is_year = |start: &usize| {
        let is_number = text.get(*start..start + 4).and_then(|it| it.parse().ok());
        let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b"$._".contains(&byte);
        let is_fraction = at(start + 4) == b'.' && at(start + 5).is_ascii_digit();
        is_number.is_some_and(|year: i32| (2015..=2055).contains(&year))
            && (*start == 0 || !is_part(at(start - 1)))
            && !at(start + 4).is_ascii_digit()
            && !is_fraction
    };
    (0..bytes.len()).filter(is_year).collect()
}

/// Whether a word is the id of a number or an input, as a cell has it.
fn is_id(word: &str) -> bool {
    let is_of_id = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '.' || c == '_';
    word.contains('.') && word.chars().all(is_of_id)
}

fn check(what: &str, text: &str) {
    let near = |text: &str, at: usize| -> String {
        let before = text[..at].char_indices().rev().nth(80);
        let start = before.map_or(0, |(place, _)| place);
        text[start..].chars().take(200).collect()
    };
    if let Some(at) = years_in(text).first() {
        let near = near(text, *at);
        panic!("{what} names a year that is not the pack's: …{near}");
    }
    let plain = text.replace('\u{ad}', "").replace('\u{a0}', " ");
    let words = plain
        .split_whitespace()
        .filter(|word| !is_id(word))
        .collect::<Vec<_>>();
    let plain = words.join(" ").to_lowercase();
    for name in NAMES {
        if let Some(at) = plain.find(name) {
            let near = near(&plain, at);
            panic!("{what} has a name that is not the pack's: …{near}");
        }
    }
}

/// Unpacks the parts of a workbook that hold words.
fn parts(book: &[u8]) -> Vec<(String, String)> {
    let number = |at: usize, size: usize| {
        let bytes = book[at..at + size].iter().rev();
        bytes.fold(0, |sum, byte| sum << 8 | usize::from(*byte))
    };
    let mut found = Vec::new();
    let mut at = book
        .windows(4)
        .position(|four| four == b"PK\x01\x02")
        .unwrap();
    while book[at..].starts_with(b"PK\x01\x02") {
        let (method, packed, start) = (number(at + 10, 2), number(at + 20, 4), number(at + 42, 4));
        let lengths = [28, 30, 32].map(|place| number(at + place, 2));
        let name = String::from_utf8(book[at + 46..at + 46 + lengths[0]].to_vec()).unwrap();
        let data = start + 30 + number(start + 26, 2) + number(start + 28, 2);
        let data = &book[data..data + packed];
        let bytes = match method {
            0 => data.to_vec(),
            _ => miniz_oxide::inflate::decompress_to_vec(data).unwrap(),
        };
        if let Ok(text) = String::from_utf8(bytes) {
            found.push((name, text));
        }
        at += 46 + lengths.iter().sum::<usize>();
    }
    found
}

/// The text between the tags of XML, and nothing of the tags: name spaces have years too.
fn text_of(xml: &str) -> String {
    let pieces = xml
        .split('<')
        .filter_map(|piece| Some(piece.split_once('>')?.1));
    pieces.collect::<Vec<_>>().join("\n")
}

fn cases(pack: &'static Pack) -> Vec<Case> {
    let with = |inputs: &Inputs| {
        let mut case = Case {
            values: Case::values_of(inputs),
            name: "Prov".to_owned(),
            today: "i dag".to_owned(),
            version: "prov".to_owned(),
            link: "https://exempel.se/#s1.abc".to_owned(),
            alternatives: vec![Alternative {
                id: "a".to_owned(),
                name: "Utan".to_owned(),
                values: Case::values_of(&Inputs::defaults(pack)),
            }],
            ..Case::default()
        };
        case.worked_out = Some(WorkedOut::of(&case));
        case
    };
    let mut cases = vec![with(&Inputs::defaults(pack))];
    for preset in pack.presets.iter() {
        let mut inputs = Inputs::defaults(pack);
        inputs.apply(pack, preset);
        cases.push(with(&inputs));
    }
    for highest in [false, true] {
        cases.push(with(&Inputs::raw(|id| {
            let spec = pack.spec(id);
            if highest { spec.max } else { spec.min }
        })));
    }
    let mut own = with(&Inputs::defaults(pack));
    own.year = Some(pack.horizon);
    let figure = OwnFigure {
        value: pack
            .spec(InputId::find("requirement.care").unwrap())
            .default,
        source: "Bokslut".to_owned(),
        ..OwnFigure::default()
    };
    own.underlag = Some(Underlag {
        name: "Egna".to_owned(),
        figures: [("requirement.care".to_owned(), figure)].into(),
        ..Underlag::default()
    });
    cases.push(own);
    cases
}

#[test]
fn a_report_has_the_years_and_names_of_its_pack_alone() {
    let pack = later();
    set_base_pack(pack);
    for case in cases(pack) {
        for offer in offers(&case) {
            let made = slide(&case, &offer.key).unwrap();
            let said = [&made.title, &html::slide(&made), &*made.notes.join("\n")].map(text_like);
            check(&offer.key, &said.join("\n"));
            check(&offer.key, &offer.title);
        }
        for paper in [paper(&case), one_page(&case)] {
            check("the paper", &text_like(html::paper(&paper).join("\n")));
        }
        let planned: serde_json::Value = serde_json::from_str(&plan(&case, NOW).unwrap()).unwrap();
        let mut texts = Vec::new();
        strings(&planned, &mut texts);
        check("the presentation", &texts.join("\n"));
        let inputs = balans_spreadsheet::inputs(&case);
        for (name, part) in parts(&workbook(&case, &inputs, NOW).unwrap()) {
            if !name.starts_with("xl/worksheets/sheet") {
                check(&name, &text_of(&part));
                continue;
            }
            for cell in part.split("<c ").skip(1) {
                // The number in such a cell is the place of a text, which stands in another part.
                if !cell.split('>').next().unwrap().contains("t=\"s\"") {
                    check(&name, &text_of(&format!("<{cell}")));
                }
            }
        }
        for warning in &simulate(pack, &inputs).warnings {
            check("a warning", &warning.text(pack));
        }
        assert!(protocol::deck(&case.to_bytes()).is_some());
    }
}

/// Text of markup: what stands between tags, and what a screen reader reads from their attributes.
fn text_like(markup: impl AsRef<str>) -> String {
    let markup = markup.as_ref();
    let labels = markup.split("aria-label=\"").skip(1);
    let labels = labels.filter_map(|rest| rest.split('"').next());
    [
        &*text_of(&format!("<>{markup}")),
        &*labels.collect::<Vec<_>>().join("\n"),
    ]
    .join("\n")
}

fn strings(value: &serde_json::Value, found: &mut Vec<String>) {
    match value {
        serde_json::Value::String(text) => found.push(text.clone()),
        serde_json::Value::Array(items) => items.iter().for_each(|item| strings(item, found)),
        serde_json::Value::Object(fields) => fields.values().for_each(|item| strings(item, found)),
        _ => {}
    }
}

#[test]
fn names_and_explanations_have_the_years_and_names_of_the_pack_alone() {
    let pack = later();
    set_base_pack(pack);
    let trace = Trace::new(pack, &Inputs::defaults(pack));
    let mut explained = 0;
    for quantity in Quantity::all(pack) {
        check("a name", &names::quantity(pack, quantity));
        let Some(explanation) = trace.explain(quantity) else {
            continue;
        };
        let bytes = explanation.to_bytes(pack);
        let back = Explanation::from_bytes(&bytes, pack).unwrap();
        assert_eq!(back, explanation);
        if let Expr::Input(id, _) = back.formula {
            check("an input", &pack.spec(id).label);
        }
        explained += 1;
    }
    assert!(explained > 1000);
    let mut texts = vec![
        reconciliation::administration_note(pack.base_year),
        reconciliation::prices(pack.base_year, pack.plan_year),
        reconciliation::prices_note(pack.base_year),
    ];
    texts.extend(reconciliation::prices_same(pack.base_year, pack.plan_year));
    texts.extend(reconciliation::unknown_base_year(pack));
    texts.extend(reconciliation::unknown_others(pack));
    check("the reconciliation", &texts.join("\n"));
}
