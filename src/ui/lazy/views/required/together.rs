//! *Vad räcker tillsammans?*: which combinations of measures balance, each as it stands or as far as a person says that it
//! may go.

use std::collections::BTreeSet;
use std::sync::Arc;

use balans_answers::{Constraints, Package, PackagesAnswer, Question};
use balans_model::answers::{Levels, Series, levers};
use balans_model::{
    Area, InputId, InputSpec, Measure, Pack, Party, Quantity, Scope, Unit, Year, base_pack,
    simulate, totals,
};
use balans_report::texts::shared;
use balans_scenario::link::SharedScenario;
use balans_scenario::terms::{MOST_LOSS, Terms};
use leptos::prelude::*;

use super::Asking;
use crate::erased::{attr, dynamic, fragment, handler, keyed_list, memo, view};
use crate::platform;
use crate::state::{Aspect, Intent, Level, Route, Store};
use crate::table::{Cell, NumberCell, Row, Shown, Table};
use crate::texts::{self, required as words};
use crate::ui::components::Disclosure;
use crate::ui::lazy::components::table;
use crate::ui::lazy::views::shared::keep;
use balans_report::is_choice;

/// The most measures that are tried halfway too.
const MOST_HALFWAY: usize = Levels::Three.most_limits();

/// Reads the scenario's limits and constraints.
pub(in crate::ui::lazy) fn terms(store: Store) -> Memo<Terms> {
    let pack = store.base_pack();
    store.select(move |session| Terms::of(pack, session.terms()))
}

/// Changes the scenario's limits and constraints in one step.
pub(super) fn change_terms(store: Store, change: impl FnOnce(&mut Terms)) {
    let pack = store.base_pack();
    let mut terms = store.peek(|session| Terms::of(pack, session.terms()));
    change(&mut terms);
    store.send(Intent::Terms(terms.values()));
}

/// Lists the measures that may change, but for the one that takes what is left.
fn measures(terms: &Terms) -> BTreeSet<Measure> {
    let of = |id: &InputId| base_pack().measure_of(*id);
    let takes = terms.take.first().and_then(of);
    let all = terms.limits.iter().filter_map(|(id, _)| of(id));
    all.filter(|measure| Some(*measure) != takes).collect()
}

/// Makes the question about combinations; `None` without limits and without a lever that takes what is left.
pub(super) fn question(terms: &Terms, store: Store, of: &Question, year: Year) -> Option<Question> {
    if terms.limits.is_empty() && terms.take.is_empty() {
        return None;
    }
    let limits = terms.limits.iter();
    let halfway = measures(terms).len() <= MOST_HALFWAY;
    Some(Question {
        inputs: of.inputs.clone(),
        year: Some(year),
        area: terms.area.map(|area| Scope::Area(area).id().to_owned()),
        limits: Some(
            limits
                .map(|(id, value)| (id.name().to_owned(), *value))
                .collect(),
        ),
        levels: Some(if halfway { 3 } else { 2 }),
        constraints: Constraints {
            tiohundra: terms.tiohundra.map(|most| -most),
            most: terms.most,
            supported: terms.supported,
            without: if terms.not_rated {
                rated_high(store)
            } else {
                Vec::new()
            },
        },
        take: terms.take.iter().map(|id| id.name().to_owned()).collect(),
        ..Question::default()
    })
}

/// Lists the measures that have a high rating.
fn rated_high(store: Store) -> Vec<String> {
    let is_high = |measure: &&Measure| {
        store.peek(|session| {
            let mut aspects = Aspect::ALL.iter();
            aspects.any(|aspect| session.rating(measure.id(), *aspect) == Some(Level::High))
        })
    };
    let all = Measure::ALL.iter().filter(is_high);
    all.map(|measure| measure.id().to_owned()).collect()
}

/// A combination and what it was chosen by.
#[derive(Debug, Clone, PartialEq)]
struct Shortlisted {
    heading: String,
    package: Package,
}

/// Lists the ways that balance, one where two are the same; the nearest where none balances.
fn shortlist(found: &PackagesAnswer) -> Vec<Shortlisted> {
    let mut all: Vec<Shortlisted> = Vec::new();
    for way in &found.ways {
        let heading = chosen_by(&way.by);
        match all
            .iter_mut()
            .find(|one| one.package.values == way.package.values)
        {
            Some(same) => same.heading = [&*same.heading, " · ", heading].concat(),
            None => all.push(Shortlisted {
                heading: heading.to_owned(),
                package: way.package.clone(),
            }),
        }
    }
    if all.is_empty() {
        all.push(Shortlisted {
            heading: words::WAY_NEAREST.to_owned(),
            package: found.nearest.clone(),
        });
    }
    all
}

/// The levers that any of some combinations moves, in the pack's order.
fn moved(all: &[Shortlisted]) -> Vec<InputId> {
    let is_set = |id: &InputId| {
        let mut ways = all.iter();
        ways.any(|one| one.package.values.contains_key(id.name()))
    };
    let is_lever = |id: &InputId| base_pack().measure_of(*id).is_some();
    InputId::all()
        .filter(|id| is_set(id) && is_lever(id))
        .collect()
}

#[component]
pub(super) fn Together(asking: Asking) -> impl IntoView {
    let Asking { store, terms, .. } = asking;
    let pack = store.base_pack();
    let answer = asking.together();
    let found = memo(move || {
        let answered = answer.get()?;
        Some(Arc::new((answered.1.year, answered.1.packages.clone()?)))
    });
    let here = memo(move || found.with(Option::is_some));
    let chosen = memo(move || {
        terms.with(|terms| terms.limits.iter().map(|(id, _)| *id).collect::<Vec<_>>())
    });
    let any = memo(move || terms.with(Terms::asks_of_combinations));
    view! {
        <section class="card require" id="tillsammans">
            <h2>{words::TOGETHER}</h2>
            <p>{words::TOGETHER_LEAD}</p>
            <ul class="limits">
                {keyed_list(move || chosen.get(), move |input: InputId| view! { <LimitField store terms pack input/> })}
            </ul>
            <Add asking pack chosen/>
            {dynamic(move || any.get().then(|| view! { <ConstraintFields store terms/> }))}
            {dynamic(move || (any.get() && here.get()).then(|| view! { <Ways asking found/> }))}
        </section>
    }
}

/// Returns the id of a limit's field.
pub(super) fn field_id(input: &str) -> String {
    ["grans-", &input.replace(['.', '_'], "-")].concat()
}

/// Renders a field: a number in a range, or empty where that is allowed.
pub(super) fn number_field(
    id: String,
    label: String,
    text: impl Fn() -> String + Send + 'static,
    placeholder: &'static str,
    commit: impl Fn(&str) -> Result<(), String> + Send + 'static,
) -> AnyView {
    let problem = RwSignal::new(None::<String>);
    let change =
        move |event: leptos::ev::Event| problem.set(commit(&event_target_value(&event)).err());
    view! {
        <label class="limit-field">
            <span>{label}</span>
            <input
                type="text"
                id=id
                inputmode="decimal"
                class="text-input"
                autocomplete="off"
                placeholder=placeholder
                prop:value=attr(text)
                aria-invalid=attr(move || problem.with(Option::is_some).to_string())
                on:change=handler(change)
            />
        </label>
        <div role="alert">
            {dynamic(move || problem.get().map(|text| view! { <p class="error" data-error>{text}</p> }))}
        </div>
    }
}

/// Reads a number typed for an input: in its unit, whole where it must be, and within its range.
pub(in crate::ui::lazy) fn typed(spec: &InputSpec, text: &str) -> Result<f64, String> {
    let value = balans_format::parse(text, &texts::numbers::accepted_units(spec.unit))
        .map_err(|error| texts::numbers::parse_error(error).to_owned())?;
    if spec.is_fraction(value) {
        return Err(texts::numbers::not_whole(spec.unit).to_owned());
    }
    if value < spec.min || value > spec.max {
        return Err(texts::numbers::out_of_range(spec, spec.min, spec.max));
    }
    Ok(value)
}

#[component]
fn LimitField(
    store: Store,
    terms: Memo<Terms>,
    pack: &'static Pack,
    input: InputId,
) -> impl IntoView {
    let spec = pack.spec(input);
    let limit = memo(move || {
        terms.with(|terms| {
            terms
                .limits
                .iter()
                .find(|(id, _)| *id == input)
                .map(|(_, value)| *value)
        })
    });
    let text = move || {
        limit
            .get()
            .map_or_else(String::new, |value| shared::plain_value(spec, value))
    };
    let commit = move |text: &str| {
        let value = typed(spec, text)?;
        change_terms(store, |terms| terms.include(input, value));
        Ok(())
    };
    let unit = shared::suffix(spec.unit);
    let label = [&*spec.label, ", ", words::AS_FAR].concat();
    let label = if unit.is_empty() {
        label
    } else {
        [&*label, ", ", unit].concat()
    };
    let remove = move |_| {
        change_terms(store, |terms| terms.limits.retain(|(id, _)| *id != input));
        platform::focus(ADD_ID);
    };
    view! {
        <li data-limit=input.name()>
            {number_field(field_id(input.name()), label, text, "", commit)}
            <button type="button" class="quiet" on:click=handler(remove)>
                {words::REMOVE}
                <span class="visually-hidden">": "{spec.label.to_string()}</span>
            </button>
        </li>
    }
}

const ADD_ID: &str = "tillsammans-nytt";

/// Finds the end of a lever's slider that leaves least in a year, with its measure on and all else as it stands.
fn best_end(store: Store, year: Year, id: InputId) -> f64 {
    let (pack, inputs) = (
        store.base_pack(),
        store.peek(|session| session.inputs().clone()),
    );
    let spec = pack.spec(id);
    let left = |end: f64| {
        let mut tried = inputs.clone();
        if let Some(measure) = pack.measure_of(id) {
            tried.set(pack, measure.phasing().on, 1.0);
        }
        tried.set(pack, id, end);
        let totals = totals(pack, &tried);
        Area::ALL
            .iter()
            .map(|area| totals.gap((*area).into(), year))
            .sum::<f64>()
    };
    if left(spec.min) < left(spec.max) {
        spec.min
    } else {
        spec.max
    }
}

/// Renders the choice of a further lever: its limit is the end of its slider that leaves least.
#[component]
fn Add(asking: Asking, pack: &'static Pack, chosen: Memo<Vec<InputId>>) -> impl IntoView {
    let Asking { store, year, .. } = asking;
    let options = move || {
        let chosen = chosen.get();
        let measures = Measure::ALL.iter();
        fragment(measures.map(|measure| {
            let spec = pack.measure(*measure);
            let is_lever = |id: &&InputId| {
                let spec = pack.spec(**id);
                spec.status == balans_model::Status::Lever
                    && spec.unit != Unit::Bool
                    && is_choice(**id)
                    && !chosen.contains(id)
            };
            let levers = spec.inputs.iter().filter(is_lever);
            let levers = levers.map(|id| {
                view! { <option value=id.name()>{pack.spec(*id).label.to_string()}</option> }
            });
            let levers: Vec<AnyView> = levers.collect();
            let name = spec.name.to_string();
            (!levers.is_empty())
                .then(|| view! { <optgroup label=name>{levers}</optgroup> })
                .into_any()
        }))
    };
    let choose = move |event: leptos::ev::Event| {
        let name = event_target_value(&event);
        event_target::<web_sys::HtmlSelectElement>(&event).set_value("");
        let Some(id) = InputId::find(&name) else {
            return;
        };
        let end = best_end(store, year.get_untracked(), id);
        change_terms(store, |terms| terms.include(id, end));
    };
    view! {
        <label class="limit-field">
            <span>{words::ADD}</span>
            <select id=ADD_ID class="text-input" on:change=handler(choose)>
                <option value="">{words::CHOOSE}</option>
                {dynamic(options)}
            </select>
        </label>
    }
}

/// Returns a text that some levers are chosen by; `None` for none.
fn key(levers: &[InputId]) -> Option<String> {
    let names: Vec<&str> = levers.iter().map(|id| id.name()).collect();
    (!names.is_empty()).then(|| names.join(" "))
}

/// Renders a choice of one of some options, each with a key; the first one's is empty.
pub(super) fn pick(
    label: &'static str,
    options: Vec<(String, String)>,
    chosen: impl Fn() -> Option<String> + Send + Sync + Copy + 'static,
    choose: impl Fn(&str) + 'static,
) -> AnyView {
    let options = options.into_iter().map(|(key, name)| {
        let is = key.clone();
        view! {
            <option value=key prop:selected=attr(move || chosen().unwrap_or_default() == is)>{name}</option>
        }
    });
    let options = fragment(options);
    let change = move |event: leptos::ev::Event| choose(&event_target_value(&event));
    view! {
        <label class="limit-field">
            <span>{label}</span>
            <select class="text-input" on:change=handler(change)>{options}</select>
        </label>
    }
}

#[component]
fn ConstraintFields(store: Store, terms: Memo<Terms>) -> impl IntoView {
    let bounded = |text: &str, most: f64, is_whole: bool| -> Result<Option<f64>, String> {
        if text.trim().is_empty() {
            return Ok(None);
        }
        let value = balans_format::parse(text, &[shared::MNKR]);
        let least = if is_whole { 1.0 } else { 0.0 };
        match value {
            Ok(value) if (least..=most).contains(&value) && !(is_whole && value.fract() != 0.0) => {
                Ok(Some(value))
            }
            _ => Err(words::number_from(
                &balans_format::number(least, 0),
                &balans_format::number(most, 0),
            )),
        }
    };
    let tiohundra = move || {
        terms.with(|terms| {
            terms
                .tiohundra
                .map(balans_format::shortest)
                .unwrap_or_default()
        })
    };
    let set_tiohundra = move |text: &str| {
        let value = bounded(text, MOST_LOSS, false)?;
        change_terms(store, |terms| terms.tiohundra = value);
        Ok(())
    };
    let most =
        move || terms.with(|terms| terms.most.map(|most| most.to_string()).unwrap_or_default());
    let set_most = move |text: &str| {
        let value = bounded(text, Measure::ALL.len() as f64, true)?;
        change_terms(store, |terms| terms.most = value.map(|value| value as u32));
        Ok(())
    };
    let areas = Area::ALL.iter().map(|area| {
        let of = Scope::Area(*area);
        (of.id().to_owned(), shared::scope(of).to_owned())
    });
    let both = (String::new(), words::BOTH_AREAS.to_owned());
    let areas: Vec<_> = [both].into_iter().chain(areas).collect();
    let set_area = move |id: &str| {
        let found = Area::ALL.iter().find(|area| Scope::Area(**area).id() == id);
        change_terms(store, |terms| terms.area = found.copied());
    };
    let pack = store.base_pack();
    let choices = levers(pack)
        .into_iter()
        .filter(|lever| lever.inputs.iter().copied().all(is_choice));
    let choices = choices.filter_map(|lever| {
        let first = pack.spec(*lever.inputs.first()?);
        let name = if lever.inputs.len() > 1 {
            words::alike(lever.inputs.len())
        } else {
            first.label.to_string()
        };
        let name = words::row_name(pack.measure(lever.measure), &name);
        Some((key(&lever.inputs)?, name))
    });
    let nobody = (String::new(), words::NO_LEVER.to_owned());
    let takers: Vec<_> = [nobody].into_iter().chain(choices).collect();
    let set_take = move |key: &str| {
        let taking = key.split_whitespace().filter_map(InputId::find).collect();
        change_terms(store, |terms| terms.take = taking);
    };
    let check = move |label: &'static str,
                      read: fn(&Terms) -> bool,
                      write: fn(&mut Terms, bool)| {
        let change = move |event: leptos::ev::Event| {
            let on = event_target_checked(&event);
            change_terms(store, |terms| write(terms, on));
        };
        view! {
            <label class="limit-check">
                <input type="checkbox" prop:checked=attr(move || terms.with(read)) on:change=handler(change)/>
                <span>{label}</span>
            </label>
        }
    };
    view! {
        <fieldset class="limit-terms">
            <legend>{words::CONSTRAINTS}</legend>
            {pick(words::BALANCES_IN, areas, move || terms.with(|terms| terms.area.map(|area| Scope::Area(area).id().to_owned())), set_area)}
            {pick(words::TAKES, takers, move || terms.with(|terms| key(&terms.take)), set_take)}
            {number_field(field_id("tiohundra"), words::company_most().to_owned(), tiohundra, words::NOT_SET, set_tiohundra)}
            {number_field(field_id("most"), words::MEASURES_MOST.to_owned(), most, words::NOT_SET, set_most)}
            {check(words::SUPPORTED, |terms| terms.supported, |terms, on| terms.supported = on)}
            {check(words::NOT_RATED, |terms| terms.not_rated, |terms, on| terms.not_rated = on)}
        </fieldset>
    }
}

type FoundWays = Memo<Option<Arc<(Year, PackagesAnswer)>>>;

/// Renders how many combinations balance, and the ways beside each other.
#[component]
fn Ways(asking: Asking, found: FoundWays) -> impl IntoView {
    let Asking { store, .. } = asking;
    let pack = store.base_pack();
    let says = move || {
        let found = found.get()?;
        let (year, packages) = &*found;
        let mut text = words::balancing(
            *year,
            packages.balancing,
            packages.allowed,
            packages.combinations,
        );
        if packages.balancing == 0 {
            // The constraint without which most combinations would balance, or least would be left.
            let best = packages.dropped.iter().max_by(|a, b| {
                let left = |one: &balans_answers::DroppedRow| {
                    one.nearest
                        .as_ref()
                        .map_or(f64::INFINITY, |it| it.remaining)
                };
                a.balancing
                    .cmp(&b.balancing)
                    .then_with(|| left(b).total_cmp(&left(a)))
            });
            if let Some(best) = best {
                let left = best.nearest.as_ref().map(|one| one.remaining);
                text = [
                    &*text,
                    " ",
                    &words::dropped(constraint(&best.constraint), best.balancing, left),
                ]
                .concat();
            }
        } else if packages.nearest.measures == 0 {
            text = [&*text, " ", words::ALREADY].concat();
        } else if packages.ways.len() < 3 {
            text = [&*text, " ", words::NO_THIRD].concat();
        }
        Some(text)
    };
    let ways = memo(move || {
        found
            .get()
            .map_or_else(Vec::new, |found| shortlist(&found.1))
    });
    let year = memo(move || found.get().map_or(pack.growth_to, |found| found.0));
    let balances = memo(move || found.get().is_some_and(|found| found.1.balancing > 0));
    let cards = move || {
        let (ways, year, balances) = (ways.get(), year.get(), balances.get());
        fragment(
            ways.into_iter()
                .map(|way| view! { <WayCard store way year balances/> }),
        )
    };
    let open = RwSignal::new(false);
    let how = move || words::together_how(found.get().map_or(0, |found| found.1.combinations));
    view! {
        <p class="require-finding" role="status" data-balancing><b>{dynamic(says)}</b></p>
        <div class="ways-beside">{dynamic(cards)}</div>
        {table(move || as_table(pack, &ways.get(), year.get(), balances.get()))}
        <Disclosure label=texts::how::HOW about=words::TOGETHER panel="tillsammans-sa" open/>
        <div id="tillsammans-sa" class="panel" hidden=attr(move || !open.get())><p>{dynamic(how)}</p></div>
    }
}

fn at(package: &Package, series: Series) -> f64 {
    package.at.get(series.id()).copied().unwrap_or(0.0)
}

/// A way: a bar of what it gives and leaves, and the buttons that try and save it.
#[component]
fn WayCard(store: Store, way: Shortlisted, year: Year, balances: bool) -> impl IntoView {
    let Shortlisted { heading, package } = way;
    let [care, health] =
        [Area::Care, Area::Health].map(|area| at(&package, Series::Saving(area.into())));
    let left = package.remaining;
    let parts = [care.max(0.0), health.max(0.0), left.max(0.0)];
    let all: f64 = parts.iter().sum();
    let classes = ["way-care", "way-health", "way-left"];
    let bar = parts.into_iter().zip(classes).map(|(part, class)| {
        let share = if all > 0.0 { part / all } else { 0.0 };
        view! { <span class=class style:--share=format!("{share:.4}")></span> }
    });
    let bar = fragment(bar);
    let says = words::way_bar(
        &shared::amount(care),
        &shared::amount(health),
        &shared::amount(left),
    );
    let values: Vec<(InputId, f64)> = package
        .values
        .iter()
        .filter_map(|(name, value)| Some((InputId::find(name)?, *value)))
        .collect();
    let name = words::way_name(&heading, year, balances);
    let saved = RwSignal::new(false);
    let save = {
        let (values, name) = (values.clone(), name.clone());
        move |_| {
            let pack = store.base_pack();
            let mut inputs = store.peek(|session| session.inputs().clone());
            for (id, value) in &values {
                inputs.set(pack, *id, *value);
            }
            let shared = SharedScenario::of(pack, &inputs, &simulate(pack, &inputs));
            keep(
                store,
                pack,
                &SharedScenario {
                    name: name.clone(),
                    terms: store.peek(|session| session.terms().clone()),
                    ..shared
                },
            );
            saved.set(true);
        }
    };
    let try_it = {
        let name = name.clone();
        move |_| store.send(Intent::SetAll(name.clone(), values.clone()))
    };
    let about = [": ", &*heading].concat();
    view! {
        <section class="way" data-way>
            <h3>{heading}</h3>
            <div class="way-bar" aria-hidden="true">{bar}</div>
            <p class="small" data-stated>{says}</p>
            <div class="way-actions">
                <button type="button" class="button" data-action="try" on:click=handler(try_it)>
                    {words::TRY}<span class="visually-hidden">{about.clone()}</span>
                </button>
                <button type="button" class="button" data-action="save" on:click=handler(save)>
                    {words::SAVE_WAY}<span class="visually-hidden">{about}</span>
                </button>
            </div>
            <p class="small" role="status">{dynamic(move || saved.get().then(|| view! {
                {words::saved_way(&name)}
                <a href=Route::Scenarios.href()>{words::COMPARE}</a>
            }))}</p>
        </section>
    }
}

fn as_table(pack: &Pack, ways: &[Shortlisted], year: Year, balances: bool) -> Table {
    let levers = moved(ways).into_iter().map(|id| {
        let spec = pack.spec(id);
        let cells = ways.iter().map(|one| {
            let value = one.package.values.get(id.name());
            Cell::Text(
                value.map_or_else(|| words::AS_NOW.to_owned(), |value| words::to(spec, *value)),
            )
        });
        Row::new(&*spec.label, cells)
    });
    let amounts = |name: String, quantity: Quantity, series: Series, is_change: bool| {
        let cells = ways.iter().map(|one| {
            let value = at(&one.package, series);
            Cell::Number(if is_change {
                NumberCell::change(quantity, Shown::Plain, value)
            } else {
                NumberCell::other(quantity, Shown::Plain, value)
            })
        });
        Row::new(name, cells)
    };
    let left = amounts(
        words::WAY_LEFT.to_owned(),
        Quantity::Remaining(year),
        Series::Remaining,
        false,
    );
    let parties = [
        Party::Kson,
        Party::Tiohundra,
        Party::Group,
        Party::Norrtalje,
        Party::Region,
        Party::External,
    ];
    let parties = parties.map(|party| {
        let name = words::way_party(shared::party(party));
        amounts(
            name,
            Quantity::PartyTotal(party, year),
            Series::Party(party),
            true,
        )
    });
    let one_off = amounts(
        words::WAY_ONE_OFF.to_owned(),
        Quantity::OneOff(year),
        Series::OneOff,
        false,
    );
    let title = if balances {
        words::ways_table(year)
    } else {
        words::nearest_table(year)
    };
    Table {
        class: "wide",
        rows: levers
            .chain([left])
            .chain(parties)
            .chain([one_off])
            .collect(),
        ..Table::new(title, words::WAY_ROW, ways.iter().map(|one| &one.heading))
    }
}

/// Names what a way was chosen by.
fn chosen_by(by: &str) -> &'static str {
    match by {
        "fewest" => words::WAY_FEWEST,
        balans_answers::TIOHUNDRA => words::way_company(),
        "different" => words::WAY_DIFFERENT,
        _ => words::WAY_NEAREST,
    }
}

/// Names a constraint inside a sentence.
fn constraint(id: &str) -> &'static str {
    match id {
        balans_answers::TIOHUNDRA => words::constraint_company(),
        "most" => words::CONSTRAINT_MOST,
        "supported" => words::CONSTRAINT_SUPPORTED,
        _ => words::CONSTRAINT_RATED,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use balans_answers::Work;
    use balans_model::{Inputs, KSON_2023, input_id};

    const LIMITS: [(InputId, f64); 4] = [
        (input_id("indexation.withheld_care"), 4.6),
        (input_id("indexation.withheld_health"), 4.6),
        (input_id("commissioning.share_health"), 2.0),
        (input_id("discharge.external_days"), 2000.0),
    ];

    fn search(question: &Question) -> PackagesAnswer {
        let mut work = Work::new(question).unwrap();
        while !work.step(u32::MAX) {}
        work.answer().packages.unwrap()
    }

    fn asked() -> Question {
        let limits = LIMITS.map(|(id, value)| (id.name().to_owned(), value));
        Question {
            year: Some(2025),
            limits: Some(limits.into_iter().collect()),
            levels: Some(3),
            ..Question::default()
        }
    }

    #[test]
    fn what_a_way_sets_leaves_what_it_says() {
        let found = search(&asked());
        assert!(found.balancing > 0);
        for way in shortlist(&found) {
            let mut inputs = Inputs::defaults(&KSON_2023);
            for (name, value) in &way.package.values {
                inputs.set(&KSON_2023, InputId::find(name).unwrap(), *value);
            }
            let left = simulate(&KSON_2023, &inputs)
                .value(Quantity::Remaining(2025))
                .unwrap();
            assert_eq!(
                left.to_bits(),
                way.package.remaining.to_bits(),
                "{}",
                way.heading
            );
            assert!(left < 0.000_5);
        }
    }

    #[test]
    fn ways_that_are_one_stand_once_and_without_any_the_nearest_stands() {
        let mut found = search(&asked());
        for way in &mut found.ways {
            way.package = found.nearest.clone();
        }
        assert_eq!(shortlist(&found).len(), 1);
        found.ways.clear();
        let nearest = shortlist(&found);
        assert_eq!(nearest.len(), 1);
        assert_eq!(nearest.first().unwrap().package, found.nearest);
    }

    #[test]
    fn all_measures_fit_and_the_one_that_takes_is_not_counted() {
        let mut terms = Terms::default();
        for measure in Measure::ALL {
            let spec = KSON_2023.measure(*measure);
            terms.include(*spec.inputs.first().unwrap(), 1.0);
        }
        let count = measures(&terms).len();
        assert!(count <= Levels::Two.most_limits());
        terms.take = vec![LIMITS[0].0];
        assert_eq!(measures(&terms).len(), count - 1);
    }

    #[test]
    fn a_lever_that_takes_what_is_left_balances_to_the_step() {
        let found = search(&Question {
            take: vec![LIMITS[1].0.name().to_owned()],
            area: Some("health".to_owned()),
            ..asked()
        });
        assert!(found.balancing > 0);
        let takes = |way: &&balans_answers::WayRow| {
            way.package
                .values
                .get(LIMITS[1].0.name())
                .is_some_and(|value| *value > 0.0)
        };
        assert!(found.ways.iter().any(|way| takes(&way)), "{:?}", found.ways);
    }
}
