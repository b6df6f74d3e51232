//! The view of the address: the first view at once, any other when the second wasm file is there.

use leptos::prelude::*;

use super::loading::{LazyPanel, chunk_failed, render};
use super::overview::Overview;
use crate::erased::view;
use crate::platform;
use crate::state::{LoadState, Route, Store, use_store};
use crate::texts;

/// The view of the address.
#[component]
pub(crate) fn View() -> impl IntoView {
    let Store {
        route,
        active_pack_memo: active_pack,
        year_memo: year,
        chunk,
        ..
    } = use_store();
    move || {
        let route = route.get();
        // What a view shows of the underlag it reads once. The room and the paper are made from the
        // case, which follows it: made anew they would lose the projector and what was typed. Källor, where own figures
        // are made, follows it row by row.
        if !matches!(route, Route::Present | Route::Paper | Route::Sources) {
            active_pack.track();
        }
        // The year too; a view with choices of its own follows it part by part.
        if matches!(
            route,
            Route::Overview | Route::Housing | Route::Benchmarks | Route::Parties
        ) {
            year.track();
        }
        if route == Route::Overview {
            return view! { <Overview/> };
        }
        match chunk.get() {
            LoadState::Ready => render(LazyPanel::View(route)),
            LoadState::Loading => {
                view! { <Heading route/><p class="lead" data-coming>{texts::frame::PART_COMING}</p> }
            }
            LoadState::Failed => view! {
                <Heading route/>
                {chunk_failed()}
                <p><a href=Route::Overview.href()>{Route::Overview.name()}</a></p>
            },
        }
    }
}

/// A view's heading: where focus goes when the view opens.
#[component]
pub(crate) fn Heading(route: Route) -> impl IntoView {
    view! { <h1 id=platform::HEADING tabindex="-1">{route.name()}</h1> }
}
