//! The views, one file each, and which one is shown.

mod about;
mod benchmarks;
mod compare;
mod housing;
mod ledger;
mod measures;
mod needs;
mod overview;
mod paper;
mod parties;
mod reconciliation;
mod scenarios;
mod shared;
mod sources;
mod unknown;

use leptos::prelude::*;

pub(crate) use ledger::GapLedger;

use crate::erased::view;
use crate::platform;
use crate::state::{LoadState, Route, Store, use_store};
use crate::texts;
use crate::ui::lazy::{self, LazyPanel};
use crate::ui::naming;
use crate::ui::present::Present;

/// The view of the address.
#[component]
pub(crate) fn View() -> impl IntoView {
    let Store {
        route,
        active_pack_memo: shown,
        chunk: parts,
        ..
    } = use_store();
    move || {
        let route = route.get();
        // What a view shows of the underlag it reads once. The room and the paper are made from the
        // case, which follows it: made anew they would lose the projector and what was typed.
        if !matches!(route, Route::Present | Route::Paper) {
            shown.track();
        }
        if route == Route::Overview {
            return view! { <overview::Overview/> };
        }
        match parts.get() {
            LoadState::Ready => lazy::render_loaded(LazyPanel::View(route)),
            LoadState::Loading => {
                view! { <Heading route/><p class="lead" data-coming>{texts::PART_COMING}</p> }
            }
            LoadState::Failed => view! {
                <Heading route/>
                {lazy::load_failed()}
                <p><a href=Route::Overview.href()>{naming::view(&Route::Overview)}</a></p>
            },
        }
    }
}

/// Any view but the first, which is there before the others.
pub(crate) fn view_of(route: Route) -> AnyView {
    match route {
        Route::Housing => view! { <housing::Housing/> },
        Route::Measures => view! { <measures::Measures/> },
        Route::Parties => view! { <parties::Parties/> },
        Route::Needs => view! { <needs::Needs/> },
        Route::Benchmarks => view! { <benchmarks::Benchmarks/> },
        Route::Scenarios => view! { <scenarios::Scenarios/> },
        Route::Sources => view! { <sources::Sources/> },
        Route::About => view! { <about::About/> },
        Route::Paper => view! { <paper::Paper/> },
        Route::SharedScenario(link) => view! { <shared::SharedView link/> },
        Route::Present => view! { <Present/> },
        // The projector's window is a page of its own; this one has just been asked to become it.
        Route::Projector(path) | Route::Unknown(path) => view! { <unknown::Unknown path/> },
        Route::Overview => ().into_any(),
    }
}

/// A view's heading: where focus goes when the view opens.
#[component]
fn Heading(route: Route) -> impl IntoView {
    view! { <h1 id=platform::HEADING tabindex="-1">{naming::view(&route)}</h1> }
}
