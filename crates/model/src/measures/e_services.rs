//! Fler e-tjänster: residents do more themselves, and each case takes less time (model.md, measure 17).

use super::Measure;
use super::year::YearRun;
use crate::context::Context;
use crate::ids::{InputId, input_id};

const M: Measure = Measure::EServices;
const CASES: InputId = input_id("e_services.cases");
const MINUTES: InputId = input_id("e_services.minutes_per_case");
const HOURLY_COST: InputId = input_id("e_services.hourly_cost");
const RUNNING_COST: InputId = input_id("e_services.running_cost");

/// Computes (cases·minutes/60·hourly cost − running cost)·F.
pub(crate) fn run<C: Context>(run: &mut YearRun<'_, C>) {
    let hours = run.input(CASES) * run.input(MINUTES) / 60.0;
    let gain = hours * run.input(HOURLY_COST) / 1e6 - run.input(RUNNING_COST);
    run.save_care(M, gain * run.phase(M));
}

#[cfg(test)]
mod tests {
    use super::{CASES, M, RUNNING_COST};
    use crate::measures::case::saves;

    #[test]
    fn e_services() {
        // 4 000 cases × 15 minutes = 1 000 hours × 450 kr.
        saves(M, &[(CASES, 4000.0)], 2023, 0.45);
        // Less 0,1 mnkr a year to run them; half of it taken home.
        let half = (M.phasing().realisation, 50.0);
        let dear = [(CASES, 4000.0), (RUNNING_COST, 0.1), half];
        saves(M, &dear, 2023, 0.175);
    }
}
