//! On Läget: when the budget balances, how the members' contributions grow, the year's result and what must be restored,
//! and what the model warns about.

use balans_model::{Area, InputId, Member, Pack, Quantity, Scope, input_id};
use balans_report::figures;
use balans_report::texts::{finance as said, shared};
use leptos::prelude::*;

use crate::erased::{dynamic, fragment, memo, view};
use crate::state::{Intent, use_store};
use crate::table::{Cell, Row, Shown, Table};
use crate::texts::finance as words;
use crate::ui::components::{Amount, ChangedChip, FigureCard, Lever, StatusChip, choices};
use crate::ui::lazy::components::{How, table};

const BY_INCREASE: InputId = input_id("financing.by_increase");
const INCREASE_CARE: InputId = input_id("financing.increase_care");
const INCREASE_HEALTH: InputId = input_id("financing.increase_health");
const POOLED: InputId = input_id("financing.pooled");
const RESERVE: InputId = input_id("financing.reserve");
const GROWTH_FUNDING: InputId = input_id("requirement.growth_funding");
const EXTRA_PER_YEAR: InputId = input_id("requirement.extra_per_year");

/// Renders that the documents' own list of measures is missing, and the year from which the budget balances.
#[component]
pub(crate) fn When() -> impl IntoView {
    let store = use_store();
    let horizon = store.active_pack().horizon;
    let says = store.derive(move |outcome| said::balance_year(outcome.balance_year(), horizon));
    view! {
        <p class="small" data-list-missing>{said::LIST_MISSING}</p>
        <p data-when><b>{said::WHEN}</b>" "{says}</p>
        <How quantity=Quantity::BalanceYear()/>
    }
}

/// Renders requirement, savings and the remaining gap of each area.
#[component]
pub(crate) fn Areas() -> impl IntoView {
    let store = use_store();
    let year = store.year();
    let figure = store.derive(move |outcome| figures::areas(outcome, year));
    let of_area = |&area: &Area| figures::area_numbers(area, year);
    let numbers = Area::ALL.iter().flat_map(of_area).collect::<Vec<_>>();
    view! { <FigureCard id="omraden" lead=shared::areas_lead(year) figure numbers/> }
}

/// Renders the choice of how the members' contributions grow after the plan year.
#[component]
pub(crate) fn Members() -> impl IntoView {
    let store = use_store();
    let pack = store.active_pack();
    let horizon = pack.horizon;
    let drives = Quantity::Requirement(Scope::Total, horizon);
    let chosen = store.input(BY_INCREASE);
    let by_increase = memo(move || chosen.get() > 0.0);
    let levers = move || {
        let inputs: &[InputId] = if by_increase.get() {
            &[INCREASE_CARE, INCREASE_HEALTH]
        } else {
            &[GROWTH_FUNDING]
        };
        fragment(
            inputs
                .iter()
                .map(|&input| view! { <Lever input drives=drives/> }),
        )
    };
    view! {
        <section class="card" id="bidrag">
            <h2>{words::MEMBERS}</h2>
            <p>{words::MEMBERS_LEAD}</p>
            <div class="levers">
                <div data-input=BY_INCREASE.name()>
                    {choices(
                        words::WAY,
                        [(false, words::BY_SHARE), (true, words::BY_INCREASE)],
                        move || by_increase.get(),
                        move |yes| store.send(Intent::Set(BY_INCREASE, f64::from(u8::from(yes)))),
                    )}
                    <div class="lever-foot">
                        <StatusChip status=pack.spec(BY_INCREASE).status/>
                        <ChangedChip input=BY_INCREASE/>
                    </div>
                </div>
                {dynamic(levers)}
                <Lever input=EXTRA_PER_YEAR drives=drives/>
                <Lever input=POOLED drives=Quantity::Remaining(store.year())/>
                <Lever input=RESERVE drives=Quantity::ReserveUsed(store.year())/>
                <dl class="facts">
                    <dt>{words::left_in(horizon)}</dt>
                    <dd><Amount quantity=Quantity::Remaining(horizon)/></dd>
                    <dt>{said::LOW_FUNDING}</dt>
                    <dd><Amount quantity=Quantity::RemainingLowFunding(horizon)/></dd>
                </dl>
            </div>
        </section>
    }
}

/// What must be restored, by year and member.
#[component]
pub(crate) fn Restore() -> impl IntoView {
    let store = use_store();
    let pack = store.active_pack();
    let title = store.derive(move |outcome| {
        let years = pack.plan_year..=pack.horizon;
        let most = years.map(|year| outcome.value(Quantity::ToRestore(year)).unwrap_or(0.0));
        said::restore_title(most.fold(0.0, f64::max), pack.horizon)
    });
    let means = said::RESTORE_MEANS.map(|text| view! { <p class="small">{text}</p> });
    view! {
        <section class="card" id="aterstalla">
            <h2>{title}</h2>
            <p>{said::RESTORE_CAPTION}</p>
            {table(move || results(pack))}
            {fragment(means)}
        </section>
    }
}

fn results(pack: &Pack) -> Table {
    let rows = (pack.plan_year..=pack.horizon).map(|year| {
        let members = Member::ALL.iter();
        let members = members.map(|&member| Quantity::MemberRestore(member, year));
        let all = [
            Quantity::Remaining(year),
            Quantity::RemainingLowFunding(year),
            Quantity::YearResult(year),
            Quantity::ReserveUsed(year),
            Quantity::ToRestore(year),
        ];
        let cells = all.into_iter().chain(members);
        Row::new(
            year.to_string(),
            cells.map(|it| Cell::amount(it, Shown::Plain)),
        )
    });
    let [year, columns @ ..] = said::restore_columns();
    Table {
        class: "wide",
        rows: rows.collect(),
        ..Table::new(said::RESTORE_CAPTION, year, columns)
    }
}

/// Renders the model's warnings; nothing where there are none.
#[component]
pub(crate) fn Warnings() -> impl IntoView {
    let store = use_store();
    let pack = store.base_pack();
    let warnings = store.derive(move |outcome| {
        let warnings = outcome.warnings.iter().map(|warning| warning.text(pack));
        warnings.collect::<Vec<_>>()
    });
    dynamic(move || {
        let warnings = warnings.get();
        (!warnings.is_empty()).then(|| {
            view! {
                <section class="card">
                    <h2>{words::WARNINGS}</h2>
                    <ul class="warnings">
                        {fragment(warnings.into_iter().map(|text| view! { <li>{text}</li> }))}
                    </ul>
                </section>
            }
        })
    })
}
