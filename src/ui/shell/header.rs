//! The header: name, menu, scenario and save.

use leptos::prelude::*;

use super::scenario_tools::ScenarioTools;
use crate::erased::{attr, handler, memo, view};
use crate::state::{Route, use_store};
use crate::texts;

/// The header of every view.
#[component]
pub(crate) fn Header() -> impl IntoView {
    let store = use_store();
    let items = Route::MENU.into_iter().map(|route| {
        let href = route.href().to_owned();
        let name = route.name();
        let here = memo(move || store.route.with(|now| *now == route));
        view! {
            <li><a href=href aria-current=attr(move || here.get().then_some("page"))>{name}</a></li>
        }
    });
    view! {
        <header class="top">
            <div class="page">
                <a class="brand" href=Route::Overview.href()>
                    <Mark/>
                    {texts::frame::NAME}
                </a>
                <nav aria-label=texts::frame::VIEWS>
                    <ul class="views">
                        {items.collect_view()}
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
                <ScenarioTools/>
            </div>
        </header>
    }
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
