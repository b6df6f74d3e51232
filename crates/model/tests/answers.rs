//! Goal seek, combinations and attribution against the same questions answered by another route (answers.md, *What proves
//! it*, 1–3).

#![allow(clippy::unwrap_used, reason = "a failed test panics")]

mod common;

use balans_model::answers::{
    Attribution, BALANCED, Combination, Constraint, InputGroup, Job, Levels, Lever, Limit,
    MOST_GROUPS, PackageQuestion, Packages, Player, Seek, Series, Share, Side, Target, Way,
    combinations, decisions, differences, finish, levers, measures, payments, read, seek, shapley,
};
use balans_model::{
    Area, InputId, Inputs, KSON_2023, Measure, Member, Outcome, Party, Quantity, Scope, Year,
    input_id, simulate, totals,
};
use common::{Seeded, id, inputs, set};

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
    for _ in 0..10_000 {
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

/// What is left for KSON, and the effects for Tiohundra and the group, read off a whole run.
fn of_group(inputs: &Inputs, year: Year) -> [f64; 3] {
    let outcome = simulate(&KSON_2023, inputs);
    let party = |party| Quantity::PartyTotal(party, year);
    [
        Quantity::Remaining(year),
        party(Party::Tiohundra),
        party(Party::Group),
    ]
    .map(|quantity| outcome.value(quantity).unwrap())
}

#[test]
fn for_the_group_a_lever_is_found_as_by_trying_each_of_its_values() {
    let all = levers(&KSON_2023);
    let mut seeded = Seeded(47);
    let (mut reached, mut missed, mut transfers, mut others) = (0, 0, 0, 0);
    for at in 0..500 {
        let (mut inputs, Target { year, .. }) = question(&mut seeded);
        if at % 3 == 0 {
            // Only Tiohundra provides, so that compensation withheld is taken from it alone.
            set(
                &mut inputs,
                &[
                    ("provider.tiohundra_share_care", 100.0),
                    ("provider.tiohundra_share_health", 100.0),
                ],
            );
        }
        let lever = &all[seeded.below(all.len() as u32) as usize];
        let mut job = Seek::for_group(&KSON_2023, &inputs, year, vec![lever.clone()]);
        finish(&mut job);
        let found = job.found()[0].1;

        let spec = KSON_2023.spec(lever.inputs[0]);
        let from = inputs.get(lever.inputs[0]);
        let steps = ((spec.max - spec.min) / spec.step + 1e-6) as u32;
        let step = |at| format!("{:.9}", spec.min + f64::from(at) * spec.step);
        let values = (0..=steps).map(|at| step(at).parse().unwrap());
        let set = |value: f64| {
            let mut tried = inputs.clone();
            tried.set(&KSON_2023, lever.measure.phasing().on, 1.0);
            for id in &lever.inputs {
                tried.set(&KSON_2023, *id, value);
            }
            tried
        };
        let mut tried: Vec<(f64, f64, [f64; 3])> = std::iter::once(from)
            .chain(values)
            .map(|value| {
                let effects = of_group(&set(value), year);
                let left = (effects[0] - effects[1]).max(0.0);
                (value, (left * 1e9).round() / 1e9, effects)
            })
            .collect();
        tried.sort_by(|a, b| {
            let near = |value: f64| (value - from).abs();
            near(a.0).total_cmp(&near(b.0)).then(a.0.total_cmp(&b.0))
        });
        let to = tried.iter().find(|(_, left, _)| *left < BALANCED);
        let nearest = tried.iter().min_by(|a, b| a.1.total_cmp(&b.1)).unwrap();
        assert_eq!(found.to, to.map(|row| row.0));
        assert_eq!(found.nearest.to_bits(), nearest.0.to_bits());
        assert_eq!(found.remaining.to_bits(), to.unwrap_or(nearest).1.to_bits());
        let [_, tiohundra, group] = to.unwrap_or(nearest).2;
        for (party, effect) in [(Party::Tiohundra, tiohundra), (Party::Group, group)] {
            let read = Series::Party(party).of(&found.readings);
            assert_eq!(read.to_bits(), effect.to_bits());
        }
        let spread = |party: usize| {
            let effects = tried.iter().map(|row| row.2[party]);
            effects.clone().fold(f64::MIN, f64::max) - effects.fold(f64::MAX, f64::min)
        };
        let is_transfer = spread(1) >= BALANCED && spread(2) < BALANCED;
        assert_eq!(found.is_transfer, is_transfer);
        match is_transfer {
            true => transfers += 1,
            false => others += 1,
        }
        match found.to {
            Some(_) => reached += 1,
            None => missed += 1,
        }
    }
    let counts = [reached, missed, transfers, others];
    assert!(counts.iter().all(|count| *count >= 10), "{counts:?}");
}

#[test]
fn a_transfer_leaves_the_group_the_same_and_kson_is_counted_as_before() {
    // Without other providers, what KSON withholds in indexation is Tiohundra's loss.
    let year = KSON_2023.growth_to;
    let inputs = inputs(&[("provider.tiohundra_share_care", 100.0)]);
    let care = id("indexation.withheld_care");
    let all = levers(&KSON_2023);
    let lever = all.iter().find(|lever| lever.inputs == [care]).unwrap();
    let mut job = Seek::for_group(&KSON_2023, &inputs, year, vec![lever.clone()]);
    finish(&mut job);
    let group = job.found()[0].1;
    assert!(group.is_transfer && group.is_flat && group.to.is_none());
    assert_eq!(group.nearest.to_bits(), group.from.to_bits());
    let total = Target {
        year,
        scope: Scope::Total,
    };
    let kson = seek(&KSON_2023, &inputs, total, lever);
    assert!(!kson.is_transfer && !kson.is_flat && kson.remaining < group.remaining);
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

/// What a scenario has of a series in a year, read off a whole run.
fn whole(outcome: &Outcome, series: Series, year: Year) -> f64 {
    let quantity = match series {
        Series::Remaining => Quantity::Remaining(year),
        Series::Gap(scope) => Quantity::Gap(scope, year),
        Series::Saving(scope) => Quantity::Saving(scope, year),
        Series::Party(party) => Quantity::PartyTotal(party, year),
        Series::OneOff => Quantity::OneOff(year),
    };
    outcome.value(quantity).unwrap()
}

#[test]
fn the_shares_add_up_in_every_year_area_and_party() {
    let mut seeded = Seeded(43);
    for _ in 0..300 {
        let inputs = few_measures(&mut seeded, 8);
        let outcome = simulate(&KSON_2023, &inputs);
        let mut off = inputs.clone();
        for measure in Measure::ALL {
            off.set(&KSON_2023, measure.phasing().on, 0.0);
        }
        let off = simulate(&KSON_2023, &off);
        let shares = shapley(&KSON_2023, &inputs);
        for (at, year) in outcome.years().enumerate() {
            for series in Series::ALL {
                let sum: f64 = shares.iter().map(|share| series.of(&share.value[at])).sum();
                let all = whole(&outcome, series, year) - whole(&off, series, year);
                assert!(
                    (sum - all).abs() < 1e-9,
                    "{year} {series:?}: {sum} is not {all}"
                );
            }
            // In a year in which it does nothing it has nothing: no rounding is left.
            for share in &shares {
                let phase = Quantity::Phase(share.key, year);
                let acts = outcome.value(phase).unwrap() > 0.0 || share.key == Measure::Indexation;
                let saving = Series::Saving(Scope::Total).of(&share.value[at]);
                assert!(acts || saving.abs() <= 0.0, "{:?}", share.key);
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
        let series = Series::ALL[seeded.below(14) as usize];
        let shares = shapley(&KSON_2023, &inputs);
        let players: Vec<Measure> = shares.iter().map(|share| share.key).collect();
        let year = 2023 + seeded.below(9) as Year;
        let at = (year - 2022) as usize;
        let saving = |on: &[Measure]| -> f64 {
            let mut tried = inputs.clone();
            for measure in Measure::ALL {
                if !on.contains(measure) {
                    tried.set(&KSON_2023, measure.phasing().on, 0.0);
                }
            }
            whole(&simulate(&KSON_2023, &tried), series, year)
        };
        let orders = orders(&players);
        for Share {
            key: measure,
            value,
            alone,
            last,
        } in &shares
        {
            let [value, alone, last] = [value, alone, last].map(|rows| series.of(&rows[at]));
            let added = orders.iter().map(|order| {
                let place = order.iter().position(|other| other == measure).unwrap();
                saving(&order[..=place]) - saving(&order[..place])
            });
            let mean = added.sum::<f64>() / orders.len() as f64;
            assert!((value - mean).abs() < 1e-9, "{measure:?}");
            let others: Vec<Measure> = players.iter().copied().filter(|m| m != measure).collect();
            assert!((alone - (saving(&[*measure]) - saving(&[]))).abs() < 1e-12);
            assert!((last - (saving(&players) - saving(&others))).abs() < 1e-12);
        }
    }
}

/// The measures that the attribution adds instead of running them in subsets.
const ADDITIVE: [Measure; 3] = [
    Measure::SharedAdministration,
    Measure::CoLocation,
    Measure::EServices,
];

/// The attribution adds these measures to every subset of the others: they add the same to every series but what is left.
#[test]
fn additive_measures_add_the_same_whatever_else_is_done() {
    let mut seeded = Seeded(51);
    let mut acting = 0;
    for _ in 0..3_000 {
        let inputs = seeded.inputs();
        let measure = ADDITIVE[seeded.below(3) as usize];
        let on = measure.phasing().on;
        let adds = |inputs: &Inputs| {
            let [with, without] = [1.0, 0.0].map(|value| {
                let mut tried = inputs.clone();
                tried.set(&KSON_2023, on, value);
                totals(&KSON_2023, &tried)
            });
            let years = KSON_2023.years();
            years
                .map(|year| [&with, &without].map(|totals| read(totals, year)))
                .collect::<Vec<_>>()
        };
        let mut alone = inputs.clone();
        for other in Measure::ALL {
            alone.set(&KSON_2023, other.phasing().on, 0.0);
        }
        for (beside, alone) in adds(&inputs).into_iter().zip(adds(&alone)) {
            for series in Series::ALL {
                let [beside, alone] =
                    [beside, alone].map(|[with, without]| series.of(&with) - series.of(&without));
                let is_same = series == Series::Remaining || (beside - alone).abs() < 1e-10;
                assert!(is_same, "{measure:?} {series:?}: {beside} is not {alone}");
                acting += usize::from(alone.abs() > 0.0);
            }
        }
    }
    assert!(acting > 10_000, "{acting}");
}

/// The shares by the definition over all subsets, each run whole: a player's marginal in each, weighted.
#[test]
fn the_shares_are_those_of_the_table_of_all_subsets() {
    let mut seeded = Seeded(52);
    for round in 0..40 {
        let mut inputs = few_measures(&mut seeded, 4);
        for measure in ADDITIVE {
            inputs.set(&KSON_2023, measure.phasing().on, 1.0);
        }
        inputs.set(&KSON_2023, id("financing.pooled"), f64::from(round % 2));
        for name in ["requirement.care", "requirement.health"] {
            inputs.set(&KSON_2023, id(name), f64::from(seeded.below(30)));
        }
        let shares = shapley(&KSON_2023, &inputs);
        let count = shares.len() as u32;
        let table: Vec<_> = (0..1_u32 << count)
            .map(|subset| {
                let mut tried = inputs.clone();
                for measure in Measure::ALL {
                    tried.set(&KSON_2023, measure.phasing().on, 0.0);
                }
                for (at, share) in shares.iter().enumerate() {
                    let on = share.key.phasing().on;
                    tried.set(&KSON_2023, on, f64::from(subset >> at & 1));
                }
                let totals = totals(&KSON_2023, &tried);
                KSON_2023
                    .years()
                    .map(|year| read(&totals, year))
                    .collect::<Vec<_>>()
            })
            .collect();
        let factorial = |n: u32| (1..=n).map(f64::from).product::<f64>();
        for (at, share) in shares.iter().enumerate() {
            for (year, given) in share.value.iter().enumerate() {
                for series in Series::ALL {
                    let mean: f64 = (0..1_u32 << count)
                        .filter(|subset| subset >> at & 1 == 0)
                        .map(|subset| {
                            let before = subset.count_ones();
                            let weight = factorial(before) * factorial(count - 1 - before);
                            let read = |subset: u32| series.of(&table[subset as usize][year]);
                            (read(subset | 1 << at) - read(subset)) * weight / factorial(count)
                        })
                        .sum();
                    let value = series.of(given);
                    assert!((value - mean).abs() < 1e-9, "{:?} {series:?}", share.key);
                }
            }
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
    let shares = shapley(&KSON_2023, &inputs);
    assert_eq!(shares.len(), 1, "the second takes nothing after the first");

    // With the first off the second acts; so both are players once each acts in some year.
    inputs.set(
        &KSON_2023,
        Measure::VacancyReform.phasing().start_year,
        2024.0,
    );
    let shares = shapley(&KSON_2023, &inputs);
    assert_eq!(shares.len(), 2);
    let saving = Series::Saving(Scope::Total);
    for share in &shares {
        assert!(
            (saving.of(&share.value[2]) - paid / 2.0).abs() < 1e-9,
            "{share:?}"
        );
        assert!((saving.of(&share.alone[2]) - paid).abs() < 1e-12);
        assert!(saving.of(&share.last[2]).abs() <= 0.0);
    }
    // Leaving each out in turn, as other tools do, says that neither gives anything.
    let left_out: f64 = shares.iter().map(|share| saving.of(&share.last[2])).sum();
    assert!(left_out.abs() <= 0.0);
}

/// A measure that changes nothing is given nothing, exactly.
#[test]
fn a_player_that_changes_nothing_has_exactly_nothing() {
    let mut seeded = Seeded(45);
    for _ in 0..50 {
        let inputs = few_measures(&mut seeded, 5);
        let (inputs, players) = measures(&KSON_2023, &inputs);
        let mut players: Vec<Player<Option<Measure>>> = players
            .into_iter()
            .map(|player| Player {
                key: Some(player.key),
                changes: player.changes,
            })
            .collect();
        players.insert(
            seeded.below(3).min(players.len() as u32) as usize,
            Player {
                key: None,
                changes: Vec::new(),
            },
        );
        let mut job = Attribution::new(&KSON_2023, &inputs, players);
        finish(&mut job);
        let shares = job.found();
        let null = shares.iter().find(|share| share.key.is_none()).unwrap();
        let all = [&null.value, &null.alone, &null.last];
        assert!(
            all.into_iter()
                .flatten()
                .flatten()
                .all(|value| value.abs() <= 0.0)
        );
    }
}

/// What is left and Tiohundra's effect, of a run without names.
fn light(inputs: &Inputs, target: Target) -> (f64, f64) {
    let totals = totals(&KSON_2023, inputs);
    (
        totals.remaining(target.scope, target.year),
        totals.party(Party::Tiohundra, target.year),
    )
}

/// A question about packages with everything in it.
fn package_question(seeded: &mut Seeded, levels: Levels) -> (Inputs, PackageQuestion) {
    let (inputs, target) = question(seeded);
    let count = if levels == Levels::Two { 6 } else { 4 };
    let limits = limits(seeded, count);
    let all = levers(&KSON_2023);
    let take = all.into_iter().filter(|lever| lever.inputs.len() == 1);
    let take: Vec<Lever> = take.collect();
    let take = take[seeded.below(take.len() as u32) as usize].clone();
    let question = PackageQuestion {
        target,
        levels,
        constraints: vec![
            Constraint::Tiohundra(-10.0 + 9.0 * seeded.share()),
            Constraint::Most(3),
            Constraint::Without(vec![limits[0].measure]),
        ],
        take: (seeded.below(3) == 0).then_some(take),
        limits,
    };
    (inputs, question)
}

/// What is left and Tiohundra's effect, read off a whole run.
fn shown(inputs: &Inputs, target: Target) -> (f64, f64) {
    let outcome = simulate(&KSON_2023, inputs);
    let party = Quantity::PartyTotal(Party::Tiohundra, target.year);
    (left(&outcome, target), outcome.value(party).unwrap())
}

#[test]
fn packages_keep_to_their_constraints_and_show_what_they_promise() {
    let mut seeded = Seeded(46);
    let (mut balancing, mut taking, mut broken) = (0, 0, 0);
    for round in 0..200 {
        let levels = [Levels::Two, Levels::Three][round % 2];
        let (inputs, question) = package_question(&mut seeded, levels);
        let target = question.target;
        let mut job = Packages::new(&KSON_2023, &inputs, question.clone());
        finish(&mut job);
        let found = job.found();
        let limits = job.limits().to_vec();
        let set = |values: &[(InputId, f64)]| {
            let mut tried = inputs.clone();
            for (id, value) in values {
                tried.set(&KSON_2023, *id, *value);
            }
            tried
        };

        // Every combination in a list, by nested counting; the lever that takes what is left by trying all its steps.
        let radix = if levels == Levels::Two { 2_u32 } else { 3 };
        let mut rows: Vec<(u32, u32, Option<f64>, f64, f64, usize)> = Vec::new();
        for number in 0..radix.pow(limits.len() as u32) {
            let (mut at_limit, mut at_half, mut values) = (0, 0, Vec::new());
            for (at, limit) in limits.iter().enumerate() {
                let level = number / radix.pow(at as u32) % radix;
                if level == 0 {
                    continue;
                }
                let is_half = radix == 3 && level == 1;
                *(if is_half { &mut at_half } else { &mut at_limit }) |= 1_u32 << at;
                values.push((limit.measure.phasing().on, 1.0));
                for (id, limit) in &limit.levers {
                    let spec = KSON_2023.spec(*id);
                    let middle = (inputs.get(*id) + limit) / 2.0;
                    let steps = ((spec.max - spec.min) / spec.step + 1e-9) as i32;
                    let near = (0..=steps)
                        .map(|at| spec.min + f64::from(at) * spec.step)
                        .map(|value| (value * 1e9).round() / 1e9)
                        .min_by(|a, b| (a - middle).abs().total_cmp(&(b - middle).abs()));
                    values.push((*id, if is_half { near.unwrap() } else { *limit }));
                }
            }
            let (mut remaining, mut tiohundra) = light(&set(&values), target);
            let mut taken = None;
            if let Some(take) = question.take.as_ref().filter(|_| remaining >= BALANCED) {
                let id = take.inputs[0];
                let from = inputs.get(id);
                let limit = question.limits.iter().flat_map(|limit| &limit.levers);
                let limit = limit
                    .clone()
                    .find(|(other, _)| *other == id)
                    .map(|(_, to)| *to);
                let spec = KSON_2023.spec(id);
                let steps = ((spec.max - spec.min) / spec.step + 1e-9) as i32;
                let mut tries: Vec<f64> = (0..=steps)
                    .map(|at| spec.min + f64::from(at) * spec.step)
                    .map(|value| (value * 1e9).round() / 1e9)
                    .chain([from])
                    .chain(limit)
                    .filter(|value| {
                        limit.is_none_or(|to| *value >= from.min(to) && *value <= from.max(to))
                    })
                    .collect();
                tries.sort_by(|a, b| {
                    (a - from)
                        .abs()
                        .total_cmp(&(b - from).abs())
                        .then(a.total_cmp(b))
                });
                for value in tries {
                    let more = [(take.measure.phasing().on, 1.0), (id, value)];
                    let (left, party) = light(&set(&[&values[..], &more].concat()), target);
                    if left < remaining {
                        (remaining, tiohundra, taken) = (left, party, Some(value));
                    }
                    if left < BALANCED {
                        break;
                    }
                }
            }
            let changed = (at_limit | at_half).count_ones() + u32::from(taken.is_some());
            let has_first = limits.iter().enumerate().any(|(at, limit)| {
                limit.measure == question.limits[0].measure && (at_limit | at_half) >> at & 1 == 1
            }) || (taken.is_some()
                && question.take.as_ref().unwrap().measure == question.limits[0].measure);
            let Constraint::Tiohundra(least) = question.constraints[0] else {
                unreachable!()
            };
            let breaks = [tiohundra < least, changed > 3, has_first];
            let broken = breaks.iter().enumerate();
            let broken = broken.fold(0, |bits, (at, one)| bits | usize::from(*one) << at);
            rows.push((at_limit, at_half, taken, remaining, tiohundra, broken));
        }

        let allowed: Vec<_> = rows.iter().filter(|row| row.5 == 0).collect();
        let good = allowed.iter().filter(|row| row.3 < BALANCED).count();
        assert_eq!(
            (found.count, found.allowed, found.balancing),
            (rows.len(), allowed.len(), good)
        );
        for (constraint, dropped) in found.dropped.iter().enumerate() {
            let kept = rows.iter().filter(|row| row.5 & !(1 << constraint) == 0);
            let good = kept.clone().filter(|row| row.3 < BALANCED).count();
            let least = kept.map(|row| row.3).min_by(f64::total_cmp);
            assert_eq!((dropped.constraint, dropped.balancing), (constraint, good));
            let nearest = dropped.nearest.map(|one| one.remaining.to_bits());
            assert_eq!(nearest, least.map(f64::to_bits));
        }
        let mut chosen: Vec<Combination> = found.ways.iter().map(|(_, one)| *one).collect();
        assert_eq!(chosen.is_empty(), good == 0);
        chosen.push(found.nearest);
        for one in chosen {
            let row = rows
                .iter()
                .find(|row| (row.0, row.1) == (one.at_limit, one.at_half))
                .unwrap();
            assert_eq!(one.taken.map(f64::to_bits), row.2.map(f64::to_bits));
            // *Prova* sets these values, and shows the numbers that were promised.
            let tried = set(&job.values(one));
            let (remaining, tiohundra) = shown(&tried, target);
            assert_eq!(remaining.to_bits(), one.remaining.to_bits());
            assert_eq!(tiohundra.to_bits(), one.tiohundra.to_bits());
            let readings = read(&totals(&KSON_2023, &tried), target.year);
            assert_eq!(
                job.readings(one).map(f64::to_bits),
                readings.map(f64::to_bits)
            );
            taking += usize::from(one.taken.is_some());
        }
        balancing += usize::from(good > 0);
        broken += usize::from(allowed.len() < rows.len());
    }
    assert!(
        balancing > 20 && taking > 10 && broken > 100,
        "{balancing} {taking} {broken}"
    );
}

#[test]
fn a_job_in_small_steps_finds_what_it_finds_at_once() {
    let mut seeded = Seeded(47);
    let (inputs, question) = package_question(&mut seeded, Levels::Three);
    let steps = |job: &mut dyn Job| {
        let mut count = 0;
        let (mut before, all) = job.progress();
        while !job.step(1) {
            let (done, of) = job.progress();
            assert!(done >= before && done <= of && of == all);
            before = done;
            count += 1;
        }
        assert_eq!(job.progress(), (all, all));
        assert!(job.step(1), "a job that is done stays done");
        count
    };
    let mut at_once = Packages::new(&KSON_2023, &inputs, question.clone());
    finish(&mut at_once);
    let mut slowly = Packages::new(&KSON_2023, &inputs, question.clone());
    assert!(steps(&mut slowly) > 20);
    assert_eq!(slowly.found(), at_once.found());

    let levers: Vec<Lever> = levers(&KSON_2023).into_iter().take(6).collect();
    let mut slowly = Seek::new(&KSON_2023, &inputs, question.target, levers.clone());
    assert!(steps(&mut slowly) > 20);
    for (lever, found) in slowly.found() {
        assert_eq!(found, seek(&KSON_2023, &inputs, question.target, lever));
    }

    let few = loop {
        let few = few_measures(&mut seeded, 5);
        if measures(&KSON_2023, &few).1.len() > 2 {
            break few;
        }
    };
    let (others, players) = measures(&KSON_2023, &few);
    let mut slowly = Attribution::new(&KSON_2023, &others, players);
    assert!(steps(&mut slowly) > 2);
    assert_eq!(slowly.found(), shapley(&KSON_2023, &few));
}

#[test]
fn a_difference_is_attributed_to_groups_and_adds_up() {
    let mut seeded = Seeded(48);
    for _ in 0..5 {
        let [from, to] = [(); 2].map(|()| few_measures(&mut seeded, 6));
        let players = differences(&KSON_2023, &from, &to);
        assert_eq!(players.len(), MOST_GROUPS);
        assert_eq!(players.last().unwrap().key, InputGroup::Others);
        let inputs: usize = players.iter().map(|player| player.changes.len()).sum();
        let differing = to
            .iter()
            .filter(|(id, value)| from.get(*id).to_bits() != value.to_bits());
        assert_eq!(inputs, differing.count());
        let mut job = Attribution::new(&KSON_2023, &from, players);
        finish(&mut job);
        let [before, after] = [&from, &to].map(|inputs| simulate(&KSON_2023, inputs));
        for (at, year) in before.years().enumerate() {
            for series in Series::ALL {
                let shares = job.found();
                let sum: f64 = shares.iter().map(|share| series.of(&share.value[at])).sum();
                let [was, is] = [&before, &after].map(|outcome| whole(outcome, series, year));
                assert!((sum - (is - was)).abs() < 1e-9, "{year} {series:?}");
                assert_eq!(series.of(&job.none()[at]).to_bits(), was.to_bits());
                assert_eq!(series.of(&job.all()[at]).to_bits(), is.to_bits());
            }
        }
    }
}

#[test]
fn inputs_are_grouped_by_what_they_are_about() {
    let from = Inputs::defaults(&KSON_2023);
    let mut to = from.clone();
    for (name, value) in [
        ("requirement.care", 50.0),
        ("financing.reserve", 10.0),
        ("cost.trend", 1.0),
        ("price.following", 1.0),
        ("lss.growth", 1.0),
        ("base.care_share", 40.0),
        ("housing.lss.places", 60.0),
        ("provider.share_care", 50.0),
        ("indexation.withheld_care", 1.0),
        ("indexation.realisation", 50.0),
    ] {
        to.set(&KSON_2023, id(name), value);
    }
    let groups = |players: Vec<Player<InputGroup>>| -> Vec<(InputGroup, usize)> {
        let players = players.into_iter();
        players
            .map(|player| (player.key, player.changes.len()))
            .collect()
    };
    let found = groups(differences(&KSON_2023, &from, &to));
    for one in [
        (InputGroup::Requirement, 1),
        (InputGroup::Financing, 1),
        (InputGroup::Needs, 2),
        (InputGroup::Prices, 2),
        (InputGroup::Housing, 1),
        (InputGroup::Providers, 1),
        (InputGroup::Measure(Measure::Indexation), 2),
    ] {
        assert!(found.contains(&one), "{one:?} in {found:?}");
    }
    assert_eq!(found.len(), 7);
    let sides = decisions(&KSON_2023, &from, &to);
    let sides: Vec<_> = sides
        .iter()
        .map(|side| (side.key, side.changes.len()))
        .collect();
    assert_eq!(sides, [(Side::Assumptions, 9), (Side::Decisions, 1)]);
    assert!(differences(&KSON_2023, &from, &from).is_empty());
}

#[test]
fn the_members_pay_what_is_left() {
    let mut seeded = Seeded(49);
    for round in 0..200 {
        let (mut inputs, target) = question(&mut seeded);
        let pooled = f64::from(round % 2);
        inputs.set(&KSON_2023, id("financing.pooled"), pooled);
        let outcome = simulate(&KSON_2023, &inputs);
        let found = payments(&KSON_2023, &inputs, target);
        let members: Vec<Member> = found.iter().map(|payment| payment.member).collect();
        match target.scope {
            Scope::Total => assert_eq!(members, Member::ALL),
            Scope::Area(area) => assert!(members.len() == 1 && members[0].area() == area),
        }
        let sum: f64 = found.iter().map(|payment| payment.pays).sum();
        assert!((sum - left(&outcome, target)).abs() < 1e-9);
        for payment in found {
            let scope = Scope::from(payment.member.area());
            let paid = outcome
                .value(Quantity::Financing(scope, target.year))
                .unwrap();
            let raise = payment.raise.unwrap();
            assert!((raise / 100.0 * paid - payment.pays).abs() < 1e-9);
        }
    }
}

#[test]
fn a_lever_that_does_nothing_by_the_year_says_from_when_it_does() {
    let mut inputs = Inputs::defaults(&KSON_2023);
    inputs.set(&KSON_2023, id("indexation.start_year"), 2027.0);
    let all = levers(&KSON_2023);
    let lever = |name: &str| {
        let mut found = all.iter().filter(|lever| lever.inputs == [id(name)]);
        found.next().unwrap()
    };
    let target = Target {
        year: 2025,
        scope: Scope::Total,
    };
    let late = seek(
        &KSON_2023,
        &inputs,
        target,
        lever("indexation.withheld_care"),
    );
    assert!(late.is_flat && late.to.is_none());
    assert_eq!(late.acts_from, Some(2027));
    let at_once = seek(
        &KSON_2023,
        &inputs,
        target,
        lever("commissioning.share_care"),
    );
    assert!(!at_once.is_flat && at_once.acts_from.is_none());
    assert_eq!(
        Series::Remaining.of(&at_once.readings).to_bits(),
        at_once.remaining.to_bits()
    );
}
