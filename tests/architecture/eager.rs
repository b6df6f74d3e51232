//! The line between the page's two wasm files: what an eager file of `src` names directly is compiled into the first,
//! whose size is budgeted.

use crate::source::{PAGE, Source};
use crate::{Workspace, source};

/// The folder of the lazy files, as a module.
const LAZY: [&str; 3] = [PAGE, "ui", "lazy"];
/// The one thing in it that an eager file may name: the functions that fetch and render its panels.
const PANELS: [&str; 4] = [PAGE, "ui", "lazy", "PANELS"];
/// The folder of the eager leaf widgets, and what they may name of `ui`.
const COMPONENTS: [&str; 3] = [PAGE, "ui", "components"];
const COMPONENTS_MAY_NAME: [[&str; 3]; 2] = [[PAGE, "ui", "loading"], [PAGE, "ui", "naming"]];

fn begins(path: &[String], with: &[&str]) -> bool {
    path.len() >= with.len() && path.iter().zip(with).all(|(part, other)| part == other)
}

/// The paths that sources outside a module, or inside it, name: each with its source and line, re-exports followed.
fn named<'a>(
    workspace: &'a Workspace,
    module: &'a [&str],
    is_inside: bool,
) -> impl Iterator<Item = (&'a Source, usize, Vec<String>)> {
    let pairs = workspace.sources.iter().zip(&workspace.paths);
    let pairs = pairs
        .filter(move |(source, _)| begins(&source.full_path(), module) == is_inside)
        .filter(|(source, _)| source.krate == PAGE);
    pairs.flat_map(move |(source, paths)| {
        paths.named.iter().flat_map(move |named| {
            let all = workspace.graph.leads_to(&named.path);
            all.into_iter().map(move |path| (source, named.line, path))
        })
    })
}

/// What eager sources name of the lazy ones.
fn lazy_named(workspace: &Workspace) -> Vec<String> {
    named(workspace, &LAZY, false)
        .filter(|(_, _, path)| begins(path, &LAZY) && !begins(path, &PANELS))
        .map(|(source, line, path)| format!("{}:{line} names {}", source.path, path.join("::")))
        .collect()
}

#[test]
fn no_eager_file_names_a_lazy_one() {
    assert!(source::root().join("src/ui/lazy/mod.rs").is_file());
    let faults = lazy_named(&Workspace::read());
    assert_eq!(faults, [""; 0], "name the panel in `ui/loading.rs` instead");
}

#[test]
fn every_way_to_name_a_lazy_file_is_seen() {
    let found = |code: &str| {
        let at = |path: &str, module: &[&str], code: &str| {
            let module = module.iter().map(|part| (*part).to_owned()).collect();
            Source::of(PAGE, path, module, code)
        };
        lazy_named(&Workspace::of(vec![
            at("src/ui/mod.rs", &["ui"], "mod lazy; pub use lazy::PANELS;"),
            at("src/ui/lazy/mod.rs", &["ui", "lazy"], "pub mod views;"),
            at("src/ui/overview.rs", &["ui", "overview"], code),
        ]))
        .len()
    };
    for code in [
        "use crate::ui::lazy::components::table;",
        "use super::lazy;",
        "use crate::ui::{lazy, naming};",
        "use crate::ui::{naming, lazy, view};",
        "use super::{lazy::views, naming};",
        "use crate::ui::lazy as slow;",
        "fn f() { crate::ui::lazy::case::case(store) }",
        "fn f() { view! { <p>{super::lazy::case::case(store)}</p> } }",
    ] {
        assert!(found(code) > 0, "{code}");
    }
    for code in [
        "use crate::ui::loading::lazy_slot;",
        "use crate::ui::PANELS;",
        "// see lazy::views",
        "fn f() { let lazy = 1; }",
    ] {
        assert_eq!(found(code), 0, "{code}");
    }
}

/// `components` are leaves: they import the loader and the names of the state, and no other folder of `ui`.
#[test]
fn components_import_no_other_folder_of_ui() {
    let workspace = Workspace::read();
    let faults: Vec<String> = named(&workspace, &COMPONENTS, true)
        .filter(|(_, _, path)| begins(path, &[PAGE, "ui"]) && !begins(path, &COMPONENTS))
        .filter(|(_, _, path)| {
            let mut may = COMPONENTS_MAY_NAME.iter();
            !may.any(|allowed| begins(path, allowed))
        })
        .map(|(source, line, path)| format!("{}:{line} names {}", source.path, path.join("::")))
        .collect();
    assert_eq!(faults, [""; 0]);
}
