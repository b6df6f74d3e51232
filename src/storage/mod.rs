//! Local storage behind one backend trait.
//!
//! The trait `StorageBackend`, the versioned envelope around every stored text, and the repository,
//! which defines the keys. Nothing outside this module uses the browser's storage, and nothing in
//! it reads a signal or has a word shown on screen: errors are returned as values. Links and files
//! are in `balans_scenario`.

mod backend;
mod browser;
mod envelope;
mod packs;
mod repository;

pub use backend::{Fault, MemoryBackend, StorageBackend};
pub use browser::{BrowserBackend, open_backend, open_tab_backend};
pub use envelope::SCHEMA;
pub use packs::{drop_pack, keep_pack, pack_in_use, packs, set_pack_aside, use_pack};
pub use repository::{
    ASIDE_PREFIX, Aside, Environment, Fit, KEY_PREFIX, Repository, SCENARIO_PREFIX, Trouble,
    WORKING_COPIES, WORKING_KEY, WORKING_PREFIX, Waiting, instant,
};
