//! The most that a measure gives within the range of its levers: plain data, tested natively.

use balans_model::{InputId, Inputs, Measure, MeasureSpec, Pack, Quantity, simulate};

use super::panel::{is_beside, is_cost};
use balans_report::is_choice;

/// The greatest effect of a measure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Potential {
    /// The effect in a full year, mnkr.
    pub(super) full_year: f64,
    /// Whether the measure's cost is left out, since nobody has stated it.
    pub(super) gross: bool,
}

/// Returns the greatest full-year effect of a measure with each of its levers at an end of the lever's range, the
/// measure on, and all else as in `inputs`; `None` for a measure that has no lever or gives nothing at any end.
///
/// Levers are set one after the other, twice over, each to the end that gives more. The cost of the measure is no such
/// lever: it stays as it is.
pub(super) fn potential(pack: &Pack, inputs: &Inputs, measure: Measure) -> Option<Potential> {
    let levers = levers(pack.measure(measure), measure);
    let mut tried = inputs.clone();
    tried.set(pack, measure.phasing().on, 1.0);
    let run = |tried: &Inputs| {
        let outcome = simulate(pack, tried);
        let full_year = outcome.value(Quantity::FullYear(measure)).unwrap_or(0.0);
        let gross = outcome.is_gross(measure);
        Potential { full_year, gross }
    };
    let mut best = run(&tried);
    for lever in levers.iter().chain(&levers).copied() {
        let spec = pack.spec(lever);
        for end in [spec.min, spec.max] {
            let before = tried.get(lever);
            tried.set(pack, lever, end);
            let now = run(&tried);
            // Of two levers that give something only together, the first to move gives nothing alone.
            let moved = now.full_year >= best.full_year && end.to_bits() == spec.max.to_bits();
            if now.full_year > best.full_year || moved {
                best = now;
            } else {
                tried.set(pack, lever, before);
            }
        }
    }
    (best.full_year > 0.0).then_some(best)
}

/// Lists the inputs that decide how far a measure goes: its own levers, and what contracts take home.
fn levers(spec: &MeasureSpec, measure: Measure) -> Vec<InputId> {
    let cost = measure.unstated_cost();
    let beside = spec.inputs.iter().filter(|&&input| is_beside(input));
    let beside = beside.filter(|input| !spec.levers.contains(input));
    let all = spec.levers.iter().chain(beside).copied();
    all.filter(|&input| !is_cost(cost, input) && is_choice(input))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use balans_model::KSON_2023;

    /// Tries every combination of ends.
    fn exhaustive(inputs: &Inputs, measure: Measure) -> f64 {
        let levers = levers(KSON_2023.measure(measure), measure);
        let mut best = f64::NEG_INFINITY;
        for ends in 0..1_u32 << levers.len() {
            let mut tried = inputs.clone();
            tried.set(&KSON_2023, measure.phasing().on, 1.0);
            for (at, &lever) in levers.iter().enumerate() {
                let spec = KSON_2023.spec(lever);
                let end = if ends >> at & 1 == 1 {
                    spec.max
                } else {
                    spec.min
                };
                tried.set(&KSON_2023, lever, end);
            }
            let outcome = simulate(&KSON_2023, &tried);
            best = best.max(outcome.value(Quantity::FullYear(measure)).unwrap());
        }
        best
    }

    #[test]
    fn no_combination_of_ends_gives_more() {
        let inputs = Inputs::defaults(&KSON_2023);
        for measure in Measure::ALL.iter().copied() {
            let found = potential(&KSON_2023, &inputs, measure);
            let found = found.map_or(0.0, |found| found.full_year);
            let most = exhaustive(&inputs, measure);
            assert!(
                (found - most.max(0.0)).abs() < 1e-9,
                "{}: {found}, {most}",
                measure.id()
            );
        }
    }

    #[test]
    fn the_scenario_decides_what_the_ends_give_and_a_missing_cost_is_told() {
        let defaults = Inputs::defaults(&KSON_2023);
        let of = |inputs: &Inputs, id| {
            let measure = Measure::find(id).unwrap();
            potential(&KSON_2023, inputs, measure).unwrap()
        };
        let safe = of(&defaults, "discharge");
        assert!(safe.gross && balans_format::rounded(safe.full_year, 1) > 0.0);
        let mut half = defaults.clone();
        let realisation = Measure::Discharge.phasing().realisation;
        half.set(&KSON_2023, realisation, defaults.get(realisation) / 2.0);
        assert!((of(&half, "discharge").full_year - safe.full_year / 2.0).abs() < 1e-9);
        // A switch that is off does not hide what the measure could give.
        half.set(&KSON_2023, Measure::Discharge.phasing().on, 0.0);
        assert!(of(&half, "discharge").full_year > 0.0);
    }
}
