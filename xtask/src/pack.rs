//! `cargo xtask pack check FILE`: what is wrong with a file of a pack, or what is missing in a sound one.

use std::path::Path;

use crate::args::Args;
use crate::proc::{Outcome, run as run_command};
use crate::workspace::cargo;

pub(crate) fn run(mut args: Args) -> Outcome {
    let (what, file) = (args.first(), args.first());
    args.done()?;
    match (what.as_deref(), file) {
        (Some("check"), Some(file)) => check(Path::new(&file)),
        _ => Err("usage: cargo xtask pack check FILE".to_owned()),
    }
}

/// Fails, and says why, unless the file is a sound pack.
pub(crate) fn check(file: &Path) -> Outcome {
    let file = file
        .canonicalize()
        .map_err(|why| format!("{}: {why}", file.display()))?;
    run_command(
        cargo()
            .args(["run", "--quiet", "--locked", "-p", "balans-scenario"])
            .args(["--example", "check_pack", "--"])
            .arg(file),
    )
}
