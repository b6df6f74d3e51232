//! What every table in the page has.

use balans_model::Quantity;
use leptos::prelude::*;

use super::number::{Amount, Shown};
use crate::state::thin::{many, view};

/// A table in a frame of its own, which scrolls sideways where the window is narrow.
pub(crate) fn framed(label: impl Into<String>, table: AnyView) -> AnyView {
    let label: String = label.into();
    view! {
        <div class="table-wrap" tabindex="0" role="region" aria-label=label>{table}</div>
    }
}

/// The head: what the rows are, then the columns of numbers.
pub(crate) fn head<C: IntoAny>(
    rows: impl IntoAny,
    columns: impl IntoIterator<Item = C>,
) -> AnyView {
    let rows = rows.into_any();
    let columns = columns.into_iter().map(|column| {
        let column = column.into_any();
        view! { <th scope="col" class="number">{column}</th> }
    });
    view! { <thead><tr><th scope="col">{rows}</th>{many(columns)}</tr></thead> }
}

/// Numbers of the model as cells, without their unit: a heading has it.
pub(crate) fn amounts(quantities: impl IntoIterator<Item = Quantity>, shown: Shown) -> AnyView {
    many(quantities.into_iter().map(|quantity| {
        view! { <td class="number"><Amount quantity shown bare=true/></td> }
    }))
}
