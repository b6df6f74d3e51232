//! Native dialogs, which trap focus and close on Escape by themselves.

use leptos::html::Dialog;
use leptos::prelude::*;

use crate::erased::{handler, view};
use crate::texts;

/// Opens a dialog.
pub(crate) fn open(dialog: NodeRef<Dialog>) {
    // This fails only for a dialog that is already open.
    let _ = dialog.get_untracked().map(|dialog| dialog.show_modal());
}

/// Closes a dialog.
pub(crate) fn close(dialog: NodeRef<Dialog>) {
    if let Some(dialog) = dialog.get_untracked() {
        dialog.close();
    }
}

/// Makes a dialog's head: the heading, whose id labels the dialog, and the close button.
pub(crate) fn top(dialog: NodeRef<Dialog>, id: &'static str, heading: &'static str) -> AnyView {
    view! {
        <div class="dialog-head">
            <h2 id=id>{heading}</h2>
            <button type="button" class="button" on:click=handler(move |_| close(dialog))>{texts::frame::CLOSE}</button>
        </div>
    }
}
