//! On Läget: the bridge by measure, in how many futures the budget is balanced, and what is left each year with the futures'
//! bands. The three share their questions, since the last one asked is the one that is answered.

use std::sync::Arc;

use balans_answers::Question;
use balans_model::Status;
use balans_model::answers::FUTURES as FUTURES_RUN;
use balans_report::figures;
use balans_report::futures::CaseFutures;
use balans_report::texts::{finance as said, futures as sure};
use leptos::prelude::*;

use super::required::{BridgeBy, YearFutures, futures_question, gives_question, terms};
use crate::erased::{derived, dynamic, effect, handler, memo, view};
use crate::state::{LoadState, Route, Store, use_store};
use crate::texts::{self, finance as words};
use crate::ui::components::{FigureCard, StatusChip};
use crate::ui::lazy::answers::{Answers, values};

/// The places of the questions: what each measure gives, and in how many futures the budget is balanced.
const GIVES: usize = 0;
const FUTURES: usize = 1;

/// The futures of the last answer.
type FuturesFound = Memo<Option<Arc<YearFutures>>>;

/// Renders the bridge by measure, the counted sentence, and the years.
#[component]
pub(crate) fn Outlook() -> impl IntoView {
    let store = use_store();
    let by_measure = RwSignal::new(false);
    let answers = Answers::new();
    let terms = terms(store);
    let values = memo(move || values(store, &store.inputs()));
    // Asked when the charts are drawn, so that what the page shows first never waits for it.
    let is_drawn = memo(move || store.deferred.get() != LoadState::Loading);
    let questions = move || -> Vec<Option<Question>> {
        let gives = by_measure.get().then(|| gives_question(values.get()));
        let futures = is_drawn.get().then(|| {
            let inputs = values.get();
            let year = store.year_memo.get();
            terms.with(|terms| futures_question(store.active_pack(), terms, &inputs, year))
        });
        vec![gives, futures]
    };
    effect(move || answers.ask(questions()));
    let ask = Callback::new(move |()| untrack(|| answers.ask(questions())));
    let found = YearFutures::of(answers.answer(FUTURES));
    let failed = answers.failed;
    view! {
        <BridgeBy by_measure answer=answers.answer(GIVES) failed ask/>
        <Futures found failed ask/>
        <Years store found failed/>
    }
}

/// Renders in how many futures the budget is balanced in the year shown, and why not in more.
#[component]
fn Futures(found: FuturesFound, failed: RwSignal<bool>, ask: Callback<()>) -> impl IntoView {
    let says = move |read: fn(&YearFutures) -> String| {
        memo(move || found.with(|found| found.as_deref().map(read)))
    };
    let finding = says(YearFutures::finding);
    let why = says(YearFutures::why);
    let missing = move || {
        view! {
            {texts::required::FAILED}
            " "
            <button type="button" class="quiet" on:click=handler(move |_| ask.run(()))>
                {texts::frame::TRY_AGAIN}
            </button>
        }
    };
    let text = move || {
        if failed.get() {
            return missing().into_any();
        }
        match finding.get() {
            Some(finding) => view! { <b>{finding}</b>" "{why.get()} }.into_any(),
            None => words::FUTURES_COMING.into_any(),
        }
    };
    view! {
        <section class="card outlook" data-outlook>
            <p>
                <span role="status">{dynamic(text)}</span>
                " "
                <StatusChip status=Status::Assumption/>
                " "
                <a href=Route::Required.href()>{sure::SURE}</a>
            </p>
        </section>
    }
}

/// Renders what is left each year and the year's result, as lines from zero, with the bands of the futures behind.
#[component]
fn Years(store: Store, found: FuturesFound, failed: RwSignal<bool>) -> impl IntoView {
    let pack = store.active_pack();
    let lines = store.derive(move |outcome| figures::balance(pack, outcome));
    // The bands' key and explanation have their room before the bands come, so that nothing moves.
    let has_bands = memo(move || !failed.get() || found.with(Option::is_some));
    let figure = memo(move || {
        let lines = lines.get();
        if !has_bands.get() {
            return lines;
        }
        found.with(|found| match found {
            Some(found) => figures::with_bands(lines, &found.futures),
            None => figures::with_bands(lines, &CaseFutures::default()),
        })
    });
    let stated = derived(move || {
        if !has_bands.get() {
            return String::new();
        }
        [
            sure::BANDS_BEHIND,
            " ",
            &*sure::how(FUTURES_RUN),
            " ",
            sure::ONLY_SPANS,
        ]
        .concat()
    });
    view! {
        <FigureCard
            id="balans"
            lead=said::balance_lead(pack.plan_year)
            figure
            numbers=figures::balance_numbers(pack)
            stated
        />
    }
}
