//! The decision paper: a *beslutsunderlag* with the headings of a Swedish tjänsteskrivelse.

use balans_charts::FigureCell;
use balans_format as format;
use balans_format::text::isolated;
use balans_model::{
    Area, ENGINE, Evidence, InputId, Measure, Member, Party, ProviderMeasure, Quantity, Scope,
    Status, Year, base_pack, input_id,
};
use balans_scenario::Aspect;

use crate::case::LinkKind;
use crate::certainty;
use crate::context::ReportContext;
use crate::deck::{
    TableCell, already_proposed, bridge_by_measure, compared, drawn, gives_table, housing_caution,
    questions, required_findings, required_tables, rest_row, table_of, totalled,
    uncalculated_groups,
};
use crate::figures;
use crate::futures;
use crate::texts::{
    deck as said, finance, futures as sure, measures, paper as words, parties, reconciliation,
    required, shared,
};
use crate::{Block, Case, TableBlock};

/// A decision paper.
#[derive(Clone, Debug, PartialEq)]
pub struct Paper {
    /// Title: the finding.
    pub title: String,
    /// Facts at the head: names and values.
    pub head: Vec<(String, String)>,
    /// Blanks at the head.
    pub blanks: Vec<Block>,
    /// Sections.
    pub sections: Vec<Section>,
}

/// A section under a heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// The heading.
    pub heading: String,
    /// Blocks under the heading.
    pub blocks: Vec<Block>,
    /// Subsections.
    pub sub: Vec<Section>,
}

impl Section {
    fn new(heading: &str, blocks: Vec<Block>) -> Self {
        Self {
            heading: heading.to_owned(),
            blocks,
            sub: Vec::new(),
        }
    }

    fn with(mut self, sub: impl IntoIterator<Item = Self>) -> Self {
        self.sub.extend(sub);
        self
    }
}

/// Largest number of measures with a row each on the one-page paper, and of numbers named there.
const ON_A_PAGE: usize = 6;
const NAMED_ON_A_PAGE: usize = 3;
/// Largest number of levers with a row each in an area.
const REQUIRED_ROWS: usize = 4;

/// Makes a paper with its head, without sections.
fn headed(context: &ReportContext<'_>, blanks: &[(&str, &str)]) -> Paper {
    let case = context.case;
    let [requirement, ..] = context.answer();
    let (to, direktion) = words::to();
    let head = [
        (to, direktion.to_owned()),
        (
            words::SCENARIO,
            words::scenario(&case.name, case.saved.as_deref()),
        ),
        (
            words::MADE,
            words::made(
                &case.today,
                &case.version,
                &context.pack.name,
                base_pack().version(),
                ENGINE,
            ),
        ),
    ];
    Paper {
        title: words::title(context.year(), context.gaps(context.year()), requirement),
        head: head.map(|(name, value)| (name.to_owned(), value)).to_vec(),
        blanks: blanks
            .iter()
            .map(|(key, label)| blank(key, label, 1))
            .collect(),
        sections: Vec::new(),
    }
}

/// Makes the blanks at the head of a paper.
const BLANKS: [(&str, &str); 3] = [
    ("handlaggare", words::CASE_WORKER),
    ("diarienummer", words::REGISTER),
    ("datum", words::DATE),
];

/// Makes the decision paper of the case.
#[must_use]
pub fn paper(case: &Case) -> Paper {
    let context = ReportContext::new(case);
    Paper {
        sections: [
            Some(matter(&context)),
            Some(proposal(&context)),
            Some(summary(&context)),
            Some(background(&context)),
            Some(requirement_section(&context)),
            Some(measures_section(&context)),
            Some(required_section(&context)),
            Some(gives_section(&context)),
            Some(sure_section(&context)),
            Some(housing(&context)),
            Some(affected(&context)),
            Some(consequences(&context)),
            Some(uncertain(&context)),
            alternatives(&context),
            Some(deviations(&context)),
            Some(sources(&context)),
            Some(assumptions(&context)),
            try_it(&context),
            Some(Section::new(
                words::SIGNED,
                vec![
                    blank("ort", words::PLACE, 1),
                    blank("underskrift", words::SIGNED, 1),
                    blank("namn", words::SIGNED_BY, 1),
                ],
            )),
        ]
        .into_iter()
        .flatten()
        .collect(),
        ..headed(&context, &BLANKS)
    }
}

/// Makes the paper of the case on one A4 page: gap, measures with an amount, affected parties, sources, and the link to
/// the scenario. No scenario makes it longer than a page.
#[must_use]
pub fn one_page(case: &Case) -> Paper {
    let context = ReportContext::new(case);
    let year = context.year();
    let [requirement, ..] = context.answer();
    let (answer, more) = shared::answer(year, context.gaps(year), requirement);
    let without = context.uncalculated().len();
    let stands = Section::new(
        words::SUMMARY,
        vec![
            Block::Lead(format!("{answer}{more}")),
            text(finance::LIST_MISSING),
            Block::Table(areas_table(&context)),
            text(later(&context)),
        ],
    );
    let mut measures = Section::new(words::WITH_FIGURE, largest(&context));
    measures.blocks.push(text(if without > 0 {
        format!(
            "{}. {}",
            said::uncalculated(without, context.pack.measures.len()),
            words::UNCERTAIN_IS
        )
    } else {
        format!(
            "{}.",
            said::uncalculated(without, context.pack.measures.len())
        )
    }));
    let affected = Section::new(words::AFFECTED, vec![Block::Table(parties_table(&context))]);
    let carry = Section::new(words::CARRY, vec![Block::List(carrying(&context))]);
    let mut sections = vec![stands, measures, affected, carry];
    if LinkKind::of(&case.link) == LinkKind::Address {
        sections.push(Section::new(
            words::TRY,
            vec![Block::Code(case.link.clone())],
        ));
    }
    Paper {
        sections,
        ..headed(&context, &BLANKS)
    }
}

/// Describes when the budget balances, and what is left in the last year; the lead tells the year shown.
fn later(context: &ReportContext<'_>) -> String {
    let last = context.pack.horizon;
    let left = || {
        let low = context.low_funding(last);
        [Some(said::year_left(context.left_in(last))), low]
    };
    let is_told = context.year() == last;
    let left = (!is_told).then(left).into_iter().flatten().flatten();
    let all: Vec<_> = [context.balance_year()].into_iter().chain(left).collect();
    all.join(" ")
}

/// Describes when the budget balances, and what is left in the year shown and in the last one. The lead tells the year
/// shown at 80 percent too.
fn years_left(context: &ReportContext<'_>) -> String {
    let (first, last) = context.span();
    let years = said::years_left(context.left_in(first), context.left_in(last));
    let low = context.low_funding(last).filter(|_| context.year() != last);
    let all: Vec<_> = [context.balance_year(), years]
        .into_iter()
        .chain(low)
        .collect();
    all.join(" ")
}

/// Makes one table of the measures with an amount, the largest first; those beyond the largest number of rows share a row.
fn largest(context: &ReportContext<'_>) -> Vec<Block> {
    let year = context.year();
    let mut counted = context.counted();
    if counted.is_empty() {
        return vec![text(words::WITH_FIGURE_NONE)];
    }
    let full_year = |one: &Measure| context.of(Quantity::FullYear(*one)).abs();
    counted.sort_by(|a, b| full_year(b).total_cmp(&full_year(a)));
    let (shown, rest) = counted.split_at(if counted.len() > ON_A_PAGE {
        ON_A_PAGE - 1
    } else {
        counted.len()
    });
    let mut rows: Vec<_> = shown
        .iter()
        .map(|&one| {
            vec![
                TableCell::text(context.spec(one).name.to_string()),
                TableCell::text(amount_kind(context, one)),
                TableCell::tkr(context, Quantity::MeasureSaving(one, year)),
                TableCell::tkr(context, Quantity::FullYear(one)),
            ]
        })
        .collect();
    if !rest.is_empty() {
        let mut row = rest_row(context, rest);
        row.insert(1, empty());
        rows.push(row);
    }
    rows.push(vec![
        TableCell::text(words::TOGETHER),
        empty(),
        TableCell::tkr(context, Quantity::Saving(Scope::Total, year)),
        TableCell::tkr(context, Quantity::FullYearTotal()),
    ]);
    let [name, kind, _, first, whole, _] = words::measures_columns(year, context.plan());
    let table = table_of(words::measures_caption(), [name, kind, first, whole], rows);
    vec![Block::Table(totalled(table))]
}

/// Lists what the result depends on, a sentence each.
fn carrying(context: &ReportContext<'_>) -> Vec<String> {
    let mut all = vec![
        context.contributions(),
        words::extra(context.inputs.get(EXTRA_PER_YEAR)),
        housing_caution(context).to_owned(),
    ];
    all.extend(base_year(context));
    all.extend(context.gross());
    all.push(words::assumed_count(assumed(context).len()));
    let deviating = context.deviating();
    let named = deviating
        .iter()
        .take(NAMED_ON_A_PAGE)
        .map(|id| format!("{} {}", context.pack.spec(*id).label, context.value(*id)));
    let named: Vec<_> = named.collect();
    let more = deviating.len().saturating_sub(named.len());
    all.push(words::deviating_named(&named, more, context.documents()));
    all.extend(context.own_underlag());
    all
}

/// Says what stands behind a measure's amount, and whether the amount lacks a cost.
fn amount_kind(context: &ReportContext<'_>, measure: Measure) -> &'static str {
    if context.outcome.is_gross(measure) {
        return measures::GROSS_KIND;
    }
    let evidence = context.evidence_of(context.spec(measure));
    evidence.map_or("", measures::amount_kind)
}

fn blank(key: &str, label: &str, lines: u8) -> Block {
    Block::Blank {
        key: key.to_owned(),
        label: label.to_owned(),
        lines,
    }
}

fn text(text: impl Into<String>) -> Block {
    Block::Text(text.into())
}

fn empty() -> TableCell {
    TableCell {
        cell: FigureCell::Empty,
        quantity: None,
    }
}

fn matter(context: &ReportContext<'_>) -> Section {
    let year = context.plan();
    let of = |scope| context.of(Quantity::Requirement(scope, year));
    Section::new(
        words::MATTER,
        vec![
            text(words::matter(
                year,
                of(Scope::Total),
                of(Area::Care.into()),
                of(Area::Health.into()),
            )),
            text(words::MATTER_SHOWS),
        ],
    )
}

fn proposal(context: &ReportContext<'_>) -> Section {
    let mut blocks = vec![
        blank("forslag", words::PROPOSED, 4),
        text(words::PROPOSAL_IS),
        text(words::QUESTIONS),
        Block::List(questions(context)),
    ];
    blocks.extend(already_proposed(context));
    Section::new(words::PROPOSAL, blocks)
}

/// Lists the assumed inputs that some number depends on.
fn assumed(context: &ReportContext<'_>) -> Vec<InputId> {
    let is_assumed = |id: &InputId| {
        // That a measure counts is a choice, and no assumption about the world.
        context.pack.spec(*id).status == Status::Assumption && !id.name().ends_with(".on")
    };
    InputId::all()
        .filter(|id| is_assumed(id) && !context.is_idle(*id))
        .collect()
}

fn areas() -> [Scope; 3] {
    [Area::Care.into(), Area::Health.into(), Scope::Total]
}

/// Makes the table of requirement, savings and gap by area.
fn areas_table(context: &ReportContext<'_>) -> TableBlock {
    let year = context.year();
    let gaps = context.gaps(year);
    let rows = areas().map(|scope| {
        vec![
            TableCell::text(shared::scope(scope)),
            TableCell::of(context, Quantity::Requirement(scope, year)),
            TableCell::of(context, Quantity::Saving(scope, year)),
            TableCell::of(
                context,
                match scope {
                    Scope::Total => gaps.quantity(year),
                    area => Quantity::Gap(area, year),
                },
            ),
        ]
    });
    let table = totalled(table_of(
        words::areas_caption(year),
        words::areas_columns(),
        Vec::from(rows),
    ));
    let subtracts = areas()
        .into_iter()
        .all(|scope| subtracts(context, scope, year));
    with_rounded(table, subtracts)
}

/// Returns whether requirement less savings equals the gap, as they are rounded.
fn subtracts(context: &ReportContext<'_>, scope: Scope, year: Year) -> bool {
    let of = |quantity: fn(Scope, Year) -> Quantity| context.of(quantity(scope, year));
    let parts = [of(Quantity::Requirement), -of(Quantity::Saving)];
    shared::adds_up(&parts, of(Quantity::Gap), 1)
}

/// Adds a note to the table where rounded amounts in its rows do not add up.
fn with_rounded(table: TableBlock, adds_up: bool) -> TableBlock {
    if adds_up || table.note.contains(shared::ROUNDED) {
        return table;
    }
    TableBlock {
        note: [&*table.note, shared::ROUNDED]
            .join(" ")
            .trim_start()
            .to_owned(),
        ..table
    }
}

fn summary(context: &ReportContext<'_>) -> Section {
    let year = context.year();
    let [requirement, ..] = context.answer();
    let (answer, more) = shared::answer(year, context.gaps(year), requirement);
    let effects = Party::SHOWN
        .into_iter()
        .filter(|party| *party != Party::Group)
        .map(|party| (party, context.of(Quantity::PartyTotal(party, year))));
    let without = context.uncalculated().len();
    Section::new(
        words::SUMMARY,
        vec![
            Block::Lead(format!("{answer}{more}")),
            text(finance::LIST_MISSING),
            text(with_gross(
                context,
                words::by_evidence(
                    context.evidence(Evidence::Decided),
                    context.evidence(Evidence::Possible),
                    context.evidence(Evidence::Own),
                ),
            )),
            text(format!(
                "{}. {}",
                said::uncalculated(without, context.pack.measures.len()),
                parties::answer(year, &effects.collect::<Vec<_>>())
            )),
            text(years_left(context)),
            text(words::stands_on(
                context.deviating().len(),
                assumed(context).len(),
                context.documents(),
            )),
            Block::Table(areas_table(context)),
        ],
    )
}

/// Adds to a sum of own assumptions what of it lacks a cost.
fn with_gross(context: &ReportContext<'_>, sum: String) -> String {
    match context.gross() {
        Some(gross) => format!("{sum} {gross}"),
        None => sum,
    }
}

const GROWTH_80: InputId = input_id("demography.growth_80_to_2025");
const EXTRA_PER_YEAR: InputId = input_id("requirement.extra_per_year");

fn background(context: &ReportContext<'_>) -> Section {
    let pack = &context.pack;
    let growth = context.of(Quantity::ReferenceGrowth(Scope::Total));
    let mut blocks = vec![
        text(words::who()),
        text(words::elderly(
            pack.growth_from,
            pack.growth_to,
            context.inputs.get(GROWTH_80),
            base_pack().spec(GROWTH_80).default,
        )),
        text(format!(
            "{}.",
            shared::years_title(growth, pack.plan_year, pack.horizon)
        )),
        text(words::survey()),
    ];
    if !context.case.note.is_empty() {
        blocks.push(text(words::about(&context.case.note)));
    }
    Section::new(words::BACKGROUND, blocks)
}

fn requirement_section(context: &ReportContext<'_>) -> Section {
    let year = context.year();
    let rows = areas().map(|scope| {
        vec![
            TableCell::text(shared::scope(scope)),
            TableCell::whole(context, Quantity::ReferenceCost(scope, year)),
            TableCell::whole(context, Quantity::Financing(scope, year)),
            TableCell::of(context, Quantity::Requirement(scope, year)),
            TableCell::of(context, Quantity::RequirementShare(scope, year)),
        ]
    });
    Section::new(
        words::REQUIREMENT,
        vec![
            text(said::REQUIREMENT_IS),
            Block::Table(totalled(table_of(
                words::requirement_caption(year),
                words::requirement_columns(year),
                Vec::from(rows),
            ))),
            text(format!(
                "{} {}",
                context.contributions(),
                words::extra(context.inputs.get(EXTRA_PER_YEAR))
            )),
        ],
    )
}

/// Describes when a measure starts.
fn start(context: &ReportContext<'_>, measure: Measure) -> String {
    let phasing = measure.phasing();
    let month = phasing.start_month.map(|id| context.inputs.get(id) as u32);
    let month = month.filter(|month| *month > 1).map(shared::month);
    words::start(
        context.inputs.get(phasing.start_year) as Year,
        month.unwrap_or_default(),
    )
}

fn measures_section(context: &ReportContext<'_>) -> Section {
    let year = context.year();
    let worked_out = context.case.worked_out.as_ref();
    let by_measure = worked_out
        .filter(|_| context.case.by_measure)
        .and_then(|worked_out| bridge_by_measure(context, worked_out, "underlag-bro"));
    let bridge = by_measure.unwrap_or_else(|| {
        drawn(
            "underlag-bro",
            shared::bridge_lead(year),
            figures::bridge(&context.pack, &context.outcome, year),
            figures::bridge_quantities(&context.pack, &context.outcome, year),
        )
    });
    let off: Vec<_> = Measure::ALL
        .iter()
        .filter(|one| !context.is_on(**one))
        .map(|&one| context.spec(one).phrase())
        .collect();
    let off = (!off.is_empty()).then(|| {
        Section::new(
            words::TURNED_OFF,
            vec![text(format!("{}.", format::capital(&said::names(&off))))],
        )
    });
    Section::new(words::MEASURES, vec![bridge])
        .with([with_figure(context), without_figure(context)])
        .with(off)
        .with([by_year(context), results(context)])
}

/// Makes the section of what each lever alone would take: what is left, by when, whether any would be enough, and in each
/// area those that would and those that come nearest.
fn required_section(context: &ReportContext<'_>) -> Section {
    let Some(worked_out) = &context.case.worked_out else {
        return Section::new(required::REQUIRED, vec![text(required::COMING)]);
    };
    let year = context.year();
    let left = required::left(year, context.of(Quantity::Remaining(year)));
    let findings = required_findings(context, worked_out);
    let mut blocks = vec![Block::Lead(format!("{left} {}", findings.join(" ")))];
    let tables = required_tables(context, worked_out, REQUIRED_ROWS);
    if !tables.is_empty() {
        blocks.push(text(format!(
            "{} {}",
            required::ROWS_ARE,
            required::effects_are()
        )));
    }
    blocks.extend(tables);
    Section::new(required::REQUIRED, blocks)
}

/// Makes the section of what each measure gives.
fn gives_section(context: &ReportContext<'_>) -> Section {
    let Some(worked_out) = &context.case.worked_out else {
        return Section::new(required::GIVES, vec![text(required::COMING)]);
    };
    let Some(table) = gives_table(context, worked_out, usize::MAX) else {
        let none = required::gives_none(context.year());
        return Section::new(required::GIVES, vec![text(format!("{none}."))]);
    };
    let blocks = vec![text(required::GIVES_LEAD), Block::Table(table)];
    Section::new(required::GIVES, blocks)
}

/// Makes the section of how sure the answer is. First the finding, marked as an assumption, then what it hangs on, and what
/// is taken as certain.
fn sure_section(context: &ReportContext<'_>) -> Section {
    let Some((found, year)) = certainty::found(context) else {
        return Section::new(sure::SURE, vec![text(required::COMING)]);
    };
    let mut blocks = vec![Block::Lead(sure::assumed(found, year))];
    let how = [sure::how(found.points), sure::ONLY_SPANS.to_owned()];
    let says: Vec<String> = sure::why(found, year).into_iter().chain(how).collect();
    blocks.push(text(says.join(" ")));
    // Before the chart, which needs most of a page's room together.
    blocks.push(text(without_span(context)));
    blocks.extend(certainty::dots(context, found, year, "underlag-framtider"));
    blocks.extend(certainty::tables(context, found));
    Section::new(sure::SURE, blocks)
}

/// Says how many assumptions have a span, and names those that have none; what is asked of every measure is named once.
fn without_span(context: &ReportContext<'_>) -> String {
    let pack = &context.pack;
    let spans = futures::case_spans(context.case);
    let (with, lacking) = futures::without_span(pack, &spans);
    let names = lacking
        .iter()
        .map(|id| shared::lower(&pack.spec(*id).label));
    let names: Vec<String> = names.collect();
    let mut asked = Vec::new();
    for id in futures::phasing_without_span(pack, &spans) {
        let one = shared::lower(asked_of(&pack.spec(id).label));
        if !asked.contains(&one) {
            asked.push(one);
        }
    }
    let count = sure::with_span(with, with + lacking.len());
    let names = sure::without_span(&names, &asked);
    [count, names].join(" ").trim_end().to_owned()
}

/// Returns what a measure's input asks: the label is "measure: what is asked", the same question of each.
fn asked_of(label: &str) -> &str {
    label.rsplit_once(": ").map_or(label, |(_, what)| what)
}

fn with_figure(context: &ReportContext<'_>) -> Section {
    let year = context.year();
    let counted = context.counted();
    if counted.is_empty() {
        return Section::new(words::WITH_FIGURE, vec![text(words::WITH_FIGURE_NONE)]);
    }
    let mut rows: Vec<_> = counted
        .iter()
        .map(|&one| {
            let spec = context.spec(one);
            let starts = context.inputs.get(one.phasing().start_year) as Year;
            vec![
                TableCell::text(spec.name.to_string()),
                TableCell::text(amount_kind(context, one)),
                TableCell::text(start(context, one)),
                TableCell::tkr(context, Quantity::MeasureSaving(one, year)),
                TableCell::tkr(context, Quantity::FullYear(one)),
                TableCell::of(context, Quantity::MeasureOneOff(one, starts)),
            ]
        })
        .collect();
    rows.push(vec![
        TableCell::text(words::TOGETHER),
        empty(),
        empty(),
        TableCell::tkr(context, Quantity::Saving(Scope::Total, year)),
        TableCell::tkr(context, Quantity::FullYearTotal()),
        empty(),
    ]);
    Section::new(
        words::WITH_FIGURE,
        vec![Block::Table(totalled(TableBlock {
            note: words::MEASURES_NOTE.to_owned(),
            ..table_of(
                words::measures_caption(),
                words::measures_columns(year, context.plan()),
                rows,
            )
        }))],
    )
}

fn without_figure(context: &ReportContext<'_>) -> Section {
    let groups = uncalculated_groups(context).into_iter();
    let rows = groups.flat_map(|(_, here)| here).map(|spec| {
        vec![
            TableCell::text(spec.name.to_string()),
            TableCell::text(words::status(spec.status)),
            TableCell::text(spec.affects.to_string()),
        ]
    });
    let rows: Vec<_> = rows.collect();
    let block = if rows.is_empty() {
        text(words::WITHOUT_FIGURE_NONE)
    } else {
        Block::Table(TableBlock {
            note: words::UNCALCULATED_NOTE.to_owned(),
            ..table_of(
                words::UNCALCULATED_CAPTION,
                words::UNCALCULATED_COLUMNS,
                rows,
            )
        })
    };
    Section::new(words::WITHOUT_FIGURE, vec![block])
}

fn by_year(context: &ReportContext<'_>) -> Section {
    let (plan, horizon) = (context.plan(), context.pack.horizon);
    let rows = (plan..=horizon).map(|year| {
        vec![
            TableCell::text(year.to_string()),
            TableCell::whole(context, Quantity::ReferenceCost(Scope::Total, year)),
            TableCell::whole(context, Quantity::Financing(Scope::Total, year)),
            TableCell::of(context, Quantity::Requirement(Scope::Total, year)),
            TableCell::of(context, Quantity::Saving(Scope::Total, year)),
            TableCell::of(context, context.gaps(year).quantity(year)),
            TableCell::of(context, Quantity::RemainingLowFunding(year)),
            TableCell::of(context, Quantity::OneOff(year)),
        ]
    });
    let table = table_of(words::YEARS_CAPTION, words::YEARS_COLUMNS, rows.collect());
    let table = TableBlock {
        note: [&*table.note, finance::LOW_FUNDING_NOTE]
            .join(" ")
            .trim_start()
            .to_owned(),
        ..table
    };
    let table = with_rounded(
        table,
        (plan..=horizon).all(|year| subtracts(context, Scope::Total, year)),
    );
    Section::new(
        words::BY_YEAR,
        vec![
            drawn(
                "underlag-ar",
                shared::years_lead_fixed(plan),
                figures::years(&context.pack, &context.outcome, false),
                figures::years_numbers(&context.pack, false),
            ),
            Block::Table(table),
        ],
    )
}

/// Makes the section of recurring balance, the year's result, and what must be restored.
fn results(context: &ReportContext<'_>) -> Section {
    let (plan, horizon) = (context.plan(), context.pack.horizon);
    let rows = (plan..=horizon).map(|year| {
        let of = |quantity| TableCell::of(context, quantity);
        let members = Member::ALL.iter();
        let members = members.map(|&member| of(Quantity::MemberRestore(member, year)));
        [
            TableCell::text(year.to_string()),
            of(Quantity::Remaining(year)),
            of(Quantity::RemainingLowFunding(year)),
            of(Quantity::YearResult(year)),
            of(Quantity::ReserveUsed(year)),
            of(Quantity::ToRestore(year)),
        ]
        .into_iter()
        .chain(members)
        .collect()
    });
    let table = table_of(
        finance::RESTORE_CAPTION,
        finance::restore_columns(),
        rows.collect(),
    );
    let adds_up = (plan..=horizon).all(|year| {
        let members = Member::ALL.iter();
        let members = members.map(|&member| context.of(Quantity::MemberRestore(member, year)));
        let all = context.of(Quantity::ToRestore(year));
        shared::adds_up(&members.collect::<Vec<_>>(), all, 1)
    });
    Section::new(
        finance::RESTORE,
        vec![
            text(format!(
                "{} {}",
                context.balance_year(),
                context.restore_most()
            )),
            drawn(
                "underlag-balans",
                finance::balance_lead(plan),
                figures::balance(&context.pack, &context.outcome),
                figures::balance_numbers(&context.pack),
            ),
            Block::Table(with_rounded(table, adds_up)),
            text(finance::RESTORE_MEANS.join(" ")),
        ],
    )
}

fn housing(context: &ReportContext<'_>) -> Section {
    let year = context.year();
    let rows = figures::HOMES.map(|home| {
        vec![
            TableCell::text(shared::housing(home)),
            TableCell::of(context, Quantity::VacantDays(home, year)),
            TableCell::tkr(context, Quantity::Compensation(home, year)),
            TableCell::tkr(context, Quantity::ExternalPremiumCost(home, year)),
            TableCell::of(context, Quantity::EmptyPlaceDay(home)),
        ]
    });
    let figure = figures::emptiness(&context.pack, &context.outcome, year);
    Section::new(
        words::HOUSING,
        vec![
            text(format!("{} {}.", housing_caution(context), figure.title())),
            drawn(
                "underlag-tomma",
                shared::emptiness_lead(year),
                figure,
                figures::emptiness_numbers(year),
            ),
            Block::Table(table_of(
                words::housing_caption(year),
                words::HOUSING_COLUMNS,
                Vec::from(rows),
            )),
        ],
    )
}

/// Makes the table of the measures' effect on each party.
fn parties_table(context: &ReportContext<'_>) -> TableBlock {
    let (first, last) = context.span();
    let rows = Party::SHOWN.map(|party| {
        vec![
            TableCell::text(shared::party(party)),
            TableCell::signed_tkr(context, Quantity::PartyTotal(party, first)),
            TableCell::signed_tkr(context, Quantity::PartyTransfer(party, first)),
            TableCell::signed_tkr(context, Quantity::PartyTotal(party, last)),
        ]
    });
    table_of(
        words::PARTIES_CAPTION,
        words::parties_columns(first, last),
        Vec::from(rows),
    )
}

fn affected(context: &ReportContext<'_>) -> Section {
    let (year, plan, horizon) = (context.year(), context.plan(), context.pack.horizon);
    let (first, last) = context.span();
    let capital = context.of(Quantity::TiohundraCapitalShare(year));
    let mut blocks = vec![
        drawn(
            "underlag-parter",
            parties::lead(year),
            figures::split(&context.outcome, &Party::SHOWN, year),
            figures::split_numbers(&Party::SHOWN, year),
        ),
        Block::Table(TableBlock {
            note: parties::transfer_note().to_owned(),
            ..parties_table(context)
        }),
        text(format!("{}.", parties::capital_title(year, capital))),
    ];
    let share = |year| context.of(Quantity::TiohundraCapitalShare(year));
    if (plan..=horizon).any(|year| parties::is_capital_at_risk(share(year))) {
        blocks.push(text(parties::capital_risk()));
    }
    let counted = context.counted();
    if !counted.is_empty() {
        let rows = counted.iter().map(|&one| {
            let effect =
                |party| TableCell::signed_tkr(context, Quantity::PartyEffect(one, party, year));
            let name = TableCell::text(context.spec(one).name.to_string());
            [name].into_iter().chain(Party::SHOWN.map(effect)).collect()
        });
        let columns = [shared::MEASURE]
            .into_iter()
            .chain(Party::SHOWN.map(shared::party));
        blocks.push(Block::Table(table_of(
            words::measure_parties(year),
            columns,
            rows.collect(),
        )));
    }
    let gains = ProviderMeasure::ALL.iter().copied();
    let kept: Vec<_> = gains
        .map(|gain| (gain, context.of(Quantity::ProviderGainKept(gain, year))))
        .filter(|(_, kept)| !parties::is_nothing(*kept))
        .map(|(gain, kept)| {
            let name = &context.pack.measure(gain.measure()).name;
            format!("{}, {}.", parties::kept(name), shared::single(kept))
        })
        .collect();
    if !kept.is_empty() {
        blocks.push(text(format!("{} {}", kept.join(" "), parties::kept_note())));
    }
    let gap = |member, year| context.of(Quantity::MemberGap(member, year));
    let rows = Member::ALL.iter().map(|&member| {
        vec![
            TableCell::text(parties::member(member)),
            TableCell::of(context, Quantity::MemberGap(member, first)),
            TableCell::of(context, Quantity::MemberRaise(member, first)),
            TableCell::of(context, Quantity::MemberGap(member, last)),
        ]
    });
    let finance = Section::new(
        words::FINANCE,
        vec![
            text(format!(
                "{}. {}",
                parties::members_title(
                    year,
                    gap(Member::Norrtalje, year),
                    gap(Member::Region, year)
                ),
                parties::members_lead()
            )),
            Block::Table(table_of(
                words::MEMBERS_CAPTION,
                words::members_columns(first, last),
                rows.collect(),
            )),
        ],
    );
    Section::new(words::AFFECTED, blocks).with([finance])
}

fn consequences(context: &ReportContext<'_>) -> Section {
    let counted = context.counted();
    let is_rated = |id: &str| {
        let mut aspects = Aspect::ALL.iter();
        aspects.any(|&aspect| context.rating(id, aspect).is_some())
    };
    let judged: Vec<_> = context
        .pack
        .measures
        .iter()
        .filter(|spec| {
            let counts = Measure::find(&spec.id).is_some_and(|one| counted.contains(&one));
            counts || is_rated(&spec.id)
        })
        .collect();
    let (rated, unrated): (Vec<_>, Vec<_>) =
        judged.iter().copied().partition(|spec| is_rated(&spec.id));
    let rows = rated.iter().map(|spec| {
        let levels = Aspect::ALL.iter().map(|&aspect| {
            let rating = context.rating(&spec.id, aspect).map(measures::level);
            TableCell::text(rating.map_or_else(|| words::UNRATED.to_owned(), shared::lower))
        });
        let name = TableCell::text(spec.name.to_string());
        [name].into_iter().chain(levels).collect()
    });
    let mut blocks = vec![text(words::CONSEQUENCES_LEAD)];
    if judged.is_empty() {
        blocks.push(text(words::RATINGS_NONE));
    }
    if !rated.is_empty() {
        let aspects = Aspect::ALL.iter().copied().map(measures::aspect);
        let columns = [shared::MEASURE].into_iter().chain(aspects);
        blocks.push(Block::Table(table_of(
            words::RATINGS_CAPTION,
            columns,
            rows.collect(),
        )));
    }
    if !unrated.is_empty() {
        let names: Vec<_> = unrated.iter().map(|spec| spec.phrase()).collect();
        blocks.push(text(words::unrated(&said::names(&names))));
    }
    let follow = judged
        .iter()
        .map(|spec| words::about_measure(&spec.name, &spec.consequence));
    let follow: Vec<_> = follow.collect();
    let noted = context.pack.measures.iter().filter_map(|spec| {
        let note = context.note(&spec.id);
        (!note.is_empty()).then(|| words::note(&spec.name, note))
    });
    let noted: Vec<_> = noted.collect();
    let part = |heading, items: Vec<String>| {
        (!items.is_empty()).then(|| Section::new(heading, vec![Block::List(items)]))
    };
    blocks.push(blank("konsekvenser", words::OTHER_CONSEQUENCES, 3));
    Section::new(words::CONSEQUENCES, blocks)
        .with(part(words::MAY_FOLLOW, follow))
        .with(part(words::NOTES, noted))
}

/// Asks whether the decided reform is in the base year already; `None` for a reform without effect here.
fn base_year(context: &ReportContext<'_>) -> Option<String> {
    let given = context.of(Quantity::MeasureSaving(
        Measure::VacancyReform,
        context.plan(),
    ));
    (given >= 0.000_5).then(|| words::base_year(given, context.pack.base_year))
}

fn uncertain(context: &ReportContext<'_>) -> Section {
    let without = context.uncalculated().len();
    let counted = said::uncalculated(without, context.pack.measures.len());
    let warnings: Vec<_> = context
        .outcome
        .warnings
        .iter()
        .map(|warning| warning.text(&context.pack))
        .collect();
    let warned =
        (!warnings.is_empty()).then(|| Section::new(words::WARNINGS, vec![Block::List(warnings)]));
    let mut open = Vec::from_iter(base_year(context));
    open.extend(reconciliation::unknown_others(&context.pack));
    Section::new(
        words::UNCERTAIN,
        vec![
            text(if without > 0 {
                format!("{counted}. {}", words::UNCERTAIN_IS)
            } else {
                format!("{counted}.")
            }),
            text(reconciliation::DOCUMENTED_NOTE),
        ],
    )
    .with(warned)
    .with([Section::new(words::OPEN, vec![Block::List(open)])])
}

fn alternatives(context: &ReportContext<'_>) -> Option<Section> {
    let (_, blocks) = compared(context, "underlag-alternativ")?;
    Some(Section::new(words::ALTERNATIVES, blocks.to_vec()))
}

fn deviations(context: &ReportContext<'_>) -> Section {
    let documents = context.documents();
    let rows = context.deviating().into_iter().map(|id| {
        let spec = context.pack.spec(id);
        let moved = context.inputs.is_changed(&context.pack, id);
        let documented = base_pack().spec(id);
        vec![
            TableCell::text(spec.label.to_string()),
            value_of(context, id),
            TableCell::text(shared::input_value(documented, documented.default)),
            TableCell::text(words::from(spec.status, &spec.source, moved)),
        ]
    });
    let rows: Vec<_> = rows.collect();
    let block = if rows.is_empty() {
        text(words::deviations_none(documents))
    } else {
        Block::Table(TableBlock {
            note: words::DEVIATIONS_NOTE.to_owned(),
            ..table_of(
                words::deviations_caption(documents),
                words::deviations_columns(documents),
                rows,
            )
        })
    };
    Section::new(&words::deviations(documents), vec![block])
}

/// Makes a cell of an input's value, as text: an input has no explanation.
fn value_of(context: &ReportContext<'_>, id: InputId) -> TableCell {
    TableCell::text(context.value(id))
}

fn sources(context: &ReportContext<'_>) -> Section {
    let documents = context.pack.documents.iter();
    let mut all: Vec<_> = documents
        .map(|one| words::document(&one.title, &one.description))
        .collect();
    all.extend(context.own_underlag());
    let external = |id: &InputId| {
        matches!(
            context.pack.spec(*id).status,
            Status::External | Status::Derived
        ) && !context.is_idle(*id)
    };
    let rows = InputId::all().filter(external).map(|id| {
        let spec = context.pack.spec(id);
        vec![
            TableCell::text(spec.label.to_string()),
            value_of(context, id),
            TableCell::text(spec.source.to_string()),
        ]
    });
    let rows: Vec<_> = rows.collect();
    let mut blocks = vec![Block::List(all)];
    if !rows.is_empty() {
        blocks.push(Block::Table(table_of(
            words::EXTERNAL_CAPTION,
            words::EXTERNAL_COLUMNS,
            rows,
        )));
    }
    blocks.extend(own_changes(context));
    Section::new(words::SOURCES, blocks)
}

/// Makes the table of the changes of own figures, the earliest first.
fn own_changes(context: &ReportContext<'_>) -> Option<Block> {
    let own = context.case.underlag.as_ref()?;
    let rows = own.changes().into_iter().filter_map(|change| {
        let spec = context.pack.spec(context.pack.find(&change.input)?);
        let [from, to] = [change.from, change.to].map(|value| shared::input_value(spec, value));
        // The date alone: an RFC 3339 time begins with it.
        let day = change.when.get(..10).unwrap_or_default().to_owned();
        let row = [spec.label.to_string(), from, to, day, isolated(&change.why)];
        Some(row.map(TableCell::text).into())
    });
    let rows: Vec<_> = rows.collect();
    (!rows.is_empty()).then(|| {
        Block::Table(table_of(
            words::OWN_CHANGES,
            words::OWN_CHANGES_COLUMNS,
            rows,
        ))
    })
}

/// Lists the inputs that every measure with an amount keeps at the pack's values, such as one-off cost: they are one
/// sentence and not a row for each measure.
fn folded(context: &ReportContext<'_>) -> Vec<InputId> {
    let phasing = context.counted().into_iter().flat_map(|measure| {
        let ids = measure.phasing();
        [ids.realisation, ids.one_off]
    });
    let as_assumed = |id: &InputId| {
        context.pack.spec(*id).status == Status::Assumption
            && !context.inputs.is_changed(&context.pack, *id)
    };
    phasing.filter(as_assumed).collect()
}

fn assumptions(context: &ReportContext<'_>) -> Section {
    let folded = folded(context);
    let (rest, alike): (Vec<_>, Vec<_>) = assumed(context)
        .into_iter()
        .partition(|id| !folded.contains(id));
    let rows = rest.into_iter().map(|id| {
        let spec = context.pack.spec(id);
        let from = if context.inputs.is_changed(&context.pack, id) {
            format!("{}; {}", words::CHANGED, shared::lower(&spec.source))
        } else {
            spec.source.to_string()
        };
        vec![
            TableCell::text(spec.label.to_string()),
            value_of(context, id),
            TableCell::text(from),
        ]
    });
    let rows: Vec<_> = rows.collect();
    let mut asked: Vec<String> = Vec::new();
    for id in alike {
        let what = asked_of(&context.pack.spec(id).label);
        let one = format!("{what} {}", context.value(id));
        if !asked.contains(&one) {
            asked.push(one);
        }
    }
    let mut blocks = Vec::new();
    if rows.is_empty() && asked.is_empty() {
        blocks.push(text(words::ASSUMPTIONS_NONE));
    } else {
        blocks.push(text(words::assumptions_lead()));
    }
    if !asked.is_empty() {
        blocks.push(text(words::assumed_of_all(&asked)));
    }
    if !rows.is_empty() {
        blocks.push(Block::Table(table_of(
            words::ASSUMPTIONS_CAPTION,
            words::ASSUMPTIONS_COLUMNS,
            rows,
        )));
    }
    Section::new(words::ASSUMPTIONS, blocks)
}

/// Makes the section with the link to the scenario; `None` where the case has no link.
fn try_it(context: &ReportContext<'_>) -> Option<Section> {
    let link = &context.case.link;
    let how = match LinkKind::of(link) {
        LinkKind::Address => words::TRY_IS,
        LinkKind::Text => words::TRY_TEXT,
        LinkKind::None => return None,
    };
    let blocks = vec![text(how), Block::Code(link.clone())];
    Some(Section::new(words::TRY, blocks))
}
