//! The library's dialog: a name for the working copy, and the saved scenarios.

use balans_report::texts::shared;
use std::sync::Arc;

use balans_format::text::line;
use balans_model::Status;
use leptos::html::{Dialog, Input};
use leptos::prelude::*;

use crate::erased::{attr, dynamic, handler, keyed_list, memo, view};
use crate::state::{
    Intent, LibraryOrder, Moved, NAME_LIMIT, NOTE_LIMIT, Session, Store, use_store,
};
use crate::texts::scenarios as words;
use crate::ui::components::{Disclosure, StatusChip, dialog};
use crate::ui::lazy::components::search_field;
use balans_scenario::SavedScenario;

/// The dialog's content.
#[component]
pub(crate) fn Body(dialog: NodeRef<Dialog>) -> impl IntoView {
    let store = use_store();
    let close = move || dialog::close(dialog);
    view! {
        <NameForm
            label=words::SCENARIO_NAME
            action=words::SAVE_AS
            initial=store.peek(suggestion)
            done=move |name| {
                store.send(Intent::SaveAs(name));
                close();
            }
        />
        <Library done=Callback::new(move |()| close())/>
    }
}

/// Suggests a name for the working copy: that of the preset applied last, or the inputs that differ
/// from the underlag.
fn suggestion(session: &Session) -> String {
    if let Some(Moved::Preset(name)) = session.moved() {
        return name.clone();
    }
    let (pack, inputs) = (session.active_pack(), session.inputs());
    let changed: Vec<_> = inputs.changed(pack).collect();
    let parts = changed.iter().take(words::NAMED).map(|(id, value)| {
        let spec = pack.spec(*id);
        [&*spec.label, " ", &shared::plain_value(spec, *value)].concat()
    });
    let name = words::suggested(&parts.collect::<Vec<_>>(), changed.len());
    if name.chars().count() <= NAME_LIMIT {
        return name;
    }
    String::new()
}

/// The saved scenarios, with their actions.
#[component]
pub(crate) fn Library(
    /// Called when a scenario is opened or deleted.
    #[prop(optional)]
    done: Option<Callback<()>>,
    /// Whether search, order and notes are shown.
    #[prop(optional)]
    full: bool,
) -> impl IntoView {
    let store = use_store();
    let (sought, order) = (
        RwSignal::new(String::new()),
        RwSignal::new(LibraryOrder::default()),
    );
    let library = store.arranged(order, sought);
    let count = store.select(|session| session.library().len());
    let current = store.select(|session| session.current_scenario().map(|saved| saved.id.clone()));
    let close = move || done.iter().for_each(|done| done.run(()));
    let says = move || match (count.get(), library.with(Vec::len)) {
        (0, _) => Some(words::NONE_SAVED),
        (_, 0) => Some(words::NONE_FOUND),
        _ => None,
    };
    view! {
        {dynamic(move || (full && count.get() > 1).then(|| arrangement(sought, order)))}
        {dynamic(move || says().map(|says| view! { <p class="small">{says}</p> }))}
        <ul class="saved-list">
            {keyed_list(
                move || library.with(|all| all.iter().map(row_key).collect()),
                move |key: String| library
                    .with_untracked(|all| all.iter().find(|saved| row_key(saved) == key).cloned())
                    .map(|saved| view! { <SavedRow saved current close full/> })
                    .into_any(),
            )}
        </ul>
    }
}

/// Makes the fields for search and order.
fn arrangement(sought: RwSignal<String>, order: RwSignal<LibraryOrder>) -> AnyView {
    let options = words::ORDERS.iter().enumerate().map(|(index, name)| {
        view! { <option value=index.to_string()>{*name}</option> }
    });
    let options = options.collect_view();
    let place = move || ORDERS.iter().position(|one| *one == order.get());
    view! {
        <div class="filter">
            {search_field(words::SEEK, sought)}
            <label>
                {words::ORDER}
                <select
                    class="text-input"
                    prop:value=attr(move || place().unwrap_or_default().to_string())
                    on:change:target=move |ev| {
                        let chosen = ev.target().value().parse::<usize>().ok();
                        if let Some(chosen) = chosen.and_then(|place| ORDERS.get(place)) {
                            order.set(*chosen);
                        }
                    }
                >
                    {options}
                </select>
            </label>
        </div>
    }
}

/// The orders, as in `words::ORDERS`.
const ORDERS: [LibraryOrder; 4] = [
    LibraryOrder::Changed,
    LibraryOrder::Created,
    LibraryOrder::Name,
    LibraryOrder::Gap,
];

/// Lists the inputs in which a saved scenario differs from the documents, in a disclosure.
fn differences(store: Store, saved: StoredValue<Arc<SavedScenario>>, name: &str) -> AnyView {
    let pack = store.base_pack();
    let all = store.peek(|session| saved.with_value(|saved| session.differences(saved)));
    let open = RwSignal::new(false);
    let panel = saved.with_value(|saved| format!("skillnader-{}", saved.id));
    let count = all.len();
    let rows = move || {
        let rows = all.iter().map(|one| {
            let spec = pack.spec(one.id);
            let [value, underlag] =
                [one.value, one.underlag].map(|of| shared::input_value(spec, of));
            let own = saved.with_value(|saved| {
                let own = saved.draft.underlag.as_ref()?;
                let figure = own.figures.get(one.id.name())?;
                (figure.value.to_bits() == one.value.to_bits()).then_some(())
            });
            view! {
                <li>
                    {spec.label.to_string()}": "<b>{value}</b>{words::instead_of(&underlag)}
                    {own.map(|()| view! { " " <StatusChip status=Status::Own/> })}
                </li>
            }
        });
        view! { <ul class="sets">{rows.collect_view()}</ul> }
    };
    view! {
        <Disclosure label=words::differs(count) about=name.to_owned() panel=panel.clone() open/>
        <div id=panel hidden=attr(move || !open.get())>
            {dynamic(move || open.get().then(&rows))}
        </div>
    }
}

/// Makes the field of a scenario's note, saved when the field is left.
fn note_field(store: Store, id: String, name: &str, note: String) -> AnyView {
    let label = words::note_of(name);
    view! {
        <label class="saved-note">
            <span class="visually-hidden">{label}</span>
            <textarea
                class="text-input"
                rows="2"
                placeholder=words::NOTE
                prop:value=note
                maxlength=NOTE_LIMIT.to_string()
                on:change:target=move |ev| store.send(Intent::Describe(id.clone(), ev.target().value()))
            ></textarea>
        </label>
    }
}

/// Makes the key of a row: the row is rebuilt when any of its content changes.
fn row_key(saved: &Arc<SavedScenario>) -> String {
    [&*saved.id, &*saved.name, &*saved.changed, &*saved.note].join("\n")
}

#[component]
fn SavedRow(
    saved: Arc<SavedScenario>,
    current: Memo<Option<String>>,
    close: impl Fn() + Copy + Send + Sync + 'static,
    full: bool,
) -> impl IntoView {
    let store = use_store();
    let renaming = RwSignal::new(false);
    let saved = StoredValue::new(saved);
    let id = move || saved.with_value(|saved| saved.id.clone());
    let name = saved.with_value(|saved| saved.name.clone());
    let about = format!(": {name}");
    let is_persistent = store.peek(Session::is_persistent);
    let when = saved.with_value(|saved| {
        words::saved_when(&saved.changed, saved.draft.values.len(), is_persistent)
    });
    let answer = full.then(|| {
        let outcome = store.peek(|session| saved.with_value(|saved| session.outcome_of(saved)))?;
        Some(words::answer(store.active_pack(), store.year(), &outcome))
    });
    let here = memo(move || current.with(|current| current.as_deref() == Some(id().as_str())));
    let button = move |text: &'static str, intent: fn(String) -> Intent, closes: bool| {
        let about = about.clone();
        view! {
            <button type="button" class="quiet" on:click=handler(move |_| {
                store.send(intent(id()));
                if closes {
                    close();
                }
            })>
                {text}<span class="visually-hidden">{about}</span>
            </button>
        }
    };
    view! {
        <li>
            <p>
                <b>{name.clone()}</b>
                " "
                {dynamic(move || here.get().then(|| view! { <span class="chip">{words::CURRENT}</span> }))}
            </p>
            <p class="small">{when}{answer.flatten()}</p>
            <div class="saved-actions">
                {button(words::OPEN, Intent::Open, true)}
                <button
                    type="button"
                    class="quiet"
                    aria-expanded=attr(move || renaming.get().to_string())
                    on:click=handler(move |_| renaming.update(|renaming| *renaming = !*renaming))
                >
                    {words::RENAME}<span class="visually-hidden">{format!(": {name}")}</span>
                </button>
                {full.then(|| button(words::DUPLICATE, Intent::Duplicate, false))}
                {button(words::DELETE, Intent::Delete, true)}
            </div>
            {full.then(|| {
                let note = saved.with_value(|saved| saved.note.clone());
                note_field(store, id(), &name, note)
            })}
            {full.then(|| differences(store, saved, &name))}
            {dynamic(move || renaming.get().then(|| view! {
                <NameForm
                    label=words::SCENARIO_NAME
                    action=words::RENAME
                    initial=saved.with_value(|saved| saved.name.clone())
                    done=move |name| store.send(Intent::Rename(id(), name))
                />
            }))}
        </li>
    }
}

/// A name field and a button. An empty or too long name is refused, with a message beside the
/// field.
#[component]
fn NameForm(
    label: &'static str,
    action: &'static str,
    initial: String,
    done: impl Fn(String) + Send + Sync + 'static,
) -> impl IntoView {
    let field = NodeRef::<Input>::new();
    let problem = RwSignal::new(None::<String>);
    let submit = move |ev: leptos::ev::SubmitEvent| {
        ev.prevent_default();
        let Some(field) = field.get_untracked() else {
            return;
        };
        let name = line(&field.value());
        let length = name.chars().count();
        if length == 0 {
            problem.set(Some(words::NAME_MISSING.to_owned()));
        } else if length > NAME_LIMIT {
            problem.set(Some(words::name_too_long(NAME_LIMIT)));
        } else {
            problem.set(None);
            field.set_value("");
            done(name);
        }
    };
    view! {
        <form class="form-row" on:submit=submit>
            <label>
                {label}
                <input
                    type="text"
                    class="text-input"
                    autocomplete="off"
                    node_ref=field
                    value=initial
                    aria-invalid=attr(move || problem.with(|problem| problem.is_some().then_some("true")))
                />
            </label>
            <button type="submit" class="button primary">{action}</button>
        </form>
        <div role="alert">
            {dynamic(move || problem.get().map(|problem| view! { <p class="error" data-error>{problem}</p> }))}
        </div>
    }
}
