//! Charts of a presentation: DrawingML, and the workbook with a chart's numbers.
//!
//! PptxGenJS also writes a chart part, but with three axes where two are allowed, elements out of order and no hatching;
//! the page replaces it with this one.

use std::fmt::Write as _;

use balans_charts::{Colours, Fill};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use crate::letters::clean;

pub(crate) const FONT: &str = "Arial";
/// Font size in charts, points.
pub(crate) const POINTS: u32 = 14;
/// Name of the sheet with the numbers.
const SHEET: &str = "Sheet1";
const CATEGORY_AXIS: u32 = 111_111_111;
const VALUE_AXIS: u32 = 222_222_222;
/// A label inside a piece needs this share of the chart's range.
const ROOM_FOR_LABEL: f64 = 0.09;

/// Paint of an area or a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Paint {
    /// Invisible: the base of a step.
    None,
    Solid(&'static str),
    /// An edge around the surface.
    Outline(&'static str),
    /// Hatched, rising or falling.
    Hatch(&'static str, bool),
}

impl Paint {
    pub(crate) fn of(fill: Fill) -> Self {
        let light = Colours::LIGHT;
        match fill {
            Fill::Total | Fill::Surplus => Self::Solid(light.total),
            Fill::Decided => Self::Solid(light.decided),
            Fill::Possible => Self::Outline(light.possible),
            Fill::Own => Self::Hatch(light.own, true),
            Fill::Transfer => Self::Hatch(light.reference, false),
            Fill::Remaining => Self::Solid(light.remaining),
            Fill::Reference => Self::Solid(light.reference),
            Fill::Financing => Self::Solid(light.financing),
            Fill::Muted => Self::Solid(light.muted),
        }
    }

    /// Writes fill and edge in DrawingML.
    pub(crate) fn xml(self) -> String {
        let surface = solid(Colours::LIGHT.surface);
        match self {
            Self::None => "<a:noFill/><a:ln><a:noFill/></a:ln>".to_owned(),
            Self::Solid(colour) => solid(colour),
            Self::Outline(colour) => {
                format!("{surface}<a:ln w=\"25400\">{}</a:ln>", solid(colour))
            }
            Self::Hatch(colour, rising) => format!(
                "<a:pattFill prst=\"{}\"><a:fgClr>{}</a:fgClr><a:bgClr>{}</a:bgClr></a:pattFill><a:ln w=\"19050\">{}</a:ln>",
                if rising { "wdUpDiag" } else { "wdDnDiag" },
                rgb(colour),
                rgb(Colours::LIGHT.surface),
                solid(colour)
            ),
        }
    }
}

/// A series: one value for each category, `None` where there is none.
#[derive(Clone, Debug)]
pub(crate) struct ChartSeries {
    pub(crate) name: String,
    pub(crate) values: Vec<Option<f64>>,
    pub(crate) paint: Paint,
    /// A paint for each value, where they differ.
    pub(crate) points: Vec<Paint>,
    /// Name of a value below zero, in lower case: the value is then written without its sign.
    pub(crate) below: Option<String>,
    /// For lines only.
    pub(crate) dashed: bool,
}

impl ChartSeries {
    pub(crate) fn new(name: &str, values: Vec<Option<f64>>, paint: Paint) -> Self {
        Self {
            name: clean(name),
            values,
            paint,
            points: Vec::new(),
            below: None,
            dashed: false,
        }
    }

    /// Returns the number format of the series, where the chart's is `code`.
    fn code(&self, code: &str) -> String {
        match (&self.below, code.split_once(';')) {
            (Some(below), Some((number, _))) => {
                format!("{number};{number}\" {below}\";{number}")
            }
            _ => code.to_owned(),
        }
    }
}

/// Kind of a chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ChartKind {
    Line,
    /// Columns, or horizontal bars with the first on top.
    Bar {
        lying: bool,
        stacked: bool,
    },
}

/// Legend of a chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Legend {
    None,
    /// A key below the chart, drawn by the page, with swatches large enough to show an outline and a hatching.
    Below,
    /// The chart's own, for lines.
    Beside,
}

#[derive(Clone, Debug)]
pub(crate) struct Chart {
    pub(crate) kind: ChartKind,
    pub(crate) categories: Vec<String>,
    pub(crate) rows: Vec<ChartSeries>,
    pub(crate) legend: Legend,
    /// The swatches of [`Legend::Below`], where they are not the series themselves.
    pub(crate) swatches: Vec<(String, Paint)>,
    /// Number format of the values at the marks; `None` where they are not written.
    pub(crate) labels: Option<String>,
    /// Start of the value axis, where that is not 0.
    pub(crate) from: Option<f64>,
    /// Whether the value axis and its grid are shown.
    pub(crate) axis: bool,
}

/// Returns a number format; the reader's program chooses the separators.
pub(crate) fn code(decimals: u8, signed: bool) -> String {
    let number = match decimals {
        0 => "#,##0".to_owned(),
        some => format!("#,##0.{}", "0".repeat(usize::from(some))),
    };
    let plus = if signed { "\"+\"" } else { "" };
    format!("{plus}{number};\"\u{2212}\"{number};{number}")
}

fn rgb(colour: &str) -> String {
    format!("<a:srgbClr val=\"{}\"/>", hex(colour))
}

fn solid(colour: &str) -> String {
    format!("<a:solidFill>{}</a:solidFill>", rgb(colour))
}

/// Writes a colour in the form of office files.
pub(crate) fn hex(colour: &str) -> String {
    colour.trim_start_matches('#').to_uppercase()
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in clean(text).chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            letter => out.push(letter),
        }
    }
    out
}

/// Writes text properties.
fn letters(colour: &str, bold: bool) -> String {
    format!(
        "<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz=\"{}\" b=\"{}\">{}<a:latin typeface=\"{FONT}\"/>\
         <a:cs typeface=\"{FONT}\"/></a:defRPr></a:pPr><a:endParaRPr lang=\"sv-SE\"/></a:p></c:txPr>",
        POINTS * 100,
        u8::from(bold),
        solid(colour)
    )
}

/// Returns the letter of a column of the sheet; a chart has fewer than 25 series.
fn column(at: usize) -> char {
    char::from(b'A' + u8::try_from(at).unwrap_or(0).min(25))
}

impl Chart {
    /// Writes the chart part.
    pub(crate) fn xml(&self) -> String {
        let mut out = String::from(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
             <c:chartSpace xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" \
             xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
             xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">\
             <c:date1904 val=\"0\"/><c:lang val=\"sv-SE\"/><c:roundedCorners val=\"0\"/>\
             <c:chart><c:autoTitleDeleted val=\"1\"/><c:plotArea><c:layout/>",
        );
        match self.kind {
            ChartKind::Line => {
                out.push_str(
                    "<c:lineChart><c:grouping val=\"standard\"/><c:varyColors val=\"0\"/>",
                );
            }
            ChartKind::Bar { lying, stacked } => {
                let direction = if lying { "bar" } else { "col" };
                let grouping = if stacked { "stacked" } else { "clustered" };
                let _ = write!(
                    out,
                    "<c:barChart><c:barDir val=\"{direction}\"/><c:grouping val=\"{grouping}\"/><c:varyColors val=\"0\"/>"
                );
            }
        }
        for at in 0..self.rows.len() {
            self.row(&mut out, at);
        }
        let axes = format!("<c:axId val=\"{CATEGORY_AXIS}\"/><c:axId val=\"{VALUE_AXIS}\"/>");
        match self.kind {
            ChartKind::Line => {
                let _ = write!(out, "<c:marker val=\"1\"/>{axes}</c:lineChart>");
            }
            ChartKind::Bar { stacked, .. } => {
                let overlap = if stacked { 100 } else { -5 };
                let _ = write!(
                    out,
                    "<c:gapWidth val=\"45\"/><c:overlap val=\"{overlap}\"/>{axes}</c:barChart>"
                );
            }
        }
        self.axes(&mut out);
        out.push_str("<c:spPr><a:noFill/></c:spPr></c:plotArea>");
        if self.legend == Legend::Beside {
            let _ = write!(
                out,
                "<c:legend><c:legendPos val=\"r\"/><c:overlay val=\"0\"/>{}</c:legend>",
                letters(Colours::LIGHT.ink, false)
            );
        }
        let _ = write!(
            out,
            "<c:plotVisOnly val=\"1\"/><c:dispBlanksAs val=\"gap\"/></c:chart>\
             <c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{}<c:externalData r:id=\"rId1\">\
             <c:autoUpdate val=\"0\"/></c:externalData></c:chartSpace>",
            letters(Colours::LIGHT.ink, false)
        );
        out
    }

    fn row(&self, out: &mut String, at: usize) {
        let Some(row) = self.rows.get(at) else { return };
        let letter = column(at + 1);
        let _ = write!(
            out,
            "<c:ser><c:idx val=\"{at}\"/><c:order val=\"{at}\"/><c:tx><c:strRef><c:f>{SHEET}!${letter}$1</c:f>\
             <c:strCache><c:ptCount val=\"1\"/><c:pt idx=\"0\"><c:v>{}</c:v></c:pt></c:strCache></c:strRef></c:tx>",
            escape(&row.name)
        );
        if self.kind == ChartKind::Line {
            let colour = match row.paint {
                Paint::Solid(colour) | Paint::Outline(colour) | Paint::Hatch(colour, _) => colour,
                Paint::None => Colours::LIGHT.ink,
            };
            let dash = if row.dashed { "dash" } else { "solid" };
            let _ = write!(
                out,
                "<c:spPr><a:ln w=\"34925\" cap=\"rnd\">{}<a:prstDash val=\"{dash}\"/><a:round/></a:ln></c:spPr>\
                 <c:marker><c:symbol val=\"none\"/></c:marker>",
                solid(colour)
            );
        } else {
            let _ = write!(
                out,
                "<c:spPr>{}</c:spPr><c:invertIfNegative val=\"0\"/>",
                row.paint.xml()
            );
            for (point, paint) in row.points.iter().enumerate() {
                if *paint != row.paint {
                    let _ = write!(
                        out,
                        "<c:dPt><c:idx val=\"{point}\"/><c:invertIfNegative val=\"0\"/><c:bubble3D val=\"0\"/>\
                         <c:spPr>{}</c:spPr></c:dPt>",
                        paint.xml()
                    );
                }
            }
        }
        self.labels(out, row);
        let count = self.categories.len();
        let end = count + 1;
        let _ = write!(
            out,
            "<c:cat><c:strRef><c:f>{SHEET}!$A$2:$A${end}</c:f><c:strCache><c:ptCount val=\"{count}\"/>"
        );
        for (place, text) in self.categories.iter().enumerate() {
            let _ = write!(
                out,
                "<c:pt idx=\"{place}\"><c:v>{}</c:v></c:pt>",
                escape(text)
            );
        }
        let _ = write!(
            out,
            "</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:f>{SHEET}!${letter}$2:${letter}${end}</c:f>\
             <c:numCache><c:formatCode>General</c:formatCode><c:ptCount val=\"{count}\"/>"
        );
        for (place, value) in row.values.iter().enumerate() {
            // What is missing is left out.
            if let Some(value) = value.filter(|value| value.is_finite()) {
                let _ = write!(out, "<c:pt idx=\"{place}\"><c:v>{value}</c:v></c:pt>");
            }
        }
        out.push_str("</c:numCache></c:numRef></c:val>");
        if self.kind == ChartKind::Line {
            out.push_str("<c:smooth val=\"0\"/>");
        }
        out.push_str("</c:ser>");
    }

    /// Writes the labels at the marks of a series.
    fn labels(&self, out: &mut String, row: &ChartSeries) {
        const NONE: &str = "<c:showLegendKey val=\"0\"/><c:showVal val=\"0\"/><c:showCatName val=\"0\"/>\
             <c:showSerName val=\"0\"/><c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/>";
        let code = match (&self.labels, row.paint) {
            (Some(code), paint) if paint != Paint::None => escape(&row.code(code)),
            _ => {
                let _ = write!(out, "<c:dLbls>{NONE}</c:dLbls>");
                return;
            }
        };
        let stacked = matches!(self.kind, ChartKind::Bar { stacked: true, .. });
        let light = Colours::LIGHT;
        let (ground, colour) = match row.paint {
            _ if !stacked => ("<a:noFill/>".to_owned(), light.ink),
            Paint::Solid(_) => ("<a:noFill/>".to_owned(), light.surface),
            _ => (solid(light.surface), light.ink),
        };
        out.push_str("<c:dLbls>");
        if stacked {
            // A label that has no room in its piece would lie across others.
            for (place, value) in row.values.iter().enumerate() {
                if value.is_some_and(|value| value.abs() < self.range() * ROOM_FOR_LABEL) {
                    let _ = write!(
                        out,
                        "<c:dLbl><c:idx val=\"{place}\"/><c:delete val=\"1\"/></c:dLbl>"
                    );
                }
            }
        }
        let place = if stacked { "ctr" } else { "outEnd" };
        let shown = NONE.replacen("showVal val=\"0\"", "showVal val=\"1\"", 1);
        let _ = write!(
            out,
            "<c:numFmt formatCode=\"{code}\" sourceLinked=\"0\"/><c:spPr>{ground}</c:spPr>{}<c:dLblPos val=\"{place}\"/>{shown}</c:dLbls>",
            letters(colour, true)
        );
    }

    /// Returns the span of the stacks, from their lowest end to their highest.
    fn range(&self) -> f64 {
        let side = |sign: f64| {
            let stack = |at: usize| -> f64 {
                let values = self.rows.iter().filter_map(|row| *row.values.get(at)?);
                values.map(|value| (value * sign).max(0.0)).sum()
            };
            (0..self.categories.len()).map(stack).fold(0.0, f64::max)
        };
        side(1.0) + side(-1.0)
    }

    fn axes(&self, out: &mut String) {
        let light = Colours::LIGHT;
        let lying = matches!(self.kind, ChartKind::Bar { lying: true, .. });
        let (category, value) = if lying { ("l", "b") } else { ("b", "l") };
        // The first from the top, as on the page.
        let order = if lying { "maxMin" } else { "minMax" };
        let _ = write!(
            out,
            "<c:catAx><c:axId val=\"{CATEGORY_AXIS}\"/><c:scaling><c:orientation val=\"{order}\"/></c:scaling>\
             <c:delete val=\"0\"/><c:axPos val=\"{category}\"/><c:numFmt formatCode=\"General\" sourceLinked=\"0\"/>\
             <c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"low\"/>\
             <c:spPr><a:ln w=\"9525\">{}</a:ln></c:spPr>{}<c:crossAx val=\"{VALUE_AXIS}\"/><c:crosses val=\"autoZero\"/>\
             <c:auto val=\"0\"/><c:lblAlgn val=\"ctr\"/><c:lblOffset val=\"100\"/><c:noMultiLvlLbl val=\"1\"/></c:catAx>",
            solid(light.ink),
            letters(light.ink, false)
        );
        let from = self
            .from
            .map_or_else(String::new, |from| format!("<c:min val=\"{from}\"/>"));
        let grid = if self.axis {
            format!(
                "<c:majorGridlines><c:spPr><a:ln w=\"9525\">{}</a:ln></c:spPr></c:majorGridlines>",
                solid(light.grid)
            )
        } else {
            String::new()
        };
        let crosses = if lying { "max" } else { "autoZero" };
        let between = if self.kind == ChartKind::Line {
            "midCat"
        } else {
            "between"
        };
        let _ = write!(
            out,
            "<c:valAx><c:axId val=\"{VALUE_AXIS}\"/><c:scaling><c:orientation val=\"minMax\"/>{from}</c:scaling>\
             <c:delete val=\"{}\"/><c:axPos val=\"{value}\"/>{grid}<c:numFmt formatCode=\"{}\" sourceLinked=\"0\"/>\
             <c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"nextTo\"/>\
             <c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{}<c:crossAx val=\"{CATEGORY_AXIS}\"/><c:crosses val=\"{crosses}\"/>\
             <c:crossBetween val=\"{between}\"/></c:valAx>",
            u8::from(!self.axis),
            escape(&code(0, false)),
            letters(light.muted, false)
        );
    }

    /// Makes the workbook behind the chart, for editing it: missing numbers are empty cells. `now` is a time in RFC 3339.
    pub(crate) fn book(&self, now: &ExcelDateTime) -> Result<Vec<u8>, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(SHEET)?;
        sheet.set_column_width(0, 32)?;
        for (place, category) in self.categories.iter().enumerate() {
            sheet.write_string(place as u32 + 1, 0, clean(category))?;
        }
        for (at, row) in self.rows.iter().enumerate() {
            let column = at as u16 + 1;
            sheet.write_string(0, column, clean(&row.name))?;
            for (place, value) in row.values.iter().enumerate() {
                if let Some(value) = value.filter(|value| value.is_finite()) {
                    sheet.write_number(place as u32 + 1, column, value)?;
                }
            }
        }
        let mut book = Workbook::new();
        book.set_properties(&DocProperties::new().set_creation_datetime(now));
        book.push_worksheet(sheet);
        book.save_to_buffer()
    }
}

/// Encodes bytes as base64.
pub(crate) fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let byte = |at: usize| u32::from(group.get(at).copied().unwrap_or(0));
        let all = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            let letter = LETTERS.get((all >> (18 - 6 * at) & 63) as usize);
            let letter = letter.filter(|_| at <= group.len());
            out.push(char::from(letter.copied().unwrap_or(b'=')));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn bytes_become_text() {
        for (bytes, text) in [
            ("", ""),
            ("a", "YQ=="),
            ("ab", "YWI="),
            ("abc", "YWJj"),
            ("\u{ff}~?", "w79+Pw=="),
        ] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }
}
