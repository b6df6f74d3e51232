//! `cargo xtask fuzz`: fuzzes the link decoder and the reader of workbooks and text tables.
//!
//! Uses libFuzzer without a sanitizer, which stable Rust can build: it looks for panics and failed assertions, and neither
//! has unsafe code.

use std::fs;
use std::path::Path;

use crate::args::Args;
use crate::proc::{Outcome, capture, path_with, run as run_command};
use crate::workspace::{cargo, root, target};
use crate::{node, tools};

const LINKS: &str = "read_link";
const FIGURES: &str = "read_figures";

/// What the fuzzer of figures starts from: a text table, and a sheet of a workbook.
const FIGURE_SEEDS: [(&str, &str); 2] = [
    (
        "table",
        "Id;V\u{e4}rde;Enhet;L\u{e4}gst;H\u{f6}gst;Datum\nrequirement.care;\"48,2\";mnkr;1;200;2023-05\n",
    ),
    (
        "sheet",
        "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" s=\"0\" t=\"inlineStr\"><is><t>Id_x000D_&amp;</t></is></c><c><f>A1</f><v>1e2</v></c></row></sheetData></worksheet>",
    ),
];

pub(crate) fn run(mut args: Args) -> Outcome {
    let seconds = args.value("--seconds")?.unwrap_or_else(|| "60".to_owned());
    let only = args.value("--target")?;
    args.done()?;
    let seconds: u32 = seconds
        .parse()
        .map_err(|_| format!("--seconds wants a whole number, not `{seconds}`"))?;
    match only.as_deref() {
        None => {
            links(seconds)?;
            figures(seconds)
        }
        Some(LINKS) => links(seconds),
        Some(FIGURES) => figures(seconds),
        Some(other) => Err(format!("--target is {LINKS} or {FIGURES}, not `{other}`")),
    }
}

fn links(seconds: u32) -> Outcome {
    let corpus = target().join("fuzz").join("corpus");
    // The finds of earlier runs are kept.
    capture(
        node::node()
            .arg(node::script("seeds.mjs"))
            .arg(root().join("crates/scenario/tests/links"))
            .arg(&corpus),
    )?;
    fuzz(LINKS, &corpus, seconds)
}

fn figures(seconds: u32) -> Outcome {
    let corpus = target().join("fuzz").join("figures");
    fs::create_dir_all(&corpus).map_err(|error| format!("{}: {error}", corpus.display()))?;
    for (name, seed) in FIGURE_SEEDS {
        let path = corpus.join(name);
        fs::write(&path, seed).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    fuzz(FIGURES, &corpus, seconds)
}

fn fuzz(name: &str, corpus: &Path, seconds: u32) -> Outcome {
    let bin = tools::cargo_fuzz()?;
    run_command(
        cargo()
            .args(["fuzz", "run", name, "--sanitizer", "none"])
            .args(["--features", "libfuzzer-sys", "--target-dir"])
            .arg(target().join("fuzz"))
            .arg(corpus)
            .args(["--", &format!("-max_total_time={seconds}")])
            // Longer than the longest link, so that too long input is tried too. Time and memory
            // are tested elsewhere (`bench link`, tests/links.rs, crates/import/tests/hostile.rs);
            // this limit ends a run that hangs.
            .args(["-max_len=70000", "-timeout=1", "-print_final_stats=1"])
            .env("PATH", path_with(&[&bin])?),
    )
}
