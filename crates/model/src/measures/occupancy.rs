//! Lägre vakans: places that can be used stand empty on fewer days, and KSON pays compensation for fewer.

use super::Measure;
use super::year::YearRun;
use crate::context::Context;
use crate::housing::{AVOIDABLE, TIOHUNDRA};
use crate::ids::{Party, Vacancy};
use crate::number::lit;

const M: Measure = Measure::Occupancy;

/// Σ dU·θ; Tiohundra loses the compensation less the cost it no longer avoids: −w·θ(1 − ν)dU.
pub(crate) fn run<C: Context>(run: &mut YearRun<'_, C>) {
    let saving = run.freed(Vacancy::Usable, |run, housing| {
        let days = run.homes.freed[housing as usize][Vacancy::Usable as usize];
        days * run.input(housing.inputs().compensation) / 1e6
    });
    let saving = run.save_care(M, saving);
    let kept = lit::<C::N>(1.0) - run.share(AVOIDABLE);
    run.post(M, Party::Tiohundra, -(run.share(TIOHUNDRA) * kept * saving));
}
