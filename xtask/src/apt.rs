//! Installs Debian packages; on other systems, prints what to install.

use std::path::Path;
use std::process::Command;

use crate::proc::{Outcome, ask, on_path, run};

/// Tells whether packages can be installed: on Debian, as root.
pub(crate) fn possible() -> bool {
    is_debian() && ask("id", &["-u"]).as_deref() == Some("0")
}

fn is_debian() -> bool {
    Path::new("/etc/debian_version").exists() && on_path(&["apt-get"]).is_some()
}

/// Installs packages on Debian as root; elsewhere fails with what is missing and what to do.
/// `instead` is the advice for other systems; on Debian the command is added.
pub(crate) fn install(packages: &[&str], trouble: &str, instead: &str) -> Outcome {
    if !possible() {
        let command = if is_debian() {
            format!(" (`sudo apt-get install {}`)", packages.join(" "))
        } else {
            String::new()
        };
        return Err(format!("{trouble}: {instead}{command}"));
    }
    println!(
        "{trouble}; installing {} with apt-get.",
        packages.join(" and ")
    );
    run(Command::new("apt-get").args(["update", "--quiet"]))?;
    run(Command::new("apt-get")
        .env("DEBIAN_FRONTEND", "noninteractive")
        .args(["install", "--yes", "--quiet", "--no-install-recommends"])
        .args(packages))
}
