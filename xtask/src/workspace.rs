//! Paths of the repository, and versions of Cargo.lock.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Returns the folder with the workspace's Cargo.toml.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// Returns cargo's target folder, which the environment may have moved.
pub(crate) fn target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root().join(folder),
        None => root().join("target"),
    }
}

/// Makes a command that runs `cargo` in the root: the cargo that started xtask, and so the same
/// toolchain.
pub(crate) fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    command
}

/// Returns the commit and its date, shown on the page: `1a2b3c4 (2023-05-08)`. `None` without git.
pub(crate) fn state() -> Option<String> {
    let git = |args: &[&str]| {
        let output = Command::new("git")
            .args(args)
            .current_dir(root())
            .output()
            .ok()?;
        output
            .status
            .success()
            .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    };
    let commit = git(&["show", "--no-patch", "--format=%h (%cs)"])?;
    let untouched = git(&["status", "--porcelain", "--untracked-files=no"])?.is_empty();
    Some(if untouched {
        commit
    } else {
        format!("{commit} med ändringar")
    })
}

/// Returns the version of `package` in Cargo.lock.
pub(crate) fn locked_version(package: &str) -> Result<String, String> {
    let file = root().join("Cargo.lock");
    let text = std::fs::read_to_string(&file)
        .map_err(|why| format!("cannot read {}: {why}", file.display()))?;
    find_version(&text, package).ok_or_else(|| format!("Cargo.lock has no package `{package}`"))
}

fn find_version(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines.next()?;
    lines
        .next()?
        .strip_prefix("version = \"")?
        .strip_suffix('"')
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::find_version;

    #[test]
    fn the_version_follows_the_name() {
        let lock = "[[package]]\nname = \"a-b\"\nversion = \"9.0.0\"\n\n[[package]]\nname = \"a\"\nversion = \"1.2.3\"\n";
        assert_eq!(find_version(lock, "a").as_deref(), Some("1.2.3"));
        assert_eq!(find_version(lock, "b"), None);
    }

    #[test]
    fn the_lock_of_this_house_is_read() {
        assert!(super::locked_version("wasm-bindgen").is_ok());
    }
}
