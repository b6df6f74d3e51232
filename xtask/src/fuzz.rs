//! `cargo xtask fuzz`: the decoder of links against anything at all, for as long as one likes.
//!
//! libFuzzer without a sanitizer, which stable Rust can build: what is looked for is a panic and a broken promise, and
//! the decoder has no unsafe code for a sanitizer to look into.

use std::fs;
use std::path::Path;

use crate::args::Args;
use crate::proc::{Outcome, capture, path_with, run as run_command};
use crate::tools;
use crate::workspace::{cargo, root, target};

const TARGET: &str = "read_link";

pub(crate) fn run(mut args: Args) -> Outcome {
    let seconds = args.value("--seconds")?.unwrap_or_else(|| "60".to_owned());
    args.done()?;
    let seconds: u32 = seconds
        .parse()
        .map_err(|_| format!("--seconds wants a whole number, not `{seconds}`"))?;

    let bin = tools::cargo_fuzz()?;
    let corpus = target().join("fuzz").join("corpus");
    seed(&corpus)?;
    run_command(
        cargo()
            .args(["fuzz", "run", TARGET, "--sanitizer", "none"])
            .args(["--features", "libfuzzer-sys", "--target-dir"])
            .arg(target().join("fuzz"))
            .arg(&corpus)
            .args(["--", &format!("-max_total_time={seconds}")])
            // Longer than the longest link, so that being too long is among what is tried. Half a second is
            // five hundred times what a link may take; one mebibyte of memory is held by tests/links.
            .args(["-max_len=70000", "-timeout=1", "-print_final_stats=1"])
            .env("PATH", path_with(&[&bin])?),
    )
}

/// Puts the links of tests/links where the fuzzer starts from; what it has found earlier stays.
fn seed(corpus: &Path) -> Outcome {
    let script = "const { readdirSync, readFileSync, writeFileSync, mkdirSync } = require('fs');\
        const [from, to] = process.argv.slice(1); mkdirSync(to, { recursive: true });\
        for (const part of ['good', 'bad']) for (const name of readdirSync(`${from}/${part}`)) {\
          const { link, times } = JSON.parse(readFileSync(`${from}/${part}/${name}`));\
          writeFileSync(`${to}/${part}-${name}`, link.repeat(times ?? 1));\
        }";
    let links = root().join("tests").join("links");
    fs::create_dir_all(corpus).map_err(|why| format!("cannot make {}: {why}", corpus.display()))?;
    capture(
        crate::node::node()
            .args(["-e", script])
            .arg(links)
            .arg(corpus),
    )
    .map(drop)
}
