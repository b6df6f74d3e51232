//! Markup of slides and papers: class names and no style, every text escaped. Numbers with a quantity are
//! buttons with its key in `data-quantity`, by which the page opens *Så räknas det*.

use std::fmt::Write as _;

use balans_charts::{AnyFigure, Canvas, Figure, FigureCell, Frame};
use balans_model::Quantity;

use crate::case::LinkKind;
use crate::texts::deck::OVER;
use crate::texts::paper as words;
use crate::texts::required::GIVES_MARKS;
use crate::{Block, ChartBlock, KeyFigure, Paper, Section, Slide, TableBlock, code};

/// Medium that the markup is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum For {
    /// A slide: blanks are lines for handwriting, and a title is shown once.
    Slide,
    /// The decision paper: blanks are fields to type in.
    Paper,
}

/// Characters, about six lines, from which a paragraph may break between pages.
const LONG: usize = 600;
/// Number of ruled lines in a growing field: as many as a page holds. Lines below the text are cut off.
const RULES: usize = 32;

/// Writes a slide's blocks. The caller shows the title: it is the page's heading, which stays in place
/// when the blocks are replaced.
#[must_use]
pub fn slide(slide: &Slide) -> String {
    let mut out = String::new();
    for block in &slide.blocks {
        match block {
            // The finding stands as the slide's own title.
            Block::Figure(drawn) if drawn.figure.title() == slide.title => {
                write_figure(&mut out, drawn, "");
            }
            block => write_block(&mut out, block, For::Slide),
        }
    }
    out
}

/// Writes a paper from its title on, as parts of one element each, below the page's own first heading.
/// Blanks are fields with the blank's key in `data-blank`.
#[must_use]
pub fn paper(paper: &Paper) -> Vec<String> {
    let part = |write: &dyn Fn(&mut String)| {
        let mut out = String::new();
        write(&mut out);
        out
    };
    let title = part(&|out| element(out, "p", "paper-title", &paper.title));
    let head = part(&|out| {
        out.push_str("<dl class=\"paper-head\">");
        for (name, value) in &paper.head {
            out.push_str("<div>");
            element(out, "dt", "", name);
            element(out, "dd", "", value);
            out.push_str("</div>");
        }
        out.push_str("</dl>");
    });
    let blanks = part(&|out| {
        out.push_str("<div class=\"paper-blanks\">");
        for block in &paper.blanks {
            write_block(out, block, For::Paper);
        }
        out.push_str("</div>");
    });
    let sections = paper.sections.iter();
    let sections = sections.map(|section| part(&|out| write_section(out, section, 2)));
    [title, head, blanks].into_iter().chain(sections).collect()
}

fn write_section(out: &mut String, section: &Section, depth: u8) {
    out.push_str("<section>");
    element(out, &format!("h{depth}"), "", &section.heading);
    for block in &section.blocks {
        write_block(out, block, For::Paper);
    }
    for part in &section.sub {
        write_section(out, part, depth + 1);
    }
    out.push_str("</section>");
}

/// Escapes a text from elsewhere.
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

/// Writes an element with a text. Writing to a string does not fail.
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
            "<button type=\"button\" class=\"num\" translate=\"no\" data-quantity=\"{}\" aria-haspopup=\"dialog\" aria-describedby=\"hur-hjalp\">{text}</button>",
            quantity.key()
        ),
        None => text,
    }
}

fn write_block(out: &mut String, block: &Block, to: For) {
    match block {
        Block::Lead(text) => element(out, "p", "lead", text),
        // On paper a paragraph is kept in one piece unless it is long.
        Block::Text(text) if to == For::Paper && text.chars().count() > LONG => {
            element(out, "p", "long", text);
        }
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
        Block::Figure(drawn) => write_figure(out, drawn, drawn.figure.title()),
        Block::Blank { key, label, lines } => write_blank(out, (key, label, *lines), to),
        Block::Code(link) => write_code(out, link),
    }
}

fn write_numbers(out: &mut String, numbers: &[KeyFigure]) {
    out.push_str("<dl class=\"big-numbers\">");
    for number in numbers {
        out.push_str("<div>");
        element(out, "dt", "", &number.label);
        let _ = write!(
            out,
            "<dd class=\"value\"{}>{}</dd>",
            if number.label == OVER {
                " data-over=\"\""
            } else {
                ""
            },
            number_text(&number.value, number.quantity)
        );
        if !number.note.is_empty() {
            element(out, "dd", "note", &number.note);
        }
        out.push_str("</div>");
    }
    out.push_str("</dl>");
}

fn write_table(out: &mut String, tabled: &TableBlock) {
    let table = &tabled.table;
    let is_numeric = |column: usize| {
        let mut cells = table.rows.iter().filter_map(|row| row.get(column));
        cells.any(FigureCell::is_number)
    };
    let numeric: Vec<bool> = (0..table.columns.len()).map(is_numeric).collect();
    // A column of words makes the rows cards on a phone, whose cells are named.
    let in_cards = numeric.iter().skip(1).any(|numeric| !numeric);
    let class_of = |column: usize| match numeric.get(column) {
        Some(true) => " class=\"number\"",
        _ => "",
    };
    let label = |heading: &String| match in_cards {
        true => format!(" data-label=\"{}\"", escaped(heading)),
        false => String::new(),
    };
    let labels: Vec<String> = table.columns.iter().map(label).collect();
    let _ = write!(
        out,
        "<div class=\"table-wrap\"{} tabindex=\"0\" role=\"region\" aria-label=\"{}\"><table>",
        if in_cards { " data-cards" } else { "" },
        escaped(&table.caption)
    );
    element(out, "caption", "", &table.caption);
    out.push_str("<thead><tr>");
    for (column, heading) in table.columns.iter().enumerate() {
        let class = class_of(column);
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
            let label = labels.get(column).map_or("", String::as_str);
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
                write!(out, "<td class=\"number\"{stated}{label}>{text}</td>")
            } else {
                // An input's own value, a year: where reasons end.
                let stated = if text.contains(|letter: char| letter.is_ascii_digit()) {
                    " data-stated"
                } else {
                    ""
                };
                // A word where there is no number stands in the numbers' column.
                let class = class_of(column);
                write!(out, "<td{class}{stated}{label}>{}</td>", escaped(text))
            };
        }
        out.push_str("</tr>");
    }
    out.push_str("</tbody></table></div>");
    if !tabled.note.is_empty() {
        element(out, "p", "small", &tabled.note);
    }
}

/// Writes a chart twice, for a wide and for a narrow container: style shows the one that fits, so that
/// nothing needs to be measured.
fn write_figure(out: &mut String, drawn: &ChartBlock, title: &str) {
    let ChartBlock {
        id,
        lead,
        figure,
        marks,
        ..
    } = drawn;
    out.push_str("<figure class=\"drawn\"><figcaption>");
    if !title.is_empty() {
        element(out, "p", "figure-title", title);
    }
    element(out, "p", "small", lead);
    if marks.iter().any(Option::is_some) {
        element(out, "p", "small", GIVES_MARKS);
    }
    out.push_str("</figcaption>");
    for (class, canvas) in [("wide", Canvas::Wide), ("narrow", Canvas::Narrow)] {
        let id = format!("{id}-{class}");
        let frame = Frame::page(canvas, &id);
        let svg = match figure {
            AnyFigure::Waterfall(bridge) => bridge.svg_marked(&frame, marks),
            figure => figure.svg(&frame),
        };
        let _ = write!(
            out,
            "<div class=\"drawing {class}\" translate=\"no\">{svg}</div>"
        );
    }
    out.push_str("</figure>");
}

fn write_blank(out: &mut String, (key, label, lines): (&str, &str, u8), to: For) {
    let (key, label) = (escaped(key), escaped(label));
    let _ = match to {
        For::Slide => {
            let rules = "<span class=\"rule\"></span>".repeat(usize::from(lines));
            write!(
                out,
                "<div class=\"blank\"><span>{label}</span>{rules}</div>"
            )
        }
        For::Paper if lines > 1 => write!(
            out,
            "<label class=\"blank\"><span>{label}</span><span class=\"ruled\"><span class=\"rules\" aria-hidden=\"true\">{}</span>\
             <textarea rows=\"{lines}\" data-blank=\"{key}\" autocomplete=\"off\"></textarea></span></label>",
            "<span class=\"rule\"></span>".repeat(RULES)
        ),
        For::Paper => write!(
            out,
            "<label class=\"blank\"><span>{label}</span>\
             <input type=\"text\" data-blank=\"{key}\" autocomplete=\"off\"></label>"
        ),
    };
}

/// Writes a link with its QR code where it is short enough for one; a text that is no address as text.
fn write_code(out: &mut String, link: &str) {
    match LinkKind::of(link) {
        LinkKind::Address => {}
        LinkKind::Text => {
            out.push_str("<div class=\"link-code\"><p>");
            element(out, "span", "address", link);
            out.push_str("</p></div>");
            return;
        }
        LinkKind::None => return,
    }
    out.push_str("<div class=\"link-code\">");
    if let Some(svg) = code::svg(link) {
        // On the drawing itself: that is where a PDF takes its words from.
        let named = format!("<svg role=\"img\" aria-label=\"{}\"", words::CODE_NAME);
        let svg = svg.replacen("<svg", &named, 1);
        let _ = write!(out, "<div class=\"code\">{svg}</div>");
    }
    let _ = write!(
        out,
        "<p><a href=\"{0}\">{1}</a><span class=\"address\">{0}</span></p></div>",
        escaped(link),
        escaped(words::LINK)
    );
}
