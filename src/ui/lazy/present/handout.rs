//! The slides on paper: all of them, one landscape page each, made while the page is being printed.

use balans_report::protocol::RenderedSlide;
use leptos::html::Div;
use leptos::prelude::*;

use super::PresenterState;
use super::stage::fit;
use crate::erased::{dynamic, effect, fragment, view};
use crate::platform::deferred;

/// Makes every slide of the deck, in order.
pub(super) fn handout(desk: PresenterState) -> AnyView {
    let printing = desk.store.printing;
    dynamic(move || {
        printing
            .get()
            .then(|| pages(desk.case.with_untracked(deferred::deck)))
    })
}

fn pages(deck: Option<Vec<RenderedSlide>>) -> AnyView {
    let pages = NodeRef::<Div>::new();
    effect(move || {
        let Some(pages) = pages.get() else { return };
        let stages = pages.children();
        for stage in (0..stages.length()).filter_map(|place| stages.item(place)) {
            fit(&stage, 0.0);
        }
    });
    let deck = deck.unwrap_or_default().into_iter().map(|shown| {
        view! {
            <div class="stage">
                <div class="slide">
                    <h2 class="slide-title">{shown.title}</h2>
                    <div class="slide-body" inner_html=shown.html></div>
                </div>
            </div>
        }
    });
    view! { <div class="handout" node_ref=pages>{fragment(deck)}</div> }
}
