//! *Så räknas det*: a number's formula in words and in values, down to inputs with status and source.

use balans_model::{Expr, InputId, InputSpec, Measure, Quantity, Status, base_pack};
use balans_report::texts::{measures, names, shared};
use leptos::prelude::*;

use crate::erased::{attr, dynamic, fragment, keyed_list, memo, view};
use crate::formula::{self, Counts, Made, Term};
use crate::state::{LoadState, Route, Store, use_store};
use crate::texts;
use crate::ui::components::{ChangedChip, Disclosure, StatusChip};
use crate::ui::lazy::components::{own_button, own_panel};
use crate::ui::loading::deferred_failed;

/// Most dependents shown.
const READERS_SHOWN: usize = 4;

/// The explanation of a number.
#[component]
pub(crate) fn HowPanel(
    /// The number.
    quantity: Quantity,
) -> impl IntoView {
    let pack = use_store().active_pack();
    let made = made(use_store(), quantity);
    let deferred = use_store().deferred;
    let name = names::quantity(pack, quantity);
    let own = formula::measure_of(quantity);
    // What is left is no more than its areas' gaps: without this a press would show only that.
    let opens = matches!(quantity, Quantity::Remaining(_));
    let calculated = use_store().has_figure(own);
    // The terms' identities rarely change while their values do; the list is rebuilt only when they
    // change.
    let terms = memo(move || {
        let terms = made.with(|made| made.as_ref().map(|made| formula::terms(&made.formula)));
        let terms = terms.unwrap_or_default().into_iter();
        terms.map(TermId::from).collect::<Vec<_>>()
    });
    let missing = memo(move || {
        let here = deferred.get() != LoadState::Loading;
        here && made.with(Option::is_none)
    });
    let words = move || {
        made.with(|made| {
            made.as_ref().map(|made| match made.formula {
                Expr::Literal(_) => name.clone(),
                ref formula => format!("{name} = {}", formula::in_words(pack, formula)),
            })
        })
    };
    let numbers = move || {
        made.with(|made| {
            made.as_ref().map(|made| {
                let result = if own.is_some() && !calculated.get() {
                    measures::NOT_CALCULATED.to_owned()
                } else {
                    texts::numbers::exact(quantity.unit(), made.value)
                };
                match made.formula {
                    // A value without a formula is written once.
                    Expr::Literal(_) | Expr::Input(..) => format!("= {result}"),
                    ref formula => format!("= {} = {result}", formula::in_numbers(pack, formula)),
                }
            })
        })
    };
    let left_out = memo(move || {
        made.with(|made| {
            made.as_ref().map_or_else(Vec::new, |made| {
                texts::how::left_out(made.uncalculated.len(), made.off.len(), &made.areas)
            })
        })
    });
    view! {
        <div class="how-body" data-explains=quantity.key()>
            {dynamic(move || (deferred.get() == LoadState::Loading).then(|| view! {
                <p class="small">{texts::frame::PART_COMING}</p>
            }))}
            {dynamic(move || missing.get().then(|| deferred_failed(texts::how::NO_EXPLANATION)))}
            <p class="formula">{words}</p>
            <p class="formula-values">{numbers}</p>
            <ul class="terms">
                {keyed_list(move || terms.get(), move |term| term_view(term, opens))}
                {dynamic(move || fragment(left_out.get().into_iter().map(|text| view! { <li class="left-out">{text}</li> })))}
            </ul>
        </div>
    }
}

/// Makes a memo of a number's shortened formula.
fn made(store: Store, quantity: Quantity) -> Memo<Option<Made>> {
    memo(move || {
        let inputs = store.inputs();
        let counts = |measure: Measure| {
            if !store.peek_outcome(|outcome| outcome.is_calculated(measure)) {
                Counts::Uncalculated
            } else if inputs.get(measure.phasing().on) < 0.5 {
                Counts::Off
            } else {
                Counts::Yes
            }
        };
        Made::of(quantity, &|quantity| store.explain(quantity), &counts)
    })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum TermId {
    Input(InputId),
    Quantity(Quantity),
}

impl From<Term> for TermId {
    fn from(term: Term) -> Self {
        match term {
            Term::Input(id, _) => Self::Input(id),
            Term::Quantity(quantity, _) => Self::Quantity(quantity),
        }
    }
}

fn term_view(term: TermId, opens: bool) -> AnyView {
    match term {
        TermId::Input(input) => view! { <InputTerm input/> },
        TermId::Quantity(quantity) => view! { <QuantityTerm quantity opens/> },
    }
}

/// Makes a list of numbers, each with its explanation in a disclosure.
pub(crate) fn quantity_terms(
    quantities: impl Fn() -> Vec<Quantity> + Send + Sync + 'static,
) -> AnyView {
    let terms = move || quantities().into_iter().map(TermId::Quantity).collect();
    keyed_list(terms, |term| term_view(term, false))
}

#[component]
fn InputTerm(input: InputId) -> impl IntoView {
    let store = use_store();
    let spec = store.active_pack().spec(input);
    let value = store.input(input);
    view! {
        <li>
            <p class="term-head">
                {spec.label.to_string()}
                <b>{dynamic(move || shared::input_value(spec, value.get()))}</b>
            </p>
            <p class="source-meta">
                <StatusChip status=spec.status/>
                <ChangedChip input/>
                {spec.source.to_string()}
            </p>
            {quote(spec)}
        </li>
    }
}

/// Renders the document's own words about an input that a document states, and where the document is.
fn quote(spec: &InputSpec) -> Option<AnyView> {
    let is_stated = matches!(spec.status, Status::Source | Status::Derived);
    let quote = texts::how::quote(&spec.id).filter(|_| is_stated && base_pack().is_built_in())?;
    Some(view! {
        <p class="small" data-quote>{texts::how::QUOTE}": ”"{quote}"”"</p>
        <p class="source-meta">{texts::how::NOT_PUBLISHED}</p>
    })
}

/// A number with its value, and its explanation in a disclosure.
#[component]
fn QuantityTerm(
    /// The number.
    quantity: Quantity,
    /// Whether its explanation is open from the start.
    opens: bool,
) -> impl IntoView {
    let store = use_store();
    let value = store.value(quantity);
    let own = formula::measure_of(quantity);
    let calculated = store.has_figure(own);
    let result = move || {
        if own.is_some() && !calculated.get() {
            measures::NOT_CALCULATED.to_owned()
        } else {
            texts::numbers::exact(quantity.unit(), value.get())
        }
    };
    let open = RwSignal::new(opens);
    let name = names::quantity(store.active_pack(), quantity);
    // The same number may be in several panels; the id is unique to this one.
    let panel = format!("t-{}", next_panel());
    view! {
        <li>
            <p class="term-head">
                {name.clone()}
                <b>{dynamic(result)}</b>
            </p>
            <Disclosure label=texts::how::HOW about=name panel=panel.clone() open/>
            <div id=panel class="panel" hidden=attr(move || !open.get())>
                {dynamic(move || open.get().then(|| view! { <HowPanel quantity/> }))}
            </div>
        </li>
    }
}

fn next_panel() -> u32 {
    use std::sync::atomic::{AtomicU32, Ordering};
    static NEXT: AtomicU32 = AtomicU32::new(0);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// The facts of an input, and the quantities that it affects.
#[component]
pub(crate) fn InputPanel(
    /// The input.
    input: InputId,
    /// The quantity that the input mainly affects.
    drives: Option<Quantity>,
) -> impl IntoView {
    let store = use_store();
    let spec = store.active_pack().spec(input);
    let value = store.input(input);
    view! {
        <dl class="facts">
            <dt>{texts::how::VALUE_NOW}</dt>
            <dd>{dynamic(move || shared::input_value(spec, value.get()))}</dd>
            <dt>{texts::how::default_name(spec.status)}</dt>
            <dd>{shared::input_value(spec, spec.default)}</dd>
            <dt>{texts::how::RANGE}</dt>
            <dd>{shared::range(spec)}</dd>
        </dl>
        <p><b>{texts::how::SOURCE}": "</b>{spec.source.to_string()}</p>
        {quote(spec)}
        <p><b>{texts::how::STATUS}": "</b>{shared::status_meaning(spec.status)}</p>
        {spec.note.as_ref().map(|note| view! { <p><b>{texts::how::NOTE}": "</b>{note.to_string()}</p> })}
        {own_form(store, input)}
        <p><b>{texts::how::DRIVES}</b></p>
        {match drives {
            Some(quantity) => view! { <HowPanel quantity/> },
            None => view! { <Readers input/> },
        }}
    }
}

/// Renders the form that makes an input's figure one's own: not on Källor, where it is in the input's row, nor in a
/// presentation.
fn own_form(store: Store, input: InputId) -> Option<AnyView> {
    let open = RwSignal::new(false);
    let is_here = !matches!(store.route.get_untracked(), Route::Sources | Route::Present);
    is_here.then(|| {
        view! {
            <p>{own_button(input, open)}</p>
            {own_panel(input, open)}
        }
    })
}

/// The first few quantities that read an input.
#[component]
fn Readers(input: InputId) -> impl IntoView {
    let dependents = use_store().direct_dependents(input);
    let shown = move || {
        dependents
            .get()
            .into_iter()
            .take(READERS_SHOWN)
            .collect::<Vec<_>>()
    };
    let none = memo(move || dependents.with(Vec::is_empty));
    view! {
        <ul class="terms">
            {quantity_terms(shown)}
        </ul>
        {dynamic(move || none.get().then(|| view! { <p>{texts::how::DRIVES_NOTHING}</p> }))}
    }
}
