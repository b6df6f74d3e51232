//! The page in two files. What the first view shows and moves comes first; the rest, in a file of
//! its own, is fetched as soon as the page answers, or with it where the address asks for another
//! view. `cargo xtask build` cuts them apart (feature `split`); `serve` and the tests in `tests/web`
//! have one file, and nothing to wait for.

use balans_model::{InputId, Quantity};
use leptos::html::Dialog;
use leptos::prelude::*;
use leptos::wasm_split::SplitLoaderError;

use super::components::{FigureData, HowPanel, InputPanel, figure_how, figure_table, figure_take};
use super::foot::Foot;
use super::present::Projector;
use super::views::GapLedger;
use super::{files, scenarios, search, share, views};
use crate::erased::{dynamic, handler, view};
use crate::platform::{self, screen};
use crate::state::{LoadState, Route, Store, use_store};
use crate::texts::{self, present as words};

/// What stands in the second file.
pub(crate) enum LazyPanel {
    /// A view other than the first.
    View(Route),
    /// The gap ledger of the first view.
    Ledger,
    /// What is in the dialog of scenarios.
    Scenarios(NodeRef<Dialog>),
    /// What is in the dialog of Dela.
    Share(NodeRef<Dialog>),
    /// What is in the dialog of search.
    Search(NodeRef<Dialog>),
    /// How a number is made.
    How(Quantity),
    /// What an input is, and the figure it acts in first.
    Input(InputId, Option<Quantity>),
    /// The projector's window: its name, and whether slides can be made.
    Projector(String, RwSignal<LoadState>),
    /// What fills in the foot of printed pages.
    Foot,
    /// A figure as a table.
    FigureTable(FigureData),
    /// How a figure's numbers are made.
    FigureHow(FigureData),
    /// The ways to take a figure along.
    FigureTake(FigureData),
    /// The ways to take the working copy along where it can't be kept.
    TakeAlong,
}

/// Fetches the second file as the page starts.
pub fn fetch_chunk(store: Store) {
    leptos::task::spawn_local(async move {
        load_chunk(store.deferred, store.chunk).await;
        // Whoever stands at the heading of a view that was on its way, stands at the view's.
        let waits = store.has_previous_view.get_untracked()
            && store.route.get_untracked() != Route::Overview;
        if waits && !screen::has_focus() {
            platform::focus_heading();
        }
    });
}

/// Waits for the second file, and for the page to show what it brought.
pub async fn load_chunk(later: RwSignal<LoadState>, parts: RwSignal<LoadState>) {
    let come = LoadState::of(fetch().await.is_ok());
    if parts.get_untracked() != come {
        parts.set(come);
    }
    leptos::task::tick().await;
    platform::announce_ready();
    announce(later, parts);
}

/// Waits for what draws and explains.
pub async fn load_deferred(later: RwSignal<LoadState>, parts: RwSignal<LoadState>) {
    let come = LoadState::of(platform::deferred::load().await);
    // What says that it is missing stays as it is where it still is.
    if come == LoadState::Ready || later.get_untracked() != come {
        later.set(come);
    }
    leptos::task::tick().await;
    announce(later, parts);
}

/// Fetches what could not be had as soon as there is a network again.
pub fn fetch_when_online(later: RwSignal<LoadState>, parts: RwSignal<LoadState>) {
    // For as long as the page is open.
    let _ = window_event_listener(leptos::ev::online, move |_| {
        if parts.get_untracked() == LoadState::Failed {
            leptos::task::spawn_local(load_chunk(later, parts));
        }
        if later.get_untracked() == LoadState::Failed {
            leptos::task::spawn_local(load_deferred(later, parts));
        }
    });
}

/// Says when all has come that is fetched by itself, or could not be had.
fn announce(later: RwSignal<LoadState>, parts: RwSignal<LoadState>) {
    let [later, parts] = [later, parts].map(|one| one.get_untracked());
    if later != LoadState::Loading && parts != LoadState::Loading {
        platform::announce_later(later == LoadState::Ready);
    }
}

/// A part as soon as it is here.
pub(crate) fn lazy_slot(which: impl Fn() -> LazyPanel + Send + 'static) -> AnyView {
    let parts = use_store().chunk;
    dynamic(move || match parts.get() {
        LoadState::Ready => render_loaded(which()),
        LoadState::Loading => view! { <p class="small">{texts::PART_COMING}</p> },
        LoadState::Failed => load_failed(),
    })
}

/// The part; the second file is here.
pub(crate) fn render_loaded(panel: LazyPanel) -> AnyView {
    try_render(panel).unwrap_or_else(load_failed)
}

/// The projector's window, as soon as it is here.
#[must_use]
pub fn projector(name: String, later: RwSignal<LoadState>, parts: RwSignal<LoadState>) -> AnyView {
    let empty = |says: AnyView| {
        document().set_title(&texts::page_title(words::PROJECTOR_VIEW));
        view! {
            <main id="innehall" class="page">
                <h1>{words::PROJECTOR_VIEW}</h1>
                {says}
            </main>
        }
    };
    dynamic(move || match parts.get() {
        LoadState::Ready => try_render(LazyPanel::Projector(name.clone(), later)).into_any(),
        LoadState::Loading => empty(view! { <p>{texts::PART_COMING}</p> }),
        LoadState::Failed => {
            empty(view! { <p class="error" role="alert" data-missing>{words::MISSING}</p> })
        }
    })
}

/// Says that the second file could not be had, and tries again.
pub(crate) fn load_failed() -> AnyView {
    failed_of(texts::PART_MISSING, false)
}

/// Says what is missing because what draws and explains could not be had or has failed, and fetches it
/// again.
pub(crate) fn deferred_failed(says: &'static str) -> AnyView {
    failed_of(says, true)
}

fn failed_of(says: &'static str, is_later: bool) -> AnyView {
    let Store {
        deferred: later,
        chunk: parts,
        ..
    } = use_store();
    let trying = RwSignal::new(false);
    let again = move |event: leptos::ev::MouseEvent| {
        if trying.get_untracked() {
            return;
        }
        trying.set(true);
        let place = platform::place_of(&event, ".missing");
        leptos::task::spawn_local(async move {
            if is_later {
                load_deferred(later, parts).await;
            } else {
                load_chunk(later, parts).await;
            }
            // The button stays where it failed again, and goes with what it brought.
            let _ = trying.try_set(false);
            if let Some(place) = place.filter(|_| !screen::has_focus()) {
                platform::focus_in(&place);
            }
        });
    };
    let label = move || {
        if trying.get() {
            texts::PART_COMING
        } else {
            texts::TRY_AGAIN
        }
    };
    // Several figures may say it at once.
    let role = (!is_later).then_some("alert");
    view! {
        <div class="missing" role=role>
            <p class="error" data-missing>{says}</p>
            <button type="button" class="button" on:click=handler(again)>{dynamic(label)}</button>
        </div>
    }
}

#[cfg_attr(
    feature = "split",
    leptos::wasm_split::wasm_split(
        parts,
        wasm_split_path = leptos::wasm_split,
        preload(fetch),
        fallible
    )
)]
fn make(panel: LazyPanel) -> Result<AnyView, SplitLoaderError> {
    Ok(match panel {
        LazyPanel::View(route) => views::view_of(route),
        LazyPanel::Ledger => view! { <GapLedger/> },
        LazyPanel::Scenarios(dialog) => view! { <scenarios::Body dialog/> },
        LazyPanel::Share(dialog) => view! { <share::Body dialog/> },
        LazyPanel::Search(dialog) => view! { <search::Body dialog/> },
        LazyPanel::How(quantity) => view! { <HowPanel quantity/> },
        LazyPanel::Input(input, drives) => view! { <InputPanel input drives/> },
        LazyPanel::Projector(name, later) => view! { <Projector name later/> },
        LazyPanel::Foot => view! { <Foot/> },
        LazyPanel::FigureTable(data) => figure_table(data),
        LazyPanel::FigureHow(data) => figure_how(data),
        LazyPanel::FigureTake(data) => figure_take(data),
        LazyPanel::TakeAlong => files::take_along(),
    })
}

#[cfg(not(feature = "split"))]
async fn fetch() -> Result<(), SplitLoaderError> {
    Ok(())
}

#[cfg(not(feature = "split"))]
fn try_render(panel: LazyPanel) -> Option<AnyView> {
    make(panel).ok()
}

/// Asks once: what has been fetched answers at once.
#[cfg(feature = "split")]
fn try_render(panel: LazyPanel) -> Option<AnyView> {
    use std::task::{Context, Poll, Waker};
    match std::pin::pin!(make(panel)).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(made) => made.ok(),
        Poll::Pending => None,
    }
}
