//! Jämförelser: the documents' two tables as they stand, drawn and read both ways, and the
//! caseload lever against the neighbours.

use balans_model::{
    BenchmarkRow, CaseBenchmark, InputId, Measure, Pack, Quantity, Unit, WarningCode, Year,
    base_pack, input_id,
};
use balans_report::texts::shared;
use leptos::prelude::*;

use super::housing::Folded;
use crate::collections::sort;
use crate::erased::{derived, dynamic, fragment, memo, view};
use crate::state::{Route, use_store};
use crate::table::{Cell, NumberCell, Row, Shown, Table};
use crate::texts::benchmarks as words;
use crate::ui::components::{Amount, FigureCard, Lever, NumberButton, choices, effect, followed};
use crate::ui::lazy::components::table;
use crate::ui::view::Heading;
use balans_charts::{
    AnyFigure, Compared, ComparisonChart, Line, Lines, Mark, Marker, Role, Stroke,
};

const CHANGE: InputId = input_id("caseload.change");
const CLIENTS: InputId = input_id("caseload.clients");
const FTE: InputId = input_id("caseload.fte");
const COST_PER_FTE: InputId = input_id("caseload.cost_per_fte");

/// The reading of the table: clients per full-time equivalent or per case manager.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Per {
    Fte,
    Manager,
}

#[component]
pub(super) fn Benchmarks() -> impl IntoView {
    view! {
        <Heading route=Route::Benchmarks/>
        <Answer/>
        <div class="columns">
            <div class="stack">
                <Caseload/>
            </div>
            <div class="stack">
                <Neighbours/>
                <Posts/>
            </div>
        </div>
        <div class="stack after">
            <ClientTable/>
        </div>
        <div class="columns even">
            <div class="stack">
                <Cases/>
                <CaseTable/>
            </div>
            <div class="stack">
                <Caution/>
            </div>
        </div>
    }
}

/// A row of the documents' tables with its value in the chosen reading.
struct Ranked {
    name: String,
    row: BenchmarkRow,
    value: f64,
    own: bool,
}

/// Lists the rows by value, the largest first; the document has its own municipality first.
fn ranked(pack: &Pack, per: Per) -> Vec<Ranked> {
    let mut rows = BenchmarkRow::of(pack)
        .map(|(row, of)| Ranked {
            name: of.municipality.to_string(),
            row,
            value: match per {
                Per::Fte => of.clients_per_fte,
                Per::Manager => of.clients_per_case_manager(),
            },
            own: row.place() == 0,
        })
        .collect::<Vec<_>>();
    sort(&mut rows, |a, b| b.value.total_cmp(&a.value));
    rows
}

/// Returns the own municipality's rank, 1 for the largest, and its name.
fn own(rows: &[Ranked]) -> (usize, String) {
    let place = rows.iter().position(|row| row.own).unwrap_or_default();
    let name = rows.get(place).map(|row| row.name.clone());
    (place + 1, name.unwrap_or_default())
}

/// Names the tables' places in the document.
fn source(pack: &'static Pack) -> String {
    words::source(&pack.spec(CLIENTS).source, &survey())
}

/// Returns the base pack's note on the table, which says when it was made; an own figure has none.
fn survey() -> String {
    let note = base_pack().spec(CLIENTS).note.as_ref();
    note.map_or_else(String::new, ToString::to_string)
}

#[component]
fn Answer() -> impl IntoView {
    let pack = use_store().active_pack();
    let by_fte = ranked(pack, Per::Fte);
    let (rank, name) = own(&by_fte);
    let value = by_fte.get(rank - 1).map_or(0.0, |row| row.value);
    let answer = words::answer(&name, value, rank, by_fte.len());
    let by_manager = ranked(pack, Per::Manager);
    let (rank, _) = own(&by_manager);
    let button = |row: &Ranked| {
        let quantity = Quantity::ClientsPerCaseManager(row.row);
        view! { <NumberButton quantity text=words::per_manager(row.value)/> }
    };
    let above = by_manager.iter().take(rank - 1).enumerate();
    let above = above.map(|(index, row)| {
        let after = words::between(index + 1, rank - 1);
        view! { {row.name.clone()}{words::WITH}{followed(button(row), after)} }
    });
    let others = if rank == 1 {
        words::answer_first(&name).into_any()
    } else {
        let this = by_manager.get(rank - 1).map(button);
        view! {
            {words::ANSWER_OTHERWISE}{above.collect_view()}{words::answer_above(&name)}{followed(this, ".")}
        }
    };
    view! {
        <p class="lead" data-answer>
            <b>{answer}</b>
            " "
            {others}
            " "
            {words::answer_caution(&survey())}
        </p>
    }
}

#[component]
fn Caseload() -> impl IntoView {
    let store = use_store();
    let pack = store.active_pack();
    let (year, horizon) = (store.year(), pack.horizon);
    let spec = pack.measure(Measure::Caseload);
    let saving = Quantity::MeasureSaving(Measure::Caseload, year);
    let warning = store.derive(move |outcome| {
        let mut warnings = outcome.warnings.iter();
        let found = warnings.find(|warning| warning.code() == WarningCode::CaseloadAboveBenchmark);
        found.map(|warning| warning.text(store.base_pack()))
    });
    view! {
        <section class="card">
            <h2>{words::CASELOAD}</h2>
            <p>{spec.purpose.to_string()}</p>
            <div class="levers">
                <Lever input=CHANGE drives=saving/>
                <div>
                    <dl class="facts">
                        <dt>{words::TODAY}</dt>
                        <dd><Amount quantity=Quantity::CaseloadToday() bare=true/></dd>
                        <dt>{words::in_scenario(horizon)}</dt>
                        <dd><Amount quantity=Quantity::Caseload(horizon) bare=true/></dd>
                        <dt>{words::gives(year)}</dt>
                        <dd>{effect(Measure::Caseload, saving, Shown::Tkr)}</dd>
                        <dt>{words::GIVES_FULL}</dt>
                        <dd>{effect(Measure::Caseload, Quantity::FullYear(Measure::Caseload), Shown::Tkr)}</dd>
                        <dt>{words::needed(horizon)}</dt>
                        <dd><Amount quantity=Quantity::FteNeeded(horizon) bare=true/></dd>
                        <dt class="small">{words::UNCHANGED}</dt>
                        <dd class="small"><Amount quantity=Quantity::FteUnchanged(horizon) bare=true/></dd>
                    </dl>
                    <p class="small after">{spec.consequence.to_string()}</p>
                    <div role="status">
                        {dynamic(move || warning.get().map(|text| view! { <p class="error">{text}</p> }))}
                    </div>
                </div>
            </div>
            <Folded label=words::ASSUMPTIONS.to_owned() id="antaganden-handlaggning">
                {fragment([CLIENTS, FTE, COST_PER_FTE].map(|input| view! { <Lever input drives=saving/> }))}
            </Folded>
            <Folded label=words::PHASING.to_owned() id="fasning-handlaggning">
                {spec.phasing.iter().map(|&input| view! { <Lever input/> }).collect_view()}
            </Folded>
        </section>
    }
}

#[component]
fn Neighbours() -> impl IntoView {
    let store = use_store();
    let pack = store.active_pack();
    let horizon = pack.horizon;
    let per = RwSignal::new(Per::Fte);
    let caseload = store.value(Quantity::Caseload(horizon));
    let today = store.value(Quantity::CaseloadToday());
    // A mark at one's own bar would say that something has changed.
    let changed = memo(move || (caseload.get() - today.get()).abs() >= 0.05);
    let title = memo(move || {
        let rows = ranked(pack, per.get());
        let (rank, name) = own(&rows);
        match per.get() {
            Per::Manager => {
                let first = rows.first().map_or("", |row| &row.name);
                words::title_managers(&name, first, rank, rows.len())
            }
            Per::Fte if !changed.get() => words::title_today(&name, rank, rows.len()),
            Per::Fte => {
                let others = || rows.iter().filter(|row| !row.own);
                let above = others().filter(|row| row.value > caseload.get()).count();
                words::title_scenario(&name, caseload.get(), above, others().count())
            }
        }
    });
    let figure = memo(move || {
        let (unit, decimals, mark) = match per.get() {
            Per::Fte => {
                let mark = Mark {
                    label: words::mark(horizon),
                    value: caseload.get(),
                    decimals: 1,
                };
                (words::UNIT_FTE, 0, changed.get().then_some(mark))
            }
            Per::Manager => (words::UNIT_MANAGER, 1, None),
        };
        let rows = ranked(pack, per.get()).into_iter();
        AnyFigure::from(ComparisonChart {
            title: title.get(),
            unit: unit.to_owned(),
            decimals,
            name_heading: words::MUNICIPALITY.to_owned(),
            value_headings: vec![unit.to_owned()],
            rows: rows
                .map(|row| Compared {
                    name: row.name,
                    value: (row.value, row.value),
                    own: row.own,
                })
                .collect(),
            mark,
        })
    });
    let lead = derived(move || match per.get() {
        Per::Fte => words::LEAD_FTE.to_owned(),
        Per::Manager => words::LEAD_MANAGERS.to_owned(),
    });
    let numbers = derived(move || match per.get() {
        Per::Fte if changed.get() => vec![Quantity::Caseload(horizon)],
        Per::Fte => Vec::new(),
        Per::Manager => {
            let rows = ranked(pack, Per::Manager).into_iter();
            rows.map(|row| Quantity::ClientsPerCaseManager(row.row))
                .collect()
        }
    });
    let stated = derived(move || match per.get() {
        Per::Fte => source(pack),
        Per::Manager => words::source_managers(&pack.spec(CLIENTS).source, &survey()),
    });
    let choice = move || {
        let options = [
            (Per::Fte, words::PER_FTE),
            (Per::Manager, words::PER_MANAGER),
        ];
        choices(
            words::CHOICE,
            options,
            move || per.get(),
            move |one| per.set(one),
        )
    };
    let chosen = derived(move || {
        let chosen = match per.get() {
            Per::Fte => words::PER_FTE,
            Per::Manager => words::PER_MANAGER,
        };
        chosen.to_owned()
    });
    view! {
        <FigureCard id="kommuner" lead figure numbers stated chosen controls=ViewFn::from(choice)/>
    }
}

#[component]
fn Posts() -> impl IntoView {
    let store = use_store();
    let pack = store.active_pack();
    let (base, plan, horizon) = (pack.base_year, pack.plan_year, pack.horizon);
    let quantities = [Quantity::FteUnchanged, Quantity::FteNeeded];
    // The scenario has a line of its own where it is another.
    let differs = store.derive(move |outcome| {
        let mut years = outcome.years();
        let [unchanged, needed] = quantities;
        years.any(|year| outcome.value(unchanged(year)) != outcome.value(needed(year)))
    });
    let figure = store.derive(move |outcome| {
        let of = |quantity: fn(Year) -> Quantity, year| outcome.value(quantity(year));
        let series = quantities.map(|quantity| {
            let years = outcome.years();
            years.map(|year| of(quantity, year)).collect::<Vec<_>>()
        });
        let [unchanged, needed] =
            quantities.map(|quantity| of(quantity, horizon).unwrap_or_default());
        let first = of(Quantity::FteUnchanged, base).unwrap_or_default();
        let [as_today, scenario] = series;
        let mut lines = vec![Line::new(
            words::LINE_UNCHANGED,
            as_today.clone(),
            Stroke::Solid,
            Role::Reference,
        )];
        if scenario != as_today {
            lines.push(Line::new(
                words::LINE_NEEDED,
                scenario,
                Stroke::Dashed,
                Role::Scenario,
            ));
        }
        AnyFigure::from(Lines {
            title: words::posts_title(unchanged, needed, first, (base, horizon)),
            unit: words::POSTS_UNIT.to_owned(),
            decimals: 1,
            year_heading: shared::YEAR.to_owned(),
            years: outcome.years().collect(),
            series: lines,
            break_note: None,
            marker: Some(Marker {
                year: plan,
                label: shared::PLAN_YEAR.to_owned(),
            }),
            bands: None,
        })
    });
    let numbers = derived(move || {
        let count = if differs.get() { 2 } else { 1 };
        let of_year = |year: Year| {
            let shown = quantities.into_iter().take(count);
            shown.map(move |quantity| quantity(year))
        };
        pack.years().flat_map(of_year).collect::<Vec<_>>()
    });
    view! { <FigureCard id="arsarbetare" lead=words::POSTS_LEAD.to_owned() figure numbers/> }
}

#[component]
fn ClientTable() -> impl IntoView {
    let pack = use_store().active_pack();
    let notes = pack.client_benchmarks.iter().filter_map(|row| {
        let note = words::note(&row.municipality, row.note.as_ref()?);
        Some(view! { <p class="small">{note}</p> })
    });
    view! {
        <section class="card">
            <h2>{words::CLIENTS_TABLE}</h2>
            <p>{source(pack)}</p>
            {table(move || clients(pack))}
            {notes.collect_view()}
        </section>
    }
}

fn clients(pack: &'static Pack) -> Table {
    let [first, rest @ ..] = words::CLIENT_COLUMNS;
    let rows = pack.client_benchmarks.iter().enumerate();
    let rows = rows.map(|(place, row)| {
        let values = [
            (row.clients, Unit::Clients),
            (row.case_managers, Unit::Fte),
            (row.other, Unit::Fte),
            (row.managers, Unit::Fte),
            (row.fte, Unit::Fte),
            (row.clients_per_fte, Unit::ClientsPerFte),
        ];
        let cells = values.map(|(value, unit)| {
            Cell::Number(NumberCell::stated(
                value,
                unit.as_str(),
                words::stated(value),
            ))
        });
        let name = words::noted(&row.municipality, row.note.is_some());
        Row::new(name, cells).total_if(place == 0)
    });
    Table {
        rows: rows.collect(),
        stated: Some(source(pack)),
        ..Table::new(words::CLIENTS_TABLE, first, rest)
    }
}

/// Lists the cases, the largest first.
fn by_most(pack: &Pack) -> Vec<(usize, &CaseBenchmark)> {
    let mut rows = pack.case_benchmarks.iter().enumerate().collect::<Vec<_>>();
    sort(&mut rows, |(_, a), (_, b)| {
        b.high.total_cmp(&a.high).then(b.low.total_cmp(&a.low))
    });
    rows
}

#[component]
fn Cases() -> impl IntoView {
    let pack = use_store().active_pack();
    let rows = by_most(pack);
    let rank = rows.iter().position(|(place, _)| *place == 0);
    let title = pack.case_benchmarks.first().map(|own| {
        words::cases_title(
            &own.municipality,
            own.low,
            own.high,
            rank.unwrap_or_default() + 1,
        )
    });
    let title = title.unwrap_or_default();
    let compared = rows.into_iter().map(|(place, row)| Compared {
        name: row.municipality.to_string(),
        value: (row.low, row.high),
        own: place == 0,
    });
    let figure = AnyFigure::from(ComparisonChart {
        title: title.clone(),
        unit: words::CASES_UNIT.to_owned(),
        decimals: 0,
        name_heading: words::MUNICIPALITY.to_owned(),
        value_headings: words::ENDS.map(str::to_owned).to_vec(),
        rows: compared.collect(),
        mark: None,
    });
    view! {
        <FigureCard
            id="socialpsykiatri"
            lead=words::CASES_LEAD.to_owned()
            figure=memo(move || figure.clone())
            numbers=vec![]
            stated=Signal::stored(source(pack))
        />
    }
}

#[component]
fn CaseTable() -> impl IntoView {
    let pack = use_store().active_pack();
    view! {
        <section class="card">
            <h2>{words::CASES_TABLE}</h2>
            <p>{source(pack)}</p>
            {table(move || cases(pack))}
        </section>
    }
}

fn cases(pack: &'static Pack) -> Table {
    let [first, second] = words::CASE_COLUMNS;
    let rows = pack.case_benchmarks.iter().enumerate();
    let rows = rows.map(|(place, row)| {
        let [low, high] = [row.low, row.high]
            .map(|value| NumberCell::stated(value, words::CASES_UNIT, words::stated(value)));
        Row::new(&*row.municipality, [Cell::Range(low, high)]).total_if(place == 0)
    });
    Table {
        rows: rows.collect(),
        stated: Some(source(pack)),
        ..Table::new(words::CASES_TABLE, first, [second])
    }
}

#[component]
fn Caution() -> impl IntoView {
    let pack = base_pack();
    let cautions = words::cautions(&survey(), pack.is_built_in(), pack.base_year).into_iter();
    view! {
        <section class="card prose">
            <h2>{words::CAUTION}</h2>
            <ul>{cautions.map(|text| view! { <li>{text}</li> }).collect_view()}</ul>
        </section>
    }
}
