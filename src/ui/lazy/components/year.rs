//! The choice of a year from the plan year on.

use balans_model::Year;
use leptos::prelude::*;

use crate::erased::{attr, view};
use crate::state::use_store;

/// A native select: nine years would make a row of buttons three lines high on a phone.
#[component]
pub(crate) fn YearChoice(
    /// The list's label.
    label: &'static str,
    /// The chosen year.
    year: RwSignal<Year>,
) -> impl IntoView {
    let pack = use_store().active_pack();
    let options = (pack.plan_year..=pack.horizon).map(|year| {
        view! { <option value=year.to_string()>{year}</option> }
    });
    view! {
        <label class="year-choice">
            {label}
            <select
                class="text-input"
                aria-label=label
                prop:value=attr(move || year.get().to_string())
                on:change:target=move |ev| {
                    if let Ok(chosen) = ev.target().value().parse() {
                        year.set(chosen);
                    }
                }
            >
                {options.collect_view()}
            </select>
        </label>
    }
}
