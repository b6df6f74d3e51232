//! A measure's row: what one reads when scanning the list, and the way in.

use balans_model::{Measure, MeasureSpec, Quantity};
use balans_report::texts::measures as words;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, MouseEvent};

use super::judgement::RatedChip;
use super::panel::Panel;
use super::potential::Potential;
use super::{Open, Potentials};
use crate::erased::{attr, dynamic, handler, memo, view};
use crate::platform::{self, screen};
use crate::state::{Intent, Store, use_store};
use crate::table::Shown;
use crate::ui::components::Amount;

/// Returns the id of the button that opens a measure.
pub(super) fn button_id(spec: &MeasureSpec) -> String {
    format!("m-{}", spec.id.replace('_', "-"))
}

#[component]
pub(super) fn Row(spec: &'static MeasureSpec, open: Open, potentials: Potentials) -> impl IntoView {
    let id: &'static str = &spec.id;
    let measure = Measure::find(id);
    let has_figure = use_store().has_figure(measure);
    let is_open = memo(move || open.get() == Some(id));
    let (button, panel) = (button_id(spec), format!("{}-mer", button_id(spec)));
    let toggle = {
        let button = button.clone();
        move || {
            keep_in_place(&button, || {
                open.update(|open| *open = (*open != Some(id)).then_some(id));
            });
        }
    };
    let press = toggle.clone();
    // The whole row opens, apart from its controls. A text that was selected in it was not a press.
    let row_press = move |ev: MouseEvent| {
        if !screen::is_in(&ev, "button, a, input, select, textarea, label")
            && !screen::has_selection()
        {
            toggle();
        }
    };
    view! {
        <li
            class="measure"
            data-measure=id
            data-figure=attr(move || has_figure.get().then_some(""))
            data-open=attr(move || is_open.get().then_some(""))
        >
            <div class="measure-row" on:click=handler(row_press)>
                <div class="measure-name">
                    <h2>
                        <button
                            type="button"
                            id=button
                            aria-expanded=attr(move || is_open.get().to_string())
                            aria-controls=panel.clone()
                            on:click=handler(move |_| press())
                        >
                            <svg viewBox="0 0 12 12" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">
                                <path d="M4 2l4 4-4 4"/>
                            </svg>
                            <span>{spec.name.to_string()}</span>
                        </button>
                    </h2>
                    <p class="source-meta">
                        <span class="chip" data-stage=spec.status.as_str()>{words::status(spec.status)}</span>
                        <span>{words::area(spec.area)}</span>
                        <RatedChip spec/>
                    </p>
                </div>
                <div class="measure-words">
                    <p><span class="visually-hidden">{words::AFFECTS}": "</span>{spec.affects.to_string()}</p>
                    <p>{spec.consequence.to_string()}</p>
                </div>
                {match measure {
                    Some(measure) => view! {
                        <Effects spec measure has_figure potentials/>
                        <Switch spec measure/>
                    },
                    None => view! { <p class="measure-none">{words::NOT_VALUED}</p> },
                }}
            </div>
            <div id=panel class="measure-panel" hidden=attr(move || !is_open.get())>
                {dynamic(move || is_open.get().then(|| view! { <Panel spec/> }))}
            </div>
        </li>
    }
}

/// Renders the effects in the year shown and in a full year, or that there is no amount.
#[component]
fn Effects(
    spec: &'static MeasureSpec,
    measure: Measure,
    has_figure: Memo<bool>,
    potentials: Potentials,
) -> impl IntoView {
    let store = use_store();
    let year = store.year();
    let on = is_on(store, measure);
    let evidence = store.evidence(spec);
    let gross = store.derive(move |outcome| outcome.is_gross(measure));
    let column = move |name: String, quantity| {
        view! {
            <div>
                <dt>{name}</dt>
                <dd><Amount quantity shown=Shown::Tkr/></dd>
            </div>
        }
    };
    move || {
        if has_figure.get() {
            view! {
                <dl class="measure-effects">
                    {column(year.to_string(), Quantity::MeasureSaving(measure, year))}
                    {column(words::COLUMN_FULL_YEAR.to_owned(), Quantity::FullYear(measure))}
                    {dynamic(move || evidence.get().map(|evidence| view! {
                        <div class="kind" data-evidence=evidence.as_str()>
                            <dt>{words::AMOUNT_KIND}</dt>
                            <dd>{dynamic(move || match (on.get(), gross.get()) {
                                (false, _) => words::TURNED_OFF,
                                (true, true) => words::GROSS_KIND,
                                (true, false) => words::amount_kind(evidence),
                            })}</dd>
                        </div>
                    }))}
                </dl>
            }
        } else {
            view! {
                <div class="measure-none">
                    <p>{words::NOT_CALCULATED}</p>
                    {dynamic(move || potentials.with(|all| most(all, measure)).map(at_most))}
                </div>
            }
        }
    }
}

/// Returns the most that a measure gives, where it has been computed.
fn most(all: &[(Measure, Option<Potential>)], measure: Measure) -> Option<Potential> {
    let mut all = all.iter();
    all.find(|(of, _)| *of == measure)?.1
}

/// Renders the most that a measure without an amount gives: an example, as the group's note says.
fn at_most(most: Potential) -> AnyView {
    view! {
        <p class="measure-most" data-stated>
            {words::AT_MOST}" "
            <b>{words::at_most(most.full_year, most.gross)}</b>
        </p>
    }
}

fn is_on(store: Store, measure: Measure) -> Memo<bool> {
    let value = store.input(measure.phasing().on);
    memo(move || value.get() >= 0.5)
}

/// Renders the switch that turns the measure on or off.
#[component]
fn Switch(spec: &'static MeasureSpec, measure: Measure) -> impl IntoView {
    let store = use_store();
    let input = measure.phasing().on;
    let on = is_on(store, measure);
    view! {
        <button
            type="button"
            class="switch"
            role="switch"
            aria-checked=attr(move || on.get().to_string())
            on:click=handler(move |_| {
                let to = if on.get_untracked() { 0.0 } else { 1.0 };
                store.send(Intent::Set(input, to));
            })
        >
            <span class="switch-track" aria-hidden="true"></span>
            <span class="switch-label">{words::COLUMN_ON}</span>
            <span class="visually-hidden">{words::switch(&spec.name)}</span>
        </button>
    }
}

/// Runs `change` and scrolls by as much as it moved the element: a panel that closes above must not pull the row away
/// from under the pointer that opened it. A row that goes to its group when it is closed keeps focus.
fn keep_in_place(id: &str, change: impl FnOnce()) {
    let (id, button) = (id.to_owned(), id.to_owned());
    let top = move || {
        let element = document().get_element_by_id(&id);
        let element = element.and_then(|element| element.dyn_into::<HtmlElement>().ok());
        let up = |element: &HtmlElement| element.offset_parent()?.dyn_into().ok();
        std::iter::successors(element, up)
            .map(|element| element.offset_top())
            .sum::<i32>()
    };
    let focused = document()
        .active_element()
        .is_some_and(|now| now.id() == button);
    let before = top();
    let scrolled = window().scroll_y().unwrap_or_default();
    change();
    // Before the next frame is drawn, and after the panels have followed the signal.
    request_animation_frame(move || {
        let moved = top() - before;
        if focused
            && document()
                .active_element()
                .is_none_or(|now| now.tag_name() == "BODY")
        {
            platform::focus(&button);
        }
        if moved != 0 {
            // From where the page was: one that has become shorter may have been scrolled by the browser already.
            let across = window().scroll_x().unwrap_or_default();
            window().scroll_to_with_x_and_y(across, scrolled + f64::from(moved));
        }
    });
}
