//! `cargo xtask freeze`: stores the current engine as a wasm file, so that links made with it give
//! the same figures after the next engine has replaced it. `crates/model/tests/digest.rs` says when
//! to do it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::args::Args;
use crate::machine::{self, WASM};
use crate::proc::{Outcome, capture};
use crate::workspace::{cargo, root, target};
use crate::{node, reproducible};

/// Identity of a frozen engine, as it reports it.
struct Made {
    engine: String,
    version: String,
    links: String,
}

pub(crate) fn run(args: Args) -> Outcome {
    args.done()?;
    let module = build()?;
    let made = check(&module)?;
    let folder = root().join("public").join("engines");
    let name = format!("{}-{}.wasm", made.engine, made.version);
    let file = folder.join(&name);
    if file.exists() {
        // Another compiler makes other bytes of the same engine; the existing file has been used,
        // and stays.
        return Err(format!(
            "public/engines/{name} is there already and is not replaced: raise ENGINE in crates/model/src/lib.rs if a formula \
             has changed since"
        ));
    }
    let fail = |why: std::io::Error| format!("cannot write {}: {why}", file.display());
    fs::create_dir_all(&folder).map_err(fail)?;
    let bytes = fs::copy(&module, &file).map_err(fail)?;
    println!(
        "\npublic/engines/{name}: {bytes} bytes, the same as natively for {} links.\n\
         Add to FROZEN in crates/scenario/src/link/frozen.rs:\n\n    \
         Frozen {{ engine: {}, version: 0x{} }},",
        made.links, made.engine, made.version
    );
    Ok(())
}

/// Checks the current engine and every frozen one against the corpus' links made with them.
pub(crate) fn test() -> Outcome {
    let mut modules = vec![build()?];
    let folder = root().join("public").join("engines");
    let fail = |why: std::io::Error| format!("cannot read {}: {why}", folder.display());
    for entry in fs::read_dir(&folder).map_err(fail)? {
        let file = entry.map_err(fail)?.path();
        if file.extension().is_some_and(|ending| ending == "wasm") {
            modules.push(file);
        }
    }
    for module in modules {
        let made = check(&module)?;
        println!(
            "engine {}, pack version {}: {} links give what they say ({})",
            made.engine,
            made.version,
            made.links,
            module.strip_prefix(root()).unwrap_or(&module).display()
        );
    }
    Ok(())
}

/// Builds the current engine as a wasm module, optimised for size: it is rarely fetched.
pub(crate) fn build() -> Result<PathBuf, String> {
    machine::ready()?;
    capture(
        cargo()
            .env(reproducible::FLAGS, reproducible::flags())
            .args([
                "build",
                "--package",
                "balans-model",
                "--release",
                "--locked",
                "--example",
                "frozen",
                "--target",
                WASM,
                "--config",
                "profile.release.package.balans-model.opt-level=\"z\"",
            ]),
    )?;
    Ok(target().join(WASM).join("release/examples/frozen.wasm"))
}

/// Asks a module for its identity and checks it against the corpus.
fn check(module: &Path) -> Result<Made, String> {
    let links = root().join("crates/scenario/tests/links").join("good");
    let said = capture(
        node::node()
            .arg(node::script("frozen.mjs"))
            .arg(module)
            .arg(links),
    )?;
    let [engine, _, version, links] = said.split('\t').collect::<Vec<_>>()[..] else {
        return Err(format!("frozen.mjs said `{said}`"));
    };
    Ok(Made {
        engine: engine.to_owned(),
        version: version.to_owned(),
        links: links.to_owned(),
    })
}
