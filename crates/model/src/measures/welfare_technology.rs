//! Välfärdsteknik och digital låshantering: travel and supervision saved at the provider (model.md, measure 13).

use super::provider_gains;
use super::year::YearRun;
use crate::context::Context;
use crate::quantity::ProviderMeasure;

/// Computes users·(saving − running cost)·F, as far as it is above commissioning and the contracts take it home.
pub(crate) fn run<C: Context>(run: &mut YearRun<'_, C>) {
    provider_gains::run(run, ProviderMeasure::WelfareTechnology);
}
