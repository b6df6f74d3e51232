//! What makes the difference between two scenarios (answers.md, section 3): their inputs in groups, as players.

use super::runner::Runner;
use super::series::Series;
use super::shapley::{Player, rows};
use crate::ids::{InputId, Scope};
use crate::inputs::Inputs;
use crate::measures::Measure;
use crate::pack::{Pack, Status};

/// A group of inputs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum InputGroup {
    /// A measure: its own inputs, and its phasing.
    Measure(Measure),
    /// Krav.
    Requirement,
    /// Finansiering.
    Financing,
    /// Behov: cost base and population.
    Needs,
    /// Priser.
    Prices,
    /// Boende.
    Housing,
    /// Utförare.
    Providers,
    /// The smallest groups, where there are more than [`MOST_GROUPS`].
    Others,
}

/// The most groups that a difference is attributed to.
pub const MOST_GROUPS: usize = 12;

impl InputGroup {
    /// Gives its id in answers: the measure's, or a word of its own.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Measure(measure) => measure.id(),
            Self::Requirement => "requirement",
            Self::Financing => "financing",
            Self::Needs => "needs",
            Self::Prices => "prices",
            Self::Housing => "housing",
            Self::Providers => "providers",
            Self::Others => "others",
        }
    }

    /// The group of an input.
    fn of(pack: &Pack, id: InputId) -> Self {
        if let Some(measure) = pack.owner_of(id) {
            return Self::Measure(measure);
        }
        match id.name().split('.').next() {
            Some("requirement") => Self::Requirement,
            Some("financing") => Self::Financing,
            Some("price" | "cost") => Self::Prices,
            Some("housing") => Self::Housing,
            Some("provider") => Self::Providers,
            _ => Self::Needs,
        }
    }
}

/// Collects the inputs that differ into players, in the order in which their groups first differ.
fn players<K: PartialEq>(from: &Inputs, to: &Inputs, key: impl Fn(InputId) -> K) -> Vec<Player<K>> {
    let mut players: Vec<Player<K>> = Vec::new();
    for (id, value) in to.iter() {
        let was = from.get(id);
        if was.to_bits() == value.to_bits() {
            continue;
        }
        let key = key(id);
        match players.iter_mut().find(|player| player.key == key) {
            Some(player) => player.changes.push((id, was, value)),
            None => players.push(Player {
                key,
                changes: vec![(id, was, value)],
            }),
        }
    }
    players
}

/// Lists the groups of inputs in which two scenarios differ as players: out they stand as in `from`, in as in `to`. Where
/// there are more than [`MOST_GROUPS`], the smallest (by what each alone changes of the gap over all years) are one.
#[must_use]
pub fn differences(pack: &Pack, from: &Inputs, to: &Inputs) -> Vec<Player<InputGroup>> {
    let mut players = players(from, to, |id| InputGroup::of(pack, id));
    if players.len() <= MOST_GROUPS {
        return players;
    }
    let gap = Series::Gap(Scope::Total);
    let mut runner = Runner::new(pack, from);
    let before = rows(pack, &mut runner);
    let mut size = |player: &Player<InputGroup>| {
        for (id, _, value) in &player.changes {
            runner.set(*id, *value);
        }
        let after = rows(pack, &mut runner);
        for (id, was, _) in &player.changes {
            runner.set(*id, *was);
        }
        let changes = before.iter().zip(&after);
        changes
            .map(|(before, after)| (gap.of(after) - gap.of(before)).abs())
            .sum::<f64>()
    };
    let mut sizes: Vec<(usize, f64)> = players.iter().map(&mut size).enumerate().collect();
    sizes.sort_by(|(_, a), (_, b)| b.total_cmp(a));
    let kept = sizes.iter().take(MOST_GROUPS - 1).map(|(at, _)| *at);
    let kept: Vec<usize> = kept.collect();
    let mut others = Vec::new();
    let mut at = 0;
    players.retain(|player| {
        let is_kept = kept.contains(&at);
        at += 1;
        if !is_kept {
            others.extend(player.changes.iter().copied());
        }
        is_kept
    });
    players.push(Player {
        key: InputGroup::Others,
        changes: others,
    });
    players
}

/// What a person has moved: assumptions, or the measures.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Side {
    /// What is assumed of the world, and of what a measure gives or costs.
    Assumptions,
    /// What is decided: a measure's levers, whether it counts, and when.
    Decisions,
}

impl Side {
    /// Gives its id in answers.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Assumptions => "assumptions",
            Self::Decisions => "decisions",
        }
    }
}

/// Lists the assumptions and the decisions that a scenario has moved from the documents' figures as players, in that order.
/// What is a decision stands in the pack: a lever of a measure.
#[must_use]
pub fn decisions(pack: &Pack, documents: &Inputs, inputs: &Inputs) -> Vec<Player<Side>> {
    let mut players = players(documents, inputs, |id| {
        let is_lever = pack.spec(id).status == Status::Lever;
        if is_lever && pack.owner_of(id).is_some() {
            Side::Decisions
        } else {
            Side::Assumptions
        }
    });
    players.sort_by_key(|player| player.key as u8);
    players
}
