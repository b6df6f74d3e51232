//! A page with the app mounted, and functions that operate it.

use std::sync::Arc;

use balans::state::{Environment, Explainer, Route, Session, Store};
use balans::storage::{Fault, MemoryBackend, StorageBackend};
use balans::ui::{App, PANELS, set_panels};
use balans_model::{KSON_2023, Trace, explain};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, EventInit, HtmlElement, HtmlInputElement};

/// Explanations from the core itself, in place of the deferred module.
const EXPLAINER: Explainer = Explainer {
    explain: |inputs, quantity| explain(&KSON_2023, inputs, quantity),
    direct_dependents: |inputs, input| Trace::new(&KSON_2023, inputs).direct_dependents(input),
    input_dependencies: |inputs, quantities| {
        Trace::new(&KSON_2023, inputs).input_dependencies(quantities)
    },
};

/// A memory store that outlives a page, as the browser's does.
#[derive(Clone, Default)]
pub(crate) struct SharedBackend(pub Arc<MemoryBackend>);

impl StorageBackend for SharedBackend {
    fn read(&self, key: &str) -> Result<Option<String>, Fault> {
        self.0.read(key)
    }
    fn write(&self, key: &str, text: &str) -> Result<(), Fault> {
        self.0.write(key, text)
    }
    fn remove(&self, key: &str) -> Result<(), Fault> {
        self.0.remove(key)
    }
    fn keys(&self) -> Result<Vec<String>, Fault> {
        self.0.keys()
    }
    fn is_persistent(&self) -> bool {
        true
    }
}

/// Waits until the next frame is drawn: the effects of a move are done by then.
pub(crate) async fn next_frame() {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        window().request_animation_frame(&resolve).unwrap();
    });
    JsFuture::from(promise).await.unwrap();
}

/// The mounted app; removed from the document when dropped.
pub(crate) struct Page {
    root: HtmlElement,
    _mounted: Box<dyn std::any::Any>,
}

impl Drop for Page {
    fn drop(&mut self) {
        self.root.remove();
    }
}

impl Page {
    pub(crate) async fn open(route: Route, backend: impl StorageBackend + 'static) -> Self {
        let environment = Environment {
            now: || "2026-11-21T19:00:00+01:00".to_owned(),
            fresh_id: || "prov".to_owned(),
            unnamed: "Namnlöst scenario",
        };
        let tab = Box::new(MemoryBackend::default());
        let session = Session::open(&KSON_2023, Box::new(backend), tab, environment);
        let root: HtmlElement = document().create_element("div").unwrap().unchecked_into();
        document().body().unwrap().append_child(&root).unwrap();
        set_panels(PANELS);
        let mounted = leptos::mount::mount_to(root.clone(), move || {
            let store = Store::start(session, route, EXPLAINER);
            view! { <App store/> }
        });
        next_frame().await;
        Self {
            root,
            _mounted: Box::new(mounted),
        }
    }

    pub(crate) fn find<T: JsCast>(&self, selector: &str) -> T {
        self.root
            .query_selector(selector)
            .unwrap()
            .unwrap_or_else(|| panic!("no {selector}"))
            .unchecked_into()
    }

    pub(crate) fn text(&self, selector: &str) -> String {
        self.find::<HtmlElement>(selector).text_content().unwrap()
    }

    pub(crate) fn has(&self, selector: &str) -> bool {
        self.root.query_selector(selector).unwrap().is_some()
    }

    /// Waits until the panels out of sight have followed.
    pub(crate) async fn rest(&self) {
        while self.has("[data-lags]") {
            next_frame().await;
        }
    }

    pub(crate) async fn enter(&self, selector: &str, text: &str, events: &[&str]) {
        let field: HtmlInputElement = self.find(selector);
        field.set_value(text);
        for name in events {
            let init = EventInit::new();
            init.set_bubbles(true);
            let event = Event::new_with_event_init_dict(name, &init).unwrap();
            field.dispatch_event(&event).unwrap();
        }
        next_frame().await;
    }

    pub(crate) async fn press(&self, selector: &str) {
        self.find::<HtmlElement>(selector).click();
        next_frame().await;
    }
}
