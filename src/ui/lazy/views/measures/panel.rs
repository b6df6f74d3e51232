//! An open measure: purpose, levers, phasing, effect by year, parties, rating, source.

use balans_model::{
    Evidence, InputId, Measure, MeasureSpec, Pack, Party, ProviderMeasure, Quantity, Year,
};
use balans_report::texts::{measures as words, parties, shared};
use leptos::prelude::*;

use super::judgement::{Note, Ratings};
use crate::erased::{attr, dynamic, memo, view};
use crate::state::{Route, use_store};
use crate::table::{Cell, Row, Shown, Table};
use crate::texts;
use crate::ui::components::{Amount, Disclosure, FigureCard, Lever, LeverMode, vacancy_of};
use crate::ui::lazy::components::{table, when_seen};
use crate::ui::lazy::views::parties::transfer_text;
use crate::ui::lazy::views::places::{self, WhatBecomes};
use balans_charts::{AnyFigure, ColumnSeries, Columns, Fill, Layout};

#[component]
pub(super) fn Panel(spec: &'static MeasureSpec) -> impl IntoView {
    let levers = match Measure::find(&spec.id) {
        Some(measure) => view! {
            <div class="columns">
                <Levers spec measure/>
                <div class="stack">
                    <Effects spec measure/>
                </div>
            </div>
        },
        None => view! { <p class="measure-empty">{words::NO_LEVER}</p> },
    };
    view! {
        <p class="measure-purpose">{spec.purpose.to_string()}</p>
        <div class="measure-words"><p>{spec.consequence.to_string()}</p></div>
        {levers}
        <div class="columns">
            <Ratings spec/>
            <div class="stack">
                <Note spec/>
                <Source spec/>
            </div>
        </div>
    }
}

#[component]
fn Levers(spec: &'static MeasureSpec, measure: Measure) -> impl IntoView {
    let store = use_store();
    let pack = store.active_pack();
    let drives = Quantity::MeasureSaving(measure, store.year());
    let gross = store.derive(move |outcome| outcome.is_gross(measure));
    let cost = measure.unstated_cost();
    let others = || {
        let inputs = spec.inputs.iter().copied();
        inputs.filter(|input| !spec.levers.contains(input))
    };
    let assumptions = others()
        .filter(|&input| !stands_open(input) && !is_cost(cost, input))
        .collect::<Vec<_>>();
    let beside = others().filter(|&input| is_beside(input));
    let levers = spec.levers.iter().copied().chain(beside);
    let levers = levers.map(|input| own_lever(input, drives)).collect_view();
    let costs = others()
        .filter(|&input| is_cost(cost, input))
        .map(|input| view! { <Lever input drives/> })
        .collect_view();
    let of_homes = Measure::HOUSING.contains(&measure);
    let folded = (!assumptions.is_empty()).then(|| {
        view! {
            <Folded label=words::ASSUMPTIONS id="atgard-antaganden">
                {assumptions.iter().map(|&input| view! { <Lever input drives/> }).collect_view()}
            </Folded>
        }
    });
    view! {
        <section>
            <h3>{words::LEVERS}</h3>
            <div class="levers">
                {levers}
            </div>
            {(measure == Measure::Occupancy).then(|| view! { <WhatBecomes/> })}
            {cost.is_some().then(|| view! {
                <section class="home">
                    <h3>{words::COST}</h3>
                    <p class="small" role="status" data-gross>
                        {dynamic(move || gross.get().then_some(words::GROSS_NOTE))}
                    </p>
                    <div class="levers">{costs}</div>
                </section>
            })}
            {of_homes.then(|| view! {
                <p class="small">
                    {words::HOMES_BEFORE}
                    <a href=Route::Housing.href()>{Route::Housing.name()}</a>
                    "."
                </p>
            })}
            {folded}
            <Folded label=words::PHASING id="atgard-fasning">
                {spec.phasing.iter().map(|&input| {
                    let label = words::phasing_label(pack.spec(input));
                    view! { <Lever input label drives/> }
                }).collect_view()}
            </Folded>
        </section>
    }
}

/// Returns whether an input stands open beside the measure's own levers, not among the assumptions.
fn stands_open(input: InputId) -> bool {
    is_beside(input) || places::INPUTS.contains(&input)
}

/// Returns whether an input is a choice about the measure's scope: what contracts take home, which homes a condition is
/// for.
pub(super) fn is_beside(input: InputId) -> bool {
    let (_, name) = input.name().rsplit_once('.').unwrap_or_default();
    matches!(name, "contracted" | "all_homes")
}

/// Returns whether an input is the cost that nobody has stated, or says that the cost is counted.
pub(super) fn is_cost(cost: Option<(InputId, InputId)>, input: InputId) -> bool {
    cost.is_some_and(|(cost, known)| input == cost || input == known)
}

/// Renders one of the measure's own levers. Vacancy levers show the resulting vacancy, as on Tomma platser.
pub(in crate::ui::lazy::views) fn own_lever(input: InputId, drives: Quantity) -> AnyView {
    match vacancy_of(input) {
        Some((base, home, vacancy)) => view! {
            <Lever
                input
                reading=LeverMode::OffsetFrom(base)
                label=shared::housing(home)
                purpose=texts::lever::vacancy_purpose(vacancy)
                drives
            />
        },
        None => view! { <Lever input drives/> },
    }
}

/// Renders levers that are seldom used, folded.
#[component]
fn Folded(label: &'static str, id: &'static str, children: ChildrenFn) -> impl IntoView {
    let open = RwSignal::new(false);
    view! {
        <div class="folded">
            <Disclosure label panel=id open/>
            <div id=id hidden=attr(move || !open.get())>
                {dynamic(move || open.get().then(|| view! { <div class="levers">{children()}</div> }))}
            </div>
        </div>
    }
}

/// Renders effects and parties, or that there are none.
#[component]
fn Effects(spec: &'static MeasureSpec, measure: Measure) -> impl IntoView {
    let store = use_store();
    let has_figure = store.has_figure(Some(measure));
    move || {
        if has_figure.get() {
            view! {
                <Effect spec measure/>
                <OneOff measure/>
                <Warnings measure/>
                {when_seen(move || view! { <Parties measure/> })}
            }
        } else {
            view! { <p class="measure-empty">{words::MOVE_A_LEVER}</p> }
        }
    }
}

#[component]
fn Effect(spec: &'static MeasureSpec, measure: Measure) -> impl IntoView {
    let store = use_store();
    let pack = store.active_pack();
    let plan = pack.plan_year;
    let years = plan..=*pack.years().end();
    let evidence = store.evidence(spec);
    let fill = move || match evidence.get() {
        Some(Evidence::Decided) => Fill::Decided,
        Some(Evidence::Possible) => Fill::Possible,
        Some(Evidence::Own) | None => Fill::Own,
    };
    let of = move |year| Quantity::MeasureSaving(measure, year);
    let numbers = years.clone().map(of).collect::<Vec<_>>();
    let values = store.derive(move |outcome| {
        years
            .clone()
            .map(|year| outcome.value(of(year)).unwrap_or(0.0))
            .collect::<Vec<_>>()
    });
    let gross = store.derive(move |outcome| outcome.is_gross(measure));
    let title = memo(move || {
        let title = values.with(|values| words::effect_title(values, plan));
        if gross.get() {
            words::gross_name(&title)
        } else {
            title
        }
    });
    let figure = memo(move || {
        let values = values.get();
        AnyFigure::from(Columns {
            title: title.get(),
            unit: shared::TKR.to_owned(),
            decimals: 0,
            signed: false,
            category_heading: shared::YEAR.to_owned(),
            categories: (plan..)
                .take(values.len())
                .map(|year| year.to_string())
                .collect(),
            layout: Layout::Grouped,
            series: vec![ColumnSeries {
                below: None,
                name: words::EFFECT.to_owned(),
                values: values.iter().map(|value| value * 1000.0).collect(),
                fill: fill(),
            }],
        })
    });
    view! {
        <FigureCard
            id="effekt-per-ar"
            lead=words::effect_lead(plan)
            figure
            numbers
            chosen=Signal::stored(spec.name.to_string())
            nested=true
        />
    }
}

/// Renders the one-off cost of the start year; nothing where it is 0.
#[component]
fn OneOff(measure: Measure) -> impl IntoView {
    let store = use_store();
    let start = store.input(measure.phasing().start_year);
    let starts = store.derive(move |outcome| {
        outcome.years().find(|&year| {
            let cost = outcome.value(Quantity::MeasureOneOff(measure, year));
            cost.is_some_and(|cost| cost > 0.0)
        })
    });
    move || {
        start.track();
        starts.get().map(|year| {
            view! {
                <dl class="facts">
                    <dt>{words::one_off(year)}</dt>
                    <dd><Amount quantity=Quantity::MeasureOneOff(measure, year)/></dd>
                </dl>
            }
        })
    }
}

/// Renders the model's warnings about the measure.
#[component]
fn Warnings(measure: Measure) -> impl IntoView {
    let store = use_store();
    let pack = store.base_pack();
    let warnings = store.derive(move |outcome| {
        let ours = outcome.warnings.iter();
        ours.filter(|warning| warning.measure() == Some(measure))
            .map(|warning| warning.text(pack))
            .collect::<Vec<_>>()
    });
    move || {
        let warnings = warnings.get();
        (!warnings.is_empty()).then(|| {
            view! {
                <section>
                    <h3>{texts::finance::WARNINGS}</h3>
                    <ul class="warnings">
                        {warnings.into_iter().map(|text| view! { <li>{text}</li> }).collect_view()}
                    </ul>
                </section>
            }
        })
    }
}

#[component]
fn Parties(measure: Measure) -> impl IntoView {
    let store = use_store();
    let pack = store.active_pack();
    let year = store.year();
    let gross = store.derive(move |outcome| outcome.is_gross(measure));
    let transfer = store.derive(move |outcome| transfer_text(outcome, measure, year));
    view! {
        <section>
            <h3>
                {words::parties(year)}
                " "
                {dynamic(move || transfer.get().map(|text| view! { <span class="chip">{text}</span> }))}
            </h3>
            {table(move || by_party(pack, measure, year, gross.get()))}
            {kept(measure, year)}
            <p class="small">{words::parties_note()}</p>
        </section>
    }
}

/// Renders the part of a provider's gain that the provider keeps.
fn kept(measure: Measure, year: i32) -> Option<AnyView> {
    let mut gains = ProviderMeasure::ALL.iter().copied();
    let gain = gains.find(|gain| gain.measure() == measure)?;
    let quantity = Quantity::ProviderGainKept(gain, year);
    Some(view! {
        <dl class="facts">
            <dt>{parties::KEPT}</dt>
            <dd><Amount quantity shown=Shown::SignedTkr/></dd>
        </dl>
        <p class="small">{parties::kept_note()}</p>
    })
}

fn by_party(pack: &Pack, measure: Measure, year: Year, gross: bool) -> Table {
    let rows = Party::SHOWN.map(|party| {
        let quantity = Quantity::PartyEffect(measure, party, year);
        let cell = Cell::effect(quantity, Shown::SignedTkr, vec![measure]);
        Row::new(shared::party(party), [cell])
    });
    let title = words::parties_of(&pack.measure(measure).name, year);
    let title = if gross {
        words::gross_name(&title)
    } else {
        title
    };
    let columns = [shared::unit_year(shared::TKR, year)];
    Table {
        rows: rows.into(),
        ..Table::new(title, shared::PARTY, columns)
    }
}

#[component]
fn Source(spec: &'static MeasureSpec) -> impl IntoView {
    view! {
        <section class="measure-source">
            <h3>{words::SOURCE}</h3>
            <p class="small">{spec.source.to_string()}</p>
            {spec.note.as_ref().map(|note| view! {
                <p class="small"><b>{texts::how::NOTE}": "</b>{note.to_string()}</p>
            })}
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use balans_model::KSON_2023;

    #[test]
    fn every_input_of_a_measure_stands_in_one_place() {
        let mut open = 0;
        for measure in Measure::ALL.iter().copied() {
            let spec = KSON_2023.measure(measure);
            let cost = measure.unstated_cost();
            for &input in spec.inputs.iter() {
                let places = [
                    is_beside(input) && !spec.levers.contains(&input),
                    places::INPUTS.contains(&input),
                    is_cost(cost, input) && !spec.levers.contains(&input),
                ];
                let places = places.iter().filter(|place| **place).count();
                assert!(places <= 1, "{}", input.name());
                open += places;
            }
        }
        // Two contracts, one scope, three of what becomes of a place; six switches and the three costs that are no levers.
        assert_eq!(open, 6 + 9);
    }

    #[test]
    fn the_levers_of_the_first_two_measures_show_the_vacancy_that_results() {
        for (index, spec) in KSON_2023.measures.iter().enumerate() {
            for &lever in spec.levers.iter() {
                let base = vacancy_of(lever).map(|(base, ..)| base.name());
                assert_eq!(base.is_some(), index < 2, "{}", lever.name());
            }
        }
    }
}
