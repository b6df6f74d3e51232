//! `#/presentera`: one slide at a time, in this window or in a second one on the projector.
//!
//! The deferred module (`crates/wasm/deferred/`) makes slides from the current scenario, so a moved
//! lever updates its slide. Contains the presenter's window and its key handling; the meaning of
//! keys is in `state::present`.

mod dock;
mod handout;
mod list;
mod pick;
mod projector;
mod stage;

use std::borrow::Cow;
use std::time::Duration;

use balans_model::{Evidence, InputId, Measure, base_pack};
use balans_report::protocol::{self, RenderedSlide};
use balans_report::{Case, shows_worked_out};
use leptos::html::Dialog;
use leptos::prelude::*;

use crate::erased::{attr, dynamic, effect, fragment, handler, memo, view};
use crate::platform::channel::Channel;
use crate::platform::{self, deferred, screen, share};
use crate::state::present::{BEAT, Contact, Link, Message, Press, Scene, Show, Timer, Turn, clock};
use crate::state::{Intent, LoadState, Route, Store, use_store};
use crate::storage::{StorageBackend, open_tab_backend};
use crate::texts::present as words;
use crate::ui::components::dialog;
use crate::ui::lazy::case::{case, worked_out};
use crate::ui::lazy::explain::explain_pressed;
use crate::ui::loading::deferred_failed;

pub use projector::Projector;

/// Prefix of channel names.
const CHANNEL: &str = "balans.visning.";
/// Delay of the next slide's preview after a lever has moved, in milliseconds.
const REST: u64 = 250;
/// Address parameters: the slide shown, and the name of the channel to the projector's window. So a
/// reloaded window continues where it was.
const SLIDE: &str = "bild=";
const WINDOW: &str = "fonster=";
/// The key of the slide of how sure the answer is.
const FUTURES: &str = "futures";
/// The session storage key of the elapsed time, in seconds.
const TIME: &str = "balans.visning.tid";

/// The channel to the projector, once it is open.
type ProjectorChannel = StoredValue<Option<Channel>, LocalStorage>;

fn say(channel: ProjectorChannel, message: &Message) {
    // A closing window may have disposed of the channel.
    let _ = channel.try_with_value(|channel| {
        if let Some(channel) = channel {
            channel.say(&message.write());
        }
    });
}

/// State shared by the parts of the presenter's window.
#[derive(Clone, Copy)]
struct PresenterState {
    store: Store,
    case: Memo<Case>,
    show: RwSignal<Show>,
    key: Memo<Option<String>>,
    shown: Memo<Option<RenderedSlide>>,
    /// How many single futures are drawn on the slide of how sure the answer is; 0 shows all.
    drawn: RwSignal<u8>,
    /// The levers that the presenter has added to the slides' own.
    asked: RwSignal<Vec<InputId>>,
    /// The name of the channel to the projector's window, if there is one.
    name: RwSignal<Option<String>>,
    link: RwSignal<Link>,
    /// Why there is no projector window, or why it can't follow; empty where all is well.
    trouble: RwSignal<&'static str>,
    channel: ProjectorChannel,
    /// Whether the channel's name came from the address less than a heartbeat ago: another
    /// presenter may still claim it.
    fresh: RwSignal<bool>,
    timer: RwSignal<Timer>,
    /// The elapsed seconds shown.
    spent: RwSignal<f64>,
    /// The storage that keeps the elapsed time over a reload: this tab's own.
    tab: StoredValue<Box<dyn StorageBackend>>,
}

impl PresenterState {
    fn new(store: Store) -> Self {
        let case = case(store);
        let case = worked_out(store, case, move || case.with(shows_worked_out)).case;
        let show = RwSignal::new(Show::default());
        let key = memo(move || show.with(|show| show.key().map(ToOwned::to_owned)));
        let drawn = RwSignal::new(0);
        let shown = memo(move || {
            store.deferred.track();
            let key = key.get()?;
            let drawn = drawn.get();
            case.with(|case| deferred::slide(&with_drawn(case, drawn), &key))
        });
        let name = RwSignal::new(None);
        let link = RwSignal::new(Link::default());
        let tab = open_tab_backend();
        let timer = Timer::kept(tab.read(TIME).ok().flatten(), platform::milliseconds());
        Self {
            store,
            case,
            show,
            key,
            shown,
            drawn,
            asked: RwSignal::new(Vec::new()),
            name,
            link,
            trouble: RwSignal::new(""),
            channel: StoredValue::new_local(None),
            fresh: RwSignal::new(false),
            timer: RwSignal::new(timer),
            spent: RwSignal::new(timer.spent(platform::milliseconds())),
            tab: StoredValue::new(tab),
        }
    }

    /// Lists the levers on the slide, each once.
    fn levers(self) -> Vec<InputId> {
        let mut levers = self.shown.with(|shown| {
            let places = shown.iter().flat_map(|shown| &shown.levers);
            let levers = places.filter_map(|place| InputId::at(*place as usize));
            levers.collect::<Vec<_>>()
        });
        let asked = self.asked.get();
        levers.extend(
            asked
                .into_iter()
                .filter(|id| !levers.contains(id))
                .collect::<Vec<_>>(),
        );
        levers
    }

    fn ask_for(self, id: InputId) {
        if !untrack(|| self.levers()).contains(&id) {
            self.asked.update(|asked| asked.push(id));
        }
    }

    /// Sets the slides and their order; an empty list means the standard deck.
    fn arrange(self, keys: Vec<String>) {
        self.store.send(Intent::Slides(keys));
    }

    fn press(self, press: Press) {
        match press {
            Press::Turn(turn) => self.show.update(|show| show.turn(turn)),
            Press::Black => self.show.update(Show::toggle_black),
            Press::FullScreen => screen::toggle_full(),
            Press::Draw => self.draw(),
            Press::AllFutures => self.drawn.set(0),
            Press::Leave if screen::is_full() => screen::leave_full(),
            Press::Leave if self.show.with_untracked(Show::is_black) => self.press(Press::Black),
            Press::Leave => self.leave(),
        }
    }

    /// Returns how many single futures can be drawn on the slide shown.
    fn drawable(self) -> usize {
        if self.key.with(|key| key.as_deref() != Some(FUTURES)) {
            return 0;
        }
        self.case.with(|case| {
            let worked_out = case.worked_out.as_ref();
            worked_out.map_or(0, |found| found.futures.first.len())
        })
    }

    /// Draws one more future; after the last, shows all. A black screen is lit first.
    fn draw(self) {
        if self.show.with_untracked(Show::is_black) {
            self.show.update(Show::toggle_black);
            return;
        }
        let most = untrack(|| self.drawable());
        self.drawn.update(|drawn| {
            *drawn = if usize::from(*drawn) < most {
                *drawn + 1
            } else {
                0
            };
        });
    }

    fn leave(self) {
        screen::leave_full();
        if self.store.has_previous_view.get_untracked() {
            screen::back();
        } else {
            platform::go(Route::Overview.href());
        }
    }

    /// Opens the projector's window, or reuses it.
    fn project(self) {
        let known = self.name.get_untracked();
        let name = known.unwrap_or_else(platform::ENVIRONMENT.fresh_id);
        // A fragment is relative to this page's own address: only windows of one origin can be
        // linked.
        let address = format!("{}?{name}", Route::PROJECTOR);
        self.trouble.set("");
        if screen::open_window(&address, &name).is_none() {
            self.trouble.set(words::BLOCKED);
        } else if self.name.with_untracked(Option::is_none) {
            self.join(name);
        }
    }

    /// Joins the channel with this name.
    fn join(self, name: String) {
        let hear = move |bytes: Vec<u8>| self.hear(&bytes);
        let channel = Channel::open(&[CHANNEL, &name].concat(), Box::new(hear));
        if channel.is_none() {
            self.trouble.set(words::NO_CHANNEL);
            return;
        }
        self.channel.set_value(channel);
        self.link.set(Link::default());
        self.name.set(Some(name));
    }

    /// Closes the projector's window, and disconnects from it.
    fn part(self) {
        say(self.channel, &Message::Close);
        self.alone();
    }

    fn alone(self) {
        self.channel.set_value(None);
        self.name.set(None);
    }

    fn hear(self, bytes: &[u8]) {
        match Message::read(bytes) {
            Ok(Message::Ask) => {
                self.link.update(Link::heard);
                untrack(|| self.tell());
            }
            Ok(Message::AskPack) => say(self.channel, &Message::Pack(deferred::pack_text())),
            Ok(Message::Here) => self.link.update(Link::heard),
            Ok(Message::Pressed(press)) => self.press(press),
            Ok(Message::Closed) => self.link.update(Link::left),
            // Another presenter already uses the channel: this window is a copy of it.
            Ok(Message::Scene(_)) if self.fresh.get_untracked() => self.alone(),
            Ok(_) => return,
            Err(_) => {
                self.trouble.set(words::PROJECTOR_OTHER);
                return;
            }
        }
        if !self.trouble.with_untracked(|says| says.is_empty()) {
            self.trouble.set("");
        }
    }

    /// Returns the state of the connection, if there is a projector window.
    fn contact(self) -> Option<Contact> {
        let there = self.name.with(Option::is_some);
        there.then(|| self.link.with(Link::contact))
    }

    /// Sends the current scene to the projector.
    fn tell(self) {
        let Some(key) = self.key.get().filter(|_| self.name.with(Option::is_some)) else {
            return;
        };
        let drawn = self.drawn.get();
        let (black, number, count) = self
            .show
            .with(|show| (show.is_black(), show.at() + 1, show.count()));
        let scene = Scene {
            black,
            number: number as u16,
            count: count as u16,
            pack: base_pack().version(),
            request: self
                .case
                .with(|case| protocol::ask_slide(&with_drawn(case, drawn), &key)),
        };
        say(self.channel, &Message::Scene(scene));
    }

    /// Updates and stores the elapsed time.
    fn tick(self) {
        let spent = self.timer.get_untracked().spent(platform::milliseconds());
        self.spent.set(spent);
        // Where nothing can be stored, the time starts over at a reload.
        let _ = self
            .tab
            .with_value(|tab| tab.write(TIME, &spent.to_string()));
    }

    fn restart(self) {
        self.timer.set(Timer::new(0.0, platform::milliseconds()));
        self.tick();
    }

    fn beat(self) {
        self.tick();
        self.fresh.set(false);
        if self.name.with_untracked(Option::is_some) {
            self.link.update(Link::asked);
            untrack(|| self.tell());
        }
    }
}

/// Returns the case with a number of single futures drawn.
fn with_drawn(case: &Case, drawn: u8) -> Cow<'_, Case> {
    if drawn == 0 {
        return Cow::Borrowed(case);
    }
    Cow::Owned(Case {
        drawn,
        ..case.clone()
    })
}

/// Makes a signal of whether the page is in full screen.
fn full_screen() -> RwSignal<bool> {
    let full = RwSignal::new(screen::is_full());
    let listener = window_event_listener(leptos::ev::fullscreenchange, move |_| {
        full.set(screen::is_full());
    });
    on_cleanup(move || listener.remove());
    full
}

/// Returns the address parameter with this prefix, if any.
fn of_address(name: &str) -> Option<String> {
    let hash = platform::hash();
    let (_, query) = hash.split_once('?')?;
    let found = query.split('&').find_map(|part| part.strip_prefix(name))?;
    Some(share::decode(found))
}

/// The presenter's window.
#[component]
pub(crate) fn Present() -> impl IntoView {
    let store = use_store();
    let desk = PresenterState::new(store);
    let listing = NodeRef::<Dialog>::new();
    let picking = NodeRef::<Dialog>::new();
    let picks = RwSignal::new(false);
    let listed = RwSignal::new(false);
    keep_order(desk);
    keep_address(desk);
    keep_linked(desk);
    listen(desk);
    // Another slide begins with all futures.
    effect(move || {
        desk.key.track();
        desk.drawn.set(0);
    });
    screen::keep_awake();
    let spoken = announce(desk);
    let projecting = memo(move || desk.name.with(Option::is_some));
    let levers = memo(move || desk.levers().len());
    let layout = memo(move || levers.get() * 2 + usize::from(projecting.get()));
    let black = memo(move || desk.show.with(Show::is_black));
    let empty = memo(move || desk.shown.with(Option::is_none));
    let open_list = move || {
        listed.set(true);
        dialog::open(listing);
    };
    view! {
        <div
            class="show"
            data-projecting=attr(move || projecting.get().to_string())
            on:click=move |ev| explain_pressed(store, &ev, ".slide [data-quantity]")
        >
            // Before the stage: of duplicate ids in two drawings, the printed one must be found.
            {handout::handout(desk)}
            <p class="visually-hidden" role="status" data-turned>{dynamic(move || spoken.get())}</p>
            {stage::stage(desk.shown, layout, words::VIEW)}
            {dynamic(move || empty.get().then(|| {
                let (is, any) = (store.deferred.get(), desk.show.with(|show| show.count() > 0));
                if is == LoadState::Failed || (is == LoadState::Ready && deferred::has_trapped()) {
                    return deferred_failed(words::NOT_MADE);
                }
                let says = if is == LoadState::Ready && any { words::GONE } else { words::COMING };
                view! { <p class="show-says">{says}</p> }
            }))}
            {dynamic(move || projecting.get().then(|| beside(desk)))}
            {dock::dock(desk)}
            {dock::tools(desk, Box::new(move || {
                picks.set(true);
                dialog::open(picking);
            }))}
            <p class="show-trouble" role="status">{dynamic(move || desk.trouble.get())}</p>
            {bar(desk, Box::new(open_list))}
        </div>
        {dynamic(move || (black.get() && !projecting.get()).then(|| view! {
            <button
                type="button"
                class="dark"
                aria-label=words::LIGHT
                on:click=handler(move |_| desk.press(Press::Black))
            ></button>
        }))}
        {list::list(desk, listing, listed)}
        {pick::pick(desk, picking, picks)}
    }
}

/// Makes a memo of whether any own assumption counts, which decides whether there is a slide `own`.
fn has_own(store: Store) -> Memo<bool> {
    let own = Measure::ALL.iter().copied();
    let own = own.map(|one| {
        let evidence = store.evidence(store.base_pack().measure(one));
        (
            store.input(one.phasing().on),
            store.has_figure(Some(one)),
            evidence,
        )
    });
    let own = own.collect::<Vec<_>>();
    memo(move || {
        own.iter().any(|(on, figure, evidence)| {
            on.get() >= 0.5 && figure.get() && evidence.get() == Some(Evidence::Own)
        })
    })
}

/// Updates the slides when the order, the other scenarios or the presence of own assumptions
/// change, and not on each value.
fn keep_order(desk: PresenterState) {
    let own = has_own(desk.store);
    let hangs_on = memo(move || {
        desk.case.with(|case| {
            let others = case.alternatives.iter();
            let others = others.flat_map(|other| [&other.id, &other.name]);
            let all = case.slides.iter().chain(others);
            all.map(String::as_str).collect::<Vec<_>>().join("\n")
        })
    });
    effect(move || {
        // Read, not only tracked: a memo that is never read tracks nothing.
        hangs_on.with(|_| ());
        own.get();
        desk.store.deferred.track();
        let deck = desk.case.with_untracked(deferred::deck).unwrap_or_default();
        let keys = deck.into_iter().map(|shown| shown.key).collect::<Vec<_>>();
        let empty = desk.show.with_untracked(|show| show.count() == 0);
        desk.show.update(|show| {
            show.arrange(keys);
            if empty && let Some(key) = of_address(SLIDE) {
                show.seek(&key);
            }
        });
    });
}

/// Keeps the slide and the channel in the address, so that a reloaded page shows the same slide and
/// finds the projector's window.
fn keep_address(desk: PresenterState) {
    let write = move || {
        let name = desk.name.get();
        let Some(key) = desk.key.get() else { return };
        let mut address = [Route::Present.href(), "?", SLIDE, &share::encode(&key)].concat();
        if let Some(name) = name {
            address.extend(["&", WINDOW, &name]);
        }
        screen::readdress(&address);
    };
    effect(write);
    // Another slide's address, typed or followed while slides are shown.
    let listener = window_event_listener(leptos::ev::hashchange, move |_| {
        if Route::parse(&platform::hash()) != Route::Present {
            return;
        }
        if let Some(key) = of_address(SLIDE) {
            desk.show.update(|show| show.seek(&key));
        }
        untrack(write);
    });
    on_cleanup(move || listener.remove());
}

fn keep_linked(desk: PresenterState) {
    if let Some(name) = of_address(WINDOW) {
        desk.join(name);
        desk.fresh.set(true);
        // Another presenter on the channel answers.
        say(desk.channel, &Message::Ask);
    }
    // Sends once for all changes of one update.
    effect(move || desk.tell());
    let pace = Duration::from_millis(BEAT);
    let beat = set_interval_with_handle(move || desk.beat(), pace);
    let closing = window_event_listener(leptos::ev::pagehide, move |_| {
        desk.tick();
        say(desk.channel, &Message::Over);
    });
    on_cleanup(move || {
        beat.iter().for_each(IntervalHandle::clear);
        closing.remove();
        // The next presentation's time starts at 0.
        let _ = desk.tab.try_with_value(|tab| tab.remove(TIME));
        say(desk.channel, &Message::Close);
        screen::leave_full();
    });
}

fn listen(desk: PresenterState) {
    let keys = window_event_listener(leptos::ev::keydown, move |ev| {
        if ev.ctrl_key() || ev.meta_key() || ev.alt_key() {
            return;
        }
        let key = ev.key();
        let in_dialog = platform::dialog_is_open();
        if key == "Escape" && screen::is_in_field() && !in_dialog {
            // The field drops the typed text, and releases the keys.
            platform::focus_heading();
            return;
        }
        if key == "Enter" && screen::is_in(&ev, ".dock .entry") {
            // When the number is confirmed, the keys are the slides' again.
            request_animation_frame(|| {
                if !screen::is_in_fault() {
                    screen::let_go();
                }
            });
            return;
        }
        if screen::key_is_taken(&ev) {
            return;
        }
        if let Some(press) = Press::of(&key, ev.shift_key()) {
            ev.prevent_default();
            if press != Press::FullScreen {
                screen::close_dialogs();
            }
            desk.press(press);
        }
    });
    // A button clicked with the mouse takes no focus, and a lever loses it when it is released: the
    // next key is the slides'.
    let down = window_event_listener(leptos::ev::mousedown, |ev| {
        if screen::is_in(&ev, "main button, main a") && !screen::is_in(&ev, "dialog") {
            ev.prevent_default();
            if screen::is_in_field() {
                screen::let_go();
            }
        }
    });
    let let_go = |ev: web_sys::PointerEvent| {
        if screen::is_in(&ev, ".show .rail") {
            // After the released slider has sent its value.
            request_animation_frame(screen::let_go);
        }
    };
    let up = window_event_listener(leptos::ev::pointerup, let_go);
    let cancelled = window_event_listener(leptos::ev::pointercancel, let_go);
    on_cleanup(move || {
        for listener in [keys, down, up, cancelled] {
            listener.remove();
        }
    });
}

/// Makes the screen reader's announcement of a new slide. The first slide is read as part of the
/// page.
fn announce(desk: PresenterState) -> RwSignal<String> {
    let spoken = RwSignal::new(String::new());
    let black = memo(move || desk.show.with(Show::is_black));
    let before = RwSignal::new(None::<String>);
    effect(move || {
        let (now, black) = (desk.key.get(), black.get());
        let here = before.get_untracked();
        // Not for the first slide, unless the screen has been black.
        if here.is_some()
            && (here != now || black || spoken.with_untracked(|said| !said.is_empty()))
        {
            let (place, count) = desk.show.with_untracked(|show| (show.at(), show.count()));
            let title = desk
                .shown
                .with_untracked(|shown| shown.as_ref().map(|shown| shown.title.clone()));
            spoken.set(if black {
                words::IS_BLACK.to_owned()
            } else {
                words::turned(place + 1, count, &title.unwrap_or_default())
            });
            window().scroll_to_with_x_and_y(0.0, 0.0);
            // The focused element may be gone with the slide.
            request_animation_frame(|| {
                if !screen::has_focus() {
                    platform::focus_heading();
                }
            });
        }
        before.set(now);
    });
    effect(move || {
        if desk.drawn.get() > 0 {
            let title = desk
                .shown
                .with_untracked(|shown| shown.as_ref().map(|shown| shown.title.clone()));
            spoken.set(title.unwrap_or_default());
        }
    });
    spoken
}

/// Makes the presenter's column: whether the projector follows, the clock, the next slide, and the
/// notes.
fn beside(desk: PresenterState) -> AnyView {
    // One text, a line per note: notes change with the slide and not with each value.
    let notes = memo(move || {
        let notes = desk
            .shown
            .with(|shown| shown.as_ref().map(|shown| shown.notes.join("\n")));
        notes.unwrap_or_default()
    });
    view! {
        <div class="desk">
            {link_line(desk)}
            <div class="desk-clock">
                <span id="tid">{words::TIME}</span>
                <span role="timer" aria-labelledby="tid">{dynamic(move || clock(desk.spent.get() as u32))}</span>
                <button
                    type="button"
                    class="quiet"
                    on:click=handler(move |_| desk.restart())
                >
                    {words::RESTART}
                </button>
            </div>
            {next(desk)}
            <section class="desk-notes" tabindex="0" role="region" aria-labelledby="att-saga">
                <h2 id="att-saga">{words::NOTES}</h2>
                {dynamic(move || {
                    let notes = notes.get();
                    if notes.is_empty() {
                        view! { <p class="small">{words::NO_NOTES}</p> }
                    } else {
                        fragment(notes.lines().map(|note| view! { <p>{note.to_owned()}</p> }))
                    }
                })}
            </section>
        </div>
    }
}

fn link_line(desk: PresenterState) -> AnyView {
    let contact = move || desk.contact();
    let says = move || match contact() {
        Some(Contact::Linked) if desk.show.with(Show::is_black) => words::IS_BLACK,
        Some(Contact::Linked) | None => words::LINKED,
        Some(Contact::Waiting) => words::WAITING,
        Some(Contact::Lost) => words::LOST,
    };
    let there = memo(move || contact() == Some(Contact::Linked));
    view! {
        <div class="desk-link" data-contact=attr(move || match contact() {
            Some(Contact::Waiting) => "waiting",
            Some(Contact::Lost) => "lost",
            _ => "linked",
        })>
            <p role="status">{dynamic(says)}</p>
            {dynamic(move || (!there.get()).then(|| view! {
                <button type="button" class="quiet" on:click=handler(move |_| desk.project())>{words::REOPEN}</button>
            }))}
            <button type="button" class="quiet" on:click=handler(move |_| {
                desk.part();
                platform::focus_heading();
            })>
                {words::CLOSE_PROJECTOR}
            </button>
        </div>
    }
}

/// Makes the preview of the next slide, updated when the levers have come to rest.
fn next(desk: PresenterState) -> AnyView {
    let rested = RwSignal::new(0.0);
    let mut rest = leptos::leptos_dom::helpers::debounce(Duration::from_millis(REST), move |()| {
        let _ = rested.try_update(|times| *times += 1.0);
    });
    Effect::new(move |_| {
        desk.case.with(|_| ());
        rest(());
    });
    let coming = memo(move || {
        rested.track();
        let key = desk.show.with(|show| show.next().map(ToOwned::to_owned))?;
        desk.case.with_untracked(|case| deferred::slide(case, &key))
    });
    let title = stage::part(coming, |shown| &shown.title);
    let html = stage::part(coming, |shown| &shown.html);
    view! {
        <section class="desk-next">
            <h2>{words::COMES}</h2>
            {dynamic(move || {
                let title = title.get();
                if title.is_empty() {
                    view! { <p class="small">{words::LAST}</p> }
                } else {
                    view! {
                        <p class="visually-hidden">{title.clone()}</p>
                        <div class="stage" inert aria-hidden="true">
                            <div class="slide">
                                <p class="slide-title">{title}</p>
                                <div class="slide-body" inner_html=attr(move || html.get())></div>
                            </div>
                        </div>
                    }
                }
            })}
        </section>
    }
}

/// Makes the controls, kept visually quiet.
fn bar(desk: PresenterState, open_list: Box<dyn Fn()>) -> AnyView {
    let full = full_screen();
    let projecting = memo(move || desk.name.with(Option::is_some));
    let black = memo(move || desk.show.with(Show::is_black));
    let place = move || desk.show.with(|show| (show.at() + 1, show.count()));
    let turn = move |turn: Turn, name: &'static str, path: &'static str| {
        let ends = memo(move || {
            let (number, count) = place();
            match turn {
                Turn::Back => number <= 1,
                _ => number >= count,
            }
        });
        view! {
            <button
                type="button"
                class="bar-turn"
                aria-label=name
                title=name
                aria-disabled=attr(move || ends.get().then_some("true"))
                on:click=handler(move |_| desk.press(Press::Turn(turn)))
            >
                <svg viewBox="0 0 20 20" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"><path d=path/></svg>
            </button>
        }
    };
    let button = |name: &'static str, action: &'static str, press: Box<dyn Fn()>| {
        view! { <button type="button" data-action=action on:click=handler(move |_| press())>{name}</button> }
    };
    view! {
        <div class="bar" role="group" aria-label=words::CONTROLS>
            {turn(Turn::Back, words::BACK, "M12.5 4L6.5 10l6 6")}
            <p class="bar-place">{dynamic(move || {
                let (number, count) = place();
                (count > 0).then(|| words::place(number, count))
            })}</p>
            {turn(Turn::Next, words::NEXT, "M7.5 4l6 6-6 6")}
            <span class="bar-says"></span>
            {button(words::LIST, "slides", open_list)}
            {dynamic(move || (!projecting.get() && Channel::is_offered()).then(|| view! {
                <button type="button" data-action="project" title=words::PROJECTOR_HELP on:click=handler(move |_| desk.project())>
                    {words::PROJECTOR}
                </button>
            }))}
            <button
                type="button"
                data-action="black"
                aria-pressed=attr(move || black.get().to_string())
                on:click=handler(move |_| desk.press(Press::Black))
            >
                {words::BLACK}
            </button>
            {screen::can_fill().then(|| view! {
                <button
                    type="button"
                    data-action="full"
                    aria-pressed=attr(move || full.get().to_string())
                    on:click=handler(move |_| screen::toggle_full())
                >
                    {words::FULL}
                </button>
            })}
            {button(words::LEAVE, "leave", Box::new(move || desk.leave()))}
        </div>
    }
}
