//! `cargo xtask test`: runs all tests, or the named parts.

use std::cell::{OnceCell, RefCell};
use std::fs::{self, File};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::available_parallelism;

use crate::args::Args;
use crate::machine::WASM;
use crate::proc::{Outcome, Stopwatch, capture, clock, run as run_command};
use crate::tools::{self, Meanwhile};
use crate::workspace::{cargo, root, target};
use crate::{audit, browser, build, engines, freeze, machine, node, office, reproducible, split};

struct Part {
    name: &'static str,
    run: fn(&Choice) -> Outcome,
    /// Whether the part needs the built site.
    site: bool,
    /// Whether the part runs only when named: a whole run includes it in `native`, or it takes a second build.
    only_named: bool,
}

impl Part {
    const fn new(name: &'static str, run: fn(&Choice) -> Outcome) -> Self {
        Self {
            name,
            run,
            site: false,
            only_named: false,
        }
    }

    const fn on_site(name: &'static str, run: fn(&Choice) -> Outcome) -> Self {
        let mut part = Self::new(name, run);
        part.site = true;
        part
    }

    const fn only_named(mut self) -> Self {
        self.only_named = true;
        self
    }
}

/// The parts, in order: the cheap ones, those that run while the site is built, those that need the
/// site.
const PARTS: &[Part] = &[
    Part::new("fmt", |_| fmt()),
    Part::new("clippy", |_| clippy()),
    Part::new("audit", |choice| audit::run(!choice.whole)),
    Part::new("model", |_| model()).only_named(),
    Part::new("native", native),
    Part::new("frozen", |_| freeze::test()),
    Part::new("web", |_| web()),
    Part::on_site("e2e", e2e),
    Part::on_site("browsers", browsers),
    Part::on_site("office", office_files),
    Part::on_site("reproducible", |choice| reproducible::test(choice.dist()?)).only_named(),
];

/// Options of a run, and state shared by its parts.
struct Choice {
    /// Whether every part runs.
    whole: bool,
    /// Whether to use dist/ as it is.
    as_built: bool,
    /// The site's build, while it runs beside the first parts.
    build: RefCell<Option<SiteBuild>>,
    /// The site, built once for all parts, when the first needs it.
    dist: OnceCell<PathBuf>,
}

impl Choice {
    fn dist(&self) -> Result<&Path, String> {
        if let Some(dist) = self.dist.get() {
            return Ok(dist);
        }
        let dist = match self.build.take() {
            Some(build) => build.wait()?,
            None => build::dist_for(self.as_built)?,
        };
        Ok(self.dist.get_or_init(|| dist))
    }
}

/// `cargo xtask build` as a process of its own. Its last step, which optimises the whole program, keeps one core busy
/// for minutes; the other compiles and runs the native tests meanwhile, in another folder of `target/`.
struct SiteBuild {
    process: Child,
    log: PathBuf,
    watch: Stopwatch,
}

impl SiteBuild {
    fn start() -> Result<Self, String> {
        // Installs come first, before two processes need them.
        build::prepare()?;
        let log = target().join("test-site.log");
        let fail = |why: std::io::Error| format!("cannot build the site: {why}");
        fs::create_dir_all(target()).map_err(fail)?;
        let out = File::create(&log).map_err(fail)?;
        let both = out.try_clone().map_err(fail)?;
        let process = Command::new(std::env::current_exe().map_err(fail)?)
            .arg("build")
            .current_dir(root())
            .stdin(Stdio::null())
            .stdout(out)
            .stderr(both)
            .spawn()
            .map_err(fail)?;
        println!("The site is built meanwhile: {}", log.display());
        Ok(Self {
            process,
            log,
            watch: Stopwatch::start(),
        })
    }

    /// Waits until the site is built and returns its folder.
    fn wait(mut self) -> Result<PathBuf, String> {
        let status = self.process.wait().map_err(|why| why.to_string())?;
        println!("{}", fs::read_to_string(&self.log).unwrap_or_default());
        if !status.success() {
            return Err("the site could not be built".to_owned());
        }
        println!("The site was there after at most {}.", self.watch.clock());
        Ok(root().join("dist"))
    }
}

pub(crate) fn names() -> Vec<&'static str> {
    PARTS.iter().map(|part| part.name).collect()
}

pub(crate) fn run(mut args: Args) -> Outcome {
    let as_built = args.flag("--no-build");
    let wanted = args.names(&names())?;
    let chosen: Vec<&Part> = PARTS
        .iter()
        .filter(|part| {
            if wanted.is_empty() {
                !part.only_named
            } else {
                wanted.iter().any(|name| name == part.name)
            }
        })
        .collect();
    let site = !as_built && chosen.iter().any(|part| part.site);
    let choice = Choice {
        whole: wanted.is_empty(),
        as_built,
        build: RefCell::new(site.then(SiteBuild::start).transpose()?),
        dist: OnceCell::new(),
    };

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
    // No part has waited for the build.
    if let Some(build) = choice.build.take() {
        build.wait()?;
    }

    println!();
    for (name, time, outcome) in &report {
        println!(
            "{name:<12}{:>7}  {}",
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
    // Checks the wasm side of every `cfg` with the release's features; code without the features is
    // checked natively. Unit tests are native: they use proptest, which has no random source in
    // wasm.
    run_command(
        cargo()
            .args(["clippy", "-p", "balans", "--lib", "--bins", "--test", "web"])
            .args(["--target", WASM, "--features", split::FEATURE, "--locked"])
            .args(["--", "-D", "warnings"]),
    )?;
    // The fuzz crate has a lock of its own, which a changed dependency of the workspace makes stale.
    capture(
        cargo()
            .args(["metadata", "--locked", "--format-version", "1"])
            .args(["--manifest-path", "fuzz/Cargo.toml"]),
    )?;
    // Checks for broken links in documentation.
    run_command(
        cargo()
            .args(["doc", "--workspace", "--no-deps", "--locked"])
            .env("RUSTDOCFLAGS", "-D warnings"),
    )
}

fn model() -> Outcome {
    run_command(cargo().args(["test", "-p", "balans-model", "--locked"]))
}

/// Runs the native tests: in a whole run those of the whole workspace, so that its libraries are
/// compiled once; when named, without those that have a part of their own.
fn native(choice: &Choice) -> Outcome {
    let mut command = cargo();
    command.args(["test", "--workspace", "--locked"]);
    if choice.whole {
        office::tell(&mut command, &office::office()?);
    } else {
        for package in ["balans-model", "balans-spreadsheet"] {
            command.args(["--exclude", package]);
        }
    }
    run_command(&mut command)
}

fn web() -> Outcome {
    machine::ready()?;
    let browser = browser::browser()?;
    let driver = browser::driver(&browser)?;
    let tools = tools::ensure(Meanwhile::Rest)?;
    // Put a frozen engine where the test's page can fetch it: the server shares this folder.
    let folder = root().join("target").join("web");
    let module = freeze::build()?;
    fs::create_dir_all(&folder)
        .and_then(|()| fs::copy(module, folder.join("frozen.wasm")))
        .map_err(|why| format!("cannot write into {}: {why}", folder.display()))?;
    // The page's tests run in a browser; the core's digest in Node, which must equal the native
    // one.
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
    // One more than there are cores, since a test also waits: on two cores 10,8 minutes instead of 12,5.
    let workers = available_parallelism().map_or(2, NonZero::get) + 1;
    in_browser(&["e2e"], choice, |command| {
        command.arg(format!("--workers={workers}"));
    })
}

/// Runs the tests that are the same for every engine, in Chromium and in those that are here or can be installed. A whole
/// run goes on without an engine that cannot be installed.
fn browsers(choice: &Choice) -> Outcome {
    let engines = engines::engines(!choice.whole)?;
    if choice.whole && engines.is_empty() {
        return Ok(());
    }
    let projects: Vec<&str> = std::iter::once("chromium")
        .chain(engines.iter().map(|engine| engine.project))
        .collect();
    in_browser(&projects, choice, |command| {
        for engine in &engines {
            command.envs(engine.variables.iter().map(|(name, value)| (name, value)));
        }
    })
}

/// Opens the exported files in LibreOffice: the workbook natively, and both files as the page makes
/// them. Where there is Python, opens the presentation in a strict reader too.
fn office_files(choice: &Choice) -> Outcome {
    let program = office::office()?;
    if !choice.whole {
        let mut command = cargo();
        command.args(["test", "-p", "balans-spreadsheet", "--locked"]);
        office::tell(&mut command, &program);
        run_command(&mut command)?;
    }
    let reader = office::reader()?;
    in_browser(&["office"], choice, |command| {
        office::tell(command, &program);
        if let Some(reader) = &reader {
            office::tell_reader(command, reader);
        }
    })
}

/// Runs the browser tests of projects of `playwright.config.mjs`, on the release build.
fn in_browser(projects: &[&str], choice: &Choice, tell: impl FnOnce(&mut Command)) -> Outcome {
    let browser = browser::browser()?;
    let dist = choice.dist()?;
    let mut command = node::playwright();
    command.arg("test").env("BALANS_DIST", dist);
    for project in projects {
        command.args(["--project", project]);
    }
    browser::tell_node(&mut command, &browser);
    tell(&mut command);
    run_command(&mut command)
}
