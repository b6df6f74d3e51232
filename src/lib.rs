//! Budget i balans: the page around the calculation core.
//!
//! The flow is one loop: an intent reaches [`state`], which changes the inputs; the core computes
//! an outcome; a memo per figure turns it into numbers, drawings and text in [`ui`]. [`figures`],
//! `formula` and `texts` know no signal; `storage` is the only way to the browser's
//! storage, and `platform` to the rest of the browser.

#![cfg_attr(
    test,
    allow(clippy::float_cmp, reason = "kept values are kept to the bit")
)]

mod collections;
mod erased;
pub mod formula;
pub mod platform;
pub mod state;
pub mod storage;
pub mod table;
pub mod texts;
#[allow(
    unreachable_pub,
    reason = "the component macro makes the properties of a component public"
)]
pub mod ui;

pub use balans_charts::{self as figures};
use balans_format as format;

use balans_model::KSON_2023;
use leptos::prelude::*;

use crate::erased::view;
use wasm_bindgen::JsCast;

use state::{LoadState, Route, Session, Store};

/// Puts the tool where the start page's shell stands.
pub fn start() {
    let route = Route::parse(&platform::hash());
    let Some(root) = document()
        .get_element_by_id("app")
        .and_then(|root| root.dyn_into::<web_sys::HtmlElement>().ok())
    else {
        return;
    };
    root.set_inner_html("");
    if let Route::Projector(name) = route {
        project(root, name);
        return;
    }
    let first = route == Route::Overview;
    let session = Session::open(
        &KSON_2023,
        storage::open_backend(),
        storage::open_tab_backend(),
        platform::ENVIRONMENT,
    );
    leptos::mount::mount_to(root, move || {
        let store = Store::start(session, route, platform::deferred::EXPLAINER);
        ui::fetch_chunk(store);
        fetch_later(store.deferred, store.chunk);
        ui::fetch_when_online(store.deferred, store.chunk);
        view! { <ui::App store/> }
    })
    .forget();
    if first {
        platform::announce_ready();
    }
}

/// The projector's window: no session, and so nothing read or written in the browser's storage.
fn project(root: web_sys::HtmlElement, name: String) {
    leptos::mount::mount_to(root, move || {
        let (later, parts) = (
            RwSignal::new(LoadState::Loading),
            RwSignal::new(LoadState::CHUNK_AT_START),
        );
        leptos::task::spawn_local(ui::load_chunk(later, parts));
        fetch_later(later, parts);
        ui::fetch_when_online(later, parts);
        ui::projector(name, later, parts)
    })
    .forget();
}

/// Fetches what draws and explains.
fn fetch_later(later: RwSignal<LoadState>, parts: RwSignal<LoadState>) {
    platform::deferred::on_renewal(Box::new(move |here| later.set(LoadState::of(here))));
    leptos::task::spawn_local(ui::load_deferred(later, parts));
}
