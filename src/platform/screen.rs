//! The screen: all of it, another window on it, and whom its keys belong to.

use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, KeyboardEvent, Window};

use super::share::{method, settled};

/// Whether the page can take the whole screen: a phone may say no.
#[must_use]
pub fn can_fill() -> bool {
    document().fullscreen_enabled()
}

/// Whether the page has the whole screen.
#[must_use]
pub fn is_full() -> bool {
    document().fullscreen_element().is_some()
}

/// Gives the screen back, if the page has it.
pub fn leave_full() {
    if is_full() {
        document().exit_fullscreen();
    }
}

/// Takes the whole screen, or gives it back.
pub fn toggle_full() {
    if is_full() {
        leave_full();
    } else if let Some(root) = document().document_element() {
        let root = JsValue::from(root);
        if let Some(fill) = method(&root, "requestFullscreen") {
            // A browser that refuses leaves the window as it is, which is seen.
            leptos::task::spawn_local(async move {
                let _ = settled(fill.call0(&root)).await;
            });
        }
    }
}

/// Opens a window of its own at an address, or finds the one with this name again; nothing where
/// the browser lets no window be opened.
#[must_use]
pub fn open_window(address: &str, name: &str) -> Option<Window> {
    window()
        .open_with_url_and_target_and_features(address, name, "popup,width=1280,height=720")
        .ok()
        .flatten()
}

/// Closes this window, if a script opened it.
pub fn close_window() {
    // One that no script opened stays.
    let _ = window().close();
}

/// Puts another fragment into the address without a step in the history.
pub fn readdress(fragment: &str) {
    // A refused address is one that stands as it was.
    let _ = window()
        .history()
        .map(|history| history.replace_state_with_url(&JsValue::NULL, "", Some(fragment)));
}

/// Goes back to where one came from.
pub fn back() {
    // Without a history there is nowhere to go.
    let _ = window().history().map(|history| history.back());
}

/// Loads the page anew.
pub fn reload() {
    // Refused, the page stays.
    let _ = window().location().reload();
}

/// Whether something on the page has focus, and not the page as a whole.
#[must_use]
pub fn has_focus() -> bool {
    let active = document().active_element();
    active.is_some_and(|element| element.tag_name() != "BODY")
}

/// Whether what has focus is something to move or to write in.
#[must_use]
pub fn is_in_field() -> bool {
    let active = document().active_element();
    active.is_some_and(|element| matches!(&*element.tag_name(), "INPUT" | "SELECT" | "TEXTAREA"))
}

/// Whether a key belongs to what has focus: a field takes all, a slider and a list those that move
/// it, a button the one that presses it, a table that is wider than its room those that move it
/// sideways, and what is longer than the window those that lead on in it.
#[must_use]
pub fn key_is_taken(event: &KeyboardEvent) -> bool {
    let target = event.target();
    let Some(target) = target.and_then(|target| target.dyn_into::<Element>().ok()) else {
        return false;
    };
    let key = event.key();
    let tag = target.tag_name();
    let moves =
        key.starts_with("Arrow") || key.starts_with("Page") || key == "Home" || key == "End";
    super::is_written_in(event)
        || match (&*tag, &*key) {
            ("INPUT", _) => moves,
            ("SELECT", _) => true,
            ("BUTTON" | "A", " ") => true,
            (_, "ArrowDown") => is_longer(true),
            (_, "ArrowUp") => is_longer(false),
            (_, "ArrowLeft" | "ArrowRight") => {
                target.class_name() == "table-wrap" && target.scroll_width() > target.client_width()
            }
            _ => false,
        }
}

/// Whether there is more of the slide below, or above.
fn is_longer(below: bool) -> bool {
    let stage = document().query_selector(".stage").ok().flatten();
    [document().document_element(), stage]
        .into_iter()
        .flatten()
        .any(|room| {
            let above = room.scroll_top();
            // A window that is zoomed stops within a pixel of its end.
            if below {
                room.scroll_height() - room.client_height() > above + 1
            } else {
                above > 0
            }
        })
}
