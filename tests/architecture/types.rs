//! Names of types: one name means one thing in the whole workspace. `crates/model/src/reader.rs`, which the build script reads
//! the pack with and the library has for tests, is apart.

use std::collections::BTreeMap;

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::Visit;

use crate::source::{self, Source, is_test};

/// Collects the types that a file defines, tests apart: in items, and in what is handed to macros.
#[derive(Default)]
struct Definitions {
    found: Vec<(String, usize)>,
}

impl Definitions {
    fn of(source: &Source) -> Vec<(String, usize)> {
        let mut reader = Self::default();
        if !source.for_tests {
            reader.visit_file(&source.syntax);
        }
        reader.found
    }

    fn tokens(&mut self, tokens: TokenStream) {
        let mut after_keyword = false;
        for token in tokens {
            if let TokenTree::Ident(name) = &token {
                if after_keyword {
                    self.name(name);
                }
                after_keyword = ["struct", "enum", "trait"].iter().any(|word| name == word);
                continue;
            }
            after_keyword = false;
            if let TokenTree::Group(group) = token {
                self.tokens(group.stream());
            }
        }
    }

    fn name(&mut self, name: &proc_macro2::Ident) {
        self.found
            .push((name.to_string(), name.span().start().line));
    }
}

impl<'ast> Visit<'ast> for Definitions {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        if !is_test(&item.attrs) {
            syn::visit::visit_item_mod(self, item);
        }
    }

    fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
        self.name(&item.ident);
    }

    fn visit_item_enum(&mut self, item: &'ast syn::ItemEnum) {
        self.name(&item.ident);
    }

    fn visit_item_trait(&mut self, item: &'ast syn::ItemTrait) {
        self.name(&item.ident);
    }

    fn visit_item_type(&mut self, item: &'ast syn::ItemType) {
        self.name(&item.ident);
    }

    fn visit_macro(&mut self, item: &'ast syn::Macro) {
        self.tokens(item.tokens.clone());
    }
}

/// The names that are defined more than once, each with its places.
fn twice(sources: &[Source]) -> BTreeMap<String, Vec<String>> {
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for source in sources {
        for (name, line) in Definitions::of(source) {
            let place = format!("{}:{line}", source.path);
            places.entry(name).or_default().push(place);
        }
    }
    places.retain(|_, places| places.len() > 1);
    places
}

#[test]
fn no_type_name_has_two_meanings() {
    let found = twice(&source::sources());
    assert_eq!(found, BTreeMap::new(), "give each a name of its own");
}

#[test]
fn a_second_type_of_a_name_is_seen() {
    for code in [
        "mod a { struct Part; } enum Part {}",
        "type Part = u8; fn f() { struct Part; }",
        "closed_list! { pub enum Part { A } } pub trait Part {}",
    ] {
        let source = Source::of("balans", "src/a.rs", vec!["a".to_owned()], code);
        assert_eq!(twice(&[source]).len(), 1, "{code}");
    }
    for code in [
        "struct Part; impl Iterator for Part { type Item = Part; }",
        "struct Part; #[cfg(test)] mod tests { struct Part; }",
    ] {
        let source = Source::of("balans", "src/a.rs", vec!["a".to_owned()], code);
        assert_eq!(twice(&[source]), BTreeMap::new(), "{code}");
    }
}
