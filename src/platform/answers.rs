//! Questions that take many runs of the model, answered by `public/answers.js`: in a worker, or in
//! slices on the page's own thread where a worker is denied. Script and wasm module are fetched for
//! the first question.

use std::cell::{Cell, RefCell};

use balans_answers::{Answer, PackFigures, Question};
use balans_model::base_pack;
use js_sys::{Function, Reflect};
use leptos::prelude::window;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::Closure;

use super::export_js::{function, module};

/// Id of the `meta` element that holds the script's address.
const ADDRESS: &str = "app-answers";

/// What is heard of a question.
pub enum Told {
    /// The share that is worked out, 0–1.
    Progress(f64),
    /// The answer.
    Answer(Box<Answer>),
    /// The script, the module or the question failed.
    Failed,
}

type Hear = Closure<dyn FnMut(String, JsValue)>;

thread_local! {
    /// The number of the last question.
    static LAST: Cell<u32> = const { Cell::new(0) };
    /// What hears about the last question; the script calls no earlier one.
    static HEAR: RefCell<Option<Hear>> = const { RefCell::new(None) };
}

fn next() -> u32 {
    LAST.set(LAST.get().wrapping_add(1));
    LAST.get()
}

/// Returns a function of the script, which is fetched if it is not there. `None` where it can't be
/// fetched.
async fn function_of_script(name: &str) -> Option<Function> {
    module(ADDRESS).await?;
    let script = Reflect::get(&window(), &"balansAnswers".into()).ok()?;
    function(&script, name)
}

/// Asks a question and drops the one before. `tell` is called until the question is answered, has
/// failed, or is dropped.
pub async fn ask(question: &Question, mut tell: Box<dyn FnMut(Told)>) {
    let this = next();
    let pack = base_pack();
    // The answers' module knows the built-in pack alone.
    let question = Question {
        pack: (!pack.is_built_in()).then(|| PackFigures::of(pack)),
        ..question.clone()
    };
    let text = serde_json::to_string(&question).unwrap_or_default();
    let ask = function_of_script("ask").await;
    if LAST.get() != this {
        return;
    }
    let Some(ask) = ask else {
        tell(Told::Failed);
        return;
    };
    let hear = Hear::new(move |kind: String, said: JsValue| {
        tell(match (&*kind, said.as_string(), said.as_f64()) {
            ("progress", _, Some(share)) => Told::Progress(share),
            ("answer", Some(answer), _) => {
                let answer = serde_json::from_str(&answer).ok();
                answer.map_or(Told::Failed, Told::Answer)
            }
            _ => Told::Failed,
        });
    });
    let function: &JsValue = hear.as_ref();
    // The promise says nothing that `hear` is not told; a throw would be a failure of the script.
    let _ = ask.call2(&JsValue::NULL, &text.into(), function);
    HEAR.set(Some(hear));
}

/// Drops the question that is being worked out, if there is one.
pub async fn cancel() {
    let this = next();
    if HEAR.with_borrow(Option::is_none) {
        return;
    }
    let cancel = function_of_script("cancel").await;
    if LAST.get() == this
        && let Some(cancel) = cancel
    {
        // The function throws nothing.
        let _ = cancel.call0(&JsValue::NULL);
        HEAR.set(None);
    }
}
