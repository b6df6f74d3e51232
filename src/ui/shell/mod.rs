//! The shell: header, result strip, footer and dialogs around every view.

mod explain;
mod footer;
mod header;
mod notices;
mod scenario_tools;
mod search;
mod share;
mod steps;
mod strip;

pub(crate) use explain::ExplainDialog;
pub(crate) use footer::Footer;
pub(crate) use header::Header;
pub(crate) use notices::Notices;
pub(crate) use search::Search;
pub(crate) use steps::steps;
pub(crate) use strip::{LiveRegion, Strip};
