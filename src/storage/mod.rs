//! Local storage behind one backend trait.
//!
//! Lives here: the trait `StorageBackend`, the versioned envelope every kept text is wrapped in, and the
//! repository that knows which keys there are. Nothing outside this room touches the browser's
//! storage, and nothing in here knows a signal or a word on screen: trouble comes back as a value.
//! [`link`] and [`mod@file`] are the other ways a scenario leaves the tool: in an address, and as JSON.

mod backend;
mod browser;
mod envelope;
mod repository;

pub use backend::{Fault, MemoryBackend, StorageBackend};
pub use balans_scenario::{
    Draft, FNV_OFFSET_BASIS, OwnFigure, SavedScenario, Underlag, checksum, file, link,
};
pub use browser::{BrowserBackend, open_backend, open_tab_backend};
pub use envelope::SCHEMA;
pub use repository::{
    ASIDE_PREFIX, Aside, Environment, KEY_PREFIX, Repository, SCENARIO_PREFIX, Trouble,
    WORKING_COPIES, WORKING_KEY, WORKING_PREFIX, instant,
};
