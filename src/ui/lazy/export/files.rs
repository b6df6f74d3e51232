//! Export and import of scenarios and own figures as files.

use std::sync::Arc;

use balans_model::Pack;
use leptos::html::Input;
use leptos::prelude::*;

use super::figures_file::{self, FoundFigures};
use super::hand;
use super::office::OfficeFiles;
use crate::erased::{attr, dynamic, fragment, handler, memo, view};
use crate::platform::file::FileBytes;
use crate::platform::{self, file as handed};
use crate::state::{Fate, Intent, LoadState, OwnChange, Session, Store, use_store};
use crate::table::{Cell, Row, Table};
use crate::texts::{self, files as words, own, packs as pack_words};
use crate::ui::components::Disclosure;
use crate::ui::lazy::case::{case, shared};
use crate::ui::lazy::components::table_only;
use crate::ui::lazy::packs;
use crate::ui::lazy::views::PackList;
use crate::ui::loading::deferred_failed;
use balans_report::protocol::FileResponse;
use balans_report::texts::files::TOO_LARGE;
use balans_scenario::file::{self, read_pack};
use balans_scenario::link::SharedScenario;
use balans_scenario::{SavedScenario, Underlag};

const JSON: &str = "application/json";
/// What the file field offers: the tool's own files, and tables of figures.
const ACCEPTED: &str = ".json,application/json,.xlsx,.xlsm,.csv,.tsv,.txt";
/// The id of the file field, which gets focus when the preview is closed.
pub(super) const FIELD: &str = "fil";
const FAULT: &str = "fil-fel";

/// The card for export and import of scenarios.
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
    // A scenario that is saved and unchanged is in the file of the library.
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

/// The import field, and the preview of the file's effect.
#[component]
fn Reader() -> impl IntoView {
    let field = NodeRef::<Input>::new();
    let problem = RwSignal::new(None::<String>);
    let found = RwSignal::new(None::<Found>);
    let proposed = RwSignal::new(None::<FoundFigures>);
    let store = use_store();
    let case = case(store);
    let choose = move |_: leptos::ev::Event| {
        let Some(chosen) = field.get_untracked().as_ref().and_then(handed::take) else {
            return;
        };
        problem.set(None);
        found.set(None);
        proposed.set(None);
        leptos::task::spawn_local(async move {
            // The view may be gone by the time the file is read.
            let bytes = match bytes_of(&chosen).await {
                Ok(bytes) => bytes,
                Err(why) => {
                    let _ = problem.try_set(Some(why));
                    return;
                }
            };
            let name = chosen.name();
            let head = bytes.first(figures_file::HEAD);
            if figures_file::is_table(&name, &head) {
                let read = figures_file::read(name, &bytes, || case.try_get_untracked()).await;
                let _ = problem.try_set(read.as_ref().err().cloned());
                let _ = proposed.try_set(read.ok());
                return;
            }
            let read = read(name, &bytes);
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
                    accept=ACCEPTED
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
            {dynamic(move || found.get().map(|one| match (one.1.underlag.clone(), one.1.pack.clone()) {
                (Some(underlag), _) => own_preview(one, underlag, found),
                (None, Some(pack)) => pack_preview(&one.0, &pack, found),
                (None, None) => preview(one, found),
            }))}
            {dynamic(move || proposed.get().map(|one| figures_file::preview(store, one, proposed)))}
        </div>
    }
}

/// The card for own figures (*eget underlag*): those in use, and import of others.
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
            <p>{words::own_lead()}</p>
            {dynamic(move || (store.deferred.get() == LoadState::Failed).then(|| deferred_failed(words::NOT_FETCHED)))}
            {dynamic(move || own.get().map(|underlag| {
                let count = underlag.figures.len();
                let name = underlag.name.clone();
                let changes = changes_view(store.base_pack(), &underlag);
                let save = move |_| write(platform::deferred::write_underlag(&underlag));
                view! {
                    <p data-own><b>{words::own_now(&name, count)}</b></p>
                    {changes}
                    <div class="saved-actions">
                        <button type="button" class="button" on:click=handler(move |_| {
                            put(store, None);
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

/// Renders the changes of own figures, the latest first; folded except on paper.
fn changes_view(pack: &Pack, underlag: &Underlag) -> Option<AnyView> {
    let mut changes = underlag.changes();
    changes.reverse();
    let rows = changes.iter().filter_map(|change| {
        let spec = pack.spec(pack.find(&change.input)?);
        let [from, to] = [change.from, change.to].map(|value| Cell::input(spec, value));
        let said = [texts::dates::date(&change.when), change.why.clone()].map(Cell::Text);
        Some(Row::new(&*spec.label, [from, to].into_iter().chain(said)))
    });
    let rows: Vec<Row> = rows.collect();
    if rows.is_empty() {
        return None;
    }
    let label = own::changes(rows.len());
    let table = Table::new(own::CHANGES, words::INPUT, [own::FROM, own::TO]);
    let table = Table {
        rows,
        ..table.with_words([own::WHEN, own::REASON])
    };
    let open = RwSignal::new(false);
    let printing = use_store().printing;
    Some(view! {
        <p><Disclosure label panel="egna-tal-andringar" open/></p>
        <div id="egna-tal-andringar" hidden=attr(move || !open.get() && !printing.get())>{table_only(&table)}</div>
    })
}

/// A file's name and its content.
type Found = (String, Arc<FileResponse>);

/// Loads a chosen file; the error is the message to show.
async fn bytes_of(chosen: &web_sys::File) -> Result<FileBytes, String> {
    let (limit, too_large) = if figures_file::is_json(&chosen.name()) {
        (file::LIMIT, TOO_LARGE)
    } else {
        (figures_file::LIMIT, figures_file::TOO_LARGE)
    };
    // A huge file is refused before it is loaded into memory.
    if chosen.size() > limit as f64 {
        return Err(too_large.to_owned());
    }
    let bytes = handed::bytes(chosen).await;
    bytes.ok_or_else(|| words::NOT_READ.to_owned())
}

/// Reads a file of the tool's own; the error is the message to show.
fn read(name: String, bytes: &FileBytes) -> Result<Found, String> {
    if bytes.length() > file::LIMIT {
        return Err(TOO_LARGE.to_owned());
    }
    match platform::deferred::read_file(&bytes.first(file::LIMIT as u32)) {
        Some(answer) if answer.error.is_empty() => Ok((name, Arc::new(answer))),
        Some(answer) => Err(answer.error),
        None => Err(words::NOT_HERE.to_owned()),
    }
}

/// Previews a pack, by the text of its file.
fn pack_preview(file: &str, text: &str, found: RwSignal<Option<Found>>) -> AnyView {
    // The text was written by the module that has read the file.
    let Ok(pack) = read_pack(text.as_bytes()) else {
        return ().into_any();
    };
    let list = use_context::<PackList>();
    let problem = RwSignal::new(false);
    let known = packs::id_of(&pack);
    let is_known = packs::at_hand()
        .iter()
        .any(|one| Some(&one.id) == known.as_ref() && *one.file == pack);
    let documents = pack.documents.iter().map(|document| {
        let link = (!document.link.is_empty())
            .then(|| view! { " "<a href=document.link.clone()>{document.link.clone()}</a> });
        view! { <li>{document.title.clone()}{link}</li> }
    });
    let documents = fragment(documents.collect::<Vec<_>>());
    let heading = pack_words::found(&pack.name, file);
    let (years, unconfirmed) = (
        pack_words::years(pack.years),
        pack_words::unconfirmed(pack.unconfirmed().count()),
    );
    let names = pack
        .has_names()
        .then(|| pack_words::found_names(&pack.names));
    let done = move || {
        found.set(None);
        platform::focus(FIELD);
    };
    let pack = StoredValue::new(pack);
    let keep = move |uses: bool| {
        let kept = pack.with_value(packs::keep);
        let taken = kept.filter(|id| {
            let all = packs::at_hand();
            let one = all.iter().find(|one| one.id == *id);
            !uses || one.is_some_and(packs::switch)
        });
        if taken.is_none() {
            problem.set(true);
            return;
        }
        list.iter().for_each(|list| list.refresh());
        done();
    };
    view! {
        <div class="panel" id="fil-innehall" data-found-pack>
            <h3>{heading}</h3>
            <p>{years}". "{unconfirmed}</p>
            {names.map(|names| view! { <p>{names}</p> })}
            <p><b>{pack_words::DOCUMENTS}</b></p>
            <ul>{documents}</ul>
            <p class="small">{if is_known { pack_words::FOUND_ALREADY } else { pack_words::FOUND_NOTE }}</p>
            <div role="alert">
                {dynamic(move || problem.get().then(|| view! { <p class="error" data-error>{pack_words::NOT_KEPT}</p> }))}
            </div>
            <div class="saved-actions">
                <button type="button" class="button primary" on:click=handler(move |_| keep(true))>{pack_words::KEEP_AND_USE}</button>
                {(!is_known).then(|| view! {
                    <button type="button" class="button" on:click=handler(move |_| keep(false))>{pack_words::KEEP}</button>
                })}
                <button type="button" class="button" on:click=handler(move |_| done())>{words::CANCEL}</button>
            </div>
        </div>
    }
}

/// Previews an import of scenarios.
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

/// Puts own figures in use, or with `None` takes them out of use.
fn put(store: Store, underlag: Option<Underlag>) {
    let intent = store.peek(|session| {
        let change = OwnChange {
            underlag,
            ..OwnChange::of(session)
        };
        change.intent(session)
    });
    store.send(intent);
}

/// Previews an import of own figures, beside the documents' figures.
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
    let table = Table::new(words::OWN, words::INPUT, columns);
    let table = Table {
        rows: rows.collect(),
        ..table.with_words([words::SOURCE])
    };
    let heading = words::own_found(&own.name, own.figures.len(), &file);
    let other = contents.other_figures;
    let done = move || found.set(None);
    let take = move |_| {
        put(store, Some(own.clone()));
        done();
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

/// Saves the working copy, as it is shared, to a file; returns the message to show.
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

/// Saves one scenario to a file; returns the message to show.
fn save_scenario(saved: &Arc<SavedScenario>) -> String {
    // One scenario is within the size limit: each of its texts has a limit of its own.
    match platform::deferred::write_file(std::slice::from_ref(saved)) {
        Some(text) => words::saved_as(&hand(&saved.name, "json", JSON, &text)),
        None => words::NOT_HERE.to_owned(),
    }
}

/// Saves the working copy with its notes to a file; returns the message to show.
fn save_as_it_stands(store: Store) -> String {
    save_working(store, &untrack(|| shared(store, true)), true)
}

/// Makes the buttons that export the working copy where it can't be stored: as a file, and as a
/// link.
pub(crate) fn take_along() -> AnyView {
    let store = use_store();
    let said = RwSignal::new(String::new());
    view! {
        <button type="button" class="quiet" data-take-along="file" on:click=handler(move |_| said.set(save_as_it_stands(store)))>
            {texts::notices::TAKE_AS_FILE}
        </button>
        <button type="button" class="quiet" data-take-along="link" on:click=handler(|_| platform::press("[data-action=share]"))>
            {texts::notices::TAKE_AS_LINK}
        </button>
        <span class="small">{dynamic(move || said.get())}</span>
    }
}
