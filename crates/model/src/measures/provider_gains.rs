//! What `welfare_technology` and `reablement` share: their gains arise at the provider. `commissioning` has already taken home
//! the part of them that is real efficiency; of the rest KSON has what its contracts take home, and the provider keeps
//! what they do not (model.md, measures 13 and 14).

use super::Measure;
use super::year::YearRun;
use crate::context::Context;
use crate::ids::{Area, InputId, Party, input_id};
use crate::number::{Number, Test, lit};
use crate::quantity::{ProviderMeasure, Quantity};

const USERS: InputId = input_id("welfare_technology.users");
const SAVING_PER_USER: InputId = input_id("welfare_technology.saving_per_user");
const RUNNING_COST: InputId = input_id("welfare_technology.running_cost_per_user");
const HOURS_REDUCTION: InputId = input_id("reablement.hours_reduction");
const HOME_CARE_COST: InputId = input_id("reablement.home_care_cost");
const CONTRACTED: [InputId; ProviderMeasure::ALL.len()] = [
    input_id("welfare_technology.contracted"),
    input_id("reablement.contracted"),
];
const REAL_SHARE: InputId = input_id("commissioning.real_share");

/// A year's gains at the provider.
#[derive(Clone, Copy)]
pub(crate) struct Gains<N> {
    gross: [N; 2],
    all: N,
    /// The part that counts, 0–1.
    counted: N,
}

/// The gross gains, and the part of them above commissioning: max(0, gross − commissioning)/gross.
pub(super) fn gains<C: Context>(run: &mut YearRun<'_, C>) -> Gains<C::N> {
    let year = run.year;
    let zero = lit::<C::N>(0.0);
    let gross = if run.acts() {
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
    let taken = run
        .saved(Measure::Commissioning, Area::Care)
        .map_or(zero, |saved| saved * run.share(REAL_SHARE));
    let counted = C::N::choose(
        Test::Less(zero, all),
        || (all - taken).at_least(zero) / all,
        || lit(1.0),
    );
    let counted = run.name(Quantity::ProviderGainCounted(year), counted);
    Gains {
        gross: [technology, reablement],
        all,
        counted,
    }
}

/// What counts of one of the two.
pub(super) fn run<C: Context>(run: &mut YearRun<'_, C>, which: ProviderMeasure) {
    let gains = gains(run);
    let gross = gains.gross[which as usize];
    // Where there is no gain there is nothing to take a part of.
    let gain = C::N::choose(
        Test::Less(lit(0.0), gains.all),
        || gross * gains.counted,
        || gross,
    );
    let one = lit::<C::N>(1.0);
    let contracted = run.share(CONTRACTED[which as usize]);
    run.save_care(which.measure(), gain * contracted);
    let kept = run.name(
        Quantity::ProviderGainKept(which, run.year),
        gain * (one - contracted),
    );
    let tiohundra = run.tiohundra_share(Area::Care);
    run.post(which.measure(), Party::Tiohundra, tiohundra * kept);
    run.post(which.measure(), Party::External, (one - tiohundra) * kept);
}
