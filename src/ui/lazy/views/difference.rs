//! *Därför skiljer de sig*: what makes the difference between two scenarios in what is left, by groups of inputs.

use std::sync::Arc;

use balans_answers::{Answer, AttributionAnswer, Question};
use balans_charts::{AnyFigure, BarsHorizontal, ColumnSeries, Fill, Layout};
use balans_model::answers::{BALANCED, InputGroup, Series, Side};
use balans_model::{Evidence, Inputs, Measure, Pack, Quantity, Year};
use balans_report::figures;
use balans_report::texts::shared;
use leptos::prelude::*;

use crate::collections::sort;
use crate::erased::{derived, dynamic, effect, memo, view};
use crate::state::{Store, use_store};
use crate::texts::difference as words;
use crate::ui::components::FigureCard;
use crate::ui::lazy::answers::{Answers, values};

/// Two scenarios.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ScenarioPair {
    pub(super) from: Inputs,
    pub(super) to: Inputs,
    /// Their names, in that order.
    pub(super) names: [String; 2],
}

impl ScenarioPair {
    /// Makes the question; `None` where no input differs.
    fn question(&self, store: Store) -> Option<Question> {
        let [from, to] = [&self.from, &self.to].map(|inputs| values(store, inputs));
        (from != to).then(|| Question {
            inputs: to,
            // Of the difference, what comes from assumptions and what from decisions.
            documents: Some(from.clone()),
            from: Some(from),
            ..Question::default()
        })
    }
}

/// A group of inputs that makes a difference.
#[derive(Debug, Clone, PartialEq)]
struct Reason {
    name: String,
    /// What it changes, mnkr; below zero less is left.
    value: f64,
    /// What stands behind it, in the scenario where that is less certain: the fill of its bar.
    evidence: Evidence,
}

/// What makes the difference in a year, mnkr; below zero less is left.
#[derive(Debug, Clone, PartialEq, Default)]
struct Reasons {
    /// The groups that change something, the one that changes most first.
    rows: Vec<Reason>,
    /// The groups that change nothing in the year.
    without_effect: Vec<String>,
    total: f64,
    assumptions: f64,
    decisions: f64,
    /// How many groups differ.
    groups: usize,
}

impl Reasons {
    fn of(pack: &Pack, answer: &Answer, pair: [&Inputs; 2], year: Year) -> Option<Self> {
        let found = answer.difference.as_ref()?;
        let place = pack.years().position(|one| one == year)?;
        let read = |table: &balans_answers::SeriesTable| {
            let row = table.get(Series::Remaining.id());
            row.and_then(|row| row.get(place)).copied().unwrap_or(0.0)
        };
        let shares = |found: &AttributionAnswer| -> Vec<(String, f64)> {
            let shares = found.shares.iter();
            shares
                .map(|share| (share.id.clone(), read(&share.value)))
                .collect()
        };
        let all = shares(found);
        let groups = all.len();
        let (mut rows, none): (Vec<_>, Vec<_>) = all
            .into_iter()
            .map(|(id, value)| Reason {
                name: group(pack, &id),
                value,
                evidence: evidence(pack, &id, pair),
            })
            .partition(|reason| reason.value.abs() >= BALANCED);
        sort(&mut rows, |a, b| b.value.abs().total_cmp(&a.value.abs()));
        let sides = answer.decisions.as_ref().map(shares).unwrap_or_default();
        let side = |side: Side| {
            let found = sides.iter().find(|(id, _)| id == side.id());
            found.map_or(0.0, |(_, value)| *value)
        };
        Some(Self {
            rows,
            without_effect: none.into_iter().map(|reason| reason.name).collect(),
            total: read(&found.all) - read(&found.none),
            assumptions: side(Side::Assumptions),
            decisions: side(Side::Decisions),
            groups,
        })
    }

    fn figure(&self, names: &[String; 2], year: Year) -> AnyFigure {
        let sum = (words::SUM.to_owned(), self.total);
        let rows = self.rows.iter();
        let rows = rows.map(|reason| (reason.name.clone(), reason.value));
        let (categories, values) = rows.chain([sum]).unzip();
        let evidence: Vec<Evidence> = self.rows.iter().map(|reason| reason.evidence).collect();
        let fills = evidence.iter().map(|one| figures::evidence_fill(*one));
        AnyFigure::from(BarsHorizontal {
            title: words::title(names, self.total, year),
            unit: shared::MNKR.to_owned(),
            decimals: 1,
            category_heading: words::GROUP.to_owned(),
            categories,
            layout: Layout::Grouped,
            series: vec![ColumnSeries {
                name: words::CHANGES.to_owned(),
                values,
                // The sum: what stands behind it is mixed.
                fill: Fill::Total,
                below: None,
            }],
            fills: fills.collect(),
            legend: figures::evidence_legend(&evidence),
        })
    }
}

/// Names a group of inputs.
fn group(pack: &Pack, id: &str) -> String {
    let groups = [
        InputGroup::Requirement,
        InputGroup::Financing,
        InputGroup::Needs,
        InputGroup::Prices,
        InputGroup::Housing,
        InputGroup::Providers,
    ];
    match Measure::find(id) {
        Some(measure) => pack.measure(measure).name.to_string(),
        None => {
            let found = groups.into_iter().find(|group| group.id() == id);
            words::group(found.unwrap_or(InputGroup::Others)).to_owned()
        }
    }
}

/// Returns what stands behind a group of inputs: of a measure, in the scenario where that is less certain.
fn evidence(pack: &Pack, id: &str, pair: [&Inputs; 2]) -> Evidence {
    let of = |inputs: &Inputs| {
        let measure = Measure::find(id)?;
        pack.evidence(pack.measure(measure), inputs)
    };
    let found = pair.map(|inputs| of(inputs).unwrap_or(Evidence::Own));
    figures::least_certain(found.into_iter()).unwrap_or(Evidence::Own)
}

/// Renders what makes the difference between two scenarios in the year shown; nothing where no input differs.
#[component]
pub(super) fn Difference(pair: Memo<Option<ScenarioPair>>) -> impl IntoView {
    let store = use_store();
    let (pack, year) = (store.base_pack(), store.year_memo);
    let answers = Answers::new();
    let question = memo(move || pair.get().and_then(|pair| pair.question(store)));
    effect(move || answers.ask(vec![question.get()]));
    let answer = answers.answer(0);
    let reasons = memo(move || {
        let answered = answer.get()?;
        // The answer of another pair stays until this one's is there.
        let is_of_it = question.with(|asked| asked.as_ref() == Some(&answered.0));
        let year = year.get();
        let reasons = pair.with(|pair| {
            let pair = pair.as_ref().filter(|_| is_of_it)?;
            Reasons::of(pack, &answered.1, [&pair.from, &pair.to], year)
        });
        reasons.map(Arc::new)
    });
    let names = memo(move || pair.get().map(|pair| pair.names).unwrap_or_default());
    let asked = memo(move || question.with(Option::is_some));
    let any = memo(move || reasons.with(|it| it.as_ref().is_some_and(|it| !it.rows.is_empty())));
    let nothing = memo(move || reasons.with(|it| it.as_ref().is_some_and(|it| it.rows.is_empty())));
    let figure = memo(move || {
        let reasons = reasons.get().unwrap_or_default();
        reasons.figure(&names.get(), year.get())
    });
    let stated = derived(move || {
        reasons.with(|reasons| {
            let Some(reasons) = reasons else {
                return String::new();
            };
            let mut parts = vec![words::sides(reasons.assumptions, reasons.decisions)];
            if !reasons.without_effect.is_empty() {
                parts.push(words::without_effect(&reasons.without_effect, year.get()));
            }
            parts.push(words::how(reasons.groups, 1 << reasons.groups.min(30)));
            parts.join(" ")
        })
    });
    let numbers: Vec<Quantity> = Vec::new();
    view! {
        {dynamic(move || any.get().then(|| view! {
            <FigureCard
                id="darfor"
                lead=derived(move || words::lead(year.get()))
                figure
                numbers=numbers.clone()
                stated=stated
                scenarios=derived(move || names.get().to_vec())
            />
        }))}
        {dynamic(move || nothing.get().then(|| view! {
            <p class="card" data-no-difference>{dynamic(move || words::nothing(year.get()))}</p>
        }))}
        {dynamic(move || (asked.get() && answers.failed.get()).then(|| view! {
            <p class="error" role="alert" data-missing>{crate::texts::required::FAILED}</p>
        }))}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use balans_answers::Work;
    use balans_model::{InputId, KSON_2023, simulate};

    const FROM: [(&str, f64); 2] = [
        ("requirement.care", 50.0),
        ("discharge.external_days", 200.0),
    ];
    const TO: [(&str, f64); 3] = [
        ("indexation.withheld_care", 2.0),
        ("commissioning.share_care", 2.0),
        ("price.following", 3.5),
    ];

    fn inputs(values: &[(&str, f64)]) -> Inputs {
        let mut inputs = Inputs::defaults(&KSON_2023);
        for (id, value) in values {
            inputs.set(&KSON_2023, InputId::find(id).unwrap(), *value);
        }
        inputs
    }

    fn answer() -> Answer {
        let kept = |values: &[(&str, f64)]| {
            let values = values.iter();
            values
                .map(|(id, value)| ((*id).to_owned(), *value))
                .collect()
        };
        let question = Question {
            inputs: kept(&TO),
            from: Some(kept(&FROM)),
            documents: Some(kept(&FROM)),
            ..Question::default()
        };
        let mut work = Work::new(&question).unwrap();
        while !work.step(u32::MAX) {}
        work.answer()
    }

    #[test]
    fn the_reasons_add_up_to_the_difference_in_every_year() {
        let answer = answer();
        let [from, to] = [
            simulate(&KSON_2023, &inputs(&FROM)),
            simulate(&KSON_2023, &inputs(&TO)),
        ];
        let pair = [inputs(&FROM), inputs(&TO)];
        let pair = [&pair[0], &pair[1]];
        for year in KSON_2023.plan_year..=KSON_2023.horizon {
            let reasons = Reasons::of(&KSON_2023, &answer, pair, year).unwrap();
            let left =
                |outcome: &balans_model::Outcome| outcome.value(Quantity::Remaining(year)).unwrap();
            let differs = left(&to) - left(&from);
            assert!((reasons.total - differs).abs() < 1e-9, "{year}");
            let sum: f64 = reasons.rows.iter().map(|reason| reason.value).sum();
            assert!((sum - differs).abs() < 0.005, "{year}: {reasons:?}");
            assert!(
                (reasons.assumptions + reasons.decisions - differs).abs() < 1e-9,
                "{year}"
            );
            assert_eq!(reasons.groups, 5);
            assert_eq!(reasons.rows.len() + reasons.without_effect.len(), 5);
        }
        let last = Reasons::of(&KSON_2023, &answer, pair, KSON_2023.horizon).unwrap();
        let names: Vec<&str> = last.rows.iter().map(|reason| &*reason.name).collect();
        // What a person has typed is the person's own.
        assert!(last.rows.iter().all(|one| one.evidence == Evidence::Own));
        assert!(
            names.contains(&words::group(InputGroup::Requirement)),
            "{names:?}"
        );
        assert!(
            last.rows
                .windows(2)
                .all(|pair| pair[0].value.abs() >= pair[1].value.abs())
        );
    }

    #[test]
    fn two_scenarios_that_are_alike_have_no_reasons() {
        let question = Question {
            from: Some(balans_answers::Values::new()),
            ..Question::default()
        };
        let mut work = Work::new(&question).unwrap();
        while !work.step(u32::MAX) {}
        let same = inputs(&[]);
        let reasons = Reasons::of(&KSON_2023, &work.answer(), [&same, &same], 2025).unwrap();
        assert_eq!(reasons, Reasons::default());
    }

    #[test]
    fn a_bar_is_filled_by_what_is_less_certain_of_the_two_scenarios() {
        let documents = inputs(&[]);
        let later = inputs(&[("vacancy_reform.start_year", 2025.0)]);
        let other = inputs(&[("vacancy_reform.amount", 400.0)]);
        let of = |id: &str, pair| evidence(&KSON_2023, id, pair);
        assert_eq!(
            of("vacancy_reform", [&documents, &later]),
            Evidence::Decided
        );
        assert_eq!(of("vacancy_reform", [&documents, &other]), Evidence::Own);
        assert_eq!(of("vacancy_reform", [&other, &documents]), Evidence::Own);
        assert_eq!(
            of(InputGroup::Requirement.id(), [&documents, &documents]),
            Evidence::Own
        );
    }
}
