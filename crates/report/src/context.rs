//! A case with what it gives: what slides and papers are made from.

use std::borrow::Cow;

use balans_format as format;
use balans_model::{
    Evidence, InputId, Inputs, KSON_2023, Measure, MeasureSpec, Outcome, Pack, Quantity, Scope,
    Status, Year, simulate,
};
use balans_scenario::{Aspect, Level};

use crate::texts::balance::Gaps;
use crate::texts::shared as words;
use crate::{Case, KeyFigure};

/// A case, computed once.
pub(crate) struct ReportContext<'a> {
    pub(crate) case: &'a Case,
    /// With the controller's own figures in it, where there are any.
    pub(crate) pack: Cow<'static, Pack>,
    pub(crate) inputs: Inputs,
    pub(crate) outcome: Outcome,
}

impl<'a> ReportContext<'a> {
    pub(crate) fn new(case: &'a Case) -> Self {
        let pack = pack_of(case);
        let inputs = inputs_of(&pack, &case.values);
        let outcome = simulate(&pack, &inputs);
        Self {
            case,
            pack,
            inputs,
            outcome,
        }
    }

    pub(crate) fn year(&self) -> Year {
        self.pack.plan_year
    }

    /// A number of the outcome, in its own unit; zero where there is none of that name.
    pub(crate) fn of(&self, quantity: Quantity) -> f64 {
        self.outcome.value(quantity).unwrap_or(0.0)
    }

    /// A number in its own unit, large.
    pub(crate) fn number(&self, label: impl Into<String>, quantity: Quantity) -> KeyFigure {
        let unit = quantity.unit();
        let text = format::number(self.of(quantity), words::decimals(unit));
        KeyFigure {
            label: label.into(),
            value: words::after(&text, unit),
            note: String::new(),
            quantity: Some(quantity),
        }
    }

    /// A number in mnkr, large; in tkr below a million kronor.
    pub(crate) fn single(&self, label: impl Into<String>, quantity: Quantity) -> KeyFigure {
        KeyFigure {
            value: words::single(self.of(quantity)),
            ..self.number(label, quantity)
        }
    }

    /// The requirement, what the measures give, and what is left, in the plan year.
    pub(crate) fn answer(&self) -> [f64; 3] {
        let year = self.year();
        [
            self.of(Quantity::Requirement(Scope::Total, year)),
            self.of(Quantity::Saving(Scope::Total, year)),
            self.of(Quantity::Gap(Scope::Total, year)),
        ]
    }

    /// What is left to find in a year, by area.
    pub(crate) fn gaps(&self, year: Year) -> Gaps {
        Gaps::of(&self.outcome, year)
    }

    /// A year with what is left to find in it, by area, and its requirement, mnkr.
    pub(crate) fn left_in(&self, year: Year) -> (Year, Gaps, f64) {
        let requirement = self.of(Quantity::Requirement(Scope::Total, year));
        (year, self.gaps(year), requirement)
    }

    /// What stands behind a measure's amount as the scenario has it.
    pub(crate) fn evidence_of(&self, spec: &MeasureSpec) -> Option<Evidence> {
        self.pack.evidence(spec, &self.inputs)
    }

    /// What the measures with this evidence give in the plan year, mnkr.
    pub(crate) fn evidence(&self, evidence: Evidence) -> f64 {
        self.of(Quantity::EvidenceSaving(
            evidence,
            Scope::Total,
            self.year(),
        ))
    }

    /// Whether a measure is computed with an amount: some lever is away from neutral.
    pub(crate) fn has_figure(&self, measure: Measure) -> bool {
        self.of(Quantity::MeasureCalculated(measure)) > 0.0
    }

    /// Whether a measure counts.
    pub(crate) fn is_on(&self, measure: Measure) -> bool {
        self.inputs.get(measure.phasing().on) >= 0.5
    }

    /// The measures that count and have a figure, in the model's order.
    pub(crate) fn counted(&self) -> Vec<Measure> {
        let all = Measure::ALL.iter().copied();
        all.filter(|&one| self.is_on(one) && self.has_figure(one))
            .collect()
    }

    /// The measures nobody has put a figure on, those that are only listed among them.
    pub(crate) fn uncalculated(&self) -> Vec<&MeasureSpec> {
        let all = self.pack.measures.iter();
        all.filter(|spec| Measure::find(&spec.id).is_none_or(|one| !self.has_figure(one)))
            .collect()
    }

    pub(crate) fn spec(&self, measure: Measure) -> &MeasureSpec {
        self.pack.measure(measure)
    }

    /// The person's rating of a measure's consequences for `aspect`.
    pub(crate) fn rating(&self, measure: &str, aspect: Aspect) -> Option<Level> {
        let mut ratings = self.case.ratings.iter();
        let found = ratings.find(|one| one.measure == measure && one.aspect == aspect)?;
        Some(found.level)
    }

    /// A person's own note on a measure; empty where there is none.
    pub(crate) fn note(&self, measure: &str) -> &str {
        let mut notes = self.case.notes.iter();
        let found = notes.find(|(id, _)| id == measure);
        found.map_or("", |(_, text)| text)
    }

    /// The inputs that differ from the documents, or whose figure is a controller's own.
    pub(crate) fn deviating(&self) -> Vec<InputId> {
        let differs = |id: &InputId| {
            self.inputs.is_changed(&KSON_2023, *id) || self.pack.spec(*id).status == Status::Own
        };
        InputId::all().filter(differs).collect()
    }

    /// What the two documents are called here.
    pub(crate) fn documents(&self) -> &'static str {
        words::documented_in(self.case.underlag.is_some())
    }

    /// The controller's own figures in a sentence, where there are any.
    pub(crate) fn own_underlag(&self) -> Option<String> {
        let own = self.case.underlag.as_ref()?;
        Some(words::own_underlag(&own.name, own.figures.len()))
    }

    /// An input's value in words, with its unit.
    pub(crate) fn value(&self, id: InputId) -> String {
        words::input_value(self.pack.spec(id), self.inputs.get(id))
    }

    /// A scenario beside this one, with its name.
    pub(crate) fn beside(&self, values: &[f64]) -> Outcome {
        simulate(&self.pack, &inputs_of(&self.pack, values))
    }

    /// Whether an input is about when a measure begins and how much of it is taken home, of one
    /// that has no figure: nothing hangs on it.
    pub(crate) fn is_idle(&self, id: InputId) -> bool {
        let name = id.name().split('.').next().unwrap_or_default();
        Measure::find(name).is_some_and(|measure| !self.has_figure(measure))
    }
}

/// The inputs of a list of values; what is missing stands as the pack has it.
pub(crate) fn inputs_of(pack: &Pack, values: &[f64]) -> Inputs {
    Inputs::raw(|id: InputId| {
        let value = values.get(id.index()).copied();
        value.unwrap_or_else(|| pack.spec(id).default)
    })
}

/// The pack, with a controller's own figures where there are any.
#[must_use]
pub fn pack_of(case: &Case) -> Cow<'static, Pack> {
    let Some(own) = &case.underlag else {
        return Cow::Borrowed(&KSON_2023);
    };
    let figures = own.figures.iter();
    let figures = figures.filter_map(|(id, figure)| {
        let id = KSON_2023.find(id)?;
        Some((id, figure.value, &*figure.source))
    });
    Cow::Owned(KSON_2023.with_own(&own.name, figures))
}
