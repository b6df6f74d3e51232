//! The footer of every view: where the work is stored, and the offer of a newer version.

use leptos::prelude::*;

use crate::erased::{dynamic, handler, view};
use crate::platform;
use crate::state::{Route, Session, use_store};
use crate::texts;

/// The footer of every view.
#[component]
pub(crate) fn Footer() -> impl IntoView {
    let is_persistent = use_store().select(Session::is_persistent);
    let newer = RwSignal::new(platform::newer_is_offered());
    let listener = window_event_listener_untyped(platform::NEWER, move |_| {
        newer.set(platform::newer_is_offered());
    });
    on_cleanup(move || listener.remove());
    // Last on the page, the offer moves no content. Where nothing is stored, reloading would lose
    // the work.
    let offer = move || {
        (newer.get() && is_persistent.get()).then(|| {
            view! {
                <p class="newer" data-newer>
                    {texts::frame::NEWER}
                    " "
                    <button type="button" class="button" on:click=handler(|_| platform::take_newer())>
                        {texts::frame::NEWER_TAKE}
                    </button>
                </p>
            }
        })
    };
    view! {
        <footer class="foot">
            <div class="page">
                <div role="status">{dynamic(offer)}</div>
                <p>
                    {dynamic(move || if is_persistent.get() { texts::frame::FOOTER } else { texts::frame::FOOTER_MEMORY })}
                    " "
                    <a href=Route::About.href()>{texts::frame::FOOTER_LINK}</a>
                </p>
            </div>
        </footer>
    }
}
