//! The footer of printed pages: scenario, date, and for the decision paper its diarienummer, so
//! that loose pages can be told apart.

use leptos::prelude::*;

use crate::erased::view;
use crate::platform;
use crate::state::use_store;
use crate::texts::{self, paper as words};

/// The paper's field with the diarienummer.
const REGISTER: &str = ".paper [data-blank=diarienummer]";

/// Sets the footer when the page is about to be printed.
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
    view! { <></> }
}
