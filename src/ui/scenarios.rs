//! The scenario's name, Spara, and the dialog with what is saved.

use std::sync::Arc;

use leptos::html::{Dialog, Input};
use leptos::prelude::*;

use crate::state::thin::{act, bound, each, live, memo, view};
use crate::state::{Intent, NAME_LIMIT, use_tool};
use crate::storage::SavedScenario;
use crate::texts;
use crate::ui::share::Share;
use crate::ui::steps::Steps;

/// In the header: which scenario this is, the list of them, and Spara.
#[component]
pub(crate) fn ScenarioTools() -> impl IntoView {
    let tool = use_tool();
    let dialog = NodeRef::<Dialog>::new();
    let name = tool.slice(|session| session.current_scenario().map(|saved| saved.name.clone()));
    let unsaved = tool.slice(crate::state::Session::unsaved);
    let show = move || {
        // Opening an open dialog is the only way this fails, and then it is open.
        let _ = dialog.get_untracked().map(|dialog| dialog.show_modal());
    };
    let save = move |_| {
        if name.with_untracked(Option::is_some) {
            tool.send(Intent::Save(String::new()));
        } else {
            show();
        }
    };
    view! {
        <div class="tools">
            <Steps/>
            <button type="button" class="button scenario-name" on:click=act(move |_| show())>
                <svg viewBox="0 0 20 20" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linejoin="round">
                    <path d="M3 4h9l5 5v7H3zM12 4v5h5"/>
                </svg>
                <span class="label">{live(move || name.get().unwrap_or_else(|| texts::SCENARIOS.to_owned()))}</span>
                {live(move || (unsaved.get() && name.with(Option::is_some)).then(|| view! {
                    <span class="small">{texts::UNSAVED}</span>
                }))}
            </button>
            <Share/>
            <button type="button" class="button primary" on:click=save>{texts::SAVE}</button>
        </div>
        <ScenarioDialog dialog/>
    }
}

#[component]
fn ScenarioDialog(dialog: NodeRef<Dialog>) -> impl IntoView {
    let tool = use_tool();
    let close = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    view! {
        <dialog node_ref=dialog aria-labelledby="scenarier-rubrik">
            <div class="dialog-head">
                <h2 id="scenarier-rubrik">{texts::SCENARIOS}</h2>
                <button type="button" class="button" on:click=act(move |_| close())>{texts::CLOSE}</button>
            </div>
            <NameForm
                label=texts::SCENARIO_NAME
                action=texts::SAVE_AS
                initial=String::new()
                done=move |name| {
                    tool.send(Intent::SaveAs(name));
                    close();
                }
            />
            <Library done=Callback::new(move |()| close())/>
        </dialog>
    }
}

/// What is saved, with what can be done about it.
#[component]
pub(crate) fn Library(
    /// What follows when one is opened or deleted.
    #[prop(optional)]
    done: Option<Callback<()>>,
) -> impl IntoView {
    let tool = use_tool();
    let library = tool.slice(|session| session.library().to_vec());
    let current = tool.slice(|session| session.current_scenario().map(|saved| saved.id.clone()));
    let close = move || done.iter().for_each(|done| done.run(()));
    let empty = memo(move || library.with(Vec::is_empty));
    view! {
        {live(move || empty.get().then(|| view! { <p class="small">{texts::NONE_SAVED}</p> }))}
        <ul class="saved-list">
            {each(
                move || library.with(|all| all.iter().map(row_key).collect()),
                move |key: String| library
                    .with_untracked(|all| all.iter().find(|saved| row_key(saved) == key).cloned())
                    .map(|saved| view! { <SavedRow saved current close/> })
                    .into_any(),
            )}
        </ul>
    }
}

/// A row is made anew when what it shows has changed.
fn row_key(saved: &Arc<SavedScenario>) -> String {
    [&*saved.id, &*saved.name, &*saved.changed].join("\n")
}

#[component]
fn SavedRow(
    saved: Arc<SavedScenario>,
    current: Memo<Option<String>>,
    close: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let tool = use_tool();
    let renaming = RwSignal::new(false);
    let saved = StoredValue::new(saved);
    let id = move || saved.with_value(|saved| saved.id.clone());
    let name = saved.with_value(|saved| saved.name.clone());
    let about = format!(": {name}");
    let when =
        saved.with_value(|saved| texts::saved_when(&saved.changed, saved.draft.values.len()));
    let here = memo(move || current.with(|current| current.as_deref() == Some(id().as_str())));
    let button = move |text: &'static str, intent: fn(String) -> Intent, closes: bool| {
        let about = about.clone();
        view! {
            <button type="button" class="quiet" on:click=act(move |_| {
                tool.send(intent(id()));
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
                {live(move || here.get().then(|| view! { <span class="chip">{texts::CURRENT}</span> }))}
            </p>
            <p class="small">{when}</p>
            <div class="saved-actions">
                {button(texts::OPEN, Intent::Open, true)}
                <button
                    type="button"
                    class="quiet"
                    aria-expanded=bound(move || renaming.get().to_string())
                    on:click=act(move |_| renaming.update(|renaming| *renaming = !*renaming))
                >
                    {texts::RENAME}<span class="visually-hidden">{format!(": {name}")}</span>
                </button>
                {button(texts::DELETE, Intent::Delete, true)}
            </div>
            {live(move || renaming.get().then(|| view! {
                <NameForm
                    label=texts::SCENARIO_NAME
                    action=texts::RENAME
                    initial=saved.with_value(|saved| saved.name.clone())
                    done=move |name| tool.send(Intent::Rename(id(), name))
                />
            }))}
        </li>
    }
}

/// A name and a button. An empty or too long name is refused beside the field.
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
        let name = field.value();
        let length = name.trim().chars().count();
        if length == 0 {
            problem.set(Some(texts::NAME_MISSING.to_owned()));
        } else if length > NAME_LIMIT {
            problem.set(Some(texts::name_too_long(NAME_LIMIT)));
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
                    aria-invalid=bound(move || problem.with(|problem| problem.is_some().then_some("true")))
                />
            </label>
            <button type="submit" class="button primary">{action}</button>
        </form>
        <div role="alert">
            {live(move || problem.get().map(|problem| view! { <p class="error" data-error>{problem}</p> }))}
        </div>
    }
}
