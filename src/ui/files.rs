//! Scenarios as files, and tables as CSV.

use std::sync::Arc;

use balans_model::{InputId, Pack, Quantity, Unit};
use balans_report::protocol::FileResponse;
use leptos::html::Input;
use leptos::prelude::*;

use super::office::OfficeFiles;
use crate::erased::{attr, dynamic, fragment, handler, memo, view};
use crate::platform::{self, file as handed};
use crate::state::{Fate, Intent, LoadState, Session, Store, use_store};
use crate::storage::file;
use crate::storage::file::csv::{self, Field};
use crate::storage::link::SharedScenario;
use crate::storage::{SavedScenario, Underlag};
use crate::table::{self, Cell, Column, Prices, Row, Table, plain, text_field};
use crate::texts::{self, files as words};
use crate::ui::case::shared;
use crate::ui::components::table_only;
use crate::ui::lazy::deferred_failed;

const JSON: &str = "application/json";
const CSV: &str = "text/csv;charset=utf-8";
/// The file field, which gets focus back when the preview goes.
const FIELD: &str = "fil";
const FAULT: &str = "fil-fel";
/// More sources than this would fill the cell and be read by nobody.
const MOST_SOURCES: usize = 6;

/// Scenarios out to a file, and in from one.
#[component]
pub(crate) fn Files() -> impl IntoView {
    let store = use_store();
    let any = store.select(|session| !session.library().is_empty());
    let current =
        store.select(|session| session.current_scenario().map(|saved| saved.name.clone()));
    let said = RwSignal::new(String::new());
    let too_much = RwSignal::new(false);
    let save = move |_| {
        let Some(text) = store.peek(|session| platform::deferred::write_file(session.library()))
        else {
            said.set(words::NOT_HERE.to_owned());
            return;
        };
        let fits = text.len() <= file::LIMIT;
        too_much.set(!fits);
        said.set(if fits {
            words::saved_as(&hand(words::LIBRARY, "json", JSON, &text))
        } else {
            String::new()
        });
    };
    let save_one = move |_| {
        if let Some(saved) = store.peek(|session| session.current_scenario().cloned()) {
            too_much.set(false);
            said.set(save_scenario(&saved));
        }
    };
    // What is saved under a name and not changed since is among the others.
    let unsaved = store.select(Session::unsaved);
    let save_now = move |_| {
        too_much.set(false);
        said.set(save_as_it_stands(store));
    };
    view! {
        <section class="card files" id="filer">
            <h2>{words::FILES}</h2>
            <p>{words::LEAD}</p>
            {dynamic(move || (store.deferred.get() == LoadState::Failed).then(|| deferred_failed(words::NOT_FETCHED)))}
            {dynamic(move || unsaved.get().then(|| view! {
                <div class="saved-actions">
                    <button type="button" class="button" data-save="working" on:click=handler(save_now)>{words::SAVE_WORKING}</button>
                </div>
            }))}
            {dynamic(move || if any.get() {
                view! {
                    <div class="saved-actions">
                        <button type="button" class="button" on:click=handler(save)>{words::SAVE_ALL}</button>
                        {dynamic(move || current.get().map(|name| view! {
                            <button type="button" class="button" on:click=handler(save_one)>{words::save_one(&name)}</button>
                        }))}
                    </div>
                }
            } else {
                view! { <p class="small">{words::NONE}</p> }
            })}
            <p class="small" role="status">{dynamic(move || said.get())}</p>
            <OfficeFiles/>
            <div role="alert">
                {dynamic(move || too_much.get().then(|| view! { <p class="error">{words::TOO_MUCH}</p> }))}
            </div>
            <Reader/>
        </section>
    }
}

/// The field for a file of ours, and what it would do.
#[component]
fn Reader() -> impl IntoView {
    let field = NodeRef::<Input>::new();
    let problem = RwSignal::new(None::<String>);
    let found = RwSignal::new(None::<Found>);
    let choose = move |_: leptos::ev::Event| {
        let Some(chosen) = field.get_untracked().as_ref().and_then(handed::take) else {
            return;
        };
        problem.set(None);
        found.set(None);
        leptos::task::spawn_local(async move {
            let read = read(&chosen).await;
            // The view may be gone by the time the file is read.
            let _ = problem.try_set(read.as_ref().err().cloned());
            let _ = found.try_set(read.ok());
        });
    };
    view! {
        <div class="form-row">
            <label class="file-field">
                {words::READ}
                <input
                    type="file"
                    id=FIELD
                    class="visually-hidden"
                    accept=".json,application/json"
                    node_ref=field
                    aria-invalid=attr(move || problem.with(|problem| problem.is_some().then_some("true")))
                    aria-describedby=FAULT
                    on:change=handler(choose)
                />
                <span class="button">{words::CHOOSE}</span>
            </label>
        </div>
        <div role="alert" id=FAULT>
            {dynamic(move || problem.get().map(|problem| view! { <p class="error" data-error>{problem}</p> }))}
        </div>
        <div role="status">
            {dynamic(move || found.get().map(|one| match one.1.underlag.clone() {
                Some(underlag) => own_preview(one, underlag, found),
                None => preview(one, found),
            }))}
        </div>
    }
}

/// Eget underlag: what stands in the documents' place, and how to put something there.
#[component]
pub(crate) fn OwnFigures() -> impl IntoView {
    let store = use_store();
    let own = store.select(|session| session.underlag().cloned());
    let said = RwSignal::new(String::new());
    let write = move |text: Option<String>| {
        said.set(match text {
            Some(text) => words::saved_as(&hand(words::OWN_FILE, "json", JSON, &text)),
            None => words::NOT_HERE.to_owned(),
        });
    };
    let template = move |_| write(platform::deferred::template(words::OWN_NAME));
    view! {
        <section class="card files" id="eget-underlag">
            <h2>{words::OWN}</h2>
            <p>{words::OWN_LEAD}</p>
            {dynamic(move || (store.deferred.get() == LoadState::Failed).then(|| deferred_failed(words::NOT_FETCHED)))}
            {dynamic(move || own.get().map(|underlag| {
                let count = underlag.figures.len();
                let name = underlag.name.clone();
                let save = move |_| write(platform::deferred::write_underlag(&underlag));
                view! {
                    <p data-own><b>{words::own_now(&name, count)}</b></p>
                    <div class="saved-actions">
                        <button type="button" class="button" on:click=handler(move |_| {
                            store.send(Intent::Underlag(None));
                            platform::focus_heading();
                        })>{words::OWN_AWAY}</button>
                        <button type="button" class="button" on:click=handler(save)>{words::OWN_SAVE}</button>
                    </div>
                }
            }))}
            <div class="saved-actions">
                <button type="button" class="button" on:click=handler(template)>{words::OWN_TEMPLATE}</button>
            </div>
            <p class="small" role="status">{dynamic(move || said.get())}</p>
            <Reader/>
        </section>
    }
}

/// A file that could be read, and what it is called.
type Found = (String, Arc<FileResponse>);

/// Reads a chosen file, or says what is wrong with it.
async fn read(chosen: &web_sys::File) -> Result<Found, String> {
    // A huge file is refused before it takes the room.
    if chosen.size() > file::LIMIT as f64 {
        return Err(words::TOO_LARGE.to_owned());
    }
    let Some(bytes) = handed::bytes(chosen).await else {
        return Err(words::NOT_READ.to_owned());
    };
    match platform::deferred::read_file(&bytes) {
        Some(answer) if answer.error.is_empty() => Ok((chosen.name(), Arc::new(answer))),
        Some(answer) => Err(answer.error),
        None => Err(words::NOT_HERE.to_owned()),
    }
}

/// What an import would do, before it is done.
fn preview((name, contents): Found, found: RwSignal<Option<Found>>) -> AnyView {
    let store = use_store();
    let weighed = Arc::clone(&contents);
    let fates = store.select(move |session| session.fates(&weighed.scenarios));
    let any = memo(move || {
        let comes_in = |fate: &Fate| matches!(fate, Fate::New | Fate::Copy(_));
        fates.with(|fates| fates.iter().any(comes_in))
    });
    let done = move || {
        found.set(None);
        platform::focus(FIELD);
    };
    let rows = contents.scenarios.iter().enumerate().map(|(place, saved)| {
        let fate = move || fates.with(|fates| fates.get(place).map(fate_words));
        view! { <li><b>{saved.name.clone()}</b>": "{dynamic(fate)}</li> }
    });
    let rows = fragment(rows.collect::<Vec<_>>());
    let heading = words::found(&name, contents.scenarios.len());
    let other = contents.other_figures;
    let import = move |_| {
        store.send(Intent::Import(contents.scenarios.clone()));
        done();
    };
    let import = StoredValue::new(Arc::new(import) as Arc<dyn Fn(()) + Send + Sync>);
    view! {
        <div class="panel" id="fil-innehall">
            <h3>{heading}</h3>
            <ul>{rows}</ul>
            {other.then(|| view! { <p>{words::OTHER_FIGURES}</p> })}
            <p class="small">
                {dynamic(move || if any.get() { words::BESIDE } else { words::NOTHING_NEW })}
            </p>
            <div class="saved-actions">
                {dynamic(move || any.get().then(|| view! {
                    <button type="button" class="button primary" on:click=handler(move |_| import.get_value()(()))>
                        {words::IMPORT}
                    </button>
                }))}
                <button type="button" class="button" on:click=handler(move |_| done())>{words::CANCEL}</button>
            </div>
        </div>
    }
}

/// What own figures would take the place of, before they do.
fn own_preview((file, contents): Found, own: Underlag, found: RwSignal<Option<Found>>) -> AnyView {
    let store = use_store();
    let documents = store.base_pack();
    let rows = own.figures.iter().filter_map(|(id, figure)| {
        let spec = documents.spec(documents.find(id)?);
        let [before, now] = [spec.default, figure.value].map(|value| Cell::input(spec, value));
        let source = Cell::Text(figure.source.clone());
        Some(Row::new(&*spec.label, [before, now, source]))
    });
    let columns = [words::IN_DOCUMENTS, words::OWN];
    let mut table = Table::new(words::OWN, words::INPUT, columns);
    table.columns.push(Column {
        heading: words::SOURCE.to_owned(),
        is_words: true,
        is_base: false,
    });
    table.rows = rows.collect();
    let heading = words::own_found(&own.name, own.figures.len(), &file);
    let other = contents.other_figures;
    let done = move || found.set(None);
    let take = move |_| {
        store.send(Intent::Underlag(Some(own.clone())));
        // The view is made anew by it, and this panel is gone.
        platform::focus_heading();
    };
    view! {
        <div class="panel" id="fil-innehall">
            <h3>{heading}</h3>
            {table_only(&table)}
            {other.then(|| view! { <p>{words::OTHER_FIGURES}</p> })}
            <p class="small">{words::OWN_WHAT}</p>
            <div class="saved-actions">
                <button type="button" class="button primary" on:click=handler(take)>{words::OWN_TAKE}</button>
                <button type="button" class="button" on:click=handler(move |_| {
                    done();
                    platform::focus(FIELD);
                })>{words::CANCEL}</button>
            </div>
        </div>
    }
}

fn fate_words(fate: &Fate) -> String {
    match fate {
        Fate::New => words::NEW.to_owned(),
        Fate::Same => words::SAME.to_owned(),
        Fate::Copy(name) => words::copy(name),
        Fate::Refused => words::REFUSED.to_owned(),
    }
}

/// Hands the working copy as it is shared to the person as a file, and says what became of it.
pub(crate) fn save_working(store: Store, shared: &SharedScenario, with_notes: bool) -> String {
    let now = (platform::ENVIRONMENT.now)();
    let mut draft = store.peek(Session::draft);
    (draft.scenario, draft.base) = (None, None);
    if !with_notes {
        draft.notes.clear();
    }
    save_scenario(&Arc::new(SavedScenario {
        id: (platform::ENVIRONMENT.fresh_id)(),
        name: match &*shared.name {
            "" => texts::share::UNNAMED.to_owned(),
            name => name.to_owned(),
        },
        note: shared.note.clone(),
        created: now.clone(),
        changed: now,
        draft,
    }))
}

/// Hands one saved scenario to the person as a file, and says what became of it.
fn save_scenario(saved: &Arc<SavedScenario>) -> String {
    // One scenario is under the limit: each of its words has one of its own.
    match platform::deferred::write_file(std::slice::from_ref(saved)) {
        Some(text) => words::saved_as(&hand(&saved.name, "json", JSON, &text)),
        None => words::NOT_HERE.to_owned(),
    }
}

/// Hands the working copy with its notes to the person as a file, and says what became of it.
fn save_as_it_stands(store: Store) -> String {
    save_working(store, &untrack(|| shared(store, true)), true)
}

/// The ways to take the working copy along where it can't be kept: as a file, and as a link.
pub(crate) fn take_along() -> AnyView {
    let store = use_store();
    let said = RwSignal::new(String::new());
    view! {
        <button type="button" class="quiet" data-take-along="file" on:click=handler(move |_| said.set(save_as_it_stands(store)))>
            {texts::TAKE_AS_FILE}
        </button>
        <button type="button" class="quiet" data-take-along="link" on:click=handler(|_| platform::press("[data-action=share]"))>
            {texts::TAKE_AS_LINK}
        </button>
        <span class="small">{dynamic(move || said.get())}</span>
    }
}

/// Hands a text to the person as a file, and gives its name.
pub(crate) fn hand(what: &str, ending: &str, kind: &str, text: &str) -> String {
    let name = name(what, ending);
    handed::save(&name, kind, text);
    name
}

/// A file's name, today.
pub(crate) fn name(what: &str, ending: &str) -> String {
    file::name(what, &(platform::ENVIRONMENT.now)(), ending)
}

/// The button that saves a table.
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

/// What a picture of these numbers says below it: scenario and day, in which prices, what they stand
/// on, and where they come from. `scenarios` names those it is of, where that is not the open one alone.
pub(crate) fn picture_notes(
    store: Store,
    numbers: &[Quantity],
    scenarios: &[String],
    basis: &str,
    stated: Option<&str>,
) -> Vec<String> {
    let names = store.peek(|session| names(scenarios, session)).join(", ");
    let mut said = words::of_scenario(&names, &texts::date(&(platform::ENVIRONMENT.now)()));
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

/// Saves a table, and gives the file's name. `what` goes into the name; `lead` says what is shown
/// where the title doesn't.
pub(crate) fn save_table(store: Store, what: &str, table: &Table, lead: Option<&str>) -> String {
    hand(
        what,
        "csv",
        CSV,
        &csv::write(&table_file(store, table, lead)),
    )
}

/// A table's file: what it is, of what, when and in which prices; then the table, each row with what
/// it stands on where any is known.
fn table_file(store: Store, table: &Table, lead: Option<&str>) -> Vec<Vec<Field>> {
    // Scenarios beside each other have each their own, which stands above the table.
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
        // A number made of a document's alone rests on no input; without the module nobody knows which.
        let of_document =
            store.deferred.get_untracked() == LoadState::Ready && !row.numbers().is_empty();
        let is_stated = row.has_stated() || of_document;
        let stated = table.stated.as_ref().filter(|_| is_stated)?;
        Some((String::new(), stated.clone()))
    };
    // What numbers of the model rest on is known by a module that may be missing; the numbers are not.
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
        rows.push(vec![words::MINUS.into(), texts::OVER.into()]);
    }
    let stated = table.stated.as_ref().filter(|_| is_of_others);
    rows.extend(stated.map(|it| vec![words::SOURCE.into(), text_field(it)]));
    rows.push(Vec::new());
    rows.extend(store.peek_outcome(|outcome| table.fields(outcome, more, last)));
    of_one_length(rows)
}

/// Rows with as many fields each, so that whatever reads the file finds its columns.
fn of_one_length(mut rows: Vec<Vec<Field>>) -> Vec<Vec<Field>> {
    let width = rows.iter().map(Vec::len).max().unwrap_or_default();
    for row in &mut rows {
        row.resize(width, Field::Empty);
    }
    rows
}

/// Saves every input as it stands, with where it comes from.
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

/// What the working copy goes by.
fn scenario(session: &Session) -> String {
    match session.current_scenario() {
        Some(saved) if session.unsaved() => [&*saved.name, " (", texts::UNSAVED, ")"].concat(),
        Some(saved) => saved.name.clone(),
        None => words::UNSAVED.to_owned(),
    }
}

/// What the scenarios go by that something is of: the open one by its own name, where none is named.
fn names(scenarios: &[String], session: &Session) -> Vec<String> {
    if scenarios.is_empty() {
        return vec![scenario(session)];
    }
    let name = |name: &String| {
        if name == texts::compare::WORKING {
            [name, " (", &scenario(session), ")"].concat()
        } else {
            name.clone()
        }
    };
    scenarios.iter().map(name).collect()
}

/// What stands above a table: what it is and shows, of which scenarios, and when.
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
    let date = texts::date(&(platform::ENVIRONMENT.now)());
    let mut rows = vec![
        vec![text_field(title)],
        std::iter::once(heading.into()).chain(names).collect(),
        vec![words::DATE.into(), text_field(&date)],
    ];
    rows.extend(lead.map(|lead| vec![words::SHOWS.into(), text_field(lead)]));
    rows
}

/// Every input: its value and the underlag's as numbers, and what stands behind it.
fn input_rows(session: &Session) -> Vec<Vec<Field>> {
    let pack = session.active_pack();
    let columns = [
        words::AREA,
        words::INPUT,
        words::ID,
        words::VALUE,
        words::UNIT,
        words::UNDERLAG,
        texts::CHANGED,
        words::STATUS,
        words::SOURCE,
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
            texts::YES
        } else {
            texts::NO
        };
        vec![
            texts::input_group(id.name()).into(),
            text_field(&spec.label),
            id.name().into(),
            Field::Number(plain(session.inputs().get(id))),
            unit.into(),
            Field::Number(plain(spec.default)),
            changed.into(),
            texts::status(spec.status).into(),
            text_field(&spec.source),
        ]
    }));
    rows
}

/// The statuses and sources of the inputs that a number of the session rests on.
fn origin_now(store: Store, inputs: &[InputId]) -> (String, String) {
    let changed = |id| store.peek(|session| session.inputs().is_changed(session.active_pack(), id));
    origin(store.active_pack(), inputs, changed)
}

/// The statuses and sources of inputs, and that one of them is changed.
fn origin(pack: &Pack, inputs: &[InputId], changed: impl Fn(InputId) -> bool) -> (String, String) {
    let mut statuses = Vec::new();
    let mut sources = Vec::new();
    for id in inputs {
        let spec = pack.spec(*id);
        put_once(&mut statuses, texts::status(spec.status));
        put_once(&mut sources, &spec.source);
    }
    if inputs.iter().any(|id| changed(*id)) {
        statuses.push(texts::CHANGED);
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
    use crate::state::Environment;
    use crate::storage::MemoryBackend;
    use balans_model::{KSON_2023, input_id};

    #[test]
    fn an_origin_names_each_status_and_source_once() {
        let care = input_id("requirement.care");
        let one = KSON_2023.spec(care);
        let (status, source) = origin(&KSON_2023, &[care], |_| false);
        assert_eq!(status, texts::status(one.status));
        assert_eq!(source, *one.source);
        let (status, source) = origin(&KSON_2023, &InputId::all().collect::<Vec<_>>(), |id| {
            id == care
        });
        assert_eq!(status.split(", ").last(), Some(texts::CHANGED), "{status}");
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
        let rows = input_rows(&session);
        assert_eq!(rows.len(), KSON_2023.inputs.len() + 1);
        let csv = csv::write(&rows);
        let line = csv.lines().find(|line| line.contains(";requirement.care;"));
        let line = line.unwrap();
        assert!(line.contains(";50,5;mnkr;47,6;Ja;Ur dokumenten;"), "{line}");
        assert!(csv.contains("0 = nej, 1 = ja"));
    }
}
