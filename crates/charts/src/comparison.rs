//! Comparison with others on one scale, with the scenario's own value as a mark.
//!
//! Drawn here: one's own row has a heavier bar and a bold name, so that it is told without colour
//! too.

use serde::{Deserialize, Serialize};

use super::pen::{Anchor, LEADING, Pen, Rect, Tone, Type, wrap};
use super::plot::{AxisRange, drawable};
use super::table::caption;
use super::{Canvas, Figure, FigureCell, FigureTable, Fill, Frame};
use balans_format as format;

/// A row: one of those compared.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Compared {
    /// Name.
    pub name: String,
    /// Value, or the two ends of a range.
    pub value: (f64, f64),
    /// Whether this is one's own row, which is emphasised.
    pub own: bool,
}

/// A line across all rows at a value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mark {
    /// Name.
    pub label: String,
    /// Value, in the unit of the rows.
    pub value: f64,
    /// Decimals, which may be more than those of the rows: a scenario moves in smaller steps.
    pub decimals: u8,
}

impl Mark {
    fn shown(&self) -> String {
        format::number(self.value, self.decimals)
    }
}

/// Bars from a common zero, the first row on top.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ComparisonChart {
    /// Title: the finding.
    pub title: String,
    /// Unit, such as "kunder per årsarbetare".
    pub unit: String,
    /// Decimals of every number.
    pub decimals: u8,
    /// Heading of the names in the table.
    pub name_heading: String,
    /// Headings of the numbers in the table: one, or two for the ends of ranges.
    pub value_headings: Vec<String>,
    /// Rows, from the top down.
    pub rows: Vec<Compared>,
    /// The scenario's value, where there are no ranges; the first row of the table.
    pub mark: Option<Mark>,
}

const OWN_BAR: f64 = 24.0;
const OTHER_BAR: f64 = 14.0;
const PITCH: f64 = 34.0;
const MARK_HEAD: f64 = 26.0;

impl ComparisonChart {
    fn shown(&self, value: f64) -> String {
        format::number(value, self.decimals)
    }

    /// Writes a value or a range: "96", "64–72".
    fn label(&self, (low, high): (f64, f64)) -> String {
        let (low, high) = (self.shown(low), self.shown(high));
        if low == high {
            high
        } else {
            format!("{low}–{high}")
        }
    }

    fn is_range(&self) -> bool {
        self.value_headings.len() > 1
    }

    fn range(&self) -> AxisRange {
        let ends = self.rows.iter().flat_map(|row| [row.value.0, row.value.1]);
        AxisRange::with_zero(ends.chain(self.mark.as_ref().map(|mark| mark.value)))
    }

    fn row(&self, pen: &mut Pen<'_>, row: &Compared, area: Rect, range: AxisRange) {
        let (bar, fill) = if row.own {
            (OWN_BAR, Fill::Reference)
        } else {
            (OTHER_BAR, Fill::Muted)
        };
        let high = drawable(row.value.1);
        let low = if self.is_range() {
            drawable(row.value.0)
        } else {
            0.0
        };
        let (from, to) = (
            range.x(low.min(high), area.x, area.w),
            range.x(high.max(low), area.x, area.w),
        );
        let top = area.y + (area.h - bar) / 2.0;
        pen.bar(Rect::new(from, top, (to - from).max(6.0), bar), fill);
    }
}

impl Figure for ComparisonChart {
    fn svg(&self, frame: &Frame<'_>) -> String {
        let width = frame.canvas.width();
        let beside = frame.canvas != Canvas::Narrow;
        let set = Type::body(Tone::Ink);
        let widest = |of: &dyn Fn(&Compared) -> String| {
            let widths = self.rows.iter().map(|row| set.bold().width(&of(row)));
            widths.fold(0.0, f64::max)
        };
        // Names and values are columns of their own to the left: a mark crosses no text.
        let values = widest(&|row| self.label(row.value));
        let names = widest(&|row| row.name.clone()).min(width * 0.3);
        let left = if beside { names + values + 32.0 } else { 0.0 };
        let plot = (width - left - 6.0).max(40.0);
        let range = self.range();
        let head = if self.mark.is_some() { MARK_HEAD } else { 0.0 };
        let mut body = Pen::part(frame);
        let mut y = head;
        for row in &self.rows {
            let name = if row.own { set.bold() } else { set };
            let room = if beside { names } else { width - values - 16.0 };
            let lines = wrap(&row.name, name, room);
            let tall = lines.len() as f64 * LEADING;
            let (area, first, value) = if beside {
                let area = Rect::new(left, y, plot, PITCH.max(tall + 8.0));
                (area, y + (area.h - tall) / 2.0 + 14.0, left - 12.0)
            } else {
                let area = Rect::new(left, y + tall + 4.0, plot, OWN_BAR);
                (area, y + 14.0, name.bold().width(&row.name) + values + 12.0)
            };
            body.lines((0.0, first), &lines, name.halo());
            let set = set.bold().anchored(Anchor::End).halo();
            body.text((value, first), &self.label(row.value), set);
            self.row(&mut body, row, area, range);
            let zero = range.x(0.0, area.x, area.w).max(0.5);
            body.line((zero, area.y), (zero, area.y + area.h), Tone::Ink, 1.0, "");
            y = area.y + area.h + if beside { 0.0 } else { 8.0 };
        }
        let bottom = y.max(head + PITCH);
        let mut pen = Pen::open(frame, bottom + 4.0, self.title.as_str(), &self.summary());
        if let Some(mark) = &self.mark {
            let x = range.x(drawable(mark.value), left, plot);
            let text = format!("{} {}", mark.shown(), mark.label);
            let set = Type::body(Tone::Decided).bold();
            let start =
                (x - set.width(&text) / 2.0).clamp(0.0, (width - set.width(&text)).max(0.0));
            pen.text((start, 14.0), &text, set);
            pen.join(&body);
            pen.line((x, head - 6.0), (x, bottom), Tone::Decided, 2.0, "5 3");
        } else {
            pen.join(&body);
        }
        pen.close()
    }

    fn table(&self) -> FigureTable {
        let number = |value: f64| FigureCell::Number {
            value,
            text: self.shown(value),
        };
        let mut columns = vec![self.name_heading.clone()];
        columns.extend(self.value_headings.iter().cloned());
        let cells = |name: &str, (low, high): (f64, f64)| {
            let mut row = vec![FigureCell::Text(name.to_owned())];
            if self.is_range() {
                row.push(number(low));
            }
            row.push(number(high));
            row
        };
        let mark = self.mark.iter().map(|mark| {
            let cell = FigureCell::Number {
                value: mark.value,
                text: mark.shown(),
            };
            vec![FigureCell::Text(mark.label.clone()), cell]
        });
        let rows = self.rows.iter().map(|row| cells(&row.name, row.value));
        FigureTable {
            caption: caption(&self.title, &self.unit),
            columns,
            rows: mark.chain(rows).collect(),
        }
    }

    fn summary(&self) -> String {
        let mut text = String::new();
        for (index, row) in self.rows.iter().enumerate() {
            let space = if index > 0 { " " } else { "" };
            let unit = if index == 0 && !self.unit.is_empty() {
                format!("{}{}", format::HARD_SPACE, self.unit)
            } else {
                String::new()
            };
            let label = self.label(row.value);
            text.push_str(&format!("{space}{}: {label}{unit}.", row.name));
        }
        if let Some(mark) = &self.mark {
            let value = mark.shown();
            text.push_str(&format!(" {}: {value}.", mark.label));
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn comparison(mark: Option<f64>, headings: usize) -> ComparisonChart {
        let row = |name: &str, low, high, own| Compared {
            name: name.to_owned(),
            value: (low, high),
            own,
        };
        ComparisonChart {
            title: "KSON har flest".to_owned(),
            unit: "ärenden".to_owned(),
            decimals: 0,
            name_heading: "Kommun".to_owned(),
            value_headings: vec!["Antal".to_owned(); headings],
            rows: vec![
                row("KSON", 64.0, 72.0, true),
                row("Vaxholm", 55.0, 55.0, false),
            ],
            mark: mark.map(|value| Mark {
                label: "scenariot".to_owned(),
                value,
                decimals: 0,
            }),
        }
    }

    #[test]
    fn a_range_has_two_numbers_and_one_text() {
        let figure = comparison(None, 2);
        let rows = figure.table().rows;
        let texts: Vec<Vec<&str>> = rows
            .iter()
            .map(|row| row.iter().map(FigureCell::text).collect())
            .collect();
        assert_eq!(texts, [["KSON", "64", "72"], ["Vaxholm", "55", "55"]]);
        assert_eq!(figure.summary(), "KSON: 64–72\u{a0}ärenden. Vaxholm: 55.");
    }

    #[test]
    fn the_mark_leads_the_table_and_is_in_the_drawing() {
        let figure = comparison(Some(80.0), 1);
        assert_eq!(figure.table().rows.len(), 3);
        assert_eq!(figure.table().rows[0][1].text(), "80");
        for canvas in [Canvas::Wide, Canvas::Medium, Canvas::Narrow] {
            let svg = figure.svg(&Frame::page(canvas, "j"));
            assert!(svg.contains("80 scenariot") && svg.contains("stroke-dasharray"));
        }
    }

    #[test]
    fn nonsense_draws_something_finite() {
        for value in [f64::NAN, f64::INFINITY, -1e300, 0.0] {
            let mut figure = comparison(Some(value), 2);
            figure.rows[0].value = (value, value);
            for canvas in [Canvas::Wide, Canvas::Medium, Canvas::Narrow] {
                let svg = figure.svg(&Frame::page(canvas, "j"));
                assert!(!svg.contains("NaN") && !svg.contains("inf"), "{value}");
            }
        }
        let empty = ComparisonChart {
            rows: vec![],
            ..comparison(None, 1)
        };
        assert!(
            empty
                .svg(&Frame::page(Canvas::Wide, "j"))
                .ends_with("</svg>")
        );
    }
}
