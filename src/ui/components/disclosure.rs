//! A button that opens a panel below it. A button rather than `<details>`, so that several can
//! stand in a row and open underneath without moving each other.

use leptos::prelude::*;

use crate::erased::{attr, dynamic, handler, view};

/// The button of a disclosure whose panel stands elsewhere.
#[component]
pub(crate) fn Disclosure(
    /// What it says.
    #[prop(into)]
    label: Signal<String>,
    /// What it is about, for those who don't see where it stands.
    #[prop(into, optional)]
    about: Signal<String>,
    /// The panel's id.
    #[prop(into)]
    panel: String,
    /// Open or not.
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
