//! Rehabiliterande arbetssätt: people manage more themselves, and home care takes fewer hours (model.md, measure 14).

use super::provider_gains;
use super::year::YearRun;
use crate::context::Context;
use crate::quantity::ProviderMeasure;

/// Computes hours reduction·home care cost·F, as far as it is above commissioning and the contracts take it home.
pub(crate) fn run<C: Context>(run: &mut YearRun<'_, C>) {
    provider_gains::run(run, ProviderMeasure::Reablement);
}
