//! Undo, redo and *Visa igen*: the buttons and their keys.

use std::time::Duration;

use leptos::prelude::*;

use crate::erased::{attr, derived, handler, view};
use crate::platform;
use crate::state::{Intent, Store, use_store};
use crate::texts::history as words;
use crate::ui::naming;

/// Length of a replay in milliseconds, and its frame interval.
const PLAYED: f64 = 2400.0;
const PACE: Duration = Duration::from_millis(33);

/// Makes the buttons of undo, redo and *Visa igen*, and listens for the keys of the first two.
pub(crate) fn steps() -> [AnyView; 3] {
    let store = use_store();
    listen(store);
    let moved = store.select(|session| session.last_move().is_some());
    let replay = view! {
        <button
            type="button"
            class="button replay"
            data-action="replay"
            title=words::REPLAY_HELP
            aria-disabled=attr(move || (!moved.get()).then_some("true"))
            on:click=handler(move |_| play(store))
        >
            <svg viewBox="0 0 20 20" aria-hidden="true" fill="currentColor"><path d="M6 4l10 6-10 6z"/></svg>
            <span class="label">{words::REPLAY}</span>
        </button>
    };
    [step_button(store, false), step_button(store, true), replay]
}

fn step_button(store: Store, forward: bool) -> AnyView {
    let pack = store.active_pack();
    let step = if forward {
        store.redo_step()
    } else {
        store.undo_step()
    };
    let words = derived(move || {
        step.with(|step| {
            let step = step.as_ref().map(|step| naming::step(pack, step));
            words::button(forward, step.as_deref())
        })
    });
    let (path, action) = if forward {
        ("M12 4l4 4-4 4M16 8H8a4 4 0 0 0 0 8h3", "redo")
    } else {
        ("M8 4L4 8l4 4M4 8h8a4 4 0 0 1 0 8H9", "undo")
    };
    let press = move |_| {
        store.send(if forward { Intent::Redo } else { Intent::Undo });
    };
    view! {
        <button
            type="button"
            class="button icon"
            data-action=action
            aria-label=words
            title=words
            aria-disabled=attr(move || step.with(Option::is_none).then_some("true"))
            on:click=handler(press)
        >
            <svg viewBox="0 0 20 20" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">
                <path d=path/>
            </svg>
        </button>
    }
}

/// Listens for Ctrl Z and Ctrl Y, or with the command key. A field being typed in keeps its own
/// undo.
fn listen(store: Store) {
    let listener = window_event_listener(leptos::ev::keydown, move |ev| {
        if !(ev.ctrl_key() || ev.meta_key())
            || ev.alt_key()
            || (platform::is_written_in(&ev) && !platform::is_field_at_rest(&ev))
            || platform::dialog_is_open()
        {
            return;
        }
        let intent = match (ev.key().to_ascii_lowercase().as_str(), ev.shift_key()) {
            ("z", false) => Intent::Undo,
            ("y", false) | ("z", true) => Intent::Redo,
            _ => return,
        };
        ev.prevent_default();
        store.send(intent);
    });
    on_cleanup(move || listener.remove());
}

/// Replays the last move. With reduced motion, shows the inputs before, waits, and shows those
/// after.
fn play(store: Store) {
    let Some((before, after)) = store.peek(|session| {
        let last = session.last_move()?;
        Some((last.before.clone(), last.after.clone()))
    }) else {
        return;
    };
    let still = platform::wants_stillness();
    let start = platform::milliseconds();
    let turn = store.play(before.clone());
    let timer = StoredValue::new(None::<IntervalHandle>);
    let frame = move || {
        let share = ((platform::milliseconds() - start) / PLAYED).min(1.0);
        let shown = if still { share.floor() } else { ease(share) };
        // Another move or replay ends this one.
        let over = share >= 1.0 || !store.play_on(turn, &before, &after, shown);
        if over {
            store.stop_playing(turn);
            if let Some(Some(timer)) = timer.try_get_value() {
                timer.clear();
            }
        }
    };
    timer.set_value(set_interval_with_handle(frame, PACE).ok());
}

/// Eases a share (0–1): slow at both ends, so that the eye finds the lever and sees where it stops.
fn ease(share: f64) -> f64 {
    share * share * (3.0 - 2.0 * share)
}

#[cfg(test)]
mod tests {
    #[test]
    fn playing_begins_and_ends_at_its_ends() {
        assert_eq!(super::ease(0.0), 0.0);
        assert_eq!(super::ease(0.5), 0.5);
        assert_eq!(super::ease(1.0), 1.0);
    }
}
