//! Samlokalisering i kommunhuset Ankaret: another rent, and for a while two (model.md, measure 16).

use super::Measure;
use super::year::YearRun;
use crate::context::Context;
use crate::ids::{InputId, Party, input_id};
use crate::number::lit;

const M: Measure = Measure::CoLocation;
const RENT_NOW: InputId = input_id("co_location.rent_now");
const RENT_NEW: InputId = input_id("co_location.rent_new");
const LANDLORD_SHARE: InputId = input_id("co_location.landlord_share");
const DOUBLE_RENT_MONTHS: InputId = input_id("co_location.double_rent_months");

/// Computes (rent now − rent new)·F, split by the areas' cost; the landlords' side of it; double rent once.
pub(crate) fn run<C: Context>(run: &mut YearRun<'_, C>) {
    let (now, new, phase) = (run.input(RENT_NOW), run.input(RENT_NEW), run.phase(M));
    run.save_split(M, (now - new) * phase);
    let municipal = run.share(LANDLORD_SHARE);
    run.post(M, Party::Norrtalje, (new - municipal * now) * phase);
    run.post(
        M,
        Party::External,
        -((lit::<C::N>(1.0) - municipal) * now * phase),
    );
    run.also_once(M, now * run.input(DOUBLE_RENT_MONTHS) / 12.0);
}
