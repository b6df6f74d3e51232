//! Futures: dots that each stand for as many futures, and bands by year.
//!
//! Drawn here: charts-rs has neither.

use serde::{Deserialize, Serialize};

use super::pen::{Anchor, BODY, LEADING, Pen, Rect, Tone, Type, text_width};
use super::plot::{AxisRange, drawable};
use super::table::caption;
use super::{BarsHorizontal, ColumnSeries, Figure, FigureCell, FigureTable, Fill, Frame, Layout};
use balans_format as format;

/// A quantile dotplot: each dot stands for an equal share of the futures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dots {
    /// Title: the finding.
    pub title: String,
    /// Unit, such as "mnkr".
    pub unit: String,
    /// Decimals of every number.
    pub decimals: u8,
    /// Heading of the label column in the table.
    pub label_heading: String,
    /// Heading of the value column in the table.
    pub value_heading: String,
    /// Label of a dot in the table, before its number, such as "Prick".
    pub dot: String,
    /// What is left at each dot, the least first; a future balances at zero and below.
    pub values: Vec<f64>,
    /// Name of a dot that balances.
    pub balanced: String,
    /// Name of a dot that does not.
    pub left: String,
}

const DOT: f64 = 16.0;
const KEY: f64 = 26.0;
/// Space beside the plot: half of the columns of a pile of all the dots.
const SIDE: f64 = 3.0 * DOT;
/// Most dots on each other.
const HIGHEST: usize = 4;

impl Dots {
    fn is_balanced(value: f64) -> bool {
        drawable(value) <= 0.0
    }

    /// Writes a value: what is over has no sign of its own, since the side of the line says it.
    fn shown(&self, value: f64) -> String {
        format::number(value, self.decimals)
    }

    /// The x of each dot and its height in its pile, from 0. A dot that would overlap the pile before it is put on it; a pile
    /// that grows too high is as many columns as it takes, side by side.
    fn piles(&self, range: AxisRange, left: f64, width: f64) -> Vec<(f64, usize)> {
        let mut piles: Vec<(f64, usize, bool)> = Vec::new();
        for value in &self.values {
            let x = range.x(*value, left, width);
            let balanced = Self::is_balanced(*value);
            match piles.last_mut() {
                Some((at, count, side)) if x - *at < DOT && *side == balanced => *count += 1,
                _ => piles.push((x, 1, balanced)),
            }
        }
        let mut placed = Vec::with_capacity(self.values.len());
        let mut free = f64::NEG_INFINITY;
        for (x, count, _) in piles {
            let columns = count.div_ceil(HIGHEST);
            let first = (x - DOT * (columns as f64 - 1.0) / 2.0).max(free);
            // The columns are as high as each other, the first ones by one more.
            for dot in 0..count {
                placed.push((first + DOT * (dot % columns) as f64, dot / columns));
            }
            free = first + DOT * columns as f64;
        }
        placed
    }

    fn mark(pen: &mut Pen<'_>, at: (f64, f64), balanced: bool) {
        let radius = DOT / 2.0 - 0.5;
        if balanced {
            pen.dot(at, radius, Tone::Total);
        } else {
            pen.dot(at, radius, Tone::Remaining);
            pen.dot(at, radius - 2.5, Tone::Surface);
        }
    }

    /// The dots as bars, for where dots cannot be drawn.
    #[must_use]
    pub fn as_bars(&self) -> BarsHorizontal {
        let name = |at: usize| format!("{} {}", self.dot, at + 1);
        BarsHorizontal {
            title: self.title.clone(),
            unit: self.unit.clone(),
            decimals: self.decimals,
            category_heading: self.label_heading.clone(),
            categories: (0..self.values.len()).map(name).collect(),
            layout: Layout::Grouped,
            series: vec![ColumnSeries {
                name: self.value_heading.clone(),
                values: self.values.clone(),
                fill: Fill::Remaining,
                below: None,
            }],
        }
    }
}

impl Figure for Dots {
    fn svg(&self, frame: &Frame<'_>) -> String {
        let width = frame.canvas.width();
        let range = AxisRange::with_zero(self.values.iter().copied());
        let (left, plot) = (SIDE, width - 2.0 * SIDE);
        let placed = self.piles(range, left, plot);
        let tallest = placed.iter().map(|(_, place)| place + 1).max().unwrap_or(1) as f64;
        let (top, high) = (KEY, tallest * DOT + 10.0);
        let base = top + high;
        let mut pen = Pen::open(frame, base + 34.0, &self.title, &self.summary());
        let body = Type::body(Tone::Ink);
        let mut x = DOT;
        for (name, balanced) in [(&self.balanced, true), (&self.left, false)] {
            Self::mark(&mut pen, (x, 10.0), balanced);
            pen.text((x + 13.0, 15.0), name, body);
            x += 13.0 + body.width(name) + 30.0;
        }
        pen.line((0.0, base), (width, base), Tone::Grid, 1.0, "");
        let zero = range.x(0.0, left, plot);
        pen.line((zero, top + 2.0), (zero, base + 6.0), Tone::Ink, 1.5, "4 3");
        for (value, (x, place)) in self.values.iter().zip(&placed) {
            let y = base - 4.0 - DOT * (*place as f64 + 0.5);
            let x = x.min(width - DOT / 2.0);
            Self::mark(&mut pen, (x, y), Self::is_balanced(*value));
        }
        // The ends and zero; an end too near zero to be written beside it is left out.
        let label = |value: f64| format::with_unit(value, self.decimals, &self.unit);
        let ends = [range.lo, range.hi].map(|value| (value, range.x(value, left, plot)));
        let apart = |x: f64, value: f64| {
            let room = body.width(&label(value)) + text_width(&label(0.0), BODY, true);
            (x - zero).abs() > room
        };
        let middle = |x: f64, text: &str| {
            let half = body.bold().width(text) / 2.0;
            x.clamp(half, width - half)
        };
        for (value, x) in ends {
            if apart(x, value) {
                let text = label(value);
                let at = (middle(x, &text), base + 24.0);
                pen.text(at, &text, Type::body(Tone::Muted).anchored(Anchor::Middle));
            }
        }
        let text = label(0.0);
        let at = (middle(zero, &text), base + 24.0);
        pen.text(at, &text, body.bold().anchored(Anchor::Middle));
        pen.close()
    }

    fn table(&self) -> FigureTable {
        let row = |(at, value): (usize, &f64)| {
            vec![
                FigureCell::Text(format!("{} {}", self.dot, at + 1)),
                FigureCell::Number {
                    value: *value,
                    text: self.shown(*value),
                },
            ]
        };
        FigureTable {
            caption: caption(&self.title, &self.unit),
            columns: vec![self.label_heading.clone(), self.value_heading.clone()],
            rows: self.values.iter().enumerate().map(row).collect(),
        }
    }

    fn summary(&self) -> String {
        let all = self.values.iter().map(|value| self.shown(*value));
        let all: Vec<String> = all.collect();
        format!("{}, {}: {}.", self.value_heading, self.unit, all.join("; "))
    }
}

/// Bands by year: within which amounts half of the futures lie, three quarters, and nine tenths.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bands {
    /// Title: the finding.
    pub title: String,
    /// Unit, such as "mnkr".
    pub unit: String,
    /// Decimals of every number.
    pub decimals: u8,
    /// Heading of the label column in the table.
    pub label_heading: String,
    /// Names of the amounts of a row, the least first: the edges of the bands, with the middle between them.
    pub columns: [String; 7],
    /// Names of the bands in the key, the narrowest first.
    pub bands: [String; 3],
    /// Name of the middle in the key.
    pub middle: String,
    /// The rows: a label, and the amounts of `columns`.
    pub rows: Vec<(String, [f64; 7])>,
}

const ROW: f64 = 34.0;
/// Each band's first edge in a row, its height, and its fill, the widest first.
const DRAWN: [(usize, f64); 3] = [(0, 8.0), (1, 14.0), (2, 20.0)];

impl Bands {
    fn band(pen: &mut Pen<'_>, rect: Rect, place: usize) {
        let rect = Rect {
            w: rect.w.max(6.0),
            x: rect.x - (6.0 - rect.w).max(0.0) / 2.0,
            ..rect
        };
        match place {
            0 => pen.framed(rect, Tone::Surface, Tone::Reference, 1.5, 0.0),
            1 => pen.bar(rect, Fill::Transfer),
            _ => pen.rect(rect, Tone::Reference, 0.0),
        }
    }

    /// The middles as bars, for where bands cannot be drawn.
    #[must_use]
    pub fn as_bars(&self) -> BarsHorizontal {
        BarsHorizontal {
            title: self.title.clone(),
            unit: self.unit.clone(),
            decimals: self.decimals,
            category_heading: self.label_heading.clone(),
            categories: self.rows.iter().map(|(label, _)| label.clone()).collect(),
            layout: Layout::Grouped,
            series: vec![ColumnSeries {
                name: self.middle.clone(),
                values: self.rows.iter().map(|(_, row)| row[3]).collect(),
                fill: Fill::Reference,
                below: None,
            }],
        }
    }
}

impl Figure for Bands {
    fn svg(&self, frame: &Frame<'_>) -> String {
        let width = frame.canvas.width();
        let body = Type::body(Tone::Ink);
        let rows = self.rows.iter().flat_map(|(_, row)| row.iter().copied());
        let range = AxisRange::with_zero(rows);
        let shown = |value: f64| format::number(value, self.decimals);
        let widest = |texts: &mut dyn Iterator<Item = f64>| texts.fold(0.0, f64::max);
        let ends = |place: usize| {
            let all = self
                .rows
                .iter()
                .map(|(_, row)| body.width(&shown(row[place])));
            all.collect::<Vec<f64>>()
        };
        let names = widest(&mut self.rows.iter().map(|(name, _)| body.bold().width(name))) + 12.0;
        let before = widest(&mut ends(0).into_iter()) + 8.0;
        let after = widest(&mut ends(6).into_iter()) + 8.0;
        let (left, plot) = (
            names + before + 4.0,
            (width - names - before - after - 8.0).max(20.0),
        );
        // The key: a swatch each, in as many lines as it takes.
        let mut key = Pen::part(frame);
        let (mut x, mut y) = (0.0, 12.0);
        let texts = self.bands.iter().chain([&self.middle]).enumerate();
        for (place, name) in texts {
            let long = 30.0 + body.width(name) + 18.0;
            if x > 0.0 && x + long - 18.0 > width {
                (x, y) = (0.0, y + LEADING + 6.0);
            }
            match DRAWN.iter().rev().nth(place) {
                Some((band, high)) => {
                    Self::band(&mut key, Rect::new(x, y - high / 2.0, 24.0, *high), *band);
                }
                None => key.line(
                    (x + 12.0, y - 11.0),
                    (x + 12.0, y + 11.0),
                    Tone::Ink,
                    3.0,
                    "",
                ),
            }
            key.text((x + 30.0, y + 5.0), name, body);
            x += long;
        }
        let top = y + 18.0;
        let high = top + self.rows.len() as f64 * ROW;
        let mut pen = Pen::open(frame, high, &self.title, &self.summary());
        pen.join(&key);
        let zero = range.x(0.0, left, plot);
        pen.line((zero, top), (zero, high), Tone::Ink, 1.0, "4 3");
        for (at, (name, row)) in self.rows.iter().enumerate() {
            let y = top + (at as f64 + 0.5) * ROW;
            pen.text((0.0, y + 5.0), name, body.bold());
            for (place, tall) in DRAWN {
                let [from, to] =
                    [row[place], row[6 - place]].map(|value| range.x(value, left, plot));
                Self::band(
                    &mut pen,
                    Rect::new(from, y - tall / 2.0, to - from, tall),
                    place,
                );
            }
            let x = range.x(row[3], left, plot);
            pen.line((x, y - 12.0), (x, y + 12.0), Tone::Surface, 6.0, "");
            pen.line((x, y - 12.0), (x, y + 12.0), Tone::Ink, 3.0, "");
            let (least, most) = (range.x(row[0], left, plot), range.x(row[6], left, plot));
            pen.text(
                (least.min(x) - 8.0, y + 5.0),
                &shown(row[0]),
                body.halo().anchored(Anchor::End),
            );
            // The two ends read alike where they are the same.
            if shown(row[6]) != shown(row[0]) {
                pen.text((most.max(x) + 8.0, y + 5.0), &shown(row[6]), body.halo());
            }
        }
        pen.close()
    }

    fn table(&self) -> FigureTable {
        let cell = |value: &f64| FigureCell::Number {
            value: *value,
            text: format::number(*value, self.decimals),
        };
        let row = |(name, values): &(String, [f64; 7])| {
            let mut cells = vec![FigureCell::Text(name.clone())];
            cells.extend(values.iter().map(cell));
            cells
        };
        let headings = std::iter::once(self.label_heading.clone());
        FigureTable {
            caption: caption(&self.title, &self.unit),
            columns: headings.chain(self.columns.iter().cloned()).collect(),
            rows: self.rows.iter().map(row).collect(),
        }
    }

    fn summary(&self) -> String {
        let mut text = String::new();
        for (name, row) in &self.rows {
            let [least, middle, most] =
                [row[0], row[3], row[6]].map(|value| format::number(value, self.decimals));
            let unit = &self.unit;
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(&format!(
                "{name}: {least} till {most} {unit}, {} {middle} {unit}.",
                self.middle
            ));
        }
        text
    }
}
