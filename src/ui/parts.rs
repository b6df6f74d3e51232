//! The page in two files. What the first view shows and moves comes first; the rest, in a file of
//! its own, is fetched as soon as the page answers, or with it where the address asks for another
//! view. `cargo xtask build` cuts them apart (feature `split`); `serve` and the tests in `tests/web`
//! have one file, and nothing to wait for.

use balans_model::{InputId, Quantity};
use leptos::html::Dialog;
use leptos::prelude::*;
use leptos::wasm_split::SplitLoaderError;

use super::components::{Behind, HowPanel, InputPanel, figure_how, figure_table, figure_take};
use super::present::Projector;
use super::views::GapLedger;
use super::{scenarios, search, share, views};
use crate::state::thin::{act, live, view};
use crate::state::{Later, Route, use_tool};
use crate::texts;

/// What stands in the second file.
pub(crate) enum Part {
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
    Projector(String, RwSignal<Later>),
    /// A figure as a table.
    FigureTable(Behind),
    /// How a figure's numbers are made.
    FigureHow(Behind),
    /// The ways to take a figure along.
    FigureTake(Behind),
}

/// Fetches the second file; false where it can't be had.
pub async fn load() -> bool {
    fetch().await.is_ok()
}

/// A part as soon as it is here, in a place that is otherwise empty.
pub(crate) fn part(which: impl Fn() -> Part + Send + 'static) -> AnyView {
    let parts = use_tool().parts;
    live(move || match parts.get() {
        Later::Here => made(which()),
        Later::Coming => ().into_any(),
        Later::Missing => missing(),
    })
}

/// The part; the second file is here.
pub(crate) fn made(part: Part) -> AnyView {
    now(part).unwrap_or_else(missing)
}

/// The projector's window; the second file is here.
#[must_use]
pub fn projector(name: String, later: RwSignal<Later>) -> AnyView {
    now(Part::Projector(name, later)).into_any()
}

/// The same where there is none to be had.
#[must_use]
pub fn no_projector() -> AnyView {
    document().set_title(&texts::page_title(texts::present::PROJECTOR_VIEW));
    view! {
        <main id="innehall" class="page">
            <h1>{texts::present::PROJECTOR_VIEW}</h1>
            <p class="error" role="alert" data-missing>{texts::PROJECTOR_MISSING}</p>
        </main>
    }
}

/// Says that the second file could not be had, and tries again.
pub(crate) fn missing() -> AnyView {
    let tool = use_tool();
    view! {
        <div class="missing" role="alert">
            <p class="error" data-missing>{texts::PART_MISSING}</p>
            <button type="button" class="button" on:click=act(move |_| crate::fetch_parts(tool))>{texts::TRY_AGAIN}</button>
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
fn make(part: Part) -> Result<AnyView, SplitLoaderError> {
    Ok(match part {
        Part::View(route) => views::view_of(route),
        Part::Ledger => view! { <GapLedger/> },
        Part::Scenarios(dialog) => view! { <scenarios::Body dialog/> },
        Part::Share(dialog) => view! { <share::Body dialog/> },
        Part::Search(dialog) => view! { <search::Body dialog/> },
        Part::How(quantity) => view! { <HowPanel quantity/> },
        Part::Input(input, drives) => view! { <InputPanel input drives/> },
        Part::Projector(name, later) => view! { <Projector name later/> },
        Part::FigureTable(behind) => figure_table(behind),
        Part::FigureHow(behind) => figure_how(behind),
        Part::FigureTake(behind) => figure_take(behind),
    })
}

#[cfg(not(feature = "split"))]
async fn fetch() -> Result<(), SplitLoaderError> {
    Ok(())
}

#[cfg(not(feature = "split"))]
fn now(part: Part) -> Option<AnyView> {
    make(part).ok()
}

/// Asks once: what has been fetched answers at once.
#[cfg(feature = "split")]
fn now(part: Part) -> Option<AnyView> {
    use std::task::{Context, Poll, Waker};
    match std::pin::pin!(make(part)).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(made) => made.ok(),
        Poll::Pending => None,
    }
}
