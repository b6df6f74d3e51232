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

pub mod formula;
mod order;
pub mod platform;
pub mod state;
pub mod storage;
pub mod texts;
pub mod ui;

pub use balans_figures::{self as figures, format};

use balans_model::KSON_2023;
use leptos::prelude::*;

use crate::state::thin::view;
use wasm_bindgen::JsCast;

use state::{Later, Route, Session, Tool};

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
        storage::open_door(),
        storage::open_tab_door(),
        platform::EDGE,
    );
    leptos::mount::mount_to(root, move || {
        let tool = Tool::start(session, route, platform::later::EXPLAINER);
        fetch_later(tool.later, tool.parts);
        fetch_parts(tool);
        view! { <ui::App tool/> }
    })
    .forget();
    if first {
        platform::announce_ready();
    }
}

/// The projector's window: no session, and so nothing read or written in the browser's storage.
fn project(root: web_sys::HtmlElement, name: String) {
    // Leptos has no tasks of its own until something is mounted.
    wasm_bindgen_futures::spawn_local(async move {
        let here = ui::load_parts().await;
        leptos::mount::mount_to(root, move || {
            let later = RwSignal::new(Later::Coming);
            fetch_later(later, RwSignal::new(come(here)));
            if here {
                ui::projector(name, later)
            } else {
                ui::no_projector()
            }
        })
        .forget();
        platform::announce_ready();
    });
}

const fn come(here: bool) -> Later {
    if here { Later::Here } else { Later::Missing }
}

/// Fetches what draws and explains.
fn fetch_later(later: RwSignal<Later>, parts: RwSignal<Later>) {
    leptos::task::spawn_local(async move {
        later.set(come(platform::later::load().await));
        announce(later, parts);
    });
}

/// Fetches the rest of the page, which any view but the first waits for.
pub(crate) fn fetch_parts(tool: Tool) {
    if tool.parts.get_untracked() == Later::Missing {
        tool.parts.set(Later::Coming);
    }
    leptos::task::spawn_local(async move {
        let here = ui::load_parts().await;
        // Whoever stands at the heading of a view that is on its way, stands at the view's.
        let waits = tool.came.get_untracked() && platform::is_at_heading();
        tool.parts.set(come(here));
        leptos::task::tick().await;
        if waits && !platform::dialog_is_open() {
            platform::focus_heading();
        }
        platform::announce_ready();
        announce(tool.later, tool.parts);
    });
}

/// Says when all has come that is fetched when the page answers.
fn announce(later: RwSignal<Later>, parts: RwSignal<Later>) {
    let [later, parts] = [later, parts].map(|one| one.get_untracked());
    if later != Later::Coming && parts != Later::Coming {
        platform::announce_later(later == Later::Here);
    }
}
