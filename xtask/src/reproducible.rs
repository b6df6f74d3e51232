//! `cargo xtask test reproducible`: builds the site a second time, from a copy of the sources in another folder and with
//! nothing compiled before, and compares it byte by byte with the first.
//!
//! What keeps them the same: no folder of the machine is in the wasm ([`flags`]), files are listed in order, and nothing
//! holds a time but the commit's.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use crate::proc::{Outcome, capture, run};
use crate::workspace::{cargo, root, state};

/// The environment variable with compiler flags that cargo adds to those of `.cargo/config.toml` for wasm.
pub(crate) const FLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// The environment variable with the build's name, for a build where git does not know the commit.
pub(crate) const BUILD: &str = "BALANS_BUILD";

/// Returns [`FLAGS`] with flags that replace this machine's folders in what is compiled: a panic's place
/// names its source file by its path.
pub(crate) fn flags() -> String {
    let given = flags_given();
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(std::env::home_dir()?.join(".cargo")));
    flags_for(&given, &root(), home.as_deref())
}

/// Returns [`FLAGS`] as they are.
pub(crate) fn flags_given() -> String {
    std::env::var(FLAGS).unwrap_or_default()
}

fn flags_for(given: &str, root: &Path, cargo_home: Option<&Path>) -> String {
    let mut flags: Vec<String> = given.split_whitespace().map(str::to_owned).collect();
    let folders = [(cargo_home, "/cargo"), (Some(root), "/balans")];
    for (from, to) in folders {
        let from = from.map(|from| from.display().to_string());
        // Cargo parts the flags at spaces. Such a folder stays in the wasm.
        if let Some(from) = from.filter(|from| !from.contains(char::is_whitespace)) {
            let flag = format!("--remap-path-prefix={from}={to}");
            if !flags.contains(&flag) {
                flags.push(flag);
            }
        }
    }
    flags.join(" ")
}

/// Builds the site again in another folder and compares it with `first`.
pub(crate) fn test(first: &Path) -> Outcome {
    let name = format!("balans-built-again-{}", std::process::id());
    let folder = std::env::temp_dir().join(name);
    copy_sources(&folder)?;
    let mut command = cargo();
    command
        .args(["xtask", "build"])
        .current_dir(&folder)
        .env_remove("CARGO_TARGET_DIR");
    if let Some(state) = state() {
        command.env(BUILD, state);
    }
    run(&mut command)?;
    let found = differences(&files(first)?, &files(&folder.join("dist"))?);
    if !found.is_empty() {
        return Err(format!(
            "the site built in {} is another:\n  {}",
            folder.display(),
            found.join("\n  ")
        ));
    }
    println!("Two builds in two folders have the same bytes.");
    fs::remove_dir_all(&folder).map_err(|why| format!("cannot remove {}: {why}", folder.display()))
}

/// Copies the sources that git knows, and new ones that it does not ignore.
fn copy_sources(folder: &Path) -> Outcome {
    let mut git = std::process::Command::new("git");
    git.args([
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ]);
    let listed = capture(git.current_dir(root()))?;
    let fail = |why: std::io::Error| format!("cannot copy into {}: {why}", folder.display());
    for name in listed.split('\0').filter(|name| !name.is_empty()) {
        let (from, to) = (root().join(name), folder.join(name));
        // A file may be deleted and not yet committed.
        if !from.is_file() {
            continue;
        }
        if let Some(parent) = to.parent() {
            fs::create_dir_all(parent).map_err(fail)?;
        }
        fs::copy(from, to).map_err(fail)?;
    }
    Ok(())
}

type Files = BTreeMap<OsString, Vec<u8>>;

/// Reads every file below a folder.
fn files(folder: &Path) -> Result<Files, String> {
    let fail = |why: std::io::Error| format!("cannot read {}: {why}", folder.display());
    let mut found = Files::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(inside) = folders.pop() {
        for entry in fs::read_dir(&inside).map_err(fail)? {
            let path = entry.map_err(fail)?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap_or(&path);
                let name = name.as_os_str().to_owned();
                found.insert(name, fs::read(&path).map_err(fail)?);
            }
        }
    }
    Ok(found)
}

/// Says, a line each, which files are in one of the two or differ, and from which byte.
fn differences(first: &Files, second: &Files) -> Vec<String> {
    let mut found = Vec::new();
    for (name, bytes) in first {
        let name_shown = name.display();
        match second.get(name) {
            None => found.push(format!("{name_shown}: only in the first")),
            Some(other) if other != bytes => {
                let same = bytes.iter().zip(other).take_while(|(a, b)| a == b).count();
                found.push(format!(
                    "{name_shown}: differs from byte {same} of {} and {}",
                    bytes.len(),
                    other.len()
                ));
            }
            Some(_) => {}
        }
    }
    let new = second.keys().filter(|name| !first.contains_key(*name));
    found.extend(new.map(|name| format!("{}: only in the second", name.display())));
    found
}

#[cfg(test)]
mod tests {
    use super::{Files, differences, flags_for};
    use std::path::Path;

    fn site(files: &[(&str, &str)]) -> Files {
        let files = files.iter();
        files
            .map(|(name, text)| ((*name).into(), text.as_bytes().to_vec()))
            .collect()
    }

    #[test]
    fn a_byte_and_a_file_that_differ_are_found() {
        let first = site(&[("a", "abc"), ("b", "abc"), ("c", "")]);
        let second = site(&[("a", "abc"), ("b", "abd"), ("d", "")]);
        assert_eq!(differences(&first, &first), [""; 0]);
        assert_eq!(
            differences(&first, &second),
            [
                "b: differs from byte 2 of 3 and 3",
                "c: only in the first",
                "d: only in the second"
            ]
        );
    }

    #[test]
    fn folders_are_replaced_once_and_a_folder_with_a_space_is_left() {
        let root = Path::new("/home/anna/balans");
        let flags = flags_for("-C a", root, Some(Path::new("/home/anna/.cargo")));
        assert_eq!(
            flags,
            "-C a --remap-path-prefix=/home/anna/.cargo=/cargo --remap-path-prefix=/home/anna/balans=/balans"
        );
        assert_eq!(
            flags_for(&flags, root, Some(Path::new("/home/anna/.cargo"))),
            flags
        );
        let spaced = Path::new("/home/anna b/.cargo");
        assert_eq!(
            flags_for("", root, Some(spaced)),
            "--remap-path-prefix=/home/anna/balans=/balans"
        );
    }
}
