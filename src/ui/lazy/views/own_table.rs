//! Källor: own figures as a table that is filled in by keyboard, or with a column pasted from a spreadsheet.

use std::cell::RefCell;
use std::collections::BTreeMap;

use balans_format::delimited::{self, FieldEnd};
use balans_format::text::line;
use balans_model::{InputId, Inputs, Pack, Status};
use balans_report::texts::shared;
use balans_scenario::Underlag;
use balans_scenario::file::{NAME_LIMIT, is_line};
use leptos::ev;
use leptos::prelude::*;

use crate::erased::{attr, dynamic, fragment, handler, keyed_list, memo, view};
use crate::platform;
use crate::state::{OwnChange, Store, use_store};
use crate::texts::{files, own as words};
use crate::ui::components::{StatusChip, choices};
use crate::ui::lazy::components::{
    OwnEntry, OwnFacts, OwnField, OwnProblem, can_have_span, change_own, input_slug,
};

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

/// Parts a text from a spreadsheet in rows and cells; a cell is one line.
fn cells(text: &str) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let mut row = Vec::new();
        loop {
            let (cell, end, after) = delimited::field(rest, '\t');
            rest = after;
            row.push(line(&cell));
            if end == FieldEnd::Row {
                break;
            }
        }
        rows.push(row);
    }
    let is_blank = |row: &Vec<String>| row.iter().all(String::is_empty);
    while rows.last().is_some_and(is_blank) {
        rows.pop();
    }
    rows
}

/// What is typed in the table and not saved.
#[derive(Debug, Clone, PartialEq, Default)]
struct OwnSheet {
    /// The rows that have been typed in.
    typed: BTreeMap<InputId, OwnEntry>,
    /// What is wrong with them.
    problems: BTreeMap<InputId, Vec<OwnProblem>>,
    /// The own figures' name; `None` until it is typed.
    name: Option<String>,
    /// Source of the rows that have none.
    source: String,
}

impl OwnSheet {
    /// Returns what is typed in a cell; `None` where nothing is typed in its row.
    fn text(&self, id: InputId, field: OwnField) -> Option<&str> {
        self.typed.get(&id).map(|entry| entry.text(field))
    }

    fn set(&mut self, pack: &Pack, change: &OwnChange, id: InputId, field: OwnField, text: String) {
        let stands = || OwnFacts::of(pack, change, id).entry(pack.spec(id));
        let entry = self.typed.entry(id).or_insert_with(stands);
        entry.set(field, text);
        if *entry == stands() {
            self.typed.remove(&id);
        }
        if let Some(problems) = self.problems.get_mut(&id) {
            problems.retain(|(at, _)| *at != field);
        }
    }

    /// Puts pasted cells in the rows from a cell on, downwards and to the right; an empty cell leaves what is there. Returns
    /// how many cells were filled, and how many pasted rows there was no row for.
    fn paste(
        &mut self,
        pack: &Pack,
        change: &OwnChange,
        rows: &[InputId],
        (first, field): (InputId, OwnField),
        pasted: &[Vec<String>],
    ) -> (usize, usize) {
        let below = rows.iter().skip_while(|id| **id != first);
        let columns = || {
            COLUMNS
                .into_iter()
                .skip_while(move |column| *column != field)
        };
        let mut filled = 0;
        for (id, row) in below.clone().zip(pasted) {
            for (column, text) in columns().zip(row) {
                if !text.is_empty() {
                    self.set(pack, change, *id, column, text.clone());
                    filled += 1;
                }
            }
        }
        (filled, pasted.len().saturating_sub(below.count()))
    }

    /// Makes the change that saves what is typed, with the number of rows; or marks what is wrong, and changes nothing.
    fn save(&mut self, pack: &Pack, change: &OwnChange) -> Option<(OwnChange, usize)> {
        self.problems.clear();
        let mut after = change.clone();
        let source = line(&self.source);
        for (id, entry) in &self.typed {
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
                    self.problems.insert(*id, problems);
                }
            }
        }
        if let (Some(own), Some(name)) = (&mut after.underlag, &self.name) {
            own.name = line(name);
        }
        let is_named = self.name.as_ref().is_none_or(|name| is_name(name));
        (self.problems.is_empty() && is_named).then_some((after, self.typed.len()))
    }
}

fn is_name(name: &str) -> bool {
    is_line(&line(name), NAME_LIMIT)
}

thread_local! {
    /// What is not saved, kept while another view is shown.
    static UNSAVED: RefCell<OwnSheet> = RefCell::default();
}

/// What the parts of the table share.
#[derive(Clone, Copy)]
struct OwnTableState {
    store: Store,
    pack: &'static Pack,
    sheet: RwSignal<OwnSheet>,
    /// What the session has.
    change: Memo<OwnChange>,
    /// The rows, as they were when they were chosen: none moves while it is filled in.
    rows: RwSignal<Vec<InputId>>,
    said: RwSignal<String>,
}

impl OwnTableState {
    fn update(self, change: impl FnOnce(&mut OwnSheet, &OwnChange)) {
        self.change.with_untracked(|own| {
            self.sheet.update(|sheet| change(sheet, own));
        });
        self.sheet
            .with_untracked(|sheet| UNSAVED.with(|kept| kept.borrow_mut().clone_from(sheet)));
    }

    fn choose(self, choice: OwnRowChoice) {
        let rows = self.store.peek(|session| {
            let own = session.underlag().map(|own| &**own);
            rows(choice, self.pack, session.inputs(), own)
        });
        self.rows.set(rows);
    }

    /// Moves focus to the cell of a column some rows below, or above.
    fn step(self, from: InputId, field: OwnField, down: bool) {
        let to = self.rows.with_untracked(|rows| {
            let at = rows.iter().position(|id| *id == from)?;
            let to = if down { at + 1 } else { at.checked_sub(1)? };
            rows.get(to).copied()
        });
        if let Some(to) = to {
            platform::focus(&cell_id(to, field));
        }
    }

    fn save(self) {
        let mut saved = None;
        self.update(|sheet, own| saved = sheet.save(self.pack, own));
        let Some((change, count)) = saved else {
            let wrong = self.sheet.with_untracked(|sheet| sheet.problems.len());
            let first = self.rows.with_untracked(|rows| {
                self.sheet.with_untracked(|sheet| {
                    let mut wrong = rows.iter().filter_map(|id| {
                        let (field, _) = sheet.problems.get(id)?.first()?;
                        Some(cell_id(*id, *field))
                    });
                    wrong.next()
                })
            });
            self.said.set(match wrong {
                0 => words::WRONG_NAME.to_owned(),
                wrong => words::wrong_rows(wrong),
            });
            platform::focus(first.as_deref().unwrap_or(NAME_ID));
            return;
        };
        if self.change.with_untracked(|own| *own == change) {
            self.said.set(words::NOTHING_TO_SAVE.to_owned());
            return;
        }
        self.clear();
        let intent = self
            .store
            .peek(|session| change_own(session, |_, own| *own = change));
        self.store.send(intent);
        self.said.set(match count {
            0 => words::NAME_SAVED.to_owned(),
            count => words::saved_rows(count),
        });
    }

    fn clear(self) {
        self.update(|sheet, _| {
            let source = std::mem::take(&mut sheet.source);
            *sheet = OwnSheet {
                source,
                ..OwnSheet::default()
            };
        });
    }
}

fn cell_id(id: InputId, field: OwnField) -> String {
    ["rad-", field.slug(), "-", &input_slug(id)].concat()
}

fn error_id(id: InputId, field: OwnField) -> String {
    [&*cell_id(id, field), "-fel"].concat()
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
    let state = OwnTableState {
        store,
        pack,
        sheet: RwSignal::new(UNSAVED.with_borrow(OwnSheet::clone)),
        change: store.select(OwnChange::of),
        rows: RwSignal::new(Vec::new()),
        said: RwSignal::new(String::new()),
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
    let OwnTableState { sheet, rows, .. } = state;
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
        state.said.set(String::new());
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
        state.update(|sheet, _| sheet.name = Some(name));
    };
    let set_source = move |event: ev::Event| {
        let source = event_target_value(&event);
        state.update(|sheet, _| sheet.source = source);
    };
    let headings = COLUMNS.map(|column| view! { <th scope="col">{column.name()}</th> });
    view! {
        <p class="small">{words::TABLE_LEAD}</p>
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
        <table class="own-table">
            <thead><tr><th scope="col">{files::INPUT}</th>{headings}</tr></thead>
            <tbody>
                {keyed_list(move || rows.get(), move |input| view! { <OwnRow state input/> })}
            </tbody>
        </table>
        {dynamic(move || rows.with(Vec::is_empty).then(|| view! { <p>{words::NO_ROWS}</p> }))}
        <p class="small" role="status" data-own-said>{dynamic(move || state.said.get())}</p>
        <div class="saved-actions">
            <button type="button" class="button primary" data-action="save-own" on:click=handler(move |_| state.save())>
                {dynamic(move || words::save_rows(typed.get()))}
            </button>
            {dynamic(move || (typed.get() > 0 || is_named.get()).then(|| view! {
                <button type="button" class="button" on:click=handler(move |_| {
                    state.clear();
                    state.said.set(String::new());
                    platform::focus(NAME_ID);
                })>
                    {words::TABLE_CANCEL}
                </button>
            }))}
        </div>
    }
}

#[component]
fn OwnRow(state: OwnTableState, input: InputId) -> impl IntoView {
    let OwnTableState { pack, sheet, .. } = state;
    let spec = pack.spec(input);
    let has_own = memo(move || {
        state
            .change
            .with(|change| is_own(change.underlag.as_ref(), input))
    });
    let is_typed = move || sheet.with(|sheet| sheet.typed.contains_key(&input));
    let stands = memo(move || {
        let facts = state.change.with(|own| OwnFacts::of(pack, own, input));
        facts.entry(spec)
    });
    let cells = COLUMNS.map(|field| cell(state, input, field, stands));
    let problems =
        memo(move || sheet.with(|sheet| sheet.problems.get(&input).cloned().unwrap_or_default()));
    let problem_view = move |(field, text): OwnProblem| {
        let text = words::at_field(field.name(), &text);
        view! { <p class="error" data-error id=error_id(input, field)>{text}</p> }
    };
    let from_start = words::stands(&shared::input_value(spec, spec.default));
    view! {
        <tr data-own-row=input.name() data-typed=attr(move || is_typed().then_some(""))>
            <th scope="row">
                {spec.label.to_string()}
                <span class="small">
                    {dynamic(move || has_own.get().then(|| view! { <StatusChip status=Status::Own/>" " }))}
                    {from_start}
                </span>
            </th>
            {cells}
        </tr>
        {dynamic(move || {
            let problems = problems.get();
            (!problems.is_empty()).then(|| view! {
                <tr class="own-problems"><td colspan="8">{fragment(problems.into_iter().map(problem_view))}</td></tr>
            })
        })}
    }
}

fn cell(state: OwnTableState, input: InputId, field: OwnField, stands: Memo<OwnEntry>) -> AnyView {
    let OwnTableState { pack, sheet, .. } = state;
    let id = cell_id(input, field);
    let error_id = error_id(input, field);
    let name = words::cell(&pack.spec(input).label, field.name());
    // A number of the input's that can have no span has no place for one.
    if matches!(field, OwnField::Low | OwnField::High) && !can_have_span(pack, input) {
        return view! { <td data-label=field.name()>"–"</td> };
    }
    let text = move || {
        let typed = sheet.with(|sheet| sheet.text(input, field).map(str::to_owned));
        typed.unwrap_or_else(|| stands.with(|entry| entry.text(field).to_owned()))
    };
    let is_wrong = move || {
        sheet.with(|sheet| {
            let problems = sheet.problems.get(&input);
            problems.is_some_and(|all| all.iter().any(|(at, _)| *at == field))
        })
    };
    let change = move |event: ev::Event| {
        let text = event_target_value(&event);
        state.update(|sheet, own| sheet.set(pack, own, input, field, text));
    };
    let key = move |event: ev::KeyboardEvent| {
        let down = match &*event.key() {
            "Enter" => !event.shift_key(),
            "ArrowDown" => true,
            "ArrowUp" => false,
            _ => return,
        };
        event.prevent_default();
        state.step(input, field, down);
    };
    let paste = move |event: ev::ClipboardEvent| {
        let Some(pasted) = platform::pasted_cells(&event) else {
            return;
        };
        event.prevent_default();
        let pasted = cells(&pasted);
        let rows = state.rows.get_untracked();
        let mut counts = (0, 0);
        state.update(|sheet, own| {
            counts = sheet.paste(pack, own, &rows, (input, field), &pasted);
        });
        state.said.set(words::pasted(counts.0, counts.1));
    };
    let mode = if field.is_number() { "decimal" } else { "text" };
    view! {
        <td data-label=field.name() data-field=field.slug()>
            <input
                type="text"
                id=id
                class="text-input"
                inputmode=mode
                autocomplete="off"
                aria-label=name
                aria-invalid=attr(move || is_wrong().then_some("true"))
                aria-describedby=error_id
                prop:value=attr(text)
                on:change=handler(change)
                on:keydown=handler(key)
                on:paste=handler(paste)
            />
        </td>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use balans_model::{KSON_2023, input_id};

    const CARE: InputId = input_id("requirement.care");
    const HEALTH: InputId = input_id("requirement.health");

    fn nothing() -> OwnChange {
        OwnChange {
            underlag: None,
            terms: BTreeMap::new(),
            notes: BTreeMap::new(),
        }
    }

    #[test]
    fn a_column_of_a_spreadsheet_is_parted_in_cells() {
        let row = |cells: &[&str]| {
            cells
                .iter()
                .map(|cell| (*cell).to_owned())
                .collect::<Vec<_>>()
        };
        for (text, expected) in [
            ("47,6\r\n26,1\r\n", vec![row(&["47,6"]), row(&["26,1"])]),
            ("47,6", vec![row(&["47,6"])]),
            (
                "1\t2\n\n3\t",
                vec![row(&["1", "2"]), row(&[""]), row(&["3", ""])],
            ),
            (
                "\"Avtal\n\"\"A\"\"\"\t5\r6",
                vec![row(&["Avtal \"A\"", "5"]), row(&["6"])],
            ),
            ("tum 5\"\t6", vec![row(&["tum 5\"", "6"])]),
            ("\n\n", vec![]),
        ] {
            assert_eq!(cells(text), expected, "{text:?}");
        }
    }

    #[test]
    fn what_is_pasted_lands_in_the_rows_below_and_what_has_no_room_is_counted() {
        let (pack, own) = (&KSON_2023, nothing());
        let rows = [input_id("price.following"), CARE, HEALTH];
        let mut sheet = OwnSheet::default();
        let pasted = cells("48\tx\n\n25\ty\nz");
        let at = (CARE, OwnField::High);
        assert_eq!(sheet.paste(pack, &own, &rows, at, &pasted), (2, 2));
        assert_eq!(sheet.text(CARE, OwnField::High), Some("48"));
        assert_eq!(sheet.text(CARE, OwnField::Source), Some("x"));
        assert_eq!(sheet.typed.len(), 1);
        // What is typed back is no change.
        sheet.set(pack, &own, CARE, OwnField::High, String::new());
        sheet.set(pack, &own, CARE, OwnField::Source, String::new());
        assert_eq!(sheet, OwnSheet::default());
    }

    #[test]
    fn all_rows_are_saved_or_none() {
        let (pack, own) = (&KSON_2023, nothing());
        let mut sheet = OwnSheet::default();
        sheet.set(pack, &own, CARE, OwnField::Value, "50".to_owned());
        sheet.set(pack, &own, HEALTH, OwnField::Value, "tjugo".to_owned());
        assert_eq!(sheet.save(pack, &own), None);
        let wrong: Vec<_> = sheet.problems[&CARE].iter().map(|one| &*one.1).collect();
        assert_eq!(wrong, [words::NO_SOURCE_IN_ROW]);
        assert_eq!(sheet.problems.len(), 2);

        sheet.source = " Bokslut 2026".to_owned();
        sheet.set(pack, &own, HEALTH, OwnField::Value, "20".to_owned());
        sheet.set(pack, &own, HEALTH, OwnField::Source, "Avtal".to_owned());
        sheet.name = Some(" ".to_owned());
        assert_eq!(sheet.save(pack, &own), None);
        sheet.name = Some("KSON 2026".to_owned());
        let (after, count) = sheet.save(pack, &own).unwrap();
        let underlag = after.underlag.clone().unwrap();
        assert_eq!((&*underlag.name, count), ("KSON 2026", 2));
        let figure = |id: InputId| &underlag.figures[id.name()];
        assert_eq!(figure(CARE).source, "Bokslut 2026");
        assert_eq!(
            (figure(HEALTH).value, &*figure(HEALTH).source),
            (20.0, "Avtal")
        );

        // Cleared, a row is no longer one's own.
        let mut sheet = OwnSheet::default();
        for field in COLUMNS {
            sheet.set(pack, &after, CARE, field, String::new());
        }
        let (after, _) = sheet.save(pack, &after).unwrap();
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
