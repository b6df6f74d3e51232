//! A search field.

use leptos::prelude::*;

use crate::erased::{attr, view};

/// Makes a labelled search field; `sought` is its text.
pub(crate) fn search_field(label: &'static str, sought: RwSignal<String>) -> AnyView {
    view! {
        <label>
            {label}
            <input
                type="search"
                class="text-input"
                autocomplete="off"
                prop:value=attr(move || sought.get())
                on:input:target=move |ev| sought.set(ev.target().value())
            />
        </label>
    }
}
