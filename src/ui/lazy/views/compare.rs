//! Scenarios beside each other: what they give, by year, for whom, and where their inputs differ.

use balans_report::texts::terms::terms_of;
use balans_report::texts::{compare as words, finance, names, shared};
use std::sync::Arc;

use balans_model::{InputId, Pack, Quantity, Status, Year};
use balans_report::figures;
use leptos::html::Input;
use leptos::prelude::*;

use super::difference::{Difference, ScenarioPair};
use super::shared::keep;
use crate::erased::{attr, derived, dynamic, fragment, handler, keyed_list, memo, view};
use crate::platform;
use crate::state::{
    ComparedChoice, ComparedRow, Comparison, ContenderOrigin, Insignificant, Route, Store,
    contenders, use_store,
};
use crate::table::{self, Cell, NumberCell, Shown, Table};
use crate::texts;
use crate::ui::components::FigureCard;
use crate::ui::lazy::components::table;
use crate::ui::naming;
use balans_charts::AnyFigure;
use balans_scenario::SavedScenario;
use balans_scenario::link::SharedScenario;
use balans_scenario::terms::Terms;

/// Chooses scenarios and shows them beside each other.
#[component]
pub(super) fn Compare() -> impl IntoView {
    let store = use_store();
    let (pack, year) = (store.base_pack(), store.year_memo);
    let choice = RwSignal::new(ComparedChoice::start());
    choose_asked(store, choice);
    let chosen = store
        .select(move |session| choice.with(|choice| contenders(session, choice, words::WORKING)));
    let comparison = memo(move || {
        let chosen = chosen.get();
        choice.with(|choice| Comparison::of(pack, chosen, choice, year.get()))
    });
    let count = memo(move || chosen.with(Vec::len));
    let saved = store.select(|session| session.library().len());
    let enough = memo(move || count.get() >= 2);
    view! {
        <div class="stack compare" id="jamfor">
            <section class="card">
                <h2 id="jamfor-rubrik" tabindex="-1">{words::HEADING}</h2>
                <p>{words::LEAD}</p>
                <Choose choice/>
                {dynamic(move || if enough.get() {
                    view! { <Base choice comparison/> }
                } else {
                    let text = words::too_few(count.get(), saved.get());
                    view! { <p data-compare-hint>{text}</p> }
                })}
            </section>
            {dynamic(move || enough.get().then(|| view! { <Beside comparison/> }))}
        </div>
    }
}

/// Chooses the saved scenario in the address beside the working copy, as in `#/scenarier?jamfor=<id>`, and scrolls to the
/// comparison.
fn choose_asked(store: Store, choice: RwSignal<ComparedChoice>) {
    let hash = platform::hash();
    let query = hash.split_once('?').map_or("", |(_, query)| query);
    let asked = query
        .split('&')
        .find_map(|part| part.strip_prefix("jamfor="));
    let Some(origin) = asked.map(|id| ContenderOrigin::Saved(id.to_owned())) else {
        return;
    };
    let is_there = still_there(store);
    if is_there(&origin) {
        choice.update(|choice| {
            choice.set(origin, true, is_there);
        });
        // After the heading has taken focus, which a new view gives it.
        request_animation_frame(|| platform::focus("jamfor-rubrik"));
    }
}

/// Renders a checkbox for each scenario; a fifth choice is refused with a message.
#[component]
fn Choose(choice: RwSignal<ComparedChoice>) -> impl IntoView {
    let store = use_store();
    let library = store.select(|session| session.library().to_vec());
    let refused = RwSignal::new(false);
    let saved = move |key: String| {
        let found =
            library.with_untracked(|all| all.iter().find(|one| key_of(one) == key).cloned());
        let found = found.map(|saved| {
            let readable = store.peek(|session| session.inputs_of(&saved).is_some());
            let origin = ContenderOrigin::Saved(saved.id.clone());
            pick(origin, saved.name.clone(), readable, choice, refused)
        });
        found.into_any()
    };
    let working = pick(
        ContenderOrigin::Working,
        words::WORKING.to_owned(),
        true,
        choice,
        refused,
    );
    view! {
        <fieldset class="compare-choose">
            <legend>{words::CHOOSE}</legend>
            <div class="compare-boxes">
                {working}
                {keyed_list(move || library.with(|all| all.iter().map(key_of).collect()), saved)}
            </div>
        </fieldset>
        <div role="alert">
            {dynamic(move || refused.get().then(|| view! { <p class="error" data-error>{words::TOO_MANY}</p> }))}
        </div>
        {from_link(choice)}
    }
}

/// Returns a test of whether a chosen scenario still exists.
fn still_there(store: Store) -> impl Fn(&ContenderOrigin) -> bool {
    let ids = store.peek(|session| {
        let ids = session.library().iter().map(|saved| saved.id.clone());
        ids.collect::<Vec<_>>()
    });
    move |origin| match origin {
        ContenderOrigin::Working => true,
        ContenderOrigin::Saved(id) => ids.contains(id),
    }
}

/// Renders a field for a shared link; its scenario is saved and added to the comparison.
fn from_link(choice: RwSignal<ComparedChoice>) -> AnyView {
    let store = use_store();
    let field = NodeRef::<Input>::new();
    let problem = RwSignal::new(String::new());
    let add = move |_| {
        let Some(field) = field.get_untracked() else {
            return;
        };
        let pack = store.base_pack();
        let full = choice.with_untracked(|choice| choice.is_full(still_there(store)));
        problem.set(match SharedScenario::open(&field.value(), pack) {
            Err(error) => naming::link_error(pack, &error),
            Ok(_) if full => words::TOO_MANY.to_owned(),
            Ok(shared) => {
                let id = keep(store, pack, &shared);
                choice.update(|choice| {
                    choice.set(ContenderOrigin::Saved(id), true, still_there(store));
                });
                field.set_value("");
                String::new()
            }
        });
    };
    view! {
        <div class="form-row compare-link">
            <label>
                {words::LINK}
                <input type="text" class="text-input" node_ref=field autocomplete="off"/>
            </label>
            <button type="button" class="button" on:click=handler(add)>{words::ADD_LINK}</button>
        </div>
        <div role="alert">
            {dynamic(move || {
                let problem = problem.get();
                (!problem.is_empty()).then(|| view! { <p class="error" data-error>{problem}</p> })
            })}
        </div>
    }
}

/// Keys a checkbox by name, so that a renamed one is rendered again.
fn key_of(saved: &Arc<SavedScenario>) -> String {
    [&*saved.id, &*saved.name].join("\n")
}

fn pick(
    origin: ContenderOrigin,
    name: String,
    readable: bool,
    choice: RwSignal<ComparedChoice>,
    refused: RwSignal<bool>,
) -> AnyView {
    let store = use_store();
    let origin = StoredValue::new(origin);
    let change = move |event: leptos::ev::Event| {
        let on = event_target_checked(&event);
        let is_there = still_there(store);
        let fits = choice.try_update(|choice| choice.set(origin.get_value(), on, is_there));
        let fits = fits.unwrap_or_default();
        if !fits {
            event_target::<web_sys::HtmlInputElement>(&event).set_checked(false);
        }
        refused.set(!fits);
    };
    view! {
        <label>
            <input
                type="checkbox"
                disabled=!readable
                prop:checked=attr(move || choice.with(|choice| origin.with_value(|origin| choice.has(origin))))
                on:change=handler(change)
            />
            <span>
                {name}
                {(!readable).then(|| view! { <span class="small">" ("{words::UNREADABLE}")"</span> })}
            </span>
        </label>
    }
}

/// Renders the choice of the comparison's base.
#[component]
fn Base(choice: RwSignal<ComparedChoice>, comparison: Memo<Comparison>) -> impl IntoView {
    let names = memo(move || {
        comparison.with(|all| {
            let names = all.contenders.iter().map(|one| one.name.clone());
            names.collect::<Vec<_>>()
        })
    });
    let option = move |place: usize, name: String| {
        view! {
            <option
                value=place.to_string()
                prop:selected=attr(move || comparison.with(|all| all.base == place))
            >
                {name}
            </option>
        }
    };
    let change = move |event: leptos::ev::Event| {
        let place = event_target_value(&event).parse::<usize>();
        let origin = place.ok().and_then(|place| {
            comparison.with_untracked(|all| Some(all.contenders.get(place)?.origin.clone()))
        });
        if let Some(origin) = origin {
            choice.update(|choice| choice.set_base(origin));
        }
    };
    view! {
        <label class="compare-against">
            {words::BASE}
            <select class="text-input" aria-label=words::BASE on:change=handler(change)>
                {dynamic(move || {
                    let names = names.get().into_iter().enumerate();
                    fragment(names.map(|(place, name)| option(place, name)))
                })}
            </select>
        </label>
    }
}

/// Renders the comparison's tables and charts; nothing for fewer than two scenarios.
#[component]
fn Beside(comparison: Memo<Comparison>) -> impl IntoView {
    let store = use_store();
    let (pack, year) = (store.base_pack(), store.year_memo);
    let plan = pack.plan_year;
    let figure = memo(move || comparison.with(|all| years_figure(pack, all)));
    let numbers: Vec<Quantity> = Vec::new();
    let base = move || comparison.with(|all| name_of(all, all.base).to_owned());
    let headline = move || {
        comparison.with(|all| {
            let rows = all.headline.iter();
            let rows = rows.map(|row| amount_row(pack, all, row, Shown::Plain));
            beside(
                all,
                words::result_table(year.get()),
                words::AMOUNT,
                rows.collect(),
            )
        })
    };
    let parties = move || {
        comparison.with(|all| {
            let rows = all.parties.iter();
            let rows = rows.map(|row| amount_row(pack, all, row, Shown::SignedTkr));
            beside(
                all,
                words::parties_table(year.get()),
                shared::PARTY,
                rows.collect(),
            )
        })
    };
    view! {
        <section class="card" id="jamfor-resultat">
            <h2>{words::RESULT}</h2>
            <p>{dynamic(move || words::result_lead(&base()))}</p>
            {table(headline)}
            <p class="small">{words::STATED}</p>
        </section>
        <Reasons comparison/>
        <FigureCard
            id="jamfor-ar"
            lead=words::years_lead(plan)
            figure
            numbers
            stated=Signal::stored(words::STATED.to_owned())
            scenarios=derived(move || comparison.with(scenarios))
        />
        <section class="card" id="jamfor-parter">
            <h2>{words::PARTIES}</h2>
            <p>{dynamic(move || words::parties_lead(year.get(), &base()))}</p>
            {table(parties)}
            <p class="small">{words::STATED}</p>
        </section>
        <Inputs comparison/>
    }
}

/// Renders why a scenario differs from the base: the one there is, or a chosen one of several.
#[component]
fn Reasons(comparison: Memo<Comparison>) -> impl IntoView {
    let chosen = RwSignal::new(None::<ContenderOrigin>);
    // Each with its place among the scenarios.
    let others = memo(move || {
        comparison.with(|all| {
            let others = all.contenders.iter().enumerate();
            let others = others.filter(|(place, _)| *place != all.base);
            others
                .map(|(place, one)| (place, one.origin.clone(), one.name.clone()))
                .collect::<Vec<_>>()
        })
    });
    let place = memo(move || {
        let others = others.get();
        let wanted = chosen.get();
        let found = others.iter().find(|one| Some(&one.1) == wanted.as_ref());
        found.or_else(|| others.first()).map(|one| one.0)
    });
    let pair = memo(move || {
        comparison.with(|all| {
            let from = all.contenders.get(all.base)?;
            let to = all.contenders.get(place.get()?)?;
            Some(ScenarioPair {
                from: from.inputs.clone(),
                to: to.inputs.clone(),
                names: [from.name.clone(), to.name.clone()],
            })
        })
    });
    let several = memo(move || others.with(|others| others.len() > 1));
    let change = move |event: leptos::ev::Event| {
        let to = event_target_value(&event).parse::<usize>().ok();
        let to = others.with_untracked(|all| all.iter().find(|one| Some(one.0) == to).cloned());
        chosen.set(to.map(|one| one.1));
    };
    let options = move || {
        let shown = place.get();
        fragment(others.get().into_iter().map(|(place, _, name)| {
            let is_shown = Some(place) == shown;
            view! { <option value=place.to_string() selected=is_shown>{name}</option> }
        }))
    };
    view! {
        {dynamic(move || several.get().then(|| view! {
            <label class="compare-against">
                {texts::difference::OTHER}
                <select class="text-input" on:change=handler(change)>{dynamic(options)}</select>
            </label>
        }))}
        <Difference pair/>
    }
}

fn name_of(all: &Comparison, place: usize) -> &str {
    all.contenders.get(place).map_or("", |one| &one.name)
}

fn scenarios(all: &Comparison) -> Vec<String> {
    let names = all.contenders.iter().map(|one| one.name.clone());
    names.collect()
}

/// Makes a table with the scenarios as columns.
fn beside(all: &Comparison, title: String, of: &str, rows: Vec<table::Row>) -> Table {
    let mut columns = Table::new(title, of, scenarios(all));
    let of_scenarios = columns.columns.iter_mut().skip(1).enumerate();
    for (place, column) in of_scenarios {
        column.is_base = place == all.base;
    }
    Table {
        class: "wide",
        rows,
        scenarios: scenarios(all),
        stated: Some(words::STATED.to_owned()),
        ..columns
    }
}

/// A number in each scenario, each over its difference to the base. The working copy's can be
/// pressed, since it is the one whose making can be shown.
fn amount_row(
    pack: &Pack,
    all: &Comparison,
    row: &ComparedRow<Quantity>,
    shown: Shown,
) -> table::Row {
    let quantity = row.of;
    if quantity == Quantity::BalanceYear() {
        return balance_row(pack, all, row);
    }
    let name = match quantity {
        Quantity::PartyTotal(party, _) => shared::party(party).to_owned(),
        other => names::quantity(pack, other),
    };
    let values = row.values.iter().zip(&all.contenders).enumerate();
    let cells = values.map(|(place, (value, one))| {
        let number = if one.origin == ContenderOrigin::Working {
            Cell::amount(quantity, shown)
        } else {
            Cell::Number(NumberCell::other(quantity, shown, *value))
        };
        let change = row.change(place, all.base);
        Cell::Compared {
            value: Box::new(number),
            change: change.map(|change| NumberCell::change(quantity, shown, change)),
            shows_change: true,
            differs: false,
        }
    });
    table::Row {
        quantity: Some(quantity),
        ..table::Row::new(name, cells)
    }
}

/// Makes the row of balance years, in words: a difference of years has no meaning where one never balances.
fn balance_row(pack: &Pack, all: &Comparison, row: &ComparedRow<Quantity>) -> table::Row {
    let base = row.values.get(all.base).map(|year| year.to_bits());
    let cells = row.values.iter().map(|year| {
        let says = finance::balance_cell(*year as i32, pack.horizon);
        Cell::Compared {
            value: Box::new(Cell::Text(says)),
            change: None,
            shows_change: false,
            differs: Some(year.to_bits()) != base,
        }
    });
    table::Row {
        quantity: Some(row.of),
        ..table::Row::new(words::BALANCE, cells)
    }
}

fn years_figure(pack: &Pack, all: &Comparison) -> AnyFigure {
    let years: Vec<_> = all.gaps.iter().map(|row| row.of).collect();
    let gaps = |place: usize| {
        let gaps = all.gaps.iter().filter_map(|row| row.values.get(place));
        gaps.copied().collect()
    };
    let scenarios = all.contenders.iter().enumerate();
    let scenarios: Vec<_> = scenarios
        .map(|(place, one)| (one.name.clone(), gaps(place)))
        .collect();
    figures::compared(pack, &years, &scenarios)
}

/// Renders every input that differs between the scenarios, with a switch for insignificant ones.
#[component]
fn Inputs(comparison: Memo<Comparison>) -> impl IntoView {
    let pack = use_store().base_pack();
    let only = RwSignal::new(false);
    let left_out = memo(move || {
        if only.get() {
            comparison.with(|all| all.insignificant(pack))
        } else {
            Insignificant::default()
        }
    });
    let none = memo(move || comparison.with(|all| all.inputs.is_empty() && all.years.is_none()));
    let rows = memo(move || {
        comparison.with(|all| {
            let shown = |id: &InputId| left_out.with(|out| !out.inputs.contains(id));
            let rows = all.inputs.iter().filter(|row| shown(&row.of));
            let rows = rows.map(|row| input_row(pack, all, row));
            let rows = all
                .years
                .iter()
                .map(|years| year_row(all, years))
                .chain(rows);
            let of = texts::scenarios::INPUT;
            beside(all, words::INPUTS.to_owned(), of, rows.collect())
        })
    });
    let any = memo(move || rows.with(|table| !table.rows.is_empty()));
    let lead = derived(move || {
        let count = comparison.with(|all| all.inputs.len());
        if count == 0 {
            return words::INPUTS_NONE.to_owned();
        }
        words::inputs_lead(count, left_out.with(|out| out.inputs.len()))
    });
    view! {
        <section class="card" id="jamfor-reglage">
            <h2>{words::INPUTS}</h2>
            <p>{lead}</p>
            {dynamic(move || (!none.get()).then(|| view! {
                <button
                    type="button"
                    class="switch"
                    role="switch"
                    aria-checked=attr(move || only.get().to_string())
                    on:click=handler(move |_| only.update(|only| *only = !*only))
                >
                    <span class="switch-track" aria-hidden="true"></span>
                    <span>{words::ONLY_SIGNIFICANT}</span>
                </button>
                {dynamic(move || only.get().then(|| view! { <p class="small">{words::INSIGNIFICANT}</p> }))}
                {dynamic(move || left_out.with(|out| out.together).then(|| view! {
                    <p class="small" data-together>{words::TOGETHER}</p>
                }))}
                {dynamic(move || any.get().then(|| table(move || rows.get())))}
            }))}
            {terms_beside(pack, comparison)}
        </section>
    }
}

/// The year that each scenario is shown in on its own.
fn year_row(all: &Comparison, years: &[Year]) -> table::Row {
    let base = years.get(all.base);
    let cells = years.iter().map(|year| Cell::Compared {
        value: Box::new(Cell::Text(year.to_string())),
        change: None,
        shows_change: false,
        differs: Some(year) != base,
    });
    table::Row::new(words::SHOWN_YEAR, cells)
}

/// Renders how far levers may go together in each scenario that says it, and what must hold.
fn terms_beside(pack: &'static Pack, comparison: Memo<Comparison>) -> AnyView {
    let sentences = memo(move || {
        comparison.with(|all| {
            let with_terms = all.contenders.iter().filter(|one| !one.terms.is_empty());
            let sentences = with_terms.map(|one| {
                let terms = Terms::of(pack, &one.terms);
                terms_of(pack, &one.name, &terms)
            });
            sentences.collect::<Vec<_>>()
        })
    });
    let shown = move || {
        let all = sentences.get().into_iter();
        fragment(all.map(|text| view! { <p data-terms>{text}</p> }))
    };
    dynamic(shown).into_any()
}

/// An input's value in each scenario; what is not as in the base stands out.
fn input_row(pack: &'static Pack, all: &Comparison, row: &ComparedRow<InputId>) -> table::Row {
    let spec = pack.spec(row.of);
    // In the working copy or in a saved scenario of these.
    let own = use_store().peek(|session| session.has_own_figure(row.of));
    let base = row.values.get(all.base).map(|value| value.to_bits());
    let cells = row.values.iter().enumerate().map(|(place, value)| {
        let cell = Cell::input(spec, *value);
        let change = match &cell {
            Cell::Number(number) => row.change(place, all.base).map(|change| NumberCell {
                value: change,
                ..number.clone()
            }),
            _ => None,
        };
        Cell::Compared {
            value: Box::new(cell),
            change,
            shows_change: false,
            differs: Some(value.to_bits()) != base,
        }
    });
    let mut made = table::Row::new(&*spec.label, cells);
    made.key = row.of.name();
    made.head.href = Some(Route::Sources.href());
    made.head.status = own.then_some(Status::Own);
    made
}
