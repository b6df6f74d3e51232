//! Waterfall from requirement to what is left to find, by the rules of IBCS: one scale from zero,
//! status shown by fill, thin connectors, values at the steps.

use serde::{Deserialize, Serialize};

use super::pen::{Anchor, LEADING, Pen, Rect, Tone, Type, VALUE, words_fit, wrap};
use super::plot::{self, AxisRange, LEAST, drawable, visible_height};
use super::table::caption;
use super::{Canvas, Figure, FigureCell, FigureTable, Fill, FillLegend, Frame};
use balans_format as format;

/// Kind of a step, shown by its fill.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StepKind {
    /// A level, dark: the requirement.
    Total,
    /// A decided change, solid green.
    Decided,
    /// A possible change, green outline.
    Possible,
    /// A change the user assumes, hatched.
    Own,
    /// A level, burnt orange: what is still to be found; below zero it is more than the requirement, and its label says
    /// so.
    Remaining,
    /// A change, dark: what one area has over and the other may not use.
    Over,
}

impl StepKind {
    /// Whether the step is a level from zero rather than a change.
    #[must_use]
    pub const fn is_level(self) -> bool {
        matches!(self, Self::Total | Self::Remaining)
    }

    /// The fill of a step of this kind.
    #[must_use]
    pub const fn fill(self) -> Fill {
        match self {
            Self::Total => Fill::Total,
            Self::Decided => Fill::Decided,
            Self::Possible => Fill::Possible,
            Self::Own => Fill::Own,
            Self::Remaining => Fill::Remaining,
            Self::Over => Fill::Surplus,
        }
    }
}

impl WaterfallStep {
    /// The fill of the step.
    #[must_use]
    pub fn fill(&self) -> Fill {
        self.kind.fill().of(self.value)
    }
}

/// A step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WaterfallStep {
    /// Label, below the step.
    pub label: String,
    /// Level (Total, Remaining), or change of the gap as it is shown: a saving is negative and
    /// falls, a cost is positive and rises.
    pub value: f64,
    /// Kind.
    pub kind: StepKind,
}

/// Marks on a step: where it would have ended had it been another value, as changes of the level before it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StepMarks {
    /// Marked by a ring.
    pub ring: f64,
    /// Marked by a short line across the step.
    pub tick: f64,
}

/// A waterfall: requirement, decided, possible, own assumptions, left to find.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Waterfall {
    /// Title: the finding.
    pub title: String,
    /// Unit, such as "mnkr".
    pub unit: String,
    /// Decimals of every number.
    pub decimals: u8,
    /// Heading of the label column in the table, such as "Steg".
    pub label_heading: String,
    /// Heading of the value column in the table, such as "mnkr 2023".
    pub value_heading: String,
    /// Steps, from left to right.
    pub steps: Vec<WaterfallStep>,
    /// Amounts that once stood on the first step and no longer belong to it, above zero, each with its label. Drawn as one
    /// grey piece on top of the step; the table has them last.
    pub above: Vec<(String, f64)>,
    /// What the fills stand for, where the labels do not say it.
    pub legend: FillLegend,
}

impl Waterfall {
    /// Adds up what stands on the first step.
    #[must_use]
    pub fn above_sum(&self) -> f64 {
        self.above.iter().map(|(_, value)| drawable(*value)).sum()
    }

    /// Writes the value that stands at a step: at the first, also what it is of.
    #[must_use]
    pub fn shown_at(&self, place: usize, step: &WaterfallStep) -> String {
        let shown = self.shown(step);
        if place > 0 || self.above.is_empty() {
            return shown;
        }
        let whole = format::number(step.value + self.above_sum(), self.decimals);
        format!("{shown} av {whole}")
    }

    /// Writes a step's value.
    #[must_use]
    pub fn shown(&self, step: &WaterfallStep) -> String {
        if step.kind == StepKind::Remaining {
            // Its label says which way it goes.
            format::number(step.value.abs(), self.decimals)
        } else if step.kind.is_level() {
            format::number(step.value, self.decimals)
        } else {
            format::signed(step.value, self.decimals)
        }
    }

    fn is_zero(&self, step: &WaterfallStep) -> bool {
        let rounded = format::rounded(step.value, self.decimals);
        !rounded.is_finite() || rounded.abs() <= 0.0
    }

    /// Start and end of each step on the scale.
    fn spans(&self) -> Vec<(f64, f64)> {
        let mut level = 0.0;
        self.steps
            .iter()
            .map(|step| {
                let from = if step.kind.is_level() { 0.0 } else { level };
                level = drawable(from + drawable(step.value));
                (from, level)
            })
            .collect()
    }

    /// The level of the first step with what stands on it.
    fn whole(&self, spans: &[(f64, f64)]) -> Option<f64> {
        let first = spans.first().filter(|_| !self.above.is_empty());
        first.map(|(_, level)| level + self.above_sum())
    }

    fn upright(&self, pen: &mut Pen<'_>, size: (f64, f64), labels: &[Vec<String>]) {
        let spans = self.spans();
        let range = AxisRange::with_zero(spans.iter().map(|span| span.1).chain(self.whole(&spans)));
        let lines = labels.iter().map(Vec::len).max().unwrap_or(1) as f64;
        let below = if range.lo < 0.0 { 28.0 } else { 0.0 };
        let top = 30.0;
        let bottom = 12.0 + lines * LEADING + below;
        let plot = Rect::new(0.0, top, size.0, size.1 - top - bottom);

        // charts-rs lays out the running levels as columns; a step then spans from the level
        // before it to its own.
        let levels = spans.iter().map(|span| span.1).collect();
        let marks = plot::columns(
            pen,
            size,
            plot,
            range,
            std::iter::once(levels),
            spans.len(),
            false,
        );
        let zero = range.y(0.0, plot);
        let end = |mark: &Rect, level: f64| if level < 0.0 { mark.y + mark.h } else { mark.y };

        let mut before: Option<(f64, f64)> = None;
        for (place, (((step, span), label), mark)) in self
            .steps
            .iter()
            .zip(&spans)
            .zip(labels)
            .zip(&marks)
            .enumerate()
        {
            let middle = mark.x + mark.w / 2.0;
            let width = (mark.w * 0.74).min(104.0);
            let left = middle - width / 2.0;
            let to = end(mark, span.1);
            let from = match before {
                Some((_, y)) if !step.kind.is_level() => y,
                _ => zero,
            };
            if let Some((right, y)) = before {
                pen.line((right, y), (left, y), Tone::Muted, 1.0, "");
            }
            before = Some((left + width, to));

            let exact = Rect::new(left, from.min(to), width, (to - from).abs());
            let mut rect = visible_height(exact);
            self.step(pen, rect, step, ((left, to), (left + width, to)));
            if let Some(whole) = self.whole(&spans).filter(|_| place == 0) {
                let top = range.y(whole, plot);
                let piece = visible_height(Rect::new(left, top, width, rect.y - top));
                pen.bar(piece, Fill::Muted);
                rect = Rect::new(left, piece.y, width, rect.y + rect.h - piece.y);
            }

            let set = Type::value(step.fill().tone());
            let rises = span.1 > span.0 || (span.1 >= span.0 && step.kind.is_level());
            let seen = if self.is_zero(step) { exact } else { rect };
            let (over, under) = (seen.y - 8.0, seen.y + seen.h + VALUE + 4.0);
            let under_meets_zero = span.0.min(span.1) >= 0.0 && under + 4.0 > zero;
            let baseline = if rises || under_meets_zero {
                over
            } else {
                under
            };
            pen.text((middle, baseline), &self.shown_at(place, step), set);
            let set = Type::body(Tone::Ink).anchored(Anchor::Middle);
            pen.lines((middle, plot.y + plot.h + below + 22.0), label, set);
        }
        pen.line((0.0, zero), (size.0, zero), Tone::Ink, 1.0, "");
    }

    /// Draws a step, or a dashed line for zero.
    fn step(
        &self,
        pen: &mut Pen<'_>,
        rect: Rect,
        step: &WaterfallStep,
        rest: ((f64, f64), (f64, f64)),
    ) {
        if self.is_zero(step) {
            pen.line(rest.0, rest.1, step.fill().tone(), 2.0, "4 3");
        } else {
            pen.bar(rect, step.fill());
        }
    }

    /// Draws the waterfall with marks on its steps, by their places; a step beyond the marks has none.
    #[must_use]
    pub fn svg_marked(&self, frame: &Frame<'_>, marks: &[Option<StepMarks>]) -> String {
        let width = frame.canvas.width();
        let band = width / self.steps.len().max(1) as f64;
        let set = Type::body(Tone::Ink);
        let value = Type::value(Tone::Ink);
        // Below the columns where every word has room, else above bars that lie. Values count
        // with a usual width: the figure must not change shape under a moving slider. Marks stand on bars that lie.
        let usual = value.width(&format::number(-99.9, self.decimals));
        let mut steps = self.steps.iter().enumerate();
        let fits = marks.is_empty()
            && steps.all(|(place, step)| {
                words_fit(&step.label, set, band - 10.0)
                    && value.width(&self.shown_at(place, step)).max(usual) <= band - 8.0
            });
        let room = if fits { band - 10.0 } else { width };
        let labels: Vec<Vec<String>> = self
            .steps
            .iter()
            .map(|step| wrap(&step.label, set, room))
            .collect();
        let drawn = match frame.canvas {
            _ if !fits => labels
                .iter()
                .map(|label| label.len() as f64 * LEADING + 6.0 + BAR + ROW_GAP)
                .sum::<f64>()
                .max(BAR),
            Canvas::Wide => 340.0,
            Canvas::Medium | Canvas::Narrow => 320.0,
        };
        let mut body = Pen::part(frame);
        if fits {
            self.upright(&mut body, (width, drawn), &labels);
        } else {
            self.lying(&mut body, width, &labels, marks);
        }
        let height = drawn + self.legend.draw(&mut body, drawn, width);
        let mut pen = Pen::open(frame, height, &self.title, &self.summary());
        pen.join(&body);
        pen.close()
    }

    fn lying(
        &self,
        pen: &mut Pen<'_>,
        width: f64,
        labels: &[Vec<String>],
        marks: &[Option<StepMarks>],
    ) {
        let spans = self.spans();
        let marks_at = |place: usize| marks.get(place).copied().flatten();
        let marked = spans.iter().enumerate().filter_map(|(place, (from, _))| {
            let marks = marks_at(place)?;
            Some([marks.ring, marks.tick].map(|mark| drawable(from + drawable(mark))))
        });
        let ends = spans.iter().map(|span| span.1).chain(self.whole(&spans));
        let range = AxisRange::with_zero(ends.chain(marked.flatten()));
        let value = Type::value(Tone::Ink);
        let steps = self.steps.iter().enumerate();
        let shown: Vec<String> = steps.map(|(at, step)| self.shown_at(at, step)).collect();
        let room = shown
            .iter()
            .map(|text| value.width(text) + 10.0)
            .fold(0.0, f64::max);
        let plot = (width - room).max(40.0);
        let zero = range.x(0.0, 0.0, plot);

        let mut y = 0.0;
        let mut before: Option<(f64, f64)> = None;
        let rows = self.steps.iter().zip(&spans).zip(labels).zip(&shown);
        for (place, (((step, span), label), shown)) in rows.enumerate() {
            let top = y + label.len() as f64 * LEADING + 6.0;
            let (from, to) = (range.x(span.0, 0.0, plot), range.x(span.1, 0.0, plot));
            if let Some((x, bottom)) = before {
                pen.line((x, bottom), (x, top), Tone::Muted, 1.0, "");
            }
            let exact = Rect::new(from.min(to), top, (to - from).abs(), BAR);
            let rect = if exact.w < LEAST && !self.is_zero(step) {
                Rect {
                    x: (exact.x - (LEAST - exact.w) / 2.0).max(0.0),
                    w: LEAST,
                    ..exact
                }
            } else {
                exact
            };
            self.step(pen, rect, step, ((to, top), (to, top + BAR)));
            let mut rect = rect;
            if let Some(whole) = self.whole(&spans).filter(|_| before.is_none()) {
                let end = range.x(whole, 0.0, plot);
                let from = rect.x + rect.w;
                pen.bar(
                    Rect::new(from, top, (end - from).max(LEAST), BAR),
                    Fill::Muted,
                );
                rect.w = (end - rect.x).max(rect.w + LEAST);
            }
            if rect.x - 1.0 <= zero && zero <= rect.x + rect.w + 1.0 {
                let x = zero.max(0.5);
                let (over, under) = ((x, top - 3.0), (x, top + BAR + 3.0));
                pen.line(over, under, Tone::Ink, 1.0, "");
            }
            before = Some((to, top + BAR));
            // The value stands beside the step and its marks.
            let mut seen = rect;
            if let Some(StepMarks { ring, tick }) = marks_at(place) {
                let [ring, tick] = [ring, tick].map(|mark| range.x(span.0 + mark, 0.0, plot));
                pen.line(
                    (tick, top - 3.0),
                    (tick, top + BAR + 3.0),
                    Tone::Ink,
                    3.0,
                    "",
                );
                pen.dot((ring, top + BAR / 2.0), RING, Tone::Ink);
                pen.dot((ring, top + BAR / 2.0), RING - 2.0, Tone::Surface);
                let left = seen.x.min(ring - RING).min(tick - 2.0);
                let right = (seen.x + seen.w).max(ring + RING).max(tick + 2.0);
                (seen.x, seen.w) = (left, right - left);
            }
            let rect = seen;

            let tone = step.fill().tone();
            let set = Type::value(tone);
            let falls = !step.kind.is_level() && span.1 < span.0;
            let left_free = rect.x - 8.0 - set.width(shown);
            let baseline = top + BAR / 2.0 + 6.0;
            if falls && left_free >= 0.0 && (rect.x <= zero || left_free > zero) {
                let set = set.anchored(Anchor::End);
                pen.text((rect.x - 8.0, baseline), shown, set);
            } else {
                let right = (rect.x + rect.w).max(if span.1 < 0.0 { zero } else { 0.0 });
                pen.text((right + 8.0, baseline), shown, set.anchored(Anchor::Start));
            }
            pen.lines((0.0, y + 14.0), label, Type::body(Tone::Ink).halo());
            y = top + BAR + ROW_GAP;
        }
    }
}

const BAR: f64 = 24.0;
/// Radius of the ring that marks a step.
const RING: f64 = 6.0;
const ROW_GAP: f64 = 16.0;

impl Figure for Waterfall {
    fn svg(&self, frame: &Frame<'_>) -> String {
        self.svg_marked(frame, &[])
    }

    fn table(&self) -> FigureTable {
        let mut columns = vec![self.label_heading.clone(), self.value_heading.clone()];
        self.legend.head(&mut columns);
        let row = |label: &str, value: f64, text: String, fill: Fill| {
            let number = FigureCell::Number { value, text };
            let mut row = vec![FigureCell::Text(label.to_owned()), number];
            self.legend.cell(&mut row, fill);
            row
        };
        let steps = self.steps.iter().map(|step| {
            let value = if step.kind == StepKind::Remaining {
                step.value.abs()
            } else {
                step.value
            };
            row(&step.label, value, self.shown(step), step.fill())
        });
        let above = self.above.iter().map(|(label, value)| {
            let text = format::number(*value, self.decimals);
            row(label, *value, text, Fill::Muted)
        });
        FigureTable {
            caption: caption(&self.title, &self.unit),
            columns,
            rows: steps.chain(above).collect(),
        }
    }

    fn summary(&self) -> String {
        let mut text = String::new();
        for (index, step) in self.steps.iter().enumerate() {
            text.push_str(if index > 0 { ", " } else { "" });
            if index > 0 {
                text.push_str(&format::inside(&step.label));
            } else {
                text.push_str(&step.label);
            }
            text.push(' ');
            text.push_str(&self.shown(step));
            if index == 0 && !self.unit.is_empty() {
                text.push(format::HARD_SPACE);
                text.push_str(&self.unit);
            }
        }
        for (label, value) in &self.above {
            text.push_str(", ");
            text.push_str(&format::inside(label));
            text.push(' ');
            text.push_str(&format::number(*value, self.decimals));
        }
        if !text.is_empty() {
            text.push('.');
        }
        let labels = self.steps.iter();
        let labels = labels.map(|step| (step.label.as_str(), step.fill()));
        self.legend.say(&mut text, labels);
        text
    }
}
