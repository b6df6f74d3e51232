//! Answers to questions about the working copy that take many runs of the model.

use std::sync::Arc;

use balans_answers::{Answer, Question, Values};
use balans_model::Inputs;
use leptos::prelude::*;

use crate::platform::answers::{self, Told};
use crate::state::Store;

/// A question with its answer.
pub(crate) type Answered = Arc<(Question, Answer)>;

/// Asks several questions, one after another. The answers to earlier questions stay until they are replaced: each is of the
/// inputs in its question.
#[derive(Clone, Copy)]
pub(crate) struct Answers {
    /// The last answer in the place of each question.
    answers: RwSignal<Vec<Option<Answered>>>,
    /// The share that is worked out of what was asked last, 0–1; `None` when all is answered.
    pub(crate) progress: RwSignal<Option<f64>>,
    /// Whether the last question could not be answered.
    pub(crate) failed: RwSignal<bool>,
    /// The number of times that `ask` was called.
    turn: StoredValue<u32>,
}

impl Answers {
    pub(crate) fn new() -> Self {
        on_cleanup(|| leptos::task::spawn_local(answers::cancel()));
        Self {
            answers: RwSignal::new(Vec::new()),
            progress: RwSignal::new(None),
            failed: RwSignal::new(false),
            turn: StoredValue::new(0),
        }
    }

    /// Asks questions in order, and drops those asked before. One that is answered already is not asked again; a place
    /// without a question has no answer.
    pub(crate) fn ask(self, questions: Vec<Option<Question>>) {
        let turn = self.turn.get_value().wrapping_add(1);
        self.turn.set_value(turn);
        self.answers
            .update(|answers| answers.resize(questions.len(), None));
        self.failed.set(false);
        self.progress.set(Some(0.0));
        self.next(turn, Arc::new(questions), 0);
    }

    /// Makes a memo of the last answer in the place of a question, whatever it is of.
    pub(crate) fn answer(self, place: usize) -> Memo<Option<Answered>> {
        let answers = self.answers;
        // Compared by address: an answer that is there again is another.
        Memo::new_with_compare(
            move |_| answers.with(|all| all.get(place).cloned().flatten()),
            |before, now| match (before, now) {
                (Some(Some(before)), Some(Some(now))) => !Arc::ptr_eq(before, now),
                (Some(None), Some(None)) => false,
                _ => true,
            },
        )
    }

    /// Asks the questions from this place on.
    fn next(self, turn: u32, questions: Arc<Vec<Option<Question>>>, place: usize) {
        let asked = |at: usize| questions.get(at).and_then(Option::as_ref);
        let is_open = |at: &usize| {
            self.answers.with_untracked(|all| {
                let answered = all.get(*at).and_then(Option::as_ref);
                asked(*at).is_some() && asked(*at) != answered.map(|one| &one.0)
            })
        };
        let Some(place) = (place..questions.len()).find(is_open) else {
            self.progress.set(None);
            return;
        };
        let count = questions.len() as f64;
        let tell = {
            let questions = questions.clone();
            move |told| {
                // The view may be gone by then, or have asked again.
                if self.turn.try_get_value() != Some(turn) {
                    return;
                }
                match told {
                    Told::Progress(share) => {
                        self.progress.set(Some((place as f64 + share) / count));
                    }
                    Told::Answer(answer) => {
                        let answered = questions.get(place).cloned().flatten();
                        let answered = answered.map(|question| Arc::new((question, *answer)));
                        self.answers.update(|all| {
                            if let Some(slot) = all.get_mut(place) {
                                *slot = answered;
                            }
                        });
                        self.next(turn, questions.clone(), place + 1);
                    }
                    Told::Failed => {
                        self.failed.set(true);
                        self.progress.set(None);
                    }
                }
            }
        };
        leptos::task::spawn_local(async move {
            if let Some(Some(question)) = questions.get(place) {
                answers::ask(question, Box::new(tell)).await;
            }
        });
    }
}

/// Lists the values that differ from the named pack's: what a question is to hold of a scenario.
pub(crate) fn values(store: Store, inputs: &Inputs) -> Values {
    let changed = inputs.changed(store.base_pack());
    changed
        .map(|(id, value)| (id.name().to_owned(), value))
        .collect()
}
