//! A field to search in.

use leptos::prelude::*;

use crate::erased::{attr, view};

/// A labelled search field, and what is sought in it.
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
