//! Behov: what hangs on the age assumption, the base-year trap, the LSS ceiling, prices, and the
//! cost if nothing is done.

use balans_model::{Area, InputId, Preset, Quantity, Scope, Year, input_id};
use balans_report::figures;
use balans_report::texts::shared;
use leptos::prelude::*;

use super::housing::Folded;
use crate::erased::{attr, derived, dynamic, handler, memo, view};
use crate::state::{Intent, PriceBasis, Route, use_store};
use crate::table::Shown;
use crate::texts::needs;
use crate::ui::components::{
    Amount, FigureCard, Lever, followed, price_choice, price_lead, price_name,
};
use crate::ui::lazy::components::{is_set, when_seen};
use crate::ui::view::Heading;
use balans_charts::{AnyFigure, Line, Lines, Marker, Role, Stroke};

mod lss;

const GROWTH_TO: InputId = input_id("demography.growth_80_to_2025");
const GROWTH_AFTER: InputId = input_id("demography.growth_80_after");
const ELASTICITY_CARE: InputId = input_id("demography.elasticity_care");
const ELASTICITY_HEALTH: InputId = input_id("demography.elasticity_health");
const HEALTHY_AGEING: InputId = input_id("demography.healthy_ageing");
const TREND: InputId = input_id("cost.trend");
const PRICE_PLAN: InputId = input_id("price.plan_year");
const PRICE_FOLLOWING: InputId = input_id("price.following");
const TOTAL_COST: InputId = input_id("base.total_cost");
const CARE_SHARE: InputId = input_id("base.care_share");
const ADMINISTRATION_COST: InputId = input_id("base.administration_cost");
const CASE_MANAGEMENT_COST: InputId = input_id("base.case_management_cost");

/// The presets of the age assumption: the documents', and the age-weighted.
const PRESETS: [&str; 2] = ["underlaget", "aldersviktat"];

#[component]
pub(super) fn Needs() -> impl IntoView {
    view! {
        <Heading route=Route::Needs/>
        <Answer/>
        <div class="stack after">
            <Presets/>
        </div>
        <div class="columns first">
            <div class="stack">
                <AgeLevers/>
            </div>
            <div class="stack">
                {when_seen(|| view! { <Stake/> })}
                {when_seen(|| view! { <Index/> })}
                {when_seen(|| view! { <Trap/> })}
            </div>
        </div>
        <div class="columns">
            <div class="stack">
                <lss::LssLever/>
                {when_seen(|| view! { <PriceLevers/> })}
                {when_seen(|| view! { <BaseLevers/> })}
            </div>
            <div class="stack">
                <lss::Ceiling/>
                <lss::ByYear/>
                {when_seen(|| view! { <Years/> })}
                {when_seen(|| view! { <Areas/> })}
            </div>
        </div>
    }
}

#[component]
fn Answer() -> impl IntoView {
    let pack = use_store().active_pack();
    let (plan, horizon) = (pack.plan_year, pack.horizon);
    let stake = Quantity::AssumptionStake(horizon);
    view! {
        <p class="lead" data-answer>
            <b>
                {needs::ANSWER_STAKE}
                <Amount quantity=stake shown=Shown::Whole/>
                {needs::answer_stake(horizon)}
            </b>
            " "
            {needs::ANSWER_PROPORTIONAL}
            <Amount quantity=Quantity::ProportionalCost(Scope::Total, horizon) shown=Shown::Whole/>
            {needs::answer_weighted(horizon)}
            {followed(
                view! { <Amount quantity=Quantity::AgeWeightedCost(Scope::Total, horizon) shown=Shown::Whole/> },
                needs::answer_prices(plan),
            )}
        </p>
    }
}

#[component]
fn Presets() -> impl IntoView {
    let pack = use_store().active_pack();
    let horizon = pack.horizon;
    let costs = [
        Quantity::ProportionalCost(Scope::Total, horizon),
        Quantity::AgeWeightedCost(Scope::Total, horizon),
    ];
    let presets = PRESETS.iter().zip(costs).filter_map(|(id, cost)| {
        let preset = pack.preset(id)?;
        Some(view! { <PresetCard preset cost/> })
    });
    view! {
        <section class="card">
            <h2>{needs::PRESETS}</h2>
            <p class="wide">{needs::PRESETS_LEAD}</p>
            <div class="pair">{presets.collect_view()}</div>
        </section>
    }
}

#[component]
fn PresetCard(preset: &'static Preset, cost: Quantity) -> impl IntoView {
    let store = use_store();
    let pack = store.active_pack();
    let on = is_set(preset);
    let sets = preset.values.iter().map(|(id, value)| {
        let spec = pack.spec(*id);
        let now = shared::input_value(spec, *value);
        view! {
            <dt class="small">{spec.label.to_string()}</dt>
            <dd class="small" data-stated>{now}</dd>
        }
    });
    let name = format!("preset-{}", preset.id);
    view! {
        <div class="choice" data-preset=preset.id.to_string() data-on=attr(move || on.get().to_string())>
            <h3 id=name.clone()>{preset.name.to_string()}</h3>
            <p class="small">{preset.explanation.to_string()}</p>
            <dl class="facts">
                {sets.collect_view()}
                <dt>{needs::gives(pack.horizon)}</dt>
                <dd class="large"><Amount quantity=cost shown=Shown::Whole/></dd>
            </dl>
            <button
                type="button"
                class="button pick"
                aria-pressed=attr(move || on.get().to_string())
                aria-describedby=name
                on:click=handler(move |_| store.send(Intent::Preset(preset.id.to_string())))
            >
                {dynamic(move || if on.get() { needs::CHOSEN } else { needs::CHOOSE })}
            </button>
        </div>
    }
}

#[component]
fn AgeLevers() -> impl IntoView {
    let pack = use_store().active_pack();
    let horizon = pack.horizon;
    let cost = |area: Area| Quantity::ReferenceCost(area.into(), horizon);
    view! {
        <section class="card">
            <h2>{needs::FOLLOWS}</h2>
            <p>{needs::FOLLOWS_LEAD}</p>
            <div class="levers">
                <Lever input=ELASTICITY_CARE drives=cost(Area::Care)/>
                <Lever input=ELASTICITY_HEALTH drives=cost(Area::Health)/>
                <Lever input=HEALTHY_AGEING drives=Quantity::Volume(Area::Care, horizon)/>
                <Lever input=TREND drives=Quantity::Volume(Area::Care, horizon)/>
            </div>
        </section>
        <section class="card">
            <h2>{needs::ELDERLY}</h2>
            <p>{needs::elderly_lead(pack)}</p>
            <div class="levers">
                <Lever input=GROWTH_TO drives=Quantity::ElderlyIndex(pack.growth_to)/>
                <Lever input=GROWTH_AFTER drives=Quantity::ElderlyIndex(horizon)/>
            </div>
        </section>
    }
}

/// The three series of the stake in the chosen prices: the documents', the age-weighted, the levers'.
fn series_of(basis: PriceBasis) -> [fn(Year) -> Quantity; 3] {
    match basis {
        PriceBasis::Fixed => [
            |year| Quantity::ProportionalCost(Scope::Total, year),
            |year| Quantity::AgeWeightedCost(Scope::Total, year),
            |year| Quantity::ReferenceCost(Scope::Total, year),
        ],
        PriceBasis::Current => [
            Quantity::ProportionalCostCurrent,
            Quantity::AgeWeightedCostCurrent,
            |year| Quantity::ReferenceCostCurrent(Scope::Total, year),
        ],
    }
}

/// Cost, financing and scenario by year.
#[component]
fn Years() -> impl IntoView {
    let store = use_store();
    let pack = store.active_pack();
    let current = memo(move || store.prices.get() == PriceBasis::Current);
    let figure = store.derive(move |outcome| figures::years(pack, outcome, current.get()));
    // The table has a row a year and a column a line.
    let numbers = derived(move || figures::years_numbers(pack, current.get()));
    view! {
        <FigureCard
            id="ar"
            lead=price_lead()
            figure
            numbers
            chosen=price_name()
            controls=ViewFn::from(price_choice)
        />
    }
}

#[component]
fn Stake() -> impl IntoView {
    let store = use_store();
    let pack = store.active_pack();
    let (plan, horizon) = (pack.plan_year, pack.horizon);
    let basis = store.prices;
    let (fixed, current) = (
        store.value(Quantity::AssumptionStake(horizon)),
        store.value(Quantity::AssumptionStakeCurrent(horizon)),
    );
    let title = memo(move || {
        let stake = match basis.get() {
            PriceBasis::Fixed => fixed.get(),
            PriceBasis::Current => current.get(),
        };
        needs::stake_title(stake, horizon)
    });
    // The levers' own line is drawn where it is neither of the two.
    let set = PRESETS.map(|id| pack.preset(id).map(is_set));
    let own = memo(move || !set.iter().flatten().any(Memo::get));
    let shown = move || {
        let count = if own.get() { 3 } else { 2 };
        series_of(basis.get()).into_iter().take(count)
    };
    let figure = store.derive(move |outcome| {
        let of = |quantity: fn(Year) -> Quantity| {
            let years = outcome.years();
            years
                .map(|year| outcome.value(quantity(year)))
                .collect::<Vec<_>>()
        };
        let [proportional, weighted, levers] = series_of(basis.get()).map(of);
        let mut series = vec![
            Line::new(
                needs::LINE_PROPORTIONAL,
                proportional,
                Stroke::Solid,
                Role::Reference,
            ),
            Line::new(
                shared::LINE_AGE_WEIGHTED,
                weighted,
                Stroke::Dashed,
                Role::Alternative,
            ),
        ];
        if own.get() {
            series.push(Line::new(
                needs::LINE_OWN,
                levers,
                Stroke::Solid,
                Role::Scenario,
            ));
        }
        AnyFigure::from(Lines {
            title: title.get(),
            unit: shared::MNKR.to_owned(),
            decimals: 0,
            year_heading: shared::YEAR.to_owned(),
            years: pack.years().collect(),
            series,
            break_note: Some(shared::AXIS_BREAK.to_owned()),
            marker: Some(Marker {
                year: plan,
                label: shared::PLAN_YEAR.to_owned(),
            }),
            bands: None,
        })
    });
    let numbers = derived(move || {
        let of_year = |year: Year| shown().map(move |quantity| quantity(year));
        pack.years().flat_map(of_year).collect::<Vec<_>>()
    });
    view! {
        <FigureCard
            id="antaganden"
            lead=price_lead()
            figure
            numbers
            chosen=price_name()
            controls=ViewFn::from(price_choice)
        />
    }
}

#[component]
fn Index() -> impl IntoView {
    let store = use_store();
    let pack = store.active_pack();
    let (from, base, to) = (pack.growth_from, pack.base_year, pack.growth_to);
    let quantities = [Quantity::ElderlyIndex, Quantity::ElderlySinceBase];
    let figure = store.derive(move |outcome| {
        let of = |quantity: fn(Year) -> Quantity| {
            let years = outcome.years();
            years
                .map(|year| outcome.value(quantity(year)))
                .collect::<Vec<_>>()
        };
        let [start, since_base] =
            quantities.map(|quantity| outcome.value(quantity(to)).unwrap_or(1.0));
        let [index, factor] = quantities.map(of);
        AnyFigure::from(Lines {
            title: needs::index_title(start, since_base, pack),
            unit: needs::INDEX_UNIT.to_owned(),
            decimals: 2,
            year_heading: shared::YEAR.to_owned(),
            years: outcome.years().collect(),
            series: vec![
                Line::new(
                    needs::line_since(base),
                    factor,
                    Stroke::Solid,
                    Role::Reference,
                ),
                Line::new(
                    needs::line_since(from),
                    index,
                    Stroke::Dashed,
                    Role::Alternative,
                ),
            ],
            break_note: Some(shared::AXIS_BREAK.to_owned()),
            marker: Some(Marker {
                year: to,
                label: needs::FORECAST_ENDS.to_owned(),
            }),
            bands: None,
        })
    });
    let numbers = pack
        .years()
        .flat_map(|year| {
            [
                Quantity::ElderlySinceBase(year),
                Quantity::ElderlyIndex(year),
            ]
        })
        .collect::<Vec<_>>();
    view! { <FigureCard id="aldre" lead=needs::INDEX_LEAD.to_owned() figure numbers/> }
}

#[component]
fn Trap() -> impl IntoView {
    let pack = use_store().active_pack();
    let (base, to) = (pack.base_year, pack.growth_to);
    let factors = [
        Quantity::ElderlyIndex(to),
        Quantity::ElderlyIndex(base),
        Quantity::ElderlySinceBase(to),
    ];
    let [all, before, left] =
        factors.map(|quantity| view! { <Amount quantity shown=Shown::Factor/> });
    let [first, second, third, last] = needs::trap(pack);
    let steps = needs::trap_steps(pack).into_iter().zip(factors);
    let steps = steps.map(|(step, quantity)| {
        view! {
            <dt>{step}</dt>
            <dd><Amount quantity shown=Shown::Factor/></dd>
        }
    });
    view! {
        <section class="card" data-trap>
            <h2>{needs::TRAP}</h2>
            <p class="wide">{first}{followed(all, second)}{followed(before, third)}{followed(view! { <b>{left}</b> }, last)}</p>
            <dl class="facts">
                {steps.collect_view()}
                <dt>{needs::trap_cost(pack)}</dt>
                <dd><Amount quantity=Quantity::BaseYearTrap()/></dd>
            </dl>
        </section>
    }
}

#[component]
fn PriceLevers() -> impl IntoView {
    let pack = use_store().active_pack();
    view! {
        <section class="card">
            <h2>{needs::PRICES}</h2>
            <p>{needs::PRICES_LEAD}</p>
            <div class="levers">
                <Lever input=PRICE_PLAN drives=Quantity::ReferenceCost(Area::Care.into(), pack.plan_year)/>
                <Lever input=PRICE_FOLLOWING drives=Quantity::PriceIndex(pack.horizon)/>
            </div>
        </section>
    }
}

#[component]
fn BaseLevers() -> impl IntoView {
    let plan = use_store().active_pack().plan_year;
    let cost = Quantity::ReferenceCost(Area::Care.into(), plan);
    view! {
        <section class="card">
            <h2>{needs::BASE}</h2>
            <p>{needs::BASE_LEAD}</p>
            <div class="levers">
                <Lever input=TOTAL_COST drives=cost/>
                <Lever input=CARE_SHARE drives=cost/>
            </div>
            <Folded label=needs::ADMINISTRATION.to_owned() id="forvaltningen">
                <Lever input=ADMINISTRATION_COST drives=Quantity::AdministrationShare()/>
                <Lever input=CASE_MANAGEMENT_COST drives=Quantity::OtherAdministration()/>
                <dl class="facts">
                    <dt>{needs::ADMINISTRATION_SHARE}</dt>
                    <dd><Amount quantity=Quantity::AdministrationShare()/></dd>
                    <dt>{needs::ADMINISTRATION_OTHER}</dt>
                    <dd><Amount quantity=Quantity::OtherAdministration()/></dd>
                </dl>
            </Folded>
        </section>
    }
}

#[component]
fn Areas() -> impl IntoView {
    let store = use_store();
    let pack = store.active_pack();
    let (plan, horizon) = (pack.plan_year, pack.horizon);
    let basis = store.prices;
    let of = |basis: PriceBasis| -> fn(Scope, Year) -> Quantity {
        match basis {
            PriceBasis::Fixed => Quantity::ReferenceCost,
            PriceBasis::Current => Quantity::ReferenceCostCurrent,
        }
    };
    let title = store.derive(move |outcome| {
        let current = basis.get() == PriceBasis::Current;
        let growth = |area: Area| figures::growth(outcome, area.into(), current);
        needs::areas_title(growth(Area::Care), growth(Area::Health), current)
    });
    let prices = price_lead();
    let lead = derived(move || needs::areas_lead(&prices.get(), plan, horizon));
    let figure = store.derive(move |outcome| {
        let of = of(basis.get());
        let of_area = |area: Area| {
            let years = outcome.years();
            years
                .map(|year| outcome.value(of(area.into(), year)))
                .collect::<Vec<_>>()
        };
        let roles = [
            (Stroke::Solid, Role::Reference),
            (Stroke::Dashed, Role::Scenario),
        ];
        let series = Area::ALL.iter().zip(roles);
        AnyFigure::from(Lines {
            title: title.get(),
            unit: shared::MNKR.to_owned(),
            decimals: 0,
            year_heading: shared::YEAR.to_owned(),
            years: pack.years().collect(),
            series: series
                .map(|(&area, (stroke, role))| {
                    Line::new(
                        shared::lower(shared::scope(area.into())),
                        of_area(area),
                        stroke,
                        role,
                    )
                })
                .collect(),
            break_note: Some(shared::AXIS_BREAK.to_owned()),
            marker: Some(Marker {
                year: plan,
                label: shared::PLAN_YEAR.to_owned(),
            }),
            bands: None,
        })
    });
    let numbers = derived(move || {
        let of = of(basis.get());
        let of_year = |year: Year| Area::ALL.iter().map(move |&area| of(area.into(), year));
        pack.years().flat_map(of_year).collect::<Vec<_>>()
    });
    view! {
        <FigureCard
            id="omraden-ar"
            lead
            figure
            numbers
            chosen=price_name()
            controls=ViewFn::from(price_choice)
        />
    }
}
