//! Frozen calculations: earlier engines and packs, kept so that a link opens with the calculation it was made with.
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

/// A frozen calculation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frozen {
    /// Its engine.
    pub engine: u32,
    /// Its pack's version.
    pub version: u32,
}

/// All frozen calculations: one line for each file in `public/engines/`, oldest first. Append only.
pub const FROZEN: &[Frozen] = &[Frozen {
    engine: 1,
    version: 0xa84e_3f8e,
}];

impl Frozen {
    /// Path of the file, from the page's own folder.
    #[must_use]
    pub fn file(self) -> String {
        format!("engines/{}-{:08x}.wasm", self.engine, self.version)
    }
}

/// Response of a frozen calculation.
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
    /// Its Swedish name at the time.
    pub label: String,
    /// Its unit at the time, as written after a number.
    pub unit: String,
    /// Its value in the pack at the time, in its own unit.
    pub default: f64,
    /// Its value in the link, in its own unit.
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
    /// Requirement, mnkr.
    pub requirement: Vec<f64>,
    /// Savings of the measures, mnkr.
    pub saving: Vec<f64>,
    /// Gap: requirement less savings, mnkr.
    pub gap: Vec<f64>,
}

/// Reason why a frozen calculation gives no result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// It has no input of this id, or the value is outside the input's range.
    Input(String),
    /// The response is malformed, or of another calculation.
    Nonsense,
}

#[derive(Deserialize)]
struct Refused {
    refused: String,
}

impl FrozenAnswer {
    /// Reads the response of the calculation of `shared`.
    ///
    /// # Errors
    /// The calculation refused the question, or the response is not one of its own.
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

    /// The gaps in the plan year, to compare with the link's.
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
    /// Writes the request to its frozen calculation, JSON: `{"inputs":{"requirement.care":50}}`.
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
