//! Tables on the page, made from their data: markup, explanation buttons, and CSV file.

use balans_report::texts::{compare, measures, parties, shared};
use leptos::prelude::*;

use crate::erased::{dynamic, fragment, memo, view};
use crate::state::use_store;
use crate::table::{Cell, Column, Head, NumberCell, Origin, Row, RowKind, Table};
use crate::texts;
use crate::ui::components::{Amount, NumberButton, StatusChip};
use crate::ui::lazy::export::table_file::{csv_button, save_table};

/// Makes a table in a frame of its own, which scrolls sideways where the window is narrow, with a
/// button that saves it as CSV. It is rebuilt where `read` returns another; the model's numbers
/// follow the scenario by themselves.
pub(crate) fn table(read: impl Fn() -> Table + Send + Sync + 'static) -> AnyView {
    let store = use_store();
    let table = memo(read);
    let title = memo(move || table.with(|table| table.title.clone()));
    let save = move || {
        table.with_untracked(|table| save_table(store, &table.title, table, None));
    };
    let minus = store.derive(move |outcome| table.with(|table| table.has_minus(outcome)));
    view! {
        {dynamic(move || table.with(table_only))}
        <p class="table-foot">
            {dynamic(move || minus.get().then(|| view! { <span class="small">{shared::MINUS}</span> }))}
            {csv_button(title.into(), save)}
        </p>
    }
}

/// Makes a table without the save button: a figure's table has its own, and a file's preview needs
/// none.
pub(crate) fn table_only(table: &Table) -> AnyView {
    let caption = table.caption.clone();
    let class = (!table.class.is_empty()).then_some(table.class);
    let mut columns = table.columns.iter();
    let first = columns.next().map(|column| column.heading.clone());
    let columns = columns.map(column_view);
    // Sentences side by side are unreadable on a phone: there each row is a card, whose cells are named.
    let in_cards = table.columns.iter().skip(1).any(|column| column.is_words);
    let rows = (table.rows.iter()).map(|row| row_view(row, &table.columns, in_cards));
    view! {
        <div
            class="table-wrap"
            data-cards=in_cards.then_some("")
            tabindex="0"
            role="region"
            aria-label=table.title.clone()
        >
            <table class=class>
                {(!caption.is_empty()).then(|| view! { <caption>{caption}</caption> })}
                <thead><tr><th scope="col">{first}</th>{fragment(columns)}</tr></thead>
                <tbody>{fragment(rows)}</tbody>
            </table>
        </div>
    }
}

fn column_view(column: &Column) -> AnyView {
    let class = (!column.is_words).then_some("number");
    let base = column
        .is_base
        .then(|| view! { <span class="small compare-line">{compare::IS_BASE}</span> });
    view! { <th scope="col" class=class>{column.heading.clone()}{base}</th> }
}

fn row_view(row: &Row, columns: &[Column], in_cards: bool) -> AnyView {
    let class = match row.kind {
        RowKind::Plain => None,
        RowKind::Total => Some("total"),
        RowKind::Eliminated => Some("eliminated"),
    };
    let key = row.quantity.map(|quantity| quantity.key());
    let key = key.or_else(|| (!row.key.is_empty()).then(|| row.key.to_owned()));
    let columns = columns.iter().skip(row.head.columns);
    let cells = row.cells.iter().zip(columns);
    let cells = cells.map(|(cell, column)| {
        let label = in_cards.then(|| column.heading.clone());
        cell_view(cell, column.is_words, label)
    });
    view! {
        <tr class=class data-row=key data-chosen=row.is_chosen.then_some("")>
            {head_view(&row.head)}
            {fragment(cells)}
        </tr>
    }
}

fn head_view(head: &Head) -> AnyView {
    let mut text = head.text.clone();
    for (word, parts) in shared::LONG_WORDS {
        text = text.replace(word, parts);
    }
    let text = match head.href {
        Some(href) => view! { <a href=href>{text}</a> },
        None => text.into_any(),
    };
    let span = (head.columns > 1).then(|| head.columns.to_string());
    view! {
        <th scope="row" colspan=span>
            {text}
            {head.chip.map(|chip| view! { " " <span class="chip">{chip}</span> })}
            {head.status.map(|status| view! { " " <StatusChip status/> })}
        </th>
    }
}

/// Makes a cell, with the heading of its column where it may be shown apart from its column.
fn cell_view(cell: &Cell, is_words: bool, label: Option<String>) -> AnyView {
    match cell {
        Cell::Empty => view! { <td data-label=label></td> },
        Cell::Text(text) if is_words => view! { <td data-label=label>{text.clone()}</td> },
        // A text in place of a number is in the numbers' column.
        Cell::Text(text) => {
            view! { <td class="number" data-stated data-label=label>{text.clone()}</td> }
        }
        Cell::Amount { moved, .. } => {
            let mark = moved.then(|| {
                view! {
                    <span class="moved" aria-hidden="true">{parties::MARK}" "</span>
                    <span class="visually-hidden">{parties::MARK_SPOKEN}</span>
                }
            });
            view! { <td class="number" data-label=label>{mark}{value_view(cell)}</td> }
        }
        Cell::Number(number) => {
            let (stated, unknown) = stands(number);
            view! {
                <td class="number" data-stated=stated data-unexplained=unknown data-label=label>{value_view(cell)}</td>
            }
        }
        Cell::Range(low, high) => {
            let (stated, unknown) = stands(high);
            let text = texts::benchmarks::stated_range(low.value, high.value);
            view! { <td class="number" data-stated=stated data-unexplained=unknown data-label=label>{text}</td> }
        }
        Cell::Compared {
            value,
            change,
            shows_change,
            differs,
        } => {
            let stated = !matches!(**value, Cell::Amount { .. });
            let change = change.as_ref().filter(|_| *shows_change).map(|change| {
                view! {
                    <span class="small compare-line" data-stated data-change>
                        <span class="visually-hidden">{compare::CHANGE}</span>
                        {change.text.clone()}
                    </span>
                }
            });
            view! {
                <td
                    class="number"
                    data-stated=stated.then_some("")
                    data-differs=differs.then_some("")
                    data-label=label
                >
                    <span data-value>{value_view(value)}</span>
                    {change}
                </td>
            }
        }
    }
}

/// Returns the markers of a number: whether it is stated, and whether its origin is unknown.
fn stands(number: &NumberCell) -> (Option<&'static str>, Option<&'static str>) {
    match number.origin {
        Origin::Model(_) => (None, None),
        Origin::Other(_) | Origin::Stated => (Some(""), None),
        Origin::Unknown => (None, Some("")),
    }
}

/// Makes a cell's content.
fn value_view(cell: &Cell) -> AnyView {
    match cell {
        Cell::Amount {
            quantity,
            shown,
            of,
            ..
        } => {
            let (quantity, shown) = (*quantity, *shown);
            if of.is_empty() {
                return view! { <Amount quantity shown bare=true/> };
            }
            let of = of
                .iter()
                .map(|measure| use_store().has_figure(Some(*measure)));
            let of: Vec<_> = of.collect();
            let counted = memo(move || of.iter().any(|has_figure| has_figure.get()));
            dynamic(move || {
                if counted.get() {
                    view! { <Amount quantity shown bare=true/> }
                } else {
                    view! { <span class="uncounted">{measures::NOT_CALCULATED}</span> }
                }
            })
        }
        Cell::Number(number) => {
            let text = number.text.clone();
            match number.origin {
                Origin::Model(quantity) => view! { <NumberButton quantity text/> },
                _ => text.into_any(),
            }
        }
        Cell::Text(text) => text.clone().into_any(),
        Cell::Empty | Cell::Range(..) | Cell::Compared { .. } => ().into_any(),
    }
}
