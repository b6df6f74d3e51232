//! Futures: the scenario run at many points of its inputs' spans (answers.md, section 4).
//!
//! The points are those of an Owen-scrambled Sobol sequence, the same ones each time: nothing jitters, and two scenarios are
//! compared in the same futures. An input draws by its number ([`crate::codes`]), so a new input moves no other draw.

use super::runner::Runner;
use super::{BALANCED, Job, Target, finish};
use crate::codes;
use crate::ids::InputId;
use crate::inputs::Inputs;
use crate::pack::Pack;

/// Number of futures that answers.md asks for.
pub const FUTURES: u32 = 4_096;

/// Most futures: the length of the sequence.
pub const MOST_FUTURES: u32 = 1 << 16;

/// How far an input may be from where it stands, in its own unit.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Span {
    /// The input.
    pub input: InputId,
    /// Least value.
    pub low: f64,
    /// Greatest value, at least `low`.
    pub high: f64,
    /// The input whose draw it follows, if inputs are tied; its own otherwise.
    pub follows: InputId,
}

impl Span {
    /// Makes a span with a draw of its own.
    #[must_use]
    pub const fn new(input: InputId, low: f64, high: f64) -> Self {
        Self {
            input,
            low,
            high,
            follows: input,
        }
    }
}

/// What the futures say of a target.
#[derive(Clone, PartialEq, Debug)]
pub struct Futures {
    /// Number of futures in which nothing is left to find.
    pub balanced: u32,
    /// The gap in each future, mnkr, the least first.
    pub gaps: Vec<f64>,
}

impl Futures {
    /// Returns the share of the futures that balance, 0–1.
    #[must_use]
    pub fn share(&self) -> f64 {
        if self.gaps.is_empty() {
            return 0.0;
        }
        f64::from(self.balanced) / self.gaps.len() as f64
    }

    /// Returns the gap that a share of the futures is at most, mnkr, on a line between the two nearest futures.
    #[must_use]
    pub fn quantile(&self, share: f64) -> f64 {
        let last = self.gaps.len().saturating_sub(1);
        let at = share.clamp(0.0, 1.0) * last as f64;
        let below = at.floor();
        let of = |place: f64| self.gaps.get(place as usize).copied().unwrap_or(0.0);
        of(below) + (of((below + 1.0).min(last as f64)) - of(below)) * (at - below)
    }
}

/// Runs the scenario in `points` futures, at most [`MOST_FUTURES`]. Each span draws from a triangle with its top where the
/// input stands, or at the span's nearest end; a value beyond the input's range is the nearest allowed.
#[must_use]
pub fn futures(
    pack: &Pack,
    inputs: &Inputs,
    target: Target,
    spans: &[Span],
    points: u32,
) -> Futures {
    let mut run = FuturesRun::new(pack, inputs, target, spans, points);
    finish(&mut run);
    run.found()
}

/// [`futures`] in steps.
pub struct FuturesRun<'a> {
    draws: Vec<Draw>,
    runner: Runner<'a>,
    target: Target,
    points: u32,
    balanced: u32,
    gaps: Vec<f64>,
}

/// A span as it is drawn from.
struct Draw {
    input: InputId,
    dimension: u32,
    seed: u32,
    low: f64,
    mode: f64,
    high: f64,
}

impl<'a> FuturesRun<'a> {
    /// Prepares the run.
    #[must_use]
    pub fn new(
        pack: &'a Pack,
        inputs: &Inputs,
        target: Target,
        spans: &[Span],
        points: u32,
    ) -> Self {
        let draws = spans.iter().map(|span| {
            let code = codes::input(span.follows.name(), 0).unwrap_or(0) as u32;
            let high = span.high.max(span.low);
            Draw {
                input: span.input,
                dimension: code % sobol_burley::NUM_DIMENSIONS,
                seed: code / sobol_burley::NUM_DIMENSIONS,
                low: span.low,
                mode: inputs.get(span.input).clamp(span.low, high),
                high,
            }
        });
        let points = points.min(MOST_FUTURES);
        Self {
            draws: draws.collect(),
            runner: Runner::new(pack, inputs),
            target,
            points,
            balanced: 0,
            gaps: Vec::with_capacity(points as usize),
        }
    }

    /// Returns what the futures run so far say.
    #[must_use]
    pub fn found(mut self) -> Futures {
        self.gaps.sort_unstable_by(f64::total_cmp);
        Futures {
            balanced: self.balanced,
            gaps: self.gaps,
        }
    }
}

impl Job for FuturesRun<'_> {
    fn step(&mut self, years: u32) -> bool {
        let Target { year, scope } = self.target;
        let from = self.gaps.len() as u32;
        for index in from..self.points.min(from.saturating_add(years.max(1))) {
            for draw in &self.draws {
                let share = f64::from(sobol_burley::sample(index, draw.dimension, draw.seed));
                self.runner.set(draw.input, draw.value(share));
            }
            let totals = self.runner.year(year);
            self.balanced += u32::from(totals.remaining(scope, year) < BALANCED);
            self.gaps.push(totals.gap(scope, year));
        }
        self.gaps.len() as u32 >= self.points
    }

    fn progress(&self) -> (u64, u64) {
        (self.gaps.len() as u64, u64::from(self.points.max(1)))
    }
}

impl Draw {
    /// The value that a share of the triangle lies below: square roots only, which every machine rounds alike.
    fn value(&self, share: f64) -> f64 {
        let (left, right, whole) = (
            self.mode - self.low,
            self.high - self.mode,
            self.high - self.low,
        );
        if whole <= 0.0 {
            self.low
        } else if share * whole < left {
            self.low + (share * whole * left).sqrt()
        } else {
            self.high - ((1.0 - share) * whole * right).sqrt()
        }
    }
}
