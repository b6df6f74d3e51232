//! *Dela*: the button and the frame of its dialog.

use leptos::html::Dialog;
use leptos::prelude::*;

use crate::erased::{dynamic, handler, view};
use crate::texts::share as words;
use crate::ui::components::dialog;
use crate::ui::loading::{LazyPanel, lazy_slot};

/// The button and its dialog.
#[component]
pub(crate) fn Share() -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    let open = RwSignal::new(false);
    let show = move |_| {
        open.set(true);
        dialog::open(dialog);
    };
    view! {
        <button type="button" class="button" data-action="share" on:click=handler(show)>{words::SHARE}</button>
        <dialog node_ref=dialog class="share" aria-labelledby="dela-rubrik" on:close=move |_| open.set(false)>
            {dialog::top(dialog, "dela-rubrik", words::SHARE)}
            {dynamic(move || open.get().then(|| lazy_slot(move || LazyPanel::Share(dialog))))}
        </dialog>
    }
}
