//! `cargo xtask bench`: measures time and bytes, each result beside a reference. Prints a table;
//! `--write` puts it into `docs/benchmarks.md`, between the two marks.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::args::Args;
use crate::assets::optimize;
use crate::build::{self, Weight, kib};
use crate::machine::{self, WASM};
use crate::proc::{Outcome, ask, capture};
use crate::workspace::{cargo, root, target};
use crate::{browser, modules, node};

/// The page with the table, relative to the repository's root.
const PAGE: &str = "docs/benchmarks.md";
const START: &str = "<!-- bench:start -->";
const END: &str = "<!-- bench:end -->";
/// A frame of a 120 Hz screen, nanoseconds: a move of a slider should fit in one.
const FRAME_NS: f64 = 1e9 / 120.0;

/// The longest time that reading a link may take, nanoseconds; `bench link` fails over it.
const LINK_LIMIT_NS: f64 = 1e6;

/// The longest that the futures of a year may take, milliseconds (answers.md).
const FUTURES_LIMIT_MS: f64 = 40.0;

/// A line of the table: measurement, result, reference, ratio.
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
        name: "answers",
        run: answers,
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
        name: "interactions",
        run: |dist| in_browser(dist, "interactions"),
    },
    Part {
        name: "load",
        run: |dist| in_browser(dist, "load"),
    },
    Part {
        name: "hostile",
        run: |dist| in_browser(dist, "hostile"),
    },
    Part {
        name: "peers",
        run: peers,
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
        let file = root().join(PAGE);
        let fail = |why: std::io::Error| format!("cannot write {}: {why}", file.display());
        let page = fs::read_to_string(&file).map_err(fail)?;
        let page =
            replace_block(&page, &text).ok_or_else(|| format!("{PAGE} has no {START} … {END}"))?;
        fs::write(&file, page).map_err(fail)?;
    }
    Ok(())
}

/// Describes the run: date, machine, versions, and the load before the start.
fn circumstances(busy: Option<String>) -> Result<String, String> {
    let date = capture(node::node().args(["-p", "new Date().toISOString().slice(0, 10)"]))?;
    let mut facts = vec![machine::describe()];
    facts.extend(browser::version(&browser::browser()?));
    facts.extend(ask("node", &["--version"]).map(|version| format!("Node {version}")));
    facts.extend(busy.map(|load| format!("load {load} before the start")));
    Ok(format!(
        "Measured on {date}: {}. Where a cell has two values, the second is with the CPU throttled to a quarter.",
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

/// Lists the arguments that name an example of the model, optimised.
const fn example(name: &str) -> [&str; 7] {
    [
        "-p",
        "balans-model",
        "--release",
        "--locked",
        "--quiet",
        "--example",
        name,
    ]
}

/// Times one `simulate`: natively, by the model's own example, and as wasm in Node, whose V8 is Chromium's.
fn simulate() -> Result<Vec<Row>, String> {
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
            "a frame at 120 Hz: 8.3 ms".to_owned(),
            format!("{:.1} %", 100.0 * wasm / FRAME_NS),
        ],
    ])
}

/// Times the questions that take many runs, natively, each held against the longest it may take (answers.md), the futures as
/// wasm too, and a slider that is moved while the page's worker answers, in the browser.
fn answers(dist: &Path) -> Result<Vec<Row>, String> {
    let said = capture(cargo().arg("run").args(example("bench_answers")))?;
    let mut rows = Vec::new();
    for (name, text, limit) in [
        ("seek", "every lever at every step", 60.0),
        ("packages8", "2⁸ combinations", 5.0),
        ("packages17", "2¹⁷ combinations", 1500.0),
        (
            "shapley",
            "what each of all measures gives, by area and party",
            1500.0,
        ),
    ] {
        let ns = read_ns(&said, name).ok_or_else(|| format!("bench_answers said `{said}`"))?;
        let ms = ns / 1e6;
        let against = format!("at most {limit} ms");
        let ratio = format!("{:.2}×", ms / limit);
        rows.push([
            format!("answers, native: {text}"),
            format!("{ms:.1} ms"),
            against,
            ratio,
        ]);
    }
    let [lanes, alone] = ["futures", "futures_one_by_one"].map(|name| read_ns(&said, name));
    let odd = || format!("bench_answers said `{said}`");
    rows.extend(futures(
        "native",
        lanes.ok_or_else(odd)?,
        &[("one at a time", alone.ok_or_else(odd)?)],
    ));
    rows.extend(futures_in_wasm()?);
    rows.extend(in_browser(dist, "answers")?);
    Ok(rows)
}

/// Times the futures as wasm, optimised as the answers module is, with vector instructions and without.
fn futures_in_wasm() -> Result<Vec<Row>, String> {
    machine::wasm_target()?;
    let built = target()
        .join(WASM)
        .join("release/examples/bench_futures.wasm");
    let mut modules = Vec::new();
    for (name, flags, options) in [
        ("vectors", modules::SIMD, &["-O3", "--enable-simd"][..]),
        ("plain", "", &["-O3"][..]),
    ] {
        capture(
            cargo()
                .arg("build")
                .args(example("bench_futures"))
                .args(["--target", WASM, "--config", modules::FAST_MODEL])
                .env("RUSTFLAGS", flags),
        )?;
        let made = built.with_file_name(format!("bench_futures.{name}.wasm"));
        optimize(&built, &made, options)?;
        modules.push(made);
    }
    let said = capture(node::node().arg(node::script("futures.mjs")).args(&modules))?;
    let times = said.lines().map(str::parse::<f64>);
    let times: Vec<f64> = times
        .collect::<Result<_, _>>()
        .map_err(|_| format!("futures.mjs said `{said}`"))?;
    let [vectors, lanes, alone] = times[..] else {
        return Err(format!("futures.mjs said `{said}`"));
    };
    let against = [
        ("eight at once without vector instructions", lanes),
        ("one at a time without them", alone),
    ];
    Ok(futures("wasm with vector instructions", vectors, &against))
}

/// Makes the rows of the futures of a year: the time of eight at once, ns, against the longest it may take and against other
/// ways of the same run.
fn futures(place: &str, ns: f64, others: &[(&str, f64)]) -> Vec<Row> {
    let ms = |ns: f64| format!("{:.1} ms", ns / 1e6);
    let row = |against: String, ratio: f64| {
        [
            format!("answers, {place}: 4 096 futures of a year, 19 spans"),
            ms(ns),
            against,
            format!("{ratio:.2}×"),
        ]
    };
    let limit = row(
        format!("at most {FUTURES_LIMIT_MS} ms"),
        ns / 1e6 / FUTURES_LIMIT_MS,
    );
    let others = others
        .iter()
        .map(|(name, other)| row(format!("{name}: {}", ms(*other)), other / ns));
    [limit].into_iter().chain(others).collect()
}

/// Times reading the links that take longest, as wasm built like the page: each time is the median of several batches.
/// The table has the slowest; the others are printed.
///
/// # Errors
///
/// Where the slowest takes longer than [`LINK_LIMIT_NS`].
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
    let mut slowest = (0.0, "", "");
    for (name, line) in named.into_iter().zip(times) {
        let (letters, ns) = line.split_once('\t').ok_or_else(odd)?;
        let ns: f64 = ns.parse().map_err(|_| odd())?;
        println!(
            "`read` a link ({name}, {letters} letters): {:.0} µs",
            ns / 1e3
        );
        if ns > slowest.0 {
            slowest = (ns, name, letters);
        }
    }
    let (ns, name, letters) = slowest;
    within_limit(ns, name)?;
    let memory: u64 = memory.parse().map_err(|_| odd())?;
    Ok(vec![
        [
            format!("`read` a link, wasm, the slowest of four ({name}, {letters} letters)"),
            format!("{:.0} µs", ns / 1e3),
            "the limit: 1 ms".to_owned(),
            format!("{:.0} %", ns / 1e4),
        ],
        [
            "memory for all four, one after another".to_owned(),
            kib(memory),
            "the limit for one: 1 MiB".to_owned(),
            format!("{:.0} %", 100.0 * memory as f64 / (1024.0 * 1024.0)),
        ],
    ])
}

/// Fails where reading the link of this name took longer than [`LINK_LIMIT_NS`].
fn within_limit(ns: f64, name: &str) -> Outcome {
    if ns > LINK_LIMIT_NS {
        let (micros, limit) = (ns / 1e3, LINK_LIMIT_NS / 1e3);
        return Err(format!(
            "reading a link ({name}) takes {micros:.0} µs, over the limit of {limit:.0} µs"
        ));
    }
    Ok(())
}

/// Reads the number of `{"bench":"<name>","ns":<number>,…}`.
fn read_ns(said: &str, name: &str) -> Option<f64> {
    let (_, rest) = said.split_once(&format!("{{\"bench\":\"{name}\",\"ns\":"))?;
    rest.split([',', '}']).next()?.parse().ok()
}

fn in_browser(dist: &Path, part: &str) -> Result<Vec<Row>, String> {
    measured(part, node::node().env("BALANS_DIST", dist))
}

/// Builds the pages that people would build instead, and measures them beside ours: moves of a slider,
/// a cold load, and bytes.
fn peers(dist: &Path) -> Result<Vec<Row>, String> {
    let source = root().join("xtask").join("peers");
    let built = target().join("peers");
    node::packages_of(&source)?;
    capture(node::node().arg(source.join("build.mjs")).arg(&built))?;
    let mut command = node::node();
    command.env("BALANS_DIST", dist).env("BALANS_PEERS", &built);
    let mut rows = measured("peers", &mut command)?;
    let ours = Weight::of(dist)?.to_interactive().brotli;
    for (folder, name) in [
        ("uplot", "vanilla JavaScript and uPlot"),
        ("react", "React and Recharts"),
    ] {
        let theirs = Weight::of_page(&built.join(folder))?
            .to_interactive()
            .brotli;
        rows.push([
            format!("download to interactive, brotli, beside {name}"),
            kib(ours),
            format!("theirs: {}", kib(theirs)),
            format!("{:.1}×", ours as f64 / theirs as f64),
        ]);
    }
    Ok(rows)
}

/// Runs a part of bench.mjs and reads its lines.
fn measured(part: &str, command: &mut Command) -> Result<Vec<Row>, String> {
    let browser = browser::browser()?;
    command.arg(node::script("bench.mjs")).arg(part);
    browser::tell_node(command, &browser);
    let said = capture(command)?;
    said.lines()
        .map(|line| {
            let cells: Vec<String> = line.split('\t').map(str::to_owned).collect();
            Row::try_from(cells).map_err(|cells| format!("bench.mjs said `{}`", cells.join(" ")))
        })
        .collect()
}

/// Weighs the site as a visitor downloads it, compressed by brotli.
fn bytes(dist: &Path) -> Result<Vec<Row>, String> {
    let weight = Weight::of(dist)?;
    let total = weight.to_interactive();
    let all = total.brotli + weight.views.brotli + weight.later.brotli;
    let share = |brotli: u64, whole: u64| format!("{:.0} %", 100.0 * brotli as f64 / whole as f64);
    let parts: Vec<String> = weight
        .parts
        .iter()
        .map(|part| format!("{} {}", part.name, kib(part.brotli)))
        .collect();
    let against_start = |what: &str, brotli: u64| {
        [
            format!("download {what}, brotli"),
            kib(brotli),
            format!("to interactive: {}", kib(total.brotli)),
            share(brotli, total.brotli),
        ]
    };
    Ok(vec![
        [
            format!("download to interactive, brotli ({})", parts.join(", ")),
            kib(total.brotli),
            format!("the budget: {}", kib(build::BUDGET)),
            share(total.brotli, build::BUDGET),
        ],
        against_start("of all other views", weight.views.brotli),
        against_start("until charts are drawn and every view is here", all),
    ])
}

#[cfg(test)]
mod tests {
    use super::{END, LINK_LIMIT_NS, PAGE, START, read_ns, replace_block, within_limit};
    use crate::workspace::root;

    #[test]
    fn the_page_has_a_place_for_the_table() {
        let page = std::fs::read_to_string(root().join(PAGE)).unwrap();
        assert!(replace_block(&page, "").is_some());
    }

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
    fn a_slow_link_fails_the_bench() {
        assert!(within_limit(LINK_LIMIT_NS, "notes").is_ok());
        let why = within_limit(1_200_000.0, "notes").unwrap_err();
        assert_eq!(
            why,
            "reading a link (notes) takes 1200 µs, over the limit of 1000 µs"
        );
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
