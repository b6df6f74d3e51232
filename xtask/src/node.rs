//! Packages from npm (wasm-opt, Playwright, axe), at the versions of package-lock.json.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::proc::{Outcome, run};
use crate::workspace::root;

/// Installs the packages of package-lock.json, unless they are installed.
pub(crate) fn packages() -> Outcome {
    packages_of(&root())
}

/// Installs the packages of the package-lock.json in a folder, unless they are installed.
pub(crate) fn packages_of(folder: &Path) -> Outcome {
    let lock = folder.join("package-lock.json");
    let wanted = fs::read(&lock).map_err(|why| format!("cannot read {}: {why}", lock.display()))?;
    let stamp = folder.join("node_modules").join(".installed-lock");
    if fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    run(Command::new(npm)
        .args([
            "ci",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--loglevel=error",
        ])
        // The browser is the machine's own (browser.rs).
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
        .current_dir(folder))?;
    fs::write(&stamp, wanted).map_err(|why| format!("cannot write {}: {why}", stamp.display()))
}

/// Makes a command that runs `node` in the root.
pub(crate) fn node() -> Command {
    let mut command = Command::new("node");
    command.current_dir(root());
    command
}

/// Makes a command that runs Playwright's command line.
pub(crate) fn playwright() -> Command {
    let mut command = node();
    command.arg(root().join("node_modules/@playwright/test/cli.js"));
    command
}

/// Returns the path of one of xtask's scripts.
pub(crate) fn script(name: &str) -> PathBuf {
    root().join("xtask").join("node").join(name)
}
