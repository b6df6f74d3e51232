//! An address that leads nowhere says so and shows the way.

use leptos::prelude::*;

use crate::erased::view;
use crate::state::Route;
use crate::texts;
use crate::ui::view::Heading;

#[component]
pub(super) fn Unknown(path: String) -> impl IntoView {
    let views = Route::MENU.iter().map(|route| {
        view! { <li><a href=route.href().to_owned()>{route.name()}</a></li> }
    });
    let address = texts::unknown::unknown_address(&path);
    view! {
        <Heading route=Route::Unknown(path)/>
        <p class="lead">{texts::unknown::UNKNOWN_LEAD}</p>
        <ul class="ways">{views.collect_view()}</ul>
        <p class="small">{address}</p>
    }
}
