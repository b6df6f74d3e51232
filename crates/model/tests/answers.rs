//! Goal seek, combinations and attribution against the same questions answered by another route (answers.md, *What proves
//! it*, 1–3).

#![allow(clippy::unwrap_used, reason = "a failed test panics")]

mod common;

use balans_model::answers::{
    BALANCED, Limit, Share, Target, Way, combinations, levers, seek, shapley,
};
use balans_model::{
    Area, Inputs, KSON_2023, Measure, Outcome, Party, Quantity, Scope, Year, input_id, simulate,
    totals,
};
use common::{Seeded, id};

const SCOPES: [Scope; 3] = [
    Scope::Total,
    Scope::Area(Area::Care),
    Scope::Area(Area::Health),
];

/// What is left, read off a whole run.
fn left(outcome: &Outcome, target: Target) -> f64 {
    match target.scope {
        Scope::Total => outcome.value(Quantity::Remaining(target.year)).unwrap(),
        scope => outcome
            .value(Quantity::Gap(scope, target.year))
            .unwrap()
            .max(0.0),
    }
}

/// A scenario in which a balance is within reach, and a target.
fn question(seeded: &mut Seeded) -> (Inputs, Target) {
    let mut inputs = seeded.inputs();
    for name in ["requirement.care", "requirement.health"] {
        let small = f64::from(seeded.below(12));
        inputs.set(&KSON_2023, id(name), small);
    }
    let target = Target {
        year: 2023 + seeded.below(9) as Year,
        scope: SCOPES[seeded.below(3) as usize],
    };
    (inputs, target)
}

#[test]
fn a_lever_is_found_as_by_trying_each_of_its_values() {
    let all = levers(&KSON_2023);
    let mut seeded = Seeded(41);
    let (mut reached, mut missed) = (0, 0);
    for _ in 0..3_000 {
        let (inputs, target) = question(&mut seeded);
        let lever = &all[seeded.below(all.len() as u32) as usize];
        let found = seek(&KSON_2023, &inputs, target, lever);

        // Every value in a list, the answers by sorting it.
        let spec = KSON_2023.spec(lever.inputs[0]);
        let mut values = vec![inputs.get(lever.inputs[0])];
        let mut at = 0.0;
        while spec.min + at * spec.step <= spec.max + 1e-6 {
            values.push(format!("{:.9}", spec.min + at * spec.step).parse().unwrap());
            at += 1.0;
        }
        let from = values[0];
        let set = |value: f64| {
            let mut tried = inputs.clone();
            tried.set(&KSON_2023, lever.measure.phasing().on, 1.0);
            for id in &lever.inputs {
                tried.set(&KSON_2023, *id, value);
            }
            tried
        };
        let mut tried: Vec<(f64, f64)> = values
            .iter()
            .map(|value| {
                let totals = totals(&KSON_2023, &set(*value));
                (*value, totals.remaining(target.scope, target.year))
            })
            .collect();
        tried.sort_by(|a, b| {
            let near = |value: f64| (value - from).abs();
            near(a.0).total_cmp(&near(b.0)).then(a.0.total_cmp(&b.0))
        });
        let to = tried.iter().find(|(_, left)| *left < BALANCED);
        let nearest = tried.iter().min_by(|a, b| a.1.total_cmp(&b.1)).unwrap();
        assert_eq!(found.to, to.map(|(value, _)| *value));
        assert_eq!(found.nearest.to_bits(), nearest.0.to_bits());
        // Trying it shows the very number that was promised.
        let shown = left(
            &simulate(&KSON_2023, &set(found.to.unwrap_or(found.nearest))),
            target,
        );
        assert_eq!(shown.to_bits(), found.remaining.to_bits());
        if found.to.is_some() {
            reached += 1;
        } else {
            missed += 1;
        }
    }
    assert!(reached > 500 && missed > 500, "{reached} {missed}");
}

#[test]
fn every_lever_has_a_row_and_those_of_one_scale_one_together() {
    let all = levers(&KSON_2023);
    let of = |measure: Measure| -> Vec<usize> {
        let rows = all.iter().filter(|lever| lever.measure == measure);
        rows.map(|lever| lever.inputs.len()).collect()
    };
    assert_eq!(of(Measure::Indexation), [1, 1, 1, 2]);
    assert_eq!(of(Measure::SharedAdministration), [1, 1, 1, 1, 4]);
    assert_eq!(of(Measure::Occupancy), [1, 1, 1, 3]);
    assert_eq!(of(Measure::VacancyReform), [0; 0]);
    let is_switch = |name: &str| name.ends_with(".on") || name.ends_with(".cost_known");
    let named = all.iter().flat_map(|lever| &lever.inputs);
    assert!(named.clone().count() > 20 && !named.clone().any(|id| is_switch(id.name())));
}

/// Limits on some random measures' levers.
fn limits(seeded: &mut Seeded, count: usize) -> Vec<Limit> {
    let mut measures: Vec<Measure> = Measure::ALL.to_vec();
    while measures.len() > count {
        measures.remove(seeded.below(measures.len() as u32) as usize);
    }
    let random = seeded.inputs();
    let limit = |measure: Measure| Limit {
        measure,
        levers: KSON_2023
            .measure(measure)
            .levers
            .iter()
            .map(|id| (*id, random.get(*id)))
            .collect(),
    };
    measures.into_iter().map(limit).collect()
}

#[test]
fn combinations_are_as_by_running_each_whole() {
    let mut seeded = Seeded(42);
    let (mut with_ways, mut without) = (0, 0);
    for _ in 0..200 {
        let (inputs, target) = question(&mut seeded);
        let limits = limits(&mut seeded, 6);
        let found = combinations(&KSON_2023, &inputs, target, &limits);
        let mut rows = Vec::new();
        for mask in 0..1_u32 << limits.len() {
            let mut tried = inputs.clone();
            for (at, limit) in limits.iter().enumerate() {
                if mask >> at & 1 == 1 {
                    tried.set(&KSON_2023, limit.measure.phasing().on, 1.0);
                    for (id, value) in &limit.levers {
                        tried.set(&KSON_2023, *id, *value);
                    }
                }
            }
            let outcome = simulate(&KSON_2023, &tried);
            let party = Quantity::PartyTotal(Party::Tiohundra, target.year);
            let tiohundra = outcome.value(party).unwrap();
            rows.push((mask, left(&outcome, target), tiohundra));
        }
        let balancing: Vec<_> = rows.iter().filter(|row| row.1 < BALANCED).collect();
        assert_eq!((found.count, found.balancing), (64, balancing.len()));
        let least = rows.iter().map(|row| row.1).fold(f64::INFINITY, f64::min);
        assert_eq!(found.nearest.remaining.to_bits(), least.to_bits());
        for (way, chosen) in &found.ways {
            let row = rows[chosen.at_limit as usize];
            assert_eq!(row.1.to_bits(), chosen.remaining.to_bits());
            assert_eq!(row.2.to_bits(), chosen.tiohundra.to_bits());
            match way {
                Way::Fewest => {
                    let fewest = balancing.iter().map(|row| row.0.count_ones()).min();
                    assert_eq!(Some(chosen.measures()), fewest);
                }
                Way::Tiohundra => {
                    assert!(balancing.iter().all(|row| row.2 <= chosen.tiohundra));
                }
                Way::Different => {
                    for (_, other) in found.ways.iter().filter(|(other, _)| other != way) {
                        let either = f64::from((chosen.at_limit | other.at_limit).count_ones());
                        let one = f64::from((chosen.at_limit ^ other.at_limit).count_ones());
                        assert!(one / either >= 0.3);
                    }
                }
            }
        }
        assert_eq!(found.ways.is_empty(), balancing.is_empty());
        if found.ways.is_empty() {
            without += 1;
        } else {
            with_ways += 1;
        }
    }
    assert!(with_ways > 20 && without > 20, "{with_ways} {without}");
}

/// A scenario in which only some measures act, so that few orders are to be tried.
fn few_measures(seeded: &mut Seeded, most: usize) -> Inputs {
    let mut inputs = seeded.inputs();
    let mut measures = Measure::ALL.to_vec();
    while measures.len() > most {
        let off = measures.remove(seeded.below(measures.len() as u32) as usize);
        inputs.set(&KSON_2023, off.phasing().on, 0.0);
    }
    inputs
}

#[test]
fn the_shares_add_up_to_the_saving() {
    let mut seeded = Seeded(43);
    for _ in 0..300 {
        let inputs = few_measures(&mut seeded, 8);
        let outcome = simulate(&KSON_2023, &inputs);
        for scope in SCOPES {
            let shares = shapley(&KSON_2023, &inputs, &outcome, scope);
            for (at, year) in outcome.years().enumerate() {
                let sum: f64 = shares.iter().map(|share| share.value[at]).sum();
                let saving = outcome.value(Quantity::Saving(scope, year)).unwrap();
                assert!((sum - saving).abs() < 1e-9, "{year}: {sum} is not {saving}");
                // In a year in which it does nothing it has nothing: no rounding is left.
                for share in &shares {
                    let phase = Quantity::Phase(share.measure, year);
                    let acts =
                        outcome.value(phase).unwrap() > 0.0 || share.measure == Measure::Indexation;
                    assert!(acts || share.value[at].abs() <= 0.0, "{:?}", share.measure);
                }
            }
        }
    }
}

/// Every order of some measures.
fn orders(measures: &[Measure]) -> Vec<Vec<Measure>> {
    if measures.is_empty() {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for (at, first) in measures.iter().enumerate() {
        let mut rest = measures.to_vec();
        rest.remove(at);
        for mut order in orders(&rest) {
            order.insert(0, *first);
            all.push(order);
        }
    }
    all
}

#[test]
fn the_shares_are_the_means_over_all_orders() {
    let mut seeded = Seeded(44);
    for _ in 0..200 {
        let inputs = few_measures(&mut seeded, 4);
        let outcome = simulate(&KSON_2023, &inputs);
        let scope = SCOPES[seeded.below(3) as usize];
        let shares = shapley(&KSON_2023, &inputs, &outcome, scope);
        let players: Vec<Measure> = shares.iter().map(|share| share.measure).collect();
        let year = 2023 + seeded.below(9) as Year;
        let at = (year - 2022) as usize;
        let saving = |on: &[Measure]| {
            let mut tried = inputs.clone();
            for measure in Measure::ALL {
                if !on.contains(measure) {
                    tried.set(&KSON_2023, measure.phasing().on, 0.0);
                }
            }
            let outcome = simulate(&KSON_2023, &tried);
            outcome.value(Quantity::Saving(scope, year)).unwrap()
        };
        let orders = orders(&players);
        for Share {
            measure,
            value,
            alone,
            last,
        } in &shares
        {
            let added = orders.iter().map(|order| {
                let place = order.iter().position(|other| other == measure).unwrap();
                saving(&order[..=place]) - saving(&order[..place])
            });
            let mean = added.sum::<f64>() / orders.len() as f64;
            assert!((value[at] - mean).abs() < 1e-9, "{measure:?}");
            let others: Vec<Measure> = players.iter().copied().filter(|m| m != measure).collect();
            assert!((alone[at] - (saving(&[*measure]) - saving(&[]))).abs() < 1e-12);
            assert!((last[at] - (saving(&players) - saving(&others))).abs() < 1e-12);
        }
    }
}

/// The two reforms, each of which alone would take the whole compensation.
#[test]
fn measures_that_overlap_wholly_share_alike() {
    let mut inputs = Inputs::defaults(&KSON_2023);
    inputs.set(
        &KSON_2023,
        input_id("housing.social_psychiatry.places"),
        8.0,
    );
    let outcome = simulate(&KSON_2023, &inputs);
    let paid = Quantity::Compensation(balans_model::HousingType::SocialPsychiatry, 2023);
    let paid = outcome.value(paid).unwrap();
    assert!(paid < 0.5, "{paid}");
    let shares = shapley(&KSON_2023, &inputs, &outcome, Scope::Total);
    assert_eq!(shares.len(), 1, "the second takes nothing after the first");

    // With the first off the second acts; so both are players once each acts in some year.
    inputs.set(
        &KSON_2023,
        Measure::VacancyReform.phasing().start_year,
        2024.0,
    );
    let outcome = simulate(&KSON_2023, &inputs);
    let shares = shapley(&KSON_2023, &inputs, &outcome, Scope::Total);
    assert_eq!(shares.len(), 2);
    for share in &shares {
        assert!((share.value[2] - paid / 2.0).abs() < 1e-9, "{share:?}");
        assert!((share.alone[2] - paid).abs() < 1e-12);
        assert!(share.last[2].abs() <= 0.0);
    }
}
