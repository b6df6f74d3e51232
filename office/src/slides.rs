//! The presentation as a plan: which text, table and chart stands where on which slide, in inches on a page of
//! 13.33 × 7.5. The page's script hands each line of the plan to PptxGenJS (`public/lamna.js`) and decides nothing.

use std::borrow::Cow;

use balans_figures::{
    AnyFigure, BarsHorizontal, Cell, Colours, Columns, Comparison, Figure, Fill, Layout, Lines,
    Role, Series, Stroke, Table, Waterfall, format,
};
use balans_meeting::texts::names;
use balans_meeting::{Block, Case, Drawn, Number, Slide, Tabled, deck, pack_of};
use balans_model::{Inputs, Pack, Quantity, Status, Trace};
use serde_json::{Value, json};

use crate::inputs;
use crate::texts as words;
use crate::workbook::is_address;

const FONT: &str = "Arial";
const LEFT: f64 = 0.6;
const WIDTH: f64 = 12.13;
const TOP: f64 = 1.6;
const BOTTOM: f64 = 6.85;
const GAP: f64 = 0.12;
/// The least room in which a chart can be read.
const LEAST_CHART: f64 = 2.9;
/// Nothing is set smaller than this share of its size, however full a slide is, or larger, however empty.
const LEAST_SCALE: f64 = 0.5;
const MOST_SCALE: f64 = 1.4;

const INK: &str = "14232E";
const MUTED: &str = "52606B";
const LINE: &str = "C9CDD1";
const SHADE: &str = "E9EDF0";

/// The plan of a case's presentation, as JSON.
#[must_use]
pub fn slides(case: &Case) -> String {
    let ground = Ground::new(case);
    let slides = deck(case);
    let slides: Vec<Value> = slides.iter().map(|one| slide(one, &ground)).collect();
    json!({
        "title": words::title(&case.name),
        "subject": words::SLIDES,
        "author": words::TOOL,
        "font": FONT,
        "heading": {
            "x": LEFT, "y": 0.35, "w": WIDTH, "h": 1.1, "fontFace": FONT, "fontSize": 30, "bold": true,
            "color": INK, "align": "left", "valign": "middle", "margin": 0, "fit": "shrink",
        },
        "foot": {
            "text": words::foot(&case.name, &case.today),
            "options": {
                "x": LEFT, "y": 7.0, "w": 10.5, "h": 0.3, "fontFace": FONT, "fontSize": 10, "color": MUTED, "margin": 0,
            },
            "number": { "x": 12.0, "y": 7.0, "w": 0.73, "h": 0.3, "fontFace": FONT, "fontSize": 10, "color": MUTED, "align": "right" },
        },
        "slides": slides,
    })
    .to_string()
}

/// What the numbers of a case stand on.
struct Ground<'a> {
    case: &'a Case,
    pack: Cow<'static, Pack>,
    inputs: Inputs,
    trace: Trace,
}

impl<'a> Ground<'a> {
    fn new(case: &'a Case) -> Self {
        let pack = pack_of(case);
        let inputs = inputs(case);
        let trace = Trace::new(&pack, &inputs);
        Self {
            case,
            pack,
            inputs,
            trace,
        }
    }

    /// The line under a table or a chart; empty for other blocks. Where a drawing of several scenarios has no numbers
    /// of this one, it is what the rest of its slide stands on.
    fn under(&self, block: &Block, slide: &Slide) -> String {
        let mut numbers = match block {
            Block::Table(_) | Block::Figure(_) => quantities(block),
            _ => return String::new(),
        };
        if numbers.is_empty() {
            numbers = slide.blocks.iter().flat_map(quantities).collect();
        }
        let roots = self.trace.roots(&numbers);
        let count = |status: Status| {
            let specs = roots.iter().map(|id| self.pack.spec(*id));
            specs.filter(|spec| spec.status == status).count()
        };
        let (assumed, own) = (count(Status::Assumption), count(Status::Own));
        let changed = roots
            .iter()
            .filter(|id| self.inputs.is_changed(&self.pack, **id));
        let changed: Vec<&str> = changed.map(|id| &*self.pack.spec(*id).label).collect();
        let documents = self.pack.documents.iter();
        let documents: Vec<_> = documents.map(|one| &*one.title).collect();
        let underlag = self.case.underlag.as_ref().filter(|_| own > 0);
        words::stands_on(
            &names::basis(assumed, own, &changed),
            &documents,
            underlag.map(|underlag| &*underlag.name),
        )
    }
}

/// The numbers of the scenario in a block.
fn quantities(block: &Block) -> Vec<Quantity> {
    match block {
        Block::Table(tabled) => tabled.quantities.iter().flatten().copied().collect(),
        Block::Figure(drawn) => drawn.quantities.iter().flatten().copied().collect(),
        Block::Numbers(numbers) => numbers.iter().filter_map(|one| one.quantity).collect(),
        _ => Vec::new(),
    }
}

fn slide(slide: &Slide, ground: &Ground<'_>) -> Value {
    let room = BOTTOM - TOP;
    let gaps = GAP * slide.blocks.len().saturating_sub(1) as f64;
    let charts = slide.blocks.iter().filter(|block| grows(block)).count();
    // Room that is left goes to the charts, or else to the letters.
    let most = if charts > 0 { 1.0 } else { MOST_SCALE };
    let under = slide.blocks.iter().map(|block| ground.under(block, slide));
    let under: Vec<String> = under.collect();
    let heights = slide.blocks.iter().zip(&under);
    let heights: Vec<f64> = heights
        .map(|(block, under)| height(block, most) + under_height(under))
        .collect();
    let needed: f64 = heights.iter().sum();
    let spare = (room - gaps - needed).max(0.0);
    let scale = ((room - gaps) / needed.max(0.1)).clamp(LEAST_SCALE, most);
    let mut parts = Vec::new();
    let mut y = TOP;
    for ((block, under), height) in slide.blocks.iter().zip(&under).zip(heights) {
        let more = if grows(block) {
            spare / charts as f64
        } else {
            0.0
        };
        let place = Place {
            y,
            h: height * scale + more,
            scale,
        };
        let foot = under_height(under) * scale.clamp(0.8, 1.0);
        let above = Place {
            h: place.h - foot,
            ..place
        };
        put(block, &above, &slide.title, &mut parts);
        if foot > 0.0 {
            // Small print stays small, however much room there is.
            let line = Place {
                scale: scale.min(1.0),
                ..place.below(above.h + 0.05)
            };
            parts.push(line.text(under, 10.0, false, MUTED));
        }
        y += place.h + GAP;
    }
    json!({ "title": slide.title, "parts": parts, "notes": slide.notes.join("\n") })
}

/// Where a block stands, and how much smaller than it would like.
struct Place {
    y: f64,
    h: f64,
    scale: f64,
}

impl Place {
    fn size(&self, points: f64) -> f64 {
        (points * self.scale).max(9.0).round()
    }

    /// A part of it, from `down` on.
    fn below(&self, down: f64) -> Self {
        Self {
            y: self.y + down,
            h: (self.h - down).max(0.2),
            scale: self.scale,
        }
    }

    fn text(&self, text: &str, points: f64, bold: bool, color: &str) -> Value {
        json!({
            "text": text,
            "options": {
                "x": LEFT, "y": self.y, "w": WIDTH, "h": self.h, "fontFace": FONT, "fontSize": self.size(points),
                "bold": bold, "color": color, "valign": "top", "margin": 0,
            },
        })
    }
}

/// Lines that a text takes, when so many letters fit on one.
fn lines(text: &str, letters: f64) -> f64 {
    (text.chars().count() as f64 / letters).ceil().max(1.0)
}

/// Whether a block takes what room there is.
fn grows(block: &Block) -> bool {
    matches!(block, Block::Figure(drawn) if !matches!(drawn.figure, AnyFigure::Flow(_)))
}

/// The height a block wants, in inches, when its letters may come to be so many times larger.
fn height(block: &Block, larger: f64) -> f64 {
    let lines = |text: &str, letters: f64| lines(text, letters / larger);
    match block {
        Block::Lead(text) => lines(text, 82.0) * 0.42 + 0.05,
        Block::Text(text) => lines(text, 112.0) * 0.31 + 0.05,
        Block::List(items) => {
            let all: f64 = items.iter().map(|item| lines(item, 108.0)).sum();
            all * 0.32 + 0.05
        }
        Block::Numbers(_) => 1.35,
        Block::Table(tabled) => {
            let rows: f64 = row_heights(&tabled.table, larger).iter().sum();
            0.3 + rows + note_height(&tabled.note)
        }
        Block::Figure(drawn) if grows(block) => {
            let lead = lines(&drawn.lead, 125.0) * 0.26;
            LEAST_CHART + lead
        }
        Block::Figure(drawn) => {
            let rows: f64 = row_heights(&drawn.figure.table(), larger).iter().sum();
            0.6 + rows
        }
        Block::Blank { lines, .. } => 0.35 + 0.32 * f64::from(*lines),
        Block::Code(_) => 0.4,
    }
}

/// The height of the line under a table or a chart, inches.
fn under_height(under: &str) -> f64 {
    if under.is_empty() {
        0.0
    } else {
        lines(under, 165.0) * 0.18 + 0.08
    }
}

fn note_height(note: &str) -> f64 {
    if note.is_empty() {
        0.0
    } else {
        lines(note, 150.0) * 0.24 + 0.05
    }
}

fn put(block: &Block, place: &Place, title: &str, parts: &mut Vec<Value>) {
    match block {
        Block::Lead(text) => parts.push(place.text(text, 22.0, false, INK)),
        Block::Text(text) => parts.push(place.text(text, 16.0, false, INK)),
        Block::List(items) => {
            let last = items.len().saturating_sub(1);
            let items = items.iter().enumerate().map(|(at, item)| {
                json!({ "text": item, "options": { "bullet": true, "breakLine": at < last } })
            });
            let mut part = place.text("", 16.0, false, INK);
            part["text"] = items.collect();
            parts.push(part);
        }
        Block::Numbers(numbers) => put_numbers(numbers, place, parts),
        Block::Table(tabled) => put_table(tabled, place, parts),
        Block::Figure(drawn) => put_figure(drawn, place, title, parts),
        Block::Blank { label, .. } => {
            parts.push(place.text(label, 14.0, true, MUTED));
            let mut field = place.below(0.3).text(" ", 14.0, false, INK);
            field["options"]["line"] = json!({ "color": LINE, "width": 1 });
            parts.push(field);
        }
        Block::Code(link) if !link.is_empty() => {
            let mut part = place.text("", 14.0, false, INK);
            part["text"] = if is_address(link) {
                json!([{ "text": words::OPEN, "options": { "hyperlink": { "url": link } } }])
            } else {
                json!(link)
            };
            parts.push(part);
        }
        Block::Code(_) => {}
    }
}

fn put_numbers(numbers: &[Number], place: &Place, parts: &mut Vec<Value>) {
    let each = WIDTH / numbers.len().max(1) as f64;
    for (at, number) in numbers.iter().enumerate() {
        let size = |points: f64| place.size(points);
        parts.push(json!({
            "text": [
                { "text": number.label, "options": { "fontSize": size(14.0), "color": MUTED, "breakLine": true } },
                { "text": number.value, "options": { "fontSize": size(30.0), "bold": true, "color": INK, "breakLine": !number.note.is_empty() } },
                { "text": number.note, "options": { "fontSize": size(12.0), "color": MUTED } },
            ],
            "options": {
                "x": LEFT + each * at as f64, "y": place.y, "w": each - 0.15, "h": place.h,
                "fontFace": FONT, "valign": "top", "margin": 0,
            },
        }));
    }
}

fn put_table(tabled: &Tabled, place: &Place, parts: &mut Vec<Value>) {
    let note = note_height(&tabled.note) * place.scale;
    parts.push(place.text(&tabled.table.caption, 12.0, true, MUTED));
    let inside = place.below(0.28 * place.scale);
    let room = inside.h - note;
    parts.push(table(
        &tabled.table,
        tabled.total,
        &Place { h: room, ..inside },
    ));
    if note > 0.0 {
        let place = place.below(place.h - note);
        parts.push(place.text(&tabled.note, 11.0, false, MUTED));
    }
}

/// How wide the columns are, inches: by their longest text, within reason.
fn widths(table: &Table) -> Vec<f64> {
    let longest = |column: usize| {
        let cells = table.rows.iter().filter_map(|row| row.get(column));
        let texts = cells
            .map(Cell::text)
            .chain(table.columns.get(column).map(String::as_str));
        let letters = texts.map(|text| text.chars().count()).max().unwrap_or(0);
        letters.clamp(10, 70) as f64
    };
    let weights: Vec<f64> = (0..table.columns.len()).map(longest).collect();
    let all: f64 = weights.iter().sum();
    weights.iter().map(|weight| weight / all * WIDTH).collect()
}

/// How tall the rows want to be, inches, the headings first: as many lines as their longest text takes.
fn row_heights(table: &Table, larger: f64) -> Vec<f64> {
    const LETTERS: f64 = 10.5;
    const BOLD: f64 = 9.2;
    const ROW: f64 = 0.36;
    const MORE: f64 = 0.23;
    let widths = widths(table);
    let height = |texts: &mut dyn Iterator<Item = &str>, letters: f64| {
        let lines = texts
            .zip(&widths)
            .map(|(text, width)| lines(text, width * letters / larger));
        ROW + MORE * (lines.fold(1.0, f64::max) - 1.0)
    };
    let head = height(&mut table.columns.iter().map(String::as_str), BOLD);
    let rows = table
        .rows
        .iter()
        .map(|row| height(&mut row.iter().map(Cell::text), LETTERS));
    std::iter::once(head).chain(rows).collect()
}

/// A table as a table; its numbers as they are shown.
fn table(table: &Table, total: bool, place: &Place) -> Value {
    let last = table.rows.len().saturating_sub(1);
    let cell = |text: &str, head: bool, number: bool, strong: bool| {
        let mut options = json!({
            "align": if number { "right" } else { "left" }, "bold": strong, "color": INK, "valign": "middle",
        });
        if head {
            options["fill"] = json!({ "color": SHADE });
        }
        json!({ "text": text, "options": options })
    };
    let is_number = |column: usize| {
        table
            .rows
            .iter()
            .any(|row| row.get(column).is_some_and(Cell::is_number))
    };
    let heads = table.columns.iter().enumerate();
    let mut rows = vec![json!(
        heads
            .map(|(at, text)| cell(text, true, is_number(at), true))
            .collect::<Vec<_>>()
    )];
    for (at, row) in table.rows.iter().enumerate() {
        let strong = total && at == last;
        let cells = (0..table.columns.len()).map(|column| {
            let text = row.get(column).map_or("", Cell::text);
            cell(text, false, is_number(column), strong)
        });
        rows.push(json!(cells.collect::<Vec<_>>()));
    }
    let heights = row_heights(table, place.scale.max(1.0));
    let all: f64 = heights.iter().sum();
    let heights = heights.iter().map(|height| height / all * place.h);
    json!({
        "rows": rows,
        "options": {
            "x": LEFT, "y": place.y, "w": WIDTH, "colW": widths(table), "rowH": heights.collect::<Vec<_>>(),
            "fontFace": FONT, "fontSize": place.size(14.0), "margin": [0.02, 0.08, 0.02, 0.08],
            "border": { "type": "solid", "pt": 0.5, "color": LINE },
        },
    })
}

fn put_figure(drawn: &Drawn, place: &Place, title: &str, parts: &mut Vec<Value>) {
    let mut inside = place.below(0.0);
    let mut above = Vec::new();
    if drawn.figure.title() != title {
        above.push((drawn.figure.title(), 16.0, true, INK, 0.34));
    }
    if !drawn.lead.is_empty() {
        above.push((&drawn.lead, 12.0, false, MUTED, 0.26));
    }
    for (text, points, bold, color, height) in above {
        let height = height * lines(text, 1_500.0 / points) * place.scale.max(0.8);
        parts.push(
            Place {
                h: height,
                ..inside.below(0.0)
            }
            .text(text, points, bold, color),
        );
        inside = inside.below(height);
    }
    let chart = match &drawn.figure {
        AnyFigure::Waterfall(figure) => waterfall(figure),
        AnyFigure::Columns(figure) => columns(figure),
        AnyFigure::BarsHorizontal(figure) => bars(figure),
        AnyFigure::Lines(figure) => line(figure),
        AnyFigure::Comparison(figure) => comparison(figure),
        AnyFigure::Flow(figure) => {
            parts.push(table(&figure.table(), false, &inside));
            return;
        }
    };
    let Chart {
        kind,
        data,
        mut options,
    } = chart;
    for (name, value) in [
        ("x", json!(LEFT)),
        ("y", json!(inside.y)),
        ("w", json!(WIDTH)),
        ("h", json!(inside.h)),
        ("altText", json!(drawn.figure.summary())),
        ("catAxisLabelFontFace", json!(FONT)),
        ("valAxisLabelFontFace", json!(FONT)),
        ("legendFontFace", json!(FONT)),
        ("dataLabelFontFace", json!(FONT)),
        ("catAxisLabelFontSize", json!(12)),
        ("valAxisLabelFontSize", json!(11)),
        ("legendFontSize", json!(12)),
        ("dataLabelFontSize", json!(11)),
        ("catAxisLabelColor", json!(INK)),
        ("valAxisLabelColor", json!(MUTED)),
        ("legendPos", json!("b")),
        ("valGridLine", json!({ "color": "E2E0DA", "size": 0.75 })),
        ("catGridLine", json!({ "style": "none" })),
    ] {
        options[name] = value;
    }
    parts.push(json!({ "chart": kind, "data": data, "options": options }));
}

struct Chart {
    kind: &'static str,
    data: Value,
    options: Value,
}

/// How numbers are written in a chart: the reader's own signs for thousands and decimals.
fn code(decimals: u8) -> String {
    match decimals {
        0 => "#,##0".to_owned(),
        some => format!("#,##0.{}", "0".repeat(usize::from(some))),
    }
}

fn colour(fill: Fill) -> String {
    let light = Colours::LIGHT;
    let colour = match fill {
        Fill::Total => light.total,
        Fill::Decided => light.decided,
        // An outline on the page; a chart's column has one fill.
        Fill::Proposed => "#8fc0a9",
        Fill::Own | Fill::Muted => light.own,
        // Hatched on the page.
        Fill::Transfer => "#7fa3ad",
        Fill::Reference => light.reference,
        Fill::Remaining | Fill::Financing => light.remaining,
    };
    colour.trim_start_matches('#').to_uppercase()
}

/// Stacked columns on a base that isn't seen: each step a series of its own, so that it has its colour.
fn waterfall(figure: &Waterfall) -> Chart {
    let count = figure.steps.len();
    let mut spans = Vec::with_capacity(count);
    let mut level = 0.0;
    for step in &figure.steps {
        let (from, to) = if step.kind.is_level() {
            (0.0, step.value)
        } else {
            (level, level + step.value)
        };
        level = to;
        spans.push((f64::min(from, to), f64::max(from, to)));
    }
    let labels: Vec<String> = figure
        .steps
        .iter()
        .map(|step| {
            let value = if step.kind.is_level() {
                format::number(step.value, figure.decimals)
            } else {
                format::signed(step.value, figure.decimals)
            };
            format!("{} {value}", step.label.replace('\u{ad}', ""))
        })
        .collect();
    // What stands between zero and a step, on whichever side.
    let base = spans.iter().map(|(low, high)| low.max(0.0) + high.min(0.0));
    let mut series =
        vec![json!({ "name": words::BASE, "labels": labels, "values": base.collect::<Vec<_>>() })];
    let mut colours = vec!["transparent".to_owned()];
    for (at, (step, (low, high))) in figure.steps.iter().zip(&spans).enumerate() {
        // A step through zero has a part on each side.
        let parts = [high.max(0.0) - low.max(0.0), low.min(0.0) - high.min(0.0)];
        for part in parts.into_iter().filter(|part| part.abs() > 0.0) {
            let values: Vec<f64> = (0..count)
                .map(|other| if other == at { part } else { 0.0 })
                .collect();
            let name = step.label.replace('\u{ad}', "");
            series.push(json!({ "name": name, "labels": labels, "values": values }));
            colours.push(colour(fill_of(step.kind)));
        }
    }
    Chart {
        kind: "bar",
        data: json!(series),
        options: json!({
            "barDir": "col", "barGrouping": "stacked", "barGapWidthPct": 40, "chartColors": colours,
            "showLegend": false, "showValue": false, "valAxisLabelFormatCode": code(0),
        }),
    }
}

fn fill_of(kind: balans_figures::StepKind) -> Fill {
    use balans_figures::StepKind;
    match kind {
        StepKind::Total => Fill::Total,
        StepKind::Decided => Fill::Decided,
        StepKind::Proposed => Fill::Proposed,
        StepKind::Own => Fill::Own,
        StepKind::Remaining => Fill::Remaining,
    }
}

fn groups(
    categories: &[String],
    layout: Layout,
    series: &[Series],
    decimals: u8,
    lying: bool,
) -> Chart {
    let labels: Vec<String> = categories
        .iter()
        .map(|name| name.replace('\u{ad}', ""))
        .collect();
    let data = series
        .iter()
        .map(|one| json!({ "name": one.name.replace('\u{ad}', ""), "labels": labels, "values": one.values }));
    let colours: Vec<String> = series.iter().map(|one| colour(one.fill)).collect();
    let stacked = matches!(layout, Layout::Stacked);
    let mut options = json!({
        "barDir": if lying { "bar" } else { "col" },
        "barGrouping": if stacked { "stacked" } else { "clustered" },
        "barGapWidthPct": 60, "chartColors": colours, "showLegend": series.len() > 1,
        "showValue": !stacked, "dataLabelFormatCode": code(decimals), "dataLabelColor": INK,
        "valAxisLabelFormatCode": code(0), "catAxisLabelPos": "low",
    });
    if lying {
        // The first from the top, as on the page.
        options["catAxisOrientation"] = json!("maxMin");
        options["valAxisHidden"] = json!(!stacked);
    }
    Chart {
        kind: "bar",
        data: data.collect(),
        options,
    }
}

fn columns(figure: &Columns) -> Chart {
    groups(
        &figure.categories,
        figure.layout,
        &figure.series,
        figure.decimals,
        false,
    )
}

fn bars(figure: &BarsHorizontal) -> Chart {
    groups(
        &figure.categories,
        figure.layout,
        &figure.series,
        figure.decimals,
        true,
    )
}

fn line(figure: &Lines) -> Chart {
    let labels: Vec<String> = figure.years.iter().map(i32::to_string).collect();
    let light = Colours::LIGHT;
    let data = figure
        .series
        .iter()
        .map(|one| json!({ "name": one.name, "labels": labels, "values": one.values }));
    let colours = figure.series.iter().map(|one| match one.role {
        Role::Reference => light.reference,
        Role::Financing => light.financing,
        Role::Scenario => light.decided,
        Role::Alternative => light.muted,
    });
    let colours: Vec<String> = colours
        .map(|one| one.trim_start_matches('#').to_uppercase())
        .collect();
    let mut options = json!({
        "chartColors": colours, "showLegend": true, "showValue": false, "lineDataSymbol": "none", "lineSize": 2.5,
        "valAxisLabelFormatCode": code(0),
    });
    let dashed = figure.series.iter().map(|one| match one.stroke {
        Stroke::Dashed => "dash",
        Stroke::Solid | Stroke::Thin => "solid",
    });
    options["lineDash"] = json!(dashed.collect::<Vec<_>>());
    let values = figure
        .series
        .iter()
        .flat_map(|one| one.values.iter().flatten());
    let least = values.copied().fold(f64::INFINITY, f64::min);
    if let Some(note) = &figure.break_note
        && least.is_finite()
        && least > 0.0
    {
        options["valAxisMinVal"] = json!(floor(least));
        options["showValAxisTitle"] = json!(true);
        options["valAxisTitle"] = json!(format!("{}. {note}", figure.unit));
        options["valAxisTitleFontSize"] = json!(10);
        options["valAxisTitleColor"] = json!(MUTED);
    }
    Chart {
        kind: "line",
        data: data.collect(),
        options,
    }
}

/// A round number below, with a tenth of air.
fn floor(value: f64) -> f64 {
    let below = value * 0.9;
    let unit = 10_f64.powf(below.log10().floor());
    (below / unit).floor() * unit
}

fn comparison(figure: &Comparison) -> Chart {
    let ranges = figure.value_headings.len() > 1;
    let mut rows: Vec<(String, (f64, f64), bool)> = Vec::new();
    if let Some(mark) = &figure.mark {
        rows.push((mark.label.clone(), (mark.value, mark.value), true));
    }
    let all = figure.rows.iter();
    rows.extend(all.map(|row| (row.name.clone(), row.value, row.own)));
    let labels: Vec<&str> = rows.iter().map(|(name, ..)| name.as_str()).collect();
    let headings = &figure.value_headings;
    let one = |at: usize, value: fn(&(f64, f64)) -> f64| {
        let name = headings.get(at).map_or("", String::as_str);
        let values: Vec<f64> = rows.iter().map(|(_, both, _)| value(both)).collect();
        json!({ "name": name, "labels": labels, "values": values })
    };
    let light = Colours::LIGHT;
    let strip = |colour: &str| colour.trim_start_matches('#').to_uppercase();
    let (data, colours) = if ranges {
        (
            vec![one(0, |both| both.0), one(1, |both| both.1)],
            vec![strip(light.muted), strip(light.reference)],
        )
    } else {
        let colours = rows.iter().map(|(.., own)| {
            strip(if *own {
                light.remaining
            } else {
                light.reference
            })
        });
        (vec![one(0, |both| both.1)], colours.collect())
    };
    Chart {
        kind: "bar",
        data: json!(data),
        options: json!({
            "barDir": "bar", "barGrouping": "clustered", "barGapWidthPct": 40, "chartColors": colours,
            "showLegend": ranges, "showValue": true, "dataLabelFormatCode": code(figure.decimals), "dataLabelColor": INK,
            "catAxisOrientation": "maxMin", "valAxisHidden": true, "valAxisMinVal": 0,
        }),
    }
}
