//! Comparison of scenarios, as plain data: the chosen scenarios, their outcomes, and the inputs in
//! which they differ. Reads no signal; the working copy is one of the scenarios. Shown on
//! Scenarier: product.md, *Views*.

use balans_model::{Area, InputId, Inputs, Outcome, Pack, Party, Quantity, Scope, Year, simulate};

use super::session::Session;
pub use balans_report::texts::compare::distinct;
use balans_scenario::terms::TermValues;

/// Most scenarios in a comparison; the lines of more than this can't be told apart.
pub const COMPARED: usize = 4;

/// Smallest significant change, mnkr: smaller changes don't show in the tenths.
pub const SIGNIFICANT: f64 = 0.05;
/// Tolerance for rounding errors in a change of exactly [`SIGNIFICANT`], mnkr.
const ROUNDING: f64 = 1e-9;

/// A compared scenario's origin.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum ContenderOrigin {
    /// The working copy.
    Working,
    /// A saved scenario, by its id.
    Saved(String),
}

/// The chosen scenarios, in the order of choice, and the base of the comparison.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ComparedChoice {
    chosen: Vec<ContenderOrigin>,
    base: Option<ContenderOrigin>,
}

impl ComparedChoice {
    /// Starts with the working copy alone.
    #[must_use]
    pub fn start() -> Self {
        Self {
            chosen: vec![ContenderOrigin::Working],
            base: None,
        }
    }

    /// Tests whether the scenario is chosen.
    #[must_use]
    pub fn has(&self, origin: &ContenderOrigin) -> bool {
        self.chosen.contains(origin)
    }

    /// Adds or removes a scenario; returns false, and changes nothing, where [`COMPARED`] are
    /// already chosen. A scenario for which `is_there` is false does not count.
    pub fn set(
        &mut self,
        origin: ContenderOrigin,
        on: bool,
        is_there: impl Fn(&ContenderOrigin) -> bool,
    ) -> bool {
        if on && self.is_full(|other| *other != origin && is_there(other)) {
            return false;
        }
        let was_in = self.has(&origin);
        self.chosen
            .retain(|other| is_there(other) && (on || *other != origin));
        if on && !was_in {
            self.chosen.push(origin);
        }
        true
    }

    /// Tests whether [`COMPARED`] existing scenarios are chosen.
    pub fn is_full(&self, is_there: impl Fn(&ContenderOrigin) -> bool) -> bool {
        self.chosen.iter().filter(|other| is_there(other)).count() >= COMPARED
    }

    /// Sets the base of the comparison.
    pub fn set_base(&mut self, origin: ContenderOrigin) {
        self.base = Some(origin);
    }
}

/// A compared scenario.
#[derive(Debug, Clone, PartialEq)]
pub struct Contender {
    /// The scenario's origin.
    pub origin: ContenderOrigin,
    /// The scenario's name, unique in the comparison.
    pub name: String,
    /// The scenario's inputs.
    pub inputs: Inputs,
    /// The year it is shown in on its own.
    pub year: Year,
    /// How far levers may go together, and what must hold.
    pub terms: TermValues,
}

/// Lists the chosen scenarios that exist and that this version can read, in the order of choice;
/// `working` is the working copy's name.
#[must_use]
pub fn contenders(session: &Session, choice: &ComparedChoice, working: &str) -> Vec<Contender> {
    let found = choice.chosen.iter().filter_map(|origin| {
        let (name, inputs, year, terms) = match origin {
            ContenderOrigin::Working => {
                let terms = session.terms().clone();
                (working, session.inputs().clone(), session.year(), terms)
            }
            ContenderOrigin::Saved(id) => {
                let saved = session.library().iter().find(|saved| saved.id == *id)?;
                let year = session.year_of(saved);
                let terms = saved.draft.terms.clone();
                (saved.name.as_str(), session.inputs_of(saved)?, year, terms)
            }
        };
        Some((origin.clone(), name.to_owned(), inputs, year, terms))
    });
    let mut contenders = Vec::<Contender>::new();
    for (origin, name, inputs, year, terms) in found.take(COMPARED) {
        let name = distinct(&name, |name| {
            contenders.iter().any(|other| other.name == name)
        });
        contenders.push(Contender {
            origin,
            name,
            inputs,
            year,
            terms,
        });
    }
    contenders
}

/// A subject with its value in each scenario, in the scenarios' order.
#[derive(Debug, Clone, PartialEq)]
pub struct ComparedRow<T> {
    /// The subject.
    pub of: T,
    /// The values, in the subject's own unit.
    pub values: Vec<f64>,
}

impl<T> ComparedRow<T> {
    /// Returns a scenario's difference from the base; `None` for the base itself, or a place out of
    /// range.
    #[must_use]
    pub fn change(&self, place: usize, base: usize) -> Option<f64> {
        let (value, from) = (self.values.get(place)?, self.values.get(base)?);
        (place != base).then_some(value - from)
    }
}

/// The compared scenarios' outcomes, side by side.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Comparison {
    /// The compared scenarios.
    pub contenders: Vec<Contender>,
    /// Index of the base among the scenarios.
    pub base: usize,
    /// Key figures: requirement, saving and what is left of the year shown, what is left of the horizon year, the year of
    /// balance, and one-off costs of the year shown and of each other year that has any.
    pub headline: Vec<ComparedRow<Quantity>>,
    /// The sum of all measures' effects on each party in the year shown.
    pub parties: Vec<ComparedRow<Quantity>>,
    /// What is left of each year from the plan year on.
    pub gaps: Vec<ComparedRow<Year>>,
    /// Every input whose value is not the same in all scenarios, in the pack's order.
    pub inputs: Vec<ComparedRow<InputId>>,
    /// The year that each scenario is shown in on its own, where they are not the same.
    pub years: Option<Vec<Year>>,
}

/// The differing inputs that make no significant difference.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Insignificant {
    /// Inputs that one by one make no significant difference.
    pub inputs: Vec<InputId>,
    /// Whether all of these inputs together make a significant difference.
    pub together: bool,
}

impl Comparison {
    /// Simulates each scenario; key figures are of `year`. The base is the chosen one, or the first scenario where the chosen
    /// one no longer exists.
    #[must_use]
    pub fn of(
        pack: &Pack,
        contenders: Vec<Contender>,
        choice: &ComparedChoice,
        year: Year,
    ) -> Self {
        let outcomes: Vec<Outcome> = contenders
            .iter()
            .map(|one| simulate(pack, &one.inputs))
            .collect();
        let base = choice.base.as_ref();
        let base = contenders
            .iter()
            .position(|one| Some(&one.origin) == base)
            .unwrap_or_default();
        let row = |quantity| ComparedRow {
            of: quantity,
            values: outcomes.iter().map(|run| value(run, quantity)).collect(),
        };
        let (plan, horizon) = (pack.plan_year, pack.horizon);
        let mut headline = vec![
            row(Quantity::Requirement(Scope::Total, year)),
            row(Quantity::Saving(Scope::Total, year)),
            row(Quantity::Remaining(year)),
        ];
        let by_area = Area::ALL
            .iter()
            .map(|area| Quantity::Gap((*area).into(), year));
        headline.extend(by_area.map(row));
        // No later year stands without what it would be at 80 percent of the growth funded.
        if year != plan && year != horizon {
            headline.push(row(Quantity::RemainingLowFunding(year)));
        }
        if year != horizon {
            headline.push(row(Quantity::Remaining(horizon)));
        }
        headline.extend([
            row(Quantity::RemainingLowFunding(horizon)),
            row(Quantity::BalanceYear()),
        ]);
        let one_offs = (plan..=horizon).map(|year| row(Quantity::OneOff(year)));
        headline.extend(one_offs.filter(|row| {
            row.of.year() == Some(year) || row.values.iter().any(|cost| is_significant(*cost))
        }));
        let gaps = (plan..=horizon).map(|year| ComparedRow {
            of: year,
            values: row(Quantity::Remaining(year)).values,
        });
        let inputs = InputId::all().map(|id| ComparedRow {
            of: id,
            values: contenders.iter().map(|one| one.inputs.get(id)).collect(),
        });
        let shown: Vec<_> = contenders.iter().map(|one| one.year).collect();
        Self {
            base,
            headline,
            years: shown
                .windows(2)
                .any(|pair| pair[0] != pair[1])
                .then_some(shown),
            parties: Party::SHOWN
                .map(|party| row(Quantity::PartyTotal(party, year)))
                .into(),
            gaps: gaps.collect(),
            inputs: inputs.filter(|row| differs(&row.values)).collect(),
            contenders,
        }
    }

    /// Finds the differing inputs without significance: with another scenario's value of the input
    /// put into the base, or the base's value put into the other, neither an area's gap, nor a
    /// party's total, nor the one-off costs change by [`SIGNIFICANT`] or more in any year.
    ///
    /// Both ways, since the start year of a measure that only the other scenario has has no effect
    /// in the base.
    #[must_use]
    pub fn insignificant(&self, pack: &Pack) -> Insignificant {
        let runs = self.contenders.iter();
        let runs: Vec<_> = runs.map(|one| Measured::of(pack, &one.inputs)).collect();
        let Some(base) = runs.get(self.base) else {
            return Insignificant::default();
        };
        let others = runs.iter().enumerate();
        let others = others.filter(|(place, _)| *place != self.base);
        let others: Vec<_> = others.map(|(_, other)| other).collect();
        let matters = |id: InputId| {
            others.iter().any(|other| {
                let differ = !same(base.inputs.get(id), other.inputs.get(id));
                differ
                    && (base.is_moved_by(pack, &[id], other)
                        || other.is_moved_by(pack, &[id], base))
            })
        };
        let differing = self.inputs.iter().map(|row| row.of);
        let inputs: Vec<InputId> = differing.filter(|id| !matters(*id)).collect();
        Insignificant {
            together: others
                .iter()
                .any(|other| other.is_moved_by(pack, &inputs, base)),
            inputs,
        }
    }
}

/// A scenario and its outcome, from which changes are measured.
struct Measured<'a> {
    inputs: &'a Inputs,
    outcome: Outcome,
}

impl<'a> Measured<'a> {
    fn of(pack: &Pack, inputs: &'a Inputs) -> Self {
        Self {
            inputs,
            outcome: simulate(pack, inputs),
        }
    }

    /// Tests whether the outcome changes significantly when these inputs get another scenario's
    /// values.
    fn is_moved_by(&self, pack: &Pack, these: &[InputId], other: &Self) -> bool {
        let mut inputs = self.inputs.clone();
        for id in these {
            inputs.set(pack, *id, other.inputs.get(*id));
        }
        // Not `totals`, which computes the gap in a seventh of the time: a second instance of the
        // formulas adds more to the download than it saves here.
        let now = simulate(pack, &inputs);
        pack.years().any(|year| {
            let areas = Area::ALL.iter();
            let gaps = areas.map(|area| Quantity::Gap((*area).into(), year));
            let parties = Party::SHOWN.map(|party| Quantity::PartyTotal(party, year));
            let mut all = gaps.chain(parties).chain([Quantity::OneOff(year)]);
            all.any(|of| is_significant(value(&now, of) - value(&self.outcome, of)))
        })
    }
}

fn value(outcome: &Outcome, quantity: Quantity) -> f64 {
    outcome.value(quantity).unwrap_or(0.0)
}

fn is_significant(change: f64) -> bool {
    change.abs() >= SIGNIFICANT - ROUNDING
}

fn same(a: f64, b: f64) -> bool {
    a.to_bits() == b.to_bits()
}

/// Tests whether any two values differ.
fn differs(values: &[f64]) -> bool {
    values.windows(2).any(|pair| !same(pair[0], pair[1]))
}

#[cfg(test)]
mod tests;
