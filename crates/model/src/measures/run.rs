//! The run of one year: each measure in its order, and what they come to together.

use super::year::{Mode, YearResult, YearRun};
use super::{COUNT, Measure, caseload, empty_places, own_lss_places, provider_gains};
use crate::context::Context;
use crate::demography::Reference;
use crate::housing::ExternalRates;
use crate::ids::{Area, HousingType, Vacancy, Year};
use crate::number::{lit, sum};
use crate::quantity::{ProviderMeasure, Quantity};

macro_rules! dispatch {
    ($($group:ident { $($(#[$meta:meta])* $variant:ident = $module:ident),+ $(,)? })+) => {
        impl Measure {
            /// Computes the measure's formula in a year.
            fn run<C: Context>(self, run: &mut YearRun<'_, C>) {
                match self { $($(Self::$variant => super::$module::run(run),)+)+ }
            }
        }
    };
}

super::registry!(dispatch);

/// Computes a year: phases, empty places, each measure in order, and the parties.
pub(crate) fn run_year<C: Context>(
    c: &mut C,
    year: Year,
    mode: Mode,
    reference: &Reference<C::N>,
    external_rates: &ExternalRates<C::N>,
) -> YearResult<C::N> {
    let zero = lit::<C::N>(0.0);
    let mut run = YearRun::new(c, year, mode, reference, external_rates);
    run.homes = empty_places::homes(&mut run);
    run.staffing = caseload::staffing(&mut run);
    for measure in Measure::VOLUME.iter().copied() {
        run_measure(&mut run, measure);
    }
    run.add_volume();
    for measure in Measure::REMAINING.iter().copied() {
        run_measure(&mut run, measure);
    }
    if !run.acts() {
        name_inactive_year(&mut run);
    }
    let mut one_off = zero;
    if mode == Mode::Phased {
        let mut one_offs = [zero; COUNT];
        for measure in Measure::ALL.iter().copied() {
            one_offs[measure as usize] = run.one_off(measure);
            run.close(measure);
        }
        one_off = run
            .c
            .name(Quantity::OneOff(year), sum(one_offs).unwrap_or(zero));
    }
    YearResult {
        one_off,
        ..run.result()
    }
}

/// Computes a measure in a year in which measures act; before that it saves 0.
fn run_measure<C: Context>(run: &mut YearRun<'_, C>, measure: Measure) {
    if run.acts() {
        measure.run(run);
    } else {
        run.save_care(measure, lit(0.0));
    }
}

/// Records zeros for quantities that measures name only in active years.
fn name_inactive_year<C: Context>(run: &mut YearRun<'_, C>) {
    provider_gains::gains(run);
    for measure in ProviderMeasure::ALL.iter().copied() {
        run.name(Quantity::ProviderGainKept(measure, run.year), lit(0.0));
    }
    own_lss_places::cover(run, None);
    for area in Area::ALL.iter().copied() {
        run.name(Quantity::PriceKept(area, run.year), lit(1.0));
    }
    for housing in HousingType::ALL.iter().copied() {
        for kind in Vacancy::ALL.iter().copied() {
            run.name(Quantity::FreedValue(kind, housing, run.year), lit(0.0));
        }
    }
}
