//! The session as signals: one source, and a memo per part, so that a move redraws only what
//! changed.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use balans_model::{
    Evidence, Explanation, InputId, Inputs, Measure, MeasureSpec, Outcome, Pack, Quantity, Status,
    Year, simulate,
};
use leptos::prelude::*;

use super::history::Step;
use super::library::LibraryOrder;
use super::replay::between;
use super::route::Route;
use super::session::{Intent, Session};
use crate::erased::memo;
use balans_scenario::SavedScenario;
use balans_scenario::link::SharedScenario;

/// The price level in which years are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PriceBasis {
    /// The plan year's prices throughout.
    Fixed,
    /// Each year in its own prices.
    Current,
}

/// Load state of what is fetched when the page is interactive: the deferred module, or the lazy chunk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LoadState {
    /// Being fetched.
    Loading,
    /// Fetched.
    Ready,
    /// Could not be fetched, or has failed; the page works without it.
    Failed,
}

impl LoadState {
    /// Load state of the lazy chunk as the page starts: ready where the build is not split.
    pub const CHUNK_AT_START: Self = if cfg!(feature = "split") {
        Self::Loading
    } else {
        Self::Ready
    };

    /// The state after a fetch.
    #[must_use]
    pub const fn of(is_fetched: bool) -> Self {
        if is_fetched {
            Self::Ready
        } else {
            Self::Failed
        }
    }
}

/// Explanations of numbers, as function pointers. On the page the deferred module answers; see
/// [`LoadState`].
#[derive(Debug, Clone, Copy)]
pub struct Explainer {
    /// Returns the explanation of a number, if there is such a number.
    pub explain: fn(&Inputs, Quantity) -> Option<Explanation>,
    /// Lists the numbers whose formula reads an input.
    pub direct_dependents: fn(&Inputs, InputId) -> Vec<Quantity>,
    /// Lists the inputs that any of the numbers depends on, in the pack's order.
    pub input_dependencies: fn(&Inputs, &[Quantity]) -> Vec<InputId>,
}

/// The app's signals; a copyable handle.
#[derive(Clone, Copy)]
pub struct Store {
    session: RwSignal<Session>,
    /// The base pack: the documents' figures, which drafts and links refer to.
    base_pack: &'static Pack,
    /// The active pack: the base pack, or with a controller's own figures. Views of it are rebuilt
    /// when it changes.
    pub active_pack_memo: Memo<&'static Pack>,
    /// The year shown on every view.
    pub year_memo: Memo<Year>,
    /// The current view.
    pub route: RwSignal<Route>,
    /// Whether another view was shown before this one, so that *back* stays within the page.
    pub has_previous_view: RwSignal<bool>,
    /// The number that is being explained, if any.
    pub explained: RwSignal<Option<Quantity>>,
    /// Whether the search is open.
    pub searching: RwSignal<bool>,
    /// The search text of Källor; kept while the page is open.
    pub source_query: RwSignal<String>,
    /// Fixed or current prices, on every view alike.
    pub prices: RwSignal<PriceBasis>,
    /// Load state of the deferred module, which draws charts and explains numbers.
    pub deferred: RwSignal<LoadState>,
    /// Load state of the lazy chunk: see `ui::loading`.
    pub chunk: RwSignal<LoadState>,
    /// Whether the page is being printed: folded sections that belong on paper are then open.
    pub printing: RwSignal<bool>,
    /// The inputs shown during a replay of the last move, and the replay's number.
    played: RwSignal<(u32, Option<Inputs>)>,
    /// The inputs that differ from the underlag, in the pack's order.
    pub changed: Memo<Vec<InputId>>,
    /// The inputs that differ from the documents, or whose figure is a controller's own.
    pub deviating: Memo<Vec<InputId>>,
    inputs: Memo<Inputs>,
    outcome: Memo<Arc<Outcome>>,
    before: Memo<Arc<Outcome>>,
    explainer: Explainer,
}

/// Makes a memo of the outcome. It always counts as changed when the inputs have changed: comparing
/// thousands of numbers would cost more than it saves.
fn outcome_of(pack: &'static Pack, inputs: Memo<Inputs>) -> Memo<Arc<Outcome>> {
    Memo::new_with_compare(
        move |_| Arc::new(inputs.with(|inputs| simulate(pack, inputs))),
        |_, _| true,
    )
}

impl Store {
    /// Creates the signals of a session.
    #[must_use]
    pub fn start(session: Session, route: Route, explainer: Explainer) -> Self {
        let pack = session.base_pack();
        let session = RwSignal::new(session);
        let played = RwSignal::new((0, None::<Inputs>));
        let inputs = memo(move || {
            let playing = played.with(|(_, inputs)| inputs.clone());
            playing.unwrap_or_else(|| session.with(|session| session.inputs().clone()))
        });
        let shown = Memo::new_with_compare(
            move |_| session.with(Session::active_pack),
            |before, now| !before.is_some_and(|it| now.is_some_and(|now| std::ptr::eq(*it, *now))),
        );
        let inputs_before = memo(move || session.with(|session| session.before().clone()));
        Self {
            session,
            base_pack: pack,
            active_pack_memo: shown,
            year_memo: memo(move || session.with(Session::year)),
            played,
            route: RwSignal::new(route),
            has_previous_view: RwSignal::new(false),
            explained: RwSignal::new(None),
            searching: RwSignal::new(false),
            source_query: RwSignal::new(String::new()),
            prices: RwSignal::new(PriceBasis::Fixed),
            deferred: RwSignal::new(LoadState::Loading),
            chunk: RwSignal::new(LoadState::CHUNK_AT_START),
            printing: RwSignal::new(false),
            changed: memo(move || {
                let shown = shown.get();
                inputs.with(|inputs| inputs.changed(shown).map(|(id, _)| id).collect())
            }),
            deviating: memo(move || {
                let shown = shown.get();
                let differs = |inputs: &Inputs, id: &InputId| {
                    inputs.is_changed(pack, *id) || shown.spec(*id).status == Status::Own
                };
                inputs.with(|inputs| InputId::all().filter(|id| differs(inputs, id)).collect())
            }),
            inputs,
            outcome: outcome_of(pack, inputs),
            before: outcome_of(pack, inputs_before),
            explainer,
        }
    }

    /// Returns a store whose inputs and outcome follow this one's while `awake`, and otherwise when
    /// `rests` changes.
    #[must_use]
    pub fn followed_when(&self, awake: Signal<bool>, rests: ReadSignal<u32>) -> Self {
        fn follow<T: Clone + Send + Sync + 'static>(
            of: Memo<T>,
            awake: Signal<bool>,
            rests: ReadSignal<u32>,
        ) -> Memo<T> {
            let followed = AtomicU32::new(rests.get_untracked());
            let read = move |last: Option<&T>| {
                if awake.get() {
                    return of.get();
                }
                let rest = rests.get();
                let is_new = followed.swap(rest, Ordering::Relaxed) != rest;
                let kept = last.filter(|_| !is_new).cloned();
                kept.unwrap_or_else(|| of.get_untracked())
            };
            Memo::new_with_compare(read, |_, _| true)
        }
        Self {
            inputs: follow(self.inputs, awake, rests),
            outcome: follow(self.outcome, awake, rests),
            before: follow(self.before, awake, rests),
            ..*self
        }
    }

    /// Returns the active pack, which values are compared with, untracked.
    #[must_use]
    pub fn active_pack(&self) -> &'static Pack {
        self.active_pack_memo.get_untracked()
    }

    /// Returns the year shown, untracked.
    #[must_use]
    pub fn year(&self) -> Year {
        self.year_memo.get_untracked()
    }

    /// Returns the base pack: the documents' figures, which saved scenarios, links and files refer
    /// to.
    #[must_use]
    pub const fn base_pack(&self) -> &'static Pack {
        self.base_pack
    }

    /// Applies an intent: the only way to change the session.
    pub fn send(&self, intent: Intent) {
        // A change ends a replay: the user wants to see the change.
        if self.played.with_untracked(|(_, inputs)| inputs.is_some()) {
            self.played.update(|(_, inputs)| *inputs = None);
        }
        self.session.update(|session| session.apply(intent));
    }

    /// Starts a replay: shows these inputs instead of the session's. Returns the replay's number.
    #[must_use]
    pub fn play(&self, inputs: Inputs) -> u32 {
        let turn = self.played.with_untracked(|(turn, _)| turn.wrapping_add(1));
        self.played.set((turn, Some(inputs)));
        turn
    }

    /// Continues a replay at `share` (0–1); false where that replay is over.
    #[must_use]
    pub fn play_on(&self, turn: u32, before: &Inputs, after: &Inputs, share: f64) -> bool {
        let on = self
            .played
            .with_untracked(|(now, inputs)| *now == turn && inputs.is_some());
        if on {
            let inputs = between(self.base_pack, before, after, share);
            self.played.set((turn, Some(inputs)));
        }
        on
    }

    /// Ends a replay: shows the session's inputs again.
    pub fn stop_playing(&self, turn: u32) {
        if self
            .played
            .with_untracked(|(now, inputs)| *now == turn && inputs.is_some())
        {
            self.played.set((turn, None));
        }
    }

    /// Returns the working copy and its key figures as a link carries them; name and note are for
    /// the caller to fill in.
    #[must_use]
    pub fn shared(&self) -> SharedScenario {
        let outcome = self.outcome.get();
        self.inputs
            .with(|inputs| SharedScenario::of(self.base_pack, inputs, &outcome))
    }

    /// Makes a memo of the saved scenarios that match the search, in order.
    #[must_use]
    pub fn arranged(
        &self,
        order: RwSignal<LibraryOrder>,
        sought: RwSignal<String>,
    ) -> Memo<Vec<Arc<SavedScenario>>> {
        let session = self.session;
        memo(move || {
            let (order, sought) = (order.get(), sought.get());
            session.with(|session| session.arranged(order, &sought))
        })
    }

    /// Makes a memo of a part of the session.
    pub fn select<T: PartialEq + Send + Sync + 'static>(
        &self,
        read: impl Fn(&Session) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        let session = self.session;
        memo(move || session.with(|session| read(session)))
    }

    /// Makes a memo of the step that undo would take back.
    #[must_use]
    pub fn undo_step(&self) -> Memo<Option<Step>> {
        self.select(|session| session.undo_step().cloned())
    }

    /// Makes a memo of the step that redo would repeat.
    #[must_use]
    pub fn redo_step(&self) -> Memo<Option<Step>> {
        self.select(|session| session.redo_step().cloned())
    }

    /// Reads the session without tracking it.
    pub fn peek<T>(&self, read: impl FnOnce(&Session) -> T) -> T {
        self.session.with_untracked(read)
    }

    /// Returns the inputs shown, tracked.
    #[must_use]
    pub fn inputs(&self) -> Inputs {
        self.inputs.get()
    }

    /// Tracks every input shown, and copies none.
    pub fn track_inputs(&self) {
        self.inputs.track();
    }

    /// Makes a memo of an input's value, in its own unit.
    #[must_use]
    pub fn input(&self, id: InputId) -> Memo<f64> {
        let inputs = self.inputs;
        memo(move || inputs.with(|inputs| inputs.get(id)))
    }

    /// Makes a memo of whether an input differs from the underlag.
    #[must_use]
    pub fn is_changed(&self, id: InputId) -> Memo<bool> {
        let (inputs, shown) = (self.inputs, self.active_pack_memo);
        memo(move || inputs.with(|inputs| inputs.is_changed(shown.get(), id)))
    }

    /// Makes a memo of a quantity, in its own unit; NaN where there is none, which is shown as a
    /// dash.
    #[must_use]
    pub fn value(&self, quantity: Quantity) -> Memo<f64> {
        self.derive(move |outcome| outcome.value(quantity).unwrap_or(f64::NAN))
    }

    /// Reads the outcome without tracking it.
    pub fn peek_outcome<T>(&self, read: impl FnOnce(&Outcome) -> T) -> T {
        self.outcome.with_untracked(|outcome| read(outcome))
    }

    /// Makes a memo of a part of the outcome before the last move.
    pub fn derive_before<T: PartialEq + Send + Sync + 'static>(
        &self,
        read: impl Fn(&Outcome) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        let before = self.before;
        memo(move || before.with(|outcome| read(outcome)))
    }

    /// Makes a memo of whether a measure has an amount; `None`, a measure that is only listed,
    /// never has.
    #[must_use]
    pub fn has_figure(&self, measure: Option<Measure>) -> Memo<bool> {
        self.derive(move |outcome| measure.is_some_and(|one| outcome.is_calculated(one)))
    }

    /// Makes a memo of the evidence for a measure's amount at the current inputs.
    #[must_use]
    pub fn evidence(&self, spec: &'static MeasureSpec) -> Memo<Option<Evidence>> {
        let (pack, inputs) = (self.base_pack, self.inputs);
        memo(move || inputs.with(|inputs| pack.evidence(spec, inputs)))
    }

    /// Makes a memo of a part of the outcome.
    pub fn derive<T: PartialEq + Send + Sync + 'static>(
        &self,
        read: impl Fn(&Outcome) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        let outcome = self.outcome;
        memo(move || outcome.with(|outcome| read(outcome)))
    }

    /// Makes a memo of the quantities whose formula reads an input: those of the year shown, or of
    /// no year.
    #[must_use]
    pub fn direct_dependents(&self, input: InputId) -> Memo<Vec<Quantity>> {
        let store = *self;
        memo(move || {
            let shown = store.year_memo.get();
            store.deferred.track();
            let mut dependents = store
                .inputs
                .with(|inputs| (store.explainer.direct_dependents)(inputs, input));
            dependents.retain(|quantity| quantity.year().is_none_or(|year| year == shown));
            dependents
        })
    }

    /// Lists the inputs that any of the numbers depends on, untracked; empty where the deferred
    /// module isn't loaded.
    #[must_use]
    pub fn input_dependencies(&self, quantities: &[Quantity]) -> Vec<InputId> {
        self.inputs
            .with_untracked(|inputs| (self.explainer.input_dependencies)(inputs, quantities))
    }

    /// Explains a number, tracked; `None` where the deferred module isn't loaded.
    #[must_use]
    pub fn explain(&self, quantity: Quantity) -> Option<Explanation> {
        self.deferred.track();
        self.inputs
            .with(|inputs| (self.explainer.explain)(inputs, quantity))
    }
}

/// Returns the page's store from the context.
#[must_use]
pub fn use_store() -> Store {
    expect_context::<Store>()
}
