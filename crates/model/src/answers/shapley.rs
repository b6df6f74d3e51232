//! Attribution without order: the Shapley value of each measure that acts, exact (answers.md, section 3).

use crate::ids::{Scope, YEAR_SLOTS};
use crate::inputs::Inputs;
use crate::measures::Measure;
use crate::outcome::Outcome;
use crate::pack::Pack;
use crate::quantity::Quantity;
use crate::simulate::totals;

/// What a measure gives of the saving in a scope, mnkr, a number per year of the pack.
#[derive(Clone, PartialEq, Debug)]
pub struct Share {
    /// The measure.
    pub measure: Measure,
    /// The mean of what it gives over every order in which the measures can be taken. The measures' values add up to the
    /// scenario's saving.
    pub value: Vec<f64>,
    /// What it gives with every other measure off.
    pub alone: Vec<f64>,
    /// What it gives when every other measure is on.
    pub last: Vec<f64>,
}

/// A saving a year.
type Savings = [f64; YEAR_SLOTS];

/// Sums are exact, in this part of a mnkr (2⁻⁴⁰, a millionth of a krona): they depend on no order.
const UNIT: f64 = 1_099_511_627_776.0;

/// Attributes the saving in a scope to the measures that act in the scenario (the players): that save something in some
/// year, or change what others save. Runs the model once
/// for each of their combinations, 2 to the power of their number.
#[must_use]
pub fn shapley(pack: &Pack, inputs: &Inputs, outcome: &Outcome, scope: Scope) -> Vec<Share> {
    let players = players(pack, inputs, outcome);
    let table = table(pack, inputs, &players, scope);
    let years = pack.years().count();
    let of = |combination: usize| table.get(combination).copied().unwrap_or([0.0; YEAR_SLOTS]);
    let every = table.len() - 1;
    let shares = players.iter().enumerate().map(|(at, measure)| {
        let bit = 1 << at;
        let difference = |with: usize| -> Vec<f64> {
            let (with, without) = (of(with), of(with & !bit));
            with.iter()
                .zip(without)
                .take(years)
                .map(|(a, b)| a - b)
                .collect()
        };
        Share {
            measure: *measure,
            value: mean(&table, players.len(), bit, years),
            alone: difference(bit),
            last: difference(every),
        }
    });
    shares.collect()
}

/// What is saved in each year.
fn savings(pack: &Pack, inputs: &Inputs, scope: Scope) -> Savings {
    let totals = totals(pack, inputs);
    let mut savings = [0.0; YEAR_SLOTS];
    for (saving, year) in savings.iter_mut().zip(pack.years()) {
        *saving = totals.saving(scope, year);
    }
    savings
}

/// The measures that save something in some year, or whose turning off would change what the others save.
fn players(pack: &Pack, inputs: &Inputs, outcome: &Outcome) -> Vec<Measure> {
    let all = savings(pack, inputs, Scope::Total);
    let acts = |measure: &Measure| {
        let saving = |year| outcome.value(Quantity::MeasureSaving(*measure, year));
        let saves = |year| saving(year).is_some_and(|saving| saving.abs() > 0.0);
        let mut without = inputs.clone();
        without.set(pack, measure.phasing().on, 0.0);
        let others = savings(pack, &without, Scope::Total);
        let moves = all
            .iter()
            .zip(others)
            .any(|(with, without)| (with - without).abs() > 0.0);
        outcome.years().any(saves) || moves
    };
    Measure::ALL.iter().copied().filter(acts).collect()
}

/// What is saved by every combination of the players, all other measures off; bit n of an index is player n. A measure that
/// saves nothing here because another takes all there is would save when that is off, and so is off too.
fn table(pack: &Pack, inputs: &Inputs, players: &[Measure], scope: Scope) -> Vec<Savings> {
    let mut table = vec![[0.0; YEAR_SLOTS]; 1 << players.len()];
    let mut tried = inputs.clone();
    for measure in Measure::ALL {
        tried.set(pack, measure.phasing().on, 0.0);
    }
    super::combinations::gray(players.len(), |combination, changed| {
        if let Some(at) = changed
            && let Some(player) = players.get(at)
        {
            let on = player.phasing().on;
            let is_in = combination >> at & 1 == 1;
            tried.set(pack, on, if is_in { inputs.get(on) } else { 0.0 });
        }
        if let Some(row) = table.get_mut(combination) {
            *row = savings(pack, &tried, scope);
        }
    });
    table
}

/// The mean over all orders of what a player adds: by the number of players before it, since each number is as likely.
fn mean(savings: &[Savings], players: usize, bit: usize, years: usize) -> Vec<f64> {
    // Exact sums of what it adds, by how many players come before it.
    let mut added = vec![[0_i128; YEAR_SLOTS]; players];
    for (without, before) in savings.iter().enumerate().filter(|(at, _)| at & bit == 0) {
        let (Some(with), Some(sums)) = (
            savings.get(without | bit),
            added.get_mut(without.count_ones() as usize),
        ) else {
            continue;
        };
        for ((sum, with), before) in sums.iter_mut().zip(with).zip(before) {
            *sum += ((with - before) * UNIT).round() as i128;
        }
    }
    // Of n − 1 others, s come before in (n − 1 over s) ways.
    let mut ways = 1.0;
    let mut value = vec![0.0; years];
    for (before, sums) in added.iter().enumerate() {
        for (value, sum) in value.iter_mut().zip(sums) {
            *value += *sum as f64 / UNIT / ways / players as f64;
        }
        ways = ways * (players - 1 - before) as f64 / (before + 1) as f64;
    }
    value
}
