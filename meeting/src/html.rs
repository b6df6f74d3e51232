//! The markup: class names and no style, every text escaped. Numbers of the model are buttons with
//! the quantity's key in `data-quantity`, for the page to open *Så räknas det* at.

use std::fmt::Write as _;

use balans_figures::{Canvas, Cell, Figure, Frame};
use balans_model::Quantity;

use crate::{Block, Drawn, Number, Slide, Tabled};

/// What stands on a slide below its title. The title is the caller's: it is the page's heading, which
/// stays where it is when the rest is made anew.
#[must_use]
pub fn slide(slide: &Slide) -> String {
    let mut out = String::new();
    for block in &slide.blocks {
        write_block(&mut out, block);
    }
    out
}

/// Text that is none of ours, made harmless.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // Nothing to be seen, and no part of a page.
            control if control.is_control() && control != '\n' => {}
            letter => out.push(letter),
        }
    }
    out
}

/// An element with a text. Writing to a string does not fail.
fn element(out: &mut String, name: &str, class: &str, text: &str) {
    let text = escaped(text);
    let _ = if class.is_empty() {
        write!(out, "<{name}>{text}</{name}>")
    } else {
        write!(out, "<{name} class=\"{class}\">{text}</{name}>")
    };
}

fn number_text(text: &str, quantity: Option<Quantity>) -> String {
    let text = escaped(text);
    match quantity {
        Some(quantity) => format!(
            "<button type=\"button\" class=\"num\" data-quantity=\"{}\" aria-haspopup=\"dialog\">{text}</button>",
            quantity.key()
        ),
        None => text,
    }
}

fn write_block(out: &mut String, block: &Block) {
    match block {
        Block::Lead(text) => element(out, "p", "lead", text),
        Block::Text(text) => element(out, "p", "", text),
        Block::List(items) => {
            out.push_str("<ul>");
            for item in items {
                element(out, "li", "", item);
            }
            out.push_str("</ul>");
        }
        Block::Numbers(numbers) => write_numbers(out, numbers),
        Block::Table(table) => write_table(out, table),
        Block::Figure(figure) => write_figure(out, figure),
        Block::Blank { .. } | Block::Code(_) => {}
    }
}

fn write_numbers(out: &mut String, numbers: &[Number]) {
    out.push_str("<dl class=\"big-numbers\">");
    for number in numbers {
        out.push_str("<div>");
        element(out, "dt", "", &number.label);
        let _ = write!(
            out,
            "<dd class=\"value\">{}</dd>",
            number_text(&number.value, number.quantity)
        );
        if !number.note.is_empty() {
            element(out, "dd", "note", &number.note);
        }
        out.push_str("</div>");
    }
    out.push_str("</dl>");
}

fn write_table(out: &mut String, tabled: &Tabled) {
    let table = &tabled.table;
    let _ = write!(
        out,
        "<div class=\"table-wrap\" tabindex=\"0\" role=\"region\" aria-label=\"{}\"><table>",
        escaped(&table.caption)
    );
    element(out, "caption", "", &table.caption);
    out.push_str("<thead><tr>");
    let numeric = |column: usize| {
        let mut cells = table.rows.iter().filter_map(|row| row.get(column));
        cells.any(Cell::is_number)
    };
    for (column, heading) in table.columns.iter().enumerate() {
        let class = if numeric(column) {
            " class=\"number\""
        } else {
            ""
        };
        let _ = write!(out, "<th scope=\"col\"{class}>{}</th>", escaped(heading));
    }
    out.push_str("</tr></thead><tbody>");
    let mut quantities = tabled.quantities.iter().copied();
    for (place, row) in table.rows.iter().enumerate() {
        let last = place + 1 == table.rows.len();
        out.push_str(if tabled.total && last {
            "<tr class=\"total\">"
        } else {
            "<tr>"
        });
        for (column, cell) in row.iter().enumerate() {
            let text = cell.text();
            let _ = if column == 0 {
                write!(out, "<th scope=\"row\">{}</th>", escaped(text))
            } else if cell.is_number() {
                let quantity = quantities.next().flatten();
                let stated = if quantity.is_none() {
                    " data-stated"
                } else {
                    ""
                };
                let text = number_text(text, quantity);
                write!(out, "<td class=\"number\"{stated}>{text}</td>")
            } else {
                write!(out, "<td>{}</td>", escaped(text))
            };
        }
        out.push_str("</tr>");
    }
    out.push_str("</tbody></table></div>");
    if !tabled.note.is_empty() {
        element(out, "p", "small", &tabled.note);
    }
}

/// Drawn twice, for a wide room and for a narrow one: style shows the one that fits, so that the
/// markup needs no measuring.
fn write_figure(out: &mut String, drawn: &Drawn) {
    let Drawn {
        id, lead, figure, ..
    } = drawn;
    out.push_str("<figure class=\"drawn\"><figcaption>");
    element(out, "p", "figure-title", figure.title());
    element(out, "p", "small", lead);
    out.push_str("</figcaption>");
    for (class, canvas) in [("wide", Canvas::Wide), ("narrow", Canvas::Narrow)] {
        let id = format!("{id}-{class}");
        let _ = write!(
            out,
            "<div class=\"drawing {class}\">{}</div>",
            figure.svg(&Frame::page(canvas, &id))
        );
    }
    out.push_str("</figure>");
}
