//! Measures of text set in Arial, and cleaning of text for office files.

/// Widths of the characters from U+0020 to U+007E, thousandths of the font size.
const WIDTHS: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
/// Bold letters are wider, and readers that lack Arial have another font of nearly the same widths.
const BOLD: f64 = 1.09;
const SPARE: f64 = 1.03;
/// Line height, in font sizes.
const LEADING: f64 = 1.2;
const POINTS_PER_INCH: f64 = 72.0;

/// Font size in points, and whether the text is bold.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FontStyle {
    pub(crate) points: f64,
    pub(crate) bold: bool,
}

impl FontStyle {
    pub(crate) const fn plain(points: f64) -> Self {
        Self {
            points,
            bold: false,
        }
    }

    pub(crate) const fn bold(points: f64) -> Self {
        Self { points, bold: true }
    }

    /// Returns the width of a text on one line, inches.
    pub(crate) fn width(self, text: &str) -> f64 {
        let units: f64 = text.chars().map(|letter| f64::from(width(letter))).sum();
        let bold = if self.bold { BOLD } else { 1.0 };
        units / 1000.0 * self.points / POINTS_PER_INCH * bold * SPARE
    }

    /// Returns the width of the widest word, inches.
    pub(crate) fn longest_word(self, text: &str) -> f64 {
        let words = text.split([' ', '\n', '-']);
        words.map(|word| self.width(word)).fold(0.0, f64::max)
    }

    /// Returns the number of lines of a text in a width of `room` inches.
    pub(crate) fn lines(self, text: &str, room: f64) -> f64 {
        let lines = text.split('\n').map(|line| self.broken(line, room));
        lines.sum()
    }

    fn broken(self, line: &str, room: f64) -> f64 {
        let space = self.width(" ");
        let mut lines = 1.0;
        let mut used = 0.0;
        for word in line.split(' ') {
            let wide = self.width(word);
            if used > 0.0 && used + space + wide > room {
                lines += 1.0;
                used = 0.0;
            }
            used += if used > 0.0 { space + wide } else { wide };
            // A word that is wider than the room is broken within.
            while used > room && room > 0.0 {
                lines += 1.0;
                used -= room;
            }
        }
        lines
    }

    /// Returns the height of a line, inches.
    pub(crate) fn line(self) -> f64 {
        self.points * LEADING / POINTS_PER_INCH
    }

    /// Returns the height of a text in a width of `room` inches, inches.
    pub(crate) fn height(self, text: &str, room: f64) -> f64 {
        self.lines(text, room) * self.line()
    }
}

fn width(letter: char) -> u16 {
    match letter {
        ' '..='~' => WIDTHS
            .get(letter as usize - ' ' as usize)
            .copied()
            .unwrap_or(556),
        '\u{a0}' => 278,
        'Å' | 'Ä' => 667,
        'Ö' => 778,
        '\u{2212}' => 584,
        '’' | '‘' => 222,
        '”' | '“' => 333,
        letter if (letter as u32) < 0x2010 => 600,
        _ => 1000,
    }
}

/// Cleans a text for an office file: removes what XML forbids, direction marks, and soft hyphens, which some readers
/// show.
pub(crate) fn clean(text: &str) -> String {
    let letters = text.chars().filter_map(|letter| match letter {
        '\n' => Some('\n'),
        '\t' => Some(' '),
        '\u{ad}' | '\u{fffe}' | '\u{ffff}' => None,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => None,
        control if control.is_control() => None,
        letter => Some(letter),
    });
    letters.collect()
}

#[cfg(test)]
mod tests {
    use super::{FontStyle, clean};

    #[test]
    fn lines_are_broken_where_they_are_full() {
        let set = FontStyle::plain(14.0);
        let text = "Effekt per part och år";
        let whole = set.width(text);
        for (room, lines) in [(whole + 0.01, 1.0), (whole - 0.01, 2.0), (0.4, 6.0)] {
            let found = set.lines(text, room);
            assert!((found - lines).abs() < 0.5, "{room}: {found}");
        }
        assert!((set.lines("a\nb", 9.0) - 2.0).abs() < 0.5);
        assert!(set.lines(&"a".repeat(100), 1.0) > 7.0);
        assert!(FontStyle::bold(14.0).width(text) > whole);
    }

    #[test]
    fn what_no_file_can_carry_is_left_out() {
        let text = "a\u{fffe}b\u{ffff}\u{1}\u{0}c\td\ne\u{202e}f\u{ad}g å − \u{1f600}";
        assert_eq!(clean(text), "abc d\nefg å − \u{1f600}");
    }
}
