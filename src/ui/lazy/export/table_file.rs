//! Tables as CSV files, and the lines of origin below pictures of charts.

use balans_model::answers::Span;
use balans_model::{InputId, Pack, Quantity, Unit};
use balans_report::texts::{compare, shared};
use leptos::prelude::*;

use super::hand;
use crate::erased::{dynamic, handler, view};
use crate::platform;
use crate::state::{LoadState, Session, Store};
use crate::table::{self, Prices, Row, Table, plain, text_field};
use crate::texts::{self, files as words, own};
use crate::ui::lazy::components::spans_in_use;
use balans_scenario::FigureDetail;
use balans_scenario::file::csv::{self, Field};

const CSV: &str = "text/csv;charset=utf-8";
/// Most sources listed in a cell; more are counted instead.
const MOST_SOURCES: usize = 6;

/// Makes the button that saves a table.
pub(crate) fn csv_button(
    about: Signal<String>,
    save: impl Fn() + Send + Sync + 'static,
) -> AnyView {
    view! {
        <button type="button" class="quiet" on:click=handler(move |_| save())>
            {words::SAVE_CSV}
            <span class="visually-hidden">{dynamic(move || {
                let about = about.get();
                if about.is_empty() { about } else { [": ", &about].concat() }
            })}</span>
        </button>
    }
}

/// Writes the notes below a picture of these numbers: scenario and date, price level, basis, and
/// sources. `scenarios` names the scenarios shown, where the open scenario is not the only one.
pub(crate) fn picture_notes(
    store: Store,
    numbers: &[Quantity],
    scenarios: &[String],
    basis: &str,
    stated: Option<&str>,
) -> Vec<String> {
    let names = store.peek(|session| names(scenarios, session)).join(", ");
    let mut said = words::of_scenario(&names, &texts::dates::date(&(platform::ENVIRONMENT.now)()));
    if let Some(prices) = table::prices(numbers.iter().copied()) {
        said.push_str(&words::of_prices(&prices_name(store.active_pack(), prices)));
    }
    let mut notes = vec![said];
    let inputs = store.input_dependencies(numbers);
    let mut sources = Vec::with_capacity(2);
    if !inputs.is_empty() {
        let (status, source) = origin_now(store, &inputs);
        notes.push(words::of_status(&status, basis));
        sources.push(source);
    }
    let stated = stated.filter(|stated| !stated.is_empty());
    sources.extend(stated.map(str::to_owned));
    if !sources.is_empty() {
        notes.push(words::of_sources(&sources.join(". ")));
    }
    notes
}

fn prices_name(pack: &Pack, prices: Prices) -> String {
    match prices {
        Prices::Fixed => words::prices_fixed(pack.plan_year),
        Prices::Current => words::PRICES_CURRENT.to_owned(),
    }
}

/// Saves a table as CSV; returns the file's name. `what` is part of the name; `lead` describes the
/// content where the title doesn't.
pub(crate) fn save_table(store: Store, what: &str, table: &Table, lead: Option<&str>) -> String {
    hand(
        what,
        "csv",
        CSV,
        &csv::write(&table_file(store, table, lead)),
    )
}

/// Makes the rows of a table's file: title, scenario, date and price level; then the table, each
/// row with its statuses and sources where any is known.
fn table_file(store: Store, table: &Table, lead: Option<&str>) -> Vec<Vec<Field>> {
    // In a comparison each scenario has its own basis; the source is stated above the table.
    let is_of_others = !table.scenarios.is_empty();
    let origin = |row: &Row| -> Option<(String, String)> {
        if is_of_others {
            return None;
        }
        if let Some(input) = row.input {
            return Some(origin_now(store, &[input]));
        }
        let inputs = store.input_dependencies(&row.numbers());
        if !inputs.is_empty() {
            return Some(origin_now(store, &inputs));
        }
        // A number computed from stated numbers alone depends on no input; without the module the
        // inputs are unknown.
        let of_document =
            store.deferred.get_untracked() == LoadState::Ready && !row.numbers().is_empty();
        let is_stated = row.has_stated() || of_document;
        let stated = table.stated.as_ref().filter(|_| is_stated)?;
        Some((String::new(), stated.clone()))
    };
    // The inputs behind numbers are computed by a module that may be missing; the numbers are not.
    let known = table.rows.iter().any(|row| origin(row).is_some());
    let more: &[&str] = if known {
        &[words::STATUS, words::SOURCE]
    } else {
        &[]
    };
    let last = |row: &Row| match origin(row) {
        Some((status, source)) if known => [&status, &source].map(|it| text_field(it)).into(),
        _ => Vec::new(),
    };
    let prices = table
        .prices()
        .map(|it| prices_name(store.active_pack(), it));
    let mut rows = store.peek(|session| head(&table.title, lead, &table.scenarios, session));
    rows.extend(prices.map(|it| vec![words::PRICES.into(), text_field(&it)]));
    if store.peek_outcome(|outcome| table.has_minus(outcome)) {
        rows.push(vec![words::MINUS.into(), shared::OVER.into()]);
    }
    let stated = table.stated.as_ref().filter(|_| is_of_others);
    rows.extend(stated.map(|it| vec![words::SOURCE.into(), text_field(it)]));
    rows.push(Vec::new());
    rows.extend(store.peek_outcome(|outcome| table.fields(outcome, more, last)));
    of_one_length(rows)
}

/// Pads rows to the same number of fields, so that any reader of the file finds its columns.
fn of_one_length(mut rows: Vec<Vec<Field>>) -> Vec<Vec<Field>> {
    let width = rows.iter().map(Vec::len).max().unwrap_or_default();
    for row in &mut rows {
        row.resize(width, Field::Empty);
    }
    rows
}

/// Saves every input's current value, with its source, as CSV.
pub(crate) fn save_inputs(store: Store) {
    let rows = store.peek(|session| {
        let mut rows = head(&session.base_pack().name, None, &[], session);
        rows.push(Vec::new());
        rows.extend(input_rows(session));
        rows
    });
    hand(
        words::SOURCES,
        "csv",
        CSV,
        &csv::write(&of_one_length(rows)),
    );
}

/// Returns the working copy's name in a file.
fn scenario(session: &Session) -> String {
    match session.current_scenario() {
        Some(saved) if session.unsaved() => {
            [&*saved.name, " (", texts::scenarios::UNSAVED, ")"].concat()
        }
        Some(saved) => saved.name.clone(),
        None => words::UNSAVED.to_owned(),
    }
}

/// Returns the names of the scenarios shown: the open scenario's, where none is named.
fn names(scenarios: &[String], session: &Session) -> Vec<String> {
    if scenarios.is_empty() {
        return vec![scenario(session)];
    }
    let name = |name: &String| {
        if name == compare::WORKING {
            [name, " (", &scenario(session), ")"].concat()
        } else {
            name.clone()
        }
    };
    scenarios.iter().map(name).collect()
}

/// Makes the rows above a table: title, scenarios, date, and what is shown.
fn head(
    title: &str,
    lead: Option<&str>,
    scenarios: &[String],
    session: &Session,
) -> Vec<Vec<Field>> {
    let names = names(scenarios, session);
    let heading = if names.len() > 1 {
        words::SCENARIOS
    } else {
        words::SCENARIO
    };
    let names = names.iter().map(|name| text_field(name));
    let date = texts::dates::date(&(platform::ENVIRONMENT.now)());
    let mut rows = vec![
        vec![text_field(title)],
        std::iter::once(heading.into()).chain(names).collect(),
        vec![words::DATE.into(), text_field(&date)],
    ];
    rows.extend(lead.map(|lead| vec![words::SHOWS.into(), text_field(lead)]));
    rows
}

/// Makes a row per input: its value and the underlag's as numbers, its status and source, its span, and what is said of an
/// own figure.
fn input_rows(session: &Session) -> Vec<Vec<Field>> {
    let pack = session.active_pack();
    let spans = spans_in_use(session);
    let columns = [
        words::AREA,
        words::INPUT,
        words::ID,
        words::VALUE,
        words::UNIT,
        words::UNDERLAG,
        texts::frame::CHANGED,
        words::STATUS,
        words::SOURCE,
        own::LOW,
        own::HIGH,
        own::SPAN_SOURCE,
        own::DATE,
        own::RESPONSIBLE,
        own::NOTE,
    ];
    let mut rows = vec![columns.map(Field::from).to_vec()];
    rows.extend(InputId::all().map(|id| {
        let spec = pack.spec(id);
        let unit = match spec.unit {
            Unit::Bool => words::ZERO_OR_ONE,
            Unit::Month => words::MONTH,
            unit => unit.as_str(),
        };
        let changed = if session.inputs().is_changed(session.active_pack(), id) {
            shared::YES
        } else {
            shared::NO
        };
        let span = spans.iter().find(|(span, _)| span.input == id);
        let end = |of: fn(&Span) -> f64| {
            span.map_or(Field::Empty, |(span, _)| Field::Number(plain(of(span))))
        };
        let own = session.underlag();
        let own = own.and_then(|own| own.figures.get(id.name()));
        let details = FigureDetail::ALL
            .map(|detail| text_field(own.map_or("", |figure| figure.detail(detail))));
        let row = vec![
            shared::input_group(id.name()).into(),
            text_field(&spec.label),
            id.name().into(),
            Field::Number(plain(session.inputs().get(id))),
            unit.into(),
            Field::Number(plain(spec.default)),
            changed.into(),
            shared::status(spec.status).into(),
            text_field(&spec.source),
            end(|span| span.low),
            end(|span| span.high),
            text_field(span.map_or("", |(_, basis)| basis)),
        ];
        row.into_iter().chain(details).collect()
    }));
    rows
}

/// Returns the statuses and sources of inputs, in the open scenario.
fn origin_now(store: Store, inputs: &[InputId]) -> (String, String) {
    let changed = |id| store.peek(|session| session.inputs().is_changed(session.active_pack(), id));
    origin(store.active_pack(), inputs, changed)
}

/// Joins the statuses and sources of inputs, and marks that any of them is changed.
fn origin(pack: &Pack, inputs: &[InputId], changed: impl Fn(InputId) -> bool) -> (String, String) {
    let mut statuses = Vec::new();
    let mut sources = Vec::new();
    for id in inputs {
        let spec = pack.spec(*id);
        put_once(&mut statuses, shared::status(spec.status));
        put_once(&mut sources, &spec.source);
    }
    if inputs.iter().any(|id| changed(*id)) {
        statuses.push(texts::frame::CHANGED);
    }
    let sources = if sources.len() > MOST_SOURCES {
        words::many_sources(sources.len())
    } else {
        sources.join(". ")
    };
    (statuses.join(", "), sources)
}

fn put_once<'a>(all: &mut Vec<&'a str>, one: &'a str) {
    if !all.contains(&one) {
        all.push(one);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::{Environment, Intent, OwnChange};
    use crate::storage::MemoryBackend;
    use balans_model::{KSON_2023, input_id};
    use balans_scenario::{OwnFigure, Underlag};

    #[test]
    fn an_origin_names_each_status_and_source_once() {
        let care = input_id("requirement.care");
        let one = KSON_2023.spec(care);
        let (status, source) = origin(&KSON_2023, &[care], |_| false);
        assert_eq!(status, shared::status(one.status));
        assert_eq!(source, *one.source);
        let (status, source) = origin(&KSON_2023, &InputId::all().collect::<Vec<_>>(), |id| {
            id == care
        });
        assert_eq!(
            status.split(", ").last(),
            Some(texts::frame::CHANGED),
            "{status}"
        );
        let mut once: Vec<_> = status.split(", ").collect();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), status.split(", ").count());
        assert!(source.contains("källor"), "{source}");
    }

    #[test]
    fn every_input_stands_in_its_csv() {
        let environment = Environment {
            now: || "2026-11-22T00:30:00+01:00".to_owned(),
            fresh_id: || "a".to_owned(),
            unnamed: "Namnlöst scenario",
        };
        let backend = || Box::new(MemoryBackend::default());
        let mut session = Session::open(&KSON_2023, backend(), backend(), environment);
        session.apply(Intent::Set(input_id("requirement.care"), 50.5));
        let underlag = Underlag {
            name: "Egna tal".to_owned(),
            figures: [(
                "requirement.care".to_owned(),
                OwnFigure {
                    value: 47.6,
                    source: "Beslut".to_owned(),
                    details: [("responsible".to_owned(), "Controller".to_owned())].into(),
                },
            )]
            .into(),
            ..Underlag::default()
        };
        let change = OwnChange {
            underlag: Some(underlag),
            terms: [
                ("low.requirement.care", 45.0),
                ("high.requirement.care", 52.25),
            ]
            .map(|(name, value)| (name.to_owned(), value))
            .into(),
            notes: [("requirement.care".to_owned(), "Tre år".to_owned())].into(),
        };
        session.apply(change.intent(&session));
        let rows = input_rows(&session);
        assert_eq!(rows.len(), KSON_2023.inputs.len() + 1);
        let csv = csv::write(&rows);
        let line = csv.lines().find(|line| line.contains(";requirement.care;"));
        let line = line.unwrap();
        let said =
            "50,5;mnkr;47,6;Ja;Eget tal;Egna tal: Beslut;45;52,25;eget spann: Tre år;;Controller;";
        assert!(line.ends_with(said), "{line}");
        // A source's span, and none.
        let of = |id: &str| {
            let id = format!(";{id};");
            csv.lines()
                .find(|line| line.contains(&id))
                .unwrap()
                .to_owned()
        };
        let stated = KSON_2023.spans.first().unwrap();
        assert!(of(stated.input.name()).contains(&*stated.source));
        assert!(of("requirement.health").ends_with(";;;;;;"));
        assert!(csv.contains("0 = nej, 1 = ja"));
    }
}
