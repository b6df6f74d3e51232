//! Loading of the lazy panels, which are in a second wasm file, and of the deferred module, once
//! the page is interactive.
//!
//! `cargo xtask build` splits the page's wasm in two (feature `split`); `serve` and the tests in
//! `tests/web` have one file, and load no panel. Eager files name a lazy panel by its [`LazyPanel`]
//! alone; the functions in [`Panels`], which `lib.rs` sets, fetch and render it.

use std::pin::Pin;
use std::sync::OnceLock;

use balans_model::{InputId, Quantity};
use leptos::html::Dialog;
use leptos::prelude::*;

use super::components::{FigureData, LeverMode};
use crate::erased::{dynamic, handler, view};
use crate::platform::{self, screen};
use crate::state::{LoadState, Route, Store, use_store};
use crate::texts::{self, present as words};

/// A panel in the second wasm file.
pub(crate) enum LazyPanel {
    /// Any view except Läget.
    View(Route),
    /// The answer's explanation and when the budget balances, on Läget.
    When,
    /// The strongest measures to try, on Läget.
    Try,
    /// What the members pay, and how their contributions grow, on Läget.
    Members,
    /// What is left each year, and the choice of the year shown, in the strip.
    Years,
    /// What is left by year, the gap ledger and what must be restored, on Läget.
    Ledger,
    /// The areas and the warnings, on Läget.
    Areas,
    /// The content of the library's dialog.
    Scenarios(NodeRef<Dialog>),
    /// The content of the dialog *Dela*.
    Share(NodeRef<Dialog>),
    /// The content of the search dialog.
    Search(NodeRef<Dialog>),
    /// The purpose of an input.
    Purpose(InputId),
    /// The explanation of a number.
    How(Quantity),
    /// The facts of an input, and the quantity that it mainly affects.
    Input(InputId, Option<Quantity>),
    /// What a lever changes, who pays and how far it reaches, and its chips.
    Lever(InputId, LeverMode),
    /// The projector's window: the name of its channel, and the load state of the deferred module.
    Projector(String, RwSignal<LoadState>),
    /// The footer of printed pages.
    Foot,
    /// A chart as a table.
    FigureTable(FigureData),
    /// The explanations of a chart's numbers.
    FigureHow(FigureData),
    /// The export of a chart: files and picture.
    FigureTake(FigureData),
    /// The buttons that export the working copy, for where the browser can't store it.
    TakeAlong,
    /// Nothing to show: makes the pack of a file's text the base pack, or sets the text aside; without a text it is the site's
    /// own. Then it calls the function.
    Pack(Option<String>, Box<dyn FnOnce()>),
}

/// The lazy panels as two functions, so that eager files depend on none of them.
#[derive(Clone, Copy)]
pub struct Panels {
    /// Fetches the second wasm file; returns whether it is loaded.
    pub(super) fetch: fn() -> Pin<Box<dyn Future<Output = bool>>>,
    /// Renders a panel; `None` where the second wasm file is not loaded.
    pub(super) render: fn(LazyPanel) -> Option<AnyView>,
}

/// The lazy panels of the page. A static, since a context would add a kilobyte to the first file.
static PANELS: OnceLock<Panels> = OnceLock::new();

/// Sets the lazy panels of the page; once, before anything is mounted.
pub fn set_panels(panels: Panels) {
    // A second page in one program, as in tests, has the same panels.
    let _ = PANELS.set(panels);
}

/// Makes the pack of a file's text the base pack, without a text the site's own, and calls `then`, whether or not that could
/// be done: before a session is opened. The second wasm file reads the pack.
pub async fn take_pack(text: Option<String>, then: Box<dyn FnOnce()>) {
    match PANELS.get() {
        Some(panels) if (panels.fetch)().await => {
            drop(try_render(LazyPanel::Pack(text, then)));
        }
        _ => then(),
    }
}

/// Renders a panel; `None` where the second wasm file is not loaded.
fn try_render(panel: LazyPanel) -> Option<AnyView> {
    PANELS.get().and_then(|panels| (panels.render)(panel))
}

/// Renders a panel of the loaded second wasm file, or else the error of a failed load.
pub(crate) fn render(panel: LazyPanel) -> AnyView {
    try_render(panel).unwrap_or_else(chunk_failed)
}

/// Fetches the second wasm file and the deferred module, and updates their load states.
#[derive(Clone, Copy)]
pub struct Loader {
    deferred: RwSignal<LoadState>,
    chunk: RwSignal<LoadState>,
}

impl Loader {
    /// Makes a loader that writes the load states of the deferred module and of the second wasm
    /// file to these signals.
    #[must_use]
    pub const fn new(deferred: RwSignal<LoadState>, chunk: RwSignal<LoadState>) -> Self {
        Self { deferred, chunk }
    }

    /// Fetches the second wasm file as the page starts.
    pub fn fetch_chunk(self, store: Store) {
        leptos::task::spawn_local(async move {
            self.load_chunk().await;
            // Focus on the placeholder's heading moves on to the view's own.
            let waits = store.has_previous_view.get_untracked()
                && store.route.get_untracked() != Route::Overview;
            if waits && !screen::has_focus() {
                platform::focus_heading();
            }
        });
    }

    /// Fetches the second wasm file, and waits until the page shows its panels.
    pub async fn load_chunk(self) {
        let state = LoadState::of(match PANELS.get() {
            Some(panels) => (panels.fetch)().await,
            None => false,
        });
        if self.chunk.get_untracked() != state {
            self.chunk.set(state);
        }
        leptos::task::tick().await;
        platform::announce_ready();
        self.announce();
    }

    /// Fetches the deferred module.
    pub async fn load_deferred(self) {
        let state = LoadState::of(platform::deferred::load().await);
        // A repeated failure leaves its message as it is.
        if state == LoadState::Ready || self.deferred.get_untracked() != state {
            self.deferred.set(state);
        }
        leptos::task::tick().await;
        self.announce();
    }

    /// Retries failed fetches when the network is back, for as long as the page is open.
    pub fn fetch_when_online(self) {
        let _ = window_event_listener(leptos::ev::online, move |_| {
            if self.chunk.get_untracked() == LoadState::Failed {
                leptos::task::spawn_local(self.load_chunk());
            }
            if self.deferred.get_untracked() == LoadState::Failed {
                leptos::task::spawn_local(self.load_deferred());
            }
        });
    }

    /// Marks on the page that both fetches have succeeded or failed.
    fn announce(self) {
        let [deferred, chunk] = [self.deferred, self.chunk].map(|one| one.get_untracked());
        if deferred != LoadState::Loading && chunk != LoadState::Loading {
            platform::announce_later(deferred == LoadState::Ready);
        }
    }
}

/// Lines of the second wasm file among what is eager: their space is reserved, and nothing is said where they cannot be
/// had.
pub(crate) fn reserved(name: &'static str, panel: fn() -> LazyPanel) -> AnyView {
    let chunk = use_store().chunk;
    view! {
        <div class="reserved" data-reserved=name>
            {dynamic(move || (chunk.get() == LoadState::Ready).then(|| render(panel())))}
        </div>
    }
}

/// Makes a slot that shows a panel once the second wasm file is loaded.
pub(crate) fn lazy_slot(panel: impl Fn() -> LazyPanel + Send + 'static) -> AnyView {
    let chunk = use_store().chunk;
    dynamic(move || match chunk.get() {
        LoadState::Ready => render(panel()),
        LoadState::Loading => view! { <p class="small">{texts::frame::PART_COMING}</p> },
        LoadState::Failed => chunk_failed(),
    })
}

/// Makes the projector's window, shown once the second wasm file is loaded.
#[must_use]
pub fn projector(name: String, loader: Loader) -> AnyView {
    let empty = |says: AnyView| {
        document().set_title(&texts::frame::page_title(words::PROJECTOR_VIEW));
        view! {
            <main id="innehall" class="page">
                <h1>{words::PROJECTOR_VIEW}</h1>
                {says}
            </main>
        }
    };
    dynamic(move || match loader.chunk.get() {
        LoadState::Ready => {
            try_render(LazyPanel::Projector(name.clone(), loader.deferred)).into_any()
        }
        LoadState::Loading => empty(view! { <p>{texts::frame::PART_COMING}</p> }),
        LoadState::Failed => {
            empty(view! { <p class="error" role="alert" data-missing>{words::MISSING}</p> })
        }
    })
}

/// Shows that the second wasm file could not be fetched, with a button that tries again.
pub(crate) fn chunk_failed() -> AnyView {
    failed_of(texts::frame::PART_MISSING, false)
}

/// Shows what is missing because the deferred module could not be fetched or has failed, with a
/// button that fetches it again.
pub(crate) fn deferred_failed(says: &'static str) -> AnyView {
    failed_of(says, true)
}

fn failed_of(says: &'static str, is_deferred: bool) -> AnyView {
    let store = use_store();
    let loader = Loader::new(store.deferred, store.chunk);
    let trying = RwSignal::new(false);
    let again = move |event: leptos::ev::MouseEvent| {
        if trying.get_untracked() {
            return;
        }
        trying.set(true);
        let place = platform::place_of(&event, ".missing");
        leptos::task::spawn_local(async move {
            if is_deferred {
                loader.load_deferred().await;
            } else {
                loader.load_chunk().await;
            }
            // The button is still there only if the fetch failed again.
            let _ = trying.try_set(false);
            if let Some(place) = place.filter(|_| !screen::has_focus()) {
                platform::focus_in(&place);
            }
        });
    };
    let label = move || {
        if trying.get() {
            texts::frame::PART_COMING
        } else {
            texts::frame::TRY_AGAIN
        }
    };
    // Several charts may show the message at once: no alert for each.
    let role = (!is_deferred).then_some("alert");
    view! {
        <div class="missing" role=role>
            <p class="error" data-missing>{says}</p>
            <button type="button" class="button" on:click=handler(again)>{dynamic(label)}</button>
        </div>
    }
}
