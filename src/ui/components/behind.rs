//! What stands behind a figure's buttons: its table, how its numbers are made, and the ways to take
//! it along.

use balans_model::{Quantity, Status};
use leptos::prelude::*;

use super::how::quantity_terms;
use super::number::NumberButton;
use super::table::{framed_only, head};
use crate::figures::{AnyFigure, Caption, Cell, Figure, Table};
use crate::platform;
use crate::state::thin::{act, live, view};
use crate::state::{Tool, use_tool};
use crate::texts::{self, files as words};
use crate::ui::files::{self, picture_notes, save_table};

const SVG: &str = "image/svg+xml";

/// A figure as its panels need it.
#[derive(Clone, Copy)]
pub(crate) struct Behind {
    /// Unique on the page; also the prefix of ids in the drawing.
    pub(super) id: &'static str,
    /// What is shown, in which unit.
    pub(super) lead: Signal<String>,
    /// The numbers, and the finding as title.
    pub(super) figure: Signal<AnyFigure>,
    /// The quantity behind each number of the table, row by row from left to right.
    pub(super) numbers: Signal<Vec<Quantity>>,
    /// Where the numbers come from that are not of the model.
    pub(super) stated: Option<Signal<String>>,
}

/// A figure as a sentence and a table.
pub(crate) fn figure_table(behind: Behind) -> AnyView {
    let Behind {
        figure,
        numbers,
        stated,
        ..
    } = behind;
    view! {
        <p class="small panel">{live(move || figure.with(Figure::summary))}</p>
        {live(move || numbers.with(|numbers| table_view(figure.with(Figure::table), numbers, stated.is_some())))}
    }
}

/// How a figure's numbers are made.
pub(crate) fn figure_how(behind: Behind) -> AnyView {
    let Behind {
        numbers, stated, ..
    } = behind;
    view! {
        {stated.map(|stated| view! { <p>{stated}</p> })}
        <ul class="terms">
            {quantity_terms(move || unique(numbers.get()))}
        </ul>
    }
}

/// The ways to take a figure along, and what became of the last.
pub(crate) fn figure_take(behind: Behind) -> AnyView {
    let Behind {
        id,
        lead,
        figure,
        numbers,
        stated,
    } = behind;
    let tool = use_tool();
    let said = RwSignal::new(String::new());
    let failed = RwSignal::new(false);
    let tell = move |text: Option<String>| {
        // The card may be gone by then.
        let _ = failed.try_set(text.is_none());
        let _ = said.try_set(text.unwrap_or_default());
    };
    let svg = move || {
        let stated = stated.map(|stated| stated.get_untracked());
        let notes = numbers.with_untracked(|numbers| {
            let basis = basis_of(tool, numbers);
            picture_notes(tool, &unique(numbers.clone()), &basis, stated.as_deref())
        });
        let lead = lead.get_untracked();
        let caption = Caption { lead, notes };
        figure.with_untracked(|figure| platform::later::draw_file(figure, id, &caption))
    };
    let save_svg = move |_| {
        tell(svg().map(|svg| words::saved_as(&files::hand(id, "svg", SVG, &svg))));
    };
    let save_png = move |_| {
        leptos::task::spawn_local(async move {
            let (svg, name) = (svg(), files::name(id, "png"));
            let done = match svg {
                Some(svg) => platform::handover::png(&name, &svg).await,
                None => false,
            };
            tell(done.then(|| words::saved_as(&name)));
        });
    };
    let copy = move |_| {
        leptos::task::spawn_local(async move {
            let Some(svg) = svg() else { return tell(None) };
            let copied = match &*platform::handover::copy(&svg).await {
                "png" => words::COPIED_PNG,
                "svg" => words::COPIED_SVG,
                _ => words::NOT_COPIED,
            };
            tell(Some(copied.to_owned()));
        });
    };
    let save_csv = move |_| {
        let stated = stated.map(|stated| stated.get_untracked());
        let table = figure.with_untracked(Figure::table);
        let name = numbers
            .with_untracked(|numbers| save_table(tool, id, &table, numbers, stated.as_deref()));
        tell(Some(words::saved_as(&name)));
    };
    view! {
        <div class="saved-actions">
            <button type="button" class="button" data-take="png" on:click=act(save_png)>{words::AS_PNG}</button>
            <button type="button" class="button" data-take="svg" on:click=act(save_svg)>{words::AS_SVG}</button>
            <button type="button" class="button" data-take="csv" on:click=act(save_csv)>{words::AS_CSV}</button>
            <button type="button" class="button" data-take="copy" on:click=act(copy)>{words::COPY_PICTURE}</button>
        </div>
        <p class="small" role="status">{live(move || said.get())}</p>
        <div role="alert">
            {live(move || failed.get().then(|| view! {
                <p class="error" data-error>{words::NO_PICTURE}</p>
            }))}
        </div>
    }
}

/// What numbers stand on, in words: how many assumptions, and what is changed from the underlag.
pub(super) fn basis_of(tool: Tool, numbers: &[Quantity]) -> String {
    let pack = tool.pack();
    let roots = tool.roots(numbers);
    let count = |status: Status| {
        let of_it = roots.iter().filter(|id| pack.spec(**id).status == status);
        of_it.count()
    };
    let (assumed, own) = (count(Status::Assumption), count(Status::Own));
    let names = tool.changed.with_untracked(|changed| {
        let changed = changed.iter().filter(|id| roots.contains(id));
        changed.map(|id| &*pack.spec(*id).label).collect::<Vec<_>>()
    });
    texts::basis(assumed, own, &names)
}

/// Each quantity once, in order: a total may stand in a table twice.
fn unique(numbers: Vec<Quantity>) -> Vec<Quantity> {
    let mut seen = std::collections::BTreeSet::new();
    numbers
        .into_iter()
        .filter(|quantity| seen.insert(*quantity))
        .collect()
}

/// The table; its numbers are the figure's own text, each with its quantity behind it.
fn table_view(table: Table, numbers: &[Quantity], stated: bool) -> impl IntoView + use<> {
    let mut columns = table.columns.into_iter();
    let mut numbers = numbers.iter().copied();
    let rows = table.rows.into_iter().map(|row| {
        let cells = row.into_iter().enumerate().map(|(index, cell)| {
            let text = cell.text().to_owned();
            match cell {
                _ if index == 0 => view! { <th scope="row">{text}</th> },
                Cell::Number { .. } => match numbers.next() {
                    Some(quantity) => view! {
                        <td class="number"><NumberButton quantity text/></td>
                    },
                    None if stated => {
                        view! { <td class="number" data-stated>{text}</td> }
                    }
                    None => view! { <td class="number" data-unexplained>{text}</td> },
                },
                Cell::Text(_) | Cell::Empty => view! { <td>{text}</td> },
            }
        });
        view! { <tr>{cells.collect_view()}</tr> }
    });
    let rows = rows.collect_view();
    let caption = table.caption.clone();
    let table = view! {
        <table>
            <caption>{table.caption}</caption>
            {head(columns.next(), columns)}
            <tbody>{rows}</tbody>
        </table>
    };
    framed_only(caption, table)
}
