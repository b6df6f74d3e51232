//! Checks the documents against the code: every path and every test that they name exists.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::workspace::root;

const DOCUMENTS: &[&str] = &[
    "ARCHITECTURE.md",
    "README.md",
    "crates/model/README.md",
    "crates/scenario/tests/links/README.md",
    "docs/benchmarks.md",
    "docs/browsers.md",
    "docs/egna-tal.md",
    "docs/file-format.md",
    "docs/hosting.md",
    "docs/publicera.md",
    "docs/sakerhet.md",
    "docs/walkthrough.md",
];
/// The folders that a path in a document starts with.
const FOLDERS: &[&str] = &[
    "crates/", "docs/", "fuzz/", "public/", "src/", "style/", "tests/", "xtask/",
];
/// The number of invariants in ARCHITECTURE.md.
const INVARIANTS: usize = 77;

fn read(document: &str) -> String {
    fs::read_to_string(root().join(document)).unwrap()
}

/// Lists the text between single backticks; code blocks are left out.
fn quoted(text: &str) -> Vec<String> {
    let prose = text.split("```").step_by(2).collect::<String>();
    prose
        .split('`')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

/// Lists the targets of a text's links to files, without what follows `#`.
fn links(text: &str) -> Vec<&str> {
    text.split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next())
        .filter(|target| !target.starts_with("http"))
        .filter_map(|target| target.split('#').next())
        .filter(|target| !target.is_empty())
        .collect()
}

#[test]
fn every_path_in_a_document_exists() {
    let mut missing = Vec::new();
    for document in DOCUMENTS {
        let text = read(document);
        let folder = root().join(document);
        let folder = folder.parent().unwrap();
        for path in quoted(&text) {
            let is_path = FOLDERS.iter().any(|start| path.starts_with(start))
                && !path.contains(['<', '…', '*', '{', ' ']);
            if is_path && !root().join(&path).exists() && !folder.join(&path).exists() {
                missing.push(format!("{document}: `{path}`"));
            }
        }
        for target in links(&text) {
            if !folder.join(target).exists() {
                missing.push(format!("{document}: ({target})"));
            }
        }
    }
    assert_eq!(missing, [""; 0]);
}

#[test]
fn every_link_within_a_document_has_its_heading() {
    let mut missing = Vec::new();
    for document in DOCUMENTS {
        let text = read(document);
        let headings: BTreeSet<String> = text
            .lines()
            .filter(|line| line.starts_with('#'))
            .map(|line| anchor(line.trim_start_matches('#').trim()))
            .collect();
        let wanted = text.split("](#").skip(1);
        for target in wanted.filter_map(|rest| rest.split(')').next()) {
            if !headings.contains(target) {
                missing.push(format!("{document}: #{target}"));
            }
        }
    }
    assert_eq!(missing, [""; 0]);
}

/// Makes the anchor that GitHub gives a heading.
fn anchor(heading: &str) -> String {
    let kept = heading
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.collect::<String>().to_lowercase().replace(' ', "-")
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let ending = path.extension().and_then(|ending| ending.to_str());
        if path.is_dir() {
            sources(&path, found);
        } else if matches!(ending, Some("rs" | "toml")) {
            found.push(path);
        }
    }
}

/// Checks that a name of four words or more, such as a test's, occurs in the sources; `…` stands
/// for the rest of a name.
#[test]
fn every_test_that_architecture_names_is_there() {
    let mut files = Vec::new();
    for folder in ["crates", "src", "tests", "xtask"] {
        sources(&root().join(folder), &mut files);
    }
    let here = Path::new(file!()).file_name();
    let code: Vec<String> = files
        .iter()
        .filter(|file| file.file_name() != here)
        .map(|file| fs::read_to_string(file).unwrap())
        .collect();
    let names = quoted(&read("ARCHITECTURE.md"));
    let names = names.iter().map(|name| name.trim_end_matches('…'));
    let is_name = |name: &&str| {
        name.matches('_').count() >= 3 && name.chars().all(|c| c.is_ascii_lowercase() || c == '_')
    };
    let missing: Vec<&str> = names
        .filter(is_name)
        .filter(|name| !code.iter().any(|text| text.contains(*name)))
        .collect();
    assert_eq!(missing, [""; 0]);
}

#[test]
fn every_invariant_stands_once_and_names_its_guard() {
    let text = read("ARCHITECTURE.md");
    let lines = text.lines().filter_map(|line| line.strip_prefix("- **"));
    let mut found = Vec::new();
    for (number, rest) in lines.filter_map(|line| line.split_once("** ")) {
        let Ok(number) = number.parse::<usize>() else {
            continue;
        };
        assert!(rest.contains(" → "), "invariant {number} names no guard");
        found.push(number);
    }
    found.sort_unstable();
    assert_eq!(found, (1..=INVARIANTS).collect::<Vec<_>>());
}
