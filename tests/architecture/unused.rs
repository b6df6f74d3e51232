//! Words that nothing says: constants and functions of the places of words that no code names, tests apart.

use std::collections::BTreeSet;

use crate::SPEAK;
use crate::paths::{Graph, Paths};
use crate::source::{self, Source, is_test};

/// The constants and functions of a file, at its top level and in modules written in it, tests apart.
fn defined(items: &[syn::Item], found: &mut Vec<syn::Ident>) {
    for item in items {
        match item {
            syn::Item::Const(item) => found.push(item.ident.clone()),
            syn::Item::Static(item) => found.push(item.ident.clone()),
            syn::Item::Fn(item) if !is_test(&item.attrs) => found.push(item.sig.ident.clone()),
            syn::Item::Mod(module) if !is_test(&module.attrs) => {
                if let Some((_, items)) = &module.content {
                    defined(items, found);
                }
            }
            _ => {}
        }
    }
}

/// The number of times that a name stands in a code's lines, comments apart. A name in a format string counts.
fn mentions(code: &str, name: &str) -> usize {
    let lines = code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
    let names = lines.flat_map(|line| line.split(move |letter| !is_part(letter)));
    names.filter(|word| *word == name).count()
}

/// The words of `places` that no code names: file, line and name.
fn unused(sources: &[Source], places: &[&str]) -> Vec<String> {
    let modules = source::modules(sources);
    let paths: Vec<Paths> = sources
        .iter()
        .map(|source| Paths::of(source, &modules))
        .collect();
    let graph = Graph::of(&paths);
    let mut named = BTreeSet::new();
    for (source, paths) in sources.iter().zip(&paths) {
        for path in paths.named.iter().filter(|path| !path.in_tests) {
            // The first name may be one that a `use` gives in this module.
            let local = [source.full_path(), path.path.clone()].concat();
            named.extend(graph.may_lead_to(&path.path));
            named.extend(graph.may_lead_to(&local));
        }
    }
    let mut found = Vec::new();
    for source in sources.iter().filter(|source| !source.for_tests) {
        if !places.iter().any(|place| source.path.starts_with(place)) {
            continue;
        }
        let mut words = Vec::new();
        defined(&source.syntax.items, &mut words);
        for word in words {
            let name = word.to_string();
            let is_used =
                named.contains(&source.path_of(&name)) || mentions(&source.text, &name) > 1;
            if !is_used {
                found.push(format!(
                    "{}:{}: {name}",
                    source.path,
                    word.span().start().line
                ));
            }
        }
    }
    found
}

#[test]
fn every_word_is_said() {
    assert_eq!(unused(&source::sources(), SPEAK), [""; 0]);
}

#[test]
fn a_word_that_nothing_says_is_seen() {
    let words = |code: &str| {
        let module = ["texts", "share"].map(str::to_owned).to_vec();
        Source::of("balans", "src/texts/share.rs", module, code)
    };
    let view = |code: &str| {
        let module = ["ui", "view"].map(str::to_owned).to_vec();
        Source::of("balans", "src/ui/view.rs", module, code)
    };
    let all = |code: &str| {
        let texts = Source::of(
            "balans",
            "src/texts/mod.rs",
            vec!["texts".to_owned()],
            "pub mod share;",
        );
        vec![
            texts,
            words("pub const SAVE: &str = \"Spara\";"),
            view(code),
        ]
    };
    for code in [
        "",
        "// crate::texts::share::SAVE\nfn f() {}",
        "use crate::texts::share as words; fn f() { other::SAVE }",
        "#[cfg(test)] mod tests { fn f() { crate::texts::share::SAVE } }",
        "fn f() { crate::texts::other::SAVE }",
    ] {
        assert_eq!(unused(&all(code), &["src/texts/"]).len(), 1, "{code}");
    }
    for code in [
        "fn f() { crate::texts::share::SAVE }",
        "use crate::texts::share as words; fn f() { words::SAVE }",
        "use crate::texts::{self, other}; fn f() { view! { <p>{texts::share::SAVE}</p> } }",
        "use crate::texts::share::SAVE;",
    ] {
        assert_eq!(unused(&all(code), &["src/texts/"]), [""; 0], "{code}");
    }
    let said = words("const UNIT: &str = \"mnkr\"; fn f() { format!(\"{UNIT}\") }");
    let found = unused(&[said], &["src/texts/"]);
    assert_eq!(found, ["src/texts/share.rs:1: f"]);
}
