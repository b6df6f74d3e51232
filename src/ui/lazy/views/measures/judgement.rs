//! What the person thinks of a measure: consequences rated for four, and a note.

use balans_model::MeasureSpec;
use balans_report::texts::measures as words;
use leptos::prelude::*;

use crate::erased::{attr, dynamic, view};
use crate::state::{Aspect, Intent, Level, NOTE_LIMIT, use_store};
use crate::ui::components::choices;

/// Returns the word of a level.
fn level_name(level: Option<Level>) -> &'static str {
    level.map_or(words::UNRATED, words::level)
}

/// Renders a list row's worst rating, and whether there is a note.
#[component]
pub(in super::super) fn RatedChip(spec: &'static MeasureSpec) -> impl IntoView {
    let store = use_store();
    let worst = store.select(move |session| {
        let ratings = Aspect::ALL.iter();
        ratings
            .filter_map(|&aspect| session.rating(&spec.id, aspect))
            .max()
    });
    let noted = store.select(move |session| !session.note(&spec.id).is_empty());
    view! {
        {dynamic(move || worst.get().map(|level| view! {
            <span class="chip" data-level=level.id()>{words::rated(level_name(Some(level)))}</span>
        }))}
        {dynamic(move || noted.get().then(|| view! { <span class="chip">{words::HAS_NOTE}</span> }))}
    }
}

/// Renders the ratings for the narrow column.
#[component]
pub(super) fn Ratings(spec: &'static MeasureSpec) -> impl IntoView {
    let aspects = Aspect::ALL.iter();
    let aspects = aspects.map(|&aspect| view! { <Rating spec aspect/> });
    view! {
        <section>
            <h3>{words::RATING}</h3>
            <p class="small">{words::RATING_LEAD}</p>
            <div class="ratings">{aspects.collect_view()}</div>
        </section>
    }
}

#[component]
fn Rating(spec: &'static MeasureSpec, aspect: Aspect) -> impl IntoView {
    let store = use_store();
    let name = words::aspect(aspect);
    let now = store.select(move |session| session.rating(&spec.id, aspect));
    let levels = [None]
        .into_iter()
        .chain(Level::ALL.iter().copied().map(Some));
    let rate = move |level| {
        store.send(Intent::Rate {
            measure: spec.id.to_string(),
            aspect,
            level,
        });
    };
    let options = levels.map(|level| (level, level_name(level)));
    view! {
        <div class="rating" data-aspect=aspect.id()>
            <span aria-hidden="true">{name}</span>
            {choices(name, options, move || now.get(), rate)}
        </div>
    }
}

/// Renders the field for a note; each change is stored, so that a closed tab loses nothing.
#[component]
pub(super) fn Note(spec: &'static MeasureSpec) -> impl IntoView {
    let store = use_store();
    let kept = store.select(move |session| session.note(&spec.id).to_owned());
    let problem = RwSignal::new(None::<String>);
    let write = move |text: String| {
        let length = text.chars().count();
        if length > NOTE_LIMIT {
            problem.set(Some(words::note_too_long(length, NOTE_LIMIT)));
        } else {
            problem.set(None);
            store.send(Intent::Note {
                measure: spec.id.to_string(),
                text,
            });
        }
    };
    view! {
        <div class="note">
            <h3><label for="anteckning">{words::NOTE}</label></h3>
            <p class="small" id="anteckning-hjalp">{words::NOTE_LEAD}</p>
            <textarea
                class="text-input"
                id="anteckning"
                rows="4"
                aria-describedby="anteckning-hjalp"
                aria-invalid=attr(move || problem.with(|problem| problem.is_some().then_some("true")))
                prop:value=attr(move || kept.get())
                on:input:target=move |ev| write(ev.target().value())
            ></textarea>
            <div role="alert">
                {dynamic(move || problem.get().map(|problem| view! { <p class="error" data-error>{problem}</p> }))}
            </div>
        </div>
    }
}
