//! Attribution without order: what each player of a scenario gives, as the Shapley value, exact (answers.md, section 3).

use super::runner::Runner;
use super::series::{Readings, SERIES, Series, read};
use super::subsets::Subsets;
use super::{Job, finish};
use crate::ids::{Area, InputId, Scope, YEAR_SLOTS, input_id};
use crate::inputs::Inputs;
use crate::measures::Measure;
use crate::pack::Pack;
use crate::quantity::Quantity;
use crate::simulate::simulate;

/// Something that is in a scenario or not: a measure, or a group of inputs that two scenarios differ in.
#[derive(Clone, PartialEq, Debug)]
pub struct Player<K> {
    /// What it is.
    pub key: K,
    /// Its inputs, each with its value when the player is out and when it is in.
    pub changes: Vec<(InputId, f64, f64)>,
}

/// What a player gives, mnkr: every series in each year of the pack.
#[derive(Clone, PartialEq, Debug)]
pub struct Share<K> {
    /// The player.
    pub key: K,
    /// The mean of what it gives over every order in which the players can be taken. The players' values add up to the
    /// difference between all of them and none.
    pub value: Vec<Readings>,
    /// What it gives with every other player out.
    pub alone: Vec<Readings>,
    /// What it gives when every other player is in.
    pub last: Vec<Readings>,
}

/// Every series in every year.
type Rows = [Readings; YEAR_SLOTS];

/// The same in parts of [`UNIT`], by which sums depend on no order.
type Parts = [[i64; SERIES]; YEAR_SLOTS];

const NO_ROWS: Rows = [[0.0; SERIES]; YEAR_SLOTS];
const NO_PARTS: Parts = [[0; SERIES]; YEAR_SLOTS];

/// Sums are exact, in this part of a mnkr (2⁻⁴⁰, a millionth of a krona): they depend on no order.
const UNIT: f64 = 1_099_511_627_776.0;

const POOLED: InputId = input_id("financing.pooled");
const LEFT: usize = place(Series::Remaining);
const CARE: usize = place(Series::Gap(Scope::Area(Area::Care)));
const HEALTH: usize = place(Series::Gap(Scope::Area(Area::Health)));

/// Gives the place of a series in its readings.
const fn place(series: Series) -> usize {
    let mut at = 0;
    while at < SERIES {
        let is_same = match (Series::ALL[at], series) {
            (Series::Remaining, Series::Remaining) => true,
            (Series::Gap(Scope::Area(a)), Series::Gap(Scope::Area(b))) => a as u8 == b as u8,
            _ => false,
        };
        if is_same {
            return at;
        }
        at += 1;
    }
    0
}

/// The measures that add the same to every series but what is left, whatever else is done: their formulas read no other
/// measure, and no other reads them. `additive_measures_add_the_same_whatever_else_is_done` proves it.
const ADDITIVE: [Measure; 3] = [
    Measure::SharedAdministration,
    Measure::CoLocation,
    Measure::EServices,
];

/// Whether players of one measure each can be told apart: every input that any of them changes belongs to a measure.
fn are_measures<K>(pack: &Pack, players: &[Player<K>]) -> bool {
    let changes = players.iter().flat_map(|player| &player.changes);
    changes
        .into_iter()
        .all(|(id, ..)| pack.owner_of(*id).is_some())
}

fn is_additive<K>(pack: &Pack, player: &Player<K>) -> bool {
    let is_one_of = |id| pack.owner_of(id).is_some_and(|one| ADDITIVE.contains(&one));
    player.changes.iter().all(|(id, ..)| is_one_of(*id))
}

/// The sums of what subsets of some players give, by how many players are in.
struct Tally {
    players: usize,
    cells: usize,
    /// By the number of players in: the sum over all subsets, then over those with each player in; `cells` numbers each.
    sums: Vec<i128>,
}

impl Tally {
    fn new(players: usize, cells: usize) -> Self {
        Self {
            players,
            cells,
            sums: vec![0; (players + 1) * (players + 1) * cells],
        }
    }

    fn start(&self, count: usize, row: usize) -> usize {
        (count * (self.players + 1) + row) * self.cells
    }

    /// Adds what a subset gives, in parts of [`UNIT`].
    fn add(&mut self, members: u32, parts: impl Iterator<Item = i64> + Clone) {
        let count = members.count_ones() as usize;
        let mut rows = members << 1 | 1;
        while rows != 0 {
            let start = self.start(count, rows.trailing_zeros() as usize);
            rows &= rows - 1;
            let sums = self.sums.get_mut(start..).unwrap_or_default();
            for (sum, part) in sums.iter_mut().zip(parts.clone()) {
                *sum += i128::from(part);
            }
        }
    }

    fn sum(&self, count: usize, row: usize, cell: usize) -> i128 {
        let place = self.start(count, row) + cell;
        self.sums.get(place).copied().unwrap_or_default()
    }

    /// The mean over all orders of what a player adds: by the number of players before it, since each number is as likely.
    fn mean(&self, player: usize, cell: usize) -> f64 {
        let mut value = 0.0;
        // Of n − 1 others, s come before in (n − 1 over s) ways.
        let mut ways = 1.0;
        for before in 0..self.players {
            let [all, those] = [0, player + 1].map(|row| self.sum(before, row, cell));
            let added = self.sum(before + 1, player + 1, cell) - (all - those);
            value += added as f64 / UNIT / ways / self.players as f64;
            ways = ways * (self.players - 1 - before) as f64 / (before + 1) as f64;
        }
        value
    }
}

/// Runs the model with every subset of some players in, 2 to the power of their number, and attributes every series. Players
/// that add the same whatever the others do (additive measures) are not run in subsets: what they add is added.
pub struct Attribution<'p, K> {
    players: Vec<Player<K>>,
    years: usize,
    runner: Runner<'p>,
    pack: &'p Pack,
    /// The places of the players that are run in subsets, and of those that are added.
    run: Vec<usize>,
    added: Vec<usize>,
    subsets: Subsets,
    /// How many of the runs before those of the subsets are done: with no player, all, and each alone in and alone out.
    first: usize,
    none: Rows,
    all: Rows,
    /// For each player the rows with it alone in, and with it alone out.
    alone: Vec<Rows>,
    without: Vec<Rows>,
    /// By subsets of the added players, as bits: what they add together.
    sums_added: Vec<Parts>,
    /// Every series by the subsets that are run; of what is left, by the subsets of all players.
    tally: Tally,
    left: Tally,
}

/// The most players that are attributed to; players beyond are left out.
const MOST_PLAYERS: usize = super::MOST_LIMITS;

impl<'p, K: Clone> Attribution<'p, K> {
    /// Prepares the attribution to some players; `inputs` has the value of every input that is no player's.
    #[must_use]
    pub fn new(pack: &'p Pack, inputs: &Inputs, mut players: Vec<Player<K>>) -> Self {
        players.truncate(MOST_PLAYERS);
        let mut runner = Runner::new(pack, inputs);
        for player in &players {
            put(&mut runner, player, false);
        }
        let adds = are_measures(pack, &players);
        let is_added = |at: &usize| {
            let player = players.get(*at);
            adds && player.is_some_and(|player| is_additive(pack, player))
        };
        // A player that changes nothing is added, at no cost.
        let (added, run): (Vec<usize>, Vec<usize>) = (0..players.len()).partition(is_added);
        let (count, years) = (players.len(), pack.years().count());
        Self {
            pack,
            years,
            runner,
            subsets: Subsets::new(run.len(), 2),
            first: 0,
            none: NO_ROWS,
            all: NO_ROWS,
            alone: vec![NO_ROWS; count],
            without: vec![NO_ROWS; count],
            sums_added: vec![NO_PARTS; 1 << added.len()],
            tally: Tally::new(run.len(), years * SERIES),
            left: Tally::new(count, years),
            run,
            added,
            players,
        }
    }

    /// Gives the shares of a job that is done, in the order of the players.
    #[must_use]
    pub fn found(&self) -> Vec<Share<K>> {
        let players = self.players.iter().zip(&self.alone).zip(&self.without);
        players
            .enumerate()
            .map(|(at, ((player, alone), without))| Share {
                key: player.key.clone(),
                value: self.mean(at),
                alone: self.difference(alone, &self.none),
                last: self.difference(&self.all, without),
            })
            .collect()
    }

    /// Gives every series in each year with no player in.
    #[must_use]
    pub fn none(&self) -> Vec<Readings> {
        self.none.iter().copied().take(self.years).collect()
    }

    /// Gives every series in each year with every player in.
    #[must_use]
    pub fn all(&self) -> Vec<Readings> {
        self.all.iter().copied().take(self.years).collect()
    }

    fn difference(&self, with: &Rows, without: &Rows) -> Vec<Readings> {
        let years = with.iter().zip(without).take(self.years);
        years
            .map(|(with, without)| {
                let mut row = [0.0; SERIES];
                for ((to, a), b) in row.iter_mut().zip(with).zip(without) {
                    *to = a - b;
                }
                row
            })
            .collect()
    }

    /// The mean over all orders of what a player adds to every series in each year.
    fn mean(&self, player: usize) -> Vec<Readings> {
        let among_run = self.run.iter().position(|at| *at == player);
        let among_added = self.added.iter().position(|at| *at == player);
        let years = 0..self.years;
        years
            .map(|year| {
                let mut row = [0.0; SERIES];
                for (series, value) in row.iter_mut().enumerate() {
                    *value = if series == LEFT {
                        self.left.mean(player, year)
                    } else if let Some(at) = among_run {
                        self.tally.mean(at, year * SERIES + series)
                    } else {
                        let added = among_added.and_then(|at| self.sums_added.get(1 << at));
                        added.map_or(0.0, |parts| parts[year][series] as f64 / UNIT)
                    };
                }
                row
            })
            .collect()
    }

    /// Runs one of the runs before those of the subsets: with no player in, with all, with each alone in, and with each alone
    /// out. The runner is left with no player in.
    fn run_first(&mut self) {
        let count = self.players.len();
        let (alone, is_out) = match self.first {
            0 => (None, false),
            1 => (None, true),
            at => (Some((at - 2) % count.max(1)), at - 2 >= count),
        };
        self.first += 1;
        for (at, player) in self.players.iter().enumerate() {
            put(&mut self.runner, player, (alone == Some(at)) != is_out);
        }
        let rows = self.rows();
        let place = match (alone, is_out) {
            (None, false) => Some(&mut self.none),
            (None, true) => Some(&mut self.all),
            (Some(at), false) => self.alone.get_mut(at),
            (Some(at), true) => self.without.get_mut(at),
        };
        if let Some(place) = place {
            *place = rows;
        }
        for player in &self.players {
            put(&mut self.runner, player, false);
        }
        if self.first == self.first_runs() {
            self.add_up();
        }
    }

    fn first_runs(&self) -> usize {
        2 + 2 * self.players.len()
    }

    /// Adds up what each subset of the added players adds.
    fn add_up(&mut self) {
        for subset in 1..self.sums_added.len() {
            let last = subset.trailing_zeros() as usize;
            let mut parts = self
                .sums_added
                .get(subset & (subset - 1))
                .copied()
                .unwrap_or(NO_PARTS);
            let rows = self.added.get(last).and_then(|at| self.alone.get(*at));
            let more = rows.unwrap_or(&NO_ROWS).iter().zip(&self.none);
            for (parts, (alone, none)) in parts.iter_mut().zip(more) {
                for (part, (alone, none)) in parts.iter_mut().zip(alone.iter().zip(none)) {
                    *part = part.saturating_add(in_parts(alone - none));
                }
            }
            if let Some(place) = self.sums_added.get_mut(subset) {
                *place = parts;
            }
        }
    }

    fn rows(&mut self) -> Rows {
        let totals = self.runner.years();
        let mut rows = NO_ROWS;
        for (row, year) in rows.iter_mut().zip(self.pack.years()) {
            *row = read(totals, year);
        }
        rows
    }

    /// Runs the subset that the runner stands at, and adds every subset of the added players to it.
    fn run_subset(&mut self) {
        let rows = self.rows();
        let pooled = self.runner.input(POOLED).abs() > 0.0;
        let mut parts = NO_PARTS;
        for (parts, row) in parts.iter_mut().zip(&rows) {
            for (part, value) in parts.iter_mut().zip(row) {
                *part = in_parts(*value);
            }
        }
        let members = self.subsets.at_level(1);
        let cells = parts.iter().flatten().copied();
        self.tally.add(members, cells.take(self.years * SERIES));
        let with = bits(&self.run, members);
        for (subset, added) in self.sums_added.iter().enumerate() {
            let with = with | bits(&self.added, subset as u32);
            let years = parts.iter().zip(added).take(self.years);
            let left = years.map(|(parts, added)| {
                let gap = |series: usize| parts[series].saturating_add(added[series]);
                if pooled {
                    gap(CARE).saturating_add(gap(HEALTH)).max(0)
                } else {
                    gap(CARE).max(0).saturating_add(gap(HEALTH).max(0))
                }
            });
            self.left.add(with, left);
        }
    }
}

/// Gives a number in parts of [`UNIT`].
fn in_parts(value: f64) -> i64 {
    (value * UNIT).round() as i64
}

/// Gives the players at `places` that are among `members`, as bits of all players.
fn bits(places: &[usize], members: u32) -> u32 {
    let those = places.iter().enumerate();
    those.fold(0, |bits, (at, place)| bits | (members >> at & 1) << place)
}

fn put<K>(runner: &mut Runner<'_>, player: &Player<K>, is_in: bool) {
    for (id, out, within) in &player.changes {
        runner.set(*id, if is_in { *within } else { *out });
    }
}

impl<K: Clone> Job for Attribution<'_, K> {
    fn step(&mut self, years: u32) -> bool {
        let mut left = years.max(1);
        while left > 0 {
            left = left.saturating_sub(self.years as u32);
            if self.first < self.first_runs() {
                self.run_first();
                continue;
            }
            let Some(changed) = self.subsets.next() else {
                return true;
            };
            if let Some((at, level)) = changed
                && let Some(player) = self.run.get(at).and_then(|at| self.players.get(*at))
            {
                put(&mut self.runner, player, level == 1);
            }
            self.run_subset();
        }
        let (done, all) = self.progress();
        done == all
    }

    fn progress(&self) -> (u64, u64) {
        let (visited, all) = self.subsets.progress();
        (visited + self.first as u64, all + self.first_runs() as u64)
    }
}

/// Lists the measures that act in a scenario as players: that save something in some year, or whose turning off would change
/// what the others save or what they mean to a party. The inputs come along, with every other measure off: one that saves
/// nothing because another takes all there is would save when that is off.
#[must_use]
pub fn measures(pack: &Pack, inputs: &Inputs) -> (Inputs, Vec<Player<Measure>>) {
    let outcome = simulate(pack, inputs);
    let mut runner = Runner::new(pack, inputs);
    let all = rows(pack, &mut runner);
    let mut others_off = inputs.clone();
    let mut players = Vec::new();
    for measure in Measure::ALL.iter().copied() {
        let saving = |year| outcome.value(Quantity::MeasureSaving(measure, year));
        let saves = |year| saving(year).is_some_and(|saving| saving.abs() > 0.0);
        let on = measure.phasing().on;
        runner.set(on, 0.0);
        let moves = rows(pack, &mut runner) != all;
        runner.set(on, inputs.get(on));
        if outcome.years().any(saves) || moves {
            players.push(Player {
                key: measure,
                changes: vec![(on, 0.0, inputs.get(on))],
            });
        } else {
            others_off.set(pack, on, 0.0);
        }
    }
    (others_off, players)
}

pub(super) fn rows(pack: &Pack, runner: &mut Runner<'_>) -> Vec<Readings> {
    let totals = runner.years();
    pack.years().map(|year| read(totals, year)).collect()
}

/// Attributes every series to the measures that act in a scenario.
#[must_use]
pub fn shapley(pack: &Pack, inputs: &Inputs) -> Vec<Share<Measure>> {
    let (inputs, players) = measures(pack, inputs);
    let mut job = Attribution::new(pack, &inputs, players);
    finish(&mut job);
    job.found()
}

#[cfg(test)]
mod tests {
    use super::{Attribution, Share, measures};
    use crate::answers::finish;
    use crate::inputs::Inputs;
    use crate::measures::Measure;
    use crate::pack::KSON_2023;

    #[test]
    fn the_order_of_the_players_changes_no_bit() {
        let mut inputs = Inputs::defaults(&KSON_2023);
        for id in KSON_2023
            .measures
            .iter()
            .flat_map(|measure| measure.levers.iter())
        {
            let spec = KSON_2023.spec(*id);
            inputs.set(&KSON_2023, *id, spec.min + (spec.max - spec.min) * 0.3);
        }
        let (inputs, mut players) = measures(&KSON_2023, &inputs);
        // Among the last are those that are added instead of run.
        players.drain(..players.len() - 9);
        let shares = |players| {
            let mut job = Attribution::new(&KSON_2023, &inputs, players);
            finish(&mut job);
            job.found()
        };
        let bits = |share: &Share<Measure>| {
            let all = [&share.value, &share.alone, &share.last];
            let all = all.into_iter().flatten().flatten();
            all.map(|value| value.to_bits()).collect::<Vec<u64>>()
        };
        let forward = shares(players.clone());
        assert_eq!(forward.len(), 9);
        players.reverse();
        players.swap(2, 5);
        for share in shares(players) {
            let same = forward.iter().find(|other| other.key == share.key);
            assert_eq!(same.map(bits), Some(bits(&share)), "{:?}", share.key);
        }
    }
}
