//! Replay of the last move (*Visa igen*): the inputs between before and after.

use balans_model::{Inputs, Pack};

/// Interpolates between two sets of inputs; `share` is 0–1. Yes/no values, years and months change
/// half-way; the others change evenly, in steps of their slider. Steps and units: model.md,
/// *Inputs*.
#[must_use]
pub fn between(pack: &Pack, before: &Inputs, after: &Inputs, share: f64) -> Inputs {
    let share = share.clamp(0.0, 1.0);
    Inputs::raw(|id| {
        let (from, to) = (before.get(id), after.get(id));
        let spec = pack.spec(id);
        let whole = spec.unit.is_calendar();
        if share >= 1.0 || (whole && share >= 0.5) {
            to
        } else if share <= 0.0 || whole {
            from
        } else {
            let way = (to - from) * share;
            from + (way / spec.step).round() * spec.step
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use balans_model::{KSON_2023, input_id};

    #[test]
    fn it_begins_and_ends_where_the_move_did_and_passes_what_lies_between() {
        let care = input_id("requirement.care");
        let on = input_id("vacancy_reform.on");
        let before = Inputs::defaults(&KSON_2023);
        let mut after = before.clone();
        after.set(&KSON_2023, care, 50.0);
        after.set(&KSON_2023, on, 0.0);
        let at = |share| between(&KSON_2023, &before, &after, share);
        assert_eq!(at(0.0), before);
        assert_eq!(at(1.0), after);
        assert!((at(0.5).get(care) - 48.8).abs() < 1e-9);
        assert!((at(0.51).get(care) - 48.8).abs() < 1e-9, "by steps of 0,1");
        assert_eq!((at(0.49).get(on), at(0.5).get(on)), (1.0, 0.0));
        let others = before.iter().filter(|(id, _)| *id != care && *id != on);
        for (id, value) in others {
            assert_eq!(at(0.3).get(id).to_bits(), value.to_bits(), "{}", id.name());
        }
    }
}
