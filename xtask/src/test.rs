//! `cargo xtask test`: everything CI asks for, whole or in parts.

use std::cell::OnceCell;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::args::Args;
use crate::machine::WASM;
use crate::proc::{Outcome, Stopwatch, clock, run as run_command};
use crate::tools::{self, Meanwhile};
use crate::workspace::{cargo, root};
use crate::{browser, build, freeze, machine, node, office, parts};

struct Part {
    name: &'static str,
    run: fn(&Choice) -> Outcome,
}

/// Cheap and telling first, slow last.
const PARTS: &[Part] = &[
    Part {
        name: "fmt",
        run: |_| fmt(),
    },
    Part {
        name: "clippy",
        run: |_| clippy(),
    },
    Part {
        name: "model",
        run: |_| model(),
    },
    Part {
        name: "native",
        run: |_| native(),
    },
    Part {
        name: "frozen",
        run: |_| freeze::test(),
    },
    Part {
        name: "web",
        run: |_| web(),
    },
    Part {
        name: "e2e",
        run: e2e,
    },
    Part {
        name: "office",
        run: office_files,
    },
];

/// What the person asked for besides the parts, and what the parts share.
struct Choice {
    /// Take dist/ as it is.
    as_built: bool,
    /// The site, once a part has asked for it: it is built once for all of them.
    dist: OnceCell<PathBuf>,
}

impl Choice {
    fn dist(&self) -> Result<&Path, String> {
        if let Some(dist) = self.dist.get() {
            return Ok(dist);
        }
        let dist = build::dist_for(self.as_built)?;
        Ok(self.dist.get_or_init(|| dist))
    }
}

pub(crate) fn names() -> Vec<&'static str> {
    PARTS.iter().map(|part| part.name).collect()
}

pub(crate) fn run(mut args: Args) -> Outcome {
    let choice = Choice {
        as_built: args.flag("--no-build"),
        dist: OnceCell::new(),
    };
    let wanted = args.names(&names())?;
    let chosen = PARTS
        .iter()
        .filter(|part| wanted.is_empty() || wanted.iter().any(|name| name == part.name));

    let mut report = Vec::new();
    for part in chosen {
        println!("\n== {} ==", part.name);
        let watch = Stopwatch::start();
        let outcome = (part.run)(&choice);
        if let Err(why) = &outcome {
            eprintln!("\n{}: {why}", part.name);
        }
        report.push((part.name, watch.elapsed(), outcome));
    }

    println!();
    for (name, time, outcome) in &report {
        println!(
            "{name:<8}{:>7}  {}",
            clock(*time),
            if outcome.is_ok() { "ok" } else { "FAILED" }
        );
    }
    let failed: Vec<&str> = report
        .iter()
        .filter(|(_, _, outcome)| outcome.is_err())
        .map(|(name, ..)| *name)
        .collect();
    if failed.is_empty() {
        Ok(())
    } else {
        Err(format!("failed: {}", failed.join(", ")))
    }
}

fn fmt() -> Outcome {
    run_command(cargo().args(["fmt", "--all", "--check"]))
}

fn clippy() -> Outcome {
    machine::wasm_target()?;
    run_command(cargo().args([
        "clippy",
        "--workspace",
        "--all-targets",
        "--locked",
        "--",
        "-D",
        "warnings",
    ]))?;
    // The browser's side of every `cfg` is seen only when compiled for it. Unit tests are native:
    // they lean on proptest, which has no source of chance there.
    run_command(cargo().args([
        "clippy", "-p", "balans", "--lib", "--bins", "--test", "web", "--target", WASM, "--locked",
        "--", "-D", "warnings",
    ]))?;
    // And as it is published.
    run_command(
        cargo()
            .args(["clippy", "-p", "balans", "--bins", "--target", WASM])
            .args(["--features", parts::FEATURE, "--locked"])
            .args(["--", "-D", "warnings"]),
    )
}

fn model() -> Outcome {
    run_command(cargo().args(["test", "-p", "balans-model", "--locked"]))
}

fn native() -> Outcome {
    // All but those with a part of their own: a crate that is added later is in it.
    let others = ["balans-model", "balans-spreadsheet"];
    let others = others.iter().flat_map(|package| ["--exclude", package]);
    run_command(
        cargo()
            .args(["test", "--workspace", "--locked"])
            .args(others),
    )
}

fn web() -> Outcome {
    machine::ready()?;
    let browser = browser::browser()?;
    let driver = browser::driver(&browser)?;
    let tools = tools::ensure(Meanwhile::Rest)?;
    // A frozen calculation where the test's page finds it: its server shares this folder.
    let folder = root().join("target").join("web");
    let module = freeze::build()?;
    fs::create_dir_all(&folder)
        .and_then(|()| fs::copy(module, folder.join("frozen.wasm")))
        .map_err(|why| format!("cannot write into {}: {why}", folder.display()))?;
    // The page in a browser; the core's digest in Node, which must be the one it has natively.
    for (package, test) in [("balans", "web"), ("balans-model", "digest")] {
        run_command(
            cargo()
                .args([
                    "test", "-p", package, "--test", test, "--target", WASM, "--locked",
                ])
                .env(
                    "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
                    tools.program("wasm-bindgen-test-runner")?,
                )
                .env("CHROMEDRIVER", &driver)
                .env(
                    "WASM_BINDGEN_TEST_WEBDRIVER_JSON",
                    browser::webdriver_json(&browser)?,
                ),
        )?;
    }
    Ok(())
}

fn e2e(choice: &Choice) -> Outcome {
    in_browser("e2e", choice, |_| {})
}

/// What the tool hands over, opened by LibreOffice: the workbook natively, and both files as the page makes them. A
/// strict reader opens the presentation as well, where Python is there.
fn office_files(choice: &Choice) -> Outcome {
    let program = office::office()?;
    let mut command = cargo();
    command.args(["test", "-p", "balans-spreadsheet", "--locked"]);
    office::tell(&mut command, &program);
    run_command(&mut command)?;
    let reader = office::reader()?;
    in_browser("office", choice, |command| {
        office::tell(command, &program);
        if let Some(reader) = &reader {
            office::tell_reader(command, reader);
        }
    })
}

/// The browser tests of one project of `playwright.config.mjs`, on the release build.
fn in_browser(project: &str, choice: &Choice, tell: impl FnOnce(&mut Command)) -> Outcome {
    let browser = browser::browser()?;
    let dist = choice.dist()?;
    let mut command = node::playwright();
    command
        .args(["test", "--project", project])
        .env("BALANS_DIST", dist);
    browser::tell_node(&mut command, &browser);
    tell(&mut command);
    run_command(&mut command)
}
