//! The gap ledger on Läget: requirement less measures, from identified to taken home, and what waiting costs.

use balans_model::{Evidence, Quantity, Scope, Year};
use leptos::prelude::*;

use crate::state::thin::{live, many, view};
use crate::state::use_tool;
use crate::texts;
use crate::ui::components::{Amount, Shown, YearChoice, amounts, framed, head};

/// The three stages side by side: each column is a subtraction of its own.
#[component]
pub(crate) fn GapLedger() -> impl IntoView {
    let tool = use_tool();
    let year = RwSignal::new(tool.pack().plan_year);
    let title = tool.derive(move |outcome| {
        let year = year.get();
        let of = |quantity| outcome.value(quantity).unwrap_or(0.0);
        texts::ledger::title(
            year,
            of(Quantity::Requirement(Scope::Total, year)),
            of(Quantity::GapAfterIdentified(year)),
            texts::Gaps::of(outcome, year),
        )
    });
    let notes = texts::ledger::STAGES_NOTE
        .map(|(stage, meaning)| view! { <p class="small"><b>{stage}</b>" "{meaning}</p> });
    view! {
        <section class="card" id="liggare">
            <h2>{title}</h2>
            <p>{texts::ledger::LEAD}</p>
            <div><YearChoice label=texts::YEAR year/></div>
            {live(move || view! { <Stages year=year.get()/> })}
            <div class="stage-notes">{notes}</div>
            {live(move || view! { <Waiting year=year.get()/> })}
        </section>
    }
}

#[component]
fn Stages(year: Year) -> impl IntoView {
    let cells = |quantities: [Quantity; 3]| amounts(quantities, Shown::Plain);
    let rows = Evidence::ALL.iter().map(|&evidence| {
        let quantities = [
            Quantity::Identified(evidence, year),
            Quantity::Scheduled(evidence, year),
            Quantity::EvidenceSaving(evidence, Scope::Total, year),
        ];
        view! { <tr><th scope="row">{texts::ledger::less(evidence)}</th>{cells(quantities)}</tr> }
    });
    let left = [
        Quantity::GapAfterIdentified(year),
        Quantity::GapAfterScheduled(year),
        Quantity::Gap(Scope::Total, year),
    ];
    let facts = [
        (texts::ledger::NOT_SCHEDULED, Quantity::NotScheduled(year)),
        (texts::ledger::NOT_TAKEN_HOME, Quantity::NotTakenHome(year)),
        (texts::ledger::ONE_OFF, Quantity::OneOff(year)),
    ];
    view! {
            {framed(texts::ledger::TABLE, view! {
                <table class="tight">
                    {head(year, texts::ledger::STAGES)}
                    <tbody>
                        <tr>
                            <th scope="row">{texts::ledger::REQUIREMENT}</th>
                            {cells([Quantity::Requirement(Scope::Total, year); 3])}
                        </tr>
                        {rows.collect_view()}
                        <tr class="total">
                            <th scope="row">{texts::ledger::LEFT}</th>
                            {cells(left)}
                        </tr>
                    </tbody>
                </table>
    })}
            <dl class="facts between">
                {many(facts.map(|(name, quantity)| view! { <dt>{name}</dt><dd><Amount quantity/></dd> }))}
            </dl>
        }
}

#[component]
fn Waiting(year: Year) -> impl IntoView {
    let tool = use_tool();
    let of_all = Quantity::DelayMonth();
    let of_gap = Quantity::GapMonth(year);
    let delay =
        tool.derive(move |outcome| texts::ledger::delay(outcome.value(of_all).unwrap_or(0.0)));
    let gap =
        tool.derive(move |outcome| texts::ledger::gap_month(year, texts::Gaps::of(outcome, year)));
    view! {
        <div class="waiting">
            <h3>{texts::ledger::WAITING}</h3>
            <p>
                {live(move || delay.get()[0])}
                <b><Amount quantity=of_all shown=Shown::Tkr/></b>
                {live(move || delay.get()[1])}
                " "
                {live(move || gap.with(|text| text[0].clone()))}
                <b><Amount quantity=of_gap/></b>
                {live(move || gap.with(|text| text[1].clone()))}
            </p>
        </div>
    }
}
