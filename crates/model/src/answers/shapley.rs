//! Attribution without order: what each player of a scenario gives, as the Shapley value, exact (answers.md, section 3).

use super::runner::Runner;
use super::series::{Readings, SERIES, read};
use super::subsets::Subsets;
use super::{Job, finish};
use crate::ids::{InputId, YEAR_SLOTS};
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

/// An exact sum of rows.
type Sums = [[i128; SERIES]; YEAR_SLOTS];

const NO_ROWS: Rows = [[0.0; SERIES]; YEAR_SLOTS];
const NO_SUMS: Sums = [[0; SERIES]; YEAR_SLOTS];

/// Sums are exact, in this part of a mnkr (2⁻⁴⁰, a millionth of a krona): they depend on no order.
const UNIT: f64 = 1_099_511_627_776.0;

/// Runs the model with every subset of some players in, 2 to the power of their number, and attributes every series.
pub struct Attribution<'p, K> {
    players: Vec<Player<K>>,
    years: usize,
    runner: Runner<'p>,
    pack: &'p Pack,
    subsets: Subsets,
    /// By the number of players in: the sum over all subsets, and over those with each player in.
    by_count: Vec<(Sums, Vec<Sums>)>,
    none: Rows,
    all: Rows,
    /// For each player the rows with it alone in, and with it alone out.
    alone: Vec<Rows>,
    without: Vec<Rows>,
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
        let count = players.len();
        Self {
            pack,
            years: pack.years().count(),
            runner,
            subsets: Subsets::new(count, 2),
            by_count: vec![(NO_SUMS, vec![NO_SUMS; count]); count + 1],
            none: NO_ROWS,
            all: NO_ROWS,
            alone: vec![NO_ROWS; count],
            without: vec![NO_ROWS; count],
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

    /// The mean over all orders of what a player adds: by the number of players before it, since each number is as likely.
    fn mean(&self, player: usize) -> Vec<Readings> {
        let players = self.players.len();
        let mut value = vec![[0.0; SERIES]; self.years];
        // Of n − 1 others, s come before in (n − 1 over s) ways.
        let mut ways = 1.0;
        for before in 0..players {
            let (Some((all, those)), Some((_, with))) =
                (self.by_count.get(before), self.by_count.get(before + 1))
            else {
                break;
            };
            let (Some(those), Some(with)) = (those.get(player), with.get(player)) else {
                break;
            };
            for (at, row) in value.iter_mut().enumerate() {
                for (series, value) in row.iter_mut().enumerate() {
                    let without = all[at][series] - those[at][series];
                    let added = with[at][series] - without;
                    *value += added as f64 / UNIT / ways / players as f64;
                }
            }
            ways = ways * (players - 1 - before) as f64 / (before + 1) as f64;
        }
        value
    }

    /// Runs the subset that the runner stands at.
    fn run(&mut self) {
        let totals = self.runner.years();
        let mut rows = NO_ROWS;
        let mut exact = NO_SUMS;
        for ((row, sums), year) in rows.iter_mut().zip(exact.iter_mut()).zip(self.pack.years()) {
            *row = read(totals, year);
            for (sum, value) in sums.iter_mut().zip(row.iter()) {
                *sum = (*value * UNIT).round() as i128;
            }
        }
        let subset = self.subsets.at_level(1);
        let count = subset.count_ones() as usize;
        if let Some((all, those)) = self.by_count.get_mut(count) {
            add(all, &exact, self.years);
            for (at, sums) in those.iter_mut().enumerate() {
                if subset >> at & 1 == 1 {
                    add(sums, &exact, self.years);
                }
            }
        }
        let players = self.players.len();
        if count == 0 {
            self.none = rows;
        }
        if count == players {
            self.all = rows;
        }
        if count == 1
            && let Some(alone) = self.alone.get_mut(subset.trailing_zeros() as usize)
        {
            *alone = rows;
        }
        if count + 1 == players
            && let Some(without) = self.without.get_mut(subset.trailing_ones() as usize)
        {
            *without = rows;
        }
    }
}

fn put<K>(runner: &mut Runner<'_>, player: &Player<K>, is_in: bool) {
    for (id, out, within) in &player.changes {
        runner.set(*id, if is_in { *within } else { *out });
    }
}

fn add(sums: &mut Sums, more: &Sums, years: usize) {
    for (sums, more) in sums.iter_mut().zip(more).take(years) {
        for (sum, more) in sums.iter_mut().zip(more) {
            *sum += more;
        }
    }
}

impl<K: Clone> Job for Attribution<'_, K> {
    fn step(&mut self, years: u32) -> bool {
        let mut left = years.max(1);
        while left > 0 {
            let Some(changed) = self.subsets.next() else {
                return true;
            };
            if let Some((at, level)) = changed
                && let Some(player) = self.players.get(at)
            {
                put(&mut self.runner, player, level == 1);
            }
            self.run();
            left = left.saturating_sub(self.years as u32);
        }
        let (visited, all) = self.subsets.progress();
        visited == all
    }

    fn progress(&self) -> (u64, u64) {
        self.subsets.progress()
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
        players.truncate(9);
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
