//! When the inputs come to rest after changes: what is not shown at once waits for it.

use std::time::Duration;

use leptos::prelude::*;

use crate::state::{Store, use_store};

/// Delay after the last change, until the inputs are at rest.
pub(crate) const REST: Duration = Duration::from_millis(200);

/// The rests of the inputs: one timer for all levers and panels of the page.
#[derive(Clone, Copy)]
pub(crate) struct Rests {
    /// The number of rests so far.
    pub(crate) count: ReadSignal<u32>,
    /// Whether the inputs have changed since the last rest.
    pub(crate) is_moving: ReadSignal<bool>,
}

impl Rests {
    /// Returns the page's, which its first user makes for as long as the page is open.
    pub(crate) fn of_page() -> Self {
        use_context::<Self>().unwrap_or_else(Self::make)
    }

    fn make() -> Self {
        let has_store = |owner: &Owner| owner.with(|| use_context::<Store>().is_some());
        let owners = std::iter::successors(Owner::current(), Owner::parent);
        // The outermost: a panel may have a store of its own, and goes with its view.
        let page = owners.take_while(has_store).last().unwrap_or_default();
        page.with(|| {
            let store = use_store();
            let (count, set_count) = RwSignal::new(0_u32).split();
            let (is_moving, set_moving) = RwSignal::new(false).split();
            let mut rest = leptos::leptos_dom::helpers::debounce(REST, move |()| {
                set_count.update(|count| *count = count.wrapping_add(1));
                set_moving.set(false);
            });
            Effect::new(move |made: Option<()>| {
                store.track_inputs();
                if made.is_none() {
                    return;
                }
                if !is_moving.get_untracked() {
                    set_moving.set(true);
                }
                rest(());
            });
            let rests = Self { count, is_moving };
            provide_context(rests);
            rests
        })
    }
}
