//! The calculation of *Budget i balans*: a pure function of a pack of figures and a scenario's inputs.
//!
//! ```
//! use balans_model::{Inputs, KSON_2023, Quantity, Scope, explain, simulate};
//!
//! let mut inputs = Inputs::defaults(&KSON_2023);
//! let care = KSON_2023.find("requirement.care").unwrap();
//! inputs.set(&KSON_2023, care, 50.0);
//! let gap = Quantity::Gap(Scope::Total, 2023);
//! let outcome = simulate(&KSON_2023, &inputs);
//! assert!((outcome.value(gap).unwrap() - 74.9).abs() < 1e-9);
//! assert_eq!(explain(&KSON_2023, &inputs, gap).unwrap().recompute(), outcome.value(gap).unwrap());
//! ```
//!
//! [`Pack`] describes the inputs, [`Inputs`] holds one scenario's values, each in its input's own unit, and [`simulate`]
//! gives an [`Outcome`] in which every number is named by a [`Quantity`]. Money is mnkr (million kronor) in plan-year
//! prices unless a quantity says otherwise. [`explain()`] gives a number with its formula, [`Program`] the whole run as
//! steps for any inputs, and [`totals`] only what questions need, without allocating. [`answers`] asks them: what would
//! balance the budget, and what each measure gives.
//!
//! Every formula is written once, generic over a number trait; `context.rs` has the readings. No function panics or gives
//! NaN for any input. No IO, no clock, no browser.

pub mod answers;
mod base;
mod closed_list;
pub mod codes;
mod context;
mod core;
mod demography;
mod explain;
mod finance;
mod fnv;
mod housing;
mod ids;
mod indicators;
mod inputs;
mod lanes;
mod ledger;
mod measures;
mod number;
mod outcome;
mod pack;
mod program;
mod quantity;
// Not plain `test`: cargo-mutants passes over that, and the build script lives by these rules.
#[cfg(all(test, not(target_arch = "wasm32")))]
#[allow(dead_code, reason = "the build script reads the rows")]
mod reader;
mod reconciliation;
mod remote_text;
mod simulate;
mod texts;
mod vocabulary;
mod warning;
mod warnings;
mod wire;

/// Version of the formulas. A link names its engine, so that it can be opened as it was decided.
///
/// When a test fails after a change (`tests/digest.rs`, which has the steps):
/// - A formula that changes any bit of the budget, the measures or the parties is a new engine: freeze the old one
///   (`cargo xtask freeze`, before the change) and raise this by one.
/// - A changed figure gives the pack another [`Pack::version`] by itself: freeze as above, and leave this alone.
/// - Another number, a text, a warning, or the same bits computed faster is neither.
pub const ENGINE: u32 = 2;

pub use base::{PackYears, YearsFault, base_pack, set_base_pack};
pub use context::Totals;
pub use explain::{Explanation, Expr, Trace, explain};
pub use housing::HomeInputs;
pub use ids::{
    Area, HousingType, INPUT_COUNT, InputId, Member, Party, Rounding, Scope, Vacancy, Year,
    input_id,
};
pub use inputs::{Inputs, SetOutcome};
pub use measures::{Measure, PhasingIds};
pub use number::{Operation, Relation};
pub use outcome::Outcome;
pub use pack::{
    CaseBenchmark, ClientBenchmark, Document, Evidence, InputSpec, KSON_2023, Limits, MeasureArea,
    MeasureSpec, MeasureStatus, Pack, Preset, Status, Text, Unit,
};
pub use program::{Program, ProgramStep};
pub use quantity::{BenchmarkRow, ProviderMeasure, Quantity, Reform};
pub use remote_text::RemoteText;
pub use simulate::{simulate, totals};
pub use warning::{Warning, WarningCode};
