//! Läget: what is left to find, what the requirement is made of, and what is left each year.

use balans_model::{Area, Evidence, Quantity, Scope};
use balans_report::figures;
use balans_report::texts::shared;
use leptos::prelude::*;

use crate::erased::{attr, dynamic, fragment, handler, memo, view};
use crate::platform;
use crate::state::{Intent, LoadState, Route, Session, use_store};
use crate::texts;
use crate::texts::search as words;
use crate::ui::components::{Amount, FigureCard, Lever};
use crate::ui::loading::{LazyPanel, lazy_slot, reserved};
use crate::ui::view::Heading;

#[component]
pub(super) fn Overview() -> impl IntoView {
    view! {
        <Heading route=Route::Overview/>
        <Answer/>
        <Welcome/>
        <div class="columns">
            <Requirements/>
            {coming("try", || LazyPanel::Try)}
        </div>
        <div class="columns">
            {coming("members", || LazyPanel::Members)}
            <div class="stack">
                <Bridge/>
                {coming("ledger", || LazyPanel::Ledger)}
            </div>
        </div>
        {coming("areas", || LazyPanel::Areas)}
    }
}

/// Three sentences on the first visit, until they are read; folded where the window is small, so that a lever is in sight.
#[component]
fn Welcome() -> impl IntoView {
    let store = use_store();
    let first = store.select(Session::first_visit);
    move || {
        first.get().then(|| {
            view! {
                <section class="card welcome">
                    <details open=platform::is_large()>
                        <summary><h2>{words::WELCOME}</h2></summary>
                        <ol>{fragment(words::WELCOME_TEXT.map(|text| view! { <li>{text}</li> }))}</ol>
                    </details>
                    <button type="button" class="button" on:click=handler(move |_| {
                        store.send(Intent::Begin);
                        platform::focus_first_lever();
                    })>
                        {words::WELCOME_DONE}
                    </button>
                </section>
            }
        })
    }
}

#[component]
fn Answer() -> impl IntoView {
    let store = use_store();
    let year = store.year();
    let pack = store.active_pack();
    let gaps = store.derive(move |outcome| shared::Gaps::against(pack, outcome, year));
    let requirement = store.value(Quantity::Requirement(Scope::Total, year));
    let of = |evidence| store.value(Quantity::EvidenceSaving(evidence, Scope::Total, year));
    let (decided, possible, own) = (
        of(Evidence::Decided),
        of(Evidence::Possible),
        of(Evidence::Own),
    );
    let gross = store.value(Quantity::GrossSaving(year));
    let texts = memo(move || {
        shared::answer_measures(decided.get(), possible.get(), own.get(), gross.get())
    });
    let text = |place: usize| dynamic(move || texts.with(|texts| texts[place].clone()));
    let [first, second] = [Evidence::Decided, Evidence::Possible].map(measure_link);
    view! {
        <p class="lead" data-answer>
            {dynamic(move || {
                let (answer, more) = shared::answer(year, gaps.get(), requirement.get());
                view! { <b>{answer}</b>{more} }
            })}
            " "{text(0)}{first}{text(1)}{second}{text(2)}
        </p>
        {reserved("when", || LazyPanel::When)}
    }
}

/// Renders the name of the measure whose amount has this evidence, as a link to the measure.
fn measure_link(evidence: Evidence) -> Option<AnyView> {
    let mut measures = use_store().active_pack().measures.iter();
    let found = measures.find(|spec| spec.evidence == Some(evidence))?;
    let href = Route::of_measure(&found.id);
    Some(view! { <a href=href>{found.name.to_string()}</a> })
}

#[component]
fn Requirements() -> impl IntoView {
    let year = use_store().year();
    view! {
        <section class="card">
            <h2>{texts::overview::REQUIREMENT}</h2>
            <div class="levers">
                {fragment(Area::ALL.iter().zip(shared::REQUIREMENTS).map(|(&area, input)| view! {
                    <Lever
                        input=input
                        label=shared::scope(area.into())
                        drives=Quantity::Gap(area.into(), year)
                    />
                }))}
                <div>
                    <dl class="facts">
                        <dt>{texts::overview::TOGETHER}</dt>
                        <dd><Amount quantity=Quantity::Requirement(Scope::Total, year)/></dd>
                        {Area::ALL.iter().map(|&area| view! {
                            <dt class="small">{shared::share_name(area)}</dt>
                            <dd class="small"><Amount quantity=Quantity::RequirementShare(area.into(), year)/></dd>
                        }).collect_view()}
                        <dt class="small">{texts::overview::SHARE_TOTAL}</dt>
                        <dd class="small"><Amount quantity=Quantity::RequirementShare(Scope::Total, year)/></dd>
                    </dl>
                </div>
            </div>
        </section>
    }
}

#[component]
fn Bridge() -> impl IntoView {
    let store = use_store();
    let (pack, year) = (store.active_pack(), store.year());
    let figure = store.derive(move |outcome| figures::bridge(pack, outcome, year));
    let numbers = store.derive(move |outcome| figures::bridge_numbers(outcome, year));
    view! {
        <FigureCard
            id="bro"
            lead=shared::bridge_lead(year)
            figure
            numbers
            stated=Signal::stored(shared::BRIDGE_LOWER_NOTE.to_owned())
        />
    }
}

/// A panel of the second wasm file. Its room is kept until it is here.
fn coming(name: &'static str, panel: fn() -> LazyPanel) -> AnyView {
    let chunk = use_store().chunk;
    view! {
        <div class="stack" data-coming=attr(move || (chunk.get() == LoadState::Loading).then_some(name))>
            {lazy_slot(panel)}
        </div>
    }
}
