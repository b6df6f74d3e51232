//! Runs trunk with xtask's tools and without network.

use std::process::Command;

use crate::machine::WASM;
use crate::proc::{Outcome, run};
use crate::tools::Tools;
use crate::workspace::{cargo, root};

/// Makes a command that runs `trunk <verb>` in the root.
pub(crate) fn command(tools: &Tools, verb: &str) -> Result<Command, String> {
    let mut command = Command::new(tools.program("trunk")?);
    command
        .arg(verb)
        .current_dir(root())
        .env("PATH", tools.path()?)
        .env("TRUNK_OFFLINE", "true")
        .env("TRUNK_SKIP_VERSION_CHECK", "true");
    if std::env::var_os("NO_COLOR").is_some() {
        // trunk reads the value as true or false and stops at anything else.
        command.env("NO_COLOR", "true");
    }
    Ok(command)
}

/// Downloads the app's libraries first, since trunk passes its `offline` on to cargo.
pub(crate) fn fetch() -> Outcome {
    run(cargo().args(["fetch", "--quiet", "--locked", "--target", WASM]))
}
