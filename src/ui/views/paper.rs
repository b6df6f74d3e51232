//! Beslutsunderlag: the scenario as a paper to print. Its markup is made by the later module; here
//! is what stands around it on screen.

use leptos::html::Article;
use leptos::prelude::*;

use super::Heading;
use crate::platform;
use crate::state::thin::{act, bound, live, memo, view};
use crate::state::{Later, Route, use_tool};
use crate::texts::paper as words;
use crate::ui::case::case;
use crate::ui::explain::explain_pressed;

/// What a person types into: the attribute with the field's key.
const BLANK: &str = "data-blank";

#[component]
pub(super) fn Paper() -> impl IntoView {
    let tool = use_tool();
    let sheet = NodeRef::<Article>::new();
    let case = case(tool);
    let html = memo(move || match tool.later.get() {
        Later::Here => case.with(platform::later::paper),
        Later::Coming | Later::Missing => None,
    });
    Effect::new(move |_| {
        let Some(html) = html.get() else { return };
        if let Some(sheet) = sheet.get() {
            // A new number is no reason to type anew.
            let typed = platform::typed(&sheet, BLANK);
            sheet.set_inner_html(&html);
            platform::type_again(&sheet, BLANK, &typed);
        }
    });
    let waiting = move || match tool.later.get() {
        Later::Here => None,
        Later::Coming => Some(words::COMING),
        Later::Missing => Some(words::MISSING),
    };
    view! {
        <Heading route=Route::Paper/>
        <div class="paper-tools">
            <p>{words::LEAD}</p>
            <p class="small">{words::TYPED}</p>
            <button
                type="button"
                class="button primary"
                disabled=bound(move || tool.later.get() != Later::Here)
                on:click=act(move |_| platform::print())
            >
                {words::PRINT}
            </button>
        </div>
        <p role="status">{live(waiting)}</p>
        <article
            class="paper"
            node_ref=sheet
            hidden=bound(move || tool.later.get() != Later::Here)
            on:click=move |ev| explain_pressed(tool, &ev, "[data-quantity]")
        ></article>
    }
}
