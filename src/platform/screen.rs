//! The screen: all of it, another window on it, and whom its keys belong to.

use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlDialogElement, HtmlElement, KeyboardEvent, Window};

use super::share::{method, settled};
use crate::state::present::Control;

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

/// Takes focus from what has it, without moving the page.
pub fn let_go() {
    let active = document().active_element();
    if let Some(element) = active.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        // Focus that stays is focus unmoved.
        let _ = element.blur();
    }
}

/// Whether what has focus says that its content is wrong.
#[must_use]
pub fn is_in_fault() -> bool {
    let active = document().active_element();
    active.is_some_and(|element| element.has_attribute("aria-invalid"))
}

/// Closes the dialogs that are open.
pub fn close_dialogs() {
    while let Ok(Some(open)) = document().query_selector("dialog[open]") {
        match open.dyn_into::<HtmlDialogElement>() {
            Ok(dialog) => dialog.close(),
            Err(_) => return,
        }
    }
}

fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()
}

/// Whether an event comes from inside something that fits the selector.
#[must_use]
pub fn is_in(event: &Event, selector: &str) -> bool {
    target(event).is_some_and(|element| element.closest(selector).ok().flatten().is_some())
}

/// What a key would go to.
#[must_use]
pub fn control(event: &Event) -> Control {
    let Some(element) = target(event) else {
        return Control::None;
    };
    match &*element.tag_name() {
        "SELECT" => Control::Select,
        "BUTTON" | "A" => Control::Button,
        "INPUT" if is(&element, "type", "range") => Control::Slider,
        "INPUT" if element.has_attribute("inputmode") => Control::Number {
            typing: element.has_attribute("data-typing"),
        },
        _ if super::is_written_in(event) => Control::Text,
        _ => Control::None,
    }
}

fn is(element: &Element, name: &str, value: &str) -> bool {
    element.get_attribute(name).as_deref() == Some(value)
}

/// Whether a key belongs to what has focus, or moves what is larger than its room: a table sideways, and
/// a slide that is longer than the window up and down.
#[must_use]
pub fn key_is_taken(event: &KeyboardEvent) -> bool {
    let key = event.key();
    let control = control(event);
    if control.keeps(&key, super::dialog_is_open()) {
        return true;
    }
    match &*key {
        "ArrowDown" => is_longer(true),
        "ArrowUp" => is_longer(false),
        "ArrowLeft" | "ArrowRight" => target(event).is_some_and(|element| {
            element.class_name() == "table-wrap" && element.scroll_width() > element.client_width()
        }),
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
