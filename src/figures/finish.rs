//! The one pass that puts right what charts-rs writes.
