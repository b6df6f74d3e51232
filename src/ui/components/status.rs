//! Chips for the status of an input.

use balans_model::{InputId, Status};
use balans_report::texts::shared;
use leptos::prelude::*;

use crate::erased::{dynamic, view};
use crate::state::use_store;
use crate::texts;

/// The status chip: Underlag, Härlett, Extern referens, Antagande or Eget val.
#[component]
pub(crate) fn StatusChip(
    /// The status.
    status: Status,
) -> impl IntoView {
    view! { <span class="chip" data-status=status.as_str()>{shared::status(status)}</span> }
}

/// The chip of an input that differs from the underlag; empty where it does not.
#[component]
pub(crate) fn ChangedChip(
    /// The input.
    input: InputId,
) -> impl IntoView {
    let changed = use_store().is_changed(input);
    dynamic(move || changed_chip(changed.get()))
}

/// Makes the chip, if `changed`.
pub(crate) fn changed_chip(changed: bool) -> Option<AnyView> {
    changed.then(|| view! { <span class="chip changed">{texts::frame::CHANGED}</span> })
}
