//! The projector's window: the slide alone. It makes the slide itself from the presenter's message,
//! and has no session and no storage.

use std::time::Duration;

use balans_model::KSON_2023;
use balans_report::protocol::RenderedSlide;
use balans_report::texts::packs::waiting;
use balans_scenario::file::read_pack;
use leptos::prelude::*;

use super::stage::stage;
use super::{CHANNEL, ProjectorChannel};
use crate::erased::{dynamic, memo, view};
use crate::platform::channel::Channel;
use crate::platform::{deferred, screen};
use crate::state::LoadState;
use crate::state::present::{BEAT, Contact, Link, Message, Press, Scene};
use crate::texts::{self, present as words};

/// The projector's window.
#[component]
pub fn Projector(
    /// The name of the channel to the presenter's window.
    name: String,
    /// Load state of the deferred module, which makes slides.
    deferred: RwSignal<LoadState>,
) -> impl IntoView {
    document().set_title(&texts::frame::page_title(words::PROJECTOR_VIEW));
    let link = RwSignal::new(Link::default());
    let scene = RwSignal::new(None::<Scene>);
    // The version of the pack that the slides are made under.
    let pack = RwSignal::new(KSON_2023.version());
    let other = RwSignal::new(false);
    let full = super::full_screen();
    let channel: ProjectorChannel = StoredValue::new_local(None);
    let say = move |message: Message| super::say(channel, &message);
    let hear = move |bytes: Vec<u8>| match Message::read(&bytes) {
        // It comes again with the pack that it is made under.
        Ok(Message::Scene(shown)) if shown.pack != pack.get_untracked() => {
            other.set(false);
            link.update(Link::heard);
            say(Message::AskPack);
        }
        Ok(Message::Pack(text)) => {
            if let Some(version) = version_of(&text)
                && deferred::take_pack(&text)
            {
                pack.set(version);
                say(Message::Ask);
            }
        }
        Ok(Message::Scene(shown)) => {
            other.set(false);
            link.update(Link::heard);
            if scene.with_untracked(|now| now.as_ref() != Some(&shown)) {
                scene.set(Some(shown));
            }
            say(Message::Here);
        }
        Ok(Message::Over) => link.update(Link::left),
        Ok(Message::Close) => {
            // A window that no script opened stays open, and shows that it is disconnected.
            link.update(Link::left);
            screen::close_window();
        }
        // A message of another projector on the channel.
        Ok(_) => {}
        Err(_) => other.set(true),
    };
    channel.set_value(Channel::open(&[CHANNEL, &name].concat(), Box::new(hear)));
    let linked = channel.with_value(Option::is_some);
    say(Message::Ask);
    let beat = set_interval_with_handle(
        move || {
            link.update(Link::asked);
            say(Message::Ask);
        },
        Duration::from_millis(BEAT),
    );
    let closing = window_event_listener(leptos::ev::pagehide, move |_| say(Message::Closed));
    let keys = window_event_listener(leptos::ev::keydown, move |ev| {
        if ev.ctrl_key() || ev.meta_key() || ev.alt_key() {
            return;
        }
        match Press::of(&ev.key(), ev.shift_key()) {
            Some(Press::FullScreen) => screen::toggle_full(),
            Some(Press::Leave) => screen::leave_full(),
            Some(press) => say(Message::Pressed(press)),
            None => return,
        }
        ev.prevent_default();
    });
    let moved = window_event_listener(leptos::ev::hashchange, |_| screen::reload());
    on_cleanup(move || {
        beat.iter().for_each(IntervalHandle::clear);
        closing.remove();
        keys.remove();
        moved.remove();
    });
    let shown = memo(move || {
        let here = deferred.get() == LoadState::Ready;
        let slide =
            scene.with(|scene| deferred::slide_asked(&scene.as_ref().filter(|_| here)?.request));
        slide.map(|slide| RenderedSlide {
            html: without_buttons(&slide.html),
            ..slide
        })
    });
    let black = memo(move || scene.with(|scene| scene.as_ref().is_some_and(|scene| scene.black)));
    let says = move || match link.with(Link::contact) {
        _ if !linked => words::PROJECTOR_NO_CHANNEL,
        _ if other.get() => words::PROJECTOR_OTHER,
        Contact::Lost => words::PROJECTOR_LOST,
        _ if deferred.get() == LoadState::Failed => words::MISSING,
        _ if shown.with(Option::is_none) => words::PROJECTOR_WAITING,
        _ if !full.get() && screen::can_fill() => words::PROJECTOR_HELP_FULL,
        _ => "",
    };
    let layout = memo(|| 0);
    view! {
        <main id="innehall" data-route="projektor" data-black=move || black.get().to_string()>
            <div class="show">
                {stage(shown, layout, words::PROJECTOR_VIEW)}
                <p class="projector-says" role="status">{dynamic(says)}</p>
            </div>
        </main>
    }
}

/// Returns the version of the pack that a presenter has sent, by the text of its file, empty for the built-in pack.
fn version_of(text: &str) -> Option<u32> {
    if text.is_empty() {
        return Some(KSON_2023.version());
    }
    let file = read_pack(text.as_bytes()).ok()?;
    Some(file.pack(waiting).ok()?.version())
}

/// Replaces the slide's number buttons with text: nothing is clickable on a projector.
fn without_buttons(html: &str) -> String {
    html.replace("<button type=\"button\"", "<span")
        .replace(" aria-haspopup=\"dialog\"", "")
        .replace("</button>", "</span>")
}

#[cfg(test)]
mod tests {
    use super::*;
    use balans_model::Inputs;

    #[test]
    fn a_projector_has_the_same_slides_without_buttons() {
        let case = balans_report::Case {
            values: balans_report::Case::values_of(&Inputs::defaults(&KSON_2023)),
            ..Default::default()
        };
        let mut numbers = 0;
        for slide in balans_report::deck(&case) {
            let html = balans_report::html::slide(&slide);
            let plain = without_buttons(&html);
            numbers += html.matches("<button").count();
            assert!(!plain.contains("button") && !plain.contains("aria-haspopup"));
            assert_eq!(
                plain.matches("data-quantity").count(),
                html.matches("data-quantity").count()
            );
            assert_eq!(
                plain.matches("<span").count(),
                plain.matches("</span").count()
            );
        }
        assert!(numbers > 0);
    }
}
