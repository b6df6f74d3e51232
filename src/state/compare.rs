//! Scenarios beside each other, as plain data: which are chosen, what each gives, and where their
//! inputs differ. No signals, and the working copy is one among them.

use balans_model::{Area, InputId, Inputs, Outcome, Pack, Party, Quantity, Scope, Year, simulate};

use super::session::Session;
pub use balans_report::texts::compare::distinct;

/// The most scenarios that stand beside each other: more lines than that can't be told apart.
pub const COMPARED: usize = 4;

/// What moves less than this is insignificant, mnkr: less than what a tenth shows.
pub const SIGNIFICANT: f64 = 0.05;
/// What arithmetic may take from a change that is exactly [`SIGNIFICANT`], mnkr.
const ROUNDING: f64 = 1e-9;

/// Where a scenario comes from.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Origin {
    /// What the person works on.
    Working,
    /// A saved scenario, by its id.
    Saved(String),
}

/// Which scenarios are chosen, in the order they were, and which the others are held against.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choice {
    chosen: Vec<Origin>,
    base: Option<Origin>,
}

impl Choice {
    /// With the working copy alone, which somebody who compares nearly always wants.
    #[must_use]
    pub fn start() -> Self {
        Self {
            chosen: vec![Origin::Working],
            base: None,
        }
    }

    /// Whether this one is chosen.
    #[must_use]
    pub fn has(&self, origin: &Origin) -> bool {
        self.chosen.contains(origin)
    }

    /// Takes one in, or leaves it out; `false` and nothing changed where there is no room. One that
    /// `is_there` no longer knows takes no room.
    pub fn set(&mut self, origin: Origin, on: bool, is_there: impl Fn(&Origin) -> bool) -> bool {
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

    /// Whether there is no room for another beside those that are there.
    pub fn is_full(&self, is_there: impl Fn(&Origin) -> bool) -> bool {
        self.chosen.iter().filter(|other| is_there(other)).count() >= COMPARED
    }

    /// What the others are held against from now on.
    pub fn set_base(&mut self, origin: Origin) {
        self.base = Some(origin);
    }
}

/// One of those compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Contender {
    /// Where it comes from.
    pub origin: Origin,
    /// What it is called; no two are called the same.
    pub name: String,
    /// Its inputs.
    pub inputs: Inputs,
}

/// The chosen scenarios that there are and that this version can read, in the order they were
/// chosen; `working` is what the working copy is called.
#[must_use]
pub fn contenders(session: &Session, choice: &Choice, working: &str) -> Vec<Contender> {
    let found = choice.chosen.iter().filter_map(|origin| {
        let (name, inputs) = match origin {
            Origin::Working => (working, session.inputs().clone()),
            Origin::Saved(id) => {
                let saved = session.library().iter().find(|saved| saved.id == *id)?;
                (saved.name.as_str(), session.inputs_of(saved)?)
            }
        };
        Some((origin.clone(), name.to_owned(), inputs))
    });
    let mut contenders = Vec::<Contender>::new();
    for (origin, name, inputs) in found.take(COMPARED) {
        let name = distinct(&name, |name| {
            contenders.iter().any(|other| other.name == name)
        });
        contenders.push(Contender {
            origin,
            name,
            inputs,
        });
    }
    contenders
}

/// Something with its value in each scenario, in their order.
#[derive(Debug, Clone, PartialEq)]
pub struct Row<T> {
    /// What.
    pub of: T,
    /// Its values, in its own unit.
    pub values: Vec<f64>,
}

impl<T> Row<T> {
    /// How much more a scenario has than the base; `None` for the base itself.
    #[must_use]
    pub fn change(&self, place: usize, base: usize) -> Option<f64> {
        let (value, from) = (self.values.get(place)?, self.values.get(base)?);
        (place != base).then_some(value - from)
    }
}

/// What scenarios give, beside each other.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Comparison {
    /// Those compared.
    pub contenders: Vec<Contender>,
    /// The place among them of the one the others are held against.
    pub base: usize,
    /// What each comes to in the plan year, what is left in the horizon year, and one-off costs of
    /// the plan year and of each later year that has any.
    pub headline: Vec<Row<Quantity>>,
    /// What all measures mean to each party in the plan year.
    pub parties: Vec<Row<Quantity>>,
    /// What is left to find each year from the plan year on.
    pub gaps: Vec<Row<Year>>,
    /// Every input that is not the same in all of them, in the pack's order.
    pub inputs: Vec<Row<InputId>>,
}

/// What can be left out among the inputs that differ.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Insignificant {
    /// Those that one by one change next to nothing.
    pub inputs: Vec<InputId>,
    /// Whether all of them at once make a difference all the same.
    pub together: bool,
}

impl Comparison {
    /// Runs each scenario. The base is the one chosen, or the first where that one is gone.
    #[must_use]
    pub fn of(pack: &Pack, contenders: Vec<Contender>, choice: &Choice) -> Self {
        let outcomes: Vec<Outcome> = contenders
            .iter()
            .map(|one| simulate(pack, &one.inputs))
            .collect();
        let base = choice.base.as_ref();
        let base = contenders
            .iter()
            .position(|one| Some(&one.origin) == base)
            .unwrap_or_default();
        let row = |quantity| Row {
            of: quantity,
            values: outcomes.iter().map(|run| value(run, quantity)).collect(),
        };
        let (plan, horizon) = (pack.plan_year, pack.horizon);
        let mut headline = vec![
            row(Quantity::Requirement(Scope::Total, plan)),
            row(Quantity::Saving(Scope::Total, plan)),
            row(Quantity::Gap(Scope::Total, plan)),
        ];
        let by_area = Area::ALL
            .iter()
            .map(|area| Quantity::Gap((*area).into(), plan));
        headline.extend(by_area.map(row));
        headline.push(row(Quantity::Gap(Scope::Total, horizon)));
        let one_offs = (plan..=horizon).map(|year| row(Quantity::OneOff(year)));
        headline.extend(one_offs.filter(|row| {
            row.of.year() == Some(plan) || row.values.iter().any(|cost| is_significant(*cost))
        }));
        let gaps = (plan..=horizon).map(|year| Row {
            of: year,
            values: row(Quantity::Gap(Scope::Total, year)).values,
        });
        let inputs = InputId::all().map(|id| Row {
            of: id,
            values: contenders.iter().map(|one| one.inputs.get(id)).collect(),
        });
        Self {
            base,
            headline,
            parties: Party::SHOWN
                .map(|party| row(Quantity::PartyTotal(party, plan)))
                .into(),
            gaps: gaps.collect(),
            inputs: inputs.filter(|row| differs(&row.values)).collect(),
            contenders,
        }
    }

    /// The inputs that can be left out: with the value of another scenario put into the base alone,
    /// or the base's value put into that other alone, neither area's gap, nor a party's total, nor
    /// the one-off costs move by [`SIGNIFICANT`] in any year.
    ///
    /// Both ways, since the starting year of a measure that only the other scenario has does
    /// nothing in the base.
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

/// A scenario with what its changes are measured against.
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

    /// Whether these inputs, with the values they have in another scenario, give something else.
    fn is_moved_by(&self, pack: &Pack, these: &[InputId], other: &Self) -> bool {
        let mut inputs = self.inputs.clone();
        for id in these {
            inputs.set(pack, *id, other.inputs.get(*id));
        }
        // Not `totals`, which knows the gap in a seventh of the time: a second reading of the
        // formulas weighs more in the page than it saves here.
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

/// Whether any two differ.
fn differs(values: &[f64]) -> bool {
    values.windows(2).any(|pair| !same(pair[0], pair[1]))
}

#[cfg(test)]
mod tests;
