//! Packages: every combination of measures as they stand or at a limit (answers.md, section 2).

use super::{BALANCED, Target};
use crate::ids::{InputId, Party};
use crate::inputs::Inputs;
use crate::measures::Measure;
use crate::pack::Pack;
use crate::simulate::totals;

/// How far a measure may go: a value for some of its levers, each in its own unit.
#[derive(Clone, PartialEq, Debug)]
pub struct Limit {
    /// The measure.
    pub measure: Measure,
    /// Its levers with their limits.
    pub levers: Vec<(InputId, f64)>,
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

/// A combination: which measures stand at their limits, and what that gives.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Combination {
    /// Bit n is the n-th limit.
    pub at_limit: u32,
    /// What is left to find in the target, mnkr.
    pub remaining: f64,
    /// The effect for Tiohundra in the target's year, mnkr; negative is worse.
    pub tiohundra: f64,
}

impl Combination {
    /// How many measures stand at their limits.
    #[must_use]
    pub const fn measures(self) -> u32 {
        self.at_limit.count_ones()
    }

    /// The share of the measures of either combination that are not in both, 0–1.
    fn differs_from(self, other: Self) -> f64 {
        let either = (self.at_limit | other.at_limit).count_ones();
        let one = (self.at_limit ^ other.at_limit).count_ones();
        if either == 0 {
            0.0
        } else {
            f64::from(one) / f64::from(either)
        }
    }
}

/// What an exhaustive search found.
#[derive(Clone, PartialEq, Debug)]
pub struct Combinations {
    /// How many combinations were run.
    pub count: usize,
    /// How many of them balance.
    pub balancing: usize,
    /// As different ways as there are that balance, at most one of each kind.
    pub ways: Vec<(Way, Combination)>,
    /// The combination that leaves least; of as much, the fewest measures.
    pub nearest: Combination,
}

/// The most limits that are searched: 2 to the power of them are run.
pub const MOST_LIMITS: usize = 17;

/// At least this share of two ways' measures differ, or the tool says that there is no third way.
const DIFFERENT: f64 = 0.3;

/// Visits every combination of `count` things, each differing from the one before in one of them, which is handed along.
pub(super) fn gray(count: usize, mut visit: impl FnMut(usize, Option<usize>)) {
    visit(0, None);
    for at in 1_usize..1 << count {
        visit(at ^ (at >> 1), Some(at.trailing_zeros() as usize));
    }
}

/// Runs every combination of measures as they stand or at their limits (a measure at its limit is on), and picks the ways
/// that balance. Limits beyond [`MOST_LIMITS`] are left as they stand.
#[must_use]
pub fn combinations(
    pack: &Pack,
    inputs: &Inputs,
    target: Target,
    limits: &[Limit],
) -> Combinations {
    let limits = limits.get(..MOST_LIMITS).unwrap_or(limits);
    let mut all = Vec::with_capacity(1 << limits.len());
    let mut tried = inputs.clone();
    gray(limits.len(), |combination, changed| {
        if let Some(at) = changed
            && let Some(limit) = limits.get(at)
        {
            let is_at_limit = combination >> at & 1 == 1;
            let on = limit.measure.phasing().on;
            let on_value = if is_at_limit { 1.0 } else { inputs.get(on) };
            tried.set(pack, on, on_value);
            for (id, value) in &limit.levers {
                let value = if is_at_limit { *value } else { inputs.get(*id) };
                tried.set(pack, *id, value);
            }
        }
        let totals = totals(pack, &tried);
        all.push(Combination {
            at_limit: combination as u32,
            remaining: totals.remaining(target.scope, target.year),
            tiohundra: totals.party(Party::Tiohundra, target.year),
        });
    });
    // In the order of their bits, so that a tie is always settled alike.
    all.sort_by_key(|combination| combination.at_limit);
    let balancing: Vec<Combination> = all
        .iter()
        .copied()
        .filter(|combination| combination.remaining < BALANCED)
        .collect();
    let nearest = least(&all, |combination| {
        [combination.remaining, f64::from(combination.measures())]
    });
    Combinations {
        count: all.len(),
        balancing: balancing.len(),
        ways: ways(&balancing),
        nearest: nearest.unwrap_or(Combination {
            at_limit: 0,
            remaining: 0.0,
            tiohundra: 0.0,
        }),
    }
}

/// The first of the combinations with the least key.
fn least(all: &[Combination], key: impl Fn(Combination) -> [f64; 2]) -> Option<Combination> {
    all.iter().copied().reduce(|best, one| {
        let [a, b] = [key(one), key(best)];
        let is_less = a[0] < b[0] || (a[0] <= b[0] && a[1] < b[1]);
        if is_less { one } else { best }
    })
}

fn ways(balancing: &[Combination]) -> Vec<(Way, Combination)> {
    let count = |combination: Combination| f64::from(combination.measures());
    let fewest = least(balancing, |one| [count(one), -one.tiohundra]);
    let gentlest = least(balancing, |one| [-one.tiohundra, count(one)]);
    let (Some(fewest), Some(gentlest)) = (fewest, gentlest) else {
        return Vec::new();
    };
    let apart = |one: Combination| one.differs_from(fewest).min(one.differs_from(gentlest));
    let different = least(balancing, |one| [-apart(one), count(one)]);
    let different = different.filter(|one| apart(*one) >= DIFFERENT);
    let mut ways = vec![(Way::Fewest, fewest), (Way::Tiohundra, gentlest)];
    ways.extend(different.map(|one| (Way::Different, one)));
    ways
}
