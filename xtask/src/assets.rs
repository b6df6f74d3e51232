//! Files of the site: optimised by wasm-opt, put under hashed names, and named in index.html.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::node;
use crate::proc::{Outcome, capture, path_with, run};
use crate::workspace::root;

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

/// Optimises a module with npm's wasm-opt; `options` are `-Oz` for size or `-O3` for speed,
/// and features that the module has besides [`FEATURES`].
pub(crate) fn optimize(built: &Path, made: &Path, options: &[&str]) -> Outcome {
    let npm = root().join("node_modules").join(".bin");
    let mut opt = Command::new("wasm-opt");
    opt.env("PATH", path_with(&[&npm])?)
        .args(options)
        .args(FEATURES)
        .arg(built)
        .arg("-o")
        .arg(made);
    run(&mut opt)
}

/// Moves a file into the site under its hashed name and writes the name into the page.
pub(crate) fn put(staging: &Path, made: &Path, name: &str, ending: &str) -> Outcome {
    let hashed = put_hashed(staging, made, name, ending)?;
    name_in_page(staging, name, ending, &hashed)
}

/// Moves a file into the site under its hashed name, and returns that.
pub(crate) fn put_hashed(
    staging: &Path,
    made: &Path,
    name: &str,
    ending: &str,
) -> Result<String, String> {
    let hash = hash(&[made])?;
    let hashed = format!("{name}-{hash}.{ending}");
    fs::rename(made, staging.join(&hashed)).map_err(fail)?;
    Ok(hashed)
}

/// Hash of the content of some files, for a name: sixteen digits of SHA-256, as in all names of the site.
pub(crate) fn hash(files: &[&Path]) -> Result<String, String> {
    let mut command = node::node();
    command.arg(node::script("hash.mjs")).args(files);
    Ok(capture(&mut command)?.trim().to_owned())
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
