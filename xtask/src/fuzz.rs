//! `cargo xtask fuzz`: fuzzes the readers of what comes from outside: links, files of scenarios and of packs, workbooks and
//! text tables.
//!
//! Uses libFuzzer without a sanitizer, which stable Rust can build: it looks for panics and failed assertions, and no
//! reader has unsafe code.
//!
//! A run starts from the inputs in `fuzz/corpus/<target>`, which are in the repository, and keeps what it finds in
//! `target/fuzz/corpus/<target>`. `--keep` replaces the former by at most [`KEPT_LIMIT`] inputs that reach the most of the code.
//! The readers' own tests read the corpus too, without a fuzzer.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::args::Args;
use crate::proc::{Outcome, capture, path_with, run as run_command};
use crate::workspace::{cargo, root, target};
use crate::{node, tools};

/// A program of `fuzz/fuzz_targets`, with what its corpus starts from.
struct Target {
    name: &'static str,
    seed: fn(&Path) -> Outcome,
}

const TARGETS: [Target; 4] = [
    Target {
        name: "read_link",
        seed: links,
    },
    Target {
        name: "read_file",
        seed: files,
    },
    Target {
        name: "read_figures",
        seed: figures,
    },
    Target {
        name: "read_pack",
        seed: packs,
    },
];

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

/// The largest number of inputs that a target keeps in the repository.
const KEPT_LIMIT: usize = 200;

pub(crate) fn run(mut args: Args) -> Outcome {
    let seconds = args.value("--seconds")?.unwrap_or_else(|| "60".to_owned());
    let only = args.value("--target")?;
    let keep = args.flag("--keep");
    args.done()?;
    let seconds: u32 = seconds
        .parse()
        .map_err(|_| format!("--seconds wants a whole number, not `{seconds}`"))?;
    let chosen = || {
        let only = only.as_deref();
        TARGETS
            .iter()
            .filter(move |target| only.is_none_or(|name| name == target.name))
    };
    if chosen().next().is_none() {
        let names = TARGETS.map(|target| target.name).join(", ");
        return Err(format!("--target is one of {names}"));
    }
    for target in chosen() {
        target.fuzz(seconds)?;
        if keep {
            target.keep()?;
        }
    }
    Ok(())
}

impl Target {
    /// The folder of what this machine's runs have found.
    fn found(&self) -> PathBuf {
        target().join("fuzz").join("corpus").join(self.name)
    }

    /// The folder of what is kept in the repository.
    fn kept(&self) -> PathBuf {
        root().join("fuzz").join("corpus").join(self.name)
    }

    fn fuzz(&self, seconds: u32) -> Outcome {
        let (found, kept) = (self.found(), self.kept());
        for folder in [&found, &kept] {
            fs::create_dir_all(folder).map_err(|why| fail(folder, &why))?;
        }
        (self.seed)(&found)?;
        // libFuzzer writes to the first folder and reads both.
        run_command(
            self.program()?
                .args([found, kept])
                .args(["--", &format!("-max_total_time={seconds}")])
                // Longer than the longest link, so that too long input is tried too. Time and memory
                // are tested elsewhere (`bench link`, tests/links.rs, crates/import/tests/hostile.rs);
                // this limit ends a run that hangs. It is of the clock, so a loaded machine needs seconds.
                .args(["-max_len=70000", "-timeout=10", "-print_final_stats=1"]),
        )
    }

    /// Replaces what is kept in the repository by few inputs, kept and found, that reach the most edges.
    fn keep(&self) -> Outcome {
        let (found, kept) = (self.found(), self.kept());
        let folder = target().join("fuzz").join("merge");
        if folder.exists() {
            fs::remove_dir_all(&folder).map_err(|why| fail(&folder, &why))?;
        }
        fs::create_dir_all(&folder).map_err(|why| fail(&folder, &why))?;
        let edges = target().join("fuzz").join(format!("{}.edges", self.name));
        let _ = fs::remove_file(&edges);
        run_command(
            self.program()?
                .args([&folder, &kept, &found])
                // Edges alone, not how often each is passed.
                .args(["--", "-set_cover_merge=1", "-use_counters=0"])
                .arg(format!("-merge_control_file={}", edges.display()))
                .args(["-max_len=70000", "-timeout=10"]),
        )?;
        let report = fs::read_to_string(&edges).map_err(|why| fail(&edges, &why))?;
        let Some(pick) = pick(&report, KEPT_LIMIT) else {
            return Err(format!(
                "{}: libFuzzer writes another report",
                edges.display()
            ));
        };
        let mut texts = Vec::new();
        for path in &pick.inputs {
            let name = Path::new(path).file_name().unwrap_or_default();
            let bytes = fs::read(path).map_err(|why| fail(Path::new(path), &why))?;
            texts.push((kept.join(name), bytes));
        }
        fs::remove_dir_all(&kept).map_err(|why| fail(&kept, &why))?;
        fs::create_dir_all(&kept).map_err(|why| fail(&kept, &why))?;
        for (to, bytes) in &texts {
            fs::write(to, bytes).map_err(|why| fail(to, &why))?;
        }
        println!(
            "{}: {} inputs kept, which reach {} of {} edges",
            self.name,
            texts.len(),
            pick.reached,
            pick.edges
        );
        Ok(())
    }

    fn program(&self) -> Result<Command, String> {
        let bin = tools::cargo_fuzz()?;
        let mut command = cargo();
        command
            .args(["fuzz", "run", self.name, "--sanitizer", "none"])
            .args(["--features", "libfuzzer-sys", "--target-dir"])
            .arg(target().join("fuzz"))
            .env("PATH", path_with(&[&bin])?);
        Ok(command)
    }
}

/// Inputs that reach the most edges.
#[derive(Debug, PartialEq, Eq)]
struct Pick<'a> {
    inputs: Vec<&'a str>,
    reached: usize,
    edges: usize,
}

/// Picks inputs out of libFuzzer's report of a merge: each the one that reaches the most edges that those before do not,
/// the shorter of two, until none reaches more or there are `limit`. `None` for another report.
fn pick(report: &str, limit: usize) -> Option<Pick<'_>> {
    let mut lines = report.lines();
    let count = lines.next()?.parse().ok()?;
    // How many of the inputs are in the first folder.
    lines.next()?;
    let names: Vec<&str> = lines.by_ref().take(count).collect();
    let mut sizes = vec![usize::MAX; count];
    let mut reaches: BTreeMap<usize, BTreeSet<u32>> = BTreeMap::new();
    for line in lines {
        let mut words = line.split_whitespace();
        let (kind, place) = (words.next()?, words.next()?.parse::<usize>().ok()?);
        match kind {
            "STARTED" => *sizes.get_mut(place)? = words.next()?.parse().ok()?,
            "FT" => {
                let edges = words.map(str::parse).collect::<Result<_, _>>().ok()?;
                reaches.insert(place, edges);
            }
            _ => {}
        }
    }
    let mut left: BTreeSet<u32> = reaches.values().flatten().copied().collect();
    let edges = left.len();
    let mut inputs = Vec::new();
    while inputs.len() < limit {
        let gain = |place: &usize| {
            reaches
                .get(place)
                .map_or(0, |its| its.intersection(&left).count())
        };
        let best = reaches
            .keys()
            .map(|place| (gain(place), sizes.get(*place).copied(), *place))
            .max_by_key(|(gain, size, _)| (*gain, std::cmp::Reverse(*size)));
        let Some((1.., _, best)) = best else { break };
        inputs.push(*names.get(best)?);
        left.retain(|edge| !reaches.get(&best).is_some_and(|its| its.contains(edge)));
        reaches.retain(|_, its| !its.is_disjoint(&left));
    }
    Some(Pick {
        inputs,
        reached: edges - left.len(),
        edges,
    })
}

fn links(corpus: &Path) -> Outcome {
    // The finds of earlier runs are kept.
    capture(
        node::node()
            .arg(node::script("seeds.mjs"))
            .arg(root().join("crates/scenario/tests/links"))
            .arg(corpus),
    )
    .map(drop)
}

fn files(corpus: &Path) -> Outcome {
    copy_all(&root().join("crates/scenario/tests/files"), corpus)
}

fn packs(corpus: &Path) -> Outcome {
    copy_all(&root().join("docs/packs"), corpus)
}

/// Copies the files of a folder into a corpus.
fn copy_all(folder: &Path, corpus: &Path) -> Outcome {
    for name in names(folder)? {
        let to = corpus.join(&name);
        fs::copy(folder.join(&name), &to).map_err(|why| fail(&to, &why))?;
    }
    Ok(())
}

fn figures(corpus: &Path) -> Outcome {
    for (name, seed) in FIGURE_SEEDS {
        let path = corpus.join(name);
        fs::write(&path, seed).map_err(|why| fail(&path, &why))?;
    }
    Ok(())
}

/// Lists the names of the files in a folder.
fn names(folder: &Path) -> Result<Vec<String>, String> {
    let entries = fs::read_dir(folder).map_err(|why| fail(folder, &why))?;
    let mut names = Vec::new();
    for entry in entries {
        let name = entry.map_err(|why| fail(folder, &why))?.file_name();
        names.push(name.to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

fn fail(path: &Path, why: &std::io::Error) -> String {
    format!("{}: {why}", path.display())
}

#[cfg(test)]
mod tests {
    use super::{Pick, pick};

    const REPORT: &str = "4\n0\na\nb\nc\nd\nSTARTED 0 9\nFT 0 1 2 3\nCOV 0 1\nSTARTED 1 5\nFT 1 1 2 3\nSTARTED 2 1\nFT 2 3 4\nSTARTED 3 1\nFT 3 2\n";

    #[test]
    fn the_inputs_that_reach_the_most_are_picked_and_none_that_reaches_nothing_more() {
        let all = Pick {
            inputs: vec!["b", "c"],
            reached: 4,
            edges: 4,
        };
        assert_eq!(pick(REPORT, 200), Some(all));
        let one = Pick {
            inputs: vec!["b"],
            reached: 3,
            edges: 4,
        };
        assert_eq!(pick(REPORT, 1), Some(one));
    }

    #[test]
    fn another_report_is_none() {
        for report in ["", "a\n0\n", "1\n0\na\nFT x 1\n", "1\n0\na\nSTARTED 7 1\n"] {
            assert_eq!(pick(report, 200), None, "{report}");
        }
    }
}
