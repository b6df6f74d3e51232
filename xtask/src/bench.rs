//! `cargo xtask bench`: what the tool costs in time and bytes, each figure beside one it can be
//! held against. Prints a table; `--write` puts it into README.md.

use std::fs;
use std::path::Path;

use crate::args::Args;
use crate::build::{self, Weight, kib};
use crate::machine::{self, WASM};
use crate::proc::{Outcome, ask, capture};
use crate::workspace::{cargo, root, target};
use crate::{browser, node};

const START: &str = "<!-- bench:start -->";
const END: &str = "<!-- bench:end -->";
/// One frame of a 120 Hz screen, which is what a move of a slider must fit in.
const FRAME_NS: f64 = 1e9 / 120.0;

/// What was measured, what came out, what it is held against, and the ratio.
type Row = [String; 4];

struct Part {
    name: &'static str,
    run: fn(&Path) -> Result<Vec<Row>, String>,
}

const PARTS: &[Part] = &[
    Part {
        name: "simulate",
        run: |_| simulate(),
    },
    Part {
        name: "link",
        run: |_| link(),
    },
    Part {
        name: "slider",
        run: |dist| in_browser(dist, "slider"),
    },
    Part {
        name: "load",
        run: |dist| in_browser(dist, "load"),
    },
    Part {
        name: "bytes",
        run: bytes,
    },
];

pub(crate) fn names() -> Vec<&'static str> {
    PARTS.iter().map(|part| part.name).collect()
}

pub(crate) fn run(mut args: Args) -> Outcome {
    let write = args.flag("--write");
    let as_built = args.flag("--no-build");
    let wanted = args.names(&names())?;
    if write && !wanted.is_empty() {
        return Err("--write takes the whole table, not parts of it".to_owned());
    }

    machine::ready()?;
    node::packages()?;
    let dist = build::dist_for(as_built)?;
    let busy = machine::load();
    let mut rows = Vec::new();
    for part in PARTS {
        if wanted.is_empty() || wanted.iter().any(|name| name == part.name) {
            rows.extend((part.run)(&dist)?);
        }
    }

    let text = table(&rows, &circumstances(busy)?);
    println!("\n{text}");
    if write {
        let file = root().join("README.md");
        let fail = |why: std::io::Error| format!("cannot write {}: {why}", file.display());
        let readme = fs::read_to_string(&file).map_err(fail)?;
        let readme = replace_block(&readme, &text)
            .ok_or_else(|| format!("README.md has no {START} … {END}"))?;
        fs::write(&file, readme).map_err(fail)?;
    }
    Ok(())
}

/// When and where it was measured, and what else the machine had to do.
fn circumstances(busy: Option<String>) -> Result<String, String> {
    let date = capture(node::node().args(["-p", "new Date().toISOString().slice(0, 10)"]))?;
    let mut facts = vec![machine::describe()];
    facts.extend(browser::version(&browser::browser()?));
    facts.extend(ask("node", &["--version"]).map(|version| format!("Node {version}")));
    facts.extend(busy.map(|load| format!("load {load} before the start")));
    Ok(format!(
        "Measured on {date}: {}. Slider times are the page's own work from the event to the painted frame, \
         in a browser without frame limit; on a screen the wait for its next refresh comes on top.",
        facts.join(", ")
    ))
}

fn table(rows: &[Row], caption: &str) -> String {
    let mut text =
        format!("{caption}\n\n| measured | result | held against | ratio |\n|---|---:|---|---:|\n");
    for row in rows {
        text += &format!("| {} |\n", row.join(" | "));
    }
    text
}

fn replace_block(text: &str, table: &str) -> Option<String> {
    let (before, rest) = text.split_once(START)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{START}\n{table}{END}{after}"))
}

/// One run of the core: natively as its own example times it, and as wasm in Node's V8, which is
/// Chromium's.
fn simulate() -> Result<Vec<Row>, String> {
    let example = |name: &'static str| {
        [
            "-p",
            "balans-model",
            "--release",
            "--locked",
            "--quiet",
            "--example",
            name,
        ]
    };
    let said = capture(cargo().arg("run").args(example("bench_simulate")))?;
    let native =
        read_ns(&said, "simulate").ok_or_else(|| format!("bench_simulate said `{said}`"))?;
    let naked = read_ns(&said, "totals").ok_or_else(|| format!("bench_simulate said `{said}`"))?;

    machine::wasm_target()?;
    capture(
        cargo()
            .arg("build")
            .args(example("bench_wasm"))
            .args(["--target", WASM]),
    )?;
    let module = target().join(WASM).join("release/examples/bench_wasm.wasm");
    let said = capture(node::node().arg(node::script("simulate.mjs")).arg(module))?;
    let wasm: f64 = said
        .parse()
        .map_err(|_| format!("simulate.mjs said `{said}`"))?;

    let micros = |ns: f64| format!("{:.1} µs", ns / 1e3);
    Ok(vec![
        [
            "`simulate`, native".to_owned(),
            micros(native),
            format!(
                "`totals`, the same formulas without the ledger: {}",
                micros(naked)
            ),
            format!("{:.1}×", native / naked),
        ],
        [
            "`simulate`, wasm".to_owned(),
            micros(wasm),
            "native".to_owned(),
            format!("{:.1}×", wasm / native),
        ],
        [
            "`simulate`, wasm".to_owned(),
            micros(wasm),
            "a frame at 120 Hz: 8.3 ms".to_owned(),
            format!("{:.1} %", 100.0 * wasm / FRAME_NS),
        ],
    ])
}

/// Reading the links that take longest, as wasm built as the page is.
fn link() -> Result<Vec<Row>, String> {
    machine::wasm_target()?;
    let folder = target().join("fuzz");
    capture(
        cargo()
            .args(["build", "--manifest-path", "fuzz/Cargo.toml", "--locked"])
            .args(["--release", "--example", "bench_link", "--target", WASM])
            .args(["--config", "profile.release.opt-level=\"z\""])
            .args(["--config", "profile.release.lto=true"])
            .args(["--config", "profile.release.panic=\"abort\""])
            .arg("--target-dir")
            .arg(&folder),
    )?;
    let module = folder.join(WASM).join("release/examples/bench_link.wasm");
    let said = capture(node::node().arg(node::script("link.mjs")).arg(module))?;
    let odd = || format!("link.mjs said `{said}`");
    let lines: Vec<&str> = said.lines().collect();
    let Some((memory, times)) = lines.split_last() else {
        return Err(odd());
    };
    let named = [
        "every input changed",
        "the longest, of notes",
        "the same, cut",
        "as long, and nothing",
    ];
    let mut rows = Vec::new();
    for (name, line) in named.iter().zip(times) {
        let (letters, ns) = line.split_once('\t').ok_or_else(odd)?;
        let ns: f64 = ns.parse().map_err(|_| odd())?;
        rows.push([
            format!("`read` a link ({name}), wasm"),
            format!("{:.0} µs", ns / 1e3),
            format!("{letters} letters; 1 ms is what it may take"),
            format!("{:.0} %", ns / 1e4),
        ]);
    }
    let memory: u64 = memory.parse().map_err(|_| odd())?;
    rows.push([
        "memory for all of these, one after another".to_owned(),
        kib(memory),
        "1 MiB is what one may take".to_owned(),
        format!("{:.0} %", 100.0 * memory as f64 / (1024.0 * 1024.0)),
    ]);
    Ok(rows)
}

/// The number of `{"bench":"<name>","ns":<number>,…}`.
fn read_ns(said: &str, name: &str) -> Option<f64> {
    let (_, rest) = said.split_once(&format!("{{\"bench\":\"{name}\",\"ns\":"))?;
    rest.split([',', '}']).next()?.parse().ok()
}

fn in_browser(dist: &Path, part: &str) -> Result<Vec<Row>, String> {
    let browser = browser::browser()?;
    let mut command = node::node();
    command
        .arg(node::script("bench.mjs"))
        .arg(part)
        .env("BALANS_DIST", dist);
    browser::tell_node(&mut command, &browser);
    let said = capture(&mut command)?;
    said.lines()
        .map(|line| {
            let cells: Vec<String> = line.split('\t').map(str::to_owned).collect();
            Row::try_from(cells).map_err(|cells| format!("bench.mjs said `{}`", cells.join(" ")))
        })
        .collect()
}

fn bytes(dist: &Path) -> Result<Vec<Row>, String> {
    let weight = Weight::of(dist)?;
    let total = weight.to_interactive();
    let share = |brotli: u64, whole: u64| format!("{:.0} %", 100.0 * brotli as f64 / whole as f64);
    let mut rows: Vec<Row> = weight
        .parts
        .iter()
        .map(|part| {
            [
                format!("{}, brotli", part.name),
                kib(part.brotli),
                format!("raw: {}", kib(part.raw)),
                share(part.brotli, part.raw),
            ]
        })
        .collect();
    rows.push([
        "all to interactive, brotli".to_owned(),
        kib(total.brotli),
        format!("the budget: {}", kib(build::BUDGET)),
        share(total.brotli, build::BUDGET),
    ]);
    rows.push([
        "the other views, brotli".to_owned(),
        kib(weight.views.brotli),
        format!("to interactive: {}", kib(total.brotli)),
        share(weight.views.brotli, total.brotli),
    ]);
    let with_later = total.brotli + weight.views.brotli + weight.later.brotli;
    rows.push([
        "all until figures are drawn and every view is here, brotli".to_owned(),
        kib(with_later),
        format!("to interactive: {}", kib(total.brotli)),
        share(with_later, total.brotli),
    ]);
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::{END, START, read_ns, replace_block};

    #[test]
    fn only_the_block_is_replaced() {
        let text = format!("a\n{START}\nold\n{END}\nb\n");
        assert_eq!(
            replace_block(&text, "new\n"),
            Some(format!("a\n{START}\nnew\n{END}\nb\n"))
        );
        assert_eq!(replace_block("a b", "new"), None);
    }

    #[test]
    fn the_example_is_understood() {
        let said =
            "{\"bench\":\"simulate\",\"ns\":123,\"runs\":1}\n{\"bench\":\"totals\",\"ns\":45}";
        assert_eq!(read_ns(said, "simulate"), Some(123.0));
        assert_eq!(read_ns(said, "totals"), Some(45.0));
        assert_eq!(read_ns(said, "explain"), None);
    }
}
