//! The views, one file each, and which one is shown.

mod about;
mod benchmarks;
mod housing;
mod ledger;
mod measures;
mod needs;
mod overview;
mod parties;
mod reconciliation;
mod sources;
mod unknown;

use leptos::prelude::*;

use crate::state::{Route, use_tool};
use crate::ui::naming;

/// The view of the address.
#[component]
pub(crate) fn View() -> impl IntoView {
    let route = use_tool().route;
    move || match route.get() {
        Route::Overview => view! { <overview::Overview/> }.into_any(),
        Route::Housing => view! { <housing::Housing/> }.into_any(),
        Route::Measures => view! { <measures::Measures/> }.into_any(),
        Route::Parties => view! { <parties::Parties/> }.into_any(),
        Route::Needs => view! { <needs::Needs/> }.into_any(),
        Route::Benchmarks => view! { <benchmarks::Benchmarks/> }.into_any(),
        Route::Sources => view! { <sources::Sources/> }.into_any(),
        Route::About => view! { <about::About/> }.into_any(),
        Route::Unknown(path) => view! { <unknown::Unknown path/> }.into_any(),
    }
}

/// A view's heading: where focus goes when the view opens.
#[component]
fn Heading(route: Route) -> impl IntoView {
    view! { <h1 id="rubrik" tabindex="-1">{naming::view(&route)}</h1> }
}
