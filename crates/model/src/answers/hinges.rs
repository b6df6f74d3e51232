//! What an answer hangs on: each span's ends, all else as it stands (answers.md, section 4).

use super::futures::Span;
use super::runner::Runner;
use super::{Job, Target};
use crate::ids::InputId;
use crate::inputs::Inputs;
use crate::pack::Pack;

/// Most steps from the lowest value of a span to the highest.
pub const MOST_STEPS: u32 = 200;

/// Smallest change of a gap that counts as a turn, mnkr.
const TURN: f64 = 1e-9;

/// Counts the runs of the model that a span takes: one at its lowest value, and one for each step to its highest.
#[must_use]
pub fn hinge_runs(pack: &Pack, spans: &[Span]) -> u32 {
    groups(spans)
        .iter()
        .map(|group| 1 + steps(pack, group))
        .sum()
}

/// Groups the spans that are tied together.
fn groups(spans: &[Span]) -> Vec<Vec<Span>> {
    let mut groups: Vec<Vec<Span>> = Vec::new();
    for span in spans {
        let same = |group: &&mut Vec<Span>| group.iter().any(|one| one.follows == span.follows);
        match groups.iter_mut().find(same) {
            Some(group) => group.push(*span),
            None => groups.push(vec![*span]),
        }
    }
    groups
}

/// Counts the steps from the lowest value of spans that are tied together to the highest.
fn steps(pack: &Pack, group: &[Span]) -> u32 {
    let steps = group.iter().map(|span| {
        let step = pack.spec(span.input).step;
        ((span.high - span.low) / step).ceil() as u32
    });
    steps.max().unwrap_or(1).clamp(1, MOST_STEPS)
}

/// What a span does to the target, all else as it stands.
#[derive(Clone, PartialEq, Debug)]
pub struct Hinge {
    /// The inputs that move together: one, or those that are tied.
    pub inputs: Vec<InputId>,
    /// What is left with the inputs at their lowest, mnkr; below zero what is over.
    pub at_low: f64,
    /// What is left with the inputs at their highest, mnkr.
    pub at_high: f64,
    /// Whether what is left both rises and falls between them.
    pub turns: bool,
}

/// Runs the scenario at the ends of each span and at its steps in between, span by span.
pub struct Hinges<'a> {
    pack: &'a Pack,
    inputs: Inputs,
    target: Target,
    /// The spans, those that are tied together.
    groups: Vec<Vec<Span>>,
    found: Vec<Hinge>,
}

impl<'a> Hinges<'a> {
    /// Prepares the runs.
    #[must_use]
    pub fn new(pack: &'a Pack, inputs: &Inputs, target: Target, spans: &[Span]) -> Self {
        Self {
            pack,
            inputs: inputs.clone(),
            target,
            groups: groups(spans),
            found: Vec::new(),
        }
    }

    /// Returns what has been found so far, in the order of the spans.
    #[must_use]
    pub fn found(&self) -> &[Hinge] {
        &self.found
    }

    fn hinge(&self, group: &[Span]) -> Hinge {
        let mut runner = Runner::new(self.pack, &self.inputs);
        let mut left = |share: f64| {
            for span in group {
                let value = if share >= 1.0 {
                    span.high
                } else {
                    span.low + (span.high - span.low) * share
                };
                runner.set(span.input, value);
            }
            super::futures::left(runner.year(self.target.year), self.target)
        };
        let steps = steps(self.pack, group);
        let at_low = left(0.0);
        let (mut rises, mut falls, mut at) = (false, false, at_low);
        for step in 1..=steps {
            let next = left(f64::from(step) / f64::from(steps));
            rises |= next > at + TURN;
            falls |= next < at - TURN;
            at = next;
        }
        Hinge {
            inputs: group.iter().map(|span| span.input).collect(),
            at_low,
            at_high: at,
            turns: rises && falls,
        }
    }
}

impl Job for Hinges<'_> {
    fn step(&mut self, _years: u32) -> bool {
        if let Some(group) = self.groups.get(self.found.len()) {
            let hinge = self.hinge(group);
            self.found.push(hinge);
        }
        self.found.len() >= self.groups.len()
    }

    fn progress(&self) -> (u64, u64) {
        let done = self.found.len() as u64 * u64::from(MOST_STEPS);
        let all = self.groups.len() as u64 * u64::from(MOST_STEPS);
        (done, all.max(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::input_id;
    use crate::pack::KSON_2023;

    #[test]
    fn a_span_runs_once_for_each_value_and_tied_spans_together() {
        let [care, health] = ["requirement.care", "requirement.health"].map(input_id);
        let span = |input, steps: f64, follows| Span {
            input,
            low: 0.0,
            high: steps * KSON_2023.spec(input).step,
            follows,
        };
        let apart = [span(care, 10.0, care), span(health, 5.0, health)];
        assert_eq!(hinge_runs(&KSON_2023, &apart), 11 + 6);
        let tied = [span(care, 10.0, care), span(health, 5.0, care)];
        assert_eq!(hinge_runs(&KSON_2023, &tied), 11);
        let long = [span(care, 1e6, care)];
        assert_eq!(hinge_runs(&KSON_2023, &long), 1 + MOST_STEPS);
        assert_eq!(hinge_runs(&KSON_2023, &[]), 0);
    }
}
