//! Källor: the packs at hand, which one is in use, and the form in which one is made and filled in.

mod editor;
mod form;

use std::sync::Arc;

use balans_model::{InputId, Status, base_pack};
use balans_scenario::file::PackFile;
use leptos::prelude::*;

use crate::erased::{attr, dynamic, fragment, handler, keyed_list, view};
use crate::platform;
use crate::state::use_store;
use crate::storage::Waiting;
use crate::texts::packs as words;
use crate::ui::lazy::export::hand;
use crate::ui::lazy::packs::{KnownPack, at_hand, damaged, fetch_site_pack, remove, switch};
use editor::{PackDraft, PackEditor};

/// Id of the card.
pub(crate) const CARD: &str = "underlag";
const JSON: &str = "application/json";

/// The packs at hand, which a file that is opened further down the page adds to.
#[derive(Clone, Copy)]
pub(crate) struct PackList(RwSignal<Vec<KnownPack>>);

impl PackList {
    /// Makes the list of a view, for what it contains.
    pub(crate) fn provide() -> Self {
        let packs = RwSignal::new(at_hand());
        // The view may be gone by then.
        fetch_site_pack(move || {
            let _ = packs.try_set(at_hand());
        });
        let list = Self(packs);
        provide_context(list);
        list
    }

    /// Reads storage again.
    pub(crate) fn refresh(self) {
        self.0.set(at_hand());
    }
}

/// Counts a pack's confirmed figures, and all that state something.
fn counts(file: &PackFile) -> (usize, usize) {
    let states = |figure: &&_| is_stated(figure);
    let all = file.figures.iter().filter(states).count();
    (all - file.unconfirmed().count(), all)
}

/// Whether a figure states something: a lever's place at rest does not.
fn is_stated(figure: &balans_scenario::file::PackFigure) -> bool {
    figure.status != Status::Lever
}

/// Says what waits for a pack.
pub(crate) fn waits(waiting: &Waiting) -> String {
    words::waits(&waiting.scenarios, waiting.working > 0)
}

/// The card.
#[component]
pub(crate) fn Packs(list: PackList) -> impl IntoView {
    let store = use_store();
    let waiting = StoredValue::new(store.peek(crate::state::Session::waiting));
    let draft = RwSignal::new(None::<PackDraft>);
    let said = RwSignal::new(String::new());
    let packs = list.0;
    let row = move |id: String| {
        let pack = packs.with_untracked(|all| all.iter().find(|pack| row_key(pack) == id).cloned());
        pack.map(|pack| pack_row(pack, waiting, draft, said, list))
            .into_any()
    };
    let missing = move || {
        let known = |id: &str| packs.with(|all| all.iter().any(|pack| pack.id == id));
        let missing = waiting.with_value(|all| {
            let missing = all.iter().filter(|one| !known(&one.pack));
            let items = missing.map(|one| {
                view! { <li data-waits>{words::not_here(&one.pack)}". "{waits(one)}"."</li> }
            });
            items.collect::<Vec<_>>()
        });
        (!missing.is_empty()).then(|| view! { <ul class="sets">{fragment(missing)}</ul> })
    };
    view! {
        <section class="card" id=CARD tabindex="-1">
            <h2>{words::PACKS}</h2>
            <p>{words::LEAD}</p>
            <ul class="saved-list pack-list">
                {keyed_list(move || packs.with(|all| all.iter().map(row_key).collect()), row)}
            </ul>
            {dynamic(missing)}
            {dynamic(move || {
                packs.track();
                fragment(damaged().into_iter().map(|(id, text)| damaged_pack(id, text, said)))
            })}
            <p class="small">{words::OPEN_HINT}</p>
            <p class="small" role="status" data-pack-said>{dynamic(move || said.get())}</p>
            {dynamic(move || draft.get().map(|one| view! { <PackEditor one draft list said/> }))}
        </section>
    }
}

/// Says that a pack in storage cannot be read, and offers its text as a file.
fn damaged_pack(id: String, text: String, said: RwSignal<String>) -> AnyView {
    let says = words::damaged(&id);
    let save = move |_| {
        let name = hand(&id, "json", JSON, &text);
        said.set(crate::texts::files::saved_as(&name));
    };
    view! {
        <div class="panel" data-damaged>
            <p>{says}</p>
            <button type="button" class="button" on:click=handler(save)>{words::SAVE_FILE}</button>
        </div>
    }
    .into_any()
}

/// Makes the key of a row: it is rebuilt when any of its content changes.
fn row_key(pack: &KnownPack) -> String {
    let (confirmed, all) = counts(&pack.file);
    let documents = pack.file.documents.len();
    format!(
        "{}\n{}\n{confirmed}\n{all}\n{documents}\n{}",
        pack.id, pack.file.name, pack.is_stored
    )
}

fn pack_row(
    pack: KnownPack,
    waiting: StoredValue<Vec<Waiting>>,
    draft: RwSignal<Option<PackDraft>>,
    said: RwSignal<String>,
    list: PackList,
) -> AnyView {
    let store = use_store();
    let file = Arc::clone(&pack.file);
    let (confirmed, all) = counts(&file);
    let waits = waiting.with_value(|all| all.iter().find(|one| one.pack == pack.id).map(waits));
    let in_use = pack.is_in_use();
    let removing = RwSignal::new(false);
    let button = |text: &'static str, name: &'static str, act: Box<dyn Fn() + Send + Sync>| {
        let about = format!(": {}", file.name);
        view! {
            <button type="button" class="quiet" data-action=name on:click=handler(move |_| act())>
                {text}<span class="visually-hidden">{about}</span>
            </button>
        }
    };
    let taken = pack.clone();
    let take = button(
        words::USE,
        "use-pack",
        Box::new(move || {
            if !switch(&taken) {
                said.set(words::NOT_KEPT.to_owned());
            }
        }),
    );
    let edited = pack.clone();
    let edit = button(
        words::EDIT,
        "edit-pack",
        Box::new(move || {
            draft.set(Some(PackDraft::of(&edited)));
            editor::focus_editor();
        }),
    );
    let from = Arc::clone(&file);
    let make = button(
        words::NEW,
        "new-pack",
        Box::new(move || {
            // Own figures are of the pack in use.
            let own = store.peek(|session| session.underlag().filter(|_| in_use).cloned());
            draft.set(Some(PackDraft::after(&from, own.as_deref())));
            editor::focus_editor();
        }),
    );
    let written = Arc::clone(&file);
    let save = button(
        words::SAVE_FILE,
        "save-pack",
        Box::new(move || {
            let name = hand(&written.name, "json", JSON, &written.write());
            said.set(crate::texts::files::saved_as(&name));
        }),
    );
    let (is_stored, id) = (pack.is_stored, pack.id.clone());
    let ask = move || {
        view! {
            <button
                type="button"
                class="quiet"
                data-action="remove-pack"
                aria-expanded=attr(move || removing.get().to_string())
                on:click=handler(move |_| removing.update(|removing| *removing = !*removing))
            >
                {words::REMOVE}<span class="visually-hidden">{format!(": {}", file.name)}</span>
            </button>
        }
    };
    let name = pack.file.name.clone();
    let years = words::years(pack.file.years);
    view! {
        <li data-pack=pack.id.clone()>
            <p>
                <b>{name}</b>" "
                {in_use.then(|| view! { <span class="chip">{words::IN_USE}</span> })}
            </p>
            <p class="small">{years}". "{words::confirmed(confirmed, all)}"."</p>
            {waits.map(|waits| view! { <p class="small" data-waits>{waits}"."</p> })}
            <div class="saved-actions">
                {(!in_use).then_some(take)}
                {(!pack.is_built_in()).then_some(edit)}
                {make}
                {save}
                {(is_stored && !in_use).then(ask)}
            </div>
            {dynamic(move || {
                let id = id.clone();
                removing.get().then(|| view! {
                    <div class="panel">
                        <p>{words::REMOVE_WARNING}</p>
                        <button type="button" class="button danger" on:click=handler(move |_| {
                            remove(&id);
                            list.refresh();
                            platform::focus(CARD);
                        })>
                            {words::REMOVE_SURE}
                        </button>
                    </div>
                })
            })}
        </li>
    }
}

/// Lists the inputs of the choices of rows: those that nobody has confirmed, those that somebody has, the levers, and all.
fn rows(choice: FigureRows, file: &PackFile) -> Vec<InputId> {
    let all = InputId::all().zip(&file.figures);
    let fits = all.filter(|(_, figure)| match choice {
        FigureRows::ToConfirm => is_stated(figure) && !figure.confirmed,
        FigureRows::Confirmed => is_stated(figure) && figure.confirmed,
        FigureRows::Levers => !is_stated(figure),
        FigureRows::All => true,
    });
    fits.map(|(id, _)| id).collect()
}

/// Which rows the table of a pack's figures has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FigureRows {
    ToConfirm,
    Confirmed,
    Levers,
    All,
}

/// The scenarios that wait for other packs, on the page of scenarios; nothing where none does.
#[component]
pub(crate) fn WaitingScenarios() -> impl IntoView {
    let waiting = use_store().peek(crate::state::Session::waiting);
    let packs = at_hand();
    let name = |id: &str| {
        let known = packs.iter().find(|pack| pack.id == id);
        known.map_or_else(|| words::not_here(id), |pack| pack.file.name.clone())
    };
    let items = waiting.iter().filter(|one| !one.scenarios.is_empty());
    let items = items.map(|one| {
        view! { <li data-waits>{name(&one.pack)}". "{waits(one)}"."</li> }
    });
    let items = items.collect::<Vec<_>>();
    (!items.is_empty()).then(|| {
        let href = format!("{}?underlag", crate::state::Route::Sources.href());
        view! {
            <section class="card" id="vantar">
                <h2>{words::WAITING}</h2>
                <p>{words::WAITING_LEAD}</p>
                <ul class="sets">{fragment(items)}</ul>
                <p class="after-list"><a href=href>{words::TO_CARD}</a></p>
            </section>
        }
    })
}

/// Whether the page calculates with another pack than the built-in one.
pub(crate) fn is_other() -> bool {
    !base_pack().is_built_in()
}
