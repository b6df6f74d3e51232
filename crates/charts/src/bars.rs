//! Horizontal bars, for categories with long names and for columns that have no room.
//!
//! Drawn here: a row is as tall as its wrapped label, which charts-rs cannot lay out.

use serde::{Deserialize, Serialize};

use super::pen::{LEADING, Pen, Rect, Tone, Type, wrap};
use super::plot::{AxisRange, LEAST, drawable, visible_pieces};
use super::table::caption;
use super::{
    Canvas, ColumnSeries, Figure, FigureCell, FigureTable, Fill, FillLegend, Frame, Layout,
};
use balans_format as format;

/// Bars per category, the first category on top.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BarsHorizontal {
    /// Title: the finding.
    pub title: String,
    /// Unit, such as "mnkr".
    pub unit: String,
    /// Decimals of every number.
    pub decimals: u8,
    /// Heading of the category column in the table, such as "Boendeform".
    pub category_heading: String,
    /// Names of the categories, from the top down.
    pub categories: Vec<String>,
    /// Whether the series of a category are side by side or stacked.
    pub layout: Layout,
    /// The series; at most four can be told apart.
    pub series: Vec<ColumnSeries>,
    /// A fill for each category, where a single series has bars of different kinds; a category beyond these has the fill of
    /// its series.
    pub fills: Vec<Fill>,
    /// What the fills stand for.
    pub legend: FillLegend,
}

impl BarsHorizontal {
    fn groups(&self) -> Groups<'_> {
        Groups {
            title: &self.title,
            unit: &self.unit,
            decimals: self.decimals,
            signed: false,
            category_heading: &self.category_heading,
            categories: &self.categories,
            layout: self.layout,
            series: &self.series,
            fills: &self.fills,
            legend: Some(&self.legend),
        }
    }
}

impl Figure for BarsHorizontal {
    fn svg(&self, frame: &Frame<'_>) -> String {
        self.groups().lying(frame)
    }

    fn table(&self) -> FigureTable {
        self.groups().table()
    }

    fn summary(&self) -> String {
        self.groups().summary()
    }
}

/// A table with one column for each series and one row for each category.
pub(super) struct Groups<'a> {
    pub(super) title: &'a str,
    pub(super) unit: &'a str,
    pub(super) decimals: u8,
    pub(super) signed: bool,
    pub(super) category_heading: &'a str,
    pub(super) categories: &'a [String],
    pub(super) layout: Layout,
    pub(super) series: &'a [ColumnSeries],
    /// As in [`BarsHorizontal`].
    pub(super) fills: &'a [Fill],
    /// Legend of the fills.
    pub(super) legend: Option<&'a FillLegend>,
}

const BAR: f64 = 20.0;
const BAR_GAP: f64 = 6.0;
const GROUP_GAP: f64 = 20.0;
const SWATCH: f64 = 12.0;
/// Space between the pieces of a stack, px.
const BETWEEN: f64 = 1.5;

impl Groups<'_> {
    pub(super) fn shown(&self, series: &ColumnSeries, value: f64) -> String {
        if series.below.is_some() {
            format::number(value.abs(), self.decimals)
        } else if self.signed {
            format::signed(value, self.decimals)
        } else {
            format::number(value, self.decimals)
        }
    }

    pub(super) fn is_zero(&self, value: f64) -> bool {
        !value.is_finite() || format::rounded(value, self.decimals).abs() <= 0.0
    }

    fn value(&self, series: &ColumnSeries, category: usize) -> f64 {
        series.values.get(category).copied().unwrap_or(f64::NAN)
    }

    fn fill(&self, series: &ColumnSeries, category: usize) -> Fill {
        self.fills.get(category).copied().unwrap_or(series.fill)
    }

    pub(super) fn range(&self) -> AxisRange {
        match self.layout {
            Layout::Grouped => AxisRange::with_zero(
                self.series
                    .iter()
                    .flat_map(|series| series.values.iter().copied()),
            ),
            Layout::Stacked => {
                AxisRange::with_zero((0..self.categories.len()).flat_map(|category| {
                    let side = |sign: f64| -> f64 {
                        let values = self
                            .series
                            .iter()
                            .map(|s| drawable(self.value(s, category)));
                        drawable(values.filter(|value| value * sign > 0.0).sum())
                    };
                    [side(1.0), side(-1.0)]
                }))
            }
        }
    }

    pub(super) fn lying(&self, frame: &Frame<'_>) -> String {
        let width = frame.canvas.width();
        let heading = Type::body(Tone::Ink).bold().halo();
        let beside = frame.canvas == Canvas::Wide;
        let widest = self
            .categories
            .iter()
            .map(|text| heading.width(text))
            .fold(0.0, f64::max);
        let (left, room) = if beside {
            let column = (widest + 4.0).min(190.0);
            (column + 16.0, column)
        } else {
            (0.0, width)
        };
        let headings: Vec<_> = self
            .categories
            .iter()
            .map(|text| wrap(text, heading, room))
            .collect();
        // The height is known only when all is set; the root is written first.
        let mut body = Pen::part(frame);
        let mut y = 0.0;
        for (index, lines) in headings.iter().enumerate() {
            let head = lines.len() as f64 * LEADING;
            let top = if beside { y } else { y + head + 6.0 };
            body.lines((0.0, y + 15.0), lines, heading);
            let area = Rect::new(left, top, width - left, 0.0);
            let high = match self.layout {
                Layout::Grouped => self.grouped(&mut body, area, index),
                Layout::Stacked => self.stacked(&mut body, area, index),
            };
            y = (top + high).max(y + head) + GROUP_GAP;
        }
        let mut height = (y - GROUP_GAP).max(BAR) + 4.0;
        if let Some(legend) = self.legend {
            height += legend.draw(&mut body, height, width);
        }
        let mut pen = Pen::open(frame, height, self.title, &self.summary());
        pen.join(&body);
        pen.close()
    }

    /// Width reserved for a value, px: at least that of "−99,9", so that the layout is stable while
    /// a slider moves.
    pub(super) fn value_width(&self, shown: &str, set: Type) -> f64 {
        let usual = format::number(-99.9, self.decimals);
        set.width(shown).max(set.width(&usual))
    }

    /// Writes the label after a bar: the value in bold and the name of the series.
    pub(super) fn label_width(&self, shown: &str, name: &str) -> f64 {
        let set = Type::body(Tone::Ink);
        self.value_width(shown, set.bold())
            + set.width(name)
            + if name.is_empty() { 0.0 } else { 6.0 }
    }

    fn grouped(&self, pen: &mut Pen<'_>, area: Rect, category: usize) -> f64 {
        let range = self.range();
        let name_of = |series: &ColumnSeries, value: f64| {
            if self.series.len() > 1 {
                series.name_of(value).to_owned()
            } else {
                String::new()
            }
        };
        // The same room for every category, so that one scale serves all.
        let widest = self
            .series
            .iter()
            .flat_map(|s| {
                s.values
                    .iter()
                    .map(|v| self.label_width(&self.shown(s, *v), &name_of(s, *v)))
            })
            .fold(0.0, f64::max);
        let room = (widest + 10.0).min(area.w * if area.w < 400.0 { 0.64 } else { 0.5 });
        let plot = area.w - room;
        let zero = range.x(0.0, area.x, plot);
        let mut y = area.y;
        for series in self.series {
            let value = self.value(series, category);
            let shown = self.shown(series, value);
            let end = range.x(drawable(value), area.x, plot);
            let after = end.max(zero) + 8.0;
            let name = name_of(series, value);
            let fits = self.label_width(&shown, &name) <= room - 8.0;
            let names = if fits {
                vec![]
            } else {
                wrap(&name, Type::body(Tone::Ink), room - 8.0)
            };
            let fill = self.fill(series, category).of(value);
            self.lying_bar(pen, fill, value, (zero, end), y);
            let tone = fill.tone();
            pen.pair(
                (after, y + 15.0),
                &shown,
                if fits { &name } else { "" },
                tone,
            );
            pen.lines(
                (after, y + 15.0 + LEADING),
                &names,
                Type::body(Tone::Ink).halo(),
            );
            y += BAR.max((1 + names.len()) as f64 * LEADING) + BAR_GAP;
        }
        let high = y - BAR_GAP - area.y;
        stem(pen, zero, area.y, high);
        high
    }

    fn lying_bar(
        &self,
        pen: &mut Pen<'_>,
        fill: Fill,
        value: f64,
        (zero, end): (f64, f64),
        y: f64,
    ) {
        if self.is_zero(value) {
            return;
        }
        let long = (end - zero).abs().max(LEAST);
        let x = if value < 0.0 { zero - long } else { zero };
        pen.bar(Rect::new(x, y, long, BAR), fill);
    }

    fn stacked(&self, pen: &mut Pen<'_>, area: Rect, category: usize) -> f64 {
        let range = self.range();
        let zero = range.x(0.0, area.x, area.w);
        for sign in [1.0, -1.0] {
            let values = self
                .series
                .iter()
                .map(|series| self.value(series, category));
            let length = |value: f64| {
                if self.is_zero(value) || value * sign < 0.0 {
                    0.0
                } else {
                    (range.x(drawable(value), area.x, area.w) - zero).abs()
                }
            };
            let mut lengths: Vec<f64> = values.map(length).collect();
            visible_pieces(&mut lengths, LEAST + BETWEEN);
            let mut from = zero;
            for (series, long) in self.series.iter().zip(lengths) {
                if long <= 0.0 {
                    continue;
                }
                let to = from + long * sign;
                // The gap keeps neighbours apart where their colours are not.
                let rect = Rect::new(from.min(to), area.y, long - BETWEEN, BAR);
                pen.bar(rect, series.fill.of(sign));
                from = to;
            }
        }
        stem(pen, zero, area.y, BAR);
        let top = area.y + BAR + 6.0;
        BAR + 6.0 + self.legend(pen, Rect { y: top, ..area }, category)
    }

    /// Writes the legend: swatch, value and name, as many as fit on a line. Returns its height,
    /// px.
    fn legend(&self, pen: &mut Pen<'_>, area: Rect, category: usize) -> f64 {
        let set = Type::body(Tone::Ink);
        let indent = SWATCH + 6.0;
        let (mut x, mut y, mut high) = (0.0, 0.0, 0.0);
        for series in self.series {
            let value = self.value(series, category);
            let (shown, name) = (self.shown(series, value), series.name_of(value));
            let long = indent + self.label_width(&shown, name);
            if x > 0.0 && x + long > area.w {
                x = 0.0;
                y += high;
            }
            let swatch = Rect::new(area.x + x, area.y + y + 3.0, SWATCH, SWATCH);
            let fill = series.fill.of(value);
            pen.bar(swatch, fill);
            let at = (area.x + x + indent, area.y + y + 14.0);
            if long <= area.w {
                pen.pair(at, &shown, name, fill.tone());
                high = LEADING + 2.0;
            } else {
                let lines = wrap(name, set, area.w - indent);
                pen.pair(at, &shown, "", fill.tone());
                pen.lines((at.0, at.1 + LEADING), &lines, set);
                high = (lines.len() + 1) as f64 * LEADING + 2.0;
            }
            x += long + 20.0;
        }
        y + high
    }

    pub(super) fn table(&self) -> FigureTable {
        let mut columns = vec![self.category_heading.to_owned()];
        columns.extend(self.series.iter().map(|series| series.name.clone()));
        if let Some(legend) = self.legend {
            legend.head(&mut columns);
        }
        let rows = self.categories.iter().enumerate().map(|(index, category)| {
            let mut row = vec![FigureCell::Text(category.clone())];
            row.extend(self.series.iter().map(|series| {
                let value = self.value(series, index);
                let below = series.below.as_ref().filter(|_| value < 0.0);
                let shown = self.shown(series, value);
                FigureCell::Number {
                    value,
                    text: match below {
                        Some(name) => format!("{shown} {}", format::lower_letters(name)),
                        None => shown,
                    },
                }
            }));
            if let (Some(legend), Some(series)) = (self.legend, self.series.first()) {
                legend.cell(&mut row, self.fill(series, index));
            }
            row
        });
        FigureTable {
            caption: caption(self.title, self.unit),
            rows: rows.collect(),
            columns,
        }
    }

    pub(super) fn summary(&self) -> String {
        let mut text = String::new();
        for (index, category) in self.categories.iter().enumerate() {
            text.push_str(if index > 0 { " " } else { "" });
            text.push_str(category);
            for (nth, series) in self.series.iter().enumerate() {
                text.push_str(if nth > 0 { ", " } else { ": " });
                let value = self.value(series, index);
                if self.series.len() > 1 {
                    text.push_str(&format::inside(series.name_of(value)));
                    text.push(' ');
                }
                text.push_str(&self.shown(series, value));
                if index == 0 && nth == 0 && !self.unit.is_empty() {
                    text.push(format::HARD_SPACE);
                    text.push_str(self.unit);
                }
            }
            text.push('.');
        }
        if let (Some(legend), Some(series)) = (self.legend, self.series.first()) {
            let labels = self.categories.iter().enumerate();
            let labels = labels.map(|(index, label)| (label.as_str(), self.fill(series, index)));
            legend.say(&mut text, labels);
        }
        text
    }
}

/// Draws the zero line of a group of bars, unclipped at the left edge.
fn stem(pen: &mut Pen<'_>, zero: f64, top: f64, high: f64) {
    let x = zero.max(0.5);
    pen.line((x, top - 3.0), (x, top + high + 3.0), Tone::Ink, 1.0, "");
}
