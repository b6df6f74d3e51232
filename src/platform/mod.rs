//! Browser APIs: clock, random numbers, address, focus, printing and events. Kept thin, since
//! nothing in this module can be tested natively.

pub mod answers;
pub mod channel;
pub mod deferred;
pub mod export_js;
pub mod file;
pub mod persistence;
pub mod screen;
pub mod share;
pub mod statement;

use leptos::prelude::{document, window};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;

use crate::state::Environment;

/// The session's [`Environment`] in a browser.
pub const ENVIRONMENT: Environment = Environment {
    now,
    fresh_id,
    unnamed: balans_report::texts::files::UNNAMED,
};

#[allow(
    clippy::disallowed_methods,
    reason = "the one place that asks the clock"
)]
fn now() -> String {
    chrono::Local::now().to_rfc3339_opts(chrono::SecondsFormat::Secs, false)
}

/// Makes an identifier: the time tells scenarios of one tab apart, the random part scenarios of
/// different tabs.
#[allow(
    clippy::disallowed_methods,
    reason = "the one place that asks the clock"
)]
fn fresh_id() -> String {
    let millis = chrono::Utc::now().timestamp_millis();
    let chance = (js_sys::Math::random() * f64::from(u32::MAX)) as u32;
    format!("{millis:x}-{chance:08x}")
}

/// Returns `location.hash`, or an empty string where the browser refuses.
#[must_use]
pub fn hash() -> String {
    window().location().hash().unwrap_or_default()
}

/// Navigates to a view, as a link would.
pub fn go(href: &str) {
    // A refused address changes nothing.
    let _ = window().location().set_hash(href);
}

/// Tests whether a dialog is open; keys then belong to the dialog.
#[must_use]
pub fn dialog_is_open() -> bool {
    document()
        .query_selector("dialog[open]")
        .ok()
        .flatten()
        .is_some()
}

/// Tests whether an element is within 200 px of the viewport.
#[must_use]
pub fn is_near_sight(element: &web_sys::Element) -> bool {
    let bounds = element.get_bounding_client_rect();
    let height = window()
        .inner_height()
        .ok()
        .and_then(|height| height.as_f64());
    bounds.bottom() >= -200.0 && height.is_none_or(|height| bounds.top() <= height + 200.0)
}

/// Calls `tell` when an element comes within 200 px of the viewport (true) and when it leaves
/// (false), until the returned guard is dropped. Where the browser has no `IntersectionObserver`,
/// `tell` is never called.
pub fn watch_sight(element: &web_sys::Element, tell: Box<dyn Fn(bool)>) -> impl Drop + use<> {
    let hear = Closure::<dyn Fn(js_sys::Array)>::new(move |entries: js_sys::Array| {
        let last = entries.pop();
        tell(
            last.dyn_ref::<web_sys::IntersectionObserverEntry>()
                .is_none_or(web_sys::IntersectionObserverEntry::is_intersecting),
        );
    });
    let options = web_sys::IntersectionObserverInit::new();
    options.set_root_margin("200px");
    let observer =
        web_sys::IntersectionObserver::new_with_options(hear.as_ref().unchecked_ref(), &options)
            .ok();
    if let Some(observer) = &observer {
        observer.observe(element);
    }
    Sight {
        observer,
        _hear: hear,
    }
}

struct Sight {
    observer: Option<web_sys::IntersectionObserver>,
    _hear: Closure<dyn Fn(js_sys::Array)>,
}

impl Drop for Sight {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
    }
}

/// Sets `data-later` on the root element when the eager downloads have ended: `here` where figures
/// can be drawn and numbers explained, else `missing`. Style sheets and tests read it.
pub fn announce_later(here: bool) {
    if let Some(root) = document().document_element() {
        // The root element always takes an attribute.
        let _ = root.set_attribute("data-later", if here { "here" } else { "missing" });
    }
}

/// Sets `data-ready` on the root element when the app is interactive. The start script and tests
/// read it.
pub fn announce_ready() {
    if let Some(root) = document().document_element() {
        // The root element always takes an attribute.
        let _ = root.set_attribute("data-ready", "true");
    }
}

/// The event `public/offline.js` sends when `html[data-newer]` has been set or removed.
pub const NEWER: &str = "balans-newer";

/// Tests whether a newer version is installed and may be offered now.
#[must_use]
pub fn newer_is_offered() -> bool {
    document()
        .document_element()
        .is_some_and(|root| root.has_attribute("data-newer"))
}

/// Asks `public/offline.js` to activate the newer version.
pub fn take_newer() {
    if let Ok(event) = web_sys::Event::new("balans-take") {
        // No listener cancels the event.
        let _ = window().dispatch_event(&event);
    }
}

/// Tests whether an event comes from a text field; its keys belong to the field.
#[must_use]
pub fn is_written_in(event: &web_sys::Event) -> bool {
    let target = event.target();
    let target = target.and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|element| {
        let kind = element.get_attribute("type").unwrap_or_default();
        element.tag_name() == "TEXTAREA"
            || (element.tag_name() == "INPUT" && !matches!(&*kind, "range" | "checkbox" | "file"))
    })
}

/// Tests whether an event comes from a lever's number field in which nothing is being typed: undo
/// is then the app's, and not the field's own.
#[must_use]
pub fn is_field_at_rest(event: &web_sys::Event) -> bool {
    pressed(event, ".entry input").is_some_and(|field| !field.has_attribute("data-typing"))
}

/// Returns the pasted text where it has more than one line, with each run of white space replaced
/// by a tab.
#[must_use]
pub fn pasted_lines(event: &web_sys::ClipboardEvent) -> Option<String> {
    let text = event.clipboard_data()?.get_data("text/plain").ok()?;
    let text = text.trim();
    text.contains(['\n', '\r'])
        .then(|| text.split_whitespace().collect::<Vec<_>>().join("\t"))
}

/// Returns the pasted text where it is cells of a table: it has a tab or a line break.
#[must_use]
pub fn pasted_cells(event: &web_sys::ClipboardEvent) -> Option<String> {
    let text = event.clipboard_data()?.get_data("text/plain").ok()?;
    text.contains(['\n', '\r', '\t']).then_some(text)
}

/// Clicks the first element that matches a selector.
pub fn press(selector: &str) {
    let found = document().query_selector(selector).ok().flatten();
    if let Some(found) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
        found.click();
    }
}

/// Returns an attribute of the event's target, or of its nearest ancestor that matches the
/// selector.
#[must_use]
pub fn attribute_at(event: &web_sys::Event, selector: &str, name: &str) -> Option<String> {
    pressed(event, selector)?.get_attribute(name)
}

/// Closes the popover around a pressed link, or around the button of *Visa igen*: what it leads to is under the popover.
pub fn close_popover(event: &web_sys::Event) {
    let popover = pressed(event, "a, .replay").and_then(|link| link.closest("[popover]").ok()?);
    if let Some(popover) = popover.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok()) {
        // This fails in a browser without popovers, which shows all of them.
        let _ = popover.hide_popover();
    }
}

/// Returns the event's target, or its nearest ancestor, that matches the selector.
fn pressed(event: &web_sys::Event, selector: &str) -> Option<web_sys::Element> {
    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    target.closest(selector).ok()?
}

/// Returns the descendants of an element that match a selector, in document order.
fn elements(inside: &web_sys::Element, selector: &str) -> Vec<web_sys::Element> {
    let Ok(found) = inside.query_selector_all(selector) else {
        return Vec::new();
    };
    let found = (0..found.length()).filter_map(|place| found.item(place));
    found.filter_map(|node| node.dyn_into().ok()).collect()
}

/// Returns the descendants of an element that have this attribute, with its value.
fn fields(inside: &web_sys::Element, attribute: &str) -> Vec<(String, web_sys::Element)> {
    let found = elements(inside, &["[", attribute, "]"].concat());
    found
        .into_iter()
        .filter_map(|field| Some((field.get_attribute(attribute)?, field)))
        .collect()
}

/// Returns the values of the fields inside an element, keyed by the value of this attribute.
#[must_use]
pub fn typed(inside: &web_sys::Element, attribute: &str) -> Vec<(String, String)> {
    let fields = fields(inside, attribute).into_iter();
    fields
        .filter_map(|(key, field)| {
            // `value` exists on both inputs and text areas.
            let value = js_sys::Reflect::get(&field, &"value".into()).ok()?;
            Some((key, value.as_string()?))
        })
        .collect()
}

/// Restores the field values that [`typed`] returned.
pub fn type_again(inside: &web_sys::Element, attribute: &str, typed: &[(String, String)]) {
    for (key, field) in fields(inside, attribute) {
        if let Some((_, value)) = typed.iter().find(|(other, _)| *other == key) {
            // A field always takes a value.
            let _ = js_sys::Reflect::set(&field, &"value".into(), &value.into());
        }
    }
}

/// Returns the value of the first field that matches a selector, if there is one.
#[must_use]
pub fn value_of(selector: &str) -> Option<String> {
    let field = document().query_selector(selector).ok()??;
    js_sys::Reflect::get(&field, &"value".into())
        .ok()?
        .as_string()
}

/// Sets the footer of printed pages: custom properties for the page's margin boxes
/// (`style/print.css`), and `data-foot` for an engine without margin boxes, which a style repeats
/// at the foot of each page.
pub fn write_foot(says: &str, register: &str) {
    let Some(root) = document().document_element() else {
        return;
    };
    let has_boxes = js_sys::Reflect::has(&window(), &"CSSMarginRule".into()).unwrap_or(false);
    // A refused attribute costs the footer, not the print.
    let _ = if has_boxes {
        root.remove_attribute("data-foot")
    } else {
        let all = [says, register].join("   ");
        root.set_attribute("data-foot", all.trim_end())
    };
    if let Ok(root) = root.dyn_into::<web_sys::HtmlElement>() {
        for (name, text) in [("--foot", says), ("--foot-register", register)] {
            let _ = root.style().set_property(name, &css_string(text));
        }
    }
}

/// Quotes a text as a CSS string; control characters become spaces.
fn css_string(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            letter if letter.is_control() => out.push(' '),
            letter => out.push(letter),
        }
    }
    out.push('"');
    out
}

/// Opens the browser's print dialog.
pub fn print() {
    // A sandbox may forbid printing; there is no fallback.
    let _ = window().print();
}

/// Tests whether the user prefers reduced motion.
#[must_use]
pub fn wants_stillness() -> bool {
    matches_media("(prefers-reduced-motion: reduce)")
}

/// Tests whether the window is wider than a phone's, and tall enough for more than an answer and a lever.
#[must_use]
pub fn is_large() -> bool {
    matches_media("(min-width: 40rem) and (min-height: 56rem)")
}

fn matches_media(query: &str) -> bool {
    let query = window().match_media(query).ok().flatten();
    query.is_some_and(|query| query.matches())
}

/// Returns milliseconds since the page was loaded, by a monotonic clock: for durations.
#[must_use]
pub fn milliseconds() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now())
}

/// Id of every view's heading.
pub const HEADING: &str = "rubrik";

/// Moves focus to the view's heading.
pub fn focus_heading() {
    focus(HEADING);
}

/// Moves focus to the view's heading without scrolling, for when the focused element is removed.
pub fn keep_focus() {
    let heading = document().get_element_by_id(HEADING);
    let Some(heading) = heading.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok()) else {
        return;
    };
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    // A refused focus changes nothing.
    let _ = heading.focus_with_options(&options);
}

/// Returns the parent of the clicked element that matches the selector.
#[must_use]
pub fn place_of(event: &web_sys::Event, selector: &str) -> Option<web_sys::Element> {
    pressed(event, selector)?.parent_element()
}

/// Moves focus to the view's heading inside an element, or else to its first control.
pub fn focus_in(place: &web_sys::Element) {
    let find = |what: &str| place.query_selector(what).ok().flatten();
    let first = find(&["#", HEADING].concat()).or_else(|| find("button, input, select, a[href]"));
    give_focus(first);
}

/// Moves focus to the first slider of the view, and scrolls to its lever.
pub fn focus_first_lever() {
    let found = document().query_selector("main input[type=range]");
    let found = found.ok().flatten();
    if let Some(lever) = found
        .as_ref()
        .and_then(|it| it.closest("[data-input]").ok()?)
    {
        lever.scroll_into_view();
    }
    give_focus(found);
}

fn give_focus(element: Option<web_sys::Element>) {
    if let Some(element) = element.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok()) {
        // A refused focus changes nothing.
        let _ = element.focus();
    }
}

/// Moves focus to the element with the first of these ids that there is.
pub fn focus_first_of(ids: &[String]) {
    let mut found = ids.iter().filter_map(|id| document().get_element_by_id(id));
    give_focus(found.next());
}

/// Moves focus to the element with this id, if there is one.
pub fn focus(id: &str) {
    give_focus(document().get_element_by_id(id));
}
