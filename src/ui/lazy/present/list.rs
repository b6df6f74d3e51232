//! The slide list: reorder, leave out, add, and restore the standard deck.

use std::sync::Arc;

use balans_format::text::fold;
use balans_report::{Offer, STANDARD as STANDARD_DECK};
use leptos::html::Dialog;
use leptos::prelude::*;

use super::PresenterState;
use crate::erased::{attr, dynamic, handler, keyed_list, memo, view};
use crate::platform::{self, deferred};
use crate::state::present::{Reorder, Turn, reordered};
use crate::texts::{present as words, search};
use crate::ui::components::dialog;
use crate::ui::lazy::components::search_field;
use crate::ui::loading::deferred_failed;

/// Makes the dialog; its content is made when it opens.
pub(super) fn list(desk: PresenterState, dialog: NodeRef<Dialog>, open: RwSignal<bool>) -> AnyView {
    view! {
        <dialog node_ref=dialog class="slides" aria-labelledby="bilder-rubrik" on:close=move |_| open.set(false)>
            {dialog::top(dialog, "bilder-rubrik", words::LIST_HEADING)}
            {dynamic(move || open.get().then(|| body(desk, dialog)))}
        </dialog>
    }
}

/// Returns the ordered slides, also those that can't be shown now. Where none of the chosen slides
/// can be shown, the standard deck is shown and ordered.
fn kept(chosen: &[String], shown: &[String]) -> Vec<String> {
    if chosen.iter().any(|key| shown.contains(key)) {
        chosen.to_vec()
    } else {
        STANDARD_DECK.iter().map(|key| (*key).to_owned()).collect()
    }
}

fn body(desk: PresenterState, dialog: NodeRef<Dialog>) -> AnyView {
    let offers = desk.case.with_untracked(deferred::offers);
    let fetched = offers.is_some();
    let offers = Arc::new(offers.unwrap_or_default());
    let said = RwSignal::new(String::new());
    let sought = RwSignal::new(String::new());
    // A row's identity is its place and key: a moved row is rebuilt.
    let rows = memo(move || {
        desk.show.with(|show| {
            let rows = show.keys().iter().enumerate();
            rows.map(|(place, key)| format!("{place} {key}"))
                .collect::<Vec<_>>()
        })
    });
    let all = Arc::clone(&offers);
    let more = memo(move || {
        let sought = sought.with(|sought| fold(sought));
        desk.show.with(|show| {
            let fits = |offer: &&Offer| {
                let title = fold(&offer.title);
                !show.keys().contains(&offer.key)
                    && sought.split_whitespace().all(|word| title.contains(word))
            };
            let found = all.iter().filter(fits);
            found.map(|offer| offer.key.clone()).collect::<Vec<_>>()
        })
    });
    let title = move |key: &str| {
        let offer = offers.iter().find(|offer| offer.key == key);
        offer.map_or_else(|| key.to_owned(), |offer| offer.title.clone())
    };
    let title_of = title.clone();
    let arrange = move |change: Reorder, says: String, focus: String| {
        let keys = desk.show.with_untracked(|show| {
            let kept = desk
                .case
                .with_untracked(|case| kept(&case.slides, show.keys()));
            reordered(&kept, show.keys(), &change)
        });
        desk.arrange(keys);
        said.set(says);
        // The row is rebuilt in its new place.
        request_animation_frame(move || platform::focus(&focus));
    };
    let row = move |row: String| {
        let (place, key) = row.split_once(' ').unwrap_or_default();
        let place = place.parse::<usize>().unwrap_or_default();
        let count = rows.with_untracked(Vec::len);
        let name = title(key);
        let shown = memo(move || desk.show.with(|show| show.at() == place));
        let step = |up: bool| {
            let to = if up { place.wrapping_sub(1) } else { place + 1 };
            let change = if up {
                Reorder::Up(place)
            } else {
                Reorder::Down(place)
            };
            let says = words::moved(&name, to.wrapping_add(1), count);
            let (word, id, path) = if up {
                (words::UP, "upp", "M10 16V4M5 9l5-5 5 5")
            } else {
                (words::DOWN, "ner", "M10 4v12M5 11l5 5 5-5")
            };
            let ends = to >= count;
            view! {
                <button
                    type="button"
                    class="button icon"
                    id=format!("{id}-{place}")
                    aria-label=format!("{word}: {name}")
                    title=word
                    aria-disabled=ends.then_some("true")
                    on:click=handler(move |_| if !ends {
                        arrange(change.clone(), says.clone(), format!("{id}-{to}"));
                    })
                >
                    <svg viewBox="0 0 20 20" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"><path d=path/></svg>
                </button>
            }
        };
        let (up, down) = (step(true), step(false));
        let alone = count == 1;
        let after = if place + 1 == count {
            place.saturating_sub(1)
        } else {
            place
        };
        let says = words::left_out(&name);
        view! {
            <li aria-current=attr(move || shown.get().then_some("true"))>
                <button
                    type="button"
                    class="slides-title"
                    on:click=handler(move |_| {
                        dialog::close(dialog);
                        desk.show.update(|show| show.turn(Turn::To(place)));
                    })
                >
                    <span class="slides-number">{place + 1}</span>
                    <span>{name.clone()}</span>
                </button>
                {up}
                {down}
                <button
                    type="button"
                    class="quiet"
                    id=format!("ut-{place}")
                    aria-label=format!("{}: {name}", words::LEAVE_OUT)
                    aria-disabled=alone.then_some("true")
                    on:click=handler(move |_| if !alone {
                        arrange(Reorder::Remove(place), says.clone(), format!("ut-{after}"));
                    })
                >
                    {words::LEAVE_OUT}
                </button>
            </li>
        }
    };
    let offer = move |key: String| {
        let name = title_of(&key);
        let says = words::added(&name);
        view! {
            <li>
                <button
                    type="button"
                    class="quiet"
                    aria-label=format!("{}: {name}", words::OFFERS)
                    on:click=handler(move |_| {
                        arrange(Reorder::Add(key.clone()), says.clone(), "lagg-till".to_owned());
                    })
                >
                    {words::OFFERS}
                </button>
                <span>{name.clone()}</span>
            </li>
        }
    };
    view! {
        <p class="visually-hidden" role="status">{move || said.get()}</p>
        <ol class="slides-list">{keyed_list(move || rows.get(), row)}</ol>
        <button
            type="button"
            class="quiet"
            on:click=handler(move |_| {
                desk.arrange(Vec::new());
                said.set(words::RESTORED.to_owned());
            })
        >
            {words::STANDARD}
        </button>
        <h3 id="lagg-till" tabindex="-1">{words::OFFERS}</h3>
        {search_field(words::SEEK, sought)}
        {dynamic(move || more.with(Vec::is_empty).then(|| match sought.with(|sought| sought.trim().is_empty()) {
            _ if !fetched => deferred_failed(words::NOT_MADE),
            true => view! { <p class="small">{words::NO_OFFERS}</p> },
            false => view! { <p class="small">{search::NOTHING}</p> },
        }))}
        <ul class="slides-offers">{keyed_list(move || more.get(), offer)}</ul>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use balans_model::{Inputs, KSON_2023};
    use balans_report::{Alternative, Case};

    fn shown(case: &Case) -> Vec<String> {
        let deck = balans_report::deck(case).into_iter();
        deck.map(|slide| slide.key).collect()
    }

    fn change(case: &mut Case, change: &Reorder) {
        let shown = shown(case);
        case.slides = reordered(&kept(&case.slides, &shown), &shown, change);
    }

    #[test]
    fn a_slide_that_is_hidden_when_others_are_moved_comes_back() {
        let values = Case::values_of(&Inputs::defaults(&KSON_2023));
        let mut case = Case {
            values: values.clone(),
            ..Case::default()
        };
        let before = shown(&case);
        assert!(!before.iter().any(|key| key == "alternatives"));
        change(&mut case, &Reorder::Down(0));
        let mut moved = before.clone();
        moved.swap(0, 1);
        assert_eq!(shown(&case), moved, "and nothing else comes with it");

        let scenario = || Alternative {
            id: "a".to_owned(),
            name: "Annat".to_owned(),
            values: values.clone(),
        };
        case.alternatives = vec![scenario()];
        moved.insert(moved.len() - 1, "alternatives".to_owned());
        assert_eq!(shown(&case), moved, "where it stands in the standard");

        // Own assumptions appear after other slides have been moved.
        let mut own = Inputs::defaults(&KSON_2023);
        let preset = KSON_2023.preset("eu_huvudvagar").unwrap();
        own.apply(&KSON_2023, preset);
        case.values = Case::values_of(&own);
        moved.insert(4, "own".to_owned());
        assert_eq!(shown(&case), moved, "where it stands in the standard");
        case.values = values.clone();
        moved.remove(4);

        // A scenario is gone for a while, as before an undo.
        change(&mut case, &Reorder::Add("alternative:a".to_owned()));
        let with = shown(&case);
        assert_eq!(with.last().map(String::as_str), Some("alternative:a"));
        case.alternatives = Vec::new();
        change(&mut case, &Reorder::Up(1));
        case.alternatives = vec![scenario()];
        let mut back = with;
        back.swap(0, 1);
        assert_eq!(shown(&case), back);
    }
}
