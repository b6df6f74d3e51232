//! *Var för sig*: of an area, which value of each lever would be enough with all else as the scenario stands.

use std::sync::Arc;

use balans_answers::{Answer, Question};
use balans_model::answers::{BALANCED, runs};
use balans_model::{Area, InputId, InputSpec, Measure, Member, Pack, Party, Quantity, Scope};
use balans_report::texts::{measures, parties, shared};
use leptos::prelude::*;

use super::rows::{self, LeverRow, LeverVerdict};
use super::{Asking, together};
use crate::erased::{attr, derived, dynamic, fragment, handler, keyed_list, memo, view};
use crate::platform;
use crate::state::{Intent, Store};
use crate::table::{Cell, NumberCell, Row, Shown, Table};
use crate::texts::{self, required as words};
use crate::ui::components::{Amount, Disclosure, followed};
use crate::ui::lazy::answers::Answered;
use crate::ui::lazy::components::table;
use crate::ui::lazy::views::measures::{RatedChip, StatusGroup, or_all, select};

/// The rows of an answer, with the answer that they are of.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct AreaRows {
    rows: Vec<LeverRow>,
    /// What is left in the area, mnkr; below zero it is more than the requirement.
    left: f64,
    of: Answered,
}

impl AreaRows {
    fn question(&self) -> &Question {
        &self.of.0
    }

    fn answer(&self) -> &Answer {
        &self.of.1
    }
}

/// Which rows are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct RowFilter {
    status: Option<StatusGroup>,
    loser: Option<Loser>,
}

/// Who loses by a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Loser {
    Nobody,
    Party(Party),
}

impl RowFilter {
    fn fits(self, pack: &Pack, row: &LeverRow) -> bool {
        let group = StatusGroup::of(pack.measure(row.measure).status);
        let loses = |party: Party| row.party(party) < -BALANCED;
        self.status.is_none_or(|status| status == group)
            && self.loser.is_none_or(|loser| match loser {
                Loser::Nobody => !Party::SINGLE.iter().any(|party| loses(*party)),
                Loser::Party(party) => loses(party),
            })
    }
}

/// Makes a memo of an area's rows, of the last answer there is.
pub(super) fn found(asking: Asking, of: Scope) -> Memo<Option<Arc<AreaRows>>> {
    let answer = asking.answer(of);
    memo(move || {
        let answered = answer.get()?;
        let (question, answer) = &*answered;
        // The place may hold an answer about the other lists until the new one is there.
        if question.area.as_deref() != Some(of.id()) || question.group != asking.group.get() {
            return None;
        }
        let inputs = question.inputs().ok()?;
        Some(Arc::new(AreaRows {
            rows: rows::rows(asking.store.active_pack(), &inputs, answer, of),
            left: rows::left(question, answer, of),
            of: answered.clone(),
        }))
    })
}

/// Makes a memo of how many levers would be enough, as a sentence.
pub(super) fn finding(found: Memo<Option<Arc<AreaRows>>>, of: Scope) -> Memo<Option<String>> {
    memo(move || {
        let found = found.get()?;
        let enough = |is_alone: bool| {
            let rows = found.rows.iter();
            rows.filter(|row| {
                row.verdict == LeverVerdict::Enough && (row.levers.len() == 1) == is_alone
            })
            .count()
        };
        let (alone, alike) = (enough(true), enough(false));
        Some(if found.question().group {
            words::group_finding(found.left, alone, alike)
        } else {
            words::finding(of, found.left, alone, alike)
        })
    })
}

/// The finding that no lever is enough, which is the most common one.
pub(super) fn no_lever_is_enough(of: Scope, is_group: bool) -> String {
    // Any amount that is not balance.
    let left = 1.0;
    if is_group {
        words::group_finding(left, 0, 0)
    } else {
        words::finding(of, left, 0, 0)
    }
}

/// An area's list.
#[component]
pub(super) fn Alone(asking: Asking, of: Scope) -> impl IntoView {
    let found = found(asking, of);
    let says = finding(found, of);
    let filter = RwSignal::new(RowFilter::default());
    let here = memo(move || found.with(Option::is_some));
    let stale = memo(move || {
        let (year, values) = (asking.year.get(), asking.values.get());
        let is_of = |question: &Question| question.year == Some(year) && question.inputs == values;
        found.with(|found| found.as_ref().is_some_and(|found| !is_of(found.question())))
    });
    // What is more than the requirement is said by the finding.
    let lacks =
        memo(move || found.with(|it| it.as_ref().is_none_or(|it| !shared::is_balanced(it.left))));
    let heading = heading_id(of);
    let is_group = asking.group.get_untracked();
    let name = heading_text(of, is_group);
    let lead = move || {
        if is_group {
            here.get().then(|| left_of_group(asking, found))
        } else {
            lacks.get().then(|| left(asking, of))
        }
    };
    view! {
        <section
            class="card require"
            id=format!("lista-{}", of.id())
            data-stale=attr(move || stale.get().then_some(""))
            data-awaited=attr(move || (!here.get()).then_some(""))
            aria-labelledby=heading.clone()
        >
            <h2 id=heading.clone() tabindex="-1">{name}</h2>
            <p>{dynamic(lead)}{dynamic(move || says.get().map(|says| [" ", &*says].concat()))}</p>
            {is_group.then(|| view! { <p class="small">{words::group_how()}</p> })}
            {dynamic(move || here.get().then(|| view! { <Rows asking of found filter/> }))}
        </section>
    }
}

/// Returns a list's heading.
const fn heading_text(of: Scope, is_group: bool) -> &'static str {
    if is_group {
        words::GROUP
    } else {
        words::heading(of)
    }
}

/// Renders what is left for the koncern, and the two numbers that it is made of.
fn left_of_group(asking: Asking, found: Memo<Option<Arc<AreaRows>>>) -> AnyView {
    let text = move || {
        let year = asking.year.get();
        let [before, between, after] = words::group_left(year, found.get()?.left);
        let tiohundra = Quantity::PartyTotal(Party::Tiohundra, year);
        Some(view! {
            {before}
            <Amount quantity=Quantity::Remaining(year)/>
            {between}
            <Amount quantity=tiohundra shown=Shown::Signed/>
            <span data-stated>{after}</span>
        })
    };
    view! { {dynamic(text)} }.into_any()
}

/// Returns the id of a list's heading.
fn heading_id(of: Scope) -> String {
    ["krav-", of.id()].concat()
}

/// Renders what is left in the area, which is a number that can be explained.
fn left(asking: Asking, of: Scope) -> AnyView {
    let year = asking.year.get();
    let [before, after] = words::area_left(year);
    let quantity = match of {
        Scope::Area(_) => Quantity::Gap(of, year),
        Scope::Total => Quantity::Remaining(year),
    };
    view! {
        {before}
        {followed(view! { <Amount quantity/> }, after)}
    }
}

#[component]
fn Rows(
    asking: Asking,
    of: Scope,
    found: Memo<Option<Arc<AreaRows>>>,
    filter: RwSignal<RowFilter>,
) -> impl IntoView {
    let pack = asking.store.active_pack();
    let balanced = memo(move || found.get().is_none_or(|it| shared::is_balanced(it.left)));
    let heading = StoredValue::new(heading_id(of));
    let shown = memo(move || {
        let filter = filter.get();
        platform::screen::keep_focus(".require-list", &heading.get_value());
        found.get().map_or_else(Vec::new, |found| {
            let rows = found.rows.iter();
            let rows = rows.filter(|row| row.verdict.is_listed() && filter.fits(pack, row));
            rows.map(LeverRow::key).collect::<Vec<_>>()
        })
    });
    let none = memo(move || shown.with(Vec::is_empty));
    let row = move |key: String| {
        let wanted = key.clone();
        let row = memo(move || {
            let found = found.get()?;
            found.rows.iter().find(|row| row.key() == wanted).cloned()
        });
        let Some(first) = row.get_untracked() else {
            return ().into_any();
        };
        view! { <LeverLine asking of found row first heading/> }
    };
    let list = move || {
        view! {
            <Filter filter/>
            {dynamic(move || none.get().then(|| view! { <p class="small" role="status">{words::NO_ROWS}</p> }))}
            <ul class="require-list">{keyed_list(move || shown.get(), row)}</ul>
            <Folded asking of found/>
            <Members asking of found/>
            <AsTable asking of found/>
        }
    };
    dynamic(move || (!balanced.get()).then(list))
}

#[component]
fn Filter(filter: RwSignal<RowFilter>) -> impl IntoView {
    let statuses = StatusGroup::ALL.into_iter().zip(measures::status_groups());
    let statuses = statuses.map(|(group, name)| (Some(group), name.to_owned()));
    let losers = [
        Party::Tiohundra,
        Party::Norrtalje,
        Party::Region,
        Party::External,
    ];
    let losers = losers.map(|party| (Some(Loser::Party(party)), shared::party(party).to_owned()));
    let nobody = (Some(Loser::Nobody), words::NOBODY.to_owned());
    let losers = std::iter::once(nobody).chain(losers);
    let status = select(measures::BY_STATUS, or_all(statuses), move |to| {
        filter.update(|filter| filter.status = to);
    });
    let loser = select(words::BY_LOSER, or_all(losers), move |to| {
        filter.update(|filter| filter.loser = to);
    });
    view! {
        <div class="measure-filter" role="group" aria-label=words::FILTER>{status}{loser}</div>
    }
}

/// Returns what a row's levers are called.
fn levers_name(pack: &Pack, row: &LeverRow) -> String {
    match row.levers.as_slice() {
        [only] => pack.spec(*only).label.to_string(),
        several => words::alike(several.len()),
    }
}

/// Returns the input that a row's values are in the unit of.
fn spec_of(pack: &'static Pack, row: &LeverRow) -> Option<&'static InputSpec> {
    row.levers.first().map(|id| pack.spec(*id))
}

fn verdict_text(spec: &InputSpec, row: &LeverRow, left: f64) -> String {
    match row.verdict {
        LeverVerdict::Enough => words::enough(spec, row.to),
        LeverVerdict::Short { .. } => words::short(spec, row.to, left - row.remaining, left),
        LeverVerdict::Transfer => words::TRANSFER.to_owned(),
        LeverVerdict::Later(year) => words::later(year),
        LeverVerdict::Unknown => words::UNKNOWN.to_owned(),
        LeverVerdict::Worse => words::WORSE.to_owned(),
        LeverVerdict::Still | LeverVerdict::Elsewhere => words::STILL.to_owned(),
    }
}

fn verdict_id(verdict: LeverVerdict) -> &'static str {
    match verdict {
        LeverVerdict::Enough => "enough",
        LeverVerdict::Short { .. } => "short",
        _ => "nothing",
    }
}

/// A lever: where it stands, what it takes, for whom, and the button that tries it.
#[component]
fn LeverLine(
    asking: Asking,
    of: Scope,
    found: Memo<Option<Arc<AreaRows>>>,
    row: Memo<Option<LeverRow>>,
    /// The row as it was first: its measure and levers stay.
    first: LeverRow,
    /// The id of the list's heading.
    heading: StoredValue<String>,
) -> impl IntoView {
    let store = asking.store;
    let pack = store.active_pack();
    let spec = spec_of(pack, &first)?;
    let measure = pack.measure(first.measure);
    let levers = levers_name(pack, &first);
    let name = words::row_name(measure, &levers);
    let left = memo(move || found.get().map_or(0.0, |found| found.left));
    let verdict = memo(move || row.get().map_or(LeverVerdict::Still, |row| row.verdict));
    let text = move || row.get().map(|row| verdict_text(spec, &row, left.get()));
    let why = move || match verdict.get() {
        LeverVerdict::Short { at_end: true } => Some(words::AT_END),
        LeverVerdict::Short { at_end: false } => Some(words::AT_LIMIT),
        _ => None,
    };
    let gross = memo(move || {
        row.get()
            .is_some_and(|row| row.is_gross && row.verdict.has_value())
    });
    let has_value = memo(move || verdict.get().has_value());
    let stands = move || row.get().map(|row| words::stands(spec, row.from));
    let about = {
        let name = name.clone();
        move || row.get().map(|row| words::try_about(&name, spec, row.to))
    };
    let about = StoredValue::new(about);
    let how_name = name.clone();
    let try_it = move |_| {
        let Some(row) = row.get_untracked() else {
            return;
        };
        send(store, &name, &row);
        if row.verdict == LeverVerdict::Enough {
            // The list ends where nothing is left, and the button with it.
            platform::focus(&heading.get_value());
        }
    };
    let try_it = StoredValue::new_local(try_it);
    let effects = move || {
        has_value.get().then(|| {
            let row = row.get()?;
            let pair = |name: &'static str, value: String| {
                view! { <div><dt>{name}</dt><dd>{value}</dd></div> }
            };
            let change = |party| words_change(row.party(party));
            Some(view! {
                <dl class="require-effects" data-stated>
                    {pair(words::LEFT, shared::amount(row.remaining))}
                    {pair(shared::party(Party::Tiohundra), change(Party::Tiohundra))}
                    {pair(shared::party(Party::Group), change(Party::Group))}
                </dl>
            })
        })
    };
    let terms = asking.terms;
    let levers_of = StoredValue::new(first.levers.clone());
    let is_included =
        memo(move || levers_of.with_value(|all| terms.with(|terms| terms.has_all(all))));
    let include_name = StoredValue::new(how_name.clone());
    let take_in = move |_| {
        let Some(row) = row.get_untracked() else {
            return;
        };
        together::change_terms(store, |terms| {
            for id in &row.levers {
                terms.include(*id, row.to);
            }
        });
        // The button goes; the limit has its field.
        let first = row.levers.first().map_or("", |id| id.name());
        request_animation_frame(move || platform::focus(&together::field_id(first)));
    };
    let open = RwSignal::new(false);
    let panel = format!(
        "sa-{}-{}",
        of.id(),
        first.key().replace(['.', ' ', '_'], "-")
    );
    let is_same = levers == *measure.name;
    Some(view! {
        <li
            class="require-row"
            data-levers=first.key()
            data-verdict=attr(move || verdict_id(verdict.get()))
        >
            <div class="require-name">
                <h3>{measure.name.to_string()}</h3>
                {(!is_same).then(|| view! { <p>{levers}</p> })}
                <p class="source-meta">
                    <span class="chip" data-stage=measure.status.as_str()>{measures::status(measure.status)}</span>
                    <RatedChip spec=measure/>
                </p>
            </div>
            <div class="require-answer">
                <p><b>{dynamic(text)}</b></p>
                <Scale spec row/>
                <p class="small">
                    {dynamic(stands)}
                    ". "
                    {dynamic(why)}
                    {dynamic(move || gross.get().then(|| view! { " "{words::GROSS} }))}
                </p>
            </div>
            {dynamic(effects)}
            <div class="require-actions">
                {dynamic(move || has_value.get().then(|| view! {
                    <button
                        type="button"
                        class="button"
                        data-action="try"
                        on:click=handler(move |event: leptos::ev::MouseEvent| try_it.with_value(|act| act(event)))
                    >
                        {words::TRY}
                        <span class="visually-hidden">{dynamic(move || about.with_value(|about| about()))}</span>
                    </button>
                }))}
                {dynamic(move || (has_value.get() && !is_included.get()).then(|| view! {
                    <button type="button" class="quiet" data-action="include" on:click=handler(take_in)>
                        {words::INCLUDE}
                        <span class="visually-hidden">": "{include_name.get_value()}</span>
                    </button>
                }))}
                <Disclosure label=texts::how::HOW about=how_name panel=panel.clone() open/>
            </div>
            <div id=panel class="panel require-how" hidden=attr(move || !open.get())>
                {dynamic(move || open.get().then(|| how(asking, spec, found)))}
            </div>
        </li>
    })
}

/// Sets a row's value: one step back.
fn send(store: Store, name: &str, row: &LeverRow) {
    let is_on = |id: InputId| store.peek(|session| session.inputs().get(id)) >= 0.5;
    store.send(match row.levers.as_slice() {
        [only] if is_on(row.measure.phasing().on) => Intent::Set(*only, row.to),
        _ => Intent::SetAll(name.to_owned(), row.values()),
    });
}

/// Writes a change for a party.
fn words_change(change: f64) -> String {
    let mnkr = balans_model::Unit::Mnkr;
    shared::after(&balans_format::signed(change, shared::decimals(mnkr)), mnkr)
}

/// Says which inputs of a scenario stand otherwise than in the documents.
pub(super) fn changed_inputs(pack: &Pack, inputs: &balans_model::Inputs) -> String {
    let changed = inputs.changed(pack).map(|(id, value)| {
        let spec = pack.spec(id);
        [&*spec.label, " ", &shared::input_value(spec, value)].concat()
    });
    let changed: Vec<String> = changed.collect();
    if changed.is_empty() {
        words::ALL_DEFAULT.to_owned()
    } else {
        words::changed(&changed)
    }
}

/// Renders how a row was found: what was run, how many times, with which inputs.
fn how(asking: Asking, spec: &'static InputSpec, found: Memo<Option<Arc<AreaRows>>>) -> AnyView {
    let pack = asking.store.active_pack();
    let changed = move || {
        let found = found.get()?;
        let inputs = found.question().inputs().ok()?;
        Some(changed_inputs(pack, &inputs))
    };
    let text = move || Some(words::how(runs(spec), spec, found.get()?.answer().year));
    view! {
        <p>{dynamic(text)}</p>
        <p>{words::how_effects()}</p>
        <p>{dynamic(changed)}</p>
    }
}

/// A slider's range, with where it stands, where the documents have it, and the row's value.
#[component]
fn Scale(spec: &'static InputSpec, row: Memo<Option<LeverRow>>) -> impl IntoView {
    let span = spec.max - spec.min;
    let at = move |value: f64| {
        let share = if span > 0.0 {
            (value - spec.min) / span
        } else {
            0.0
        };
        format!("{:.4}", share.clamp(0.0, 1.0))
    };
    let from = move || at(row.get().map_or(spec.min, |row| row.from));
    let to = move || {
        let row = row.get().filter(|row| row.verdict.has_value());
        row.map(|row| at(row.to))
    };
    let has_to = memo(move || to().is_some());
    view! {
        <div class="require-scale" aria-hidden="true" style:--from=attr(from)>
            <span class="require-end">{shared::scale_end(spec, spec.min)}</span>
            <span class="require-track">
                <span class="require-source" style:--at=at(spec.default)></span>
                <span class="require-from"></span>
                {dynamic(move || has_to.get().then(|| view! {
                    <span class="require-to" style:--at=attr(move || to().unwrap_or_default())></span>
                }))}
            </span>
            <span class="require-end">{shared::scale_end(spec, spec.max)}</span>
        </div>
    }
}

/// The levers that are not listed: those that leave as much or more, and measures that do not reach the area.
#[component]
fn Folded(asking: Asking, of: Scope, found: Memo<Option<Arc<AreaRows>>>) -> impl IntoView {
    let pack = asking.store.active_pack();
    let [worse_open, elsewhere_open] = [const { false }; 2].map(RwSignal::new);
    let worse = memo(move || {
        let found = found.get();
        let rows = found.iter().flat_map(|found| &found.rows);
        let rows =
            rows.filter(|row| matches!(row.verdict, LeverVerdict::Worse | LeverVerdict::Still));
        let rows = rows.filter(|row| row.levers.len() == 1);
        let text = |row: &LeverRow| {
            let name = words::row_name(pack.measure(row.measure), &levers_name(pack, row));
            let spec = spec_of(pack, row)?;
            Some([&*name, ". ", &verdict_text(spec, row, 0.0), "."].concat())
        };
        rows.filter_map(text).collect::<Vec<_>>()
    });
    let elsewhere = memo(move || {
        let found = found.get();
        let rows: Vec<&LeverRow> = found.iter().flat_map(|found| &found.rows).collect();
        let reaches = |measure: Measure| {
            let mut own = rows.iter().filter(|row| row.measure == measure);
            own.any(|row| row.verdict != LeverVerdict::Elsewhere)
        };
        let has_row = |measure: &Measure| rows.iter().any(|row| row.measure == *measure);
        let measures = Measure::ALL
            .iter()
            .filter(|one| has_row(one) && !reaches(**one));
        let names = measures.map(|measure| pack.measure(*measure).name.to_string());
        names.collect::<Vec<_>>()
    });
    let fold = move |name: &'static str,
                     all: Memo<Vec<String>>,
                     label: fn(Scope, usize) -> String,
                     open: RwSignal<bool>| {
        let panel = [name, "-", of.id()].concat();
        let any = memo(move || all.with(|all| !all.is_empty()));
        let items = move || fragment(all.get().into_iter().map(|text| view! { <li>{text}</li> }));
        dynamic(move || {
            any.get().then(|| {
                let label = derived(move || label(of, all.with(Vec::len)));
                view! {
                    <div class="folded">
                        <Disclosure label panel=panel.clone() open/>
                        <div id=panel.clone() hidden=attr(move || !open.get())>
                            <ul class="require-names">{dynamic(items)}</ul>
                        </div>
                    </div>
                }
            })
        })
    };
    view! {
        {fold("minskar-inte", worse, |_, count| words::no_less(count), worse_open)}
        {fold("nar-inte", elsewhere, words::elsewhere, elsewhere_open)}
    }
}

/// What the members would pay instead.
#[component]
fn Members(asking: Asking, of: Scope, found: Memo<Option<Arc<AreaRows>>>) -> impl IntoView {
    let own = move || {
        let year = asking.year.get();
        let Scope::Area(area) = of else {
            return pooled(year, found, asking.group.get_untracked());
        };
        let member = match area {
            Area::Care => Member::Norrtalje,
            Area::Health => Member::Region,
        };
        let [before, between, after] = words::member_pays(year);
        view! {
            <p>
                {parties::member(member)}
                {before}
                <Amount quantity=Quantity::MemberGap(member, year)/>
                {between}
                <Amount quantity=Quantity::MemberRaise(member, year)/>
                {after}
            </p>
        }
    };
    view! {
        <div class="require-members" data-members>
            <h3>{words::MEMBERS}</h3>
            {dynamic(own)}
        </div>
    }
}

fn pooled(year: i32, found: Memo<Option<Arc<AreaRows>>>, is_group: bool) -> AnyView {
    let shared = if is_group {
        words::members_pay()
    } else {
        words::MEMBERS_SHARED
    };
    let lines = move || {
        let found = found.get();
        let rows = found
            .iter()
            .flat_map(|found| &found.answer().members)
            .flatten();
        let lines = rows.filter_map(|row| {
            let member = Member::parse(&row.member)?;
            let text =
                words::member_pays_pooled(parties::member(member), year, row.pays, row.raise);
            Some(view! { <p>{text}</p> })
        });
        fragment(lines)
    };
    view! {
        <div data-stated>{dynamic(lines)}</div>
        <p class="small">{shared}</p>
    }
}

/// The list as a table: numbers of scenarios that are not open, which each row's *Så räknas det* explains.
#[component]
fn AsTable(asking: Asking, of: Scope, found: Memo<Option<Arc<AreaRows>>>) -> impl IntoView {
    let pack = asking.store.active_pack();
    let open = RwSignal::new(false);
    let panel = format!("tabell-{}", of.id());
    let printing = asking.store.printing;
    let shown = memo(move || open.get() || printing.get());
    let about = heading_text(of, asking.group.get_untracked());
    view! {
        <div class="folded">
            <Disclosure label=texts::frame::AS_TABLE about=about panel=panel.clone() open/>
            <div id=panel data-stated hidden=attr(move || !shown.get())>
                {dynamic(move || shown.get().then(|| table(move || as_table(pack, of, found.get().as_deref()))))}
            </div>
        </div>
    }
}

fn as_table(pack: &'static Pack, of: Scope, found: Option<&AreaRows>) -> Table {
    let year = found.map_or(pack.growth_to, |found| found.answer().year);
    let rows = found.map_or(&[][..], |found| &found.rows);
    let rows = rows.iter().filter(|row| row.verdict.is_listed());
    let rows = rows.filter_map(|row| {
        let spec = spec_of(pack, row)?;
        let name = words::row_name(pack.measure(row.measure), &levers_name(pack, row));
        let [enough, short] = words::ANSWERS;
        let answer = match row.verdict {
            LeverVerdict::Enough => enough.to_owned(),
            LeverVerdict::Short { .. } => short.to_owned(),
            _ => shared::lower(&verdict_text(spec, row, 0.0)),
        };
        let words = [words::from_to(spec, row.from, row.to), answer].map(Cell::Text);
        let number = |quantity, value, is_change: bool| {
            Cell::Number(if is_change {
                NumberCell::change(quantity, Shown::Plain, value)
            } else {
                NumberCell::other(quantity, Shown::Plain, value)
            })
        };
        let change = |party| number(Quantity::PartyTotal(party, year), row.party(party), true);
        let left = number(Quantity::Remaining(year), row.remaining, false);
        let numbers = [left, change(Party::Tiohundra), change(Party::Group)];
        Some(Row::new(name, words.into_iter().chain(numbers)))
    });
    let title = if found.is_some_and(|found| found.question().group) {
        words::group_table(year)
    } else {
        words::table(of, year)
    };
    let mut table = Table {
        class: "wide",
        rows: rows.collect(),
        ..Table::new(title, words::ROW, words::columns())
    };
    for column in table.columns.iter_mut().skip(1).take(2) {
        column.is_words = true;
    }
    table
}
