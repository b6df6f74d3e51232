//! A table of figures that is filled in by keyboard, or with a column pasted from a spreadsheet: a row of fields for each of
//! some inputs. What is typed is kept in a sheet, and read by whoever shows the table.

use std::collections::BTreeMap;
use std::sync::Arc;

use balans_format::delimited::{self, FieldEnd};
use balans_format::text::line;
use balans_model::{InputId, Pack, Status};
use balans_report::texts::shared;
use leptos::ev;
use leptos::prelude::*;

use crate::erased::{attr, dynamic, fragment, handler, keyed_list, memo, view};
use crate::platform;
use crate::texts::{files, own as words};
use crate::ui::lazy::components::{OwnEntry, OwnField, OwnProblem, can_have_span, input_slug};

/// Parts a text from a spreadsheet in rows and cells; a cell is one line.
pub(super) fn cells(text: &str) -> Vec<Vec<String>> {
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
pub(super) struct EntrySheet {
    /// The rows that have been typed in.
    pub(super) typed: BTreeMap<InputId, OwnEntry>,
    /// What is wrong with them.
    pub(super) problems: BTreeMap<InputId, Vec<OwnProblem>>,
    /// The name of the figures; `None` until it is typed.
    pub(super) name: Option<String>,
    /// Source of the rows that have none.
    pub(super) source: String,
}

impl EntrySheet {
    /// Returns what is typed in a cell; `None` where nothing is typed in its row.
    pub(super) fn text(&self, id: InputId, field: OwnField) -> Option<&str> {
        self.typed.get(&id).map(|entry| entry.text(field))
    }

    /// Types a text in a cell of a row where `stands` stands when nothing is typed.
    pub(super) fn set(&mut self, stands: OwnEntry, id: InputId, field: OwnField, text: String) {
        let entry = self.typed.entry(id).or_insert_with(|| stands.clone());
        entry.set(field, text);
        if *entry == stands {
            self.typed.remove(&id);
        }
        if let Some(problems) = self.problems.get_mut(&id) {
            problems.retain(|(at, _)| *at != field);
        }
    }

    /// Puts pasted cells in the rows from a cell on, downwards and to the right; an empty cell leaves what is there. Returns
    /// how many cells were filled, and how many pasted rows there was no row for.
    pub(super) fn paste(
        &mut self,
        stands: &dyn Fn(InputId) -> OwnEntry,
        (rows, columns): (&[InputId], &[OwnField]),
        (first, field): (InputId, OwnField),
        pasted: &[Vec<String>],
    ) -> (usize, usize) {
        let below = rows.iter().skip_while(|id| **id != first);
        let columns = || columns.iter().skip_while(|column| **column != field);
        let mut filled = 0;
        for (id, row) in below.clone().zip(pasted) {
            for (column, text) in columns().zip(row) {
                if !text.is_empty() {
                    self.set(stands(*id), *id, *column, text.clone());
                    filled += 1;
                }
            }
        }
        (filled, pasted.len().saturating_sub(below.count()))
    }

    /// Drops what is typed, but for the source of all rows.
    pub(super) fn clear(&mut self) {
        let source = std::mem::take(&mut self.source);
        *self = Self {
            source,
            ..Self::default()
        };
    }
}

/// Returns what stands in a row where nothing is typed.
pub(super) type Stands = Arc<dyn Fn(InputId) -> OwnEntry + Send + Sync>;
/// Renders what is said below the name of a row.
pub(super) type RowSays = Arc<dyn Fn(InputId) -> AnyView + Send + Sync>;

/// A table, as its parts share it.
#[derive(Clone, Copy)]
pub(super) struct EntryTable {
    /// Names and units of the inputs, and the values that they can have.
    pub(super) pack: &'static Pack,
    /// The columns, in order.
    pub(super) columns: &'static [OwnField],
    /// The beginning of the ids of its cells.
    pub(super) slug: &'static str,
    pub(super) sheet: RwSignal<EntrySheet>,
    /// Keeps the sheet while another view is shown.
    pub(super) keep: fn(&EntrySheet),
    pub(super) stands: StoredValue<Stands>,
    pub(super) says: StoredValue<RowSays>,
    /// The rows, as they were when they were chosen: none moves while it is filled in.
    pub(super) rows: RwSignal<Vec<InputId>>,
    /// What was done last, for the line below the table.
    pub(super) said: RwSignal<String>,
}

impl EntryTable {
    pub(super) fn update(self, change: impl FnOnce(&mut EntrySheet)) {
        self.sheet.update(change);
        self.sheet.with_untracked(self.keep);
    }

    /// Returns what stands in a row where nothing is typed.
    pub(super) fn standing(self, id: InputId) -> OwnEntry {
        let stands = self.stands.get_value();
        stands(id)
    }

    /// Moves focus to the cell of a column some rows below, or above.
    fn step(self, from: InputId, field: OwnField, down: bool) {
        let to = self.rows.with_untracked(|rows| {
            let at = rows.iter().position(|id| *id == from)?;
            let to = if down { at + 1 } else { at.checked_sub(1)? };
            rows.get(to).copied()
        });
        if let Some(to) = to {
            platform::focus(&self.cell_id(to, field));
        }
    }

    /// Moves focus to the first cell that something is wrong with; false where there is none.
    pub(super) fn focus_problem(self) -> bool {
        let first = self.rows.with_untracked(|rows| {
            self.sheet.with_untracked(|sheet| {
                let mut wrong = rows.iter().filter_map(|id| {
                    let (field, _) = sheet.problems.get(id)?.first()?;
                    Some(self.cell_id(*id, *field))
                });
                wrong.next()
            })
        });
        first.as_deref().map(platform::focus).is_some()
    }

    fn cell_id(self, id: InputId, field: OwnField) -> String {
        [self.slug, "-", field.slug(), "-", &input_slug(id)].concat()
    }

    fn error_id(self, id: InputId, field: OwnField) -> String {
        [&*self.cell_id(id, field), "-fel"].concat()
    }

    /// Renders the table.
    pub(super) fn view(self) -> AnyView {
        let headings = self.columns.iter().map(|column| {
            view! { <th scope="col" data-field=column.slug()>{column.name()}</th> }
        });
        let headings = fragment(headings.collect::<Vec<_>>());
        view! {
            <table class="own-table">
                <thead><tr><th scope="col">{files::INPUT}</th>{headings}</tr></thead>
                <tbody>
                    {keyed_list(move || self.rows.get(), move |input| row(self, input))}
                </tbody>
            </table>
            {dynamic(move || self.rows.with(Vec::is_empty).then(|| view! { <p>{words::NO_ROWS}</p> }))}
        }
    }
}

fn row(table: EntryTable, input: InputId) -> AnyView {
    let EntryTable { sheet, .. } = table;
    let is_typed = move || sheet.with(|sheet| sheet.typed.contains_key(&input));
    let stands = memo(move || table.standing(input));
    let cells = table.columns.iter().map(|field| match field {
        OwnField::Status => status(table, input, stands),
        OwnField::Confirmed => confirmed(table, input, stands),
        field => cell(table, input, *field, stands),
    });
    let cells = fragment(cells.collect::<Vec<_>>());
    let problems =
        memo(move || sheet.with(|sheet| sheet.problems.get(&input).cloned().unwrap_or_default()));
    let problem_view = move |(field, text): OwnProblem| {
        let text = words::at_field(field.name(), &text);
        view! { <p class="error" data-error id=table.error_id(input, field)>{text}</p> }
    };
    let says = table.says.get_value();
    let width = (table.columns.len() + 1).to_string();
    view! {
        <tr data-own-row=input.name() data-typed=attr(move || is_typed().then_some(""))>
            <th scope="row">
                {table.pack.spec(input).label.to_string()}
                <span class="small">{says(input)}</span>
            </th>
            {cells}
        </tr>
        {dynamic(move || {
            let problems = problems.get();
            let width = width.clone();
            (!problems.is_empty()).then(|| view! {
                <tr class="own-problems"><td colspan=width>{fragment(problems.into_iter().map(problem_view))}</td></tr>
            })
        })}
    }
}

/// A cell of a table: what is in it, and what its element needs.
#[derive(Clone, Copy)]
struct EntryCell {
    table: EntryTable,
    input: InputId,
    field: OwnField,
    stands: Memo<OwnEntry>,
}

impl EntryCell {
    fn text(self) -> String {
        let typed = self
            .table
            .sheet
            .with(|sheet| sheet.text(self.input, self.field).map(str::to_owned));
        typed.unwrap_or_else(|| self.stands.with(|entry| entry.text(self.field).to_owned()))
    }

    fn is_wrong(self) -> Option<&'static str> {
        let is_wrong = self.table.sheet.with(|sheet| {
            let problems = sheet.problems.get(&self.input);
            problems.is_some_and(|all| all.iter().any(|(at, _)| *at == self.field))
        });
        is_wrong.then_some("true")
    }

    fn set(self, text: String) {
        let stands = self.table.standing(self.input);
        self.table
            .update(|sheet| sheet.set(stands, self.input, self.field, text));
    }

    fn name(self) -> String {
        words::cell(&self.table.pack.spec(self.input).label, self.field.name())
    }

    fn id(self) -> String {
        self.table.cell_id(self.input, self.field)
    }

    fn error_id(self) -> String {
        self.table.error_id(self.input, self.field)
    }

    /// Enter goes down, Shift and Enter up; so do the arrows where they mean nothing else.
    fn key(self, event: &ev::KeyboardEvent) {
        let has_arrows = self.field == OwnField::Status;
        let down = match &*event.key() {
            "Enter" => !event.shift_key(),
            "ArrowDown" if !has_arrows => true,
            "ArrowUp" if !has_arrows => false,
            _ => return,
        };
        event.prevent_default();
        self.table.step(self.input, self.field, down);
    }
}

/// Renders the choice of where a figure is from; a lever states nothing, and has none.
fn status(table: EntryTable, input: InputId, stands: Memo<OwnEntry>) -> AnyView {
    let field = OwnField::Status;
    if table.pack.spec(input).status == Status::Lever {
        let name = shared::status(Status::Lever);
        return view! { <td data-label=field.name() data-field=field.slug()>{name}</td> };
    }
    let cell = EntryCell {
        table,
        input,
        field,
        stands,
    };
    let options = Status::ALL
        .iter()
        .filter(|one| !matches!(one, Status::Lever | Status::Own));
    let options = options.map(|one| {
        view! { <option value=one.as_str()>{shared::status(*one)}</option> }
    });
    view! {
        <td data-label=field.name() data-field=field.slug()>
            <select
                id=cell.id()
                class="text-input"
                aria-label=cell.name()
                aria-invalid=attr(move || cell.is_wrong())
                aria-describedby=cell.error_id()
                prop:value=attr(move || cell.text())
                on:change=handler(move |event: ev::Event| cell.set(event_target_value(&event)))
                on:keydown=handler(move |event: ev::KeyboardEvent| cell.key(&event))
            >
                {options.collect_view()}
            </select>
        </td>
    }
}

/// What a ticked box is as a text.
pub(super) const TICKED: &str = "ja";

/// Renders the box that confirms a figure; a lever states nothing, and has none.
fn confirmed(table: EntryTable, input: InputId, stands: Memo<OwnEntry>) -> AnyView {
    let field = OwnField::Confirmed;
    if table.pack.spec(input).status == Status::Lever {
        return view! { <td data-label=field.name() data-field=field.slug()>"–"</td> };
    }
    let cell = EntryCell {
        table,
        input,
        field,
        stands,
    };
    let tick = move |event: ev::Event| {
        let text = if event_target_checked(&event) {
            TICKED
        } else {
            ""
        };
        cell.set(text.to_owned());
    };
    view! {
        <td data-label=field.name() data-field=field.slug()>
            <input
                type="checkbox"
                id=cell.id()
                aria-label=cell.name()
                prop:checked=attr(move || cell.text() == TICKED)
                on:change=handler(tick)
                on:keydown=handler(move |event: ev::KeyboardEvent| cell.key(&event))
            />
        </td>
    }
}

fn cell(table: EntryTable, input: InputId, field: OwnField, stands: Memo<OwnEntry>) -> AnyView {
    let EntryTable { pack, rows, .. } = table;
    // A number of the input's that can have no span has no place for one.
    if matches!(field, OwnField::Low | OwnField::High) && !can_have_span(pack, input) {
        return view! { <td data-label=field.name() data-field=field.slug()>"–"</td> };
    }
    let cell = EntryCell {
        table,
        input,
        field,
        stands,
    };
    let paste = move |event: ev::ClipboardEvent| {
        let Some(pasted) = platform::pasted_cells(&event) else {
            return;
        };
        event.prevent_default();
        let pasted = cells(&pasted);
        let rows = rows.get_untracked();
        let (places, stands) = ((&*rows, table.columns), |id| table.standing(id));
        let mut counts = (0, 0);
        table.update(|sheet| {
            counts = sheet.paste(&stands, places, (input, field), &pasted);
        });
        table.said.set(words::pasted(counts.0, counts.1));
    };
    let mode = if field.is_number() { "decimal" } else { "text" };
    view! {
        <td data-label=field.name() data-field=field.slug()>
            <input
                type="text"
                id=cell.id()
                class="text-input"
                inputmode=mode
                autocomplete="off"
                aria-label=cell.name()
                aria-invalid=attr(move || cell.is_wrong())
                aria-describedby=cell.error_id()
                prop:value=attr(move || cell.text())
                on:change=handler(move |event: ev::Event| cell.set(event_target_value(&event)))
                on:keydown=handler(move |event: ev::KeyboardEvent| cell.key(&event))
                on:paste=handler(paste)
            />
        </td>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use balans_model::input_id;

    const CARE: InputId = input_id("requirement.care");
    const HEALTH: InputId = input_id("requirement.health");

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
        let stands = |_| OwnEntry::default();
        let columns = [OwnField::Low, OwnField::High, OwnField::Source];
        let rows = [input_id("price.following"), CARE, HEALTH];
        let mut sheet = EntrySheet::default();
        let pasted = cells("48\tx\n\n25\ty\nz");
        let at = (CARE, OwnField::High);
        assert_eq!(sheet.paste(&stands, (&rows, &columns), at, &pasted), (2, 2));
        assert_eq!(sheet.text(CARE, OwnField::High), Some("48"));
        assert_eq!(sheet.text(CARE, OwnField::Source), Some("x"));
        assert_eq!(sheet.typed.len(), 1);
        // What is typed back is no change.
        sheet.set(OwnEntry::default(), CARE, OwnField::High, String::new());
        sheet.set(OwnEntry::default(), CARE, OwnField::Source, String::new());
        assert_eq!(sheet, EntrySheet::default());
    }
}
