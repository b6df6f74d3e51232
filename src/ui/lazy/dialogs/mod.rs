//! Contents of the shell's dialogs.

pub(super) mod scenarios;
pub(super) mod search;
pub(super) mod share;
mod synonyms;

pub(crate) use search::synonyms;
