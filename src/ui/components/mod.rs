//! Components of the shell and the first view, which lazy views use too. They import no other
//! folder of `ui`.

mod choices;
pub(crate) mod dialog;
mod disclosure;
pub(crate) mod drawing;
mod figure;
mod lever;
mod number;
mod status;

pub(crate) use choices::{choices, price_choice, price_lead, price_name};
pub(crate) use disclosure::Disclosure;
pub(crate) use figure::{FigureCard, FigureData, basis_of, use_seen};
pub(crate) use lever::{Lever, LeverMode, Scale, vacancy_of};
pub(crate) use number::{Amount, NumberButton, effect, followed};
pub(crate) use status::{ChangedChip, StatusChip, changed_chip};
