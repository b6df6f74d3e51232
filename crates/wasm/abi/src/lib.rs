//! How the page calls a wasm module that imports nothing (`src/platform/later.rs` is the other side):
//! it writes a request where [`room`] says, calls one of the module's functions, each of which goes
//! through [`respond`], and reads as many bytes as that gave where [`answer`] says.
#![allow(
    unsafe_code,
    reason = "an exported name is what a wasm module is called by"
)]

use std::cell::RefCell;

thread_local! {
    static REQUEST: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static ANSWER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Makes room for a request of `length` bytes and says where.
#[unsafe(no_mangle)]
pub extern "C" fn room(length: usize) -> *mut u8 {
    REQUEST.with_borrow_mut(|request| {
        request.clear();
        request.resize(length, 0);
        request.as_mut_ptr()
    })
}

/// Where the last answer stands.
#[unsafe(no_mangle)]
pub extern "C" fn answer() -> *const u8 {
    ANSWER.with_borrow(|answer| answer.as_ptr())
}

/// Answers the request, keeps the answer and gives its length; 0 where there is none.
pub fn respond(answer: impl FnOnce(&[u8]) -> Option<Vec<u8>>) -> usize {
    let answer = REQUEST
        .with_borrow(|request| answer(request))
        .unwrap_or_default();
    let length = answer.len();
    ANSWER.set(answer);
    length
}
