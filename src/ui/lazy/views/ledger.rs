//! The gap ledger on Läget: requirement less measures, from identified to taken home, and what waiting costs.

use balans_model::{Evidence, Quantity, Scope, Year};
use balans_report::texts::{finance, shared};
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
    let plan = store.active_pack().plan_year;
    let notes_of = store.derive(move |outcome| {
        let year = year.get();
        let low = outcome.value(Quantity::RemainingLowFunding(year));
        let low = low.filter(|_| year > plan);
        let low = low.map(|left| finance::low_funding(year, left));
        let uneven = shared::uneven(shared::Gaps::of(outcome, year));
        let all: Vec<_> = uneven.into_iter().chain(low).collect();
        (!all.is_empty()).then(|| all.join(" "))
    });
    let notes = texts::ledger::STAGES_NOTE
        .map(|(stage, meaning)| view! { <p class="small"><b>{stage}</b>" "{meaning}</p> });
    view! {
        <section class="card" id="liggare">
            <h2>{title}</h2>
            <p>{texts::ledger::LEAD}</p>
            {dynamic(move || view! { <Stages year=year.get()/> })}
            {dynamic(move || notes_of.get().map(|text| view! { <p class="small">{text}</p> }))}
            <div class="stage-notes">{notes}</div>
            {dynamic(move || view! { <Waiting year=year.get()/> })}
        </section>
    }
}

#[component]
fn Stages(year: Year) -> impl IntoView {
    let facts = [
        (texts::ledger::NOT_SCHEDULED, Quantity::NotScheduled(year)),
        (texts::ledger::NOT_TAKEN_HOME, Quantity::NotTakenHome(year)),
        (texts::ledger::GROSS, Quantity::GrossSaving(year)),
        (texts::ledger::ONE_OFF, Quantity::OneOff(year)),
    ];
    view! {
        {table(move || stages(year))}
        <dl class="facts between">
            {fragment(facts.map(|(name, quantity)| view! { <dt>{name}</dt><dd><Amount quantity/></dd> }))}
        </dl>
    }
}

fn stages(year: Year) -> Table {
    let row = |head: &str, quantities: [Quantity; 3]| {
        Row::new(head, quantities.map(|it| Cell::amount(it, Shown::Plain)))
    };
    let requirement = [Quantity::Requirement(Scope::Total, year); 3];
    let left = [
        Quantity::GapAfterIdentified(year),
        Quantity::GapAfterScheduled(year),
        Quantity::Gap(Scope::Total, year),
    ];
    let mut rows = vec![row(texts::ledger::REQUIREMENT, requirement)];
    rows.extend(Evidence::ALL.iter().map(|&evidence| {
        let quantities = [
            Quantity::Identified(evidence, year),
            Quantity::Scheduled(evidence, year),
            Quantity::EvidenceSaving(evidence, Scope::Total, year),
        ];
        row(texts::ledger::less(evidence), quantities)
    }));
    rows.push(row(texts::ledger::LEFT, left).total());
    Table {
        class: "tight",
        rows,
        ..Table::new(texts::ledger::table(year), year, texts::ledger::STAGES)
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
