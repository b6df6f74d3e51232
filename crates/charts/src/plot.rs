//! Shared by the figures that charts-rs lays out: a chart without decoration, and the scales.

use charts_rs::{BarChart, ChartBase, Series, YAxisConfig};

use super::finish::finish;
use super::pen::{Pen, Rect, Tone};

/// A value range that includes zero and is never empty.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct AxisRange {
    pub(super) lo: f64,
    pub(super) hi: f64,
}

impl AxisRange {
    /// The range of `values` and zero; values that are not finite are left out.
    pub(super) fn with_zero(values: impl Iterator<Item = f64>) -> Self {
        let (mut lo, mut hi) = (0.0_f64, 0.0_f64);
        for value in values.filter(|value| value.is_finite()) {
            lo = lo.min(value);
            hi = hi.max(value);
        }
        // Halving keeps the span of the largest numbers there are from overflowing.
        if hi / 2.0 - lo / 2.0 < 1e-12 {
            hi = 1.0;
        }
        Self { lo, hi }
    }

    /// Position of a value along the range, 0 to 1; that of zero for a value that is not finite.
    pub(super) fn share(self, value: f64) -> f64 {
        let value = if value.is_finite() { value } else { 0.0 };
        let span = self.hi / 2.0 - self.lo / 2.0;
        ((value / 2.0 - self.lo / 2.0) / span).clamp(0.0, 1.0)
    }

    /// The x of a value, with the range laid out from left to right.
    pub(super) fn x(self, value: f64, left: f64, width: f64) -> f64 {
        left + width * self.share(value)
    }

    /// The y of a value, with the range laid out upwards in `plot`.
    pub(super) fn y(self, value: f64, plot: Rect) -> f64 {
        plot.y + plot.h * (1.0 - self.share(value))
    }
}

/// Makes a value finite, so that a bar can be drawn from it.
pub(super) fn drawable(value: f64) -> f64 {
    if value.is_finite() { value } else { 0.0 }
}

/// The least length of a piece, px: a shorter one shows neither outline nor hatching.
pub(super) const LEAST: f64 = 6.0;

/// Grows a rectangle about its middle to the least visible size.
pub(super) fn visible_height(rect: Rect) -> Rect {
    if rect.h >= LEAST {
        return rect;
    }
    Rect {
        y: rect.y - (LEAST - rect.h) / 2.0,
        h: LEAST,
        ..rect
    }
}

/// Lengthens the pieces of a stack that are too short to be seen, at the cost of the longer ones, so that the whole
/// keeps its length where it has room for all. A piece of no length keeps none.
pub(super) fn visible_pieces(lengths: &mut [f64], least: f64) {
    let is_short = |length: f64| length > 0.0 && length < least;
    let lacking: f64 = lengths
        .iter()
        .filter(|length| is_short(**length))
        .map(|length| least - length)
        .sum();
    let spare: f64 = lengths.iter().map(|length| (length - least).max(0.0)).sum();
    let share = if spare > 0.0 {
        (lacking / spare).min(1.0)
    } else {
        0.0
    };
    for length in lengths {
        if is_short(*length) {
            *length = least;
        } else if *length > least {
            *length -= (*length - least) * share;
        }
    }
}

/// Removes from a chart all that is drawn here, and places the rest in `plot`.
pub(super) fn strip(base: &mut ChartBase, axis: &mut YAxisConfig, size: (f64, f64), plot: Rect) {
    base.width = size.0 as f32;
    base.height = size.1 as f32;
    base.margin = charts_rs::Box {
        left: plot.x as f32,
        top: plot.y as f32,
        right: (size.0 - plot.x - plot.w) as f32,
        bottom: (size.1 - plot.y - plot.h) as f32,
    };
    base.legend.show = Some(false);
    base.grid.stroke_color = Tone::Grid.sentinel();
    axis.font.color = Tone::Muted.sentinel();
    axis.font.size = 14.0;
    axis.stroke_color = Tone::Grid.sentinel();
    base.x_axis.stroke_color = Tone::Ink.sentinel();
}

/// Lets charts-rs lay out columns in `plot`: for each series, for each category, the column
/// from zero (or from the stack) to its value.
pub(super) fn columns(
    pen: &mut Pen<'_>,
    size: (f64, f64),
    plot: Rect,
    range: AxisRange,
    series: impl Iterator<Item = Vec<f64>>,
    categories: usize,
    stacked: bool,
) -> Vec<Rect> {
    // In thousandths of the range: `f32` is all charts-rs has, and it has no bars for 1e300.
    let scale = range.hi.max(-range.lo);
    let feed = |value: f64| ((drawable(value) / scale).clamp(-1.0, 1.0) * 1000.0) as f32;
    let series = series
        .map(|values| {
            let mut series = Series::new(String::new(), values.into_iter().map(feed).collect());
            series.stack = stacked.then(String::new);
            series
        })
        .collect();
    let mut chart = BarChart::new(series, vec![String::new(); categories]);
    chart.base.y_axis_hidden = true;
    chart.base.x_axis.hidden = true;
    chart.base.grid.stroke_width = 0.0;
    let mut axis = chart.y_axis_configs.first().cloned().unwrap_or_default();
    strip(&mut chart.base, &mut axis, size, plot);
    axis.min = Some(feed(range.lo));
    axis.max = Some(feed(range.hi));
    axis.split_number = 1;
    chart.y_axis_configs = vec![axis];
    chart
        .svg()
        .map(|raw| finish(&raw, pen, 0.0).rects)
        .unwrap_or_default()
}

/// Pushes labels apart and back into `top..bottom`, keeping their order. Each is the y of its
/// middle and its height, the highest first.
pub(super) fn spread(labels: &mut [(f64, f64)], top: f64, bottom: f64) {
    let mut free = top;
    for (y, height) in labels.iter_mut() {
        *y = y.max(free + *height / 2.0);
        free = *y + *height / 2.0 + 2.0;
    }
    let mut free = bottom;
    for (y, height) in labels.iter_mut().rev() {
        *y = y.min(free - *height / 2.0);
        free = *y - *height / 2.0 - 2.0;
    }
}

/// A value axis with round steps.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ticks {
    pub(super) lo: f64,
    pub(super) hi: f64,
    pub(super) count: usize,
}

impl Ticks {
    /// The range from the first tick to the last.
    pub(super) const fn range(self) -> AxisRange {
        AxisRange {
            lo: self.lo,
            hi: self.hi,
        }
    }

    /// Finds the tightest round steps around `lo..=hi`, two to six of them. A step is 1, 2 or 5
    /// times a power of ten and at least a tenth, the finest charts-rs writes.
    pub(super) fn new(lo: f64, hi: f64) -> Self {
        let span = (hi - lo).max(0.1);
        let power = 10_f64.powf((span / 10.0).log10().floor());
        let mut best: Option<(f64, Self)> = None;
        for factor in [1.0, 2.0, 5.0, 10.0, 20.0, 50.0] {
            let step = factor * power;
            let first = (lo / step + 1e-9).floor();
            let last = (hi / step - 1e-9).ceil().max(first + 1.0);
            let count = last - first;
            let spare = count * step;
            let fewer = |best: &(f64, Self)| spare < best.0 * 1.001;
            if (2.0..=6.0).contains(&count) && step > 0.099 && best.as_ref().is_none_or(fewer) {
                let ticks = Self {
                    lo: first * step,
                    hi: last * step,
                    count: count as usize,
                };
                best = Some((spare, ticks));
            }
        }
        best.map_or(
            Self {
                lo,
                hi: lo + span,
                count: 1,
            },
            |best| best.1,
        )
    }
}

#[cfg(test)]
#[allow(clippy::float_cmp)]
mod tests {
    use super::*;

    #[test]
    fn round_ticks() {
        for (lo, hi, expected) in [
            (0.0, 5094.0, (0.0, 6000.0, 3)),
            (2982.0, 5094.0, (2500.0, 5500.0, 6)),
            (0.0, 0.0, (0.0, 0.1, 1)),
            (-50.0, 120.0, (-50.0, 150.0, 4)),
            (0.0, 1e5, (0.0, 1e5, 2)),
        ] {
            let ticks = Ticks::new(lo, hi);
            assert_eq!((ticks.lo, ticks.hi, ticks.count), expected, "{lo}..{hi}");
        }
    }

    #[test]
    fn every_piece_of_a_stack_can_be_seen() {
        for (given, expected) in [
            (vec![100.0, 50.0], vec![100.0, 50.0]),
            (vec![0.0, 2.0, 98.0], vec![0.0, 6.0, 94.0]),
            (vec![1.0, 10.0, 14.0, 5.0], vec![6.0, 8.0, 10.0, 6.0]),
            (vec![2.0, 1.0], vec![6.0, 6.0]),
            (vec![2.0, 7.0, 2.0], vec![6.0, 6.0, 6.0]),
            (vec![], vec![]),
        ] {
            let mut lengths = given.clone();
            visible_pieces(&mut lengths, LEAST);
            assert_eq!(lengths, expected, "{given:?}");
        }
    }

    #[test]
    fn labels_are_spread() {
        let mut apart = [(10.0, 18.0), (100.0, 18.0)];
        spread(&mut apart, 0.0, 200.0);
        assert_eq!(apart, [(10.0, 18.0), (100.0, 18.0)]);
        let mut crowded = [(195.0, 18.0), (196.0, 18.0), (197.0, 36.0)];
        spread(&mut crowded, 0.0, 200.0);
        assert_eq!(crowded, [(133.0, 18.0), (153.0, 18.0), (182.0, 36.0)]);
    }

    #[test]
    fn ranges_hold_zero_and_stay_finite() {
        for values in [
            vec![],
            vec![0.0],
            vec![f64::NAN, f64::INFINITY],
            vec![-3.0],
            vec![1e308, -1e308],
            vec![1e-300],
        ] {
            let range = AxisRange::with_zero(values.iter().copied());
            assert!(range.lo <= 0.0 && range.hi >= 0.0 && range.lo < range.hi);
            for value in values.iter().chain(&[0.0]) {
                assert!((0.0..=1.0).contains(&range.share(*value)), "{values:?}");
            }
        }
    }
}
