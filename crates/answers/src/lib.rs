//! Questions about a scenario that take many runs of the model, and their answers, as JSON (answers.md, sections 1–3).
//!
//! A [`Question`] is plain data with stable ids. [`Work`] works it out in steps and gives an [`Answer`]. Numbers are
//! unrounded; what was not asked for is left out. The figures are those of the base pack, which a question can bring with it;
//! own figures come as values.

mod work;

pub use work::Work;

use std::collections::BTreeMap;

use balans_model::answers::Span;
use balans_model::{InputId, Inputs, KSON_2023, Pack, PackYears, Year};
use serde::{Deserialize, Serialize};

/// Values by the ids of their inputs, each in its input's unit.
pub type Values = BTreeMap<String, f64>;

/// A number per year of the pack, by the id of a series (`balans_model::answers::Series`).
pub type SeriesTable = BTreeMap<String, Vec<f64>>;

/// A number of the question's year, by the id of a series.
pub type SeriesRow = BTreeMap<String, f64>;

/// Id of the way that costs Tiohundra least, and of the constraint on what it may lose.
pub const TIOHUNDRA: &str = "tiohundra";

/// A question. Inputs that are left out stand as in the pack.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Question {
    /// The base pack's figures, where it is not the built-in one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pack: Option<PackFigures>,
    /// The scenario.
    pub inputs: Values,
    /// The year in which the budget is to balance; `None` is the last of the documents' planning period.
    pub year: Option<Year>,
    /// `care`, `health` or `total`; `None` is `total`.
    pub area: Option<String>,
    /// Whether to ask what each lever alone would take.
    pub seek: bool,
    /// Whether `seek` counts for the group (KSON and Tiohundra) and not for KSON; of both areas, so `area` is then `total`.
    pub group: bool,
    /// Whether to ask what each measure gives.
    pub shapley: bool,
    /// How far levers may go: asks which combinations of their measures balance.
    pub limits: Option<Values>,
    /// 2 or 3; `None` is 2. With 3 a measure may also stand halfway to its limit.
    pub levels: Option<u8>,
    /// What a combination must keep to.
    pub constraints: Constraints,
    /// Levers of one measure, moved alike, that take what is left.
    pub take: Vec<String>,
    /// Another scenario: asks what makes the difference from it to this one.
    pub from: Option<Values>,
    /// The documents' own figures, own ones in their place: asks what assumptions and what decisions change.
    pub documents: Option<Values>,
    /// How far inputs may be from where they stand: asks in how many futures the budget is balanced, and what that hangs on.
    pub futures: Option<FuturesQuestion>,
}

/// What a calculation reads of a pack: its years, and of each input the default and the ends of its range.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackFigures {
    /// Base year, plan year, horizon, and the years that the documents' growth of the elderly is from and to.
    pub years: [Year; 5],
    /// Default, least and greatest value of each input, in the inputs' order.
    pub inputs: Vec<[f64; 3]>,
}

impl PackFigures {
    /// Returns the figures of a pack.
    #[must_use]
    pub fn of(pack: &Pack) -> Self {
        let inputs = pack.inputs.iter();
        Self {
            years: PackYears::of(pack).to_array(),
            inputs: inputs
                .map(|spec| [spec.default, spec.min, spec.max])
                .collect(),
        }
    }

    /// Makes a pack that gives the same numbers; its texts are the built-in pack's. `None` for years or figures that no
    /// pack has.
    #[must_use]
    pub fn pack(&self) -> Option<Pack> {
        let years = PackYears::from_array(self.years);
        years.check().ok()?;
        let is_range = |[default, min, max]: &[f64; 3]| min <= default && default <= max;
        if self.inputs.len() != InputId::all().len() || !self.inputs.iter().all(is_range) {
            return None;
        }
        let mut pack = KSON_2023.with_years(years);
        for (spec, [default, min, max]) in pack.inputs.to_mut().iter_mut().zip(&self.inputs) {
            (spec.default, spec.min, spec.max) = (*default, *min, *max);
        }
        Some(pack)
    }
}

/// A question about futures.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FuturesQuestion {
    /// The inputs that vary.
    pub spans: Vec<SpanRow>,
    /// Number of futures.
    pub points: u32,
}

/// How far an input may be from where it stands, in its own unit.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SpanRow {
    /// The input's id.
    pub input: String,
    /// Least value.
    pub low: f64,
    /// Greatest value.
    pub high: f64,
    /// The id of the input whose draw it follows, if the two are tied.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<String>,
}

impl Question {
    /// Reads the scenario's inputs.
    ///
    /// # Errors
    /// Names an id that no input has.
    pub fn inputs(&self) -> Result<Inputs, String> {
        work::read_inputs(&self.inputs)
    }
}

impl FuturesQuestion {
    /// Reads the spans.
    ///
    /// # Errors
    /// Names an id that no input has, or an input that cannot be so far from where it stands.
    pub fn spans(&self) -> Result<Vec<Span>, String> {
        work::read_spans(&self.spans)
    }
}

/// What a combination must keep to.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Constraints {
    /// The least effect for Tiohundra in the year, mnkr.
    pub tiohundra: Option<f64>,
    /// The most measures that change.
    pub most: Option<u32>,
    /// Only measures that the documents call decided or possible.
    pub supported: bool,
    /// Measures that may not change, such as those that somebody has rated.
    pub without: Vec<String>,
}

/// An answer.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Answer {
    /// The year that was asked about.
    pub year: Year,
    /// The scenario as it stands, in that year.
    pub now: SeriesRow,
    /// What each lever would take, in the order of the measures.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seek: Option<Vec<SeekRow>>,
    /// What the members would pay instead, with `seek`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub members: Option<Vec<MemberRow>>,
    /// Which combinations balance.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub packages: Option<PackagesAnswer>,
    /// What each measure gives, by its id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shapley: Option<AttributionAnswer>,
    /// What each group of inputs makes of the difference from another scenario.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub difference: Option<AttributionAnswer>,
    /// What `assumptions` and `decisions` change from the documents' figures.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decisions: Option<AttributionAnswer>,
    /// In how many futures the budget is balanced.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub futures: Option<FuturesAnswer>,
}

/// In how many futures the budget is balanced. What is left is above zero where a future does not balance; below zero it is
/// what is over.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct FuturesAnswer {
    /// Number of futures.
    pub points: u32,
    /// Each year from the plan year on, in order.
    pub years: Vec<FuturesYear>,
    /// What each span does alone, in the order of the spans.
    pub hinges: Vec<HingeRow>,
    /// What is left in the question's year as the scenario stands, mnkr.
    #[serde(default)]
    pub now: f64,
    /// What is left in the question's year in the first futures of the sequence, in its order, mnkr.
    #[serde(default)]
    pub first: Vec<f64>,
}

/// What the futures say of a year.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct FuturesYear {
    /// The year.
    pub year: Year,
    /// Number of futures that balance.
    pub balanced: u32,
    /// What is left, mnkr, at the middle of each twentieth of the futures: 20 numbers, the least first.
    pub dots: Vec<f64>,
    /// What is left, mnkr, at the shares of `balans_model::answers::BANDS`.
    pub bands: Vec<f64>,
}

/// What a span does, all else as it stands, in the question's year.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct HingeRow {
    /// The ids of the inputs that move together.
    pub inputs: Vec<String>,
    /// What is left at their lowest, mnkr.
    pub at_low: f64,
    /// What is left at their highest, mnkr.
    pub at_high: f64,
    /// Whether what is left both rises and falls between them.
    pub turns: bool,
}

/// What one lever would take, or several moved alike.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct SeekRow {
    /// The measure's id.
    pub measure: String,
    /// The levers' ids.
    pub levers: Vec<String>,
    /// Where the first stands.
    pub from: f64,
    /// The value nearest to that which balances, if any does.
    pub to: Option<f64>,
    /// The value that leaves least.
    pub nearest: f64,
    /// What is left at `to`, or else at `nearest`, mnkr.
    pub remaining: f64,
    /// Every series there.
    pub at: SeriesRow,
    /// Whether every value leaves the same.
    pub flat: bool,
    /// Then the first year in which the lever changes anything.
    pub acts_from: Option<Year>,
    /// Counted for the group: whether the lever only moves money between KSON and Tiohundra.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub transfer: bool,
}

/// What a member would pay.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct MemberRow {
    /// The member's id.
    pub member: String,
    /// What it would pay besides, mnkr.
    pub pays: f64,
    /// The same as a share of what it pays, percent.
    pub raise: Option<f64>,
}

/// What a search over combinations found.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct PackagesAnswer {
    /// How many combinations were run.
    pub combinations: usize,
    /// How many of them keep to the constraints.
    pub allowed: usize,
    /// How many of those balance.
    pub balancing: usize,
    /// At most three that balance, as different as there are.
    pub ways: Vec<WayRow>,
    /// The one that leaves least.
    pub nearest: Package,
    /// What would be found without each constraint.
    pub dropped: Vec<DroppedRow>,
}

/// A combination with what it was chosen by: `fewest`, `tiohundra` or `different`.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct WayRow {
    /// What it was chosen by.
    pub by: String,
    /// The combination.
    #[serde(flatten)]
    pub package: Package,
}

/// A combination.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Package {
    /// Every input that it sets, the measures' `on` included.
    pub values: Values,
    /// What is left, mnkr.
    pub remaining: f64,
    /// How many measures change.
    pub measures: u32,
    /// The effect for Tiohundra in the year, mnkr.
    pub tiohundra: f64,
    /// Every series with it set.
    pub at: SeriesRow,
}

/// What would be found without a constraint.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct DroppedRow {
    /// The constraint: `tiohundra`, `most`, `supported` or `without`.
    pub constraint: String,
    /// How many combinations would balance.
    pub balancing: usize,
    /// The one that would leave least, if any keeps to the other constraints.
    pub nearest: Option<Package>,
}

/// A difference attributed to players.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct AttributionAnswer {
    /// Every series with no player in.
    pub none: SeriesTable,
    /// Every series with all in.
    pub all: SeriesTable,
    /// What each gives.
    pub shares: Vec<ShareRow>,
}

/// What a player gives.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ShareRow {
    /// The player's id.
    pub id: String,
    /// The mean over every order.
    pub value: SeriesTable,
    /// With every other player out.
    pub alone: SeriesTable,
    /// With every other player in.
    pub last: SeriesTable,
}
