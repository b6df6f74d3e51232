//! The interface. Eager, in the page's first wasm file: `shell`, `overview` (the first view), `view`, `components`,
//! `loading` and `naming`. Lazy, in the second: all of `lazy` (`tests/architecture/eager.rs` holds the line).
//!
//! Views read memos and send intents. What they show of the working copy comes from its outcome; only a
//! shared scenario, which is no working copy, has an outcome of its own (`lazy/views/shared.rs`), and the strip's
//! bar the shares that its parts are wide (`shell/strip.rs`).

mod components;
mod lazy;
mod loading;
mod naming;
mod overview;
mod shell;
mod view;

use leptos::prelude::*;

use crate::erased::{attr, dynamic, memo, view};
use crate::platform;
use crate::state::{Intent, LoadState, Route, Store};
use crate::texts;

pub use lazy::PANELS;
use loading::LazyPanel;
pub use loading::{Loader, Panels, projector, set_panels, take_pack};
pub use naming::link_error;
use shell::{ExplainDialog, Footer, Header, Notices, Search, Strip};
use view::View;

/// The whole page.
#[component]
pub fn App(
    /// The app's signals.
    store: Store,
) -> impl IntoView {
    provide_context(store);
    follow_address(store);
    hear_other_tabs(store);
    hear_the_printer(store);
    // A presentation fills the page.
    let presenting = memo(move || store.route.with(|route| *route == Route::Present));
    view! {
        {dynamic(move || (!presenting.get()).then(|| view! {
            <a class="skip" href="#innehall" on:click=|ev| {
                // The hash is the route; the link must not change it.
                ev.prevent_default();
                platform::focus_heading();
            }>{texts::frame::SKIP}</a>
            <Header/>
            <Strip/>
        }))}
        <main id="innehall" data-route=attr(move || store.route.with(|route| route.slug()))>
            <div class=attr(move || if presenting.get() && store.chunk.get() == LoadState::Ready { "" } else { "page" })>
                {dynamic(move || (!presenting.get()).then(|| view! { <Notices/> }))}
                <View/>
            </div>
        </main>
        {dynamic(move || (!presenting.get()).then(|| view! { <Footer/> }))}
        {dynamic(move || (store.chunk.get() == LoadState::Ready).then(|| loading::render(LazyPanel::Foot)))}
        <ExplainDialog/>
        <Search/>
    }
}

/// Listens for printing: folded content is opened before the page is laid out for paper.
fn hear_the_printer(store: Store) {
    for (event, printing) in [("beforeprint", true), ("afterprint", false)] {
        let event = leptos::ev::Custom::<web_sys::Event>::new(event);
        let listener = window_event_listener(event, move |_| store.printing.set(printing));
        on_cleanup(move || listener.remove());
    }
}

/// Listens for other tabs' storage events; a tab gets none of its own. A browser sends no event
/// when the user clears the site's data, so storage is read again when the user returns to the tab.
fn hear_other_tabs(store: Store) {
    let listener = window_event_listener(leptos::ev::storage, move |event| {
        store.send(Intent::StorageChanged(event.key()));
    });
    let back = ["focus", "visibilitychange"].map(|event| {
        window_event_listener_untyped(event, move |_| store.send(Intent::StorageChanged(None)))
    });
    on_cleanup(move || {
        listener.remove();
        for listener in back {
            listener.remove();
        }
    });
}

/// Follows `location.hash`: links are ordinary links, and Back works.
fn follow_address(store: Store) {
    let listener = window_event_listener(leptos::ev::hashchange, move |_| {
        let route = Route::parse(&platform::hash());
        if matches!(route, Route::Projector(_)) {
            // The projector is a page load of its own, without this session.
            platform::screen::reload();
        } else if store.route.with_untracked(|now| *now != route) {
            store.has_previous_view.set(true);
            store.route.set(route);
        }
    });
    on_cleanup(move || listener.remove());
    Effect::new(move |first: Option<()>| {
        let title = store
            .route
            .with(|route| texts::frame::page_title(route.name()));
        document().set_title(&title);
        if first.is_some() {
            leptos::task::spawn_local(async {
                // The order in which this effect and the view get the route is unspecified.
                leptos::task::tick().await;
                // A new view starts at its top, for the eye and for a screen reader.
                window().scroll_to_with_x_and_y(0.0, 0.0);
                platform::focus_heading();
            });
        }
    });
}
