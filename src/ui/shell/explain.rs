//! The dialog that explains a number. A dialog, so that it opens beside any number, in a sentence
//! as in a table, without moving other content.

use leptos::html::Dialog;
use leptos::prelude::*;

use crate::erased::{dynamic, view};
use crate::state::use_store;
use crate::texts;
use crate::ui::components::dialog;
use crate::ui::loading::{LazyPanel, lazy_slot};

/// The dialog with the explanation of the last clicked number.
#[component]
pub(crate) fn ExplainDialog() -> impl IntoView {
    let store = use_store();
    let dialog = NodeRef::<Dialog>::new();
    Effect::new(move |_| {
        if store.explained.get().is_some() {
            dialog::open(dialog);
        }
    });
    view! {
        <p id=texts::how::HOW_HELP_ID hidden>{texts::how::HOW_HELP}</p>
        <dialog node_ref=dialog class="explain" aria-labelledby="forklaring-rubrik" on:close=move |_| store.explained.set(None)>
            {dialog::top(dialog, "forklaring-rubrik", texts::how::HOW)}
            {dynamic(move || store.explained.get().map(|quantity| lazy_slot(move || LazyPanel::How(quantity))))}
        </dialog>
    }
}
