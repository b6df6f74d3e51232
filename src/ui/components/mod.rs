//! Parts that every view is made of.

mod choices;
mod disclosure;
mod figure;
mod how;
mod lever;
mod number;
mod preset;
mod status;
mod year;

pub(crate) use choices::{choices, price_choice};
pub(crate) use disclosure::Disclosure;
pub(crate) use figure::FigureCard;
pub(crate) use how::{How, HowPanel};
pub(crate) use lever::{Lever, Reading};
pub(crate) use number::{Amount, NumberButton, Shown};
pub(crate) use preset::{PresetCard, is_set};
pub(crate) use status::{ChangedChip, StatusChip};
pub(crate) use year::YearChoice;
