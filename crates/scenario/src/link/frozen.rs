//! Calculations that are no longer the present one, kept so that a link opens as it was decided.
//!
//! **The rule.** A link names its engine ([`ENGINE`](balans_model::ENGINE)) and the version of its pack
//! ([`Pack::version`](balans_model::Pack::version)). Before either changes, `cargo xtask freeze` builds the present
//! calculation, formulas and pack together, into `public/engines/<engine>-<pack version>.wasm`, and a line comes into
//! [`FROZEN`]. `crates/model/tests/digest.rs` fails until that is done, and has the steps. The page fetches such a file only
//! when a link of that make is opened, so it costs nothing until then.
//!
//! The file is plain WebAssembly that imports nothing. It exports `memory`, `alloc(length) -> pointer` and
//! `calculate(pointer, length) -> pointer`: write the question (UTF-8) into what `alloc` gave, call, and find at the
//! answer's pointer its length (32 bits, least byte first) and then the answer. One question a load: nothing is freed.
//! `crates/model/examples/frozen.rs` is the other side of this door. Its answer may gain fields, never lose them.

use std::fmt::Write as _;

use serde::Deserialize;

use super::{Headline, SharedScenario};

/// A calculation in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frozen {
    /// Its engine.
    pub engine: u32,
    /// Its pack's version.
    pub version: u32,
}

/// Every calculation that is kept: one line for each file in `public/engines/`, oldest first. Append only.
pub const FROZEN: &[Frozen] = &[];

impl Frozen {
    /// Where it is, from the page's own folder.
    #[must_use]
    pub fn file(self) -> String {
        format!("engines/{}-{:08x}.wasm", self.engine, self.version)
    }
}

/// What a frozen calculation gives back.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct FrozenAnswer {
    /// Its engine.
    pub engine: u32,
    /// Its pack's id.
    pub pack: String,
    /// Its pack's version.
    pub version: u32,
    /// The plan year.
    pub plan_year: i32,
    /// Every input of its pack.
    pub inputs: Vec<FrozenInput>,
    /// The result.
    pub report: FrozenReport,
}

/// An input as its frozen pack has it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct FrozenInput {
    /// Its id.
    pub id: String,
    /// Its Swedish name then.
    pub label: String,
    /// Its unit then, as it is written after a number.
    pub unit: String,
    /// Its value in the pack then.
    pub default: f64,
    /// Its value in the link.
    pub value: f64,
}

/// The result of a frozen calculation: what the page shows of it. The file gives more, as the example `calculate` does.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct FrozenReport {
    /// The years, base year to horizon. Every series below has as many numbers.
    pub years: Vec<i32>,
    /// Both areas.
    pub areas: FrozenAreas,
    /// Both areas together.
    pub total: FrozenBudget,
}

/// Both areas.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct FrozenAreas {
    /// Omsorg.
    pub care: FrozenBudget,
    /// Hälso- och sjukvård.
    pub health: FrozenBudget,
}

/// An area's budget by year, mnkr.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct FrozenBudget {
    /// What must be saved.
    pub requirement: Vec<f64>,
    /// What the measures give.
    pub saving: Vec<f64>,
    /// What is still to be found.
    pub gap: Vec<f64>,
}

/// Why a frozen calculation gives no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// It has no such input, or the value is outside its range: the input's id.
    Input(String),
    /// It said something that is no answer, or the answer of another calculation.
    Nonsense,
}

#[derive(Deserialize)]
struct Refused {
    refused: String,
}

impl FrozenAnswer {
    /// Reads what the calculation of `shared` said.
    ///
    /// # Errors
    /// It would not answer, or this is no answer of its.
    pub fn read(json: &str, shared: &SharedScenario) -> Result<Self, Refusal> {
        if let Ok(Refused { refused }) = serde_json::from_str(json) {
            return Err(Refusal::Input(refused));
        }
        let answer: Self = serde_json::from_str(json).map_err(|_| Refusal::Nonsense)?;
        let made = &shared.provenance;
        if (answer.engine, &answer.pack, answer.version) != (made.engine, &made.pack, made.version)
        {
            return Err(Refusal::Nonsense);
        }
        Ok(answer)
    }

    /// What it gives in its plan year, to hold against the link.
    #[must_use]
    pub fn headline(&self) -> Option<Headline> {
        let report = &self.report;
        let plan = report
            .years
            .iter()
            .position(|year| *year == self.plan_year)?;
        Some(Headline::from_mnkr(
            *report.areas.care.gap.get(plan)?,
            *report.areas.health.gap.get(plan)?,
        ))
    }
}

impl SharedScenario {
    /// The question to its frozen calculation, JSON: `{"inputs":{"requirement.care":50}}`.
    #[must_use]
    pub fn question(&self) -> String {
        let mut json = String::from("{\"inputs\":{");
        for (at, (id, value)) in self.values.iter().enumerate() {
            let comma = if at == 0 { "" } else { "," };
            // Ids have nothing to escape, and a finite f64 is written in digits that give its bits back.
            let _ = write!(json, "{comma}\"{id}\":{value}");
        }
        json.push_str("}}");
        json
    }
}
