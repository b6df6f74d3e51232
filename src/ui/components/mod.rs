//! Parts that every view is made of.

mod choices;
pub(crate) mod dialog;
mod disclosure;
pub(crate) mod drawing;
mod figure;
mod figure_panels;
mod how;
mod lever;
mod number;
mod preset;
mod search;
mod status;
mod table;
mod year;

pub(crate) use choices::{choices, price_choice, price_lead, price_name};
pub(crate) use disclosure::Disclosure;
pub(crate) use figure::FigureCard;
pub(crate) use figure_panels::{FigureData, figure_how, figure_table, figure_take};
pub(crate) use how::{How, HowPanel, InputPanel};
pub(crate) use lever::{Lever, LeverMode, vacancy_of};
pub(crate) use number::{Amount, NumberButton, effect, followed};
pub(crate) use preset::{PresetCard, is_set};
pub(crate) use search::search_field;
pub(crate) use status::{StatusChip, changed_chip};
pub(crate) use table::{table, table_only};
pub(crate) use year::YearChoice;
