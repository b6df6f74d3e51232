//! Files of the site: optimised by wasm-opt, put under hashed names, and named in index.html.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::Hasher as _;
use std::path::Path;
use std::process::Command;

use crate::proc::{Outcome, run};

/// The wasm features that wasm-opt may use; Chromium refuses some of the others.
pub(crate) const FEATURES: [&str; 8] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
    "--enable-call-indirect-overlong",
];

/// Message of a file operation that failed while the site's files were made.
pub(crate) fn fail(why: std::io::Error) -> String {
    format!("cannot put what is fetched later into the site: {why}")
}

/// Optimises a module for size with wasm-opt, which is on PATH with trunk's other tools.
pub(crate) fn optimize(built: &Path, made: &Path) -> Outcome {
    let mut opt = Command::new("wasm-opt");
    opt.arg("-Oz").args(FEATURES).arg(built).arg("-o").arg(made);
    run(&mut opt)
}

/// Moves a file into the site under its hashed name and writes the name into the page.
pub(crate) fn put(staging: &Path, made: &Path, name: &str, ending: &str) -> Outcome {
    let hash = hash(&[&fs::read(made).map_err(fail)?]);
    let hashed = format!("{name}-{hash}.{ending}");
    fs::rename(made, staging.join(&hashed)).map_err(fail)?;
    name_in_page(staging, name, ending, &hashed)
}

/// Hash of a file's content, for its name.
pub(crate) fn hash(parts: &[&[u8]]) -> String {
    let mut hash = DefaultHasher::new();
    for part in parts {
        hash.write(part);
    }
    format!("{:016x}", hash.finish())
}

/// Writes a file's address into its place in index.html.
pub(crate) fn name_in_page(staging: &Path, name: &str, ending: &str, hashed: &str) -> Outcome {
    let page = staging.join("index.html");
    let text = fs::read_to_string(&page).map_err(fail)?;
    let plain = format!("content=\"{name}.{ending}\"");
    if !text.contains(&plain) {
        return Err(format!(
            "{} does not ask for {name}.{ending}",
            page.display()
        ));
    }
    let text = text.replace(&plain, &format!("content=\"{hashed}\""));
    fs::write(page, text).map_err(fail)
}
