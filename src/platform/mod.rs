//! The browser's edges: the clock, chance, the address and the size of things. Thin on purpose,
//! since nothing here can be tested natively.

pub mod channel;
pub mod deferred;
pub mod export_js;
pub mod file;
pub mod persistence;
pub mod screen;
pub mod share;

use leptos::prelude::{document, window};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;

use crate::state::Environment;

/// The session's view of the outside world, in a browser.
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

/// The time tells scenarios apart within a tab, chance between tabs.
#[allow(
    clippy::disallowed_methods,
    reason = "the one place that asks the clock"
)]
fn fresh_id() -> String {
    let millis = chrono::Utc::now().timestamp_millis();
    let chance = (js_sys::Math::random() * f64::from(u32::MAX)) as u32;
    format!("{millis:x}-{chance:08x}")
}

/// `location.hash`, or nothing where the browser won't say.
#[must_use]
pub fn hash() -> String {
    window().location().hash().unwrap_or_default()
}

/// Goes to a view, as a link would.
pub fn go(href: &str) {
    // A refused address leaves the page where it is.
    let _ = window().location().set_hash(href);
}

/// Whether a dialog is open: then keys belong to it.
#[must_use]
pub fn dialog_is_open() -> bool {
    document()
        .query_selector("dialog[open]")
        .ok()
        .flatten()
        .is_some()
}

/// Says when an element comes into sight and when it leaves, until it is dropped. Where the browser
/// can't say, the element counts as seen.
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

/// Tells the page and its tests that all that is fetched by itself has come, and whether figures can
/// be drawn and numbers explained.
pub fn announce_later(here: bool) {
    if let Some(root) = document().document_element() {
        // A page that refuses an attribute has nobody to tell.
        let _ = root.set_attribute("data-later", if here { "here" } else { "missing" });
    }
}

/// Tells the page, its tests and the start script that the tool answers.
pub fn announce_ready() {
    if let Some(root) = document().document_element() {
        // A page that refuses an attribute has nobody to tell.
        let _ = root.set_attribute("data-ready", "true");
    }
}

/// What `public/offline.js` says when `html[data-newer]` has come or gone.
pub const NEWER: &str = "balans-newer";

/// Whether a newer version of the tool lies ready and this is no moment it must not be offered in.
#[must_use]
pub fn newer_is_offered() -> bool {
    document()
        .document_element()
        .is_some_and(|root| root.has_attribute("data-newer"))
}

/// Asks `public/offline.js` to open the newer version.
pub fn take_newer() {
    if let Ok(event) = web_sys::Event::new("balans-take") {
        // Nobody cancels it.
        let _ = window().dispatch_event(&event);
    }
}

/// Whether an event comes from a field that is written in: its keys belong to it.
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

/// Whether an event comes from a lever's number field in which nothing is being typed: then undo is the
/// tool's, and not the field's own.
#[must_use]
pub fn is_field_at_rest(event: &web_sys::Event) -> bool {
    pressed(event, ".entry input").is_some_and(|field| !field.has_attribute("data-typing"))
}

/// What is pasted, where it is more than one line, with tabs for what parts the lines.
#[must_use]
pub fn pasted_lines(event: &web_sys::ClipboardEvent) -> Option<String> {
    let text = event.clipboard_data()?.get_data("text/plain").ok()?;
    let text = text.trim();
    text.contains(['\n', '\r'])
        .then(|| text.split_whitespace().collect::<Vec<_>>().join("\t"))
}

/// Presses the first thing on the page that fits a selector, as a hand would.
pub fn press(selector: &str) {
    let found = document().query_selector(selector).ok().flatten();
    if let Some(found) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
        found.click();
    }
}

/// The value of an attribute at the pressed element, or at what is around it and fits the selector.
#[must_use]
pub fn attribute_at(event: &web_sys::Event, selector: &str, name: &str) -> Option<String> {
    pressed(event, selector)?.get_attribute(name)
}

/// The pressed element, or what is around it, that fits the selector.
fn pressed(event: &web_sys::Event, selector: &str) -> Option<web_sys::Element> {
    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    target.closest(selector).ok()?
}

/// The elements inside another that fit a selector, in order.
fn elements(inside: &web_sys::Element, selector: &str) -> Vec<web_sys::Element> {
    let Ok(found) = inside.query_selector_all(selector) else {
        return Vec::new();
    };
    let found = (0..found.length()).filter_map(|place| found.item(place));
    found.filter_map(|node| node.dyn_into().ok()).collect()
}

/// The fields inside an element that have this attribute.
fn fields(inside: &web_sys::Element, attribute: &str) -> Vec<(String, web_sys::Element)> {
    let found = elements(inside, &["[", attribute, "]"].concat());
    found
        .into_iter()
        .filter_map(|field| Some((field.get_attribute(attribute)?, field)))
        .collect()
}

/// What is typed in the fields inside an element, by the value of this attribute.
#[must_use]
pub fn typed(inside: &web_sys::Element, attribute: &str) -> Vec<(String, String)> {
    let fields = fields(inside, attribute).into_iter();
    fields
        .filter_map(|(key, field)| {
            // Inputs and text areas alike.
            let value = js_sys::Reflect::get(&field, &"value".into()).ok()?;
            Some((key, value.as_string()?))
        })
        .collect()
}

/// Puts back what [`typed`] read.
pub fn type_again(inside: &web_sys::Element, attribute: &str, typed: &[(String, String)]) {
    for (key, field) in fields(inside, attribute) {
        if let Some((_, value)) = typed.iter().find(|(other, _)| *other == key) {
            // A field always has a value.
            let _ = js_sys::Reflect::set(&field, &"value".into(), &value.into());
        }
    }
}

/// What stands in the first field that fits a selector, if there is one.
#[must_use]
pub fn value_of(selector: &str) -> Option<String> {
    let field = document().query_selector(selector).ok()??;
    js_sys::Reflect::get(&field, &"value".into())
        .ok()?
        .as_string()
}

/// Writes the foot of the pages to be printed: in the page's margin, see `style/print.css`; an engine that has no boxes
/// there gets it as an attribute, which a style sets at the foot of each page.
pub fn write_foot(says: &str, register: &str) {
    let Some(root) = document().document_element() else {
        return;
    };
    let has_boxes = js_sys::Reflect::has(&window(), &"CSSMarginRule".into()).unwrap_or(false);
    // Refused or not, the page is printed.
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

/// A text as a string in a style sheet.
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

/// Opens the system's own way to print.
pub fn print() {
    // Where that is forbidden, there is nothing to do about it.
    let _ = window().print();
}

/// Whether the person wants nothing to move by itself.
#[must_use]
pub fn wants_stillness() -> bool {
    window()
        .match_media("(prefers-reduced-motion: reduce)")
        .ok()
        .flatten()
        .is_some_and(|query| query.matches())
}

/// Milliseconds since the page was loaded, by a clock that nobody sets: to tell how long something has
/// lasted.
#[must_use]
pub fn milliseconds() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now())
}

/// The id of every view's heading.
pub const HEADING: &str = "rubrik";

/// Moves focus to the view's heading.
pub fn focus_heading() {
    focus(HEADING);
}

/// Gives focus to the view's heading and leaves the page where it is scrolled, when what had focus goes.
pub fn keep_focus() {
    let heading = document().get_element_by_id(HEADING);
    let Some(heading) = heading.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok()) else {
        return;
    };
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    // Focus refused is focus unmoved.
    let _ = heading.focus_with_options(&options);
}

/// The element that what was pressed stands in, given the selector of what is pressed.
#[must_use]
pub fn place_of(event: &web_sys::Event, selector: &str) -> Option<web_sys::Element> {
    pressed(event, selector)?.parent_element()
}

/// Moves focus to the heading of the view that stands in a place, or to the first thing in it to press
/// or write in.
pub fn focus_in(place: &web_sys::Element) {
    let find = |what: &str| place.query_selector(what).ok().flatten();
    let first = find(&["#", HEADING].concat()).or_else(|| find("button, input, select, a[href]"));
    give_focus(first);
}

fn give_focus(element: Option<web_sys::Element>) {
    if let Some(element) = element.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok()) {
        // Focus refused is focus unmoved.
        let _ = element.focus();
    }
}

/// Moves focus to the element with this id, if it is there.
pub fn focus(id: &str) {
    give_focus(document().get_element_by_id(id));
}
