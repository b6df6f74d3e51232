//! [`CaseFutures`]: in how many futures a case balances, and what that hangs on (answers.md, section 4).

use balans_model::answers::{
    BALANCED, FIRST_FUTURES, FUTURES, FuturesRun, Hinge, Hinges, Span, Spread, Target, finish, left,
};
use balans_model::{InputId, Inputs, Pack, Scope, Status, Unit, Year, base_pack, totals};
use balans_scenario::terms::{OwnSpan, Terms};
use serde::{Deserialize, Serialize};

use crate::texts::futures as words;
use crate::{Case, pack_of};

/// What the futures of a case say. What is left is above zero where a future does not balance; below zero it is what is over.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CaseFutures {
    /// Number of futures; 0 where none are run.
    pub points: u32,
    /// Each year from the plan year on, in order.
    pub years: Vec<FutureYear>,
    /// What each span does alone in the year shown, in the order of the spans.
    pub hinges: Vec<FutureHinge>,
    /// What is left in the year shown as the scenario stands, mnkr.
    pub now: f64,
    /// What is left in the year shown in the first futures, in their own order, mnkr.
    pub first: Vec<f64>,
}

/// What the futures say of a year.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FutureYear {
    /// The year.
    pub year: Year,
    /// Number of futures that balance.
    pub balanced: u32,
    /// What is left, mnkr, at the middle of each twentieth of the futures: 20 numbers, the least first.
    pub dots: Vec<f64>,
    /// What is left, mnkr, at the edges of the bands with the middle: 7 numbers, the least first.
    pub bands: Vec<f64>,
}

/// What a span does in the year shown, all else as it stands.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FutureHinge {
    /// The ids of the inputs that move together.
    pub inputs: Vec<String>,
    /// What is left at their lowest, mnkr.
    pub at_low: f64,
    /// What is left at their highest, mnkr.
    pub at_high: f64,
    /// Whether what is left both rises and falls between them.
    pub turns: bool,
}

/// Lists the spans of a scenario, in the pack's order: a person's own, else the one that a source gives.
#[must_use]
pub fn spans(pack: &Pack, own: &[OwnSpan]) -> Vec<Span> {
    let span = |input: InputId| {
        if let Some(own) = own.iter().find(|one| one.input == input) {
            return Some(Span {
                follows: own.follows.unwrap_or(input),
                ..Span::new(input, own.low, own.high)
            });
        }
        let stated = pack.span(input)?;
        Some(Span::new(input, stated.low, stated.high))
    };
    InputId::all().filter_map(span).collect()
}

/// Lists the assumptions without a span, with the number of those that have one. That something is so, yes or no, can have
/// none, and what is asked of every measure alike ([`phasing_without_span`]) is not counted.
#[must_use]
pub fn without_span(pack: &Pack, spans: &[Span]) -> (usize, Vec<InputId>) {
    let is_assumption = |id: &InputId| is_assumed(pack, *id) && pack.phased_by(*id).is_none();
    let has = |id: &InputId| spans.iter().any(|span| span.input == *id);
    let (with, without): (Vec<InputId>, Vec<InputId>) =
        InputId::all().filter(is_assumption).partition(has);
    (with.len(), without)
}

/// Lists the assumptions without a span that are asked of every measure alike.
#[must_use]
pub fn phasing_without_span(pack: &Pack, spans: &[Span]) -> Vec<InputId> {
    let has = |id: InputId| spans.iter().any(|span| span.input == id);
    InputId::all()
        .filter(|id| is_assumed(pack, *id) && pack.phased_by(*id).is_some() && !has(*id))
        .collect()
}

/// Returns whether an input is an assumption that can have a span.
fn is_assumed(pack: &Pack, id: InputId) -> bool {
    let spec = pack.spec(id);
    let assumed = matches!(
        spec.status,
        Status::Assumption | Status::External | Status::Derived
    );
    assumed && spec.unit != Unit::Bool
}

/// Lists the spans of a case.
#[must_use]
pub fn case_spans(case: &Case) -> Vec<Span> {
    let pack = pack_of(case);
    spans(&pack, &Terms::of(&pack, &case.spans).spans)
}

/// Says what a span of a case stands on: the source, or that it is the person's own and why, and whose draw it follows.
#[must_use]
pub fn span_basis(pack: &Pack, case: &Case, span: &Span) -> String {
    let is_own = case.spans.keys().any(|name| {
        let input = name.split_once('.').map(|(_, input)| input);
        input == Some(span.input.name())
    });
    if !is_own {
        let stated = pack.span(span.input);
        return stated.map_or_else(String::new, |stated| stated.source.to_string());
    }
    let mut notes = case.notes.iter();
    let why = notes.find(|(id, _)| id == span.input.name());
    let own = words::own(why.map_or("", |(_, text)| text));
    if span.follows == span.input {
        return own;
    }
    let follows = words::follows(&pack.spec(span.follows).label);
    [&*own, ", ", &*follows].concat()
}

impl FutureYear {
    /// Returns what is left in every future, mnkr, where all say the same.
    #[must_use]
    pub fn same(&self) -> Option<f64> {
        let all = || self.dots.iter().chain(&self.bands);
        let least = all().copied().reduce(f64::min)?;
        let most = all().copied().fold(least, f64::max);
        (most - least < BALANCED).then_some(least)
    }
}

impl FutureHinge {
    /// Returns how much the span changes what is left between its ends, mnkr.
    #[must_use]
    pub fn size(&self) -> f64 {
        (self.at_high - self.at_low).abs()
    }

    /// Returns whether the span changes what is left by something that shows.
    #[must_use]
    pub fn moves(&self) -> bool {
        self.turns || self.size() >= BALANCED
    }
}

impl CaseFutures {
    /// Runs the futures of a scenario, with a year shown.
    #[must_use]
    pub fn of(inputs: &Inputs, year: Year, spans: &[Span]) -> Self {
        // Own figures are values here, as in the page's worker.
        let pack = base_pack();
        let scope = Scope::Total;
        let years = pack.plan_year..=pack.horizon;
        let mut run = FuturesRun::of_years(pack, inputs, scope, years, spans, FUTURES);
        finish(&mut run);
        let of_year = |(year, futures): (Year, balans_model::answers::Futures)| {
            let Spread { dots, bands } = futures.spread();
            FutureYear {
                year,
                balanced: futures.balanced,
                dots: dots.into(),
                bands: bands.into(),
            }
        };
        let target = Target { year, scope };
        let mut job = Hinges::new(pack, inputs, target, spans);
        finish(&mut job);
        let hinge = |hinge: &Hinge| FutureHinge {
            inputs: hinge.inputs.iter().map(|id| id.name().to_owned()).collect(),
            at_low: hinge.at_low,
            at_high: hinge.at_high,
            turns: hinge.turns,
        };
        let shown = run.years().iter().find(|(one, _)| *one == year);
        let first = shown.map_or(&[][..], |(_, futures)| &futures.left);
        Self {
            points: FUTURES,
            first: first.iter().take(FIRST_FUTURES).copied().collect(),
            now: left(&totals(pack, inputs), target),
            years: run.found().into_iter().map(of_year).collect(),
            hinges: job.found().iter().map(hinge).collect(),
        }
    }

    /// Finds what the futures say of a year.
    #[must_use]
    pub fn year(&self, year: Year) -> Option<&FutureYear> {
        self.years.iter().find(|one| one.year == year)
    }
}
