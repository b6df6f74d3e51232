//! The screen: all of it, another window on it, and whom its keys belong to.

use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, KeyboardEvent, Window};

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

/// Puts another fragment into the address without a step in the history.
pub fn readdress(fragment: &str) {
    // A refused address is one that stands as it was.
    let _ = window().location().replace(fragment);
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

/// Takes focus away from whatever has it.
pub fn release_focus() {
    let active = document().active_element();
    if let Some(element) = active.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // Refused, focus stays.
        let _ = element.blur();
    }
}

/// Whether a key belongs to what has focus: a field takes all but Escape, a slider and a list those
/// that move it, a button the one that presses it, and what can be scrolled those that do.
#[must_use]
pub fn key_is_taken(event: &KeyboardEvent) -> bool {
    let target = event.target();
    let Some(target) = target.and_then(|target| target.dyn_into::<Element>().ok()) else {
        return false;
    };
    if super::is_written_in(event) {
        return true;
    }
    let key = event.key();
    let moves =
        key.starts_with("Arrow") || key.starts_with("Page") || key == "Home" || key == "End";
    match target.tag_name().as_str() {
        "INPUT" => moves,
        "SELECT" => key != "Escape",
        "BUTTON" | "A" => key == " ",
        _ => key.starts_with("Arrow") && scrolls(&target, key == "ArrowUp" || key == "ArrowDown"),
    }
}

fn scrolls(element: &Element, upright: bool) -> bool {
    if upright {
        element.scroll_height() > element.client_height()
    } else {
        element.scroll_width() > element.client_width()
    }
}
