//! Turns `data/kson-2023.toml` into Rust constants, so that the finished crate carries no TOML parser.
//! A fault in the file stops the build and names its line.

#[allow(unused_macros, reason = "the crate uses it elsewhere too")]
#[path = "src/closed_list.rs"]
mod closed_list;
#[allow(unreachable_pub, reason = "the crate uses it too")]
#[path = "src/fnv.rs"]
mod fnv;
#[path = "src/reader.rs"]
mod reader;
#[allow(dead_code, unreachable_pub, reason = "the crate exports it all")]
#[path = "src/vocabulary.rs"]
mod vocabulary;

use reader::PackRows;
use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;

const PACK: &str = "data/kson-2023.toml";
const CODES: &str = "data/codes.txt";

/// The inputs whose levers are in the page's first file, with their purposes.
const AT_START: [&str; 2] = ["requirement.care", "requirement.health"];

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed={PACK}");
    println!("cargo::rerun-if-changed={CODES}");
    println!("cargo::rerun-if-changed=src/closed_list.rs");
    println!("cargo::rerun-if-changed=src/fnv.rs");
    println!("cargo::rerun-if-changed=src/reader.rs");
    println!("cargo::rerun-if-changed=src/vocabulary.rs");
    match generate() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("model/{PACK}: {error}");
            ExitCode::FAILURE
        }
    }
}

fn generate() -> Result<(), Box<dyn std::error::Error>> {
    let text = std::fs::read_to_string(PACK)?;
    let rows = reader::read(&text).map_err(|error| error.to_string())?;
    let out = std::env::var("OUT_DIR")?;
    std::fs::write(Path::new(&out).join("ids.rs"), identities(&rows)?)?;
    std::fs::write(Path::new(&out).join("pack.rs"), pack(&rows)?)?;
    let numbers = codes(&rows, &std::fs::read_to_string(CODES)?)?;
    std::fs::write(Path::new(&out).join("codes.rs"), numbers)?;
    Ok(())
}

fn identities(rows: &PackRows) -> Result<String, std::fmt::Error> {
    let mut s = String::new();
    let count = rows.inputs.len();
    writeln!(
        s,
        "/// How many inputs the model has.\npub const INPUT_COUNT: usize = {count};"
    )?;
    writeln!(s, "pub(crate) const INPUT_IDS: [&str; {count}] = [")?;
    for row in &rows.inputs {
        writeln!(s, "    {:?},", row.id)?;
    }
    writeln!(s, "];")?;
    writeln!(
        s,
        "pub(crate) const MEASURE_IDS: [&str; {}] = [",
        rows.measures.len()
    )?;
    for row in &rows.measures {
        writeln!(s, "    {:?},", row.id)?;
    }
    writeln!(s, "];")?;
    Ok(s)
}

/// Writes the tables of numbers from the lines of [`CODES`].
fn codes(rows: &PackRows, text: &str) -> Result<String, Box<dyn std::error::Error>> {
    let (mut inputs, mut measures) = (Vec::new(), Vec::new());
    for (number, line) in text.lines().enumerate() {
        match line.split_once(' ') {
            Some(("input", name)) => {
                let place = rows.inputs.iter().position(|row| row.id == name);
                inputs.push(match place {
                    Some(place) => format!("InputCode::Live(InputId({place}))"),
                    None => format!("InputCode::Gone({name:?})"),
                });
            }
            Some(("other", name)) => inputs.push(format!("InputCode::Other({name:?})")),
            Some(("measure", name)) => measures.push(name),
            Some(("handed" | "#", _)) => {}
            _ => return Err(format!("{CODES}: line {} is of no kind", number + 1).into()),
        }
    }
    let mut s = String::new();
    writeln!(
        s,
        "/// Inputs by number.\npub static INPUTS: [InputCode; {}] = [{}];",
        inputs.len(),
        inputs.join(", ")
    )?;
    writeln!(
        s,
        "/// Measures by number, by id.\npub static MEASURES: [&str; {}] = {measures:?};",
        measures.len()
    )?;
    Ok(s)
}

fn pack(rows: &PackRows) -> Result<String, std::fmt::Error> {
    let mut s = String::new();
    let mut texts = RemoteTexts::default();
    let h = &rows.header;
    writeln!(s, "/// The built-in pack: KSON, plan year {}.", h.plan_year)?;
    writeln!(s, "pub static KSON_2023: Pack = Pack {{")?;
    writeln!(
        s,
        "    id: Cow::Borrowed({:?}),\n    name: Cow::Borrowed({:?}),",
        h.id, h.name
    )?;
    writeln!(
        s,
        "    base_year: {}, plan_year: {}, horizon: {},",
        h.base_year, h.plan_year, h.horizon
    )?;
    writeln!(
        s,
        "    growth_from: {}, growth_to: {},",
        h.growth_from, h.growth_to
    )?;
    writeln!(
        s,
        "    names: Cow::Borrowed(&balans_format::names::BUILT_IN),"
    )?;
    let l = &rows.limits;
    writeln!(
        s,
        "    limits: Limits {{ total_cost_low: {:?}, total_cost_high: {:?}, clients_per_fte: {:?}, share_capital: {:?} }},",
        l.total_cost_low, l.total_cost_high, l.clients_per_fte, l.share_capital
    )?;
    writeln!(s, "    documents: Cow::Borrowed(&[")?;
    for d in &rows.documents {
        writeln!(
            s,
            "        Document {{ id: Cow::Borrowed({:?}), title: Cow::Borrowed({:?}), description: {}, link: Cow::Borrowed(\"\") }},",
            d.id,
            d.title,
            texts.add(&d.description)
        )?;
    }
    writeln!(s, "    ]),\n    inputs: Cow::Borrowed(&[")?;
    for i in &rows.inputs {
        let purpose = if AT_START.contains(&i.id.as_str()) {
            format!("RemoteText::held({:?})", i.purpose)
        } else {
            texts.add(&i.purpose)
        };
        writeln!(
            s,
            "        InputSpec {{ id: Cow::Borrowed({:?}), label: Cow::Borrowed({:?}), purpose: {}, \
             unit: Unit::{:?}, default: {:?}, min: {:?}, max: {:?}, step: {:?}, status: Status::{:?}, \
             source: {}, note: {} }},",
            i.id,
            i.label,
            purpose,
            i.unit,
            i.default,
            i.min,
            i.max,
            i.step,
            i.status,
            texts.add(&i.source),
            texts.option(i.note.as_deref())
        )?;
    }
    writeln!(s, "    ]),\n    spans: Cow::Borrowed(&[")?;
    for (place, row) in rows.inputs.iter().enumerate() {
        if let Some(span) = &row.span {
            writeln!(
                s,
                "        PackSpan {{ input: InputId({place}), low: {:?}, high: {:?}, source: {} }},",
                span.low,
                span.high,
                texts.add(&span.source)
            )?;
        }
    }
    writeln!(s, "    ]),\n    measures: Cow::Borrowed(&[")?;
    for m in &rows.measures {
        let evidence = m
            .evidence
            .map_or("None".to_owned(), |e| format!("Some(Evidence::{e:?})"));
        writeln!(
            s,
            "        MeasureSpec {{ id: Cow::Borrowed({:?}), name: Cow::Borrowed({:?}), area: MeasureArea::{:?}, \
             status: MeasureStatus::{:?}, evidence: {evidence}, purpose: {}, affects: {}, \
             consequence: {}, source: {}, note: {}, levers: {}, inputs: {}, phasing: {} }},",
            m.id,
            m.name,
            m.area,
            m.status,
            texts.add(&m.purpose),
            texts.add(&m.affects),
            texts.add(&m.consequence),
            texts.add(&m.source),
            texts.option(m.note.as_deref()),
            ids(&m.levers),
            ids(&m.inputs),
            ids(&m.phasing)
        )?;
    }
    writeln!(s, "    ]),\n    presets: Cow::Borrowed(&[")?;
    for p in &rows.presets {
        let values: String = p
            .values
            .iter()
            .map(|(i, v)| format!("(InputId({i}), {v:?}), "))
            .collect();
        writeln!(
            s,
            "        Preset {{ id: Cow::Borrowed({:?}), name: Cow::Borrowed({:?}), explanation: {}, \
             values: Cow::Borrowed(&[{values}]) }},",
            p.id,
            p.name,
            texts.add(&p.explanation)
        )?;
    }
    writeln!(s, "    ]),\n    client_benchmarks: Cow::Borrowed(&[")?;
    for b in &rows.client_benchmarks {
        writeln!(
            s,
            "        ClientBenchmark {{ municipality: Cow::Borrowed({:?}), clients: {:?}, case_managers: {:?}, other: {:?}, \
             managers: {:?}, fte: {:?}, clients_per_fte: {:?}, note: {} }},",
            b.municipality,
            b.clients,
            b.case_managers,
            b.other,
            b.managers,
            b.fte,
            b.clients_per_fte,
            texts.option(b.note.as_deref())
        )?;
    }
    writeln!(s, "    ]),\n    case_benchmarks: Cow::Borrowed(&[")?;
    for b in &rows.case_benchmarks {
        writeln!(
            s,
            "        CaseBenchmark {{ municipality: Cow::Borrowed({:?}), low: {:?}, high: {:?} }},",
            b.municipality, b.low, b.high
        )?;
    }
    writeln!(s, "    ]),\n}};")?;
    writeln!(
        s,
        "/// The measures' phrases, in the order of the measures of [`KSON_2023`].\nstatic PHRASES: [&str; {}] = [",
        rows.measures.len()
    )?;
    for m in &rows.measures {
        writeln!(s, "    {:?},", m.phrase)?;
    }
    writeln!(s, "];")?;
    writeln!(
        s,
        "/// The texts of the built-in pack that are not needed at the start: see [`RemoteText`].\n\
         pub(crate) static REMOTE_TEXTS: [&str; {}] = {:?};",
        texts.0.len(),
        texts.0
    )?;
    Ok(s)
}

/// The table of texts that are looked up instead of held.
#[derive(Default)]
struct RemoteTexts(Vec<String>);

impl RemoteTexts {
    /// Adds a text, once, and gives the expression that refers to it.
    fn add(&mut self, text: &str) -> String {
        let known = self.0.iter().position(|other| other == text);
        let at = known.unwrap_or_else(|| {
            self.0.push(text.to_owned());
            self.0.len() - 1
        });
        let mut hash = fnv::Fnv::new();
        hash.bytes(text.as_bytes());
        format!("RemoteText::built_in({at}, {:#x})", hash.finish() as u32)
    }

    fn option(&mut self, text: Option<&str>) -> String {
        text.map_or("None".to_owned(), |text| {
            format!("Some({})", self.add(text))
        })
    }
}

fn ids(indices: &[usize]) -> String {
    let list: String = indices.iter().map(|i| format!("InputId({i}), ")).collect();
    format!("Cow::Borrowed(&[{list}])")
}
