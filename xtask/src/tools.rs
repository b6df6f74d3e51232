//! Finds trunk and wasm-bindgen on PATH or in the cache, or builds them from source into the cache.
//!
//! A tool is installed in a work folder under a lock and renamed into place when it reports its
//! version: an interrupted run leaves nothing half-made, and two runs at once build it once. What an
//! interrupted run compiled is used by the next.

use std::collections::VecDeque;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::time::Duration;

use crate::cache;
use crate::machine::WASM;
use crate::modules::PACKAGE;
use crate::proc::{Stopwatch, ask, on_path, path_with};
use crate::workspace::{cargo, locked_version, root};

/// The newest trunk that builds with the workspace's rust-version. Also set in Trunk.toml.
const TRUNK: &str = "0.21.14";

/// The fuzzer's driver, needed by `cargo xtask fuzz` alone.
const FUZZ: &str = "0.13.2";

/// What `cargo xtask test audit` checks advisories with.
const DENY: &str = "0.20.2";

/// Time between progress messages while a tool is built.
const PATIENCE: Duration = Duration::from_secs(30);

struct Tool {
    package: &'static str,
    /// The programs; the first is called with `--version`.
    programs: &'static [&'static str],
    version: String,
}

/// Folders of the tools.
pub(crate) struct Tools {
    folders: Vec<PathBuf>,
}

impl Tools {
    /// Returns PATH with the tools in front, followed by npm's.
    pub(crate) fn path(&self) -> Result<std::ffi::OsString, String> {
        let npm = root().join("node_modules").join(".bin");
        let mut folders: Vec<&Path> = self.folders.iter().map(PathBuf::as_path).collect();
        folders.push(&npm);
        path_with(&folders)
    }

    /// Returns the path of a program of the tools.
    pub(crate) fn program(&self, name: &str) -> Result<PathBuf, String> {
        self.folders
            .iter()
            .map(|folder| folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX)))
            .find(|file| file.is_file())
            .ok_or_else(|| format!("{name} is not where it was found"))
    }
}

/// Work for the other core while trunk is built.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Meanwhile {
    /// Nothing.
    Rest,
    /// Compile the app for `serve`, with the command that trunk will use.
    BuildApp,
}

/// Finds the tools, and builds those that are missing.
pub(crate) fn ensure(meanwhile: Meanwhile) -> Result<Tools, String> {
    let cache = cache::folder()?;
    let trunk = Tool {
        package: "trunk",
        programs: &["trunk"],
        version: TRUNK.to_owned(),
    };
    let bindgen = Tool {
        package: "wasm-bindgen-cli",
        programs: &["wasm-bindgen", "wasm-bindgen-test-runner"],
        version: locked_version("wasm-bindgen")?,
    };

    let found = [trunk.find(&cache), bindgen.find(&cache)];
    if let [Some(trunk), Some(bindgen)] = found {
        return Ok(Tools {
            folders: vec![trunk, bindgen],
        });
    }

    println!(
        "Building {} from source, once on this machine (kept in {}).\n\
         With two cores this takes about {} minutes; later runs and other clones start at once.",
        match &found {
            [None, None] => format!("trunk {TRUNK} and wasm-bindgen {}", bindgen.version),
            [None, _] => format!("trunk {TRUNK}"),
            _ => format!("wasm-bindgen {}", bindgen.version),
        },
        cache.display(),
        if found[0].is_none() {
            "four"
        } else {
            "one to two"
        },
    );
    let [trunk_found, bindgen_found] = found;

    let watch = Stopwatch::start();
    let (tell, hear) = mpsc::channel();
    std::thread::scope(|scope| {
        // trunk takes longest and ends in a phase that uses one core. The rest is built beside it.
        let (first, second) = (tell.clone(), tell);
        let cache = &cache;
        let trunk = scope.spawn(move || match trunk_found {
            Some(folder) => Ok(folder),
            None => trunk.install(cache, &first),
        });
        let bindgen = scope.spawn(move || {
            let folder = match bindgen_found {
                Some(folder) => Ok(folder),
                None => bindgen.install(cache, &second),
            };
            if folder.is_ok() && meanwhile == Meanwhile::BuildApp {
                build_app(&second);
            }
            folder
        });
        listen(watch, &hear);
        let dead = |_| Err("a thread died".to_owned());
        Ok(Tools {
            folders: vec![
                trunk.join().unwrap_or_else(dead)?,
                bindgen.join().unwrap_or_else(dead)?,
            ],
        })
    })
}

/// Finds or builds cargo-fuzz, and returns its folder.
pub(crate) fn cargo_fuzz() -> Result<PathBuf, String> {
    find_or_build(alone("cargo-fuzz", &["cargo-fuzz"], FUZZ))
}

/// Finds cargo-deny, and with `build` builds it where it is missing; returns its folder.
pub(crate) fn cargo_deny(build: bool) -> Result<Option<PathBuf>, String> {
    let deny = alone("cargo-deny", &["cargo-deny"], DENY);
    if build {
        return find_or_build(deny).map(Some);
    }
    Ok(deny.find(&cache::folder()?))
}

/// A tool that one command alone needs.
fn alone(package: &'static str, programs: &'static [&'static str], version: &str) -> Tool {
    Tool {
        package,
        programs,
        version: version.to_owned(),
    }
}

fn find_or_build(tool: Tool) -> Result<PathBuf, String> {
    let cache = cache::folder()?;
    if let Some(folder) = tool.find(&cache) {
        return Ok(folder);
    }
    println!(
        "Building {} {} from source, once on this machine (kept in {}).",
        tool.package,
        tool.version,
        cache.display()
    );
    let watch = Stopwatch::start();
    let (tell, hear) = mpsc::channel();
    std::thread::scope(|scope| {
        let work = scope.spawn(move || tool.install(&cache, &tell));
        listen(watch, &hear);
        work.join()
            .unwrap_or_else(|_| Err("a thread died".to_owned()))
    })
}

enum News {
    Line(String),
    Compiled,
}

/// Prints the builders' messages, and progress now and then, until they are done.
fn listen(watch: Stopwatch, hear: &mpsc::Receiver<News>) {
    let mut compiled = 0;
    let mut quiet_until = PATIENCE;
    loop {
        match hear.recv_timeout(quiet_until.saturating_sub(watch.elapsed())) {
            Ok(News::Line(text)) => println!("  {}  {text}", watch.clock()),
            Ok(News::Compiled) => compiled += 1,
            Err(RecvTimeoutError::Timeout) => {
                println!(
                    "  {}  at work; {compiled} libraries compiled",
                    watch.clock()
                );
                quiet_until = watch.elapsed() + PATIENCE;
            }
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

/// Compiles the app as trunk will, so that trunk finds it compiled. Errors are left for trunk to
/// show.
fn build_app(tell: &Sender<News>) {
    let mut command = cargo();
    command.args(["build", "--locked", "--bin", "balans", "--target", WASM]);
    let mut later = cargo();
    later.args(["build", "--locked", "-p", PACKAGE, "--target", WASM]);
    let done = match follow(&mut command, tell).and_then(|()| follow(&mut later, tell)) {
        Ok(()) => "the app is compiled",
        Err(_) => "the app does not compile; trunk will say why",
    };
    let _ = tell.send(News::Line(done.to_owned()));
}

impl Tool {
    /// Returns the folder of the programs, if they are on PATH or in the cache at the right
    /// version.
    fn find(&self, cache: &Path) -> Option<PathBuf> {
        let here = on_path(&self.programs[..1]).and_then(|file| Some(file.parent()?.to_path_buf()));
        here.into_iter()
            .chain([self.home(cache).join("bin")])
            .find(|folder| self.fits(folder))
    }

    fn home(&self, cache: &Path) -> PathBuf {
        cache.join(format!("{}-{}", self.package, self.version))
    }

    fn fits(&self, folder: &Path) -> bool {
        let file = |name: &&str| folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
        self.programs.iter().all(|name| file(name).is_file())
            && self.programs.first().is_some_and(|name| {
                ask(file(name), &["--version"])
                    .is_some_and(|said| said.split_whitespace().nth(1) == Some(&*self.version))
            })
    }

    fn install(&self, cache: &Path, tell: &Sender<News>) -> Result<PathBuf, String> {
        let Self {
            package, version, ..
        } = self;
        let say = |text: String| drop(tell.send(News::Line(text)));
        let home = self.home(cache);
        let bin = home.join("bin");
        let _lock = cache::lock(cache, &format!("{package}-{version}"), || {
            say(format!("another run is building {package}; waiting for it"));
        })?;
        if self.fits(&bin) {
            return Ok(bin);
        }

        let work = cache.join(format!("{package}-{version}.work"));
        let made = work.join("root");
        let mut command = cargo();
        command
            .args([
                "install",
                package,
                "--version",
                &format!("={version}"),
                "--locked",
                "--force",
                "--root",
            ])
            .arg(&made)
            // Built for a fast build: neither is used for long at a time. TLS and trunk's update
            // check, which an offline build has no use for, are switched off.
            .args(["--debug", "--no-default-features"])
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .env("CARGO_PROFILE_DEV_DEBUG_ASSERTIONS", "false")
            .env("CARGO_PROFILE_DEV_OVERFLOW_CHECKS", "false")
            .env("CARGO_PROFILE_DEV_CODEGEN_UNITS", "4")
            .env("CARGO_TARGET_DIR", work.join("target"))
            .current_dir(cache);
        follow(&mut command, tell)
            .map_err(|tail| format!("{package} {version} could not be built:\n{tail}"))?;
        if !self.fits(&made.join("bin")) {
            return Err(format!(
                "{package} was built but does not answer to version {version}"
            ));
        }

        let fail =
            |why: std::io::Error| format!("cannot put {package} into {}: {why}", home.display());
        if home.exists() {
            fs::remove_dir_all(&home).map_err(fail)?;
        }
        fs::rename(&made, &home).map_err(fail)?;
        // The tool is installed; leftovers cost only space.
        let _ = fs::remove_dir_all(&work);
        say(format!("{package} {version} is built"));
        Ok(bin)
    }
}

/// Runs a cargo command without showing its output, counting the crates it compiles. The error is
/// the end of its output.
fn follow(command: &mut Command, tell: &Sender<News>) -> Result<(), String> {
    const TAIL: usize = 40;
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .env("CARGO_TERM_COLOR", "never")
        .spawn()
        .map_err(|why| why.to_string())?;
    let mut tail = VecDeque::new();
    if let Some(stderr) = child.stderr.take() {
        for line in BufReader::new(stderr).lines().map_while(Result::ok) {
            if line.trim_start().starts_with("Compiling") {
                let _ = tell.send(News::Compiled);
            }
            if tail.len() == TAIL {
                tail.pop_front();
            }
            tail.push_back(line);
        }
    }
    let status = child.wait().map_err(|why| why.to_string())?;
    if status.success() {
        Ok(())
    } else {
        Err(Vec::from(tail).join("\n"))
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn trunk_toml_asks_for_the_same_trunk() {
        let text = std::fs::read_to_string(crate::workspace::root().join("Trunk.toml"))
            .expect("Trunk.toml");
        assert!(text.contains(&format!("trunk-version = \"{}\"", super::TRUNK)));
    }
}
