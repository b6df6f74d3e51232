//! What `welfare_technology` and `reablement` share: their gains arise at the provider, and KSON takes them home
//! through `commissioning`. They count only above it.

use super::{Measure, YearRun};
use crate::context::Context;
use crate::inputs::{InputId, input_id};
use crate::number::{Number, lit};
use crate::quantity::{Area, ProviderMeasure, Quantity};

const USERS: InputId = input_id("welfare_technology.users");
const SAVING_PER_USER: InputId = input_id("welfare_technology.saving_per_user");
const RUNNING_COST: InputId = input_id("welfare_technology.running_cost_per_user");
const HOURS_REDUCTION: InputId = input_id("reablement.hours_reduction");
const HOME_CARE_COST: InputId = input_id("reablement.home_care_cost");

/// A year's gains at the provider.
#[derive(Clone, Copy)]
pub(crate) struct Gains<N> {
    gross: [N; 2],
    /// The part that counts, 0–1; none where all does.
    counted: Option<N>,
}

/// The gross gains, and the part of them above commissioning: max(0, gross − commissioning)/gross.
pub(super) fn gains<C: Context>(run: &mut YearRun<'_, C>, acting: bool) -> Gains<C::N> {
    let year = run.year;
    let zero = lit::<C::N>(0.0);
    let gross = if acting {
        let per_user = run.input(SAVING_PER_USER) - run.input(RUNNING_COST);
        let technology = run.input(USERS) * per_user / 1e6 * run.phase(Measure::WelfareTechnology);
        let hours = run.share(HOURS_REDUCTION) * run.input(HOME_CARE_COST);
        [technology, hours * run.phase(Measure::Reablement)]
    } else {
        [zero; 2]
    };
    let technology = run.name(
        Quantity::ProviderGain(ProviderMeasure::WelfareTechnology, year),
        gross[0],
    );
    let reablement = run.name(
        Quantity::ProviderGain(ProviderMeasure::Reablement, year),
        gross[1],
    );
    let all = technology + reablement;
    let counted = if all.value() > 0.0 {
        let taken = run
            .saved(Measure::Commissioning, Area::Care)
            .unwrap_or(zero);
        Some((all - taken).at_least(zero) / all)
    } else {
        None
    };
    let named = run.name(
        Quantity::ProviderGainCounted(year),
        counted.unwrap_or(lit(1.0)),
    );
    let counted = counted.map(|_| named);
    Gains {
        gross: [technology, reablement],
        counted,
    }
}

/// What counts of one of the two.
pub(super) fn run<C: Context>(run: &mut YearRun<'_, C>, which: ProviderMeasure) {
    let gains = gains(run, true);
    let gross = gains.gross[which as usize];
    run.save_care(
        which.measure(),
        gains.counted.map_or(gross, |counted| gross * counted),
    );
}
