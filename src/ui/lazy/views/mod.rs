//! The views, one file each, and which one is shown.

mod about;
mod benchmarks;
mod compare;
mod difference;
mod entry_table;
mod finance;
mod housing;
mod ledger;
mod measures;
mod needs;
mod outlook;
mod own_compare;
mod own_table;
mod packs;
mod paper;
mod parties;
mod places;
mod reconciliation;
pub(super) mod required;
mod scenarios;
mod shared;
mod sources;
mod statement;
mod tried;
mod unknown;

use leptos::prelude::*;

pub(crate) use finance::{Areas, Members, Restore, Warnings, When};
pub(crate) use ledger::GapLedger;
pub(crate) use outlook::Outlook;
pub(crate) use packs::PackList;
pub(crate) use statement::{SECTION as STATEMENT_SECTION, address as statement_address};
pub(crate) use tried::{MembersPay, Try};

use super::present::Present;
use crate::erased::view;
use crate::state::Route;

/// Renders the view of a route; nothing for Läget, which is eager.
pub(crate) fn view_of(route: Route) -> AnyView {
    match route {
        Route::Housing => view! { <housing::Housing/> },
        Route::Required => view! { <required::Required/> },
        Route::Measures => view! { <measures::Measures/> },
        Route::Parties => view! { <parties::Parties/> },
        Route::Needs => view! { <needs::Needs/> },
        Route::Benchmarks => view! { <benchmarks::Benchmarks/> },
        Route::Scenarios => view! { <scenarios::Scenarios/> },
        Route::Sources => view! { <sources::Sources/> },
        Route::About => view! { <about::About/> },
        Route::Paper => view! { <paper::Paper/> },
        Route::SharedScenario(link) => view! { <shared::SharedView link/> },
        Route::Present => view! { <Present/> },
        // The projector's window is a page of its own; this one has just been asked to become it.
        Route::Projector(path) | Route::Unknown(path) => view! { <unknown::Unknown path/> },
        Route::Overview => ().into_any(),
    }
}
