//! Futures: dots that each stand for as many futures, and bands by year.
//!
//! Drawn here: charts-rs has neither.

use serde::{Deserialize, Serialize};

use super::pen::{Anchor, BODY, LEADING, Pen, Rect, Tone, Type, text_width, wrap};
use super::plot::{AxisRange, drawable};
use super::table::caption;
use super::{
    BarsHorizontal, ColumnSeries, Figure, FigureCell, FigureTable, Fill, FillLegend, Frame, Layout,
    Mark,
};
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
    /// Named values below the dots, a row each.
    pub marks: Vec<Mark>,
    /// Values besides the dots that the axis has room for, so that it stays where dots are added one by one.
    pub reach: Vec<f64>,
}

const DOT: f64 = 16.0;
const KEY: f64 = 26.0;
/// Space beside the plot: half of the columns of a pile of all the dots.
const SIDE: f64 = 3.0 * DOT;
/// Most dots on each other.
const HIGHEST: usize = 4;
/// Height of a mark's tick.
const TICK: f64 = 14.0;

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

    /// The axis. A mark far from the dots has no room on it, so that the dots keep theirs.
    fn range(&self) -> AxisRange {
        let dots = AxisRange::with_zero(self.values.iter().chain(&self.reach).copied());
        let span = dots.hi - dots.lo;
        let marks = self.marks.iter().map(|mark| mark.value);
        let near = marks.filter(|value| *value >= dots.lo - span && *value <= dots.hi + span);
        AxisRange::with_zero([dots.lo, dots.hi].into_iter().chain(near))
    }

    /// Draws the marks below `top`: a tick where each value is on the axis, or an arrow at the end that it is beyond, with its
    /// name and value. Returns the height that they take.
    fn draw_marks(&self, pen: &mut Pen<'_>, top: f64, range: AxisRange, plot: (f64, f64)) -> f64 {
        let width = plot.0 * 2.0 + plot.1;
        let set = Type::body(Tone::Ink);
        let mut y = top;
        for mark in &self.marks {
            let x = range.x(mark.value, plot.0, plot.1);
            let text = [&*mark.label, " ", &*self.shown(mark.value)].concat();
            let long = set.width(&text);
            let (lines, at, anchor) = if x + 12.0 + long <= width {
                (vec![text], x + 12.0, Anchor::Start)
            } else if x - 12.0 - long >= 0.0 {
                (vec![text], x - 12.0, Anchor::End)
            } else {
                (wrap(&text, set, width), 0.0, Anchor::Start)
            };
            pen.lines((at, y + 14.0), &lines, set.anchored(anchor));
            let beside = at > 0.0;
            if !beside {
                y += lines.len() as f64 * LEADING;
            }
            let middle = y + LEADING / 2.0;
            let side = match mark.value {
                value if value > range.hi => 1.0,
                value if value < range.lo => -1.0,
                _ => 0.0,
            };
            if side == 0.0 {
                let tick = Rect::new(x - 2.0, middle - TICK / 2.0, 4.0, TICK);
                pen.rect(tick, Tone::Reference, 0.0);
            } else {
                let tip = (x + side * 6.0, middle);
                let back = x - side * 6.0;
                let ends = [(back, middle - 5.0), tip, (back, middle + 5.0)];
                pen.polygon(&ends, Tone::Reference);
            }
            y += LEADING + 4.0;
        }
        y - top
    }

    /// The dots and the marks as bars, for where dots cannot be drawn.
    #[must_use]
    pub fn as_bars(&self) -> BarsHorizontal {
        let name = |at: usize| format!("{} {}", self.dot, at + 1);
        let dots = (0..self.values.len()).map(name);
        let names = self.marks.iter().map(|mark| mark.label.clone());
        let marks = self.marks.iter().map(|mark| mark.value);
        BarsHorizontal {
            title: self.title.clone(),
            unit: self.unit.clone(),
            decimals: self.decimals,
            category_heading: self.label_heading.clone(),
            categories: dots.chain(names).collect(),
            layout: Layout::Grouped,
            series: vec![ColumnSeries {
                name: self.value_heading.clone(),
                values: self.values.iter().copied().chain(marks).collect(),
                fill: Fill::Remaining,
                below: None,
            }],
            fills: Vec::new(),
            legend: FillLegend::default(),
        }
    }
}

impl Figure for Dots {
    fn svg(&self, frame: &Frame<'_>) -> String {
        let width = frame.canvas.width();
        let range = self.range();
        let (left, plot) = (SIDE, width - 2.0 * SIDE);
        let placed = self.piles(range, left, plot);
        let tallest = placed.iter().map(|(_, place)| place + 1).max().unwrap_or(1) as f64;
        let (top, high) = (KEY, tallest * DOT + 10.0);
        let base = top + high;
        let mut marks = Pen::part(frame);
        let below = self.draw_marks(&mut marks, base + 38.0, range, (left, plot));
        let foot = if below > 0.0 { below + 4.0 } else { 0.0 };
        let mut pen = Pen::open(frame, base + 34.0 + foot, &self.title, &self.summary());
        pen.join(&marks);
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
        let row = |label: String, value: f64| {
            vec![
                FigureCell::Text(label),
                FigureCell::Number {
                    value,
                    text: self.shown(value),
                },
            ]
        };
        let dots = self.values.iter().enumerate();
        let dots = dots.map(|(at, value)| row(format!("{} {}", self.dot, at + 1), *value));
        let marks = self.marks.iter();
        let marks = marks.map(|mark| row(mark.label.clone(), mark.value));
        FigureTable {
            caption: caption(&self.title, &self.unit),
            columns: vec![self.label_heading.clone(), self.value_heading.clone()],
            rows: dots.chain(marks).collect(),
        }
    }

    fn summary(&self) -> String {
        let all = self.values.iter().map(|value| self.shown(*value));
        let all: Vec<String> = all.collect();
        let mut text = format!("{}, {}: {}.", self.value_heading, self.unit, all.join("; "));
        for mark in &self.marks {
            text.push(' ');
            text.push_str(&mark.label);
            text.push_str(": ");
            text.push_str(&format::with_unit(mark.value, self.decimals, &self.unit));
            text.push('.');
        }
        text
    }
}

/// Amounts by row: within which a half of the futures lie, three quarters, and nine tenths; or, with two ends alone, what a
/// number at its lowest and at its highest makes of the middle.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Bands {
    /// Title: the finding.
    pub title: String,
    /// Unit, such as "mnkr".
    pub unit: String,
    /// Decimals of every number.
    pub decimals: u8,
    /// Heading of the label column in the table.
    pub label_heading: String,
    /// Names of the amounts of a row: seven, the least first, which are the edges of the bands with the middle between them;
    /// or three, which are one end, the middle and the other end.
    pub columns: Vec<String>,
    /// Names in the key: of the bands, the narrowest first; or of the two ends.
    pub bands: Vec<String>,
    /// Name of the middle in the key.
    pub middle: String,
    /// Label of each row.
    pub labels: Vec<String>,
    /// The amounts of `columns`, row by row.
    pub values: Vec<f64>,
}

const ROW: f64 = 34.0;
/// Each band's first edge in a row, its height, and its fill, the widest first.
const DRAWN: [(usize, f64); 3] = [(0, 8.0), (1, 14.0), (2, 20.0)];
/// Fills of the two ends, and the height of their bars.
const ENDS: [Fill; 2] = [Fill::Transfer, Fill::Reference];
const END: f64 = 16.0;
/// How much of the lines behind each band covers, the widest first.
const SHADES: [&str; 3] = [".12", ".16", ".24"];

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

    /// The rows: label and amounts.
    fn rows(&self) -> impl Iterator<Item = (&str, &[f64])> {
        let amounts = self.values.chunks_exact(self.columns.len().max(1));
        self.labels.iter().map(String::as_str).zip(amounts)
    }

    fn is_two_ended(&self) -> bool {
        self.columns.len() == 3
    }

    fn shown(&self, value: f64) -> String {
        format::number(value, self.decimals)
    }

    /// The middles as bars, or the two ends, for where bands cannot be drawn.
    #[must_use]
    pub fn as_bars(&self) -> BarsHorizontal {
        let series = |place: usize, name: &String, fill: Fill| ColumnSeries {
            name: name.clone(),
            values: self.rows().map(|(_, row)| row[place]).collect(),
            fill,
            below: None,
        };
        let series = if self.is_two_ended() {
            let ends = self.bands.iter().zip(ENDS).zip([0, 2]);
            ends.map(|((name, fill), place)| series(place, name, fill))
                .collect()
        } else {
            vec![series(
                self.columns.len() / 2,
                &self.middle,
                Fill::Reference,
            )]
        };
        BarsHorizontal {
            title: self.title.clone(),
            unit: self.unit.clone(),
            decimals: self.decimals,
            category_heading: self.label_heading.clone(),
            categories: self.labels.clone(),
            layout: Layout::Grouped,
            series,
            fills: Vec::new(),
            legend: FillLegend::default(),
        }
    }

    /// Draws the key, and returns the y below it.
    fn key(&self, pen: &mut Pen<'_>, width: f64) -> f64 {
        let body = Type::body(Tone::Ink);
        // A swatch each, in as many lines as it takes.
        let (mut x, mut y) = (0.0, 12.0);
        // The middle of two ends is the same in every row.
        let middle = match self.values.get(1).filter(|_| self.is_two_ended()) {
            Some(value) => [&*self.middle, " ", &*self.shown(*value)].concat(),
            None => self.middle.clone(),
        };
        let texts = self.bands.iter().chain([&middle]).enumerate();
        for (place, name) in texts {
            let long = 30.0 + body.width(name) + 18.0;
            if x > 0.0 && x + long - 18.0 > width {
                (x, y) = (0.0, y + LEADING + 6.0);
            }
            let swatch = |high: f64| Rect::new(x, y - high / 2.0, 24.0, high);
            if place == self.bands.len() {
                let x = x + 12.0;
                pen.line((x, y - 11.0), (x, y + 11.0), Tone::Ink, 3.0, "");
            } else if let Some(fill) = ENDS.get(place).filter(|_| self.is_two_ended()) {
                pen.bar(swatch(END), *fill);
            } else if let Some((band, high)) = DRAWN.iter().rev().nth(place) {
                Self::band(pen, swatch(*high), *band);
            }
            pen.text((x + 30.0, y + 5.0), name, body);
            x += long;
        }
        y + 18.0
    }

    /// Draws each row's two ends from the middle, its label above, on an axis that need not have zero.
    fn two_ended(&self, frame: &Frame<'_>) -> String {
        let width = frame.canvas.width();
        let body = Type::body(Tone::Ink);
        let finite = || {
            self.values
                .iter()
                .copied()
                .filter(|value| value.is_finite())
        };
        let lo = finite().fold(f64::INFINITY, f64::min);
        let hi = finite().fold(f64::NEG_INFINITY, f64::max);
        let range = if hi - lo > 1e-9 {
            AxisRange { lo, hi }
        } else {
            AxisRange::with_zero(finite())
        };
        let room = finite().map(|value| body.width(&self.shown(value)));
        let room = room.fold(0.0, f64::max) + 10.0;
        let (left, plot) = (room, (width - 2.0 * room).max(20.0));
        let mut rows = Pen::part(frame);
        let top = self.key(&mut rows, width);
        let mut y = top;
        for (name, row) in self.rows() {
            let label = wrap(name, body.bold(), width);
            rows.lines((0.0, y + 16.0), &label, body.bold());
            y += label.len() as f64 * LEADING + 8.0;
            let [low, now, high] = [row[0], row[1], row[2]];
            let x = |value: f64| range.x(value, left, plot);
            let mut ends = [(low, ENDS[0]), (high, ENDS[1])];
            // The longer one first, so that both are seen where both are on one side.
            ends.sort_by(|a, b| (b.0 - now).abs().total_cmp(&(a.0 - now).abs()));
            for (at, (end, fill)) in ends.into_iter().enumerate() {
                let (from, to) = (x(end.min(now)), x(end.max(now)));
                let high = if at == 1 && (low - now) * (high - now) > 0.0 {
                    END / 2.0
                } else {
                    END
                };
                if to - from >= 0.5 {
                    let rect = Rect::new(from, y + (END - high) / 2.0, to - from, high);
                    rows.bar(rect, fill);
                }
            }
            let line = |pen: &mut Pen<'_>, tone: Tone, weight: f64| {
                pen.line((x(now), y - 3.0), (x(now), y + END + 3.0), tone, weight, "");
            };
            line(&mut rows, Tone::Surface, 6.0);
            line(&mut rows, Tone::Ink, 3.0);
            let (least, most) = (low.min(high), low.max(high));
            let text = |pen: &mut Pen<'_>, value: f64, at: f64, anchor: Anchor| {
                let text = self.shown(value);
                pen.text((at, y + 13.0), &text, body.halo().anchored(anchor));
            };
            let least_at = x(least.min(now)) - 6.0;
            text(&mut rows, least, least_at, Anchor::End);
            if self.shown(most) != self.shown(least) {
                let most_at = x(most.max(now)) + 6.0;
                text(&mut rows, most, most_at, Anchor::Start);
            }
            y += END + 12.0;
        }
        let mut pen = Pen::open(frame, y, &self.title, &self.summary());
        if range.lo < 0.0 && range.hi > 0.0 {
            let zero = range.x(0.0, left, plot);
            pen.line((zero, top), (zero, y), Tone::Ink, 1.0, "4 3");
        }
        pen.join(&rows);
        pen.close()
    }

    /// Draws the bands behind lines over these years: `at` gives the point of a year's place and an amount.
    pub(super) fn behind(
        &self,
        pen: &mut Pen<'_>,
        years: &[i32],
        at: impl Fn(usize, f64) -> (f64, f64),
    ) {
        let place = |label: &str| years.iter().position(|year| year.to_string() == label);
        let rows = || {
            self.rows()
                .filter_map(|(label, row)| Some((place(label)?, row)))
        };
        for ((edge, _), shade) in DRAWN.into_iter().zip(SHADES) {
            let upper = |row: &[f64]| row.get(row.len() - 1 - edge).copied();
            let under = rows().filter_map(|(place, row)| Some(at(place, *row.get(edge)?)));
            let over = rows().filter_map(|(place, row)| Some(at(place, upper(row)?)));
            let mut points: Vec<_> = under.collect();
            let over: Vec<_> = over.collect();
            points.extend(over.into_iter().rev());
            if points.is_empty() {
                return;
            }
            pen.shade(&points, Tone::Reference, shade);
        }
    }

    /// Draws the key of [`Self::behind`] from `y`, and returns the height that it takes.
    pub(super) fn key_behind(&self, pen: &mut Pen<'_>, y: f64, width: f64) -> f64 {
        let body = Type::body(Tone::Ink);
        let (mut x, mut below) = (0.0, 0.0);
        for (place, name) in self.bands.iter().enumerate() {
            let long = 30.0 + body.width(name) + 18.0;
            if x > 0.0 && x + long - 18.0 > width {
                (x, below) = (0.0, below + LEADING + 4.0);
            }
            let middle = y + below + 9.0;
            // As many layers as lie on each other in the band.
            for shade in SHADES.into_iter().take(SHADES.len() - place.min(2)) {
                let [top, foot] = [middle - 7.0, middle + 7.0];
                let points = [(x, top), (x + 24.0, top), (x + 24.0, foot), (x, foot)];
                pen.shade(&points, Tone::Reference, shade);
            }
            pen.text((x + 30.0, middle + 5.0), name, body);
            x += long;
        }
        below + LEADING + 4.0
    }

    /// The amounts of a label, as cells of a table; empty ones where there are none.
    pub(super) fn cells(&self, label: &str) -> Vec<FigureCell> {
        let found = self.rows().find(|(name, _)| *name == label);
        let cell = |value: &f64| FigureCell::Number {
            value: *value,
            text: self.shown(*value),
        };
        match found {
            Some((_, row)) => row.iter().map(cell).collect(),
            None => self.columns.iter().map(|_| FigureCell::Empty).collect(),
        }
    }

    /// Every amount.
    pub(super) fn amounts(&self) -> impl Iterator<Item = f64> {
        self.values.iter().copied()
    }
}

impl Figure for Bands {
    fn svg(&self, frame: &Frame<'_>) -> String {
        if self.is_two_ended() {
            return self.two_ended(frame);
        }
        let width = frame.canvas.width();
        let body = Type::body(Tone::Ink);
        let range = AxisRange::with_zero(self.amounts());
        let last = self.columns.len().saturating_sub(1);
        let widest = |place: usize| {
            let all = self
                .rows()
                .map(|(_, row)| body.width(&self.shown(row[place])));
            all.fold(0.0, f64::max) + 8.0
        };
        let names = self.labels.iter().map(|name| body.bold().width(name));
        let names = names.fold(0.0, f64::max) + 12.0;
        let (before, after) = (widest(0), widest(last));
        let (left, plot) = (
            names + before + 4.0,
            (width - names - before - after - 8.0).max(20.0),
        );
        let mut key = Pen::part(frame);
        let top = self.key(&mut key, width);
        let high = top + self.labels.len() as f64 * ROW;
        let mut pen = Pen::open(frame, high, &self.title, &self.summary());
        pen.join(&key);
        let zero = range.x(0.0, left, plot);
        pen.line((zero, top), (zero, high), Tone::Ink, 1.0, "4 3");
        for (at, (name, row)) in self.rows().enumerate() {
            let y = top + (at as f64 + 0.5) * ROW;
            pen.text((0.0, y + 5.0), name, body.bold());
            for (place, tall) in DRAWN {
                let [from, to] =
                    [row[place], row[last - place]].map(|value| range.x(value, left, plot));
                Self::band(
                    &mut pen,
                    Rect::new(from, y - tall / 2.0, to - from, tall),
                    place,
                );
            }
            let x = range.x(row[last / 2], left, plot);
            pen.line((x, y - 12.0), (x, y + 12.0), Tone::Surface, 6.0, "");
            pen.line((x, y - 12.0), (x, y + 12.0), Tone::Ink, 3.0, "");
            let (least, most) = (range.x(row[0], left, plot), range.x(row[last], left, plot));
            pen.text(
                (least.min(x) - 8.0, y + 5.0),
                &self.shown(row[0]),
                body.halo().anchored(Anchor::End),
            );
            // The two ends read alike where they are the same.
            if self.shown(row[last]) != self.shown(row[0]) {
                let at = (most.max(x) + 8.0, y + 5.0);
                pen.text(at, &self.shown(row[last]), body.halo());
            }
        }
        pen.close()
    }

    fn table(&self) -> FigureTable {
        let row = |name: &String| {
            let mut cells = vec![FigureCell::Text(name.clone())];
            cells.extend(self.cells(name));
            cells
        };
        let headings = std::iter::once(self.label_heading.clone());
        FigureTable {
            caption: caption(&self.title, &self.unit),
            columns: headings.chain(self.columns.iter().cloned()).collect(),
            rows: self.labels.iter().map(row).collect(),
        }
    }

    fn summary(&self) -> String {
        let mut text = String::new();
        let last = self.columns.len().saturating_sub(1);
        for (name, row) in self.rows() {
            let [least, middle, most] =
                [row[0], row[last / 2], row[last]].map(|value| self.shown(value));
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
