//! The core of a run: what the indicators build on.

use crate::context::YearSeries;
use crate::demography::Reference;
use crate::finance::Budget;
use crate::housing::ExternalRates;
use crate::ids::YEAR_SLOTS;
use crate::measures::year::YearResult;

/// Reference cost, budget, and each year's measures.
pub(crate) struct Core<N> {
    pub(crate) reference: Reference<N>,
    pub(crate) budget: Budget<N>,
    /// Price factor from plan-year prices to each year's own.
    pub(crate) prices: YearSeries<N>,
    pub(crate) external_rates: ExternalRates<N>,
    pub(crate) years: [Option<YearResult<N>>; YEAR_SLOTS],
}
