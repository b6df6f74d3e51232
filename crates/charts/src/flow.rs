//! Flow: boxes in a row with an amount on each and arrows between them, such as the spiral of empty places.

use serde::{Deserialize, Serialize};

use super::pen::{LEADING, Pen, Rect, Tone, Type, words_fit, wrap};
use super::{Figure, FigureCell, FigureTable, Fill, Frame};
use balans_format as format;

/// A box.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FlowStep {
    /// What happens, a few words.
    pub heading: String,
    /// Amount.
    pub value: f64,
    /// Decimals of the amount.
    pub decimals: u8,
    /// Unit of the amount, such as "mnkr per år".
    pub unit: String,
    /// Who or why, in one short sentence; may be empty.
    pub note: String,
    /// Colour of the amount and of the box's edge.
    pub fill: Fill,
}

/// Boxes with arrows between them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Flow {
    /// Title: the finding.
    pub title: String,
    /// Heading of the step column in the table, such as "Led".
    pub step_heading: String,
    /// Heading of the amount column in the table, such as "Belopp".
    pub value_heading: String,
    /// Boxes, in order.
    pub steps: Vec<FlowStep>,
}

/// Padding inside a box, px.
const PAD: f64 = 12.0;
const ARROW: f64 = 28.0;
const EDGE: f64 = 4.0;
const AMOUNT: f64 = 20.0;

/// The texts of a box, wrapped to its width.
struct Setting {
    heading: Vec<String>,
    amount: String,
    unit: Vec<String>,
    note: Vec<String>,
}

impl Setting {
    fn new(step: &FlowStep, room: f64) -> Self {
        let body = Type::body(Tone::Ink);
        Self {
            heading: wrap(&step.heading, body.bold(), room),
            amount: format::number(step.value, step.decimals),
            unit: wrap(&step.unit, body, room),
            note: wrap(&step.note, body, room),
        }
    }

    fn heading_height(&self) -> f64 {
        self.heading.len() as f64 * LEADING
    }

    /// Height from the top of the amount to the end of the note, px.
    fn rest_height(&self) -> f64 {
        let note = if self.note.is_empty() { 0.0 } else { 8.0 };
        12.0 + AMOUNT + (self.unit.len() + self.note.len()) as f64 * LEADING + note
    }

    fn draw(&self, pen: &mut Pen<'_>, rect: Rect, fill: Fill, heading_height: f64) {
        let tone = fill.tone();
        pen.framed(rect, Tone::Surface, Tone::Grid, 1.0, 0.0);
        pen.bar(Rect { h: EDGE, ..rect }, solid(fill));
        let x = rect.x + PAD;
        let mut y = rect.y + EDGE + PAD;
        pen.lines((x, y + 11.0), &self.heading, Type::body(Tone::Ink).bold());
        y += heading_height + 12.0;
        let set = Type {
            size: AMOUNT,
            bold: true,
            ..Type::body(tone)
        };
        pen.text((x, y + 16.0), &self.amount, set);
        y += AMOUNT;
        pen.lines((x, y + 15.0), &self.unit, Type::body(tone));
        y += self.unit.len() as f64 * LEADING + 8.0;
        pen.lines((x, y + 15.0), &self.note, Type::body(Tone::Muted));
    }
}

/// Gives the colour of a box's edge, which says nothing of status.
const fn solid(fill: Fill) -> Fill {
    match fill {
        Fill::Possible => Fill::Decided,
        Fill::Own => Fill::Muted,
        Fill::Transfer => Fill::Reference,
        fill => fill,
    }
}

fn arrow(pen: &mut Pen<'_>, from: (f64, f64), to: (f64, f64)) {
    const HEAD: f64 = 8.0;
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let long = (dx * dx + dy * dy).sqrt().max(1.0);
    let (ux, uy) = (dx / long, dy / long);
    let neck = (to.0 - ux * HEAD, to.1 - uy * HEAD);
    pen.line(from, neck, Tone::Muted, 2.0, "");
    let wing = HEAD * 0.65;
    pen.polygon(
        &[
            to,
            (neck.0 - uy * wing, neck.1 + ux * wing),
            (neck.0 + uy * wing, neck.1 - ux * wing),
        ],
        Tone::Muted,
    );
}

impl Flow {
    fn across(&self, width: f64) -> Option<f64> {
        let count = self.steps.len() as f64;
        let box_width = (width - ARROW * (count - 1.0)) / count;
        let room = box_width - 2.0 * PAD;
        let body = Type::body(Tone::Ink);
        let amount = Type {
            size: AMOUNT,
            bold: true,
            ..body
        };
        let fits = self.steps.iter().all(|step| {
            words_fit(&step.heading, body.bold(), room)
                && words_fit(&step.unit, body, room)
                && words_fit(&step.note, body, room)
                && amount.width(&format::number(step.value, step.decimals)) <= room
        });
        (fits && box_width >= 130.0).then_some(box_width)
    }
}

impl Figure for Flow {
    fn svg(&self, frame: &Frame<'_>) -> String {
        let width = frame.canvas.width();
        let across = self.across(width);
        let box_width = across.unwrap_or(width);
        let set: Vec<_> = self
            .steps
            .iter()
            .map(|step| Setting::new(step, box_width - 2.0 * PAD))
            .collect();
        let tallest = |part: fn(&Setting) -> f64| set.iter().map(part).fold(0.0, f64::max);
        let frame_height = EDGE + 2.0 * PAD;
        if across.is_some() {
            let heading = tallest(Setting::heading_height);
            let high = frame_height + heading + tallest(Setting::rest_height);
            let mut pen = Pen::open(frame, high, &self.title, &self.summary());
            let mut x = 0.0;
            for (index, (step, setting)) in self.steps.iter().zip(&set).enumerate() {
                if index > 0 {
                    arrow(
                        &mut pen,
                        (x + 5.0 - ARROW, high / 2.0),
                        (x - 5.0, high / 2.0),
                    );
                }
                setting.draw(
                    &mut pen,
                    Rect::new(x, 0.0, box_width, high),
                    step.fill,
                    heading,
                );
                x += box_width + ARROW;
            }
            return pen.close();
        }
        let high =
            |setting: &Setting| frame_height + setting.heading_height() + setting.rest_height();
        let gaps = ARROW * self.steps.len().saturating_sub(1) as f64;
        let height = set.iter().map(high).sum::<f64>() + gaps;
        let mut pen = Pen::open(frame, height.max(1.0), &self.title, &self.summary());
        let mut y = 0.0;
        for (index, (step, setting)) in self.steps.iter().zip(&set).enumerate() {
            if index > 0 {
                arrow(
                    &mut pen,
                    (width / 2.0, y + 5.0 - ARROW),
                    (width / 2.0, y - 5.0),
                );
            }
            let rect = Rect::new(0.0, y, width, high(setting));
            setting.draw(&mut pen, rect, step.fill, setting.heading_height());
            y += rect.h + ARROW;
        }
        pen.close()
    }

    fn table(&self) -> FigureTable {
        FigureTable {
            caption: self.title.clone(),
            columns: vec![self.step_heading.clone(), self.value_heading.clone()],
            rows: self
                .steps
                .iter()
                .map(|step| {
                    vec![
                        FigureCell::Text(step.heading.clone()),
                        FigureCell::Number {
                            value: step.value,
                            text: format::with_unit(step.value, step.decimals, &step.unit),
                        },
                    ]
                })
                .collect(),
        }
    }

    fn summary(&self) -> String {
        let mut text = String::new();
        for step in &self.steps {
            text.push_str(if text.is_empty() { "" } else { " " });
            text.push_str(&step.heading);
            text.push_str(": ");
            text.push_str(&format::with_unit(step.value, step.decimals, &step.unit));
            text.push('.');
        }
        text
    }
}
