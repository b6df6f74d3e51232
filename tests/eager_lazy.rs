//! The line between the page's two wasm files: no eager file of `src/ui` names a lazy one. What an eager file names
//! directly is compiled into the first file, whose size is budgeted.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, missing_docs)]

use std::fs;
use std::path::{Path, PathBuf};

/// Eager files that may name the folder `lazy`, `ui/mod.rs` declares it and exports its dispatcher.
const MAY_NAME: (&str, &[&str]) = ("src/ui/mod.rs", &["mod lazy;", "pub use lazy::PANELS;"]);

/// The paths by which a file can reach a lazy one.
const PATHS: [&str; 7] = [
    "lazy::", "mod lazy", "::lazy;", "{lazy,", "{lazy}", " lazy,", " lazy}",
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

/// The lines of code of a file that name the folder `lazy`.
fn lines_that_name_lazy(text: &str) -> Vec<&str> {
    let lines = text.lines().map(str::trim);
    let code = lines.filter(|line| !line.starts_with("//"));
    code.filter(|line| PATHS.iter().any(|path| line.contains(path)))
        .collect()
}

#[test]
fn no_eager_file_names_a_lazy_one() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let lazy = root.join("src/ui/lazy");
    assert!(lazy.join("mod.rs").is_file());
    let mut faults = Vec::new();
    for file in files(&root.join("src")) {
        if file.starts_with(&lazy) {
            continue;
        }
        let text = fs::read_to_string(&file).unwrap();
        let named = lines_that_name_lazy(&text);
        let (place, may) = MAY_NAME;
        if file == root.join(place) {
            assert_eq!(named, may, "{place}");
        } else if !named.is_empty() {
            faults.push(format!("{}: {named:?}", file.display()));
        }
    }
    assert_eq!(faults, [""; 0], "name the panel in `ui/loading.rs` instead");
}

#[test]
fn every_way_to_name_a_lazy_file_is_seen() {
    for line in [
        "use crate::ui::lazy::components::table;",
        "use super::lazy;",
        "use crate::ui::{lazy, naming};",
        "use crate::ui::{naming, lazy, view};",
        "use super::{lazy::views, naming};",
        "    crate::ui::lazy::case::case(store)",
    ] {
        assert_eq!(lines_that_name_lazy(line).len(), 1, "{line}");
    }
    for line in [
        "use crate::ui::loading::lazy_slot;",
        "// see lazy::views",
        "let lazy = 1;",
    ] {
        assert_eq!(lines_that_name_lazy(line), [""; 0], "{line}");
    }
}

/// `components` are leaves: they import the loader and the words of the state, and no other folder of `ui`.
#[test]
fn components_import_no_other_folder_of_ui() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for file in files(&root.join("src/ui/components")) {
        let text = fs::read_to_string(&file).unwrap();
        for line in text.lines().filter(|line| line.contains("crate::ui::")) {
            let may = ["crate::ui::loading::", "crate::ui::naming"];
            assert!(
                may.iter().any(|path| line.contains(path)),
                "{}: {line}",
                file.display()
            );
        }
    }
}
