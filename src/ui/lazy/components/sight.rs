//! Panels out of sight: they follow a change when the values have come to rest, so that a change costs
//! the work of what is seen.

use leptos::html::Div;
use leptos::prelude::*;

use super::rests::Rests;
use crate::erased::{attr, derived, view};
use crate::state::use_store;
use crate::ui::components::use_seen;

/// Makes a panel that follows the scenario at every change while it is in sight, or nearly; out of
/// sight it follows when the inputs have come to rest, and has `data-lags` until then.
pub(crate) fn when_seen(panel: impl FnOnce() -> AnyView + Send + 'static) -> AnyView {
    let store = use_store();
    let holder = NodeRef::<Div>::new();
    let seen = use_seen(holder);
    let rests = Rests::of_page();
    let awake = derived(move || seen.get() || store.printing.get());
    let followed = store.followed_when(awake, rests.count);
    view! {
        <div class="sight" data-lags=attr(move || (rests.is_moving.get() && !awake.get()).then_some("")) node_ref=holder>
            <leptos::context::Provider value=followed>{panel()}</leptos::context::Provider>
        </div>
    }
}
