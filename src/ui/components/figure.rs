//! A chart card: title, drawing, table and explanations. product.md, *Behaviour* (figures).

use balans_report::texts::names;
use std::time::Duration;

use balans_model::{Quantity, Status};
use leptos::html::Div;
use leptos::prelude::*;

use super::disclosure::Disclosure;
use super::drawing;
use crate::erased::{attr, dynamic, memo, view};
use crate::platform;
use crate::state::{LoadState, Store, use_store};
use crate::texts;
use crate::texts::files as words;
use crate::ui::loading::{LazyPanel, deferred_failed, lazy_slot};
use balans_charts::{AnyFigure, Canvas};

/// Delay of updates that are out of sight or not urgent.
const REST: Duration = Duration::from_millis(150);

/// The data of a chart card, for its panels.
#[derive(Clone, Copy)]
pub(crate) struct FigureData {
    /// The id, unique on the page; also the prefix of ids in the drawing.
    pub(crate) id: &'static str,
    /// The text under the title: the subject and its unit.
    pub(crate) lead: Signal<String>,
    /// The figure: the numbers, and the finding as title.
    pub(crate) figure: Signal<AnyFigure>,
    /// The quantity behind each number of the table, row by row from left to right.
    pub(crate) numbers: Signal<Vec<Quantity>>,
    /// The source of the numbers that are not the model's.
    pub(crate) stated: Option<Signal<String>>,
    /// The choice made in the figure, written in its files and their names.
    pub(crate) chosen: Option<Signal<String>>,
    /// The scenarios shown, where the open scenario is not the only one.
    pub(crate) scenarios: Option<Signal<Vec<String>>>,
}

/// A chart card. The drawing is made again only when the figure's numbers or the width class
/// change.
#[component]
pub(crate) fn FigureCard(
    /// The id, unique on the page; also the prefix of ids in the drawing.
    id: &'static str,
    /// The text under the title: the subject and its unit.
    #[prop(into)]
    lead: Signal<String>,
    /// The figure: the numbers, and the finding as title.
    #[prop(into)]
    figure: Signal<AnyFigure>,
    /// The quantity behind each number of the table, row by row from left to right.
    #[prop(into)]
    numbers: Signal<Vec<Quantity>>,
    /// The source of the numbers that are stated in a document; in the table they follow the
    /// model's.
    #[prop(optional, into)]
    stated: Option<Signal<String>>,
    /// The choice made in the figure, in a few words, written in its files and their names.
    #[prop(optional, into)]
    chosen: Option<Signal<String>>,
    /// The scenarios shown, where the open scenario is not the only one.
    #[prop(optional, into)]
    scenarios: Option<Signal<Vec<String>>>,
    /// Choices that belong to the figure.
    #[prop(optional)]
    controls: Option<ViewFn>,
    /// Whether the card is under a heading of level 2, and has a heading of level 3.
    #[prop(optional)]
    nested: bool,
) -> impl IntoView {
    let holder = NodeRef::<Div>::new();
    let Store {
        deferred, printing, ..
    } = use_store();
    let canvas = use_canvas(holder, printing);
    let seen = use_seen(holder);
    let shown = StoredValue::new(String::new());
    let failed = RwSignal::new(false);
    let draw = move || {
        let drawing = match deferred.get_untracked() {
            LoadState::Ready => figure.with_untracked(|figure| {
                platform::deferred::draw(figure, canvas.get_untracked(), id)
            }),
            LoadState::Loading => Some(String::new()),
            LoadState::Failed => None,
        };
        let missing = drawing.is_none();
        if failed.try_get_untracked() == Some(!missing) {
            failed.set(missing);
        }
        let drawing = drawing.unwrap_or_default();
        // The card may be removed before a delayed drawing is made.
        if let Some(Some(element)) = holder.try_get_untracked() {
            shown.with_value(|shown| drawing::show(&element, shown, &drawing));
            shown.set_value(drawing);
        }
    };
    let wait = Wait::new();
    Effect::new(move |_| {
        holder.track();
        deferred.track();
        canvas.track();
        figure.track();
        // A drawing out of sight must not cost the frame of a moving lever. The first is made at
        // once all the same: a figure that grows when scrolled to would move the control being
        // pressed.
        if seen.get() || printing.get() || shown.with_value(String::is_empty) {
            wait.stop();
            draw();
        } else {
            wait.then(draw);
        }
    });
    let basis = use_basis(numbers);
    let data = FigureData {
        id,
        lead,
        figure,
        numbers,
        stated,
        chosen,
        scenarios,
    };
    let title: Signal<String> =
        memo(move || figure.with(|figure| figure.title().to_owned())).into();
    let [table_open, how_open, take_open] = [const { false }; 3].map(RwSignal::new);
    let [table_id, how_id, take_id] = ["tabell", "sa", "ta"].map(|part| format!("{id}-{part}"));
    // On paper the table is always shown.
    let table_shown = memo(move || table_open.get() || printing.get());
    view! {
        <figure class="card figure" id=id>
            <figcaption>
                {if nested {
                    view! { <h3>{title}</h3> }
                } else {
                    view! { <h2>{title}</h2> }
                }}
                <p>{lead}</p>
            </figcaption>
            <div
                class="drawing"
                translate="no"
                node_ref=holder
                data-coming=attr(move || (deferred.get() == LoadState::Loading).then_some(""))
            ></div>
            {dynamic(move || failed.get().then(|| deferred_failed(texts::frame::NO_DRAWING)))}
            {stated.map(|stated| view! { <p class="small" data-stated-source>{stated}</p> })}
            <p class="small basis" data-basis>{dynamic(move || basis.get())}</p>
            <div class="figure-foot">
                <Disclosure label=texts::frame::AS_TABLE about=title panel=table_id.clone() open=table_open/>
                <Disclosure label=texts::how::HOW about=title panel=how_id.clone() open=how_open/>
                <Disclosure label=words::TAKE about=title panel=take_id.clone() open=take_open/>
                {controls.map(|controls| controls.run())}
            </div>
            <div id=table_id hidden=attr(move || !table_shown.get())>
                {dynamic(move || table_shown.get().then(|| lazy_slot(move || LazyPanel::FigureTable(data))))}
            </div>
            <div id=take_id class="take" hidden=attr(move || !take_open.get())>
                {dynamic(move || take_open.get().then(|| lazy_slot(move || LazyPanel::FigureTake(data))))}
            </div>
            <div id=how_id class="panel" hidden=attr(move || !how_open.get())>
                {dynamic(move || how_open.get().then(|| lazy_slot(move || LazyPanel::FigureHow(data))))}
            </div>
        </figure>
    }
}

/// Makes a memo of the width class, which follows the window, and printing.
fn use_canvas(holder: NodeRef<Div>, printing: RwSignal<bool>) -> Memo<Canvas> {
    let width = RwSignal::new(0.0);
    let measure = move || {
        if let Some(element) = holder.get_untracked() {
            width.set(f64::from(element.client_width()));
        }
    };
    Effect::new(move |_| {
        holder.track();
        measure();
    });
    let resized = window_event_listener(leptos::ev::resize, move |_| measure());
    on_cleanup(move || resized.remove());
    // A4 is wide, whatever the window is.
    memo(move || {
        if printing.get() {
            Canvas::Wide
        } else {
            Canvas::for_width(width.get())
        }
    })
}

/// A debounce timer: a new wait replaces the former, and removing the card cancels it.
#[derive(Clone, Copy)]
struct Wait(StoredValue<Option<TimeoutHandle>>);

impl Wait {
    fn new() -> Self {
        let wait = Self(StoredValue::new(None));
        on_cleanup(move || wait.stop());
        wait
    }

    fn stop(self) {
        if let Some(Some(timer)) = self.0.try_get_value() {
            timer.clear();
        }
    }

    fn then(self, act: impl Fn() + 'static) {
        self.stop();
        self.0.set_value(set_timeout_with_handle(act, REST).ok());
    }
}

/// Makes a signal of the figure's basis in words: the number of assumptions, and changes from the
/// underlag. The first text is made at once, in sight or not: it may take several lines, which move
/// the content below. Later ones are debounced.
fn use_basis(numbers: Signal<Vec<Quantity>>) -> RwSignal<String> {
    let store = use_store();
    let basis = RwSignal::new(String::new());
    let changed = store.changed;
    let write = move || {
        // The card may be removed by then.
        let _ = basis.try_set(numbers.with_untracked(|numbers| basis_of(store, numbers)));
    };
    let wait = Wait::new();
    Effect::new(move |made: Option<bool>| {
        changed.track();
        numbers.track();
        wait.stop();
        if store.deferred.get() != LoadState::Ready {
            return false;
        }
        if made == Some(true) {
            wait.then(write);
        } else {
            write();
        }
        true
    });
    basis
}

/// Writes the basis of numbers in words: the number of assumptions, and changes from the underlag.
pub(crate) fn basis_of(store: Store, numbers: &[Quantity]) -> String {
    let pack = store.active_pack();
    let dependencies = store.input_dependencies(numbers);
    let count = |status: Status| {
        let of_it = dependencies
            .iter()
            .filter(|id| pack.spec(**id).status == status);
        of_it.count()
    };
    let (assumed, own) = (count(Status::Assumption), count(Status::Own));
    let names = store.changed.with_untracked(|changed| {
        let changed = changed.iter().filter(|id| dependencies.contains(id));
        changed.map(|id| &*pack.spec(*id).label).collect::<Vec<_>>()
    });
    names::basis(assumed, own, &names)
}

/// Makes a signal of whether an element is in sight, or nearly.
pub(crate) fn use_seen(holder: NodeRef<Div>) -> RwSignal<bool> {
    let seen = RwSignal::new(true);
    Effect::new(move |_| {
        if let Some(element) = holder.get() {
            // The observer may call after the element is removed.
            let tell = Box::new(move |now| {
                let _ = seen.try_set(now);
            });
            // Stored, so that the observer lives as long as the element.
            StoredValue::new_local(platform::watch_sight(&element, tell));
        }
    });
    seen
}
