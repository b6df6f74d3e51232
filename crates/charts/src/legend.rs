//! Legend of fills, for figures whose labels do not say what a fill stands for.

use serde::{Deserialize, Serialize};

use super::pen::{LEADING, Pen, Rect, Tone, Type, wrap};
use super::{FigureCell, Fill};
use balans_format as format;

/// What the fills of a figure stand for: swatches below the drawing, a column in the table, and sentences in the summary.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FillLegend {
    /// Heading of the column in the table.
    pub heading: String,
    /// The fills that are used, each with its name; none for no legend.
    pub entries: Vec<(Fill, String)>,
}

/// Size of a swatch, px: large enough to show an outline and a hatching.
const SWATCH: (f64, f64) = (22.0, 14.0);
/// Between a swatch and its name, px.
const BETWEEN: f64 = 6.0;
/// Between the entries of a line, px.
const APART: f64 = 20.0;
/// Between the drawing and its legend, px.
const ABOVE: f64 = 14.0;

impl FillLegend {
    /// Draws the entries from `top` down, as many on a line as fit; returns their height with the space above, px.
    pub(super) fn draw(&self, pen: &mut Pen<'_>, top: f64, width: f64) -> f64 {
        if self.entries.is_empty() {
            return 0.0;
        }
        let set = Type::body(Tone::Ink);
        let indent = SWATCH.0 + BETWEEN;
        let (mut x, mut y, mut high) = (0.0, top + ABOVE, 0.0);
        for (fill, name) in &self.entries {
            let long = indent + set.width(name);
            if x > 0.0 && x + long > width {
                x = 0.0;
                y += high;
                high = 0.0;
            }
            pen.bar(Rect::new(x, y + 3.0, SWATCH.0, SWATCH.1), *fill);
            let lines = wrap(name, set, width - indent);
            pen.lines((x + indent, y + 15.0), &lines, set);
            high = f64::max(high, lines.len() as f64 * LEADING + 2.0);
            x += long + APART;
        }
        y + high - top
    }

    /// Appends the heading of the table's column.
    pub(super) fn head(&self, columns: &mut Vec<String>) {
        if !self.entries.is_empty() {
            columns.push(self.heading.clone());
        }
    }

    /// Appends the cell of a row with a fill.
    pub(super) fn cell(&self, row: &mut Vec<FigureCell>, fill: Fill) {
        if self.entries.is_empty() {
            return;
        }
        let entry = self.entries.iter().find(|(one, _)| *one == fill);
        row.push(entry.map_or(FigureCell::Empty, |(_, name)| {
            FigureCell::Text(name.clone())
        }));
    }

    /// Appends which labels have each fill, such as " Beslutad modell: Ersättning per dygn."
    pub(super) fn say<'a>(
        &self,
        text: &mut String,
        labels: impl Iterator<Item = (&'a str, Fill)> + Clone,
    ) {
        for (fill, name) in &self.entries {
            let mut labels = labels.clone().filter(|(_, one)| one == fill);
            let Some((first, _)) = labels.next() else {
                continue;
            };
            text.push(' ');
            text.push_str(&format::capital(name));
            text.push_str(": ");
            text.push_str(first);
            for (label, _) in labels {
                text.push_str(", ");
                text.push_str(label);
            }
            text.push('.');
        }
    }
}
