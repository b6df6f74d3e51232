//! Budget i balans: the web app around the calculation core.
//!
//! The flow is one loop: an intent reaches [`state`], which changes the inputs; the core computes
//! an outcome; memos turn it into numbers, figures and text in [`ui`]. [`formula`], [`table`] and
//! [`texts`] read no signal; only [`storage`] uses the browser's storage, and [`platform`] the rest
//! of the browser.

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

use balans_model::base_pack;
use leptos::prelude::*;

use crate::erased::view;
use wasm_bindgen::JsCast;

use state::{LoadState, Route, Session, Store};
use storage::{StorageBackend, Trouble};
use ui::Loader;

/// Replaces the static shell in `#app` and mounts the app.
pub fn start() {
    let route = Route::parse(&platform::hash());
    let Some(root) = document()
        .get_element_by_id("app")
        .and_then(|root| root.dyn_into::<web_sys::HtmlElement>().ok())
    else {
        return;
    };
    ui::set_panels(ui::PANELS);
    if let Route::Projector(name) = route {
        project(root, name);
        return;
    }
    let backend = storage::open_backend();
    let pack = storage::pack_in_use(&*backend);
    let is_built_in = match &pack {
        Some(text) => text.is_empty(),
        None => !platform::deferred::has_site_pack(),
    };
    let mount = move || open(root, route, backend, !is_built_in);
    if is_built_in {
        mount();
    } else {
        // Not by leptos, which spawns nothing before the app is mounted.
        wasm_bindgen_futures::spawn_local(ui::take_pack(pack, Box::new(mount)));
    }
}

/// Opens the session and mounts the app. `has_other` says that another pack than the built-in one is to be the base pack.
fn open(
    root: web_sys::HtmlElement,
    route: Route,
    backend: Box<dyn StorageBackend>,
    has_other: bool,
) {
    root.set_inner_html("");
    let first = route == Route::Overview;
    let mut session = Session::open(
        base_pack(),
        backend,
        storage::open_tab_backend(),
        platform::ENVIRONMENT,
    );
    if has_other && base_pack().is_built_in() {
        session.report(Trouble::Pack);
    }
    leptos::mount::mount_to(root, move || {
        let store = Store::start(session, route, platform::deferred::EXPLAINER);
        let loader = Loader::new(store.deferred, store.chunk);
        loader.fetch_chunk(store);
        fetch_deferred(loader, store.deferred);
        loader.fetch_when_online();
        view! { <ui::App store/> }
    })
    .forget();
    if first {
        platform::announce_ready();
    }
}

/// Mounts the projector's window: without a session, so that nothing is read from or written to the
/// browser's storage.
fn project(root: web_sys::HtmlElement, name: String) {
    root.set_inner_html("");
    leptos::mount::mount_to(root, move || {
        let deferred = RwSignal::new(LoadState::Loading);
        let chunk = RwSignal::new(LoadState::CHUNK_AT_START);
        let loader = Loader::new(deferred, chunk);
        leptos::task::spawn_local(loader.load_chunk());
        fetch_deferred(loader, deferred);
        loader.fetch_when_online();
        ui::projector(name, loader)
    })
    .forget();
}

/// Fetches the deferred module, and updates its load state when the module is instantiated again
/// after a trap.
fn fetch_deferred(loader: Loader, state: RwSignal<LoadState>) {
    platform::deferred::on_renewal(Box::new(move |here| state.set(LoadState::of(here))));
    leptos::task::spawn_local(loader.load_deferred());
}
