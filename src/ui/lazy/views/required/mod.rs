//! Vad krävs?: which value of each lever would be enough, alone, which combinations would, and
//! what each measure gives.

mod alone;
mod gives;
mod lever;
mod rows;
mod sure;
mod together;

use std::sync::Arc;

use balans_answers::{Question, Values};
use balans_model::{Quantity, Scope, Year};
use balans_report::required_scopes;
use balans_scenario::terms::Terms;
use leptos::prelude::*;

use crate::erased::{attr, dynamic, effect, fragment, handler, memo, view};
use crate::state::{Route, Store, use_store};
use crate::texts::{self, required as words};
use crate::ui::components::{Amount, choices, followed};
use crate::ui::lazy::answers::{Answered, Answers, values};
use crate::ui::view::Heading;

use alone::Alone;
use gives::Gives;
pub(crate) use gives::{BridgeBy, by_choice, gives_question};
use sure::Sure;
pub(in crate::ui::lazy) use sure::{YearFutures, futures_question};
use together::Together;
pub(in crate::ui::lazy) use together::{terms, typed};

pub(in crate::ui::lazy) use lever::{LeverAnswer, answer_levers};

/// The place of the question about what each measure gives, after at most two lists.
const GIVES: usize = 2;
/// The place of the question about combinations, after that.
const TOGETHER: usize = 3;
/// The place of the question about futures, after that.
const SURE: usize = 4;

/// The wait before progress is shown, ms.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(1);

/// What the parts of the view share.
#[derive(Clone, Copy)]
struct Asking {
    store: Store,
    /// What questions hold of the scenario as it stands.
    values: Memo<Values>,
    /// The year shown, in which the budget is to balance.
    year: Memo<Year>,
    answers: Answers,
    /// The areas that have a list each: one where money may move between them, and for the koncern.
    areas: Memo<Vec<Scope>>,
    /// Whether the lists count for the koncern.
    group: Memo<bool>,
    /// How far levers may go together, and what a combination must keep to.
    terms: Memo<Terms>,
}

impl Asking {
    /// Makes the questions of the scenario as it stands; [`Self::answer`] has the places of their answers.
    fn questions(self) -> Vec<Option<Question>> {
        // Read before the memos that are made of it: an effect whose first source is one of those, and stands, is not run
        // again though `terms` has changed.
        let terms = self.terms.get();
        let inputs = self.values.get();
        let year = self.year.get();
        // What each measure gives is of every year, so another year asks nothing anew.
        let gives = gives_question(inputs.clone());
        let areas = self.areas.get();
        let group = self.group.get();
        let list = |place: usize| {
            let of = *areas.get(place)?;
            Some(Question {
                group,
                ..seek(inputs.clone(), year, of)
            })
        };
        let together = together::question(&terms, self.store, &gives, year);
        let sure = futures_question(self.store.active_pack(), &terms, &inputs, year);
        vec![list(0), list(1), Some(gives), together, Some(sure)]
    }

    fn ask(self) {
        self.answers.ask(self.questions());
    }

    /// Returns the answer for an area's list; `None` where the lists are others by now.
    fn answer(self, of: Scope) -> Memo<Option<Answered>> {
        let place = self
            .areas
            .with_untracked(|all| all.iter().position(|one| *one == of));
        self.answers.answer(place.unwrap_or_default())
    }

    /// Returns the answer about combinations.
    fn together(self) -> Memo<Option<Answered>> {
        self.answers.answer(TOGETHER)
    }

    /// Returns the answer about futures.
    fn sure(self) -> Memo<Option<Answered>> {
        self.answers.answer(SURE)
    }

    /// Returns the answer about what each measure gives.
    fn gives(self) -> Memo<Option<Answered>> {
        self.answers.answer(GIVES)
    }
}

/// Makes the question what each lever alone would take in an area.
fn seek(inputs: Values, year: Year, of: Scope) -> Question {
    Question {
        inputs,
        year: Some(year),
        area: Some(of.id().to_owned()),
        seek: true,
        ..Question::default()
    }
}

#[component]
pub(super) fn Required() -> impl IntoView {
    let store = use_store();
    // Seen here, the answers stand on the levers too.
    lever::want();
    let terms = together::terms(store);
    let group = memo(move || terms.with(|terms| terms.group));
    let by_area = memo(move || required_scopes(&store.inputs()));
    let lists_of = move || match group.get() {
        true => vec![Scope::Total],
        false => by_area.get(),
    };
    let asking = Asking {
        store,
        values: memo(move || values(store, &store.inputs())),
        year: store.year_memo,
        answers: Answers::new(),
        areas: memo(lists_of),
        group,
        terms,
    };
    effect(move || asking.ask());
    let lists = move || {
        // A list counts for the one or the other as long as it stands.
        group.track();
        let areas = asking.areas.get();
        fragment(areas.into_iter().map(|of| view! { <Alone asking of/> }))
    };
    let [kson, both] = words::counted_for_each();
    let counted_for = choices(
        words::COUNTED_FOR,
        [(false, kson), (true, both)],
        move || group.get(),
        move |to| together::change_terms(store, |terms| terms.group = to),
    );
    view! {
        <Heading route=Route::Required/>
        <Lead asking/>
        <p class="small after">{words::COUNTED_FOR}":"</p>
        {counted_for}
        <Progress asking/>
        <div class="stack after">
            {dynamic(lists)}
            <Together asking/>
            <Gives asking/>
            <Sure asking/>
        </div>
    }
}

/// Renders what is left, and in which areas any lever alone would be enough.
#[component]
fn Lead(asking: Asking) -> impl IntoView {
    let Asking { store, year, .. } = asking;
    let left = move || {
        let year = year.get();
        let quantity = Quantity::Remaining(year);
        let balanced = store.derive(move |outcome| {
            let left = outcome.value(quantity).unwrap_or(0.0);
            balans_report::texts::shared::is_balanced(left)
        });
        dynamic(move || {
            if balanced.get() {
                return words::nothing_left(year).into_any();
            }
            let [before, after] = words::left(year);
            view! {
                {before}
                {followed(view! { <Amount quantity/> }, after)}
            }
        })
    };
    // All at once, in the room of the most common ones, so that nothing moves when they come.
    let findings = move || {
        let is_group = asking.group.get();
        let areas = asking.areas.get();
        let finding = |&of: &Scope| alone::finding(alone::found(asking, of), of);
        let each: Arc<[_]> = areas.iter().map(finding).collect();
        let all = memo(move || each.iter().map(|one| one.get()).collect::<Option<Vec<_>>>());
        fragment(areas.into_iter().enumerate().map(|(place, of)| {
            dynamic(move || {
                match all.with(|all| all.as_ref().and_then(|all| all.get(place).cloned())) {
                    Some(text) => view! { <span data-finding=of.id()>{text}" "</span> }.into_any(),
                    None => {
                        let text = alone::no_lever_is_enough(of, is_group);
                        view! { <span class="awaited" aria-hidden="true">{text}" "</span> }
                            .into_any()
                    }
                }
            })
        }))
    };
    view! {
        <p class="lead" role="status" data-answer>
            <b>{dynamic(left)}{dynamic(findings)}</b>
        </p>
        <p class="lead-note">{words::LEAD_NOTE}</p>
    }
}

/// Renders how far the answers have come, once it takes more than a second, and that they failed.
#[component]
fn Progress(asking: Asking) -> impl IntoView {
    let Answers {
        progress, failed, ..
    } = asking.answers;
    let working = memo(move || progress.get().is_some());
    let patient = RwSignal::new(false);
    let first = asking.answers.answer(0);
    // Whether answers stood there when the work began.
    let has_earlier = RwSignal::new(false);
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(Some(timer)) = timer.try_get_value() {
            timer.clear();
        }
    };
    on_cleanup(stop);
    effect(move || {
        stop();
        if working.get() {
            has_earlier.set(first.with_untracked(Option::is_some));
            let late = move || {
                let _ = patient.try_set(true);
            };
            timer.set_value(set_timeout_with_handle(late, PATIENCE).ok());
        } else {
            patient.set(false);
        }
    });
    let shown = move || match progress.get().filter(|_| patient.get()) {
        Some(share) => words::progress(share, has_earlier.get()),
        None => String::new(),
    };
    view! {
        <p class="small require-progress" data-coming=attr(move || working.get().then_some(""))>{dynamic(shown)}</p>
        {dynamic(move || failed.get().then(|| view! {
            <div class="missing" role="alert">
                <p class="error" data-missing>{words::FAILED}</p>
                <button type="button" class="button" on:click=handler(move |_| asking.ask())>
                    {texts::frame::TRY_AGAIN}
                </button>
            </div>
        }))}
    }
}
