//! Goal seek: the value of a lever that leaves nothing to find (answers.md, section 1).

use super::{BALANCED, Target};
use crate::ids::InputId;
use crate::inputs::Inputs;
use crate::measures::Measure;
use crate::pack::{InputSpec, Pack, Status, Unit};
use crate::simulate::totals;

/// A lever of a measure, or several of one unit and range that are moved alike.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Lever {
    /// The measure.
    pub measure: Measure,
    /// Its inputs, in the pack's order; at least one.
    pub inputs: Vec<InputId>,
}

/// What a scan of a lever found. Values are in the lever's own unit, amounts in mnkr.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Sought {
    /// Where the lever stands; of several moved alike, the first.
    pub from: f64,
    /// Of the values that balance, the one nearest to where it stands, and the lesser of two as near; `None` if none does.
    pub to: Option<f64>,
    /// The value that leaves least; of several, the one nearest to where it stands, and then the lesser.
    pub nearest: f64,
    /// What is left at `to`, or else at `nearest`.
    pub remaining: f64,
}

/// Lists every lever of every measure, in order; after a measure's own those that can be moved alike.
#[must_use]
pub fn levers(pack: &Pack) -> Vec<Lever> {
    let mut all = Vec::new();
    for measure in Measure::ALL.iter().copied() {
        let inputs = pack.measure(measure).inputs.iter().copied();
        let inputs: Vec<InputId> = inputs.filter(|id| is_lever(pack.spec(*id))).collect();
        all.extend(inputs.iter().map(|id| Lever {
            measure,
            inputs: vec![*id],
        }));
        let mut alike: Vec<Vec<InputId>> = Vec::new();
        for id in inputs {
            let same = |group: &&mut Vec<InputId>| {
                group
                    .first()
                    .is_some_and(|first| is_alike(pack.spec(*first), pack.spec(id)))
            };
            match alike.iter_mut().find(same) {
                Some(group) => group.push(id),
                None => alike.push(vec![id]),
            }
        }
        let groups = alike.into_iter().filter(|group| group.len() > 1);
        all.extend(groups.map(|inputs| Lever { measure, inputs }));
    }
    all
}

/// Whether an input is a lever with a scale: a choice that is no yes or no.
fn is_lever(spec: &InputSpec) -> bool {
    spec.status == Status::Lever && spec.unit != Unit::Bool
}

fn is_alike(a: &InputSpec, b: &InputSpec) -> bool {
    let ends = |spec: &InputSpec| [spec.min.to_bits(), spec.max.to_bits()];
    a.unit == b.unit && ends(a) == ends(b)
}

/// The values of a slider from its least to its greatest, to nine decimals.
fn grid(spec: &InputSpec) -> impl Iterator<Item = f64> {
    const NINE: f64 = 1e9;
    let steps = if spec.step > 0.0 {
        ((spec.max - spec.min) / spec.step + 1e-9).floor() as u32
    } else {
        0
    };
    let (min, step) = (spec.min, spec.step);
    (0..=steps).map(move |at| ((min + f64::from(at) * step) * NINE).round() / NINE)
}

/// Tries a lever at every step of its slider and where it stands, all else as the scenario stands and the measure on.
#[must_use]
pub fn seek(pack: &Pack, inputs: &Inputs, target: Target, lever: &Lever) -> Sought {
    let mut tried = inputs.clone();
    tried.set(pack, lever.measure.phasing().on, 1.0);
    let Some(first) = lever.inputs.first().copied() else {
        let remaining = totals(pack, &tried).remaining(target.scope, target.year);
        return Sought {
            from: 0.0,
            to: None,
            nearest: 0.0,
            remaining,
        };
    };
    let spec = pack.spec(first);
    let from = spec.fit(inputs.get(first)).unwrap_or(spec.default);
    let mut best: Option<(f64, f64)> = None;
    let mut balancing: Option<(f64, f64)> = None;
    for value in std::iter::once(from).chain(grid(spec)) {
        for id in &lever.inputs {
            tried.set(pack, *id, value);
        }
        let left = totals(pack, &tried).remaining(target.scope, target.year);
        let is_nearer = |other: f64| {
            let (this, that) = ((value - from).abs(), (other - from).abs());
            this < that || (this <= that && value < other)
        };
        if best.is_none_or(|(other, least)| left < least || (left <= least && is_nearer(other))) {
            best = Some((value, left));
        }
        if left < BALANCED && balancing.is_none_or(|(other, _)| is_nearer(other)) {
            balancing = Some((value, left));
        }
    }
    let (nearest, least) = best.unwrap_or((from, 0.0));
    Sought {
        from,
        to: balancing.map(|(value, _)| value),
        nearest,
        remaining: balancing.map_or(least, |(_, left)| left),
    }
}
