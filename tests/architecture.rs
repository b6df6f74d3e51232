//! The house's own rules, held as tests: which room may know which.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, missing_docs)]

use std::fs;
use std::path::{Path, PathBuf};

/// A room and the rooms it may name. What is not listed may be named by nobody but itself.
const MAY_KNOW: &[(&str, &[&str])] = &[
    ("format", &[]),
    ("collections", &[]),
    ("erased", &[]),
    ("texts", &["format"]),
    ("figures", &[]),
    ("storage", &["collections"]),
    ("formula", &["texts"]),
    ("table", &["figures", "format", "storage", "texts"]),
    ("state", &["collections", "erased", "storage", "texts"]),
    ("platform", &["figures", "state", "storage"]),
    (
        "ui",
        &[
            "collections",
            "erased",
            "figures",
            "format",
            "formula",
            "platform",
            "state",
            "storage",
            "table",
            "texts",
        ],
    ),
];

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    found
}

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The room a file stands in: its folder under src, or its own name.
fn room(file: &Path) -> String {
    let inside = file.strip_prefix(source()).unwrap();
    let first = inside
        .components()
        .next()
        .unwrap()
        .as_os_str()
        .to_str()
        .unwrap();
    first.trim_end_matches(".rs").to_owned()
}

#[test]
fn dependencies_point_one_way() {
    let mut faults = Vec::new();
    for file in files(&source()) {
        let here = room(&file);
        let Some((_, may)) = MAY_KNOW.iter().find(|(room, _)| *room == here) else {
            assert!(
                ["lib", "main"].contains(&here.as_str()),
                "{here} is a room without a rule"
            );
            continue;
        };
        let text = fs::read_to_string(&file).unwrap();
        for (other, _) in MAY_KNOW
            .iter()
            .filter(|(other, _)| *other != here && !may.contains(other))
        {
            if text.contains(&format!("crate::{other}")) {
                faults.push(format!("{} knows {other}", file.display()));
            }
        }
    }
    assert_eq!(faults, [""; 0]);
}

#[test]
fn signals_live_in_state_and_ui_only() {
    for file in files(&source()) {
        if ["erased", "state", "ui", "platform", "lib"].contains(&room(&file).as_str()) {
            continue;
        }
        assert!(
            !fs::read_to_string(&file).unwrap().contains("leptos"),
            "{}",
            file.display()
        );
    }
}

/// Only storage reaches the browser's storage; clippy.toml forbids the methods, this forbids the name.
#[test]
fn only_the_storage_room_knows_the_browsers_storage() {
    for file in files(&source()) {
        let text = fs::read_to_string(&file).unwrap();
        if room(&file) != "storage" {
            assert!(
                !text.contains("local_storage") && !text.contains("gloo_storage"),
                "{}",
                file.display()
            );
        }
    }
}

/// The lines with a string that has å, ä or ö in it, comments apart.
fn swedish_strings(file: &Path, code: &str) -> Vec<String> {
    let lines = code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    // Every second part between quotation marks is a string.
    let is_swedish = |line: &&str| {
        line.split('"')
            .skip(1)
            .step_by(2)
            .any(|string| string.contains(['å', 'ä', 'ö', 'Å', 'Ä', 'Ö']))
    };
    let found = lines.filter(is_swedish);
    found
        .map(|line| format!("{}: {}", file.display(), line.trim()))
        .collect()
}

/// Text a person reads is in `texts/` and the pack; elsewhere å, ä and ö occur in comments and tests only.
#[test]
fn words_on_screen_live_in_texts() {
    let mut faults = Vec::new();
    for file in files(&source()) {
        if room(&file) == "texts" || file.ends_with("tests.rs") {
            continue;
        }
        let text = fs::read_to_string(&file).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap();
        faults.extend(swedish_strings(&file, code));
    }
    assert_eq!(faults, [""; 0]);
}

/// So in the report crate, whose words are in its texts, and in the scenario crate, which has none.
#[test]
fn words_of_the_crates_live_in_texts() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut faults = Vec::new();
    for folder in ["crates/report/src", "crates/scenario/src"] {
        let folder = root.join(folder);
        for file in files(&folder) {
            if file.starts_with(folder.join("texts")) || file.ends_with("tests.rs") {
                continue;
            }
            let text = fs::read_to_string(&file).unwrap();
            let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
            faults.extend(swedish_strings(&file, code));
        }
    }
    assert_eq!(faults, [""; 0]);
}

/// One system of colour: only tokens.css names one.
#[test]
fn only_the_tokens_name_colours() {
    let style = Path::new(env!("CARGO_MANIFEST_DIR")).join("style");
    for entry in fs::read_dir(style).unwrap() {
        let path = entry.unwrap().path();
        if path.ends_with("tokens.css") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        for line in text.lines() {
            let hex = line.contains('#') && line.trim_end().ends_with(';');
            assert!(!hex && !line.contains("rgb("), "{}: {line}", path.display());
        }
    }
}

/// So in what leaves the page: files take theirs from `Colours`, which a test holds to the tokens.
#[test]
fn files_take_their_colours_from_the_tokens() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut faults = Vec::new();
    for folder in [
        "src",
        "crates/charts/src",
        "crates/report/src",
        "crates/spreadsheet/src",
        "crates/wasm/deferred/src",
        "crates/scenario/src",
    ] {
        for file in files(&root.join(folder)) {
            let has_colours = [
                "crates/charts/src/lib.rs",
                "crates/charts/src/tests.rs",
                "crates/charts/src/pen.rs",
            ];
            if has_colours.iter().any(|known| file.ends_with(known)) {
                continue;
            }
            let text = fs::read_to_string(&file).unwrap();
            for line in text.lines() {
                let is_hex = |text: &str| {
                    let digits = text.trim_start_matches('#');
                    let is_number = digits.len() == text.len() && digits.parse::<u32>().is_ok();
                    digits.len() == 6 && digits.chars().all(|c| c.is_ascii_hexdigit()) && !is_number
                };
                let strings = line.split('"').skip(1).step_by(2);
                // The workbook's yellow, which says so itself.
                let known = line.starts_with("const INPUT: &str");
                if !known && strings.into_iter().any(is_hex) {
                    faults.push(format!("{}: {}", file.display(), line.trim()));
                }
            }
        }
    }
    assert_eq!(faults, [""; 0]);
}
