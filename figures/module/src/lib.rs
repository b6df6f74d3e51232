//! The drawings as a wasm module with three doors and no imports: the page writes a request where
//! `room` says, calls `draw`, and reads the drawing where `drawing` says.
#![allow(
    unsafe_code,
    reason = "an exported name is what a wasm module is called by"
)]

use std::cell::RefCell;

thread_local! {
    static REQUEST: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static DRAWING: RefCell<String> = const { RefCell::new(String::new()) };
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

/// Draws what was asked for and gives the drawing's length in bytes, UTF-8; 0 where the request
/// was not understood.
#[unsafe(no_mangle)]
pub extern "C" fn draw() -> usize {
    let drawing = REQUEST.with_borrow(|request| balans_figures::answer(request));
    let length = drawing.len();
    DRAWING.replace(drawing);
    length
}

/// Where the last drawing stands.
#[unsafe(no_mangle)]
pub extern "C" fn drawing() -> *const u8 {
    DRAWING.with_borrow(|drawing| drawing.as_ptr())
}
