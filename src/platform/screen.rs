//! Full screen, windows, and which control a key belongs to.

use leptos::prelude::{
    GetValue as _, StoredValue, UpdateValue as _, document, on_cleanup, request_animation_frame,
    window, window_event_listener,
};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlDialogElement, HtmlElement, KeyboardEvent, Window};

use super::share::{method, settled};
use crate::state::present::Control;

/// Tests whether the page can go full screen; a phone may refuse.
#[must_use]
pub fn can_fill() -> bool {
    document().fullscreen_enabled()
}

/// Tests whether the page is in full screen.
#[must_use]
pub fn is_full() -> bool {
    document().fullscreen_element().is_some()
}

/// Leaves full screen, if the page is in it.
pub fn leave_full() {
    if is_full() {
        document().exit_fullscreen();
    }
}

/// Enters or leaves full screen.
pub fn toggle_full() {
    if is_full() {
        leave_full();
    } else if let Some(root) = document().document_element() {
        let root = JsValue::from(root);
        if let Some(fill) = method(&root, "requestFullscreen") {
            // A browser that refuses leaves the window as it is, which the user sees.
            leptos::task::spawn_local(async move {
                let _ = settled(fill.call0(&root)).await;
            });
        }
    }
}

/// Asks the browser to keep the screen on; returns what to release it by, `None` where it cannot or will not.
async fn wake_lock() -> Option<JsValue> {
    let navigator = JsValue::from(window().navigator());
    let lock = js_sys::Reflect::get(&navigator, &"wakeLock".into()).ok()?;
    let request = method(&lock, "request")?;
    let made = request.call1(&lock, &"screen".into()).ok()?;
    let made = made.dyn_into::<js_sys::Promise>().ok()?;
    wasm_bindgen_futures::JsFuture::from(made).await.ok()
}

/// Keeps the screen on while the view that calls it is there. The browser lets the screen go off whenever the page is
/// hidden, so it is asked again when the page is back. A refusal is silent: the screen then goes off as it always does.
pub fn keep_awake() {
    let held = StoredValue::new_local(None::<JsValue>);
    let release = |lock: &JsValue| {
        if let Some(release) = method(lock, "release") {
            let done = release.call0(lock);
            leptos::task::spawn_local(async move {
                // A lock that is gone needs no release.
                let _ = settled(done).await;
            });
        }
    };
    let take = move || {
        leptos::task::spawn_local(async move {
            let Some(lock) = wake_lock().await else {
                return;
            };
            // The view may be gone by then, and an earlier lock still be held.
            match held.try_update_value(|held| held.replace(lock.clone())) {
                Some(Some(earlier)) => release(&earlier),
                Some(None) => {}
                None => release(&lock),
            }
        });
    };
    take();
    let listener = window_event_listener(leptos::ev::visibilitychange, move |_| {
        if !document().hidden() {
            take();
        }
    });
    on_cleanup(move || {
        listener.remove();
        if let Some(Some(lock)) = held.try_get_value() {
            release(&lock);
        }
    });
}

/// Opens a popup at an address, or reuses the window of this name. `None` where the browser blocks
/// popups.
#[must_use]
pub fn open_window(address: &str, name: &str) -> Option<Window> {
    window()
        .open_with_url_and_target_and_features(address, name, "popup,width=1280,height=720")
        .ok()
        .flatten()
}

/// Closes this window, if a script opened it.
pub fn close_window() {
    // A window that no script opened stays open.
    let _ = window().close();
}

/// Replaces the address's fragment without a history entry.
pub fn readdress(fragment: &str) {
    // A refused address changes nothing.
    let _ = window()
        .history()
        .map(|history| history.replace_state_with_url(&JsValue::NULL, "", Some(fragment)));
}

/// Goes back one history entry.
pub fn back() {
    // Without a history there is no entry to go to.
    let _ = window().history().map(|history| history.back());
}

/// Reloads the page.
pub fn reload() {
    // A refused reload leaves the page as it is.
    let _ = window().location().reload();
}

/// Tests whether an element other than `body` has focus.
#[must_use]
pub fn has_focus() -> bool {
    let active = document().active_element();
    active.is_some_and(|element| element.tag_name() != "BODY")
}

/// Tests whether the focused element is a field: `input`, `select` or `textarea`.
#[must_use]
pub fn is_in_field() -> bool {
    let active = document().active_element();
    active.is_some_and(|element| matches!(&*element.tag_name(), "INPUT" | "SELECT" | "TEXTAREA"))
}

/// Tests whether the focused element is within one that a selector finds.
#[must_use]
pub fn is_focus_within(selector: &str) -> bool {
    let active = document().active_element();
    active.is_some_and(|element| element.closest(selector).ok().flatten().is_some())
}

/// Keeps the focus in a list whose rows are about to move or go: on the element that has it, or, where that is gone, on
/// the element with the id `otherwise`. Call it before the list changes.
pub fn keep_focus(list: &str, otherwise: &str) {
    let focused = document().active_element();
    let focused = focused.filter(|element| element.closest(list).ok().flatten().is_some());
    let Some(focused) = focused else {
        return;
    };
    let otherwise = otherwise.to_owned();
    request_animation_frame(move || {
        if !has_focus() {
            let still = Some(focused).filter(|element| element.is_connected());
            super::give_focus(still.or_else(|| document().get_element_by_id(&otherwise)));
        }
    });
}

/// Removes focus from the focused element, without scrolling.
pub fn let_go() {
    let active = document().active_element();
    if let Some(element) = active.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        // A refused blur changes nothing.
        let _ = element.blur();
    }
}

/// Tests whether the focused element is marked `aria-invalid`.
#[must_use]
pub fn is_in_fault() -> bool {
    let active = document().active_element();
    active.is_some_and(|element| element.has_attribute("aria-invalid"))
}

/// Marks a place on the scale of the lever that an element is in, 0–1 from its start; `None` removes the mark.
pub fn mark_scale(inside: &Element, at: Option<f64>) {
    let lever = inside.closest(".lever").ok().flatten();
    let rail = lever.and_then(|lever| lever.query_selector(".rail").ok().flatten());
    let Some(rail) = rail.and_then(|rail| rail.dyn_into::<HtmlElement>().ok()) else {
        return;
    };
    // What cannot be set leaves the line below, which says the same.
    let _ = match at {
        Some(at) => rail.style().set_property("--answer", &format!("{at:.4}")),
        None => rail.style().remove_property("--answer").map(|_| ()),
    };
    let _ = rail.toggle_attribute_with_force("data-answer", at.is_some());
}

/// Closes all open dialogs.
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

/// Tests whether some text on the page is selected.
#[must_use]
pub fn has_selection() -> bool {
    let selection = window().get_selection().ok().flatten();
    selection.is_some_and(|selection| !selection.is_collapsed())
}

/// Tests whether an event's target has an ancestor (or itself) that matches the selector.
#[must_use]
pub fn is_in(event: &Event, selector: &str) -> bool {
    target(event).is_some_and(|element| element.closest(selector).ok().flatten().is_some())
}

/// Returns the kind of control that an event's key would go to.
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

/// Tests whether a key belongs to the focused control, or scrolls content larger than its box: a
/// table sideways, a slide longer than the window up and down.
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

/// Tests whether there is more of the slide to scroll to, below or above.
fn is_longer(below: bool) -> bool {
    let stage = document().query_selector(".stage").ok().flatten();
    [document().document_element(), stage]
        .into_iter()
        .flatten()
        .any(|room| {
            let above = room.scroll_top();
            // A zoomed window stops within a pixel of its end.
            if below {
                room.scroll_height() - room.client_height() > above + 1
            } else {
                above > 0
            }
        })
}
