//! The presentation: which slide is shown, what a key does, and the link between the presenter's
//! window and the projector's. Plain data without signals or browser, so all of it is tested
//! natively.

use balans_scenario::{FNV_OFFSET_BASIS, checksum};

/// Where to go among the slides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// One on.
    Next,
    /// One back.
    Back,
    /// To the first.
    First,
    /// To the last.
    Last,
    /// To the one in this place, from 0.
    To(usize),
}

/// What a key or a clicker asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Press {
    /// Another slide.
    Turn(Turn),
    /// The screen black, or no longer black.
    Black,
    /// The whole screen, or no longer.
    FullScreen,
    /// Out of what one is in: the black, then the whole screen, then the presentation.
    Leave,
}

impl Press {
    /// What a key means while slides are shown, by `KeyboardEvent.key`. Clickers send Page Up, Page
    /// Down, full stop, Escape, and F5 to begin with: reloading there would lose the room.
    #[must_use]
    pub fn of(key: &str, shift: bool) -> Option<Self> {
        Some(match (key, shift) {
            ("ArrowRight" | "ArrowDown" | "PageDown", _) | (" ", false) => Self::Turn(Turn::Next),
            ("ArrowLeft" | "ArrowUp" | "PageUp", _) | (" ", true) => Self::Turn(Turn::Back),
            ("Home", _) => Self::Turn(Turn::First),
            ("End", _) => Self::Turn(Turn::Last),
            ("b" | "B" | ".", _) => Self::Black,
            ("f" | "F" | "F5", _) => Self::FullScreen,
            ("Escape", _) => Self::Leave,
            _ => return None,
        })
    }

    /// As a message carries it; a place has none, since only a hand at the list chooses one.
    const ALL: [Self; 7] = [
        Self::Turn(Turn::Next),
        Self::Turn(Turn::Back),
        Self::Turn(Turn::First),
        Self::Turn(Turn::Last),
        Self::Black,
        Self::FullScreen,
        Self::Leave,
    ];
}

/// What has focus while slides are shown, as far as keys go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Control {
    /// Nothing that takes keys.
    None,
    /// A slider.
    Slider,
    /// A number field, and whether a number is being typed in it.
    Number {
        /// Whether something has been typed that is not yet confirmed.
        typing: bool,
    },
    /// Any other field to write in.
    Text,
    /// A list to choose from.
    Select,
    /// A button or a link.
    Button,
}

impl Control {
    /// Whether a key, by `KeyboardEvent.key`, stays with the control. Page Up, Page Down and F5 never do, and B and
    /// full stop only where text is written: that is what clickers send. A slider has the arrow keys and no others.
    #[must_use]
    pub fn keeps(self, key: &str, in_dialog: bool) -> bool {
        let arrow = key.starts_with("Arrow");
        match (self, key) {
            (_, "PageUp" | "PageDown" | "F5") => false,
            (Self::Text, _) => true,
            (_, "b" | "B") => false,
            (Self::Number { typing }, "." | " " | "Home" | "End") => typing,
            (Self::Number { .. }, _) => true,
            (_, ".") => false,
            (Self::Select, _) => true,
            _ if in_dialog => true,
            (Self::Slider, _) => arrow,
            (Self::Button, _) => key == " ",
            (Self::None, _) => false,
        }
    }
}

/// The slides in order, which one is shown, and whether the screen is black.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Show {
    keys: Vec<String>,
    at: usize,
    black: bool,
}

impl Show {
    /// Takes over another order. What is shown stays; where it is gone, what stands in its place.
    pub fn arrange(&mut self, keys: Vec<String>) {
        let shown = self.key().map(ToOwned::to_owned);
        self.keys = keys;
        match shown {
            Some(key) => self.seek(&key),
            None => self.at = self.at.min(self.last()),
        }
    }

    /// Shows the slide with this key; where there is none, stays as near as can be.
    pub fn seek(&mut self, key: &str) {
        let found = self.keys.iter().position(|one| one == key);
        self.at = found.unwrap_or(self.at).min(self.last());
    }

    /// Turns the pages. At the ends it stays. While the screen is black, on and back only bring the
    /// slide back: who presses in the dark wants to see where they are.
    pub fn turn(&mut self, turn: Turn) {
        let dark = std::mem::take(&mut self.black);
        self.at = match turn {
            Turn::Next | Turn::Back if dark => self.at,
            Turn::Next => self.at.saturating_add(1),
            Turn::Back => self.at.saturating_sub(1),
            Turn::First => 0,
            Turn::Last => usize::MAX,
            Turn::To(place) => place,
        }
        .min(self.last());
    }

    /// Makes the screen black, or not.
    pub fn toggle_black(&mut self) {
        self.black = !self.black;
    }

    /// The key of what is shown; none where there are no slides.
    #[must_use]
    pub fn key(&self) -> Option<&str> {
        self.keys.get(self.at).map(String::as_str)
    }

    /// The key of what comes next.
    #[must_use]
    pub fn next(&self) -> Option<&str> {
        self.keys.get(self.at + 1).map(String::as_str)
    }

    /// The keys in order.
    #[must_use]
    pub fn keys(&self) -> &[String] {
        &self.keys
    }

    /// Which place is shown, from 0.
    #[must_use]
    pub const fn at(&self) -> usize {
        self.at
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.keys.len()
    }

    /// Whether the screen is black.
    #[must_use]
    pub const fn is_black(&self) -> bool {
        self.black
    }

    fn last(&self) -> usize {
        self.keys.len().saturating_sub(1)
    }
}

/// The slides being put in order: the keys, as they are kept. Those that can't be shown just now
/// stand where they stood, and come back when they can. Whatever is done, none is shown twice and at
/// least one is shown.
///
/// `shown` is what is shown of `keys`, in the same order.
#[must_use]
pub fn reordered(keys: &[String], shown: &[String], change: &Reorder) -> Vec<String> {
    let mut rest = keys.iter().enumerate();
    let places = shown.iter().filter_map(|key| {
        let found = rest.find(|(_, one)| *one == key);
        found.map(|(at, _)| at)
    });
    let places = places.collect::<Vec<_>>();
    let mut keys = keys.to_vec();
    let (place, other) = match change {
        Reorder::Up(place) => (*place, place.checked_sub(1)),
        Reorder::Down(place) => (*place, place.checked_add(1)),
        Reorder::Remove(place) => (*place, None),
        Reorder::Add(key) => {
            if !shown.contains(key) {
                keys.retain(|one| one != key);
                keys.push(key.clone());
            }
            return keys;
        }
    };
    let other = other.and_then(|other| places.get(other));
    match (places.get(place), other) {
        (Some(at), Some(other)) => keys.swap(*at, *other),
        (Some(at), None) if matches!(change, Reorder::Remove(_)) && places.len() > 1 => {
            keys.remove(*at);
        }
        _ => {}
    }
    keys
}

/// A change of the order of slides, by their places among those that are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reorder {
    /// The slide in this place one earlier.
    Up(usize),
    /// The slide in this place one later.
    Down(usize),
    /// The slide in this place left out; the last one stays.
    Remove(usize),
    /// The slide with this key last.
    Add(String),
}

/// How often each window asks whether the other is there, in milliseconds.
pub const BEAT: u64 = 1000;
/// How many times it may ask in vain.
const PATIENCE: u8 = 3;

/// What one window knows of the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Contact {
    /// Nothing has been heard yet.
    Waiting,
    /// It answers.
    Linked,
    /// It has answered and does so no more.
    Lost,
}

/// The link to the other window. It counts its own questions and not time: a browser lets a window
/// that nobody sees run slowly, and then it asks more seldom and is answered all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    contact: Contact,
    unanswered: u8,
}

impl Default for Link {
    fn default() -> Self {
        Self {
            contact: Contact::Waiting,
            unanswered: 0,
        }
    }
}

impl Link {
    /// The other window said something.
    pub fn heard(&mut self) {
        *self = Self {
            contact: Contact::Linked,
            unanswered: 0,
        };
    }

    /// The other window said that it closes.
    pub fn left(&mut self) {
        if self.contact == Contact::Linked {
            self.contact = Contact::Lost;
        }
    }

    /// This window asks again.
    pub fn asked(&mut self) {
        self.unanswered = self.unanswered.saturating_add(1);
        if self.unanswered > PATIENCE {
            self.left();
        }
    }

    /// What is known.
    #[must_use]
    pub const fn contact(&self) -> Contact {
        self.contact
    }

    /// Whether it has been asked for long and in vain.
    #[must_use]
    pub const fn is_silent(&self) -> bool {
        self.unanswered > PATIENCE
    }
}

/// What the projector is to show.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scene {
    /// Whether the screen is black.
    pub black: bool,
    /// Which slide this is, from 1.
    pub number: u16,
    /// How many there are.
    pub count: u16,
    /// What the slide is made from: the scenario and the slide's key, as `crates/wasm/deferred/` is asked for it.
    pub request: Vec<u8>,
}

/// What the two windows say to each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// The presenter: this is what is shown.
    Scene(Scene),
    /// The presenter: I close, and may come back.
    Over,
    /// The presenter: the presentation is over, close.
    Close,
    /// The projector: what is shown?
    Ask,
    /// The projector: I am here.
    Here,
    /// The projector: a key was pressed in my window.
    Pressed(Press),
    /// The projector: I close.
    Closed,
}

/// What every message begins with: the form of the messages, and the build. Two windows may be of
/// different builds, one was open when the site was changed, and what a slide is made from is laid
/// out as its build has it: read by another it could give other figures.
const HEADER: [u8; 5] = header(env!("CARGO_PKG_VERSION"), option_env!("BALANS_BUILD"));
const FORM: u8 = 2;

const fn header(version: &str, build: Option<&str>) -> [u8; 5] {
    let mut sum = checksum(version, FNV_OFFSET_BASIS);
    if let Some(build) = build {
        sum = checksum(build, checksum(" ", sum));
    }
    let [a, b, c, d] = sum.to_le_bytes();
    [FORM, a, b, c, d]
}

/// A message that this version can't read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unreadable;

impl Message {
    /// The bytes that [`read`](Self::read) reads.
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        let mut bytes = HEADER.to_vec();
        match self {
            Self::Scene(scene) => {
                bytes.extend([0, u8::from(scene.black)]);
                bytes.extend(scene.number.to_le_bytes());
                bytes.extend(scene.count.to_le_bytes());
                bytes.extend(&scene.request);
            }
            Self::Over => bytes.push(1),
            Self::Ask => bytes.push(2),
            Self::Here => bytes.push(3),
            Self::Closed => bytes.push(4),
            Self::Close => bytes.push(6),
            Self::Pressed(press) => {
                let place = Press::ALL.iter().position(|one| one == press);
                bytes.extend([5, place.unwrap_or(Press::ALL.len()) as u8]);
            }
        }
        bytes
    }

    /// Reads what [`write`](Self::write) wrote.
    ///
    /// # Errors
    /// [`Unreadable`] for the bytes of another build, or of none.
    pub fn read(bytes: &[u8]) -> Result<Self, Unreadable> {
        match bytes.strip_prefix(&HEADER).ok_or(Unreadable)? {
            [0, black @ (0 | 1), a, b, c, d, request @ ..] => Ok(Self::Scene(Scene {
                black: *black == 1,
                number: u16::from_le_bytes([*a, *b]),
                count: u16::from_le_bytes([*c, *d]),
                request: request.to_vec(),
            })),
            [1] => Ok(Self::Over),
            [2] => Ok(Self::Ask),
            [3] => Ok(Self::Here),
            [4] => Ok(Self::Closed),
            [6] => Ok(Self::Close),
            [5, place] => {
                let press = Press::ALL.get(usize::from(*place));
                press.copied().map(Self::Pressed).ok_or(Unreadable)
            }
            _ => Err(Unreadable),
        }
    }
}

/// How long the presentation has gone on, over reloads of its page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Timer {
    /// Seconds before this page was loaded.
    before: f64,
    /// When it began on this page, in milliseconds of a clock that only goes forward.
    since: f64,
}

impl Timer {
    /// Goes on from so many seconds. `now` is in milliseconds.
    #[must_use]
    pub const fn new(before: f64, now: f64) -> Self {
        Self { before, since: now }
    }

    /// Goes on from what was kept; from nothing where that is no time.
    #[must_use]
    pub fn kept(text: Option<String>, now: f64) -> Self {
        let seconds = text.and_then(|text| text.parse::<f64>().ok());
        let seconds = seconds.filter(|seconds| seconds.is_finite() && *seconds >= 0.0);
        Self::new(seconds.unwrap_or_default(), now)
    }

    /// The seconds spent. `now` is in milliseconds.
    #[must_use]
    pub fn spent(&self, now: f64) -> f64 {
        self.before + (now - self.since).max(0.0) / 1000.0
    }
}

/// Time as a clock shows it: "7:05", "1:02:09".
#[must_use]
pub fn clock(seconds: u32) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match hours {
        0 => format!("{minutes}:{seconds:02}"),
        _ => format!("{hours}:{minutes:02}:{seconds:02}"),
    }
}

#[cfg(test)]
mod tests;
