//! A warning as data. When one is given stands in `warnings.rs`, its sentence in `texts.rs`.

use crate::ids::{InputId, Year, input_id};
use crate::measures::Measure;

const TOTAL_COST: InputId = input_id("base.total_cost");

/// What a warning is about, without its data: its code in files.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum WarningCode {
    /// An input was outside its range and has been clamped.
    InputClamped,
    /// The total cost is outside what rounding allows.
    TotalCostOutsideBand,
    /// The compensation for empty places that the reforms cover is less than they are to take from it.
    VacancyCostBelowReforms,
    /// The compensation in social psychiatry is less than the decided reform is to take from it.
    ReformCapped,
    /// Tiohundra's yearly effect is worse than its share capital.
    TiohundraCapital,
    /// A one-off cost in a year in which the measure saves nothing.
    OneOffWithoutEffect,
    /// KSON saves, the koncern does not.
    TransferOnly,
    /// KSON saves rent, and Norrtälje kommun as landlord gains nothing.
    LandlordGainsNothing,
    /// More clients per full-time equivalent than any benchmark.
    CaseloadAboveBenchmark,
    /// More indexation withheld than prices rise; clamped.
    IndexationAbovePrice,
}

impl WarningCode {
    /// Gives the code as in files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::InputClamped => "input_clamped",
            Self::TotalCostOutsideBand => "total_cost_outside_band",
            Self::VacancyCostBelowReforms => "vacancy_cost_below_reforms",
            Self::ReformCapped => "reform_capped",
            Self::TiohundraCapital => "tiohundra_capital",
            Self::OneOffWithoutEffect => "one_off_without_effect",
            Self::TransferOnly => "transfer_only",
            Self::LandlordGainsNothing => "landlord_gains_nothing",
            Self::CaseloadAboveBenchmark => "caseload_above_benchmark",
            Self::IndexationAbovePrice => "indexation_above_price",
        }
    }
}

/// A warning: what it is about, with the figures it is about. [`Warning::text`] gives its sentence.
///
/// A year is the first in which the warning holds.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Warning {
    /// An input was NaN or infinite; the pack's own value is used.
    InputNotANumber {
        /// The input.
        input: InputId,
    },
    /// An input was outside its range.
    InputClamped {
        /// The input.
        input: InputId,
        /// The value it counts as, in the input's unit.
        used: f64,
    },
    /// The total cost is outside what rounding allows ([`Limits`](crate::Limits)).
    TotalCostOutsideBand {
        /// The total cost, mnkr.
        total: f64,
    },
    /// The compensation for empty places that the reforms cover is less than they are to take from it.
    VacancyCostBelowReforms {
        /// The year.
        year: Year,
    },
    /// The compensation in social psychiatry is less than the decided reform is to take from it.
    ReformCapped {
        /// The year.
        year: Year,
    },
    /// Tiohundra loses more in a year than its share capital.
    TiohundraCapital {
        /// The year.
        year: Year,
    },
    /// A one-off cost in a year in which the measure saves nothing.
    OneOffWithoutEffect {
        /// The measure.
        measure: Measure,
        /// The year.
        year: Year,
    },
    /// KSON saves, the koncern does not.
    TransferOnly {
        /// The measure.
        measure: Measure,
        /// The year.
        year: Year,
    },
    /// KSON saves rent, and Norrtälje kommun as landlord gains nothing.
    LandlordGainsNothing {
        /// The measure.
        measure: Measure,
        /// The year.
        year: Year,
    },
    /// More clients per full-time equivalent than any benchmark.
    CaseloadAboveBenchmark {
        /// The year.
        year: Year,
    },
    /// More indexation is withheld than prices rise; it counts as the rise.
    IndexationAbovePrice {
        /// The input that says how much is withheld.
        input: InputId,
        /// The year.
        year: Year,
    },
}

impl Warning {
    /// Gives its code.
    #[must_use]
    pub const fn code(self) -> WarningCode {
        match self {
            Self::InputNotANumber { .. } | Self::InputClamped { .. } => WarningCode::InputClamped,
            Self::TotalCostOutsideBand { .. } => WarningCode::TotalCostOutsideBand,
            Self::VacancyCostBelowReforms { .. } => WarningCode::VacancyCostBelowReforms,
            Self::ReformCapped { .. } => WarningCode::ReformCapped,
            Self::TiohundraCapital { .. } => WarningCode::TiohundraCapital,
            Self::OneOffWithoutEffect { .. } => WarningCode::OneOffWithoutEffect,
            Self::TransferOnly { .. } => WarningCode::TransferOnly,
            Self::LandlordGainsNothing { .. } => WarningCode::LandlordGainsNothing,
            Self::CaseloadAboveBenchmark { .. } => WarningCode::CaseloadAboveBenchmark,
            Self::IndexationAbovePrice { .. } => WarningCode::IndexationAbovePrice,
        }
    }

    /// Gives the first year it concerns, if it concerns a year.
    #[must_use]
    pub const fn year(self) -> Option<Year> {
        match self {
            Self::InputNotANumber { .. }
            | Self::InputClamped { .. }
            | Self::TotalCostOutsideBand { .. } => None,
            Self::VacancyCostBelowReforms { year }
            | Self::ReformCapped { year }
            | Self::TiohundraCapital { year }
            | Self::OneOffWithoutEffect { year, .. }
            | Self::TransferOnly { year, .. }
            | Self::LandlordGainsNothing { year, .. }
            | Self::CaseloadAboveBenchmark { year }
            | Self::IndexationAbovePrice { year, .. } => Some(year),
        }
    }

    /// Gives the measure it concerns, if it concerns one.
    #[must_use]
    pub const fn measure(self) -> Option<Measure> {
        match self {
            Self::InputNotANumber { .. }
            | Self::InputClamped { .. }
            | Self::TotalCostOutsideBand { .. }
            | Self::VacancyCostBelowReforms { .. }
            | Self::TiohundraCapital { .. } => None,
            Self::ReformCapped { .. } => Some(Measure::VacancyReform),
            Self::CaseloadAboveBenchmark { .. } => Some(Measure::Caseload),
            Self::IndexationAbovePrice { .. } => Some(Measure::Indexation),
            Self::OneOffWithoutEffect { measure, .. }
            | Self::TransferOnly { measure, .. }
            | Self::LandlordGainsNothing { measure, .. } => Some(measure),
        }
    }

    /// Gives the input it concerns, if it concerns one.
    #[must_use]
    pub const fn input(self) -> Option<InputId> {
        match self {
            Self::InputNotANumber { input }
            | Self::InputClamped { input, .. }
            | Self::IndexationAbovePrice { input, .. } => Some(input),
            Self::TotalCostOutsideBand { .. } => Some(TOTAL_COST),
            Self::VacancyCostBelowReforms { .. }
            | Self::ReformCapped { .. }
            | Self::TiohundraCapital { .. }
            | Self::OneOffWithoutEffect { .. }
            | Self::TransferOnly { .. }
            | Self::LandlordGainsNothing { .. }
            | Self::CaseloadAboveBenchmark { .. } => None,
        }
    }
}
