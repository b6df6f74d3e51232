//! What every table in the page has.

use balans_model::Quantity;
use leptos::html::Div;
use leptos::prelude::*;

use super::number::{Amount, Shown};
use crate::state::thin::{many, view};
use crate::state::use_tool;
use crate::ui::files::{csv_button, save_shown};

/// A table in a frame of its own, which scrolls sideways where the window is narrow, and can be
/// saved as CSV.
pub(crate) fn framed(label: impl Into<String>, table: AnyView) -> AnyView {
    let label: String = label.into();
    let (tool, holder, about) = (use_tool(), NodeRef::<Div>::new(), label.clone());
    let save = move || {
        if let Some(element) = holder.get_untracked() {
            save_shown(tool, &about, &element);
        }
    };
    view! {
        {frame(label.clone(), holder, table)}
        <p class="table-foot">{csv_button(Signal::stored(label), save)}</p>
    }
}

/// The same without a way out: a figure's table has its own, and a file's preview needs none.
pub(crate) fn framed_only(label: impl Into<String>, table: AnyView) -> AnyView {
    frame(label.into(), NodeRef::new(), table)
}

fn frame(label: String, holder: NodeRef<Div>, table: AnyView) -> AnyView {
    view! {
        <div class="table-wrap" tabindex="0" role="region" aria-label=label node_ref=holder>{table}</div>
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
