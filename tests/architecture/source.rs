//! The Rust sources of the page and of the workspace's crates, parsed.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The crate of the page, as code names it.
pub(crate) const PAGE: &str = "balans";

/// A parsed source file.
pub(crate) struct Source {
    /// Its path from the root of the repository.
    pub(crate) path: String,
    /// The crate that it belongs to, as code names it.
    pub(crate) krate: String,
    /// Its module, from the root of the crate.
    pub(crate) module: Vec<String>,
    /// Whether it is compiled for tests only.
    pub(crate) for_tests: bool,
    pub(crate) text: String,
    pub(crate) syntax: syn::File,
}

impl Source {
    /// Parses a text as a file of a crate.
    pub(crate) fn of(krate: &str, path: &str, module: Vec<String>, text: &str) -> Self {
        Self {
            path: path.to_owned(),
            krate: krate.to_owned(),
            module,
            for_tests: false,
            text: text.to_owned(),
            syntax: syn::parse_file(text).unwrap_or_else(|why| panic!("{path}: {why}")),
        }
    }

    /// The path of its module, from the crate's name.
    pub(crate) fn full_path(&self) -> Vec<String> {
        [std::slice::from_ref(&self.krate), &self.module].concat()
    }

    /// The path of an item in its module, from the crate's name.
    pub(crate) fn path_of(&self, item: &str) -> Vec<String> {
        [self.full_path(), vec![item.to_owned()]].concat()
    }
}

pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files of a folder and of the folders in it, in order.
pub(crate) fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|ending| ending == extension) {
            found.push(path);
        }
    }
    found
}

/// The folders under `crates/` that hold a package, with the name that code calls the package by.
pub(crate) fn crates() -> Vec<(String, PathBuf)> {
    let manifests = files(&root().join("crates"), "toml").into_iter();
    let manifests = manifests.filter(|path| path.ends_with("Cargo.toml"));
    let named = manifests.map(|manifest| {
        let text = fs::read_to_string(&manifest).unwrap();
        let name = text.lines().find_map(|line| line.strip_prefix("name = "));
        let name = name.unwrap().trim_matches('"').replace('-', "_");
        (name, manifest.parent().unwrap().to_owned())
    });
    named.collect()
}

/// The module that a file of a `src` folder holds: its folders and its name, `mod`, `lib` and `main` apart.
fn module_of(inside: &Path) -> Vec<String> {
    let mut module: Vec<String> = inside
        .with_extension("")
        .components()
        .map(|part| part.as_os_str().to_str().unwrap().to_owned())
        .collect();
    let last = module.last().map(String::as_str);
    if last == Some("mod") || (module.len() == 1 && matches!(last, Some("lib" | "main"))) {
        module.pop();
    }
    module
}

/// Parses every file in `src` of the page and of each crate.
pub(crate) fn sources() -> Vec<Source> {
    let page = (PAGE.to_owned(), root().to_owned());
    let mut found = Vec::new();
    for (krate, folder) in [page].into_iter().chain(crates()) {
        let folder = folder.join("src");
        for file in files(&folder, "rs") {
            let path = file.strip_prefix(root()).unwrap().to_str().unwrap();
            let module = module_of(file.strip_prefix(&folder).unwrap());
            let text = fs::read_to_string(&file).unwrap();
            found.push(Source::of(&krate, path, module, &text));
        }
    }
    mark_tests(&mut found);
    found
}

/// Marks the files of modules that are declared for tests only.
pub(crate) fn mark_tests(sources: &mut [Source]) {
    let declared = sources.iter().flat_map(|source| {
        let modules = source.syntax.items.iter().filter_map(|item| match item {
            syn::Item::Mod(module) if is_test(&module.attrs) => Some(module.ident.to_string()),
            _ => None,
        });
        modules.map(|name| source.path_of(&name))
    });
    let declared: BTreeSet<Vec<String>> = declared.collect();
    for source in sources {
        let path = source.full_path();
        source.for_tests = (1..=path.len()).any(|length| declared.contains(&path[..length]));
    }
}

/// The modules that sources hold, each from its crate's name: of files, and those written inside them.
pub(crate) fn modules(sources: &[Source]) -> BTreeSet<Vec<String>> {
    fn inner(items: &[syn::Item], at: &[String], found: &mut BTreeSet<Vec<String>>) {
        for item in items {
            if let syn::Item::Mod(module) = item {
                let path = [at, &[module.ident.to_string()]].concat();
                if let Some((_, items)) = &module.content {
                    inner(items, &path, found);
                }
                found.insert(path);
            }
        }
    }
    let mut found = BTreeSet::new();
    for source in sources {
        let path = source.full_path();
        inner(&source.syntax.items, &path, &mut found);
        found.insert(path);
    }
    found
}

/// The crates that a manifest lists under a heading, as code names them.
pub(crate) fn dependencies(folder: &Path, heading: &str) -> BTreeSet<String> {
    let text = fs::read_to_string(folder.join("Cargo.toml")).unwrap();
    let table = text.split_once(&format!("\n[{heading}]\n"));
    let lines = table.map_or("", |(_, after)| after.split("\n[").next().unwrap());
    let mut found: BTreeSet<String> = lines
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .filter_map(|line| line.split(['.', ' ', '=']).next())
        .map(|name| name.replace('-', "_"))
        .collect();
    // A dependency with a heading of its own.
    let own = text.lines().filter_map(|line| {
        let name = line.strip_prefix(&format!("[{heading}."))?;
        Some(name.trim_end_matches(']').replace('-', "_"))
    });
    found.extend(own);
    found
}

/// Whether code is compiled for tests only.
pub(crate) fn is_test(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let syn::Meta::List(list) = &attribute.meta else {
            return false;
        };
        let condition = list.tokens.to_string();
        list.path.is_ident("cfg") && (condition == "test" || condition.starts_with("all (test ,"))
    })
}
