//! The gap ledger on Läget: requirement less measures, from identified to taken home, and what waiting costs.

use balans_model::{Evidence, Quantity, Scope, Year};
use balans_report::texts::shared;
use leptos::prelude::*;

use crate::erased::{dynamic, fragment, view};
use crate::state::use_store;
use crate::table::{Cell, Row, Shown, Table};
use crate::texts;
use crate::ui::components::{Amount, followed};
use crate::ui::lazy::components::table;

/// Renders the three stages side by side, each column a subtraction.
#[component]
pub(crate) fn GapLedger() -> impl IntoView {
    let store = use_store();
    let year = store.year_memo;
    let title = store.derive(move |outcome| {
        let year = year.get();
        let of = |quantity| outcome.value(quantity).unwrap_or(0.0);
        texts::ledger::title(
            year,
            of(Quantity::Requirement(Scope::Total, year)),
            of(Quantity::GapAfterIdentified(year)),
            shared::Gaps::of(outcome, year),
        )
    });
    // What one amount of the year does not say: whose it is, and what it hangs on in a later year.
    let notes_of = store.derive(move |outcome| {
        let year = year.get();
        let gaps = shared::Gaps::of(outcome, year);
        let (low, uneven) = (gaps.low_funding(year), shared::uneven(gaps));
        let all: Vec<_> = uneven.into_iter().chain(low).collect();
        (!all.is_empty()).then(|| all.join(" "))
    });
    // Three equal columns are one.
    let same = store.derive(move |outcome| {
        let text = |it: Quantity| Shown::Plain.bare(it, outcome.value(it).unwrap_or(0.0));
        rows(year.get()).iter().all(|(_, stages)| {
            let [first, rest @ ..] = stages.map(text);
            rest.iter().all(|other| *other == first)
        })
    });
    let notes = move || {
        if same.get() {
            return view! { <p class="small">{texts::ledger::SAME}</p> };
        }
        let notes = texts::ledger::STAGES_NOTE
            .map(|(stage, meaning)| view! { <p class="small"><b>{stage}</b>" "{meaning}</p> });
        view! { <div class="stage-notes">{notes}</div> }
    };
    view! {
        <section class="card" id="liggare">
            <h2>{title}</h2>
            <p>{texts::ledger::LEAD}</p>
            {dynamic(move || view! { <Stages year=year.get() same=same.get()/> })}
            {dynamic(move || notes_of.get().map(|text| view! { <p class="small">{text}</p> }))}
            {dynamic(notes)}
            {dynamic(move || view! { <Waiting year=year.get()/> })}
        </section>
    }
}

#[component]
fn Stages(year: Year, same: bool) -> impl IntoView {
    let facts = [
        (texts::ledger::NOT_SCHEDULED, Quantity::NotScheduled(year)),
        (texts::ledger::NOT_TAKEN_HOME, Quantity::NotTakenHome(year)),
        (texts::ledger::GROSS, Quantity::GrossSaving(year)),
        (texts::ledger::ONE_OFF, Quantity::OneOff(year)),
    ];
    // Between equal stages there is nothing.
    let facts = facts.into_iter().skip(if same { 2 } else { 0 });
    view! {
        {table(move || stages(year, same))}
        <dl class="facts between">
            {fragment(facts.map(|(name, quantity)| view! { <dt>{name}</dt><dd><Amount quantity/></dd> }))}
        </dl>
    }
}

/// Lists the rows of the stages: what each is, and its quantity in each stage.
fn rows(year: Year) -> Vec<(&'static str, [Quantity; 3])> {
    let requirement = [Quantity::Requirement(Scope::Total, year); 3];
    let left = [
        Quantity::GapAfterIdentified(year),
        Quantity::GapAfterScheduled(year),
        Quantity::Gap(Scope::Total, year),
    ];
    let measures = Evidence::ALL.iter().map(|&evidence| {
        let stages = [
            Quantity::Identified(evidence, year),
            Quantity::Scheduled(evidence, year),
            Quantity::EvidenceSaving(evidence, Scope::Total, year),
        ];
        (texts::ledger::less(evidence), stages)
    });
    [(texts::ledger::REQUIREMENT, requirement)]
        .into_iter()
        .chain(measures)
        .chain([(texts::ledger::LEFT, left)])
        .collect()
}

/// Makes the table of the stages; where they are the same, the last stands for all.
fn stages(year: Year, same: bool) -> Table {
    let skipped = if same { 2 } else { 0 };
    let mut rows: Vec<_> = rows(year)
        .into_iter()
        .map(|(head, stages)| {
            let stages = stages.into_iter().skip(skipped);
            Row::new(head, stages.map(|it| Cell::amount(it, Shown::Plain)))
        })
        .collect();
    if let Some(left) = rows.pop() {
        rows.push(left.total());
    }
    let columns: &[&str] = if same {
        &texts::ledger::ALL_STAGES
    } else {
        &texts::ledger::STAGES
    };
    Table {
        class: "tight",
        rows,
        ..Table::new(texts::ledger::table(year), year, columns.iter().copied())
    }
}

#[component]
fn Waiting(year: Year) -> impl IntoView {
    let store = use_store();
    let of_all = Quantity::DelayMonth();
    let of_gap = Quantity::GapMonth(year);
    let delay =
        store.derive(move |outcome| texts::ledger::delay(outcome.value(of_all).unwrap_or(0.0)));
    let gap = store
        .derive(move |outcome| texts::ledger::gap_month(year, shared::Gaps::of(outcome, year)));
    view! {
        <div class="waiting">
            <h3>{texts::ledger::WAITING}</h3>
            <p>
                {dynamic(move || delay.get()[0])}
                {dynamic(move || followed(view! { <b><Amount quantity=of_all shown=Shown::Tkr/></b> }, delay.get()[1]))}
                " "
                {dynamic(move || gap.with(|text| text[0].clone()))}
                {dynamic(move || gap.with(|text| followed(view! { <b><Amount quantity=of_gap/></b> }, &text[1])))}
            </p>
        </div>
    }
}
