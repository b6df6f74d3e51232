//! Parts that every view is made of.

mod behind;
mod choices;
pub(crate) mod dialog;
mod disclosure;
pub(crate) mod drawing;
mod figure;
mod how;
mod lever;
mod number;
mod preset;
mod search;
mod status;
mod table;
mod year;

pub(crate) use behind::{Behind, figure_how, figure_table, figure_take};
pub(crate) use choices::{choices, price_choice, price_lead, price_name};
pub(crate) use disclosure::Disclosure;
pub(crate) use figure::FigureCard;
pub(crate) use how::{How, HowPanel, InputPanel};
pub(crate) use lever::{Lever, Reading, vacancy_of};
pub(crate) use number::{Amount, NumberButton, effect, followed};
pub(crate) use preset::{PresetCard, is_set};
pub(crate) use search::search_field;
pub(crate) use status::{StatusChip, changed_chip};
pub(crate) use table::{table, table_only};
pub(crate) use year::YearChoice;
