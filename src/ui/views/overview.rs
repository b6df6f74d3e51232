//! Läget: what is left to find, what the requirement is made of, and the years ahead.

use balans_model::{Area, Evidence, InputId, Quantity, Scope, Year, input_id};
use leptos::prelude::*;

use super::Heading;
use super::ledger::GapLedger;
use crate::figures::{
    AnyFigure, Columns, Fill, Layout, Line, Lines, Marker, Role, Series, Step, StepKind, Stroke,
    Waterfall,
};
use crate::platform;
use crate::state::thin::{act, derived, live, many, memo, view};
use crate::state::{Intent, PriceBasis, Route, Session, Tool, use_tool};
use crate::texts;
use crate::texts::search as words;
use crate::ui::components::{Amount, FigureCard, How, Lever, price_choice, price_lead};

const REQUIREMENT_CARE: InputId = input_id("requirement.care");
const REQUIREMENT_HEALTH: InputId = input_id("requirement.health");
const GROWTH_FUNDING: InputId = input_id("requirement.growth_funding");
const EXTRA_PER_YEAR: InputId = input_id("requirement.extra_per_year");

#[component]
pub(super) fn Overview() -> impl IntoView {
    view! {
        <Heading route=Route::Overview/>
        <Answer/>
        <Welcome/>
        <div class="columns">
            <div class="stack">
                <Requirements/>
                <Members/>
            </div>
            <div class="stack">
                <Bridge/>
                <GapLedger/>
                <Years/>
                <Areas/>
                <Warnings/>
            </div>
        </div>
    }
}

/// Three sentences on the first visit, until they are read.
#[component]
fn Welcome() -> impl IntoView {
    let tool = use_tool();
    let first = tool.slice(Session::first_visit);
    move || {
        first.get().then(|| {
            view! {
                <section class="card welcome">
                    <h2>{words::WELCOME}</h2>
                    <ol>{many(words::WELCOME_TEXT.map(|text| view! { <li>{text}</li> }))}</ol>
                    <button type="button" class="button" on:click=act(move |_| {
                        tool.send(Intent::Begin);
                        platform::focus("rubrik");
                    })>
                        {words::WELCOME_DONE}
                    </button>
                </section>
            }
        })
    }
}

#[component]
fn Answer() -> impl IntoView {
    let tool = use_tool();
    let year = tool.pack().plan_year;
    let gap = tool.value(Quantity::Gap(Scope::Total, year));
    let requirement = tool.value(Quantity::Requirement(Scope::Total, year));
    let of = |evidence| tool.value(Quantity::EvidenceSaving(evidence, Scope::Total, year));
    let (decided, proposed, own) = (
        of(Evidence::Decided),
        of(Evidence::Proposed),
        of(Evidence::Own),
    );
    view! {
        <p class="lead" data-answer>
            {live(move || {
                let (answer, more) = texts::answer(year, gap.get(), requirement.get());
                view! { <b>{answer}</b>{more} }
            })}
            " "
            {live(move || texts::answer_measures(decided.get(), proposed.get(), own.get()))}
        </p>
        <How quantity=Quantity::Gap(Scope::Total, year)/>
    }
}

#[component]
fn Requirements() -> impl IntoView {
    let year = use_tool().pack().plan_year;
    view! {
        <section class="card">
            <h2>{texts::REQUIREMENT}</h2>
            <p>{texts::REQUIREMENT_LEAD}</p>
            <div class="levers">
                <Lever
                    input=REQUIREMENT_CARE
                    label=texts::scope(Area::Care.into())
                    drives=Quantity::Gap(Area::Care.into(), year)
                />
                <Lever
                    input=REQUIREMENT_HEALTH
                    label=texts::scope(Area::Health.into())
                    drives=Quantity::Gap(Area::Health.into(), year)
                />
                <div>
                    <dl class="facts">
                        <dt>{texts::TOGETHER}</dt>
                        <dd><Amount quantity=Quantity::Requirement(Scope::Total, year)/></dd>
                        {Area::ALL.iter().map(|&area| view! {
                            <dt class="small">{texts::share_name(area)}</dt>
                            <dd class="small"><Amount quantity=Quantity::RequirementShare(area.into(), year)/></dd>
                        }).collect_view()}
                        <dt class="small">{texts::SHARE_TOTAL}</dt>
                        <dd class="small"><Amount quantity=Quantity::RequirementShare(Scope::Total, year)/></dd>
                    </dl>
                    <How quantity=Quantity::RequirementShare(Scope::Total, year)/>
                </div>
            </div>
        </section>
    }
}

#[component]
fn Members() -> impl IntoView {
    let horizon = use_tool().pack().horizon;
    let drives = Quantity::Requirement(Scope::Total, horizon);
    view! {
        <section class="card">
            <h2>{texts::MEMBERS}</h2>
            <p>{texts::MEMBERS_LEAD}</p>
            <div class="levers">
                <Lever input=GROWTH_FUNDING drives=drives/>
                <Lever input=EXTRA_PER_YEAR drives=drives/>
                <div>
                    <dl class="facts">
                        <dt>{texts::gap_in(horizon)}</dt>
                        <dd><Amount quantity=Quantity::Gap(Scope::Total, horizon)/></dd>
                    </dl>
                    <How quantity=Quantity::Gap(Scope::Total, horizon)/>
                </div>
            </div>
        </section>
    }
}

#[component]
fn Bridge() -> impl IntoView {
    let tool = use_tool();
    let year = tool.pack().plan_year;
    let requirement = Quantity::Requirement(Scope::Total, year);
    let saving = Quantity::Saving(Scope::Total, year);
    let gap = Quantity::Gap(Scope::Total, year);
    let by = move |evidence| Quantity::EvidenceSaving(evidence, Scope::Total, year);
    let figure = tool.derive(move |outcome| {
        let of = |quantity| outcome.value(quantity).unwrap_or(0.0);
        let [first, decided, proposed, own, left] = texts::BRIDGE_STEPS;
        let left = if of(gap) <= -0.05 {
            texts::BRIDGE_SURPLUS
        } else {
            left
        };
        let step = |label: &str, value: f64, kind| Step {
            label: label.to_owned(),
            value,
            kind,
        };
        AnyFigure::from(Waterfall {
            title: texts::bridge_title(of(saving), of(requirement), of(gap)),
            unit: texts::MNKR.to_owned(),
            decimals: 1,
            label_heading: texts::STEP.to_owned(),
            value_heading: texts::unit_year(texts::MNKR, year),
            steps: vec![
                step(first, of(requirement), StepKind::Total),
                step(decided, -of(by(Evidence::Decided)), StepKind::Decided),
                step(proposed, -of(by(Evidence::Proposed)), StepKind::Proposed),
                step(own, -of(by(Evidence::Own)), StepKind::Own),
                step(left, of(gap), StepKind::Remaining),
            ],
        })
    });
    view! {
        <FigureCard
            id="bro"
            lead=texts::bridge_lead(year)
            figure
            numbers=vec![requirement, by(Evidence::Decided), by(Evidence::Proposed), by(Evidence::Own), gap]
        />
    }
}

/// The quantities of the three lines in the chosen prices.
fn lines_of(basis: PriceBasis) -> [fn(Scope, Year) -> Quantity; 3] {
    match basis {
        PriceBasis::Fixed => [
            Quantity::ReferenceCost,
            Quantity::Financing,
            Quantity::ScenarioCost,
        ],
        PriceBasis::Current => [
            Quantity::ReferenceCostCurrent,
            Quantity::FinancingCurrent,
            Quantity::ScenarioCostCurrent,
        ],
    }
}

#[component]
fn Years() -> impl IntoView {
    let tool = use_tool();
    let pack = tool.pack();
    let (plan, horizon) = (pack.plan_year, pack.horizon);
    let growth = tool.value(Quantity::ReferenceGrowth(Scope::Total));
    let title = memo(move || texts::years_title(growth.get(), plan, horizon));
    let basis = tool.prices;
    let figure = years_figure(tool, title);
    // The table has a row a year and a column a line; the members' money begins with the plan year.
    let numbers = derived(move || {
        let [reference, financing, scenario] = lines_of(basis.get());
        let of_year = |year: Year| {
            let planned = (year >= plan)
                .then_some([financing, scenario])
                .into_iter()
                .flatten();
            let other = (basis.get() == PriceBasis::Fixed)
                .then_some(Quantity::AgeWeightedCost as fn(_, _) -> _);
            [reference]
                .into_iter()
                .chain(planned)
                .chain(other)
                .map(move |of| of(Scope::Total, year))
        };
        pack.years().flat_map(of_year).collect::<Vec<_>>()
    });
    view! {
        <FigureCard id="ar" lead=price_lead() figure numbers controls=ViewFn::from(price_choice)/>
    }
}

fn years_figure(tool: Tool, title: Memo<String>) -> Memo<AnyFigure> {
    let plan = tool.pack().plan_year;
    tool.derive(move |outcome| {
        let basis = tool.prices.get();
        let [reference, financing, scenario] = lines_of(basis);
        let series = |of: fn(Scope, Year) -> Quantity, from: Year| {
            outcome
                .years()
                .map(|year| {
                    let value = outcome.value(of(Scope::Total, year));
                    value.filter(|_| year >= from)
                })
                .collect::<Vec<_>>()
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
        if basis == PriceBasis::Fixed {
            let values = series(Quantity::AgeWeightedCost, first);
            lines.push(Line::new(
                texts::LINE_AGE_WEIGHTED,
                values,
                Stroke::Thin,
                Role::Alternative,
            ));
        }
        AnyFigure::from(Lines {
            title: title.get(),
            unit: texts::MNKR.to_owned(),
            decimals: 0,
            year_heading: texts::YEAR.to_owned(),
            years: outcome.years().collect(),
            series: lines,
            break_note: Some(texts::AXIS_BREAK.to_owned()),
            marker: Some(Marker {
                year: plan,
                label: texts::PLAN_YEAR.to_owned(),
            }),
        })
    })
}

#[component]
fn Areas() -> impl IntoView {
    let tool = use_tool();
    let year = tool.pack().plan_year;
    let quantities: [fn(Scope, Year) -> Quantity; 3] =
        [Quantity::Requirement, Quantity::Saving, Quantity::Gap];
    let figure =
        tool.derive(move |outcome| {
            let gap = |area: Area| {
                outcome
                    .value(Quantity::Gap(area.into(), year))
                    .unwrap_or(0.0)
            };
            let fills = [Fill::Total, Fill::Decided, Fill::Remaining];
            let series = quantities.iter().zip(texts::AREA_SERIES).zip(fills).map(
                |((quantity, name), fill)| Series {
                    name: name.to_owned(),
                    values: Area::ALL
                        .iter()
                        .map(|&a| outcome.value(quantity(a.into(), year)).unwrap_or(0.0))
                        .collect(),
                    fill,
                },
            );
            AnyFigure::from(Columns {
                title: texts::areas_title(gap(Area::Care), gap(Area::Health)),
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
        });
    let numbers = Area::ALL
        .iter()
        .flat_map(|&area| quantities.map(|quantity| quantity(area.into(), year)))
        .collect::<Vec<_>>();
    view! { <FigureCard id="omraden" lead=texts::areas_lead(year) figure numbers/> }
}

/// What the model warns about; nothing where it warns about nothing.
#[component]
fn Warnings() -> impl IntoView {
    let tool = use_tool();
    let warnings = tool.derive(|outcome| {
        outcome
            .warnings
            .iter()
            .map(|w| w.text.to_string())
            .collect::<Vec<_>>()
    });
    move || {
        let warnings = warnings.get();
        (!warnings.is_empty()).then(|| {
            view! {
                <section class="card">
                    <h2>{texts::WARNINGS}</h2>
                    <ul class="warnings">
                        {warnings.into_iter().map(|text| view! { <li>{text}</li> }).collect_view()}
                    </ul>
                </section>
            }
        })
    }
}
