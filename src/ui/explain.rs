//! The one place where a pressed number shows how it is made. A dialog, so that it opens beside
//! any number, in a sentence as in a table, without moving what stands there.

use leptos::html::Dialog;
use leptos::prelude::*;

use super::components::HowPanel;
use crate::state::thin::{act, live, view};
use crate::state::use_tool;
use crate::texts;

/// Shows the explanation of the number that was pressed last.
#[component]
pub(crate) fn ExplainDialog() -> impl IntoView {
    let tool = use_tool();
    let dialog = NodeRef::<Dialog>::new();
    let close = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    Effect::new(move |_| {
        let asked = tool.explained.get().is_some();
        if let Some(dialog) = dialog.get_untracked()
            && asked
            && !dialog.open()
        {
            // Opening an open dialog is the only way this fails.
            let _ = dialog.show_modal();
        }
    });
    view! {
        <p id=texts::HOW_HELP_ID hidden>{texts::HOW_HELP}</p>
        <dialog node_ref=dialog class="explain" aria-labelledby="forklaring-rubrik" on:close=move |_| tool.explained.set(None)>
            <div class="dialog-head">
                <h2 id="forklaring-rubrik">{texts::HOW}</h2>
                <button type="button" class="button" on:click=act(move |_| close())>{texts::CLOSE}</button>
            </div>
            {live(move || tool.explained.get().map(|quantity| view! { <HowPanel quantity/> }))}
        </dialog>
    }
}
