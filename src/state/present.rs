//! The presentation: the slide shown, keys, and the link between the presenter's window and the
//! projector's. Plain data without signals or browser APIs, so all of it is tested natively.

use balans_scenario::{FNV_OFFSET_BASIS, checksum};

/// A move among the slides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// To the next slide.
    Next,
    /// To the previous slide.
    Back,
    /// To the first slide.
    First,
    /// To the last slide.
    Last,
    /// To the slide at this index, from 0.
    To(usize),
}

/// A command from a key or a presentation clicker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Press {
    /// Show another slide.
    Turn(Turn),
    /// Toggle the black screen.
    Black,
    /// Toggle full screen.
    FullScreen,
    /// Draw one more future on the slide of how sure the answer is.
    Draw,
    /// Show all futures again.
    AllFutures,
    /// Leave the innermost state: the black screen, then full screen, then the presentation.
    Leave,
}

impl Press {
    /// Returns the command of a key while slides are shown, by `KeyboardEvent.key`. Clickers send
    /// Page Up, Page Down, full stop, Escape, and F5 to start: F5 must not reload the page.
    #[must_use]
    pub fn of(key: &str, shift: bool) -> Option<Self> {
        Some(match (key, shift) {
            ("ArrowRight" | "ArrowDown" | "PageDown", _) | (" ", false) => Self::Turn(Turn::Next),
            ("ArrowLeft" | "ArrowUp" | "PageUp", _) | (" ", true) => Self::Turn(Turn::Back),
            ("Home", _) => Self::Turn(Turn::First),
            ("End", _) => Self::Turn(Turn::Last),
            ("b" | "B" | ".", _) => Self::Black,
            ("f" | "F" | "F5", _) => Self::FullScreen,
            ("d" | "D", _) => Self::Draw,
            ("r" | "R", _) => Self::AllFutures,
            ("Escape", _) => Self::Leave,
            _ => return None,
        })
    }

    /// The commands that a message can carry, by index. [`Turn::To`] is not among them: it is only
    /// chosen from the presenter's list.
    const ALL: [Self; 9] = [
        Self::Turn(Turn::Next),
        Self::Turn(Turn::Back),
        Self::Turn(Turn::First),
        Self::Turn(Turn::Last),
        Self::Black,
        Self::FullScreen,
        Self::Leave,
        Self::Draw,
        Self::AllFutures,
    ];
}

/// The kind of control that has focus while slides are shown, as far as keys go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Control {
    /// No control that takes keys.
    None,
    /// A slider.
    Slider,
    /// A number field, and whether a number is being typed in it.
    Number {
        /// Whether a typed value is not yet confirmed.
        typing: bool,
    },
    /// Any other text field.
    Text,
    /// A select list.
    Select,
    /// A button or a link.
    Button,
}

impl Control {
    /// Tests whether the control keeps a key, by `KeyboardEvent.key`. Page Up, Page Down and F5
    /// never stay with a control, and B and full stop only where text is written: those are what
    /// clickers send. A slider keeps the arrow keys and no others.
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
    /// Sets the slides and their order. The slide shown stays shown; where it is gone, the slide
    /// now at its place is shown.
    pub fn arrange(&mut self, keys: Vec<String>) {
        let shown = self.key().map(ToOwned::to_owned);
        self.keys = keys;
        match shown {
            Some(key) => self.seek(&key),
            None => self.at = self.at.min(self.last()),
        }
    }

    /// Shows the slide with this key; where there is none, keeps the place, or the last slide.
    pub fn seek(&mut self, key: &str) {
        let found = self.keys.iter().position(|one| one == key);
        self.at = found.unwrap_or(self.at).min(self.last());
    }

    /// Moves among the slides; stops at the ends. While the screen is black, next and back only
    /// bring the slide back: whoever presses in the dark wants to see where they are.
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

    /// Toggles the black screen.
    pub fn toggle_black(&mut self) {
        self.black = !self.black;
    }

    /// Returns the key of the slide shown; `None` where there are no slides.
    #[must_use]
    pub fn key(&self) -> Option<&str> {
        self.keys.get(self.at).map(String::as_str)
    }

    /// Returns the key of the next slide.
    #[must_use]
    pub fn next(&self) -> Option<&str> {
        self.keys.get(self.at + 1).map(String::as_str)
    }

    /// Returns the slides' keys, in order.
    #[must_use]
    pub fn keys(&self) -> &[String] {
        &self.keys
    }

    /// Returns the index of the slide shown, from 0.
    #[must_use]
    pub const fn at(&self) -> usize {
        self.at
    }

    /// Returns the number of slides.
    #[must_use]
    pub fn count(&self) -> usize {
        self.keys.len()
    }

    /// Tests whether the screen is black.
    #[must_use]
    pub const fn is_black(&self) -> bool {
        self.black
    }

    fn last(&self) -> usize {
        self.keys.len().saturating_sub(1)
    }
}

/// Applies a change of the order to the stored keys. Slides that can't be shown now keep their
/// places, for when they can. No slide is listed twice, and at least one shown slide is left.
///
/// `shown` lists the keys that can be shown, in the order of `keys`.
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

/// A change of the order of slides, by index among the shown slides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reorder {
    /// Move the slide at this index one earlier.
    Up(usize),
    /// Move the slide at this index one later.
    Down(usize),
    /// Remove the slide at this index; the only slide stays.
    Remove(usize),
    /// Add the slide with this key last.
    Add(String),
}

/// Interval between heartbeats of each window, in milliseconds.
pub const BEAT: u64 = 1000;
/// Number of unanswered heartbeats before the other window counts as lost.
const PATIENCE: u8 = 3;

/// State of the connection to the other window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Contact {
    /// No message has arrived yet.
    Waiting,
    /// The other window answers.
    Linked,
    /// The other window has answered before and no longer does.
    Lost,
}

/// The connection to the other window. It counts its own heartbeats and not time: a browser
/// throttles a hidden window, which then asks less often and is still answered.
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
    /// Records a message from the other window.
    pub fn heard(&mut self) {
        *self = Self {
            contact: Contact::Linked,
            unanswered: 0,
        };
    }

    /// Records that the other window closes.
    pub fn left(&mut self) {
        if self.contact == Contact::Linked {
            self.contact = Contact::Lost;
        }
    }

    /// Records that this window sends a heartbeat.
    pub fn asked(&mut self) {
        self.unanswered = self.unanswered.saturating_add(1);
        if self.unanswered > PATIENCE {
            self.left();
        }
    }

    /// Returns the state of the connection.
    #[must_use]
    pub const fn contact(&self) -> Contact {
        self.contact
    }

    /// Tests whether too many heartbeats are unanswered.
    #[must_use]
    pub const fn is_silent(&self) -> bool {
        self.unanswered > PATIENCE
    }
}

/// The projector's content.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scene {
    /// Whether the screen is black.
    pub black: bool,
    /// The slide's number, from 1.
    pub number: u16,
    /// The number of slides.
    pub count: u16,
    /// The version of the presenter's base pack (`Pack::version`), under which the request is made.
    pub pack: u32,
    /// The request for the slide: the scenario and the slide's key, as the deferred module
    /// (`crates/wasm/deferred/`) reads them.
    pub request: Vec<u8>,
}

/// A message between the two windows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// Presenter: show this scene.
    Scene(Scene),
    /// Presenter: this window closes, and may be reopened.
    Over,
    /// Presenter: the presentation is over; close the projector.
    Close,
    /// Presenter: the text of its base pack's file, empty for the built-in pack.
    Pack(String),
    /// Projector: asks for the scene.
    Ask,
    /// Projector: asks for the base pack, since it has another than the scene's.
    AskPack,
    /// Projector: heartbeat.
    Here,
    /// Projector: a command from a key pressed in its window.
    Pressed(Press),
    /// Projector: this window closes.
    Closed,
}

/// The header of every message: the message format and the build. The two windows may be of
/// different builds (one was open when the site was updated), and a slide request is encoded as its
/// build has it: another build could read other figures from it.
const HEADER: [u8; 5] = header(env!("CARGO_PKG_VERSION"), option_env!("BALANS_BUILD"));
const FORM: u8 = 3;

const fn header(version: &str, build: Option<&str>) -> [u8; 5] {
    let mut sum = checksum(version, FNV_OFFSET_BASIS);
    if let Some(build) = build {
        sum = checksum(build, checksum(" ", sum));
    }
    let [a, b, c, d] = sum.to_le_bytes();
    [FORM, a, b, c, d]
}

/// Error: a message that this build can't read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unreadable;

impl Message {
    /// Encodes the message for [`read`](Self::read).
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        let mut bytes = HEADER.to_vec();
        match self {
            Self::Scene(scene) => {
                bytes.extend([0, u8::from(scene.black)]);
                bytes.extend(scene.number.to_le_bytes());
                bytes.extend(scene.count.to_le_bytes());
                bytes.extend(scene.pack.to_le_bytes());
                bytes.extend(&scene.request);
            }
            Self::Over => bytes.push(1),
            Self::Ask => bytes.push(2),
            Self::Here => bytes.push(3),
            Self::Closed => bytes.push(4),
            Self::Close => bytes.push(6),
            Self::AskPack => bytes.push(7),
            Self::Pack(text) => {
                bytes.push(8);
                bytes.extend(text.as_bytes());
            }
            Self::Pressed(press) => {
                let place = Press::ALL.iter().position(|one| one == press);
                bytes.extend([5, place.unwrap_or(Press::ALL.len()) as u8]);
            }
        }
        bytes
    }

    /// Decodes a message from [`write`](Self::write).
    ///
    /// # Errors
    /// [`Unreadable`] for a message of another build, and for malformed bytes.
    pub fn read(bytes: &[u8]) -> Result<Self, Unreadable> {
        match bytes.strip_prefix(&HEADER).ok_or(Unreadable)? {
            [0, black @ (0 | 1), a, b, c, d, e, f, g, h, request @ ..] => Ok(Self::Scene(Scene {
                black: *black == 1,
                number: u16::from_le_bytes([*a, *b]),
                count: u16::from_le_bytes([*c, *d]),
                pack: u32::from_le_bytes([*e, *f, *g, *h]),
                request: request.to_vec(),
            })),
            [1] => Ok(Self::Over),
            [2] => Ok(Self::Ask),
            [3] => Ok(Self::Here),
            [4] => Ok(Self::Closed),
            [6] => Ok(Self::Close),
            [7] => Ok(Self::AskPack),
            [8, text @ ..] => {
                let text = str::from_utf8(text).map_err(|_| Unreadable)?;
                Ok(Self::Pack(text.to_owned()))
            }
            [5, place] => {
                let press = Press::ALL.get(usize::from(*place));
                press.copied().map(Self::Pressed).ok_or(Unreadable)
            }
            _ => Err(Unreadable),
        }
    }
}

/// The presentation's elapsed time, kept over reloads of the page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Timer {
    /// Seconds elapsed before this page was loaded.
    before: f64,
    /// Start on this page, in milliseconds of a monotonic clock.
    since: f64,
}

impl Timer {
    /// Starts at `before` seconds. `now` is in milliseconds.
    #[must_use]
    pub const fn new(before: f64, now: f64) -> Self {
        Self { before, since: now }
    }

    /// Starts at a stored number of seconds, or at 0 where the text is none. `now` is in
    /// milliseconds.
    #[must_use]
    pub fn kept(text: Option<String>, now: f64) -> Self {
        let seconds = text.and_then(|text| text.parse::<f64>().ok());
        let seconds = seconds.filter(|seconds| seconds.is_finite() && *seconds >= 0.0);
        Self::new(seconds.unwrap_or_default(), now)
    }

    /// Returns the elapsed seconds. `now` is in milliseconds.
    #[must_use]
    pub fn spent(&self, now: f64) -> f64 {
        self.before + (now - self.since).max(0.0) / 1000.0
    }
}

/// Formats a time as "7:05" or "1:02:09".
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
