//! Shared by `tests/faults.rs`, over memory, and `tests/web.rs`, over the browser's own storage.

pub(crate) mod faults;
