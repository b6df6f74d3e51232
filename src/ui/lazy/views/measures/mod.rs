//! Åtgärder: every measure with what it gives, whom it hits and what may follow; one at a time open
//! with its levers, effect by year, parties and the person's own rating.

mod judgement;
mod listing;
mod panel;
mod potential;
mod row;

use balans_model::{Area, Measure, MeasureArea, MeasureSpec, Quantity, Scope};
use balans_report::texts::{measures as words, shared};
use leptos::prelude::*;

use super::required::answer_levers;
use crate::erased::{attr, derived, dynamic, effect, handler, keyed_list, memo, view};
use crate::platform;
use crate::state::{Route, Store, use_store};
use crate::texts;
use crate::ui::components::{Amount, NumberButton};
use crate::ui::view::Heading;

pub(super) use judgement::RatedChip;
pub(super) use listing::StatusGroup;
pub(super) use panel::own_lever;

use listing::{Known, MeasureEntry, MeasureFilter, MeasureGroups, MeasureOrder};
use potential::{Potential, potential};
use row::Row;

/// The measure that is open, by its id: one at a time, so that only one figure follows the levers.
type Open = RwSignal<Option<&'static str>>;

/// What has been computed of the most that measures give.
type Potentials = RwSignal<Vec<(Measure, Option<Potential>)>>;

#[component]
pub(super) fn Measures() -> impl IntoView {
    let store = use_store();
    let pack = store.active_pack();
    let all = pack.measures.len();
    let choice = RwSignal::new(MeasureFilter::default());
    let open = Open::new(None);
    let shown = listed(store, choice, open);
    let count = move || shown.with(|groups| groups.iter().map(|(_, specs)| specs.len()).sum());
    let potentials = computed(store, open);
    let unknown = RwSignal::new(None);
    follow_address(store, open, unknown);
    let year = store.year_memo;
    let ask = answer_levers();
    view! {
        <Heading route=Route::Measures/>
        {dynamic(move || {
            year.track();
            view! { <Answer/> }
        })}
        {ask}
        <div role="status">
            {dynamic(move || unknown.get().map(|id: String| view! {
                <p class="error" data-unknown>{texts::unknown::unknown_measure(&id)}</p>
            }))}
        </div>
        <section class="card measures">
            <Filter choice/>
            <p class="small" role="status">{dynamic(move || words::shown(count(), all))}</p>
            <p class="measure-columns" aria-hidden="true">
                <span>{words::COLUMN_MEASURE}</span>
                <span>{words::COLUMN_WORDS}</span>
                <span>{dynamic(move || year.get())}</span>
                <span>{words::COLUMN_FULL_YEAR}</span>
                <span>{words::COLUMN_ON}</span>
            </p>
            {Known::ALL.into_iter().zip(words::GROUPS).map(|(known, name)| {
                group(known, name, shown, move |id| {
                    let spec = pack.measures.iter().find(|spec| spec.id == id);
                    spec.map(|spec| view! { <Row spec open potentials/> }).into_any()
                })
            }).collect_view()}
        </section>
    }
}

/// Renders a group of the list under its heading; nothing where it has no measure.
fn group(
    known: Known,
    name: &'static str,
    shown: Memo<MeasureGroups>,
    row: impl Fn(String) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let year = use_store().year_memo;
    // A row shows one year, and is made anew for another.
    let ids = memo(move || {
        let year = year.get();
        let key = |spec: &&MeasureSpec| format!("{} {year}", spec.id);
        let ids = |specs: &[&MeasureSpec]| specs.iter().map(key).collect();
        shown.with(|groups| {
            let mut groups = groups.iter();
            let found = groups.find(|(group, _)| *group == known);
            found.map_or_else(Vec::new, |(_, specs)| ids(specs))
        })
    });
    let note = (known == Known::Uncalculated).then_some(words::GROUP_UNCALCULATED);
    view! {
        <section class="measure-group" hidden=attr(move || ids.with(Vec::is_empty))>
            <h2>{name}</h2>
            {note.map(|note| view! { <p class="small">{note}</p> })}
            <ul class="measure-list">{keyed_list(
                move || ids.get(),
                move |key: String| row(key.split(' ').next().unwrap_or_default().to_owned()),
            )}</ul>
        </section>
    }
}

/// Renders the number of measures without an amount, of those with one, and their sum.
#[component]
fn Answer() -> impl IntoView {
    let store = use_store();
    let (pack, year) = (store.active_pack(), store.year());
    let all = pack.measures.len();
    let listed = pack
        .measures
        .iter()
        .filter(|m| m.evidence.is_none())
        .count();
    let without = Quantity::UncalculatedMeasures();
    let with = Quantity::CalculatedMeasures();
    let finding = store.derive(move |outcome| {
        let uncalculated = outcome.value(without).unwrap_or(0.0);
        words::without_figure(uncalculated as usize + listed, all)
    });
    // Whole numbers: how many measures there are.
    let number = move |quantity| {
        store.derive(move |outcome| outcome.value(quantity).unwrap_or(0.0) as usize)
    };
    let (without_count, with_count) = (number(without), number(with));
    let counted = move |quantity, text: fn(usize) -> String, count: Memo<usize>| {
        let text = derived(move || text(count.get()));
        view! { <NumberButton quantity text/> }
    };
    let gross = Quantity::GrossSaving(year);
    let saved = store.value(gross);
    let is_gross = memo(move || !shared::is_nothing(saved.get()));
    view! {
        <p class="lead">
            <b>{finding}</b>
            {words::UNCALCULATED_BEFORE}
            {counted(without, words::uncalculated_count, without_count)}
            {dynamic(move || words::uncalculated(without_count.get(), listed))}
            {dynamic(move || words::calculated(with_count.get())[0])}
            {counted(with, words::calculated_count, with_count)}
            {dynamic(move || words::calculated(with_count.get())[1])}
            <Amount quantity=Quantity::Saving(Scope::Total, year)/>
            {words::in_year(year)}
            <Amount quantity=Quantity::FullYearTotal()/>
            {words::IN_FULL_YEAR}
            {dynamic(move || is_gross.get().then(|| view! {
                {words::gross_before(year)}
                <Amount quantity=gross/>
                {words::GROSS_AFTER}
            }))}
        </p>
        <p class="lead-note">{words::LEAD}</p>
    }
}

/// Makes a memo of what the list shows. It follows a choice, another scenario, and which measure is open; but while one
/// is open no lever moves it: a row must not walk away from under the pointer that moves it.
fn listed(store: Store, choice: RwSignal<MeasureFilter>, open: Open) -> Memo<MeasureGroups> {
    let (pack, year) = (store.active_pack(), store.year_memo);
    let effects = store.derive(move |outcome| {
        let year = year.get();
        let of = |spec: &MeasureSpec| {
            let measure = Measure::find(&spec.id)?;
            let of = |quantity| outcome.value(quantity);
            let effects = (
                of(Quantity::MeasureSaving(measure, year))?,
                of(Quantity::FullYear(measure))?,
            );
            (of(Quantity::MeasureCalculated(measure))? > 0.0).then_some(effects)
        };
        pack.measures.iter().map(of).collect::<Vec<_>>()
    });
    let known = memo(move || {
        let inputs = store.inputs();
        let documents = store.base_pack();
        effects.with(|effects| {
            let of = |(spec, effect): (&MeasureSpec, &Option<_>)| {
                Known::of(effect.is_some(), documents.evidence(spec, &inputs))
            };
            pack.measures
                .iter()
                .zip(effects)
                .map(of)
                .collect::<Vec<_>>()
        })
    });
    let held = StoredValue::new(Vec::new());
    // Another scenario is another list.
    let opened = store.select(|session| session.current_scenario().map(|saved| saved.id.clone()));
    memo(move || {
        opened.track();
        year.track();
        let choice = choice.get();
        // As the list was when the measure was opened, whatever else is the reason to make it anew.
        if open.get().is_none() || held.with_value(Vec::is_empty) {
            held.set_value(known.get());
        }
        let known = held.get_value();
        let entries = pack.measures.iter().zip(effects.get_untracked()).zip(known);
        let entries = entries.map(|((spec, effects), known)| MeasureEntry {
            spec,
            effects,
            known,
        });
        listing::grouped(&entries.collect::<Vec<_>>(), choice)
    })
}

/// Computes the most that each measure gives, a measure a frame, and anew when the scenario changes while none is open.
fn computed(store: Store, open: Open) -> Potentials {
    /// Computes the next measure of the round, and asks for the frame of the one after it.
    fn next(store: Store, potentials: Potentials, at: usize, round: RwSignal<u32>, of: u32) {
        request_animation_frame(move || {
            let is_over = round.try_get_untracked() != Some(of);
            let Some(measure) = Measure::ALL.get(at).copied().filter(|_| !is_over) else {
                return;
            };
            let inputs = store.peek(|session| session.inputs().clone());
            let most = potential(store.active_pack(), &inputs, measure);
            potentials.update(|all| {
                all.retain(|(of, _)| *of != measure);
                all.push((measure, most));
            });
            next(store, potentials, at + 1, round, of);
        });
    }
    let potentials = Potentials::new(Vec::new());
    let round = RwSignal::new(0);
    let inputs = memo(move || open.get().is_none().then(|| store.inputs()));
    effect(move || {
        // An address may open a measure before anything is computed.
        if inputs.with(Option::is_some) || potentials.with_untracked(Vec::is_empty) {
            round.update(|round| *round += 1);
            next(store, potentials, 0, round, round.get_untracked());
        }
    });
    potentials
}

/// Opens the measure in the address, as in `#/atgarder?oppna=caseload`.
fn follow_address(store: Store, open: Open, unknown: RwSignal<Option<String>>) {
    let pack = store.active_pack();
    let read = move || {
        let hash = platform::hash();
        let query = hash.split_once('?').map_or("", |(_, query)| query);
        let asked = query
            .split('&')
            .find_map(|part| part.strip_prefix("oppna="));
        let spec = asked.and_then(|id| pack.measures.iter().find(|spec| spec.id == id));
        let missing = asked.filter(|_| spec.is_none());
        unknown.set(missing.map(platform::share::decode));
        if let Some(spec) = spec {
            open.set(Some(&spec.id));
            // After the heading has taken focus, which a new view gives it.
            request_animation_frame(move || platform::focus(&row::button_id(spec)));
        }
    };
    read();
    let listener = window_event_listener(leptos::ev::hashchange, move |_| read());
    on_cleanup(move || listener.remove());
}

#[component]
fn Filter(choice: RwSignal<MeasureFilter>) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let statuses = StatusGroup::ALL.into_iter().zip(words::status_groups());
    let statuses = statuses.map(|(group, name)| (Some(group), name.to_owned()));
    let areas = [
        (MeasureArea::Care, Area::Care),
        (MeasureArea::Health, Area::Health),
    ];
    let areas = areas.map(|(acts, area)| (Some(acts), shared::scope(area.into()).to_owned()));
    let figures = [(true, words::WITH_FIGURE), (false, words::NO_FIGURE)];
    let figures = figures.map(|(with, name)| (Some(with), name.to_owned()));
    let orders = MeasureOrder::ALL.map(|order| {
        let name = match order {
            MeasureOrder::Model => words::ORDER_MODEL.to_owned(),
            MeasureOrder::Effect => words::ORDER_EFFECT.to_owned(),
            MeasureOrder::FullYear => words::ORDER_FULL_YEAR.to_owned(),
            MeasureOrder::Name => words::ORDER_NAME.to_owned(),
        };
        (order, name)
    });
    let status = select(words::BY_STATUS, or_all(statuses), move |to| {
        choice.update(|choice| choice.status = to);
    });
    let area = select(words::BY_AREA, or_all(areas), move |to| {
        choice.update(|choice| choice.area = to);
    });
    let figure = select(words::BY_FIGURE, or_all(figures), move |to| {
        choice.update(|choice| choice.with_figure = to);
    });
    let order = select(words::ORDER, orders.to_vec(), move |to| {
        choice.update(|choice| choice.order = to);
    });
    view! {
        <div class="measure-filters">
            <button
                type="button"
                class="button"
                aria-expanded=attr(move || is_open.get().to_string())
                aria-controls="urval"
                on:click=handler(move |_| is_open.update(|open| *open = !*open))
            >
                {dynamic(move || words::filter(choice.get().set_count()))}
            </button>
            <div id="urval" class="measure-filter" role="group" aria-label=words::FILTER hidden=attr(move || !is_open.get())>
                {status}
                {area}
                {figure}
                {order}
            </div>
        </div>
    }
}

/// Lists the filter's choices: all, then each kind.
pub(super) fn or_all<T>(
    options: impl IntoIterator<Item = (Option<T>, String)>,
) -> Vec<(Option<T>, String)> {
    [(None, texts::sources::ALL.to_owned())]
        .into_iter()
        .chain(options)
        .collect()
}

/// Renders a labelled select.
pub(super) fn select<T: Clone + 'static>(
    label: &'static str,
    options: Vec<(T, String)>,
    choose: impl Fn(T) + 'static,
) -> impl IntoView {
    let items = options.iter().enumerate();
    let items = items
        .map(|(index, (_, name))| view! { <option value=index.to_string()>{name.clone()}</option> })
        .collect_view();
    view! {
        <label>
            {label}
            <select
                class="text-input"
                on:change:target=move |ev| {
                    let chosen = ev.target().value().parse::<usize>();
                    if let Some((value, _)) = chosen.ok().and_then(|index| options.get(index)) {
                        choose(value.clone());
                    }
                }
            >
                {items}
            </select>
        </label>
    }
}
