//! Lines over the years: reference cost, financing, scenario.

use serde::{Deserialize, Serialize};

use charts_rs::{LineChart, Series, Symbol};

use super::finish::{Marks, finish, series_colour};
use super::pen::{Anchor, LEADING, Pen, Rect, Tone, Type, wrap};
use super::plot::{self, Ticks};
use super::table::caption;
use super::{Bands, Canvas, Figure, FigureCell, FigureTable, Frame};
use balans_format as format;

/// Stroke of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stroke {
    /// Heavy and solid.
    Solid,
    /// Dashed.
    Dashed,
    /// Thin and solid.
    Thin,
}

/// Meaning of a line, which decides its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Role {
    /// The reference cost.
    Reference,
    /// What the members pay.
    Financing,
    /// The user's scenario.
    Scenario,
    /// Another assumption, for comparison.
    Alternative,
}

/// A line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// Name, written at the line's end.
    pub name: String,
    /// Values, one for each year; `None` leaves a gap.
    pub values: Vec<Option<f64>>,
    /// Stroke.
    pub stroke: Stroke,
    /// Meaning.
    pub role: Role,
}

/// A marked year: the plan year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Marker {
    /// Index of the year.
    pub year: i32,
    /// Label.
    pub label: String,
}

/// One to four lines over the years.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Lines {
    /// Title: the finding.
    pub title: String,
    /// Unit, such as "mnkr".
    pub unit: String,
    /// Decimals of the values (the axis takes what it needs).
    pub decimals: u8,
    /// Heading of the year column in the table, such as "År".
    pub year_heading: String,
    /// Years, from left to right, evenly spaced.
    pub years: Vec<i32>,
    /// The lines; at most four can be told apart.
    pub series: Vec<Line>,
    /// `Some`: the axis need not start at zero, and says so in these words when it does not.
    pub break_note: Option<String>,
    /// The plan year.
    pub marker: Option<Marker>,
    /// Bands behind the lines, with the years as labels; in the table after the lines' values.
    pub bands: Option<Box<Bands>>,
}

/// Space above the plot, for the marker's label, px.
const HEAD: f64 = 26.0;
/// Space below the plot, for ticks and years, px.
const FOOT: f64 = 30.0;
/// Width of a year with its margin, px.
const YEAR_WIDTH: f64 = 42.0;
/// Space between the plot and the labels, for their leaders, px.
const LABEL_GAP: f64 = 18.0;

impl Role {
    const fn tone(self) -> Tone {
        match self {
            Self::Reference => Tone::Reference,
            Self::Financing => Tone::Financing,
            Self::Scenario => Tone::Decided,
            Self::Alternative => Tone::Muted,
        }
    }
}

impl Stroke {
    const fn weight(self) -> f64 {
        match self {
            Self::Solid => 3.0,
            Self::Dashed => 2.5,
            Self::Thin => 1.75,
        }
    }

    const fn dash(self) -> &'static str {
        match self {
            Self::Dashed => "7 4",
            Self::Solid | Self::Thin => "",
        }
    }
}

impl Line {
    /// Makes a line of its name and values, one for each year.
    #[must_use]
    pub fn new(
        name: impl Into<String>,
        values: Vec<Option<f64>>,
        stroke: Stroke,
        role: Role,
    ) -> Self {
        Self {
            name: name.into(),
            values,
            stroke,
            role,
        }
    }

    fn finite(&self) -> impl Iterator<Item = f64> + '_ {
        self.values.iter().filter_map(|value| usable(*value))
    }

    fn last(&self) -> Option<f64> {
        self.values.iter().rev().find_map(|value| usable(*value))
    }

    fn label_type(&self) -> Type {
        let set = Type::body(self.role.tone()).halo();
        if self.stroke == Stroke::Thin {
            set
        } else {
            set.bold()
        }
    }
}

/// The largest value given to charts-rs, which counts in `f32`.
fn usable(value: Option<f64>) -> Option<f64> {
    value.filter(|value| value.is_finite() && value.abs() <= 1e12)
}

/// A label at a line's end.
struct EndLabel {
    lines: Vec<String>,
    set: Type,
    /// The point where the line ends.
    end: (f64, f64),
    tone: Tone,
}

impl EndLabel {
    fn height(&self) -> f64 {
        self.lines.len() as f64 * LEADING
    }
}

impl Lines {
    fn shown(&self, value: f64) -> String {
        format::number(value, self.decimals)
    }

    fn ticks(&self) -> Ticks {
        let bands = || self.bands.iter().flat_map(|bands| bands.amounts());
        let values = || self.series.iter().flat_map(Line::finite).chain(bands());
        let lo = values().fold(f64::INFINITY, f64::min);
        let hi = values().fold(f64::NEG_INFINITY, f64::max);
        if lo > hi {
            return Ticks::new(0.0, 1.0);
        }
        // Cutting off a part that is small anyway would mislead and gain nothing.
        let cut = self.break_note.is_some() && lo > 0.0 && lo > 0.3 * hi;
        if cut {
            let air = ((hi - lo) * 0.05).max(hi * 0.01);
            Ticks::new((lo - air).max(0.0), hi)
        } else {
            Ticks::new(lo.min(0.0), hi.max(0.0))
        }
    }

    /// Collects the marks of charts-rs: one polyline or more for each series.
    fn layout(
        &self,
        pen: &mut Pen<'_>,
        size: (f64, f64),
        plot: Rect,
        ticks: Ticks,
        axis: f64,
    ) -> Marks {
        let series = self
            .series
            .iter()
            .map(|line| {
                let data = line.values.iter().take(self.years.len());
                let data = data.map(|value| usable(*value).map(|value| value as f32));
                Series::new_nullable(String::new(), data.collect())
            })
            .collect();
        let mut chart = LineChart::new(series, vec![String::new(); self.years.len()]);
        let mut config = chart.y_axis_configs.first().cloned().unwrap_or_default();
        let whole = Rect::new(plot.x - axis, plot.y, plot.w + axis, plot.h + FOOT);
        plot::strip(&mut chart.base, &mut config, size, whole);
        chart.base.x_axis.height = FOOT as f32;
        if ticks.lo < 0.0 {
            // Zero is what the lines stand on then, not the foot of the plot.
            chart.base.x_axis.stroke_color = Tone::Grid.sentinel();
        }
        chart.base.x_axis.boundary_gap = Some(false);
        chart.base.series.symbol = Some(Symbol::None);
        chart.base.series.colors = (0..self.series.len()).map(series_colour).collect();
        config.min = Some(ticks.lo as f32);
        config.max = Some(ticks.hi as f32);
        config.split_number = ticks.count;
        config.width = Some(axis as f32);
        config.formatter = Some("{t}".to_owned());
        chart.y_axis_configs = vec![config];
        chart
            .svg()
            .map(|raw| finish(&raw, pen, plot.x - 8.0))
            .unwrap_or_default()
    }

    fn years(&self, pen: &mut Pen<'_>, plot: Rect) {
        let set = Type::body(Tone::Ink).anchored(Anchor::Middle);
        let count = self.years.len();
        let pitch = self.pitch(plot);
        let every = if pitch > 0.0 {
            (50.0 / pitch).ceil().max(1.0) as usize
        } else {
            1
        };
        let marked = self
            .marker
            .as_ref()
            .and_then(|marker| self.index_of(marker.year));
        for (index, year) in self.years.iter().enumerate() {
            // Counted from the last, which is the one the labels speak of.
            let regular = (count - 1 - index).is_multiple_of(every);
            let meets_marker = marked.is_some_and(|marked| {
                marked != index && (marked.abs_diff(index) as f64) * pitch < YEAR_WIDTH
            });
            if marked == Some(index) || (regular && !meets_marker) {
                let x = plot.x + pitch * index as f64;
                let set = if marked == Some(index) {
                    set.bold()
                } else {
                    set
                };
                pen.text((x, plot.y + plot.h + 22.0), &year.to_string(), set);
            }
        }
    }

    fn pitch(&self, plot: Rect) -> f64 {
        match self.years.len() {
            0 | 1 => 0.0,
            count => plot.w / (count - 1) as f64,
        }
    }

    fn index_of(&self, year: i32) -> Option<usize> {
        self.years.iter().position(|other| *other == year)
    }

    fn mark_year(&self, pen: &mut Pen<'_>, plot: Rect) {
        let Some(marker) = &self.marker else { return };
        let Some(index) = self.index_of(marker.year) else {
            return;
        };
        let x = plot.x + self.pitch(plot) * index as f64;
        pen.line(
            (x, plot.y - 12.0),
            (x, plot.y + plot.h),
            Tone::Muted,
            1.0,
            "2 3",
        );
        let set = Type::body(Tone::Muted);
        let width = set.width(&marker.label);
        let x = if x + 6.0 + width <= plot.x + plot.w + 40.0 {
            x + 6.0
        } else {
            (x - 6.0 - width).max(0.0)
        };
        pen.text((x, plot.y - 8.0), &marker.label, set);
    }

    /// Writes names and samples above the plot, where there is no room for names at the ends.
    fn key(&self, pen: &mut Pen<'_>, names: &[Vec<String>]) {
        let mut y = 0.0;
        for (line, name) in self.series.iter().zip(names) {
            let weight = line.stroke.weight();
            pen.line(
                (0.0, y + 9.0),
                (28.0, y + 9.0),
                line.role.tone(),
                weight,
                line.stroke.dash(),
            );
            pen.lines((36.0, y + 14.0), name, line.label_type());
            y += name.len() as f64 * LEADING + 2.0;
        }
    }
}

/// Writes a label beside a plot: the value, then the name.
fn end_text(line: &Line, shown: &str, with_name: bool) -> String {
    if with_name {
        format!("{shown} {}", line.name)
    } else {
        shown.to_owned()
    }
}

impl Figure for Lines {
    fn svg(&self, frame: &Frame<'_>) -> String {
        let width = frame.canvas.width();
        let with_names = frame.canvas != Canvas::Narrow;
        let (height, share) = match frame.canvas {
            Canvas::Wide => (360.0, 0.24),
            Canvas::Medium => (330.0, 0.3),
            Canvas::Narrow => (300.0, 0.3),
        };
        let ticks = self.ticks();
        let muted = Type::body(Tone::Muted);
        let axis = [ticks.lo, ticks.hi]
            .into_iter()
            .map(|tick| muted.width(&format::number(tick, u8::from(ticks.hi - ticks.lo < 4.0))))
            .fold(0.0, f64::max)
            + 12.0;

        let texts: Vec<String> = self
            .series
            .iter()
            .map(|line| {
                end_text(
                    line,
                    &self.shown(line.last().unwrap_or(f64::NAN)),
                    with_names,
                )
            })
            .collect();
        let widest = self
            .series
            .iter()
            .zip(&texts)
            .map(|(line, text)| line.label_type().width(text))
            .fold(0.0, f64::max);
        let room = (widest + 2.0).min(width * share);

        let names: Vec<Vec<String>> = if with_names {
            vec![]
        } else {
            self.series
                .iter()
                .map(|line| wrap(&line.name, line.label_type(), width - 36.0))
                .collect()
        };
        let key: f64 = names
            .iter()
            .map(|name| name.len() as f64 * LEADING + 2.0)
            .sum();
        let note = match &self.break_note {
            Some(note) if ticks.lo > 0.0 => wrap(note, muted, width),
            _ => vec![],
        };
        let foot = FOOT
            + if note.is_empty() {
                0.0
            } else {
                note.len() as f64 * LEADING + 4.0
            };
        let top = HEAD + if key > 0.0 { key + 6.0 } else { 0.0 };
        let height = height + key;
        let mut shades = Pen::part(frame);
        let below = self.bands.as_ref().map_or(0.0, |bands| {
            bands.key_behind(&mut shades, height + 2.0, width) + 2.0
        });
        let plot = Rect::new(
            axis,
            top,
            width - axis - room - LABEL_GAP,
            height - top - foot,
        );

        let mut pen = Pen::open(frame, height + below, &self.title, &self.summary());
        pen.join(&shades);
        if let Some(bands) = &self.bands {
            let (pitch, range) = (self.pitch(plot), ticks.range());
            bands.behind(&mut pen, &self.years, |place, value| {
                (plot.x + pitch * place as f64, range.y(value, plot))
            });
        }
        let marks = self.layout(&mut pen, (width, height), plot, ticks, axis);
        self.years(&mut pen, plot);
        self.mark_year(&mut pen, plot);
        if ticks.lo < 0.0 && ticks.hi >= 0.0 {
            let y = plot.y + plot.h * ticks.hi / (ticks.hi - ticks.lo);
            pen.line((plot.x, y), (plot.x + plot.w, y), Tone::Ink, 1.0, "");
        }
        if ticks.lo > 0.0 {
            // The axis is torn, and shows it.
            let (x, y) = (plot.x, plot.y + plot.h);
            for below in [3.0, 9.0] {
                let (low, high) = ((x - 3.0, y - below), (x + 8.0, y - below - 6.0));
                pen.line(low, high, Tone::Ink, 1.5, "");
            }
        }
        pen.lines((0.0, plot.y + plot.h + FOOT + 16.0), &note, muted);
        self.key(&mut pen, &names);

        let mut labels = Vec::with_capacity(self.series.len());
        // Context first, so that the lines that matter lie on top.
        let order = (0..self.series.len()).rev();
        for (index, line, text) in
            order.filter_map(|i| Some((i, self.series.get(i)?, texts.get(i)?)))
        {
            let tone = line.role.tone();
            let mut end = None;
            for points in marks.of(index) {
                match points.as_slice() {
                    [] => continue,
                    [only] => pen.dot(*only, 3.5, tone),
                    points => pen.polyline(points, tone, line.stroke.weight(), line.stroke.dash()),
                }
                end = points.last().copied().or(end);
            }
            let Some(end) = end else { continue };
            if line.stroke != Stroke::Thin {
                pen.dot(end, 4.5, tone);
            }
            let set = line.label_type();
            labels.push(EndLabel {
                lines: wrap(text, set, room),
                set,
                end,
                tone,
            });
        }
        labels.sort_unstable_by(|a, b| a.end.1.total_cmp(&b.end.1));
        let mut places: Vec<_> = labels.iter().map(|l| (l.end.1, l.height())).collect();
        plot::spread(&mut places, plot.y - 8.0, plot.y + plot.h + 8.0);
        for (label, (y, _)) in labels.iter().zip(places) {
            let left = plot.x + plot.w + LABEL_GAP;
            if (y - label.end.1).abs() > 9.0 {
                pen.line(
                    (label.end.0 + 5.0, label.end.1),
                    (left - 4.0, y),
                    label.tone,
                    1.0,
                    "",
                );
            }
            let first = y - label.height() / 2.0 + 14.0;
            pen.lines((left, first), &label.lines, label.set);
        }
        pen.close()
    }

    fn table(&self) -> FigureTable {
        let mut columns = vec![self.year_heading.clone()];
        columns.extend(self.series.iter().map(|line| line.name.clone()));
        columns.extend(self.bands.iter().flat_map(|bands| bands.columns.clone()));
        let rows = self.years.iter().enumerate().map(|(index, year)| {
            let mut row = vec![FigureCell::Text(year.to_string())];
            row.extend(self.series.iter().map(|line| match line.values.get(index) {
                Some(Some(value)) => FigureCell::Number {
                    value: *value,
                    text: self.shown(*value),
                },
                _ => FigureCell::Empty,
            }));
            let counted = self.bands.iter();
            let counted = counted.flat_map(|bands| bands.cells(&year.to_string()));
            row.extend(counted.map(FigureCell::counted));
            row
        });
        FigureTable {
            caption: caption(&self.title, &self.unit),
            rows: rows.collect(),
            columns,
        }
    }

    fn summary(&self) -> String {
        let mut text = String::new();
        for line in &self.series {
            let mut known = self.years.iter().zip(&line.values);
            let with_value =
                |(year, value): (&i32, &Option<f64>)| value.map(|value| (*year, value));
            let first = known.clone().find_map(with_value);
            let last = known
                .rfind(|(_, value)| value.is_some())
                .and_then(with_value);
            let Some((year, value)) = first else { continue };
            text.push_str(if text.is_empty() { "" } else { " " });
            text.push_str(&format::capital(&line.name));
            let with_unit = |value| format::with_unit(value, self.decimals, &self.unit);
            let value = with_unit(value);
            text.push_str(&match last.filter(|(last_year, _)| *last_year != year) {
                Some((to, last)) => format!(": från {value} {year} till {} {to}.", with_unit(last)),
                None => format!(": {value} {year}."),
            });
        }
        if let Some(bands) = &self.bands {
            text.push(' ');
            text.push_str(&bands.summary());
        }
        text
    }
}
