//! Builders of the charts that page, slides and paper share: an outcome in, plain data with its finding out.
//! Each has a function that lists its quantities, in the order of the numbers in its table.

use balans_charts::{
    AnyFigure, Bands, BarsHorizontal, ColumnSeries, Columns, Dots, Fill, FillLegend, Flow,
    FlowStep, Layout, Line, Lines, Mark, Marker, Role, StepKind, StepMarks, Stroke, Waterfall,
    WaterfallStep,
};
use balans_model::answers::{Target, left};
use balans_model::{
    Area, Evidence, HousingType, InputId, Inputs, Measure, Outcome, Pack, Party, Preset, Quantity,
    Scope, Status, Year, totals,
};

use crate::MeasureShare;
use crate::futures::{CaseFutures, FutureHinge, FutureYear};
use crate::texts::{
    compare, finance, futures as sure, measures, parties, required, shared as texts,
};

/// Kinds of homes in the order of charts: social psychiatry, which the documents are about, first.
pub const HOMES: [HousingType; 3] = [
    HousingType::SocialPsychiatry,
    HousingType::NursingHome,
    HousingType::Lss,
];

fn value(outcome: &Outcome, quantity: Quantity) -> f64 {
    outcome.value(quantity).unwrap_or(0.0)
}

/// Makes the waterfall from requirement to what is left in a year, mnkr. What the requirement is lowered by stands on it, by
/// the member that pays it. What one area has over is nothing for the other:
/// where that is so, a step of its own takes it back.
#[must_use]
pub fn bridge(pack: &Pack, outcome: &Outcome, year: Year) -> AnyFigure {
    let gaps = texts::Gaps::of(outcome, year);
    let over = gaps.uneven().map(|(lacks, ..)| texts::bridge_over(lacks));
    let names = bridge_names(gaps, over);
    let kinds = [
        StepKind::Total,
        StepKind::Decided,
        StepKind::Possible,
        StepKind::Own,
    ];
    let kinds = kinds.into_iter().chain(over.map(|_| StepKind::Over));
    let kinds = kinds.chain([StepKind::Remaining]);
    let steps = bridge_numbers(outcome, year)
        .into_iter()
        .zip(kinds)
        .zip(names)
        .map(|((quantity, kind), label)| {
            let value = value(outcome, quantity);
            WaterfallStep {
                label: label.to_owned(),
                value: if kind.is_level() { value } else { -value },
                kind,
            }
        });
    let saving = value(outcome, Quantity::Saving(Scope::Total, year));
    let requirement = value(outcome, Quantity::Requirement(Scope::Total, year));
    AnyFigure::from(Waterfall {
        title: texts::bridge_title(saving, requirement, gaps),
        unit: texts::MNKR.to_owned(),
        decimals: 1,
        label_heading: texts::STEP.to_owned(),
        value_heading: texts::unit_year(texts::MNKR, year),
        steps: steps.collect(),
        above: bridge_above(pack, outcome),
        legend: FillLegend::default(),
    })
}

/// Most measures with a step each in [`bridge_by_measure`].
const MOST_STEPS: usize = 6;

/// The bridge by measure: its figure, the quantities of its table, and the marks of its steps.
pub struct MeasureBridge {
    /// The waterfall.
    pub figure: AnyFigure,
    /// As [`bridge_quantities`]: none for what a measure gives, which is a mean over many runs.
    pub quantities: Vec<Option<Quantity>>,
    /// For each measure what it gives alone (ring) and last (tick).
    pub marks: Vec<Option<StepMarks>>,
}

/// Makes the waterfall from requirement to what is left in a year with a step for each measure, mnkr: the mean of what it
/// gives over all orders. The smallest share a step where there are many.
#[must_use]
pub fn bridge_by_measure(
    pack: &Pack,
    inputs: &Inputs,
    outcome: &Outcome,
    year: Year,
    gifts: &[MeasureShare],
) -> Option<MeasureBridge> {
    let AnyFigure::Waterfall(mut figure) = bridge(pack, outcome, year) else {
        return None;
    };
    let by_status = bridge_quantities(pack, outcome, year);
    let most = if gifts.len() > MOST_STEPS {
        MOST_STEPS - 1
    } else {
        MOST_STEPS
    };
    let mut by_size: Vec<&MeasureShare> = gifts.iter().collect();
    by_size.sort_by(|a, b| b.value.abs().total_cmp(&a.value.abs()));
    let small: Vec<Measure> = by_size.iter().skip(most).map(|gift| gift.measure).collect();
    let (rest, shown): (Vec<MeasureShare>, Vec<MeasureShare>) =
        gifts.iter().partition(|gift| small.contains(&gift.measure));
    let mut steps = Vec::new();
    let mut marks = vec![None];
    let evidence = |gift: &MeasureShare| {
        let found = pack.evidence(pack.measure(gift.measure), inputs);
        found.unwrap_or(Evidence::Own)
    };
    let kind = |evidence| match evidence {
        Evidence::Decided => StepKind::Decided,
        Evidence::Possible => StepKind::Possible,
        Evidence::Own => StepKind::Own,
    };
    let mut used = Vec::new();
    for gift in shown {
        used.push(evidence(&gift));
        steps.push(WaterfallStep {
            label: share_name(pack, inputs, &gift),
            value: -gift.value,
            kind: kind(evidence(&gift)),
        });
        marks.push(Some(StepMarks {
            ring: -gift.alone,
            tick: -gift.last,
        }));
    }
    // Those that share a step are said to stand on what the least certain of them stands on.
    if let Some(shared) = least_certain(rest.iter().map(evidence)) {
        used.push(shared);
        steps.push(WaterfallStep {
            label: required::gives_rest(rest.len()),
            value: -rest.iter().map(|gift| gift.value).sum::<f64>(),
            kind: kind(shared),
        });
    }
    figure.legend = evidence_legend(&used);
    // In place of the three by status, after the requirement.
    let quantities = steps.iter().map(|_| None);
    let by_measure = by_status.iter().take(1).copied();
    let quantities = by_measure
        .chain(quantities)
        .chain(by_status.iter().skip(4).copied())
        .collect();
    figure.steps.splice(1..4, steps);
    Some(MeasureBridge {
        figure: AnyFigure::from(figure),
        quantities,
        marks,
    })
}

/// Makes the legend of bars that are filled by what stands behind them: the kinds that are used.
#[must_use]
pub fn evidence_legend(used: &[Evidence]) -> FillLegend {
    let entry = |one: &Evidence| (evidence_fill(*one), texts::evidence(*one).to_owned());
    let shown = Evidence::ALL.iter().filter(|one| used.contains(one));
    FillLegend {
        heading: measures::BY_STATUS.to_owned(),
        entries: shown.map(entry).collect(),
    }
}

/// Returns what is least certain of what stands behind several amounts; `None` of none.
pub fn least_certain(all: impl Iterator<Item = Evidence>) -> Option<Evidence> {
    all.max_by_key(|one| Evidence::ALL.iter().position(|other| other == one))
}

/// Returns the fill that shows what stands behind an amount.
#[must_use]
pub const fn evidence_fill(evidence: Evidence) -> Fill {
    match evidence {
        Evidence::Decided => Fill::Decided,
        Evidence::Possible => Fill::Possible,
        Evidence::Own => Fill::Own,
    }
}

/// Returns a measure's name, marked where it saves and nobody has stated its cost.
pub(crate) fn share_name(pack: &Pack, inputs: &Inputs, share: &MeasureShare) -> String {
    let name = &pack.measure(share.measure).name;
    if share.value > 0.0 && pack.lacks_cost(share.measure, inputs) {
        measures::gross_name(name)
    } else {
        name.to_string()
    }
}

/// Lists what each of the pack's presets leaves in a year, mnkr: the preset alone, all else as in the pack.
fn presets(pack: &Pack, year: Year) -> Vec<Mark> {
    let target = Target {
        year,
        scope: Scope::Total,
    };
    let mark = |preset: &Preset| {
        let mut inputs = Inputs::defaults(pack);
        inputs.apply(pack, preset);
        Mark {
            label: preset.name.to_string(),
            value: left(&totals(pack, &inputs), target),
            decimals: 1,
        }
    };
    pack.presets.iter().map(mark).collect()
}

/// Makes the dots of what is left in a year, mnkr, with the finding in counts as the title, and beside them what each of the
/// pack's presets leaves. `year` is one of the futures'.
#[must_use]
pub fn dots(pack: &Pack, futures: &CaseFutures, year: &FutureYear) -> AnyFigure {
    let [heading, dot] = sure::DOTS;
    let [balanced, left] = sure::DOT_KINDS;
    AnyFigure::from(Dots {
        marks: presets(pack, year.year),
        reach: Vec::new(),
        title: sure::title(futures, year),
        unit: texts::MNKR.to_owned(),
        decimals: 1,
        label_heading: heading.to_owned(),
        value_heading: sure::left_in(year.year),
        dot: dot.to_owned(),
        values: year.dots.clone(),
        balanced: balanced.to_owned(),
        left: left.to_owned(),
    })
}

/// Makes the dots of the first `count` single futures of a year, mnkr, the last of them named, on the axis that all of them
/// need. `None` where there are not so many.
#[must_use]
pub fn drawn_dots(futures: &CaseFutures, year: &FutureYear, count: usize) -> Option<AnyFigure> {
    let mut values = futures.first.get(..count)?.to_vec();
    let last = values.last().copied()?;
    let title = sure::drawn_title(count, last);
    values.sort_by(f64::total_cmp);
    let [heading, dot] = sure::DRAWN_DOTS;
    let [balanced, left] = sure::DOT_KINDS;
    let name = sure::drawn_name(count);
    Some(AnyFigure::from(Dots {
        title,
        unit: texts::MNKR.to_owned(),
        decimals: 1,
        label_heading: heading.to_owned(),
        value_heading: sure::left_in(year.year),
        dot: dot.to_owned(),
        values,
        balanced: balanced.to_owned(),
        left: left.to_owned(),
        marks: vec![Mark {
            label: name,
            value: last,
            decimals: 1,
        }],
        reach: futures.first.iter().chain(&year.dots).copied().collect(),
    }))
}

/// Makes the bands of what is left in each year of the futures, mnkr.
fn year_bands(futures: &CaseFutures) -> Bands {
    let columns = sure::BANDS_COLUMNS.len();
    let years = || {
        let all = futures.years.iter();
        all.filter(|one| one.bands.len() == columns)
    };
    Bands {
        title: sure::bands_title(&futures.years),
        unit: texts::MNKR.to_owned(),
        decimals: 1,
        label_heading: sure::YEAR.to_owned(),
        columns: sure::BANDS_COLUMNS.map(str::to_owned).to_vec(),
        bands: sure::BANDS.map(str::to_owned).to_vec(),
        middle: sure::MIDDLE.to_owned(),
        labels: years().map(|one| one.year.to_string()).collect(),
        values: years().flat_map(|one| one.bands.clone()).collect(),
    }
}

/// Makes the bands of what is left in each year of the futures, mnkr.
#[must_use]
pub fn bands(futures: &CaseFutures) -> AnyFigure {
    AnyFigure::from(year_bands(futures))
}

/// Puts the futures' bands behind the lines of [`balance`].
#[must_use]
pub fn with_bands(figure: AnyFigure, futures: &CaseFutures) -> AnyFigure {
    match figure {
        AnyFigure::Lines(lines) => AnyFigure::from(Lines {
            bands: Some(Box::new(year_bands(futures))),
            ..lines
        }),
        figure => figure,
    }
}

/// Makes the ends of what each span makes of what is left in a year, mnkr, all else as it stands: those that change something,
/// the most first.
#[must_use]
pub fn hinges(pack: &Pack, futures: &CaseFutures, year: Year) -> AnyFigure {
    let mut all: Vec<&FutureHinge> = futures.hinges.iter().filter(|one| one.moves()).collect();
    all.sort_by(|a, b| b.size().total_cmp(&a.size()));
    let label = |hinge: &&FutureHinge| {
        let names = hinge.inputs.iter().filter_map(|name| InputId::find(name));
        let names: Vec<&str> = names.map(|id| &*pack.spec(id).label).collect();
        sure::hinge_label(&names, hinge.turns)
    };
    let labels: Vec<String> = all.iter().map(label).collect();
    let most = labels.first().map(String::as_str);
    let size = all.first().map_or(0.0, |one| one.size());
    let ends = |one: &&FutureHinge| [one.at_low, futures.now, one.at_high];
    AnyFigure::from(Bands {
        title: sure::hinges_title(year, most, size),
        unit: texts::MNKR.to_owned(),
        decimals: 1,
        label_heading: sure::HINGE_COLUMNS[0].to_owned(),
        columns: sure::HINGE_AMOUNTS.map(str::to_owned).to_vec(),
        bands: sure::HINGE_ENDS.map(str::to_owned).to_vec(),
        middle: sure::AS_IT_STANDS.to_owned(),
        values: all.iter().flat_map(ends).collect(),
        labels,
    })
}

/// Lists what each area's requirement is lowered by, with who pays it; those that show.
fn bridge_above(pack: &Pack, outcome: &Outcome) -> Vec<(String, f64)> {
    let lowered = Area::ALL.iter().zip(texts::lowered(pack, outcome));
    let shown = lowered.filter(|(_, lower)| *lower >= 0.05);
    let named = |(area, lower): (&Area, f64)| (texts::bridge_lower(texts::member_of(*area)), lower);
    shown.map(named).collect()
}

/// Lists the quantities of [`bridge`] in the order of its table; none for what the requirement is lowered by.
#[must_use]
pub fn bridge_quantities(pack: &Pack, outcome: &Outcome, year: Year) -> Vec<Option<Quantity>> {
    let numbers = bridge_numbers(outcome, year).into_iter().map(Some);
    let above = bridge_above(pack, outcome).into_iter().map(|_| None);
    numbers.chain(above).collect()
}

fn bridge_names(gaps: texts::Gaps, over: Option<&'static str>) -> Vec<&'static str> {
    let mut names = Vec::from(texts::BRIDGE_STEPS);
    if gaps.is_over() {
        names[4] = texts::BRIDGE_SURPLUS;
    }
    if let Some(over) = over {
        names.insert(4, over);
    }
    names
}

/// Lists the quantities of [`bridge`].
#[must_use]
pub fn bridge_numbers(outcome: &Outcome, year: Year) -> Vec<Quantity> {
    let gaps = texts::Gaps::of(outcome, year);
    let mut numbers = Vec::from(scope_numbers(Scope::Total, year));
    numbers[4] = gaps.quantity(year);
    if let Some((lacks, ..)) = gaps.uneven() {
        let other = match lacks {
            Area::Care => Area::Health,
            Area::Health => Area::Care,
        };
        numbers.insert(4, Quantity::Gap(other.into(), year));
    }
    numbers
}

fn scope_numbers(scope: Scope, year: Year) -> [Quantity; 5] {
    let by = |evidence| Quantity::EvidenceSaving(evidence, scope, year);
    [
        Quantity::Requirement(scope, year),
        by(Evidence::Decided),
        by(Evidence::Possible),
        by(Evidence::Own),
        Quantity::Gap(scope, year),
    ]
}

/// Returns the quantities of the three lines of [`years`]: in the plan year's prices, or in each year's own.
#[must_use]
pub fn years_lines(current: bool) -> [fn(Scope, Year) -> Quantity; 3] {
    if current {
        [
            Quantity::ReferenceCostCurrent,
            Quantity::FinancingCurrent,
            Quantity::ScenarioCostCurrent,
        ]
    } else {
        [
            Quantity::ReferenceCost,
            Quantity::Financing,
            Quantity::ScenarioCost,
        ]
    }
}

/// Returns the growth of the reference cost to the horizon, percent, in the prices that are drawn: the plan
/// year's, or each year's own.
#[must_use]
pub fn growth(outcome: &Outcome, scope: Scope, current: bool) -> f64 {
    let fixed = value(outcome, Quantity::ReferenceGrowth(scope));
    if !current {
        return fixed;
    }
    let last = *outcome.years().end();
    // It is 1 in the plan year.
    let inflation = value(outcome, Quantity::PriceIndex(last));
    (1.0 + fixed / 100.0) * inflation * 100.0 - 100.0
}

/// Makes the lines of cost, financing and scenario by year, mnkr.
#[must_use]
pub fn years(pack: &Pack, outcome: &Outcome, current: bool) -> AnyFigure {
    let plan = pack.plan_year;
    let [reference, financing, scenario] = years_lines(current);
    let series = |of: fn(Scope, Year) -> Quantity, from: Year| {
        let years = outcome.years();
        let values = years.map(|year| {
            let value = outcome.value(of(Scope::Total, year));
            value.filter(|_| year >= from)
        });
        values.collect::<Vec<_>>()
    };
    let first = *outcome.years().start();
    let mut lines = vec![
        Line::new(
            texts::LINE_REFERENCE,
            series(reference, first),
            Stroke::Solid,
            Role::Reference,
        ),
        Line::new(
            texts::LINE_FINANCING,
            series(financing, plan),
            Stroke::Dashed,
            Role::Financing,
        ),
        Line::new(
            texts::LINE_SCENARIO,
            series(scenario, plan),
            Stroke::Solid,
            Role::Scenario,
        ),
    ];
    if !current {
        let values = series(Quantity::AgeWeightedCost, first);
        lines.push(Line::new(
            texts::LINE_AGE_WEIGHTED,
            values,
            Stroke::Thin,
            Role::Alternative,
        ));
    }
    let growth = growth(outcome, Scope::Total, current);
    let title = texts::years_title(growth, plan, pack.horizon);
    AnyFigure::from(Lines {
        title: if current {
            texts::in_current_prices(&title)
        } else {
            title
        },
        unit: texts::MNKR.to_owned(),
        decimals: 0,
        year_heading: texts::YEAR.to_owned(),
        years: outcome.years().collect(),
        series: lines,
        break_note: Some(texts::AXIS_BREAK.to_owned()),
        marker: Some(plan_marker(pack)),
        bands: None,
    })
}

/// Lists the quantities of [`years`]; financing begins in the plan year.
#[must_use]
pub fn years_numbers(pack: &Pack, current: bool) -> Vec<Quantity> {
    let [reference, financing, scenario] = years_lines(current);
    let of_year = |year: Year| {
        let planned = (year >= pack.plan_year)
            .then_some([financing, scenario])
            .into_iter()
            .flatten();
        let other = (!current).then_some(Quantity::AgeWeightedCost as fn(_, _) -> _);
        let all = [reference].into_iter().chain(planned).chain(other);
        all.map(move |of| of(Scope::Total, year))
    };
    pack.years().flat_map(of_year).collect()
}

/// Makes the marker of the plan year.
#[must_use]
pub fn plan_marker(pack: &Pack) -> Marker {
    Marker {
        year: pack.plan_year,
        label: texts::PLAN_YEAR.to_owned(),
    }
}

/// Lists the quantities of [`areas`] in one area.
#[must_use]
pub fn area_numbers(area: Area, year: Year) -> [Quantity; 5] {
    scope_numbers(area.into(), year)
}

/// Makes the bars of requirement, savings by evidence and gap in each area, mnkr: status by fill, as in [`bridge`].
#[must_use]
pub fn areas(outcome: &Outcome, year: Year) -> AnyFigure {
    let fills = [
        Fill::Total,
        Fill::Decided,
        Fill::Possible,
        Fill::Own,
        Fill::Remaining,
    ];
    let series = texts::BRIDGE_STEPS.iter().zip(fills).enumerate();
    let series = series.map(|(place, (name, fill))| ColumnSeries {
        below: (fill == Fill::Remaining).then(|| texts::BRIDGE_SURPLUS.to_owned()),
        name: (*name).to_owned(),
        values: Area::ALL
            .iter()
            .map(|&area| value(outcome, area_numbers(area, year)[place]))
            .map(|mnkr| if texts::is_nothing(mnkr) { 0.0 } else { mnkr })
            .collect(),
        fill,
    });
    AnyFigure::from(Columns {
        title: texts::areas_title(texts::Gaps::of(outcome, year)),
        unit: texts::MNKR.to_owned(),
        decimals: 1,
        signed: false,
        category_heading: texts::AREA.to_owned(),
        categories: Area::ALL
            .iter()
            .map(|&area| texts::scope(area.into()).to_owned())
            .collect(),
        layout: Layout::Grouped,
        series: series.collect(),
    })
}

/// Returns whether what empty places cost is an example: the pack has no own figures of how many places there are, how
/// many stand empty, or what is paid for an empty one.
#[must_use]
pub fn emptiness_is_example(pack: &Pack) -> bool {
    HOMES.iter().any(|home| {
        let of = home.inputs();
        let asked = [
            of.places,
            of.usable_vacancy,
            of.unfit_vacancy,
            of.compensation,
        ];
        is_assumed(pack, &asked)
    })
}

fn is_assumed(pack: &Pack, inputs: &[InputId]) -> bool {
    let mut inputs = inputs.iter();
    inputs.any(|id| pack.spec(*id).status == Status::Assumption)
}

/// Makes the bars of KSON's cost of empty places in each kind of home, tkr.
#[must_use]
pub fn emptiness(pack: &Pack, outcome: &Outcome, year: Year) -> AnyFigure {
    let tkr = |quantity| value(outcome, quantity) * 1000.0;
    let compensation = HOMES.map(|home| tkr(Quantity::Compensation(home, year)));
    let premium = HOMES.map(|home| tkr(Quantity::ExternalPremiumCost(home, year)));
    let series = |name: &str, values: [f64; 3], fill| ColumnSeries {
        below: None,
        name: name.to_owned(),
        values: values.to_vec(),
        fill,
    };
    AnyFigure::from(BarsHorizontal {
        title: texts::emptiness_title(
            year,
            value(outcome, Quantity::EmptinessCost(year)),
            emptiness_is_example(pack),
        ),
        unit: texts::TKR.to_owned(),
        decimals: 0,
        category_heading: texts::HOME.to_owned(),
        categories: HOMES.map(|home| texts::housing(home).to_owned()).to_vec(),
        layout: Layout::Stacked,
        series: vec![
            series(texts::SERIES_COMPENSATION, compensation, Fill::Reference),
            series(texts::SERIES_PREMIUM, premium, Fill::Muted),
        ],
        fills: Vec::new(),
        legend: FillLegend::default(),
    })
}

/// Lists the quantities of [`emptiness`].
#[must_use]
pub fn emptiness_numbers(year: Year) -> Vec<Quantity> {
    let of_home = |home| {
        [
            Quantity::Compensation(home, year),
            Quantity::ExternalPremiumCost(home, year),
        ]
    };
    HOMES.into_iter().flat_map(of_home).collect()
}

/// Makes the flow of what one unfit place costs, tkr a year: the empty place, KSON, Tiohundra, the koncern.
#[must_use]
pub fn spiral(pack: &Pack, outcome: &Outcome, home: HousingType) -> AnyFigure {
    let inputs = home.inputs();
    let example = is_assumed(pack, &[inputs.compensation, inputs.external_premium]);
    let [empty, others @ ..] = spiral_numbers(home).map(|quantity| value(outcome, quantity));
    let [kson, tiohundra, group] = others.map(|effect| -effect);
    let fills = [Fill::Muted, Fill::Reference, Fill::Transfer, Fill::Total];
    let [step_heading, value_heading] = texts::SPIRAL_COLUMNS.map(str::to_owned);
    let words = texts::spiral_steps(tiohundra > 0.0)
        .into_iter()
        .zip(texts::spiral_notes());
    let steps = [empty, kson, tiohundra, group].into_iter().zip(fills);
    AnyFigure::from(Flow {
        title: texts::spiral_title(home, group / 1000.0, example),
        step_heading,
        value_heading,
        steps: steps
            .zip(words)
            .map(|((value, fill), (heading, note))| FlowStep {
                heading: heading.to_owned(),
                value,
                decimals: 0,
                unit: texts::TKR_PER_YEAR.to_owned(),
                note: note.to_owned(),
                fill,
            })
            .collect(),
    })
}

/// Lists the quantities of [`spiral`]; in all but the first a cost is negative.
#[must_use]
pub fn spiral_numbers(home: HousingType) -> [Quantity; 4] {
    let of = |party| Quantity::UnfitPlace(home, party);
    [
        Quantity::EmptyPlaceYear(home),
        of(Party::Kson),
        of(Party::Tiohundra),
        of(Party::Group),
    ]
}

/// Makes the bars of the parties' effects in a year, split into money moved inside the koncern and the rest.
#[must_use]
pub fn split(outcome: &Outcome, of: &[Party], year: Year) -> AnyFigure {
    let quantities: [fn(Party, Year) -> Quantity; 2] =
        [Quantity::PartyTransfer, Quantity::PartyRest];
    let total = |party| value(outcome, Quantity::PartyTotal(party, year));
    let series = quantities
        .iter()
        .zip(parties::SERIES)
        .zip([Fill::Transfer, Fill::Reference]);
    AnyFigure::from(Columns {
        title: parties::title(
            total(Party::Kson),
            total(Party::Tiohundra),
            total(Party::Group),
        ),
        unit: texts::TKR.to_owned(),
        decimals: 0,
        signed: true,
        category_heading: texts::PARTY.to_owned(),
        categories: of
            .iter()
            .map(|&party| texts::party(party).to_owned())
            .collect(),
        layout: Layout::Stacked,
        series: series
            .map(|((quantity, name), fill)| ColumnSeries {
                below: None,
                name: name.to_owned(),
                values: of
                    .iter()
                    .map(|&party| value(outcome, quantity(party, year)) * 1000.0)
                    .collect(),
                fill,
            })
            .collect(),
    })
}

/// Lists the quantities of [`split`].
#[must_use]
pub fn split_numbers(of: &[Party], year: Year) -> Vec<Quantity> {
    let of_party = |&party: &Party| {
        [
            Quantity::PartyTransfer(party, year),
            Quantity::PartyRest(party, year),
        ]
    };
    of.iter().flat_map(of_party).collect()
}

/// Line styles of up to four scenarios side by side.
pub const COMPARED_LINES: [(Role, Stroke); 4] = [
    (Role::Reference, Stroke::Solid),
    (Role::Financing, Stroke::Dashed),
    (Role::Scenario, Stroke::Thin),
    (Role::Alternative, Stroke::Dashed),
];

/// Makes the lines of what is left, of what would be left if the members funded 80 percent of the growth, and of the
/// year's result, from the plan year on, mnkr.
#[must_use]
pub fn balance(pack: &Pack, outcome: &Outcome) -> AnyFigure {
    let years = pack.plan_year..=pack.horizon;
    let styles = [
        (Stroke::Solid, Role::Reference),
        (Stroke::Thin, Role::Alternative),
        (Stroke::Dashed, Role::Financing),
    ];
    let lines = finance::LINES.iter().zip(BALANCE_LINES).zip(styles);
    let lines = lines.map(|((name, of), (stroke, role))| {
        let values = years.clone().map(|year| outcome.value(of(year)));
        Line::new(*name, values.collect(), stroke, role)
    });
    AnyFigure::from(Lines {
        title: finance::balance_title(outcome.balance_year(), pack.horizon),
        unit: texts::MNKR.to_owned(),
        decimals: 1,
        year_heading: texts::YEAR.to_owned(),
        series: lines.collect(),
        years: years.collect(),
        // From zero: above it is what is left, below it a negative result.
        break_note: None,
        marker: Some(plan_marker(pack)),
        bands: None,
    })
}

/// The quantities of the lines of [`balance`].
const BALANCE_LINES: [fn(Year) -> Quantity; 3] = [
    Quantity::Remaining,
    Quantity::RemainingLowFunding,
    Quantity::YearResult,
];

/// Lists the quantities of [`balance`].
#[must_use]
pub fn balance_numbers(pack: &Pack) -> Vec<Quantity> {
    let years = pack.plan_year..=pack.horizon;
    years
        .flat_map(|year| BALANCE_LINES.map(|of| of(year)))
        .collect()
}

/// Makes the lines of what is left by year in scenarios side by side, mnkr.
#[must_use]
pub fn compared(pack: &Pack, years: &[Year], scenarios: &[(String, Vec<f64>)]) -> AnyFigure {
    let last = |values: &[f64]| values.last().copied().unwrap_or(0.0);
    let left: Vec<_> = scenarios
        .iter()
        .map(|(name, values)| (compare::line_name(name), last(values)))
        .collect();
    let left: Vec<_> = left
        .iter()
        .map(|(name, gap)| (name.as_str(), *gap))
        .collect();
    let mut series = Vec::<Line>::new();
    for ((name, values), (role, stroke)) in scenarios.iter().zip(COMPARED_LINES) {
        let name = compare::distinct(&compare::line_name(name), |name| {
            series.iter().any(|line| line.name == name)
        });
        let values = values.iter().map(|value| Some(*value));
        series.push(Line::new(name, values.collect(), stroke, role));
    }
    AnyFigure::from(Lines {
        title: compare::years_title(pack.horizon, &left),
        unit: texts::MNKR.to_owned(),
        decimals: 1,
        year_heading: texts::YEAR.to_owned(),
        years: years.to_vec(),
        series,
        // From zero: how far apart they are is what is compared.
        break_note: None,
        marker: Some(plan_marker(pack)),
        bands: None,
    })
}
