//! A button that opens a panel below it. A button and not `<details>`, so that several in a row
//! open panels underneath without moving each other.

use leptos::prelude::*;

use crate::erased::{attr, dynamic, handler, view};

/// The button of a disclosure; its panel is elsewhere.
#[component]
pub(crate) fn Disclosure(
    /// The button's text.
    #[prop(into)]
    label: Signal<String>,
    /// The subject, appended for screen readers.
    #[prop(into, optional)]
    about: Signal<String>,
    /// The panel's id.
    #[prop(into)]
    panel: String,
    /// Whether the panel is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="quiet"
            aria-expanded=attr(move || open.get().to_string())
            aria-controls=panel
            on:click=handler(move |_| open.update(|open| *open = !*open))
        >
            {label}
            <span class="visually-hidden">{dynamic(move || {
                let about = about.get();
                if about.is_empty() { about } else { format!(": {about}") }
            })}</span>
        </button>
    }
}
