//! `cargo xtask build`: builds the site to publish, and weighs it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::args::Args;
use crate::proc::{Outcome, capture, run as run_command};
use crate::tools::{Meanwhile, Tools};
use crate::workspace::{self, root};
use crate::{machine, node, pack, reproducible, split, tools, trunk};

/// The most bytes to download until the page is interactive, compressed by brotli.
pub(crate) const BUDGET: u64 = 300 * 1024;

pub(crate) fn run(mut args: Args) -> Outcome {
    let folder = args.value("--dist")?;
    let site = args.value("--site")?.map(site_word).transpose()?;
    let pack = args.value("--pack")?.map(pack_file).transpose()?;
    let why = args.flag("--why");
    args.done()?;
    let folder = folder.as_deref().unwrap_or("dist");
    let dist = dist_at(folder, site.as_deref(), pack.as_deref())?;
    if why {
        return explain();
    }
    let weight = Weight::of(&dist)?;
    println!("\n{}", weight.table());
    weight.check()
}

/// Installs and fetches what a build needs.
pub(crate) fn prepare() -> Result<Tools, String> {
    machine::ready()?;
    node::packages()?;
    let tools = tools::ensure(Meanwhile::Rest)?;
    trunk::fetch()?;
    Ok(tools)
}

/// Builds the site into `folder` and returns its path.
pub(crate) fn dist(folder: &str) -> Result<PathBuf, String> {
    dist_at(folder, None, None)
}

/// Returns the absolute path of what `--pack` names, a sound file of a pack.
pub(crate) fn pack_file(word: String) -> Result<String, String> {
    let path = std::path::absolute(&word).map_err(|why| format!("--pack {word}: {why}"))?;
    pack::check(&path)?;
    Ok(path.display().to_string())
}

/// Returns what `--site` names: an address as it is, a file by its absolute path, since programs run in the root.
fn site_word(word: String) -> Result<String, String> {
    if word.contains("://") {
        return Ok(word);
    }
    let path = std::path::absolute(&word).map_err(|why| format!("--site {word}: {why}"))?;
    Ok(path.display().to_string())
}

/// Builds the site into `folder`. With `site`, the published address or the host's file that names it
/// (`xtask/node/statement.mjs`), links made in `balans.html` lead there, and the page shows the file's statement. With `pack`,
/// a file of one, the page starts with it, and the built-in one can be chosen in *Källor*.
fn dist_at(folder: &str, site: Option<&str>, pack: Option<&str>) -> Result<PathBuf, String> {
    if let Some(site) = site {
        // First, since the build takes minutes.
        run_command(node::node().arg(node::script("statement.mjs")).arg(site))?;
    }
    let tools = prepare()?;
    let mut command = trunk::command(&tools, "build")?;
    command.args(["--release", "--features", split::FEATURE, "--dist", folder]);
    command.env(reproducible::FLAGS, reproducible::flags());
    // A copy of the sources without git is told its name.
    let named = std::env::var(reproducible::BUILD).ok();
    if let Some(state) = named.or_else(workspace::state) {
        command.env(reproducible::BUILD, state);
    }
    run_command(&mut command)?;
    let dist = root().join(folder);
    clean(&dist.join("index.html"))?;
    // Last, since the service worker's list holds the hash of every other file.
    run_command(
        node::node()
            .arg(node::script("finish.mjs"))
            .arg(&dist)
            .arg(site.unwrap_or_default())
            .args(pack),
    )?;
    Ok(dist)
}

/// Prints the size of the page's two wasm files, by crate and function.
fn explain() -> Outcome {
    for module in split::cut() {
        println!("\n{}", module.display());
        run_command(node::node().arg(node::script("weigh.mjs")).arg(module))?;
    }
    Ok(())
}

/// Returns the site in dist/, built first unless `as_built`.
pub(crate) fn dist_for(as_built: bool) -> Result<PathBuf, String> {
    if as_built {
        machine::ready()?;
        node::packages()?;
        return Ok(root().join("dist"));
    }
    dist("dist")
}

/// Removes trunk's placeholder for `serve` from the page.
fn clean(page: &Path) -> Outcome {
    let fail = |why: std::io::Error| format!("cannot finish {}: {why}", page.display());
    let text = fs::read_to_string(page).map_err(fail)?;
    fs::write(page, text.replace(" nonce=\"trunk-serve-nonce\"", "")).map_err(fail)
}

/// Sizes of one kind of file, bytes.
pub(crate) struct Part {
    pub(crate) name: String,
    pub(crate) raw: u64,
    pub(crate) brotli: u64,
}

/// Sizes of the site, by kind of file.
pub(crate) struct Weight {
    /// Files needed until the page is interactive.
    pub(crate) parts: Vec<Part>,
    /// All views except Läget: fetched as soon as the page is interactive.
    pub(crate) views: Part,
    /// The deferred module: fetched at the same time.
    pub(crate) later: Part,
    /// The worker's files, fetched when a question is asked that takes many runs.
    pub(crate) answers: Part,
    /// Files fetched on demand, for office files and pictures.
    pub(crate) office: Part,
    /// The rest, such as the icons and the offline support.
    pub(crate) rest: Part,
    /// The whole app as one file, which no visitor downloads.
    pub(crate) single: Part,
}

impl Weight {
    /// Weighs the site; an error where a kind of file is missing.
    pub(crate) fn of(dist: &Path) -> Result<Self, String> {
        let weight = Self::of_page(dist)?;
        let Self {
            views,
            later,
            answers,
            office,
            single,
            ..
        } = &weight;
        let missing = weight
            .parts
            .iter()
            .chain([views, later, answers, office, single])
            .find(|part| part.raw == 0);
        match missing {
            Some(part) => Err(format!("{} has no {} file", dist.display(), part.name)),
            None => Ok(weight),
        }
    }

    /// Weighs any page, which may lack files that the site has.
    pub(crate) fn of_page(dist: &Path) -> Result<Self, String> {
        let text = capture(node::node().arg(node::script("sizes.mjs")).arg(dist))?;
        let mut parts: Vec<Part> = ["html", "css", "js", "wasm"].map(Part::empty).into();
        let mut views = Part::empty("views");
        let mut later = Part::empty("later");
        let mut answers = Part::empty("answers");
        let mut office = Part::empty("office");
        let mut single = Part::empty("balans.html");
        let mut rest = Part::empty("rest");
        for line in text.lines() {
            let (kind, raw, brotli) =
                read(line).ok_or_else(|| format!("sizes.mjs said `{line}`"))?;
            let part = parts
                .iter_mut()
                .chain([
                    &mut views,
                    &mut later,
                    &mut answers,
                    &mut office,
                    &mut single,
                ])
                .find(|part| part.name == kind)
                .unwrap_or(&mut rest);
            part.raw += raw;
            part.brotli += brotli;
        }
        Ok(Self {
            parts,
            views,
            later,
            answers,
            office,
            rest,
            single,
        })
    }

    pub(crate) fn to_interactive(&self) -> Part {
        let sum = |of: fn(&Part) -> u64| self.parts.iter().map(of).sum();
        Part {
            name: "to interactive".to_owned(),
            raw: sum(|part| part.raw),
            brotli: sum(|part| part.brotli),
        }
    }

    fn table(&self) -> String {
        let total = self.to_interactive();
        let fetched = [&self.views, &self.later, &self.answers, &self.office];
        let others = [&total].into_iter().chain(fetched);
        let others = others.chain([&self.rest, &self.single]);
        let rows = self.parts.iter().chain(others);
        let lines = rows.map(|part| {
            format!(
                "{:<16}{:>12}{:>12}\n",
                part.name,
                kib(part.raw),
                kib(part.brotli)
            )
        });
        format!(
            "{:<16}{:>12}{:>12}\n{}",
            "",
            "raw",
            "brotli",
            lines.collect::<String>()
        )
    }

    fn check(&self) -> Outcome {
        let brotli = self.to_interactive().brotli;
        if brotli > BUDGET {
            return Err(format!(
                "{} brotli to interactive is over the budget of {}: see what takes the space (--why) before you raise it",
                kib(brotli),
                kib(BUDGET)
            ));
        }
        println!(
            "{} of {} left of the budget.",
            kib(BUDGET - brotli),
            kib(BUDGET)
        );
        Ok(())
    }
}

impl Part {
    fn empty(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            raw: 0,
            brotli: 0,
        }
    }
}

/// Reads a line `kind raw brotli`.
fn read(line: &str) -> Option<(&str, u64, u64)> {
    let mut words = line.split_whitespace();
    let row = (
        words.next()?,
        words.next()?.parse().ok()?,
        words.next()?.parse().ok()?,
    );
    words.next().is_none().then_some(row)
}

pub(crate) fn kib(bytes: u64) -> String {
    let tenths = (bytes * 10 + 512) / 1024;
    format!("{}.{} KiB", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::{BUDGET, Part, Weight, kib, read};

    fn weight(wasm: u64) -> Weight {
        let part = |name: &str, brotli| Part {
            name: name.to_owned(),
            raw: brotli * 3,
            brotli,
        };
        Weight {
            parts: vec![part("html", 1000), part("wasm", wasm)],
            views: part("views", 99_999_999),
            later: part("later", 99_999_999),
            answers: part("answers", 99_999_999),
            office: part("office", 99_999_999),
            rest: part("rest", 99_999_999),
            single: part("balans.html", 99_999_999),
        }
    }

    #[test]
    fn the_budget_is_kept_to_the_byte_and_by_what_is_needed_first() {
        assert!(weight(BUDGET - 1000).check().is_ok());
        assert!(weight(BUDGET - 999).check().is_err());
    }

    #[test]
    fn sizes_are_read_and_written() {
        assert_eq!(read("wasm 12 3"), Some(("wasm", 12, 3)));
        assert_eq!(read("wasm 12"), None);
        assert_eq!(kib(1024 + 512), "1.5 KiB");
    }
}
