//! The working copy as a report case (slides, decision paper) and as a link.

use balans_format::text::isolated;
use balans_report::{Alternative, Case, Rated};
use balans_scenario::{Aspect, Level, Underlag};
use leptos::prelude::*;

use crate::erased::memo;
use crate::platform;
use crate::state::Store;
use crate::texts;
use balans_scenario::link::SharedScenario;

/// The build's commit, set by `cargo xtask build`; other builds have a text that says so.
pub(crate) const BUILD: &str = match option_env!("BALANS_BUILD") {
    Some(build) => build,
    None => texts::about::NO_BUILD,
};

/// Makes the working copy as a link carries it.
pub(crate) fn shared(store: Store, with_notes: bool) -> SharedScenario {
    let mut shared = store.shared();
    let (draft, current) =
        store.peek(|session| (session.draft(), session.current_scenario().cloned()));
    if let Some(saved) = current {
        shared.name.clone_from(&saved.name);
        if with_notes {
            shared.note.clone_from(&saved.note);
        }
    }
    shared.view = store.route.with_untracked(|route| route.slug().to_owned());
    shared.set_annotations(&draft, with_notes);
    shared
}

/// Returns the address of the working copy without its notes, which are private; empty where it
/// can't be written.
fn link(store: Store) -> String {
    let text = shared(store, false).write();
    text.map_or_else(
        |_| String::new(),
        |text| format!("{}#{text}", platform::share::address()),
    )
}

/// Makes a memo of the working copy's case, with the other saved scenarios as alternatives.
#[must_use]
pub fn case(store: Store) -> Memo<Case> {
    // Everything depends on the session except the link and the date, which are read when the memo
    // runs.
    let written = store.select(|session| {
        let draft = session.draft();
        let current = session.current_scenario();
        let others = session.library().iter();
        let others = others.filter(|one| current.is_none_or(|current| current.id != one.id));
        let alternatives = others.filter_map(|saved| {
            Some(Alternative {
                id: saved.id.clone(),
                name: isolated(&saved.name),
                values: Case::values_of(&session.inputs_of(saved)?),
            })
        });
        let ratings = draft.ratings.iter().flat_map(|(measure, ratings)| {
            ratings.iter().filter_map(|(aspect, level)| {
                Some(Rated {
                    measure: measure.clone(),
                    aspect: Aspect::parse(aspect)?,
                    level: Level::parse(level)?,
                })
            })
        });
        let saved = current.filter(|_| !session.unsaved() && session.is_persistent());
        Case {
            name: current.map_or_else(String::new, |saved| isolated(&saved.name)),
            note: current.map_or_else(String::new, |saved| saved.note.clone()),
            saved: saved.map(|saved| texts::dates::date(&saved.changed)),
            version: texts::about::build(env!("CARGO_PKG_VERSION"), BUILD),
            ratings: ratings.collect(),
            notes: draft.notes.into_iter().collect(),
            alternatives: alternatives.collect(),
            slides: draft.slides,
            year: draft.year,
            underlag: draft.underlag.map(|own| Underlag {
                name: isolated(&own.name),
                figures: own.figures,
            }),
            ..Case::default()
        }
    });
    memo(move || Case {
        link: link(store),
        // The inputs shown, which in a replay are not the session's.
        values: Case::values_of(&store.inputs()),
        today: texts::dates::day(&(platform::ENVIRONMENT.now)()),
        ..written.get()
    })
}
