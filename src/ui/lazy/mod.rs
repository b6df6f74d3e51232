//! The second wasm file: the lazy panels, and the function at which the build splits the page's
//! wasm.
//!
//! Files in this folder may import eager ones; no eager file imports these except `ui/mod.rs`, for
//! [`PANELS`].

mod answers;
mod case;
mod components;
mod dialogs;
mod explain;
mod export;
mod foot;
mod packs;
mod present;
mod views;
mod years;

use leptos::prelude::*;
use leptos::wasm_split::SplitLoaderError;

use super::loading::{LazyPanel, Panels};
use crate::erased::{fragment, view};
use crate::state::use_store;
use components::{
    HowPanel, InputPanel, LeverSays, figure_how, figure_table, figure_take, when_seen,
};
use dialogs::{scenarios, search, share};

/// The lazy panels.
pub const PANELS: Panels = Panels {
    fetch: || Box::pin(async { fetch().await.is_ok() }),
    render,
};

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
        LazyPanel::When => view! { <views::When/> },
        LazyPanel::Try => view! { <views::Try/> },
        LazyPanel::Members => fragment([
            when_seen(|| view! { <views::MembersPay/> }),
            when_seen(|| view! { <views::Members/> }),
        ]),
        LazyPanel::Years => view! { <years::Years/> },
        LazyPanel::Ledger => fragment([
            when_seen(|| view! { <views::Outlook/> }),
            when_seen(|| view! { <views::GapLedger/> }),
        ]),
        LazyPanel::Areas => fragment([
            when_seen(|| view! { <views::Restore/> }),
            when_seen(|| view! { <views::Areas/> }),
            when_seen(|| view! { <views::Warnings/> }),
        ]),
        LazyPanel::Scenarios(dialog) => view! { <scenarios::Body dialog/> },
        LazyPanel::Share(dialog) => view! { <share::Body dialog/> },
        LazyPanel::Search(dialog) => view! { <search::Body dialog/> },
        LazyPanel::Purpose(input) => {
            let spec = use_store().active_pack().spec(input);
            view! { {spec.purpose.to_string()} }
        }
        LazyPanel::How(quantity) => view! { <HowPanel quantity/> },
        LazyPanel::Input(input, drives) => view! { <InputPanel input drives/> },
        LazyPanel::Lever(input, mode) => view! { <LeverSays input mode/> },
        LazyPanel::Projector(name, deferred) => view! { <present::Projector name deferred/> },
        LazyPanel::Foot => view! { <foot::Foot/> },
        LazyPanel::FigureTable(data) => figure_table(data),
        LazyPanel::FigureHow(data) => figure_how(data),
        LazyPanel::FigureTake(data) => figure_take(data),
        LazyPanel::TakeAlong => export::files::take_along(),
        LazyPanel::Pack(text, then) => packs::start_with(text, then),
    })
}

#[cfg(not(feature = "split"))]
async fn fetch() -> Result<(), SplitLoaderError> {
    Ok(())
}

#[cfg(not(feature = "split"))]
fn render(panel: LazyPanel) -> Option<AnyView> {
    make(panel).ok()
}

/// Renders a panel by polling once: a loaded chunk returns its panel without waiting.
#[cfg(feature = "split")]
fn render(panel: LazyPanel) -> Option<AnyView> {
    use std::task::{Context, Poll, Waker};
    match std::pin::pin!(make(panel)).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(made) => made.ok(),
        Poll::Pending => None,
    }
}
