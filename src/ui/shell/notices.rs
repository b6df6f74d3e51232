//! Notices from the app: storage, saved, deleted.

use leptos::prelude::*;

use crate::erased::{dynamic, handler, view};
use crate::state::{Intent, Notice, use_store};
use crate::storage::Trouble;
use crate::texts;
use crate::ui::loading::{LazyPanel, lazy_slot};
use crate::ui::naming;

/// The current notices, one line each, until they are dismissed or over.
#[component]
pub(crate) fn Notices() -> impl IntoView {
    let store = use_store();
    let notices = store.select(|session| session.notices().iter().cloned().collect::<Vec<_>>());
    view! {
        <div class="notices" role="status">
            {dynamic(move || notices.get().into_iter().map(|notice| view! { <NoticeLine notice/> }).collect_view())}
        </div>
    }
}

#[component]
fn NoticeLine(notice: Notice) -> impl IntoView {
    let store = use_store();
    let kind = match notice {
        Notice::Storage(_) | Notice::OnlyInTab(_) | Notice::Gone(_) => "trouble",
        _ => "word",
    };
    let undo = match notice {
        Notice::Deleted(_) => Some(Intent::Undelete),
        Notice::SavedOver(_) => Some(Intent::Unsave),
        _ => None,
    };
    let is_lost_otherwise = matches!(
        notice,
        Notice::OnlyInTab(_)
            | Notice::Storage(
                Trouble::NotLasting | Trouble::Full | Trouble::Failed | Trouble::NewerBeside
            )
    );
    let text = naming::notice(store.base_pack(), &notice);
    view! {
        <div class="notice" data-kind=kind>
            <p>{text}</p>
            {undo.map(|undo| view! {
                <button type="button" class="quiet" on:click=handler(move |_| {
                    store.send(undo.clone());
                    crate::platform::keep_focus();
                })>
                    {texts::notices::UNDO}
                </button>
            })}
            {is_lost_otherwise.then(|| lazy_slot(|| LazyPanel::TakeAlong))}
            <button
                type="button"
                class="quiet"
                on:click=handler(move |_| {
                    store.send(Intent::Dismiss(notice.clone()));
                    crate::platform::keep_focus();
                })
            >
                {texts::notices::DISMISS}
            </button>
        </div>
    }
}
