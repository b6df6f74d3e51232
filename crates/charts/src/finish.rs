//! Rewrites the output of charts-rs in one pass.
//!
//! charts-rs places marks and writes axes in English, with its own font, size and colours. Its
//! output is read once from front to back: grid and axes are copied with colours as tokens and
//! numbers in Swedish; marks are returned as geometry, for the figure to fill by status;
//! everything else (root, background, fonts, data attributes, styles) is dropped.

use super::pen::{Pen, Rect, Tone};
use balans_format as format;

/// Positions of the marks, in the order charts-rs drew them.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// Columns, by series and category.
    pub(super) rects: Vec<Rect>,
    /// Lines: each unbroken piece with the index of its series.
    pub(super) paths: Vec<(usize, Vec<(f64, f64)>)>,
}

impl Marks {
    /// The pieces of one series, from left to right.
    pub(super) fn of(&self, series: usize) -> impl Iterator<Item = &Vec<(f64, f64)>> {
        let own = move |piece: &&(usize, Vec<(f64, f64)>)| piece.0 == series;
        self.paths.iter().filter(own).map(|piece| &piece.1)
    }
}

/// The colour that identifies a line's series.
pub(super) fn series_colour(index: usize) -> charts_rs::Color {
    (0xf2_u8, 0xf0_u8, u8::try_from(index).unwrap_or(u8::MAX)).into()
}

/// Reads `raw`, copies grid and axes into `pen` and returns the marks. Numbers on the value
/// axis end at `axis_x`: charts-rs places them by the widths of another font.
pub(super) fn finish(raw: &str, pen: &mut Pen<'_>, axis_x: f64) -> Marks {
    let mut marks = Marks::default();
    let mut in_text = false;
    let mut rest = raw;
    while let Some(open) = rest.find('<') {
        let content = rest[..open].trim();
        if in_text && !content.is_empty() {
            swedish(content, &mut pen.out);
        }
        let tag = &rest[open + 1..];
        let Some(end) = tag.find('>') else { break };
        rest = &tag[end + 1..];
        let tag = &tag[..end];
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        match name {
            "rect" if attributes.contains("data-value=") => marks.rects.push(rect(attributes)),
            "path" => marks.paths.extend(path(attributes)),
            "text" => {
                in_text = true;
                pen.out.push_str("<text");
                copy(attributes, pen, &["x", "font-size", "font-family"]);
                pen.coordinate("x", axis_x);
                pen.attribute("text-anchor", "end");
                pen.out.push('>');
            }
            "/text" => {
                in_text = false;
                pen.out.push_str("</text>");
            }
            "g" => {
                pen.out.push_str("<g");
                copy(attributes, pen, &[]);
                pen.out.push('>');
            }
            "/g" => pen.out.push_str("</g>"),
            "line" => {
                pen.out.push_str("<line");
                copy(attributes, pen, &[]);
                pen.out.push_str("/>");
            }
            _ => {}
        }
    }
    marks
}

/// Writes a number of charts-rs ("-1,200", "12.5") in Swedish; leaves other text as it is.
/// Grouping is kept where it is, so that a year stays a year.
pub(super) fn swedish(text: &str, out: &mut String) {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_number = digits.starts_with(|c: char| c.is_ascii_digit())
        && digits
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, ',' | '.'));
    if !is_number {
        return out.push_str(text);
    }
    let is_zero = !digits.contains(|c: char| ('1'..='9').contains(&c));
    if digits.len() < text.len() && !is_zero {
        out.push(format::MINUS);
    }
    out.extend(digits.chars().map(|c| match c {
        ',' => format::HARD_SPACE,
        '.' => ',',
        digit => digit,
    }));
}

/// Lists each `name="value"` of a tag.
fn attributes(tag: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = tag;
    std::iter::from_fn(move || {
        let (name, tail) = rest.split_once("=\"")?;
        let (value, tail) = tail.split_once('"')?;
        rest = tail;
        Some((name.trim(), value))
    })
}

fn copy(tag: &str, pen: &mut Pen<'_>, without: &[&str]) {
    for (name, value) in attributes(tag) {
        if without.contains(&name) || matches!(name, "style" | "class" | "font-family") {
            continue;
        }
        match Tone::of_sentinel(value) {
            Some(tone) => pen.colour(name, tone),
            None => pen.attribute(name, value),
        }
    }
}

fn rect(tag: &str) -> Rect {
    let mut rect = Rect::default();
    for (name, value) in attributes(tag) {
        let side = match name {
            "x" => &mut rect.x,
            "y" => &mut rect.y,
            "width" => &mut rect.w,
            "height" => &mut rect.h,
            _ => break,
        };
        *side = value.parse().unwrap_or(0.0);
    }
    rect
}

fn path(tag: &str) -> Option<(usize, Vec<(f64, f64)>)> {
    let mut series = None;
    let mut points = Vec::with_capacity(16);
    for (name, value) in attributes(tag) {
        match name {
            "stroke" => {
                let digits = value.strip_prefix("#F2F0")?;
                series = Some(usize::from_str_radix(digits, 16).ok()?);
            }
            "d" => {
                let mut numbers = value
                    .split([' ', 'M', 'L', ','])
                    .filter_map(|number| number.parse().ok());
                while let (Some(x), Some(y)) = (numbers.next(), numbers.next()) {
                    points.push((x, y));
                }
            }
            _ => {}
        }
    }
    Some((series?, points))
}

#[cfg(test)]
mod tests {
    use super::super::{Canvas, Frame};
    use super::*;

    #[test]
    fn numbers_turn_swedish() {
        for (text, expected) in [
            ("3,000", "3\u{a0}000"),
            ("-1,200", "−1\u{a0}200"),
            ("12.5", "12,5"),
            ("-0.5", "−0,5"),
            ("-0", "0"),
            ("2022", "2022"),
            ("1,234,567", "1\u{a0}234\u{a0}567"),
            ("KSON", "KSON"),
            ("Alt. 1", "Alt. 1"),
            ("&lt;b", "&lt;b"),
        ] {
            let mut out = String::new();
            swedish(text, &mut out);
            assert_eq!(out, expected);
        }
    }

    #[test]
    fn copies_axes_and_takes_marks() {
        let raw = "<svg width=\"9\" height=\"9\"><style>x</style>\n<rect x=\"0\" y=\"0\" width=\"9\" height=\"9\" fill=\"#FFFFFF\"/>\n\
            <g stroke=\"#F1F002\" style=\"a\"><line x1=\"1\"/></g>\
            <text font-size=\"14\" x=\"7\" y=\"2\" font-family=\"Roboto\" fill=\"#F1F001\">\n3,000\n</text>\
            <rect x=\"1.5\" y=\"2\" width=\"3\" height=\"4\" fill=\"red\" data-series=\"a\" data-value=\"2\"/>\
            <path d=\"M 1 2 L 3.5 -4\" stroke=\"#F2F002\"/></svg>";
        let frame = Frame::page(Canvas::Wide, "a");
        let mut pen = Pen::open(&frame, 1.0, "", "");
        pen.out.clear();
        let marks = finish(raw, &mut pen, 50.0);
        assert_eq!(
            pen.out,
            "<g stroke=\"var(--fig-grid)\"><line x1=\"1\"/></g>\
            <text y=\"2\" fill=\"var(--fig-muted)\" x=\"50\" text-anchor=\"end\">3\u{a0}000</text>"
        );
        assert_eq!(marks.rects, [Rect::new(1.5, 2.0, 3.0, 4.0)]);
        assert_eq!(marks.paths, [(2, vec![(1.0, 2.0), (3.5, -4.0)])]);
    }
}
