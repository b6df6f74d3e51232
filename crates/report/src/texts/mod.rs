//! Every word of slides and papers that is not in the pack, and those of the page that they share.
//! Swedish, plain, and nowhere else.

pub mod balance;
pub mod compare;
pub(crate) mod deck;
pub mod files;
pub mod finance;
pub mod futures;
pub mod import;
pub mod measures;
pub mod names;
pub mod packs;
pub(crate) mod paper;
pub mod parties;
pub mod reconciliation;
pub mod required;
pub mod shared;
pub mod terms;
