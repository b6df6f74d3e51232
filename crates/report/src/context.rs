//! [`ReportContext`]: a case with its pack, inputs and outcome, from which slides and papers are made.

use std::borrow::Cow;

use balans_format as format;
use balans_model::{
    Evidence, InputId, Inputs, Measure, MeasureSpec, Member, Outcome, Pack, Quantity, Scope,
    Status, Year, base_pack, input_id, simulate,
};
use balans_scenario::{Aspect, Level};

use crate::texts::balance::Gaps;
use crate::texts::deck;
use crate::texts::finance;
use crate::texts::measures;
use crate::texts::shared as words;
use crate::{Case, KeyFigure};

pub(crate) const GROWTH_FUNDING: InputId = input_id("requirement.growth_funding");
pub(crate) const BY_INCREASE: InputId = input_id("financing.by_increase");
pub(crate) const INCREASE_CARE: InputId = input_id("financing.increase_care");
pub(crate) const INCREASE_HEALTH: InputId = input_id("financing.increase_health");
const POOLED: InputId = input_id("financing.pooled");
const RESERVE: InputId = input_id("financing.reserve");

/// A case with its pack, inputs and outcome, computed once.
pub(crate) struct ReportContext<'a> {
    pub(crate) case: &'a Case,
    /// The pack, with own figures where there are any.
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

    /// Returns the year shown.
    pub(crate) fn year(&self) -> Year {
        self.case.year_of(&self.pack)
    }

    /// Returns the year shown and the last year; the plan year and the last where the last is shown.
    pub(crate) fn span(&self) -> (Year, Year) {
        let last = self.pack.horizon;
        let year = Some(self.year()).filter(|&year| year != last);
        (year.unwrap_or(self.plan()), last)
    }

    /// Returns the plan year, the first of those that are planned.
    pub(crate) fn plan(&self) -> Year {
        self.pack.plan_year
    }

    /// Returns a quantity's value, in its own unit; 0 where the outcome has none.
    pub(crate) fn of(&self, quantity: Quantity) -> f64 {
        self.outcome.value(quantity).unwrap_or(0.0)
    }

    /// Makes a key figure of a quantity, in its own unit.
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

    /// Makes a key figure in mnkr, or in tkr below a million kronor.
    pub(crate) fn single(&self, label: impl Into<String>, quantity: Quantity) -> KeyFigure {
        KeyFigure {
            value: words::single(self.of(quantity)),
            ..self.number(label, quantity)
        }
    }

    /// Returns requirement, savings and gap in the year shown, mnkr.
    pub(crate) fn answer(&self) -> [f64; 3] {
        let year = self.year();
        [
            self.of(Quantity::Requirement(Scope::Total, year)),
            self.of(Quantity::Saving(Scope::Total, year)),
            self.of(Quantity::Gap(Scope::Total, year)),
        ]
    }

    /// Returns the gap of each area in a year, mnkr.
    pub(crate) fn gaps(&self, year: Year) -> Gaps {
        Gaps::against(&self.pack, &self.outcome, year)
    }

    /// Returns a year's gap of each area and its requirement, mnkr.
    pub(crate) fn left_in(&self, year: Year) -> (Year, Gaps, f64) {
        let requirement = self.of(Quantity::Requirement(Scope::Total, year));
        (year, self.gaps(year), requirement)
    }

    /// Returns from which year nothing is left, in words.
    pub(crate) fn balance_year(&self) -> String {
        finance::balance_year(self.outcome.balance_year(), self.pack.horizon)
    }

    /// Writes what would be left in a year if the members funded 80 percent of the growth; `None` where that is what is left.
    pub(crate) fn low_funding(&self, year: Year) -> Option<String> {
        self.gaps(year).low_funding(year)
    }

    /// Returns how the members' contributions grow, in words.
    pub(crate) fn contributions(&self) -> String {
        let of = |id| self.inputs.get(id);
        let grow = finance::contributions(
            of(BY_INCREASE) > 0.0,
            of(GROWTH_FUNDING),
            of(INCREASE_CARE),
            of(INCREASE_HEALTH),
        );
        let pots = finance::pots(of(POOLED) > 0.0, of(RESERVE));
        [grow, pots].join(" ").trim_end().to_owned()
    }

    /// Returns the most that must be restored in a year, in words.
    pub(crate) fn restore_most(&self) -> String {
        let years = self.pack.plan_year..=self.pack.horizon;
        let of = |year| self.of(Quantity::ToRestore(year));
        let year = years.reduce(|best, year| {
            let is_more = of(year) > of(best) + 1e-9;
            if is_more { year } else { best }
        });
        let year = year.unwrap_or(self.pack.plan_year);
        let member = |member| self.of(Quantity::MemberRestore(member, year));
        finance::restore_most(
            year,
            of(year),
            member(Member::Norrtalje),
            member(Member::Region),
            self.pack.horizon,
        )
    }

    /// Returns the evidence for a measure's amount in the scenario.
    pub(crate) fn evidence_of(&self, spec: &MeasureSpec) -> Option<Evidence> {
        self.pack.evidence(spec, &self.inputs)
    }

    /// Sums the savings in the year shown of the measures with this evidence, mnkr.
    pub(crate) fn evidence(&self, evidence: Evidence) -> f64 {
        self.of(Quantity::EvidenceSaving(
            evidence,
            Scope::Total,
            self.year(),
        ))
    }

    /// Lists the measures that save something while nobody has stated their cost.
    pub(crate) fn gross_measures(&self) -> Vec<Measure> {
        let all = Measure::ALL.iter().copied();
        all.filter(|&one| self.outcome.is_gross(one)).collect()
    }

    /// Describes what is saved by measures whose cost nobody has stated, in the year shown; `None` where there are none.
    pub(crate) fn gross(&self) -> Option<String> {
        let measures = self.gross_measures();
        let phrases: Vec<_> = measures
            .iter()
            .map(|&one| self.spec(one).phrase())
            .collect();
        let year = self.year();
        let saving = self.of(Quantity::GrossSaving(year));
        (!phrases.is_empty()).then(|| deck::gross_sum(&phrases, year, saving))
    }

    /// Returns whether a measure has an amount: some lever is away from neutral.
    pub(crate) fn has_figure(&self, measure: Measure) -> bool {
        self.of(Quantity::MeasureCalculated(measure)) > 0.0
    }

    /// Marks a name as brutto where nobody has stated the measure's cost.
    pub(crate) fn marked(&self, measure: Measure, name: String) -> String {
        if self.pack.lacks_cost(measure, &self.inputs) {
            measures::gross_name(&name)
        } else {
            name
        }
    }

    /// Returns whether a measure is on.
    pub(crate) fn is_on(&self, measure: Measure) -> bool {
        self.inputs.get(measure.phasing().on) >= 0.5
    }

    /// Lists the measures that are on and have an amount, in the model's order.
    pub(crate) fn counted(&self) -> Vec<Measure> {
        let all = Measure::ALL.iter().copied();
        all.filter(|&one| self.is_on(one) && self.has_figure(one))
            .collect()
    }

    /// Lists the measures without an amount, including those that the pack only lists.
    pub(crate) fn uncalculated(&self) -> Vec<&MeasureSpec> {
        let all = self.pack.measures.iter();
        all.filter(|spec| Measure::find(&spec.id).is_none_or(|one| !self.has_figure(one)))
            .collect()
    }

    pub(crate) fn spec(&self, measure: Measure) -> &MeasureSpec {
        self.pack.measure(measure)
    }

    /// Returns the rating of a measure's consequences for `aspect`.
    pub(crate) fn rating(&self, measure: &str, aspect: Aspect) -> Option<Level> {
        let mut ratings = self.case.ratings.iter();
        let found = ratings.find(|one| one.measure == measure && one.aspect == aspect)?;
        Some(found.level)
    }

    /// Returns the note on a measure; empty where there is none.
    pub(crate) fn note(&self, measure: &str) -> &str {
        let mut notes = self.case.notes.iter();
        let found = notes.find(|(id, _)| id == measure);
        found.map_or("", |(_, text)| text)
    }

    /// Lists the inputs that differ from the documents, or have an own figure.
    pub(crate) fn deviating(&self) -> Vec<InputId> {
        let differs = |id: &InputId| {
            self.inputs.is_changed(base_pack(), *id) || self.pack.spec(*id).status == Status::Own
        };
        InputId::all().filter(differs).collect()
    }

    /// Names the two documents in a sentence.
    pub(crate) fn documents(&self) -> &'static str {
        words::documented_in(self.case.underlag.is_some())
    }

    /// Describes the own figures in a sentence, where there are any.
    pub(crate) fn own_underlag(&self) -> Option<String> {
        let own = self.case.underlag.as_ref()?;
        Some(words::own_underlag(&own.name, own.figures.len()))
    }

    /// Formats an input's value with its unit.
    pub(crate) fn value(&self, id: InputId) -> String {
        words::input_value(self.pack.spec(id), self.inputs.get(id))
    }

    /// Calculates another scenario on this pack.
    pub(crate) fn outcome_of(&self, values: &[f64]) -> Outcome {
        simulate(&self.pack, &inputs_of(&self.pack, values))
    }

    /// Returns whether an input is the phasing of a measure without an amount, so that no number depends on it.
    pub(crate) fn is_idle(&self, id: InputId) -> bool {
        let name = id.name().split('.').next().unwrap_or_default();
        Measure::find(name).is_some_and(|measure| !self.has_figure(measure))
    }
}

/// Makes inputs of a list of values; missing values are the pack's.
pub(crate) fn inputs_of(pack: &Pack, values: &[f64]) -> Inputs {
    Inputs::raw(|id: InputId| {
        let value = values.get(id.index()).copied();
        value.unwrap_or_else(|| pack.spec(id).default)
    })
}

/// Returns the pack of a case, with own figures where there are any.
#[must_use]
pub fn pack_of(case: &Case) -> Cow<'static, Pack> {
    let Some(own) = &case.underlag else {
        return Cow::Borrowed(base_pack());
    };
    let figures = own.figures.iter();
    let figures = figures.filter_map(|(id, figure)| {
        let id = InputId::find(id)?;
        Some((id, figure.value, &*figure.source))
    });
    Cow::Owned(base_pack().with_own(&own.name, figures))
}
