//! Åtgärder: every measure with what it gives, whom it hits and what may follow; one at a time open
//! with its levers, effect by year, parties and the person's own rating.

mod judgement;
mod listing;
mod panel;
mod row;

use balans_model::{Area, Measure, MeasureArea, MeasureSpec, Quantity, Scope};
use balans_report::texts::{measures as words, shared};
use leptos::prelude::*;

use crate::erased::{derived, dynamic, keyed_list, memo, view};
use crate::platform;
use crate::state::{Route, Store, use_store};
use crate::texts;
use crate::ui::components::{Amount, NumberButton};
use crate::ui::view::Heading;

pub(super) use judgement::RatedChip;
pub(super) use listing::StatusGroup;

use listing::{MeasureEntry, MeasureFilter, MeasureOrder};
use row::Row;

/// The measure that is open, by its id: one at a time, so that only one figure follows the levers.
type Open = RwSignal<Option<&'static str>>;

#[component]
pub(super) fn Measures() -> impl IntoView {
    let store = use_store();
    let pack = store.active_pack();
    let all = pack.measures.len();
    let choice = RwSignal::new(MeasureFilter::default());
    let shown = listed(store, choice);
    let open = Open::new(None);
    let unknown = RwSignal::new(None);
    follow_address(store, open, unknown);
    let year = store.active_pack().plan_year.to_string();
    view! {
        <Heading route=Route::Measures/>
        <Answer/>
        <div role="status">
            {dynamic(move || unknown.get().map(|id: String| view! {
                <p class="error" data-unknown>{texts::unknown::unknown_measure(&id)}</p>
            }))}
        </div>
        <section class="card measures">
            <Filter choice/>
            <p class="small" role="status">{dynamic(move || words::shown(shown.with(Vec::len), all))}</p>
            <p class="measure-columns" aria-hidden="true">
                <span>{words::COLUMN_MEASURE}</span>
                <span>{words::COLUMN_WORDS}</span>
                <span>{year}</span>
                <span>{words::COLUMN_FULL_YEAR}</span>
                <span>{words::COLUMN_ON}</span>
            </p>
            <ul class="measure-list">
                {keyed_list(
                    move || shown.with(|all| all.iter().map(|spec| spec.id.to_string()).collect()),
                    move |id: String| {
                        let spec = pack.measures.iter().find(|spec| spec.id == id);
                        spec.map(|spec| view! { <Row spec open/> }).into_any()
                    },
                )}
            </ul>
        </section>
    }
}

/// Renders the number of measures without an amount, of those with one, and their sum.
#[component]
fn Answer() -> impl IntoView {
    let store = use_store();
    let pack = store.active_pack();
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
    let gross = Quantity::GrossSaving(pack.plan_year);
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
            <Amount quantity=Quantity::Saving(Scope::Total, pack.plan_year)/>
            {words::in_year(pack.plan_year)}
            <Amount quantity=Quantity::FullYearTotal()/>
            {words::IN_FULL_YEAR}
            {dynamic(move || is_gross.get().then(|| view! {
                {words::GROSS_BEFORE}
                <Amount quantity=gross/>
                {words::GROSS_AFTER}
            }))}
        </p>
        <p class="lead-note">{words::LEAD}</p>
    }
}

/// What the list shows. Made when something is chosen, not when a lever moves: a row must not walk
/// away from under the pointer that moves it.
fn listed(store: Store, choice: RwSignal<MeasureFilter>) -> Memo<Vec<&'static MeasureSpec>> {
    let pack = store.active_pack();
    let effects = store.derive(move |outcome| {
        let of = |spec: &MeasureSpec| {
            let measure = Measure::find(&spec.id)?;
            let of = |quantity| outcome.value(quantity);
            let effects = (
                of(Quantity::MeasureSaving(measure, pack.plan_year))?,
                of(Quantity::FullYear(measure))?,
            );
            (of(Quantity::MeasureCalculated(measure))? > 0.0).then_some(effects)
        };
        pack.measures.iter().map(of).collect::<Vec<_>>()
    });
    // Another scenario is another list.
    let opened = store.select(|session| session.current_scenario().map(|saved| saved.id.clone()));
    memo(move || {
        opened.track();
        let choice = choice.get();
        let entries = pack.measures.iter().zip(effects.get_untracked());
        let entries = entries.map(|(spec, effects)| MeasureEntry { spec, effects });
        listing::list(entries.collect(), choice)
    })
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
    let year = use_store().active_pack().plan_year;
    let statuses = StatusGroup::ALL.into_iter().zip(words::STATUS_GROUPS);
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
            MeasureOrder::Effect => words::order_effect(year),
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
        <div class="measure-filter" role="group" aria-label=words::FILTER>
            {status}
            {area}
            {figure}
            {order}
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
