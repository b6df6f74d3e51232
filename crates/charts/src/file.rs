//! A drawing as a file of its own: title, subject and source are inside the picture.

use serde::{Deserialize, Serialize};

use super::pen::{Pen, Tone, Type, wrap};
use super::{AnyFigure, Canvas, Figure, Frame};

/// Texts of a picture that stands alone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Caption {
    /// What is shown, and in which unit.
    pub lead: String,
    /// Lines below the drawing: scenario, status, source.
    pub notes: Vec<String>,
}

const MARGIN: f64 = 16.0;
const TITLE: f64 = 18.0;
const NOTE: f64 = 12.0;
/// Line height, as a multiple of the type size.
const LEADING: f64 = 1.35;

/// Draws a figure as an SVG file.
#[must_use]
pub fn file(figure: &AnyFigure, canvas: Canvas, id: &str, caption: &Caption) -> String {
    let inner_id = format!("{id}-bild");
    let drawing = figure.svg(&Frame::file(canvas, &inner_id));
    let height = height(&drawing);
    let room = canvas.width();

    let heading = Type {
        size: TITLE,
        ..Type::body(Tone::Ink)
    };
    let heading = heading.bold();
    let lead = Type::body(Tone::Muted);
    let note = Type {
        size: NOTE,
        ..Type::body(Tone::Muted)
    };
    let title_lines = wrap(figure.title(), heading, room);
    let lead_lines = wrap(&caption.lead, lead, room);
    let note_lines = caption.notes.iter().flat_map(|text| wrap(text, note, room));
    let note_lines: Vec<String> = note_lines.collect();

    let frame = Frame::file(canvas, id);
    let mut part = Pen::part(&frame);
    let mut y = MARGIN;
    let set = |lines: &[String], kind: Type, part: &mut Pen<'_>, y: &mut f64| {
        for line in lines {
            *y += kind.size * LEADING;
            part.text((MARGIN, *y - kind.size * 0.3), line, kind);
        }
    };
    set(&title_lines, heading, &mut part, &mut y);
    set(&lead_lines, lead, &mut part, &mut y);
    y += MARGIN / 2.0;
    let top = y;
    y += height + MARGIN / 2.0;
    set(&note_lines, note, &mut part, &mut y);
    y += MARGIN;

    let summary = figure.summary();
    let size = (room + 2.0 * MARGIN, y);
    let mut pen = Pen::sheet(&frame, size, figure.title(), &summary);
    pen.metadata(figure.title(), &caption.notes);
    pen.join(&part);
    // A drawing in the drawing: it keeps its own box, and only stands further in.
    if let Some(rest) = drawing.strip_prefix("<svg") {
        pen.out.push_str("<svg");
        pen.coordinate("x", MARGIN);
        pen.coordinate("y", top);
        pen.out.push_str(rest);
    }
    pen.close()
}

/// Reads the height from a drawing's `viewBox`.
pub(super) fn height(drawing: &str) -> f64 {
    let view = drawing.split_once("viewBox=\"").map(|(_, rest)| rest);
    let numbers = view.and_then(|rest| rest.split('"').next());
    let last = numbers.and_then(|numbers| numbers.split_whitespace().last());
    last.and_then(|height| height.parse().ok()).unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_height_is_read_from_the_box() {
        let read = height("<svg viewBox=\"0 0 720 312.5\" width=\"720\">");
        assert!((read - 312.5).abs() < 1e-9);
        assert!(height("<svg>").abs() < 1e-9);
    }
}
