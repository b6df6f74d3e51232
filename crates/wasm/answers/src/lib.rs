//! The answers module, fetched when an answer is first asked for: works out a question of `crates/answers` in steps, in a
//! worker or in slices on the page's own thread (`public/answers.js`).
//!
//! A wasm module without imports: questions and answers are JSON in the buffers of `crates/wasm/abi`.
#![allow(
    unsafe_code,
    reason = "an exported name is what a wasm module is called by"
)]

use std::cell::RefCell;

use balans_abi::handle;
use balans_answers::{Question, Work};

thread_local! {
    static WORK: RefCell<Option<Work>> = const { RefCell::new(None) };
}

/// Starts on the question in the request, and drops the one before. Response: none, or what is wrong with the question.
#[unsafe(no_mangle)]
pub extern "C" fn ask() -> usize {
    handle(|request| {
        let question = serde_json::from_slice::<Question>(request);
        let work = question
            .map_err(|error| error.to_string())
            .and_then(|question| Work::new(&question));
        let (work, error) = match work {
            Ok(work) => (Some(work), None),
            Err(error) => (None, Some(error.into_bytes())),
        };
        WORK.set(work);
        error
    })
}

/// Works for about this many years of the model. Response: none until the question is answered, then the answer.
#[unsafe(no_mangle)]
pub extern "C" fn step(years: u32) -> usize {
    handle(|_| {
        WORK.with_borrow_mut(|kept| {
            let work = kept.as_mut()?;
            let answer = work.step(years).then(|| work.answer())?;
            *kept = None;
            serde_json::to_vec(&answer).ok()
        })
    })
}

/// Gives the share of the question that is worked out, 0–1; 1 where there is none.
#[unsafe(no_mangle)]
pub extern "C" fn progress() -> f64 {
    WORK.with_borrow(|work| {
        let (done, all) = work.as_ref().map_or((1, 1), Work::progress);
        done as f64 / all as f64
    })
}
