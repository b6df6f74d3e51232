//! The form of a pack: its name, years and documents, its figures as a table, and its benchmarks.

use std::cell::RefCell;
use std::sync::Arc;

use balans_format::names::Named;
use balans_model::{Pack, PackYears, base_pack};
use balans_report::texts::packs::name_field;
use balans_report::texts::shared;
use balans_scenario::Underlag;
use balans_scenario::file::PackFile;
use leptos::ev;
use leptos::prelude::*;

use super::super::entry_table::{EntrySheet, EntryTable, RowSays, Stands};
use super::form::{
    self, DOCUMENT, ID, NAME, PackForm, WHOLE, YEARS, case_field, client_field, document_field,
    limit_field,
};
use super::{FigureRows, PackList, counts, rows};
use crate::erased::{attr, dynamic, fragment, handler, memo, view};
use crate::platform;
use crate::texts::{own as own_words, packs as words};
use crate::ui::components::choices;
use crate::ui::lazy::components::OwnField;
use crate::ui::lazy::packs::{KnownPack, keep, remove, take_texts};

/// The columns of the table of figures.
const COLUMNS: [OwnField; 7] = [
    OwnField::Value,
    OwnField::Low,
    OwnField::High,
    OwnField::Source,
    OwnField::Note,
    OwnField::Status,
    OwnField::Confirmed,
];
const HEADING: &str = "underlag-rubrik";
const SAID: &str = "underlag-sagt";

/// The pack in the form.
#[derive(Clone, PartialEq)]
pub(super) struct PackDraft {
    file: Arc<PackFile>,
    /// The id that it is kept under; `None` for a new one.
    kept: Option<String>,
}

impl PackDraft {
    /// The draft of a pack that is at hand.
    pub(super) fn of(pack: &KnownPack) -> Self {
        Self {
            file: Arc::clone(&pack.file),
            kept: Some(pack.id.clone()),
        }
    }

    /// The draft of a new pack, made from another with these own figures in it.
    pub(super) fn after(file: &PackFile, own: Option<&Underlag>) -> Self {
        let file = own.map_or_else(|| file.clone(), |own| form::with_own(file, own));
        Self {
            file: Arc::new(file),
            kept: None,
        }
    }
}

/// Moves focus to the form once it is there.
pub(super) fn focus_editor() {
    request_animation_frame(|| platform::focus(HEADING));
}

thread_local! {
    /// What is typed in the table and not saved, with the pack that it is of, kept while another view is shown.
    static UNSAVED: RefCell<(String, EntrySheet)> = RefCell::default();
    /// The packs that rows have been read against, by their years and names: leaked once for each.
    static EDITING: RefCell<Vec<&'static Pack>> = const { RefCell::new(Vec::new()) };
}

/// Returns the pack that rows are read against.
fn editing_pack(file: &PackFile) -> &'static Pack {
    let is_of = |pack: &Pack| PackYears::of(pack) == file.years && *pack.names == file.names;
    EDITING.with_borrow_mut(|known| {
        if let Some(pack) = known.iter().find(|pack| is_of(pack)) {
            return *pack;
        }
        let pack: &'static Pack = Box::leak(Box::new(form::editing_pack(file)));
        known.push(pack);
        pack
    })
}

/// What the parts of the form share.
#[derive(Clone, Copy)]
struct EditorState {
    form: RwSignal<PackForm>,
    /// What is kept, or what a new pack is made from.
    file: RwSignal<Arc<PackFile>>,
    kept: RwSignal<Option<String>>,
    list: PackList,
    said: RwSignal<String>,
}

impl EditorState {
    /// Keeps a file in the place of the one that is kept; false where the browser keeps nothing.
    fn keep(self, file: PackFile) -> bool {
        let before = self.kept.get_untracked();
        let Some(id) = keep(&file) else {
            self.said.set(words::NOT_KEPT.to_owned());
            return false;
        };
        let in_use = base_pack().id == id;
        if in_use {
            // The figures are those of the pack in use, so the texts are changed where they are.
            take_texts(&file);
        }
        let is_other = before.as_deref().is_some_and(|before| before != id);
        let was_in_use = before.as_deref() == Some(&*base_pack().id);
        if let Some(before) = before.filter(|_| is_other && !was_in_use) {
            remove(&before);
        }
        self.said.set(if is_other && was_in_use {
            words::KEPT_BESIDE.to_owned()
        } else {
            words::KEPT.to_owned()
        });
        self.kept.set(Some(id));
        self.file.set(Arc::new(file));
        self.list.refresh();
        true
    }

    fn save(self) {
        let is_new = self.kept.with_untracked(Option::is_none);
        let before = self.file.get_untracked();
        let mut read = None;
        self.form.update(|form| read = form.read(&before, is_new));
        match read {
            Some(file) => {
                if self.keep(file) {
                    request_animation_frame(|| platform::focus(HEADING));
                }
            }
            None => {
                self.said.set(words::WRONG.to_owned());
                let first = self.form.with_untracked(PackForm::first_problem);
                platform::focus(&field_id(first.as_deref().unwrap_or(WHOLE)));
            }
        }
    }
}

fn field_id(field: &str) -> String {
    ["underlag-", field].concat()
}

/// The form, and the table of figures of a pack that is kept.
#[component]
pub(super) fn PackEditor(
    one: PackDraft,
    draft: RwSignal<Option<PackDraft>>,
    list: PackList,
    said: RwSignal<String>,
) -> impl IntoView {
    let typed = match &one.kept {
        Some(_) => PackForm::of(&one.file),
        None => PackForm::after(&one.file),
    };
    let state = EditorState {
        form: RwSignal::new(typed),
        file: RwSignal::new(one.file),
        kept: RwSignal::new(one.kept),
        list,
        said: RwSignal::new(String::new()),
    };
    let is_new = memo(move || state.kept.with(Option::is_none));
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        state.save();
    };
    let close = move |_| {
        draft.set(None);
        said.set(String::new());
        platform::focus(super::CARD);
    };
    let heading = move || match is_new.get() {
        true => words::NEW_HEADING.to_owned(),
        false => state.file.with(|file| words::edit_heading(&file.name)),
    };
    view! {
        <div class="panel pack-editor" data-pack-editor>
            <h3 id=HEADING tabindex="-1">{dynamic(heading)}</h3>
            {dynamic(move || is_new.get().then(|| view! { <p class="small">{words::NEW_LEAD}</p> }))}
            <form class="own-form" novalidate on:submit=handler(submit)>
                {about(state)}
                {names(state)}
                {documents(state)}
                {benchmarks(state)}
                {problem(state, WHOLE)}
                <div class="saved-actions">
                    <button type="submit" class="button primary" data-action="keep-pack">
                        {dynamic(move || if is_new.get() { words::CREATE } else { words::SAVE })}
                    </button>
                    <button type="button" class="button" on:click=handler(close)>
                        {dynamic(move || if is_new.get() { words::CANCEL } else { words::CLOSE })}
                    </button>
                </div>
                <p class="small" role="status" id=SAID>{dynamic(move || state.said.get())}</p>
            </form>
            {dynamic(move || (!is_new.get()).then(|| figures(state)))}
        </div>
    }
}

/// Renders what is wrong with a field.
fn problem(state: EditorState, field: &str) -> AnyView {
    let (id, field) = ([&*field_id(field), "-fel"].concat(), field.to_owned());
    let says = move || state.form.with(|form| form.problems.get(&field).cloned());
    view! {
        <div id=id role="alert">
            {dynamic(move || says().map(|text| view! { <p class="error" data-error>{text}</p> }))}
        </div>
    }
}

/// Renders the text field of a cell, whose name is for screen readers where it has no label.
fn input(state: EditorState, field: String, name: Option<String>) -> AnyView {
    let id = field_id(&field);
    let described = [&*id, "-fel"].concat();
    let (shown, wrong, typed) = (field.clone(), field.clone(), field);
    let text = move || state.form.with(|form| form.text(&shown).to_owned());
    let is_wrong = move || {
        let is_wrong = state.form.with(|form| form.problems.contains_key(&wrong));
        is_wrong.then_some("true")
    };
    let change = move |event: ev::Event| {
        let text = event_target_value(&event);
        state.form.update(|form| form.set(&typed, text));
    };
    view! {
        <input
            type="text"
            id=id
            class="text-input"
            autocomplete="off"
            aria-label=name
            aria-describedby=described
            aria-invalid=attr(is_wrong)
            prop:value=attr(text)
            on:change=handler(change)
        />
    }
}

/// Renders a field with its label, a hint and what is wrong.
fn labelled(state: EditorState, field: &str, label: &'static str, hint: &'static str) -> AnyView {
    view! {
        <div class="own-field">
            <label for=field_id(field)>{label}</label>
            {input(state, field.to_owned(), None)}
            <p class="small">{hint}</p>
            {problem(state, field)}
        </div>
    }
}

fn about(state: EditorState) -> AnyView {
    let years = YEARS.map(|(field, label, hint)| labelled(state, field, label, hint));
    view! {
        <fieldset>
            <legend>{words::ABOUT}</legend>
            <div class="own-fields">
                {labelled(state, NAME, words::NAME, "")}
                {labelled(state, ID, words::ID, words::ID_HINT)}
                {fragment(years)}
            </div>
        </fieldset>
    }
}

fn names(state: EditorState) -> AnyView {
    let names = Named::ALL.map(|which| {
        let hint = if which.is_home() {
            words::HOME_HINT
        } else {
            ""
        };
        labelled(state, &form::name_field(which), name_field(which), hint)
    });
    view! {
        <fieldset>
            <legend>{words::NAMES}</legend>
            <p class="small">{words::NAMES_LEAD}</p>
            <div class="own-fields">{fragment(names)}</div>
        </fieldset>
    }
}

fn documents(state: EditorState) -> AnyView {
    let count = memo(move || state.form.with(|form| form.documents));
    let document = move |number: usize| {
        let fields =
            DOCUMENT.map(|(part, label)| labelled(state, &document_field(number, part), label, ""));
        let remove = move |_| {
            state.form.update(|form| form.remove_document(number));
            platform::focus(&field_id("nytt-dokument"));
        };
        view! {
            <fieldset class="pack-document">
                <legend class="small">{words::document(number)}</legend>
                <div class="own-fields">{fragment(fields)}</div>
                <button type="button" class="quiet" on:click=handler(remove)>
                    {words::REMOVE_DOCUMENT}<span class="visually-hidden">{format!(" {number}")}</span>
                </button>
            </fieldset>
        }
    };
    let add = move |_| {
        state.form.update(|form| form.documents += 1);
        let number = count.get_untracked();
        request_animation_frame(move || {
            platform::focus(&field_id(&document_field(number, "namn")));
        });
    };
    view! {
        <fieldset>
            <legend>{words::DOCUMENTS}</legend>
            {dynamic(move || fragment((1..=count.get()).map(document)))}
            {dynamic(move || form::has_room(count.get()).then(|| view! {
                <button type="button" class="button" id=field_id("nytt-dokument") on:click=handler(add)>{words::ADD_DOCUMENT}</button>
            }))}
        </fieldset>
    }
}

/// Renders the limits of the warnings and the tables of benchmarks.
fn benchmarks(state: EditorState) -> AnyView {
    let limits = words::LIMIT_FIELDS.into_iter().enumerate();
    let limits = limits.map(|(place, label)| labelled(state, &limit_field(place), label, ""));
    let limits = fragment(limits.collect::<Vec<_>>());
    let (clients, cases) = state
        .file
        .with_untracked(|file| (file.client_benchmarks.len(), file.case_benchmarks.len()));
    view! {
        <fieldset>
            <legend>{words::LIMITS}</legend>
            <div class="own-fields">{limits}</div>
        </fieldset>
        <fieldset>
            <legend>{words::BENCHMARKS}</legend>
            <p class="small">{words::BENCHMARKS_LEAD}</p>
            {benchmark_table(state, words::CLIENTS, &words::CLIENT_FIELDS, clients, client_field)}
            {benchmark_table(state, words::CASES, &words::CASE_FIELDS, cases, case_field)}
        </fieldset>
    }
}

fn benchmark_table(
    state: EditorState,
    title: &'static str,
    columns: &'static [&'static str],
    count: usize,
    field: fn(usize, usize) -> String,
) -> AnyView {
    let headings = columns
        .iter()
        .map(|column| view! { <th scope="col">{*column}</th> });
    let headings = fragment(headings.collect::<Vec<_>>());
    let rows = (0..count).map(|row| {
        let cells = columns.iter().enumerate().map(|(place, column)| {
            let name = words::benchmark_cell(row + 1, column);
            view! {
                <td data-label=*column>
                    {input(state, field(row, place), Some(name))}
                    {problem(state, &field(row, place))}
                </td>
            }
        });
        view! { <tr>{fragment(cells.collect::<Vec<_>>())}</tr> }
    });
    view! {
        <table class="own-table benchmark-table">
            <caption>{title}</caption>
            <thead><tr>{headings}</tr></thead>
            <tbody>{fragment(rows.collect::<Vec<_>>())}</tbody>
        </table>
    }
}

/// Renders the table of figures.
fn figures(state: EditorState) -> AnyView {
    let labels = memo(move || state.file.with(|file| (file.years, file.names.clone())));
    // `track` alone would not evaluate the memo, and the first save would count as a change of it and rebuild the table.
    labels.with(|_| ());
    let pack = state.file.with_untracked(|file| editing_pack(file));
    let of = state.kept.get_untracked().unwrap_or_default();
    let sheet = UNSAVED.with_borrow(|(kept, sheet)| {
        if *kept == of {
            sheet.clone()
        } else {
            EntrySheet::default()
        }
    });
    UNSAVED.with_borrow_mut(|kept| kept.0 = of);
    let file = state.file;
    let stands = move |input: balans_model::InputId| {
        file.with(|file| {
            let figure = file.figures.get(input.index());
            figure
                .map(|figure| form::entry_of(pack, input, figure))
                .unwrap_or_default()
        })
    };
    let says = move |input: balans_model::InputId| {
        let unit = shared::suffix(pack.spec(input).unit);
        let waits = memo(move || {
            file.with(|file| {
                let figure = file.figures.get(input.index());
                figure.is_some_and(|figure| super::is_stated(figure) && !figure.confirmed)
            })
        });
        view! {
            {unit}
            {dynamic(move || waits.get().then(|| view! {
                {(!unit.is_empty()).then_some(", ")}
                <span data-to-confirm>{words::FROM_LAST_YEAR}</span>
            }))}
        }
    };
    let table = EntryTable {
        pack,
        columns: &COLUMNS,
        slug: "paket",
        sheet: RwSignal::new(sheet),
        keep: |sheet| UNSAVED.with(|kept| kept.borrow_mut().1.clone_from(sheet)),
        stands: StoredValue::new(Arc::new(stands) as Stands),
        says: StoredValue::new(Arc::new(says) as RowSays),
        rows: RwSignal::new(Vec::new()),
        said: RwSignal::new(String::new()),
    };
    let choice = RwSignal::new(FigureRows::ToConfirm);
    let choose = move |to| {
        choice.set(to);
        table.rows.set(file.with_untracked(|file| rows(to, file)));
        table.said.set(String::new());
    };
    choose(FigureRows::ToConfirm);
    let options = [
        (FigureRows::ToConfirm, words::TO_CONFIRM),
        (FigureRows::Confirmed, words::ARE_CONFIRMED),
        (FigureRows::Levers, words::LEVERS),
        (FigureRows::All, words::ALL),
    ];
    let typed = memo(move || table.sheet.with(|sheet| sheet.typed.len()));
    let save = move |_| {
        let before = file.get_untracked();
        let mut saved = None;
        table.update(|sheet| saved = form::save(sheet, pack, &before));
        let Some((after, count)) = saved else {
            let wrong = table.sheet.with_untracked(|sheet| sheet.problems.len());
            table.said.set(own_words::wrong_rows(wrong));
            table.focus_problem();
            return;
        };
        if after == *before {
            table.said.set(own_words::NOTHING_TO_SAVE.to_owned());
            return;
        }
        if state.keep(after) {
            table.update(EntrySheet::clear);
            UNSAVED.with_borrow_mut(|kept| kept.0 = state.kept.get_untracked().unwrap_or_default());
            table.said.set(words::saved_rows(count));
        } else {
            table.said.set(words::NOT_KEPT.to_owned());
        }
    };
    let set_source = move |event: ev::Event| {
        let source = event_target_value(&event);
        table.update(|sheet| sheet.source = source);
    };
    let says_counts = move || {
        let (confirmed, all) = file.with(|file| counts(file));
        [&*words::confirmed(confirmed, all), "."].concat()
    };
    view! {
        <div class="pack-figures">
            <h4>{words::FIGURES}</h4>
            <p data-pack-count>{dynamic(says_counts)}</p>
            <p class="small">{words::FIGURES_LEAD}</p>
            <div class="filter">{choices(own_words::SHOW, options, move || choice.get(), choose)}</div>
            <div class="own-fields">
                <div class="own-field" data-field="kalla">
                    <label for="paket-kalla-alla">{own_words::COMMON_SOURCE}</label>
                    <input
                        type="text"
                        id="paket-kalla-alla"
                        class="text-input"
                        autocomplete="off"
                        prop:value=attr(move || table.sheet.with(|sheet| sheet.source.clone()))
                        on:change=handler(set_source)
                    />
                </div>
            </div>
            {table.view()}
            <p class="small" role="status" data-figures-said>{dynamic(move || table.said.get())}</p>
            <div class="saved-actions">
                <button type="button" class="button primary" data-action="save-figures" on:click=handler(save)>
                    {dynamic(move || own_words::save_rows(typed.get()))}
                </button>
                {dynamic(move || (typed.get() > 0).then(|| view! {
                    <button type="button" class="button" on:click=handler(move |_| table.update(EntrySheet::clear))>
                        {own_words::TABLE_CANCEL}
                    </button>
                }))}
            </div>
        </div>
    }
}
