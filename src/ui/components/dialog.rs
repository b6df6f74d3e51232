//! Dialogs: native ones, which keep focus and close on Escape by themselves.

use leptos::html::Dialog;
use leptos::prelude::*;

use crate::erased::{handler, view};
use crate::texts;

/// Opens a dialog.
pub(crate) fn open(dialog: NodeRef<Dialog>) {
    // Opening an open dialog is the only way this fails, and then it is open.
    let _ = dialog.get_untracked().map(|dialog| dialog.show_modal());
}

/// Closes a dialog.
pub(crate) fn close(dialog: NodeRef<Dialog>) {
    if let Some(dialog) = dialog.get_untracked() {
        dialog.close();
    }
}

/// A dialog's heading, by whose id it is labelled, and its way out.
pub(crate) fn top(dialog: NodeRef<Dialog>, id: &'static str, heading: &'static str) -> AnyView {
    view! {
        <div class="dialog-head">
            <h2 id=id>{heading}</h2>
            <button type="button" class="button" on:click=handler(move |_| close(dialog))>{texts::frame::CLOSE}</button>
        </div>
    }
}
