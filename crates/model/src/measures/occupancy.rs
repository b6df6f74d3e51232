//! Färre tomma platser: places that can be used stand empty on fewer days. A place is closed, or filled by a person from
//! home or from an external place (model.md, measure 1).

use super::Measure;
use super::year::YearRun;
use crate::context::Context;
use crate::housing::{self, AVOIDABLE, FILLED_FROM_EXTERNAL, FILLED_FROM_HOME, TIOHUNDRA};
use crate::ids::{HousingType, InputId, Party, Vacancy, input_id};
use crate::number::{Number, lit, sum};

const M: Measure = Measure::Occupancy;
const HOME_CARE: InputId = input_id("occupancy.home_care_replaced");

/// What becomes of the places that are no longer empty, as shares that add up to 1.
#[derive(Clone, Copy)]
struct Filling<N> {
    from_home: N,
    from_external: N,
    closed: N,
}

fn filling<C: Context>(c: &C) -> Filling<C::N> {
    let one = lit::<C::N>(1.0);
    let from_home = c.share(FILLED_FROM_HOME);
    let from_external = c.share(FILLED_FROM_EXTERNAL).at_most(one - from_home);
    Filling {
        from_home,
        from_external,
        closed: one - from_home - from_external,
    }
}

/// Computes Σ dU·[c·θ + fx(θ + Pext − P) + fh(H + θ − P)]. The providers: A = dU[(fx + fh)g − c·θ(1 − ν)], Tiohundra
/// by its share of the places; external ones lose fx·Pext·dU besides.
pub(crate) fn run<C: Context>(run: &mut YearRun<'_, C>) {
    let filling = filling(&*run.c);
    let days = |run: &YearRun<'_, C>, housing: HousingType| {
        run.homes.freed[housing as usize][Vacancy::Usable as usize]
    };
    let saving = run.freed(Vacancy::Usable, |run, housing| {
        let home = housing.inputs();
        let (theta, rate) = (run.input(home.compensation), run.input(home.daily_rate));
        let external = theta + run.external_rates[housing as usize] - rate;
        let at_home = run.input(HOME_CARE) + theta - rate;
        let per_day =
            filling.closed * theta + filling.from_external * external + filling.from_home * at_home;
        days(run, housing) * per_day / 1e6
    });
    run.save_care(M, saving);

    let types = || HousingType::ALL.iter().copied();
    let kept = lit::<C::N>(1.0) - run.share(AVOIDABLE);
    let providers = sum(types().map(|housing| {
        let gain = housing::filled_place_per_day(&*run.c, housing);
        let theta = run.input(housing.inputs().compensation);
        let filled = filling.from_external + filling.from_home;
        days(run, housing) * (filled * gain - filling.closed * theta * kept)
    }));
    let providers = providers.unwrap_or(lit(0.0)) / 1e6;
    let share = run.share(TIOHUNDRA);
    run.post(M, Party::Tiohundra, share * providers);

    let bought =
        sum(types().map(|housing| run.external_rates[housing as usize] * days(run, housing)));
    let bought = filling.from_external * bought.unwrap_or(lit(0.0)) / 1e6;
    let others = (lit::<C::N>(1.0) - share) * providers;
    run.post(M, Party::External, others - bought);
}
