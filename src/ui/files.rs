//! Scenarios as files, and tables as CSV.

use std::sync::Arc;

use balans_model::{InputId, Pack, Quantity, Unit};
use leptos::html::Input;
use leptos::prelude::*;

use super::office::OfficeFiles;
use crate::figures::{Cell, Table};
use crate::platform::{self, file as handed};
use crate::state::thin::{act, bound, live, many, memo, view};
use crate::state::{Fate, Intent, Session, Tool, use_tool};
use crate::storage::file::csv::{self, Field};
use crate::storage::file::{self, Answer};
use crate::storage::link::Shared;
use crate::storage::{SavedScenario, Underlag};
use crate::texts::{self, files as words};
use crate::ui::components::framed_only;

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
    let tool = use_tool();
    let any = tool.slice(|session| !session.library().is_empty());
    let current = tool.slice(|session| session.current_scenario().map(|saved| saved.name.clone()));
    let said = RwSignal::new(String::new());
    let too_much = RwSignal::new(false);
    let save = move |_| {
        let Some(text) = tool.look(|session| platform::later::write_file(session.library())) else {
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
        if let Some(saved) = tool.look(|session| session.current_scenario().cloned()) {
            too_much.set(false);
            said.set(save_scenario(&saved));
        }
    };
    view! {
        <section class="card files" id="filer">
            <h2>{words::FILES}</h2>
            <p>{words::LEAD}</p>
            {live(move || if any.get() {
                view! {
                    <div class="saved-actions">
                        <button type="button" class="button" on:click=act(save)>{words::SAVE_ALL}</button>
                        {live(move || current.get().map(|name| view! {
                            <button type="button" class="button" on:click=act(save_one)>{words::save_one(&name)}</button>
                        }))}
                    </div>
                }
            } else {
                view! { <p class="small">{words::NONE}</p> }
            })}
            <p class="small" role="status">{live(move || said.get())}</p>
            <OfficeFiles/>
            <div role="alert">
                {live(move || too_much.get().then(|| view! { <p class="error">{words::TOO_MUCH}</p> }))}
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
            <label>
                {words::READ}
                <input
                    type="file"
                    id=FIELD
                    class="text-input"
                    accept=".json,application/json"
                    node_ref=field
                    aria-invalid=bound(move || problem.with(|problem| problem.is_some().then_some("true")))
                    aria-describedby=FAULT
                    on:change=act(choose)
                />
            </label>
        </div>
        <div role="alert" id=FAULT>
            {live(move || problem.get().map(|problem| view! { <p class="error" data-error>{problem}</p> }))}
        </div>
        <div role="status">
            {live(move || found.get().map(|one| match one.1.underlag.clone() {
                Some(underlag) => own_preview(one, underlag, found),
                None => preview(one, found),
            }))}
        </div>
    }
}

/// Eget underlag: what stands in the documents' place, and how to put something there.
#[component]
pub(crate) fn OwnFigures() -> impl IntoView {
    let tool = use_tool();
    let own = tool.slice(|session| session.underlag().cloned());
    let said = RwSignal::new(String::new());
    let write = move |text: Option<String>| {
        said.set(match text {
            Some(text) => words::saved_as(&hand(words::OWN_FILE, "json", JSON, &text)),
            None => words::NOT_HERE.to_owned(),
        });
    };
    let template = move |_| write(platform::later::template(words::OWN_NAME));
    view! {
        <section class="card files" id="eget-underlag">
            <h2>{words::OWN}</h2>
            <p>{words::OWN_LEAD}</p>
            {live(move || own.get().map(|underlag| {
                let count = underlag.figures.len();
                let name = underlag.name.clone();
                let save = move |_| write(platform::later::write_underlag(&underlag));
                view! {
                    <p data-own><b>{words::own_now(&name, count)}</b></p>
                    <div class="saved-actions">
                        <button type="button" class="button" on:click=act(move |_| {
                            tool.send(Intent::Underlag(None));
                            platform::focus_heading();
                        })>{words::OWN_AWAY}</button>
                        <button type="button" class="button" on:click=act(save)>{words::OWN_SAVE}</button>
                    </div>
                }
            }))}
            <div class="saved-actions">
                <button type="button" class="button" on:click=act(template)>{words::OWN_TEMPLATE}</button>
            </div>
            <p class="small" role="status">{live(move || said.get())}</p>
            <Reader/>
        </section>
    }
}

/// A file that could be read, and what it is called.
type Found = (String, Arc<Answer>);

/// Reads a chosen file, or says what is wrong with it.
async fn read(chosen: &web_sys::File) -> Result<Found, String> {
    // A huge file is refused before it takes the room.
    if chosen.size() > file::LIMIT as f64 {
        return Err(words::TOO_LARGE.to_owned());
    }
    let Some(bytes) = handed::bytes(chosen).await else {
        return Err(words::NOT_READ.to_owned());
    };
    match platform::later::read_file(&bytes) {
        Some(answer) if answer.fault.is_empty() => Ok((chosen.name(), Arc::new(answer))),
        Some(answer) => Err(answer.fault),
        None => Err(words::NOT_HERE.to_owned()),
    }
}

/// What an import would do, before it is done.
fn preview((name, contents): Found, found: RwSignal<Option<Found>>) -> AnyView {
    let tool = use_tool();
    let weighed = Arc::clone(&contents);
    let fates = tool.slice(move |session| session.fates(&weighed.scenarios));
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
        view! { <li><b>{saved.name.clone()}</b>": "{live(fate)}</li> }
    });
    let rows = many(rows.collect::<Vec<_>>());
    let heading = words::found(&name, contents.scenarios.len());
    let other = contents.other_figures;
    let import = move |_| {
        tool.send(Intent::Import(contents.scenarios.clone()));
        done();
    };
    let import = StoredValue::new(Arc::new(import) as Arc<dyn Fn(()) + Send + Sync>);
    view! {
        <div class="panel" id="fil-innehall">
            <h3>{heading}</h3>
            <ul>{rows}</ul>
            {other.then(|| view! { <p>{words::OTHER_FIGURES}</p> })}
            <p class="small">
                {live(move || if any.get() { words::BESIDE } else { words::NOTHING_NEW })}
            </p>
            <div class="saved-actions">
                {live(move || any.get().then(|| view! {
                    <button type="button" class="button primary" on:click=act(move |_| import.get_value()(()))>
                        {words::IMPORT}
                    </button>
                }))}
                <button type="button" class="button" on:click=act(move |_| done())>{words::CANCEL}</button>
            </div>
        </div>
    }
}

/// What own figures would take the place of, before they do.
fn own_preview((file, contents): Found, own: Underlag, found: RwSignal<Option<Found>>) -> AnyView {
    let tool = use_tool();
    let documents = tool.documents();
    let rows = own.figures.iter().filter_map(|(id, figure)| {
        let spec = documents.spec(documents.find(id)?);
        let values = [spec.default, figure.value].map(|value| texts::input_value(spec, value));
        Some(view! {
            <tr>
                <th scope="row">{spec.label.to_string()}</th>
                {values.map(|value| view! { <td class="number" data-stated>{value}</td> }).collect_view()}
                <td>{figure.source.clone()}</td>
            </tr>
        })
    });
    let rows = many(rows.collect::<Vec<_>>());
    let heading = words::own_found(&own.name, own.figures.len(), &file);
    let columns = [words::IN_DOCUMENTS, words::OWN];
    let other = contents.other_figures;
    let done = move || found.set(None);
    let take = move |_| {
        tool.send(Intent::Underlag(Some(own.clone())));
        // The view is made anew by it, and this panel is gone.
        platform::focus_heading();
    };
    view! {
        <div class="panel" id="fil-innehall">
            <h3>{heading}</h3>
            {framed_only(words::OWN, view! {
                <table>
                    <thead>
                        <tr>
                            <th scope="col">{words::INPUT}</th>
                            {columns.map(|column| view! { <th scope="col" class="number">{column}</th> }).collect_view()}
                            <th scope="col">{words::SOURCE}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            })}
            {other.then(|| view! { <p>{words::OTHER_FIGURES}</p> })}
            <p class="small">{words::OWN_WHAT}</p>
            <div class="saved-actions">
                <button type="button" class="button primary" on:click=act(take)>{words::OWN_TAKE}</button>
                <button type="button" class="button" on:click=act(move |_| {
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
pub(crate) fn save_working(tool: Tool, shared: &Shared, with_notes: bool) -> String {
    let now = (platform::EDGE.now)();
    let mut draft = tool.look(Session::draft);
    (draft.scenario, draft.base) = (None, None);
    if !with_notes {
        draft.notes.clear();
    }
    save_scenario(&Arc::new(SavedScenario {
        id: (platform::EDGE.fresh_id)(),
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
    match platform::later::write_file(std::slice::from_ref(saved)) {
        Some(text) => words::saved_as(&hand(&saved.name, "json", JSON, &text)),
        None => words::NOT_HERE.to_owned(),
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
    file::name(what, &(platform::EDGE.now)(), ending)
}

/// The button that saves a table.
pub(crate) fn csv_button(
    about: Signal<String>,
    save: impl Fn() + Send + Sync + 'static,
) -> AnyView {
    view! {
        <button type="button" class="quiet" on:click=act(move |_| save())>
            {words::SAVE_CSV}
            <span class="visually-hidden">{live(move || {
                let about = about.get();
                if about.is_empty() { about } else { [": ", &about].concat() }
            })}</span>
        </button>
    }
}

/// What a picture of these numbers says below it: scenario and day, what they stand on, and where
/// they come from.
pub(crate) fn picture_notes(
    tool: Tool,
    numbers: &[Quantity],
    basis: &str,
    stated: Option<&str>,
) -> Vec<String> {
    let (scenario, date) =
        tool.look(|session| (scenario(session), texts::date(&(platform::EDGE.now)())));
    let mut notes = vec![words::of_scenario(&scenario, &date)];
    let inputs = tool.roots(numbers);
    let mut sources = Vec::with_capacity(2);
    if !inputs.is_empty() {
        let (status, source) = origin_now(tool, &inputs);
        notes.push(words::of_status(&status, basis));
        sources.push(source);
    }
    sources.extend(stated.map(str::to_owned));
    if !sources.is_empty() {
        notes.push(words::of_sources(&sources.join(". ")));
    }
    notes
}

/// Saves a figure's table. `numbers` are the quantities behind its numbers, row by row, and
/// `stated` says where those after them come from.
pub(crate) fn save_table(
    tool: Tool,
    what: &str,
    table: &Table,
    numbers: &[Quantity],
    stated: Option<&str>,
) -> String {
    let mut numbers = numbers.iter();
    let origins = table.rows.iter().map(|row| {
        let count = row.iter().skip(1).filter(|cell| cell.is_number()).count();
        let mut of_row = Vec::with_capacity(count);
        of_row.extend(numbers.by_ref().take(count));
        if of_row.is_empty() {
            return stated.map(|stated| (String::new(), stated.to_owned()));
        }
        let inputs = tool.roots(&of_row);
        if inputs.is_empty() {
            return None;
        }
        Some(origin_now(tool, &inputs))
    });
    let origins: Vec<_> = origins.collect();
    let mut rows = tool.look(|session| head(&table.caption, session));
    rows.extend(table_rows(table, &origins));
    hand(what, "csv", CSV, &csv::write(&rows))
}

/// Saves a table as it is shown: the model's numbers in full, each row with what it stands on.
pub(crate) fn save_shown(tool: Tool, what: &str, table: &web_sys::Element) {
    let shown = platform::table(table);
    let width = shown.first().map_or(0, Vec::len);
    let mut rows = tool.look(|session| head(what, session));
    for (place, cells) in shown.iter().enumerate() {
        let mut numbers = Vec::new();
        let mut row: Vec<Field> = Vec::with_capacity(width + 2);
        for (text, key) in cells {
            let quantity = key.as_deref().and_then(platform::later::quantity);
            row.push(match quantity.and_then(|quantity| tool.number(quantity)) {
                Some(value) => Field::Number(value),
                None => crate::format::parse(text, &[]).map_or(Field::from(&**text), Field::Number),
            });
            numbers.extend(quantity);
        }
        row.resize(width.max(row.len()), Field::Empty);
        if place == 0 {
            row.extend([words::STATUS.into(), words::SOURCE.into()]);
        } else if !numbers.is_empty() {
            let (status, source) = origin_now(tool, &tool.roots(&numbers));
            row.extend([Field::from(&*status), Field::from(&*source)]);
        }
        rows.push(row);
    }
    hand(what, "csv", CSV, &csv::write(&rows));
}

/// Saves every input as it stands, with where it comes from.
pub(crate) fn save_inputs(tool: Tool) {
    let rows = tool.look(|session| {
        let mut rows = head(&session.pack().name, session);
        rows.extend(input_rows(session));
        rows
    });
    hand(words::SOURCES, "csv", CSV, &csv::write(&rows));
}

/// What the working copy goes by.
fn scenario(session: &Session) -> String {
    match session.current_scenario() {
        Some(saved) if session.unsaved() => [&*saved.name, " (", texts::UNSAVED, ")"].concat(),
        Some(saved) => saved.name.clone(),
        None => words::UNSAVED.to_owned(),
    }
}

/// What stands above a table: what it is, of which scenario, and when.
fn head(title: &str, session: &Session) -> Vec<Vec<Field>> {
    let scenario = Field::Text(scenario(session));
    let date = texts::date(&(platform::EDGE.now)());
    vec![
        vec![title.into()],
        vec![words::SCENARIO.into(), scenario],
        vec![words::DATE.into(), Field::Text(date)],
        Vec::new(),
    ]
}

/// A table with the status and source of each row, where any is known.
fn table_rows(table: &Table, origins: &[Option<(String, String)>]) -> Vec<Vec<Field>> {
    let known = origins.iter().any(Option::is_some);
    let mut columns: Vec<Field> = table.columns.iter().map(|it| Field::from(&**it)).collect();
    if known {
        columns.extend([words::STATUS.into(), words::SOURCE.into()]);
    }
    let width = table.columns.len();
    let mut rows = vec![columns];
    for (row, origin) in table.rows.iter().zip(origins) {
        let mut fields: Vec<Field> = row.iter().map(field).collect();
        fields.resize(width.max(fields.len()), Field::Empty);
        if let Some((status, source)) = origin {
            fields.extend([Field::from(&**status), Field::from(&**source)]);
        }
        rows.push(fields);
    }
    rows
}

fn field(cell: &Cell) -> Field {
    match cell {
        Cell::Number { value, .. } if value.is_finite() => Field::Number(*value),
        Cell::Number { text, .. } | Cell::Text(text) => Field::from(&**text),
        Cell::Empty => Field::Empty,
    }
}

/// Every input: its value and the underlag's as numbers, and what stands behind it.
fn input_rows(session: &Session) -> Vec<Vec<Field>> {
    let pack = session.shown();
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
        let changed = if session.inputs().is_changed(session.shown(), id) {
            texts::YES
        } else {
            texts::NO
        };
        vec![
            texts::input_group(id.name()).into(),
            Field::from(&*spec.label),
            id.name().into(),
            Field::Number(session.inputs().get(id)),
            unit.into(),
            Field::Number(spec.default),
            changed.into(),
            texts::status(spec.status).into(),
            Field::from(&*spec.source),
        ]
    }));
    rows
}

/// The statuses and sources of the inputs that a number of the session rests on.
fn origin_now(tool: Tool, inputs: &[InputId]) -> (String, String) {
    let changed = |id| tool.look(|session| session.inputs().is_changed(session.shown(), id));
    origin(tool.pack(), inputs, changed)
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
    use crate::state::Edge;
    use crate::storage::MemoryDoor;
    use balans_model::{KSON_2023, input_id};

    #[test]
    fn a_figures_table_has_full_numbers_and_where_they_come_from() {
        let number = |value: f64, text: &str| Cell::Number {
            value,
            text: text.to_owned(),
        };
        let table = Table {
            caption: "Gapet, mnkr".to_owned(),
            columns: vec!["Del".to_owned(), "Mnkr".to_owned()],
            rows: vec![
                vec![
                    Cell::Text("Omsorg".to_owned()),
                    number(-1234.5678, "−1 234,6"),
                ],
                vec![Cell::Text("Annat".to_owned()), Cell::Empty],
                vec![Cell::Text("Inget".to_owned()), number(f64::NAN, "–")],
            ],
        };
        let origin = Some(("Underlag".to_owned(), "EU".to_owned()));
        assert_eq!(
            csv::write(&table_rows(&table, &[origin, None, None])),
            "\u{feff}Del;Mnkr;Status;Källa\r\nOmsorg;-1234,5678;Underlag;EU\r\nAnnat;\r\nInget;–\r\n"
        );
        assert_eq!(
            csv::write(&table_rows(&table, &[None, None, None])),
            "\u{feff}Del;Mnkr\r\nOmsorg;-1234,5678\r\nAnnat;\r\nInget;–\r\n"
        );
    }

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
        let edge = Edge {
            now: || "2026-11-22T00:30:00+01:00".to_owned(),
            fresh_id: || "a".to_owned(),
        };
        let door = || Box::new(MemoryDoor::default());
        let mut session = Session::open(&KSON_2023, door(), door(), edge);
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
