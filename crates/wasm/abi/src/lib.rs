//! Request and response buffers of a wasm module that imports nothing.
//!
//! The page (`src/platform/deferred.rs`) writes a request at the address that [`room`] returns, calls one
//! of the module's functions, each of which goes through [`respond`] and returns the length of the
//! response, and reads the response at the address that [`answer`] returns.
#![allow(
    unsafe_code,
    reason = "an exported name is what a wasm module is called by"
)]

use std::cell::RefCell;

thread_local! {
    static REQUEST: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static ANSWER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Allocates the buffer for a request of `length` bytes and returns its address.
#[unsafe(no_mangle)]
pub extern "C" fn room(length: usize) -> *mut u8 {
    REQUEST.with_borrow_mut(|request| {
        request.clear();
        request.resize(length, 0);
        request.as_mut_ptr()
    })
}

/// The address of the last response.
#[unsafe(no_mangle)]
pub extern "C" fn answer() -> *const u8 {
    ANSWER.with_borrow(|answer| answer.as_ptr())
}

/// Handles the request, keeps the response and returns its length in bytes; 0 where `answer` gives none.
pub fn respond(answer: impl FnOnce(&[u8]) -> Option<Vec<u8>>) -> usize {
    let answer = REQUEST
        .with_borrow(|request| answer(request))
        .unwrap_or_default();
    let length = answer.len();
    ANSWER.set(answer);
    length
}
