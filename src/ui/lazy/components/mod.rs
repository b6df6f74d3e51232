//! Components that only lazy views use.

mod figure_panels;
mod how;
mod how_button;
mod lever_says;
mod own_entry;
mod own_figure;
mod preset;
mod rests;
mod search;
mod sight;
mod table;

pub(crate) use figure_panels::{figure_how, figure_table, figure_take};
pub(crate) use how::{HowPanel, InputPanel};
pub(crate) use how_button::How;
pub(crate) use lever_says::{LeverSays, most_of};
pub(crate) use own_entry::{OwnEntry, OwnFacts, OwnField, OwnProblem, can_have_span, stated};
pub(crate) use own_figure::{change_own, input_slug, own_button, own_panel, spans_in_use};
pub(crate) use preset::{PresetCard, is_set};
pub(crate) use rests::REST;
pub(crate) use search::search_field;
pub(crate) use sight::when_seen;
pub(crate) use table::{table, table_only};
