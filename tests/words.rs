//! Every Swedish text of the tool, held to `docs/swedish-terms.md`: in the sources of texts, in the pack, and as the model's
//! numbers and warnings are named. What slides and papers say is held in `crates/report/src/tests.rs`.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use balans_model::{InputId, Inputs, KSON_2023, Quantity, simulate};
use balans_report::texts::names;
use balans_word_rules as rules;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Where the texts stand that are not in the pack.
fn sources() -> Vec<PathBuf> {
    let mut found = vec![
        root().join("crates/spreadsheet/src/texts.rs"),
        root().join("crates/model/src/texts.rs"),
    ];
    for folder in ["src/texts", "crates/report/src/texts"] {
        for entry in fs::read_dir(root().join(folder)).unwrap() {
            found.push(entry.unwrap().path());
        }
    }
    found
}

/// The string literals of Rust code before its tests, escapes undone, comments apart.
fn literals(code: &str) -> Vec<String> {
    let code = code.split("#[cfg(test)]").next().unwrap();
    let mut found = Vec::new();
    let mut letters = code.chars().peekable();
    let mut line = String::new();
    while let Some(letter) = letters.next() {
        match letter {
            '/' if letters.peek() == Some(&'/') => {
                while letters.next_if(|next| *next != '\n').is_some() {}
            }
            // A character: its quotation mark opens no string.
            '\'' if letters.peek() == Some(&'"') => {
                letters.next();
            }
            '"' => {
                line.clear();
                while let Some(inside) = letters.next() {
                    match inside {
                        '"' => break,
                        '\\' => match letters.next().unwrap() {
                            'u' => {
                                letters.next();
                                let mut code = String::new();
                                while let Some(digit) = letters.next_if(|next| *next != '}') {
                                    code.push(digit);
                                }
                                letters.next();
                                let code = u32::from_str_radix(&code, 16).unwrap();
                                line.push(char::from_u32(code).unwrap());
                            }
                            '\n' => while letters.next_if(|next| next.is_whitespace()).is_some() {},
                            'n' => line.push('\n'),
                            other => line.push(other),
                        },
                        other => line.push(other),
                    }
                }
                found.push(line.clone());
            }
            _ => {}
        }
    }
    found
}

fn faults<'a>(place: &str, texts: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let faults = texts
        .into_iter()
        .filter_map(|text| Some(format!("{place}: {}: {text}", rules::fault(text)?)));
    faults.collect()
}

#[test]
fn the_sources_of_texts_hold_no_word_that_is_ruled_out() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for file in sources() {
        let all = literals(&fs::read_to_string(&file).unwrap());
        count += all.len();
        let place = file.strip_prefix(root()).unwrap().display().to_string();
        wrong.extend(faults(&place, all.iter().map(String::as_str)));
    }
    assert!(count > 1000, "{count} texts");
    assert_eq!(wrong, [""; 0]);
}

/// The texts of ours in which a year stands: how a date is written, and what is said of the built-in documents alone, which
/// is shown under no other pack. Every other year is filled in from the pack.
const WITH_A_YEAR: [&str; 16] = [
    "KSON:s förvaltnings nettokostnader motsvarar 2,5",
    "är 80\u{a0}år och äldre väntas öka med 33",
    "Långsiktig plan till 2031",
    "Enligt den långsiktiga planen (direktionen",
    "KSON:s årsredovisning, den långsiktiga planen till 2031",
    "SCB:s egen tabell över antalet äldre efter 2025",
    "SKR:s tabell med omsorgsprisindex för 2023",
    "Talet är nu dygnspriset gånger 365. Den tidigare källan var från 2015.",
    "Startår: {} åtgärder börjar 2024–2026",
    "Reformen beslutades i december 2021. ",
    "De är från 2020 års översyn, kostnaderna",
    "datumet för {label}",
    "{} är inget datum.",
    "Till exempel 2026-11-29",
    "Skriv datumet som 2026-11-29",
    "tiden då det skapades eller ändrades",
];

#[test]
fn no_text_of_ours_names_a_year_that_is_the_packs() {
    let is_year = |word: &str| word.len() == 4 && matches!(word.parse(), Ok(2000..=2049));
    // An act is named by its number, as in 2018:1937.
    let names_a_year = |text: &str| {
        text.split(|c: char| !c.is_ascii_digit() && c != '_' && c != ':')
            .any(|word| is_year(word.trim_matches(':')))
    };
    let mut wrong = Vec::new();
    let mut used = BTreeSet::new();
    for file in sources() {
        if file.ends_with("tests.rs") {
            continue;
        }
        for text in literals(&fs::read_to_string(&file).unwrap()) {
            // An address is a name, whatever numbers are in it.
            if !names_a_year(&text) || text.starts_with("http") {
                continue;
            }
            match WITH_A_YEAR.iter().find(|known| text.starts_with(**known)) {
                Some(known) => drop(used.insert(*known)),
                None => wrong.push(format!("{}: {text}", file.display())),
            }
        }
    }
    assert_eq!(wrong, [""; 0]);
    let unused = WITH_A_YEAR.iter().filter(|known| !used.contains(*known));
    assert_eq!(unused.collect::<Vec<_>>(), [&""; 0]);
}

/// What a text of ours begins with that is filled in: the first words of a name, or a piece in the middle of a sentence.
/// None is a number at the beginning of a sentence.
const OPENINGS: [&str; 46] = [
    // Names: of numbers, measures, scenarios, parties, homes and the tool.
    "{} kan bara vara {range}.",
    "{} är {}, och kan bara vara {range}.",
    "{} ska vara ett heltal.",
    "{} är {}, och ska vara ett heltal.",
    "{} var inget tal. Utgångsläget används.",
    "{} låg utanför {} till {}\u{a0}{} och räknas som {}.",
    "{} (tillbaka till utgångsläget)",
    "{}. Tal: {pack}.",
    // The name of a file.
    "{} är ett underlag: {}",
    "{} och {last}",
    "{} vinner {year}. Ingen förlorar.",
    "{} förlorar {year}. Ingen vinner.",
    "{} vinner {year}, {losers} förlorar.",
    "{} står för allt som återstår {year}: {}",
    "{} står för {} av de {} som återstår {year}",
    // The name of a measure or an input.
    "{}: engångskostnaden tas {year}, men åtgärden sparar inget det året.",
    "{}: {FEDERATION} sparar, men koncernen som helhet tjänar inget. Det är en överföring.",
    "{}: {FEDERATION} betalar mindre hyra, men {MUNICIPALITY} som hyresvärd tjänar inget.",
    "{}: år {year} är den större än prisökningen och räknas som lika stor.",
    // Of a cell in a file: after the cell and a colon, and an input's or a column's name first.
    "{}: här ska stå ja eller nej, inte {}.",
    "{} räknas i {}, och {} går inte att räkna om till det.",
    "{}: cellen visas som ett datum. Excel gör ibland om ett tal till ett datum. Skriv talet igen, i en cell som visas som tal.",
    "{} kan bara vara {}.",
    "{} är {value}, och kan bara vara {}.",
    "{}: ett spann har både ett lägsta och ett högsta värde, och här finns bara det ena.",
    "{}: det lägsta värdet är större än det högsta.",
    "{}: värdet {} ligger utanför spannet, som därför inte läses.",
    "{} kan inte ha ett eget spann.",
    "{} är längre än {limit}{HARD_SPACE}tecken och läses inte.",
    "{} är inget datum. Skriv så här: 2026-11-29.",
    "{} är en adress. Skriv den ansvarigas roll, till exempel ekonomichef.",
    "{} står redan på en annan rad ({}), med annat innehåll. Ingen av raderna läses.",
    "{}: kolumnen visar verktygets egen gräns och läses inte. Ett eget spann står i kolumnerna Spann, lägst och Spann, högst.",
    "{} och {} till",
    // After a colon, or in the middle of a sentence.
    "{} källor; alla tal med sin källa står i filen från sidan Källor",
    "{} egna tal",
    "{number}{HARD_SPACE}procent",
    "{} för {}",
    "{} {} varje år",
    "{} och {} {last_year}",
    "{} och {}",
    "{} {year}: mer än kravet, {}",
    "{} återstår",
    "{number} av {whole_text}",
    // A time, and a slide's place in the row.
    "{}{HARD_SPACE}{}{HARD_SPACE}{} kl.{HARD_SPACE}{}.{:02}",
    "{number} av {count}",
];

/// Placeholders that hold numbers.
const NUMBERS: [&str; 9] = [
    "amount", "change", "count", "left", "many", "number", "share", "shown", "year",
];

/// A sentence does not begin with a figure, and what a placeholder is filled with is not seen in the sources: each text
/// that begins with one is looked at and listed here.
#[test]
fn no_text_begins_with_a_number_that_is_filled_in() {
    let mut unlisted = Vec::new();
    let mut listed = BTreeSet::new();
    for file in sources() {
        for text in literals(&fs::read_to_string(&file).unwrap()) {
            let Some((placeholder, rest)) =
                text.strip_prefix('{').and_then(|text| text.split_once('}'))
            else {
                continue;
            };
            // The words that are there whatever is filled in.
            let outside = rest.split('{').map(|part| part.rsplit('}').next().unwrap());
            let words = outside.flat_map(|part| part.split(|letter: char| !letter.is_alphabetic()));
            if words.filter(|word| word.len() > 1).count() == 0 {
                continue;
            }
            match OPENINGS.iter().find(|one| **one == text) {
                Some(one) => _ = listed.insert(*one),
                None if placeholder.is_empty() || NUMBERS.contains(&placeholder) => {
                    unlisted.push(text);
                }
                None => {}
            }
        }
    }
    assert_eq!(unlisted, [""; 0]);
    let gone: Vec<_> = OPENINGS
        .iter()
        .filter(|one| !listed.contains(*one))
        .collect();
    assert_eq!(gone, [&""; 0], "stand in no source any more");
}

/// The page's frame, before and beside the app.
#[test]
fn the_frame_holds_no_word_that_is_ruled_out() {
    let mut wrong = Vec::new();
    for name in ["index.html", "public/manifest.json"] {
        let text = fs::read_to_string(root().join(name)).unwrap();
        wrong.extend(faults(name, text.lines()));
    }
    for entry in fs::read_dir(root().join("public")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "js") {
            let text = fs::read_to_string(&path).unwrap();
            // Every second part of a line between quotation marks is a string.
            let strings = text
                .lines()
                .flat_map(|line| line.split('"').skip(1).step_by(2));
            let place = path.strip_prefix(root()).unwrap().display().to_string();
            wrong.extend(faults(&place, strings));
        }
    }
    assert_eq!(wrong, [""; 0]);
}

/// The Swedish guides. Code and what stands between backticks are apart; a Markdown row has its spaces from the margins.
#[test]
fn the_guides_hold_no_word_that_is_ruled_out() {
    let mut wrong = Vec::new();
    for name in ["egna-tal.md", "publicera.md", "sakerhet.md"] {
        let text = fs::read_to_string(root().join("docs").join(name)).unwrap();
        let prose: String = text.split("```").step_by(2).collect();
        let paragraphs = prose.split("\n\n").map(|part| {
            let outside = part.replace('\n', " ");
            let words: Vec<&str> = outside.split('`').step_by(2).collect();
            words.join("…")
        });
        let paragraphs: Vec<String> = paragraphs.collect();
        wrong.extend(faults(name, paragraphs.iter().map(String::as_str)));
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn the_pack_holds_no_word_that_is_ruled_out() {
    let pack = &KSON_2023;
    let mut wrong = faults("pack", [&*pack.name]);
    for document in pack.documents.iter() {
        let texts = [&*document.id, &document.title, &document.description];
        wrong.extend(faults(&document.id, texts));
    }
    for spec in pack.inputs.iter() {
        let texts = [&*spec.label, &spec.purpose, &spec.source].into_iter();
        let texts = texts.chain(spec.note.as_deref());
        wrong.extend(faults(&spec.id, texts));
    }
    for spec in pack.measures.iter() {
        let texts = [
            &*spec.name,
            &spec.purpose,
            &spec.affects,
            spec.phrase(),
            &spec.consequence,
            &spec.source,
        ];
        let texts = texts.into_iter().chain(spec.note.as_deref());
        wrong.extend(faults(&spec.id, texts));
    }
    for preset in pack.presets.iter() {
        wrong.extend(faults(&preset.id, [&*preset.name, &*preset.explanation]));
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn names_and_warnings_hold_no_word_that_is_ruled_out() {
    let mut wrong = Vec::new();
    for quantity in Quantity::all(&KSON_2023) {
        let name = names::quantity(&KSON_2023, quantity);
        wrong.extend(faults(&quantity.key(), [&*name]));
    }
    let mut warned = 0;
    for end in [0, 1, 2, 3] {
        let value = |id: InputId| {
            let spec = KSON_2023.spec(id);
            [spec.min, spec.max, spec.max + 1.0, f64::NAN][end]
        };
        let outcome = simulate(&KSON_2023, &Inputs::raw(value));
        for warning in &outcome.warnings {
            warned += 1;
            wrong.extend(faults("warning", [&*warning.text(&KSON_2023)]));
        }
    }
    assert!(warned > 20, "{warned} warnings");
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn the_rules_find_what_is_wrong() {
    assert!(rules::RULED_OUT.len() > 40);
    for text in [
        "Det är 72,5\u{a0}mnkr kvar att finna",
        "Källa: EU, avsnittet",
        "Vakansen är lägre",
        "Förvalet är satt",
        "72,5 mnkr återstår",
        "{} mnkr återstår",
        "{} procent",
        "beslut § 175",
        "25 kap. 13\u{a0}§",
        "25\u{a0}kap.\u{a0}13 §",
        "norrtälje kommun äger",
        "tiohundra\u{a0}AB:s resultat",
        "Tiohundra AB förlorar",
        "2023: inget återstår",
        "72,5\u{a0}mnkr återstår att hitta",
        "Budget i balans. 17 tal är antaganden",
        "−1,0\u{a0}procentenheter jämfört med i dag",
        "33\u{a0}procent fler äldre",
    ] {
        assert!(rules::fault(text).is_some(), "{text}");
    }
    for text in [
        "Det återstår att hitta 72,5\u{a0}mnkr",
        "Förvaltningen",
        "i alltför många fall",
        "FINNS",
        "Uppgiften är hämtad från tiohundra.se",
        "Norrtälje kommun äger",
        "72,5\u{a0}mnkr",
        "0,0–5,0\u{a0}procentenheter per år",
        "1\u{a0}500\u{a0}kr/dygn",
        "22\u{a0}november\u{a0}2026 kl.\u{a0}9.05",
        "0 = nej, 1 = ja",
        "2023",
        "År 2023 återstår 72,5\u{a0}mnkr. Budget i balans 2031.",
    ] {
        let found = rules::fault(text);
        assert_eq!(found, None, "{text}");
    }
}
