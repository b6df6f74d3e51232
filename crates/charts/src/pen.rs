//! Writes SVG: shapes and wrapped text, coloured by token, as one string.
//!
//! Everything a figure draws goes through [`Pen`], so that the rules hold in one place: colours are
//! tokens, coordinates are finite with one decimal, text is escaped, nothing is styled inline.

use super::{Colours, Fill, Frame, Palette};

/// Body size, px; no smaller text is used.
pub(super) const BODY: f64 = 14.0;
/// Size of values at marks, px.
pub(super) const VALUE: f64 = 16.0;
/// Line height of body text, px.
pub(super) const LEADING: f64 = 18.0;

const FILE_FONTS: &str =
    "system-ui, &quot;Segoe UI&quot;, Roboto, &quot;DejaVu Sans&quot;, sans-serif";

/// A colour by its meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tone {
    Ink,
    Muted,
    Grid,
    Total,
    Decided,
    Possible,
    Own,
    Remaining,
    Reference,
    Financing,
    Surface,
}

impl Tone {
    const ALL: [Self; 11] = [
        Self::Ink,
        Self::Muted,
        Self::Grid,
        Self::Total,
        Self::Decided,
        Self::Possible,
        Self::Own,
        Self::Remaining,
        Self::Reference,
        Self::Financing,
        Self::Surface,
    ];

    const fn css(self) -> &'static str {
        match self {
            Self::Ink => "var(--fig-ink)",
            Self::Muted => "var(--fig-muted)",
            Self::Grid => "var(--fig-grid)",
            Self::Total => "var(--fig-total)",
            Self::Decided => "var(--fig-decided)",
            Self::Possible => "var(--fig-possible)",
            Self::Own => "var(--fig-own)",
            Self::Remaining => "var(--fig-remaining)",
            Self::Reference => "var(--fig-reference)",
            Self::Financing => "var(--fig-financing)",
            Self::Surface => "var(--fig-surface)",
        }
    }

    const fn literal(self, colours: &Colours) -> &'static str {
        match self {
            Self::Ink => colours.ink,
            Self::Muted => colours.muted,
            Self::Grid => colours.grid,
            Self::Total => colours.total,
            Self::Decided => colours.decided,
            Self::Possible => colours.possible,
            Self::Own => colours.own,
            Self::Remaining => colours.remaining,
            Self::Reference => colours.reference,
            Self::Financing => colours.financing,
            Self::Surface => colours.surface,
        }
    }

    /// The colour given to charts-rs in place of the token, which [`Tone::of_sentinel`] recognises
    /// in its output.
    pub(super) fn sentinel(self) -> charts_rs::Color {
        (0xf1_u8, 0xf0_u8, self as u8).into()
    }

    pub(super) fn of_sentinel(written: &str) -> Option<Self> {
        let index = u8::from_str_radix(written.strip_prefix("#F1F0")?, 16).ok()?;
        Self::ALL.get(usize::from(index)).copied()
    }
}

impl Fill {
    /// The tone of text and edges that belong to an area with this fill.
    pub(super) const fn tone(self) -> Tone {
        match self {
            Self::Total | Self::Surplus => Tone::Total,
            Self::Decided => Tone::Decided,
            Self::Possible => Tone::Possible,
            Self::Own => Tone::Own,
            Self::Remaining => Tone::Remaining,
            Self::Reference | Self::Transfer => Tone::Reference,
            Self::Financing => Tone::Financing,
            Self::Muted => Tone::Muted,
        }
    }

    const fn is_solid(self) -> bool {
        !matches!(self, Self::Possible | Self::Own | Self::Transfer)
    }
}

/// A box in logical pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Rect {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) w: f64,
    pub(super) h: f64,
}

impl Rect {
    pub(super) const fn new(x: f64, y: f64, w: f64, h: f64) -> Self {
        Self { x, y, w, h }
    }
}

/// Which point of a text is at its x.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// Style of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Type {
    pub(super) size: f64,
    pub(super) bold: bool,
    pub(super) tone: Tone,
    pub(super) anchor: Anchor,
    /// Whether the text has a halo, which keeps lines behind it from cutting through the letters.
    pub(super) halo: bool,
}

impl Type {
    pub(super) const fn body(tone: Tone) -> Self {
        Self {
            size: BODY,
            bold: false,
            tone,
            anchor: Anchor::Start,
            halo: false,
        }
    }

    pub(super) const fn value(tone: Tone) -> Self {
        Self {
            size: VALUE,
            bold: true,
            tone,
            anchor: Anchor::Middle,
            halo: true,
        }
    }

    pub(super) const fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    pub(super) const fn halo(self) -> Self {
        Self { halo: true, ..self }
    }

    pub(super) const fn anchored(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }

    pub(super) fn width(self, text: &str) -> f64 {
        text_width(text, self.size, self.bold)
    }
}

/// The SVG writer.
pub(super) struct Pen<'f> {
    pub(super) out: String,
    frame: &'f Frame<'f>,
    own: bool,
    transfer: bool,
}

impl<'f> Pen<'f> {
    /// Opens the drawing: its size, its name and its description.
    pub(super) fn open(frame: &'f Frame<'f>, height: f64, title: &str, desc: &str) -> Self {
        Self::sheet(frame, (frame.canvas.width(), height), title, desc)
    }

    /// Opens a drawing of another size than its canvas.
    pub(super) fn sheet(
        frame: &'f Frame<'f>,
        (width, height): (f64, f64),
        title: &str,
        desc: &str,
    ) -> Self {
        let mut pen = Self {
            out: String::with_capacity(8 * 1024),
            frame,
            own: false,
            transfer: false,
        };
        pen.out
            .push_str("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0");
        pen.put(" ", width);
        pen.put(" ", height);
        pen.out.push('"');
        if matches!(frame.palette, Palette::Literal(_)) {
            pen.coordinate("width", width);
            pen.coordinate("height", height);
            pen.out.push_str(" font-family=\"");
            pen.out.push_str(FILE_FONTS);
            pen.out.push('"');
        }
        pen.coordinate("font-size", BODY);
        pen.out.push_str(" role=\"img\" aria-labelledby=\"");
        pen.id("title");
        pen.out.push_str("\" aria-describedby=\"");
        pen.id("desc");
        pen.out.push_str("\"><title id=\"");
        pen.id("title");
        pen.out.push_str("\">");
        escape(&mut pen.out, title);
        pen.out.push_str("</title><desc id=\"");
        pen.id("desc");
        pen.out.push_str("\">");
        escape(&mut pen.out, desc);
        pen.out.push_str("</desc>");
        if matches!(frame.palette, Palette::Literal(_)) {
            pen.rect(Rect::new(0.0, 0.0, width, height), Tone::Surface, 0.0);
        }
        pen
    }

    /// Writes the metadata of a file, for programs.
    pub(super) fn metadata(&mut self, title: &str, notes: &[String]) {
        self.out
            .push_str("<metadata><dc xmlns=\"http://purl.org/dc/elements/1.1/\"><title>");
        escape(&mut self.out, title);
        self.out.push_str("</title><language>sv</language>");
        for note in notes {
            self.out.push_str("<description>");
            escape(&mut self.out, note);
            self.out.push_str("</description>");
        }
        self.out.push_str("</dc></metadata>");
    }

    /// Starts a part, to be joined to a drawing whose size is not known yet.
    pub(super) fn part(frame: &'f Frame<'f>) -> Self {
        Self {
            out: String::with_capacity(4 * 1024),
            frame,
            own: false,
            transfer: false,
        }
    }

    /// Appends a part.
    pub(super) fn join(&mut self, part: &Self) {
        self.out.push_str(&part.out);
        self.own |= part.own;
        self.transfer |= part.transfer;
    }

    /// Closes the drawing, with the patterns that it uses.
    pub(super) fn close(mut self) -> String {
        if self.own || self.transfer {
            self.out.push_str("<defs>");
            if self.own {
                self.hatch("own", Tone::Own, "M0 8L8 0M-2 2L2 -2M6 10L10 6");
            }
            if self.transfer {
                self.hatch("transfer", Tone::Reference, "M0 0L8 8M-2 6L2 10M6 -2L10 2");
            }
            self.out.push_str("</defs>");
        }
        self.out.push_str("</svg>");
        self.out
    }

    /// Writes a pattern of slanting lines, drawn slanting because LibreOffice does not rotate patterns.
    fn hatch(&mut self, name: &str, tone: Tone, lines: &str) {
        self.out.push_str("<pattern id=\"");
        self.id(name);
        self.out
            .push_str("\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\">");
        self.rect(Rect::new(0.0, 0.0, 8.0, 8.0), Tone::Surface, 0.0);
        self.out.push_str("<path fill=\"none\"");
        self.attribute("d", lines);
        self.stroke(tone, 2.4, "");
        self.out.push_str("/></pattern>");
    }

    fn id(&mut self, name: &str) {
        let safe = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        self.out.extend(self.frame.id.chars().filter(safe));
        self.out.push('-');
        self.out.push_str(name);
    }

    pub(super) fn colour(&mut self, attribute: &str, tone: Tone) {
        let colour = match &self.frame.palette {
            Palette::Css => tone.css(),
            Palette::Literal(colours) => tone.literal(colours),
        };
        self.attribute(attribute, colour);
    }

    /// Writes an attribute whose value needs no escaping.
    pub(super) fn attribute(&mut self, name: &str, value: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        self.out.push_str(value);
        self.out.push('"');
    }

    pub(super) fn coordinate(&mut self, name: &str, value: f64) {
        self.out.push(' ');
        self.out.push_str(name);
        self.put("=\"", value);
        self.out.push('"');
    }

    /// Writes `before` and the number, to one decimal; a number that is not finite becomes 0.
    pub(super) fn put(&mut self, before: &str, value: f64) {
        self.out.push_str(before);
        // A fifth of the cost of `{:.1}`, and a slider draws hundreds of these each move.
        let tenths = (value * 10.0).round() as i64;
        if tenths < 0 {
            self.out.push('-');
        }
        let tenths = tenths.unsigned_abs();
        let mut digits = [0_u8; 20];
        let mut whole = tenths / 10;
        let mut start = digits.len();
        loop {
            start -= 1;
            digits[start] = b'0' + (whole % 10) as u8;
            whole /= 10;
            if whole == 0 {
                break;
            }
        }
        self.out
            .extend(digits[start..].iter().map(|digit| char::from(*digit)));
        let tenth = (tenths % 10) as u8;
        if tenth > 0 {
            self.out.push('.');
            self.out.push(char::from(b'0' + tenth));
        }
    }

    fn sides(&mut self, rect: Rect, radius: f64) {
        self.coordinate("x", rect.x);
        self.coordinate("y", rect.y);
        self.coordinate("width", rect.w.max(0.0));
        self.coordinate("height", rect.h.max(0.0));
        if radius > 0.0 {
            self.coordinate("rx", radius);
        }
    }

    /// Draws a plain area.
    pub(super) fn rect(&mut self, rect: Rect, tone: Tone, radius: f64) {
        self.out.push_str("<rect");
        self.sides(rect, radius);
        self.colour("fill", tone);
        self.out.push_str("/>");
    }

    /// Draws an area with an edge inside its bounds.
    pub(super) fn framed(
        &mut self,
        rect: Rect,
        inside: Tone,
        edge: Tone,
        weight: f64,
        radius: f64,
    ) {
        self.out.push_str("<rect");
        self.sides(inset(rect, weight / 2.0), radius);
        self.colour("fill", inside);
        self.colour("stroke", edge);
        self.coordinate("stroke-width", weight);
        self.out.push_str("/>");
    }

    /// Draws an area filled by its meaning.
    pub(super) fn bar(&mut self, rect: Rect, fill: Fill) {
        if fill.is_solid() {
            return self.rect(rect, fill.tone(), 0.0);
        }
        self.out.push_str("<rect");
        self.sides(inset(rect, 1.0), 0.0);
        match fill {
            Fill::Own => {
                self.own = true;
                self.out.push_str(" fill=\"url(#");
                self.id("own");
                self.out.push_str(")\"");
            }
            Fill::Transfer => {
                self.transfer = true;
                self.out.push_str(" fill=\"url(#");
                self.id("transfer");
                self.out.push_str(")\"");
            }
            _ => self.colour("fill", Tone::Surface),
        }
        self.colour("stroke", fill.tone());
        self.out.push_str(" stroke-width=\"2\"/>");
    }

    /// Draws a straight line; `dash` is empty for a solid one.
    pub(super) fn line(
        &mut self,
        from: (f64, f64),
        to: (f64, f64),
        tone: Tone,
        weight: f64,
        dash: &str,
    ) {
        self.out.push_str("<line");
        self.coordinate("x1", from.0);
        self.coordinate("y1", from.1);
        self.coordinate("x2", to.0);
        self.coordinate("y2", to.1);
        self.stroke(tone, weight, dash);
        self.out.push_str("/>");
    }

    fn stroke(&mut self, tone: Tone, weight: f64, dash: &str) {
        self.colour("stroke", tone);
        self.coordinate("stroke-width", weight);
        if !dash.is_empty() {
            self.attribute("stroke-dasharray", dash);
        }
    }

    /// Draws a line through the points.
    pub(super) fn polyline(&mut self, points: &[(f64, f64)], tone: Tone, weight: f64, dash: &str) {
        self.out
            .push_str("<path fill=\"none\" stroke-linejoin=\"round\" d=\"");
        for (index, (x, y)) in points.iter().enumerate() {
            self.put(if index == 0 { "M" } else { "L" }, *x);
            self.put(" ", *y);
        }
        self.out.push('"');
        self.stroke(tone, weight, dash);
        self.out.push_str("/>");
    }

    /// Draws a closed area through the points.
    pub(super) fn polygon(&mut self, points: &[(f64, f64)], tone: Tone) {
        self.out.push_str("<path d=\"");
        for (index, (x, y)) in points.iter().enumerate() {
            self.put(if index == 0 { "M" } else { "L" }, *x);
            self.put(" ", *y);
        }
        self.out.push_str("Z\"");
        self.colour("fill", tone);
        self.out.push_str("/>");
    }

    /// Draws a closed area through the points that covers a share of what is behind it, such as ".2".
    pub(super) fn shade(&mut self, points: &[(f64, f64)], tone: Tone, share: &str) {
        self.out.push_str("<g");
        self.attribute("fill-opacity", share);
        self.out.push('>');
        self.polygon(points, tone);
        self.out.push_str("</g>");
    }

    /// Draws a dot.
    pub(super) fn dot(&mut self, at: (f64, f64), radius: f64, tone: Tone) {
        self.out.push_str("<circle");
        self.coordinate("cx", at.0);
        self.coordinate("cy", at.1);
        self.coordinate("r", radius);
        self.colour("fill", tone);
        self.colour("stroke", Tone::Surface);
        self.out.push_str(" stroke-width=\"1.5\"/>");
    }

    /// Writes one line of text with its baseline at `at`.
    pub(super) fn text(&mut self, at: (f64, f64), text: &str, set: Type) {
        if text.is_empty() {
            return;
        }
        let start = |pen: &mut Self| {
            pen.out.push_str("<text");
            pen.coordinate("x", at.0);
            pen.coordinate("y", at.1);
            if (set.size - BODY).abs() > 0.01 {
                pen.coordinate("font-size", set.size);
            }
            if set.bold {
                pen.attribute("font-weight", "700");
            }
            match set.anchor {
                Anchor::Start => {}
                Anchor::Middle => pen.attribute("text-anchor", "middle"),
                Anchor::End => pen.attribute("text-anchor", "end"),
            }
        };
        if set.halo && self.stands_alone() {
            start(self);
            self.halo_below();
            escape(&mut self.out, text);
            self.out.push_str("</text>");
        }
        start(self);
        self.colour("fill", set.tone);
        if set.halo && !self.stands_alone() {
            self.halo();
        }
        self.out.push('>');
        escape(&mut self.out, text);
        self.out.push_str("</text>");
    }

    /// Writes a value in bold and in its tone, then its name, on one line.
    pub(super) fn pair(&mut self, at: (f64, f64), value: &str, name: &str, tone: Tone) {
        if self.stands_alone() {
            self.out.push_str("<text");
            self.coordinate("x", at.0);
            self.coordinate("y", at.1);
            self.halo_below();
            self.pair_inside(value, name, None);
        }
        self.out.push_str("<text");
        self.coordinate("x", at.0);
        self.coordinate("y", at.1);
        self.colour("fill", Tone::Ink);
        if !self.stands_alone() {
            self.halo();
        }
        self.out.push('>');
        self.pair_inside(value, name, Some(tone));
    }

    fn pair_inside(&mut self, value: &str, name: &str, tone: Option<Tone>) {
        self.out.push_str("<tspan font-weight=\"700\"");
        if let Some(tone) = tone {
            self.colour("fill", tone);
        }
        self.out.push('>');
        escape(&mut self.out, value);
        self.out.push_str("</tspan>");
        if !name.is_empty() {
            // LibreOffice drops a plain space after a part of a text.
            self.out
                .push(if self.stands_alone() { '\u{a0}' } else { ' ' });
            escape(&mut self.out, name);
        }
        self.out.push_str("</text>");
    }

    /// Whether the drawing is a file of its own, read by programs other than browsers.
    const fn stands_alone(&self) -> bool {
        matches!(self.frame.palette, Palette::Literal(_))
    }

    /// Writes a halo on a page: browsers paint the stroke below the letters.
    fn halo(&mut self) {
        self.colour("stroke", Tone::Surface);
        self.out
            .push_str(" stroke-width=\"4\" stroke-linejoin=\"round\" paint-order=\"stroke\"");
    }

    /// Writes the rest of the start tag of a halo in a file: a text of its own below the letters, since LibreOffice
    /// and others ignore `paint-order` and would paint the stroke over the letters.
    fn halo_below(&mut self) {
        self.colour("fill", Tone::Surface);
        self.colour("stroke", Tone::Surface);
        self.out
            .push_str(" stroke-width=\"4\" stroke-linejoin=\"round\" aria-hidden=\"true\">");
    }

    /// Writes lines of text, the first baseline at `at`.
    pub(super) fn lines(&mut self, at: (f64, f64), lines: &[String], set: Type) {
        let mut y = at.1;
        for line in lines {
            self.text((at.0, y), line, set);
            y += LEADING;
        }
    }
}

fn inset(rect: Rect, by: f64) -> Rect {
    Rect::new(
        rect.x + by,
        rect.y + by,
        (rect.w - 2.0 * by).max(0.5),
        (rect.h - 2.0 * by).max(0.5),
    )
}

/// Escapes a text for XML, leaving out control characters and noncharacters, which XML does not allow.
fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\n' | '\t' => out.push(' '),
            '\u{ad}' | '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
}

/// Width of a text in DejaVu Sans, px: the widest of the fonts asked for, so that what fits there
/// fits in the others.
pub(super) fn text_width(text: &str, size: f64, bold: bool) -> f64 {
    let em: f64 = text
        .chars()
        .map(|c| match c {
            '\u{ad}' => 0.0,
            'i' | 'j' | 'l' | '\'' => 0.28,
            ' ' | '\u{a0}' | '.' | ',' | 'I' | ':' | ';' | '|' => 0.33,
            'f' | 't' | 'r' | '(' | ')' | '-' | '/' => 0.41,
            's' | 'c' | 'z' | 'k' | 'v' | 'x' | 'y' => 0.58,
            'm' | 'M' | 'W' | '%' | '@' => 0.97,
            'w' | '\u{2212}' | '+' | '=' => 0.84,
            'A'..='Z' | 'Å' | 'Ä' | 'Ö' => 0.74,
            c if (c as u32) < 0x2000 => 0.635,
            // Arrows, emoji, ideographs: an em and some.
            _ => 1.1,
        })
        .sum();
    em * size * if bold { 1.1 } else { 1.0 }
}

/// Breaks a text into lines no wider than `room` px: at spaces, at soft hyphens in the text, and
/// as a last resort anywhere in a word, with a hyphen.
pub(super) fn wrap(text: &str, set: Type, room: f64) -> Vec<String> {
    let mut lines = Vec::with_capacity(2);
    let mut line = String::new();
    for word in text
        .split([' ', '\n', '\t'])
        .filter(|word| !word.is_empty())
    {
        if !line.is_empty() {
            let wider = set.width(&line) + set.width(" ") + set.width(word);
            if wider <= room {
                line.push(' ');
                line.push_str(word);
                continue;
            }
            lines.push(std::mem::take(&mut line));
        }
        line = break_word(word, set, room, &mut lines);
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// Whether every word of a text fits in `room` px, broken at soft hyphens only.
pub(super) fn words_fit(text: &str, set: Type, room: f64) -> bool {
    let hyphen = set.width("-");
    text.split(' ').all(|word| {
        set.width(word) <= room
            || (word.contains('\u{ad}')
                && word
                    .split('\u{ad}')
                    .all(|part| set.width(part) + hyphen <= room))
    })
}

fn break_word(word: &str, set: Type, room: f64, lines: &mut Vec<String>) -> String {
    let mut rest = word;
    while set.width(rest) > room {
        let hyphen = set.width("-");
        let mut fits = 0;
        let mut soft = 0;
        let mut used = 0.0;
        let mut buffer = [0_u8; 4];
        for (index, c) in rest.char_indices() {
            used += set.width(c.encode_utf8(&mut buffer));
            if used + hyphen > room && fits > 0 {
                break;
            }
            fits = index + c.len_utf8();
            if c == '\u{ad}' {
                soft = fits;
            }
        }
        let cut = if soft > 0 { soft } else { fits };
        let (head, tail) = rest.split_at(cut);
        if tail.is_empty() {
            break;
        }
        let mut head = head.trim_end_matches('\u{ad}').to_owned();
        if !head.ends_with('-') {
            head.push('-');
        }
        lines.push(head);
        rest = tail;
    }
    rest.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wraps_at_spaces_then_soft_hyphens_then_anywhere() {
        let set = Type::body(Tone::Ink);
        for (text, room, expected) in [
            ("Krav", 60.0, vec!["Krav"]),
            ("Egna antaganden", 90.0, vec!["Egna", "antaganden"]),
            (
                "effektiviserings\u{ad}krav",
                130.0,
                vec!["effektiviserings-", "krav"],
            ),
            ("", 60.0, vec![]),
        ] {
            assert_eq!(wrap(text, set, room), expected);
        }
        let broken = wrap("Särskiltboendeplatsersomstårtomma", set, 80.0);
        assert!(broken.len() > 2);
        assert!(
            broken.iter().all(|line| set.width(line) <= 80.0),
            "{broken:?}"
        );
        // No room at all still ends.
        assert_eq!(wrap("abc", set, 0.0).len(), 3);
    }

    #[test]
    fn sentinels_come_back() {
        for tone in Tone::ALL {
            let written = format!("#F1F0{:02X}", tone as u8);
            assert_eq!(Tone::of_sentinel(&written), Some(tone));
        }
        assert_eq!(Tone::of_sentinel("#F1F0FF"), None);
        assert_eq!(Tone::of_sentinel("#14232E"), None);
        assert_eq!(Tone::of_sentinel("none"), None);
    }

    #[test]
    fn coordinates_are_short_and_finite() {
        let frame = Frame::page(super::super::Canvas::Wide, "a");
        for (value, expected) in [
            (0.0, "0"),
            (-0.04, "0"),
            (1.25, "1.3"),
            (-1.5, "-1.5"),
            (720.0, "720"),
            (f64::NAN, "0"),
        ] {
            let mut pen = Pen::open(&frame, 1.0, "", "");
            pen.out.clear();
            pen.put("", value);
            assert_eq!(pen.out, expected);
        }
    }
}
