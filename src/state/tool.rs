//! The session as signals: one source, a memo for every slice, so that a move redraws only what
//! changed.

use std::sync::Arc;

use balans_model::{Explanation, InputId, Inputs, Outcome, Pack, Quantity, Trace, simulate};
use leptos::prelude::*;

use super::history::Step;
use super::route::Route;
use super::session::{Intent, Session};

/// In which prices the years are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PriceBasis {
    /// The plan year's prices throughout.
    Fixed,
    /// Each year in its own prices.
    Current,
}

/// The tool's signals; a copyable handle.
#[derive(Clone, Copy)]
pub struct Tool {
    session: RwSignal<Session>,
    pack: &'static Pack,
    /// The view that is shown.
    pub route: RwSignal<Route>,
    /// The number whose making is shown, if any.
    pub explained: RwSignal<Option<Quantity>>,
    /// Whether the search is open.
    pub searching: RwSignal<bool>,
    /// What is sought among the sources; kept while the page is open.
    pub sought: RwSignal<String>,
    /// Fixed or current prices, on every view alike.
    pub prices: RwSignal<PriceBasis>,
    inputs: Memo<Inputs>,
    outcome: Memo<Arc<Outcome>>,
    before: Memo<Arc<Outcome>>,
    trace: Memo<Arc<Trace>>,
}

/// An outcome is a function of the inputs: when they are new, so is it, and comparing thousands of
/// numbers to learn so would be work for nothing.
fn outcome_of(pack: &'static Pack, inputs: Memo<Inputs>) -> Memo<Arc<Outcome>> {
    Memo::new_with_compare(
        move |_| Arc::new(inputs.with(|inputs| simulate(pack, inputs))),
        |_, _| true,
    )
}

impl Tool {
    /// Puts the session under signals.
    #[must_use]
    pub fn start(session: Session, route: Route) -> Self {
        let pack = session.pack();
        let session = RwSignal::new(session);
        let inputs = Memo::new(move |_| session.with(|session| session.inputs().clone()));
        let inputs_before = Memo::new(move |_| session.with(|session| session.before().clone()));
        Self {
            session,
            pack,
            route: RwSignal::new(route),
            explained: RwSignal::new(None),
            searching: RwSignal::new(false),
            sought: RwSignal::new(String::new()),
            prices: RwSignal::new(PriceBasis::Fixed),
            inputs,
            outcome: outcome_of(pack, inputs),
            before: outcome_of(pack, inputs_before),
            // Memos are lazy: this runs only while an explanation is open.
            trace: Memo::new_with_compare(
                move |_| Arc::new(inputs.with(|inputs| Trace::new(pack, inputs))),
                |_, _| true,
            ),
        }
    }

    /// The figures all else is compared with.
    #[must_use]
    pub const fn pack(&self) -> &'static Pack {
        self.pack
    }

    /// The only way to change anything.
    pub fn send(&self, intent: Intent) {
        self.session.update(|session| session.apply(intent));
    }

    /// A slice of the session.
    pub fn slice<T: PartialEq + Send + Sync + 'static>(
        &self,
        read: impl Fn(&Session) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        // Boxed, so that the compiler makes one memo for each type and not one for each closure.
        let read: Box<dyn Fn(&Session) -> T + Send + Sync> = Box::new(read);
        let session = self.session;
        Memo::new(move |_| session.with(&read))
    }

    /// What undo would take back.
    #[must_use]
    pub fn undo_step(&self) -> Memo<Option<Step>> {
        self.slice(|session| session.undo_step().cloned())
    }

    /// What redo would do again.
    #[must_use]
    pub fn redo_step(&self) -> Memo<Option<Step>> {
        self.slice(|session| session.redo_step().cloned())
    }

    /// Something read off the session now, without following it.
    pub fn look<T>(&self, read: impl FnOnce(&Session) -> T) -> T {
        self.session.with_untracked(read)
    }

    /// An input's value, in its own unit.
    #[must_use]
    pub fn input(&self, id: InputId) -> Memo<f64> {
        let inputs = self.inputs;
        Memo::new(move |_| inputs.with(|inputs| inputs.get(id)))
    }

    /// Whether an input differs from the underlag.
    #[must_use]
    pub fn is_changed(&self, id: InputId) -> Memo<bool> {
        let (inputs, pack) = (self.inputs, self.pack);
        Memo::new(move |_| {
            inputs.with(|inputs| inputs.get(id).to_bits() != pack.spec(id).default.to_bits())
        })
    }

    /// A named figure; NaN where there is none of that name, which is shown as a dash.
    #[must_use]
    pub fn value(&self, quantity: Quantity) -> Memo<f64> {
        self.derive(move |outcome| outcome.value(quantity).unwrap_or(f64::NAN))
    }

    /// The same figure before the last move.
    #[must_use]
    pub fn value_before(&self, quantity: Quantity) -> Memo<f64> {
        let before = self.before;
        Memo::new(move |_| before.with(|outcome| outcome.value(quantity).unwrap_or(f64::NAN)))
    }

    /// Something read off the outcome.
    pub fn derive<T: PartialEq + Send + Sync + 'static>(
        &self,
        read: impl Fn(&Outcome) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        let read: Box<dyn Fn(&Outcome) -> T + Send + Sync> = Box::new(read);
        let outcome = self.outcome;
        Memo::new(move |_| outcome.with(|outcome| read(outcome)))
    }

    /// The figures whose formula reads an input: those of the plan year, or of no year.
    #[must_use]
    pub fn readers(&self, input: InputId) -> Memo<Vec<Quantity>> {
        let (trace, plan) = (self.trace, self.pack.plan_year);
        Memo::new(move |_| {
            let mut readers = trace.with(|trace| trace.readers(input));
            readers.retain(|quantity| quantity.year().is_none_or(|year| year == plan));
            readers
        })
    }

    /// How a figure is made, kept up to date.
    #[must_use]
    pub fn explanation(&self, quantity: Quantity) -> Memo<Option<Explanation>> {
        let trace = self.trace;
        Memo::new(move |_| trace.with(|trace| trace.explain(quantity)))
    }
}

/// The tool of the page.
#[must_use]
pub fn use_tool() -> Tool {
    expect_context::<Tool>()
}
