//! Which modules and crates a source names: in `use` trees, in paths, and in the tokens of macros and attributes.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Spacing, TokenStream, TokenTree};
use syn::visit::Visit;

use crate::source::{PAGE, Source, is_test};

/// A path as it is written, resolved to the root of its crate, or beginning with another crate's name.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Named {
    /// The crate, then modules and item.
    pub(crate) path: Vec<String>,
    pub(crate) line: usize,
    /// Whether only tests name it.
    pub(crate) in_tests: bool,
}

/// A name that a `use` gives to something: the name's own path, and the path that it stands for.
type Alias = (Vec<String>, Vec<String>);

/// What a source names, and the names that it gives.
#[derive(Default)]
pub(crate) struct Paths {
    pub(crate) named: Vec<Named>,
    pub(crate) aliases: Vec<Alias>,
    /// Modules all of whose names a `use` brings along.
    pub(crate) globs: Vec<Named>,
}

impl Paths {
    /// Reads a source; `modules` are all modules of all crates, each from its crate's name.
    pub(crate) fn of(source: &Source, modules: &BTreeSet<Vec<String>>) -> Self {
        let mut reader = Reader {
            modules,
            krate: &source.krate,
            module: source.module.clone(),
            tests: usize::from(source.for_tests),
            found: Self::default(),
        };
        reader.visit_file(&source.syntax);
        reader.found
    }
}

struct Reader<'a> {
    modules: &'a BTreeSet<Vec<String>>,
    krate: &'a str,
    module: Vec<String>,
    /// How many of the items around are for tests only.
    tests: usize,
    found: Paths,
}

impl Reader<'_> {
    /// Resolves a path to one from the root of a crate, or to itself where it begins with a crate or a local name.
    fn resolve(&self, segments: &[String]) -> Option<Vec<String>> {
        let from_crate = |module: &[String], rest: &[String]| {
            let mut path = vec![self.krate.to_owned()];
            path.extend_from_slice(module);
            path.extend_from_slice(rest);
            Some(path)
        };
        let (first, rest) = segments.split_first()?;
        match first.as_str() {
            "crate" => from_crate(&[], rest),
            "self" => from_crate(&self.module, rest),
            "super" => {
                let ups = segments.iter().take_while(|part| *part == "super").count();
                let depth = self.module.len().checked_sub(ups)?;
                from_crate(&self.module[..depth], &segments[ups..])
            }
            child => {
                let mut module = vec![self.krate.to_owned()];
                module.extend_from_slice(&self.module);
                module.push(child.to_owned());
                if self.modules.contains(&module) {
                    from_crate(&self.module, segments)
                } else {
                    Some(segments.to_vec())
                }
            }
        }
    }

    fn name(&mut self, segments: &[String], line: usize) {
        if let Some(path) = self.resolve(segments) {
            self.found.named.push(Named {
                path,
                line,
                in_tests: self.tests > 0,
            });
        }
    }

    fn use_tree(&mut self, tree: &syn::UseTree, before: &[String]) {
        let with = |ident: &syn::Ident| [before, &[ident.to_string()]].concat();
        match tree {
            syn::UseTree::Path(path) => self.use_tree(&path.tree, &with(&path.ident)),
            syn::UseTree::Group(group) => {
                for tree in &group.items {
                    self.use_tree(tree, before);
                }
            }
            syn::UseTree::Name(name) if name.ident == "self" => {
                let known = before.last().cloned().unwrap_or_default();
                self.brings(before, &known, name.ident.span().start().line);
            }
            syn::UseTree::Name(name) => {
                let known = name.ident.to_string();
                self.brings(&with(&name.ident), &known, name.ident.span().start().line);
            }
            syn::UseTree::Rename(rename) => {
                let path = if rename.ident == "self" {
                    before.to_vec()
                } else {
                    with(&rename.ident)
                };
                let known = rename.rename.to_string();
                self.brings(&path, &known, rename.ident.span().start().line);
            }
            syn::UseTree::Glob(glob) => {
                let line = glob.star_token.spans[0].start().line;
                self.name(before, line);
                if let Some(path) = self.resolve(before) {
                    let in_tests = self.tests > 0;
                    self.found.globs.push(Named {
                        path,
                        line,
                        in_tests,
                    });
                }
            }
        }
    }

    /// A `use` that gives the path `segments` the name `known`.
    fn brings(&mut self, segments: &[String], known: &str, line: usize) {
        self.name(segments, line);
        if let Some(path) = self.resolve(segments) {
            let mut alias = vec![self.krate.to_owned()];
            alias.extend_from_slice(&self.module);
            alias.push(known.to_owned());
            if alias != path {
                self.found.aliases.push((alias, path));
            }
        }
    }

    /// The paths in tokens that are not parsed: names with `::` between them.
    fn tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let mut line = 0;
        let mut joined = false;
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Ident(ident) => {
                    if !joined {
                        self.end(&mut path, line);
                    }
                    line = ident.span().start().line;
                    path.push(ident.to_string());
                    joined = false;
                }
                TokenTree::Punct(punct) if punct.as_char() == ':' => {
                    colons = if colons == 1 { 0 } else { 1 };
                    joined = colons == 0 && !path.is_empty();
                    if punct.spacing() == Spacing::Alone && colons == 1 {
                        colons = 0;
                        self.end(&mut path, line);
                    }
                }
                TokenTree::Group(group) => {
                    self.end(&mut path, line);
                    joined = false;
                    self.tokens(group.stream());
                }
                TokenTree::Punct(_) | TokenTree::Literal(_) => {
                    self.end(&mut path, line);
                    joined = false;
                }
            }
        }
        self.end(&mut path, line);
    }

    fn end(&mut self, path: &mut Vec<String>, line: usize) {
        let path = std::mem::take(path);
        if path.len() > 1 {
            self.name(&path, line);
        }
    }

    fn inside(&mut self, attributes: &[syn::Attribute], visit: impl FnOnce(&mut Self)) {
        let test = usize::from(is_test(attributes));
        self.tests += test;
        visit(self);
        self.tests -= test;
    }
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.inside(&item.attrs, |reader| reader.use_tree(&item.tree, &[]));
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        self.inside(&item.attrs, |reader| {
            reader.module.push(item.ident.to_string());
            syn::visit::visit_item_mod(reader, item);
            reader.module.pop();
        });
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.inside(&item.attrs, |reader| {
            syn::visit::visit_item_fn(reader, item);
        });
    }

    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        self.inside(&item.attrs, |reader| {
            syn::visit::visit_item_impl(reader, item);
        });
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let segments: Vec<String> = path
            .segments
            .iter()
            .map(|segment| segment.ident.to_string())
            .collect();
        if segments.len() > 1
            && let Some(first) = path.segments.first()
        {
            self.name(&segments, first.ident.span().start().line);
        }
        syn::visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, item: &'ast syn::Macro) {
        self.tokens(item.tokens.clone());
        syn::visit::visit_macro(self, item);
    }

    fn visit_attribute(&mut self, attribute: &'ast syn::Attribute) {
        if let syn::Meta::List(list) = &attribute.meta {
            self.tokens(list.tokens.clone());
        }
        syn::visit::visit_attribute(self, attribute);
    }
}

/// What all sources name, with re-exports followed.
pub(crate) struct Graph {
    aliases: BTreeMap<Vec<String>, Vec<String>>,
}

impl Graph {
    pub(crate) fn of(paths: &[Paths]) -> Self {
        let aliases = paths.iter().flat_map(|paths| paths.aliases.iter().cloned());
        Self {
            aliases: aliases.collect(),
        }
    }

    /// What a path leads to: itself, and what each name in it stands for.
    pub(crate) fn leads_to(&self, path: &[String]) -> Vec<Vec<String>> {
        let mut found = vec![path.to_vec()];
        let mut at = path.to_vec();
        // A circle of re-exports does not compile; the bound is for the tests of this test.
        for _ in 0..16 {
            let alias = (1..=at.len()).find_map(|length| {
                let stands_for = self.aliases.get(&at[..length])?;
                Some([stands_for.as_slice(), &at[length..]].concat())
            });
            let Some(next) = alias else { break };
            found.push(next.clone());
            at = next;
        }
        found
    }

    /// What a path may lead to: as [`Self::leads_to`], where a module and an item of one name are told apart by neither.
    pub(crate) fn may_lead_to(&self, path: &[String]) -> BTreeSet<Vec<String>> {
        let mut found = BTreeSet::from([path.to_vec()]);
        let mut left = vec![path.to_vec()];
        while let Some(at) = left.pop() {
            for length in 1..=at.len() {
                let Some(stands_for) = self.aliases.get(&at[..length]) else {
                    continue;
                };
                let next = [stands_for.as_slice(), &at[length..]].concat();
                // An item that has its module's name leads to ever longer paths.
                if next.len() <= path.len() + 4 && found.insert(next.clone()) {
                    left.push(next);
                }
            }
        }
        found
    }
}

/// What a path leads to that a rule is about: `crate::name` for a module at the root of the page, and crates by name.
pub(crate) fn known_by(graph: &Graph, path: &[String]) -> BTreeSet<String> {
    let known = |path: Vec<String>| match path.as_slice() {
        // A name at the root of the page that stands for something else is no module.
        [krate, name, ..] if krate == PAGE => {
            let is_alias = graph.aliases.contains_key(&path[..2]);
            (!is_alias).then(|| format!("crate::{name}"))
        }
        [krate, ..] => Some(krate.clone()),
        [] => None,
    };
    graph.leads_to(path).into_iter().filter_map(known).collect()
}
