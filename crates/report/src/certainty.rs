//! Blocks of how sure the answer is, for slides and paper.

use balans_charts::{AnyFigure, Figure};
use balans_model::answers::{Side, Span};
use balans_model::{InputId, Status};

use crate::context::ReportContext;
use crate::deck::{TableCell, drawn, table_of};
use crate::futures::{CaseFutures, FutureHinge, FutureYear, case_spans, span_basis};
use crate::texts::futures as words;
use crate::{Block, TableBlock, figures};

/// Finds what the futures say of the year shown; `None` until it is worked out.
pub(crate) fn found<'c>(context: &ReportContext<'c>) -> Option<(&'c CaseFutures, &'c FutureYear)> {
    let futures = &context.case.worked_out.as_ref()?.futures;
    Some((futures, futures.year(context.year())?))
}

/// Makes the dots of a year; `None` where all futures say the same.
pub(crate) fn dots(
    context: &ReportContext<'_>,
    futures: &CaseFutures,
    year: &FutureYear,
    id: &str,
) -> Option<Block> {
    if year.same().is_some() {
        return None;
    }
    let figure = figures::dots(&context.pack, futures, year);
    Some(counted(id, words::dots_lead(year.year), figure))
}

/// Makes the dots of the single futures that are drawn; `None` where all futures are shown.
pub(crate) fn drawn_dots(
    context: &ReportContext<'_>,
    futures: &CaseFutures,
    year: &FutureYear,
    id: &str,
) -> Option<Block> {
    let figure = figures::drawn_dots(futures, year, context.case.drawn.into())?;
    Some(counted(id, words::drawn_lead(year.year), figure))
}

/// Makes a chart block whose numbers are counted over many runs, so that none is a quantity of the scenario's outcome.
fn counted(id: &str, lead: String, figure: AnyFigure) -> Block {
    let rows = figure.table().rows;
    let numbers = rows.iter().flatten().filter(|cell| cell.is_number());
    drawn(id, lead, figure, numbers.map(|_| None))
}

/// Makes the tables of what the answer hangs on, assumptions and then decisions, those that change most first.
pub(crate) fn tables(context: &ReportContext<'_>, futures: &CaseFutures) -> Vec<Block> {
    let spans = case_spans(context.case);
    let mut hinges: Vec<&FutureHinge> = futures.hinges.iter().collect();
    hinges.sort_by(|a, b| b.size().total_cmp(&a.size()));
    let table = |side: Side| {
        let mut shown = Vec::new();
        let mut rows = Vec::new();
        for hinge in &hinges {
            let found: Option<Vec<&Span>> = hinge
                .inputs
                .iter()
                .map(|name| spans.iter().find(|span| span.input.name() == name))
                .collect();
            let Some(found) = found else { continue };
            let is_side = |span: &&Span| side_of(context, span.input) == side;
            if found.first().is_some_and(is_side) {
                rows.push(row(context, hinge, &found));
                shown.push((*hinge).clone());
            }
        }
        (!rows.is_empty()).then(|| {
            let caption = words::hangs_on(context.year(), side);
            Block::Table(TableBlock {
                note: words::hinges_note(&shown),
                ..table_of(caption, words::HINGE_COLUMNS, rows)
            })
        })
    };
    [Side::Assumptions, Side::Decisions]
        .into_iter()
        .filter_map(table)
        .collect()
}

/// Returns whether an input is decided, which is a measure's lever, or assumed.
fn side_of(context: &ReportContext<'_>, id: InputId) -> Side {
    let pack = &context.pack;
    if pack.spec(id).status == Status::Lever && pack.owner_of(id).is_some() {
        Side::Decisions
    } else {
        Side::Assumptions
    }
}

/// Makes the row of a span, or of those that are tied.
fn row(context: &ReportContext<'_>, hinge: &FutureHinge, spans: &[&Span]) -> Vec<TableCell> {
    let each = |of: &dyn Fn(&Span) -> String| {
        let all: Vec<String> = spans.iter().map(|span| of(span)).collect();
        TableCell::text(all.join("; "))
    };
    let label = |span: &Span| context.pack.spec(span.input).label.to_string();
    let ends = |span: &Span| words::ends(context.pack.spec(span.input), span.low, span.high);
    // Of several, each with its name.
    let named = |span: &Span| [&*label(span), " ", &*ends(span)].concat();
    vec![
        each(&label),
        match spans {
            [_] => each(&ends),
            _ => each(&named),
        },
        each(&|span| span_basis(&context.pack, context.case, span)),
        TableCell::stated(hinge.at_low, 1),
        TableCell::stated(hinge.at_high, 1),
        TableCell::text(words::direction(hinge)),
    ]
}
