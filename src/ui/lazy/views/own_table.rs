//! Källor: own figures as a table that is filled in by keyboard, or with a column pasted from a spreadsheet.

use std::cell::RefCell;
use std::sync::Arc;

use balans_format::text::line;
use balans_model::{InputId, Inputs, Pack, Status};
use balans_report::texts::shared;
use balans_scenario::Underlag;
use balans_scenario::file::{NAME_LIMIT, is_line};
use leptos::ev;
use leptos::prelude::*;

use super::entry_table::{EntrySheet, EntryTable, RowSays, Stands};
use crate::erased::{attr, dynamic, handler, memo, view};
use crate::platform;
use crate::state::{OwnChange, Store, use_store};
use crate::texts::{files, own as words};
use crate::ui::components::{StatusChip, choices};
use crate::ui::lazy::components::{OwnFacts, OwnField, change_own};

/// The columns, in order.
const COLUMNS: [OwnField; 7] = [
    OwnField::Value,
    OwnField::Low,
    OwnField::High,
    OwnField::Source,
    OwnField::Date,
    OwnField::Responsible,
    OwnField::Note,
];

/// Id of the table's card.
const CARD: &str = "fyll-i";
const OPEN_ID: &str = "fyll-i-oppna";
const TABLE_ID: &str = "fyll-i-tabell";
const NAME_ID: &str = "fyll-i-namn";
const SOURCE_ID: &str = "fyll-i-kalla";

/// Which rows the table has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum OwnRowChoice {
    /// The assumptions that move the answer most, most first.
    HangsOn,
    /// Every assumption.
    Assumptions,
    /// The assumptions that have no own figure.
    Missing,
    /// Every number but those of phasing.
    All,
}

/// Returns whether an input is an assumption of the tool's that can be made one's own; phasing, which is the user's plan, is
/// left out.
fn is_assumption(pack: &Pack, id: InputId) -> bool {
    pack.spec(id).status == Status::Assumption && pack.phased_by(id).is_none()
}

fn is_own(own: Option<&Underlag>, id: InputId) -> bool {
    own.is_some_and(|own| own.figures.contains_key(id.name()))
}

/// Counts the tool's assumptions that have an own figure, and all of them.
fn own_of_all(pack: &Pack, own: Option<&Underlag>) -> (usize, usize) {
    let all = || InputId::all().filter(|id| is_assumption(pack, *id));
    let of_own = all().filter(|id| is_own(own, *id));
    (of_own.count(), all().count())
}

/// Lists the rows of a choice, with the named pack.
fn rows(
    choice: OwnRowChoice,
    pack: &Pack,
    inputs: &Inputs,
    own: Option<&Underlag>,
) -> Vec<InputId> {
    match choice {
        OwnRowChoice::HangsOn => {
            let all = super::sources::ranked(pack, inputs).into_iter();
            all.map(|(id, ..)| id).collect()
        }
        OwnRowChoice::Assumptions => InputId::all()
            .filter(|id| is_assumption(pack, *id))
            .collect(),
        OwnRowChoice::Missing => InputId::all()
            .filter(|id| is_assumption(pack, *id) && !is_own(own, *id))
            .collect(),
        OwnRowChoice::All => InputId::all()
            .filter(|id| pack.phased_by(*id).is_none())
            .collect(),
    }
}

/// Makes the change that saves what is typed, with the number of rows; or marks what is wrong, and changes nothing.
fn save(sheet: &mut EntrySheet, pack: &Pack, change: &OwnChange) -> Option<(OwnChange, usize)> {
    sheet.problems.clear();
    let mut after = change.clone();
    let source = line(&sheet.source);
    for (id, entry) in &sheet.typed {
        let mut entry = entry.clone();
        let has_value = !line(entry.text(OwnField::Value)).is_empty();
        if has_value && line(entry.text(OwnField::Source)).is_empty() {
            entry.set(OwnField::Source, source.clone());
        }
        match entry.read(pack, *id, &OwnFacts::of(pack, change, *id)) {
            Ok(facts) => facts.put(pack, &mut after, *id),
            Err(mut problems) => {
                for (field, problem) in &mut problems {
                    if *field == OwnField::Source && *problem == words::NO_SOURCE {
                        words::NO_SOURCE_IN_ROW.clone_into(problem);
                    }
                }
                sheet.problems.insert(*id, problems);
            }
        }
    }
    if let (Some(own), Some(name)) = (&mut after.underlag, &sheet.name) {
        own.name = line(name);
    }
    let is_named = sheet.name.as_ref().is_none_or(|name| is_name(name));
    (sheet.problems.is_empty() && is_named).then_some((after, sheet.typed.len()))
}

fn is_name(name: &str) -> bool {
    is_line(&line(name), NAME_LIMIT)
}

thread_local! {
    /// What is not saved, kept while another view is shown.
    static UNSAVED: RefCell<EntrySheet> = RefCell::default();
}

/// What the parts of the card share.
#[derive(Clone, Copy)]
struct OwnTableState {
    store: Store,
    table: EntryTable,
    /// What the session has.
    change: Memo<OwnChange>,
}

impl OwnTableState {
    fn choose(self, choice: OwnRowChoice) {
        let rows = self.store.peek(|session| {
            let own = session.underlag().map(|own| &**own);
            rows(choice, self.table.pack, session.inputs(), own)
        });
        self.table.rows.set(rows);
    }

    fn save(self) {
        let table = self.table;
        let own = self.change.get_untracked();
        let mut saved = None;
        table.update(|sheet| saved = save(sheet, table.pack, &own));
        let Some((change, count)) = saved else {
            let wrong = table.sheet.with_untracked(|sheet| sheet.problems.len());
            table.said.set(match wrong {
                0 => words::WRONG_NAME.to_owned(),
                wrong => words::wrong_rows(wrong),
            });
            if !table.focus_problem() {
                platform::focus(NAME_ID);
            }
            return;
        };
        if own == change {
            table.said.set(words::NOTHING_TO_SAVE.to_owned());
            return;
        }
        table.update(EntrySheet::clear);
        let intent = self
            .store
            .peek(|session| change_own(session, |_, own| *own = change));
        self.store.send(intent);
        table.said.set(match count {
            0 => words::NAME_SAVED.to_owned(),
            count => words::saved_rows(count),
        });
    }
}

#[component]
pub(super) fn OwnTable() -> impl IntoView {
    let store = use_store();
    let pack = store.base_pack();
    let count = store.select(move |session| {
        let own = session.underlag().map(|own| &**own);
        own_of_all(session.base_pack(), own)
    });
    let is_asked = platform::hash()
        .split_once('?')
        .is_some_and(|(_, query)| query.split('&').any(|part| part == "eget"));
    let open = RwSignal::new(is_asked);
    if is_asked {
        // The address leads to the table, which is far down the view.
        request_animation_frame(|| platform::focus(OPEN_ID));
    }
    let change = store.select(OwnChange::of);
    let stands = move |input| {
        let facts = change.with(|own| OwnFacts::of(pack, own, input));
        facts.entry(pack.spec(input))
    };
    let says = move |input| {
        let has_own = memo(move || change.with(|change| is_own(change.underlag.as_ref(), input)));
        let spec = pack.spec(input);
        view! {
            {dynamic(move || has_own.get().then(|| view! { <StatusChip status=Status::Own/>" " }))}
            {words::stands(&shared::input_value(spec, spec.default))}
        }
    };
    let state = OwnTableState {
        store,
        table: EntryTable {
            pack,
            columns: &COLUMNS,
            slug: "rad",
            sheet: RwSignal::new(UNSAVED.with_borrow(EntrySheet::clone)),
            keep: |sheet| UNSAVED.with(|kept| kept.borrow_mut().clone_from(sheet)),
            stands: StoredValue::new(Arc::new(stands) as Stands),
            says: StoredValue::new(Arc::new(says) as RowSays),
            rows: RwSignal::new(Vec::new()),
            said: RwSignal::new(String::new()),
        },
        change,
    };
    view! {
        <section class="card" id=CARD>
            <h2>{words::TABLE}</h2>
            <p data-own-count>{dynamic(move || {
                let (own, all) = count.get();
                words::own_of_all(own, all)
            })}</p>
            <button
                type="button"
                id=OPEN_ID
                class="button"
                aria-expanded=attr(move || open.get().to_string())
                aria-controls=TABLE_ID
                on:click=handler(move |_| open.update(|open| *open = !*open))
            >
                {words::TABLE_OPEN}
            </button>
            <div id=TABLE_ID hidden=attr(move || !open.get())>
                {dynamic(move || open.get().then(|| view! { <Body state/> }))}
            </div>
        </section>
    }
}

#[component]
fn Body(state: OwnTableState) -> impl IntoView {
    let EntryTable { sheet, said, .. } = state.table;
    let choice = RwSignal::new(OwnRowChoice::HangsOn);
    state.choose(OwnRowChoice::HangsOn);
    let options = [
        (OwnRowChoice::HangsOn, words::HANGS_ON),
        (OwnRowChoice::Missing, words::MISSING),
        (OwnRowChoice::Assumptions, words::ASSUMPTIONS),
        (OwnRowChoice::All, words::ALL),
    ];
    let choose = move |to| {
        choice.set(to);
        state.choose(to);
        said.set(String::new());
    };
    let typed = memo(move || sheet.with(|sheet| sheet.typed.len()));
    let is_named = memo(move || sheet.with(|sheet| sheet.name.is_some()));
    let name = move || {
        let typed = sheet.with(|sheet| sheet.name.clone());
        typed.unwrap_or_else(|| {
            state.change.with(|own| {
                let own = own.underlag.as_ref();
                own.map_or_else(|| files::OWN_NAME.to_owned(), |own| own.name.clone())
            })
        })
    };
    let is_wrong_name =
        move || sheet.with(|sheet| sheet.name.as_ref().is_some_and(|name| !is_name(name)));
    let set_name = move |event: ev::Event| {
        let name = event_target_value(&event);
        state.table.update(|sheet| sheet.name = Some(name));
    };
    let set_source = move |event: ev::Event| {
        let source = event_target_value(&event);
        state.table.update(|sheet| sheet.source = source);
    };
    view! {
        <p class="small">{words::table_lead()}</p>
        <div class="filter">
            {choices(words::SHOW, options, move || choice.get(), choose)}
        </div>
        <div class="own-fields">
            <div class="own-field">
                <label for=NAME_ID>{words::NAME}</label>
                <input
                    type="text"
                    id=NAME_ID
                    class="text-input"
                    autocomplete="off"
                    prop:value=attr(name)
                    aria-invalid=attr(move || is_wrong_name().then_some("true"))
                    on:change=handler(set_name)
                />
                <div role="alert">
                    {dynamic(move || is_wrong_name().then(|| view! { <p class="error" data-error>{words::WRONG_NAME}</p> }))}
                </div>
            </div>
            <div class="own-field" data-field="kalla">
                <label for=SOURCE_ID>{words::COMMON_SOURCE}</label>
                <input
                    type="text"
                    id=SOURCE_ID
                    class="text-input"
                    autocomplete="off"
                    prop:value=attr(move || sheet.with(|sheet| sheet.source.clone()))
                    on:change=handler(set_source)
                />
            </div>
        </div>
        {state.table.view()}
        <p class="small" role="status" data-own-said>{dynamic(move || said.get())}</p>
        <div class="saved-actions">
            <button type="button" class="button primary" data-action="save-own" on:click=handler(move |_| state.save())>
                {dynamic(move || words::save_rows(typed.get()))}
            </button>
            {dynamic(move || (typed.get() > 0 || is_named.get()).then(|| view! {
                <button type="button" class="button" on:click=handler(move |_| {
                    state.table.update(EntrySheet::clear);
                    said.set(String::new());
                    platform::focus(NAME_ID);
                })>
                    {words::TABLE_CANCEL}
                </button>
            }))}
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use balans_model::{KSON_2023, input_id};

    const CARE: InputId = input_id("requirement.care");
    const HEALTH: InputId = input_id("requirement.health");

    fn set(sheet: &mut EntrySheet, own: &OwnChange, id: InputId, field: OwnField, text: String) {
        let stands = OwnFacts::of(&KSON_2023, own, id).entry(KSON_2023.spec(id));
        sheet.set(stands, id, field, text);
    }

    fn nothing() -> OwnChange {
        OwnChange {
            underlag: None,
            terms: Default::default(),
            notes: Default::default(),
        }
    }

    #[test]
    fn all_rows_are_saved_or_none() {
        let (pack, own) = (&KSON_2023, nothing());
        let mut sheet = EntrySheet::default();
        set(&mut sheet, &own, CARE, OwnField::Value, "50".to_owned());
        set(
            &mut sheet,
            &own,
            HEALTH,
            OwnField::Value,
            "tjugo".to_owned(),
        );
        assert_eq!(save(&mut sheet, pack, &own), None);
        let wrong: Vec<_> = sheet.problems[&CARE].iter().map(|one| &*one.1).collect();
        assert_eq!(wrong, [words::NO_SOURCE_IN_ROW]);
        assert_eq!(sheet.problems.len(), 2);

        sheet.source = " Bokslut 2026".to_owned();
        set(&mut sheet, &own, HEALTH, OwnField::Value, "20".to_owned());
        set(
            &mut sheet,
            &own,
            HEALTH,
            OwnField::Source,
            "Avtal".to_owned(),
        );
        sheet.name = Some(" ".to_owned());
        assert_eq!(save(&mut sheet, pack, &own), None);
        sheet.name = Some("KSON 2026".to_owned());
        let (after, count) = save(&mut sheet, pack, &own).unwrap();
        let underlag = after.underlag.clone().unwrap();
        assert_eq!((&*underlag.name, count), ("KSON 2026", 2));
        let figure = |id: InputId| &underlag.figures[id.name()];
        assert_eq!(figure(CARE).source, "Bokslut 2026");
        assert_eq!(
            (figure(HEALTH).value, &*figure(HEALTH).source),
            (20.0, "Avtal")
        );

        // Cleared, a row is no longer one's own.
        let mut sheet = EntrySheet::default();
        for field in COLUMNS {
            set(&mut sheet, &after, CARE, field, String::new());
        }
        let (after, _) = save(&mut sheet, pack, &after).unwrap();
        assert_eq!(after.underlag.unwrap().figures.len(), 1);
    }

    #[test]
    fn rows_are_assumptions_and_own_ones_are_counted() {
        let pack = &KSON_2023;
        let inputs = Inputs::defaults(pack);
        let of = |choice, own| rows(choice, pack, &inputs, own);
        let all = of(OwnRowChoice::Assumptions, None);
        assert_eq!(own_of_all(pack, None), (0, all.len()));
        let own = Underlag {
            name: "Egna tal".to_owned(),
            figures: [all[0].name(), "requirement.care"]
                .map(|id| (id.to_owned(), balans_scenario::OwnFigure::default()))
                .into(),
            ..Underlag::default()
        };
        // The requirement is the documents' own, and no assumption.
        assert_eq!(own_of_all(pack, Some(&own)), (1, all.len()));
        assert_eq!(of(OwnRowChoice::Missing, Some(&own)), all[1..]);
        let first = of(OwnRowChoice::HangsOn, Some(&own));
        assert!(!first.is_empty() && first.iter().all(|id| all.contains(id)));
        assert!(of(OwnRowChoice::All, None).contains(&CARE));
    }
}
