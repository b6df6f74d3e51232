//! The footer of printed pages: scenario, date, and for the decision paper its diarienummer, so
//! that loose pages can be told apart. On screen, the link to the accessibility statement, which the law wants on every page.

use leptos::prelude::*;

use super::views::{STATEMENT_SECTION, statement_address};
use crate::erased::{dynamic, handler, view};
use crate::platform;
use crate::state::{Route, use_store};
use crate::texts::{self, paper as words, statement};

/// The paper's field with the diarienummer.
const REGISTER: &str = ".paper [data-blank=diarienummer]";

/// Sets the footer when the page is about to be printed, and shows the links below the page's own footer. They come with
/// the views that they lead to, and add nothing to the start.
#[component]
pub(crate) fn Foot() -> impl IntoView {
    let store = use_store();
    let event = leptos::ev::Custom::<web_sys::Event>::new("beforeprint");
    let listener = window_event_listener(event, move |_| {
        let name = store.peek(|session| {
            let current = session.current_scenario();
            current.map_or_else(String::new, |saved| saved.name.clone())
        });
        let says = words::foot(&name, &texts::dates::day(&(platform::ENVIRONMENT.now)()));
        let register = platform::value_of(REGISTER).map(|typed| words::register(&typed));
        platform::write_foot(&says, &register.unwrap_or_default());
    });
    on_cleanup(move || listener.remove());
    // A presentation fills the page.
    let presenting = move || store.route.with(|route| *route == Route::Present);
    dynamic(move || {
        (!presenting()).then(|| {
            view! {
                <nav class="foot-links" aria-label=statement::LINKS>
                    // An address that is there already changes nothing: focus then moves here.
                    <p class="page">
                        <a href=statement_address() on:click=handler(|_| platform::focus(STATEMENT_SECTION))>{statement::STATEMENT}</a>
                    </p>
                </nav>
            }
        })
    })
}
