//! A figure with its twins: title, drawing, table and explanations.

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

/// How long what is not in sight, or not needed at once, may lag behind the numbers.
const REST: Duration = Duration::from_millis(150);

/// The data of a chart card, for its panels.
#[derive(Clone, Copy)]
pub(crate) struct FigureData {
    /// Unique on the page; also the prefix of ids in the drawing.
    pub(crate) id: &'static str,
    /// What is shown, in which unit.
    pub(crate) lead: Signal<String>,
    /// The numbers, and the finding as title.
    pub(crate) figure: Signal<AnyFigure>,
    /// The quantity behind each number of the table, row by row from left to right.
    pub(crate) numbers: Signal<Vec<Quantity>>,
    /// Where the numbers come from that are not of the model.
    pub(crate) stated: Option<Signal<String>>,
    /// What is chosen in it, which its files say and have in their names.
    pub(crate) chosen: Option<Signal<String>>,
    /// The scenarios it is of, where that is not the open one alone.
    pub(crate) scenarios: Option<Signal<Vec<String>>>,
}

/// A card with a figure. The drawing is made again only when the figure's own numbers change or
/// the room gets another class.
#[component]
pub(crate) fn FigureCard(
    /// Unique on the page; also the prefix of ids in the drawing.
    id: &'static str,
    /// What is shown, in which unit.
    #[prop(into)]
    lead: Signal<String>,
    /// The numbers, and the finding as title.
    #[prop(into)]
    figure: Signal<AnyFigure>,
    /// The quantity behind each number of the table, row by row from left to right.
    #[prop(into)]
    numbers: Signal<Vec<Quantity>>,
    /// Where the numbers come from that are not of the model but stand in a document; in the
    /// table they follow on those of the model.
    #[prop(optional, into)]
    stated: Option<Signal<String>>,
    /// What is chosen in it, in a few words: its files say it and have it in their names.
    #[prop(optional, into)]
    chosen: Option<Signal<String>>,
    /// The scenarios it is of, where that is not the open one alone.
    #[prop(optional, into)]
    scenarios: Option<Signal<Vec<String>>>,
    /// Choices that belong to the figure.
    #[prop(optional)]
    controls: Option<ViewFn>,
    /// Whether it stands under a heading of the second level, and so has one of the third.
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
        // The card may be gone by the time a drawing out of sight is made.
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
        // What nobody sees must not cost the frame of what somebody moves. The first is made at
        // once all the same: a figure that grows when it is come upon moves what is being pressed.
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
    // On paper nobody can ask for it.
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

/// The room's class, followed as the window changes, and on paper.
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
    // A4 is wide whatever the window was.
    memo(move || {
        if printing.get() {
            Canvas::Wide
        } else {
            Canvas::for_width(width.get())
        }
    })
}

/// Something that is done when things have come to rest: a new wait ends the former, and the end
/// of the card any.
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

/// What the figure stands on, in words: how many assumptions, and what is changed from the underlag.
/// The first is made at once, in sight or not: it may take several lines, which move what stands
/// below. Later ones are made when things have come to rest.
fn use_basis(numbers: Signal<Vec<Quantity>>) -> RwSignal<String> {
    let store = use_store();
    let basis = RwSignal::new(String::new());
    let changed = store.changed;
    let write = move || {
        // The card may be gone by then.
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

/// What numbers stand on, in words: how many assumptions, and what is changed from the underlag.
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

/// Whether the drawing is in sight, or nearly.
fn use_seen(holder: NodeRef<Div>) -> RwSignal<bool> {
    let seen = RwSignal::new(true);
    Effect::new(move |_| {
        if let Some(element) = holder.get() {
            // The last word may come when the card is gone.
            let tell = Box::new(move |now| {
                let _ = seen.try_set(now);
            });
            // Kept, and with it the watch, until the card is gone.
            StoredValue::new_local(platform::watch_sight(&element, tell));
        }
    });
    seen
}
