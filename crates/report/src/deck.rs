//! Slides: which there are, in which order, and their blocks.

use balans_charts::{AnyFigure, Figure as _, FigureCell, FigureTable};
use balans_format as format;
use balans_model::{
    Area, Evidence, HousingType, InputId, Measure, MeasureSpec, MeasureStatus, Outcome, Party,
    Quantity, Scope, Status, Year, base_pack, input_id,
};
use balans_scenario::Aspect;

use crate::certainty;
use crate::context::{
    BY_INCREASE, GROWTH_FUNDING, INCREASE_CARE, INCREASE_HEALTH, ReportContext, inputs_of,
};
use crate::figures;
use crate::texts::balance::Gaps;
use crate::texts::{
    compare, deck as words, finance, futures as sure, measures, parties, required, shared,
};
use crate::worked_out::{LeverList, MeasureShare, RequiredRow};
use crate::{
    Alternative, Block, Case, ChartBlock, KeyFigure, LeftBar, LeftPiece, Offer, Slide, TableBlock,
    WorkedOut,
};

/// Keys of the standard slides, in order. `own` is skipped where no own assumption counts, `alternatives`
/// where there are none.
pub const STANDARD: [&str; 12] = [
    "question",
    "requirement",
    "decided",
    "proposed",
    "own",
    "uncalculated",
    "housing",
    "parties",
    "years",
    "balance",
    "alternatives",
    "request",
];

/// Prefixes of slide keys, before the id of a chart, a measure or an alternative.
const FIGURE: &str = "figure:";
const MEASURE: &str = "measure:";
const ALTERNATIVE: &str = "alternative:";

/// Largest number of scenarios side by side.
pub(crate) const COMPARED: usize = figures::COMPARED_LINES.len();
/// Largest number of rows on a slide.
const ROWS: usize = 6;

const CARE: InputId = input_id("requirement.care");
const HEALTH: InputId = input_id("requirement.health");
const EXTRA_PER_YEAR: InputId = input_id("requirement.extra_per_year");

/// Makes the slides of the case, in its order; unknown keys are skipped.
#[must_use]
pub fn deck(case: &Case) -> Vec<Slide> {
    let context = ReportContext::new(case);
    let slide = |key: &str| build_slide(&context, key).filter(|_| has_point(&context, key));
    let chosen: Vec<Slide> = case.slides.iter().filter_map(|key| slide(key)).collect();
    if !chosen.is_empty() {
        return chosen;
    }
    // Nothing has been chosen, or nothing of it has anything to say just now.
    STANDARD.iter().filter_map(|key| slide(key)).collect()
}

/// Lists every slide that can be made, in the deck or not: the standard slides first. Of measures, those
/// that count and those that the case has a slide of.
#[must_use]
pub fn offers(case: &Case) -> Vec<Offer> {
    let context = ReportContext::new(case);
    let offer = |key: &str, title: String| Offer {
        key: key.to_owned(),
        title,
    };
    let standard = STANDARD.iter().filter(|key| has_point(&context, key));
    let standard = standard.filter_map(|key| build_slide(&context, key));
    let standard = standard.map(|slide| Offer {
        key: slide.key,
        title: slide.title,
    });
    let drawn = words::OFFERED.map(|(key, title)| offer(key, title.to_owned()));
    let others = case.alternatives.iter().map(|other| {
        let key = format!("{ALTERNATIVE}{}", other.id);
        offer(&key, words::offer_alternative(&other.name))
    });
    let measures = Measure::ALL.iter().filter_map(|&measure| {
        let key = format!("{MEASURE}{}", measure.id());
        let is_there = context.is_on(measure) || case.slides.contains(&key);
        is_there.then(|| offer(&key, words::offer_measure(&context.spec(measure).name)))
    });
    standard
        .chain(drawn)
        .chain(others)
        .chain(measures)
        .collect()
}

/// Makes one slide; `None` for an unknown key.
#[must_use]
pub fn slide(case: &Case, key: &str) -> Option<Slide> {
    build_slide(&ReportContext::new(case), key)
}

/// Returns whether a slide has content for the case. A slide without keeps its place in the order.
fn has_point(context: &ReportContext<'_>, key: &str) -> bool {
    match key {
        "own" => !with_evidence(context, Evidence::Own).is_empty(),
        _ => true,
    }
}

fn build_slide(context: &ReportContext<'_>, key: &str) -> Option<Slide> {
    let slide = match key {
        "question" => question(context),
        "requirement" => requirement(context),
        "decided" => decided(context),
        "proposed" => possible(context),
        "own" => own(context),
        "uncalculated" => uncalculated(context),
        "housing" => housing(context),
        "parties" => parties_slide(context),
        "years" => years(context),
        "balance" => balance(context),
        "alternatives" => alternatives(context)?,
        "request" => request(context),
        "required" => required_slide(context),
        "gives" => gives_slide(context),
        "futures" => futures_slide(context),
        "figure:bridge-measures" => bridge_slide(context),
        _ => {
            if let Some(id) = key.strip_prefix(FIGURE) {
                figure(context, id)?
            } else if let Some(id) = key.strip_prefix(MEASURE) {
                measure(context, Measure::find(id)?)
            } else {
                let id = key.strip_prefix(ALTERNATIVE)?;
                let mut others = context.case.alternatives.iter();
                alternative(context, others.find(|other| other.id == id)?)
            }
        }
    };
    let mut slide = Slide {
        key: key.to_owned(),
        left: left_bar(context),
        ..slide
    };
    if slide.blocks.iter().any(has_numbers) {
        slide.notes.extend(context.own_underlag());
    }
    Some(slide)
}

/// Returns whether own figures may affect what a block shows.
fn has_numbers(block: &Block) -> bool {
    matches!(
        block,
        Block::Numbers(_) | Block::Table(_) | Block::Figure(_)
    )
}

fn slide_with(title: String, blocks: Vec<Block>, notes: &[&str]) -> Slide {
    Slide {
        key: String::new(),
        title,
        blocks,
        notes: notes.iter().map(|note| (*note).to_owned()).collect(),
        levers: Vec::new(),
        left: LeftBar::default(),
    }
}

/// Makes the foot of every slide: what is left in the year shown, and the pieces that the requirement is made up of.
fn left_bar(context: &ReportContext<'_>) -> LeftBar {
    let year = context.year();
    let gaps = context.gaps(year);
    let requirement = context.of(Quantity::Requirement(Scope::Total, year));
    let says = if shared::is_nothing(requirement) && gaps.is_balanced() {
        format!("{}.", shared::no_requirement(year))
    } else if gaps.is_balanced() {
        gaps.balance(year)
    } else {
        words::left_in(year, &shared::amount(gaps.left()))
    };
    let evidences = Evidence::ALL.iter().map(|&evidence| {
        let name = shared::evidence(evidence);
        (evidence.as_str(), context.evidence(evidence), name)
    });
    let lower = shared::lowered(&context.pack, &context.outcome);
    let rest = [
        ("none", gaps.left(), words::LEFT),
        ("lower", lower.iter().sum(), words::LOWER),
    ];
    let pieces = evidences.chain(rest).filter(|(_, mnkr, _)| *mnkr >= 0.05);
    LeftBar {
        says,
        pieces: pieces
            .map(|(kind, mnkr, name)| LeftPiece {
                kind: kind.to_owned(),
                mnkr,
                name: words::piece(&shared::amount(mnkr), name),
            })
            .collect(),
    }
}

/// Makes a chart block whose quantities are all of the scenario's own outcome.
pub(crate) fn drawn(
    id: &str,
    lead: impl Into<String>,
    figure: AnyFigure,
    numbers: impl IntoIterator<Item = impl Into<Option<Quantity>>>,
) -> Block {
    Block::Figure(Box::new(ChartBlock {
        id: id.to_owned(),
        lead: lead.into(),
        figure,
        quantities: numbers.into_iter().map(Into::into).collect(),
        marks: Vec::new(),
    }))
}

/// A cell of a table block, with its quantity.
pub(crate) struct TableCell {
    pub(crate) cell: FigureCell,
    pub(crate) quantity: Option<Quantity>,
}

impl TableCell {
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self {
            cell: FigureCell::Text(text.into()),
            quantity: None,
        }
    }

    /// Makes a cell of a number that is not of the scenario's own outcome.
    pub(crate) fn stated(value: f64, decimals: u8) -> Self {
        Self {
            cell: FigureCell::Number {
                value,
                text: format::number(value, decimals),
            },
            quantity: None,
        }
    }

    /// Makes an empty cell.
    pub(crate) fn empty() -> Self {
        Self {
            cell: FigureCell::Empty,
            quantity: None,
        }
    }

    /// Makes a cell of mnkr that is not of the scenario's own outcome, with "+" above zero.
    pub(crate) fn change(value: f64) -> Self {
        Self {
            cell: FigureCell::Number {
                value,
                text: format::signed(value, 1),
            },
            quantity: None,
        }
    }

    /// Makes a cell of a quantity in its own unit, which can be explained.
    pub(crate) fn of(context: &ReportContext<'_>, quantity: Quantity) -> Self {
        let value = context.of(quantity);
        Self {
            quantity: Some(quantity),
            ..Self::stated(value, shared::decimals(quantity.unit()))
        }
    }

    /// Returns whether the number is a surplus, shown below zero.
    fn is_over(&self) -> bool {
        match (&self.cell, self.quantity) {
            (FigureCell::Number { value, .. }, Some(quantity)) => {
                shared::is_rest(quantity) && shared::is_over(*value)
            }
            _ => false,
        }
    }

    /// Makes a cell in mnkr without decimals, for large totals.
    pub(crate) fn whole(context: &ReportContext<'_>, quantity: Quantity) -> Self {
        Self {
            quantity: Some(quantity),
            ..Self::stated(context.of(quantity), 0)
        }
    }

    /// Makes a cell in tkr of mnkr.
    pub(crate) fn tkr(context: &ReportContext<'_>, quantity: Quantity) -> Self {
        Self {
            quantity: Some(quantity),
            ..Self::stated(context.of(quantity) * 1000.0, 0)
        }
    }

    /// Makes a cell in tkr of mnkr, with "+" above zero.
    pub(crate) fn signed_tkr(context: &ReportContext<'_>, quantity: Quantity) -> Self {
        let value = context.of(quantity) * 1000.0;
        Self {
            cell: FigureCell::Number {
                value,
                text: format::signed(value, 0),
            },
            quantity: Some(quantity),
        }
    }
}

/// Makes a table block of rows of cells.
pub(crate) fn table_of(
    caption: impl Into<String>,
    columns: impl IntoIterator<Item = impl Into<String>>,
    rows: Vec<Vec<TableCell>>,
) -> TableBlock {
    let mut quantities = Vec::new();
    let mut cells = Vec::new();
    let mut has_minus = false;
    for row in rows {
        let mut line = Vec::new();
        for (column, one) in row.into_iter().enumerate() {
            has_minus |= one.is_over();
            if column > 0 && one.cell.is_number() {
                quantities.push(one.quantity);
            }
            line.push(one.cell);
        }
        cells.push(line);
    }
    TableBlock {
        table: FigureTable {
            caption: caption.into(),
            columns: columns.into_iter().map(Into::into).collect(),
            rows: cells,
        },
        quantities,
        note: if has_minus { shared::MINUS } else { "" }.to_owned(),
        total: false,
    }
}

/// Makes a table block whose last row is the sum of those above it; where rounded amounts do not add up to the
/// rounded sum, its note says so.
pub(crate) fn totalled(tabled: TableBlock) -> TableBlock {
    let number = |row: &Vec<FigureCell>, column: usize| match row.get(column) {
        Some(FigureCell::Number { value, text }) => {
            let decimals = text.split_once(',').map_or(0, |(_, rest)| rest.len());
            Some((*value, decimals as u8))
        }
        _ => None,
    };
    let is_off = |column: usize| {
        let (total, parts) = tabled.table.rows.split_last()?;
        let (total, decimals) = number(total, column)?;
        let parts: Option<Vec<_>> = parts.iter().map(|row| number(row, column)).collect();
        let parts: Vec<f64> = parts?.into_iter().map(|(value, _)| value).collect();
        // A column of shares is no sum.
        let is_sum = (parts.iter().sum::<f64>() - total).abs() < 1e-6;
        (is_sum && !shared::adds_up(&parts, total, decimals)).then_some(())
    };
    let off = (1..tabled.table.columns.len()).find_map(is_off).is_some();
    let notes = [&*tabled.note, if off { shared::ROUNDED } else { "" }];
    let notes: Vec<_> = notes.into_iter().filter(|note| !note.is_empty()).collect();
    TableBlock {
        note: notes.join(" "),
        total: true,
        ..tabled
    }
}

/// Names a gap or surplus of mnkr, and formats its amount.
fn left(gap: f64) -> (&'static str, String) {
    (words::left(gap), shared::amount(gap))
}

/// Notes what the three numbers do not show: that no requirement is set, that one area lacks money where the other has a
/// surplus, and that rounded amounts do not add up.
fn answer_notes(year: Year, gaps: Gaps, [requirement, saving, gap]: [f64; 3]) -> Option<Block> {
    let rounded = !shared::adds_up(&[requirement, -saving], gap, 1);
    let none = shared::is_nothing(requirement);
    let notes = [
        none.then(|| format!("{}.", shared::no_requirement(year))),
        shared::uneven(gaps).filter(|_| !none),
        (!none && gaps.is_balanced()).then(|| gaps.balance(year)),
        gaps.low_funding(year).filter(|_| !none),
        rounded.then(|| shared::ROUNDED.to_owned()),
    ];
    let notes: Vec<_> = notes.into_iter().flatten().collect();
    (!notes.is_empty()).then(|| Block::Text(notes.join(" ")))
}

fn question(context: &ReportContext<'_>) -> Slide {
    let year = context.year();
    let answer = context.answer();
    let [requirement, ..] = answer;
    let gaps = context.gaps(year);
    let notes = answer_notes(year, gaps, answer);
    let own = context.own_underlag().map(Block::Text);
    let of = |label: &str, quantity: fn(Scope, Year) -> Quantity| {
        context.number(label, quantity(Scope::Total, year))
    };
    let (label, value) = left(gaps.rest());
    let mut numbers = vec![
        of(words::REQUIREMENT, Quantity::Requirement),
        of(words::SAVING, Quantity::Saving),
    ];
    // Nothing is more than a requirement that is not set.
    if !shared::is_nothing(requirement) || !gaps.is_balanced() {
        numbers.push(KeyFigure {
            value,
            ..context.number(label, gaps.quantity(year))
        });
    }
    let bridge = figures::bridge(&context.pack, &context.outcome, year);
    let bridge = drawn(
        "bild-bro",
        shared::bridge_lead(year),
        bridge,
        figures::bridge_quantities(&context.pack, &context.outcome, year),
    );
    let mut slide = slide_with(
        words::question(year),
        vec![
            bridge,
            Block::Numbers(numbers),
            Block::Text(words::scenario(
                &context.case.name,
                context.deviating().len(),
                context.documents(),
            )),
        ]
        .into_iter()
        .chain(notes)
        .chain([Block::Text(format!(
            "{} {}",
            context.balance_year(),
            finance::LIST_MISSING
        ))])
        .chain(own)
        .collect(),
        &words::QUESTION_NOTES,
    );
    let document = context.pack.documents.first();
    slide
        .notes
        .extend(document.map(|document| words::source(&document.title)));
    slide
}

/// The requirement that the documents state and the levers set: the plan year's, whichever year is shown.
fn requirement(context: &ReportContext<'_>) -> Slide {
    let year = context.plan();
    let of = |scope| Quantity::Requirement(scope, year);
    let share = |scope| context.of(Quantity::RequirementShare(scope, year));
    let numbers = Area::ALL.iter().zip(words::AREAS_OF).map(|(&area, whose)| {
        let name = shared::scope(area.into());
        KeyFigure {
            note: words::requirement_share(share(area.into()), whose),
            ..context.number(name, of(area.into()))
        }
    });
    let stated = [CARE, HEALTH].map(|id| base_pack().spec(id).default);
    let total = context.of(of(Scope::Total));
    let mut slide = slide_with(
        words::requirement(year, total, share(Scope::Total)),
        vec![
            drawn(
                "bild-omraden",
                shared::areas_lead(year),
                figures::areas(&context.outcome, year),
                Area::ALL
                    .iter()
                    .flat_map(|&area| figures::area_numbers(area, year)),
            ),
            Block::Numbers(numbers.collect()),
            Block::Text(words::REQUIREMENT_IS.to_owned()),
        ],
        &words::REQUIREMENT_NOTES,
    );
    let stated = words::requirement_of(total, stated.iter().sum());
    slide.notes.insert(0, stated);
    slide.levers = vec![CARE, HEALTH];
    slide
}

/// Lists the measures that count, have an amount and have this evidence.
fn with_evidence(context: &ReportContext<'_>, evidence: Evidence) -> Vec<Measure> {
    let mut counted = context.counted();
    counted.retain(|&one| context.evidence_of(context.spec(one)) == Some(evidence));
    counted
}

/// Makes a measure's row: its effect in the plan year and in a full year, or that it has no amount.
fn effect_row(context: &ReportContext<'_>, measure: Measure) -> Vec<TableCell> {
    let spec = context.spec(measure);
    let name = spec.name.to_string();
    if !context.has_figure(measure) {
        return vec![
            TableCell::text(name),
            TableCell::text(measures::NOT_CALCULATED),
            TableCell::text(measures::NOT_CALCULATED),
        ];
    }
    let name = if !context.is_on(measure) {
        words::turned_off(&name)
    } else if context.evidence_of(spec) != spec.evidence {
        words::changed_amount(&name)
    } else if context.outcome.is_gross(measure) {
        measures::gross_name(&name)
    } else if spec.status == MeasureStatus::Proposed && spec.evidence == Some(Evidence::Own) {
        words::own_amount(&name)
    } else {
        name
    };
    vec![
        TableCell::text(name),
        TableCell::tkr(context, Quantity::MeasureSaving(measure, context.year())),
        TableCell::tkr(context, Quantity::FullYear(measure)),
    ]
}

/// Makes a slide of the measures with an evidence. Those beyond the largest number of rows share a row.
fn effects(context: &ReportContext<'_>, evidence: Evidence, all: &[Measure], note: &str) -> Slide {
    let [requirement, ..] = context.answer();
    let year = context.year();
    let given = context.evidence(evidence);
    let (shown, rest) = all.split_at(if all.len() > ROWS {
        ROWS - 1
    } else {
        all.len()
    });
    let body = if shown.is_empty() {
        Block::Text(words::none(evidence).to_owned())
    } else {
        let mut rows: Vec<_> = shown.iter().map(|&one| effect_row(context, one)).collect();
        if !rest.is_empty() {
            rows.push(rest_row(context, rest));
        }
        Block::Table(TableBlock {
            note: note.to_owned(),
            ..table_of(
                words::effect_caption(evidence),
                words::effect_columns(year),
                rows,
            )
        })
    };
    let mut slide = slide_with(
        words::evidence(evidence, year, given, requirement),
        vec![body],
        &[words::FULL_YEAR_NOTE],
    );
    for &one in all {
        let spec = context.spec(one);
        slide.notes.push(words::affects(&spec.name, &spec.affects));
        slide.notes.push(words::source(&spec.source));
    }
    let levers = all.iter().flat_map(|&one| context.spec(one).levers.iter());
    slide.levers = levers.copied().take(ROWS).collect();
    slide
}

/// Makes the row of the measures that have no row of their own.
pub(crate) fn rest_row(context: &ReportContext<'_>, rest: &[Measure]) -> Vec<TableCell> {
    let sum = |quantity: &dyn Fn(Measure) -> Quantity| {
        let all = rest.iter().map(|&one| context.of(quantity(one)));
        TableCell::stated(all.sum::<f64>() * 1000.0, 0)
    };
    vec![
        TableCell::text(words::more_measures(rest.len())),
        sum(&|one| Quantity::MeasureSaving(one, context.year())),
        sum(&Quantity::FullYear),
    ]
}

fn of_status(context: &ReportContext<'_>, status: MeasureStatus) -> Vec<Measure> {
    let all = Measure::ALL.iter().copied();
    all.filter(|&one| context.spec(one).status == status)
        .collect()
}

fn decided(context: &ReportContext<'_>) -> Slide {
    let shown = of_status(context, MeasureStatus::Decided);
    effects(context, Evidence::Decided, &shown, "")
}

/// What is possible with an amount, and what is proposed without one. Its key is older than the status *possible*.
fn possible(context: &ReportContext<'_>) -> Slide {
    let mut shown = of_status(context, MeasureStatus::Possible);
    shown.extend(of_status(context, MeasureStatus::Proposed));
    let note = if shown.iter().all(|&one| context.has_figure(one)) {
        ""
    } else {
        words::proposed_without()
    };
    effects(context, Evidence::Possible, &shown, note)
}

fn own(context: &ReportContext<'_>) -> Slide {
    let mut shown = with_evidence(context, Evidence::Own);
    let effect = |&one: &Measure| context.of(Quantity::MeasureSaving(one, context.year()));
    shown.sort_by(|a, b| effect(b).abs().total_cmp(&effect(a).abs()));
    let mut slide = effects(context, Evidence::Own, &shown, words::OWN_NOTE);
    slide.blocks.extend(context.gross().map(Block::Text));
    slide
}

/// Returns a measure's index in [`words::GROUPS`].
fn group(status: MeasureStatus) -> usize {
    match status {
        MeasureStatus::Decided => 0,
        MeasureStatus::Proposed => 1,
        MeasureStatus::Possible => 2,
        MeasureStatus::PreStudy
        | MeasureStatus::StudyVisit
        | MeasureStatus::Training
        | MeasureStatus::Ongoing => 3,
        MeasureStatus::Own => 5,
        _ => 4,
    }
}

/// Groups the measures without an amount by their status: the group's name, and their names.
pub(crate) fn uncalculated_groups<'a>(
    context: &'a ReportContext<'_>,
) -> Vec<(&'static str, Vec<&'a MeasureSpec>)> {
    let without = context.uncalculated();
    let groups = words::groups().into_iter().enumerate();
    groups
        .map(|(place, name)| {
            let here = without.iter().filter(|spec| group(spec.status) == place);
            (name, here.copied().collect::<Vec<_>>())
        })
        .filter(|(_, here)| !here.is_empty())
        .collect()
}

fn uncalculated(context: &ReportContext<'_>) -> Slide {
    let without = context.uncalculated().len();
    let rows = uncalculated_groups(context)
        .into_iter()
        .map(|(name, here)| {
            let names: Vec<_> = here.iter().map(|spec| spec.phrase()).collect();
            vec![
                TableCell::text(name),
                TableCell::stated(names.len() as f64, 0),
                TableCell::text(format::capital(&words::names(&names))),
            ]
        });
    let rows: Vec<_> = rows.collect();
    let body = (!rows.is_empty()).then(|| {
        Block::Table(table_of(
            words::UNCALCULATED_CAPTION,
            words::UNCALCULATED_COLUMNS,
            rows,
        ))
    });
    slide_with(
        words::uncalculated(without, context.pack.measures.len()),
        body.into_iter().collect(),
        &words::UNCALCULATED_NOTES,
    )
}

/// Names the sources of the numbers of homes.
pub(crate) fn housing_caution(context: &ReportContext<'_>) -> &'static str {
    let own = |id: InputId| {
        id.name().starts_with("housing.") && context.pack.spec(id).status == Status::Own
    };
    if !figures::emptiness_is_example(&context.pack) {
        words::HOUSING_ALL_OWN
    } else if InputId::all().any(own) {
        words::HOUSING_OWN
    } else {
        words::housing_caution()
    }
}

fn housing(context: &ReportContext<'_>) -> Slide {
    let year = context.year();
    let figure = figures::emptiness(&context.pack, &context.outcome, year);
    let mut slide = slide_with(
        figure.title().to_owned(),
        vec![
            Block::Text(housing_caution(context).to_owned()),
            drawn(
                "bild-tomma",
                shared::emptiness_lead(year),
                figure,
                figures::emptiness_numbers(year),
            ),
        ],
        &words::housing_notes(),
    );
    let source = |id| &*context.pack.spec(id).source;
    slide.notes.push(words::housing_source(
        source(input_id("housing.social_psychiatry.unfit_vacancy")),
        source(input_id("housing.nursing_home.daily_rate")),
    ));
    slide.levers = vec![
        input_id("occupancy.social_psychiatry.change"),
        input_id("housing_upgrade.social_psychiatry.change"),
        input_id("occupancy.nursing_home.change"),
    ];
    slide
}

fn parties_slide(context: &ReportContext<'_>) -> Slide {
    let year = context.year();
    let figure = figures::split(&context.outcome, &Party::SHOWN, year);
    let moved = context.of(Quantity::PartyTransfer(Party::Kson, year));
    let mut blocks = vec![drawn(
        "bild-parter",
        parties::lead(year),
        figure.clone(),
        figures::split_numbers(&Party::SHOWN, year),
    )];
    if !parties::is_nothing(moved) {
        blocks.push(Block::Text(parties::transfer_note().to_owned()));
    }
    slide_with(figure.title().to_owned(), blocks, &words::parties_notes())
}

fn years(context: &ReportContext<'_>) -> Slide {
    let (plan, (first, last)) = (context.plan(), context.span());
    let figure = figures::years(&context.pack, &context.outcome, false);
    let mut slide = slide_with(
        figure.title().to_owned(),
        vec![
            drawn(
                "bild-ar",
                shared::years_lead_fixed(plan),
                figure,
                figures::years_numbers(&context.pack, false),
            ),
            Block::Text(
                [words::years_left(
                    context.left_in(first),
                    context.left_in(last),
                )]
                .into_iter()
                .chain(
                    [first, last]
                        .into_iter()
                        .filter_map(|year| context.low_funding(year)),
                )
                .collect::<Vec<_>>()
                .join(" "),
            ),
        ],
        &[words::YEARS_NOTE],
    );
    let source = |id| &*context.pack.spec(id).source;
    slide.notes.push(words::years_source(
        source(input_id("demography.growth_80_to_2025")),
        context.pack.growth_to,
        source(input_id("demography.growth_80_after")),
    ));
    slide.notes.insert(0, context.contributions());
    slide.levers = contribution_levers(context);
    slide
}

/// Lists the levers of the members' contributions that count.
fn contribution_levers(context: &ReportContext<'_>) -> Vec<InputId> {
    if context.inputs.get(BY_INCREASE) > 0.0 {
        vec![INCREASE_CARE, INCREASE_HEALTH, EXTRA_PER_YEAR]
    } else {
        vec![GROWTH_FUNDING, EXTRA_PER_YEAR]
    }
}

/// Recurring balance and the year's result, and what must be restored.
fn balance(context: &ReportContext<'_>) -> Slide {
    let figure = figures::balance(&context.pack, &context.outcome);
    let mut slide = slide_with(
        figure.title().to_owned(),
        vec![
            drawn(
                "bild-balans",
                finance::balance_lead(context.plan()),
                figure,
                figures::balance_numbers(&context.pack),
            ),
            Block::Text(context.restore_most()),
        ],
        &finance::RESTORE_MEANS,
    );
    slide.notes.push(context.contributions());
    slide.levers = contribution_levers(context);
    slide
}

/// A scenario in a comparison: its name, its outcome, and whether it is the case's own.
pub(crate) struct ComparedScenario {
    pub(crate) name: String,
    pub(crate) outcome: Outcome,
    pub(crate) own: bool,
}

/// Lists the case's own scenario and as many alternatives as fit beside it.
pub(crate) fn compared_scenarios(context: &ReportContext<'_>) -> Vec<ComparedScenario> {
    let mut all = vec![ComparedScenario {
        name: words::own_name(&context.case.name),
        outcome: context.outcome.clone(),
        own: true,
    }];
    for other in context.case.alternatives.iter().take(COMPARED - 1) {
        let name = compare::distinct(&other.name, |name| all.iter().any(|one| one.name == name));
        all.push(ComparedScenario {
            name,
            outcome: context.outcome_of(&other.values),
            own: false,
        });
    }
    all
}

/// Makes a chart and a table of the alternatives; `None` where there are none.
pub(crate) fn compared(context: &ReportContext<'_>, id: &str) -> Option<(AnyFigure, [Block; 2])> {
    if context.case.alternatives.is_empty() {
        return None;
    }
    let (plan, (first, horizon)) = (context.plan(), context.span());
    let all = compared_scenarios(context);
    let years: Vec<Year> = (plan..=horizon).collect();
    let gap = |outcome: &Outcome, year| outcome.value(Quantity::Remaining(year)).unwrap_or(0.0);
    let lines = all.iter().map(|one| {
        let gaps = years.iter().map(|&year| gap(&one.outcome, year));
        (one.name.clone(), gaps.collect::<Vec<_>>())
    });
    let figure = figures::compared(&context.pack, &years, &lines.collect::<Vec<_>>());
    let rows = all.iter().map(|one| {
        let number = |quantity| {
            let value = one.outcome.value(quantity).unwrap_or(0.0);
            TableCell {
                quantity: one.own.then_some(quantity),
                ..TableCell::stated(value, 1)
            }
        };
        vec![
            TableCell::text(one.name.clone()),
            number(Quantity::Requirement(Scope::Total, first)),
            number(Quantity::Remaining(first)),
            number(Quantity::Remaining(horizon)),
            number(Quantity::RemainingLowFunding(horizon)),
            TableCell::text(finance::balance_cell(one.outcome.balance_year(), horizon)),
        ]
    });
    let more = words::compared_more(context.case.alternatives.len().saturating_sub(COMPARED - 1));
    let note = [words::COMPARED_STATED, finance::LOW_FUNDING_NOTE, &more];
    let note: Vec<_> = note.into_iter().filter(|note| !note.is_empty()).collect();
    let table = TableBlock {
        note: note.join(" "),
        ..table_of(
            words::COMPARED_CAPTION,
            words::compared_columns(first, horizon),
            rows.collect(),
        )
    };
    let drawing = Block::Figure(Box::new(ChartBlock {
        id: id.to_owned(),
        lead: compare::years_lead(plan),
        figure: figure.clone(),
        quantities: Vec::new(),
        marks: Vec::new(),
    }));
    Some((figure, [drawing, Block::Table(table)]))
}

fn alternatives(context: &ReportContext<'_>) -> Option<Slide> {
    let (figure, [drawing, table]) = compared(context, "bild-alternativ")?;
    Some(slide_with(
        figure.title().to_owned(),
        vec![drawing, table],
        &[words::COMPARED_STATED],
    ))
}

/// Lists the questions that a scenario leaves to the direktion. What the direktion has proposed for another to decide is
/// not asked again.
pub(crate) fn questions(context: &ReportContext<'_>) -> Vec<String> {
    let possible = phrases(context, MeasureStatus::Possible);
    let without = context.uncalculated();
    let proposed = without
        .iter()
        .filter(|spec| spec.status == MeasureStatus::Proposed)
        .count();
    let all = [
        words::ask_possible(&possible),
        words::ask_uncalculated(without.len() - proposed, proposed > 0),
        words::ask_left(context.gaps(context.year())),
    ];
    all.into_iter().filter(|text| !text.is_empty()).collect()
}

/// Makes the block that says what the direktion has proposed already; `None` where the pack has no such measure.
pub(crate) fn already_proposed(context: &ReportContext<'_>) -> Option<Block> {
    let proposed = phrases(context, MeasureStatus::Proposed);
    (!proposed.is_empty()).then(|| Block::Text(words::already_proposed(&proposed)))
}

fn phrases<'a>(context: &'a ReportContext<'_>, status: MeasureStatus) -> Vec<&'a str> {
    let all = of_status(context, status).into_iter();
    all.map(|one| context.spec(one).phrase()).collect()
}

fn request(context: &ReportContext<'_>) -> Slide {
    let mut blocks = vec![Block::List(questions(context))];
    blocks.extend(already_proposed(context));
    blocks.push(Block::Blank {
        key: "beslut".to_owned(),
        label: words::DECISION.to_owned(),
        lines: 2,
    });
    slide_with(
        words::request(context.year(), context.gaps(context.year())),
        blocks,
        &words::request_notes(),
    )
}

fn figure(context: &ReportContext<'_>, id: &str) -> Option<Slide> {
    let year = context.year();
    let outcome = &context.outcome;
    let place = HousingType::SocialPsychiatry;
    let (figure, lead, numbers) = match id {
        "bridge" => (
            figures::bridge(&context.pack, outcome, year),
            shared::bridge_lead(year),
            figures::bridge_quantities(&context.pack, outcome, year),
        ),
        "areas" => (
            figures::areas(outcome, year),
            shared::areas_lead(year),
            Area::ALL
                .iter()
                .flat_map(|&area| figures::area_numbers(area, year))
                .map(Some)
                .collect(),
        ),
        "spiral" => (
            figures::spiral(&context.pack, outcome, place),
            words::spiral_lead().to_owned(),
            figures::spiral_numbers(place).map(Some).to_vec(),
        ),
        "years-current" => (
            figures::years(&context.pack, outcome, true),
            words::YEARS_CURRENT.to_owned(),
            figures::years_numbers(&context.pack, true)
                .into_iter()
                .map(Some)
                .collect(),
        ),
        _ => return None,
    };
    let title = figure.title().to_owned();
    let id = format!("bild-{id}");
    Some(slide_with(
        title,
        vec![drawn(&id, lead, figure, numbers)],
        &[],
    ))
}

/// Makes a slide in place of one that is being worked out.
fn coming(title: &str) -> Slide {
    slide_with(
        title.to_owned(),
        vec![Block::Text(required::COMING.to_owned())],
        &[],
    )
}

/// Makes the slide of how sure the answer is.
fn futures_slide(context: &ReportContext<'_>) -> Slide {
    let Some((futures, year)) = certainty::found(context) else {
        return coming(sure::SURE);
    };
    if let Some(dots) = certainty::drawn_dots(context, futures, year, "bild-framtider") {
        let drawn = usize::from(context.case.drawn);
        let left = &futures.first[..drawn];
        let says = sure::drawn_count(left, futures.points);
        return slide_with(
            sure::drawn_title(drawn, left.last().copied().unwrap_or_default()),
            vec![dots, Block::Text(says)],
            &[&sure::how(futures.points)],
        );
    }
    let mut blocks: Vec<Block> = certainty::dots(context, futures, year, "bild-framtider")
        .into_iter()
        .collect();
    let why = sure::why(futures, year);
    let says: Vec<String> = why
        .into_iter()
        .chain([sure::ONLY_SPANS.to_owned()])
        .collect();
    blocks.push(Block::Text(says.join(" ")));
    slide_with(
        sure::title(futures, year),
        blocks,
        &[&sure::how(futures.points)],
    )
}

fn required_slide(context: &ReportContext<'_>) -> Slide {
    let Some(worked_out) = &context.case.worked_out else {
        return coming(required::REQUIRED);
    };
    let year = context.year();
    let findings = required_findings(context, worked_out);
    let mut blocks = vec![Block::Lead(findings.join(" "))];
    blocks.push(Block::Numbers(
        worked_out
            .lists
            .iter()
            .map(|list| {
                let scope = list.scope();
                let gap = match scope {
                    Scope::Area(_) => context.of(Quantity::Gap(scope, year)),
                    Scope::Total => context.gaps(year).rest(),
                };
                let quantity = match scope {
                    Scope::Area(_) => Quantity::Gap(scope, year),
                    Scope::Total => context.gaps(year).quantity(year),
                };
                let (label, value) = left(gap);
                KeyFigure {
                    value,
                    note: label.to_owned(),
                    ..context.number(required::heading(scope), quantity)
                }
            })
            .collect(),
    ));
    let rows = ROWS / worked_out.lists.len().max(1);
    blocks.extend(required_tables(context, worked_out, rows));
    slide_with(
        required::left(year, context.of(Quantity::Remaining(year)))
            .trim_end_matches('.')
            .to_owned(),
        blocks,
        &[required::ROWS_ARE, required::effects_are()],
    )
}

/// Says of each area whether any lever alone would be enough.
pub(crate) fn required_findings(
    context: &ReportContext<'_>,
    worked_out: &WorkedOut,
) -> Vec<String> {
    let finding = |list: &LeverList| {
        let rows = list.rows(&context.inputs);
        let enough = |is_alone: bool| {
            let rows = rows.iter().filter(|row| row.is_enough);
            rows.filter(|row| (row.levers.len() == 1) == is_alone)
                .count()
        };
        let (alone, alike) = (enough(true), enough(false));
        required::finding(list.scope(), required_left(context, list), alone, alike)
    };
    worked_out.lists.iter().map(finding).collect()
}

/// Returns what is left in a list's area, mnkr.
fn required_left(context: &ReportContext<'_>, list: &LeverList) -> f64 {
    let year = context.year();
    match list.scope() {
        Scope::Total => context.of(Quantity::Remaining(year)),
        scope => context.of(Quantity::Gap(scope, year)),
    }
}

/// Makes a table for each area where something is left: the levers that would be enough, then those that come nearest.
pub(crate) fn required_tables(
    context: &ReportContext<'_>,
    worked_out: &WorkedOut,
    most: usize,
) -> Vec<Block> {
    let lacking = worked_out
        .lists
        .iter()
        .filter(|list| !shared::is_balanced(required_left(context, list)));
    let block = |list: &LeverList| {
        let rows = list.rows(&context.inputs);
        if rows.is_empty() {
            return Block::Text(required::no_rows(list.scope()));
        }
        let (shown, rest) = rows.split_at(most.min(rows.len()));
        let enough = rest.iter().filter(|row| row.is_enough).count();
        let cells = shown.iter().filter_map(|row| required_row(context, row));
        let columns = [required::ROW].into_iter().chain(required::columns());
        let table = table_of(
            required::table(list.scope(), context.year()),
            columns,
            cells.collect(),
        );
        Block::Table(TableBlock {
            note: required::rows_more(enough, rest.len() - enough),
            ..table
        })
    };
    lacking.map(block).collect()
}

fn required_row(context: &ReportContext<'_>, row: &RequiredRow) -> Option<Vec<TableCell>> {
    let spec = row.spec(&context.pack)?;
    let levers = match row.levers.as_slice() {
        [_] => spec.label.to_string(),
        several => required::alike(several.len()),
    };
    let [enough, short] = required::ANSWERS;
    Some(vec![
        TableCell::text(context.marked(
            row.measure,
            required::row_name(context.spec(row.measure), &levers),
        )),
        TableCell::text(required::from_to(spec, row.from, row.to)),
        TableCell::text(if row.is_enough { enough } else { short }),
        TableCell::stated(row.remaining, 1),
        TableCell::change(row.tiohundra),
        TableCell::change(row.group),
    ])
}

/// Slides that show what takes many runs of the model ([`Case::worked_out`]).
const WORKED_OUT: [&str; 4] = ["required", "gives", "futures", "figure:bridge-measures"];

/// Returns whether a case has a slide that shows what takes many runs of the model.
#[must_use]
pub fn shows_worked_out(case: &Case) -> bool {
    let mut keys = case.slides.iter();
    keys.any(|key| WORKED_OUT.contains(&key.as_str()))
}

/// Makes the tables of what each lever alone would take, whole: one for each area where something is left. None until it is
/// worked out.
#[must_use]
pub fn required_in_full(case: &Case) -> Vec<TableBlock> {
    let context = ReportContext::new(case);
    let worked_out = case.worked_out.iter();
    let blocks = worked_out.flat_map(|one| required_tables(&context, one, usize::MAX));
    blocks.filter_map(tabled).collect()
}

/// Makes the tables of what each measure gives, and of the bridge by measure. None until it is worked out.
#[must_use]
pub fn gives_in_full(case: &Case) -> Vec<TableBlock> {
    let context = ReportContext::new(case);
    let Some(worked_out) = &case.worked_out else {
        return Vec::new();
    };
    let bridge = bridge_by_measure(&context, worked_out, "bro").and_then(|block| match block {
        Block::Figure(drawn) => Some(TableBlock {
            quantities: vec![None; drawn.quantities.len()],
            table: drawn.figure.table(),
            note: String::new(),
            total: false,
        }),
        _ => None,
    });
    let table = gives_table(&context, worked_out, usize::MAX);
    table.into_iter().chain(bridge).collect()
}

fn tabled(block: Block) -> Option<TableBlock> {
    match block {
        Block::Table(table) => Some(table),
        _ => None,
    }
}

fn gives_slide(context: &ReportContext<'_>) -> Slide {
    let Some(worked_out) = &context.case.worked_out else {
        return coming(required::GIVES);
    };
    let year = context.year();
    let total = Quantity::Saving(Scope::Total, year);
    let Some(table) = gives_table(context, worked_out, ROWS) else {
        let lead = Block::Text(required::GIVES_LEAD.to_owned());
        return slide_with(required::gives_none(year), vec![lead], &[]);
    };
    slide_with(
        required::gives_title(year, context.of(total)),
        vec![
            Block::Text(required::GIVES_LEAD.to_owned()),
            Block::Table(table),
        ],
        &[],
    )
}

/// Makes the table of what each measure gives; those beyond the largest number of rows share a row. `None` where none
/// gives anything.
pub(crate) fn gives_table(
    context: &ReportContext<'_>,
    worked_out: &WorkedOut,
    most: usize,
) -> Option<TableBlock> {
    let gifts = worked_out.gifts();
    if gifts.is_empty() {
        return None;
    }
    let year = context.year();
    let alone: f64 = worked_out.gives.iter().map(|one| one.alone).sum();
    let total = context.of(Quantity::Saving(Scope::Total, year));
    let shown = if gifts.len() > most { most - 1 } else { most };
    let (shown, rest) = gifts.split_at(shown.min(gifts.len()));
    let mut rows: Vec<_> = shown
        .iter()
        .map(|gift| {
            let name = figures::share_name(&context.pack, &context.inputs, gift);
            let values = [gift.value, gift.alone, gift.last, gift.value - gift.alone];
            let values = values.into_iter().map(TableCell::change);
            [TableCell::text(name)].into_iter().chain(values).collect()
        })
        .collect();
    if !rest.is_empty() {
        let sum = |of: fn(&MeasureShare) -> f64| TableCell::change(rest.iter().map(of).sum());
        rows.push(vec![
            TableCell::text(required::gives_rest(rest.len())),
            sum(|gift| gift.value),
            sum(|gift| gift.alone),
            TableCell::empty(),
            sum(|gift| gift.value - gift.alone),
        ]);
    }
    rows.push(vec![
        TableCell::text(required::SUM),
        TableCell {
            quantity: Some(Quantity::Saving(Scope::Total, year)),
            ..TableCell::change(total)
        },
        TableCell::change(alone),
        TableCell::empty(),
        TableCell::change(total - alone),
    ]);
    let columns = [shared::MEASURE]
        .into_iter()
        .chain(required::GIVES_COLUMNS)
        .chain([required::OVERLAP_COLUMN]);
    Some(totalled(TableBlock {
        note: required::GIVES_TABLE_NOTE.to_owned(),
        ..table_of(required::gives_caption(year), columns, rows)
    }))
}

fn bridge_slide(context: &ReportContext<'_>) -> Slide {
    let Some(worked_out) = &context.case.worked_out else {
        return coming(required::GIVES);
    };
    let blocks: Vec<Block> = bridge_by_measure(context, worked_out, "bild-bro-atgarder")
        .into_iter()
        .collect();
    let title = match blocks.first() {
        Some(Block::Figure(drawn)) => drawn.figure.title().to_owned(),
        _ => required::GIVES.to_owned(),
    };
    slide_with(title, blocks, &[required::GIVES_LEAD])
}

/// Makes the chart from requirement to what is left, with a step for each measure.
pub(crate) fn bridge_by_measure(
    context: &ReportContext<'_>,
    worked_out: &WorkedOut,
    id: &str,
) -> Option<Block> {
    let year = context.year();
    let bridge = figures::bridge_by_measure(
        &context.pack,
        &context.inputs,
        &context.outcome,
        year,
        &worked_out.gifts(),
    )?;
    Some(Block::Figure(Box::new(ChartBlock {
        id: id.to_owned(),
        lead: required::bridge_lead(year),
        figure: bridge.figure,
        quantities: bridge.quantities,
        marks: bridge.marks,
    })))
}

fn measure(context: &ReportContext<'_>, which: Measure) -> Slide {
    let year = context.year();
    let spec = context.spec(which);
    let saving = Quantity::MeasureSaving(which, year);
    let full_year = Quantity::FullYear(which);
    let mut blocks = Vec::new();
    let title = if context.has_figure(which) {
        let mut numbers = vec![
            context.single(words::effect_in(year), saving),
            context.single(words::FULL_YEAR, full_year),
        ];
        let start = context.inputs.get(which.phasing().start_year) as Year;
        let one_off = Quantity::MeasureOneOff(which, start);
        if !shared::is_nothing(context.of(one_off)) {
            numbers.push(context.number(words::ONE_OFF, one_off));
        }
        blocks.push(Block::Numbers(numbers));
        let title = words::measure(&spec.name, year, context.of(saving), context.of(full_year));
        if context.outcome.is_gross(which) {
            blocks.insert(0, Block::Text(words::GROSS_IS.to_owned()));
            words::gross(&title)
        } else {
            title
        }
    } else {
        words::measure_uncalculated(&spec.name)
    };
    blocks.push(Block::Text(spec.purpose.to_string()));
    let mut lines = vec![
        format!("{}{}", words::AFFECTS, spec.affects),
        format!("{}{}", words::CONSEQUENCE, spec.consequence),
    ];
    let rated = Aspect::ALL.iter().filter_map(|&aspect| {
        let level = context.rating(&spec.id, aspect)?;
        Some(words::rated(
            measures::aspect(aspect),
            measures::level(level),
        ))
    });
    let rated: Vec<_> = rated.collect();
    if !rated.is_empty() {
        lines.push(format!("{}{}.", words::RATED, rated.join(", ")));
    }
    blocks.push(Block::List(lines));
    let mut slide = slide_with(title, blocks, &[]);
    let note = context.note(&spec.id);
    if !note.is_empty() {
        slide.notes.push(format!("{}{note}", words::NOTE));
    }
    slide
        .notes
        .extend(spec.note.iter().map(ToString::to_string));
    slide.notes.push(words::source(&spec.source));
    slide.levers = spec.levers.to_vec();
    slide
}

fn alternative(context: &ReportContext<'_>, other: &Alternative) -> Slide {
    let year = context.year();
    let outcome = context.outcome_of(&other.values);
    let inputs = inputs_of(&context.pack, &other.values);
    let gaps = Gaps::of(&outcome, year);
    let own = context.gaps(year).rest();
    let value = |quantity| outcome.value(quantity).unwrap_or(0.0);
    let number = |(label, value): (&str, String)| KeyFigure {
        label: label.to_owned(),
        value,
        note: String::new(),
        quantity: None,
    };
    let saving = value(Quantity::Saving(Scope::Total, year));
    let differs: Vec<_> = InputId::all()
        .filter(|id| inputs.get(*id).to_bits() != context.inputs.get(*id).to_bits())
        .collect();
    let rows = differs.iter().take(ROWS).map(|&id| {
        let spec = context.pack.spec(id);
        vec![
            TableCell::text(spec.label.to_string()),
            TableCell::text(shared::input_value(spec, inputs.get(id))),
            TableCell::text(context.value(id)),
        ]
    });
    let body = if differs.is_empty() {
        Block::Text(words::DIFFERS_NONE.to_owned())
    } else {
        let [input, here] = words::DIFFERS_COLUMNS;
        Block::Table(TableBlock {
            note: words::differs_more(differs.len().saturating_sub(ROWS)),
            ..table_of(
                words::DIFFERS_CAPTION,
                [input, &compare::line_name(&other.name), here],
                rows.collect(),
            )
        })
    };
    let mut numbers = vec![number((words::SAVING, format::mnkr(saving)))];
    let none = shared::is_nothing(value(Quantity::Requirement(Scope::Total, year)));
    // Nothing is more than a requirement that is not set.
    if !none || !gaps.is_balanced() {
        numbers.push(number(left(gaps.rest())));
    }
    let none = none.then(|| Block::Text(format!("{}.", shared::no_requirement(year))));
    slide_with(
        words::alternative(&other.name, &context.case.name, year, gaps.rest(), own),
        [Block::Numbers(numbers)]
            .into_iter()
            .chain(none)
            .chain([body])
            .collect(),
        &[words::COMPARED_STATED],
    )
}
