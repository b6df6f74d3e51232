//! One scenario's values: a number for every input, and the ids to get at them.
//!
//! What an input means stands in [`crate::pack`]; what it does stands in the formulas.

use crate::pack::{INPUT_COUNT, INPUT_IDS, Pack};

/// An input, by its place in the pack's table. In files and links use its [`name`](InputId::name).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct InputId(pub(crate) u16);

/// The input with this id, for constants: `const CARE: InputId = input_id("requirement.care");`
///
/// A misspelt id does not compile. For ids that arrive at run time use [`InputId::find`].
///
/// # Panics
/// If called outside a constant with an id that does not exist.
#[must_use]
#[allow(
    clippy::panic,
    reason = "evaluated by the compiler: the panic is the compile error"
)]
pub const fn input_id(name: &str) -> InputId {
    let mut index = 0;
    while index < INPUT_COUNT {
        if same(name, INPUT_IDS[index]) {
            return InputId(index as u16);
        }
        index += 1;
    }
    panic!("no such input in the pack")
}

/// Whether two strings are equal, in a constant.
pub(crate) const fn same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() {
        return false;
    }
    let mut i = 0;
    while i < a.len() {
        if a[i] != b[i] {
            return false;
        }
        i += 1;
    }
    true
}

impl InputId {
    /// Every input, in the pack's order.
    pub fn all() -> impl ExactSizeIterator<Item = Self> + DoubleEndedIterator {
        (0..INPUT_COUNT as u16).map(Self)
    }

    /// The input with this id.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        INPUT_IDS
            .iter()
            .position(|id| *id == name)
            .map(|index| Self(index as u16))
    }

    /// Its stable id, e.g. `requirement.care`.
    #[must_use]
    pub fn name(self) -> &'static str {
        INPUT_IDS[self.index()]
    }

    /// Its place in the pack's table.
    #[must_use]
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// One value per input.
#[derive(Clone, PartialEq, Debug)]
pub struct Inputs {
    values: [f64; INPUT_COUNT],
}

/// What became of a value that was set.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum SetOutcome {
    /// Kept as given.
    Kept,
    /// Outside the range (or a yes/no that was neither): this value was set instead.
    Clamped(f64),
    /// Not a number: nothing was changed.
    Refused,
}

impl Inputs {
    /// The pack's own values.
    #[must_use]
    pub fn defaults(pack: &Pack) -> Self {
        Self::raw(|id| pack.spec(id).default)
    }

    /// Values taken unchecked; [`simulate`](crate::simulate) clamps what is outside its range and says so.
    #[must_use]
    pub fn raw(value: impl Fn(InputId) -> f64) -> Self {
        let mut values = [0.0; INPUT_COUNT];
        for id in InputId::all() {
            values[id.index()] = value(id);
        }
        Self { values }
    }

    /// The value of an input.
    #[must_use]
    pub fn get(&self, id: InputId) -> f64 {
        self.values[id.index()]
    }

    /// Sets an input, clamped to its range. NaN and infinity are turned away.
    pub fn set(&mut self, pack: &Pack, id: InputId, value: f64) -> SetOutcome {
        let Some(fitted) = pack.spec(id).fit(value) else {
            return SetOutcome::Refused;
        };
        self.values[id.index()] = fitted;
        if (fitted - value).abs() <= 0.0 {
            SetOutcome::Kept
        } else {
            SetOutcome::Clamped(fitted)
        }
    }

    /// Every input with its value, in the pack's order.
    pub fn iter(&self) -> impl Iterator<Item = (InputId, f64)> + '_ {
        InputId::all().zip(self.values.iter().copied())
    }

    /// Whether an input differs from the pack's own value.
    #[must_use]
    pub fn is_changed(&self, pack: &Pack, id: InputId) -> bool {
        self.get(id).to_bits() != pack.spec(id).default.to_bits()
    }

    /// The inputs that differ from the pack's own values.
    pub fn changed<'a>(&'a self, pack: &'a Pack) -> impl Iterator<Item = (InputId, f64)> + 'a {
        self.iter().filter(|(id, _)| self.is_changed(pack, *id))
    }

    /// Sets what a preset sets.
    pub fn apply(&mut self, pack: &Pack, preset: &crate::pack::Preset) {
        for (id, value) in preset.values.iter() {
            self.set(pack, *id, *value);
        }
    }
}
