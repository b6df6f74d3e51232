//! `cargo xtask fuzz`: fuzzes the link decoder.
//!
//! Uses libFuzzer without a sanitizer, which stable Rust can build: it looks for panics and failed assertions, and the
//! decoder has no unsafe code.

use crate::args::Args;
use crate::proc::{Outcome, capture, path_with, run as run_command};
use crate::workspace::{cargo, root, target};
use crate::{node, tools};

const TARGET: &str = "read_link";

pub(crate) fn run(mut args: Args) -> Outcome {
    let seconds = args.value("--seconds")?.unwrap_or_else(|| "60".to_owned());
    args.done()?;
    let seconds: u32 = seconds
        .parse()
        .map_err(|_| format!("--seconds wants a whole number, not `{seconds}`"))?;

    let bin = tools::cargo_fuzz()?;
    let corpus = target().join("fuzz").join("corpus");
    // The finds of earlier runs are kept.
    capture(
        node::node()
            .arg(node::script("seeds.mjs"))
            .arg(root().join("crates/scenario/tests/links"))
            .arg(&corpus),
    )?;
    run_command(
        cargo()
            .args(["fuzz", "run", TARGET, "--sanitizer", "none"])
            .args(["--features", "libfuzzer-sys", "--target-dir"])
            .arg(target().join("fuzz"))
            .arg(&corpus)
            .args(["--", &format!("-max_total_time={seconds}")])
            // Longer than the longest link, so that too long input is tried too. Time and memory
            // per link are tested elsewhere (`bench link`, tests/links.rs); this limit ends a run
            // that hangs.
            .args(["-max_len=70000", "-timeout=1", "-print_final_stats=1"])
            .env("PATH", path_with(&[&bin])?),
    )
}
