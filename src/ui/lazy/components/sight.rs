//! Panels out of sight: they follow a change when the values have come to rest, so that a change costs
//! the work of what is seen.

use std::time::Duration;

use leptos::html::Div;
use leptos::prelude::*;

use crate::erased::{attr, derived, view};
use crate::state::use_store;
use crate::ui::components::use_seen;

/// Delay after the last change, until panels out of sight follow.
pub(crate) const REST: Duration = Duration::from_millis(200);

/// Makes a panel that follows the scenario at every change while it is in sight, or nearly; out of
/// sight it follows when no value has changed for [`REST`], and has `data-lags` until then.
pub(crate) fn when_seen(panel: impl FnOnce() -> AnyView + Send + 'static) -> AnyView {
    let store = use_store();
    let holder = NodeRef::<Div>::new();
    let seen = use_seen(holder);
    let (rests, lags) = (RwSignal::new(0_u32), RwSignal::new(false));
    let mut rest = leptos::leptos_dom::helpers::debounce(REST, move |()| {
        let _ = rests.try_update(|count| *count = count.wrapping_add(1));
        let _ = lags.try_set(false);
    });
    Effect::new(move |made: Option<()>| {
        store.track_inputs();
        if made.is_some() && !seen.get_untracked() {
            lags.set(true);
            rest(());
        }
    });
    let awake = derived(move || seen.get() || store.printing.get());
    let followed = store.followed_when(awake, rests.read_only());
    view! {
        <div class="sight" data-lags=attr(move || lags.get().then_some("")) node_ref=holder>
            <leptos::context::Provider value=followed>{panel()}</leptos::context::Provider>
        </div>
    }
}
