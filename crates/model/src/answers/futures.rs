//! Futures: the scenario run at many points of its inputs' spans (answers.md, section 4).
//!
//! The points are those of an Owen-scrambled Sobol sequence, the same ones each time: nothing jitters, and two scenarios are
//! compared in the same futures. An input draws by its number ([`crate::codes`]), so a new input moves no other draw.

use super::runner::Runner;
use super::{BALANCED, Job, Target, finish};
use crate::codes;
use crate::context::{self, Totals};
use crate::ids::{InputId, Scope, Year};
use crate::inputs::Inputs;
use crate::lanes::{Lanes, Wide};
use crate::number::Number;
use crate::pack::Pack;
use std::ops::RangeInclusive;

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

/// What is left in the futures of a year, mnkr, in the numbers that are shown.
#[derive(Clone, PartialEq, Debug)]
pub struct Spread {
    /// At the middle of each twentieth of the futures, the least first.
    pub dots: [f64; 20],
    /// At the shares of [`BANDS`].
    pub bands: [f64; 7],
}

/// The shares of the futures at which the edges of the bands lie, with the middle: 90, 75 and 50 percent of the futures are
/// within.
pub const BANDS: [f64; 7] = [0.05, 0.125, 0.25, 0.5, 0.75, 0.875, 0.95];

/// What the futures say of a year.
#[derive(Clone, PartialEq, Debug)]
pub struct Futures {
    /// Number of futures in which nothing is left to find.
    pub balanced: u32,
    /// The gap in each future, mnkr, the least first.
    pub gaps: Vec<f64>,
    /// What is left in each future, mnkr, in the order of the sequence: above zero where the future does not balance, else
    /// the gap, which is what is over.
    pub left: Vec<f64>,
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

    /// Returns the gap that a share of the futures is at most, mnkr.
    #[must_use]
    pub fn quantile(&self, share: f64) -> f64 {
        quantile(&self.gaps, share)
    }

    /// Returns the spread of what is left.
    #[must_use]
    pub fn spread(&self) -> Spread {
        let mut left = self.left.clone();
        left.sort_unstable_by(f64::total_cmp);
        let dot = |at: usize| quantile(&left, (at as f64 + 0.5) / 20.0);
        Spread {
            dots: std::array::from_fn(dot),
            bands: BANDS.map(|share| quantile(&left, share)),
        }
    }
}

/// Number of single futures that an answer has, in the order of the sequence.
pub const FIRST_FUTURES: usize = 20;

/// Returns what is left in a target, mnkr: above zero where it does not balance, else the gap, which is what is over.
#[must_use]
pub fn left(totals: &Totals, target: Target) -> f64 {
    let Target { year, scope } = target;
    left_of(totals.remaining(scope, year), totals.gap(scope, year))
}

/// Returns what is left, or over, mnkr, of what is left to find and the gap.
fn left_of(remaining: f64, gap: f64) -> f64 {
    if remaining < BALANCED {
        gap.min(0.0)
    } else {
        remaining
    }
}

/// Returns the value that a share of `sorted` is at most, on a line between the two nearest; 0 of none.
#[must_use]
pub fn quantile(sorted: &[f64], share: f64) -> f64 {
    let last = sorted.len().saturating_sub(1);
    let at = share.clamp(0.0, 1.0) * last as f64;
    let below = at.floor();
    let of = |place: f64| sorted.get(place as usize).copied().unwrap_or(0.0);
    of(below) + (of((below + 1.0).min(last as f64)) - of(below)) * (at - below)
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
    let mut found = run.found();
    found.swap_remove(0).1
}

/// Runs futures as [`FuturesRun`] does, one scenario at a time and not eight: what a test or a bench holds it against.
#[must_use]
pub fn futures_one_by_one(
    pack: &Pack,
    inputs: &Inputs,
    scope: Scope,
    years: RangeInclusive<Year>,
    spans: &[Span],
    points: u32,
) -> Vec<(Year, Futures)> {
    let mut run = Run::<f64>::new(pack, inputs, scope, years, spans, points);
    while !run.step(u32::MAX) {}
    run.found()
}

/// [`futures`] in steps, of one year or several.
// In a box: eight scenarios take some 40 KiB.
pub struct FuturesRun<'a>(Box<Run<'a, Lanes>>);

/// The run, as many futures at once as a number has scenarios.
struct Run<'a, N: Number> {
    draws: Vec<Draw>,
    runner: Runner<'a, N>,
    scope: Scope,
    points: u32,
    done: u32,
    /// The futures of each year so far; gaps in the order of the sequence.
    years: Vec<(Year, Futures)>,
}

/// A span as it is drawn from.
struct Draw {
    input: InputId,
    /// The dimension of the sequence, and the seed of those beyond the library's.
    dimension: u32,
    seed: u32,
    low: f64,
    mode: f64,
    high: f64,
}

impl<'a> FuturesRun<'a> {
    /// Prepares the run of a target's year.
    #[must_use]
    pub fn new(
        pack: &'a Pack,
        inputs: &Inputs,
        target: Target,
        spans: &[Span],
        points: u32,
    ) -> Self {
        let Target { year, scope } = target;
        Self::of_years(pack, inputs, scope, year..=year, spans, points)
    }

    /// Prepares the run of several years, each future being one in all of them.
    #[must_use]
    pub fn of_years(
        pack: &'a Pack,
        inputs: &Inputs,
        scope: Scope,
        years: RangeInclusive<Year>,
        spans: &[Span],
        points: u32,
    ) -> Self {
        let run = Run::new(pack, inputs, scope, years, spans, points);
        Self(Box::new(run))
    }

    /// Returns the years as they stand: their gaps are in the order of the sequence.
    #[must_use]
    pub fn years(&self) -> &[(Year, Futures)] {
        &self.0.years
    }

    /// Returns what the futures run so far say, by year.
    #[must_use]
    pub fn found(self) -> Vec<(Year, Futures)> {
        self.0.found()
    }
}

impl Job for FuturesRun<'_> {
    fn step(&mut self, years: u32) -> bool {
        self.0.step(years)
    }

    fn progress(&self) -> (u64, u64) {
        (u64::from(self.0.done), u64::from(self.0.points.max(1)))
    }
}

impl<'a, N: Wide> Run<'a, N> {
    fn new(
        pack: &'a Pack,
        inputs: &Inputs,
        scope: Scope,
        years: RangeInclusive<Year>,
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
        let none = || Futures {
            balanced: 0,
            gaps: Vec::with_capacity(points as usize),
            left: Vec::with_capacity(points as usize),
        };
        let mut runner = Runner::new(pack, inputs);
        runner.end(*years.end());
        Self {
            draws: draws.collect(),
            runner,
            scope,
            points,
            done: 0,
            years: years.map(|year| (year, none())).collect(),
        }
    }

    fn found(mut self) -> Vec<(Year, Futures)> {
        for (_, futures) in &mut self.years {
            futures.gaps.sort_unstable_by(f64::total_cmp);
        }
        self.years
    }

    fn step(&mut self, years: u32) -> bool {
        let count = years / (self.years.len() as u32).max(1);
        // Whole numbers of lanes, so that only the last futures leave any idle.
        let count = count.max(1).checked_next_multiple_of(N::WIDTH as u32);
        let end = self.done.saturating_add(count.unwrap_or(u32::MAX));
        let end = end.min(self.points);
        while self.done < end {
            self.run_some(end);
        }
        self.done >= self.points
    }

    /// Runs the next futures, as many as run at once, and keeps those before `end`.
    fn run_some(&mut self, end: u32) {
        let first = self.done;
        for draw in &self.draws {
            let share = |at| sobol_burley::sample(first + at as u32, draw.dimension, draw.seed);
            self.runner
                .set_each(draw.input, |at| draw.value(f64::from(share(at))));
        }
        let kept = (end - first).min(N::WIDTH as u32);
        for (year, futures) in &mut self.years {
            let totals = self.runner.year(*year);
            let remaining = context::remaining(totals, self.scope, *year);
            let gaps = context::gap(totals, self.scope, *year);
            let both = remaining.numbers().iter().zip(gaps.numbers());
            for (remaining, gap) in both.take(kept as usize) {
                futures.balanced += u32::from(*remaining < BALANCED);
                futures.gaps.push(*gap);
                futures.left.push(left_of(*remaining, *gap));
            }
        }
        self.done += kept;
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
        // Both sides, so that scenarios beside each other need no branch.
        let below = self.low + (share * whole * left).sqrt();
        let above = self.high - ((1.0 - share) * whole * right).sqrt();
        if whole <= 0.0 {
            self.low
        } else if share * whole < left {
            below
        } else {
            above
        }
    }
}
