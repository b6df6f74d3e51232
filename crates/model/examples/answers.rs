//! A question about a scenario in, its answer out, both JSON: `answers < question.json` (answers.md, *The example*).
//!
//! In: `{"inputs": {…}, "year": 2025, "area": "total", "seek": true, "shapley": true, "limits": {"<lever>": value},
//! "spans": {"<input>": [low, high]}, "futures": 4096}`. What
//! is not asked for is left out of the answer; an unknown key or id is an error that names it. Out: numbers unrounded.

use balans_model::answers::{
    Combination, Lever, Limit, MOST_FUTURES, Readings, Series, Share, Span, Target, combinations,
    futures, levers, seek, shapley,
};
use balans_model::{InputId, Inputs, KSON_2023, Measure, Scope, Year};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::Read as _;
use std::process::ExitCode;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Question {
    #[serde(default)]
    inputs: BTreeMap<String, f64>,
    year: Option<Year>,
    area: Option<String>,
    #[serde(default)]
    seek: bool,
    #[serde(default)]
    shapley: bool,
    limits: Option<BTreeMap<String, f64>>,
    #[serde(default)]
    spans: BTreeMap<String, [f64; 2]>,
    futures: Option<u32>,
}

#[derive(Serialize)]
struct Answer {
    #[serde(skip_serializing_if = "Option::is_none")]
    seek: Option<Vec<SeekRow>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    shapley: Option<BTreeMap<&'static str, ShapleyRow>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    packages: Option<Packages>,
    #[serde(skip_serializing_if = "Option::is_none")]
    futures: Option<FuturesAnswer>,
}

#[derive(Serialize)]
struct FuturesAnswer {
    points: usize,
    balanced: f64,
    gap: Vec<f64>,
}

#[derive(Serialize)]
struct SeekRow {
    measure: &'static str,
    levers: Vec<&'static str>,
    from: f64,
    to: Option<f64>,
    nearest: f64,
    remaining: f64,
}

#[derive(Serialize)]
struct ShapleyRow {
    value: Vec<f64>,
    alone: Vec<f64>,
    last: Vec<f64>,
}

#[derive(Serialize)]
struct Packages {
    combinations: usize,
    balancing: usize,
    ways: Vec<WayRow>,
    nearest: Package,
}

#[derive(Serialize)]
struct WayRow {
    by: &'static str,
    #[serde(flatten)]
    package: Package,
}

#[derive(Serialize)]
struct Package {
    values: BTreeMap<&'static str, f64>,
    remaining: f64,
    measures: u32,
    tiohundra: f64,
}

fn main() -> ExitCode {
    let mut text = String::new();
    let result = match std::io::stdin().read_to_string(&mut text) {
        Ok(_) => answer(&text),
        Err(error) => Err(format!("cannot read the question: {error}")),
    };
    match result {
        Ok(report) => {
            println!("{report}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("answers: {error}");
            ExitCode::FAILURE
        }
    }
}

/// The answer to a question, or what is wrong with the question.
fn answer(text: &str) -> Result<String, String> {
    let pack = &KSON_2023;
    let question: Question = serde_json::from_str(text)
        .map_err(|error| format!("the question is not as expected: {error}"))?;
    let mut inputs = Inputs::defaults(pack);
    for (name, value) in &question.inputs {
        inputs.set(pack, find(name)?, *value);
    }
    let target = Target {
        year: question.year.unwrap_or(pack.growth_to),
        scope: scope(question.area.as_deref().unwrap_or("total"))?,
    };
    if !pack.years().contains(&target.year) {
        return Err(format!("unknown year {}", target.year));
    }
    let answer = Answer {
        seek: question.seek.then(|| {
            let all = levers(pack);
            all.iter()
                .map(|lever| seek_row(lever, &inputs, target))
                .collect()
        }),
        shapley: question
            .shapley
            .then(|| shapley_rows(&inputs, target.scope)),
        packages: question
            .limits
            .map(|limits| packages(&inputs, target, &limits))
            .transpose()?,
        futures: question
            .futures
            .map(|points| in_futures(&inputs, target, &question.spans, points))
            .transpose()?,
    };
    serde_json::to_string(&answer).map_err(|error| error.to_string())
}

fn find(name: &str) -> Result<InputId, String> {
    InputId::find(name).ok_or_else(|| format!("unknown input \"{name}\""))
}

fn scope(name: &str) -> Result<Scope, String> {
    Scope::parse(name).ok_or_else(|| format!("unknown area \"{name}\""))
}

fn in_futures(
    inputs: &Inputs,
    target: Target,
    given: &BTreeMap<String, [f64; 2]>,
    points: u32,
) -> Result<FuturesAnswer, String> {
    if points > MOST_FUTURES {
        return Err(format!("at most {MOST_FUTURES} futures"));
    }
    let span = |(name, &[low, high]): (&String, &[f64; 2])| {
        if low <= high {
            Ok(Span::new(find(name)?, low, high))
        } else {
            Err(format!("the span of \"{name}\" ends before it begins"))
        }
    };
    let spans: Result<Vec<_>, _> = given.iter().map(span).collect();
    let found = futures(&KSON_2023, inputs, target, &spans?, points);
    Ok(FuturesAnswer {
        points: found.gaps.len(),
        balanced: found.share(),
        gap: (0..20)
            .map(|at| found.quantile((f64::from(at) + 0.5) / 20.0))
            .collect(),
    })
}

fn seek_row(lever: &Lever, inputs: &Inputs, target: Target) -> SeekRow {
    let sought = seek(&KSON_2023, inputs, target, lever);
    SeekRow {
        measure: lever.measure.id(),
        levers: lever.inputs.iter().map(|id| id.name()).collect(),
        from: sought.from,
        to: sought.to,
        nearest: sought.nearest,
        remaining: sought.remaining,
    }
}

/// The saving in the area: of the measures that save something in some year, or whose turning off changes what others save.
fn shapley_rows(inputs: &Inputs, scope: Scope) -> BTreeMap<&'static str, ShapleyRow> {
    let saving = |scope: Scope| move |readings: &Readings| Series::Saving(scope).of(readings);
    let shares = shapley(&KSON_2023, inputs).into_iter();
    let acts = |share: &Share<Measure>| {
        let all = [&share.value, &share.alone, &share.last];
        let mut all = all.into_iter().flatten().map(saving(Scope::Total));
        all.any(|saving| saving.abs() > 0.0)
    };
    let row = |share: Share<Measure>| {
        let of = |rows: &[Readings]| rows.iter().map(saving(scope)).collect();
        let row = ShapleyRow {
            value: of(&share.value),
            alone: of(&share.alone),
            last: of(&share.last),
        };
        (share.key.id(), row)
    };
    shares.filter(acts).map(row).collect()
}

fn packages(
    inputs: &Inputs,
    target: Target,
    given: &BTreeMap<String, f64>,
) -> Result<Packages, String> {
    let named = given.iter().map(|(name, value)| Ok((find(name)?, *value)));
    let levers = named.collect::<Result<Vec<_>, String>>()?;
    let limits = Limit::grouped(&KSON_2023, levers)
        .map_err(|id| format!("\"{}\" is no lever of a measure", id.name()))?;
    let found = combinations(&KSON_2023, inputs, target, &limits);
    let package = |combination: Combination| Package {
        values: limits
            .iter()
            .enumerate()
            .filter(|(at, _)| combination.at_limit >> at & 1 == 1)
            .flat_map(|(_, limit)| limit.levers.iter())
            .map(|(id, value)| (id.name(), *value))
            .collect(),
        remaining: combination.remaining,
        measures: combination.measures(),
        tiohundra: combination.tiohundra,
    };
    Ok(Packages {
        combinations: found.count,
        balancing: found.balancing,
        ways: found
            .ways
            .iter()
            .map(|(way, combination)| WayRow {
                by: way.id(),
                package: package(*combination),
            })
            .collect(),
        nearest: package(found.nearest),
    })
}
