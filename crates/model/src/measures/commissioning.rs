//! Utvecklade uppdrag till utförare: the same care for less, by what KSON commissions (model.md, measure 12).

use super::Measure;
use super::year::YearRun;
use crate::context::Context;
use crate::ids::{Area, InputId, input_id};
use crate::number::lit;

const M: Measure = Measure::Commissioning;
const SHARE: [InputId; 2] = [
    input_id("commissioning.share_care"),
    input_id("commissioning.share_health"),
];
const REAL_SHARE: InputId = input_id("commissioning.real_share");

/// Computes share·Y·(C − volume savings − indexation)·F per area; what is no real efficiency the providers lose.
pub(crate) fn run<C: Context>(run: &mut YearRun<'_, C>) {
    let saving = Area::ALL.iter().copied().map(|area| {
        let base = run.provider_share(area) * run.cost_after_indexation(area);
        run.share(SHARE[area as usize]) * base * run.phase(M)
    });
    let [care, health] = super::year::both(saving);
    let saving = run.save_both(M, [care, health]);
    let unreal = lit::<C::N>(1.0) - run.share(REAL_SHARE);
    run.post_to_providers(M, saving, Some(unreal));
}
