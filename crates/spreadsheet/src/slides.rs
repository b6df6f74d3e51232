//! The plan of a presentation: position of each text, table, shape and chart, in inches on a page of 13.33 × 7.5. The
//! page's script (`public/export.js`) passes each line of the plan to PptxGenJS and decides nothing.

use std::borrow::Cow;

use balans_charts::{
    AnyFigure, BarsHorizontal, Colours, ColumnSeries, Columns, ComparisonChart, Figure, FigureCell,
    FigureTable, Fill, FillLegend, Flow, Layout, Lines, Role, Stroke, Waterfall,
};
use balans_format as format;
use balans_model::{
    Area, Evidence, Inputs, Outcome, Pack, Quantity, Scope, Status, Trace, simulate,
};
use balans_report::texts::{names, shared};
use balans_report::{Block, Case, ChartBlock, KeyFigure, Slide, TableBlock, deck, pack_of};
use rust_xlsxwriter::{ExcelDateTime, XlsxError};
use serde_json::{Value, json};

use crate::chart::{Chart, ChartKind, ChartSeries, FONT, Legend, Paint, base64, code, hex};
use crate::inputs;
use crate::letters::{FontStyle, clean};
use crate::texts as words;
use crate::workbook::{created, is_address};

const LEFT: f64 = 0.6;
const WIDTH: f64 = 12.13;
const TOP: f64 = 1.5;
/// Where the blocks end; below stands what the numbers rest on, and the foot.
const BOTTOM: f64 = 6.95;
const FOOT: f64 = 7.05;
const FOOT_HEIGHT: f64 = 0.3;
const GAP: f64 = 0.16;
/// Least height of a chart, inches.
const LEAST_CHART: f64 = 2.2;
/// The least room of the bar that says what the requirement is made up of.
const LEAST_SHARES: f64 = 2.0;
const MOST_SHARES: f64 = 3.4;
/// How much a place to write in grows where there is room.
const MOST_BLANK: f64 = 1.6;
/// Least font size, points.
const LEAST: f64 = 14.0;
/// How much larger the letters may be than the least, where a slide has room; beside a chart, and without one.
const SCALES: [f64; 6] = [1.45, 1.35, 1.25, 1.15, 1.07, 1.0];
const MOST_BESIDE_CHART: f64 = 1.15;
const HEADINGS: [f64; 4] = [30.0, 27.0, 24.0, 20.0];
const HEADING_HEIGHT: f64 = 1.05;
/// Inside a table's cell: above and below, and at its sides.
const CELL: (f64, f64) = (0.05, 0.09);
/// Between a table and its note.
const NOTE_AIR: f64 = 0.12;
/// Inside a card.
const PAD: f64 = 0.16;
const EDGE: f64 = 0.08;

/// Makes the plan of a case's presentation, JSON. `now` is the page's time in RFC 3339.
///
/// # Errors
/// The workbook behind a chart cannot be written.
pub fn slides(case: &Case, now: &str) -> Result<String, XlsxError> {
    let ground = Ground::new(case);
    let now = created(now)?;
    let mut slides = Vec::new();
    for one in deck(case) {
        slides.extend(pages(&one, &ground, &now)?);
    }
    let light = Colours::LIGHT;
    let small = |x: f64, w: f64, align: &str| {
        json!({
            "x": x, "y": FOOT, "w": w, "h": FOOT_HEIGHT, "fontFace": FONT, "fontSize": LEAST,
            "color": hex(light.muted), "margin": 0, "align": align, "valign": "middle",
        })
    };
    let mut plan = json!({
        "title": words::title(&case.name),
        "subject": words::SLIDES,
        "author": words::TOOL,
        "font": FONT,
        "heading": {
            "x": LEFT, "y": 0.35, "w": WIDTH, "h": HEADING_HEIGHT, "fontFace": FONT, "fontSize": HEADINGS[0], "bold": true,
            "color": hex(light.ink), "align": "left", "valign": "bottom", "margin": 0,
        },
        "foot": {
            "text": words::foot(&case.name, &case.today),
            "options": small(LEFT, 10.5, "left"),
            "number": small(11.9, 0.83, "right"),
        },
        "slides": slides,
    });
    clean_all(&mut plan);
    Ok(plan.to_string())
}

/// Cleans every text for the file.
fn clean_all(value: &mut Value) {
    match value {
        Value::String(text) => *text = clean(text),
        Value::Array(items) => items.iter_mut().for_each(clean_all),
        Value::Object(fields) => fields.values_mut().for_each(clean_all),
        _ => {}
    }
}

/// Sources of a case's numbers.
struct Ground<'a> {
    case: &'a Case,
    pack: Cow<'static, Pack>,
    inputs: Inputs,
    outcome: Outcome,
    trace: Trace,
}

impl<'a> Ground<'a> {
    fn new(case: &'a Case) -> Self {
        let pack = pack_of(case);
        let inputs = inputs(case);
        let trace = Trace::new(&pack, &inputs);
        let outcome = simulate(&pack, &inputs);
        Self {
            case,
            pack,
            inputs,
            outcome,
            trace,
        }
    }

    fn value(&self, quantity: Quantity) -> f64 {
        self.outcome.value(quantity).unwrap_or(0.0)
    }

    /// Returns the sources of a slide's numbers; empty where it shows none.
    fn under(&self, slide: &Slide) -> String {
        let shows = |block: &Block| {
            matches!(
                block,
                Block::Table(_) | Block::Figure(_) | Block::Numbers(_)
            )
        };
        if !slide.blocks.iter().any(shows) {
            return String::new();
        }
        let numbers: Vec<Quantity> = slide.blocks.iter().flat_map(quantities).collect();
        let dependencies = self.trace.input_dependencies(&numbers);
        let count = |status: Status| {
            let specs = dependencies.iter().map(|id| self.pack.spec(*id));
            specs.filter(|spec| spec.status == status).count()
        };
        let (assumed, own) = (count(Status::Assumption), count(Status::Own));
        let changed = dependencies
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

    /// Makes the chart of the requirement and its parts: status by fill, as in the tool. A cost is not a part.
    fn shares(&self) -> Chart {
        let year = self.case.year_of(&self.pack);
        let total = |of: fn(Scope, i32) -> Quantity| self.value(of(Scope::Total, year));
        let requirement = total(Quantity::Requirement);
        let gap = self.value(Quantity::Remaining(year));
        let [whole, decided, possible, own, left] = shared::BRIDGE_STEPS;
        let by = |evidence| self.value(Quantity::EvidenceSaving(evidence, Scope::Total, year));
        let mut rows = vec![ChartSeries::new(
            &named(whole, requirement),
            vec![Some(requirement), None],
            Paint::of(Fill::Total),
        )];
        for (name, value, fill) in [
            (decided, by(Evidence::Decided), Fill::Decided),
            (possible, by(Evidence::Possible), Fill::Possible),
            (own, by(Evidence::Own), Fill::Own),
        ] {
            let name = named(name, value);
            rows.push(ChartSeries::new(
                &name,
                vec![None, Some(value)],
                Paint::of(fill),
            ));
        }
        if gap > 0.0 {
            let paint = Paint::of(Fill::Remaining);
            rows.push(ChartSeries::new(
                &named(left, gap),
                vec![None, Some(gap)],
                paint,
            ));
        }
        Chart {
            kind: ChartKind::Bar {
                lying: true,
                stacked: true,
            },
            categories: vec![whole.to_owned(), words::COVERED_BY.to_owned()],
            rows,
            legend: Legend::Below,
            swatches: Vec::new(),
            labels: Some(code(1, false)),
            from: None,
            axis: false,
        }
    }

    /// Makes the chart of each area's requirement.
    fn areas(&self) -> Chart {
        let year = self.pack.plan_year;
        let of = |area: Area| self.value(Quantity::Requirement(area.into(), year));
        let [whole, ..] = shared::BRIDGE_STEPS;
        Chart {
            kind: ChartKind::Bar {
                lying: true,
                stacked: false,
            },
            categories: Area::ALL
                .iter()
                .map(|area| shared::scope((*area).into()).to_owned())
                .collect(),
            rows: vec![ChartSeries::new(
                whole,
                Area::ALL.iter().map(|area| Some(of(*area))).collect(),
                Paint::of(Fill::Total),
            )],
            legend: Legend::None,
            swatches: Vec::new(),
            labels: Some(code(1, false)),
            from: None,
            axis: false,
        }
    }

    /// Makes a chart of the slide's numbers, for a slide without a chart of its own.
    fn picture(&self, slide: &Slide) -> Option<Chart> {
        let (year, chart): (_, fn(&Self) -> Chart) = match &*slide.key {
            "question" | "decided" | "proposed" | "own" => {
                (self.case.year_of(&self.pack), Self::shares)
            }
            "requirement" => (self.pack.plan_year, Self::areas),
            _ => return None,
        };
        let requirement = self.value(Quantity::Requirement(Scope::Total, year));
        (requirement >= 0.05).then(|| chart(self))
    }
}

/// Formats a name with its number, such as "Beslutad modell 0,5".
fn named(name: &str, value: f64) -> String {
    format!("{name} {}", format::number(value, 1))
}

/// Lists the quantities of a block.
fn quantities(block: &Block) -> Vec<Quantity> {
    match block {
        Block::Table(tabled) => tabled.quantities.iter().flatten().copied().collect(),
        Block::Figure(drawn) => drawn.quantities.iter().flatten().copied().collect(),
        Block::Numbers(numbers) => numbers.iter().filter_map(|one| one.quantity).collect(),
        _ => Vec::new(),
    }
}

/// Makes the pages of a slide: more than one where its rows do not fit at the least font size.
fn pages(slide: &Slide, ground: &Ground<'_>, now: &ExcelDateTime) -> Result<Vec<Value>, XlsxError> {
    let under = ground.under(slide);
    let set = FontStyle::plain(LEAST);
    let under_height = if under.is_empty() {
        0.0
    } else {
        set.height(&under, WIDTH) + 0.08
    };
    let room = BOTTOM - under_height - TOP;
    let blocks: Vec<Cow<'_, Block>> = slide.blocks.iter().map(Cow::Borrowed).collect();
    let drawn = blocks.iter().any(|block| grows(block));
    let fits = |scale: &&f64| {
        (!drawn || **scale <= MOST_BESIDE_CHART) && wanted(&blocks, slide, **scale) <= room
    };
    let picture = ground.picture(slide);
    let with_picture = |scale: &&f64| {
        **scale <= MOST_BESIDE_CHART + 0.15
            && wanted(&blocks, slide, **scale) + GAP + LEAST_SHARES <= room
    };
    let (picture, scale) = match (picture, SCALES.iter().find(with_picture)) {
        (Some(picture), Some(scale)) => (Some(picture), Some(*scale)),
        _ => (None, SCALES.iter().find(fits).copied()),
    };
    let split = match scale {
        Some(_) => vec![blocks],
        None => broken(&slide.blocks, slide, room),
    };
    let scale = scale.unwrap_or(1.0);
    let count = split.len();
    let mut pages = Vec::with_capacity(count);
    for (at, blocks) in split.iter().enumerate() {
        let title = if count > 1 {
            words::continued(&slide.title, at + 1, count)
        } else {
            slide.title.clone()
        };
        let mut page = Page {
            title: &slide.title,
            ground,
            scale,
            now,
            parts: Vec::new(),
        };
        let needed = wanted(blocks, slide, scale);
        let growing = blocks.iter().filter(|block| grows(block)).count();
        let spare = (room - needed).max(0.0);
        let mut y = TOP;
        for block in blocks {
            let more = match &**block {
                block if grows(block) => spare / growing.max(1) as f64,
                Block::Blank { .. } if growing == 0 => spare.min(MOST_BLANK),
                _ => 0.0,
            };
            let high = height(block, &slide.title, scale) + more;
            page.put(block, y, high)?;
            y += high + GAP;
        }
        if let Some(picture) = picture.as_ref().filter(|_| at == 0) {
            let high = (TOP + room - y).min(MOST_SHARES);
            page.chart(picture, &said(picture), y, high)?;
        }
        if !under.is_empty() {
            let y = BOTTOM - under_height + 0.08;
            page.text(&under, y, under_height - 0.08, set, Colours::LIGHT.muted);
        }
        let heading = HEADINGS
            .iter()
            .find(|points| FontStyle::bold(**points).height(&title, WIDTH) <= HEADING_HEIGHT);
        let notes = if at == 0 { &*slide.notes } else { &[] };
        pages.push(json!({
            "title": title,
            "size": heading.copied().unwrap_or(LEAST + 2.0),
            "parts": page.parts,
            "notes": notes,
        }));
    }
    Ok(pages)
}

/// Describes the numbers of a chart that has no table.
fn said(chart: &Chart) -> String {
    let mut sentences: Vec<String> = Vec::new();
    for (at, category) in chart.categories.iter().enumerate() {
        let values = chart.rows.iter().filter_map(|row| {
            let value = (*row.values.get(at)?)?;
            Some(if chart.rows.len() > 1 {
                row.name.clone()
            } else {
                named(&row.name, value)
            })
        });
        let values: Vec<String> = values.collect();
        sentences.push(format!("{category}: {}.", values.join(", ")));
    }
    sentences.join(" ")
}

/// Returns the height of blocks at a scale, inches.
fn wanted(blocks: &[Cow<'_, Block>], slide: &Slide, scale: f64) -> f64 {
    let heights = blocks
        .iter()
        .map(|block| height(block, &slide.title, scale));
    heights.sum::<f64>() + GAP * blocks.len().saturating_sub(1) as f64
}

/// Distributes blocks over pages at the least scale: a block that does not fit begins a new page, and a table or a list is
/// split between rows. Nothing is left out.
fn broken<'b>(blocks: &'b [Block], slide: &Slide, room: f64) -> Vec<Vec<Cow<'b, Block>>> {
    let high = |block: &Block| height(block, &slide.title, 1.0);
    let mut pages: Vec<Vec<Cow<'b, Block>>> = vec![Vec::new()];
    let mut free = room;
    for block in blocks {
        let mut rest = Cow::Borrowed(block);
        loop {
            let is_first = pages.last().is_none_or(Vec::is_empty);
            if high(&rest) <= free {
                free -= high(&rest) + GAP;
                if let Some(page) = pages.last_mut() {
                    page.push(rest);
                }
                break;
            }
            match parted(&rest, free, &high) {
                Some((head, tail)) => {
                    if let Some(page) = pages.last_mut() {
                        page.push(Cow::Owned(head));
                    }
                    rest = Cow::Owned(tail);
                }
                // It fits nowhere: it stands alone.
                None if is_first => {
                    if let Some(page) = pages.last_mut() {
                        page.push(rest);
                    }
                    free = 0.0;
                    break;
                }
                None => {}
            }
            pages.push(Vec::new());
            free = room;
        }
    }
    pages.retain(|page| !page.is_empty());
    pages
}

/// Splits a table or a list into the rows that fit in `free` inches and the rest; `None` where no row fits.
fn parted(block: &Block, free: f64, high: &dyn Fn(&Block) -> f64) -> Option<(Block, Block)> {
    let count = match block {
        Block::Table(tabled) => tabled.table.rows.len(),
        Block::List(items) => items.len(),
        _ => 0,
    };
    let part = |from: usize, to: usize| match block {
        Block::Table(tabled) => {
            let numbers = |rows: &[Vec<FigureCell>]| {
                let cells = rows.iter().flat_map(|row| row.iter().skip(1));
                cells.filter(|cell| cell.is_number()).count()
            };
            let all = &tabled.table.rows;
            let before = numbers(all.get(..from).unwrap_or_default());
            let here = numbers(all.get(from..to).unwrap_or_default());
            let quantities = tabled.quantities.get(before..before + here);
            let is_last = to == all.len();
            Block::Table(TableBlock {
                table: FigureTable {
                    rows: all.get(from..to).unwrap_or_default().to_vec(),
                    ..tabled.table.clone()
                },
                quantities: quantities.unwrap_or_default().to_vec(),
                note: if is_last {
                    tabled.note.clone()
                } else {
                    String::new()
                },
                total: tabled.total && is_last,
            })
        }
        Block::List(items) => Block::List(items.get(from..to).unwrap_or_default().to_vec()),
        other => other.clone(),
    };
    let most = (1..count).rev().find(|to| high(&part(0, *to)) <= free)?;
    Some((part(0, most), part(most, count)))
}

/// Returns whether a block grows with the free height.
fn grows(block: &Block) -> bool {
    matches!(block, Block::Figure(drawn) if !matches!(drawn.figure, AnyFigure::Flow(_)))
}

fn sized(points: f64, scale: f64) -> FontStyle {
    FontStyle::plain((points * scale).round().max(LEAST))
}

fn strong(points: f64, scale: f64) -> FontStyle {
    FontStyle::bold((points * scale).round().max(LEAST))
}

/// Returns the height of a block at a scale, inches.
fn height(block: &Block, title: &str, scale: f64) -> f64 {
    let body = sized(LEAST, scale);
    match block {
        Block::Lead(text) => sized(17.0, scale).height(text, WIDTH),
        Block::Text(text) => sized(15.0, scale).height(text, WIDTH),
        Block::List(items) => {
            let set = sized(15.0, scale);
            let lines = items
                .iter()
                .map(|item| set.height(item, WIDTH - 0.4) + 0.08);
            lines.sum()
        }
        Block::Numbers(numbers) => cards_height(&cards_of(numbers, scale, None)),
        Block::Table(tabled) => {
            let rows: f64 = row_heights(&tabled.table, scale).iter().sum();
            caption_height(&tabled.table.caption, scale) + rows + note_height(&tabled.note, scale)
        }
        Block::Figure(drawn) => {
            let above: f64 = above(drawn, title, scale)
                .iter()
                .map(|(text, set, _)| set.height(text, WIDTH) + 0.05)
                .sum();
            let own = match &drawn.figure {
                AnyFigure::Flow(flow) => cards_height(&steps_of(flow, scale)),
                _ => LEAST_CHART,
            };
            above + own
        }
        Block::Blank { label, lines, .. } => {
            body.height(label, WIDTH) + 0.1 + 0.36 * f64::from(*lines)
        }
        Block::Code(_) => body.line() + 0.05,
    }
}

fn caption_height(caption: &str, scale: f64) -> f64 {
    if caption.is_empty() {
        0.0
    } else {
        strong(LEAST, scale).height(caption, WIDTH) + 0.08
    }
}

/// Returns the height of a table's note with the space above it, inches.
fn note_height(note: &str, scale: f64) -> f64 {
    if note.is_empty() {
        0.0
    } else {
        sized(LEAST, scale.min(1.1)).height(note, WIDTH) + NOTE_AIR
    }
}

type Above<'a> = Vec<(Cow<'a, str>, FontStyle, &'static str)>;

/// Lines above a chart: its finding where that is not the slide's title, and its subtitle.
fn above<'a>(drawn: &'a ChartBlock, title: &str, scale: f64) -> Above<'a> {
    let mut above: Above<'a> = Vec::new();
    if drawn.figure.title() != title {
        let set = strong(16.0, scale);
        above.push((Cow::Borrowed(drawn.figure.title()), set, Colours::LIGHT.ink));
    }
    let mut lead = Cow::Borrowed(&*drawn.lead);
    if let AnyFigure::Lines(lines) = &drawn.figure
        && floor_of(lines).is_some()
        && let Some(note) = &lines.break_note
    {
        lead = Cow::Owned(format!("{}. {note}", lead.trim_end_matches('.')));
    }
    if !lead.is_empty() {
        above.push((lead, sized(LEAST, scale.min(1.1)), Colours::LIGHT.muted));
    }
    above
}

/// A card: lines of text, each with its font, under an edge of a colour.
struct Card {
    lines: Vec<(String, FontStyle, &'static str)>,
    edge: &'static str,
    room: f64,
}

const CARD_GAP: f64 = 0.25;
/// Between the steps of a flow, an arrow.
const ARROW: f64 = 0.45;

fn card_room(count: usize, gap: f64) -> f64 {
    let count = count.max(1) as f64;
    (WIDTH - gap * (count - 1.0)) / count
}

impl Card {
    fn height(&self) -> f64 {
        let room = self.room - 2.0 * PAD;
        let lines = self
            .lines
            .iter()
            .map(|(text, set, _)| set.height(text, room));
        EDGE + 2.0 * PAD + lines.sum::<f64>()
    }
}

fn cards_height(cards: &[Card]) -> f64 {
    cards.iter().map(Card::height).fold(0.0, f64::max)
}

fn colour_of(fill: Fill) -> &'static str {
    match Paint::of(fill) {
        Paint::Solid(colour) | Paint::Outline(colour) | Paint::Hatch(colour, _) => colour,
        Paint::None => Colours::LIGHT.ink,
    }
}

/// Makes cards of key figures, with edges in the tool's colours.
fn cards_of(numbers: &[KeyFigure], scale: f64, ground: Option<&Ground<'_>>) -> Vec<Card> {
    let light = Colours::LIGHT;
    let room = card_room(numbers.len(), CARD_GAP);
    let card = |number: &KeyFigure| {
        let edge = match number.quantity {
            Some(Quantity::Requirement(..)) => light.total,
            Some(quantity @ (Quantity::Gap(..) | Quantity::Remaining(_))) => {
                let gap = ground.map_or(0.0, |ground| ground.value(quantity));
                colour_of(Fill::Remaining.of(gap))
            }
            _ => light.reference,
        };
        let mut lines = vec![
            (number.label.clone(), sized(16.0, scale), light.muted),
            (number.value.clone(), strong(32.0, scale), light.ink),
        ];
        if !number.note.is_empty() {
            lines.push((number.note.clone(), sized(LEAST, scale), light.muted));
        }
        Card { lines, edge, room }
    };
    numbers.iter().map(card).collect()
}

fn steps_of(flow: &Flow, scale: f64) -> Vec<Card> {
    let light = Colours::LIGHT;
    let room = card_room(flow.steps.len(), ARROW);
    let steps = flow.steps.iter().map(|step| {
        let fill = step.fill.of(step.value);
        let amount = format::number(step.value, step.decimals);
        let mut lines = vec![
            (step.heading.clone(), strong(15.0, scale), light.ink),
            (amount, strong(28.0, scale), colour_of(fill)),
            (step.unit.clone(), sized(LEAST, scale), light.muted),
        ];
        if !step.note.is_empty() {
            lines.push((step.note.clone(), sized(LEAST, scale), light.muted));
        }
        Card {
            lines,
            edge: colour_of(fill),
            room,
        }
    });
    steps.collect()
}

/// Returns the widths of the columns, inches: numbers have their own width, texts share the rest.
fn widths(table: &FigureTable, scale: f64) -> Vec<f64> {
    let head = strong(LEAST, scale);
    let sides = 2.0 * CELL.1 + 0.06;
    let columns = || 0..table.columns.len();
    let cells = |column: usize| table.rows.iter().filter_map(move |row| row.get(column));
    let heading = |column: usize| table.columns.get(column).map_or("", String::as_str);
    let widest = |column: usize| {
        // A sum is set in bold.
        let texts = cells(column).map(|cell| head.width(cell.text()));
        texts.fold(head.longest_word(heading(column)), f64::max) + sides
    };
    let is_narrow = |column: usize| cells(column).any(FigureCell::is_number);
    // A heading of two lines rather than a column that is mostly air.
    let wants: Vec<f64> = columns()
        .map(|column| {
            if is_narrow(column) {
                widest(column).max(head.width(heading(column)) / 2.0 + sides)
            } else {
                widest(column).max(head.width(heading(column)) + sides)
            }
        })
        .collect();
    let narrow: f64 = columns()
        .filter(|column| is_narrow(*column))
        .filter_map(|column| wants.get(column))
        .sum();
    let wide: f64 = wants.iter().sum::<f64>() - narrow;
    if narrow > WIDTH * 0.7 || wide <= 0.0 {
        let all: f64 = wants.iter().sum();
        return wants.iter().map(|want| want / all * WIDTH).collect();
    }
    // No word is broken where there is room for it.
    let least = |column: usize| {
        let words = cells(column).map(|cell| head.longest_word(cell.text()));
        let word = words.fold(head.longest_word(heading(column)), f64::max) + sides;
        word.min((WIDTH - narrow) / table.columns.len().max(1) as f64)
    };
    let share = |column: usize, want: f64| {
        if is_narrow(column) {
            want
        } else {
            (want / wide * (WIDTH - narrow)).max(least(column))
        }
    };
    let given: Vec<f64> = wants
        .iter()
        .enumerate()
        .map(|(column, want)| share(column, *want))
        .collect();
    // What the least has taken is given back by the widest.
    let over = given.iter().sum::<f64>() - WIDTH;
    let most = given.iter().copied().fold(0.0, f64::max);
    let mut taken = false;
    let given = given.into_iter().map(|width| {
        if !taken && width >= most {
            taken = true;
            return width - over;
        }
        width
    });
    given.collect()
}

/// Returns the heights of the rows, inches, the headings first: as many lines as the longest text has.
fn row_heights(table: &FigureTable, scale: f64) -> Vec<f64> {
    let widths = widths(table, scale);
    let height = |texts: &mut dyn Iterator<Item = &str>, set: FontStyle| {
        let lines = texts
            .zip(&widths)
            .map(|(text, width)| set.lines(text, width - 2.0 * CELL.1));
        lines.fold(1.0, f64::max) * set.line() + 2.0 * CELL.0
    };
    let head = height(
        &mut table.columns.iter().map(String::as_str),
        strong(LEAST, scale),
    );
    let body = sized(LEAST, scale);
    let rows = table
        .rows
        .iter()
        .map(|row| height(&mut row.iter().map(FigureCell::text), body));
    std::iter::once(head).chain(rows).collect()
}

/// A page of the presentation under construction.
struct Page<'a> {
    /// The slide's title, which a chart need not repeat.
    title: &'a str,
    ground: &'a Ground<'a>,
    scale: f64,
    now: &'a ExcelDateTime,
    parts: Vec<Value>,
}

impl Page<'_> {
    fn text(&mut self, text: &str, y: f64, high: f64, set: FontStyle, colour: &str) {
        if text.is_empty() {
            return;
        }
        self.parts.push(json!({
            "text": text,
            "options": {
                "x": LEFT, "y": y, "w": WIDTH, "h": high, "fontFace": FONT, "fontSize": set.points,
                "bold": set.bold, "color": hex(colour), "valign": "top", "margin": 0,
            },
        }));
    }

    fn put(&mut self, block: &Block, y: f64, high: f64) -> Result<(), XlsxError> {
        let (scale, ink) = (self.scale, Colours::LIGHT.ink);
        match block {
            Block::Lead(text) => self.text(text, y, high, sized(17.0, scale), ink),
            Block::Text(text) => self.text(text, y, high, sized(15.0, scale), ink),
            Block::List(items) => self.list(items, y, high),
            Block::Numbers(numbers) => {
                let cards = cards_of(numbers, scale, Some(self.ground));
                self.cards(&cards, CARD_GAP, y);
            }
            Block::Table(tabled) => self.tabled(tabled, y),
            Block::Figure(drawn) => self.figure(drawn, y, high)?,
            Block::Blank { label, .. } => {
                let set = strong(LEAST, scale);
                let head = set.height(label, WIDTH) + 0.1;
                self.text(label, y, head, set, Colours::LIGHT.muted);
                self.parts.push(json!({
                    "shape": "rect",
                    "options": {
                        "x": LEFT, "y": y + head, "w": WIDTH, "h": high - head,
                        "fill": { "color": hex(Colours::LIGHT.surface) },
                        "line": { "color": hex(Colours::LIGHT.line), "width": 1 },
                    },
                }));
            }
            Block::Code(link) if !link.is_empty() => {
                self.text(link, y, high, sized(LEAST, scale), ink);
                if is_address(link)
                    && let Some(part) = self.parts.last_mut()
                {
                    part["text"] = json!([{ "text": words::OPEN, "options": { "hyperlink": { "url": link } } }]);
                }
            }
            Block::Code(_) => {}
        }
        Ok(())
    }

    fn list(&mut self, items: &[String], y: f64, high: f64) {
        let last = items.len().saturating_sub(1);
        let texts = items.iter().enumerate().map(|(at, item)| {
            json!({ "text": item, "options": { "bullet": true, "breakLine": at < last, "paraSpaceAfter": 5 } })
        });
        let texts: Value = texts.collect();
        self.text(" ", y, high, sized(15.0, self.scale), Colours::LIGHT.ink);
        if let Some(part) = self.parts.last_mut() {
            part["text"] = texts;
        }
    }

    fn cards(&mut self, cards: &[Card], gap: f64, y: f64) {
        let high = cards_height(cards);
        let mut x = LEFT;
        for (at, card) in cards.iter().enumerate() {
            let wide = card.room;
            if at > 0 && gap >= ARROW {
                self.parts.push(json!({
                    "shape": "rightArrow",
                    "options": {
                        "x": x - gap + 0.09, "y": y + high / 2.0 - 0.12, "w": gap - 0.18, "h": 0.24,
                        "fill": { "color": hex(Colours::LIGHT.muted) },
                    },
                }));
            }
            let last = card.lines.len().saturating_sub(1);
            let runs = card.lines.iter().enumerate().map(|(at, (text, set, colour))| {
                json!({ "text": text, "options": {
                    "fontSize": set.points, "bold": set.bold, "color": hex(colour), "breakLine": at < last,
                } })
            });
            let inset = PAD * 72.0;
            self.parts.push(json!({
                "text": runs.collect::<Vec<_>>(),
                "options": {
                    "x": x, "y": y, "w": wide, "h": high, "fontFace": FONT, "valign": "top",
                    "margin": [inset, inset, inset, inset + EDGE * 72.0],
                    "fill": { "color": hex(Colours::LIGHT.sunk) },
                },
            }));
            self.parts.push(json!({
                "shape": "rect",
                "options": { "x": x, "y": y, "w": wide, "h": EDGE, "fill": { "color": hex(card.edge) } },
            }));
            x += wide + gap;
        }
    }

    fn tabled(&mut self, tabled: &TableBlock, y: f64) {
        let scale = self.scale;
        let caption = caption_height(&tabled.table.caption, scale);
        let muted = Colours::LIGHT.muted;
        let set = strong(LEAST, scale);
        self.text(&tabled.table.caption, y, caption, set, muted);
        self.parts
            .push(table(&tabled.table, tabled.total, y + caption, scale));
        let rows: f64 = row_heights(&tabled.table, scale).iter().sum();
        let note = note_height(&tabled.note, scale);
        let set = sized(LEAST, scale.min(1.1));
        self.text(
            &tabled.note,
            y + caption + rows + NOTE_AIR,
            note - NOTE_AIR,
            set,
            muted,
        );
    }

    fn figure(&mut self, drawn: &ChartBlock, y: f64, high: f64) -> Result<(), XlsxError> {
        let mut top = y;
        for (text, set, colour) in above(drawn, self.title, self.scale) {
            let tall = set.height(&text, WIDTH);
            self.text(&text, top, tall, set, colour);
            top += tall + 0.05;
        }
        let chart = match &drawn.figure {
            AnyFigure::Waterfall(figure) => waterfall(figure),
            AnyFigure::Columns(figure) => columns(figure),
            AnyFigure::BarsHorizontal(figure) => bars(figure),
            AnyFigure::Lines(figure) => line(figure),
            AnyFigure::ComparisonChart(figure) => comparison(figure),
            AnyFigure::Dots(figure) => bars(&figure.as_bars()),
            AnyFigure::Bands(figure) => bars(&figure.as_bars()),
            AnyFigure::Flow(figure) => {
                self.cards(&steps_of(figure, self.scale), ARROW, top);
                return Ok(());
            }
        };
        self.chart(&chart, &drawn.figure.summary(), top, y + high - top)
    }

    /// Adds a chart with its description and workbook. The chart given to PptxGenJS only reserves the place.
    fn chart(&mut self, chart: &Chart, said: &str, y: f64, high: f64) -> Result<(), XlsxError> {
        let high = if chart.legend == Legend::Below {
            high - self.key(chart, y + high)
        } else {
            high
        };
        self.parts.push(json!({
            "chart": "bar",
            "data": [{ "name": "-", "labels": ["-"], "values": [0] }],
            "options": { "x": LEFT, "y": y, "w": WIDTH, "h": high, "altText": said },
            "xml": chart.xml(),
            "book": base64(&chart.book(self.now)?),
        }));
        Ok(())
    }
}

impl Page<'_> {
    /// Adds the legend of a chart, a swatch and a name for each series or fill, ending at `bottom`; returns its height, inches.
    fn key(&mut self, chart: &Chart, bottom: f64) -> f64 {
        const SWATCH: (f64, f64) = (0.34, 0.22);
        const BETWEEN: f64 = 0.1;
        const APART: f64 = 0.35;
        let set = FontStyle::plain(LEAST);
        let rows = chart.rows.iter().map(|row| (&row.name, row.paint));
        let seen = rows.filter(|(_, paint)| *paint != Paint::None);
        let swatches = chart.swatches.iter().map(|(name, paint)| (name, *paint));
        let seen: Vec<_> = if chart.swatches.is_empty() {
            seen.collect()
        } else {
            swatches.collect()
        };
        let mut places = Vec::new();
        let (mut x, mut line) = (0.0, 0.0);
        for (name, paint) in seen {
            let wide = set.width(name).min(WIDTH - 1.0) + 0.05;
            let all = SWATCH.0 + BETWEEN + wide;
            if x > 0.0 && x + all > WIDTH {
                x = 0.0;
                line += 1.0;
            }
            places.push((name, paint, x, line, wide));
            x += all + APART;
        }
        let pitch = 0.32;
        let top = bottom - (line + 1.0) * pitch;
        for (name, paint, x, line, wide) in places {
            let (x, y) = (LEFT + x, top + line * pitch);
            self.parts.push(json!({
                "shape": "rect",
                "paint": paint.xml(),
                "options": { "x": x, "y": y + (pitch - SWATCH.1) / 2.0, "w": SWATCH.0, "h": SWATCH.1 },
            }));
            self.parts.push(json!({
                "text": name,
                "options": {
                    "x": x + SWATCH.0 + BETWEEN, "y": y, "w": wide, "h": pitch, "fontFace": FONT, "fontSize": set.points,
                    "color": hex(Colours::LIGHT.ink), "valign": "middle", "margin": 0, "wrap": false,
                },
            }));
        }
        bottom - top + 0.08
    }
}

/// Writes a table, with its numbers as shown.
fn table(table: &FigureTable, total: bool, y: f64, scale: f64) -> Value {
    let light = Colours::LIGHT;
    let last = table.rows.len().saturating_sub(1);
    let cell = |text: &str, head: bool, number: bool, strong: bool| {
        let mut options = json!({
            "align": if number { "right" } else { "left" }, "bold": strong, "color": hex(light.ink),
            "valign": if head { "bottom" } else { "middle" },
        });
        if head {
            options["fill"] = json!({ "color": hex(light.sunk) });
        }
        json!({ "text": text, "options": options })
    };
    let is_number = |column: usize| {
        table
            .rows
            .iter()
            .any(|row| row.get(column).is_some_and(FigureCell::is_number))
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
            let text = row.get(column).map_or("", FigureCell::text);
            cell(text, false, is_number(column), strong)
        });
        rows.push(json!(cells.collect::<Vec<_>>()));
    }
    let (above, beside) = CELL;
    json!({
        "rows": rows,
        "options": {
            "x": LEFT, "y": y, "w": WIDTH, "colW": widths(table, scale), "rowH": row_heights(table, scale),
            "fontFace": FONT, "fontSize": sized(LEAST, scale).points, "margin": [above, beside, above, beside],
            "border": { "type": "solid", "pt": 0.5, "color": hex(light.line) },
        },
    })
}

/// Makes a waterfall of stacked columns on an invisible base: each step is a series, so that it has its own fill.
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
    let labels = figure
        .steps
        .iter()
        .enumerate()
        .map(|(at, step)| format!("{}\n{}", clean(&step.label), figure.shown_at(at, step)));
    // What stands between zero and a step, on whichever side.
    let base = spans
        .iter()
        .map(|(low, high)| Some(low.max(0.0) + high.min(0.0)));
    let mut rows = vec![ChartSeries::new(words::BASE, base.collect(), Paint::None)];
    for (at, (step, (low, high))) in figure.steps.iter().zip(&spans).enumerate() {
        // A step through zero has a part on each side.
        let parts = [high.max(0.0) - low.max(0.0), low.min(0.0) - high.min(0.0)];
        for part in parts.into_iter().filter(|part| part.abs() > 0.0) {
            let values = (0..count).map(|other| (other == at).then_some(part));
            rows.push(ChartSeries::new(
                &step.label,
                values.collect(),
                Paint::of(step.fill()),
            ));
        }
    }
    // What once stood on the first step and no longer belongs to it.
    if figure.above_sum() > 0.0 {
        let names: Vec<&str> = figure.above.iter().map(|(name, _)| &**name).collect();
        let values = (0..count).map(|at| (at == 0).then(|| figure.above_sum()));
        rows.push(ChartSeries::new(
            &names.join(", "),
            values.collect(),
            Paint::of(Fill::Muted),
        ));
    }
    Chart {
        kind: ChartKind::Bar {
            lying: false,
            stacked: true,
        },
        categories: labels.collect(),
        rows,
        legend: if figure.legend.entries.is_empty() {
            Legend::None
        } else {
            Legend::Below
        },
        swatches: swatches(&figure.legend),
        labels: None,
        from: None,
        axis: true,
    }
}

/// Makes the swatches of a legend of fills.
fn swatches(legend: &FillLegend) -> Vec<(String, Paint)> {
    let entries = legend.entries.iter();
    entries
        .map(|(fill, name)| (clean(name), Paint::of(*fill)))
        .collect()
}

fn groups(
    categories: &[String],
    layout: Layout,
    series: &[ColumnSeries],
    (decimals, signed): (u8, bool),
    lying: bool,
) -> Chart {
    let stacked = matches!(layout, Layout::Stacked);
    let rows = series.iter().map(|one| {
        let values = one.values.iter().map(|value| Some(*value));
        let paint = Paint::of(one.fill);
        let points = one
            .values
            .iter()
            .map(|value| Paint::of(one.fill.of(*value)));
        ChartSeries {
            points: points.collect(),
            below: one.below.as_deref().map(format::lower_letters),
            ..ChartSeries::new(&one.name, values.collect(), paint)
        }
    });
    Chart {
        kind: ChartKind::Bar { lying, stacked },
        categories: categories.iter().map(|name| clean(name)).collect(),
        rows: rows.collect(),
        legend: if series.len() > 1 {
            Legend::Below
        } else {
            Legend::None
        },
        swatches: Vec::new(),
        labels: Some(code(decimals, signed)),
        from: None,
        axis: stacked,
    }
}

fn columns(figure: &Columns) -> Chart {
    groups(
        &figure.categories,
        figure.layout,
        &figure.series,
        (figure.decimals, figure.signed),
        false,
    )
}

fn bars(figure: &BarsHorizontal) -> Chart {
    let mut chart = groups(
        &figure.categories,
        figure.layout,
        &figure.series,
        (figure.decimals, false),
        true,
    );
    if let (Some(row), Some(series)) = (chart.rows.first_mut(), figure.series.first()) {
        let fills = figure.fills.iter().zip(&series.values).zip(&mut row.points);
        for ((fill, value), point) in fills {
            *point = Paint::of(fill.of(*value));
        }
    }
    if !figure.legend.entries.is_empty() {
        chart.legend = Legend::Below;
        chart.swatches = swatches(&figure.legend);
    }
    chart
}

/// Makes a chart of lines, named beside it in the order in which they end.
fn line(figure: &Lines) -> Chart {
    let light = Colours::LIGHT;
    let mut lines: Vec<_> = figure.series.iter().collect();
    let end = |line: &&balans_charts::Line| {
        let last = line.values.iter().rev().find_map(|value| *value);
        last.unwrap_or(f64::NEG_INFINITY)
    };
    lines.sort_by(|a, b| end(b).total_cmp(&end(a)));
    let rows = lines.into_iter().map(|one| {
        let colour = match one.role {
            Role::Reference => light.reference,
            Role::Financing => light.financing,
            Role::Scenario => light.decided,
            Role::Alternative => light.muted,
        };
        ChartSeries {
            dashed: one.stroke == Stroke::Dashed,
            ..ChartSeries::new(&one.name, one.values.clone(), Paint::Solid(colour))
        }
    });
    Chart {
        kind: ChartKind::Line,
        categories: figure.years.iter().map(i32::to_string).collect(),
        rows: rows.collect(),
        legend: Legend::Beside,
        swatches: Vec::new(),
        labels: None,
        from: floor_of(figure),
        axis: true,
    }
}

/// Returns the start of the axis of lines that need not start at 0: a round number below a margin of a tenth.
fn floor_of(figure: &Lines) -> Option<f64> {
    figure.break_note.as_ref()?;
    let lines = figure.series.iter();
    let values = lines.flat_map(|one| one.values.iter().flatten());
    let least = values.copied().fold(f64::INFINITY, f64::min);
    if !least.is_finite() || least <= 0.0 {
        return None;
    }
    let below = least * 0.9;
    let unit = 10_f64.powf(below.log10().floor());
    let floor = (below / unit).floor() * unit;
    (floor > 0.0).then_some(floor)
}

fn comparison(figure: &ComparisonChart) -> Chart {
    let ranges = figure.value_headings.len() > 1;
    let mut rows: Vec<(String, (f64, f64), Paint)> = Vec::new();
    if let Some(mark) = &figure.mark {
        let paint = Paint::Outline(Colours::LIGHT.decided);
        rows.push((mark.label.clone(), (mark.value, mark.value), paint));
    }
    let all = figure.rows.iter();
    rows.extend(all.map(|row| {
        let fill = if row.own {
            Fill::Reference
        } else {
            Fill::Muted
        };
        (row.name.clone(), row.value, Paint::of(fill))
    }));
    let one = |at: usize, value: fn(&(f64, f64)) -> f64, paint: Paint| {
        let name = figure.value_headings.get(at).map_or("", String::as_str);
        let values = rows.iter().map(|(_, both, _)| Some(value(both)));
        ChartSeries::new(name, values.collect(), paint)
    };
    let light = Colours::LIGHT;
    let series = if ranges {
        vec![
            one(0, |both| both.0, Paint::Solid(light.muted)),
            one(1, |both| both.1, Paint::Solid(light.reference)),
        ]
    } else {
        vec![ChartSeries {
            points: rows.iter().map(|(.., paint)| *paint).collect(),
            ..one(0, |both| both.1, Paint::Solid(light.muted))
        }]
    };
    Chart {
        kind: ChartKind::Bar {
            lying: true,
            stacked: false,
        },
        categories: rows.iter().map(|(name, ..)| clean(name)).collect(),
        rows: series,
        legend: if ranges { Legend::Below } else { Legend::None },
        swatches: Vec::new(),
        labels: Some(code(figure.decimals, false)),
        from: None,
        axis: false,
    }
}
