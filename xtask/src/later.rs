//! `cargo xtask later`: what trunk calls after each build (Trunk.toml). Builds what the page fetches
//! when it already answers as a wasm module of its own, puts it into the site under a name that tells its content, and writes
//! the name into the page.

use std::collections::hash_map::DefaultHasher;
use std::env;
use std::fs;
use std::hash::Hasher;
use std::path::PathBuf;
use std::process::Command;

use crate::args::Args;
use crate::machine::WASM;
use crate::proc::{Outcome, run as run_command};
use crate::workspace::{cargo, root, target};

/// The package, and what cargo calls its module.
pub(crate) const PACKAGE: &str = "balans-later";
const MODULE: &str = "balans_later.wasm";

/// What the module's name in the site begins with.
pub(crate) const NAME: &str = "senare";

pub(crate) fn run(args: Args) -> Outcome {
    args.done()?;
    let staging = env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .ok_or("trunk calls this after a build; by hand it has nothing to do")?;
    let release = env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release");

    let mut command = cargo();
    command.args([
        "build", "--quiet", "--locked", "-p", PACKAGE, "--target", WASM,
    ]);
    if release {
        command.arg("--release");
    }
    run_command(&mut command)?;
    let profile = if release { "release" } else { "debug" };
    let built = target().join(WASM).join(profile).join(MODULE);

    let fail = |why: std::io::Error| format!("cannot put the later module into the site: {why}");
    let made = staging.join(format!("{NAME}.wasm"));
    if release {
        // Found on PATH, where trunk's own tools are; with the features of the app's module.
        let mut opt = Command::new("wasm-opt");
        opt.arg("-Oz")
            .args(features()?)
            .arg(&built)
            .arg("-o")
            .arg(&made);
        run_command(&mut opt)?;
    } else {
        fs::copy(&built, &made).map_err(fail)?;
    }

    let mut hash = DefaultHasher::new();
    hash.write(&fs::read(&made).map_err(fail)?);
    let name = format!("{NAME}-{:016x}.wasm", hash.finish());
    fs::rename(&made, staging.join(&name)).map_err(fail)?;

    let page = staging.join("index.html");
    let text = fs::read_to_string(&page).map_err(fail)?;
    let plain = format!("content=\"{NAME}.wasm\"");
    if !text.contains(&plain) {
        return Err(format!(
            "{} does not ask for the later module",
            page.display()
        ));
    }
    let text = text.replace(&plain, &format!("content=\"{name}\""));
    fs::write(page, text).map_err(fail)
}

/// The wasm features that wasm-opt may use, as index.html gives them for the app.
fn features() -> Result<Vec<String>, String> {
    let page = fs::read_to_string(root().join("index.html")).map_err(|why| why.to_string())?;
    let (_, rest) = page
        .split_once("data-wasm-opt-params=\"")
        .ok_or("index.html has no data-wasm-opt-params")?;
    let (params, _) = rest.split_once('"').ok_or("index.html is cut off")?;
    Ok(params.split_whitespace().map(str::to_owned).collect())
}
