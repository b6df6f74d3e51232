//! Packages: every combination of measures as they stand, at a limit, or halfway to it (answers.md, section 2).

use super::runner::Runner;
use super::seek::{Lever, grid, is_nearer};
use super::series::{Readings, read};
use super::subsets::Subsets;
use super::{BALANCED, Job, Target, finish};
use crate::ids::{InputId, Party};
use crate::inputs::Inputs;
use crate::measures::Measure;
use crate::pack::{InputSpec, Pack};

/// How far a measure may go: a value for some of its levers, each in its own unit.
#[derive(Clone, PartialEq, Debug)]
pub struct Limit {
    /// The measure.
    pub measure: Measure,
    /// Its levers with their limits.
    pub levers: Vec<(InputId, f64)>,
}

impl Limit {
    /// Groups levers by their measures, in the measures' order.
    ///
    /// # Errors
    /// The first input that is no lever of a measure.
    pub fn grouped(
        pack: &Pack,
        levers: impl IntoIterator<Item = (InputId, f64)>,
    ) -> Result<Vec<Self>, InputId> {
        let mut limits = Vec::<Self>::new();
        for (id, value) in levers {
            let measure = pack.measure_of(id).ok_or(id)?;
            match limits.iter_mut().find(|limit| limit.measure == measure) {
                Some(limit) => limit.levers.push((id, value)),
                None => limits.push(Self {
                    measure,
                    levers: vec![(id, value)],
                }),
            }
        }
        limits.sort_by_key(|limit| limit.measure);
        Ok(limits)
    }
}

/// Where a measure with a limit may stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Levels {
    /// As it stands, or at its limit.
    Two,
    /// As it stands, halfway to its limit (to the nearest step of each slider), or at it.
    Three,
}

impl Levels {
    /// Gives the most limits that are searched: at most 2¹⁷ or 3⁹ combinations are run.
    #[must_use]
    pub const fn most_limits(self) -> usize {
        match self {
            Self::Two => MOST_LIMITS,
            Self::Three => 9,
        }
    }

    const fn count(self) -> u8 {
        match self {
            Self::Two => 2,
            Self::Three => 3,
        }
    }
}

/// What a combination must keep to.
#[derive(Clone, PartialEq, Debug)]
pub enum Constraint {
    /// The effect for Tiohundra in the target's year is at least this, mnkr.
    Tiohundra(f64),
    /// At most this many measures change.
    Most(u32),
    /// None of these measures changes.
    Without(Vec<Measure>),
}

/// What is asked of combinations of measures.
#[derive(Clone, PartialEq, Debug)]
pub struct PackageQuestion {
    /// What is to be balanced.
    pub target: Target,
    /// The measures that may change, each as far as it may.
    pub limits: Vec<Limit>,
    /// Where they may stand.
    pub levels: Levels,
    /// What a combination must keep to.
    pub constraints: Vec<Constraint>,
    /// A lever that takes what is left: in each combination it stands at the step nearest to where it stands now that
    /// balances, between there and its limit if it has one. Its measure is not among those that change otherwise.
    pub take: Option<Lever>,
}

/// What a combination was chosen by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Way {
    /// The fewest measures; of as many, the least harm to Tiohundra.
    Fewest,
    /// The least harm to Tiohundra; of as much, the fewest measures.
    Tiohundra,
    /// The one that shares least with both of the others: at least three in ten of its and their measures differ.
    Different,
}

impl Way {
    /// Gives its id in answers.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Fewest => "fewest",
            Self::Tiohundra => "tiohundra",
            Self::Different => "different",
        }
    }
}

/// A combination: which measures stand where, and what that gives.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Combination {
    /// Bit n: the n-th limit's measure stands at its limit.
    pub at_limit: u32,
    /// Bit n: the n-th limit's measure stands halfway to its limit.
    pub at_half: u32,
    /// Where the lever that takes what is left stands; `None` where it stands as in the scenario.
    pub taken: Option<f64>,
    /// What is left to find in the target, mnkr.
    pub remaining: f64,
    /// The effect for Tiohundra in the target's year, mnkr; negative is worse.
    pub tiohundra: f64,
    /// Bit n: the n-th constraint is broken.
    pub broken: u32,
}

/// A combination in which nothing changes, and nothing is left.
const NONE: Combination = Combination {
    at_limit: 0,
    at_half: 0,
    taken: None,
    remaining: 0.0,
    tiohundra: 0.0,
    broken: 0,
};

impl Combination {
    /// Counts the measures that change.
    #[must_use]
    pub const fn measures(self) -> u32 {
        (self.at_limit | self.at_half).count_ones() + self.taken.is_some() as u32
    }

    /// The share of the measures that change in either combination that do not stand alike in both, 0–1.
    fn differs_from(self, other: Self) -> f64 {
        let changed = |one: Self| one.at_limit | one.at_half;
        let takes = u32::from(self.taken.is_some() || other.taken.is_some());
        let either = (changed(self) | changed(other)).count_ones() + takes;
        let apart = (self.at_limit ^ other.at_limit) | (self.at_half ^ other.at_half);
        let takes_apart = u32::from(self.taken.map(f64::to_bits) != other.taken.map(f64::to_bits));
        if either == 0 {
            0.0
        } else {
            f64::from(apart.count_ones() + takes_apart) / f64::from(either)
        }
    }
}

/// What would be found if a constraint were dropped.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Dropped {
    /// The place of the constraint in the question.
    pub constraint: usize,
    /// How many combinations would balance.
    pub balancing: usize,
    /// The combination that would leave least; `None` where none keeps to the other constraints.
    pub nearest: Option<Combination>,
}

/// What an exhaustive search found.
#[derive(Clone, PartialEq, Debug)]
pub struct Combinations {
    /// How many combinations were run.
    pub count: usize,
    /// How many of them keep to the constraints.
    pub allowed: usize,
    /// How many of those balance.
    pub balancing: usize,
    /// As different ways as there are that balance, at most one of each kind.
    pub ways: Vec<(Way, Combination)>,
    /// The combination that leaves least of those that keep to the constraints, or of all if none does; of as much, the
    /// fewest measures.
    pub nearest: Combination,
    /// For each constraint what would be found without it, all others kept.
    pub dropped: Vec<Dropped>,
}

/// The most limits that are searched with two levels: 2 to the power of them are run.
pub const MOST_LIMITS: usize = 17;

/// At least this share of two ways' measures differ, or the tool says that there is no third way.
const DIFFERENT: f64 = 0.3;

/// Runs every combination of measures as they stand, at their limits, or halfway to them with three levels (a measure that
/// changes is on). Limits beyond
/// [`Levels::most_limits`] are left as they stand.
pub struct Packages<'p> {
    pack: &'p Pack,
    inputs: Inputs,
    question: PackageQuestion,
    /// Each limit's inputs, with their values at each level.
    players: Vec<Vec<(InputId, [f64; 3])>>,
    /// The values that the lever that takes what is left may have, the nearest first.
    steps: Vec<f64>,
    runner: Runner<'p>,
    subsets: Subsets,
    /// The combinations in the order of their numbers, so that a tie is always settled alike.
    all: Vec<Combination>,
}

/// Finds the value of a slider's step nearest to `value`.
fn nearest_step(spec: &InputSpec, value: f64) -> f64 {
    let nearest = grid(spec).reduce(|best, one| {
        if is_nearer(value, one, best) {
            one
        } else {
            best
        }
    });
    nearest.unwrap_or(value)
}

impl<'p> Packages<'p> {
    /// Prepares the search.
    #[must_use]
    pub fn new(pack: &'p Pack, inputs: &Inputs, mut question: PackageQuestion) -> Self {
        let steps = question.take.as_ref().map_or(Vec::new(), |take| {
            steps(pack, inputs, take, &question.limits)
        });
        if let Some(take) = &question.take {
            let measure = take.measure;
            question.limits.retain(|limit| limit.measure != measure);
        }
        question.limits.truncate(question.levels.most_limits());
        let player = |limit: &Limit| {
            let on = limit.measure.phasing().on;
            let mut changes = vec![(on, [inputs.get(on), 1.0, 1.0])];
            for (id, value) in &limit.levers {
                let (spec, now) = (pack.spec(*id), inputs.get(*id));
                let limit = spec.fit(*value).unwrap_or(now);
                let half = match question.levels {
                    Levels::Two => limit,
                    Levels::Three => nearest_step(spec, (now + limit) / 2.0),
                };
                changes.push((*id, [now, half, limit]));
            }
            changes
        };
        let players: Vec<_> = question.limits.iter().map(player).collect();
        let subsets = Subsets::new(players.len(), question.levels.count());
        let (_, all) = subsets.progress();
        Self {
            pack,
            inputs: inputs.clone(),
            runner: Runner::new(pack, inputs),
            all: vec![NONE; all as usize],
            question,
            players,
            steps,
            subsets,
        }
    }

    /// Runs the combination that the runner stands at.
    fn run(&mut self, left: &mut u32) -> Combination {
        let at_limit = self.subsets.at_level(self.question.levels.count() - 1);
        let at_half = match self.question.levels {
            Levels::Two => 0,
            Levels::Three => self.subsets.at_level(1),
        };
        let mut best = self.reading(None);
        *left = left.saturating_sub(1);
        let take = self.question.take.take();
        if let Some(take) = &take
            && best.1 >= BALANCED
        {
            self.runner.set(take.measure.phasing().on, 1.0);
            for at in 0..self.steps.len() {
                let value = self.steps.get(at).copied().unwrap_or(0.0);
                for id in &take.inputs {
                    self.runner.set(*id, value);
                }
                let one = self.reading(Some(value));
                *left = left.saturating_sub(1);
                // The steps stand in order of nearness, so that of as much the nearest is kept.
                if one.1 < best.1 {
                    best = one;
                }
                if one.1 < BALANCED {
                    break;
                }
            }
            let on = take.measure.phasing().on;
            for id in take.inputs.iter().chain([&on]) {
                self.runner.set(*id, self.inputs.get(*id));
            }
        }
        self.question.take = take;
        let (taken, remaining, tiohundra) = best;
        let mut combination = Combination {
            at_limit,
            at_half,
            taken,
            remaining,
            tiohundra,
            broken: 0,
        };
        for (at, constraint) in self.question.constraints.iter().enumerate() {
            if self.breaks(combination, constraint) {
                combination.broken |= 1 << at;
            }
        }
        combination
    }

    fn reading(&mut self, taken: Option<f64>) -> (Option<f64>, f64, f64) {
        let Target { year, scope } = self.question.target;
        let totals = self.runner.year(year);
        (
            taken,
            totals.remaining(scope, year),
            totals.party(Party::Tiohundra, year),
        )
    }

    fn breaks(&self, combination: Combination, constraint: &Constraint) -> bool {
        match constraint {
            Constraint::Tiohundra(least) => combination.tiohundra < *least,
            Constraint::Most(most) => combination.measures() > *most,
            Constraint::Without(measures) => {
                let changed = combination.at_limit | combination.at_half;
                let mut limits = self.question.limits.iter().enumerate();
                let takes = self
                    .question
                    .take
                    .as_ref()
                    .is_some_and(|take| measures.contains(&take.measure));
                limits
                    .any(|(at, limit)| changed >> at & 1 == 1 && measures.contains(&limit.measure))
                    || (takes && combination.taken.is_some())
            }
        }
    }

    /// Gives the inputs that a combination sets, with their values: setting them gives the very numbers of the combination.
    #[must_use]
    pub fn values(&self, combination: Combination) -> Vec<(InputId, f64)> {
        let mut values = Vec::new();
        for (at, changes) in self.players.iter().enumerate() {
            let level = match (
                combination.at_limit >> at & 1,
                combination.at_half >> at & 1,
            ) {
                (1, _) => 2,
                (_, 1) => 1,
                _ => continue,
            };
            values.extend(changes.iter().map(|(id, values)| (*id, values[level])));
        }
        if let (Some(take), Some(value)) = (&self.question.take, combination.taken) {
            values.push((take.measure.phasing().on, 1.0));
            values.extend(take.inputs.iter().map(|id| (*id, value)));
        }
        values
    }

    /// Reads every series in the target's year with a combination set.
    #[must_use]
    pub fn readings(&self, combination: Combination) -> Readings {
        let mut runner = Runner::new(self.pack, &self.inputs);
        for (id, value) in self.values(combination) {
            runner.set(id, value);
        }
        let year = self.question.target.year;
        read(runner.year(year), year)
    }

    /// Gives the limits that are searched: those that the bits of a combination are of.
    #[must_use]
    pub fn limits(&self) -> &[Limit] {
        &self.question.limits
    }

    /// Picks the ways out of a search that is done.
    #[must_use]
    pub fn found(&self) -> Combinations {
        // All constraints, and all but one: their bits.
        let keeping = |to: u32| {
            let all = self.all.iter().copied();
            all.filter(move |one| one.broken & to == 0)
        };
        let balances = |one: &Combination| one.remaining < BALANCED;
        let nearest = |to: u32| {
            let key = |one: Combination| [one.remaining, f64::from(one.measures())];
            least(keeping(to), key)
        };
        let dropped = (0..self.question.constraints.len()).map(|constraint| {
            let others = !(1_u32 << constraint);
            Dropped {
                constraint,
                balancing: keeping(others).filter(balances).count(),
                nearest: nearest(others),
            }
        });
        let balancing = || keeping(u32::MAX).filter(balances);
        Combinations {
            count: self.all.len(),
            allowed: keeping(u32::MAX).count(),
            balancing: balancing().count(),
            ways: ways(balancing),
            nearest: nearest(u32::MAX).or_else(|| nearest(0)).unwrap_or(NONE),
            dropped: dropped.collect(),
        }
    }
}

/// The values that a lever that takes what is left may have, the nearest to where it stands first.
fn steps(pack: &Pack, inputs: &Inputs, take: &Lever, limits: &[Limit]) -> Vec<f64> {
    let Some(first) = take.inputs.first().copied() else {
        return Vec::new();
    };
    let (spec, from) = (pack.spec(first), inputs.get(first));
    let limits = limits.iter().flat_map(|limit| &limit.levers);
    let mut limits = limits.filter(|(id, _)| *id == first);
    let limit = limits.next();
    let limit = limit.map(|(_, value)| spec.fit(*value).unwrap_or(from));
    let is_within =
        |value: &f64| limit.is_none_or(|limit| (from.min(limit)..=from.max(limit)).contains(value));
    let mut steps: Vec<f64> = std::iter::once(from)
        .chain(grid(spec))
        .chain(limit)
        .filter(is_within)
        .collect();
    steps.sort_by(|a, b| {
        let near = |value: f64| (value - from).abs();
        near(*a).total_cmp(&near(*b)).then(a.total_cmp(b))
    });
    steps
}

impl Job for Packages<'_> {
    fn step(&mut self, years: u32) -> bool {
        let mut left = years.max(1);
        while left > 0 {
            let Some(changed) = self.subsets.next() else {
                return true;
            };
            if let Some((at, level)) = changed {
                // With two levels the second is the limit.
                let level = match self.question.levels {
                    Levels::Two => usize::from(level) * 2,
                    Levels::Three => usize::from(level),
                };
                for (id, values) in self.players.get(at).into_iter().flatten() {
                    self.runner.set(*id, values[level.min(2)]);
                }
            }
            let combination = self.run(&mut left);
            if let Some(place) = self.all.get_mut(self.subsets.number()) {
                *place = combination;
            }
        }
        let (visited, all) = self.subsets.progress();
        visited == all
    }

    fn progress(&self) -> (u64, u64) {
        self.subsets.progress()
    }
}

/// Runs every combination of measures as they stand or at their limits, and picks the ways that balance.
#[must_use]
pub fn combinations(
    pack: &Pack,
    inputs: &Inputs,
    target: Target,
    limits: &[Limit],
) -> Combinations {
    let question = PackageQuestion {
        target,
        limits: limits.to_vec(),
        levels: Levels::Two,
        constraints: Vec::new(),
        take: None,
    };
    let mut job = Packages::new(pack, inputs, question);
    finish(&mut job);
    job.found()
}

/// The first of the combinations with the least key.
fn least(
    all: impl Iterator<Item = Combination>,
    key: impl Fn(Combination) -> [f64; 2],
) -> Option<Combination> {
    all.reduce(|best, one| {
        let [a, b] = [key(one), key(best)];
        let is_less = a[0] < b[0] || (a[0] <= b[0] && a[1] < b[1]);
        if is_less { one } else { best }
    })
}

/// Picks at most three ways among the combinations that balance.
fn ways<I: Iterator<Item = Combination>>(balancing: impl Fn() -> I) -> Vec<(Way, Combination)> {
    let count = |combination: Combination| f64::from(combination.measures());
    let fewest = least(balancing(), |one| [count(one), -one.tiohundra]);
    let gentlest = least(balancing(), |one| [-one.tiohundra, count(one)]);
    let (Some(fewest), Some(gentlest)) = (fewest, gentlest) else {
        return Vec::new();
    };
    let apart = |one: Combination| one.differs_from(fewest).min(one.differs_from(gentlest));
    let different = least(balancing(), |one| [-apart(one), count(one)]);
    let different = different.filter(|one| apart(*one) >= DIFFERENT);
    let mut ways = vec![(Way::Fewest, fewest), (Way::Tiohundra, gentlest)];
    ways.extend(different.map(|one| (Way::Different, one)));
    ways
}
