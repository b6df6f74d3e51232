//! `cargo xtask test audit`: licences, sources and known faults of everything that the lock files name.
//!
//! Licences and sources need no network and are always checked, by `xtask/node/audit.mjs`. Advisories are checked where
//! the registries answer: npm's by `npm audit`, those of crates by cargo-deny, whose rules are in `deny.toml`, for the
//! workspace's lock file and the fuzz crate's. The fuzz crate is not shipped: its licences are checked by the script alone.

use std::process::Stdio;

use crate::node;
use crate::proc::{Outcome, path_with, run as run_command};
use crate::tools;
use crate::workspace::{cargo, root};

const WORKSPACE: &str = "Cargo.toml";
const FUZZ: &str = "fuzz/Cargo.toml";

/// Checks everything; with `build` also builds cargo-deny where it is missing.
pub(crate) fn run(build: bool) -> Outcome {
    run_command(
        node::node()
            .arg(node::script("audit.mjs"))
            .env("CARGO", cargo().get_program()),
    )?;
    let bin = match tools::cargo_deny(build) {
        Ok(Some(bin)) => bin,
        Ok(None) => {
            println!(
                "Left out: advisories about crates. `cargo xtask test audit` builds cargo-deny, which checks them."
            );
            return Ok(());
        }
        Err(why) => {
            println!(
                "Left out: advisories about crates, since cargo-deny could not be built: {why}"
            );
            return Ok(());
        }
    };
    let path = path_with(&[&bin])?;
    let deny = |manifest: &str| {
        let mut command = cargo();
        command.arg("deny").env("PATH", &path).current_dir(root());
        command.args(["--manifest-path", manifest]);
        command
    };
    run_command(deny(WORKSPACE).args(["check", "bans", "licenses", "sources"]))?;
    let fetched = deny(WORKSPACE)
        .args(["fetch", "db"])
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    if !fetched {
        println!(
            "Left out: advisories about crates, whose database (github.com/rustsec/advisory-db) did not answer."
        );
        return Ok(());
    }
    [WORKSPACE, FUZZ].into_iter().try_for_each(|manifest| {
        run_command(deny(manifest).args(["check", "--disable-fetch", "advisories"]))
    })
}
