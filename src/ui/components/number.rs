//! Numbers on screen, by their quantity.

use balans_model::{Measure, Quantity};
use balans_report::texts::measures;
use leptos::prelude::*;

use crate::erased::{derived, dynamic, handler, view};
use crate::state::use_store;
use crate::table::Shown;
use crate::texts;

/// A number with its unit, kept up to date. A click shows its explanation.
#[component]
pub(crate) fn Amount(
    /// The number.
    quantity: Quantity,
    /// The number's format.
    #[prop(optional)]
    shown: Shown,
    /// Whether the unit is left out, because a heading has it.
    #[prop(optional)]
    bare: bool,
) -> impl IntoView {
    let value = use_store().value(quantity);
    let text = move || {
        if bare {
            shown.bare(quantity, value.get())
        } else {
            shown.text(quantity, value.get())
        }
    };
    view! { <NumberButton quantity text=derived(text)/> }
}

/// Joins a number and the words after it. Punctuation stays on the number's line: otherwise a line
/// may break between a button and the punctuation, whatever joiner characters are used.
pub(crate) fn followed(number: impl IntoView, words: impl AsRef<str>) -> AnyView {
    let words = words.as_ref();
    let rest = words.trim_start_matches(['.', ',', ':', ';', ')']);
    let sign = words.strip_suffix(rest).unwrap_or_default().to_owned();
    view! { <span class="together">{number.into_any()}{sign}</span>{rest.to_owned()} }
}

/// Shows the effect of a measure with its unit; *ej beräknad* until the measure has an amount.
pub(crate) fn effect(measure: Measure, quantity: Quantity, shown: Shown) -> AnyView {
    let has_figure = use_store().has_figure(Some(measure));
    dynamic(move || {
        if has_figure.get() {
            view! { <Amount quantity shown/> }
        } else {
            view! { <span class="uncounted">{measures::NOT_CALCULATED}</span> }
        }
    })
}

/// A number's text as a button that opens its explanation.
#[component]
pub(crate) fn NumberButton(
    /// The number.
    quantity: Quantity,
    /// The button's text.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    let store = use_store();
    view! {
        <button
            type="button"
            class="num"
            translate="no"
            data-quantity=quantity.key()
            aria-haspopup="dialog"
            aria-describedby=texts::how::HOW_HELP_ID
            on:click=handler(move |_| store.explained.set(Some(quantity)))
        >
            {text}
        </button>
    }
}
