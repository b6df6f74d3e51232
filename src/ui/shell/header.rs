//! The header: name, bar, menu, scenario and save.

use leptos::prelude::*;

use super::scenario_tools::ScenarioTools;
use crate::erased::{attr, fragment, handler, memo, view};
use crate::state::{Route, use_store};
use crate::texts;

/// The header of every view. In a narrow window the views and most tools are in a popover, opened by *Mer* in the bar
/// beside the most used views; `style/layout.css` puts the bar at the foot of the window.
#[component]
pub(crate) fn Header() -> impl IntoView {
    view! {
        <header class="top">
            <div class="page">
                <a class="brand" href=Route::Overview.href() aria-label=texts::frame::NAME>
                    <Mark/>
                    <span>{texts::frame::NAME}</span>
                </a>
                <nav class="shortcuts" aria-label=texts::frame::BAR>
                    <ul>{items(Route::BAR.into())}</ul>
                    <button type="button" popovertarget=MENU_ID>{texts::frame::MORE}</button>
                </nav>
                <ScenarioTools/>
            </div>
        </header>
    }
}

/// The id of the popover.
pub(super) const MENU_ID: &str = "meny";

/// Makes the menu of all views.
pub(super) fn menu() -> AnyView {
    let store = use_store();
    view! {
        <nav class="menu" aria-label=texts::frame::VIEWS>
            <ul class="views">
                {items(Route::MENU.into())}
                <li>
                    <button
                        type="button"
                        class="seek"
                        aria-keyshortcuts="/"
                        on:click=handler(move |_| store.searching.set(true))
                    >
                        {texts::search::SEARCH}
                    </button>
                </li>
            </ul>
        </nav>
    }
}

/// Makes a link to each view, with the current one marked.
fn items(views: Vec<Route>) -> AnyView {
    let store = use_store();
    fragment(views.into_iter().map(|route| {
        let href = route.href().to_owned();
        let name = route.name();
        let here = memo(move || store.route.with(|now| *now == route));
        view! {
            <li><a href=href aria-current=attr(move || here.get().then_some("page"))>{name}</a></li>
        }
    }))
}

/// The logotype, a pair of scales: the lighter pan is the gap.
#[component]
fn Mark() -> impl IntoView {
    view! {
        <svg viewBox="0 0 32 32" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round">
            <path d="M16 5v21M9 27h14M5 11l22-4"/>
            <path d="M5 11l-3.5 8h7z" fill="var(--fig-remaining)" stroke="var(--fig-remaining)"/>
            <path d="M27 7l-3.5 8h7z" fill="var(--accent)" stroke="var(--accent)"/>
        </svg>
    }
}
