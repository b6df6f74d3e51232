//! The chip that says where a figure comes from.

use balans_model::{InputId, Status};
use balans_report::texts::shared;
use leptos::prelude::*;

use crate::erased::{dynamic, view};
use crate::state::use_store;
use crate::texts;

/// Underlag, Härlett, Extern referens, Antagande or Eget val.
#[component]
pub(crate) fn StatusChip(
    /// Which.
    status: Status,
) -> impl IntoView {
    view! { <span class="chip" data-status=status.as_str()>{shared::status(status)}</span> }
}

/// Marks an input that differs from the underlag; nothing where it does not.
#[component]
pub(crate) fn ChangedChip(
    /// Which input.
    input: InputId,
) -> impl IntoView {
    let changed = use_store().is_changed(input);
    dynamic(move || changed_chip(changed.get()))
}

/// The mark itself, where something is changed.
pub(crate) fn changed_chip(changed: bool) -> Option<AnyView> {
    changed.then(|| view! { <span class="chip changed">{texts::frame::CHANGED}</span> })
}
