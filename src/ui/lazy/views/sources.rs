//! Källor: every input with its value, status and source; what differs is marked.

use balans_format as format;
use balans_format::text::fold;
use balans_model::answers::Span;
use balans_model::{
    InputId, InputSpec, Inputs, Measure, MeasureSpec, Pack, Scope, Status, Year, totals,
};
use balans_report::texts::{futures, shared};
use leptos::prelude::*;

use super::own_compare::OwnCompare;
use super::own_table::OwnTable;
use super::packs::{CARD, PackList, Packs, is_other};
use super::reconciliation::Reconciliation;
use crate::collections::sort;
use crate::erased::{attr, dynamic, effect, fragment, handler, keyed_list, memo, view};
use crate::platform;
use crate::state::{Intent, Route, Session, Store, use_store};
use crate::texts;
use crate::ui::components::{Disclosure, Lever, StatusChip, changed_chip, choices};
use crate::ui::lazy::components::{own_button, own_panel, search_field, spans_in_use, stated};
use crate::ui::lazy::export::files::OwnFigures;
use crate::ui::lazy::export::table_file::{csv_button, save_inputs};
use crate::ui::view::Heading;

/// The most assumptions shown that the answer hangs on.
const REPLACE_FIRST: usize = 6;

/// Id of the heading of the list of all inputs.
const LIST: &str = "alla-tal";

/// The filter of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Filter {
    All,
    Changed,
    Only(Status),
}

#[component]
pub(super) fn Sources() -> impl IntoView {
    let store = use_store();
    let pack = store.base_pack();
    let changed = store.changed;
    let search = store.source_query;
    let filter = RwSignal::new(Filter::All);
    let visible = memo(move || {
        let words = search.with(|search| fold(search));
        let words = words.split_whitespace().collect::<Vec<_>>();
        let active = store.active_pack_memo.get();
        let fits = |id: &InputId| {
            let spec = active.spec(*id);
            let kind = match filter.get() {
                Filter::All => true,
                Filter::Changed => changed.with(|changed| changed.contains(id)),
                Filter::Only(status) => spec.status == status,
            };
            kind && matches(spec, &words)
        };
        InputId::all().filter(fits).collect::<Vec<_>>()
    });
    let groups = memo(move || {
        let mut groups = Vec::<Group>::new();
        for id in visible.get() {
            let name = shared::input_group(id.name());
            match groups.iter_mut().find(|(group, _)| *group == name) {
                Some((_, ids)) => ids.push(id),
                None => groups.push((name, vec![id])),
            }
        }
        groups
    });
    // What is found must be seen: phasing is then not folded.
    let is_sought = move || {
        let words = search.with_untracked(|search| !search.trim().is_empty());
        words || filter.get_untracked() != Filter::All
    };
    let total = pack.inputs.len();
    let rows = SourceRows::new(store);
    let list = PackList::provide();
    if platform::hash().ends_with("?underlag") {
        // The address leads to the card.
        request_animation_frame(|| platform::focus(CARD));
    }
    view! {
        <Heading route=Route::Sources/>
        <p class="lead">{dynamic(move || texts::sources::sources_lead(total, changed.with(Vec::len)))}</p>
        <div class="stack after">
            <Documents/>
            <Packs list/>
            <Replace/>
            <OwnTable/>
            <section class="card" id="andrat">
                <h2>{texts::sources::CHANGED}</h2>
                <p>{dynamic(move || texts::sources::changed(changed.with(Vec::len)))}</p>
                // Always there: a lever of the list below must not move under the pointer.
                <button
                    type="button"
                    class="button"
                    aria-disabled=attr(move || changed.with(Vec::is_empty).then_some("true"))
                    on:click=handler(move |_| {
                        if !changed.with_untracked(Vec::is_empty) {
                            search.set(String::new());
                            filter.set(Filter::Changed);
                            platform::focus(LIST);
                        }
                    })
                >
                    {texts::sources::SHOW_CHANGED}
                </button>
            </section>
        </div>
        <h2 id=LIST class="list-heading" tabindex="-1">{texts::sources::ALL_NUMBERS}</h2>
        <div class="filter">
            {search_field(texts::sources::SEARCH, search)}
            <StatusFilter filter/>
            {dynamic(move || (!changed.with(Vec::is_empty)).then(|| view! {
                <button type="button" class="button" on:click=handler(move |_| {
                    store.send(Intent::ResetAll);
                    platform::focus_heading();
                })>
                    {texts::sources::RESET_ALL}
                </button>
            }))}
            {csv_button(Signal::stored(String::new()), move || save_inputs(store))}
        </div>
        <p class="small" role="status">{dynamic(move || texts::sources::found(visible.with(Vec::len)))}</p>
        <div class="stack after">
            {keyed_list(
                move || groups.with(|all| all.iter().map(group_key).collect()),
                move |key: String| {
                    let found = |all: &Vec<Group>| all.iter().find(|group| group_key(group) == key).cloned();
                    let (name, ids) = groups.with_untracked(found).unwrap_or_default();
                    view! {
                        <section class="card">
                            <h2>{name}</h2>
                            <ul class="source-list">{rows_of(rows, ids, is_sought())}</ul>
                        </section>
                    }
                },
            )}
            <OwnFigures/>
            <OwnCompare/>
            // What only the built-in pack's documents say.
            {(!is_other()).then(|| view! { <Facts/> })}
            <Statuses/>
            {(!is_other()).then(|| view! { <NewCalculation/> })}
            <Reconciliation/>
        </div>
    }
}

/// The inputs under one heading.
type Group = (&'static str, Vec<InputId>);

/// Renders the rows of a group. A measure's phasing inputs are folded after its other inputs.
fn rows_of(rows: SourceRows, ids: Vec<InputId>, is_sought: bool) -> AnyView {
    let pack = rows.store.base_pack();
    let mut phasing = Vec::<(&'static MeasureSpec, Vec<InputId>)>::new();
    let mut all = Vec::new();
    for id in ids {
        let measure = pack.measures.iter().find(|spec| spec.phasing.contains(&id));
        let Some(measure) = measure.filter(|_| !is_sought) else {
            all.push(row(rows, id));
            continue;
        };
        match phasing.iter_mut().find(|(spec, _)| spec.id == measure.id) {
            Some((_, ids)) => ids.push(id),
            None => phasing.push((measure, vec![id])),
        }
    }
    all.extend(
        phasing
            .into_iter()
            .map(|(spec, ids)| folded(rows, spec, ids)),
    );
    fragment(all)
}

/// Renders a measure's phasing inputs, folded except on paper.
fn folded(rows: SourceRows, spec: &'static MeasureSpec, ids: Vec<InputId>) -> AnyView {
    let printing = rows.store.printing;
    let open = RwSignal::new(false);
    let panel = format!("f-{}", spec.id.replace('_', "-"));
    let label = texts::sources::phasing(&spec.name, ids.len());
    let rows = ids.into_iter().map(|input| row(rows, input));
    view! {
        <li data-phasing=spec.id.to_string()>
            <Disclosure label panel=panel.clone() open/>
            <ul id=panel class="source-list" hidden=attr(move || !open.get() && !printing.get())>
                {rows.collect_view()}
            </ul>
        </li>
    }
}

/// An assumption, the greatest change of what is left that it makes, mnkr, and the year of that change.
pub(super) type Leverage = (InputId, f64, Year);

/// Ranks the assumptions by how much what is left changes, in its worst year, between the ends of each one's range.
/// Phasing is left out: it is the user's plan. So is what has less effect than is shown.
pub(super) fn ranked(pack: &Pack, inputs: &Inputs) -> Vec<Leverage> {
    let is_phasing = |id: &InputId| pack.measures.iter().any(|spec| spec.phasing.contains(id));
    let assumptions = InputId::all().filter(|id| pack.spec(*id).status == Status::Assumption);
    let leverage = |id: InputId| {
        let spec = pack.spec(id);
        let [low, high] = [spec.min, spec.max].map(|end| {
            let mut tried = inputs.clone();
            tried.set(pack, id, end);
            totals(pack, &tried)
        });
        let years = pack.plan_year..=*pack.years().end();
        let change = |year: Year| {
            let [low, high] = [&low, &high].map(|run| run.remaining(Scope::Total, year));
            ((high - low).abs(), year)
        };
        let most = years
            .map(change)
            .reduce(|a, b| if b.0 > a.0 { b } else { a });
        most.map(|(mnkr, year)| (id, mnkr, year))
    };
    let mut all = assumptions
        .filter(|id| !is_phasing(id))
        .filter_map(leverage)
        .filter(|(_, mnkr, _)| *mnkr >= 0.05)
        .collect::<Vec<_>>();
    sort(&mut all, |a, b| b.1.total_cmp(&a.1));
    all
}

/// Renders the assumptions that the answer hangs on most: those of the scenario as it was when the view opened, since a
/// row must not move under the pointer. They are computed when the view is on screen.
#[component]
fn Replace() -> impl IntoView {
    let store = use_store();
    let pack = store.active_pack();
    let first = RwSignal::new(None::<Vec<Leverage>>);
    request_animation_frame(move || {
        let inputs = store.peek(|session| session.inputs().clone());
        let mut ranked = ranked(pack, &inputs);
        ranked.truncate(REPLACE_FIRST);
        // The view may be gone by then.
        let _ = first.try_set(Some(ranked));
    });
    let item = move |(id, mnkr, year): Leverage| {
        let spec = pack.spec(id);
        let value = store.input(id);
        let show = move |_| {
            store.source_query.set(spec.id.to_string());
            platform::focus(LIST);
        };
        view! {
            <li data-replace=spec.id.to_string()>
                <div class="source-row">
                    <p>{spec.label.to_string()}</p>
                    <p class="value">{dynamic(move || shared::input_value(spec, value.get()))}</p>
                </div>
                <div class="source-meta">
                    <span>{texts::sources::moves_answer(&format::mnkr(mnkr), year)}</span>
                    <button type="button" class="quiet" on:click=handler(show)>
                        {texts::sources::SHOW_INPUT}
                        <span class="visually-hidden">": "{spec.label.to_string()}</span>
                    </button>
                </div>
            </li>
        }
    };
    view! {
        <section class="card" id="byt-forst">
            <h2>{texts::sources::REPLACE}</h2>
            <p>{texts::sources::replace_lead()}</p>
            {dynamic(move || first.get().map(|first| if first.is_empty() {
                view! { <p>{texts::sources::REPLACE_NONE}</p> }
            } else {
                view! { <ul class="source-list">{first.into_iter().map(item).collect_view()}</ul> }
            }))}
        </section>
    }
}

/// Keys a group by its inputs, so that a changed one is rendered again.
fn group_key((name, ids): &Group) -> String {
    let names = ids.iter().map(|id| id.name());
    [*name]
        .into_iter()
        .chain(names)
        .collect::<Vec<_>>()
        .join("\n")
}

/// Tests whether every word of a search, folded ([`fold`]), occurs in the row's text or its id.
fn matches(spec: &InputSpec, words: &[&str]) -> bool {
    if words.is_empty() {
        return true;
    }
    let note = spec.note.as_deref().unwrap_or_default();
    let group = shared::input_group(&spec.id);
    let text = [
        &*spec.id,
        &*spec.label,
        &*spec.purpose,
        &*spec.source,
        note,
        group,
        shared::status(spec.status),
    ];
    let text = fold(&text.join(" "));
    words.iter().all(|word| text.contains(word))
}

#[component]
fn StatusFilter(filter: RwSignal<Filter>) -> impl IntoView {
    let statuses = Status::ALL
        .iter()
        .map(|&status| (Filter::Only(status), shared::status(status)));
    let options = [
        (Filter::All, texts::sources::ALL),
        (Filter::Changed, texts::sources::ONLY_CHANGED),
    ];
    choices(
        texts::sources::SHOW,
        options.into_iter().chain(statuses),
        move || filter.get(),
        move |choice| filter.set(choice),
    )
}

/// An input's value, with whether it differs from the underlag.
type RowState = (f64, bool);

/// What the rows show. One look at all inputs sets those that have moved: a memo for each row, of which there are hundreds,
/// would have each of them look at every move.
#[derive(Clone, Copy)]
struct SourceRows {
    store: Store,
    states: StoredValue<Vec<RwSignal<RowState>>>,
    /// Each input as the active pack has it, own figures among them.
    specs: StoredValue<Vec<RwSignal<&'static InputSpec>>>,
    /// The spans in use, each with what it stands on.
    spans: Memo<Vec<(Span, String)>>,
}

impl SourceRows {
    fn new(store: Store) -> Self {
        let now = |inputs: &Inputs, pack: &Pack, id| (inputs.get(id), inputs.is_changed(pack, id));
        let states = store.peek(|session| {
            let inputs = session.inputs();
            InputId::all()
                .map(|id| RwSignal::new(now(inputs, store.active_pack(), id)))
                .collect::<Vec<_>>()
        });
        let states = StoredValue::new(states);
        effect(move || {
            let (inputs, pack) = (store.inputs(), store.active_pack_memo.get());
            states.with_value(|states| {
                for (id, state) in InputId::all().zip(states) {
                    let now = now(&inputs, pack, id);
                    if state.get_untracked() != now {
                        state.set(now);
                    }
                }
            });
        });
        let specs = InputId::all().map(|id| RwSignal::new(store.active_pack().spec(id)));
        let specs = StoredValue::new(specs.collect::<Vec<_>>());
        effect(move || {
            let pack = store.active_pack_memo.get();
            specs.with_value(|specs| {
                for (id, shown) in InputId::all().zip(specs) {
                    let spec = pack.spec(id);
                    if shown.get_untracked() != spec {
                        shown.set(spec);
                    }
                }
            });
        });
        Self {
            store,
            states,
            specs,
            spans: store.select(spans_in_use),
        }
    }
}

fn row(rows: SourceRows, input: InputId) -> AnyView {
    let store = rows.store;
    let base = store.base_pack().spec(input);
    let state = rows
        .states
        .with_value(|states| states.get(input.index()).copied());
    let state = move || state.map(|state| state.get()).unwrap_or_default();
    let spec = rows
        .specs
        .with_value(|specs| specs.get(input.index()).copied());
    let spec = move || spec.map_or(base, |spec| spec.get());
    let (open, own_open) = (RwSignal::new(false), RwSignal::new(false));
    let panel = format!("k-{}", input.name().replace('.', "-"));
    let origin = move || {
        let spec = spec();
        let default = shared::input_value(spec, spec.default);
        let is_own = spec.status == Status::Own;
        view! {
            <span>{texts::sources::underlag_value(spec.status, &default)}</span>
            <span>{spec.source.to_string()}</span>
            {is_own.then(|| {
                let value = shared::input_value(base, base.default);
                let said = store.peek(|session| said_of(session, input));
                view! {
                    {(!said.is_empty()).then(|| view! { <span>{said}</span> })}
                    <span>{texts::sources::in_documents(&value)}</span>
                }
            })}
        }
    };
    let span = move || {
        let text = rows.spans.with(|all| {
            let (span, basis) = all.iter().find(|(span, _)| span.input == input)?;
            Some(span_text(base, span, basis))
        })?;
        Some(view! { <span data-span>{text}</span> })
    };
    view! {
        <li data-source=input.name()>
            <div class="source-row">
                <p>{base.label.to_string()}</p>
                <p class="value">{dynamic(move || shared::input_value(base, state().0))}</p>
            </div>
            <div class="source-meta">
                {dynamic(move || view! { <StatusChip status=spec().status/> })}
                {dynamic(move || changed_chip(state().1))}
                {dynamic(origin)}
                {dynamic(span)}
                <Disclosure label=texts::sources::CHANGE about=base.label.to_string() panel=panel.clone() open/>
                {own_button(input, own_open)}
            </div>
            <div id=panel class="panel" hidden=attr(move || !open.get())>
                {dynamic(move || {
                    // A lever is marked at the figure that was there when it was made.
                    spec();
                    open.get().then(|| view! { <Lever input/> })
                })}
            </div>
            {own_panel(input, own_open)}
        </li>
    }
}

/// Says when an input's own figure was stated and which role answers for it, and the note on it.
fn said_of(session: &Session, input: InputId) -> String {
    let figure = session
        .underlag()
        .and_then(|own| own.figures.get(input.name()));
    figure.map_or_else(String::new, stated)
}

/// Writes an input's span with what it stands on.
fn span_text(spec: &InputSpec, span: &Span, basis: &str) -> String {
    texts::own::span(&futures::ends(spec, span.low, span.high), basis)
}

#[component]
fn Documents() -> impl IntoView {
    let documents = use_store().active_pack().documents.iter().map(|document| {
        let link = (!document.link.is_empty()).then(|| {
            view! { <dd><a href=document.link.to_string()>{document.link.to_string()}</a></dd> }
        });
        view! {
            <dt>{if document.id == document.title {
                document.id.to_string()
            } else {
                format!("{}: {}", document.id, document.title)
            }}</dt>
            <dd>{document.description.to_string()}</dd>
            {link}
        }
    });
    let heading = match is_other() {
        true => texts::packs::DOCUMENTS,
        false => texts::sources::DOCUMENTS,
    };
    view! {
        <section class="card" id="dokument">
            <h2>{heading}</h2>
            <dl class="glossary">{documents.collect_view()}</dl>
            {(!is_other()).then(|| view! { <p class="small">{texts::how::not_published_both()}</p> })}
        </section>
    }
}

/// Renders what the documents say besides the figures, and what is missing.
#[component]
fn Facts() -> impl IntoView {
    let facts = texts::sources::FACTS_ROWS.iter();
    let facts = facts.map(|&(about, fact, source)| {
        view! {
            <dt>{about}</dt>
            <dd>{fact}</dd>
            <dd class="small">{source}</dd>
        }
    });
    view! {
        <section class="card prose" id="fakta">
            <h2>{texts::sources::FACTS}</h2>
            <p>{texts::sources::FACTS_LEAD}</p>
            <dl class="glossary">{facts.collect_view()}</dl>
        </section>
        <section class="card prose" id="saknas">
            <h2>{texts::sources::MISSING}</h2>
            {list(&texts::sources::MISSING_ROWS)}
        </section>
    }
}

/// Renders what each status means.
#[component]
fn Statuses() -> impl IntoView {
    let statuses = Status::ALL.iter().map(|&status| {
        view! {
            <dt><StatusChip status/></dt>
            <dd>{shared::status_meaning(status)}</dd>
        }
    });
    view! {
        <section class="card">
            <h2>{texts::sources::STATUSES}</h2>
            <dl class="glossary">{statuses.collect_view()}</dl>
        </section>
    }
}

fn list(texts: &'static [&'static str]) -> AnyView {
    let items = texts.iter().map(|&text| view! { <li>{text}</li> });
    view! { <ul>{items.collect_view()}</ul> }
}

/// Renders what differs from the first version of the calculation.
#[component]
fn NewCalculation() -> impl IntoView {
    let pack = use_store().base_pack();
    let values = texts::sources::NEW_VALUES_ROWS.iter();
    let values = values.filter_map(|&(id, before, why)| {
        let spec = pack.spec(pack.find(id)?);
        let [before, now] = [before, spec.default].map(|value| shared::input_value(spec, value));
        Some(view! {
            <dt>{spec.label.to_string()}</dt>
            <dd>{texts::sources::new_value(&before, &now, why)}</dd>
        })
    });
    view! {
        <section class="card prose" id="ny-berakning">
            <h2>{texts::sources::NEW_CALCULATION}</h2>
            <p>{texts::sources::NEW_CALCULATION_LEAD}</p>
            <h3>{texts::sources::NEW_FORMULAS}</h3>
            {list(&texts::sources::NEW_FORMULAS_ROWS)}
            <h3>{texts::sources::NEW_VALUES}</h3>
            <dl class="glossary">{values.collect_view()}</dl>
            <p>{texts::sources::later_starts(later_starts(pack))}</p>
            <h3>{texts::sources::NEW_STATUSES}</h3>
            {list(&texts::sources::NEW_STATUSES_ROWS)}
        </section>
    }
}

/// Counts the measures that start after the plan year when nobody has moved anything.
fn later_starts(pack: &Pack) -> usize {
    let starts = Measure::ALL
        .iter()
        .map(|measure| measure.phasing().start_year);
    let later = starts.filter(|&start| pack.spec(start).default > f64::from(pack.plan_year));
    later.count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use balans_model::{KSON_2023, input_id};

    /// A value that moves back, or an id that is misspelt, would make the list untrue.
    #[test]
    fn every_starting_value_listed_as_changed_is_another_now() {
        for (id, before, _) in texts::sources::NEW_VALUES_ROWS {
            let now = KSON_2023
                .find(id)
                .map(|input| KSON_2023.spec(input).default);
            assert!(now.is_some_and(|now| (now - before).abs() > 1e-9), "{id}");
        }
        assert_eq!(later_starts(&KSON_2023), 8);
    }

    #[test]
    fn the_assumptions_that_decide_most_come_first() {
        let defaults = Inputs::defaults(&KSON_2023);
        let ranked_of = |inputs: &Inputs| ranked(&KSON_2023, inputs);
        let all = ranked_of(&defaults);
        assert!(all.is_sorted_by(|a, b| a.1 >= b.1) && !all.is_empty());
        let funding = input_id("requirement.growth_funding");
        assert_eq!(all[0].0, funding, "{}", all[0].0.name());
        // An assumption behind a measure matters once the measure has an amount.
        let spec = KSON_2023.measure(Measure::Discharge);
        let mut moved = defaults.clone();
        for lever in spec.levers.iter() {
            moved.set(&KSON_2023, *lever, KSON_2023.spec(*lever).max / 2.0);
        }
        let before = |id: InputId| all.iter().any(|(one, ..)| *one == id);
        let new = ranked_of(&moved)
            .into_iter()
            .filter(|(id, ..)| !before(*id));
        let new = new.map(|(id, ..)| id).collect::<Vec<_>>();
        assert!(new.iter().any(|id| spec.inputs.contains(id)), "{new:?}");
    }

    #[test]
    fn search_finds_by_any_word_of_the_row() {
        let spec = KSON_2023.spec(input_id("negligence_clause.amount"));
        for found in [
            &["försumlighet"][..],
            &["700"],
            &["negligence_clause"],
            &["underlag", "åtgärder"],
            &[],
        ] {
            assert!(matches(spec, found), "{found:?}");
        }
        assert!(!matches(spec, &["försumlighet", "finnsinte"]));
    }
}
