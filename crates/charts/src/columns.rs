//! Columns side by side or stacked: areas, parties.

use serde::{Deserialize, Serialize};

use super::bars::Groups;
use super::pen::{Anchor, LEADING, Pen, Rect, Tone, Type, words_fit, wrap};
use super::plot::{self, LEAST, visible_pieces};
use super::{Canvas, Figure, FigureTable, Fill, Frame};

/// Placement of the series of one category.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Layout {
    /// Side by side.
    Grouped,
    /// Stacked; negative values go downwards.
    Stacked,
}

/// A series: one value for each category.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ColumnSeries {
    /// Name.
    pub name: String,
    /// Values, one for each category.
    pub values: Vec<f64>,
    /// Fill.
    pub fill: Fill,
    /// Name of a negative value, which is then shown without its sign.
    pub below: Option<String>,
}

impl ColumnSeries {
    /// Name of one value of the series.
    pub(super) fn name_of(&self, value: f64) -> &str {
        let below = self.below.as_deref().filter(|_| value < 0.0);
        below.unwrap_or(&self.name)
    }
}

/// Columns per category; drawn as horizontal bars where their labels have no room.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Columns {
    /// Title: the finding.
    pub title: String,
    /// Unit, such as "mnkr".
    pub unit: String,
    /// Decimals of every number.
    pub decimals: u8,
    /// Whether above zero is shown with "+": for changes, not for levels.
    pub signed: bool,
    /// Heading of the category column in the table, such as "Part".
    pub category_heading: String,
    /// Names of the categories, from left to right.
    pub categories: Vec<String>,
    /// Whether the series of a category are side by side or stacked.
    pub layout: Layout,
    /// The series; at most four can be told apart.
    pub series: Vec<ColumnSeries>,
}

const TOP: f64 = 28.0;

/// Share of a category's width that its columns take; the rest separates the groups.
const GATHER: f64 = 0.86;
const WIDEST: f64 = 92.0;

/// Space between a stack and the labels of its parts, px.
const STACK_GAP: f64 = 12.0;

fn stack_width(band: f64) -> f64 {
    (band * 0.3).clamp(24.0, 72.0)
}

impl Columns {
    fn groups(&self) -> Groups<'_> {
        Groups {
            title: &self.title,
            unit: &self.unit,
            decimals: self.decimals,
            signed: self.signed,
            category_heading: &self.category_heading,
            categories: &self.categories,
            layout: self.layout,
            series: &self.series,
            fills: &[],
            legend: None,
        }
    }

    fn band(&self, width: f64) -> f64 {
        width / self.categories.len().max(1) as f64
    }

    /// Distance between the middles of neighbouring columns, px.
    fn pitch(&self, width: f64) -> f64 {
        let side_by_side = match self.layout {
            Layout::Grouped => self.series.len().max(1),
            Layout::Stacked => 1,
        };
        self.band(width) * GATHER / side_by_side as f64
    }

    /// Measures with the usual width of a value, not the present one: figures must not change
    /// shape while a slider moves.
    fn fits(&self, width: f64) -> bool {
        let groups = self.groups();
        let body = Type::body(Tone::Ink);
        let band = self.band(width);
        let pitch = self.pitch(width);
        let words = |text: &String| words_fit(text, body.bold(), band - 12.0);
        if self.categories.is_empty() || !self.categories.iter().all(words) {
            return false;
        }
        self.series.iter().all(|series| {
            let mut shown = series
                .values
                .iter()
                .map(|value| groups.shown(series, *value));
            match self.layout {
                Layout::Grouped => {
                    let mut names = std::iter::once(&series.name).chain(&series.below);
                    shown.all(|text| groups.value_width(&text, body.bold()) <= pitch - 4.0)
                        && names.all(|name| words_fit(name, body, pitch - 6.0))
                }
                Layout::Stacked => shown.all(|text| {
                    let label = groups.label_width(&text, &series.name);
                    stack_width(band) + STACK_GAP + label <= band - 8.0
                }),
            }
        })
    }

    /// Draws stacks with value and name beside each part.
    fn stacks(&self, pen: &mut Pen<'_>, size: (f64, f64)) {
        let groups = self.groups();
        let range = groups.range();
        let band = self.band(size.0);
        let category = Type::body(Tone::Ink).bold().anchored(Anchor::Middle);
        let categories: Vec<_> = self
            .categories
            .iter()
            .map(|text| wrap(text, category, band - 12.0))
            .collect();
        let lines = categories.iter().map(Vec::len).max().unwrap_or(0) as f64;
        let foot = lines * LEADING + 22.0;
        let plot = Rect::new(0.0, 12.0, size.0, size.1 - 12.0 - foot);
        let count = self.categories.len();
        let marks = plot::columns(pen, size, plot, range, self.values(), count, true);
        let zero = range.y(0.0, plot);
        let width = stack_width(band);

        for (index, lines) in categories.iter().enumerate() {
            let of_category =
                |series: &ColumnSeries| series.values.get(index).copied().unwrap_or(f64::NAN);
            let widest = self
                .series
                .iter()
                .map(|s| {
                    groups.label_width(&groups.shown(s, of_category(s)), s.name_of(of_category(s)))
                })
                .fold(0.0, f64::max);
            let middle = band * (index as f64 + 0.5);
            let left = middle - (width + STACK_GAP + widest) / 2.0;

            let mut parts = Vec::with_capacity(self.series.len());
            for sign in [1.0, -1.0] {
                let on_side = |(nth, series): (usize, &ColumnSeries)| {
                    let value = of_category(series);
                    let mark = marks.get(nth * count + index)?;
                    if (value < 0.0) != (sign < 0.0) {
                        return None;
                    }
                    let is_seen = !groups.is_zero(value);
                    Some((nth, if is_seen { mark.h } else { 0.0 }))
                };
                let side = self.series.iter().enumerate().filter_map(on_side);
                let (places, mut heights): (Vec<usize>, Vec<f64>) = side.unzip();
                visible_pieces(&mut heights, LEAST);
                let mut from = zero;
                for (nth, high) in places.into_iter().zip(heights) {
                    let Some(series) = self.series.get(nth) else {
                        continue;
                    };
                    let to = from - high * sign;
                    let rect = Rect::new(left, from.min(to), width, high);
                    if high > 0.0 {
                        pen.bar(rect, series.fill.of(sign));
                    }
                    parts.push((rect.y + rect.h / 2.0, series));
                    from = to;
                }
            }
            parts.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
            let mut places: Vec<_> = parts.iter().map(|part| (part.0, LEADING)).collect();
            plot::spread(&mut places, 0.0, plot.y + plot.h + 8.0);
            let beside = left + width;
            for ((y, _), (at, series)) in places.into_iter().zip(parts) {
                let tone = series.fill.of(of_category(series)).tone();
                if (y - at).abs() > 6.0 {
                    pen.line(
                        (beside + 1.0, at),
                        (beside + STACK_GAP - 3.0, y),
                        Tone::Muted,
                        1.0,
                        "",
                    );
                }
                let value = of_category(series);
                let shown = groups.shown(series, value);
                pen.pair(
                    (beside + STACK_GAP, y + 5.0),
                    &shown,
                    series.name_of(value),
                    tone,
                );
            }
            pen.lines((middle, plot.y + plot.h + 28.0), lines, category);
        }
        pen.line((0.0, zero), (size.0, zero), Tone::Ink, 1.0, "");
    }

    /// Values by series and category.
    fn values(&self) -> impl Iterator<Item = Vec<f64>> + '_ {
        self.series.iter().map(|series| {
            (0..self.categories.len())
                .map(|index| series.values.get(index).copied().unwrap_or(0.0))
                .collect()
        })
    }

    fn upright(&self, pen: &mut Pen<'_>, size: (f64, f64)) {
        let groups = self.groups();
        let range = groups.range();
        let band = self.band(size.0);
        let pitch = self.pitch(size.0);
        let category = Type::body(Tone::Ink).bold().anchored(Anchor::Middle);
        let name = Type::body(Tone::Muted).anchored(Anchor::Middle);
        let single = self.series.len() == 1;

        let categories: Vec<_> = self
            .categories
            .iter()
            .map(|text| wrap(text, category, band - 12.0))
            .collect();
        // Under each column, series by series.
        let named = |series: &ColumnSeries| -> Vec<Vec<String>> {
            let of_value = |value: &f64| wrap(series.name_of(*value), name, pitch - 6.0);
            series.values.iter().map(of_value).collect()
        };
        let names: Vec<Vec<Vec<String>>> = if single {
            Vec::new()
        } else {
            self.series.iter().map(named).collect()
        };
        let most = |texts: &[Vec<String>]| texts.iter().map(Vec::len).max().unwrap_or(0) as f64;
        let below = if range.lo < 0.0 { 24.0 } else { 0.0 };
        let names_height = names.iter().map(|of| most(of)).fold(0.0, f64::max) * LEADING;
        let foot = below + names_height + most(&categories) * LEADING + 18.0;
        let plot = Rect::new(0.0, TOP, size.0, size.1 - TOP - foot);

        let count = self.categories.len();
        let marks = plot::columns(pen, size, plot, range, self.values(), count, false);
        let zero = range.y(0.0, plot);
        let foot = plot.y + plot.h + below;

        for (index, mark) in marks.iter().enumerate() {
            let (series, category) = (index / count, index % count);
            let Some(data) = self.series.get(series) else {
                break;
            };
            let value = data.values.get(category).copied().unwrap_or(f64::NAN);
            let centre = band * (category as f64 + 0.5);
            let middle = centre + (mark.x + mark.w / 2.0 - centre) * GATHER;
            let width = if single {
                (mark.w * 0.7).min(WIDEST)
            } else {
                (pitch - 6.0).min(WIDEST)
            };
            let rect = Rect {
                x: middle - width / 2.0,
                w: width,
                ..*mark
            };
            let shown = groups.shown(data, value);
            let fill = data.fill.of(value);
            let tone = fill.tone();
            let seen = groups.column(pen, rect, fill, value, zero);
            let baseline = if value < 0.0 {
                seen.y + seen.h + 18.0
            } else {
                seen.y - 8.0
            };
            let set = Type::body(tone).bold().halo().anchored(Anchor::Middle);
            pen.text((middle, baseline), &shown, set);
            if let Some(lines) = names.get(series).and_then(|of| of.get(category)) {
                pen.lines((middle, foot + 20.0), lines, name);
            }
        }
        for (index, lines) in categories.iter().enumerate() {
            let middle = band * (index as f64 + 0.5);
            pen.lines((middle, foot + names_height + 24.0), lines, category);
        }
        pen.line((0.0, zero), (size.0, zero), Tone::Ink, 1.0, "");
    }
}

impl Groups<'_> {
    /// Draws a column, or a dashed line for zero; returns the visible rectangle.
    fn column(&self, pen: &mut Pen<'_>, rect: Rect, fill: Fill, value: f64, zero: f64) -> Rect {
        if self.is_zero(value) {
            let flat = Rect {
                y: zero,
                h: 0.0,
                ..rect
            };
            pen.line(
                (rect.x, zero - 1.5),
                (rect.x + rect.w, zero - 1.5),
                fill.tone(),
                2.0,
                "4 3",
            );
            return flat;
        }
        // Grown away from zero: a sliver of a saving must not reach below the line.
        let high = rect.h.max(LEAST);
        let y = if value < 0.0 { zero } else { zero - high };
        let seen = Rect { y, h: high, ..rect };
        pen.bar(seen, fill);
        seen
    }
}

impl Figure for Columns {
    fn svg(&self, frame: &Frame<'_>) -> String {
        let width = frame.canvas.width();
        let height = match frame.canvas {
            Canvas::Wide => 360.0,
            Canvas::Medium | Canvas::Narrow => 340.0,
        };
        if !self.fits(width) {
            return self.groups().lying(frame);
        }
        let mut pen = Pen::open(frame, height, &self.title, &self.summary());
        match self.layout {
            Layout::Grouped => self.upright(&mut pen, (width, height)),
            Layout::Stacked => self.stacks(&mut pen, (width, height)),
        }
        pen.close()
    }

    fn table(&self) -> FigureTable {
        self.groups().table()
    }

    fn summary(&self) -> String {
        self.groups().summary()
    }
}
