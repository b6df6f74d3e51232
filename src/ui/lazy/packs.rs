//! The packs at hand: the built-in one, the site's own, and those that a person has opened or made. One is in use, and
//! another is taken into use by starting the page anew.

use std::cell::RefCell;
use std::sync::Arc;

use balans_model::{KSON_2023, base_pack, set_base_pack};
use balans_report::texts::packs::waiting;
use balans_scenario::file::{PackFile, read_pack};
use leptos::prelude::*;

use crate::platform::{self, deferred};
use crate::storage;

/// A pack at hand.
#[derive(Clone, PartialEq)]
pub(crate) struct KnownPack {
    /// Id of the pack, with the version of its figures.
    pub(crate) id: String,
    pub(crate) file: Arc<PackFile>,
    /// Whether it is in this browser's storage, so that it can be changed and removed.
    pub(crate) is_stored: bool,
}

impl KnownPack {
    fn read(text: &str, is_stored: bool) -> Option<Self> {
        let file = read_pack(text.as_bytes()).ok()?;
        Some(Self {
            id: id_of(&file)?,
            file: Arc::new(file),
            is_stored,
        })
    }

    /// Whether it is the one in use.
    pub(crate) fn is_in_use(&self) -> bool {
        self.id == base_pack().id
    }

    /// Whether it is the built-in one.
    pub(crate) fn is_built_in(&self) -> bool {
        self.id == KSON_2023.id
    }

    /// Returns what is kept where it is in use: the text of its file, empty for the built-in one.
    fn text(&self) -> String {
        if self.is_built_in() {
            String::new()
        } else {
            self.file.write()
        }
    }
}

/// Returns the id of the pack that a file makes; `None` for a file that is not sound.
pub(crate) fn id_of(file: &PackFile) -> Option<String> {
    Some(file.pack(waiting).ok()?.id.into_owned())
}

/// Makes the pack of a file's text the base pack, without a text the site's own, and calls `then`. Shows nothing.
pub(super) fn start_with(text: Option<String>, then: Box<dyn FnOnce()>) -> AnyView {
    // Not by leptos, which spawns nothing before the app is mounted.
    wasm_bindgen_futures::spawn_local(async move {
        let text = match text {
            None => deferred::site_pack().await,
            text => text,
        };
        if let Some(text) = text {
            take(&text);
        }
        then();
    });
    ().into_any()
}

/// Makes the pack of a file's text the base pack, or sets the text aside where it cannot be read.
fn take(text: &str) {
    let file = read_pack(text.as_bytes()).ok();
    match file.and_then(|file| file.pack(waiting).ok()) {
        Some(pack) => {
            deferred::take_pack(text);
            // Leaked once: a page has one base pack.
            set_base_pack(Box::leak(Box::new(pack)));
        }
        None => {
            let backend = storage::open_backend();
            if storage::pack_in_use(&*backend).as_deref() == Some(text) {
                // Where it cannot be set aside it stays in its place, and the next start says so again.
                let _ = storage::set_pack_aside(&*backend, text, &(platform::ENVIRONMENT.now)());
            }
        }
    }
}

thread_local! {
    /// The site's own pack, once it is fetched.
    static SITE: RefCell<Option<KnownPack>> = const { RefCell::new(None) };
}

/// Fetches the site's own pack, if it has one, and calls `then` when it is at hand.
pub(crate) fn fetch_site_pack(then: impl FnOnce() + 'static) {
    if !deferred::has_site_pack() || SITE.with_borrow(Option::is_some) {
        return;
    }
    leptos::task::spawn_local(async move {
        let text = deferred::site_pack().await;
        if let Some(pack) = text.and_then(|text| KnownPack::read(&text, false)) {
            SITE.set(Some(pack));
            then();
        }
    });
}

/// Lists the packs at hand, the built-in one first.
pub(crate) fn at_hand() -> Vec<KnownPack> {
    let backend = storage::open_backend();
    let built_in = KnownPack {
        id: KSON_2023.id.to_string(),
        file: Arc::new(PackFile::built_in()),
        is_stored: false,
    };
    let mut all = vec![built_in];
    all.extend(SITE.with_borrow(Option::clone));
    let stored = storage::packs(&*backend).into_iter();
    all.extend(stored.filter_map(|(id, text)| stored_pack(&id, &text)));
    if !base_pack().is_built_in() {
        all.extend(KnownPack::read(&deferred::pack_text(), false));
    }
    let mut seen = Vec::new();
    all.retain(|pack| {
        let is_new = !seen.contains(&pack.id);
        seen.push(pack.id.clone());
        is_new
    });
    all
}

/// Reads a pack that is in storage. A text whose figures are not those that it was kept for is damaged.
fn stored_pack(id: &str, text: &str) -> Option<KnownPack> {
    KnownPack::read(text, true).filter(|pack| pack.id == id)
}

/// Lists the packs in storage that cannot be read: the id that each was kept under, and its text.
pub(crate) fn damaged() -> Vec<(String, String)> {
    let mut stored = storage::packs(&*storage::open_backend());
    stored.retain(|(id, text)| stored_pack(id, text).is_none());
    stored
}

/// Keeps the pack of a file, and returns its id; `None` where the browser keeps nothing.
pub(crate) fn keep(file: &PackFile) -> Option<String> {
    let backend = storage::open_backend();
    let id = id_of(file)?;
    let kept = backend.is_persistent() && storage::keep_pack(&*backend, &id, &file.write()).is_ok();
    kept.then_some(id)
}

/// Keeps a pack whose figures are those of the one in use in its place, for the next start.
pub(crate) fn take_texts(file: &PackFile) {
    let backend = storage::open_backend();
    if storage::pack_in_use(&*backend).is_some_and(|text| !text.is_empty()) {
        // Where it is not kept, the earlier texts are.
        let _ = storage::use_pack(&*backend, &file.write());
    }
}

/// Removes a pack from this browser.
pub(crate) fn remove(id: &str) -> bool {
    storage::drop_pack(&*storage::open_backend(), id).is_ok()
}

/// Takes a pack into use, and starts the page anew with it. False where the browser keeps nothing.
pub(crate) fn switch(pack: &KnownPack) -> bool {
    let backend = storage::open_backend();
    let kept = backend.is_persistent() && storage::use_pack(&*backend, &pack.text()).is_ok();
    if kept {
        platform::screen::reload();
    }
    kept
}
