//! Explanations of numbers in markup that the deferred module has made: slides and the decision paper.

use leptos::prelude::*;

use crate::platform;
use crate::state::Store;

/// Explains the clicked number in markup from the deferred module. `numbers` is the selector of
/// such numbers.
pub(crate) fn explain_pressed(store: Store, event: &web_sys::Event, numbers: &str) {
    let key = platform::attribute_at(event, numbers, "data-quantity");
    if let Some(quantity) = key.as_deref().and_then(platform::deferred::quantity) {
        store.explained.set(Some(quantity));
    }
}
