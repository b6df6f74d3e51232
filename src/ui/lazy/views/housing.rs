//! Tomma platser: how many stand empty, what that costs and whom, the two reforms, the spiral.

use balans_model::{
    HousingType, InputId, Measure, Outcome, Pack, Party, Quantity, Reform, Status, Vacancy, Year,
    input_id,
};
use balans_report::figures::{self, HOMES};
use balans_report::texts::{measures, names, parties, shared};
use leptos::prelude::*;

use super::parties::transfer_text;
use super::places::WhatBecomes;
use super::required::answer_levers;
use crate::erased::{attr, derived, dynamic, fragment, memo, view};
use crate::state::{Route, use_store};
use crate::table::{Cell, Head, Row, Shown, Table};
use crate::texts;
use crate::ui::components::{Amount, Disclosure, FigureCard, Lever, LeverMode, choices};
use crate::ui::lazy::components::{How, table, when_seen};
use crate::ui::view::Heading;

const SHARED: [InputId; 3] = [
    input_id("housing.displaced_share"),
    input_id("housing.avoidable_share"),
    input_id("housing.tiohundra_share"),
];
const UPGRADE_COST: [InputId; 2] = [
    input_id("housing_upgrade.cost_per_place"),
    input_id("housing_upgrade.cost_known"),
];
const REFORM_AMOUNT: InputId = input_id("vacancy_reform.amount");
const REFORM_IN_BASE: InputId = input_id("vacancy_reform.in_base_year");
const CLAUSE_AMOUNT: InputId = input_id("negligence_clause.amount");
const CLAUSE_ALL_HOMES: InputId = input_id("negligence_clause.all_homes");
const PARTIES: [Party; 4] = [Party::Kson, Party::Tiohundra, Party::Group, Party::External];

#[component]
pub(super) fn Housing() -> impl IntoView {
    let ask = answer_levers();
    view! {
        <Heading route=Route::Housing/>
        <Answer/>
        {ask}
        <div class="columns">
            <Levers/>
            <div class="stack">
                {when_seen(|| view! { <Emptiness/> })}
                {when_seen(|| view! { <PlaceCosts/> })}
                {when_seen(|| view! { <Reforms/> })}
                {when_seen(|| view! { <Parties/> })}
                {when_seen(|| view! { <Spiral/> })}
            </div>
        </div>
        <div class="columns thirds">
            <section class="card"><WhatBecomes/></section>
            <section class="card">
                <UpgradeCost/>
                <Folded label=texts::housing::ASSUMPTIONS_SHARED.to_owned() id="antaganden-alla">
                    {fragment(SHARED.map(|input| view! { <Lever input/> }))}
                </Folded>
            </section>
            <Phasing/>
        </div>
    }
}

#[component]
fn Answer() -> impl IntoView {
    let store = use_store();
    let (pack, year) = (store.active_pack(), store.year());
    let cost = Quantity::EmptinessCost(year);
    let example = figures::emptiness_is_example(pack);
    let answer = store.derive(move |outcome| {
        let days = HOMES
            .iter()
            .filter_map(|&home| outcome.value(Quantity::VacantDays(home, year)))
            .sum::<f64>();
        let cost = outcome.value(cost).unwrap_or(0.0);
        texts::housing::housing_answer(year, cost, days, example)
    });
    let own =
        |id: InputId| id.name().starts_with("housing.") && pack.spec(id).status == Status::Own;
    let caution = texts::housing::housing_caution(example, InputId::all().any(own));
    view! {
        <p class="lead">{caution}" "<b>{answer}</b></p>
        <How quantity=cost/>
    }
}

#[component]
fn Levers() -> impl IntoView {
    view! {
        <section class="card">
            <h2>{texts::housing::HOUSING_LEVERS}</h2>
            <p>{texts::housing::HOUSING_LEVERS_LEAD}</p>
            {fragment(HOMES.map(|home| view! { <HomeLevers home/> }))}
        </section>
    }
}

/// Renders the cost of the upgrade, and that its saving is *brutto* while that cost is not stated.
#[component]
fn UpgradeCost() -> impl IntoView {
    let store = use_store();
    let measure = Measure::HousingUpgrade;
    let drives = Quantity::MeasureSaving(measure, store.year());
    let gross = store.derive(move |outcome| outcome.is_gross(measure));
    view! {
        <section class="home">
            <h3>{texts::housing::UPGRADE_COST}</h3>
            <p class="small">{texts::housing::upgrade_cost_lead()}</p>
            <p class="small" role="status" data-gross>{dynamic(move || gross.get().then_some(measures::GROSS_NOTE))}</p>
            <div class="levers">
                {fragment(UPGRADE_COST.map(|input| view! { <Lever input drives/> }))}
            </div>
        </section>
    }
}

#[component]
fn HomeLevers(home: HousingType) -> impl IntoView {
    let year = use_store().year();
    let inputs = home.inputs();
    let assumptions = [
        inputs.usable_vacancy,
        inputs.unfit_vacancy,
        inputs.places,
        inputs.compensation,
        inputs.daily_rate,
        inputs.external_premium,
    ];
    let id = match home {
        HousingType::NursingHome => "antaganden-sarskilt",
        HousingType::Lss => "antaganden-lss",
        HousingType::SocialPsychiatry => "antaganden-socialpsykiatri",
    };
    view! {
        <section class="home">
            <h3>{shared::housing(home)}</h3>
            <div class="levers">
                <Lever
                    input=inputs.usable_change
                    reading=LeverMode::OffsetFrom(inputs.usable_vacancy)
                    label=names::vacancy(Vacancy::Usable)
                    purpose=texts::lever::vacancy_purpose(Vacancy::Usable)
                    drives=Quantity::VacancyShare(Vacancy::Usable, home, year)
                />
                <Lever
                    input=inputs.unfit_change
                    reading=LeverMode::OffsetFrom(inputs.unfit_vacancy)
                    label=names::vacancy(Vacancy::Unfit)
                    purpose=texts::lever::vacancy_purpose(Vacancy::Unfit)
                    drives=Quantity::VacancyShare(Vacancy::Unfit, home, year)
                />
            </div>
            <HomeCosts home year/>
            <Folded label=texts::housing::assumptions_for(home) id>
                {fragment(assumptions.map(|input| view! { <Lever input/> }))}
            </Folded>
        </section>
    }
}

/// Renders what the empty places of a home cost in a year and whom, below its levers: in a narrow window the tables are screens
/// away.
#[component]
fn HomeCosts(home: HousingType, year: Year) -> impl IntoView {
    let costs = [
        (
            texts::housing::pays_compensation(year),
            Quantity::Compensation(home, year),
        ),
        (
            texts::housing::pays_external(year),
            Quantity::ExternalPremiumCost(home, year),
        ),
    ];
    let costs = costs.map(|(name, quantity)| {
        view! { <dt>{name}</dt><dd><Amount quantity shown=Shown::Tkr/></dd> }
    });
    let parties = [Party::Kson, Party::Tiohundra, Party::Group].map(|party| {
        let quantity = Quantity::UnfitPlace(home, party);
        view! {
            <dt class="small">{shared::party(party)}</dt>
            <dd class="small"><Amount quantity shown=Shown::Signed/></dd>
        }
    });
    view! {
        <dl class="facts" data-costs>
            {fragment(costs)}
            <dt class="wide">{texts::housing::ONE_UNFIT}</dt>
            {fragment(parties)}
        </dl>
    }
}

/// Renders levers that are seldom used, folded.
#[component]
pub(super) fn Folded(label: String, id: &'static str, children: ChildrenFn) -> impl IntoView {
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

#[component]
fn Phasing() -> impl IntoView {
    let pack = use_store().active_pack();
    let lists = Measure::HOUSING.map(|measure| {
        let id: &'static str = match measure {
            Measure::Occupancy => "fasning-vakans",
            Measure::HousingUpgrade => "fasning-upprustning",
            Measure::VacancyReform => "fasning-reform",
            _ => "fasning-forsumlighet",
        };
        let name = pack.measure(measure).name.to_string();
        view! {
            <Folded label=name id>
                {pack.measure(measure).phasing.iter().map(|&input| view! { <Lever input/> }).collect_view()}
            </Folded>
        }
    });
    view! {
        <section class="card">
            <h2>{texts::housing::ASSUMPTIONS_PHASING}</h2>
            {lists}
        </section>
    }
}

#[component]
fn Emptiness() -> impl IntoView {
    let store = use_store();
    let (pack, year) = (store.active_pack(), store.year());
    let figure = store.derive(move |outcome| figures::emptiness(pack, outcome, year));
    let numbers = figures::emptiness_numbers(year);
    view! { <FigureCard id="tomma" lead=shared::emptiness_lead(year) figure numbers/> }
}

#[component]
fn PlaceCosts() -> impl IntoView {
    let store = use_store();
    let (pack, year) = (store.active_pack(), store.year());
    let example = figures::emptiness_is_example(pack);
    view! {
        <section class="card">
            <h2>{texts::housing::place_cost_title(example)}</h2>
            {table(move || place_costs(year, example))}
        </section>
    }
}

fn place_costs(year: Year, example: bool) -> Table {
    let [first, rest @ ..] = texts::housing::PLACE_COLUMNS;
    let row = |home: HousingType| {
        let cells = [
            Cell::amount(Quantity::EmptyPlaceDay(home), Shown::Plain),
            Cell::amount(Quantity::EmptyPlaceYear(home), Shown::Plain),
            Cell::amount(Quantity::VacantDays(home, year), Shown::Plain),
            Cell::amount(Quantity::Compensation(home, year), Shown::Tkr),
        ];
        Row::new(shared::housing(home), cells)
    };
    let total = Cell::amount(Quantity::CompensationTotal(year), Shown::Tkr);
    let mut total = Row::new(shared::SUM, [total]).total();
    // The columns before the last can't be summed.
    total.head = Head {
        columns: rest.len(),
        ..total.head
    };
    Table {
        rows: HOMES.into_iter().map(row).chain([total]).collect(),
        ..Table::new(texts::housing::place_cost(year, example), first, rest)
    }
}

#[component]
fn Reforms() -> impl IntoView {
    view! {
        <section class="card">
            <h2>{texts::housing::REFORMS}</h2>
            <p>{texts::housing::REFORMS_LEAD}</p>
            <div class="levers">
                <ReformBlock reform=Reform::VacancyReform inputs=vec![REFORM_AMOUNT, REFORM_IN_BASE]/>
                <ReformBlock reform=Reform::NegligenceClause inputs=vec![CLAUSE_AMOUNT, CLAUSE_ALL_HOMES]/>
            </div>
        </section>
    }
}

#[component]
fn ReformBlock(reform: Reform, inputs: Vec<InputId>) -> impl IntoView {
    let store = use_store();
    let year = store.year();
    let spec = store.active_pack().measure(reform.measure());
    let gives = Quantity::MeasureSaving(reform.measure(), year);
    let cap = Quantity::ReformCap(reform, year);
    let capped = store.derive(move |outcome| {
        let of = |quantity| outcome.value(quantity).unwrap_or(0.0);
        of(gives) > 0.0 && of(gives) >= of(cap)
    });
    view! {
        <div>
            <h3>
                {spec.name.to_string()}
                " "
                <span class="chip">{spec.evidence.map(shared::evidence)}</span>
            </h3>
            <div class="levers">
                {inputs.into_iter().map(|input| view! { <Lever input drives=gives/> }).collect_view()}
            </div>
            <dl class="facts">
                <dt>{texts::housing::REFORM_TAKES}</dt>
                <dd><Amount quantity=gives shown=Shown::Tkr/></dd>
                <dt>{texts::housing::REFORM_CAP}</dt>
                <dd><Amount quantity=cap shown=Shown::Tkr/></dd>
            </dl>
            <p class="small" role="status">{dynamic(move || capped.get().then_some(texts::housing::REFORM_CAPPED))}</p>
        </div>
    }
}

#[component]
fn Parties() -> impl IntoView {
    let store = use_store();
    let year = store.year();
    let figure = store.derive(move |outcome| figures::split(outcome, &PARTIES, year));
    view! {
        <FigureCard
            id="parter"
            lead=parties::lead(year)
            figure
            numbers=figures::split_numbers(&PARTIES, year)
        />
        <PartyTable/>
    }
}

/// Renders measures by party; a measure that only moves money inside the koncern is marked.
#[component]
fn PartyTable() -> impl IntoView {
    let store = use_store();
    let pack = store.active_pack();
    let year = store.year();
    let data = store.derive(move |outcome| by_party(pack, outcome, year));
    view! {
        <section class="card">
            <h2>{texts::housing::parties_table(year)}</h2>
            {table(move || data.get())}
            <p class="small">{parties::transfer_note()}</p>
        </section>
    }
}

fn by_party(pack: &Pack, outcome: &Outcome, year: Year) -> Table {
    let cells = |of: &dyn Fn(Party) -> Quantity, measures: &[Measure]| {
        PARTIES.map(|party| Cell::effect(of(party), Shown::SignedTkr, measures.to_vec()))
    };
    let mut rows: Vec<_> = Measure::HOUSING
        .iter()
        .map(|&measure| {
            let effect = |party| Quantity::PartyEffect(measure, party, year);
            let mut row = Row::new(&*pack.measure(measure).name, cells(&effect, &[measure]));
            row.head.chip = transfer_text(outcome, measure, year);
            row
        })
        .collect();
    let others = Measure::ALL.iter().copied();
    let others: Vec<_> = others.filter(|it| !Measure::HOUSING.contains(it)).collect();
    let beyond = |party| Quantity::BeyondHousing(party, year);
    let total = |party| Quantity::PartyTotal(party, year);
    rows.push(Row::new(parties::OTHER_MEASURES, cells(&beyond, &others)));
    rows.push(Row::new(shared::SUM, cells(&total, &[])).total());
    let columns = PARTIES.map(shared::party);
    Table {
        rows,
        ..Table::new(
            texts::housing::housing_parties_table(year),
            shared::MEASURE,
            columns,
        )
    }
}

#[component]
fn Spiral() -> impl IntoView {
    let store = use_store();
    let home = RwSignal::new(HousingType::SocialPsychiatry);
    let pack = store.active_pack();
    let all = HOMES.map(|home| store.derive(move |outcome| figures::spiral(pack, outcome, home)));
    let figure = memo(move || {
        let place = HOMES
            .iter()
            .position(|&one| one == home.get())
            .unwrap_or_default();
        all[place].get()
    });
    let numbers = derived(move || figures::spiral_numbers(home.get()).to_vec());
    let chosen = derived(move || texts::housing::housing_short(home.get()).to_owned());
    let choice = move || {
        let options = HOMES.map(|one| (one, texts::housing::housing_short(one)));
        choices(
            texts::housing::SPIRAL_CHOICE,
            options,
            move || home.get(),
            move |one| home.set(one),
        )
    };
    view! {
        <FigureCard
            id="spiralen"
            lead=texts::housing::spiral_lead().to_owned()
            figure
            numbers
            chosen
            controls=ViewFn::from(choice)
        />
    }
}
