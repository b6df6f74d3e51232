//! Every word on screen that is neither in the pack nor in `balans_report::texts`, where slides, paper and page share
//! theirs. One module for each view and each part of the shell. Swedish, plain, and nowhere else.
//!
//! Hard spaces stand between a number and its unit; [`balans_format`] sets the numbers.

pub mod about;
pub mod benchmarks;
pub mod dates;
pub mod difference;
pub mod figures;
pub mod files;
pub mod finance;
pub mod frame;
pub mod history;
pub mod housing;
pub mod how;
pub mod ledger;
pub mod lever;
pub mod link;
pub mod needs;
pub mod notices;
pub mod numbers;
pub mod overview;
pub mod own;
pub mod packs;
pub mod paper;
pub mod present;
pub mod required;
pub mod scenarios;
pub mod search;
pub mod share;
pub mod sources;
pub mod statement;
pub mod strip;
pub mod sure;
pub mod tried;
pub mod unknown;

#[cfg(test)]
mod tests;
