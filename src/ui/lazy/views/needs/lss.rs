//! The LSS ceiling: places above it by year, and what they cost more than own ones.

use balans_model::{InputId, Pack, Quantity, Year, input_id};
use balans_report::texts::shared;
use leptos::prelude::*;

use crate::erased::{derived, memo, view};
use crate::state::{Route, use_store};
use crate::table::{Cell, Row, Shown, Table};
use crate::texts::needs;
use crate::ui::components::{FigureCard, Lever, choices};
use crate::ui::lazy::components::table;
use balans_charts::{AnyFigure, Line, Lines, Marker, Role, Stroke};

const GROWTH: InputId = input_id("lss.growth");

/// The chart's quantity.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Showing {
    Places,
    Cost,
}

#[component]
pub(super) fn LssLever() -> impl IntoView {
    let horizon = use_store().active_pack().horizon;
    view! {
        <section class="card">
            <h2>{needs::lss()}</h2>
            <p>{needs::lss_lead()}</p>
            <div class="levers">
                <Lever input=GROWTH drives=Quantity::LssOverflow(horizon)/>
            </div>
            <p class="small after">
                {needs::LSS_ELSEWHERE}
                <a href=Route::Housing.href().to_owned()>{Route::Housing.name()}</a>
                "."
            </p>
        </section>
    }
}

#[component]
pub(super) fn Ceiling() -> impl IntoView {
    let store = use_store();
    let pack = store.active_pack();
    let horizon = pack.horizon;
    let showing = RwSignal::new(Showing::Places);
    let (places, cost) = (
        store.value(Quantity::LssOverflow(horizon)),
        store.value(Quantity::LssExtraCost(horizon)),
    );
    let title = memo(move || needs::lss_title(places.get(), cost.get(), horizon));
    let lead = derived(move || match showing.get() {
        Showing::Places => needs::lss_lead_places().to_owned(),
        Showing::Cost => needs::lss_lead_cost(pack.plan_year),
    });
    // What is bought is a line of its own once own places cover a part.
    let covers = store.derive(move |outcome| {
        let mut years = outcome.years();
        years.any(|year| outcome.value(Quantity::LssCovered(year)).unwrap_or(0.0) > 0.0)
    });
    let shown = memo(move || -> Vec<fn(Year) -> Quantity> {
        match (showing.get(), covers.get()) {
            (Showing::Cost, _) => vec![Quantity::LssExtraCost],
            (Showing::Places, false) => vec![Quantity::LssOverflow],
            (Showing::Places, true) => vec![Quantity::LssOverflow, Quantity::LssExternal],
        }
    });
    let quantities = [
        Quantity::LssOverflow,
        Quantity::LssExternal,
        Quantity::LssExtraCost,
    ];
    let values = store.derive(move |outcome| {
        quantities.map(|quantity| {
            let years = outcome.years();
            years
                .map(|year| outcome.value(quantity(year)))
                .collect::<Vec<_>>()
        })
    });
    let figure = memo(move || {
        let [overflow, external, cost] = values.get();
        let (unit, decimals, series) = match showing.get() {
            Showing::Cost => (
                shared::MNKR,
                1,
                vec![Line::new(
                    needs::LINE_EXTRA,
                    cost,
                    Stroke::Solid,
                    Role::Financing,
                )],
            ),
            Showing::Places => {
                let mut series = vec![Line::new(
                    needs::LINE_OVERFLOW,
                    overflow,
                    Stroke::Solid,
                    Role::Reference,
                )];
                if covers.get() {
                    series.push(Line::new(
                        needs::LINE_EXTERNAL,
                        external,
                        Stroke::Dashed,
                        Role::Financing,
                    ));
                }
                (needs::PLACES_UNIT, 0, series)
            }
        };
        AnyFigure::from(Lines {
            title: title.get(),
            unit: unit.to_owned(),
            decimals,
            year_heading: shared::YEAR.to_owned(),
            years: pack.years().collect(),
            series,
            break_note: None,
            marker: Some(Marker {
                year: pack.plan_year,
                label: shared::PLAN_YEAR.to_owned(),
            }),
            bands: None,
        })
    });
    let numbers = derived(move || {
        let quantities = shown.get();
        let of_year = |year: Year| quantities.iter().map(move |quantity| quantity(year));
        pack.years().flat_map(of_year).collect::<Vec<_>>()
    });
    let choice = move || {
        let options = [
            (Showing::Places, needs::PLACES),
            (Showing::Cost, needs::EXTRA_COST),
        ];
        choices(
            needs::LSS_CHOICE,
            options,
            move || showing.get(),
            move |one| showing.set(one),
        )
    };
    let chosen = derived(move || {
        let chosen = match showing.get() {
            Showing::Places => needs::PLACES,
            Showing::Cost => needs::EXTRA_COST,
        };
        chosen.to_owned()
    });
    view! { <FigureCard id="lss-tak" lead figure numbers chosen controls=ViewFn::from(choice)/> }
}

#[component]
pub(super) fn ByYear() -> impl IntoView {
    let pack = use_store().active_pack();
    view! {
        <section class="card">
            <h2>{needs::LSS_TABLE}</h2>
            {table(move || by_year(pack))}
        </section>
    }
}

fn by_year(pack: &Pack) -> Table {
    let [first, rest @ ..] = needs::LSS_COLUMNS;
    let rows = pack.years().map(|year| {
        let cells = [
            Quantity::LssOverflow(year),
            Quantity::LssCovered(year),
            Quantity::LssExternal(year),
            Quantity::LssExtraCost(year),
        ];
        let cells = cells.map(|it| Cell::amount(it, Shown::Plain));
        Row::new(year.to_string(), cells)
    });
    Table {
        rows: rows.collect(),
        ..Table::new(needs::LSS_TABLE, first, rest)
    }
}
