//! Request and response buffers of a wasm module that imports nothing.
//!
//! The page (`src/platform/deferred.rs`) writes a request at the address that [`request_buffer`] returns, calls one of the
//! module's functions, each of which goes through [`handle`] and returns the length of the response, and reads the response
//! at the address that [`response_ptr`] returns.
#![allow(
    unsafe_code,
    reason = "an exported name is what a wasm module is called by"
)]

use std::cell::RefCell;

thread_local! {
    static REQUEST: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static RESPONSE: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Allocates the buffer for a request of `length` bytes and returns its address.
#[unsafe(no_mangle)]
pub extern "C" fn request_buffer(length: usize) -> *mut u8 {
    REQUEST.with_borrow_mut(|request| {
        request.clear();
        request.resize(length, 0);
        request.as_mut_ptr()
    })
}

/// Returns the address of the last response.
#[unsafe(no_mangle)]
pub extern "C" fn response_ptr() -> *const u8 {
    RESPONSE.with_borrow(|response| response.as_ptr())
}

/// Calls `handler` with the request, keeps its response and returns the response's length in bytes; 0 where `handler`
/// returns `None`.
pub fn handle(handler: impl FnOnce(&[u8]) -> Option<Vec<u8>>) -> usize {
    let response = REQUEST
        .with_borrow(|request| handler(request))
        .unwrap_or_default();
    let length = response.len();
    RESPONSE.set(response);
    length
}
