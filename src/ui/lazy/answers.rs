//! Answers to questions about the working copy that take many runs of the model.
#![allow(dead_code, reason = "the view *Vad krävs?* is built on this next")]

use std::sync::Arc;

use balans_answers::{Answer, Question, Values};
use balans_model::Inputs;
use leptos::prelude::*;

use crate::platform::answers::{self, Told};
use crate::state::Store;

/// The state of the last question.
#[derive(Clone, PartialEq)]
pub(crate) enum Asked {
    /// Nothing was asked, or the question was dropped.
    Nothing,
    /// The share that is worked out, 0–1.
    Progress(f64),
    /// The question and its answer: an answer is of the inputs in its question.
    Answer(Arc<(Question, Answer)>),
    Failed,
}

/// Asks questions one at a time: a new one drops the one before.
#[derive(Clone, Copy)]
pub(crate) struct Answers {
    /// The state of the last question.
    pub(crate) asked: RwSignal<Asked>,
}

impl Answers {
    pub(crate) fn new() -> Self {
        on_cleanup(|| leptos::task::spawn_local(answers::cancel()));
        Self {
            asked: RwSignal::new(Asked::Nothing),
        }
    }

    /// Asks a question; until it is answered the state is its progress.
    pub(crate) fn ask(self, question: Question) {
        let Self { asked } = self;
        leptos::task::spawn_local(async move {
            let of = question.clone();
            let tell = move |told| {
                let state = match told {
                    Told::Progress(share) => Asked::Progress(share),
                    Told::Answer(answer) => Asked::Answer(Arc::new((of.clone(), *answer))),
                    Told::Failed => Asked::Failed,
                };
                // The view may be gone by then.
                let _ = asked.try_set(state);
            };
            answers::ask(&question, Box::new(tell)).await;
        });
    }

    /// Drops the question that is being worked out.
    pub(crate) fn cancel(self) {
        self.asked.set(Asked::Nothing);
        leptos::task::spawn_local(answers::cancel());
    }
}

/// Lists the values that differ from the named pack's: what a question is to hold of a scenario.
pub(crate) fn values(store: Store, inputs: &Inputs) -> Values {
    let changed = inputs.changed(store.base_pack());
    changed
        .map(|(id, value)| (id.name().to_owned(), value))
        .collect()
}

/// Lists what the documents say where own figures stand in their place: the own figures.
pub(crate) fn documents(store: Store) -> Values {
    values(store, &Inputs::defaults(store.active_pack()))
}
