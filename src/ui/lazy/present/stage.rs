//! The stage, which fits a slide to its box: the same in the presenter's window and on the
//! projector.

use balans_report::protocol::RenderedSlide;
use balans_report::{LeftBar, LeftPiece};
use leptos::html::Div;
use leptos::prelude::*;

use crate::erased::{attr, dynamic, effect, fragment, memo, view};
use crate::platform;

/// The step of the smallest type size; 0 is the largest: see `.stage[data-fit]`.
const SMALLEST: f64 = 5.0;

/// Makes the stage. Its heading and box stay from slide to slide, so that focus is kept. `layout`
/// changes with anything else that resizes the box; `name` is the heading until there is a slide.
pub(super) fn stage(
    shown: Memo<Option<RenderedSlide>>,
    layout: Memo<usize>,
    name: &'static str,
) -> AnyView {
    let room = NodeRef::<Div>::new();
    let title = part(shown, |shown| &shown.title);
    let html = part(shown, |shown| &shown.html);
    let overflows = keep_fitting(room, shown, layout);
    view! {
        <div
            class="stage"
            node_ref=room
            tabindex=attr(move || overflows.get().then_some("0"))
        >
            <div class="slide">
                <h1
                    id=platform::HEADING
                    class=attr(move || if title.with(String::is_empty) { "visually-hidden" } else { "slide-title" })
                    tabindex="-1"
                >
                    {dynamic(move || Some(title.get()).filter(|title| !title.is_empty()).unwrap_or_else(|| name.to_owned()))}
                </h1>
                <div class="slide-body" inner_html=attr(move || html.get())></div>
                {foot(shown)}
            </div>
        </div>
    }
}

/// Makes the slide's foot: what is left, and the bar of what the requirement is made up of.
fn foot(shown: Memo<Option<RenderedSlide>>) -> AnyView {
    let left = memo(move || shown.with(|shown| shown.as_ref().map(|shown| shown.left.clone())));
    dynamic(move || {
        left.get().map(|LeftBar { says, pieces }| {
            let bar = pieces.iter().map(|piece| {
                let share = format!("{:.0}", piece.mnkr * 1000.0);
                view! { <i data-evidence=piece.kind.clone() style:--share=share></i> }
            });
            let bar = fragment(bar.collect::<Vec<_>>());
            let legend = pieces.into_iter().map(|LeftPiece { kind, name, .. }| {
                view! { <li><i data-evidence=kind></i>{name}</li> }
            });
            view! {
                <div class="slide-left shares">
                    <p>{says}</p>
                    <div class="shares-bar" aria-hidden="true">{bar}</div>
                    <ul class="shares-legend">{fragment(legend)}</ul>
                </div>
            }
        })
    })
}

/// Makes a memo of a part of the slide, empty where there is no slide.
pub(super) fn part(
    shown: Memo<Option<RenderedSlide>>,
    read: fn(&RenderedSlide) -> &String,
) -> Memo<String> {
    memo(move || shown.with(|shown| shown.as_ref().map(read).cloned().unwrap_or_default()))
}

/// Sets the largest type size, from step `from` on, at which the slide fits its stage. Returns the
/// step, and whether the slide overflows even at the smallest.
pub(super) fn fit(room: &web_sys::Element, from: f64) -> (f64, bool) {
    let mut now = from;
    loop {
        // A refused attribute leaves the size as it is.
        let _ = room.set_attribute("data-fit", &now.to_string());
        let over = room.scroll_height() > room.client_height();
        if !over || now >= SMALLEST {
            return (now, over);
        }
        now += 1.0;
    }
}

/// Keeps the slide at the largest type size that fits; returns a signal of whether it overflows
/// even at the smallest. A changing value may make the type smaller, never larger, so that the size
/// does not jump back and forth.
fn keep_fitting(
    room: NodeRef<Div>,
    shown: Memo<Option<RenderedSlide>>,
    layout: Memo<usize>,
) -> RwSignal<bool> {
    let size = RwSignal::new(0.0);
    let overflows = RwSignal::new(false);
    let keep = move |anew: bool| {
        // After the slide is laid out, and before it is painted.
        request_animation_frame(move || {
            let Some(Some(room)) = room.try_get_untracked() else {
                return;
            };
            let mut from = size.get_untracked();
            if anew {
                from = 0.0;
                room.set_scroll_top(0);
            }
            let (now, over) = fit(&room, from);
            size.set(now);
            overflows.set(over);
        });
    };
    let key = part(shown, |shown| &shown.key);
    let room_for = memo(move || format!("{} {}", layout.get(), key.get()));
    let before = RwSignal::new(String::new());
    effect(move || {
        shown.with(|_| ());
        let now = room_for.get();
        let anew = before.with_untracked(|before| *before != now);
        before.set(now);
        keep(anew);
    });
    let resized = window_event_listener(leptos::ev::resize, move |_| keep(true));
    on_cleanup(move || resized.remove());
    overflows
}
