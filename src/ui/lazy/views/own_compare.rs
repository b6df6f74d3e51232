//! Källor: two sets of own figures compared: what differs, from one to the other.

use std::collections::BTreeSet;

use balans_format::text::isolated;
use balans_model::{InputId, Pack};
use balans_scenario::{OwnFigure, Underlag};
use leptos::prelude::*;

use crate::erased::{attr, dynamic, fragment, handler, memo, view};
use crate::state::{Session, use_store};
use crate::table::{Cell, Row, Table};
use crate::texts::{files, own as words};
use crate::ui::lazy::components::{stated, table};

/// A set of own figures, named by the scenario that it belongs to.
#[derive(Debug, Clone, PartialEq)]
struct NamedFigures {
    name: String,
    underlag: Underlag,
}

/// Lists the sets there are: that in use last, before it each saved scenario's whose figures are not equal to
/// another's.
fn sets(session: &Session) -> Vec<NamedFigures> {
    let mut all = Vec::<NamedFigures>::new();
    let mut add = |name: String, underlag: &Underlag| {
        if all
            .iter()
            .all(|one| one.underlag.figures != underlag.figures)
        {
            let underlag = underlag.clone();
            all.push(NamedFigures { name, underlag });
        }
    };
    if let Some(own) = session.underlag() {
        add(words::in_use(&isolated(&own.name)), own);
    }
    for saved in session.library() {
        if let Some(own) = &saved.draft.underlag {
            add(
                words::of_scenario(&isolated(&saved.name), &isolated(&own.name)),
                own,
            );
        }
    }
    all.reverse();
    all
}

/// Lists the figures that differ between two sets, in the pack's order; `None` where a set has none.
fn differences<'a>(
    from: &'a Underlag,
    to: &'a Underlag,
) -> Vec<(InputId, Option<&'a OwnFigure>, Option<&'a OwnFigure>)> {
    let ids: BTreeSet<&String> = from.figures.keys().chain(to.figures.keys()).collect();
    let pair = |id: &String| {
        let (from, to) = (from.figures.get(id), to.figures.get(id));
        Some((InputId::find(id)?, from, to)).filter(|_| from != to)
    };
    let mut all: Vec<_> = ids.into_iter().filter_map(pair).collect();
    all.sort_by_key(|(id, ..)| *id);
    all
}

/// Makes the table of what differs.
fn as_table(pack: &Pack, from: &NamedFigures, to: &NamedFigures) -> Table {
    let rows = differences(&from.underlag, &to.underlag)
        .into_iter()
        .map(|(id, from, to)| {
            let spec = pack.spec(id);
            let value = |figure: Option<&OwnFigure>| match figure {
                Some(figure) => Cell::input(spec, figure.value),
                None => Cell::Text(words::NOT_OWN.to_owned()),
            };
            let said = to.map_or_else(String::new, |figure| {
                let said = stated(figure);
                let parts = [&*figure.source, &*said].into_iter();
                let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
                parts.join(", ")
            });
            Row::new(&*spec.label, [value(from), value(to), Cell::Text(said)])
        });
    let made = Table::new(words::COMPARE, files::INPUT, [&from.name, &to.name]);
    Table {
        rows: rows.collect(),
        ..made.with_words([words::SOURCE_AFTER])
    }
}

/// Renders the comparison, where there are two sets.
#[component]
pub(super) fn OwnCompare() -> impl IntoView {
    let store = use_store();
    let all = store.select(sets);
    let any = memo(move || all.with(|all| all.len() > 1));
    dynamic(move || {
        any.get().then(|| {
            let (from, to) = (RwSignal::new(None), RwSignal::new(None));
            view! { <Comparison all from to/> }
        })
    })
}

#[component]
fn Comparison(
    all: Memo<Vec<NamedFigures>>,
    from: RwSignal<Option<String>>,
    to: RwSignal<Option<String>>,
) -> impl IntoView {
    let pack = use_store().base_pack();
    // Until one is chosen the set in use, the last, is compared with the one before it.
    let chosen = move |choice: RwSignal<Option<String>>, behind: usize| {
        all.with(|all| {
            let named = choice.get();
            let found = named.and_then(|name| all.iter().find(|one| one.name == name));
            let else_found = || all.iter().rev().nth(behind);
            found.or_else(else_found).cloned()
        })
    };
    let pair = memo(move || Some((chosen(from, 1)?, chosen(to, 0)?)));
    let pick = move |label: &'static str,
                     id: &'static str,
                     choice: RwSignal<Option<String>>,
                     behind| {
        let options = move || {
            let is_chosen = chosen(choice, behind).map(|one| one.name);
            fragment(all.get().into_iter().map(|one| {
                let selected = is_chosen.as_ref() == Some(&one.name);
                let name = one.name;
                view! { <option value=name.clone() selected=selected>{name.clone()}</option> }
            }))
        };
        let choose = move |event: leptos::ev::Event| choice.set(Some(event_target_value(&event)));
        view! {
            <div class="own-field" data-field="kalla">
                <label for=id>{label}</label>
                <select id=id class="text-input" on:change=handler(choose)>{dynamic(options)}</select>
            </div>
        }
    };
    let count = memo(move || {
        pair.with(|pair| {
            let pair = pair.as_ref();
            pair.map_or(0, |(from, to)| {
                differences(&from.underlag, &to.underlag).len()
            })
        })
    });
    let made = move || {
        pair.with(|pair| match pair {
            Some((from, to)) => as_table(pack, from, to),
            None => Table::new(words::COMPARE, files::INPUT, [""; 0]),
        })
    };
    view! {
        <section class="card" id="jamfor-egna-tal">
            <h2>{words::COMPARE}</h2>
            <div class="own-fields">
                {pick(words::FROM, "jamfor-fran", from, 1)}
                {pick(words::TO, "jamfor-till", to, 0)}
            </div>
            <p role="status" data-own-differences>{dynamic(move || words::differing(count.get()))}</p>
            <div hidden=attr(move || count.get() == 0)>{table(made)}</div>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use balans_model::{KSON_2023, input_id};

    fn set(name: &str, figures: &[(&str, f64, &str)]) -> NamedFigures {
        let figure = |(id, value, source): &(&str, f64, &str)| {
            let figure = OwnFigure {
                value: *value,
                source: (*source).to_owned(),
                ..OwnFigure::default()
            };
            ((*id).to_owned(), figure)
        };
        NamedFigures {
            name: name.to_owned(),
            underlag: Underlag {
                name: name.to_owned(),
                figures: figures.iter().map(figure).collect(),
                ..Underlag::default()
            },
        }
    }

    #[test]
    fn what_differs_is_listed_with_what_it_was() {
        let from = set(
            "Maj",
            &[
                ("requirement.care", 48.0, "Beslut"),
                ("requirement.health", 26.0, "Beslut"),
                ("price.following", 3.0, "SKR"),
            ],
        );
        let to = set(
            "Juni",
            &[
                ("requirement.care", 49.0, "Protokoll"),
                ("requirement.health", 26.0, "Beslut"),
                ("lss.growth", 1.5, "SCB"),
            ],
        );
        let found = differences(&from.underlag, &to.underlag);
        let ids: BTreeSet<_> = found.iter().map(|(id, ..)| *id).collect();
        let expected = ["requirement.care", "price.following", "lss.growth"];
        assert_eq!(
            ids,
            expected.iter().filter_map(|id| InputId::find(id)).collect()
        );
        let table = as_table(&KSON_2023, &from, &to);
        let row = |id: InputId| {
            let label = &*KSON_2023.spec(id).label;
            let mut rows = table.rows.iter();
            rows.find(|row| row.head.text == label)
                .unwrap()
                .cells
                .clone()
        };
        let care = row(input_id("requirement.care"));
        assert_eq!(care[2], Cell::Text("Protokoll".to_owned()));
        let gone = row(input_id("price.following"));
        assert_eq!(
            gone[1..],
            [
                Cell::Text(words::NOT_OWN.to_owned()),
                Cell::Text(String::new())
            ]
        );
        assert_eq!(differences(&from.underlag, &from.underlag), []);
    }
}
