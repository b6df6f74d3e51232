//! The keys `/` and `?`, the frame of the search dialog, and the list of shortcuts.

use leptos::html::Dialog;
use leptos::prelude::*;

use crate::erased::{dynamic, fragment, view};
use crate::platform;
use crate::state::{Route, use_store};
use crate::texts;
use crate::texts::search as words;
use crate::ui::components::dialog;
use crate::ui::loading::{LazyPanel, lazy_slot};

/// The search and the list of shortcuts, each in a dialog opened by its key.
#[component]
pub(crate) fn Search() -> impl IntoView {
    let store = use_store();
    let keys = NodeRef::<Dialog>::new();
    let presenting = move || store.route.with(|route| *route == Route::Present);
    let listener = window_event_listener(leptos::ev::keydown, move |ev| {
        if ev.ctrl_key()
            || ev.meta_key()
            || ev.alt_key()
            || platform::is_written_in(&ev)
            || platform::dialog_is_open()
        {
            return;
        }
        match ev.key().as_str() {
            "/" if !presenting() => {
                ev.prevent_default();
                store.searching.set(true);
            }
            "?" => {
                ev.prevent_default();
                dialog::open(keys);
            }
            _ => {}
        }
    });
    on_cleanup(move || listener.remove());
    view! {
        <SearchDialog/>
        <dialog node_ref=keys aria-labelledby="tangenter-rubrik">
            {dialog::top(keys, "tangenter-rubrik", words::KEYS)}
            <dl class="keys">
                {dynamic(move || {
                    let keys = if presenting() { &texts::present::KEY_LIST[..] } else { &words::KEY_LIST[..] };
                    fragment(keys.iter().map(|(key, does)| view! { <dt><kbd>{*key}</kbd></dt><dd>{*does}</dd> }))
                })}
            </dl>
        </dialog>
    }
}

#[component]
fn SearchDialog() -> impl IntoView {
    let store = use_store();
    let dialog = NodeRef::<Dialog>::new();
    Effect::new(move |_| {
        if store.searching.get() {
            dialog::open(dialog);
        }
    });
    view! {
        <dialog node_ref=dialog class="search" aria-labelledby="sok-rubrik" on:close=move |_| store.searching.set(false)>
            {dialog::top(dialog, "sok-rubrik", words::SEARCH)}
            {lazy_slot(move || LazyPanel::Search(dialog))}
        </dialog>
    }
}
